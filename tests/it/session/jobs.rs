//! Background work: workers, cancelling, newest wins, panics.

use super::desk::{Desk, LAND};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use three_maps::app::{Command, Effect, Event, LayerId};
use three_maps::filter::Filter;
use three_maps::jobs::{FilterRequest, Job, JobId, JobRequest, Jobs, OpenSource, Report, Wanted};
use three_maps::layer::{Layer, SourceBytes};
use three_maps::maps::matching::Brief;
use three_maps::progress::{CancelToken, Silent, Tick, settle};
use three_maps::read::{ReadOptions, read};

fn land(desk: &Desk) -> Arc<Layer> {
    let source = SourceBytes::File(desk.file("land.geojson", LAND));
    Arc::new(read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap())
}

fn filter_job(id: u64, layer: &Arc<Layer>, text: &str) -> Job {
    Job {
        id: JobId(id),
        request: JobRequest::Filter(FilterRequest {
            layer_id: LayerId(0),
            layer: Arc::clone(layer),
            binding: Arc::default(),
            filter: Some(Filter::parse(text).unwrap()),
            rows: None,
            revision: id,
            wanted: Wanted::default(),
        }),
    }
}

/// Polls until as many jobs have ended.
fn wait_for(jobs: &Jobs, ends: usize) -> Vec<Event> {
    let deadline = Instant::now() + Duration::from_secs(30);
    let mut events = Vec::new();
    while events.iter().filter(|event: &&Event| event.report.is_last()).count() < ends {
        assert!(Instant::now() < deadline, "{events:?}");
        events.extend(jobs.poll());
        std::thread::sleep(Duration::from_millis(1));
    }
    events
}

#[test]
fn workers_report_in_order_and_wake_the_window() {
    let desk = Desk::new();
    let layer = land(&desk);
    let woken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&woken);
    let jobs = Jobs::start(Arc::new(move || {
        counter.fetch_add(1, Ordering::Relaxed);
    }))
    .unwrap();
    jobs.submit(filter_job(7, &layer, "area_mu > 60"));
    let events = wait_for(&jobs, 1);
    assert!(matches!(events[0].report, Report::Started));
    let Report::Filtered(filtered) = &events[1].report else { panic!("{events:?}") };
    assert_eq!((filtered.revision, filtered.rows.count()), (7, 2));
    assert!(matches!(events[2].report, Report::Summarised(_)), "the sums come after the rows");
    assert!(matches!(events[3].report, Report::Finished));
    assert!(woken.load(Ordering::Relaxed) >= 4);
    assert!(jobs.poll().is_empty());
}

#[test]
fn of_many_filters_the_newest_is_answered_and_all_end() {
    let desk = Desk::new();
    let layer = land(&desk);
    let jobs = Jobs::start(Arc::new(|| {})).unwrap();
    for id in 0..50 {
        jobs.submit(filter_job(id, &layer, &format!("area_mu > {id}")));
    }
    let events = wait_for(&jobs, 50);
    let answered: Vec<u64> = events
        .iter()
        .filter_map(|event| {
            if let Report::Filtered(filtered) = &event.report { Some(filtered.revision) } else { None }
        })
        .collect();
    assert!(answered.contains(&49), "{answered:?}");
    let deadline = Instant::now() + Duration::from_secs(30);
    while !jobs.is_idle() {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// A pipe that nobody writes to: whoever reads it can look at no token. As long as the file is held, it
/// hangs.
#[cfg(unix)]
fn pipe(desk: &Desk, name: &str) -> (std::path::PathBuf, std::fs::File) {
    let path = desk.file(name, "");
    std::fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let held = std::fs::OpenOptions::new().read(true).write(true).open(&path).unwrap();
    (path, held)
}

#[cfg(unix)]
#[test]
fn jobs_that_hang_are_left_behind_once_cancelled_and_keep_nobody_waiting() {
    let desk = Desk::new();
    let jobs = Jobs::start(Arc::new(|| {})).unwrap();
    let mut held = Vec::new();
    for id in 1..=4 {
        let (path, end) = pipe(&desk, &format!("brief-{id}.json"));
        held.push(end);
        jobs.submit(Job { id: JobId(id), request: JobRequest::ReadBrief(path) });
        let mut events = Vec::new();
        while events.is_empty() {
            events.extend(jobs.poll());
            std::thread::yield_now();
        }
        jobs.cancel(JobId(id));
        events.extend(wait_for(&jobs, 1));
        let reports: Vec<_> = events.iter().map(|event| &event.report).collect();
        assert!(matches!(reports[..], [Report::Started, Report::Cancelled]), "{reports:?}");
    }
    // The long lane has left as many behind as it may, and goes on by itself; filters have their own.
    let brief = desk.file("short.json", r#"{"version": 1, "lines": []}"#);
    jobs.submit(Job { id: JobId(8), request: JobRequest::ReadBrief(brief) });
    jobs.submit(filter_job(9, &land(&desk), "area_mu > 60"));
    let events = wait_for(&jobs, 2);
    let is_answered = |report: &Report| matches!(report, Report::BriefRead(_) | Report::Filtered(_));
    assert_eq!(events.iter().filter(|event| is_answered(&event.report)).count(), 2, "{events:?}");
    // The pipes' ends let them go on, but nobody hears what comes of it.
    drop((held, jobs));
    settle(Duration::from_secs(30));
}

#[cfg(unix)]
#[test]
fn what_is_to_be_written_is_written_though_the_window_is_closed() {
    let desk = Desk::new();
    let (path, held) = pipe(&desk, "slow.json");
    let jobs = Jobs::start(Arc::new(|| {})).unwrap();
    jobs.submit(Job { id: JobId(1), request: JobRequest::ReadBrief(path) });
    let written = desk.file("written.json", "earlier");
    let request = JobRequest::WriteBrief(written.clone(), Brief::default());
    jobs.submit(Job { id: JobId(2), request });
    drop(jobs);
    assert_ne!(std::fs::read_to_string(&written).unwrap(), "earlier");
    drop(held);
    settle(Duration::from_secs(30));
}

#[test]
fn a_cancelled_load_says_so_and_opens_nothing() {
    let mut desk = Desk::new();
    desk.hold = true;
    let path = desk.file("land.geojson", LAND);
    desk.send(Command::OpenFiles { paths: vec![path] });
    let job = desk.held.pop_front().unwrap();
    desk.receive(Event { job: job.id, report: Report::Started });
    let tick = Tick { bytes: 10, bytes_total: 100, features: 1 };
    desk.receive(Event { job: job.id, report: Report::Progress(tick) });
    assert_eq!(desk.session.running().next().map(|running| running.tick), Some(tick));
    desk.send(Command::CancelJob { job: job.id });
    desk.send(Command::CancelJob { job: job.id });
    assert_eq!(desk.cancelled(), [job.id], "asked once");
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    assert!(desk.session.document().layers.is_empty());
    assert_eq!(desk.notices(), ["load-cancelled"]);
    assert!(desk.session.running().next().is_none());
}

#[test]
fn reports_of_unknown_jobs_change_nothing() {
    let (mut desk, _) = Desk::with_land();
    let before = desk.session.document().clone();
    desk.receive(Event { job: JobId(999), report: Report::Finished });
    let layer = land(&desk);
    desk.receive(Event {
        job: JobId(999),
        report: Report::Loaded { index: 0, layer, binding: Arc::default() },
    });
    assert_eq!(desk.session.document(), &before);
}

#[test]
fn a_job_that_breaks_down_is_a_notice() {
    // A filter planned for one layer and run on another's rows is the nearest thing to a fault in a
    // worker that data alone can cause; whatever it does, the job must end and say so.
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    let job = desk.held.pop_front().unwrap();
    let fault = three_maps::diagnostic::Diagnostic::error("job-broke-down").with("reason", "a fault");
    desk.receive(Event { job: job.id, report: Report::Failed(fault) });
    assert_eq!(desk.notices(), ["filter-not-run", "job-broke-down"]);
    assert!(desk.session.is_stale(layer));
    assert!(desk.session.running().next().is_none());
    // The next filter mends it.
    desk.hold = false;
    desk.filter(layer, "area_mu > 100");
    assert!(!desk.session.is_stale(layer));
    assert_eq!(desk.matching(layer), [1]);
}

#[test]
fn closing_a_layer_cancels_its_filter() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 60");
    let job = desk.held.pop_front().unwrap();
    desk.send(Command::CloseLayer { layer });
    assert_eq!(desk.cancelled(), [job.id]);
    desk.run(&job, &CancelToken::default());
    assert!(desk.session.counts(layer).is_none());
}

#[test]
fn settings_and_clipboard_are_effects_and_no_steps() {
    let (mut desk, _) = Desk::with_land();
    desk.send(Command::SetLang { lang: three_maps::text::Lang::En });
    desk.send(Command::SetTheme { theme: three_maps::app::Theme::Dark });
    desk.send(Command::Copy { text: "120.35, 30.30".to_owned() });
    let kinds: Vec<bool> =
        desk.effects.iter().rev().take(3).map(|effect| matches!(effect, Effect::CopyText(_))).collect();
    assert_eq!(kinds, [true, false, false]);
    assert_eq!(desk.session.undo_name(), None);
}

#[test]
fn an_unknown_bundled_name_is_told_apart_from_a_file() {
    let source = three_maps::app::workspace::source(std::path::Path::new("bundled:no/such"));
    assert_eq!(source, OpenSource::Unknown("no/such".to_owned()));
}
