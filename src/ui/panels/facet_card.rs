//! One card of the filter panel: categories, a range of numbers or dates, or text; and rows without a
//! value as a choice of their own.

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
use crate::ui::{fields, format, styles};
use eframe::egui::{Align, Id, Label, Layout, RichText, Ui};

/// More values than this and a card asks for text instead of listing them.
const MOST_LISTED: usize = 40;
/// Values that show before the rest is unfolded.
const FIRST_LISTED: usize = 7;

/// What the parts of a card know.
struct Card<'a> {
    lang: Lang,
    entry: &'a LayerEntry,
    style: Option<&'a Style>,
    field: &'a str,
    label: String,
    condition: Option<&'a Condition>,
    facet: Option<&'a Facet>,
    id: Id,
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
        label: fields::label(entry.kind, field, lang),
        condition,
        facet: summary.and_then(|summary| summary.facets.iter().find(|facet| facet.field == field)),
        id: Id::unique(("card", entry.id.0, field)),
    };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = text_with(lang, "filters-remove", &[("field", this.label.as_str().into())]);
                if icon_button(ui, Icon::Close, &name, 20.0, true).clicked() {
                    commands.push(Command::RemoveCard { layer: entry.id, field: field.to_owned() });
                }
                let unit = fields::unit(entry.kind, field, lang);
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
        match column.field_type() {
            FieldType::Integer | FieldType::Real => this.range(ui, commands),
            FieldType::Date | FieldType::DateTime => this.dates(ui, commands),
            _ => this.categories(ui, commands),
        }
    });
}

impl Card<'_> {
    fn send(&self, commands: &mut Vec<Command>, condition: Option<Condition>, gesture: Option<u32>) {
        commands.push(Command::SetCondition {
            layer: self.entry.id,
            field: self.field.to_owned(),
            condition,
            gesture,
        });
    }

    fn categories(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(FacetValues::Categories(listed)) = self.facet.map(|facet| &facet.values) else {
            self.contains(ui, commands);
            return;
        };
        if listed.len() > MOST_LISTED || matches!(self.condition, Some(Condition::Contains { .. })) {
            self.contains(ui, commands);
            return;
        }
        let (chosen, missing) = match self.condition {
            Some(Condition::AnyOf { values, missing }) => (values.clone(), *missing),
            _ => (Vec::new(), false),
        };
        let is_bool =
            self.entry.layer.column(self.field).is_some_and(|column| column.field_type() == FieldType::Bool);
        // Chosen values stay in the list when nothing has them any more, or they could not be undone.
        let mut rows: Vec<(String, usize)> =
            listed.iter().map(|category| (category.value.clone(), category.count)).collect();
        for value in chosen.iter().map(plain) {
            if !rows.iter().any(|(known, _)| *known == value) {
                rows.push((value, 0));
            }
        }
        let unfolded_id = self.id.with("unfolded");
        let unfolded = ui.data_mut(|data| data.get_temp::<bool>(unfolded_id).unwrap_or(false));
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f32;
        let definition = fields::definition(self.entry.kind, self.field);
        let all = rows.len();
        // The last one is not folded away alone.
        let shown = if unfolded || all <= FIRST_LISTED + 1 { all } else { FIRST_LISTED };
        let listed: Vec<(Scalar, String, usize)> = rows
            .into_iter()
            .map(|(value, count)| {
                let scalar =
                    if is_bool { Scalar::Bool(value == "true") } else { Scalar::Text(value.clone()) };
                (scalar, value, count)
            })
            .enumerate()
            .filter(|(at, (scalar, ..))| *at < shown || chosen.contains(scalar))
            .map(|(_, row)| row)
            .collect();
        let labels: Vec<String> = listed
            .iter()
            .map(|(scalar, value, _)| match scalar {
                Scalar::Bool(true) => text(self.lang, "value-yes"),
                Scalar::Bool(false) => text(self.lang, "value-no"),
                _ if value.is_empty() => text(self.lang, "value-empty"),
                _ => fields::category(definition, value, self.lang),
            })
            .collect();
        let has_swatches = self.style.is_some_and(|style| style.field.as_deref() == Some(self.field));
        let bar_width = bar_width(ui, labels.iter().map(String::as_str), has_swatches);
        for ((scalar, value, count), label) in listed.iter().zip(&labels) {
            let checked = chosen.contains(scalar);
            let row = CheckRow {
                label,
                checked,
                bar: Some(Bar { share: *count as f32 / most, width: bar_width }),
                count: &format::count(*count as u64),
                color: self.style.and_then(|style| styles::color_of(style, self.field, value)),
                quiet: false,
            };
            if check_row(ui, &row).clicked() {
                let mut values = chosen.clone();
                if checked {
                    values.retain(|known| known != scalar);
                } else {
                    values.push(scalar.clone());
                }
                self.send(commands, any_of(values, missing), None);
            }
        }
        if self.missing_row(ui, missing, most, Some(bar_width)) {
            self.send(commands, any_of(chosen, !missing), None);
        }
        if shown < all || unfolded {
            let key = if unfolded { "filters-fold" } else { "filters-unfold" };
            let label = text_with(self.lang, key, &[("count", (all - FIRST_LISTED.min(all)).into())]);
            if Button::link(&label).show(ui).clicked() {
                ui.data_mut(|data| data.insert_temp(unfolded_id, !unfolded));
            }
        }
    }

    /// Rows without a value, as a choice of their own; whether it was clicked.
    fn missing_row(&self, ui: &mut Ui, checked: bool, most: f32, width: Option<f32>) -> bool {
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

    fn range(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (low, high, missing) = match self.condition {
            Some(Condition::Range { min, max, missing }) => (*min, *max, *missing),
            Some(Condition::AnyOf { missing, .. }) => (None, None, *missing),
            _ => (None, None, false),
        };
        let name = |key: &str| text_with(self.lang, key, &[("field", self.label.as_str().into())]);
        let (low_name, high_name) = (name("filters-from"), name("filters-to"));
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
                low_name: &text_with(
                    self.lang,
                    "filters-handle-low",
                    &[("field", self.label.as_str().into())],
                ),
                high_name: &text_with(
                    self.lang,
                    "filters-handle-high",
                    &[("field", self.label.as_str().into())],
                ),
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
            self.send(commands, range_of(low, high, !missing), None);
        }
    }

    fn dates(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (low, high, missing) = match self.condition {
            Some(Condition::DateRange { min, max, missing }) => (min.clone(), max.clone(), *missing),
            Some(Condition::AnyOf { missing, .. }) => (None, None, *missing),
            _ => (None, None, false),
        };
        let name = |key: &str| text_with(self.lang, key, &[("field", self.label.as_str().into())]);
        let mut change = None;
        let wrong_id = self.id.with("wrong-date");
        let mut wrong = ui.data_mut(|data| data.get_temp::<bool>(wrong_id).unwrap_or(false));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let width = (ui.available_width() - 40.0) / 2.0;
            let mut field = |ui: &mut Ui, key: &str, name: &str, value: &Option<String>| {
                let shown = value.clone().unwrap_or_default();
                let typed = text_field(ui, self.id.with(key), name, &shown, "2026-01-31", width)?;
                let date = date(&typed);
                wrong = date.is_none();
                date
            };
            if let Some(from) = field(ui, "from", &name("filters-from"), &low) {
                change = Some((from, high.clone()));
            }
            note(ui, &text(self.lang, "filters-until"));
            if let Some(to) = field(ui, "to", &name("filters-to"), &high) {
                change = Some((low.clone(), to));
            }
        });
        ui.data_mut(|data| data.insert_temp(wrong_id, wrong));
        if wrong {
            let theme = Theme::of(ui);
            crate::ui::widgets::wrapped(ui, &text(self.lang, "filters-date-wrong"), theme.error_ink);
        }
        if let Some((low, high)) = change {
            self.send(commands, dates_of(low, high, missing), None);
        }
        ui.add_space(3.0);
        if self.missing_row(ui, missing, 1.0, None) {
            self.send(commands, dates_of(low, high, !missing), None);
        }
    }

    fn contains(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (searched, missing) = match self.condition {
            Some(Condition::Contains { text }) => (text.clone(), false),
            Some(Condition::AnyOf { missing, .. }) => (String::new(), *missing),
            _ => (String::new(), false),
        };
        let name = text_with(self.lang, "filters-contains", &[("field", self.label.as_str().into())]);
        let hint = text(self.lang, "filters-contains-hint");
        let width = ui.available_width();
        if let Some(typed) = text_field(ui, self.id.with("contains"), &name, &searched, &hint, width) {
            let condition =
                (!typed.trim().is_empty()).then(|| Condition::Contains { text: typed.trim().to_owned() });
            self.send(commands, condition, None);
        }
        ui.add_space(3.0);
        if self.missing_row(ui, missing, 1.0, None) {
            self.send(commands, any_of(Vec::new(), !missing), None);
        }
    }
}

fn plain(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(number) => format::editable(*number),
        Scalar::Text(text) => text.clone(),
    }
}

fn any_of(values: Vec<Scalar>, missing: bool) -> Option<Condition> {
    (missing || !values.is_empty()).then_some(Condition::AnyOf { values, missing })
}

/// A range without bounds that asks for rows without a value asks for those alone.
fn range_of(min: Option<f64>, max: Option<f64>, missing: bool) -> Option<Condition> {
    match (min, max) {
        (None, None) => any_of(Vec::new(), missing),
        _ => Some(Condition::Range { min, max, missing }),
    }
}

fn dates_of(min: Option<String>, max: Option<String>, missing: bool) -> Option<Condition> {
    match (&min, &max) {
        (None, None) => any_of(Vec::new(), missing),
        _ => Some(Condition::DateRange { min, max, missing }),
    }
}

/// A date as typed: `2026-1-31`, `2026/1/31`, `2026年1月31日`, `20260131`; `Some(None)` where emptied.
#[expect(clippy::option_option, reason = "no date, an emptied field and a date are three answers")]
fn date(typed: &str) -> Option<Option<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    let numbers: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match numbers[..] {
        [whole] if whole.len() == 8 => (&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Some(date.to_string()))
}

/// The number of the drag under way on a card, or of the next one.
fn gesture(ui: &Ui, card: Id) -> u32 {
    ui.data_mut(|data| *data.get_temp_mut_or_insert_with(card.with("gesture"), || 0))
}

fn next_gesture(ui: &Ui, card: Id) {
    ui.data_mut(|data| *data.get_temp_mut_or_insert_with(card.with("gesture"), || 0_u32) += 1);
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let expected = Some(Some("2026-01-31".to_owned()));
        for typed in ["2026-01-31", "2026-1-31", "2026/1/31", "2026年1月31日", "20260131", " 2026.1.31 "] {
            assert_eq!(date(typed), expected, "{typed}");
        }
        assert_eq!(date(""), Some(None));
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(date("soon"), None);
    }
}
