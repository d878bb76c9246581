//! Startup carriers: incubators, makerspaces and parks near campuses, stations and parks.

use super::base::{campus, station};
use super::dice::Dice;
use super::ground::Ground;
use super::json::{Collection, Geometry, Props};
use super::names;
use super::parks::PARKS;
use super::plane::{Point, inside, to_grid};

const FOCUS: &[&str] = &[
    "人工智能",
    "生物医药",
    "智能制造",
    "直播电商",
    "集成电路",
    "新材料",
    "数字内容",
    "检验检测",
    "跨境电商",
    "工业设计",
    "软件信息",
    "智慧物流",
    "文化创意",
    "节能环保",
];

const KINDS: &[(&str, u64, usize)] = &[
    ("众创空间", 15, 0),
    ("孵化器", 10, 1),
    ("加速器", 4, 2),
    ("大学科技园", 4, 3),
    ("小微园", 5, 4),
    ("人才园", 2, 5),
];

/// Where carriers gather.
fn places(ground: &Ground) -> Vec<Point> {
    let mut places: Vec<Point> =
        ["杭州电子", "浙江理工", "浙江工商", "中国计量", "浙江传媒", "浙江财经", "杭州职业", "杭州师范"]
            .map(|name| campus(ground, name))
            .to_vec();
    places.extend(["金沙湖", "高沙路", "文泽路", "文海南路", "云水"].map(station));
    places.extend(PARKS.iter().filter_map(|park| Some(ground.block(park.cell)?.at(0.5, 0.5))));
    places
}

pub(super) fn carriers(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("carriers", "双创载体;名称以“示例”开头的均为虚构");
    let mut dice = Dice::new(2020, 7);
    let mut p = Props::default();
    p.text("id", "ZT001").text("name", "杭州国际人才创业创新园钱塘园区");
    p.text("name_en", "Hangzhou International Talent Park, Qiantang").text("street", "白杨街道");
    p.text("kind", "人才园").text("operator", "杭州枫惠六和桥创投科技有限公司");
    p.list("focus", &["人工智能", "5G应用", "智能制造"]).number("area_m2", 5000.0, 0);
    p.approximate("公开报道(2020),位置为示意").text("remark", "一期面积5000平方米以上");
    let cell = PARKS[1].cell;
    let at = ground.block(cell).map_or((0.0, 0.0), |block| block.at(0.3, 0.35));
    layer.push(&p, &Geometry::point(at));

    let places = places(ground);
    let mut number = 1;
    for &(kind, count, row) in KINDS {
        for i in 0..count {
            number += 1;
            let at = find_place(&mut dice, ground, &places);
            let p = carrier(&mut dice, number, kind, row, level(row, i));
            layer.push(&p, &Geometry::point(at));
        }
    }
    layer.into_bytes()
}

/// National: three makerspaces, two incubators and a science park; fewer the higher.
fn level(row: usize, i: u64) -> &'static str {
    let national = [3, 2, 0, 1, 0, 0][row];
    match i {
        i if i < national => "国家级",
        i if i < national + 3 => "省级",
        i if i < national + 7 => "市级",
        _ => "区级",
    }
}

/// Near a place where founders are, on land and off the streets.
fn find_place(dice: &mut Dice, ground: &Ground, places: &[Point]) -> Point {
    loop {
        let near = places[dice.below(places.len() as u64) as usize];
        let at = (near.0 + dice.normal() * 260.0, near.1 + dice.normal() * 220.0);
        let (u, v) = to_grid(at);
        let in_block = ground
            .blocks
            .iter()
            .any(|block| (block.west..block.east).contains(&u) && (block.south..block.north).contains(&v));
        if in_block && inside(at, &ground.boundary) && !inside(at, &super::base::lake()) {
            return at;
        }
    }
}

fn carrier(dice: &mut Dice, number: u64, kind: &str, row: usize, level: &str) -> Props {
    let national = level == "国家级";
    let mut p = Props::default();
    p.text("id", &format!("ZT{number:03}"));
    p.text("name", &format!("示例{}{kind}", names::word(dice)));
    p.text("street", "白杨街道").text("kind", kind).text("level", level);
    if !dice.chance(10) {
        p.whole("certified_year", dice.whole(2012, 2020));
    }
    p.text("operator", &names::firm(dice, "75"));
    let first = dice.below(FOCUS.len() as u64) as usize;
    let second = (first + 1 + dice.below(5) as usize) % FOCUS.len();
    if dice.chance(60) {
        p.list("focus", &[FOCUS[first], FOCUS[second]]);
    } else {
        p.list("focus", &[FOCUS[first]]);
    }
    // Makerspaces are small; a national incubator has 10,000 m² at least, 75 % of it for incubation.
    let (low, high) = [
        (500.0, 2_600.0),
        (3_000.0, 18_000.0),
        (8_000.0, 30_000.0),
        (9_000.0, 32_000.0),
        (6_000.0, 26_000.0),
        (4_000.0, 12_000.0),
    ][row];
    let low: f64 = if national && row != 0 { 11_000.0 } else { low };
    let area_m2 = dice.steps(low, high, 50.0);
    p.number("area_m2", area_m2, 0);
    if !dice.chance(12) || national {
        p.number("incubating_ratio", dice.steps(if national { 76.0 } else { 55.0 }, 92.0, 1.0), 0);
    }
    let desks = (area_m2 / [9.0, 24.0, 50.0, 40.0, 60.0, 30.0][row]) as u64 + 6;
    let free = (desks as f64 * dice.range(0.03, 0.42)) as u64;
    if !dice.chance(6) || national {
        p.whole("desks", desks).whole("desks_free", free);
    }
    let tenants = desks / dice.whole(4, 8) + 3;
    p.whole("tenants", tenants);
    if dice.chance(80) {
        p.whole("graduates", tenants * dice.whole(0, 120) / 100);
    }
    p.whole("teams", tenants + dice.below(12));
    let fund = if national { dice.steps(500.0, 3_000.0, 100.0) } else { dice.steps(50.0, 900.0, 50.0) };
    if !dice.chance(15) || national {
        p.number("seed_fund", fund, 0);
    }
    if dice.chance(88) {
        p.whole("mentors", dice.whole(4, 46));
    } else {
        p.null("mentors");
    }
    p.number("occupancy", (desks - free) as f64 * 100.0 / desks as f64, 1).illustrative();
    p
}
