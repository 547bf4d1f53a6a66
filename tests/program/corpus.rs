//! Tests with files that others published. The variable COSELL_CORPUS names their folder; without it the tests do
//! nothing. The folder has the parts `contacts`, `email`, `csv-edge`, `sheets` and `hostile`, each with an index. The
//! files are not part of the project; `tests/corpus/README.md` lists their sources.
//!
//! All tests run the program. The expected results are in `tests/corpus/`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Returns the folder of published files, or none if COSELL_CORPUS is not set.
fn corpus() -> Option<PathBuf> {
    match env::var_os("COSELL_CORPUS") {
        Some(folder) => {
            let folder = PathBuf::from(folder);
            assert!(is_corpus(&folder), "COSELL_CORPUS is {}: no corpus there", folder.display());
            Some(folder)
        }
        None => {
            // Written to standard error directly, because the test harness captures `eprintln!` and then shows a
            // passed test.
            static SAID: Once = Once::new();
            SAID.call_once(|| {
                let line = "COSELL_CORPUS is not set: the published inputs are not tested (tests/corpus/README.md)\n";
                std::io::stderr().write_all(line.as_bytes()).unwrap();
            });
            None
        }
    }
}

fn is_corpus(folder: &Path) -> bool {
    ["contacts", "email", "csv-edge", "sheets", "hostile"]
        .iter()
        .all(|part| folder.join(part).join("index.csv").is_file())
}

// Running the program.

struct Outcome {
    /// None if a signal ended the program.
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Limits of time and memory for one file. Both are many times what any file needs, even on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);
const MEMORY_KB: u32 = 2 << 20;

fn cosell<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Outcome {
    let program = env!("CARGO_BIN_EXE_cosell");
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -v {MEMORY_KB}; exec \"$0\" \"$@\"")).arg(program);
        shell
    } else {
        Command::new(program)
    };
    let shown: Vec<String> = args.iter().map(|arg| arg.as_ref().to_string_lossy().into_owned()).collect();
    let mut child = command
        .args(args)
        .env("LC_ALL", "C")
        // Sentences aren't wrapped.
        .env("COLUMNS", "10000")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    let for_stderr = sender.clone();
    let read = |stream: &mut dyn Read| {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    thread::spawn(move || sender.send((true, read(&mut stdout))));
    thread::spawn(move || for_stderr.send((false, read(&mut stderr))));
    let mut streams = HashMap::new();
    for _ in 0..2 {
        let Ok((is_stdout, text)) = receiver.recv_timeout(LIMIT) else {
            child.kill().unwrap();
            panic!("not finished after {} s: cosell {}", LIMIT.as_secs(), shown.join(" "));
        };
        streams.insert(is_stdout, text);
    }
    let outcome = Outcome {
        code: child.wait().unwrap().code(),
        stdout: streams.remove(&true).unwrap(),
        stderr: streams.remove(&false).unwrap(),
    };
    assert!(
        matches!(outcome.code, Some(0..=3)) && !outcome.stderr.contains("panicked"),
        "exit {:?}: cosell {}\n{}",
        outcome.code,
        shown.join(" "),
        outcome.stderr
    );
    outcome
}

/// The JSON report of `validate` about a list.
struct Report {
    findings: Vec<Value>,
    summary: Value,
}

fn validated(file: &Path, options: &[&str]) -> Report {
    let file = file.to_string_lossy();
    let args: Vec<&str> = ["validate", &file, "--format", "json"].into_iter().chain(options.iter().copied()).collect();
    let outcome = cosell(&args);
    assert!(matches!(outcome.code, Some(0 | 1)), "{file}: {}", outcome.stderr);
    let mut report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let summary = report["summary"].take();
    let count = |key: &str| summary[key].as_u64().unwrap();
    let accounted = ["contacts", "merged", "rejected", "blank", "skipped", "removed"];
    assert_eq!(count("rows"), accounted.into_iter().map(count).sum::<u64>(), "{file}: {summary}");
    let Value::Array(findings) = report["findings"].take() else { panic!("{file}: no findings") };
    assert_eq!(findings.len() as u64, count("errors") + count("warnings") + count("notes"), "{file}");
    Report { findings, summary }
}

impl Report {
    /// Returns the number of findings of each rule.
    fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding["rule"].as_str().unwrap()).or_default() += 1;
        }
        counts
    }

    fn about<'r>(&'r self, column: &'r str) -> impl Iterator<Item = &'r Value> {
        self.findings.iter().filter(move |finding| finding["column"] == column)
    }

    /// Returns the part of the value that the span of a finding marks. The text of a long cell is in its first finding.
    fn piece<'r>(&'r self, finding: &'r Value) -> &'r str {
        let is_of_cell = |other: &&Value| other["row"] == finding["row"] && other["column"] == finding["column"];
        let mut of_cell = self.findings.iter().filter(is_of_cell);
        let own = finding["value"].as_str();
        let value = own.or_else(|| of_cell.find_map(|other| other["value"].as_str())).unwrap();
        match finding["span"].as_array() {
            Some(span) => &value[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize],
            None => value,
        }
    }
}

fn row(finding: &Value) -> u64 {
    finding["row"].as_u64().unwrap()
}

fn is_safe(finding: &Value) -> bool {
    finding["fix"]["safety"] == "safe"
}

/// Returns the rows of a table without its header.
fn table(file: &Path) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().flexible(true).from_path(file);
    let mut reader = reader.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn expected(file: &str) -> Vec<Vec<String>> {
    table(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file))
}

// Lists of contacts.

const PROGRAMMES: [&str; 4] = ["--set", "Job title=Programme", "--set", "Role=Partner sales"];

/// 2,300 names of countries in real lists, in two formats. The expected codes are in a table of this project.
#[test]
fn countries_of_public_goods_are_read_as_their_codes() {
    let Some(corpus) = corpus() else { return };
    let codes: HashMap<String, String> =
        expected("dpg-names.csv").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let text = fs::read_to_string(corpus.join("contacts/dpg-country-lists.json")).unwrap();
    let programmes: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(programmes.len(), 141);
    // Countries that the portal lacks stay unchanged.
    let canonical = |name: &str| match &*codes[name] {
        "AI" | "EH" | "FK" | "XK" => name.to_owned(),
        code => code.to_owned(),
    };
    let unlisted: Vec<Vec<String>> = expected("dpg-countries.csv");

    // In CSV the header is row 1; JSON counts the objects.
    for (file, first_row) in [("dpg-country-lists.csv", 2), ("dpg-country-lists.json", 1)] {
        let report = validated(&corpus.join("contacts").join(file), &PROGRAMMES);
        assert_eq!(report.summary["rows"], 141, "{file}");

        let mut cells: HashMap<u64, &str> = HashMap::new();
        for finding in report.about("Countries/Regions").filter(|finding| is_safe(finding)) {
            // All findings of a cell have the same fixed value. That of a long cell is in the first of them.
            let Some(fixed) = finding["fix"]["value"].as_str() else { continue };
            assert_eq!(*cells.entry(row(finding)).or_insert(fixed), fixed, "{file}");
        }
        let mut repeated = 0;
        let mut spelt = 0;
        for (programme, number) in programmes.iter().zip(first_row..) {
            let names: Vec<&str> =
                programme["countries"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
            let mut list: Vec<String> = Vec::new();
            for code in names.iter().map(|name| canonical(name)) {
                if list.contains(&code) {
                    repeated += 1;
                } else {
                    spelt += usize::from(code.len() == 2);
                    list.push(code);
                }
            }
            assert_eq!(cells.get(&number).copied(), Some(&*list.join(", ")), "{file}, row {number}: {names:?}");
        }

        let held_back: Vec<Vec<String>> = report
            .about("Countries/Regions")
            .filter(|finding| !is_safe(finding))
            .map(|finding| {
                let number = row(finding) + 2 - first_row;
                let rule = finding["rule"].as_str().unwrap();
                vec![number.to_string(), rule.to_owned(), report.piece(finding).to_owned()]
            })
            .collect();
        assert_eq!(held_back, unlisted, "{file}");

        let counts = report.counts();
        assert_eq!(counts.get("country-spelling"), Some(&spelt), "{file}");
        assert_eq!(counts.get("country-repeated"), Some(&repeated), "{file}");
        assert_eq!(counts.get("value-missing"), Some(&131), "{file}: those without an e-mail address");
        assert_eq!(counts.get("value-invisible"), Some(&1), "{file}: two zero-width spaces");
        assert_eq!(report.summary["contacts"], 10, "{file}");
    }
}

const FEDERAL: [&str; 12] = [
    "--map",
    "Organization name=Name",
    "--map",
    "Security contact email=Email",
    "--map",
    "State=States/Provinces",
    "--set",
    "Countries/Regions=US",
    "--set",
    "Role=Partner technical sales",
    "--set",
    "Job title=Security contact",
];

#[test]
fn federal_domains_have_states_completed_and_blanks_refused() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("contacts/us-dotgov-federal.csv");
    let report = validated(&file, &FEDERAL);

    let rows = table(&file);
    let (name, state, email) = (2, 5, 6);
    let good: Vec<&Vec<String>> = rows.iter().filter(|row| row[email] != "(blank)").collect();
    let mut first_names: HashMap<String, &str> = HashMap::new();
    let mut conflicts = 0;
    for row in &good {
        let first = *first_names.entry(row[email].to_lowercase()).or_insert(&row[name]);
        conflicts += usize::from(first != row[name]);
    }
    let shouted = good.iter().filter(|row| {
        let (_, domain) = row[email].split_once('@').unwrap();
        domain.bytes().any(|byte| byte.is_ascii_uppercase())
    });
    let counts: Vec<(&str, usize)> = report.counts().into_iter().collect();
    assert_eq!(rows.len() - good.len(), 134);
    assert_eq!(
        counts,
        [
            ("column-unknown", 4),
            ("contact-conflict", conflicts),
            ("contact-repeated", good.len() - first_names.len()),
            // Names of offices with "and" between them: warnings.
            ("contact-several", 198),
            ("email-domain-case", shouted.count()),
            ("sales-contact-missing", 1),
            ("state-spelling", 1321),
            ("value-placeholder", 134),
        ]
    );
    assert_eq!(report.summary["contacts"], 1187);
    assert_eq!(report.summary["rejected"], 134);

    for finding in &report.findings {
        let is_error = finding["severity"] == "error";
        match finding["rule"].as_str().unwrap() {
            "value-placeholder" => assert_eq!(finding["value"], "(blank)"),
            "state-spelling" => {
                let cell = &rows[row(finding) as usize - 2][state];
                assert_eq!(finding["fix"]["value"], format!("US-{cell}"));
                assert!(is_safe(finding));
            }
            rule => assert!(!is_error, "{rule}"),
        }
    }
}

#[test]
fn a_thousand_made_up_people_are_accepted_unchanged() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("contacts/mockaroo-1000.csv");
    let options = [
        "--map",
        "first_name=Name",
        "--set",
        "Job title=Engineer",
        "--set",
        "Role=Partner sales",
        "--set",
        "Countries/Regions=OOO",
    ];
    let report = validated(&file, &options);
    let counts: Vec<(&str, usize)> = report.counts().into_iter().collect();
    assert_eq!(counts, [("column-unknown", 4)], "id, last_name, gender, ip_address");
    assert_eq!(report.summary["contacts"], 1000);

    let file = file.to_string_lossy();
    let args: Vec<&str> = ["convert", &file, "--to", "ndjson"].into_iter().chain(options).collect();
    let outcome = cosell(&args);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let people = table(Path::new(&*file));
    let written: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(written.len(), people.len());
    for (contact, person) in written.iter().zip(&people) {
        let cells = (&contact["name"], &contact["email"], &contact["countries"]);
        assert_eq!(cells, (&json!(person[1]), &json!(person[3]), &json!(["OOO"])));
    }
}

#[test]
fn headers_of_address_books_are_mapped() {
    let Some(corpus) = corpus() else { return };
    for file in ["header-google-old.csv", "header-google-new.csv", "header-outlook-com.csv"] {
        let options = ["--set", "Role=Partner sales", "--set", "Countries/Regions=US", "--allow-empty"];
        let report = validated(&corpus.join("contacts").join(file), &options);
        assert_eq!((&report.summary["rows"], &report.summary["errors"]), (&json!(0), &json!(0)), "{file}");
        assert!(report.counts().keys().all(|rule| *rule == "column-unknown"), "{file}");
    }
}

// E-mail addresses.

/// The outcome for an address: accepted, fixed or rejected.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Taken,
    Fixed(String),
    Refused(String),
}

/// Returns the verdicts on addresses, each in a contact that is otherwise valid.
fn verdicts(addresses: &[&str]) -> Vec<Verdict> {
    let contacts: Vec<Value> = addresses
        .iter()
        .map(|address| {
            json!({"name": "Ann", "email": address, "jobTitle": "CEO", "role": "Partner sales", "countries": ["US"]})
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("addresses.json");
    serde_json::to_writer(File::create(&file).unwrap(), &contacts).unwrap();
    let report = validated(&file, &[]);
    let mut verdicts: Vec<Verdict> = addresses.iter().map(|_| Verdict::Taken).collect();
    for finding in report.about("Email") {
        let verdict = &mut verdicts[row(finding) as usize - 1];
        match finding["rule"].as_str().unwrap() {
            "contact-repeated" | "contact-conflict" => {}
            _ if finding["severity"] != "error" && finding["fix"].is_null() => {}
            rule if !is_safe(finding) => *verdict = Verdict::Refused(rule.to_owned()),
            _ => *verdict = Verdict::Fixed(finding["fix"]["value"].as_str().unwrap().to_owned()),
        }
    }
    verdicts
}

/// Returns whether an address is a "valid email address" of the WHATWG standard, with a dot in the domain and the
/// lengths of RFC 5321, without dots at the ends of the local part or in a row, and with a top-level domain of letters.
fn is_valid(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else {
        return false;
    };
    let has_dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    let is_number = domain.rsplit('.').next().is_some_and(|ending| ending.bytes().all(|byte| byte.is_ascii_digit()));
    if has_dots || is_number {
        return false;
    }
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_label = |label: &str| {
        let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        label.len() <= 63
            && ends(label.chars().next())
            && ends(label.chars().last())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !local.is_empty()
        && local.chars().all(is_local)
        && domain.split('.').all(is_label)
        && domain.contains('.')
        && local.len() <= 64
        && address.len() <= 254
}

struct Address {
    address: String,
    /// The address with invisible characters escaped.
    escaped: String,
    /// The verdict of the source, in its own terms.
    theirs: String,
}

fn addresses(corpus: &Path, source: &str) -> Vec<Address> {
    let file = corpus.join("email").join(format!("{source}.csv"));
    // The isemail tables start with an id, and end with their verdict.
    let is_isemail = source.starts_with("isemail");
    let addresses: Vec<Address> = table(&file)
        .into_iter()
        .map(|row| Address {
            address: row[usize::from(is_isemail)].clone(),
            escaped: row[usize::from(is_isemail) + 1].clone(),
            theirs: row[if is_isemail { 6 } else { 2 }].clone(),
        })
        .collect();
    assert!(
        addresses.iter().all(|address| ["yes", "no", "valid", "valid-unusual", "invalid"].contains(&&*address.theirs)),
        "{source}"
    );
    addresses
}

#[test]
fn browser_tests_of_addresses_pass() {
    let Some(corpus) = corpus() else { return };
    let wpt = addresses(&corpus, "wpt");
    let texts: Vec<&str> = wpt.iter().map(|address| &*address.address).collect();
    let fixed = |to: &str| Verdict::Fixed(to.to_owned());
    let refused = |rule: &str| Verdict::Refused(rule.to_owned());
    assert_eq!(
        verdicts(&texts),
        [
            Verdict::Taken,
            refused("email-invalid"),
            refused("email-invalid"),
            fixed("user2@example.com"),
            fixed("user3@example.com"),
            refused("email-several"), // of `multiple`: three values
        ]
    );
}

const SOURCES: [&str; 7] =
    ["wpt", "django", "validatorjs", "rust-email_address", "python-email-validator", "isemail", "isemail-original"];

/// Every verdict follows [`is_valid`]. A table has the reason for each verdict that differs from its source's.
#[test]
fn verdicts_on_addresses_differ_from_sources_only_as_listed() {
    let Some(corpus) = corpus() else { return };
    let mut differences = Vec::new();
    let mut count = 0;
    for source in SOURCES {
        let addresses = addresses(&corpus, source);
        let texts: Vec<&str> = addresses.iter().map(|address| &*address.address).collect();
        for (address, verdict) in addresses.iter().zip(verdicts(&texts)) {
            count += 1;
            let (text, shown) = (&*address.address, &address.escaped);
            // A formula is always rejected, even if it is a valid address.
            let is_formula = |text: &str| text.starts_with(['=', '+', '-', '@']);
            match &verdict {
                Verdict::Taken => assert!(is_valid(text) && !is_formula(text), "{source}: {shown}"),
                Verdict::Fixed(to) => {
                    assert!(is_valid(to) && !is_formula(to) && to != text, "{source}: {shown} became {to:?}")
                }
                Verdict::Refused(rule) => {
                    // A sign before an address may be a remark, so the address without it is a suggestion.
                    let has_sign = rule == "email-wrapped" && text.starts_with(|c: char| c.is_ascii_punctuation());
                    let has_parts = rule == "email-several" && text.contains(['/', '|', '&']);
                    let is_refused = has_sign || has_parts || !is_valid(text.trim()) || is_formula(text.trim());
                    assert!(is_refused, "{source}: {shown}: {verdict:?}")
                }
            }
            let ours = match verdict {
                Verdict::Taken => "yes".to_owned(),
                Verdict::Fixed(to) => format!("fixed: {to}"),
                Verdict::Refused(_) => "no".to_owned(),
            };
            let is_theirs = ["yes", "valid", "valid-unusual"].contains(&&*address.theirs);
            if is_theirs != (ours != "no") {
                differences.push([shown.clone(), source.to_owned(), address.theirs.clone(), ours]);
            }
        }
    }
    assert_eq!(count, 902);
    let expected = expected("email-differences.csv");
    let known: Vec<&[String]> = expected.iter().map(|row| &row[..4]).collect();
    for (one, other) in differences.iter().zip(&known) {
        assert_eq!(one, other);
    }
    assert_eq!(differences.len(), known.len());
    assert!(expected.iter().all(|row| !row[4].is_empty()), "a difference lacks its reason");
}

// Files that parsers disagree on.

/// Returns the files of some folders, without the indexes.
fn files(corpus: &Path, folders: &[&str]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| corpus.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != "index.csv" {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn no_published_file_causes_a_panic_or_hang() {
    let Some(corpus) = corpus() else { return };
    let files = files(&corpus, &["csv-edge", "sheets", "hostile", "contacts", "email"]);
    assert!(files.len() > 270, "{}", files.len());
    for file in files {
        let outcome = cosell(&["validate".as_ref(), file.as_os_str()]);
        let name = file.display();
        match outcome.code {
            Some(0 | 1) => assert!(outcome.stderr.is_empty(), "{name}: {}", outcome.stderr),
            Some(2) => {
                // One sentence that names the file, and a remedy.
                assert!(outcome.stdout.is_empty(), "{name}: {}", outcome.stdout);
                assert_eq!(outcome.stderr.lines().count(), 2, "{name}: {}", outcome.stderr);
                assert!(outcome.stderr.contains(&*file.to_string_lossy()), "{}", outcome.stderr);
            }
            code => panic!("{name}: exit {code:?}"),
        }
    }
}

/// With a valid header in front, every line of a published file is a row.
#[test]
fn every_row_of_a_published_text_is_accounted_for() {
    let Some(corpus) = corpus() else { return };
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.csv");
    let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";
    let mut rows = 0;
    for file in files(&corpus, &["csv-edge", "hostile", "email"]) {
        let bytes = fs::read(&file).unwrap();
        fs::write(&list, [header.as_bytes(), &bytes].concat()).unwrap();
        // The encoding is given, because guessing it from an ASCII header and the file together would go wrong.
        let report = validated(&list, &["--from", "csv", "--encoding", "utf-8"]);
        rows += report.summary["rows"].as_u64().unwrap();
        let is_text = |byte: &u8| !b"\r\n\xef\xbb\xbf \t,".contains(byte);
        if bytes.iter().any(is_text) {
            assert!(report.summary["rows"].as_u64() > Some(0), "{}", file.display());
        }
    }
    assert!(rows > 5000, "{rows} rows");
}

/// Returns a contact with one member replaced by a text.
fn contact_with(key: &str, text: &str) -> Value {
    let mut contact = json!({
        "name": "Ann", "email": "ann@example.com", "jobTitle": "CEO", "role": "Partner sales", "countries": "US",
        "states": ""
    });
    contact[key] = json!(text);
    contact
}

fn write_json(file: &Path, contacts: &[Value]) {
    serde_json::to_writer(File::create(file).unwrap(), contacts).unwrap();
}

/// Converts a list and writes its rejects to a file.
fn converted(from: &Path, to: &Path) {
    let rejects = PathBuf::from(format!("{}.rejects.csv", to.display()));
    let outcome = cosell(&[
        "convert".as_ref(),
        from.as_os_str(),
        "-o".as_ref(),
        to.as_os_str(),
        "--rejects".as_ref(),
        rejects.as_os_str(),
    ]);
    assert!(matches!(outcome.code, Some(0 | 1)), "{}", outcome.stderr);
}

#[test]
fn naughty_strings_are_rejected_as_addresses_roles_and_countries() {
    let Some(corpus) = corpus() else { return };
    let strings: Vec<String> = table(&corpus.join("hostile/blns.csv")).into_iter().flatten().collect();
    assert_eq!(strings.len(), 515);
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.json");
    for key in ["email", "role", "countries"] {
        let contacts: Vec<Value> = strings.iter().map(|text| contact_with(key, text)).collect();
        write_json(&list, &contacts);
        let report = validated(&list, &[]);
        assert_eq!(report.summary["rows"], 515, "{key}");
        // A row of flags is a list of countries.
        let accepted = u64::from(key == "countries");
        assert_eq!(report.summary["contacts"], accepted, "{key}: {:?}", report.counts());
    }
}

/// Clean strings stay unchanged as names, and all formats keep the same names.
#[test]
fn naughty_strings_survive_as_names() {
    let Some(corpus) = corpus() else { return };
    let strings: Vec<String> = table(&corpus.join("hostile/blns.csv")).into_iter().flatten().collect();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let contacts: Vec<Value> = strings.iter().map(|text| contact_with("name", text)).collect();
    write_json(&at("list.json"), &contacts);
    for (from, to) in [
        ("list.json", "direct.ndjson"),
        ("list.json", "list.xlsx"),
        ("list.xlsx", "from-xlsx.ndjson"),
        ("list.json", "list.csv"),
        ("list.csv", "from-csv.ndjson"),
    ] {
        converted(&at(from), &at(to));
    }
    let direct = fs::read_to_string(at("direct.ndjson")).unwrap();
    assert_eq!(fs::read_to_string(at("from-xlsx.ndjson")).unwrap(), direct);
    assert_eq!(fs::read_to_string(at("from-csv.ndjson")).unwrap(), direct);

    let names: Vec<String> = direct
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["name"].as_str().unwrap().to_owned())
        .collect();
    let is_formula = |text: &str| text.trim_start().starts_with(['=', '+', '-', '@']);
    let is_clean = |text: &&String| {
        let is_printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        is_printable && !text.is_empty() && text.trim() == **text && !text.contains("  ") && !is_formula(text)
    };
    let clean: Vec<&String> = strings.iter().filter(is_clean).collect();
    assert!(clean.len() > 250, "{}", clean.len());
    // Words for a missing value, such as "undefined", aren't names.
    let report = validated(&at("list.json"), &[]);
    let missing: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding["rule"] == "value-placeholder")
        .map(|finding| finding["value"].as_str().unwrap())
        .collect();
    assert!(missing.len() < 25, "{missing:?}");
    for text in clean.iter().filter(|text| !missing.contains(&text.as_str())) {
        // Cleaning may make another string the same, so there can be more of it.
        let count = |texts: &[String]| texts.iter().filter(|other| other == text).count();
        assert!(count(&names) >= count(&strings), "{text:?}");
    }
    assert!(names.iter().all(|name| !is_formula(name)));
    assert!(names.iter().all(|name| !name.chars().any(char::is_control)));
}

/// Formulas are rejected in every column, and escaped in the rejects so that a spreadsheet doesn't run them.
#[test]
fn no_output_has_formulas() {
    let Some(corpus) = corpus() else { return };
    let payloads: Vec<String> =
        table(&corpus.join("hostile/formula-payloads.csv")).into_iter().map(|row| row[0].clone()).collect();
    let folder = tempfile::tempdir().unwrap();
    let (list, out) = (folder.path().join("list.json"), folder.path().join("out.csv"));
    for key in ["name", "email", "jobTitle", "role", "countries", "states"] {
        let contacts: Vec<Value> = payloads.iter().map(|text| contact_with(key, text)).collect();
        write_json(&list, &contacts);
        let report = validated(&list, &[]);
        let refused = report.counts()["value-formula"];
        let formulas = payloads.iter().filter(|text| text.trim().starts_with(['=', '+', '-', '@']));
        assert_eq!(refused, formulas.count(), "{key}");
        let outcome = cosell(&[
            "convert".as_ref(),
            list.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
            "--rejects".as_ref(),
            folder.path().join("rejects.csv").as_os_str(),
            "--force".as_ref(),
        ]);
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
        for file in [&out, &folder.path().join("rejects.csv")] {
            for cell in table(file).into_iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{key}: {cell:?}");
            }
        }
    }
}

/// Returns the cells of a list as they were read: with an invalid role every row is rejected, and rejects have the
/// original cells. The first columns are mapped to our first columns.
fn cells(file: &Path, labels: &[&str]) -> Vec<Vec<String>> {
    let columns = ["Name", "Email", "Job title", "Countries/Regions", "States/Provinces"];
    let folder = tempfile::tempdir().unwrap();
    let (list, rejects) = (folder.path().join("list.csv"), folder.path().join("rejects.csv"));
    let mut args = vec![
        "convert".to_owned(),
        file.display().to_string(),
        format!("--output={}", list.display()),
        format!("--rejects={}", rejects.display()),
        "--set=Role=none".to_owned(),
    ];
    for (at, column) in columns.iter().enumerate() {
        match labels.get(at) {
            Some(label) => args.push(format!("--map={label}={column}")),
            None => args.push(format!("--set={column}=-")),
        }
    }
    let outcome = cosell(&args);
    assert_eq!(outcome.code, Some(1), "{}: {}", file.display(), outcome.stderr);
    table(&rejects).into_iter().map(|row| row[2..2 + labels.len()].to_vec()).collect()
}

#[test]
fn csv_spectrum_is_read_as_its_authors_expect() {
    let Some(corpus) = corpus() else { return };
    let mut checked = 0;
    for file in files(&corpus, &["csv-edge/csv-spectrum"]) {
        if file.extension().is_none_or(|ending| ending != "csv") || file.ends_with("location_coordinates.csv") {
            continue; // this file is not in UTF-8
        }
        let text = fs::read_to_string(file.with_extension("json")).unwrap();
        let objects: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut header = csv::Reader::from_path(&file).unwrap();
        let header = header.headers().unwrap().clone();
        let labels: Vec<&str> = header.iter().collect();
        // Git changed the line ends of one CSV file in the corpus, but not those in its JSON file.
        let has_returns = fs::read(&file).unwrap().contains(&b'\r');
        let cell = |text: &str| if has_returns { text.to_owned() } else { text.replace("\r\n", "\n") };
        let expected: Vec<Vec<String>> = objects
            .iter()
            .map(|object| labels.iter().map(|label| cell(object[label].as_str().unwrap())).collect())
            .collect();
        assert_eq!(cells(&file, &labels), expected, "{}", file.display());
        checked += 1;
    }
    assert_eq!(checked, 11);
}

#[test]
fn line_ends_and_byte_order_marks_are_not_part_of_a_cell() {
    let Some(corpus) = corpus() else { return };
    let edge = corpus.join("csv-edge");
    for (files, labels, expected) in [
        (
            &["linend.mac.csv", "linend.unix.csv", "linend.win.csv"].map(|file| format!("PhpSpreadsheet/{file}")),
            &["A", "1"][..],
            &[&["2", "3"][..]][..],
        ),
        (
            &["eol-cr.csv", "eol-crlf.csv", "eol-lf.csv"].map(|file| format!("readr/{file}")),
            &["x", "y"],
            &[&["1", "a"], &["2", "b"], &["3", "c"]],
        ),
        (
            &["books-dos.csv", "books-mac.csv", "books-dos.csv"].map(|file| format!("django-import-export/{file}")),
            &["id", "name", "author_email"],
            &[&["1", "Some book", "test@example.com"]],
        ),
        (
            &["premiere.utf8.csv", "premiere.utf8bom.csv", "premiere.utf8.csv"]
                .map(|file| format!("PhpSpreadsheet/{file}")),
            &["première", "second", "troisième"],
            &[&["Quatrième", "cinquième", "sixième"]],
        ),
        (
            &["backslash.csv"; 3].map(|file| format!("PhpSpreadsheet/{file}")),
            &["field 1", "field 2\\"],
            &[&["field 3\\", "field 4"]],
        ),
    ] {
        for file in files {
            assert_eq!(cells(&edge.join(file), labels), expected, "{file}");
        }
    }
}

/// The same words in several encodings, `sep=` lines, leading zeros and quotes, with the cells that their authors
/// document.
#[test]
fn encodings_and_dialects_are_read_as_their_authors_expect() {
    let Some(corpus) = corpus() else { return };
    let edge = corpus.join("csv-edge");
    let premiere = ["utf16be", "utf16bebom", "utf16lebom", "utf8", "utf8bom", "win1252"]
        .map(|encoding| format!("PhpSpreadsheet/premiere.{encoding}.csv"));
    let small = ["utf8", "utf8_bom", "utf16be_bom", "utf16le_bom"].map(|file| format!("ExcelDataReader/{file}.csv"));
    let loader = ["", "_BOM_UTF8", "_BOM_UTF16BE", "_BOM_UTF16LE"].map(|mark| format!("dataloader/csvtext{mark}.csv"));
    let one = |file: &str| [file.to_owned()];
    type Case<'c> = (&'c [String], &'c [&'c str], &'c [&'c [&'c str]]);
    let cases: [Case<'_>; 8] = [
        (&premiere, &["première", "second", "troisième"], &[&["Quatrième", "cinquième", "sixième"]]),
        (&small, &["a", "b", "c"], &[&["1", "2", "3"], &["4", "5", "ʤ"]]),
        (
            &loader,
            &["column1", "column2", "column3"],
            &[&["row1-1", "row1-2", "row1-3"], &["row2-1", "row2-2", "row2-3"]],
        ),
        (&one("PhpSpreadsheet/sep.csv"), &["A", "1"], &[&["2", "3"]]),
        (&one("frictionless-py/leading-zeros.csv"), &["value"], &[&["01"], &["002"], &["00003"]]),
        (
            &one("dataloader/csvEscapedQuotes.csv"),
            &["column1", "column2"],
            &[&["\"The Best\" Account", "bla"], &["The \"Best\" Account", "bla"]],
        ),
        (&one("roo/parse_with_clean_option.csv"), &["name"], &[&["Robert Eshleman"]]),
        (&one("frictionless-py/table-unicode-headers.csv"), &["id", "国人"], &[&["1", "english"], &["2", "中国人"]]),
    ];
    for (files, labels, expected) in cases {
        for file in files {
            assert_eq!(cells(&edge.join(file), labels), expected, "{file}");
        }
    }
}

// Workbooks.

/// Each sheet that calamine reads has the same number of rows here if two of its labels are mapped.
#[test]
fn workbooks_are_read_to_the_end() {
    use calamine::{Data, DataType, Reader, SheetType, SheetVisible, Xlsx};

    let Some(corpus) = corpus() else { return };
    let mut read = BTreeSet::new();
    for file in files(&corpus, &["sheets"]) {
        if file.extension().is_none_or(|ending| ending != "xlsx" && ending != "xlsm") {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        // calamine may panic on broken workbooks. Other tests check that the program survives that.
        let sheet = std::panic::catch_unwind(|| {
            let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).ok()?;
            let visible =
                |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
            let first = workbook.sheets_metadata().iter().find(visible)?.name.clone();
            Some((first.clone(), workbook.worksheet_range(&first).ok()?))
        });
        let Ok(Some((sheet, range))) = sheet else { continue };
        let labels = |row: &[Data]| -> Vec<String> {
            let mut labels: Vec<String> = row
                .iter()
                .filter_map(|cell| cell.get_string())
                .filter(|label| !label.trim().is_empty() && !label.contains(['\n', '\r']))
                .map(str::to_owned)
                .collect();
            let mut seen = BTreeSet::new();
            labels.retain(|label| seen.insert(label.trim().to_lowercase()));
            labels.truncate(2);
            labels
        };
        let labelled = range.rows().map(labels).enumerate().find(|(_, labels)| labels.len() == 2);
        let Some((header, labels)) = labelled else { continue };
        let is_used = |row: &[Data]| row.iter().any(|cell| !cell.to_string().is_empty());
        let last = range.rows().rposition(is_used).unwrap();
        let options =
            [format!("--sheet={sheet}"), format!("--map={}=Name", labels[0]), format!("--map={}=Email", labels[1])];
        let mut options: Vec<&str> = options.iter().map(String::as_str).collect();
        options.extend(["--set=Job title=CEO", "--set=Role=Partner sales", "--set=Countries/Regions=US"]);
        let report = validated(&file, &options);
        assert_eq!(report.summary["rows"], last - header, "{}", file.display());
        read.insert(file);
    }
    assert!(read.len() > 30, "{read:#?}");
}

/// The outcome of a workbook is the message that refuses it, or its row counts and, if a label is mapped, the first
/// and the last name. The outcomes are in `tests/corpus/workbooks.csv`. COSELL_REWRITE=1 rewrites the file; check the
/// changes before committing them.
#[test]
fn each_workbook_has_its_recorded_outcome() {
    let Some(corpus) = corpus() else { return };
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/workbooks.csv");
    let rows = table(&kept);
    let named: Vec<PathBuf> = rows.iter().map(|row| corpus.join("sheets").join(&row[0])).collect();
    assert_eq!(named, files(&corpus, &["sheets"]));
    let outcomes = named.iter().zip(&rows).map(|(file, row)| workbook_outcome(file, &row[1], &row[2]));
    if env::var_os("COSELL_REWRITE").is_some() {
        let mut writer = csv::Writer::from_path(&kept).unwrap();
        writer.write_record(["file", "sheet", "label", "outcome"]).unwrap();
        for (row, outcome) in rows.iter().zip(outcomes) {
            writer.write_record([&row[0], &row[1], &row[2], &outcome]).unwrap();
        }
        writer.flush().unwrap();
        return;
    }
    for (row, outcome) in rows.iter().zip(outcomes) {
        assert_eq!(outcome, row[3], "{}", row[0]);
    }
}

fn workbook_outcome(file: &Path, sheet: &str, label: &str) -> String {
    let options = [format!("--sheet={sheet}"), format!("--map={label}=Name")];
    let mut options: Vec<&str> =
        if label.is_empty() { Vec::new() } else { options.iter().map(String::as_str).collect() };
    options.extend(["--set=Email=ann@example.com", "--set=Job title=CEO", "--set=Role=Partner sales"]);
    options.push("--set=Countries/Regions=US");
    let shown = file.to_string_lossy();
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("rejects.csv").display().to_string();
    let outcome = cosell(&[&["convert", &shown, "--to", "ndjson", "--rejects", &rejects], &options[..]].concat());
    if outcome.code == Some(2) {
        let message = outcome.stderr.lines().next().unwrap();
        return message.strip_prefix(&format!("error: {shown}: ")).unwrap_or(message).to_owned();
    }
    let report = validated(file, &options);
    // Some cells are too long for a readable table.
    let name = |line: &str| -> String {
        let contact: Value = serde_json::from_str(line).unwrap();
        contact["name"].as_str().unwrap().chars().take(40).collect()
    };
    let names: Vec<String> = outcome.stdout.lines().map(name).collect();
    let counts = ["rows", "contacts", "rejected", "blank", "skipped"];
    let counted = counts.map(|key| format!("{} {key}", report.summary[key])).join(", ");
    match &names[..] {
        [] => match report.counts().contains_key("header-missing") {
            true => "no header".to_owned(),
            false => counted,
        },
        [first, .., last] => format!("{counted}: {first} to {last}"),
        [only] => format!("{counted}: {only}"),
    }
}
