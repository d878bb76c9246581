//! Which land-use codes there are, by the system that they are written in.
//!
//! - `GB50137`: GB 50137-2011 城市用地分类与规划建设用地标准, tables 3.2.2 (town and country) and 3.3.2
//!   (urban construction land).
//! - `TD-YDYH`: 国土空间调查、规划、用途管制用地用海分类指南 (自然资源部, 2023): two levels are judged; codes of
//!   six digits are taken where their second level is known.
//! - `GBT21010`: GB/T 21010-2017 土地利用现状分类: 12 classes, 73 kinds.
//!
//! Four digits mean different things in the last two (0601), so the system must be said, never guessed.

/// How a code stands to a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The system has it.
    Known,
    /// A local code, no part of the system: 新型产业用地 M0.
    Local,
    /// The system has no such code.
    Unknown,
}

/// GB 50137: for each beginning what may follow, a space between two codes.
#[rustfmt::skip]
const GB50137: &[&str] = &[
    "H H1 H11 H12 H13 H14 H2 H21 H22 H23 H24 H25 H3 H4 H41 H42 H5 H9",
    "E E1 E11 E12 E13 E2 E9",
    "R R1 R11 R12 R2 R21 R22 R3 R31 R32",
    "A A1 A2 A21 A22 A3 A31 A32 A33 A34 A35 A4 A41 A42 A5 A51 A52 A53 A59 A6 A7 A8 A9",
    "B B1 B11 B12 B13 B14 B2 B21 B22 B29 B3 B31 B32 B4 B41 B49 B9",
    "M M1 M2 M3",
    "W W1 W2 W3",
    "S S1 S2 S3 S4 S41 S42 S9",
    "U U1 U11 U12 U13 U14 U15 U16 U2 U21 U22 U3 U31 U32 U9",
    "G G1 G2 G3",
];

/// Second levels of each first level from 01 on: GB/T 21010-2017.
const GBT21010: [u8; 12] = [3, 4, 7, 4, 7, 4, 2, 10, 6, 9, 10, 7];

/// The same: 用地用海分类 2023. 16 留白 has none, nor has 24 其他海域.
const TD_YDYH: [u8; 24] = [3, 5, 4, 3, 7, 4, 4, 7, 4, 3, 2, 9, 13, 3, 7, 0, 6, 4, 3, 3, 2, 4, 7, 0];

/// How a code stands to a system; `None` where the system is none of the three.
pub fn standing(system: &str, code: &str) -> Option<Standing> {
    let known = match system {
        "GB50137" if code == "M0" => return Some(Standing::Local),
        "GB50137" => GB50137.iter().any(|line| line.split(' ').any(|known| known == code)),
        "TD-YDYH" => is_numbered(code, &TD_YDYH, true),
        "GBT21010" => is_numbered(code, &GBT21010, false),
        _ => return None,
    };
    Some(if known { Standing::Known } else { Standing::Unknown })
}

/// Whether a code of digits names a level that is there.
fn is_numbered(code: &str, second_levels: &[u8], has_third: bool) -> bool {
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let pair = |at: usize| code.get(at..at + 2).and_then(|digits| digits.parse::<u8>().ok());
    let Some(seconds) = pair(0).and_then(|first| second_levels.get(usize::from(first).checked_sub(1)?))
    else {
        return false;
    };
    let has = |at: usize, most: u8| pair(at).is_some_and(|number| (1..=most).contains(&number));
    match code.len() {
        2 => true,
        4 => has(2, *seconds),
        6 => has_third && has(2, *seconds) && has(4, 99),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_have_as_many_codes_as_their_standards_say() {
        assert_eq!(GBT21010.iter().map(|&count| u32::from(count)).sum::<u32>(), 73);
        // Urban construction land: 8 classes, 35 groups, 42 kinds (GB 50137-2011, table 3.3.2).
        let urban = GB50137[2..].iter().flat_map(|line| line.split(' '));
        let of_length = |length: usize| urban.clone().filter(|code| code.len() == length).count();
        assert_eq!([1, 2, 3].map(of_length), [8, 35, 42]);
    }

    #[test]
    fn a_code_stands_to_its_own_system() {
        let known = |system, code| standing(system, code) == Some(Standing::Known);
        for (system, code) in [
            ("GB50137", "A35"),
            ("GB50137", "M1"),
            ("TD-YDYH", "100101"),
            ("TD-YDYH", "16"),
            ("GBT21010", "0601"),
        ] {
            assert!(known(system, code), "{system} {code}");
        }
        for (system, code) in [
            ("GB50137", "M4"),
            ("GB50137", "1001"),
            ("TD-YDYH", "M1"),
            ("TD-YDYH", "1009"),
            ("TD-YDYH", "1601"),
            ("GBT21010", "1301"),
            ("GBT21010", "060101"),
            ("TD-YDYH", "10010"),
        ] {
            assert_eq!(standing(system, code), Some(Standing::Unknown), "{system} {code}");
        }
        assert_eq!(standing("GB50137", "M0"), Some(Standing::Local));
        assert_eq!(standing("GB137", "M1"), None);
    }
}
