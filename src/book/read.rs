//! Reading of a book: offers, revisions and their contacts.

use std::path::Path;

use rusqlite::{CachedStatement, OptionalExtension, Params, Transaction};

use super::contact_digest::{self, ContactDigest};
use super::error::failed;
use super::revision::COLUMNS;
use super::stored;
use super::{BookError, Offer, OfferId, Revision, id_similarity};
use crate::contact::StoredContact;

/// A view of the book as of the moment when it was opened; later writes are not visible.
///
/// It doesn't block writers. But while it exists, SQLite can't erase what is deleted or empty its log, so drop it when
/// it is no longer needed.
#[derive(Debug)]
pub struct ReadTransaction<'b> {
    pub(super) transaction: Transaction<'b>,
    pub(super) file: &'b Path,
}

impl ReadTransaction<'_> {
    /// Returns all offers with their last revisions, sorted by ID. Removed offers are left out.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub fn offers(&self) -> Result<Vec<Offer>, BookError> {
        let sql = format!(
            "SELECT {COLUMNS}, name FROM offer JOIN revision ON offer = offer.id
             WHERE number = (SELECT max(number) FROM revision WHERE offer = offer.id)
             AND offer.id NOT IN (SELECT offer FROM removed_offer) ORDER BY name"
        );
        let rows = self.all(&sql, [], |row| Ok((row.get::<_, String>(13)?, Revision::of(row)?.0)))?;
        let offer = |(name, last): (String, Revision)| {
            let id = self.offer_id(&name)?;
            Ok(Offer { portal: self.portal_state(&id)?, id, last })
        };
        rows.into_iter().map(offer).collect()
    }

    /// Returns the removed offers, sorted by ID.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn removed_offers(&self) -> Result<Vec<OfferId>, BookError> {
        let sql = "SELECT name FROM offer JOIN removed_offer ON offer = offer.id ORDER BY name";
        let names = self.all(sql, [], |row| row.get::<_, String>(0))?;
        names.iter().map(|name| self.offer_id(name)).collect()
    }

    /// Returns whether an offer was removed, and has no newer revision.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn is_removed(&self, offer: &OfferId) -> Result<bool, BookError> {
        let sql = "SELECT 1 FROM removed_offer WHERE offer = (SELECT id FROM offer WHERE name = ?1)";
        Ok(self.one(sql, [offer.as_str()], |_| Ok(()))?.is_some())
    }

    /// Returns the last revision of an offer, or `None` if the book doesn't have the offer.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub fn last_revision(&self, offer: &OfferId) -> Result<Option<Revision>, BookError> {
        let found = self.one(
            &format!("SELECT {COLUMNS} FROM revision WHERE offer = (SELECT id FROM offer WHERE name = ?1) ORDER BY number DESC LIMIT 1"),
            [offer.as_str()],
            Revision::of,
        )?;
        Ok(found.map(|(revision, _)| revision))
    }

    /// Returns a revision of an offer by its number, or the last one.
    ///
    /// # Errors
    /// [`BookError::UnknownOffer`], [`BookError::UnknownRevision`]; others if the file can't be read or is damaged.
    pub fn revision(&self, offer: &OfferId, number: Option<u32>) -> Result<Revision, BookError> {
        Ok(self.keyed(offer, number)?.0)
    }

    /// Returns all revisions of an offer, oldest first.
    ///
    /// # Errors
    /// [`BookError::UnknownOffer`]; others if the file can't be read or is damaged.
    pub fn history(&self, offer: &OfferId) -> Result<Vec<Revision>, BookError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM revision WHERE offer = (SELECT id FROM offer WHERE name = ?1) ORDER BY number"
        );
        let revisions = self.all(&sql, [offer.as_str()], |row| Ok(Revision::of(row)?.0))?;
        if revisions.is_empty() { Err(self.unknown(offer)?) } else { Ok(revisions) }
    }

    /// Calls `each` with the contacts of a revision, in the order of the imported list, until it returns an error.
    ///
    /// They are not checked by the rules, which may have changed since they were written: see [`StoredContact::check`].
    ///
    /// Whether the list is complete is only known at the end, so discard the results if this returns an error.
    ///
    /// # Errors
    /// That of `each`; [`BookError::UnknownOffer`], [`BookError::UnknownRevision`]; [`BookError::Altered`],
    /// [`BookError::Incomplete`] or [`BookError::Modified`] if the list is not as it was written; others if the file
    /// can't be read.
    pub fn contacts<E: From<BookError>>(
        &self,
        offer: &OfferId,
        revision: u32,
        mut each: impl FnMut(&StoredContact<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (revision, key) = self.keyed(offer, Some(revision))?;
        let failed = |error| failed(&self.transaction, self.file, error);
        let mut statement = self.prepared(
            "SELECT position, name, email, job_title, role, countries, states FROM contact WHERE revision = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([key]).map_err(failed)?;
        let mut found = 0;
        let mut digest = ContactDigest::default();
        while let Some(row) = rows.next().map_err(failed)? {
            let mut cells = [None; 6];
            for (at, cell) in cells.iter_mut().enumerate() {
                *cell = row.get_ref(at + 1).map_err(failed)?.as_str().ok();
            }
            let position = row.get(0).map_err(failed)?;
            let Some(contact) = stored::from_cells(cells) else {
                let (file, offer, revision) = (self.file.to_owned(), offer.clone(), revision.number);
                return Err(BookError::Altered { file, offer, revision, position }.into());
            };
            digest.add(position, contact.cells().0.map(str::as_bytes));
            each(&contact)?;
            found += 1;
        }
        if found != revision.contacts {
            let (file, offer, expected) = (self.file.to_owned(), offer.clone(), revision.contacts);
            return Err(BookError::Incomplete { file, offer, revision: revision.number, expected, found }.into());
        }
        if contact_digest::saved(&self.transaction, key).map_err(failed)? != Some(digest.finish()) {
            let (file, offer) = (self.file.to_owned(), offer.clone());
            return Err(BookError::Modified { file, offer, revision: revision.number }.into());
        }
        Ok(())
    }

    /// Returns up to three offers of the book that an ID was probably meant to be, the most similar first.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn nearest(&self, offer: &OfferId) -> Result<Vec<OfferId>, BookError> {
        Ok(id_similarity::nearest(offer, self.offer_ids()?.into_iter()))
    }

    /// Checks whether an ID may become a new offer's.
    ///
    /// # Errors
    /// [`BookError::LooksAlike`] if it is easily confused with an existing ID; others if the file can't be read or is
    /// damaged.
    pub(crate) fn check_new(&self, offer: &OfferId) -> Result<(), BookError> {
        self.check_new_among(offer, self.offer_ids()?)
    }

    pub(super) fn check_new_among(&self, offer: &OfferId, others: Vec<OfferId>) -> Result<(), BookError> {
        match others.into_iter().find(|existing| id_similarity::are_confusable(existing, offer)) {
            Some(existing) => Err(BookError::LooksAlike { offer: offer.clone(), existing }),
            None => Ok(()),
        }
    }

    /// Returns the existing offers of which an unknown ID is probably a misspelling. Treating it as a new offer would
    /// store its list where nobody looks for it.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn misspelt(&self, offer: &OfferId) -> Result<Vec<OfferId>, BookError> {
        let mut near = self.nearest(offer)?;
        near.retain(|known| known != offer && id_similarity::is_typo(offer, known));
        Ok(near)
    }

    /// Returns the IDs of all offers, removed ones too, sorted.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn offer_ids(&self) -> Result<Vec<OfferId>, BookError> {
        let names = self.all("SELECT name FROM offer ORDER BY name", [], |row| row.get::<_, String>(0))?;
        names.iter().map(|name| self.offer_id(name)).collect()
    }

    pub(super) fn offer_id(&self, name: &str) -> Result<OfferId, BookError> {
        let altered = || BookError::Damaged {
            file: self.file.to_owned(),
            reports: vec![format!("the offer ID {name:?} is not as it was written")],
        };
        name.parse().ok().filter(|offer: &OfferId| offer.as_str() == name).ok_or_else(altered)
    }

    fn keyed(&self, offer: &OfferId, number: Option<u32>) -> Result<(Revision, i64), BookError> {
        let Some(last) = self.last_revision(offer)? else {
            return Err(self.unknown(offer)?);
        };
        let number = number.unwrap_or(last.number);
        let found = self.one(
            &format!(
                "SELECT {COLUMNS} FROM revision WHERE offer = (SELECT id FROM offer WHERE name = ?1) AND number = ?2"
            ),
            (offer.as_str(), number),
            Revision::of,
        )?;
        found.ok_or_else(|| BookError::UnknownRevision { offer: offer.clone(), revision: number, last: last.number })
    }

    pub(super) fn unknown(&self, offer: &OfferId) -> Result<BookError, BookError> {
        Ok(BookError::UnknownOffer { offer: offer.clone(), nearest: self.nearest(offer)? })
    }

    pub(super) fn prepared(&self, sql: &str) -> Result<CachedStatement<'_>, BookError> {
        self.transaction.prepare_cached(sql).map_err(|error| failed(&self.transaction, self.file, error))
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, BookError> {
        let found = self.prepared(sql)?.query_row(params, read).optional();
        found.map_err(|error| failed(&self.transaction, self.file, error))
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, BookError> {
        let mut statement = self.prepared(sql)?;
        let rows = statement.query_map(params, read).and_then(Iterator::collect);
        rows.map_err(|error| failed(&self.transaction, self.file, error))
    }
}
