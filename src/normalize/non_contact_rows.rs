//! Rows that are neither contacts nor mistakes: repeated headers, and totals at the end of a list. Also the rows below a header
//! with its columns in another order, which can't be read.

use crate::contact::{Column, Location, RepeatedHeader, Row};
use crate::diagnostics::{Finding, Message, Rule, Severity};
use crate::tables::is_total;
use crate::util::holds_any;

/// Returns the finding about a row to skip: the header again, as in lists that were pasted together, or a row of totals.
pub(crate) fn non_contact_row(row: &Row<'_>) -> Option<Finding<'static>> {
    let message = match row.header {
        Some(RepeatedHeader::InOrder) => Message::HeaderRepeated,
        Some(RepeatedHeader::Reordered) => return None,
        None if is_end_of_file(row) => Message::EndOfFile,
        None if is_totals(row) => Message::Totals,
        None => return None,
    };
    Some(Finding::new(Rule::RowSkipped, whole_row(row), message))
}

/// Returns whether a row is only the character with which old programs end a text, Ctrl+Z (0x1A).
pub(crate) fn is_end_of_file(row: &Row<'_>) -> bool {
    let mut cells = row.delimited.iter().flat_map(|line| line.cells.iter()).filter(|cell| !cell.trim().is_empty());
    cells.next().is_some_and(|cell| cell.trim().bytes().all(|byte| byte == 0x1a)) && cells.next().is_none()
}

/// Returns the error about a header with its columns in another order than the list's. The columns of the rows below it are
/// unknown.
pub(crate) fn reordered_header_error(row: &Row<'_>) -> Option<Finding<'static>> {
    (row.header == Some(RepeatedHeader::Reordered)).then(|| error(row, Message::HeaderReordered))
}

/// Returns the error about a row below a reordered header, which is in the row `header`.
pub(crate) fn below_reordered_header(row: &Row<'_>, header: u64) -> Finding<'static> {
    error(row, Message::UnderReordered { row: header })
}

fn error(row: &Row<'_>, message: Message) -> Finding<'static> {
    Finding { severity: Severity::Error, ..Finding::new(Rule::HeaderBelow, whole_row(row), message) }
}

fn whole_row(row: &Row<'_>) -> Location {
    Location { column: None, ..row.location(Column::Name) }
}

/// Returns the texts of this row that aren't empty, without those of columns that `--set` fills in every row.
fn filled_cells<'r>(row: &'r Row<'_>) -> impl Iterator<Item = &'r str> {
    let cells = Column::ALL.into_iter().filter(|column| row.columns[*column].is_some());
    cells.map(|column| row.cells[column].trim()).filter(|text| !text.is_empty())
}

/// Returns whether a row has a word for a total, and otherwise only texts with numbers.
fn is_totals(row: &Row<'_>) -> bool {
    // Fast path: a row with an address isn't a total.
    if holds_any(row.cells[Column::Email].as_bytes(), [b'@']) {
        return false;
    }
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    filled_cells(row).all(|text| is_total(text) || has_digit(text)) && filled_cells(row).any(is_total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ColumnMap;
    use crate::i18n::Language;

    fn row(cells: [&str; 6]) -> Row<'_> {
        Row { cells: ColumnMap(cells), columns: ColumnMap([Some(0); 6]), ..Row::default() }
    }

    #[test]
    fn totals_are_skipped_and_contacts_are_not() {
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

    #[test]
    fn reordered_headers_are_errors() {
        let header = Row { header: Some(RepeatedHeader::Reordered), number: 40, ..Row::default() };
        assert!(reordered_header_error(&header).unwrap().is_blocking() && non_contact_row(&header).is_none());
        assert!(reordered_header_error(&Row::default()).is_none());
        let below = below_reordered_header(&Row { number: 41, ..Row::default() }, 40);
        assert!(below.is_blocking() && below.localize(Language::En).to_string().contains("the header in row 40"));
    }
}
