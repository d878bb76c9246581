//! Reading and writing the state file.

use crate::app::settings::{MOST_RECENTS, PanelState, Settings, WindowPlace};
use crate::diagnostic::Diagnostic;
use crate::text::Arg;
use crate::write;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Version of the file's shape that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// A state file is small; one that is larger is none.
const LARGEST_BYTES: u64 = 1 << 20;
/// Sizes of windows and panels that can be meant, in points.
const SIZES_PT: std::ops::RangeInclusive<f64> = 20.0..=20_000.0;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The settings: the given ones, with what the file says of them.
    pub settings: Settings,
    /// All members of the file, for those that this version does not know.
    pub members: Map<String, Value>,
    /// What was ignored, and why.
    pub notices: Vec<Diagnostic>,
    /// Whether the file must stay as it is: it could neither be read nor be copied, and writing would
    /// take the place of what it holds.
    pub hands_off: bool,
}

/// Why a file cannot be used at all.
enum Broken {
    Unreadable(String),
    NotJson(String),
    Newer(u64),
}

/// Reads the state file. One that is missing is no fault: this is the first start.
pub fn read(path: &Path, settings: Settings) -> Kept {
    let mut kept = Kept { settings, ..Kept::default() };
    match load(path) {
        Ok(None) => {}
        Ok(Some(members)) => {
            let ignored = take_all(&members, &mut kept.settings);
            kept.members = members;
            // Written back, they would be told of at every start, over a copy that is worth more.
            drop_ignored(&mut kept.members, &ignored);
            if !ignored.is_empty() {
                let notice = Diagnostic::warning("state-members-ignored").with("members", ignored.join(", "));
                kept.copied(notice, path);
            }
        }
        Err(Broken::Unreadable(reason)) => {
            let notice = Diagnostic::warning("state-unreadable").with("reason", reason);
            kept.notices.push(notice.in_file(path.display().to_string()));
            kept.hands_off = true;
        }
        Err(Broken::NotJson(reason)) => {
            let notice = Diagnostic::warning("state-broken").with("reason", reason);
            kept.copied(notice, path);
        }
        Err(Broken::Newer(version)) => {
            let notice = Diagnostic::warning("state-newer").with("version", version);
            kept.copied(notice, path);
        }
    }
    kept
}

fn load(path: &Path) -> Result<Option<Map<String, Value>>, Broken> {
    let unreadable = |error: std::io::Error| Broken::Unreadable(error.to_string());
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if !about.is_file() {
        // A pipe would be waited for, a folder has nothing to say.
        return Err(Broken::Unreadable("not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(Broken::NotJson(format!("> {LARGEST_BYTES} B")));
    }
    members_of(&bytes).map(Some)
}

fn members_of(bytes: &[u8]) -> Result<Map<String, Value>, Broken> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| Broken::NotJson(error.to_string()))?;
    let Value::Object(members) = value else {
        return Err(Broken::NotJson("no { } at the top".to_owned()));
    };
    match members.get("version").and_then(Value::as_u64) {
        Some(version) if version > VERSION => Err(Broken::Newer(version)),
        Some(_) => Ok(members),
        None => Err(Broken::NotJson("no version".to_owned())),
    }
}

/// A copy beside the file, as `state.json.bad`; the next writing replaces the file itself.
fn set_copy_aside(path: &Path) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(".bad");
    let aside = path.with_file_name(name);
    std::fs::copy(path, &aside).is_ok().then_some(aside)
}

impl Kept {
    /// Sets a copy aside of a file that cannot be used as it is, and says so.
    fn copied(&mut self, notice: Diagnostic, path: &Path) {
        let aside = set_copy_aside(path);
        self.hands_off = aside.is_none();
        let aside = aside.map_or_else(|| "none".to_owned(), |aside| aside.display().to_string());
        self.notices.push(notice.in_file(path.display().to_string()).with("aside", aside));
    }
}

/// Takes out what [`take_all`] named.
fn drop_ignored(members: &mut Map<String, Value>, ignored: &[String]) {
    for name in ignored {
        match (name.strip_prefix("panels."), members.get_mut("panels")) {
            (Some(panel), Some(Value::Object(panels))) => {
                panels.remove(panel);
            }
            _ => {
                members.remove(name);
            }
        }
    }
}

/// Takes what can be used of each member; names those that cannot.
fn take_all(members: &Map<String, Value>, settings: &mut Settings) -> Vec<String> {
    let mut ignored = Vec::new();
    take(members, "lang", &mut settings.lang, &mut ignored);
    take(members, "theme", &mut settings.theme, &mut ignored);
    take(members, "motion", &mut settings.motion, &mut ignored);
    take(members, "hide_missing", &mut settings.hide_missing, &mut ignored);
    take(members, "export_folder", &mut settings.export_folder, &mut ignored);
    let mut window: Option<WindowPlace> = None;
    take(members, "window", &mut window, &mut ignored);
    match window {
        Some(place) if !is_possible(&place) => ignored.push("window".to_owned()),
        place => settings.window = place,
    }
    match members.get("recents") {
        Some(Value::Array(items)) => {
            let mut files: Vec<PathBuf> = Vec::new();
            for item in items {
                match item.as_str() {
                    Some(path) if !path.is_empty() => {
                        if !files.iter().any(|known| known == Path::new(path)) {
                            files.push(path.into());
                        }
                    }
                    _ => ignored.push("recents".to_owned()),
                }
            }
            files.truncate(MOST_RECENTS);
            settings.recents = files;
        }
        Some(_) => ignored.push("recents".to_owned()),
        None => {}
    }
    match members.get("panels") {
        Some(Value::Object(panels)) => {
            for (name, value) in panels {
                match PanelState::deserialize_from(value) {
                    Some(state) if state.size_pt.is_none_or(|size| SIZES_PT.contains(&size)) => {
                        settings.panels.insert(name.clone(), state);
                    }
                    _ => ignored.push(format!("panels.{name}")),
                }
            }
        }
        Some(_) => ignored.push("panels".to_owned()),
        None => {}
    }
    ignored.dedup();
    ignored
}

fn take<T: DeserializeOwned>(
    members: &Map<String, Value>,
    name: &str,
    into: &mut T,
    ignored: &mut Vec<String>,
) {
    let Some(value) = members.get(name) else { return };
    match T::deserialize(value) {
        Ok(value) => *into = value,
        Err(_other_shape) => ignored.push(name.to_owned()),
    }
}

fn is_possible(place: &WindowPlace) -> bool {
    place.size_pt.iter().all(|size| SIZES_PT.contains(size))
}

impl PanelState {
    fn deserialize_from(value: &Value) -> Option<Self> {
        serde::Deserialize::deserialize(value).ok()
    }
}

/// The file's members: those found before, with the settings laid over them.
fn members(settings: &Settings, found: &Map<String, Value>) -> Map<String, Value> {
    // JSON has no place for names that are not Unicode; such a file is found again by its dialog.
    let path = |path: &Path| path.to_str().map(str::to_owned);
    let known = json!({
        "version": VERSION,
        "lang": settings.lang,
        "theme": settings.theme,
        "motion": settings.motion,
        "window": settings.window,
        "panels": settings.panels,
        "hide_missing": settings.hide_missing,
        "export_folder": settings.export_folder.as_deref().and_then(path),
        "recents": settings.recents.iter().filter_map(|file| path(file)).collect::<Vec<_>>(),
    });
    let mut members = Value::Object(found.clone());
    lay_over(&mut members, known);
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Puts values in place; members of objects that are not among them stay.
fn lay_over(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                lay_over(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// Writes the state file in one step, with its folder where that is missing.
///
/// # Errors
/// `state-not-written` with the system's reason.
pub fn write(path: &Path, settings: &Settings, found: &Map<String, Value>) -> Result<(), Box<Diagnostic>> {
    let failed = |reason: String| {
        Box::new(
            Diagnostic::warning("state-not-written")
                .in_file(path.display().to_string())
                .with("reason", reason),
        )
    };
    let members = members(settings, found);
    let mut text = serde_json::to_vec_pretty(&members).map_err(|error| failed(error.to_string()))?;
    text.push(b'\n');
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
    }
    write::replace(path, |file| file.write_all(&text).map_err(|error| failed(error.to_string()))).map_err(
        |error| {
            if error.code == "state-not-written" {
                return error;
            }
            let reason = error.args.iter().find_map(|(name, reason)| match reason {
                Arg::Text(reason) if *name == "reason" => Some(reason.clone()),
                _ => None,
            });
            failed(reason.unwrap_or_default())
        },
    )
}
