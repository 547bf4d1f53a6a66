//! Very long cells, and bytes that are not text.

use std::fs;

use super::{Folder, HEADER};

/// CSV and JSON have no limit for a cell; a workbook has one, and the message names it.
#[test]
fn a_cell_of_a_megabyte_is_accepted_or_refused_with_a_message() {
    let folder = Folder::new();
    let (long, longer) = ("A".repeat(1_000_000), "é".repeat(40_000));
    folder.list("good.csv", HEADER, &[&[&long, "ann@contoso.com", "CEO", "Partner sales", "DE", ""]]);
    folder.list("bad.csv", HEADER, &[&["Ann", "ann@contoso.com", &longer, "Partner sales", &long, ""]]);
    for (args, status, error) in [
        (&["convert", "good.csv", "--to", "csv"][..], 0, ""),
        (&["convert", "good.csv", "--to", "json"], 0, ""),
        (
            &["convert", "good.csv", "--to", "xlsx"],
            2,
            "row 2, Name: the text has 1000000 characters, but an Excel cell can hold 32,767",
        ),
        (&["validate", "good.csv"], 0, ""),
        (
            &["validate", "good.csv", "--annotate", "g.xlsx"],
            2,
            "row 2, Name: the text has 1000000 characters, but an Excel cell can hold 32,767",
        ),
        (&["coverage", "good.csv"], 0, ""),
        (&["import", "good.csv", "--offer", "crm"], 0, ""),
        (&["export", "--offer", "crm"], 0, ""),
        (
            &["export", "--offer", "crm", "--to", "xlsx"],
            2,
            "row 2, Name: the text has 1000000 characters, but an Excel cell can hold 32,767",
        ),
        (&["validate", "bad.csv"], 1, ""),
        (&["convert", "bad.csv", "-o", "o.csv", "--rejects", "r.csv"], 1, ""),
        (&["convert", "bad.csv", "-o", "o.csv", "--rejects", "r.json", "--force"], 1, ""),
        (
            &["convert", "bad.csv", "-o", "o.csv", "--rejects", "r.xlsx", "--force"],
            2,
            "row 2, Job title: the text has 40000 characters, but an Excel cell can hold 32,767",
        ),
    ] {
        let output = folder.run(args);
        let printed = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{args:?}");
        let is_told = args[0] == "validate" || args.contains(&"-o");
        assert!(
            !is_told || output.stdout.len() + printed.len() < 4_000,
            "{args:?}: the output is too long for a screen"
        );
        assert!(
            if error.is_empty() { !printed.contains("error\u{1b}[0m: ") } else { printed.contains(error) },
            "{args:?}: {}",
            &printed[..printed.len().min(500)]
        );
    }
    assert!(!folder.path("r.xlsx").exists() && !folder.path("g.xlsx").exists());
}

#[test]
fn bytes_that_are_not_text_are_refused() {
    let folder = Folder::new();
    let object = |name: &str| {
        format!(
            r#"[{{"name":"{name}","email":"a@contoso.com","jobTitle":"CEO","role":"Partner sales","countries":["DE"]}}]"#
        )
    };
    let row = |name: &str| format!("{HEADER}\n{name},a@contoso.com,CEO,Partner sales,DE,\n").into_bytes();
    for (name, bytes, printed) in [
        ("high.json", object(r"A\ud800").into_bytes(), "not a valid list in JSON"),
        ("low.json", object(r"\udc00A").into_bytes(), "not a valid list in JSON"),
        ("high.ndjson", object(r"A\ud800x").trim_matches(['[', ']']).as_bytes().to_vec(), "not a valid list in JSON"),
        ("nul.csv", row("A\0B"), "line 2 has a NUL character"),
        ("nuls.csv", vec![0; 70_000], "unsupported file type"),
    ] {
        fs::write(folder.path(name), bytes).unwrap();
        for command in [&["validate"][..], &["convert", "--to", "json"], &["coverage"], &["import", "--offer", "crm"]] {
            let output = folder.run(&[command, &[name]].concat());
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{command:?} {name}: {error}");
            assert!(error.contains(name) && error.contains(printed), "{command:?} {name}: {error}");
        }
    }
    // A surrogate pair is one character, and JSON may contain escaped control characters.
    fs::write(folder.path("pair.json"), object(r"A\ud83d\ude00 \u0000\u001b[2JB")).unwrap();
    let output = folder.run(&["convert", "pair.json", "--to", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list[0]["name"], "A\u{1f600} [2JB");
}
