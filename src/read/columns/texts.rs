//! Text as it comes: each distinct one once with a code for each row, or one after the other where most
//! are distinct.

use super::dates::instant_millis;
use super::flags::Flags;
use crate::layer::{TextArray, Values};
use arrow_array::types::Int32Type;
use arrow_array::{DictionaryArray, Int32Array, LargeStringArray, StringArray, TimestampMillisecondArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use foldhash::fast::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;

/// A text column gives up its dictionary when it has more entries than this and than half its rows.
const DICTIONARY_MIN: usize = 4096;

/// Arrow's dictionary values hold at most 2 GiB.
const DICTIONARY_BYTES: usize = 1 << 30;

/// Texts one after the other; a row without one is empty.
#[derive(Debug)]
pub(super) struct Plain {
    offsets: Vec<i64>,
    text: String,
}

impl Plain {
    pub(super) fn of_empty(rows: usize) -> Self {
        Self { offsets: vec![0; rows + 1], text: String::new() }
    }

    pub(super) fn get(&self, row: usize) -> &str {
        &self.text[self.offsets[row] as usize..self.offsets[row + 1] as usize]
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.offsets.push(self.text.len() as i64);
    }

    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.offsets.push(self.text.len() as i64);
    }

    pub(super) fn push_empty(&mut self, rows: usize) {
        let len = self.text.len() as i64;
        self.offsets.resize(self.offsets.len() + rows, len);
    }

    pub(super) fn append(&mut self, other: &Self) {
        let base = self.text.len() as i64;
        self.text.push_str(&other.text);
        self.offsets.extend(other.offsets[1..].iter().map(|end| base + end));
    }

    pub(super) fn finish(mut self, nulls: Option<NullBuffer>) -> LargeStringArray {
        self.offsets.shrink_to_fit();
        self.text.shrink_to_fit();
        LargeStringArray::new(OffsetBuffer::new(self.offsets.into()), self.text.into_bytes().into(), nulls)
    }
}

/// Distinct texts, numbered in the order in which they came.
#[derive(Debug)]
struct Distinct {
    texts: Plain,
    count: usize,
    /// Open addressing: a text's number + 1, or 0. Never more than half full.
    slots: Vec<u32>,
    hasher: RandomState,
}

impl Distinct {
    fn new() -> Self {
        Self { texts: Plain::of_empty(0), count: 0, slots: vec![0; 64], hasher: RandomState::default() }
    }

    /// The number of a text, and whether it is new.
    fn number(&mut self, text: &str) -> (i32, bool) {
        let mask = self.slots.len() - 1;
        let mut at = self.hasher.hash_one(text) as usize & mask;
        loop {
            match self.slots[at] {
                0 => break,
                taken if self.texts.get(taken as usize - 1) == text => return (taken as i32 - 1, false),
                _ => at = (at + 1) & mask,
            }
        }
        self.texts.push(text);
        self.count += 1;
        self.slots[at] = self.count as u32;
        if self.count * 2 > self.slots.len() {
            self.grow();
        }
        (self.count as i32 - 1, true)
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0; mask + 1];
        for number in 0..self.count {
            let mut at = self.hasher.hash_one(self.texts.get(number)) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = number as u32 + 1;
        }
        self.slots = slots;
    }
}

/// Texts of a column.
#[derive(Debug)]
pub(super) struct Texts {
    store: Store,
    /// No text so far speaks against all being instants.
    instants: bool,
}

#[derive(Debug)]
enum Store {
    Dictionary { codes: Vec<i32>, distinct: Distinct },
    Plain(Plain),
}

impl Texts {
    /// Rows without a text so far; `plain` where it is known that a dictionary does not pay.
    pub(super) fn of_empty(rows: usize, plain: bool) -> Self {
        let store = if plain {
            Store::Plain(Plain::of_empty(rows))
        } else {
            Store::Dictionary { codes: vec![0; rows], distinct: Distinct::new() }
        };
        Self { store, instants: true }
    }

    /// Whether most texts are distinct.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.store, Store::Plain(_))
    }

    /// The text of a row that has one.
    pub(super) fn get(&self, row: usize) -> &str {
        match &self.store {
            Store::Dictionary { codes, distinct } => distinct.texts.get(codes[row] as usize),
            Store::Plain(texts) => texts.get(row),
        }
    }

    /// Adds a row; `valid` tells of the rows before.
    pub(super) fn push(&mut self, text: &str, valid: &Flags) {
        self.give_up_where_most_are_distinct(valid);
        match &mut self.store {
            Store::Dictionary { codes, distinct } => {
                let (code, is_new) = distinct.number(text);
                codes.push(code);
                self.instants = self.instants && (!is_new || instant_millis(text).is_some());
            }
            Store::Plain(texts) => {
                texts.push(text);
                self.instants = self.instants && instant_millis(text).is_some();
            }
        }
    }

    /// Adds rows without a text.
    pub(super) fn push_empty(&mut self, rows: usize) {
        match &mut self.store {
            Store::Dictionary { codes, .. } => codes.resize(codes.len() + rows, 0),
            Store::Plain(texts) => texts.push_empty(rows),
        }
    }

    /// Adds all rows of other texts, `other_valid` telling which have one; `valid` tells of the rows of
    /// this one. The same as pushing row by row.
    pub(super) fn append(&mut self, other: &Self, other_valid: &Flags, valid: &mut Flags) {
        let rows = other_valid.len();
        if let (Store::Plain(ours), Store::Plain(theirs)) = (&mut self.store, &other.store) {
            ours.append(theirs);
            self.instants &= other.instants;
            valid.append(other_valid);
            return;
        }
        let mut code_of = match &other.store {
            Store::Dictionary { distinct, .. } => vec![-1; distinct.count],
            Store::Plain(_) => Vec::new(),
        };
        for row in 0..rows {
            let has_text = other_valid.get(row);
            if has_text {
                self.append_row(other, row, &mut code_of, valid);
            } else {
                self.push_empty(1);
            }
            valid.push(has_text);
        }
    }

    fn append_row(&mut self, other: &Self, row: usize, code_of: &mut [i32], valid: &Flags) {
        let Store::Dictionary { codes: theirs, .. } = &other.store else {
            return self.push(other.get(row), valid);
        };
        let known = code_of[theirs[row] as usize];
        if known < 0 {
            self.push(other.get(row), valid);
            if let Store::Dictionary { codes, .. } = &self.store {
                code_of[theirs[row] as usize] = codes.last().copied().unwrap_or(-1);
            }
            return;
        }
        self.give_up_where_most_are_distinct(valid);
        match &mut self.store {
            Store::Dictionary { codes, .. } => codes.push(known),
            Store::Plain(texts) => texts.push(other.get(row)),
        }
    }

    fn give_up_where_most_are_distinct(&mut self, valid: &Flags) {
        if let Store::Dictionary { codes, distinct } = &self.store {
            let count = distinct.count;
            if (count > DICTIONARY_MIN && count > codes.len() / 2)
                || distinct.texts.text.len() > DICTIONARY_BYTES
            {
                let mut texts = Plain::of_empty(0);
                for (row, &code) in codes.iter().enumerate() {
                    texts.push(if valid.get(row) { distinct.texts.get(code as usize) } else { "" });
                }
                self.store = Store::Plain(texts);
            }
        }
    }

    /// The finished values: instants where every text is one.
    pub(super) fn finish(self, nulls: Option<NullBuffer>) -> Values {
        let array = match self.store {
            Store::Plain(texts) => TextArray::Plain(texts.finish(nulls)),
            Store::Dictionary { mut codes, distinct } => {
                codes.shrink_to_fit();
                let keys = Int32Array::new(codes.into(), nulls);
                let texts = (0..distinct.count).map(|number| distinct.texts.get(number));
                let values = StringArray::from_iter_values(texts);
                TextArray::Dictionary(DictionaryArray::<Int32Type>::new(keys, Arc::new(values)))
            }
        };
        if !self.instants {
            return Values::Text(array);
        }
        let rows = 0..array.len();
        Values::DateTime(
            rows.map(|row| array.get(row).and_then(instant_millis)).collect::<TimestampMillisecondArray>(),
        )
    }
}
