//! The panel below the map: what its table lists, what its chart counts, and when they are asked for.

use super::desk::{CARRIERS, Desk};
use proptest::prelude::*;
use std::sync::Arc;
use three_maps::app::bottom::{BottomJob, filter_by_group, is_filtered_by};
use three_maps::app::{Action, BottomTab, ChartChoice, Command, Event, LayerId, View};
use three_maps::diagnostic::Diagnostic;
use three_maps::geometry::BBox;
use three_maps::jobs::{Breakdown, FacetValues, Job, JobId, JobRequest, ListRequest, Report, Slot, run_now};
use three_maps::layer::{Layer, Order, RowSet, SourceBytes, Value};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::scene::{ColorBy, Styling};
use three_maps::stats::{GroupKey, Measure};

/// A desk with the idle parcels open and the panel unfolded.
fn with_panel() -> (Desk, LayerId) {
    let (mut desk, layer) = Desk::with_land();
    desk.send(Command::ShowBottom { open: true });
    (desk, layer)
}

fn order(field: &str, descending: bool) -> Order {
    Order { field: field.to_owned(), descending }
}

fn listed(desk: &Desk) -> Vec<u32> {
    desk.session.listing().unwrap().rows().to_vec()
}

fn chart(desk: &Desk) -> Arc<Breakdown> {
    Arc::clone(desk.session.breakdown().unwrap().unwrap())
}

/// Slots of the jobs held back, the oldest first.
fn held(desk: &Desk) -> Vec<Slot> {
    desk.held.iter().map(Job::slot).collect()
}

/// Each bar with the rows that match and those that would without the field's own condition.
fn bars(desk: &Desk) -> Vec<(String, usize, usize)> {
    let name = |key: &GroupKey| match key {
        GroupKey::Value { value, .. } => value.clone(),
        GroupKey::Missing => "missing".to_owned(),
        other => format!("{other:?}"),
    };
    let groups = &chart(desk).groups.groups;
    groups.iter().map(|group| (name(&group.key), group.matching.rows, group.shown.rows)).collect()
}

#[test]
fn next_and_previous_go_as_the_sorted_table_does() {
    let (mut desk, layer) = with_panel();
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu", true)) });
    let mut walked = Vec::new();
    for at in 1..=5 {
        desk.send(Command::NextSelected);
        walked.push(desk.session.document().current_feature().unwrap().row);
        assert_eq!(desk.session.position(), Some((at, 5)));
    }
    assert_eq!(walked, listed(&desk));
    desk.send(Command::NextSelected);
    assert_eq!(desk.session.position(), Some((1, 5)), "round at the end");
    desk.send(Command::PreviousSelected);
    assert_eq!(desk.session.position(), Some((5, 5)));
    // Folded away, the table says nothing of an order.
    desk.send(Command::ShowBottom { open: false });
    let row = desk.session.document().current_feature().unwrap().row;
    assert_eq!(desk.session.position(), Some((row as usize + 1, 5)));
}

#[test]
fn the_table_follows_filter_and_order_with_missing_ones_last() {
    let (mut desk, layer) = with_panel();
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4]);
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu", false)) });
    assert_eq!(listed(&desk), [2, 4, 0, 1, 3]);
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu", true)) });
    assert_eq!(listed(&desk), [1, 0, 4, 2, 3]);
    desk.filter(layer, "status IN ('闲置', '在建')");
    assert_eq!(listed(&desk), [1, 0, 2, 3]);
    assert_eq!(desk.session.listing().unwrap().place_of(2), Some(2));
    assert_eq!(desk.session.listing().unwrap().place_of(4), None, "does not match");
    desk.send(Command::SetTableOrder { layer, order: None });
    assert_eq!(listed(&desk), [0, 1, 2, 3]);
    assert_eq!(desk.session.undo_name(), Some("command-set-filter-text"), "an order is no step");
}

#[test]
fn only_what_is_in_view_is_listed_where_that_is_asked_for() {
    let (mut desk, _) = with_panel();
    desk.send(Command::SetViewport { width_pt: 256.0, height_pt: 256.0 });
    // At zoom 14 the view is 360 / 2^14 = 0.022 degrees wide.
    desk.send(Command::SetView { view: View { center: [120.35, 30.295], zoom: 14.0 } });
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4]);
    desk.send(Command::SetOnlyInView { only_in_view: true });
    assert_eq!(listed(&desk), [0, 1]);
    desk.send(Command::SetView { view: View { center: [120.37, 30.30], zoom: 14.0 } });
    assert_eq!(listed(&desk), [3]);
    assert_eq!(desk.counts(desk.session.document().chosen.unwrap()), (5, 5), "the filter is not touched");
    desk.send(Command::SetOnlyInView { only_in_view: false });
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4]);
}

#[test]
fn nothing_is_asked_while_the_panel_is_folded_and_nothing_twice() {
    let (mut desk, layer) = Desk::with_land();
    assert!(desk.session.listing().is_none() && desk.session.breakdown().is_none());
    desk.hold = true;
    assert_eq!(desk.session.bottom().open, None, "the window has not said yet how much room there is");
    desk.send(Command::ShowBottom { open: true });
    assert_eq!(held(&desk), [Slot::List(layer), Slot::Statistics(layer)]);
    assert!(desk.session.is_bottom_behind(BottomJob::List(layer)));
    desk.run_held();
    desk.run_held();
    assert!(!desk.session.is_bottom_behind(BottomJob::List(layer)));
    // Neither the view nor the tab nor the selection matter to the rows of the table.
    desk.send(Command::SetView { view: View { center: [120.0, 30.0], zoom: 9.0 } });
    desk.send(Command::SetBottomTab { tab: BottomTab::Statistics });
    desk.send(Command::NextSelected);
    assert_eq!(held(&desk), []);
    // The order matters to the table alone, the measure to the chart alone.
    desk.send(Command::SetTableOrder { layer, order: Some(order("name", false)) });
    assert_eq!(held(&desk), [Slot::List(layer)]);
    desk.run_held();
    let choice = ChartChoice { field: None, measure: Some(Measure::Count) };
    desk.send(Command::SetChart { layer, choice });
    assert_eq!(held(&desk), [Slot::Statistics(layer)]);
}

#[test]
fn of_two_orders_the_newer_is_shown_whichever_comes_last() {
    let (mut desk, layer) = with_panel();
    desk.hold = true;
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu", false)) });
    desk.send(Command::SetTableOrder { layer, order: Some(order("area_mu", true)) });
    let (old, new) = (desk.held.pop_front().unwrap(), desk.held.pop_front().unwrap());
    assert_eq!(desk.cancelled(), [old.id], "the older one need not go on");
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4], "what was there stays until an answer comes");
    desk.run(&new, &CancelToken::default());
    desk.run(&old, &CancelToken::default());
    assert_eq!(listed(&desk), [1, 0, 4, 2, 3]);
    assert!(desk.session.running().next().is_none());
}

#[test]
fn a_new_filter_comes_before_the_table_of_the_old_one() {
    let (mut desk, layer) = with_panel();
    desk.hold = true;
    desk.send(Command::SetTableOrder { layer, order: Some(order("name", false)) });
    let listing = desk.held.pop_front().unwrap();
    desk.filter(layer, "area_mu > 60");
    assert_eq!(held(&desk), [Slot::Filter(layer)], "the rows are about to change");
    assert_eq!(desk.cancelled(), [listing.id]);
    assert!(desk.session.is_bottom_behind(BottomJob::List(layer)));
    desk.run(&listing, &CancelToken::default());
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4], "an answer to a question that stands no more");
    desk.run_held();
    assert_eq!(held(&desk), [Slot::List(layer), Slot::Statistics(layer)]);
    desk.run_held();
    desk.run_held();
    // By pinyin: xià before yán.
    assert_eq!(listed(&desk), [1, 0]);
}

#[test]
fn a_table_that_breaks_down_says_so_until_it_is_asked_for_anew() {
    let (mut desk, layer) = with_panel();
    desk.hold = true;
    desk.send(Command::SetTableOrder { layer, order: Some(order("name", false)) });
    let job = desk.held.pop_front().unwrap();
    let fault = Diagnostic::error("job-broke-down").with("reason", "a fault");
    desk.receive(Event { job: job.id, report: Report::Failed(fault) });
    assert!(desk.session.has_bottom_failed(BottomJob::List(layer)));
    assert!(!desk.session.has_bottom_failed(BottomJob::Count(layer)));
    assert_eq!(desk.notices(), ["job-broke-down"]);
    desk.hold = false;
    desk.send(Command::SetTableOrder { layer, order: None });
    assert!(!desk.session.has_bottom_failed(BottomJob::List(layer)));
    assert_eq!(listed(&desk), [0, 1, 2, 3, 4]);
}

#[test]
fn table_and_chart_are_those_of_the_chosen_layer() {
    let (mut desk, land) = with_panel();
    desk.send(Command::SetTableOrder { layer: land, order: Some(order("area_mu", true)) });
    let path = desk.file("carriers.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let carriers = desk.session.document().chosen.unwrap();
    assert_ne!(carriers, land);
    assert_eq!(listed(&desk), [0, 1]);
    assert_eq!(desk.session.table_order(carriers), None);
    desk.hold = true;
    desk.send(Command::ChooseLayer { layer: land });
    assert!(desk.session.listing().is_none(), "never the rows of another layer");
    assert!(desk.session.breakdown().is_none());
    while !desk.held.is_empty() {
        desk.run_held();
    }
    assert_eq!(listed(&desk), [1, 0, 4, 2, 3], "each layer keeps its order");
    desk.send(Command::CloseLayer { layer: land });
    desk.send(Command::CloseLayer { layer: carriers });
    assert!(desk.session.listing().is_none());
}

#[test]
fn what_is_private_can_neither_be_sorted_nor_counted_by() {
    let (mut desk, layer) = with_panel();
    desk.send(Command::SetTableOrder { layer, order: Some(order("start_price", true)) });
    assert_eq!(desk.session.table_order(layer), None);
    let by_phone = ChartChoice { field: Some("owner_tel".to_owned()), measure: None };
    desk.send(Command::SetChart { layer, choice: by_phone });
    assert_eq!(chart(&desk).field, "status");
    let of_prices = Measure::Sum { field: "start_price".to_owned() };
    desk.send(Command::SetChart { layer, choice: ChartChoice { field: None, measure: Some(of_prices) } });
    assert_eq!(chart(&desk).measure, Measure::Sum { field: "area_mu".to_owned() });
}

#[test]
fn a_chart_groups_by_what_colours_the_layer_until_something_else_is_chosen() {
    let (mut desk, layer) = with_panel();
    assert_eq!(chart(&desk).field, "status");
    let color = ColorBy::Categories { field: "parcel_no".to_owned() };
    let styling = Some(Styling { color, ..Styling::default() });
    desk.send(Command::SetStyling { layer, styling, gesture: None });
    assert_eq!(chart(&desk).field, "parcel_no");
    let choice = ChartChoice { field: Some("area_mu".to_owned()), measure: None };
    desk.send(Command::SetChart { layer, choice });
    assert_eq!(chart(&desk).field, "area_mu");
    desk.send(Command::SetStyling { layer, styling: None, gesture: None });
    assert_eq!(chart(&desk).field, "area_mu");
}

#[test]
fn a_chart_agrees_with_the_totals_and_the_cards() {
    let (mut desk, layer) = with_panel();
    let choice = ChartChoice { field: Some("status".to_owned()), measure: None };
    desk.send(Command::SetChart { layer, choice });
    desk.send(Command::AddCard { layer, field: "status".to_owned() });
    for filter in ["", "area_mu > 50", "status IN ('闲置', '在建') AND area_mu < 100", "area_mu IS NULL"]
    {
        desk.filter(layer, filter);
        let chart = chart(&desk);
        let summary = desk.session.summary(layer).unwrap();
        let total = summary.totals.iter().find(|total| total.field == "area_mu").unwrap();
        assert_eq!(chart.measure, Measure::Sum { field: "area_mu".to_owned() });
        // The same to the last bit: one way of adding up.
        assert_eq!(chart.groups.matching.sum.to_bits(), total.sum.to_bits(), "{filter}");
        assert_eq!(chart.groups.matching.unmeasured, total.missing);
        assert_eq!(chart.groups.matching.rows, desk.counts(layer).0);
        let bars = bars(&desk);
        assert_eq!(bars.iter().map(|bar| bar.1).sum::<usize>(), desk.counts(layer).0);
        let sum: f64 = chart.groups.groups.iter().map(|group| group.matching.sum).sum();
        assert!((sum - total.sum).abs() < 1e-9, "{filter}");
        let facet = summary.facets.iter().find(|facet| facet.field == "status").unwrap();
        let FacetValues::Categories(categories) = &facet.values else { panic!("{facet:?}") };
        for category in categories {
            let bar = bars.iter().find(|bar| bar.0 == category.value).map_or(0, |bar| bar.2);
            assert_eq!(bar, category.count, "{filter}: {}", category.value);
        }
    }
}

#[test]
fn a_bar_filters_by_its_group_and_takes_that_back() {
    let (mut desk, layer) = with_panel();
    desk.filter(layer, "area_mu > 40");
    // In the order of the schema's domain.
    let bar = |name: &str, matching, shown| (name.to_owned(), matching, shown);
    assert_eq!(bars(&desk), [bar("闲置", 2, 2), bar("已用", 1, 1)]);
    let key = GroupKey::value("闲置");
    let click = |desk: &Desk, field: &str, key: &GroupKey| {
        let entry = desk.session.document().layer(layer).unwrap();
        (is_filtered_by(entry, field, key), filter_by_group(entry, field, key).unwrap())
    };
    let (filtered, command) = click(&desk, "status", &key);
    assert!(!filtered);
    desk.send(command);
    assert_eq!(desk.matching(layer), [0, 1]);
    assert_eq!(bars(&desk), [bar("闲置", 2, 2), bar("已用", 0, 1)], "the others can still be chosen");
    let (filtered, command) = click(&desk, "status", &key);
    assert!(filtered);
    desk.send(command);
    assert_eq!(desk.matching(layer), [0, 1, 4]);
    // Ranges of numbers: each bar keeps exactly its rows, whichever side its ends lie on.
    desk.filter(layer, "");
    let choice = ChartChoice { field: Some("area_mu".to_owned()), measure: Some(Measure::Count) };
    desk.send(Command::SetChart { layer, choice });
    for group in chart(&desk).groups.groups.clone() {
        let entry = desk.session.document().layer(layer).unwrap();
        let Some(command) = filter_by_group(entry, "area_mu", &group.key) else {
            assert_eq!(group.shown.rows, 0, "{group:?}");
            continue;
        };
        desk.send(command);
        assert_eq!(desk.counts(layer).0, group.shown.rows, "{group:?}");
        let (filtered, command) = click(&desk, "area_mu", &group.key);
        assert!(filtered, "{group:?}");
        desk.send(command);
        assert_eq!(desk.counts(layer).0, 5);
    }
}

#[test]
fn bars_of_years_keep_their_rows() {
    let mut desk = Desk::new();
    let rows: Vec<String> = ["\"2021-12-31\"", "\"2022-01-01\"", "null", "\"2022-12-31\""]
        .iter()
        .map(|date| {
            format!(
                r#"{{"type":"Feature","properties":{{"seen":{date}}},"geometry":{{"type":"Point","coordinates":[120,30]}}}}"#
            )
        })
        .collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, rows.join(","));
    let path = desk.file("seen.geojson", &text);
    desk.send(Command::OpenFiles { paths: vec![path] });
    desk.send(Command::ShowBottom { open: true });
    let layer = desk.session.document().chosen.unwrap();
    let groups = chart(&desk).groups.groups.clone();
    let shown: Vec<usize> = groups.iter().map(|group| group.shown.rows).collect();
    assert_eq!(shown, [1, 2, 1], "2021, 2022, not filled in");
    for group in groups {
        let entry = desk.session.document().layer(layer).unwrap();
        desk.send(filter_by_group(entry, "seen", &group.key).unwrap());
        assert_eq!(desk.counts(layer).0, group.shown.rows, "{group:?}");
        desk.filter(layer, "");
    }
}

#[test]
fn the_panel_is_folded_and_unfolded_by_its_action() {
    let (mut desk, _) = Desk::with_land();
    assert_eq!(Action::ToggleBottom.command(&desk.session), Some(Command::ShowBottom { open: true }));
    desk.send(Command::SetBottomTab { tab: BottomTab::Statistics });
    assert!(desk.session.bottom().is_open(), "a tab that is asked for is shown");
    assert_eq!(Action::ToggleBottom.command(&desk.session), Some(Command::ShowBottom { open: false }));
    assert_eq!(
        Action::ToggleOnlyInView.command(&desk.session),
        Some(Command::SetOnlyInView { only_in_view: true })
    );
}

#[test]
fn a_fold_is_remembered_where_a_person_asked_for_it() {
    let (mut desk, _) = with_panel();
    assert!(desk.session.settings().is_open("bottom", true), "nobody has said yet");
    assert!(!desk.session.settings().is_open("bottom", false));
    desk.send(Command::SetPanel { panel: "bottom".to_owned(), open: true, size_pt: Some(300.0) });
    desk.send(Command::ShowBottom { open: false });
    assert!(!desk.session.settings().is_open("bottom", true));
    assert_eq!(desk.session.settings().size_pt("bottom"), Some(300.0), "its height stays");
}

fn layer_of(rows: &[(Option<i16>, Option<String>, u8)]) -> Arc<Layer> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.geojson");
    let features: Vec<String> = rows
        .iter()
        .map(|(number, text, at)| {
            let number = number.map_or("null".to_owned(), |number| format!("{}", f64::from(number) / 4.0));
            // A field that is not there at all is missing in another way than null.
            let text = text.as_ref().map_or(String::new(), |text| format!(r#","t":"{text}""#));
            format!(
                r#"{{"type":"Feature","properties":{{"n":{number}{text}}},"geometry":{{"type":"Point","coordinates":[{at},0]}}}}"#
            )
        })
        .collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    std::fs::write(&path, text).unwrap();
    let source = SourceBytes::File(path);
    Arc::new(read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_listing_is_a_naive_sort(
        rows in proptest::collection::vec(
            (proptest::option::of(-20_i16..20), proptest::option::of("[a-c]{0,2}"), 0_u8..10), 1..40),
        kept in proptest::collection::vec(any::<bool>(), 40),
        by_number: bool,
        descending: bool,
        view in proptest::option::of((0_u8..10, 0_u8..10)),
    ) {
        let layer = layer_of(&rows);
        let kept: Vec<u32> = (0..rows.len() as u32).filter(|row| kept[*row as usize]).collect();
        let field = if by_number { "n" } else { "t" };
        let within = view.map(|(a, b)| BBox::new(f64::from(a.min(b)), -1.0, f64::from(a.max(b)), 1.0));
        let request = ListRequest {
            layer_id: LayerId(0),
            layer: Arc::clone(&layer),
            rows: Arc::new(RowSet::from_rows(rows.len(), kept.iter().copied())),
            order: Some(order(field, descending)),
            within,
            revision: 1,
        };
        let events = run_now(&Job { id: JobId(1), request: JobRequest::List(request) }, &CancelToken::default());
        let Report::Listed(listed) = &events[1].report else { panic!("{events:?}") };
        // The naive way: look at every row, compare two at a time.
        let mut expected: Vec<u32> = kept
            .into_iter()
            .filter(|row| {
                let at = f64::from(rows[*row as usize].2);
                within.is_none_or(|view| view.west <= at && at <= view.east)
            })
            .collect();
        expected.sort_by(|&a, &b| {
            let (a, b) = (layer.value(field, a as usize), layer.value(field, b as usize));
            a.is_none().cmp(&b.is_none()).then_with(|| {
                let ordering = match (a, b) {
                    (Value::Text(a), Value::Text(b)) => a.cmp(b),
                    (a, b) => a.as_f64().unwrap_or(0.0).total_cmp(&b.as_f64().unwrap_or(0.0)),
                };
                if descending { ordering.reverse() } else { ordering }
            })
        });
        prop_assert_eq!(listed.listing.rows().to_vec(), expected.clone());
        for row in 0..rows.len() as u32 {
            prop_assert_eq!(
                listed.listing.place_of(row),
                expected.iter().position(|&other| other == row)
            );
        }
    }
}
