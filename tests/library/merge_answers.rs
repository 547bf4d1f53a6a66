//! Conflicts of a merge in a workbook, filled in, and read again.

use super::people;
use super::properties;

use std::collections::{BTreeMap, BTreeSet};

use crate::contact_list::{List, scope};
use crate::diagnostics::{CollectingReport, Severity, Summary};
use crate::i18n::Language;
use crate::merge::{
    AnswersWorkbook, DistinctPairs, Examination, Merge, MergeAnswers, MergeGroups, MergeSettings, Precedence,
    SettledAnswers,
};
use crate::normalize::NormalizeSettings;
use crate::read::{Format, Input, RawInput, ReadError, Rows};
use crate::report::{ConflictSheet, Provenance, conflicts_as_xlsx};
use crate::write::{Layout, Writer};
use people::{Person, base, csv, edited};
use properties::cases;
use proptest::prelude::*;
use proptest::sample::select;
use rust_xlsxwriter::Workbook;

const TWO_WAY: MergeSettings = MergeSettings { has_base: false, prefer: None, on_conflict: None };
const THREE_WAY: MergeSettings = MergeSettings { has_base: true, ..TWO_WAY };

fn list(inputs: &[String]) -> List {
    let mut list = List::default();
    for (number, text) in inputs.iter().enumerate() {
        let mut rows = Rows::open(Input::bytes(format!("{number}.csv"), text.clone()), Default::default()).unwrap();
        let mut report = CollectingReport::default();
        let summary = list.read(&mut rows, NormalizeSettings::default(), &mut report).unwrap();
        assert_eq!(summary.blocking, 0, "{:?}", report.findings);
    }
    list
}

fn rows(rows: &[&str]) -> String {
    format!("Name,Email,Job title,Role,Countries/Regions,States/Provinces\n{}\n", rows.join("\n"))
}

/// The outcome of a merge with or without answers.
#[derive(Debug)]
struct Merged {
    /// The list, if nothing prevents it.
    text: Option<String>,
    /// The cells and messages of errors about answers.
    errors: Vec<(String, String)>,
    /// The errors of the merge.
    conflicts: usize,
    similar: usize,
    /// The inputs that look incomplete.
    truncated: usize,
    /// Address, column, value, file and cell of each line of the provenance.
    provenance: BTreeSet<[String; 5]>,
    /// The workbook of questions, if there are any.
    workbook: Option<Vec<u8>>,
}

fn merged(inputs: &[String], settings: MergeSettings, answers: Option<&[u8]>) -> Merged {
    merged_in(inputs, settings, answers, Language::En)
}

fn merged_in(inputs: &[String], settings: MergeSettings, answers: Option<&[u8]>, language: Language) -> Merged {
    merged_apart(inputs, settings, answers, &DistinctPairs::default(), language)
}

/// Merges lists if the settings say of some addresses that they are different people's.
fn merged_apart(
    inputs: &[String],
    settings: MergeSettings,
    answers: Option<&[u8]>,
    distinct: &DistinctPairs,
    language: Language,
) -> Merged {
    let mut list = list(inputs);
    let mut errors = Vec::new();
    let (answers, groups) = match answers {
        Some(bytes) => {
            let workbook = AnswersWorkbook::read(Input::bytes("ask.xlsx", bytes), &Default::default()).unwrap();
            let settled = SettledAnswers::new(&mut list, settings, &workbook, distinct, &NormalizeSettings::default());
            for finding in settled.findings.iter().filter(|finding| finding.is_blocking()) {
                errors.push((finding.location.cell().unwrap(), finding.localize(language).to_string()));
            }
            (settled.answers, settled.groups)
        }
        None => (MergeAnswers::default(), MergeGroups::new(&list, settings, &[])),
    };
    let merge = Merge::new(&list, &groups, settings).with_answers(&answers);
    let (mut summary, mut report) = (Summary::default(), CollectingReport::default());
    let examination = Examination { keeps_questions: true, ..Examination::default() };
    let examined = merge.examine_with(examination, &mut summary, &mut report, || ());
    let sheet =
        ConflictSheet { list: &list, conflicts: &examined.conflicts, similar: &examined.similar, answers: &answers };
    let workbook = (sheet.unanswered() > 0).then(|| conflicts_as_xlsx(&sheet, language, Vec::new()).unwrap());
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut provenance = Provenance::new(Vec::new()).unwrap();
    for outcome in merge.outcomes() {
        let Some(kept) = &outcome.kept else { continue };
        writer.write(&kept.contact(&list)).unwrap();
        provenance.write(&list, &outcome, &kept.contact(&list)).unwrap();
    }
    let provenance = provenance.finish().unwrap();
    let lines = csv::Reader::from_reader(provenance.as_slice()).into_records().map(Result::unwrap);
    let is_error = |finding: &&_| finding_severity(finding) == Severity::Error;
    Merged {
        text: (examined.written.is_some() && errors.is_empty())
            .then(|| String::from_utf8(writer.finish().unwrap()).unwrap()),
        conflicts: report.findings.iter().filter(is_error).count(),
        similar: examined.similar.len(),
        truncated: merge.truncated_inputs().len(),
        errors,
        provenance: lines.map(|line| [1, 3, 4, 5, 8].map(|at| line[at].to_owned())).collect(),
        workbook,
    }
}

fn finding_severity((_, finding): &(crate::contact::Source, crate::diagnostics::Finding<'static>)) -> Severity {
    finding.severity
}

/// A row of the workbook: its number and its cells.
type SheetRow = (u64, Vec<String>);

fn sheet_rows(bytes: &[u8]) -> Vec<SheetRow> {
    let RawInput::Workbook(workbook) = RawInput::open(Input::bytes("ask.xlsx", bytes), &Default::default()).unwrap()
    else {
        panic!("not a workbook")
    };
    let mut rows = Vec::new();
    workbook
        .for_each_row::<ReadError>(|_, number, cells| {
            rows.push((number, cells.iter().map(|cell| (*cell).to_owned()).collect()));
            Ok(())
        })
        .unwrap();
    rows
}

/// The columns of the answers, by the labels of the header.
fn answer_columns(rows: &[SheetRow]) -> [usize; 2] {
    let header =
        &rows.iter().find(|(_, cells)| cells.first().is_some_and(|cell| cell.starts_with("cosell"))).unwrap().1;
    let choose = header.iter().position(|label| label == "Choose" || label == "Choisir").unwrap();
    [choose, choose + 1]
}

/// Returns the workbook with other texts, written by another program: only cells and no drop-downs.
fn with_edits(bytes: &[u8], edit: impl Fn(&mut Vec<SheetRow>)) -> Vec<u8> {
    let mut rows = sheet_rows(bytes);
    edit(&mut rows);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, cells) in rows {
        for (column, cell) in (0..).zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(number as u32 - 1, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Returns the workbook with cells filled in, given by their names.
fn filled(bytes: &[u8], cells: &[(&str, &str)]) -> Vec<u8> {
    with_edits(bytes, |rows| {
        for (cell, text) in cells {
            let column = usize::from(cell.as_bytes()[0] - b'A');
            let number: u64 = cell[1..].parse().unwrap();
            let (_, cells) = rows.iter_mut().find(|(row, _)| *row == number).unwrap();
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = (*text).to_owned();
        }
    })
}

fn questions(rows: &[SheetRow]) -> impl Iterator<Item = &SheetRow> {
    rows.iter().filter(|(_, cells)| cells.get(4).is_some_and(|subject| !subject.is_empty())).skip(1)
}

const ONE: &[&str] = &["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,", "Bob,bob@contoso.com,VP,Partner sales,FR,"];
const OTHER: &[&str] =
    &["Anne Lee,ann@contoso.com,Head,Partner sales,AT,", "Bob,bob@contoso.com,SVP,Partner sales,FR,"];

#[test]
fn chosen_and_written_values_are_used_and_named_as_the_source() {
    let inputs = [rows(ONE), rows(OTHER)];
    let asked = merged(&inputs, TWO_WAY, None);
    assert_eq!((asked.text, asked.conflicts), (None, 3));
    // Name and job title of Ann, job title of Bob.
    let answers = filled(&asked.workbook.unwrap(), &[("H6", "Anne Lee"), ("I7", " Head  of Sales"), ("H8", "VP")]);
    let done = merged(&inputs, TWO_WAY, Some(&answers));
    let expected = "Anne Lee,ann@contoso.com,Head of Sales,Partner sales,\"AT, DE\",\r\nBob,bob@contoso.com,VP,Partner sales,FR,\r\n";
    assert!(done.text.as_ref().is_some_and(|text| text.ends_with(expected)), "{done:?}");
    assert!(done.workbook.is_none() && done.errors.is_empty());
    for [column, value, cell] in [["Name", "Anne Lee", "H6"], ["Job title", "Head of Sales", "I7"]] {
        let origins: Vec<_> =
            done.provenance.iter().filter(|line| line[0] == "ann@contoso.com" && line[1] == column).collect();
        assert_eq!(origins, [&["ann@contoso.com", column, value, "ask.xlsx", cell].map(str::to_owned)]);
    }
    let country = ["ann@contoso.com", "Countries/Regions", "AT", "1.csv", "E2"].map(str::to_owned);
    assert!(done.provenance.contains(&country));
}

#[test]
fn answers_that_do_not_fit_are_errors_at_their_cells() {
    let inputs = [rows(ONE), rows(OTHER)];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let errors = |inputs: &[String], cells: &[(&str, &str)]| {
        let done = merged(inputs, TWO_WAY, Some(&filled(&asked, cells)));
        assert_eq!(done.text, None);
        done.errors
    };
    let all = [("H6", "Ann Lee"), ("H7", "CEO"), ("H8", "VP")];
    assert_eq!(merged(&inputs, TWO_WAY, Some(&filled(&asked, &all))).errors, []);
    for (change, cell, message) in [
        (("H7", ""), "H7", "no answer about ann@contoso.com (Partner sales)"),
        (("H7", "Boss"), "H7", "\"Boss\" is none of the values to choose from: \"CEO\", \"Head\""),
        (("I7", "Boss"), "I7", "a value is chosen and another one is written"),
        (("B7", "Anna Lee"), "B7", "this cell was edited"),
        (("F7", "Boss"), "F7", "this cell was edited"),
        (("A7", "job-title 00"), "B7", "this cell was edited"),
        (("A7", "?"), "A7", "the hidden mark of this row is missing or damaged"),
    ] {
        let cells: Vec<_> = all.into_iter().filter(|(name, _)| *name != change.0).chain([change]).collect();
        let found = errors(&inputs, &cells);
        assert_eq!(found[0].0, cell, "{change:?} {found:?}");
        assert!(found[0].1.starts_with(message), "{change:?} {found:?}");
    }
    let refused = errors(&inputs, &[all[0], all[2], ("I7", "N/A")]);
    assert_eq!(refused[0].0, "I7");
    // The second list agrees about Ann's title now, and has another one for Bob.
    let moved = [rows(ONE), rows(OTHER).replace("Head", "CEO").replace("SVP", "EVP")];
    let found = errors(&moved, &all);
    assert_eq!(found.iter().map(|(cell, _)| cell.as_str()).collect::<Vec<_>>(), ["H7", "H8"]);
    assert!(
        found[0].1.starts_with("the lists no longer disagree") && found[1].1.starts_with("the lists now have other")
    );
    // Rows without an answer may be about anything.
    let open = merged(&moved, TWO_WAY, Some(&filled(&asked, &[("H6", "Ann Lee")])));
    assert_eq!((open.errors.len(), open.conflicts), (0, 1));
    let twice = with_edits(&filled(&asked, &all), |rows| {
        let mut copy = rows.iter().find(|(row, _)| *row == 7).unwrap().clone();
        copy.0 = 20;
        copy.1[7] = "Head".to_owned();
        rows.push(copy);
    });
    let twice = merged(&inputs, TWO_WAY, Some(&twice)).errors;
    assert_eq!((twice.len(), twice[0].0.as_str()), (1, "H20"));
    assert!(twice[0].1.starts_with("row 7 has another answer"));
}

#[test]
fn a_row_that_was_deleted_leaves_its_conflict_open() {
    let inputs = [rows(ONE), rows(OTHER)];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let answers = with_edits(&filled(&asked, &[("H6", "Ann Lee"), ("H7", "CEO")]), |rows| {
        rows.retain(|(row, _)| *row != 8);
        rows.push((30, vec![String::new(), "a remark".to_owned()]));
    });
    let done = merged(&inputs, TWO_WAY, Some(&answers));
    assert_eq!((done.text, done.errors.len(), done.conflicts), (None, 0, 1));
}

#[test]
fn open_questions_are_asked_again_beside_given_answers() {
    let inputs = [rows(ONE), rows(OTHER)];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let some = merged(&inputs, TWO_WAY, Some(&filled(&asked, &[("H6", "Anne Lee"), ("I7", "Boss")])));
    assert_eq!((some.errors.len(), some.conflicts), (1, 0));
    let again = some.workbook.unwrap();
    let cells = sheet_rows(&again);
    let answers: Vec<_> = questions(&cells).map(|(_, cells)| [cells[7].as_str(), cells[8].as_str()]).collect();
    assert_eq!(answers, [["Anne Lee", ""], ["", "Boss"], ["", ""]]);
    let done = merged(&inputs, TWO_WAY, Some(&filled(&again, &[("H8", "SVP")])));
    assert!(done.text.unwrap().contains("Anne Lee,ann@contoso.com,Boss,"));
}

#[test]
fn answers_in_another_language_and_of_lists_in_another_order_fit() {
    let inputs = [rows(ONE), rows(OTHER)];
    let asked = merged_in(&inputs, TWO_WAY, None, Language::Fr).workbook.unwrap();
    let answers = filled(&asked, &[("H6", "Anne Lee"), ("H7", "Head"), ("H8", "VP")]);
    let [one, other] = inputs;
    let done = merged(&[other, one], TWO_WAY, Some(&answers));
    assert!(done.errors.is_empty() && done.text.unwrap().contains("Anne Lee,ann@contoso.com,Head"));
}

#[test]
fn written_territories_have_states() {
    let base = rows(&["Ann,ann@contoso.com,CEO,Partner sales,\"DE, FR\","]);
    let sides = ["DE", "FR"].map(|country| rows(&[&format!("Ann,ann@contoso.com,CEO,Partner sales,{country},")]));
    let inputs = [base, sides[0].clone(), sides[1].clone()];
    let asked = merged(&inputs, THREE_WAY, None).workbook.unwrap();
    for (cell, text, countries) in [
        ("I6", "DE, FR", ",\"DE, FR\",\r\n"),
        ("I6", "FR", ",FR,\r\n"),
        ("J6", "France, Germany", ",\"FR, DE\",\r\n"),
        ("J6", "CA (CA-QC), US (US-WA, US-OR)", ",\"CA, US\",\"CA-QC, US-WA, US-OR\"\r\n"),
    ] {
        let done = merged(&inputs, THREE_WAY, Some(&filled(&asked, &[(cell, text)])));
        assert!(done.text.as_ref().is_some_and(|list| list.ends_with(countries)), "{text}: {done:?}");
        let places: BTreeSet<_> =
            done.provenance.iter().filter(|line| line[1].contains('/')).map(|line| line[4].as_str()).collect();
        assert_eq!(places, [cell].into());
    }
    let refused = merged(&inputs, THREE_WAY, Some(&filled(&asked, &[("J6", "Narnia")])));
    assert_eq!((refused.text, refused.errors[0].0.as_str()), (None, "J6"));
}

#[test]
fn a_contact_that_was_edited_and_deleted_is_kept_or_removed() {
    let base = rows(&["Ann,ann@contoso.com,CEO,Partner sales,DE,", "Bob,bob@contoso.com,VP,Partner sales,FR,"]);
    let edited = base.replace("CEO", "Chair");
    let deleted = rows(&["Bob,bob@contoso.com,VP,Partner sales,FR,"]);
    let inputs = [base, edited, deleted];
    let asked = merged(&inputs, THREE_WAY, None).workbook.unwrap();
    let options = sheet_rows(&asked).into_iter().find(|(row, _)| *row == 6).unwrap().1;
    assert_eq!(options[5..7], ["Job title \"CEO\" → \"Chair\"", "deleted"]);
    let with = |text: &str| merged(&inputs, THREE_WAY, Some(&filled(&asked, &[("H6", text)])));
    assert!(with("keep the contact").text.unwrap().contains("Ann,ann@contoso.com,Chair"));
    assert!(!with("supprimer le contact").text.unwrap().contains("ann@contoso.com"));
    assert!(with("perhaps").errors[0].1.starts_with("\"perhaps\" is none"));
    let written = merged(&inputs, THREE_WAY, Some(&filled(&asked, &[("I6", "keep the contact")])));
    assert!(written.errors[0].1.starts_with("this question takes no other value"));
}

#[test]
fn an_address_and_a_role_can_only_be_chosen() {
    let base = rows(&["Ann,ann@contoso.com,CEO,Partner sales,DE,"]);
    for (changed, other, column) in [
        ("ann.new@contoso.com", "a.lee@contoso.com", "ann@contoso.com"),
        ("Partner marketing", "Partner technical sales", "Partner sales"),
    ] {
        let inputs = [base.clone(), base.replace(column, changed), base.replace(column, other)];
        let asked = merged(&inputs, THREE_WAY, None);
        assert_eq!((asked.text, asked.conflicts), (None, 1));
        let asked = asked.workbook.unwrap();
        let options = sheet_rows(&asked).into_iter().find(|(row, _)| *row == 6).unwrap().1;
        assert_eq!(options[5..8], [changed, other, column]);
        for text in [changed, other, column] {
            let done = merged(&inputs, THREE_WAY, Some(&filled(&asked, &[("I6", text)])));
            assert_eq!(done.text, merged(&[base.replace(column, text)], TWO_WAY, None).text);
            assert!(done.provenance.iter().any(|line| line[3] == "ask.xlsx" && line[4] == "I6" && line[2] == text));
        }
        let written = merged(&inputs, THREE_WAY, Some(&filled(&asked, &[("J6", other)])));
        assert!(written.errors[0].1.starts_with("this question takes no other value"));
    }
}

const PAIR: [&str; 3] = [
    "Zoë Roux,zoe@contoso.com,Lead,Partner sales,FR,",
    "Zoe Roux,z.roux@contoso.com,Lead,Partner sales,BE,",
    "Zoe Roux,z.roux@contoso.com,Lead,Partner marketing,BE,",
];

#[test]
fn different_people_are_not_reported_again() {
    let inputs = [rows(&PAIR[..1]), rows(&PAIR[1..])];
    let asked = merged(&inputs, TWO_WAY, None);
    assert_eq!((asked.similar, asked.conflicts), (1, 0));
    assert!(asked.text.is_some());
    let asked = asked.workbook.unwrap();
    let open = merged(&inputs, TWO_WAY, Some(&asked));
    assert_eq!((open.similar, open.errors.len()), (1, 0));
    let done = merged(&inputs, TWO_WAY, Some(&filled(&asked, &[("H6", "two different people")])));
    assert_eq!((done.similar, done.text), (0, open.text));
}

#[test]
fn one_person_keeps_one_address() {
    let inputs = [rows(&PAIR[..1]), rows(&PAIR[1..])];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let answers = filled(&asked, &[("H6", "one person: keep z.roux@contoso.com")]);
    let joined = merged(&inputs, TWO_WAY, Some(&answers));
    // The names differ, which is a new question.
    assert_eq!((joined.similar, joined.conflicts, joined.text), (0, 1, None));
    let again = joined.workbook.unwrap();
    let answers = filled(&again, &[("H6", "Zoë Roux")]);
    let done = merged(&inputs, TWO_WAY, Some(&answers));
    let expected = "Zoë Roux,z.roux@contoso.com,Lead,Partner sales,\"BE, FR\",\r\nZoe Roux,z.roux@contoso.com,Lead,Partner marketing,BE,\r\n";
    assert!(done.text.as_ref().is_some_and(|text| text.ends_with(expected)), "{done:?}");
    assert_eq!(done.truncated, 0);
    let email = ["z.roux@contoso.com", "Email", "z.roux@contoso.com", "ask.xlsx", "H7"].map(str::to_owned);
    assert!(done.provenance.contains(&email), "{done:?}");
    // The second person has another name now.
    let moved = [inputs[0].clone(), rows(&PAIR[1..]).replace("Zoe", "Chloe")];
    let stale = merged(&moved, TWO_WAY, Some(&filled(&asked, &[("H6", "two different people")])));
    assert!(stale.errors[0].1.starts_with("the lists no longer have both people"), "{stale:?}");
}

#[test]
fn answers_about_one_person_must_agree() {
    let three = ["Ann Lee,a@contoso.com", "Ann Lee,b@contoso.com", "Ann Lee,c@contoso.com"];
    let inputs = [rows(&three.map(|person| format!("{person},CEO,Partner sales,FR,")).each_ref().map(String::as_str))];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let pairs: Vec<_> = sheet_rows(&asked).into_iter().filter(|(row, _)| *row > 5).map(|(_, cells)| cells).collect();
    let kept = |row: usize, option: usize| pairs[row][10 + option].as_str();
    let with = |one: usize, other: usize| {
        merged(&inputs, TWO_WAY, Some(&filled(&asked, &[("H6", kept(0, one)), ("H7", kept(1, other))])))
    };
    // The pairs are a and b, a and c.
    assert_eq!(kept(0, 1), kept(1, 1));
    assert_eq!(with(1, 1).text.unwrap().lines().count(), 2);
    let contradiction = with(1, 2);
    assert_eq!(contradiction.errors[0].0, "H7");
    assert!(contradiction.errors[0].1.starts_with("row 6 has another answer"));
    // The settings say that b and c are two people, and both answers together say the opposite.
    let mut distinct = DistinctPairs::default();
    distinct.insert("C@contoso.com", "b@contoso.com");
    let one_person = filled(&asked, &[("H6", kept(0, 1)), ("H7", kept(1, 1))]);
    let refused = merged_apart(&inputs, TWO_WAY, Some(&one_person), &distinct, Language::En);
    assert_eq!(refused.text, None);
    assert_eq!(refused.errors.iter().map(|(cell, _)| cell.as_str()).collect::<Vec<_>>(), ["H7"]);
    assert!(refused.errors[0].1.starts_with("cosell.toml says"), "{refused:?}");
    // One of the answers alone joins two others.
    let first_only = filled(&asked, &[("H6", kept(0, 1))]);
    assert!(merged_apart(&inputs, TWO_WAY, Some(&first_only), &distinct, Language::En).errors.is_empty());
}

#[test]
fn formulas_are_text_and_long_texts_are_cut() {
    let long = format!("Chief {}", "x".repeat(40_000));
    let one = rows(&[&format!("Ann,ann@contoso.com,{long},Partner sales,FR,")]);
    let other = rows(&["Ann,ann@contoso.com,CEO,Partner sales,FR,"]);
    let inputs = [one, other];
    let asked = merged(&inputs, TWO_WAY, None).workbook.unwrap();
    let shown = sheet_rows(&asked).into_iter().find(|(row, _)| *row == 6).unwrap().1[5].clone();
    assert!(shown.ends_with("... (40006 characters)"), "{shown}");
    let done = merged(&inputs, TWO_WAY, Some(&filled(&asked, &[("H6", &shown)])));
    assert!(done.text.unwrap().contains(&long));
}

#[test]
fn other_files_are_no_answers() {
    let text = AnswersWorkbook::read(Input::bytes("list.csv", rows(ONE)), &Default::default());
    assert!(text.unwrap_err().to_string().ends_with("no sheet of this file is a list of conflicts"));
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Name").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert!(AnswersWorkbook::read(Input::bytes("list.xlsx", bytes), &Default::default()).is_err());
}

/// The address of a contact in lower case, and its role.
type Key = (String, &'static str);

fn key(row: &Person) -> Key {
    (row.email.to_lowercase(), row.role)
}

/// Returns the contact of the base that each row of a list is: one with another role, if the list has no longer the
/// contact of the base, the other list doesn't have both, and the territories overlap.
fn contacts_of(base: &[Person], side: &[Person], other: &[Person]) -> Vec<(Key, Person)> {
    let has = |rows: &[Person], wanted: &Key| rows.iter().any(|row| key(row) == *wanted);
    let territory = |row: &Person| {
        let codes: Vec<&str> = row.countries.iter().chain(&row.states).copied().collect();
        scope(&codes.join(", "))
    };
    let contact = |row: &Person| {
        let became = |old: &&Person| {
            key(old).0 == key(row).0
                && !has(side, &key(old))
                && !(has(other, &key(old)) && has(other, &key(row)))
                && territory(old).overlaps(&territory(row))
        };
        let old = if has(base, &key(row)) { None } else { base.iter().find(became) };
        (old.map_or_else(|| key(row), key), row.clone())
    };
    side.iter().map(contact).collect()
}

/// Returns the base and the lists after a person edited them so that all say what was chosen.
fn settled_by_hand(
    base: &[Person],
    [one, other]: [&[Person]; 2],
    rows: &[SheetRow],
    chosen: &BTreeMap<u64, String>,
) -> [Vec<Person>; 3] {
    let mut sides = [contacts_of(base, one, other), contacts_of(base, other, one)];
    let mut settled_base = base.to_vec();
    for (number, cells) in questions(rows) {
        let Some(text) = chosen.get(number) else { continue };
        let text: &'static str = text.clone().leak();
        let is_it = |(known, _): &&(Key, Person)| *known.0 == cells[2].to_lowercase() && known.1 == cells[3];
        let kept: Vec<(Key, Person)> = base.iter().map(|row| (key(row), row.clone())).chain(sides.concat()).collect();
        for side in &mut sides {
            let own = |side: &mut Vec<(Key, Person)>, edit: &dyn Fn(&mut Person)| {
                side.iter_mut().filter(|row| is_it(&&**row)).for_each(|(_, row)| edit(row));
            };
            match cells[4].as_str() {
                "Name" => own(side, &|row| row.name = text),
                "Job title" => own(side, &|row| row.title = text),
                "Role" => own(side, &|row| row.role = text),
                "Countries/Regions" => {
                    let codes: Vec<&str> = text.split([',', '(', ')', ' ']).filter(|code| !code.is_empty()).collect();
                    let of = |is_state: bool| {
                        codes.iter().copied().filter(|code| code.contains('-') == is_state).collect::<BTreeSet<_>>()
                    };
                    own(side, &|row| (row.countries, row.states) = (of(false), of(true)));
                }
                // A base without it, because a list that lacks all contacts of a person raises another question.
                "Keep or remove?" if text == "remove the contact" => {
                    side.retain(|row| !is_it(&row));
                    settled_base.retain(|row| !is_it(&&(key(row), row.clone())));
                }
                // The list that deleted it gets it back as it was, or as it is in the other list if that is a new role.
                "Keep or remove?" => {
                    if !side.iter().any(|row| is_it(&row)) {
                        side.extend(kept.iter().find(is_it).cloned());
                    }
                }
                other => panic!("{other}"),
            }
        }
    }
    let [one, other] = sides.map(|side| side.into_iter().map(|(_, row)| row).collect());
    [settled_base, one, other]
}

/// Returns the lines of a list with addresses in lower case: which spelling is used depends on the base, and on whether
/// lists name different people.
fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let [name, email, others] = line.splitn(3, ',').collect::<Vec<_>>().try_into().unwrap();
            [name, &email.to_lowercase(), others].join(",")
        })
        .collect();
    lines.sort_unstable();
    lines
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn answers_give_what_editing_the_lists_gives(
        (base, one, other) in base().prop_flat_map(|base| (Just(base.clone()), edited(base.clone()), edited(base))),
        reading in 0_usize..3,
        settings in select(vec![TWO_WAY, THREE_WAY]),
    ) {
        let inputs = |lists: [&[Person]; 3]| lists.map(csv)[usize::from(!settings.has_base)..].to_vec();
        let asked = merged(&inputs([&base, &one, &other]), settings, None);
        prop_assume!(asked.conflicts > 0);
        let bytes = asked.workbook.unwrap();
        let rows = sheet_rows(&bytes);
        let [choose, _] = answer_columns(&rows);
        let mut chosen = BTreeMap::new();
        for (number, cells) in questions(&rows).filter(|(_, cells)| cells[4] != "Same person?") {
            let options: Vec<_> = cells[choose + 3..].iter().filter(|option| !option.is_empty()).collect();
            chosen.insert(*number, options[reading.min(options.len() - 1)].clone());
        }
        let answers = with_edits(&bytes, |rows| {
            for (number, cells) in rows {
                if let Some(text) = chosen.get(number) {
                    cells[choose].clone_from(text);
                }
            }
        });
        let done = merged(&inputs([&base, &one, &other]), settings, Some(&answers));
        prop_assert!(done.errors.is_empty() && done.conflicts == 0, "{:?}", done);
        let by_hand = settled_by_hand(&base, [&one, &other], &rows, &chosen);
        let expected = merged(&inputs(by_hand.each_ref().map(Vec::as_slice)), settings, None);
        prop_assert_eq!(expected.conflicts, 0);
        let [done_text, expected_text] = [done.text, expected.text].map(Option::unwrap);
        prop_assert_eq!(sorted(&done_text), sorted(&expected_text));
        let of_answers = done.provenance.iter().filter(|line| line[3] == "ask.xlsx").count();
        prop_assert!(of_answers > 0 || chosen.values().all(|text| text.ends_with(" the contact")));
    }

    #[test]
    fn the_first_reading_is_that_of_the_first_list((one, other) in base().prop_flat_map(|base| (edited(base.clone()), edited(base)))) {
        let inputs = [csv(&one), csv(&other)];
        let asked = merged(&inputs, TWO_WAY, None);
        prop_assume!(asked.conflicts > 0);
        let bytes = asked.workbook.unwrap();
        let [choose, _] = answer_columns(&sheet_rows(&bytes));
        let answers = with_edits(&bytes, |rows| {
            for (_, cells) in rows.iter_mut().filter(|(number, cells)| *number > 5 && cells[4] != "Same person?") {
                cells[choose] = cells[choose + 3].clone();
            }
        });
        let first = merged(&inputs, MergeSettings { on_conflict: Some(Precedence::First), ..TWO_WAY }, None);
        prop_assert_eq!(merged(&inputs, TWO_WAY, Some(&answers)).text, first.text);
    }
}
