//! One feature as text: its own bytes, changed only where the snapshot asks for it.

use super::positions::{Change, change, is_wrong_way};
use crate::diagnostic::Diagnostic;
use crate::json::{Fault, Scanner};
use crate::layer::{Layer, PartType, SourceReader};

/// How features of a layer are written.
pub(super) struct Rewrite<'a> {
    pub(super) layer: &'a Layer,
    /// Fields to keep; `None` for all.
    pub(super) fields: Option<&'a [String]>,
}

impl Rewrite<'_> {
    /// The feature of a row, and whether rings were turned.
    ///
    /// # Errors
    /// Why its bytes cannot be read again, in words.
    pub(super) fn feature(&self, row: usize, source: &mut SourceReader) -> Result<(String, bool), String> {
        let bytes = source.read(self.layer.span(row)).map_err(|error| error.to_string())?;
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let turn_rings = self.has_wrong_rings(row);
        self.rewrite(text, row, turn_rings).map_err(|fault| format!("{} {}", fault.code, fault.found))
    }

    fn rewrite(&self, text: &str, row: usize, turn_rings: bool) -> Result<(String, bool), Fault> {
        let outline = Outline::of(text)?;
        let change_geometry = turn_rings || self.layer.source.reprojected;
        if outline.is_feature && !change_geometry && self.fields.is_none() && outline.is_one_line {
            return Ok((text.to_owned(), false));
        }
        let mut turned = false;
        let mut geometry = |text: &str| -> Result<String, Fault> {
            if !change_geometry {
                return Ok(text.to_owned());
            }
            let moved = self.layer.source.reprojected.then(|| self.layer.shapes.get(row).positions());
            let (changed, any) = change(text, &Change { moved, turn_rings })?;
            turned |= any;
            Ok(changed)
        };
        if !outline.is_feature {
            // A geometry that stood alone becomes a feature without fields.
            let geometry = geometry(text)?;
            return Ok((
                one_line(&format!(r#"{{"type":"Feature","properties":null,"geometry":{geometry}}}"#)),
                turned,
            ));
        }
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (kind, start, end) in outline.places {
            out.push_str(&text[copied..start]);
            match kind {
                Place::Geometry => out.push_str(&geometry(&text[start..end])?),
                Place::Properties => out.push_str(&self.properties(&text[start..end])?),
                // The box of positions in another system says nothing about the moved ones.
                Place::Box if self.layer.source.reprojected => out.push_str("null"),
                Place::Box => out.push_str(&text[start..end]),
            }
            copied = end;
        }
        out.push_str(&text[copied..]);
        Ok((one_line(&out), turned))
    }

    /// The properties that are kept, each with its own bytes.
    fn properties(&self, text: &str) -> Result<String, Fault> {
        let Some(fields) = self.fields else { return Ok(text.to_owned()) };
        let mut scanner = Scanner::new(text);
        if scanner.peek() != Some(b'{') {
            return Ok(text.to_owned());
        }
        let mut kept = Vec::new();
        scanner.object(|scanner, key, key_at| {
            scanner.value()?;
            if fields.iter().any(|field| *field == key) {
                kept.push(scanner.slice(key_at, scanner.at()));
            }
            Ok::<(), Fault>(())
        })?;
        Ok(format!("{{{}}}", kept.join(",")))
    }

    fn has_wrong_rings(&self, row: usize) -> bool {
        let polygons = self.layer.shapes.get(row).parts().filter(|part| part.part_type == PartType::Polygon);
        polygons
            .into_iter()
            .any(|part| part.rings().enumerate().any(|(number, ring)| is_wrong_way(ring, number == 0)))
    }
}

/// A layer's features one by one, each as a line of RFC 7946.
pub struct FeatureLines<'a> {
    rewrite: Rewrite<'a>,
    source: SourceReader,
}

impl<'a> FeatureLines<'a> {
    /// Opens the layer's source again.
    ///
    /// # Errors
    /// `source-changed` or `file-unreadable`.
    pub fn open(layer: &'a Layer) -> Result<Self, Box<Diagnostic>> {
        Ok(Self { rewrite: Rewrite { layer, fields: None }, source: layer.source.open()? })
    }

    /// The feature of a row.
    ///
    /// # Errors
    /// `write-feature` where its bytes cannot be read again.
    pub fn line(&mut self, row: usize) -> Result<String, Box<Diagnostic>> {
        let layer = self.rewrite.layer;
        let line = self.rewrite.feature(row, &mut self.source).map_err(|reason| {
            Diagnostic::error("write-feature")
                .in_file(layer.source.name())
                .at_feature(layer.feature_number(row))
                .with("reason", reason)
        })?;
        Ok(line.0)
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
    is_one_line: bool,
    places: Vec<(Place, usize, usize)>,
}

impl Outline {
    fn of(text: &str) -> Result<Self, Fault> {
        let mut outline =
            Self { is_feature: false, is_one_line: !text.contains(['\n', '\r']), places: Vec::new() };
        let mut scanner = Scanner::new(text);
        scanner.object(|scanner, key, _| {
            scanner.peek();
            let start = scanner.at();
            let value = scanner.value()?;
            let end = scanner.at();
            match key.as_ref() {
                "type" => outline.is_feature = value == "\"Feature\"",
                "geometry" => outline.places.push((Place::Geometry, start, end)),
                "properties" => outline.places.push((Place::Properties, start, end)),
                "bbox" => outline.places.push((Place::Box, start, end)),
                _ => {}
            }
            Ok::<(), Fault>(())
        })?;
        Ok(outline)
    }
}

/// The same JSON on one line: line breaks and indents between its tokens are left out; texts cannot
/// hold raw line breaks, so every one of them is such.
fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    text.split(['\n', '\r']).map(|line| line.trim_start_matches([' ', '\t'])).collect()
}
