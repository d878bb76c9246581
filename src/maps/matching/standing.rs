//! What is asked of a single floor: of which floors it holds, and what a line finds there.
//!
//! All must lines are put to a floor at once, so that a verdict does not hang on the order of the lines. The
//! nearest floor, which fails the fewest of them, speaks for the building: a line that it fails is failed,
//! and rules no floor out of what else is asked.

use super::brief::Line;
use super::floors::{Floor, Standing};
use super::judge::{AsWritten, Found, Judged, Missing, spare};
use super::what::What;
use std::cmp::Ordering;

/// Whether a line is about single floors.
pub(super) fn is_of_floor(line: &Line) -> bool {
    matches!(line.what, What::ClearHeight | What::Load)
}

/// The verdicts of the must lines about floors, and how the floors stand to those that are not failed.
pub(super) fn together(lines: &[&Line], floors: &[Floor]) -> (Vec<Judged>, Vec<Standing>) {
    let says: Vec<Vec<Standing>> =
        floors.iter().map(|floor| lines.iter().map(|line| says(line, floor)).collect()).collect();
    let Some(nearest) = nearest(lines, floors, &says) else {
        return (lines.iter().map(|_| not_to_let()).collect(), Vec::new());
    };
    let of_nearest = &says[nearest];
    let asked: Vec<usize> = (0..lines.len()).filter(|at| of_nearest[*at] != Standing::Fails).collect();
    // Of an only floor all is spoken: what nobody knows of it leaves no other one to choose.
    let is_only = floors.len() == 1;
    let stands = |says: &Vec<Standing>| {
        let worst = asked.iter().map(|at| says[*at]).min().filter(|_| !is_only);
        worst.unwrap_or(Standing::Stands)
    };
    let is_alike = |says: &Vec<Standing>| asked.iter().all(|at| says[*at] == of_nearest[*at]);
    let alike = || floors.iter().zip(&says).filter(|(_, says)| is_alike(says)).map(|(floor, _)| floor);
    let judged = lines.iter().zip(of_nearest).map(|(line, says)| match says {
        Standing::Stands => passed(line, alike()),
        Standing::Unknown => unknown(line, &floors[nearest]),
        Standing::Fails => failed(line, floors.iter().skip(nearest).take(1)),
    });
    (judged.collect(), says.iter().map(stands).collect())
}

/// The verdict of a line that is only preferred, which takes no floor away: of the floors that stand after
/// the must lines.
pub(super) fn preferred(line: &Line, floors: &[Floor], standing: &[Standing]) -> Judged {
    let of = |wanted: Standing| {
        let now = move |(floor, before): &(&Floor, &Standing)| says(line, floor).min(**before) == wanted;
        floors.iter().zip(standing).filter(now).map(|(floor, _)| floor)
    };
    if of(Standing::Stands).next().is_some() {
        return passed(line, of(Standing::Stands));
    }
    if let Some(floor) = of(Standing::Unknown).next() {
        return unknown(line, floor);
    }
    // What was ruled out is nothing that the building has.
    let left = floors.iter().zip(standing).filter(|(_, before)| **before != Standing::Fails);
    failed(line, left.map(|(floor, _)| floor))
}

/// What is asked of a single floor, and how that is written.
fn value(line: &Line, floor: &Floor) -> Option<(f64, Option<AsWritten>)> {
    match line.what {
        What::ClearHeight => Some((floor.height_m?, None)),
        _ => Some((floor.load_t_m2?, floor.load_written)),
    }
}

fn says(line: &Line, floor: &Floor) -> Standing {
    match value(line, floor) {
        Some((value, _)) if spare(line, value) >= 0.0 => Standing::Stands,
        Some(_) => Standing::Fails,
        None => Standing::Unknown,
    }
}

/// The floor that fails the fewest lines, of those the one of which most is known, of those the one that
/// the fewest steps of room would let in; `None` where there is no floor.
fn nearest(lines: &[&Line], floors: &[Floor], says: &[Vec<Standing>]) -> Option<usize> {
    if floors.len() < 2 {
        return (!floors.is_empty()).then_some(0);
    }
    let step = |line: &&Line| Some((line.limit()? - line.loosened()?.limit()?).abs());
    let steps: Vec<f64> = lines.iter().map(|line| step(line).unwrap_or(1.0)).collect();
    let wanting = |floor: &Floor| {
        let of_line =
            |(line, step): (&&Line, &f64)| value(line, floor).map(|(it, _)| -spare(line, it) / step);
        lines.iter().zip(&steps).filter_map(of_line).fold(0.0, f64::max)
    };
    let off = |at: usize| {
        let count = |of| says[at].iter().filter(|says| **says == of).count();
        (count(Standing::Fails), count(Standing::Unknown))
    };
    let order = |one: &usize, other: &usize| -> Ordering {
        let by_wanting = || wanting(&floors[*one]).total_cmp(&wanting(&floors[*other]));
        off(*one).cmp(&off(*other)).then_with(by_wanting)
    };
    (0..floors.len()).min_by(order)
}

fn best<'a>(line: &Line, floors: impl Iterator<Item = &'a Floor>) -> Option<(f64, Option<AsWritten>)> {
    floors.filter_map(|floor| value(line, floor)).max_by(|one, other| one.0.total_cmp(&other.0))
}

fn passed<'a>(line: &Line, floors: impl Iterator<Item = &'a Floor> + Clone) -> Judged {
    let names = floors.clone().map(|floor| floor.name.clone()).filter(|name| !name.is_empty()).collect();
    match best(line, floors) {
        Some((best, written)) => {
            Judged::known(true, Found::Number(best, written), Some(spare(line, best))).on(names)
        }
        None => Judged::unknown(Missing::Field(field(line))),
    }
}

fn failed<'a>(line: &Line, floors: impl Iterator<Item = &'a Floor>) -> Judged {
    match best(line, floors) {
        Some((best, written)) => Judged::known(false, Found::Number(best, written), Some(spare(line, best))),
        None => not_to_let(),
    }
}

fn field(line: &Line) -> &'static str {
    if line.what == What::Load { "load_t_m2" } else { "clear_height_m" }
}

fn unknown(line: &Line, floor: &Floor) -> Judged {
    Judged::unknown(floor.missing(field(line)))
}

/// What a floor does not say of what a line asks; `None` where it says it.
pub(super) fn unsaid(line: &Line, floor: &Floor) -> Option<Missing> {
    (says(line, floor) == Standing::Unknown).then(|| floor.missing(field(line)))
}

fn not_to_let() -> Judged {
    Judged::known(false, Found::InUse, None)
}
