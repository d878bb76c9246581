//! Sites side by side: the same field of different kinds in one row, units converted and said, the better
//! and the worse marked by the schema's direction, distances to what lies around.
//!
//! Private fields never come into a comparison. Distances are straight lines from the middle of a site's
//! box; firms are counted within [`FIRMS_WITHIN_M`].

use super::binding::Naming;
use super::matching::{AsWritten, DAYS_A_MONTH, Floor, Floors, Nearest, SiteLayer, Surroundings, in_unit};
use crate::layer::{Column, Value};
use crate::maps::schema::{self, Better, FieldDef, FieldKind, LayerKind};
use crate::text::{Lang, number, number_fixed, text, text_with};
use crate::units::m2_from_mu;
use crate::write::pasted_text;

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
        let (number, written) = self.naming().number_as_written(self.column(key)?, self.row())?;
        Some((number, written.map(|(written, unit)| AsWritten::InUnit(written, unit))))
    }
}

/// What a row speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// A field of the schema, as the first of the kinds has it.
    Field(LayerKind, &'static str),
    /// The area to be had, in m².
    Area,
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
}

/// Sites side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The rows: what matters first, then all other fields that any of the sites has.
    pub rows: Vec<Row>,
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

/// Lays sites side by side. `industry` is the code whose firms are counted; all firms where `None`.
pub fn compare(sites: &[Site], around: &Surroundings, industry: Option<&str>) -> Comparison {
    let mut rows = Vec::new();
    let mut add = |about: About, better: Better, cells: Vec<Cell>| {
        if cells.iter().any(|cell| *cell != Cell::Missing) {
            let marks = marks(&cells, better);
            rows.push(Row { about, cells, marks });
        }
    };
    add(About::Area, Better::Higher, sites.iter().map(area).collect());
    add(About::Height, Better::Higher, sites.iter().map(height).collect());
    add(About::Rent, Better::Lower, sites.iter().map(rent).collect());
    let metro = around.places(LayerKind::MetroStations, "");
    let campus = around.places(LayerKind::Universities, "");
    for (about, places) in [(About::Metro, metro), (About::Campus, campus)] {
        let nearest = |site: &Site| {
            let found = places.as_ref().zip(middle(site)).and_then(|(places, at)| places.nearest(at));
            found.map_or(Cell::Missing, Cell::Place)
        };
        add(about, Better::Lower, sites.iter().map(nearest).collect());
    }
    let firms = around.firms_of(industry);
    let count = |site: &Site| {
        let found = firms.as_ref().zip(middle(site)).map(|(firms, at)| firms.within(at, FIRMS_WITHIN_M));
        found.map_or(Cell::Missing, |count| Cell::Number(count as f64, None))
    };
    add(About::Firms(industry.map(str::to_owned)), Better::Higher, sites.iter().map(count).collect());
    for (kind, def) in fields(sites) {
        let cells = sites.iter().map(|site| field(site, def)).collect();
        add(About::Field(kind, def.key), def.better, cells);
    }
    Comparison { rows }
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

fn area(site: &Site) -> Cell {
    match first_number(site, &["available_m2", "area_m2"]) {
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

/// Marks the best and the worst numbers, where there are different ones and a direction.
fn marks(cells: &[Cell], better: Better) -> Vec<Mark> {
    let number = |cell: &Cell| match cell {
        Cell::Number(number, _) | Cell::OnFloor(number, _) => Some(*number),
        Cell::Place(nearest) => Some(nearest.metres),
        _ => None,
    };
    let numbers = || cells.iter().filter_map(number);
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
    let mark = |cell: &Cell| match number(cell) {
        Some(number) if number.total_cmp(&best).is_eq() => Mark::Best,
        Some(number) if number.total_cmp(&worst).is_eq() => Mark::Worst,
        _ => Mark::None,
    };
    cells.iter().map(mark).collect()
}

impl Row {
    /// What it speaks of, with its unit in brackets.
    pub fn title(&self, lang: Lang) -> String {
        let key = match &self.about {
            About::Area => "compare-area",
            About::Height => "compare-height",
            About::Rent => "compare-rent",
            About::Metro => "compare-metro",
            About::Campus => "compare-campus",
            About::Firms(None) => "compare-firms",
            About::Firms(Some(industry)) => {
                let label = schema::codes::industry_label(industry, lang).unwrap_or_else(|| industry.clone());
                return text_with(lang, "compare-firms-of", &[("industry", label.into())]);
            }
            About::Field(kind, key) => {
                let Some(def) = schema::field(Some(*kind), key) else { return (*key).to_owned() };
                let unit = def.unit_label(lang);
                let label = def.label(lang);
                return if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") };
            }
        };
        text(lang, key)
    }
}

impl Cell {
    /// The cell in words; what was converted says from what.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Missing => text(lang, "compare-missing"),
            Self::Number(value, written) => {
                let rounded = number((value * 100.0).round() / 100.0);
                match written {
                    Some(AsWritten::Mu(mu)) => {
                        let args = [("value", number_fixed(*value, 0).into()), ("mu", number(*mu).into())];
                        text_with(lang, "match-from-mu", &args)
                    }
                    Some(AsWritten::RentADay(rent)) => {
                        let args = [("value", rounded.into()), ("rent", number(*rent).into())];
                        text_with(lang, "match-from-day", &args)
                    }
                    Some(AsWritten::InUnit(written, unit)) => {
                        text_with(lang, "match-from-unit", &in_unit(rounded, *written, *unit, lang))
                    }
                    _ => rounded,
                }
            }
            Self::OnFloor(value, floor) => {
                let words = number((value * 100.0).round() / 100.0);
                if floor.is_empty() {
                    return words;
                }
                let args = [("words", words.into()), ("floors", floor.as_str().into())];
                text_with(lang, "match-floors", &args)
            }
            Self::Text(kind, key, value) => schema::field(Some(*kind), key)
                .and_then(|def| schema::value_label(def, value, lang))
                .unwrap_or_else(|| value.clone()),
            Self::Yes(yes) => text(lang, if *yes { "match-yes" } else { "match-no" }),
            Self::Place(nearest) => format!("{} {} m", nearest.name, number_fixed(nearest.metres, 0)),
        }
    }
}

impl Comparison {
    /// As a table for a spreadsheet, tabs between cells: a heading with `names`, a line a row, and the
    /// notes at the end. Nothing in it is taken for a formula.
    pub fn to_tsv(&self, names: &[String], notes: &[String], lang: Lang) -> String {
        let mut lines = Vec::with_capacity(self.rows.len() + 2);
        let line = |first: String, cells: &mut dyn Iterator<Item = String>| {
            let cells = std::iter::once(first).chain(cells).map(|cell| pasted_text(&cell));
            cells.collect::<Vec<_>>().join("\t")
        };
        lines.push(line(text(lang, "compare-field"), &mut names.iter().cloned()));
        for row in &self.rows {
            lines.push(line(row.title(lang), &mut row.cells.iter().map(|cell| cell.words(lang))));
        }
        if notes.iter().any(|note| !note.is_empty()) {
            lines.push(line(text(lang, "compare-note"), &mut notes.iter().cloned()));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::testing::{column, layer, point};
    use crate::layer::{Column, TextArray, Values};
    use crate::maps::binding::{Binding, MeasureUnit};
    use arrow_array::{Float64Array, LargeStringArray};
    use std::sync::Arc;

    fn site(kind: LayerKind, numbers: &[(&str, f64)], texts: &[(&str, &str)]) -> Site {
        let mut columns: Vec<Column> = numbers
            .iter()
            .map(|(name, value)| column(name, Values::Real(Float64Array::from(vec![Some(*value)]))))
            .collect();
        columns.extend(texts.iter().map(|(name, value)| {
            column(name, Values::Text(TextArray::Plain(LargeStringArray::from(vec![Some(*value)]))))
        }));
        of_layer(columns, kind, None)
    }

    fn of_layer(columns: Vec<Column>, kind: LayerKind, binding: Option<Arc<Binding>>) -> Site {
        let layer = Arc::new(layer(columns, &[Some(point(120.35, 30.30))]));
        Site { of: SiteLayer { layer, kind: Some(kind), binding }, row: 0 }
    }

    /// A site of a file with headers and units of its own.
    fn bound(kind: LayerKind, numbers: &[(&str, f64)], texts: &[(&str, &str)]) -> Site {
        let site = site(kind, numbers, texts);
        let binding = Arc::new(Binding::of(&site.of.layer, Some(kind)));
        Site { of: SiteLayer::bound(&site.of.layer, &binding), row: 0 }
    }

    #[test]
    fn a_file_with_headers_and_units_of_its_own_is_compared_in_those_of_the_schema() {
        let own = bound(
            LayerKind::Factories,
            &[
                ("净层高（米）", 8.0),
                ("楼面荷载(kN/㎡)", 19.62),
                ("可用面积（亩）", 3.0),
                ("租金（元/㎡·天）", 1.2),
            ],
            &[("行车（吨）", "10t")],
        );
        let plain = site(
            LayerKind::Factories,
            &[
                ("clear_height_m", 6.0),
                ("load_t_m2", 2.0),
                ("available_m2", 2000.0),
                ("rent", 36.5),
                ("crane_t", 5.0),
            ],
            &[],
        );
        let compared = compare(&[own, plain], &Surroundings::default(), None);
        let number = |about: &About, at: usize| match row(&compared, about).cells[at] {
            Cell::Number(number, written) => (number, written),
            ref other => panic!("{about:?}: {other:?}"),
        };
        let field = |key| About::Field(LayerKind::Factories, key);
        for about in [About::Area, About::Rent, field("load_t_m2")] {
            let ((own, _), (plain, _)) = (number(&about, 0), number(&about, 1));
            assert!((own - plain).abs() < 1e-9, "{about:?}: {own} {plain}");
            assert_eq!(row(&compared, &about).marks, [Mark::None; 2], "{about:?}");
        }
        assert_eq!(number(&About::Height, 0), (8.0, None));
        assert_eq!(number(&field("crane_t"), 0), (10.0, None), "a number in words is one");
        assert_eq!(number(&About::Area, 0).1, Some(AsWritten::InUnit(3.0, MeasureUnit::Mu)));
        assert_eq!(row(&compared, &field("load_t_m2")).cells[0].words(Lang::Zh), "2（文件中为 19.62 kN/m²）");
    }

    fn row(comparison: &Comparison, about: &About) -> Row {
        comparison.rows.iter().find(|row| row.about == *about).cloned().unwrap()
    }

    #[test]
    fn what_only_the_floors_say_is_compared_and_names_its_floor() {
        let spec = r#"[{"floor":1,"clear_height_m":9.5,"load_t_m2":3},{"floor":2,"clear_height_m":5,"load_t_m2":4}]"#;
        let spec = column("floor_spec", Values::Json(LargeStringArray::from(vec![Some(spec)])));
        let load = column("load_t_m2", Values::Real(Float64Array::from(vec![None])));
        let by_floor = of_layer(vec![spec, load], LayerKind::Factories, None);
        let whole = site(LayerKind::Factories, &[("clear_height_m", 8.0), ("load_t_m2", 2.0)], &[]);
        let compared = compare(&[by_floor, whole], &Surroundings::default(), None);
        let height = row(&compared, &About::Height);
        assert_eq!(height.cells[0], Cell::OnFloor(9.5, "1".to_owned()));
        assert_eq!(height.cells[0].words(Lang::Zh), "9.5（第 1 层）");
        assert_eq!(height.marks, [Mark::Best, Mark::Worst]);
        let load = row(&compared, &About::Field(LayerKind::Factories, "load_t_m2"));
        assert_eq!(load.cells[0], Cell::OnFloor(4.0, "2".to_owned()));
    }

    #[test]
    fn rents_of_a_factory_and_an_office_stand_in_one_row_and_the_lower_is_better() {
        let factory = site(LayerKind::Factories, &[("rent", 30.0), ("available_m2", 3000.0)], &[]);
        let office = site(LayerKind::Offices, &[("rent", 1.2), ("available_m2", 900.0)], &[]);
        let land = site(LayerKind::Land, &[("area_mu", 15.0)], &[]);
        let comparison = compare(&[factory, office, land], &Surroundings::default(), None);
        let rent = row(&comparison, &About::Rent);
        assert_eq!(rent.marks, [Mark::Best, Mark::Worst, Mark::None]);
        assert_eq!(rent.cells[1].words(Lang::Zh), "36.5（1.2 元/m²·天 × 365/12）");
        assert_eq!(rent.cells[2], Cell::Missing);
        let area = row(&comparison, &About::Area);
        assert_eq!(area.marks, [Mark::None, Mark::Worst, Mark::Best]);
    }

    #[test]
    fn nothing_private_comes_into_it_and_equals_are_not_marked() {
        let private = [("owner_tel", "0571-1"), ("deal", "出租")];
        let sites = [
            site(LayerKind::Factories, &[("crane_t", 5.0), ("start_price", 9.0)], &private),
            site(LayerKind::Factories, &[("crane_t", 5.0)], &private),
        ];
        let comparison = compare(&sites, &Surroundings::default(), None);
        let crane = row(&comparison, &About::Field(LayerKind::Factories, "crane_t"));
        assert_eq!(crane.marks, [Mark::None; 2]);
        let names = ["=A".to_owned(), "B".to_owned()];
        let text = comparison.to_tsv(&names, &[String::new(), String::new()], Lang::Zh);
        assert!(!text.contains("0571") && text.contains("出租") && !text.contains("\t=A"), "{text}");
    }
}
