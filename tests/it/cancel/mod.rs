//! Cancelling, without a clock: a token that is set after so many looks stops every job, and the longer the
//! work the more often it looks. How many milliseconds that takes is the bench `cancel`'s to say.

pub(crate) mod jobs;

use jobs::{Fields, afresh, jobs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use three_maps::jobs::{Job, JobRequest, Report, run_now};
use three_maps::layer::{Layer, SourceBytes};
use three_maps::maps::synth::town;
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};

const FIELDS: Fields = Fields { name: "name", kind: "category", number: "area_mu", id: "id" };

/// A town's file and its layer.
fn town_of(parcels: usize, folder: &Path) -> (PathBuf, Arc<Layer>) {
    let path = folder.join(format!("town-{parcels}.geojson"));
    std::fs::write(&path, crate::streaming::town(parcels)).unwrap();
    let source = SourceBytes::File(path.clone());
    let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap();
    (path, Arc::new(layer))
}

/// How often a job looks when nobody cancels.
fn looks(name: &str, job: &Job) -> u64 {
    let cancel = CancelToken::after_looks(u64::MAX);
    let events = run_now(&afresh(job), &cancel);
    let last = events.last().map(|event| &event.report);
    assert!(matches!(last, Some(Report::Finished)), "{name}: {last:?}");
    cancel.looks()
}

#[test]
fn every_job_stops_after_any_look_and_looks_more_often_the_more_there_is_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let [few, many] = [6_000, 48_000].map(|parcels| town_of(parcels, folder.path()));
    let small = jobs(&few.0, &few.1, &FIELDS, folder.path());
    let large = jobs(&many.0, &many.1, &FIELDS, folder.path());
    for ((name, small), (_, large)) in small.into_iter().zip(large) {
        let (least, most) = (looks(name, &small), looks(name, &large));
        // These look once a field: a million rows take them a few milliseconds.
        let by_field = ["sum", "style", "statistics"].contains(&name);
        if by_field {
            assert!(least > 0, "{name}");
        } else {
            assert!(most > least, "{name}: {least} looks at 6,000 rows, {most} at 48,000");
        }
        for after in [0, most / 5, most / 2] {
            let cancel = CancelToken::after_looks(after);
            let events = run_now(&afresh(&large), &cancel);
            let last = events.last().map(|event| &event.report);
            assert!(matches!(last, Some(Report::Cancelled)), "{name} after {after} of {most}: {last:?}");
            // Each thread may look once more before it hears of it.
            assert!(cancel.looks() < after + most / 4 + 64, "{name}: {} looks", cancel.looks());
        }
    }
}

#[test]
fn an_export_that_is_cancelled_at_its_very_last_look_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, layer) = town_of(2_000, folder.path());
    for (name, job) in jobs(&path, &layer, &FIELDS, folder.path()) {
        let JobRequest::Export(request) = &job.request else { continue };
        let most = looks(name, &job);
        std::fs::write(&request.path, "earlier").unwrap();
        let events = run_now(&afresh(&job), &CancelToken::after_looks(most - 1));
        assert!(matches!(events.last().unwrap().report, Report::Cancelled), "{name}");
        assert_eq!(std::fs::read_to_string(&request.path).unwrap(), "earlier", "{name}");
        let events = run_now(&afresh(&job), &CancelToken::after_looks(most));
        assert!(matches!(events.last().unwrap().report, Report::Finished), "{name}");
        let beside = std::fs::read_dir(folder.path()).unwrap();
        let names = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert_eq!(names.filter(|name| name.starts_with('.')).count(), 0, "{name}");
    }
}

#[test]
fn within_one_giant_feature_too_the_token_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("coast.geojson");
    // Clockwise, so that writing turns it: positions are looked at on the way out as well.
    let coast = |corners: usize| {
        let ring: Vec<String> = (0..=corners)
            .map(|corner| {
                let turn = -((corner % corners) as f64) / corners as f64 * std::f64::consts::TAU;
                let wave = 1.0 + 0.01 * (turn * 500.0).sin();
                format!("[{:.9},{:.9}]", 120.0 + wave * turn.cos(), 30.0 + wave * turn.sin())
            })
            .collect();
        let text = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"id\":1,\
             \"name\":\"coast 1\",\"category\":\"c\",\"area_mu\":1.5}},\"geometry\":{{\"type\":\"Polygon\",\
             \"coordinates\":[[{}]]}}}}]}}",
            ring.join(",")
        );
        std::fs::write(&path, text).unwrap();
        let source = SourceBytes::File(path.clone());
        Arc::new(read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap())
    };
    let wanted = ["read", "export GeoJSON", "export CSV"];
    let of = |layer: &Arc<Layer>| -> Vec<(&str, u64, Job)> {
        let jobs = jobs(&path, layer, &FIELDS, folder.path()).into_iter();
        jobs.filter(|(name, _)| wanted.contains(name))
            .map(|(name, job)| (name, looks(name, &job), job))
            .collect()
    };
    let small: Vec<u64> = of(&coast(20_000)).into_iter().map(|(_, looks, _)| looks).collect();
    let large = of(&coast(120_000));
    assert_eq!(large.len(), wanted.len());
    for (least, (name, most, job)) in small.into_iter().zip(large) {
        assert!(most > least, "{name}: {least} looks, then {most}");
        let events = run_now(&job, &CancelToken::after_looks(most - 2));
        assert!(matches!(events.last().unwrap().report, Report::Cancelled), "{name}");
    }
}

#[test]
fn a_town_that_is_generated_stops_after_any_look() {
    let looks = |parcels: u64, after: u64| {
        let cancel = CancelToken::after_looks(after);
        let made = town(parcels, 7, &mut std::io::sink(), &Silent, &cancel);
        (made.is_ok(), cancel.looks())
    };
    let ((all, few), (_, many)) = (looks(10_000, u64::MAX), looks(80_000, u64::MAX));
    assert!(all && many > few && few > 0, "{few} looks, then {many}");
    for after in [0, many / 2, many - 1] {
        assert_eq!(looks(80_000, after), (false, after + 1));
    }
}
