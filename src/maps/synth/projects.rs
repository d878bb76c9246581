//! Projects: the 65 under construction with the published sum, and the six key projects landed lately.

use super::dice::Dice;
use super::json::{Collection, Geometry, Props};
use super::names;
use super::plane::grid;
use super::sites::Site;

/// Under construction: 31 new, 24 continued, and 10 that the source does not tell apart (it prints
/// 31 + 24 and 65 in all).
const NEW: usize = 31;
const CONTINUED: usize = 24;
const UNDER_CONSTRUCTION: usize = 65;
/// Their estimated total investment, in 万元 × 100: 106.93 亿元.
const INVEST_IN_HUNDREDTHS: u64 = 10_693;

const LANDED: &str = "近期落地重点项目6个之一;原文总投资一处为39.2亿元、一处为11亿元以上,前后不一致";

/// The key projects: name, industry, investment where published, position in the grid.
type Landed = (&'static str, Option<&'static str>, Option<f64>, (f64, f64));

#[rustfmt::skip]
const KEY_PROJECTS: &[Landed] = &[
    ("钱塘直播电商产业生态园", Some("I64"), Some(20.6), (3_560.0, 130.0)),
    ("福莱蒽特总部", Some("C26"), None, (2_390.0, 650.0)),
    ("芯声智能", None, None, (2_410.0, -390.0)),
    ("示例重点项目甲", Some("C35"), None, (-300.0, -1_400.0)),
    ("示例重点项目乙", Some("C27"), None, (-2_060.0, -900.0)),
    ("示例重点项目丙", Some("M73"), None, (480.0, 640.0)),
];

pub(super) fn projects(sites: &[Site]) -> Vec<u8> {
    let mut layer = Collection::new(
        "projects",
        "项目;在建65个、总投资106.93亿元与公布数(2020)一致,新建31与续建24相加为55,原文如此",
    );
    let mut dice = Dice::new(2020, 6);
    let invests = shares(&mut dice);
    let mut kinds: Vec<Option<&str>> = vec![Some("新建"); NEW];
    kinds.extend(vec![Some("续建"); CONTINUED]);
    kinds.resize(UNDER_CONSTRUCTION, None);
    dice.shuffle(&mut kinds);
    for (i, (kind, invest)) in kinds.iter().zip(invests).enumerate() {
        let division =
            dice.pick(&["C39", "C35", "C27", "C34", "C38", "C36", "I65", "M73", "G59", "L72", "C26", "C14"]);
        let mut p = Props::default();
        let works = dice.pick(&["生产线", "研发中心", "产业园", "总部大楼", "技改", "二期"]);
        p.text("id", &format!("XM{:03}", i + 1));
        p.text("name", &format!("示例{}{works}项目", names::word(&mut dice)));
        p.text("street", "白杨街道").text("stage", "在建");
        match kind {
            Some(kind) => {
                p.text("kind", kind);
            }
            None if i % 2 == 0 => {
                p.null("kind");
            }
            None => {}
        }
        p.number("invest", invest as f64 / 100.0, 2);
        if !dice.chance(8) {
            let (from, to) = if *kind == Some("续建") { (2017, 2019) } else { (2020, 2020) };
            p.text("start_on", &names::date(&mut dice, from, to));
        }
        p.text("industry", division).illustrative();
        let geometry = match sites.get(i) {
            Some(site) if i % 3 == 0 => {
                let ring = [(0.08, 0.1), (0.8, 0.06), (0.9, 0.82), (0.14, 0.9)].map(|(x, y)| site.at(x, y));
                Geometry::polygon(&[&ring])
            }
            Some(site) => Geometry::point(site.at(dice.range(0.2, 0.8), dice.range(0.2, 0.8))),
            None => Geometry::point(grid(126.0, 700.0)),
        };
        layer.push(&p, &geometry);
    }
    for (i, (name, industry, invest, at)) in KEY_PROJECTS.iter().enumerate() {
        let mut p = Props::default();
        p.text("id", &format!("XM{:03}", UNDER_CONSTRUCTION + i + 1)).text("name", name);
        p.text("street", "白杨街道").text("stage", "签约");
        if let Some(invest) = invest {
            p.number("invest", *invest, 2);
        }
        if let Some(industry) = industry {
            p.text("industry", industry);
        }
        if name.starts_with("示例") {
            p.illustrative();
        } else {
            p.approximate("公开报道(2020),位置为示意");
        }
        p.text("remark", LANDED);
        layer.push(&p, &Geometry::point(grid(at.0, at.1)));
    }
    layer.into_bytes()
}

/// Investments in hundredths of 亿元 that add up to the published sum.
fn shares(dice: &mut Dice) -> Vec<u64> {
    let weights: Vec<f64> = (0..UNDER_CONSTRUCTION).map(|_| libm::exp(dice.normal() * 0.9)).collect();
    let total: f64 = weights.iter().sum();
    let mut shares: Vec<u64> =
        weights.iter().map(|weight| ((weight / total * INVEST_IN_HUNDREDTHS as f64) as u64).max(8)).collect();
    // What rounding left over goes to the largest.
    let largest = (0..shares.len()).max_by_key(|i| shares[*i]).unwrap_or(0);
    let sum: u64 = shares.iter().sum();
    shares[largest] = shares[largest] + INVEST_IN_HUNDREDTHS - sum;
    shares
}
