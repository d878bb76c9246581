//! What the test reads of a parcel, whatever names and types the file has for it.

use crate::layer::{Column, Layer, Value};
use crate::maps::binding::Naming;
use crate::maps::derive::{column_of, day_of};
use jiff::civil::{Date, date};

/// Who caused the delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// 企业原因
    Enterprise,
    /// 政府原因
    Government,
}

/// What the survey saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 闲置
    Idle,
    /// 部分闲置
    PartlyIdle,
    /// 已供未建
    SuppliedNotBuilt,
    /// 在建
    UnderConstruction,
    /// 已用
    InUse,
}

/// What is known of a parcel. `None` is not known, never zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// 约定动工日: the day by which work is to start.
    pub contract_start: Option<Date>,
    /// 实际动工日
    pub actual_start: Option<Date>,
    /// 中止开发日
    pub stopped_on: Option<Date>,
    /// Share of the land to be built on that is built on, 0 to 1.
    pub built_ratio: Option<f64>,
    /// Share of the investment that is made, 0 to 1.
    pub invested_ratio: Option<f64>,
    /// 闲置原因
    pub cause: Option<Cause>,
    /// 状态
    pub status: Option<Status>,
    /// 排摸日期: nothing later can be known from this record.
    pub surveyed_on: Option<Date>,
    /// 土地价款, 万元.
    pub land_price_wan: Option<f64>,
    /// Keys of fields whose value says nothing that can be read.
    pub unreadable: Vec<&'static str>,
}

/// The columns of a layer that the test reads.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    naming: Naming<'a>,
    contract_start: Option<&'a Column>,
    actual_start: Option<&'a Column>,
    stopped_on: Option<&'a Column>,
    built_ratio: Option<&'a Column>,
    invested_ratio: Option<&'a Column>,
    idle_cause: Option<&'a Column>,
    status: Option<&'a Column>,
    surveyed_on: Option<&'a Column>,
    land_price: Option<&'a Column>,
}

impl<'a> Fields<'a> {
    /// Finds the columns.
    pub fn of(layer: &'a Layer, naming: impl Into<Naming<'a>>) -> Self {
        let naming = naming.into();
        let column = |key| column_of(layer, naming, key);
        Self {
            naming,
            contract_start: column("contract_start"),
            actual_start: column("actual_start"),
            stopped_on: column("stopped_on"),
            built_ratio: column("built_ratio"),
            invested_ratio: column("invested_ratio"),
            idle_cause: column("idle_cause"),
            status: column("status"),
            surveyed_on: column("surveyed_on"),
            land_price: column("land_price"),
        }
    }

    /// What the survey saw of a row.
    pub fn status(&self, row: usize) -> Option<Status> {
        self.status.and_then(|column| status(self.naming.code_in(column, row)?))
    }

    /// What they say of a row.
    pub fn record(&self, row: usize) -> Record {
        let mut unreadable = Vec::new();
        // Of a file that writes 35 % it is 0.35 that the test speaks of.
        let share = |column: Option<&'a Column>| {
            move |_: Value<'_>| {
                column.and_then(|column| self.naming.number(column, row)).filter(|share| share.is_finite())
            }
        };
        // A label stands for its value.
        let code = |column: Option<&'a Column>| {
            move |_: Value<'_>| column.and_then(|column| self.naming.code_in(column, row))
        };
        let (cause_of, status_of) = (code(self.idle_cause), code(self.status));
        let (built, invested) = (self.built_ratio, self.invested_ratio);
        Record {
            contract_start: read(self.contract_start, row, "contract_start", read_day, &mut unreadable),
            actual_start: read(self.actual_start, row, "actual_start", read_day, &mut unreadable),
            stopped_on: read(self.stopped_on, row, "stopped_on", read_day, &mut unreadable),
            built_ratio: read(built, row, "built_ratio", share(built), &mut unreadable),
            invested_ratio: read(invested, row, "invested_ratio", share(invested), &mut unreadable),
            cause: read(self.idle_cause, row, "idle_cause", |it| cause(cause_of(it)?), &mut unreadable),
            status: read(self.status, row, "status", |it| status(status_of(it)?), &mut unreadable),
            surveyed_on: read(self.surveyed_on, row, "surveyed_on", read_day, &mut unreadable),
            // No part of the test: without a price there is no fee to tell.
            land_price_wan: self
                .land_price
                .and_then(|column| self.naming.number(column, row))
                .filter(|price| price.is_finite()),
            unreadable,
        }
    }
}

/// A value of a field; one that cannot be read is taken note of.
fn read<T>(
    column: Option<&Column>,
    row: usize,
    key: &'static str,
    parse: impl Fn(Value<'_>) -> Option<T>,
    unreadable: &mut Vec<&'static str>,
) -> Option<T> {
    let value = column?.value(row);
    let is_blank = value.is_none() || matches!(value, Value::Text(text) if text.trim().is_empty());
    if is_blank {
        return None;
    }
    let parsed = parse(value);
    if parsed.is_none() {
        unreadable.push(key);
    }
    parsed
}

pub(in crate::maps) fn read_day(value: Value<'_>) -> Option<Date> {
    match value {
        Value::Date(days) => date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok(),
        Value::DateTime(millis) => jiff::Timestamp::from_millisecond(millis).ok().map(day_of),
        Value::Text(text) => written_day(text.trim()),
        _ => None,
    }
}

/// `2022-03-01`, `2022/3/1`, `2022.3.1` and `2022年3月1日`: year, month, day, and nothing else.
fn written_day(text: &str) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn cause(code: &str) -> Option<Cause> {
    match code {
        "企业原因" => Some(Cause::Enterprise),
        "政府原因" => Some(Cause::Government),
        _ => None,
    }
}

fn status(code: &str) -> Option<Status> {
    match code {
        "闲置" => Some(Status::Idle),
        "部分闲置" => Some(Status::PartlyIdle),
        "已供未建" => Some(Status::SuppliedNotBuilt),
        "在建" => Some(Status::UnderConstruction),
        "已用" => Some(Status::InUse),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Values;
    use crate::layer::testing::{column, layer};
    use crate::maps::binding::Binding;
    use crate::maps::schema::LayerKind;
    use arrow_array::Float64Array;

    #[test]
    fn a_price_in_yuan_is_brought_to_the_schemas_unit() {
        let prices = [("土地价款(元)", 12_000_000.0), ("land_price", 1200.0)];
        for (name, price) in prices {
            let column = column(name, Values::Real(Float64Array::from(vec![Some(price)])));
            let layer = layer(vec![column], &[None]);
            let binding = Binding::of(&layer, Some(LayerKind::Land)).with(name, "land_price");
            let record = Fields::of(&layer, &binding).record(0);
            assert_eq!(record.land_price_wan, Some(1200.0), "{name}");
        }
    }

    #[test]
    fn a_label_is_read_as_the_code_that_it_stands_for() {
        let text = |text: &str| {
            let values = arrow_array::LargeStringArray::from(vec![Some(text)]);
            Values::Text(crate::layer::TextArray::Plain(values))
        };
        let columns = vec![column("status", text("Idle")), column("idle_cause", text("Sun spots"))];
        let layer = layer(columns, &[None]);
        let record = Fields::of(&layer, LayerKind::Land).record(0);
        assert_eq!((record.status, record.cause), (Some(Status::Idle), None));
        assert_eq!(record.unreadable, ["idle_cause"]);
    }

    #[test]
    fn a_share_in_percent_is_a_share() {
        for (name, share) in [("开发面积比例(%)", 35.0), ("built_ratio", 0.35)] {
            let column = column(name, Values::Real(Float64Array::from(vec![Some(share)])));
            let layer = layer(vec![column], &[None]);
            let binding = Binding::of(&layer, Some(LayerKind::Land));
            let built = Fields::of(&layer, &binding).record(0).built_ratio.unwrap();
            assert!((built - 0.35).abs() < 1e-12, "{name}: {built}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them_and_nothing_is_read_into_them() {
        let first = Some(date(2022, 3, 1));
        for text in ["2022-03-01", "2022/3/1", "2022.3.1", "2022年3月1日"] {
            assert_eq!(written_day(text), first, "{text}");
        }
        for text in
            ["2022-03", "2022", "22/3/1", "2022-02-30", "3/1/2022", "2022-03-01-02", "待定", "2022年3月"]
        {
            assert_eq!(written_day(text), None, "{text}");
        }
        assert_eq!(read_day(Value::Date(19_052)), first);
        // 2022-02-28T16:00Z is the first of March in Hangzhou.
        assert_eq!(read_day(Value::DateTime(1_646_064_000_000)), first);
        assert_eq!(read_day(Value::Integer(20_220_301)), None);
    }
}
