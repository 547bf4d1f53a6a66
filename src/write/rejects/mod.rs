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
#[cfg(feature = "cli")]
use crate::contact::Source;
use crate::contact::{Format, SourceColumn};
use crate::diagnostics::Finding;
use crate::i18n::Language;

/// A writer of rejected rows in any format: their row numbers, the reasons, and all their cells as they were received,
/// under the labels of the source. Corrected, the file can be converted like the source.
///
/// In CSV, a cell that a spreadsheet would run as a formula is escaped by an apostrophe, which is removed when the file
/// is read.
pub struct Rejects<W: Write + Send> {
    out: BufWriter<W>,
    format: &'static dyn ListFormat,
    /// The language of the labels and reasons.
    language: Language,
    /// The sources of the rows; the last is the current one.
    sources: Vec<RejectsSource>,
    /// The labels of the header, if there is one.
    header: Vec<String>,
    rows: RejectsState,
    neutralized: u64,
}

/// A file or a sheet with its columns.
struct RejectsSource {
    /// The name that row numbers have, if there are several sources.
    name: Option<String>,
    columns: Vec<SourceColumn>,
}

enum RejectsState {
    /// Not all columns are known yet, and the header comes first. The batches are kept with the indexes of their
    /// sources.
    Buffered(Vec<(usize, RejectedBatch)>),
    Started(Box<dyn RejectsWriter>),
}

/// Bytes of the output's buffer.
const BUFFER: usize = 64 * 1024;

impl<W: Write + Send> Rejects<W> {
    /// Starts a list of rejected rows of a source with these columns, with labels and reasons in a language. `may_grow`
    /// means that more columns may be found while the source is read, or that other sources follow.
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
        let (sources, header) = (vec![RejectsSource { name: None, columns: columns.to_vec() }], Vec::new());
        let rows = RejectsState::Buffered(Vec::new());
        let mut rejects = Rejects { out, format, language, sources, header, rows, neutralized: 0 };
        if !(may_grow && format.has_header()) {
            rejects.start()?;
        }
        Ok(rejects)
    }

    /// Writes the header and the rows that were held, if that wasn't done yet.
    fn start(&mut self) -> Result<(), WriteError> {
        let RejectsState::Buffered(buffered) = &mut self.rows else { return Ok(()) };
        let buffered = std::mem::take(buffered);
        let first = buffered.first().map_or(self.sources.len() - 1, |(source, _)| *source);
        let columns = &self.sources[first].columns;
        self.header = labels(columns);
        let mut writer = self.format.rejects_writer(columns, self.language)?;
        writer.start(&mut self.out)?;
        for (source, batch) in buffered {
            let source = &self.sources[source];
            self.refuse_other_columns(source)?;
            write_rows(&mut *writer, &batch, source, &mut self.out)?;
        }
        self.rows = RejectsState::Started(writer);
        Ok(())
    }

    /// Refuses a source whose columns aren't those of the header: its cells would be under the wrong labels.
    fn refuse_other_columns(&self, source: &RejectsSource) -> Result<(), WriteError> {
        let is_under_header = self.format.has_header() && !self.format.has_sheets();
        match is_under_header && !source.columns.is_empty() && labels(&source.columns) != self.header {
            true => Err(WriteError::RejectsOfSheets { sheet: source.name.clone().unwrap_or_default() }),
            false => Ok(()),
        }
    }

    /// Starts a source. Its name is given if there are several: row numbers are then written as in `Sheet 2, row 7`.
    pub(crate) fn source(&mut self, name: Option<&str>) {
        let columns = self.sources.last().map(|source| source.columns.clone()).unwrap_or_default();
        self.sources.push(RejectsSource { name: name.map(str::to_owned), columns });
    }

    /// Starts one of several files, or a sheet of it if it may have several.
    #[cfg(feature = "cli")]
    pub(crate) fn source_of_several(&mut self, source: &Source, has_sheets: bool) {
        let sheet = source.sheet.clone().filter(|_| has_sheets);
        let file = source.file.file_name().map_or_else(|| source.file.clone(), Into::into);
        let name = self.language.source(&Source { file, sheet });
        self.source(Some(&name));
    }

    /// Sets the columns of the source.
    ///
    /// # Errors
    /// If the header, which is written already, has other labels.
    pub(crate) fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let Some(source) = self.sources.last_mut() else { return Ok(()) };
        source.columns = columns.to_vec();
        match (&self.rows, self.sources.last()) {
            (RejectsState::Started(_), Some(source)) => self.refuse_other_columns(source),
            _ => Ok(()),
        }
    }

    /// Returns an empty batch. Any thread may fill it.
    pub(crate) fn batch(&self) -> RejectedBatch {
        RejectedBatch::new(self.language, self.format.names_rules())
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
        batch.push((row, None), cells, findings);
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
        let last = self.sources.len() - 1;
        match &mut self.rows {
            RejectsState::Buffered(buffered) => {
                buffered.push((last, batch));
                Ok(())
            }
            RejectsState::Started(writer) => write_rows(&mut **writer, &batch, &self.sources[last], &mut self.out),
        }
    }

    /// Returns the number of cells that were escaped by an apostrophe.
    pub fn neutralized(&self) -> u64 {
        self.neutralized
    }

    /// Writes the rows that were held, and returns whether rows are on several sheets.
    ///
    /// # Errors
    /// If the bytes can't be written, or a workbook can't hold a row.
    #[cfg(feature = "cli")]
    pub(crate) fn has_several_sheets(&mut self) -> Result<bool, WriteError> {
        self.start()?;
        Ok(matches!(&self.rows, RejectsState::Started(writer) if writer.has_several_sheets()))
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

fn labels(columns: &[SourceColumn]) -> Vec<String> {
    columns.iter().map(|column| column.label.clone()).collect()
}

/// Writes the rows of a batch, which are from a source.
fn write_rows(
    writer: &mut dyn RejectsWriter,
    batch: &RejectedBatch,
    source: &RejectsSource,
    out: &mut dyn Write,
) -> Result<(), WriteError> {
    batch.rows(source.name.as_deref()).try_for_each(|row| writer.write(&row, &source.columns, out))
}
