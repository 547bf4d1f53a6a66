//! Rows that are no contacts, and no mistakes either: the header again, and totals at the foot.

use crate::contact::{Column, Location, RepeatedHeader, Row, holds_any};
use crate::diagnostics::{Finding, Message, Rule, Severity};
use crate::tables::is_total;

/// Whether the row is no contact: the header again, as lists that were pasted together carry it, or a line of totals. The
/// finding says which.
///
/// ```
/// use cosell_contacts::contact::{ColumnMap, Row};
/// use cosell_contacts::normalize::non_contact_row;
/// use cosell_contacts::i18n::Language;
///
/// let cells = ColumnMap(["Total: 44 contacts", "", "", "", "", ""]);
/// let totals = Row { cells, columns: ColumnMap([0, 1, 2, 3, 4, 5].map(Some)), ..Row::default() };
/// assert_eq!(non_contact_row(&totals).unwrap().localize(Language::En).to_string(), "a line of totals: left out");
/// ```
pub fn non_contact_row(row: &Row<'_>) -> Option<Finding<'static>> {
    let message = match row.header {
        Some(RepeatedHeader::InOrder) => Message::HeaderRepeated,
        Some(RepeatedHeader::Reordered) => return None,
        None if is_totals(row) => Message::Totals,
        None => return None,
    };
    Some(Finding::new(Rule::RowSkipped, whole(row), message))
}

/// What is wrong with a row that is a header with its columns in another order than the list's: the rows under it can't
/// be read by the list's own.
///
/// ```
/// use cosell_contacts::contact::{RepeatedHeader, Row};
/// use cosell_contacts::normalize::reordered_header_error;
///
/// let header = Row { header: Some(RepeatedHeader::Reordered), number: 40, ..Row::default() };
/// assert!(reordered_header_error(&header).unwrap().is_blocking());
/// assert!(reordered_header_error(&Row::default()).is_none());
/// ```
pub fn reordered_header_error(row: &Row<'_>) -> Option<Finding<'static>> {
    (row.header == Some(RepeatedHeader::Reordered)).then(|| error(row, Message::HeaderReordered))
}

/// What is wrong with a row under such a header, which is this row.
///
/// ```
/// use cosell_contacts::contact::Row;
/// use cosell_contacts::normalize::below_reordered_header;
/// use cosell_contacts::i18n::Language;
///
/// let finding = below_reordered_header(&Row { number: 41, ..Row::default() }, 40);
/// assert!(finding.is_blocking() && finding.localize(Language::En).to_string().contains("the header in row 40"));
/// ```
pub fn below_reordered_header(row: &Row<'_>, header: u64) -> Finding<'static> {
    error(row, Message::UnderReordered { row: header })
}

fn error(row: &Row<'_>, message: Message) -> Finding<'static> {
    Finding { severity: Severity::Error, ..Finding::new(Rule::HeaderBelow, whole(row), message) }
}

fn whole(row: &Row<'_>) -> Location {
    Location { column: None, ..row.location(Column::Name) }
}

/// The columns that hold something in this row. A column that `--set` fills has its value in every row, in this one too.
fn filled<'r>(row: &'r Row<'_>) -> impl Iterator<Item = (Column, &'r str)> {
    let cells = Column::ALL.into_iter().map(|column| (column, row.cells[column].trim()));
    cells.filter(|(column, text)| !text.is_empty() && row.columns[*column].is_some())
}

/// A word for a total, and beside it numbers at most.
fn is_totals(row: &Row<'_>) -> bool {
    // An address has an @, and no number has: most rows end here.
    if holds_any(row.cells[Column::Email].as_bytes(), [b'@']) {
        return false;
    }
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    // The first cell of most rows is neither.
    filled(row).all(|(_, text)| is_total(text) || has_digit(text)) && filled(row).any(|(_, text)| is_total(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ColumnMap;

    fn row(cells: [&str; 6]) -> Row<'_> {
        Row { cells: ColumnMap(cells), columns: ColumnMap([Some(0); 6]), ..Row::default() }
    }

    #[test]
    fn totals_are_recognized_and_people_are_not() {
        for cells in [
            ["Total", "", "", "", "44", ""],
            ["TOTAL: 44 contacts", "", "", "", "", ""],
            ["Summe", "", "", "", "12 Länder", ""],
            ["", "", "", "Gesamt:", "44", ""],
            ["Total général", "44", "", "", "", ""],
            ["合計", "44", "", "", "", ""],
            ["Grand Total", "", "", "", "", ""],
            ["Subtotal Germany", "", "", "", "3", ""],
            ["Summe DE", "", "", "", "", ""],
            ["Total (US): 12", "", "", "", "", ""],
            ["Zwischensumme DACH", "12", "", "", "", ""],
            ["2 contacts", "", "", "", "", ""],
            ["", "44 Kontakte", "", "", "", ""],
            ["Contacts: 44", "", "", "", "", ""],
        ] {
            assert!(non_contact_row(&row(cells)).is_some(), "{cells:?}");
        }
        for cells in [
            ["Total Wang", "", "", "", "", ""],
            ["Summe Lee", "", "CEO", "", "", ""],
            ["Total", "", "CEO", "Partner sales", "US", ""],
            ["44", "", "", "", "", ""],
            ["2 Ann Lee", "", "", "", "", ""],
            ["Contacts", "", "", "", "", ""],
            ["Contacts Germany", "", "", "", "", ""],
            ["Total Germany", "", "CEO", "", "", ""],
            ["Totally Germany", "", "", "", "", ""],
            ["", "", "", "", "", ""],
        ] {
            assert!(non_contact_row(&row(cells)).is_none(), "{cells:?}");
        }
    }
}
