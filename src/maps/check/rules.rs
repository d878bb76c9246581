//! The rules: one table. A rule's code is stable for machines, and the key of its message (with its hint)
//! in the catalogues.

use crate::diagnostic::Severity::{self, Notice, Warning};

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What was noticed while reading.
    Reading,
    /// Validity of single geometries.
    Geometry,
    /// The same thing twice.
    Duplicates,
    /// Where features lie, to each other and to the boundary.
    Place,
    /// Areas that fields state against the geometry.
    Areas,
    /// Values that cannot be.
    Values,
    /// Codes that no table has.
    Codes,
    /// Dates.
    Dates,
    /// Wholes against their parts.
    Totals,
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub code: &'static str,
    /// How bad it is where it is broken.
    pub severity: Severity,
    /// What it looks at.
    pub group: Group,
}

const fn rule(group: Group, severity: Severity, code: &'static str) -> Rule {
    Rule { code, severity, group }
}

/// All rules, in the order in which findings are listed.
pub static RULES: &[Rule] = &[
    rule(Group::Geometry, Notice, "geometry-empty"),
    rule(Group::Geometry, Warning, "out-of-range"),
    rule(Group::Geometry, Warning, "position-swapped"),
    rule(Group::Geometry, Warning, "unclosed-ring"),
    rule(Group::Geometry, Warning, "too-few-positions"),
    rule(Group::Geometry, Warning, "no-area"),
    rule(Group::Geometry, Warning, "self-intersection"),
    rule(Group::Geometry, Warning, "hole-outside"),
    rule(Group::Geometry, Notice, "geometry-tiny"),
    rule(Group::Geometry, Notice, "wrong-winding"),
    rule(Group::Geometry, Notice, "repeated-position"),
    rule(Group::Duplicates, Warning, "duplicate-id"),
    rule(Group::Duplicates, Warning, "duplicate-feature-id"),
    rule(Group::Duplicates, Warning, "duplicate-parcel-no"),
    rule(Group::Duplicates, Warning, "duplicate-uscc"),
    rule(Group::Duplicates, Warning, "duplicate-name-place"),
    rule(Group::Place, Warning, "overlap"),
    rule(Group::Place, Notice, "overlap-sliver"),
    rule(Group::Place, Notice, "overlap-not-all-looked-at"),
    rule(Group::Place, Warning, "outside-boundary"),
    rule(Group::Place, Warning, "layer-elsewhere"),
    rule(Group::Areas, Warning, "area-unit"),
    rule(Group::Areas, Warning, "area-differs"),
    rule(Group::Areas, Warning, "area-fields-differ"),
    rule(Group::Values, Warning, "value-impossible"),
    rule(Group::Values, Notice, "value-not-number"),
    rule(Group::Values, Warning, "value-in-words"),
    rule(Group::Codes, Warning, "code-unknown"),
    rule(Group::Codes, Notice, "code-label"),
    rule(Group::Codes, Warning, "land-use-unknown"),
    rule(Group::Codes, Notice, "land-use-local"),
    rule(Group::Codes, Notice, "land-use-system-missing"),
    rule(Group::Codes, Warning, "industry-unknown"),
    rule(Group::Codes, Warning, "uscc-length"),
    rule(Group::Codes, Warning, "uscc-character"),
    rule(Group::Codes, Warning, "uscc-check-digit"),
    rule(Group::Dates, Warning, "date-future"),
    rule(Group::Dates, Warning, "date-order"),
    rule(Group::Dates, Notice, "date-unreadable"),
    rule(Group::Dates, Notice, "date-other-form"),
    rule(Group::Totals, Warning, "part-exceeds-whole"),
    rule(Group::Totals, Warning, "parts-differ"),
    rule(Group::Totals, Notice, "parts-not-told"),
];

/// A rule by its code; `None` of what the reader notices.
pub(super) fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// What a rule looks at.
pub fn group(code: &str) -> Group {
    find(code).map_or(Group::Reading, |rule| rule.group)
}
