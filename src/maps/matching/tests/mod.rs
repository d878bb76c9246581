//! Briefs against small layers of our own: worked examples, then what must hold of every brief.

mod every_brief;
mod file;
mod floors;
mod lines;
mod ranking;
mod units;
mod unread;

use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{Column, TextArray, Values};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use arrow_array::{Float64Array, LargeStringArray};
use proptest::prelude::*;
use std::sync::Arc;

pub(super) fn numbers(name: &str, values: &[Option<f64>]) -> Column {
    column(name, Values::Real(Float64Array::from(values.to_vec())))
}

fn texts(name: &str, values: &[Option<&str>]) -> Column {
    column(name, Values::Text(TextArray::Plain(LargeStringArray::from(values.to_vec()))))
}

pub(super) fn one(columns: Vec<Column>, kind: LayerKind) -> SiteLayer {
    SiteLayer {
        layer: Arc::new(layer(columns, &[Some(point(120.35, 30.30))])),
        kind: Some(kind),
        binding: None,
    }
}

/// A building described floor by floor.
pub(super) fn floors(spec: &str) -> SiteLayer {
    let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
    one(vec![texts("id", &[Some("F")]), spec], LayerKind::Factories)
}

pub(super) fn brief(lines: &str) -> Brief {
    Brief::parse(&format!(r#"{{"version":1,"lines":[{lines}]}}"#)).unwrap()
}

pub(super) fn ask(brief: &Brief, sites: &[SiteLayer]) -> Answer {
    run(brief, sites, &Surroundings::default(), usize::MAX, &CancelToken::default()).unwrap()
}

/// The verdicts on the only site.
fn judged(lines: &str, site: &SiteLayer) -> Vec<Judged> {
    let prefer = lines.replace("{\"what\"", "{\"must\":false,\"what\"");
    let must = ask(&brief(lines), std::slice::from_ref(site));
    let groups = [must.matches, must.to_ask, must.near];
    let listed = groups.into_iter().flat_map(|group| group.sites).next();
    listed.map_or_else(
        || ask(&brief(&prefer), std::slice::from_ref(site)).matches.sites.remove(0).lines,
        |ranked| ranked.lines,
    )
}

const HIGH_AND_STRONG: &str = r#"{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2}"#;

/// Buildings: floors with gaps, or one figure for all.
pub(super) fn any_sites() -> impl Strategy<Value = Vec<[Option<u8>; 6]>> {
    proptest::collection::vec(proptest::array::uniform6(proptest::option::weighted(0.8, 0_u8..8)), 1..12)
}

pub(super) fn sites_of(rows: &[[Option<u8>; 6]]) -> SiteLayer {
    let field = |name: &str, at: usize, step: f64| {
        let values: Vec<_> = rows.iter().map(|row| row[at].map(|n| f64::from(n) * step)).collect();
        numbers(name, &values)
    };
    let ids: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    let spec: Vec<Option<String>> = rows
        .iter()
        .map(|row| {
            let [a, b, c, d, ..] = row.map(|n| n.map_or("null".to_owned(), |n| n.to_string()));
            (row[5].unwrap_or(0) % 2 == 0).then(|| {
                format!(
                    r#"[{{"floor":1,"clear_height_m":{a},"load_t_m2":{b},"available_m2":{c}}},{{"floor":2,"clear_height_m":{b},"load_t_m2":{d},"available_m2":{a}}}]"#
                )
            })
        })
        .collect();
    let spec: Vec<Option<&str>> = spec.iter().map(Option::as_deref).collect();
    let columns = vec![
        texts("id", &ids.iter().map(|id| Some(id.as_str())).collect::<Vec<_>>()),
        column("floor_spec", Values::Json(LargeStringArray::from(spec))),
        field("clear_height_m", 0, 1.0),
        field("load_t_m2", 1, 1.0),
        field("available_m2", 2, 1.0),
        field("floors", 3, 1.0),
        field("crane_t", 4, 1.0),
        field("rent", 5, 10.0),
    ];
    let places = vec![Some(point(120.35, 30.30)); rows.len()];
    SiteLayer { layer: Arc::new(layer(columns, &places)), kind: Some(LayerKind::Factories), binding: None }
}

/// Lines that the sites above can answer, with numbers on and off the sites' own.
pub(super) fn any_need() -> impl Strategy<Value = Brief> {
    let whats = vec![What::Area, What::ClearHeight, What::Load, What::Crane, What::Rent];
    let line = (proptest::sample::select(whats), any::<bool>(), 0_u8..16).prop_map(|(what, must, half)| {
        let factor = if what == What::Rent { 10.0 } else { 1.0 };
        let asks = Asks::Number { number: f64::from(half) / 2.0 * factor, unit: 0 };
        Line { what, must, weight: f64::from(half), asks }
    });
    proptest::collection::vec(line, 1..6).prop_map(|lines| Brief { lines, ..Brief::default() })
}

pub(super) fn rows_of(group: &Group) -> std::collections::BTreeSet<u32> {
    group.sites.iter().map(|site| site.row).collect()
}
