//! Small pictures of the panels, drawn by a software or real graphics card, so that a look can be
//! checked by eye: written to the folder that `THREE_MAPS_PICTURES` names, if any.
//!
//! Without an adapter the test says so and passes.

use crate::desk::Desk;
use eframe::egui::{self, Margin};
use three_maps::app::{Command, FeatureRef, SelectMode, Theme};
use three_maps::text::Lang;
use three_maps::ui::panels::{bar, filters, inspector, layers};

#[test]
fn panels_draw_in_both_themes_and_languages() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        let mut desk = Desk::with_land(lang);
        let layer = desk.layer();
        desk.apply(Command::SetTheme { theme });
        desk.apply(Command::AddCard { layer, field: "area_mu".to_owned() });
        desk.apply(Command::SetFilterText { layer, text: "land_use = 'M1'".into(), gesture: None });
        let features = vec![FeatureRef { layer, row: 0 }];
        desk.apply(Command::Select { features, mode: SelectMode::Replace });
        let mut harness = desk.harness([1000.0, 720.0], |ui, session, styles, commands| {
            let margin = egui::Frame::central_panel(ui.style()).inner_margin(Margin::same(12));
            egui::Panel::top("bar").exact_size(56.0).show(ui, |ui| bar::show(ui, session, commands));
            egui::Panel::left("left").exact_size(312.0).frame(margin).show(ui, |ui| {
                layers::show(ui, session, styles, commands);
                filters::show(ui, session, styles, commands);
                filters::cql(ui, session, commands);
            });
            egui::Panel::right("right").exact_size(340.0).frame(margin).show(ui, |ui| {
                inspector::show(ui, session, commands);
            });
        });
        harness.run();
        let picture = harness.render().unwrap();
        // Something was drawn: many colours, not one ground.
        let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() > 100, "{} colours", colours.len());
        if let Some(folder) = &folder {
            picture.save(folder.join(format!("panels-{lang:?}-{theme:?}.png"))).unwrap();
        }
    }
}
