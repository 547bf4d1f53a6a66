//! Counting the results of a merge, reporting the findings about them, and the people of the merged list.

use std::cell::OnceCell;
use std::convert::Infallible;
use std::num::NonZeroU32;
use std::ops::Range;
use std::ptr;

use super::conflict::{Conflict, ConflictKind, Newcomers};
use super::question::Question;
use super::{Examination, Merge, MergedContact};
use crate::contact::Source;
use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::{Finding, Report, Summary};
use crate::pipeline::{chunk_buffers, in_chunks};

/// The results for some groups of contacts.
#[derive(Default)]
struct ResolvedChunk<'m> {
    /// The person of each group, or `None` if its contact is removed.
    people: Vec<Option<Person>>,
    /// The results that have findings, each with its index among the groups.
    outcomes: Vec<(usize, MergedContact<'m>)>,
    merged: u64,
    origins: MergeOrigins,
}

/// The numbers of contacts by the lists that they are from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct MergeOrigins {
    /// For each input the number of contacts that it has; with a base, that it added, edited or deleted.
    pub by_input: Vec<u64>,
    /// Number of contacts that count for several inputs.
    pub shared: u64,
}

impl MergeOrigins {
    fn count(&mut self, inputs: &[u32]) {
        for input in inputs {
            let input = *input as usize;
            if self.by_input.len() <= input {
                self.by_input.resize(input + 1, 0);
            }
            self.by_input[input] += 1;
        }
        self.shared += u64::from(inputs.len() > 1);
    }

    fn add(&mut self, other: &MergeOrigins) {
        let inputs = self.by_input.len().max(other.by_input.len());
        self.by_input.resize(inputs, 0);
        self.by_input.iter_mut().zip(&other.by_input).for_each(|(count, more)| *count += more);
        self.shared += other.shared;
    }
}

impl<'m> Merge<'m> {
    fn resolve_chunk(&self, part: Range<usize>, chunk: &mut ResolvedChunk<'m>) {
        for rows in self.groups.contacts.part(part) {
            if let Some(row) = self.unmerged_row(&rows) {
                chunk.origins.count(&[self.list.origin(row).input as u32]);
                let row = row as u32;
                chunk.people.push(Some(Person { name: row, email: row, job_title: row }));
                continue;
            }
            chunk.merged += rows.clone().count() as u64 - 1;
            let outcome = self.resolve(rows);
            chunk.origins.count(&outcome.changed_by);
            let index = chunk.people.len();
            chunk.people.push(outcome.kept.as_ref().map(|kept| kept.person()));
            let has_finding = outcome.kept.is_none()
                || !outcome.conflicts.is_empty()
                || self.restricted_rows(&outcome).next().is_some();
            if has_finding {
                chunk.outcomes.push((index, outcome));
            }
        }
    }

    /// Counts and reports all results. Returns the people of the merged list.
    pub(super) fn resolve_all(&self, totals: &mut MergeTotals<'m, '_>) -> People {
        let (newcomers, mut people) = (OnceCell::new(), People::new(&self.groups.contacts));
        let newcomers = || newcomers.get_or_init(|| self.newcomers());
        let (mut contacts, mut merged, mut identity) = (0, 0, 0);
        let fill = |part, chunk: &mut ResolvedChunk<'m>| self.resolve_chunk(part, chunk);
        let pages = chunk_buffers(self.list.threads(), ResolvedChunk::default);
        let Ok(()) = in_chunks(self.groups.contacts.len(), pages, fill, |chunk| {
            merged += chunk.merged;
            let mut outcomes = chunk.outcomes.drain(..).peekable();
            for (index, kept) in chunk.people.drain(..).enumerate() {
                if let Some((_, outcome)) = outcomes.next_if(|(of_group, _)| *of_group == index) {
                    for conflict in &outcome.conflicts {
                        self.report_conflict(&outcome, conflict, newcomers, totals);
                    }
                    let restricted = self.restricted_rows(&outcome);
                    let dropped = restricted.filter_map(|row| self.dropped_states_finding(&outcome, row));
                    dropped.for_each(|finding| totals.report(finding));
                    if kept.is_none() && outcome.conflicts.is_empty() && !totals.examination.is_incomplete {
                        totals.report(self.removed_finding(&outcome, newcomers()));
                    }
                }
                if let Some(person) = kept {
                    contacts += 1;
                    let known = people.add(self.list, self.groups.contacts.person(identity), person);
                    let findings = known.into_iter().flat_map(|known| self.other_role_findings(known, person));
                    findings.for_each(|finding| totals.report(finding));
                }
                identity += 1;
            }
            totals.origins.add(&chunk.origins);
            (chunk.merged, chunk.origins) = (0, MergeOrigins::default());
            Ok::<(), Infallible>(())
        });
        let summary = &mut *totals.summary;
        (summary.contacts, summary.merged, summary.removed) = (contacts, merged, identity as u64 - contacts);
        people
    }

    fn report_conflict<'n>(
        &self,
        outcome: &MergedContact<'m>,
        conflict: &Conflict,
        newcomers: impl Fn() -> &'n Newcomers<'m>,
        totals: &mut MergeTotals<'m, '_>,
    ) where
        'm: 'n,
    {
        // A row that was rejected looks as if it had been deleted.
        if totals.examination.is_incomplete && matches!(conflict.subject, ConflictKind::Existence { .. }) {
            return;
        }
        let contact = outcome.rows.clone().next().unwrap_or_default();
        let is_reported = !conflict.is_resolved
            && self.answers.is_some_and(|answers| answers.is_unanswered(contact, conflict.subject.subject()));
        if !is_reported {
            totals.report(self.conflict_finding(outcome, conflict, newcomers()));
        }
        if totals.examination.keeps_questions {
            totals.conflicts.push(self.question(outcome, conflict));
        }
    }
}

/// The counters and the report of a merge.
pub(super) struct MergeTotals<'m, 'a> {
    list: &'m List,
    pub(super) summary: &'a mut Summary,
    report: &'a mut dyn Report,
    /// The source that was last passed to the report.
    source: Option<&'m Source>,
    examination: Examination,
    conflicts: Vec<Question>,
    origins: MergeOrigins,
}

impl<'m, 'a> MergeTotals<'m, 'a> {
    pub(super) fn new(
        list: &'m List,
        summary: &'a mut Summary,
        report: &'a mut dyn Report,
        examination: Examination,
    ) -> Self {
        let (conflicts, mut origins) = (Vec::new(), MergeOrigins::default());
        origins.by_input.resize(list.inputs(), 0);
        MergeTotals { list, summary, report, source: None, examination, conflicts, origins }
    }

    pub(super) fn finish(self) -> (Vec<Question>, MergeOrigins) {
        (self.conflicts, self.origins)
    }

    pub(super) fn report(&mut self, (row, finding): (usize, Finding<'static>)) {
        self.summary.count(&finding);
        let source = self.list.origin(row).source;
        if !self.source.is_some_and(|known| ptr::eq(known, source)) {
            self.report.source(source);
            self.source = Some(source);
        }
        self.report.finding(&finding);
    }
}

/// The people of a merged list: one for each e-mail address, with all of their roles.
#[derive(Debug)]
pub(super) struct People {
    /// For each group of contacts, the index in `all` plus 1 of the person; only set for the first group with an
    /// address.
    indexes: Vec<Option<NonZeroU32>>,
    pub(super) all: Vec<Person>,
}

/// A person, by the indexes of the rows that have the person's cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub(super) name: u32,
    pub(super) email: u32,
    pub(super) job_title: u32,
}

impl Person {
    pub(super) fn name<'l>(&self, list: &'l List) -> &'l str {
        list.name(self.name as usize)
    }

    pub(super) fn email<'l>(&self, list: &'l List) -> &'l str {
        list.email(self.email as usize)
    }

    pub(super) fn job_title<'l>(&self, list: &'l List) -> &'l str {
        list.job_title(self.job_title as usize)
    }
}

impl People {
    pub(super) fn new(identities: &ContactGroups) -> Self {
        People { indexes: vec![None; identities.len()], all: Vec::new() }
    }

    /// Adds a person by the first group with their address. If the person is already known, returns the data of the
    /// first occurrence instead. A person whose address was changed in some roles only counts as two.
    pub(super) fn add(&mut self, list: &List, identity: usize, person: Person) -> Option<Person> {
        let index = &mut self.indexes[identity];
        let known = index.map(|known| self.all[known.get() as usize - 1]);
        if let Some(known) = known.filter(|known| known.email(list).eq_ignore_ascii_case(person.email(list))) {
            return Some(known);
        }
        self.all.push(person);
        *index = NonZeroU32::new(self.all.len() as u32);
        None
    }
}
