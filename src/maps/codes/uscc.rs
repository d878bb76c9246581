//! 统一社会信用代码: its form and its check digit.
//!
//! GB 32100-2015 法人和其他组织统一社会信用代码编码规则: 18 characters of 31 (digits and Latin capitals
//! without I, O, S, V, Z); the last one is a check character by modulus 31, weights 3^(i − 1) mod 31.

/// The characters of a code, in the order of their values.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Characters of a code.
pub const LENGTH: usize = 18;

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has so many characters, not 18.
    Length(usize),
    /// A character that codes do not have, at a place counted from 1.
    Character(char, usize),
    /// The last character does not follow from the others; this one would.
    CheckDigit(char),
}

/// The check character of the first 17; `None` where they are not 17, or one is no character of codes.
///
/// ```
/// use three_maps::maps::codes::uscc::check_digit;
/// assert_eq!(check_digit("91350100M000100Y4"), Some('3'));
/// ```
pub fn check_digit(first_17: &str) -> Option<char> {
    if first_17.len() != LENGTH - 1 {
        return None;
    }
    let (mut sum, mut weight) = (0, 1);
    for byte in first_17.bytes() {
        sum += CHARACTERS.iter().position(|&known| known == byte)? * weight;
        weight = weight * 3 % 31;
    }
    CHARACTERS.get((31 - sum % 31) % 31).map(|&byte| char::from(byte))
}

/// What is wrong with a code; `None` where nothing is.
pub fn fault(code: &str) -> Option<Fault> {
    let length = code.chars().count();
    if length != LENGTH {
        return Some(Fault::Length(length));
    }
    let is_known = |c: char| u8::try_from(c).is_ok_and(|byte| CHARACTERS.contains(&byte));
    if let Some((at, c)) = code.chars().enumerate().find(|&(_, c)| !is_known(c)) {
        return Some(Fault::Character(c, at + 1));
    }
    let (first_17, last) = code.split_at(LENGTH - 1);
    let expected = check_digit(first_17)?;
    (!last.starts_with(expected)).then_some(Fault::CheckDigit(expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The standard's own example, then what companies print in their reports.
    const PUBLISHED: [&str; 7] = [
        "91350100M000100Y43", // GB 32100-2015, annex A
        "914403001922038216", // 华为技术有限公司
        "9144030071526726XG", // 深圳市腾讯计算机系统有限公司
        "91110000802100433B", // 百度在线网络技术(北京)有限公司
        "91330100799655058B", // 阿里巴巴(中国)有限公司
        "91370200264574251E", // 海尔智家股份有限公司
        "911100007109250324", // 中国移动通信集团有限公司
    ];

    #[test]
    fn published_codes_are_right() {
        for code in PUBLISHED {
            assert_eq!(fault(code), None, "{code}");
        }
    }

    #[test]
    fn each_fault_is_told() {
        assert_eq!(fault("91350100M000100Y4"), Some(Fault::Length(17)));
        assert_eq!(fault("91350100M000100O43"), Some(Fault::Character('O', 16)));
        assert_eq!(fault("91350100m000100Y43"), Some(Fault::Character('m', 9)));
        assert_eq!(fault("91350100M000100Y44"), Some(Fault::CheckDigit('3')));
    }

    proptest! {
        /// 31 is a prime and no weight is 0 mod 31, so no single character can be mistaken.
        #[test]
        fn every_single_substitution_is_caught(
            digits in prop::collection::vec(0..31usize, 17),
            at in 0..18usize,
            other in 0..31usize,
        ) {
            let mut code: String = digits.iter().map(|&digit| char::from(CHARACTERS[digit])).collect();
            code.extend(check_digit(&code));
            prop_assert_eq!(fault(&code), None);
            let mut bytes = code.clone().into_bytes();
            if bytes[at] != CHARACTERS[other] {
                bytes[at] = CHARACTERS[other];
                let changed = String::from_utf8(bytes).unwrap();
                prop_assert!(matches!(fault(&changed), Some(Fault::CheckDigit(_))), "{} {}", code, changed);
            }
        }
    }
}
