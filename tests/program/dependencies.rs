//! Checks that `docs/dependencies.md` lists exactly the dependencies of `Cargo.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Returns the names in tables of one kind, such as `dev-dependencies`, of `Cargo.toml`.
fn declared(kind: &str) -> BTreeSet<String> {
    let manifest = read("Cargo.toml");
    let mut names = BTreeSet::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            is_inside = table.rsplit('.').next() == Some(kind);
        } else if let Some((name, _)) = line.split_once('=').filter(|_| is_inside && !line.starts_with('#')) {
            names.insert(name.trim().to_owned());
        }
    }
    names
}

/// Returns the names in backticks in a section of the page: in its text, and in the first column of its table.
fn explained(heading: &str) -> BTreeSet<String> {
    let page = read("docs/dependencies.md");
    let part = page.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let lines = part.lines().filter(|line| !line.starts_with("| crate") && !line.starts_with("| ---"));
    let named = lines.map(|line| line.strip_prefix("| ").map_or(line, |row| row.split(" |").next().unwrap()));
    named
        .flat_map(|text| text.split('`').skip(1).step_by(2))
        .filter(|name| *name != "build/main.rs")
        .map(str::to_owned)
        .collect()
}

#[test]
fn documented_dependencies_match_cargo_toml() {
    for (kind, heading) in [
        ("dependencies", "In the program"),
        ("build-dependencies", "In the build"),
        ("dev-dependencies", "In tests and benches"),
    ] {
        let declared = declared(kind);
        assert!(declared.len() > 5, "{kind}: {declared:?}");
        assert_eq!(declared, explained(heading), "{kind}");
    }
}

#[test]
fn the_page_has_the_number_of_locked_packages() {
    let count = read("Cargo.lock").matches("[[package]]").count();
    assert!(read("docs/dependencies.md").contains(&format!("{count} packages in all")), "{count}");
}
