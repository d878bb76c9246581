//! Enterprises: 14,800 points in the parks, along the streets, round the stations, and the published
//! totals of 2020 exactly.

use super::base::{STATIONS, lake, station};
use super::dice::Dice;
use super::ground::{EAST_WEST, Ground, NORTH_SOUTH, Street, Use};
use super::json::{Collection, Geometry, Props};
use super::names;
use super::parks::{PARKS, Park};
use super::plane::{Point, grid, inside, to_grid};

/// All enterprises.
const COUNT: usize = 14_800;
/// 规上工业.
const INDUSTRIAL_ABOVE_SCALE: usize = 243;
/// Industrial enterprises with an output of 10⁹ yuan or more.
const BILLION: usize = 28;
/// 四上 that are not industry: 413 in all.
const OTHER_FOUR_ABOVE: usize = 413 - INDUSTRIAL_ABOVE_SCALE;

/// The firms that the town is known for: only what is published of them.
struct Known {
    name: &'static str,
    industry: Option<&'static str>,
    listed: bool,
    foreign: bool,
    park: Option<&'static str>,
    remark: &'static str,
    at: (f64, f64),
}

const fn resident(name: &'static str, at: (f64, f64)) -> Known {
    let park = Some("杭州国际人才创业创新园钱塘园区");
    Known { name, industry: None, listed: false, foreign: false, park, remark: "人才园入驻企业", at }
}

const fn known(
    name: &'static str,
    industry: Option<&'static str>,
    remark: &'static str,
    at: (f64, f64),
) -> Known {
    Known { name, industry, listed: false, foreign: false, park: None, remark, at }
}

/// Positions in the grid, approximate.
#[rustfmt::skip]
const KNOWN: &[Known] = &[
    known("杭州沃镭智能科技股份有限公司", Some("C40"), "2008年成立,汽车制动检测装备", (1_050.0, -420.0)),
    Known { foreign: true, ..known("松下家电(中国)有限公司", Some("C38"), "松下在下沙的家电制造", (-250.0, -900.0)) },
    Known { listed: true, ..known("壹网壹创", Some("I64"), "2019年上市", (-1_560.0, 640.0)) },
    Known { listed: true, ..known("米奥兰特", Some("L72"), "2019年上市", (1_780.0, 640.0)) },
    known("福莱蒽特", Some("C26"), "总部落户", (2_380.0, 640.0)),
    known("芯声智能", None, "近期落地项目", (2_400.0, -400.0)),
    resident("蓝擎科技", (2_300.0, 60.0)),
    resident("傲雪科技", (2_340.0, 130.0)),
    resident("巍云科技", (2_390.0, 60.0)),
    resident("维灵医疗", (2_430.0, 130.0)),
    resident("鼎建科技", (2_480.0, 70.0)),
    resident("医美科技", (2_520.0, 150.0)),
];

/// What is settled of an enterprise before it is written.
struct Firm {
    at: Point,
    /// Section letter and division.
    code: &'static str,
    park: Option<&'static str>,
    street: Option<&'static str>,
    output: Option<f64>,
    above_scale: Option<bool>,
    four_above: Option<bool>,
}

/// Divisions along streets and in homes.
const STREET_TRADES: &[(&str, u64)] = &[
    ("F52", 26),
    ("F51", 13),
    ("H62", 12),
    ("L72", 11),
    ("O80", 6),
    ("I65", 6),
    ("M75", 4),
    ("K70", 4),
    ("O81", 3),
    ("P83", 3),
    ("I64", 3),
    ("E50", 3),
    ("G54", 2),
    ("R88", 2),
    ("Q84", 1),
    ("R89", 1),
    ("H61", 1),
    ("E48", 1),
    ("C33", 1),
    ("C18", 1),
    ("R90", 1),
    ("L71", 1),
    ("O82", 1),
    ("N77", 1),
    ("C23", 1),
    ("C34", 1),
];

pub(super) fn enterprises(ground: &Ground) -> Vec<u8> {
    let mut layer =
        Collection::new("enterprises", "企业点位;名称以“示例”开头的均为虚构,总数与公布数(2020)一致");
    for (i, known) in KNOWN.iter().enumerate() {
        let at = grid(known.at.0, known.at.1);
        layer.push(&known_props(i + 1, known), &Geometry::point(at));
    }
    let mut dice = Dice::new(2020, 5);
    let mut firms = Vec::with_capacity(COUNT);
    let places = Places::new(ground);
    while firms.len() + KNOWN.len() < COUNT {
        if let Some(firm) = places.firm(&mut dice, firms.len()) {
            firms.push(firm);
        }
    }
    dice.shuffle(&mut firms);
    rank(&mut dice, &mut firms);
    for (i, firm) in firms.iter().enumerate() {
        let p = props(&mut dice, i + KNOWN.len() + 1, firm);
        layer.push(&p, &Geometry::point(firm.at));
    }
    layer.into_bytes()
}

/// Where firms are.
struct Places<'a> {
    ground: &'a Ground,
    lake: Vec<Point>,
    /// Middle of the centres that firms gather round.
    centres: Vec<Point>,
    /// The parks that have their block.
    parks: Vec<&'static Park>,
    /// Firms in them.
    in_parks: u64,
}

impl<'a> Places<'a> {
    fn new(ground: &'a Ground) -> Self {
        let centres = STATIONS[1..7].iter().map(|s| station(s.0)).collect();
        let parks: Vec<_> = PARKS.iter().filter(|park| ground.block(park.cell).is_some()).collect();
        let in_parks = parks.iter().map(|park| park.firms).sum();
        Self { ground, lake: lake(), centres, parks, in_parks }
    }

    /// The next firm; `None` where the dice put it on a road, in water or out of town.
    fn firm(&self, dice: &mut Dice, number: usize) -> Option<Firm> {
        let mut street = None;
        let mut park = None;
        let (at, code) = if (number as u64) < self.in_parks {
            let mut left = number as u64;
            let chosen = self.parks.iter().find(|park| {
                let here = left < park.firms;
                left = left.saturating_sub(park.firms);
                here
            })?;
            park = Some(chosen.name);
            (self.in_park(dice, chosen.cell)?, early(dice, chosen.divisions))
        } else {
            let at = match dice.weighted(&[58, 26, 16]) {
                0 => {
                    let (name, at) = along_a_street(dice);
                    street = Some(name);
                    at
                }
                1 => {
                    let centre = self.centres[dice.weighted(&[26, 14, 26, 20, 8, 6])];
                    (centre.0 + dice.normal() * 260.0, centre.1 + dice.normal() * 200.0)
                }
                _ => self.in_a_block(dice),
            };
            let weights: Vec<_> = STREET_TRADES.iter().map(|trade| trade.1).collect();
            (at, STREET_TRADES[dice.weighted(&weights)].0)
        };
        self.is_buildable(at).then_some(Firm {
            at,
            code,
            park,
            street,
            output: None,
            above_scale: None,
            four_above: None,
        })
    }

    /// Round the buildings of a park rather than evenly over it.
    fn in_park(&self, dice: &mut Dice, cell: (usize, usize)) -> Option<Point> {
        let block = self.ground.block(cell)?;
        let middles = [(0.22, 0.25), (0.7, 0.22), (0.3, 0.74), (0.76, 0.7)];
        let (x, y) = middles[dice.weighted(&[32, 18, 22, 28])];
        let (x, y) = (x + dice.normal() * 0.09, y + dice.normal() * 0.11);
        ((0.02..0.98).contains(&x) && (0.02..0.98).contains(&y)).then(|| block.at(x, y))
    }

    /// Anywhere in a block of homes, or now and then in another.
    fn in_a_block(&self, dice: &mut Dice) -> Point {
        loop {
            let block = &self.ground.blocks[dice.below(self.ground.blocks.len() as u64) as usize];
            if block.used == Use::Homes || (block.used == Use::Free && dice.chance(35)) {
                return block.at(dice.unit(), dice.unit());
            }
        }
    }

    fn is_buildable(&self, at: Point) -> bool {
        let (u, v) = to_grid(at);
        let on_street = |streets: &[Street], x: f64| {
            streets.iter().any(|street| {
                let beside = if street.canal { 36.0 } else { 6.0 };
                (x - street.at).abs() < street.width_m / 2.0 + beside
            })
        };
        let in_green = self.ground.blocks.iter().any(|block| {
            block.used == Use::Taken
                && (block.west..block.east).contains(&u)
                && (block.south..block.north).contains(&v)
        });
        inside(at, &self.ground.inland)
            && inside(at, &self.ground.boundary)
            && !on_street(NORTH_SOUTH, u)
            && !on_street(EAST_WEST, v)
            && !in_green
            && !inside(at, &self.lake)
    }
}

/// Earlier entries are likelier.
fn early(dice: &mut Dice, divisions: &[&'static str]) -> &'static str {
    let n = divisions.len() as u64;
    divisions[dice.below(n).min(dice.below(n)) as usize]
}

/// Along a street, closer to the middle of town than to its ends.
fn along_a_street(dice: &mut Dice) -> (&'static str, Point) {
    let streets = if dice.chance(55) { EAST_WEST } else { NORTH_SOUTH };
    let street = &streets[dice.below(streets.len() as u64) as usize];
    let east_west = std::ptr::eq(streets, EAST_WEST);
    let side = if dice.chance(50) { 1.0 } else { -1.0 };
    let off = street.at
        + side
            * (street.width_m / 2.0
                + if street.canal { 37.0 } else { 8.0 }
                + dice.unit() * dice.unit() * 70.0);
    let (middle, spread) = if east_west { (300.0, 1_700.0) } else { (600.0, 1_250.0) };
    let along = middle + dice.normal() * spread;
    (street.name, if east_west { grid(along, off) } else { grid(off, along) })
}

/// Deals the published figures out, exactly.
fn rank(dice: &mut Dice, firms: &mut [Firm]) {
    let (mut industrial, mut others) = (0, 0);
    for firm in firms.iter_mut() {
        let is_industry = firm.code.starts_with('C');
        if is_industry && firm.park.is_some() && industrial < INDUSTRIAL_ABOVE_SCALE {
            firm.output = Some(if industrial < BILLION {
                100_000.0 + libm::exp(dice.range(7.0, 13.1)).round()
            } else {
                libm::exp(dice.range(7.7, 11.45)).round()
            });
            (firm.above_scale, firm.four_above) = (Some(true), Some(true));
            industrial += 1;
        } else if is_industry {
            firm.output = dice.chance(60).then(|| libm::exp(dice.range(3.5, 7.5)).round());
            firm.above_scale = Some(false);
            firm.four_above = dice.chance(85).then_some(false);
        } else if others < OTHER_FOUR_ABOVE && firm.park.is_some() {
            firm.four_above = Some(true);
            // 规上 is said of services too: the count of industry needs its own condition.
            firm.above_scale = firm.code.starts_with(['I', 'M', 'L']).then_some(true);
            others += 1;
        } else {
            firm.four_above = dice.chance(60).then_some(false);
        }
    }
}

fn known_props(number: usize, known: &Known) -> Props {
    let mut p = Props::default();
    p.text("id", &format!("QY{number:05}")).text("name", known.name).text("street", "白杨街道");
    if let Some(industry) = known.industry {
        p.text("industry", industry);
    }
    if known.listed {
        p.flag("listed", true);
    }
    if known.foreign {
        p.flag("foreign", true);
    }
    if let Some(park) = known.park {
        p.text("park", park);
    }
    p.approximate("公开报道(2020),位置为示意").text("remark", known.remark);
    p
}

/// The chain of a division and the stage its firms mostly stand at.
const CHAINS: &[(&str, &str, &str)] = &[
    ("C39", "集成电路与电子", "中游"),
    ("C35", "智能装备", "中游"),
    ("C34", "智能装备", "上游"),
    ("C40", "智能装备", "上游"),
    ("C27", "生物医药", "中游"),
    ("M73", "生物医药", "上游"),
    ("C36", "汽车及零部件", "中游"),
    ("C38", "新能源与电气", "中游"),
    ("C26", "新材料", "上游"),
    ("C29", "新材料", "中游"),
    ("C14", "食品饮料", "中游"),
    ("C15", "食品饮料", "中游"),
    ("I64", "数字经济", "下游"),
    ("I65", "数字经济", "中游"),
];

fn props(dice: &mut Dice, number: usize, firm: &Firm) -> Props {
    let big = firm.four_above == Some(true);
    let mut p = Props::default();
    p.text("id", &format!("QY{number:05}")).text("name", &names::firm(dice, &firm.code[1..]));
    if let Some(street) = firm.street {
        p.text("address", &format!("{street}{}号", dice.whole(1, 999)));
    }
    if !dice.chance(4) {
        p.text("uscc", &names::uscc(number as u64));
    }
    if !dice.chance(2) || firm.code.starts_with('C') {
        // Three or four digits where the register has them: the division, and a made-up group.
        let group = if dice.chance(40) { format!("{}", dice.whole(1, 2)) } else { String::new() };
        p.text("industry", &format!("{}{group}", firm.code));
    }
    let employees = if big { libm::exp(dice.range(4.4, 7.6)) } else { libm::exp(dice.range(0.7, 3.9)) };
    let size = match employees as u64 {
        1000.. => "大",
        300.. => "中",
        20.. => "小",
        _ => "微",
    };
    p.text("size", size);
    for (key, value) in [("above_scale", firm.above_scale), ("four_above", firm.four_above)] {
        if let Some(value) = value {
            p.flag(key, value);
        }
    }
    if big || dice.chance(4) {
        let ladder = [
            "高新技术",
            "科技型中小",
            "创新型中小",
            "专精特新",
            "雏鹰",
            "瞪羚",
            "小巨人",
            "单项冠军",
            "准独角兽",
        ];
        p.text("ladder", ladder[dice.weighted(&[30, 22, 14, 12, 8, 5, 5, 2, 2])]);
    }
    if let Some((_, chain, stage)) = CHAINS.iter().find(|row| row.0 == firm.code).filter(|_| dice.chance(70))
    {
        p.text("chain", chain).text("chain_stage", stage);
    }
    if big && firm.code.starts_with('C') {
        p.number("land_mu", dice.range(8.0, 120.0), 1);
    } else if dice.chance(12) {
        p.number("leased_m2", libm::exp(dice.range(3.9, 7.6)), 0);
    }
    if big || dice.chance(55) {
        p.whole("employees", employees as u64);
    }
    money(dice, &mut p, firm, big);
    if dice.chance(88) {
        p.text("founded_on", &names::date(dice, 1998, 2019));
    }
    if big && dice.chance(14) {
        p.flag("foreign", true);
    }
    if let Some(park) = firm.park {
        p.text("park", park);
    }
    p.illustrative();
    p
}

fn money(dice: &mut Dice, p: &mut Props, firm: &Firm, big: bool) {
    let revenue = match firm.output {
        Some(output) => Some((output * dice.range(0.85, 1.15)).round()),
        None if big => Some(libm::exp(dice.range(7.7, 11.0)).round()),
        None => dice.chance(15).then(|| libm::exp(dice.range(2.5, 6.2)).round()),
    };
    if let Some(output) = firm.output {
        p.number("output", output, 0);
    }
    if let Some(revenue) = revenue {
        p.number("revenue", revenue, 0).number("tax", revenue * dice.range(0.015, 0.07), 0);
    }
    if big {
        p.number("rd_ratio", dice.range(0.4, 9.5), 1);
        if firm.code.starts_with('C') {
            p.text("mu_grade", ["A", "B", "C", "D"][dice.weighted(&[26, 44, 24, 6])]);
        }
    }
}
