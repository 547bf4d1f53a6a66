use std::collections::HashSet;
use std::io::Write;

use rust_xlsxwriter::Workbook;

use super::RejectedRow;
use crate::contact::SourceColumn;
use crate::i18n::{Language, messages};
use crate::spreadsheet::code_sheets::CodeLayout;
use crate::spreadsheet::style::{Fill, add_cell_styles};
use crate::spreadsheet::{HelperColumn, catch_io_panic, code_sheets, new_workbook};
use crate::write::list_format::RejectsWriter;
use crate::write::source_rows::{SourceRow, SourceRowsSheet};
use crate::write::{InlineCompressor, WriteError, save_with_rows};

/// Widths of the row numbers and of the reasons, in characters.
const ROW_WIDTH: f64 = 14.0;
const REASONS_WIDTH: f64 = 60.0;

/// A writer of rejected rows as a workbook, with the cells at fault in colour, and sheets of the accepted codes. Rows of
/// sources with other columns are on other sheets.
pub(in crate::write) struct XlsxRejects {
    workbook: Workbook,
    sheets: Vec<SourceRowsSheet>,
    language: Language,
}

impl XlsxRejects {
    pub(in crate::write) fn new(columns: &[SourceColumn], language: Language) -> Result<Self, WriteError> {
        let mut workbook = new_workbook()?;
        add_cell_styles(&mut workbook, false);
        let mut rejects = XlsxRejects { workbook, sheets: Vec::new(), language };
        rejects.add_sheet(columns)?;
        Ok(rejects)
    }

    fn add_sheet(&mut self, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let language = self.language;
        let numbers = (HelperColumn::Row.label(language), ROW_WIDTH);
        let helpers = (numbers, (HelperColumn::Reasons.label(language), REASONS_WIDTH));
        let name = match self.sheets.len() {
            0 => messages::SheetRejects.text(language).to_owned(),
            count => format!("{} {}", messages::SheetRejects.text(language), count + 1),
        };
        let compressor = Box::new(InlineCompressor::new());
        self.sheets.push(SourceRowsSheet::new(&mut self.workbook, &name, helpers, columns, compressor, language)?);
        Ok(())
    }
}

impl RejectsWriter for XlsxRejects {
    fn start(&mut self, _out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(())
    }

    fn write(
        &mut self,
        row: &RejectedRow<'_>,
        columns: &[SourceColumn],
        _out: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let has_columns = |sheet: &SourceRowsSheet| sheet.has_labels(columns);
        let index = match self.sheets.iter().position(has_columns) {
            Some(index) => index,
            None => {
                catch_io_panic(|| self.add_sheet(columns))?;
                self.sheets.len() - 1
            }
        };
        let shown = row.shown_number();
        let bad: HashSet<usize> = row.places.iter().filter_map(|place| place.index(columns)).collect();
        let (cells, remark) = (row.cells.iter().copied(), row.reasons.join("\n"));
        let row = SourceRow { number: row.number, original: Some(&shown), remark: &remark, fill: None };
        let fill = |index: usize| bad.contains(&index).then_some(Fill::Bad);
        catch_io_panic(|| Ok(self.sheets[index].write(&row, cells, fill)?))
    }

    fn has_several_sheets(&self) -> bool {
        self.sheets.iter().filter(|sheet| !sheet.is_empty()).count() > 1
    }

    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        let XlsxRejects { mut workbook, mut sheets, language } = *self;
        catch_io_panic(|| {
            // The first sheet has the columns of the first source, which may have no rejected rows.
            if sheets.len() > 1 && sheets[0].is_empty() {
                sheets.remove(0);
            }
            let mut rows = Vec::new();
            for sheet in sheets {
                let (sheet, of_sheet) = sheet.finish()?;
                workbook.push_worksheet(sheet);
                rows.push(of_sheet);
            }
            code_sheets::add_code_sheets(&mut workbook, language, CodeLayout::Page, str::to_owned)?;
            Ok(save_with_rows(&mut workbook, rows, out)?)
        })
    }
}
