//! A list as a workbook. The library writes all of it but the rows: for those it takes a map, a hash and a file as large as
//! the text, and deflates that when all are there. A row of texts is little to write, and a thread deflates it meanwhile.

mod cells;
mod deflating;
mod splice;

use std::io::{BufWriter, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use self::deflating::Deflating;
use super::style::{self, CELL_LENGTH, ROWS, WIDTHS, next_row};
use super::{Error, Layout, codes, contained};
use crate::contact::{Column, ColumnMap};
use crate::i18n::{Language, messages};

/// The style of texts by the number that the library gives it: after that of other cells and that of the header.
const TEXT: &str = "2";

/// Writes a workbook: the contacts as text cells under a styled header, and the accepted codes beside.
///
/// Rows go, deflated, to a temporary file as they come, so that a million takes a few megabytes.
pub(super) struct Writer<W: Write> {
    out: W,
    workbook: Workbook,
    text: Format,
    language: Language,
    rows: Deflating,
    /// The last row, from 0.
    row: u32,
}

impl<W: Write + Send> Writer<W> {
    pub(super) fn new(out: W, layout: &Layout) -> Result<Self, Error> {
        let (mut workbook, text) = (style::workbook()?, style::text());
        contacts_sheet(workbook.add_worksheet_with_constant_memory()?, layout, &text)?;
        let language = layout.language;
        let rows = Deflating::start()?;
        Ok(Writer { out, workbook, text, language, rows, row: 0 })
    }

    pub(super) fn write(&mut self, cells: &ColumnMap<&str>) -> Result<(), Error> {
        self.row = next_row(self.row)?;
        fit(cells, self.row)?;
        cells::write_row(self.rows.text(), self.row + 1, cells, TEXT);
        self.rows.pass();
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, Error> {
        let workbook = contained(|| {
            let sheet = self.workbook.worksheet_from_index(0)?;
            if self.row > 0 {
                // In the place of all rows, so that the library knows how many there are.
                sheet.write_string_with_format(self.row, 0, "rows", &self.text)?;
            }
            sheet.autofilter(0, 0, self.row, 5)?;
            codes::add_code_sheets(&mut self.workbook, self.language, str::to_owned)?;
            style::save(&mut self.workbook, Vec::new())
        })?;
        let mut out = BufWriter::with_capacity(64 * 1024, self.out);
        splice::with_rows(&mut out, &workbook, self.rows)?;
        out.into_inner().map_err(|error| error.into_error().into())
    }
}

/// Whether Excel holds so long cells.
fn fit(cells: &ColumnMap<&str>, row: u32) -> Result<(), Error> {
    for column in Column::ALL.into_iter().filter(|column| cells[*column].len() > CELL_LENGTH) {
        // Excel counts UTF-16 units, of which a text has no more than bytes.
        let length = cells[column].encode_utf16().count();
        if length > CELL_LENGTH {
            return Err(Error::CellTooLong { row: u64::from(row) + 1, column: column.label().to_owned(), length });
        }
    }
    Ok(())
}

fn contacts_sheet(sheet: &mut Worksheet, layout: &Layout, text: &Format) -> Result<(), Error> {
    let columns = Column::ALL.map(|column| (layout.labels[column].as_str(), WIDTHS[column as usize]));
    style::start_table(sheet, messages::SheetContacts.text(layout.language), columns)?;
    Column::ALL.into_iter().try_for_each(|column| sheet.set_column_format(column as u16, text).map(drop))?;
    let roles = codes::roles(layout.language)?;
    sheet.add_data_validation(1, Column::Role as u16, ROWS - 1, Column::Role as u16, &roles)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use proptest::prelude::*;

    use super::*;
    use crate::contact::Format as ListFormat;

    /// The entries of a workbook: their names, what the zip says of them, and what they hold.
    fn entries(workbook: &[u8]) -> Vec<(String, String, String)> {
        let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let count = zip.len();
        let entry = |at| {
            let mut entry = zip.by_index(at).unwrap();
            let said = (entry.unix_mode(), entry.system(), entry.compression(), entry.last_modified());
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), format!("{said:?}"), text)
        };
        (0..count).map(entry).collect()
    }

    fn ours(lists: &[[String; 6]]) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), &Layout::new(ListFormat::Xlsx)).unwrap();
        for cells in lists {
            writer.write(&ColumnMap(cells.each_ref().map(String::as_str))).unwrap();
        }
        writer.finish().unwrap()
    }

    /// The same list, all of it written by the library.
    fn plain(lists: &[[String; 6]]) -> Vec<u8> {
        let layout = Layout::new(ListFormat::Xlsx);
        let (mut workbook, text) = (style::workbook().unwrap(), style::text());
        let sheet = workbook.add_worksheet_with_constant_memory().unwrap();
        contacts_sheet(sheet, &layout, &text).unwrap();
        for (row, cells) in (1..).zip(lists) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(row, column, cell, &text).unwrap();
            }
        }
        sheet.autofilter(0, 0, lists.len() as u32, 5).unwrap();
        codes::add_code_sheets(&mut workbook, layout.language, str::to_owned).unwrap();
        workbook.save_to_buffer().unwrap()
    }

    fn assert_same(lists: &[[String; 6]]) {
        let (ours, plain) = (entries(&ours(lists)), entries(&plain(lists)));
        assert_eq!(ours.len(), plain.len());
        ours.iter().zip(&plain).for_each(|(ours, plain)| assert_eq!(ours, plain));
    }

    #[test]
    fn lists_of_no_row_and_of_many_blocks_are_as_the_library_writes_them() {
        assert_same(&[]);
        let cells = |row: u32| {
            ["Zoë <&>", "_x0041_", " a\u{1}\tb\n", "\u{FFFF}\u{FFFE}\u{F000}", "", "f"]
                .map(|text| format!("{text}{row}"))
        };
        assert_same(&(0..2000).map(cells).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_rows_make_the_same_bytes() {
        let lists: Vec<_> = (0..3000).map(|row| [0; 6].map(|_| format!("cell {row}"))).collect();
        assert_eq!(ours(&lists), ours(&lists));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn rows_are_as_the_library_writes_them(
            lists in prop::collection::vec(prop::array::uniform6("([ \t\n_x0-9A-F&<>\"\u{0}-\u{1F}\u{FFFE}]|.|_x[0-9a-fA-G]{4}_){1,9}"), 0..6),
        ) {
            assert_same(&lists);
        }
    }
}
