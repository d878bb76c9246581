//! The inspector: name and place, key figures, every field, and where it all came from.

use super::{idle_badge, inspector_fields, inspector_many, inspector_nearby};
use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::key_figures;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, figure_boxes, icon_button, note, section_title, strong_label};
use crate::ui::{fields, format};
use crate::write::pasted_text;
use eframe::egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, ScrollArea, Ui};

/// Draws the inspector.
pub fn show(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let Some(feature) = session.document().current_feature() else {
        nothing(ui, lang);
        return;
    };
    let Some(entry) = session.document().layer(feature.layer) else { return };
    let row = feature.row as usize;
    // What one does with a feature stays in reach however many fields it has.
    Panel::bottom("inspector-actions")
        .resizable(false)
        .frame(Frame::new().inner_margin(Margin { top: 8, bottom: 12, ..Margin::ZERO }))
        .show(ui, |ui| actions(ui, session, entry, feature, commands));
    ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| {
        // The scroll bar floats over the right edge: values keep clear of it.
        ui.set_width(ui.available_width() - 8.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        if session.document().selection.len() > 1 {
            inspector_many::show(ui, session, commands);
        }
        head(ui, session, entry, row, commands);
        idle_badge::show(ui, session, entry, row);
        ui.add_space(8.0);
        figure_boxes(ui, &key_figures::of(entry, row, lang));
        ui.add_space(8.0);
        inspector_fields::show(ui, session, entry, feature, commands);
        ui.add_space(8.0);
        inspector_nearby::show(ui, session, entry, feature, commands);
        ui.add_space(8.0);
        origin(ui, entry, row, lang);
        ui.add_space(12.0);
    });
}

fn nothing(ui: &mut Ui, lang: Lang) {
    // The panel keeps its width whatever it shows.
    ui.set_width(ui.available_width());
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(240.0);
        strong_label(ui, &text(lang, "inspector-nothing"), size::TEXT);
        note(ui, &text(lang, "inspector-nothing-hint"));
    });
}

fn head(ui: &mut Ui, session: &Session, entry: &LayerEntry, row: usize, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        let layer = fields::layer_title(entry, lang);
        section_title(ui, &layer);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if icon_button(ui, Icon::Close, &text(lang, "inspector-close"), 26.0, true).clicked() {
                commands.push(Command::ClearSelection);
            }
            if icon_button(ui, Icon::Right, &text(lang, "inspector-next"), 26.0, true).clicked() {
                commands.push(Command::NextSelected);
            }
            if let Some((at, of)) = session.position() {
                let position = format!("{} / {}", format::count(at as u64), format::count(of as u64));
                note(ui, &position);
            }
            if icon_button(ui, Icon::Left, &text(lang, "inspector-previous"), 26.0, true).clicked() {
                commands.push(Command::PreviousSelected);
            }
        });
    });
    let name = fields::feature_name(entry, row, lang);
    ui.add(Label::new(RichText::new(&name).font(theme::strong(size::NAME)).color(theme.ink)).wrap());
    let place: Vec<String> = ["street", "address"]
        .iter()
        .map(|key| fields::cell(entry, key, row).to_text().into_owned())
        .filter(|part| !part.trim().is_empty())
        .collect();
    if !place.is_empty() {
        note(ui, &place.join(" · "));
    }
    let approximate = fields::cell(entry, "position_quality", row).to_text() == "approximate";
    let illustrative = fields::cell(entry, "illustrative", row) == crate::layer::Value::Bool(true);
    let marks: Vec<String> =
        [(illustrative, "inspector-illustrative"), (approximate, "inspector-approximate")]
            .iter()
            .filter(|(shown, _)| *shown)
            .map(|(_, key)| text(lang, key))
            .collect();
    if !marks.is_empty() {
        crate::ui::widgets::wrapped(ui, &marks.join(" · "), theme.notice_ink);
    }
}

/// The file and the feature's number in it: every number can be traced.
fn origin(ui: &mut Ui, entry: &LayerEntry, row: usize, lang: Lang) {
    section_title(ui, &text(lang, "inspector-origin"));
    let source = &entry.layer.source;
    let args = [
        ("file", source.file_name().into()),
        ("number", format::count(entry.layer.feature_number(row)).into()),
    ];
    let line = note(ui, &text_with(lang, "inspector-origin-line", &args));
    line.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(source.name());
        note(ui, &format!("SHA-256 {}", source.sha256));
        let key = if source.reprojected { "inspector-crs-moved" } else { "inspector-crs" };
        note(ui, &text_with(lang, key, &[("crs", source.crs.as_str().into())]));
    });
}

fn actions(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    feature: FeatureRef,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let row = feature.row as usize;
    let listed = session.document().shortlist.contains(&feature);
    let (key, icon) =
        if listed { ("shortlist-take-off", Icon::StarFull) } else { ("shortlist-add", Icon::Star) };
    let label = text(lang, key);
    let width = ui.available_width();
    let star = if listed { Button::new(&label) } else { Button::primary(&label) };
    if star.icon(icon).tall().width(width).show(ui).clicked() {
        commands.push(Command::ToggleShortlist { feature });
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 8.0) / 2.0;
        let label = text(lang, "inspector-zoom");
        if Button::new(&label).icon(Icon::Target).tall().width(width).show(ui).clicked() {
            commands.push(Command::ZoomToSelection);
        }
        let (label, tooltip) = (text(lang, "inspector-copy"), text(lang, "inspector-copy-tooltip"));
        let button = Button::new(&label).tall().width(width).tooltip(&tooltip);
        if button.show_copying(ui, &text(lang, "copied")) {
            commands.push(Command::Copy { text: as_text(entry, row, lang) });
        }
    });
}

/// The feature as lines of label, tab, value; private fields stay behind.
fn as_text(entry: &LayerEntry, row: usize, lang: Lang) -> String {
    let mut lines = vec![pasted_text(&fields::feature_name(entry, row, lang))];
    for column in &entry.layer.columns {
        let name = column.name.as_str();
        if fields::is_private(entry, name) {
            continue;
        }
        let label = pasted_text(&fields::label(entry, name, lang));
        let cell = column.value(row);
        let line = match fields::value(entry, name, cell, lang) {
            Some(value) => {
                let unit = fields::unit_behind(entry, name, lang);
                let shown = format!("{value} {unit}");
                format!("{label}\t{}", fields::pasted(cell, shown.trim_end()))
            }
            None => format!("{label}\t{}", fields::nothing(column, lang)),
        };
        lines.push(line);
    }
    let args = [
        ("file", entry.layer.source.file_name().into()),
        ("number", format::count(entry.layer.feature_number(row)).into()),
    ];
    lines.push(pasted_text(&text_with(lang, "inspector-origin-line", &args)));
    lines.join("\n")
}

/// Frame of the panel, for the window.
pub fn frame() -> Frame {
    Frame::new().inner_margin(Margin {
        left: size::PANEL_MARGIN as i8,
        right: size::PANEL_MARGIN as i8,
        top: 10,
        bottom: 0,
    })
}
