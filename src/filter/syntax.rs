//! From text to an expression: guards against hostile input, then crate cql2.
//!
//! The grammar backtracks, so a broken text inside many parentheses costs twice as much with each
//! of them, and long chains become deep trees. Depth, chains and the parser's steps are bounded
//! here, and what can become deep is parsed on a thread with a stack of its own.

use crate::diagnostic::Diagnostic;
use cql2::Expr;
use pest::error::{ErrorVariant, LineColLocation};
use std::num::NonZeroUsize;

/// Parentheses inside each other.
const MAX_DEPTH: usize = 48;
/// `NOT` and `-` in a row, and operators of one chain without AND, OR or a comma between.
const MAX_CHAIN: usize = 150;
/// ANDs and ORs of one text.
const MAX_LINKS: usize = 10_000;
/// Steps of the parser: a fraction of a second.
const MAX_STEPS: usize = 4_000_000;
/// Stack of the parsing thread: the deepest tree that the limits admit fits several times.
const STACK_BYTES: usize = 128 << 20;

/// What a text may have to be parsed where it stands: a small part of any thread's stack. To start a
/// thread takes longer than to parse such a text.
const SMALL: Size = Size { depth: 3, chain: 12, links: 24 };

/// How deep the tree of a text can become.
#[derive(Clone, Copy, Default)]
struct Size {
    /// Parentheses inside each other.
    depth: usize,
    /// Operators of open chains.
    chain: usize,
    /// ANDs and ORs.
    links: usize,
}

/// Parses CQL2 text.
pub(super) fn parse_text(text: &str) -> Result<Expr, Box<Diagnostic>> {
    let size = guard(text)?;
    pest::set_call_limit(NonZeroUsize::new(MAX_STEPS));
    if size.depth <= SMALL.depth && size.chain <= SMALL.chain && size.links <= SMALL.links {
        return cql2::parse_text(text).map_err(|error| Box::new(explain(text, &error)));
    }
    let owned = text.to_owned();
    let parsed = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || cql2::parse_text(&owned).map_err(|error| Box::new(explain(&owned, &error))))
        .map_err(|error| {
            Box::new(Diagnostic::error("filter-invalid").with("reason", error.to_string()).at(1, 1))
        })?
        .join();
    match parsed {
        Ok(result) => result,
        Err(_) => {
            Err(Box::new(Diagnostic::error("filter-invalid").with("reason", "the parser gave up").at(1, 1)))
        }
    }
}

/// Parses CQL2 JSON.
pub(super) fn parse_json(text: &str) -> Result<Expr, Box<Diagnostic>> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        Box::new(
            Diagnostic::error("filter-json-syntax")
                .with("reason", error.to_string())
                .at(error.line().max(1) as u64, error.column().max(1) as u64),
        )
    })?;
    expr_of_json(&value)
}

/// Reads CQL2 JSON that is already parsed.
pub(super) fn expr_of_json(value: &serde_json::Value) -> Result<Expr, Box<Diagnostic>> {
    check_json(value, 0)?;
    serde_json::from_value(value.clone())
        .map_err(|error| Box::new(Diagnostic::error("filter-json").with("reason", error.to_string())))
}

/// Depth, and whole numbers that a 64-bit float does not hold.
fn check_json(value: &serde_json::Value, depth: usize) -> Result<(), Box<Diagnostic>> {
    if depth > 2 * MAX_DEPTH {
        return Err(too_deep(1, 1).into());
    }
    match value {
        serde_json::Value::Array(items) => items.iter().try_for_each(|item| check_json(item, depth + 1)),
        serde_json::Value::Object(members) => {
            members.values().try_for_each(|item| check_json(item, depth + 1))
        }
        serde_json::Value::Number(number) if (number.is_i64() || number.is_u64()) && inexact(number) => {
            Err(Box::new(Diagnostic::error("filter-number").with("number", number.to_string())))
        }
        _ => Ok(()),
    }
}

fn inexact(number: &serde_json::Number) -> bool {
    let whole = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    whole.is_some_and(|whole| whole as f64 as i128 != whole)
}

fn too_deep(line: u64, column: u64) -> Diagnostic {
    Diagnostic::error("filter-too-deep").at(line, column)
}

/// What the tokens before the parser tell: nesting, chains, numbers too long to be exact.
fn guard(text: &str) -> Result<Size, Box<Diagnostic>> {
    if text.trim().is_empty() {
        return Err(Box::new(with_example(Diagnostic::error("filter-empty")).at(1, 1)));
    }
    let (mut line, mut column) = (1_u64, 0_u64);
    // Operators of the open chain at each level of parentheses.
    let mut chains = vec![0_usize];
    let mut opened: Vec<(u64, u64)> = Vec::new();
    let mut size = Size::default();
    let mut quote: Option<(char, u64, u64)> = None;
    let mut word = String::new();
    for ch in text.chars().chain([' ']) {
        column += 1;
        if ch == '\n' {
            (line, column) = (line + 1, 0);
        }
        if let Some((open, ..)) = quote {
            if ch == open {
                quote = None;
            }
            continue;
        }
        if ch.is_alphanumeric() || matches!(ch, '_' | '.' | ':') {
            word.push(ch);
            continue;
        }
        let depth = chains.len() - 1;
        match word.to_ascii_lowercase().as_str() {
            "and" | "or" => {
                size.links += 1;
                chains[depth] = 0;
            }
            "not" | "div" | "like" | "in" | "between" | "is" => chains[depth] += 1,
            digits if digits.len() > 15 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                // What is printed back must be what was written.
                let plain = digits.trim_start_matches('0');
                let exact = digits.parse::<f64>().is_ok_and(|whole| whole.to_string() == plain);
                if !exact {
                    let at = column.saturating_sub(word.chars().count() as u64).max(1);
                    return Err(Box::new(
                        Diagnostic::error("filter-number").with("number", word.as_str()).at(line, at),
                    ));
                }
            }
            _ => {}
        }
        word.clear();
        match ch {
            '\'' | '"' => quote = Some((ch, line, column)),
            '(' => {
                opened.push((line, column));
                chains.push(0);
            }
            ')' => {
                if chains.len() == 1 {
                    return Err(Box::new(Diagnostic::error("filter-parenthesis-extra").at(line, column)));
                }
                chains.pop();
                opened.pop();
            }
            ',' => chains[depth] = 0,
            '+' | '-' | '*' | '/' | '%' | '^' | '=' | '<' | '>' => chains[depth] += 1,
            _ => {}
        }
        size.depth = size.depth.max(chains.len() - 1);
        size.chain = size.chain.max(chains.iter().sum());
        if size.depth > MAX_DEPTH || size.chain > MAX_CHAIN || size.links > MAX_LINKS {
            return Err(too_deep(line, column).into());
        }
    }
    if let Some((_, line, column)) = quote {
        return Err(Box::new(Diagnostic::error("filter-quote-open").at(line, column)));
    }
    match opened.last() {
        Some(&(line, column)) => Err(Box::new(Diagnostic::error("filter-parenthesis-open").at(line, column))),
        None => Ok(size),
    }
}

/// Leaves room for an example, which whoever knows the layer can give.
fn with_example(error: Diagnostic) -> Diagnostic {
    error.with("example", "none")
}

/// An error of the parser with its place in the text.
fn explain(text: &str, error: &cql2::Error) -> Diagnostic {
    let cql2::Error::Pest(pest) = error else {
        return Diagnostic::error("filter-invalid").with("reason", error.to_string()).at(1, 1);
    };
    let (LineColLocation::Pos((line, column)) | LineColLocation::Span((line, column), _)) = pest.line_col;
    if let ErrorVariant::CustomError { message } = &pest.variant
        && message.contains("call limit")
    {
        return too_deep(line as u64, column as u64);
    }
    let rest: String = text.lines().nth(line - 1).unwrap_or("").chars().skip(column - 1).collect();
    let near: String = rest.chars().take(24).collect();
    let code = if near.trim().is_empty() { "filter-syntax-end" } else { "filter-syntax" };
    with_example(Diagnostic::error(code).with("near", near.trim_end())).at(line as u64, column as u64)
}
