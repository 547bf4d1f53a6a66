//! A list replaces an offer's contacts in the book, and nothing is lost: what was there stays as an earlier revision.

use std::path::PathBuf;

use crate::book::{Book, BookError, Changes, NewRevision, OfferId, ReadTransaction, Revision};
use crate::contact::Source;
use crate::contact_list::List;
use crate::diff::Counts;
use crate::i18n::{Language, messages};

/// Holds the contacts of an offer's revision as a further input of a list. Their rows are those that they have in a file that is
/// exported; the name of the input is in a language.
///
/// # Errors
/// Where the book can't be read, or the revision is not there.
pub(crate) fn hold(
    reading: &ReadTransaction<'_>,
    offer: &OfferId,
    revision: &Revision,
    list: &mut List,
    language: Language,
) -> Result<(), BookError> {
    begin(language.localize(messages::RevisionOfOffer { number: revision.number, offer }).to_string(), list);
    reading.contacts(offer, revision.number, |contact| {
        list.add(contact);
        Ok(())
    })
}

/// Holds an input without contacts, for an offer that the book doesn't know yet.
pub(crate) fn hold_none(offer: &OfferId, list: &mut List, language: Language) {
    begin(language.localize(messages::NewOffer { offer }).to_string(), list);
}

fn begin(name: String, list: &mut List) {
    list.begin_input(&Source { file: PathBuf::from(name), sheet: None });
}

/// A revision to be written: the contacts of one input of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlannedRevision<'s> {
    /// The offer whose contacts are replaced.
    pub offer: &'s OfferId,
    /// Its last revision, as it was when the plan was made; none for a new offer.
    pub after: Option<u32>,
    /// What is to be known of the revision.
    pub new: NewRevision<'s>,
    /// The list that has the contacts.
    pub list: &'s List,
    /// Which of its inputs they are.
    pub input: usize,
}

/// Writes revisions, all of them or none, and gives their numbers. `forgotten` is what [`ReadTransaction::forgotten`] said when the first
/// of the contacts were read: who was forgotten since must not come back with them.
///
/// # Errors
/// [`BookError::Moved`] where an offer has another last revision by now; [`BookError::Forgotten`] where somebody was forgotten meanwhile;
/// where the book can't be written. Nothing is written then.
pub(crate) fn write(book: &mut Book, steps: &[PlannedRevision<'_>], forgotten: u64) -> Result<Vec<u32>, BookError> {
    let writing = book.write()?;
    if writing.times_forgotten()? != forgotten {
        return Err(BookError::Forgotten);
    }
    let mut numbers = Vec::with_capacity(steps.len());
    for step in steps {
        let contacts = step.list.of_input(step.input).map(|at| step.list.contact(at));
        numbers.push(writing.add_revision(step.offer, step.after, &step.new, contacts)?);
    }
    writing.commit()?;
    Ok(numbers)
}

impl From<Counts> for Changes {
    fn from(counts: Counts) -> Self {
        Changes { added: counts.added, changed: counts.changed, removed: counts.removed }
    }
}
