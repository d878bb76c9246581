//! The texts that a column is compared by, and how one text compares: for whoever writes a filter.

use super::like::Pattern;
use super::text_match::json_text;
use crate::layer::{Column, TextArray, Values};
use arrow_array::{Array, StringArray};
use std::borrow::Cow;
use std::collections::HashSet;

/// The different texts of a column, each once in the order in which they are met: of a dictionary its
/// entries, so that no row is looked at. `None` where there are more than `most`, or it is compared by no text.
pub fn texts_of<'a>(column: &'a Column, most: usize) -> Option<Vec<Cow<'a, str>>> {
    let (mut met, mut texts) = (HashSet::new(), Vec::new());
    let mut take = |text: Cow<'a, str>| {
        if met.insert(text.clone()) {
            texts.push(text);
        }
        texts.len() <= most
    };
    let all = match &column.values {
        Values::Text(TextArray::Dictionary(array)) => {
            let values = array.values().as_any().downcast_ref::<StringArray>()?;
            values.iter().flatten().all(|text| take(Cow::Borrowed(text)))
        }
        Values::Text(TextArray::Plain(array)) => array.iter().flatten().all(|text| take(Cow::Borrowed(text))),
        Values::Json(array) => array.iter().flatten().all(|json| take(json_text(json))),
        _ => false,
    };
    all.then_some(texts)
}

/// Whether a text is LIKE a pattern.
pub fn is_like(text: &str, pattern: &str) -> bool {
    Pattern::new(pattern).matches(text)
}
