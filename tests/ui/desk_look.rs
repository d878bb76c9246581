//! Small pictures of the desk's states, for the eye: written to the folder that `THREE_MAPS_PICTURES`
//! names, if any. Without a graphics adapter the test says so and passes.

use crate::desk::{Desk, LAND};
use eframe::egui::{self, Margin};
use three_maps::app::{Command, FeatureRef, SelectMode, Theme};
use three_maps::text::Lang;
use three_maps::ui::drop_target;
use three_maps::ui::panels::{empty, filters, inspector, layers};

const STRANGE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"depth":1},"geometry":{"type":"Point","coordinates":[120.3,30.3]}}]}"#;

/// Everything that asks or complains at once.
fn busy(lang: Lang, theme: Theme) -> Desk {
    let mut desk = Desk::with_land(lang);
    let layer = desk.layer();
    desk.apply(Command::SetTheme { theme });
    let (strange, land) = (desk.path("地下管线 2026.geojson"), desk.path("land.geojson"));
    std::fs::write(&strange, STRANGE).unwrap();
    desk.apply(Command::OpenFiles { paths: vec![strange] });
    desk.apply(Command::OpenFiles { paths: vec![land] });
    for field in desk.session.document().layer(layer).unwrap().cards.clone() {
        desk.apply(Command::RemoveCard { layer, field });
    }
    desk.apply(Command::AddCard { layer, field: "contract_start".to_owned() });
    desk.apply(Command::AddCard { layer, field: "land_use".to_owned() });
    let text = "area_mu > 3 AND aera_m2 < 70000 AND 状态 = '闲置'".to_owned();
    desk.apply(Command::SetFilterText { layer, text, gesture: None });
    let features = [0, 2].map(|row| FeatureRef { layer, row }).to_vec();
    desk.apply(Command::Select { features, mode: SelectMode::Replace });
    desk
}

#[test]
fn the_desk_draws_its_states_in_both_themes_and_languages() {
    if crate::map::render_state().is_none() {
        eprintln!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    }
    let folder = std::env::var_os("THREE_MAPS_PICTURES").map(std::path::PathBuf::from);
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        let mut failed = Desk::empty(lang);
        failed.apply(Command::SetTheme { theme });
        let broken = failed.path("broken.geojson");
        std::fs::write(&broken, &LAND[..40]).unwrap();
        let missing = failed.path("missing.geojson");
        failed.apply(Command::OpenFiles { paths: vec![missing, broken] });
        let states = [("busy", busy(lang, theme)), ("failed", failed), ("drop", busy(lang, theme))];
        for (name, desk) in states {
            let mut harness = desk.harness([1000.0, 760.0], |ui, session, styles, commands| {
                let margin = egui::Frame::central_panel(ui.style()).inner_margin(Margin::same(12));
                egui::Panel::left("left").exact_size(312.0).frame(margin).show(ui, |ui| {
                    filters::cql(ui, session, commands);
                    layers::show(ui, session, styles, commands);
                    filters::show(ui, session, styles, commands);
                });
                egui::Panel::right("right").exact_size(340.0).frame(margin).show(ui, |ui| {
                    inspector::show(ui, session, commands);
                });
                let map = ui.available_rect_before_wrap();
                empty::show(ui, map, session, commands);
                drop_target::show(ui, session);
            });
            if name == "drop" {
                // While files are held over it, egui draws frame after frame.
                harness.input_mut().hovered_files = vec![egui::HoveredFile::default(); 2];
            }
            harness.run_steps(4);
            let picture = harness.render().unwrap();
            let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
            assert!(colours.len() > 100, "{name}: {} colours", colours.len());
            if let Some(folder) = &folder {
                picture.save(folder.join(format!("desk-{name}-{lang:?}-{theme:?}.png"))).unwrap();
            }
        }
    }
}
