//! Derived columns: what the program works out for a layer beside what its file says.
//!
//! A derivation is one file with one [`Derivation`], and one line in [`DERIVATIONS`]; its fields stand in
//! the schema with their formula. [`with_derived`] runs them all, wherever a layer is opened (the load
//! job, the command line, `verify`) and again when the reference day changes. A field that the file has
//! itself is never replaced.

mod idle;
mod industry;

pub use industry::ancestor as industry_ancestor;

use super::schema::{self, LayerKind};
use crate::filter::Filter;
use crate::layer::{Column, Layer, SourceBytes};
use crate::progress::CancelToken;
use jiff::civil::Date;
use std::sync::Arc;

/// What derivations depend on beside the layer; handed in, never looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The day that dates are counted to.
    pub reference_day: Date,
}

/// Columns that are worked out together.
pub struct Derivation {
    /// The kinds of layers that it is for.
    pub kinds: &'static [LayerKind],
    /// Keys of the columns that it makes.
    pub fields: &'static [&'static str],
    /// Keys of the fields that it works from: a layer with none of them gets no columns.
    pub needs: &'static [&'static str],
    /// Whether its columns are others on another day.
    pub follows_day: bool,
    /// Works the columns out; `None` where it was cancelled. Long work looks at the token in between.
    pub columns: fn(&Layer, LayerKind, &Context, &CancelToken) -> Option<Vec<Column>>,
}

/// All derivations, in the order in which their columns stand.
pub static DERIVATIONS: &[&Derivation] = &[&idle::IDLE, &industry::INDUSTRY];

impl Derivation {
    fn is_for(&self, layer: &Layer, kind: LayerKind) -> bool {
        self.kinds.contains(&kind) && self.needs.iter().any(|key| column_of(layer, kind, key).is_some())
    }
}

/// The column of the source that carries a field of the schema, whatever name it goes by.
pub fn column_of<'a>(layer: &'a Layer, kind: LayerKind, key: &str) -> Option<&'a Column> {
    let own = || layer.columns.iter().filter(|column| !column.is_derived);
    let definition = schema::field(Some(kind), key)?;
    own()
        .find(|column| column.name == key)
        .or_else(|| own().find(|column| definition.answers_to(&column.name)))
}

/// The layer with all columns that can be worked out for its kind, in the place of those that it had;
/// `None` where it was cancelled.
pub fn with_derived(
    layer: Arc<Layer>,
    kind: Option<LayerKind>,
    context: &Context,
    cancel: &CancelToken,
) -> Option<Arc<Layer>> {
    let Some(kind) = kind else { return Some(layer) };
    let fitting: Vec<_> = DERIVATIONS.iter().filter(|derivation| derivation.is_for(&layer, kind)).collect();
    if fitting.is_empty() && layer.columns.iter().all(|column| !column.is_derived) {
        return Some(layer);
    }
    let mut columns = Vec::new();
    for derivation in &fitting {
        columns.extend((derivation.columns)(&layer, kind, context, cancel)?);
    }
    let mut derived = layer.with_derived(columns);
    let follows_day = fitting.iter().any(|derivation| derivation.follows_day);
    derived.derived_for = follows_day.then_some(context.reference_day);
    Some(Arc::new(derived))
}

/// Whether a derived field is another on another day. A field of that name in a file is not.
pub fn follows_day(layer: &Layer, field: &str) -> bool {
    layer.column(field).is_some_and(|column| column.is_derived)
        && DERIVATIONS.iter().any(|it| it.follows_day && it.fields.contains(&field))
}

/// The day that the answer of a filter over a layer depends on; `None` where on none.
pub fn day_of_filter(layer: &Layer, filter: Option<&Filter>) -> Option<Date> {
    let day = layer.derived_for?;
    filter?.fields().into_iter().any(|field| follows_day(layer, field)).then_some(day)
}

/// What a layer holds: a bundled layer's kind is its name, others are told by the fields of their file.
pub fn kind_of(layer: &Layer) -> Option<LayerKind> {
    if let SourceBytes::Bundled(name, _) = &layer.source.bytes
        && let Some(kind) = LayerKind::from_path(name)
    {
        return Some(kind);
    }
    let own = layer.columns.iter().filter(|column| !column.is_derived);
    let fields: Vec<&str> = own.map(|column| column.name.as_str()).collect();
    LayerKind::recognise(&layer.name, &fields)
}

/// The day of an instant where the maps are: Beijing time, UTC+8 all year.
pub fn day_of(instant: jiff::Timestamp) -> Date {
    jiff::tz::offset(8).to_datetime(instant).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use arrow_array::{Date32Array, Int64Array, LargeStringArray};
    use jiff::civil::date;

    fn land(columns: Vec<Column>) -> Arc<Layer> {
        Arc::new(layer(columns, &[Some(point(120.0, 30.0))]))
    }

    fn on(layer: Arc<Layer>, kind: Option<LayerKind>, year: i16) -> Arc<Layer> {
        let context = Context { reference_day: date(year, 6, 1) };
        with_derived(layer, kind, &context, &CancelToken::default()).unwrap()
    }

    fn starts(days: i32) -> Column {
        column("约定动工日", Values::Date(Date32Array::from(vec![days])))
    }

    #[test]
    fn every_derived_field_has_its_formula_in_the_schema_and_one_derivation() {
        for kind in LayerKind::ALL {
            let made = |key: &str| {
                DERIVATIONS.iter().filter(|it| it.kinds.contains(kind) && it.fields.contains(&key)).count()
            };
            for field in kind.fields() {
                assert_eq!(made(field.key), usize::from(field.formula.is_some()), "{kind:?} {}", field.key);
                assert!(!field.derived || field.formula.is_some(), "{kind:?} {}", field.key);
            }
            for field in DERIVATIONS.iter().filter(|it| it.kinds.contains(kind)).flat_map(|it| it.fields) {
                assert!(schema::field(Some(*kind), field).is_some(), "{kind:?} {field}");
            }
        }
    }

    #[test]
    fn columns_come_for_the_kind_that_has_what_they_need_and_follow_the_day() {
        let plain =
            land(vec![column("name", Values::Text(TextArray::Plain(LargeStringArray::from(vec!["x"]))))]);
        assert_eq!(on(plain.clone(), Some(LayerKind::Land), 2026).columns.len(), 1, "nothing to work from");
        let dated = land(vec![starts(18_262)]);
        assert_eq!(on(dated.clone(), None, 2026).columns.len(), 1);
        assert_eq!(on(dated.clone(), Some(LayerKind::Parks), 2026).columns.len(), 1);
        let then = on(dated.clone(), Some(LayerKind::Land), 2020);
        assert_eq!(then.derived_for, Some(date(2020, 6, 1)));
        assert!(Arc::ptr_eq(&then.shapes, &dated.shapes), "nothing that grows is copied");
        let now = on(then.clone(), Some(LayerKind::Land), 2026);
        assert_eq!(now.columns.len(), then.columns.len(), "in the place of those before");
        assert!(follows_day(&now, "idle_state") && !follows_day(&now, "约定动工日"));
        let filter = |text: &str| Filter::parse(text).unwrap();
        assert_eq!(day_of_filter(&now, Some(&filter("idle_state = 'idle_1y'"))), Some(date(2026, 6, 1)));
        assert_eq!(day_of_filter(&now, Some(&filter("name = 'idle_state'"))), None);
    }

    #[test]
    fn a_field_of_the_file_is_never_replaced() {
        let own = column("idle_days", Values::Integer(Int64Array::from(vec![7])));
        let layer = on(land(vec![starts(18_262), own]), Some(LayerKind::Land), 2026);
        assert_eq!(layer.value("idle_days", 0).as_f64(), Some(7.0));
        assert!(layer.column("idle_state").is_some_and(|column| column.is_derived));
        assert!(!follows_day(&layer, "idle_days"));
    }

    #[test]
    fn the_day_is_that_of_the_town() {
        let at = |text: &str| day_of(text.parse().unwrap());
        assert_eq!(at("2026-11-24T15:59:59Z"), date(2026, 11, 24));
        assert_eq!(at("2026-11-24T16:00:00Z"), date(2026, 11, 25));
    }
}
