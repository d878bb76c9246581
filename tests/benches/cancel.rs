//! From cancel to return: how long each job goes on after it was asked to stop, on a town of a million
//! parcels and on one polygon of five million corners (200 MB).
//!
//!     cargo bench --bench cancel [-- JOB]
//!
//! Each job runs to its end once, then as often as there are moments, cancelled at each of them; told are the
//! longest way from there to the answer that a worker gives, and the longest to the job's own end: a worker
//! leaves a job behind that is slow to look at its token. `THREE_MAPS_BENCH_ROWS` sets the size of the town; `--test` runs
//! all of it small and untimed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench reports to whoever runs it")]

#[path = "../it/cancel/jobs.rs"]
mod jobs;

use jobs::{Fields, afresh, jobs};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use three_maps::jobs::{Job, Jobs, run_now};
use three_maps::layer::SourceBytes;
use three_maps::maps::synth::town;
use three_maps::progress::{CancelToken, Silent, settle};
use three_maps::read::{ReadOptions, read};

/// Moments at which each job is cancelled, evenly over its time.
const MOMENTS: u32 = 12;
/// No job is waited for longer than this to see its whole time.
const LONGEST: Duration = Duration::from_secs(20);

/// The time of a whole run (as far as it is waited for) and, cancelled at each moment, the longest from
/// cancel to return.
fn measure(work: &(dyn Fn(&CancelToken) + Sync)) -> (Duration, Duration) {
    let run = |after: Duration| {
        let cancel = CancelToken::default();
        std::thread::scope(|scope| {
            let begun = Instant::now();
            let working = scope.spawn(|| work(&cancel));
            while !working.is_finished() && begun.elapsed() < after {
                std::thread::sleep(Duration::from_micros(200));
            }
            let asked = Instant::now();
            let is_done = working.is_finished();
            cancel.cancel();
            working.join().unwrap();
            (begun.elapsed(), if is_done { Duration::ZERO } else { asked.elapsed() })
        })
    };
    let (whole, late) = run(LONGEST);
    let most = (0..MOMENTS).map(|moment| run(whole.min(LONGEST) * moment / MOMENTS).1).max();
    (whole, most.unwrap_or_default().max(late))
}

/// The longest from cancel to the report of it, by a worker; the moments lie evenly over `whole`.
fn answered(job: &Job, whole: Duration) -> Duration {
    let late = |after: Duration| {
        let (woken, wakes) = std::sync::mpsc::channel();
        let jobs = Jobs::start(Arc::new(move || {
            woken.send(()).ok();
        }))
        .unwrap();
        let begun = Instant::now();
        jobs.submit(afresh(job));
        let mut asked = None;
        loop {
            let rest = after.saturating_sub(begun.elapsed());
            if rest.is_zero() && asked.is_none() {
                asked = Some(Instant::now());
                jobs.cancel(job.id);
            }
            // Woken by a report, or at the moment to cancel.
            wakes.recv_timeout(if asked.is_some() { LONGEST } else { rest }).ok();
            if jobs.poll().iter().any(|event| event.report.is_last()) {
                let late = asked.map_or(Duration::ZERO, |asked| asked.elapsed());
                drop(jobs);
                settle(LONGEST);
                return late;
            }
        }
    };
    (0..MOMENTS).map(|moment| late(whole.min(LONGEST) * moment / MOMENTS)).max().unwrap_or_default()
}

fn coast(path: &Path, corners: usize) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    write!(
        out,
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"id\":1,\
         \"name\":\"coast 1\",\"category\":\"c\",\"area_mu\":1.5}},\"geometry\":{{\"type\":\"Polygon\",\
         \"coordinates\":[["
    )
    .unwrap();
    for corner in 0..=corners {
        let turn = -((corner % corners) as f64) / corners as f64 * std::f64::consts::TAU;
        let wave = 1.0 + 0.05 * (turn * 900.0).sin() + 0.000_01 * (turn * 1e6).cos();
        let comma = if corner > 0 { "," } else { "" };
        write!(out, "{comma}[{:.15},{:.15}]", 120.0 + wave * turn.cos(), 30.0 + wave * turn.sin()).unwrap();
    }
    out.write_all(b"]]}}]}").unwrap();
    out.flush().unwrap();
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_test = arguments.iter().any(|argument| argument == "--test");
    let wanted = arguments.iter().find(|argument| !argument.starts_with("--"));
    let rows = std::env::var("THREE_MAPS_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok());
    let rows: u64 = rows.unwrap_or(if is_test { 2_000 } else { 1_000_000 });
    let folder = tempfile::tempdir().unwrap();
    let [town_path, coast_path] = ["town.geojson", "coast.geojson"].map(|name| folder.path().join(name));
    let report = |of: &str, name: &str, (whole, most): (Duration, Duration)| {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("cancel | {of} | {name} | whole {:.0} ms | to return {:.1} ms", ms(whole), ms(most));
    };
    if wanted.is_none_or(|wanted| "synth".contains(wanted.as_str())) {
        // Into nothing: how long the system takes to give a file up is not asked here.
        report(
            "town",
            "synth",
            measure(&|cancel| drop(town(rows, 1, &mut std::io::sink(), &Silent, cancel))),
        );
    }
    let mut out = BufWriter::new(File::create(&town_path).unwrap());
    town(rows, 1, &mut out, &Silent, &CancelToken::default()).unwrap();
    drop(out);
    coast(&coast_path, if is_test { 2_000 } else { 5_000_000 });
    let fields = Fields { name: "name", kind: "category", number: "area_mu", id: "id" };
    for (of, path) in [("town", &town_path), ("coast", &coast_path)] {
        let source = SourceBytes::File(path.clone());
        let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap();
        for (name, job) in jobs(path, &Arc::new(layer), &fields, folder.path()) {
            if wanted.is_none_or(|wanted| name.contains(wanted.as_str())) {
                let (whole, ended) = measure(&|cancel| drop(run_now(&afresh(&job), cancel)));
                report(of, name, (whole, ended));
                println!(
                    "cancel | {of} | {name} | to a worker's answer {:.1} ms",
                    answered(&job, whole).as_secs_f64() * 1e3
                );
            }
        }
    }
}
