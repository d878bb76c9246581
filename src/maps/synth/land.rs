//! Idle land: parcels in quarters of street blocks, with every field of the survey.

use super::dice::Dice;
use super::json::{Collection, Geometry, Props};
use super::names;
use super::plane::{Point, signed_area_m2};
use super::sites::Site;
use crate::units::mu_from_m2;

/// A kind of use with what planning and contract usually say of it.
struct Plan {
    land_use: &'static str,
    code_system: &'static str,
    weight: u64,
    term_years: u64,
    /// Floor area ratio, least and most.
    far: (f64, f64),
    density_max: f64,
    green_max: f64,
    height_max: f64,
    /// 万元 a 亩: investment, output, tax; none asked of offices and shops.
    asked: Option<(f64, f64, f64)>,
    /// Price of the land, 万元 a 亩.
    price: f64,
}

const fn industry(
    land_use: &'static str,
    code_system: &'static str,
    weight: u64,
    far: (f64, f64),
    price: f64,
) -> Plan {
    Plan {
        land_use,
        code_system,
        weight,
        term_years: 50,
        far,
        density_max: 45.0,
        green_max: 20.0,
        height_max: 50.0,
        asked: Some((450.0, 600.0, 40.0)),
        price,
    }
}

const fn business(land_use: &'static str, code_system: &'static str, weight: u64, price: f64) -> Plan {
    Plan {
        land_use,
        code_system,
        weight,
        term_years: 40,
        far: (1.8, 3.5),
        density_max: 40.0,
        green_max: 25.0,
        height_max: 80.0,
        asked: None,
        price,
    }
}

const PLANS: &[Plan] = &[
    industry("M1", "GB50137", 30, (1.5, 2.5), 62.0),
    industry("M2", "GB50137", 14, (1.2, 2.0), 55.0),
    industry("M0", "GB50137", 14, (2.0, 3.5), 110.0),
    industry("W1", "GB50137", 7, (1.0, 1.8), 52.0),
    industry("1001", "TD-YDYH", 6, (1.5, 2.5), 60.0),
    industry("100101", "TD-YDYH", 6, (1.5, 2.5), 62.0),
    business("B2", "GB50137", 10, 520.0),
    business("B1", "GB50137", 5, 640.0),
    business("0902", "TD-YDYH", 4, 540.0),
    industry("A35", "GB50137", 4, (1.5, 2.8), 130.0),
];

const STATUSES: &[&str] = &["闲置", "部分闲置", "已供未建", "在建", "已用"];

/// A value that the survey did not bring home: half of those are null, half are not there at all.
fn gap(dice: &mut Dice, p: &mut Props, key: &str, percent: u64) -> bool {
    let skip = dice.chance(percent);
    if skip && dice.chance(50) {
        p.null(key);
    }
    skip
}

pub(super) fn land(sites: &[Site]) -> Vec<u8> {
    let mut layer = Collection::new("land", "闲置土地排摸(示例数据),地块、权利人与数字均为虚构");
    let mut dice = Dice::new(2020, 2);
    for (i, site) in sites.iter().enumerate() {
        let ring = outline(&mut dice, site);
        let p = parcel(&mut dice, i + 1, site, signed_area_m2(&ring).abs());
        layer.push(&p, &Geometry::polygon(&[&ring]));
    }
    layer.into_bytes()
}

/// Four to six corners inside the site.
fn outline(dice: &mut Dice, site: &Site) -> Vec<Point> {
    let (w, h) = (dice.range(0.58, 1.0), dice.range(0.62, 1.0));
    let (x, y) = (dice.range(0.0, 1.0 - w), dice.range(0.0, 1.0 - h));
    let mut inward = || dice.range(0.0, 0.09);
    let mut corners = vec![
        (x + w * inward(), y + h * inward()),
        (x + w * (1.0 - inward()), y + h * inward()),
        (x + w * (1.0 - inward()), y + h * (1.0 - inward())),
        (x + w * inward(), y + h * (1.0 - inward())),
    ];
    let cuts = dice.weighted(&[45, 40, 15]);
    for cut in 0..cuts {
        // Cuts a corner off: the corner gives way to a point on each of its sides.
        let at = (dice.below(2) as usize) + cut * 2;
        let n = corners.len();
        let (before, corner, after) = (corners[(at + n - 1) % n], corners[at], corners[(at + 1) % n]);
        let share = dice.range(0.16, 0.38);
        let towards =
            |to: (f64, f64)| (corner.0 + (to.0 - corner.0) * share, corner.1 + (to.1 - corner.1) * share);
        let (first, second) = (towards(before), towards(after));
        corners.splice(at..=at, [first, second]);
    }
    corners.into_iter().map(|(x, y)| site.at(x, y)).collect()
}

fn parcel(dice: &mut Dice, number: usize, site: &Site, area_m2: f64) -> Props {
    let weights: Vec<_> = PLANS.iter().map(|plan| plan.weight).collect();
    let plan = &PLANS[dice.weighted(&weights)];
    let status = STATUSES[dice.weighted(&[36, 16, 22, 16, 10])];
    let year = if status == "已供未建" { dice.whole(2025, 2026) } else { dice.whole(2018, 2024) };
    let mut p = Props::default();
    p.text("id", &format!("TD{number:03}"));
    p.text("name", &format!("{} {:02}-{number:02}", site.district(), year % 100));
    p.text("address", &site.block.address()).text("street", "白杨街道");
    if !gap(dice, &mut p, "parcel_no", 5) {
        let kind = if plan.asked.is_some() { "工" } else { "储" };
        p.text("parcel_no", &format!("杭钱塘{kind}出[{year}]{number}号"));
    }
    let area_m2 = area_m2.round();
    p.number("area_mu", mu_from_m2(area_m2), 2).number("area_m2", area_m2, 0);
    p.text("land_use", plan.land_use);
    if !gap(dice, &mut p, "code_system", 8) {
        p.text("code_system", plan.code_system);
    }
    p.text("tenure", if dice.chance(92) { "国有" } else { "集体" });
    if !gap(dice, &mut p, "owner", 8) {
        let division = dice.pick(&["34", "35", "38", "39", "27", "65", "36"]);
        p.text("owner", &names::firm(dice, division));
    }
    if !gap(dice, &mut p, "owner_tel", 15) {
        p.text("owner_tel", &names::telephone(dice));
    }
    p.text("supply", ["挂牌", "拍卖", "协议", "招标", "租赁", "划拨"][dice.weighted(&[70, 8, 10, 5, 5, 2])]);
    p.whole("term_years", plan.term_years);
    planning(dice, &mut p, plan);
    money(dice, &mut p, plan, mu_from_m2(area_m2));
    p.text("status", status);
    progress(dice, &mut p, status, year);
    if !gap(dice, &mut p, "surveyed_on", 10) {
        p.text("surveyed_on", &format!("2026-{:02}-{:02}", dice.whole(9, 10), dice.whole(1, 28)));
    }
    p.text("source", "闲置土地排摸表(示例)").illustrative();
    if dice.chance(14) {
        p.text(
            "remark",
            dice.pick(&["地块内有临时板房", "东侧道路未通", "与相邻地块共用围墙", "待现场复核"]),
        );
    }
    if dice.chance(10) {
        p.list("photos", &[&format!("photos/TD{number:03}-1.jpg")]);
    }
    p
}

fn planning(dice: &mut Dice, p: &mut Props, plan: &Plan) {
    if !gap(dice, p, "far_min", 8) {
        p.number("far_min", plan.far.0, 1);
    }
    p.number("far_max", plan.far.1 + dice.steps(-0.3, 0.3, 0.1), 1);
    p.number("density_max", plan.density_max + dice.steps(-5.0, 10.0, 5.0), 0);
    if !gap(dice, p, "green_max", 12) {
        p.number("green_max", plan.green_max + dice.steps(-5.0, 5.0, 5.0), 0);
    }
    if !gap(dice, p, "height_max", 12) {
        p.number("height_max", plan.height_max + dice.steps(-20.0, 20.0, 10.0), 0);
    }
}

/// Industries that contracts of industrial land admit.
const ADMITTED: [&str; 6] = ["C39", "C38", "C34", "C27", "C35", "C40"];

fn money(dice: &mut Dice, p: &mut Props, plan: &Plan, area_mu: f64) {
    if let Some((invest, output, tax)) = plan.asked {
        let invest = invest + dice.steps(-100.0, 150.0, 10.0);
        p.number("invest_per_mu", invest, 0);
        // From what is known already: another throw of the dice would make another town.
        let at = (invest / 10.0) as usize;
        match ADMITTED.get(at % (ADMITTED.len() + 1)) {
            Some(industry) => p.text("allowed_industry", industry),
            None => p.null("allowed_industry"),
        };
        if !gap(dice, p, "output_per_mu", 12) {
            p.number("output_per_mu", output + dice.steps(-150.0, 250.0, 10.0), 0);
        }
        if !gap(dice, p, "tax_per_mu", 12) {
            p.number("tax_per_mu", tax + dice.steps(-15.0, 20.0, 1.0), 0);
        }
    }
    let start = (area_mu * plan.price * dice.range(0.9, 1.15)).round();
    if !gap(dice, p, "start_price", 10) {
        p.number("start_price", start, 0);
    }
    if !gap(dice, p, "land_price", 12) {
        p.number("land_price", (start * dice.range(1.0, 1.35)).round(), 0);
    }
}

/// Contract, start, standstill: dates in the order in which they happen.
fn progress(dice: &mut Dice, p: &mut Props, status: &str, year: u64) {
    let contract_year = if status == "已供未建" { year } else { year + 1 };
    if !gap(dice, p, "contract_start", 6) {
        p.text("contract_start", &names::date(dice, contract_year, contract_year));
    }
    match status {
        "闲置" => {
            p.null("actual_start").number("built_ratio", 0.0, 2);
            p.number("invested_ratio", dice.steps(0.0, 0.12, 0.01), 2);
            if !gap(dice, p, "idle_cause", 10) {
                p.text("idle_cause", ["企业原因", "政府原因"][dice.weighted(&[75, 25])]);
            }
            if dice.chance(55) {
                p.text("disposal", dice.pick(&["延期", "调整用途", "政府收回", "置换", "征缴闲置费"]));
            }
        }
        "部分闲置" => {
            let start = contract_year.min(2024);
            p.text("actual_start", &names::date(dice, start, start));
            p.text("stopped_on", &names::date(dice, start + 1, 2025));
            p.number("built_ratio", dice.steps(0.05, 0.5, 0.01), 2);
            p.number("invested_ratio", dice.steps(0.05, 0.45, 0.01), 2);
            if !gap(dice, p, "idle_cause", 15) {
                p.text("idle_cause", ["企业原因", "政府原因"][dice.weighted(&[80, 20])]);
            }
            if dice.chance(35) {
                p.text("disposal", dice.pick(&["延期", "调整用途", "置换"]));
            }
        }
        "已供未建" => {
            p.null("actual_start");
            if !gap(dice, p, "built_ratio", 20) {
                p.number("built_ratio", 0.0, 2).number("invested_ratio", 0.0, 2);
            }
        }
        "在建" => {
            p.text("actual_start", &names::date(dice, contract_year, contract_year + 1));
            p.number("built_ratio", dice.steps(0.1, 0.85, 0.01), 2);
            p.number("invested_ratio", dice.steps(0.15, 0.85, 0.01), 2);
        }
        _ => {
            p.text("actual_start", &names::date(dice, contract_year, contract_year));
            p.number("built_ratio", 1.0, 2).number("invested_ratio", 1.0, 2);
        }
    }
}
