use crate::contact::{ColumnMap, Contact, Row};
use crate::normalize::{NormalizeSettings, normalize};

/// The contact of canonical cells; none where they are not canonical, as the book would not have written them so.
///
/// The rules that let a cell in let it out again, so no contact has what they would refuse, whoever edited the file.
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
