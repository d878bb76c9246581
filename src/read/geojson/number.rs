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
#[inline]
pub(super) fn short_number(text: &str, at: usize) -> Option<Short> {
    let bytes = text.as_bytes();
    let is_negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(is_negative);
    let (whole, mut mantissa) = digits(bytes, first, 0);
    if whole == 0 || whole > 1 && bytes[first] == b'0' {
        return None;
    }
    let mut at = first + whole;
    let mut decimals = 0;
    if bytes.get(at) == Some(&b'.') {
        (decimals, mantissa) = digits(bytes, at + 1, mantissa);
        if decimals == 0 {
            return None;
        }
        at += 1 + decimals;
    }
    let is_short = whole + decimals <= 18 && mantissa <= 1 << 53;
    let ends = matches!(bytes.get(at), Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
    (is_short && ends).then_some(Short { is_negative, mantissa, decimals, end: at })
}

/// How many digits stand at `at`, and the number that `before` becomes with them behind it (wrapping
/// where it has more than 19).
#[inline]
fn digits(bytes: &[u8], at: usize, mut before: u64) -> (usize, u64) {
    let mut count = 0;
    while let Some(eight) = bytes.get(at + count..).and_then(<[u8]>::first_chunk::<8>) {
        let (more, value) = leading_digits(*eight);
        before = before.wrapping_mul(WHOLE_POWERS[more]).wrapping_add(value);
        count += more;
        if more < 8 {
            return (count, before);
        }
    }
    while let Some(digit) = bytes.get(at + count).map(|byte| byte.wrapping_sub(b'0')).filter(|it| *it < 10) {
        before = before.wrapping_mul(10).wrapping_add(u64::from(digit));
        count += 1;
    }
    (count, before)
}

const WHOLE_POWERS: [u64; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// How many of eight bytes are digits before the first that is none, and their number: all eight at once,
/// after Johnny Lee, "Fast numeric string to int" (2016), with pairs, then fours, then all added up.
#[inline]
fn leading_digits(eight: [u8; 8]) -> (usize, u64) {
    const EACH: u64 = u64::MAX / 255;
    const LOW: u64 = 0x0000_00FF_0000_00FF;
    let values = u64::from_le_bytes(eight) ^ (EACH * 0x30);
    // A byte above 9 has a high half, or gets one with 6 more. What that carries over reaches only bytes
    // behind it, which do not count.
    let others = (values.wrapping_add(EACH * 6) | values) & (EACH * 0xF0);
    let count = others.trailing_zeros() as usize / 8;
    if count == 0 {
        return (0, 0);
    }
    // Zeros in front of the digits, and nothing behind them.
    let values = values << (64 - 8 * count);
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8);
    let (odd, even) = (pairs & LOW, (pairs >> 16) & LOW);
    let all = odd.wrapping_mul(100 + (1_000_000 << 32)).wrapping_add(even.wrapping_mul(1 + (10_000 << 32)));
    (count, all >> 32)
}

/// The position at `at` with nothing but two such numbers: `[120.1,30.2]`, with or without white space.
#[inline]
pub(super) fn short_position(text: &str, at: usize) -> Option<([f64; 2], usize)> {
    let bytes = text.as_bytes();
    let white = |mut at: usize| {
        // Most positions have none: one comparison says so.
        while bytes.get(at).is_some_and(|&byte| byte <= b' ' && matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
        {
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
        fn eight_bytes_are_as_many_digits_as_one_by_one(bytes in "[0-9]{0,8}[ -~é]{8}") {
            let eight = *bytes.as_bytes().first_chunk::<8>().unwrap();
            let count = eight.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let number = eight[..count].iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
            prop_assert_eq!(leading_digits(eight), (count, number));
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
