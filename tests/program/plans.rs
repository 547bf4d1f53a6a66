//! Plans as JSON, and `--plan`, which carries out exactly the plan in a file: it is refused, and nothing written, if the
//! book or the input has changed in between, or if the plan was edited or is another book's.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use cosell_contacts::{Book, BookError, NewRevision, OfferId, StoredContact};
use serde_json::{Value, json};

use crate::import::{Desk, HEADER};

fn row(name: &str, title: &str, countries: &str) -> String {
    let quote = if countries.contains(',') { "\"" } else { "" };
    format!("{name},{}@contoso.com,{title},Partner sales,{quote}{countries}{quote},\r\n", name.to_lowercase())
}

impl Desk {
    fn write(&self, name: &str, rows: &[String]) {
        fs::write(self.path(name), HEADER.to_owned() + &rows.concat()).unwrap();
    }

    /// Returns the plan of a command, and writes it to a file. It must have the schema.
    fn plan(&self, file: &str, args: &[&str], status: i32) -> Value {
        let output = self.run(&[args, &["--dry-run", "--format", "json"]].concat(), status);
        fs::write(self.path(file), &output.stdout).unwrap();
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        let schema = fs::read(format!("{}/templates/plan.schema.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let schema: Value = serde_json::from_slice(&schema).unwrap();
        assert_eq!(schema["$id"], "urn:cosell:schema:plan:1");
        let faults: Vec<String> =
            jsonschema::validator_for(&schema).unwrap().iter_errors(&plan).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, [""; 0]);
        assert_eq!(
            plan["exitStatus"],
            if args.contains(&"--yes") { plan["exitStatus"].clone() } else { status.into() }
        );
        plan
    }

    /// Carries out a plan, and returns what is printed on standard error in one line.
    fn apply(&self, file: &str, args: &[&str], status: i32) -> String {
        let output = self.run(&[args, &["--plan", file]].concat(), status);
        assert!(status == 0 || output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
        let printed = String::from_utf8(output.stderr).unwrap();
        printed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Asserts that a plan is refused for a reason, and that the book doesn't change.
    fn refuse(&self, file: &str, args: &[&str], reason: &str) {
        let before = fs::read(self.path("book.sqlite")).unwrap();
        let printed = self.apply(file, args, 3);
        assert!(printed.contains(reason), "{reason}: {printed}");
        assert!(printed.contains("Make a new plan with --dry-run --format json"), "{printed}");
        assert!(fs::read(self.path("book.sqlite")).unwrap() == before, "{args:?} changed the book");
    }
}

/// Returns a desk with two revisions of `crm`, and a list that takes away from the last one.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("first.csv", &[row("Ann", "CEO", "DE, PT"), row("Bob", "CTO", "FR")]);
    desk.write("next.csv", &[row("Ann", "VP", "DE"), row("Cy", "CEO", "IT")]);
    desk.import("first.csv", &[], 0);
    desk
}

const IMPORT: &[&str] = &["import", "next.csv", "--offer", "crm"];

#[test]
fn a_plan_is_applied_without_a_question() {
    let desk = desk();
    let plan = desk.plan("plan.json", IMPORT, 3);
    let changes = &plan["offers"][0]["changes"];
    assert_eq!(changes["summary"], json!({"removed": 1, "changed": 1, "added": 1, "unchanged": 0}));
    assert_eq!(changes["coverageLost"]["contacts"], json!(["FR", "PT"]));
    assert_eq!((&plan["offers"][0]["base"]["revision"], &plan["confirmation"]["needed"]), (&json!(1), &json!(true)));
    assert!(desk.apply("plan.json", IMPORT, 0).contains("Saved as revision 2"));
    assert_eq!(desk.exported(), fs::read(desk.path("next.csv")).unwrap());
    // The base of the next plan is the result of this one.
    let again = desk.plan("again.json", IMPORT, 0);
    assert_eq!(again["offers"][0]["base"], plan["offers"][0]["result"]);
    assert_eq!((&again["offers"][0]["result"], &again["book"]), (&Value::Null, &plan["book"]));
    assert!(desk.apply("again.json", IMPORT, 0).contains("No new revision"));
}

#[test]
fn a_plan_may_be_laid_out_anew() {
    let desk = desk();
    let plan = desk.plan("plan.json", IMPORT, 3);
    let pretty = serde_json::to_string_pretty(&plan).unwrap();
    // Windows PowerShell redirects output as UTF-16 with a byte order mark.
    let utf16: Vec<u8> = format!("\u{feff}{pretty}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path("plan.json"), utf16).unwrap();
    desk.apply("plan.json", IMPORT, 0);
}

/// A reader that takes the first of two values would see another plan.
#[test]
fn a_plan_with_a_repeated_key_is_refused() {
    let desk = Desk::new();
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/book/earlier-rules.sqlite");
    fs::copy(book, desk.path("book.sqlite")).unwrap();
    let restore = ["restore", "--offer", "contoso-crm", "--revision", "1"];
    desk.plan("plan.json", &restore, 3);
    let text = fs::read_to_string(desk.path("plan.json")).unwrap();
    fs::write(desk.path("plan.json"), text.replacen("\"offers\":", "\"offers\":[],\"offers\":", 1)).unwrap();
    desk.apply("plan.json", &restore, 2);
}

#[test]
fn a_plan_is_refused_if_the_book_has_moved_on() {
    let desk = desk();
    desk.plan("plan.json", IMPORT, 3);
    desk.write("meanwhile.csv", &[row("Ann", "CEO", "DE, PT"), row("Bob", "CTO", "FR"), row("Dee", "CEO", "JP")]);
    desk.import("meanwhile.csv", &[], 0);
    desk.refuse("plan.json", IMPORT, "it is based on revision 1 of \"crm\", and the book has revision 2");
    desk.refuse("plan.json", &[IMPORT, &["--yes"]].concat(), "it is based on revision 1");
    // The same contacts as before are another revision.
    desk.run(&["restore", "--offer", "crm", "--revision", "1", "--yes"], 0);
    desk.refuse("plan.json", IMPORT, "the book has revision 3");
    let plan = desk.plan("plan.json", IMPORT, 3);
    assert_eq!(plan["offers"][0]["base"]["revision"], 3);
    // The list of a revision changes only if a person is erased.
    desk.run(&["forget", "bob@contoso.com", "--yes"], 0);
    desk.refuse("plan.json", IMPORT, "revision 3 of \"crm\" has other contacts, because a person was erased");
}

#[test]
fn a_plan_is_refused_if_it_was_edited() {
    let desk = desk();
    let plan = desk.plan("plan.json", IMPORT, 3);
    for (pointer, value, reason) in [
        (
            "/offers/0/changes/removed",
            json!([]),
            "offers[0].changes.removed[0] is nothing in the file, and {\"countries\"",
        ),
        (
            "/offers/0/changes/changed/0/cells/1/after",
            json!("DE, PT"),
            "changed[0].cells[1].after is \"DE, PT\" in the file, and \"DE\" now",
        ),
        (
            "/offers/0/changes/added/0/jobTitle",
            json!("CFO"),
            "added[0].jobTitle is \"CFO\" in the file, and \"CEO\" now",
        ),
        ("/offers/0/changes/summary/removed", json!(0), "summary.removed is 0"),
        ("/offers/0/result/revision", json!(3), "result.revision is 3"),
        ("/offers/0/result/sha256", json!("00"), "result.sha256 is \"00\""),
        ("/offers/0/base/revision", json!(2), "it is based on revision 2"),
        ("/offers/0/base", json!(null), "it is based on no revision"),
        ("/offers/0/offer", json!("erp"), "it changes \"erp\", and it would be \"crm\" now"),
        ("/offers", json!([]), "it changes \"\", and it would be \"crm\" now"),
        ("/inputs/0/file", json!("other.csv"), "inputs[0].file is \"other.csv\""),
        ("/inputs/0/sha256", json!("00"), "next.csv has changed since the plan plan.json was made"),
        ("/confirmation/needed", json!(false), "confirmation.needed is false"),
        ("/confirmation/reasons", json!([]), "confirmation.reasons[0] is nothing"),
        ("/exitStatus", json!(0), "exitStatus is 0 in the file, and 3 now"),
        ("/exceeded", json!("maxRemovals"), "exceeded is \"maxRemovals\" in the file, and null now"),
        ("/book", json!("00"), "plan.json is a plan for another book"),
        ("/command", json!("restore"), "plan.json is a plan of `cosell restore`, not of `cosell import`"),
        ("/version", json!(2), "plan.json is a plan of version 2, and this cosell knows version 1"),
        ("/person", json!({"email": null, "names": []}), "person is {\"email\":null,\"names\":[]} in the file"),
    ] {
        let mut edited = plan.clone();
        *edited.pointer_mut(pointer).unwrap() = value;
        fs::write(desk.path("plan.json"), edited.to_string()).unwrap();
        desk.refuse("plan.json", IMPORT, reason);
    }
    let mut edited = plan.clone();
    edited["reviewed"] = true.into();
    fs::write(desk.path("plan.json"), edited.to_string()).unwrap();
    desk.refuse("plan.json", IMPORT, "reviewed is true in the file, and nothing now");
    for (text, status) in [("", 2), ("{}", 2), ("[1]", 2), ("{\"version\":1,", 2), ("no plan", 2)] {
        fs::write(desk.path("plan.json"), text).unwrap();
        assert!(desk.apply("plan.json", IMPORT, status).contains("not a plan of cosell"), "{text}");
    }
    fs::remove_file(desk.path("plan.json")).unwrap();
    assert!(desk.apply("plan.json", IMPORT, 2).contains("plan.json: file not found"));
    assert_eq!(desk.exported(), fs::read(desk.path("first.csv")).unwrap());
}

#[test]
fn a_plan_is_refused_for_another_list_offer_or_reading() {
    let desk = desk();
    desk.plan("plan.json", IMPORT, 3);
    desk.refuse("plan.json", &["import", "first.csv", "--offer", "crm"], "inputs[0].file is \"next.csv\"");
    desk.refuse(
        "plan.json",
        &["import", "next.csv", "--offer", "erp"],
        "it changes \"crm\", and it would be \"erp\" now",
    );
    // The bytes are the same, and the contacts aren't.
    let read_otherwise = [IMPORT, &["--map", "Name=Job title", "--map", "Job title=Name"]].concat();
    desk.refuse("plan.json", &read_otherwise, "is not the plan that would be carried out now");
    desk.write("next.csv", &[row("Ann", "VP", "DE"), row("Cy", "CEO", "IT"), row("Eve", "CEO", "JP")]);
    desk.refuse("plan.json", IMPORT, "next.csv has changed since the plan plan.json was made");
}

#[test]
fn a_plan_is_refused_for_another_book_but_not_for_a_copy() {
    let desk = desk();
    desk.plan("plan.json", IMPORT, 3);
    desk.run(&["backup", "copy.sqlite"], 0);
    desk.import("first.csv", &["--book", "other.sqlite"], 0);
    desk.refuse("plan.json", &[IMPORT, &["--book", "other.sqlite"]].concat(), "plan.json is a plan for another book");
    desk.apply("plan.json", &[IMPORT, &["--book", "copy.sqlite"]].concat(), 0);
    desk.apply("plan.json", IMPORT, 0);

    let new = [IMPORT, &["--book", "new.sqlite", "--new-book"]].concat();
    let plan = desk.plan("new.json", &new, 0);
    assert_eq!((&plan["book"], &plan["offers"][0]["base"]), (&Value::Null, &Value::Null));
    assert!(!desk.path("new.sqlite").exists());
    desk.apply("new.json", &new, 0);
    desk.refuse("new.json", &new, "new.json is a plan for another book");
}

#[test]
fn limits_apply_to_plans() {
    let desk = desk();
    let limited = [IMPORT, &["--max-removals", "0"]].concat();
    let plan = desk.plan("plan.json", &limited, 3);
    assert_eq!(plan["exceeded"], "maxRemovals");
    desk.refuse("plan.json", IMPORT, "exceeded is \"maxRemovals\" in the file, and null now");
    let plan = desk.plan("plan.json", &[IMPORT, &["--max-coverage-loss", "1", "--yes"]].concat(), 3);
    assert_eq!(plan["exceeded"], "maxCoverageLoss");
    let plan = desk.plan("plan.json", &[IMPORT, &["--yes"]].concat(), 0);
    assert_eq!((&plan["exceeded"], &plan["exitStatus"]), (&Value::Null, &json!(3)));
    desk.refuse("plan.json", &limited, "exceeded is null in the file, and \"maxRemovals\" now");
    desk.apply("plan.json", &[IMPORT, &["--max-removals", "1"]].concat(), 0);
}

#[test]
fn restore_and_retire_and_forget_have_plans() {
    let desk = desk();
    desk.import("next.csv", &["--yes", "-m", "Ann Lee asked"], 0);
    let restore = ["restore", "--offer", "crm", "--revision", "1"];
    let plan = desk.plan("restore.json", &restore, 3);
    assert_eq!((&plan["restored"], &plan["offers"][0]["result"]["revision"]), (&json!(1), &json!(3)));
    desk.refuse(
        "restore.json",
        &["restore", "--offer", "crm", "--revision", "2"],
        "restored is 1 in the file, and 2 now",
    );
    desk.apply("restore.json", &restore, 0);
    assert_eq!(desk.exported(), fs::read(desk.path("first.csv")).unwrap());
    desk.refuse("restore.json", &restore, "it is based on revision 2 of \"crm\", and the book has revision 3");

    let retire = ["retire", "BOB@contoso.com", "--replace-with", "ann@contoso.com"];
    let plan = desk.plan("retire.json", &retire, 3);
    assert_eq!((&plan["person"]["email"], &plan["successor"]), (&json!("BOB@contoso.com"), &json!("ann@contoso.com")));
    desk.refuse("retire.json", &["retire", "bob@contoso.com"], "is not the plan that would be carried out now");
    desk.run(&["import", "next.csv", "--offer", "erp"], 0);
    desk.run(&["import", "first.csv", "--offer", "erp", "--yes"], 0);
    desk.refuse("retire.json", &retire, "it changes \"crm\", and it would be \"crm, erp\" now");
    let plan = desk.plan("retire.json", &retire, 3);
    desk.apply("retire.json", &retire, 0);
    desk.refuse("retire.json", &retire, "it changes \"crm, erp\", and it would be \"\" now");
    let again = desk.plan("again.json", IMPORT, 3);
    assert_eq!(again["offers"][0]["base"], plan["offers"][0]["result"]);

    let forget = ["forget", "ann@contoso.com", "--name", "Ann Lee"];
    let plan = desk.plan("forget.json", &forget, 3);
    assert_eq!(plan["erasure"]["people"], json!([{"name": "Ann", "email": "ann@contoso.com"}]));
    assert_eq!(plan["erasure"]["texts"][0]["after"], "(forgotten) asked");
    assert_eq!(plan["confirmation"]["reasons"], json!([{"offer": null, "kind": "erased", "count": 7}]));
    desk.refuse("forget.json", &["forget", "cy@contoso.com"], "is not the plan that would be carried out now");
    desk.import("next.csv", &["--yes"], 0);
    desk.refuse("forget.json", &forget, "the book has changed since the plan forget.json was made");
    let plan = desk.plan("forget.json", &forget, 3);
    assert!(desk.apply("forget.json", &forget, 0).contains("8 contacts erased"), "{plan}");
    let now = desk.plan("now.json", IMPORT, 3);
    let result = plan["offers"].as_array().unwrap().iter().find(|offer| offer["offer"] == "crm");
    assert_eq!(now["offers"][0]["base"], result.unwrap()["result"]);
    desk.refuse("forget.json", &forget, "it changes \"crm, erp\", and it would be \"\" now");
    assert_eq!(desk.plan("nothing.json", &forget, 0)["confirmation"]["needed"], false);
    desk.apply("nothing.json", &forget, 0);
}

#[test]
fn all_offers_and_edits_in_the_portal_have_plans() {
    let desk = desk();
    desk.run(&["import", "first.csv", "--offer", "erp"], 0);
    desk.run(&["export", "--all-offers", "-o", "lists"], 0);
    fs::copy(desk.path("next.csv"), desk.path("lists/crm.csv")).unwrap();
    let all = ["import", "lists", "--all-offers"];
    let plan = desk.plan("all.json", &all, 3);
    let results: Vec<&Value> =
        plan["offers"].as_array().unwrap().iter().map(|offer| &offer["result"]["revision"]).collect();
    assert_eq!(results, [&json!(2), &Value::Null]);
    assert_eq!(plan["inputs"][1]["file"], "erp.csv");
    fs::copy(desk.path("next.csv"), desk.path("lists/erp.csv")).unwrap();
    desk.refuse("all.json", &all, "erp.csv has changed since the plan all.json was made");
    fs::copy(desk.path("first.csv"), desk.path("lists/erp.csv")).unwrap();
    let changed = desk.plan("all.json", &all, 3);
    assert_eq!(changed["offers"][0], plan["offers"][0]);
    assert!(desk.apply("all.json", &all, 0).contains("1 offer has a new revision"));
    assert_eq!(desk.exported(), fs::read(desk.path("next.csv")).unwrap());
    desk.refuse("all.json", &all, "it is based on revision 1 of \"crm\", and the book has revision 2");

    for (edits, revisions, [theirs, ours]) in
        [("--adopt", [3, 4], ["Pia", "Lea"]), ("--reconcile", [5, 6], ["Per", "Liv"])]
    {
        desk.run(&["export", "--offer", "crm", "-o", "export.csv", "--force"], 0);
        let exported = fs::read_to_string(desk.path("export.csv")).unwrap();
        fs::write(desk.path("portal.csv"), exported.clone() + &row(theirs, "CEO", "SE")).unwrap();
        fs::write(desk.path("list.csv"), exported + &row(ours, "CEO", "NO")).unwrap();
        let import = ["import", "list.csv", "--offer", "crm", "--current", "portal.csv"];
        let refused = desk.run(&[&import[..], &["--dry-run", "--format", "json"]].concat(), 3);
        assert!(refused.stdout.is_empty());
        let import = [&import[..], &[edits]].concat();
        let status = if edits == "--adopt" { 3 } else { 0 };
        let plan = desk.plan("portal.json", &import, status);
        let offer = &plan["offers"][0];
        assert_eq!(
            [&offer["adopted"]["result"]["revision"], &offer["result"]["revision"]],
            revisions.map(Value::from).each_ref()
        );
        assert_eq!(offer["adopted"]["changes"]["added"][0]["name"], theirs);
        desk.apply("portal.json", &import, 0);
        let next = desk.plan("next.json", IMPORT, 3);
        assert_eq!(next["offers"][0]["base"], offer["result"]);
        desk.refuse("portal.json", &import, "the book has changed since the plan portal.json was made");
    }
}

/// The other writer commits after the plan was compared, or before on a slow machine.
#[test]
fn a_plan_is_refused_if_the_book_moves_while_it_is_applied() {
    let desk = desk();
    let forget = ["forget", "ann@contoso.com"];
    desk.plan("import.json", IMPORT, 3);
    desk.plan("forget.json", &forget, 3);
    let offer: OfferId = "crm".parse().unwrap();
    let mut book = Book::open(desk.path("book.sqlite")).unwrap();
    let mut contacts: Vec<StoredContact<'static>> = Vec::new();
    let each = |contact: &StoredContact<'_>| {
        contacts.push(contact.clone().into_owned());
        Ok::<(), BookError>(())
    };
    book.read().unwrap().contacts(&offer, 1, each).unwrap();
    let writing = book.write().unwrap();
    let start = |args: &[&str], file: &str| desk.command(&[args, &["--plan", file]].concat()).spawn().unwrap();
    let applied = [start(IMPORT, "import.json"), start(&forget, "forget.json")];
    thread::sleep(Duration::from_secs(1));
    writing.add_revision(&offer, Some(1), &NewRevision::default(), contacts).unwrap();
    writing.commit().unwrap();
    drop(book);
    for child in applied {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(desk.history()["offers"][0]["revisions"].as_array().map(Vec::len), Some(2));
    assert_eq!(desk.exported(), fs::read(desk.path("first.csv")).unwrap());
}

/// The contacts of the book have cells that today's rules refuse.
#[test]
fn plans_with_stored_contacts_have_the_schema() {
    let desk = Desk::new();
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/book/earlier-rules.sqlite");
    fs::copy(book, desk.path("book.sqlite")).unwrap();
    let restore = ["restore", "--offer", "contoso-crm", "--revision", "1"];
    let plan = desk.plan("plan.json", &restore, 3);
    assert_eq!(plan["offers"][0]["changes"]["changed"][0]["before"]["name"], "#N/A");
    desk.apply("plan.json", &restore, 0);
}
