//! Joins pieces of a text that somebody put in quotation marks which CSV doesn't know: those of word processors (“DE, AT”,
//! « DE, AT »), apostrophes, quotes after a space, and quotes after the `=` of a text formula.
//!
//! A mark that opens in one cell and closes at the end of a later one is the evidence that both are pieces of one cell.

use std::ops::Range;

use super::JoinedRow;
use crate::contact::{Column, ColumnMap, Location, RawRecord, Row};
use crate::diagnostics::{Finding, Fix, Message, Rule, ShiftTarget};
use crate::normalize::quotation_marks::MARKS;

/// A list has no more pieces: there are some 250 countries.
const MAX_PIECES: usize = 256;

/// Returns whether the cells of a row may be pieces: it has too many, or the last list ends with a mark. It is a fast
/// path: most rows have neither.
#[inline]
pub(super) fn may_have_pieces(row: &Row<'_>, line: &RawRecord<'_>) -> bool {
    let is_mark = |byte: &u8| matches!(byte, b'"' | b'\'') || !byte.is_ascii();
    line.has_spare() || row.cells[Column::States].trim_ascii_end().as_bytes().last().is_some_and(is_mark)
}

/// Joins the pieces of a row, and appends a finding for each text. Returns `None` if there are none, or if the row has
/// not its address in its column then.
pub(super) fn join_pieces<'a>(
    row: &Row<'a>,
    line: &RawRecord<'_>,
    findings: &mut Vec<Finding<'a>>,
) -> Option<JoinedRow> {
    let mut taken: Vec<(Range<usize>, Option<String>)> = Vec::new();
    while let Some(cell) = Some(taken.last().map_or(0, |(last, _)| last.end)).filter(|cell| *cell < line.cells.len()) {
        taken.push(quoted_text(line, cell).map_or((cell..cell + 1, None), |(cells, text)| (cells, Some(text))));
    }
    let is_surplus = |(cells, text): &(Range<usize>, Option<String>)| {
        text.is_some() || !line.cells.get(cells.start).trim().is_empty()
    };
    let text_of = |column: Column| {
        let (cells, text) = taken.get(row.columns[column]? as usize)?;
        Some((cells.start, text.as_deref().unwrap_or(line.cells.get(cells.start))))
    };
    let has_address =
        row.columns[Column::Email].is_none() || text_of(Column::Email).is_some_and(|(_, text)| text.contains('@'));
    let required = Column::ALL.into_iter().filter(|column| column.is_required() && row.columns[*column].is_some());
    let is_complete = required.into_iter().all(|column| text_of(column).is_some());
    let fits = has_address && is_complete && !taken.iter().skip(line.columns).any(is_surplus);
    if !fits || taken.iter().all(|(_, text)| text.is_none()) {
        return None;
    }
    for (at, (cells, text)) in taken.iter().enumerate() {
        let Some(text) = text else { continue };
        let column = Column::ALL.into_iter().find(|column| row.columns[*column] == Some(at as u32));
        let to = column.map_or(ShiftTarget::Other(at as u32), ShiftTarget::Column);
        let location = Location { column: Some(cells.start as u32), ..row.location(Column::Name) };
        let message = Message::ShiftedMarks { to, text: line.text(cells) };
        let finding = Finding::new(Rule::RowShifted, location, message).with_fix(Some(Fix::safe(text.clone())));
        findings.push(Finding { column, value: line.cells.get(cells.start).to_owned().into(), ..finding });
    }
    let found = Column::ALL.map(text_of);
    Some(JoinedRow {
        cells: ColumnMap(Column::ALL.map(|column| {
            let missing = if row.columns[column].is_some() { "" } else { row.cells[column] };
            found[column as usize].map_or(missing, |(_, text)| text).to_owned()
        })),
        columns: ColumnMap(Column::ALL.map(|column| found[column as usize].map(|(cell, _)| cell as u32))),
    })
}

/// Returns the cells from `first` on that are the pieces of a text in quotation marks, and the text without them.
fn quoted_text(line: &RawRecord<'_>, first: usize) -> Option<(Range<usize>, String)> {
    let is_quoted = |cell: usize| line.quoted.contains(cell);
    let start = line.cells.get(first).trim();
    let (open, close) = MARKS.iter().find(|(open, _)| start.starts_with(open) && !is_quoted(first))?;
    if start[open.len()..].contains(*close) {
        return None;
    }
    let last =
        (first + 1..line.cells.len().min(first + MAX_PIECES)).find(|cell| line.cells.get(*cell).contains(*close))?;
    if is_quoted(last) || !line.cells.get(last).trim_end().ends_with(*close) {
        return None;
    }
    let text = line.text(&(first..last + 1));
    let inner = text.strip_prefix(open)?.strip_suffix(*close)?.trim();
    Some((first..last + 1, inner.to_owned()))
}
