//! What the map comes to, and what lies around the feature that the inspector shows: both asked of jobs
//! while somebody looks at them, and again whenever filter, selection, map or day change.

use super::asked::Asked;
use super::day::Basis;
use super::{RunningKind, Session};
use crate::app::bottom::BottomTab;
use crate::app::overview::Vicinity;
use crate::app::{Effect, FeatureRef, LayerEntry, LayerId, Selection};
use crate::filter::Filter;
use crate::jobs::{
    Around, JobId, JobRequest, LOOKED_AT, LayerOverview, NearbyFound, NearbyRequest, OverviewLayer,
    OverviewRequest, Overviewed, Surroundings,
};
use crate::maps::binding::Binding;
use crate::maps::schema::MapKind;
use jiff::civil::Date;
use std::sync::Arc;

/// What belongs to both.
#[derive(Debug, Default)]
pub(super) struct OverviewState {
    overview: Asked<Question, (MapKind, Arc<Vec<LayerOverview>>)>,
    nearby: Asked<NearbyQuestion, (FeatureRef, Arc<Surroundings>)>,
    vicinity: Vicinity,
    asked_map: Option<MapKind>,
    asked_site: Option<FeatureRef>,
}

impl OverviewState {
    pub(super) fn ask_again(&mut self) {
        self.overview.ask_again();
        self.nearby.ask_again();
    }
}

/// What of a layer an answer depends on. With the filter the rows are given: layers never change.
#[derive(Clone, Debug, PartialEq)]
struct AskedOf {
    layer: LayerId,
    binding: Arc<Binding>,
    filter: Option<Filter>,
    basis: Basis,
}

impl AskedOf {
    fn of(entry: &LayerEntry) -> Self {
        let (binding, filter) = (Arc::clone(&entry.binding), entry.filter.filter.clone());
        Self { layer: entry.id, binding, filter, basis: Basis::of_filter(entry) }
    }
}

/// What an overview depends on.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    map: MapKind,
    layers: Vec<AskedOf>,
    selection: Option<Selection>,
    day: Date,
}

/// What lies around a site depends on this.
#[derive(Clone, Debug, PartialEq)]
struct NearbyQuestion {
    site: FeatureRef,
    /// What the site's own columns are.
    binding: Arc<Binding>,
    vicinity: Vicinity,
    layers: Vec<AskedOf>,
}

impl Session {
    /// What the layers of the map come to; while it is worked out anew, as it was before. `None` where
    /// nothing is known yet.
    pub fn overview(&self) -> Option<&Arc<Vec<LayerOverview>>> {
        let (map, overview) = self.overview.overview.answer()?;
        (*map == self.document.map).then_some(overview)
    }

    /// Whether the job for the overview broke down; a notice says why.
    pub fn has_overview_failed(&self) -> bool {
        self.overview.overview.has_failed()
    }

    /// Whether the overview is being worked out anew.
    pub fn is_overview_behind(&self) -> bool {
        self.overview.overview.is_waiting()
    }

    /// What lies around a feature, where that is known.
    pub fn surroundings(&self, site: FeatureRef) -> Option<&Arc<Surroundings>> {
        let (of, surroundings) = self.overview.nearby.answer()?;
        (*of == site).then_some(surroundings)
    }

    /// How far one looks around a feature, and what for.
    pub fn vicinity(&self) -> Vicinity {
        self.overview.vicinity
    }

    pub(super) fn set_vicinity(&mut self, vicinity: Vicinity) {
        self.overview.vicinity = vicinity.within_bounds();
    }

    /// Shows the rows behind a figure: joins its condition to the layer's filter, or takes it away where
    /// it is there already.
    pub(super) fn narrow(&mut self, layer: LayerId, condition: &str) {
        let Some(entry) = self.document.layer(layer) else { return };
        let condition = match Filter::parse(condition) {
            Ok(condition) => condition,
            Err(diagnostic) => return self.notify(*diagnostic),
        };
        let before = entry.filter.filter.as_ref();
        let after = match before {
            Some(filter) if filter.includes(&condition) => filter.without(&condition),
            _ => Filter::joined(before, &condition),
        };
        let text = after.map(|filter| filter.to_text()).unwrap_or_default();
        self.choose_layer(layer);
        self.set_filter_text(layer, text, None);
    }

    /// Asks for what has changed. Run after every command and event; while a filter runs nothing is
    /// asked: its rows are about to change.
    pub(super) fn refresh_overview(&mut self, effects: &mut Vec<Effect>) {
        self.refresh_figures(effects);
        self.refresh_nearby(effects);
    }

    fn refresh_figures(&mut self, effects: &mut Vec<Effect>) {
        let map = self.document.map;
        let shown = self.bottom().is_open() && self.bottom().tab == BottomTab::Overview;
        let mut entries: Vec<_> = self
            .document
            .layers
            .iter()
            .filter(|entry| entry.map == map)
            .filter(|entry| entry.kind.is_some())
            .collect();
        // What one asks of the map first stands first; then from the top down.
        entries.reverse();
        entries.sort_by_key(|entry| entry.kind != map.lead());
        let ready = shown && entries.iter().all(|entry| self.is_settled(entry));
        let question = ready.then(|| Question {
            map,
            layers: entries.iter().map(|entry| AskedOf::of(entry)).collect(),
            selection: (self.document.selection.len() > 1).then(|| self.document.selection.clone()),
            day: self.document.reference_day,
        });
        let layers: Vec<OverviewLayer> = match &question {
            None => Vec::new(),
            Some(question) => entries
                .iter()
                .filter_map(|entry| {
                    let selected = question.selection.as_ref().and_then(|all| all.rows_of(entry.id));
                    Some(OverviewLayer {
                        layer_id: entry.id,
                        layer: Arc::clone(&entry.layer),
                        kind: entry.kind?,
                        binding: Arc::clone(&entry.binding),
                        rows: Arc::clone(self.matching(entry.id)?),
                        selected: selected.filter(|rows| rows.count() > 1).cloned(),
                    })
                })
                .collect(),
        };
        let revision = self.next_revision + 1;
        let (is_new, old) = self.overview.overview.changes_to(question.as_ref(), revision);
        if let Some(job) = old {
            self.cancel_job(job, effects);
        }
        if let (true, Some(question)) = (is_new, question) {
            self.next_revision = revision;
            self.overview.asked_map = Some(question.map);
            let request = OverviewRequest { layers, day: question.day, revision };
            let job = self.start_job(JobRequest::Overview(Box::new(request)), RunningKind::Overview, effects);
            self.overview.overview.started(job);
        }
    }

    fn refresh_nearby(&mut self, effects: &mut Vec<Effect>) {
        let site = self.document.current_feature().filter(|site| {
            let entry = self.document.layer(site.layer);
            self.overview.vicinity.is_open
                && entry.is_some_and(|entry| !entry.layer.shapes.get(site.row as usize).is_empty())
        });
        // Layers of all maps are looked at, also those of the base.
        let looked_at: Vec<_> = LOOKED_AT
            .iter()
            .flat_map(|kind| self.document.layers.iter().filter(move |entry| entry.kind == Some(*kind)))
            .collect();
        let ready = looked_at.iter().all(|entry| self.is_settled(entry));
        let bound = |site: FeatureRef| Some((site, Arc::clone(&self.document.layer(site.layer)?.binding)));
        let question = site.filter(|_| ready).and_then(bound).map(|(site, binding)| NearbyQuestion {
            site,
            binding,
            vicinity: self.overview.vicinity,
            layers: looked_at.iter().map(|entry| AskedOf::of(entry)).collect(),
        });
        let request = question.as_ref().and_then(|question| {
            let entry = self.document.layer(question.site.layer)?;
            let around = looked_at.iter().filter_map(|entry| {
                Some(Around {
                    layer_id: entry.id,
                    layer: Arc::clone(&entry.layer),
                    kind: entry.kind?,
                    binding: Arc::clone(&entry.binding),
                    rows: Arc::clone(self.matching(entry.id)?),
                })
            });
            Some(NearbyRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
                row: question.site.row,
                radius_m: question.vicinity.radius_m,
                need_m2: question.vicinity.need_m2,
                around: around.collect(),
                revision: self.next_revision + 1,
            })
        });
        let revision = self.next_revision + 1;
        let (is_new, old) = self.overview.nearby.changes_to(question.as_ref(), revision);
        if let Some(job) = old {
            self.cancel_job(job, effects);
        }
        if let (true, Some(request)) = (is_new, request) {
            self.next_revision = revision;
            self.overview.asked_site = question.map(|question| question.site);
            let job = self.start_job(JobRequest::Nearby(Box::new(request)), RunningKind::Nearby, effects);
            self.overview.nearby.started(job);
        }
    }

    /// Whether the rows and columns of a layer are those of the newest filter and day.
    fn is_settled(&self, entry: &LayerEntry) -> bool {
        self.derived.contains_key(&entry.id) && !self.is_stale(entry.id) && !self.is_being_derived(entry)
    }

    pub(super) fn overviewed(&mut self, answer: Overviewed) {
        if let Some(map) = self.overview.asked_map {
            self.overview.overview.take_answer(answer.revision, (map, answer.overview));
        }
    }

    pub(super) fn nearby_found(&mut self, answer: NearbyFound) {
        if let Some(site) = self.overview.asked_site {
            self.overview.nearby.take_answer(answer.revision, (site, answer.surroundings));
        }
    }

    /// A job ended; where it was at the newest question, it ended without an answer.
    pub(super) fn overview_ended(&mut self, job: JobId) {
        self.overview.overview.ended(job);
        self.overview.nearby.ended(job);
    }
}
