//! A book used by one program: contents, protection against changes, and files that are not a book.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::book::{Book, BookError, Changes, Digest, ErasureItem, NewRevision, Person, Revision, RevisionKind};
use crate::contact::{Country, Role, StoredContact};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rusqlite::Connection;

use super::{add, bytes, contact, holds, id, list, new_book, people, person};

// Contents.

#[test]
fn revisions_are_numbered_per_offer_and_read_back() {
    let (_folder, file, mut book) = new_book();
    assert_eq!(add(&mut book, "crm", &people(&["Ann"])), 1);
    assert_eq!(add(&mut book, "erp", &people(&["Zoe"])), 1);
    let new = NewRevision {
        kind: RevisionKind::Restored { from: 1 },
        source: Some("Liste März.xlsx"),
        digest: Some(Digest::of(b"list")),
        person: Some("ann"),
        message: Some("two\nlines"),
        changes: Changes { added: 2, changed: 1, removed: 0 },
    };
    let writing = book.write().unwrap();
    assert_eq!(writing.add_revision(&id("crm"), Some(1), &new, people(&["Ann", "Bob", "Cid"])).unwrap(), 2);
    writing.commit().unwrap();
    drop(book);

    let mut book = Book::open(&file).unwrap();
    let reading = book.read().unwrap();
    let history = reading.history(&id("crm")).unwrap();
    assert_eq!(history.iter().map(|revision| revision.number).collect::<Vec<_>>(), [1, 2]);
    let time = history[1].time.clone();
    assert!(time.len() == 20 && time.ends_with('Z') && time.as_str() > "2026" && history[0].time <= time, "{time}");
    let expected = Revision {
        number: 2,
        time,
        kind: new.kind,
        source: new.source.map(str::to_owned),
        digest: new.digest,
        person: new.person.map(str::to_owned),
        message: new.message.map(str::to_owned),
        changes: new.changes,
        contacts: 3,
    };
    assert_eq!(history[1], expected);
    assert_eq!(reading.revision(&id("crm"), None).unwrap(), expected);
    assert_eq!(reading.revision(&id("crm"), Some(1)).unwrap(), history[0]);
    let offers = reading.offers().unwrap();
    assert_eq!(offers.iter().map(|offer| offer.id.as_str()).collect::<Vec<_>>(), ["crm", "erp"]);
    assert_eq!(offers[0].last, expected);
    assert_eq!(list(&reading, "crm", 1).unwrap(), people(&["Ann"]));
    assert_eq!(list(&reading, "crm", 2).unwrap(), people(&["Ann", "Bob", "Cid"]));
}

#[test]
fn empty_lists_can_be_stored() {
    let (_folder, _file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    assert_eq!(add(&mut book, "crm", &[]), 2);
    assert_eq!(list(&book.read().unwrap(), "crm", 2).unwrap(), []);
}

#[test]
fn several_offers_change_in_one_transaction() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann", "Bob"]));
    let both = |book: &mut Book, is_kept: bool| {
        let writing = book.write().unwrap();
        let new = NewRevision::default();
        assert_eq!(writing.add_revision(&id("crm"), Some(1), &new, people(&["Bob"])).unwrap(), 2);
        assert_eq!(writing.add_revision(&id("crm"), Some(2), &new, people(&["Cid"])).unwrap(), 3);
        assert_eq!(writing.add_revision(&id("erp"), None, &new, people(&["Zoe"])).unwrap(), 1);
        assert_eq!(list(&writing, "crm", 2).unwrap(), people(&["Bob"]));
        // The changes are not visible to others yet.
        assert_eq!(Book::open(&file).unwrap().read().unwrap().offers().unwrap()[0].last.number, 1);
        if is_kept {
            writing.commit().unwrap();
        }
    };
    both(&mut book, false);
    assert_eq!(book.read().unwrap().offers().unwrap().len(), 1);
    both(&mut book, true);
    let reading = book.read().unwrap();
    assert_eq!(reading.offers().unwrap().iter().map(|offer| offer.last.number).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn an_outdated_decision_is_rejected() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    add(&mut Book::open(&file).unwrap(), "crm", &people(&["Bob"]));
    let writing = book.write().unwrap();
    let stale =
        |offer, after| writing.add_revision(&id(offer), after, &NewRevision::default(), people(&["Cid"])).unwrap_err();
    assert!(matches!(stale("crm", Some(1)), BookError::Moved { expected: Some(1), found: Some(2), .. }));
    assert!(matches!(stale("crm", None), BookError::Moved { expected: None, found: Some(2), .. }));
    let gone = stale("erp", Some(4));
    assert_eq!(gone.to_string(), "offer \"erp\" is not in the book; expected: revision 4");
    writing.commit().unwrap();
    assert_eq!(book.read().unwrap().offers().unwrap().len(), 1);
}

#[test]
fn similar_and_unknown_offers_are_reported() {
    let (_folder, _file, mut book) = new_book();
    add(&mut book, "contoso-crm", &people(&["Ann"]));
    let writing = book.write().unwrap();
    for alike in ["Contoso CRM", "c\u{43e}ntoso-crm"] {
        let new = NewRevision::default();
        let refused = writing.add_revision(&id(alike), None, &new, people(&["Bob"])).unwrap_err();
        assert!(
            matches!(&refused, BookError::LooksAlike { existing, .. } if existing.as_str() == "contoso-crm"),
            "{refused}"
        );
    }
    drop(writing);
    let reading = book.read().unwrap();
    let unknown = reading.history(&id("Contoso CRM")).unwrap_err();
    assert_eq!(unknown.to_string(), "offer \"Contoso CRM\" is not in the book; did you mean \"contoso-crm\"?");
    assert!(
        matches!(reading.revision(&id("x"), None), Err(BookError::UnknownOffer { nearest, .. }) if nearest.is_empty())
    );
    assert_eq!(reading.last_revision(&id("x")).unwrap(), None);
    let unknown = list(&reading, "contoso-crm", 2).unwrap_err();
    assert_eq!(unknown.to_string(), "offer \"contoso-crm\" has no revision 2; the latest is 1");
}

fn any_contact() -> impl Strategy<Value = StoredContact<'static>> {
    let text = || prop_oneof![3 => "[A-Z][a-zà-ÿ'-]{1,9}( [A-ZÀ-Þ][a-z]{0,9}){0,2}", 1 => "\\PC{1,12}"];
    let countries = prop_oneof![
        1 => Just("OOO".to_owned()),
        5 => subsequence(Country::all().collect::<Vec<_>>(), 1..30)
            .prop_map(|listed| listed.iter().map(|country| country.code()).collect::<Vec<_>>().join(", ")),
    ];
    let states = prop_oneof![Just(""), Just("US-WA"), Just("CA-QC, US-WA"), Just("AU-NSW")];
    let role = select(Role::ALL.to_vec());
    (text(), "[a-zA-Z0-9.'+_-]{1,12}@[a-z]{1,9}\\.[a-z]{2,5}", text(), role, countries, states).prop_filter_map(
        "the portal would refuse it",
        |(name, email, title, role, countries, states)| {
            let with = |states| contact([&name, &email, &title, role.label(), &countries, states]);
            with(states).or_else(|| with(""))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn written_contacts_are_read_back(lists in prop::collection::vec(prop::collection::vec(any_contact(), 0..20), 1..4)) {
        let (_folder, file, mut book) = new_book();
        for contacts in &lists {
            add(&mut book, "crm", contacts);
        }
        let mut other = Book::open(&file).unwrap();
        for (number, contacts) in (1..).zip(&lists) {
            prop_assert_eq!(&list(&book.read().unwrap(), "crm", number).unwrap(), contacts);
            prop_assert_eq!(&list(&other.read().unwrap(), "crm", number).unwrap(), contacts);
        }
    }
}

// Protection against changes.

#[test]
fn triggers_prevent_manual_changes() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann", "Bob"]));
    add(&mut book, "crm", &people(&["Ann"]));
    let shell = Connection::open(&file).unwrap();
    let add_revision = |or: &str, id: &str, number: u8, contacts: u8, digest: &str| {
        format!(
            "INSERT {or} INTO revision
             (id, offer, number, time, kind, added, changed, removed, contacts, contacts_sha256)
             VALUES ({id}, 1, {number}, '2026-01-01T00:00:00Z', 'import', 0, 0, 0, {contacts}, {digest})"
        )
    };
    let digest = "zeroblob(32)";
    let add_contact = |or: &str, revision: u8, position: u8, name: &str| {
        format!(
            "INSERT {or} INTO contact
             VALUES ({revision}, {position}, '{name}', 'a@example.com', 'C', 'Partner sales', 'DE', '')"
        )
    };
    for (sql, refusal) in [
        ("UPDATE contact SET name = 'Cid'", "never changed"),
        ("DELETE FROM contact WHERE position = 2", "never changed"),
        ("UPDATE revision SET message = 'x' WHERE number = 2", "never changed"),
        ("DELETE FROM revision WHERE number = 2", "never removed"),
        ("DELETE FROM offer", "never removed"),
        ("UPDATE offer SET name = 'x'", "only cosell renames"),
        (&add_revision("OR REPLACE", "NULL", 2, 0, digest), "one after another"),
        (&add_revision("", "NULL", 3, 7, digest), "how many"),
        (&add_contact("", 9, 1, "A"), "FOREIGN KEY"),
        (&add_contact("", 9, 2, ""), "CHECK"),
        // What INSERT OR REPLACE would delete without running the triggers of DELETE.
        (&add_contact("", 2, 2, "A"), "never changed"),
        (&add_contact("OR REPLACE", 1, 1, "A"), "never changed"),
        (&add_revision("OR REPLACE", "1", 3, 2, digest), "never removed"),
        ("INSERT OR REPLACE INTO offer VALUES (1, 'x')", "never removed"),
        ("INSERT OR REPLACE INTO offer (name) VALUES ('crm')", "never removed"),
        (&add_revision("", "NULL", 3, 0, "NULL"), "digest"),
    ] {
        let refused = shell.execute_batch(sql).expect_err(sql).to_string();
        assert!(refused.contains(refusal), "{sql}: {refused}");
    }
    let reading = book.read().unwrap();
    assert_eq!(list(&reading, "crm", 1).unwrap(), people(&["Ann", "Bob"]));
    assert_eq!(reading.history(&id("crm")).unwrap().len(), 2);
}

#[test]
fn manual_changes_are_detected() {
    let changed = |sql: &str| {
        let (_folder, file, mut book) = new_book();
        add(&mut book, "crm", &people(&["Ann", "Bob"]));
        drop(book);
        Connection::open(&file)
            .unwrap()
            .execute_batch(&format!(
                "INSERT INTO forgetting VALUES (1); DROP TRIGGER contact_is_fixed; {sql}; DELETE FROM forgetting"
            ))
            .unwrap();
        let mut book = Book::open(&file)?;
        list(&book.read()?, "crm", 1).map(drop)
    };
    changed("SELECT 1").unwrap();
    let noticed = changed("UPDATE contact SET role = 'sales' WHERE position = 2").unwrap_err();
    assert!(matches!(noticed, BookError::Altered { revision: 1, position: 2, .. }), "{noticed}");
    let noticed = changed("UPDATE contact SET name = CAST(x'ff41' AS TEXT) WHERE position = 1").unwrap_err();
    assert!(matches!(noticed, BookError::Altered { position: 1, .. }), "{noticed}");
    let noticed = changed("DELETE FROM contact WHERE position = 1").unwrap_err();
    assert!(matches!(noticed, BookError::Incomplete { expected: 2, found: 1, .. }), "{noticed}");
    for sql in [
        "UPDATE contact SET countries = 'FR' WHERE position = 1",
        "UPDATE contact SET position = 3 - position + 10; UPDATE contact SET position = position - 10",
        "DROP TRIGGER contact_is_new;
         INSERT OR REPLACE INTO contact VALUES (1, 2, 'Evil', 'e@example.com', 'C', 'Partner sales', 'DE', '')",
        "UPDATE revision SET contacts_sha256 = NULL",
    ] {
        let noticed = changed(sql).unwrap_err();
        assert!(matches!(noticed, BookError::Modified { revision: 1, .. }), "{sql}: {noticed}");
    }
    let added = "DROP TRIGGER contact_is_new;
                 INSERT INTO contact VALUES (1, 3, 'A', 'a@example.com', 'C', 'Partner sales', 'DE', '')";
    let noticed = changed(added).unwrap_err();
    assert!(matches!(noticed, BookError::Incomplete { expected: 2, found: 3, .. }), "{noticed}");
}

/// Returns a copy of a fixture, in a folder of its own.
fn fixture(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/book").join(name), &file).unwrap();
    (folder, file)
}

#[test]
fn books_of_the_first_schema_are_kept() {
    for name in ["contoso.sqlite", "earlier-rules.sqlite"] {
        let (_folder, file) = fixture(name);
        let rows = |sql: &str| -> Vec<String> {
            let shell = Connection::open(&file).unwrap();
            let mut statement = shell.prepare(sql).unwrap();
            let columns = statement.column_count();
            let text = |row: &rusqlite::Row<'_>| {
                Ok((0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect::<Vec<_>>().join("|"))
            };
            statement.query_map([], text).unwrap().map(Result::unwrap).collect()
        };
        let revisions = "SELECT id, offer, number, time, kind, restored_from, source, sha256, person, message, added,
                         changed, removed, contacts FROM revision ORDER BY id";
        let all = || [rows("SELECT * FROM offer"), rows(revisions), rows("SELECT * FROM contact")];
        let before = all();
        assert_eq!(rows("PRAGMA user_version"), ["Integer(1)"], "{name}");
        let mut book = Book::open(&file).unwrap();
        let reading = book.read().unwrap();
        let offers = reading.offers().unwrap();
        assert_eq!(offers.len(), 2);
        for offer in &offers {
            for revision in reading.history(&offer.id).unwrap() {
                let contacts = list(&reading, offer.id.as_str(), revision.number).unwrap();
                assert_eq!(contacts.len() as u64, revision.contacts, "{name}: {}", offer.id);
            }
        }
        drop(reading);
        add(&mut book, "contoso-crm", &people(&["Ann"]));
        book.forget("ann@example.com").unwrap();
        drop(book);
        let after = all();
        assert_eq!((rows("PRAGMA user_version"), &after[0]), (vec!["Integer(4)".to_owned()], &before[0]));
        assert!(after[1].starts_with(&before[1]) && after[2] == before[2], "{name}");
    }
}

#[test]
fn crafted_books_are_rejected_and_unchanged() {
    let endless = "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)
                   SELECT 1 AS revision, n AS position, 'A' AS name, 'a@example.com' AS email, 'C' AS job_title,
                   'Partner sales' AS role, 'DE' AS countries, '' AS states FROM t";
    for (sql, expected) in [
        (&format!("DROP TABLE contact; CREATE VIEW contact AS {endless}")[..], "contact"),
        ("DROP TABLE forgotten_address", "forgotten_address"),
        (
            "CREATE TRIGGER more AFTER INSERT ON revision
             BEGIN INSERT INTO forgotten (time, texts) VALUES ('', 0); END",
            "more",
        ),
        (
            "DROP TRIGGER contact_stays;
             CREATE TRIGGER contact_stays AFTER INSERT ON offer BEGIN SELECT 1; END",
            "contact_stays",
        ),
        ("PRAGMA user_version = 0", "forgotten_address"),
    ] {
        let (_folder, file, mut book) = new_book();
        add(&mut book, "crm", &people(&["Ann"]));
        drop(book);
        Connection::open(&file).unwrap().execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        let error = refused(&file);
        assert!(!error.to_string().contains("SELECT") && !error.to_string().contains("CREATE"), "{error}");
        if sql.starts_with("PRAGMA") {
            assert!(matches!(error, BookError::OtherSchema { .. }), "{error}");
            continue;
        }
        assert!(matches!(&error, BookError::OtherSchema { object, .. } if object == expected), "{error}");
    }
    // Columns are needed by the queries only.
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    drop(book);
    Connection::open(&file).unwrap().execute_batch("ALTER TABLE contact RENAME COLUMN states TO regions").unwrap();
    let error = list(&Book::open(&file).unwrap().read().unwrap(), "crm", 1).unwrap_err();
    assert!(matches!(&error, BookError::Damaged { .. }) && !error.to_string().contains("SELECT"), "{error}");
}

#[test]
fn the_log_of_an_earlier_book_is_not_read_into_a_new_one() {
    let (folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    let log = file.with_extension("sqlite-wal");
    fs::copy(&log, folder.path().join("log")).unwrap();
    drop(book);
    fs::rename(&file, folder.path().join("old.sqlite")).unwrap();
    assert!(!log.exists(), "the last connection removes the log");
    fs::copy(folder.path().join("log"), &log).unwrap();
    let refused = Book::create_or_open(&file).unwrap_err();
    assert!(matches!(&refused, BookError::OtherLog { log: named, .. } if *named == log), "{refused}");
    assert!(!file.exists() && log.exists());
    // An empty log has no data.
    fs::write(&log, "").unwrap();
    Book::create_or_open(&file).unwrap();
}

#[test]
fn a_copy_is_complete_while_other_programs_only_have_the_book_open() {
    let (folder, file, mut book) = new_book();
    let mut other = Book::open(&file).unwrap();
    other.read().unwrap().offers().unwrap();
    add(&mut book, "crm", &people(&["Ann"]));
    let copy = folder.path().join("copy.sqlite");
    fs::copy(&file, &copy).unwrap();
    assert_eq!(list(&Book::open(&copy).unwrap().read().unwrap(), "crm", 1).unwrap(), people(&["Ann"]));
    // At rest, a book is one file.
    drop(other);
    book.rest();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(list(&book.read().unwrap(), "crm", 1).unwrap(), people(&["Ann"]));
}

// Files that are not a book or can't be used.

fn refused(file: &Path) -> BookError {
    let before = fs::read(file).unwrap();
    let beside = || fs::read_dir(file.parent().unwrap()).unwrap().count();
    let files = beside();
    let made = Book::create_or_open(file).expect_err("made");
    let opened = Book::open(file).expect_err("opened");
    assert_eq!(made.to_string(), opened.to_string());
    assert!(fs::read(file).unwrap() == before, "{made}: the file changed");
    assert_eq!(beside(), files, "{made}: an extra file was left");
    assert!(made.to_string().contains(&file.display().to_string()));
    made
}

#[test]
fn other_files_are_rejected_and_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    fs::write(&file, "Name,Email\r\n".repeat(500)).unwrap();
    assert!(matches!(refused(&file), BookError::NotSqlite { .. }));
    for length in [1, 16, 99, 100, 511, 512, 1023, 1024, 4095, 4096, 5000] {
        fs::write(&file, "x".repeat(length)).unwrap();
        assert!(matches!(refused(&file), BookError::NotSqlite { .. }), "{length}");
        fs::write(&file, vec![0; length]).unwrap();
        assert!(matches!(refused(&file), BookError::NotSqlite { .. }), "{length} zeros");
    }
    fs::write(&file, "").unwrap();
    assert!(matches!(refused(&file), BookError::Empty { .. }));
    let file = folder.path().join("other.sqlite");
    for sql in
        ["VACUUM", "CREATE TABLE t (x)", "PRAGMA application_id = 7", "PRAGMA journal_mode = WAL; CREATE TABLE u (x)"]
    {
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        assert!(matches!(refused(&file), BookError::Foreign { .. }), "{sql}");
    }
    assert!(matches!(Book::open(folder.path()), Err(BookError::IsFolder { .. })));
    assert!(matches!(Book::create_or_open(folder.path()), Err(BookError::IsFolder { .. })));
}

#[cfg(unix)]
#[test]
fn devices_and_broken_links_are_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("book.sqlite");
    std::os::unix::fs::symlink(folder.path().join("gone.sqlite"), &link).unwrap();
    assert!(matches!(Book::open(&link), Err(BookError::BrokenLink { .. })));
    assert!(matches!(Book::create_or_open(&link), Err(BookError::BrokenLink { .. })));
    assert!(matches!(Book::open("/dev/null"), Err(BookError::NotFile { .. })));
}

/// A program that was killed leaves its log, and opening the file must not write that log into it.
#[test]
fn the_log_of_another_program_is_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let (running, file) = (folder.path().join("running"), folder.path().join("other.sqlite"));
    let other = Connection::open(&running).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    fs::copy(&running, &file).unwrap();
    fs::copy(folder.path().join("running-wal"), folder.path().join("other.sqlite-wal")).unwrap();
    let before = bytes(&file);
    assert!(matches!(Book::open(&file), Err(BookError::Foreign { .. })));
    assert!(bytes(&file) == before);
    // The log is beside the file, not beside a link to it.
    #[cfg(unix)]
    {
        let link = folder.path().join("link.sqlite");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(matches!(Book::open(&link), Err(BookError::Foreign { .. })));
        assert!(bytes(&file) == before);
    }
    let count = |sql| Connection::open(&file).unwrap().query_row(sql, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT count(*) FROM t").unwrap(), 1);
}

#[test]
fn newer_books_are_rejected_and_unchanged() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    drop(book);
    Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(refused(&file), BookError::Newer { version: 99, known: 4, .. }));
}

#[test]
fn damaged_books_are_rejected_and_unchanged() {
    let (_folder, file, mut book) = new_book();
    let names: Vec<String> = (0..2000).map(|number| format!("Ann{number}")).collect();
    add(&mut book, "crm", &people(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    drop(book);
    let whole = fs::read(&file).unwrap();
    let mut broken = whole.clone();
    let page = whole.len() / 8192 * 4096;
    broken[page..page + 4096].fill(0xa5);
    fs::write(&file, &broken).unwrap();
    let damaged = refused(&file);
    assert!(matches!(&damaged, BookError::Damaged { reports, .. } if (1..=5).contains(&reports.len())), "{damaged}");
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let damaged = refused(&file);
    assert!(matches!(damaged, BookError::Damaged { .. }), "{damaged}");
    fs::write(&file, [&[0; 100], &whole[100..]].concat()).unwrap();
    assert!(matches!(refused(&file), BookError::NotSqlite { .. }));
}

#[test]
fn only_create_or_open_creates_a_book() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/deep/book.sqlite");
    assert!(matches!(Book::open(&file), Err(BookError::NotFound { .. })));
    assert!(!folder.path().join("new").exists());
    let mut book = Book::create_or_open(&file).unwrap();
    add(&mut book, "crm", &people(&["Ann"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let made: Vec<PathBuf> =
            fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(made.len(), 3, "{made:?}");
        assert!(made.iter().all(|path| mode(path) == 0o600), "{made:?}");
        assert_eq!(mode(&folder.path().join("new")), 0o700);
        assert_eq!(mode(&folder.path().join("new/deep")), 0o700);
    }
    drop(book);
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    let under_a_file = file.join("book.sqlite");
    assert!(matches!(Book::create_or_open(under_a_file), Err(BookError::NotMade { .. })));
}

#[test]
fn a_writer_waits_for_another_up_to_a_limit() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann"]));
    let mut other = Book::open(&file).unwrap().with_patience(Duration::from_millis(50)).unwrap();
    let writing = book.write().unwrap();
    let busy = other.write().unwrap_err();
    assert!(matches!(busy, BookError::Busy { .. }), "{busy}");
    assert_eq!(list(&other.read().unwrap(), "crm", 1).unwrap().len(), 1);
    drop(writing);
    add(&mut other, "crm", &people(&["Bob"]));
}

// Erasing a person.

fn by_email(email: &str) -> Person<'_> {
    Person { email: Some(email), names: &[] }
}

#[test]
fn an_erased_person_is_in_no_byte_of_the_book() {
    let (_folder, file, mut book) = new_book();
    let gone = |email| contact(["Xanthippe Quill", email, "Seer", "Partner sales", "DE", ""]).unwrap();
    let (lower, upper) = (gone("x.quill@example.com"), gone("X.Quill@example.com"));
    let others: Vec<_> = (0..400).map(|number| person(&format!("Ann{number}"))).collect();
    add(&mut book, "crm", &[&others[..200], std::slice::from_ref(&lower), &others[200..]].concat());
    add(&mut book, "crm", &[&others[..], &[upper.clone(), lower.clone()]].concat());
    add(&mut book, "crm", &others);
    add(&mut book, "erp", &[lower]);
    let writing = book.write().unwrap();
    let new = NewRevision {
        source: Some("x.quill@example.com.csv"),
        person: Some("X.QUILL@EXAMPLE.COM"),
        message: Some("for x.quill@example.com, and bx.quill@example.com stays"),
        ..NewRevision::default()
    };
    writing.add_revision(&id("eve"), None, &new, &others[..3]).unwrap();
    writing.commit().unwrap();
    assert!(holds(&bytes(&file), "Xanthippe"));

    let expected = book.read().unwrap().mentions(by_email("x.quill@EXAMPLE.com")).unwrap();
    let crm = ErasureItem { offer: id("crm"), revisions: 2, contacts: 3 };
    assert_eq!(expected.offers, [crm, ErasureItem { offer: id("erp"), revisions: 1, contacts: 1 }]);
    assert_eq!(expected.texts.len(), 3);
    assert_eq!(book.forget("x.quill@EXAMPLE.com").unwrap(), expected);

    let lower = bytes(&file).to_ascii_lowercase();
    let left = lower
        .windows(19)
        .enumerate()
        .filter(|(_, window)| *window == b"x.quill@example.com")
        .map(|(at, _)| lower[at - 1]);
    assert_eq!(left.collect::<Vec<_>>(), b"b", "the address of another person is kept");
    for text in ["Xanthippe", "Quill", "Seer"] {
        assert!(!holds(&bytes(&file), text), "{text}");
    }
    let reading = book.read().unwrap();
    assert!(reading.mentions(by_email("x.quill@example.com")).unwrap().is_empty());
    for number in 1..=3 {
        assert!(list(&reading, "crm", number).unwrap() == others, "revision {number}");
    }
    assert_eq!(list(&reading, "erp", 1).unwrap(), []);
    let eve = reading.revision(&id("eve"), None).unwrap();
    assert_eq!(eve.source.as_deref(), Some("(forgotten).csv"));
    assert_eq!(eve.person.as_deref(), Some("(forgotten)"));
    assert_eq!(eve.message.as_deref(), Some("for (forgotten), and bx.quill@example.com stays"));
    drop(reading);
    // The record of the erasure; revisions can't be changed afterwards.
    let shell = Connection::open(&file).unwrap();
    let trace = "SELECT texts, sum(revisions), sum(contacts) FROM forgotten JOIN forgotten_contacts ON forgotten = id";
    let trace = shell.query_row(trace, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    assert_eq!(trace.unwrap(), (3, 3, 4));
    assert!(shell.execute_batch("DELETE FROM contact").is_err());
    assert!(book.forget("x.quill@example.com").unwrap().is_empty());
    assert!(book.forget(" ").unwrap().is_empty());
    assert_eq!(add(&mut book, "crm", &others), 4);
}

#[test]
fn erasure_reports_readers_that_keep_the_bytes() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Xanthippe", "Ann"]));
    let mut other = Book::open(&file).unwrap();
    let reading = other.read().unwrap();
    let mut book = book.with_patience(Duration::from_millis(50)).unwrap();
    let printed = book.forget("xanthippe@example.com").unwrap_err();
    assert!(matches!(printed, BookError::NotErased { .. }), "{printed}");
    assert_eq!(list(&reading, "crm", 1).unwrap().len(), 2);
    drop(reading);
    assert_eq!(list(&other.read().unwrap(), "crm", 1).unwrap(), people(&["Ann"]));
    assert!(book.forget("xanthippe@example.com").unwrap().is_empty());
    assert!(!holds(&bytes(&file), "Xanthippe"));
}

#[test]
fn names_and_addresses_in_texts_are_replaced_or_listed() {
    let (_folder, file, mut book) = new_book();
    let dana = |email| contact(["Dana Weiss", email, "CEO", "Partner sales", "DE", ""]).unwrap();
    let deputy = contact(["Bo Li", "bo@example.com", "Deputy of Dana Weiss", "Partner sales", "FR", ""]).unwrap();
    let mut number = 0;
    let mut save = |book: &mut Book, offer: &str, new: NewRevision<'_>, contacts: &[StoredContact<'_>]| {
        let writing = book.write().unwrap();
        let after = writing.last_revision(&id(offer)).unwrap().map(|last| last.number);
        number = writing.add_revision(&id(offer), after, &new, contacts).unwrap();
        writing.commit().unwrap();
    };
    let new = NewRevision {
        source: Some("liste de DANA weiss.csv"),
        person: Some("dana.weiss"),
        message: Some("Dana Weiss <dana.weiss@fabrikam.com> joins"),
        ..NewRevision::default()
    };
    save(&mut book, "crm", new, &[dana("dana.weiss@fabrikam.com"), dana("DANA@contoso.com"), deputy.clone()]);
    save(
        &mut book,
        "crm",
        NewRevision { message: Some("Dana left"), ..NewRevision::default() },
        std::slice::from_ref(&deputy),
    );
    let with_person = "Weiss, Dana deals dana.weiss@fabrikam.com";
    save(&mut book, with_person, NewRevision::default(), std::slice::from_ref(&deputy));
    save(&mut book, "(forgotten) deals", NewRevision::default(), std::slice::from_ref(&deputy));

    let erased = book.forget("Dana.Weiss@fabrikam.com").unwrap();
    let after: Vec<&str> = erased.texts.iter().map(|change| &*change.after).collect();
    assert_eq!(
        after,
        ["(forgotten) <(forgotten)> joins", "liste de (forgotten).csv", "(forgotten)", "(forgotten) deals (forgotten)"]
    );
    let left: Vec<&str> = erased.left.iter().map(|left| &*left.text).collect();
    assert_eq!(left, ["Dana left", "Deputy of Dana Weiss"]);
    assert_eq!(erased.namesakes, ["DANA@contoso.com"]);
    let reading = book.read().unwrap();
    assert_eq!(reading.history(&id("(forgotten) deals (forgotten)")).unwrap().len(), 1);
    drop(reading);

    // A name alone: its contacts, and the word in texts.
    let names = ["dana weiß".to_owned(), "Dana".to_owned()];
    let erased = book.forget_person(Person { email: None, names: &names }).unwrap();
    assert_eq!(erased.people, [("Dana Weiss".to_owned(), "DANA@contoso.com".to_owned())]);
    assert_eq!(erased.texts.iter().map(|change| &*change.after).collect::<Vec<_>>(), ["(forgotten) left"]);
    let lower = bytes(&file).to_ascii_lowercase();
    assert!(!holds(&lower, "dana@") && !holds(&lower, "fabrikam") && !holds(&lower, "dana left"));
    assert_eq!(list(&book.read().unwrap(), "crm", 1).unwrap(), [deputy]);
}

#[test]
fn a_mailbox_that_others_have_stays_if_a_name_is_erased() {
    let (_folder, _file, mut book) = new_book();
    let at = |name| contact([name, "sales@contoso.com", "CEO", "Partner sales", "DE", ""]).unwrap();
    add(&mut book, "crm", &[at("Dana Weiss"), at("Bo Li")]);
    let erased = book.forget_person(Person { email: None, names: &["Dana Weiss".to_owned()] }).unwrap();
    assert_eq!((&erased.shared[..], erased.offers[0].contacts), (&["sales@contoso.com".to_owned()][..], 1));
    let reading = book.read().unwrap();
    assert_eq!(list(&reading, "crm", 1).unwrap(), [at("Bo Li")]);
    assert!(reading.forgotten_addresses(["sales@contoso.com"]).unwrap().is_empty());
}

#[test]
fn forgotten_addresses_are_recognized_without_being_stored() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann", "Bob"]));
    let known =
        |book: &mut Book| book.read().unwrap().forgotten_addresses(["bob@example.com", "ANN@example.com"]).unwrap();
    assert!(known(&mut book).is_empty());
    book.forget("ann@example.com").unwrap();
    let [ann] = &known(&mut book)[..] else { panic!("{:?}", known(&mut book)) };
    assert_eq!((&*ann.email, ann.time.len()), ("ANN@example.com", 20));
    assert!(!book.read().unwrap().is_erasure_unfinished().unwrap());
    // The same address has another hash in another book.
    let hash = |file: &Path| {
        let shell = Connection::open(file).unwrap();
        shell.query_row("SELECT sha256 FROM forgotten_address", [], |row| row.get::<_, Vec<u8>>(0)).unwrap()
    };
    let (_other_folder, other_file, mut other) = new_book();
    add(&mut other, "crm", &people(&["Ann"]));
    other.forget("ann@example.com").unwrap();
    assert_ne!(hash(&file), hash(&other_file));
}

#[test]
fn erasing_does_not_hide_changes_of_other_programs() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &people(&["Ann", "Bob"]));
    drop(book);
    let sql = "DROP TRIGGER contact_is_fixed; UPDATE contact SET countries = 'FR' WHERE position = 2";
    Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    let mut book = Book::open(&file).unwrap();
    book.forget("ann@example.com").unwrap();
    let noticed = list(&book.read().unwrap(), "crm", 1).unwrap_err();
    assert!(matches!(noticed, BookError::Modified { revision: 1, .. }), "{noticed}");
}
