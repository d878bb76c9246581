//! From words to two numbers: which belong together, and what they come to in degrees.

use super::format;
use super::lex::Token;
use crate::diagnostic::Diagnostic;

/// What an angle counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// North and south.
    Latitude,
    /// East and west.
    Longitude,
}

/// One of the two coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Angle {
    /// Degrees, or metres where it turns out to be a grid's.
    pub(super) value: f64,
    /// Its axis, where the text says it.
    pub(super) axis: Option<Axis>,
    /// Whether it is a number and nothing else: it may be metres.
    pub(super) is_plain: bool,
}

/// Reads two coordinates.
pub(super) fn pair(tokens: &[Token]) -> Result<[Angle; 2], Box<Diagnostic>> {
    let mut groups = grouped(tokens);
    if let [only] = groups.as_slice()
        && only.iter().all(|token| matches!(token, Token::Number { .. }))
        && matches!(only.len(), 2 | 4 | 6)
    {
        // Numbers with nothing between them: half of them each.
        let (first, second) = only.split_at(only.len() / 2);
        groups = vec![first.to_vec(), second.to_vec()];
    }
    match groups.as_slice() {
        [] => Err(Box::new(Diagnostic::error("typed-nothing"))),
        [_] => Err(Box::new(Diagnostic::error("typed-one-number"))),
        [first, second] => Ok([angle(first)?, angle(second)?]),
        more => Err(Box::new(Diagnostic::error("typed-too-many").with("count", more.len()))),
    }
}

/// Cuts the words into coordinates: at commas, where a direction or a name begins the next one, behind
/// a direction that ends one, and before a number of degrees.
fn grouped(tokens: &[Token]) -> Vec<Vec<Token>> {
    let has_number = |group: &[Token]| group.iter().any(|token| matches!(token, Token::Number { .. }));
    let leads = matches!(tokens.first(), Some(Token::Direction(..) | Token::Name(_)));
    let mut groups: Vec<Vec<Token>> = vec![Vec::new()];
    let mut closed = false;
    for (at, &token) in tokens.iter().enumerate() {
        let counted = groups.last().is_some_and(|group| has_number(group));
        let begins_anew = match token {
            Token::Comma => {
                closed = counted;
                continue;
            }
            Token::Direction(..) | Token::Name(_) => counted && (leads || closed),
            Token::Number { .. } => {
                let of_degrees = match tokens.get(at + 1) {
                    Some(Token::Degree) => true,
                    // The first of `120:20:53`.
                    Some(Token::Colon) => at > 0 && tokens[at - 1] != Token::Colon,
                    _ => false,
                };
                closed || (counted && of_degrees)
            }
            _ => false,
        };
        if begins_anew {
            groups.push(Vec::new());
            closed = false;
        }
        if matches!(token, Token::Direction(..)) && !leads {
            closed = true;
        }
        if let Some(group) = groups.last_mut() {
            group.push(token);
        }
    }
    groups.retain(|group| has_number(group));
    groups
}

/// One coordinate: degrees, minutes and seconds with their marks, and its direction.
fn angle(tokens: &[Token]) -> Result<Angle, Box<Diagnostic>> {
    let mut parts: Vec<(f64, bool)> = Vec::new();
    let (mut negative, mut axis, mut direction, mut marked) = (false, None, None, false);
    for &token in tokens {
        match token {
            Token::Number { magnitude, negative: minus, fraction } => {
                if let Some(&(value, true)) = parts.last() {
                    let value = format::number(value);
                    return Err(Box::new(Diagnostic::error("typed-fraction").with("value", value)));
                }
                if parts.len() == 3 {
                    return Err(Box::new(Diagnostic::error("typed-too-many").with("count", 4_usize)));
                }
                negative |= minus;
                parts.push((magnitude, fraction));
            }
            Token::Degree | Token::Minute | Token::Second => {
                let place = match token {
                    Token::Degree => 1,
                    Token::Minute => 2,
                    _ => 3,
                };
                if parts.len() != place {
                    return Err(Box::new(Diagnostic::error("typed-unit-order")));
                }
                marked = true;
            }
            Token::Colon | Token::Comma => marked = true,
            Token::Direction(of, reversed) => {
                if axis.is_some_and(|known| known != of) || direction.is_some() {
                    return Err(Box::new(Diagnostic::error("typed-two-directions")));
                }
                axis = Some(of);
                direction = Some(reversed);
            }
            Token::Name(of) => axis = Some(of),
        }
    }
    let part = |at: usize| parts.get(at).map_or(0.0, |&(value, _)| value);
    for (at, code) in [(1, "typed-minutes-range"), (2, "typed-seconds-range")] {
        if part(at) >= 60.0 {
            return Err(Box::new(Diagnostic::error(code).with("value", format::number(part(at)))));
        }
    }
    if negative && direction.is_some() {
        let value = format::number(-part(0));
        return Err(Box::new(Diagnostic::error("typed-two-signs").with("value", value)));
    }
    let magnitude = part(0) + part(1) / 60.0 + part(2) / 3600.0;
    let turned = negative || direction == Some(true);
    Ok(Angle {
        value: if turned { -magnitude } else { magnitude },
        axis,
        is_plain: parts.len() == 1 && axis.is_none() && !marked,
    })
}
