//! Numbers as nearly all are, read in one pass: few enough digits for exact arithmetic.
//!
//! A whole number up to 2⁵³ and a power of ten up to 10²² are exact as 64-bit floats, so that their
//! quotient is the nearest one to the decimal number: William D. Clinger, "How to Read Floating Point
//! Numbers Accurately", PLDI 1990, section 3. All others are left to the standard library.

/// Powers of ten that are exact.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A number of at most 2⁵³ / 10ⁿ with n decimals and no exponent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Short {
    pub(super) is_negative: bool,
    /// The number without its point.
    pub(super) mantissa: u64,
    pub(super) decimals: usize,
    /// Past its last digit.
    pub(super) end: usize,
}

impl Short {
    /// The nearest 64-bit float.
    pub(super) fn value(self) -> f64 {
        let value = self.mantissa as f64 / POWERS[self.decimals];
        if self.is_negative { -value } else { value }
    }
}

/// The number at `at`, where it is such a one by the grammar of RFC 8259 and something stands behind it
/// that may follow a number.
pub(super) fn short_number(text: &str, at: usize) -> Option<Short> {
    let bytes = text.as_bytes();
    let is_negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(is_negative);
    let mut at = first;
    let mut mantissa = 0_u64;
    let mut digits = |at: &mut usize| {
        let start = *at;
        while let Some(digit) = bytes.get(*at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10)
        {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            *at += 1;
        }
        *at - start
    };
    let whole = digits(&mut at);
    if whole == 0 || whole > 1 && bytes[first] == b'0' {
        return None;
    }
    let mut decimals = 0;
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        decimals = digits(&mut at);
        if decimals == 0 {
            return None;
        }
    }
    let is_short = whole + decimals <= 18 && mantissa <= 1 << 53;
    let ends = matches!(bytes.get(at), Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
    (is_short && ends).then_some(Short { is_negative, mantissa, decimals, end: at })
}

/// The position at `at` with nothing but two such numbers: `[120.1,30.2]`, with or without white space.
pub(super) fn short_position(text: &str, at: usize) -> Option<([f64; 2], usize)> {
    let bytes = text.as_bytes();
    let white = |mut at: usize| {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
            at += 1;
        }
        at
    };
    if bytes.get(at) != Some(&b'[') {
        return None;
    }
    let x = short_number(text, white(at + 1))?;
    let comma = white(x.end);
    if bytes[comma..].first() != Some(&b',') {
        return None;
    }
    let y = short_number(text, white(comma + 1))?;
    let end = white(y.end);
    (bytes.get(end) == Some(&b']')).then(|| ([x.value(), y.value()], end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_number_that_the_standard_library_reads(
            text in "-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,20})?", behind in "[,\\]} ]"
        ) {
            if let Some(short) = short_number(&format!("{text}{behind}"), 0) {
                prop_assert_eq!(short.end, text.len());
                prop_assert_eq!(short.value().to_bits(), text.parse::<f64>().unwrap().to_bits());
            } else {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                prop_assert!(digits > 15, "{} is short", text);
            }
        }

        #[test]
        fn takes_nothing_that_is_no_number(text in "[-+0-9.eE]{1,6}[,\\]x]?") {
            if let Some(short) = short_number(&text, 0) {
                let number = serde_json::from_str::<f64>(&text[..short.end]);
                prop_assert_eq!(number.unwrap().to_bits(), short.value().to_bits());
            }
        }
    }

    #[test]
    fn positions_with_and_without_white_space() {
        assert_eq!(short_position("[1,-2.5]", 0), Some(([1.0, -2.5], 8)));
        assert_eq!(short_position("x [ 1 ,\n2 ],", 2), Some(([1.0, 2.0], 11)));
        for other in ["[1]", "[1,2,3]", "[1,2", "[01,2]", "[1 2]", "[\"1\",2]", "[1,", "[1"] {
            assert_eq!(short_position(other, 0), None, "{other}");
        }
    }
}
