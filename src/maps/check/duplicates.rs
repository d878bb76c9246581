//! The same thing twice: identifiers, credit codes, names at one place.

use super::fields::Fields;
use super::sink::{Sink, Watch};
use crate::geometry::distance_between_m;
use crate::layer::{Column, Layer, Value, well_known};
use crate::maps::binding::says_nothing;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Two features of one name whose middles lie no farther apart are taken for the same.
const SAME_PLACE_M: f64 = 10.0;

/// Looks for duplicates; `None` where it was cancelled.
pub(super) fn look(layer: &Layer, fields: &Fields<'_>, watch: &Watch<'_>, sink: &mut Sink) -> Option<()> {
    let usual = || well_known::ID.iter().find_map(|field| layer.column(field));
    let id = fields.column("id").or_else(usual).filter(|column| !column.is_derived);
    for (code, column) in [
        ("duplicate-id", id),
        ("duplicate-feature-id", layer.ids.as_ref()),
        ("duplicate-parcel-no", fields.column("parcel_no")),
        ("duplicate-uscc", fields.column("uscc")),
    ] {
        if let Some(column) = column {
            for (value, rows) in repeated(layer.len(), |row| key_of(column.value(row)), watch)? {
                sink.add(code, &rows, || {
                    vec![
                        ("field", column.name.as_str().into()),
                        ("id", text_of(value).into()),
                        ("count", rows.len().into()),
                    ]
                });
            }
        }
    }
    let usual = || well_known::NAME.iter().find_map(|field| layer.column(field));
    let name = fields.naming.column(layer, "name").or_else(usual);
    if let Some(column) = name {
        same_name_and_place(layer, column, watch, sink)?;
    }
    Some(())
}

/// A value to be told from others without copying it. The number 1 and the text "1" are two.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Text(&'a str),
    Integer(i64),
    Bits(u64),
}

fn key_of(value: Value<'_>) -> Option<Key<'_>> {
    Some(match value {
        Value::Missing | Value::Null => return None,
        // 无 in many rows is no number that they share.
        Value::Text(text) if says_nothing(text) => return None,
        Value::Text(text) => Key::Text(text.trim()),
        Value::Json(text) => Key::Text(text),
        Value::Integer(number) | Value::DateTime(number) => Key::Integer(number),
        Value::Date(days) => Key::Integer(i64::from(days)),
        Value::Bool(truth) => Key::Integer(i64::from(truth)),
        Value::Real(number) => Key::Bits(number.to_bits()),
    })
}

fn text_of(key: Key<'_>) -> String {
    match key {
        Key::Text(text) => super::values::short(text),
        Key::Integer(number) => number.to_string(),
        Key::Bits(bits) => f64::from_bits(bits).to_string(),
    }
}

/// Rows between two looks at the token.
const STEP: usize = 1 << 12;

/// Values that several rows have, in the order of their first rows.
fn repeated<K: Eq + Hash + Copy>(
    len: usize,
    key: impl Fn(usize) -> Option<K>,
    watch: &Watch<'_>,
) -> Option<Vec<(K, Vec<u32>)>> {
    let mut first: HashMap<K, u32> = HashMap::with_capacity(len);
    let mut again: HashMap<K, Vec<u32>> = HashMap::new();
    for row in 0..len {
        if row % STEP == 0 && watch.cancel.is_cancelled() {
            return None;
        }
        let Some(key) = key(row) else { continue };
        match first.entry(key) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(row as u32);
            }
            std::collections::hash_map::Entry::Occupied(taken) => {
                again.entry(key).or_insert_with(|| vec![*taken.get()]).push(row as u32);
            }
        }
    }
    let mut groups: Vec<(K, Vec<u32>)> = again.into_iter().collect();
    groups.sort_unstable_by_key(|(_, rows)| rows[0]);
    Some(groups)
}

fn same_name_and_place(layer: &Layer, column: &Column, watch: &Watch<'_>, sink: &mut Sink) -> Option<()> {
    let named = |row: usize| match column.value(row) {
        Value::Text(name) if !name.trim().is_empty() => Some(name.trim()),
        _ => None,
    };
    for (name, rows) in repeated(layer.len(), named, watch)? {
        if watch.cancel.is_cancelled() {
            return None;
        }
        // Those of one name from west to east: only those beside each other can be at one place.
        let mut placed: Vec<(u32, [f64; 2])> = rows
            .iter()
            .filter_map(|&row| {
                let bbox = layer.shapes.get(row as usize).bbox();
                (!bbox.is_empty()).then(|| (row, bbox.center()))
            })
            .collect();
        placed
            .sort_by(|(_, left), (_, right)| left[0].total_cmp(&right[0]).then(left[1].total_cmp(&right[1])));
        for group in at_one_place(&placed) {
            sink.add("duplicate-name-place", &group, || {
                vec![("name", name.into()), ("count", group.len().into())]
            });
        }
    }
    Some(())
}

/// Metres in a degree of latitude, the shortest there is.
const DEGREE_OF_LATITUDE_M: f64 = 110_000.0;
/// Of a heap on one spot each joins so many of the next: the heap is one group all the same.
const NEXT_OF_A_HEAP: usize = 64;

/// Groups of places that are near each other, each named once, rows ascending.
fn at_one_place(placed: &[(u32, [f64; 2])]) -> Vec<Vec<u32>> {
    let mut leader: Vec<usize> = (0..placed.len()).collect();
    for at in 0..placed.len() {
        let [x, y] = placed[at].1;
        // A degree of longitude shrinks with the latitude; 0.01 keeps the poles apart.
        let reach = SAME_PLACE_M / (DEGREE_OF_LATITUDE_M * y.to_radians().cos().abs().max(0.01));
        for (other, &(_, [other_x, other_y])) in placed.iter().enumerate().skip(at + 1) {
            if other_x - x > reach {
                break;
            }
            if distance_between_m([x, y], [other_x, other_y]) <= SAME_PLACE_M {
                let (left, right) = (root(&mut leader, at), root(&mut leader, other));
                leader[right.max(left)] = right.min(left);
                let on_the_spot = other_x.to_bits() == x.to_bits() && other_y.to_bits() == y.to_bits();
                if on_the_spot && other > at + NEXT_OF_A_HEAP {
                    break;
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (at, &(row, _)) in placed.iter().enumerate() {
        groups.entry(root(&mut leader, at)).or_default().push(row);
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().filter(|rows| rows.len() > 1).collect();
    for rows in &mut groups {
        rows.sort_unstable();
    }
    groups.sort_unstable_by_key(|rows| rows[0]);
    groups
}

/// Who leads the group of a place; the way there is shortened.
fn root(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}
