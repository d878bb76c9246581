//! The fields, one table per layer kind, and the short words in which the tables are written.

pub(super) mod base;
pub(super) mod industry;
pub(super) mod space;
pub(super) mod startup;

use super::{Better, DomainValue, FieldDef, FieldKind, Formula, Unit};

const fn def(
    key: &'static str,
    kind: FieldKind,
    names: &'static [&'static str],
    en: &'static str,
) -> FieldDef {
    FieldDef {
        key,
        zh: names[0],
        en,
        aliases: names,
        headings: &[],
        kind,
        unit: None,
        domain: &[],
        private: false,
        derived: false,
        formula: None,
        better: Better::Neither,
    }
}

const fn text(key: &'static str, names: &'static [&'static str], en: &'static str) -> FieldDef {
    def(key, FieldKind::Text, names, en)
}

const fn date(key: &'static str, names: &'static [&'static str], en: &'static str) -> FieldDef {
    def(key, FieldKind::Date, names, en)
}

const fn flag(key: &'static str, names: &'static [&'static str], en: &'static str) -> FieldDef {
    def(key, FieldKind::Bool, names, en)
}

const fn list(key: &'static str, names: &'static [&'static str], en: &'static str) -> FieldDef {
    def(key, FieldKind::List, names, en)
}

const fn integer(key: &'static str, names: &'static [&'static str], en: &'static str) -> FieldDef {
    def(key, FieldKind::Integer, names, en)
}

const fn number(key: &'static str, names: &'static [&'static str], en: &'static str, unit: Unit) -> FieldDef {
    FieldDef { unit: Some(unit), ..def(key, FieldKind::Number, names, en) }
}

const fn code(
    key: &'static str,
    names: &'static [&'static str],
    en: &'static str,
    domain: &'static [DomainValue],
) -> FieldDef {
    FieldDef { domain, ..def(key, FieldKind::Code, names, en) }
}

impl FieldDef {
    /// Other English headings than its label.
    const fn also(self, headings: &'static [&'static str]) -> Self {
        Self { headings, ..self }
    }
    const fn private(self) -> Self {
        Self { private: true, ..self }
    }
    /// Worked out by the program alone, and how.
    const fn derived(self, zh: &'static str, en: &'static str) -> Self {
        Self { derived: true, ..self }.formula(zh, en)
    }
    /// How the program works it out where a file does not have it.
    const fn formula(self, zh: &'static str, en: &'static str) -> Self {
        Self { formula: Some(Formula { zh, en }), ..self }
    }
    const fn higher(self) -> Self {
        Self { better: Better::Higher, ..self }
    }
    const fn lower(self) -> Self {
        Self { better: Better::Lower, ..self }
    }
    /// Shown under a shorter label than the name that files carry: the unit stands beside it anyway.
    const fn shown_as(self, zh: &'static str) -> Self {
        Self { zh, ..self }
    }
    const fn per(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }
}

const fn unit(zh: &'static str, en: &'static str) -> Unit {
    Unit { zh, en }
}

const M2: Unit = unit("m²", "m²");
const KM2: Unit = unit("km²", "km²");
const METRE: Unit = unit("m", "m");
const MU: Unit = unit("亩", "mu");
const PERCENT: Unit = unit("%", "%");
const YEARS: Unit = unit("年", "years");
const WAN_PER_MU: Unit = unit("万元/亩", "10k CNY/mu");
const WAN: Unit = unit("万元", "10k CNY");
const WAN_A_YEAR: Unit = unit("万元/年", "10k CNY/year");
const YI: Unit = unit("亿元", "100M CNY");
const M2_MONTH: Unit = unit("元/m²·月", "CNY/m²·month");
const M2_DAY: Unit = unit("元/m²·天", "CNY/m²·day");
const TONNE: Unit = unit("t", "t");
const KVA: Unit = unit("kVA", "kVA");
const PEOPLE: Unit = unit("人", "people");
const FIRMS: Unit = unit("家", "firms");
const DAYS: Unit = unit("天", "days");
const DESKS: Unit = unit("个", "desks");
const RATIO: Unit = unit("0–1", "0–1");

/// A domain value whose file value is its Chinese label.
const fn v(zh: &'static str, en: &'static str) -> DomainValue {
    DomainValue { value: zh, zh, en, also: &[] }
}

/// A coded domain value.
const fn c(value: &'static str, zh: &'static str, en: &'static str) -> DomainValue {
    DomainValue { value, zh, en, also: &[] }
}

impl DomainValue {
    /// Other words that offices write for the value.
    const fn or(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }
}

const LEVELS: &[DomainValue] = &[
    v("国家级", "National").or(&["国家"]),
    v("省级", "Provincial").or(&["省"]),
    v("市级", "Municipal").or(&["市"]),
    v("区级", "District").or(&["区", "区县级"]),
];

/// How the area of land comes about where a file says none.
const GROUND_AREA: [&str; 2] = [
    "边界的测地面积（WGS 84）；文件有面积、或超过 20 万个要素时不计算",
    "geodesic area of the boundary (WGS 84); not where the file has an area, nor beyond 200,000 features",
];

/// What is worked out of the nearest metro station, alike for every kind of site.
const METRO_M: FieldDef = number("metro_m", &["距地铁站"], "To the metro", METRE)
    .derived(
        "外接框中点到最近的已运营地铁站的直线距离；10 km 以外不计算",
        "straight line from the middle of the box to the nearest metro station in service; not beyond 10 km",
    )
    .lower();
const METRO_STATION: FieldDef = text("metro_station", &["最近地铁站"], "Nearest metro station")
    .derived("直线距离最近的已运营地铁站", "the metro station in service nearest in a straight line");

/// What every feature has or may have, shown before its own fields.
#[rustfmt::skip]
pub(super) static COMMON_FIRST: &[FieldDef] = &[
    text("id", &["编号"], "ID").also(&["Site number", "Reference number"]),
    text("name", &["名称"], "Name"),
    text("name_en", &["英文名"], "English name"),
    text("address", &["地址", "详细地址", "坐落", "坐落位置", "具体位置"], "Address").also(&["Street address", "Site address"]),
    text("street", &["街道", "所属街道", "所在街道", "镇街", "所属镇街", "乡镇街道"], "Street").also(&["Subdistrict"]),
];

/// What every feature may have, shown after its own fields.
#[rustfmt::skip]
pub(super) static COMMON_LAST: &[FieldDef] = &[
    date("surveyed_on", &["排摸日期", "调查日期", "摸排日期"], "Surveyed on").also(&["Survey date", "Surveyed"]),
    text("source", &["数据来源"], "Source"),
    code("position_quality", &["位置精度"], "Position quality", &[
        c("surveyed", "实测", "Surveyed"), c("approximate", "示意", "Approximate"),
    ]),
    flag("illustrative", &["示例", "示例数据"], "Illustrative"),
    list("photos", &["照片"], "Photos"),
    text("remark", &["备注"], "Remark").also(&["Note", "Notes", "Comment", "Comments", "Remarks"]),
];
