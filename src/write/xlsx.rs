use std::io::{BufWriter, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::style::{self, CELL_LENGTH, ROWS, WIDTHS, next_row};
use super::{Error, Layout, codes};
use crate::model::{Column, ColumnMap};
use crate::words::{Language, say};

/// Writes a workbook: the contacts as text cells under a styled header, and the accepted codes beside.
///
/// Rows go to a temporary file as they come, so that a million takes a few megabytes.
pub(super) struct Writer<W: Write> {
    out: W,
    workbook: Workbook,
    text: Format,
    language: Language,
    /// The last row, from 0.
    row: u32,
}

impl<W: Write + Send> Writer<W> {
    pub(super) fn new(out: W, layout: &Layout) -> Result<Self, Error> {
        let (mut workbook, text) = (style::workbook()?, style::text());
        contacts_sheet(workbook.add_worksheet_with_constant_memory()?, layout, &text)?;
        let language = layout.language;
        Ok(Writer { out, workbook, text, language, row: 0 })
    }

    pub(super) fn write(&mut self, cells: ColumnMap<&str>) -> Result<(), Error> {
        self.row = next_row(self.row)?;
        let sheet = self.workbook.worksheet_from_index(0)?;
        for column in Column::ALL {
            let cell = cells[column];
            if cell.len() > CELL_LENGTH {
                // Excel counts UTF-16 units, of which a text has no more than bytes.
                let length = cell.encode_utf16().count();
                if length > CELL_LENGTH {
                    let column = column.label().to_owned();
                    return Err(Error::CellTooLong { row: u64::from(self.row) + 1, column, length });
                }
            }
            if !cell.is_empty() {
                sheet.write_string_with_format(self.row, column as u16, cell, &self.text)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, Error> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        sheet.autofilter(0, 0, self.row, 5)?;
        codes::add_code_sheets(&mut self.workbook, self.language, str::to_owned)?;
        let mut out = BufWriter::with_capacity(64 * 1024, self.out);
        self.workbook.save_to_writer(&mut out)?;
        out.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}

fn contacts_sheet(sheet: &mut Worksheet, layout: &Layout, text: &Format) -> Result<(), Error> {
    let columns = Column::ALL.map(|column| (layout.labels[column].as_str(), WIDTHS[column as usize]));
    style::start_table(sheet, say::SheetContacts.text(layout.language), columns)?;
    Column::ALL.into_iter().try_for_each(|column| sheet.set_column_format(column as u16, text).map(drop))?;
    let roles = codes::roles(layout.language)?;
    sheet.add_data_validation(1, Column::Role as u16, ROWS - 1, Column::Role as u16, &roles)?;
    Ok(())
}
