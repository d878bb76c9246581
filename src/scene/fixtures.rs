//! Small layers for tests.

use crate::layer::{
    Column, GeometryType, Layer, PartType, Shapes, ShapesBuilder, Source, SourceBytes, SpatialIndex,
    TextArray, Values,
};
use arrow_array::DictionaryArray;
use arrow_array::types::Int32Type;
use std::sync::Arc;

/// A geometry in a few letters.
#[derive(Clone, Debug)]
pub(crate) enum Geo {
    Point([f64; 2]),
    Points(Vec<[f64; 2]>),
    Line(Vec<[f64; 2]>),
    /// Exterior and holes, closed.
    Area(Vec<Vec<[f64; 2]>>),
    /// Several of them in a row.
    Areas(Vec<Vec<Vec<[f64; 2]>>>),
    Nothing,
}

/// A closed box.
pub(crate) fn square([west, south, east, north]: [f64; 4]) -> Vec<[f64; 2]> {
    vec![[west, south], [east, south], [east, north], [west, north], [west, south]]
}

/// A layer of shapes, each with a `kind` (a few values) and a `name`.
pub(crate) fn layer(rows: &[(Geo, Option<&str>, &str)]) -> Layer {
    let mut builder = ShapesBuilder::default();
    for (geo, _, _) in rows {
        let ring = |builder: &mut ShapesBuilder, positions: &[[f64; 2]]| {
            for &position in positions {
                builder.position(position, f64::NAN);
            }
            builder.end_ring();
        };
        match geo {
            Geo::Point(position) => {
                ring(&mut builder, &[*position]);
                builder.end_part(PartType::Point);
                builder.end_row(GeometryType::Point);
            }
            Geo::Points(positions) => {
                for &position in positions {
                    ring(&mut builder, &[position]);
                    builder.end_part(PartType::Point);
                }
                builder.end_row(GeometryType::MultiPoint);
            }
            Geo::Line(line) => {
                ring(&mut builder, line);
                builder.end_part(PartType::Line);
                builder.end_row(GeometryType::LineString);
            }
            Geo::Area(rings) => {
                for positions in rings {
                    ring(&mut builder, positions);
                }
                builder.end_part(PartType::Polygon);
                builder.end_row(GeometryType::Polygon);
            }
            Geo::Areas(areas) => {
                for rings in areas {
                    for positions in rings {
                        ring(&mut builder, positions);
                    }
                    builder.end_part(PartType::Polygon);
                }
                builder.end_row(GeometryType::MultiPolygon);
            }
            Geo::Nothing => builder.end_row(GeometryType::Null),
        }
    }
    let kinds: DictionaryArray<Int32Type> = rows.iter().map(|(_, kind, _)| *kind).collect();
    let names: DictionaryArray<Int32Type> = rows.iter().map(|(_, _, name)| Some(*name)).collect();
    of_shapes(builder.finish(), vec![("kind", kinds), ("name", names)])
}

fn of_shapes(shapes: Shapes, columns: Vec<(&str, DictionaryArray<Int32Type>)>) -> Layer {
    let shapes = Arc::new(shapes);
    Layer {
        known: Arc::default(),
        name: "fixture".to_owned(),
        source: Source {
            bytes: SourceBytes::Bundled("fixture", b""),
            size: 0,
            modified_ns: None,
            sha256: String::new(),
            crs: "OGC:CRS84".to_owned(),
            reprojected: false,
        },
        columns: columns
            .into_iter()
            .map(|(name, array)| Column {
                name: name.to_owned(),
                values: Values::Text(TextArray::Dictionary(array)),
                missing: None,
                others: None,
                is_derived: false,
            })
            .collect(),
        ids: None,
        index: SpatialIndex::of(shapes.clone()).into(),
        spans: Vec::new().into(),
        feature_numbers: None,
        derived_for: None,
        measured_to: None,
        foreign_members: Vec::new(),
        diagnostics: Vec::new(),
        shapes,
    }
}
