//! Classes, legends, labels and picking over small layers made here.

use three_maps::geometry::BBox;
use three_maps::layer::{
    Column, GeometryType, Layer, PartType, RowSet, ShapesBuilder, Source, SourceBytes, SpatialIndex,
    TextArray, Values,
};
use three_maps::maps::schema::LayerKind;
use three_maps::scene::labels::{LabelMemory, LabelSource, MeasureText, place_labels};
use three_maps::scene::legend::{Swatch, legend};
use three_maps::scene::{Camera, Style, classify, rows_at};
use three_maps::text::Lang;

use arrow_array::DictionaryArray;
use arrow_array::types::Int32Type;
use std::collections::BTreeSet;
use std::sync::Arc;

enum Form {
    Point([f64; 2]),
    Line(Vec<[f64; 2]>),
    Area(Vec<Vec<[f64; 2]>>),
}

fn square(west: f64, south: f64, side: f64) -> Vec<[f64; 2]> {
    vec![
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
}

fn layer(rows: &[(Form, Option<&str>, &str)]) -> Layer {
    let mut builder = ShapesBuilder::default();
    for (form, _, _) in rows {
        let (rings, part, geometry) = match form {
            Form::Point(position) => (vec![vec![*position]], PartType::Point, GeometryType::Point),
            Form::Line(line) => (vec![line.clone()], PartType::Line, GeometryType::LineString),
            Form::Area(rings) => (rings.clone(), PartType::Polygon, GeometryType::Polygon),
        };
        for ring in rings {
            for position in ring {
                builder.position(position, f64::NAN);
            }
            builder.end_ring();
        }
        builder.end_part(part);
        builder.end_row(geometry);
    }
    let kinds: DictionaryArray<Int32Type> = rows.iter().map(|(_, kind, _)| *kind).collect();
    let names: DictionaryArray<Int32Type> = rows.iter().map(|(_, _, name)| Some(*name)).collect();
    let column = |name: &str, array| Column {
        name: name.to_owned(),
        values: Values::Text(TextArray::Dictionary(array)),
        missing: None,
        others: None,
        is_derived: false,
    };
    let shapes = Arc::new(builder.finish());
    Layer {
        known: Arc::default(),
        name: "parcels".to_owned(),
        source: Source {
            bytes: SourceBytes::Bundled("test", b""),
            size: 0,
            modified_ns: None,
            sha256: String::new(),
            crs: "OGC:CRS84".to_owned(),
            reprojected: false,
        },
        columns: vec![column("kind", kinds), column("name", names)],
        ids: None,
        index: SpatialIndex::of(shapes.clone()).into(),
        spans: Vec::new().into(),
        feature_numbers: None,
        derived_for: None,
        measured_to: None,
        foreign_members: Vec::new(),
        diagnostics: Vec::new(),
        shapes,
    }
}

fn town() -> Layer {
    layer(&[
        (Form::Area(vec![square(0.0, 0.0, 0.1), square(0.04, 0.04, 0.02)]), Some("idle"), "with a hole"),
        (Form::Area(vec![square(0.05, 0.0, 0.02)]), Some("idle"), "small, on top"),
        (Form::Line(vec![[0.0, -0.05], [0.2, -0.05]]), Some("used"), "road"),
        (Form::Point([0.15, 0.05]), None, "station"),
    ])
}

fn camera(layer: &Layer) -> Camera {
    Camera::default().fitted(&layer.bbox(), 60.0, [1000.0, 700.0])
}

/// Every character is 8 by 14 points.
struct Monospace;

impl MeasureText for Monospace {
    fn size_pt(&mut self, text: &str) -> [f64; 2] {
        [8.0 * text.chars().count() as f64, 14.0]
    }
}

#[test]
fn a_label_in_the_place_of_its_code_has_the_codes_colour() {
    let at = |kind| (Form::Point([0.0, 0.0]), Some(kind), "");
    let mut layer = layer(&[at("Idle"), at("闲置"), at("Sold")]);
    layer.columns[0].name = "status".to_owned();
    let classes = classify(&layer, &Style::for_kind(LayerKind::Land, &layer));
    assert_eq!(classes[0], classes[1]);
    assert_ne!(classes[0], classes[2]);
}

#[test]
fn classes_come_from_the_first_field_with_few_values_the_most_frequent_first() {
    let layer = town();
    let style = Style::for_unknown(&layer);
    assert_eq!(style.field.as_deref(), Some("kind"));
    assert_eq!(style.label_field.as_deref(), Some("name"));
    let values: Vec<&str> = style.classes.iter().map(|class| class.values[0].as_str()).collect();
    assert_eq!(values, ["idle", "used"]);
    // The one with no value is "other", not one of the classes.
    assert_eq!(classify(&layer, &style), [0, 0, 1, 2]);
}

#[test]
fn what_is_private_never_becomes_the_legend_of_an_unknown_layer() {
    for name in ["联系电话", "owner_tel"] {
        let mut layer = town();
        layer.columns[0].name = name.to_owned();
        let style = Style::for_unknown(&layer);
        assert_eq!(style.field, None, "nor do names: there are as many as features");
        assert!(style.classes.iter().all(|class| class.values[0] != "idle"), "{name}");
    }
}

#[test]
fn numbers_and_names_of_features_are_no_classes() {
    let colours_by = |name: &str, values: [Option<&'static str>; 3]| {
        let rows: Vec<(Form, Option<&str>, &str)> =
            values.into_iter().map(|value| (Form::Point([0.0, 0.0]), value, "x")).collect();
        let mut layer = layer(&rows);
        layer.columns[0].name = name.to_owned();
        Style::for_unknown(&layer).field
    };
    let twice = [Some("a"), Some("a"), Some("b")];
    assert_eq!(colours_by("类型", twice).as_deref(), Some("类型"));
    for name in ["编号", "地块编号", "id", "parcel_id", "FID"] {
        assert_eq!(colours_by(name, twice), None, "{name}");
    }
    assert_eq!(colours_by("类型", [Some("a"), Some("b"), Some("c")]), None, "each feature has its own");
}

#[test]
fn the_legend_counts_matching_and_all() {
    let layer = town();
    let style = Style::for_unknown(&layer);
    let rows = RowSet::from_rows(4, [0, 3]);
    let legend = legend(&layer, &style, &classify(&layer, &style), Some(&rows), Lang::En);
    assert_eq!(legend.title, "kind");
    assert_eq!(legend.swatch, Swatch::Area);
    let counts: Vec<(Option<&str>, usize, usize)> =
        legend.entries.iter().map(|entry| (entry.label.as_deref(), entry.matching, entry.total)).collect();
    assert_eq!(counts, [(Some("idle"), 1, 2), (Some("used"), 0, 1), (None, 1, 1)]);
}

#[test]
fn a_style_survives_json() {
    let style = Style::for_unknown(&town());
    let text = serde_json::to_string(&style).unwrap();
    assert_eq!(serde_json::from_str::<Style>(&text).unwrap(), style);
}

#[test]
fn picking_is_exact() {
    let layer = town();
    let camera = camera(&layer);
    let at = |lon_lat| rows_at(&layer, None, &camera, camera.screen_from_lon_lat(lon_lat), 6.0);
    assert_eq!(at([0.02, 0.08]), [0]);
    assert_eq!(at([0.06, 0.01]), [1, 0], "the smaller one first");
    assert_eq!(at([0.05, 0.05]), [] as [u32; 0], "a hole is not inside");
    assert_eq!(at([0.15, 0.05]), [3]);
    assert_eq!(at([0.12, 0.09]), [] as [u32; 0]);
    let [x, y] = camera.screen_from_lon_lat([0.1, -0.05]);
    assert_eq!(rows_at(&layer, None, &camera, [x, y + 5.0], 6.0), [2], "within reach of the line");
    assert_eq!(rows_at(&layer, None, &camera, [x, y + 7.0], 6.0), [] as [u32; 0]);
    let rows = RowSet::from_rows(4, [0]);
    let hit = rows_at(&layer, Some(&rows), &camera, camera.screen_from_lon_lat([0.06, 0.01]), 6.0);
    assert_eq!(hit, [0], "what the filter hides is not there");
}

#[test]
fn labels_never_cover_each_other_and_stay_while_panning() {
    let rows: Vec<(Form, Option<&str>, &str)> = (0..400)
        .map(|number| {
            let (x, y) = (f64::from(number % 20) * 0.005, f64::from(number / 20) * 0.005);
            (Form::Point([x, y]), None, "a name of some length")
        })
        .collect();
    let layer = layer(&rows);
    let style = Style::for_unknown(&layer);
    let camera = camera(&layer);
    let source = LabelSource {
        id: 7,
        layer: &layer,
        style: &style,
        rows: None,
        first: None,
        priority: 1,
        lang: Lang::Zh,
    };
    let placed = place_labels(&camera, &[source], &LabelMemory::default(), &[], &mut Monospace);
    assert!(placed.len() > 20, "{}", placed.len());
    for (number, a) in placed.iter().enumerate() {
        for b in &placed[number + 1..] {
            let apart = |axis: usize| {
                (a.center[axis] - b.center[axis]).abs() * 2.0 >= a.size_pt[axis] + b.size_pt[axis]
            };
            assert!(apart(0) || apart(1), "{a:?} covers {b:?}");
        }
    }
    let before: BTreeSet<(u32, u32)> = placed.iter().map(|label| label.of).collect();
    let memory = LabelMemory::of(&camera, &placed);
    let panned = camera.panned(9.0, -4.0);
    let after: BTreeSet<(u32, u32)> =
        place_labels(&panned, &[source], &memory, &[], &mut Monospace).iter().map(|label| label.of).collect();
    let kept = before.intersection(&after).count();
    assert!(kept * 10 >= before.len() * 8, "{kept} of {} stay", before.len());
}

#[test]
fn a_line_is_labelled_along_itself_and_never_upside_down() {
    let layer = layer(&[(Form::Line(vec![[0.1, 0.1], [0.0, 0.0]]), Some("x"), "road")]);
    let style = Style { label_field: Some("name".to_owned()), ..Style::default() };
    let source = LabelSource {
        id: 1,
        layer: &layer,
        style: &style,
        rows: None,
        first: None,
        priority: 0,
        lang: Lang::Zh,
    };
    let placed = place_labels(&camera(&layer), &[source], &LabelMemory::default(), &[], &mut Monospace);
    assert_eq!(placed.len(), 1);
    // From the bottom left to the top right: anticlockwise by 45 degrees.
    assert!((placed[0].angle + std::f64::consts::FRAC_PI_4).abs() < 0.01, "{}", placed[0].angle);
}

#[test]
fn an_area_too_small_for_its_name_has_none_unless_chosen() {
    let layer = layer(&[
        (Form::Area(vec![square(0.0, 0.0, 0.001)]), None, "much too long for this"),
        (Form::Point([1.0, 1.0]), None, ""),
    ]);
    let style = Style { label_field: Some("name".to_owned()), ..Style::default() };
    let camera = Camera::default().fitted(&BBox::new(-0.5, -0.5, 0.5, 0.5), 0.0, [1000.0, 700.0]);
    let chosen = RowSet::from_rows(2, [0]);
    let source = LabelSource {
        id: 1,
        layer: &layer,
        style: &style,
        rows: None,
        first: None,
        priority: 0,
        lang: Lang::Zh,
    };
    assert!(place_labels(&camera, &[source], &LabelMemory::default(), &[], &mut Monospace).is_empty());
    let source = LabelSource { first: Some(&chosen), ..source };
    assert_eq!(place_labels(&camera, &[source], &LabelMemory::default(), &[], &mut Monospace).len(), 1);
}
