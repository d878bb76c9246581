//! One job of each sort over a file: what the test of cancelling stops after so many looks, and the bench
//! of cancelling after so many milliseconds.

use std::path::Path;
use std::sync::Arc;
use three_maps::filter::Filter;
use three_maps::jobs::{
    AssembleRequest, CheckRequest, DeriveRequest, ExportRequest, FilterRequest, IndexRequest, Job, JobId,
    JobRequest, KeepRequest, LayerId, ListRequest, Neighbours, OpenSource, SearchRequest, SelectRequest,
    SelectedRows, StatisticsRequest, StyleRequest, SumRequest, Wanted, Which,
};
use three_maps::layer::{Layer, Order, RowSet, SourceBytes};
use three_maps::maps::binding::Binding;
use three_maps::maps::derive::Context;
use three_maps::maps::schema::LayerKind;
use three_maps::progress::CancelToken;
use three_maps::scene::{ColorBy, Styling};
use three_maps::search::Index;
use three_maps::stats::{ClassMethod, Measure};
use three_maps::write::Format;

const ID: LayerId = LayerId(1);

/// The fields that the jobs work on.
pub(crate) struct Fields {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) number: &'static str,
    pub(crate) id: &'static str,
}

/// The same job over a layer of which nothing is known yet: the second order of a column is quick.
pub(crate) fn afresh(job: &Job) -> Job {
    let mut job = job.clone();
    if let JobRequest::List(request) = &mut job.request {
        request.layer = Arc::new(Layer { known: Arc::default(), ..Layer::clone(&request.layer) });
    }
    job
}

/// Jobs over the layer of a file, by name. Files that they write lie in `folder`.
#[expect(clippy::too_many_lines, reason = "a list: one entry a job")]
pub(crate) fn jobs(
    path: &Path,
    layer: &Arc<Layer>,
    fields: &Fields,
    folder: &Path,
) -> Vec<(&'static str, Job)> {
    let binding = Arc::new(Binding::of(layer, Some(LayerKind::Land)));
    let all = Arc::new(RowSet::all(layer.len()));
    let layer_id = ID;
    let reading = || layer.clone();
    let context = Context { reference_day: jiff::civil::date(2026, 11, 24), stations: None };
    let bbox = layer.bbox();
    let [west, south, east, north] = [bbox.west, bbox.south, bbox.east, bbox.north];
    let [x, y] = bbox.center();
    let filter = Filter::parse(&format!(
        "{} LIKE '%1%' AND (S_INTERSECTS(geometry, POLYGON(({west} {south}, {east} {south}, {x} {north}, \
         {west} {south}))) OR distance_m(geometry, POINT({x} {y})) <= 3000)",
        fields.name
    ))
    .unwrap();
    let index = Index::build(layer, binding.as_ref(), &CancelToken::default()).unwrap();
    let export = |format, name: &str| {
        JobRequest::Export(Box::new(ExportRequest {
            layer: reading(),
            filter: None,
            rows: Some(all.clone()),
            picked: None,
            fields: Some(vec![fields.name.to_owned(), fields.number.to_owned()]),
            left_out: Vec::new(),
            totals: vec![fields.number.to_owned()],
            said: None,
            written_at: jiff::Timestamp::UNIX_EPOCH,
            format,
            path: folder.join(name),
            hash_source: true,
        }))
    };
    let some = RowSet::from_rows(layer.len(), (0..layer.len() as u32).step_by((layer.len() / 300).max(1)));
    let requests = vec![
        (
            "read",
            JobRequest::Load {
                sources: vec![OpenSource::Bytes(SourceBytes::File(path.to_owned()))],
                strict: false,
                context: context.clone(),
            },
        ),
        (
            "filter",
            JobRequest::Filter(FilterRequest {
                layer_id,
                layer: reading(),
                binding: Arc::default(),
                filter: Some(filter),
                rows: None,
                revision: 1,
                wanted: Wanted {
                    facets: vec![fields.kind.to_owned(), fields.number.to_owned()],
                    totals: vec![fields.number.to_owned()],
                },
            }),
        ),
        (
            "sort",
            JobRequest::List(ListRequest {
                layer_id,
                layer: reading(),
                rows: all.clone(),
                order: Some(Order { field: fields.name.to_owned(), descending: true }),
                within: None,
                revision: 1,
            }),
        ),
        (
            "prepare for search",
            JobRequest::Index(vec![IndexRequest { layer_id, layer: reading(), binding: binding.clone() }]),
        ),
        (
            "search",
            JobRequest::Search(SearchRequest {
                layers: vec![(layer_id, reading(), Arc::new(index))],
                text: "wzl 12".to_owned(),
                most: 60,
                revision: 1,
            }),
        ),
        (
            "sum",
            JobRequest::Sum(SumRequest {
                revision: 1,
                layers: vec![SelectedRows {
                    layer_id,
                    layer: reading(),
                    rows: RowSet::clone(&all),
                    totals: vec![fields.number.to_owned()],
                }],
            }),
        ),
        (
            "statistics",
            JobRequest::Statistics(StatisticsRequest {
                layer_id,
                layer: reading(),
                binding: binding.clone(),
                rows: all.clone(),
                filter: None,
                field: Some(fields.kind.to_owned()),
                measure: Measure::Count,
                revision: 1,
            }),
        ),
        (
            "style",
            JobRequest::Style(StyleRequest {
                layer_id,
                layer: reading(),
                binding: binding.clone(),
                styling: Styling {
                    color: ColorBy::Classes {
                        field: fields.number.to_owned(),
                        method: ClassMethod::Natural,
                        count: 7,
                    },
                    ..Styling::default()
                },
                revision: 1,
            }),
        ),
        (
            "select",
            JobRequest::Select(Box::new(SelectRequest {
                layer_id,
                layer: reading(),
                matching: Some(all.clone()),
                filter: None,
                which: Which::Near(Neighbours { layer: reading(), rows: some.clone() }, 200.0),
            })),
        ),
        (
            "keep",
            JobRequest::Keep(Box::new(KeepRequest {
                layer_id,
                layer: reading(),
                rows: some,
                fields: vec![fields.kind.to_owned(), fields.id.to_owned()],
            })),
        ),
        ("export GeoJSON", export(Format::GeoJson, "out.geojson")),
        ("export CSV", export(Format::Csv, "out.csv")),
        (
            "check with overlaps",
            JobRequest::Check(CheckRequest {
                layer_id,
                layer: reading(),
                binding: binding.clone(),
                boundary: None,
                day: None,
                revision: 1,
            }),
        ),
        (
            "assemble",
            JobRequest::Assemble(AssembleRequest {
                layer_id,
                layer: reading(),
                binding: binding.clone(),
                rows: all.clone(),
                area_m2: 20_000.0,
                tolerance_m: 5.0,
                revision: 1,
            }),
        ),
        ("derive", JobRequest::Derive(DeriveRequest { layer_id, layer: reading(), binding, context })),
    ];
    requests.into_iter().map(|(name, request)| (name, Job { id: JobId(1), request })).collect()
}
