//! GB/T 4754-2017 国民经济行业分类, with amendment 1 (2019): sections, divisions, groups and classes.
//!
//! The table is `assets/gbt4754-2017.tsv`, our own transcription, with English names of our own for
//! sections and divisions. It has 20 sections, 97 divisions, 473 groups and 1,381 classes: the 1,380 of
//! 2017, as the standard's overview of its sections counts them, with 9290 taken apart into 9291 and 9299
//! by amendment 1 (in force since 2019-03-29; notice 国统字〔2019〕66号 of the National Bureau of
//! Statistics, 2019-05-20).
//!
//! It was held against three transcriptions by others. Two of the amended standard agree with it, code by
//! code and name by name (one without exception, brackets and spaces aside; the other cuts five long names short, calls 7289
//! 会展 and leaves 3531 out). The third is of 2017 with slips of its own; the test of the corpus names
//! every code in which it differs, and why. The statistics bureau of Jiangsu (tj.jiangsu.gov.cn,
//! 2025-01-20) counts 1,382 classes of the amended standard. No list that was found has one more than this
//! table, so which class that would be is not known, and none is made up to reach the count.
//!
//! Files write a code with its section's letter (`C3911`) or without (`3911`); both are understood.

use crate::text::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A level of the classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 门类: a letter.
    Section,
    /// 大类: two digits.
    Division,
    /// 中类: three digits.
    Group,
    /// 小类: four digits.
    Class,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Industry {
    /// The letter of its section.
    pub section: char,
    /// Its digits; empty of a section.
    pub digits: &'static str,
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English, of sections and divisions.
    pub en: Option<&'static str>,
}

static TABLE: LazyLock<Vec<Industry>> = LazyLock::new(|| {
    let mut section = ' ';
    include_str!("../../../assets/gbt4754-2017.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (code, zh) = (cells.next()?, cells.next()?);
            let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
            if digits.is_empty() {
                section = code.chars().next()?;
            }
            Some(Industry { section, digits, zh, en: cells.next() })
        })
        .collect()
});

static BY_DIGITS: LazyLock<BTreeMap<&'static str, &'static Industry>> = LazyLock::new(|| {
    TABLE.iter().filter(|entry| !entry.digits.is_empty()).map(|entry| (entry.digits, entry)).collect()
});

/// The whole table in the order of the standard.
pub fn all() -> &'static [Industry] {
    &TABLE
}

/// The industry of a code, with the letter of its section or without; `None` where the standard has no
/// such code, or not in that section.
///
/// ```
/// use three_maps::maps::codes::industry::find;
/// assert_eq!(find("C3911").map(|industry| industry.zh), Some("计算机整机制造"));
/// assert_eq!(find("39").map(|industry| industry.section), Some('C'));
/// assert_eq!(find("A3911"), None);
/// ```
pub fn find(code: &str) -> Option<&'static Industry> {
    let code = code.trim();
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letter = code.strip_suffix(digits)?;
    if digits.is_empty() {
        return TABLE.iter().find(|entry| entry.digits.is_empty() && letter == entry.section.to_string());
    }
    let found = BY_DIGITS.get(digits).copied()?;
    (letter.is_empty() || letter == found.section.to_string()).then_some(found)
}

/// Whether the standard has a code.
pub fn is_known(code: &str) -> bool {
    find(code).is_some()
}

impl Industry {
    /// Its code with the letter of its section.
    pub fn code(&self) -> String {
        format!("{}{}", self.section, self.digits)
    }

    /// Its level.
    pub fn level(&self) -> Level {
        match self.digits.len() {
            0 => Level::Section,
            2 => Level::Division,
            3 => Level::Group,
            _ => Level::Class,
        }
    }

    /// The one that it is part of; `None` of a section.
    pub fn parent(&self) -> Option<&'static Self> {
        match self.digits.len() {
            0 => None,
            2 => find(&self.section.to_string()),
            length => find(&self.digits[..length - 1]),
        }
    }

    /// The one of a level that it is part of, or itself; `None` where the level is finer than its own.
    pub fn at(&'static self, level: Level) -> Option<&'static Self> {
        let mut here = self;
        while here.level() > level {
            here = here.parent()?;
        }
        (here.level() == level).then_some(here)
    }

    /// Its parts, one level down.
    pub fn parts(&'static self) -> impl Iterator<Item = &'static Self> {
        TABLE.iter().filter(move |entry| entry.parent() == Some(self))
    }

    /// Its name in a language; groups and classes go by their Chinese names, the standard has no others.
    pub fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en.unwrap_or(self.zh),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_as_the_standard_has() {
        let count = |level| all().iter().filter(|entry| entry.level() == level).count();
        let counts = [Level::Section, Level::Division, Level::Group, Level::Class].map(count);
        assert_eq!(counts, [20, 97, 473, 1381]);
        assert_eq!(BY_DIGITS.len() + 20, all().len(), "no code stands twice");
        // Classes of each section, as the standard's own overview counts them (S with the amendment).
        let classes: Vec<usize> = ('A'..='T')
            .map(|letter| {
                let is = |entry: &&Industry| entry.section == letter && entry.level() == Level::Class;
                all().iter().filter(is).count()
            })
            .collect();
        let expected = [72, 39, 609, 18, 44, 128, 67, 16, 34, 48, 5, 58, 48, 33, 32, 17, 30, 48, 34, 1];
        assert_eq!(classes, expected);
    }

    #[test]
    fn every_one_has_its_parent_and_a_name() {
        for entry in all() {
            assert!(!entry.zh.trim().is_empty() && entry.zh.trim() == entry.zh, "{entry:?}");
            assert_eq!(entry.en.is_some(), entry.level() <= Level::Division, "{entry:?}");
            assert_eq!(entry.parent().is_none(), entry.level() == Level::Section, "{entry:?}");
            assert_eq!(entry.at(Level::Section).map(|section| section.section), Some(entry.section));
            assert_eq!(find(&entry.code()), Some(entry));
            if entry.level() == Level::Group {
                let classes: Vec<_> = entry.parts().collect();
                assert!(!classes.is_empty(), "{entry:?}");
                // A group of one class ends in 0 and is called the same, but for a closing 业.
                let alone = classes.iter().any(|class| class.digits.ends_with('0'));
                assert_eq!(alone, classes.len() == 1, "{entry:?}");
            }
        }
    }

    #[test]
    fn codes_are_found_in_their_section_alone() {
        for (code, name) in
            [("I6513", "应用软件开发"), ("6520", "集成电路设计"), ("C", "制造业"), ("S9291", "消防管理机构")]
        {
            assert_eq!(find(code).map(|entry| entry.zh), Some(name), "{code}");
        }
        for code in ["", "Z", "C99", "I3911", "39111", "C391x", "9290", "CC39"] {
            assert_eq!(find(code), None, "{code}");
        }
        assert_eq!(find("C3911").and_then(|class| class.at(Level::Division)).map(|it| it.digits), Some("39"));
        assert_eq!(find("C39").and_then(|division| division.at(Level::Class)), None);
    }

    #[test]
    fn the_short_labels_name_the_same_divisions() {
        use crate::maps::schema::codes::{DIVISIONS, SECTIONS};
        let of = |level| all().iter().filter(move |entry| entry.level() == level).map(Industry::code);
        assert!(of(Level::Division).eq(DIVISIONS.iter().map(|entry| entry.value.to_owned())));
        assert!(of(Level::Section).eq(SECTIONS.iter().map(|entry| entry.value.to_owned())));
    }
}
