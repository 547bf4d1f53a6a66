use std::collections::HashMap;

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Workbook, Worksheet};

use super::style::{self, CELL_LENGTH, Fill, ROWS, WIDTHS};
use super::{Error, codes};
use crate::contact::{Column, SourceColumn};
use crate::i18n::Language;

/// A sheet of rows as they were received, below the labels that they had. Left of them stand two columns of ours: the row that each
/// was, which stays in sight, and what there is to say about it.
pub(crate) struct Received {
    sheet: Worksheet,
    labels: Vec<String>,
    text: Format,
    number: Format,
    remark: Format,
    /// How wide the remarks are, in characters.
    width: f64,
    language: Language,
    filled: HashMap<(Fill, bool), Format>,
    /// The last row, from 0.
    row: u32,
    /// Where a row is not the one below the last in the source, as the first isn't: its number there, and here.
    starts: Vec<(u64, u32)>,
    /// The number of the last row in the source.
    last: Option<u64>,
}

/// The source's columns start here.
const FIRST: u16 = 2;
/// The width of a column that is not one of the template's, in characters.
const OTHER_WIDTH: f64 = 20.0;

/// A row as it was received.
pub(crate) struct ReceivedRow<'r> {
    /// Its sheet, where that is to be said.
    pub(crate) sheet: Option<&'r str>,
    /// Its number there, as Excel counts it.
    pub(crate) number: u64,
    /// What there is to say about it.
    pub(crate) remark: &'r str,
    /// What the fill of the remark says.
    pub(crate) fill: Option<Fill>,
}

impl Received {
    /// Starts a sheet under a name, with the label of the column of row numbers, and the label and the width (in characters) of
    /// that of remarks. Rows go to a temporary file as they come, unless columns may be added later.
    pub(crate) fn new(
        workbook: &mut Workbook,
        name: &str,
        (row, (label, width)): (&str, (&str, f64)),
        columns: &[SourceColumn],
        may_grow: bool,
        language: Language,
    ) -> Result<Self, Error> {
        let mut sheet = if may_grow { Worksheet::new() } else { workbook.new_worksheet_with_constant_memory()? };
        let ours = [(row, 8.0), (label, width)];
        let theirs = columns.iter().map(|column| (column.label.as_str(), width_of(column.column)));
        style::start_table(&mut sheet, name, ours.into_iter().chain(theirs))?;
        sheet.set_freeze_panes(1, 1)?;
        let text = style::text();
        let remark = text.clone().set_text_wrap();
        let (labels, number, filled) = (Vec::new(), style::number(), HashMap::new());
        let (starts, last) = (Vec::new(), None);
        let mut received =
            Received { sheet, labels, text, number, remark, width, language, filled, row: 0, starts, last };
        received.prepare(columns)?;
        Ok(received)
    }

    /// The source turned out to have more columns.
    pub(crate) fn grow(&mut self, columns: &[SourceColumn]) -> Result<(), Error> {
        let known = self.labels.len();
        for (at, column) in columns.iter().enumerate().skip(known) {
            self.sheet.set_column_width(at_sheet(at), width_of(column.column))?;
            self.sheet.write_string_with_format(0, at_sheet(at), &column.label, &style::header())?;
        }
        self.prepare(columns)
    }

    /// Makes cells text, so that what is typed into them stays as it is, and offers the roles.
    fn prepare(&mut self, columns: &[SourceColumn]) -> Result<(), Error> {
        for (at, column) in columns.iter().enumerate().skip(self.labels.len()) {
            let at = at_sheet(at);
            self.sheet.set_column_format(at, &self.text)?;
            if column.column == Some(Column::Role) {
                self.sheet.add_data_validation(1, at, ROWS - 1, at, &codes::roles(self.language)?)?;
            }
            self.labels.push(column.label.clone());
        }
        Ok(())
    }

    /// Writes a row; `fill_of` says what the fill of each cell says, by its place in the row.
    pub(crate) fn write<'c>(
        &mut self,
        row: &ReceivedRow<'_>,
        cells: impl Iterator<Item = &'c str>,
        fill_of: impl Fn(usize) -> Option<Fill>,
    ) -> Result<(), Error> {
        self.row = style::next_row(self.row)?;
        if self.last.replace(row.number) != row.number.checked_sub(1) {
            self.starts.push((row.number, self.row));
        }
        let lines = style::lines(row.remark, self.width * style::PLAIN);
        if lines > 1 {
            self.sheet.set_row_height(self.row, style::height(lines))?;
        }
        match row.sheet {
            Some(sheet) => {
                style::write_text(&mut self.sheet, (self.row, 0), &format!("{sheet}!{}", row.number), &self.text)?
            }
            None => drop(self.sheet.write_number_with_format(self.row, 0, row.number as f64, &self.number)?),
        }
        if !row.remark.is_empty() {
            let look = self.look(row.fill, true);
            style::write_text(&mut self.sheet, (self.row, 1), row.remark, &look)?;
        }
        let mut written = 0;
        for (at, cell) in cells.enumerate() {
            self.write_cell(row.number, at, cell, fill_of(at))?;
            written = at + 1;
        }
        // What is missing at the end of a row is at fault, too.
        (written..self.labels.len()).try_for_each(|at| self.write_cell(row.number, at, "", fill_of(at)))
    }

    fn write_cell(&mut self, row: u64, at: usize, cell: &str, fill: Option<Fill>) -> Result<(), Error> {
        // Excel counts UTF-16 units, of which a text has no more than bytes.
        let length = if cell.len() > CELL_LENGTH { cell.encode_utf16().count() } else { 0 };
        if length > CELL_LENGTH {
            let column = self.labels.get(at).cloned().unwrap_or_default();
            return Err(Error::CellTooLong { row, column, length });
        }
        let location = (self.row, at_sheet(at));
        match (cell.is_empty(), fill) {
            (true, None) => {}
            (true, Some(_)) => {
                let look = self.look(fill, false);
                self.sheet.write_blank(location.0, location.1, &look)?;
            }
            (false, None) => drop(self.sheet.write_string_with_format(location.0, location.1, cell, &self.text)?),
            (false, Some(_)) => {
                let look = self.look(fill, false);
                self.sheet.write_string_with_format(location.0, location.1, cell, &look)?;
            }
        }
        Ok(())
    }

    fn look(&mut self, fill: Option<Fill>, is_remark: bool) -> Format {
        let plain = if is_remark { &self.remark } else { &self.text };
        match fill {
            Some(fill) => {
                let filled = || style::with_fill(plain.clone(), fill);
                self.filled.entry((fill, is_remark)).or_insert_with(filled).clone()
            }
            None => plain.clone(),
        }
    }

    /// Puts a note on a cell of the last row, by its place in the row; none is the remark.
    pub(crate) fn note(&mut self, at: Option<usize>, note: &Note) -> Result<(), Error> {
        self.sheet.insert_note(self.row, at.map_or(1, at_sheet), note)?;
        Ok(())
    }

    /// The row, from 0, in which a row of the source stands; none where it is not written.
    pub(crate) fn row_of(&self, number: u64) -> Option<u32> {
        let start = self.starts.partition_point(|(start, _)| *start <= number).checked_sub(1)?;
        let (first, row) = self.starts[start];
        let end = self.starts.get(start + 1).map_or(self.row + 1, |(_, row)| *row);
        u32::try_from(number - first).ok()?.checked_add(row).filter(|row| *row < end)
    }

    /// Marks a cell of a row that is written, as if its fill had been known then; the note takes the place of another.
    pub(crate) fn mark(&mut self, location: (u32, u16), fill: Fill, note: Option<&Note>) -> Result<(), Error> {
        let look = style::with_fill(Format::new(), fill);
        let always = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(look);
        self.sheet.add_conditional_format(location.0, location.1, location.0, location.1, &always)?;
        if let Some(note) = note {
            self.sheet.insert_note(location.0, location.1, note)?;
        }
        Ok(())
    }

    /// Where the label of a column stands in the sheet, both from 0.
    pub(crate) fn header(&self, at: usize) -> (u32, u16) {
        (0, at_sheet(at))
    }

    /// Where a cell of the last row stands in the sheet, both from 0.
    pub(crate) fn location(&self, at: Option<usize>) -> (u32, u16) {
        self.place_in(self.row, at)
    }

    /// The same in another row.
    pub(crate) fn place_in(&self, row: u32, at: Option<usize>) -> (u32, u16) {
        (row, at.map_or(1, at_sheet))
    }

    /// Ends the sheet.
    pub(crate) fn finish(mut self) -> Result<Worksheet, Error> {
        let last = (self.labels.len() as u16 + FIRST).saturating_sub(1);
        self.sheet.autofilter(0, 0, self.row, last)?;
        Ok(self.sheet)
    }
}

fn at_sheet(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX).saturating_add(FIRST)
}

fn width_of(column: Option<Column>) -> f64 {
    column.map_or(OTHER_WIDTH, |column| WIDTHS[column as usize])
}
