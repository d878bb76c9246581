//! The card of a field with categories: a list of check boxes, with a search where it is long; what is
//! searched for can itself be the condition.

use super::facet_card::{Card, any_of};
use crate::app::Command;
use crate::filter::facet::{Condition, Scalar};
use crate::jobs::{Category, FacetValues};
use crate::layer::FieldType;
use crate::text::{text, text_with};
use crate::ui::theme::size;
use crate::ui::widgets::{Bar, Button, CheckRow, bar_width, check_row, note};
use crate::ui::{fields, format, styles};
use eframe::egui::{self, ScrollArea, TextEdit, Ui};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// A longer list has a search.
const LONG: usize = 12;
/// Values that show before the rest is unfolded.
const FIRST_LISTED: usize = 7;
/// Rows of an unfolded or searched list that show at once.
const ROWS_SHOWN: f32 = 12.0;

/// A row of the list.
struct Row<'a> {
    /// What its spellings stand for, or what the file has.
    value: &'a str,
    /// How the file spells it.
    spellings: Vec<&'a str>,
    label: Cow<'a, str>,
    count: usize,
    checked: bool,
}

impl Card<'_> {
    pub(super) fn categories(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(FacetValues::Categories(listed)) = self.facet.map(|facet| &facet.values) else {
            self.contains(ui, commands);
            return;
        };
        let (chosen, missing) = match self.condition {
            Some(Condition::AnyOf { values, missing }) => (values.as_slice(), *missing),
            _ => (&[][..], false),
        };
        let ticked: HashSet<&str> = self.spelt(chosen).collect();
        // Chosen values stay in the list when nothing has them any more, or they could not be undone.
        let gone = self.gone(listed, chosen, &ticked);
        let rows = listed.iter().chain(&gone).map(|category| self.row(category, &ticked));
        let mut rows = put_together(rows.collect());
        // A list that is folded begins with what there is to choose now.
        if rows.len() > FIRST_LISTED + 1 {
            rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        }
        self.tell_apart(&mut rows);
        let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1) as f32;
        let searched = if rows.len() > LONG { self.search(ui, commands) } else { String::new() };
        let clicked = if searched.is_empty() {
            self.folded(ui, &rows, most)
        } else {
            self.found(ui, &rows, &searched, most)
        };
        if let Some(row) = clicked.and_then(|at| rows.get(at)) {
            let own: Vec<Scalar> = row.spellings.iter().map(|value| self.scalar(value)).collect();
            let mut values = chosen.to_vec();
            values.retain(|known| !own.contains(known));
            if !row.checked {
                values.extend(own);
            }
            self.send(commands, any_of(values, missing), None);
        }
        if self.missing_row(ui, missing, most, None) {
            self.send(commands, any_of(chosen.to_vec(), !missing), None);
        }
    }

    /// Values as they are spelt.
    fn spelt<'a>(&self, values: &'a [Scalar]) -> impl Iterator<Item = &'a str> + use<'a> {
        let is_bool = self.is_bool();
        values.iter().filter_map(move |value| match value {
            Scalar::Bool(value) if is_bool => Some(if *value { "true" } else { "false" }),
            Scalar::Text(text) if !is_bool => Some(text.as_str()),
            _ => None,
        })
    }

    /// Chosen values that are not listed, in the order in which they were chosen.
    fn gone(&self, listed: &[Category], chosen: &[Scalar], ticked: &HashSet<&str>) -> Vec<Category> {
        let known = listed.iter().filter(|category| ticked.contains(category.value.as_str()));
        let known: HashSet<&str> = known.map(|category| category.value.as_str()).collect();
        if known.len() == ticked.len() {
            return Vec::new();
        }
        let definition = fields::definition(self.entry, self.field);
        let gone = self.spelt(chosen).filter(|value| !known.contains(value));
        gone.map(|value| Category::new(definition, value.to_owned(), 0)).collect()
    }

    /// Values of one label are lines of their own where they are not one value, or where the filter has one
    /// spelling and not the other: each says which it is.
    fn tell_apart(&self, rows: &mut [Row<'_>]) {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for row in &*rows {
            *times.entry(&*row.label).or_default() += 1;
        }
        let same: Vec<bool> =
            rows.iter().map(|row| times[&*row.label] > 1 && !row.value.is_empty()).collect();
        for (row, _) in rows.iter_mut().zip(same).filter(|(_, is_same)| *is_same) {
            let spelt = row.spellings.join(", ");
            let args = [("label", (&*row.label).into()), ("value", spelt.into())];
            row.label = text_with(self.lang, "facet-spelt", &args).into();
        }
    }

    fn row<'a>(&self, category: &'a Category, ticked: &HashSet<&str>) -> Row<'a> {
        let value = category.value.as_str();
        let label = match (value, &category.labels) {
            ("true", _) if self.is_bool() => text(self.lang, "value-yes").into(),
            ("false", _) if self.is_bool() => text(self.lang, "value-no").into(),
            ("", _) => text(self.lang, "value-empty").into(),
            (_, Some([zh, en])) => self.lang.pick(zh, en).into(),
            (value, None) => value.into(),
        };
        Row {
            value: category.code.unwrap_or(value),
            spellings: vec![value],
            label,
            count: category.count,
            checked: ticked.contains(value),
        }
    }

    fn is_bool(&self) -> bool {
        self.entry.layer.column(self.field).is_some_and(|column| column.field_type() == FieldType::Bool)
    }

    fn scalar(&self, value: &str) -> Scalar {
        if self.is_bool() { Scalar::Bool(value == "true") } else { Scalar::Text(value.to_owned()) }
    }

    /// The search above a long list; what is searched for, and a row that makes it the condition.
    fn search(&self, ui: &mut Ui, commands: &mut Vec<Command>) -> String {
        let id = self.id.with("search");
        let in_force = match self.condition {
            Some(Condition::Contains { text }) => text.as_str(),
            _ => "",
        };
        let typed: Option<String> = ui.data(|data| data.get_temp(id));
        let mut typed = typed.unwrap_or_else(|| in_force.to_owned());
        let edit = TextEdit::singleline(&mut typed)
            .id(id.with("edit"))
            .hint_text(text(self.lang, "facet-search-hint"))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY);
        if ui.add(edit).accessible_name(self.named("facet-search")).changed() {
            ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        }
        ui.add_space(3.0);
        let typed = typed.trim().to_owned();
        if !typed.is_empty() || !in_force.is_empty() {
            let wanted = if typed.is_empty() { in_force } else { &typed };
            let checked = wanted == in_force;
            let label = text_with(self.lang, "facet-contains", &[("text", wanted.into())]);
            let row = CheckRow { label: &label, checked, bar: None, count: "", color: None, quiet: false };
            if check_row(ui, &row).clicked() {
                let condition = (!checked).then(|| Condition::Contains { text: wanted.to_owned() });
                if checked {
                    ui.data_mut(|data| data.remove::<String>(id));
                }
                self.send(commands, condition, None);
            }
        }
        typed
    }

    /// The first values and those that are chosen; the rest on demand.
    fn folded(&self, ui: &mut Ui, rows: &[Row<'_>], most: f32) -> Option<usize> {
        let id = self.id.with("unfolded");
        let unfolded = ui.data_mut(|data| data.get_temp::<bool>(id).unwrap_or(false));
        let all = rows.len();
        // The last one is not folded away alone.
        let shown = if unfolded || all <= FIRST_LISTED + 1 { all } else { FIRST_LISTED };
        let shown_rows: Vec<(usize, &Row<'_>)> =
            rows.iter().enumerate().filter(|(at, row)| *at < shown || row.checked).collect();
        let clicked = self.list(ui, &shown_rows, most);
        if shown < all || unfolded {
            let key = if unfolded { "filters-fold" } else { "filters-unfold" };
            let label = text_with(self.lang, key, &[("count", (all - FIRST_LISTED.min(all)).into())]);
            if Button::link(&label).show(ui).clicked() {
                ui.data_mut(|data| data.insert_temp(id, !unfolded));
            }
        }
        clicked
    }

    /// The values whose label or code holds what is searched for.
    fn found(&self, ui: &mut Ui, rows: &[Row<'_>], searched: &str, most: f32) -> Option<usize> {
        let wanted = searched.to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&wanted);
        let is_found = |row: &Row<'_>| {
            holds(&row.label) || holds(row.value) || row.spellings.iter().any(|text| holds(text))
        };
        let found: Vec<(usize, &Row<'_>)> =
            rows.iter().enumerate().filter(|(_, row)| is_found(row)).collect();
        if found.is_empty() {
            note(ui, &text(self.lang, "facet-nothing-found"));
        }
        self.list(ui, &found, most)
    }

    /// Rows, scrolled where there are many; the number of the one that was clicked.
    fn list(&self, ui: &mut Ui, rows: &[(usize, &Row<'_>)], most: f32) -> Option<usize> {
        if rows.len() as f32 <= ROWS_SHOWN {
            return self.checks(ui, rows, most);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt(self.id.with("list"))
            .max_height(ROWS_SHOWN * size::FACET_ROW)
            .min_scrolled_height(ROWS_SHOWN * size::FACET_ROW)
            .show(ui, |ui| {
                // The scroll bar floats over the right edge: counts keep clear of it.
                ui.set_width(ui.available_width() - 10.0);
                self.checks(ui, rows, most)
            })
            .inner
    }

    fn checks(&self, ui: &mut Ui, rows: &[(usize, &Row<'_>)], most: f32) -> Option<usize> {
        let has_swatches = self.style.is_some_and(|style| style.field.as_deref() == Some(self.field));
        let width = bar_width(ui, rows.iter().map(|(_, row)| &*row.label), has_swatches);
        rows.iter()
            .filter(|(_, row)| self.check(ui, row, Bar { share: row.count as f32 / most, width }))
            .map(|(at, _)| *at)
            .last()
    }

    fn check(&self, ui: &mut Ui, row: &Row<'_>, bar: Bar) -> bool {
        let count = format::count(row.count as u64);
        let shown = CheckRow {
            label: &row.label,
            checked: row.checked,
            bar: Some(bar),
            count: &count,
            color: self
                .style
                .and_then(|style| styles::color_of(style, self.field, row.value, &row.spellings)),
            quiet: false,
        };
        let response = check_row(ui, &shown);
        if row.spellings.len() == 1 {
            return response.clicked();
        }
        let spelt = row.spellings.join(", ");
        response.on_hover_text(text_with(self.lang, "facet-spellings", &[("values", spelt.into())])).clicked()
    }
}

/// The rows with all spellings of a value in one, unless the filter tells them apart.
fn put_together(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut is_torn: HashMap<&str, (bool, bool)> = HashMap::new();
    for row in &rows {
        let (first, torn) = is_torn.entry(row.value).or_insert((row.checked, false));
        *torn |= *first != row.checked;
    }
    let mut whole: Vec<Row<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        let known = if is_torn[row.value].1 { None } else { places.get(row.value) };
        if let Some(known) = known.and_then(|&at| whole.get_mut(at)) {
            known.count += row.count;
            known.spellings.extend(row.spellings);
        } else {
            places.insert(row.value, whole.len());
            whole.push(row);
        }
    }
    whole
}
