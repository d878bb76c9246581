//! What a layer holds, in the card of its fields: a menu of all kinds, and why it was taken for one, or why
//! it stays open.

use crate::app::{Command, FieldsCommand, LayerEntry, SaidKind};
use crate::layer::SourceBytes;
use crate::maps::binding::{guess_words, kind_words};
use crate::maps::schema::{LayerKind, MapKind};
use crate::text::{Lang, text, text_with};
use crate::ui::theme::{self, Theme, size};
use crate::ui::widgets::{Button, choice, choice_line, note};
use eframe::egui::{self, Ui, vec2};

/// The maps in the order of the menu; the base comes last.
const MAPS: [MapKind; 4] = [MapKind::Space, MapKind::Industry, MapKind::Startup, MapKind::Base];

/// Draws the menu and the reasons.
pub(super) fn show(ui: &mut Ui, entry: &LayerEntry, lang: Lang, commands: &mut Vec<Command>) {
    let mut say = |said: SaidKind| {
        commands.push(Command::Fields { layer: entry.id, ask: FieldsCommand::SetKind { said } });
    };
    let theme = Theme::of(ui);
    let label = text(lang, "binding-kind");
    ui.horizontal(|ui| {
        let words = egui::RichText::new(&label).font(theme::plain(size::TEXT)).color(theme.quiet);
        ui.label(words);
        let room = vec2(ui.available_width(), size::SMALL_CONTROL);
        let shown = kind_words(&entry.binding, lang);
        let chosen = ui.allocate_ui(room, |ui| choice(ui, &label, &shown, |ui| menu(ui, entry, lang))).inner;
        if let Some(said) = chosen {
            say(said);
        }
    });
    let binding = &entry.binding;
    let guesses = &binding.recognised().guesses;
    if binding.is_kind_by_person() {
        return;
    }
    match binding.kind() {
        Some(kind) => {
            if let Some(guess) = guesses.iter().find(|guess| guess.kind == kind) {
                note(ui, &guess_words(guess, lang));
            }
        }
        None => {
            for guess in guesses {
                ui.add_space(2.0);
                let kind = guess.kind;
                let hint = text_with(lang, "kind-said", &[("kind", kind.label(lang).into())]);
                if Button::new(kind.label(lang)).tooltip(&hint).show(ui).clicked() {
                    say(SaidKind::Kind { kind });
                }
                note(ui, &guess_words(guess, lang));
            }
        }
    }
}

fn menu(ui: &mut Ui, entry: &LayerEntry, lang: Lang) -> Option<SaidKind> {
    let binding = &entry.binding;
    let by_person = binding.is_kind_by_person();
    let mut chosen = None;
    let (key, kind) = match &entry.layer.source.bytes {
        SourceBytes::Bundled(name, _) => ("binding-kind-as-source", LayerKind::from_path(name)),
        SourceBytes::File(_) => ("binding-kind-as-recognised", binding.recognised().kind),
    };
    let kind = kind.map_or_else(|| text(lang, "binding-kind-unclear"), |kind| kind.label(lang).to_owned());
    let as_recognised = text_with(lang, key, &[("kind", kind.into())]);
    if choice_line(ui, &as_recognised, !by_person).clicked() {
        chosen = Some(SaidKind::AsRecognised);
    }
    let is_none = by_person && binding.kind().is_none();
    if choice_line(ui, &text(lang, "binding-kind-none"), is_none).clicked() {
        chosen = Some(SaidKind::NoneOfThem);
    }
    for map in MAPS {
        for kind in map.layers() {
            let line = format!("{} · {}", kind.label(lang), map.label(lang));
            if choice_line(ui, &line, by_person && binding.kind() == Some(kind)).clicked() {
                chosen = Some(SaidKind::Kind { kind });
            }
        }
    }
    chosen
}
