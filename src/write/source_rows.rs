//! A sheet of rows as they were received.

use std::io;

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Workbook, Worksheet};

use super::xlsx::{RowCompressor, RowsOfSheet, SheetRows};
use crate::contact::{Column, SourceColumn};
use crate::i18n::Language;
use crate::spreadsheet::style::{self, CellStyle, Fill, WIDTHS};
use crate::spreadsheet::{ROWS, WorkbookError, check_cell_length, code_sheets, new_streamed_sheet, next_row};

/// A sheet of rows under the labels of their source, as they were received unless the caller fixes cells. Two columns are
/// added on the left: the row number in the source, which is frozen, and a remark.
pub(crate) struct SourceRowsSheet {
    sheet: Worksheet,
    rows: SheetRows,
    labels: Vec<String>,
    /// Widths of the row numbers and of the remarks, in characters.
    number_width: f64,
    width: f64,
    language: Language,
    /// The last row and the last column with a cell, from 0.
    row: u32,
    last_column: u16,
    /// Starts of runs of consecutive source rows: the row number in the source, and the row in this sheet.
    runs: Vec<(u64, u32)>,
    /// The number of the last row in the source.
    last: Option<u64>,
    /// Starts of runs of rows whose shown numbers are consecutive: the row in this sheet, and its shown number, if it has
    /// one.
    shown: Vec<(u32, Option<u64>)>,
}

/// The first column with cells of the source.
const FIRST: u16 = 2;
/// Width of a column that isn't one of the template's, in characters.
const OTHER_WIDTH: f64 = 20.0;

/// The number and the remark of a row.
pub(crate) struct SourceRow<'r> {
    /// The row number in the source, as Excel counts it.
    pub(crate) number: u64,
    /// The number that is shown instead: that in the file that the sender has, if the source was made of that file, or
    /// one with the name of the source.
    pub(crate) original: Option<&'r str>,
    pub(crate) remark: &'r str,
    /// The fill of the remark.
    pub(crate) fill: Option<Fill>,
}

impl SourceRowsSheet {
    /// Starts a sheet with a name, and the labels and widths (in characters) of the row numbers and the remarks. The
    /// workbook must have the cell styles.
    pub(crate) fn new(
        workbook: &mut Workbook,
        name: &str,
        (numbers, (label, width)): ((&str, f64), (&str, f64)),
        columns: &[SourceColumn],
        compressor: Box<dyn RowCompressor>,
        language: Language,
    ) -> Result<Self, WorkbookError> {
        let mut sheet = new_streamed_sheet(workbook)?;
        let (added, number_width) = ([numbers, (label, width)], numbers.1);
        let received = columns.iter().map(|column| (column.label.as_str(), width_of(column.column)));
        style::start_table(&mut sheet, name, added.into_iter().chain(received))?;
        sheet.set_freeze_panes(1, 1)?;
        style::set_print_layout(&mut sheet);
        sheet.set_print_gridlines(true);
        let (rows, labels) = (SheetRows::new(0, compressor), Vec::new());
        let (runs, last, shown) = (Vec::new(), None, Vec::new());
        let mut source_rows = SourceRowsSheet {
            sheet,
            rows,
            labels,
            number_width,
            width,
            language,
            row: 0,
            last_column: 1,
            runs,
            last,
            shown,
        };
        source_rows.prepare(columns)?;
        Ok(source_rows)
    }

    /// Adds the columns that the sheet doesn't have yet.
    pub(crate) fn grow(&mut self, columns: &[SourceColumn]) -> Result<(), WorkbookError> {
        let known = self.labels.len();
        for (index, column) in columns.iter().enumerate().skip(known) {
            self.sheet.set_column_width(sheet_column(index), width_of(column.column))?;
            self.sheet.write_string_with_format(0, sheet_column(index), &column.label, &style::header())?;
        }
        self.prepare(columns)
    }

    /// Formats new columns as text, so that Excel doesn't interpret what is typed into them, and adds the drop-down of
    /// roles.
    fn prepare(&mut self, columns: &[SourceColumn]) -> Result<(), WorkbookError> {
        for (index, column) in columns.iter().enumerate().skip(self.labels.len()) {
            let sheet_index = sheet_column(index);
            self.sheet.set_column_format(sheet_index, &style::text())?;
            if column.column == Some(Column::Role) {
                self.sheet.add_data_validation(
                    1,
                    sheet_index,
                    ROWS - 1,
                    sheet_index,
                    &code_sheets::roles(self.language)?,
                )?;
            }
            self.labels.push(column.label.clone());
        }
        Ok(())
    }

    /// Writes a row. `fill_of` returns the fill of a cell by its index in the row.
    pub(crate) fn write<'c>(
        &mut self,
        row: &SourceRow<'_>,
        cells: impl Iterator<Item = &'c str>,
        fill_of: impl Fn(usize) -> Option<Fill>,
    ) -> Result<(), WorkbookError> {
        self.row = next_row(self.row)?;
        if self.last.replace(row.number) != row.number.checked_sub(1) {
            self.runs.push((row.number, self.row));
        }
        let lines = style::lines(row.remark, self.width * style::PLAIN);
        let lines_of_number = row.original.map_or(1, |text| style::lines(text, self.number_width * style::PLAIN));
        let lines = lines.max(lines_of_number);
        let height = (lines > 1).then(|| style::height(lines));
        if let Some(height) = height {
            // The position of notes depends on it.
            self.sheet.set_row_height(self.row, height)?;
        }
        self.rows.start(self.row, height);
        let number = match row.original {
            Some(text) => text.parse().ok(),
            None => Some(row.number),
        };
        let follows = self.shown.last().is_some_and(|(start, first)| {
            *first == number.and_then(|number| number.checked_sub(u64::from(self.row - start))) && number.is_some()
        });
        if !follows {
            self.shown.push((self.row, number));
        }
        match number {
            Some(number) => self.rows.number(0, number, CellStyle::Number),
            None => {
                let text = style::shortened(row.original.unwrap_or_default());
                self.rows.text(0, &text, CellStyle::WrappedText(None));
            }
        }
        if !row.remark.is_empty() {
            self.rows.text(1, &style::shortened(row.remark), CellStyle::WrappedText(row.fill));
        }
        let mut written = 0;
        for (index, cell) in cells.enumerate() {
            self.write_cell(row.number, index, cell, fill_of(index))?;
            written = index + 1;
        }
        // Cells that are missing at the end of a short row may be filled, too.
        (written..self.labels.len()).try_for_each(|index| self.write_cell(row.number, index, "", fill_of(index)))?;
        Ok(self.rows.end()?)
    }

    fn write_cell(&mut self, row: u64, index: usize, cell: &str, fill: Option<Fill>) -> Result<(), WorkbookError> {
        check_cell_length(cell, row, || self.labels.get(index).cloned().unwrap_or_default())?;
        if !cell.is_empty() || fill.is_some() {
            self.last_column = self.last_column.max(sheet_column(index));
            self.rows.text(sheet_column(index), cell, CellStyle::Text(fill));
        }
        Ok(())
    }

    /// Adds a note to a cell of the last row, by its index in the row, or to the remark.
    pub(crate) fn note(&mut self, index: Option<usize>, note: &Note) -> Result<(), WorkbookError> {
        self.sheet.insert_note(self.row, index.map_or(1, sheet_column), note)?;
        Ok(())
    }

    /// Returns the zero-based row in this sheet of a source row, if it was written.
    pub(crate) fn row_of(&self, number: u64) -> Option<u32> {
        let run = self.runs.partition_point(|(start, _)| *start <= number).checked_sub(1)?;
        let (first, row) = self.runs[run];
        let end = self.runs.get(run + 1).map_or(self.row + 1, |(_, row)| *row);
        u32::try_from(number - first).ok()?.checked_add(row).filter(|row| *row < end)
    }

    /// Fills a cell of a row that was written already. If a note is given, it replaces the cell's note.
    ///
    /// A conditional format is used, because rows are streamed and can't be changed once they are written.
    pub(crate) fn mark(
        &mut self,
        (row, column): (u32, u16),
        fill: Fill,
        note: Option<&Note>,
    ) -> Result<(), WorkbookError> {
        let format = style::with_fill(Format::new(), fill);
        let always = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(format);
        self.sheet.add_conditional_format(row, column, row, column, &always)?;
        if let Some(note) = note {
            self.sheet.insert_note(row, column, note)?;
        }
        Ok(())
    }

    /// Returns the row and column (from 0) of a label.
    pub(crate) fn label_cell(&self, index: usize) -> (u32, u16) {
        (0, sheet_column(index))
    }

    /// Returns the row and column (from 0) of a cell of the last row, or of its remark.
    pub(crate) fn last_row_cell(&self, index: Option<usize>) -> (u32, u16) {
        self.cell(self.row, index)
    }

    /// Returns the row and column (from 0) of a cell of any row, or of its remark.
    pub(crate) fn cell(&self, row: u32, index: Option<usize>) -> (u32, u16) {
        (row, index.map_or(1, sheet_column))
    }

    /// Returns whether the sheet has the labels of these columns.
    pub(crate) fn has_labels(&self, columns: &[SourceColumn]) -> bool {
        self.labels.iter().eq(columns.iter().map(|column| &column.label))
    }

    /// Returns whether no row was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.row == 0
    }

    /// Returns the row, from 0, that is written next.
    pub(crate) fn next_row(&self) -> u32 {
        self.row + 1
    }

    /// Returns whether a row is shown with another number than it has in this sheet.
    pub(crate) fn is_renumbered(&self) -> bool {
        self.shown.iter().any(|(row, number)| *number != Some(u64::from(*row) + 1))
    }

    /// Returns the number that is shown beside a row of this sheet, counted from 0.
    pub(crate) fn shown_number(&self, row: u32) -> Option<u64> {
        let run = self.shown.partition_point(|(start, _)| *start <= row).checked_sub(1)?;
        let (start, first) = self.shown[run];
        Some(first? + u64::from(row - start))
    }

    /// Hides the row numbers. The column remains, because the list is recognized by it.
    pub(crate) fn hide_row_numbers(&mut self) -> Result<(), WorkbookError> {
        self.sheet.set_column_hidden(0)?;
        Ok(())
    }

    /// Ends the threads that compress the rows, when the last one is written.
    pub(crate) fn end_threads(&mut self) -> io::Result<()> {
        self.rows.end_threads()
    }

    /// Adds the filter and returns the sheet with its rows.
    pub(crate) fn finish(mut self) -> Result<(Worksheet, RowsOfSheet), WorkbookError> {
        let last = (self.labels.len() as u16 + FIRST).saturating_sub(1);
        self.sheet.autofilter(0, 0, self.row, last)?;
        let rows = self.rows.finish(&mut self.sheet, self.last_column)?;
        Ok((self.sheet, rows))
    }
}

/// Returns the column in this sheet of a column of the source.
fn sheet_column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX).saturating_add(FIRST)
}

fn width_of(column: Option<Column>) -> f64 {
    column.map_or(OTHER_WIDTH, |column| WIDTHS[column as usize])
}
