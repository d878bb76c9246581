//! Wholes against their parts.

use super::fields::{Bound, Fields};
use super::sink::Sink;
use crate::layer::Value;
use crate::maps::LayerKind;
use crate::text::number;
use serde_json::Value as Json;

/// A part that cannot exceed its whole.
const PARTS: [(&str, &str); 5] = [
    ("available_m2", "gfa_m2"),
    ("typical_floor_m2", "gfa_m2"),
    ("desks_free", "desks"),
    ("far_min", "far_max"),
    ("leased_m2", "gfa_m2"),
];
/// What floors add up to may differ by rounding.
const TOLERANCE: f64 = 0.005;

/// The columns of wholes and parts.
pub(super) struct Parts<'a> {
    pairs: Vec<(Bound<'a>, Bound<'a>)>,
    floors: Option<(Bound<'a>, Bound<'a>)>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(fields: &Fields<'a>) -> Self {
        let pair = |(part, whole): (&str, &str)| Some((fields.field(part)?, fields.field(whole)?));
        Self {
            pairs: PARTS.into_iter().filter_map(pair).collect(),
            floors: pair(("floor_spec", "available_m2")),
        }
    }

    pub(super) fn look(&self, row: usize, sink: &mut Sink) {
        for (part, whole) in &self.pairs {
            let (Some(of_part), Some(of_whole)) = (part.number(row), whole.number(row)) else { continue };
            if of_part > of_whole {
                sink.add("part-exceeds-whole", &[row as u32], || {
                    vec![
                        ("part", part.column.name.as_str().into()),
                        ("value", part.with_unit(row)),
                        ("whole", whole.column.name.as_str().into()),
                        ("total", whole.with_unit(row)),
                    ]
                });
            }
        }
        let Some((floors, whole)) = self.floors else { return };
        let (Value::Json(spec), Some(total)) = (floors.column.value(row), whole.number(row)) else { return };
        let Some((count, sum)) = sum_of_floors(spec) else { return };
        if (sum - total).abs() > (TOLERANCE * total.abs()).max(1.0) {
            sink.add("parts-differ", &[row as u32], || {
                let (sum, unit) = whole.as_written(row, sum);
                vec![
                    ("part", floors.column.name.as_str().into()),
                    ("count", count.into()),
                    ("sum", whole.measured(&number(sum), unit)),
                    ("whole", whole.column.name.as_str().into()),
                    ("total", whole.with_unit(row)),
                ]
            });
        }
    }
}

/// How many floors there are and what is available on them; `None` where one of them does not say.
fn sum_of_floors(spec: &str) -> Option<(usize, f64)> {
    let Ok(Json::Array(floors)) = serde_json::from_str::<Json>(spec) else { return None };
    let areas: Option<Vec<f64>> = floors
        .iter()
        .map(|floor| floor.get("available_m2").or_else(|| floor.get("可用面积"))?.as_f64())
        .collect();
    areas.filter(|areas| !areas.is_empty()).map(|areas| (areas.len(), areas.iter().sum()))
}

/// Looks at what all rows come to. Projects under construction are new or continued: where some are
/// neither, the parts do not add up to the whole, as they do not in print (65 = 31 + 24).
pub(super) fn look_at_all(fields: &Fields<'_>, sink: &mut Sink) {
    if fields.kind() != Some(LayerKind::Projects) {
        return;
    }
    let (Some(stage), Some(kind)) = (fields.column("stage"), fields.column("kind")) else { return };
    let (mut total, mut new, mut continued, mut neither) = (0_usize, 0_usize, 0_usize, Vec::new());
    for row in (0..fields.layer.len()).filter(|&row| stage.value(row) == Value::Text("在建")) {
        total += 1;
        match kind.value(row) {
            Value::Text("新建") => new += 1,
            Value::Text("续建") => continued += 1,
            _ => neither.push(row as u32),
        }
    }
    if !neither.is_empty() {
        sink.add("parts-not-told", &neither, || {
            vec![
                ("total", total.into()),
                ("new", new.into()),
                ("continued", continued.into()),
                ("sum", (new + continued).into()),
                ("rest", neither.len().into()),
            ]
        });
    }
}
