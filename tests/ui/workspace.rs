//! The workspace in the window: its name and mark, where it is opened and saved, and leaving.

use crate::desk::Desk;
use crate::desk_panels::BOTH;
use crate::window::{open, settle};
use eframe::egui::{Key, Modifiers, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable as _;
use three_maps::app::{Action, Command, WorkspaceCommand};
use three_maps::text::{Lang, text, text_with};
use three_maps::ui::panels::status::{self, MapStatus};

#[test]
fn the_status_line_names_the_workspace_and_marks_what_is_not_saved() {
    for lang in BOTH {
        let mut desk = Desk::with_land(lang);
        let path = desk.path("招商.threemaps.json");
        let layer = desk.layer();
        desk.apply(Command::Workspace { ask: WorkspaceCommand::SaveAs { path } });
        let mut harness = desk.harness([1600.0, 34.0], |ui, session, _, commands| {
            status::show(ui, session, MapStatus::default(), commands);
        });
        let named = |name: String| text_with(lang, "status-workspace", &[("name", name.into())]);
        let saved = named("招商".to_owned());
        harness.get_by_label(&saved);
        let text_of_filter = "area_mu > 60".to_owned();
        harness.state_mut().apply(Command::SetFilterText { layer, text: text_of_filter, gesture: None });
        harness.run();
        let unsaved = text_with(lang, "status-unsaved", &[("name", "招商".into())]);
        harness.get_by_label(&named(unsaved));
        assert!(harness.query_by_label(&saved).is_none());
    }
}

#[test]
fn the_menu_beside_open_has_the_workspace() {
    for lang in BOTH {
        let mut harness = open(lang, [1600.0, 900.0], 1.0);
        harness.get_by_label(&text(lang, "recents-title")).click();
        harness.run_ok();
        for action in [Action::OpenWorkspaceDialog, Action::SaveWorkspace, Action::SaveWorkspaceDialog] {
            harness.get_by_label(&text(lang, action.entry().text));
        }
    }
}

#[test]
fn leaving_with_unsaved_work_asks_whichever_way_it_is_left() {
    let lang = Lang::Zh;
    let mut harness = open(lang, [1600.0, 900.0], 1.0);
    let name = text(lang, "workspace-unnamed");
    let question = text_with(lang, "leave-title", &[("name", name.into())]);
    // Nothing was done: nothing is asked.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    harness.run_ok();
    assert!(harness.query_by_label(&question).is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    settle(&mut harness);
    assert!(harness.state().session().is_unsaved());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    harness.run_ok();
    harness.get_by_label(&question);
    harness.get_by_label(&text(lang, "command-stay")).click();
    harness.run_ok();
    assert!(harness.query_by_label(&question).is_none());
    // The system's own button.
    let mut harness = open(lang, [1600.0, 900.0], 1.0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    settle(&mut harness);
    let close = |harness: &mut egui_kittest::Harness<'static, three_maps::ui::ThreeMapsApp>| {
        let viewports = &mut harness.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    };
    close(&mut harness);
    harness.run_ok();
    harness.get_by_label(&question);
    harness.get_by_label(&text(lang, "command-save-and-quit"));
    harness.get_by_label(&text(lang, "command-quit-without-saving"));
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(harness.query_by_label(&question).is_none());
}
