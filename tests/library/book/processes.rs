//! A book with many programs at the same time, killed programs, full disks and protected files.
//!
//! Each program is this test program, started again to run only [`child`]; environment variables say what to do.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::book::{Book, BookError, NewRevision, ReadTransaction};
use crate::contact::StoredContact;
use rusqlite::Connection;

use super::{add, contact, id, list, new_book, people};

const SECONDS: u64 = 2;

/// Returns a list that can be recognized as complete: the name of all contacts contains the number of the list and of
/// its contacts.
fn marked(mark: usize, contacts: usize) -> Vec<StoredContact<'static>> {
    let name = format!("List {mark} of {contacts}");
    let email = |number| format!("c{number}@example.com");
    (0..contacts).map(|at| contact([&name, &email(at), "CEO", "Partner sales", "DE", ""]).unwrap()).collect()
}

fn assert_whole(list: &[StoredContact<'_>]) {
    let name = &list[0].name;
    assert!(list.iter().all(|contact| contact.name == *name), "a mixture");
    assert_eq!(name.rsplit(' ').next().unwrap().parse::<usize>().unwrap(), list.len(), "an incomplete list");
}

fn last_list(reading: &ReadTransaction<'_>) -> (u32, Vec<StoredContact<'static>>) {
    let last = reading.revision(&id("crm"), None).unwrap().number;
    (last, list(reading, "crm", last).unwrap())
}

// The tasks of a child program.

#[test]
#[ignore = "started by the other tests as a separate program"]
fn child() {
    let file = env::var_os("COSELL_CHILD_BOOK").expect("a book");
    let file = Path::new(&file);
    let done = match env::var("COSELL_CHILD").expect("what to do").as_str() {
        "write" => write(file),
        "read" => read(file),
        "add" => add_once(file, 20_000),
        "add little" => add_once(file, 1),
        "make" => Book::create_or_open(file).map(|_| "made".to_owned()),
        other => panic!("{other}?"),
    };
    println!("message: {}", done.unwrap_or_else(|error| error.to_string()));
}

fn write(file: &Path) -> Result<String, BookError> {
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let own = std::process::id() as usize;
    let (mut written, mut moved) = (0, 0);
    while Instant::now() < end {
        let mut book = Book::create_or_open(file)?;
        let after = book.read()?.last_revision(&id("crm"))?.map(|last| last.number);
        let contacts = marked(own * 1000 + written, 50 + own % 7);
        let writing = book.write()?;
        match writing.add_revision(&id("crm"), after, &NewRevision::default(), &contacts) {
            Ok(_) => {
                writing.commit()?;
                written += 1;
            }
            Err(BookError::Moved { .. }) => moved += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(format!("{written} {moved}"))
}

fn read(file: &Path) -> Result<String, BookError> {
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let mut seen = 0;
    while Instant::now() < end {
        let mut book = Book::open(file)?;
        let reading = book.read()?;
        let (number, first) = last_list(&reading);
        assert_whole(&first);
        assert_eq!(last_list(&reading), (number, first), "the snapshot of a reader changed");
        assert_eq!(reading.history(&id("crm"))?.len(), number as usize);
        seen += 1;
    }
    Ok(seen.to_string())
}

fn add_once(file: &Path, contacts: usize) -> Result<String, BookError> {
    let mut book = Book::open(file)?;
    let after = book.read()?.last_revision(&id("crm"))?.map(|last| last.number);
    let writing = book.write()?;
    writing.add_revision(&id("crm"), after, &NewRevision::default(), marked(2, contacts))?;
    writing.commit()?;
    Ok("added".to_owned())
}

// Starting child programs.

fn command(what: &str, file: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    prepare(&mut command, what, file);
    command
}

fn prepare(command: &mut Command, what: &str, file: &Path) {
    command.args(["--exact", "library_tests::book::processes::child", "--ignored", "--nocapture"]);
    command.env("COSELL_CHILD", what).env("COSELL_CHILD_BOOK", file);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
}

fn message(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let message = out.lines().find_map(|line| line.split_once("message: ")).map(|(_, message)| message.to_owned());
    message.unwrap_or_else(|| panic!("{}: {out}\n{err}", output.status))
}

#[test]
fn concurrent_programs_see_only_complete_lists() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &marked(1, 3));
    let start = |what: &str| -> Vec<Child> { (0..8).map(|_| command(what, &file).spawn().unwrap()).collect() };
    let (writers, readers) = (start("write"), start("read"));
    let written: Vec<(u32, u32)> = writers
        .into_iter()
        .map(|writer| {
            let message = message(writer);
            let (written, moved) = message.split_once(' ').unwrap_or_else(|| panic!("{message}"));
            (written.parse().unwrap(), moved.parse().unwrap())
        })
        .collect();
    for reader in readers {
        let message = message(reader);
        assert!(message.parse::<u32>().unwrap_or_else(|_| panic!("{message}")) > 0);
    }
    let total: u32 = written.iter().map(|(written, _)| written).sum();
    let reading = book.read().unwrap();
    let history = reading.history(&id("crm")).unwrap();
    assert!(total > 8, "{written:?}");
    assert!(history.iter().map(|revision| revision.number).eq(1..=total + 1), "{written:?}");
    history.iter().for_each(|revision| assert_whole(&list(&reading, "crm", revision.number).unwrap()));
}

#[test]
fn concurrent_creation_makes_one_book() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/book.sqlite");
    let makers: Vec<Child> = (0..8).map(|_| command("make", &file).spawn().unwrap()).collect();
    makers.into_iter().for_each(|maker| assert_eq!(message(maker), "made"));
    add(&mut Book::open(&file).unwrap(), "crm", &people(&["Ann"]));
    // No files of the slower programs are left either. The last one that closes the book removes the log.
    assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
}

#[test]
fn killing_a_writer_leaves_a_complete_list() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &marked(1, 3));
    drop(book);
    let start = Instant::now();
    assert_eq!(message(command("add", &file).spawn().unwrap()), "added");
    let needed = start.elapsed();
    let mut last = 2;
    for moment in 1..=20 {
        let mut writer = command("add", &file).spawn().unwrap();
        thread::sleep(needed * moment / 20);
        writer.kill().unwrap();
        writer.wait().unwrap();
        let mut book = Book::open(&file).unwrap();
        let (now, contacts) = last_list(&book.read().unwrap());
        assert!(now == last || now == last + 1);
        assert_eq!(contacts.len(), 20_000);
        assert_whole(&contacts);
        last = now;
    }
    let check = Connection::open(&file).unwrap().query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0));
    assert_eq!(check.unwrap(), "ok");
}

#[test]
fn a_full_disk_leaves_the_old_list() {
    let (_folder, file, mut book) = new_book();
    add(&mut book, "crm", &marked(1, 3));
    drop(book);
    // The limit's signal would end the program if it weren't ignored; a full disk sends none. The unit is 512 or 1024
    // bytes.
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""]).arg(env::current_exe().unwrap());
    prepare(&mut shell, "add", &file);
    let message = message(shell.spawn().unwrap());
    assert_eq!(message, BookError::TooLarge { file: file.clone() }.to_string());
    let mut book = Book::open(&file).unwrap();
    assert_eq!(last_list(&book.read().unwrap()), (1, marked(1, 3)));
    assert_eq!(add(&mut book, "crm", &marked(2, 20_000)), 2);
}

/// The superuser is allowed everything, so the program runs as another user.
#[test]
fn protected_files_and_folders_have_different_errors() {
    let folder = tempfile::tempdir().unwrap();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    protect(folder.path(), 0o755);
    let program = folder.path().join("program");
    fs::copy(env::current_exe().unwrap(), &program).unwrap();
    let location = folder.path().join("place");
    let file = location.join("book.sqlite");
    add(&mut Book::create_or_open(&file).unwrap(), "crm", &people(&["Ann"]));
    let is_superuser = fs::metadata(&file).unwrap().uid() == 0;
    let tried = |what: &str, file: &Path| {
        let mut command = Command::new(&program);
        prepare(&mut command, what, file);
        if is_superuser {
            command.uid(65_534).gid(65_534);
        }
        message(command.spawn().unwrap()).replace(&location.display().to_string(), "PLACE")
    };
    for (file_mode, folder_mode, expected) in [
        (0o000, 0o777, BookError::NoPermission { file: "PLACE/book.sqlite".into() }),
        (0o666, 0o000, BookError::NoPermission { file: "PLACE/book.sqlite".into() }),
        (0o444, 0o777, BookError::ReadOnly { file: "PLACE/book.sqlite".into() }),
        (0o666, 0o555, BookError::ReadOnlyFolder { file: "PLACE/book.sqlite".into() }),
        (0o444, 0o555, BookError::ReadOnly { file: "PLACE/book.sqlite".into() }),
    ] {
        protect(&file, file_mode);
        protect(&location, folder_mode);
        let message = tried("add little", &file);
        protect(&location, 0o777);
        assert_eq!(message, expected.to_string(), "{file_mode:o} in {folder_mode:o}");
        assert_eq!(fs::read_dir(&location).unwrap().count(), 1, "{file_mode:o} in {folder_mode:o}");
    }
    protect(&location, 0o555);
    let new = location.join("new.sqlite");
    let not_made =
        BookError::NotMade { file: "PLACE/new.sqlite".into(), source: io::ErrorKind::PermissionDenied.into() };
    assert_eq!(tried("make", &new), not_made.to_string());
    protect(&location, 0o777);
    protect(&file, 0o666);
    assert_eq!(tried("add little", &file), "added");
}

/// Names that have a special meaning for SQLite.
#[test]
fn special_names_are_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:book?mode=memory", "-", "Ünï 書.sqlite", "a%20b?c#d"] {
        let mut maker = command("make", Path::new(name));
        assert_eq!(message(maker.current_dir(folder.path()).spawn().unwrap()), "made", "{name}");
        assert!(fs::read(folder.path().join(name)).unwrap().starts_with(b"SQLite format 3\0"), "{name}");
    }
}
