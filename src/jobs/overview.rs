//! What the layers of a map come to: the figures that its user asks for first, breakdowns, and what the
//! selected or filtered firms concentrate on.

use super::{Breakdown, LayerId};
use crate::diagnostic::Diagnostic;
use crate::layer::{Column, Layer, RowSet};
use crate::maps::binding::{Binding, Naming};
use crate::maps::overview::{self, Figure};
use crate::maps::schema::{self, LayerKind};
use crate::progress::CancelToken;
use crate::stats::{Concentration, Grouping, Measure, Tally, groups, location_quotients};
use jiff::civil::Date;
use std::sync::Arc;

/// Bars that a breakdown has at most.
const MOST_BARS: usize = 8;

/// Layers to sum up.
#[derive(Clone, Debug)]
pub struct OverviewRequest {
    /// The layers.
    pub layers: Vec<OverviewLayer>,
    /// The reference day.
    pub day: Date,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// A layer to sum up.
#[derive(Clone, Debug)]
pub struct OverviewLayer {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds.
    pub kind: LayerKind,
    /// Which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
    /// Its selected rows, where there are several.
    pub selected: Option<RowSet>,
}

/// The answer to an [`OverviewRequest`].
#[derive(Clone, Debug)]
pub struct Overviewed {
    /// The question that this answers.
    pub revision: u64,
    /// What the layers come to, in the order asked for.
    pub overview: Arc<Vec<LayerOverview>>,
}

/// What a layer comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerOverview {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// What it holds.
    pub kind: LayerKind,
    /// Its figures: of the rows that match and of all; or why there is none.
    pub figures: Vec<(&'static Figure, Result<[Tally; 2], Diagnostic>)>,
    /// Of each figure, in their order: the matching rows that are not among its own ([`Figure::not_among`]).
    pub not_among: Vec<Vec<(&'static str, usize)>>,
    /// Its rows by a few fields.
    pub breakdowns: Vec<Breakdown>,
    /// What its selected rows, or else those that match, concentrate on, against all of the layer.
    pub concentration: Option<Focus>,
}

/// What some firms concentrate on.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// Whether they are the selected ones, and not those that match.
    pub of_selection: bool,
    /// How many they are.
    pub rows: usize,
    /// The field that says what they make.
    pub field: String,
    /// By quotient, the greatest first.
    pub industries: Vec<Concentration>,
}

impl OverviewRequest {
    /// Sums the layers up; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<Overviewed> {
        let layers: Option<Vec<_>> = self.layers.iter().map(|layer| layer.run(self.day, cancel)).collect();
        Some(Overviewed { revision: self.revision, overview: Arc::new(layers?) })
    }
}

impl OverviewLayer {
    fn run(&self, day: Date, cancel: &CancelToken) -> Option<LayerOverview> {
        let (mut figures, mut not_among) = (Vec::new(), Vec::new());
        for figure in overview::figures(self.kind) {
            let naming = Naming::from(&self.binding);
            not_among.push(figure.not_among(&self.layer, naming, &self.rows, day, cancel)?);
            let answer = match figure.of(&self.layer, naming, &self.rows, day, cancel) {
                Ok(tallies) => Ok(tallies?),
                Err(diagnostic) => Err(*diagnostic),
            };
            figures.push((figure, answer));
        }
        let mut breakdowns = Vec::new();
        for key in overview::breakdowns(self.kind) {
            // A layer without the field has no such breakdown.
            let Some(column) = self.column(key) else { continue };
            breakdowns.push(self.breakdown(key, column, cancel)?);
        }
        Some(LayerOverview {
            layer_id: self.layer_id,
            kind: self.kind,
            figures,
            not_among,
            breakdowns,
            concentration: self.concentration(),
        })
    }

    fn column(&self, key: &str) -> Option<&Column> {
        Naming::from(&self.binding).column(&self.layer, key)
    }

    fn breakdown(&self, key: &str, column: &Column, cancel: &CancelToken) -> Option<Breakdown> {
        let domain = overview::domain(self.kind, key);
        let all = RowSet::all(self.layer.len());
        let definition = schema::field(&self.binding, &column.name);
        let grouping = Grouping {
            column,
            measured: None,
            matching: &self.rows,
            shown: &all,
            domain: &domain,
            code_of: &|text| definition.and_then(|definition| schema::code_of(definition, text)),
            most: MOST_BARS,
        };
        let groups = groups(&grouping, cancel)?;
        Some(Breakdown { field: column.name.clone(), measure: Measure::Count, groups })
    }

    fn concentration(&self) -> Option<Focus> {
        if self.kind != LayerKind::Enterprises {
            return None;
        }
        let column = self.column("industry_division")?;
        let part = match &self.selected {
            Some(selected) => selected,
            // All against all is 1 everywhere and says nothing.
            None if self.rows.count() < self.layer.len() => self.rows.as_ref(),
            None => return None,
        };
        let all = RowSet::all(self.layer.len());
        Some(Focus {
            of_selection: self.selected.is_some(),
            rows: part.count(),
            field: column.name.clone(),
            industries: location_quotients(column, None, part, &all),
        })
    }
}
