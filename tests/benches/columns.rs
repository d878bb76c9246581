//! What is done to the columns of a layer: filter, pick, sort, facets, preparing the search.
//!
//! `cargo bench --bench columns --no-default-features` measures a million rows that are made in memory;
//! with `THREE_MAPS_BENCH_ROWS=10000`, or under `cargo test --bench columns`, ten thousand do.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench: it prints, and stops where it cannot go on"
)]

use arrow_array::types::Int32Type;
use arrow_array::{DictionaryArray, Float64Array, Int64Array, LargeStringArray};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use three_maps::filter::Filter;
use three_maps::geometry::BBox;
use three_maps::jobs::{FilterRequest, Job, JobId, JobRequest, LayerId, Wanted, run_now};
use three_maps::layer::{
    Column, GeometryType, Layer, Order, PartType, RowSet, ShapesBuilder, Source, SourceBytes, Span,
    SpatialIndex, TextArray, Values,
};
use three_maps::progress::CancelToken;
use three_maps::search::{Index, search};
use three_maps::stats::{self, ClassMethod, Grouping};

const TEXT: &str = "area_mu > 20 AND status = '空置' AND category IN ('工业厂房', '仓储物流')";
const STATUSES: [&str; 4] = ["在用", "空置", "在建", "待拆迁"];
const CATEGORIES: [&str; 8] =
    ["住宅", "商业服务", "工业厂房", "仓储物流", "教育科研", "医疗卫生", "公园绿地", "农业用地"];
const ROADS: [&str; 6] = ["金沙大道", "文泽路", "文津路", "学林街", "学源街", "下沙路"];
/// Side of a parcel's cell in degrees.
const STEP: f64 = 0.000_45;

/// Numbers that look random and are the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    fn share(&mut self) -> f64 {
        self.below(1 << 53) as f64 / (1_u64 << 53) as f64
    }
}

fn rows() -> usize {
    let asked = std::env::var("THREE_MAPS_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok());
    let tested = std::env::args().any(|argument| argument == "--test");
    asked.unwrap_or(if tested { 10_000 } else { 1_000_000 })
}

fn column(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values, missing: None, others: None, is_derived: false }
}

fn dictionary(texts: impl Iterator<Item = &'static str>) -> Values {
    Values::Text(TextArray::Dictionary(texts.map(Some).collect::<DictionaryArray<Int32Type>>()))
}

/// A town of so many parcels on a square, in an order that is not that of space.
fn town(rows: usize) -> Layer {
    let mut dice = Dice(7946);
    let side = (rows as f64).sqrt().ceil() as usize;
    let mut shapes = ShapesBuilder::default();
    for row in 0..rows {
        let cell = (row * 7_919) % (side * side);
        let [x, y] = [120.3 + (cell % side) as f64 * STEP, 30.2 + (cell / side) as f64 * STEP];
        let corners = 5 + dice.below(7);
        for corner in 0..=corners {
            let turn = (corner % corners) as f64 / corners as f64 * std::f64::consts::TAU;
            shapes.position([x + STEP * 0.49 * turn.cos(), y + STEP * 0.49 * turn.sin()], f64::NAN);
        }
        shapes.end_ring();
        shapes.end_part(PartType::Polygon);
        shapes.end_row(GeometryType::Polygon);
    }
    let shapes = Arc::new(shapes.finish());
    let names: LargeStringArray = (0..rows)
        .map(|row| {
            let road = ROADS[dice.below(6) as usize];
            Some(format!("{road}{}号{}-{row}", dice.below(2_000), CATEGORIES[dice.below(8) as usize]))
        })
        .collect();
    let columns = vec![
        column("id", Values::Integer(Int64Array::from_iter_values(0..rows as i64))),
        column("name", Values::Text(TextArray::Plain(names))),
        column("category", dictionary((0..rows).map(|_| CATEGORIES[dice.below(8) as usize]))),
        column("status", dictionary((0..rows).map(|_| STATUSES[dice.below(4) as usize]))),
        column(
            "area_mu",
            Values::Real(Float64Array::from_iter_values(
                (0..rows).map(|_| (dice.share() * 40_000.0).round() / 1_000.0),
            )),
        ),
        column("floors", Values::Integer((0..rows).map(|_| Some(dice.below(30) as i64)).collect())),
    ];
    Layer {
        known: Arc::default(),
        name: "town".to_owned(),
        source: Source {
            bytes: SourceBytes::Bundled("town", b""),
            size: 0,
            modified_ns: None,
            sha256: String::new(),
            crs: "OGC:CRS84".to_owned(),
            reprojected: false,
        },
        columns,
        ids: None,
        index: Arc::new(SpatialIndex::of(shapes.clone())),
        spans: vec![Span { offset: 0, len: 0 }; rows].into(),
        shapes,
        feature_numbers: None,
        foreign_members: Vec::new(),
        diagnostics: Vec::new(),
        derived_for: None,
        measured_to: None,
    }
}

fn filters(criterion: &mut Criterion, layer: &Layer) {
    let cancel = CancelToken::default();
    let filter = Filter::parse(TEXT).expect("a filter");
    let plan = filter.plan(layer).expect("a plan");
    let mut group = criterion.benchmark_group("filter");
    group.bench_function("plan to bitmap", |bench| bench.iter(|| plan.run(layer, &cancel)));
    group.bench_function("parse", |bench| bench.iter(|| Filter::parse(black_box(TEXT))));
    group.bench_function("text to bitmap", |bench| {
        bench.iter(|| {
            let filter = Filter::parse(black_box(TEXT)).expect("a filter");
            filter.plan(layer).expect("a plan").run(layer, &cancel)
        });
    });
    for (name, text) in [
        ("equal text of its own", "name = '文泽路12号住宅-77'"),
        ("part of a text", "name LIKE '%12号住宅%'"),
        ("part of a text and a status", "status = '在建' AND name LIKE '%12号住宅%'"),
        ("between", "area_mu BETWEEN 10 AND 20"),
        ("not or", "NOT (area_mu < 10 OR floors > 20)"),
        ("arithmetic", "area_mu * 2 > floors"),
        ("box", "S_INTERSECTS(geometry, BBOX(120.32, 30.22, 120.42, 30.32))"),
        ("polygon", "S_INTERSECTS(geometry, POLYGON((120.32 30.22, 120.5 30.25, 120.4 30.4, 120.32 30.22)))"),
        ("near", "distance_m(geometry, POINT(120.4 30.3)) <= 3000"),
    ] {
        let plan = Filter::parse(text).expect("a filter").plan(layer).expect("a plan");
        group.bench_function(name, |bench| bench.iter(|| plan.run(layer, &cancel)));
    }
    group.finish();
}

fn picks(criterion: &mut Criterion, layer: &Layer) {
    let bbox = layer.bbox();
    let mut dice = Dice(1);
    let points: Vec<[f64; 2]> = (0..10_000)
        .map(|_| {
            let (x, y) = (dice.share(), dice.share());
            [bbox.west + x * (bbox.east - bbox.west), bbox.south + y * (bbox.north - bbox.south)]
        })
        .collect();
    // Not an assertion: the share of slow ones, which a mean hides.
    let mut times: Vec<u128> = points
        .iter()
        .map(|point| {
            let begun = std::time::Instant::now();
            black_box(layer.rows_at(*point, 0.0));
            begun.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    println!(
        "pick: 10,000 points, p50 {} ns, p99 {} ns, most {} ns",
        times[5_000], times[9_900], times[9_999]
    );
    let mut group = criterion.benchmark_group("pick");
    let mut next = points.iter().cycle();
    group.bench_function("at a point", |bench| {
        bench.iter_batched(
            || *next.next().expect("a point"),
            |point| layer.rows_at(point, 0.0),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("within five metres", |bench| {
        bench.iter_batched(
            || *next.next().expect("a point"),
            |point| layer.rows_at(point, 5.0),
            BatchSize::SmallInput,
        );
    });
    let tenth = BBox::new(
        bbox.west,
        bbox.south,
        bbox.west + 0.3 * (bbox.east - bbox.west),
        bbox.south + 0.3 * (bbox.north - bbox.south),
    );
    group.bench_function("in a box of nine hundredths", |bench| bench.iter(|| layer.rows_in_box(&tenth)));
    group.finish();
}

fn orders(criterion: &mut Criterion, layer: &Layer) {
    let cancel = CancelToken::default();
    let mut group = criterion.benchmark_group("sort");
    group.sample_size(10);
    for field in ["area_mu", "floors", "status", "name"] {
        let order = Order { field: field.to_owned(), descending: false };
        group.bench_function(field, |bench| {
            bench.iter_batched(
                || (0..layer.len() as u32).collect::<Vec<_>>(),
                |rows| layer.rows_in_order(rows, Some(&order), &cancel),
                BatchSize::LargeInput,
            );
        });
    }
    // What is known of the layer after the first order is forgotten before each.
    let order = Order { field: "name".to_owned(), descending: false };
    group.bench_function("name, the first time", |bench| {
        bench.iter_batched(
            || {
                (
                    Layer { known: Arc::default(), ..layer.clone() },
                    (0..layer.len() as u32).collect::<Vec<_>>(),
                )
            },
            |(layer, rows)| layer.rows_in_order(rows, Some(&order), &cancel),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn summaries(criterion: &mut Criterion, layer: &Arc<Layer>) {
    let cancel = CancelToken::default();
    let all = RowSet::all(layer.len());
    let mut group = criterion.benchmark_group("summary");
    group.sample_size(10);
    for (name, facets, totals) in [
        ("facet of a category", vec!["category"], vec![]),
        ("facet of a number", vec!["area_mu"], vec![]),
        ("facet of names", vec!["name"], vec![]),
        ("total of a real", vec![], vec!["area_mu"]),
        ("total of a whole number", vec![], vec!["floors"]),
        ("three facets and two totals", vec!["category", "status", "area_mu"], vec!["area_mu", "floors"]),
    ] {
        let owned = |fields: Vec<&str>| fields.into_iter().map(str::to_owned).collect();
        let job = Job {
            id: JobId(0),
            request: JobRequest::Filter(FilterRequest {
                layer_id: LayerId(0),
                layer: Arc::clone(layer),
                binding: Arc::default(),
                filter: Filter::parse(TEXT).ok(),
                rows: None,
                revision: 0,
                wanted: Wanted { facets: owned(facets), totals: owned(totals) },
            }),
        };
        group.bench_function(name, |bench| bench.iter(|| run_now(&job, &cancel)));
    }
    let areas = layer.column("area_mu").expect("a column");
    group.bench_function("histogram", |bench| bench.iter(|| stats::histogram(areas, 20, &all, &all)));
    group.bench_function("group by status, sum of areas", |bench| {
        let grouping = Grouping {
            column: layer.column("status").expect("a column"),
            measured: Some(areas),
            matching: &all,
            shown: &all,
            domain: &[],
            code_of: &|_| None,
            most: 12,
        };
        bench.iter(|| stats::groups(&grouping, &cancel));
    });
    let (values, _) = stats::numbers(areas, &all);
    for method in [ClassMethod::Equal, ClassMethod::Quantile, ClassMethod::Natural, ClassMethod::Pretty] {
        group.bench_function(format!("classes, {method:?}"), |bench| {
            bench.iter(|| stats::number_classes(&values, method, 5));
        });
    }
    group.finish();
}

fn searches(criterion: &mut Criterion, layer: &Layer) {
    let cancel = CancelToken::default();
    let mut group = criterion.benchmark_group("search");
    group.sample_size(10);
    group.bench_function("prepare", |bench| bench.iter(|| Index::build(layer, None, &cancel)));
    let index = Index::build(layer, None, &cancel).expect("an index");
    for text in ["文泽", "wenze", "wzl 12", "文泽路12号住宅", "wenzhe"] {
        group.bench_function(text, |bench| {
            bench.iter(|| search(&[(layer, &index)], black_box(text), 8, &cancel));
        });
    }
    group.finish();
}

fn columns(criterion: &mut Criterion) {
    let layer = Arc::new(town(rows()));
    filters(criterion, &layer);
    picks(criterion, &layer);
    orders(criterion, &layer);
    summaries(criterion, &layer);
    searches(criterion, &layer);
}

criterion_group!(benches, columns);
criterion_main!(benches);
