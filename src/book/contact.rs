//! Contacts from the cells of a book.

use crate::contact::{ColumnMap, Contact, Row};
use crate::normalize::{NormalizeSettings, normalize};

/// Parses the cells of a stored contact. Returns `None` if a cell is not canonical, because the book never writes such
/// a cell: somebody edited the file.
///
/// Reading applies the same rules as importing, so no contact from a book violates them.
pub(super) fn of_cells<'a>(cells: ColumnMap<&'a str>, settings: &NormalizeSettings) -> Option<Contact<'a>> {
    let mut findings = Vec::new();
    let contact = normalize(&Row { cells, ..Row::default() }, settings, &mut findings)?;
    findings.iter().all(|finding| !finding.applied).then_some(contact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_cells_are_a_contact() {
        let good = ["Zoë #1", "zoe@example.com", "CEO", "Partner sales", "US, CA", "US-WA"];
        let read = |cells| of_cells(ColumnMap(cells), &NormalizeSettings::default()).is_some();
        assert!(read(good));
        let bad = [
            (0, "Zoe\u{308}"),
            (0, " Zoë"),
            (0, "=Zoë"),
            (0, ""),
            (1, "zoe@Example.com"),
            (1, "zoe"),
            (3, "partner sales"),
            (4, "US, UK"),
            (4, "US, US"),
            (4, "Germany"),
            (5, "WA"),
            (5, "AU-WA"),
        ];
        for (column, cell) in bad {
            let mut cells = good;
            cells[column] = cell;
            assert!(!read(cells), "{cell:?}");
        }
    }
}
