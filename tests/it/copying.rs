//! Copies of features: the source's own bytes, whatever it is written like; and a source that is no
//! longer what was read is an error that leaves the earlier file as it was.

use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use three_maps::app::ExportOptions;
use three_maps::app::export::{ExportSource, request};
use three_maps::diagnostic::Diagnostic;
use three_maps::filter::Filter;
use three_maps::jobs::ExportRequest;
use three_maps::layer::{Layer, SourceBytes};
use three_maps::maps::binding::Naming;
use three_maps::progress::{CancelToken, Progress, Silent, Tick};
use three_maps::read::{ReadOptions, read};
use three_maps::write::FeatureLines;

fn layer(path: &Path) -> Arc<Layer> {
    let source = SourceBytes::File(path.to_owned());
    let read = read(&source, ReadOptions::default(), &Silent, &CancelToken::default());
    Arc::new(read.unwrap_or_else(|_| panic!("{} is readable", path.display())))
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

/// What an export of a layer is made from: all fields or some, all rows or those of a filter.
fn export(layer: &Arc<Layer>, fields: Option<&[&str]>, filter: Option<&str>, out: &Path) -> ExportRequest {
    let filter = filter.map(|text| Filter::parse(text).unwrap());
    let source = ExportSource {
        layer,
        naming: Naming::Names(None),
        filter: filter.as_ref(),
        rows: None,
        picked: None,
    };
    let fields = fields.map(|fields| fields.iter().map(|&field| field.to_owned()).collect());
    let options = ExportOptions { fields, include_private: true, ..ExportOptions::default() };
    request(&source, &options, out.to_owned(), jiff::Timestamp::UNIX_EPOCH)
}

/// The lines of a snapshot's features, without the commas between them.
fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let (_, features) = text.split_once("\"features\":[\n").unwrap_or(("", ""));
    let features = features.trim_end_matches("\n]}\n");
    if features.is_empty() { Vec::new() } else { features.split(",\n").map(str::to_owned).collect() }
}

/// JSON of any shape, as any writer might space it, without line breaks.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        ".{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[a-z\"{}]{1,3}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A feature in one of many orders and spacings: its text.
fn any_feature() -> impl Strategy<Value = String> {
    let properties = prop::collection::vec(("[abc]|d\"|名", any_json()), 0..5);
    (properties, 0..6_u8, -179..179_i32, any::<bool>()).prop_map(|(properties, form, x, spaced)| {
        let properties = Value::Object(properties.into_iter().collect());
        let geometry = format!(r#"{{"type":"Point","coordinates":[{x},3.50]}}"#);
        let text = match form {
            0 => format!(r#"{{"properties":{properties},"geometry":{geometry},"type":"Feature"}}"#),
            1 => format!(r#"{{ "type": "Feature", "properties": {properties}, "geometry": {geometry} }}"#),
            2 => {
                format!(r#"{{"geometry":{geometry},"type":"Feature","properties":{properties},"x":["}}"]}}"#)
            }
            3 => format!(r#"{{"type" :"Feature","id":"1","properties":{properties},"geometry":null}}"#),
            _ => format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#),
        };
        if spaced { text.replace("\"geometry\":", "\"geometry\" : ") } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_nothing_changes_keeps_its_bytes(features in prop::collection::vec(any_feature(), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        let (path, out) = (folder.path().join("a.geojson"), folder.path().join("out.geojson"));
        std::fs::write(&path, collection(&features)).unwrap();
        let layer = layer(&path);
        export(&layer, None, None, &out).write(&Silent, &CancelToken::default()).unwrap();
        prop_assert_eq!(lines(&out), features.clone());
        let mut source = FeatureLines::open(&layer).unwrap();
        for (row, feature) in features.iter().enumerate() {
            let line = String::from_utf8_lossy(source.line(row).unwrap()).into_owned();
            prop_assert_eq!(line, format!("{feature}\n"));
        }
        source.finish().unwrap();
    }

    #[test]
    fn fields_left_out_are_all_that_changes(features in prop::collection::vec(any_feature(), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        let (path, out) = (folder.path().join("a.geojson"), folder.path().join("out.geojson"));
        std::fs::write(&path, collection(&features)).unwrap();
        let layer = layer(&path);
        let kept: Vec<&str> =
            ["a", "d\"", "名"].into_iter().filter(|field| layer.column(field).is_some()).collect();
        export(&layer, Some(&kept), None, &out).write(&Silent, &CancelToken::default()).unwrap();
        let written = lines(&out);
        prop_assert_eq!(written.len(), features.len());
        for (line, feature) in written.iter().zip(&features) {
            // The naive way: a tree of values without the fields.
            let mut tree: Value = serde_json::from_str(feature).unwrap();
            if let Some(properties) = tree["properties"].as_object_mut() {
                properties.retain(|key, _| kept.contains(&key.as_str()));
            }
            let written: Value = serde_json::from_str(line).unwrap();
            prop_assert_eq!(written.to_string(), tree.to_string());
        }
    }
}

fn many() -> Vec<String> {
    let feature = |number| {
        let name = "园".repeat(900);
        format!(
            r#"{{"type":"Feature","properties":{{"n":{number:06},"name":"{name}"}},"geometry":null}}"#,
            number = number + 100_000
        )
    };
    (0..2_000).map(feature).collect()
}

#[test]
fn a_file_of_many_blocks_is_copied_whole_and_says_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a.geojson"), folder.path().join("out.geojson"));
    let features = many();
    std::fs::write(&path, collection(&features)).unwrap();
    let layer = layer(&path);
    let exported = export(&layer, None, Some("n < 100003 OR n >= 101000"), &out)
        .write(&Silent, &CancelToken::default())
        .unwrap();
    let mut expected = features[..3].to_vec();
    expected.extend_from_slice(&features[1_000..]);
    assert!(lines(&out) == expected);
    assert_eq!((exported.matching, exported.total), (1_003, 2_000));
    assert_eq!(exported.written.bytes, std::fs::metadata(&out).unwrap().len());
    let again = self::layer(&out);
    assert_eq!(exported.written.sha256, again.source.sha256);
}

/// Does something at the first tick: in the middle of the copy.
struct Once<F: Fn() + Sync>(AtomicBool, F);

impl<F: Fn() + Sync> Progress for Once<F> {
    fn tick(&self, tick: Tick) {
        if tick.features > 0 && !self.0.swap(true, Ordering::Relaxed) {
            (self.1)();
        }
    }
}

/// Exports over an earlier file, with something done in the middle of it; what is wrong then.
fn disturbed(disturb: impl Fn(&Path) + Sync, hash_source: bool, before: bool) -> Option<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a.geojson"), folder.path().join("out.geojson"));
    std::fs::write(&path, collection(&many())).unwrap();
    std::fs::write(&out, "as it was").unwrap();
    let layer = layer(&path);
    let request = ExportRequest { hash_source, ..export(&layer, None, None, &out) };
    if before {
        disturb(&path);
    }
    let progress = Once(AtomicBool::new(before), || disturb(&path));
    let failure = request.write(&progress, &CancelToken::default()).err().map(|failure| *failure);
    assert!(progress.0.load(Ordering::Relaxed), "nothing was disturbed");
    if failure.is_some() {
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "as it was");
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a.geojson", "out.geojson"], "something half-written was left");
    }
    failure
}

#[test]
fn a_source_that_changes_under_the_copy_is_an_error() {
    let shorter = |path: &Path| {
        let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(100).unwrap();
    };
    let other = |path: &Path| std::fs::write(path, collection(&many()).replace('园', "厂")).unwrap();
    let replaced = |path: &Path| {
        let beside = path.with_extension("new");
        std::fs::write(&beside, collection(&many()).replace('园', "厂").replace("\"n\"", "\"m\"")).unwrap();
        std::fs::rename(beside, path).unwrap();
    };
    for hash_source in [false, true] {
        assert_eq!(disturbed(other, hash_source, false).unwrap().code, "source-changed");
        assert_eq!(disturbed(replaced, hash_source, false).unwrap().code, "source-changed");
        let code = disturbed(shorter, hash_source, false).unwrap().code;
        assert!(matches!(code, "source-changed" | "write-feature"), "{code}");
        assert_eq!(disturbed(other, hash_source, true).unwrap().code, "source-changed");
    }
}

#[test]
fn a_change_that_size_and_time_do_not_show_is_found_by_the_hash() {
    let hidden = |path: &Path| {
        let time = std::fs::metadata(path).unwrap().modified().unwrap();
        std::fs::write(path, collection(&many()).replace("100007", "100070")).unwrap();
        std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    let failure = disturbed(hidden, true, true).unwrap();
    assert_eq!(failure.code, "source-changed");
    assert!(failure.place.file.unwrap().ends_with("a.geojson"));
    assert!(disturbed(hidden, false, true).is_none(), "only the hash can tell");
}
