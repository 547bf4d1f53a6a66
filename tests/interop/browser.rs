//! Pages in a browser: they load nothing, fit a phone, and are accessible in light and dark.

use std::fs;

use serde_json::{Value, json};

use crate::{cosell_with_status, run_json};

/// A list with hostile text, cells that are long, and problems of each severity.
fn hostile_list() -> String {
    let long = "x".repeat(5_000);
    let script = "\"<script>document.title='owned'</script><img src=http://example.com/x onerror=alert(1)>\"";
    format!(
        "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n\
         {script},ann@example.com,{script},Sales,\"US, {script}\",\n\
         {long},{long}@example.com,{long},{long},{long},{long}\n\
         \u{202e}gpj,bob@example.com,\u{1b}[2J,Partner sales,\"US, uk, XX\",\n\
         Bob,bob@example.com,CEO,Partner sales,uk,\n\
         Bob,bob@example.com,CEO,Partner sales,uk,\n\
         آن,cy@example.com,CEO,Partner sales,\"FR, LI, MC\",\n"
    )
}

#[test]
#[ignore = "needs Chromium, playwright-core and axe-core"]
fn pages_are_accessible_and_load_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    fs::write(folder.path().join("hostile.csv"), hostile_list()).unwrap();
    let [mistakes, emea, markets] = ["sales-ops-mistakes.xlsx", "coverage/emea.csv", "coverage/markets.csv"]
        .map(|file| format!("{fixtures}/{file}"));
    let markets = format!("@{markets}");
    for (arguments, status) in [
        (vec!["validate", &mistakes, "-o", "report.html"], 1),
        (vec!["validate", &mistakes, &emea, "hostile.csv", "-o", "several.html", "--lang", "fr"], 1),
        (vec!["validate", "hostile.csv", "--report", "hostile.html", "--format", "json"], 1),
        (vec!["validate", &emea, "-o", "clean.html"], 0),
        (vec!["coverage", &emea, "--markets", &markets, "-o", "coverage.html"], 1),
        (vec!["coverage", &format!("{fixtures}/coverage/global.csv"), "-o", "global.html", "--lang", "fr"], 0),
    ] {
        cosell_with_status(&arguments, folder.path(), status);
    }
    let pages = ["report.html", "several.html", "hostile.html", "clean.html", "coverage.html", "global.html"];
    let problems = run_json("browser.mjs", &pages, folder.path());
    let none: serde_json::Map<String, Value> = pages.iter().map(|page| ((*page).to_owned(), json!([]))).collect();
    assert_eq!(problems, Value::from(none), "{problems:#}");
}
