//! Fields of the industry map: enterprises, parks, projects.

use super::super::codes::SECTIONS;
use super::super::{DomainValue, FieldDef};
use super::{
    FIRMS, GROUND_AREA, LEVELS, M2, MU, PEOPLE, PERCENT, WAN_A_YEAR, YI, code, date, flag, integer, list,
    number, text, v,
};

const SIZES: &[DomainValue] = &[
    v("大", "Large").or(&["大型", "大型企业"]),
    v("中", "Medium").or(&["中型", "中型企业"]),
    v("小", "Small").or(&["小型", "小型企业"]),
    v("微", "Micro").or(&["微型", "微型企业"]),
];
const LADDER: &[DomainValue] = &[
    v("创新型中小", "Innovative SME").or(&["创新型中小企业"]),
    v("专精特新", "Specialised SME").or(&["专精特新企业", "专精特新中小企业"]),
    v("小巨人", "Little giant").or(&["专精特新小巨人", "专精特新“小巨人”", "小巨人企业"]),
    v("单项冠军", "Single-product champion").or(&["单项冠军企业", "制造业单项冠军"]),
    v("高新技术", "High-tech enterprise").or(&["高新技术企业", "国家高新技术企业", "高企"]),
    v("科技型中小", "Technology SME").or(&["科技型中小企业"]),
    v("雏鹰", "Eaglet").or(&["雏鹰企业"]),
    v("瞪羚", "Gazelle").or(&["瞪羚企业"]),
    v("准独角兽", "Soon-to-be unicorn").or(&["准独角兽企业"]),
    v("独角兽", "Unicorn").or(&["独角兽企业"]),
];
const CHAIN_STAGES: &[DomainValue] =
    &[v("上游", "Upstream"), v("中游", "Midstream"), v("下游", "Downstream")];
const MU_GRADES: &[DomainValue] = &[v("A", "A"), v("B", "B"), v("C", "C"), v("D", "D")];
const STAGES: &[DomainValue] = &[
    v("签约", "Signed").or(&["已签约"]),
    v("开工", "Started").or(&["已开工"]),
    v("在建", "Under construction").or(&["在建中", "建设中", "施工中"]),
    v("投产", "In production").or(&["已投产"]),
];
const PROJECT_KINDS: &[DomainValue] =
    &[v("新建", "New").or(&["新建项目"]), v("续建", "Continued").or(&["续建项目"])];

const FROM_CODE: (&str, &str) =
    ("行业代码的前几位（GB/T 4754-2017）", "The beginning of the industry code (GB/T 4754-2017)");
const SECTION: FieldDef =
    code("industry_section", &["行业门类"], "Industry section", SECTIONS).derived(FROM_CODE.0, FROM_CODE.1);
const DIVISION: FieldDef =
    text("industry_division", &["行业大类"], "Industry division").derived(FROM_CODE.0, FROM_CODE.1);
const GROUP: FieldDef =
    text("industry_group", &["行业中类"], "Industry group").derived(FROM_CODE.0, FROM_CODE.1);

#[rustfmt::skip]
pub(in super::super) static ENTERPRISES: &[FieldDef] = &[
    text("uscc", &["统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "企业信用代码"], "Unified social credit code").also(&["Credit code", "USCC"]),
    code("industry", &["行业", "行业代码", "所属行业", "国民经济行业", "国民经济行业代码", "行业分类"], "Industry (GB/T 4754)", SECTIONS).also(&["Industry", "Industry code"]),
    code("size", &["规模", "企业规模"], "Size", SIZES),
    flag("above_scale", &["规上", "是否规上", "规上企业", "规模以上", "是否规模以上"], "Above designated size").also(&["Above scale"]),
    flag("four_above", &["四上", "是否四上", "四上企业"], "Of the four kinds above the limit"),
    flag("listed", &["上市", "是否上市"], "Listed"),
    code("ladder", &["梯度", "企业梯度"], "Ladder", LADDER),
    text("chain", &["产业链", "所属产业链"], "Industry chain"),
    code("chain_stage", &["产业链环节"], "Stage of the chain", CHAIN_STAGES),
    number("land_mu", &["用地面积"], "Land", MU),
    number("leased_m2", &["租赁面积", "租用面积", "承租面积"], "Leased area", M2),
    integer("employees", &["员工数", "从业人数", "员工人数", "职工人数", "从业人员", "从业人员数", "用工人数", "员工总数"], "Employees").also(&["Staff", "Headcount", "Workforce", "Number of employees"]).per(PEOPLE).higher(),
    number("output", &["产值", "年产值", "总产值", "工业总产值", "工业产值"], "Output", WAN_A_YEAR).also(&["Annual output", "Output value"]).higher(),
    number("revenue", &["营收", "营业收入", "主营业务收入", "年营收", "年营业收入"], "Revenue", WAN_A_YEAR).also(&["Turnover", "Annual revenue"]).higher(),
    number("tax", &["税收", "年税收", "纳税额", "纳税总额", "实缴税收", "实缴税金"], "Tax", WAN_A_YEAR).also(&["Tax paid", "Annual tax"]).higher(),
    number("rd_ratio", &["研发占比", "研发强度", "研发投入占比", "研发费用占比"], "R&D share", PERCENT).also(&["R&D ratio", "R&D intensity"]).higher(),
    code("mu_grade", &["亩均评价", "亩均评价等级", "亩均综合评价"], "Grade by mu", MU_GRADES),
    date("founded_on", &["成立日期", "注册日期"], "Founded on").also(&["Founding date", "Established", "Date of establishment"]),
    flag("foreign", &["外资", "是否外资"], "Foreign-invested"),
    text("park", &["所在园区", "所属园区"], "Park"),
    SECTION,
    DIVISION,
    GROUP,
];

#[rustfmt::skip]
pub(in super::super) static PARKS: &[FieldDef] = &[
    text("kind", &["类别", "园区类型"], "Kind"),
    text("operator", &["运营方", "运营单位", "运营主体", "运营机构"], "Operator").also(&["Operated by"]),
    code("level", &["级别"], "Level", LEVELS),
    number("area_m2", &["面积(m²)", "面积"], "Area", M2).shown_as("面积").higher().formula(GROUND_AREA[0], GROUND_AREA[1]),
    list("focus", &["主导产业", "产业定位"], "Focus").also(&["Leading industry", "Focus industry"]),
    integer("firms", &["入驻企业", "入驻企业数", "企业数", "企业数量"], "Firms").also(&["Number of firms", "Companies"]).per(FIRMS).higher(),
];

#[rustfmt::skip]
pub(in super::super) static PROJECTS: &[FieldDef] = &[
    code("stage", &["阶段", "项目阶段", "建设阶段"], "Stage", STAGES),
    code("kind", &["类别", "建设性质"], "Kind", PROJECT_KINDS),
    number("invest", &["总投资", "总投资额", "计划总投资", "项目总投资", "投资总额"], "Total investment", YI).also(&["Investment", "Investment amount"]).higher(),
    date("start_on", &["开工日期"], "Start").also(&["Started", "Construction start"]),
    code("industry", &["行业", "行业代码", "所属行业"], "Industry (GB/T 4754)", SECTIONS).also(&["Industry", "Industry code"]),
    SECTION,
    DIVISION,
    GROUP,
];
