//! CSV snapshots for spreadsheets: UTF-8 with a byte order mark so that Excel shows Chinese.
//!
//! Point layers get columns `lon` and `lat`, others one column `wkt` (OGC 06-103r4 well-known text).
//! A text that begins with `=`, `+`, `-`, `@`, tab or carriage return is preceded by an apostrophe, so
//! that no spreadsheet runs it as a formula (OWASP, "CSV Injection"); numbers stay as they are.

use super::blocks::Blocks;
use super::{Snapshot, Stop};
use crate::diagnostic::Diagnostic;
use crate::layer::{Column, GeometryType, Part, PartType, Shape, Value};
use crate::progress::{CancelToken, Progress, Tick};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Looked at for progress and cancel after this many rows.
const STRIDE: usize = 1024;

/// Writes the snapshot.
pub(super) fn write(
    snapshot: &Snapshot<'_>,
    sink: &mut Blocks<'_>,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Vec<Diagnostic>, Stop> {
    let layer = snapshot.layer;
    let kept = |column: &&Column| match &snapshot.fields {
        Some(fields) => fields.contains(&column.name),
        // What the program worked out goes along only by name.
        None => !column.is_derived,
    };
    let columns: Vec<_> = layer.columns.iter().filter(kept).collect();
    let only_points = snapshot
        .rows
        .iter()
        .all(|row| matches!(layer.shapes.geometry_type(row), GeometryType::Point | GeometryType::Null));
    let place_heads: &[&str] = if only_points { &["lon", "lat"] } else { &["wkt"] };
    sink.buffer().extend_from_slice(b"\xEF\xBB\xBF");
    // One row's text and one geometry's, used again for every row.
    let (mut line, mut place) = (String::new(), String::new());
    // The feature's own id, where no field of that name would be confused with it.
    let ids = layer.ids.as_ref().filter(|_| layer.column("id").is_none());
    let heads = ids.iter().map(|_| "id").chain(columns.iter().map(|column| column.name.as_str()));
    for head in heads.chain(place_heads.iter().copied()) {
        push_cell(&mut line, &harmless(head));
    }
    end_line(&mut line);
    sink.buffer().extend_from_slice(line.as_bytes());
    for (written, row) in snapshot.rows.iter().enumerate() {
        if written % STRIDE == 0 {
            if cancel.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            let span = layer.span(row).offset;
            progress.tick(Tick { bytes: span, bytes_total: layer.source.size, features: written as u64 });
        }
        line.clear();
        for column in ids.into_iter().chain(columns.iter().copied()) {
            let value = column.value(row);
            let text = value.to_text();
            let is_text = matches!(value, Value::Text(_) | Value::Json(_));
            push_cell(&mut line, &if is_text { harmless(&text) } else { text });
        }
        let shape = layer.shapes.get(row);
        if only_points {
            if let Some([lon, lat]) = shape.positions().first() {
                // Writing to a String cannot fail.
                let _written = write!(line, "{lon},{lat},");
            } else {
                line.push_str(",,");
            }
        } else {
            place.clear();
            if !wkt(shape, &mut place, cancel) {
                return Err(Stop::Cancelled);
            }
            push_cell(&mut line, &place);
        }
        end_line(&mut line);
        sink.buffer().extend_from_slice(line.as_bytes());
        sink.pass()?;
    }
    Ok(Vec::new())
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Adds a cell and a comma; quoted where RFC 4180 asks for it.
fn push_cell(line: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
    line.push(',');
}

fn end_line(line: &mut String) {
    line.pop();
    line.push_str("\r\n");
}

/// Appends the well-known text of a geometry; nothing where it is null. Whether it is whole: it is not
/// where somebody cancelled.
fn wkt(shape: Shape<'_>, text: &mut String, cancel: &CancelToken) -> bool {
    let geometry_type = shape.geometry_type();
    if geometry_type == GeometryType::Null {
        return true;
    }
    text.extend(geometry_type.name().chars().map(|char| char.to_ascii_uppercase()));
    if shape.is_empty() {
        text.push_str(" EMPTY");
        return true;
    }
    let heights = shape.heights().filter(|heights| heights.iter().all(|height| !height.is_nan()));
    let mut writer = Wkt {
        text,
        heights: heights.map(|heights| heights.iter()),
        cancel,
        is_whole: true,
        left: POSITIONS_A_LOOK,
    };
    if writer.heights.is_some() {
        writer.text.push_str(" Z");
    }
    writer.text.push(' ');
    match geometry_type {
        GeometryType::Point | GeometryType::LineString | GeometryType::Polygon => {
            shape.parts().for_each(|part| writer.part(part));
        }
        GeometryType::GeometryCollection => writer.list(shape.parts(), |writer, part| {
            writer.text.push_str(match part.part_type {
                PartType::Point => "POINT ",
                PartType::Line => "LINESTRING ",
                PartType::Polygon => "POLYGON ",
            });
            writer.part(part);
        }),
        _ => writer.list(shape.parts(), Wkt::part),
    }
    writer.is_whole
}

/// Positions between two looks at the cancel token.
const POSITIONS_A_LOOK: usize = 1 << 13;

struct Wkt<'a> {
    text: &'a mut String,
    heights: Option<std::slice::Iter<'a, f64>>,
    cancel: &'a CancelToken,
    is_whole: bool,
    /// Positions until the token is looked at, over all rings: many small ones are long work too.
    left: usize,
}

impl Wkt<'_> {
    fn list<T>(&mut self, items: impl Iterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        self.text.push('(');
        for (number, item) in items.enumerate() {
            if number > 0 {
                self.text.push_str(", ");
            }
            each(self, item);
        }
        self.text.push(')');
    }

    fn part(&mut self, part: Part<'_>) {
        match part.part_type {
            PartType::Polygon => self.list(part.rings(), Self::ring),
            PartType::Point | PartType::Line => part.rings().for_each(|ring| self.ring(ring)),
        }
    }

    fn ring(&mut self, ring: &[[f64; 2]]) {
        self.list(ring.iter(), |writer, [x, y]| {
            writer.left -= 1;
            if writer.left == 0 {
                writer.left = POSITIONS_A_LOOK;
                writer.is_whole &= !writer.cancel.is_cancelled();
            }
            if !writer.is_whole {
                return;
            }
            // Writing to a String cannot fail.
            let _written = match writer.heights.as_mut().and_then(Iterator::next) {
                Some(height) => write!(writer.text, "{x} {y} {height}"),
                None => write!(writer.text, "{x} {y}"),
            };
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{layer, point};
    use geo::{Geometry, LineString, Polygon};

    #[test]
    fn many_small_rings_look_at_the_token_as_one_long_ring_does() {
        let ring = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]);
        let rings = vec![ring.clone(); 2 * POSITIONS_A_LOOK / 4];
        let many = Geometry::Polygon(Polygon::new(ring, rings));
        let layer = layer(Vec::new(), &[Some(many), Some(point(1.0, 2.0))]);
        let token = CancelToken::after_looks(1);
        assert!(!wkt(layer.shapes.get(0), &mut String::new(), &token));
        assert_eq!(token.looks(), 2);
        assert!(wkt(layer.shapes.get(1), &mut String::new(), &CancelToken::after_looks(0)));
    }

    #[test]
    fn formulas_become_texts() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@x"), "'@x");
        assert_eq!(harmless("厂房"), "厂房");
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        let mut line = String::new();
        push_cell(&mut line, "a\"b,c");
        push_cell(&mut line, "");
        end_line(&mut line);
        assert_eq!(line, "\"a\"\"b,c\",\r\n");
    }
}
