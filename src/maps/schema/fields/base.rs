//! Fields of the base layers: boundary, water, green, roads, metro.

use super::super::{DomainValue, FieldDef};
use super::{KM2, METRE, c, code, integer, list, number, text, v};

const BOUNDARIES: &[DomainValue] = &[v("街道边界", "Subdistrict"), v("核心区", "Old core")];
const WATERS: &[DomainValue] = &[v("江", "River"), v("湖", "Lake"), v("河道", "Canal")];
const GREENS: &[DomainValue] = &[
    v("公园", "Park"),
    v("湿地", "Wetland"),
    v("沿江绿带", "Riverside green"),
    v("防护绿地", "Buffer green"),
];
const CLASSES: &[DomainValue] = &[
    c("高速公路", "高速公路", "Expressway"),
    c("快速路", "快速路", "Urban expressway"),
    c("主干路", "主干路", "Main road"),
    c("次干路", "次干路", "Secondary road"),
    c("支路", "支路", "Local road"),
];
const OPERATION: &[DomainValue] = &[
    v("运营", "In service").or(&["运营中", "已运营", "已开通", "已通车", "Operating", "Open"]),
    v("在建", "Under construction").or(&["建设中", "在建中", "Building"]),
];

pub(in super::super) static BOUNDARY: &[FieldDef] = &[
    code("kind", &["类别"], "Kind", BOUNDARIES),
    number("area_km2", &["面积(km²)", "面积"], "Area", KM2).shown_as("面积"),
];

pub(in super::super) static WATER: &[FieldDef] = &[code("kind", &["类别"], "Kind", WATERS)];

pub(in super::super) static GREEN: &[FieldDef] = &[code("kind", &["类别"], "Kind", GREENS)];

pub(in super::super) static ROADS: &[FieldDef] = &[
    code("class", &["道路等级", "等级"], "Class", CLASSES),
    number("width_m", &["红线宽度", "路宽"], "Width", METRE),
    integer("lanes", &["车道数"], "Lanes"),
];

pub(in super::super) static METRO_LINES: &[FieldDef] = &[
    text("line", &["线路"], "Line"),
    text("color", &["标志色"], "Colour"),
    code("operation", &["运营状态"], "Operation", OPERATION),
];

pub(in super::super) static METRO_STATIONS: &[FieldDef] =
    &[list("lines", &["所属线路"], "Lines"), code("operation", &["运营状态"], "Operation", OPERATION)];
