//! The export card: which rows of which layer, how many, which fields stay inside; and the ways that lead
//! to it with a choice made.

use crate::desk::Desk;
use crate::desk_panels::{BOTH, bundled, layer_of};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::{Command, ExportRows, FeatureRef, LayerId, WorkspaceCommand};
use three_maps::maps::matching::{Brief, SiteGroup};
use three_maps::maps::schema::{LayerKind, field};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::brief;
use three_maps::ui::panels::export_dialog::ExportDialog;

const HIGH: &str = r#"{"version":1,"title":"T","lines":[
{"what":"area_m2","at_least":3000},{"what":"clear_height_m","at_least":6},{"what":"load_t_m2","at_least":2}]}"#;

fn card(desk: Desk, layer: LayerId, rows: ExportRows) -> Harness<'static, Desk> {
    let mut dialog = ExportDialog::new(layer, rows);
    let mut open = true;
    let mut harness = desk.harness([1000.0, 900.0], move |ui, session, _, commands| {
        if open {
            open = dialog.show(ui, session, commands);
        }
    });
    harness.run();
    harness
}

#[test]
fn what_the_brief_found_is_led_to_the_card_and_chosen_there() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        desk.apply(Command::SetBrief { brief: Brief::parse(HIGH).unwrap() });
        desk.apply(Command::ShowBrief { open: true });
        let matches = ExportRows::Brief(SiteGroup::Matches);
        let [(layer, count)] = desk.session.export_layers(matches).unwrap()[..] else { panic!() };
        let mut panel =
            desk.harness([312.0, 1600.0], |ui, session, _, commands| brief::show(ui, session, commands));
        panel.get_all_by_label(&text(lang, "brief-export")).next().unwrap().click();
        panel.run();
        assert_eq!(panel.state().sent, [Command::ExportSitesDialog { rows: matches }]);

        let mut desk = bundled(lang);
        desk.apply(Command::SetBrief { brief: Brief::parse(HIGH).unwrap() });
        desk.apply(Command::ExportSitesDialog { rows: matches });
        let all = desk.session.document().layer(layer).unwrap().layer.len();
        let mut harness = card(desk, layer, matches);
        let args = [
            ("layer", LayerKind::Factories.label(lang).into()),
            ("count", count.to_string().into()),
            ("all", all.to_string().into()),
        ];
        harness.get_by_label(&text_with(lang, "export-what-picked", &args));
        harness.get_by_label(&text(lang, "export-save")).click();
        harness.run();
        let [Command::ChooseExportPath { layer: sent, options }] = harness.state().sent.as_slice() else {
            panic!("{:?}", harness.state().sent);
        };
        assert_eq!((*sent, options.rows), (layer, matches));
    }
}

#[test]
fn a_shortlist_of_several_layers_says_so_and_offers_each() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        let (land, offices) = (layer_of(&desk, LayerKind::Land), layer_of(&desk, LayerKind::Offices));
        for (layer, row) in [(land, 0), (land, 1), (offices, 2)] {
            desk.apply(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
        }
        let mut harness = card(desk, land, ExportRows::Filtered);
        let of = |key: &str, count: usize| {
            let args = [("rows", text(lang, key).into()), ("count", count.to_string().into())];
            text_with(lang, "export-rows-of", &args)
        };
        harness.get_by_label_contains(&text(lang, "export-rows-filtered")).click();
        harness.run();
        harness.get_by_label(&of("export-rows-shortlist", 3)).click();
        harness.run();
        harness.get_by_label(&text_with(lang, "export-more-layers", &[("layers", "2".into())]));
        harness.get_by_label_contains(&format!("{}: ", text(lang, "export-layer"))).click();
        harness.run();
        let name = LayerKind::Offices.label(lang);
        let args = [("layer", name.into()), ("count", "1".into())];
        harness.get_by_label(&text_with(lang, "export-layer-of", &args)).click();
        harness.run();
        harness.get_by_label(&text(lang, "export-save")).click();
        harness.run();
        let [Command::ChooseExportPath { layer, options }] = harness.state().sent.as_slice() else {
            panic!("{:?}", harness.state().sent);
        };
        assert_eq!((*layer, options.rows), (offices, ExportRows::Shortlist));
    }
}

#[test]
fn private_fields_of_another_layer_stay_inside_until_they_are_asked_for() {
    let mut desk = bundled(Lang::En);
    let (land, offices) = (layer_of(&desk, LayerKind::Land), layer_of(&desk, LayerKind::Offices));
    for layer in [land, offices] {
        desk.apply(Command::ToggleShortlist { feature: FeatureRef { layer, row: 0 } });
    }
    let mut harness = card(desk, land, ExportRows::Shortlist);
    harness.get_by_label_contains(&text(Lang::En, "export-include-private")).click();
    harness.run();
    let start = text_with(Lang::En, "export-private", &[("fields", "".into())]);
    assert!(harness.query_by_label_contains(start.trim_end()).is_none(), "none is left out");
    harness.get_by_label_contains(&format!("{}: ", text(Lang::En, "export-layer"))).click();
    harness.run();
    let args = [("layer", LayerKind::Offices.label(Lang::En).into()), ("count", "1".into())];
    harness.get_by_label(&text_with(Lang::En, "export-layer-of", &args)).click();
    harness.run();
    harness.get_by_label(&text(Lang::En, "export-save")).click();
    harness.run();
    let [Command::ChooseExportPath { layer, options }] = harness.state().sent.as_slice() else {
        panic!("{:?}", harness.state().sent);
    };
    assert_eq!((*layer, options.include_private), (offices, false));
}

#[test]
fn as_many_private_fields_are_counted_as_are_named() {
    let desk = bundled(Lang::En);
    let land = layer_of(&desk, LayerKind::Land);
    let harness = card(desk, land, ExportRows::Filtered);
    let label = text(Lang::En, "export-include-private");
    let row = harness.get_by_label_contains(&label);
    let counted: usize =
        row.accesskit_node().label().unwrap().split(' ').next_back().unwrap().parse().unwrap();
    let start = text_with(Lang::En, "export-private", &[("fields", "".into())]);
    let said = harness.get_by_label_contains(start.trim_end());
    let said = said.accesskit_node().label().or(said.accesskit_node().value()).unwrap();
    assert_eq!(said.split(", ").count(), counted, "{said}");
    // What the program worked out stays until it is asked for: nothing is ticked that is not written.
    let fee = field(Some(LayerKind::Land), "idle_state").unwrap().label(Lang::En);
    let row = harness.get_all_by_label_contains(fee).next().unwrap();
    assert_eq!(row.accesskit_node().toggled(), Some(eframe::egui::accesskit::Toggled::False));
}

#[test]
fn a_star_of_a_file_that_is_missing_is_said() {
    for lang in BOTH {
        let mut desk = bundled(lang);
        let path = desk.path("land.geojson");
        std::fs::write(&path, crate::desk::LAND).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path.clone()] });
        let own = desk.session.document().chosen.unwrap();
        let offices = layer_of(&desk, LayerKind::Offices);
        for (layer, row) in [(own, 0), (own, 2), (offices, 1)] {
            desk.apply(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
        }
        let saved = desk.path("a.threemaps.json");
        desk.apply(Command::Workspace { ask: WorkspaceCommand::SaveAs { path: saved.clone() } });
        std::fs::remove_file(path).unwrap();
        desk.apply(Command::Workspace { ask: WorkspaceCommand::Open { path: saved } });
        assert_eq!(desk.session.document().shortlist.len(), 1);
        let layer = desk.session.document().shortlist[0].layer;
        let harness = card(desk, layer, ExportRows::Shortlist);
        harness.get_by_label_contains(&text_with(lang, "export-stars-absent", &[("count", 2_u64.into())]));
    }
}
