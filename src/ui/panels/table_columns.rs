//! The columns of the table: which stand first, what they are called, how wide they begin.

use crate::app::LayerEntry;
use crate::layer::{FieldType, Value, well_known};
use crate::maps::schema::{FieldDef, LayerKind};
use crate::text::{Lang, text};
use crate::ui::theme::{self, size};
use crate::ui::{fields, format};
use eframe::egui::Ui;

/// Space left and right of a cell's text.
pub(super) const CELL_PADDING: f32 = 10.0;
/// Room that a heading keeps for its arrow.
pub(super) const ARROW: f32 = 16.0;
/// Room for the mark of what was worked out.
pub(super) const MARK: f32 = 30.0;
/// Rows whose values decide how wide a column begins.
const SAMPLE: usize = 32;
/// Numbers of a column stand point below point with this many decimals at most.
const MOST_DECIMALS: usize = 3;
/// Room that the coloured ground of a value takes beside it.
pub(super) const PILL: f32 = 12.0;
/// A column begins no narrower and no wider than this.
const WIDTHS: (f32, f32) = (64.0, 260.0);
/// A column gets no narrower than this.
pub(super) const NARROWEST: f32 = 44.0;

/// A column of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TableColumn {
    /// Its number among the layer's columns.
    pub(super) index: usize,
    /// The field in the file.
    pub(super) field: String,
    /// What the heading says, with its unit.
    pub(super) heading: String,
    /// Whether its values are masked.
    pub(super) private: bool,
    /// Whether its values stand on the right.
    pub(super) on_the_right: bool,
    /// Whether the program worked it out.
    pub(super) is_derived: bool,
    /// Decimals that all its numbers are written with; a number that has more is written out.
    pub(super) decimals: usize,
    /// Width in points.
    pub(super) width: f32,
}

/// The columns of a layer: the name first, then what the schema's cards and totals speak of, then the
/// rest as in the file, what is masked last.
pub(super) fn columns(ui: &Ui, entry: &LayerEntry, lang: Lang) -> Vec<TableColumn> {
    let mut important: Vec<&str> = if lang == Lang::En { vec![well_known::NAME_EN] } else { Vec::new() };
    important.extend(entry.kind.map(LayerKind::facets).unwrap_or_default());
    important.extend(entry.kind.and_then(LayerKind::main_field));
    let place = |name: &str| {
        let key = fields::definition(entry, name).map_or(name, |definition| definition.key);
        if key == "name" || well_known::NAME.contains(&name) {
            return (0, 0);
        }
        if fields::is_private(entry, name) {
            return (3, 0);
        }
        important.iter().position(|known| *known == key).map_or((2, 0), |at| (1, at))
    };
    let mut order: Vec<usize> = (0..entry.layer.columns.len()).collect();
    order.sort_by_key(|&index| place(&entry.layer.columns[index].name));
    order.into_iter().map(|index| column(ui, entry, index, lang)).collect()
}

fn column(ui: &Ui, entry: &LayerEntry, index: usize, lang: Lang) -> TableColumn {
    let column = &entry.layer.columns[index];
    let name = column.name.as_str();
    let heading = fields::label_with_unit(entry, name, lang);
    let private = fields::is_private(entry, name);
    let on_the_right = matches!(column.field_type(), FieldType::Integer | FieldType::Real);
    let sample = entry.layer.len().min(SAMPLE);
    let decimals = (0..sample)
        .filter_map(|row| if let Value::Real(number) = column.value(row) { Some(number) } else { None })
        .map(decimals_of)
        .max()
        .unwrap_or(0)
        .min(MOST_DECIMALS);
    let merited = fields::definition(entry, name).filter(|_| column.is_derived).map(FieldDef::decimals);
    let decimals = merited.map_or(decimals, |merited| decimals.min(merited));
    let measure = |text: &str, font| {
        ui.painter().layout_no_wrap(text.to_owned(), font, eframe::egui::Color32::BLACK).size().x
    };
    let mut width = measure(&heading, theme::plain(size::LABEL)) + ARROW;
    let is_derived = column.is_derived;
    if is_derived {
        width += MARK;
    }
    let field = name.to_owned();
    let mut made =
        TableColumn { index, field, heading, private, on_the_right, is_derived, decimals, width: 0.0 };
    for row in 0..sample {
        let shown = cell(entry, &made, column.value(row), lang);
        width = width.max(measure(&shown, theme::plain(size::TEXT)));
    }
    // A closed set has room for each of its values, also for those further down.
    let definition = fields::definition(entry, name).filter(|_| !private);
    for value in definition.iter().flat_map(|definition| definition.domain) {
        let shown = fields::category(definition, value.value, lang);
        width = width.max(measure(&shown, theme::plain(size::TEXT)) + PILL);
    }
    made.width = (width + 2.0 * CELL_PADDING + 4.0).clamp(WIDTHS.0, WIDTHS.1).round();
    made
}

/// Decimals that a number is written with.
fn decimals_of(number: f64) -> usize {
    format::number(number).split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// What a cell says.
pub(super) fn cell(entry: &LayerEntry, column: &TableColumn, value: Value<'_>, lang: Lang) -> String {
    if column.private {
        return text(lang, "value-private");
    }
    if let Value::Real(number) = value
        && (column.is_derived || decimals_of(number) <= column.decimals)
    {
        return format::fixed(number, column.decimals);
    }
    match fields::value(entry, &column.field, value, lang) {
        // A cell is one line: lists of records stand in the inspector line by line.
        Some(value) if value.contains('\n') => value.replace('\n', lang.pick("；", "; ")),
        Some(value) if value.is_empty() => text(lang, "value-empty"),
        Some(value) => value,
        None => entry
            .layer
            .columns
            .get(column.index)
            .map_or_else(|| text(lang, "value-missing"), |column| fields::nothing(column, lang)),
    }
}

/// The row as a line for a spreadsheet: raw values with tabs between them, what is private left out.
pub(super) fn row_as_text(entry: &LayerEntry, columns: &[TableColumn], row: usize) -> String {
    let values = columns.iter().filter(|column| !column.private).map(|column| {
        let value = entry.layer.columns[column.index].value(row);
        fields::pasted(value, &value.to_text())
    });
    values.collect::<Vec<_>>().join("\t")
}
