//! The generator of the bundled maps and of test towns: seeded, the same bytes on every platform.
//!
//! [`bundled`] regenerates every file under `maps/`; a test compares them byte for byte. Places that the
//! town is known for stand at approximate positions and say so; everything else is made up and carries
//! `illustrative: true`. The published totals of the town (2020) come out exactly, so that the
//! statistics can be held against print.

mod base;
mod buildings;
mod carriers;
mod dice;
mod enterprises;
mod ground;
mod json;
mod land;
mod names;
mod parks;
mod plane;
mod projects;
mod sites;
mod town;

use ground::Ground;
use sites::Sites;
pub use town::town;

/// File name of the workspace that opens all of them.
const WORKSPACE_FILE: &str = "dachuang.threemaps.json";

/// Every file of the bundled maps: path under `maps/` and bytes.
pub fn bundled() -> Vec<(String, Vec<u8>)> {
    let taken: Vec<_> = base::green_cells().chain(base::campus_cells()).collect();
    let ground = Ground::new(&taken);
    let sites = Sites::new(&ground);
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("base/boundary", base::boundary(&ground)),
        ("base/water", base::water(&ground)),
        ("base/green", base::green(&ground)),
        ("base/roads", base::roads(&ground)),
        ("base/metro_lines", base::metro_lines()),
        ("base/metro_stations", base::metro_stations()),
        ("space/land", land::land(&sites.land)),
        ("space/factories", buildings::factories(&sites.factories)),
        ("space/offices", buildings::offices(&sites.offices)),
        ("industry/parks", parks::parks(&ground)),
        ("industry/enterprises", enterprises::enterprises(&ground)),
        ("industry/projects", projects::projects(&sites.projects)),
        ("startup/carriers", carriers::carriers(&ground)),
        ("startup/universities", base::universities(&ground)),
    ];
    let mut all: Vec<_> = files.into_iter().map(|(name, bytes)| (format!("{name}.geojson"), bytes)).collect();
    all.push((WORKSPACE_FILE.to_owned(), workspace()));
    all
}

/// The workspace: which layers there are, map by map, from the bottom up.
fn workspace() -> Vec<u8> {
    let layers = |map: &str, names: &[&str]| {
        let paths: Vec<_> = names.iter().map(|name| format!("\"{map}/{name}.geojson\"")).collect();
        format!("    {{\"map\": \"{map}\", \"layers\": [{}]}}", paths.join(", "))
    };
    let maps = [
        layers("base", &["boundary", "water", "green", "roads", "metro_lines", "metro_stations"]),
        layers("space", &["land", "factories", "offices"]),
        layers("industry", &["parks", "enterprises", "projects"]),
        layers("startup", &["universities", "carriers"]),
    ];
    let head = "{\n  \"format\": \"three-maps-workspace\",\n  \"version\": 1,\n  \"name\": \"大创小镇三张图\",\n  \"name_en\": \"Three maps of Dachuang Town\",\n  \"illustrative\": true,\n  \"map\": \"space\",\n  \"maps\": [\n";
    format!("{head}{}\n  ]\n}}\n", maps.join(",\n")).into_bytes()
}
