//! Words that made-up names are put together from. Every such name starts with 示例, so that nobody takes
//! it for a firm.

use super::dice::Dice;
use crate::maps::codes::uscc::check_digit;

const HEADS: &[&str] = &[
    "澄屿", "砚川", "沐桥", "衡泽", "栖岩", "谷雨", "青禾", "远岫", "听澜", "行舟", "拾光", "望潮", "汀洲",
    "云帆", "星阑", "霁月", "松筠", "锦麟", "启程", "万象", "予安", "知微", "明德", "朗润", "恒昱", "巨幕",
    "卓远", "新纪", "天枢", "玉衡", "开阳", "瑶光", "若水", "长风", "乘浪", "百川", "归一", "九皋", "南枝",
    "北辰", "东篱", "西岭", "中和", "同舟", "共济", "方圆", "经纬", "春和", "夏木", "秋实", "冬青", "江左",
    "海晏", "河清", "山阴", "林下", "石渠", "芸香", "竹里", "梅坞",
];

/// Trades of a division: what stands in a firm's name.
const TRADES: &[(&str, &[&str])] = &[
    ("13", &["粮油", "农产品加工"]),
    ("14", &["食品", "烘焙食品"]),
    ("15", &["饮料", "茶业"]),
    ("17", &["纺织", "家纺"]),
    ("18", &["服饰", "制衣"]),
    ("22", &["纸业", "包装"]),
    ("23", &["印务", "印刷"]),
    ("26", &["新材料", "精细化工"]),
    ("27", &["医药", "生物制药", "药业"]),
    ("29", &["塑胶", "橡塑"]),
    ("30", &["建材", "玻璃"]),
    ("33", &["金属制品", "五金"]),
    ("34", &["机械", "泵业", "精密传动"]),
    ("35", &["智能装备", "医疗器械", "半导体设备"]),
    ("36", &["汽车部件", "车用电子"]),
    ("37", &["轨道装备", "航空部件"]),
    ("38", &["电气", "电机", "新能源"]),
    ("39", &["电子", "光电", "微电子", "通信设备"]),
    ("40", &["仪器", "传感技术", "检测仪表"]),
    ("48", &["市政工程", "园林工程"]),
    ("50", &["装饰", "幕墙工程"]),
    ("51", &["贸易", "供应链", "进出口"]),
    ("52", &["商贸", "便利店", "电子商务"]),
    ("54", &["运输", "物流"]),
    ("59", &["仓储", "冷链"]),
    ("60", &["速递", "快运"]),
    ("61", &["酒店管理", "公寓管理"]),
    ("62", &["餐饮管理", "茶饮"]),
    ("64", &["网络科技", "直播科技", "互联网"]),
    ("65", &["软件", "信息技术", "数据技术", "智能科技"]),
    ("67", &["投资管理", "创业投资"]),
    ("70", &["物业服务", "房产经纪"]),
    ("71", &["设备租赁", "汽车租赁"]),
    ("72", &["企业管理", "会展", "人力资源", "文化传播"]),
    ("73", &["生物技术研发", "新材料研究"]),
    ("74", &["检测技术", "工程设计", "勘测设计"]),
    ("75", &["科技服务", "知识产权", "技术咨询"]),
    ("77", &["环境科技", "环保"]),
    ("80", &["家政服务", "美容"]),
    ("81", &["汽车维修", "电器维修"]),
    ("82", &["保洁服务", "宠物服务"]),
    ("83", &["教育科技", "培训"]),
    ("84", &["门诊部", "健康管理"]),
    ("87", &["影视制作", "传媒"]),
    ("88", &["文化艺术", "创意设计"]),
    ("89", &["体育", "健身"]),
    ("90", &["娱乐", "网娱"]),
];

/// A made-up firm of a division (two digits).
pub(super) fn firm(dice: &mut Dice, division: &str) -> String {
    let trades = TRADES.iter().find(|row| row.0 == division).map_or(&["科技"] as &[&str], |row| row.1);
    let head = dice.pick(HEADS);
    let second = if dice.chance(45) { dice.pick(HEADS).chars().take(1).collect() } else { String::new() };
    let form = ["有限公司", "有限公司", "有限公司", "股份有限公司"][dice.weighted(&[50, 30, 14, 6])];
    format!("示例{head}{second}{}{form}", dice.pick(trades))
}

/// A made-up two-character name.
pub(super) fn word(dice: &mut Dice) -> &'static str {
    dice.pick(HEADS)
}

/// A telephone number that nobody has: the area code with a row that is not given out.
pub(super) fn telephone(dice: &mut Dice) -> String {
    format!("0571-0000{:04}", dice.below(10_000))
}

/// A date between two years, both possible.
pub(super) fn date(dice: &mut Dice, from_year: u64, to_year: u64) -> String {
    let (year, month, day) = (dice.whole(from_year, to_year), dice.whole(1, 12), dice.whole(1, 28));
    format!("{year:04}-{month:02}-{day:02}")
}
/// A unified social credit code with valid check digits: registered with the market regulator (91), in
/// 钱塘 (330114), the organisation's number of GB 11714-1997 with its own check digit, and the check digit of
/// GB 32100-2015. The number starts with `XX`, which no register gives out.
pub(super) fn uscc(number: u64) -> String {
    let body = format!("XX{:06}", number % 1_000_000);
    let value = |c: u8| u64::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 });
    let sum: u64 = body.bytes().zip([3, 7, 9, 10, 5, 8, 4, 2]).map(|(c, weight)| value(c) * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + digit as u8),
    };
    let code = format!("91330114{body}{check}");
    let last = check_digit(&code).unwrap_or('0');
    format!("{code}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_follow_the_standard() {
        assert_eq!(crate::maps::codes::uscc::fault(&uscc(42)), None);
    }
}
