//! How a layer is drawn, as data: classes of one field with colour and symbol, strokes, sizes, labels.
//!
//! A row's class is the number of the first [`Class`] that names its value or holds its number; rows
//! that none takes are "other" (the number after the last class). Classes differ by symbol or hatch, or
//! in the order of their lightness, as well as by colour, so that a map can be read without telling
//! colours apart.

use crate::layer::{Layer, TextArray, Values, well_known};
use crate::maps::schema;
use crate::text::Lang;
use arrow_array::Array;
use serde::{Deserialize, Serialize};

/// Classes that people can tell apart; more are "other".
pub const MAX_CLASSES: usize = 24;

/// A colour, sRGB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The shape that stands for a point, and the sign of a class in the legend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Symbol {
    /// A disc.
    #[default]
    Circle,
    /// A square.
    Square,
    /// A triangle, tip up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A star of five points.
    Star,
    /// An upright cross.
    Cross,
    /// A ring: paper inside, colour around, as for stations.
    Ring,
    /// A hexagon.
    Hexagon,
    /// A triangle, tip down.
    TriangleDown,
}

impl Symbol {
    /// All of them, in the order in which they are given to classes; the number is the shader's.
    pub const ALL: [Self; 9] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Star,
        Self::Cross,
        Self::Ring,
        Self::Hexagon,
        Self::TriangleDown,
    ];

    /// Its number in [`Symbol::ALL`].
    pub fn number(self) -> u32 {
        self as u32
    }
}

/// Lines that fill an area instead of plain colour, so that it is told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hatch {
    /// Rising to the right.
    Rising,
    /// Falling to the right.
    Falling,
    /// Level lines.
    Level,
    /// Upright lines.
    Upright,
    /// A grid of level and upright lines.
    Grid,
    /// Dots.
    Dots,
}

impl Hatch {
    /// All of them, in the order in which they are given to classes; the shader counts them from 1.
    pub const ALL: [Self; 6] =
        [Self::Rising, Self::Falling, Self::Level, Self::Upright, Self::Grid, Self::Dots];

    /// Its number in [`Hatch::ALL`], counted from 1.
    pub fn number(self) -> u32 {
        self as u32 + 1
    }
}

/// The numbers of a class: from one on, up to but not including the other. Open where `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumberRange {
    /// The least number that may belong here.
    pub from: Option<f64>,
    /// The least number that is too great.
    pub below: Option<f64>,
    /// The greatest number that does belong here: what a filter asks for, whose ends are both included.
    pub greatest: Option<f64>,
}

impl NumberRange {
    /// Whether a number belongs here.
    pub fn contains(&self, number: f64) -> bool {
        self.from.is_none_or(|from| number >= from) && self.below.is_none_or(|below| number < below)
    }
}

/// The field that sizes points: areas of signs are in proportion to its numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SizeBy {
    /// The field.
    pub field: String,
    /// What the legend calls it.
    pub title: Label,
    /// The number whose point has the style's full size.
    pub greatest: f64,
    /// Rows without a number: their points have the least size, which says nothing of them.
    pub missing: usize,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Label {
    /// From both texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same in both languages: values that have no translation.
    pub fn plain(text: &str) -> Self {
        Self::new(text, text)
    }

    /// The text of a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Rows drawn alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Class {
    /// The values of the field that belong here, as [`Value::to_text`] writes them; see
    /// [`Style::by_prefix`].
    pub values: Vec<String>,
    /// What the legend says.
    pub label: Label,
    /// Its colour.
    pub rgb: Rgb,
    /// Its sign; for polygons shown in the legend only where points are drawn too.
    pub symbol: Symbol,
    /// Whether polygons are hatched in the colour instead of filled, and how.
    pub hatch: Option<Hatch>,
    /// The numbers that belong here, where the classes are of a number.
    pub range: Option<NumberRange>,
    /// Whether rows without a value belong here; where no class takes them they are "other".
    pub missing: bool,
    /// Width of lines and outlines in points; `None`: the style's.
    pub width_px: Option<f32>,
    /// What shows on both sides of lines where the style has a casing; `None`: the casing's own colour.
    pub casing: Option<Rgb>,
}

/// A line around something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Its colour.
    pub rgb: Rgb,
    /// Its width in points, whatever the scale.
    pub width_px: f32,
}

/// How a layer is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// The field that classes are made by; `None` draws all rows as [`Style::other`].
    pub field: Option<String>,
    /// What the legend calls the field; the field's name where empty.
    pub title: Label,
    /// The classes, first match wins; at most [`MAX_CLASSES`].
    pub classes: Vec<Class>,
    /// Whether a value belongs to the class whose value it begins with (`C3911` to `C`).
    pub by_prefix: bool,
    /// Colour of rows that no class names.
    pub other: Rgb,
    /// Sign of rows that no class names.
    pub other_symbol: Symbol,
    /// What the legend calls them; the window's own word where empty.
    pub other_label: Label,
    /// Whether their areas are hatched, and how.
    pub other_hatch: Option<Hatch>,
    /// Opacity of fills, 0 to 1; 0 leaves areas open, and outlines then take the class's colour.
    pub fill_opacity: f32,
    /// Outline of polygons and points.
    pub stroke: Option<Stroke>,
    /// Width of lines in points, whatever the scale.
    pub line_width_px: f32,
    /// Under lines: a wider line in another colour; its width is what shows on each side.
    pub casing: Option<Stroke>,
    /// Lines and outlines are dashed: length of dash and gap in points.
    pub dash_px: Option<[f32; 2]>,
    /// Diameter of points in points; of the greatest where a number sizes them.
    pub point_size_px: f32,
    /// The number that sizes points, if any.
    pub size_by: Option<SizeBy>,
    /// Whether points gather where they would cover each other: see [`super::clusters`].
    pub clusters: bool,
    /// The field that labels are taken from.
    pub label_field: Option<String>,
    /// The field that English labels are taken from, where it has a value.
    pub label_field_en: Option<String>,
    /// Labels show from this scale on (a denominator); `None`: always.
    pub label_max_denominator: Option<f64>,
    /// Drawn only at denominators below this one; `None`: always.
    pub max_denominator: Option<f64>,
    /// Drawn only at denominators above this one; `None`: always.
    pub min_denominator: Option<f64>,
}

/// ColorBrewer Dark2 (Brewer, 2002), the qualitative scheme with 8 classes that stands on light ground.
const DARK2: [Rgb; 8] = [
    Rgb(27, 158, 119),
    Rgb(217, 95, 2),
    Rgb(117, 112, 179),
    Rgb(231, 41, 138),
    Rgb(102, 166, 30),
    Rgb(230, 171, 2),
    Rgb(166, 118, 29),
    Rgb(102, 102, 102),
];

/// ColorBrewer Set2 (Brewer, 2002), for areas.
const SET2: [Rgb; 8] = [
    Rgb(102, 194, 165),
    Rgb(252, 141, 98),
    Rgb(141, 160, 203),
    Rgb(231, 138, 195),
    Rgb(166, 216, 84),
    Rgb(255, 217, 47),
    Rgb(229, 196, 148),
    Rgb(179, 179, 179),
];

impl Default for Style {
    fn default() -> Self {
        Self {
            field: None,
            title: Label::default(),
            classes: Vec::new(),
            by_prefix: false,
            other: Rgb(0x8F, 0x97, 0xA3),
            other_symbol: Symbol::Circle,
            other_label: Label::default(),
            other_hatch: None,
            fill_opacity: 0.85,
            stroke: Some(Stroke { rgb: Rgb(255, 255, 255), width_px: 1.0 }),
            line_width_px: 2.0,
            casing: None,
            dash_px: None,
            point_size_px: 9.0,
            size_by: None,
            clusters: false,
            label_field: None,
            label_field_en: None,
            label_max_denominator: None,
            max_denominator: None,
            min_denominator: None,
        }
    }
}

impl Style {
    /// All rows in one colour.
    pub fn plain(rgb: Rgb) -> Self {
        Self { other: rgb, ..Self::default() }
    }

    /// A style for a layer that nobody described: classes by the first text field with 2 to 8 distinct
    /// values that is not private, the most frequent first; labels by `name` or 名称.
    pub fn for_unknown(layer: &Layer) -> Self {
        let has_areas = (0..layer.len().min(64)).any(|row| {
            layer.shapes.get(row).parts().any(|part| part.part_type == crate::layer::PartType::Polygon)
        });
        let colours = if has_areas { SET2 } else { DARK2 };
        let label_field = well_known::NAME.into_iter().find(|name| layer.column(name).is_some());
        let mut style = Self {
            other: colours[7],
            label_field: label_field.map(str::to_owned),
            label_field_en: layer.column(well_known::NAME_EN).map(|column| column.name.clone()),
            label_max_denominator: Some(60_000.0),
            ..Self::default()
        };
        // What is private is not told by colours and a legend either.
        let columns = layer.columns.iter().filter(|column| !schema::is_private(None, &column.name));
        for column in columns.filter(|column| !well_known::names_features(&column.name)) {
            let Some(values) = few_values(&column.values) else { continue };
            style.field = Some(column.name.clone());
            style.title = Label::plain(&column.name);
            style.classes = values
                .into_iter()
                .zip(colours.into_iter().zip(Symbol::ALL))
                .map(|(value, (rgb, symbol))| Class {
                    label: Label::plain(&value),
                    values: vec![value],
                    rgb,
                    symbol,
                    ..Class::default()
                })
                .collect();
            break;
        }
        style
    }

    /// Whether the layer is drawn at a scale.
    pub fn shows_at(&self, denominator: f64) -> bool {
        self.max_denominator.is_none_or(|most| denominator <= most)
            && self.min_denominator.is_none_or(|least| denominator >= least)
    }

    /// Whether its labels are drawn at a scale.
    pub fn labels_at(&self, denominator: f64) -> bool {
        self.label_field.is_some() && self.label_max_denominator.is_none_or(|most| denominator <= most)
    }

    /// Colour of a class number; [`other_class`] and beyond are "other".
    pub fn rgb(&self, class: u8) -> Rgb {
        self.classes.get(usize::from(class)).map_or(self.other, |class| class.rgb)
    }

    /// Sign of a class number.
    pub fn symbol(&self, class: u8) -> Symbol {
        self.classes.get(usize::from(class)).map_or(self.other_symbol, |class| class.symbol)
    }

    /// How a class number is hatched, if it is.
    pub fn hatch(&self, class: u8) -> Option<Hatch> {
        self.classes.get(usize::from(class)).map_or(self.other_hatch, |class| class.hatch)
    }

    /// What the legend calls a class number; empty where the window has its own word for "other".
    pub fn class_label(&self, class: u8) -> &Label {
        self.classes.get(usize::from(class)).map_or(&self.other_label, |class| &class.label)
    }

    /// Width of a class number's lines and outlines, where it has its own.
    pub fn class_width_px(&self, class: u8) -> Option<f32> {
        self.classes.get(usize::from(class)).and_then(|class| class.width_px)
    }

    /// What shows on both sides of a class number's lines.
    pub fn class_casing(&self, class: u8) -> Option<Rgb> {
        let own = self.classes.get(usize::from(class)).and_then(|class| class.casing);
        own.or(self.casing.map(|casing| casing.rgb))
    }
}

/// The distinct values of a text column where there are 2 to 8, the most frequent first, then by text.
fn few_values(values: &Values) -> Option<Vec<String>> {
    let Values::Text(TextArray::Dictionary(array)) = values else { return None };
    let names = array.values().as_any().downcast_ref::<arrow_array::StringArray>()?;
    if !(2..=8).contains(&names.len()) {
        return None;
    }
    let mut counts = vec![0_usize; names.len()];
    for row in 0..array.len() {
        if let Some(code) = array.key(row) {
            counts[code] += 1;
        }
    }
    // Each value once: they tell features apart and say nothing of what these have in common.
    if counts.iter().all(|&count| count < 2) {
        return None;
    }
    let mut codes: Vec<usize> = (0..names.len()).filter(|&code| !names.is_null(code)).collect();
    codes.sort_by(|&a, &b| counts[b].cmp(&counts[a]).then_with(|| names.value(a).cmp(names.value(b))));
    Some(codes.into_iter().map(|code| names.value(code).to_owned()).collect())
}
