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
const TENURES: &[DomainValue] = &[
    v("国有", "State-owned").or(&["国有土地", "国有建设用地", "国家所有", "State"]),
    v("集体", "Collective").or(&["集体土地", "集体建设用地", "集体所有"]),
];
const SUPPLIES: &[DomainValue] = &[
    v("招标", "Tender").or(&["招标出让"]),
    v("拍卖", "Auction").or(&["拍卖出让"]),
    v("挂牌", "Listing").or(&["挂牌出让"]),
    v("协议", "Agreement").or(&["协议出让"]),
    v("划拨", "Allocation").or(&["行政划拨"]),
    v("租赁", "Lease").or(&["国有土地租赁"]),
];
const LAND_STATUS: &[DomainValue] = &[
    v("闲置", "Idle").or(&["空置", "闲置中", "全部闲置", "未利用", "Vacant"]),
    v("部分闲置", "Partly idle").or(&["部分空置", "部分利用", "Partly vacant"]),
    v("已供未建", "Supplied, not built").or(&[
        "供而未建",
        "已供未用",
        "供而未用",
        "已供未动工",
        "已供未开工",
        "未动工",
        "未开工",
        "未建",
        "Not started",
    ]),
    v("在建", "Under construction").or(&["在建中", "建设中", "正在建设", "施工中"]),
    v("已用", "In use").or(&["在用", "使用中", "正在使用", "已使用", "已利用", "Used", "Occupied"]),
];
const CAUSES: &[DomainValue] = &[
    v("企业原因", "Enterprise").or(&["企业", "企业自身原因", "企业自身", "Company", "Enterprise cause"]),
    v("政府原因", "Government").or(&["政府", "政府部门原因", "政府及有关部门原因", "Government cause"]),
];
const DISPOSALS: &[DomainValue] = &[
    v("延期", "Extension").or(&["延长动工期限", "延长动工开发期限", "延期开工"]),
    v("调整用途", "Change of use").or(&["调整土地用途", "调整规划用途", "改变用途"]),
    v("政府收回", "Recovery").or(&["收回", "协议收回", "有偿收回", "无偿收回", "政府收储", "收储"]),
    v("置换", "Exchange").or(&["土地置换"]),
    v("征缴闲置费", "Idle land fee").or(&["征收闲置费", "征缴土地闲置费", "征收土地闲置费", "缴纳闲置费"]),
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
const STRUCTURES: &[DomainValue] = &[
    v("钢结构", "Steel").or(&["钢", "轻钢", "轻钢结构", "门式刚架", "Steel structure"]),
    v("框架", "Frame").or(&[
        "框架结构",
        "钢混",
        "钢混结构",
        "钢筋混凝土",
        "钢筋混凝土框架",
        "Reinforced concrete",
    ]),
    v("砖混", "Brick and concrete").or(&["砖混结构"]),
];
/// GB 50016: 甲 the most dangerous, 戊 the least.
const FIRE_CLASSES: &[DomainValue] = &[
    v("甲", "A (highest)").or(&["甲类", "A"]),
    v("乙", "B").or(&["乙类"]),
    v("丙", "C").or(&["丙类"]),
    v("丁", "D").or(&["丁类"]),
    v("戊", "E (lowest)").or(&["戊类", "E"]),
];
const DEALS: &[DomainValue] = &[
    v("出租", "To let").or(&[
        "租",
        "租赁",
        "招租",
        "仅出租",
        "只租不售",
        "Lease",
        "For lease",
        "Rent",
        "For rent",
    ]),
    v("出售", "For sale").or(&["售", "转让", "仅出售", "只售不租", "Sale"]),
    v("租售", "To let or for sale").or(&[
        "可租可售",
        "租售均可",
        "租售皆可",
        "可租售",
        "出租或出售",
        "出租/出售",
        "出租、出售",
        "Lease or sale",
        "Rent or sale",
    ]),
];
const BUILDING_STATUS: &[DomainValue] = &[
    v("未使用", "Unused").or(&[
        "空置",
        "空置中",
        "全部空置",
        "整栋空置",
        "闲置",
        "全部闲置",
        "未租",
        "待租",
        "未出租",
        "Vacant",
        "Idle",
        "Empty",
    ]),
    v("部分使用", "Partly used").or(&[
        "部分空置",
        "部分闲置",
        "部分在用",
        "部分出租",
        "部分已租",
        "Partly vacant",
        "Partly idle",
        "Partly let",
    ]),
    v("已停用", "Out of use").or(&["停用", "废弃", "关停", "Disused"]),
    v("已用", "In use").or(&[
        "在用",
        "使用中",
        "正在使用",
        "已使用",
        "全部使用",
        "已租",
        "已出租",
        "满租",
        "已满租",
        "Used",
        "Occupied",
        "Let",
    ]),
];
const GRADES: &[DomainValue] = &[
    v("甲", "Grade A").or(&["甲级", "A级", "A"]),
    v("乙", "Grade B").or(&["乙级", "B级", "B"]),
    v("丙", "Grade C").or(&["丙级", "C级", "C"]),
];

#[rustfmt::skip]
pub(in super::super) static LAND: &[FieldDef] = &[
    text("parcel_no", &["地块编号", "宗地编号", "地块号", "宗地号", "宗地代码", "宗地编码", "地块编码"], "Parcel number").also(&["Parcel no", "Plot number", "Plot no", "Lot number", "Lot no"]),
    number("area_mu", &["面积(亩)", "面积", "亩数", "土地面积(亩)", "用地面积(亩)", "占地面积(亩)", "宗地面积(亩)"], "Area", MU).also(&["Size", "Lot size", "Lot area"]).shown_as("面积").higher().formula(GROUND_AREA[0], GROUND_AREA[1]),
    number("area_m2", &["面积(m²)", "面积(平方米)", "土地面积(m²)", "用地面积(m²)", "占地面积(m²)", "宗地面积(m²)"], "Area", M2).also(&["Size", "Lot size", "Lot area"]).shown_as("面积").higher().formula(GROUND_AREA[0], GROUND_AREA[1]),
    code("land_use", &["用地性质", "地类", "土地用途", "规划用途", "规划用地性质", "用地类型"], "Land use", LAND_USES).also(&["Planned use", "Permitted use", "Zoned use", "Designated use", "Zoning"]),
    code("code_system", &["用地分类标准"], "Code system", SYSTEMS),
    code("tenure", &["权属", "权属性质", "土地权属"], "Tenure", TENURES).also(&["Land tenure"]),
    text("owner", &["权利人", "业主", "土地使用权人", "使用权人", "用地单位", "受让人", "受让单位", "产权单位"], "Owner").also(&["Owner name", "Rights holder", "Landowner"]),
    text("owner_tel", &["联系电话", "电话", "联系方式", "手机", "手机号", "手机号码", "业主电话", "联系人电话", "联系人及电话", "联系人及联系方式"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    code("supply", &["供应方式", "供地方式", "出让方式", "土地供应方式", "土地取得方式"], "Supply", SUPPLIES).also(&["Supply method", "Mode of supply"]),
    integer("term_years", &["年限", "出让年限", "使用年限", "土地使用年限"], "Term").also(&["Lease term", "Term of use", "Term of years"]).per(YEARS).higher(),
    number("far_min", &["容积率下限", "最低容积率", "最小容积率"], "Floor area ratio, least", super::unit("", "")).also(&["FAR min", "Minimum FAR", "Minimum plot ratio", "Minimum floor area ratio"]),
    number("far_max", &["容积率上限", "容积率", "最高容积率", "最大容积率", "规划容积率"], "Floor area ratio, most", super::unit("", "")).also(&["FAR", "FAR max", "Maximum FAR", "Plot ratio", "Maximum plot ratio", "Floor area ratio", "Maximum floor area ratio"]).higher(),
    number("density_max", &["建筑密度", "建筑密度上限", "最大建筑密度"], "Building density, most", PERCENT).also(&["Building density", "Building coverage", "Site coverage"]).higher(),
    number("green_max", &["绿地率", "绿地率上限"], "Green ratio, most", PERCENT).also(&["Green ratio", "Green coverage", "Greening ratio"]),
    number("height_max", &["限高", "建筑限高", "建筑高度上限", "高度限制"], "Height limit", METRE).also(&["Maximum height", "Maximum building height", "Building height limit"]).higher(),
    text("allowed_industry", &["准入行业", "准入产业", "产业准入", "允许产业"], "Admitted industry").also(&["Allowed industry", "Permitted industry"]),
    number("invest_per_mu", &["投资强度", "固定资产投资强度", "固投强度", "亩均投资", "亩均投资强度", "亩均固定资产投资"], "Investment intensity", WAN_PER_MU).lower(),
    number("output_per_mu", &["亩均产值", "亩均产出", "亩均总产值", "亩均工业总产值", "产出强度"], "Output per mu", WAN_PER_MU).lower(),
    number("tax_per_mu", &["亩均税收", "亩均税收贡献", "亩均税收强度", "亩均入库税收"], "Tax per mu", WAN_PER_MU).lower(),
    number("start_price", &["起始价", "起拍价", "出让起始价", "挂牌起始价", "起始总价"], "Starting price", WAN).also(&["Start price", "Reserve price", "Floor price", "Opening price"]).private().lower(),
    number("land_price", &["土地价款", "土地出让金", "土地出让价款", "出让价款", "出让金", "成交价款"], "Land price", WAN).private().lower(),
    code("status", &["状态", "使用状态", "利用状态", "现状", "使用状况", "利用状况", "使用现状", "利用现状", "使用情况", "利用情况", "当前状态"], "Status", LAND_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
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
    date("contract_start", &["约定动工日", "约定开工日", "约定开工时间", "合同约定动工日", "合同约定开工日", "合同动工日", "合同开工日", "应动工日", "应开工日"], "Start by contract").also(&["Contract start", "Agreed start"]),
    date("actual_start", &["实际动工日", "实际开工日"], "Actual start").also(&["Construction start"]),
    date("stopped_on", &["中止开发日", "停工日", "停建日", "中止建设日"], "Stopped on").also(&["Work stopped"]),
    number("built_ratio", &["开发面积比例", "已建比例", "已开发比例", "已开发面积占比", "已建面积比例", "已建面积占比"], "Share built", RATIO).also(&["Built share", "Built ratio"]),
    number("invested_ratio", &["投资比例", "已投比例", "已投资比例", "已投资占比", "投资完成比例"], "Share invested", RATIO).also(&["Invested share", "Invested ratio"]),
    code("idle_cause", &["闲置原因", "闲置主要原因", "造成闲置原因", "闲置成因", "未动工原因", "未开工原因"], "Cause", CAUSES).also(&["Idle cause", "Cause of idleness", "Reason idle", "Idle reason"]),
    code("disposal", &["处置方式", "处置意见", "处置方案", "处置措施", "拟处置方式"], "Disposal", DISPOSALS),
    METRO_M,
    METRO_STATION,
];

#[rustfmt::skip]
pub(in super::super) static FACTORIES: &[FieldDef] = &[
    number("gfa_m2", &["建筑面积", "总建筑面积", "总建面", "房屋建筑面积"], "Gross floor area", M2).also(&["GFA", "Floor area", "Total floor area", "Building area"]),
    number("available_m2", &["可用面积", "可租面积", "空置面积", "可出租面积", "可租赁面积", "待租面积", "闲置面积", "可供面积"], "Available area", M2).also(&["Available space", "Available floor area", "Vacant area", "Vacant space", "Lettable area"]).higher(),
    integer("floors", &["层数", "总层数", "楼层数", "建筑层数"], "Floors").also(&["Number of floors", "Storeys", "Stories"]),
    list("floor_spec", &["分层参数"], "Floor by floor"),
    number("clear_height_m", &["净层高", "层高", "净高", "厂房层高"], "Clear height", METRE).also(&["Ceiling height", "Headroom", "Clear headroom"]).higher(),
    number("load_t_m2", &["楼面荷载", "荷载", "楼板荷载", "承重", "楼面承重", "楼板承重", "楼层承重", "楼层荷载", "楼面活荷载", "设计荷载", "承重能力"], "Floor load", super::unit("t/m²", "t/m²")).also(&["Floor loading", "Load capacity", "Floor load capacity"]).higher(),
    number("column_spacing_m", &["柱距", "柱间距", "柱网间距"], "Column spacing", METRE).also(&["Column grid"]).higher(),
    number("span_m", &["跨度", "厂房跨度", "单跨"], "Span", METRE).higher(),
    number("crane_t", &["行车", "吊车", "行车吨位", "吊车吨位", "行车吨数", "吊车吨数", "行车起重量", "行车载重", "行吊", "天车", "起重机", "起重机吨位", "起重吨位", "起重量"], "Crane", TONNE).also(&["Crane capacity"]).higher(),
    number("freight_lift_t", &["货梯", "货梯吨位", "货梯吨数", "货梯载重", "货梯载重量", "货梯承重"], "Freight lift", TONNE).also(&["Goods lift", "Cargo lift", "Freight elevator"]).higher(),
    number("power_kva", &["配电", "配电容量", "用电容量", "供电容量", "电力容量", "变压器容量"], "Power", KVA).also(&["Power supply", "Power capacity", "Transformer capacity"]).higher(),
    code("structure", &["结构", "建筑结构", "结构类型", "结构形式", "房屋结构", "厂房结构"], "Structure", STRUCTURES).also(&["Structure type", "Building structure"]),
    code("fire_class", &["火灾危险性", "火灾危险性类别", "火灾危险性分类", "生产火灾危险性"], "Fire hazard class", FIRE_CLASSES).also(&["Fire class", "Fire hazard"]),
    flag("eia_ok", &["可环评", "是否可环评", "能否环评"], "Impact assessment possible"),
    code("deal", &["租售方式", "租售类型", "租售意向"], "Offer", DEALS).also(&["Deal", "Offer type", "Rent or sale", "Lease or sale"]),
    number("rent", &["租金", "租金单价", "租金价格", "出租单价", "出租价格", "租赁单价", "参考租金"], "Rent", M2_MONTH).also(&["Asking rent", "Rental"]).lower(),
    date("vacant_since", &["空置起始", "空置日", "腾空日", "腾空时间", "预计腾空日", "可腾空日", "腾退日", "退租日"], "Vacant since").also(&["Empty since", "Vacant from", "Vacated"]),
    code("status", &["状态", "使用状态", "现状", "使用状况", "使用现状", "使用情况", "空置状态", "空置情况", "当前状态"], "Status", BUILDING_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
    text("owner", &["权利人", "业主", "业主单位", "产权单位", "产权人", "产权方"], "Owner").also(&["Owner name", "Rights holder", "Landlord"]),
    text("owner_tel", &["联系电话", "电话", "联系方式", "手机", "手机号", "手机号码", "业主电话", "联系人电话", "联系人及电话", "联系人及联系方式"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    number("rent_m2_month", &["月租金"], "Rent a month", M2_MONTH).derived("月租金按原值", "the rent, which is by the month").lower(),
    METRO_M,
    METRO_STATION,
];

#[rustfmt::skip]
pub(in super::super) static OFFICES: &[FieldDef] = &[
    code("grade", &["等级", "楼宇等级", "写字楼等级"], "Grade", GRADES).also(&["Building grade"]),
    number("gfa_m2", &["建筑面积", "总建筑面积", "总建面", "房屋建筑面积"], "Gross floor area", M2).also(&["GFA", "Floor area", "Total floor area", "Building area"]),
    number("available_m2", &["可用面积", "可租面积", "空置面积", "可出租面积", "可租赁面积", "待租面积", "闲置面积", "可供面积"], "Available area", M2).also(&["Available space", "Available floor area", "Vacant area", "Vacant space", "Lettable area"]).higher(),
    number("typical_floor_m2", &["标准层面积", "标准层建筑面积"], "Typical floor", M2).also(&["Typical floor area", "Floor plate"]).higher(),
    number("net_height_m", &["净高", "净层高", "室内净高"], "Net height", METRE).also(&["Ceiling height", "Clear height", "Net ceiling height"]).higher(),
    number("efficiency", &["得房率", "实用率"], "Efficiency", PERCENT).higher(),
    integer("lifts", &["电梯", "电梯数", "电梯数量"], "Lifts").also(&["Number of lifts", "Elevators"]).higher(),
    number("vacancy", &["空置率"], "Vacancy", PERCENT).also(&["Vacancy rate"]),
    number("rent", &["租金", "租金单价", "租金价格", "出租单价", "出租价格", "租赁单价", "参考租金"], "Rent", M2_DAY).also(&["Asking rent", "Rental"]).lower(),
    number("property_fee", &["物业费", "物业管理费", "物业费单价"], "Property fee", M2_MONTH).also(&["Management fee", "Service charge"]).lower(),
    integer("parking", &["车位", "车位数", "停车位", "停车位数", "停车位数量"], "Parking spaces").also(&["Parking", "Parking places", "Car spaces"]).higher(),
    integer("floors", &["层数", "总层数", "楼层数", "建筑层数"], "Floors").also(&["Number of floors", "Storeys", "Stories"]),
    code("status", &["状态", "使用状态", "现状", "使用状况", "使用现状", "使用情况", "空置状态", "空置情况", "当前状态"], "Status", BUILDING_STATUS).also(&["State", "Current status", "Current state", "Use status"]),
    date("vacant_since", &["空置起始", "空置日", "腾空日", "腾空时间", "预计腾空日", "可腾空日", "腾退日", "退租日"], "Vacant since").also(&["Empty since", "Vacant from", "Vacated"]),
    text("owner", &["权利人", "业主", "业主单位", "产权单位", "产权人", "产权方"], "Owner").also(&["Owner name", "Rights holder", "Landlord"]),
    text("owner_tel", &["联系电话", "电话", "联系方式", "手机", "手机号", "手机号码", "业主电话", "联系人电话", "联系人及电话", "联系人及联系方式"], "Telephone").also(&["Phone", "Phone number", "Telephone number", "Contact phone", "Contact number", "Mobile number"]).private(),
    number("rent_m2_month", &["月租金"], "Rent a month", M2_MONTH).derived("日租金 × 365 ÷ 12", "rent a day × 365 / 12").lower(),
    METRO_M,
    METRO_STATION,
];
