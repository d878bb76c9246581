//! Where all features' own bytes lie in the source, 12 bytes a feature.

use super::Span;
use std::sync::Arc;

/// The spans of all rows; a clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Spans(Arc<Lists>);

#[derive(Clone, Debug, Default)]
struct Lists {
    // Apart, because a pair of them would be padded to 16 bytes.
    offsets: Vec<u64>,
    lens: Vec<u32>,
}

impl Spans {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.offsets.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The span of a row; `None` where there is no such row.
    pub fn get(&self, row: usize) -> Option<Span> {
        Some(Span { offset: *self.0.offsets.get(row)?, len: *self.0.lens.get(row)? })
    }

    /// Bytes held in memory.
    pub fn heap_bytes(&self) -> usize {
        8 * self.0.offsets.capacity() + 4 * self.0.lens.capacity()
    }
}

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        spans.into_iter().collect()
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let (offsets, lens) = spans.into_iter().map(|span| (span.offset, span.len)).unzip();
        Self(Arc::new(Lists { offsets, lens }))
    }
}

/// Takes spans as they come.
#[derive(Debug, Default)]
pub(crate) struct SpansBuilder(Lists);

impl SpansBuilder {
    /// Adds a row.
    pub(crate) fn push(&mut self, span: Span) {
        self.0.offsets.push(span.offset);
        self.0.lens.push(span.len);
    }

    /// Adds all rows of another.
    pub(crate) fn append(&mut self, other: &Self) {
        self.0.offsets.extend_from_slice(&other.0.offsets);
        self.0.lens.extend_from_slice(&other.0.lens);
    }

    /// Number of rows so far.
    pub(crate) fn len(&self) -> usize {
        self.0.lens.len()
    }

    /// The finished spans.
    pub(crate) fn finish(mut self) -> Spans {
        self.0.offsets.shrink_to_fit();
        self.0.lens.shrink_to_fit();
        Spans(Arc::new(self.0))
    }
}
