//! The menu that adds a filter card: the fields that have none yet, by kind, with a search.

use crate::app::{Command, LayerEntry, LayerId};
use crate::layer::{Column, FieldType};
use crate::maps::schema::FieldKind;
use crate::text::{Lang, text};
use crate::ui::fields;
use crate::ui::icons::Icon;
use crate::ui::widgets::{Button, note, section_title};
use eframe::egui::{self, Id, Key, Popup, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

/// The kinds of fields, in the order of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Categories,
    Numbers,
    Dates,
    Texts,
}

impl Group {
    const ALL: [Self; 4] = [Self::Categories, Self::Numbers, Self::Dates, Self::Texts];

    fn title(self) -> &'static str {
        match self {
            Self::Categories => "fields-categories",
            Self::Numbers => "fields-numbers",
            Self::Dates => "fields-dates",
            Self::Texts => "fields-texts",
        }
    }

    fn of(entry: &LayerEntry, column: &Column) -> Self {
        let kind = fields::definition(entry, &column.name).map(|definition| definition.kind);
        match column.field_type() {
            FieldType::Integer | FieldType::Real => Self::Numbers,
            FieldType::Date | FieldType::DateTime => Self::Dates,
            FieldType::Bool => Self::Categories,
            _ if kind == Some(FieldKind::Code) => Self::Categories,
            _ => Self::Texts,
        }
    }
}

/// Draws the button with the menu behind it; nothing where every field has its card.
pub(super) fn show(
    ui: &mut Ui,
    lang: Lang,
    entry: &LayerEntry,
    cards: &[String],
    commands: &mut Vec<Command>,
) {
    let free: Vec<&Column> = entry
        .layer
        .columns
        .iter()
        // A card lists values or draws them as bars, which tells what is private.
        .filter(|column| {
            fields::can_filter(column)
                && !cards.contains(&column.name)
                && !fields::is_private(entry, &column.name)
        })
        .collect();
    if free.is_empty() {
        return;
    }
    let label = text(lang, "filters-add");
    let response = Button::link(&label).icon(Icon::Plus).show(ui);
    let search_id = Id::unique(("field-menu", entry.id.0));
    if response.clicked() {
        ui.data_mut(|data| data.remove::<String>(search_id));
    }
    let opened = response.clicked();
    Popup::menu(&response).width(260.0).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(260.0);
        let mut searched: String = ui.data(|data| data.get_temp(search_id)).unwrap_or_default();
        let edit = TextEdit::singleline(&mut searched)
            .id(search_id.with("edit"))
            .hint_text(text(lang, "fields-search"))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY);
        let field = ui.add(edit).accessible_name(text(lang, "fields-search"));
        if opened {
            field.request_focus();
        }
        if field.changed() {
            ui.data_mut(|data| data.insert_temp(search_id, searched.clone()));
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let found = search(entry, &free, &searched);
        let mut picked = found.first().filter(|_| entered && !searched.is_empty()).copied();
        ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            if found.is_empty() {
                note(ui, &text(lang, "fields-none"));
            }
            for group in Group::ALL {
                let mut members = found.iter().filter(|column| Group::of(entry, column) == group).peekable();
                if members.peek().is_some() {
                    ui.add_space(4.0);
                    section_title(ui, &text(lang, group.title()));
                }
                for column in members {
                    let label = fields::label_with_unit(entry, &column.name, lang);
                    let button = egui::Button::new(label.as_str()).min_size(egui::vec2(200.0, 26.0));
                    if ui.add(button).on_hover_text(&column.name).clicked() {
                        picked = Some(column);
                    }
                }
            }
        });
        if let Some(column) = picked {
            commands.push(Command::AddCard { layer: entry.id, field: column.name.clone() });
            ui.data_mut(|data| data.insert_temp(added_id(entry.id), column.name.clone()));
            ui.close();
        }
    });
}

/// Where the field stands whose card was added and not drawn yet.
pub(super) fn added_id(layer: LayerId) -> Id {
    Id::unique(("card-added", layer.0))
}

/// The fields whose name, or label in either language, holds what is searched for, in the layer's order.
fn search<'a>(entry: &LayerEntry, free: &[&'a Column], searched: &str) -> Vec<&'a Column> {
    let is_found = |column: &&Column| {
        let labels = fields::labels_with_unit(entry, &column.name);
        fields::is_found(searched, labels.iter().map(String::as_str).chain([column.name.as_str()]))
    };
    free.iter().copied().filter(is_found).collect()
}
