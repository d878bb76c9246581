//! One flag for each row that costs nothing while all rows say the same.

use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// Flags of rows, stored as bits from the first one on that is not the usual one.
#[derive(Debug)]
pub(super) struct Flags {
    usual: bool,
    len: usize,
    bits: Option<BooleanBufferBuilder>,
}

impl Flags {
    /// No rows yet; `usual` is what most will say.
    pub(super) fn new(usual: bool) -> Self {
        Self { usual, len: 0, bits: None }
    }

    /// Rows so far.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The flag of a row.
    pub(super) fn get(&self, row: usize) -> bool {
        self.bits.as_ref().map_or(self.usual, |bits| bits.get_bit(row))
    }

    /// Adds a row.
    #[inline]
    pub(super) fn push(&mut self, flag: bool) {
        if flag != self.usual && self.bits.is_none() {
            self.store();
        }
        if let Some(bits) = &mut self.bits {
            bits.append(flag);
        }
        self.len += 1;
    }

    /// Adds rows that say the same.
    pub(super) fn push_many(&mut self, flag: bool, rows: usize) {
        if flag != self.usual && rows > 0 && self.bits.is_none() {
            self.store();
        }
        if let Some(bits) = &mut self.bits {
            bits.append_n(rows, flag);
        }
        self.len += rows;
    }

    /// Adds all rows of other flags.
    pub(super) fn append(&mut self, other: &Self) {
        match &other.bits {
            None => self.push_many(other.usual, other.len),
            Some(more) => {
                if self.bits.is_none() {
                    self.store();
                }
                if let Some(bits) = &mut self.bits {
                    bits.append_packed_range(0..other.len, more.as_slice());
                }
                self.len += other.len;
            }
        }
    }

    /// The flags, where any is not the usual one.
    pub(super) fn finish(self) -> Option<BooleanBuffer> {
        self.bits.map(|mut bits| bits.finish())
    }

    fn store(&mut self) {
        let mut bits = BooleanBufferBuilder::new(self.len.max(1024));
        bits.append_n(self.len, self.usual);
        self.bits = Some(bits);
    }
}
