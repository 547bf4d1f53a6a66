//! Merging several lists into one without losing edits.
//!
//! Contacts are equal if their e-mail addresses (compared without case) and roles are. Without a base, the result is
//! the union of the lists: a contact gets the countries of all of them. With a base, which is the list that all others
//! started from, each list is an edited copy of the whole (a three-way merge): a value that one list changed and the
//! others kept is changed, and a contact that one list deleted and the others kept is removed. If lists disagree, it is
//! a conflict that only the user can decide. An address or a role that a list changed is an edit like any other, if no
//! other person can be meant.
//!
//! The steps: `groups` finds the rows of each contact; `resolve` merges the rows of one contact, `territory_merge` their countries and states; `summary`
//! counts all results and reports conflicts; `near_duplicates` finds people with two addresses. `question` lists what is
//! to be decided, and `answers` takes the decisions of a person.

mod answers;
mod conflict;
mod groups;
mod near_duplicates;
mod question;
mod resolve;
mod summary;
mod territory_merge;

pub(crate) use answers::{
    AnswersError, AnswersWorkbook, ChosenAnswer, ConflictColumns, DistinctPairs, MergeAnswers, QuestionKey,
    SettledAnswers, keep_texts, pair_texts,
};
pub(crate) use groups::MergeGroups;
pub(crate) use question::{Question, Reading, Resolution, ResolvedBy, SimilarPair, Subject};
pub(crate) use resolve::{ChangedBy, MergedContact, MergedValue};
pub(crate) use summary::MergeOrigins;

use std::io::Write;

use near_duplicates::near_duplicates;
use summary::MergeTotals;

use crate::contact::Contact;
use crate::contact_list::{GroupRows, List};
use crate::diagnostics::{Report, Summary};
use crate::pipeline::{chunk_buffers, compress_in_background, in_chunks, join};
use crate::write::{EncodedBatch, WriteError, Writer};

/// Settings of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MergeSettings {
    /// Whether the first input is the base.
    pub has_base: bool,
    /// The input that wins a conflict if it has one of the values.
    pub prefer: Option<usize>,
    /// The input that wins a conflict that `prefer` doesn't decide.
    pub on_conflict: Option<Precedence>,
}

/// The choice between several inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precedence {
    /// The first input that has one of the values.
    First,
    /// The last input that has one of the values.
    Last,
}

/// A merge of the inputs of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Merge<'m> {
    list: &'m List,
    groups: &'m MergeGroups,
    settings: MergeSettings,
    answers: Option<&'m MergeAnswers>,
}

/// The choices of [`Merge::examine_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Examination {
    /// Whether rows of the inputs are missing, because they were rejected. Then only conflicts are reported that don't
    /// depend on them, and nothing is written.
    pub is_incomplete: bool,
    /// Whether the questions are collected.
    pub keeps_questions: bool,
    /// The number of blocking findings of rows that are written as rejects, and so are no part of the lists.
    pub rejected: u64,
}

/// The outcome of [`Merge::examine_with`].
#[derive(Debug, Default)]
pub(crate) struct Examined<T> {
    /// The result of writing, if nothing prevents it.
    pub written: Option<T>,
    /// All conflicts, also decided ones.
    pub conflicts: Vec<Question>,
    /// People who may be the same.
    pub similar: Vec<SimilarPair>,
    pub origins: MergeOrigins,
}

/// An input that lacks so many contacts of the base that it is probably incomplete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TruncatedInput {
    /// The index of the input; the base is 0.
    pub input: usize,
    /// Number of the base's contacts that are missing in the input.
    pub missing: u64,
    /// Number of contacts in the base.
    pub of: u64,
}

impl<'m> Merge<'m> {
    /// Creates a merge of all inputs of a list.
    pub(crate) fn new(list: &'m List, groups: &'m MergeGroups, settings: MergeSettings) -> Self {
        Merge { list, groups, settings, answers: None }
    }

    /// Takes answers about the contacts of the list, which have been compared with the questions.
    pub(crate) fn with_answers(self, answers: &'m MergeAnswers) -> Self {
        Merge { answers: Some(answers), ..self }
    }

    /// Returns the result for each contact, in the order of their first rows.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = MergedContact<'m>> {
        let merge = *self;
        self.groups.contacts.iter().map(move |same| merge.resolve(same))
    }

    /// Returns the inputs that lack more than half of the base. Merging an incomplete list as if it were complete would
    /// delete all contacts that it lacks.
    pub(crate) fn truncated_inputs(&self) -> Vec<TruncatedInput> {
        let mut of = 0;
        let mut missing = vec![0; if self.settings.has_base { self.list.inputs() } else { 0 }];
        let mut has = vec![false; missing.len()];
        for same in self.groups.contacts.iter().filter(|_| self.settings.has_base) {
            has.fill(false);
            same.for_each(|row| has[self.list.origin(row).input] = true);
            if has[0] {
                of += 1;
                missing.iter_mut().zip(&has).for_each(|(missing, has)| *missing += u64::from(!has));
            }
        }
        let truncated = missing.into_iter().enumerate().map(|(input, missing)| TruncatedInput { input, missing, of });
        truncated.filter(|input| input.missing * 2 > of).collect()
    }

    /// Reports conflicts, removed contacts and people with similar data, and adds the findings and the numbers of
    /// contacts to `summary`.
    ///
    /// Finding similar people takes time, so `write` runs at the same time, unless there are [`Summary::blocking`]
    /// findings. Returns its result.
    pub(crate) fn examine<T>(
        &self,
        summary: &mut Summary,
        report: &mut dyn Report,
        write: impl FnOnce() -> T,
    ) -> Option<T> {
        self.examine_with(Examination::default(), summary, report, write).written
    }

    /// Examines the lists as [`Merge::examine`] does.
    pub(crate) fn examine_with<T>(
        &self,
        examination: Examination,
        summary: &mut Summary,
        report: &mut dyn Report,
        write: impl FnOnce() -> T,
    ) -> Examined<T> {
        let rejected = examination.rejected;
        let mut totals = MergeTotals::new(self.list, summary, report, examination);
        let people = self.resolve_all(&mut totals);
        let no_pairs = DistinctPairs::default();
        let distinct = self.answers.map_or(&no_pairs, |answers| &answers.distinct);
        let search = || near_duplicates(self.list, &people.all, distinct);
        let (found, written) = join(self.list.threads(), search, || (totals.summary.blocking == rejected).then(write));
        for found in &found {
            totals.report(self.similar_finding(&people, found));
        }
        let similar = if examination.keeps_questions { self.similar_pairs(&people, &found) } else { Vec::new() };
        let (conflicts, origins) = totals.finish();
        Examined { written, conflicts, similar, origins }
    }
}

impl<'m> Merge<'m> {
    /// Writes the contacts of the merged list, in the order of [`Merge::outcomes`]. They are encoded on several
    /// threads.
    ///
    /// # Errors
    /// If the output can't be written, or the format can't represent a contact.
    pub(crate) fn write<W: Write + Send>(&self, out: &mut Writer<W>) -> Result<(), WriteError> {
        compress_in_background(out, self.list.threads())?;
        let batches = chunk_buffers(self.list.threads(), || out.batch());
        let fill = |part, batch: &mut EncodedBatch| {
            let contacts = self.groups.contacts.part(part).filter_map(|rows| self.merged(rows));
            contacts.for_each(|contact| batch.push(&contact));
        };
        in_chunks(self.groups.contacts.len(), batches, fill, |batch| {
            out.write_batch(batch)?;
            batch.clear();
            Ok(())
        })
    }

    /// Merges the rows of a contact. Returns `None` if it is removed.
    fn merged(&self, rows: GroupRows<'m>) -> Option<Contact<'m>> {
        let Some(row) = self.unmerged_row(&rows) else { return Some(self.resolve(rows).kept?.contact(self.list)) };
        Some(self.list.contact(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Format, Role};
    use crate::contact_list::tests::lists;
    use crate::merge::MergeSettings;
    use crate::write::Layout;

    #[test]
    fn writing_on_several_threads_gives_the_same_bytes() {
        let row = |input: usize, row: usize| {
            let (person, role) = (row * (input + 1), Role::ALL[row % 4].label());
            let (countries, states) =
                [("\"US, CA, DE\"", "\"US-WA, CA-QC, US-CA\""), ("OOO", ""), ("\"FR, BE\"", ""), ("OOO", "US-WA")]
                    [row % 7 % 4];
            format!("Ann {input},ann{person}@example.com,CEO,{role},{countries},{states}")
        };
        let inputs = [0, 1].map(|input| (0..9000).map(|index| row(input, index)).collect::<Vec<_>>());
        let inputs = inputs.each_ref().map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>());
        let list = lists(&[&inputs[0], &inputs[1]]);
        for has_base in [false, true] {
            let settings = MergeSettings { has_base, ..MergeSettings::default() };
            let groups = MergeGroups::new(&list, settings, &[]);
            let merge = Merge::new(&list, &groups, settings);
            let layout = Layout::new(Format::Csv);
            let (mut plain, mut spread) =
                (Writer::new(Vec::new(), &layout).unwrap(), Writer::new(Vec::new(), &layout).unwrap());
            for kept in merge.outcomes().filter_map(|outcome| outcome.kept) {
                plain.write(&kept.contact(&list)).unwrap();
            }
            merge.write(&mut spread).unwrap();
            assert!(plain.finish().unwrap() == spread.finish().unwrap());
        }
    }
}
