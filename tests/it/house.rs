//! The house rules: arrows between rooms point one way, only certain rooms name certain crates or
//! print, and files stay short.

use crate::sources::{package, rust_files};

/// A file explains itself on one or two screens; nothing may grow past this.
const LONGEST_FILE_LINES: usize = 600;

/// The rooms in the order of `src/lib.rs`.
fn rooms() -> Vec<String> {
    let lib = std::fs::read_to_string(package().join("src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The rooms that code names after `crate::`, also in groups such as `crate::{app, layer::Layer}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for after in code.split("crate::").skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            named.push(first_name(after));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    named.push(first_name(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    named.push(first_name(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    named.retain(|name| !name.is_empty());
    named
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|&c| is_word(c)).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether code names a word as a whole.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(is_word)
            && !code[at + word.len()..].chars().next().is_some_and(is_word)
    })
}

#[test]
fn arrows_between_rooms_point_up_the_list() {
    let rooms = rooms();
    let place = |room: &str| rooms.iter().position(|known| known == room);
    assert!(rooms.len() >= 15, "the module list of src/lib.rs was not found: {rooms:?}");
    let mut arrows = 0;
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let from = file.room();
        if from == "lib" || from == "main" {
            continue;
        }
        let Some(from_place) = place(from) else {
            wrong.push(format!("{}: the room `{from}` is not in src/lib.rs", file.path));
            continue;
        };
        for to in rooms_named(&file.code()) {
            let Some(to_place) = place(&to) else { continue };
            arrows += 1;
            let strangers = [("ui", "cli"), ("cli", "ui"), ("read", "write"), ("write", "read")];
            if to_place > from_place {
                wrong.push(format!("{}: `{from}` uses `{to}`, which stands below it", file.path));
            } else if strangers.contains(&(from, to.as_str())) {
                wrong.push(format!("{}: `{from}` must not know `{to}`", file.path));
            }
        }
    }
    assert!(arrows > 30, "only {arrows} arrows were found: does the search still work?");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn only_the_window_names_the_window_crates() {
    let mut wrong = Vec::new();
    let mut named = 0;
    for file in rust_files("src") {
        let code = file.code();
        let in_ui = file.path.starts_with("src/ui/");
        let in_gpu = file.path.starts_with("src/render/gpu");
        // The graphics card is reached through eframe's own copy of wgpu.
        let code_but_gpu = code.replace("eframe::wgpu", "").replace("eframe::egui_wgpu", "");
        for word in ["egui", "eframe", "egui_plot", "egui_extras"] {
            let text = if in_gpu { &code_but_gpu } else { &code };
            named += usize::from(names(&code, word));
            if !in_ui && names(text, word) {
                wrong.push(format!("{}: names `{word}`, which belongs to ui", file.path));
            }
        }
        let in_map_widget = file.path.starts_with("src/ui/map");
        for word in ["wgpu", "egui_wgpu"] {
            if !in_gpu && !in_map_widget && names(&code, word) {
                wrong.push(format!(
                    "{}: names `{word}`, which belongs to render/gpu and the map widget (src/ui/map*)",
                    file.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(named > 0, "nothing names egui: does the search still work?");
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        if file.room() == "cli" || file.room() == "main" {
            continue;
        }
        let code = file.code();
        for word in ["println", "eprintln", "print", "eprint", "dbg"] {
            if code.contains(&format!("{word}!")) && names(&code, word) {
                wrong.push(format!("{}: prints with {word}!", file.path));
            }
        }
        for word in ["stdout()", "stderr()"] {
            if code.contains(word) {
                wrong.push(format!("{}: writes to {word}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn files_stay_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        seen += 1;
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE_LINES {
            wrong.push(format!("{}: {lines} lines, more than {LONGEST_FILE_LINES}: split it", file.path));
        }
        if !file.text.starts_with("//!") {
            wrong.push(format!("{}: does not begin with what it is (//! …)", file.path));
        }
    }
    assert!(seen > 20, "only {seen} files were found");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn nothing_gives_up_or_is_left_for_later() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let code = file.code();
        for word in ["todo!", "unimplemented!", "#[ignore", ".unwrap()", ".expect(\"", "panic!("] {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn groups_of_names_are_read() {
    let code = "use crate::{app::{self, Session}, layer::Layer, text};\ncrate::units::mu_from_m2(1.0)";
    assert_eq!(rooms_named(code), ["app", "layer", "text", "units"]);
}
