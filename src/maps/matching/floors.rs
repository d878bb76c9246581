//! The floors of a building: which of them stand, all together, for what is asked of a floor.

use super::judge::{AsWritten, Missing};
use crate::layer::{Layer, Value};
use crate::maps::binding::Naming;
use crate::maps::schema::{self, LayerKind};
use serde_json::Value as Json;

/// What is known of a floor; fields are missing where `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::maps) struct Floor {
    /// Its number as it is written; empty where the building is spoken of as a whole.
    pub(in crate::maps) name: String,
    pub(in crate::maps) height_m: Option<f64>,
    pub(in crate::maps) load_t_m2: Option<f64>,
    pub(in crate::maps) available_m2: Option<f64>,
    /// How load and area stand in the file, where that is in another unit.
    pub(super) load_written: Option<AsWritten>,
    pub(super) available_written: Option<AsWritten>,
    /// What stands where a number is missing, by the key of its field.
    pub(super) unread: Vec<(&'static str, String)>,
}

impl Floor {
    /// Why it does not say a number.
    pub(super) fn missing(&self, key: &'static str) -> Missing {
        let unread = self.unread.iter().find(|(of, _)| *of == key);
        unread.map_or(Missing::Field(key), |(key, text)| Missing::Unread(key, text.clone()))
    }
}

/// The numbers that are told of a floor.
const NUMBERS: [&str; 3] = ["clear_height_m", "load_t_m2", "available_m2"];

/// The floors of a building.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::maps) struct Floors {
    pub(in crate::maps) floors: Vec<Floor>,
    /// Several floors are spoken of as one: their height is known of the best only, their area only of
    /// all together.
    pub(super) lumped: bool,
}

/// How a floor stands to what has been asked so far; the worse comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Fails,
    Unknown,
    Stands,
}

/// A field's number in the schema's unit, and how it is written where that is in another one.
pub(in crate::maps) fn number_as_written(
    layer: &Layer,
    naming: Naming<'_>,
    key: &str,
    row: usize,
) -> Option<(f64, Option<AsWritten>)> {
    let (number, written) = naming.number_as_written(naming.column(layer, key)?, row)?;
    Some((number, written.map(|(written, unit)| AsWritten::InUnit(written, unit))))
}

impl Floors {
    /// The floors of a row of a layer of buildings. A floor with nothing to let is none; that of a building
    /// with one floor has no name, for there is nothing to tell it from.
    pub(in crate::maps) fn of(layer: &Layer, naming: Naming<'_>, kind: LayerKind, row: usize) -> Self {
        let cell = |key: &str| naming.column(layer, key).map_or(Value::Missing, |column| column.value(row));
        let number = |key: &str| naming.number(naming.column(layer, key)?, row);
        let storeys = number("floors").unwrap_or(1.0);
        if let Value::Json(text) = cell("floor_spec")
            && let Ok(Json::Array(items)) = serde_json::from_str::<Json>(text)
        {
            let mut floors: Vec<Floor> = items.iter().filter_map(|item| floor(kind, item)).collect();
            if let ([only], true) = (floors.as_mut_slice(), storeys <= 1.0) {
                only.name.clear();
            }
            let to_let = |floor: &Floor| floor.available_m2.is_none_or(|area| area > 0.0);
            if !floors.is_empty() {
                return Self { floors: floors.into_iter().filter(to_let).collect(), lumped: false };
            }
        }
        let field_of = |key: &'static str| match key {
            "clear_height_m" if kind == LayerKind::Offices => "net_height_m",
            key => key,
        };
        let unread = |key: &'static str| {
            let text = cell(field_of(key)).to_text().trim().to_owned();
            (number(field_of(key)).is_none() && !text.is_empty()).then_some((key, text))
        };
        let written = |key: &str| number_as_written(layer, naming, key, row).unzip();
        let (load_t_m2, load_written) = written("load_t_m2");
        let (available_m2, available_written) = written("available_m2");
        let whole = Floor {
            name: String::new(),
            height_m: number(field_of("clear_height_m")),
            load_t_m2,
            available_m2,
            load_written: load_written.flatten(),
            available_written: available_written.flatten(),
            unread: NUMBERS.into_iter().filter_map(unread).collect(),
        };
        // Offices are as high on every floor; a factory's figure is that of its best floor.
        let lumped = kind == LayerKind::Factories && storeys > 1.0;
        Self { floors: vec![whole], lumped }
    }
}

/// A record of `floor_spec`, by the names that the schema has for its members.
fn floor(kind: LayerKind, item: &Json) -> Option<Floor> {
    let members = item.as_object()?;
    let member = |key: &str| {
        members.get(key).or_else(|| {
            let def = schema::field(Some(kind), key)?;
            members.iter().find(|(name, _)| def.answers_to(name)).map(|(_, value)| value)
        })
    };
    let name = match members.get("floor").or_else(|| members.get("楼层")) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let number = |key: &str| member(key).and_then(Json::as_f64);
    let unread = |key: &'static str| match member(key)? {
        Json::Null | Json::Number(_) => None,
        Json::String(text) if text.trim().is_empty() => None,
        Json::String(text) => Some((key, text.trim().to_owned())),
        other => Some((key, other.to_string())),
    };
    Some(Floor {
        name,
        height_m: number("clear_height_m"),
        load_t_m2: number("load_t_m2"),
        available_m2: number("available_m2"),
        load_written: None,
        available_written: None,
        unread: NUMBERS.into_iter().filter_map(unread).collect(),
    })
}
