//! Fields of the available-space map: idle land, factories and office buildings.

use super::super::codes::LAND_USES;
use super::super::{DomainValue, FieldDef};
use super::{
    DAYS, GROUND_AREA, KVA, M2, M2_DAY, M2_MONTH, METRE, METRO_M, METRO_STATION, MU, PERCENT, RATIO, TONNE,
    WAN, WAN_PER_MU, YEARS, c, code, date, flag, integer, list, number, text, v,
};

const SYSTEMS: &[DomainValue] = &[
    c("GB50137", "城市用地分类 GB 50137", "Urban land use GB 50137"),
    c("TD-YDYH", "国土空间用地用海分类", "Territorial land and sea use"),
    c("GBT21010", "土地利用现状分类 GB/T 21010", "Current land use GB/T 21010"),
];
const TENURES: &[DomainValue] = &[v("国有", "State-owned"), v("集体", "Collective")];
const SUPPLIES: &[DomainValue] = &[
    v("招标", "Tender"),
    v("拍卖", "Auction"),
    v("挂牌", "Listing"),
    v("协议", "Agreement"),
    v("划拨", "Allocation"),
    v("租赁", "Lease"),
];
const LAND_STATUS: &[DomainValue] = &[
    v("闲置", "Idle"),
    v("部分闲置", "Partly idle"),
    v("已供未建", "Supplied, not built"),
    v("在建", "Under construction"),
    v("已用", "In use"),
];
const CAUSES: &[DomainValue] = &[v("企业原因", "Enterprise"), v("政府原因", "Government")];
const DISPOSALS: &[DomainValue] = &[
    v("延期", "Extension"),
    v("调整用途", "Change of use"),
    v("政府收回", "Recovery"),
    v("置换", "Exchange"),
    v("征缴闲置费", "Idle land fee"),
];
/// 闲置土地处置办法 (国土资源部令第53号, 2012), articles 2, 8 and 12–14; worked out against a given date.
const IDLE_STATES: &[DomainValue] = &[
    c("idle_2y", "满两年未动工", "Not started for two years"),
    c("idle_1y", "满一年未动工", "Not started for a year"),
    c("watch", "预警", "Watch: first line within 90 days"),
    c("idle_stopped", "动工后中止满一年", "Stopped for a year"),
    c("not_idle", "未闲置", "Not idle"),
    c("government_cause", "政府原因", "Government cause"),
    c("unknown", "无法判断", "Cannot tell"),
];
const STRUCTURES: &[DomainValue] =
    &[v("钢结构", "Steel"), v("框架", "Frame"), v("砖混", "Brick and concrete")];
/// GB 50016: 甲 the most dangerous, 戊 the least.
const FIRE_CLASSES: &[DomainValue] =
    &[v("甲", "A (highest)"), v("乙", "B"), v("丙", "C"), v("丁", "D"), v("戊", "E (lowest)")];
const DEALS: &[DomainValue] = &[v("出租", "To let"), v("出售", "For sale"), v("租售", "To let or for sale")];
const BUILDING_STATUS: &[DomainValue] =
    &[v("未使用", "Unused"), v("部分使用", "Partly used"), v("已停用", "Out of use")];
const GRADES: &[DomainValue] = &[v("甲", "Grade A"), v("乙", "Grade B"), v("丙", "Grade C")];

#[rustfmt::skip]
pub(in super::super) static LAND: &[FieldDef] = &[
    text("parcel_no", &["地块编号", "宗地编号", "地块号", "宗地号"], "Parcel number").also(&["Parcel no", "Plot number", "Plot no", "Lot number", "Lot no"]),
    number("area_mu", &["面积(亩)", "面积", "亩数"], "Area", MU).also(&["Size", "Lot size", "Lot area"]).shown_as("面积").higher().formula(GROUND_AREA[0], GROUND_AREA[1]),
    number("area_m2", &["面积(m²)", "面积(平方米)"], "Area", M2).also(&["Size", "Lot size", "Lot area"]).shown_as("面积").higher().formula(GROUND_AREA[0], GROUND_AREA[1]),
    code("land_use", &["用地性质", "地类", "土地用途", "规划用途"], "Land use", LAND_USES).also(&["Planned use", "Permitted use", "Zoned use", "Designated use", "Zoning"]),
    code("code_system", &["用地分类标准"], "Code system", SYSTEMS),
    code("tenure", &["权属"], "Tenure", TENURES).also(&["Land tenure"]),
    text("owner", &["权利人", "业主"], "Owner").also(&["Owner name", "Rights holder", "Landowner"]),
    text("owner_tel", &["联系电话", "电话"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    code("supply", &["供应方式"], "Supply", SUPPLIES).also(&["Supply method", "Mode of supply"]),
    integer("term_years", &["年限", "出让年限"], "Term").also(&["Lease term", "Term of use", "Term of years"]).per(YEARS).higher(),
    number("far_min", &["容积率下限"], "Floor area ratio, least", super::unit("", "")).also(&["FAR min", "Minimum FAR", "Minimum plot ratio", "Minimum floor area ratio"]),
    number("far_max", &["容积率上限", "容积率"], "Floor area ratio, most", super::unit("", "")).also(&["FAR", "FAR max", "Maximum FAR", "Plot ratio", "Maximum plot ratio", "Floor area ratio", "Maximum floor area ratio"]).higher(),
    number("density_max", &["建筑密度"], "Building density, most", PERCENT).also(&["Building density", "Building coverage", "Site coverage"]).higher(),
    number("green_max", &["绿地率"], "Green ratio, most", PERCENT).also(&["Green ratio", "Green coverage", "Greening ratio"]),
    number("height_max", &["限高"], "Height limit", METRE).also(&["Maximum height", "Maximum building height", "Building height limit"]).higher(),
    text("allowed_industry", &["准入行业", "准入产业"], "Admitted industry").also(&["Allowed industry", "Permitted industry"]),
    number("invest_per_mu", &["投资强度"], "Investment intensity", WAN_PER_MU).lower(),
    number("output_per_mu", &["亩均产值"], "Output per mu", WAN_PER_MU).lower(),
    number("tax_per_mu", &["亩均税收"], "Tax per mu", WAN_PER_MU).lower(),
    number("start_price", &["起始价"], "Starting price", WAN).also(&["Start price", "Reserve price", "Floor price", "Opening price"]).private().lower(),
    number("land_price", &["土地价款"], "Land price", WAN).private().lower(),
    code("status", &["状态", "使用状态", "利用状态"], "Status", LAND_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
    code("idle_state", &["闲置状态"], "Idle state", IDLE_STATES).derived(
        "按《闲置土地处置办法》（国土资源部令第53号）第二、八、十二、十四条，以参考日对照约定动工日、实际动工日、中止开发日、开发面积比例、投资比例与闲置原因；提示，非法律认定",
        "Articles 2, 8, 12 and 14 of the Measures on Idle Land (MLR Order 53, 2012), from dates, shares built and invested, and cause, as of the reference day; a reminder, not a legal finding"),
    integer("idle_days", &["闲置天数"], "Days idle").per(DAYS).derived(
        "参考日 − 约定动工日（未动工），或参考日 − 中止开发日（动工后中止）；在建、已用为 0",
        "Reference day − start by contract (not started) or − the day work stopped; 0 where work goes on"),
    date("idle_deadline", &["下一期限"], "Next deadline").derived(
        "约定动工日（或中止开发日）满一年、满两年之日；此日一过即进入下一状态",
        "The day on which one or two years from the start by contract (or from the stop) end; past it the next state begins"),
    number("idle_fee", &["闲置费估算"], "Idle land fee, estimate", WAN).private().derived(
        "土地价款 × 20%（第十四条第（一）项），仅限满一年未动工",
        "Land price × 20 % (article 14, item 1), only where not started for a year"),
    date("contract_start", &["约定动工日", "约定开工日"], "Start by contract").also(&["Contract start", "Agreed start"]),
    date("actual_start", &["实际动工日", "实际开工日"], "Actual start").also(&["Construction start"]),
    date("stopped_on", &["中止开发日", "停工日"], "Stopped on").also(&["Work stopped"]),
    number("built_ratio", &["开发面积比例", "已建比例"], "Share built", RATIO).also(&["Built share", "Built ratio"]),
    number("invested_ratio", &["投资比例", "已投比例"], "Share invested", RATIO).also(&["Invested share", "Invested ratio"]),
    code("idle_cause", &["闲置原因"], "Cause", CAUSES).also(&["Idle cause", "Cause of idleness", "Reason idle", "Idle reason"]),
    code("disposal", &["处置方式"], "Disposal", DISPOSALS),
    METRO_M,
    METRO_STATION,
];

#[rustfmt::skip]
pub(in super::super) static FACTORIES: &[FieldDef] = &[
    number("gfa_m2", &["建筑面积", "总建筑面积"], "Gross floor area", M2).also(&["GFA", "Floor area", "Total floor area", "Building area"]),
    number("available_m2", &["可用面积", "可租面积", "空置面积"], "Available area", M2).also(&["Available space", "Available floor area", "Vacant area", "Vacant space", "Lettable area"]).higher(),
    integer("floors", &["层数"], "Floors").also(&["Number of floors", "Storeys", "Stories"]),
    list("floor_spec", &["分层参数"], "Floor by floor"),
    number("clear_height_m", &["净层高", "层高"], "Clear height", METRE).also(&["Ceiling height", "Headroom", "Clear headroom"]).higher(),
    number("load_t_m2", &["楼面荷载", "荷载", "楼板荷载", "承重"], "Floor load", super::unit("t/m²", "t/m²")).also(&["Floor loading", "Load capacity", "Floor load capacity"]).higher(),
    number("column_spacing_m", &["柱距"], "Column spacing", METRE).also(&["Column grid"]).higher(),
    number("span_m", &["跨度"], "Span", METRE).higher(),
    number("crane_t", &["行车", "吊车"], "Crane", TONNE).also(&["Crane capacity"]).higher(),
    number("freight_lift_t", &["货梯"], "Freight lift", TONNE).also(&["Goods lift", "Cargo lift", "Freight elevator"]).higher(),
    number("power_kva", &["配电", "配电容量"], "Power", KVA).also(&["Power supply", "Power capacity", "Transformer capacity"]).higher(),
    code("structure", &["结构"], "Structure", STRUCTURES).also(&["Structure type", "Building structure"]),
    code("fire_class", &["火灾危险性"], "Fire hazard class", FIRE_CLASSES).also(&["Fire class", "Fire hazard"]),
    flag("eia_ok", &["可环评"], "Impact assessment possible"),
    code("deal", &["租售方式"], "Offer", DEALS).also(&["Deal", "Offer type", "Rent or sale", "Lease or sale"]),
    number("rent", &["租金"], "Rent", M2_MONTH).also(&["Asking rent", "Rental"]).lower(),
    date("vacant_since", &["空置起始"], "Vacant since").also(&["Empty since", "Vacant from"]),
    code("status", &["状态", "使用状态"], "Status", BUILDING_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
    text("owner", &["权利人", "业主"], "Owner").also(&["Owner name", "Rights holder", "Landlord"]),
    text("owner_tel", &["联系电话", "电话"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    number("rent_m2_month", &["月租金"], "Rent a month", M2_MONTH).derived("月租金按原值", "the rent, which is by the month").lower(),
    METRO_M,
    METRO_STATION,
];

#[rustfmt::skip]
pub(in super::super) static OFFICES: &[FieldDef] = &[
    code("grade", &["等级"], "Grade", GRADES).also(&["Building grade"]),
    number("gfa_m2", &["建筑面积", "总建筑面积"], "Gross floor area", M2).also(&["GFA", "Floor area", "Total floor area", "Building area"]),
    number("available_m2", &["可用面积", "可租面积", "空置面积"], "Available area", M2).also(&["Available space", "Available floor area", "Vacant area", "Vacant space", "Lettable area"]).higher(),
    number("typical_floor_m2", &["标准层面积"], "Typical floor", M2).also(&["Typical floor area", "Floor plate"]).higher(),
    number("net_height_m", &["净高"], "Net height", METRE).also(&["Ceiling height", "Clear height", "Net ceiling height"]).higher(),
    number("efficiency", &["得房率"], "Efficiency", PERCENT).higher(),
    integer("lifts", &["电梯"], "Lifts").also(&["Number of lifts", "Elevators"]).higher(),
    number("vacancy", &["空置率"], "Vacancy", PERCENT).also(&["Vacancy rate"]),
    number("rent", &["租金"], "Rent", M2_DAY).also(&["Asking rent", "Rental"]).lower(),
    number("property_fee", &["物业费"], "Property fee", M2_MONTH).also(&["Management fee", "Service charge"]).lower(),
    integer("parking", &["车位"], "Parking spaces").also(&["Parking", "Parking places", "Car spaces"]).higher(),
    integer("floors", &["层数"], "Floors").also(&["Number of floors", "Storeys", "Stories"]),
    code("status", &["状态", "使用状态"], "Status", BUILDING_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
    date("vacant_since", &["空置起始"], "Vacant since").also(&["Empty since", "Vacant from"]),
    text("owner", &["权利人", "业主"], "Owner").also(&["Owner name", "Rights holder", "Landlord"]),
    text("owner_tel", &["联系电话", "电话"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    number("rent_m2_month", &["月租金"], "Rent a month", M2_MONTH).derived("日租金 × 365 ÷ 12", "rent a day × 365 / 12").lower(),
    METRO_M,
    METRO_STATION,
];
