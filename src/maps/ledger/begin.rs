//! Where to begin with the figures of a file: where there is something to show for the land at hand.

use super::{Benchmark, Fields, Figures, Status};
use crate::diagnostic::Diagnostic;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::Naming;

impl Benchmark {
    /// Held against figures as one would begin over some rows of land, with what there is to say about it:
    /// against the industry that each parcel admits, or, where no idle one admits an industry that there is a
    /// figure for, against the figure of all industries together if there is one.
    #[must_use]
    pub fn over<'a>(
        figures: Figures,
        layer: &'a Layer,
        naming: impl Into<Naming<'a>>,
        rows: &RowSet,
    ) -> (Self, Option<Diagnostic>) {
        let by_parcel = Self::with_figures(figures);
        let Some(figures) = by_parcel.figures.as_ref().filter(|_| by_parcel.industry.is_some()) else {
            return (by_parcel, None);
        };
        if admits_any(figures, layer, naming.into(), rows) {
            return (by_parcel, None);
        }
        if figures.overall.is_none() {
            return (by_parcel, Some(Diagnostic::notice("benchmark-none-admitted")));
        }
        (Self { industry: None, ..by_parcel }, Some(Diagnostic::notice("benchmark-begins-overall")))
    }
}

/// Whether an idle parcel admits an industry that there is a figure for.
fn admits_any(figures: &Figures, layer: &Layer, naming: Naming<'_>, rows: &RowSet) -> bool {
    let Some(column) = naming.column(layer, "allowed_industry") else { return false };
    let idle = Fields::of(layer, naming);
    rows.iter().any(|row| {
        !matches!(idle.status(row), Some(Status::InUse | Status::UnderConstruction))
            && figures.of_industry(column.value(row).to_text().trim()).is_some()
    })
}
