//! What a view shows of gathered points: signs with places, sizes and rings, as data that any painter can
//! draw.

use super::tree::{Cluster, ClusterTree};
use crate::scene::{Camera, Rgb, Style, other_class};

/// Classes with a smaller share have no arc of their own: it would be too short to see.
pub const LEAST_SHARE: f32 = 1.0 / 32.0;

/// Width of a ring in points of the screen.
pub const RING_PT: f32 = 4.5;

/// A sign in a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// Points of the view from its top left.
    pub center_pt: [f64; 2],
    /// From its middle to its edge, in points of the screen.
    pub radius_pt: f32,
    /// What it stands for.
    pub cluster: Cluster,
}

/// A piece of a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RingArc {
    /// Where it begins: turns from 12 o'clock, clockwise.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Its colour.
    pub rgb: Rgb,
    /// Its class; "other" holds the classes of small shares too.
    pub class: u8,
}

/// How many of a cluster's points are of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The class.
    pub class: u8,
    /// Its points.
    pub count: u32,
}

/// Half of a cluster's diameter: its count's order of magnitude can be seen, and the greatest sign is less
/// than half of the room that each has.
pub fn radius_pt(count: u32) -> f32 {
    (12.5 + 2.8 * (count.max(1) as f32).log10()).min(24.5)
}

/// The signs of a level in a view, each within `margin_pt` of it.
pub fn signs(tree: &ClusterTree, level: usize, style: &Style, camera: &Camera, margin_pt: f64) -> Vec<Sign> {
    let [width, height] = camera.size_pt();
    let clusters = tree.clusters(level).iter();
    clusters
        .filter_map(|cluster| {
            let center_pt @ [x, y] = camera.screen_from_world(cluster.at);
            let is_near = |at: f64, size: f64| at >= -margin_pt && at <= size + margin_pt;
            let radius_pt =
                if cluster.is_single() { style.point_size_px / 2.0 } else { radius_pt(cluster.count) };
            (is_near(x, width) && is_near(y, height)).then_some(Sign {
                center_pt,
                radius_pt,
                cluster: *cluster,
            })
        })
        .collect()
}

/// What a cluster is made of, the most frequent class first, equals by class number; "other" last.
pub fn composition(style: &Style, shares: &[(u8, u32)]) -> Vec<Share> {
    let other = other_class(style);
    let mut others = 0;
    let mut named: Vec<Share> = Vec::with_capacity(shares.len());
    for &(class, count) in shares {
        if class < other {
            named.push(Share { class, count });
        } else {
            others += count;
        }
    }
    named.sort_by(|a, b| b.count.cmp(&a.count).then(a.class.cmp(&b.class)));
    if others > 0 {
        named.push(Share { class: other, count: others });
    }
    named
}

/// The ring of a cluster: the largest share first, from 12 o'clock on; small ones are part of "other".
pub fn arcs(style: &Style, shares: &[(u8, u32)]) -> Vec<RingArc> {
    let other = other_class(style);
    let all: u32 = shares.iter().map(|(_, count)| count).sum();
    let mut out: Vec<RingArc> = Vec::with_capacity(shares.len());
    let mut before = 0;
    for Share { class, count } in composition(style, shares) {
        let turns = |count: u32| count as f32 / all.max(1) as f32;
        if class == other || turns(count) < LEAST_SHARE {
            break;
        }
        out.push(RingArc { from: turns(before), to: turns(before + count), rgb: style.rgb(class), class });
        before += count;
    }
    // Shares come in order: what is left is small, or other.
    if before < all {
        let from = before as f32 / all as f32;
        out.push(RingArc { from, to: 1.0, rgb: style.rgb(other), class: other });
    }
    out
}
