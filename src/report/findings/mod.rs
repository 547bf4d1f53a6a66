//! Findings for other programs, in a trait with a file for each format.
//!
//! Each format is written as findings come, so memory use doesn't depend on their number. On worker threads, findings
//! of a batch are rendered into a buffer.

mod cell_texts;
mod concise;
mod csv;
mod github;
mod json;
#[cfg(test)]
mod object;
mod sarif;

use std::any::Any;
use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::contact::Source;
use crate::diagnostics::{Finding, Report, ReportBuffer, Summary};
use crate::i18n::{Language, messages};
use cell_texts::CellTexts;
pub(super) use cell_texts::{REPEATED, RowTexts};

/// A format of findings for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FindingsFormat {
    /// The tool's own JSON, version 1, which is frozen. Its schema is `templates/findings.schema.json`.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands of GitHub that annotate files.
    Github,
    /// A table with a row for each finding.
    Csv,
    /// A line for each finding, for editors.
    Concise,
}

impl FindingsFormat {
    /// Returns whether the format has columns within lines, so that the reader has to keep the text of the file.
    pub(crate) fn wants_text(self) -> bool {
        matches!(self, FindingsFormat::Sarif | FindingsFormat::Github | FindingsFormat::Concise)
    }
}

/// A report of findings in a format for programs. Only the messages are translated; names of rules, severities and
/// columns are the same in all languages.
pub(crate) struct FindingsReport<W> {
    encoder: Arc<dyn FindingsEncoder>,
    out: W,
    source: Arc<SourceText>,
    /// The texts of the current row's long cells that were written already.
    texts: RowTexts,
    /// No finding has been written yet.
    is_first: bool,
    /// Findings that are not written yet.
    bytes: Vec<u8>,
    /// The largest number of bytes of a batch so far, which is the initial capacity of the next buffer.
    most: usize,
    error: Option<io::Error>,
}

/// A source, and the bytes that each of its findings repeats.
struct SourceText {
    source: Source,
    bytes: Vec<u8>,
}

impl SourceText {
    fn new(encoder: &dyn FindingsEncoder, source: &Source) -> Arc<Self> {
        Arc::new(SourceText { source: source.clone(), bytes: encoder.source_bytes(source) })
    }
}

/// A file that was to be checked.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    /// The name as given; `-` for standard input.
    pub(crate) file: PathBuf,
    pub(crate) status: FileStatus,
}

/// The outcome of reading a file.
#[derive(Debug)]
pub(crate) enum FileStatus {
    /// All rows were read.
    Checked,
    /// No row was read, because the header can't be used: findings say why.
    NoRowsRead,
    /// The file, or a part of it, can't be read: the message of the error.
    Unreadable(String),
}

impl FileStatus {
    /// Returns the name in JSON.
    fn name(&self) -> &'static str {
        match self {
            FileStatus::Checked => "checked",
            FileStatus::NoRowsRead => "no-rows-read",
            FileStatus::Unreadable(_) => "unreadable",
        }
    }
}

impl CheckedFile {
    /// Returns the message of the error, if the file can't be read.
    pub(super) fn error(&self) -> Option<&str> {
        match &self.status {
            FileStatus::Unreadable(error) => Some(error),
            FileStatus::Checked | FileStatus::NoRowsRead => None,
        }
    }
}

/// Number of bytes after which findings are written to the output.
const CHUNK: usize = 64 * 1024;

trait FindingsEncoder: Send + Sync {
    /// Returns the bytes between two findings.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// Appends the bytes before the first finding.
    fn start(&self, bytes: &mut Vec<u8>);

    /// Returns the bytes that all findings of a source repeat, made once.
    fn source_bytes(&self, _source: &Source) -> Vec<u8> {
        Vec::new()
    }

    /// Appends a finding, with as much of the texts of its cell as `texts` has.
    fn finding(&self, source: &SourceText, finding: &Finding<'_>, texts: &CellTexts<'_>, bytes: &mut Vec<u8>);

    /// Appends the bytes after the last finding: the files that can't be read, and the totals. `has_some` is set if
    /// there was a finding.
    fn end(&self, summary: &Summary, files: &[CheckedFile], has_some: bool, bytes: &mut Vec<u8>);
}

impl<W: Write> FindingsReport<W> {
    /// Starts a report whose messages are in a language.
    pub(crate) fn new(format: FindingsFormat, mut out: W, language: Language) -> io::Result<Self> {
        let encoder: Arc<dyn FindingsEncoder> = match format {
            FindingsFormat::Json => Arc::new(json::Json { language }),
            FindingsFormat::Sarif => Arc::new(sarif::Sarif { language }),
            FindingsFormat::Github => Arc::new(github::Github { language }),
            FindingsFormat::Csv => Arc::new(csv::Csv { language }),
            FindingsFormat::Concise => Arc::new(concise::Concise { language }),
        };
        let mut bytes = Vec::new();
        encoder.start(&mut bytes);
        out.write_all(&bytes)?;
        bytes.clear();
        let source = SourceText::new(&*encoder, &Source::default());
        Ok(FindingsReport {
            encoder,
            out,
            source,
            texts: RowTexts::default(),
            is_first: true,
            bytes,
            most: 0,
            error: None,
        })
    }

    /// Ends the report, with its summary if the format has one, and with the files. Returns an error of an earlier write
    /// too.
    pub(crate) fn finish(mut self, summary: &Summary, files: &[CheckedFile]) -> io::Result<W> {
        self.encoder.end(summary, files, !self.is_first, &mut self.bytes);
        self.flush_bytes();
        if let Some(error) = self.error {
            return Err(error);
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush_bytes(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        self.write(&bytes);
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.error.is_none() {
            self.error = self.out.write_all(bytes).err();
        }
    }

    /// Returns the findings, without the separator before the first finding of the report.
    fn begin<'b>(&mut self, findings: &'b [u8]) -> &'b [u8] {
        let start = if self.is_first && !findings.is_empty() { self.encoder.separator().len() } else { 0 };
        self.is_first &= findings.is_empty();
        &findings[start..]
    }
}

impl<W: Write> Report for FindingsReport<W> {
    fn source(&mut self, source: &Source) {
        self.source = SourceText::new(&*self.encoder, source);
        self.texts = RowTexts::default();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let mut found = Vec::new();
        found.extend_from_slice(self.encoder.separator());
        let texts = self.texts.of(finding);
        self.encoder.finding(&self.source, finding, &texts, &mut found);
        let found = self.begin(&found);
        self.bytes.extend_from_slice(found);
        if self.bytes.len() >= CHUNK {
            self.flush_bytes();
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        let (encoder, source) = (Arc::clone(&self.encoder), Arc::clone(&self.source));
        let bytes = Vec::with_capacity(self.most);
        Some(Box::new(Rendered { encoder, source, texts: RowTexts::default(), bytes, ends: Vec::new() }))
    }

    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, rows: Range<usize>) {
        let Some(noted) = (notes as &mut dyn Any).downcast_mut::<Rendered>() else { return };
        let end_of =
            |row: usize| row.checked_sub(1).and_then(|last| noted.ends.get(last)).map_or(0, |end| *end as usize);
        let bytes = self.begin(&noted.bytes[end_of(rows.start)..end_of(rows.end)]);
        self.most = self.most.max(noted.bytes.len());
        self.flush_bytes();
        self.write(bytes);
    }
}

/// The rendered findings of a batch of rows, each after a separator.
struct Rendered {
    encoder: Arc<dyn FindingsEncoder>,
    source: Arc<SourceText>,
    texts: RowTexts,
    bytes: Vec<u8>,
    /// The end of each row's findings in `bytes`.
    ends: Vec<u32>,
}

impl ReportBuffer for Rendered {
    fn finding(&mut self, finding: &Finding<'_>) {
        self.bytes.extend_from_slice(self.encoder.separator());
        let texts = self.texts.of(finding);
        self.encoder.finding(&self.source, finding, &texts, &mut self.bytes);
    }

    fn row(&mut self) {
        self.ends.push(self.bytes.len() as u32);
    }
}

/// Appends a value as JSON. Neither writing to memory nor serializing values with text keys can fail.
fn push_json(bytes: &mut Vec<u8>, value: &impl Serialize) {
    let _ = serde_json::to_writer(bytes, value);
}

/// Returns the text that a finding is about, or `None` if it is about no text.
fn value_of<'f>(finding: &'f Finding<'_>) -> Option<&'f str> {
    (finding.column.is_some() || !finding.value.is_empty()).then_some(&*finding.value)
}

/// Returns a message that says, if it is so, that `convert` fixes the cell.
fn with_fix(finding: &Finding<'_>, message: String, language: Language) -> String {
    match finding.applied {
        true => language.localize(messages::FixedByConvert { message }).to_string(),
        false => message,
    }
}

/// Returns the location of a finding in its source as one name, such as `Contacts!E7`. `None` if the finding is about
/// the whole source.
pub(super) fn place_name(source: &Source, finding: &Finding<'_>, language: Language) -> Option<String> {
    let location = finding.location;
    let column = finding.column.map(|column| language.column(column));
    let cell = match (location.cell(), location.row, column) {
        (Some(cell), ..) => cell,
        (None, Some(row), _) if source.sheet.is_some() => format!("{row}:{row}"),
        (None, Some(row), Some(column)) => language.localize(messages::RowAndColumn { row, column }).to_string(),
        (None, Some(row), None) => language.localize(messages::Row { row }).to_string(),
        (None, None, column) => column?.to_owned(),
    };
    Some(match &source.sheet {
        Some(sheet) => format!("{}!{cell}", sheet_name(sheet)),
        None => cell,
    })
}

/// Returns the name of a sheet as in a reference: in apostrophes unless it is letters, digits and `_` only.
pub(super) fn sheet_name(sheet: &str) -> String {
    let is_plain =
        sheet.chars().all(|c| c.is_alphanumeric() || c == '_') && !sheet.starts_with(|c: char| c.is_numeric());
    if is_plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_quoted_as_in_references() {
        for (sheet, name) in [
            ("Contacts", "Contacts"),
            ("Länder_2", "Länder_2"),
            ("Q1 2026", "'Q1 2026'"),
            ("Ann's", "'Ann''s'"),
            ("2026", "'2026'"),
        ] {
            assert_eq!(sheet_name(sheet), name);
        }
    }
}
