//! Files that nobody here wrote hold none of the kinds of the three maps: none of them is taken for one.

use std::path::PathBuf;
use three_maps::layer::SourceBytes;
use three_maps::maps::binding::Binding;
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};

#[test]
fn files_of_the_world_are_none_of_the_kinds() {
    let Some(corpus) = std::env::var_os("THREE_MAPS_CORPUS") else {
        eprintln!("skipped: THREE_MAPS_CORPUS is not set, the world's files were not looked at");
        return;
    };
    let mut looked_at = 0;
    let mut folders = vec![PathBuf::from(corpus)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if !path.extension().is_some_and(|it| it == "geojson" || it == "json") {
                continue;
            }
            let source = SourceBytes::File(path.clone());
            // Broken files are in the corpus too.
            if let Ok(layer) = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()) {
                let binding = Binding::of(&layer, None);
                assert_eq!(binding.kind(), None, "{}: {:?}", path.display(), binding.recognised());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 50, "{looked_at} files");
}
