//! The rows of a sheet with cells of several formats, for reports: as XML, compressed as they come, and put into the
//! finished workbook as the rows of a list are.

use std::io::{self, Write};
use std::mem;

use rust_xlsxwriter::{Workbook, Worksheet};

use super::row_compressor::{BLOCK, InlineCompressor, RowsOfSheet, write_with_rows};
use super::{RowCompressor, has_outer_space, write, write_text};
use crate::contact::column_letters;
use crate::spreadsheet::style::CellStyle;
use crate::spreadsheet::{WorkbookError, save_workbook};

/// Rows of a sheet below those that rust_xlsxwriter writes.
pub(crate) struct SheetRows {
    /// XML of rows that weren't compressed yet.
    block: Vec<u8>,
    compressor: Box<dyn RowCompressor>,
    /// The letters of the columns.
    letters: Vec<String>,
    /// The number of the current row as text, from 1.
    number: String,
    /// The last row that rust_xlsxwriter writes, and the last one here, from 0.
    header: u32,
    row: u32,
}

impl SheetRows {
    /// Returns the rows below a row, counted from 0. The cells' formats must be registered in the workbook.
    pub(crate) fn new(header: u32, compressor: Box<dyn RowCompressor>) -> Self {
        let (letters, number) = (Vec::new(), String::new());
        SheetRows { block: Vec::with_capacity(BLOCK), compressor, letters, number, header, row: header }
    }

    /// Starts a row, counted from 0. The height is in points; `None` is that of a line.
    pub(crate) fn start(&mut self, row: u32, height: Option<f64>) {
        self.row = row;
        self.number = (row + 1).to_string();
        write(&mut self.block, ["<row r=\"", &self.number]);
        if let Some(height) = height {
            // Excel has whole pixels, of which four are three points.
            let height = (height * 4.0 / 3.0).round() * 0.75;
            write(&mut self.block, ["\" ht=\"", &height.to_string(), "\" customHeight=\"1"]);
        }
        write(&mut self.block, ["\">"]);
    }

    /// Appends a text to the row; an empty one is an empty cell with a format.
    pub(crate) fn text(&mut self, column: u16, text: &str, style: CellStyle) {
        let (block, letters, number) = self.cell(column);
        match text.is_empty() {
            true => write(block, ["<c r=\"", letters, number, "\"", style.attribute(), "/>"]),
            false => {
                let space = if has_outer_space(text) { " xml:space=\"preserve\"" } else { "" };
                let style = style.attribute();
                write(block, ["<c r=\"", letters, number, "\"", style, " t=\"inlineStr\"><is><t", space, ">"]);
                write_text(block, text);
                write(block, ["</t></is></c>"]);
            }
        }
    }

    /// Appends a number to the row.
    pub(crate) fn number(&mut self, column: u16, value: u64, style: CellStyle) {
        let (block, letters, number) = self.cell(column);
        write(block, ["<c r=\"", letters, number, "\"", style.attribute(), "><v>"]);
        let _ = write!(block, "{}", value as f64); // memory can't fail
        write(block, ["</v></c>"]);
    }

    fn cell(&mut self, column: u16) -> (&mut Vec<u8>, &str, &str) {
        let column = usize::from(column);
        let known = self.letters.len() as u32;
        self.letters.extend((known..=column as u32).map(column_letters));
        (&mut self.block, &self.letters[column], &self.number)
    }

    /// Ends the row.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        write(&mut self.block, ["</row>"]);
        if self.block.len() >= BLOCK {
            self.block = self.compressor.compress(mem::take(&mut self.block))?;
        }
        Ok(())
    }

    /// Ends the threads of the compressor.
    pub(crate) fn end_threads(&mut self) -> io::Result<()> {
        let compressor = mem::replace(&mut self.compressor, Box::new(InlineCompressor::new()));
        let compressed = compressor.finish(mem::take(&mut self.block))?;
        self.compressor = Box::new(InlineCompressor::after(compressed));
        Ok(())
    }

    /// Ends the rows of a sheet, whose last column is given.
    pub(crate) fn finish(self, sheet: &mut Worksheet, last: u16) -> Result<RowsOfSheet, WorkbookError> {
        let SheetRows { block, compressor, header, row, .. } = self;
        if row > header {
            // Stands for all rows, so that the library writes the dimensions of the sheet.
            sheet.write_number(row, last, 0)?;
        }
        Ok(RowsOfSheet { header, rows: compressor.finish(block)? })
    }
}

/// Writes a workbook whose first sheets have these rows.
pub(crate) fn save_with_rows(
    workbook: &mut Workbook,
    rows: Vec<RowsOfSheet>,
    out: &mut (dyn Write + Send),
) -> Result<(), WorkbookError> {
    let workbook = save_workbook(workbook, Vec::new())?;
    let mut out = io::BufWriter::with_capacity(64 * 1024, out);
    write_with_rows(&mut out, &workbook, rows)?;
    out.into_inner().map(drop).map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::spreadsheet::style::{self, Fill, add_cell_styles};
    use crate::spreadsheet::{new_streamed_sheet, new_workbook};
    use crate::write::xlsx::tests::entries;

    /// The height of a row in lines, and its cells: columns with numbers or texts.
    type TestRow = (u32, Vec<(u16, Result<u64, String>, CellStyle)>);

    /// Returns a workbook of two sheets with these rows below their headers, written by us or by rust_xlsxwriter alone.
    fn workbook(sheets: &[Vec<TestRow>; 2], is_ours: bool) -> Vec<u8> {
        let mut workbook = new_workbook().unwrap();
        add_cell_styles(&mut workbook, true);
        let mut all_rows = Vec::new();
        for (header, list) in (0..).zip(sheets) {
            let mut sheet = new_streamed_sheet(&mut workbook).unwrap();
            sheet.write_string(0, 0, "Above the header").unwrap();
            let columns = [("One", 9.0), ("Two", 9.0)];
            style::start_table_at(&mut sheet, &format!("Sheet{header}"), header, columns).unwrap();
            let mut rows = SheetRows::new(header, Box::new(InlineCompressor::new()));
            let mut last = 1;
            for (row, (lines, cells)) in (header + 1..).zip(list) {
                let height = (*lines > 1).then(|| style::height(*lines));
                rows.start(row, height);
                if let Some(height) = height.filter(|_| !is_ours) {
                    sheet.set_row_height(row, height).unwrap();
                }
                for (column, cell, cell_style) in cells {
                    last = last.max(*column);
                    match cell {
                        Ok(number) if is_ours => rows.number(*column, *number, *cell_style),
                        Err(text) if is_ours => rows.text(*column, text, *cell_style),
                        Ok(number) => {
                            let number = *number as f64;
                            sheet.write_number_with_format(row, *column, number, &cell_style.format()).unwrap();
                        }
                        Err(text) => {
                            sheet.write_string_with_format(row, *column, text, &cell_style.format()).unwrap();
                        }
                    }
                }
                rows.end().unwrap();
            }
            if is_ours {
                rows.end_threads().unwrap();
                all_rows.push(rows.finish(&mut sheet, last).unwrap());
            }
            workbook.push_worksheet(sheet);
        }
        let mut out = Vec::new();
        save_with_rows(&mut workbook, all_rows, &mut out).unwrap();
        out
    }

    fn row() -> impl Strategy<Value = TestRow> {
        let fill = prop_oneof![Just(None), Just(Some(Fill::Good)), Just(Some(Fill::Bad)), Just(Some(Fill::Faint))];
        let text_style = (any::<bool>(), fill).prop_map(|(is_wrapped, fill)| match is_wrapped {
            true => CellStyle::WrappedText(fill),
            false => CellStyle::Text(fill),
        });
        let text = ("([ \t\n_x0-9A-F&<>\"\u{0}-\u{1F}\u{FFFE}]|.|_x[0-9a-fA-G]{4}_){0,9}", text_style)
            .prop_map(|(text, style)| (Err(text), style));
        let link = "[A-Z]{1,9}".prop_map(|text| (Err(text), CellStyle::Link));
        let plain = "[a-z]{1,9}".prop_map(|text| (Err(text), CellStyle::Plain));
        let number = (any::<u64>(), Just(CellStyle::Number)).prop_map(|(number, style)| (Ok(number), style));
        let cells = prop::collection::btree_map(0u16..40, prop_oneof![text, link, plain, number], 1..6);
        let cells = cells.prop_map(|cells| cells.into_iter().map(|(column, (cell, style))| (column, cell, style)));
        (0u32..40, cells.prop_map(Iterator::collect))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn rows_are_as_the_library_writes_them(
            one in prop::collection::vec(row(), 0..5), other in prop::collection::vec(row(), 0..5),
        ) {
            let mut sheets = [one, other];
            // If the last row has a height, the library writes it twice.
            sheets.iter_mut().filter_map(|rows| rows.last_mut()).for_each(|(lines, _)| *lines = 1);
            let (ours, plain) = (entries(&workbook(&sheets, true)), entries(&workbook(&sheets, false)));
            prop_assert_eq!(ours.len(), plain.len());
            for (ours, plain) in ours.iter().zip(&plain) {
                prop_assert_eq!(ours, plain);
            }
        }
    }
}
