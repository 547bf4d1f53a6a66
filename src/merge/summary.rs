//! Counting the results of a merge, and reporting the findings about them.

use std::cell::OnceCell;
use std::convert::Infallible;
use std::ops::Range;
use std::ptr;

use super::people::{People, Person};
use super::{Merge, MergedContact};
use crate::contact::Source;
use crate::contact_list::List;
use crate::diagnostics::{Finding, Report, Summary};
use crate::pipeline::{chunk_buffers, in_chunks};

/// The results for some groups of contacts.
#[derive(Default)]
struct Settled<'m> {
    /// The person of each group, or `None` if its contact is removed.
    people: Vec<Option<Person>>,
    /// The results that have findings, each with its index among the groups.
    outcomes: Vec<(usize, MergedContact<'m>)>,
    merged: u64,
}

impl<'m> Merge<'m> {
    fn settle_part(&self, part: Range<usize>, settled: &mut Settled<'m>) {
        for rows in self.identities.part(part) {
            if let Some(only) = self.only(&rows) {
                let at = only as u32;
                settled.people.push(Some(Person { name: at, email: at, job_title: at }));
                continue;
            }
            settled.merged += rows.clone().count() as u64 - 1;
            let outcome = self.resolve(rows);
            let location = settled.people.len();
            settled.people.push(outcome.kept.as_ref().map(|kept| kept.person()));
            if outcome.kept.is_none() || !outcome.conflicts.is_empty() {
                settled.outcomes.push((location, outcome));
            }
        }
    }

    /// Counts and reports all results. Returns the people of the merged list.
    pub(super) fn settle(&self, account: &mut MergeTotals<'m, '_>) -> People {
        let (newcomers, mut people) = (OnceCell::new(), People::new(self.identities));
        let newcomers = || newcomers.get_or_init(|| self.newcomers());
        let (mut contacts, mut merged, mut identity) = (0, 0, 0);
        let fill = |part, settled: &mut Settled<'m>| self.settle_part(part, settled);
        let pages = chunk_buffers(self.list.threads(), Settled::default);
        let Ok(()) = in_chunks(self.identities.len(), pages, fill, |settled| {
            merged += settled.merged;
            let mut outcomes = settled.outcomes.drain(..).peekable();
            for (location, kept) in settled.people.drain(..).enumerate() {
                if let Some((_, outcome)) = outcomes.next_if(|(own, _)| *own == location) {
                    for conflict in &outcome.conflicts {
                        account.tell(self.conflict_finding(&outcome, conflict, newcomers()));
                    }
                    if kept.is_none() && outcome.conflicts.is_empty() {
                        account.tell(self.removed_finding(&outcome, newcomers()));
                    }
                }
                if let Some(own) = kept {
                    contacts += 1;
                    let known = people.add(self.identities.person(identity), own);
                    let findings = known.into_iter().flat_map(|known| self.other_role_findings(known, own));
                    findings.for_each(|finding| account.tell(finding));
                }
                identity += 1;
            }
            settled.merged = 0;
            Ok::<(), Infallible>(())
        });
        let summary = &mut *account.summary;
        (summary.contacts, summary.merged, summary.removed) = (contacts, merged, identity as u64 - contacts);
        people
    }
}

/// The counters and the report of a merge.
pub(super) struct MergeTotals<'m, 'a> {
    list: &'m List,
    pub(super) summary: &'a mut Summary,
    report: &'a mut dyn Report,
    /// The source that was last passed to the report.
    source: Option<&'m Source>,
}

impl<'m, 'a> MergeTotals<'m, 'a> {
    pub(super) fn new(list: &'m List, summary: &'a mut Summary, report: &'a mut dyn Report) -> Self {
        MergeTotals { list, summary, report, source: None }
    }

    pub(super) fn tell(&mut self, (at, finding): (usize, Finding<'static>)) {
        self.summary.count(&finding);
        let source = self.list.origin(at).source;
        if !self.source.is_some_and(|known| ptr::eq(known, source)) {
            self.report.source(source);
            self.source = Some(source);
        }
        self.report.finding(&finding);
    }
}
