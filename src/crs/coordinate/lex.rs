//! The words of a typed coordinate: numbers, marks of degrees, minutes and seconds, directions, and
//! the name of a reference system. Full width and Chinese forms count as their Latin ones.

use super::angle::Axis;
use crate::diagnostic::Diagnostic;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// A number.
    Number {
        /// Without its sign.
        magnitude: f64,
        /// Whether a minus stands before it: `-0` is south of `0` once minutes follow.
        negative: bool,
        /// Whether it has decimals.
        fraction: bool,
    },
    /// `°`, `度`
    Degree,
    /// `′`, `'`, `分`
    Minute,
    /// `″`, `"`, `秒`
    Second,
    /// `:` between degrees, minutes and seconds.
    Colon,
    /// What parts two coordinates.
    Comma,
    /// `N`, `北纬`: the axis, and whether values count the other way.
    Direction(Axis, bool),
    /// `lat`, `经度`: the axis alone.
    Name(Axis),
}

/// The words of a text.
#[derive(Debug)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// The system that the text names.
    pub(super) crs: Option<String>,
}

/// Words that say nothing about a place, or which are taken for granted.
const IDLE: [&str; 4] = ["坐标", "位置", "point", "coordinates"];

/// Longer words before those that they begin with.
const WORDS: &[(&str, Token)] = &[
    ("longitude", Token::Name(Axis::Longitude)),
    ("latitude", Token::Name(Axis::Latitude)),
    ("long", Token::Name(Axis::Longitude)),
    ("lon", Token::Name(Axis::Longitude)),
    ("lng", Token::Name(Axis::Longitude)),
    ("lat", Token::Name(Axis::Latitude)),
    ("north", Token::Direction(Axis::Latitude, false)),
    ("south", Token::Direction(Axis::Latitude, true)),
    ("east", Token::Direction(Axis::Longitude, false)),
    ("west", Token::Direction(Axis::Longitude, true)),
    ("deg", Token::Degree),
    ("n", Token::Direction(Axis::Latitude, false)),
    ("s", Token::Direction(Axis::Latitude, true)),
    ("e", Token::Direction(Axis::Longitude, false)),
    ("w", Token::Direction(Axis::Longitude, true)),
    ("北纬", Token::Direction(Axis::Latitude, false)),
    ("南纬", Token::Direction(Axis::Latitude, true)),
    ("东经", Token::Direction(Axis::Longitude, false)),
    ("西经", Token::Direction(Axis::Longitude, true)),
    ("经度", Token::Name(Axis::Longitude)),
    ("纬度", Token::Name(Axis::Latitude)),
    ("北", Token::Direction(Axis::Latitude, false)),
    ("南", Token::Direction(Axis::Latitude, true)),
    ("东", Token::Direction(Axis::Longitude, false)),
    ("西", Token::Direction(Axis::Longitude, true)),
    ("''", Token::Second),
    ("′′", Token::Second),
    ("’’", Token::Second),
    ("°", Token::Degree),
    ("º", Token::Degree),
    ("˚", Token::Degree),
    ("度", Token::Degree),
    ("'", Token::Minute),
    ("′", Token::Minute),
    ("’", Token::Minute),
    ("‘", Token::Minute),
    ("´", Token::Minute),
    ("分", Token::Minute),
    ("\"", Token::Second),
    ("″", Token::Second),
    ("”", Token::Second),
    ("“", Token::Second),
    ("秒", Token::Second),
    (":", Token::Colon),
    (",", Token::Comma),
    (";", Token::Comma),
    ("/", Token::Comma),
    ("|", Token::Comma),
];

/// A character in its Latin half-width form.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '、' => ',',
        '−' | '–' | '—' => '-',
        '。' => '.',
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// Reads the words of a text.
pub(super) fn lex(text: &str) -> Result<Lexed, Box<Diagnostic>> {
    let plain: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    let (crs, plain) = system(&plain);
    let mut tokens = Vec::new();
    let mut rest = plain.trim_start();
    while let Some(c) = rest.chars().next() {
        // A dash between digits is no sign: `22-14` is a parcel.
        let joins = c == '-' && plain[..plain.len() - rest.len()].ends_with(|c: char| c.is_ascii_digit());
        if joins {
            return Err(Box::new(not_understood(rest)));
        } else if c.is_ascii_digit() || matches!(c, '.' | '-' | '+') {
            let (token, after) = number(rest)?;
            tokens.push(token);
            rest = after;
        } else if let Some((word, token)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            // A colon behind a word parts it from its value: `lat: 30`.
            let is_label = *token == Token::Colon && !matches!(tokens.last(), Some(Token::Number { .. }));
            if !is_label {
                tokens.push(*token);
            }
            rest = &rest[word.len()..];
        } else if let Some(word) = IDLE.iter().find(|word| rest.starts_with(**word)) {
            rest = &rest[word.len()..];
        } else if matches!(c, '(' | ')' | '[' | ']' | '=') {
            rest = &rest[c.len_utf8()..];
        } else {
            return Err(Box::new(not_understood(rest)));
        }
        rest = rest.trim_start();
    }
    Ok(Lexed { tokens, crs })
}

fn number(text: &str) -> Result<(Token, &str), Box<Diagnostic>> {
    let signed = text.strip_prefix(['-', '+']);
    let body = signed.unwrap_or(text).trim_start();
    let end = body.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(body.len());
    let (digits, after) = body.split_at(end);
    match digits.parse::<f64>() {
        Ok(magnitude) => {
            let negative = signed.is_some() && text.starts_with('-');
            Ok((Token::Number { magnitude, negative, fraction: digits.contains('.') }, after))
        }
        Err(_not_a_number) => Err(Box::new(not_understood(text))),
    }
}

fn not_understood(rest: &str) -> Diagnostic {
    let part: String = rest.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
    Diagnostic::error("typed-not-understood").with("part", part)
}

/// The system that a text names, and the text without its name: `EPSG:4549`, `UTM 51N`, `WGS 84`.
fn system(text: &str) -> (Option<String>, String) {
    if let Some(at) = text.find("epsg") {
        let behind = text[at + 4..].trim_start_matches([':', ' ']);
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let name = format!("EPSG:{}", &behind[..digits]);
        return (Some(name), format!("{} {}", &text[..at], behind[digits..].trim_start_matches(':')));
    }
    if let Some(at) = text.find("utm") {
        let behind = text[at + 3..].trim_start_matches([':', ' ']).trim_start_matches("zone").trim_start();
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let (zone, after) = behind.split_at(digits);
        let after = after.trim_start();
        let (south, after) = match (after.strip_prefix('n'), after.strip_prefix('s')) {
            (Some(after), _) => (false, after),
            (_, Some(after)) => (true, after),
            _ => (false, after),
        };
        let name = match zone.parse::<u32>() {
            Ok(zone @ 1..=60) => format!("EPSG:{}", zone + if south { 32_700 } else { 32_600 }),
            _ => format!("UTM {zone}"),
        };
        return (Some(name), format!("{} {}", &text[..at], after.trim_start_matches(':')));
    }
    for (name, code) in [("wgs 84", 4326), ("wgs84", 4326), ("cgcs 2000", 4490), ("cgcs2000", 4490)] {
        if let Some(at) = text.find(name) {
            let rest = format!("{} {}", &text[..at], text[at + name.len()..].trim_start_matches(':'));
            // CGCS2000 alone may be degrees or any of its grids: it decides nothing.
            return ((code == 4326).then(|| String::from("EPSG:4326")), rest);
        }
    }
    (None, text.to_owned())
}
