//! The idle clock in the window: the card of the reference day, the inspector's badge, the tabs of the
//! next deadlines and the ledger.

use crate::desk::Desk;
use eframe::egui::{self, Frame, Margin};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::civil::{Date, date};
use three_maps::app::{BottomTab, Command, FeatureRef, SelectMode, Theme};
use three_maps::filter::facet::{Condition, Scalar};
use three_maps::maps::ledger::{Benchmark, Figure, Figures, Yield, figures_words};
use three_maps::scene::{ColorBy, Styling};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::{as_of, bottom, inspector};

const LEFT: [f32; 2] = [290.0, 220.0];
const RIGHT: [f32; 2] = [320.0, 900.0];
const WIDE: [f32; 2] = [1100.0, 260.0];
const NARROW: [f32; 2] = [330.0, 260.0];

/// The desk's parcels: not started since 2023-03-01 (no cause), since 2025-06-12, no date.
fn desk(lang: Lang, day: Date) -> Desk {
    let mut desk = Desk::with_land(lang);
    desk.apply(Command::SetReferenceDay { day, gesture: None });
    desk
}

fn card(desk: Desk) -> Harness<'static, Desk> {
    desk.harness(LEFT, |ui, session, _, commands| as_of::show(ui, session, commands))
}

fn below(mut desk: Desk, tab: BottomTab, size: [f32; 2]) -> Harness<'static, Desk> {
    desk.apply(Command::SetBottomTab { tab });
    desk.harness(size, bottom::show)
}

fn sent(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    std::mem::take(&mut harness.state_mut().sent)
}

fn select(desk: &mut Desk, row: u32) {
    let feature = FeatureRef { layer: desk.layer(), row };
    desk.apply(Command::Select { features: vec![feature], mode: SelectMode::Replace });
}

#[test]
fn the_day_is_typed_set_to_today_coloured_by_and_played() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = card(desk(lang, date(2024, 2, 1)));
        let layer = harness.state().layer();
        let color = ColorBy::Categories { field: "idle_state".to_owned() };
        let styling = Some(Styling { color, ..Styling::default() });
        let clicks = [
            ("as-of-today", Command::SetReferenceDay { day: date(1970, 1, 1), gesture: None }),
            ("as-of-color-on", Command::SetStyling { layer, styling, gesture: None }),
            ("as-of-play", Command::SetPlayingDays { playing: true }),
        ];
        for (key, command) in clicks {
            harness.get_by_label(&text(lang, key)).click();
            harness.run();
            assert_eq!(sent(&mut harness), [command], "{key}");
        }
        let field = text(lang, "as-of-day");
        harness.get_by_label(&field).focus();
        harness.run();
        harness.event(egui::Event::Text("x".to_owned()));
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(sent(&mut harness), [], "that is no day");
        let said = text(lang, "as-of-wrong");
        let said = said.split("{$").last().and_then(|rest| rest.split_once('}')).unwrap().1;
        harness.get_by_label_contains(said);
    }
}

#[test]
fn an_arrow_key_moves_the_slider_by_a_day() {
    let mut harness = card(desk(Lang::Zh, date(1970, 3, 1)));
    let name = text(Lang::Zh, "as-of-slider");
    harness.get_by_label(&name).focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert_eq!(sent(&mut harness), [Command::SetReferenceDay { day: date(1970, 3, 2), gesture: None }]);
}

#[test]
fn only_play_asks_for_frames() {
    let mut resting = card(desk(Lang::Zh, date(2024, 2, 1)));
    // Ends by itself: nothing is repainted without a cause.
    resting.run();
    assert_eq!(sent(&mut resting), []);
    let mut desk = desk(Lang::Zh, date(2024, 2, 1));
    desk.apply(Command::SetPlayingDays { playing: true });
    let mut playing = card(desk);
    playing.run_steps(12);
    let sent = sent(&mut playing);
    assert!(!sent.is_empty(), "the day moves on by itself");
    for command in sent {
        // Past the slider's end (three years from the desk's today) play stops itself.
        assert_eq!(command, Command::SetPlayingDays { playing: false });
    }
}

#[test]
fn a_layer_without_the_clock_has_no_card_and_no_tabs() {
    let mut desk = Desk::empty(Lang::Zh);
    let path = desk.path("other.geojson");
    let file = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}"#;
    std::fs::write(&path, file).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    desk.apply(Command::SetBottomTab { tab: BottomTab::Table });
    let harness = desk.harness(WIDE, |ui, session, styles, commands| {
        as_of::show(ui, session, commands);
        bottom::show(ui, session, styles, commands);
    });
    harness.get_by_label(&text(Lang::Zh, "command-show-table"));
    for key in ["command-show-ledger", "command-show-deadlines", "as-of-title"] {
        assert!(harness.query_by_label(&text(Lang::Zh, key)).is_none(), "{key}");
    }
}

#[test]
fn the_badge_tells_state_articles_evidence_or_what_is_missing() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = desk(lang, date(2024, 4, 1));
        select(&mut desk, 0);
        let layer_day = [("day", "2024-04-01".into())];
        let mut harness =
            desk.harness(RIGHT, |ui, session, _, commands| inspector::show(ui, session, commands));
        harness.run();
        // The first year of TD L1 is over and nobody says why: the cause decides.
        let cause = three_maps::maps::schema::field(Some(three_maps::maps::LayerKind::Land), "idle_cause");
        let cause = cause.unwrap().label(lang);
        assert!(harness.query_all_by_label_contains(cause).count() > 0);
        harness.get_by_label_contains(&text(lang, "idle-reminder"));
        harness.get_by_label(&text_with(lang, "inspector-derived-on", &layer_day));

        harness.state_mut().apply(Command::SetReferenceDay { day: date(2024, 1, 20), gesture: None });
        harness.state_mut().apply(Command::SetReferenceDay { day: date(2023, 12, 10), gesture: None });
        harness.run();
        let args = [
            ("line", text(lang, "idle-line-1y").into()),
            ("on", "2024-03-01".into()),
            ("days", 82_usize.into()),
        ];
        harness.get_by_label(&text_with(lang, "idle-evidence-deadline", &args));
        harness.get_by_label(&text(lang, "idle-articles-watch"));
    }
}

#[test]
fn deadlines_say_how_many_the_filter_leaves_out_and_where_the_cause_is_missing() {
    for lang in [Lang::Zh, Lang::En] {
        // The first year of the first parcel is over, and nobody says why: the second line is told all the same.
        let mut desk = desk(lang, date(2024, 4, 1));
        let layer = desk.layer();
        desk.apply(Command::SetBottomTab { tab: BottomTab::Deadlines });
        let mut harness = desk.harness(WIDE, bottom::show);
        harness.run();
        harness.get_by_label_contains("2025-03-01");
        assert!(harness.query_all_by_label_contains(&text(lang, "idle-no-cause")).count() > 0);
        let all = harness.state().session.counts(layer).unwrap().1;
        let left_out = |count: usize| text_with(lang, "deadlines-filtered", &[("count", count.into())]);
        assert!(harness.query_by_label_contains(&left_out(all)).is_none());
        let filter = Command::SetFilterText { layer, text: "id = 'none'".to_owned(), gesture: None };
        harness.state_mut().apply(filter);
        harness.run();
        harness.get_by_label(&text(lang, "deadlines-none"));
        harness.get_by_label_contains(&left_out(all));
        harness.get_by_label(&text(lang, "command-clear-filter")).click();
        harness.run();
        assert_eq!(sent(&mut harness), [Command::ClearFilter { layer }]);
    }
}

#[test]
fn deadlines_fly_to_parcels_filter_by_state_and_are_copied() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [WIDE, NARROW] {
            let mut harness = below(desk(lang, date(2023, 12, 10)), BottomTab::Deadlines, size);
            harness.run();
            let layer = harness.state().layer();
            harness.get_by_label_contains("2024-03-01").click();
            harness.run();
            let feature = FeatureRef { layer, row: 0 };
            assert_eq!(sent(&mut harness), [Command::GoToFeature { feature }]);
            let watch =
                three_maps::maps::schema::field(Some(three_maps::maps::LayerKind::Land), "idle_state")
                    .and_then(|field| three_maps::maps::schema::value_label(field, "watch", lang))
                    .unwrap();
            harness.get_by_label(&format!("{watch} 1")).click();
            harness.run();
            let values = vec![Scalar::Text("watch".to_owned())];
            let condition = Some(Condition::AnyOf { values, missing: false });
            let field = "idle_state".to_owned();
            assert_eq!(
                sent(&mut harness),
                [Command::SetCondition { layer, field, condition, gesture: None }]
            );
            harness.get_by_label(&text(lang, "deadlines-copy")).click();
            harness.run();
            let all = sent(&mut harness);
            let Some(Command::Copy { text }) = all.last() else { panic!("{all:?}") };
            assert!(text.contains("2024-03-01\t82\t"), "{text}");
        }
    }
}

/// Asks for output in the place of tax.
fn of_output(harness: &mut Harness<'_, Desk>, lang: Lang) {
    let chosen = format!("{}: {}", text(lang, "ledger-measure"), text(lang, "ledger-tax"));
    harness.get_by_label(&chosen).click();
    harness.run();
    harness.get_by_label(&text(lang, "ledger-output")).click();
    harness.run();
}

#[test]
fn the_ledger_says_its_formula_and_takes_a_figure() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [WIDE, NARROW] {
            let mut harness = below(desk(lang, date(2024, 2, 1)), BottomTab::Ledger, size);
            harness.run();
            harness.get_by_label(&text(lang, "ledger-nothing"));
            harness.get_by_label_contains(&text(lang, "ledger-formula"));
            let left_out = text_with(lang, "ledger-without-figure", &[("count", 3_usize.into())]);
            harness.get_by_label_contains(&left_out);
            let chosen = format!("{}: {}", text(lang, "ledger-against"), text(lang, "ledger-own-words"));
            harness.get_by_label(&chosen).click();
            harness.run();
            assert!(harness.query_by_label(&text(lang, "ledger-figure")).is_none());
            harness.get_by_label(&text(lang, "ledger-state-figure")).click();
            harness.run();
            harness.event(egui::Event::Text("30".to_owned()));
            harness.run();
            harness.key_press(egui::Key::Enter);
            harness.run();
            let figure = Figure { wan_per_mu: 30.0, ..Figure::default() };
            let benchmark = Benchmark { of: Yield::Tax, figure: Some(figure), ..Benchmark::default() };
            assert_eq!(sent(&mut harness), [Command::SetBenchmark { benchmark: benchmark.clone() }]);
            harness.state_mut().apply(Command::SetBenchmark { benchmark });
            harness.run();
            let args = [("wan", "6,192".into()), ("parcels", "3".into()), ("area", "206.4".into())];
            harness.get_by_label(&text_with(lang, "ledger-total", &args));
            harness.get_by_label(&text(lang, "ledger-source-missing"));
            // A figure stated of tax says nothing of output.
            of_output(&mut harness, lang);
            let benchmark = Benchmark { of: Yield::Output, ..Benchmark::default() };
            assert_eq!(sent(&mut harness), [Command::SetBenchmark { benchmark }]);
        }
    }
}

#[test]
fn a_file_of_figures_is_asked_for_and_its_source_stands_beside_the_estimate() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [WIDE, NARROW] {
            let mut desk = desk(lang, date(2024, 2, 1));
            let figures = r#"{"version":1,"name":"亩均税收","source":"公报","year":2024,"measure":"tax",
                "overall":30,"industries":[{"code":"C39","figure":60}]}"#;
            let figures = Figures::parse(figures).unwrap();
            let origin = figures_words(&figures, lang);
            let benchmark = Benchmark { industry: None, ..Benchmark::with_figures(figures) };
            desk.apply(Command::SetBenchmark { benchmark });
            let mut harness = below(desk, BottomTab::Ledger, size);
            harness.run();
            harness.get_by_label_contains(&origin);
            let args = [("wan", "6,192".into()), ("parcels", "3".into()), ("area", "206.4".into())];
            harness.get_by_label(&text_with(lang, "ledger-total", &args));
            let chosen = format!("{}: {}", text(lang, "ledger-against"), text(lang, "ledger-overall"));
            harness.get_by_label(&chosen).click();
            harness.run();
            harness.get_by_label(&text(lang, "ledger-open-file")).click();
            harness.run();
            assert_eq!(sent(&mut harness), [Command::OpenBenchmarkDialog]);
            // Tax and output are not the same figures.
            of_output(&mut harness, lang);
            assert!(matches!(
                &sent(&mut harness)[..],
                [Command::SetBenchmark { benchmark }] if benchmark.of == Yield::Output && !benchmark.by_figures
            ));
        }
    }
}

#[test]
fn pictures_of_the_clock() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        for tab in [BottomTab::Deadlines, BottomTab::Ledger] {
            let mut desk = desk(lang, date(2023, 12, 10));
            select(&mut desk, 0);
            desk.apply(Command::SetTheme { theme });
            let figure = Figure { wan_per_mu: 30.0, ..Figure::default() };
            let benchmark = Benchmark { of: Yield::Tax, figure: Some(figure), ..Benchmark::default() };
            desk.apply(Command::SetBenchmark { benchmark });
            desk.apply(Command::SetBottomTab { tab });
            let mut harness = desk.harness([1000.0, 640.0], |ui, session, styles, commands| {
                let margin = Frame::central_panel(ui.style()).inner_margin(Margin::same(12));
                egui::Panel::bottom("bottom")
                    .exact_size(240.0)
                    .show(ui, |ui| bottom::show(ui, session, styles, commands));
                egui::Panel::left("left").exact_size(312.0).frame(margin).show(ui, |ui| {
                    as_of::show(ui, session, commands);
                });
                egui::Panel::right("right").exact_size(340.0).frame(margin).show(ui, |ui| {
                    inspector::show(ui, session, commands);
                });
            });
            harness.run();
            let picture = harness.render().unwrap();
            let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
            assert!(colours.len() > 50, "{} colours", colours.len());
            if let Some(folder) = &folder {
                picture.save(folder.join(format!("idle-{tab:?}-{lang:?}-{theme:?}.png"))).unwrap();
            }
        }
    }
}
