//! How a person wants a layer drawn, as data: what differs from the look that its kind has anyway.

use crate::maps::binding::Naming;
use crate::stats::ClassMethod;
use serde::{Deserialize, Serialize};

/// The name of the scheme of the official land-use colours; for fields of land-use codes alone.
pub const OFFICIAL_SCHEME: &str = "official";

/// What colours a layer.
///
/// Variants without a value have braces, here and below: serde takes unknown members of unit variants
/// without a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by", deny_unknown_fields)]
pub enum ColorBy {
    /// The look of the layer's kind.
    Own {},
    /// Nothing: one colour.
    One {},
    /// The values of a field, each a class.
    Categories {
        /// The field.
        field: String,
    },
    /// The numbers of a field, in classes.
    Classes {
        /// The field.
        field: String,
        /// How they are made.
        method: ClassMethod,
        /// How many, 2 to 9.
        count: usize,
    },
}

impl Default for ColorBy {
    fn default() -> Self {
        Self::Own {}
    }
}

impl ColorBy {
    /// The field that colours, where it was chosen.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Own {} | Self::One {} => None,
            Self::Categories { field } | Self::Classes { field, .. } => Some(field),
        }
    }
}

/// What labels a layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "label", deny_unknown_fields)]
pub enum LabelBy {
    /// The kind's own field.
    Own {},
    /// No labels.
    Nothing {},
    /// A field.
    Field {
        /// Which.
        field: String,
    },
}

impl Default for LabelBy {
    fn default() -> Self {
        Self::Own {}
    }
}

/// From which scale on labels show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "from", deny_unknown_fields)]
pub enum LabelsFrom {
    /// As the kind has it.
    Own {},
    /// At all scales.
    Always {},
    /// At this scale and larger ones.
    Scale {
        /// Its denominator.
        denominator: f64,
    },
}

impl Default for LabelsFrom {
    fn default() -> Self {
        Self::Own {}
    }
}

/// How a person wants a layer drawn. What is `None` stays as the layer's kind has it; the default
/// changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Styling {
    /// What colours it.
    pub color: ColorBy,
    /// The scheme of the colours, a name of [`super::schemes::SCHEMES`] or [`OFFICIAL_SCHEME`]; `None`:
    /// one that fits.
    pub scheme: Option<String>,
    /// Whether the scheme begins at its other end.
    pub reversed: bool,
    /// Diameter of points in points.
    pub point_size_px: Option<f32>,
    /// The number that sizes points.
    pub size_by: Option<String>,
    /// Width of lines and outlines in points.
    pub line_width_px: Option<f32>,
    /// Opacity of fills, 0 to 1.
    pub fill_opacity: Option<f32>,
    /// Whether areas and points have an outline.
    pub outline: Option<bool>,
    /// Whether points gather where they would cover each other; `None`: those of
    /// [`super::clusters::FROM_POINTS`] points and more do.
    pub clusters: Option<bool>,
    /// What labels it.
    pub label: LabelBy,
    /// From which scale on.
    pub labels_from: LabelsFrom,
    /// Drawn at this scale's denominator and below; `None`: however far out.
    pub max_denominator: Option<f64>,
    /// Drawn at this scale's denominator and above; `None`: however far in.
    pub min_denominator: Option<f64>,
}

impl Styling {
    /// Diameters of points that make sense, in points.
    pub const POINT_SIZES_PX: std::ops::RangeInclusive<f32> = 2.0..=48.0;
    /// Widths of lines that make sense, in points.
    pub const LINE_WIDTHS_PX: std::ops::RangeInclusive<f32> = 0.0..=16.0;
    /// Numbers of classes.
    pub const CLASS_COUNTS: std::ops::RangeInclusive<usize> = 2..=crate::stats::MAX_NUMBER_CLASSES;

    /// The same over other columns: what hangs on a field that is gone is as the layer's kind has it.
    #[must_use]
    pub fn fitting(mut self, is_there: impl Fn(&str) -> bool) -> Self {
        if self.color.field().is_some_and(|field| !is_there(field)) {
            self.color = ColorBy::Own {};
        }
        if matches!(&self.label, LabelBy::Field { field } if !is_there(field)) {
            self.label = LabelBy::Own {};
        }
        self.size_by = self.size_by.filter(|field| is_there(field));
        self
    }

    /// The same with every number where it makes sense, and the ends of the scales in order; what a
    /// file or a slip of the hand brings.
    #[must_use]
    pub fn sensible(mut self) -> Self {
        let within = |value: f32, range: &std::ops::RangeInclusive<f32>| {
            value.is_finite().then(|| value.clamp(*range.start(), *range.end()))
        };
        self.point_size_px = self.point_size_px.and_then(|size| within(size, &Self::POINT_SIZES_PX));
        self.line_width_px = self.line_width_px.and_then(|width| within(width, &Self::LINE_WIDTHS_PX));
        self.fill_opacity = self.fill_opacity.and_then(|opacity| within(opacity, &(0.0..=1.0)));
        if let ColorBy::Classes { count, .. } = &mut self.color {
            *count = (*count).clamp(*Self::CLASS_COUNTS.start(), *Self::CLASS_COUNTS.end());
        }
        let scale = |value: f64| value.is_finite() && value > 0.0;
        self.max_denominator = self.max_denominator.filter(|&value| scale(value));
        self.min_denominator = self.min_denominator.filter(|&value| scale(value));
        if let (Some(min), Some(max)) = (self.min_denominator, self.max_denominator)
            && min > max
        {
            (self.min_denominator, self.max_denominator) = (Some(max), Some(min));
        }
        if matches!(self.labels_from, LabelsFrom::Scale { denominator } if !scale(denominator)) {
            self.labels_from = LabelsFrom::Own {};
        }
        self
    }

    /// The same without what speaks of a private field of a layer of a kind: what colours, sizes and
    /// labels a map is seen by all.
    #[must_use]
    pub fn without_private<'a>(mut self, naming: impl Into<Naming<'a>>) -> Self {
        let naming = naming.into();
        let private = |field: &str| naming.is_private(field);
        if self.color.field().is_some_and(private) {
            self.color = ColorBy::default();
        }
        if matches!(&self.label, LabelBy::Field { field } if private(field)) {
            self.label = LabelBy::default();
        }
        self.size_by = self.size_by.filter(|field| !private(field));
        self
    }

    /// Whether it changes nothing.
    pub fn is_own(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_brought_back() {
        let styling = Styling {
            color: ColorBy::Classes { field: "a".to_owned(), method: ClassMethod::Equal, count: 40 },
            point_size_px: Some(1e9),
            line_width_px: Some(f32::NAN),
            fill_opacity: Some(-3.0),
            labels_from: LabelsFrom::Scale { denominator: 0.0 },
            max_denominator: Some(1_000.0),
            min_denominator: Some(50_000.0),
            ..Styling::default()
        }
        .sensible();
        assert_eq!(
            styling.color,
            ColorBy::Classes { field: "a".to_owned(), method: ClassMethod::Equal, count: 9 }
        );
        assert_eq!((styling.point_size_px, styling.line_width_px), (Some(48.0), None));
        assert_eq!((styling.fill_opacity, styling.labels_from), (Some(0.0), LabelsFrom::Own {}));
        assert_eq!((styling.min_denominator, styling.max_denominator), (Some(1_000.0), Some(50_000.0)));
        assert!(Styling::default().sensible().is_own());
    }

    #[test]
    fn an_unknown_member_is_an_error_beside_any_choice() {
        for text in [
            r#"{"color":{"by":"own","feild":"x"}}"#,
            r#"{"color":{"by":"one","feild":"x"}}"#,
            r#"{"label":{"label":"nothing","feild":"x"}}"#,
            r#"{"labels_from":{"from":"always","feild":1}}"#,
        ] {
            let known = text.replace(",\"feild\":\"x\"", "").replace(",\"feild\":1", "");
            assert!(serde_json::from_str::<Styling>(&known).is_ok(), "{known}");
            assert!(serde_json::from_str::<Styling>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_styling_survives_json_and_an_empty_object_is_the_own_look() {
        let styling = Styling {
            color: ColorBy::Categories { field: "status".to_owned() },
            scheme: Some("Dark2".to_owned()),
            label: LabelBy::Field { field: "name".to_owned() },
            labels_from: LabelsFrom::Scale { denominator: 5e4 },
            size_by: Some("area".to_owned()),
            ..Styling::default()
        };
        let text = serde_json::to_string(&styling).unwrap();
        assert_eq!(serde_json::from_str::<Styling>(&text).unwrap(), styling);
        assert!(serde_json::from_str::<Styling>("{}").unwrap().is_own());
    }
}
