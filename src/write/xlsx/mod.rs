//! A list as a workbook.
//!
//! rust_xlsxwriter writes all of it except the rows, because it needs a map, a hash and an uncompressed temporary file
//! for them. The rows are written as XML, compressed as they come, and put into the finished workbook.

mod row_compressor;
mod sheet_rows;

pub(crate) use self::row_compressor::{
    Block, CompressedBlock, CompressedRows, InlineCompressor, RowCompressor, RowsOfSheet,
};
pub(crate) use self::sheet_rows::{SheetRows, save_with_rows};

use std::borrow::Cow;
use std::io::Write;
use std::mem;
use std::sync::Arc;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use wide::u8x16;

use self::row_compressor::BLOCK;
use super::encoded_batch::EncodedContacts;
use super::list_format::{ContactEncoder, ListFormat, ListWriter, RejectsWriter};
use super::rejects::XlsxRejects;
use super::{EncodedBatch, Layout, WriteError};
use crate::contact::{Column, ColumnMap, Contact, SourceColumn, StoredContact};
use crate::i18n::{Language, messages};
use crate::spreadsheet::style::{self, WIDTHS};
use crate::spreadsheet::{
    ROWS, add_streamed_sheet, catch_io_panic, check_cell_length, code_sheets, new_workbook, next_row,
};
use crate::util::in_sixteens;

/// Excel workbooks.
pub(super) struct XlsxFormat;

impl ListFormat for XlsxFormat {
    fn list_writer(&self, layout: &Layout) -> Result<Box<dyn ListWriter>, WriteError> {
        Ok(Box::new(XlsxWriter::new(layout)?))
    }

    fn rejects_writer(
        &self,
        columns: &[SourceColumn],
        language: Language,
    ) -> Result<Box<dyn RejectsWriter>, WriteError> {
        Ok(Box::new(XlsxRejects::new(columns, language)?))
    }

    fn has_header(&self) -> bool {
        true
    }

    fn has_sheets(&self) -> bool {
        true
    }

    fn names_rules(&self) -> bool {
        false
    }
}

/// A writer of a workbook with the contacts as text cells under a styled header, and sheets of the accepted codes.
///
/// Compressed rows go to a temporary file as they are written, so that a million take a few megabytes of memory.
struct XlsxWriter {
    workbook: Workbook,
    text: Format,
    language: Language,
    /// XML of rows that weren't compressed yet.
    block: Vec<u8>,
    compressor: Box<dyn RowCompressor>,
    /// The last row, from 0.
    row: u32,
}

impl XlsxWriter {
    fn new(layout: &Layout) -> Result<Self, WriteError> {
        let (mut workbook, text) = (new_workbook()?, style::text());
        start_contacts_sheet(add_streamed_sheet(&mut workbook)?, layout, &text)?;
        let compressor = Box::new(InlineCompressor::new());
        Ok(XlsxWriter {
            workbook,
            text,
            language: layout.language,
            block: Vec::with_capacity(BLOCK),
            compressor,
            row: 0,
        })
    }

    fn write_row(&mut self, cells: &ColumnMap<&str>) -> Result<(), WriteError> {
        self.row = next_row(self.row)?;
        for column in Column::ALL {
            check_cell_length(cells[column], u64::from(self.row) + 1, || column.label().to_owned())?;
        }
        write_row(&mut self.block, self.row + 1, cells);
        if self.block.len() >= BLOCK {
            self.block = self.compressor.compress(mem::take(&mut self.block))?;
        }
        Ok(())
    }
}

impl ListWriter for XlsxWriter {
    fn encoder(&self) -> Arc<dyn ContactEncoder> {
        Arc::new(CellEncoder)
    }

    fn start(&mut self, _out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(())
    }

    fn write(&mut self, batch: &EncodedBatch, _out: &mut dyn Write) -> Result<(), WriteError> {
        batch.cells().try_for_each(|cells| self.write_row(&cells))
    }

    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        let XlsxWriter { mut workbook, text, language, block, compressor, row } = *self;
        catch_io_panic(|| {
            let sheet = workbook.worksheet_from_index(0)?;
            if row > 0 {
                // Stands for all rows, so that the library writes the dimensions of the sheet.
                sheet.write_string_with_format(row, 0, "rows", &text)?;
            }
            sheet.autofilter(0, 0, row, 5)?;
            code_sheets::add_code_sheets(&mut workbook, language, code_sheets::CodeLayout::Table, str::to_owned)?;
            let rows = RowsOfSheet { header: 0, rows: compressor.finish(block)? };
            Ok(save_with_rows(&mut workbook, vec![rows], out)?)
        })
    }

    fn compressor(&mut self) -> Option<&mut Box<dyn RowCompressor>> {
        Some(&mut self.compressor)
    }
}

/// An encoder that keeps the cells, because the XML of a row needs its number.
#[derive(Debug)]
struct CellEncoder;

impl ContactEncoder for CellEncoder {
    fn encode(&self, contact: &Contact<'_>, batch: &mut EncodedContacts) {
        batch.push_cells(contact);
    }

    fn encode_stored(&self, contact: &StoredContact<'_>, batch: &mut EncodedContacts) {
        batch.push_stored_cells(contact);
    }
}

fn start_contacts_sheet(sheet: &mut Worksheet, layout: &Layout, text: &Format) -> Result<(), WriteError> {
    let columns = Column::ALL.map(|column| (layout.labels[column].as_str(), WIDTHS[column as usize]));
    style::start_table(sheet, messages::SheetContacts.text(layout.language), columns)?;
    Column::ALL.into_iter().try_for_each(|column| sheet.set_column_format(column as u16, text).map(drop))?;
    let roles = code_sheets::roles(layout.language)?;
    sheet.add_data_validation(1, Column::Role as u16, ROWS - 1, Column::Role as u16, &roles)?;
    Ok(())
}

/// Starts of cells, before the number of the row.
const CELL: ColumnMap<&str> = ColumnMap(["<c r=\"A", "<c r=\"B", "<c r=\"C", "<c r=\"D", "<c r=\"E", "<c r=\"F"]);
/// The rest of a cell up to its text. The index of the text format in the workbook's styles is 2, which rust_xlsxwriter
/// assigns: after the default and the header.
const TEXT: &str = "\" s=\"2\" t=\"inlineStr\"><is><t>";
const TEXT_WITH_OUTER_SPACE: &str = "\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";

/// Writes a row: a cell for each text that isn't empty. Row numbers start at 1.
fn write_row(xml: &mut Vec<u8>, number: u32, cells: &ColumnMap<&str>) {
    let number = number.to_string();
    write(xml, ["<row r=\"", &number, "\">"]);
    for column in Column::ALL.into_iter().filter(|column| !cells[*column].is_empty()) {
        let text = cells[column];
        write(xml, [CELL[column], &number, if has_outer_space(text) { TEXT_WITH_OUTER_SPACE } else { TEXT }]);
        write_text(xml, text);
        write(xml, ["</t></is></c>"]);
    }
    write(xml, ["</row>"]);
}

fn write<const PARTS: usize>(xml: &mut Vec<u8>, parts: [&str; PARTS]) {
    parts.into_iter().for_each(|part| xml.extend_from_slice(part.as_bytes()));
}

/// Returns whether an XML reader may drop white space at the start or end of the text.
fn has_outer_space(text: &str) -> bool {
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    ends.into_iter().flatten().any(|byte| matches!(byte, b'\t' | b'\n' | b' '))
}

/// Fast path: returns whether a text may contain anything that has to be escaped, 16 bytes at a time.
fn needs_escapes(text: &str) -> bool {
    let mut found = u8x16::ZERO;
    in_sixteens(text.as_bytes(), b' ', |bytes, _| {
        found |= bytes.simd_eq(bytes.min(u8x16::splat(0x1F)));
        b"&<>_\xEF".iter().for_each(|special| found |= bytes.simd_eq(u8x16::splat(*special)));
    });
    found.to_bitmask() != 0
}

/// Writes a text, escaped if it needs to be.
fn write_text(xml: &mut Vec<u8>, text: &str) {
    if needs_escapes(text) {
        write_escaped(xml, text);
    } else {
        write(xml, [text]);
    }
}

/// Writes a text with the special characters of XML escaped. Characters that XML can't hold, and text that looks like
/// their escape, are escaped as Excel does (`_x0001_`).
fn write_escaped(xml: &mut Vec<u8>, text: &str) {
    let mut written = 0;
    for (offset, byte) in text.bytes().enumerate() {
        let (length, escaped) = match byte {
            b'&' => (1, Cow::Borrowed("&amp;")),
            b'<' => (1, Cow::Borrowed("&lt;")),
            b'>' => (1, Cow::Borrowed("&gt;")),
            b'_' if is_escape(&text.as_bytes()[offset..]) => (1, Cow::Borrowed("_x005F_")),
            b'\t' | b'\n' => continue,
            0..0x20 => (1, Cow::Owned(format!("_x{byte:04X}_"))),
            0xEF if text[offset..].starts_with('\u{FFFE}') => (3, Cow::Borrowed("_xFFFE_")),
            0xEF if text[offset..].starts_with('\u{FFFF}') => (3, Cow::Borrowed("_xFFFF_")),
            _ => continue,
        };
        write(xml, [&text[written..offset], &escaped]);
        written = offset + length;
    }
    write(xml, [&text[written..]]);
}

/// Returns whether a text starts with an escape such as `_x0041_`.
fn is_escape(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Read};

    /// Returns the entries of a workbook: their names, metadata and contents.
    pub(super) fn entries(workbook: &[u8]) -> Vec<(String, String, String)> {
        let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let count = zip.len();
        let entry = |offset| {
            let mut entry = zip.by_index(offset).unwrap();
            let metadata = (entry.unix_mode(), entry.system(), entry.compression(), entry.last_modified());
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), format!("{metadata:?}"), text)
        };
        (0..count).map(entry).collect()
    }

    fn ours(lists: &[[String; 6]]) -> Vec<u8> {
        let mut writer = Box::new(XlsxWriter::new(&Layout::new(crate::contact::Format::Xlsx)).unwrap());
        for cells in lists {
            writer.write_row(&ColumnMap(cells.each_ref().map(String::as_str))).unwrap();
        }
        let mut out = Vec::new();
        writer.finish(&mut out).unwrap();
        out
    }

    /// Returns the same list, written by rust_xlsxwriter alone.
    fn plain(lists: &[[String; 6]]) -> Vec<u8> {
        let layout = Layout::new(crate::contact::Format::Xlsx);
        let (mut workbook, text) = (new_workbook().unwrap(), style::text());
        let sheet = add_streamed_sheet(&mut workbook).unwrap();
        start_contacts_sheet(sheet, &layout, &text).unwrap();
        for (row, cells) in (1..).zip(lists) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(row, column, cell, &text).unwrap();
            }
        }
        sheet.autofilter(0, 0, lists.len() as u32, 5).unwrap();
        code_sheets::add_code_sheets(&mut workbook, layout.language, code_sheets::CodeLayout::Table, str::to_owned)
            .unwrap();
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
