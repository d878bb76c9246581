//! The list of findings and the card of assembled parcels: states, clicks, both languages.

use crate::desk::Desk;
use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{AssemblyAim, BottomTab, Command, FieldsCommand, ShownFindings};
use three_maps::maps::binding::MeasureUnit;
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::{assembly_card, bottom};

const BELOW: [f32; 2] = [900.0, 320.0];

fn checked(lang: Lang) -> Desk {
    let mut desk = Desk::with_land(lang);
    let layer = desk.layer();
    desk.apply(Command::SetBottomTab { tab: BottomTab::Check });
    desk.apply(Command::CheckLayer { layer });
    desk
}

#[test]
fn a_layer_that_was_never_checked_offers_to_be() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::with_land(lang);
        desk.apply(Command::SetBottomTab { tab: BottomTab::Check });
        let layer = desk.layer();
        let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
            bottom::show(ui, session, styles, commands);
        });
        harness.get_by_label(&text(lang, "check-never"));
        harness.get_by_label(&text(lang, "command-check-layer")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::CheckLayer { layer }]);
    }
}

#[test]
fn a_finding_is_a_way_to_its_features() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = checked(lang);
        let layer = desk.layer();
        // The parcels of the desk are drawn far larger than their stated areas.
        let found = desk.session.findings(layer).unwrap().clone();
        let first = found.findings.iter().find(|finding| finding.rule() == "area-differs").unwrap();
        let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
            bottom::show(ui, session, styles, commands);
        });
        let args = [("what", "L1".into()), ("message", first.diagnostic.message(lang).into())];
        let name = text_with(lang, "check-go", &args);
        harness.get_all_by_label(&name).next().unwrap().click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::GoToFeatures { layer, rows: vec![0] }]);
    }
}

#[test]
fn severities_are_ticked_and_the_list_is_copied() {
    let desk = checked(Lang::Zh);
    let count = desk.session.findings(desk.layer()).unwrap().count();
    let mut harness = desk.harness(BELOW, |ui, session, styles, commands| {
        bottom::show(ui, session, styles, commands);
    });
    let args =
        [("severity", text(Lang::Zh, "check-severity-warning").into()), ("count", count.to_string().into())];
    harness.get_by_label(&text_with(Lang::Zh, "check-severity-count", &args)).click();
    harness.run();
    let shown = ShownFindings { warnings: false, ..ShownFindings::default() };
    assert_eq!(harness.state().sent, [Command::ShowFindings { shown }]);
    harness.state_mut().sent.clear();
    harness.get_by_label(&text(Lang::Zh, "check-copy")).click();
    harness.run();
    let [Command::Copy { text }] = harness.state().sent.as_slice() else {
        panic!("{:?}", harness.state().sent);
    };
    assert_eq!(text.lines().count(), count);
    assert!(text.lines().any(|line| line.starts_with("area-differs\t1\t")), "{text}");
}

#[test]
fn groups_are_listed_and_shown_by_a_click() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::empty(lang);
        let path = desk.path("parcels.geojson");
        let parcel = |number: u32, west: f64| {
            format!(
                r#"{{"type":"Feature","properties":{{"parcel_no":"{number}","tenure":"国有","owner":"甲"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},30.3],[{east},30.3],[{east},30.301],[{west},30.301],[{west},30.3]]]}}}}"#,
                east = west + 0.001
            )
        };
        let file = format!(
            r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
            parcel(1, 120.3),
            parcel(2, 120.301)
        );
        std::fs::write(&path, file).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.layer();
        let aim = AssemblyAim { area_mu: 30.0, tolerance_m: 1.0 };
        desk.apply(Command::Assemble { layer, aim });
        let mut harness = desk.harness([500.0, 600.0], |ui, session, _, commands| {
            let map = ui.max_rect();
            assembly_card::show(ui, map, map.top() + 12.0, session, commands);
        });
        harness.run();
        harness.get_by_label_contains("32.0").click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ShowAssemblyGroup { at: 0 }]);
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "assembly-run")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::Assemble { layer, aim }]);
        harness.state_mut().sent.clear();
        harness.get_by_label(&text(lang, "assembly-close")).click();
        harness.run();
        assert_eq!(harness.state().sent, [Command::ShowAssembly { layer: None }]);
    }
}

#[test]
fn a_long_message_wraps_where_there_is_little_room() {
    for lang in [Lang::Zh, Lang::En] {
        let height = |width: f32| {
            let desk = checked(lang);
            let found = desk.session.findings(desk.layer()).unwrap().clone();
            let first = found.findings.iter().find(|finding| finding.rule() == "area-differs").unwrap();
            let message = first.diagnostic.message(lang);
            let args = [("what", "L1".into()), ("message", message.into())];
            let name = text_with(lang, "check-go", &args);
            let harness = desk.harness([width, 320.0], |ui, session, styles, commands| {
                bottom::show(ui, session, styles, commands);
            });
            harness.get_all_by_label(&name).next().unwrap().rect().height()
        };
        let (roomy, narrow) = (height(1600.0), height(470.0));
        assert!(roomy < 30.0, "one line is enough: {roomy}");
        assert!(narrow > roomy + 8.0, "{narrow}");
    }
}

/// A desk with some thousand findings of two rules, whose words take one line or several.
fn with_thousands(lang: Lang) -> Desk {
    let mut desk = Desk::empty(lang);
    let path = desk.path("land.geojson");
    let parcel = |row: usize| {
        let status = "unheard of ".repeat(1 + row * 7 % 13);
        format!(
            r#"{{"type":"Feature","properties":{{"id":"P{row}","parcel_no":"{row}","area_mu":1,"height_max":{},"status":"{status}"}},"geometry":{{"type":"Point","coordinates":[{},30.3]}}}}"#,
            5000 + row,
            120.0 + row as f64 / 10_000.0
        )
    };
    let parcels: Vec<String> = (0..1200).map(parcel).collect();
    let file = format!(r#"{{"type":"FeatureCollection","name":"land","features":[{}]}}"#, parcels.join(","));
    std::fs::write(&path, file).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![path] });
    let layer = desk.layer();
    desk.apply(Command::SetBottomTab { tab: BottomTab::Check });
    desk.apply(Command::CheckLayer { layer });
    desk
}

/// The list with every rule unfolded.
fn unfolded(desk: Desk, size: [f32; 2]) -> Harness<'static, Desk> {
    let lang = desk.session.settings().lang;
    let found = desk.session.findings(desk.layer()).unwrap().clone();
    let mut harness = desk.harness(size, |ui, session, styles, commands| {
        bottom::show(ui, session, styles, commands);
    });
    harness.run();
    // From below, where those above still leave them in sight.
    for rule in found.rules.iter().rev() {
        harness.get_by_label(&text_with(lang, "check-unfold", &[("rule", rule.rule.into())])).click();
        harness.run();
    }
    harness
}

/// Where the findings stand that are in the frame, from the top.
fn places(harness: &Harness<'_, Desk>) -> Vec<(String, egui::Rect)> {
    let lang = harness.state().session.settings().lang;
    let go = text_with(lang, "check-go", &[("what", "P".into()), ("message", "".into())]);
    let go = go.split('P').next().unwrap().to_owned() + "P";
    let found = harness.query_all_by_label_contains(&go);
    found.map(|node| (node.accesskit_node().label().unwrap(), node.rect())).collect()
}

fn texts_laid_out(harness: &Harness<'_, Desk>) -> usize {
    harness.ctx.fonts(|fonts| fonts.num_galleys_in_cache())
}

fn wheel(harness: &mut Harness<'_, Desk>, down: f32) {
    harness.event(egui::Event::PointerMoved(egui::pos2(300.0, 250.0)));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -down),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    });
}

#[test]
fn of_thousands_of_findings_a_frame_lays_out_those_that_are_seen_and_some_around() {
    const MOST: usize = 150;
    let desk = with_thousands(Lang::En);
    let found = desk.session.findings(desk.layer()).unwrap().clone();
    assert!(found.findings.len() >= 2000, "{}", found.findings.len());
    let mut harness = unfolded(desk, BELOW);
    assert!(texts_laid_out(&harness) < MOST, "{}", texts_laid_out(&harness));
    for width in [700.0, 1100.0] {
        harness.set_size(egui::vec2(width, BELOW[1]));
        for _ in 0..3 {
            harness.step();
            assert!(texts_laid_out(&harness) < MOST, "{width}: {}", texts_laid_out(&harness));
            assert!(!places(&harness).is_empty());
        }
    }
    wheel(&mut harness, 30_000.0);
    for _ in 0..40 {
        harness.step();
        assert!(texts_laid_out(&harness) < MOST, "{}", texts_laid_out(&harness));
    }
    wheel(&mut harness, 100_000.0);
    harness.run_steps(60);
    harness.get_by_label(&text_with(Lang::En, "check-more-of-rule", &[("count", "200".into())]));
}

#[test]
fn nothing_jumps_where_lines_are_found_to_be_higher_than_they_were_taken_to_be() {
    let mut harness = unfolded(with_thousands(Lang::En), [520.0, 400.0]);
    // Far down, past lines that nobody ever came near.
    wheel(&mut harness, 30_000.0);
    harness.run_steps(60);
    let mut before = places(&harness);
    let (mut moved, mut several) = (0.0, 0);
    for step in 0..120 {
        if step % 4 == 0 {
            wheel(&mut harness, -60.0);
        }
        harness.step();
        let now = places(&harness);
        assert!(now.windows(2).all(|pair| (pair[0].1.bottom() - pair[1].1.top()).abs() < 0.1), "{now:?}");
        several += now.iter().filter(|(_, rect)| rect.height() > 30.0).count();
        let by: Vec<f32> = now
            .iter()
            .filter_map(|(name, rect)| {
                let (_, known) = before.iter().find(|(known, _)| known == name)?;
                Some(rect.top() - known.top())
            })
            .collect();
        let first = *by.first().unwrap();
        assert!(by.iter().all(|by| (by - first).abs() < 0.2), "{by:?}");
        assert!((-0.2..=61.0).contains(&first), "{step}: {by:?}");
        moved += first;
        before = now;
    }
    assert!((moved - 1_800.0_f32).abs() < 1.0, "what was asked for, and nothing more: {moved}");
    assert!(several > 20, "{several}");
}

#[test]
fn the_line_at_the_upper_edge_stays_there_when_the_width_is_another() {
    let mut harness = unfolded(with_thousands(Lang::En), [900.0, 400.0]);
    wheel(&mut harness, 30_000.0);
    harness.run_steps(60);
    let first = |harness: &Harness<'_, Desk>| places(harness)[0].clone();
    let (name, rect) = first(&harness);
    for width in [520.0, 900.0] {
        harness.set_size(egui::vec2(width, 400.0));
        harness.step();
        harness.step();
        let (now, at) = first(&harness);
        assert_eq!(now, name);
        assert!(at.height() > 30.0 || width > 520.0, "it wraps: {at:?}");
        assert!((at.top() - rect.top()).abs() < 1.0, "{at:?} {rect:?}");
    }
}

#[test]
fn heights_follow_the_words_that_show() {
    let size = [470.0, 320.0];
    let fresh = |desk: Desk| {
        let harness = desk.harness(size, |ui, session, styles, commands| {
            bottom::show(ui, session, styles, commands);
        });
        rule_places(&harness)
    };
    let mut harness = checked(Lang::Zh).harness(size, |ui, session, styles, commands| {
        bottom::show(ui, session, styles, commands);
    });
    harness.run();
    // The language, then the same places said in another unit.
    harness.state_mut().apply(Command::SetLang { lang: Lang::En });
    harness.run();
    assert_eq!(rule_places(&harness), fresh(checked(Lang::En)));
    let say = |desk: &mut Desk| {
        let layer = desk.layer();
        let ask = FieldsCommand::SetUnit { column: "area_m2".to_owned(), unit: Some(MeasureUnit::Km2) };
        desk.apply(Command::Fields { layer, ask });
        desk.apply(Command::CheckLayer { layer });
    };
    say(harness.state_mut());
    harness.run();
    let mut other = checked(Lang::En);
    say(&mut other);
    assert_eq!(rule_places(&harness), fresh(other));
}

/// Where rules and findings stand.
fn rule_places(harness: &Harness<'_, Desk>) -> Vec<(String, egui::Rect)> {
    let found = harness.query_all_by_role(egui::accesskit::Role::Button);
    let named = found.filter_map(|node| Some((node.accesskit_node().label()?, node.rect())));
    let all: Vec<_> = named.collect();
    assert!(all.len() > 4, "{all:?}");
    all
}
