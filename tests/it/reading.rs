//! Reading and writing GeoJSON: damage by name, lossless round trips, other people's files.

use serde_json::Value;
use std::path::{Path, PathBuf};
use three_maps::layer::{FieldType, GeometryType, Layer, RowSet, SourceBytes, Value as Cell};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadFailure, ReadOptions, read};
use three_maps::write::{Format, MANIFEST, Snapshot, to_sink};

fn open(path: &Path, strict: bool) -> Result<Layer, ReadFailure> {
    read(
        &SourceBytes::File(path.to_owned()),
        ReadOptions { strict, ..ReadOptions::default() },
        &Silent,
        &CancelToken::default(),
    )
}

fn open_text(text: impl AsRef<[u8]>) -> Result<Layer, ReadFailure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.geojson");
    std::fs::write(&path, text).unwrap();
    open(&path, false)
}

fn codes(read: &Result<Layer, ReadFailure>) -> Vec<&'static str> {
    match read {
        Ok(layer) => layer.diagnostics.iter().map(|diagnostic| diagnostic.code).collect(),
        Err(ReadFailure::Failed(list)) => list.iter().map(|diagnostic| diagnostic.code).collect(),
        Err(ReadFailure::Cancelled) => vec!["cancelled"],
    }
}

fn snapshot(layer: &Layer) -> Vec<u8> {
    let rows = RowSet::all(layer.len());
    let snapshot = Snapshot {
        layer,
        rows: &rows,
        fields: None,
        left_out: Vec::new(),
        filter: None,
        picked: None,
        totals: Vec::new(),
        said: None,
        reference_day: None,
        stations: None,
        written_at: jiff::Timestamp::UNIX_EPOCH,
        hash_source: true,
    };
    let mut bytes = Vec::new();
    to_sink(&snapshot, Format::GeoJson, &mut bytes, &Silent, &CancelToken::default()).unwrap();
    bytes
}

fn collection(features: &[&str]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n"))
}

fn feature(geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":null,"geometry":{geometry}}}"#)
}

const GOOD: &str =
    r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}"#;

#[test]
fn each_kind_of_damage_has_its_own_message_and_spares_the_rest() {
    let polygon = |rings: &str| feature(&format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#));
    let deep = format!(
        r#"{{"type":"Feature","properties":{{"x":{}{}}},"geometry":null}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let cases: &[(&str, String)] = &[
        ("ring-unclosed", polygon("[[[0,0],[1,0],[1,1],[0,1]]]")),
        ("ring-short", polygon("[[[0,0],[1,0],[0,0]]]")),
        ("coordinate-text", feature(r#"{"type":"Point","coordinates":["1","2"]}"#)),
        ("coordinate-not-number", feature(r#"{"type":"Point","coordinates":[1,null]}"#)),
        ("coordinates-shallow", feature(r#"{"type":"LineString","coordinates":[1,2]}"#)),
        ("coordinates-deep", feature(r#"{"type":"Point","coordinates":[[1,2]]}"#)),
        ("position-short", feature(r#"{"type":"Point","coordinates":[1]}"#)),
        ("line-short", feature(r#"{"type":"LineString","coordinates":[[1,2]]}"#)),
        ("json-nan", feature(r#"{"type":"Point","coordinates":[NaN,2]}"#)),
        ("number-huge", feature(r#"{"type":"Point","coordinates":[1e999,2]}"#)),
        ("json-depth", deep),
        ("geometry-type-unknown", feature(r#"{"type":"point","coordinates":[1,2]}"#)),
        ("geometry-type-missing", feature(r#"{"coordinates":[1,2]}"#)),
        ("coordinates-missing", feature(r#"{"type":"Point"}"#)),
        ("geometry-null-in-collection", feature(r#"{"type":"GeometryCollection","geometries":[null]}"#)),
        ("geometry-not-object", feature(r#""POINT(1 2)""#)),
        ("feature-not-object", "null".to_owned()),
        ("type-missing", "{}".to_owned()),
        ("type-unknown", r#"{"type":"feature","properties":null,"geometry":null}"#.to_owned()),
        ("properties-not-object", r#"{"type":"Feature","properties":[],"geometry":null}"#.to_owned()),
        ("json-unexpected", r#"{"type":"Feature" "properties":null}"#.to_owned()),
        ("json-number", feature(r#"{"type":"Point","coordinates":[01,2]}"#)),
    ];
    for (code, bad) in cases {
        let read = open_text(collection(&[GOOD, bad, GOOD]));
        assert_eq!(codes(&read), [*code, "features-skipped"], "{bad:.80}");
        let layer = read.unwrap();
        assert_eq!(layer.len(), 2, "{code}");
        assert_eq!((layer.feature_number(0), layer.feature_number(1)), (1, 3));
        let place = &layer.diagnostics[0].place;
        assert_eq!((place.feature, place.line), (Some(2), Some(2)), "{code}");
        assert!(
            place.column.is_some_and(|column| column <= bad.chars().count() as u64 + 1),
            "{code}: {place:?}"
        );
    }
}

#[test]
fn invalid_utf8_is_named_and_the_rest_is_read() {
    let mut text =
        collection(&[GOOD, r#"{"type":"Feature","properties":{"n":"??"},"geometry":null}"#]).into_bytes();
    let at = text.windows(2).position(|pair| pair == b"??").unwrap();
    text[at..at + 2].copy_from_slice(b"\xB0\xD7");
    let read = open_text(text);
    assert_eq!(codes(&read), ["utf8", "features-skipped"]);
    assert_eq!(read.unwrap().len(), 1);
}

#[test]
fn warnings_that_keep_the_feature() {
    let cases = [
        ("duplicate-key", r#"{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}"#),
        ("geometry-missing", r#"{"type":"Feature","properties":null}"#),
        ("properties-missing", r#"{"type":"Feature","geometry":null}"#),
        ("id-type", r#"{"type":"Feature","id":[1],"properties":null,"geometry":null}"#),
        ("bbox-bad", r#"{"type":"Feature","bbox":[1],"properties":null,"geometry":null}"#),
        ("number-huge-kept", r#"{"type":"Feature","properties":{"a":1e999},"geometry":null}"#),
        (
            "integer-large",
            r#"{"type":"Feature","properties":{"a":123456789012345678901234567890},"geometry":null}"#,
        ),
    ];
    for (code, text) in cases {
        let read = open_text(collection(&[text]));
        assert_eq!(codes(&read), [code]);
        assert_eq!(read.unwrap().len(), 1);
    }
}

#[test]
fn a_file_cut_anywhere_gives_the_features_before_the_cut() {
    let text = collection(&[GOOD, GOOD, GOOD]);
    for cut in 1..text.len() - 1 {
        let whole = text[..cut].matches(GOOD).count();
        match open_text(&text[..cut]) {
            Ok(layer) => {
                assert_eq!(layer.len(), whole, "cut at {cut}");
                assert!(layer.diagnostics.iter().any(|found| found.code == "file-cut"), "cut at {cut}");
            }
            Err(ReadFailure::Failed(list)) => {
                assert_eq!(whole, 0, "cut at {cut}: {list:?}");
                assert_eq!(list.last().unwrap().code, "no-feature");
            }
            Err(ReadFailure::Cancelled) => panic!("nobody cancelled"),
        }
    }
}

#[test]
fn strict_makes_a_warning_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.geojson");
    std::fs::write(&path, collection(&[r#"{"type":"Feature","geometry":null}"#])).unwrap();
    assert!(open(&path, false).is_ok());
    assert_eq!(codes(&open(&path, true)), ["properties-missing", "strict"]);
}

#[test]
fn columns_are_inferred() {
    let layer = open_text(collection(&[
        r#"{"type":"Feature","id":"p1","properties":{"b":true,"i":1,"r":1,"t":"x","d":"2026-11-23","m":"2026-11-23T01:02:03Z","j":{"k":[1]}},"geometry":null}"#,
        r#"{"type":"Feature","id":7,"properties":{"b":null,"r":2.5,"j":1,"late":"y"},"geometry":null}"#,
    ]))
    .unwrap();
    let types: Vec<_> =
        layer.columns.iter().map(|column| (column.name.as_str(), column.field_type())).collect();
    use FieldType::{Bool, Date, DateTime, Integer, Json, Real, Text};
    let expected = [
        ("b", Bool),
        ("i", Integer),
        ("r", Real),
        ("t", Text),
        ("d", Date),
        ("m", DateTime),
        ("j", Json),
        ("late", Text),
    ];
    assert_eq!(types, expected);
    assert_eq!(layer.value("b", 1), Cell::Null);
    assert_eq!(layer.value("i", 1), Cell::Missing);
    assert_eq!(layer.value("late", 0), Cell::Missing);
    assert_eq!(layer.ids.as_ref().unwrap().value(1), Cell::Json("7"));
}

#[test]
fn projected_files_come_out_in_degrees_with_their_heights() {
    let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4528"}},
        "features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[40515348.2903,3349745.5395,12.50]}}]}"#;
    let source = SourceBytes::Bundled("test", text.as_bytes());
    let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap();
    assert_eq!(layer.source.crs, "EPSG:4528");
    assert!(layer.diagnostics.iter().any(|found| found.code == "crs-reprojected"));
    let [[lon, lat]] = *layer.shapes.get(0).positions() else { panic!("one position") };
    // As PROJ 9 gives it.
    let (true_lon, true_lat) = (120.159_501_197, 30.267_209_006);
    assert!((lon - true_lon).abs() < 1e-8 && (lat - true_lat).abs() < 1e-8);
    let written: Value = serde_json::from_slice(&snapshot(&layer)).unwrap();
    assert_eq!(written["features"][0]["geometry"]["coordinates"][2], Value::from(12.5));
    assert!((written["features"][0]["geometry"]["coordinates"][0].as_f64().unwrap() - true_lon).abs() < 1e-8);
    assert!(written.get("crs").is_none());
}

#[test]
fn reading_can_be_cancelled() {
    let cancel = CancelToken::default();
    cancel.cancel();
    let source = SourceBytes::Bundled("x", GOOD.as_bytes());
    let read = read(&source, ReadOptions::default(), &Silent, &cancel);
    assert_eq!(read.err(), Some(ReadFailure::Cancelled));
}

/// Where other people's files are; says so where they are not.
fn corpus() -> Option<PathBuf> {
    let corpus = std::env::var_os("THREE_MAPS_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("skipped: THREE_MAPS_CORPUS is not set");
    }
    corpus
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(json_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "geojson" || ending == "json") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The features of a document as the crate `serde_json` reads them: the truth for lossless.
fn features(text: &str) -> Vec<Value> {
    let mut features = Vec::new();
    // Two of tippecanoe's files have commas between the features of a sequence.
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '\u{feff}' | '\u{1e}');
    let mut rest = text.trim_start_matches(between);
    while !rest.is_empty() {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let value = values.next().unwrap().unwrap();
        rest = rest[values.byte_offset()..].trim_start_matches(between);
        match value {
            Value::Object(mut object) if object.get("type") == Some(&Value::from("FeatureCollection")) => {
                match object.remove("features") {
                    Some(Value::Array(list)) => features.extend(list),
                    other => panic!("features: {other:?}"),
                }
            }
            object if object["type"] == "Feature" => features.push(object),
            geometry => features
                .push(serde_json::json!({"type": "Feature", "properties": null, "geometry": geometry})),
        }
    }
    features
}

/// Rings that the writer turned may differ; everything else may not.
fn without_ring_direction(mut value: Value) -> Value {
    fn sort(value: &mut Value) {
        if let Value::Array(items) = value {
            items.iter_mut().for_each(sort);
            let ring = items.len() > 3 && items.iter().all(|item| item.get(0).is_some_and(Value::is_number));
            if ring {
                items.sort_by_key(ToString::to_string);
            }
        }
    }
    fn polygons(geometry: &mut Value) {
        if geometry["type"] == "Polygon" || geometry["type"] == "MultiPolygon" {
            sort(&mut geometry["coordinates"]);
        } else if let Some(Value::Array(parts)) = geometry.get_mut("geometries") {
            parts.iter_mut().for_each(polygons);
        }
    }
    if let Some(geometry) = value.get_mut("geometry") {
        polygons(geometry);
    }
    value
}

#[test]
fn every_valid_file_comes_out_as_it_went_in() {
    let Some(corpus) = corpus() else { return };
    let folders = [
        "conformance/chrieke/valid",
        "conformance/chrieke/problematic_geometries",
        "conformance/chrieke/problematic_structure",
        "conformance/check-geojson/good",
        "conformance/geojson-fixtures",
        "conformance/martin",
        "conformance/tippecanoe",
        "real",
        "formats/flatgeobuf",
    ];
    // In these files something cannot be kept: rings that are not closed; an object that is no GeoJSON.
    let damaged = ["tippecanoe/invalid-polygon", "tippecanoe/muni/muni.json"];
    let mut wrong = Vec::new();
    let mut read_files = 0;
    for path in folders.iter().flat_map(|folder| json_files(&corpus.join(folder))) {
        let name = path.display().to_string();
        if damaged.iter().any(|known| name.contains(known)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let layer = match open(&path, false) {
            Ok(layer) => layer,
            Err(failure) => {
                wrong.push(format!("{name}: {failure:?}"));
                continue;
            }
        };
        if layer.source.reprojected {
            continue;
        }
        if layer.diagnostics.iter().any(|found| found.code == "features-skipped") {
            wrong.push(format!("{name}: {:?}", layer.diagnostics));
            continue;
        }
        let truth = features(&text);
        if layer.len() != truth.len() {
            wrong.push(format!("{name}: {} of {} features", layer.len(), truth.len()));
            continue;
        }
        let written: Value = serde_json::from_slice(&snapshot(&layer)).unwrap();
        assert!(written[MANIFEST].is_object());
        let ours = written["features"].as_array().unwrap();
        for (number, (ours, theirs)) in ours.iter().zip(truth).enumerate() {
            // As texts, so that the order of members counts.
            let ours = without_ring_direction(ours.clone()).to_string();
            let theirs = without_ring_direction(theirs).to_string();
            if ours != theirs {
                wrong.push(format!("{name}: feature {}:\n  {ours}\n  {theirs}", number + 1));
            }
        }
        read_files += 1;
    }
    eprintln!("{read_files} files came out as they went in");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(read_files >= 90, "only {read_files} files were found");
}

#[test]
fn every_bad_file_is_named_as_such() {
    let Some(corpus) = corpus() else { return };
    let folders = ["chrieke/invalid_geometries", "chrieke/invalid_structure", "check-geojson/bad"];
    let mut silent = Vec::new();
    let mut seen = 0;
    for path in folders.iter().flat_map(|folder| json_files(&corpus.join("conformance").join(folder))) {
        seen += 1;
        let read = open(&path, true);
        if read.is_ok() {
            silent.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    eprintln!("{seen} bad files, {} read without a warning: {silent:?}", silent.len());
    // Wrong ring direction is accepted on reading (RFC 7946, section 3.1.6) and put right on writing;
    // three unique nodes and the like are for `check`; foreign members with GeoJSON's names and nested
    // collections are against a SHOULD of section 7.1 and 3.1.8 only.
    let accepted = [
        "invalid_exterior_not_ccw.geojson",
        "invalid_interior_not_cw.geojson",
        "invalid_less_three_unique_nodes.geojson",
        "feature_changed_semantics.geojson",
        "featurecollection_changed_semantics.geojson",
        "geometry_changed_semantics.geojson",
        "geometrycollection_nested.geojson",
        "bad-polygonloop.geojson",
        "point-toomany.geojson",
        "multipoint-multidimension.geojson",
    ];
    silent.retain(|name| !accepted.contains(&name.as_str()));
    assert!(silent.is_empty(), "read in silence: {silent:?}");
    assert!(seen >= 70, "only {seen} files were found");
}

#[test]
fn the_oracle_reads_the_same() {
    let Some(corpus) = corpus() else { return };
    let mut compared = 0;
    for path in json_files(&corpus.join("conformance/chrieke/valid")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let layer = open(&path, false).unwrap();
        let oracle: Vec<Option<geojson::Geometry>> = match text.parse().unwrap() {
            geojson::GeoJson::FeatureCollection(all) => {
                all.features.into_iter().map(|one| one.geometry).collect()
            }
            geojson::GeoJson::Feature(one) => vec![one.geometry],
            geojson::GeoJson::Geometry(one) => vec![Some(one)],
        };
        assert_eq!(layer.len(), oracle.len());
        for (row, theirs) in oracle.into_iter().enumerate() {
            let ours = layer.shapes.get(row);
            match theirs {
                None => assert_eq!(ours.geometry_type(), GeometryType::Null),
                Some(theirs) => {
                    let theirs: geo::Geometry<f64> = theirs.try_into().unwrap();
                    if let Some(ours) = ours.to_geo() {
                        assert_eq!(ours, theirs, "{}", path.display());
                    }
                }
            }
            compared += 1;
        }
    }
    assert!(compared >= 20, "only {compared} features were compared");
}
