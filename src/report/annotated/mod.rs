//! The annotated workbook: a list with its errors marked, for the person who corrects it.
//!
//! The sheet of a list is written by `spreadsheet`; this module decides on colours, notes and remarks. It is read again
//! as the same list, because the reader ignores the helper columns and sheets.

mod display_severity;
mod findings;
mod note;
mod remark;

use std::collections::HashMap;
use std::io::Write;

use rust_xlsxwriter::Workbook;

use self::display_severity::DisplaySeverity;
use self::findings::{FindingsSheet, Place};
use self::note::{has_error, note};
use self::remark::remark;
use crate::contact::{Source, SourceColumn};
use crate::diagnostics::{Finding, Report};
use crate::i18n::{Language, messages};
use crate::spreadsheet::HelperColumn;
use crate::spreadsheet::source_rows::{SourceRow, SourceRowsSheet};
use crate::spreadsheet::style::Fill;
use crate::spreadsheet::{catch_io_panic, code_sheets, new_workbook, save_workbook};
use crate::write::WriteError;

/// Maximum number of notes: with more, programs take minutes to open the workbook.
const MOST_NOTES: u64 = 10_000;
/// Width of the helper column with the row numbers of the original file, in characters.
const ORIGINAL_ROW: f64 = 20.0;

/// A report as a workbook: the rows as received, with the cells at fault in colour and a note on each, and a sheet with
/// all findings. Once corrected, the workbook can be read as the list.
///
/// Rows and findings are written to temporary files as they come. Rows of JSON objects are kept in memory, because
/// later objects may add columns.
pub(crate) struct AnnotatedReport {
    may_grow: bool,
    language: Language,
    source: Source,
    /// Findings of the next row, or of the file.
    pending: Vec<Finding<'static>>,
    book: Option<AnnotatedWorkbook>,
    /// The first error, after which nothing more is written.
    error: Option<WriteError>,
}

/// The workbook, created with the columns of the first list.
struct AnnotatedWorkbook {
    workbook: Workbook,
    language: Language,
    findings: FindingsSheet,
    list: AnnotatedList,
    /// The previous lists.
    done: Vec<AnnotatedList>,
    names: Vec<String>,
    notes: u64,
    has_all_notes: bool,
}

/// The findings of a cell, by its index in the row, or of the whole row.
type CellFindings<'f> = (Option<usize>, Vec<&'f Finding<'f>>);

/// The sheet of a list with its columns.
struct AnnotatedList {
    received: SourceRowsSheet,
    language: Language,
    name: String,
    columns: Vec<SourceColumn>,
}

impl AnnotatedReport {
    /// Returns a report in a language. `may_grow` is set if later rows may add columns.
    pub(crate) fn new(may_grow: bool, language: Language) -> Self {
        AnnotatedReport { may_grow, language, source: Source::default(), pending: Vec::new(), book: None, error: None }
    }

    /// Writes the workbook.
    pub(crate) fn finish<W: Write + Send>(mut self, out: W) -> Result<W, WriteError> {
        self.keep(|report| report.flush());
        if let Some(error) = self.error {
            return Err(error);
        }
        catch_io_panic(|| {
            let mut workbook = match self.book {
                Some(book) => book.finish()?,
                None => new_workbook()?,
            };
            Ok(save_workbook(&mut workbook, out)?)
        })
    }

    /// Runs a step, unless an earlier one failed, and keeps its error.
    fn keep(&mut self, work: impl FnOnce(&mut Self) -> Result<(), WriteError>) {
        if self.error.is_none() {
            self.error = catch_io_panic(|| work(self)).err();
        }
    }

    fn start(&mut self, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let language = self.language;
        let sheet = self.source.sheet.as_deref().unwrap_or(messages::SheetContacts.text(language));
        match &mut self.book {
            None => self.book = Some(AnnotatedWorkbook::new(&self.source, sheet, columns, self.may_grow, language)?),
            Some(book) if self.source.sheet.as_deref().is_some_and(|sheet| sheet != book.list.name) => {
                book.next(sheet, columns)?;
            }
            Some(book) => {
                book.list.received.grow(columns)?;
                book.list.columns = columns.to_vec();
            }
        }
        Ok(())
    }

    /// Writes the pending findings, which belong to no new row.
    fn flush(&mut self) -> Result<(), WriteError> {
        let Some(book) = &mut self.book else { return Ok(()) };
        let sheet = self.source.sheet.as_deref();
        self.pending.drain(..).try_for_each(|finding| match book.written(sheet, &finding) {
            Some((list, row)) => book.add_late(&finding, list, row),
            None => book.add_of_file(&finding),
        })
    }
}

impl Report for AnnotatedReport {
    fn source(&mut self, source: &Source) {
        self.keep(Self::flush);
        self.source = source.clone();
    }

    fn columns(&mut self, columns: &[SourceColumn]) {
        self.keep(|report| report.start(columns));
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        if self.error.is_none() {
            self.pending.push(finding.clone().into_owned());
        }
    }

    fn row(&mut self, row: u64, cells: &mut dyn Iterator<Item = &str>) {
        self.keep(|report| {
            let first = report.pending.iter().position(|finding| finding.location.row == Some(row));
            let own = report.pending.split_off(first.unwrap_or(report.pending.len()));
            report.flush()?;
            report.book.as_mut().map_or(Ok(()), |book| book.write(row, cells, &own))
        });
    }
}

impl AnnotatedWorkbook {
    fn new(
        source: &Source,
        sheet: &str,
        columns: &[SourceColumn],
        may_grow: bool,
        language: Language,
    ) -> Result<Self, WriteError> {
        let mut workbook = new_workbook()?;
        let list = AnnotatedList::new(&mut workbook, sheet, columns, may_grow, language)?;
        let names = vec![list.name.clone()];
        let findings = FindingsSheet::new(source, language);
        Ok(AnnotatedWorkbook {
            workbook,
            language,
            findings,
            list,
            done: Vec::new(),
            names,
            notes: 0,
            has_all_notes: true,
        })
    }

    fn next(&mut self, sheet: &str, columns: &[SourceColumn]) -> Result<(), WriteError> {
        let next = AnnotatedList::new(&mut self.workbook, sheet, columns, false, self.language)?;
        self.names.push(next.name.clone());
        self.done.push(std::mem::replace(&mut self.list, next));
        Ok(())
    }

    /// Returns the list of a sheet and the row of a finding in it, if the row has been written. That is so for findings
    /// that depend on the whole list, which come last.
    fn written(&self, sheet: Option<&str>, finding: &Finding<'_>) -> Option<(usize, u32)> {
        let mut lists = self.done.iter().chain([&self.list]);
        let at = lists.position(|list| sheet.is_none_or(|sheet| list.name == sheet))?;
        let list = self.done.get(at).unwrap_or(&self.list);
        Some((at, list.received.row_of(finding.location.row?)?))
    }

    /// Adds a finding of a row that has been written.
    fn add_late(&mut self, finding: &Finding<'_>, list: usize, row: u32) -> Result<(), WriteError> {
        self.has_all_notes &= self.notes < MOST_NOTES;
        self.notes += u64::from(self.has_all_notes);
        let note = self.has_all_notes.then(|| note(&[finding], self.language));
        let list = self.done.get_mut(list).unwrap_or(&mut self.list);
        let at = list.location(finding);
        let location = list.received.place_in(row, at);
        list.received.mark(location, fill(DisplaySeverity::of(finding)), note.as_ref())?;
        let label = at.map(|at| list.columns[at].label.as_str());
        let has_error = has_error(&[finding]);
        self.findings.add(finding, Place { sheet: &list.name, cell: Some(location), label, has_error })
    }

    /// Adds a finding of the file or its header.
    fn add_of_file(&mut self, finding: &Finding<'_>) -> Result<(), WriteError> {
        let at = self.list.location(finding);
        let label = at.map(|at| self.list.columns[at].label.as_str());
        let cell = at.filter(|_| finding.location.row.is_some()).map(|at| self.list.received.header(at));
        let label = label.or(finding.column.map(|column| self.language.column(column)));
        self.findings.add(finding, Place { sheet: &self.list.name, cell, label, has_error: false })
    }

    fn write(
        &mut self,
        row: u64,
        cells: &mut dyn Iterator<Item = &str>,
        found: &[Finding<'_>],
    ) -> Result<(), WriteError> {
        let list = &mut self.list;
        let mut of_cell: Vec<CellFindings<'_>> = Vec::new();
        for finding in found {
            let at = list.location(finding);
            match of_cell.iter_mut().find(|(other, _)| *other == at) {
                Some((_, findings)) => findings.push(finding),
                None => of_cell.push((at, vec![finding])),
            }
        }
        let fills: HashMap<usize, Fill> =
            of_cell.iter().filter_map(|(at, findings)| Some(((*at)?, fill(worst(findings)?)))).collect();
        let all: Vec<&Finding<'_>> = found.iter().collect();
        let remark = remark(&of_cell, &list.columns, list.language);
        let received = SourceRow { sheet: None, number: row, remark: &remark, fill: worst(&all).map(fill) };
        list.received.write(&received, cells, |at| fills.get(&at).copied())?;
        for (at, findings) in &of_cell {
            self.has_all_notes &= self.notes < MOST_NOTES;
            if self.has_all_notes {
                list.received.note(*at, &note(findings, self.language))?;
                self.notes += 1;
            }
        }
        for finding in found {
            let at = list.location(finding);
            let label = at.map(|at| list.columns[at].label.as_str());
            let has_error = of_cell.iter().any(|(other, findings)| *other == at && has_error(findings));
            let cell = Some(list.received.location(at));
            self.findings.add(finding, Place { sheet: &list.name, cell, label, has_error })?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Workbook, WriteError> {
        for mut list in self.done.into_iter().chain([self.list]) {
            if !list.received.is_renumbered() {
                list.received.hide_row_numbers()?;
            }
            self.workbook.push_worksheet(list.received.finish()?);
        }
        let (names, notes) = (self.names, (!self.has_all_notes).then_some(self.notes));
        let sheet = free(&names, messages::Findings.text(self.language));
        let findings = self.findings.finish(&mut self.workbook, &sheet, &names, notes)?;
        self.workbook.push_worksheet(findings);
        code_sheets::add_code_sheets(&mut self.workbook, self.language, |wanted| free(&names, wanted))?;
        Ok(self.workbook)
    }
}

impl AnnotatedList {
    fn new(
        workbook: &mut Workbook,
        name: &str,
        columns: &[SourceColumn],
        may_grow: bool,
        language: Language,
    ) -> Result<Self, WriteError> {
        let numbers = (HelperColumn::OriginalRow.label(language), ORIGINAL_ROW);
        let ours = (numbers, (HelperColumn::Findings.label(language), remark::WIDTH));
        let received = SourceRowsSheet::new(workbook, name, ours, columns, may_grow, language)?;
        Ok(AnnotatedList { received, language, name: name.to_owned(), columns: columns.to_vec() })
    }

    /// Returns the index of the finding's column in the list, or `None` if the finding is about the row.
    fn location(&self, finding: &Finding<'_>) -> Option<usize> {
        let by_place = |at: u32| self.columns.iter().position(|column| column.at == at);
        let by_column = |wanted| self.columns.iter().position(|column| column.column == Some(wanted));
        finding.location.column.map_or_else(|| finding.column.and_then(by_column), by_place)
    }
}

fn worst(findings: &[&Finding<'_>]) -> Option<DisplaySeverity> {
    findings.iter().map(|finding| DisplaySeverity::of(finding)).min()
}

fn fill(weight: DisplaySeverity) -> Fill {
    match weight {
        DisplaySeverity::Error => Fill::Bad,
        DisplaySeverity::Warning => Fill::Fair,
        DisplaySeverity::Mended => Fill::Fixed,
        DisplaySeverity::Note => Fill::Faint,
    }
}

/// Returns a name for a helper sheet that no list has.
fn free(names: &[String], wanted: &str) -> String {
    let is_taken = |name: &str| names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    [wanted.to_owned()].into_iter().chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings, Rows};
    use crate::validate::validate;

    const LIST: &str = "Name,Email,Job title,Role,Countries/Regions\n\
                        Ann,ann@example.com,CEO,Sales,\"US, XX\"\n\
                        Zoë,zoe@example.com,CTO,Partner sales,FR\n";

    fn read(name: &str, bytes: Vec<u8>, report: &mut dyn Report) -> Vec<String> {
        let mut rows = Rows::open(Input::bytes(name, bytes), ReadSettings::default()).unwrap();
        validate(&mut rows, Default::default(), &[], report).unwrap();
        rows.columns().into_iter().map(|column| column.label).collect()
    }

    #[test]
    fn an_annotated_workbook_in_any_language_is_read_as_the_list() {
        let mut of_list = CollectingReport::default();
        let labels = read("list.csv", LIST.into(), &mut of_list);
        for language in Language::ALL {
            let mut report = AnnotatedReport::new(false, language);
            read("list.csv", LIST.into(), &mut report);
            let mut again = CollectingReport::default();
            assert_eq!(read("list.xlsx", report.finish(Vec::new()).unwrap(), &mut again), labels, "{language:?}");
            let text = |of: &CollectingReport| -> Vec<_> {
                of.findings.iter().map(|(_, finding)| (finding.rule, finding.value.to_string())).collect()
            };
            assert_eq!(text(&again), text(&of_list), "{language:?}");
        }
    }
}
