//! Every field of a feature: label, value, unit; areas in 亩 and m² side by side, nested lists as small
//! tables, private ones behind an eye, missing ones at the person's choice. A click on a field offers to
//! copy its raw value.

use crate::app::{Command, FeatureRef, LayerEntry, Session};
use crate::layer::{Column, Value};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{Theme, size};
use crate::ui::widgets::{FieldRow, SmallTable, field_row, icon_button, section_title, small_table};
use crate::ui::{fields, format};
use crate::units::{m2_from_mu, mu_from_m2};
use crate::write::pasted_text;
use eframe::egui::{self, Align, Id, Layout, Popup, Rect, Response, SetOpenCommand, Ui, pos2, vec2};
use serde_json::{Map, Value as Json};

/// Fields that the head of the inspector shows already.
const IN_HEAD: &[&str] = &["name", "name_en", "address", "street", "illustrative", "position_quality"];
/// Two areas that differ by less than this share say the same in two units.
const SAME_AREA: f64 = 0.005;

/// Draws the fields.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    entry: &LayerEntry,
    feature: FeatureRef,
    commands: &mut Vec<Command>,
) {
    let lang = session.settings().lang;
    let hide = session.settings().hide_missing;
    let row = feature.row as usize;
    // What was unmasked for another feature is masked again when that comes back.
    let other = ui.data(|data| data.get_temp::<(FeatureRef, String)>(revealed_id()));
    if other.is_some_and(|(other, _)| other != feature) {
        ui.data_mut(|data| data.remove::<(FeatureRef, String)>(revealed_id()));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut hidden = 0_usize;
    let mut derived_from_here = false;
    for column in &entry.layer.columns {
        if in_head(entry, column) || is_told_by_mu(entry, column, row) {
            continue;
        }
        if column.value(row).is_none() && hide {
            hidden += 1;
            continue;
        }
        if column.is_derived && !derived_from_here {
            derived_from_here = true;
            ui.add_space(10.0);
            section_title(ui, &derived_title(entry, lang));
        }
        field(ui, entry, column, feature, lang, commands);
    }
    let any_missing = hidden > 0
        || entry.layer.columns.iter().any(|column| !in_head(entry, column) && column.value(row).is_none());
    if any_missing {
        ui.add_space(6.0);
        let key = if hide { "inspector-show-missing" } else { "inspector-hide-missing" };
        let label = text_with(lang, key, &[("count", hidden.into())]);
        if crate::ui::widgets::Button::link(&label).show(ui).clicked() {
            commands.push(Command::SetHideMissing { hide: !hide });
        }
    }
}

/// What is worked out stands apart from what the file says, with the day that it speaks of.
fn derived_title(entry: &LayerEntry, lang: Lang) -> String {
    match entry.layer.derived_for {
        Some(day) => text_with(lang, "inspector-derived-on", &[("day", day.to_string().into())]),
        None => text(lang, "inspector-derived"),
    }
}

fn in_head(entry: &LayerEntry, column: &Column) -> bool {
    fields::definition(entry, &column.name).is_some_and(|definition| IN_HEAD.contains(&definition.key))
}

fn is_key(entry: &LayerEntry, column: &Column, key: &str) -> bool {
    fields::definition(entry, &column.name).map_or(column.name == key, |field| field.key == key)
}

/// Whether this is the area in m² that the row of the area in 亩 gives too. Two areas that differ stand
/// apart, each as the file has it.
fn is_told_by_mu(entry: &LayerEntry, column: &Column, row: usize) -> bool {
    if !is_key(entry, column, "area_m2") {
        return false;
    }
    let (Some(area_m2), Some(area_mu)) = (entry.number_of("area_m2", row), entry.number_of("area_mu", row))
    else {
        return false;
    };
    (m2_from_mu(area_mu) - area_m2).abs() <= SAME_AREA * area_m2.abs()
}

/// What stands after the value: its unit, and an area in the other unit.
fn beside(entry: &LayerEntry, column: &Column, row: usize, lang: Lang) -> String {
    let unit = fields::unit_behind(entry, &column.name, lang);
    if column.value(row).as_f64().is_none() {
        return unit;
    }
    // In a file's own unit the area stands in the schema's beside it.
    let is_own = entry.binding.other_unit(&column.name).is_some();
    let area = |key: &str| entry.number_of(key, row).filter(|_| is_key(entry, column, key));
    let in_mu = |mu: f64| format!("{unit} · {} {}", format::fixed(mu, 1), text(lang, "unit-mu"));
    match (area("area_mu"), area("area_m2")) {
        (Some(area_mu), _) if is_own => in_mu(area_mu),
        (Some(area_mu), _) => {
            let own = fields::column(entry, "area_m2").filter(|other| is_told_by_mu(entry, other, row));
            let area_m2 =
                own.and_then(|_| entry.number_of("area_m2", row)).unwrap_or_else(|| m2_from_mu(area_mu));
            format!("{unit} · {} m²", format::fixed(area_m2, 0))
        }
        (None, Some(area_m2)) => in_mu(mu_from_m2(area_m2)),
        (None, None) => unit,
    }
}

fn field(
    ui: &mut Ui,
    entry: &LayerEntry,
    column: &Column,
    feature: FeatureRef,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let theme = Theme::of(ui);
    let name = column.name.as_str();
    let row = feature.row as usize;
    let cell = column.value(row);
    let label = fields::label(entry, name, lang);
    if fields::is_private(entry, name) && !cell.is_none() {
        private(ui, entry, column, feature, lang);
        return;
    }
    let (value, unit, ink) = match shown(entry, column, row, lang) {
        Some(value) => (value, beside(entry, column, row, lang), theme.ink),
        None => (fields::nothing(column, lang), String::new(), theme.faint),
    };
    let table = table_of(entry, cell, lang);
    // A table takes the whole width; its field has the line above for itself.
    let value = if table.is_some() { String::new() } else { value };
    let line = FieldRow { label: &label, value: &value, unit: &unit, ink, free_width: 0.0 };
    let response = field_row(ui, &line);
    if let Some(table) = table {
        small_table(ui, &label, &table);
    }
    copy_menu(&response, entry, column, row, lang, commands);
    // The name in the file, so that every number can be found there again; or how it came about.
    response.on_hover_text(match fields::formula(entry, column, lang) {
        Some(formula) => formula,
        None => text_with(lang, "inspector-field-in-file", &[("field", name.into())]),
    });
}

/// The value as people read it; photographs by the names of their files.
fn shown(entry: &LayerEntry, column: &Column, row: usize, lang: Lang) -> Option<String> {
    let cell = column.value(row);
    if is_key(entry, column, "photos")
        && let Value::Json(json) = cell
        && let Ok(files) = serde_json::from_str::<Vec<String>>(json)
    {
        let names = files.iter().map(|file| file.rsplit(['/', '\\']).next().unwrap_or(file));
        return Some(names.collect::<Vec<_>>().join("\n"));
    }
    fields::shown(entry, column, cell, lang)
}

/// The one private field that is unmasked, with its feature.
fn revealed_id() -> Id {
    Id::unique("revealed")
}

/// A field for the house alone: masked until the eye is pressed, for this feature only, never copied.
fn private(ui: &mut Ui, entry: &LayerEntry, column: &Column, feature: FeatureRef, lang: Lang) {
    let theme = Theme::of(ui);
    let name = column.name.as_str();
    let label = fields::label(entry, name, lang);
    let id = revealed_id();
    let mine = (feature, name.to_owned());
    let open = ui.data(|data| data.get_temp::<(FeatureRef, String)>(id)).is_some_and(|it| it == mine);
    let eye_side = 24.0;
    let (value, unit) = if open {
        let value = shown(entry, column, feature.row as usize, lang).unwrap_or_default();
        (value, beside(entry, column, feature.row as usize, lang))
    } else {
        (text(lang, "value-private"), String::new())
    };
    let ink = if open { theme.notice_ink } else { theme.quiet };
    let line = FieldRow { label: &label, value: &value, unit: &unit, ink, free_width: eye_side + 2.0 };
    let response = field_row(ui, &line);
    let at = Rect::from_min_size(
        pos2(response.rect.right() - eye_side, response.rect.top() + 2.0),
        vec2(eye_side, size::FIELD_ROW - 4.0),
    );
    let builder = egui::UiBuilder::new().max_rect(at).id_salt(("reveal", name));
    let mut corner = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
    let (icon, key) = if open { (Icon::EyeOff, "private-hide") } else { (Icon::Eye, "private-show") };
    let eye_name = text_with(lang, key, &[("field", label.as_str().into())]);
    if icon_button(&mut corner, icon, &eye_name, eye_side, true).clicked() {
        ui.data_mut(|data| {
            if open {
                data.remove::<(FeatureRef, String)>(id);
            } else {
                data.insert_temp(id, mine);
            }
        });
    }
    let mut about = text(lang, "private-note");
    if let Some(formula) = fields::formula(entry, column, lang) {
        about = format!("{about}\n{formula}");
    }
    response.on_hover_text(about);
}

fn copy_menu(
    response: &Response,
    entry: &LayerEntry,
    column: &Column,
    row: usize,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let asked = response.clicked() || response.secondary_clicked();
    let cell = column.value(row);
    Popup::menu(response).open_memory(asked.then_some(SetOpenCommand::Toggle)).show(|ui| {
        ui.set_min_width(150.0);
        let raw = cell.to_text();
        let button = egui::Button::new(text(lang, "inspector-copy-value"));
        if ui.add_enabled(!cell.is_none(), button).clicked() {
            commands.push(Command::Copy { text: raw.into_owned() });
        }
        if ui.button(text(lang, "inspector-copy-line")).clicked() {
            let label = pasted_text(&fields::label(entry, &column.name, lang));
            let value = shown(entry, column, row, lang).unwrap_or_else(|| fields::nothing(column, lang));
            let value = format!("{value} {}", beside(entry, column, row, lang));
            let line = format!("{label}\t{}", fields::pasted(cell, value.trim_end()));
            commands.push(Command::Copy { text: line });
        }
    });
}

/// A list of records as a table: a column for each member, in the order in which they come first.
fn table_of(entry: &LayerEntry, cell: Value<'_>, lang: Lang) -> Option<SmallTable> {
    let Value::Json(json) = cell else { return None };
    let records: Vec<Map<String, Json>> = serde_json::from_str(json).ok()?;
    let mut members: Vec<&String> = Vec::new();
    for name in records.iter().flat_map(Map::keys) {
        if !members.contains(&name) {
            members.push(name);
        }
    }
    if members.is_empty() {
        return None;
    }
    let headers = members
        .iter()
        .map(|name| {
            if name.as_str() == "floor" {
                return text(lang, "nested-floor");
            }
            let unit = fields::unit(entry, name, lang);
            format!("{} {unit}", fields::label(entry, name, lang)).trim_end().to_owned()
        })
        .collect();
    let cell = |value: Option<&Json>| match value {
        None | Some(Json::Null) => text(lang, "value-missing"),
        Some(Json::String(text)) => text.clone(),
        Some(Json::Number(number)) => number.as_f64().map_or_else(|| number.to_string(), format::number),
        Some(Json::Bool(value)) => text(lang, if *value { "value-yes" } else { "value-no" }),
        Some(other) => other.to_string(),
    };
    let rows = records
        .iter()
        .map(|record| members.iter().map(|name| cell(record.get(name.as_str()))).collect())
        .collect();
    Some(SmallTable { headers, rows })
}
