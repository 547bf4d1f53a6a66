//! Every way to take something away from an offer, in every way to run a command: nothing goes without a yes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::sync::LazyLock;

use cosell_contacts::{Book, NewRevision, OfferId, StoredContact};
use proptest::prelude::*;

#[cfg(target_os = "linux")]
use crate::import::Terminal;
use crate::import::{Desk, HEADER};
use crate::people::{Person, base, csv, edited};
use crate::properties::cases;

const ANN: &str = "Ann Lee,ann@contoso.com,CEO,Partner sales,\"DE, FR\",\r\n";
const BOB: &str = "Bob Ray,bob@contoso.com,CEO,Partner sales,US,\"US-OR, US-WA\"\r\n";
const CY: &str = "Cy Oto,cy@contoso.com,CEO,Partner marketing,\"DE, FR\",\r\n";
const DEE: &str = "Dee Fox,dee@contoso.com,CEO,Partner sales,DE,\r\n";
const EVE: &str = "Eve Poe,eve@contoso.com,CEO,Partner sales,CA,\r\n";
const ALL: [&str; 5] = [ANN, BOB, CY, DEE, EVE];

fn write(desk: &Desk, name: &str, rows: &[String]) {
    fs::write(desk.path(name), HEADER.to_owned() + &rows.concat()).unwrap();
}

fn all() -> Vec<String> {
    ALL.map(str::to_owned).to_vec()
}

fn without(row: &str) -> Vec<String> {
    all().into_iter().filter(|other| other != row).collect()
}

/// Returns all rows, with replacements of text in one of them.
fn with(row: &str, replacements: &[(&str, &str)]) -> Vec<String> {
    let replaced = |row: &str| replacements.iter().fold(row.to_owned(), |row, (from, to)| row.replace(from, to));
    ALL.map(|other| if other == row { replaced(other) } else { other.to_owned() }).to_vec()
}

/// A way to take something away.
struct Way {
    name: &'static str,
    /// The list to import, and the portal's list.
    lists: [Vec<String>; 2],
    args: &'static [&'static str],
    /// A part of the sentence about the loss.
    loss: &'static str,
    /// Whether `--max-removals 0` and `--max-coverage-loss 0` refuse it.
    is_limited: [bool; 2],
    /// Number of revisions that it adds.
    added: usize,
}

const IMPORT: &[&str] = &["import", "new.csv", "--offer", "crm"];

fn imported(name: &'static str, list: Vec<String>, loss: &'static str, is_limited: [bool; 2]) -> Way {
    Way { name, lists: [list, all()], args: IMPORT, loss, is_limited, added: 1 }
}

fn ways() -> Vec<Way> {
    let swapped = {
        let mut rows = with(ANN, &[("ann@", "dee@")]);
        rows[3] = DEE.replace("dee@", "ann@");
        rows
    };
    let shifted = {
        let mut rows = with(ANN, &[("ann@", "bob@")]);
        rows[1] = BOB.replace("bob@", "dee@");
        rows[3] = DEE.replace("dee@", "ann@");
        rows
    };
    let portal = |name, list, portal, args, loss, is_limited, added| Way {
        name,
        lists: [list, portal],
        args,
        loss,
        is_limited,
        added,
    };
    vec![
        imported("removed", without(CY), "1 contact would be removed from \"crm\"", [true, false]),
        imported("replaced", with(ANN, &[("ann@", "lee@")]), "1 address would be replaced", [true, false]),
        imported("swapped", swapped, "Ann Lee and Dee Fox would swap their addresses", [true, false]),
        imported("shifted", shifted, "3 contacts would get the addresses of others", [true, false]),
        imported("renamed", with(ANN, &[("Ann", "Ava")]), "1 address would get another name", [false, false]),
        imported(
            "a second name",
            [all(), vec![ANN.replace("Ann", "Ava").replace("DE, FR", "AT")]].concat(),
            "1 address would get another name",
            [false, false],
        ),
        imported(
            "another mailbox of the same name",
            with(BOB, &[("bob@", "bob-wa@"), ("US-OR, ", "")]),
            "1 contact would be removed",
            [true, true],
        ),
        imported(
            "the last Partner sales contact of a country",
            with(ANN, &[("DE, FR", "DE")]),
            "France (FR) would have no Partner sales contact any more",
            [false, true],
        ),
        imported(
            "a country that another covers",
            with(ANN, &[("DE, FR", "FR")]),
            "1 contact would cover fewer countries or states",
            [false, false],
        ),
        imported(
            "the last contact of a state",
            with(BOB, &[("US-OR, ", "")]),
            "Oregon (US-OR) would have no contact any more",
            [false, true],
        ),
        imported(
            "a whole country",
            with(EVE, &[("CA,\r", "CA,CA-QC\r")]),
            "1 contact would cover fewer countries or states",
            [false, true],
        ),
        imported("role", with(DEE, &[("sales", "marketing")]), "1 contact would get another role", [false, false]),
        imported(
            "the last role",
            with(ANN, &[("sales", "marketing")]),
            "France (FR) would have no Partner sales contact any more",
            [false, true],
        ),
        portal(
            "emptied",
            Vec::new(),
            all(),
            &["import", "new.csv", "--offer", "crm", "--allow-empty"],
            "5 contacts would be removed",
            [true, true],
            1,
        ),
        portal(
            "adopted",
            all(),
            without(CY),
            &["import", "new.csv", "--offer", "crm", "--current", "portal.csv", "--adopt"],
            "1 contact would be removed from \"crm\" (by the list from Partner Center)",
            [true, false],
            2,
        ),
        portal(
            "adopted alone",
            without(CY),
            without(CY),
            &["import", "new.csv", "--offer", "crm", "--current", "portal.csv", "--adopt"],
            "(by the list from Partner Center)",
            [true, false],
            1,
        ),
        portal(
            "adopted, empty",
            all(),
            Vec::new(),
            &["import", "new.csv", "--offer", "crm", "--current", "portal.csv", "--adopt", "--allow-empty"],
            "5 contacts would be removed from \"crm\"",
            [true, true],
            2,
        ),
        portal(
            "reconciled",
            with(ANN, &[("CEO", "CFO")]),
            without(CY),
            &["import", "new.csv", "--offer", "crm", "--current", "portal.csv", "--reconcile"],
            "1 contact would be removed from \"crm\"",
            [true, false],
            2,
        ),
        portal(
            "restored",
            all(),
            all(),
            &["restore", "--offer", "crm", "--revision", "1"],
            "1 contact would be removed from \"crm\"",
            [true, false],
            1,
        ),
        portal(
            "retired",
            all(),
            all(),
            &["retire", "bob@contoso.com"],
            "bob@contoso.com would be removed from 1 offer; United States (US) would have no contact any more in 1 offer",
            [true, true],
            1,
        ),
        portal(
            "retired, replaced",
            all(),
            all(),
            &["retire", "bob@contoso.com", "--replace-with", "eve@contoso.com"],
            "bob@contoso.com would be removed from 1 offer",
            [true, false],
            1,
        ),
    ]
}

/// Returns a desk with the offer's list as revision 2. Revision 1 lacks one contact.
fn desk(way: &Way) -> Desk {
    // Made once, because each import waits for the disk.
    static BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let desk = Desk::new();
        write(&desk, "first.csv", &without(CY));
        write(&desk, "all.csv", &all());
        desk.import("first.csv", &[], 0);
        desk.import("all.csv", &[], 0);
        fs::read(desk.path("book.sqlite")).unwrap()
    });
    let desk = Desk::new();
    fs::write(desk.path("book.sqlite"), &*BOOK).unwrap();
    write(&desk, "new.csv", &way.lists[0]);
    write(&desk, "portal.csv", &way.lists[1]);
    desk
}

fn revisions(desk: &Desk) -> usize {
    let mut book = Book::open(desk.path("book.sqlite")).unwrap();
    book.read().unwrap().history(&"crm".parse().unwrap()).unwrap().len()
}

#[test]
fn nothing_is_taken_away_without_a_yes() {
    let limit = |is_limited: bool| if is_limited { 3 } else { 0 };
    for way in ways() {
        let Way { name, args, added, is_limited: [removals, coverage], .. } = way;
        let modes: [(&[&str], i32); 9] = [
            (&[], 3),
            (&["--dry-run"], 3),
            (&["--dry-run", "--yes"], 0),
            (&["--max-removals", "9"], 3),
            (&["--dry-run", "--yes", "--max-removals", "0"], limit(removals)),
            (&["--dry-run", "--yes", "--max-coverage-loss", "0"], limit(coverage)),
            (&["--yes", "--max-removals", "0", "--max-coverage-loss", "0"], limit(removals || coverage)),
            (&["--yes", "--max-removals", "100%", "--max-coverage-loss", "246"], 0),
            (&["--yes"], 0),
        ];
        let mut desk = self::desk(&way);
        for (more, status) in modes {
            let output = desk.command(&[args, more].concat()).output().unwrap();
            let printed = String::from_utf8_lossy(&output.stderr).replace("\n  ", " ");
            assert_eq!(output.status.code(), Some(status), "{name} {more:?}:\n{printed}");
            let is_asked = status == 3 && !more.contains(&"--yes");
            assert!(!is_asked || printed.contains(way.loss), "{name} {more:?}:\n{printed}");
            let is_written = status == 0 && !more.contains(&"--dry-run");
            assert_eq!(revisions(&desk), 2 + if is_written { added } else { 0 }, "{name} {more:?}:\n{printed}");
            if is_written {
                desk = self::desk(&way);
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_the_question_says_what_is_taken_away() {
    for way in ways() {
        for is_agreed in [false, true] {
            let desk = self::desk(&way);
            let mut terminal = Terminal::open(&desk, &way.args.join(" "));
            let question = terminal.wait_for("Continue? [y/N]").replace("\r\n  ", " ");
            assert!(question.contains(way.loss), "{}:\n{question}", way.name);
            terminal.answer(is_agreed);
            assert_eq!(terminal.status(), Some(if is_agreed { 0 } else { 3 }), "{}", way.name);
            assert_eq!(revisions(&desk), 2 + if is_agreed { way.added } else { 0 }, "{}", way.name);
        }
    }
}

#[test]
fn additions_and_new_titles_need_no_yes() {
    for (name, list) in [
        ("the same", all()),
        ("a contact", [all(), vec![ANN.replace("Ann", "Fay").replace("ann@", "fay@")]].concat()),
        ("a country", with(ANN, &[("DE, FR", "DE, FR, IT")])),
        ("all countries", with(ANN, &[("\"DE, FR\"", "OOO")])),
        ("a whole country", with(BOB, &[("\"US-OR, US-WA\"", "")])),
        ("a title and capitals", with(ANN, &[("CEO", "CTO"), ("ann@", "Ann@"), ("Ann Lee", "ann LEE")])),
    ] {
        let desk = self::desk(&imported(name, list, "", [false; 2]));
        for more in [&["--dry-run", "--max-removals", "0", "--max-coverage-loss", "0"][..], &[]] {
            let output = desk.run(&[IMPORT, more].concat(), 0);
            assert!(!String::from_utf8_lossy(&output.stderr).contains("would"), "{name}");
        }
    }
}

#[test]
fn an_empty_export_is_not_adopted_by_mistake() {
    let desk = self::desk(&imported("", all(), "", [false; 2]));
    fs::write(desk.path("portal.csv"), HEADER).unwrap();
    for way in ["--adopt", "--reconcile"] {
        let printed = desk.import("new.csv", &["--current", "portal.csv", way, "--yes"], 3);
        assert!(printed.contains("Partner Center has no contacts, so all 5 would be removed"), "{printed}");
    }
    assert_eq!(revisions(&desk), 2);
}

#[test]
fn edits_of_the_portal_and_of_the_list_are_reconciled() {
    let desk = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    write(&desk, "portal.csv", &with(ANN, &[("DE, FR", "DE, FR, IT")]));
    fs::write(desk.path("base.csv"), "taken").unwrap();
    let printed = desk.import("new.csv", &["--current", "portal.csv"], 3);
    let commands: Vec<&str> = printed.lines().filter_map(|line| line.trim().strip_prefix("cosell ")).collect();
    assert_eq!(
        commands,
        [
            "export --offer crm --revision 2 -o base-2.csv",
            "merge new.csv portal.csv --base base-2.csv -o both.csv",
            "import both.csv --offer crm --current portal.csv --adopt"
        ]
    );
    // The commands do the same as --reconcile.
    let other = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    write(&other, "portal.csv", &with(ANN, &[("DE, FR", "DE, FR, IT")]));
    fs::write(other.path("base.csv"), "taken").unwrap();
    for command in commands {
        other.run(&command.split(' ').collect::<Vec<_>>(), 0);
    }
    let printed = desk.import("new.csv", &["--current", "portal.csv", "--reconcile"], 0);
    assert_eq!(printed.matches('→').count(), 2, "one plan with one changed title: {printed}");
    let exported = String::from_utf8(desk.exported()).unwrap();
    assert!(exported.contains("Ann Lee,ann@contoso.com,CFO,Partner sales,\"DE, FR, IT\","), "{exported}");
    assert_eq!(desk.exported(), other.exported());
    let kinds = |desk: &Desk| {
        desk.history()["offers"][0]["revisions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["kind"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(&desk), kinds(&other));
    assert_eq!(desk.history()["offers"][0]["revisions"][0]["file"], "new.csv + portal.csv");
}

/// The portal's list started from what was exported, not from a revision that was never uploaded.
#[test]
fn the_portal_is_compared_with_what_it_has() {
    let desk = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    desk.run(&["export", "--offer", "crm", "-o", "up.csv"], 0);
    let uploaded = || desk.history()["offers"][0]["uploaded"].clone();
    write(&desk, "later.csv", &with(DEE, &[("CEO", "VP")]));
    desk.import("later.csv", &[], 0);
    // Revision 2 was exported, and revision 3 wasn't.
    fs::copy(desk.path("up.csv"), desk.path("portal.csv")).unwrap();
    write(&desk, "newest.csv", &with(DEE, &[("CEO", "CTO")]));
    let printed = desk.import("newest.csv", &["--current", "portal.csv"], 0);
    assert!(printed.contains("revision 3 of crm → newest.csv: 1 changed"), "{printed}");
    assert_eq!((revisions(&desk), uploaded()), (4, 2.into()));
    write(&desk, "portal.csv", &with(BOB, &[("CEO", "CIO")]));
    let printed = desk.import("later.csv", &["--current", "portal.csv"], 3);
    assert!(printed.contains("revision 2 of crm → portal.csv: 1 changed") && !printed.contains("CTO"), "{printed}");
    assert!(printed.contains("cosell export --offer crm --revision 2 -o base.csv"), "{printed}");
    let printed = desk.import("later.csv", &["--current", "portal.csv", "--reconcile"], 0);
    assert!(printed.contains("since revision 2"), "{printed}");
    let exported = String::from_utf8(desk.exported()).unwrap();
    assert!(exported.contains("CIO") && exported.contains("dee@contoso.com,VP"), "{exported}");
    assert_eq!((revisions(&desk), uploaded()), (6, 5.into()));

    // Exported later, but not uploaded: the list is nearer to the one that was confirmed.
    write(&desk, "much.csv", &with(CY, &[("CEO", "CTO"), ("Cy Oto", "Cy Otto")]));
    desk.import("much.csv", &["--yes"], 0);
    desk.run(&["export", "--offer", "crm", "-o", "later-up.csv"], 0);
    write(&desk, "portal.csv", &with(BOB, &[("CEO", "CIO"), ("Bob Ray", "Rob Ray")]));
    let printed = desk.import("later.csv", &["--current", "portal.csv"], 3);
    assert!(printed.contains("revision 5 of crm → portal.csv: 1 changed"), "{printed}");
    // A new list that is the portal's is there.
    write(&desk, "portal.csv", &with(BOB, &[("CEO", "CIO")]));
    desk.import("portal.csv", &["--current", "portal.csv", "--yes"], 0);
    assert_eq!((revisions(&desk), uploaded()), (8, 8.into()));
}

#[cfg(unix)]
#[test]
fn the_merge_commands_can_be_run_as_they_are_printed() {
    let desk = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    let list = |name: &str, rows: &[String]| {
        let text = HEADER.trim_start_matches('\u{feff}').to_owned() + &rows.concat();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(desk.path(name)).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            let cells = record.iter().map(|cell| if cell == "Name" { "Full \"n\"" } else { cell });
            writer.write_record(cells).unwrap();
        }
        writer.flush().unwrap();
    };
    list("it's $new.csv", &with(ANN, &[("CEO", "VP")]));
    list("portal list!.csv", &with(ANN, &[("DE, FR", "DE, FR, IT")]));
    let options = ["--map", "Full \"n\"=Name", "--delimiter", ";", "--strict=role-*", "-m", "the keeper's $5 list"];
    let printed = desk.import("it's $new.csv", &[&["--current", "portal list!.csv"][..], &options].concat(), 3);
    let commands: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("  cosell ")).collect();
    assert_eq!(commands.len(), 3, "{printed}");
    for command in commands {
        let script = format!("exec \"$COSELL\" {command}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(desk.path("")).env("COSELL_BOOK", "book.sqlite");
        let output = shell.env("COSELL", env!("CARGO_BIN_EXE_cosell")).output().unwrap();
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let exported = String::from_utf8(desk.exported()).unwrap();
    assert!(exported.contains("Ann Lee,ann@contoso.com,VP,Partner sales,\"DE, FR, IT\","), "{exported}");
    assert_eq!(desk.history()["offers"][0]["revisions"][0]["message"], "the keeper's $5 list");
}

#[test]
fn a_list_from_standard_input_has_to_be_saved_before_it_is_merged() {
    let desk = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    write(&desk, "portal.csv", &with(ANN, &[("DE, FR", "DE, FR, IT")]));
    let mut command = desk.command(&["import", "-", "--offer", "crm", "--current", "portal.csv"]);
    let output = command.stdin(fs::File::open(desk.path("new.csv")).unwrap()).output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap().replace("\n  ", " ");
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(printed.contains("First save the list from standard input as list.csv"), "{printed}");
    assert!(printed.contains("cosell merge list.csv portal.csv --base base.csv -o both.csv"), "{printed}");
}

#[test]
fn conflicts_are_not_reconciled() {
    let desk = self::desk(&imported("", with(ANN, &[("CEO", "CFO")]), "", [false; 2]));
    write(&desk, "portal.csv", &with(ANN, &[("CEO", "VP")]));
    let book = desk.path("book.sqlite").display().to_string();
    let args = ["--current", "portal.csv", "--reconcile", "--yes", "--book", &book];
    let printed = desk.import("new.csv", &args, 1);
    assert!(printed.contains("contact-conflict") && printed.contains("disagree in 1 place."), "{printed}");
    assert!(printed.contains(&format!("cosell export --offer crm --book {book} --revision 2")), "{printed}");
    assert_eq!(revisions(&desk), 2);
    // A list that the portal doesn't have edited is imported as it is.
    write(&desk, "portal.csv", &all());
    desk.import("new.csv", &["--current", "portal.csv", "--reconcile"], 0);
    assert_eq!(revisions(&desk), 3);
}

/// Runs a command on a desk with a new list, and is faster with a colleague's contact.
fn overtaken(args: &[&str], new: &[String]) -> (Option<i32>, String, Desk) {
    let desk = self::desk(&imported("", new.to_vec(), "", [false; 2]));
    let (status, printed) = overtaken_in(&desk, "crm", args);
    (status, printed, desk)
}

/// Starts a command, and adds a colleague's contact, Gita, to the offer after its plan is shown. Returns the exit status
/// and standard error.
pub(crate) fn overtaken_in(desk: &Desk, offer: &str, args: &[&str]) -> (Option<i32>, String) {
    let offer: OfferId = offer.parse().unwrap();
    let mut book = Book::open(desk.path("book.sqlite")).unwrap();
    let mut contacts: Vec<StoredContact<'static>> = Vec::new();
    let collect = |contact: &StoredContact<'_>| -> Result<(), cosell_contacts::BookError> {
        contacts.push(contact.clone().into_owned());
        Ok(())
    };
    let reading = book.read().unwrap();
    let last = reading.last_revision(&offer).unwrap().unwrap().number;
    reading.contacts(&offer, last, collect).unwrap();
    drop(reading);
    let gita = StoredContact { name: "Gita".into(), email: "gita@contoso.com".into(), ..contacts[0].clone() };
    contacts.push(gita);
    // The command reads the book and waits with its own changes.
    let writing = book.write().unwrap();
    let mut program = desk.command(args).spawn().unwrap();
    let mut plan = BufReader::new(program.stdout.take().unwrap());
    let mut line = String::new();
    assert!(plan.read_line(&mut line).unwrap() > 0, "no plan");
    let new = NewRevision { person: Some("jonas"), ..NewRevision::default() };
    writing.add_revision(&offer, Some(last), &new, contacts).unwrap();
    writing.commit().unwrap();
    let output = program.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_colleague_who_was_faster_loses_nothing() {
    let title = with(ANN, &[("CEO", "CFO")]);
    let gita = |desk: &Desk| String::from_utf8(desk.exported()).unwrap().contains("gita@contoso.com");
    let moved = "someone else changed the book";
    // The new plan isn't the one that --yes was about.
    for args in [
        IMPORT,
        &["import", "new.csv", "--offer", "crm", "--yes"],
        &["restore", "--offer", "crm", "--revision", "1", "--yes"],
        &["retire", "cy@contoso.com", "--yes"],
    ] {
        let (status, printed, desk) = overtaken(args, &title);
        let is_refused = status == Some(3) && printed.replace("\n  ", " ").contains(moved);
        assert!(is_refused, "{args:?} {status:?}: {printed}");
        assert!(gita(&desk) && revisions(&desk) == 3, "{args:?}");
    }
    // --rebase accepts a new plan, and --yes what it takes away.
    let (status, printed, desk) = overtaken(&[IMPORT, &["--rebase"]].concat(), &title);
    assert!(status == Some(3) && printed.contains("1 contact would be removed"), "{status:?}: {printed}");
    assert!(gita(&desk));
    let (status, printed, desk) = overtaken(&[IMPORT, &["--rebase", "--yes", "--max-removals", "0"]].concat(), &title);
    assert!(status == Some(3) && gita(&desk), "{status:?}: {printed}");
    let (status, printed, desk) = overtaken(&[IMPORT, &["--rebase", "--yes"]].concat(), &title);
    assert_eq!((status, gita(&desk), revisions(&desk)), (Some(0), false, 4), "{printed}");
    let (status, printed, desk) = overtaken(&["retire", "cy@contoso.com", "--rebase", "--yes"], &title);
    assert_eq!((status, gita(&desk), revisions(&desk)), (Some(0), true, 4), "{printed}");
}

#[test]
fn a_missing_book_is_an_error_if_something_depends_on_it() {
    let desk = Desk::new();
    write(&desk, "new.csv", &all());
    let guards: [&[&str]; 5] =
        [&["--dry-run"], &["--yes"], &["--expect", "0"], &["--max-removals", "0"], &["--max-coverage-loss", "0"]];
    for guard in guards {
        let printed = desk.import("new.csv", guard, 2);
        assert!(printed.contains("--new-book"), "{guard:?}: {printed}");
        assert!(!desk.path("book.sqlite").exists());
    }
    desk.import("new.csv", &["--dry-run", "--new-book"], 0);
    assert!(!desk.path("book.sqlite").exists());
    let printed = desk.import("new.csv", &["--expect", "2", "--new-book"], 3);
    assert!(printed.contains("the offer \"crm\" is not in the book, so it has no revision 2"), "{printed}");
    desk.import("new.csv", &["--expect", "0", "--yes", "--new-book"], 0);
    desk.import("new.csv", &["--expect", "1", "--yes", "--new-book"], 0);
    let desk = Desk::new();
    write(&desk, "new.csv", &all());
    desk.import("new.csv", &[], 0);
}

/// A person, an address, a role and a place.
type Atom = (String, String, String, String);

/// Returns all that a canonical list has. A country without states also covers the states that any list here has.
fn atoms(text: &str) -> BTreeSet<Atom> {
    const STATES: [&str; 5] = ["CA-ON", "CA-QC", "US-OR", "US-TX", "US-WA"];
    let all = ["CA", "CH", "DE", "FR", "JP", "US"];
    let mut atoms = BTreeSet::new();
    for row in csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap) {
        let listed: Vec<&str> = row[4].split(", ").collect();
        let countries = all.iter().filter(|country| listed == ["OOO"] || listed.contains(country));
        for country in countries.chain(listed.iter().filter(|listed| **listed == "OOO")) {
            let states: Vec<&str> = row[5].split(", ").filter(|state| state.starts_with(country)).collect();
            let places = match states.is_empty() {
                false => states,
                true => STATES.into_iter().filter(|state| state.starts_with(country)).chain([*country]).collect(),
            };
            let atom =
                |place: &str| (row[0].to_lowercase(), row[1].to_lowercase(), row[3].to_owned(), place.to_owned());
            atoms.extend(places.into_iter().map(atom));
        }
    }
    atoms
}

/// Returns the rows with distinct contacts, since a list has each once.
fn distinct(rows: Vec<Person>) -> Vec<Person> {
    let mut seen = BTreeSet::new();
    rows.into_iter().filter(|row| seen.insert((row.email.to_lowercase(), row.role))).collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn an_import_without_a_yes_never_takes_anything_away(
        lists in base().prop_flat_map(|base| (Just(base.clone()), edited(base.clone()), edited(base)))
    ) {
        let desk = Desk::new();
        let (old, new, portal) = lists;
        for (name, rows) in [("old.csv", old), ("new.csv", new), ("portal.csv", portal)] {
            fs::write(desk.path(name), csv(&distinct(rows))).unwrap();
        }
        desk.command(&["import", "old.csv", "--offer", "crm"]).output().unwrap();
        for more in [&[][..], &["--current", "portal.csv", "--reconcile"], &["--current", "portal.csv", "--adopt"]] {
            let before = desk.command(&["export", "--offer", "crm"]).output().unwrap().stdout;
            let before = atoms(&String::from_utf8(before).unwrap());
            let output = desk.command(&[IMPORT, more].concat()).output().unwrap();
            let after = desk.command(&["export", "--offer", "crm"]).output().unwrap().stdout;
            let after = atoms(&String::from_utf8(after).unwrap());
            let printed = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => prop_assert!(before.is_subset(&after), "{}", printed),
                status => prop_assert!(matches!(status, Some(1 | 3)) && before == after, "{}", printed),
            }
        }
    }
}
