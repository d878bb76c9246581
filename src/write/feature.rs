//! One feature as text: its own bytes, changed only where the snapshot asks for it.
//!
//! A feature that nothing changes is copied without a look inside; of one that is changed only the parts
//! that change are read. Everything is appended to the caller's buffer.

use super::positions::{Change, change, is_wrong_way};
use super::skim::members;
use crate::diagnostic::Diagnostic;
use crate::json::{Fault, Scanner};
use crate::layer::{Column, Layer, PartType, SourceReader, Value};
use crate::progress::CancelToken;
use std::borrow::Cow;

/// How features of a layer are written.
pub(super) struct Rewrite<'a> {
    pub(super) layer: &'a Layer,
    /// Fields to keep; `None` for all.
    pub(super) fields: Option<&'a [String]>,
    /// Looked at within long geometries.
    pub(super) cancel: CancelToken,
}

impl Rewrite<'_> {
    /// Appends the feature of a row on one line; whether rings were turned.
    ///
    /// # Errors
    /// Why its bytes cannot be read again, in words.
    pub(super) fn feature(
        &self,
        row: usize,
        source: &mut SourceReader,
        out: &mut Vec<u8>,
    ) -> Result<bool, String> {
        let bytes = source.read(self.layer.span(row)).map_err(|error| error.to_string())?;
        let is_one_line = memchr::memchr2(b'\n', b'\r', bytes).is_none();
        let turn_rings = self.has_wrong_rings(row);
        let change_geometry = turn_rings || self.layer.source.reprojected;
        if !change_geometry && self.fields.is_none() && is_one_line && begins_as_feature(bytes) {
            out.extend_from_slice(bytes);
            return Ok(false);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let start = out.len();
        let moved = change_geometry.then(|| Change {
            moved: self.layer.source.reprojected.then(|| self.layer.shapes.get(row).positions()),
            turn_rings,
            cancel: &self.cancel,
        });
        let turned = self
            .rewrite(text, row, moved.as_ref(), out)
            .map_err(|fault| format!("{} {}", fault.code, fault.found))?;
        if !is_one_line {
            join_lines(out, start);
        }
        Ok(turned)
    }

    fn rewrite(
        &self,
        text: &str,
        row: usize,
        moved: Option<&Change<'_>>,
        out: &mut Vec<u8>,
    ) -> Result<bool, Fault> {
        let outline = Outline::of(text)?;
        if !outline.is_feature {
            // A geometry that stood alone becomes a feature without fields.
            out.extend_from_slice(br#"{"type":"Feature","properties":null,"geometry":"#);
            let turned = geometry(text, moved, out)?;
            out.push(b'}');
            return Ok(turned);
        }
        let mut turned = false;
        let mut copied = 0;
        for (kind, start, end) in outline.places {
            out.extend_from_slice(&text.as_bytes()[copied..start]);
            let value = &text[start..end];
            match kind {
                Place::Geometry => turned |= geometry(value, moved, out)?,
                Place::Properties => self.properties(value, row, out)?,
                // The box of positions in another system says nothing about the moved ones.
                Place::Box if self.layer.source.reprojected => out.extend_from_slice(b"null"),
                Place::Box => out.extend_from_slice(value.as_bytes()),
            }
            copied = end;
        }
        out.extend_from_slice(&text.as_bytes()[copied..]);
        Ok(turned)
    }

    /// The properties that are kept, each with its own bytes, then those that were worked out.
    fn properties(&self, text: &str, row: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
        let Some(fields) = self.fields else {
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        };
        let asked = |column: &&Column| column.is_derived && fields.contains(&column.name);
        let mut derived = self.layer.columns.iter().filter(asked).peekable();
        let has_own = text.starts_with('{');
        if !has_own && derived.peek().is_none() {
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        out.push(b'{');
        let start = out.len();
        if has_own {
            members(text.as_bytes(), 0, |member| {
                let key = key(text, member.key);
                if fields.iter().any(|field| *field == key) {
                    if out.len() > start {
                        out.push(b',');
                    }
                    out.extend_from_slice(&text.as_bytes()[member.key.0 - 1..member.value.1]);
                }
            })
            .ok_or_else(|| broken(text))?;
        }
        for column in derived {
            if out.len() > start {
                out.push(b',');
            }
            let name = serde_json::Value::from(column.name.as_str());
            out.extend_from_slice(format!("{name}:{}", json(column.value(row))).as_bytes());
        }
        out.push(b'}');
        Ok(())
    }

    fn has_wrong_rings(&self, row: usize) -> bool {
        let polygons = self.layer.shapes.get(row).parts().filter(|part| part.part_type == PartType::Polygon);
        polygons
            .into_iter()
            .any(|part| part.rings().enumerate().any(|(number, ring)| is_wrong_way(ring, number == 0)))
    }
}

/// Appends a geometry, with its positions changed where that is asked for; whether rings were turned.
fn geometry(text: &str, moved: Option<&Change<'_>>, out: &mut Vec<u8>) -> Result<bool, Fault> {
    let Some(moved) = moved else {
        out.extend_from_slice(text.as_bytes());
        return Ok(false);
    };
    let (changed, turned) = change(text, moved)?;
    out.extend_from_slice(changed.as_bytes());
    Ok(turned)
}

/// Whether a feature says so at its very beginning, as most writers have it: then it need not be looked
/// through to tell it from a geometry that stands alone.
fn begins_as_feature(bytes: &[u8]) -> bool {
    bytes.starts_with(br#"{"type":"Feature","#) || bytes.starts_with(br#"{ "type": "Feature", "#)
}

/// A layer's features one by one, each as a line of RFC 7946.
pub struct FeatureLines<'a> {
    rewrite: Rewrite<'a>,
    source: SourceReader,
    line: Vec<u8>,
}

impl<'a> FeatureLines<'a> {
    /// Opens the layer's source again.
    ///
    /// # Errors
    /// `source-changed` or `file-unreadable`.
    pub fn open(layer: &'a Layer) -> Result<Self, Box<Diagnostic>> {
        let source = layer.source.open()?;
        let rewrite = Rewrite { layer, fields: None, cancel: CancelToken::default() };
        Ok(Self { rewrite, source, line: Vec::new() })
    }

    /// The feature of a row, with its line break.
    ///
    /// # Errors
    /// `write-feature` where its bytes cannot be read again.
    pub fn line(&mut self, row: usize) -> Result<&[u8], Box<Diagnostic>> {
        let layer = self.rewrite.layer;
        self.line.clear();
        self.rewrite.feature(row, &mut self.source, &mut self.line).map_err(|reason| {
            Diagnostic::error("write-feature")
                .in_file(layer.source.name())
                .at_feature(layer.feature_number(row))
                .with("reason", reason)
        })?;
        self.line.push(b'\n');
        Ok(&self.line)
    }

    /// Looks whether the source has stayed as it was all the while.
    ///
    /// # Errors
    /// `source-changed`: what the lines held is not what was read. `file-unreadable`.
    pub fn finish(self) -> Result<(), Box<Diagnostic>> {
        self.rewrite.layer.source.open().map(drop)
    }
}

enum Place {
    Geometry,
    Properties,
    Box,
}

/// Where the parts of a feature's text lie.
struct Outline {
    is_feature: bool,
    places: Vec<(Place, usize, usize)>,
}

impl Outline {
    fn of(text: &str) -> Result<Self, Fault> {
        let mut outline = Self { is_feature: false, places: Vec::new() };
        members(text.as_bytes(), 0, |member| {
            let (start, end) = member.value;
            let place = match key(text, member.key).as_ref() {
                "type" => {
                    outline.is_feature = &text[start..end] == "\"Feature\"";
                    return;
                }
                "geometry" => Place::Geometry,
                "properties" => Place::Properties,
                "bbox" => Place::Box,
                _ => return,
            };
            outline.places.push((place, start, end));
        })
        .ok_or_else(|| broken(text))?;
        Ok(outline)
    }
}

/// A cell that was worked out, as JSON.
fn json(value: Value<'_>) -> String {
    match value {
        Value::Missing | Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Real(value) => serde_json::Value::from(value).to_string(),
        Value::Json(text) => text.to_owned(),
        Value::Text(_) | Value::Date(_) | Value::DateTime(_) => {
            serde_json::Value::from(value.to_text().as_ref()).to_string()
        }
    }
}

/// A key, decoded.
fn key(text: &str, (start, end): (usize, usize)) -> Cow<'_, str> {
    let raw = &text[start..end];
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    // A key that cannot be decoded was not read as one either: it stands for itself.
    Scanner::new(&text[start - 1..=end]).string().unwrap_or(Cow::Borrowed(raw))
}

/// What is wrong with a text that no members were found in.
fn broken(text: &str) -> Fault {
    let mut scanner = Scanner::new(text);
    match scanner.value() {
        Err(fault) => fault,
        Ok(_) => scanner.fault_at("json-unexpected", 0),
    }
}

/// Puts the JSON from `start` on on one line: line breaks and indents between its tokens are left out;
/// texts cannot hold raw line breaks, so every one of them is such.
fn join_lines(text: &mut Vec<u8>, start: usize) {
    let mut to = start;
    let mut indent = false;
    for from in start..text.len() {
        let byte = text[from];
        match byte {
            b'\n' | b'\r' => indent = true,
            b' ' | b'\t' if indent => {}
            _ => {
                indent = false;
                text[to] = byte;
                to += 1;
            }
        }
    }
    text.truncate(to);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_spaces_within_them_stay() {
        let mut text = b"[\n0, {\r\n\t\"a b\" : 1,\n\n   \"c\":\" d\"}\n]".to_vec();
        join_lines(&mut text, 1);
        assert_eq!(String::from_utf8_lossy(&text), "[0, {\"a b\" : 1,\"c\":\" d\"}]");
    }

    #[test]
    fn keys_are_compared_decoded() {
        let text = r#"{"\u0061":1}"#;
        let mut keys = Vec::new();
        members(text.as_bytes(), 0, |member| keys.push(key(text, member.key)));
        assert_eq!(keys, ["a"]);
    }
}
