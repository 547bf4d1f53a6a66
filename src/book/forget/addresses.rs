//! The addresses of people who were forgotten, as salted hashes: enough to recognize a person who comes back.
//!
//! The salt is in the book, so somebody who has the book can test whether an address was forgotten, but can't list the
//! addresses, and the same address has another hash in another book.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::book::{BookError, Digest, ReadTransaction, WriteTransaction};

/// Length of a book's identity: 128 bits, as a random UUID has about.
const IDENTITY_CHARACTERS: usize = 32;

/// A person who was forgotten and is about to be saved again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForgottenAddress {
    pub email: String,
    /// Time of the erasure: UTC, as in RFC 3339.
    pub time: String,
}

impl ReadTransaction<'_> {
    /// Returns those of the addresses that were forgotten, each once, in the order given.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn forgotten_addresses<'e>(
        &self,
        emails: impl IntoIterator<Item = &'e str>,
    ) -> Result<Vec<ForgottenAddress>, BookError> {
        let times: HashMap<[u8; 32], String> = self
            .all("SELECT sha256, time FROM forgotten_address JOIN forgotten ON forgotten.id = forgotten", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .into_iter()
            .collect();
        let mut found: Vec<ForgottenAddress> = Vec::new();
        if times.is_empty() {
            return Ok(found);
        }
        let salt = self.salt()?;
        for email in emails {
            let is_known = |known: &ForgottenAddress| known.email.eq_ignore_ascii_case(email);
            if let Some(time) = times.get(&hash(&salt, email).0).filter(|_| !found.iter().any(is_known)) {
                found.push(ForgottenAddress { email: email.to_owned(), time: time.clone() });
            }
        }
        Ok(found)
    }

    /// Returns a text that identifies the book and its copies. It is derived from the salt, which each book gets when it
    /// is created and which can't be found from it.
    ///
    /// # Errors
    /// If the file can't be read or is damaged.
    pub(crate) fn identity(&self) -> Result<String, BookError> {
        let hasher = Sha256::new().chain_update(b"identity of a book\0").chain_update(self.salt()?);
        let mut identity = Digest(hasher.finalize().into()).to_string();
        identity.truncate(IDENTITY_CHARACTERS);
        Ok(identity)
    }

    fn salt(&self) -> Result<Vec<u8>, BookError> {
        Ok(self.one("SELECT bytes FROM salt", [], |row| row.get(0))?.unwrap_or_default())
    }
}

impl WriteTransaction<'_> {
    /// Saves the hashes of addresses for the last erasure.
    pub(super) fn save_forgotten_addresses(&self, emails: &[String]) -> Result<(), BookError> {
        let salt = self.salt()?;
        for email in emails {
            self.execute(
                "INSERT OR REPLACE INTO forgotten_address VALUES (?1, (SELECT max(id) FROM forgotten))",
                [&hash(&salt, email).0[..]],
            )?;
        }
        Ok(())
    }
}

fn hash(salt: &[u8], email: &str) -> Digest {
    let hasher = Sha256::new().chain_update(salt).chain_update(email.trim().to_ascii_lowercase());
    Digest(hasher.finalize().into())
}
