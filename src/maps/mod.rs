//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.

use serde::{Deserialize, Serialize};

/// One of the three maps, or the base that lies under all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapKind {
    /// 底图
    Base,
    /// 可用空间图
    Space,
    /// 产业地图
    Industry,
    /// 创业地图
    Startup,
}

/// What a layer holds, where the program knows its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "stands in for the schema that the maps room brings")]
pub enum LayerKind {
    Boundary,
    Water,
    Green,
    Roads,
    MetroLines,
    MetroStations,
    Land,
    Factories,
    Offices,
    Enterprises,
    Parks,
    Projects,
    Carriers,
    Universities,
}
