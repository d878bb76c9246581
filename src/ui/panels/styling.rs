//! How a layer is drawn: a floating card over the map, whose every change shows at once.

use super::styling_color as color;
use crate::app::{Command, LayerEntry, LayerId, Session};
use crate::layer::{Column, FieldType, PartType};
use crate::scene::clusters::can_gather;
use crate::scene::{LabelBy, LabelsFrom, Style, Styling};
use crate::text::{Lang, text, text_with};
use crate::ui::icons::Icon;
use crate::ui::styles::Styles;
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{
    Button, CheckRow, NAME_SHARE, SliderLine, check_row, choice, choice_line, elided, hairline, icon_button,
    note, number_field, section_title, slider_line,
};
use crate::ui::{fields, format};
use eframe::egui::{self, Align, Area, Id, Key, Layout, Margin, Modifiers, Order, Rect, Ui, pos2, vec2};

/// Width of the card.
const WIDTH: f32 = 348.0;
/// A map narrower than this keeps its room: the card then lies over the inspector.
const ROOMY_MAP: f32 = 680.0;

/// What a person styles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StylingPanel {
    layer: LayerId,
    /// The chosen layer when the card was last drawn; the card goes with the choice.
    chosen: Option<LayerId>,
    gesture: u32,
    /// Not drawn yet: the keyboard's focus is to go there.
    fresh: bool,
}

/// What the parts of the card know.
pub(super) struct Form<'a> {
    pub(super) lang: Lang,
    pub(super) session: &'a Session,
    pub(super) entry: &'a LayerEntry,
    pub(super) styling: Styling,
    pub(super) style: &'a Style,
    /// What the sliders' moves belong to.
    gesture: u32,
    gesture_ends: bool,
}

impl StylingPanel {
    /// A card for a layer.
    pub fn new(layer: LayerId) -> Self {
        Self { layer, chosen: None, gesture: 0, fresh: true }
    }

    /// Whether Escape was pressed for the card: no list is open and nobody types.
    pub fn escaped(ctx: &egui::Context) -> bool {
        // Of the frame before: a list that Escape closes is open until it is drawn.
        !egui::Popup::is_any_open(ctx)
            && !ctx.text_edit_focused()
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Draws the card; whether it stays open. `map` is where the map is, `denominator` its scale.
    #[must_use]
    pub fn show(
        &mut self,
        ui: &mut Ui,
        map: Rect,
        session: &Session,
        styles: &Styles,
        denominator: Option<f64>,
        commands: &mut Vec<Command>,
    ) -> bool {
        let theme = Theme::of(ui);
        let chosen = session.document().chosen;
        if self.chosen != chosen {
            // The first time it stays with the layer that it was opened for.
            self.layer = self.chosen.and(chosen).unwrap_or(self.layer);
            self.chosen = chosen;
        }
        let Some(entry) = session.document().layer(self.layer) else { return false };
        let Some(style) = styles.get(&self.layer) else { return true };
        let window = ui.ctx().content_rect();
        // Beside the map's buttons and above its scale bar, or down to the status line.
        let (right, bottom) = if map.width() >= ROOMY_MAP {
            (map.right() - 56.0, map.bottom() - 44.0)
        } else {
            (window.right() - 12.0, window.bottom() - size::STATUS)
        };
        let frame = theme.floating(Margin::symmetric(14, 10));
        let mut form = Form {
            lang: session.settings().lang,
            session,
            entry,
            styling: entry.styling.clone().unwrap_or_default(),
            style,
            gesture: self.gesture,
            gesture_ends: false,
        };
        let fresh = std::mem::take(&mut self.fresh);
        // Less header, footer and margins.
        let most = (bottom - map.top() - 120.0).max(180.0);
        let stay = Area::new(Id::unique("styling"))
            .order(Order::Middle)
            .fixed_pos(pos2((right - WIDTH).max(window.left() + 8.0), map.top() + 12.0))
            .constrain_to(window)
            .show(ui.ctx(), |ui| {
                frame
                    .show(ui, |ui| {
                        ui.set_width(WIDTH - 28.0);
                        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                        let stay = form.header(ui, fresh);
                        egui::ScrollArea::vertical().id_salt("styling").max_height(most).show(ui, |ui| {
                            // Room for the bar that floats over the right edge.
                            ui.set_width(WIDTH - 38.0);
                            form.contents(ui, denominator, commands);
                        });
                        form.footer(ui, commands);
                        stay
                    })
                    .inner
            })
            .inner;
        self.gesture = self.gesture.wrapping_add(u32::from(form.gesture_ends));
        stay
    }
}

impl Form<'_> {
    /// Sends the styling with a change.
    pub(super) fn send(&self, commands: &mut Vec<Command>, change: impl FnOnce(&mut Styling)) {
        self.send_gesture(commands, None, change);
    }

    fn send_gesture(
        &self,
        commands: &mut Vec<Command>,
        gesture: Option<u32>,
        change: impl FnOnce(&mut Styling),
    ) {
        let mut styling = self.styling.clone();
        change(&mut styling);
        commands.push(Command::SetStyling { layer: self.entry.id, styling: Some(styling), gesture });
    }

    /// A slider; a drag of it is one step of undo.
    pub(super) fn slider(
        &mut self,
        ui: &mut Ui,
        line: &SliderLine<'_>,
        commands: &mut Vec<Command>,
        change: impl FnOnce(&mut Styling, f64),
    ) {
        let Some(moved) = slider_line(ui, line) else { return };
        self.gesture_ends |= !moved.dragging;
        self.send_gesture(commands, Some(self.gesture), |styling| change(styling, moved.value));
    }

    fn header(&self, ui: &mut Ui, fresh: bool) -> bool {
        let theme = Theme::of(ui);
        let title = fields::layer_title(self.entry, self.lang);
        let words = text_with(self.lang, "styling-title", &[("layer", title.into())]);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = icon_button(ui, Icon::Close, &text(self.lang, "styling-close"), 24.0, true);
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

    fn contents(&mut self, ui: &mut Ui, denominator: Option<f64>, commands: &mut Vec<Command>) {
        color::show(self, ui, commands);
        hairline(ui);
        self.sizes(ui, commands);
        hairline(ui);
        self.labels(ui, denominator, commands);
        hairline(ui);
        self.scales(ui, denominator, commands);
    }

    fn footer(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        hairline(ui);
        ui.horizontal(|ui| {
            let (label, hint) = (text(self.lang, "styling-reset"), text(self.lang, "styling-reset-hint"));
            let can = self.entry.styling.is_some();
            if Button::new(&label).tooltip(&hint).enabled(can).show(ui).clicked() {
                commands.push(Command::SetStyling { layer: self.entry.id, styling: None, gesture: None });
            }
            if self.session.is_restyling(self.entry.id) {
                note(ui, &text(self.lang, "styling-working"));
            }
        });
    }

    /// Whether the layer has parts of a sort, judged by its first rows.
    fn has(&self, wanted: PartType) -> bool {
        let shapes = &self.entry.layer.shapes;
        let rows = self.entry.layer.len().min(100);
        (0..rows).any(|row| shapes.get(row).parts().any(|part| part.part_type == wanted))
    }

    fn sizes(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let lang = self.lang;
        if self.has(PartType::Point) {
            let value = f64::from(self.styling.point_size_px.unwrap_or(self.style.point_size_px));
            let range = Styling::POINT_SIZES_PX;
            let line = SliderLine {
                name: &text(lang, "styling-point-size"),
                value,
                range: f64::from(*range.start())..=f64::from(*range.end()),
                step: 0.5,
                shown: &format::number(value),
            };
            self.slider(ui, &line, commands, |styling, value| styling.point_size_px = Some(value as f32));
            self.size_by(ui, commands);
            if can_gather(&self.entry.layer) {
                let on = self.style.clusters;
                if check(ui, &text(lang, "styling-clusters"), on) {
                    commands.push(Command::SetClusters { layer: self.entry.id, on: !on });
                }
            }
        }
        let value =
            f64::from(self.styling.line_width_px.unwrap_or_else(|| {
                self.style.stroke.map_or(self.style.line_width_px, |stroke| stroke.width_px)
            }));
        let line = SliderLine {
            name: &text(lang, "styling-line-width"),
            value,
            range: 0.0..=f64::from(*Styling::LINE_WIDTHS_PX.end()),
            step: 0.25,
            shown: &format::number(value),
        };
        self.slider(ui, &line, commands, |styling, value| styling.line_width_px = Some(value as f32));
        if self.has(PartType::Polygon) {
            let value = f64::from(self.styling.fill_opacity.unwrap_or(self.style.fill_opacity)) * 100.0;
            let line = SliderLine {
                name: &text(lang, "styling-opacity"),
                value,
                range: 0.0..=100.0,
                step: 1.0,
                shown: &format!("{}%", format::fixed(value, 0)),
            };
            self.slider(ui, &line, commands, |styling, value| {
                styling.fill_opacity = Some((value / 100.0) as f32);
            });
        }
        if !self.has(PartType::Line) {
            let outline = self.style.stroke.is_some();
            if check(ui, &text(lang, "styling-outline"), outline) {
                self.send(commands, |styling| styling.outline = Some(!outline));
            }
        }
    }

    fn size_by(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let numbers = fields_of(self.entry, is_number);
        if numbers.is_empty() {
            return;
        }
        let name = text(self.lang, "styling-size-by");
        let fixed = text(self.lang, "styling-size-fixed");
        let by = self.styling.size_by.as_deref();
        let shown = by.map_or_else(|| fixed.clone(), |field| self.label(field));
        let chosen = line(ui, &name, |ui| {
            choice(ui, &name, &shown, |ui| {
                let mut chosen = choice_line(ui, &fixed, by.is_none()).clicked().then_some(None);
                for field in &numbers {
                    if choice_line(ui, &self.label(field), by == Some(field)).clicked() {
                        chosen = Some(Some((*field).to_owned()));
                    }
                }
                chosen
            })
        });
        if let Some(field) = chosen {
            self.send(commands, |styling| styling.size_by = field);
        }
    }

    pub(super) fn label(&self, field: &str) -> String {
        fields::label(self.entry, field, self.lang)
    }

    fn labels(&self, ui: &mut Ui, denominator: Option<f64>, commands: &mut Vec<Command>) {
        let lang = self.lang;
        let name = text(lang, "styling-label");
        let (own, none) = (text(lang, "styling-label-own"), text(lang, "styling-label-none"));
        let shown = match &self.styling.label {
            LabelBy::Own {} => match &self.style.label_field {
                Some(field) => format!("{own} · {}", self.label(field)),
                None => own.clone(),
            },
            LabelBy::Nothing {} => none.clone(),
            LabelBy::Field { field } => self.label(field),
        };
        let columns = fields_of(self.entry, |column| column.field_type() != FieldType::Json);
        let chosen = line(ui, &name, |ui| {
            choice(ui, &name, &shown, |ui| {
                let mut chosen = None;
                for (label, by) in [(&own, LabelBy::Own {}), (&none, LabelBy::Nothing {})] {
                    if choice_line(ui, label, self.styling.label == by).clicked() {
                        chosen = Some(by);
                    }
                }
                for field in columns {
                    let by = LabelBy::Field { field: field.to_owned() };
                    if choice_line(ui, &self.label(field), self.styling.label == by).clicked() {
                        chosen = Some(by);
                    }
                }
                chosen
            })
        });
        if let Some(label) = chosen {
            self.send(commands, |styling| styling.label = label);
        }
        if self.style.label_field.is_none() {
            return;
        }
        let name = text(lang, "styling-labels-from");
        let always = text(lang, "styling-always");
        let shown = match self.style.label_max_denominator {
            Some(denominator) => scale_text(denominator),
            None => always.clone(),
        };
        let own = text(lang, "styling-own");
        let current = denominator.map(rounded_scale);
        let chosen = line(ui, &name, |ui| {
            choice(ui, &name, &shown, |ui| {
                let mut lines = vec![(own, LabelsFrom::Own {}), (always, LabelsFrom::Always {})];
                let mut scales: Vec<f64> = SCALES.to_vec();
                scales.extend(current);
                scales.sort_by(|a, b| b.total_cmp(a));
                scales.dedup();
                lines.extend(
                    scales
                        .into_iter()
                        .map(|denominator| (scale_text(denominator), LabelsFrom::Scale { denominator })),
                );
                let mut chosen = None;
                for (label, from) in lines {
                    if choice_line(ui, &label, self.styling.labels_from == from).clicked() {
                        chosen = Some(from);
                    }
                }
                chosen
            })
        });
        if let Some(from) = chosen {
            self.send(commands, |styling| styling.labels_from = from);
        }
    }

    fn scales(&self, ui: &mut Ui, denominator: Option<f64>, commands: &mut Vec<Command>) {
        section_title(ui, &text(self.lang, "styling-scale-range"));
        let ends = [
            ("styling-max-scale", self.styling.max_denominator, true),
            ("styling-min-scale", self.styling.min_denominator, false),
        ];
        for (key, value, is_max) in ends {
            let name = text(self.lang, key);
            note(ui, &name);
            let id = Id::unique(("styling", key, self.entry.id.0));
            let typed = ui
                .horizontal(|ui| {
                    let hint = text(self.lang, "styling-no-limit");
                    let mut typed = number_field(ui, id, &name, value, &hint, 120.0);
                    let here = text(self.lang, "styling-here");
                    let scale = denominator.map(rounded_scale);
                    // Two buttons of one text: the name says whose.
                    let button =
                        ui.push_id(key, |ui| Button::link(&here).enabled(scale.is_some()).show(ui)).inner;
                    if button.clicked() {
                        typed = Some(scale);
                    }
                    typed
                })
                .inner;
            if let Some(value) = typed {
                self.send(commands, |styling| {
                    if is_max {
                        styling.max_denominator = value;
                    } else {
                        styling.min_denominator = value;
                    }
                });
            }
        }
    }
}

/// Scales to choose from.
const SCALES: [f64; 7] = [200_000.0, 100_000.0, 50_000.0, 25_000.0, 10_000.0, 5_000.0, 2_000.0];

fn scale_text(denominator: f64) -> String {
    format!("1 : {}", format::fixed(denominator, 0))
}

/// A scale as people say it: two figures.
fn rounded_scale(denominator: f64) -> f64 {
    let unit = 10_f64.powf(denominator.max(1.0).log10().floor() - 1.0);
    (denominator / unit).ceil() * unit
}

/// Fields of a layer that a test lets pass, private ones left out: what colours a map is seen by all.
pub(super) fn fields_of(entry: &LayerEntry, test: impl Fn(&Column) -> bool) -> Vec<&str> {
    entry
        .layer
        .columns
        .iter()
        .filter(|column| test(column) && !fields::is_private(entry, &column.name))
        .map(|column| column.name.as_str())
        .collect()
}

pub(super) fn is_number(column: &Column) -> bool {
    matches!(column.field_type(), FieldType::Integer | FieldType::Real)
}

/// A line of the form: the name, then its control.
pub(super) fn line<R>(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let name_width = width * NAME_SHARE;
        let (rect, response) =
            ui.allocate_exact_size(vec2(name_width, size::SMALL_CONTROL), egui::Sense::hover());
        let galley = elided(ui, name, theme::plain(size::TEXT), theme.ink, name_width - 8.0);
        if galley.elided {
            response.on_hover_text(name);
        }
        ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, theme.ink);
        control(ui)
    })
    .inner
}

/// A check box over the whole width.
pub(super) fn check(ui: &mut Ui, label: &str, checked: bool) -> bool {
    let row = CheckRow { label, checked, bar: None, count: "", color: None, quiet: false };
    check_row(ui, &row).clicked()
}
