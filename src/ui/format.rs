//! Numbers as people read them: thousands apart, as many decimals as the figure carries.

/// A count with thousands apart: `14,800`.
pub(super) fn count(value: u64) -> String {
    crate::text::grouped(&value.to_string())
}

pub(super) use crate::text::{number, number_fixed as fixed};

/// A number with so many decimals at most.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number for a field that people type into: no thousands apart, no more decimals than needed.
pub(super) fn editable(value: f64) -> String {
    number(value).replace(',', "")
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
}
