use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Finding, Report, Summary};
use crate::model::Source;
use crate::words::Language;

/// Findings as JSON, version 1: each is written as it comes, so any number takes no memory.
///
/// The form is frozen: `{"version":1,"findings":[...],"summary":{...}}`, a finding a line. The messages alone are in a language;
/// names of rules, severities and columns are the same in all.
///
/// ```
/// use cosell_contacts::finding::{Finding, Message, Report, Rule, Summary};
/// use cosell_contacts::model::{Place, Source};
/// use cosell_contacts::render::JsonReport;
/// use cosell_contacts::words::Language;
///
/// let mut report = JsonReport::new(Vec::new(), Language::En);
/// report.source(&Source::file("list.csv"));
/// report.finding(&Finding::new(Rule::HeaderMissing, Place::default(), Message::Empty));
/// let json = report.finish(&Summary::default())?;
/// assert!(json.starts_with(b"{\"version\":1,\"findings\":[\n{\"rule\":\"header-missing\""));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct JsonReport<W: Write> {
    out: W,
    language: Language,
    source: Source,
    is_first: bool,
    error: Option<io::Error>,
}

#[derive(Serialize)]
struct Object<'f> {
    rule: &'static str,
    severity: &'static str,
    file: std::borrow::Cow<'f, str>,
    sheet: Option<&'f str>,
    row: Option<u64>,
    line: Option<u64>,
    column: Option<&'static str>,
    cell: Option<String>,
    value: Option<&'f str>,
    span: Option<[usize; 2]>,
    message: String,
    fix: Option<Fix<'f>>,
    alternatives: &'f [String],
}

#[derive(Serialize)]
struct Fix<'f> {
    value: &'f str,
    safety: &'static str,
}

impl<W: Write> JsonReport<W> {
    /// Starts a report, whose messages are in a language.
    pub fn new(mut out: W, language: Language) -> Self {
        let error = out.write_all(b"{\"version\":1,\"findings\":[").err();
        JsonReport { out, language, source: Source::default(), is_first: true, error }
    }

    fn write(&mut self, finding: &Finding<'_>) -> io::Result<()> {
        let source = &self.source;
        let is_about_text = finding.column.is_some() || !finding.value.is_empty();
        let object = Object {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            file: source.file.to_string_lossy(),
            sheet: source.sheet.as_deref(),
            row: finding.place.row,
            line: finding.place.line,
            column: finding.column.map(|column| column.label()),
            cell: finding.place.cell(),
            value: is_about_text.then_some(&*finding.value),
            span: finding.span.clone().map(|span| [span.start, span.end]),
            message: finding.wording(self.language).to_string(),
            fix: finding.fix.as_ref().map(|fix| Fix { value: &fix.value, safety: fix.safety.name() }),
            alternatives: &finding.alternatives,
        };
        self.out.write_all(if self.is_first { b"\n" } else { b",\n" })?;
        self.is_first = false;
        Ok(serde_json::to_writer(&mut self.out, &object)?)
    }

    /// Ends the report with its summary.
    ///
    /// # Errors
    /// Where it, or a finding before, could not be written.
    pub fn finish(mut self, summary: &Summary) -> io::Result<W> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.out.write_all(if self.is_first { b"],\"summary\":" } else { b"\n],\"summary\":" })?;
        serde_json::to_writer(&mut self.out, summary)?;
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Report for JsonReport<W> {
    fn source(&mut self, source: &Source) {
        self.source = source.clone();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.error.is_none() {
            self.error = self.write(finding).err();
        }
    }
}
