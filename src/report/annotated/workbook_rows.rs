//! Messages that name another row or cell of the list: in the annotated workbook they name it as it is there.

use super::AnnotatedList;
use crate::contact::{cell_name, column_letters};
use crate::diagnostics::{Finding, Message, RowRef};

/// Changes the row or cell that a message names to its place in the workbook. `row` is the row of the finding in the
/// source; it is the next one of `list`, and `done` are the lists before.
pub(super) fn refer_to_workbook(finding: &mut Finding<'_>, row: u64, done: &[AnnotatedList], list: &AnnotatedList) {
    match &mut finding.message {
        Message::ContactRepeated { first } | Message::ContactConflict { first } => {
            let other = |sheet: &String| done.iter().find(|list| list.name == *sheet);
            let list = first.sheet.as_ref().map_or(Some(list), other);
            let RowRef { row, .. } = first;
            *row = list.and_then(|list| list.received.row_of(*row)).map_or(*row, |place| u64::from(place) + 1);
        }
        Message::CellMerged { cell } | Message::MissingUnderMerged { cell, .. } => {
            if let Some(there) = cell_in_workbook(cell, row, list) {
                *cell = there;
            }
        }
        _ => {}
    }
}

/// Returns the name in the workbook of a cell of the source, such as `B7`.
fn cell_in_workbook(cell: &str, row: u64, list: &AnnotatedList) -> Option<String> {
    let (letters, number) = cell.split_at(cell.find(|c: char| c.is_ascii_digit())?);
    let number: u64 = number.parse().ok()?;
    let index = list.columns.iter().position(|column| column_letters(column.at) == letters)?;
    let place = match number == row {
        true => list.received.next_row(),
        false => list.received.row_of(number)?,
    };
    let (place, column) = list.received.cell(place, Some(index));
    Some(cell_name(u64::from(place) + 1, u32::from(column)))
}
