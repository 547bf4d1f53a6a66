//! Runs the examples of the README and of the guide.

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(document: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(document)).unwrap()
}

/// Returns the lines of a document's console blocks that call the program, without `cosell`.
fn examples(document: &str) -> Vec<String> {
    read(document).lines().filter_map(|line| line.strip_prefix("$ cosell ")).map(str::to_owned).collect()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

#[test]
fn every_example_ends_with_the_expected_status() {
    for document in ["README.md", "docs/guide.md"] {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(&Path::new(ROOT).join("fixtures"), &folder.path().join("fixtures"));
        let examples = examples(document);
        assert!(examples.len() >= 8, "{document} has too few examples");
        for example in examples {
            let line = format!("'{}' {example}", env!("CARGO_BIN_EXE_cosell"));
            let output = Command::new("sh")
                .args(["-c", &line])
                .current_dir(folder.path())
                .env("COSELL_BOOK", "book.sqlite")
                .env("LC_ALL", "C")
                .output()
                .unwrap();
            let has_mistakes = ["mistakes", "to-correct", "--conflicts"].iter().any(|word| example.contains(word));
            // The French list has findings, because its roles are labels.
            let has_findings = has_mistakes || (example.starts_with("validate") && example.contains("french"));
            let differs = example.starts_with("diff");
            let is_asked = example.contains("--dry-run");
            let expected = match is_asked {
                true => Some(3),
                false => Some(i32::from(has_findings || differs)),
            };
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), expected, "{document}: {example}\n{stderr}");
        }
    }
}

#[test]
fn the_code_in_the_readme_is_the_tested_example_of_the_library() {
    let readme = read("README.md");
    let code = readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let library = read("src/lib.rs");
    let documentation: Vec<&str> = library.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim).collect();
    for line in code.lines() {
        assert!(documentation.contains(&line.trim()), "not in src/lib.rs: {line}");
    }
}

#[test]
fn the_json_in_the_guide_equals_the_output() {
    let guide = read("docs/guide.md");
    let json = guide.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let shown: serde_json::Value = serde_json::from_str(json).unwrap();
    let list = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,\"US, Germany\"\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
        .args(["validate", "list.csv", "--format", "json"])
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&shown), keys(&written));
    assert_eq!(keys(&shown["summary"]), keys(&written["summary"]));
    assert_eq!(keys(&shown["findings"][0]), keys(&written["findings"][0]));
    for key in ["rule", "severity", "column", "value", "span", "message", "fix", "alternatives"] {
        assert_eq!(shown["findings"][0][key], written["findings"][0][key], "{key}");
    }
}
