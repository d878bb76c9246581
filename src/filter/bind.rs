//! Binding: names become columns, types are checked, and the expression becomes a typed plan.
//!
//! Nothing is converted silently. A text literal is taken as a date only beside a date, a number
//! as text only beside a JSON column (whose values are compared as text).

use super::compare::Comparison;
use super::like::Pattern;
use super::literal::{literal_geometry, time_literal};
use super::names;
use super::node::{ColumnRef, Node};
use super::number::{Arithmetic, NumberExpr};
use super::problem::{Bound, arguments, one, shown, two, unsupported};
use super::spatial::{SpatialRelation, SpatialTest};
use super::temporal::{self, SpanExpr, TemporalRelation, Time, TimeExpr};
use super::text_match::{Fold, TextExpr};
use crate::diagnostic::Diagnostic;
use crate::layer::{FieldType, Layer};
use cql2::Expr;
use geo::Geometry;

/// Binds expressions to one layer.
pub(super) struct Binder<'a> {
    layer: &'a Layer,
}

/// An operand with its type.
enum Operand {
    Number(NumberExpr),
    Text(TextExpr),
    Json(TextExpr),
    Time(FieldType, TimeExpr),
    Interval(SpanExpr),
    Truth(Node),
    RowGeometry,
    Literal(Geometry<f64>),
    List,
    Null,
}

impl Operand {
    /// Name of the type in messages.
    fn kind(&self, field: Option<FieldType>) -> &'static str {
        if let Some(field) = field {
            return names::type_name(field);
        }
        match self {
            Self::Number(_) => "number",
            Self::Text(_) | Self::Null => "text",
            Self::Json(_) => "json",
            Self::Time(time, _) => names::type_name(*time),
            Self::Interval(_) => "interval",
            Self::Truth(_) => "truth",
            Self::RowGeometry | Self::Literal(_) => "geometry",
            Self::List => "list",
        }
    }
}

impl<'a> Binder<'a> {
    /// A binder for a layer.
    pub(super) fn new(layer: &'a Layer) -> Self {
        Self { layer }
    }

    /// Binds a condition.
    pub(super) fn truth(&self, expr: &Expr) -> Bound<Node> {
        match self.operand(expr)? {
            Operand::Truth(node) => Ok(node),
            Operand::Null => Ok(Node::Constant(None)),
            _ => Err(Box::new(Diagnostic::error("filter-not-condition").with("text", shown(expr)))),
        }
    }

    fn operand(&self, expr: &Expr) -> Bound<Operand> {
        Ok(match expr {
            Expr::Property { property } => self.field(property)?,
            Expr::Float(value) => Operand::Number(NumberExpr::Constant(*value)),
            Expr::Literal(text) => Operand::Text(TextExpr::constant(text.as_str())),
            Expr::Bool(value) => Operand::Truth(Node::Constant(Some(*value))),
            Expr::Null => Operand::Null,
            Expr::Array(_) => Operand::List,
            Expr::Date { date } => Operand::Time(FieldType::Date, time_literal(date, expr)?),
            Expr::Timestamp { timestamp } => {
                Operand::Time(FieldType::DateTime, time_literal(timestamp, expr)?)
            }
            Expr::Interval { interval } => match interval.as_slice() {
                [start, end] => Operand::Interval(SpanExpr {
                    start: self.bound(start, false, expr)?,
                    end: self.bound(end, true, expr)?,
                }),
                other => {
                    return Err(arguments("INTERVAL", 2, other.len(), "INTERVAL('2026-01-01', '..')").into());
                }
            },
            Expr::Geometry(_) | Expr::BBox { .. } => Operand::Literal(literal_geometry(expr)?),
            Expr::Operation { op, args } => self.operation(op, args, expr)?,
        })
    }

    fn field(&self, name: &str) -> Bound<Operand> {
        let found = self.layer.columns.iter().position(|column| column.name == name);
        let column = match found {
            Some(number) => ColumnRef::Field(number),
            None if name == "id" && self.layer.ids.is_some() => ColumnRef::Id,
            None if matches!(name, "geometry" | "geom") => return Ok(Operand::RowGeometry),
            None => return Err(names::unknown_field(self.layer, name, |_| Vec::new())),
        };
        let field_type = column.of(self.layer).map(crate::layer::Column::field_type);
        Ok(match field_type {
            Some(FieldType::Bool) => Operand::Truth(Node::BoolField(column)),
            Some(FieldType::Integer | FieldType::Real) => Operand::Number(NumberExpr::Field(column)),
            Some(FieldType::Text) => Operand::Text(TextExpr::field(column)),
            Some(FieldType::Json) => Operand::Json(TextExpr::field(column)),
            Some(time @ (FieldType::Date | FieldType::DateTime)) => {
                Operand::Time(time, TimeExpr::Field(column))
            }
            None => Operand::Null,
        })
    }

    fn operation(&self, op: &str, args: &[Box<Expr>], whole: &Expr) -> Bound<Operand> {
        if let Some(comparison) = Comparison::of(op) {
            let [left, right] = two(op, args)?;
            return Ok(truth(self.compare(comparison, left, right)?));
        }
        if let Some(arithmetic) = Arithmetic::of(op) {
            return self.arithmetic(arithmetic, op, args);
        }
        if let Some(relation) = SpatialRelation::of(op) {
            let [left, right] = two(op, args)?;
            return Ok(truth(self.spatial(relation, left, right, whole)?));
        }
        if let Some(relation) = TemporalRelation::of(op) {
            let [left, right] = two(op, args)?;
            let (left, right) = (self.span(left, right)?, self.span(right, left)?);
            return Ok(truth(match (left, right) {
                (Some(left), Some(right)) => Node::Temporal(relation, left, right),
                _ => Node::Constant(None),
            }));
        }
        match op {
            "and" | "or" => {
                let nodes = args.iter().map(|arg| self.truth(arg)).collect::<Bound<Vec<_>>>()?;
                Ok(truth(if op == "and" { Node::And(nodes) } else { Node::Or(nodes) }))
            }
            "not" => Ok(truth(Node::Not(Box::new(self.truth(one(op, args)?)?)))),
            "isNull" => Ok(truth(self.is_null(one(op, args)?)?)),
            "between" => match args {
                [value, low, high] => Ok(truth(Node::And(vec![
                    self.compare(Comparison::Ge, value, low)?,
                    self.compare(Comparison::Le, value, high)?,
                ]))),
                other => Err(arguments("BETWEEN", 3, other.len(), "x BETWEEN 1 AND 2").into()),
            },
            "in" => {
                let [value, list] = two(op, args)?;
                Ok(truth(self.among(value, list)?))
            }
            "like" => {
                let [value, pattern] = two(op, args)?;
                Ok(truth(self.like(value, pattern)?))
            }
            "casei" => self.fold(Fold::Case, one(op, args)?, whole),
            "accenti" => self.fold(Fold::Accent, one(op, args)?, whole),
            _ => self.function(op, args, whole),
        }
    }

    fn function(&self, name: &str, args: &[Box<Expr>], whole: &Expr) -> Bound<Operand> {
        match name.to_ascii_lowercase().as_str() {
            "area_m2" | "area_mu" => {
                let arg = one(name, args)?;
                if !matches!(self.operand(arg)?, Operand::RowGeometry) {
                    return Err(self.mismatch(arg, whole).into());
                }
                let factor = if name.eq_ignore_ascii_case("area_m2") { 1.0 } else { 3.0 / 2000.0 };
                Ok(Operand::Number(NumberExpr::Area(factor)))
            }
            "distance_m" => {
                let [left, right] = two(name, args)?;
                match (self.operand(left)?, self.operand(right)?) {
                    (Operand::RowGeometry, Operand::Literal(Geometry::Point(point)))
                    | (Operand::Literal(Geometry::Point(point)), Operand::RowGeometry) => {
                        Ok(Operand::Number(NumberExpr::Distance(point)))
                    }
                    (Operand::RowGeometry, _) => Err(self.mismatch(right, whole).into()),
                    _ => Err(self.mismatch(left, whole).into()),
                }
            }
            "pinyin" => Err(Box::new(
                Diagnostic::error("filter-reserved")
                    .with("op", "pinyin")
                    .with("field", args.first().map_or_else(|| "name".to_owned(), |arg| shown(arg))),
            )),
            _ => Err(unsupported(name).into()),
        }
    }

    fn compare(&self, op: Comparison, left: &Expr, right: &Expr) -> Bound<Node> {
        use Operand::{Json, Null, Number, Text, Time, Truth};
        Ok(match (self.operand(left)?, self.operand(right)?) {
            (Null, _) | (_, Null) => Node::Constant(None),
            (Number(a), Number(b)) => numbers(op, a, b),
            (Text(a) | Json(a), Text(b) | Json(b)) => Node::Texts(op, a, b),
            (Json(a), other) => Node::Texts(op, a, self.json_literal(op, &other, left, right)?),
            (other, Json(b)) => Node::Texts(op, self.json_literal(op, &other, right, left)?, b),
            (Time(_, a), Time(_, b)) => Node::Times(op, a, b),
            (Time(_, a), Text(b)) => Node::Times(op, a, self.time_of_text(&b, left, right)?),
            (Text(a), Time(_, b)) => Node::Times(op, self.time_of_text(&a, right, left)?, b),
            (Truth(a), Truth(b)) if matches!(op, Comparison::Eq | Comparison::Ne) => {
                let same = Node::Same(Box::new(a), Box::new(b));
                if op == Comparison::Eq { same } else { Node::Not(Box::new(same)) }
            }
            _ => return Err(self.mismatch(left, right).into()),
        })
    }

    /// A literal number or truth as the JSON text that it has.
    fn json_literal(&self, op: Comparison, operand: &Operand, json: &Expr, other: &Expr) -> Bound<TextExpr> {
        let equality = matches!(op, Comparison::Eq | Comparison::Ne);
        match operand {
            Operand::Number(NumberExpr::Constant(value)) if equality => {
                Ok(TextExpr::constant(value.to_string()))
            }
            Operand::Truth(Node::Constant(Some(value))) if equality => {
                Ok(TextExpr::constant(value.to_string()))
            }
            _ => Err(self.mismatch(json, other).into()),
        }
    }

    fn time_of_text(&self, text: &TextExpr, field: &Expr, given: &Expr) -> Bound<TimeExpr> {
        match text.as_constant() {
            Some(literal) => Time::parse(literal).map(TimeExpr::Constant).ok_or_else(|| {
                Box::new(Diagnostic::error("filter-date").with("text", literal).with("field", shown(field)))
            }),
            None => Err(self.mismatch(field, given).into()),
        }
    }

    fn arithmetic(&self, op: Arithmetic, name: &str, args: &[Box<Expr>]) -> Bound<Operand> {
        let mut total: Option<NumberExpr> = None;
        if args.len() < 2 {
            return Err(arguments(name, 2, args.len(), &format!("a {name} b")).into());
        }
        for arg in args {
            let number = match self.operand(arg)? {
                Operand::Number(number) => number,
                Operand::Null => return Ok(Operand::Null),
                _ => {
                    let other = args.iter().find(|other| !std::ptr::eq(other.as_ref(), arg.as_ref()));
                    return Err(self.mismatch(arg, other.unwrap_or(arg)).into());
                }
            };
            total = Some(match total {
                Some(before) => NumberExpr::Binary(op, Box::new(before), Box::new(number)),
                None => number,
            });
        }
        Ok(total.map_or(Operand::Null, Operand::Number))
    }

    fn is_null(&self, expr: &Expr) -> Bound<Node> {
        if let Expr::Property { property } = expr
            && let Some(number) = self.layer.columns.iter().position(|column| &column.name == property)
        {
            return Ok(Node::FieldIsNull(ColumnRef::Field(number)));
        }
        Ok(match self.operand(expr)? {
            Operand::RowGeometry => Node::GeometryIsNull,
            Operand::Number(number) => Node::NumberIsNull(number),
            Operand::Truth(node) => Node::TruthIsNull(Box::new(node)),
            Operand::Null => Node::Constant(Some(true)),
            Operand::Text(text) | Operand::Json(text) => match text.source {
                super::text_match::TextSource::Field(column) => Node::FieldIsNull(column),
                super::text_match::TextSource::Constant(_) => Node::Constant(Some(false)),
            },
            Operand::Time(_, TimeExpr::Field(column)) => Node::FieldIsNull(column),
            Operand::Time(..) | Operand::Interval(_) | Operand::Literal(_) | Operand::List => {
                Node::Constant(Some(false))
            }
        })
    }

    fn among(&self, value: &Expr, list: &Expr) -> Bound<Node> {
        let Expr::Array(items) = list else { return Err(self.mismatch(value, list).into()) };
        let nulls = items.iter().any(|item| matches!(item.as_ref(), Expr::Null));
        let items = items.iter().filter(|item| !matches!(item.as_ref(), Expr::Null));
        let mut conditions = Vec::new();
        match self.operand(value)? {
            Operand::Number(number) => {
                let mut literals = Vec::new();
                for item in items {
                    match self.operand(item)? {
                        Operand::Number(NumberExpr::Constant(literal)) => literals.push(literal),
                        _ => conditions.push(self.compare(Comparison::Eq, value, item)?),
                    }
                }
                conditions.push(Node::NumberIn(number, literals));
            }
            Operand::Text(text) | Operand::Json(text) => {
                let mut literals = Vec::new();
                for item in items {
                    match self.operand(item)? {
                        Operand::Text(item) if item.as_constant().is_some() => {
                            literals.extend(item.as_constant().map(str::to_owned));
                        }
                        _ => conditions.push(self.compare(Comparison::Eq, value, item)?),
                    }
                }
                literals.sort_unstable();
                conditions.push(Node::TextIn(text, literals));
            }
            _ => {
                for item in items {
                    conditions.push(self.compare(Comparison::Eq, value, item)?);
                }
            }
        }
        if nulls {
            conditions.push(Node::Constant(None));
        }
        Ok(Node::Or(conditions))
    }

    fn like(&self, value: &Expr, pattern: &Expr) -> Bound<Node> {
        let text = match self.operand(value)? {
            Operand::Text(text) | Operand::Json(text) => text,
            Operand::Null => return Ok(Node::Constant(None)),
            _ => return Err(self.mismatch(value, pattern).into()),
        };
        match self.operand(pattern)? {
            Operand::Text(pattern) if pattern.as_constant().is_some() => {
                Ok(Node::Like(text, Pattern::new(pattern.as_constant().unwrap_or_default())))
            }
            Operand::Null => Ok(Node::Constant(None)),
            Operand::Text(_) => Err(unsupported("LIKE …").into()),
            _ => Err(self.mismatch(value, pattern).into()),
        }
    }

    fn fold(&self, fold: Fold, arg: &Expr, whole: &Expr) -> Bound<Operand> {
        match self.operand(arg)? {
            Operand::Text(text) => Ok(Operand::Text(text.folded(fold))),
            Operand::Json(text) => Ok(Operand::Json(text.folded(fold))),
            Operand::Null => Ok(Operand::Null),
            _ => Err(self.mismatch(arg, whole).into()),
        }
    }

    fn spatial(&self, relation: SpatialRelation, left: &Expr, right: &Expr, whole: &Expr) -> Bound<Node> {
        use Operand::{Literal, Null, RowGeometry};
        Ok(match (self.operand(left)?, self.operand(right)?) {
            (RowGeometry, Literal(geometry)) => Node::Spatial(Box::new(SpatialTest { relation, geometry })),
            (Literal(geometry), RowGeometry) => {
                Node::Spatial(Box::new(SpatialTest { relation: relation.flipped(), geometry }))
            }
            (Literal(left), Literal(right)) => Node::Constant(Some(relation.holds(&left, &right))),
            (Null, _) | (_, Null) => Node::Constant(None),
            (RowGeometry, RowGeometry) => return Err(unsupported(&shown(whole)).into()),
            (RowGeometry | Literal(_), _) => return Err(self.mismatch(right, left).into()),
            _ => return Err(self.mismatch(left, right).into()),
        })
    }

    /// A temporal operand; `None` where it is NULL.
    fn span(&self, expr: &Expr, other: &Expr) -> Bound<Option<SpanExpr>> {
        Ok(match self.operand(expr)? {
            Operand::Interval(span) => Some(span),
            Operand::Time(_, time) => Some(SpanExpr::of(time)),
            Operand::Text(text) => Some(SpanExpr::of(self.time_of_text(&text, other, expr)?)),
            Operand::Null => None,
            _ => return Err(self.mismatch(expr, other).into()),
        })
    }

    fn bound(&self, expr: &Expr, at_end: bool, whole: &Expr) -> Bound<TimeExpr> {
        match self.operand(expr)? {
            Operand::Text(text) if text.as_constant() == Some("..") => Ok(temporal::open_bound(at_end)),
            Operand::Time(_, time) => Ok(time),
            Operand::Text(text) if text.as_constant().is_some() => self.time_of_text(&text, whole, expr),
            _ => Err(self.mismatch(expr, whole).into()),
        }
    }

    /// Names the side that is a field, with its type and what it was put beside.
    fn mismatch(&self, left: &Expr, right: &Expr) -> Diagnostic {
        let (field, given) =
            if field_of(left).is_none() && field_of(right).is_some() { (right, left) } else { (left, right) };
        let column = match field {
            Expr::Property { property } => self.layer.column(property),
            _ => None,
        };
        let kind = match self.operand(field) {
            Ok(operand) => operand.kind(column.map(crate::layer::Column::field_type)),
            Err(error) => return *error,
        };
        Diagnostic::error("filter-type")
            .with("field", shown(field))
            .with("type", kind)
            .with("given", shown(given))
    }
}

fn truth(node: Node) -> Operand {
    Operand::Truth(node)
}

/// A comparison of numbers; a distance against a literal goes through the index.
fn numbers(op: Comparison, left: NumberExpr, right: NumberExpr) -> Node {
    let (op, left, right) = match (&left, &right) {
        (NumberExpr::Constant(_), NumberExpr::Distance(_)) => (op.flipped(), right, left),
        _ => (op, left, right),
    };
    if let (NumberExpr::Distance(point), NumberExpr::Constant(metres)) = (&left, &right) {
        let near = |or_equal| Node::Near { point: *point, metres: *metres, or_equal };
        match op {
            Comparison::Lt => return near(false),
            Comparison::Le => return near(true),
            Comparison::Gt => return Node::Not(Box::new(near(true))),
            Comparison::Ge => return Node::Not(Box::new(near(false))),
            Comparison::Eq | Comparison::Ne => {}
        }
    }
    Node::Numbers(op, left, right)
}

/// The field that an expression speaks of first.
fn field_of(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Property { property } => Some(property),
        Expr::Operation { args, .. } => args.iter().find_map(|arg| field_of(arg)),
        _ => None,
    }
}
