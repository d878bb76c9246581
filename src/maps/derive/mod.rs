//! Derived columns: what the program works out for a layer beside what its file says.
//!
//! A derivation is one file with one [`Derivation`], and one line in [`DERIVATIONS`]; its fields stand in
//! the schema with their formula. [`with_derived`] runs them all, wherever a layer is opened (the load
//! job, the command line, `verify`) and again when the reference day changes. A field that the file has
//! itself is never replaced.

mod area;
mod idle;
mod industry;
mod metro;
mod rent;
mod stations;

pub use industry::ancestor as industry_ancestor;
pub(super) use metro::FAR_M;
pub use metro::{measures_distance, stations_in_words, stations_of_filter};
pub use stations::StationLayer;

use super::binding::{Binding, Naming};
use super::schema::LayerKind;
use crate::filter::Filter;
use crate::layer::{Column, Layer, SourceBytes, Values};
use crate::progress::CancelToken;
use jiff::civil::Date;
use std::sync::Arc;

/// What derivations depend on beside the layer; handed in, never looked up.
#[derive(Clone, Debug)]
pub struct Context {
    /// The day that dates are counted to.
    pub reference_day: Date,
    /// The metro stations that distances are measured to; `None`: those of the program's own.
    pub stations: Option<StationLayer>,
}

impl Context {
    /// A day, and the program's own stations.
    pub fn on(reference_day: Date) -> Self {
        Self { reference_day, stations: None }
    }
}

/// Columns that are worked out together.
pub struct Derivation {
    /// The kinds of layers that it is for.
    pub kinds: &'static [LayerKind],
    /// Keys of the columns that it makes.
    pub fields: &'static [&'static str],
    /// Keys of the fields that it works from: a layer with none of them gets no columns. Empty where it
    /// works from the places alone.
    pub needs: &'static [&'static str],
    /// Whether its columns are others on another day.
    pub follows_day: bool,
    /// Whether its columns are others with other metro stations.
    pub measures: bool,
    /// Works the columns out; `None` where it was cancelled. Long work looks at the token in between.
    pub columns: fn(&Layer, Naming<'_>, &Context, &CancelToken) -> Option<Vec<Column>>,
}

/// All derivations, in the order in which their columns stand.
pub static DERIVATIONS: &[&Derivation] =
    &[&idle::IDLE, &area::PARCELS, &area::GROUNDS, &rent::MONTHLY, &metro::NEAREST, &industry::INDUSTRY];

/// Rows between two looks at the token.
const STRIDE: usize = 1 << 14;

/// Layers of more rows get no areas of their boundaries: opening them is to stay quick.
const MOST_ROWS: usize = 200_000;

/// A column that the program worked out.
fn derived(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values, missing: None, others: None, is_derived: true }
}

impl Derivation {
    fn is_for(&self, layer: &Layer, naming: Naming<'_>) -> bool {
        naming.kind().is_some_and(|kind| self.kinds.contains(&kind))
            && (self.needs.is_empty() || self.needs.iter().any(|key| column_of(layer, naming, key).is_some()))
    }
}

/// The column of the source that carries a field of the schema, whatever name it goes by.
pub fn column_of<'a>(layer: &'a Layer, naming: impl Into<Naming<'a>>, key: &str) -> Option<&'a Column> {
    naming.into().column(layer, key).filter(|column| !column.is_derived)
}

/// The layer with all columns that can be worked out for its kind, in the place of those that it had;
/// `None` where it was cancelled.
pub fn with_derived<'a>(
    layer: Arc<Layer>,
    naming: impl Into<Naming<'a>>,
    context: &Context,
    cancel: &CancelToken,
) -> Option<Arc<Layer>> {
    let naming = naming.into();
    let fitting: Vec<_> = DERIVATIONS.iter().filter(|derivation| derivation.is_for(&layer, naming)).collect();
    let has_none = layer.columns.iter().all(|column| !column.is_derived) && layer.measured_to.is_none();
    if fitting.is_empty() && has_none {
        return Some(layer);
    }
    let mut columns = Vec::new();
    for derivation in &fitting {
        columns.extend((derivation.columns)(&layer, naming, context, cancel)?);
    }
    let mut derived = layer.with_derived(columns);
    let follows_day = fitting.iter().any(|derivation| derivation.follows_day);
    derived.derived_for = follows_day.then_some(context.reference_day);
    let measures = fitting.iter().any(|derivation| derivation.measures);
    derived.measured_to = measures.then(|| StationLayer::measured_to(context.stations.as_ref()));
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
    if let Some(kind) = kind_by_source(&layer.source.bytes) {
        return Some(kind);
    }
    Binding::of(layer, None).kind()
}

/// What a source holds by its name: a bundled layer says it, other sources are told by their columns.
pub fn kind_by_source(bytes: &SourceBytes) -> Option<LayerKind> {
    match bytes {
        SourceBytes::Bundled(name, _) => LayerKind::from_path(name),
        SourceBytes::File(_) => None,
    }
}

/// The day of an instant where the maps are: Beijing time, UTC+8 all year.
pub fn day_of(instant: jiff::Timestamp) -> Date {
    jiff::tz::offset(8).to_datetime(instant).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::TextArray;
    use crate::layer::testing::{column, layer, point};
    use crate::maps::schema;
    use arrow_array::{Date32Array, Int64Array, LargeStringArray};
    use jiff::civil::date;

    fn land(columns: Vec<Column>) -> Arc<Layer> {
        Arc::new(layer(columns, &[Some(point(120.0, 30.0))]))
    }

    fn on(layer: Arc<Layer>, kind: Option<LayerKind>, year: i16) -> Arc<Layer> {
        let context = Context::on(date(year, 6, 1));
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
    fn a_layer_that_is_of_no_kind_any_more_keeps_nothing_that_was_worked_out() {
        let then = on(land(vec![starts(18_262)]), Some(LayerKind::Land), 2020);
        assert!(then.derived_for.is_some() && then.measured_to.is_some());
        let now = on(then, None, 2026);
        assert!(now.derived_for.is_none() && now.measured_to.is_none());
        assert!(now.columns.iter().all(|column| !column.is_derived));
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
