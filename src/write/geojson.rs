//! GeoJSON snapshots: RFC 7946, one feature a line, with a manifest that says where they come from.

use super::blocks::Blocks;
use super::feature::Rewrite;
use super::{MANIFEST, MANIFEST_VERSION, MANIFEST_VERSION_PICKED, Snapshot, Stop};
use crate::diagnostic::Diagnostic;
use crate::progress::{CancelToken, Progress, Tick};
use serde_json::{Value, json};
use std::io::Write;

/// Looked at for progress and cancel after this many features.
const STRIDE: usize = 1024;

/// Before a feature longer than this they are looked at too.
const LONG_BYTES: u32 = 1 << 16;

/// Writes the snapshot.
pub(super) fn write(
    snapshot: &Snapshot<'_>,
    sink: &mut Blocks<'_>,
    progress: &dyn Progress,
    cancel: &CancelToken,
) -> Result<Vec<Diagnostic>, Stop> {
    let layer = snapshot.layer;
    let mut source = layer.source.open().map_err(Stop::Source)?;
    write!(sink, "{{\"type\":\"FeatureCollection\"")?;
    // Of the collection's own members all stay but an earlier manifest, which this one follows.
    let has_name = layer.foreign_members.iter().any(|(key, _)| key == "name");
    if !has_name {
        write!(sink, ",\"name\":{}", Value::from(layer.name.as_str()))?;
    }
    for (key, value) in layer.foreign_members.iter().filter(|(key, _)| key != MANIFEST) {
        write!(sink, ",\n{}:{value}", Value::from(key.as_str()))?;
    }
    write!(sink, ",\n\"{MANIFEST}\":{}", manifest(snapshot))?;
    write!(sink, ",\n\"features\":[")?;
    let rewrite = Rewrite { layer, fields: snapshot.fields.as_deref(), cancel: cancel.clone() };
    let mut turned = 0_usize;
    for (written, row) in snapshot.rows.iter().enumerate() {
        if written % STRIDE == 0 || layer.span(row).len > LONG_BYTES {
            if cancel.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            let span = layer.span(row);
            progress.tick(Tick {
                bytes: span.offset,
                bytes_total: layer.source.size,
                features: written as u64,
            });
        }
        let out = sink.buffer();
        out.extend_from_slice(if written == 0 { b"\n" } else { b",\n" });
        let rings = rewrite.feature(row, &mut source, out).map_err(|reason| {
            if cancel.is_cancelled() {
                Stop::Cancelled
            } else {
                Stop::Feature(layer.feature_number(row), reason)
            }
        })?;
        turned += usize::from(rings);
        sink.pass()?;
    }
    sink.write_all(b"\n]}\n")?;
    let mut diagnostics = Vec::new();
    if turned > 0 {
        diagnostics.push(Diagnostic::notice("rings-turned").with("count", turned));
    }
    Ok(diagnostics)
}

/// Where the snapshot comes from and how: enough to make it again and compare.
fn manifest(snapshot: &Snapshot<'_>) -> Value {
    let layer = snapshot.layer;
    let totals: serde_json::Map<String, Value> =
        snapshot.totals.iter().map(|(name, total)| (name.clone(), json!(total))).collect();
    let fields = snapshot.fields.clone().unwrap_or_else(|| {
        let own = layer.columns.iter().filter(|column| !column.is_derived);
        own.map(|column| column.name.clone()).collect()
    });
    let mut manifest = json!({
        "version": MANIFEST_VERSION,
        "program": concat!("three-maps ", env!("CARGO_PKG_VERSION")),
        "written_at": snapshot.written_at.to_string(),
        "source": {
            "file": layer.source.file_name(),
            "sha256": layer.source.sha256,
            "size": layer.source.size,
            "crs": layer.source.crs,
        },
        "layer": layer.name,
        "filter": snapshot.filter.as_ref().map(|(text, json)| json!({"cql2_text": text, "cql2_json": json})),
        "total": layer.len(),
        "matching": snapshot.rows.count(),
        "fields": fields,
        "left_out": snapshot.left_out,
        "totals": totals,
    });
    if let Some(picked) = &snapshot.picked {
        manifest["version"] = MANIFEST_VERSION_PICKED.into();
        manifest["picked"] = picked.clone();
    }
    if let Some(day) = snapshot.reference_day {
        manifest["reference_day"] = day.to_string().into();
    }
    if let Some(said) = &snapshot.said {
        manifest["said"] = said.clone();
    }
    if let Some(stations) = &snapshot.stations {
        manifest["stations"] = stations.clone();
    }
    manifest
}
