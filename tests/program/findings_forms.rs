//! Every form of findings has the same findings: the same number, rules, places and messages.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LIST: &str = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,\"US, XX\"\n";

/// Lists in several formats, which together have findings of most rules.
const LISTS: [&str; 14] = [
    "sales-ops-mistakes.xlsx",
    "sales-ops-mistakes.csv",
    "sales-ops-mistakes.json",
    "contacts.csv",
    "french.csv",
    "regional.csv",
    "workbooks/messy.xlsx",
    "workbooks/messy-libreoffice.ods",
    "dialects/german.csv",
    "dialects/japanese.csv",
    "dialects/sep-line.csv",
    "dialects/utf16be-no-mark.csv",
    "bad/no-header.csv",
    "bad/unclosed-quote.csv",
];

fn run(folder: &Path, arguments: &[&OsStr]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
        .arg("validate")
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "1000")
        .output()
        .unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn findings(folder: &Path, list: &OsStr, form: &str) -> Vec<u8> {
    run(folder, &[list, OsStr::new("--format"), OsStr::new(form), OsStr::new("--markets"), OsStr::new("NZ")])
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The parts of a finding that all forms have: rule, severity, line, place within the file, message.
type Same = (String, String, Option<u64>, String, String);

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns the place as forms with one field for it write it.
fn location(sheet: &str, cell: &str, row: &str, column: &str) -> String {
    let within = match (cell, row) {
        ("", "") => column.to_owned(),
        ("", row) if !sheet.is_empty() => format!("{row}:{row}"),
        ("", row) if column.is_empty() => format!("row {row}"),
        ("", row) => format!("row {row}, {column}"),
        (cell, _) => cell.to_owned(),
    };
    if sheet.is_empty() || within.is_empty() { within } else { format!("{sheet}!{within}") }
}

fn from_json(written: &[u8]) -> Vec<Same> {
    let report = json(written);
    let finding = |finding: &Value| {
        let row = finding["row"].as_u64().map(|row| row.to_string()).unwrap_or_default();
        let word = |key: &str| text_of(&finding[key]);
        (
            word("rule"),
            word("severity"),
            finding["line"].as_u64(),
            location(&word("sheet"), &word("cell"), &row, &word("column")),
            word("message"),
        )
    };
    array(&report["findings"]).iter().map(finding).collect()
}

fn from_csv(written: &[u8]) -> Vec<Same> {
    let mut table = csv::Reader::from_reader(written.strip_prefix(b"\xef\xbb\xbf").unwrap());
    let header = table.headers().unwrap().clone();
    let row = |row: csv::Result<csv::StringRecord>| {
        let row = row.unwrap();
        let cell = |label: &str| row[header.iter().position(|known| known == label).unwrap()].to_owned();
        (
            cell("Rule"),
            cell("Severity"),
            cell("Line").parse().ok(),
            location(&cell("Sheet"), &cell("Cell"), &cell("Row"), &cell("Column")),
            cell("Message"),
        )
    };
    table.records().map(row).collect()
}

fn from_sarif(written: &[u8]) -> Vec<Same> {
    let log = json(written);
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    let result = |result: &Value| {
        let location = &result["locations"][0];
        let rule = text_of(&result["ruleId"]);
        assert_eq!(text_of(&rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"]), rule);
        (
            rule,
            text_of(&result["level"]),
            location["physicalLocation"]["region"]["startLine"].as_u64(),
            text_of(&location["logicalLocations"][0]["fullyQualifiedName"]),
            text_of(&result["message"]["text"]),
        )
    };
    array(&log["runs"][0]["results"]).iter().map(result).collect()
}

fn unescaped(text: &str) -> String {
    ["%0A", "%0D", "%3A", "%2C", "%25"]
        .iter()
        .zip(["\n", "\r", ":", ",", "%"])
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// Parses a workflow command of GitHub. Returns its name, properties and message.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let properties = properties.split(',').map(|property| property.split_once('=').unwrap());
    let properties = properties.map(|(key, value)| (key.to_owned(), unescaped(value))).collect();
    (name.to_owned(), properties, unescaped(message))
}

fn from_github(written: &[u8], is_text: bool) -> Vec<Same> {
    let lines = std::str::from_utf8(written).unwrap().lines();
    let finding = |line: &str| {
        let (name, properties, message) = command(line);
        // A fixed finding says so.
        let message = message.strip_suffix(" (`cosell convert` fixes it)").unwrap_or(&message).to_owned();
        let severity = if name == "notice" { "note" } else { &name };
        let line = properties.get("line").map(|line| line.parse().unwrap());
        (properties["title"].clone(), severity.to_owned(), line, String::new(), message)
    };
    assert!(is_text || lines.clone().all(|line| !line.contains("line=")));
    lines.map(finding).collect()
}

#[test]
fn all_forms_have_the_same_findings() {
    let folder = Path::new(ROOT).join("fixtures");
    let mut rules = std::collections::BTreeSet::new();
    for list in LISTS {
        let written = |form| findings(&folder, OsStr::new(list), form);
        let expected = from_json(&written("json"));
        rules.extend(expected.iter().map(|(rule, ..)| rule.clone()));
        // Messages are sanitized in forms for people. In these lists that changes only line ends.
        let shown = |same: &[Same]| -> Vec<Same> {
            let one = |(rule, severity, line, location, message): &Same| {
                let message = message.trim_start_matches('\'').replace('\n', "\\n");
                (rule.clone(), severity.clone(), *line, location.clone(), message)
            };
            same.iter().map(one).collect()
        };
        let expected = shown(&expected);
        assert_eq!(shown(&from_csv(&written("csv"))), expected, "{list}");
        let sarif: Vec<Same> = from_sarif(&written("sarif"));
        // A cell may have several lines, and the marked part may be in a later one.
        assert_eq!(shown(&sarif), expected, "{list}");
        let github = from_github(&written("github"), !list.contains("xlsx") && !list.contains("ods"));
        let at_workbook = |(rule, severity, line, location, message): &Same| {
            let prefix = if line.is_none() && !location.is_empty() { format!("{location}: ") } else { String::new() };
            (rule.clone(), severity.clone(), *line, String::new(), prefix + message)
        };
        assert_eq!(shown(&github), expected.iter().map(at_workbook).collect::<Vec<_>>(), "{list}");
        assert_text_agrees(&folder, list, &json(&written("json")));
    }
    assert!(rules.len() > 25, "these lists show only {rules:?}");
}

/// Asserts that the text has the same rules and counts. In text, all fixes of a cell are one line.
fn assert_text_agrees(folder: &Path, list: &str, report: &Value) {
    let text = run(folder, &["--all", "--markets", "NZ", list].map(OsStr::new));
    let text = String::from_utf8(text).unwrap();
    let mut found: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut cells = Vec::new();
    for finding in array(&report["findings"]) {
        let (rule, severity) = (text_of(&finding["rule"]), text_of(&finding["severity"]));
        let is_fixable = severity != "note" && finding["fix"]["safety"] == "safe";
        let kind = if is_fixable { "fixable".to_owned() } else { severity };
        let cell = (rule.clone(), finding["row"].clone(), finding["column"].clone());
        if finding["fix"]["safety"] == "safe" && finding["column"].is_string() {
            if cells.last() == Some(&cell) {
                continue;
            }
            cells.push(cell);
        }
        *found.entry((kind, rule)).or_default() += 1;
    }
    let heads = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let head = |line: &str| {
        let mut words = line.split_whitespace();
        let (kind, rule) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
        let count = words.next().map_or(1, |count| count.trim_matches(['(', ')']).parse().unwrap());
        ((kind, rule), count)
    };
    // A rule may have several headings, so only their names are compared here.
    assert_eq!(
        heads.map(head).collect::<BTreeMap<_, _>>().keys().collect::<Vec<_>>(),
        found.keys().collect::<Vec<_>>()
    );
    let not_fixable = |counts: BTreeMap<(String, String), u64>| -> Vec<_> {
        counts.into_iter().filter(|((kind, _), _)| kind == "error" || kind == "warning").collect()
    };
    let heads = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    assert_eq!(not_fixable(heads.map(head).collect()), not_fixable(found), "{list}");
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let schema = fs::read_to_string(Path::new(ROOT).join("tests/sarif/sarif-schema-2.1.0.json")).unwrap();
    // The schema's pattern of languages has an unmatched bracket, which strict regex engines refuse.
    let schema = json(schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$").as_bytes());
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let folder = Path::new(ROOT).join("fixtures");
    for list in LISTS {
        let log = json(&findings(&folder, OsStr::new(list), "sarif"));
        let faults: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{list}: {faults:#?}");
    }
    let mut log = json(&findings(&folder, OsStr::new("sales-ops-mistakes.csv"), "sarif"));
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&log), "the schema checks nothing");
}

/// Returns the text of a region, whose columns are UTF-16 code units, or none if it has several lines.
fn stretch(lines: &[Vec<u16>], region: &Value) -> Option<String> {
    let number = |key: &str| region[key].as_u64().map(|number| number as usize);
    if number("startLine") != number("endLine") {
        return None;
    }
    let line = &lines[number("startLine")? - 1];
    // A line end in a cell is not part of the line, so the region may end after it.
    Some(String::from_utf16(line.get(number("startColumn")? - 1..number("endColumn")? - 1)?).unwrap())
}

#[test]
fn regions_and_fixes_are_at_the_marked_text() {
    let folder = tempfile::tempdir().unwrap();
    let list = "\u{feff}Name,Email,Job title,Role,Countries/Regions\r\n\
                王伟🎉 *,ann@example.com,CEO,partner sales,\"US, XX\"\r\n\
                Bob,bob@example.com,\"Head of \"\"Growth\"\"\",Partner sales,Germany / UK\r\n\
                Cid,cid@Example.com,\"a\r\nb*\",Partner sales,XX\r\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let lines: Vec<Vec<u16>> =
        list.trim_start_matches('\u{feff}').split("\r\n").map(|line| line.encode_utf16().collect()).collect();
    let log = json(&findings(folder.path(), OsStr::new("list.csv"), "sarif"));
    let report = json(&findings(folder.path(), OsStr::new("list.csv"), "json"));
    let (mut seen, mut wholes) = (Vec::new(), 0);
    for (result, finding) in array(&log["runs"][0]["results"]).iter().zip(array(&report["findings"])) {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let (value, span) = (text_of(&finding["value"]), array(&finding["span"]));
        // A finding about a whole cell has a region of the whole cell, with its quotes.
        if let ([], Some(found)) = (span, stretch(&lines, region)) {
            assert_eq!(found.trim_matches('"').replace("\"\"", "\""), value.trim_matches('"'), "{finding}");
            wholes += 1;
        }
        if let [start, end] = span {
            let piece = &value[start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize];
            if let Some(found) = stretch(&lines, region) {
                // A span of the whole cell has a region with its quotes.
                assert_eq!(found.trim_matches('"'), piece.trim_matches('"'), "{finding}");
                seen.push(piece.to_owned());
            }
        }
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        if finding["fix"].is_object() && change.is_object() {
            let typed = text_of(&change["insertedContent"]["text"]);
            let fixed = text_of(&finding["fix"]["value"]);
            assert_eq!(typed.trim_matches('"'), fixed, "{finding}");
            assert_eq!(typed.starts_with('"'), fixed.contains(','), "{finding}");
            let cell = stretch(&lines, &change["deletedRegion"]);
            assert!(cell.is_none_or(|cell| cell.trim_matches('"') == value), "{finding}");
        }
    }
    for piece in ["🎉", "*", "XX", "\"", "Germany", "UK"] {
        assert!(seen.contains(&piece.to_owned()), "no region for {piece} in {seen:?}");
    }
    assert!(wholes > 0);
    let multiline = array(&log["runs"][0]["results"]).iter().find(|result| {
        result["ruleId"] == "job-title-special"
            && result["locations"][0]["physicalLocation"]["region"]["startLine"] == 5
    });
    let region =
        &multiline.expect("the star in the second line of a cell")["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startColumn"].as_u64(), region["endColumn"].as_u64()), (Some(2), Some(3)));
}

/// `convert` reports the findings that `validate` reports, if no countries need contacts.
#[test]
fn convert_reports_what_validate_reports() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for name in ["sales-ops.csv", "forty.xlsx", "bad/no-header.csv"] {
        let list = fixtures.join(name);
        let convert = |options: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
            command.arg("convert").arg(&list).args(["-o", "list.csv", "--force"]).args(options);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        let printed = convert(&["--format", "json"]);
        assert_eq!(convert(&["--report", "report.json"]), b"");
        assert_eq!(fs::read(folder.path().join("report.json")).unwrap(), printed);
        let (converted, validated) = (
            json(&printed),
            json(&run(folder.path(), &[list.as_os_str(), OsStr::new("--format"), OsStr::new("json")])),
        );
        let of_cells = |report: &Value| {
            let findings =
                array(&report["findings"]).iter().filter(|finding| finding["rule"] != "sales-contact-missing");
            findings.cloned().collect::<Vec<_>>()
        };
        assert_eq!(of_cells(&converted), of_cells(&validated), "{name}");
        for count in ["rows", "contacts", "rejected", "blank", "skipped"] {
            assert_eq!(converted["summary"][count], validated["summary"][count], "{name}: {count}");
        }
        assert_eq!(converted["files"], validated["files"], "{name}");
    }
}

#[test]
fn the_extension_of_the_output_sets_the_form() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    let names = [
        ("a.json", "json"),
        ("a.sarif", "sarif"),
        ("a.sarif.json", "sarif"),
        ("a.SARIF", "sarif"),
        ("a.csv", "csv"),
        ("a.txt", "text"),
        ("a", "text"),
    ];
    for (name, form) in names {
        run(folder.path(), &["list.csv", "-o", name].map(OsStr::new));
        let asked = run(folder.path(), &["list.csv", "--format", form].map(OsStr::new));
        let written = fs::read(folder.path().join(name)).unwrap();
        // The width of a file doesn't depend on COLUMNS, so only the words are compared.
        let words = |text: &[u8]| {
            String::from_utf8(text.to_vec()).unwrap().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&written), words(&asked), "{name}");
    }
}

#[test]
fn text_fits_the_terminal() {
    for columns in ["72", "80", "100", "120"] {
        let output = Command::new(env!("CARGO_BIN_EXE_cosell"))
            .args(["validate", "sales-ops-mistakes.xlsx", "--all"])
            .current_dir(Path::new(ROOT).join("fixtures"))
            .env("COLUMNS", columns)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max();
        let columns: usize = columns.parse().unwrap();
        assert!(
            widest.is_some_and(|widest| widest <= columns && widest + 20 > columns),
            "{columns}: {widest:?}\n{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn special_names_of_files_are_escaped_in_every_form() {
    use std::os::unix::ffi::OsStringExt as _;
    let folder = tempfile::tempdir().unwrap();
    let names: [&[u8]; 4] = [b"a,b::c 50%\nd.csv", b"=1+1.csv", b"L\xe4nder.csv", b"\x1b[31m::error::.csv"];
    for name in names {
        let name = OsString::from_vec(name.to_vec());
        fs::write(folder.path().join(&name), LIST).unwrap();
        let lossy = name.to_string_lossy();
        let count = array(&json(&findings(folder.path(), &name, "json"))["findings"]).len();
        assert!(count > 0);

        let log = json(&findings(folder.path(), &name, "sarif"));
        let results = array(&log["runs"][0]["results"]);
        assert_eq!(results.len(), count);
        let uri = text_of(&results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
        assert_eq!(percent_decoded(&uri), name.as_encoded_bytes(), "{uri}");

        let github = String::from_utf8(findings(folder.path(), &name, "github")).unwrap();
        assert_eq!(github.lines().count(), count, "{github}");
        // People read this log on a terminal, so control characters are escaped.
        let named = lossy.replace('\u{1b}', "\\u{1b}");
        for line in github.lines() {
            let (kind, properties, message) = command(line);
            assert_eq!((kind.as_str(), properties["file"].as_str()), ("error", &*named), "{line}");
            assert!(message.starts_with("\"XX\"") || message.starts_with("no contact"), "{line}");
        }

        let table = findings(folder.path(), &name, "csv");
        let mut table = csv::Reader::from_reader(&table[3..]);
        let files: Vec<String> = table.records().map(|row| row.unwrap()[2].to_owned()).collect();
        assert_eq!(files.len(), count);
        // A formula is escaped with an apostrophe.
        let cell = if lossy.starts_with('=') { format!("'{lossy}") } else { lossy.clone().into_owned() };
        assert!(files.iter().all(|file| *file == cell), "{files:?}");

        let text = String::from_utf8(findings(folder.path(), &name, "text")).unwrap();
        assert!(!text.contains('\u{1b}') && text.lines().next().unwrap().ends_with(".csv"), "{text}");
    }
}

fn percent_decoded(uri: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), uri.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    bytes
}
