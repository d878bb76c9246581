//! Who and what is near a site: firms of the same industry and of its chain, carriers, campuses,
//! stations, space to move into. Distances are straight lines over the ellipsoid, not walks: there is no
//! network here, and whoever shows them says so.

use super::binding::Naming;
use super::derive::industry_ancestor;
use crate::geometry::distance_m;
use crate::layer::{Column, Layer, RowSet};
use geo::Point;

/// Radius of a 15-minute walk in metres: GB 50180-2018, table 3.0.4, walking distance of the 15-minute
/// neighbourhood, 800 to 1,000 m.
pub const WALK_15_MIN_M: f64 = 1000.0;

/// A row and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The row.
    pub row: u32,
    /// Distance in metres; 0 inside of an area.
    pub distance_m: f64,
}

/// The rows of a set whose nearest point is within a radius of a position, the nearest first.
pub fn near(layer: &Layer, rows: &RowSet, center: [f64; 2], radius_m: f64) -> Vec<Near> {
    let point = Point::new(center[0], center[1]);
    let mut found: Vec<Near> = layer
        .rows_within(center, radius_m)
        .into_iter()
        .filter(|row| rows.contains(*row as usize))
        .filter_map(|row| {
            let geometry = layer.shapes.get(row as usize).to_geo()?;
            Some(Near { row, distance_m: distance_m(point, &geometry)? })
        })
        .collect();
    found.sort_by(|left, right| left.distance_m.total_cmp(&right.distance_m).then(left.row.cmp(&right.row)));
    found
}

/// What a firm makes, and where in its chain it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trade {
    /// Code of GB/T 4754.
    pub industry: Option<String>,
    /// Industry chain.
    pub chain: Option<String>,
    /// Its stage of the chain.
    pub stage: Option<String>,
}

/// Firms near a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Company {
    /// Of the same division of GB/T 4754 (section and two digits).
    pub same: Vec<Near>,
    /// Of the same chain, before the site in it.
    pub upstream: Vec<Near>,
    /// Of the same chain, after the site in it.
    pub downstream: Vec<Near>,
    /// Divisions of all firms near it with their number, the most numerous first.
    pub divisions: Vec<(String, usize)>,
    /// All firms near it.
    pub all: Vec<Near>,
    /// Those whose industry is not known.
    pub unknown: usize,
}

/// The stages of a chain, from its beginning.
const STAGES: [&str; 3] = ["上游", "中游", "下游"];

/// The division of a code of GB/T 4754: `C39` of `C3911`. `None` where the code names a section alone.
pub fn division(code: &str) -> Option<&str> {
    industry_ancestor(code, 2)
}

fn text_of(column: Option<&Column>, row: usize) -> Option<String> {
    let value = column?.value(row);
    (!value.is_none()).then(|| value.to_text().into_owned()).filter(|text| !text.is_empty())
}

impl Trade {
    /// What a firm of an enterprise layer makes.
    pub fn of(layer: &Layer, naming: Naming<'_>, row: usize) -> Self {
        let cell = |key: &str| text_of(naming.column(layer, key), row);
        Self { industry: cell("industry"), chain: cell("chain"), stage: cell("chain_stage") }
    }
}

/// Sorts the firms near a site by what they are to it. `not` leaves one row out: the site itself.
pub fn company(
    layer: &Layer,
    naming: Naming<'_>,
    near: Vec<Near>,
    site: &Trade,
    not: Option<u32>,
) -> Company {
    let [industry, chain, stage] = ["industry", "chain", "chain_stage"].map(|key| naming.column(layer, key));
    let place = |stage: &str| STAGES.iter().position(|known| *known == stage);
    let own_division = site.industry.as_deref().and_then(division);
    let own_place = site.stage.as_deref().and_then(place);
    let mut company = Company::default();
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for found in near.into_iter().filter(|found| Some(found.row) != not) {
        let row = found.row as usize;
        let code = text_of(industry, row);
        let of = code.as_deref().and_then(division);
        match of {
            Some(of) => *counts.entry(of.to_owned()).or_default() += 1,
            None => company.unknown += 1,
        }
        if of.is_some() && of == own_division {
            company.same.push(found);
        }
        let same_chain = site.chain.is_some() && text_of(chain, row) == site.chain;
        let theirs = text_of(stage, row).as_deref().and_then(place);
        if let (true, Some(own), Some(theirs)) = (same_chain, own_place, theirs) {
            match theirs.cmp(&own) {
                std::cmp::Ordering::Less => company.upstream.push(found),
                std::cmp::Ordering::Greater => company.downstream.push(found),
                std::cmp::Ordering::Equal => {}
            }
        }
        company.all.push(found);
    }
    company.divisions = counts.into_iter().collect();
    company.divisions.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    company
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{TextArray, Values};
    use crate::maps::LayerKind;
    use arrow_array::{DictionaryArray, types::Int32Type};

    const KIND: LayerKind = LayerKind::Enterprises;

    fn firms() -> Layer {
        let text = |name: &str, values: [Option<&str>; 5]| {
            let array: DictionaryArray<Int32Type> = values.into_iter().collect();
            column(name, Values::Text(TextArray::Dictionary(array)))
        };
        layer(
            vec![
                text("industry", [Some("C3911"), Some("C39"), Some("C2614"), Some("I"), None]),
                text("chain", [Some("芯片"), Some("芯片"), Some("芯片"), Some("芯片"), None]),
                text("chain_stage", [Some("中游"), Some("中游"), Some("上游"), Some("下游"), None]),
            ],
            // About 96 m to the east each.
            &[0, 1, 2, 3, 4].map(|at| Some(point(120.35 + f64::from(at) * 0.001, 30.3))),
        )
    }

    #[test]
    fn firms_are_sorted_by_what_they_are_to_the_site() {
        let firms = firms();
        let all = RowSet::all(5);
        let found = near(&firms, &all, [120.35, 30.3], 1000.0);
        assert_eq!(
            found.iter().map(|near| near.row).collect::<Vec<_>>(),
            [0, 1, 2, 3, 4],
            "the nearest first"
        );
        assert!((found[1].distance_m - 96.3).abs() < 0.5, "{}", found[1].distance_m);
        let company = company(&firms, KIND.into(), found, &Trade::of(&firms, KIND.into(), 0), Some(0));
        let rows = |list: &[Near]| list.iter().map(|near| near.row).collect::<Vec<_>>();
        assert_eq!(rows(&company.same), [1]);
        assert_eq!(rows(&company.upstream), [2]);
        assert_eq!(rows(&company.downstream), [3]);
        assert_eq!(company.divisions, [("C26".to_owned(), 1), ("C39".to_owned(), 1)]);
        assert_eq!(company.unknown, 2, "a section alone tells no division, nor does nothing");
    }

    #[test]
    fn only_rows_of_the_set_and_within_the_radius_are_near() {
        let firms = firms();
        let some = RowSet::from_rows(5, [1, 4]);
        let found = near(&firms, &some, [120.35, 30.3], 200.0);
        assert_eq!(found.iter().map(|near| near.row).collect::<Vec<_>>(), [1]);
    }
}
