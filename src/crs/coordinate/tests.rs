//! Typed coordinates: each notation, each mistake, and reading back what is written.

use super::*;
use crate::text::{self, Lang, hint_with};
use proj4rs::Proj;
use proptest::prelude::*;

const TOWN: [f64; 2] = [120.35, 30.30];

fn places(text: &str) -> Vec<Place> {
    parse(text, None, TOWN).unwrap_or_else(|problem| panic!("{text}: {problem}")).places
}

fn is_at(text: &str, lon: f64, lat: f64) {
    let reading = parse(text, None, TOWN).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let [east, north] = reading.places[0].lon_lat;
    assert!((east - lon).abs() < 1e-7 && (north - lat).abs() < 1e-7, "{text}: {east} {north}");
    assert!(reading.certain, "{text}: {:?}", reading.places);
}

fn problem(text: &str) -> &'static str {
    parse(text, None, TOWN).map(|reading| panic!("{text}: {reading:?}")).unwrap_err().code
}

#[test]
fn decimal_degrees_in_either_order() {
    for text in [
        "120.348, 30.295",
        "120.348 30.295",
        "30.295 120.348",
        "30.295，120.348",
        "（１２０．３４８，３０．２９５）",
        "30.295N 120.348E",
        "N30.295 E120.348",
        "E 120.348 N 30.295",
        "东经120.348 北纬30.295",
        "北纬30.295度，东经120.348度",
        "经度：120.348 纬度：30.295",
        "lat: 30.295, lon: 120.348",
        "POINT(120.348 30.295)",
        "120.348°E, 30.295°N",
        "WGS84 120.348, 30.295",
        "EPSG:4490 30.295, 120.348",
        "120.348,30.295,",
    ] {
        is_at(text, 120.348, 30.295);
    }
    is_at("-33.8568, 151.2153", 151.2153, -33.8568);
    is_at("33.8568S 151.2153E", 151.2153, -33.8568);
    is_at("西经 70.5 南纬 30", -70.5, -30.0);
}

#[test]
fn degrees_minutes_and_seconds() {
    let (lon, lat) = (120.0 + 20.0 / 60.0 + 53.4 / 3600.0, 30.0 + 17.0 / 60.0 + 40.6 / 3600.0);
    for text in [
        "120°20′53.4″E 30°17′40.6″N",
        "30°17'40.6\"N, 120°20'53.4\"E",
        "N30°17′40.6″ E120°20′53.4″",
        "东经120度20分53.4秒 北纬30度17分40.6秒",
        "120度20分53.4秒，30度17分40.6秒",
        "120 20 53.4 E 30 17 40.6 N",
        "120 20 53.4 30 17 40.6",
        "120:20:53.4 30:17:40.6",
        "30º17’40.6” 120º20’53.4”",
    ] {
        is_at(text, lon, lat);
    }
    is_at("120°20.89′E 30°17.6767′N", 120.0 + 20.89 / 60.0, 30.0 + 17.6767 / 60.0);
    // Just south of the equator: the sign belongs to all of it.
    is_at("-0°30′, 100°0′", 100.0, -0.5);
}

#[test]
fn what_may_be_either_is_shown_as_both() {
    let reading = parse("30, 20", None, TOWN).unwrap();
    assert!(!reading.certain);
    let found: Vec<[f64; 2]> = reading.places.iter().map(|place| place.lon_lat).collect();
    assert_eq!(found, [[30.0, 20.0], [20.0, 30.0]]);
    assert!(parse("30N, 20", None, TOWN).unwrap().certain);
}

#[test]
fn grids_named_or_recognised() {
    let (lon, lat) = (120.159_501_197, 30.267_209_006);
    for text in [
        "EPSG:4528 40515348.2903 3349745.5395",
        "EPSG:4528 3349745.5395 40515348.2903",
        "epsg 4549: 515348.2903, 3349745.5395",
        "3349745.5395 515348.2903 EPSG:4549",
        "ＥＰＳＧ：４５４９ 515348.2903，3349745.5395",
    ] {
        is_at(text, lon, lat);
    }
    let northing_first = &places("EPSG:4549 3349745.5 515348.3")[0];
    assert_eq!(northing_first.notation, Notation::Grid { code: 4549, order: AxisOrder::NorthingFirst });

    // Not named: suggested, and never certain.
    let reading = parse("40515348.2903, 3349745.5395", None, TOWN).unwrap();
    assert_eq!(reading.places[0].notation, Notation::Grid { code: 4528, order: AxisOrder::EastingFirst });
    assert!(!reading.certain && (reading.places[0].lon_lat[0] - lon).abs() < 1e-7);
    let codes = |text: &str| -> Vec<u32> {
        places(text)
            .iter()
            .filter_map(|place| match place.notation {
                Notation::Grid { code, .. } => Some(code),
                Notation::Degrees { .. } => None,
            })
            .collect()
    };
    let six = codes("515348.2903 3349745.5395");
    assert_eq!(six[0], 4549);
    assert!(six.contains(&32_651) && six.contains(&32_650), "{six:?}");
    // The metres of web maps look like a 6-degree zone far in the west; the town is nearer.
    assert_eq!(codes("13397300 3541500"), [3857, 4491]);
    // A system chosen beside the text decides, unless the text names another.
    assert!(parse("515348.3 3349745.5", Some(4549), TOWN).unwrap().certain);
    let other = parse("EPSG:32651 234000 3354000", Some(4549), TOWN).unwrap();
    assert!(matches!(other.places[0].notation, Notation::Grid { code: 32_651, .. }));
    assert!((other.places[0].lon_lat[0] - 120.24).abs() < 0.1);
    let utm = &places("UTM 51N 234000 3354000")[0];
    assert_eq!(utm, &other.places[0]);
}

#[test]
fn mistakes_are_named() {
    for (text, code) in [
        ("", "typed-nothing"),
        ("  ", "typed-nothing"),
        ("120.348", "typed-one-number"),
        ("120.3, 30.2, 5", "typed-too-many"),
        ("科技园", "typed-not-understood"),
        ("120.3x, 30", "typed-not-understood"),
        ("1.2.3, 30", "typed-not-understood"),
        ("91.5N 120E", "typed-latitude-range"),
        ("30N 190E", "typed-longitude-range"),
        ("200, 30", "typed-longitude-range"),
        ("120, 110", "typed-no-latitude"),
        ("30N 20N", "typed-two-latitudes"),
        ("30E 20E", "typed-two-longitudes"),
        ("120°60′E 30°N", "typed-minutes-range"),
        ("120°20′60″E 30°N", "typed-seconds-range"),
        ("120.5°20′E 30°N", "typed-fraction"),
        ("120°20''53.4 30°17′40.6″", "typed-unit-order"),
        ("-30S 120E", "typed-two-signs"),
        ("EPSG:2385 1 2", "typed-crs-unknown"),
        ("UTM 61N 500000 3000000", "typed-crs-unknown"),
        ("EPSG:4549 120.3 30.2", "typed-outside-crs"),
        ("EPSG:4549 120°E 30°N", "typed-degrees-in-grid"),
        ("99999999 99999999", "typed-no-grid"),
        ("2024 17", "typed-no-grid"),
        ("22-14", "typed-not-understood"),
    ] {
        assert_eq!(problem(text), code, "{text}");
        for lang in [Lang::Zh, Lang::En] {
            assert_ne!(text::text(lang, code), code, "{lang:?}");
            assert_ne!(hint_with(lang, code, &[]), "", "{code} {lang:?}");
        }
    }
}

#[test]
fn written_places_round_up_whole() {
    assert_eq!(dms_text([120.999_999_9, -0.000_000_1]), "121°00′00.00″E 0°00′00.00″N");
    assert_eq!(decimal_text([-70.5, -30.25]), "70.500000°W, 30.250000°S");
    assert_eq!(decimal_text([-0.000_000_1, 0.0]), "0.000000°E, 0.000000°N");
}

/// Metres of a projected system from degrees, by the same definition the other way round.
fn forward(code: u32, [lon, lat]: [f64; 2]) -> [f64; 2] {
    let Some(Crs::Projected(_, projection)) = Crs::from_epsg(code) else { panic!("EPSG:{code}") };
    let to = Proj::from_proj_string(&projection.definition()).unwrap();
    let from = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").unwrap();
    let mut point = (lon.to_radians(), lat.to_radians(), 0.0);
    proj4rs::transform::transform(&from, &to, &mut point).unwrap();
    [point.0, point.1]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(lon in -180.0..180.0f64, lat in -90.0..90.0f64) {
        for (text, precision) in [(decimal_text([lon, lat]), 5.1e-7), (dms_text([lon, lat]), 1.4e-6)] {
            let reading = parse(&text, None, TOWN).unwrap();
            prop_assert!(reading.certain, "{}", text);
            let [east, north] = reading.places[0].lon_lat;
            prop_assert!((east - lon).abs() < precision && (north - lat).abs() < precision, "{}", text);
        }
    }

    #[test]
    fn metres_are_read_in_either_order(
        lon in 118.6..121.4f64, lat in 20.0..45.0f64, northing_first: bool, code in 0..3_usize,
    ) {
        let code = [4549, 4528, 32_651][code];
        let lon = if code == 32_651 { lon + 3.0 } else { lon };
        let [x, y] = forward(code, [lon, lat]);
        let text = if northing_first { format!("EPSG:{code} {y:.4} {x:.4}") } else { format!("EPSG:{code} {x:.4} {y:.4}") };
        let reading = parse(&text, None, TOWN).unwrap();
        prop_assert!(reading.certain);
        let [east, north] = reading.places[0].lon_lat;
        prop_assert!((east - lon).abs() < 1e-8 && (north - lat).abs() < 1e-8, "{}: {} {}", text, east, north);
    }

    #[test]
    fn whatever_is_typed_gives_places_on_the_earth_or_a_reason(text in "[-0-9.,°′″'\" NSEWnsew度分秒北纬东经EPSG:]{0,30}") {
        if let Ok(reading) = parse(&text, None, TOWN) {
            prop_assert!(!reading.places.is_empty());
            for place in reading.places {
                let [lon, lat] = place.lon_lat;
                prop_assert!(lon.abs() <= 180.0 + 1e-9 && lat.abs() <= 90.0 + 1e-9, "{}: {:?}", text, place.lon_lat);
            }
        }
    }
}
