use super::error::failed;
use super::{Book, BookError, OfferId, ReadTransaction, WriteTransaction};

/// Where a person stands in the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasurePreview {
    /// The offers that have or had the person, sorted by ID.
    pub offers: Vec<ErasureItem>,
    /// So many messages, names of files and names of those who wrote a revision hold the address.
    pub texts: u64,
    /// Other addresses that contacts of the same name have: the person may have had them, and only a reader can tell.
    pub namesakes: Vec<String>,
}

impl ErasurePreview {
    /// Whether the person stands nowhere.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty() && self.texts == 0
    }
}

/// An offer that has or had a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureItem {
    /// The offer.
    pub offer: OfferId,
    /// So many of its revisions.
    pub revisions: u64,
    /// So many contacts in all of these.
    pub contacts: u64,
}

/// What was forgotten of an offer, at one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureReport {
    /// When it was: UTC, as in RFC 3339.
    pub time: String,
    /// So many revisions have fewer contacts since.
    pub revisions: u64,
    /// So many contacts, in all of these.
    pub contacts: u64,
}

/// What stands where an address stood.
const NEUTRAL: &str = "(forgotten)";

/// A text of a revision with the address in it.
struct Text {
    revision: i64,
    column: &'static str,
    neutral: String,
}

impl ReadTransaction<'_> {
    /// Where a person stands, by an e-mail address whose capitals don't count.
    ///
    /// # Errors
    /// Where the file can't be read, or is damaged.
    pub fn mentions(&self, email: &str) -> Result<ErasurePreview, BookError> {
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
        Ok(ErasurePreview { offers, texts: self.texts(email)?.len() as u64, namesakes })
    }

    /// What was forgotten of an offer, the first request first.
    ///
    /// # Errors
    /// Where the file can't be read, or is damaged.
    pub fn forgotten(&self, offer: &OfferId) -> Result<Vec<ErasureReport>, BookError> {
        self.all(
            "SELECT time, revisions, contacts FROM forgotten_contacts JOIN forgotten ON forgotten.id = forgotten
             WHERE offer = (SELECT id FROM offer WHERE name = ?1) ORDER BY forgotten.id",
            [offer.as_str()],
            |row| Ok(ErasureReport { time: row.get(0)?, revisions: row.get(1)?, contacts: row.get(2)? }),
        )
    }

    /// How often somebody was forgotten. Where it is no longer the same, what was read before may still have the person.
    ///
    /// # Errors
    /// Where the file can't be read, or is damaged.
    pub fn times_forgotten(&self) -> Result<u64, BookError> {
        Ok(self.one("SELECT count(*) FROM forgotten", [], |row| row.get(0))?.unwrap_or(0))
    }

    fn texts(&self, email: &str) -> Result<Vec<Text>, BookError> {
        let mut found = Vec::new();
        for column in ["message", "source", "person"] {
            let sql = format!("SELECT id, {column} FROM revision WHERE {column} IS NOT NULL");
            for (revision, text) in self.all(&sql, [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))? {
                found.extend(without(&text, email).map(|neutral| Text { revision, column, neutral }));
            }
        }
        Ok(found)
    }
}

impl WriteTransaction<'_> {
    fn forget(&self, email: &str) -> Result<ErasurePreview, BookError> {
        let mentions = self.mentions(email)?;
        if mentions.is_empty() {
            return Ok(mentions);
        }
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
        for Text { revision, column, neutral } in self.texts(email)? {
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
    /// Takes a person out of every revision of every offer, by an e-mail address whose capitals don't count, and the
    /// address out of messages, names of files and of those who wrote revisions. The file is written anew, so that the
    /// bytes are gone. What was done is kept in the book, without a word of the person; the contacts around keep their
    /// positions.
    ///
    /// A name without its address in a message stays, an offer's ID too, and so does what is not in the book: backups, the lists that were
    /// imported, and blocks of the disk that the system has not used again.
    ///
    /// # Errors
    /// [`BookError::NotErased`] where the person is out of every list, and the file could not be written anew: to do the same
    /// again finishes it. Other errors leave the book as it was.
    pub fn forget(&mut self, email: &str) -> Result<ErasurePreview, BookError> {
        let email = email.trim();
        if email.is_empty() {
            return Ok(ErasurePreview::default());
        }
        let writing = self.write()?;
        let mentions = writing.forget(email)?;
        writing.commit()?;
        self.erase()?;
        Ok(mentions)
    }

    /// Writes the file anew without what was removed from it, and empties the log.
    fn erase(&self) -> Result<(), BookError> {
        let not_erased = |reason: String| BookError::NotErased { file: self.file.clone(), reason };
        let empty_log = || {
            let is_read: bool = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(is_read)
        };
        let vacuum = || self.connection.execute_batch("VACUUM").map(|()| false);
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

/// The text with the address made neutral; none where it doesn't hold it. A longer address that ends or starts like it is
/// another's.
fn without(text: &str, email: &str) -> Option<String> {
    let (lower, email) = (text.to_ascii_lowercase(), email.to_ascii_lowercase());
    let mut neutral = String::new();
    let mut kept = 0;
    for (at, _) in lower.match_indices(&email) {
        let end = at + email.len();
        let is_longer = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+'));
        if !is_longer && !goes_on(&lower[end..]) {
            neutral.push_str(&text[kept..at]);
            neutral.push_str(NEUTRAL);
            kept = end;
        }
    }
    (kept > 0).then(|| neutral + &text[kept..])
}

/// Whether a domain goes on after its last known letter; the ending of a file's name after it is none of its labels.
fn goes_on(rest: &str) -> bool {
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
    fn an_address_becomes_neutral_wherever_it_stands() {
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
