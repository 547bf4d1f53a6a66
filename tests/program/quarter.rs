//! A quarter of the person who keeps the contacts of twelve offers: at each moment the book says what is in Partner
//! Center, and nothing is taken away without a yes.

use std::collections::BTreeMap;
use std::fs;

use crate::import::{Desk, HEADER, bytes_of_book};
use crate::losses::overtaken_in;

/// The contacts that every offer has at the beginning of the quarter.
const ANN: &str = "Ann Lee,ann@contoso.com,Sales Director,Partner sales,\"DE, FR\",\r\n";
const BOB: &str = "Bob Ray,bob@contoso.com,Account Manager,Partner sales,US,\"US-OR, US-WA\"\r\n";
const CYRA: &str = "Cyra Oto,cyra@contoso.com,Marketing Lead,Partner marketing,DE,\r\n";
/// Contacts that come later.
const DORA: &str = "Dora Hill,dora@contoso.com,Account Manager,Partner sales,CA,\r\n";
/// Elif has taken over from Bob.
const ELIF: &str = "Elif,elif@contoso.com,Director,Partner sales,US,\"US-OR, US-WA\"\r\n";

struct Keeper {
    desk: Desk,
    offers: Vec<String>,
    /// Number of folders with lists for an upload so far.
    folders: usize,
}

impl Keeper {
    /// Returns a keeper with a folder of a list for each offer, and no book.
    fn new() -> Self {
        let desk = Desk::new();
        let offers: Vec<String> = (1..=12).map(|number| format!("crm-{number:02}")).collect();
        fs::create_dir(desk.path("january")).unwrap();
        let keeper = Keeper { desk, offers, folders: 0 };
        for offer in &keeper.offers {
            keeper.write(&format!("january/{offer}.csv"), &[ANN, BOB, CYRA]);
        }
        keeper
    }

    fn write(&self, name: &str, rows: &[&str]) {
        fs::write(self.desk.path(name), HEADER.to_owned() + &rows.concat()).unwrap();
    }

    /// Runs a command line and returns what it prints, each message on one line.
    fn run(&self, line: &str, status: i32) -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let mut command = self.desk.command(&words);
        let output = command.env("COLUMNS", "1000").output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "cosell {line}\n{printed}");
        printed
    }

    /// Returns the contacts of an offer as JSON, which is no list for an upload.
    fn list(&self, offer: &str) -> String {
        self.run(&format!("export --offer {offer} --to ndjson --quiet"), 0)
    }

    /// Returns the offers by their state in the table of `cosell offers`, without its days: their number, or the names
    /// of a few.
    fn state(&self) -> BTreeMap<String, String> {
        let table = self.run("offers", 0);
        let rows = table.lines().filter(|line| line.starts_with("  crm-"));
        let mut offers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for row in rows {
            // Two spaces or more are between columns.
            let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let words = cells[5].split(' ').filter(|word| !word.trim_end_matches(')').starts_with("20"));
            offers.entry(words.collect::<Vec<_>>().join(" ")).or_default().push(cells[0]);
        }
        let shown = |offers: Vec<&str>| match offers.len() {
            1..=3 => offers.join(" "),
            count => format!("{count} offers"),
        };
        offers.into_iter().map(|(state, offers)| (state, shown(offers))).collect()
    }

    fn assert_state(&self, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|(state, offers)| ((*state).to_owned(), (*offers).to_owned()));
        assert_eq!(self.state(), expected.collect::<BTreeMap<_, _>>());
    }

    /// Exports the lists that have to be uploaded into a new folder, and confirms their uploads. Returns the offers.
    fn upload_pending(&mut self) -> Vec<String> {
        self.folders += 1;
        let folder = format!("upload-{}", self.folders);
        let printed = self.run(&format!("export --pending -o {folder}"), 0);
        if printed.starts_with("Nothing was written") {
            return Vec::new();
        }
        let names = fs::read_dir(self.desk.path(&folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut offers: Vec<String> =
            names.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        offers.sort();
        // The last line is the command that confirms the uploads.
        let command = printed.lines().last().unwrap().trim().strip_prefix("cosell ").unwrap();
        let printed = self.run(command, 0);
        assert_eq!(printed.matches("Recorded in the book: Partner Center has").count(), offers.len(), "{printed}");
        self.assert_state(&[("uploaded", "12 offers")]);
        assert!(self.run("export --pending -o none", 0).starts_with("Nothing was written"));
        offers
    }
}

#[test]
fn a_quarter_of_the_keeper_of_twelve_offers() {
    let mut keeper = Keeper::new();
    the_lists_of_twelve_offers_are_imported(&mut keeper);
    an_edit_in_the_portal_is_merged_with_three_commands(&mut keeper);
    an_edit_in_the_portal_is_reconciled(&mut keeper);
    a_leaver_is_retired_everywhere(&mut keeper);
    a_person_is_erased_and_comes_back(&mut keeper);
    a_colleague_imports_at_the_same_time(&mut keeper);

    // At the end of the quarter the history tells all of it.
    let history = keeper.run("history --offer crm-03", 0);
    let told = ["a person removed", "both.csv", "portal-03.csv (list from Partner Center)", "title.csv", "crm-03.csv"];
    let at: Vec<usize> = told.iter().map(|text| history.find(text).unwrap_or_else(|| panic!("{history}"))).collect();
    assert!(at.is_sorted(), "{history}");
    assert!(history.contains("erased on request"), "{history}");
    // Partner Center has the lists of the book, and no person who left or was erased.
    for offer in keeper.offers.clone() {
        let list = keeper.list(&offer);
        assert!(list.contains("ann@contoso.com") && list.contains("elif@contoso.com"), "{offer}: {list}");
        assert!(!list.contains("bob@contoso.com") && !list.contains("cyra@contoso.com"), "{offer}: {list}");
    }
}

fn the_lists_of_twelve_offers_are_imported(keeper: &mut Keeper) {
    // The offers are new, so their names could be misspelt.
    keeper.run("import january --all-offers", 2);
    keeper.run("import january --all-offers --new --new-book --dry-run", 0);
    assert!(!keeper.desk.path("book.sqlite").exists(), "a preview created a book");
    let printed = keeper.run("import january --all-offers --new", 0);
    assert!(
        printed.contains("12 offers have a new revision in the book; Partner Center has not changed."),
        "{printed}"
    );
    assert!(printed.ends_with("\n  cosell export --pending -o lists\n"), "{printed}");
    keeper.assert_state(&[("to export and upload", "12 offers")]);

    let printed = keeper.run("export --pending -o lists", 0);
    assert!(printed.contains("12 lists with 36 contacts written to lists."), "{printed}");
    // An export is no upload.
    keeper.assert_state(&[("to upload (exported", "12 offers")]);
    let printed = keeper.run("offers", 0);
    assert!(printed.contains("The lists of 12 offers were exported. Upload them in Partner Center"), "{printed}");
    assert!(printed.ends_with("\n  cosell uploaded --all-exported\n"), "{printed}");
    keeper.run("uploaded --all-exported", 0);
    keeper.assert_state(&[("uploaded", "12 offers")]);
    assert_eq!(keeper.upload_pending(), Vec::<String>::new());
}

/// Somebody gives Ann another country in Partner Center. The book has a newer revision, which isn't uploaded yet.
fn an_edit_in_the_portal_is_merged_with_three_commands(keeper: &mut Keeper) {
    keeper.write("title.csv", &[ANN, &BOB.replace("Account Manager", "Sales Director"), CYRA]);
    keeper.run("import title.csv --offer crm-03", 0);
    keeper.assert_state(&[("to export and upload (has revision 1)", "crm-03"), ("uploaded", "11 offers")]);

    keeper.write("portal-03.csv", &[&ANN.replace("DE, FR", "DE, FR, IT"), BOB, CYRA]);
    keeper.write("new.csv", &[ANN, &BOB.replace("Account Manager", "Sales Director"), CYRA, DORA]);
    let printed = keeper.run("import new.csv --offer crm-03 --current portal-03.csv", 3);
    // The edit is shown alone: Partner Center doesn't lack the revision that was never uploaded.
    assert!(printed.contains("revision 1 of crm-03 → portal-03.csv: 1 changed; 2 unchanged"), "{printed}");
    assert!(printed.contains("was edited in Partner Center; it differs from revision 1 in the book"), "{printed}");
    let commands: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("  cosell ")).collect();
    assert_eq!(
        commands,
        [
            "export --offer crm-03 --revision 1 -o base.csv",
            "merge new.csv portal-03.csv --base base.csv -o both.csv",
            "import both.csv --offer crm-03 --current portal-03.csv --adopt",
        ]
    );
    for command in commands {
        keeper.run(command, 0);
    }
    let list = keeper.list("crm-03");
    assert!(list.contains("[\"DE\",\"FR\",\"IT\"]") && list.contains("dora@contoso.com"), "{list}");
    assert_eq!(list.matches("Sales Director").count(), 2, "{list}");
    // Revision 3 is the list from Partner Center, revision 4 has the edits of both.
    keeper.assert_state(&[("to export and upload (has revision 3)", "crm-03"), ("uploaded", "11 offers")]);
    assert_eq!(keeper.upload_pending(), ["crm-03"]);
}

/// The same in two other offers with one command: one whose edits agree, and one whose edits don't.
fn an_edit_in_the_portal_is_reconciled(keeper: &mut Keeper) {
    keeper.write("portal-04.csv", &[&ANN.replace("DE, FR", "DE, FR, IT"), BOB, CYRA]);
    keeper.write("new-04.csv", &[ANN, BOB, CYRA, DORA]);
    let printed = keeper.run("import new-04.csv --offer crm-04 --current portal-04.csv --reconcile", 0);
    assert!(
        printed.contains("the edits in your list and in the list from Partner Center since revision 1"),
        "{printed}"
    );
    assert!(printed.contains("revision 1 of crm-04 → new-04.csv + portal-04.csv: 1 changed, 1 added"), "{printed}");
    let list = keeper.list("crm-04");
    assert!(list.contains("[\"DE\",\"FR\",\"IT\"]") && list.contains("dora@contoso.com"), "{list}");

    keeper.write("portal-05.csv", &[&ANN.replace("Sales Director", "CEO"), BOB, CYRA]);
    keeper.write("new-05.csv", &[&ANN.replace("Sales Director", "VP"), BOB, CYRA]);
    let printed = keeper.run("import new-05.csv --offer crm-05 --current portal-05.csv --reconcile", 1);
    assert!(printed.contains("contact-conflict") && printed.contains("disagree in 1 place."), "{printed}");
    keeper.assert_state(&[("to export and upload (has revision 2)", "crm-04"), ("uploaded", "11 offers")]);
    assert_eq!(keeper.upload_pending(), ["crm-04"]);
}

/// Bob leaves, and Elif takes over.
fn a_leaver_is_retired_everywhere(keeper: &mut Keeper) {
    for more in ["", " --dry-run", " --yes --max-removals 0"] {
        keeper.run(&format!("retire bob@contoso.com{more}"), 3);
    }
    let retire = "retire bob@contoso.com --replace-with elif@contoso.com --name Elif --job-title Director";
    let printed = keeper.run(retire, 3);
    assert!(printed.contains("bob@contoso.com would be removed from 12 offers"), "{printed}");
    keeper.assert_state(&[("uploaded", "12 offers")]);
    let printed = keeper.run(&format!("{retire} --yes"), 0);
    assert!(
        printed.contains("12 offers have a new revision in the book; Partner Center has not changed."),
        "{printed}"
    );
    keeper.assert_state(&[
        ("to export and upload (has revision 1)", "10 offers"),
        ("to export and upload (has revision 3)", "crm-04"),
        ("to export and upload (has revision 4)", "crm-03"),
    ]);
    assert_eq!(keeper.upload_pending(), keeper.offers);
}

/// Cyra asks for the erasure of her data, and comes back with a list of her region.
fn a_person_is_erased_and_comes_back(keeper: &mut Keeper) {
    keeper.run("forget cyra@contoso.com --dry-run", 3);
    let printed = keeper.run("forget cyra@contoso.com", 3);
    assert!(printed.contains("cyra@contoso.com would be permanently erased from all revisions"), "{printed}");
    let printed = keeper.run("forget cyra@contoso.com --yes", 0);
    assert!(printed.contains("The current lists of 12 offers changed."), "{printed}");
    assert!(printed.ends_with("\n  cosell export --pending -o lists\n"), "{printed}");
    for trace in ["cyra@contoso.com", "Cyra Oto"] {
        let is_there = bytes_of_book(&keeper.desk).windows(trace.len()).any(|bytes| bytes == trace.as_bytes());
        assert!(!is_there, "{trace}");
    }
    // The lists that were uploaded have her, though their revisions are the latest ones.
    keeper.assert_state(&[("to export and upload (still has an erased person)", "12 offers")]);
    keeper.run("uploaded --all-exported", 2);
    let printed = keeper.run("uploaded --offer crm-01", 2);
    assert!(printed.contains("a person was erased from the list of \"crm-01\" after it was exported"), "{printed}");
    assert_eq!(keeper.upload_pending(), keeper.offers);
    let upload = fs::read_to_string(keeper.desk.path(&format!("upload-{}/crm-01.csv", keeper.folders))).unwrap();
    assert!(!upload.contains("cyra@contoso.com") && upload.contains("ann@contoso.com"), "{upload}");

    keeper.write("region.csv", &[ANN, ELIF, DORA, CYRA]);
    for more in ["", " --dry-run"] {
        let printed = keeper.run(&format!("import region.csv --offer crm-06{more}"), 3);
        assert!(printed.contains("cyra@contoso.com was forgotten on"), "{printed}");
        assert!(printed.contains("1 person who was forgotten would be saved again"), "{printed}");
    }
    keeper.write("region.csv", &[ANN, ELIF, DORA]);
    keeper.run("import region.csv --offer crm-06", 0);
    keeper.assert_state(&[("to export and upload (has revision 2)", "crm-06"), ("uploaded", "11 offers")]);
    assert_eq!(keeper.upload_pending(), ["crm-06"]);
}

/// A colleague adds Gita to an offer while the keeper imports a list without her.
fn a_colleague_imports_at_the_same_time(keeper: &mut Keeper) {
    keeper.write("new.csv", &[ANN, ELIF, DORA]);
    let import = ["import", "new.csv", "--offer", "crm-07", "--yes"];
    let (status, printed) = overtaken_in(&keeper.desk, "crm-07", &import);
    let is_refused =
        printed.replace("\n  ", " ").contains("someone else changed the book while the command was running");
    assert!(status == Some(3) && is_refused && printed.contains("--rebase"), "{status:?}: {printed}");
    assert!(keeper.list("crm-07").contains("gita@contoso.com"));
    keeper.run("import new.csv --offer crm-07 --expect 2 --yes", 3);
    // Her list is the official one in another offer; there, what the new plan takes away is in the history.
    let import = ["import", "new.csv", "--offer", "crm-08", "--yes", "--rebase"];
    let (status, printed) = overtaken_in(&keeper.desk, "crm-08", &import);
    assert_eq!(status, Some(0), "{printed}");
    assert!(!keeper.list("crm-08").contains("gita@contoso.com"));
    assert!(keeper.run("history --offer crm-08 --revision 3", 0).contains("gita@contoso.com"));
    keeper.assert_state(&[("to export and upload (has revision 2)", "crm-07 crm-08"), ("uploaded", "10 offers")]);
    assert_eq!(keeper.upload_pending(), ["crm-07", "crm-08"]);
}
