//! Sites side by side: the same field of different kinds in one row, units converted and said, the better
//! and the worse marked by the schema's direction, distances to what lies around.
//!
//! Where there is a brief, each of its lines has a row: what it asks, and whether each site passes, in the
//! unit that it asks in, in place of the row of the same field. Better and worse are then told among those
//! sites alone that pass every must line (and in the row of a line among those that pass it): the largest
//! floor that cannot carry the machine is no better than another, and what is still to be asked is no
//! winner either. Whether a site fits in all stands over its column.
//!
//! Private fields never come into a comparison. Distances are straight lines from the middle of a site's
//! box; firms are counted within [`FIRMS_WITHIN_M`].

mod words;

use super::binding::Naming;
use super::matching::{
    AsWritten, Asks, AsksKind, Brief, DAYS_A_MONTH, Fit, Floor, Floors, Found, Judged, Line, Nearest,
    SiteLayer, Surroundings, What, judge_sites, number_as_written,
};
use crate::layer::{Column, Value};
use crate::maps::schema::{self, Better, FieldDef, FieldKind, LayerKind};
use crate::units::m2_from_mu;
pub use words::fit_words;

/// How far around a site its firms are counted.
pub const FIRMS_WITHIN_M: f64 = 1000.0;
/// Sites that can stand side by side.
pub const MOST_SITES: usize = 4;

/// A site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its layer.
    pub of: SiteLayer,
    /// Its row.
    pub row: u32,
}

impl Site {
    fn kind(&self) -> Option<LayerKind> {
        self.of.kind
    }

    fn naming(&self) -> Naming<'_> {
        self.of.naming()
    }

    fn column(&self, key: &str) -> Option<&Column> {
        self.naming().column(&self.of.layer, key)
    }

    fn row(&self) -> usize {
        self.row as usize
    }

    /// A field's number in the schema's unit, and how it is written where that is in another one.
    fn number(&self, key: &str) -> Option<(f64, Option<AsWritten>)> {
        number_as_written(&self.of.layer, self.naming(), key, self.row())
    }
}

/// What a row speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// A line of the brief.
    Line(Line),
    /// A field of the schema, as the first of the kinds has it.
    Field(LayerKind, &'static str),
    /// The area to be had, in m².
    Area,
    /// The same beside a line of the brief that counts only what fits.
    AreaInAll,
    /// The clear height of the best floor, in m.
    Height,
    /// Rent in 元/m²·month.
    Rent,
    /// The nearest station in service.
    Metro,
    /// The nearest campus.
    Campus,
    /// Firms around, of an industry where one is named.
    Firms(Option<String>),
}

/// What a site has in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Missing,
    /// What a line of the brief says to a site of a kind.
    Judged(Line, LayerKind, Judged),
    /// A number in the row's unit.
    Number(f64, Option<AsWritten>),
    /// The same of the best floor, where the building is described floor by floor, with that floor's name.
    OnFloor(f64, String),
    /// A text as its field has it.
    Text(LayerKind, &'static str, String),
    /// A yes or no.
    Yes(bool),
    /// A place nearby.
    Place(Nearest),
}

/// How a cell stands to the others of its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// As good as others, or nobody can say.
    #[default]
    None,
    /// None is better.
    Best,
    /// None is worse.
    Worst,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it speaks of.
    pub about: About,
    /// A cell for each site.
    pub cells: Vec<Cell>,
    /// A mark for each cell.
    pub marks: Vec<Mark>,
    /// Of each cell whether the program worked it out, and no file has it.
    pub worked_out: Vec<bool>,
}

/// Sites side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The rows: what the brief asks first, then what matters, then all other fields that any of the sites
    /// has.
    pub rows: Vec<Row>,
    /// What each site is to the brief, where there is one and the site's kind is known.
    pub fits: Vec<Option<Fit>>,
}

/// Fields that have a row of their own under another name, or say nothing about a site.
const NOT_AS_FIELD: &[&str] = &[
    "id",
    "name",
    "name_en",
    "photos",
    "source",
    "illustrative",
    "position_quality",
    "area_m2",
    "area_mu",
    "available_m2",
    "clear_height_m",
    "net_height_m",
    "rent",
    "rent_m2_month",
    "metro_m",
    "metro_station",
];

/// The field that a line of a brief asks about, as rows of fields have it; its row takes the place of theirs.
fn told_by(line: &Line) -> Option<About> {
    match (line.what, &line.asks) {
        (What::Area, _) => Some(About::Area),
        (What::ClearHeight, _) => Some(About::Height),
        (What::Rent, _) => Some(About::Rent),
        (What::Metro, Asks::Near { name, .. }) if name.is_empty() => Some(About::Metro),
        (What::Campus, Asks::Near { name, .. }) if name.is_empty() => Some(About::Campus),
        (what, _) => {
            let kinds = [LayerKind::Factories, LayerKind::Offices];
            let of_kind = |kind| Some((kind, what.field_of(kind).filter(|key| !key.is_empty())?));
            let (kind, key) = kinds.into_iter().find_map(of_kind)?;
            (what.asks() != AsksKind::By).then_some(About::Field(kind, key))
        }
    }
}

/// Rows as they are gathered.
struct Gathered {
    rows: Vec<Row>,
    /// Rows that a line of the brief has told already.
    told: Vec<About>,
    /// Which sites are told from each other: all, or those that fit the brief.
    counted: Vec<bool>,
}

impl Gathered {
    /// Whether the brief asks about the area, and counts less of it than some site has: the floors that fit.
    fn is_more_than_asked(&self, areas: &[Cell]) -> bool {
        let asked =
            self.rows.iter().find(|row| matches!(&row.about, About::Line(it) if it.what == What::Area));
        asked.is_some_and(|row| {
            let differs = |(asked, area): (&Cell, &Cell)| match (asked, area) {
                (Cell::Judged(_, _, judged), Cell::Number(area, _)) => {
                    !matches!(judged.found, Some(Found::Number(found, _)) if (found - area).abs() < 0.5)
                }
                _ => false,
            };
            row.cells.iter().zip(areas).any(differs)
        })
    }

    /// Adds a row of what stands in files or is measured.
    fn add(&mut self, about: About, better: Better, cells: Vec<Cell>) {
        let counts = matches!(about, About::Firms(_));
        let worked_out = cells.iter().map(|cell| counts || cell.is_measured()).collect();
        self.add_of(about, better, cells, worked_out);
    }

    fn add_of(&mut self, about: About, better: Better, cells: Vec<Cell>, worked_out: Vec<bool>) {
        let is_told = self.told.iter().any(|told| match (told, &about) {
            (About::Field(_, told), About::Field(_, key)) => told == key,
            (told, about) => told == about,
        });
        if !is_told && cells.iter().any(|cell| *cell != Cell::Missing) {
            let marks = marks(&cells, better, &self.counted);
            self.rows.push(Row { about, cells, marks, worked_out });
        }
    }
}

/// Lays sites side by side, each line of the brief before the rows of fields.
pub fn compare(sites: &[Site], around: &Surroundings, brief: &Brief) -> Comparison {
    let asked: Vec<(&SiteLayer, usize)> = sites.iter().map(|site| (&site.of, site.row())).collect();
    let judged = if brief.lines.is_empty() { Vec::new() } else { judge_sites(brief, &asked, around) };
    let fits: Vec<Option<Fit>> = judged.iter().map(|of| of.as_ref().map(|(fit, _)| *fit)).collect();
    let counted = match fits.as_slice() {
        [] => vec![true; sites.len()],
        fits => fits.iter().map(|fit| *fit == Some(Fit::Fits)).collect(),
    };
    let mut gathered = Gathered { rows: Vec::new(), told: Vec::new(), counted };
    for (at, line) in brief.lines.iter().enumerate() {
        let cells = sites.iter().zip(&judged).map(|(site, judged)| {
            let found = judged.as_ref().and_then(|(_, lines)| lines.get(at)).zip(site.kind());
            found.map_or(Cell::Missing, |(judged, kind)| Cell::Judged(line.clone(), kind, judged.clone()))
        });
        let better = match line.what.asks() {
            AsksKind::AtLeast => Better::Higher,
            AsksKind::AtMost | AsksKind::Near(_) => Better::Lower,
            _ => Better::Neither,
        };
        gathered.add(About::Line(line.clone()), better, cells.collect());
    }
    gathered.told = brief.lines.iter().filter_map(told_by).collect();
    let areas: Vec<Cell> = sites.iter().map(area).collect();
    let about = if gathered.is_more_than_asked(&areas) { About::AreaInAll } else { About::Area };
    let worked_out = sites.iter().map(|site| is_worked_out(site, AREAS)).collect();
    gathered.add_of(about, Better::Higher, areas, worked_out);
    gathered.add(About::Height, Better::Higher, sites.iter().map(height).collect());
    gathered.add(About::Rent, Better::Lower, sites.iter().map(rent).collect());
    let metro = around.places(LayerKind::MetroStations, "");
    let campus = around.places(LayerKind::Universities, "");
    for (about, places) in [(About::Metro, metro), (About::Campus, campus)] {
        let nearest = |site: &Site| {
            let found = places.as_ref().zip(middle(site)).and_then(|(places, at)| places.nearest(at));
            found.map_or(Cell::Missing, Cell::Place)
        };
        gathered.add(about, Better::Lower, sites.iter().map(nearest).collect());
    }
    // The firms that count are those of the industry that the brief asks about.
    let industry = brief.lines.iter().find_map(|line| match &line.asks {
        Asks::Code(code) => Some(code.clone()),
        _ => None,
    });
    let firms = around.firms_of(industry.as_deref());
    let count = |site: &Site| {
        let found = firms.as_ref().zip(middle(site)).map(|(firms, at)| firms.within(at, FIRMS_WITHIN_M));
        found.map_or(Cell::Missing, |count| Cell::Number(count as f64, None))
    };
    gathered.add(About::Firms(industry), Better::Higher, sites.iter().map(count).collect());
    for (kind, def) in fields(sites) {
        let cells = sites.iter().map(|site| field(site, def)).collect();
        let worked_out = sites.iter().map(|site| is_worked_out(site, &[def.key])).collect();
        gathered.add_of(About::Field(kind, def.key), def.better, cells, worked_out);
    }
    Comparison { rows: gathered.rows, fits }
}

/// The fields of the sites' kinds, each once, in the schema's order.
fn fields(sites: &[Site]) -> Vec<(LayerKind, &'static FieldDef)> {
    let mut found: Vec<(LayerKind, &'static FieldDef)> = Vec::new();
    for kind in sites.iter().filter_map(Site::kind) {
        for def in kind.fields() {
            let is_known = found.iter().any(|(_, known)| known.key == def.key);
            let is_plain = !matches!(def.kind, FieldKind::List) && !NOT_AS_FIELD.contains(&def.key);
            if is_plain && !is_known && !schema::is_private(None, def.key) {
                found.push((kind, def));
            }
        }
    }
    found
}

fn value<'a>(site: &'a Site, key: &str) -> Value<'a> {
    site.column(key).map_or(Value::Missing, |column| column.value(site.row()))
}

fn first_number(site: &Site, keys: &[&str]) -> Cell {
    let found = keys.iter().find_map(|key| site.number(key));
    found.map_or(Cell::Missing, |(number, written)| Cell::Number(number, written))
}

/// Whether the first of the fields that has a value is a column that the program worked out.
fn is_worked_out(site: &Site, keys: &[&str]) -> bool {
    let mut columns = keys.iter().filter_map(|key| site.column(key));
    columns.find(|column| !column.value(site.row()).is_none()).is_some_and(|column| column.is_derived)
}

/// Where an area stands, in this order.
const AREAS: &[&str] = &["available_m2", "area_m2", "area_mu"];

fn area(site: &Site) -> Cell {
    match first_number(site, &AREAS[..2]) {
        Cell::Missing => site.number("area_mu").map_or(Cell::Missing, |(mu, written)| {
            Cell::Number(m2_from_mu(mu), written.or(Some(AsWritten::Mu(mu))))
        }),
        found => found,
    }
}

fn height(site: &Site) -> Cell {
    match first_number(site, &["clear_height_m", "net_height_m"]) {
        Cell::Missing => on_best_floor(site, |floor| floor.height_m),
        found => found,
    }
}

/// What the floors of a building say where it says nothing as a whole; of the floor that has most of it.
fn on_best_floor(site: &Site, of: impl Fn(&Floor) -> Option<f64>) -> Cell {
    let Some(kind) = site.kind().filter(|kind| matches!(kind, LayerKind::Factories | LayerKind::Offices))
    else {
        return Cell::Missing;
    };
    let floors = Floors::of(&site.of.layer, site.naming(), kind, site.row()).floors;
    let known = floors.iter().filter_map(|floor| Some((of(floor)?, &floor.name)));
    let best = known.max_by(|one, other| one.0.total_cmp(&other.0));
    best.map_or(Cell::Missing, |(number, name)| Cell::OnFloor(number, name.clone()))
}

fn rent(site: &Site) -> Cell {
    match (site.number("rent"), site.kind()) {
        (Some((rent, written)), Some(LayerKind::Offices)) => {
            Cell::Number(rent * DAYS_A_MONTH, written.or(Some(AsWritten::RentADay(rent))))
        }
        (Some((rent, written)), Some(LayerKind::Factories)) => Cell::Number(rent, written),
        _ => Cell::Missing,
    }
}

fn field(site: &Site, def: &'static FieldDef) -> Cell {
    // The same key of another kind may be counted in another unit: then it is not the same row.
    let Some(kind) = site.kind() else { return Cell::Missing };
    let same = schema::field(Some(kind), def.key).is_some_and(|own| own.unit == def.unit);
    if !same {
        return Cell::Missing;
    }
    let is_number = matches!(def.kind, FieldKind::Integer | FieldKind::Number);
    if let Some((number, written)) = site.number(def.key).filter(|_| is_number) {
        return Cell::Number(number, written);
    }
    match value(site, def.key) {
        Value::Bool(yes) => Cell::Yes(yes),
        Value::Integer(number) => Cell::Number(number as f64, None),
        Value::Real(number) => Cell::Number(number, None),
        Value::Missing | Value::Null if def.key == "load_t_m2" => {
            on_best_floor(site, |floor| floor.load_t_m2)
        }
        Value::Missing | Value::Null | Value::Json(_) => Cell::Missing,
        other => {
            let text = other.to_text();
            if text.trim().is_empty() { Cell::Missing } else { Cell::Text(kind, def.key, text.into_owned()) }
        }
    }
}

fn middle(site: &Site) -> Option<[f64; 2]> {
    let bbox = site.of.layer.shapes.get(site.row()).bbox();
    (!bbox.is_empty()).then(|| bbox.center())
}

/// The number by which a cell is told from others; a site that fails a line has none in its row.
fn number_of(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number, _) | Cell::OnFloor(number, _) => Some(*number),
        Cell::Place(nearest) => Some(nearest.metres),
        Cell::Judged(_, _, judged) if judged.passes() => match &judged.found {
            Some(Found::Number(number, _)) => Some(*number),
            Some(Found::Place(nearest)) => Some(nearest.metres),
            _ => None,
        },
        _ => None,
    }
}

/// Marks the best and the worst numbers of those sites that are counted, where there are different ones and
/// a direction.
fn marks(cells: &[Cell], better: Better, counted: &[bool]) -> Vec<Mark> {
    let number = |(cell, counted): (&Cell, &bool)| if *counted { number_of(cell) } else { None };
    let numbers = || cells.iter().zip(counted).filter_map(number);
    let (least, most) = (numbers().min_by(f64::total_cmp), numbers().max_by(f64::total_cmp));
    let (Some(least), Some(most)) = (least, most) else { return vec![Mark::None; cells.len()] };
    let (best, worst) = match better {
        Better::Higher => (most, least),
        Better::Lower => (least, most),
        Better::Neither => return vec![Mark::None; cells.len()],
    };
    if least.total_cmp(&most).is_eq() {
        return vec![Mark::None; cells.len()];
    }
    let mark = |of: (&Cell, &bool)| match number(of) {
        Some(number) if number.total_cmp(&best).is_eq() => Mark::Best,
        Some(number) if number.total_cmp(&worst).is_eq() => Mark::Worst,
        _ => Mark::None,
    };
    cells.iter().zip(counted).map(mark).collect()
}

#[cfg(test)]
mod tests;
