//! Which industries a place allows, where no field says so: by the use of the land, and by what the
//! building is. A rule of thumb for a first list, not a planning decision.

use crate::maps::schema::LayerKind;
use crate::maps::schema::codes::LAND_USES;

/// Land uses by the beginning of their code (GB 50137 and 用地用海), and the sections of GB/T 4754 that
/// they are meant for.
const BY_LAND_USE: &[(&str, &str)] = &[
    ("M0", "CIM"),
    ("M", "C"),
    ("1001", "C"),
    ("W", "G"),
    ("1101", "G"),
    ("A35", "CIM"),
    ("0802", "CIM"),
    ("B1", "FHOR"),
    ("0901", "FHOR"),
    ("B2", "IJKLM"),
    ("0902", "IJKLM"),
    ("B3", "RH"),
    ("B4", "FO"),
    ("A3", "P"),
    ("0804", "P"),
];

/// Whether land of a use allows an industry; `None` where the code of the use is not known.
pub(super) fn by_land_use(land_use: &str, industry: &str) -> Option<bool> {
    let known = LAND_USES.iter().any(|entry| entry.value == land_use);
    let section = industry.chars().next()?;
    let sections = BY_LAND_USE
        .iter()
        .find(|(beginning, _)| land_use.starts_with(beginning))
        .map(|(_, sections)| sections);
    match sections {
        Some(sections) => Some(sections.contains(section)),
        None => known.then_some(false),
    }
}

/// Whether a building of a kind is made for an industry.
pub(super) fn by_building(kind: LayerKind, industry: &str) -> bool {
    let sections = match kind {
        LayerKind::Factories => "CG",
        LayerKind::Offices => "FIJKLM",
        _ => "",
    };
    industry.chars().next().is_some_and(|section| sections.contains(section))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn land_of_both_code_systems_is_told_by_its_use() {
        for (land_use, industry, allowed) in [
            ("M1", "C39", Some(true)),
            ("M1", "I65", Some(false)),
            ("M0", "I65", Some(true)),
            ("100101", "C", Some(true)),
            ("B2", "C39", Some(false)),
            ("R2", "C39", Some(false)),
            ("??", "C39", None),
        ] {
            let known = land_use != "R2" || LAND_USES.iter().any(|entry| entry.value == "R2");
            if known {
                assert_eq!(by_land_use(land_use, industry), allowed, "{land_use} {industry}");
            }
        }
        assert!(by_building(LayerKind::Factories, "C3911") && !by_building(LayerKind::Offices, "C3911"));
    }
}
