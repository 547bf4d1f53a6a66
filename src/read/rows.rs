//! The rows of an input with their header: what the rest of the library reads from.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::batch::{Batch, SheetStart, TextOutside};
use super::context::ReadContext;
use super::excerpt::excerpt;
use super::header::{self, Header, HeaderlessLayout};
use super::panic_guard::GuardedReader;
use super::{
    BatchReader, Encoding, Format, FormatOption, Input, Progress, ReadError, ReadSettings, SheetSelection, open_reader,
};
use crate::contact::{Column, Location, RowError, Source, SourceColumn, column_letters};
use crate::diagnostics::{Finding, Message, Rule, Severity, quote_problem};
use crate::spreadsheet::is_rejects_sheet;
use crate::tables::{has_doubt, is_incomplete, is_sentence};

/// The rows of an input, and the findings about its header.
///
/// ```
/// use cosell_contacts::{Input, ReadSettings, Rows, Rule};
///
/// let text = "Nom,Adresse e-mail,Poste,Pays/Régions\nZoë,zoe@example.com,PDG,FR\n";
/// let rows = Rows::open(Input::bytes("list.csv", text), ReadSettings::default())?;
/// assert_eq!(rows.findings()[0].rule, Rule::ColumnMissing); // the role
/// # Ok::<(), cosell_contacts::ReadError>(())
/// ```
pub struct Rows {
    source: Source,
    settings: ReadSettings,
    header: Option<Arc<Header>>,
    /// The source columns that labels of an unusable header name, and their columns.
    recognized: Vec<(u32, Column)>,
    /// The names of the sheets that a person may choose.
    sheets: Vec<String>,
    /// The encoding of a text.
    encoding: Option<Encoding>,
    /// The columns of the source without our helper columns, and their labels.
    list_columns: Vec<u32>,
    labels: Vec<String>,
    findings: Vec<Finding<'static>>,
    /// The batch with the header, and the number of its rows before the contacts.
    first: Option<Batch>,
    above: usize,
    /// The number of keys from which the header was made (JSON).
    keys: usize,
    /// The delimiter of delimited text.
    delimiter: Option<char>,
    /// The format of the list; of a web page, that of workbooks. `None` in an archive.
    format: Option<Format>,
    progress: Progress,
    reader: Box<dyn BatchReader>,
}

impl Rows {
    /// Opens an input, and reads the batch with its header.
    ///
    /// An unusable header isn't an error: [`Rows::findings`] has the findings, and there are no rows.
    ///
    /// # Errors
    /// If the input can't be read, or the settings don't fit it: see [`ReadError`].
    pub fn open(input: Input, settings: ReadSettings) -> Result<Rows, ReadError> {
        let (mut file, progress) = (input.name().to_owned(), input.progress().clone());
        let context = ReadContext { file: file.clone(), limits: settings.limits.clone() };
        let mut format = None;
        let reader = GuardedReader::open(&context, || {
            let opened = open_reader(input, &settings, context.clone())?;
            (file, format) = (opened.file, opened.format);
            Ok(opened.reader)
        })?;
        let mut rows = Rows {
            source: Source { file, sheet: None },
            settings,
            header: None,
            recognized: Vec::new(),
            sheets: Vec::new(),
            encoding: None,
            list_columns: Vec::new(),
            labels: Vec::new(),
            findings: Vec::new(),
            first: None,
            above: 0,
            keys: 0,
            delimiter: None,
            format,
            progress,
            reader: Box::new(reader),
        };
        if let Some(batch) = rows.reader.next_batch()? {
            rows.first = Some(rows.begin(batch)?);
        } else {
            rows.findings.push(Finding::new(Rule::HeaderMissing, Location::default(), Message::Empty));
        }
        Ok(rows)
    }

    /// Returns the source of the last batch; before the first batch, that of the first.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the number of threads that the user wants for the rows.
    pub(crate) fn threads(&self) -> Option<NonZeroUsize> {
        self.settings.threads
    }

    /// Returns the findings about the file and its header. If one is an error, the list isn't complete, or
    /// there are no rows.
    pub fn findings(&self) -> &[Finding<'static>] {
        &self.findings
    }

    /// Applies the suggestions of findings about the file, as that of an unclear encoding.
    pub(crate) fn accept_suggestions(&mut self) {
        for finding in &mut self.findings {
            finding.applied |= finding.fix.is_some();
        }
    }

    /// Returns the labels of the source's columns, or the keys known so far; without our helper columns.
    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Returns the source's columns, without our helper columns.
    pub fn columns(&self) -> Vec<SourceColumn> {
        let header = self.header.as_deref();
        let column = |(index, label): (&u32, &String)| {
            let column = header.and_then(|header| header.column_at(*index));
            SourceColumn { at: *index, label: label.clone(), column }
        };
        self.list_columns.iter().zip(&self.labels).map(column).collect()
    }

    /// Returns the source's columns as [`Rows::columns`] does, also if the header can't be used because others are missing.
    pub(crate) fn recognized_columns(&self) -> Vec<SourceColumn> {
        let recognized = |at: u32| self.recognized.iter().find(|(known, _)| *known == at).map(|(_, column)| *column);
        let columns = self.columns().into_iter();
        columns
            .map(|column| SourceColumn { column: column.column.or_else(|| recognized(column.at)), ..column })
            .collect()
    }

    /// Returns the names of the sheets of a workbook that a person may choose to read.
    pub(crate) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Returns the encoding of delimited text.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// Returns the delimiter of delimited text.
    pub(crate) fn delimiter(&self) -> Option<char> {
        self.delimiter
    }

    /// Returns the format of the list, by its content; of a web page, that of workbooks. `None` if it is in an archive.
    pub(crate) fn format(&self) -> Option<Format> {
        self.format
    }

    /// Returns whether later rows may have more columns, as objects may have other keys.
    pub fn may_grow(&self) -> bool {
        self.header.as_ref().is_some_and(|header| !header.is_grid)
    }

    /// Returns whether the list is in a workbook of ours in which it was annotated.
    #[cfg(feature = "cli")]
    pub(crate) fn is_annotated(&self) -> bool {
        self.header.as_ref().is_some_and(|header| header.helpers.are_annotated)
    }

    /// Returns whether several sheets may be read.
    pub(crate) fn has_several_sheets(&self) -> bool {
        self.settings.sheets != SheetSelection::One
    }

    /// Finds the header of a list in its first rows.
    fn begin(&mut self, mut batch: Batch) -> Result<Batch, ReadError> {
        (self.header, self.recognized) = (None, Vec::new());
        self.list_columns.clear();
        self.labels.clear();
        self.above = 0;
        if let Some(dialect) = &batch.dialect {
            self.findings.extend(dialect.findings(&batch));
            self.delimiter = dialect.delimiter.map(char::from);
            self.encoding = Some(dialect.text.encoding);
        }
        if let Some(SheetStart { name, headerless, others, choices, text_outside }) = batch.sheet.take() {
            self.sheets.extend(choices);
            self.source.sheet = Some(name);
            if let Some(TextOutside { lines, first }) = text_outside {
                let message = Message::TextOutside { count: lines, text: first };
                let finding = Finding::new(Rule::RowSkipped, Location::default(), message);
                self.findings.push(Finding { severity: Severity::Warning, ..finding });
            }
            if !headerless.is_empty() {
                let message = Message::SheetsWithoutHeader { sheets: headerless };
                let finding = Finding::new(Rule::SheetChosen, Location::default(), message);
                self.findings.push(Finding { severity: Severity::Error, ..finding });
            }
            if !others.is_empty() {
                self.findings.push(Finding::new(
                    Rule::SheetChosen,
                    Location::default(),
                    Message::SheetChosen { sheets: others },
                ));
            }
        }
        if batch.is_empty() && !batch.is_keyed {
            self.findings.push(Finding::new(Rule::HeaderMissing, Location::default(), Message::Empty));
        } else if batch.is_keyed && batch.is_empty() {
            self.header = Some(Arc::default()); // an empty list
        } else if batch.labels.is_empty() {
            self.find_header_row(&batch)?;
        } else {
            if self.settings.has_no_header && !self.settings.is_shared {
                let (file, option, format) = (self.source.file.clone(), FormatOption::NoHeader, Format::Json);
                return Err(ReadError::OptionUnfit { file, option, format });
            }
            self.take_keys(&batch)?;
        }
        Ok(batch)
    }

    fn find_header_row(&mut self, batch: &Batch) -> Result<(), ReadError> {
        let found = header::find(batch, &self.settings);
        let is_blank = |row| batch.cells(row).all(|cell| cell.trim().is_empty());
        if self.settings.has_no_header && !(0..batch.len()).all(is_blank) {
            let Some(row) = found.filter(|&row| header::is_above_contacts(batch, row)) else {
                let labels = header::template_labels(batch, &self.settings);
                return self.resolve_grid(&labels, Location::default(), batch, 0);
            };
            self.findings.push(Finding::new(Rule::RowSkipped, place_of(batch, row), Message::HeaderPresent));
        }
        let Some(row) = found else {
            let message = match HeaderlessLayout::detect(batch, &self.settings) {
                _ if (0..batch.len()).all(is_blank) => Message::Empty,
                Some(HeaderlessLayout::TemplateOrder { row }) => Message::HeaderOmitted { row: batch.number(row) },
                Some(HeaderlessLayout::Transposed) => Message::HeaderInColumn,
                Some(HeaderlessLayout::Cards) => Message::HeaderInCards,
                None => Message::header_missing(header::candidates(batch, &self.settings)),
            };
            self.findings.extend(unreadable(batch, batch.len()));
            self.findings.push(Finding::new(Rule::HeaderMissing, Location::default(), message));
            return Ok(());
        };
        let location = |row| place_of(batch, row);
        if let Some(finding) = unreadable(batch, row) {
            self.findings.push(finding);
            return Ok(());
        }
        // Labels that are merged into the header are those of the same header.
        let is_list =
            |&above: &usize| header::is_list(batch, above, row, &self.settings) && !batch.is_merged(above, row);
        if let Some(above) = (0..row).find(is_list) {
            let message = Message::ContactsAbove { row: batch.number(row) };
            let finding = Finding::new(Rule::HeaderBelow, location(above), message);
            self.findings.push(Finding { severity: Severity::Error, ..finding });
            return Ok(());
        }
        let text = |above: usize| row_excerpt(batch.cells(above));
        if let Some(above) = (0..row).find(|above| is_incomplete(&text(*above))) {
            let finding = Finding::new(Rule::RowSkipped, location(above), Message::ListIncomplete);
            self.findings.push(Finding { severity: Severity::Error, value: text(above).into(), ..finding });
            return Ok(());
        }
        // "Former contacts" may say that none of the rows is meant; sentences are instructions.
        let is_doubtful = |above: &usize| has_doubt(&text(*above)) && !is_sentence(&text(*above));
        let doubtful = (0..row).find(is_doubtful);
        let is_filled = |above: &usize| batch.cells(*above).any(|cell| !cell.trim().is_empty());
        if let Some(above) = doubtful.or_else(|| (0..row).find(is_filled)) {
            let message = Message::HeaderBelow { row: batch.number(row), text: text(above) };
            let finding = Finding::new(Rule::HeaderBelow, location(row), message);
            let severity = if doubtful.is_some() { Severity::Warning } else { finding.severity };
            self.findings.push(Finding { severity, ..finding });
        }
        self.above = row + 1;
        let labels = header::labels(batch, row, &self.settings);
        self.resolve_grid(&labels, location(row), batch, row)
    }

    /// Makes the header of rows from its labels. `first` is the first row of the list, the header's own if it has one.
    fn resolve_grid(
        &mut self,
        labels: &[String],
        location: Location,
        batch: &Batch,
        first: usize,
    ) -> Result<(), ReadError> {
        let start = self.findings.len();
        self.resolve(labels, location, true)?;
        // An empty margin to the left of a list, as spreadsheets have it, isn't reported as an ignored column.
        let is_of_list = |index: usize| self.list_columns.contains(&(index as u32));
        let cells = |row| batch.cells(row).enumerate();
        let first_used = |row| cells(row).position(|(index, cell)| is_of_list(index) && !cell.trim().is_empty());
        let margin = (first..batch.len()).filter_map(first_used).min().unwrap_or(0);
        let is_reported = |finding: &Finding<'_>| {
            finding.rule != Rule::ColumnUnknown
                || finding.location.column.is_none_or(|column| column as usize >= margin)
        };
        let later = self.findings.split_off(start);
        self.findings.extend(later.into_iter().filter(is_reported));
        if let Some(finding) = self.unlabelled(labels, location, batch, first) {
            self.findings
                .retain(|known| known.rule != Rule::ColumnUnknown || known.location.column != finding.location.column);
            self.findings.push(finding);
            self.recognized = self.header.take().map(|header| header.mapped.clone()).unwrap_or_default();
        }
        Ok(())
    }

    /// Returns the error about a column without a label that has texts in most rows, right of a name or an address: a label over two
    /// columns may be that of given and family names.
    fn unlabelled(
        &self,
        labels: &[String],
        location: Location,
        batch: &Batch,
        first: usize,
    ) -> Option<Finding<'static>> {
        const COMPARED: usize = 64;
        let header = self.header.as_ref()?;
        let after = |column: Column| match header.origins[column].cells() {
            // If the user mapped the column, it is that alone.
            [cell] if !self.settings.is_mapped(&labels[*cell as usize]) => Some((column, *cell as usize + 1)),
            _ => None,
        };
        let is_blank = |at: usize| labels.get(at).is_some_and(|label| label.trim().is_empty());
        let candidates = [Column::Name, Column::Email].into_iter().filter_map(after).filter(|(_, at)| is_blank(*at));
        let cell = |row: usize, at: usize| batch.cells(row).nth(at).unwrap_or_default();
        let mut with_texts = candidates.filter(|(column, at)| {
            let rows = || (first + 1..batch.len()).take(COMPARED).filter(|row| !cell(*row, at - 1).trim().is_empty());
            let is_text = |row: &usize| match column {
                Column::Email => cell(*row, *at).contains('@'),
                _ => cell(*row, *at).contains(char::is_alphabetic),
            };
            let texts = rows().filter(is_text).count();
            texts > 0 && 2 * texts >= rows().count()
        });
        let (column, at) = with_texts.next()?;
        let location = Location { column: Some(at as u32), ..location };
        let message = Message::ColumnUnlabelled { column };
        let value = format!("column {}", column_letters(at as u32)).into();
        Some(Finding { severity: Severity::Error, value, ..Finding::new(Rule::ColumnUnknown, location, message) })
    }

    /// Makes the header from the keys known so far (JSON).
    fn take_keys(&mut self, batch: &Batch) -> Result<(), ReadError> {
        self.findings.retain(|finding| matches!(finding.rule, Rule::SheetChosen | Rule::FileEncoding));
        self.keys = batch.labels.len();
        self.resolve(&batch.labels, Location::default(), false)
    }

    fn resolve(&mut self, labels: &[String], location: Location, is_grid: bool) -> Result<(), ReadError> {
        let (mut header, findings) = Header::new(labels, location, is_grid, &self.settings, &self.source.file)?;
        header.delimiter = self.delimiter;
        self.list_columns = (0..labels.len() as u32).filter(|index| !header.helpers.has(*index)).collect();
        self.labels = self.list_columns.iter().map(|index| labels[*index as usize].clone()).collect();
        let is_fatal = findings.iter().any(Finding::is_blocking);
        self.findings.extend(findings);
        if is_fatal {
            self.recognized = std::mem::take(&mut header.mapped);
        } else {
            self.header = Some(Arc::new(header));
        }
        Ok(())
    }

    /// Returns the next rows, of one sheet only; `None` at the end, or if the header is unusable.
    ///
    /// # Errors
    /// If the rest of the input can't be read.
    #[doc(hidden)] // for the benches
    pub fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        loop {
            let mut batch = match self.first.take() {
                Some(first) => first,
                // Without a header nothing follows, except another sheet.
                None if self.header.is_none() && self.source.sheet.is_none() => return Ok(None),
                None => match self.reader.next_batch()? {
                    Some(batch) if batch.sheet.is_some() => self.begin(batch)?,
                    Some(_) if self.header.is_none() => continue,
                    Some(batch) => batch,
                    None => return Ok(None),
                },
            };
            if batch.labels.len() > self.keys {
                self.take_keys(&batch)?;
            }
            batch.above = std::mem::take(&mut self.above);
            if self.has_escaped_cells() {
                batch.restore();
            }
            if let (Some(edits), Some(header)) =
                (self.settings.edits.of_sheet(self.source.sheet.as_deref()), &self.header)
            {
                batch.edit(edits, header);
            }
            batch.set_header(self.header.clone());
            self.progress.add_rows(batch.len());
            return Ok(Some(batch));
        }
    }

    /// Returns whether the cells are rejected rows as they are escaped in CSV. A workbook of such rows may be a CSV
    /// file that Excel saved again, so only our own sheet of rejects has them as they were received; JSON always has.
    fn has_escaped_cells(&self) -> bool {
        let are_rejects = self.header.as_ref().is_some_and(|header| header.helpers.are_rejects);
        let is_escaped = match &self.source.sheet {
            Some(sheet) => !is_rejects_sheet(sheet),
            None => self.delimiter.is_some(),
        };
        are_rejects && is_escaped
    }

    /// Returns whether the next rows won't be there soon, as through a slow pipe.
    pub(crate) fn are_late(&mut self) -> bool {
        self.first.is_none() && self.reader.is_late()
    }

    /// Replaces the reader by one that wraps it.
    pub(crate) fn wrap_reader(&mut self, wrap: impl FnOnce(Box<dyn BatchReader>) -> Box<dyn BatchReader>) {
        struct NoRows;
        impl BatchReader for NoRows {
            fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
                Ok(None)
            }
        }
        self.reader = wrap(std::mem::replace(&mut self.reader, Box::new(NoRows)));
    }
}

/// Characters of a row above the header that a message shows.
const SHOWN: usize = 48;

/// Returns the start of the text of a row.
fn row_excerpt<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    excerpt(&cells.flat_map(str::split_whitespace).take(SHOWN).collect::<Vec<_>>().join(" "), SHOWN)
}

fn place_of(batch: &Batch, row: usize) -> Location {
    Location { row: Some(batch.number(row)), line: batch.line(row), column: None }
}

/// Returns a finding if the header and what follows can't be trusted: it is damaged, or a quote above it is never
/// closed.
fn unreadable(batch: &Batch, header: usize) -> Option<Finding<'static>> {
    (0..batch.len().min(header + 1)).find_map(|row| {
        let (rule, message) = match batch.parse_error(row)? {
            RowError::Undecodable { .. } if row < header => return None, // nothing above the header is used
            RowError::Undecodable { encoding } => (Rule::FileEncoding, Message::Undecodable { encoding }),
            RowError::QuoteInside if row < header => return None,
            error => quote_problem(error, batch.stray_quote(row)?)?,
        };
        Some(Finding::new(rule, place_of(batch, row), message))
    })
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("source", &self.source).field("labels", &self.labels).finish_non_exhaustive()
    }
}
