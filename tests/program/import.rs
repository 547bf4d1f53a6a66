//! An import replaces an offer's contacts completely or not at all, with other writers and readers, when it is
//! killed, and on a full disk. `restore`, `retire` and `forget` are tested here too, as users run them. Tests of the
//! library's part are in `tests/library/book`.

use cosell_contacts::{Book, BookError};
use std::collections::BTreeSet;
use std::fs;
#[cfg(target_os = "linux")]
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(crate) const HEADER: &str = "\u{feff}Name,Email,Job title,Role,Countries/Regions,States/Provinces\r\n";

/// A folder with a book, and lists beside it.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(args).current_dir(self.0.path()).env("COSELL_BOOK", "book.sqlite").env("USER", "maria");
        command.env("LC_ALL", "C");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program, and asserts its exit status.
    pub(crate) fn run(&self, args: &[&str], status: i32) -> Output {
        let output = self.command(args).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{args:?}\n{printed}");
        output
    }

    pub(crate) fn import(&self, list: &str, more: &[&str], status: i32) -> String {
        let output = self.run(&[&["import", list, "--offer", "crm"], more].concat(), status);
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    }

    /// Returns the offer's contacts as CSV.
    pub(crate) fn exported(&self) -> Vec<u8> {
        self.run(&["export", "--offer", "crm"], 0).stdout
    }

    /// Writes a list whose contacts all have a number in their title, so that lists can be told apart.
    fn list(&self, name: &str, mark: usize, contacts: usize) -> Vec<u8> {
        let row =
            |at: usize| format!("Ann Lee {at},ann{at}@contoso.com,Director {mark},Partner sales,\"DE, US\",US-WA\r\n");
        let text = HEADER.to_owned() + &(0..contacts).map(row).collect::<String>();
        fs::write(self.path(name), &text).unwrap();
        text.into_bytes()
    }

    pub(crate) fn history(&self) -> serde_json::Value {
        serde_json::from_slice(&self.run(&["history", "--offer", "crm", "--format", "json"], 0).stdout).unwrap()
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

#[test]
fn an_import_is_shown_confirmed_and_restored() {
    let desk = Desk::new();
    let (last, next) = (fs::read(fixture("diff/last.csv")).unwrap(), fs::read(fixture("diff/next.csv")).unwrap());
    fs::write(desk.path("last.csv"), &last).unwrap();
    fs::write(desk.path("next.csv"), &next).unwrap();

    assert!(desk.import("last.csv", &["--dry-run", "--new-book"], 0).contains("7 added"));
    assert!(!desk.path("book.sqlite").exists(), "--dry-run created a book");
    desk.import("last.csv", &["-m", "from the portal"], 0);
    assert_eq!(desk.exported(), last);

    let printed = desk.import("next.csv", &[], 3);
    assert!(printed.contains("1 removed, 4 changed, 1 added") && printed.contains("--yes"), "{printed}");
    desk.import("next.csv", &["--dry-run"], 3);
    desk.import("next.csv", &["--yes", "--max-removals", "0"], 3);
    desk.import("next.csv", &["--yes", "--max-removals", "1"], 3);
    desk.import("next.csv", &["--yes", "--max-removals", "5%"], 3);
    desk.import("next.csv", &["--yes", "--expect", "2"], 3);
    assert_eq!(desk.exported(), last, "a refused import changed the list");

    desk.import("next.csv", &["--yes", "--expect", "1", "--max-removals", "2"], 0);
    assert_eq!(desk.exported(), next);
    assert!(desk.import("next.csv", &[], 0).contains("No new revision"));

    desk.run(&["restore", "--offer", "crm", "--revision", "1"], 3);
    desk.run(&["restore", "--offer", "crm", "--revision", "1", "--yes"], 0);
    assert_eq!(desk.exported(), last);
    assert_eq!(desk.run(&["export", "--offer", "crm", "--revision", "2"], 0).stdout, next);

    let revisions = desk.history()["offers"][0]["revisions"].clone();
    let kinds: Vec<&str> = revisions.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["restored", "import", "import"]);
    let first = &revisions[2];
    assert_eq!((&first["message"], &first["person"]), (&"from the portal".into(), &"maria".into()));
    assert_eq!((&first["file"], &first["added"]), (&"last.csv".into(), &7.into()));
    assert_eq!((&revisions[1]["changed"], &revisions[1]["removed"]), (&4.into(), &1.into()));
}

#[test]
fn edits_in_the_portal_are_not_overwritten_silently() {
    let desk = Desk::new();
    let row = |name: &str, title: &str| format!("{name},{name}@contoso.com,{title},Partner sales,DE,\r\n");
    let write = |name: &str, rows: &[String]| fs::write(desk.path(name), HEADER.to_owned() + &rows.concat()).unwrap();
    write("last.csv", &[row("ann", "CEO"), row("bob", "CTO")]);
    write("portal.csv", &[row("ann", "CEO"), row("bob", "CFO")]);
    write("next.csv", &[row("ann", "VP"), row("bob", "CTO")]);
    desk.import("last.csv", &[], 0);
    let printed = desk.import("next.csv", &["--current", "portal.csv"], 3);
    assert!(printed.contains("\"CTO\" → \"CFO\"") && printed.contains("--adopt"), "{printed}");
    // Both edits survive a merge that starts from the book's list.
    desk.run(&["export", "--offer", "crm", "-o", "base.csv"], 0);
    desk.run(&["merge", "next.csv", "portal.csv", "--base", "base.csv", "-o", "both.csv"], 0);
    desk.import("both.csv", &["--current", "portal.csv", "--adopt"], 0);
    let exported = String::from_utf8(desk.exported()).unwrap();
    assert!(exported.contains("ann,ann@contoso.com,VP") && exported.contains("bob,bob@contoso.com,CFO"), "{exported}");
    assert_eq!(
        desk.run(&["export", "--offer", "crm", "--revision", "2"], 0).stdout,
        fs::read(desk.path("portal.csv")).unwrap()
    );
    assert_eq!(desk.history()["offers"][0]["revisions"][1]["kind"], "adopted");
    // The portal's list is the book's list, so nothing is refused.
    desk.run(&["export", "--offer", "crm", "-o", "now.csv"], 0);
    desk.import("next.csv", &["--current", "now.csv"], 0);
}

#[test]
fn lists_with_errors_and_empty_lists_change_nothing() {
    let desk = Desk::new();
    let list = desk.list("list.csv", 0, 3);
    fs::write(desk.path("empty.csv"), HEADER).unwrap();
    let printed = desk.import("list.csv", &["--expect", "4", "--new-book"], 3);
    assert!(printed.contains("\"crm\" is not in the book, so it has no revision 4"), "{printed}");
    desk.import("empty.csv", &["--yes", "--new-book"], 1);
    desk.import("list.csv", &["--dry-run", "--yes", "--new-book"], 0);
    assert!(!desk.path("book.sqlite").exists(), "a refused import or --dry-run created a book");
    desk.import("list.csv", &["--expect", "0", "--new-book"], 0);
    desk.import("empty.csv", &["--current", "empty.csv", "--adopt", "--yes"], 1);
    desk.import("list.csv", &["--current", "empty.csv", "--adopt", "--yes"], 3);
    fs::write(desk.path("wrong.csv"), "Name,Email,Job title,Role,Countries/Regions\nAnn,none,CEO,Partner sales,DE\n")
        .unwrap();
    desk.import("wrong.csv", &["--yes"], 1);
    let printed = desk.import("empty.csv", &["--yes"], 1);
    assert!(printed.contains("list-empty") && printed.contains("--allow-empty"), "{printed}");
    assert_eq!(desk.exported(), list);
    desk.import("empty.csv", &["--yes", "--allow-empty"], 0);
    assert_eq!(desk.exported(), HEADER.as_bytes());
}

#[test]
fn writers_and_readers_see_only_complete_lists() {
    const EACH: usize = 8;
    let desk = Desk::new();
    // Lists of different lengths, so that imports also remove contacts.
    let lists: BTreeSet<Vec<u8>> = (0..EACH).map(|at| desk.list(&format!("{at}.csv"), at, 20 + at)).collect();
    desk.import("0.csv", &[], 0);
    let is_over = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let writers: Vec<_> = (0..EACH)
            .map(|at| {
                let (desk, is_over) = (&desk, &is_over);
                scope.spawn(move || {
                    let mut written = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        // An import is refused if other writers are always faster.
                        let list = format!("{at}.csv");
                        let output = desk.command(&["import", &list, "--offer", "crm", "--yes"]).output().unwrap();
                        let printed = String::from_utf8_lossy(&output.stderr);
                        assert!(matches!(output.status.code(), Some(0 | 3)), "{printed}");
                        written += usize::from(output.status.success());
                    }
                    written
                })
            })
            .collect();
        let readers: Vec<_> = (0..EACH)
            .map(|_| {
                let (desk, is_over, lists) = (&desk, &is_over, &lists);
                scope.spawn(move || {
                    let mut seen = BTreeSet::new();
                    while !is_over.load(Ordering::Relaxed) {
                        let list = desk.exported();
                        assert!(lists.contains(&list), "a list that nobody wrote:\n{}", String::from_utf8_lossy(&list));
                        seen.insert(list);
                    }
                    seen
                })
            })
            .collect();
        thread::sleep(Duration::from_secs(4));
        is_over.store(true, Ordering::Relaxed);
        let written: usize = writers.into_iter().map(|writer| writer.join().unwrap()).sum();
        assert!(written >= EACH, "only {written} imports");
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect::<BTreeSet<_>>()
    });
    assert!(seen.len() > 1, "the readers saw only one list");
    // Revisions are numbered without gaps, and successive ones differ.
    let history = desk.history();
    let revisions = history["offers"][0]["revisions"].as_array().unwrap();
    assert!(revisions.iter().rev().zip(1..).all(|(revision, number)| revision["revision"] == number));
    let contacts: Vec<u64> = revisions.iter().map(|revision| revision["contacts"].as_u64().unwrap()).collect();
    assert!(contacts.windows(2).all(|pair| pair[0] != pair[1]), "{contacts:?}");
}

/// Several books at once, because most of the time is spent waiting.
#[test]
fn a_killed_import_leaves_the_old_list_or_the_new_one() {
    const BOOKS: u32 = 4;
    const KILLS: u32 = 50;
    const CONTACTS: usize = 20_000;
    let outcomes: Vec<(u32, u32)> = thread::scope(|scope| {
        let books: Vec<_> = (0..BOOKS).map(|book| scope.spawn(move || kill_imports(book, KILLS, CONTACTS))).collect();
        books.into_iter().map(|book| book.join().unwrap()).collect()
    });
    let (old, new) = outcomes.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert_eq!(old + new, BOOKS * KILLS);
    assert!(old > 0 && new > 0, "every kill came too early or too late: {old} old lists, {new} new ones");
}

/// Kills imports at moments spread over the time of one. Returns the numbers of old and of new lists that were left.
fn kill_imports(book: u32, kills: u32, contacts: usize) -> (u32, u32) {
    let desk = Desk::new();
    let lists = [desk.list("a.csv", 1, contacts), desk.list("b.csv", 2, contacts)];
    desk.import("a.csv", &[], 0);
    let begin = Instant::now();
    desk.import("b.csv", &[], 0);
    let usual = begin.elapsed();
    let (mut now, mut old, mut new) = (1, 0, 0);
    for kill in 0..kills {
        let next = 1 - now;
        let list = ["a.csv", "b.csv"][next];
        let mut import = desk.command(&["import", list, "--offer", "crm", "--yes"]).spawn().unwrap();
        // Multiples of the golden ratio spread the moments evenly, differently for each book.
        let moment = f64::from(kill * 4 + book) * 0.618_033_988_75 % 1.0;
        thread::sleep(usual.mul_f64(moment * 1.1));
        import.kill().unwrap();
        import.wait().unwrap();
        assert_sound(&desk.path("book.sqlite"));
        let exported = desk.exported();
        if exported == lists[now] {
            old += 1;
        } else {
            assert!(exported == lists[next], "neither the old list nor the new one after a kill at {moment}");
            new += 1;
            now = next;
        }
    }
    (old, new)
}

fn assert_sound(book: &Path) {
    let connection = rusqlite::Connection::open(book).unwrap();
    let printed: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(printed, "ok");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_reported_and_leaves_the_old_list() {
    let desk = Desk::new();
    let list = desk.list("small.csv", 1, 10);
    desk.list("large.csv", 2, 5_000);
    desk.import("small.csv", &[], 0);
    // A limit of 256 blocks of 512 bytes per file, which is less than the book needs for the large list.
    let line = format!(
        "ulimit -f 256; trap '' XFSZ; exec '{}' import large.csv --offer crm --yes",
        env!("CARGO_BIN_EXE_cosell")
    );
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(desk.0.path())
        .env("COSELL_BOOK", "book.sqlite")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(printed.contains("book.sqlite") && printed.contains("error"), "{printed}");
    assert_sound(&desk.path("book.sqlite"));
    assert_eq!(desk.exported(), list);
    desk.import("large.csv", &["--yes"], 0);
}

#[test]
fn a_damaged_book_is_reported_and_stays_unchanged() {
    let desk = Desk::new();
    desk.list("list.csv", 1, 2_000);
    desk.import("list.csv", &[], 0);
    let mut bytes = fs::read(desk.path("book.sqlite")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x5a);
    fs::write(desk.path("book.sqlite"), &bytes).unwrap();
    for args in [&["export", "--offer", "crm"][..], &["import", "list.csv", "--offer", "crm", "--yes"]] {
        let printed = String::from_utf8(desk.run(args, 2).stderr).unwrap();
        assert!(printed.contains("damaged"), "{args:?}: {printed}");
    }
    assert_eq!(fs::read(desk.path("book.sqlite")).unwrap(), bytes);
}

#[test]
fn retire_changes_all_offers_or_none() {
    let desk = Desk::new();
    let row = |name: &str, role: &str| format!("{name},{name}@contoso.com,CEO,{role},DE,\r\n");
    for (offer, rows) in [
        ("crm", [row("ann", "Partner sales"), row("bob", "Partner marketing")]),
        ("erp", [row("ANN", "Partner marketing"), row("cy", "Partner sales")]),
        ("web", [row("bob", "Partner sales"), row("cy", "Partner marketing")]),
    ] {
        fs::write(desk.path("list.csv"), HEADER.to_owned() + &rows.concat()).unwrap();
        desk.run(&["import", "list.csv", "--offer", offer], 0);
    }
    let printed = desk.run(&["retire", "ann@contoso.com"], 3);
    let plan = String::from_utf8(printed.stdout).unwrap();
    assert!(plan.contains("crm, revision 1: 1 removed") && plan.contains("erp, revision 1: 1 removed"), "{plan}");
    assert!(plan.contains("Germany (DE) has no Partner sales contact any more") && !plan.contains("web"), "{plan}");
    desk.run(&["retire", "ann@contoso.com", "--replace-with", "dora@contoso.com", "--yes"], 2);
    desk.run(&["retire", "ann@contoso.com", "--replace-with", "BOB@contoso.com", "--yes", "-m", "Ann left"], 0);
    let exported = |offer: &str| String::from_utf8(desk.run(&["export", "--offer", offer], 0).stdout).unwrap();
    assert_eq!(exported("crm"), HEADER.to_owned() + &row("bob", "Partner sales") + &row("bob", "Partner marketing"));
    assert_eq!(exported("erp"), HEADER.to_owned() + &row("bob", "Partner marketing") + &row("cy", "Partner sales"));
    let history: serde_json::Value =
        serde_json::from_slice(&desk.run(&["history", "--format", "json"], 0).stdout).unwrap();
    let revisions: Vec<usize> = history["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| offer["revisions"].as_array().unwrap().len())
        .collect();
    assert_eq!(revisions, [2, 2, 1]);
}

#[test]
fn a_forgotten_person_is_in_no_revision_and_no_byte() {
    let desk = Desk::new();
    let row = |name: &str| format!("{name} of Contoso,{name}@contoso.com,CEO,Partner sales,DE,\r\n");
    let elsewhere = row("zelda").replace("@contoso", "@fabrikam");
    fs::write(desk.path("none.csv"), HEADER.to_owned() + &elsewhere).unwrap();
    fs::write(desk.path("one.csv"), HEADER.to_owned() + &row("zelda") + &row("bob")).unwrap();
    fs::write(desk.path("two.csv"), HEADER.to_owned() + &row("bob")).unwrap();
    desk.import("none.csv", &[], 0);
    desk.import("one.csv", &["-m", "asked for by zelda@contoso.com", "--yes"], 0);
    desk.import("two.csv", &["--yes"], 0);
    let refused = desk.run(&["forget", "zelda@contoso.com"], 3);
    assert!(String::from_utf8(refused.stdout).unwrap().contains("same name, but not erased: zelda@fabrikam.com"));
    desk.run(&["forget", "zelda@fabrikam.com", "--yes"], 0);
    desk.run(&["forget", "Zelda@contoso.com", "--yes"], 0);
    let printed = desk.run(&["forget", "zelda@contoso.com", "--yes"], 0).stderr;
    assert!(String::from_utf8_lossy(&printed).contains("zelda@contoso.com was forgotten on 20"));
    desk.run(&["forget", "zelda@example.com", "--yes"], 2);
    let printed = String::from_utf8(desk.run(&["history"], 0).stderr).unwrap();
    assert!(printed.contains("crm: 1 contact in 1 revision erased on request, 20"), "{printed}");
    for file in fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().path()) {
        let is_book = file.file_name().unwrap().to_string_lossy().starts_with("book");
        let bytes = fs::read(&file).unwrap().to_ascii_lowercase();
        assert!(!is_book || !bytes.windows(5).any(|window| window == b"zelda"), "{}", file.display());
    }
    let first = desk.run(&["export", "--offer", "crm", "--revision", "2"], 0).stdout;
    assert_eq!(String::from_utf8(first).unwrap(), HEADER.to_owned() + &row("bob"));
}

#[test]
fn the_portal_list_of_a_new_offer_is_adopted_once() {
    let desk = Desk::new();
    desk.list("list.csv", 1, 2);
    desk.list("other.csv", 2, 2);
    let printed = desk.import("list.csv", &["--current", "list.csv", "--adopt"], 0);
    assert!(printed.contains("No second revision was written"), "{printed}");
    assert_eq!(desk.history()["offers"][0]["revisions"].as_array().unwrap().len(), 1);
    desk.import("other.csv", &["--current", "list.csv", "--adopt"], 0);
    assert_eq!(desk.history()["offers"][0]["revisions"].as_array().unwrap().len(), 2);
}

#[test]
fn forget_again_erases_bytes_that_a_reader_kept() {
    let desk = Desk::new();
    fs::write(desk.path("list.csv"), HEADER.to_owned() + "Zelda,zelda@contoso.com,CEO,Partner sales,DE,\r\n").unwrap();
    // While a connection is open, closing another one doesn't empty the book's log.
    let mut open = Book::create_or_open(desk.path("book.sqlite")).unwrap();
    desk.import("list.csv", &[], 0);
    let reading = open.read().unwrap();
    let mut other = Book::open(desk.path("book.sqlite")).unwrap().with_patience(Duration::from_millis(50)).unwrap();
    assert!(matches!(other.forget("zelda@contoso.com"), Err(BookError::NotErased { .. })));
    drop(reading);
    let is_left = || {
        let bytes = ["book.sqlite", "book.sqlite-wal"].map(|name| fs::read(desk.path(name)).unwrap()).concat();
        bytes.windows(5).any(|window| window == b"Zelda")
    };
    assert!(is_left());
    let printed = desk.run(&["forget", "zelda@contoso.com", "--yes"], 0);
    assert!(String::from_utf8_lossy(&printed.stderr).contains("is now gone from the file of the book"));
    assert!(!is_left());
}

/// Returns the bytes of the book and of the files beside it.
pub(crate) fn bytes_of_book(desk: &Desk) -> Vec<u8> {
    let files = fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().path());
    let is_book = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().starts_with("book.sqlite");
    files.filter(is_book).flat_map(|file| fs::read(file).unwrap()).collect()
}

#[test]
fn texts_with_a_forgotten_person_are_replaced_or_listed() {
    let desk = Desk::new();
    let row = |name: &str, email: &str, title: &str| format!("{name},{email},{title},Partner sales,DE,\r\n");
    let dana = row("Dana Weiss", "dana.weiss@fabrikam.com", "CEO");
    let bo = row("Bo Li", "bo@contoso.com", "Assistant of Dana Weiss").replace(",DE,", ",FR,");
    fs::write(desk.path("liste de Dana Weiss.csv"), HEADER.to_owned() + &dana + &bo).unwrap();
    fs::write(desk.path("bo.csv"), HEADER.to_owned() + &bo).unwrap();
    let message = "Dana Weiss <dana.weiss@fabrikam.com> joins";
    desk.import("liste de Dana Weiss.csv", &["-m", message], 0);
    desk.run(&["import", "bo.csv", "--offer", "Deals of Dana Weiss", "-m", "Dana left"], 0);

    let printed = desk.run(&["forget", "Dana Weiss", "--yes"], 2).stderr;
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed.contains("not an e-mail address") && printed.contains("--name \"Dana Weiss\""), "{printed}");
    desk.run(&["forget", "team", "--yes"], 2);

    let shown = desk.run(&["forget", "dana.weiss@fabrikam.com"], 3).stdout;
    let shown = String::from_utf8(shown).unwrap();
    for line in [
        "crm: 1 contact in 1 revision",
        "file name: \"liste de Dana Weiss.csv\" becomes \"liste de (forgotten).csv\"",
        "offer ID: \"Deals of Dana Weiss\" becomes \"Deals of (forgotten)\"",
        "message: \"Dana left\"",
        "job title of another contact: \"Assistant of Dana Weiss\"",
        "crm, revision 1: 1 removed",
        "Germany (DE) has no contact any more",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let printed = desk.run(&["forget", "dana.weiss@fabrikam.com", "--name", "Dana", "--yes"], 0).stderr;
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed.contains("cosell export --offer crm -o crm.csv"), "{printed}");
    let history = desk.run(&["history", "--format", "json"], 0).stdout;
    let history = String::from_utf8(history).unwrap();
    for text in ["\"(forgotten) left\"", "\"(forgotten) <(forgotten)> joins\"", "\"Deals of (forgotten)\""] {
        assert!(history.contains(text), "{text}\n{history}");
    }
    let lower = bytes_of_book(&desk).to_ascii_lowercase();
    let count = |text: &str| lower.windows(text.len()).filter(|window| *window == text.as_bytes()).count();
    // The job title of another contact was listed as left, in both offers.
    assert_eq!((count("dana.weiss"), count("dana weiss"), count("dana left")), (0, 2, 0));
}

#[test]
fn a_forgotten_person_does_not_come_back_without_a_question() {
    let desk = Desk::new();
    let row = |name: &str| format!("{name},{name}@contoso.com,CEO,Partner sales,DE,\r\n");
    fs::write(desk.path("both.csv"), HEADER.to_owned() + &row("ann") + &row("zelda")).unwrap();
    fs::write(desk.path("ann.csv"), HEADER.to_owned() + &row("ann")).unwrap();
    fs::write(desk.path("bob.csv"), HEADER.to_owned() + &row("ann") + &row("bob")).unwrap();
    desk.import("both.csv", &[], 0);
    desk.run(&["forget", "zelda@contoso.com", "--yes"], 0);
    let asked = |printed: &str| {
        assert!(printed.contains("zelda@contoso.com was forgotten on 20"), "{printed}");
        printed.contains("1 person who was forgotten would be saved again")
    };
    assert!(asked(&desk.import("both.csv", &[], 3)));
    asked(&desk.import("both.csv", &["--dry-run"], 3));
    desk.import("both.csv", &["--dry-run", "--yes"], 0);
    // The portal still has the person.
    asked(&desk.import("bob.csv", &["--current", "both.csv"], 3));
    desk.import("bob.csv", &["--current", "both.csv", "--adopt"], 3);
    assert_eq!(desk.exported(), fs::read(desk.path("ann.csv")).unwrap());
    let successor = ["--replace-with", "Zelda@contoso.com", "--name", "Z", "--job-title", "CEO"];
    let printed = desk.run(&[&["retire", "ann@contoso.com"], &successor[..]].concat(), 3).stderr;
    assert!(String::from_utf8(printed).unwrap().contains("Zelda@contoso.com was forgotten on 20"));
    // Once confirmed, the person is asked about again only if a later list brings them back.
    asked(&desk.import("both.csv", &["--yes"], 0));
    assert!(!desk.import("both.csv", &[], 0).contains("forgotten"));
    desk.import("ann.csv", &["--yes"], 0);
    let printed = desk.run(&["restore", "--offer", "crm", "--revision", "2"], 3).stderr;
    assert!(asked(&String::from_utf8(printed).unwrap()));
}

#[test]
fn a_person_forgotten_while_a_list_is_read_does_not_come_back() {
    let desk = Desk::new();
    let row = |name: &str| format!("{name},{name}@contoso.com,CEO,Partner sales,DE,\r\n");
    let list = HEADER.to_owned() + &row("ann") + &row("zelda");
    fs::write(desk.path("list.csv"), &list).unwrap();
    desk.import("list.csv", &[], 0);
    let mut import = desk.command(&["import", "-", "--offer", "crm", "--yes"]);
    let mut import = import.stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = import.stdin.take().unwrap();
    // More bytes than a pipe holds: when they are written, the program reads the list.
    let filler: String = (0..2_000).map(|at| row(&format!("ann{at}"))).collect();
    std::io::Write::write_all(&mut pipe, (list + &filler).as_bytes()).unwrap();
    desk.run(&["forget", "zelda@contoso.com", "--yes"], 0);
    drop(pipe);
    let output = import.wait_with_output().unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(!bytes_of_book(&desk).windows(5).any(|window| window == b"zelda"));
}

#[test]
fn files_of_a_book_are_not_overwritten() {
    let desk = Desk::new();
    desk.list("list.csv", 1, 3);
    desk.import("list.csv", &[], 0);
    for name in ["book.sqlite-wal", "book.sqlite-shm", "book.sqlite-journal"] {
        let printed = desk.run(&["convert", "list.csv", "-o", name, "--to", "csv", "--force"], 3).stderr;
        assert!(String::from_utf8_lossy(&printed).contains("belongs to the book beside it"), "{name}");
    }
    desk.run(&["convert", "list.csv", "-o", "other.sqlite-wal", "--to", "csv"], 0);
}

#[test]
fn a_crafted_book_prints_no_escape_sequences() {
    let desk = Desk::new();
    desk.list("list.csv", 1, 3);
    desk.import("list.csv", &[], 0);
    let sql = "PRAGMA writable_schema = ON;
               UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (time GLOB', 'CHECK (1 OR time GLOB');
               DROP TRIGGER revision_is_fixed;";
    let evil = "UPDATE revision SET time = '2026\u{1b}[31mEVIL\u{1b}]0;pwn\u{7}'";
    let open = || rusqlite::Connection::open(desk.path("book.sqlite")).unwrap();
    open().execute_batch(sql).unwrap();
    open().execute_batch(evil).unwrap();
    for args in [&["history"][..], &["offers"], &["history", "--format", "json"]] {
        let shown = desk.run(args, 0).stdout;
        assert!(!shown.contains(&0x1b) && !shown.contains(&0x07), "{}", String::from_utf8_lossy(&shown));
    }
}

/// The program in a pseudo-terminal, which `script` of util-linux opens.
#[cfg(target_os = "linux")]
pub(crate) struct Terminal {
    program: std::process::Child,
    keys: std::process::ChildStdin,
    screen: std::process::ChildStdout,
    shown: String,
}

#[cfg(target_os = "linux")]
impl Terminal {
    pub(crate) fn open(desk: &Desk, args: &str) -> Self {
        let line = format!("'{}' {args}", env!("CARGO_BIN_EXE_cosell"));
        let mut program = Command::new("script")
            .args(["--quiet", "--return", "--command", &line, "/dev/null"])
            .current_dir(desk.0.path())
            .env("COSELL_BOOK", "book.sqlite")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (keys, screen) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
        Terminal { program, keys, screen, shown: String::new() }
    }

    /// Waits until the terminal shows a text. Returns the output up to the end of it.
    pub(crate) fn wait_for(&mut self, question: &str) -> String {
        let mut bytes = [0; 4096];
        while !self.shown.contains(question) {
            let count = self.screen.read(&mut bytes).unwrap();
            assert!(count > 0, "the program ended before {question:?}:\n{}", self.shown);
            self.shown.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        self.shown.drain(..self.shown.find(question).unwrap() + question.len()).collect()
    }

    pub(crate) fn answer(&mut self, is_yes: bool) {
        self.keys.write_all(if is_yes { b"y\n" } else { b"n\n" }).unwrap();
    }

    pub(crate) fn status(mut self) -> Option<i32> {
        self.program.wait().unwrap().code()
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_outdated_plan_is_shown_again_and_confirmed_again() {
    let desk = Desk::new();
    desk.list("three.csv", 1, 3);
    let two = desk.list("two.csv", 1, 2);
    desk.list("four.csv", 2, 4);
    desk.import("three.csv", &[], 0);
    let mut terminal = Terminal::open(&desk, "import two.csv --offer crm");
    let plan = terminal.wait_for("1 contact would be removed from \"crm\". Continue? [y/N]");
    assert!(plan.contains("1 removed; 2 unchanged"), "{plan}");
    // Another user imports first.
    desk.import("four.csv", &["--yes"], 0);
    terminal.answer(true);
    let plan = terminal.wait_for("2 contacts would be removed from \"crm\". Continue? [y/N]");
    assert!(plan.contains("Someone else changed the offer in the meantime"), "{plan}");
    assert!(plan.contains("2 removed, 2 changed; 0 unchanged"), "{plan}");
    terminal.answer(true);
    terminal.wait_for("Saved as revision 3 of crm in the book, with 2 contacts;");
    assert_eq!(terminal.status(), Some(0));
    assert_eq!(desk.exported(), two);
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_forgotten_during_a_prompt_is_not_restored() {
    let desk = Desk::new();
    desk.list("two.csv", 1, 2);
    desk.list("three.csv", 2, 3);
    desk.import("two.csv", &[], 0);
    desk.import("three.csv", &[], 0);
    let mut terminal = Terminal::open(&desk, "restore --offer crm --revision 1");
    terminal.wait_for("Continue? [y/N]");
    desk.run(&["forget", "ann0@contoso.com", "--yes"], 0);
    terminal.answer(true);
    terminal.wait_for("a person was erased from the book in the meantime");
    assert_eq!(terminal.status(), Some(3));
    desk.run(&["restore", "--offer", "crm", "--revision", "1", "--yes"], 0);
    assert!(!String::from_utf8(desk.exported()).unwrap().contains("ann0@"));
}

/// The log of a book belongs to it: nobody knows to move or copy it, too.
#[cfg(target_os = "linux")]
#[test]
fn ending_a_question_leaves_only_the_book_with_everything() {
    let desk = Desk::new();
    let small = desk.list("two.csv", 1, 2);
    desk.list("three.csv", 2, 3);
    let questions = [
        "import two.csv --offer crm",
        "restore --offer crm --revision 1",
        "retire ann2@contoso.com",
        "forget ann2@contoso.com",
        "export --offer crm -o three.csv",
        "export --all-offers -o lists",
    ];
    desk.import("two.csv", &[], 0);
    fs::create_dir(desk.path("lists")).unwrap();
    fs::write(desk.path("lists/crm.csv"), "of another program").unwrap();
    for (at, question) in questions.into_iter().enumerate() {
        desk.import("three.csv", &["--yes"], 0);
        let mut terminal = Terminal::open(&desk, question);
        terminal.wait_for("[y/N]");
        // Another user saves a list meanwhile.
        desk.import("two.csv", &["--yes"], 0);
        terminal.keys.write_all(b"\x03").unwrap();
        assert_ne!(terminal.status(), Some(0), "{question}");
        let files = fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = files.filter(|name| name.starts_with("book.sqlite-")).collect();
        assert!(left.is_empty(), "{question}: {left:?}");
        let copy = format!("copy-{at}.sqlite");
        fs::copy(desk.path("book.sqlite"), desk.path(&copy)).unwrap();
        let exported = desk.run(&["export", "--offer", "crm", "--book", &copy], 0).stdout;
        assert_eq!(exported, small, "{question}");
    }
}
