//! The times of the book in the user's time zone, which SQLite asks the system for.

use rusqlite::Connection;

/// Converts times of the book, which are UTC, to local times.
#[derive(Debug)]
pub(crate) struct LocalTime(Option<Connection>);

impl LocalTime {
    pub(crate) fn new() -> Self {
        LocalTime(Connection::open_in_memory().ok())
    }

    /// Returns today's local date, such as `2026-03-01`, or the date in UTC of a time in seconds since 1970.
    pub(crate) fn date(&self, seconds: Option<i64>) -> Option<String> {
        let sql = "SELECT iif(?1 IS NULL, date('now', 'localtime'), date(?1, 'unixepoch'))";
        self.0.as_ref()?.query_row(sql, [seconds], |row| row.get(0)).ok()
    }

    /// Leaves times as they are, for tests that don't depend on the time zone.
    #[cfg(test)]
    pub(crate) fn none() -> Self {
        LocalTime(None)
    }

    /// Returns a time such as `2026-03-01T09:30:00Z` in minutes, with the offset of the local time:
    /// `2026-03-01 10:30 +01:00`. Other texts are returned unchanged.
    pub(crate) fn format(&self, time: &str) -> String {
        let found = self.0.as_ref().and_then(|connection| {
            let sql = "SELECT strftime('%Y-%m-%d %H:%M', ?1, 'localtime'),
                strftime('%s', ?1, 'localtime') - strftime('%s', ?1)";
            let mut statement = connection.prepare_cached(sql).ok()?;
            statement.query_row([time], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).ok()
        });
        found.map_or_else(|| time.to_owned(), |(local, seconds)| format!("{local} {}", offset(seconds)))
    }
}

impl LocalTime {
    /// Returns the local day of a time such as `2026-03-01T09:30:00Z`. Other texts are cut.
    pub(crate) fn day(&self, time: &str) -> String {
        self.format(time).chars().take("2026-03-01".len()).collect()
    }
}

fn offset(seconds: i64) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_have_a_sign_and_four_digits() {
        for (seconds, expected) in [(0, "+00:00"), (3600, "+01:00"), (-16_200, "-04:30"), (20_700, "+05:45")] {
            assert_eq!(offset(seconds), expected);
        }
    }

    #[test]
    fn dates_are_of_today_or_of_a_time() {
        let clock = LocalTime::new();
        assert_eq!(clock.date(Some(1_772_409_600)).as_deref(), Some("2026-03-02"));
        assert_eq!(clock.date(None).map(|today| today.len()), Some("2026-03-02".len()));
    }

    /// The zone is the system's, so only the form is known here.
    #[test]
    fn times_have_minutes_and_an_offset() {
        let local = LocalTime::new().format("2026-03-01T09:30:00Z");
        let is_in_form = local.chars().zip("2026-03-01 09:30 +00:00".chars()).all(|(c, form)| {
            if form.is_ascii_digit() {
                c.is_ascii_digit()
            } else if form == '+' {
                "+-".contains(c)
            } else {
                c == form
            }
        });
        assert!(is_in_form && local.len() == 23, "{local}");
        assert_eq!(LocalTime::new().format("\u{1b}[31m"), "\u{1b}[31m");
    }
}
