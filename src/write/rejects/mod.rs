//! Lists of rejected rows.

mod batch;
mod csv;
mod json;
mod xlsx;

use std::io::{BufWriter, Write};

pub(crate) use self::batch::RejectedBatch;

pub(super) use self::batch::RejectedRow;
pub(super) use self::csv::CsvRejects;
pub(super) use self::json::JsonRejects;
pub(super) use self::xlsx::XlsxRejects;

use super::list_format::{ListFormat, RejectsWriter};
use super::{WriteError, list_format};
use crate::contact::{Format, SourceColumn};
use crate::diagnostics::Finding;
use crate::i18n::Language;
use crate::spreadsheet::HelperColumn;

/// A writer of rejected rows in any format: their row numbers, the reasons, and all their cells as they were received,
/// under the labels of the source. Corrected, the file can be converted like the source.
///
/// In CSV, a cell that a spreadsheet would run as a formula is escaped by an apostrophe, which is removed when the file
/// is read.
pub struct Rejects<W: Write + Send> {
    out: BufWriter<W>,
    format: &'static dyn ListFormat,
    /// The language of the reasons.
    language: Language,
    columns: Vec<SourceColumn>,
    /// The sheet of the rows, if there are several.
    sheet: Option<String>,
    rows: RejectsState,
    neutralized: u64,
}

enum RejectsState {
    /// Not all columns are known yet, and the header comes first. The batches are kept with the sheets that they are
    /// from.
    Buffered(Vec<(Option<String>, RejectedBatch)>),
    Started(Box<dyn RejectsWriter>),
}

/// Bytes of the output's buffer.
const BUFFER: usize = 64 * 1024;

/// Returns the label of a helper column: in English, as in all tables that programs may read.
const fn label(helper: HelperColumn) -> &'static str {
    helper.label(Language::En)
}

impl<W: Write + Send> Rejects<W> {
    /// Starts a list of rejected rows of a source with these columns, with reasons in a language. `may_grow` means that
    /// more columns may be found while the source is read.
    ///
    /// # Errors
    /// If the header can't be written.
    pub fn new(
        out: W,
        format: Format,
        columns: &[SourceColumn],
        may_grow: bool,
        language: Language,
    ) -> Result<Self, WriteError> {
        let (format, out) = (list_format(format), BufWriter::with_capacity(BUFFER, out));
        let (columns, rows) = (columns.to_vec(), RejectsState::Buffered(Vec::new()));
        let mut rejects = Rejects { out, format, language, columns, sheet: None, rows, neutralized: 0 };
        if !(may_grow && format.has_header()) {
            rejects.start()?;
        }
        Ok(rejects)
    }

    /// Writes the header and the rows that were held, and returns the writer of the others.
    fn start(&mut self) -> Result<&mut dyn RejectsWriter, WriteError> {
        if let RejectsState::Buffered(buffered) = &mut self.rows {
            let buffered = std::mem::take(buffered);
            let mut writer = self.format.rejects_writer(&self.columns, self.language)?;
            writer.start(&mut self.out)?;
            for (sheet, batch) in buffered {
                write_rows(&mut *writer, &batch, sheet.as_deref(), &self.columns, &mut self.out)?;
            }
            self.rows = RejectsState::Started(writer);
        }
        match &mut self.rows {
            RejectsState::Started(writer) => Ok(&mut **writer),
            RejectsState::Buffered(_) => unreachable!("it was started"),
        }
    }

    /// Sets the sheet of the rows that follow, if the source has several. Row numbers are then written as in `Sheet
    /// 2!7`.
    pub(crate) fn source(&mut self, sheet: Option<&str>) {
        self.sheet = sheet.map(str::to_owned);
    }

    /// Sets the columns of the rows that follow.
    ///
    /// # Errors
    /// If the header has other labels: the cells would be under the wrong ones.
    pub(crate) fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let labels = |columns: &[SourceColumn]| columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>();
        let is_under_header = self.format.has_header() && matches!(self.rows, RejectsState::Started(_));
        if is_under_header && !columns.is_empty() && labels(columns) != labels(&self.columns) {
            return Err(WriteError::RejectsOfSheets { sheet: self.sheet.clone().unwrap_or_default() });
        }
        if !is_under_header {
            self.columns = columns.to_vec();
        }
        Ok(())
    }

    /// Returns an empty batch. Any thread may fill it.
    pub(crate) fn batch(&self) -> RejectedBatch {
        RejectedBatch::new(self.language)
    }

    /// Writes a row with its findings.
    ///
    /// # Errors
    /// If the bytes can't be written, or a workbook can't hold the row.
    pub fn write<'c>(
        &mut self,
        row: u64,
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) -> Result<(), WriteError> {
        let mut batch = self.batch();
        batch.push(row, cells, findings);
        self.write_batch(batch)
    }

    /// Writes the rows of a batch.
    ///
    /// # Errors
    /// If the bytes can't be written, or a workbook can't hold a row.
    pub(crate) fn write_batch(&mut self, batch: RejectedBatch) -> Result<(), WriteError> {
        if batch.is_empty() {
            return Ok(());
        }
        if self.format.escapes_formulas() {
            self.neutralized += batch.formulas;
        }
        match &mut self.rows {
            RejectsState::Buffered(buffered) => {
                buffered.push((self.sheet.clone(), batch));
                Ok(())
            }
            RejectsState::Started(writer) => {
                write_rows(&mut **writer, &batch, self.sheet.as_deref(), &self.columns, &mut self.out)
            }
        }
    }

    /// Returns the number of cells that were escaped by an apostrophe.
    pub fn neutralized(&self) -> u64 {
        self.neutralized
    }

    /// Ends the list and returns the output.
    ///
    /// # Errors
    /// If the rest can't be written.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.start()?;
        if let RejectsState::Started(writer) = self.rows {
            writer.finish(&mut self.out)?;
        }
        self.out.into_inner().map_err(|error| error.into_error().into())
    }
}

/// Writes the rows of a batch, which are from a sheet.
fn write_rows(
    writer: &mut dyn RejectsWriter,
    batch: &RejectedBatch,
    sheet: Option<&str>,
    columns: &[SourceColumn],
    out: &mut dyn Write,
) -> Result<(), WriteError> {
    batch.rows(sheet).try_for_each(|row| writer.write(&row, columns, out))
}
