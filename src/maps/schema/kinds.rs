//! The three maps (and the base under them), and the kinds of layers that they hold.

use super::FieldDef;
use super::fields::{self, COMMON_FIRST, COMMON_LAST};
use super::symbology::{self, Symbology};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// A map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapKind {
    /// 底图: what lies under the three maps.
    Base,
    /// 可用空间图
    Space,
    /// 产业地图
    Industry,
    /// 创业地图
    Startup,
}

/// A kind of layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerKind {
    /// 边界
    Boundary,
    /// 水系
    Water,
    /// 绿地
    Green,
    /// 道路
    Roads,
    /// 地铁线
    MetroLines,
    /// 地铁站
    MetroStations,
    /// 闲置土地
    Land,
    /// 闲置厂房
    Factories,
    /// 闲置楼宇
    Offices,
    /// 企业
    Enterprises,
    /// 园区
    Parks,
    /// 项目
    Projects,
    /// 双创载体
    Carriers,
    /// 高校
    Universities,
}

impl MapKind {
    /// All maps in the order of the window.
    pub const ALL: &[Self] = &[Self::Base, Self::Space, Self::Industry, Self::Startup];

    /// Folder under `maps/`, and first half of a bundled layer's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Space => "space",
            Self::Industry => "industry",
            Self::Startup => "startup",
        }
    }

    /// Name in a language.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Base => lang.pick("底图", "Base map"),
            Self::Space => lang.pick("可用空间", "Available space"),
            Self::Industry => lang.pick("产业地图", "Industry map"),
            Self::Startup => lang.pick("创业地图", "Startup map"),
        }
    }

    /// The kind that a person who comes to the map asks for first.
    pub fn lead(self) -> Option<LayerKind> {
        match self {
            Self::Base => None,
            Self::Space => Some(LayerKind::Land),
            Self::Industry => Some(LayerKind::Enterprises),
            Self::Startup => Some(LayerKind::Carriers),
        }
    }

    /// Its layer kinds in drawing order, the lowest first.
    pub fn layers(self) -> impl Iterator<Item = LayerKind> {
        LayerKind::ALL.iter().copied().filter(move |kind| kind.map() == self)
    }
}

/// How features of a layer are drawn, for the most part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawn {
    /// As points.
    Points,
    /// As lines.
    Lines,
    /// As areas.
    Areas,
}

use Drawn::{Areas, Lines, Points};

/// The row of a kind in the table of kinds.
struct KindRow {
    kind: LayerKind,
    map: MapKind,
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    /// What people call such things, in the names of files and in headers (`企业名称`): the longest first
    /// where one holds another.
    things: &'static [&'static str],
    /// How such things are drawn as a rule, and how they may be drawn too.
    drawn: (&'static [Drawn], &'static [Drawn]),
    /// A filter in CQL2 that the bundled layer answers, as an example.
    example: &'static str,
    /// Number whose total matters.
    main: Option<&'static str>,
    facets: &'static [&'static str],
    fields: &'static [FieldDef],
}

#[rustfmt::skip]
static KINDS: &[KindRow] = &[
    KindRow { kind: LayerKind::Boundary, map: MapKind::Base, key: "boundary", zh: "边界", en: "Boundary", things: &["边界", "范围", "boundary", "boundaries"], drawn: (&[Areas], &[Lines]), example: "kind = '核心区'", main: Some("area_km2"), facets: &["kind"], fields: fields::base::BOUNDARY },
    KindRow { kind: LayerKind::Water, map: MapKind::Base, key: "water", zh: "水系", en: "Water", things: &["水系", "河道", "河流", "水域", "water", "rivers"], drawn: (&[Areas], &[Lines]), example: "kind = '河道'", main: None, facets: &["kind"], fields: fields::base::WATER },
    KindRow { kind: LayerKind::Green, map: MapKind::Base, key: "green", zh: "绿地", en: "Green", things: &["绿地", "绿化", "公园", "green"], drawn: (&[Areas], &[]), example: "kind = '公园'", main: None, facets: &["kind"], fields: fields::base::GREEN },
    KindRow { kind: LayerKind::Roads, map: MapKind::Base, key: "roads", zh: "道路", en: "Roads", things: &["道路", "路网", "roads", "streets"], drawn: (&[Lines], &[Areas]), example: "class = '主干路'", main: None, facets: &["class"], fields: fields::base::ROADS },
    KindRow { kind: LayerKind::MetroLines, map: MapKind::Base, key: "metro_lines", zh: "地铁线", en: "Metro lines", things: &["地铁线", "轨道线", "metro lines"], drawn: (&[Lines], &[]), example: "line = '1号线'", main: None, facets: &["line"], fields: fields::base::METRO_LINES },
    KindRow { kind: LayerKind::MetroStations, map: MapKind::Base, key: "metro_stations", zh: "地铁站", en: "Metro stations", things: &["地铁站", "轨道站", "metro stations"], drawn: (&[Points], &[Areas]), example: "operation = '运营' AND name LIKE '%路站'", main: None, facets: &["lines"], fields: fields::base::METRO_STATIONS },
    KindRow { kind: LayerKind::Land, map: MapKind::Space, key: "land", zh: "闲置土地", en: "Idle land", things: &["闲置土地", "闲置地", "地块", "宗地", "土地", "用地", "land", "parcels", "parcel", "plots", "plot"], drawn: (&[Areas], &[Points]), example: "status = '闲置' AND area_mu >= 30", main: Some("area_mu"), facets: &["status", "area_mu", "land_use", "idle_cause", "tenure"], fields: fields::space::LAND },
    KindRow { kind: LayerKind::Factories, map: MapKind::Space, key: "factories", zh: "闲置厂房", en: "Idle factories", things: &["厂房", "factories", "factory"], drawn: (&[Areas, Points], &[]), example: "available_m2 >= 3000 AND status <> '已停用'", main: Some("available_m2"), facets: &["status", "available_m2", "structure", "deal", "fire_class"], fields: fields::space::FACTORIES },
    KindRow { kind: LayerKind::Offices, map: MapKind::Space, key: "offices", zh: "闲置楼宇", en: "Idle offices", things: &["写字楼", "办公楼", "商务楼", "楼宇", "offices", "office"], drawn: (&[Areas, Points], &[]), example: "grade = '甲' AND vacancy >= 20", main: Some("available_m2"), facets: &["grade", "available_m2", "vacancy", "rent"], fields: fields::space::OFFICES },
    KindRow { kind: LayerKind::Parks, map: MapKind::Industry, key: "parks", zh: "园区", en: "Parks", things: &["产业园", "园区", "industrial parks"], drawn: (&[Areas], &[Points]), example: "level = '省级'", main: Some("firms"), facets: &["kind", "level", "focus"], fields: fields::industry::PARKS },
    KindRow { kind: LayerKind::Enterprises, map: MapKind::Industry, key: "enterprises", zh: "企业", en: "Enterprises", things: &["企业", "公司", "enterprises", "enterprise", "companies", "company", "firms", "firm"], drawn: (&[Points], &[Areas]), example: "above_scale = TRUE AND industry LIKE 'C%'", main: Some("output"), facets: &["industry_section", "size", "chain", "ladder", "four_above", "park"], fields: fields::industry::ENTERPRISES },
    KindRow { kind: LayerKind::Projects, map: MapKind::Industry, key: "projects", zh: "项目", en: "Projects", things: &["项目", "projects", "project"], drawn: (&[Areas, Points], &[]), example: "stage = '在建' AND invest >= 1", main: Some("invest"), facets: &["stage", "kind", "invest", "industry_section"], fields: fields::industry::PROJECTS },
    KindRow { kind: LayerKind::Universities, map: MapKind::Startup, key: "universities", zh: "高校", en: "Universities", things: &["高等院校", "高校", "大学", "universities", "university", "campuses", "campus"], drawn: (&[Areas], &[Points]), example: "kind = '本科'", main: None, facets: &["kind"], fields: fields::startup::UNIVERSITIES },
    KindRow { kind: LayerKind::Carriers, map: MapKind::Startup, key: "carriers", zh: "双创载体", en: "Startup carriers", things: &["众创空间", "孵化器", "加速器", "载体", "双创", "carriers", "incubators", "incubator"], drawn: (&[Areas, Points], &[]), example: "desks_free >= 20 AND level = '国家级'", main: Some("desks_free"), facets: &["kind", "level", "desks_free", "focus"], fields: fields::startup::CARRIERS },
];

impl LayerKind {
    /// All kinds in drawing order, the lowest first.
    pub const ALL: &[Self] = &[
        Self::Boundary,
        Self::Water,
        Self::Green,
        Self::Roads,
        Self::MetroLines,
        Self::MetroStations,
        Self::Land,
        Self::Factories,
        Self::Offices,
        Self::Parks,
        Self::Enterprises,
        Self::Projects,
        Self::Universities,
        Self::Carriers,
    ];

    fn row(self) -> &'static KindRow {
        // The table has a row for each kind; a test holds it to that.
        KINDS.iter().find(|row| row.kind == self).unwrap_or(&KINDS[0])
    }

    /// The map that it belongs to.
    pub fn map(self) -> MapKind {
        self.row().map
    }

    /// File stem under the map's folder, such as `metro_lines`.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// Name of the bundled layer, such as `space/land`.
    pub fn path(self) -> String {
        format!("{}/{}", self.map().key(), self.key())
    }

    /// The kind of a bundled layer's name.
    pub fn from_path(path: &str) -> Option<Self> {
        let (map, key) = path.split_once('/')?;
        KINDS.iter().find(|row| row.key == key && row.map.key() == map).map(|row| row.kind)
    }

    /// Name in a language.
    pub fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.row().zh, self.row().en)
    }

    /// The number whose total matters for the layer.
    pub fn main_field(self) -> Option<&'static str> {
        self.row().main
    }

    /// An example of a filter in CQL2, in the names that the schema has for the fields.
    pub fn example_filter(self) -> &'static str {
        self.row().example
    }

    /// The field that labels a feature on the map.
    pub fn label_field(self) -> &'static str {
        "name"
    }

    /// Fields that get a filter card from the start.
    pub fn facets(self) -> &'static [&'static str] {
        self.row().facets
    }

    /// All its fields: number and name first, then its own, then what every feature may have.
    pub fn fields(self) -> impl Iterator<Item = &'static FieldDef> {
        COMMON_FIRST.iter().chain(self.own_fields()).chain(COMMON_LAST)
    }

    /// The fields that make the kind, without those that every feature has.
    pub fn own_fields(self) -> &'static [FieldDef] {
        self.row().fields
    }

    /// How it is drawn unless the person chooses otherwise.
    pub fn symbology(self) -> &'static Symbology {
        symbology::default_of(self)
    }

    /// The ready-made colours for a field of it, where there are any.
    pub fn symbology_by(self, field: &str) -> Option<&'static Symbology> {
        symbology::of_field(self, field)
    }

    /// How strongly having a field speaks for this kind: 1 where no other kind has it.
    pub(in crate::maps) fn distinctness(self, key: &str) -> f64 {
        let has = |kind: Self| kind.own_fields().iter().any(|def| def.key == key);
        if !has(self) {
            return 0.0;
        }
        1.0 / Self::ALL.iter().filter(|kind| has(**kind)).count() as f64
    }

    /// What people call such things, in the names of files and in headers.
    pub(in crate::maps) fn things(self) -> &'static [&'static str] {
        self.row().things
    }

    /// Whether such things are drawn so: `Some(true)` as a rule, `Some(false)` now and then, `None` never.
    pub(in crate::maps) fn is_drawn_as(self, drawn: Drawn) -> Option<bool> {
        let (usual, possible) = self.row().drawn;
        if usual.contains(&drawn) { Some(true) } else { possible.contains(&drawn).then_some(false) }
    }

    /// The kind that a person means: by its key, its path (`space/land`), or its name in either language.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim();
        let is = |row: &&KindRow| {
            word.eq_ignore_ascii_case(row.key) || word == row.zh || word.eq_ignore_ascii_case(row.en)
        };
        Self::from_path(word).or_else(|| KINDS.iter().find(is).map(|row| row.kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_kind_once_and_in_order() {
        let kinds: Vec<_> = KINDS.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, LayerKind::ALL);
        for kind in LayerKind::ALL {
            assert_eq!(LayerKind::from_path(&kind.path()), Some(*kind));
            for word in [kind.key(), kind.label(Lang::Zh), kind.label(Lang::En), &kind.path()] {
                assert_eq!(LayerKind::from_word(word), Some(*kind), "{word}");
            }
        }
    }
}
