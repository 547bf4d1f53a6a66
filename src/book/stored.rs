//! Contacts as the book stores them, and the check by today's rules before they are uploaded.

use std::borrow::Cow;

use crate::contact::{Contact, Role, Row, StoredContact};
use crate::diagnostics::Finding;
use crate::normalize::{NormalizeSettings, normalize};

/// Maximum length of an address in bytes. The portal's limit is 254, and no earlier version wrote a longer one.
const MAX_EMAIL_BYTES: usize = u16::MAX as usize;

/// Returns the contact of stored cells. Returns `None` if the book never wrote them: a cell that is not UTF-8, a role
/// that doesn't exist, or an address that is far too long.
pub(super) fn from_cells(cells: [Option<&str>; 6]) -> Option<StoredContact<'_>> {
    let [name, email, job_title, role, countries, states] = cells.map(|cell| cell.map(Cow::Borrowed));
    let role = role?;
    Some(StoredContact {
        name: name?,
        email: email.filter(|email| email.len() <= MAX_EMAIL_BYTES)?,
        job_title: job_title?,
        role: Role::ALL.into_iter().find(|known| known.label() == role)?,
        countries: countries?,
        states: states?,
    })
}

impl StoredContact<'_> {
    /// Checks the contact by today's rules, and returns it if a list would have these cells.
    ///
    /// # Errors
    /// The findings about all cells that the rules refuse or would change.
    pub fn check(&self) -> Result<Contact<'_>, Vec<Finding<'_>>> {
        self.check_row(0)
    }

    /// Checks the contact as [`StoredContact::check`] does; the findings are about this row.
    pub(crate) fn check_row(&self, number: u64) -> Result<Contact<'_>, Vec<Finding<'_>>> {
        let row = Row { cells: self.cells(), number, ..Row::default() };
        let mut findings = Vec::new();
        let contact = normalize(&row, &NormalizeSettings::default(), &mut findings);
        match contact.filter(|_| findings.iter().all(|finding| !finding.applied)) {
            Some(contact) => Ok(contact),
            None => {
                findings.retain(|finding| finding.applied || finding.is_blocking());
                Err(findings)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [&str; 6] = ["Zoë #1", "zoe@example.com", "CEO", "Partner sales", "US, CA", "US-WA"];

    #[test]
    fn only_canonical_cells_pass_the_rules() {
        let good = from_cells(GOOD.map(Some)).unwrap();
        assert_eq!(StoredContact::from(good.check().unwrap()), good);
        let bad = [
            (0, "Zoe\u{308}"),
            (0, " Zoë"),
            (0, "=Zoë"),
            (0, ""),
            (1, "zoe@Example.com"),
            (1, "zoe"),
            (4, "US, UK"),
            (4, "US, US"),
            (4, "US, XK"),
            (4, "US, AN"),
            (4, "Germany"),
            (5, "WA"),
            (5, "AU-WA"),
            (5, "US-CA, US-CA"),
        ];
        for (column, cell) in bad {
            let mut cells = GOOD;
            cells[column] = cell;
            let contact = from_cells(cells.map(Some)).unwrap();
            assert_eq!(contact.cells().0, cells);
            let findings = contact.check().unwrap_err();
            assert!(!findings.is_empty(), "{cell:?}");
        }
    }

    #[test]
    fn other_cells_are_damage() {
        let long = "a".repeat(MAX_EMAIL_BYTES + 1);
        for (column, cell) in [(0, None), (3, Some("partner sales")), (3, Some("")), (1, Some(&*long))] {
            let mut cells = GOOD.map(Some);
            cells[column] = cell;
            assert_eq!(from_cells(cells), None, "{cell:?}");
        }
    }
}
