//! The map's tools: drawing, selecting by place as a job whose newest answer wins, and the ways from a
//! selection or an area to a filter.

use super::{RunningKind, Session};
use crate::app::{Command, Effect, FeatureRef, FilterState, LayerEntry, LayerId, SelectMode};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::geometry::Area;
use crate::jobs::{
    JobId, JobRequest, KeepRequest, Kept, MOST_KEPT, Neighbours, SelectRequest, Selected, Which,
};
use crate::layer::{FieldType, RowSet, well_known};
use crate::maps::schema;
use crate::scene::{Drawing, Tool};
use std::sync::Arc;

impl Session {
    /// The tool in hand, and what is drawn on the map. Never undone.
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Whether features to select are still being looked for.
    pub fn is_selecting(&self) -> bool {
        self.selecting().is_some()
    }

    pub(super) fn apply_tool(&mut self, command: Command, effects: &mut Vec<Effect>) {
        match command {
            Command::SetTool { tool } => self.drawing.take_up(tool),
            Command::SetCorner { at } => self.drawing.set_corner(at),
            Command::TakeBackCorner => self.drawing.take_back(),
            Command::EndDrawing { mode } => {
                let area = self.drawing.end().and_then(|drawn| drawn.area().cloned());
                if let Some(area) = area {
                    self.select_within(area, mode, effects);
                }
            }
            Command::LeaveTool => self.leave_tool(effects),
            Command::SelectWithin { area, mode } => {
                if area.is_valid() {
                    self.drawing.show(area.clone());
                }
                self.select_within(area, mode, effects);
            }
            Command::SelectTouching { layer, of, mode } => {
                self.select_beside(layer, of, Which::Touching, mode, effects);
            }
            Command::SelectNear { layer, of, distance_m, mode } => {
                if distance_m.is_finite() && distance_m >= 0.0 {
                    let near = |others| Which::Near(others, distance_m);
                    self.select_beside(layer, of, near, mode, effects);
                } else {
                    self.notify(Diagnostic::warning("select-distance-invalid"));
                }
            }
            Command::SelectMatching { layer, mode } => self.find(layer, Which::All, mode, effects),
            Command::KeepSelected { layer } => self.keep_selected(layer, effects),
            Command::FilterWithin { layer, area } => self.filter_within(layer, &area),
            _ => {}
        }
    }

    /// Leaves the draft where there is one, the tool and what it drew otherwise.
    fn leave_tool(&mut self, effects: &mut Vec<Effect>) {
        self.stop_selecting(effects);
        if self.drawing.corners().is_empty() {
            self.drawing.take_up(Tool::Pick);
        } else {
            self.drawing.cancel();
        }
    }

    /// Takes the drawn area away; a measurement stays.
    pub(super) fn clear_drawn_area(&mut self) {
        if self.drawing.drawn().is_some_and(|drawn| drawn.area().is_some()) {
            self.drawing.clear();
        }
    }

    fn select_within(&mut self, area: Area, mode: SelectMode, effects: &mut Vec<Effect>) {
        match self.document.chosen {
            Some(layer) if area.is_valid() => self.find(layer, Which::Within(area), mode, effects),
            Some(_) => self.notify(Diagnostic::warning("area-invalid")),
            None => self.notify(Diagnostic::warning("select-no-layer")),
        }
    }

    fn select_beside(
        &mut self,
        layer: LayerId,
        of: LayerId,
        which: impl FnOnce(Neighbours) -> Which,
        mode: SelectMode,
        effects: &mut Vec<Effect>,
    ) {
        let Some(other) = self.document.layer(of) else { return };
        if let Some(rows) = self.document.selection.rows_of(of) {
            let others = Neighbours { layer: Arc::clone(&other.layer), rows: rows.clone() };
            self.find(layer, which(others), mode, effects);
        } else {
            let diagnostic = Diagnostic::warning("select-nothing-beside").with("layer", other.title.as_str());
            self.notify(diagnostic);
        }
    }

    /// Starts to look for features; what was still being looked for is given up.
    fn find(&mut self, layer: LayerId, which: Which, mode: SelectMode, effects: &mut Vec<Effect>) {
        self.stop_selecting(effects);
        if self.document.selectable_len(layer).is_none() {
            return;
        }
        let Some(entry) = self.document.layer(layer) else { return };
        let request = SelectRequest {
            layer_id: layer,
            layer: Arc::clone(&entry.layer),
            matching: self
                .derived
                .get(&layer)
                .filter(|derived| !derived.stale)
                .map(|derived| Arc::clone(&derived.rows)),
            filter: entry.filter.filter.clone(),
            which,
        };
        let kind = RunningKind::Select { layer, mode, before: self.document.selection.clone() };
        self.start_job(JobRequest::Select(Box::new(request)), kind, effects);
    }

    /// The newest job that looks for features, where it has not been given up.
    fn selecting(&self) -> Option<JobId> {
        self.running
            .values()
            .rev()
            .find(|running| matches!(running.kind, RunningKind::Select { .. }) && !running.cancelling)
            .map(|running| running.id)
    }

    /// Gives up looking for features: what was asked since is newer.
    pub(super) fn stop_selecting(&mut self, effects: &mut Vec<Effect>) {
        if let Some(job) = self.selecting() {
            self.cancel_job(job, effects);
        }
    }

    /// Takes in the features that were found, unless what is selected has changed since they were asked
    /// for: whatever changed it (a click, a step, undo, another map) came later.
    pub(super) fn selected(&mut self, id: JobId, selected: &Selected) {
        if self.selecting() != Some(id) {
            return;
        }
        let Some(RunningKind::Select { layer, mode, before }) =
            self.running.get(&id).map(|running| &running.kind)
        else {
            return;
        };
        if self.document.selection != *before {
            return;
        }
        let (layer, mode) = (*layer, *mode);
        let features: Vec<FeatureRef> = selected.rows.iter().map(|&row| FeatureRef { layer, row }).collect();
        self.select(&features, mode);
    }

    fn keep_selected(&mut self, layer: LayerId, effects: &mut Vec<Effect>) {
        self.stop_selecting(effects);
        let Some(entry) = self.document.layer(layer) else { return };
        let Some(rows) = self.document.selection.rows_of(layer) else {
            let diagnostic = Diagnostic::warning("keep-nothing").with("layer", entry.title.as_str());
            self.notify(diagnostic);
            return;
        };
        let count = rows.count();
        if count > MOST_KEPT {
            let diagnostic =
                Diagnostic::warning("keep-too-many").with("count", count).with("most", MOST_KEPT);
            self.notify(diagnostic);
            return;
        }
        let request = KeepRequest {
            layer_id: layer,
            layer: Arc::clone(&entry.layer),
            rows: RowSet::clone(rows),
            fields: telling_fields(entry),
        };
        let before = self.document.selection.clone();
        let kind = RunningKind::Select { layer, mode: SelectMode::Replace, before };
        self.start_job(JobRequest::Keep(Box::new(request)), kind, effects);
    }

    /// Puts the filter in place that leaves the selected features, or says why there is none.
    pub(super) fn kept(&mut self, id: JobId, kept: Kept) {
        if self.selecting() != Some(id) {
            return;
        }
        let Some(entry) = self.document.layer(kept.layer_id) else { return };
        if let Some(filter) = kept.filter {
            self.set_filter(kept.layer_id, "command-keep-selected", filter);
        } else {
            let diagnostic = Diagnostic::warning("keep-no-field").with("layer", entry.title.as_str());
            self.notify(diagnostic);
        }
    }

    fn filter_within(&mut self, layer: LayerId, area: &Area) {
        let Some(entry) = self.document.layer(layer) else { return };
        let before = entry.filter.filter.as_ref();
        let joined = Filter::within(area)
            .map(|within| before.map_or(within.clone(), |before| before.and(&within)))
            .and_then(|filter| filter.plan(&entry.layer).map(|_plan| filter));
        match joined {
            Ok(filter) => self.set_filter(layer, "command-filter-within", filter),
            Err(diagnostic) => self.notify(*diagnostic),
        }
    }

    /// Puts a filter in place that is known to bind, as one step of undo.
    fn set_filter(&mut self, layer: LayerId, name: &'static str, filter: Filter) {
        let state = FilterState::written(filter);
        self.edit(name, None, |document| {
            if let Some(entry) = document.layer_mut(layer) {
                entry.filter = state;
            }
        });
    }
}

/// Fields that may tell one feature from another, the likeliest first: ids, then what people call the
/// features, then every other text or whole number. What is not for outsiders stays out of filters,
/// which are shown, stored and handed on; what was worked out is not the file's to tell by.
fn telling_fields(entry: &LayerEntry) -> Vec<String> {
    let mut fields: Vec<String> =
        entry.column_of("id").map(|column| column.name.clone()).into_iter().collect();
    fields.extend(well_known::ID.into_iter().map(str::to_owned));
    let columns = entry.layer.columns.iter().filter(|column| {
        matches!(column.field_type(), FieldType::Text | FieldType::Integer)
            && !column.is_derived
            && !schema::is_private(entry, &column.name)
    });
    let mut others: Vec<&str> = columns.map(|column| column.name.as_str()).collect();
    // Numbers and codes before names, which people give twice.
    others.sort_by_key(|name| well_known::NAME.contains(name) || *name == well_known::NAME_EN);
    fields.extend(others.into_iter().map(str::to_owned));
    fields
}
