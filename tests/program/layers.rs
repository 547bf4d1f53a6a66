//! Checks of the source: the direction of dependencies between the modules of `src`, as ARCHITECTURE.md draws it, and
//! paths of a developer's machine, which no file may contain.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. A module imports only from layers below its own.
const LAYERS: &[&[&str]] = &[
    &["util"],
    &["contact"],
    &["i18n", "tables"],
    &["diagnostics", "fs"],
    &["spreadsheet"],
    &["read", "normalize", "write"],
    &["pipeline"],
    &["contact_list"],
    &["convert", "countries", "coverage", "diff", "merge", "prepared_names", "template", "validate"],
    &["book"],
    &["report"],
    &["cli", "page"],
];

/// Exceptions: imports within one layer, as the module and the imported module.
const WITHIN_LAYER: &[(&str, &str)] = &[
    ("merge", "diff"),        // a changed address or role is recognized by one rule
    ("validate", "coverage"), // gaps in coverage are findings of a list
];

fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| extensions.iter().any(|extension| own == *extension)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns the top-level modules that a source text names after `crate::`. Comments and unit tests are left out.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let first_word =
        |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned();
    let mut names = BTreeSet::new();
    for path in code.split("crate::").skip(1) {
        match path.strip_prefix('{') {
            None => drop(names.insert(first_word(path))),
            Some(group) => {
                let mut depth = 0;
                for part in group.split_inclusive(['{', '}', ',', ';']) {
                    if depth == 0 {
                        names.insert(first_word(part.trim_start()));
                    }
                    depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
                    if depth < 0 {
                        break;
                    }
                }
            }
        }
    }
    names.remove("");
    names
}

#[test]
fn modules_import_from_layers_below_only() {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut within: BTreeSet<&(&str, &str)> = BTreeSet::new();
    for file in files("src", &["rs"]) {
        let name = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own = layer(&module).unwrap_or_else(|| panic!("src/{name}: module {module} has no layer"));
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            let pair = WITHIN_LAYER.iter().find(|pair| pair.0 == module && pair.1 == import);
            within.extend(pair);
            if import != module && pair.is_none() && layer(&import).is_some_and(|other| other >= own) {
                wrong.push(format!("src/{name} imports {import}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "imports upward or within a layer");
    assert_eq!(within.len(), WITHIN_LAYER.len(), "remove what is no longer imported from WITHIN_LAYER: {within:?}");
}

/// A text of the code, and the places under `src` that may contain it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("thread::spawn", &["pipeline/", "cli/"]),
    ("thread::scope", &["pipeline/", "cli/"]),
    ("thread::Builder", &["pipeline/", "cli/"]),
    ("sync_channel", &["pipeline/"]),
    ("process::Command", &["read/workbook/sandbox/"]),
    ("clap", &["cli/"]),
    ("env::args", &["cli/"]),
    ("rusqlite", &["book/"]),
    ("std::fs", &["book/", "cli/", "fs/", "read/input.rs"]),
];

#[test]
fn threads_files_and_processes_are_where_they_belong() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in files("src", &["rs"]) {
        let name = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = || code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for (part, places) in ONLY_IN {
            let is_allowed = places.iter().any(|place| name.starts_with(place));
            if !is_allowed && lines().any(|line| line.contains(part)) {
                wrong.push(format!("src/{name}: {part}"));
            }
        }
        // A path to the crate's root that `imports` doesn't see.
        let depth = name.trim_end_matches("/mod.rs").matches('/').count();
        let around = if depth == 0 { "use super::" } else { "super::super::" };
        if name != "lib.rs"
            && lines().any(|line| if depth == 0 { line.starts_with(around) } else { line.contains(around) })
        {
            wrong.push(format!("src/{name}: {around} (write `crate::`)"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn imports_are_found_in_groups_and_paths() {
    let code = "use crate::contact::{self, Row};\nuse crate::{read::{Format, Input}, write};\n// crate::x\nfn f() { crate::report::y() }";
    assert_eq!(imports(code).into_iter().collect::<Vec<_>>(), ["contact", "read", "report", "write"]);
}

#[test]
fn no_file_contains_a_path_of_one_machine() {
    let machine = [concat!("/wo", "rk/"), concat!("/tmp/", "bash")];
    let extensions = ["rs", "md", "csv", "tsv", "json", "toml", "py", "html", "ftl", "mjs"];
    let folders = ["src", "tests", "docs", "templates", "fixtures", "benches", "fuzz", "build"];
    let mut all: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder, &extensions)).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // In a work tree of Git, `.git` is a file with a path.
    let is_committed = |path: &PathBuf| path.is_file() && !path.ends_with(".git");
    all.extend(fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(is_committed));
    assert!(all.len() > 400, "only {} files", all.len());
    for file in all {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let found = machine.iter().find(|path| text.contains(**path));
        assert_eq!(found, None, "in {}", file.display());
    }
}

#[test]
fn documents_name_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = vec![
        root.join("README.md"),
        root.join("ARCHITECTURE.md"),
        root.join("CONTRIBUTING.md"),
        root.join("Cargo.toml"),
    ];
    documents.extend(
        ["docs", "src", "tests", "fuzz", "benches", "fixtures"].iter().flat_map(|folder| files(folder, &["md"])),
    );
    let path =
        regex::Regex::new(r"\b(?:src|tests|docs|build|benches|templates|fixtures|fuzz)/[A-Za-z0-9_./-]*[A-Za-z0-9_]")
            .unwrap();
    let mut missing = Vec::new();
    for document in documents {
        let text = fs::read_to_string(&document).unwrap();
        for named in path.find_iter(&text).filter(|named| !text[named.end()..].starts_with(['*', '{'])) {
            let is_placeholder = named.as_str().contains("NAME")
                || named.as_str().contains("GROUP")
                || named.as_str().contains("TARGET")
                || named.as_str() == "fuzz/corpus";
            let is_part = text[..named.start()].ends_with(['/', '\\', '-']); // of a longer path or an address
            if !is_placeholder && !is_part && !root.join(named.as_str()).exists() {
                missing.push(format!("{}: {}", document.strip_prefix(root).unwrap().display(), named.as_str()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}
