//! Findings about what a workbook shows and its text doesn't: hidden rows, rows that are struck through, and cells that a
//! merged cell covers.

use crate::contact::{Column, Location, Row, RowMark, cell_name};
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// Appends the notes about a row that is hidden or struck through, or has cells with text that is. It is read like any
/// other, because only the sender knows what the look means.
pub(super) fn push_notes<'a>(row: &Row<'a>, findings: &mut Vec<Finding<'a>>) {
    let location = Location { column: None, ..row.location(Column::Name) };
    if row.marks.contains(&RowMark::Hidden) {
        findings.push(Finding::new(Rule::RowHidden, location, Message::RowHidden));
    }
    if is_struck(row) {
        findings.push(Finding::new(Rule::RowStruck, location, Message::RowStruck));
        return;
    }
    for column in Column::ALL {
        let struck = |mark: &'a RowMark| match mark {
            RowMark::Struck(cell) => Some((*cell, row.cells[column])),
            RowMark::StruckPart(cell, text) => Some((*cell, &**text)),
            _ => None,
        };
        if let Some(text) = row.mark_of(column, struck).filter(|text| !text.trim().is_empty()) {
            let message = Message::CellStruck { text: text.to_string() };
            let finding = Finding::new(Rule::RowStruck, row.location(column), message);
            findings.push(Finding { column: Some(column), value: row.cells[column].into(), ..finding });
        }
    }
}

/// Returns whether the name and the address are struck through, or all cells that have a text of their own.
fn is_struck(row: &Row<'_>) -> bool {
    if !row.marks.iter().any(|mark| matches!(mark, RowMark::Struck(_))) {
        return false;
    }
    let struck = |mark: &RowMark| if let RowMark::Struck(column) = mark { Some((*column, ())) } else { None };
    let is_struck = |column: &Column| row.mark_of(*column, struck).is_some();
    let merged = |column: &Column| row.mark_of(*column, merged_from).is_some();
    let is_own =
        |column: &Column| row.columns[*column].is_some() && !row.cells[*column].trim().is_empty() && !merged(column);
    let mut own = Column::ALL.into_iter().filter(is_own).peekable();
    own.peek().is_some() && own.all(|column| is_struck(&column)) || [Column::Name, Column::Email].iter().all(is_struck)
}

/// Returns the column of a cell that is covered by a merged cell, and the first row of that.
fn merged_from(mark: &RowMark) -> Option<(u32, u64)> {
    if let RowMark::Merged(column, first) = mark { Some((*column, *first)) } else { None }
}

/// Returns whether a merged cell covers the name or the address, so that they are missing.
pub(super) fn has_covered_person(row: &Row<'_>) -> bool {
    !row.marks.is_empty()
        && [Column::Name, Column::Email]
            .into_iter()
            .any(|column| row.cells[column].is_empty() && row.mark_of(column, merged_from).is_some())
}

/// Returns the row without the texts of the merged cells for which `is_left_out` returns true, by the number of their first row.
#[inline]
pub(crate) fn without_merged<'a>(row: &Row<'a>, is_left_out: impl Fn(u64) -> bool) -> Option<Row<'a>> {
    if row.marks.is_empty() {
        return None;
    }
    let is_covered = |column: &Column| row.mark_of(*column, merged_from).is_some_and(&is_left_out);
    let mut cells = row.cells;
    Column::ALL.into_iter().filter(is_covered).for_each(|column| cells[column] = "");
    (cells != row.cells).then_some(Row { cells, ..*row })
}

/// Returns the findings about cells that a merged cell covers. `others` are the findings about the text that they have from it; if
/// they have none, their messages name the merged cell.
pub(super) fn merged_cells<'a>(row: &Row<'a>, others: &mut [Finding<'a>]) -> Vec<Finding<'a>> {
    let finding = |column: Column| {
        let first = row.mark_of(column, merged_from)?;
        let cell = cell_name(first, row.columns[column]?);
        if row.cells[column].is_empty() {
            let missing = others.iter_mut().find(|other| other.message == Message::Missing { column })?;
            missing.message = Message::MissingUnderMerged { column, cell };
            return None;
        }
        let fixed = others.iter().rev().find(|other| other.column == Some(column) && other.applied);
        let fixed = fixed.and_then(|other| other.fix.as_ref()).map(|fix| fix.value.clone());
        let fix = Fix::safe(fixed.unwrap_or(row.cells[column].into()));
        let finding = Finding::new(Rule::CellMerged, row.location(column), Message::CellMerged { cell });
        Some(Finding { column: Some(column), ..finding.with_fix(Some(fix)) })
    };
    Column::ALL.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{GOOD, rules};
    use super::*;
    use crate::contact::ColumnMap;
    use crate::normalize::{NormalizeSettings, normalize};

    fn row<'a>(cells: ColumnMap<&'a str>, marks: &'a [RowMark]) -> Row<'a> {
        Row { cells, marks, number: 3, columns: ColumnMap([0, 1, 2, 3, 4, 5].map(Some)), ..Row::default() }
    }

    fn findings<'a>(cells: ColumnMap<&'a str>, marks: &'a [RowMark]) -> Vec<Finding<'a>> {
        let mut findings = Vec::new();
        normalize(&row(cells, marks), &NormalizeSettings::default(), &mut findings);
        findings
    }

    #[test]
    fn rows_are_struck_if_their_cells_or_name_and_address_are() {
        let struck = |columns: &[u32]| columns.iter().map(|column| RowMark::Struck(*column)).collect::<Vec<_>>();
        for (columns, expected) in [
            (&[0, 1, 2, 3, 4][..], &[None][..]),
            (&[0, 1], &[None]),
            (&[0], &[Some(Column::Name)]),
            (&[1, 4, 5], &[Some(Column::Email), Some(Column::Countries)]),
            (&[7, 8], &[]),
            (&[], &[]),
        ] {
            let marks = struck(columns);
            let found = findings(GOOD, &marks);
            assert!(found.iter().all(|finding| finding.rule == Rule::RowStruck), "{columns:?}");
            assert_eq!(found.iter().map(|finding| finding.column).collect::<Vec<_>>(), expected, "{columns:?}");
        }
        let mut marks = struck(&[0, 1, 2, 3]);
        marks.push(RowMark::Merged(4, 2));
        assert_eq!(rules(&findings(GOOD, &marks)), [Rule::RowStruck, Rule::CellMerged]);
    }

    #[test]
    fn cells_that_are_struck_in_part_are_named() {
        let marks = [RowMark::StruckPart(0, "Old".into())];
        let found = findings(GOOD, &marks);
        assert_eq!((rules(&found), found[0].column), (vec![Rule::RowStruck], Some(Column::Name)));
        assert_eq!(found[0].message, Message::CellStruck { text: "Old".to_owned() });
    }

    #[test]
    fn hidden_rows_are_reported() {
        assert_eq!(rules(&findings(GOOD, &[RowMark::Hidden])), [Rule::RowHidden]);
    }

    #[test]
    fn covered_cells_have_the_whole_fix() {
        let mut cells = GOOD;
        cells[Column::Countries] = "Germany";
        let marks = [RowMark::Merged(4, 2), RowMark::Merged(9, 2)];
        let found = findings(cells, &marks);
        assert_eq!(rules(&found), [Rule::CellMerged, Rule::CountrySpelling]);
        assert!(found.iter().all(|finding| finding.fix.as_ref().is_some_and(|fix| fix.value == "DE")));
        assert_eq!(rules(&findings(GOOD, &marks)), [Rule::CellMerged]);
    }

    #[test]
    fn names_and_addresses_that_are_covered_are_missing() {
        for (column, cell) in [(Column::Name, "A2"), (Column::Email, "B2")] {
            let mut cells = GOOD;
            cells[column] = "";
            let marks = [RowMark::Merged(column as u32, 2), RowMark::Merged(4, 2)];
            let found = findings(cells, &marks);
            assert_eq!(rules(&found), [Rule::CellMerged, Rule::ValueMissing]);
            assert_eq!(found[1].message, Message::MissingUnderMerged { column, cell: cell.to_owned() });
        }
    }

    #[test]
    fn texts_of_merged_cells_are_left_out() {
        let marks = [RowMark::Merged(2, 2), RowMark::Merged(4, 1)];
        let row = row(GOOD, &marks);
        let without = without_merged(&row, |first| first == 2).unwrap();
        assert_eq!((without.cells[Column::JobTitle], without.cells[Column::Countries]), ("", GOOD[Column::Countries]));
        assert!(without_merged(&row, |_| false).is_none());
    }

    #[test]
    fn data_types_are_explained() {
        let mut cells = GOOD;
        cells[Column::Countries] = "#VALUE!";
        let message = |marks| findings(cells, marks)[0].message.clone();
        assert_eq!(message(&[RowMark::DataType(4)]), Message::DataTypeCell);
        assert_eq!(message(&[RowMark::DataType(3)]), Message::ErrorCell);
    }
}
