//! GeoJSON: RFC 7946 documents, sequences of features (newlines, RFC 8142), the 2008 draft's `crs`.
//!
//! `split` finds the features, workers read stretches of them into batches (`feature`, `geometry`), and
//! batches are put together in order into columns. One thread splits while the others read.

mod feature;
mod geometry;
mod split;

use super::columns::ColumnBuilder;
use super::{Input, ReadFailure, Reader};
use crate::crs::{AxisOrder, Crs};
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{Scanner, line_and_column};
use crate::layer::{Layer, ShapesBuilder, SpatialIndex};
use crate::progress::Tick;
use feature::{Batch, Note};
use split::Outline;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, mpsc};

/// The format, as [`Reader`].
pub(super) struct GeoJson;

/// Bytes of features that one worker takes at a time.
const STRETCH_BYTES: usize = 1 << 20;

/// So many findings are listed one by one; the rest is counted.
const LISTED: usize = 10_000;

impl Reader for GeoJson {
    fn name(&self) -> &'static str {
        "GeoJSON"
    }

    fn recognises(&self, beginning: &[u8]) -> bool {
        let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0x1E);
        matches!(first, Some(b'{' | b'[' | b'"'))
    }

    fn read(&self, input: Input<'_>) -> Result<Layer, ReadFailure> {
        let (assembly, outline) = read_features(&input)?;
        assembly.into_layer(input, &outline)
    }
}

/// A stretch of features for a worker: its number, the first feature's number, their places.
type Stretch = (usize, u64, Vec<Range<usize>>);

fn read_features<'a>(input: &Input<'a>) -> Result<(Assembly, Outline), ReadFailure> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let (to_workers, stretches) = mpsc::sync_channel::<Stretch>(2 * workers);
    let (to_assembly, batches) = mpsc::sync_channel::<(usize, usize, Batch<'a>)>(2 * workers);
    let stretches = Mutex::new(stretches);
    let bytes = input.bytes;
    std::thread::scope(|scope| {
        let splitter = scope.spawn(move || send_stretches(bytes, input, &to_workers));
        for _ in 0..workers {
            let (stretches, to_assembly) = (&stretches, to_assembly.clone());
            scope.spawn(move || {
                loop {
                    let next = stretches.lock().map(|queue| queue.recv());
                    let Ok(Ok((stretch, first, places))) = next else { return };
                    let mut batch = Batch::default();
                    let end = places.last().map_or(0, |place| place.end);
                    for (number, place) in (first..).zip(places) {
                        batch.read(bytes, place, number);
                    }
                    if to_assembly.send((stretch, end, batch)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(to_assembly);
        let mut assembly = Assembly::default();
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (stretch, end, batch) in batches {
            early.insert(stretch, (end, batch));
            while let Some((end, batch)) = early.remove(&next) {
                next += 1;
                assembly.add(batch);
                let total = bytes.len() as u64;
                input.progress.tick(Tick {
                    bytes: total / 8 + (end as u64) / 8 * 7,
                    bytes_total: total,
                    features: assembly.shapes.len() as u64,
                });
            }
        }
        let outline = splitter.join().unwrap_or_default();
        if input.cancel.is_cancelled() {
            return Err(ReadFailure::Cancelled);
        }
        Ok((assembly, outline))
    })
}

fn send_stretches(bytes: &[u8], input: &Input<'_>, to_workers: &mpsc::SyncSender<Stretch>) -> Outline {
    let mut places = Vec::new();
    let (mut stretch, mut first, mut held) = (0, 1_u64, 0);
    let outline = split::split(bytes, &mut |place| {
        held += place.len();
        places.push(place);
        if held < STRETCH_BYTES {
            return true;
        }
        let count = places.len() as u64;
        let sent = to_workers.send((stretch, first, std::mem::take(&mut places)));
        (stretch, first, held) = (stretch + 1, first + count, 0);
        sent.is_ok() && !input.cancel.is_cancelled()
    });
    if !places.is_empty() && to_workers.send((stretch, first, places)).is_err() {
        return Outline::default();
    }
    outline
}

/// Batches put together in order.
#[derive(Default)]
struct Assembly {
    shapes: ShapesBuilder,
    columns: Vec<ColumnBuilder>,
    ids: Option<ColumnBuilder>,
    spans: Vec<crate::layer::Span>,
    numbers: Vec<u64>,
    notes: Vec<Note>,
    more_notes: usize,
    skipped: u64,
    bare: usize,
}

impl Assembly {
    fn add(&mut self, batch: Batch<'_>) {
        let rows_before = self.shapes.len();
        let rows = batch.spans.len();
        self.shapes.append(&batch.shapes.finish());
        for (name, cells) in batch.columns {
            let known = self.columns.iter().position(|column| column.name() == name);
            let at = known.unwrap_or_else(|| {
                self.columns.push(ColumnBuilder::new(name.into_owned(), rows_before));
                self.columns.len() - 1
            });
            let column = &mut self.columns[at];
            for cell in cells {
                column.push(cell);
            }
        }
        for column in &mut self.columns {
            column.skip(rows_before + rows - column.len());
        }
        if self.ids.is_none() && batch.ids.iter().any(|id| *id != super::columns::Cell::Missing) {
            self.ids = Some(ColumnBuilder::new("id".to_owned(), rows_before));
        }
        if let Some(ids) = &mut self.ids {
            for id in batch.ids {
                ids.push(id);
            }
        }
        self.spans.extend(batch.spans);
        self.numbers.extend(batch.numbers);
        self.bare += batch.bare;
        for note in batch.notes {
            self.skipped += u64::from(note.skipped);
            if self.notes.len() < LISTED {
                self.notes.push(note);
            } else {
                self.more_notes += 1;
            }
        }
    }

    fn into_layer(self, input: Input<'_>, outline: &Outline) -> Result<Layer, ReadFailure> {
        let features = self.shapes.len();
        let mut diagnostics = self.list(input.bytes, outline);
        let nothing = features == 0
            && (outline.collections == 0
                || self.skipped > 0
                || outline.cut_at.is_some()
                || outline.broken_at.is_some());
        if nothing {
            diagnostics.push(Diagnostic::error("no-feature"));
            return Err(ReadFailure::Failed(diagnostics));
        }
        let Members { name, crs, foreign } = Members::read(input.bytes, outline, &mut diagnostics);
        let mut shapes = self.shapes.finish();
        let mut source = input.source;
        source.crs = crs.name();
        match &crs {
            Crs::Unknown(name) => {
                diagnostics.push(Diagnostic::warning("crs-unknown").with("crs", name.as_str()));
            }
            Crs::Geographic(_) | Crs::Projected(..) => {}
        }
        if let Crs::Projected(_, projection) = &crs {
            let order = projection.axis_order(shapes.positions());
            if order == AxisOrder::NorthingFirst {
                diagnostics.push(Diagnostic::warning("crs-northing-first").with("crs", crs.name()));
            }
            let lost = projection.to_wgs84(shapes.positions_mut(), order);
            source.reprojected = true;
            diagnostics.push(Diagnostic::notice("crs-reprojected").with("crs", crs.name()));
            if lost > 0 {
                diagnostics
                    .push(Diagnostic::warning("crs-outside").with("count", lost).with("crs", crs.name()));
            }
        }
        let index = SpatialIndex::build(&shapes);
        let bbox = index.bbox();
        if !bbox.is_empty()
            && (bbox.west < -720.0 || bbox.east > 720.0 || bbox.south < -90.5 || bbox.north > 90.5)
        {
            diagnostics.push(Diagnostic::warning("not-degrees"));
        }
        let complete = self.numbers.iter().enumerate().all(|(row, number)| *number == row as u64 + 1);
        // A field that only unreadable features had is no field of the layer.
        let columns = self.columns.into_iter().map(ColumnBuilder::finish);
        let columns = columns.filter(|column| features == 0 || column.missing_count() < features).collect();
        Ok(Layer {
            name: name.unwrap_or(input.stem),
            source,
            columns,
            ids: self.ids.map(ColumnBuilder::finish),
            shapes: shapes.into(),
            index: index.into(),
            spans: self.spans.into(),
            feature_numbers: (!complete).then(|| self.numbers.into()),
            derived_for: None,
            foreign_members: foreign,
            diagnostics,
        })
    }

    /// What was noticed, in the order of the file, with lines and columns.
    fn list(&self, bytes: &[u8], outline: &Outline) -> Vec<Diagnostic> {
        let mut places = LineWalk { bytes, at: 0, line: 1 };
        let mut list: Vec<Diagnostic> = Vec::new();
        for note in &self.notes {
            let (line, column) = places.place(note.at);
            list.push(note.diagnostic().at(line, column));
        }
        if self.more_notes > 0 {
            list.push(Diagnostic::warning("more-findings").with("count", self.more_notes));
        }
        if self.skipped > 0 {
            list.push(Diagnostic::warning("features-skipped").with("count", self.skipped));
        }
        if self.bare > 0 {
            list.push(Diagnostic::notice("geometry-bare").with("count", self.bare));
        }
        if outline.collections > 1 {
            list.push(Diagnostic::notice("collections-several").with("count", outline.collections));
        }
        if let Some(at) = outline.comma_at {
            let (line, column) = line_and_column(bytes, at);
            list.push(Diagnostic::warning("sequence-commas").at(line, column));
        }
        let feature = self.shapes.len() as u64 + self.skipped + 1;
        if let Some(at) = outline.cut_at {
            let (line, column) = line_and_column(bytes, at);
            let cut = Diagnostic::warning("file-cut").with("read", self.shapes.len());
            list.push(cut.at_feature(feature).at(line, column));
        }
        if let Some(at) = outline.broken_at {
            let (line, column) = line_and_column(bytes, at);
            let found: String = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 20)])
                .lines()
                .next()
                .unwrap_or("")
                .into();
            list.push(
                Diagnostic::warning("document-broken")
                    .with("found", found)
                    .with("read", self.shapes.len())
                    .at(line, column),
            );
        }
        list
    }
}

/// Lines and columns of ascending offsets, without counting from the start each time.
struct LineWalk<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl LineWalk<'_> {
    fn place(&mut self, at: usize) -> (u64, u64) {
        let at = at.min(self.bytes.len());
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        let line_start = memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |newline| newline + 1);
        if line_start > self.at {
            self.line += memchr::memchr_iter(b'\n', &self.bytes[self.at..line_start]).count() as u64;
            self.at = line_start;
        }
        // The column is found within the line alone; one giant line is measured at most from here.
        let mut start = line_start;
        if start == 0 && self.bytes.starts_with(b"\xEF\xBB\xBF") {
            start = 3.min(at);
        }
        let characters = self.bytes[start..at].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        (self.line, characters as u64 + 1)
    }
}

/// The members of a collection that matter beside its features.
struct Members {
    name: Option<String>,
    crs: Crs,
    foreign: Vec<(String, String)>,
}

impl Members {
    fn read(bytes: &[u8], outline: &Outline, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut members = Self { name: None, crs: Crs::wgs84(), foreign: Vec::new() };
        let mut type_name = None;
        for (key, place) in &outline.members {
            let text = std::str::from_utf8(&bytes[place.clone()]).ok();
            let mut scanner = Scanner::new(text.unwrap_or(""));
            let valid = scanner.value().is_ok() && scanner.end().is_ok();
            let (line, column) = line_and_column(bytes, place.start);
            let Some(text) = text.filter(|_| valid) else {
                let broken = Diagnostic::new(Severity::Warning, "member-broken").with("key", key.as_str());
                diagnostics.push(broken.at(line, column));
                continue;
            };
            match key.as_str() {
                "type" => type_name = Some((text.trim_matches('"').to_owned(), line, column)),
                "crs" => members.crs = Crs::from_geojson_member(text),
                "bbox" => {}
                _ => {
                    if key == "name" {
                        members.name = serde_json::from_str(text).ok();
                    }
                    if members.foreign.iter().any(|(known, _)| known == key) {
                        diagnostics.push(
                            Diagnostic::warning("duplicate-key").with("found", key.as_str()).at(line, column),
                        );
                        continue;
                    }
                    members.foreign.push((key.clone(), text.to_owned()));
                }
            }
        }
        match type_name {
            _ if outline.collections == 0 => {}
            Some((name, ..)) if name == "FeatureCollection" => {}
            Some((name, line, column)) => {
                diagnostics.push(Diagnostic::warning("collection-type").with("found", name).at(line, column));
            }
            None if outline.cut_at.is_none() && outline.broken_at.is_none() => {
                diagnostics.push(Diagnostic::warning("collection-type-missing"));
            }
            None => {}
        }
        members
    }
}
