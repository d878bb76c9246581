//! The levels of GB/T 4754 above an industry code, so that firms filter, group and colour by section,
//! division and group: `C`, `C39`, `C391` of `C3911`.

use super::{Context, Derivation, column_of};
use crate::layer::{Column, Layer, TextArray, Value, Values};
use crate::maps::binding::Naming;
use crate::maps::schema::LayerKind;
use crate::maps::schema::codes::SECTIONS;
use crate::progress::CancelToken;
use arrow_array::DictionaryArray;
use arrow_array::types::Int32Type;

/// The levels of an industry code.
pub(super) const INDUSTRY: Derivation = Derivation {
    kinds: &[LayerKind::Enterprises, LayerKind::Projects],
    fields: &["industry_section", "industry_division", "industry_group"],
    needs: &["industry"],
    follows_day: false,
    measures: false,
    columns,
};

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

fn columns(layer: &Layer, naming: Naming<'_>, _: &Context, cancel: &CancelToken) -> Option<Vec<Column>> {
    let codes = column_of(layer, naming, "industry");
    let mut levels: [Vec<Option<String>>; 3] = Default::default();
    for row in 0..layer.len() {
        if row % STRIDE == 0 && cancel.is_cancelled() {
            return None;
        }
        let value = codes.map_or(Value::Missing, |column| column.value(row));
        let code = value.to_text();
        for (level, digits) in levels.iter_mut().zip([0, 2, 3]) {
            level.push(ancestor(&code, digits).map(str::to_owned));
        }
    }
    let names = ["industry_section", "industry_division", "industry_group"];
    let column = |(name, values): (&str, Vec<Option<String>>)| {
        let array: DictionaryArray<Int32Type> = values.iter().map(Option::as_deref).collect();
        Column {
            name: name.to_owned(),
            values: Values::Text(TextArray::Dictionary(array)),
            missing: None,
            others: None,
            is_derived: true,
        }
    };
    Some(names.into_iter().zip(levels).map(column).collect())
}

/// The level of a code with so many digits: `None` where the code is of a level above, has no section
/// letter of the standard, or is no code.
pub fn ancestor(code: &str, digits: usize) -> Option<&str> {
    let (section, rest) = code.split_at_checked(1)?;
    let is_code = SECTIONS.iter().any(|known| known.value == section)
        && rest.len() <= 4
        && rest.len() != 1
        && rest.bytes().all(|byte| byte.is_ascii_digit());
    (is_code && rest.len() >= digits).then(|| &code[..=digits])
}

#[cfg(test)]
mod tests {
    use super::ancestor;

    #[test]
    fn a_code_has_the_levels_above_it_and_none_below() {
        let levels = |code| [0, 2, 3].map(|digits| ancestor(code, digits));
        assert_eq!(levels("C3911"), [Some("C"), Some("C39"), Some("C391")]);
        assert_eq!(levels("C39"), [Some("C"), Some("C39"), None]);
        assert_eq!(levels("I"), [Some("I"), None, None]);
        for none in ["", "X12", "39", "C3", "C39111", "C3x", "制造"] {
            assert_eq!(levels(none), [None; 3], "{none}");
        }
    }
}
