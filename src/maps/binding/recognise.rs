//! Telling what a layer holds by all that speaks for it: columns that are fields of a kind, values that are
//! in its lists, headers and names that call the things by their name, and how they are drawn.
//!
//! Nothing is guessed in silence. A kind is taken where its columns speak for it, clearly more than for
//! every other; where two are close, or rows of two kinds lie in one file, it stays open, and a person says
//! which. The reasons are kept either way, and shown.

#[cfg(test)]
mod tests;

use super::Evidence;
use super::facts::{Facts, Sample};
use super::judge::Candidate;
use super::of_layer::assigned;
use super::unit::MeasureUnit;
use crate::layer::{Column, Layer};
use crate::maps::schema::{Drawn, LayerKind};
use serde::{Deserialize, Serialize};

/// Kinds that speak for less are not taken.
const ENOUGH: f64 = 1.5;
/// A kind must be ahead of the next by at least this, and by this share of what speaks for it.
const AHEAD: f64 = 0.5;
const AHEAD_SHARE: f64 = 0.2;
/// So much must come from columns: names and shapes alone are never enough.
const FROM_COLUMNS: f64 = 0.4;
/// Kinds that speak for less, or for less than this share of the likeliest, are not worth mentioning.
const MENTIONED: f64 = 0.45;
const MENTIONED_SHARE: f64 = 0.35;
/// Kinds that are mentioned at most.
const MOST_GUESSES: usize = 3;
/// A column that speaks for less is not named among the reasons.
const WORTH_NAMING: f64 = 0.15;
/// Columns that are named at most.
const MOST_COLUMNS: usize = 4;

/// Such a share of values in a field's list speaks for it; less than the second speaks against it.
const LISTED: f64 = 0.8;
const NOT_LISTED: f64 = 0.3;
/// What values in the list of one kind alone are worth; the kinds that have them share it.
const BY_LIST: f64 = 0.5;
/// What values are worth in a column whose name says nothing.
const BY_VALUES: f64 = 0.3;
/// What values that are in no list of a field that several kinds have speak against it.
const AGAINST: f64 = -0.3;
/// What a header such as 企业名称 is worth.
const BY_HEADING: f64 = 0.5;
/// What a field is worth that many layers have in any unit: an area.
const BY_AREA: f64 = 0.2;
/// What the usual shape is worth, and what one that such things never have.
const BY_SHAPE: f64 = 0.2;
const AGAINST_SHAPE: f64 = -0.6;

/// What a layer itself speaks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// The kind, where it is clear.
    pub kind: Option<LayerKind>,
    /// The kinds that come into question, the likeliest first.
    pub guesses: Vec<Guess>,
    /// Whether some rows speak for the first of them and others for the second.
    pub is_mixed: bool,
}

/// A kind that a layer may be of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// Which.
    pub kind: LayerKind,
    /// How much speaks for it.
    pub score: f64,
    /// What.
    pub reasons: Vec<KindReason>,
}

/// Why a layer may be of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum KindReason {
    /// Columns are fields of it.
    Columns {
        /// The first of them, those first that few other kinds have.
        columns: Vec<String>,
    },
    /// The values of columns are in its lists.
    Values {
        /// Which columns.
        columns: Vec<String>,
    },
    /// The values of columns are in none of its lists.
    OtherValues {
        /// Which columns.
        columns: Vec<String>,
    },
    /// A header calls the things so.
    Heading {
        /// The column.
        column: String,
    },
    /// The layer or its file is called so.
    Title {
        /// The word.
        word: String,
    },
    /// They are drawn as such things are.
    Shapes {
        /// How.
        drawn: Drawn,
    },
    /// They are drawn as such things never are.
    OtherShapes {
        /// How.
        drawn: Drawn,
    },
}

/// What speaks for a kind, as it adds up.
struct Case {
    kind: LayerKind,
    /// What columns speak for it, each with its position among them.
    columns: Vec<(usize, f64)>,
    from_columns: f64,
    /// Whether a name, and not values alone, speaks for it.
    is_named: bool,
    score: f64,
    reasons: Vec<KindReason>,
}

/// The kind that a layer speaks for, and those that come into question.
pub(super) fn recognise(layer: &Layer, sample: &Sample<'_>, facts: &[Facts<'_>]) -> Recognised {
    let found: Vec<(LayerKind, Vec<Candidate>)> =
        LayerKind::ALL.iter().map(|&kind| (kind, assigned(kind, facts))).collect();
    // In the lists of how many kinds a column's values are, under a name that fits.
    let lists: Vec<usize> = (0..facts.len())
        .map(|at| {
            let listed = |it: &Candidate| it.column == at && is_listed(it, facts);
            found.iter().filter(|(_, candidates)| candidates.iter().any(listed)).count()
        })
        .collect();
    let mut cases: Vec<Case> = found
        .iter()
        .map(|(kind, candidates)| {
            let mut case = by_columns(*kind, candidates, facts, &lists);
            add_title(&mut case, layer);
            add_shapes(&mut case, sample);
            case
        })
        .collect();
    cases.sort_by(|a, b| b.score.total_cmp(&a.score));
    let is_mixed = matches!(&cases[..], [first, second, ..] if are_mixed(first, second, sample, facts));
    let second = cases.get(1).map_or(0.0, |case| case.score);
    let kind = cases
        .first()
        .filter(|first| {
            first.from_columns > 0.0
                && (first.from_columns >= FROM_COLUMNS || path_of(layer) == Some(first.kind))
                && first.is_named
                && first.score >= ENOUGH
                && first.score >= second + AHEAD.max(AHEAD_SHARE * first.score)
                && !is_mixed
        })
        .map(|first| first.kind);
    let best = cases.first().map_or(0.0, |case| case.score);
    let guesses = cases
        .into_iter()
        .filter(|case| case.score >= MENTIONED.max(MENTIONED_SHARE * best))
        .take(MOST_GUESSES)
        .map(|case| Guess { kind: case.kind, score: case.score, reasons: case.reasons })
        .collect();
    Recognised { kind, guesses, is_mixed }
}

fn is_named(candidate: &Candidate) -> bool {
    candidate.evidence.iter().any(|why| matches!(why, Evidence::Name { .. }))
}

/// Which share of the values is in the field's list; `None` of a field without one, or where none was read.
fn listed_share(candidate: &Candidate, facts: &[Facts<'_>]) -> Option<f64> {
    let share = |why: &Evidence| match why {
        Evidence::Domain { share } => Some(*share),
        _ => None,
    };
    candidate.evidence.iter().find_map(share).filter(|_| facts[candidate.column].len() > 0)
}

fn is_listed(candidate: &Candidate, facts: &[Facts<'_>]) -> bool {
    is_named(candidate) && listed_share(candidate, facts).is_some_and(|share| share >= LISTED)
}

fn by_columns(kind: LayerKind, candidates: &[Candidate], facts: &[Facts<'_>], lists: &[usize]) -> Case {
    let name = |at: usize| facts[at].column.name.clone();
    let (mut columns, mut listed, mut unlisted) = (Vec::new(), Vec::new(), Vec::new());
    let mut score = 0.0;
    for it in candidates {
        let at = it.column;
        let share = listed_share(it, facts);
        if !is_named(it) {
            // Values alone are a guess, and guesses do not add up to a kind.
            let is_telling = kind.distinctness(it.def.key) > 0.0 && !it.def.key.starts_with("area_");
            if is_telling && !matches!(it.evidence.first(), Some(Evidence::Telephones)) {
                columns.push((at, BY_VALUES * kind.distinctness(it.def.key)));
                listed.push(name(at));
            }
            continue;
        }
        let mut weight = weight_of(kind, it);
        if it.evidence.iter().any(|why| matches!(why, Evidence::OtherType { .. })) {
            weight *= 0.5;
        }
        match share {
            Some(share) if share >= LISTED => {
                weight += BY_LIST / lists[at].max(1) as f64;
                listed.push(name(at));
            }
            // An industry is often written in words, and a field of one kind alone speaks by its name.
            Some(share) if share < NOT_LISTED && it.def.key != "industry" && weight < 1.0 => {
                unlisted.push(name(at));
                score += AGAINST;
                continue;
            }
            Some(share) if share < NOT_LISTED => weight *= 0.5,
            _ => {}
        }
        if weight > 0.0 {
            columns.push((at, weight));
        }
    }
    let heading =
        facts.iter().position(|facts| facts.name.is_of(kind, &["名称", "名", "编号", "name", "id"]));
    columns.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| name(a.0).cmp(&name(b.0))));
    let mut reasons = Vec::new();
    let worth_it = columns.iter().filter(|(_, weight)| *weight >= WORTH_NAMING).take(MOST_COLUMNS);
    let named: Vec<String> = worth_it.map(|&(at, _)| name(at)).collect();
    if !named.is_empty() {
        reasons.push(KindReason::Columns { columns: named });
    }
    for (mut columns, is_for) in [(listed, true), (unlisted, false)] {
        columns.sort();
        columns.truncate(MOST_COLUMNS);
        match (columns.is_empty(), is_for) {
            (true, _) => {}
            (false, true) => reasons.push(KindReason::Values { columns }),
            (false, false) => reasons.push(KindReason::OtherValues { columns }),
        }
    }
    let from_columns: f64 = columns.iter().map(|(_, weight)| weight).sum();
    score += from_columns;
    if let Some(at) = heading {
        score += BY_HEADING;
        reasons.push(KindReason::Heading { column: name(at) });
    }
    let is_named = candidates.iter().any(|it| is_named(it) && kind.distinctness(it.def.key) > 0.0);
    Case { kind, columns, from_columns, is_named, score, reasons }
}

/// How much a field speaks for a kind by its name.
fn weight_of(kind: LayerKind, it: &Candidate) -> f64 {
    // 亩 are for land alone, km² for boundaries; an area in any other unit is anybody's.
    let is_any_area = it.def.key.starts_with("area_") && it.unit != MeasureUnit::of_field(it.def);
    let distinct = kind.distinctness(it.def.key);
    (if is_any_area { BY_AREA.min(distinct) } else { distinct }) * it.score.min(1.0)
}

/// The kind whose path a layer's name is: files that the program wrote itself.
fn path_of(layer: &Layer) -> Option<LayerKind> {
    LayerKind::from_path(&layer.name)
}

fn add_title(case: &mut Case, layer: &Layer) {
    if path_of(layer) == Some(case.kind) {
        case.score += 2.0;
        case.reasons.push(KindReason::Title { word: layer.name.clone() });
        return;
    }
    let names = [layer.name.clone(), layer.source.file_name()];
    let found = names.iter().filter_map(|name| title_word(case.kind, name));
    let best = found.max_by(|a, b| a.1.total_cmp(&b.1));
    // Without a column a name says nothing.
    if let Some((word, score)) = best.filter(|_| case.from_columns > 0.0) {
        case.score += score;
        case.reasons.push(KindReason::Title { word });
    }
}

/// The word in a name that calls the things of a kind so, and what it is worth: more where it is all of the
/// name.
fn title_word(kind: LayerKind, name: &str) -> Option<(String, f64)> {
    let stem = name.rsplit(['/', '\\', ':']).next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem);
    let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ").trim().to_owned();
    let stem = plain(stem);
    let words = [kind.key(), kind.label(crate::text::Lang::Zh), kind.label(crate::text::Lang::En)];
    let mut words = words.into_iter().chain(kind.things().iter().copied()).map(plain);
    let is_word = |word: &String| {
        // Latin words stand between other signs: `land` is not in `landmarks`.
        if word.is_ascii() {
            let spaced = format!(" {} ", stem.replace(|c: char| !c.is_ascii_alphanumeric(), " "));
            spaced.contains(&format!(" {word} "))
        } else {
            stem.contains(word.as_str())
        }
    };
    let all: Vec<String> = words.by_ref().collect();
    if let Some(word) = all.iter().find(|word| **word == stem) {
        return Some((word.clone(), 1.5));
    }
    all.into_iter().filter(is_word).max_by_key(String::len).map(|word| (word, 0.75))
}

fn add_shapes(case: &mut Case, sample: &Sample<'_>) {
    let Some(drawn) = sample.drawn.filter(|_| case.score > 0.0) else { return };
    match case.kind.is_drawn_as(drawn) {
        Some(true) => {
            case.score += BY_SHAPE;
            case.reasons.push(KindReason::Shapes { drawn });
        }
        Some(false) => {}
        None => {
            case.score += AGAINST_SHAPE;
            case.reasons.push(KindReason::OtherShapes { drawn });
        }
    }
}

/// Whether some rows have what speaks for one kind alone, and others what speaks for the other: a file of
/// both.
fn are_mixed(first: &Case, second: &Case, sample: &Sample<'_>, facts: &[Facts<'_>]) -> bool {
    let own = |case: &Case, other: &Case| -> (f64, Vec<usize>) {
        let is_own = |at: usize| !other.columns.iter().any(|&(it, _)| it == at);
        let own = case.columns.iter().filter(|&&(at, _)| is_own(at));
        (own.clone().map(|(_, weight)| weight).sum(), own.map(|&(at, _)| at).collect())
    };
    let ((one, of_first), (other, of_second)) = (own(first, second), own(second, first));
    if one < AHEAD || other < AHEAD {
        return false;
    }
    let columns = |at: &[usize]| -> Vec<&Column> { at.iter().map(|&at| facts[at].column).collect() };
    let [one, other, both] = sample.filled(&columns(&of_first), &columns(&of_second));
    let least = one.min(other);
    least > 0 && both * 10 <= least
}
