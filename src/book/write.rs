//! Writing to a book.

use std::ops::Deref;

use rusqlite::Params;
use rusqlite::types::ToSqlOutput;

use super::contact_digest::ContactDigest;
use super::error::failed;
use super::{BookError, Digest, NewRevision, OfferId, ReadTransaction};
use crate::contact::StoredContact;

/// Number of contacts that one statement adds. Because a trigger may end a statement, SQLite copies the pages that it changes to a
/// temporary file, once for each statement.
const CONTACTS_OF_STATEMENT: usize = 64;

/// A transaction that adds to the book. [`WriteTransaction::commit`] makes all of it visible; without that nothing is
/// added.
///
/// It can read like a [`ReadTransaction`], and sees its own additions. Other writers wait until it ends.
#[derive(Debug)]
pub struct WriteTransaction<'b>(pub(super) ReadTransaction<'b>);

impl<'b> Deref for WriteTransaction<'b> {
    type Target = ReadTransaction<'b>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl WriteTransaction<'_> {
    /// Adds a revision with these contacts and returns its number. An offer that is not in the book is added.
    ///
    /// `after` is the number of the last revision that the caller's decision was based on, or `None` for a new offer.
    ///
    /// # Errors
    /// [`BookError::Moved`] if the last revision is a different one; [`BookError::LooksAlike`] if the ID of a new offer
    /// is easily confused with an existing one; others if the file can't be written.
    pub fn add_revision<'c>(
        &self,
        offer: &OfferId,
        after: Option<u32>,
        new: &NewRevision<'_>,
        contacts: impl IntoIterator<Item = impl Into<StoredContact<'c>>>,
    ) -> Result<u32, BookError> {
        let found = self.last_revision(offer)?.map(|last| last.number);
        if found != after {
            return Err(BookError::Moved { offer: offer.clone(), expected: after, found });
        }
        if after.is_none() {
            self.check_new(offer)?;
        }
        let key: i64 = self.only("SELECT coalesce(max(id), 0) + 1 FROM revision", [])?;
        let (contacts, contacts_digest) = self.add_contacts(key, contacts)?;
        // The row of the revision comes last: the schema requires it for the contacts, so an incomplete list can't be
        // committed.
        if after.is_none() {
            self.execute("INSERT INTO offer (name) VALUES (?1)", [offer.as_str()])?;
        }
        let number = found.unwrap_or(0) + 1;
        self.execute(
            "INSERT INTO revision (id, offer, number, time, kind, restored_from, source, sha256, person, message, added, changed, removed, contacts, contacts_sha256)
             VALUES (?1, (SELECT id FROM offer WHERE name = ?2), ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            rusqlite::params![
                key,
                offer.as_str(),
                number,
                new.kind.word(),
                new.kind.restored_from(),
                new.source,
                new.digest.as_ref().map(|digest| &digest.0[..]),
                new.person,
                new.message,
                new.changes.added,
                new.changes.changed,
                new.changes.removed,
                contacts,
                &contacts_digest.0[..],
            ],
        )?;
        self.execute(
            "DELETE FROM removed_offer WHERE offer = (SELECT id FROM offer WHERE name = ?1)",
            [offer.as_str()],
        )?;
        Ok(number)
    }

    /// Gives an offer another ID. Its revisions stay as they are.
    ///
    /// # Errors
    /// [`BookError::UnknownOffer`]; [`BookError::OfferExists`] or [`BookError::LooksAlike`] if another offer has the new
    /// ID or one that is easily confused with it; others if the file can't be written.
    pub(crate) fn rename_offer(&self, offer: &OfferId, new: &OfferId) -> Result<(), BookError> {
        let mut others = self.offer_ids()?;
        if !others.contains(offer) {
            return Err(self.unknown(offer)?);
        }
        others.retain(|other| other != offer);
        if offer == new || others.contains(new) {
            return Err(BookError::OfferExists { offer: new.clone() });
        }
        self.check_new_among(new, others)?;
        // As long as this row is there, a trigger allows the change.
        self.execute("INSERT INTO renaming VALUES (1)", [])?;
        self.execute("UPDATE offer SET name = ?2 WHERE name = ?1", [offer.as_str(), new.as_str()])?;
        self.execute("DELETE FROM renaming", [])?;
        Ok(())
    }

    /// Removes an offer from the lists of offers. Its revisions stay in the book, and a new revision brings it back.
    /// `last` is the number of the last revision that the caller's decision was based on.
    ///
    /// # Errors
    /// [`BookError::UnknownOffer`]; [`BookError::Moved`] if the last revision is a different one; others if the file
    /// can't be written.
    pub(crate) fn remove_offer(&self, offer: &OfferId, last: u32) -> Result<(), BookError> {
        let found = self.revision(offer, None)?.number;
        if found != last {
            return Err(BookError::Moved { offer: offer.clone(), expected: Some(last), found: Some(found) });
        }
        self.execute(
            "INSERT INTO removed_offer SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM offer WHERE name = ?1
             ON CONFLICT DO NOTHING",
            [offer.as_str()],
        )?;
        Ok(())
    }

    fn add_contacts<'c>(
        &self,
        revision: i64,
        contacts: impl IntoIterator<Item = impl Into<StoredContact<'c>>>,
    ) -> Result<(u64, Digest), BookError> {
        let mut contacts = contacts.into_iter().map(Into::into);
        let (mut position, mut digest) = (0, ContactDigest::default());
        loop {
            let next: Vec<StoredContact<'c>> = contacts.by_ref().take(CONTACTS_OF_STATEMENT).collect();
            if next.is_empty() {
                return Ok((position, digest.finish()));
            }
            let mut values: Vec<ToSqlOutput<'_>> = Vec::with_capacity(8 * next.len());
            for contact in &next {
                position += 1;
                let cells = contact.cells().0;
                digest.add(position, cells.map(str::as_bytes));
                values.extend([revision, position as i64].map(ToSqlOutput::from));
                values.extend(cells.map(ToSqlOutput::from));
            }
            let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; next.len()].join(", ");
            self.execute(&format!("INSERT INTO contact VALUES {rows}"), rusqlite::params_from_iter(values))?;
        }
    }

    /// Commits the transaction; the data is on the disk when this returns.
    ///
    /// # Errors
    /// If the file can't be written; nothing is added in that case.
    pub fn commit(self) -> Result<(), BookError> {
        let ReadTransaction { transaction, file } = self.0;
        // Not `Transaction::commit`, which consumes the connection that is needed to examine a damaged file.
        transaction.execute_batch("COMMIT").map_err(|error| failed(&transaction, file, error))?;
        // Best effort: the log is copied into the file, so that the file alone is complete even if another program has
        // the book open and ends without closing it. The transaction is in the log in any case.
        let _ = transaction.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        Ok(())
    }

    pub(super) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, BookError> {
        self.prepared(sql)?.execute(params).map_err(|error| failed(&self.transaction, self.file, error))
    }

    pub(super) fn only<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T, BookError> {
        let value = self.prepared(sql)?.query_row(params, |row| row.get(0));
        value.map_err(|error| failed(&self.transaction, self.file, error))
    }
}
