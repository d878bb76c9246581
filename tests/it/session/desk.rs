//! The script runner: a session whose effects are performed on the spot.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use three_maps::app::{Command, Effect, Event, JobId, LayerId, Session, Settings};
use three_maps::jobs::{Job, run_now};
use three_maps::progress::CancelToken;

/// Five idle parcels, two private fields, one missing area.
pub(crate) const LAND: &str = r#"{"type":"FeatureCollection","name":"闲置土地","features":[
{"type":"Feature","id":1,"properties":{"name":"沿江 22-14","parcel_no":"P1","status":"闲置","area_mu":68.4,"owner_tel":"0571-1","start_price":100},"geometry":{"type":"Point","coordinates":[120.34,30.29]}},
{"type":"Feature","id":2,"properties":{"name":"下沙东 21-07","parcel_no":"P2","status":"闲置","area_mu":102.8,"owner_tel":"0571-2","start_price":null},"geometry":{"type":"Point","coordinates":[120.35,30.30]}},
{"type":"Feature","id":3,"properties":{"name":"文泽 19-03","parcel_no":"P3","status":"在建","area_mu":35.2,"owner_tel":"0571-3","start_price":300},"geometry":{"type":"Point","coordinates":[120.36,30.31]}},
{"type":"Feature","id":4,"properties":{"name":"金沙 20-11","parcel_no":"P4","status":"在建","area_mu":null,"owner_tel":null,"start_price":400},"geometry":{"type":"Point","coordinates":[120.37,30.30]}},
{"type":"Feature","id":5,"properties":{"name":"云水 22-02","parcel_no":"P5","status":"已用","area_mu":57.0,"owner_tel":"0571-5","start_price":500},"geometry":{"type":"Point","coordinates":[120.38,30.32]}}
]}"#;

/// Two carriers: another map.
pub(crate) const CARRIERS: &str = r#"{"type":"FeatureCollection","name":"双创载体","features":[
{"type":"Feature","properties":{"name":"A","desks":30,"desks_free":4,"incubating_ratio":75,"mentors":3},"geometry":{"type":"Point","coordinates":[120.31,30.28]}},
{"type":"Feature","properties":{"name":"B","desks":50,"desks_free":0,"incubating_ratio":80,"mentors":8},"geometry":{"type":"Point","coordinates":[120.33,30.31]}}
]}"#;

/// A session at a desk: a folder with files, dialogs that the script answers.
pub(crate) struct Desk {
    pub(crate) session: Session,
    folder: TempDir,
    /// Files that the open dialog will give.
    pub(crate) to_open: Vec<PathBuf>,
    /// The file that the save dialog will give; cancelled where `None`.
    pub(crate) save_as: Option<PathBuf>,
    /// All effects so far.
    pub(crate) effects: Vec<Effect>,
    /// Whether jobs are held back instead of being run on the spot.
    pub(crate) hold: bool,
    /// Jobs held back.
    pub(crate) held: VecDeque<Job>,
}

/// 2026-11-23T00:00:00Z.
pub(crate) fn midnight() -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_795_392_000).unwrap()
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            session: Session::new(Settings::default(), Arc::new(midnight)),
            folder: tempfile::tempdir().unwrap(),
            to_open: Vec::new(),
            save_as: None,
            effects: Vec::new(),
            hold: false,
            held: VecDeque::new(),
        }
    }

    /// A desk with the idle parcels open.
    pub(crate) fn with_land() -> (Self, LayerId) {
        Self::with_file("land.geojson", LAND)
    }

    /// A desk with one file open, its layer chosen.
    pub(crate) fn with_file(name: &str, text: &str) -> (Self, LayerId) {
        let mut desk = Self::new();
        let path = desk.file(name, text);
        desk.send(Command::OpenFiles { paths: vec![path] });
        let layer = desk.session.document().chosen.unwrap();
        (desk, layer)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Applies a command and performs its effects.
    #[expect(clippy::needless_pass_by_value, reason = "scripts read as commands one after the other")]
    pub(crate) fn send(&mut self, command: Command) {
        let effects = self.session.apply(through_json(&command));
        self.perform(effects);
    }

    pub(crate) fn filter(&mut self, layer: LayerId, text: &str) {
        self.send(Command::SetFilterText { layer, text: text.to_owned(), gesture: None });
    }

    pub(crate) fn receive(&mut self, event: Event) {
        let effects = self.session.receive(event);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            match effect {
                Effect::StartJob(job) if self.hold => self.held.push_back(job),
                Effect::StartJob(job) => self.run(&job, &CancelToken::default()),
                Effect::OpenFileDialog => {
                    let paths = std::mem::take(&mut self.to_open);
                    if !paths.is_empty() {
                        self.send(Command::OpenFiles { paths });
                    }
                }
                Effect::SaveFileDialog { layer, options, .. } => {
                    if let Some(path) = self.save_as.take() {
                        self.send(Command::Export { layer, path, options });
                    }
                }
                Effect::ShowExportDialog { .. }
                | Effect::ShowStyling { .. }
                | Effect::ShowFields { .. }
                | Effect::ShowForm(_)
                | Effect::CancelJob(_)
                | Effect::OpenBriefDialog
                | Effect::OpenBenchmarkDialog
                | Effect::SaveBriefDialog { .. }
                | Effect::OpenWorkspaceDialog
                | Effect::LocateLayerDialog { .. }
                | Effect::SaveWorkspaceDialog { .. }
                | Effect::AskToSave
                | Effect::CloseWindow
                | Effect::CopyText(_)
                | Effect::SaveSettings(_) => {}
            }
        }
    }

    pub(crate) fn run(&mut self, job: &Job, cancel: &CancelToken) {
        for event in run_now(job, cancel) {
            self.receive(event);
        }
    }

    /// Runs the oldest job that was held back.
    pub(crate) fn run_held(&mut self) {
        let job = self.held.pop_front().unwrap();
        self.run(&job, &CancelToken::default());
    }

    pub(crate) fn counts(&self, layer: LayerId) -> (usize, usize) {
        self.session.counts(layer).unwrap()
    }

    pub(crate) fn matching(&self, layer: LayerId) -> Vec<usize> {
        self.session.matching(layer).unwrap().iter().collect()
    }

    /// Codes of all notices so far.
    pub(crate) fn notices(&self) -> Vec<&'static str> {
        self.session.notices().iter().map(|notice| notice.diagnostic.code).collect()
    }

    pub(crate) fn cancelled(&self) -> Vec<JobId> {
        self.effects
            .iter()
            .filter_map(|effect| if let Effect::CancelJob(id) = effect { Some(*id) } else { None })
            .collect()
    }
}

/// Commands are plain data: every one that a script sends survives being written and read.
fn through_json(command: &Command) -> Command {
    let text = serde_json::to_string(command).unwrap();
    let again: Command = serde_json::from_str(&text).unwrap();
    assert_eq!(&again, command, "{text}");
    again
}

pub(crate) fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
