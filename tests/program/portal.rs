//! What the book knows about Partner Center, its offers and its copies, as their keeper uses them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::import::{Desk, HEADER};

fn write_list(desk: &Desk, name: &str, people: &[&str]) {
    let row = |name: &&str| format!("{name},{name}@contoso.com,CEO,Partner sales,DE,\r\n");
    fs::write(desk.path(name), HEADER.to_owned() + &people.iter().map(row).collect::<String>()).unwrap();
}

/// Runs the program and returns what it prints.
fn said(desk: &Desk, args: &[&str], status: i32) -> String {
    let output = desk.run(args, status);
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Returns the offers of the table whose lists have to be uploaded.
fn pending(desk: &Desk) -> Vec<String> {
    let table = String::from_utf8(desk.run(&["offers"], 0).stdout).unwrap();
    let to_upload = table.lines().filter(|line| line.contains(" to upload") || line.contains("to export"));
    to_upload.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn a_list_is_pending_until_its_upload_is_confirmed() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann", "bob"]);
    write_list(&desk, "two.csv", &["ann", "bob", "cyra"]);
    for offer in ["crm-01", "crm-02", "crm-03"] {
        // IDs in a series are no misspellings of each other.
        let printed = said(&desk, &["import", "one.csv", "--offer", offer], 0);
        assert!(printed.contains("in the book, with 2 contacts; Partner Center has not changed."), "{printed}");
        let command = format!("\n  cosell export --offer {offer} -o {offer}.csv\n");
        assert!(printed.contains("submit the offer for review") && printed.contains(&command), "{printed}");
    }
    assert_eq!(pending(&desk), ["crm-01", "crm-02", "crm-03"]);
    said(&desk, &["uploaded", "--offer", "crm-01"], 2);

    let printed = said(&desk, &["export", "--offer", "crm-01", "-o", "crm-01.csv"], 0);
    assert!(printed.ends_with("\n  cosell uploaded --offer crm-01\n"), "{printed}");
    assert_eq!(pending(&desk).len(), 3, "an export is no upload");
    said(&desk, &["uploaded", "--offer", "crm-01"], 0);
    assert_eq!(pending(&desk), ["crm-02", "crm-03"]);

    let printed = said(&desk, &["export", "--pending", "-o", "lists"], 0);
    assert!(printed.ends_with("\n  cosell uploaded --all-exported\n"), "{printed}");
    assert!(!desk.path("lists/crm-01.csv").exists() && desk.path("lists/crm-03.csv").exists());
    said(&desk, &["uploaded", "--all-exported"], 0);
    assert_eq!(pending(&desk), Vec::<String>::new());
    assert!(said(&desk, &["export", "--pending", "-o", "lists"], 0).starts_with("Nothing was written"));
    said(&desk, &["uploaded", "--all-exported"], 2);

    said(&desk, &["import", "two.csv", "--offer", "crm-02"], 0);
    assert_eq!(pending(&desk), ["crm-02"]);
    // A workbook can't be uploaded, so the export before it is the one that is confirmed.
    said(&desk, &["export", "--offer", "crm-02", "-o", "look.xlsx"], 0);
    let printed = said(&desk, &["uploaded", "--offer", "crm-02"], 0);
    assert!(printed.contains("Partner Center has revision 1 of crm-02"), "{printed}");
    assert!(printed.contains("Revision 2 of crm-02 still has to be uploaded."), "{printed}");
    said(&desk, &["uploaded", "--offer", "crm-02", "--revision", "2"], 0);
    assert_eq!(pending(&desk), Vec::<String>::new());

    let printed = said(&desk, &["retire", "bob@contoso.com", "--yes"], 0);
    assert!(printed.ends_with("\n  cosell export --pending -o lists\n"), "{printed}");
    assert_eq!(pending(&desk).len(), 3);
    said(&desk, &["restore", "--offer", "crm-01", "--revision", "1"], 0);
    assert_eq!(pending(&desk).len(), 3, "the same contacts are another revision");
}

#[test]
fn a_list_exported_from_partner_center_is_there() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    write_list(&desk, "two.csv", &["ann", "bob"]);
    write_list(&desk, "portal.csv", &["ann", "cyra"]);
    said(&desk, &["import", "one.csv", "--offer", "crm"], 0);
    said(&desk, &["import", "two.csv", "--offer", "crm", "--current", "one.csv"], 0);
    let uploaded = || desk.history()["offers"][0]["uploaded"].clone();
    assert_eq!(uploaded(), 1);
    // It is recorded also if nothing else changes.
    said(&desk, &["import", "two.csv", "--offer", "crm", "--current", "two.csv", "--dry-run"], 0);
    assert_eq!(uploaded(), 1);
    let same = ["import", "two.csv", "--offer", "crm", "--current", "two.csv"];
    assert!(said(&desk, &same, 0).contains("Partner Center has revision 2 of crm"));
    assert!(!said(&desk, &same, 0).contains("Recorded"));
    assert_eq!((uploaded(), pending(&desk)), (2.into(), Vec::new()));
    said(&desk, &["uploaded", "--offer", "crm", "--revision", "1"], 0);
    assert_eq!(pending(&desk), ["crm"]);
    let adopted = ["import", "portal.csv", "--offer", "crm", "--current", "portal.csv", "--adopt", "--yes"];
    let printed = said(&desk, &adopted, 0);
    assert!(printed.contains("Partner Center has this list already"), "{printed}");
    assert_eq!(uploaded(), 3);
    assert_eq!(pending(&desk), Vec::<String>::new());
    // An export that was overtaken by it is no upload.
    said(&desk, &["export", "--offer", "crm", "-o", "three.csv"], 0);
    said(&desk, &["import", "one.csv", "--offer", "crm", "--current", "one.csv", "--adopt", "--yes"], 0);
    said(&desk, &["uploaded", "--all-exported"], 2);
    assert_eq!(uploaded(), 4);
}

#[test]
fn the_next_step_fits_what_was_exported() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    write_list(&desk, "two.csv", &["ann", "bob"]);
    for offer in ["crm-01", "crm-02", "crm-03"] {
        said(&desk, &["import", "one.csv", "--offer", offer], 0);
    }
    let steps = || -> Vec<String> {
        let printed = said(&desk, &["offers"], 0);
        printed.lines().filter_map(|line| line.strip_prefix("  cosell ")).map(str::to_owned).collect()
    };
    assert_eq!(steps(), ["export --pending -o lists"]);
    said(&desk, &["export", "--offer", "crm-01", "-o", "a.csv"], 0);
    assert_eq!(steps(), ["export --pending -o lists", "uploaded --offer crm-01"]);
    said(&desk, &["export", "--offer", "crm-02", "-o", "b.csv"], 0);
    assert_eq!(steps(), ["export --pending -o lists", "uploaded --all-exported"]);
    // The export of crm-02 is no longer its latest list, and may not have been uploaded.
    said(&desk, &["import", "two.csv", "--offer", "crm-02"], 0);
    said(&desk, &["export", "--offer", "crm-03", "-o", "c.csv"], 0);
    assert_eq!(steps(), ["export --pending -o lists", "uploaded --offer crm-01 --offer crm-03"]);
    said(&desk, &["uploaded", "--offer", "crm-01", "--offer", "crm-03"], 0);
    said(&desk, &["export", "--pending", "-o", "lists"], 0);
    assert_eq!(steps(), ["uploaded --offer crm-02"]);
    said(&desk, &["uploaded", "--all-exported"], 0);
    assert_eq!(steps(), Vec::<String>::new());
    // An earlier list is exported to look at it.
    said(&desk, &["export", "--offer", "crm-02", "--revision", "1", "-o", "before.csv"], 0);
    said(&desk, &["uploaded", "--all-exported"], 2);
    assert_eq!(pending(&desk), Vec::<String>::new());
}

#[test]
fn exports_replace_their_own_files_only() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    write_list(&desk, "two.csv", &["ann", "bob"]);
    for offer in ["crm-01", "crm-02"] {
        said(&desk, &["import", "one.csv", "--offer", offer], 0);
    }
    let export = ["export", "--all-offers", "-o", "lists"];
    said(&desk, &export, 0);
    said(&desk, &export, 0);
    said(&desk, &["import", "two.csv", "--offer", "crm-01"], 0);
    said(&desk, &export, 0);
    assert_eq!(fs::read(desk.path("lists/crm-01.csv")).unwrap(), fs::read(desk.path("two.csv")).unwrap());
    // A file that somebody changed, and the file of another offer.
    fs::write(desk.path("lists/crm-02.csv"), "notes").unwrap();
    said(&desk, &export, 3);
    fs::copy(desk.path("lists/crm-01.csv"), desk.path("lists/crm-02.csv")).unwrap();
    said(&desk, &export, 3);
    said(&desk, &[&export[..], &["--force"]].concat(), 0);
    said(&desk, &export, 0);
}

#[test]
fn a_removed_offer_keeps_its_history_and_comes_back() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    for offer in ["crm", "erp"] {
        said(&desk, &["import", "one.csv", "--offer", offer], 0);
    }
    said(&desk, &["remove-offer", "crm"], 3);
    said(&desk, &["remove-offer", "crm", "--dry-run"], 3);
    assert_eq!(pending(&desk), ["crm", "erp"]);
    let printed = said(&desk, &["remove-offer", "crm", "--yes"], 0);
    assert!(printed.ends_with("\n  cosell restore --offer crm --revision 1\n"), "{printed}");
    let printed = said(&desk, &["offers"], 0);
    assert!(printed.contains("Removed offer, kept in the history: crm"), "{printed}");
    assert_eq!(pending(&desk), ["erp"]);
    said(&desk, &["export", "--all-offers", "-o", "lists"], 0);
    assert!(!desk.path("lists/crm.csv").exists());
    assert!(said(&desk, &["retire", "ann@contoso.com", "--dry-run"], 3).contains("1 offer"));
    assert!(said(&desk, &["history", "--offer", "crm"], 0).contains("one.csv"));
    said(&desk, &["remove-offer", "crm", "--yes"], 2);
    // An import under the ID would bring it back by accident.
    said(&desk, &["import", "one.csv", "--offer", "crm"], 2);
    said(&desk, &["restore", "--offer", "crm", "--revision", "1"], 0);
    assert_eq!(pending(&desk), ["crm", "erp"]);
    said(&desk, &["remove-offer", "crm", "--yes"], 0);
    said(&desk, &["import", "one.csv", "--offer", "crm", "--new"], 0);
    assert_eq!(pending(&desk), ["crm", "erp"]);
}

#[test]
fn a_renamed_offer_keeps_its_history() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    said(&desk, &["import", "one.csv", "--offer", "contso"], 0);
    said(&desk, &["export", "--offer", "contso", "-o", "out.csv"], 0);
    let printed = said(&desk, &["rename-offer", "contso", "contoso"], 0);
    assert!(printed.contains("contoso.csv"), "{printed}");
    assert!(printed.ends_with("To undo this:\n  cosell rename-offer contoso contso\n"), "{printed}");
    said(&desk, &["history", "--offer", "contso"], 2);
    said(&desk, &["uploaded", "--offer", "contoso"], 0);
    assert_eq!(pending(&desk), Vec::<String>::new());
    // Its own ID in capitals is no other offer's.
    said(&desk, &["rename-offer", "contoso", "Contoso"], 0);
    said(&desk, &["rename-offer", "contoso", "x"], 2);
    said(&desk, &["rename-offer", "Contoso", "Contoso"], 2);
}

#[test]
fn a_backup_has_the_last_revision_while_a_reader_is_there() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    write_list(&desk, "two.csv", &["ann", "bob"]);
    said(&desk, &["import", "one.csv", "--offer", "crm"], 0);
    let mut open = cosell_contacts::Book::open(desk.path("book.sqlite")).unwrap();
    let reading = open.read().unwrap();
    said(&desk, &["import", "two.csv", "--offer", "crm"], 0);
    said(&desk, &["backup", "copy.sqlite"], 0);
    drop(reading);
    let exported = said(&desk, &["export", "--offer", "crm", "--book", "copy.sqlite"], 0);
    assert!(exported.starts_with(&fs::read_to_string(desk.path("two.csv")).unwrap()), "{exported}");
    // Never over another file, and over a copy only with --force.
    said(&desk, &["backup", "copy.sqlite"], 3);
    said(&desk, &["backup", "copy.sqlite", "--force"], 0);
    said(&desk, &["backup", "two.csv", "--force"], 3);
    said(&desk, &["backup", "book.sqlite", "--force"], 3);
    said(&desk, &["backup", "no/copy.sqlite"], 2);
    // The log of another book would be written into the copy.
    fs::write(desk.path("new.sqlite-wal"), "log").unwrap();
    assert!(said(&desk, &["backup", "new.sqlite"], 2).contains("new.sqlite-wal"));
}

/// Permissions don't apply to the superuser, so the program runs as another user then.
#[cfg(unix)]
#[test]
fn a_read_only_book_is_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    fs::create_dir(desk.path("kept")).unwrap();
    let book = desk.path("kept/book.sqlite");
    said(&desk, &["import", "one.csv", "--offer", "crm", "--book", "kept/book.sqlite"], 0);
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/book/contoso.sqlite");
    fs::copy(old, desk.path("kept/old.sqlite")).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_cosell"), desk.path("program")).unwrap();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    protect(&desk.path(""), 0o777);
    let run = |args: &[&str], book: &str, status: i32| {
        let mut command = Command::new(desk.path("program"));
        command.args(args).args(["--book", book]).current_dir(desk.path("")).env("LC_ALL", "C").stdin(Stdio::null());
        if fs::metadata(desk.path("")).unwrap().uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {printed}");
        String::from_utf8_lossy(&output.stdout).into_owned() + &printed
    };
    for (file_mode, folder_mode) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
        for (name, offer) in [("kept/book.sqlite", "crm"), ("kept/old.sqlite", "contoso-crm")] {
            protect(&desk.path(name), file_mode);
            protect(&desk.path("kept"), folder_mode);
            assert!(run(&["history", "--offer", offer], name, 0).contains(offer));
            assert!(run(&["offers"], name, 0).contains(offer));
            let printed = run(&["export", "--offer", offer], name, 0);
            assert!(printed.contains("read-only"), "{printed}");
            run(&["backup", "--force", "copy.sqlite"], name, 0);
            run(&["uploaded", "--offer", offer, "--revision", "1"], name, 2);
            protect(&desk.path("kept"), 0o777);
            protect(&desk.path(name), 0o666);
        }
        assert_eq!(fs::read_dir(desk.path("kept")).unwrap().count(), 2, "{file_mode:o} in {folder_mode:o}");
    }
    assert!(book.is_file());
}

#[test]
fn the_history_tells_what_a_revision_changed_and_counts_who_is_left() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann", "bob"]);
    write_list(&desk, "two.csv", &["ann", "bob", "cyra"]);
    for list in ["one.csv", "two.csv"] {
        said(&desk, &["import", list, "--offer", "crm"], 0);
    }
    let printed = said(&desk, &["history", "--offer", "crm", "--revision", "2"], 0);
    assert!(printed.contains("cyra <cyra@contoso.com>") && !printed.contains("bob@"), "{printed}");
    let json = desk.run(&["history", "--offer", "crm", "--revision", "2", "--format", "json"], 0).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert!(json.to_string().contains("cyra@contoso.com"), "{json}");
    // The time is local, with its offset.
    let zone = |zone: &str| {
        let output = desk.command(&["history", "--offer", "crm"]).env("TZ", zone).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(zone("UTC").contains(" +00:00 ") && zone("XYZ-5:45").contains(" +05:45 "), "{}", zone("XYZ-5:45"));
    said(&desk, &["forget", "bob@contoso.com", "--yes"], 0);
    let revisions = desk.history()["offers"][0]["revisions"].clone();
    assert_eq!((&revisions[1]["contacts"], &revisions[1]["added"]), (&1.into(), &1.into()));
    assert_eq!((&revisions[0]["contacts"], &revisions[0]["added"]), (&2.into(), &1.into()));
}

#[test]
fn a_folder_of_lists_is_imported_completely_or_not_at_all() {
    let desk = Desk::new();
    let contacts = |offer: &str| desk.run(&["export", "--offer", offer], 0).stdout;
    fs::create_dir(desk.path("lists")).unwrap();
    let offers = ["crm-01", "crm-02", "ERP / EU"];
    let files = ["lists/crm-01.csv", "lists/crm-02.csv", "lists/ERP %2F EU.csv"];
    files.iter().for_each(|file| write_list(&desk, file, &["ann", "bob"]));
    let import = ["import", "lists", "--all-offers"];
    // Each offer is new, so its name may be misspelt.
    said(&desk, &import, 2);
    let printed = said(&desk, &[&import[..], &["--new", "-m", "first"]].concat(), 0);
    assert!(printed.contains("3 offers have a new revision in the book"), "{printed}");
    let first = fs::read(desk.path("lists/crm-01.csv")).unwrap();
    offers.iter().for_each(|offer| assert_eq!(contacts(offer), first, "{offer}"));
    let printed = said(&desk, &import, 0);
    assert!(printed.contains("3 lists have the same contacts as their offers already have."), "{printed}");

    write_list(&desk, files[0], &["ann", "bob", "cyra"]);
    write_list(&desk, files[2], &["bob"]);
    for more in [&["--dry-run"][..], &[], &["--yes", "--max-removals", "0"]] {
        let printed = said(&desk, &[&import[..], more].concat(), 3);
        assert!(printed.contains("ann@contoso.com") && printed.contains("cyra@contoso.com"), "{printed}");
    }
    offers.iter().for_each(|offer| assert_eq!(contacts(offer), first, "{offer}"));
    let printed = said(&desk, &[&import[..], &["--yes"]].concat(), 0);
    assert!(printed.contains("2 offers have a new revision in the book"), "{printed}");
    assert!(printed.contains("1 list has the same contacts"), "{printed}");
    for (offer, file) in offers.iter().zip(files) {
        assert_eq!(contacts(offer), fs::read(desk.path(file)).unwrap(), "{offer}");
    }

    // An error in one list, an empty list, and a second list of an offer: nothing is changed.
    write_list(&desk, files[0], &["dana"]);
    fs::write(desk.path(files[1]), HEADER.to_owned() + "ann,ann@contoso.com,CEO,Partner sales,Narnia,\r\n").unwrap();
    said(&desk, &[&import[..], &["--yes"]].concat(), 1);
    fs::write(desk.path(files[1]), HEADER).unwrap();
    let printed = said(&desk, &[&import[..], &["--yes"]].concat(), 1);
    assert!(printed.contains("list-empty"), "{printed}");
    write_list(&desk, files[1], &["ann", "bob"]);
    write_list(&desk, "lists/crm-02.txt", &["ann"]);
    said(&desk, &[&import[..], &["--yes"]].concat(), 2);
    assert!(String::from_utf8(contacts("crm-01")).unwrap().contains("cyra"));
    fs::remove_file(desk.path("lists/crm-02.txt")).unwrap();
    fs::write(desk.path("lists/notes.pages"), "text").unwrap();
    let printed = said(&desk, &[&import[..], &["--yes"]].concat(), 0);
    assert!(printed.contains("notes.pages"), "{printed}");
}

#[cfg(unix)]
#[test]
fn the_author_comes_from_the_system_if_the_environment_has_none() {
    let desk = Desk::new();
    write_list(&desk, "one.csv", &["ann"]);
    let mut command = desk.command(&["import", "one.csv", "--offer", "crm"]);
    for name in ["USER", "USERNAME", "LOGNAME"] {
        command.env_remove(name);
    }
    assert!(command.output().unwrap().status.success());
    let id = Command::new("id").arg("-un").output().unwrap().stdout;
    let author = desk.history()["offers"][0]["revisions"][0]["person"].clone();
    assert_eq!(author, String::from_utf8(id).unwrap().trim());
}
