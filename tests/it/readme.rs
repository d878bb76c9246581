//! The README's sessions: every `$` line is run, and says what the page says it does.
//!
//! In a `console` block, `$ three-maps …` runs the program and `$ sed …` replaces a text; the lines below are
//! what stdout holds. A line of `…` alone stands for any lines, one at a line's end for the rest
//! of that line.

use assert_cmd::Command;
use std::path::Path;

const README: &str = include_str!("../../README.md");

/// The blocks of a language, in order.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The words of a command line; double quotes keep them together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// What a command line says, and whether its exit code is 0.
fn run(folder: &Path, line: &str) -> (String, bool) {
    let words = words(line);
    if let [tool, _, script, file] = words.as_slice()
        && tool == "sed"
    {
        replace(&folder.join(file), script);
        return (String::new(), true);
    }
    assert_eq!(words[0], "three-maps", "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_three-maps"));
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1795478400").args(["--lang", "en"]);
    let output = command.args(&words[1..]).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

/// What `sed -i s/before/after/` does where a text stands once a line; it is not the same tool everywhere.
fn replace(file: &Path, script: &str) {
    let [_, before, after, _] = script.split('/').collect::<Vec<_>>()[..] else { panic!("{script}") };
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(before), "{before}");
    std::fs::write(file, text.replace(before, after)).unwrap();
}

fn line_agrees(expected: &str, line: &str) -> bool {
    match expected.strip_suffix('…') {
        Some(beginning) => line.starts_with(beginning),
        None => line.trim_end() == expected.trim_end(),
    }
}

fn agrees(expected: &[&str], said: &[&str]) -> bool {
    match expected.split_first() {
        None => said.is_empty(),
        Some((&"…", rest)) => (0..=said.len()).any(|skipped| agrees(rest, &said[skipped..])),
        Some((first, rest)) => {
            said.split_first().is_some_and(|(line, others)| line_agrees(first, line) && agrees(rest, others))
        }
    }
}

#[test]
fn the_readmes_sessions_say_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    let brief = blocks(README, "json").into_iter().find(|block| block.contains("Electronics")).unwrap();
    std::fs::write(folder.path().join("brief.json"), brief).unwrap();
    let figures = blocks(README, "json").into_iter().find(|block| block.contains("\"measure\"")).unwrap();
    std::fs::write(folder.path().join("figures.json"), figures).unwrap();
    let mut ran = 0;
    for block in blocks(README, "console") {
        for step in block.split("$ ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap();
            let (said, is_well) = run(folder.path(), command);
            // Only a snapshot that was changed is not well.
            assert_eq!(is_well, !said.contains(": NO"), "{command}\n{said}");
            let expected: Vec<&str> = expected.lines().collect();
            assert!(agrees(&expected, &said.lines().collect::<Vec<_>>()), "{command}\n{said}");
            ran += 1;
        }
    }
    assert!(ran >= 9, "{ran}");
}
