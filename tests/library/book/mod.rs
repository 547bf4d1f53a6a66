//! The book, used by one program and by many at the same time, some of which are killed.

mod losses;
mod one_program;
mod plans;
#[cfg(unix)]
mod processes;

use std::fs;
use std::path::{Path, PathBuf};

use crate::book::{Book, BookError, NewRevision, OfferId, ReadTransaction};
use crate::contact::{ColumnMap, Row, StoredContact};
use crate::normalize::{NormalizeSettings, normalize};
use tempfile::TempDir;

fn id(text: &str) -> OfferId {
    text.parse().unwrap()
}

fn contact(cells: [&str; 6]) -> Option<StoredContact<'static>> {
    let row = Row { cells: ColumnMap(cells), ..Row::default() };
    normalize(&row, &NormalizeSettings::default(), &mut Vec::new())
        .map(|contact| StoredContact::from(contact).into_owned())
}

fn person(name: &str) -> StoredContact<'static> {
    let email = format!("{}@example.com", name.to_lowercase());
    contact([name, &email, "CEO", "Partner sales", "DE, US", "US-WA"]).unwrap()
}

fn people(names: &[&str]) -> Vec<StoredContact<'static>> {
    names.iter().map(|name| person(name)).collect()
}

fn new_book() -> (TempDir, PathBuf, Book) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let book = Book::create_or_open(&file).unwrap();
    (folder, file, book)
}

/// Adds a revision after the last, in its own transaction.
fn add(book: &mut Book, offer: &str, contacts: &[StoredContact<'_>]) -> u32 {
    let writing = book.write().unwrap();
    let after = writing.last_revision(&id(offer)).unwrap().map(|last| last.number);
    let number = writing.add_revision(&id(offer), after, &NewRevision::default(), contacts).unwrap();
    writing.commit().unwrap();
    number
}

fn list(reading: &ReadTransaction<'_>, offer: &str, revision: u32) -> Result<Vec<StoredContact<'static>>, BookError> {
    let mut contacts = Vec::new();
    reading.contacts(&id(offer), revision, |contact| {
        contacts.push(contact.clone().into_owned());
        Ok::<(), BookError>(())
    })?;
    Ok(contacts)
}

/// Returns the bytes of the file and of the log next to it.
fn bytes(file: &Path) -> Vec<u8> {
    let mut bytes = fs::read(file).unwrap();
    bytes.extend(fs::read(file.with_extension("sqlite-wal")).unwrap_or_default());
    bytes
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
