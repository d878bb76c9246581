//! Fields of the startup map: carriers and universities.

use super::super::{DomainValue, FieldDef};
use super::{
    DESKS, FIRMS, GROUND_AREA, LEVELS, M2, METRO_M, METRO_STATION, PEOPLE, PERCENT, WAN, code, integer, list,
    number, text, v,
};

const CARRIER_KINDS: &[DomainValue] = &[
    v("众创空间", "Makerspace"),
    v("孵化器", "Incubator").or(&["科技企业孵化器", "企业孵化器", "科技孵化器"]),
    v("加速器", "Accelerator").or(&["企业加速器", "科技企业加速器"]),
    v("大学科技园", "University science park").or(&["国家大学科技园"]),
    v("人才园", "Talent park").or(&["人才创业园", "人才产业园"]),
    v("小微园", "Small-business park").or(&["小微企业园", "小微企业创业园"]),
];
const SCHOOLS: &[DomainValue] = &[
    v("本科", "University").or(&["本科院校"]),
    v("高职", "Vocational college").or(&["高职院校", "高职高专"]),
];

#[rustfmt::skip]
pub(in super::super) static CARRIERS: &[FieldDef] = &[
    code("kind", &["类别", "载体类型", "载体类别"], "Kind", CARRIER_KINDS),
    code("level", &["级别", "认定级别", "载体级别"], "Level", LEVELS),
    integer("certified_year", &["认定年份", "认定年度"], "Certified in").also(&["Year certified", "Certification year"]),
    text("operator", &["运营方", "运营单位", "运营主体", "运营机构"], "Operator").also(&["Operated by"]),
    list("focus", &["专业方向", "专业领域", "孵化方向"], "Focus"),
    number("area_m2", &["面积(m²)", "面积"], "Area", M2).also(&["Floor area"]).shown_as("面积").higher(),
    number("incubating_ratio", &["孵化面积占比"], "Share for incubation", PERCENT).higher(),
    integer("desks", &["工位", "工位数", "工位总数", "总工位数"], "Desks").also(&["Workstations", "Number of desks"]).per(DESKS).higher(),
    integer("desks_free", &["空余工位", "空余工位数", "剩余工位", "剩余工位数", "空闲工位"], "Free desks").also(&["Available desks", "Vacant desks", "Free workstations"]).per(DESKS).higher(),
    integer("tenants", &["在孵企业", "在孵企业数", "在孵企业数量"], "Tenants").also(&["Tenant firms"]).per(FIRMS).higher(),
    integer("graduates", &["毕业企业", "毕业企业数", "毕业企业数量"], "Graduates").per(FIRMS).higher(),
    integer("teams", &["团队", "团队数", "创业团队", "创业团队数"], "Teams").higher(),
    number("seed_fund", &["种子资金", "种子基金"], "Seed fund", WAN).also(&["Seed money"]).higher(),
    integer("mentors", &["导师", "导师数", "创业导师"], "Mentors").per(PEOPLE).higher(),
    number("occupancy", &["入驻率"], "Occupancy", PERCENT).also(&["Occupancy rate"]),
    METRO_M,
    METRO_STATION,
];

#[rustfmt::skip]
pub(in super::super) static UNIVERSITIES: &[FieldDef] = &[
    code("kind", &["类别"], "Kind", SCHOOLS),
    number("area_m2", &["面积(m²)", "面积"], "Campus area", M2).shown_as("面积").formula(GROUND_AREA[0], GROUND_AREA[1]),
    list("strengths", &["优势学科"], "Strong subjects"),
];
