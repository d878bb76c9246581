//! Which columns of a layer are which fields: a floating card over the map. What is doubtful stands
//! first, with the reasons; a person confirms it, corrects it, or says that it is no known field.

use super::{kind_card, unit_choice};
use crate::app::{Command, FieldsCommand, LayerEntry, LayerId, Session};
use crate::layer::Column;
use crate::maps::binding::{BoundColumn, Evidence, MeasureUnit, NameMatch, Naming, State};
use crate::maps::schema::{FieldDef, LayerKind};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, choice_line, choice_searched, elided, hairline, icon_button, note};
use crate::ui::{fields, format};
use eframe::egui::{self, Align, Area, Id, Layout, Margin, Rect, Ui, pos2, vec2};
use std::sync::Arc;

/// Width of the card.
const WIDTH: f32 = 420.0;
/// A map narrower than this keeps its room: the card then lies over the inspector.
const ROOMY_MAP: f32 = 680.0;
/// Values that are shown of a column.
const SAMPLES: usize = 3;
/// Rows that are looked through for them.
const ROWS_FOR_SAMPLES: usize = 200;
/// Width of the button that confirms.
const CONFIRM_WIDTH: f32 = 76.0;

/// Room below the columns, for the button that confirms all of them.
const FOOTER: f32 = 64.0;
/// The columns have at least so much room, however long the reasons above them are.
const LEAST_ROOM: f32 = 140.0;

/// The fields of a list, and how many of them the column fits.
type Offered = (Arc<Vec<&'static FieldDef>>, usize);

/// The card of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldsCard {
    layer: LayerId,
    /// Not drawn yet: the keyboard's focus is to go there.
    fresh: bool,
    /// The columns as they stand since it was opened, or since the layer is of this kind: a choice moves
    /// nothing under the pointer.
    order: Order,
}

/// An order of some columns of a layer of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Order {
    kind: Option<LayerKind>,
    /// The columns as the file has them.
    columns: Vec<String>,
    /// Their numbers as they stand in the card.
    places: Vec<usize>,
}

impl FieldsCard {
    /// A card for a layer.
    pub fn new(layer: LayerId) -> Self {
        Self { layer, fresh: true, order: Order::default() }
    }

    /// Draws the card; whether it stays open. `map` is where the map is.
    #[must_use]
    pub fn show(&mut self, ui: &mut Ui, map: Rect, session: &Session, commands: &mut Vec<Command>) -> bool {
        let Some(entry) = session.document().layer(self.layer) else { return false };
        let theme = Theme::of(ui);
        let lang = session.settings().lang;
        let window = ui.ctx().content_rect();
        let (right, bottom) = if map.width() >= ROOMY_MAP {
            (map.right() - 56.0, map.bottom() - 44.0)
        } else {
            (window.right() - 12.0, window.bottom() - size::STATUS)
        };
        let width = WIDTH.min(window.width() - 24.0);
        let fresh = std::mem::take(&mut self.fresh);
        self.put_in_order(entry);
        Area::new(Id::unique("fields-card"))
            .order(egui::Order::Middle)
            .fixed_pos(pos2((right - width).max(window.left() + 8.0), map.top() + 12.0))
            .constrain_to(window)
            .show(ui.ctx(), |ui| {
                let frame = theme.floating(Margin::symmetric(14, 10));
                frame
                    .show(ui, |ui| {
                        ui.set_width(width - 28.0);
                        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                        let stay = header(ui, entry, lang, fresh);
                        kind_card::show(ui, entry, lang, commands);
                        summary(ui, entry, lang);
                        hairline(ui);
                        let most = (bottom - ui.cursor().top() - FOOTER).max(LEAST_ROOM);
                        // The card grows with what it holds: what it was the frame before does not keep it small.
                        let area = egui::ScrollArea::vertical().id_salt(("fields-card", entry.id.0));
                        let area = area.auto_shrink([false, true]);
                        area.max_height(most).min_scrolled_height(most).show(ui, |ui| {
                            // Room for the bar that floats over the right edge.
                            ui.set_width(width - 28.0 - 12.0);
                            let columns = entry.binding.columns();
                            for column in self.order.places.iter().filter_map(|&at| columns.get(at)) {
                                row(ui, entry, column, lang, commands);
                            }
                        });
                        footer(ui, entry, lang, commands);
                        stay
                    })
                    .inner
            })
            .inner
    }
}

impl FieldsCard {
    /// Puts the columns in their order where that is not done: once for a kind and a reading of the file.
    fn put_in_order(&mut self, entry: &LayerEntry) {
        let columns = entry.binding.columns();
        let names = || columns.iter().map(|column| &column.column);
        if self.order.kind == entry.binding.kind() && self.order.columns.iter().eq(names()) {
            return;
        }
        // What a person is to say about first, then what is known, then the rest; each in the file's order.
        let mut places: Vec<usize> = (0..columns.len()).collect();
        places.sort_by_key(|&at| match columns[at].state {
            State::Proposed => 0,
            State::Bound => 1,
            State::Free => 2,
        });
        self.order = Order { kind: entry.binding.kind(), columns: names().cloned().collect(), places };
    }
}

fn header(ui: &mut Ui, entry: &LayerEntry, lang: Lang, fresh: bool) -> bool {
    let theme = Theme::of(ui);
    let title = fields::layer_title(entry, lang);
    let words = text_with(lang, "binding-title", &[("layer", title.into())]);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = icon_button(ui, Icon::Close, &text(lang, "binding-close"), 24.0, true);
            if fresh {
                close.request_focus();
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = egui::RichText::new(words).font(theme::strong(size::TEXT)).color(theme.ink);
                ui.add(egui::Label::new(words).truncate());
            });
            !close.clicked()
        })
        .inner
    })
    .inner
}

fn summary(ui: &mut Ui, entry: &LayerEntry, lang: Lang) {
    let count = |state: State| entry.binding.columns().iter().filter(|it| it.state == state).count();
    if entry.binding.kind().is_none() {
        note(ui, &text(lang, "binding-as-they-are"));
        return;
    }
    let counts = [
        ("bound", count(State::Bound).into()),
        ("proposed", count(State::Proposed).into()),
        ("free", count(State::Free).into()),
    ];
    note(ui, &text_with(lang, "binding-summary", &counts));
}

fn footer(ui: &mut Ui, entry: &LayerEntry, lang: Lang, commands: &mut Vec<Command>) {
    let proposed = entry.binding.confirmable().count();
    if proposed == 0 {
        return;
    }
    hairline(ui);
    let label = text_with(lang, "binding-confirm-all", &[("count", proposed.into())]);
    if Button::new(&label).show(ui).clicked() {
        commands.push(Command::Fields { layer: entry.id, ask: FieldsCommand::Confirm });
    }
}

fn row(ui: &mut Ui, entry: &LayerEntry, bound: &BoundColumn, lang: Lang, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let name = elided(ui, &bound.column, theme::strong(size::TEXT), theme.ink, width * 0.45);
    let samples = entry.layer.column(&bound.column).map(|column| samples(entry, column, lang));
    let samples = samples.unwrap_or_default();
    let left = width - name.size().x - 12.0;
    let values = elided(ui, &samples, theme::plain(size::LABEL), theme.quiet, left);
    let height = name.size().y.max(values.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{} {samples}", bound.column))
    });
    let (cut, right) = (name.elided || values.elided, rect.right() - values.size().x);
    ui.painter().galley(rect.min, name, theme.ink);
    let at = pos2(right, rect.bottom() - values.size().y);
    ui.painter().galley(at, values, theme.quiet);
    if cut {
        response.on_hover_text(format!("{}: {samples}", bound.column));
    }
    if entry.binding.kind().is_some() {
        ui.horizontal(|ui| field_choice(ui, entry, bound, lang, commands));
        unit_choice::show(ui, entry, bound, lang, commands);
    }
    let why = reasons(bound, lang);
    if !why.is_empty() {
        note(ui, &why);
    }
    ui.add_space(6.0);
}

/// The field that a column is, to be chosen; and the button that confirms a proposal.
fn field_choice(
    ui: &mut Ui,
    entry: &LayerEntry,
    bound: &BoundColumn,
    lang: Lang,
    commands: &mut Vec<Command>,
) {
    let none = text(lang, "binding-none");
    let def = bound.key.as_deref().and_then(|key| entry.binding.definition(key));
    let labelled = |key: &str| {
        let label = fields::label_with_unit(entry.kind, key, lang);
        // Two fields may bear one name in two units; the key tells every one.
        format!("{label} · {key}")
    };
    let shown = match (def, bound.state) {
        (Some(def), State::Proposed) => {
            text_with(lang, "binding-perhaps", &[("field", labelled(def.key).into())])
        }
        (Some(def), _) => labelled(def.key),
        (None, _) => none.clone(),
    };
    let name = text_with(lang, "binding-field-of", &[("column", bound.column.as_str().into())]);
    let is_proposed = bound.state == State::Proposed;
    let room = ui.available_width() - if is_proposed { CONFIRM_WIDTH + 8.0 } else { 0.0 };
    let chosen = ui
        .allocate_ui(vec2(room, size::SMALL_CONTROL), |ui| {
            choice_searched(ui, &name, &shown, &text(lang, "fields-search"), |ui, searched| {
                let wanted = searched.text.trim();
                let is_free = bound.key.is_none();
                let mut chosen = None;
                if fields::is_found(wanted, [none.as_str()].into_iter())
                    && choice_line(ui, &none, is_free).clicked()
                {
                    chosen = Some(None);
                }
                let offered = offered(ui, entry, bound);
                let found: Vec<(usize, &str, String)> = offered
                    .0
                    .iter()
                    .enumerate()
                    .filter(|(_, def)| is_wanted(entry, def, wanted))
                    .map(|(at, def)| (at, def.key, labelled(def.key)))
                    .collect();
                if found.is_empty() && !wanted.is_empty() {
                    note(ui, &text(lang, "fields-none"));
                }
                if let Some((_, key, _)) = found.first().filter(|_| searched.entered && !wanted.is_empty()) {
                    chosen = Some(Some(*key));
                }
                for (place, (at, key, words)) in found.iter().enumerate() {
                    // What the column fits stands apart from the rest.
                    if *at >= offered.1 && (place == 0 || found[place - 1].0 < offered.1) {
                        hairline(ui);
                    }
                    if choice_line(ui, words, bound.key.as_deref() == Some(*key)).clicked() {
                        chosen = Some(Some(*key));
                    }
                }
                chosen
            })
        })
        .inner;
    let (layer, column) = (entry.id, bound.column.clone());
    match chosen {
        Some(Some(key)) => {
            commands
                .push(Command::Fields { layer, ask: FieldsCommand::Bind { column, key: key.to_owned() } });
        }
        Some(None) => commands.push(Command::Fields { layer, ask: FieldsCommand::Unbind { column } }),
        None => {
            if let Some(def) = def.filter(|_| is_proposed) {
                let hint = text_with(lang, "binding-confirm-hint", &[("column", column.as_str().into())]);
                if Button::new(&text(lang, "binding-confirm")).tooltip(&hint).show(ui).clicked() {
                    commands.push(Command::Fields {
                        layer,
                        ask: FieldsCommand::Bind { column, key: def.key.to_owned() },
                    });
                }
            }
        }
    }
}

/// Whether a field is looked up by one of its names.
fn is_wanted(entry: &LayerEntry, def: &FieldDef, wanted: &str) -> bool {
    let labels = fields::labels_with_unit(entry.kind, def.key);
    let names = def.aliases.iter().chain(def.headings).chain([&def.key]).copied();
    fields::is_found(wanted, labels.iter().map(String::as_str).chain(names))
}

/// The fields that are offered for a column, and how many of them it fits; worked out once for each list.
fn offered(ui: &Ui, entry: &LayerEntry, bound: &BoundColumn) -> Offered {
    let id = Id::unique(("fields-offered", entry.id.0, &bound.column));
    let of = (Arc::as_ptr(&entry.binding) as usize, Arc::as_ptr(&entry.layer) as usize);
    let known = ui.data(|data| data.get_temp::<((usize, usize), Offered)>(id)).filter(|known| known.0 == of);
    if let Some((_, offered)) = known {
        return offered;
    }
    let (fields, fitting) = entry.binding.fitting(&entry.layer, &bound.column);
    let offered: Offered = (Arc::new(fields), fitting);
    ui.data_mut(|data| data.insert_temp(id, (of, offered.clone())));
    offered
}

/// A few of a column's values, each once. What is not for outsiders is not shown here either.
fn samples(entry: &LayerEntry, column: &Column, lang: Lang) -> String {
    if Naming::from(entry).is_private(&column.name) {
        return text(lang, "value-private");
    }
    let mut seen: Vec<String> = Vec::new();
    for row in 0..entry.layer.len().min(ROWS_FOR_SAMPLES) {
        let value = column.value(row);
        if !value.is_none() {
            let shown: String = value.to_text().chars().take(24).collect();
            if !seen.contains(&shown) {
                seen.push(shown);
            }
        }
        if seen.len() == SAMPLES {
            break;
        }
    }
    if seen.is_empty() { text(lang, "value-missing") } else { seen.join(lang.pick("、", ", ")) }
}

/// Why a column is taken for its field, in words.
fn reasons(bound: &BoundColumn, lang: Lang) -> String {
    let mut words: Vec<String> = Vec::new();
    for why in bound.reasons() {
        let reason = reason(why, lang);
        if !words.contains(&reason) {
            words.push(reason);
        }
    }
    words.join(lang.pick("；", "; "))
}

fn reason(why: &Evidence, lang: Lang) -> String {
    let percent = |share: f64| format!("{}%", format::fixed(share * 100.0, 0));
    let unit = |unit: MeasureUnit| unit.label(lang).to_owned();
    match why {
        Evidence::Name { found } => text(
            lang,
            match found {
                NameMatch::Key => "binding-why-key",
                NameMatch::Alias => "binding-why-alias",
                NameMatch::Written => "binding-why-written",
                NameMatch::ButForUnit => "binding-why-but-for-unit",
                NameMatch::Pinyin => "binding-why-pinyin",
                NameMatch::Cut => "binding-why-cut",
                NameMatch::Holds => "binding-why-holds",
                NameMatch::Initials => "binding-why-initials",
                NameMatch::Words => "binding-why-words",
            },
        ),
        Evidence::Unit { unit: own } => text_with(lang, "binding-why-unit", &[("unit", unit(*own).into())]),
        Evidence::OtherUnit { unit: other } => {
            text_with(lang, "binding-why-other-unit", &[("unit", unit(*other).into())])
        }
        Evidence::Ground { ratio, rows, unit: own } => {
            let ratio = format!("{ratio:.6}").trim_end_matches('0').trim_end_matches('.').to_owned();
            let arguments = [("unit", unit(*own).into()), ("rows", (*rows).into()), ("ratio", ratio.into())];
            text_with(lang, "binding-why-ground", &arguments)
        }
        Evidence::Domain { share } => {
            text_with(lang, "binding-why-domain", &[("share", percent(*share).into())])
        }
        Evidence::OutOfRange { least, most, share } => {
            let arguments = [
                ("least", format::number(*least).into()),
                ("most", format::number(*most).into()),
                ("share", percent(*share).into()),
            ];
            text_with(lang, "binding-why-out-of-range", &arguments)
        }
        Evidence::OtherType { share } => {
            text_with(lang, "binding-why-other-type", &[("share", percent(*share).into())])
        }
        Evidence::CreditCodes => text(lang, "binding-why-credit-codes"),
        Evidence::Telephones => text(lang, "binding-why-telephones"),
        Evidence::Rival { name } => text_with(lang, "binding-why-rival", &[("name", name.as_str().into())]),
        Evidence::Person => text(lang, "binding-why-person"),
    }
}
