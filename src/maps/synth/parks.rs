//! The parks of the industry map: those the town is known for, and made-up ones.

use super::ground::Ground;
use super::json::{Collection, Geometry, Props};
use super::plane::signed_area_m2;

/// A park: one street block.
pub(super) struct Park {
    pub(super) cell: (usize, usize),
    pub(super) name: &'static str,
    name_en: Option<&'static str>,
    kind: &'static str,
    level: Option<&'static str>,
    operator: Option<&'static str>,
    focus: &'static [&'static str],
    /// Divisions of its firms, the commonest first.
    pub(super) divisions: &'static [&'static str],
    /// How many firms the generator puts there.
    pub(super) firms: u64,
    /// The firms to be printed in the park's own table.
    stated: Option<u64>,
    remark: Option<&'static str>,
}

const fn sample(
    cell: (usize, usize),
    name: &'static str,
    kind: &'static str,
    level: &'static str,
    focus: &'static [&'static str],
    divisions: &'static [&'static str],
    firms: u64,
) -> Park {
    Park {
        cell,
        name,
        name_en: None,
        kind,
        level: Some(level),
        operator: Some("示例园区运营有限公司"),
        focus,
        divisions,
        firms,
        stated: Some(firms),
        remark: None,
    }
}

#[rustfmt::skip]
pub(super) const PARKS: &[Park] = &[
    Park { cell: (6, 5), name: "新加坡(杭州)科技园", name_en: Some("Singapore-Hangzhou Science & Technology Park"), kind: "科技园", level: None,
        operator: None, focus: &["软件信息", "研发", "外资"], divisions: &["I65", "I65", "M73", "I64", "M75", "L72", "C39"], firms: 108, stated: None,
        remark: Some("入驻企业100家以上,重大外资项目18个") },
    Park { cell: (8, 5), name: "杭州国际人才创业创新园钱塘园区", name_en: Some("Hangzhou International Talent Park, Qiantang"), kind: "人才园", level: None,
        operator: Some("杭州枫惠六和桥创投科技有限公司"), focus: &["人工智能", "5G应用", "智能制造"], divisions: &["I65", "M73", "C35", "M75", "C40"], firms: 60, stated: None,
        remark: Some("一期5000平方米以上,合作运营方如上") },
    Park { cell: (10, 5), name: "钱塘直播电商产业生态园", name_en: Some("Qiantang Livestream Commerce Park"), kind: "电商园", level: None,
        operator: Some("华策"), focus: &["直播电商", "数字内容"], divisions: &["I64", "F52", "R87", "L72", "F51"], firms: 640, stated: None,
        remark: Some("计划总投资20.6亿元") },
    sample((2, 4), "示例数字贸易港", "商务园", "省级", &["跨境电商", "供应链"], &["F51", "F51", "F52", "L72", "I64", "G58"], 1350),
    sample((0, 3), "示例金沙软件园", "软件园", "市级", &["软件信息", "互联网"], &["I65", "I65", "I64", "M75", "L72"], 900),
    sample((4, 1), "示例文泽科创园", "科技园", "省级", &["研发", "检测"], &["M74", "M73", "I65", "C40", "M75"], 620),
    sample((7, 5), "示例中央商务园", "商务园", "区级", &["商务服务", "会展"], &["L72", "L72", "F51", "J67", "M74", "I65"], 1150),
    sample((4, 6), "示例智能装备园", "产业园", "省级", &["智能装备", "专用设备"], &["C35", "C34", "C35", "C40", "F51", "M74"], 520),
    sample((7, 7), "示例集成电路园", "产业园", "省级", &["半导体", "电子"], &["C39", "C39", "C35", "I65", "M73"], 430),
    sample((1, 7), "示例东部医药园", "产业园", "国家级", &["生物医药", "医疗器械"], &["C27", "M73", "C35", "M74", "F51"], 560),
    sample((2, 8), "示例新材料园", "产业园", "市级", &["新材料", "橡塑"], &["C26", "C29", "C30", "C33", "F51"], 330),
    sample((5, 7), "示例汽车零部件园", "产业园", "市级", &["汽车零部件"], &["C36", "C36", "C34", "C33", "C38", "G59"], 360),
    sample((8, 6), "示例云水小微园", "小微园", "区级", &["小微制造"], &["C33", "C34", "C38", "C23", "C29", "F51", "C39"], 480),
    sample((10, 1), "示例德胜食品园", "产业园", "区级", &["食品", "饮料"], &["C14", "C15", "C13", "F51", "G59"], 260),
    sample((1, 0), "示例德胜物流园", "物流园", "市级", &["物流", "快递"], &["G54", "G59", "G60", "F51"], 420),
];

/// The cells of the parks.
pub(super) fn cells() -> impl Iterator<Item = (usize, usize)> {
    PARKS.iter().map(|park| park.cell)
}

pub(super) fn parks(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("parks", "产业园区,范围为示意;名称以“示例”开头的均为虚构");
    for (i, park) in PARKS.iter().enumerate() {
        let Some(block) = ground.block(park.cell) else { continue };
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.9), (0.92, 1.0), (0.0, 1.0)].map(|(x, y)| block.at(x, y));
        let mut p = Props::default();
        p.text("id", &format!("YQ{:02}", i + 1)).text("name", park.name);
        if let Some(name_en) = park.name_en {
            p.text("name_en", name_en);
        }
        p.text("address", &block.address()).text("street", "白杨街道").text("kind", park.kind);
        if let Some(operator) = park.operator {
            p.text("operator", operator);
        }
        match park.level {
            Some(level) => p.text("level", level),
            None => p.null("level"),
        };
        p.number("area_m2", signed_area_m2(&ring).abs(), 0).list("focus", park.focus);
        if let Some(firms) = park.stated {
            p.whole("firms", firms);
        }
        if park.stated.is_some() {
            p.illustrative();
        } else {
            p.approximate("公开报道(2020),位置为示意");
        }
        if let Some(remark) = park.remark {
            p.text("remark", remark);
        }
        layer.push(&p, &Geometry::polygon(&[&ring]));
    }
    layer.into_bytes()
}
