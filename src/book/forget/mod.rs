//! Erasing a person's data from the whole book, for a legal request, and finding what would be erased.
//!
//! Contacts are deleted. In messages, names of files and users, and IDs of offers, the person's addresses and full
//! names are replaced; the words that may also be about the person are listed, because only the user can decide that.

mod addresses;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use self::texts::PersonTexts;
use super::error::failed;
use super::{Book, BookError, OfferId, ReadTransaction, WriteTransaction, contact_digest, id_similarity};
use crate::contact::StoredContact;
use crate::tables::fold_into;

pub(crate) use self::addresses::ForgottenAddress;

/// The person to erase.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Person<'p> {
    /// The address of the contacts to erase, compared without case.
    pub email: Option<&'p str>,
    /// Without an address: the names of the contacts to erase. Each is also replaced in texts, even if it is one word.
    pub names: &'p [String],
}

/// The occurrences of a person in the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasureSummary {
    /// The offers that have or had the person, sorted by ID.
    pub offers: Vec<ErasureItem>,
    /// The names and addresses of the person's contacts.
    pub people: Vec<(String, String)>,
    /// Texts in which the person's names and addresses are replaced.
    pub texts: Vec<TextChange>,
    /// Texts that stay and may be about the person.
    pub left: Vec<TextLeft>,
    /// Other addresses of contacts with the same name. They may be the same person's; only the user can decide that.
    pub namesakes: Vec<String>,
    /// Addresses of the person that other people have, too, and that therefore stay.
    pub shared: Vec<String>,
}

impl ErasureSummary {
    /// Returns whether the person doesn't occur in the book.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty() && self.texts.is_empty()
    }

    /// Returns whether the contact would be erased.
    pub(crate) fn includes(&self, contact: &StoredContact<'_>) -> bool {
        self.people.iter().any(|(name, email)| *name == contact.name && *email == contact.email)
    }
}

/// The occurrences of a person in the revisions of one offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureItem {
    pub offer: OfferId,
    /// Number of the offer's revisions that have the person.
    pub revisions: u64,
    /// Number of contacts in all of these revisions.
    pub contacts: u64,
}

/// The place of a text in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextPlace {
    /// The message of a revision.
    Message,
    /// The name of an imported file.
    File,
    /// The user who wrote a revision.
    User,
    /// The ID of an offer.
    Offer,
    /// The job title of another contact.
    JobTitle,
    /// The name of another contact.
    Name,
}

/// A text in which the person is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    pub place: TextPlace,
    pub before: String,
    pub after: String,
}

/// A text that stays and may be about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLeft {
    pub place: TextPlace,
    pub text: String,
}

/// The record that the book keeps of an erasure, for one offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErasureRecord {
    /// Time of the request: UTC, as in RFC 3339.
    pub time: String,
    /// Number of revisions from which contacts were erased.
    pub revisions: u64,
    /// Number of contacts erased in all of these revisions.
    pub contacts: u64,
}

/// Everything to change when a person is erased.
#[derive(Default)]
struct Erasure {
    summary: ErasureSummary,
    /// The keys of revisions that have the person.
    revisions: BTreeSet<i64>,
    texts: Vec<StoredText>,
    /// Pairs of old and new IDs.
    offers: Vec<(OfferId, OfferId)>,
    /// Addresses that only the person has.
    emails: Vec<String>,
}

/// A text of a revision in which the person is replaced.
struct StoredText {
    revision: i64,
    column: &'static str,
    after: String,
}

impl ReadTransaction<'_> {
    /// Returns the occurrences of a person in the book.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn mentions(&self, person: Person<'_>) -> Result<ErasureSummary, BookError> {
        Ok(self.erasure(person)?.summary)
    }

    fn erasure(&self, person: Person<'_>) -> Result<Erasure, BookError> {
        let mut erasure = Erasure::default();
        let everybody = self.all("SELECT DISTINCT name, email, job_title FROM contact", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        let asked: BTreeSet<String> = person.names.iter().map(|name| folded(name)).collect();
        let is_erased = |name: &str, email: &str| match person.email {
            Some(wanted) => email.eq_ignore_ascii_case(wanted),
            None => asked.contains(&folded(name)),
        };
        let (people, others): (Vec<_>, Vec<_>) = everybody.iter().partition(|(name, email, _)| is_erased(name, email));
        let people: BTreeSet<(&str, &str)> = people.iter().map(|(name, email, _)| (&**name, &**email)).collect();
        let others_emails: BTreeSet<String> = others.iter().map(|(_, email, _)| email.to_ascii_lowercase()).collect();
        let own_emails: BTreeSet<String> =
            people.iter().map(|(_, email)| *email).chain(person.email).map(str::to_ascii_lowercase).collect();
        let (shared, emails): (Vec<_>, Vec<_>) =
            own_emails.into_iter().partition(|email| others_emails.contains(email));
        let searched = PersonTexts::new(
            emails.iter().map(String::as_str),
            people.iter().map(|(name, _)| *name),
            person.names.iter().map(String::as_str),
        );

        let names: BTreeSet<String> = people.iter().map(|(name, _)| folded(name)).collect();
        let mut namesakes = BTreeMap::new();
        let mut left = BTreeSet::new();
        for (name, email, job_title) in others {
            if names.contains(&folded(name)) {
                namesakes.entry(email.to_ascii_lowercase()).or_insert_with(|| email.clone());
            } else if searched.without(name).is_some() {
                left.insert((TextPlace::Name, name.clone()));
            }
            if searched.without(job_title).is_some() {
                left.insert((TextPlace::JobTitle, job_title.clone()));
            }
        }

        let mut changes = BTreeMap::new();
        for (place, column) in
            [(TextPlace::Message, "message"), (TextPlace::File, "source"), (TextPlace::User, "person")]
        {
            let sql = format!("SELECT id, {column} FROM revision WHERE {column} IS NOT NULL");
            for (revision, text) in self.all(&sql, [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))? {
                let after = match place {
                    TextPlace::User => searched.without_user(&text),
                    _ => searched.without(&text),
                };
                if searched.may_be_in(after.as_deref().unwrap_or(&text)) {
                    left.insert((place, after.clone().unwrap_or_else(|| text.clone())));
                }
                if let Some(after) = after {
                    changes.insert((place, text), after.clone());
                    erasure.texts.push(StoredText { revision, column, after });
                }
            }
        }
        let mut ids = self.offer_ids()?;
        for at in 0..ids.len() {
            let after = match searched.without(ids[at].as_str()) {
                Some(neutral) => new_id(&neutral, &ids),
                None => ids[at].clone(),
            };
            if searched.may_be_in(after.as_str()) {
                left.insert((TextPlace::Offer, after.as_str().to_owned()));
            }
            if after != ids[at] {
                changes.insert((TextPlace::Offer, ids[at].as_str().to_owned()), after.as_str().to_owned());
                erasure.offers.push((std::mem::replace(&mut ids[at], after.clone()), after));
            }
        }

        erasure.revisions = self.revisions_with(&people)?;
        erasure.emails = emails;
        erasure.summary = ErasureSummary {
            offers: self.offers_with(&people)?,
            people: people.into_iter().map(|(name, email)| (name.to_owned(), email.to_owned())).collect(),
            texts: changes.into_iter().map(|((place, before), after)| TextChange { place, before, after }).collect(),
            left: left.into_iter().map(|(place, text)| TextLeft { place, text }).collect(),
            namesakes: namesakes.into_values().collect(),
            shared,
        };
        Ok(erasure)
    }

    fn revisions_with(&self, people: &BTreeSet<(&str, &str)>) -> Result<BTreeSet<i64>, BookError> {
        let mut revisions = BTreeSet::new();
        for (name, email) in people {
            let sql = "SELECT DISTINCT revision FROM contact WHERE name = ?1 AND email = ?2";
            revisions.extend(self.all(sql, (name, email), |row| row.get::<_, i64>(0))?);
        }
        Ok(revisions)
    }

    fn offers_with(&self, people: &BTreeSet<(&str, &str)>) -> Result<Vec<ErasureItem>, BookError> {
        let mut found: BTreeMap<String, (BTreeSet<i64>, u64)> = BTreeMap::new();
        for (name, email) in people {
            let rows = self.all(
                "SELECT offer.name, revision, count(*) FROM contact
                 JOIN revision ON revision.id = revision JOIN offer ON offer.id = offer
                 WHERE contact.name = ?1 AND email = ?2 GROUP BY revision",
                (name, email),
                |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, u64>(2)?)),
            )?;
            for (offer, revision, contacts) in rows {
                let (revisions, count) = found.entry(offer).or_default();
                revisions.insert(revision);
                *count += contacts;
            }
        }
        let item = |(name, (revisions, contacts)): (String, (BTreeSet<i64>, u64))| {
            Ok(ErasureItem { offer: self.offer_id(&name)?, revisions: revisions.len() as u64, contacts })
        };
        found.into_iter().map(item).collect()
    }

    /// Returns the erasures that concern an offer, oldest first.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn forgotten(&self, offer: &OfferId) -> Result<Vec<ErasureRecord>, BookError> {
        self.all(
            "SELECT time, revisions, contacts FROM forgotten_contacts JOIN forgotten ON forgotten.id = forgotten
             WHERE offer = (SELECT id FROM offer WHERE name = ?1) ORDER BY forgotten.id",
            [offer.as_str()],
            |row| Ok(ErasureRecord { time: row.get(0)?, revisions: row.get(1)?, contacts: row.get(2)? }),
        )
    }

    /// Returns how many erasures there were so far. If the number has changed since contacts were read, those
    /// contacts may include an erased person.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn times_forgotten(&self) -> Result<u64, BookError> {
        Ok(self.one("SELECT count(*) FROM forgotten", [], |row| row.get(0))?.unwrap_or(0))
    }

    /// Returns whether bytes of an erased person may still be in the file, because it could not be rewritten.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn is_erasure_unfinished(&self) -> Result<bool, BookError> {
        Ok(self.one("SELECT 1 FROM erasing", [], |_| Ok(()))?.is_some())
    }
}

impl WriteTransaction<'_> {
    /// Erases a person as [`Book::forget`] does, except that the file still has to be rewritten
    /// ([`Book::finish_erasure`]).
    ///
    /// # Errors
    /// If the file can't be written or is damaged.
    pub(crate) fn forget(&self, person: Person<'_>) -> Result<ErasureSummary, BookError> {
        let Erasure { summary, revisions, texts, offers, emails } = self.erasure(person)?;
        if summary.is_empty() {
            return Ok(summary);
        }
        // As long as this row is there, the triggers that protect revisions allow changes.
        self.execute("INSERT INTO forgetting VALUES (1)", [])?;
        for revision in revisions {
            self.erase_contacts(revision, &summary.people)?;
            self.record_erased(revision)?;
        }
        for StoredText { revision, column, after } in texts {
            self.execute(&format!("UPDATE revision SET {column} = ?2 WHERE id = ?1"), (revision, after))?;
        }
        self.execute(
            "INSERT INTO forgotten (time, texts) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1)",
            [summary.texts.len()],
        )?;
        for ErasureItem { offer, revisions, contacts } in &summary.offers {
            self.execute(
                "INSERT INTO forgotten_contacts VALUES
                 ((SELECT max(id) FROM forgotten), (SELECT id FROM offer WHERE name = ?1), ?2, ?3)",
                (offer.as_str(), revisions, contacts),
            )?;
        }
        for (before, after) in offers {
            self.execute("UPDATE offer SET name = ?2 WHERE name = ?1", (before.as_str(), after.as_str()))?;
        }
        self.execute("DELETE FROM forgetting", [])?;
        self.save_forgotten_addresses(&emails)?;
        self.execute("INSERT OR IGNORE INTO erasing VALUES (1)", [])?;
        Ok(summary)
    }
}

impl WriteTransaction<'_> {
    /// Deletes the contacts of people from a revision. Its digest stays valid if it was: a revision that another
    /// program changed must not pass for one that is as it was saved.
    fn erase_contacts(&self, revision: i64, people: &[(String, String)]) -> Result<(), BookError> {
        let failed = |error| failed(&self.transaction, self.file, error);
        let digest = || contact_digest::of_revision(&self.transaction, revision).map_err(failed);
        let is_as_saved = contact_digest::saved(&self.transaction, revision).map_err(failed)? == Some(digest()?);
        let mut erased = 0;
        for (name, email) in people {
            let sql = "DELETE FROM contact WHERE revision = ?1 AND name = ?2 AND email = ?3";
            erased += self.execute(sql, (revision, name, email))?;
        }
        self.execute("UPDATE revision SET contacts = contacts - ?2 WHERE id = ?1", (revision, erased))?;
        if is_as_saved {
            contact_digest::save(&self.transaction, revision, digest()?).map_err(failed)?;
        }
        Ok(())
    }
}

impl Book {
    /// Erases a person from every revision of every offer, by an e-mail address that is compared without case. The
    /// person's addresses and full names are also replaced in messages, names of files and users, and IDs of offers.
    /// The file is then rewritten, so that the bytes are gone. The book keeps a record of the erasure, and a salted
    /// hash of the address to recognize it. The other contacts keep their positions.
    ///
    /// This doesn't erase single words that may be about the person, and everything outside of the book: backups,
    /// imported files, and disk blocks that the system has not reused.
    ///
    /// # Errors
    /// [`BookError::NotErased`] if the person was removed from every list but the file could not be rewritten; calling
    /// this again completes the erasure. After any other error the book is unchanged.
    pub fn forget(&mut self, email: &str) -> Result<ErasureSummary, BookError> {
        let email = email.trim();
        if email.is_empty() {
            return Ok(ErasureSummary::default());
        }
        self.forget_person(Person { email: Some(email), names: &[] })
    }

    /// Erases a person as [`Book::forget`] does, by address or by name.
    ///
    /// # Errors
    /// Those of [`Book::forget`].
    pub(crate) fn forget_person(&mut self, person: Person<'_>) -> Result<ErasureSummary, BookError> {
        let writing = self.write()?;
        let summary = writing.forget(person)?;
        writing.commit()?;
        self.finish_erasure()?;
        Ok(summary)
    }

    /// Rewrites the file without the removed data and empties the log.
    ///
    /// # Errors
    /// [`BookError::NotErased`] if that is not possible.
    pub(crate) fn finish_erasure(&mut self) -> Result<(), BookError> {
        let (connection, file) = self.connected()?;
        let not_erased = |reason: String| BookError::NotErased { file: file.to_owned(), reason };
        let empty_log = || {
            let is_busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(is_busy)
        };
        let vacuum = || connection.execute_batch("VACUUM").map(|()| false);
        // The log has the data, too: it is emptied before the file is rewritten, and after that, because rewriting
        // fills it again.
        let steps: [&dyn Fn() -> rusqlite::Result<bool>; 3] = [&empty_log, &vacuum, &empty_log];
        for step in steps {
            match step() {
                Ok(false) => {}
                Ok(true) => return Err(not_erased("another program has the book open".to_owned())),
                Err(error) => return Err(not_erased(failed(connection, file, error).to_string())),
            }
        }
        // Best effort: if the row stays, the next request rewrites the file once more.
        let _ = connection.execute_batch("DELETE FROM erasing");
        Ok(())
    }
}

/// Returns the ID that an offer gets: the text without the person, with a number if there is a similar ID.
fn new_id(neutral: &str, ids: &[OfferId]) -> OfferId {
    // An ID has 100 characters at most, and the replacement is longer than a short name.
    let stem: String = neutral.chars().take(90).collect();
    let numbered = (1..).map(|number| if number == 1 { stem.clone() } else { format!("{stem} {number}") });
    numbered
        .filter_map(|text| text.parse().ok())
        .find(|new: &OfferId| !ids.iter().any(|id| id_similarity::are_confusable(id, new)))
        .expect("the numbers have no end")
}

fn folded(name: &str) -> String {
    let mut folded = String::new();
    fold_into(name, &mut folded);
    folded
}
