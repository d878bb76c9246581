//! Geometry objects of RFC 7946, section 3.1, straight into flat coordinates.

use super::feature::{CANCELLED, Notes};
use super::number::{short_number, short_position};
use crate::json::{Fault, Scanner};
use crate::layer::{GeometryType, PartType, ShapesBuilder};

/// Reads a geometry object or `null`, adds its parts to `shapes` and returns its type; the caller
/// ends the row.
///
/// # Errors
/// What keeps it from being a geometry, with the place; `shapes` may hold parts of it then.
pub(super) fn geometry(
    scanner: &mut Scanner<'_>,
    shapes: &mut ShapesBuilder,
    notes: &mut Notes,
) -> Result<GeometryType, Fault> {
    if scanner.peek() == Some(b'n') {
        scanner.word()?;
        return Ok(GeometryType::Null);
    }
    if scanner.peek() != Some(b'{') {
        return Err(scanner.fault("geometry-not-object"));
    }
    let start = scanner.at();
    let mut geometry_type = None;
    let mut waiting = None;
    let mut has_coordinates = false;
    scanner.object(|scanner, key, key_at| {
        match key.as_ref() {
            "type" => {
                let at = scanner.at();
                if scanner.peek() != Some(b'"') {
                    return Err(scanner.fault_at("geometry-type-unknown", at));
                }
                let name = scanner.string()?;
                let known = GeometryType::ALL
                    .into_iter()
                    .find(|known| known.name() == name && *known != GeometryType::Null);
                if known.is_none() {
                    return Err(scanner.fault_at("geometry-type-unknown", at));
                }
                if geometry_type.is_some() {
                    notes.duplicate_key(key_at, "type");
                }
                geometry_type = known;
                Ok(())
            }
            "coordinates" | "geometries" => {
                if has_coordinates {
                    return Err(scanner.fault_at("geometry-twice", key_at));
                }
                let collects = key == "geometries";
                match geometry_type {
                    Some(known) if (known == GeometryType::GeometryCollection) == collects => {
                        has_coordinates = true;
                        content(scanner, known, shapes, notes)
                    }
                    // Which of the two counts shows when the type is known.
                    None => {
                        let at = scanner.at();
                        scanner.value()?;
                        if waiting.is_none_or(|(_, waits_for_geometries)| waits_for_geometries != collects) {
                            waiting = waiting.or(Some((at, collects)));
                        } else {
                            return Err(scanner.fault_at("geometry-twice", key_at));
                        }
                        Ok(())
                    }
                    Some(_) => scanner.value().map(drop),
                }
            }
            "bbox" => bbox(scanner, notes),
            _ => scanner.value().map(drop),
        }
    })?;
    let Some(known) = geometry_type else {
        return Err(scanner.fault_at("geometry-type-missing", start));
    };
    if !has_coordinates {
        let end = scanner.at();
        match waiting {
            Some((at, collects)) if collects == (known == GeometryType::GeometryCollection) => {
                scanner.set_at(at);
                content(scanner, known, shapes, notes)?;
                scanner.set_at(end);
            }
            _ => return Err(scanner.fault_at("coordinates-missing", start)),
        }
    }
    Ok(known)
}

/// The value of `coordinates` or `geometries`.
fn content(
    scanner: &mut Scanner<'_>,
    geometry_type: GeometryType,
    shapes: &mut ShapesBuilder,
    notes: &mut Notes,
) -> Result<(), Fault> {
    match geometry_type {
        GeometryType::Null => Ok(()),
        GeometryType::Point => {
            array_here(scanner)?;
            let at = scanner.at();
            // `[]` is the empty point that other programs write.
            if position(scanner, shapes, notes, true)? {
                shapes.end_ring();
                shapes.end_part(PartType::Point);
            } else {
                notes.empty_point(at);
            }
            Ok(())
        }
        GeometryType::LineString => line(scanner, shapes, notes),
        GeometryType::Polygon => polygon(scanner, shapes, notes),
        GeometryType::MultiPoint => each(scanner, |scanner| {
            position(scanner, shapes, notes, false)?;
            shapes.end_ring();
            shapes.end_part(PartType::Point);
            Ok(())
        }),
        GeometryType::MultiLineString => each(scanner, |scanner| line(scanner, shapes, notes)),
        GeometryType::MultiPolygon => each(scanner, |scanner| polygon(scanner, shapes, notes)),
        GeometryType::GeometryCollection => each(scanner, |scanner| {
            let at = scanner.at();
            match geometry(scanner, shapes, notes)? {
                GeometryType::Null => Err(scanner.fault_at("geometry-null-in-collection", at)),
                _ => Ok(()),
            }
        }),
    }
}

fn each<'a>(
    scanner: &mut Scanner<'a>,
    mut item: impl FnMut(&mut Scanner<'a>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    array_here(scanner)?;
    scanner.array(|scanner, _| item(scanner))
}

/// Fails where no array begins here: the coordinates are not nested as deep as the type says.
fn array_here(scanner: &mut Scanner<'_>) -> Result<(), Fault> {
    match scanner.peek() {
        Some(b'[') => Ok(()),
        Some(b'"') => Err(scanner.fault("coordinate-text")),
        _ => Err(scanner.fault("coordinates-shallow")),
    }
}

fn line(scanner: &mut Scanner<'_>, shapes: &mut ShapesBuilder, notes: &mut Notes) -> Result<(), Fault> {
    array_here(scanner)?;
    let at = scanner.at();
    let mut count = 0;
    scanner.array(|scanner, _| {
        position(scanner, shapes, notes, false)?;
        count += 1 + plain_positions(scanner, shapes, notes);
        Ok::<(), Fault>(())
    })?;
    match count {
        0 => Ok(()),
        1 => Err(scanner.fault_at("line-short", at)),
        _ => {
            shapes.end_ring();
            shapes.end_part(PartType::Line);
            Ok(())
        }
    }
}

fn polygon(scanner: &mut Scanner<'_>, shapes: &mut ShapesBuilder, notes: &mut Notes) -> Result<(), Fault> {
    let mut rings = 0;
    each(scanner, |scanner| {
        array_here(scanner)?;
        let at = scanner.at();
        let first = shapes.position_count();
        let mut count = 0;
        scanner.array(|scanner, _| {
            position(scanner, shapes, notes, false)?;
            count += 1 + plain_positions(scanner, shapes, notes);
            Ok::<(), Fault>(())
        })?;
        if count == 0 && rings == 0 {
            return Ok(());
        }
        if !shapes.is_closed_since(first) {
            return Err(scanner.fault_at(if count < 3 { "ring-short" } else { "ring-unclosed" }, at));
        }
        if count < 4 {
            return Err(scanner.fault_at("ring-short", at));
        }
        if !shapes.is_closed_in_height_since(first) {
            notes.open_height(at);
        }
        rings += 1;
        shapes.end_ring();
        Ok(())
    })?;
    if rings > 0 {
        shapes.end_part(PartType::Polygon);
    }
    Ok(())
}

/// So many positions are read at a time before somebody is asked whether to go on.
const PLAIN_AT_ONCE: u32 = 1024;

/// Reads positions that follow in an array without white space between them, as nearly all do; how many.
fn plain_positions(scanner: &mut Scanner<'_>, shapes: &mut ShapesBuilder, notes: &mut Notes) -> u32 {
    let (text, mut at) = (scanner.text(), scanner.at());
    let mut count = 0;
    while count < PLAIN_AT_ONCE
        && text.as_bytes().get(at) == Some(&b',')
        && let Some((xy, end)) = short_position(text, at + 1)
    {
        shapes.position(xy, f64::NAN);
        (at, count) = (end, count + 1);
    }
    scanner.set_at(at);
    notes.passed(count);
    count
}

/// Reads one position; false where it is empty and may be.
fn position(
    scanner: &mut Scanner<'_>,
    shapes: &mut ShapesBuilder,
    notes: &mut Notes,
    may_be_empty: bool,
) -> Result<bool, Fault> {
    array_here(scanner)?;
    let at = scanner.at();
    if !notes.goes_on() {
        return Err(scanner.fault_at(CANCELLED, at));
    }
    if let Some((xy, end)) = short_position(scanner.text(), at) {
        scanner.set_at(end);
        shapes.position(xy, f64::NAN);
        return Ok(true);
    }
    let mut values = [f64::NAN; 3];
    let mut count = 0;
    scanner.array(|scanner, number| {
        let value = coordinate(scanner)?;
        if number < 3 {
            values[number] = value;
        }
        count = number + 1;
        Ok::<(), Fault>(())
    })?;
    if count == 0 && may_be_empty {
        return Ok(false);
    }
    if count < 2 {
        return Err(scanner.fault_at("position-short", at));
    }
    if count > 3 {
        notes.long_position(at);
    }
    shapes.position([values[0], values[1]], values[2]);
    Ok(true)
}

fn coordinate(scanner: &mut Scanner<'_>) -> Result<f64, Fault> {
    match scanner.peek() {
        Some(b'"') => return Err(scanner.fault("coordinate-text")),
        Some(b'[') => return Err(scanner.fault("coordinates-deep")),
        Some(b'{' | b't' | b'f' | b'n') => return Err(scanner.fault("coordinate-not-number")),
        _ => {}
    }
    let at = scanner.at();
    if let Some(short) = short_number(scanner.text(), at) {
        scanner.set_at(short.end);
        return Ok(short.value());
    }
    let text = scanner.number()?;
    // The standard library's parser is exact: nearest double, ties to even.
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(scanner.fault_at("number-huge", at)),
    }
}

/// A `bbox` member is checked and then left alone: boxes are taken from the positions.
pub(super) fn bbox(scanner: &mut Scanner<'_>, notes: &mut Notes) -> Result<(), Fault> {
    scanner.peek();
    let at = scanner.at();
    let text = scanner.value()?;
    let numbers: Option<Vec<f64>> = serde_json::from_str(text).ok();
    if !numbers.is_some_and(|numbers| matches!(numbers.len(), 4 | 6)) {
        notes.bad_bbox(at);
    }
    Ok(())
}
