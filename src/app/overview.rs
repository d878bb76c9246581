//! What one looks for around a feature. Belongs to the window, not to the document: nothing here is a
//! step of undo.

use crate::maps::nearby::WALK_15_MIN_M;
use serde::{Deserialize, Serialize};

/// How far one looks around a feature, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vicinity {
    /// Whether anybody looks.
    pub is_open: bool,
    /// Radius in metres, as the crow flies.
    pub radius_m: f64,
    /// Free space is told of from this size on, in m².
    pub need_m2: f64,
}

/// Radii to choose from, in metres.
pub const RADII_M: [f64; 4] = [500.0, WALK_15_MIN_M, 2000.0, 5000.0];
/// Sizes of space to choose from, in m²: from a graduating team's first office to a works.
pub const NEEDS_M2: [f64; 4] = [100.0, 300.0, 1000.0, 3000.0];

impl Default for Vicinity {
    fn default() -> Self {
        Self { is_open: false, radius_m: WALK_15_MIN_M, need_m2: 100.0 }
    }
}

impl Vicinity {
    /// The same with figures that a search can bear: up to 20 km, nothing below zero.
    #[must_use]
    pub fn within_bounds(self) -> Self {
        let bounded = |value: f64, most: f64, otherwise: f64| {
            if value.is_finite() { value.clamp(0.0, most) } else { otherwise }
        };
        Self {
            radius_m: bounded(self.radius_m, 20_000.0, WALK_15_MIN_M),
            need_m2: bounded(self.need_m2, 1e9, 0.0),
            ..self
        }
    }
}
