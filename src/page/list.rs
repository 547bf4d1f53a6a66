//! Checks one list: returns its rows with their findings, and adds its contacts to those of all lists.

use std::path::Path;

use super::failure::failure;
use super::result::{
    ColumnResult, FindingResult, ListResult, RowResult as PageRow, RowStatus, RowsResult, SummaryResult,
};
use super::state::ListState;
use crate::contact::{Column, ColumnMap, Contact, Source, SourceColumn, column_letters, countries_cell, states_cell};
use crate::contact_list::{ContactChunk, Holding, List};
use crate::coverage::Coverage;
use crate::diagnostics::{Finding, Report, Rule, Severity, Summary, report_empty_list};
use crate::i18n::Language;
use crate::normalize::NormalizeSettings;
use crate::pipeline::{BatchConsumer, BatchOutput, RowOutcome, RowResult, process_list};
use crate::prepared_names::{to_correct_name, upload_name};
use crate::read::{Encoding, Input, ReadError, Rows};
use crate::report::{fixed_cells, header_message, plain_message};

/// Checks a list, and adds its contacts to `contacts`. `progress` gets the number of rows after each batch.
///
/// # Errors
/// If the list can't be read.
pub(super) fn check_list(
    input: Input,
    list: &ListState,
    contacts: &mut List,
    language: Language,
    progress: &mut dyn FnMut(u64),
) -> Result<ListResult, ReadError> {
    let name = input.name().display().to_string();
    let mut rows = Rows::open(input, list.settings())?;
    let settings = NormalizeSettings::default();
    let holding = contacts.start_input(&rows);
    let mut collected = Collected { rows: Vec::new(), coverage: Coverage::default(), holding, progress };
    let mut report = RowReport { language, ..RowReport::default() };
    let mut summary = process_list(&mut rows, settings, &mut collected, &mut report)?;
    report_empty_list(false, &mut summary, &mut report);
    if !rows.findings().iter().any(Finding::is_blocking) {
        for finding in collected.coverage.findings(&[]) {
            summary.count(&finding);
            report.finding(&finding);
        }
    }
    let collected = collected.rows;
    let columns = rows.recognized_columns().into_iter().map(|SourceColumn { at, label, column }| ColumnResult {
        letters: if rows.may_grow() { label.clone() } else { column_letters(at) },
        label,
        column: column.map(Into::into),
    });
    let columns = columns.collect();
    let (sheets, findings, page_rows, counts) = report.finish(collected);
    let upload_name = upload_name(Path::new(&name)).display().to_string();
    let correct_name = to_correct_name(Path::new(&name)).display().to_string();
    Ok(ListResult {
        file: list.file,
        name,
        failure: None,
        format: rows.format().map(crate::contact::Format::name),
        delimiter: rows.delimiter(),
        encoding: rows.encoding().map(Encoding::name),
        upload_name,
        correct_name,
        all_sheets: rows.sheets().to_vec(),
        sheets,
        columns,
        findings,
        summary: counts.with(&summary),
        rows: RowsResult::All(page_rows),
    })
}

/// Returns the result of a list that can't be read.
pub(super) fn unread_list(name: &str, file: u32, error: &ReadError, language: Language) -> ListResult {
    ListResult {
        file,
        name: name.to_owned(),
        failure: Some(failure(error, name, language)),
        format: None,
        delimiter: None,
        encoding: None,
        upload_name: String::new(),
        correct_name: String::new(),
        all_sheets: Vec::new(),
        sheets: Vec::new(),
        columns: Vec::new(),
        findings: Vec::new(),
        summary: SummaryResult::default(),
        rows: RowsResult::All(Vec::new()),
    }
}

/// A row without the findings that need the whole list.
struct CollectedRow {
    number: u64,
    /// `None` if the row is blank.
    status: Option<RowStatus>,
    cells: [String; 6],
}

/// A consumer that keeps the rows, their coverage, and their contacts.
struct Collected<'c> {
    rows: Vec<CollectedRow>,
    coverage: Coverage,
    holding: Holding<'c>,
    progress: &'c mut dyn FnMut(u64),
}

/// The rows of a batch.
struct CollectedBatch {
    rows: Vec<CollectedRow>,
    coverage: Coverage,
    contacts: ContactChunk,
}

impl BatchConsumer for Collected<'_> {
    type Error = ReadError;
    type Output = CollectedBatch;

    fn output(&mut self) -> CollectedBatch {
        CollectedBatch { rows: Vec::new(), coverage: self.coverage.emptied(), contacts: self.holding.output() }
    }

    fn source(&mut self, source: &Source) -> Result<(), ReadError> {
        self.holding.source(source)
    }

    fn take(&mut self, output: CollectedBatch) -> Result<(), ReadError> {
        self.rows.extend(output.rows);
        self.coverage.join(&output.coverage);
        self.holding.take(output.contacts)?;
        (self.progress)(self.rows.len() as u64);
        Ok(())
    }
}

impl BatchOutput for CollectedBatch {
    fn row(&mut self, result: &RowResult<'_, '_>) {
        self.contacts.row(result);
        let status = match result.outcome {
            RowOutcome::Blank => None,
            RowOutcome::Skipped => Some(RowStatus::Skipped),
            RowOutcome::Rejected => Some(RowStatus::Rejected),
            RowOutcome::Contact(contact) => {
                self.coverage.add(contact);
                Some(RowStatus::Contact)
            }
        };
        let cells = status.map_or_else(Default::default, |_| shown_cells(result));
        self.rows.push(CollectedRow { number: result.row.number, status, cells });
    }
}

/// Returns the cells of a row as they are written, or, if it has errors, with the fixes that leave nothing to decide.
fn shown_cells(result: &RowResult<'_, '_>) -> [String; 6] {
    if let RowOutcome::Contact(contact) = result.outcome {
        return contact_cells(contact);
    }
    let received = &result.row.cells;
    let of_column = |column: Option<Column>| {
        result.findings.iter().filter(move |finding| finding.column == column).collect::<Vec<_>>()
    };
    let of_cells: Vec<_> =
        Column::ALL.into_iter().map(|column| (Some(column as usize), of_column(Some(column)))).collect();
    let of_cells: Vec<_> = of_cells.into_iter().chain([(None, of_column(None))]).collect();
    let fixed = fixed_cells(&of_cells, &received.0);
    Column::ALL.map(|column| fixed.get(&(column as usize)).copied().unwrap_or(received[column]).to_owned())
}

/// Returns the cells of a contact as they are written.
pub(super) fn contact_cells(contact: &Contact<'_>) -> [String; 6] {
    [
        contact.name.as_str().into(),
        contact.email.as_str().into(),
        contact.job_title.as_str().into(),
        contact.role.label().into(),
        countries_cell(&contact.countries).into_owned(),
        states_cell(&contact.states).into_owned(),
    ]
}

/// The findings, by row.
#[derive(Default)]
struct RowReport {
    language: Language,
    sheets: Vec<Option<String>>,
    /// The index of the current sheet.
    sheet: usize,
    /// Findings of the next row, or of the file.
    pending: Vec<(Option<u64>, FindingResult)>,
    /// For each row the sheet and its findings.
    rows: Vec<(usize, Vec<FindingResult>)>,
    findings: Vec<FindingResult>,
    /// Findings about rows that came after them: the sheet, the number of the row, and the finding.
    late: Vec<(usize, u64, FindingResult)>,
    counts: SummaryResult,
}

impl RowReport {
    /// Sorts out the findings that are pending: those of a row that has passed, and those of the file.
    fn flush(&mut self) {
        for (row, finding) in std::mem::take(&mut self.pending) {
            match row.filter(|_| !self.rows.is_empty()) {
                Some(row) => self.late.push((self.sheet, row, finding)),
                None => self.findings.push(finding),
            }
        }
    }

    /// Returns the sheets, the findings of the list, its rows with their findings, and the numbers of findings.
    fn finish(
        mut self,
        collected: Vec<CollectedRow>,
    ) -> (Vec<Option<String>>, Vec<FindingResult>, Vec<PageRow>, SummaryResult) {
        self.flush();
        let RowReport { sheets, rows, findings: mut list_findings, late, counts, .. } = self;
        let mut page_rows: Vec<PageRow> = Vec::with_capacity(collected.len());
        // The parts of a row are counted with the blank ones, as in the edit that added them.
        let mut last = None;
        for (row, (sheet, findings)) in collected.into_iter().zip(rows) {
            let CollectedRow { number, status, cells } = row;
            let part = match last {
                Some((last_sheet, last_number, part)) if (last_sheet, last_number) == (sheet, number) => part + 1,
                _ => 0,
            };
            last = Some((sheet, number, part));
            match status {
                Some(status) => page_rows.push(PageRow { sheet, row: number, part, status, cells, findings }),
                None => list_findings.extend(findings),
            }
        }
        for (sheet, number, finding) in late {
            match page_rows.iter_mut().find(|row| row.sheet == sheet && row.row == number) {
                Some(row) => row.findings.push(finding),
                None => list_findings.push(finding),
            }
        }
        (sheets, list_findings, page_rows, counts)
    }
}

impl Report for RowReport {
    fn source(&mut self, source: &Source) {
        self.flush();
        self.sheet = match self.sheets.iter().position(|sheet| *sheet == source.sheet) {
            Some(known) => known,
            None => {
                self.sheets.push(source.sheet.clone());
                self.sheets.len() - 1
            }
        };
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        match finding.severity {
            _ if finding.applied => self.counts.fixed += 1,
            Severity::Error => self.counts.errors += 1,
            Severity::Warning => self.counts.warnings += 1,
            Severity::Note => {}
        }
        // Before the first row, findings are about the header, and some of them name its row.
        let row = finding.location.row.filter(|_| finding.column.is_some() || !is_of_header(finding));
        self.pending.push((row, finding_result(finding, self.language)));
    }

    fn row(&mut self, row: u64, _cells: &mut dyn Iterator<Item = &str>) {
        let first = self.pending.iter().position(|(of, _)| *of == Some(row)).unwrap_or(self.pending.len());
        let of_row = self.pending.split_off(first);
        self.flush();
        self.rows.push((self.sheet, of_row.into_iter().map(|(_, finding)| finding).collect()));
    }
}

fn is_of_header(finding: &Finding<'_>) -> bool {
    matches!(
        finding.rule,
        Rule::HeaderMissing | Rule::HeaderBelow | Rule::ColumnMissing | Rule::ColumnUnknown | Rule::ColumnDuplicate
    )
}

/// Returns a finding as the page shows it.
pub(super) fn finding_result(finding: &Finding<'_>, language: Language) -> FindingResult {
    let message = match finding.column {
        Some(_) if !is_of_header(finding) => plain_message(finding, language),
        _ => header_message(finding, language),
    };
    FindingResult {
        rule: finding.rule.name(),
        severity: finding.severity.name(),
        column: finding.column.map(|column| column as usize),
        message,
        value: finding.value.clone().into_owned(),
        applied: finding.applied,
        fix: finding.fix.as_ref().map(|fix| fix.value.clone().into_owned()),
        alternatives: finding.alternatives.clone(),
        contacts: finding.contacts.iter().map(|ColumnMap(cells)| cells.clone()).collect(),
    }
}

impl SummaryResult {
    /// Returns the numbers of findings with those of rows.
    fn with(self, summary: &Summary) -> Self {
        let Summary { rows, contacts, rejected, skipped, blocking, .. } = *summary;
        SummaryResult { rows, contacts, rejected, skipped, blocking, ..self }
    }
}

/// Returns the name of a file without its folders.
pub(super) fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}
