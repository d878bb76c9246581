//! Batches put together in the order of the file, and made into a layer.

use super::brackets::Reach;
use super::feature::Batch;
use super::members::Members;
use super::walk::{Met, Stop};
use crate::crs::coordinate::position_text;
use crate::crs::{AxisOrder, Crs, Projection};
use crate::diagnostic::Diagnostic;
use crate::geometry::{BBox, is_on_globe, looks_swapped};
use crate::layer::{Column, Layer, Shapes, ShapesBuilder, Source, SpansBuilder, SpatialIndex, each};
use crate::progress::CancelToken;
use crate::read::ReadFailure;
use crate::read::columns::ColumnBuilder;
use std::sync::{Arc, Mutex, PoisonError};

/// So many findings are listed one by one; the rest is counted.
const LISTED: usize = 10_000;

/// So many members of collections are kept.
const MEMBERS: usize = 1000;

/// A member of the collection with its place.
pub(super) struct Placed {
    pub(super) key: String,
    pub(super) value: Vec<u8>,
    pub(super) reach: Reach,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Assembly {
    shapes: ShapesBuilder,
    /// The box around them, as the file has them.
    bbox: BBox,
    columns: Vec<ColumnBuilder>,
    ids: Option<ColumnBuilder>,
    spans: SpansBuilder,
    /// The rows' numbers in the file, once one was left out.
    numbers: Option<Vec<u64>>,
    features: u64,
    skipped: u64,
    bare: usize,
    notes: Vec<Diagnostic>,
    more_notes: usize,
    members: Vec<Placed>,
    collections: usize,
    single: usize,
    comma: Option<Reach>,
    stop: Option<(Stop, Reach)>,
}

/// Places of ascending offsets in a window that begins behind `reach`, without counting from its start
/// each time.
struct Places<'a> {
    bytes: &'a [u8],
    at: usize,
    reach: Reach,
    begin: Reach,
}

impl Places<'_> {
    fn reach(&mut self, at: usize) -> Reach {
        let at = at.min(self.bytes.len());
        if at < self.at {
            (self.at, self.reach) = (0, self.begin);
        }
        self.reach = self.reach.and(Reach::of(&self.bytes[self.at..at]));
        self.at = at;
        self.reach
    }
}

impl Assembly {
    /// Features read so far.
    pub(super) fn rows(&self) -> usize {
        self.spans.len()
    }

    /// Whether an object that is no collection was met.
    pub(super) fn had_single(&self) -> bool {
        self.single > 0
    }

    /// Fields of which most texts are distinct.
    pub(super) fn plain_fields(&self) -> Vec<String> {
        let plain = self.columns.iter().filter(|column| column.is_plain_text());
        plain.map(|column| column.name().to_owned()).collect()
    }

    /// Adds what a walk over `bytes` found, which begin behind `begin` in the file.
    pub(super) fn add(&mut self, batch: Batch, met: Met, bytes: &[u8], begin: Reach) {
        let mut places = Places { bytes, at: 0, reach: begin, begin };
        for note in batch.notes {
            self.skipped += u64::from(note.skipped);
            if self.notes.len() < LISTED {
                let reach = places.reach(note.at);
                self.notes.push(note.diagnostic(self.features + 1, reach));
            } else {
                self.more_notes += 1;
            }
        }
        let rows_before = self.rows();
        for theirs in batch.columns {
            let known = self.columns.iter().position(|column| column.name() == theirs.name());
            let at = known.unwrap_or_else(|| {
                self.columns.push(ColumnBuilder::new(theirs.name().to_owned(), 0));
                self.columns.len() - 1
            });
            let ours = &mut self.columns[at];
            ours.skip(rows_before - ours.len());
            ours.append(&theirs);
        }
        if let Some(theirs) = batch.ids {
            let ours = self.ids.get_or_insert_with(|| ColumnBuilder::new("id".to_owned(), 0));
            ours.skip(rows_before - ours.len());
            ours.append(&theirs);
        }
        self.shapes.append(&batch.shapes);
        self.bbox = self.bbox.union(&batch.bbox);
        self.spans.append(&batch.spans);
        if !batch.left_out.is_empty() && self.numbers.is_none() {
            self.numbers = Some((1..=rows_before as u64).collect());
        }
        if let Some(numbers) = &mut self.numbers {
            let mut left_out = batch.left_out.iter().peekable();
            for feature in 0..batch.features {
                if left_out.next_if_eq(&&feature).is_none() {
                    numbers.push(self.features + feature + 1);
                }
            }
        }
        self.features += batch.features;
        self.bare += batch.bare;
        self.meet(met, &mut places);
    }

    fn meet(&mut self, met: Met, places: &mut Places<'_>) {
        self.collections += met.collections;
        self.single += met.single;
        if let (Some(at), None) = (met.comma_at, self.comma) {
            self.comma = Some(places.reach(at));
        }
        for member in met.members {
            if self.members.len() < MEMBERS {
                let reach = places.reach(member.at);
                self.members.push(Placed { key: member.key, value: member.value, reach });
            }
        }
        if let Some(stop) = met.stop {
            let (Stop::Cut { at } | Stop::Broken { at, .. }) = &stop;
            let reach = places.reach(*at);
            self.stop = Some((stop, reach));
        }
    }

    /// The layer, its index not built yet.
    pub(super) fn into_layer(
        mut self,
        stem: String,
        mut source: Source,
        cancel: &CancelToken,
    ) -> Result<Layer, ReadFailure> {
        let features = self.rows();
        let mut diagnostics = self.list();
        if features == 0 && (self.collections == 0 || self.skipped > 0 || self.stop.is_some()) {
            diagnostics.push(Diagnostic::error("no-feature"));
            return Err(ReadFailure::Failed(diagnostics));
        }
        let Members { name, crs, foreign } =
            Members::read(&self.members, self.collections, self.stop.is_none(), &mut diagnostics);
        let mut shapes = self.shapes.finish();
        let mut bbox = self.bbox;
        source.crs = crs.name();
        match &crs {
            Crs::Unknown(name) => {
                diagnostics.push(Diagnostic::warning("crs-unknown").with("crs", name.as_str()));
            }
            Crs::Projected(_, projection) => {
                source.reprojected = true;
                reproject(&mut shapes, projection, &crs, &mut diagnostics, cancel)?;
                bbox = BBox::of(shapes.positions());
            }
            Crs::Geographic(_) => {}
        }
        let shapes = Arc::new(shapes);
        let index = SpatialIndex::within(shapes.clone(), bbox);
        let columns = finish_all(self.columns, features, cancel);
        let Some(columns) = columns else { return Err(ReadFailure::Cancelled) };
        if !bbox.is_empty()
            && (bbox.west < -720.0 || bbox.east > 720.0 || bbox.south < -90.5 || bbox.north > 90.5)
        {
            diagnostics.push(not_degrees(shapes.positions()));
        }
        if let Some(ids) = &mut self.ids {
            ids.skip(features - ids.len());
        }
        let is_complete =
            self.numbers.as_ref().is_none_or(|numbers| numbers.last() == Some(&(features as u64)));
        Ok(Layer {
            known: Arc::default(),
            name: name.unwrap_or(stem),
            source,
            columns,
            ids: self.ids.map(ColumnBuilder::finish),
            shapes,
            index: index.into(),
            spans: self.spans.finish(),
            feature_numbers: self.numbers.filter(|_| !is_complete).map(Into::into),
            derived_for: None,
            measured_to: None,
            foreign_members: foreign,
            diagnostics,
        })
    }

    /// What was noticed, in the order of the file, with lines and columns.
    fn list(&mut self) -> Vec<Diagnostic> {
        let read = self.rows();
        let mut list = std::mem::take(&mut self.notes);
        if self.more_notes > 0 {
            list.push(Diagnostic::warning("more-findings").with("count", self.more_notes));
        }
        if self.skipped > 0 {
            list.push(Diagnostic::warning("features-skipped").with("count", self.skipped));
        }
        if self.bare > 0 {
            list.push(Diagnostic::notice("geometry-bare").with("count", self.bare));
        }
        if self.collections > 1 {
            list.push(Diagnostic::notice("collections-several").with("count", self.collections));
        }
        if let Some(reach) = self.comma {
            let (line, column) = reach.line_and_column();
            list.push(Diagnostic::warning("sequence-commas").at(line, column));
        }
        if let Some((stop, reach)) = &self.stop {
            let (line, column) = reach.line_and_column();
            let stopped = match stop {
                Stop::Cut { .. } => Diagnostic::warning("file-cut")
                    .with("read", read)
                    .at_feature(read as u64 + self.skipped + 1),
                Stop::Broken { found, .. } => {
                    Diagnostic::warning("document-broken").with("found", found.as_str()).with("read", read)
                }
            };
            list.push(stopped.at(line, column));
        }
        list
    }
}

/// Columns of so many rows, finished on all cores; `None` where it was cancelled.
fn finish_all(columns: Vec<ColumnBuilder>, rows: usize, cancel: &CancelToken) -> Option<Vec<Column>> {
    let finished = Mutex::new(Vec::with_capacity(columns.len()));
    each(columns.into_iter().enumerate(), |(at, mut column)| {
        column.skip(rows - column.len());
        let column = (!cancel.is_cancelled()).then(|| column.finish())?;
        finished.lock().unwrap_or_else(PoisonError::into_inner).push((at, column));
        Some(())
    })?;
    let mut finished = finished.into_inner().unwrap_or_else(PoisonError::into_inner);
    finished.sort_unstable_by_key(|(at, _)| *at);
    (!cancel.is_cancelled()).then(|| finished.into_iter().map(|(_, column)| column).collect())
}

/// What is to be said of positions that are no degrees of longitude and latitude: those that would be with
/// their numbers the other way round were written so.
fn not_degrees(positions: &[[f64; 2]]) -> Diagnostic {
    let off = || positions.iter().filter(|at| !is_on_globe(**at));
    match off().next() {
        Some(first) if off().all(|at| looks_swapped(*at)) => Diagnostic::warning("coordinates-swapped")
            .with("count", off().count())
            .with("position", position_text(*first)),
        _ => Diagnostic::warning("not-degrees"),
    }
}

/// Positions that are moved between two looks at the cancel token.
const MOVED_AT_ONCE: usize = 1 << 13;

fn reproject(
    shapes: &mut Shapes,
    projection: &Projection,
    crs: &Crs,
    diagnostics: &mut Vec<Diagnostic>,
    cancel: &CancelToken,
) -> Result<(), ReadFailure> {
    let order = projection.axis_order(shapes.positions());
    if order == AxisOrder::NorthingFirst {
        diagnostics.push(Diagnostic::warning("crs-northing-first").with("crs", crs.name()));
    }
    let mut lost = 0;
    for positions in shapes.positions_mut().chunks_mut(MOVED_AT_ONCE) {
        if cancel.is_cancelled() {
            return Err(ReadFailure::Cancelled);
        }
        lost += projection.to_wgs84(positions, order);
    }
    diagnostics.push(Diagnostic::notice("crs-reprojected").with("crs", crs.name()));
    if lost > 0 {
        diagnostics.push(Diagnostic::warning("crs-outside").with("count", lost).with("crs", crs.name()));
    }
    Ok(())
}
