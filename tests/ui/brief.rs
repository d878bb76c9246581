//! The brief and the comparison: click this → this command; results with their verdicts; nothing private
//! on the screen.

use crate::desk::Desk;
use crate::desk_panels::{BOTH, bundled};
use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Command, FeatureRef};
use three_maps::maps::matching::{Asks, Brief, Group, What, area_words, asked, line_wants, state_remark};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::{brief, brief_results, compare};

const LEFT: [f32; 2] = [312.0, 1600.0];

const HIGH: &str = r#"{"version":1,"title":"T","lines":[
{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2},
{"what":"metro_m","must":false,"weight":2,"at_most":1500}]}"#;

fn matched(lang: Lang) -> Desk {
    let mut desk = bundled(lang);
    desk.apply(Command::SetBrief { brief: Brief::parse(HIGH).unwrap() });
    desk.apply(Command::ShowBrief { open: true });
    desk
}

fn panel(desk: Desk) -> Harness<'static, Desk> {
    desk.harness(LEFT, |ui, session, _, commands| brief::show(ui, session, commands))
}

fn sent_brief(harness: &Harness<'_, Desk>) -> Brief {
    match harness.state().sent.last() {
        Some(Command::SetBrief { brief }) => brief.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_empty_brief_says_what_to_do_and_takes_a_line() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        desk.apply(Command::ShowBrief { open: true });
        desk.live = true;
        let mut harness = panel(desk);
        harness.get_by_label(&text(lang, "brief-empty"));
        harness.get_by_label(&text(lang, "brief-add")).click();
        harness.run();
        harness.get_by_label(&asked(What::ClearHeight, lang)).click();
        harness.run();
        let brief = sent_brief(&harness);
        assert_eq!(brief.lines[0].what, What::ClearHeight);
        assert_eq!(brief.lines[0].asks, Asks::Number { number: 6.0, unit: 0 });
        // Its number has the keyboard, and what is typed takes the place of the usual one.
        harness.event(egui::Event::Text("4.5".to_owned()));
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(sent_brief(&harness).lines[0].asks, Asks::Number { number: 4.5, unit: 0 });
    }
}

#[test]
fn must_turns_into_prefer_and_lines_go() {
    for lang in BOTH {
        let mut harness = panel(matched(lang));
        let area = asked(What::Area, lang);
        harness.get_by_label(&format!("{area}: {}", text(lang, "brief-must"))).click();
        harness.run();
        assert!(!sent_brief(&harness).lines[0].must);
        harness.get_by_label(&text_with(lang, "brief-remove", &[("line", area.into())])).click();
        harness.run();
        assert_eq!(sent_brief(&harness).lines.len(), 3);
    }
}

#[test]
fn results_say_why_fly_there_and_go_on_the_shortlist() {
    for lang in BOTH {
        let desk = matched(lang);
        let answer = desk.session.brief().answer().unwrap().clone();
        let best = &answer.answer.matches.sites[0];
        let feature = FeatureRef { layer: answer.layers[best.layer], row: best.row };
        let entry = desk.session.document().layer(feature.layer).unwrap();
        let name = entry.layer.value("name", best.row as usize).to_text().into_owned();
        let mut harness = panel(desk);
        harness.get_all_by_label_contains(&format!("{}: ", text(lang, "brief-pass"))).next().unwrap();
        assert_eq!(harness.query_all_by_label_contains("0571").count(), 0);
        let go = text_with(lang, "shortlist-go", &[("name", name.as_str().into())]);
        harness.get_all_by_label(&go).next().unwrap().click();
        harness.run();
        assert_eq!(harness.state().sent.last(), Some(&Command::GoToFeature { feature }));
        let star = text_with(lang, "brief-star", &[("name", name.as_str().into())]);
        harness.get_all_by_label(&star).next().unwrap().click();
        harness.run();
        assert_eq!(harness.state().sent.last(), Some(&Command::ToggleShortlist { feature }));
    }
}

/// Nothing passes all of it; of some sites one figure is missing.
const HARD: &str = r#"{"version":1,"title":"T","kind":"factories","lines":[
{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":8},{"what":"load_t_m2","at_least":2},
{"what":"crane_t","at_least":5},{"what":"metro_m","at_most":1000},{"what":"available_by","by":"2027-03-01"}]}"#;

#[test]
fn where_nothing_passes_the_headline_leads_to_those_to_ask_and_the_map_shows_them() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        desk.apply(Command::SetBrief { brief: Brief::parse(HARD).unwrap() });
        desk.apply(Command::ShowBrief { open: true });
        let answer = desk.session.brief().answer().unwrap().answer.clone();
        let (to_ask, near) = (answer.to_ask.count, answer.near.count);
        assert!(answer.matches.count == 0 && to_ask > 0 && near > 0, "{to_ask} {near}");
        let pins = brief_results::pins(&desk.session);
        let marks: Vec<&str> = pins.iter().map(|pin| pin.mark.as_str()).collect();
        assert_eq!(marks, (1..=to_ask).map(|at| format!("?{at}")).collect::<Vec<_>>());
        assert!(pins.iter().all(|pin| pin.is_hollow));
        let mut harness = desk.harness([312.0, 1000.0], |ui, session, _, commands| {
            brief::show(ui, session, commands);
        });
        harness.run();
        harness.get_by_label(&text(lang, "brief-none-but"));
        let title = |key: &str, group: &Group| {
            let had = group.to_be_had;
            let args = [("count", had.sites.into()), ("area", area_words(had.area, had.sites, lang).into())];
            text_with(lang, key, &args)
        };
        let (asked, missed) = (title("brief-to-ask", &answer.to_ask), title("brief-near", &answer.near));
        let top = |harness: &Harness<'_, Desk>, label: &str| harness.get_by_label(label).rect().top();
        assert!(top(&harness, &asked) < top(&harness, &missed), "to ask comes first");
        assert!(top(&harness, &missed) > 1000.0, "below the window");
        harness.get_by_label(&text_with(lang, "brief-go-near", &[("count", near.into())])).click();
        for _ in 0..40 {
            harness.step();
        }
        let after = top(&harness, &missed);
        assert!((0.0..900.0).contains(&after), "{after}");
    }
}

#[test]
fn a_hint_loosens_its_line_by_a_step() {
    let desk = matched(Lang::Zh);
    let answer = desk.session.brief().answer().unwrap().clone();
    let (at, hint) = answer
        .answer
        .loosen
        .iter()
        .enumerate()
        .find_map(|(at, hint)| Some((at, hint.as_ref().filter(|hint| hint.sites > 0)?.clone())))
        .unwrap();
    let args = [
        ("to", line_wants(&hint.line, Lang::Zh).into()),
        ("sites", hint.sites.to_string().into()),
        ("area", area_words(hint.area, hint.sites, Lang::Zh).into()),
    ];
    let mut harness = panel(desk);
    harness.get_all_by_label(&text_with(Lang::Zh, "brief-loosen", &args)).next().unwrap().click();
    harness.run();
    assert_eq!(sent_brief(&harness).lines[at], hint.line);
}

#[test]
fn two_sites_stand_side_by_side_with_notes_and_are_copied() {
    for lang in BOTH {
        let mut desk = matched(lang);
        let answer = desk.session.brief().answer().unwrap().clone();
        for site in answer.answer.matches.sites.iter().take(2) {
            let feature = FeatureRef { layer: answer.layers[site.layer], row: site.row };
            desk.apply(Command::ToggleShortlist { feature });
        }
        desk.apply(Command::ShowCompare { open: true });
        let mut harness =
            desk.harness([960.0, 600.0], |ui, session, _, commands| compare::show(ui, session, commands));
        harness.run();
        harness.get_by_label(&text(lang, "compare-rent"));
        assert_eq!(harness.query_all_by_label_contains("0571").count(), 0);
        harness.get_by_label(&text(lang, "compare-copy")).click();
        harness.run();
        let Some(Command::Copy { text: copied }) = harness.state().sent.last() else {
            panic!("{:?}", harness.state().sent)
        };
        assert!(copied.contains('\t') && !copied.contains("0571"), "{copied}");
        // The button says that it has, and then offers it again.
        harness.get_by_label(&text(lang, "copied"));
        for _ in 0..10 {
            harness.step();
        }
        harness.get_by_label(&text(lang, "compare-copy"));
        harness.get_by_label(&text(lang, "compare-close")).click();
        harness.run();
        assert_eq!(harness.state().sent.last(), Some(&Command::ShowCompare { open: false }));
    }
}

#[test]
fn names_stay_over_their_columns_and_what_is_worked_out_has_its_mark() {
    for lang in BOTH {
        let mut desk = matched(lang);
        let answer = desk.session.brief().answer().unwrap().clone();
        let mut names = Vec::new();
        for site in answer.answer.matches.sites.iter().take(2) {
            let feature = FeatureRef { layer: answer.layers[site.layer], row: site.row };
            let entry = desk.session.document().layer(feature.layer).unwrap();
            names.push(entry.layer.value("name", site.row as usize).to_text().into_owned());
            desk.apply(Command::ToggleShortlist { feature });
        }
        desk.apply(Command::ShowCompare { open: true });
        let table = desk.session.brief().comparison().unwrap().1.clone();
        let worked_out = table.rows.iter().filter(|row| row.is_worked_out()).count();
        assert!(worked_out >= 3, "metro, campus and firms: {worked_out}");
        let mut harness =
            desk.harness([960.0, 600.0], |ui, session, _, commands| compare::show(ui, session, commands));
        harness.run();
        assert_eq!(harness.query_all_by_label(&text(lang, "table-worked-out")).count(), worked_out);
        let go = text_with(lang, "shortlist-go", &[("name", names[0].as_str().into())]);
        let before = harness.get_by_label(&go).rect();
        let rent = harness.get_by_label(&text(lang, "compare-rent")).rect();
        harness.event(egui::Event::PointerMoved(egui::pos2(480.0, 400.0)));
        harness.step();
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -150.0),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        harness.run();
        assert!(harness.get_by_label(&text(lang, "compare-rent")).rect().top() < rent.top() - 50.0);
        assert_eq!(harness.get_by_label(&go).rect(), before);
    }
}

#[test]
fn a_site_that_is_out_of_use_says_so_beside_the_others() {
    for lang in BOTH {
        let mut desk = matched(lang);
        let answer = desk.session.brief().answer().unwrap().clone();
        let mut sites = Vec::new();
        for site in &answer.answer.matches.sites {
            let feature = FeatureRef { layer: answer.layers[site.layer], row: site.row };
            let entry = desk.session.document().layer(feature.layer).unwrap();
            sites.push((state_remark(&entry.layer, entry, site.row as usize, lang), feature));
        }
        sites.sort_by_key(|(remark, _)| remark.is_none());
        let remark = sites[0].0.clone().expect("a match that is out of use");
        for (_, feature) in sites.into_iter().take(2) {
            desk.apply(Command::ToggleShortlist { feature });
        }
        desk.apply(Command::ShowCompare { open: true });
        let mut harness =
            desk.harness([960.0, 600.0], |ui, session, _, commands| compare::show(ui, session, commands));
        harness.run();
        let words = text_with(lang, "brief-state", &[("state", remark.into())]);
        assert!(harness.query_all_by_label(&words).count() > 0, "{words}");
    }
}
