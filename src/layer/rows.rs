//! Sets of rows as bitmaps.

use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// A set of a layer's rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowSet(BooleanBuffer);

impl RowSet {
    /// All rows of a layer of `len` rows.
    pub fn all(len: usize) -> Self {
        Self(BooleanBuffer::new_set(len))
    }

    /// None of them.
    pub fn none(len: usize) -> Self {
        Self(BooleanBuffer::new_unset(len))
    }

    /// The rows whose bit is set.
    pub fn from_bits(bits: BooleanBuffer) -> Self {
        Self(bits)
    }

    /// The given rows, in any order, of a layer of `len` rows; rows past the end are left out.
    pub fn from_rows(len: usize, rows: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = BooleanBufferBuilder::new(len);
        bits.append_n(len, false);
        for row in rows {
            if (row as usize) < len {
                bits.set_bit(row as usize, true);
            }
        }
        Self(bits.finish())
    }

    /// The bitmap.
    pub fn bits(&self) -> &BooleanBuffer {
        &self.0
    }

    /// Whether it is the very same bitmap in memory: then nothing need be compared.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.offset() == other.0.offset()
            && self.0.inner().ptr_eq(other.0.inner())
    }

    /// Rows of the layer, in the set or not.
    pub fn len_all(&self) -> usize {
        self.0.len()
    }

    /// Rows in the set.
    pub fn count(&self) -> usize {
        self.0.count_set_bits()
    }

    /// Whether a row is in the set.
    pub fn contains(&self, row: usize) -> bool {
        row < self.0.len() && self.0.value(row)
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.set_indices()
    }

    /// Rows in both; both sets belong to one layer.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(&self.0 & &other.0)
    }

    /// Rows in either; both sets belong to one layer.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self(&self.0 | &other.0)
    }

    /// Rows not in the set.
    #[must_use]
    pub fn not(&self) -> Self {
        Self(!&self.0)
    }
}
