//! Asking every site: facts once, verdicts as often as there are lines to loosen.

use super::Found;
use super::answer::{Answer, LeftOut, Loosened, Ranked, SiteLayer, Whom};
use super::brief::{Brief, Line};
use super::facts::{Facts, Look, places_of};
use super::judge::{Judged, Verdict, judge, spare_of};
use super::near::Places;
use super::what::What;
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use std::cmp::Ordering;

/// Rows between two looks at the cancel token.
const CANCEL_EVERY: usize = 1024;

/// What lies around the sites: the layers of places that lines speak of, where they are open.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Stations.
    pub metro: Option<SiteLayer>,
    /// Campuses.
    pub campus: Option<SiteLayer>,
    /// Enterprises.
    pub firms: Option<SiteLayer>,
}

impl Surroundings {
    fn layer(&self, kind: LayerKind) -> Option<&SiteLayer> {
        match kind {
            LayerKind::MetroStations => self.metro.as_ref(),
            LayerKind::Universities => self.campus.as_ref(),
            LayerKind::Enterprises => self.firms.as_ref(),
            _ => None,
        }
    }

    /// Takes a layer in where it is of a kind that lines speak of; the first of each kind stays.
    pub fn add(&mut self, layer: SiteLayer) {
        let place = match layer.kind {
            Some(LayerKind::MetroStations) => &mut self.metro,
            Some(LayerKind::Universities) => &mut self.campus,
            Some(LayerKind::Enterprises) => &mut self.firms,
            _ => return,
        };
        place.get_or_insert(layer);
    }

    /// The places of a kind whose name has a part, in whatever case; stations that are not in service
    /// yet are left out. `None` where the layer is not open.
    pub(in crate::maps) fn places(&self, kind: LayerKind, part: &str) -> Option<Places> {
        let around = self.layer(kind)?;
        let (layer, naming) = (&around.layer, around.naming());
        let part = part.to_lowercase();
        let is_stations = kind == LayerKind::MetroStations;
        let operation = naming.column(layer, "operation").filter(|_| is_stations);
        Some(Places::of(layer, |row| {
            let is_planned = operation.is_some_and(|column| column.value(row).to_text() == "在建");
            let name = naming.name_of(layer, row);
            (!is_planned && (part.is_empty() || name.to_lowercase().contains(&part))).then_some(name)
        }))
    }

    /// Firms whose industry begins with a code; all of them where `None`.
    pub(in crate::maps) fn firms_of(&self, industry: Option<&str>) -> Option<Places> {
        let around = self.firms.as_ref()?;
        let column = around.naming().column(&around.layer, "industry");
        Some(Places::of(&around.layer, |row| {
            let is_of_it = industry.is_none_or(|industry| {
                column.is_some_and(|column| column.value(row).to_text().starts_with(industry))
            });
            is_of_it.then(String::new)
        }))
    }
}

/// What a site is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Matches,
    ToAsk,
    Near,
    Failed,
}

/// A site as it is ranked; its verdicts are worked out again for those that are listed.
struct Rank {
    layer: u32,
    row: u32,
    points: f64,
    spare: f64,
    /// Unknown lines, or the share by which a near miss fails: less is better.
    off: f64,
}

/// Answers a brief. `most` sites of each group are listed; all are counted. `None` where cancelled.
pub fn run(
    brief: &Brief,
    layers: &[SiteLayer],
    around: &Surroundings,
    most: usize,
    cancel: &CancelToken,
) -> Option<Answer> {
    let places = places_of(brief, around);
    let looser: Vec<Option<Brief>> = (0..brief.lines.len())
        .map(|line| if brief.lines[line].must { brief.loosened(line) } else { None })
        .collect();
    let mut answer = Answer {
        loosen: looser
            .iter()
            .enumerate()
            .map(|(at, looser)| {
                let line = looser.as_ref()?.lines.get(at)?.clone();
                Some(Loosened { line, sites: 0, area_m2: 0.0 })
            })
            .collect(),
        ..Answer::default()
    };
    let mut ranks: [Vec<Rank>; 3] = Default::default();
    for (at, site) in layers.iter().enumerate() {
        let kind = match asked(brief, site) {
            Ok(kind) => kind,
            Err(why) => {
                answer.left_out.push(LeftOut { layer: at, count: site.layer.len(), why });
                continue;
            }
        };
        let look = Look::new(site, kind, brief, &places);
        for row in 0..site.layer.len() {
            if row % CANCEL_EVERY == 0 && cancel.is_cancelled() {
                return None;
            }
            let facts = look.at(row);
            let judged = judge(&brief.lines, &facts);
            let fate = fate(brief, &looser, &facts, &judged);
            answer.judged += 1;
            if fate != Fate::Matches {
                loosen(brief, &looser, &facts, &mut answer.loosen);
            }
            let (group, list) = match fate {
                Fate::Matches => (&mut answer.matches, &mut ranks[0]),
                Fate::ToAsk => (&mut answer.to_ask, &mut ranks[1]),
                Fate::Near => (&mut answer.near, &mut ranks[2]),
                Fate::Failed => {
                    answer.failed += 1;
                    continue;
                }
            };
            group.count += 1;
            group.area_m2 += area_of(brief, &judged).unwrap_or_default();
            list.push(Rank {
                layer: at as u32,
                row: row as u32,
                points: points(&brief.lines, &judged),
                spare: spare(&brief.lines, &judged),
                off: off(&brief.lines, &judged, fate),
            });
        }
    }
    let groups = [&mut answer.matches, &mut answer.to_ask, &mut answer.near];
    for (group, mut list) in groups.into_iter().zip(ranks) {
        if cancel.is_cancelled() {
            return None;
        }
        list.sort_by(|a, b| order(layers, a, b));
        list.truncate(most);
        for rank in list {
            let site = &layers[rank.layer as usize];
            let Some(kind) = site.kind else { continue };
            let facts = Look::new(site, kind, brief, &places).at(rank.row as usize);
            let lines = judge(&brief.lines, &facts);
            group.sites.push(Ranked {
                layer: rank.layer as usize,
                row: rank.row,
                points: rank.points,
                spare: rank.spare,
                area_m2: area_of(brief, &lines),
                lines,
            });
        }
    }
    Some(answer)
}

/// Whether a layer is asked, and what it holds.
fn asked(brief: &Brief, site: &SiteLayer) -> Result<LayerKind, Whom> {
    let kind = site.kind.ok_or(Whom::UnknownKind)?;
    match brief.can_be_met_by(kind) {
        Ok(()) => Ok(kind),
        Err(None) => Err(Whom::OtherKind),
        Err(Some(what)) => Err(Whom::Silent(what)),
    }
}

fn musts<'a>(lines: &'a [Line], judged: &'a [Judged]) -> impl Iterator<Item = &'a Judged> {
    lines.iter().zip(judged).filter(|(line, _)| line.must).map(|(_, judged)| judged)
}

fn passes(lines: &[Line], facts: &Facts) -> bool {
    let judged = judge(lines, facts);
    musts(lines, &judged).all(Judged::passes)
}

fn fate(brief: &Brief, looser: &[Option<Brief>], facts: &Facts, judged: &[Judged]) -> Fate {
    let of = |verdict| musts(&brief.lines, judged).filter(|judged| judged.verdict == verdict).count();
    match (of(Verdict::Fail), of(Verdict::Unknown)) {
        (0, 0) => Fate::Matches,
        (0, _) => Fate::ToAsk,
        (1, 0) => {
            let failed = brief
                .lines
                .iter()
                .zip(judged)
                .position(|(line, judged)| line.must && judged.verdict == Verdict::Fail);
            // Near is what a step mends; to drop a line is no step.
            let mended = failed
                .and_then(|line| Some((line, looser[line].as_ref()?)))
                .is_some_and(|(line, looser)| looser.lines[line].must && passes(&looser.lines, facts));
            if mended { Fate::Near } else { Fate::Failed }
        }
        _ => Fate::Failed,
    }
}

/// Adds a site to the lines of which a step of room would let it in.
fn loosen(brief: &Brief, looser: &[Option<Brief>], facts: &Facts, loosened: &mut [Option<Loosened>]) {
    for (looser, sum) in looser.iter().zip(loosened) {
        let (Some(looser), Some(sum)) = (looser, sum) else { continue };
        let judged = judge(&looser.lines, facts);
        if musts(&looser.lines, &judged).all(Judged::passes) {
            sum.sites += 1;
            sum.area_m2 += area_of(brief, &judged).unwrap_or_default();
        }
    }
}

/// The area that a site offers, by the line that asks for one.
fn area_of(brief: &Brief, judged: &[Judged]) -> Option<f64> {
    let at = brief.lines.iter().position(|line| line.what == What::Area)?;
    match judged.get(at)?.found {
        Some(Found::Number(area, _)) => Some(area),
        _ => None,
    }
}

fn points(lines: &[Line], judged: &[Judged]) -> f64 {
    let passed = lines.iter().zip(judged).filter(|(line, judged)| !line.must && judged.passes());
    passed.map(|(line, _)| line.weight).sum()
}

fn spare(lines: &[Line], judged: &[Judged]) -> f64 {
    let shares: Vec<f64> =
        lines.iter().zip(judged).filter_map(|(line, judged)| spare_of(line, judged)).collect();
    if shares.is_empty() { 0.0 } else { shares.iter().sum::<f64>() / shares.len() as f64 }
}

fn off(lines: &[Line], judged: &[Judged], fate: Fate) -> f64 {
    match fate {
        Fate::ToAsk => {
            musts(lines, judged).filter(|judged| judged.verdict == Verdict::Unknown).count() as f64
        }
        Fate::Near => lines
            .iter()
            .zip(judged)
            .filter(|(line, judged)| line.must && judged.verdict == Verdict::Fail)
            .filter_map(|(line, judged)| Some(judged.by? / line.limit().filter(|limit| *limit > 0.0)?))
            .sum(),
        Fate::Matches | Fate::Failed => 0.0,
    }
}

/// The best first; equals by what they are called, never by where they stand in the file.
fn order(layers: &[SiteLayer], a: &Rank, b: &Rank) -> Ordering {
    let key = |rank: &Rank| {
        let site = &layers[rank.layer as usize];
        let (layer, naming) = (&site.layer, site.naming());
        let row = rank.row as usize;
        let id = layer.ids.as_ref().map(|ids| ids.value(row).to_text().into_owned());
        (rank.layer, id.unwrap_or_else(|| naming.id_of(layer, row)), naming.name_of(layer, row))
    };
    a.off
        .total_cmp(&b.off)
        .then(b.points.total_cmp(&a.points))
        .then(b.spare.total_cmp(&a.spare))
        .then_with(|| key(a).cmp(&key(b)))
        .then(a.row.cmp(&b.row))
}
