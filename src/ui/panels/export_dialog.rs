//! The export dialog: which rows of which layer, format, fields, private ones left out unless ticked, then
//! where to save.

use crate::app::{Command, ExportOptions, ExportPreview, ExportRows, LayerEntry, LayerId, Session};
use crate::layer::Column;
use crate::maps::matching::{SiteGroup, line_title};
use crate::text::{text, text_with};
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{
    Button, CheckRow, check_row, choice, choice_line, dialog, framed_message, hairline, note, section_title,
    strong_label, switch,
};
use crate::ui::{fields, format};
use crate::write::Format;
use eframe::egui::{Align, Key, Layout, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What a person has chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportDialog {
    layer: LayerId,
    rows: ExportRows,
    format: Format,
    /// Fields that are not as they are at first: all that the file has go along, what the program worked out
    /// stays.
    turned: BTreeSet<String>,
    include_private: bool,
}

/// The list of fields is at least and at most so high.
const FIELDS: std::ops::RangeInclusive<f32> = 72.0..=220.0;
/// What stands below it, with the margins of the card and around it.
const BELOW_FIELDS: f32 = 200.0;

/// All sorts of rows that can be chosen.
const ROWS: [ExportRows; 5] = [
    ExportRows::Filtered,
    ExportRows::Brief(SiteGroup::Matches),
    ExportRows::Brief(SiteGroup::ToAsk),
    ExportRows::Brief(SiteGroup::Near),
    ExportRows::Shortlist,
];

impl ExportDialog {
    /// A dialog for rows of a layer: all fields of its file but the private ones.
    pub fn new(layer: LayerId, rows: ExportRows) -> Self {
        Self { layer, rows, format: Format::GeoJson, turned: BTreeSet::new(), include_private: false }
    }

    fn is_ticked(&self, column: &Column) -> bool {
        column.is_derived == self.turned.contains(&column.name)
    }

    fn options(&self, entry: &LayerEntry) -> ExportOptions {
        let ticked = entry.layer.columns.iter().filter(|column| self.is_ticked(column));
        let fields = (!self.turned.is_empty()).then(|| ticked.map(|column| column.name.clone()).collect());
        ExportOptions { rows: self.rows, format: self.format, fields, include_private: self.include_private }
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
        let mut stay = true;
        ui.spacing_mut().item_spacing.y = 8.0;
        let top = ui.cursor().top();
        strong_label(ui, &text(lang, "export-title"), size::NAME);
        let layers = self.rows(ui, session);
        let Some(entry) = session.document().layer(self.layer) else { return false };
        let is_there = self.what(ui, session, entry, layers.as_deref());
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
        self.fields(ui, session, entry, top);
        hairline(ui);

        let options = self.options(entry);
        let ExportPreview { fields: written, private, .. } =
            session.export_preview(self.layer, &options).unwrap_or_default();
        if !private.is_empty() {
            let names: Vec<String> = private.iter().map(|name| fields::label(entry, name, lang)).collect();
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
            let can = is_there && !written.is_empty();
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

    /// The choice of the rows, and of the layer where they are of several; the layers that have some, `None`
    /// while that is still being worked out.
    fn rows(&mut self, ui: &mut Ui, session: &Session) -> Option<Vec<(LayerId, usize)>> {
        let lang = session.settings().lang;
        let document = session.document();
        let can_choose = |rows: &ExportRows| match rows {
            ExportRows::Filtered => true,
            ExportRows::Brief(_) => !document.brief.lines.is_empty(),
            ExportRows::Shortlist => !document.shortlist.is_empty(),
        };
        let sorts: Vec<ExportRows> = ROWS.into_iter().filter(can_choose).collect();
        if sorts.len() > 1 {
            let title = text(lang, "export-rows");
            section_title(ui, &title);
            let words = |rows: ExportRows| rows_words(session, rows);
            let wanted = choice(ui, &title, &words(self.rows), |ui| {
                let clicked =
                    |rows: &&ExportRows| choice_line(ui, &words(**rows), **rows == self.rows).clicked();
                sorts.iter().find(clicked).copied()
            });
            if let Some(rows) = wanted {
                self.rows = rows;
                if let Some(chosen) = document.chosen.filter(|_| rows == ExportRows::Filtered) {
                    self.choose_layer(chosen);
                }
            }
        }
        let layers = session.export_layers(self.rows)?;
        if self.rows == ExportRows::Filtered {
            return Some(layers);
        }
        if let Some((first, _)) = layers.first().filter(|_| layers.iter().all(|(id, _)| *id != self.layer)) {
            self.choose_layer(*first);
        }
        if layers.len() > 1 {
            let words = |(id, count): &(LayerId, usize)| {
                let title = document.layer(*id).map(|entry| fields::layer_title(entry, lang));
                let count = format::count(*count as u64);
                let args = [("layer", title.unwrap_or_default().into()), ("count", count.into())];
                text_with(lang, "export-layer-of", &args)
            };
            let chosen = layers.iter().find(|(id, _)| *id == self.layer).map(words).unwrap_or_default();
            let wanted = choice(ui, &text(lang, "export-layer"), &chosen, |ui| {
                let clicked =
                    |of: &&(LayerId, usize)| choice_line(ui, &words(of), of.0 == self.layer).clicked();
                layers.iter().find(clicked).map(|(id, _)| *id)
            });
            if let Some(layer) = wanted {
                self.choose_layer(layer);
            }
            let count = format::count(layers.len() as u64);
            note(ui, &text_with(lang, "export-more-layers", &[("layers", count.into())]));
        }
        Some(layers)
    }

    /// Another layer has other fields, and other private ones.
    fn choose_layer(&mut self, layer: LayerId) {
        if layer != self.layer {
            self.layer = layer;
            self.turned.clear();
            self.include_private = false;
        }
    }

    /// Says what will be written; whether there is something to write.
    fn what(
        &self,
        ui: &mut Ui,
        session: &Session,
        entry: &LayerEntry,
        layers: Option<&[(LayerId, usize)]>,
    ) -> bool {
        let lang = session.settings().lang;
        let theme = Theme::of(ui);
        let layer = fields::layer_title(entry, lang);
        if self.rows == ExportRows::Filtered {
            let (matching, all) = session.counts(self.layer).unwrap_or_default();
            let args = [
                ("layer", layer.into()),
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
                let (message, hint) = (error.message(lang), error.hint(lang));
                framed_message(ui, theme.error_ground, theme.error_ink, &message, &hint);
            }
            return entry.filter.error.is_none();
        }
        let count = layers.map(|layers| layers.iter().find(|(id, _)| *id == self.layer));
        match count {
            None => note(ui, &text(lang, "brief-running")),
            Some(None) => note(ui, &text(lang, "export-none-of-these")),
            Some(Some((_, count))) => {
                let args = [
                    ("layer", layer.into()),
                    ("count", format::count(*count as u64).into()),
                    ("all", format::count(entry.layer.len() as u64).into()),
                ];
                note(ui, &text_with(lang, "export-what-picked", &args))
            }
        };
        let document = session.document();
        if let ExportRows::Brief(_) = self.rows {
            let lines: Vec<String> = document.brief.lines.iter().map(|line| line_title(line, lang)).collect();
            let lines = lines.join(lang.pick("；", "; "));
            note(ui, &text_with(lang, "export-brief", &[("lines", lines.into())]));
        } else if !document.absent.shortlist.is_empty() {
            let count = document.absent.shortlist.len();
            let words = text_with(lang, "export-stars-absent", &[("count", count.into())]);
            framed_message(ui, theme.notice_ground, theme.notice_ink, &words, "");
        }
        matches!(count, Some(Some(_)))
    }

    /// The fields, in a list that leaves a card that begins at `top` its buttons.
    fn fields(&mut self, ui: &mut Ui, session: &Session, entry: &LayerEntry, top: f32) {
        let lang = session.settings().lang;
        let columns = &entry.layer.columns;
        let is_private = |column: &&Column| fields::is_private(entry, &column.name);
        ui.horizontal(|ui| {
            section_title(ui, &text(lang, "export-fields"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (all, none) = (text(lang, "export-all"), text(lang, "export-none"));
                let of = |derived: bool| columns.iter().filter(move |column| column.is_derived == derived);
                let names = |derived| of(derived).map(|column| column.name.clone()).collect();
                if Button::link(&none).show(ui).clicked() {
                    self.turned = names(false);
                }
                if Button::link(&all).show(ui).clicked() {
                    self.turned = names(true);
                }
            });
        });
        if columns.iter().any(|column| is_private(&column)) {
            // Those that are ticked and no others: as many as are named below.
            let private = columns.iter().filter(|column| self.is_ticked(column)).filter(is_private).count();
            let label = text(lang, "export-include-private");
            let row = CheckRow {
                label: &label,
                checked: self.include_private,
                bar: None,
                count: &format::count(private as u64),
                color: None,
                quiet: false,
            };
            if check_row(ui, &row).clicked() {
                self.include_private = !self.include_private;
            }
        }
        let room = ui.ctx().content_rect().height() - (ui.cursor().top() - top) - BELOW_FIELDS;
        let high = room.clamp(*FIELDS.start(), *FIELDS.end());
        ScrollArea::vertical().id_salt("export-fields").max_height(high).show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for column in columns {
                let (name, is_private) = (column.name.as_str(), is_private(&column));
                let held_back = !self.include_private && is_private;
                let label = fields::label_with_unit(entry, name, lang);
                let (internal, worked_out) = (text(lang, "value-private"), text(lang, "table-worked-out"));
                let row = CheckRow {
                    label: &label,
                    checked: !held_back && self.is_ticked(column),
                    bar: None,
                    count: match (is_private, column.is_derived) {
                        (true, _) => &internal,
                        (false, true) => &worked_out,
                        (false, false) => "",
                    },
                    color: None,
                    quiet: held_back,
                };
                let clicked = ui.add_enabled_ui(!held_back, |ui| check_row(ui, &row)).inner.clicked();
                if clicked && !self.turned.remove(name) {
                    self.turned.insert(name.to_owned());
                }
            }
        });
    }
}

/// A sort of rows, with how many there are in all layers.
fn rows_words(session: &Session, rows: ExportRows) -> String {
    let lang = session.settings().lang;
    let words = text(
        lang,
        match rows {
            ExportRows::Filtered => "export-rows-filtered",
            ExportRows::Brief(SiteGroup::Matches) => "export-rows-matches",
            ExportRows::Brief(SiteGroup::Near) => "export-rows-near",
            ExportRows::Brief(SiteGroup::ToAsk) => "export-rows-to-ask",
            ExportRows::Shortlist => "export-rows-shortlist",
        },
    );
    let Some(layers) = session.export_layers(rows) else { return words };
    let count: usize = layers.iter().map(|(_, count)| count).sum();
    let args = [("rows", words.into()), ("count", format::count(count as u64).into())];
    text_with(lang, "export-rows-of", &args)
}
