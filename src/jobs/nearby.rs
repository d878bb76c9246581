//! What lies around a site: firms of its trade and chain, carriers, campuses, stations, and space that
//! is large enough.

use super::LayerId;
use crate::layer::{Layer, RowSet};
use crate::maps::binding::{Binding, Naming};
use crate::maps::nearby::{Company, Near, Trade, company, near};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use std::sync::Arc;

/// The layers that are looked at, in the order in which they are told of.
pub const LOOKED_AT: [LayerKind; 7] = [
    LayerKind::MetroStations,
    LayerKind::Universities,
    LayerKind::Carriers,
    LayerKind::Parks,
    LayerKind::Offices,
    LayerKind::Factories,
    LayerKind::Enterprises,
];

/// A site and what to look for around it.
#[derive(Clone, Debug)]
pub struct NearbyRequest {
    /// The layer of the site.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, and which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The site.
    pub row: u32,
    /// How far to look, in metres.
    pub radius_m: f64,
    /// Space is told of where at least so much of it is free, in m².
    pub need_m2: f64,
    /// The layers to look at: their rows that match.
    pub around: Vec<Around>,
    /// Counts up with every question; an answer to an older one is stale.
    pub revision: u64,
}

/// A layer to look at.
#[derive(Clone, Debug)]
pub struct Around {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds.
    pub kind: LayerKind,
    /// Which of its columns are which fields.
    pub binding: Arc<Binding>,
    /// The rows that match its filter.
    pub rows: Arc<RowSet>,
}

/// The answer to a [`NearbyRequest`].
#[derive(Clone, Debug)]
pub struct NearbyFound {
    /// The question that this answers.
    pub revision: u64,
    /// What lies around the site.
    pub surroundings: Arc<Surroundings>,
}

/// What lies around a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// Where distances are measured from.
    pub center: [f64; 2],
    /// Rows of each layer, the nearest first. Of offices and factories those with space enough.
    pub found: Vec<(LayerId, LayerKind, Vec<Near>)>,
    /// Of offices and factories: how many do not say how much is free.
    pub unknown_space: usize,
    /// The firms by what they are to the site, of each enterprise layer.
    pub company: Vec<(LayerId, Company)>,
}

impl NearbyRequest {
    /// Looks around; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<NearbyFound> {
        let center = self.layer.shapes.get(self.row as usize).bbox().center();
        let mut answer = Surroundings { center, found: Vec::new(), unknown_space: 0, company: Vec::new() };
        let trade = match Naming::from(&self.binding).kind() {
            Some(LayerKind::Enterprises) => Trade::of(&self.layer, (&self.binding).into(), self.row as usize),
            _ => Trade::default(),
        };
        for Around { layer_id, layer, kind, binding, rows } in &self.around {
            if cancel.is_cancelled() {
                return None;
            }
            let mut found = near(layer, rows, center, self.radius_m);
            let itself = (*layer_id == self.layer_id).then_some(self.row);
            found.retain(|near| Some(near.row) != itself);
            match kind {
                LayerKind::Enterprises => {
                    answer.company.push((*layer_id, company(layer, binding.into(), found, &trade, itself)));
                }
                LayerKind::Offices | LayerKind::Factories => {
                    let naming = Naming::from(binding);
                    let column = naming.column(layer, "available_m2");
                    let free =
                        |near: &Near| column.and_then(|column| naming.number(column, near.row as usize));
                    answer.unknown_space += found.iter().filter(|near| free(near).is_none()).count();
                    found.retain(|near| free(near).is_some_and(|free| free >= self.need_m2));
                    answer.found.push((*layer_id, *kind, found));
                }
                _ => answer.found.push((*layer_id, *kind, found)),
            }
        }
        Some(NearbyFound { revision: self.revision, surroundings: Arc::new(answer) })
    }
}
