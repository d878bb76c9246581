//! What a brief is answered with: ranked sites, those to be asked, near misses, and ways to loosen.

use super::brief::Line;
use super::judge::Judged;
use super::what::What;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::{Binding, Naming};
use crate::maps::schema::LayerKind;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A layer whose features may be the site.
#[derive(Clone, Debug)]
pub struct SiteLayer {
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, where that is known.
    pub kind: Option<LayerKind>,
    /// Which of its columns are which fields; by their names where `None`.
    pub binding: Option<Arc<Binding>>,
}

impl SiteLayer {
    /// A layer whose columns are bound.
    pub fn bound(layer: &Arc<Layer>, binding: &Arc<Binding>) -> Self {
        Self { layer: Arc::clone(layer), kind: binding.kind(), binding: Some(Arc::clone(binding)) }
    }

    /// How its fields are found.
    pub fn naming(&self) -> Naming<'_> {
        self.binding.as_ref().map_or(Naming::Names(self.kind), Naming::from)
    }
}

/// A site with its verdicts.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Position of its layer in the question.
    pub layer: usize,
    /// Its row.
    pub row: u32,
    /// Weights of the prefer lines that it passes.
    pub points: f64,
    /// What it has to spare, between 0 and 1.
    pub spare: f64,
    /// The same where each line counts in full.
    pub spare_in_full: f64,
    /// The area that it offers, where that is known.
    pub area_m2: Option<f64>,
    /// Whether its state speaks against it, as that of one out of use: it stands after all others.
    pub apart: bool,
    /// A verdict for each line, in the brief's order.
    pub lines: Vec<Judged>,
}

/// The area that sites offer together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AreaSum {
    /// As far as it is known.
    pub m2: f64,
    /// Sites whose area is not known: they add nothing.
    pub unknown: usize,
}

impl AreaSum {
    pub(super) fn add(&mut self, area_m2: Option<f64>) {
        match area_m2 {
            Some(area_m2) => self.m2 += area_m2,
            None => self.unknown += 1,
        }
    }
}

/// So many sites.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many there are.
    pub sites: usize,
    /// The area that they offer together.
    pub area: AreaSum,
}

impl Tally {
    pub(super) fn add(&mut self, area_m2: Option<f64>) {
        self.sites += 1;
        self.area.add(area_m2);
    }
}

/// Sites of one fate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// How many there are.
    pub count: usize,
    /// Those that can be had.
    pub to_be_had: Tally,
    /// Those that stand after the others, because their state speaks against them.
    pub apart: Tally,
    /// The first of them.
    pub sites: Vec<Ranked>,
    /// The rows of all of them, of each layer of the question.
    pub rows: Vec<RowSet>,
    /// How many that are, of each layer.
    pub counts: Vec<usize>,
}

impl Group {
    /// The area that all of them offer together.
    pub fn area(&self) -> AreaSum {
        let (had, apart) = (self.to_be_had.area, self.apart.area);
        AreaSum { m2: had.m2 + apart.m2, unknown: had.unknown + apart.unknown }
    }
}

/// A layer that was not asked, because none of its sites can pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Position of the layer in the question.
    pub layer: usize,
    /// Its features.
    pub count: usize,
    /// Why.
    pub why: Whom,
}

/// Why a layer was not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The brief asks for another kind of site.
    OtherKind,
    /// What it holds is not known.
    UnknownKind,
    /// Layers of its kind say nothing of what a must line asks.
    Silent(What),
}

/// What one step of room on one line would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Loosened {
    /// The line as it would be.
    pub line: Line,
    /// Sites that would pass then and do not now.
    pub sites: usize,
    /// The area that they would offer.
    pub area: AreaSum,
}

/// The groups of sites that an answer tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteGroup {
    /// They pass every must line.
    Matches,
    /// They fail no must line, but of some nobody knows.
    ToAsk,
    /// They fail one must line by no more than a step.
    Near,
}

impl SiteGroup {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Matches, Self::ToAsk, Self::Near];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Near => "near",
            Self::ToAsk => "to-ask",
        }
    }
}

impl Answer {
    /// The sites of a group.
    pub fn group(&self, group: SiteGroup) -> &Group {
        match group {
            SiteGroup::Matches => &self.matches,
            SiteGroup::Near => &self.near,
            SiteGroup::ToAsk => &self.to_ask,
        }
    }
}

/// The whole answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Sites that were judged.
    pub judged: usize,
    /// They pass every must line; the best first, those that stand apart last.
    pub matches: Group,
    /// They fail no must line, but of some nobody knows; those with the fewest unknown first.
    pub to_ask: Group,
    /// They fail one must line by no more than a step; the nearest first.
    pub near: Group,
    /// All others.
    pub failed: usize,
    /// Layers that were not asked.
    pub left_out: Vec<LeftOut>,
    /// Of each line what a step of room would bring; `None` where there is no such step, or the line is
    /// no must.
    pub loosen: Vec<Option<Loosened>>,
    /// Of each must line that sites miss by the rounding of units alone: the line as those would have
    /// written it who round so ([`Line::in_round_unit`]), and what it would bring.
    pub rounded: Vec<Option<Loosened>>,
}
