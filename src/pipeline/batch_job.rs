//! The work of one worker: it turns a batch of rows into contacts, findings and output. Checks that need the whole list
//! are in `collector`.

use super::BatchOutput;
use crate::contact::{Column, Contact, RepeatedHeader, Row};
use crate::diagnostics::{Finding, ReportBuffer, Summary};
use crate::normalize::{
    self, ContactFingerprint, ContactTexts, DomainCounts, below_reordered_header, lone_cell, may_be_layout,
    non_contact_row, normalize_row, reordered_header_error, without_merged,
};
use crate::read::{Batch, TypedCursor};

/// The outcome of a row.
#[derive(Debug)]
pub(crate) enum RowOutcome<'a> {
    /// The row has no text.
    Blank,
    /// The row isn't a contact, and shouldn't be one: a repeated header, a heading, a footer.
    Skipped,
    /// The row should be a contact, and has errors.
    Rejected,
    /// The row is a contact.
    Contact(Contact<'a>),
}

/// A row with its outcome.
#[derive(Debug)]
pub(crate) struct RowResult<'j, 'a> {
    /// The row.
    pub row: &'j Row<'a>,
    /// Its outcome.
    pub outcome: &'j RowOutcome<'a>,
    /// Its findings, without those that need the whole list.
    pub findings: &'j [Finding<'a>],
    batch: &'a Batch,
    position: usize,
}

impl<'a> RowResult<'_, 'a> {
    /// Returns all cells of the row as the source has them.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.batch.cells_at(self.position)
    }

    /// Returns the number of the row in the file that the sender has, if the source is a workbook or a table that the
    /// program made of it.
    pub(crate) fn original_row(&self) -> Option<&'a str> {
        self.batch.original_row_at(self.position)
    }

    /// Returns the row as it is in the list, without its line end, if that is the contact's record in a CSV with the
    /// columns in this order: nothing was changed.
    pub(crate) fn verbatim(&self, order: &[Column; 6]) -> Option<&'a str> {
        if self.findings.is_empty() { self.batch.verbatim_at(self.position, order) } else { None }
    }
}

/// A batch of rows for a worker, with the buffers for its results.
pub(super) struct BatchJob<P> {
    pub(super) batch: Batch,
    pub(super) output: P,
    /// `None` if the report wants the findings themselves.
    pub(super) notes: Option<Box<dyn ReportBuffer>>,
    /// Whether fingerprints of the contacts are needed, to find repeated ones.
    pub(super) wants_fingerprints: bool,
    /// Whether the texts of the contacts are needed, to compare them.
    pub(super) wants_texts: bool,
    /// The row of the last repeated header above the batch, if its columns are not in the order of the list's header.
    pub(super) reordered_header: Option<u64>,
}

/// The results of a batch.
pub(super) struct BatchResult<P> {
    pub(super) batch: Batch,
    pub(super) output: P,
    pub(super) findings: RowFindings,
    pub(super) summary: Summary,
    /// The fingerprints of the contacts, and the position of each contact among the rows.
    pub(super) fingerprints: Vec<ContactFingerprint>,
    pub(super) positions: Vec<u32>,
    /// The texts of the contacts, if they are compared.
    pub(super) texts: ContactTexts,
    /// The domains of the contacts' addresses.
    pub(super) domains: DomainCounts,
    /// The row of the last header with reordered columns, before this batch and at its end.
    pub(super) header_before: Option<u64>,
    pub(super) header_after: Option<u64>,
}

/// The findings of the rows of a batch.
pub(super) enum RowFindings {
    /// Text in the format of the report.
    Rendered(Box<dyn ReportBuffer>),
    /// The findings of all rows, and for each row the number of findings up to its end.
    Kept(Vec<Finding<'static>>, Vec<u32>),
}

impl<P: BatchOutput> BatchJob<P> {
    /// Processes the rows, one after another.
    pub(super) fn run(self, settings: &normalize::NormalizeSettings) -> BatchResult<P> {
        let BatchJob { batch, mut output, notes, wants_fingerprints, wants_texts, reordered_header: header_before } =
            self;
        let mut header = header_before;
        let row_findings = notes.map_or_else(|| RowFindings::Kept(Vec::new(), Vec::new()), RowFindings::Rendered);
        let contacts = if wants_fingerprints { batch.row_count() } else { 0 };
        let mut result = (row_findings, Summary::default(), Vec::with_capacity(contacts), Vec::with_capacity(contacts));
        let (row_findings, summary, fingerprints, positions) = &mut result;
        let (mut domains, mut texts) =
            (DomainCounts::default(), ContactTexts::with_capacity(if wants_texts { contacts } else { 0 }));
        let (mut findings, mut more, mut cursor) = (Vec::new(), Vec::new(), TypedCursor::default());
        for position in 0..batch.row_count() {
            let row = batch.row_at(position);
            match row.header {
                Some(RepeatedHeader::InOrder) => header = None,
                Some(RepeatedHeader::Reordered) => header = Some(row.number),
                None => {}
            }
            findings.clear();
            let mut outcome = outcome_of((&batch, position), &row, header, settings, &mut findings, &mut more);
            if batch.keeps_typed() {
                findings.iter_mut().for_each(|finding| locate(&batch, position, finding, &mut cursor));
            }
            findings.iter().for_each(|finding| summary.count(finding));
            summary.rows += 1;
            summary.split += more.len() as u64;
            more.reverse();
            loop {
                match &outcome {
                    RowOutcome::Blank => summary.blank += 1,
                    RowOutcome::Skipped => summary.skipped += 1,
                    RowOutcome::Rejected => summary.rejected += 1,
                    RowOutcome::Contact(contact) => {
                        summary.contacts += 1;
                        domains.add(&contact.email, position as u32);
                        if wants_fingerprints {
                            fingerprints.push(ContactFingerprint::of(contact, row.number, wants_texts));
                            positions.push(position as u32);
                        }
                        if wants_texts {
                            texts.push(contact);
                        }
                    }
                }
                output.row(&RowResult { row: &row, outcome: &outcome, findings: &findings, batch: &batch, position });
                let Some(contact) = more.pop() else { break };
                outcome = RowOutcome::Contact(contact);
            }
            row_findings.add_row(&mut findings);
        }
        texts.shrink();
        let (findings, summary, fingerprints, positions) = result;
        let header_after = header;
        BatchResult {
            batch,
            output,
            findings,
            summary,
            fingerprints,
            positions,
            texts,
            domains,
            header_before,
            header_after,
        }
    }
}

impl RowFindings {
    /// Adds the findings of the next row.
    fn add_row(&mut self, findings: &mut Vec<Finding<'_>>) {
        match self {
            RowFindings::Rendered(notes) => {
                findings.iter().for_each(|finding| notes.finding(finding));
                notes.row();
            }
            RowFindings::Kept(kept, ends) => {
                kept.extend(findings.drain(..).map(Finding::into_owned));
                ends.push(kept.len() as u32);
            }
        }
    }
}

/// Returns the outcome of a row, and appends further contacts that it holds. A row below a header with reordered columns is
/// rejected, because the meaning of its cells is unknown.
fn outcome_of<'a>(
    (batch, position): (&'a Batch, usize),
    row: &Row<'a>,
    reordered_header: Option<u64>,
    settings: &normalize::NormalizeSettings,
    findings: &mut Vec<Finding<'a>>,
    more: &mut Vec<Contact<'static>>,
) -> RowOutcome<'a> {
    if row.is_blank && row.damage.is_none() {
        return RowOutcome::Blank;
    }
    if let Some(finding) = reordered_header_error(row) {
        findings.push(finding);
        return RowOutcome::Rejected;
    }
    let neighbors = &|offset: isize| batch.neighbor(position, offset);
    let may_be_layout = may_be_layout(row, position);
    if may_be_layout && let Some(finding) = non_contact_row(row, neighbors) {
        let outcome = if finding.is_blocking() { RowOutcome::Rejected } else { RowOutcome::Skipped };
        findings.push(finding);
        return outcome;
    }
    let error = match reordered_header {
        Some(header) => Some(below_reordered_header(row, header)),
        None if may_be_layout => lone_cell(row, neighbors),
        None => None,
    };
    if let Some(error) = error {
        findings.push(error);
        return RowOutcome::Rejected;
    }
    // A heading or a note isn't the text of the rows that its merged cell covers.
    let is_skipped = |first: u64| {
        let above = (row.number - first) as usize;
        position.checked_sub(above).is_some_and(|start| {
            let heading = non_contact_row(&batch.row_at(start), &|offset| batch.neighbor(start, offset));
            heading.is_some_and(|finding| !finding.is_blocking())
        })
    };
    let uncovered = without_merged(row, is_skipped);
    normalize_row(uncovered.as_ref().unwrap_or(row), settings, findings, more)
        .map_or(RowOutcome::Rejected, RowOutcome::Contact)
}

/// Adds to a finding its location in the lines of the text, if the text is kept.
pub(super) fn locate(batch: &Batch, position: usize, finding: &mut Finding<'_>, cursor: &mut TypedCursor) {
    if let Some(column) = finding.location.column.filter(|_| finding.column.is_some()) {
        let typed = batch.typed_at(position, column, &finding.value, finding.span.clone(), cursor);
        finding.typed = typed.map(Box::new);
    }
}
