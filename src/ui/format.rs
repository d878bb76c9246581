//! Numbers as people read them: thousands apart, as many decimals as the figure carries.

pub(super) use crate::text::{count, number, number_fixed as fixed};

/// A number with so many decimals at most.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number for a field that people type into: no thousands apart. As it was typed; one with so many digits
/// that nobody typed it, such as a limit that was converted from another unit, with those that tell.
pub(super) fn editable(value: f64) -> String {
    const TYPED: usize = 12;
    const TELLING: i32 = 6;
    let whole = format!("{value}");
    let digits = whole.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits <= TYPED || !value.is_finite() {
        return whole;
    }
    let decimals = TELLING - 1 - value.abs().log10().floor() as i32;
    rounded(value, usize::try_from(decimals).unwrap_or(0)).replace(',', "")
}

/// The number that people typed: thousands apart or not, full-width digits and signs too.
pub(super) fn parse(text: &str) -> Option<f64> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '。' | '．' => '.',
            '−' | '－' => '-',
            _ => c,
        })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(14_800), "14,800");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(fixed(-1_502.34, 1), "-1,502.3");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(number(68.4), "68.4");
        assert_eq!(number(45_600.0), "45,600");
        assert_eq!(number(f64::NAN), "–");
    }

    #[test]
    fn what_is_typed_is_read() {
        assert_eq!(parse(" 1,502.3 "), Some(1502.3));
        assert_eq!(parse("１２０"), Some(120.0));
        assert_eq!(parse("-4"), Some(-4.0));
        assert_eq!(parse(""), None);
        assert_eq!(parse("many"), None);
        assert_eq!(parse("inf"), None);
        assert_eq!(parse(&editable(1_234_567.5)), Some(1_234_567.5));
    }

    #[test]
    fn what_was_typed_stands_as_it_was_and_what_was_converted_with_the_digits_that_tell() {
        for (value, shown) in [
            (30.0, "30"),
            (0.123_456_789, "0.123456789"),
            (-1_502.25, "-1502.25"),
            (20.0 / 0.0015, "13333.3"),
            (1.0 / 15.0, "0.0666667"),
            (2.0 * 9.81, "19.62"),
            (3.0 / 0.0015, "2000"),
            (123_456_789.123_456_7, "123456789"),
            (0.1 + 0.2, "0.3"),
        ] {
            assert_eq!(editable(value), shown);
        }
    }
}
