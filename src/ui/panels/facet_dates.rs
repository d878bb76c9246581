//! The card of a date field: a histogram of whole years, months or days with two handles, and the two
//! days as they are typed.

use super::facet_card::{Card, any_of, gesture, next_gesture};
use crate::app::Command;
use crate::filter::facet::Condition;
use crate::jobs::FacetValues;
use crate::stats::{DateHistogram, DateUnit, iso_date};
use crate::text::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Histogram, histogram, note, text_field, wrapped};
use eframe::egui::{Align, Layout, Ui};

impl Card<'_> {
    pub(super) fn dates(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let (low, high, missing) = match self.condition {
            Some(Condition::DateRange { min, max, missing }) => (min.clone(), max.clone(), *missing),
            Some(Condition::AnyOf { missing, .. }) => (None, None, *missing),
            _ => (None, None, false),
        };
        let chosen = self.chosen_values(ui, missing, commands);
        let mut change = None;
        let mut bounds = (None, None);
        let mut most = 1.0;
        if let Some(FacetValues::Dates(dates)) = self.facet.map(|facet| &facet.values) {
            most = dates.bins.iter().map(|bin| bin.count).sum::<usize>().max(1) as f32;
            bounds = (
                dates.bins.first().and_then(|bin| iso_date(bin.first)),
                dates.bins.last().and_then(|bin| iso_date(bin.last)),
            );
            change = self.handles(ui, dates, low.as_deref(), high.as_deref());
        }
        ui.add_space(2.0);
        let wrong_id = self.id.with("wrong-date");
        let mut wrong = ui.data_mut(|data| data.get_temp::<bool>(wrong_id).unwrap_or(false));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let width = (ui.available_width() - 40.0) / 2.0;
            let mut field =
                |ui: &mut Ui, key: &str, name: &str, value: &Option<String>, hint: &Option<String>| {
                    let shown = value.clone().unwrap_or_default();
                    let hint = hint.as_deref().unwrap_or("2026-01-31");
                    let typed = text_field(ui, self.id.with(key), name, &shown, hint, width)?;
                    let date = date(&typed);
                    wrong = date.is_none();
                    date
                };
            if let Some(from) = field(ui, "from", &self.named("filters-from"), &low, &bounds.0) {
                change = Some((from, high.clone(), None));
            }
            note(ui, &text(self.lang, "filters-until"));
            if let Some(to) = field(ui, "to", &self.named("filters-to"), &high, &bounds.1) {
                change = Some((low.clone(), to, None));
            }
        });
        ui.data_mut(|data| data.insert_temp(wrong_id, wrong));
        if wrong {
            let theme = Theme::of(ui);
            wrapped(ui, &text(self.lang, "filters-date-wrong"), theme.error_ink);
        }
        if let Some((low, high, gesture)) = change {
            self.send(commands, dates_of(low, high, missing), gesture);
        }
        ui.add_space(3.0);
        if self.missing_row(ui, missing, most, None) {
            let condition =
                if chosen.is_empty() { dates_of(low, high, !missing) } else { any_of(chosen, !missing) };
            self.send(commands, condition, None);
        }
    }

    /// The histogram, counted in bins; what the handles ask for.
    fn handles(
        &self,
        ui: &mut Ui,
        dates: &DateHistogram,
        low: Option<&str>,
        high: Option<&str>,
    ) -> Option<(Option<String>, Option<String>, Option<u32>)> {
        let counts: Vec<u64> = dates.bins.iter().map(|bin| bin.count as u64).collect();
        let name = |key: &str, day: Option<&str>| {
            let handle = self.named(key);
            day.map_or(handle.clone(), |day| format!("{handle} {day}"))
        };
        let data = Histogram {
            counts: &counts,
            min: 0.0,
            max: counts.len() as f64,
            low: low.and_then(|day| place(dates, day, false)),
            high: high.and_then(|day| place(dates, day, true)),
            low_name: &name("filters-handle-low", low),
            high_name: &name("filters-handle-high", high),
            snaps: true,
        };
        let number = gesture(ui, self.id);
        let moved = histogram(ui, self.id.with("dates"), &data);
        self.axis(ui, dates);
        let moved = moved?;
        if !moved.dragging {
            next_gesture(ui, self.id);
        }
        // A handle that was not moved keeps the day that was typed.
        let day = |at: Option<f64>, before: Option<f64>, typed: Option<&str>, upper: bool| {
            let at = at?;
            if before.is_some_and(|before| before.to_bits() == at.to_bits()) {
                return typed.map(str::to_owned);
            }
            edge(dates, at, upper)
        };
        let low = day(moved.low, data.low, low, false);
        let high = day(moved.high, data.high, high, true);
        Some((low, high, Some(number)))
    }

    /// The first and the last bin under the histogram, and how long a bin is.
    fn axis(&self, ui: &mut Ui, dates: &DateHistogram) {
        let short = |day: i32| {
            let day = iso_date(day).unwrap_or_default();
            let len = match dates.unit {
                DateUnit::Day => 10,
                DateUnit::Month => 7,
                DateUnit::Year | DateUnit::Decade => 4,
            };
            day.get(..len).unwrap_or(&day).to_owned()
        };
        let (Some(first), Some(last)) = (dates.bins.first(), dates.bins.last()) else { return };
        let key = match dates.unit {
            DateUnit::Day => "facet-by-day",
            DateUnit::Month => "facet-by-month",
            DateUnit::Year => "facet-by-year",
            DateUnit::Decade => "facet-by-decade",
        };
        ui.horizontal(|ui| {
            note(ui, &short(first.first));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                note(ui, &short(last.last));
                ui.with_layout(Layout::centered_and_justified(eframe::egui::Direction::LeftToRight), |ui| {
                    note(ui, &text(self.lang, key));
                });
            });
        });
    }
}

/// Where a day stands, counted in bins; the end of the day where it is the upper one.
fn place(dates: &DateHistogram, day: &str, upper: bool) -> Option<f64> {
    let number = |day: &str| {
        let date: jiff::civil::Date = day.parse().ok()?;
        Some(jiff::civil::Date::constant(1970, 1, 1).until(date).ok()?.get_days())
    };
    let day = number(day)? + i32::from(upper);
    let at = dates.bins.partition_point(|bin| bin.last < day);
    let Some(bin) = dates.bins.get(at) else { return Some(dates.bins.len() as f64) };
    let days = f64::from(bin.last - bin.first) + 1.0;
    Some((at as f64 + f64::from(day - bin.first) / days).max(0.0))
}

/// The day at an edge of the bins: the first one of the bin that begins there, or the last one of the
/// bin that ends there.
fn edge(dates: &DateHistogram, at: f64, upper: bool) -> Option<String> {
    let at = at.round().max(0.0) as usize;
    if upper {
        iso_date(dates.bins.get(at.checked_sub(1)?)?.last)
    } else {
        iso_date(dates.bins.get(at)?.first)
    }
}

fn dates_of(min: Option<String>, max: Option<String>, missing: bool) -> Option<Condition> {
    match (&min, &max) {
        (None, None) => any_of(Vec::new(), missing),
        _ => Some(Condition::DateRange { min, max, missing }),
    }
}

/// A date as typed: `2026-1-31`, `2026/1/31`, `2026年1月31日`, `20260131`; `Some(None)` where emptied.
#[expect(clippy::option_option, reason = "no date, an emptied field and a date are three answers")]
fn date(typed: &str) -> Option<Option<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    let numbers: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match numbers[..] {
        [whole] if whole.len() == 8 => (&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Some(date.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::DateBin;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let expected = Some(Some("2026-01-31".to_owned()));
        for typed in ["2026-01-31", "2026-1-31", "2026/1/31", "2026年1月31日", "20260131", " 2026.1.31 "] {
            assert_eq!(date(typed), expected, "{typed}");
        }
        assert_eq!(date(""), Some(None));
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn handles_rest_on_whole_years_and_a_typed_day_stands_within_its_year() {
        // 2024 and 2025.
        let bins = vec![
            DateBin { first: 19_723, last: 20_088, count: 1 },
            DateBin { first: 20_089, last: 20_453, count: 2 },
        ];
        let dates = DateHistogram { unit: DateUnit::Year, bins };
        assert_eq!(edge(&dates, 1.0, false).as_deref(), Some("2025-01-01"));
        assert_eq!(edge(&dates, 1.0, true).as_deref(), Some("2024-12-31"));
        assert_eq!(place(&dates, "2025-01-01", false), Some(1.0));
        assert_eq!(place(&dates, "2024-12-31", true), Some(1.0));
        assert_eq!(place(&dates, "2025-12-31", true), Some(2.0));
        let middle = place(&dates, "2024-07-01", false).unwrap();
        assert!((0.4..0.6).contains(&middle), "{middle}");
        assert_eq!(place(&dates, "1999-01-01", false), Some(0.0));
        assert_eq!(place(&dates, "2099-01-01", false), Some(2.0));
    }
}
