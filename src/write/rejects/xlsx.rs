use std::io::Write;

use rust_xlsxwriter::Workbook;

use super::RejectedRow;
use crate::contact::SourceColumn;
use crate::i18n::{Language, messages};
use crate::spreadsheet::source_rows::{SourceRow, SourceRowsSheet};
use crate::spreadsheet::{HelperColumn, catch_io_panic, code_sheets, new_workbook, save_workbook};
use crate::write::WriteError;
use crate::write::list_format::RejectsWriter;

/// Widths of the row numbers and of the reasons, in characters.
const ROW_WIDTH: f64 = 8.0;
const REASONS_WIDTH: f64 = 60.0;

/// A writer of rejected rows as a workbook, with sheets of the accepted codes.
pub(in crate::write) struct XlsxRejects {
    workbook: Workbook,
    sheet: SourceRowsSheet,
    language: Language,
}

impl XlsxRejects {
    pub(in crate::write) fn new(columns: &[SourceColumn], language: Language) -> Result<Self, WriteError> {
        let mut workbook = new_workbook()?;
        let numbers = (HelperColumn::Row.label(language), ROW_WIDTH);
        let helpers = (numbers, (HelperColumn::Reasons.label(language), REASONS_WIDTH));
        let name = messages::SheetRejects.text(language);
        let sheet = SourceRowsSheet::new(&mut workbook, name, helpers, columns, false, language)?;
        Ok(XlsxRejects { workbook, sheet, language })
    }
}

impl RejectsWriter for XlsxRejects {
    fn start(&mut self, _out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(())
    }

    fn write(
        &mut self,
        row: &RejectedRow<'_>,
        _columns: &[SourceColumn],
        _out: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let remark = row.language.join_with_semicolons(&row.reasons);
        let cells = row.cells.iter().copied();
        let row = SourceRow { sheet: row.sheet, number: row.number, remark: &remark, fill: None };
        catch_io_panic(|| Ok(self.sheet.write(&row, cells, |_| None)?))
    }

    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        let XlsxRejects { mut workbook, sheet, language } = *self;
        catch_io_panic(|| {
            workbook.push_worksheet(sheet.finish()?);
            code_sheets::add_code_sheets(&mut workbook, language, str::to_owned)?;
            save_workbook(&mut workbook, out)?;
            Ok(())
        })
    }
}
