//! Writing the contacts of a list as new revisions of offers. Earlier revisions stay, so that nothing is lost. This
//! module contains no checks: [`plan`](super::plan) shows what an import would change, and the commands decide whether
//! to go through with it.

use std::path::PathBuf;

use crate::book::{Book, BookError, Changes, NewRevision, OfferId, ReadTransaction, Revision, RevisionKind};
use crate::contact::Source;
use crate::contact_list::List;
use crate::diff::ChangeCounts;
use crate::i18n::{Language, messages};

/// Adds the contacts of a revision to a list, as a further input. Their row numbers are those in an exported file. The
/// name of the input is in the given language.
///
/// # Errors
/// If the book can't be read or the revision doesn't exist.
pub(crate) fn load_revision(
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

/// Adds an input without contacts to a list, for an offer that is not in the book yet.
pub(crate) fn load_new_offer(offer: &OfferId, list: &mut List, language: Language) {
    begin(language.localize(messages::NewOffer { offer }).to_string(), list);
}

fn begin(name: String, list: &mut List) {
    list.begin_input(&Source { file: PathBuf::from(name), sheet: None });
}

/// A revision to write: the contacts of one input of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlannedRevision<'s> {
    /// The offer whose contacts are replaced.
    pub offer: &'s OfferId,
    /// The offer's last revision when the plan was made, or `None` for a new offer.
    pub after: Option<u32>,
    pub new: NewRevision<'s>,
    /// The list that contains the contacts.
    pub list: &'s List,
    /// The index of the input whose contacts are written.
    pub input: usize,
    /// The revision that the portal has, if an export of it shows that.
    pub in_portal: Option<u32>,
}

/// Writes revisions, all or none, and returns their numbers. `forgotten` is the result of
/// [`ReadTransaction::times_forgotten`] when the first of the contacts were read: a person erased since then must not
/// be written again.
///
/// # Errors
/// [`BookError::Moved`] if an offer has got another last revision; [`BookError::Forgotten`] if a person has been erased
/// in the meantime; other errors if the book can't be written. In all cases nothing is written.
pub(crate) fn write_revisions(
    book: &mut Book,
    steps: &[PlannedRevision<'_>],
    forgotten: u64,
) -> Result<Vec<u32>, BookError> {
    let writing = book.write()?;
    if writing.times_forgotten()? != forgotten {
        return Err(BookError::Forgotten);
    }
    let mut numbers = Vec::with_capacity(steps.len());
    for step in steps {
        let contacts = step.list.of_input(step.input).map(|at| step.list.stored(at));
        let number = writing.add_revision(step.offer, step.after, &step.new, contacts)?;
        let adopted = Some(number).filter(|_| step.new.kind == RevisionKind::Adopted);
        if let Some(in_portal) = adopted.or(step.in_portal) {
            writing.record_upload(step.offer, in_portal)?;
        }
        numbers.push(number);
    }
    writing.commit()?;
    Ok(numbers)
}

impl From<ChangeCounts> for Changes {
    fn from(counts: ChangeCounts) -> Self {
        Changes { added: counts.added, changed: counts.changed, removed: counts.removed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::offer_id::id;
    use crate::contact::StoredContact;
    use crate::contact_list::tests::list;

    #[test]
    fn a_revision_is_read_back_as_it_was_written() {
        let mut list = list(&["Ann,ann@example.com,CEO,Partner sales,DE,"]);
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create_or_open(folder.path().join("book.sqlite")).unwrap();
        let offer = id("contoso-crm");
        let step = PlannedRevision {
            offer: &offer,
            after: None,
            new: NewRevision::default(),
            list: &list,
            input: 0,
            in_portal: None,
        };
        let forgotten = book.read().unwrap().times_forgotten().unwrap();
        assert_eq!(write_revisions(&mut book, &[step], forgotten).unwrap(), [1]);

        let reading = book.read().unwrap();
        let last = reading.revision(&offer, None).unwrap();
        load_revision(&reading, &offer, &last, &mut list, Language::En).unwrap();
        assert_eq!(StoredContact::from(list.contact(0)), list.stored(1));
    }
}
