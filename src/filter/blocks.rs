//! Running a plan block by block: 64 rows a word, on all cores, and of an AND only where rows are left.
//!
//! At the end only the rows that are true are wanted. The ones where NOT is true are those where its
//! operand is *false*, so each condition is asked for one of the two, NOT turns the question round, and
//! AND and OR swap with it (De Morgan's laws hold for Kleene's three values). What no fast kernel is for
//! is worked out for all rows at once by [`Run::truth`], and taken part by part like the rest.

use super::compare::Comparison;
use super::node::{Node, Run, known_of};
use super::number::{self, NumberExpr};
use super::text_match::{self, TextExpr, TextRows};
use crate::layer::Values;

use arrow_buffer::{BooleanBuffer, Buffer};
use pulp::{Arch, NullaryFnOnce};

/// Words of a block: 4,096 rows, whose values stay in the nearest cache.
const BLOCK: usize = 64;

/// Fewer words than this are not worth a second thread: starting one costs about 30 µs.
const WORDS_PER_THREAD: usize = 4_096;

/// The rows for which a condition is true; `None` where the run was cancelled.
pub(super) fn rows_of(run: Run<'_>, node: &Node) -> Option<BooleanBuffer> {
    let len = run.layer.len();
    let question = Question::of(run, node, true)?;
    let mut words = vec![0_u64; len.div_ceil(64)];
    let work = |first: usize, words: &mut [u64]| -> Option<()> {
        for (number, block) in words.chunks_mut(BLOCK).enumerate() {
            if run.cancel.is_cancelled() {
                return None;
            }
            let first = first + number * BLOCK;
            for (number, word) in block.iter_mut().enumerate() {
                let rows = len - 64 * (first + number);
                *word = if rows < 64 { (1 << rows) - 1 } else { u64::MAX };
            }
            question.narrow(first, block);
        }
        Some(())
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = threads.min(words.len() / WORDS_PER_THREAD).max(1);
    let share = words.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let mut parts = words.chunks_mut(share).enumerate();
        let own = parts.next();
        let others: Vec<_> =
            parts.map(|(number, part)| scope.spawn(move || work(number * share, part))).collect();
        let mut done = own.map_or(Some(()), |(_, part)| work(0, part));
        for other in others {
            match other.join() {
                Ok(part) => done = done.and(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })?;
    Some(BooleanBuffer::new(Buffer::from_vec(words), 0, len))
}

/// Which rows are wanted, with everything found that the layer has to say.
enum Question<'a> {
    Every(Vec<Question<'a>>),
    Any(Vec<Question<'a>>),
    Test(Test<'a>),
}

/// One condition: the rows that are known and answer as expected.
struct Test<'a> {
    answers: Answers<'a>,
    expected: bool,
    /// `None` where all rows are known.
    known: Option<Words>,
}

/// Where the answers come from.
enum Answers<'a> {
    Same(bool),
    Words(Words),
    Reals(&'a [f64], Comparison, f64),
    Wholes(&'a [i64], Comparison, i64),
    Codes(&'a [i32], Codes),
    /// Dear ones, asked only for rows that are left.
    Each(Box<dyn Fn(usize) -> bool + Sync + 'a>),
}

/// Which codes of a dictionary pass.
enum Codes {
    One(i32),
    Few([i32; 4]),
    Several([i32; 8]),
    Table(Vec<bool>),
}

/// A bitmap that begins with a word of its own.
struct Words(Vec<u64>);

impl Words {
    fn of(bits: &BooleanBuffer) -> Self {
        Self(bits.bit_chunks().iter_padded().collect())
    }
}

impl<'a> Question<'a> {
    /// The rows where a condition is true, or false; `None` where the run was cancelled.
    fn of(run: Run<'a>, node: &'a Node, expected: bool) -> Option<Self> {
        if run.cancel.is_cancelled() {
            return None;
        }
        let all = |nodes: &'a [Node]| -> Option<Vec<Self>> {
            let mut all =
                nodes.iter().map(|node| Self::of(run, node, expected)).collect::<Option<Vec<_>>>()?;
            // What is quick leaves fewer rows to what is dear.
            all.sort_by_key(Self::cost);
            Some(all)
        };
        Some(match node {
            Node::And(nodes) if expected => Self::Every(all(nodes)?),
            Node::Or(nodes) if !expected => Self::Every(all(nodes)?),
            Node::And(nodes) | Node::Or(nodes) => Self::Any(all(nodes)?),
            Node::Not(inner) => Self::of(run, inner, !expected)?,
            Node::Numbers(op, NumberExpr::Constant(literal), expr @ NumberExpr::Field(_)) => {
                Self::number(run, op.flipped(), expr, *literal, expected)?
            }
            Node::Numbers(op, expr @ NumberExpr::Field(_), NumberExpr::Constant(literal)) => {
                Self::number(run, *op, expr, *literal, expected)?
            }
            Node::Texts(op, left, right) => match (left.as_constant(), right.as_constant()) {
                (None, Some(literal)) => Self::compared(run, *op, left, literal, expected),
                (Some(literal), None) => Self::compared(run, op.flipped(), right, literal, expected),
                _ => Self::slow(run, node, expected)?,
            },
            Node::TextIn(expr, list) => Self::text(run, expr, expected, move |text| {
                list.binary_search_by(|item| item.as_str().cmp(text)).is_ok()
            }),
            Node::Like(expr, pattern) => Self::text(run, expr, expected, move |text| pattern.matches(text)),
            _ => Self::slow(run, node, expected)?,
        })
    }

    fn number(run: Run<'a>, op: Comparison, expr: &NumberExpr, literal: f64, expected: bool) -> Option<Self> {
        let NumberExpr::Field(column) = expr else { return None };
        let values = column.of(run.layer).map(|column| &column.values);
        let (answers, known) = match values {
            Some(Values::Integer(array)) => {
                let answers = match number::whole_test(op, literal) {
                    number::WholeTest::All(same) => Answers::Same(same),
                    number::WholeTest::With(op, literal) => Answers::Wholes(array.values(), op, literal),
                };
                (answers, known_of(array))
            }
            Some(Values::Real(array)) => (Answers::Reals(array.values(), op, literal), known_of(array)),
            _ => (Answers::Same(false), Some(BooleanBuffer::new_unset(run.layer.len()))),
        };
        Some(Self::Test(Test { answers, expected, known: known.as_ref().map(Words::of) }))
    }

    fn compared(run: Run<'a>, op: Comparison, expr: &'a TextExpr, literal: &'a str, expected: bool) -> Self {
        match op {
            // Equality of texts looks at lengths first.
            Comparison::Eq => Self::text(run, expr, expected, move |text| text == literal),
            Comparison::Ne => Self::text(run, expr, expected, move |text| text != literal),
            _ => Self::text(run, expr, expected, move |text| op.holds(text.cmp(literal))),
        }
    }

    fn text(
        run: Run<'a>,
        expr: &'a TextExpr,
        expected: bool,
        passes: impl Fn(&str) -> bool + Sync + 'a,
    ) -> Self {
        let (answers, known) = match text_match::rows(run.layer, expr, passes) {
            TextRows::Same(answer, known) => (Answers::Same(answer), known),
            TextRows::Table { codes, table, known } => {
                let (codes, wanted) = (codes, Codes::of(&table));
                (Answers::Codes(codes, wanted), known)
            }
            TextRows::Each(answer, known) => (Answers::Each(answer), known),
        };
        Self::Test(Test { answers, expected, known: known.as_ref().map(Words::of) })
    }

    fn slow(run: Run<'a>, node: &Node, expected: bool) -> Option<Self> {
        let truth = run.truth(node)?;
        let words = Words::of(if expected { &truth.yes } else { &truth.no });
        Some(Self::Test(Test { answers: Answers::Words(words), expected: true, known: None }))
    }

    fn cost(&self) -> u8 {
        match self {
            Self::Test(Test { answers: Answers::Each(_), .. }) => 3,
            Self::Test(_) => 0,
            Self::Every(all) | Self::Any(all) => all.iter().map(Self::cost).max().unwrap_or(0).max(1),
        }
    }

    /// Takes rows that are not wanted out of a block, which begins with word `first` of the layer.
    fn narrow(&self, first: usize, block: &mut [u64]) {
        match self {
            Self::Every(all) => all.iter().for_each(|one| one.narrow(first, block)),
            Self::Any(all) => {
                let mut found = [0_u64; BLOCK];
                let found = &mut found[..block.len()];
                for one in all {
                    let mut rest = [0_u64; BLOCK];
                    let rest = &mut rest[..block.len()];
                    for ((rest, left), found) in rest.iter_mut().zip(&*block).zip(&*found) {
                        *rest = left & !found;
                    }
                    one.narrow(first, rest);
                    found.iter_mut().zip(rest).for_each(|(found, more)| *found |= *more);
                }
                block.copy_from_slice(found);
            }
            Self::Test(test) => test.narrow(first, block),
        }
    }
}

impl Test<'_> {
    fn narrow(&self, first: usize, block: &mut [u64]) {
        if let Some(Words(known)) = &self.known {
            block.iter_mut().zip(&known[first..]).for_each(|(left, known)| *left &= known);
        }
        let flip = if self.expected { 0 } else { u64::MAX };
        match &self.answers {
            Answers::Same(answer) => {
                if *answer != self.expected {
                    block.fill(0);
                }
            }
            Answers::Words(Words(words)) => {
                block.iter_mut().zip(&words[first..]).for_each(|(left, word)| *left &= word ^ flip);
            }
            Answers::Reals(values, op, literal) => by_op(values, first, block, flip, *op, *literal),
            Answers::Wholes(values, op, literal) => by_op(values, first, block, flip, *op, *literal),
            Answers::Codes(codes, wanted) => wanted.narrow(codes, first, block, flip),
            Answers::Each(answer) => {
                for (number, left) in block.iter_mut().enumerate() {
                    let mut rest = *left;
                    while rest != 0 {
                        let at = rest.trailing_zeros() as usize;
                        rest &= rest - 1;
                        if answer(64 * (first + number) + at) != self.expected {
                            *left &= !(1 << at);
                        }
                    }
                }
            }
        }
    }
}

impl Codes {
    /// The shortest way to tell the codes that pass.
    fn of(table: &[bool]) -> Self {
        let passing = table.iter().enumerate().filter(|(_, passes)| **passes).map(|(code, _)| code as i32);
        let codes: Vec<i32> = passing.take(9).collect();
        // No row that is known has the code −1.
        let filled = |at: usize| codes.get(at).or(codes.first()).copied().unwrap_or(-1);
        match codes.len() {
            0 | 1 => Self::One(filled(0)),
            2..=4 => Self::Few(std::array::from_fn(filled)),
            5..=8 => Self::Several(std::array::from_fn(filled)),
            _ => Self::Table(table.to_vec()),
        }
    }

    #[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
    fn narrow(&self, codes: &[i32], first: usize, block: &mut [u64], flip: u64) {
        match self {
            Self::One(wanted) => narrow(codes, first, block, flip, |code| code == *wanted),
            Self::Few([a, b, c, d]) => narrow(codes, first, block, flip, |code| {
                (code == *a) | (code == *b) | (code == *c) | (code == *d)
            }),
            Self::Several(wanted) => narrow(codes, first, block, flip, |code| {
                wanted.iter().fold(false, |found, wanted| found | (code == *wanted))
            }),
            // The code of a null is anything.
            Self::Table(table) => {
                narrow(codes, first, block, flip, |code| table.get(code as usize).copied().unwrap_or(false));
            }
        }
    }
}

/// One loop for each operator, so that each is vectorised.
fn by_op<T: PartialOrd + Copy>(
    values: &[T],
    first: usize,
    block: &mut [u64],
    flip: u64,
    op: Comparison,
    literal: T,
) {
    match op {
        Comparison::Eq => narrow(values, first, block, flip, |value| value == literal),
        Comparison::Ne => narrow(values, first, block, flip, |value| value != literal),
        Comparison::Lt => narrow(values, first, block, flip, |value| value < literal),
        Comparison::Le => narrow(values, first, block, flip, |value| value <= literal),
        Comparison::Gt => narrow(values, first, block, flip, |value| value > literal),
        Comparison::Ge => narrow(values, first, block, flip, |value| value >= literal),
    }
}

/// Takes the rows out whose value does not pass, with the widest vectors that the machine has.
fn narrow<T: Copy>(values: &[T], first: usize, block: &mut [u64], flip: u64, passes: impl Fn(T) -> bool) {
    Arch::new().dispatch(Narrow { values, first, block, flip, passes });
}

/// The work of [`narrow`]. A type and no closure, because a closure may be left out of line, and is then
/// compiled for any machine.
struct Narrow<'a, T, F> {
    values: &'a [T],
    first: usize,
    block: &'a mut [u64],
    flip: u64,
    passes: F,
}

impl<T: Copy, F: Fn(T) -> bool> NullaryFnOnce for Narrow<'_, T, F> {
    type Output = ();

    /// Words with no row left are not looked at.
    #[expect(clippy::inline_always, reason = "compiled for the vectors of its caller")]
    #[inline(always)]
    fn call(self) {
        let Self { values, first, block, flip, passes } = self;
        let (words, tail) = values[(64 * first).min(values.len())..].as_chunks::<64>();
        for (number, left) in block.iter_mut().enumerate() {
            if *left == 0 {
                continue;
            }
            let answers = match words.get(number) {
                Some(values) if size_of::<T>() < 8 => word_of_bytes(values, &passes),
                Some(values) => word_of_bits(values, &passes),
                None => tail.iter().rev().fold(0, |word, value| (word << 1) | u64::from(passes(*value))),
            };
            *left &= flip ^ answers;
        }
    }
}

/// The answers of 64 rows as the bits of a word; the quicker way where values have eight bytes.
#[expect(clippy::inline_always, reason = "compiled for the vectors of its caller")]
#[inline(always)]
fn word_of_bits<T: Copy>(values: &[T; 64], passes: &impl Fn(T) -> bool) -> u64 {
    let mut word = 0;
    for (row, value) in values.iter().enumerate() {
        word |= u64::from(passes(*value)) << row;
    }
    word
}

/// The same by way of bytes; the quicker way where values have four.
#[inline(always)]
fn word_of_bytes<T: Copy>(values: &[T; 64], passes: &impl Fn(T) -> bool) -> u64 {
    // The product moves the lowest bit of byte i to bit 56 + i; no other falls there.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut bytes = [0_u8; 64];
    for (byte, value) in bytes.iter_mut().zip(values) {
        *byte = u8::from(passes(*value));
    }
    let mut word = 0;
    for (at, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        word |= (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56) << (8 * at);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::layer::testing::{column, layer};
    use crate::layer::{Layer, TextArray};
    use crate::progress::CancelToken;
    use arrow_array::{Float64Array, Int64Array, LargeStringArray};
    use proptest::prelude::*;

    /// More rows than a block and than a thread's share, and a last word that is not full.
    const ROWS: usize = 2 * 64 * WORDS_PER_THREAD + 64 * BLOCK + 17;

    fn town() -> Layer {
        let every = |step: usize, at: usize| (at % step != 1).then_some(at);
        let kinds: Vec<String> = (0..40).map(|kind| format!("k{kind}")).collect();
        let few = (0..ROWS).map(|row| every(7, row).map(|row| kinds[row * 31 % 5].as_str())).collect();
        let many = (0..ROWS).map(|row| every(5, row).map(|row| kinds[row * 13 % 40].as_str())).collect();
        let plain: LargeStringArray =
            (0..ROWS).map(|row| every(3, row).map(|row| kinds[row * 17 % 40].clone())).collect();
        let wholes: Int64Array = (0..ROWS).map(|row| every(11, row).map(|row| row as i64 % 90)).collect();
        let reals: Float64Array = (0..ROWS).map(|row| Some((row * 7919 % 4001) as f64 / 100.0)).collect();
        let columns = vec![
            column("few", Values::Text(TextArray::Dictionary(few))),
            column("many", Values::Text(TextArray::Dictionary(many))),
            column("plain", Values::Text(TextArray::Plain(plain))),
            column("n", Values::Integer(wholes)),
            column("x", Values::Real(reals)),
        ];
        layer(columns, &vec![None; ROWS])
    }

    fn condition() -> impl Strategy<Value = String> {
        let op = prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
        prop_oneof![
            (prop::sample::select(vec!["few", "many", "plain"]), op.clone(), 0..6)
                .prop_map(|(field, op, kind)| format!("{field} {op} 'k{kind}'")),
            (prop::sample::select(vec!["few", "many", "plain"]), prop::collection::vec(0..40, 1..14))
                .prop_map(|(field, kinds)| {
                    let list: Vec<String> = kinds.iter().map(|kind| format!("'k{kind}'")).collect();
                    format!("{field} IN ({})", list.join(", "))
                }),
            (prop::sample::select(vec!["few", "plain"]), 0..4)
                .prop_map(|(field, kind)| format!("{field} LIKE '%{kind}'")),
            (prop::sample::select(vec!["n", "x"]), op, 0..80)
                .prop_map(|(field, op, number)| format!("{field} {op} {number}")),
            (0..80).prop_map(|number| format!("{number} <= n")),
            prop::collection::vec(0..80, 1..20).prop_map(|numbers| {
                let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                format!("n IN ({})", list.join(", "))
            }),
            Just("n + x > 40".to_owned()),
            Just("n IS NULL".to_owned()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn blocks_find_what_whole_columns_find(
            texts in prop::collection::vec((condition(), any::<bool>()), 1..5),
            disjoint: bool,
        ) {
            use std::sync::OnceLock;
            static TOWN: OnceLock<Layer> = OnceLock::new();
            let layer = TOWN.get_or_init(town);
            let terms: Vec<String> = texts
                .iter()
                .map(|(text, not)| if *not { format!("NOT ({text})") } else { text.clone() })
                .collect();
            let text = terms.join(if disjoint { " OR " } else { " AND " });
            let cancel = CancelToken::default();
            let plan = Filter::parse(&format!("NOT ({text})")).unwrap().plan(layer).unwrap();
            let run = Run { layer, cancel: &cancel };
            prop_assert_eq!(rows_of(run, &plan.node).unwrap(), run.truth(&plan.node).unwrap().yes);
        }
    }
}
