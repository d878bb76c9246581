//! Small layers by hand, for the tests of rooms that need no file.

use super::{
    Column, GeometryType, Layer, PartType, ShapesBuilder, Source, SourceBytes, Span, SpatialIndex, Values,
};
use geo::{Geometry, LineString, Polygon};
use std::sync::Arc;

/// A point.
pub(crate) fn point(x: f64, y: f64) -> Geometry<f64> {
    Geometry::Point((x, y).into())
}

/// A polygon of one ring, closed or not.
pub(crate) fn polygon(ring: &[[f64; 2]]) -> Geometry<f64> {
    let ring: LineString<f64> = ring.iter().map(|&[x, y]| (x, y)).collect();
    Geometry::Polygon(Polygon::new(ring, Vec::new()))
}

/// A column; null slots are null values, none is missing.
pub(crate) fn column(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values, missing: None, others: None, is_derived: false }
}

/// A layer of columns and points, lines and polygons.
pub(crate) fn layer(columns: Vec<Column>, geometries: &[Option<Geometry<f64>>]) -> Layer {
    let mut shapes = ShapesBuilder::default();
    for geometry in geometries {
        let mut ring = |line: &LineString<f64>| {
            line.0.iter().for_each(|at| shapes.position([at.x, at.y], f64::NAN));
            shapes.end_ring();
        };
        match geometry {
            Some(Geometry::Point(point)) => {
                ring(&LineString(vec![point.0]));
                shapes.end_part(PartType::Point);
                shapes.end_row(GeometryType::Point);
            }
            Some(Geometry::LineString(line)) => {
                ring(line);
                shapes.end_part(PartType::Line);
                shapes.end_row(GeometryType::LineString);
            }
            Some(Geometry::Polygon(polygon)) => {
                ring(polygon.exterior());
                polygon.interiors().iter().for_each(&mut ring);
                shapes.end_part(PartType::Polygon);
                shapes.end_row(GeometryType::Polygon);
            }
            _ => shapes.end_row(GeometryType::Null),
        }
    }
    let shapes = Arc::new(shapes.finish());
    Layer {
        known: Arc::default(),
        name: "test".to_owned(),
        source: Source {
            bytes: SourceBytes::Bundled("test", b""),
            size: 0,
            modified_ns: None,
            sha256: String::new(),
            crs: "OGC:CRS84".to_owned(),
            reprojected: false,
        },
        columns,
        ids: None,
        index: SpatialIndex::of(shapes.clone()).into(),
        spans: vec![Span { offset: 0, len: 0 }; shapes.len()].into(),
        shapes,
        feature_numbers: None,
        derived_for: None,
        measured_to: None,
        foreign_members: Vec::new(),
        diagnostics: Vec::new(),
    }
}
