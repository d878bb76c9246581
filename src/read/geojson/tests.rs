//! Whatever the blocks, the layer is the same, and it is what the oracle reads.

use crate::layer::{GeometryType, Layer, SourceBytes, Value};
use crate::progress::{CancelToken, Silent};
use crate::read::{ReadFailure, ReadOptions, read_in_blocks};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn open(path: &Path, block_bytes: usize) -> Result<Layer, ReadFailure> {
    let source = SourceBytes::File(path.to_owned());
    read_in_blocks(&source, ReadOptions::default(), Some(block_bytes), &Silent, &CancelToken::default())
}

/// All that can be known of what was read, as text.
fn told(read: &Result<Layer, ReadFailure>) -> String {
    let layer = match read {
        Ok(layer) => layer,
        Err(failure) => return format!("{failure:?}"),
    };
    let mut text = format!("{:?} {:?}\n", layer.source, layer.name);
    for diagnostic in &layer.diagnostics {
        writeln!(text, "{diagnostic:?}").unwrap();
    }
    writeln!(text, "{:?} {:?}", layer.foreign_members, layer.bbox()).unwrap();
    for column in layer.columns.iter().chain(&layer.ids) {
        writeln!(text, "{:?} {:?}", column.name, column.field_type()).unwrap();
    }
    for row in 0..layer.len() {
        let shape = layer.shapes.get(row);
        write!(text, "{} {:?} {:?}", layer.feature_number(row), layer.span(row), shape.geometry_type())
            .unwrap();
        let rings: Vec<_> =
            shape.parts().map(|part| (part.part_type, part.rings().collect::<Vec<_>>())).collect();
        write!(text, " {rings:?} {:?}", shape.heights()).unwrap();
        for column in layer.columns.iter().chain(&layer.ids) {
            write!(text, " {:?}", column.value(row)).unwrap();
        }
        text.push('\n');
    }
    let mut indexed: Vec<u32> = layer.index.rows_in(&layer.bbox()).collect();
    indexed.sort_unstable();
    writeln!(text, "{indexed:?}").unwrap();
    text
}

/// Reads in blocks of many sizes and fails where the answers differ.
fn same_in_all_blocks(path: &Path, sizes: &[usize]) -> Result<Layer, ReadFailure> {
    let whole = open(path, usize::MAX >> 1);
    let expected = told(&whole);
    for &size in sizes {
        let found = told(&open(path, size));
        if found != expected {
            let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
            panic!("{} in blocks of {size}: {differs:#?}", path.display());
        }
    }
    whole
}

fn same_as_whole(text: &[u8], sizes: &[usize]) -> Result<Layer, ReadFailure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.geojson");
    std::fs::write(&path, text).unwrap();
    same_in_all_blocks(&path, sizes)
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "geojson" || ending == "json") {
            into.push(path);
        }
    }
}

#[test]
fn other_peoples_files_are_the_same_in_blocks_of_any_size() {
    let Some(corpus) = std::env::var_os("THREE_MAPS_CORPUS") else { return };
    let mut paths = Vec::new();
    files(Path::new(&corpus), &mut paths);
    paths.sort();
    let mut read = 0;
    for path in paths {
        let size = path.metadata().unwrap().len();
        let sizes: &[usize] = match size {
            0..2_000 => &[1, 2, 3, 7, 64, 257],
            2_000..60_000 => &[61, 1000, 4096],
            60_000..3_000_000 => &[9_973, 65_536],
            _ => continue,
        };
        drop(same_in_all_blocks(&path, sizes));
        read += 1;
    }
    assert!(read >= 200, "only {read} files were found");
}

const GOOD: &str =
    r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}"#;

#[test]
fn damage_is_named_the_same_wherever_blocks_end() {
    let broken = [
        r#"{"type":"Feature","properties":{"a":[1},"geometry":null}"#,
        r#"{"type":"Feature","properties":{"a":"x},"geometry":null}"#,
        r#"{"type":"Feature","properties":{"a":1}"#,
        r#"{"type":"Feature"}}"#,
        r#"{"type":"Feature","properties":{},"geometry":null} {"#,
        "nonsense",
        "",
        r#"{"type":"Feature","properties":{"三":"张","a":NaN},"geometry":null}"#,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature"}]}"#,
        r#"{"features":[1],"type":"Feature","properties":{"a":"\ud800"},"geometry":null}"#,
    ];
    for bad in broken {
        let collection = format!(
            "\u{feff}{{\"name\":\"名\",\"type\":\"FeatureCollection\",\"features\":[\n{GOOD},\n{bad},\n{GOOD}\n],\"x\":{{\"y\":[1]}}}}\n"
        );
        let mut texts = vec![collection.clone().into_bytes()];
        texts.push(format!("{GOOD}\n{bad}\n{GOOD}\n").into_bytes());
        texts.push(format!("{GOOD},\n{GOOD},\n{bad},\n{GOOD}").into_bytes());
        texts.push(format!("\u{1e}{GOOD}\n\u{1e}{bad}\n\u{1e}{GOOD}\n").into_bytes());
        texts.push(format!("{collection}{collection}").into_bytes());
        texts.push(collection.replace('\n', "").into_bytes());
        for mut text in texts {
            drop(same_as_whole(&text, &[1, 5, 40, 90, 150]));
            if let Some(at) = text.windows(3).position(|three| three == "名".as_bytes()) {
                text[at] = 0xFF;
                drop(same_as_whole(&text, &[1, 40, 150]));
            }
            text.truncate(text.len() - 30);
            drop(same_as_whole(&text, &[1, 40, 150]));
        }
    }
}

#[test]
fn a_feature_longer_than_many_blocks_is_read_once() {
    let ring: Vec<String> = (0..4000).map(|n| format!("[{},{}]", n % 180, f64::from(n) / 100.0)).collect();
    let long = format!(
        r#"{{"type":"Feature","properties":{{"t":"{{\"type\":\"Feature\""}},"geometry":{{"type":"LineString","coordinates":[{}]}}}}"#,
        ring.join(",")
    );
    let text = format!(r#"{{"type":"FeatureCollection","features":[{GOOD},{long},{GOOD},{long}]}}"#);
    let layer = same_as_whole(text.as_bytes(), &[100, 1000, 30_000]).unwrap();
    assert_eq!((layer.len(), layer.diagnostics.len()), (4, 0));
}

#[test]
fn texts_that_look_like_features_mislead_nobody() {
    let trap =
        r#","x":[{"type":"Feature"},{"type":"Feature","properties":{}}],"y":"}\n,{\"type\":\"Feature\"}""#;
    let feature = format!(
        r#"{{"type":"Feature","properties":{{"s":",{{\"type\":\"Feature\",", "o":[1,{{"type":"Feature"}},{{"type":"Feature"}}]}},"geometry":null{trap}}}"#
    );
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, vec![feature; 30].join(","));
    let sizes: Vec<usize> = (20..600).step_by(7).collect();
    let layer = same_as_whole(text.as_bytes(), &sizes).unwrap();
    assert_eq!((layer.len(), layer.diagnostics.len()), (30, 0));
}

/// A number in one of the forms of RFC 8259.
fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i32>().prop_map(|n| n.to_string()),
        "-?(0|[1-9][0-9]{0,19})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?",
        any::<f64>()
            .prop_filter("finite", |n| n.is_finite())
            .prop_map(|n| serde_json::Value::from(n).to_string()),
        (-180.0..180.0_f64).prop_map(|n| format!("{n:.7}")),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,6}".prop_map(|text| {
            let quoted = serde_json::Value::from(text).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }),
        Just("三张图".to_owned()),
        Just("\\u4e09\\ud83d\\ude00".to_owned()),
        Just("}]},{\\\"type\\\":\\\"Feature\\\"".to_owned()),
        Just("\\n\\\\".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn any_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any_number(),
        any_text(),
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("\"2026-11-23\"".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec(inner, 0..4).prop_map(|items| {
                let members = items.iter().enumerate().map(|(n, item)| format!("\"type{n}\":{item}"));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

fn any_geometry() -> impl Strategy<Value = String> {
    let position = (-170.0..170.0_f64, -80.0..80.0_f64).prop_map(|(x, y)| format!("[{x:.5},{y}]"));
    prop_oneof![
        Just("null".to_owned()),
        position.clone().prop_map(|at| format!(r#"{{"type":"Point","coordinates":{at}}}"#)),
        position.clone().prop_map(|at| format!(r#"{{"coordinates": {at} , "type" : "Point"}}"#)),
        prop::collection::vec(position.clone(), 2..5)
            .prop_map(|line| format!(r#"{{"type":"LineString","coordinates":[{}]}}"#, line.join(" , "))),
        prop::collection::vec(position, 3..6).prop_map(|mut ring| {
            ring.push(ring[0].clone());
            format!("{{\"type\":\"Polygon\",\n\"coordinates\":[[{}]]}}", ring.join(",\n"))
        }),
    ]
}

/// A feature with its members in any order, and white space between them.
fn any_feature() -> impl Strategy<Value = String> {
    let properties = prop::collection::vec(("[a-d]", any_value()), 0..4).prop_map(|members| {
        let mut known = std::collections::BTreeMap::new();
        for (key, value) in members {
            known.insert(key, value);
        }
        let members: Vec<String> = known.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
        format!("\"properties\":{{{}}}", members.join(","))
    });
    let geometry = any_geometry().prop_map(|geometry| format!("\"geometry\": {geometry}"));
    let id = prop_oneof![Just(None), (0..99).prop_map(|n| Some(format!("\"id\":{n}")))];
    let foreign = prop_oneof![Just(None), any_value().prop_map(|value| Some(format!("\"x\":{value}")))];
    let white = prop::sample::select(vec!["", " ", "\n  ", "\r\n\t"]);
    (properties, geometry, id, foreign, white, any::<u64>()).prop_map(
        |(properties, geometry, id, foreign, white, order)| {
            let mut members = vec!["\"type\" : \"Feature\"".to_owned(), properties, geometry];
            members.extend(id);
            members.extend(foreign);
            let len = members.len();
            members.rotate_left(order as usize % len);
            format!("{{{white}{}{white}}}", members.join(&format!("{white},{white}")))
        },
    )
}

fn any_document() -> impl Strategy<Value = (String, Vec<String>)> {
    let between = prop::sample::select(vec![",", ",\n", "\n , "]);
    (prop::collection::vec(any_feature(), 0..12), between, any::<bool>()).prop_map(
        |(features, between, type_first)| {
            let list = format!("\"features\": [{}]", features.join(between));
            let (first, second) = if type_first {
                ("\"type\":\"FeatureCollection\"".to_owned(), list)
            } else {
                (list, "\"type\":\"FeatureCollection\"".to_owned())
            };
            (format!("{{{first},\n{second}}}"), features)
        },
    )
}

/// A value of the oracle's against a cell of ours.
fn is_same(theirs: Option<&serde_json::Value>, ours: &Value<'_>) -> bool {
    match (theirs, ours) {
        (None, Value::Missing) | (Some(serde_json::Value::Null), Value::Null) => true,
        (Some(theirs), Value::Json(text)) => {
            let ours: serde_json::Value = serde_json::from_str(text).unwrap();
            ours == *theirs || ours.as_f64().is_some() && ours.as_f64() == theirs.as_f64()
        }
        (Some(theirs), Value::Bool(ours)) => theirs.as_bool() == Some(*ours),
        (Some(theirs), Value::Integer(ours)) => theirs.as_i64() == Some(*ours),
        (Some(theirs), Value::Real(ours)) => theirs.as_f64() == Some(*ours),
        (Some(theirs), Value::Text(ours)) => theirs.as_str() == Some(*ours),
        (Some(theirs), Value::Date(_)) => theirs.as_str() == Some(&*ours.to_text()),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_what_the_oracle_reads_in_blocks_of_any_size(
        (text, _) in any_document(), size in 1_usize..400
    ) {
        let layer = same_as_whole(text.as_bytes(), &[1, size, 17, 4096]).unwrap();
        let oracle: geojson::FeatureCollection = text.parse().unwrap();
        prop_assert_eq!(layer.len(), oracle.features.len());
        for (row, theirs) in oracle.features.into_iter().enumerate() {
            let ours = layer.shapes.get(row);
            match theirs.geometry {
                None => prop_assert_eq!(ours.geometry_type(), GeometryType::Null),
                Some(geometry) => {
                    let theirs: geo::Geometry<f64> = geometry.try_into().unwrap();
                    prop_assert_eq!(ours.to_geo(), Some(theirs));
                }
            }
            for column in &layer.columns {
                let theirs = theirs.properties.as_ref().and_then(|all| all.get(&column.name));
                prop_assert!(is_same(theirs, &column.value(row)), "{:?} {:?}", theirs, column.value(row));
            }
        }
    }

    #[test]
    fn any_sequence_is_the_same_in_blocks_of_any_size(
        (_, features) in any_document(), between in prop::sample::select(vec!["\n", "\n\u{1e}", "", ",\n"]),
        size in 1_usize..400
    ) {
        let read = same_as_whole(features.join(between).as_bytes(), &[1, size, 17, 4096]);
        prop_assert_eq!(read.map_or(0, |layer| layer.len()), features.len());
    }

    #[test]
    fn anything_at_all_is_the_same_in_blocks_of_any_size(
        (text, _) in any_document(), at in any::<prop::sample::Index>(), byte in any::<u8>(), size in 1_usize..200
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        drop(same_as_whole(&bytes, &[1, size, 17]));
    }
}
