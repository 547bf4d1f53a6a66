use super::Page;
use crate::contact::{Column, Contact, RepeatedHeader, Row};
use crate::diagnostics::{Finding, Notes, Summary};
use crate::normalize::{self, DomainUses, Sighting, normalize, reordered, skipped, under_reordered};
use crate::read::Batch;

/// What became of a row.
#[derive(Debug)]
pub enum RowOutcome<'a> {
    /// It has no text.
    Blank,
    /// It is no contact, and no mistake.
    Skipped,
    /// It is no contact, and should be one.
    Rejected,
    /// A contact.
    Contact(Contact<'a>),
}

/// A row, and what became of it.
#[derive(Debug)]
pub struct RowResult<'j, 'a> {
    /// The row.
    pub row: &'j Row<'a>,
    /// What became of it.
    pub outcome: &'j RowOutcome<'a>,
    /// What was found, but for what only the list as a whole tells.
    pub findings: &'j [Finding<'a>],
    batch: &'a Batch,
    at: usize,
}

impl<'a> RowResult<'_, 'a> {
    /// All cells of the row as the source has them.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.batch.cells_at(self.at)
    }

    /// The row as it stands in the list, without its line end, where it is the record of the contact in a CSV with the columns in
    /// this order: nothing was changed.
    pub(crate) fn verbatim(&self, order: &[Column; 6]) -> Option<&'a str> {
        if self.findings.is_empty() { self.batch.verbatim_at(self.at, order) } else { None }
    }
}

/// Rows to be judged, and where what comes of them goes.
pub(super) struct Work<P> {
    pub(super) batch: Batch,
    pub(super) page: P,
    /// None where the report wants the findings themselves.
    pub(super) notes: Option<Box<dyn Notes>>,
    /// Contacts that repeat others are to be noticed.
    pub(super) wants_sightings: bool,
    /// The row of a header above, whose columns are not in the order of the list's.
    pub(super) under: Option<u64>,
}

/// Rows that were judged.
pub(super) struct Judged<P> {
    pub(super) batch: Batch,
    pub(super) page: P,
    pub(super) said: Said,
    pub(super) summary: Summary,
    /// The contacts, each with its place among the rows.
    pub(super) sightings: Vec<Sighting>,
    pub(super) places: Vec<u32>,
    /// The domains of their addresses.
    pub(super) domains: DomainUses,
    /// The row of the last header, where its columns are not in the order of the list's: before these rows, and after them.
    pub(super) began_under: Option<u64>,
    pub(super) under: Option<u64>,
}

/// What was found of the rows of a batch.
pub(super) enum Said {
    Noted(Box<dyn Notes>),
    /// The findings of all rows, and how many there were at the end of each.
    Kept(Vec<Finding<'static>>, Vec<u32>),
}

impl<P: Page> Work<P> {
    /// Judges the rows, one after another.
    pub(super) fn judged(self, settings: &normalize::Settings) -> Judged<P> {
        let Work { batch, mut page, notes, wants_sightings, under: began_under } = self;
        let mut under = began_under;
        let said = notes.map_or_else(|| Said::Kept(Vec::new(), Vec::new()), Said::Noted);
        let mut result = (said, Summary::default(), Vec::new(), Vec::new());
        let (said, summary, sightings, places) = &mut result;
        let mut domains = DomainUses::default();
        let mut findings = Vec::new();
        for at in 0..batch.row_count() {
            let row = batch.row_at(at);
            match row.header {
                Some(RepeatedHeader::InOrder) => under = None,
                Some(RepeatedHeader::Reordered) => under = Some(row.number),
                None => {}
            }
            findings.clear();
            let outcome = judge(&row, under, settings, &mut findings);
            if batch.keeps_typed() {
                findings.iter_mut().for_each(|finding| location(&batch, at, finding));
            }
            findings.iter().for_each(|finding| summary.count(finding));
            summary.rows += 1;
            match &outcome {
                RowOutcome::Blank => summary.blank += 1,
                RowOutcome::Skipped => summary.skipped += 1,
                RowOutcome::Rejected => summary.rejected += 1,
                RowOutcome::Contact(contact) => {
                    summary.contacts += 1;
                    domains.add(&contact.email, at as u32);
                    if wants_sightings {
                        sightings.push(Sighting::of(contact, row.number));
                        places.push(at as u32);
                    }
                }
            }
            page.row(&RowResult { row: &row, outcome: &outcome, findings: &findings, batch: &batch, at });
            said.row(&mut findings);
        }
        let (said, summary, sightings, places) = result;
        Judged { batch, page, said, summary, sightings, places, domains, began_under, under }
    }
}

impl Said {
    /// Takes what was found of the next row.
    fn row(&mut self, findings: &mut Vec<Finding<'_>>) {
        match self {
            Said::Noted(notes) => {
                findings.iter().for_each(|finding| notes.finding(finding));
                notes.row();
            }
            Said::Kept(kept, ends) => {
                kept.extend(findings.drain(..).map(Finding::into_owned));
                ends.push(kept.len() as u32);
            }
        }
    }
}

/// What becomes of a row; what stands under a header with other columns is held back, since what its cells are is not known.
fn judge<'a>(
    row: &Row<'a>,
    under: Option<u64>,
    settings: &normalize::Settings,
    findings: &mut Vec<Finding<'a>>,
) -> RowOutcome<'a> {
    if row.is_blank && row.damage.is_none() {
        return RowOutcome::Blank;
    }
    if let Some(finding) = reordered(row) {
        findings.push(finding);
        return RowOutcome::Rejected;
    }
    if row.damage.is_none()
        && let Some(finding) = skipped(row)
    {
        findings.push(finding);
        return RowOutcome::Skipped;
    }
    if let Some(header) = under {
        findings.push(under_reordered(row, header));
        return RowOutcome::Rejected;
    }
    normalize(row, settings, findings).map_or(RowOutcome::Rejected, RowOutcome::Contact)
}

/// Gives a finding its place in the lines of the text, where that is kept.
pub(super) fn location(batch: &Batch, at: usize, finding: &mut Finding<'_>) {
    if let Some(column) = finding.location.column.filter(|_| finding.column.is_some()) {
        let typed = batch.typed_at(at, column, &finding.value, finding.span.clone());
        finding.typed = typed.map(Box::new);
    }
}
