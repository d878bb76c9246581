//! A desk to test panels on: a session with a layer of its own, whose jobs run on the spot.

use eframe::egui::{self, Vec2};
use egui_kittest::Harness;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use three_maps::app::{Command, Effect, LayerId, Session, Settings, Theme};
use three_maps::jobs::run_now;
use three_maps::progress::CancelToken;
use three_maps::text::Lang;
use three_maps::ui::panels::layers::Styles;
use three_maps::ui::{fonts, theme};

/// Idle land as surveys write it, with gaps.
pub const LAND: &str = r#"{"type":"FeatureCollection","name":"land","features":[
{"type":"Feature","properties":{"id":"L1","name":"沿江 22-14","name_en":"Riverside 22-14","street":"白杨街道","parcel_no":"22-14","area_m2":45600,"area_mu":68.4,"land_use":"M1","tenure":"国有","owner_tel":"0571-0000","status":"闲置","contract_start":"2023-03-01","far_min":1.5,"far_max":2.5,"height_max":50,"illustrative":true},"geometry":{"type":"Polygon","coordinates":[[[120.34,30.30],[120.35,30.30],[120.35,30.31],[120.34,30.31],[120.34,30.30]]]}},
{"type":"Feature","properties":{"id":"L2","name":"下沙东 21-07","street":"白杨街道","parcel_no":"21-07","area_m2":68508,"area_mu":102.8,"land_use":"M1","tenure":"国有","owner_tel":"0571-0001","status":"已供未建","contract_start":"2025-06-12","far_min":1.2,"far_max":2.0,"height_max":null,"illustrative":true},"geometry":{"type":"Polygon","coordinates":[[[120.36,30.30],[120.37,30.30],[120.37,30.31],[120.36,30.31],[120.36,30.30]]]}},
{"type":"Feature","properties":{"id":"L3","name":"文泽 19-03","street":"白杨街道","parcel_no":"19-03","area_m2":23467,"area_mu":35.2,"land_use":"B2","tenure":"国有","status":"闲置","contract_start":null,"illustrative":true},"geometry":{"type":"Polygon","coordinates":[[[120.35,30.28],[120.36,30.28],[120.36,30.29],[120.35,30.29],[120.35,30.28]]]}}
]}"#;

/// A session on the desk, and the commands that panels sent.
pub struct Desk {
    /// The session.
    pub session: Session,
    /// Styles of its layers.
    pub styles: Styles,
    /// What panels sent, oldest first.
    pub sent: Vec<Command>,
    /// Whether what is sent is applied at once.
    pub live: bool,
    folder: tempfile::TempDir,
}

impl Desk {
    /// An empty desk.
    pub fn empty(lang: Lang) -> Self {
        let settings = Settings { lang, theme: Theme::Light, ..Settings::default() };
        let clock = Arc::new(|| jiff::Timestamp::UNIX_EPOCH);
        Self {
            session: Session::new(settings, clock),
            styles: Styles::new(),
            sent: Vec::new(),
            live: false,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk with the idle land open.
    pub fn with_land(lang: Lang) -> Self {
        let mut desk = Self::empty(lang);
        let path = desk.folder.path().join("land.geojson");
        std::fs::write(&path, LAND).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        assert_eq!(desk.session.document().layers.len(), 1, "{:?}", desk.session.notices());
        desk
    }

    /// The only layer.
    pub fn layer(&self) -> LayerId {
        self.session.document().layers[0].id
    }

    /// A path beside the layer's file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Applies a command, and runs the jobs that come of it to their end.
    pub fn apply(&mut self, command: Command) {
        let mut effects = VecDeque::from(self.session.apply(command));
        while let Some(effect) = effects.pop_front() {
            if let Effect::StartJob(job) = effect {
                for event in run_now(&job, &CancelToken::default()) {
                    effects.extend(self.session.receive(event));
                }
            }
        }
        self.styles.keep(&self.session, false);
    }

    /// Puts a panel on the desk.
    pub fn harness<'a>(
        self,
        size: impl Into<Vec2>,
        mut panel: impl FnMut(&mut egui::Ui, &Session, &Styles, &mut Vec<Command>) + 'a,
    ) -> Harness<'a, Self> {
        let dark = self.session.settings().theme == Theme::Dark;
        Harness::builder()
            .with_size(size)
            .with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light })
            .with_context_setup(|ctx| {
                theme::install(ctx);
                fonts::install_last_resort(ctx);
            })
            .build_ui_state(
                move |ui, desk: &mut Self| {
                    let before = desk.sent.len();
                    panel(ui, &desk.session, &desk.styles, &mut desk.sent);
                    if desk.live {
                        let sent = desk.sent[before..].to_vec();
                        for command in sent {
                            desk.apply(command);
                        }
                    }
                },
                self,
            )
    }
}
