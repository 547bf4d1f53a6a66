use super::judge::{Judged, Said, Work, location};
use super::{BatchConsumer, Page};
use crate::contact::{Column, Source, SourceColumn};
use crate::diagnostics::{Finding, Report, Summary};
use crate::normalize::{self, Domains, FirstUse, Repetitions, domain_in};
use crate::read::{Batch, Rows};

/// What is counted and remembered of the list as a whole.
pub(super) struct Account<'s, S: BatchConsumer> {
    sink: &'s mut S,
    report: &'s mut dyn Report,
    settings: &'s normalize::Settings,
    summary: Summary,
    /// None where they are not wanted.
    repetitions: Option<Repetitions>,
    domains: Domains,
    /// Those that were read, the last among them.
    sources: Vec<Source>,
    /// The row of the last header, where its columns are not in the order of the list's.
    under: Option<u64>,
}

impl<'s, S: BatchConsumer> Account<'s, S> {
    pub(super) fn new(sink: &'s mut S, report: &'s mut dyn Report, settings: &'s normalize::Settings) -> Self {
        let repetitions = sink.wants_repetitions().then(Repetitions::default);
        let (summary, domains) = (Summary::default(), Domains::default());
        Account { sink, report, settings, summary, repetitions, domains, sources: Vec::new(), under: None }
    }

    pub(super) fn source(&mut self, rows: &Rows) -> Result<(), S::Error> {
        if let Some(repetitions) = &mut self.repetitions {
            repetitions.begin(rows.source().sheet.as_deref());
        }
        self.under = None;
        self.sources.push(rows.source().clone());
        self.report.source(rows.source());
        self.sink.source(rows.source())
    }

    pub(super) fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), S::Error> {
        self.report.columns(columns);
        self.sink.columns(columns)
    }

    /// A finding that is no row's, or that only the order of the rows tells.
    pub(super) fn finding(&mut self, finding: &Finding<'_>) {
        self.summary.count(finding);
        self.report.finding(finding);
    }

    /// The rows of a batch, to be judged.
    pub(super) fn work(&mut self, batch: Batch) -> Work<S::Page> {
        let (page, notes) = (self.sink.page(), self.report.notes());
        Work { batch, page, notes, wants_sightings: self.repetitions.is_some(), under: self.under }
    }

    /// Takes what came of the next rows.
    pub(super) fn take(&mut self, mut judged: Judged<S::Page>) -> Result<(), S::Error>
    where
        S::Page: Page,
    {
        // A judge doesn't know of a header in rows that another has judged meanwhile. There is seldom one.
        if judged.began_under != self.under {
            judged = self.work(judged.batch).judged(self.settings);
        }
        self.under = judged.under;
        self.summary.add(&judged.summary);
        let noticed = self.repetitions.as_mut().map(|seen| seen.notice(&judged.sightings)).unwrap_or_default();
        let repeated = noticed.into_iter().map(|(at, rule, column, message)| {
            let at = judged.places[at] as usize;
            let value = judged.batch.cell_at(at, column).into();
            let finding = Finding::new(rule, judged.batch.row_at(at).location(column), message);
            let mut finding = Finding { column: Some(column), value, ..finding };
            location(&judged.batch, at, &mut finding);
            (at, finding)
        });
        let rows = judged.summary.rows as usize;
        let count = &mut |finding: &Finding<'_>| self.summary.count(finding);
        tell(&judged.batch, judged.said, rows, repeated, count, self.report);
        let source = self.sources.len().saturating_sub(1) as u32;
        self.domains.add(&judged.domains, |at, address| first_use(source, &judged.batch, at, address));
        self.sink.take(judged.page)
    }

    /// Tells what only the list as a whole tells, and what all of it comes to.
    pub(super) fn finish(mut self) -> Summary {
        let mut about = self.sources.len().saturating_sub(1);
        let last = about;
        for (source, finding) in self.domains.findings() {
            if source as usize != about {
                about = source as usize;
                self.report.source(&self.sources[about]);
            }
            self.finding(&finding);
        }
        if about != last {
            self.report.source(&self.sources[last]);
        }
        self.summary
    }
}

/// Where an address stands whose domain the list didn't have before.
fn first_use(source: u32, batch: &Batch, at: usize, address: &str) -> FirstUse {
    let (value, location) = (batch.cell_at(at, Column::Email), batch.row_at(at).location(Column::Email));
    let domain = domain_in(value, address);
    let typed = location.column.and_then(|column| batch.typed_at(at, column, value, domain));
    FirstUse { source, location, value: (value != address).then(|| value.into()), typed: typed.map(Box::new) }
}

/// Tells a report what was found of the rows of a batch, one after another, and after each what it repeats.
fn tell<'b>(
    batch: &'b Batch,
    said: Said,
    rows: usize,
    repeated: impl Iterator<Item = (usize, Finding<'b>)>,
    count: &mut dyn FnMut(&Finding<'_>),
    report: &mut dyn Report,
) {
    let mut repeated = repeated.peekable();
    match said {
        Said::Noted(mut notes) => {
            let mut told = 0;
            for (at, finding) in repeated {
                report.noted(&mut *notes, told..at + 1);
                told = at + 1;
                count(&finding);
                report.finding(&finding);
            }
            report.noted(&mut *notes, told..rows);
        }
        Said::Kept(findings, ends) => {
            let mut start = 0;
            for (at, end) in ends.into_iter().enumerate() {
                findings[start..end as usize].iter().for_each(|finding| report.finding(finding));
                start = end as usize;
                while let Some((_, finding)) = repeated.next_if(|(row, _)| *row == at) {
                    count(&finding);
                    report.finding(&finding);
                }
                report.row(batch.number_at(at), &mut batch.cells_at(at));
            }
        }
    }
}
