//! Asking every site: facts once, verdicts as often as there are lines to loosen.

use super::Found;
use super::answer::{Answer, AreaSum, LeftOut, Loosened, Ranked, SiteLayer, Whom};
use super::brief::{Asks, Brief, Line};
use super::facts::{Facts, Look, places_of};
use super::judge::{Judged, Missing, Verdict, is_by_rounding, judge, spare_of};
use super::near::{Named, Places};
use super::what::What;
use super::words::state_against;
use crate::layer::RowSet;
use crate::maps::derive::{FAR_M, StationLayer};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use std::cmp::Ordering;

/// Rows between two looks at the cancel token.
const CANCEL_EVERY: usize = 1024;

/// What lies around the sites: the layers of places that lines speak of, where they are open.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Stations that a person opened; where there are none it is measured to the program's own, as the
    /// column `metro_m` is.
    pub metro: Option<StationLayer>,
    /// Campuses.
    pub campus: Option<SiteLayer>,
    /// Enterprises.
    pub firms: Option<SiteLayer>,
}

impl Surroundings {
    fn layer(&self, kind: LayerKind) -> Option<&SiteLayer> {
        match kind {
            LayerKind::Universities => self.campus.as_ref(),
            LayerKind::Enterprises => self.firms.as_ref(),
            _ => None,
        }
    }

    /// Takes a layer in where it is of a kind that lines speak of; the first of each kind stays. Stations
    /// are those that lie topmost.
    pub fn add(&mut self, layer: SiteLayer) {
        if let Some(stations) = StationLayer::of(&layer.layer, layer.naming()) {
            self.metro = Some(stations);
            return;
        }
        let place = match layer.kind {
            Some(LayerKind::Universities) => &mut self.campus,
            Some(LayerKind::Enterprises) => &mut self.firms,
            _ => return,
        };
        place.get_or_insert(layer);
    }

    /// The places of a kind whose name has a part, in whatever case; stations that are not in service
    /// yet are left out. `None` where the layer is not open.
    pub(in crate::maps) fn places(&self, kind: LayerKind, part: &str) -> Option<Places> {
        let part = part.to_lowercase();
        let has_part = |named: &Named| named.has_part(&part);
        if kind == LayerKind::MetroStations {
            let named = |of: &StationLayer| {
                let name = |row| Some(Named { name: of.in_service(row)?, name_en: of.name_en(row) });
                Places::of(of.layer(), |row| name(row).filter(has_part))
            };
            return match &self.metro {
                Some(stations) => Some(named(stations)),
                // Those of one town say nothing of another.
                None => Some(named(&StationLayer::bundled(&CancelToken::default())?).within_reach(FAR_M)),
            };
        }
        let around = self.layer(kind)?;
        let (layer, naming) = (&around.layer, around.naming());
        Some(Places::of(layer, |row| Some(Named::of(layer, naming, row)).filter(has_part)))
    }

    /// Firms whose industry begins with a code; all of them where `None`.
    pub(in crate::maps) fn firms_of(&self, industry: Option<&str>) -> Option<Places> {
        let around = self.firms.as_ref()?;
        let column = around.naming().column(&around.layer, "industry");
        Some(Places::of(&around.layer, |row| {
            let is_of_it = industry.is_none_or(|industry| {
                column.is_some_and(|column| column.value(row).to_text().starts_with(industry))
            });
            is_of_it.then(Named::default)
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
    apart: bool,
    points: f64,
    spare: f64,
    spare_in_full: f64,
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
    let measured = with_area(brief);
    let places = places_of(&measured, around);
    let looser: Vec<Option<Brief>> = (0..brief.lines.len())
        .map(|line| if brief.lines[line].must { brief.loosened(line) } else { None })
        .collect();
    let mut answer = Answer {
        loosen: looser
            .iter()
            .enumerate()
            .map(|(at, looser)| {
                let line = looser.as_ref()?.lines.get(at)?.clone();
                Some(Loosened { line, sites: 0, area: AreaSum::default() })
            })
            .collect(),
        rounded: brief.lines.iter().map(|_| None).collect(),
        ..Answer::default()
    };
    let rounded: Vec<Option<Brief>> = (0..brief.lines.len()).map(|line| in_round_unit(brief, line)).collect();
    let mut ranks: [Vec<Rank>; 3] = Default::default();
    for (at, site) in layers.iter().enumerate() {
        let kind = match asked(brief, site) {
            Ok(kind) => kind,
            Err(why) => {
                answer.left_out.push(LeftOut { layer: at, count: site.layer.len(), why });
                continue;
            }
        };
        let look = Look::new(site, kind, &measured, &places);
        for row in 0..site.layer.len() {
            if row % CANCEL_EVERY == 0 && cancel.is_cancelled() {
                return None;
            }
            let facts = look.at(row);
            let judged = judge(&brief.lines, &facts);
            let fate = fate(brief, &looser, &facts, &judged);
            answer.judged += 1;
            if fate != Fate::Matches {
                loosen(&looser, &facts, &mut answer.loosen);
                round(brief, &rounded, &facts, &judged, &mut answer.rounded);
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
            let apart = state_against(&site.layer, site.naming(), row).is_some();
            let tally = if apart { &mut group.apart } else { &mut group.to_be_had };
            tally.add(area_of(&brief.lines, &judged, &facts));
            group.count += 1;
            let (spare, spare_in_full) = spare(&brief.lines, &judged);
            list.push(Rank {
                layer: at as u32,
                row: row as u32,
                apart,
                points: points(&brief.lines, &judged),
                spare,
                spare_in_full,
                off: off(&brief.lines, &judged, fate),
            });
        }
    }
    let groups = [&mut answer.matches, &mut answer.to_ask, &mut answer.near];
    for (group, mut list) in groups.into_iter().zip(ranks) {
        if cancel.is_cancelled() {
            return None;
        }
        group.rows = rows_of(layers, &list);
        group.counts = group.rows.iter().map(RowSet::count).collect();
        list.sort_by(|a, b| order(layers, a, b));
        list.truncate(most);
        for rank in list {
            let site = &layers[rank.layer as usize];
            let Some(kind) = site.kind else { continue };
            let facts = Look::new(site, kind, &measured, &places).at(rank.row as usize);
            let lines = judge(&brief.lines, &facts);
            group.sites.push(Ranked {
                layer: rank.layer as usize,
                row: rank.row,
                points: rank.points,
                spare: rank.spare,
                spare_in_full: rank.spare_in_full,
                apart: rank.apart,
                area_m2: area_of(&brief.lines, &lines, &facts),
                lines,
            });
        }
    }
    Some(answer)
}

/// The rows of sites, layer by layer.
fn rows_of(layers: &[SiteLayer], sites: &[Rank]) -> Vec<RowSet> {
    let of_layer = |at: usize| sites.iter().filter(move |it| it.layer as usize == at).map(|it| it.row);
    layers.iter().enumerate().map(|(at, site)| RowSet::from_rows(site.layer.len(), of_layer(at))).collect()
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
fn loosen(looser: &[Option<Brief>], facts: &Facts, loosened: &mut [Option<Loosened>]) {
    for (looser, sum) in looser.iter().zip(loosened) {
        let (Some(looser), Some(sum)) = (looser, sum) else { continue };
        let judged = judge(&looser.lines, facts);
        if musts(&looser.lines, &judged).all(Judged::passes) {
            sum.sites += 1;
            sum.area.add(area_of(&looser.lines, &judged, facts));
        }
    }
}

/// The brief with one must line as those write it who round between units.
fn in_round_unit(brief: &Brief, line: usize) -> Option<Brief> {
    let round = brief.lines.get(line).filter(|line| line.must)?.in_round_unit()?;
    let mut brief = brief.clone();
    *brief.lines.get_mut(line)? = round;
    Some(brief)
}

/// Adds a site to the line that it misses by the rounding of units, and by nothing else.
fn round(
    brief: &Brief,
    rounded: &[Option<Brief>],
    facts: &Facts,
    judged: &[Judged],
    sums: &mut [Option<Loosened>],
) {
    for (at, (line, judged)) in brief.lines.iter().zip(judged).enumerate() {
        let Some(round) = rounded[at].as_ref().filter(|_| is_by_rounding(line, judged)) else { continue };
        let now = judge(&round.lines, facts);
        if musts(&round.lines, &now).all(Judged::passes) {
            let sum = sums[at].get_or_insert_with(|| Loosened {
                line: round.lines[at].clone(),
                sites: 0,
                area: AreaSum::default(),
            });
            sum.sites += 1;
            sum.area.add(area_of(&round.lines, &now, facts));
        }
    }
}

/// What a single site is to a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It passes every must line.
    Fits,
    /// It fails so many must lines; layers of a kind that never says what a line asks fail it too.
    Fails(usize),
    /// It fails none, but of so many nobody knows.
    ToAsk(usize),
    /// The brief wants another kind of site.
    OtherKind(LayerKind),
}

impl Fit {
    fn of(brief: &Brief, kind: LayerKind, judged: &[Judged]) -> Self {
        if let Some(wanted) = brief.kind.filter(|wanted| *wanted != kind) {
            return Self::OtherKind(wanted);
        }
        let is_failed =
            |it: &&Judged| it.verdict == Verdict::Fail || matches!(it.missing, Some(Missing::NotOfKind));
        match musts(&brief.lines, judged).filter(is_failed).count() {
            0 => match musts(&brief.lines, judged).filter(|it| it.verdict == Verdict::Unknown).count() {
                0 => Self::Fits,
                unknown => Self::ToAsk(unknown),
            },
            failed => Self::Fails(failed),
        }
    }
}

/// What single sites, each a layer and a row, say to a brief: line by line, whatever kind it wants, and in
/// all. `None` where what a layer holds is not known.
pub(in crate::maps) fn judge_sites(
    brief: &Brief,
    sites: &[(&SiteLayer, usize)],
    around: &Surroundings,
) -> Vec<Option<(Fit, Vec<Judged>)>> {
    let places = places_of(brief, around);
    let of_site = |(site, row): &(&SiteLayer, usize)| {
        let kind = site.kind?;
        let judged = judge(&brief.lines, &Look::new(site, kind, brief, &places).at(*row));
        Some((Fit::of(brief, kind, &judged), judged))
    };
    sites.iter().map(of_site).collect()
}

/// The brief with a line that every area passes, where it has none of areas: sites have theirs all the same.
fn with_area(brief: &Brief) -> Brief {
    let mut brief = brief.clone();
    if !brief.lines.iter().any(|line| line.what == What::Area) {
        brief.lines.push(any_area());
    }
    brief
}

fn any_area() -> Line {
    Line { what: What::Area, must: false, weight: 0.0, asks: Asks::Number { number: 0.0, unit: 0 } }
}

/// The area that a site offers under some lines, of which the facts know and of one of areas behind them.
fn area_of(lines: &[Line], judged: &[Judged], facts: &Facts) -> Option<f64> {
    let found = if let Some(at) = lines.iter().position(|line| line.what == What::Area) {
        judged.get(at)?.found.clone()
    } else {
        let lines: Vec<Line> = lines.iter().cloned().chain([any_area()]).collect();
        judge(&lines, facts).pop()?.found
    };
    match found {
        Some(Found::Number(area, _)) => Some(area),
        // It is known that there is none.
        Some(Found::InUse) => Some(0.0),
        _ => None,
    }
}

fn points(lines: &[Line], judged: &[Judged]) -> f64 {
    let passed = lines.iter().zip(judged).filter(|(line, judged)| !line.must && judged.passes());
    // No points are 0: the sum of nothing is minus zero.
    passed.fold(0.0, |points, (line, _)| points + line.weight)
}

/// What there is to spare on average: each line up to its limit once more, and in full.
fn spare(lines: &[Line], judged: &[Judged]) -> (f64, f64) {
    let shares: Vec<f64> =
        lines.iter().zip(judged).filter_map(|(line, judged)| spare_of(line, judged)).collect();
    let mean = |of: fn(f64) -> f64| {
        let sum: f64 = shares.iter().map(|share| of(*share)).sum();
        if shares.is_empty() { 0.0 } else { sum / shares.len() as f64 }
    };
    (mean(|share| share.min(1.0)), mean(|share| share))
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

/// The best first, those apart after all others; equals by what they are called, never by where they stand in
/// the file.
fn order(layers: &[SiteLayer], a: &Rank, b: &Rank) -> Ordering {
    let key = |rank: &Rank| {
        let site = &layers[rank.layer as usize];
        let (layer, naming) = (&site.layer, site.naming());
        let row = rank.row as usize;
        let id = layer.ids.as_ref().map(|ids| ids.value(row).to_text().into_owned());
        (rank.layer, id.unwrap_or_else(|| naming.id_of(layer, row)), naming.name_of(layer, row))
    };
    a.apart
        .cmp(&b.apart)
        .then(a.off.total_cmp(&b.off))
        .then(b.points.total_cmp(&a.points))
        .then(b.spare.total_cmp(&a.spare))
        .then(b.spare_in_full.total_cmp(&a.spare_in_full))
        .then_with(|| key(a).cmp(&key(b)))
        .then(a.row.cmp(&b.row))
}
