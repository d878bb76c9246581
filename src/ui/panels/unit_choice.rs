//! The unit of a column's numbers in the card of fields: as it is recognised, or as a person says, where name,
//! values and ground do not tell it or tell it wrong.

use crate::app::{Command, FieldsCommand, LayerEntry};
use crate::maps::binding::{BoundColumn, MeasureUnit};
use crate::maps::schema::FieldDef;
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{choice_line, drop_down};
use eframe::egui::{Popup, RichText, Ui};

/// Draws the choice; nothing where the column is no field that is measured, or in one unit alone.
pub(super) fn show(
    ui: &mut Ui,
    entry: &LayerEntry,
    bound: &BoundColumn,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let def = bound.key.as_deref().and_then(|key| entry.binding.definition(key));
    let Some((def, own)) = def.and_then(|def| Some((def, MeasureUnit::of_field(def)?))) else { return };
    if bound.in_words || own.siblings().nth(1).is_none() {
        return;
    }
    let as_recognised = as_recognised(bound, def, lang);
    let shown = match bound.said_unit {
        Some(unit) => text_with(lang, "binding-unit-said", &[("unit", label(def, unit, lang).into())]),
        None => as_recognised.clone(),
    };
    let name = text_with(lang, "binding-unit-of", &[("column", bound.column.as_str().into())]);
    let chosen = ui.horizontal(|ui| {
        let quiet = Theme::of(ui).quiet;
        ui.label(RichText::new(text(lang, "binding-unit")).font(theme::plain(size::LABEL)).color(quiet));
        let button = drop_down(ui, &shown, &format!("{name}: {shown}"), &name);
        let menu = |ui: &mut Ui| menu(ui, bound, def, own, &as_recognised, lang);
        Popup::menu(&button).width(220.0).show(menu).and_then(|shown| shown.inner)
    });
    commands.extend(chosen.inner.map(|ask| Command::Fields { layer: entry.id, ask }));
}

/// The lines of the menu; what is asked for by the one that was chosen.
fn menu(
    ui: &mut Ui,
    bound: &BoundColumn,
    def: &FieldDef,
    own: MeasureUnit,
    as_recognised: &str,
    lang: Lang,
) -> Option<FieldsCommand> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let ask = |unit| FieldsCommand::SetUnit { column: bound.column.clone(), unit };
    let recognised = choice_line(ui, as_recognised, bound.said_unit.is_none());
    let mut chosen = recognised.clicked().then(|| ask(None));
    for unit in own.siblings() {
        if choice_line(ui, label(def, unit, lang), bound.said_unit == Some(unit)).clicked() {
            chosen = Some(ask(Some(unit)));
        }
    }
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

/// The unit without a person's word: the one recognised, or that of the schema where nothing tells it.
fn as_recognised(bound: &BoundColumn, def: &FieldDef, lang: Lang) -> String {
    match bound.recognised_unit_as(def) {
        Some(unit) => {
            text_with(lang, "binding-unit-as-recognised", &[("unit", label(def, unit, lang).into())])
        }
        None => text_with(lang, "binding-unit-not-told", &[("unit", def.unit_label(lang).into())]),
    }
}

/// What a unit is called, for the field's own as the schema has it: 万元/年 where a figure is a year's.
fn label(def: &FieldDef, unit: MeasureUnit, lang: Lang) -> &'static str {
    if MeasureUnit::of_field(def) == Some(unit) { def.unit_label(lang) } else { unit.label(lang) }
}
