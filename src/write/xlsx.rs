use std::io::{BufWriter, Write};

use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet};

use super::style::{self, CELL_LENGTH, ROWS, next_row};
use super::{Error, Layout};
use crate::model::{Column, Contact, Country, Role, State};
use crate::vocabulary::CellBuffers;
use crate::words::{Language, say};

/// The widths of the columns, in characters.
const WIDTHS: [f64; 6] = [26.0, 34.0, 30.0, 32.0, 24.0, 24.0];

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
    buffers: CellBuffers,
}

impl<W: Write + Send> Writer<W> {
    pub(super) fn new(out: W, layout: &Layout) -> Result<Self, Error> {
        let (mut workbook, text) = (style::workbook()?, style::text());
        contacts_sheet(workbook.add_worksheet_with_constant_memory()?, layout, &text)?;
        let language = layout.language;
        Ok(Writer { out, workbook, text, language, row: 0, buffers: CellBuffers::default() })
    }

    pub(super) fn write(&mut self, contact: &Contact<'_>) -> Result<(), Error> {
        self.row = next_row(self.row)?;
        let sheet = self.workbook.worksheet_from_index(0)?;
        let cells = self.buffers.cells(contact);
        for column in Column::ALL {
            let cell = cells[column];
            if cell.len() > CELL_LENGTH {
                // Excel counts UTF-16 units, of which a text has no more than bytes.
                let length = cell.encode_utf16().count();
                if length > CELL_LENGTH {
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
        let language = self.language;
        let global = ("OOO", say::GlobalContacts.text(language));
        let countries = Country::all().map(|country| (country.code(), language.country(country.code())));
        let sheet = say::SheetCountries.text(language);
        codes_sheet(&mut self.workbook, sheet, language, [global].into_iter().chain(countries))?;
        let states = State::all().map(|state| (state.code(), state.name()));
        codes_sheet(&mut self.workbook, say::SheetStates.text(language), language, states)?;
        let mut out = BufWriter::with_capacity(64 * 1024, self.out);
        self.workbook.save_to_writer(&mut out)?;
        out.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}

fn contacts_sheet(sheet: &mut Worksheet, layout: &Layout, text: &Format) -> Result<(), Error> {
    let columns = Column::ALL.map(|column| (layout.labels[column].as_str(), WIDTHS[column as usize]));
    style::start_table(sheet, say::SheetContacts.text(layout.language), columns)?;
    Column::ALL.into_iter().try_for_each(|column| sheet.set_column_format(column as u16, text).map(drop))?;
    let roles = DataValidation::new()
        .allow_list_strings(&Role::ALL.map(Role::label))?
        .set_error_title(layout.language.column(Column::Role))?
        .set_error_message(say::RoleRefused.text(layout.language))?;
    sheet.add_data_validation(1, Column::Role as u16, ROWS - 1, Column::Role as u16, &roles)?;
    Ok(())
}

fn codes_sheet<'c>(
    workbook: &mut Workbook,
    name: &str,
    language: Language,
    codes: impl Iterator<Item = (&'c str, &'c str)>,
) -> Result<(), Error> {
    let sheet = workbook.add_worksheet();
    style::start_table(sheet, name, [(say::HeadCode.text(language), 10.0), (say::HeadMeans.text(language), 46.0)])?;
    for (row, (code, name)) in (1..).zip(codes) {
        sheet.write_string(row, 0, code)?;
        sheet.write_string(row, 1, name)?;
    }
    Ok(())
}
