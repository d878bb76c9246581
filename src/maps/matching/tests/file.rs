//! The file of a brief: written and read again, and what is wrong with it.

use super::super::*;
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use proptest::prelude::*;

#[test]
fn what_is_wrong_with_a_file_is_said_with_line_and_column() {
    for (text, code, line, column) in [
        (
            "{\"version\":1,\n \"lines\":[{\"what\":\"area_m2\",\"at_least\":1,\"colour\":2}]}",
            "brief-member-unknown",
            2,
            42,
        ),
        ("{\"version\":1,\"lines\":[],\n\"size\":1}", "brief-member-unknown", 2, 1),
        ("{\"version\":2,\"lines\":[]}", "brief-version", 1, 12),
        ("{\"lines\":[]}", "brief-member-missing", 1, 1),
        ("{\"version\":1,\"lines\":[{\"what\":\"area\",\"at_least\":1}]}", "brief-value-wrong", 1, 31),
        ("{\"version\":1,\"lines\":[{\"what\":\"area_m2\",\"at_most\":1}]}", "brief-member-other", 1, 41),
        (
            "{\"version\":1,\"lines\":[{\"what\":\"eia_ok\",\"by\":\"2027-01-01\"}]}",
            "brief-member-other",
            1,
            40,
        ),
        ("{\"version\":1,\"lines\":[{\"what\":\"firm_m\",\"at_most\":1}]}", "brief-member-missing", 1, 23),
        ("{\"version\":1,\"lines\":[{\"what\":\"area_m2\",\"at_least\":-1}]}", "brief-value-wrong", 1, 52),
        ("{\"version\":1,\"version\":1,\"lines\":[]}", "brief-member-twice", 1, 14),
        ("{\"version\":1,,}", "brief-json", 1, 14),
    ] {
        let error = Brief::parse(text).unwrap_err();
        let at = (error.code, error.place.line, error.place.column);
        assert_eq!(at, (code, Some(line), Some(column)), "{text}");
        for lang in [Lang::Zh, Lang::En] {
            assert_ne!(error.message(lang), code);
        }
    }
}

fn any_asks(what: What) -> BoxedStrategy<Asks> {
    let number = prop_oneof![(0_u32..100).prop_map(f64::from), 0.0..100.0_f64];
    match what.asks() {
        AsksKind::AtLeast | AsksKind::AtMost => {
            let units = what.units().len();
            (number, 0..units).prop_map(|(number, unit)| Asks::Number { number, unit }).boxed()
        }
        AsksKind::Near(_) => {
            (number, "[a-z\"\\\\松]{1,4}").prop_map(|(metres, name)| Asks::Near { metres, name }).boxed()
        }
        AsksKind::Class => (0..FIRE_CLASSES.len()).prop_map(Asks::Class).boxed(),
        AsksKind::Yes => Just(Asks::Yes).boxed(),
        AsksKind::Deal => (0..DEALS.len()).prop_map(Asks::Deal).boxed(),
        AsksKind::Code => "[A-T]([0-9]{2,4})?".prop_map(Asks::Code).boxed(),
        AsksKind::By => (2000_i16..2100, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Asks::By(jiff::civil::date(year, month, day)))
            .boxed(),
    }
}

fn any_line() -> impl Strategy<Value = Line> {
    (proptest::sample::select(What::all().collect::<Vec<_>>()), any::<bool>(), 0.0..9.0_f64).prop_flat_map(
        |(what, must, weight)| any_asks(what).prop_map(move |asks| Line { what, must, weight, asks }),
    )
}

fn any_brief() -> impl Strategy<Value = Brief> {
    let kind = proptest::option::of(proptest::sample::select(vec![LayerKind::Land, LayerKind::Factories]));
    (".{0,6}", kind, proptest::collection::vec(any_line(), 0..6)).prop_map(|(title, kind, lines)| Brief {
        title,
        kind,
        lines,
    })
}

proptest! {
    #[test]
    fn a_brief_written_and_read_is_the_same(brief in any_brief()) {
        prop_assert_eq!(&Brief::parse(&brief.to_text()).unwrap(), &brief);
        let through: Brief = serde_json::from_value(serde_json::to_value(&brief).unwrap()).unwrap();
        prop_assert_eq!(through, brief);
    }
}
