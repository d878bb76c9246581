//! Files as they are read: cancelled in the middle, written to meanwhile, and what they cost in memory.

use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use three_maps::layer::{Layer, SourceBytes};
use three_maps::progress::{CancelToken, Silent, Tick};
use three_maps::read::{ReadFailure, ReadOptions, read};

/// A town of so many polygons with seven fields, as files of parcels are.
pub(crate) fn town(parcels: usize) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"name\":\"town\",\"features\":[\n");
    for number in 0..parcels {
        let [x, y] = [120.0 + (number % 1000) as f64 / 2000.0, 30.0 + (number / 1000) as f64 / 2000.0];
        let corners = [[0, 0], [3, 0], [5, 2], [4, 4], [2, 5], [0, 4], [-1, 2], [0, 0]];
        let ring = corners.map(|[east, north]| {
            format!("[{:.7},{:.7}]", x + f64::from(east) * 1e-5, y + f64::from(north) * 1e-5)
        });
        writeln!(
            text,
            "{}{{\"type\":\"Feature\",\"properties\":{{\"id\":\"LP{number:08}\",\"name\":\"临平区望梅路{}号{}幢\",\
             \"category\":\"工业厂房\",\"area_mu\":{}.125,\"floors\":{},\"status\":\"在用\",\"price\":null,\
             \"updated\":\"2024-06-{:02}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
            if number == 0 { "" } else { "," },
            number * 7 % 2000,
            number % 60,
            number % 90,
            number % 33,
            number % 28 + 1,
            ring.join(",")
        )
        .unwrap();
    }
    text.push_str("]}\n");
    text
}

fn open(path: &Path) -> Layer {
    let source = SourceBytes::File(path.to_owned());
    read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap()
}

#[test]
fn a_layer_with_its_index_holds_less_than_eight_tenths_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town.geojson");
    let text = town(20_000);
    std::fs::write(&path, &text).unwrap();
    let layer = open(&path);
    assert_eq!(layer.len(), 20_000);
    let memory = layer.memory();
    let parts = [memory.shapes_bytes, memory.index_bytes, memory.columns_bytes, memory.spans_bytes];
    assert_eq!(memory.total_bytes(), parts.iter().sum::<usize>());
    assert!(parts.iter().all(|&part| part > 0), "{memory:?}");
    assert!(memory.total_bytes() * 10 <= text.len() * 8, "{memory:?} of {}", text.len());
    // What the documentation of `layer` says: 16 a position, 14 a simple polygon, 12 a place.
    assert_eq!(memory.shapes_bytes, 20_000 * (8 * 16 + 14));
    assert_eq!(memory.spans_bytes, 20_000 * 12);
}

#[test]
fn cancelling_in_the_middle_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town.geojson");
    std::fs::write(&path, town(20_000)).unwrap();
    let cancel = CancelToken::default();
    let ticks = AtomicUsize::new(0);
    let progress = |tick: Tick| {
        assert!(tick.bytes <= tick.bytes_total);
        if ticks.fetch_add(1, Ordering::Relaxed) == 1 {
            cancel.cancel();
        }
    };
    let read = read(&SourceBytes::File(path), ReadOptions::default(), &progress, &cancel);
    assert_eq!(read.err(), Some(ReadFailure::Cancelled));
    assert!((2..10).contains(&ticks.into_inner()), "it stops soon after");
}

/// Reads a file that something is done to at the first sign of progress.
fn read_while(change: impl Fn(&Path) + Sync) -> Layer {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town.geojson");
    std::fs::write(&path, town(60_000)).unwrap();
    let ticks = AtomicUsize::new(0);
    let progress = |_: Tick| {
        if ticks.fetch_add(1, Ordering::Relaxed) == 0 {
            change(&path);
        }
    };
    let source = SourceBytes::File(path.clone());
    read(&source, ReadOptions::default(), &progress, &CancelToken::default()).unwrap()
}

fn codes(layer: &Layer) -> Vec<&'static str> {
    layer.diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn a_file_that_grows_while_it_is_read_is_named() {
    let layer = read_while(|path| {
        use std::io::Write;
        let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(b"\n\n").unwrap();
    });
    assert_eq!(layer.len(), 60_000);
    assert_eq!(codes(&layer), ["file-changing"]);
}

#[test]
fn a_file_that_shrinks_while_it_is_read_gives_what_was_there() {
    let layer = read_while(|path| {
        let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(15_000_000).unwrap();
    });
    assert!(layer.len() < 60_000 && layer.len() > 20_000, "{}", layer.len());
    assert_eq!(codes(&layer), ["file-cut", "file-changing"]);
}
