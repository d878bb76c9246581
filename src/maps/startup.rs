//! How far a startup carrier is from the next level: published thresholds, and what is missing.
//!
//! Only figures that are printed are here: 国家级科技企业孵化器 (科技企业孵化器管理办法, 国科发区〔2018〕300号,
//! article 7: at least 10,000 m², 75 % of it for incubation, a seed fund of 5,000,000 yuan) and
//! 国家备案众创空间 (at least 500 m², or 30 desks). Levels whose thresholds each city sets for itself have
//! none here, and the program says so.

use crate::layer::Layer;
use crate::maps::binding::Naming;

/// A line that a carrier must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The field, by its key.
    pub field: &'static str,
    /// Its value is at least this, in the field's unit.
    pub at_least: f64,
}

/// What a kind of carrier must reach for a level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// The kind.
    pub kind: &'static str,
    /// The level.
    pub level: &'static str,
    /// Each group asks for one of its lines.
    pub groups: &'static [&'static [Line]],
    /// Where it is printed.
    pub source: &'static str,
}

const fn line(field: &'static str, at_least: f64) -> Line {
    Line { field, at_least }
}

/// The thresholds that are published for the whole country.
pub static THRESHOLDS: &[Threshold] = &[
    Threshold {
        kind: "孵化器",
        level: "国家级",
        groups: &[
            &[line("area_m2", 10_000.0)],
            &[line("incubating_ratio", 75.0)],
            &[line("seed_fund", 500.0)],
        ],
        source: "科技企业孵化器管理办法（国科发区〔2018〕300号）第七条",
    },
    Threshold {
        kind: "众创空间",
        level: "国家级",
        groups: &[&[line("area_m2", 500.0), line("desks", 30.0)]],
        source: "国家众创空间备案暂行规定（国科火字〔2017〕120号）",
    },
];

/// How a carrier stands to a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// It is there.
    Reached {
        /// Its value.
        value: f64,
    },
    /// So much is missing.
    Short {
        /// Its value.
        value: f64,
        /// What is missing, in the field's unit.
        by: f64,
    },
    /// The carrier's value is not known: never taken for reached.
    Unknown,
}

/// How a carrier stands to a threshold: its groups, each with the standing to each of its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The threshold.
    pub threshold: &'static Threshold,
    /// In the threshold's order.
    pub groups: Vec<Vec<(Line, Standing)>>,
}

impl Progress {
    /// Whether one line of a group is reached.
    pub fn is_reached(group: &[(Line, Standing)]) -> bool {
        group.iter().any(|(_, standing)| matches!(standing, Standing::Reached { .. }))
    }

    /// Whether every group is reached.
    pub fn is_complete(&self) -> bool {
        self.groups.iter().all(|group| Self::is_reached(group))
    }
}

/// How a carrier of a layer stands to the national level of its kind; `None` where its kind is not
/// known or has no published threshold.
pub fn progress(layer: &Layer, naming: Naming<'_>, row: usize) -> Option<Progress> {
    let kind = naming.code_in(naming.column(layer, "kind")?, row)?;
    let threshold = THRESHOLDS.iter().find(|threshold| threshold.kind == kind)?;
    let standing =
        |line: &Line| match naming.column(layer, line.field).and_then(|column| naming.number(column, row)) {
            Some(value) if value >= line.at_least => Standing::Reached { value },
            Some(value) if value.is_finite() => Standing::Short { value, by: line.at_least - value },
            _ => Standing::Unknown,
        };
    let group = |group: &&[Line]| group.iter().map(|line| (*line, standing(line))).collect();
    Some(Progress { threshold, groups: threshold.groups.iter().map(group).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use crate::maps::LayerKind;
    use arrow_array::{DictionaryArray, Float64Array, types::Int32Type};

    fn carrier(kind: &str, fields: &[(&str, Option<f64>)]) -> Layer {
        let kinds: DictionaryArray<Int32Type> = [Some(kind)].into_iter().collect();
        let mut columns = vec![column("kind", Values::Text(TextArray::Dictionary(kinds)))];
        for (name, value) in fields {
            columns.push(column(name, Values::Real(Float64Array::from(vec![*value]))));
        }
        layer(columns, &[Some(point(120.35, 30.3))])
    }

    #[test]
    fn an_incubator_is_told_what_is_missing_and_what_is_not_known() {
        let found = progress(
            &carrier("孵化器", &[("area_m2", Some(8_200.0)), ("seed_fund", Some(500.0))]),
            LayerKind::Carriers.into(),
            0,
        );
        let groups = found.unwrap().groups;
        assert_eq!(groups[0][0].1, Standing::Short { value: 8_200.0, by: 1_800.0 });
        assert_eq!(groups[1][0].1, Standing::Unknown, "no such field");
        assert_eq!(groups[2][0].1, Standing::Reached { value: 500.0 }, "the line itself is reached");
    }

    #[test]
    fn a_makerspace_needs_area_or_desks() {
        let by_desks = progress(
            &carrier("众创空间", &[("area_m2", Some(300.0)), ("desks", Some(30.0))]),
            LayerKind::Carriers.into(),
            0,
        );
        assert!(by_desks.unwrap().is_complete());
        let neither = progress(
            &carrier("众创空间", &[("area_m2", Some(499.0)), ("desks", None)]),
            LayerKind::Carriers.into(),
            0,
        );
        assert!(!neither.unwrap().is_complete(), "unknown is never reached");
    }

    #[test]
    fn a_label_of_a_kind_is_the_kind() {
        let found =
            |kind| progress(&carrier(kind, &[]), LayerKind::Carriers.into(), 0).map(|it| it.threshold.kind);
        let def = crate::maps::schema::field(Some(LayerKind::Carriers), "kind").unwrap();
        for threshold in THRESHOLDS {
            let entry = def.domain.iter().find(|entry| entry.value == threshold.kind).unwrap();
            assert_eq!(found(entry.en), Some(threshold.kind), "{}", entry.en);
        }
    }

    #[test]
    fn kinds_without_a_published_threshold_have_no_progress() {
        assert_eq!(progress(&carrier("人才园", &[]), LayerKind::Carriers.into(), 0), None);
    }
}
