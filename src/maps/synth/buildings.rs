//! Idle factories and office buildings: footprints in quarters of sites.

use super::dice::Dice;
use super::json::{Collection, Geometry, Props, number};
use super::names;
use super::plane::{Point, signed_area_m2};
use super::sites::Site;

const STATUSES: &[&str] = &["未使用", "部分使用", "已停用"];

fn gap(dice: &mut Dice, p: &mut Props, key: &str, percent: u64) -> bool {
    let skip = dice.chance(percent);
    if skip && dice.chance(50) {
        p.null(key);
    }
    skip
}

/// Building plots: some quarters of each site, `count` in all.
fn plots(dice: &mut Dice, sites: &[Site], count: usize) -> Vec<Site> {
    let mut plots = Vec::new();
    for (i, site) in sites.iter().enumerate() {
        let mut quarters = site.quarters();
        dice.shuffle(&mut quarters);
        let sites_left = sites.len() - i;
        let fair = (count - plots.len()).div_ceil(sites_left);
        let wanted = if fair >= 2 && dice.chance(35) { fair - 1 } else { fair };
        let wanted = if i + 1 == sites.len() { count - plots.len() } else { wanted };
        plots.extend(quarters.into_iter().take(wanted.min(4)));
    }
    plots
}

/// A rectangle of at most so many metres, along the streets, against one side of the plot.
fn footprint(dice: &mut Dice, plot: &Site, most: (f64, f64)) -> Vec<Point> {
    let (width, height) = plot.size_m();
    let w = (dice.range(0.6, 0.96) * width).min(most.0 * dice.range(0.75, 1.0)) / width;
    let h = (dice.range(0.55, 0.92) * height).min(most.1 * dice.range(0.75, 1.0)) / height;
    let (x, y) = (dice.range(0.0, 1.0 - w), dice.range(0.0, 1.0 - h));
    [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| plot.at(x, y)).to_vec()
}

/// Number, name, address, and where in the survey it stands.
fn begin(id: &str, name: &str, plot: &Site) -> Props {
    let mut p = Props::default();
    p.text("id", id).text("name", name);
    p.text("address", &plot.block.address()).text("street", "白杨街道");
    p
}

fn end(dice: &mut Dice, p: &mut Props, source: &str) {
    if !gap(dice, p, "owner", 8) {
        let division = dice.pick(&["34", "35", "38", "39", "72", "70", "65"]);
        p.text("owner", &names::firm(dice, division));
    }
    if !gap(dice, p, "owner_tel", 14) {
        p.text("owner_tel", &names::telephone(dice));
    }
    if !gap(dice, p, "surveyed_on", 8) {
        p.text("surveyed_on", &format!("2026-{:02}-{:02}", dice.whole(8, 10), dice.whole(1, 28)));
    }
    p.text("source", source).illustrative();
    if dice.chance(10) {
        p.text("remark", dice.pick(&["可分割出租", "需业主现场确认", "消防验收资料待补", "带装修"]));
    }
}

pub(super) fn factories(sites: &[Site]) -> Vec<u8> {
    let mut layer = Collection::new("factories", "闲置厂房排摸(示例数据),厂房、业主与数字均为虚构");
    let mut dice = Dice::new(2020, 3);
    for (i, plot) in plots(&mut dice, sites, 86).iter().enumerate() {
        let ring = footprint(&mut dice, plot, (130.0, 90.0));
        let name = format!("示例{}厂房{}号", names::word(&mut dice), dice.whole(1, 9));
        let mut p = begin(&format!("CF{:03}", i + 1), &name, plot);
        factory(&mut dice, &mut p, signed_area_m2(&ring).abs());
        end(&mut dice, &mut p, "闲置厂房排摸表(示例)");
        // A few came from the survey with a position and no outline.
        let geometry =
            if i % 14 == 9 { Geometry::point(plot.at(0.5, 0.5)) } else { Geometry::polygon(&[&ring]) };
        layer.push(&p, &geometry);
    }
    layer.into_bytes()
}

fn factory(dice: &mut Dice, p: &mut Props, footprint_m2: f64) {
    let floors = [1, 2, 3, 4, 5, 6][dice.weighted(&[22, 14, 22, 22, 14, 6])];
    let floor_m2 = footprint_m2.round();
    let status = STATUSES[dice.weighted(&[46, 38, 16])];
    let steel = floors == 1 && dice.chance(75);
    let height = if floors == 1 { dice.steps(7.5, 13.5, 0.5) } else { dice.steps(5.4, 8.1, 0.1) };
    let load = if floors == 1 { dice.steps(2.0, 5.0, 0.5) } else { dice.steps(1.0, 2.5, 0.5) };
    // From the top down: upper floors are lower and carry less.
    let (mut spec, mut free_m2, mut best) = (Vec::new(), 0.0, None);
    for floor in 1..=floors {
        let upper = if floor == 1 { 0.0 } else { 1.0 };
        let clear_height_m = height - upper * (0.9 + 0.1 * floor as f64);
        let load_t_m2 = (load - upper * 0.5).max(0.5);
        let free = match status {
            "部分使用" => (floor_m2 * dice.pick(&[&0.0, &0.25, &0.5, &1.0])).round(),
            _ => floor_m2,
        };
        // A building that is partly used has something free: its top floor at least.
        let free = if floor == floors && free_m2 + free == 0.0 { (floor_m2 * 0.5).round() } else { free };
        free_m2 += free;
        if free > 0.0 && best.is_none() {
            best = Some((clear_height_m, load_t_m2));
        }
        spec.push(format!(
            "{{\"floor\":{floor},\"clear_height_m\":{},\"load_t_m2\":{},\"available_m2\":{}}}",
            number(clear_height_m, 1),
            number(load_t_m2, 1),
            number(free, 0)
        ));
    }
    p.number("gfa_m2", floor_m2 * floors as f64, 0)
        .number("available_m2", free_m2, 0)
        .whole("floors", floors);
    if !gap(dice, p, "floor_spec", 6) {
        p.raw("floor_spec", &format!("[{}]", spec.join(",")));
    }
    if let Some((clear_height_m, load_t_m2)) = best {
        // Those of the lowest free floor, which is the best one.
        if !gap(dice, p, "clear_height_m", 6) {
            p.number("clear_height_m", clear_height_m, 1);
        }
        if !gap(dice, p, "load_t_m2", 8) {
            p.number("load_t_m2", load_t_m2, 1);
        }
    }
    if !gap(dice, p, "column_spacing_m", 10) {
        p.number("column_spacing_m", dice.steps(7.5, 9.0, 0.3), 1);
    }
    if !gap(dice, p, "span_m", 15) {
        p.number("span_m", if steel { dice.steps(18.0, 30.0, 3.0) } else { dice.steps(7.5, 12.0, 0.5) }, 1);
    }
    if floors == 1 && dice.chance(60) {
        p.number("crane_t", *dice.pick(&[&3.0, &5.0, &10.0, &16.0, &20.0]), 0);
    }
    if floors > 1 && !gap(dice, p, "freight_lift_t", 8) {
        p.number("freight_lift_t", *dice.pick(&[&2.0, &3.0, &5.0]), 0);
    }
    if !gap(dice, p, "power_kva", 10) {
        p.whole("power_kva", *dice.pick(&[&200, &315, &500, &630, &800, &1000, &1250, &1600]));
    }
    p.text("structure", if steel { "钢结构" } else { ["框架", "砖混"][dice.weighted(&[92, 8])] });
    if !gap(dice, p, "fire_class", 8) {
        p.text("fire_class", ["丙", "丁", "戊", "乙", "甲"][dice.weighted(&[52, 30, 14, 3, 1])]);
    }
    if !gap(dice, p, "eia_ok", 15) {
        p.flag("eia_ok", dice.chance(60));
    }
    p.text("deal", ["出租", "出售", "租售"][dice.weighted(&[76, 8, 16])]);
    if !gap(dice, p, "rent", 12) {
        p.number("rent", dice.steps(16.0, 38.0, 0.5), 1);
    }
    if !gap(dice, p, "vacant_since", 12) {
        p.text("vacant_since", &names::date(dice, 2022, 2025));
    }
    p.text("status", status);
}

pub(super) fn offices(sites: &[Site]) -> Vec<u8> {
    let mut layer = Collection::new("offices", "闲置楼宇排摸(示例数据),楼宇、业主与数字均为虚构");
    let mut dice = Dice::new(2020, 4);
    for (i, plot) in plots(&mut dice, sites, 64).iter().enumerate() {
        let ring = footprint(&mut dice, plot, (62.0, 44.0));
        let kind = dice.pick(&["大厦", "中心", "国际", "广场"]);
        let block = ["A座", "B座", "1幢", "2幢", "3幢", "5幢"][dice.below(6) as usize];
        let name = format!("示例{}{kind}{block}", names::word(&mut dice));
        let mut p = begin(&format!("LY{:03}", i + 1), &name, plot);
        office(&mut dice, &mut p, signed_area_m2(&ring).abs());
        end(&mut dice, &mut p, "闲置楼宇排摸表(示例)");
        layer.push(&p, &Geometry::polygon(&[&ring]));
    }
    layer.into_bytes()
}

fn office(dice: &mut Dice, p: &mut Props, footprint_m2: f64) {
    let grade = dice.weighted(&[26, 48, 26]);
    let floors = dice.whole([16, 10, 5][grade], [28, 18, 10][grade]);
    let floor_m2 = footprint_m2.round();
    let gfa_m2 = floor_m2 * floors as f64;
    let status = STATUSES[dice.weighted(&[8, 86, 6])];
    let vacancy = if status == "部分使用" { dice.steps(6.0, 72.0, 0.5) } else { 100.0 };
    p.text("grade", ["甲", "乙", "丙"][grade]).number("gfa_m2", gfa_m2, 0);
    p.number("available_m2", gfa_m2 * vacancy / 100.0, 0).number("typical_floor_m2", floor_m2, 0);
    if !gap(dice, p, "net_height_m", 8) {
        p.number("net_height_m", [3.0, 2.8, 2.6][grade] + dice.steps(-0.2, 0.2, 0.1), 1);
    }
    if !gap(dice, p, "efficiency", 10) {
        p.number("efficiency", dice.steps(62.0, 78.0, 1.0), 0);
    }
    if !gap(dice, p, "lifts", 8) {
        p.whole("lifts", (floors / 4 + 1).min(10));
    }
    p.number("vacancy", vacancy, 1).whole("floors", floors);
    if !gap(dice, p, "rent", 10) {
        p.number("rent", [2.3, 1.6, 1.1][grade] + dice.steps(-0.3, 0.4, 0.05), 2);
    }
    if !gap(dice, p, "property_fee", 12) {
        p.number("property_fee", [12.0, 7.0, 3.5][grade] + dice.steps(-1.5, 2.0, 0.5), 1);
    }
    if !gap(dice, p, "parking", 12) {
        p.whole("parking", (gfa_m2 / 110.0) as u64);
    }
    if !gap(dice, p, "vacant_since", 15) {
        p.text(
            "vacant_since",
            &names::date(dice, 2022, 2026).replace("2026-1", "2026-0").replace("2026-00", "2026-01"),
        );
    }
    p.text("status", status);
}
