//! `cosell FILE...`: the second round through a corrected workbook, files that go away, many files, and several runs at
//! once.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Output;

use crate::workspace::Workspace;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";
const GOOD: &str = "Ann Lee,ann.lee@contoso.com,Director,Partner sales,\"Deutschland / UK\",\n";
const BAD: &str = "Bob Reyes,bob.reyes@contoso.com,CTO,Partner sales,\"US, Narnia\",US-WA\n";

fn run(workspace: &Workspace, args: &[&str]) -> (Output, String) {
    let output = workspace.command("cosell", args).env("COLUMNS", "1000").env("LC_ALL", "C").output().unwrap();
    let printed = String::from_utf8(output.stderr.clone()).unwrap();
    (output, printed)
}

/// Replaces a text in all parts of a workbook, as a person would in its cells.
fn correct_in_workbook(file: &Path, wrong: &str, right: &str) {
    let mut read = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..read.len() {
        let mut part = read.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        let text = String::from_utf8(bytes).map(|text| text.replace(wrong, right).into_bytes());
        parts.push((name, text.unwrap_or_else(|error| error.into_bytes())));
    }
    let mut written = zip::ZipWriter::new(File::create(file).unwrap());
    for (name, bytes) in parts {
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    written.finish().unwrap();
}

#[test]
fn a_corrected_workbook_becomes_the_list_that_convert_writes() {
    let workspace = Workspace::new();
    let list = HEADER.to_owned() + GOOD + BAD;
    fs::write(workspace.path("regions.csv"), &list).unwrap();
    let (output, printed) = run(&workspace, &["regions.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed.contains("regions.csv has 1 problem that only you can solve."), "{printed}");
    assert!(!workspace.path("regions.upload.csv").exists());

    // Nothing has been corrected: the same again, beside the first workbook.
    let (output, printed) = run(&workspace, &["regions.to-correct.xlsx"]);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(workspace.path("regions.to-correct-2.xlsx").exists(), "{printed}");

    correct_in_workbook(&workspace.path("regions.to-correct.xlsx"), "US, Narnia", "US, NA");
    let (output, printed) = run(&workspace, &["regions.to-correct.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(
        printed.starts_with("regions.to-correct.xlsx is ready: 2 contacts are in regions.upload.csv."),
        "{printed}"
    );

    fs::write(workspace.path("by-hand.csv"), list.replace("Narnia", "NA")).unwrap();
    let (output, _) = run(&workspace, &["convert", "by-hand.csv", "-o", "converted.csv"]);
    assert_eq!(output.status.code(), Some(0));
    let [prepared, converted] =
        ["regions.upload.csv", "converted.csv"].map(|name| fs::read(workspace.path(name)).unwrap());
    assert_eq!(prepared, converted);
    assert_eq!(fs::read_to_string(workspace.path("regions.csv")).unwrap(), list);
    assert!(workspace.unfinished().is_empty());
}

#[test]
fn a_corrected_workbook_has_the_profile_of_its_list() {
    let workspace = Workspace::new();
    let profile = "[profile.contoso]\nfiles = 'contoso-*.csv'\nmap = 'Full name=Name'\ndelimiter = ';'\n";
    fs::write(workspace.path("cosell.toml"), profile).unwrap();
    let list = "Full name;Email;Job title;Role;Countries/Regions\nAnn;ann@contoso.com;CEO;Partner sales;Narnia\n";
    fs::write(workspace.path("contoso-2026.csv"), list).unwrap();
    assert_eq!(run(&workspace, &["contoso-2026.csv"]).0.status.code(), Some(1));
    correct_in_workbook(&workspace.path("contoso-2026.to-correct.xlsx"), "Narnia", "Namibia");
    let (output, printed) = run(&workspace, &["contoso-2026.to-correct.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let prepared = fs::read_to_string(workspace.path("contoso-2026.upload.csv")).unwrap();
    assert!(prepared.ends_with("\r\nAnn,ann@contoso.com,CEO,Partner sales,NA,\r\n"), "{prepared}");
    // The profile fits the name of the prepared list, too, but not its header and its delimiter.
    fs::write(workspace.path("cosell.toml"), profile.replace("contoso-*.csv", "contoso-*")).unwrap();
    let (output, printed) = run(&workspace, &["contoso-2026.upload.csv"]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(
        printed.contains("contoso-2026.upload.csv is ready already, with 1 contact; no file was written."),
        "{printed}"
    );
}

#[test]
fn a_folder_full_of_lists_is_refused_whole() {
    let workspace = Workspace::new();
    let names: Vec<String> = (0..200).map(|number| format!("list-{number}.csv")).collect();
    names.iter().for_each(|name| fs::write(workspace.path(name), HEADER.to_owned() + GOOD).unwrap());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (output, printed) = run(&workspace, &names);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed.contains("200 files are too many: at most 100 can be prepared at once"), "{printed}");
    assert_eq!(printed.lines().count(), 2, "{printed}");
    let prepared = || workspace.names().iter().filter(|name| name.ends_with(".upload.csv")).count();
    assert_eq!(prepared(), 0);
    let (output, printed) = run(&workspace, &names[..100]);
    assert_eq!((output.status.code(), prepared()), (Some(0), 100));
    assert!(printed.contains("\n100 lists: 100 ready.\n"), "{printed}");
}

/// Reading the memory of a process at its start fails like a share that is gone: the file can be opened, and not read.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_goes_away_leaves_the_others() {
    let workspace = Workspace::new();
    fs::write(workspace.path("good.csv"), HEADER.to_owned() + GOOD).unwrap();
    let (output, printed) = run(&workspace, &["/proc/self/mem", "good.csv"]);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(printed.starts_with("error: /proc/self/mem: can't be read: "), "{printed}");
    assert!(
        printed.contains("good.csv is ready: 1 contact") && printed.contains("2 lists: 1 ready, 1 that can't be used.")
    );
    assert!(workspace.path("good.upload.csv").exists());
}

#[test]
fn runs_at_once_take_a_name_each() {
    let workspace = Workspace::new();
    let expected = {
        assert_eq!(run(&workspace, &["convert", "list.csv", "-o", "converted.csv"]).0.status.code(), Some(0));
        fs::read(workspace.path("converted.csv")).unwrap()
    };
    let started: Vec<_> = (0..6).map(|_| workspace.command("cosell", &["list.csv"]).spawn().unwrap()).collect();
    for run in started {
        assert!(run.wait_with_output().unwrap().status.success());
    }
    let names: Vec<String> = workspace.names().into_iter().filter(|name| name.contains(".upload")).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.iter().all(|name| fs::read(workspace.path(name)).unwrap() == expected));
}

/// Runs the program in a pseudo-terminal, which `script` of util-linux opens, with answers to its questions.
#[cfg(target_os = "linux")]
fn on_terminal(workspace: &Workspace, line: &str, answers: &str) -> (String, Option<i32>) {
    let mut script = workspace.command("script", &["--quiet", "--return", "--command", line, "/dev/null"]);
    let mut running = script.env("LC_ALL", "C").stdin(std::process::Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[cfg(target_os = "linux")]
#[test]
fn several_sheets_are_one_list_if_somebody_says_so() {
    let workspace = Workspace::new();
    let two_lists = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks/two-lists.xlsx");
    fs::copy(two_lists, workspace.path("two-lists.xlsx")).unwrap();
    let (shown, status) = on_terminal(&workspace, "cosell two-lists.xlsx", "n\n");
    assert!(
        shown.contains("two-lists.xlsx has contacts in several sheets: \"North\", \"South\". Use all of them? [y/N]")
    );
    assert_eq!((status, workspace.path("two-lists.upload.csv").exists()), (Some(2), false), "{shown}");
    let (shown, status) = on_terminal(&workspace, "cosell two-lists.xlsx", "y\n");
    assert!(shown.contains("two-lists.xlsx is ready: 3 contacts are in two-lists.upload.csv."), "{shown}");
    assert_eq!((status, workspace.path("two-lists.upload.csv").exists()), (Some(0), true));
}

#[test]
fn the_offer_of_a_profile_has_its_plan() {
    let workspace = Workspace::new();
    fs::write(workspace.path("cosell.toml"), "[profile.crm]\nfiles = 'crm-*'\noffer = 'contoso-crm'\n").unwrap();
    let second = "Dina Roth,dina.roth@contoso.com,COO,Partner sales,IT,\n";
    fs::write(workspace.path("crm-q3.csv"), HEADER.to_owned() + GOOD).unwrap();
    fs::write(workspace.path("crm-q4.csv"), HEADER.to_owned() + GOOD + second).unwrap();
    fs::write(workspace.path("crm-q5.csv"), HEADER.to_owned() + second).unwrap();
    let (output, _) = run(&workspace, &["import", "crm-q3.csv", "--offer", "contoso-crm"]);
    assert!(output.status.success());
    let book = fs::read(workspace.path("book.sqlite")).unwrap();

    // A contact is added, which needs no confirmation.
    let (output, printed) = run(&workspace, &["crm-q4.csv"]);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    let plan = String::from_utf8(output.stdout).unwrap();
    assert!(plan.contains(": 1 added; 1 unchanged") && plan.contains("Dina Roth"), "{plan}");
    assert!(printed.contains("The plan of an import into \"contoso-crm\" in the book:"), "{printed}");
    // A contact is removed, which has to be confirmed.
    let (output, printed) = run(&workspace, &["crm-q5.csv"]);
    assert_eq!(output.status.code(), Some(3), "{printed}");
    assert!(printed.contains("1 contact would be removed from \"contoso-crm\""), "{printed}");
    assert!(workspace.path("crm-q5.upload.csv").exists());
    assert_eq!(fs::read(workspace.path("book.sqlite")).unwrap(), book);

    // The command that is named works, although the profile fits the prepared list, too.
    let command = "import crm-q4.upload.csv --offer contoso-crm --no-config";
    assert!(run(&workspace, &["crm-q4.upload.csv"]).1.contains(&format!("\n  cosell {command}\n")));
    let (output, printed) = run(&workspace, &command.split(' ').collect::<Vec<_>>());
    assert!(output.status.success(), "{printed}");

    // Without a book there is nothing to compare with, but the list is ready.
    fs::remove_file(workspace.path("book.sqlite")).unwrap();
    let (output, printed) = run(&workspace, &["crm-q3.csv"]);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(workspace.path("crm-q3.upload.csv").exists() && !printed.contains("cosell import crm"), "{printed}");
}
