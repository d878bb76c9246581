//! The typed plan: one node per condition, evaluated over all rows at once.

use super::compare::Comparison;
use super::like::Pattern;
use super::number::{self, NumberExpr};
use super::spatial::{self, SpatialTest};
use super::temporal::{self, SpanExpr, TemporalRelation, TimeExpr};
use super::text_match::{self, TextExpr};
use super::truth::Truth;
use crate::layer::{Column, Layer, SpatialIndex, Values};
use crate::progress::CancelToken;
use arrow_array::Array;
use arrow_buffer::BooleanBuffer;
use geo::Point;

/// A column of the layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnRef {
    /// Number in [`Layer::columns`].
    Field(usize),
    /// The features' own ids.
    Id,
}

impl ColumnRef {
    /// The column; `None` where the plan belongs to another layer.
    pub(super) fn of(self, layer: &Layer) -> Option<&Column> {
        match self {
            Self::Field(number) => layer.columns.get(number),
            Self::Id => layer.ids.as_ref(),
        }
    }
}

/// A condition.
#[derive(Debug)]
pub(super) enum Node {
    Constant(Option<bool>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// Two truths, both known, are the same.
    Same(Box<Node>, Box<Node>),
    BoolField(ColumnRef),
    FieldIsNull(ColumnRef),
    GeometryIsNull,
    NumberIsNull(NumberExpr),
    TruthIsNull(Box<Node>),
    Numbers(Comparison, NumberExpr, NumberExpr),
    NumberIn(NumberExpr, Vec<f64>),
    Texts(Comparison, TextExpr, TextExpr),
    TextIn(TextExpr, Vec<String>),
    Like(TextExpr, Pattern),
    Times(Comparison, TimeExpr, TimeExpr),
    Temporal(TemporalRelation, SpanExpr, SpanExpr),
    Spatial(Box<SpatialTest>),
    /// The geometry is nearer to the point than so many metres (or just as near, with `or_equal`).
    Near {
        point: Point<f64>,
        metres: f64,
        or_equal: bool,
    },
}

/// One run of a plan.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) layer: &'a Layer,
    pub(super) cancel: &'a CancelToken,
}

impl<'a> Run<'a> {
    /// The layer's index, built; `None` where the run was cancelled.
    pub(super) fn index(&self) -> Option<&'a SpatialIndex> {
        self.layer.index.build_or_stop(self.cancel).then_some(&*self.layer.index)
    }

    /// The truth of a condition; `None` where the run was cancelled.
    pub(super) fn truth(&self, node: &Node) -> Option<Truth> {
        if self.cancel.is_cancelled() {
            return None;
        }
        let layer = self.layer;
        let len = layer.len();
        Some(match node {
            Node::Constant(truth) => Truth::constant(len, *truth),
            Node::And(nodes) => self.fold(nodes, true, Truth::and)?,
            Node::Or(nodes) => self.fold(nodes, false, Truth::or)?,
            Node::Not(inner) => self.truth(inner)?.not(),
            Node::Same(left, right) => self.truth(left)?.same(&self.truth(right)?),
            Node::BoolField(column) => match column.of(layer).map(|column| &column.values) {
                Some(Values::Bool(array)) => {
                    Truth::new(array.values().clone(), array.nulls().map(arrow_buffer::NullBuffer::inner))
                }
                _ => Truth::constant(len, None),
            },
            Node::FieldIsNull(column) => {
                let nulls = column.of(layer).and_then(|column| column.values.array().nulls());
                let others = column.of(layer).and_then(|column| column.others.as_ref());
                match nulls {
                    Some(nulls) => {
                        let is_there = match others {
                            Some(others) => nulls.inner() | &others.bits(len),
                            None => nulls.inner().clone(),
                        };
                        Truth { yes: !&is_there, no: is_there }
                    }
                    None => Truth::constant(len, Some(column.of(layer).is_none())),
                }
            }
            Node::GeometryIsNull => Truth::new(!&spatial::located(layer), None),
            Node::NumberIsNull(expr) => {
                let numbers = number::evaluate(*self, expr)?;
                match numbers.known() {
                    Some(known) => Truth::new(!known, None),
                    None => Truth::constant(len, Some(false)),
                }
            }
            Node::TruthIsNull(inner) => {
                let truth = self.truth(inner)?;
                Truth::new(!&(&truth.yes | &truth.no), None)
            }
            Node::Numbers(op, left, right) => {
                number::compare(*op, &number::evaluate(*self, left)?, &number::evaluate(*self, right)?, len)
            }
            Node::NumberIn(expr, list) => number::among(&number::evaluate(*self, expr)?, list, len),
            Node::Texts(op, left, right) => text_match::compare(layer, *op, left, right),
            Node::TextIn(expr, list) => text_match::test(layer, expr, |text| {
                list.binary_search_by(|item| item.as_str().cmp(text)).is_ok()
            }),
            Node::Like(expr, pattern) => text_match::test(layer, expr, |text| pattern.matches(text)),
            Node::Times(op, left, right) => temporal::compare(layer, *op, left, right),
            Node::Temporal(relation, left, right) => temporal::relate(layer, *relation, left, right),
            Node::Spatial(test) => spatial::evaluate(*self, test)?,
            Node::Near { point, metres, or_equal } => spatial::near(*self, *point, *metres, *or_equal)?,
        })
    }

    fn fold(&self, nodes: &[Node], empty: bool, join: fn(&Truth, &Truth) -> Truth) -> Option<Truth> {
        let mut joined: Option<Truth> = None;
        for node in nodes {
            let truth = self.truth(node)?;
            joined = Some(match joined {
                Some(before) => join(&before, &truth),
                None => truth,
            });
        }
        Some(joined.unwrap_or_else(|| Truth::constant(self.layer.len(), Some(empty))))
    }
}

/// Which values of an array are there; `None` where all are.
pub(super) fn known_of(array: &dyn Array) -> Option<BooleanBuffer> {
    array.nulls().map(|nulls| nulls.inner().clone())
}
