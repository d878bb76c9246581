//! One feature after the other into a batch: geometry, id and property cells, spans, faults.

use super::geometry::{bbox, geometry};
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{Fault, Scanner};
use crate::layer::{GeometryType, ShapesBuilder, Span};
use crate::read::columns::Cell;
use std::borrow::Cow;
use std::ops::Range;

/// Something noticed about one feature, its place still an offset in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) feature: u64,
    pub(super) at: usize,
    pub(super) found: String,
    /// The feature was left out because of this.
    pub(super) skipped: bool,
}

impl Note {
    pub(super) fn diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.severity, self.code).at_feature(self.feature);
        if self.found.is_empty() { diagnostic } else { diagnostic.with("found", self.found.as_str()) }
    }
}

/// Collects what is noticed within one feature.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<(&'static str, Severity, usize, String)>,
}

impl Notes {
    fn add(&mut self, code: &'static str, severity: Severity, at: usize, found: &str) {
        // One note of a kind for a feature: a thousand 4-number positions are one thing to know.
        if !self.list.iter().any(|(known, _, _, text)| *known == code && text == found) {
            self.list.push((code, severity, at, found.to_owned()));
        }
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

/// Features of one stretch of the file.
#[derive(Debug, Default)]
pub(super) struct Batch<'a> {
    pub(super) shapes: ShapesBuilder,
    pub(super) ids: Vec<Cell<'a>>,
    pub(super) columns: Vec<(Cow<'a, str>, Vec<Cell<'a>>)>,
    pub(super) spans: Vec<Span>,
    pub(super) numbers: Vec<u64>,
    pub(super) notes: Vec<Note>,
    /// Geometries that stand without a feature around them.
    pub(super) bare: usize,
}

/// The feature being read: cells by column, empty again after each.
struct Row<'a> {
    id: Cell<'a>,
    cells: Vec<Cell<'a>>,
    /// Where the next property is expected: writers keep their order.
    next: usize,
}

impl<'a> Batch<'a> {
    /// Reads the feature at `range` of the file; `number` counts from 1.
    pub(super) fn read(&mut self, bytes: &'a [u8], range: Range<usize>, number: u64) {
        let start = range.start;
        let text = match std::str::from_utf8(&bytes[range.clone()]) {
            Ok(text) => text,
            Err(error) => {
                let at = start + error.valid_up_to();
                self.skip("utf8", at, number, String::new());
                return;
            }
        };
        let mark = self.shapes.mark();
        let mut row = Row { id: Cell::Missing, cells: vec![Cell::Missing; self.columns.len()], next: 0 };
        let mut notes = Notes::default();
        let mut scanner = Scanner::new(text);
        let read =
            self.object(&mut scanner, &mut row, &mut notes).and_then(|kind| scanner.end().map(|()| kind));
        match read {
            Ok(geometry_type) => {
                self.shapes.end_row(geometry_type);
                let rows = self.spans.len();
                for ((_, column), cell) in self.columns.iter_mut().zip(row.cells) {
                    column.resize(rows, Cell::Missing);
                    column.push(cell);
                }
                self.ids.push(row.id);
                self.spans.push(Span { offset: start as u64, len: text.len() as u32 });
                self.numbers.push(number);
                self.notes.extend(notes.list.into_iter().map(|(code, severity, at, found)| Note {
                    code,
                    severity,
                    feature: number,
                    at: start + at,
                    found,
                    skipped: false,
                }));
            }
            Err(fault) => {
                self.shapes.rewind(mark);
                self.skip(fault.code, start + fault.at, number, fault.found);
            }
        }
    }

    fn skip(&mut self, code: &'static str, at: usize, number: u64, found: String) {
        self.notes.push(Note {
            code,
            severity: Severity::Warning,
            feature: number,
            at,
            found,
            skipped: true,
        });
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
                *row = Row { id: Cell::Missing, cells: vec![Cell::Missing; self.columns.len()], next: 0 };
                let known = geometry(scanner, &mut self.shapes, notes)?;
                scanner.set_at(end);
                self.bare += 1;
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
        scanner.object(|scanner, key, key_at| {
            let value = cell(scanner, notes)?;
            let at = self.column(&key, row);
            if row.cells[at] != Cell::Missing {
                notes.duplicate_key(key_at, &key);
            }
            row.cells[at] = value;
            Ok(())
        })
    }

    #[expect(clippy::ptr_arg, reason = "a name seen for the first time is kept as it is, borrowed or not")]
    fn column(&mut self, key: &Cow<'a, str>, row: &mut Row<'a>) -> usize {
        let expected = self.columns.get(row.next).is_some_and(|(name, _)| name == key);
        let at = if expected {
            row.next
        } else if let Some(at) = self.columns.iter().position(|(name, _)| name == key) {
            at
        } else {
            self.columns.push((key.clone(), vec![Cell::Missing; self.spans.len()]));
            row.cells.push(Cell::Missing);
            self.columns.len() - 1
        };
        row.next = at + 1;
        at
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
