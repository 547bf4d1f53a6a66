//! The outcomes that cells and rows shall have, decided before the program was asked: `tests/outcomes/*.csv`.
//!
//! Each line has a cell (or a header and a line of text), its outcome, and the source of the cell: `owner/repo#issue`, the path of
//! a public file, the address of a page, the standard that the value is from, or the kind of the cell. Persons are made up.
//! Outcomes:
//!
//! | outcome | the row is |
//! | --- | --- |
//! | `same` | accepted, the cell unchanged, without a finding |
//! | `fix: VALUE` | accepted, the cell fixed; VALUE is the final cell |
//! | `warning: RULE` | accepted, the cell unchanged, with that warning or note; after a fix: `fix: VALUE + warning: RULE` |
//! | `suggest: VALUE` | rejected; the accepted suggestion gives VALUE |
//! | `split: A \| B` | rejected; the suggestion is several contacts with these values, in this order |
//! | `ask: A \| B` | rejected; these are the readings, in any order, and no suggestion picks one |
//! | `ask` | rejected; there are at least two readings, and no suggestion picks one |
//! | `error: RULE` | rejected by that rule, and no suggestion changes it |
//!
//! `(empty)` is an empty cell. `A // B` means that either outcome is right. In Countries/Regions, ` / ` comes before the
//! states that the row gets from it. If the whole row counts, VALUE is its six cells, joined by `|`; of a file of names, the
//! names.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::contact::{Column, ColumnMap, Contact, Row};
use crate::diagnostics::Finding;
use crate::normalize::{CustomGroups, NormalizeSettings, normalize};
use crate::read::{Input, Rows};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outcomes");

const FILES: [&str; 7] = ["countries", "states", "roles", "emails", "names", "rows", "encodings"];

const GOOD: ColumnMap<&str> = ColumnMap(["Ann Lee", "ann@example.com", "Director", "Partner sales", "US", ""]);

/// What the program does with a row.
#[derive(Debug, Default)]
struct Observed {
    /// The value without suggestions, if the row is accepted.
    value: Option<String>,
    /// The value with accepted suggestions, if the row is accepted then.
    suggested: Option<String>,
    /// The rules of the findings that reject the row.
    errors: Vec<&'static str>,
    /// The rules of the other findings that change nothing.
    warnings: Vec<&'static str>,
    /// Whether a finding is there at all.
    has_findings: bool,
    alternatives: Vec<String>,
    /// The values of the contacts that a row is split into.
    split: Vec<String>,
}

/// Returns what the program does with a row. `column` is the column that the outcome is about, or `None` for the whole row.
fn observe(row: &Row<'_>, column: Option<Column>, groups: &Arc<CustomGroups>) -> Observed {
    let run = |accept_suggestions| {
        let mut findings = Vec::new();
        let settings = NormalizeSettings { accept_suggestions, groups: groups.clone(), ..NormalizeSettings::default() };
        let contact = normalize(row, &settings, &mut findings).map(|contact| value_of(&contact, column));
        (contact, findings.into_iter().map(Finding::into_owned).collect::<Vec<_>>())
    };
    let (value, findings) = run(false);
    let blocking = || findings.iter().filter(|finding| finding.is_blocking());
    let mut alternatives: Vec<String> =
        blocking().flat_map(|finding| &finding.alternatives).map(|text| shown(text)).collect();
    alternatives.sort();
    alternatives.dedup();
    let split_value = |cells: &ColumnMap<String>| match column {
        None => cells.0.join("|"),
        Some(column) => shown(&cells[column]),
    };
    let several = blocking().find(|finding| finding.rule.name().ends_with("-several"));
    Observed {
        value,
        suggested: run(true).0,
        errors: blocking().map(|finding| finding.rule.name()).collect(),
        warnings: findings
            .iter()
            .filter(|finding| finding.fix.is_none() && !finding.is_blocking())
            .map(|finding| finding.rule.name())
            .collect(),
        has_findings: !findings.is_empty(),
        alternatives,
        split: several.map(|finding| finding.contacts.iter().map(split_value).collect()).unwrap_or_default(),
    }
}

/// Returns what the program does with a file of names whose bytes are written like `J\x94rg`: the names, or the errors of the file.
fn observe_file(names: &str) -> Observed {
    let mut list = b"Email,Job title,Role,Countries/Regions,Name".to_vec();
    for name in unescaped(names).split(|&byte| byte == b';') {
        list.extend_from_slice(b"\r\nann@example.com,CEO,Partner sales,DE,");
        list.extend_from_slice(name.trim_ascii());
    }
    let mut rows = Rows::open(Input::bytes("list.csv", list), Default::default()).unwrap();
    let mut names = Vec::new();
    while let Some(batch) = rows.next_batch().unwrap() {
        names.extend(batch.rows().map(|row| row.cells[Column::Name].to_owned()));
    }
    let errors: Vec<&'static str> =
        rows.findings().iter().filter(|finding| finding.is_blocking()).map(|finding| finding.rule.name()).collect();
    let value = errors.is_empty().then(|| names.join("; "));
    Observed { value, has_findings: !rows.findings().is_empty(), errors, ..Observed::default() }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    bytes
}

/// Returns the value of a contact that is compared.
fn value_of(contact: &Contact<'_>, column: Option<Column>) -> String {
    let states: Vec<&str> = contact.states.iter().map(|state| state.code()).collect();
    let states = states.join(", ");
    let cell = |column| match column {
        Column::Name => contact.name.as_str().to_owned(),
        Column::Email => contact.email.as_str().to_owned(),
        Column::JobTitle => contact.job_title.as_str().to_owned(),
        Column::Role => contact.role.label().to_owned(),
        Column::Countries => contact.countries.to_string(),
        Column::States => states.clone(),
    };
    match column {
        None => Column::ALL.map(cell).join("|"),
        Some(Column::Countries) if !states.is_empty() => format!("{} / {states}", contact.countries),
        Some(column) => shown(&cell(column)),
    }
}

fn shown(cell: &str) -> String {
    if cell.is_empty() { "(empty)".to_owned() } else { cell.to_owned() }
}

/// Returns whether one of the alternatives of an outcome, parted by ` // `, is what was observed.
fn has_outcome(outcome: &str, cell: &str, observed: &Observed) -> bool {
    outcome.split(" // ").any(|outcome| {
        let (value, warning) = match outcome.split_once(" + warning: ") {
            Some((value, warning)) => (value, Some(warning)),
            None => (outcome, None),
        };
        let warned = |expected: Option<&str>| match expected {
            Some(rule) => observed.warnings.contains(&rule),
            None => observed.warnings.is_empty(),
        };
        let is_rejected = observed.value.is_none();
        let (kind, expected) = value.split_once(": ").unwrap_or((value, ""));
        let mut values: Vec<&str> = expected.split(" | ").collect();
        match kind {
            "same" => observed.value.as_deref() == Some(cell) && !observed.has_findings,
            "fix" => observed.value.as_deref() == Some(expected) && warned(warning),
            "warning" => observed.value.as_deref() == Some(cell) && warned(Some(expected)),
            "suggest" => is_rejected && observed.suggested.as_deref() == Some(expected),
            "split" => is_rejected && observed.split == values,
            "ask" if expected.is_empty() => {
                is_rejected && observed.suggested.is_none() && observed.alternatives.len() > 1
            }
            "ask" => {
                values.sort_unstable();
                is_rejected && observed.suggested.is_none() && observed.alternatives == values
            }
            "error" => is_rejected && observed.suggested.is_none() && observed.errors.contains(&expected),
            _ => panic!("{outcome:?} is no outcome"),
        }
    })
}

/// A line of a file: its number, its cells as one text, its outcome and what the program does.
struct Line {
    number: u64,
    text: String,
    outcome: String,
    is_right: bool,
    observed: Observed,
}

fn lines(file: &str) -> Vec<Line> {
    let path = format!("{FOLDER}/{file}.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let header = reader.headers().unwrap().clone();
    let inputs = header.len() - 2;
    let of = |record: &csv::StringRecord, name: &str| {
        header.iter().position(|column| column == name).map_or(String::new(), |at| record[at].to_owned())
    };
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let number = record.position().unwrap().line();
        let (cell, outcome) = (of(&record, "cell"), of(&record, "outcome"));
        assert!(!of(&record, "source").is_empty(), "{path}:{number}: a line without a source");
        let mut groups = "group,codes\n".to_owned();
        if let Some((name, codes)) = of(&record, "groups").split_once('=') {
            writeln!(groups, "{name},\"{codes}\"").unwrap();
        }
        let groups = CustomGroups::from_csv("groups.csv", groups.as_bytes());
        let groups = Arc::new(groups.unwrap_or_default());
        let (countries, column) = (of(&record, "countries"), of(&record, "column"));
        let text = record.iter().take(inputs).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" + ");
        let observed = if file == "encodings" {
            observe_file(&of(&record, "bytes"))
        } else if file == "rows" {
            let (header, line) = (of(&record, "header"), of(&record, "line"));
            let mut rows =
                Rows::open(Input::bytes("list.csv", format!("{header}\n{line}\n")), Default::default()).unwrap();
            let batch = rows.next_batch().unwrap().unwrap();
            observe(&batch.rows().next().unwrap(), None, &groups)
        } else {
            let mut cells = GOOD;
            let column = match file {
                "countries" => Column::Countries,
                "states" => Column::States,
                "roles" => Column::Role,
                "emails" => Column::Email,
                _ if column == "Job title" => Column::JobTitle,
                _ => Column::Name,
            };
            if column == Column::States {
                cells[Column::Countries] = &countries;
            }
            cells[column] = &cell;
            observe(&Row { cells, number: 2, ..Row::default() }, Some(column), &groups)
        };
        lines.push(Line { number, is_right: has_outcome(&outcome, &shown(&cell), &observed), text, outcome, observed });
    }
    lines
}

#[test]
fn every_cell_has_the_outcome_that_was_decided_before() {
    let mut problems = String::new();
    let mut seen = HashSet::new();
    for file in FILES {
        for Line { number, text, outcome, is_right, observed } in lines(file) {
            if !is_right {
                writeln!(problems, "{file}.csv:{number}: {text:?} shall be `{outcome}`, but is\n    {observed:?}")
                    .unwrap();
            }
            assert!(seen.insert((file, text)), "{file}.csv:{number} is there twice");
        }
    }
    assert!(seen.len() >= 600, "{} lines", seen.len());
    assert!(problems.is_empty(), "{problems}");
}
