//! Names of columns: what of a file's header is its name and what its unit, and how well it fits a field
//! of the schema, however it is written.

use super::unit::{MeasureUnit, half_width};
use crate::maps::schema::{FieldDef, FieldKind, LayerKind};
use pinyin::ToPinyinMulti as _;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a name led to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameMatch {
    /// It is the field's key.
    Key,
    /// It is one of its other names.
    Alias,
    /// It is one of them but for case, width, blanks and signs, or its English label.
    Written,
    /// It is one of them but for the unit.
    ButForUnit,
    /// It is one of them in pinyin.
    Pinyin,
    /// It is the beginning of one of them, cut where shapefiles cut names.
    Cut,
    /// It holds one of them.
    Holds,
    /// It is one of them by the first letters of its pinyin.
    Initials,
    /// Its words are those of an English heading of the field.
    Words,
}

impl NameMatch {
    /// How much it says by itself, 0 to 1.
    fn weight(self) -> f64 {
        match self {
            Self::Key => 1.0,
            Self::Alias => 0.94,
            Self::Written => 0.9,
            Self::ButForUnit | Self::Pinyin => 0.84,
            Self::Cut => 0.82,
            Self::Words => 0.78,
            Self::Holds => 0.55,
            Self::Initials => 0.5,
        }
    }

    /// Whether all of the name speaks for the field, and not a part of it or its initials.
    pub(super) fn is_whole(self) -> bool {
        !matches!(self, Self::Holds | Self::Initials)
    }

    /// Whether the name is one of the field's own, letter by letter.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Key | Self::Alias)
    }
}

/// A header taken apart.
#[derive(Clone, Debug)]
pub(super) struct Name {
    raw: String,
    /// Without case, width, blanks and signs.
    plain: String,
    /// The same without the unit.
    stem: String,
    /// The English words of that in alphabetical order; none where it is no English.
    words: Vec<String>,
    /// The unit that it names.
    pub(super) unit: Option<MeasureUnit>,
    /// Whether it says that its numbers count things: 行车(台) are how many, not how strong.
    pub(super) counts: bool,
}

impl Name {
    pub(super) fn new(raw: &str) -> Self {
        let half: String = raw.trim().chars().map(half_width).collect();
        let (stem, unit) = split_unit(&half);
        Self {
            raw: raw.to_owned(),
            plain: plain(&half),
            stem: plain(stem),
            words: english_words(stem),
            unit,
            counts: unit.is_none() && stem.len() < half.len(),
        }
    }

    /// How well the name fits a field, 0 to 1.
    pub(super) fn fits(&self, def: &FieldDef) -> Option<(f64, NameMatch)> {
        if self.plain.is_empty() {
            return None;
        }
        let names = || std::iter::once(def.key).chain(def.aliases.iter().copied());
        let mut best: Option<(f64, NameMatch)> = None;
        let mut take = |found: NameMatch, more: f64| {
            let weight = found.weight() + more;
            if best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, found));
            }
        };
        if def.key.eq_ignore_ascii_case(&self.raw) {
            take(NameMatch::Key, 0.0);
        } else if def.aliases.contains(&self.raw.as_str()) || def.zh == self.raw {
            take(NameMatch::Alias, 0.0);
        }
        if names().chain([def.en, def.zh]).any(|name| known(name).plain == self.plain) {
            take(NameMatch::Written, 0.0);
        }
        for name in names() {
            let other = known(name);
            // What a header measures or counts in stands behind its name: 员工数（人）.
            let had_unit = self.plain != self.stem || other.plain != other.stem;
            if had_unit && !self.stem.is_empty() && other.stem == self.stem {
                take(NameMatch::ButForUnit, 0.0);
            }
            if def.kind == FieldKind::Date && moment(&self.stem) == moment(&other.stem) {
                // 约定开工, 约定开工日, 约定开工日期: one name.
                take(NameMatch::Written, 0.0);
            }
            if is_cut(&self.raw, name) {
                take(NameMatch::Cut, 0.0);
            }
            if self.stem.is_ascii() {
                let sound = Sound::of(&self.stem, &other.stem);
                if let Some(found) = sound {
                    take(found, 0.0);
                }
            } else if other.stem.chars().count() >= 2 && self.stem.contains(&other.stem) {
                // Chinese puts what a thing is at the end: 土地面积 is an area, 面积说明 is not.
                let share = other.stem.len() as f64 / self.stem.len() as f64;
                let at_end = self.stem.ends_with(&other.stem);
                take(NameMatch::Holds, 0.2 * share - if at_end { 0.0 } else { 0.15 });
            }
        }
        best
    }
}

/// The name of a date without the word for a date.
fn moment(stem: &str) -> &str {
    ["日期", "时间", "日"].into_iter().find_map(|word| stem.strip_suffix(word)).unwrap_or(stem)
}

impl Name {
    /// Whether a header is what things of a kind are called with a word behind it: 企业名称, 厂房编号,
    /// `parcel_name`.
    pub(super) fn is_of(&self, kind: LayerKind, words: &[&str]) -> bool {
        let is = |thing: &&str| {
            let rest = self.plain.strip_prefix(&plain(thing));
            rest.is_some_and(|rest| words.contains(&rest))
        };
        kind.things().iter().any(is)
    }

    /// How well the words of an English header fit a field of a kind, 0 to 1: in any order, with or without the
    /// word for the things themselves (`Status of parcel`, `Site size`).
    pub(super) fn says(&self, kind: LayerKind, def: &FieldDef) -> Option<(f64, NameMatch)> {
        if self.words.is_empty() || def.derived {
            return None;
        }
        let is_date = def.kind == FieldKind::Date;
        let counts = move |word: &&String| !(is_date && matches!(word.as_str(), "date" | "day" | "on"));
        let things = THINGS.get(&kind);
        let is_about = move |word: &&String| {
            word.as_str() != "site" && !things.is_some_and(|things| things.contains(word))
        };
        let own = || self.words.iter().filter(counts);
        let is = |heading: &&str| {
            let heading = known(heading);
            let words = || heading.words.iter().filter(counts);
            words().next().is_some() && (words().eq(own()) || words().eq(own().filter(is_about)))
        };
        let found = std::iter::once(&def.en).chain(def.headings).any(is);
        // One word alone means many things: its values must speak for it too.
        let less = if self.words.len() == 1 { 0.08 } else { 0.0 };
        found.then_some((NameMatch::Words.weight() - less, NameMatch::Words))
    }
}

/// The words of the English headings of private fields, by kind.
static PRIVATE: LazyLock<Vec<(LayerKind, Vec<String>)>> = LazyLock::new(|| {
    let of = |kind: &LayerKind| {
        let private = kind.fields().filter(|def| def.private);
        let headings = private.flat_map(|def| std::iter::once(&def.en).chain(def.headings));
        headings.map(|heading| (*kind, english_words(heading))).collect::<Vec<_>>()
    };
    LayerKind::ALL.iter().flat_map(of).collect()
});

/// Whether the words of an English header are those of a private field of a kind, or of any kind.
pub(in crate::maps) fn is_private_heading(kind: Option<LayerKind>, name: &str) -> bool {
    let words = english_words(name);
    let is = |known: &(LayerKind, Vec<String>)| kind.is_none_or(|kind| kind == known.0) && known.1 == words;
    !words.is_empty() && PRIVATE.iter().any(is)
}

/// What things are called in one English word, by kind.
static THINGS: LazyLock<HashMap<LayerKind, Vec<String>>> = LazyLock::new(|| {
    let words = |kind: &LayerKind| {
        let things = kind.things().iter().map(|thing| english_words(thing));
        things.filter(|words| words.len() == 1).flatten().collect()
    };
    LayerKind::ALL.iter().map(|kind| (*kind, words(kind))).collect()
});

/// The words of an English name in alphabetical order, small, in the singular, without those that join others;
/// none of a name that is not English.
fn english_words(name: &str) -> Vec<String> {
    if !name.is_ascii() {
        return Vec::new();
    }
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        // SiteSize are two words, GFA is one.
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !matches!(word.as_str(), "" | "of" | "the" | "in" | "a" | "an" | "for" | "by"));
    // Alone, a plural is another word: Floors are how many, Floor is which.
    let among_others = words.len() > 1;
    for word in words.iter_mut().filter(|_| among_others) {
        let is_plural = word.len() > 3 && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        if let Some(stem) = word.strip_suffix("ies").filter(|_| word.len() > 4) {
            *word = format!("{stem}y");
        } else if let Some(stem) = word.strip_suffix('s').filter(|_| is_plural) {
            *word = stem.to_owned();
        }
    }
    words.sort_unstable();
    words
}

/// The names and labels of all fields taken apart, once: every header is held against all of them.
static KNOWN: LazyLock<HashMap<&'static str, Name>> = LazyLock::new(|| {
    let fields = LayerKind::ALL.iter().flat_map(|kind| kind.fields());
    let names = fields.flat_map(|def| {
        [def.key, def.en, def.zh].into_iter().chain(def.aliases.iter().chain(def.headings).copied())
    });
    names.map(|name| (name, Name::new(name))).collect()
});

/// A field's own name, taken apart.
fn known(name: &str) -> Cow<'static, Name> {
    KNOWN.get(name).map_or_else(|| Cow::Owned(Name::new(name)), Cow::Borrowed)
}

/// A name and the unit behind it: in brackets, behind a separator, or as its last word.
fn split_unit(name: &str) -> (&str, Option<MeasureUnit>) {
    if let Some(inner) = name.strip_suffix([')', ']'])
        && let Some(at) = inner.rfind(['(', '['])
    {
        let within = &inner[at + 1..];
        if let Some(unit) = MeasureUnit::read(within) {
            return (&name[..at], Some(unit));
        }
        if is_counter(within) {
            return (&name[..at], None);
        }
    }
    for (at, sign) in name.char_indices().filter(|(_, c)| matches!(c, '_' | '-' | ' ' | '/' | ':')) {
        if let Some(unit) = MeasureUnit::read(&name[at + sign.len_utf8()..]).filter(|_| at > 0) {
            return (&name[..at], Some(unit));
        }
    }
    for word in ["平方米", "平米", "公顷", "万元", "亿元", "亩", "㎡", "m²", "m2"] {
        if let Some(stem) = name.strip_suffix(word).filter(|stem| !stem.is_empty() && !stem.is_ascii()) {
            return (stem, MeasureUnit::read(word));
        }
    }
    (name, None)
}

/// What numbers count, which says nothing of a field.
fn is_counter(text: &str) -> bool {
    matches!(
        text,
        "人" | "家"
            | "个"
            | "层"
            | "台"
            | "部"
            | "年"
            | "辆"
            | "套"
            | "幢"
            | "栋"
            | "people"
            | "years"
            | "firms"
    )
}

/// Letters, digits and characters alone, small and of half width.
fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '²' => Some('2'),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

/// Whether a name is the beginning of another, cut at the ten bytes of a shapefile's field names (in
/// UTF-8 or in GBK, where a Chinese character takes two).
fn is_cut(name: &str, whole: &str) -> bool {
    let gbk: usize = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let is_full = name.len() == 10 || gbk == 10 || (!name.is_ascii() && matches!(name.len(), 8 | 9));
    let beginning = whole.get(..name.len());
    is_full && whole.len() > name.len() && beginning.is_some_and(|it| it.eq_ignore_ascii_case(name))
}

/// Names by their sound.
struct Sound;

impl Sound {
    /// Whether Latin letters are a Chinese name in full pinyin, or its initials.
    fn of(letters: &str, name: &str) -> Option<NameMatch> {
        if name.is_ascii() || letters.len() < 2 || name.chars().count() < 2 {
            return None;
        }
        if Self::reads(letters, name, |syllable| syllable) {
            Some(NameMatch::Pinyin)
        } else if letters.len() == name.chars().count() && Self::reads(letters, name, |it| &it[..1]) {
            Some(NameMatch::Initials)
        } else {
            None
        }
    }

    /// Whether all of the letters are used up by one reading of each character.
    fn reads(letters: &str, name: &str, part: impl Fn(&str) -> &str) -> bool {
        // Where the letters can stand after each character; readings differ in length.
        let mut places = vec![0];
        for c in name.chars() {
            let mut next = Vec::new();
            let mut try_with = |syllable: &str| {
                for &at in &places {
                    if letters[at..].starts_with(syllable) && !next.contains(&(at + syllable.len())) {
                        next.push(at + syllable.len());
                    }
                }
            };
            if c.is_ascii() {
                try_with(c.encode_utf8(&mut [0; 4]));
            } else {
                for reading in c.to_pinyin_multi().into_iter().flatten() {
                    let plain = reading.plain().replace('ü', "v");
                    if plain.is_ascii() && !plain.is_empty() {
                        try_with(part(&plain));
                    }
                }
            }
            places = next;
            if places.is_empty() {
                return false;
            }
        }
        places.contains(&letters.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_taken_off_a_name_wherever_it_stands() {
        for (name, stem, unit) in [
            ("面积(亩)", "面积", Some(MeasureUnit::Mu)),
            ("面积（平方米）", "面积", Some(MeasureUnit::M2)),
            ("面积【公顷】", "面积", Some(MeasureUnit::Hectare)),
            ("area_m2", "area", Some(MeasureUnit::M2)),
            ("用地面积亩", "用地面积", Some(MeasureUnit::Mu)),
            ("租金（元/㎡·天）", "租金", Some(MeasureUnit::YuanPerM2Day)),
            ("楼面荷载(kN/㎡)", "楼面荷载", Some(MeasureUnit::KilonewtonPerM2)),
            ("员工数（人）", "员工数", None),
            ("容积率（上限）", "容积率上限", None),
            ("Clear Height", "clearheight", None),
        ] {
            let name = Name::new(name);
            assert_eq!((name.stem.as_str(), name.unit), (stem, unit), "{}", name.raw);
        }
    }

    #[test]
    fn names_are_heard_with_all_readings() {
        assert_eq!(Sound::of("mianji", "面积"), Some(NameMatch::Pinyin));
        assert_eq!(Sound::of("hangye", "行业"), Some(NameMatch::Pinyin));
        assert_eq!(Sound::of("xingche", "行车"), Some(NameMatch::Pinyin));
        assert_eq!(Sound::of("mj", "面积"), Some(NameMatch::Initials));
        assert_eq!(Sound::of("mianjia", "面积"), None);
    }

    #[test]
    fn shapefiles_cut_names_at_ten_bytes() {
        assert!(is_cut("available_", "available_m2"));
        assert!(is_cut("CLEAR_HEIG", "clear_height_m"));
        assert!(is_cut("统一社会信", "统一社会信用代码"));
        assert!(is_cut("统一社", "统一社会信用代码"));
        assert!(!is_cut("area", "area_m2"));
    }
}
