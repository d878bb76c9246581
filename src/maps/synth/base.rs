//! The base layers: boundary, water, green, roads, metro.

use super::ground::{EAST_WEST, Ground, NORTH_SOUTH, RIVERSIDE_M};
use super::json::{Collection, Geometry, Props};
use super::plane::{Point, beside, from_lon_lat, grid, middle, signed_area_m2, smooth, strip};

const SOURCE: &str = "根据公开资料示意绘制";

fn props(id: &str, name: &str, name_en: Option<&str>) -> Props {
    let mut props = Props::default();
    props.text("id", id).text("name", name);
    if let Some(name_en) = name_en {
        props.text("name_en", name_en);
    }
    props
}

pub(super) fn boundary(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("boundary", "白杨街道与大创小镇原核心区,边界为示意");
    let core = core();
    for (id, name, en, kind, ring) in [
        ("BJ01", "白杨街道", "Baiyang Subdistrict", "街道边界", &ground.boundary),
        ("BJ02", "大创小镇原核心区", "Dachuang Town, old core", "核心区", &core),
    ] {
        let mut p = props(id, name, Some(en));
        p.text("kind", kind).number("area_km2", signed_area_m2(ring).abs() / 1e6, 2);
        p.approximate(SOURCE);
        layer.push(&p, &Geometry::polygon(&[ring]));
    }
    layer.into_bytes()
}

/// The old core of 3.8 km², along streets.
fn core() -> Vec<Point> {
    [
        (-1265.0, 905.0),
        (1430.0, 905.0),
        (1430.0, 2450.0),
        (126.0, 2450.0),
        (126.0, 2383.0),
        (-560.0, 2383.0),
        (-560.0, 2000.0),
        (-1265.0, 2000.0),
    ]
    .map(|(u, v)| grid(u, v))
    .to_vec()
}

/// 金沙湖, south-east of its station.
pub(super) fn lake() -> Vec<Point> {
    let control = [
        (-2262.0, 700.0),
        (-2205.0, 800.0),
        (-2080.0, 815.0),
        (-1980.0, 765.0),
        (-1905.0, 775.0),
        (-1870.0, 700.0),
        (-1895.0, 600.0),
        (-1985.0, 530.0),
        (-2100.0, 480.0),
        (-2205.0, 495.0),
        (-2262.0, 590.0),
        (-2262.0, 700.0),
    ]
    .map(|(u, v)| grid(u, v));
    let mut ring = smooth(&control, 5);
    ring.pop();
    ring
}

pub(super) fn water(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("water", "钱塘江、金沙湖与主要河道,示意");
    let mut river = ground.bank.clone();
    river.reverse();
    let far = beside(&ground.bank, -1350.0);
    // The outer bank of the bend is smoother than the inner one: every fourth point is enough.
    let other: Vec<Point> = far.iter().copied().step_by(4).collect();
    river.extend(smooth(&other, 4));
    let mut p = props("SX01", "钱塘江", Some("Qiantang River"));
    p.text("kind", "江").approximate(SOURCE);
    layer.push(&p, &Geometry::polygon(&[&river]));
    let mut p = props("SX02", "金沙湖", Some("Jinsha Lake"));
    p.text("kind", "湖").approximate(SOURCE);
    layer.push(&p, &Geometry::polygon(&[&lake()]));
    for (i, (name, a, b)) in canals(ground).into_iter().enumerate() {
        let mut p = props(&format!("SX{:02}", i + 3), name, None);
        p.text("kind", "河道").illustrative();
        layer.push(&p, &Geometry::polygon(&[&strip(a, b, 18.0)]));
    }
    layer.into_bytes()
}

/// Canals run beside the streets that say so, on their south or east side.
fn canals(ground: &Ground) -> Vec<(&'static str, Point, Point)> {
    let names = ["新建河", "新华河", "幸福河", "月雅河"];
    let beside_ns = NORTH_SOUTH.iter().filter(|s| s.canal).map(|s| {
        let u = s.at + s.width_m / 2.0 + 24.0;
        (grid(u, 2820.0), grid(u, -5000.0))
    });
    let beside_ew = EAST_WEST.iter().filter(|s| s.canal).map(|s| {
        let v = s.at - s.width_m / 2.0 - 24.0;
        (grid(-3280.0, v), grid(8000.0, v))
    });
    let lines = beside_ew.chain(beside_ns);
    lines
        .zip(names)
        .map(|((a, b), name)| {
            let (a, b) = ground.on_land(a, b);
            (name, a, b)
        })
        .collect()
}

/// Blocks laid out as green: (column, row, name, English name, made up).
const GREENS: &[(usize, usize, &str, Option<&str>, bool)] = &[
    (1, 4, "金沙湖公园", Some("Jinsha Lake Park"), false),
    (7, 3, "文海口袋公园", None, true),
    (3, 6, "六号大街绿地", None, true),
    (9, 6, "云水公园", None, true),
    (5, 8, "十四号大街公园", None, true),
];

/// The cells that greens take.
pub(super) fn green_cells() -> impl Iterator<Item = (usize, usize)> {
    GREENS.iter().map(|green| (green.0, green.1))
}

pub(super) fn green(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("green", "公园与沿江绿带,示意");
    let mut number = 0;
    let mut id = || {
        number += 1;
        format!("LD{number:02}")
    };
    let lake = lake();
    for &(column, row, name, name_en, made_up) in GREENS {
        let Some(block) = ground.block((column, row)) else { continue };
        let mut p = props(&id(), name, name_en);
        p.text("kind", "公园");
        let outer = if made_up {
            p.illustrative();
            block.ring(20.0)
        } else {
            p.approximate(SOURCE);
            block.ring(0.0)
        };
        let geometry =
            if made_up { Geometry::polygon(&[&outer]) } else { Geometry::polygon(&[&outer, &lake]) };
        layer.push(&p, &geometry);
    }
    // Between the riverside road and the river: stretches of the bank by share of its points.
    let stretches: [(&str, &str, usize, usize); 3] = [
        ("沿江湿地公园", "湿地", 24, 40),
        ("之江东路沿江绿带", "沿江绿带", 42, 60),
        ("江滨公园", "沿江绿带", 63, 80),
    ];
    let (near, far) = (beside(&ground.bank, 25.0), beside(&ground.bank, RIVERSIDE_M - 35.0));
    for (name, kind, first, last) in stretches {
        let mut ring: Vec<Point> = near[first..=last].to_vec();
        ring.extend(far[first..=last].iter().rev());
        let mut p = props(&id(), name, None);
        p.text("kind", kind).approximate(SOURCE);
        layer.push(&p, &Geometry::polygon(&[&ring]));
    }
    layer.into_bytes()
}

/// A road with its class, width and lanes.
struct Road<'a>(&'a str, &'a str, f64, u64, Vec<Point>);

fn roads_of(ground: &Ground) -> Vec<Road<'static>> {
    let mut roads = Vec::new();
    for s in EAST_WEST.iter().rev() {
        let west = if s.class == "快速路" { -6200.0 } else { -3700.0 };
        let (a, b) = ground.on_land(grid(west, s.at), grid(9000.0, s.at));
        if s.name == "金沙大道" {
            // East of 文泽路 the same line goes by another name.
            let turn = grid(126.0, s.at);
            roads.push(Road("金沙大道", s.class, s.width_m, s.lanes, vec![a, turn]));
            roads.push(Road("2号大街", s.class, s.width_m, s.lanes, vec![turn, b]));
        } else {
            roads.push(Road(s.name, s.class, s.width_m, s.lanes, vec![a, b]));
        }
    }
    for s in NORTH_SOUTH {
        let north = match s.class {
            "主干路" => 3700.0,
            "次干路" => 2900.0,
            _ => 2450.0,
        };
        let (a, b) = ground.on_land(grid(s.at, north), grid(s.at, -6000.0));
        roads.push(Road(s.name, s.class, s.width_m, s.lanes, vec![a, b]));
    }
    let riverside = beside(&ground.bank, RIVERSIDE_M);
    roads.push(Road("之江东路", "主干路", 36.0, 6, riverside[10..100].to_vec()));
    let ring = [
        (-3250.0, 5200.0),
        (-3500.0, 4000.0),
        (-3700.0, 2900.0),
        (-3700.0, 900.0),
        (-3720.0, -900.0),
        (-3700.0, -2600.0),
        (-3500.0, -4200.0),
        (-3150.0, -5600.0),
    ]
    .map(|(u, v)| grid(u, v));
    roads.push(Road("绕城高速", "高速公路", 45.0, 6, smooth(&ring, 6)));
    roads
}

pub(super) fn roads(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("roads", "主要道路,走向为示意");
    for (i, Road(name, class, width_m, lanes, line)) in roads_of(ground).into_iter().enumerate() {
        let mut p = props(&format!("DL{:02}", i + 1), name, None);
        p.text("class", class).number("width_m", width_m, 1).whole("lanes", lanes).approximate(SOURCE);
        layer.push(&p, &Geometry::line(&line));
    }
    layer.into_bytes()
}

/// Stations: name, English name, longitude, latitude, lines.
#[rustfmt::skip]
pub(super) const STATIONS: &[(&str, &str, f64, f64, &[&str])] = &[
    ("下沙西", "West Xiasha", 120.308, 30.309, &["1号线"]),
    ("金沙湖", "Jinsha Lake", 120.3265, 30.3095, &["1号线"]),
    ("高沙路", "Gaosha Road", 120.3375, 30.3085, &["1号线"]),
    ("文泽路", "Wenze Road", 120.352, 30.3085, &["1号线"]),
    ("文海南路", "South Wenhai Road", 120.372, 30.3065, &["1号线", "8号线"]),
    ("云水", "Yunshui", 120.3905, 30.3085, &["1号线"]),
    ("下沙江滨", "Xiasha Riverside", 120.399, 30.3165, &["1号线"]),
    ("桥头堡", "Qiaotoubao", 120.4085, 30.2845, &["8号线"]),
];

pub(super) fn station(name: &str) -> Point {
    STATIONS.iter().find(|s| s.0 == name).map_or((0.0, 0.0), |s| from_lon_lat(s.2, s.3))
}

pub(super) fn metro_lines() -> Vec<u8> {
    let mut layer = Collection::new("metro_lines", "地铁线路,走向为示意");
    let mut first: Vec<Point> = STATIONS[..7].iter().map(|s| from_lon_lat(s.2, s.3)).collect();
    // Between 文海南路 and 云水 it keeps under 2号大街 and turns north only then.
    first.insert(5, grid(3_350.0, 905.0));
    first.insert(0, (-6300.0, 1180.0));
    let sea = station("文海南路");
    let eighth = smooth(&[sea, (2900.0, 480.0), (3700.0, -250.0), station("桥头堡"), (8200.0, -3100.0)], 6);
    for (id, line, en, color, path) in [
        ("DT01", "1号线", "Line 1", "#E4002B", smooth(&first, 6)),
        ("DT08", "8号线", "Line 8", "#9B5BA5", eighth),
    ] {
        let mut p = props(id, &format!("地铁{line}"), Some(&format!("Metro {en}")));
        p.text("line", line).text("color", color).text("operation", "运营").approximate(SOURCE);
        layer.push(&p, &Geometry::line(&path));
    }
    layer.into_bytes()
}

pub(super) fn metro_stations() -> Vec<u8> {
    let mut layer = Collection::new("metro_stations", "地铁车站,位置为示意");
    for (i, (name, en, lon, lat, lines)) in STATIONS.iter().enumerate() {
        let mut p = props(&format!("DZ{:02}", i + 1), &format!("{name}站"), Some(en));
        p.list("lines", lines).text("operation", "运营").approximate(SOURCE);
        layer.push(&p, &Geometry::point(from_lon_lat(*lon, *lat)));
    }
    layer.into_bytes()
}

/// The campuses of the university town: cell, name, English name, kind, strong subjects.
type Campus = ((usize, usize), &'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const CAMPUSES: &[Campus] = &[
    ((4, 3), "杭州电子科技大学(下沙校区)", "Hangzhou Dianzi University", "本科", &["电子信息", "计算机", "自动化"]),
    ((5, 3), "浙江理工大学", "Zhejiang Sci-Tech University", "本科", &["纺织", "机械", "材料"]),
    ((6, 3), "浙江水利水电学院", "Zhejiang University of Water Resources and Electric Power", "本科", &["水利", "电气"]),
    ((9, 3), "浙江工商大学(下沙校区)", "Zhejiang Gongshang University", "本科", &["工商管理", "统计", "食品"]),
    ((10, 3), "杭州师范大学(下沙校区)", "Hangzhou Normal University", "本科", &["教育", "有机硅化学"]),
    ((3, 2), "浙江传媒学院(下沙校区)", "Communication University of Zhejiang", "本科", &["广播电视", "动画"]),
    ((5, 2), "中国计量大学", "China Jiliang University", "本科", &["计量测试", "仪器", "质量管理"]),
    ((7, 2), "浙江经贸职业技术学院", "Zhejiang Institute of Economics and Trade", "高职", &["商贸", "合作经济"]),
    ((9, 2), "浙江财经大学(下沙校区)", "Zhejiang University of Finance and Economics", "本科", &["财税", "金融"]),
    ((5, 1), "浙江警官职业学院", "Zhejiang Police Vocational Academy", "高职", &["司法警务", "安全防范"]),
    ((7, 1), "浙江金融职业学院", "Zhejiang Financial College", "高职", &["金融", "会计"]),
    ((8, 1), "杭州职业技术学院", "Hangzhou Vocational and Technical College", "高职", &["电梯", "数控", "服装"]),
    ((7, 0), "浙江经济职业技术学院", "Zhejiang Technical Institute of Economics", "高职", &["物流", "汽车"]),
    ((8, 0), "浙江育英职业技术学院", "Zhejiang Yuying College", "高职", &["民航", "艺术设计"]),
];

/// The cells that campuses take.
pub(super) fn campus_cells() -> impl Iterator<Item = (usize, usize)> {
    CAMPUSES.iter().map(|campus| campus.0)
}

pub(super) fn universities(ground: &Ground) -> Vec<u8> {
    let mut layer = Collection::new("universities", "下沙高教园区各校区,范围为示意");
    for (i, (cell, name, en, kind, strengths)) in CAMPUSES.iter().enumerate() {
        let Some(block) = ground.block(*cell) else { continue };
        // One corner cut off, so that a campus does not look like a parcel.
        let ring = [(0.0, 0.0), (0.86, 0.0), (1.0, 0.16), (1.0, 1.0), (0.1, 1.0), (0.0, 0.9)]
            .map(|(x, y)| block.at(x, y));
        let mut p = props(&format!("GX{:02}", i + 1), name, Some(en));
        p.text("address", &block.address()).text("street", "白杨街道").text("kind", kind);
        p.number("area_m2", signed_area_m2(&ring).abs(), 0).list("strengths", strengths);
        p.approximate(SOURCE);
        layer.push(&p, &Geometry::polygon(&[&ring]));
    }
    layer.into_bytes()
}

/// The middle of a campus, by the start of its name.
pub(super) fn campus(ground: &Ground, name: &str) -> Point {
    let cell = CAMPUSES.iter().find(|campus| campus.1.starts_with(name)).map(|campus| campus.0);
    let block = cell.and_then(|cell| ground.block(cell));
    block.map_or((0.0, 0.0), |block| middle(&block.ring(0.0)))
}
