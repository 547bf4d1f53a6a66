//! Erasing a person's data from the whole book, for a legal request, and finding what would be erased.

use super::error::failed;
use super::{Book, BookError, OfferId, ReadTransaction, WriteTransaction};

/// The occurrences of a person in the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasureSummary {
    /// The offers that have or had the person, sorted by ID.
    pub offers: Vec<ErasureItem>,
    /// Number of messages, file names and author names that contain the address.
    pub texts: u64,
    /// Other addresses of contacts with the same name. They may be the same person's; only the user can decide that.
    pub namesakes: Vec<String>,
}

impl ErasureSummary {
    /// Returns whether the person doesn't occur in the book.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty() && self.texts == 0
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

/// The replacement of an address in a text.
const NEUTRAL: &str = "(forgotten)";

/// A text of a revision that contains the address.
struct StoredText {
    revision: i64,
    column: &'static str,
    neutral: String,
}

impl ReadTransaction<'_> {
    /// Returns the occurrences of a person in the book. The e-mail address is compared without case.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn mentions(&self, email: &str) -> Result<ErasureSummary, BookError> {
        let offers = self.all(
            "SELECT offer.name, count(DISTINCT revision), count(*) FROM contact
             JOIN revision ON revision.id = revision JOIN offer ON offer.id = offer
             WHERE email = ?1 COLLATE NOCASE GROUP BY offer.id ORDER BY offer.name",
            [email],
            |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let named = |(name, revisions, contacts): (String, u64, u64)| {
            Ok(ErasureItem { offer: self.offer_id(&name)?, revisions, contacts })
        };
        let offers = offers.into_iter().map(named).collect::<Result<_, BookError>>()?;
        let namesakes = self.all(
            "SELECT min(email) FROM contact
             WHERE name IN (SELECT name FROM contact WHERE email = ?1 COLLATE NOCASE) AND email <> ?1 COLLATE NOCASE
             GROUP BY lower(email) ORDER BY lower(email)",
            [email],
            |row| row.get(0),
        )?;
        Ok(ErasureSummary { offers, texts: self.texts(email)?.len() as u64, namesakes })
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

    fn texts(&self, email: &str) -> Result<Vec<StoredText>, BookError> {
        let mut found = Vec::new();
        for column in ["message", "source", "person"] {
            let sql = format!("SELECT id, {column} FROM revision WHERE {column} IS NOT NULL");
            for (revision, text) in self.all(&sql, [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))? {
                found.extend(without(&text, email).map(|neutral| StoredText { revision, column, neutral }));
            }
        }
        Ok(found)
    }
}

impl WriteTransaction<'_> {
    fn forget(&self, email: &str) -> Result<ErasureSummary, BookError> {
        let mentions = self.mentions(email)?;
        if mentions.is_empty() {
            return Ok(mentions);
        }
        // As long as this row is there, the triggers that protect revisions allow changes.
        self.execute("INSERT INTO forgetting VALUES (1)", [])?;
        let revisions: Vec<(i64, u64)> = self.all(
            "SELECT revision, count(*) FROM contact WHERE email = ?1 COLLATE NOCASE GROUP BY revision",
            [email],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (revision, contacts) in revisions {
            self.execute("DELETE FROM contact WHERE revision = ?1 AND email = ?2 COLLATE NOCASE", (revision, email))?;
            self.execute("UPDATE revision SET contacts = contacts - ?2 WHERE id = ?1", (revision, contacts))?;
        }
        for StoredText { revision, column, neutral } in self.texts(email)? {
            self.execute(&format!("UPDATE revision SET {column} = ?2 WHERE id = ?1"), (revision, neutral))?;
        }
        self.execute("DELETE FROM forgetting", [])?;
        self.execute(
            "INSERT INTO forgotten (time, texts) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1)",
            [mentions.texts],
        )?;
        for ErasureItem { offer, revisions, contacts } in &mentions.offers {
            self.execute(
                "INSERT INTO forgotten_contacts VALUES
                 ((SELECT max(id) FROM forgotten), (SELECT id FROM offer WHERE name = ?1), ?2, ?3)",
                (offer.as_str(), revisions, contacts),
            )?;
        }
        Ok(mentions)
    }
}

impl Book {
    /// Erases a person from every revision of every offer, by an e-mail address that is compared without case. The
    /// address is also replaced in messages, file names and author names. The file is then rewritten, so that the bytes
    /// are gone. The book keeps a record of the erasure without data of the person. The other contacts keep their
    /// positions.
    ///
    /// This doesn't erase the person's name without the address in a message, the IDs of offers, and everything outside of
    /// the book: backups, imported files, and disk blocks that the system has not reused.
    ///
    /// # Errors
    /// [`BookError::NotErased`] if the person was removed from every list but the file could not be rewritten; calling
    /// this again completes the erasure. After any other error the book is unchanged.
    pub fn forget(&mut self, email: &str) -> Result<ErasureSummary, BookError> {
        let email = email.trim();
        if email.is_empty() {
            return Ok(ErasureSummary::default());
        }
        let writing = self.write()?;
        let mentions = writing.forget(email)?;
        writing.commit()?;
        self.erase()?;
        Ok(mentions)
    }

    /// Rewrites the file without the removed data and empties the log.
    fn erase(&self) -> Result<(), BookError> {
        let not_erased = |reason: String| BookError::NotErased { file: self.file.clone(), reason };
        let empty_log = || {
            let is_busy: bool = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(is_busy)
        };
        let vacuum = || self.connection.execute_batch("VACUUM").map(|()| false);
        // The log has the data, too: it is emptied before the file is rewritten, and after that, because rewriting fills it again.
        let steps: [&dyn Fn() -> rusqlite::Result<bool>; 3] = [&empty_log, &vacuum, &empty_log];
        for step in steps {
            match step() {
                Ok(false) => {}
                Ok(true) => return Err(not_erased("another program has the book open".to_owned())),
                Err(error) => return Err(not_erased(failed(&self.connection, &self.file, error).to_string())),
            }
        }
        Ok(())
    }
}

/// Replaces the address in a text. Returns `None` if the text doesn't contain it. A longer address that starts or ends
/// with this one is a different address and stays.
fn without(text: &str, email: &str) -> Option<String> {
    let (lower, email) = (text.to_ascii_lowercase(), email.to_ascii_lowercase());
    let mut neutral = String::new();
    let mut kept = 0;
    for (at, _) in lower.match_indices(&email) {
        let end = at + email.len();
        // An underscore is left out: file names such as `list_ann@contoso.com.csv` join words with it.
        let is_longer = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+'));
        if !is_longer && !continues(&lower[end..]) {
            neutral.push_str(&text[kept..at]);
            neutral.push_str(NEUTRAL);
            kept = end;
        }
    }
    (kept > 0).then(|| neutral + &text[kept..])
}

/// Returns whether the domain of an address continues in the text after it. The extension of a file name is not a label
/// of the domain.
fn continues(rest: &str) -> bool {
    let Some(label) = rest.strip_prefix('.') else {
        return rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    };
    let end = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
    end > 0 && !["csv", "txt", "xls", "xlsx", "xlsm", "xlsb", "ods", "json", "ndjson", "jsonl"].contains(&&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_texts_are_replaced() {
        let cases = [
            ("ann@example.com left", "(forgotten) left"),
            ("for ANN@Example.com.", "for (forgotten)."),
            ("export ann@example.com.csv", "export (forgotten).csv"),
            ("é ann@example.com, ann@example.com", "é (forgotten), (forgotten)"),
            ("list_ann@example.com_v2", "list_(forgotten)_v2"),
        ];
        for (text, neutral) in cases {
            assert_eq!(without(text, "Ann@example.com").as_deref(), Some(neutral));
        }
        for text in [
            "joann@example.com",
            "jo.ann@example.com",
            "jo-ann@example.com",
            "jo+ann@example.com",
            "ann@example.community",
            "ann@example.com.au",
            "ann@example.com-shop.de",
            "ann",
            "",
        ] {
            assert_eq!(without(text, "ann@example.com"), None);
        }
    }
}
