//! Texts that are dates or instants, told apart quickly: every text of a file may be asked.

/// Days since 1970-01-01 of `YYYY-MM-DD`, where it is a day of the calendar.
pub(super) fn date_days(text: &str) -> Option<i32> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_i32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
    };
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if day < 1 || day > days_of_month {
        return None;
    }
    // Years begin in March here, so that the leap day is the last one: Howard Hinnant, "chrono-Compatible
    // Low-Level Date Algorithms", days_from_civil.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// `YYYY-MM-DD` of days since 1970-01-01 that [`date_days`] gave.
pub(super) fn date_text(days: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .checked_add(jiff::Span::new().days(days))
        .map_or_else(|_| String::new(), |date| date.strftime("%Y-%m-%d").to_string())
}

/// Milliseconds since the epoch of a date-time of RFC 3339 with an offset, where milliseconds hold it.
pub(super) fn instant_millis(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || bytes[4] != b'-' || bytes[7] != b'-' || bytes[10] != b'T' || bytes[13] != b':' {
        return None;
    }
    if !(bytes.ends_with(b"Z") || matches!(bytes[bytes.len() - 6], b'+' | b'-')) {
        return None;
    }
    let instant: jiff::Timestamp = text.parse().ok()?;
    (instant.subsec_nanosecond() % 1_000_000 == 0).then(|| instant.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_is_what_the_calendar_says() {
        let epoch = jiff::civil::date(1970, 1, 1);
        let first = epoch.until(jiff::civil::date(0, 1, 1)).unwrap().get_days();
        let last = epoch.until(jiff::civil::date(9999, 12, 31)).unwrap().get_days();
        for days in (first..=last).step_by(7).chain([last]) {
            assert_eq!(date_days(&date_text(days)), Some(days));
        }
        let mut of_february = 0;
        for day in 0..40 {
            of_february += usize::from(date_days(&format!("2023-02-{day:02}")).is_some());
        }
        assert_eq!(of_february, 28);
        for wrong in ["2024-13-01", "2024-00-01", "2024-04-31", "2024-1-011", "1900-02-29", "２024-01-1"] {
            assert_eq!(date_days(wrong), None, "{wrong}");
        }
    }
}
