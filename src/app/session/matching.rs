//! The brief: its answer, worked out by a job whenever brief or layers change while it shows; and sites of
//! the shortlist side by side, with notes.

use super::{RunningKind, Session};
use crate::app::site_key::site_key;
use crate::app::{Command, Document, Effect, FeatureRef, LayerEntry, LayerId, Note, SelectMode, Selection};
use crate::jobs::{CompareRequest, Compared, JobRequest, MatchRequest, Matched};
use crate::maps::binding::Binding;
use crate::maps::compare::{Comparison, MOST_SITES, Site};
use crate::maps::matching::{Brief, Ranked, SiteLayer, Surroundings};
use crate::maps::schema::MapKind;
use std::sync::Arc;

/// Sites of each group that are listed.
const MOST_LISTED: usize = 200;

/// What an answer follows from: the data of all layers that may be asked, and what their columns are.
type Layers = Vec<(LayerId, usize, Arc<Binding>)>;

/// The brief's answer, and the comparison.
#[expect(clippy::struct_excessive_bools, reason = "two answers, each with what shows and what is stale")]
#[derive(Debug, Default)]
pub struct MatchState {
    open: bool,
    /// Whether the form of an export shows, in which what the brief finds is a choice.
    pub(super) exporting: bool,
    asked: Option<(Brief, Layers)>,
    revision: u64,
    answer: Option<Arc<Matched>>,
    stale: bool,
    comparing: bool,
    compare_asked: Option<(Vec<FeatureRef>, Brief, Layers)>,
    compare_revision: u64,
    comparison: Option<(Vec<FeatureRef>, Arc<Comparison>)>,
    compare_stale: bool,
    /// The selection that was made of the matches, as long as nobody has changed it.
    selected: Option<Selection>,
}

impl MatchState {
    /// Whether the brief shows.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The answer; while a newer one is worked out, the one before.
    pub fn answer(&self) -> Option<&Arc<Matched>> {
        self.answer.as_ref()
    }

    /// Whether a newer answer is still to come.
    pub fn is_running(&self) -> bool {
        self.stale
    }

    /// Whether sites stand side by side.
    pub fn is_comparing(&self) -> bool {
        self.comparing
    }

    /// The sites that stand side by side, and their table.
    pub fn comparison(&self) -> Option<(&[FeatureRef], &Arc<Comparison>)> {
        self.comparison.as_ref().map(|(sites, table)| (sites.as_slice(), table))
    }

    /// A question without an answer is asked once more.
    pub(super) fn ask_again(&mut self) {
        if !self.stale && self.answer.is_none() {
            self.asked = None;
        }
        if !self.compare_stale && self.comparison.is_none() {
            self.compare_asked = None;
        }
    }
}

impl Session {
    /// The brief's answer, and the comparison.
    pub fn brief(&self) -> &MatchState {
        &self.matching
    }

    /// The note on a site; empty where there is none.
    pub fn note_on(&self, feature: FeatureRef) -> &str {
        let Some((source, id)) = self.document.layer(feature.layer).map(|entry| site_key(entry, feature.row))
        else {
            return "";
        };
        let mut notes = self.document.notes.iter();
        notes.find(|note| note.source == source && note.feature == id).map_or("", |note| note.text.as_str())
    }

    /// The sites that stand side by side, or would: those chosen for it, else the first of the shortlist.
    pub fn compared_sites(&self) -> Vec<FeatureRef> {
        let document = &self.document;
        let chosen = if document.compared.is_empty() { &document.shortlist } else { &document.compared };
        chosen.iter().copied().take(MOST_SITES).collect()
    }

    pub(super) fn apply_brief(&mut self, command: Command, effects: &mut Vec<Effect>) {
        match command {
            Command::ShowBrief { open } => self.matching.open = open,
            Command::SetBrief { brief } => {
                self.edit("command-set-brief", None, |document| document.brief = brief);
            }
            Command::OpenBriefDialog => effects.push(Effect::OpenBriefDialog),
            Command::OpenBrief { path } => {
                self.start_job(JobRequest::ReadBrief(path), RunningKind::BriefFile, effects);
            }
            Command::SaveBriefDialog => {
                let title = self.document.brief.title.trim();
                let stem = if title.is_empty() { "brief" } else { title };
                let safe = |c: char| if "/\\:*?\"<>|".contains(c) || c.is_control() { '-' } else { c };
                let suggested_name = format!("{}.json", stem.chars().map(safe).collect::<String>());
                effects.push(Effect::SaveBriefDialog { suggested_name });
            }
            Command::SaveBrief { path } => {
                let brief = self.document.brief.clone();
                self.start_job(JobRequest::WriteBrief(path, brief), RunningKind::BriefFile, effects);
            }
            Command::SelectMatches => {
                let Some(matched) = self.matching.answer.clone() else { return };
                self.switch_map(MapKind::Space);
                self.select_matches(&matched);
                self.zoom_to_selection();
            }
            Command::ShowCompare { open } => self.matching.comparing = open,
            Command::ToggleCompared { feature } => {
                self.edit("command-toggle-compared", None, |document| toggle_compared(document, feature));
            }
            Command::SetNote { feature, text } => self.set_note(feature, text.trim()),
            _ => {}
        }
    }

    /// Selects the matches, and remembers that it did.
    fn select_matches(&mut self, matched: &Matched) {
        let site =
            |site: &Ranked| Some(FeatureRef { layer: *matched.layers.get(site.layer)?, row: site.row });
        let features: Vec<FeatureRef> = matched.answer.matches.sites.iter().filter_map(site).collect();
        self.select(&features, SelectMode::Replace);
        self.matching.selected = Some(self.document.selection.clone());
    }

    fn set_note(&mut self, feature: FeatureRef, text: &str) {
        let Some((source, id)) = self.document.layer(feature.layer).map(|entry| site_key(entry, feature.row))
        else {
            return;
        };
        self.edit("command-set-note", None, |document| {
            document.notes.retain(|note| note.source != source || note.feature != id);
            if !text.is_empty() {
                document.notes.push(Note { source, feature: id, text: text.to_owned() });
            }
        });
    }

    /// A brief's file was read: it takes the place of the brief, and shows.
    pub(super) fn brief_read(&mut self, brief: Brief) {
        self.edit("command-open-brief", None, |document| document.brief = brief);
        self.matching.open = true;
    }

    fn layers_now(&self) -> Layers {
        let data =
            |entry: &LayerEntry| (entry.id, Arc::as_ptr(&entry.layer) as usize, Arc::clone(&entry.binding));
        self.document.layers.iter().map(data).collect()
    }

    /// The same for a brief: it asks of nothing that is derived, so another reference day is no other
    /// question.
    fn sources_now(&self) -> Layers {
        let source = |entry: &LayerEntry| {
            (entry.id, Arc::as_ptr(&entry.layer.shapes) as usize, Arc::clone(&entry.binding))
        };
        self.document.layers.iter().map(source).collect()
    }

    fn places_around(&self) -> Surroundings {
        let mut around = Surroundings::default();
        for entry in &self.document.layers {
            around.add(SiteLayer::bound(&entry.layer, &entry.binding));
        }
        around
    }

    /// Asks again where brief or layers have changed while the answer shows or can be exported. Run after
    /// every command and event.
    pub(super) fn refresh_matching(&mut self, effects: &mut Vec<Effect>) {
        // Layers come one after the other; the answer is for all of them.
        let is_loading =
            self.running.values().any(|running| matches!(running.kind, RunningKind::Load { .. }));
        if is_loading {
            return;
        }
        if self.matching.open || self.matching.exporting {
            self.ask_brief(effects);
        }
        self.ask_comparison(effects);
    }

    /// The brief's answer, where it is that to the brief and the layers as they are now.
    pub fn answer_now(&self) -> Option<&Arc<Matched>> {
        let state = &self.matching;
        let (brief, layers) = state.asked.as_ref()?;
        let is_now = !state.stale && *brief == self.document.brief && *layers == self.sources_now();
        state.answer.as_ref().filter(|_| is_now)
    }

    pub(super) fn ask_brief(&mut self, effects: &mut Vec<Effect>) {
        let question = (self.document.brief.clone(), self.sources_now());
        if self.matching.asked.as_ref() == Some(&question) {
            return;
        }
        if self.matching.asked.as_ref().is_some_and(|asked| asked.1 != question.1) {
            // What it speaks of may be gone.
            self.matching.answer = None;
        }
        self.next_revision += 1;
        let revision = self.next_revision;
        self.matching.revision = revision;
        self.matching.asked = Some(question);
        if self.document.brief.lines.is_empty() {
            self.matching.answer = None;
            self.matching.stale = false;
            return;
        }
        self.matching.stale = true;
        let site = |entry: &LayerEntry| (entry.id, SiteLayer::bound(&entry.layer, &entry.binding));
        let layers =
            self.document.layers.iter().filter(|entry| entry.map == MapKind::Space).map(site).collect();
        let request = MatchRequest {
            brief: self.document.brief.clone(),
            layers,
            around: self.places_around(),
            most: MOST_LISTED,
            revision,
        };
        self.start_job(JobRequest::Match(Box::new(request)), RunningKind::Match { revision }, effects);
    }

    fn ask_comparison(&mut self, effects: &mut Vec<Effect>) {
        let sites = self.compared_sites();
        if !self.matching.comparing || sites.len() < 2 {
            // What is no longer side by side does not come back by itself.
            self.matching.comparing = false;
            return;
        }
        let brief = self.document.brief.clone();
        let question = (sites.clone(), brief.clone(), self.layers_now());
        if self.matching.compare_asked.as_ref() == Some(&question) {
            return;
        }
        self.matching.compare_asked = Some(question);
        self.next_revision += 1;
        let revision = self.next_revision;
        self.matching.compare_revision = revision;
        self.matching.compare_stale = true;
        self.matching.comparison = None;
        let site = |feature: &FeatureRef| {
            let entry = self.document.layer(feature.layer)?;
            Some(Site { of: SiteLayer::bound(&entry.layer, &entry.binding), row: feature.row })
        };
        let request = CompareRequest {
            sites: sites.iter().filter_map(site).collect(),
            around: self.places_around(),
            brief,
            revision,
        };
        self.start_job(JobRequest::Compare(Box::new(request)), RunningKind::Compare { revision }, effects);
    }

    pub(super) fn matched(&mut self, matched: Arc<Matched>) {
        if matched.revision == self.matching.revision {
            self.matching.stale = false;
            // Matches that were selected as such follow the brief; what a person has selected stays.
            if self.matching.selected.as_ref() == Some(&self.document.selection) {
                self.select_matches(&matched);
            }
            self.matching.answer = Some(matched);
        }
    }

    pub(super) fn compared(&mut self, compared: Compared) {
        if compared.revision == self.matching.compare_revision
            && let Some((sites, _, _)) = &self.matching.compare_asked
        {
            self.matching.compare_stale = false;
            self.matching.comparison = Some((sites.clone(), compared.comparison));
        }
    }

    /// The job ended without an answer.
    pub(super) fn match_ended(&mut self, revision: u64) {
        if revision == self.matching.revision && self.matching.stale {
            self.matching.stale = false;
            self.matching.answer = None;
        }
    }

    pub(super) fn compare_ended(&mut self, revision: u64) {
        if revision == self.matching.compare_revision {
            self.matching.compare_stale = false;
        }
    }
}

fn toggle_compared(document: &mut Document, feature: FeatureRef) {
    if document.compared.is_empty() {
        // Until somebody chooses, the first ones stand side by side: they are what is chosen from.
        document.compared = document.shortlist.iter().copied().take(MOST_SITES).collect();
    }
    if let Some(at) = document.compared.iter().position(|known| *known == feature) {
        document.compared.remove(at);
        return;
    }
    while document.compared.len() >= MOST_SITES {
        document.compared.remove(0);
    }
    document.compared.push(feature);
}
