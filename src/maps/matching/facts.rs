//! What a site has to say to each line of a brief: looked up once, judged as often as wanted.

use super::brief::{Asks, Brief};
use super::floors::{Floors, number_as_written};
use super::judge::{AsWritten, Found, Missing};
use super::near::Places;
use super::rules;
use super::what::{DAYS_A_MONTH, What};
use super::{SiteLayer, Surroundings};
use crate::geometry::area_m2;
use crate::layer::{Column, Layer, Value};
use crate::maps::binding::Naming;
use crate::maps::idle::read_day;
use crate::maps::schema::LayerKind;
use crate::units::m2_from_mu;
use jiff::civil::Date;

/// What a site says to a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact {
    /// A number in the line's first unit.
    Number(f64, Option<AsWritten>),
    /// Something that is compared as a whole; whether it is what the line wants.
    Is(Found, bool),
    /// A fire class, as its position.
    Class(usize),
    /// The day from which it is to be had.
    From(Date),
    /// It is in use, and not to be had.
    InUse,
    /// The nearest place.
    Near(super::Nearest),
    /// The floors say it.
    OfFloors,
    /// What would say it is not there.
    Missing(Missing),
}

/// All that a site says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) of_line: Vec<Fact>,
    pub(super) floors: Floors,
}

/// Looks facts up in one layer.
pub(super) struct Look<'a> {
    layer: &'a Layer,
    kind: LayerKind,
    naming: Naming<'a>,
    brief: &'a Brief,
    /// Of each line that is about places.
    places: &'a [Option<Places>],
}

/// The places that each line of a brief is about.
pub(super) fn places_of(brief: &Brief, around: &Surroundings) -> Vec<Option<Places>> {
    brief
        .lines
        .iter()
        .map(|line| {
            let Asks::Near { name, .. } = &line.asks else { return None };
            let kind = kind_near(line.what)?;
            around.places(kind, name)
        })
        .collect()
}

/// The kind of layer whose features a line asks to be near to.
pub(super) fn kind_near(what: What) -> Option<LayerKind> {
    match what {
        What::Metro => Some(LayerKind::MetroStations),
        What::Campus => Some(LayerKind::Universities),
        What::Firm => Some(LayerKind::Enterprises),
        _ => None,
    }
}

impl<'a> Look<'a> {
    pub(super) fn new(
        site: &'a SiteLayer,
        kind: LayerKind,
        brief: &'a Brief,
        places: &'a [Option<Places>],
    ) -> Self {
        Self { layer: &site.layer, kind, naming: site.naming(), brief, places }
    }

    fn column(&self, key: &str) -> Option<&'a Column> {
        self.naming.column(self.layer, key)
    }

    /// A number in the schema's unit, and how it is written where that is in another one.
    fn number(&self, key: &str, row: usize) -> Option<(f64, Option<AsWritten>)> {
        number_as_written(self.layer, self.naming, key, row)
    }

    fn cell(&self, key: &str, row: usize) -> Value<'a> {
        self.column(key).map_or(Value::Missing, |column| column.value(row))
    }

    fn text(&self, key: &str, row: usize) -> Option<&'a str> {
        self.naming.code_at(self.layer, self.column(key)?, row)
    }

    fn date(&self, key: &str, row: usize) -> Option<Date> {
        read_day(self.cell(key, row))
    }

    /// Why a field does not say what is asked: it is empty, or holds what does not say it.
    fn missing(&self, field: &'static str, row: usize) -> Fact {
        let text = self.cell(field, row).to_text().trim().to_owned();
        let is_empty = text.is_empty();
        Fact::Missing(if is_empty { Missing::Field(field) } else { Missing::Unread(field, text) })
    }

    /// What the site in a row says.
    pub(super) fn at(&self, row: usize) -> Facts {
        let is_building = self.kind != LayerKind::Land;
        let floors =
            if is_building { Floors::of(self.layer, self.naming, self.kind, row) } else { Floors::default() };
        let of_line = (0..self.brief.lines.len()).map(|line| self.fact(line, row)).collect();
        Facts { of_line, floors }
    }

    fn fact(&self, at: usize, row: usize) -> Fact {
        let line = &self.brief.lines[at];
        let what = line.what;
        let Some(field) = what.field_of(self.kind) else { return Fact::Missing(Missing::NotOfKind) };
        match (what, &line.asks) {
            (What::Area, _) if self.kind == LayerKind::Land => self.land_area(row),
            (What::Area | What::ClearHeight | What::Load, _) => Fact::OfFloors,
            (What::Metro | What::Campus | What::Firm, Asks::Near { name, .. }) => self.near(at, name, row),
            (What::FireClass, _) => self.class(field, row),
            (What::Eia, _) => match self.cell(field, row) {
                Value::Bool(yes) => Fact::Is(Found::Yes(yes), yes),
                _ => self.missing(field, row),
            },
            (What::Deal, Asks::Deal(deal)) => match self.text(field, row) {
                Some(offer @ ("出租" | "出售" | "租售")) => {
                    let fits = offer == "租售" || Some(&offer) == super::brief::DEALS.get(*deal);
                    Fact::Is(Found::Value(field, offer.to_owned()), fits)
                }
                _ => self.missing(field, row),
            },
            (What::Industry, Asks::Code(code)) => self.industry(code, row),
            (What::AvailableBy, _) => self.available_from(row),
            (What::Rent, _) => self.rent(field, row),
            _ => match self.number(field, row) {
                Some((number, written)) => Fact::Number(number, written),
                None => self.missing(field, row),
            },
        }
    }

    /// Of land: what is in use or built upon has no area to offer.
    fn land_area(&self, row: usize) -> Fact {
        if matches!(self.text("status", row), Some("已用" | "在建")) {
            return Fact::InUse;
        }
        if let Some((area, written)) = self.number("area_m2", row) {
            return Fact::Number(area, written);
        }
        if let Some((mu, written)) = self.number("area_mu", row) {
            return Fact::Number(m2_from_mu(mu), written.or(Some(AsWritten::Mu(mu))));
        }
        match self.layer.shapes.get(row).to_geo().and_then(|geometry| area_m2(&geometry)) {
            Some(area) => Fact::Number(area, Some(AsWritten::Geometry)),
            None => self.missing("area_m2", row),
        }
    }

    fn rent(&self, field: &'static str, row: usize) -> Fact {
        match self.number(field, row) {
            Some((rent, written)) if self.kind == LayerKind::Offices => {
                Fact::Number(rent * DAYS_A_MONTH, written.or(Some(AsWritten::RentADay(rent))))
            }
            Some((rent, written)) => Fact::Number(rent, written),
            None => self.missing(field, row),
        }
    }

    fn class(&self, field: &'static str, row: usize) -> Fact {
        let class = self.text(field, row);
        match class.and_then(|class| super::brief::FIRE_CLASSES.iter().position(|known| *known == class)) {
            Some(class) => Fact::Class(class),
            None => self.missing(field, row),
        }
    }

    fn near(&self, line: usize, name: &str, row: usize) -> Fact {
        let kind = kind_near(self.brief.lines[line].what).unwrap_or(LayerKind::MetroStations);
        let Some(places) = self.places.get(line).and_then(Option::as_ref) else {
            return Fact::Missing(Missing::Layer(kind));
        };
        let bbox = self.layer.shapes.get(row).bbox();
        if bbox.is_empty() {
            return Fact::Missing(Missing::Position);
        }
        match places.nearest(bbox.center()) {
            Some(nearest) => Fact::Near(nearest),
            // There are some, and none within reach.
            None if !places.is_empty() => Fact::Missing(Missing::OtherTown),
            None if name.is_empty() && kind == LayerKind::MetroStations => Fact::Missing(Missing::InService),
            None => Fact::Missing(Missing::Named(kind, name.to_owned())),
        }
    }

    fn industry(&self, code: &str, row: usize) -> Fact {
        if self.kind != LayerKind::Land {
            return Fact::Is(Found::Building(self.kind), rules::by_building(self.kind, code));
        }
        let Some(land_use) = self.text("land_use", row) else {
            return self.missing("land_use", row);
        };
        match rules::by_land_use(land_use, code) {
            Some(allowed) => Fact::Is(Found::Value("land_use", land_use.to_owned()), allowed),
            None => self.missing("land_use", row),
        }
    }

    /// A building is to be had from the day on which it became vacant, or, where that is not written,
    /// since the survey that found it unused; land since the survey that found it idle.
    fn available_from(&self, row: usize) -> Fact {
        let status = self.text("status", row);
        if self.kind == LayerKind::Land {
            return match status {
                Some("已用" | "在建") => Fact::InUse,
                Some("闲置" | "部分闲置" | "已供未建") => self.surveyed(row, "surveyed_on"),
                _ => self.missing("status", row),
            };
        }
        if let Some(vacant) = self.date("vacant_since", row) {
            return Fact::From(vacant);
        }
        match (self.missing("vacant_since", row), status) {
            (Fact::Missing(Missing::Field(field)), Some("未使用" | "已停用")) => {
                self.surveyed(row, field)
            }
            (missing, _) => missing,
        }
    }

    fn surveyed(&self, row: usize, otherwise: &'static str) -> Fact {
        self.date("surveyed_on", row).map_or_else(|| self.missing(otherwise, row), Fact::From)
    }
}
