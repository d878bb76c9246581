//! Code tables: land use (two of the systems that real files mix) and industries.
//!
//! Short labels of our own after GB 50137-2011, 国土空间调查、规划、用途管制用地用海分类指南
//! and GB/T 4754-2017. `M0` 新型产业用地 is a local code, not one of GB 50137.

use super::DomainValue;
use crate::text::Lang;

const fn v(value: &'static str, zh: &'static str, en: &'static str) -> DomainValue {
    DomainValue { value, zh, en, also: &[] }
}

/// The label of an industry code, a section letter with 0 to 4 digits: that of its division, or of its
/// section where the division is not in the standard. `None` where the section is not.
pub fn industry_label(value: &str, lang: Lang) -> Option<String> {
    let division = value.get(..3).and_then(|head| DIVISIONS.iter().find(|entry| entry.value == head));
    let entry = division
        .or_else(|| value.get(..1).and_then(|head| SECTIONS.iter().find(|entry| entry.value == head)))?;
    Some(format!("{value} {}", lang.pick(entry.zh, entry.en)))
}

/// The system that a land-use code is written in, where its form says so: a letter is GB 50137; four
/// digits are used by two systems with different meanings, so they never say it by themselves.
pub fn land_use_system(code: &str) -> Option<&'static str> {
    code.starts_with(|first: char| first.is_ascii_uppercase()).then_some("GB50137")
}

/// Whether a code of [`LAND_USES`] is one of a system, by the system's name in the field `code_system`.
pub fn is_of_system(code: &str, system: &str) -> bool {
    land_use_system(code).unwrap_or(TD_YDYH) == system
}

/// The name of 国土空间用地用海分类 in the field `code_system`.
pub const TD_YDYH: &str = "TD-YDYH";

/// Colours of land uses on official drawings, by how their codes begin: GB 50137 by letters, 用地用海 by
/// digits; after the colour appendix of the 国土空间规划 drafting rules.
#[rustfmt::skip]
static LAND_USE_COLOURS: &[(&str, [u8; 3])] = &[
    ("M", [187, 150, 116]), ("1001", [187, 150, 116]),
    ("W", [135, 97, 211]), ("1101", [135, 97, 211]),
    ("B", [255, 0, 0]), ("09", [255, 0, 0]),
    ("A35", [230, 0, 92]), ("0802", [230, 0, 92]),
    ("A3", [255, 133, 201]), ("0804", [255, 133, 201]),
    ("R", [255, 255, 45]), ("07", [255, 255, 45]),
    ("G1", [0, 255, 0]), ("1401", [0, 255, 0]),
    ("U", [0, 99, 128]), ("13", [0, 99, 128]),
    ("E1", [51, 142, 192]), ("17", [51, 142, 192]),
    ("16", [255, 255, 255]),
];

/// The colour of a land-use code on official drawings; `None` where the rules at hand name none. A code
/// of digits is read as 用地用海: whether it is one, the caller must know.
pub fn land_use_colour(code: &str) -> Option<[u8; 3]> {
    LAND_USE_COLOURS
        .iter()
        .filter(|(beginning, _)| code.starts_with(beginning))
        .max_by_key(|(beginning, _)| beginning.len())
        .map(|&(_, colour)| colour)
}

/// Land uses: GB 50137, then 用地用海. GB/T 21010 reuses the digits of 用地用海 for other uses (0601), so its codes
/// have no label until a table is chosen by the feature's `code_system`.
#[rustfmt::skip]
pub static LAND_USES: &[DomainValue] = &[
    v("R", "居住", "Residential"),
    v("R1", "一类居住", "Residential, class 1"),
    v("R2", "二类居住", "Residential, class 2"),
    v("A", "公共管理与公共服务", "Public services"),
    v("A3", "教育科研", "Education and research"),
    v("A35", "科研", "Research"),
    v("B1", "商业", "Commerce"),
    v("B2", "商务", "Business offices"),
    v("B3", "娱乐康体", "Leisure"),
    v("B4", "公用设施营业网点", "Service points"),
    v("M0", "新型产业(地方代码)", "New industry (local code)"),
    v("M1", "一类工业", "Industry, class 1"),
    v("M2", "二类工业", "Industry, class 2"),
    v("M3", "三类工业", "Industry, class 3"),
    v("W1", "一类物流仓储", "Logistics, class 1"),
    v("W2", "二类物流仓储", "Logistics, class 2"),
    v("W3", "三类物流仓储", "Logistics, class 3"),
    v("S", "道路与交通设施", "Roads and transport"),
    v("U", "公用设施", "Utilities"),
    v("G1", "公园绿地", "Park"),
    v("G2", "防护绿地", "Buffer green"),
    v("G3", "广场", "Square"),
    v("E1", "水域", "Water"),
    v("0701", "城镇住宅", "Urban housing"),
    v("0802", "科研", "Research"),
    v("0804", "教育", "Education"),
    v("0901", "商业", "Commerce"),
    v("0902", "商务金融", "Business and finance"),
    v("1001", "工业", "Industry"),
    v("100101", "一类工业", "Industry, class 1"),
    v("100102", "二类工业", "Industry, class 2"),
    v("100103", "三类工业", "Industry, class 3"),
    v("1101", "物流仓储", "Logistics"),
    v("1401", "公园绿地", "Park"),
    v("1403", "广场", "Square"),
    v("16", "留白", "Reserved"),
    v("17", "陆地水域", "Inland water"),

];

/// Sections of GB/T 4754-2017.
#[rustfmt::skip]
pub static SECTIONS: &[DomainValue] = &[
    v("A", "农林牧渔", "Agriculture, forestry and fishery"),
    v("B", "采矿", "Mining"),
    v("C", "制造", "Manufacturing"),
    v("D", "电热燃水", "Electricity, heat, gas and water"),
    v("E", "建筑", "Construction"),
    v("F", "批发零售", "Wholesale and retail"),
    v("G", "交通仓储邮政", "Transport, storage and post"),
    v("H", "住宿餐饮", "Accommodation and catering"),
    v("I", "信息软件", "Information and software"),
    v("J", "金融", "Finance"),
    v("K", "房地产", "Real estate"),
    v("L", "租赁商务", "Leasing and business services"),
    v("M", "科研技术", "Research and technology"),
    v("N", "水利环境", "Water, environment and public facilities"),
    v("O", "居民服务", "Household services"),
    v("P", "教育", "Education"),
    v("Q", "卫生社工", "Health and social work"),
    v("R", "文体娱", "Culture, sports and entertainment"),
    v("S", "公共管理", "Public administration"),
    v("T", "国际组织", "International organisations"),
];

/// Divisions of GB/T 4754-2017 with their section letter.
#[rustfmt::skip]
pub static DIVISIONS: &[DomainValue] = &[
    v("A01", "农业", "Farming"),
    v("A02", "林业", "Forestry"),
    v("A03", "畜牧", "Animal husbandry"),
    v("A04", "渔业", "Fishery"),
    v("A05", "农林牧渔服务", "Services to agriculture"),
    v("B06", "煤炭开采", "Coal mining"),
    v("B07", "石油天然气开采", "Oil and gas extraction"),
    v("B08", "黑色金属采选", "Ferrous ore mining"),
    v("B09", "有色金属采选", "Non-ferrous ore mining"),
    v("B10", "非金属采选", "Non-metal ore mining"),
    v("B11", "开采辅助", "Services to mining"),
    v("B12", "其他采矿", "Other mining"),
    v("C13", "农副食品", "Processed farm food"),
    v("C14", "食品", "Food"),
    v("C15", "酒饮料茶", "Beverages"),
    v("C16", "烟草", "Tobacco"),
    v("C17", "纺织", "Textiles"),
    v("C18", "服装", "Clothing"),
    v("C19", "皮革制鞋", "Leather and shoes"),
    v("C20", "木材加工", "Wood products"),
    v("C21", "家具", "Furniture"),
    v("C22", "造纸", "Paper"),
    v("C23", "印刷", "Printing"),
    v("C24", "文教体育用品", "Culture and sports goods"),
    v("C25", "石油煤炭加工", "Petroleum and coal processing"),
    v("C26", "化学原料", "Chemicals"),
    v("C27", "医药", "Pharmaceuticals"),
    v("C28", "化纤", "Chemical fibres"),
    v("C29", "橡塑", "Rubber and plastics"),
    v("C30", "非金属制品", "Non-metallic mineral products"),
    v("C31", "黑色金属冶炼", "Ferrous smelting"),
    v("C32", "有色金属冶炼", "Non-ferrous smelting"),
    v("C33", "金属制品", "Metal products"),
    v("C34", "通用设备", "General machinery"),
    v("C35", "专用设备", "Special machinery"),
    v("C36", "汽车", "Vehicles"),
    v("C37", "铁路船舶航空", "Rail, ships and aircraft"),
    v("C38", "电气机械", "Electrical machinery"),
    v("C39", "计算机通信电子", "Computers and electronics"),
    v("C40", "仪器仪表", "Instruments"),
    v("C41", "其他制造", "Other manufacturing"),
    v("C42", "废弃资源利用", "Waste recycling"),
    v("C43", "设备修理", "Repair of machinery"),
    v("D44", "电力热力", "Electricity and heat"),
    v("D45", "燃气", "Gas"),
    v("D46", "水的生产供应", "Water supply"),
    v("E47", "房屋建筑", "Building construction"),
    v("E48", "土木工程", "Civil engineering"),
    v("E49", "建筑安装", "Building installation"),
    v("E50", "建筑装饰", "Building decoration"),
    v("F51", "批发", "Wholesale"),
    v("F52", "零售", "Retail"),
    v("G53", "铁路运输", "Rail transport"),
    v("G54", "道路运输", "Road transport"),
    v("G55", "水上运输", "Water transport"),
    v("G56", "航空运输", "Air transport"),
    v("G57", "管道运输", "Pipeline transport"),
    v("G58", "多式联运代理", "Multimodal transport and agency"),
    v("G59", "装卸仓储", "Handling and storage"),
    v("G60", "邮政快递", "Post and courier"),
    v("H61", "住宿", "Accommodation"),
    v("H62", "餐饮", "Catering"),
    v("I63", "电信广播", "Telecoms and broadcasting"),
    v("I64", "互联网", "Internet services"),
    v("I65", "软件信息技术", "Software and IT services"),
    v("J66", "货币金融", "Banking"),
    v("J67", "资本市场", "Capital markets"),
    v("J68", "保险", "Insurance"),
    v("J69", "其他金融", "Other finance"),
    v("K70", "房地产", "Real estate"),
    v("L71", "租赁", "Leasing"),
    v("L72", "商务服务", "Business services"),
    v("M73", "研发", "Research and development"),
    v("M74", "专业技术服务", "Technical services"),
    v("M75", "科技推广应用", "Technology transfer"),
    v("N76", "水利管理", "Water management"),
    v("N77", "生态环境治理", "Environmental management"),
    v("N78", "公共设施管理", "Public facilities"),
    v("N79", "土地管理", "Land management"),
    v("O80", "居民服务", "Household services"),
    v("O81", "机动车日用品修理", "Repair of vehicles and household goods"),
    v("O82", "其他服务", "Other services"),
    v("P83", "教育", "Education"),
    v("Q84", "卫生", "Health"),
    v("Q85", "社会工作", "Social work"),
    v("R86", "新闻出版", "News and publishing"),
    v("R87", "广播影视录音", "Broadcasting, film and audio"),
    v("R88", "文化艺术", "Culture and arts"),
    v("R89", "体育", "Sports"),
    v("R90", "娱乐", "Entertainment"),
    v("S91", "党的机关", "Party bodies"),
    v("S92", "国家机构", "State bodies"),
    v("S93", "人民政协民主党派", "Consultative bodies and parties"),
    v("S94", "社会保障", "Social security"),
    v("S95", "群众社会团体", "Associations"),
    v("S96", "基层自治组织", "Grassroots organisations"),
    v("T97", "国际组织", "International organisations"),
];
