//! The card over the map that puts neighbouring parcels together: what is asked for, and the groups that
//! were found.

use crate::app::{AssemblyAim, Command, LayerEntry, Session};
use crate::maps::assembly::{Assemblies, Group, MOST_PARCELS};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{
    Button, focus_ring, hairline, icon_button, note, number_field, strong_label, wrapped,
};
use crate::ui::{fields, format};
use crate::units::mu_from_m2;
use eframe::egui::{
    self, Align, CornerRadius, CursorIcon, Layout, Margin, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

/// Width of the card.
const WIDTH: f32 = 320.0;
/// Height of a group's row.
const ROW: f32 = 44.0;

/// Draws the card at the map's left edge from `top` on down, where it is open.
pub fn show(ui: &mut Ui, map: Rect, top: f32, session: &Session, commands: &mut Vec<Command>) {
    let Some(entry) = session.assembling() else { return };
    let theme = Theme::of(ui);
    let width = WIDTH.min(map.width() - 24.0);
    egui::Area::new(ui.scope_id().with("assembly"))
        .order(egui::Order::Middle)
        .fixed_pos(pos2(map.left() + 12.0, top))
        .show(ui.ctx(), |ui| {
            theme.floating(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_width(width - 24.0);
                ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                contents(ui, session, entry, (map.bottom() - top - 190.0).max(2.0 * ROW), commands);
            });
        });
}

fn contents(ui: &mut Ui, session: &Session, entry: &LayerEntry, room: f32, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    ui.horizontal(|ui| {
        let title = text_with(lang, "assembly-title", &[("layer", fields::layer_title(entry, lang).into())]);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, &text(lang, "assembly-close"), 22.0, true).clicked() {
                commands.push(Command::ShowAssembly { layer: None });
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| strong_label(ui, &title, size::TEXT));
        });
    });
    asked(ui, session, entry, lang, commands);
    let theme = Theme::of(ui);
    if session.is_assembling(entry.id) {
        note(ui, &text(lang, "assembly-running"));
    } else if session.are_assemblies_stale(entry.id) {
        wrapped(ui, &text(lang, "assembly-stale"), theme.notice_ink);
    }
    if let Some(found) = session.assemblies(entry.id) {
        hairline(ui);
        groups(ui, session, found, room, lang, commands);
    }
}

/// The area and the tolerance, and the button that looks.
fn asked(ui: &mut Ui, session: &Session, entry: &LayerEntry, lang: Lang, commands: &mut Vec<Command>) {
    let aim = session.assembly_aim();
    ui.horizontal_wrapped(|ui| {
        let field = |ui: &mut Ui, key: &str, unit: &str, value: f64| {
            note(ui, &text(lang, key));
            let id = ui.scope_id().with(key);
            let typed = number_field(ui, id, &text(lang, key), Some(value), "", 64.0);
            note(ui, &text(lang, unit));
            typed
        };
        let area_mu = field(ui, "assembly-aim", "assembly-unit-mu", aim.area_mu);
        if let Some(Some(area_mu)) = area_mu {
            let aim = AssemblyAim { area_mu, ..aim };
            commands.push(Command::Assemble { layer: entry.id, aim });
        }
        let tolerance_m = field(ui, "assembly-tolerance", "assembly-unit-m", aim.tolerance_m);
        if let Some(Some(tolerance_m)) = tolerance_m {
            let aim = AssemblyAim { tolerance_m, ..aim };
            commands.push(Command::Assemble { layer: entry.id, aim });
        }
        if Button::primary(&text(lang, "assembly-run")).show(ui).clicked() {
            commands.push(Command::Assemble { layer: entry.id, aim });
        }
    });
}

fn groups(
    ui: &mut Ui,
    session: &Session,
    found: &Assemblies,
    room: f32,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let count = |count: usize| format::count(count as u64).into();
    if found.groups.is_empty() {
        strong_label(ui, &text(lang, "assembly-none"), size::TEXT);
        note(ui, &text(lang, "assembly-none-hint"));
    }
    let args = [
        ("listed", count(found.groups.len())),
        ("found", count(found.found)),
        ("parcels", count(found.parcels)),
        ("alone", count(found.alone.len())),
    ];
    note(ui, &text_with(lang, "assembly-summary", &args));
    for (key, number) in [
        ("assembly-unplaced", found.unplaced),
        ("assembly-not-tried", found.not_tried),
        ("assembly-too-long", found.too_long),
    ] {
        if number > 0 {
            note(ui, &text_with(lang, key, &[("count", number.into()), ("most", MOST_PARCELS.into())]));
        }
    }
    let shown = session.shown_assembly().map(|(at, _)| at);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("assembly-groups").max_height(room).show_rows(
        ui,
        ROW,
        found.groups.len(),
        |ui, rows| {
            for at in rows {
                if row(ui, &found.groups[at], at, shown == Some(at), lang) {
                    commands.push(Command::ShowAssemblyGroup { at });
                }
            }
        },
    );
    if !found.groups.is_empty() {
        ui.add_space(4.0);
        note(ui, &text(lang, "assembly-source"));
    }
}

/// A group: how much, how many, whose, how compact; whether it was clicked.
fn row(ui: &mut Ui, group: &Group, at: usize, chosen: bool, lang: Lang) -> bool {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("group", at)), Sense::click());
    let args =
        [("area", format::fixed(mu_from_m2(group.area_m2), 1).into()), ("count", group.rows.len().into())];
    let title = text_with(lang, "assembly-group", &args);
    let owners = match group.owners.known {
        None | Some(0) => text(lang, "assembly-group-no-owners"),
        Some(known) if group.owners.unknown == 0 => {
            text_with(lang, "assembly-group-owners", &[("known", known.into())])
        }
        Some(known) => {
            let args = [("known", known.into()), ("unknown", group.owners.unknown.into())];
            text_with(lang, "assembly-group-owners-unknown", &args)
        }
    };
    let args = [
        ("owners", owners.into()),
        ("compactness", format::fixed(group.compactness, 2).into()),
        ("gaps", format::fixed(group.gap_m2, 0).into()),
    ];
    let line = text_with(lang, "assembly-group-line", &args);
    let name = format!("{title} · {line}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::ROUND_CONTROL), theme.tint);
    }
    focus_ring(ui, &response, rect, size::ROUND_CONTROL);
    let title = ui.painter().layout_no_wrap(title, theme::strong(size::TEXT), theme.ink);
    ui.painter().galley(pos2(rect.left() + 8.0, rect.top() + 5.0), title, theme.ink);
    let line = ui.painter().layout_no_wrap(line, theme::plain(size::LABEL), theme.quiet);
    ui.painter().galley(pos2(rect.left() + 8.0, rect.top() + 23.0), line, theme.quiet);
    let names = group.owners.names.join(lang.pick("、", ", "));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let response = if names.is_empty() { response } else { response.on_hover_text(names) };
    response.clicked()
}
