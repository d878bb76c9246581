//! Search over the bundled maps: what a promoter types, and how long it takes.

use std::time::Instant;
use three_maps::layer::Layer;
use three_maps::maps::bundled;
use three_maps::maps::schema::LayerKind;
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::search::{Index, Rank, search};

fn bundled_layer(name: &str) -> (Layer, Index) {
    let found = bundled::find(name).unwrap();
    let source = three_maps::layer::SourceBytes::Bundled(found.name, found.bytes);
    let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap();
    let index = Index::build(&layer, LayerKind::from_path(name), &CancelToken::default()).unwrap();
    (layer, index)
}

fn best(layers: &[(&Layer, &Index)], query: &str) -> Option<(usize, String, Rank)> {
    let found = search(layers, query, 5, &CancelToken::default()).unwrap();
    let best = found.first()?;
    Some((best.layer, best.hits[0].text.clone(), best.hits[0].rank))
}

#[test]
fn named_places_of_the_town_are_found_as_people_type_them() {
    let maps = ["industry/parks", "industry/enterprises", "startup/carriers"].map(bundled_layer);
    let layers: Vec<(&Layer, &Index)> = maps.iter().map(|(layer, index)| (layer, index)).collect();
    for (query, layer, name) in [
        ("xjphzkjy", 0, "新加坡(杭州)科技园"),
        ("科技园 新加坡", 0, "新加坡(杭州)科技园"),
        ("新加坡（杭州）", 0, "新加坡(杭州)科技园"),
        ("wolei", 1, "杭州沃镭智能科技股份有限公司"),
        ("松下家电中国", 1, "松下家电(中国)有限公司"),
        ("songxia", 1, "松下家电(中国)有限公司"),
        ("ｑｙ００００３", 1, "QY00003"),
    ] {
        match best(&layers, query) {
            Some((at, text, _)) => assert_eq!((at, text.as_str()), (layer, name), "{query}"),
            None => assert_eq!(name, "", "{query} finds nothing"),
        }
    }
}

/// Prints what a keystroke costs; says nothing about the time, which is the machine's.
#[test]
fn a_keystroke_over_all_enterprises() {
    let (layer, index) = bundled_layer("industry/enterprises");
    assert_eq!(layer.len(), 14_800);
    let start = Instant::now();
    let again = Index::build(&layer, Some(LayerKind::Enterprises), &CancelToken::default());
    eprintln!("index of {} enterprises: {:?}", layer.len(), start.elapsed());
    assert!(again.is_some());
    for query in [
        "科",
        "科技",
        "keji",
        "x",
        "xjphz",
        "hzwlznkj",
        "QY0001",
        "示例科技有限",
        "electronics",
        "elektronics",
    ] {
        let start = Instant::now();
        let found = search(&[(&layer, &index)], query, 60, &CancelToken::default()).unwrap();
        let total = found.first().map_or(0, |found| found.total);
        eprintln!("{query}: {total} of {} in {:?}", layer.len(), start.elapsed());
    }
}
