//! What a sample of a column's values says: numbers, dates, codes, areas that agree with the ground.

use super::names::Name;
use super::unit::{MeasureUnit, read_number};
use crate::geometry::area_m2;
use crate::layer::{Column, Layer, PartType, Value};
use crate::maps::schema::{Drawn, FieldDef, FieldKind, codes, is_in_domain};
use crate::text::Lang;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Rows that are looked at, evenly over the layer: enough to tell, and never more.
const MOST_ROWS: usize = 300;
/// Polygons that are measured.
const MOST_AREAS: usize = 40;
/// Polygons of more positions are not: each of them takes about half a microsecond.
const MOST_POSITIONS: usize = 20_000;
/// Fewer measured values say nothing.
const LEAST_AREAS: usize = 3;
/// How far a value may lie from the area on the ground: surveys differ by less.
const AREA_TOLERANCE: f64 = 0.05;

/// The rows that are looked at, and the ground that some of them cover.
pub(super) struct Sample<'a> {
    layer: &'a Layer,
    rows: Vec<usize>,
    /// Geodesic areas of rows that are polygons, for the first column of numbers that asks.
    areas_m2: OnceCell<Vec<(usize, f64)>>,
    /// How nine of ten of the rows that have a geometry are drawn; `None` where there is no such way.
    pub(super) drawn: Option<Drawn>,
}

impl<'a> Sample<'a> {
    pub(super) fn of(layer: &'a Layer) -> Self {
        let rows = evenly(layer.len(), MOST_ROWS);
        let drawn = drawn(layer, &rows);
        Self { layer, rows, areas_m2: OnceCell::new(), drawn }
    }

    fn areas_m2(&self) -> &[(usize, f64)] {
        self.areas_m2.get_or_init(|| {
            let step = self.rows.len().div_ceil(MOST_AREAS).max(1);
            let area = |&row: &usize| {
                let shape = self.layer.shapes.get(row);
                let is_ground = shape.positions().len() <= MOST_POSITIONS
                    && shape.parts().all(|part| part.part_type == PartType::Polygon);
                let area = area_m2(&shape.to_geo().filter(|_| is_ground)?)?;
                (area > 0.0).then_some((row, area))
            };
            self.rows.iter().step_by(step).filter_map(area).collect()
        })
    }

    /// How many rows of the sample have a value in one of some columns, in one of some others, in both.
    pub(super) fn filled(&self, first: &[&Column], second: &[&Column]) -> [usize; 3] {
        let has = |columns: &[&Column], row| columns.iter().any(|column| is_there(column.value(row)));
        let mut counts = [0; 3];
        for &row in &self.rows {
            let (one, other) = (has(first, row), has(second, row));
            for (count, is_so) in counts.iter_mut().zip([one, other, one && other]) {
                *count += usize::from(is_so);
            }
        }
        counts
    }
}

fn drawn(layer: &Layer, rows: &[usize]) -> Option<Drawn> {
    let mut counts = [(Drawn::Points, 0), (Drawn::Lines, 0), (Drawn::Areas, 0)];
    for &row in rows {
        let shape = layer.shapes.get(row);
        let mut parts = shape.parts().map(|part| match part.part_type {
            PartType::Point => Drawn::Points,
            PartType::Line => Drawn::Lines,
            PartType::Polygon => Drawn::Areas,
        });
        let Some(first) = parts.next() else { continue };
        if let Some(count) = counts.iter_mut().find(|(drawn, _)| *drawn == first) {
            count.1 += usize::from(parts.all(|other| other == first));
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.into_iter().find(|(_, count)| all > 0 && count * 10 >= all * 9).map(|(drawn, _)| drawn)
}

/// At most so many of the numbers below `len`, evenly apart.
fn evenly(len: usize, most: usize) -> Vec<usize> {
    let count = len.min(most);
    (0..count).map(|at| at * len / count).collect()
}

/// A column under examination.
pub(super) struct Facts<'a> {
    pub(super) name: Name,
    pub(super) column: &'a Column,
    /// Values of the sample that are there.
    values: Vec<Value<'a>>,
    /// Their texts, each once with how often it occurs: every field with a domain asks for them.
    texts: OnceCell<Vec<(Cow<'a, str>, usize)>>,
    /// Those of them that are numbers.
    numbers: Vec<f64>,
    /// The unit that stands beside the numbers.
    pub(super) unit_in_values: Option<MeasureUnit>,
    /// Median of value per m² of ground, the unit that it speaks for, and of how many rows.
    pub(super) ground: Option<Ground>,
}

/// An area column beside the areas of its polygons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    pub(super) unit: MeasureUnit,
    pub(super) ratio: f64,
    pub(super) rows: usize,
}

impl<'a> Facts<'a> {
    pub(super) fn of(column: &'a Column, sample: &Sample<'_>) -> Self {
        let values: Vec<Value<'a>> =
            sample.rows.iter().map(|&row| column.value(row)).filter(|value| is_there(*value)).collect();
        let read: Vec<(f64, Option<MeasureUnit>)> = values.iter().filter_map(number).collect();
        let first = read.first().and_then(|&(_, unit)| unit);
        let unit_in_values = first.filter(|_| read.iter().all(|&(_, unit)| unit == first));
        Self {
            name: Name::new(&column.name),
            column,
            ground: if read.len() < LEAST_AREAS { None } else { ground(column, sample) },
            numbers: read.into_iter().map(|(number, _)| number).collect(),
            unit_in_values,
            texts: OnceCell::new(),
            values,
        }
    }

    /// Values that were looked at.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    fn share(&self, test: impl Fn(&Value<'a>) -> bool) -> f64 {
        share_of(self.values.iter(), test)
    }

    /// The same of those values that say something: 暂无 and 面议 make a column of numbers no other.
    fn share_of_said(&self, test: impl Fn(&Value<'a>) -> bool) -> f64 {
        share_of(self.values.iter().filter(|value| !is_text_that(value, says_nothing)), test)
    }

    /// Which share of the values can be values of a field; all of none.
    pub(super) fn fit(&self, def: &FieldDef) -> f64 {
        match def.kind {
            FieldKind::Text | FieldKind::List => 1.0,
            FieldKind::Code => self.share(|value| !matches!(value, Value::Bool(_) | Value::Real(_))),
            FieldKind::Integer | FieldKind::Number => self.share_of_said(|value| number(value).is_some()),
            FieldKind::Bool => self.share(is_flag),
            FieldKind::Date => self.share_of_said(is_date),
        }
    }

    /// Which share of the values are in a field's domain.
    pub(super) fn domain_share(&self, def: &FieldDef) -> f64 {
        if self.values.is_empty() {
            return 1.0;
        }
        let inside = self.texts().iter().filter(|(text, _)| in_domain(def, text));
        inside.map(|(_, times)| times).sum::<usize>() as f64 / self.values.len() as f64
    }

    /// The same where it is at least so large. Most columns have no value of most lists: a few of them tell.
    pub(super) fn domain_share_from(&self, def: &FieldDef, least: f64) -> Option<f64> {
        let share = |misses: usize| (self.values.len() - misses) as f64 / self.values.len() as f64;
        let mut misses = 0;
        for value in &self.values {
            if !in_domain(def, &value.to_text()) {
                misses += 1;
                if share(misses) < least {
                    return None;
                }
            }
        }
        (!self.values.is_empty()).then(|| share(misses))
    }

    fn texts(&self) -> &[(Cow<'a, str>, usize)] {
        self.texts.get_or_init(|| {
            let mut texts: Vec<Cow<'a, str>> = self.values.iter().map(Value::to_text).collect();
            texts.sort_unstable();
            let runs = texts.chunk_by(|text, next| text == next);
            runs.map(|run| (run[0].clone(), run.len())).collect()
        })
    }

    /// How many different values there are, up to a few.
    pub(super) fn distinct(&self) -> usize {
        self.texts().len().min(4)
    }

    /// Which share of the numbers lies between two.
    pub(super) fn share_within(&self, least: f64, most: f64) -> f64 {
        if self.numbers.is_empty() {
            return 1.0;
        }
        let inside = self.numbers.iter().filter(|&&number| number >= least && number <= most).count();
        inside as f64 / self.numbers.len() as f64
    }

    /// Whether the values look like unified social credit codes (GB 32100-2015: 18 characters, none of
    /// I, O, S, V, Z).
    pub(super) fn are_credit_codes(&self) -> bool {
        let is_code = |text: &str| {
            let fits = |byte: u8| {
                byte.is_ascii_digit()
                    || (byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O' | b'S' | b'V' | b'Z'))
            };
            text.len() == 18 && text.bytes().all(fits)
        };
        !self.values.is_empty() && self.share(|value| is_code(&value.to_text())) >= 0.9
    }

    /// Whether the values look like mobile telephone numbers.
    pub(super) fn are_telephones(&self) -> bool {
        let is_mobile = |text: &str| {
            let digits: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).collect();
            digits.len() == 11
                && digits[0] == b'1'
                && (b'3'..=b'9').contains(&digits[1])
                && digits.iter().all(u8::is_ascii_digit)
        };
        !self.values.is_empty() && self.share(|value| is_mobile(&value.to_text())) >= 0.8
    }
}

fn share_of<'a, 'b: 'a>(
    values: impl Iterator<Item = &'a Value<'b>> + Clone,
    test: impl Fn(&Value<'b>) -> bool,
) -> f64 {
    let count = values.clone().count();
    if count == 0 { 1.0 } else { values.filter(|value| test(value)).count() as f64 / count as f64 }
}

/// Empty text is no value.
fn is_there(value: Value<'_>) -> bool {
    !value.is_none() && !is_text_that(&value, |text| text.trim().is_empty())
}

/// A cell as people read it: a text of a column of mixed types stands in quotes.
pub fn plain_text<'a>(value: &Value<'a>) -> Cow<'a, str> {
    match value {
        Value::Json(json) => serde_json::from_str::<String>(json).map_or(Cow::Borrowed(json), Cow::Owned),
        value => value.to_text(),
    }
}

fn is_text_that(value: &Value<'_>, test: impl Fn(&str) -> bool) -> bool {
    matches!(value, Value::Text(_) | Value::Json(_)) && test(&plain_text(value))
}

/// What surveys write where there is no number, no date, or no number yet.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "无", "暂无", "没有", "不详", "未知", "不明", "待定", "未定", "待补", "待核实", "面议", "电议", "另议", "即日", "随时",
    "/", "-", "--", "—", "——", "\\", "n/a", "na", "none", "tbd", "unknown", "negotiable", "-/-",
];

/// Whether a text says that there is nothing to say.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || NOTHING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A cell as a number with the unit that it names.
pub fn number(value: &Value<'_>) -> Option<(f64, Option<MeasureUnit>)> {
    match value {
        Value::Integer(_) | Value::Real(_) => value.as_f64().map(|number| (number, None)),
        Value::Text(text) => read_number(text),
        // A column of mixed types keeps each value's JSON: a number as it is, a text in quotes.
        Value::Json(json) => read_number(json.trim_matches('"')),
        _ => None,
    }
}

fn is_flag(value: &Value<'_>) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Integer(number) => matches!(number, 0 | 1),
        Value::Text(text) => matches!(
            text.trim().to_ascii_lowercase().as_str(),
            "是" | "否"
                | "有"
                | "无"
                | "可"
                | "不可"
                | "true"
                | "false"
                | "yes"
                | "no"
                | "y"
                | "n"
                | "1"
                | "0"
        ),
        _ => false,
    }
}

/// Dates in the ways of surveys: `2024-05-01`, `2024/5/1`, `2024.5`, `2024年5月`, `20240501`.
fn is_date(value: &Value<'_>) -> bool {
    match value {
        Value::Date(_) | Value::DateTime(_) => true,
        Value::Integer(number) => is_compact_date(*number),
        Value::Text(text) => {
            let text = text.trim();
            if let Ok(number) = text.parse::<i64>() {
                return is_compact_date(number) || (1900..=2100).contains(&number);
            }
            let mut parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
            let mut next = || parts.next().map(|part| part.split(['T', ' ']).next().unwrap_or(part));
            let year = next().and_then(|part| part.parse::<i64>().ok());
            let month = next().map(str::parse::<i64>);
            let day = next().map(str::parse::<i64>);
            let within = |part: Option<Result<i64, _>>, most| match part {
                None => true,
                Some(Ok(number)) => (1..=most).contains(&number),
                Some(Err(_not_a_number)) => false,
            };
            year.is_some_and(|year| (1900..=2100).contains(&year))
                && month.is_some()
                && within(month, 12)
                && within(day, 31)
        }
        _ => false,
    }
}

fn is_compact_date(number: i64) -> bool {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Whether a field's domain has a value, under its code or one of its labels.
fn in_domain(def: &FieldDef, text: &str) -> bool {
    let text = text.trim();
    let text = text.trim_matches('"');
    if def.key == "industry" {
        // A letter alone is a grade as well: two digits make it an industry.
        return text.len() >= 3
            && text.get(1..).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
            && codes::industry_label(text, Lang::Zh).is_some();
    }
    is_in_domain(def, text)
}

/// The unit in which a column's values agree with the ground under most of the polygons.
fn ground(column: &Column, sample: &Sample<'_>) -> Option<Ground> {
    let mut ratios: Vec<f64> = sample
        .areas_m2()
        .iter()
        .filter_map(|&(row, area_m2)| {
            let value = number(&column.value(row))?.0;
            (value > 0.0).then_some(value / area_m2)
        })
        .collect();
    if ratios.len() < LEAST_AREAS {
        return None;
    }
    ratios.sort_unstable_by(f64::total_cmp);
    let ratio = ratios[ratios.len() / 2];
    [MeasureUnit::M2, MeasureUnit::Mu, MeasureUnit::Hectare, MeasureUnit::Km2].into_iter().find_map(|unit| {
        let expected = MeasureUnit::M2.factor_to(unit)?;
        let near = |ratio: f64| (ratio / expected - 1.0).abs() <= AREA_TOLERANCE;
        let agreeing = ratios.iter().filter(|&&ratio| near(ratio)).count();
        let enough = near(ratio) && agreeing * 10 >= ratios.len() * 7;
        enough.then_some(Ground { unit, ratio, rows: agreeing })
    })
}
