//! Findings for other programs: each form is written as findings come, so that any number of them takes no memory.

mod csv;
mod github;
mod json;
#[cfg(test)]
mod object;
mod sarif;

use std::any::Any;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::contact::Source;
use crate::diagnostics::{Finding, Report, ReportBuffer, Summary};
use crate::i18n::{Language, messages};

/// What other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FindingsForm {
    /// The tool's own JSON, version 1, which is frozen: `templates/findings.schema.json` describes it.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Commands that annotate files in a workflow of GitHub.
    Github,
    /// A table with a finding a row.
    Csv,
}

impl FindingsForm {
    /// Whether it says in which columns of a line things stand, so that the reader is to keep its text.
    pub(crate) fn wants_text(self) -> bool {
        matches!(self, FindingsForm::Sarif | FindingsForm::Github)
    }
}

/// Findings in a form for programs. The messages alone are in a language; names of rules, severities and columns are the same in all.
pub(crate) struct FindingsReport<W> {
    form: Arc<dyn Form>,
    out: W,
    source: Arc<Told>,
    /// Nothing was written yet.
    is_first: bool,
    /// Findings that are not handed on yet.
    bytes: Vec<u8>,
    /// The most bytes that a batch of rows has had, for which there is room from the start.
    most: usize,
    error: Option<io::Error>,
}

/// A source, and what is written of it with each finding.
struct Told {
    source: Source,
    bytes: Vec<u8>,
}

impl Told {
    fn of(form: &dyn Form, source: &Source) -> Arc<Self> {
        Arc::new(Told { source: source.clone(), bytes: form.of_source(source) })
    }
}

/// Findings are handed on when there are so many bytes of them.
const CHUNK: usize = 64 * 1024;

/// A form of findings.
trait Form: Send + Sync {
    /// What stands between two findings.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// Appends what comes before the first finding.
    fn start(&self, bytes: &mut Vec<u8>);

    /// What each finding says of its source, where it is made once for all of them.
    fn of_source(&self, _source: &Source) -> Vec<u8> {
        Vec::new()
    }

    /// Appends a finding.
    fn finding(&self, told: &Told, finding: &Finding<'_>, bytes: &mut Vec<u8>);

    /// Appends what comes last; whether there was a finding.
    fn end(&self, _summary: &Summary, _has_some: bool, _bytes: &mut Vec<u8>) {}
}

impl<W: Write> FindingsReport<W> {
    /// Starts a report, whose messages are in a language.
    ///
    /// # Errors
    /// Where its beginning can't be written.
    pub(crate) fn new(form: FindingsForm, mut out: W, language: Language) -> io::Result<Self> {
        let form: Arc<dyn Form> = match form {
            FindingsForm::Json => Arc::new(json::Json { language }),
            FindingsForm::Sarif => Arc::new(sarif::Sarif { language }),
            FindingsForm::Github => Arc::new(github::Github { language }),
            FindingsForm::Csv => Arc::new(csv::Csv { language }),
        };
        let mut bytes = Vec::new();
        form.start(&mut bytes);
        out.write_all(&bytes)?;
        bytes.clear();
        let source = Told::of(&*form, &Source::default());
        Ok(FindingsReport { form, out, source, is_first: true, bytes, most: 0, error: None })
    }

    /// Ends the report with its summary, where the form has one.
    ///
    /// # Errors
    /// Where it, or a finding before, could not be written.
    pub(crate) fn finish(mut self, summary: &Summary) -> io::Result<W> {
        self.form.end(summary, !self.is_first, &mut self.bytes);
        self.hand_on();
        if let Some(error) = self.error {
            return Err(error);
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn hand_on(&mut self) {
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

    /// The findings without the separator that stands before each, where they are the first.
    fn begin<'b>(&mut self, findings: &'b [u8]) -> &'b [u8] {
        let start = if self.is_first && !findings.is_empty() { self.form.separator().len() } else { 0 };
        self.is_first &= findings.is_empty();
        &findings[start..]
    }
}

impl<W: Write> Report for FindingsReport<W> {
    fn source(&mut self, source: &Source) {
        self.source = Told::of(&*self.form, source);
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let mut found = Vec::new();
        found.extend_from_slice(self.form.separator());
        self.form.finding(&self.source, finding, &mut found);
        let own = self.begin(&found);
        self.bytes.extend_from_slice(own);
        if self.bytes.len() >= CHUNK {
            self.hand_on();
        }
    }

    fn buffer(&self) -> Option<Box<dyn ReportBuffer>> {
        let (form, source) = (Arc::clone(&self.form), Arc::clone(&self.source));
        let bytes = Vec::with_capacity(self.most);
        Some(Box::new(Rendered { form, source, bytes, ends: Vec::new() }))
    }

    fn take_buffer(&mut self, notes: &mut dyn ReportBuffer, rows: Range<usize>) {
        let Some(noted) = (notes as &mut dyn Any).downcast_mut::<Rendered>() else { return };
        let end_of =
            |row: usize| row.checked_sub(1).and_then(|last| noted.ends.get(last)).map_or(0, |end| *end as usize);
        let own = self.begin(&noted.bytes[end_of(rows.start)..end_of(rows.end)]);
        self.most = self.most.max(noted.bytes.len());
        self.hand_on();
        self.write(own);
    }
}

/// Findings of some rows as they are written, each after a separator.
struct Rendered {
    form: Arc<dyn Form>,
    source: Arc<Told>,
    bytes: Vec<u8>,
    /// Where those of each row end.
    ends: Vec<u32>,
}

impl ReportBuffer for Rendered {
    fn finding(&mut self, finding: &Finding<'_>) {
        self.bytes.extend_from_slice(self.form.separator());
        self.form.finding(&self.source, finding, &mut self.bytes);
    }

    fn row(&mut self) {
        self.ends.push(self.bytes.len() as u32);
    }
}

/// Appends a value as JSON. Writing to memory can't fail, nor can values whose keys are all texts.
fn push_json(bytes: &mut Vec<u8>, value: &impl Serialize) {
    let _ = serde_json::to_writer(bytes, value);
}

/// The text that a finding is about; none where it is about none.
fn value_of<'f>(finding: &'f Finding<'_>) -> Option<&'f str> {
    (finding.column.is_some() || !finding.value.is_empty()).then_some(&*finding.value)
}

/// Where in its source a finding is, in one name, such as `Contacts!E7`; none where it is about the whole source.
fn place_name(source: &Source, finding: &Finding<'_>, language: Language) -> Option<String> {
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

/// The name of a sheet as it stands in references: in apostrophes where it is more than letters, digits and `_`.
fn sheet_name(sheet: &str) -> String {
    let is_plain =
        sheet.chars().all(|c| c.is_alphanumeric() || c == '_') && !sheet.starts_with(|c: char| c.is_numeric());
    if is_plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_named_as_in_references() {
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
