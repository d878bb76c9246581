//! Which fields, totals and texts go into an export: decided here for window and command line alike.

use super::LayerEntry;
use crate::filter::Filter;
use crate::jobs::{ExportRequest, Picked};
use crate::layer::{FieldType, Layer, RowSet};
use crate::maps::binding::Naming;
use crate::maps::matching::SiteGroup;
use crate::workspace::Said;
use crate::write::Format;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Which rows of a layer an export takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportRows {
    /// Those of the layer's filter.
    #[default]
    Filtered,
    /// Sites by what they are to the brief, filtered or not.
    Brief(SiteGroup),
    /// Those on the shortlist, filtered or not.
    Shortlist,
}

/// What a person chooses for an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportOptions {
    /// Which rows.
    #[serde(default)]
    pub rows: ExportRows,
    /// File format.
    pub format: Format,
    /// Fields to write; `None` for all.
    pub fields: Option<Vec<String>>,
    /// Whether private fields go along.
    pub include_private: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { rows: ExportRows::Filtered, format: Format::GeoJson, fields: None, include_private: false }
    }
}

/// What an export would hold, before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// Fields that go along, in the layer's order.
    pub fields: Vec<String>,
    /// Fields that stay behind, in the layer's order.
    pub left_out: Vec<String>,
    /// Those of them that stay behind because they are private.
    pub private: Vec<String>,
    /// Fields that were asked for and are not in the layer.
    pub unknown: Vec<String>,
}

/// Which fields go along and which stay behind.
pub fn preview<'a>(layer: &Layer, naming: impl Into<Naming<'a>>, options: &ExportOptions) -> ExportPreview {
    let naming = naming.into();
    let asked =
        |name: &str| options.fields.as_ref().is_none_or(|fields| fields.iter().any(|field| field == name));
    let mut preview = ExportPreview::default();
    // What the program worked out goes along only where it is asked for by name.
    let by_name = |name: &str| options.fields.iter().flatten().any(|field| field == name);
    for column in layer.columns.iter().filter(|column| !column.is_derived || by_name(&column.name)) {
        let name = &column.name;
        let private = !options.include_private && naming.is_private(name);
        if asked(name) && !private {
            preview.fields.push(name.clone());
            continue;
        }
        preview.left_out.push(name.clone());
        if asked(name) {
            preview.private.push(name.clone());
        }
    }
    for field in options.fields.iter().flatten() {
        if layer.column(field).is_none() {
            preview.unknown.push(field.clone());
        }
    }
    preview
}

/// What an export is made from.
#[derive(Clone, Debug)]
pub struct ExportSource<'a> {
    /// The layer.
    pub layer: &'a Arc<Layer>,
    /// Which of its columns are which fields.
    pub naming: Naming<'a>,
    /// The filter; all rows where `None`.
    pub filter: Option<&'a Filter>,
    /// The rows, where the filter has been run already.
    pub rows: Option<Arc<RowSet>>,
    /// How the rows came about, where no filter says it.
    pub picked: Option<Picked>,
}

impl<'a> ExportSource<'a> {
    /// A layer of the document under its filter.
    pub fn of_entry(entry: &'a LayerEntry, rows: Option<Arc<RowSet>>) -> Self {
        let filter = entry.filter.filter.as_ref();
        Self { layer: &entry.layer, naming: entry.into(), filter, rows, picked: None }
    }

    /// Rows of a layer that no filter says.
    pub fn picked(
        layer: &'a Arc<Layer>,
        naming: impl Into<Naming<'a>>,
        picked: Picked,
        rows: Arc<RowSet>,
    ) -> Self {
        Self { layer, naming: naming.into(), filter: None, rows: Some(rows), picked: Some(picked) }
    }
}

/// The request for a job, with everything that the bytes of the file depend on.
pub fn request(
    source: &ExportSource<'_>,
    options: &ExportOptions,
    path: PathBuf,
    written_at: jiff::Timestamp,
) -> ExportRequest {
    let preview = preview(source.layer, source.naming, options);
    let is_derived = |field: &String| source.layer.column(field).is_some_and(|column| column.is_derived);
    let adds = preview.fields.iter().any(is_derived);
    ExportRequest {
        layer: Arc::clone(source.layer),
        filter: source.filter.cloned(),
        rows: source.rows.clone(),
        picked: source.picked.clone(),
        // With nothing left out and nothing added the features' own bytes are copied.
        fields: (!preview.left_out.is_empty() || adds).then_some(preview.fields),
        left_out: preview.left_out,
        totals: total_fields(source.layer, source.naming),
        said: said(source.naming),
        written_at,
        format: options.format,
        path,
        hash_source: true,
    }
}

/// What a person said of the source: rows and fields may follow from it.
fn said(naming: Naming<'_>) -> Option<serde_json::Value> {
    let Naming::Bound(binding) = naming else { return None };
    let said = Said::of(binding);
    said.is_anything().then(|| serde_json::to_value(&said).ok()).flatten()
}

/// The number fields of a layer that add up to something, in the layer's order.
pub fn total_fields<'a>(layer: &Layer, naming: impl Into<Naming<'a>>) -> Vec<String> {
    let naming = naming.into();
    layer
        .columns
        .iter()
        .filter(|column| matches!(column.field_type(), FieldType::Integer | FieldType::Real))
        .filter(|column| adds_up(naming, &column.name))
        .map(|column| column.name.clone())
        .collect()
}

/// A name for the file: the source's own, marked by what is taken of it.
pub fn suggested_name(entry: &LayerEntry, options: &ExportOptions) -> String {
    let ending = match options.format {
        Format::GeoJson => "geojson",
        Format::Csv => "csv",
    };
    let stem: String = entry
        .layer
        .name
        .chars()
        .map(|char| if char.is_control() || "/\\:*?\"<>|".contains(char) { '-' } else { char })
        .collect();
    let mark = match options.rows {
        ExportRows::Filtered if entry.filter.filter.is_some() => "-filtered",
        ExportRows::Filtered => "",
        ExportRows::Brief(SiteGroup::Matches) => "-matches",
        ExportRows::Brief(SiteGroup::Near) => "-near-misses",
        ExportRows::Brief(SiteGroup::ToAsk) => "-to-ask",
        ExportRows::Shortlist => "-shortlist",
    };
    format!("{stem}{mark}.{ending}")
}

/// The time that a snapshot names: `SOURCE_DATE_EPOCH` where it is set, now otherwise.
pub fn snapshot_time() -> jiff::Timestamp {
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds.trim().parse().ok()?).ok())
        .unwrap_or_else(jiff::Timestamp::now)
}

/// Fields whose numbers add up to something: areas, people, money, places. Heights and rates do not.
const ADDITIVE: &[&str] = &[
    "area_m2",
    "area_mu",
    "area_km2",
    "gfa_m2",
    "available_m2",
    "land_mu",
    "leased_m2",
    "employees",
    "output",
    "revenue",
    "tax",
    "invest",
    "firms",
    "desks",
    "desks_free",
    "tenants",
    "graduates",
    "teams",
    "seed_fund",
    "parking",
];

fn adds_up(naming: Naming<'_>, field: &str) -> bool {
    let key = naming.field(field).map_or(field, |def| def.key);
    ADDITIVE.contains(&key)
}
