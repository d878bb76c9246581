//! Geometry of all rows: flat coordinates and offsets, as GeoArrow lays them out.
//!
//! row → parts → rings → positions. A point is a part of one ring with one position, a line one ring,
//! a polygon its exterior followed by its holes; multi-geometries and collections have several parts.

use crate::geometry::BBox;
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};
use serde::Serialize;

/// Type of a row's geometry, as its file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum GeometryType {
    /// The geometry is `null` (RFC 7946: an unlocated feature).
    #[serde(rename = "null")]
    Null,
    /// One position.
    Point,
    /// One line.
    LineString,
    /// One polygon.
    Polygon,
    /// Several positions.
    MultiPoint,
    /// Several lines.
    MultiLineString,
    /// Several polygons.
    MultiPolygon,
    /// Several geometries, nested ones flattened here (the source's bytes keep the nesting).
    GeometryCollection,
}

impl GeometryType {
    /// All types, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Point,
        Self::LineString,
        Self::Polygon,
        Self::MultiPoint,
        Self::MultiLineString,
        Self::MultiPolygon,
        Self::GeometryCollection,
        Self::Null,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The name in GeoJSON; `null` for none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Point => "Point",
            Self::LineString => "LineString",
            Self::Polygon => "Polygon",
            Self::MultiPoint => "MultiPoint",
            Self::MultiLineString => "MultiLineString",
            Self::MultiPolygon => "MultiPolygon",
            Self::GeometryCollection => "GeometryCollection",
        }
    }
}

/// Type of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartType {
    /// A position.
    Point,
    /// A line.
    Line,
    /// A polygon.
    Polygon,
}

/// The geometry of all rows, in degrees (longitude, latitude).
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    types: Vec<GeometryType>,
    /// The types that any row has, as bits.
    types_seen: u8,
    part_types: Vec<PartType>,
    row_ends: Vec<u32>,
    part_ends: Vec<u32>,
    ring_ends: Vec<u32>,
    positions: Vec<[f64; 2]>,
    heights: Option<Vec<f64>>,
}

/// The geometry of one row.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    shapes: &'a Shapes,
    row: usize,
}

/// One part of a row's geometry.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its type.
    pub part_type: PartType,
    shapes: &'a Shapes,
    number: usize,
}

fn start(ends: &[u32], at: usize) -> usize {
    if at == 0 { 0 } else { ends[at - 1] as usize }
}

impl Shapes {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// All positions of all rows.
    pub fn positions(&self) -> &[[f64; 2]] {
        &self.positions
    }

    /// All positions, to be moved to another reference system in place.
    pub fn positions_mut(&mut self) -> &mut [[f64; 2]] {
        &mut self.positions
    }

    /// Whether any position has a height.
    pub fn has_heights(&self) -> bool {
        self.heights.is_some()
    }

    /// Type of a row's geometry.
    pub fn geometry_type(&self, row: usize) -> GeometryType {
        self.types[row]
    }

    /// Whether some row is of a type; known without a look at the rows.
    pub fn has_type(&self, geometry_type: GeometryType) -> bool {
        self.types_seen & geometry_type.bit() != 0
    }

    /// The geometry of a row.
    pub fn get(&self, row: usize) -> Shape<'_> {
        Shape { shapes: self, row }
    }

    /// Bytes held in memory.
    pub fn memory_bytes(&self) -> usize {
        self.types.capacity()
            + self.part_types.capacity()
            + 4 * (self.row_ends.capacity() + self.part_ends.capacity() + self.ring_ends.capacity())
            + 16 * self.positions.capacity()
            + self.heights.as_ref().map_or(0, |heights| 8 * heights.capacity())
    }
}

impl<'a> Shape<'a> {
    /// Its type.
    pub fn geometry_type(&self) -> GeometryType {
        self.shapes.types[self.row]
    }

    /// Its parts.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = Part<'a>> + 'a + use<'a> {
        let shapes = self.shapes;
        let range = start(&shapes.row_ends, self.row)..shapes.row_ends[self.row] as usize;
        range.map(move |number| Part { part_type: shapes.part_types[number], shapes, number })
    }

    /// All its positions, rings one after the other.
    pub fn positions(&self) -> &'a [[f64; 2]] {
        let range = self.position_range();
        &self.shapes.positions[range]
    }

    /// Heights of [`Shape::positions`], NaN where a position has none; `None` where the layer has none.
    pub fn heights(&self) -> Option<&'a [f64]> {
        let range = self.position_range();
        self.shapes.heights.as_ref().map(|heights| &heights[range])
    }

    fn position_range(&self) -> std::ops::Range<usize> {
        let shapes = self.shapes;
        let parts = start(&shapes.row_ends, self.row)..shapes.row_ends[self.row] as usize;
        let rings = start(&shapes.part_ends, parts.start)..start(&shapes.part_ends, parts.end);
        start(&shapes.ring_ends, rings.start)..start(&shapes.ring_ends, rings.end)
    }

    /// Whether it has no position: a null or an empty geometry.
    pub fn is_empty(&self) -> bool {
        self.position_range().is_empty()
    }

    /// The box around it.
    pub fn bbox(&self) -> BBox {
        BBox::of(self.positions())
    }

    /// As a geometry of crate geo; `None` where it is null or has no position.
    pub fn to_geo(&self) -> Option<Geometry<f64>> {
        if self.is_empty() {
            return None;
        }
        let point = |part: Part<'a>| {
            part.rings().next().and_then(|ring| ring.first()).map(|&[x, y]| Point::new(x, y))
        };
        let line = |part: Part<'a>| part.rings().next().map(line_string);
        let polygon = |part: Part<'a>| {
            let mut rings = part.rings().map(line_string);
            let exterior = rings.next()?;
            Some(Polygon::new(exterior, rings.collect()))
        };
        let one = |part: Part<'a>| match part.part_type {
            PartType::Point => point(part).map(Geometry::Point),
            PartType::Line => line(part).map(Geometry::LineString),
            PartType::Polygon => polygon(part).map(Geometry::Polygon),
        };
        let mut parts = self.parts();
        match self.geometry_type() {
            GeometryType::Null => None,
            GeometryType::Point | GeometryType::LineString | GeometryType::Polygon => {
                parts.next().and_then(one)
            }
            GeometryType::MultiPoint => {
                Some(Geometry::MultiPoint(MultiPoint(parts.filter_map(point).collect())))
            }
            GeometryType::MultiLineString => {
                Some(Geometry::MultiLineString(MultiLineString(parts.filter_map(line).collect())))
            }
            GeometryType::MultiPolygon => {
                Some(Geometry::MultiPolygon(MultiPolygon(parts.filter_map(polygon).collect())))
            }
            GeometryType::GeometryCollection => {
                Some(Geometry::GeometryCollection(GeometryCollection(parts.filter_map(one).collect())))
            }
        }
    }
}

fn line_string(ring: &[[f64; 2]]) -> LineString<f64> {
    LineString(ring.iter().map(|&[x, y]| Coord { x, y }).collect())
}

impl<'a> Part<'a> {
    /// Its rings: one position, one line, or an exterior and its holes (closed, first = last).
    pub fn rings(&self) -> impl ExactSizeIterator<Item = &'a [[f64; 2]]> + 'a + use<'a> {
        let shapes = self.shapes;
        let range = start(&shapes.part_ends, self.number)..shapes.part_ends[self.number] as usize;
        range.map(move |ring| {
            &shapes.positions[start(&shapes.ring_ends, ring)..shapes.ring_ends[ring] as usize]
        })
    }
}

/// Builds [`Shapes`] row by row: positions, then `end_ring`, `end_part`, `end_row`.
#[derive(Clone, Debug, Default)]
pub struct ShapesBuilder {
    shapes: Shapes,
}

/// How far a builder had come, to undo an unreadable feature.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    parts: usize,
    rings: usize,
    positions: usize,
}

impl ShapesBuilder {
    /// Makes room for so many more positions.
    pub fn reserve_positions(&mut self, more: usize) {
        self.shapes.positions.reserve(more);
    }

    /// Adds a position; `height` NaN where it has none.
    pub fn position(&mut self, xy: [f64; 2], height: f64) {
        if let Some(heights) = &mut self.shapes.heights {
            heights.push(height);
        } else if !height.is_nan() {
            let mut heights = vec![f64::NAN; self.shapes.positions.len()];
            heights.push(height);
            self.shapes.heights = Some(heights);
        }
        self.shapes.positions.push(xy);
    }

    /// Positions so far.
    pub fn position_count(&self) -> usize {
        self.shapes.positions.len()
    }

    /// Whether the positions from `first` on end where they begin.
    pub fn is_closed_since(&self, first: usize) -> bool {
        let ring = &self.shapes.positions[first..];
        ring.first() == ring.last()
    }

    /// Whether the ring from `first` on ends at the height at which it begins, or has no heights.
    pub fn is_closed_in_height_since(&self, first: usize) -> bool {
        let Some(heights) = self.shapes.heights.as_ref().map(|heights| &heights[first..]) else {
            return true;
        };
        match (heights.first(), heights.last()) {
            (Some(begin), Some(end)) => (begin - end).abs() == 0.0 || begin.is_nan() && end.is_nan(),
            _ => true,
        }
    }

    /// Closes the ring of the positions since the last one.
    pub fn end_ring(&mut self) {
        self.shapes.ring_ends.push(self.shapes.positions.len() as u32);
    }

    /// Closes the part of the rings since the last one.
    pub fn end_part(&mut self, part_type: PartType) {
        self.shapes.part_types.push(part_type);
        self.shapes.part_ends.push(self.shapes.ring_ends.len() as u32);
    }

    /// Closes the row of the parts since the last one.
    pub fn end_row(&mut self, geometry_type: GeometryType) {
        self.shapes.types.push(geometry_type);
        self.shapes.types_seen |= geometry_type.bit();
        self.shapes.row_ends.push(self.shapes.part_types.len() as u32);
    }

    /// Remembers where the current row began.
    pub fn mark(&self) -> Mark {
        Mark {
            parts: self.shapes.part_types.len(),
            rings: self.shapes.ring_ends.len(),
            positions: self.shapes.positions.len(),
        }
    }

    /// Takes back everything since the mark; no row may have ended in between.
    pub fn rewind(&mut self, mark: Mark) {
        self.shapes.part_types.truncate(mark.parts);
        self.shapes.part_ends.truncate(mark.parts);
        self.shapes.ring_ends.truncate(mark.rings);
        self.shapes.positions.truncate(mark.positions);
        if let Some(heights) = &mut self.shapes.heights {
            heights.truncate(mark.positions);
        }
    }

    /// Appends all rows of other shapes.
    pub fn append(&mut self, other: &Shapes) {
        let into = &mut self.shapes;
        let (parts, rings, positions) =
            (into.part_types.len() as u32, into.ring_ends.len() as u32, into.positions.len());
        match (&mut into.heights, &other.heights) {
            (Some(heights), Some(more)) => heights.extend_from_slice(more),
            (Some(heights), None) => heights.resize(positions + other.positions.len(), f64::NAN),
            (None, Some(more)) => {
                let mut heights = vec![f64::NAN; positions];
                heights.extend_from_slice(more);
                into.heights = Some(heights);
            }
            (None, None) => {}
        }
        into.types.extend_from_slice(&other.types);
        into.types_seen |= other.types_seen;
        into.part_types.extend_from_slice(&other.part_types);
        into.row_ends.extend(other.row_ends.iter().map(|end| end + parts));
        into.part_ends.extend(other.part_ends.iter().map(|end| end + rings));
        into.ring_ends.extend(other.ring_ends.iter().map(|end| end + positions as u32));
        into.positions.extend_from_slice(&other.positions);
    }

    /// Number of rows so far.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there are no rows yet.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The shapes as they are, with the room that was made and not used: for what is appended to others
    /// and dropped.
    pub fn into_shapes(self) -> Shapes {
        self.shapes
    }

    /// The finished shapes.
    pub fn finish(mut self) -> Shapes {
        let shapes = &mut self.shapes;
        shapes.types.shrink_to_fit();
        shapes.part_types.shrink_to_fit();
        shapes.row_ends.shrink_to_fit();
        shapes.part_ends.shrink_to_fit();
        shapes.ring_ends.shrink_to_fit();
        shapes.positions.shrink_to_fit();
        if let Some(heights) = &mut shapes.heights {
            heights.shrink_to_fit();
        }
        self.shapes
    }
}
