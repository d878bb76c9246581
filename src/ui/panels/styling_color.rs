//! The first part of the styling card: what colours the layer, and in which colours.

use super::styling::{Form, check, fields_of, is_number, line};
use crate::app::Command;
use crate::layer::{Column, FieldType, TextArray, Values};
use crate::maps::schema::LayerKind;
use crate::scene::schemes::{SCHEMES, Scheme, SchemeSort};
use crate::scene::{ColorBy, OFFICIAL_SCHEME, Rgb};
use crate::stats::ClassMethod;
use crate::text::{text, text_with};
use crate::ui::widgets::{
    BreaksHistogram, SliderLine, breaks_histogram, choice, choice_line, choice_line_of, choice_of, note,
    ramp, switch,
};
use crate::ui::{fields, format};
use eframe::egui::{Color32, Rect, Ui, pos2};

/// Classes that a person starts with.
const FIRST_COUNT: usize = 5;

/// Draws it.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, commands: &mut Vec<Command>) {
    let lang = form.lang;
    let kinds = fields_of(form.entry, has_kinds);
    let numbers = fields_of(form.entry, is_number);
    let choices = ["own", "one", "kinds", "classes"].map(|mode| text(lang, &format!("styling-color-{mode}")));
    let selected = match form.styling.color {
        ColorBy::Own {} => 0,
        ColorBy::One {} => 1,
        ColorBy::Categories { .. } => 2,
        ColorBy::Classes { .. } => 3,
    };
    let why_not = [
        String::new(),
        String::new(),
        if kinds.is_empty() { text(lang, "styling-no-kinds") } else { String::new() },
        if numbers.is_empty() { text(lang, "styling-no-numbers") } else { String::new() },
    ];
    let names: Vec<&str> = choices.iter().map(String::as_str).collect();
    let tooltips: Vec<&str> = why_not.iter().map(String::as_str).collect();
    if let Some(mode) = switch(ui, &names, selected, &tooltips)
        && mode != selected
    {
        let color = match mode {
            0 => Some(ColorBy::Own {}),
            1 => Some(ColorBy::One {}),
            2 => first_field(form, &kinds, false).map(|field| ColorBy::Categories { field }),
            _ => first_field(form, &numbers, true).map(|field| ColorBy::Classes {
                field,
                method: ClassMethod::default(),
                count: FIRST_COUNT,
            }),
        };
        if let Some(color) = color {
            form.send(commands, |styling| {
                // A scheme for kinds says nothing of numbers, and the other way round.
                styling.scheme = None;
                styling.reversed = false;
                styling.color = color;
            });
        }
    }
    match form.styling.color.clone() {
        ColorBy::Own {} => {}
        ColorBy::One {} => scheme(form, ui, None, commands),
        ColorBy::Categories { field } => {
            if let Some(field) = field_choice(form, ui, &kinds, &field) {
                form.send(commands, |styling| styling.color = ColorBy::Categories { field });
            }
            scheme(form, ui, Some(&field), commands);
        }
        ColorBy::Classes { field, method, count } => {
            if let Some(field) = field_choice(form, ui, &numbers, &field) {
                form.send(commands, |styling| styling.color = ColorBy::Classes { field, method, count });
            }
            classes(form, ui, &field, method, count, commands);
            scheme(form, ui, Some(&field), commands);
        }
    }
}

/// Whether the values of a column make classes: few texts, yes or no, whole numbers, days.
fn has_kinds(column: &Column) -> bool {
    match &column.values {
        Values::Text(TextArray::Plain(_)) => false,
        _ => matches!(
            column.field_type(),
            FieldType::Text | FieldType::Bool | FieldType::Integer | FieldType::Date
        ),
    }
}

/// The field to begin with: the one in use, the one that matters for the kind, or the first.
fn first_field(form: &Form<'_>, fields: &[&str], number: bool) -> Option<String> {
    let is_there = |field: &&str| fields.contains(field);
    let in_use = form.style.field.as_deref().filter(is_there);
    let known: Vec<&str> =
        form.entry
            .kind
            .map(|kind| {
                if number {
                    kind.main_field().into_iter().collect()
                } else {
                    LayerKind::facets(kind).to_vec()
                }
            })
            .unwrap_or_default();
    let matters = known
        .into_iter()
        .filter_map(|key| fields::column(form.entry, key))
        .map(|column| column.name.as_str())
        .find(is_there);
    in_use.or(matters).or(fields.first().copied()).map(str::to_owned)
}

fn field_choice(form: &Form<'_>, ui: &mut Ui, fields: &[&str], chosen: &str) -> Option<String> {
    let name = text(form.lang, "styling-field");
    line(ui, &name, |ui| {
        choice(ui, &name, &form.label(chosen), |ui| {
            let mut clicked = None;
            for field in fields {
                if choice_line(ui, &form.label(field), *field == chosen).clicked() {
                    clicked = Some((*field).to_owned());
                }
            }
            clicked
        })
    })
}

fn classes(
    form: &mut Form<'_>,
    ui: &mut Ui,
    field: &str,
    method: ClassMethod,
    count: usize,
    commands: &mut Vec<Command>,
) {
    let lang = form.lang;
    let name = text(lang, "styling-method");
    let of_method = |method: ClassMethod| {
        let key = match method {
            ClassMethod::Natural => "natural",
            ClassMethod::Quantile => "quantile",
            ClassMethod::Equal => "equal",
            ClassMethod::Pretty => "pretty",
        };
        (text(lang, &format!("styling-method-{key}")), text(lang, &format!("styling-method-{key}-hint")))
    };
    let chosen = line(ui, &name, |ui| {
        choice(ui, &name, &of_method(method).0, |ui| {
            let mut clicked = None;
            for other in ClassMethod::ALL {
                let (label, hint) = of_method(other);
                if choice_line(ui, &label, other == method).on_hover_text(hint).clicked() {
                    clicked = Some(other);
                }
            }
            clicked
        })
    });
    if let Some(method) = chosen {
        let field = field.to_owned();
        form.send(commands, |styling| styling.color = ColorBy::Classes { field, method, count });
    }
    let line = SliderLine {
        name: &text(lang, "styling-count"),
        value: count as f64,
        range: 2.0..=9.0,
        step: 1.0,
        shown: &count.to_string(),
    };
    let owned = field.to_owned();
    form.slider(ui, &line, commands, |styling, value| {
        styling.color = ColorBy::Classes { field: owned, method, count: value.round() as usize };
    });
    note(ui, &of_method(method).1);
    let Some(numbers) = form.session.styled(form.entry.id).and_then(|styled| styled.numbers.as_ref()) else {
        return;
    };
    let ranges = form.style.classes.iter().filter_map(|class| Some((class.range?, class.rgb)));
    let (ranges, colours): (Vec<_>, Vec<_>) = ranges.map(|(range, rgb)| (range, color32(rgb))).unzip();
    let breaks: Vec<f64> = ranges.iter().filter_map(|range| range.from).collect();
    let unit = fields::unit(form.entry, field, lang);
    let listed: Vec<String> = breaks.iter().map(|edge| format::number(*edge)).collect();
    let args = [
        ("field", form.label(field).into()),
        ("count", colours.len().into()),
        ("breaks", format!("{} {unit}", listed.join(" · ")).trim().into()),
    ];
    let histogram = BreaksHistogram {
        name: &text_with(lang, "styling-breaks", &args),
        min: numbers.min,
        max: numbers.max,
        counts: &numbers.counts,
        breaks: &breaks,
        colours: &colours,
    };
    breaks_histogram(ui, &histogram);
}

/// The schemes that suit, and the official colours where the field has land-use codes.
fn scheme(form: &Form<'_>, ui: &mut Ui, field: Option<&str>, commands: &mut Vec<Command>) {
    let lang = form.lang;
    let name = text(lang, "styling-scheme");
    let automatic = text(lang, "styling-scheme-auto");
    let official = text(lang, "styling-scheme-official");
    let has_official = matches!(form.styling.color, ColorBy::Categories { .. })
        && field
            .and_then(|field| fields::definition(form.entry, field))
            .is_some_and(|def| def.key == "land_use");
    let is_numbers = matches!(form.styling.color, ColorBy::Classes { .. });
    let mut schemes: Vec<&Scheme> =
        SCHEMES.iter().filter(|scheme| !is_numbers || scheme.sort != SchemeSort::Qualitative).collect();
    if !is_numbers {
        schemes.sort_by_key(|scheme| scheme.sort != SchemeSort::Qualitative);
    }
    let chosen = form.styling.scheme.as_deref();
    let shown = match chosen {
        None => automatic.clone(),
        Some(OFFICIAL_SCHEME) => official.clone(),
        Some(scheme) => scheme.to_owned(),
    };
    let in_use: Vec<Color32> =
        form.style.classes.iter().filter(|class| !class.missing).map(|class| color32(class.rgb)).collect();
    let clicked = line(ui, &name, |ui| {
        choice_of(
            ui,
            &name,
            &shown,
            |ui, room| ramp(ui, strip(room, 96.0, true), &in_use),
            |ui| {
                let mut clicked = None;
                if choice_line(ui, &automatic, chosen.is_none()).clicked() {
                    clicked = Some(None);
                }
                if has_official {
                    let line = choice_line(ui, &official, chosen == Some(OFFICIAL_SCHEME));
                    if line.on_hover_text(text(lang, "styling-scheme-official-hint")).clicked() {
                        clicked = Some(Some(OFFICIAL_SCHEME.to_owned()));
                    }
                }
                for scheme in schemes {
                    let count = if scheme.sort == SchemeSort::Qualitative { scheme.most() } else { 7 };
                    let colours: Vec<Color32> =
                        scheme.colours(count, form.styling.reversed).into_iter().map(color32).collect();
                    let line =
                        choice_line_of(ui, scheme.name, chosen == Some(scheme.name), 88.0, |ui, room| {
                            ramp(ui, strip(room, room.width(), false), &colours);
                        });
                    let args = [("scheme", scheme.name.into()), ("count", scheme.safe_to.into())];
                    if line.on_hover_text(text_with(lang, "styling-scheme-safe", &args)).clicked() {
                        clicked = Some(Some(scheme.name.to_owned()));
                    }
                }
                clicked
            },
        )
    });
    if let Some(scheme) = clicked {
        form.send(commands, |styling| styling.scheme = scheme);
    }
    if chosen != Some(OFFICIAL_SCHEME) {
        let reversed = form.styling.reversed;
        if check(ui, &text(lang, "styling-reversed"), reversed) {
            form.send(commands, |styling| styling.reversed = !reversed);
        }
    }
}

/// A flat strip in a room, at its right or its left.
fn strip(room: Rect, width: f32, at_right: bool) -> Rect {
    let (top, bottom) = (room.center().y - 5.0, room.center().y + 5.0);
    let width = width.min(room.width() * if at_right { 0.5 } else { 1.0 });
    let left = if at_right { room.right() - width } else { room.left() };
    Rect::from_min_max(pos2(left, top), pos2(left + width, bottom))
}

fn color32(Rgb(red, green, blue): Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
