//! What Partner Center has of each offer, as far as the book knows: the revision that was last exported for an upload, and
//! the one that was last confirmed as uploaded. The book can't see Partner Center itself.

use std::cmp::Reverse;

use super::{BookError, Digest, OfferId, ReadTransaction, WriteTransaction};

/// The revision of an offer that was last exported or uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PortalRevision {
    pub number: u32,
    /// UTC, as in RFC 3339.
    pub time: String,
    /// Whether a person was erased from the revision since, so that the list that was exported or uploaded still has
    /// the person.
    pub has_erased: bool,
}

impl PortalRevision {
    /// Returns whether this is the list that the book has as a revision.
    fn is_revision(&self, number: u32) -> bool {
        self.number == number && !self.has_erased
    }
}

/// The state of an offer's list in Partner Center, as far as the book knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PortalState {
    /// The revision that was last exported as CSV, the format that Partner Center imports.
    pub exported: Option<PortalRevision>,
    /// The revision that was last confirmed as uploaded.
    pub uploaded: Option<PortalRevision>,
}

impl PortalState {
    /// Returns whether a revision still has to be uploaded.
    pub(crate) fn is_pending(&self, number: u32) -> bool {
        self.uploaded.as_ref().is_none_or(|uploaded| !uploaded.is_revision(number))
    }

    /// Returns whether a revision was exported, and only has to be uploaded.
    pub(crate) fn is_exported(&self, number: u32) -> bool {
        self.is_pending(number) && self.exported.as_ref().is_some_and(|exported| exported.is_revision(number))
    }

    /// Returns the number of the revision that was exported for an upload and not confirmed yet. An export is of the
    /// latest revision, so one of an earlier revision than the confirmed one is out of date.
    pub(crate) fn unconfirmed(&self) -> Option<u32> {
        let exported = self.exported.as_ref().filter(|exported| !exported.has_erased)?.number;
        let is_before = |uploaded: &PortalRevision| {
            uploaded.number < exported || (uploaded.number == exported && uploaded.has_erased)
        };
        self.uploaded.as_ref().is_none_or(is_before).then_some(exported)
    }

    /// Returns the numbers of the revisions that Partner Center may have: the one that was last confirmed, and a later
    /// one that was exported and may have been uploaded. The one that was recorded last comes first.
    pub(crate) fn candidates(&self) -> Vec<u32> {
        let confirmed = self.uploaded.as_ref().map_or(0, |uploaded| uploaded.number);
        let exported = self.exported.as_ref().filter(|exported| exported.number >= confirmed);
        let mut known: Vec<&PortalRevision> = exported.into_iter().chain(&self.uploaded).collect();
        // Times are in seconds. Within one, a script went on to the revision that came later.
        known.sort_by_key(|known| Reverse((&known.time, known.number)));
        let mut numbers: Vec<u32> = known.into_iter().map(|known| known.number).collect();
        numbers.dedup();
        numbers
    }
}

impl ReadTransaction<'_> {
    /// Returns the state of an offer's list in Partner Center, as far as the book knows.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn portal_state(&self, offer: &OfferId) -> Result<PortalState, BookError> {
        let last = |table: &str| {
            self.one(
                &format!(
                    "SELECT number, time, has_erased FROM {table} WHERE offer = (SELECT id FROM offer WHERE name = ?1)
                     ORDER BY id DESC LIMIT 1"
                ),
                [offer.as_str()],
                |row| Ok(PortalRevision { number: row.get(0)?, time: row.get(1)?, has_erased: row.get(2)? }),
            )
        };
        Ok(PortalState { exported: last("(SELECT * FROM export WHERE is_for_upload)")?, uploaded: last("upload")? })
    }

    /// Returns whether an offer's list was exported as a file with this digest.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn has_exported(&self, offer: &OfferId, file: &Digest) -> Result<bool, BookError> {
        let found = self.one(
            "SELECT 1 FROM export WHERE offer = (SELECT id FROM offer WHERE name = ?1) AND sha256 = ?2 LIMIT 1",
            (offer.as_str(), &file.0[..]),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl WriteTransaction<'_> {
    /// Records that a revision was written to a file with this digest, or to standard output.
    ///
    /// # Errors
    /// If the file of the book can't be written.
    pub(crate) fn record_export(
        &self,
        offer: &OfferId,
        number: u32,
        is_for_upload: bool,
        file: Option<&Digest>,
    ) -> Result<(), BookError> {
        let file = file.map(|file| &file.0[..]);
        // The same file written again is one row, the last one.
        self.execute(
            "DELETE FROM export WHERE offer = (SELECT id FROM offer WHERE name = ?1) AND number = ?2
             AND is_for_upload = ?3 AND sha256 IS ?4",
            (offer.as_str(), number, is_for_upload, file),
        )?;
        self.execute(
            "INSERT INTO export (id, offer, number, time, is_for_upload, sha256)
             SELECT (SELECT coalesce(max(id), 0) + 1 FROM export), id, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3, ?4
             FROM offer WHERE name = ?1",
            (offer.as_str(), number, is_for_upload, file),
        )?;
        Ok(())
    }

    /// Records that files that were exported, and lists that were uploaded, have contacts that are erased from their
    /// revision now.
    ///
    /// # Errors
    /// If the file of the book can't be written.
    pub(super) fn record_erased(&self, revision: i64) -> Result<(), BookError> {
        for table in ["export", "upload"] {
            self.execute(
                &format!(
                    "UPDATE {table} SET has_erased = 1
                     WHERE (offer, number) = (SELECT offer, number FROM revision WHERE id = ?1)"
                ),
                [revision],
            )?;
        }
        Ok(())
    }

    /// Records that Partner Center has a revision of an offer.
    ///
    /// # Errors
    /// If the file of the book can't be written.
    pub(crate) fn record_upload(&self, offer: &OfferId, number: u32) -> Result<(), BookError> {
        self.execute(
            "INSERT INTO upload (offer, number, time)
             SELECT id, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM offer WHERE name = ?1",
            (offer.as_str(), number),
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::offer_id::id;
    use super::super::{Book, NewRevision};
    use super::*;
    use crate::contact::{Role, StoredContact};

    #[test]
    fn a_revision_is_pending_until_its_upload_is_confirmed() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create_or_open(folder.path().join("book.sqlite")).unwrap();
        let offer = id("crm-01");
        let state = |book: &mut Book| book.read().unwrap().portal_state(&offer).unwrap();
        let write = |book: &mut Book, change: &dyn Fn(&WriteTransaction<'_>)| {
            let writing = book.write().unwrap();
            change(&writing);
            writing.commit().unwrap();
        };
        let add = |after| {
            let offer = &offer;
            move |writing: &WriteTransaction<'_>| {
                let none = Vec::<StoredContact<'static>>::new();
                writing.add_revision(offer, after, &NewRevision::default(), none).unwrap();
            }
        };
        write(&mut book, &add(None));
        assert_eq!(state(&mut book), PortalState::default());
        assert!(state(&mut book).is_pending(1));
        let file = Digest::of(b"list");
        write(&mut book, &|writing| writing.record_export(&offer, 1, true, Some(&file)).unwrap());
        // A workbook isn't for an upload.
        write(&mut book, &|writing| writing.record_export(&offer, 2, false, None).unwrap());
        let found = state(&mut book);
        assert!(found.is_pending(1) && found.exported.unwrap().number == 1);
        let reading = book.read().unwrap();
        assert!(reading.has_exported(&offer, &file).unwrap());
        assert!(!reading.has_exported(&offer, &Digest::of(b"edited list")).unwrap());
        assert!(!reading.has_exported(&id("crm-02"), &file).unwrap());
        drop(reading);
        write(&mut book, &|writing| writing.record_upload(&offer, 1).unwrap());
        assert!(!state(&mut book).is_pending(1));
        write(&mut book, &add(Some(1)));
        assert!(state(&mut book).is_pending(2) && !state(&mut book).is_exported(2));
        write(&mut book, &|writing| writing.record_export(&offer, 2, true, None).unwrap());
        assert!(state(&mut book).is_pending(2) && state(&mut book).is_exported(2));
    }

    #[test]
    fn the_portal_may_have_the_last_upload_or_a_later_export() {
        let at = |number, time: &str| Some(PortalRevision { number, time: time.to_owned(), has_erased: false });
        for (exported, uploaded, expected) in [
            (None, None, &[][..]),
            (at(2, "2026-03-01T09:30:00Z"), None, &[2]),
            (at(2, "2026-03-01T09:30:00Z"), at(2, "2026-03-02T09:30:00Z"), &[2]),
            (at(3, "2026-03-02T09:30:00Z"), at(1, "2026-03-01T09:30:00Z"), &[3, 1]),
            (at(3, "2026-03-01T09:30:00Z"), at(1, "2026-03-02T09:30:00Z"), &[1, 3]),
            // An adoption after an export, and an export right after a confirmation.
            (at(1, "2026-03-01T09:30:00Z"), at(2, "2026-03-01T09:30:00Z"), &[2]),
            (at(2, "2026-03-01T09:30:00Z"), at(1, "2026-03-01T09:30:00Z"), &[2, 1]),
        ] {
            let state = PortalState { exported, uploaded };
            assert_eq!(state.candidates(), expected);
            let exported = state.exported.as_ref().map(|exported| exported.number);
            let is_later = exported > state.uploaded.as_ref().map(|uploaded| uploaded.number);
            assert_eq!(state.unconfirmed(), exported.filter(|_| is_later));
        }
    }

    #[test]
    fn an_erased_person_is_still_in_the_portal() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create_or_open(folder.path().join("book.sqlite")).unwrap();
        let offer = id("crm-01");
        let contact = |name: &str| StoredContact {
            name: name.to_owned().into(),
            email: format!("{name}@contoso.com").into(),
            job_title: "CEO".into(),
            role: Role::Sales,
            countries: "DE".into(),
            states: "".into(),
        };
        let writing = book.write().unwrap();
        let ann = [contact("ann"), contact("bob")];
        writing.add_revision(&offer, None, &NewRevision::default(), ann).unwrap();
        writing.add_revision(&offer, Some(1), &NewRevision::default(), [contact("bob")]).unwrap();
        for number in [1, 2] {
            writing.record_export(&offer, number, true, Some(&Digest::of(&[1]))).unwrap();
            writing.record_upload(&offer, number).unwrap();
        }
        writing.commit().unwrap();
        book.forget("ann@contoso.com").unwrap();
        let state = book.read().unwrap().portal_state(&offer).unwrap();
        assert!(!state.is_pending(2), "the list in the portal does not have the person");
        book.forget("bob@contoso.com").unwrap();
        let reading = book.read().unwrap();
        let state = reading.portal_state(&offer).unwrap();
        assert!(state.is_pending(2) && !state.is_exported(2));
        // The file is the book's own, so that a new export may replace it.
        assert!(reading.has_exported(&offer, &Digest::of(&[1])).unwrap());
    }
}
