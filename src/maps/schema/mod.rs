//! The schema of the three maps: one table of fields per layer kind, and what is asked of it.
//!
//! A field goes by its English key or by its Chinese label; fields that no table knows are kept and
//! shown as they are. Everything here is plain data (labels, units, domains, colours); the questions
//! are [`LayerKind::fields`], [`field`], [`is_private`] and [`value_label`].

pub mod codes;
mod fields;
mod kinds;
mod symbology;

pub use kinds::{Drawn, LayerKind, MapKind};
pub use symbology::{Class, Symbol, Symbology};

use super::binding::{Naming, is_private_heading};
use crate::text::Lang;

/// Type of a field's values as the schema has it (a file may differ; the file's own type decides how
/// a column is stored).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Calendar date, `2026-11-23`.
    Date,
    /// One value of [`FieldDef::domain`].
    Code,
    /// A list of texts, or of records.
    List,
}

/// Which way a value is better when sites are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better (clear height, free desks).
    Higher,
    /// Less is better (rent, vacancy).
    Lower,
    /// Neither.
    Neither,
}

/// A value of a closed set with its labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainValue {
    /// As it stands in files.
    pub value: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// Other words that offices write for it, in either language.
    pub also: &'static [&'static str],
}

/// A unit, as shown beside numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// How a value is worked out, in words, with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// One field of a layer kind.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef {
    /// English key, `snake_case`.
    pub key: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// Other names under which files carry it; the Chinese label comes first.
    pub aliases: &'static [&'static str],
    /// English headings under which files carry it as well; their words count, in any order.
    pub headings: &'static [&'static str],
    /// Type of its values.
    pub kind: FieldKind,
    /// Unit of its numbers.
    pub unit: Option<Unit>,
    /// The values it may have; empty where open.
    pub domain: &'static [DomainValue],
    /// Not for a prospect's eyes: left out of exports unless asked for.
    pub private: bool,
    /// Worked out by the program, never read from a file.
    pub derived: bool,
    /// How the program works it out, where it does.
    pub formula: Option<Formula>,
    /// Which way is better in a comparison.
    pub better: Better,
}

impl FieldDef {
    /// Label in a language.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// Unit in a language; empty where there is none.
    pub fn unit_label(&self, lang: Lang) -> &'static str {
        self.unit.map_or("", |unit| lang.pick(unit.zh, unit.en))
    }

    /// Decimals that a number of it merits where the program worked it out: an area of a boundary is known to
    /// the square metre at best.
    pub fn decimals(&self) -> usize {
        match self.unit.map(|unit| unit.en) {
            Some("m²" | "m" | "CNY" | "days") => 0,
            _ => 2,
        }
    }

    /// How it is worked out, in a language; `None` where it is only ever read.
    pub fn formula_label(&self, lang: Lang) -> Option<&'static str> {
        self.formula.map(|formula| lang.pick(formula.zh, formula.en))
    }

    /// Whether a file's field name means this field.
    pub fn answers_to(&self, name: &str) -> bool {
        self.key.eq_ignore_ascii_case(name) || self.aliases.contains(&name)
    }
}

/// The definition of the field that a column is: as the layer's binding says, or by names alone where only
/// its kind is at hand.
pub fn field<'a>(naming: impl Into<Naming<'a>>, column: &str) -> Option<&'static FieldDef> {
    naming.into().field(column)
}

/// The definition of a field by key or alias.
///
/// Without a kind the answer is given only where all kinds that have such a field mean the same by it
/// (`rent` of a factory is per month, that of an office per day: no answer).
pub(super) fn field_by_name(kind: Option<LayerKind>, name: &str) -> Option<&'static FieldDef> {
    if let Some(kind) = kind {
        return kind.fields().find(|def| def.answers_to(name));
    }
    let mut found: Option<&'static FieldDef> = None;
    for def in LayerKind::ALL.iter().filter_map(|kind| field_by_name(Some(*kind), name)) {
        match found {
            Some(first) if first.zh != def.zh || first.unit != def.unit || first.domain != def.domain => {
                return None;
            }
            Some(_) => {}
            None => found = Some(def),
        }
    }
    found
}

impl LayerKind {
    /// The fields of a kind that a person may mean by a word: the one whose key it is, else those that have it
    /// for a label in either language or for another name. What the program works out itself is none of them.
    pub fn fields_called(self, word: &str) -> Vec<&'static FieldDef> {
        let own = || self.fields().filter(|def| !def.derived);
        if let Some(def) = own().find(|def| def.key.eq_ignore_ascii_case(word)) {
            return vec![def];
        }
        let is_label = |def: &FieldDef| def.zh == word || def.en.eq_ignore_ascii_case(word);
        own().filter(|def| is_label(def) || def.answers_to(word)).collect()
    }
}

/// Whether a column of a layer must not be shown to outsiders: the one place that says so.
pub fn is_private<'a>(naming: impl Into<Naming<'a>>, column: &str) -> bool {
    naming.into().is_private(column)
}

/// Whether a name is a private field's. Without a kind it is where any kind says so: rather one field too
/// many held back than one shown.
pub(super) fn is_private_name(kind: Option<LayerKind>, name: &str) -> bool {
    let private_in = |kind: LayerKind| kind.fields().any(|def| def.private && def.answers_to(name));
    let is_named = match kind {
        Some(kind) => private_in(kind),
        None => LayerKind::ALL.iter().any(|kind| private_in(*kind)),
    };
    is_named || is_private_heading(kind, name)
}

/// Those of a layer's field names that must not leave the house unasked.
pub fn private_fields<'a>(kind: Option<LayerKind>, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    names.into_iter().filter(|name| is_private_name(kind, name)).collect()
}

/// The value of a closed set that a text stands for: the value itself, its label in either language, or
/// another word that offices write for it, in whatever case. The one rule of what is a code, for recognising kinds, for checks, and wherever a value is
/// read. `None` where a label stands for more than one value (一类工业 is M1 of one standard and 100101 of
/// another): nothing is guessed.
pub fn code_of(def: &FieldDef, text: &str) -> Option<&'static str> {
    only(def, text, |_| true)
}

/// The same of a land use, among the codes of the system that its row says. What is no land use, and a row
/// that says no system, is read as by [`code_of`].
pub fn code_of_in(def: &FieldDef, text: &str, system: Option<&str>) -> Option<&'static str> {
    match system.filter(|_| def.key == "land_use") {
        Some(system) => only(def, text, |code| codes::is_of_system(code, system)),
        None => code_of(def, text),
    }
}

/// Whether a closed set has a text, as a value or as a label, also as the label of more than one.
pub fn is_in_domain(def: &FieldDef, text: &str) -> bool {
    let text = text.trim();
    def.domain.iter().any(|known| known.value == text || is_label_of(known, text))
}

/// Whether a text is a label of a value, perhaps of others as well.
pub(super) fn is_label_of(known: &DomainValue, text: &str) -> bool {
    let mut words = [known.zh, known.en].into_iter().chain(known.also.iter().copied());
    words.any(|word| word.eq_ignore_ascii_case(text))
}

/// The value that a text is, or the only one of those looked at that it is a label of.
fn only(def: &FieldDef, text: &str, is_looked_at: impl Fn(&str) -> bool) -> Option<&'static str> {
    let text = text.trim();
    if let Some(known) = def.domain.iter().find(|known| known.value == text) {
        return Some(known.value);
    }
    let mut named = def.domain.iter().filter(|known| is_label_of(known, text) && is_looked_at(known.value));
    let first = named.next()?;
    named.next().is_none().then_some(first.value)
}

/// The label of a coded value: `M1` → `M1 一类工业`, `C39` → `C39 计算机通信电子`. `None` where the
/// field's domain is open or does not have the value; show the value as it is then.
pub fn value_label(def: &FieldDef, value: &str, lang: Lang) -> Option<String> {
    if def.key.starts_with("industry") {
        return codes::industry_label(value, lang);
    }
    let value = code_of(def, value)?;
    let entry = def.domain.iter().find(|entry| entry.value == value)?;
    let label = lang.pick(entry.zh, entry.en);
    // A code says nothing by itself and a label does not say the code: both.
    let is_code = value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // Nor is the code said twice where the label says it: `GB50137` and 城市用地分类 GB 50137.
    let says_code = label.replace(' ', "").contains(value);
    Some(if is_code && !says_code { format!("{value} {label}") } else { label.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_goes_by_its_key_or_its_chinese_label() {
        let by_key = field(Some(LayerKind::Land), "area_mu").expect("known");
        let by_label = field(Some(LayerKind::Land), "面积(亩)").expect("known");
        assert_eq!(by_key.key, by_label.key);
        assert_eq!(field(Some(LayerKind::Factories), "净层高").map(|def| def.key), Some("clear_height_m"));
        assert!(field(Some(LayerKind::Land), "height_of_the_fence").is_none());
    }

    #[test]
    fn without_a_kind_an_ambiguous_field_has_no_answer() {
        assert!(field(None, "rent").is_none());
        assert_eq!(field(None, "uscc").map(|def| def.zh), Some("统一社会信用代码"));
    }

    #[test]
    fn codes_have_labels_with_their_code() {
        let land_use = field(Some(LayerKind::Land), "land_use").expect("known");
        assert_eq!(value_label(land_use, "M1", Lang::Zh).as_deref(), Some("M1 一类工业"));
        let industry = field(Some(LayerKind::Enterprises), "industry").expect("known");
        assert_eq!(value_label(industry, "C3911", Lang::Zh).as_deref(), Some("C3911 计算机通信电子"));
        assert_eq!(value_label(industry, "I", Lang::En).as_deref(), Some("I Information and software"));
        assert_eq!(value_label(industry, "C99", Lang::Zh).as_deref(), Some("C99 制造"));
        assert_eq!(value_label(industry, "?", Lang::Zh), None);
    }

    #[test]
    fn a_label_of_either_language_stands_for_its_value_unless_it_is_that_of_two() {
        let mut of_two = std::collections::BTreeSet::new();
        for def in LayerKind::ALL.iter().flat_map(|kind| kind.fields()) {
            for known in def.domain {
                assert_eq!(code_of(def, known.value), Some(known.value), "{} {}", def.key, known.value);
                for label in [known.zh, known.en].into_iter().chain(known.also.iter().copied()) {
                    assert!(is_in_domain(def, label), "{} {label}", def.key);
                    if def.domain.iter().any(|other| other.value == label) {
                        assert_eq!(
                            code_of(def, label),
                            Some(label),
                            "a value is itself before it is a label"
                        );
                        continue;
                    }
                    let others = def.domain.iter().filter(|other| is_label_of(other, label)).count();
                    if others > 1 {
                        of_two.insert((def.key, known.zh));
                        assert_eq!(code_of(def, label), None, "{} {label}: nothing is guessed", def.key);
                    } else {
                        for text in [label.to_owned(), format!(" {label} "), label.to_uppercase()] {
                            assert_eq!(code_of(def, &text), Some(known.value), "{} {text}", def.key);
                        }
                    }
                }
            }
        }
        let labels = ["一类工业", "三类工业", "二类工业", "公园绿地", "商业", "广场", "科研"];
        assert_eq!(of_two.into_iter().collect::<Vec<_>>(), labels.map(|label| ("land_use", label)));
        let status = field(Some(LayerKind::Land), "status").expect("known");
        assert_eq!(code_of(status, "Sold"), None);
        assert_eq!(value_label(status, "Idle", Lang::Zh).as_deref(), Some("闲置"));
    }

    #[test]
    fn a_land_use_is_read_in_the_system_of_its_row() {
        let land_use = field(Some(LayerKind::Land), "land_use").expect("known");
        let read = |text, system| code_of_in(land_use, text, system);
        assert_eq!(read("一类工业", Some("TD-YDYH")), Some("100101"));
        assert_eq!(read("一类工业", Some("GB50137")), Some("M1"));
        assert_eq!(read("Research", Some("TD-YDYH")), Some("0802"));
        assert_eq!(read("一类工业", Some("GBT21010")), None, "its table is not at hand");
        assert_eq!(read("一类居住", Some("TD-YDYH")), None, "R1 is of the other system");
        assert_eq!((read("一类工业", None), read("工业", None)), (None, Some("1001")));
        assert_eq!(value_label(land_use, "一类工业", Lang::Zh), None, "shown as it is");
    }

    #[test]
    fn private_fields_are_named_under_any_name() {
        let names = ["name", "联系电话", "start_price", "area_mu"];
        assert_eq!(private_fields(Some(LayerKind::Land), names), ["联系电话", "start_price"]);
        assert_eq!(private_fields(None, names), ["联系电话", "start_price"]);
        let headings = ["Phone number", "Mobile number", "Number of floors", "Reserve price", "Price"];
        for kind in [Some(LayerKind::Land), None] {
            assert_eq!(private_fields(kind, headings), ["Phone number", "Mobile number", "Reserve price"]);
        }
    }

    #[test]
    fn keys_and_aliases_of_a_kind_are_unique_and_labels_are_not_empty() {
        for kind in LayerKind::ALL {
            let mut seen = Vec::new();
            for def in kind.fields() {
                assert!(!def.zh.is_empty() && !def.en.is_empty());
                for name in std::iter::once(&def.key).chain(def.aliases) {
                    assert!(!seen.contains(name), "{name} twice in {kind:?}");
                    seen.push(*name);
                }
                assert_eq!(def.kind == FieldKind::Code, !def.domain.is_empty(), "{kind:?} {}", def.key);
            }
            for name in kind.facets().iter().chain(kind.main_field().iter()) {
                assert!(field(Some(*kind), name).is_some(), "{name} of {kind:?}");
            }
        }
    }
}
