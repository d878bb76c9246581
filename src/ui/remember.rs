//! The window's part of what is remembered: where the state file lies, which language counts, where the
//! window stands.

use crate::app::settings::WindowPlace;
use crate::app::state::{self, Keeper, Kept};
use crate::app::{Motion, Settings};
use crate::diagnostic::Diagnostic;
use crate::text::Lang;
use eframe::egui;
use etcetera::BaseStrategy;
use std::path::PathBuf;
use std::time::Duration;

/// Names another state file, for tests and for programs carried on a stick.
const STATE_VARIABLE: &str = "THREE_MAPS_STATE";
/// How long nothing may change before the state is written.
const REST: Duration = Duration::from_millis(500);

/// What was remembered, before there is a window.
pub(super) struct Remembered {
    path: Option<PathBuf>,
    kept: Kept,
    /// The language of the command line, and the one that it stands in for: it is for this run only.
    stand_in: Option<(Lang, Lang)>,
}

/// Looks up what was remembered. A language given on the command line wins over the file's.
pub(super) fn look_up(lang: Option<Lang>) -> Remembered {
    let first = Settings { lang: Lang::of_system(), ..Settings::default() };
    let path = state_path();
    let mut kept = match &path {
        Some(path) => state::read(path, first),
        None => {
            Kept { settings: first, notices: vec![Diagnostic::warning("state-no-folder")], ..Kept::default() }
        }
    };
    let stand_in = lang.map(|lang| (lang, std::mem::replace(&mut kept.settings.lang, lang)));
    Remembered { path, kept, stand_in }
}

/// Nothing remembered, and nothing kept. Nothing flies: what is drawn is where the session has it.
pub(super) fn nothing(lang: Lang) -> Remembered {
    let settings = Settings { lang, motion: Motion::Reduced, ..Settings::default() };
    Remembered { path: None, kept: Kept { settings, ..Kept::default() }, stand_in: None }
}

/// The file that the environment names, else one in the system's folder for settings.
fn state_path() -> Option<PathBuf> {
    let named = std::env::var_os(STATE_VARIABLE).filter(|path| !path.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(strategy.config_dir().join("three-maps").join("state.json"))
    })
}

/// Where a workspace is saved that has no window any more: a file of its own each time, beside the state.
pub(super) fn rescue_path() -> Option<PathBuf> {
    let now = crate::app::export::snapshot_time();
    let name = format!("rescued-{}.threemaps.json", now.strftime("%Y-%m-%d-%H%M%S"));
    Some(state_path()?.with_file_name(name))
}

impl Remembered {
    /// The settings to start with.
    pub(super) fn settings(&self) -> &Settings {
        &self.kept.settings
    }

    /// Begins to keep the settings; what was ignored of the file comes along.
    pub(super) fn keep_on(self, waker: impl Fn() + Send + 'static) -> (Memory, Vec<Diagnostic>) {
        let Kept { members, mut notices, hands_off, .. } = self.kept;
        let keeper = self.path.filter(|_| !hands_off).and_then(|path| {
            let failed = path.display().to_string();
            Keeper::start(path, members, REST, waker)
                .map_err(|error| {
                    let notice = Diagnostic::warning("state-not-written");
                    notices.push(notice.in_file(failed).with("reason", error.to_string()));
                })
                .ok()
        });
        (Memory { keeper, stand_in: self.stand_in }, notices)
    }
}

/// Keeps the settings while the window is open.
pub(super) struct Memory {
    keeper: Option<Keeper>,
    stand_in: Option<(Lang, Lang)>,
}

impl Memory {
    /// Hands the newest settings on.
    pub(super) fn keep(&mut self, mut settings: Settings) {
        match self.stand_in {
            Some((asked, own)) if settings.lang == asked => settings.lang = own,
            // From here on the person has chosen.
            _ => self.stand_in = None,
        }
        if let Some(keeper) = &self.keeper {
            keeper.keep(settings);
        }
    }

    /// What could not be kept since the last call.
    pub(super) fn failures(&self) -> Vec<Diagnostic> {
        self.keeper.as_ref().map(Keeper::failures).unwrap_or_default()
    }

    /// Writes what is still to be written and ends.
    pub(super) fn close(&mut self) {
        self.keeper = None;
    }
}

/// How large the window is now, if that is another size than the one before; not while it is
/// minimised or fills the screen without a frame.
pub(super) fn moved_to(ctx: &egui::Context, before: Option<WindowPlace>) -> Option<WindowPlace> {
    let place = ctx.input(|input| {
        let viewport = input.viewport();
        let hidden = viewport.minimized == Some(true) || viewport.fullscreen == Some(true);
        let inner = viewport.inner_rect.filter(|_| !hidden)?;
        if viewport.maximized == Some(true) {
            // The size is the one to go back to.
            return before
                .map(|before| WindowPlace { maximised: true, ..before })
                .or(Some(WindowPlace { size_pt: super::app::OPENING_SIZE.map(f64::from), maximised: true }));
        }
        let whole = |value: f32| f64::from(value.round());
        Some(WindowPlace { size_pt: [whole(inner.width()), whole(inner.height())], maximised: false })
    })?;
    (before != Some(place)).then_some(place)
}

/// The window as large as it was before.
pub(super) fn placed(builder: egui::ViewportBuilder, place: &WindowPlace) -> egui::ViewportBuilder {
    let [width, height] = place.size_pt.map(|size| size as f32);
    builder.with_inner_size([width, height]).with_maximized(place.maximised)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Theme;

    fn kept_after(changes: &[Settings], stand_in: Option<(Lang, Lang)>) -> Settings {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.json");
        let keeper = Keeper::start(path.clone(), serde_json::Map::new(), REST, || {}).expect("a thread");
        let mut memory = Memory { keeper: Some(keeper), stand_in };
        for settings in changes {
            memory.keep(settings.clone());
        }
        memory.close();
        state::read(&path, Settings::default()).settings
    }

    #[test]
    fn a_file_that_must_stay_as_it_is_is_never_written() {
        let folder = tempfile::tempdir().expect("a folder");
        for hands_off in [true, false] {
            let path = folder.path().join("state.json");
            let kept = Kept { hands_off, ..Kept::default() };
            let (mut memory, notices) =
                Remembered { path: Some(path.clone()), kept, stand_in: None }.keep_on(|| {});
            memory.keep(Settings::default());
            memory.close();
            assert!(notices.is_empty());
            assert_eq!(path.exists(), !hands_off);
        }
    }

    #[test]
    fn a_language_of_the_command_line_is_for_one_run_unless_the_person_chooses() {
        let with = |lang, theme| Settings { lang, theme, ..Settings::default() };
        let asked = Some((Lang::En, Lang::Zh));
        let kept = kept_after(&[with(Lang::En, Theme::Dark)], asked);
        assert_eq!((kept.lang, kept.theme), (Lang::Zh, Theme::Dark));
        let there_and_back = [with(Lang::Zh, Theme::Dark), with(Lang::En, Theme::Dark)];
        assert_eq!(kept_after(&there_and_back, asked).lang, Lang::En);
        assert_eq!(kept_after(&[with(Lang::En, Theme::Light)], None).lang, Lang::En);
    }
}
