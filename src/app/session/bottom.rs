//! The panel below the map: its commands, and the jobs that list its rows and group them.
//!
//! While the panel is open, the chosen layer's rows are listed and grouped anew whenever the filter's
//! rows, the order, the field or (with "only what is in view") the view change. Both are asked for
//! whichever tab is in front: a wide window shows them side by side, and a tab is there at once.

use super::asked::Asked;
use super::day::Basis;
use super::{RunningKind, Session};
use crate::app::bottom::{Bottom, BottomJob, BottomTab, ChartChoice, can_order_by};
use crate::app::settings::{PanelState, panel};
use crate::app::{Effect, LayerEntry, LayerId};
use crate::filter::Filter;
use crate::geometry::BBox;
use crate::jobs::{
    Breakdown, Counted, JobId, JobRequest, ListRequest, Listed, Listing, StatisticsRequest, can_be_grouped,
};
use crate::layer::Order;
use crate::maps::binding::Binding;
use crate::scene::Camera;
use crate::stats::Measure;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What belongs to the panel.
#[derive(Debug, Default)]
pub(super) struct BottomState {
    shown: Bottom,
    orders: BTreeMap<LayerId, Order>,
    listing: Asked<ListQuestion, (LayerId, Arc<Listing>)>,
    chart: Asked<ChartQuestion, (LayerId, Option<Arc<Breakdown>>)>,
}

impl BottomState {
    /// Whether a job is at the newest question of table or chart.
    pub(super) fn is_at(&self, job: JobId) -> bool {
        self.listing.is_at(job) || self.chart.is_at(job)
    }

    pub(super) fn ask_again(&mut self) {
        self.listing.ask_again();
        self.chart.ask_again();
    }
}

/// What a listing depends on. With the filter the rows are given: layers never change.
#[derive(Clone, Debug, PartialEq)]
struct ListQuestion {
    layer: LayerId,
    filter: Option<Filter>,
    order: Option<Order>,
    within: Option<BBox>,
    /// What rows or order depend on beside the file.
    basis: Basis,
}

/// What a chart depends on.
#[derive(Clone, Debug, PartialEq)]
struct ChartQuestion {
    layer: LayerId,
    binding: Arc<Binding>,
    filter: Option<Filter>,
    field: Option<String>,
    measure: Measure,
    /// What rows or groups depend on beside the file.
    basis: Basis,
}

impl Session {
    /// What the panel below the map shows.
    pub fn bottom(&self) -> &Bottom {
        &self.bottom.shown
    }

    /// The order of a layer's table; that of the file where `None`.
    pub fn table_order(&self, layer: LayerId) -> Option<&Order> {
        self.bottom.orders.get(&layer)
    }

    /// What the chart of a layer is to show.
    pub fn chart_choice(&self, layer: LayerId) -> ChartChoice {
        self.document.layer(layer).map(|entry| entry.chart.clone()).unwrap_or_default()
    }

    /// The rows of the chosen layer's table; while new ones are being listed, those before. `None` where
    /// none have been listed yet.
    pub fn listing(&self) -> Option<&Arc<Listing>> {
        self.bottom.listing.answer_for(self.document.chosen?)
    }

    /// The chosen layer's chart; while a new one is being counted, the one before. `Some(None)` where
    /// the layer has no field to group by.
    pub fn breakdown(&self) -> Option<Option<&Arc<Breakdown>>> {
        self.bottom.chart.answer_for(self.document.chosen?).map(Option::as_ref)
    }

    /// Whether table or chart wait for a newer answer than the one they show.
    pub fn is_bottom_behind(&self, job: BottomJob) -> bool {
        match job {
            BottomJob::List(layer) => self.bottom.listing.is_waiting() || self.is_stale(layer),
            BottomJob::Count(layer) => self.bottom.chart.is_waiting() || self.is_stale(layer),
        }
    }

    /// Whether the job for table or chart broke down; a notice says why.
    pub fn has_bottom_failed(&self, job: BottomJob) -> bool {
        match job {
            BottomJob::List(_) => self.bottom.listing.has_failed(),
            BottomJob::Count(_) => self.bottom.chart.has_failed(),
        }
    }

    pub(super) fn show_bottom(&mut self, open: bool, tab: Option<BottomTab>, effects: &mut Vec<Effect>) {
        let before = self.bottom.shown.open.replace(open);
        // The first answer is the window's, by the room that it has; what a person says is remembered.
        if before.is_some_and(|before| before != open) {
            self.change_settings(effects, |settings| {
                let size_pt = settings.size_pt(panel::BOTTOM);
                settings.panels.insert(panel::BOTTOM.to_owned(), PanelState { open, size_pt });
            });
        }
        if let Some(tab) = tab {
            self.bottom.shown.tab = tab;
        }
    }

    pub(super) fn set_only_in_view(&mut self, only_in_view: bool) {
        self.bottom.shown.only_in_view = only_in_view;
    }

    pub(super) fn set_table_order(&mut self, layer: LayerId, order: Option<Order>) {
        let Some(entry) = self.document.layer(layer) else { return };
        match order.filter(|order| can_order_by(entry, &order.field)) {
            Some(order) => self.bottom.orders.insert(layer, order),
            None => self.bottom.orders.remove(&layer),
        };
    }

    pub(super) fn set_chart(&mut self, layer: LayerId, mut choice: ChartChoice) {
        let Some(entry) = self.document.layer(layer) else { return };
        let fits =
            |field: &String| entry.layer.column(field).is_some_and(|column| can_be_grouped(entry, column));
        choice.field = choice.field.filter(fits);
        if let Some(entry) = self.document.layer_mut(layer) {
            entry.chart = choice;
        }
    }

    /// Gives a layer that was read again the table's order and the chart of the one before, as far as
    /// its columns still allow; the one before keeps them for undo.
    pub(super) fn hand_bottom_on(&mut self, from: LayerId, to: LayerId) {
        if let Some(order) = self.bottom.orders.get(&from).cloned() {
            self.set_table_order(to, Some(order));
        }
        // Its entry was made from that of the layer before.
        let choice = self.chart_choice(to);
        self.set_chart(to, choice);
    }

    /// Asks for listing and chart where what they depend on has changed. Run after every command and
    /// event. While a filter runs nothing is asked: its rows are about to change, and the workers are
    /// its own.
    pub(super) fn refresh_bottom(&mut self, effects: &mut Vec<Effect>) {
        let entry = self
            .document
            .chosen_layer()
            .filter(|entry| self.bottom.shown.is_open() && !self.is_stale(entry.id))
            // Columns that are about to be worked out, or to go, are not grouped.
            .filter(|entry| !self.rebound.contains(&entry.id))
            .cloned();
        let list = entry.as_ref().map(|entry| self.list_question(entry));
        let chart = entry.as_ref().and_then(|entry| self.chart_question(entry));
        let revision = self.next_revision + 1;
        let (new_list, old_job) = self.bottom.listing.changes_to(list.as_ref(), revision);
        let (new_chart, old_chart) = self.bottom.chart.changes_to(chart.as_ref(), revision);
        for job in old_job.into_iter().chain(old_chart) {
            self.cancel_job(job, effects);
        }
        let Some(entry) = entry else { return };
        let Some(rows) = self.derived.get(&entry.id).map(|derived| Arc::clone(&derived.rows)) else { return };
        if new_list || new_chart {
            self.next_revision = revision;
        }
        if let Some(question) = list.filter(|_| new_list) {
            let request = ListRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                rows: Arc::clone(&rows),
                order: question.order,
                within: question.within,
                revision,
            };
            let kind = RunningKind::Bottom(BottomJob::List(entry.id));
            let job = self.start_job(JobRequest::List(request), kind, effects);
            self.bottom.listing.started(job);
        }
        if let Some(question) = chart.filter(|_| new_chart) {
            let request = StatisticsRequest {
                layer_id: entry.id,
                layer: Arc::clone(&entry.layer),
                binding: Arc::clone(&entry.binding),
                rows,
                filter: question.filter,
                field: question.field,
                measure: question.measure,
                revision,
            };
            let kind = RunningKind::Bottom(BottomJob::Count(entry.id));
            let job = self.start_job(JobRequest::Statistics(request), kind, effects);
            self.bottom.chart.started(job);
        }
    }

    fn list_question(&self, entry: &LayerEntry) -> ListQuestion {
        let view = self.document.view;
        let within = self.bottom.shown.only_in_view.then(|| {
            let camera = Camera::new(view.center, view.zoom, self.viewport_pt);
            camera.bbox()
        });
        let order = self.bottom.orders.get(&entry.id).cloned();
        let sorted_by = order.as_ref().map(|order| order.field.as_str());
        ListQuestion {
            layer: entry.id,
            filter: entry.filter.filter.clone(),
            basis: Basis::of_filter(entry).and(Basis::of_fields(entry, sorted_by)),
            order,
            within,
        }
    }

    /// `None` while the layer's first style is being worked out, which may decide on the field.
    fn chart_question(&self, entry: &LayerEntry) -> Option<ChartQuestion> {
        let choice = self.chart_choice(entry.id);
        let styled = self.styled(entry.id);
        if choice.field.is_none() && styled.is_none() && self.is_restyling(entry.id) {
            return None;
        }
        let colours = || {
            let field = styled?.style.field.as_ref()?;
            let column = entry.layer.column(field)?;
            can_be_grouped(entry, column).then(|| field.clone())
        };
        // Where no field colours the layer: what one asks of it first.
        let first_card = || {
            let can =
                |name: &&String| entry.layer.column(name).is_some_and(|column| can_be_grouped(entry, column));
            entry.cards.iter().find(can).cloned()
        };
        let measure = choice.measure_for(entry);
        let field = choice.field.or_else(colours).or_else(first_card);
        let summed = match &measure {
            Measure::Sum { field } => Some(field.as_str()),
            Measure::Count => None,
        };
        let basis =
            Basis::of_filter(entry).and(Basis::of_fields(entry, field.as_deref().into_iter().chain(summed)));
        let binding = Arc::clone(&entry.binding);
        let filter = entry.filter.filter.clone();
        Some(ChartQuestion { layer: entry.id, binding, filter, measure, field, basis })
    }

    pub(super) fn listed(&mut self, listed: Listed) {
        self.bottom.listing.take_answer(listed.revision, (listed.layer_id, listed.listing));
    }

    pub(super) fn counted(&mut self, counted: Counted) {
        self.bottom.chart.take_answer(counted.revision, (counted.layer_id, counted.breakdown));
    }

    /// A job of the panel ended; where it was at the newest question, it ended without an answer.
    pub(super) fn bottom_ended(&mut self, job: JobId) {
        self.bottom.listing.ended(job);
        self.bottom.chart.ended(job);
    }
}
