//! The nearest metro station of every site: its name, and how far it is in a straight line.
//!
//! A site farther than [`FAR_M`] from all stations in service has no value: the stations of one town say
//! nothing of another. Which stations they are is kept with the layer ([`Layer::measured_to`]); where they
//! are the same as before, the columns stay, whatever else is worked out anew.

use super::stations::{Stations, middle};
use super::{Context, Derivation, STRIDE, StationLayer, derived};
use crate::filter::Filter;
use crate::layer::{Column, Layer, MeasuredTo, TextArray, Values};
use crate::maps::binding::Naming;
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::text::{Lang, text, text_with};
use arrow_array::types::Int32Type;
use arrow_array::{DictionaryArray, Float64Array, Int32Array, StringArray};
use std::sync::Arc;

/// The nearest station of sites.
pub(super) const NEAREST: Derivation = Derivation {
    kinds: &[LayerKind::Land, LayerKind::Factories, LayerKind::Offices, LayerKind::Carriers],
    fields: FIELDS,
    needs: &[],
    follows_day: false,
    measures: true,
    columns,
};

const FIELDS: &[&str] = &["metro_m", "metro_station"];

/// Beyond this no station is near, in metres.
pub(in crate::maps) const FAR_M: f64 = 10_000.0;

/// Fewer rows than this are not worth a second thread.
const ROWS_PER_THREAD: usize = 4_096;

/// Whether a field was worked out from the stations. A field of that name in a file was not.
pub fn measures_distance(layer: &Layer, field: &str) -> bool {
    FIELDS.contains(&field) && layer.column(field).is_some_and(|column| column.is_derived)
}

/// Which stations a field was measured to, in words; `None` where it was measured to none.
pub fn stations_in_words(layer: &Layer, field: &str, lang: Lang) -> Option<String> {
    let measured = layer.measured_to.as_ref().filter(|_| measures_distance(layer, field))?;
    Some(match measured {
        MeasuredTo::Bundled => text(lang, "stations-bundled"),
        MeasuredTo::Other { file, .. } => {
            text_with(lang, "stations-of-file", &[("file", file.as_str().into())])
        }
    })
}

/// The stations that the answer of a filter over a layer depends on; `None` where on none.
pub fn stations_of_filter<'a>(layer: &'a Layer, filter: Option<&Filter>) -> Option<&'a MeasuredTo> {
    let measured = layer.measured_to.as_ref()?;
    filter?.fields().into_iter().any(|field| measures_distance(layer, field)).then_some(measured)
}

fn columns(
    layer: &Layer,
    _naming: Naming<'_>,
    context: &Context,
    cancel: &CancelToken,
) -> Option<Vec<Column>> {
    if layer.measured_to.as_ref() == Some(&StationLayer::measured_to(context.stations.as_ref())) {
        let own = layer.columns.iter().filter(|column| measures_distance(layer, &column.name));
        return Some(own.cloned().collect());
    }
    let Some(stations) = Stations::of(context.stations.as_ref(), cancel) else {
        return if cancel.is_cancelled() { None } else { Some(Vec::new()) };
    };
    let found = all_nearest(layer, &stations, cancel)?;
    if found.iter().all(Option::is_none) {
        return Some(Vec::new());
    }
    let metres: Float64Array = found.iter().map(|found| found.map(|(_, metres)| metres)).collect();
    let at: Int32Array = found.iter().map(|found| found.map(|(at, _)| at)).collect();
    let values: StringArray = stations.names.iter().map(|name| Some(name.as_str())).collect();
    let names = DictionaryArray::<Int32Type>::try_new(at, Arc::new(values)).ok()?;
    Some(vec![
        derived("metro_m", Values::Real(metres)),
        derived("metro_station", Values::Text(TextArray::Dictionary(names))),
    ])
}

/// The nearest station of every row, on all cores; `None` where it was cancelled.
fn all_nearest(layer: &Layer, stations: &Stations, cancel: &CancelToken) -> Option<Vec<Option<(i32, f64)>>> {
    let mut found = vec![None; layer.len()];
    let work = |first: usize, part: &mut [Option<(i32, f64)>]| -> Option<()> {
        for (row, found) in part.iter_mut().enumerate() {
            if row % STRIDE == 0 && cancel.is_cancelled() {
                return None;
            }
            let nearest = middle(layer, first + row).and_then(|place| stations.nearest(place));
            *found = nearest.and_then(|(at, metres)| Some((i32::try_from(at).ok()?, metres)));
        }
        Some(())
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = threads.min(layer.len() / ROWS_PER_THREAD).max(1);
    let share = layer.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let parts = found.chunks_mut(share).enumerate();
        let workers: Vec<_> =
            parts.map(|(number, part)| scope.spawn(move || work(number * share, part))).collect();
        let mut done = Some(());
        for worker in workers {
            match worker.join() {
                Ok(part) => done = done.and(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })?;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::with_derived;
    use super::*;
    use crate::layer::SourceBytes;
    use crate::layer::testing::{column, layer, point};
    use arrow_array::LargeStringArray;
    use jiff::civil::date;
    use std::path::PathBuf;

    fn sites() -> Arc<Layer> {
        // 下沙西站 lies at 120.308, 30.309.
        Arc::new(layer(Vec::new(), &[Some(point(120.309, 30.309)), Some(point(121.5, 31.2)), None]))
    }

    fn measured(sites: Arc<Layer>, context: &Context) -> Arc<Layer> {
        with_derived(sites, LayerKind::Offices, context, &CancelToken::default()).unwrap()
    }

    fn own_stations(sha256: &str) -> StationLayer {
        let texts = |values: [&str; 2]| {
            Values::Text(TextArray::Plain(values.into_iter().map(Some).collect::<LargeStringArray>()))
        };
        let columns = vec![
            column("站名", texts(["新站", "未来站"])),
            column("name", texts(["新站", "未来站"])),
            column("运营状态", texts(["运营", "在建"])),
        ];
        let mut stations = layer(columns, &[Some(point(121.49, 31.2)), Some(point(121.5, 31.2))]);
        stations.source.bytes = SourceBytes::File(PathBuf::from("d/地铁站.geojson"));
        stations.source.sha256 = sha256.to_owned();
        StationLayer::of(&Arc::new(stations), LayerKind::MetroStations.into()).unwrap()
    }

    #[test]
    fn the_nearest_station_is_named_with_its_distance() {
        let found = measured(sites(), &Context::on(date(2026, 1, 1)));
        assert_eq!(found.measured_to, Some(MeasuredTo::Bundled));
        assert_eq!(found.value("metro_m", 0).as_f64(), Some(96.0));
        assert_eq!(found.value("metro_station", 0).to_text(), "下沙西站");
        assert!(
            found.value("metro_m", 1).is_none() && found.value("metro_station", 1).is_none(),
            "another town"
        );
        assert!(found.value("metro_m", 2).is_none(), "no place");
    }

    #[test]
    fn stations_of_a_layer_take_the_place_of_the_programs_own_and_are_kept_with_the_answer() {
        let own = Context { stations: Some(own_stations("aa")), ..Context::on(date(2026, 1, 1)) };
        let found = measured(measured(sites(), &Context::on(date(2026, 1, 1))), &own);
        assert!(found.value("metro_m", 0).is_none(), "no station of the file is near");
        assert_eq!(
            found.value("metro_station", 1).to_text(),
            "新站",
            "one that is being built does not count"
        );
        assert_eq!(found.value("metro_m", 1).as_f64(), Some(953.0));
        let Some(MeasuredTo::Other { file, sha256, columns }) = &found.measured_to else { panic!() };
        assert_eq!((file.as_str(), sha256.as_str()), ("地铁站.geojson", "aa"));
        assert!(columns.contains(&("operation", "运营状态".to_owned())));
        assert!(!StationLayer::is_another_than(own.stations.as_ref(), &found));
        assert!(StationLayer::is_another_than(None, &found));
        assert!(StationLayer::is_another_than(Some(&own_stations("bb")), &found));
        let filter = |text| Filter::parse(text).unwrap();
        assert_eq!(stations_of_filter(&found, Some(&filter("metro_m < 500"))), found.measured_to.as_ref());
        assert_eq!(stations_of_filter(&found, Some(&filter("name = 'x'"))), None);
    }

    #[test]
    fn another_day_measures_nothing_again() {
        let found = measured(sites(), &Context::on(date(2026, 1, 1)));
        let values = |layer: &Layer| match &layer.column("metro_m").unwrap().values {
            Values::Real(array) => array.values().as_ptr(),
            _ => unreachable!(),
        };
        let later = measured(found.clone(), &Context::on(date(2027, 1, 1)));
        assert_eq!(values(&found), values(&later));
    }

    #[test]
    fn many_rows_on_many_threads_say_what_one_row_says() {
        let place = |at: usize| [120.28 + (at % 401) as f64 * 4e-4, 30.24 + (at % 307) as f64 * 4e-4];
        let shapes: Vec<_> = (0..20_000).map(|at| Some(point(place(at)[0], place(at)[1]))).collect();
        let many = layer(Vec::new(), &shapes);
        let stations = Stations::of(None, &CancelToken::default()).unwrap();
        let found = all_nearest(&many, &stations, &CancelToken::default()).unwrap();
        for (at, found) in found.iter().enumerate() {
            assert_eq!(found.map(|(at, metres)| (at as usize, metres)), stations.nearest(place(at)));
        }
        let cancelled = CancelToken::default();
        cancelled.cancel();
        assert!(all_nearest(&many, &stations, &cancelled).is_none());
    }
}
