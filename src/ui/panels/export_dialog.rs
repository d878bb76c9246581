//! The export dialog: format, fields, private ones left out unless ticked, then where to save.

use crate::app::{Command, ExportOptions, LayerId, Session};
use crate::text::{text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{
    Button, CheckRow, check_row, dialog, framed_message, hairline, note, section_title, strong_label, switch,
};
use crate::ui::{fields, format};
use crate::write::Format;
use eframe::egui::{Align, Key, Layout, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What a person has chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportDialog {
    layer: LayerId,
    format: Format,
    left_out: BTreeSet<String>,
    include_private: bool,
}

impl ExportDialog {
    /// A dialog for a layer: all fields but the private ones.
    pub fn new(layer: LayerId) -> Self {
        Self { layer, format: Format::GeoJson, left_out: BTreeSet::new(), include_private: false }
    }

    fn options(&self, session: &Session) -> ExportOptions {
        let fields = (!self.left_out.is_empty()).then(|| {
            let entry = session.document().layer(self.layer);
            let columns = entry.map(|entry| entry.layer.columns.as_slice()).unwrap_or_default();
            columns
                .iter()
                .map(|column| column.name.clone())
                .filter(|name| !self.left_out.contains(name))
                .collect()
        });
        ExportOptions { format: self.format, fields, include_private: self.include_private }
    }

    /// Draws the dialog; whether it stays open.
    #[must_use]
    pub fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let answer = dialog(ui, "export", 20, |ui| {
            ui.set_width(460.0);
            self.contents(ui, session, commands)
        });
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        answer.inner && !escaped && !answer.should_close()
    }

    fn contents(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let lang = session.settings().lang;
        let theme = Theme::of(ui);
        let Some(entry) = session.document().layer(self.layer) else { return false };
        let (matching, all) = session.counts(self.layer).unwrap_or_default();
        let mut stay = true;
        ui.spacing_mut().item_spacing.y = 8.0;
        strong_label(ui, &text(lang, "export-title"), size::NAME);
        let args = [
            ("layer", fields::layer_title(entry, lang).into()),
            ("matching", format::count(matching as u64).into()),
            ("all", format::count(all as u64).into()),
        ];
        note(ui, &text_with(lang, "export-what", &args));
        let filter = if entry.filter.text.trim().is_empty() {
            text(lang, "export-no-filter")
        } else {
            text_with(lang, "export-filter", &[("filter", entry.filter.text.as_str().into())])
        };
        note(ui, &filter);
        if let Some(error) = &entry.filter.error {
            framed_message(ui, theme.error_ground, theme.error_ink, &error.message(lang), &error.hint(lang));
        }
        hairline(ui);

        section_title(ui, &text(lang, "export-format"));
        let choices = ["GeoJSON", "CSV"];
        let selected = usize::from(self.format == Format::Csv);
        let tooltips = [text(lang, "export-geojson-tooltip"), text(lang, "export-csv-tooltip")];
        let tooltips = [tooltips[0].as_str(), tooltips[1].as_str()];
        if let Some(at) = switch(ui, &choices, selected, &tooltips) {
            self.format = if at == 0 { Format::GeoJson } else { Format::Csv };
        }
        note(ui, tooltips[selected]);
        self.fields(ui, session);
        hairline(ui);

        let options = self.options(session);
        let preview = session.export_preview(self.layer, &options);
        let nothing = preview.as_ref().is_none_or(|preview| preview.fields.is_empty());
        if let Some(preview) = preview.filter(|preview| !preview.private.is_empty()) {
            let names: Vec<String> =
                preview.private.iter().map(|name| fields::label(entry, name, lang)).collect();
            let args = [("fields", names.join(lang.pick("、", ", ")).into())];
            framed_message(
                ui,
                theme.notice_ground,
                theme.notice_ink,
                &text_with(lang, "export-private", &args),
                "",
            );
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let can = !nothing && entry.filter.error.is_none();
            let label = text(lang, "export-save");
            if Button::primary(&label).tall().enabled(can).show(ui).clicked() {
                commands.push(Command::ChooseExportPath { layer: self.layer, options });
                stay = false;
            }
            let label = text(lang, "export-cancel");
            if Button::new(&label).tall().show(ui).clicked() {
                stay = false;
            }
        });
        stay
    }

    fn fields(&mut self, ui: &mut Ui, session: &Session) {
        let lang = session.settings().lang;
        let Some(entry) = session.document().layer(self.layer) else { return };
        let names: Vec<&str> = entry.layer.columns.iter().map(|column| column.name.as_str()).collect();
        let private: Vec<&str> =
            names.iter().copied().filter(|name| fields::is_private(entry, name)).collect();
        ui.horizontal(|ui| {
            section_title(ui, &text(lang, "export-fields"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (all, none) = (text(lang, "export-all"), text(lang, "export-none"));
                if Button::link(&none).show(ui).clicked() {
                    self.left_out = names.iter().map(|name| (*name).to_owned()).collect();
                }
                if Button::link(&all).show(ui).clicked() {
                    self.left_out.clear();
                }
            });
        });
        if !private.is_empty() {
            let label = text(lang, "export-include-private");
            let row = CheckRow {
                label: &label,
                checked: self.include_private,
                bar: None,
                count: &format::count(private.len() as u64),
                color: None,
                quiet: false,
            };
            if check_row(ui, &row).clicked() {
                self.include_private = !self.include_private;
            }
        }
        ScrollArea::vertical().id_salt("export-fields").max_height(220.0).show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for name in names {
                let held_back = !self.include_private && private.contains(&name);
                let label = fields::label_with_unit(entry, name, lang);
                let internal = text(lang, "value-private");
                let row = CheckRow {
                    label: &label,
                    checked: !held_back && !self.left_out.contains(name),
                    bar: None,
                    count: if private.contains(&name) { &internal } else { "" },
                    color: None,
                    quiet: held_back,
                };
                let clicked = ui.add_enabled_ui(!held_back, |ui| check_row(ui, &row)).inner.clicked();
                if clicked && !self.left_out.remove(name) {
                    self.left_out.insert(name.to_owned());
                }
            }
        });
    }
}
