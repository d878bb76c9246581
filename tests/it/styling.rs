//! Styling: what a person's wishes make of a layer, held against published colours and row by row.

use crate::session::desk::Desk;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::sync::Arc;
use three_maps::filter::facet::with_condition;
use three_maps::layer::{Layer, SourceBytes};
use three_maps::maps::schema::LayerKind;
use three_maps::maps::{bundled, derive};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::scene::legend::{condition_of_class, legend};
use three_maps::scene::schemes::SCHEMES;
use three_maps::scene::{ColorBy, LabelBy, OFFICIAL_SCHEME, Rgb, Styled, Styling, styled};
use three_maps::stats::ClassMethod;
use three_maps::text::Lang;

fn open(source: &SourceBytes) -> Layer {
    read(source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap()
}

fn bundled_layer(kind: LayerKind) -> Layer {
    let found = bundled::find(&kind.path()).unwrap();
    let layer = open(&SourceBytes::Bundled(found.name, found.bytes));
    let context = derive::Context::on(jiff::civil::date(2026, 11, 25));
    let layer = derive::with_derived(Arc::new(layer), kind, &context, &CancelToken::default()).unwrap();
    Arc::unwrap_or_clone(layer)
}

fn restyled(layer: &Layer, kind: Option<LayerKind>, styling: &Styling) -> Styled {
    styled(layer, kind, styling, &CancelToken::default()).unwrap()
}

fn kinds_of(field: &str) -> Styling {
    Styling { color: ColorBy::Categories { field: field.to_owned() }, ..Styling::default() }
}

fn classes_of(field: &str, method: ClassMethod, count: usize) -> Styling {
    Styling { color: ColorBy::Classes { field: field.to_owned(), method, count }, ..Styling::default() }
}

fn labels(styled: &Styled) -> Vec<&str> {
    styled.style.classes.iter().map(|class| class.label.zh.as_str()).collect()
}

/// Parcels whose land use mixes the code systems, as real files do.
const MIXED: &str = r#"{"type":"FeatureCollection","name":"land","features":[
{"type":"Feature","properties":{"name":"a","parcel_no":"1","land_use":"M1","code_system":"GB50137","area_mu":12.5},"geometry":{"type":"Point","coordinates":[120.1,30.1]}},
{"type":"Feature","properties":{"name":"b","parcel_no":"2","land_use":"M2","code_system":"GB50137","area_mu":1500},"geometry":{"type":"Point","coordinates":[120.1,30.2]}},
{"type":"Feature","properties":{"name":"c","parcel_no":"3","land_use":"M0","code_system":"GB50137","area_mu":null},"geometry":{"type":"Point","coordinates":[120.1,30.3]}},
{"type":"Feature","properties":{"name":"d","parcel_no":"4","land_use":"1001","code_system":"TD-YDYH","area_mu":40},"geometry":{"type":"Point","coordinates":[120.1,30.4]}},
{"type":"Feature","properties":{"name":"e","parcel_no":"5","land_use":"0802","code_system":"GBT21010","area_mu":41},"geometry":{"type":"Point","coordinates":[120.1,30.5]}},
{"type":"Feature","properties":{"name":"f","parcel_no":"6","land_use":"0901","area_mu":90},"geometry":{"type":"Point","coordinates":[120.1,30.6]}},
{"type":"Feature","properties":{"name":"g","parcel_no":"7","code_system":"GB50137"},"geometry":{"type":"Point","coordinates":[120.1,30.7]}}
]}"#;

fn mixed() -> Layer {
    open(&SourceBytes::Bundled("test", MIXED.as_bytes()))
}

#[test]
fn no_wishes_are_the_own_look_with_gaps_as_a_class_of_their_own() {
    for &kind in LayerKind::ALL {
        let layer = bundled_layer(kind);
        let own = restyled(&layer, Some(kind), &Styling::default());
        let symbology = kind.symbology();
        assert_eq!(own.looks.classes.len(), layer.len());
        let named: Vec<_> = own.style.classes.iter().filter(|class| !class.missing).collect();
        assert_eq!(named.len(), symbology.classes.len(), "{kind:?}");
        // A row is in the missing class exactly where it has no value.
        if let Some(gap) = own.style.classes.iter().position(|class| class.missing) {
            let field = own.style.field.as_deref().unwrap();
            for row in 0..layer.len() {
                assert_eq!(
                    own.looks.classes[row] == gap as u8,
                    layer.value(field, row).is_none(),
                    "{kind:?} {row}"
                );
            }
        }
    }
}

#[test]
fn every_row_is_in_the_class_that_a_filter_of_it_keeps() {
    // The legend's counts, the map's colours and the filter behind a click on the legend agree.
    let land = bundled_layer(LayerKind::Land);
    let enterprises = bundled_layer(LayerKind::Enterprises);
    let stylings = [
        (&land, LayerKind::Land, Styling::default()),
        (&land, LayerKind::Land, kinds_of("land_use")),
        (
            &land,
            LayerKind::Land,
            Styling { scheme: Some(OFFICIAL_SCHEME.to_owned()), ..kinds_of("land_use") },
        ),
        (&land, LayerKind::Land, classes_of("area_mu", ClassMethod::Pretty, 5)),
        (&land, LayerKind::Land, classes_of("far_min", ClassMethod::Natural, 4)),
        (&enterprises, LayerKind::Enterprises, Styling::default()),
        (&enterprises, LayerKind::Enterprises, kinds_of("industry")),
        (&enterprises, LayerKind::Enterprises, kinds_of("industry_division")),
        (&enterprises, LayerKind::Enterprises, kinds_of("foreign")),
        (&enterprises, LayerKind::Enterprises, classes_of("employees", ClassMethod::Quantile, 6)),
        (&enterprises, LayerKind::Enterprises, classes_of("output", ClassMethod::Equal, 9)),
    ];
    for (layer, kind, styling) in stylings {
        let styled = restyled(layer, Some(kind), &styling);
        let legend = legend(layer, &styled.style, &styled.looks.classes, None, Lang::Zh);
        assert_eq!(legend.entries.iter().map(|entry| entry.total).sum::<usize>(), layer.len(), "{styling:?}");
        let mut asked = 0;
        for entry in &legend.entries {
            let Some((field, condition)) = condition_of_class(layer, &styled.style, entry.class) else {
                assert!(!entry.can_filter);
                continue;
            };
            asked += 1;
            let filter = with_condition(None, &field, Some(&condition)).unwrap();
            let rows = filter.plan(layer).unwrap().run(layer, &CancelToken::default()).unwrap();
            for row in 0..layer.len() {
                assert_eq!(
                    rows.contains(row),
                    styled.looks.classes[row] == entry.class,
                    "{styling:?}: row {row}, {entry:?}, {condition:?}"
                );
            }
        }
        assert!(asked + 1 >= legend.entries.len(), "{styling:?}: only {asked} classes can be asked for");
    }
}

#[test]
fn a_number_has_its_unit_in_the_title_and_missing_is_never_the_lowest_class() {
    let layer = mixed();
    let styled = restyled(&layer, Some(LayerKind::Land), &classes_of("area_mu", ClassMethod::Pretty, 3));
    assert_eq!(styled.style.title.get(Lang::Zh), "面积（亩）");
    assert_eq!(labels(&styled), ["< 500", "500–1,000", "≥ 1,000", "未填"]);
    let gap = styled.style.classes.last().unwrap();
    assert!(gap.missing && gap.hatch.is_some() && gap.range.is_none());
    assert_eq!(styled.looks.classes, [0, 2, 3, 0, 0, 0, 3]);
    let numbers = styled.numbers.unwrap();
    assert_eq!((numbers.min, numbers.max, numbers.counts.iter().sum::<u64>()), (12.5, 1500.0, 5));
}

#[test]
fn official_colours_are_never_guessed_for_codes_of_an_unknown_system() {
    let layer = mixed();
    let styling = Styling { scheme: Some(OFFICIAL_SCHEME.to_owned()), ..kinds_of("land_use") };
    let styled = restyled(&layer, Some(LayerKind::Land), &styling);
    let found: Vec<_> = styled
        .style
        .classes
        .iter()
        .filter(|class| !class.missing)
        .map(|class| (class.values[0].as_str(), class.rgb, class.hatch.is_some()))
        .collect();
    let industry = Rgb(187, 150, 116);
    // Three uses share the colour of industry: the others are hatched, the local code always.
    assert_eq!(
        found,
        [("M0", industry, true), ("M1", industry, false), ("M2", industry, true), ("1001", industry, true)]
    );
    let hatches: Vec<_> = styled.style.classes.iter().filter_map(|class| class.hatch).collect();
    let mut told_apart = hatches.clone();
    told_apart.dedup();
    assert_eq!(told_apart.len(), hatches.len(), "{hatches:?}");
    // 0802 means something else in GB/T 21010, and nobody says what 0901 is.
    let other = styled.style.classes.len() as u8;
    assert_eq!((styled.looks.classes[4], styled.looks.classes[5]), (other, other));
}

#[test]
fn many_kinds_are_told_apart_by_sign_and_hatch() {
    let layer = bundled_layer(LayerKind::Enterprises);
    let styled = restyled(&layer, Some(LayerKind::Enterprises), &kinds_of("park"));
    let classes: Vec<_> = styled.style.classes.iter().filter(|class| !class.missing).collect();
    assert!(classes.len() > 4, "{}", classes.len());
    for (at, a) in classes.iter().enumerate() {
        for b in &classes[at + 1..] {
            assert_ne!(a.symbol, b.symbol, "{} and {}", a.label.zh, b.label.zh);
            assert!(a.hatch.is_none() || a.hatch != b.hatch);
        }
        assert_eq!(a.hatch.is_some(), at >= 4);
    }
}

#[test]
fn sizes_widths_and_labels_are_as_wanted() {
    let layer = bundled_layer(LayerKind::Roads);
    let own = restyled(&layer, Some(LayerKind::Roads), &Styling::default());
    let styling = Styling {
        line_width_px: Some(own.style.line_width_px * 2.0),
        label: LabelBy::Nothing {},
        max_denominator: Some(20_000.0),
        outline: Some(false),
        ..Styling::default()
    };
    let wide = restyled(&layer, Some(LayerKind::Roads), &styling);
    for (before, after) in own.style.classes.iter().zip(&wide.style.classes) {
        // Wider roads stay wider than narrow ones.
        assert_eq!(after.width_px, before.width_px.map(|width| width * 2.0));
    }
    assert_eq!(wide.style.label_field, None);
    assert_eq!(wide.style.stroke, None);
    assert!(wide.style.shows_at(20_000.0) && !wide.style.shows_at(20_001.0));

    let carriers = bundled_layer(LayerKind::Carriers);
    let styling = Styling { size_by: Some("desks".to_owned()), ..Styling::default() };
    let sized = restyled(&carriers, Some(LayerKind::Carriers), &styling);
    let by = sized.style.size_by.as_ref().unwrap();
    for row in 0..carriers.len() {
        let size = sized.looks.sizes[row];
        match carriers.value("desks", row).as_f64() {
            Some(desks) if desks >= by.greatest => assert_eq!(size, 255),
            _ => assert!(size >= 41),
        }
    }
    let key = legend(&carriers, &sized.style, &sized.looks.classes, None, Lang::En).sizes.unwrap();
    assert_eq!(key.examples.len(), 3);
    assert!(key.examples[0].1 > key.examples[2].1);
}

#[test]
fn a_field_that_is_not_there_leaves_the_layer_drawn() {
    let layer = mixed();
    for styling in [
        kinds_of("nowhere"),
        classes_of("nowhere", ClassMethod::Equal, 4),
        classes_of("name", ClassMethod::Natural, 4),
    ] {
        let styled = restyled(&layer, None, &styling);
        assert_eq!(styled.looks.classes.len(), layer.len());
        assert!(styled.style.classes.iter().all(|class| class.missing), "{styling:?}");
    }
    let cancel = CancelToken::default();
    cancel.cancel();
    assert!(styled(&layer, None, &classes_of("area_mu", ClassMethod::Equal, 4), &cancel).is_none());
}

#[test]
fn the_schemes_are_colorbrewers() {
    let Some(corpus) = std::env::var_os("THREE_MAPS_CORPUS") else {
        eprintln!("SKIPPED: THREE_MAPS_CORPUS is not set");
        return;
    };
    let path = std::path::Path::new(&corpus).join("codes/colorbrewer/export/colorbrewer.json");
    let published: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut compared = 0;
    for scheme in SCHEMES.iter().filter(|scheme| scheme.name != "Okabe-Ito") {
        for count in 3..=scheme.most() {
            let Some(row) = published[scheme.name][count.to_string()].as_array() else { continue };
            let ours: Vec<String> = scheme
                .colours(count, false)
                .into_iter()
                .map(|Rgb(red, green, blue)| format!("rgb({red},{green},{blue})"))
                .collect();
            assert_eq!(
                row.iter().map(|colour| colour.as_str().unwrap()).collect::<Vec<_>>(),
                ours,
                "{} {count}",
                scheme.name
            );
            compared += 1;
        }
    }
    assert!(compared > 110, "only {compared} rows were compared");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn classes_of_any_numbers_are_what_a_plain_loop_makes(
        values in prop::collection::vec(prop::option::of(-50.0..5000.0f64), 1..60),
        count in 2..10_usize,
        method in prop::sample::select(ClassMethod::ALL.to_vec()),
    ) {
        let features: Vec<Json> = values
            .iter()
            .map(|value| serde_json::json!({"type": "Feature", "properties": {"n": value}, "geometry": null}))
            .collect();
        let text = serde_json::json!({"type": "FeatureCollection", "features": features}).to_string();
        let desk = Desk::new();
        let layer = Arc::new(open(&SourceBytes::File(desk.file("numbers.geojson", &text))));
        let styled = restyled(&layer, None, &classes_of("n", method, count));
        for (row, value) in values.iter().enumerate() {
            let class = usize::from(styled.looks.classes[row]);
            let holds: Vec<usize> = styled
                .style
                .classes
                .iter()
                .enumerate()
                .filter(|(_, class)| match (value, class.range) {
                    (Some(value), Some(range)) => range.contains(*value),
                    (None, _) => class.missing,
                    _ => false,
                })
                .map(|(at, _)| at)
                .collect();
            if value.is_some() || layer.column("n").is_some_and(|column| column.field_type() != three_maps::layer::FieldType::Text) {
                prop_assert!(holds.is_empty() || holds == [class], "{row}: {class} {holds:?}");
            }
        }
    }
}
