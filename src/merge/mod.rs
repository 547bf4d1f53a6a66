//! Lists of contacts become one, and no edit is lost.
//!
//! Contacts are the same where the e-mail address, capitals aside, and the role are. Without a base what the lists say is
//! united: the contact covers what any of them says. With a base, the list that all started from, each list is an edited copy
//! of the whole: what one changed and the others left as it was is changed, what one deleted and the others left is removed.
//! Where lists disagree is a conflict, which only the user can settle.

mod conflict;
mod near_duplicates;
mod people;
mod resolve;
mod summary;
mod territory_merge;
mod write;

pub(crate) use resolve::MergedContact;

use crate::contact_list::{ContactGroups, List};
use crate::diagnostics::{Report, Summary};
use crate::pipeline::join;
use near_duplicates::near_duplicates;
use summary::MergeTotals;

/// How lists are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MergeSettings {
    /// The first input is the list that all others started from.
    pub has_base: bool,
    /// The input whose word counts where it has one of those that disagree.
    pub prefer: Option<usize>,
    /// Whose word counts where `prefer` settles nothing.
    pub on_conflict: Option<Precedence>,
}

/// One of several inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precedence {
    /// The first that has something to say.
    First,
    /// The last.
    Last,
}

/// A merge of the inputs of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Merge<'m> {
    list: &'m List,
    identities: &'m ContactGroups,
    settings: MergeSettings,
}

/// An input that lacks so much of the base that it looks like a part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TruncatedInput {
    /// The input, from 0; the base is 0.
    pub input: usize,
    /// So many contacts of the base it lacks.
    pub lacking: u64,
    /// So many the base has.
    pub of: u64,
}

impl<'m> Merge<'m> {
    /// Merges the inputs of a list, whose identities are known.
    pub(crate) fn new(list: &'m List, identities: &'m ContactGroups, settings: MergeSettings) -> Self {
        Merge { list, identities, settings }
    }

    /// What becomes of each contact, in the order in which they first appear.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = MergedContact<'m>> {
        let merge = *self;
        self.identities.iter().map(move |same| merge.resolve(same))
    }

    /// The inputs that lack more than half of the base: to merge a part of a list as if it were the whole would delete all
    /// the others.
    pub(crate) fn parts(&self) -> Vec<TruncatedInput> {
        let mut of = 0;
        let mut lacking = vec![0; if self.settings.has_base { self.list.inputs() } else { 0 }];
        let mut has = vec![false; lacking.len()];
        for same in self.identities.iter().filter(|_| self.settings.has_base) {
            has.fill(false);
            same.for_each(|at| has[self.list.origin(at).input] = true);
            if has[0] {
                of += 1;
                lacking.iter_mut().zip(&has).for_each(|(lacking, has)| *lacking += u64::from(!has));
            }
        }
        let lacks = lacking.into_iter().enumerate().map(|(input, lacking)| TruncatedInput { input, lacking, of });
        lacks.filter(|lack| lack.lacking * 2 > of).collect()
    }

    /// Tells the report of conflicts, of contacts that are removed and of those that may be one person, counts all of them in
    /// `summary`, and puts there what becomes of the rows.
    ///
    /// Those that may be one person take a while to find. Meanwhile `write` runs, unless [`Summary::blocking`] findings are left,
    /// and what comes of it is returned.
    pub(crate) fn examine<T>(
        &self,
        summary: &mut Summary,
        report: &mut dyn Report,
        write: impl FnOnce() -> T,
    ) -> Option<T> {
        let mut account = MergeTotals::new(self.list, summary, report);
        let people = self.settle(&mut account);
        let search = || near_duplicates(self.list, &people.all);
        let (found, written) = join(self.list.threads(), search, || (account.summary.blocking == 0).then(write));
        for found in found {
            account.tell(self.similar_finding(&people, &found));
        }
        written
    }
}
