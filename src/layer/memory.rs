//! What a layer holds in memory, part by part.

use super::{Column, Layer};

/// Bytes that a layer holds, by what holds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Positions, rings, parts and types of the geometry.
    pub shapes_bytes: usize,
    /// The R-trees over the rows' boxes.
    pub index_bytes: usize,
    /// Values of all fields, the features' ids, and the order of texts that were sorted.
    pub columns_bytes: usize,
    /// Where the features' own bytes lie in the source, and their numbers.
    pub spans_bytes: usize,
}

impl Memory {
    /// All of it.
    pub fn total_bytes(&self) -> usize {
        self.shapes_bytes + self.index_bytes + self.columns_bytes + self.spans_bytes
    }
}

impl Layer {
    /// What the layer holds in memory. What it shares with its clones counts for each of them.
    pub fn memory(&self) -> Memory {
        Memory {
            shapes_bytes: self.shapes.memory_bytes(),
            index_bytes: self.index.heap_bytes(),
            columns_bytes: self.columns.iter().chain(&self.ids).map(Column::heap_bytes).sum::<usize>()
                + self.known.heap_bytes(),
            spans_bytes: self.spans.heap_bytes()
                + self.feature_numbers.as_ref().map_or(0, |numbers| size_of_val::<[u64]>(numbers)),
        }
    }
}

impl Column {
    /// Bytes held in memory.
    pub fn heap_bytes(&self) -> usize {
        let values = self.values.array().get_buffer_memory_size();
        let others = self.others.as_ref().map_or(0, super::Others::heap_bytes);
        values + others + self.missing.as_ref().map_or(0, |missing| missing.len().div_ceil(8))
    }
}
