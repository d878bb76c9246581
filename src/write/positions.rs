//! Changes the coordinates within a geometry's own JSON text and leaves all else as it is: positions
//! moved to WGS 84 are put in, rings are turned to the right-hand rule of RFC 7946, section 3.1.6.

use crate::json::{Fault, Scanner};
use crate::progress::CancelToken;

/// What to change.
pub(super) struct Change<'a> {
    /// Positions to put in place of the file's own, in their order; `None` keeps the file's.
    pub(super) moved: Option<&'a [[f64; 2]]>,
    /// Exteriors counterclockwise, holes clockwise.
    pub(super) turn_rings: bool,
    /// Looked at after every so many positions.
    pub(super) cancel: &'a CancelToken,
}

/// Positions between two looks at the cancel token.
const POSITIONS_A_LOOK: usize = 1 << 13;

/// A geometry's text after the change, and whether any ring was turned.
pub(super) fn change(geometry: &str, change: &Change<'_>) -> Result<(String, bool), Fault> {
    let mut editor = Editor {
        moved: change.moved.map(|moved| moved.iter()),
        turn_rings: change.turn_rings,
        turned: false,
        cancel: change.cancel,
        positions: 0,
    };
    let mut scanner = Scanner::new(geometry);
    let text = editor.geometry(&mut scanner)?;
    Ok((text, editor.turned))
}

struct Editor<'a> {
    moved: Option<std::slice::Iter<'a, [f64; 2]>>,
    turn_rings: bool,
    turned: bool,
    cancel: &'a CancelToken,
    positions: usize,
}

impl Editor<'_> {
    fn geometry(&mut self, scanner: &mut Scanner<'_>) -> Result<String, Fault> {
        if scanner.peek() != Some(b'{') {
            return scanner.value().map(str::to_owned);
        }
        let start = scanner.at();
        // The type decides how rings are found, and may stand after the coordinates.
        let mut polygons = false;
        let mut ahead = scanner.clone();
        ahead.object(|ahead, key, _| {
            let value = ahead.value()?;
            polygons |= key == "type" && matches!(value, "\"Polygon\"" | "\"MultiPolygon\"");
            Ok::<(), Fault>(())
        })?;
        let mut text = String::new();
        let mut copied = start;
        scanner.object(|scanner, key, _| {
            scanner.peek();
            let at = scanner.at();
            let new = match key.as_ref() {
                "coordinates" => self.coordinates(scanner, polygons)?,
                "geometries" => self.geometries(scanner)?,
                _ => return scanner.value().map(drop),
            };
            text.push_str(scanner.slice(copied, at));
            text.push_str(&new);
            copied = scanner.at();
            Ok::<(), Fault>(())
        })?;
        text.push_str(scanner.slice(copied, scanner.at()));
        Ok(text)
    }

    fn geometries(&mut self, scanner: &mut Scanner<'_>) -> Result<String, Fault> {
        let mut members = Vec::new();
        scanner.array(|scanner, _| {
            members.push(self.geometry(scanner)?);
            Ok::<(), Fault>(())
        })?;
        Ok(format!("[{}]", members.join(",")))
    }

    /// Any nesting of positions; polygons' rings are those arrays whose items are positions.
    fn coordinates(&mut self, scanner: &mut Scanner<'_>, polygons: bool) -> Result<String, Fault> {
        Ok(self.nested(scanner, polygons, 0)?.text)
    }

    fn nested(&mut self, scanner: &mut Scanner<'_>, polygons: bool, number: usize) -> Result<Nested, Fault> {
        scanner.peek();
        let at = scanner.at();
        let mut inner = scanner.clone();
        inner.expect(b'[')?;
        match inner.peek() {
            Some(b'[') => {}
            Some(b']') => return Ok(Nested { text: scanner.value()?.to_owned(), position: None }),
            _ => return self.position(scanner),
        }
        let mut items = Vec::new();
        scanner.array(|scanner, number| {
            items.push(self.nested(scanner, polygons, number)?);
            Ok::<(), Fault>(())
        })?;
        let positions: Option<Vec<[f64; 2]>> = items.iter().map(|item| item.position).collect();
        let turn =
            polygons && self.turn_rings && positions.is_some_and(|ring| is_wrong_way(&ring, number == 0));
        if turn {
            items.reverse();
            self.turned = true;
        } else if self.moved.is_none() {
            let untouched = items.iter().all(|item| item.position.is_some());
            if untouched {
                return Ok(Nested { text: scanner.slice(at, scanner.at()).to_owned(), position: None });
            }
        }
        let texts: Vec<String> = items.into_iter().map(|item| item.text).collect();
        Ok(Nested { text: format!("[{}]", texts.join(",")), position: None })
    }

    fn position(&mut self, scanner: &mut Scanner<'_>) -> Result<Nested, Fault> {
        let at = scanner.at();
        self.positions += 1;
        if self.positions.is_multiple_of(POSITIONS_A_LOOK) && self.cancel.is_cancelled() {
            return Err(scanner.fault_at("cancelled", at));
        }
        let mut numbers = Vec::new();
        scanner.array(|scanner, _| {
            numbers.push(scanner.number()?);
            Ok::<(), Fault>(())
        })?;
        let own = [0, 1].map(|axis| numbers.get(axis).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN));
        let Some(moved) = &mut self.moved else {
            return Ok(Nested { text: scanner.slice(at, scanner.at()).to_owned(), position: Some(own) });
        };
        let Some(&position) = moved.next() else {
            return Err(scanner.fault_at("coordinates-deep", at));
        };
        let rest: String = numbers.iter().skip(2).flat_map(|number| [",", number]).collect();
        let text = format!("[{},{}{rest}]", degrees(position[0]), degrees(position[1]));
        Ok(Nested { text, position: Some(position) })
    }
}

struct Nested {
    text: String,
    /// Set where the array was a position.
    position: Option<[f64; 2]>,
}

/// Degrees with nine decimals (0.1 mm), as far as a projection undone is worth; no trailing zeros.
fn degrees(value: f64) -> String {
    if !value.is_finite() {
        return "null".to_owned();
    }
    let text = format!("{value:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Whether a ring runs against the right-hand rule. Its area is summed relative to its first position,
/// so that small rings far from the origin keep their sign (the surveyor's formula).
pub(super) fn is_wrong_way(ring: &[[f64; 2]], exterior: bool) -> bool {
    let Some(&[x0, y0]) = ring.first() else { return false };
    let doubled: f64 = ring
        .windows(2)
        .map(|pair| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0))
        .sum();
    if exterior { doubled < 0.0 } else { doubled > 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCKWISE: &str =
        r#"{ "type": "Polygon", "coordinates": [[[0,0],[0, 1.50],[1,1],[0,0]]], "x": 1 }"#;

    #[test]
    fn a_clockwise_exterior_is_turned_with_its_numbers_as_written() {
        let (text, turned) =
            change(CLOCKWISE, &Change { moved: None, turn_rings: true, cancel: &CancelToken::default() })
                .unwrap();
        assert_eq!(text, r#"{ "type": "Polygon", "coordinates": [[[0,0],[1,1],[0, 1.50],[0,0]]], "x": 1 }"#);
        assert!(turned);
    }

    #[test]
    fn a_right_handed_ring_keeps_its_bytes() {
        let text = r#"{"coordinates":[ [[0,0], [1,1],[0,1.50] ,[0,0]]],"type":"Polygon"}"#;
        let (changed, turned) =
            change(text, &Change { moved: None, turn_rings: true, cancel: &CancelToken::default() }).unwrap();
        assert!(!turned);
        let value = |text| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&changed), value(text));
    }

    #[test]
    fn moved_positions_keep_their_heights() {
        let text = r#"{"type":"LineString","coordinates":[[500000,3e6,7.0],[500001,3e6]]}"#;
        let moved = [[120.0, 27.1], [120.000_010_1, 27.1]];
        let (changed, _) =
            change(text, &Change { moved: Some(&moved), turn_rings: true, cancel: &CancelToken::default() })
                .unwrap();
        assert_eq!(changed, r#"{"type":"LineString","coordinates":[[120,27.1,7.0],[120.0000101,27.1]]}"#);
    }
}
