//! Numbers as people read them: thousands apart, as many decimals as the figure carries.

/// A count with thousands apart: `14,800`.
pub(super) fn count(value: u64) -> String {
    grouped(&value.to_string())
}

/// A number with thousands apart and a fixed number of decimals.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return String::from("–");
    }
    let text = format!("{value:.decimals$}");
    // Minus zero is nothing that a person wrote.
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    grouped(&text)
}

/// A number with thousands apart and no more decimals than it has, six at most.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::from("–");
    }
    let text = fixed(value, 6);
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

fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    out.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
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
