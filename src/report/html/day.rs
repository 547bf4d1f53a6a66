use std::fmt;

use crate::i18n::{Language, Localize, messages};

/// A day, as pages show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    year: u16,
    month: u64,
    day: u64,
}

impl Day {
    /// Returns the day of a date such as `2026-03-02`, or `None` if it is none.
    pub(crate) fn from_iso(date: &str) -> Option<Self> {
        let mut parts = date.split('-');
        let mut next = || parts.next()?.parse::<u64>().ok();
        let (year, month, day) = (next()?, next()?, next()?);
        Some(Day { year: u16::try_from(year).ok()?, month, day })
    }
}

impl Localize for Day {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Day { year, month, day } = *self;
        let month = language.localize(messages::PageMonth { month }).to_string();
        write!(f, "{}", language.localize(messages::PageDate { day, month, year }))
    }
}

impl Day {
    /// Returns the day for the attribute of an element `time`.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_in_words() {
        let day = |date: &str, language: Language| language.localize(Day::from_iso(date).unwrap()).to_string();
        assert_eq!(day("2026-03-02", Language::En), "2 March 2026");
        assert_eq!(day("2026-12-31", Language::En), "31 December 2026");
        assert_eq!(day("2026-08-01", Language::Fr), "1er août 2026");
        assert_eq!(Day::from_iso("2026-03-02").unwrap().iso(), "2026-03-02");
        assert_eq!(Day::from_iso("soon"), None);
    }
}
