//! The column kernels against a row-by-row reader of the same expressions, on generated layers.

use super::Filter;
use crate::diagnostic::Diagnostic;
use crate::layer::testing::{column, layer, point, polygon};
use crate::layer::{Layer, TextArray, Value, Values};
use crate::progress::CancelToken;
use arrow_array::types::Int32Type;
use arrow_array::{
    BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray,
    TimestampMillisecondArray,
};
use cql2::Expr;
use geo::{Geometry, Relate};
use proptest::prelude::*;

const TEXTS: [&str; 6] = ["闲置", "部分闲置", "Ab%c", "ab_C", "été", ""];
const JSONS: [&str; 4] = ["[1,2]", "\"闲置\"", "12", "\"a\\\"b\""];
const HOUR_MS: i64 = 3_600_000;

/// One row's values: each `None` is a null.
type Row = (
    Option<bool>,
    Option<i64>,
    Option<i32>,
    (Option<usize>, Option<usize>),
    (Option<i32>, Option<i64>),
    Option<usize>,
    Option<(u8, u8, bool)>,
);

fn row() -> impl Strategy<Value = Row> {
    (
        any::<Option<bool>>(),
        proptest::option::of(-3..4_i64),
        proptest::option::of(-4..5_i32),
        (proptest::option::of(0..TEXTS.len()), proptest::option::of(0..TEXTS.len())),
        (proptest::option::of(20_000..20_006_i32), proptest::option::of(0..6 * 24_i64)),
        proptest::option::of(0..JSONS.len()),
        proptest::option::of((0..6_u8, 0..6_u8, any::<bool>())),
    )
}

fn build(rows: &[Row]) -> Layer {
    let text = |pick: &dyn Fn(&Row) -> Option<usize>| -> Vec<Option<&'static str>> {
        rows.iter().map(|row| pick(row).map(|number| TEXTS[number])).collect()
    };
    let dictionary: DictionaryArray<Int32Type> = text(&|row| row.3.0).into_iter().collect();
    let plain: LargeStringArray = text(&|row| row.3.1).into_iter().collect();
    let json: LargeStringArray = rows.iter().map(|row| row.5.map(|number| JSONS[number])).collect();
    let halves: Float64Array = rows.iter().map(|row| row.2.map(|half| f64::from(half) / 2.0)).collect();
    let millis: TimestampMillisecondArray =
        rows.iter().map(|row| row.4.1.map(|hour| 20_000 * 24 * HOUR_MS + hour * HOUR_MS)).collect();
    let columns = vec![
        column("flag", Values::Bool(rows.iter().map(|row| row.0).collect::<BooleanArray>())),
        column("n", Values::Integer(rows.iter().map(|row| row.1).collect::<Int64Array>())),
        column("x", Values::Real(halves)),
        column("t", Values::Text(TextArray::Dictionary(dictionary))),
        column("s", Values::Text(TextArray::Plain(plain))),
        column("d", Values::Date(rows.iter().map(|row| row.4.0).collect::<Date32Array>())),
        column("w", Values::DateTime(millis)),
        column("j", Values::Json(json)),
    ];
    let geometries: Vec<Option<Geometry<f64>>> = rows
        .iter()
        .map(|row| {
            row.6.map(|(x, y, is_point)| {
                let (x, y) = (f64::from(x), f64::from(y));
                if is_point {
                    point(x, y)
                } else {
                    polygon(&[[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0], [x, y]])
                }
            })
        })
        .collect();
    layer(columns, &geometries)
}

/// A condition as somebody would write it.
fn condition() -> impl Strategy<Value = String> {
    let op = || prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let number = || prop::sample::select(vec!["-2", "-0.5", "0", "1", "1.5", "2", "1e18", "-1e19"]);
    let text = || prop::sample::select(TEXTS.to_vec());
    let day = || prop::sample::select(vec!["2024-10-04", "2024-10-05", "2024-10-06", "2024-10-08"]);
    let pattern = || prop::sample::select(vec!["%闲置", "部分%", "%b%", "_b%", "Ab\\%c", "%\\_%", "%", "_"]);
    let region = || {
        prop::sample::select(vec![
            "BBOX(0, 0, 3, 3)",
            "BBOX(1.5, 1.5, 4.5, 2.5)",
            "POLYGON((0 0, 4 0, 0 4, 0 0))",
            "POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))",
            "POINT(2 2)",
            "LINESTRING(0 0, 5 5)",
        ])
    };
    let spatial = prop::sample::select(vec![
        "S_INTERSECTS",
        "S_DISJOINT",
        "S_WITHIN",
        "S_CONTAINS",
        "S_EQUALS",
        "S_TOUCHES",
        "S_OVERLAPS",
        "S_CROSSES",
    ]);
    let temporal = prop::sample::select(vec![
        "T_AFTER",
        "T_BEFORE",
        "T_DURING",
        "T_INTERSECTS",
        "T_EQUALS",
        "T_DISJOINT",
    ]);
    prop_oneof![
        (
            prop::sample::select(vec!["n", "x", "n + x", "n * 2", "x / n", "n % 2", "n div 2", "x - n"]),
            op(),
            number()
        )
            .prop_map(|(left, op, right)| format!("{left} {op} {right}")),
        (number(), op()).prop_map(|(left, op)| format!("{left} {op} n")),
        op().prop_map(|op| format!("n {op} x")),
        (prop::sample::select(vec!["t", "s", "j"]), op(), text())
            .prop_map(|(field, op, text)| format!("{field} {op} '{text}'")),
        op().prop_map(|op| format!("t {op} s")),
        (prop::sample::select(vec!["t", "s"]), pattern(), any::<bool>()).prop_map(|(field, pattern, not)| {
            format!("{field} {}LIKE '{pattern}'", if not { "NOT " } else { "" })
        }),
        (prop::sample::select(vec!["t", "s"]), text())
            .prop_map(|(field, text)| format!("CASEI({field}) = CASEI('{text}')")),
        Just("ACCENTI(s) = 'ete'".to_owned()),
        (prop::sample::select(vec!["t", "s"]), text(), text(), any::<bool>()).prop_map(
            |(field, a, b, not)| format!("{field} {}IN ('{a}', '{b}')", if not { "NOT " } else { "" })
        ),
        (number(), number()).prop_map(|(a, b)| format!("n IN ({a}, {b})")),
        (prop::sample::select(vec!["n", "x"]), number(), number(), any::<bool>()).prop_map(
            |(field, a, b, not)| format!("{field} {}BETWEEN {a} AND {b}", if not { "NOT " } else { "" })
        ),
        (prop::sample::select(vec!["d", "w"]), op(), day())
            .prop_map(|(field, op, day)| format!("{field} {op} DATE('{day}')")),
        (op(), day()).prop_map(|(op, day)| format!("d {op} '{day}'")),
        op().prop_map(|op| format!("w {op} TIMESTAMP('2024-10-05T03:00:00Z')")),
        op().prop_map(|op| format!("d {op} w")),
        (temporal, prop::sample::select(vec!["d", "w"]), day(), day())
            .prop_map(|(op, field, a, b)| format!("{op}({field}, INTERVAL('{a}', '{b}'))")),
        day().prop_map(|day| format!("T_INTERSECTS(d, INTERVAL('..', '{day}'))")),
        (prop::sample::select(vec!["flag", "n", "x", "t", "s", "d", "w", "j", "geometry"]), any::<bool>())
            .prop_map(|(field, not)| format!("{field} IS {}NULL", if not { "NOT " } else { "" })),
        Just("flag".to_owned()),
        any::<bool>().prop_map(|value| format!("flag = {value}")),
        any::<bool>().prop_map(|value| format!("flag <> {value}")),
        (spatial.clone(), region()).prop_map(|(op, region)| format!("{op}(geometry, {region})")),
        (spatial, region()).prop_map(|(op, region)| format!("{op}({region}, geometry)")),
        (op(), prop::sample::select(vec![0, 100_000, 200_000]))
            .prop_map(|(op, metres)| format!("distance_m(geometry, POINT(2.5 2.5)) {op} {metres}")),
        op().prop_map(|op| format!("area_m2(geometry) {op} 12300000000")),
        Just("NULL".to_owned()),
    ]
}

fn filter_text() -> impl Strategy<Value = String> {
    condition().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" AND "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" OR "))),
            inner.prop_map(|one| format!("NOT ({one})")),
        ]
    })
}

/// A value of the row-by-row reader.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// First and last millisecond.
    Time(i64, i64),
    Shape(Geometry<f64>),
}

fn day(text: &str) -> Cell {
    let date: jiff::civil::Date = text.parse().unwrap();
    let first = date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond();
    Cell::Time(first, first + 24 * HOUR_MS - 1)
}

fn time(text: &str) -> Cell {
    match text {
        "-" => Cell::Time(i64::MIN, i64::MIN),
        "+" => Cell::Time(i64::MAX, i64::MAX),
        text if text.len() == 10 => day(text),
        text => {
            let at = text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
            Cell::Time(at, at)
        }
    }
}

fn cell(layer: &Layer, row: usize, expr: &Expr) -> Cell {
    match expr {
        Expr::Property { property } if property == "geometry" => {
            layer.shapes.get(row).to_geo().map_or(Cell::Null, Cell::Shape)
        }
        Expr::Property { property } => match layer.value(property, row) {
            Value::Missing | Value::Null => Cell::Null,
            Value::Bool(value) => Cell::Bool(value),
            Value::Integer(value) => Cell::Number(value as f64),
            Value::Real(value) => Cell::Number(value),
            Value::Text(text) => Cell::Text(text.to_owned()),
            Value::Json(json) => {
                Cell::Text(serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned()))
            }
            Value::Date(days) => {
                let first = i64::from(days) * 24 * HOUR_MS;
                Cell::Time(first, first + 24 * HOUR_MS - 1)
            }
            Value::DateTime(at) => Cell::Time(at, at),
        },
        Expr::Float(number) => Cell::Number(*number),
        Expr::Literal(text) => Cell::Text(text.clone()),
        Expr::Bool(value) => Cell::Bool(*value),
        Expr::Date { date: inner } | Expr::Timestamp { timestamp: inner } => match inner.as_ref() {
            Expr::Literal(text) => time(text),
            other => panic!("{other:?}"),
        },
        Expr::Geometry(_) | Expr::BBox { .. } => Cell::Shape(expr.clone().try_into().unwrap()),
        Expr::Null => Cell::Null,
        Expr::Operation { op, args } => operation(layer, row, op, args),
        other => panic!("{other:?}"),
    }
}

fn order(left: &Cell, right: &Cell) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (left, right) {
        (Cell::Number(a), Cell::Number(b)) => a.partial_cmp(b),
        (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
        (Cell::Bool(a), Cell::Bool(b)) => Some(a.cmp(b)),
        (Cell::Time(_, end), Cell::Time(start, _)) if end < start => Some(Less),
        (Cell::Time(start, _), Cell::Time(_, end)) if start > end => Some(Greater),
        (Cell::Time(..), Cell::Time(..)) => Some(Equal),
        (Cell::Time(..), Cell::Text(text)) => order(left, &time(text)),
        _ => None,
    }
}

/// The slowest matcher there is.
fn like(pattern: &[char], text: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['%', rest @ ..] => (0..=text.len()).any(|skip| like(rest, &text[skip..])),
        ['_', rest @ ..] => !text.is_empty() && like(rest, &text[1..]),
        ['\\', exact, rest @ ..] | [exact, rest @ ..] => {
            text.first() == Some(exact) && like(rest, &text[1..])
        }
    }
}

fn span(layer: &Layer, row: usize, expr: &Expr) -> Option<(Cell, Cell)> {
    if let Expr::Interval { interval } = expr {
        let bound = |expr: &Expr, open: &str| match expr {
            Expr::Literal(text) if text == ".." => time(open),
            Expr::Literal(text) => time(text),
            other => cell(layer, row, other),
        };
        return Some((bound(&interval[0], "-"), bound(&interval[1], "+")));
    }
    match cell(layer, row, expr) {
        Cell::Null => None,
        time => Some((time.clone(), time)),
    }
}

fn temporal(layer: &Layer, row: usize, op: &str, args: &[Box<Expr>]) -> Cell {
    let (Some((a, b)), Some((c, d))) = (span(layer, row, &args[0]), span(layer, row, &args[1])) else {
        return Cell::Null;
    };
    let (before, after) = (order(&b, &c).unwrap().is_lt(), order(&a, &d).unwrap().is_gt());
    let (starts, ends) = (order(&a, &c).unwrap(), order(&b, &d).unwrap());
    Cell::Bool(match op {
        "t_before" => before,
        "t_after" => after,
        "t_intersects" => !before && !after,
        "t_disjoint" => before || after,
        "t_during" => starts.is_gt() && ends.is_lt(),
        "t_equals" => starts.is_eq() && ends.is_eq(),
        other => panic!("{other}"),
    })
}

fn operation(layer: &Layer, row: usize, op: &str, args: &[Box<Expr>]) -> Cell {
    let truth = |known: Option<bool>| known.map_or(Cell::Null, Cell::Bool);
    let cells = || args.iter().map(|arg| cell(layer, row, arg)).collect::<Vec<_>>();
    match op {
        "and" | "or" => {
            let decisive = Cell::Bool(op == "or");
            let cells = cells();
            if cells.contains(&decisive) {
                decisive
            } else if cells.contains(&Cell::Null) {
                Cell::Null
            } else {
                Cell::Bool(op == "and")
            }
        }
        "isNull" => Cell::Bool(cells()[0] == Cell::Null),
        "in" => {
            let Expr::Array(items) = args[1].as_ref() else { panic!() };
            let value = cell(layer, row, &args[0]);
            if value == Cell::Null {
                return Cell::Null;
            }
            Cell::Bool(
                items.iter().any(|item| {
                    order(&value, &cell(layer, row, item)).is_some_and(std::cmp::Ordering::is_eq)
                }),
            )
        }
        _ if op.starts_with("t_") => temporal(layer, row, op, args),
        _ => match (op, cells().as_slice()) {
            (_, cells) if cells.contains(&Cell::Null) => Cell::Null,
            ("not", [Cell::Bool(value)]) => Cell::Bool(!value),
            ("between", [value, low, high]) => {
                let least = order(value, low).map(std::cmp::Ordering::is_ge);
                let most = order(value, high).map(std::cmp::Ordering::is_le);
                truth(least.zip(most).map(|(least, most)| least && most))
            }
            ("casei", [Cell::Text(text)]) => Cell::Text(text.to_lowercase()),
            ("accenti", [Cell::Text(text)]) => Cell::Text(text.replace('é', "e")),
            ("like", [Cell::Text(text), Cell::Text(pattern)]) => {
                let chars = |text: &str| text.chars().collect::<Vec<_>>();
                Cell::Bool(like(&chars(pattern), &chars(text)))
            }
            ("distance_m", [Cell::Shape(shape), Cell::Shape(Geometry::Point(point))]) => {
                crate::geometry::distance_m(*point, shape).map_or(Cell::Null, Cell::Number)
            }
            ("area_m2", [Cell::Shape(shape)]) => {
                crate::geometry::area_m2(shape).map_or(Cell::Null, Cell::Number)
            }
            (_, [Cell::Shape(left), Cell::Shape(right)]) => {
                let matrix = left.relate(right);
                Cell::Bool(match op {
                    "s_intersects" => matrix.is_intersects(),
                    "s_disjoint" => matrix.is_disjoint(),
                    "s_within" => matrix.is_within(),
                    "s_contains" => matrix.is_contains(),
                    "s_equals" => matrix.is_equal_topo(),
                    "s_touches" => matrix.is_touches(),
                    "s_overlaps" => matrix.is_overlaps(),
                    "s_crosses" => matrix.is_crosses(),
                    other => panic!("{other}"),
                })
            }
            ("+" | "-" | "*" | "/" | "%" | "div", [Cell::Number(a), Cell::Number(b)]) => {
                let value = match op {
                    "+" => a + b,
                    "-" => a - b,
                    "*" => a * b,
                    "/" => a / b,
                    "%" => a % b,
                    _ => (a / b).trunc(),
                };
                if value.is_finite() { Cell::Number(value) } else { Cell::Null }
            }
            (op, [left, right]) => truth(order(left, right).map(|order| match op {
                "=" => order.is_eq(),
                "<>" => order.is_ne(),
                "<" => order.is_lt(),
                "<=" => order.is_le(),
                ">" => order.is_gt(),
                ">=" => order.is_ge(),
                other => panic!("{other}"),
            })),
            (op, cells) => panic!("{op} {cells:?}"),
        },
    }
}

fn rows_of(filter: &Filter, layer: &Layer) -> Vec<usize> {
    let plan = filter.plan(layer).unwrap_or_else(|error| panic!("{}: {error}", filter.to_text()));
    plan.run(layer, &CancelToken::default()).unwrap().iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn columns_answer_as_rows_do(rows in prop::collection::vec(row(), 0..80), text in filter_text()) {
        let layer = build(&rows);
        let filter = Filter::parse(&text).unwrap();
        let expected: Vec<usize> =
            (0..layer.len()).filter(|row| cell(&layer, *row, filter.expr()) == Cell::Bool(true)).collect();
        prop_assert_eq!(rows_of(&filter, &layer), expected, "{}", text);
    }

    #[test]
    fn not_not_is_nothing(rows in prop::collection::vec(row(), 0..40), text in filter_text()) {
        let layer = build(&rows);
        let twice = Filter::parse(&format!("NOT (NOT ({text}))")).unwrap();
        prop_assert_eq!(rows_of(&twice, &layer), rows_of(&Filter::parse(&text).unwrap(), &layer));
    }

    #[test]
    fn a_condition_its_negation_and_the_unknown_are_all_rows(
        rows in prop::collection::vec(row(), 0..40), text in filter_text()
    ) {
        let layer = build(&rows);
        let count = |text: String| rows_of(&Filter::parse(&text).unwrap(), &layer).len();
        let (yes, no) = (count(text.clone()), count(format!("NOT ({text})")));
        let unknown = (0..layer.len())
            .filter(|row| cell(&layer, *row, Filter::parse(&text).unwrap().expr()) == Cell::Null)
            .count();
        prop_assert_eq!(yes + no + unknown, layer.len());
    }

    #[test]
    fn text_and_json_come_back_the_same(text in filter_text()) {
        let filter = Filter::parse(&text).unwrap();
        prop_assert_eq!(&Filter::parse(&filter.to_text()).unwrap(), &filter);
        prop_assert_eq!(&Filter::from_json(&filter.to_json()).unwrap(), &filter);
        prop_assert_eq!(&Filter::parse(&filter.to_json().to_string()).unwrap(), &filter);
    }

    #[test]
    fn no_text_panics(text in "[a-z0-9'\"()=<>,. +*/%^-]{0,40}|(NOT |- |\\(|a = ){0,300}.{0,5}") {
        drop(Filter::parse(&text));
    }
}

fn problem(text: &str) -> Diagnostic {
    let layer = build(&[]);
    *Filter::parse(text).and_then(|filter| filter.plan(&layer).map(drop)).expect_err(text)
}

#[test]
fn what_is_wrong_is_named() {
    use crate::text::Lang::{En, Zh};
    for (text, code, mentions) in [
        ("n = ", "filter-syntax-end", ""),
        ("n >> 3", "filter-syntax", "> 3"),
        ("", "filter-empty", ""),
        ("(n = 1", "filter-parenthesis-open", ""),
        ("n = 1)", "filter-parenthesis-extra", ""),
        ("t = '闲置", "filter-quote-open", ""),
        ("n = 9007199254740993", "filter-number", "9007199254740993"),
        ("falg = TRUE", "filter-unknown-field", "flag (bool)"),
        ("n = '3'", "filter-type", "whole number"),
        ("t = 3", "filter-type", "text"),
        ("3 = t", "filter-type", "text"),
        ("d = '3 March'", "filter-date", "3 March"),
        ("n LIKE '3%'", "filter-type", "whole number"),
        ("n", "filter-not-condition", "n"),
        ("n = 1 AND n + 1", "filter-not-condition", "n + 1"),
        ("geometry = 3", "filter-type", "geometry"),
        ("S_INTERSECTS(t, POINT(1 1))", "filter-type", "text"),
        ("S_INTERSECTS(geometry, BBOX(3, 0, 1, 1))", "filter-geometry", ""),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 1)))", "filter-geometry", ""),
        ("pinyin(t) = 'xz'", "filter-reserved", "pinyin"),
        ("A_CONTAINS(j, ('a'))", "filter-unsupported", "a_contains"),
        ("frobnicate(n) = 1", "filter-unsupported", "frobnicate"),
        ("{\"op\":\"=\"", "filter-json-syntax", ""),
        ("{\"op\":\"=\"}", "filter-json", ""),
        ("{\"op\":\"in\",\"args\":[{\"property\":\"n\"},[]]}", "filter-json", ""),
    ] {
        let diagnostic = problem(text);
        assert_eq!(diagnostic.code, code, "{text}");
        for lang in [En, Zh] {
            assert_ne!(diagnostic.message(lang), code, "no text for {code}");
            assert!(!diagnostic.hint(lang).is_empty(), "no hint for {code}");
        }
        assert!(diagnostic.report(En).contains(mentions), "{text}: {}", diagnostic.report(En));
    }
}

#[test]
fn places_are_lines_and_columns_of_the_text() {
    let place = problem("n = 1 AND\n  t == 'x'").place;
    assert_eq!((place.line, place.column), (Some(2), Some(6)));
}

#[test]
fn hostile_texts_are_refused_at_once() {
    let deep = format!("{}n = 1{}", "(".repeat(5_000), ")".repeat(5_000));
    assert_eq!(problem(&deep).code, "filter-too-deep");
    assert_eq!(problem(&format!("{}flag", "NOT ".repeat(5_000))).code, "filter-too-deep");
    assert_eq!(problem(&format!("n = 1{}", " + 1".repeat(5_000))).code, "filter-too-deep");
    // Each parenthesis doubles the parser's work on a broken text.
    let broken = format!("{}n = {}", "(".repeat(40), ")".repeat(40));
    assert!(["filter-syntax", "filter-too-deep"].contains(&problem(&broken).code));
    let json = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(
        Filter::parse(&format!("{{\"op\":\"not\",\"args\":{json}}}")).unwrap_err().code,
        "filter-json-syntax"
    );
}

#[test]
fn long_but_plain_filters_work() {
    let layer = build(&[(None, Some(3), None, (None, None), (None, None), None, None)]);
    let long = (0..2_000).map(|n| format!("n = {n}")).collect::<Vec<_>>().join(" OR ");
    assert_eq!(rows_of(&Filter::parse(&long).unwrap(), &layer), [0]);
    let list = (0..5_000).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    assert_eq!(rows_of(&Filter::parse(&format!("n IN ({list})")).unwrap(), &layer), [0]);
}

#[test]
fn long_numbers_come_back_as_they_were() {
    for text in ["x < 1e300", "x < 1e-300", "n = 9007199254740992", "n = 100000000000000000000000"] {
        let filter = Filter::parse(text).unwrap();
        assert_eq!(Filter::parse(&filter.to_text()).unwrap(), filter);
    }
}

#[test]
fn a_cancelled_run_has_no_answer() {
    let layer = build(&[]);
    let cancel = CancelToken::default();
    cancel.cancel();
    assert_eq!(Filter::parse("n = 1").unwrap().plan(&layer).unwrap().run(&layer, &cancel), None);
}

#[test]
fn the_id_is_the_features_own_where_no_field_has_that_name() {
    let mut layer = build(&[(None, None, None, (None, None), (None, None), None, None); 2]);
    assert_eq!(Filter::parse("id = 'b'").unwrap().plan(&layer).unwrap_err().code, "filter-unknown-field");
    let ids: LargeStringArray = [Some("a"), Some("b")].into_iter().collect();
    layer.ids = Some(column("id", Values::Text(TextArray::Plain(ids))));
    assert_eq!(rows_of(&Filter::parse("id = 'b'").unwrap(), &layer), [1]);
}
