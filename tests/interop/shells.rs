//! Completions in real shells, and manual pages in the programs that show them.
//!
//! Tests of programs that may be missing are ignored unless `--ignored` is given, as `.ci/run` does after installing
//! them.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const COSELL: &str = env!("CARGO_BIN_EXE_cosell");

/// Runs a script in a shell with the program in its PATH, in a new folder with `contacts.csv`.
fn run(shell: &[&str], script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write_lists(folder.path());
    run_in(folder.path(), shell, script)
}

/// Writes `contacts.csv`, and a book with three offers where the program looks for it.
fn write_lists(folder: &Path) {
    let contact = "Ann Lee,ann@contoso.com,Buyer,Partner sales,DE,";
    let list = format!("Name,Email,Job title,Role,Countries/Regions,States/Provinces\n{contact}\n");
    fs::write(folder.join("contacts.csv"), list).unwrap();
    for offer in ["crm-01", "crm-02", "erp $(touch made)"] {
        let import = ["import", "contacts.csv", "--new-book", "--new", "--yes", "-qq", "--offer", offer];
        let mut command = Command::new(COSELL);
        let status = command.args(import).current_dir(folder).env_clear().env("HOME", folder).status().unwrap();
        assert!(status.success());
    }
}

fn run_in(folder: &Path, shell: &[&str], script: &str) -> String {
    let programs = Path::new(COSELL).parent().unwrap().display();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
    let Output { status, stdout, stderr } = Command::new(shell[0])
        .args(&shell[1..])
        .arg(script)
        .current_dir(folder)
        .env("PATH", path)
        .env("HOME", folder)
        .env("TERM", "xterm")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", shell[0]));
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success() && said.is_empty(), "{shell:?}: {status}\n{said}");
    String::from_utf8(stdout).unwrap()
}

/// Typed words, and the completions that must be offered.
const OFFERED: [(&str, &str); 10] = [
    ("con", "convert"),
    ("explain country-un", "country-unknown country-unlisted"),
    ("convert list.xlsx --to ", "csv json ndjson xlsx"),
    ("convert list.xlsx --labels d", "de-DE"),
    ("coverage list.xlsx --format ht", "html"),
    ("convert list.xlsx --encoding windows-", "windows-1251 windows-1252"),
    ("merge a.csv b.csv --on-conflict ", "first last"),
    ("man re", "remove-offer rename-offer restore retire"),
    ("history --offer crm", "crm-01 crm-02"),
    ("convert list.csv --lang ", "en fr"),
];

fn sorted(words: &str) -> String {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

#[test]
fn bash_completes() {
    for (typed, offered) in OFFERED {
        let words: Vec<String> = typed.split(' ').map(|word| format!("'{word}'")).collect();
        let before = words.len().checked_sub(2).map_or("cosell", |at| &words[at]);
        let script = format!(
            "source <(cosell completions bash); complete -p cosell > /dev/null
             COMP_WORDS=(cosell {}); COMP_CWORD={}
             _cosell cosell {} {before}; echo \"${{COMPREPLY[*]}}\"",
            words.join(" "),
            words.len(),
            words[words.len() - 1],
        );
        assert_eq!(sorted(&run(&["bash", "-c"], &script)), offered, "{typed}");
    }
}

/// The text of an ID is no command.
#[test]
fn offers_are_not_run() {
    let script = "source <(cosell completions bash); COMP_WORDS=(cosell history --offer erp); COMP_CWORD=3
        _cosell cosell erp --offer; echo \"${COMPREPLY[*]}\"; ls";
    let printed = run(&["bash", "-c"], script);
    assert!(printed.starts_with("erp\\ \\$\\(touch\\ made\\)\n") && !printed.contains("\nmade"), "{printed}");
}

#[test]
#[ignore = "needs fish"]
fn fish_completes() {
    for (typed, offered) in OFFERED {
        // fish also offers files if a command takes files.
        let script = format!(
            "cosell completions fish | source; complete -C 'cosell {typed}' | string replace -r '\\t.*' ''; true"
        );
        assert_eq!(sorted(&run(&["fish", "--no-config", "-c"], &script)), offered, "{typed}");
    }
}

/// zsh completes only at a prompt, so the test runs it in a pseudo-terminal.
#[test]
#[ignore = "needs zsh"]
fn zsh_completes() {
    for (typed, offered) in OFFERED {
        let folder = tempfile::tempdir().unwrap();
        write_lists(folder.path());
        let script = run(&["bash", "-c"], "cosell completions zsh");
        fs::write(folder.path().join("_cosell"), script).unwrap();
        let shown: Vec<String> = offered.split(' ').map(|word| format!("*{word}")).collect();
        // A single completion is inserted into the line; several are listed in an order that zsh chooses.
        let wait = shown.join("");
        let script = format!(
            "zmodload zsh/zpty; zpty -b shell 'zsh -f -i'
             zpty -w shell 'PS1=; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; setopt no_list_ambiguous; stty cols 200; print REA\"\"DY'
             zpty -r shell seen '*READY*'
             zpty -w -n shell 'cosell {typed}'$'\\t'
             zpty -r shell seen '{wait}*'; zpty -d shell"
        );
        run_in(folder.path(), &["timeout", "30", "zsh", "-f", "-c"], &script);
    }
}

#[test]
fn pages_are_written_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let message = run_in(folder.path(), &["sh", "-c"], "cosell man -o man1 2>&1");
    assert_eq!(message, "Written to man1.\n");
    let help = run(&["sh", "-c"], "cosell --help");
    let pages: Vec<String> = names(&folder.path().join("man1"));
    assert!(pages.len() > 15 && pages.contains(&"cosell.1".to_owned()), "{pages:?}");
    for page in pages.iter().filter(|page| *page != "cosell.1") {
        let command = page.strip_prefix("cosell-").and_then(|name| name.strip_suffix(".1")).unwrap();
        assert!(help.contains(&format!("  {command} ")), "{page}");
        let printed = run(&["sh", "-c"], &format!("cosell man {command}"));
        assert_eq!(printed, fs::read_to_string(folder.path().join("man1").join(page)).unwrap(), "{page}");
    }
}

#[test]
#[ignore = "needs mandoc"]
fn mandoc_accepts_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["sh", "-c"], "cosell man -o . 2>&1");
    for page in names(folder.path()) {
        let lint = Command::new("mandoc").args(["-Tlint", "-Wwarning", &page]).current_dir(&folder).output().unwrap();
        let said = String::from_utf8(lint.stdout).unwrap();
        // Pages have no date, so that they are the same every day.
        let faults: Vec<&str> = said.lines().filter(|line| !line.contains("missing date")).collect();
        assert!(faults.is_empty() && said.lines().count() == 1, "{faults:?}");
        let html = run_in(folder.path(), &["sh", "-c"], &format!("mandoc -Thtml {page}"));
        assert!(
            ["NAME", "SYNOPSIS", "EXAMPLES", "EXIT_STATUS"].iter().all(|head| html.contains(&format!("id=\"{head}\""))),
            "{page}"
        );
    }
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
