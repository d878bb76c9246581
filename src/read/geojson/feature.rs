//! One feature after the other into a batch: geometry, id and property cells, spans, faults.

use super::brackets::Reach;
use super::geometry::{bbox, geometry};
use super::number::{Short, short_number};
use crate::diagnostic::{Diagnostic, Severity};
use crate::geometry::BBox;
use crate::json::{Fault, Scanner};
use crate::layer::{GeometryType, Mark, Shapes, ShapesBuilder, Span, SpansBuilder};
use crate::progress::CancelToken;
use crate::read::columns::{Cell, ColumnBuilder};
use std::borrow::Cow;
use std::ops::Range;

/// Something noticed about one feature of a window.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// Which feature of the window, counted from 0.
    pub(super) feature: u64,
    /// Where in the window.
    pub(super) at: usize,
    pub(super) found: String,
    /// The feature was left out because of this.
    pub(super) skipped: bool,
}

impl Note {
    /// As a diagnostic, where the window's first feature has the number `first` in its file and the
    /// note's place is at the end of `reach`.
    pub(super) fn diagnostic(self, first: u64, reach: Reach) -> Diagnostic {
        let (line, column) = reach.line_and_column();
        let diagnostic = Diagnostic::new(self.severity, self.code).at_feature(first + self.feature);
        let diagnostic = diagnostic.at(line, column);
        if self.found.is_empty() { diagnostic } else { diagnostic.with("found", self.found) }
    }
}

/// Collects what is noticed within one feature, and notices where somebody cancels meanwhile.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<(&'static str, Severity, usize, String)>,
    cancel: Option<CancelToken>,
    /// Positions since the last look at the token.
    positions: u32,
}

/// The fault of a feature within which somebody cancelled.
pub(super) const CANCELLED: &str = "cancelled";

/// A feature may have millions of positions: the cancel token is looked at after so many.
const POSITIONS_A_LOOK: u32 = 1 << 15;

impl Notes {
    fn add(&mut self, code: &'static str, severity: Severity, at: usize, found: &str) {
        // One note of a kind for a feature: a thousand 4-number positions are one thing to know.
        if !self.list.iter().any(|(known, _, _, text)| *known == code && text == found) {
            self.list.push((code, severity, at, found.to_owned()));
        }
    }

    /// Whether to go on with another position.
    pub(super) fn goes_on(&mut self) -> bool {
        self.positions += 1;
        if self.positions < POSITIONS_A_LOOK {
            return true;
        }
        self.positions = 0;
        !self.cancel.as_ref().is_some_and(CancelToken::is_cancelled)
    }

    /// So many positions more were read, at which nobody looked.
    pub(super) fn passed(&mut self, positions: u32) {
        self.positions += positions;
    }

    pub(super) fn duplicate_key(&mut self, at: usize, key: &str) {
        self.add("duplicate-key", Severity::Warning, at, key);
    }

    pub(super) fn long_position(&mut self, at: usize) {
        self.add("position-long", Severity::Notice, at, "");
    }

    pub(super) fn open_height(&mut self, at: usize) {
        self.add("ring-height-open", Severity::Warning, at, "");
    }

    pub(super) fn empty_point(&mut self, at: usize) {
        self.add("point-empty", Severity::Notice, at, "");
    }

    pub(super) fn bad_bbox(&mut self, at: usize) {
        self.add("bbox-bad", Severity::Warning, at, "");
    }
}

/// What was read of the features of one window.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) shapes: Shapes,
    /// The box around them.
    pub(super) bbox: BBox,
    pub(super) ids: Option<ColumnBuilder>,
    /// Fields in the order in which they were seen. A column may be shorter than the batch: the rest
    /// does not have the field.
    pub(super) columns: Vec<ColumnBuilder>,
    pub(super) spans: SpansBuilder,
    /// Numbers of the features that were left out, counted from 0 in the window.
    pub(super) left_out: Vec<u64>,
    pub(super) features: u64,
    pub(super) notes: Vec<Note>,
    /// Geometries that stand without a feature around them.
    pub(super) bare: usize,
}

/// The feature being read: cells by column, empty again after each.
#[derive(Debug, Default)]
struct Row<'a> {
    id: Cell<'a>,
    cells: Vec<Cell<'a>>,
    /// The columns' names as the window writes them, where that is without an escape.
    keys: Vec<Option<&'a str>>,
    /// Where the next property is expected: writers keep their order.
    next: usize,
    is_bare: bool,
}

impl Row<'_> {
    fn clear(&mut self) {
        self.cells.fill(Cell::Missing);
        self.begin();
    }

    /// The same where its cells went into the columns, or were taken back.
    fn begin(&mut self) {
        debug_assert!(self.cells.iter().all(|cell| *cell == Cell::Missing));
        self.id = Cell::Missing;
        self.next = 0;
        self.is_bare = false;
    }
}

/// Bytes that a position takes in dense files, two numbers with six decimals.
const BYTES_PER_POSITION: usize = 24;

/// Reads the features of one window.
pub(super) struct FeatureReader<'a> {
    offset: u64,
    shapes: ShapesBuilder,
    batch: Batch,
    row: Row<'a>,
    notes: Notes,
    /// The shapes before the feature that is read, and its type.
    mark: Mark,
    geometry_type: GeometryType,
    /// Fields before it: those that only unreadable features have are no fields.
    fields_before: usize,
    plain_fields: &'a [String],
    /// What is read may be a collection, which is not for here.
    at_top: bool,
}

impl<'a> FeatureReader<'a> {
    /// For a window that begins at `offset` of the file; texts of `plain_fields` are known to be mostly
    /// distinct.
    pub(super) fn new(offset: u64, plain_fields: &'a [String], cancel: &CancelToken) -> Self {
        let shapes = ShapesBuilder::default();
        Self {
            offset,
            mark: shapes.mark(),
            shapes,
            batch: Batch::default(),
            row: Row::default(),
            notes: Notes { cancel: Some(cancel.clone()), ..Notes::default() },
            geometry_type: GeometryType::Null,
            fields_before: 0,
            plain_fields,
            at_top: false,
        }
    }

    /// Makes room for what so many bytes will hold at most, as features mostly are: room that is not
    /// written to costs nothing, and growing copies.
    pub(super) fn make_room_for(&mut self, bytes: usize) {
        self.shapes.reserve_positions(bytes / BYTES_PER_POSITION);
    }

    /// Whether somebody has cancelled: then the feature that it could not read says nothing.
    pub(super) fn is_cancelled(&self) -> bool {
        self.notes.cancel.as_ref().is_some_and(CancelToken::is_cancelled)
    }

    /// What was read.
    pub(super) fn finish(self) -> Batch {
        let shapes = self.shapes.into_shapes();
        Batch { bbox: BBox::of(shapes.positions()), shapes, ..self.batch }
    }

    /// Reads the value of a sequence that begins at `start`; fails where it is a collection.
    pub(super) fn parse_at_top(&mut self, text: &'a str, start: usize) -> Result<usize, Fault> {
        self.at_top = true;
        let read = self.parse(text, start);
        self.at_top = false;
        read
    }

    /// Reads the feature that begins at `start`, and returns where it ends. It counts once it is
    /// committed.
    pub(super) fn parse(&mut self, text: &'a str, start: usize) -> Result<usize, Fault> {
        self.mark = self.shapes.mark();
        self.fields_before = self.batch.columns.len();
        self.row.begin();
        self.notes.list.clear();
        let mut scanner = Scanner::new(text);
        scanner.set_at(start);
        // Taken out, so that it can be written to beside the shapes.
        let (mut row, mut notes) = (std::mem::take(&mut self.row), std::mem::take(&mut self.notes));
        let read = self.object(&mut scanner, &mut row, &mut notes);
        (self.row, self.notes) = (row, notes);
        match read {
            Ok(geometry_type) => {
                self.geometry_type = geometry_type;
                Ok(scanner.at())
            }
            Err(fault) => {
                self.rewind();
                Err(fault)
            }
        }
    }

    /// Takes back what was parsed.
    pub(super) fn rewind(&mut self) {
        self.shapes.rewind(self.mark);
        self.batch.columns.truncate(self.fields_before);
        self.row.cells.truncate(self.fields_before);
        self.row.cells.fill(Cell::Missing);
        self.row.keys.truncate(self.fields_before);
    }

    /// Adds what was parsed, which stands between two offsets of the window.
    pub(super) fn commit(&mut self, start: usize, end: usize) {
        self.shapes.end_row(self.geometry_type);
        let batch = &mut self.batch;
        let rows = batch.spans.len();
        for (column, cell) in batch.columns.iter_mut().zip(&mut self.row.cells) {
            if *cell != Cell::Missing {
                column.skip(rows - column.len());
                column.push(std::mem::take(cell));
            }
        }
        if self.row.id != Cell::Missing {
            let ids = batch.ids.get_or_insert_with(|| ColumnBuilder::new("id".to_owned(), 0));
            ids.skip(rows - ids.len());
            ids.push(std::mem::take(&mut self.row.id));
        }
        batch.spans.push(Span { offset: self.offset + start as u64, len: (end - start) as u32 });
        let feature = batch.features;
        batch.notes.extend(self.notes.list.drain(..).map(|(code, severity, at, found)| Note {
            code,
            severity,
            feature,
            at,
            found,
            skipped: false,
        }));
        batch.bare += usize::from(self.row.is_bare);
        batch.features += 1;
    }

    /// Reads what stands at `range` of the window as a feature; where that fails, says why.
    pub(super) fn read(&mut self, bytes: &'a [u8], range: Range<usize>) {
        let start = range.start;
        let text = match std::str::from_utf8(&bytes[range.clone()]) {
            Ok(text) => text,
            Err(error) => {
                self.leave_out("utf8", start + error.valid_up_to(), String::new());
                return;
            }
        };
        let read = self.parse(text, 0).and_then(|end| {
            let mut scanner = Scanner::new(text);
            scanner.set_at(end);
            scanner.end().map(|()| end).inspect_err(|_| self.rewind())
        });
        match read {
            Ok(end) => {
                for note in &mut self.notes.list {
                    note.2 += start;
                }
                // As long as it was said to be: white space behind it is none of it.
                self.commit(start, start + end);
            }
            Err(fault) => self.leave_out(fault.code, start + fault.at, fault.found),
        }
    }

    fn leave_out(&mut self, code: &'static str, at: usize, found: String) {
        let batch = &mut self.batch;
        let (severity, feature) = (Severity::Warning, batch.features);
        batch.notes.push(Note { code, severity, feature, at, found, skipped: true });
        batch.left_out.push(feature);
        batch.features += 1;
    }

    /// A feature, or a geometry that stands alone.
    fn object(
        &mut self,
        scanner: &mut Scanner<'a>,
        row: &mut Row<'a>,
        notes: &mut Notes,
    ) -> Result<GeometryType, Fault> {
        if scanner.peek() != Some(b'{') {
            return Err(match scanner.peek() {
                Some(b'"' | b'[' | b'n' | b't' | b'f' | b'-' | b'0'..=b'9') => {
                    let at = scanner.at();
                    scanner.value()?;
                    scanner.fault_at("feature-not-object", at)
                }
                _ => scanner.fault("feature-not-object"),
            });
        }
        let start = scanner.at();
        let mut object_type: Option<(Cow<'a, str>, usize)> = None;
        let mut geometry_type = None;
        let (mut has_properties, mut foreign_geometry) = (false, false);
        scanner.object(|scanner, key, key_at| {
            scanner.peek();
            let at = scanner.at();
            match key.as_ref() {
                "type" if scanner.peek() == Some(b'"') => {
                    if object_type.is_some() {
                        notes.duplicate_key(key_at, "type");
                    }
                    object_type = Some((scanner.string()?, at));
                    Ok(())
                }
                "type" => Err(scanner.fault_at("type-unknown", at)),
                "geometry" => {
                    if geometry_type.is_some() {
                        return Err(scanner.fault_at("geometry-twice", key_at));
                    }
                    geometry_type = Some(geometry(scanner, &mut self.shapes, notes)?);
                    Ok(())
                }
                "properties" => {
                    if has_properties {
                        return Err(scanner.fault_at("properties-twice", key_at));
                    }
                    has_properties = true;
                    self.properties(scanner, row, notes)
                }
                "id" => {
                    if row.id != Cell::Missing {
                        notes.duplicate_key(key_at, "id");
                    }
                    row.id = cell(scanner, notes)?;
                    if !matches!(row.id, Cell::Text(_) | Cell::Integer(_) | Cell::Real(_)) {
                        notes.add("id-type", Severity::Warning, at, "");
                    }
                    Ok(())
                }
                "bbox" => bbox(scanner, notes),
                // A collection, unless it has said that it is a feature.
                "features"
                    if self.at_top
                        && scanner.peek() == Some(b'[')
                        && object_type.as_ref().is_none_or(|(name, _)| name != "Feature") =>
                {
                    Err(scanner.fault_at("type-missing", start))
                }
                "coordinates" | "geometries" => {
                    foreign_geometry = true;
                    scanner.value().map(drop)
                }
                _ => scanner.value().map(drop),
            }
        })?;
        match object_type {
            Some((name, _)) if name == "Feature" => {
                if geometry_type.is_none() {
                    notes.add("geometry-missing", Severity::Warning, start, "");
                }
                if !has_properties {
                    notes.add("properties-missing", Severity::Warning, start, "");
                }
                Ok(geometry_type.unwrap_or(GeometryType::Null))
            }
            // Not a feature: the geometry itself, read again as such.
            Some((name, _)) if GeometryType::ALL.iter().any(|known| known.name() == name) => {
                let end = scanner.at();
                scanner.set_at(start);
                row.clear();
                let known = geometry(scanner, &mut self.shapes, notes)?;
                scanner.set_at(end);
                row.is_bare = true;
                Ok(known)
            }
            Some((_, at)) => Err(scanner.fault_at("type-unknown", at)),
            None if foreign_geometry => Err(scanner.fault_at("geometry-type-missing", start)),
            None => Err(scanner.fault_at("type-missing", start)),
        }
    }

    fn properties(
        &mut self,
        scanner: &mut Scanner<'a>,
        row: &mut Row<'a>,
        notes: &mut Notes,
    ) -> Result<(), Fault> {
        match scanner.peek() {
            Some(b'n') => return scanner.word().map(drop),
            Some(b'{') => {}
            _ => return Err(scanner.fault("properties-not-object")),
        }
        let guess = |(_, row): &(&mut Batch, &mut Row<'a>)| row.keys.get(row.next).copied().flatten();
        let mut state = (&mut self.batch, row);
        let plain_fields = self.plain_fields;
        scanner.object_guessing(&mut state, guess, |scanner, (batch, row), key, key_at| {
            let value = cell(scanner, notes)?;
            let at = key.map_or(row.next, |key| batch.column(key, row, plain_fields));
            row.next = at + 1;
            if row.cells[at] != Cell::Missing {
                notes.duplicate_key(key_at, batch.columns[at].name());
            }
            row.cells[at] = value;
            Ok(())
        })
    }
}

impl Batch {
    /// The column of a field, which is a new one where it was not seen before.
    fn column<'a>(&mut self, key: Cow<'a, str>, row: &mut Row<'a>, plain_fields: &[String]) -> usize {
        if let Some(at) = self.columns.iter().position(|column| column.name() == key) {
            return at;
        }
        let plain = plain_fields.iter().any(|known| *known == key);
        row.keys.push(match key {
            Cow::Borrowed(key) => Some(key),
            // It is written with an escape.
            Cow::Owned(_) => None,
        });
        let column = ColumnBuilder::new(key.into_owned(), 0);
        self.columns.push(if plain { column.without_dictionary() } else { column });
        row.cells.push(Cell::Missing);
        self.columns.len() - 1
    }
}

/// Any value as a cell.
fn cell<'a>(scanner: &mut Scanner<'a>, notes: &mut Notes) -> Result<Cell<'a>, Fault> {
    Ok(match scanner.peek() {
        Some(b'"') => Cell::Text(scanner.string()?),
        Some(b'{' | b'[') => Cell::Json(scanner.value()?),
        Some(b't' | b'f' | b'n') => match scanner.word()? {
            "true" => Cell::Bool(true),
            "false" => Cell::Bool(false),
            _ => Cell::Null,
        },
        _ => {
            let at = scanner.at();
            if let Some(short) = short_number(scanner.text(), at) {
                scanner.set_at(short.end);
                return Ok(match short {
                    Short { decimals: 0, mantissa, is_negative: false, .. } => Cell::Integer(mantissa as i64),
                    Short { decimals: 0, mantissa, .. } if mantissa != 0 => Cell::Integer(-(mantissa as i64)),
                    _ => Cell::Real(short.value()),
                });
            }
            let text = scanner.number()?;
            let whole = !text.contains(['.', 'e', 'E']) && text != "-0";
            if let Some(value) = whole.then(|| text.parse().ok()).flatten() {
                Cell::Integer(value)
            } else if whole && text != "-0" {
                notes.add("integer-large", Severity::Notice, at, text);
                Cell::Json(text)
            } else {
                match text.parse::<f64>() {
                    Ok(value) if value.is_finite() => Cell::Real(value),
                    _ => {
                        notes.add("number-huge-kept", Severity::Warning, at, text);
                        Cell::Json(text)
                    }
                }
            }
        }
    })
}
