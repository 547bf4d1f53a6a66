use std::io::Write;

use super::RejectedRow;
use crate::contact::SourceColumn;
use crate::i18n::Language;
use crate::spreadsheet::HelperColumn;
use crate::write::list_format::RejectsWriter;
use crate::write::{WriteError, push_row, start_table};

/// A writer of rejected rows as CSV.
pub(in crate::write) struct CsvRejects {
    labels: Vec<String>,
    /// The bytes of a row.
    row: Vec<u8>,
}

impl CsvRejects {
    pub(in crate::write) fn new(columns: &[SourceColumn], language: Language) -> Self {
        let helpers = [HelperColumn::Row, HelperColumn::Reasons].map(|helper| helper.label(language).to_owned());
        let labels = helpers.into_iter().chain(columns.iter().map(|column| column.label.clone())).collect();
        CsvRejects { labels, row: Vec::new() }
    }
}

impl RejectsWriter for CsvRejects {
    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError> {
        let mut header = Vec::new();
        start_table(&mut header, &self.labels);
        Ok(out.write_all(&header)?)
    }

    fn write(
        &mut self,
        row: &RejectedRow<'_>,
        columns: &[SourceColumn],
        out: &mut dyn Write,
    ) -> Result<(), WriteError> {
        let number = row.shown_number();
        let reasons = row.language.join_with_semicolons(&row.reasons);
        let helpers = [number.as_str(), &reasons].into_iter();
        // Workbooks store no empty cells at the end of a row.
        let missing = (row.cells.len()..columns.len()).map(|_| "");
        self.row.clear();
        push_row(&mut self.row, helpers.chain(row.cells.iter().copied()).chain(missing));
        Ok(out.write_all(&self.row)?)
    }

    fn finish(self: Box<Self>, _out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        Ok(())
    }
}
