//! The draw calls of a frame: visible chunks, neighbours joined, stage by stage.

use super::frame::{Frame, FrameLayer, Pass, PassKind, Stage, View};
use super::mesh::{Chunk, Mesh};
use std::ops::Range;
use std::sync::Arc;

/// What a frame draws of one layer in one go.
#[derive(Clone, Debug)]
pub enum Draw<'a> {
    /// Parts of a mesh.
    Mesh {
        /// Its layer's key.
        key: u64,
        /// The mesh.
        mesh: &'a Arc<Mesh>,
        /// What of it.
        kind: PassKind,
        /// Which of the layer's passes.
        pen: usize,
        /// Indices of fills, first vertices of segments, points.
        ranges: Vec<Range<u32>>,
    },
    /// Tiles of an overview.
    Tiles(&'a FrameLayer),
}

/// The draws of a frame, in order.
pub fn plan(frame: &Frame) -> Vec<Draw<'_>> {
    let mut planned: Vec<(Stage, Draw<'_>)> = Vec::new();
    for layer in &frame.layers {
        for (pen, pass) in layer.passes.iter().enumerate() {
            for mesh in &layer.meshes {
                let ranges = ranges(layer, mesh, pass, &frame.view);
                if !ranges.is_empty() {
                    planned.push((
                        pass.stage,
                        Draw::Mesh { key: layer.key, mesh, kind: pass.kind, pen, ranges },
                    ));
                }
            }
        }
        if let Some(overview) = &layer.overview {
            planned.push((overview.stage, Draw::Tiles(layer)));
        }
    }
    // Stable: within a stage the layers' own order stays, and tiles lie over the layer's large rows.
    planned.sort_by_key(|&(stage, _)| stage);
    planned.into_iter().map(|(_, draw)| draw).collect()
}

fn ranges(layer: &FrameLayer, mesh: &Mesh, pass: &Pass, view: &View) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for chunk in layer.visible_chunks(mesh, view) {
        let range = chunk_range(chunk, pass.kind);
        if range.is_empty() || chunk.mean_size_m * view.px_per_m < pass.from_feature_px {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    ranges
}

fn chunk_range(chunk: &Chunk, kind: PassKind) -> Range<u32> {
    match kind {
        PassKind::Fill => chunk.fills.clone(),
        PassKind::Outline => chunk.outlines.clone(),
        PassKind::Line => chunk.lines.clone(),
        PassKind::Point => chunk.points.clone(),
    }
}

/// How many vertices a frame has the graphics card work on.
pub fn vertex_count(frame: &Frame) -> usize {
    let count = |draw: Draw<'_>| match draw {
        Draw::Mesh { kind, ranges, .. } => {
            let corners = if kind == PassKind::Fill { 1 } else { 4 };
            corners * ranges.iter().map(Range::len).sum::<usize>()
        }
        Draw::Tiles(layer) => 4 * layer.overview.as_ref().map_or(0, |overview| overview.tiles.len()),
    };
    plan(frame).into_iter().map(count).sum()
}
