//! Runs the examples of the README.

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Returns the lines of the README's console blocks that call the program, without `cosell`.
fn examples() -> Vec<String> {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    readme.lines().filter_map(|line| line.strip_prefix("$ cosell ")).map(str::to_owned).collect()
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
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&Path::new(ROOT).join("fixtures"), &folder.path().join("fixtures"));
    let examples = examples();
    assert!(examples.len() >= 8, "the README has too few examples");
    for example in examples {
        let line = format!("'{}' {example}", env!("CARGO_BIN_EXE_cosell"));
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("COSELL_BOOK", "book.sqlite")
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let has_mistakes = example.contains("mistakes") || example.contains("to-correct");
        // The French list has findings, because its roles are labels.
        let has_findings = has_mistakes || (example.starts_with("validate") && example.contains("french"));
        let differs = example.starts_with("diff");
        let expected = if has_findings || differs { Some(1) } else { Some(0) };
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), expected, "{example}\n{stderr}");
    }
}

#[test]
fn the_json_in_the_readme_equals_the_output() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let json = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
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
