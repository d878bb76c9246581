//! One card of the filter panel: categories, a range of numbers or dates, or text; and rows without a
//! value as a choice of their own.

use super::field_menu;
use crate::app::{Command, LayerEntry, Session};
use crate::filter::facet::{Condition, Scalar};
use crate::jobs::{Facet, FacetValues};
use crate::layer::FieldType;
use crate::scene::Style;
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{
    Bar, Button, CheckRow, Histogram, bar_width, card, check_row, histogram, icon_button, note, number_field,
    text_field,
};
use crate::ui::{fields, format};
use eframe::egui::{Align, Id, Label, Layout, RichText, Ui};

/// What the parts of a card know.
pub(super) struct Card<'a> {
    pub(super) lang: Lang,
    pub(super) entry: &'a LayerEntry,
    pub(super) style: Option<&'a Style>,
    pub(super) field: &'a str,
    pub(super) label: String,
    pub(super) condition: Option<&'a Condition>,
    pub(super) facet: Option<&'a Facet>,
    pub(super) id: Id,
}

/// Draws a card.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    style: Option<&Style>,
    field: &str,
    condition: Option<&Condition>,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let Some(column) = entry.layer.column(field) else { return };
    let theme = Theme::of(ui);
    let summary = session.summary(entry.id);
    let this = Card {
        lang,
        entry,
        style,
        field,
        label: fields::label(entry, field, lang),
        condition,
        facet: summary.and_then(|summary| summary.facets.iter().find(|facet| facet.field == field)),
        id: Id::unique(("card", entry.id.0, field)),
    };
    let drawn = card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = text_with(lang, "filters-remove", &[("field", this.label.as_str().into())]);
                if icon_button(ui, Icon::Close, &name, 20.0, true).clicked() {
                    commands.push(Command::RemoveCard { layer: entry.id, field: field.to_owned() });
                }
                let unit = fields::unit(entry, field, lang);
                if !unit.is_empty() {
                    ui.add(Label::new(RichText::new(unit).size(size::LABEL).color(theme.faint)).extend());
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let label = RichText::new(&this.label).font(theme::strong(size::TEXT)).color(theme.ink);
                    ui.add(Label::new(label).truncate()).on_hover_text(field);
                });
            });
        });
        ui.add_space(4.0);
        if fields::is_private(entry, field) {
            // Typed as CQL2: the condition can be taken away, the values stay where they are.
            note(ui, &text(lang, "value-private"));
            return;
        }
        if this.facet.is_none() {
            // The job is under way; what it brings must not flicker past as something else.
            note(ui, &text(lang, "facet-counting"));
            return;
        }
        match column.field_type() {
            FieldType::Integer | FieldType::Real => this.range(ui, commands),
            FieldType::Date | FieldType::DateTime => this.dates(ui, commands),
            _ => this.categories(ui, commands),
        }
    });
    // A card that was just added comes into view.
    let added = field_menu::added_id(entry.id);
    if ui.data(|data| data.get_temp::<String>(added)).is_some_and(|name| name == field) {
        ui.data_mut(|data| data.remove::<String>(added));
        drawn.response.scroll_to_me(Some(Align::Max));
    }
}

impl Card<'_> {
    /// A text of the catalogue that names the field.
    pub(super) fn named(&self, key: &str) -> String {
        text_with(self.lang, key, &[("field", self.label.as_str().into())])
    }

    pub(super) fn send(
        &self,
        commands: &mut Vec<Command>,
        condition: Option<Condition>,
        gesture: Option<u32>,
    ) {
        commands.push(Command::SetCondition {
            layer: self.entry.id,
            field: self.field.to_owned(),
            condition,
            gesture,
        });
    }

    /// Rows without a value, as a choice of their own; whether it was clicked.
    pub(super) fn missing_row(&self, ui: &mut Ui, checked: bool, most: f32, width: Option<f32>) -> bool {
        let count = self.facet.map_or(0, |facet| facet.missing);
        if count == 0 && !checked {
            return false;
        }
        let label = text(self.lang, "value-missing");
        let width = width.unwrap_or_else(|| bar_width(ui, [label.as_str()], false));
        let row = CheckRow {
            label: &label,
            checked,
            bar: Some(Bar { share: count as f32 / most.max(count as f32), width }),
            count: &format::count(count as u64),
            color: None,
            quiet: true,
        };
        check_row(ui, &row).clicked()
    }

    /// Values that the condition lists where the card itself has no rows for them: how many, and a link
    /// that takes them away. They go along with every other change of the card.
    pub(super) fn chosen_values(
        &self,
        ui: &mut Ui,
        missing: bool,
        commands: &mut Vec<Command>,
    ) -> Vec<Scalar> {
        let Some(Condition::AnyOf { values, .. }) = self.condition else { return Vec::new() };
        if values.is_empty() {
            return Vec::new();
        }
        ui.horizontal(|ui| {
            note(ui, &text_with(self.lang, "facet-values", &[("count", values.len().into())]));
            let tooltip = self.named("facet-values-clear");
            let clear = text(self.lang, "filters-clear");
            if Button::link(&clear).tooltip(&tooltip).show(ui).clicked() {
                self.send(commands, any_of(Vec::new(), missing), None);
            }
        });
        ui.add_space(3.0);
        values.clone()
    }

    fn range(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (low, high, missing) = match self.condition {
            Some(Condition::Range { min, max, missing }) => (*min, *max, *missing),
            Some(Condition::AnyOf { missing, .. }) => (None, None, *missing),
            _ => (None, None, false),
        };
        let chosen = self.chosen_values(ui, missing, commands);
        let (low_name, high_name) = (self.named("filters-from"), self.named("filters-to"));
        let mut change = None;
        let mut bounds = (None, None);
        let mut most = 1.0;
        if let Some(FacetValues::Histogram { min, max, counts }) = self.facet.map(|facet| &facet.values) {
            bounds = (Some(*min), Some(*max));
            let counts: Vec<u64> = counts.iter().map(|&count| count as u64).collect();
            most = counts.iter().sum::<u64>().max(1) as f32;
            let data = Histogram {
                counts: &counts,
                min: *min,
                max: *max,
                low,
                high,
                low_name: &self.named("filters-handle-low"),
                high_name: &self.named("filters-handle-high"),
                snaps: false,
            };
            let gesture = gesture(ui, self.id);
            if let Some(moved) = histogram(ui, self.id.with("histogram"), &data) {
                change = Some((moved.low, moved.high, Some(gesture)));
                if !moved.dragging {
                    next_gesture(ui, self.id);
                }
            }
        }
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let width = (ui.available_width() - 40.0) / 2.0;
            let hint = |bound: Option<f64>| bound.map(format::number).unwrap_or_default();
            let from = number_field(ui, self.id.with("from"), &low_name, low, &hint(bounds.0), width);
            note(ui, &text(self.lang, "filters-until"));
            let to = number_field(ui, self.id.with("to"), &high_name, high, &hint(bounds.1), width);
            if let Some(from) = from {
                change = Some((from, high, None));
            }
            if let Some(to) = to {
                change = Some((low, to, None));
            }
        });
        if let Some((low, high, gesture)) = change {
            self.send(commands, range_of(low, high, missing), gesture);
        }
        ui.add_space(3.0);
        if self.missing_row(ui, missing, most, None) {
            let condition =
                if chosen.is_empty() { range_of(low, high, !missing) } else { any_of(chosen, !missing) };
            self.send(commands, condition, None);
        }
    }

    pub(super) fn contains(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (searched, missing) = match self.condition {
            Some(Condition::Contains { text }) => (text.clone(), false),
            Some(Condition::AnyOf { missing, .. }) => (String::new(), *missing),
            _ => (String::new(), false),
        };
        let chosen = self.chosen_values(ui, missing, commands);
        let name = self.named("filters-contains");
        let hint = text(self.lang, "filters-contains-hint");
        let width = ui.available_width();
        // An empty box would look as if nothing was asked, and would ask for something else.
        if chosen.is_empty()
            && let Some(typed) = text_field(ui, self.id.with("contains"), &name, &searched, &hint, width)
        {
            let condition =
                (!typed.trim().is_empty()).then(|| Condition::Contains { text: typed.trim().to_owned() });
            self.send(commands, condition, None);
        }
        ui.add_space(3.0);
        if self.missing_row(ui, missing, 1.0, None) {
            self.send(commands, any_of(chosen, !missing), None);
        }
    }
}

pub(super) fn any_of(values: Vec<Scalar>, missing: bool) -> Option<Condition> {
    (missing || !values.is_empty()).then_some(Condition::AnyOf { values, missing })
}

/// A range without bounds that asks for rows without a value asks for those alone.
fn range_of(min: Option<f64>, max: Option<f64>, missing: bool) -> Option<Condition> {
    match (min, max) {
        (None, None) => any_of(Vec::new(), missing),
        _ => Some(Condition::Range { min, max, missing }),
    }
}

/// The number of the drag under way on a card, or of the next one.
pub(super) fn gesture(ui: &Ui, card: Id) -> u32 {
    ui.data_mut(|data| *data.get_temp_mut_or_insert_with(card.with("gesture"), || 0))
}

pub(super) fn next_gesture(ui: &Ui, card: Id) {
    ui.data_mut(|data| *data.get_temp_mut_or_insert_with(card.with("gesture"), || 0_u32) += 1);
}
