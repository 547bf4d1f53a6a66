//! Findings for other programs: each form is written as findings come, so that any number of them takes no memory.

mod csv;
mod github;
mod json;
mod sarif;

use std::io::{self, Write};

use crate::finding::{Finding, Report, Summary};
use crate::model::Source;
use crate::words::{Language, say};

/// What other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingsForm {
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
    pub fn wants_text(self) -> bool {
        matches!(self, FindingsForm::Sarif | FindingsForm::Github)
    }
}

/// Findings in a form for programs. The messages alone are in a language; names of rules, severities and columns are the same in all.
///
/// ```
/// use cosell_contacts::finding::{Finding, Message, Report, Rule, Summary};
/// use cosell_contacts::model::{Place, Source};
/// use cosell_contacts::render::{FindingsForm, FindingsReport};
/// use cosell_contacts::words::Language;
///
/// let mut report = FindingsReport::new(FindingsForm::Github, Vec::new(), Language::En)?;
/// report.source(&Source::file("list.csv"));
/// let place = Place { row: Some(7), line: Some(7), column: None };
/// report.finding(&Finding::new(Rule::RowSkipped, place, Message::HeaderRepeated));
/// let commands = report.finish(&Summary::default())?;
/// assert_eq!(commands, b"::notice title=row-skipped,file=list.csv,line=7::the header again: left out\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct FindingsReport<'w, W> {
    form: Box<dyn Form<W> + 'w>,
    source: Source,
    error: Option<io::Error>,
}

/// A form of findings.
trait Form<W> {
    /// Writes a finding.
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> io::Result<()>;

    /// Writes what comes last.
    fn finish(self: Box<Self>, summary: &Summary) -> io::Result<W>;
}

impl<'w, W: Write + 'w> FindingsReport<'w, W> {
    /// Starts a report, whose messages are in a language.
    ///
    /// # Errors
    /// Where its beginning can't be written.
    pub fn new(form: FindingsForm, out: W, language: Language) -> io::Result<Self> {
        let form: Box<dyn Form<W> + 'w> = match form {
            FindingsForm::Json => Box::new(json::Json::new(out, language)?),
            FindingsForm::Sarif => Box::new(sarif::Sarif::new(out, language)?),
            FindingsForm::Github => Box::new(github::Github { out, language }),
            FindingsForm::Csv => Box::new(csv::Csv::new(out, language)?),
        };
        Ok(FindingsReport { form, source: Source::default(), error: None })
    }

    /// Ends the report with its summary, where the form has one.
    ///
    /// # Errors
    /// Where it, or a finding before, could not be written.
    pub fn finish(self, summary: &Summary) -> io::Result<W> {
        match self.error {
            Some(error) => Err(error),
            None => self.form.finish(summary),
        }
    }
}

impl<W> Report for FindingsReport<'_, W> {
    fn source(&mut self, source: &Source) {
        self.source = source.clone();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.error.is_none() {
            self.error = self.form.finding(&self.source, finding).err();
        }
    }
}

/// The text that a finding is about; none where it is about none.
fn value_of<'f>(finding: &'f Finding<'_>) -> Option<&'f str> {
    (finding.column.is_some() || !finding.value.is_empty()).then_some(&*finding.value)
}

/// Where in its source a finding is, in one name, such as `Contacts!E7`; none where it is about the whole source.
fn place_name(source: &Source, finding: &Finding<'_>, language: Language) -> Option<String> {
    let place = finding.place;
    let column = finding.column.map(|column| language.column(column));
    let cell = match (place.cell(), place.row, column) {
        (Some(cell), ..) => cell,
        (None, Some(row), _) if source.sheet.is_some() => format!("{row}:{row}"),
        (None, Some(row), Some(column)) => language.say(say::RowAndColumn { row, column }).to_string(),
        (None, Some(row), None) => language.say(say::Row { row }).to_string(),
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
