//! What a person says of a layer's columns: which field each is, in which unit its numbers are.

use super::{Binding, BoundColumn, Evidence, MeasureUnit, State};
use crate::diagnostic::Diagnostic;
use crate::maps::schema::FieldDef;

impl Binding {
    /// Binds a column to a field by a person's word; another column that was it is free then.
    #[must_use]
    pub fn with(&self, column: &str, key: &str) -> Self {
        let mut binding = self.clone();
        let Some(def) = self.definition(key) else { return binding };
        for entry in &mut binding.columns {
            if entry.column == column {
                if entry.key.as_deref() != Some(key) {
                    entry.evidence.clear();
                    entry.said_unit = entry.said_unit.filter(|unit| unit.measures(def));
                }
                entry.key = Some(key.to_owned());
                entry.state = State::Bound;
                entry.confidence = 1.0;
                entry.by_person = true;
                entry.evidence.retain(|why| !matches!(why, Evidence::Person));
                entry.evidence.push(Evidence::Person);
            } else if entry.key.as_deref() == Some(key) {
                *entry = entry.freed();
            }
        }
        binding
    }

    /// Says the unit of a column's numbers by a person's word, and with it that the column is the field that it
    /// is taken for; `None` takes back what was said of the unit. Of two fields that only their unit tells
    /// apart (面积 in 亩 or in m²) it is the one of that unit.
    ///
    /// # Errors
    /// Those of [`Binding::of_unit`].
    pub fn with_unit(&self, column: &str, unit: Option<MeasureUnit>) -> Result<Self, Box<Diagnostic>> {
        let said = self.of_unit(column, unit)?;
        let Some(unit) = unit else { return Ok(said) };
        let entry = self.entry(column);
        let Some(key) = entry.and_then(|entry| entry.key.as_deref()) else { return Ok(said) };
        let is_of_unit = |def: &&FieldDef| MeasureUnit::of_field(def) == Some(unit);
        let mut rivals = entry.into_iter().flat_map(|entry| &entry.evidence).filter_map(|why| match why {
            Evidence::Rival { name } => self.definition(name),
            _ => None,
        });
        let is_it = self.definition(key).is_some_and(|def| is_of_unit(&def));
        let rival = rivals.find(is_of_unit).filter(|rival| !is_it && self.bound(rival.key).is_none());
        said.with(column, rival.map_or(key, |rival| rival.key)).of_unit(column, Some(unit))
    }

    /// The same of a column that stays the field that it is: as it was said before, and written down.
    ///
    /// # Errors
    /// `unit-column-unknown` where there is no such column, `unit-not-measured` where it is no field with a unit,
    /// `unit-other-quantity` where the unit measures something else, `unit-in-values` where each value says its
    /// unit itself.
    pub fn of_unit(&self, column: &str, unit: Option<MeasureUnit>) -> Result<Self, Box<Diagnostic>> {
        let wrong = |code: &'static str| Diagnostic::error(code).with("column", column);
        let Some(entry) = self.entry(column) else { return Err(Box::new(wrong("unit-column-unknown"))) };
        let def = entry.key.as_deref().and_then(|key| self.definition(key));
        let Some((def, own)) = def.and_then(|def| Some((def, MeasureUnit::of_field(def)?))) else {
            return Err(Box::new(wrong("unit-not-measured")));
        };
        if let Some(unit) = unit.filter(|unit| !unit.measures(def)) {
            let known: Vec<String> = own.siblings().map(MeasureUnit::key).collect();
            let wrong = wrong("unit-other-quantity").with("unit", unit.key()).with("field", def.key);
            return Err(Box::new(wrong.with("known", known.join(", "))));
        }
        if unit.is_some() && entry.in_words {
            return Err(Box::new(wrong("unit-in-values")));
        }
        let mut binding = self.clone();
        for entry in binding.columns.iter_mut().filter(|entry| entry.column == column) {
            entry.said_unit = unit;
        }
        Ok(binding)
    }

    /// The unit that was said of a column before, where it is still one of its field's.
    fn with_unit_again(self, before: &BoundColumn) -> Self {
        let is_it = self.entry(&before.column).is_some_and(|now| now.key == before.key);
        let unit = before.said_unit.filter(|_| is_it);
        match unit.map(|unit| self.of_unit(&before.column, Some(unit))) {
            Some(Ok(binding)) => binding,
            Some(Err(_)) | None => self,
        }
    }

    /// Takes a column from its field by a person's word.
    #[must_use]
    pub fn without(&self, column: &str) -> Self {
        let mut binding = self.clone();
        for entry in binding.columns.iter_mut().filter(|entry| entry.column == column) {
            *entry = BoundColumn { by_person: true, evidence: vec![Evidence::Person], ..entry.freed() };
        }
        binding
    }

    /// Binds everything that is proposed and has no rival, by a person's word.
    #[must_use]
    pub fn confirmed(&self) -> Self {
        let proposed: Vec<(String, String)> =
            self.confirmable().filter_map(|entry| Some((entry.column.clone(), entry.key.clone()?))).collect();
        proposed.into_iter().fold(self.clone(), |binding, (column, key)| binding.with(&column, &key))
    }

    /// Takes over what a person said of another binding's columns, where they are still there and the kind
    /// has such a field.
    #[must_use]
    pub fn with_words_of(self, before: &Self) -> Self {
        let said = before.columns.iter().filter(|entry| entry.by_person);
        said.fold(self, |binding, entry| match &entry.key {
            _ if binding.entry(&entry.column).is_none() => binding,
            Some(key) => binding.with(&entry.column, key).with_unit_again(entry),
            None => binding.without(&entry.column),
        })
    }

    /// Columns of which a person said something that no longer holds.
    pub fn words_lost_since(&self, before: &Self) -> Vec<String> {
        let holds = |entry: &BoundColumn| {
            self.entry(&entry.column)
                .is_some_and(|now| now.by_person && now.key == entry.key && now.said_unit == entry.said_unit)
        };
        let said = before.columns.iter().filter(|entry| entry.by_person);
        said.filter(|entry| !holds(entry)).map(|entry| entry.column.clone()).collect()
    }
}

impl BoundColumn {
    /// The column as one that is no field; what is known of its numbers stays.
    fn freed(&self) -> Self {
        Self { unit: self.unit, in_words: self.in_words, ..Self::free(&self.column) }
    }
}
