//! The annotated workbook: read without changes, it gives the list that it was made from.

use std::path::Path;

use crate::contact::{Column, Format, Source};
use crate::convert::convert;
use crate::diagnostics::{CollectingReport, Finding, Report, Rule, Summary};
use crate::i18n::Language;
use crate::read::{Input, ReadSettings, Rows, SheetSelection};
use crate::report::AnnotatedReport;
use crate::validate::validate;
use crate::write::{Layout, Rejects, WriteError, Writer};
use proptest::prelude::*;

fn annotated(input: &Input, settings: &ReadSettings) -> Result<Vec<u8>, WriteError> {
    let mut rows = Rows::open(input.clone(), settings.clone()).unwrap();
    let mut report = AnnotatedReport::new(rows.threads(), Language::En);
    validate(&mut rows, Default::default(), &[], &mut report).unwrap();
    report.finish(Vec::new())
}

/// The result of a list: its contacts, the cells of its rejected rows, and the counts.
#[derive(Debug, PartialEq)]
struct Outcome {
    list: String,
    rejected: Vec<Vec<String>>,
    summary: Summary,
}

fn outcome(input: Input, settings: &ReadSettings) -> (Outcome, CollectingReport) {
    let mut rows = Rows::open(input, settings.clone()).unwrap();
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut rejects = Rejects::new(Vec::new(), Format::Csv, &rows.columns(), rows.may_grow(), Language::En).unwrap();
    let mut found = CollectingReport::default();
    let summary = convert(&mut rows, Default::default(), &mut writer, Some(&mut rejects), &mut found).unwrap();
    let rejects = rejects.finish().unwrap();
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(&rejects[3..]);
    let cells = |record: csv::StringRecord| record.iter().skip(2).map(str::to_owned).collect();
    let rejected = table.records().map(|record| cells(record.unwrap())).collect();
    // A text file and a workbook differ in the findings about the file.
    let summary = Summary { notes: 0, fixable: 0, errors: 0, ..summary };
    (Outcome { list: String::from_utf8(writer.finish().unwrap()).unwrap(), rejected, summary }, found)
}

/// Asserts that the workbook gives the same contacts as the list. Its rejected rows have the same errors, and cells that
/// need no correction are fixed in it, so another workbook of it has the same cells.
fn assert_comes_back(input: Input, settings: &ReadSettings) {
    let name = input.name().display().to_string();
    let workbook = annotated(&input, settings).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (before, _) = outcome(input, settings);
    let (after, found) = outcome(Input::bytes("annotated.xlsx", workbook.clone()), settings);
    assert_eq!((&before.list, &before.summary), (&after.list, &after.summary), "{name}");
    assert_eq!(before.rejected.len(), after.rejected.len(), "{name}");
    assert_silent(&found, &name);
    let again = annotated(&Input::bytes("annotated.xlsx", workbook), settings).unwrap();
    assert_eq!(outcome(Input::bytes("annotated.xlsx", again), settings).0, after, "{name}");
}

/// Asserts that the helper columns and sheets have no findings.
fn assert_silent(found: &CollectingReport, name: &str) {
    for (_, finding) in &found.findings {
        let is_ours = finding.rule == Rule::ColumnUnknown
            && ["Row", "Row in the original file", "To correct"].contains(&&*finding.value);
        assert!(!is_ours && finding.rule != Rule::SheetChosen, "{name}: {}", finding.localize(Language::En));
    }
}

#[test]
fn annotated_lists_of_all_kinds_are_read_as_the_same_list() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let settings = ReadSettings::default();
    let roles = ReadSettings { set: vec![(Column::Role, "Partner sales".to_owned())], ..ReadSettings::default() };
    let mapped = ReadSettings { map: vec![("Full name".to_owned(), Column::Name)], ..roles.clone() };
    for (list, settings) in [
        ("contacts.csv", &settings),
        ("contacts.json", &settings),
        ("contacts.ndjson", &settings),
        ("contacts.xlsx", &settings),
        ("forty.xlsx", &settings),
        ("french.csv", &settings),
        ("sales-ops.csv", &settings),
        ("sales-ops.json", &settings),
        ("sales-ops.xlsx", &settings),
        ("sales-ops-mistakes.csv", &settings),
        ("sales-ops-mistakes.json", &settings),
        ("sales-ops-mistakes.xlsx", &settings),
        ("regional.csv", &mapped),
        ("bad/repeated-header.csv", &settings),
        ("bad/unknown-column.csv", &settings),
        ("dialects/german.csv", &settings),
        ("dialects/japanese.csv", &settings),
        ("workbooks/messy.xlsx", &settings),
        ("workbooks/small-xlwt.xls", &settings),
        ("workbooks/messy-libreoffice.ods", &settings),
        ("exports/outlook.csv", &roles),
        ("exports/google.csv", &roles),
    ] {
        assert_comes_back(Input::path(fixtures.join(list)), settings);
    }
}

/// Each list has a sheet of its own name, and is read with the same settings.
#[test]
fn several_annotated_sheets_are_read_as_the_same_lists() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks/two-lists.xlsx");
    for sheets in [SheetSelection::All, SheetSelection::Named(vec!["South".to_owned()])] {
        let settings = ReadSettings { sheets, ..ReadSettings::default() };
        let contacts = |input: Input| {
            let mut rows = Rows::open(input, settings.clone()).unwrap();
            let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
            let mut found = CollectingReport::default();
            let rejects = None::<&mut Rejects<Vec<u8>>>;
            convert(&mut rows, Default::default(), &mut writer, rejects, &mut found).unwrap();
            (String::from_utf8(writer.finish().unwrap()).unwrap(), found)
        };
        let (before, _) = contacts(Input::path(&file));
        let workbook = annotated(&Input::path(&file), &settings).unwrap();
        let (after, found) = contacts(Input::bytes("annotated.xlsx", workbook));
        assert_eq!(before, after);
        assert_silent(&found, "two-lists.xlsx");
    }
}

#[test]
fn the_workbook_can_be_annotated_again() {
    let list = "Name,Email,Job title,Role,Countries/Regions\n\nAnn,ann@example.com,CEO,Partner sales,Narnia\n";
    let settings = ReadSettings::default();
    let first = annotated(&Input::bytes("list.csv", list), &settings).unwrap();
    let second = annotated(&Input::bytes("list.xlsx", first.clone()), &settings).unwrap();
    let rows = Rows::open(Input::bytes("list.xlsx", second.clone()), settings.clone()).unwrap();
    assert_eq!(rows.labels(), ["Name", "Email", "Job title", "Role", "Countries/Regions"]);
    assert_comes_back(Input::bytes("list.xlsx", second), &settings);
}

/// The cells of a list, the numbers of its rows in the original file, and the cells with errors: row and column.
#[derive(Default)]
struct Seen {
    columns: Vec<Option<Column>>,
    labels: Vec<String>,
    cells: Vec<Vec<String>>,
    original: Vec<String>,
    pending: Vec<Finding<'static>>,
    errors: Vec<(usize, usize)>,
}

impl Report for Seen {
    fn source(&mut self, _source: &Source) {}

    fn columns(&mut self, columns: &[crate::contact::SourceColumn]) {
        self.columns = columns.iter().map(|column| column.column).collect();
        self.labels = columns.iter().map(|column| column.label.clone()).collect();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.pending.push(finding.clone().into_owned());
    }

    fn original_row(&mut self, number: &str) {
        self.original.push(number.to_owned());
    }

    fn row(&mut self, _row: u64, cells: &mut dyn Iterator<Item = &str>) {
        for finding in self.pending.drain(..).filter(Finding::is_blocking) {
            let column = self.columns.iter().position(|column| column.is_some() && *column == finding.column);
            self.errors.extend(column.map(|column| (self.cells.len(), column)));
        }
        self.cells.push(cells.map(str::to_owned).collect());
    }
}

fn seen(input: Input) -> Seen {
    let mut rows = Rows::open(input, ReadSettings::default()).unwrap();
    let mut seen = Seen::default();
    validate(&mut rows, Default::default(), &[], &mut seen).unwrap();
    seen
}

/// Returns a workbook with the cells, of which those at some places are corrected.
fn corrected(mut seen: Seen, errors: &[(usize, usize)]) -> Vec<u8> {
    for (row, column) in errors {
        let cells = &mut seen.cells[*row];
        cells.resize(cells.len().max(column + 1), String::new());
        cells[*column] = match seen.columns[*column] {
            Some(Column::Name) => "Cora Right",
            Some(Column::Email) => "cora@example.com",
            Some(Column::JobTitle) => "CFO",
            Some(Column::Role) => "Partner marketing",
            Some(Column::Countries) => "US",
            _ => "US-CA",
        }
        .to_owned();
    }
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, &seen.labels).unwrap();
    for (row, cells) in (1..).zip(&seen.cells) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Corrects only the cells with errors, in the list and in its workbook, and compares the contacts.
fn assert_corrections_are_enough(list: Vec<u8>) -> Vec<Vec<String>> {
    let input = Input::bytes("list.xlsx", list);
    let workbook = annotated(&input, &ReadSettings::default()).unwrap();
    let (of_list, of_workbook) = (seen(input), seen(Input::bytes("list.xlsx", workbook)));
    assert_eq!(of_list.errors, of_workbook.errors, "{:?} {:?}", of_list.cells, of_workbook.cells);
    let (errors, cells) = (of_list.errors.clone(), of_workbook.cells.clone());
    let list = |seen| {
        let list = Input::bytes("list.xlsx", corrected(seen, &errors));
        outcome(list, &ReadSettings::default()).0.list
    };
    assert_eq!(list(of_list), list(of_workbook), "{cells:?}");
    cells
}

fn workbook_of(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, Column::ALL.map(Column::label)).unwrap();
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Fixes that leave nothing to decide are in the workbook, in rows with errors, too. Cells with an error are as they
/// were received.
#[test]
fn safe_fixes_are_applied_in_the_workbook() {
    let rows = [
        [" Ann  Lee", "mailto:ann@Example.com", "CEO", "partner sales", "Deutschland; fr", "N/A"],
        ["Bob", "bob.example.com", "CTO", "Partner Sales", "Belgique", ""],
        ["Cid", "cid@example.com", "CFO", "Sales", "usa, Narnia", "Washington"],
        ["Dee", "dee@example.com", "CFO", "Partner sales", "USA (Virginia)", ""],
    ];
    let cells = assert_corrections_are_enough(workbook_of(&rows));
    assert_eq!(
        cells,
        [
            vec!["Ann Lee", "ann@example.com", "CEO", "Partner sales", "DE, FR"],
            vec!["Bob", "bob.example.com", "CTO", "Partner sales", "BE"],
            vec!["Cid", "cid@example.com", "CFO", "Sales", "usa, Narnia", "US-WA"],
            vec!["Dee", "dee@example.com", "CFO", "Partner sales", "US", "US-VA"],
        ]
    );
}

/// Parts that are read as one cell keep their texts: the fix is that of the whole.
#[test]
fn parts_of_a_name_stay_as_received() {
    let list = "First name,Last name,Email,Job title,Role,Countries/Regions\n\
                Ann , Lee,ann@example.com,CEO,partner sales,Narnia\n";
    let workbook = annotated(&Input::bytes("list.csv", list), &ReadSettings::default()).unwrap();
    let cells = seen(Input::bytes("list.xlsx", workbook)).cells;
    assert_eq!(cells, [["Ann ", " Lee", "ann@example.com", "CEO", "Partner sales", "Narnia"]]);
}

/// The sender knows only the rows of the own file.
#[test]
fn row_numbers_of_the_original_file_survive_further_rounds() {
    let list = "Our contacts\n\nName,Email,Job title,Role,Countries/Regions\n\n\
                Ann,ann@example.com,CEO,Partner sales,Narnia\nBob,bob@example.com,CEO,Partner sales,FR\n";
    let first = annotated(&Input::bytes("list.csv", list), &ReadSettings::default()).unwrap();
    assert_eq!(seen(Input::bytes("list.csv", list)).original, [""; 0]);
    let second = annotated(&Input::bytes("first.xlsx", first.clone()), &ReadSettings::default()).unwrap();
    let third = annotated(&Input::bytes("second.xlsx", second.clone()), &ReadSettings::default()).unwrap();
    for workbook in [first, second, third] {
        assert_eq!(seen(Input::bytes("list.xlsx", workbook)).original, ["4", "5", "6"]);
    }
    // A row that was added has none.
    let added = "Row in the original file,To correct,Name,Email,Job title,Role,Countries/Regions\n\
                 5,,Ann,ann@example.com,CEO,Partner sales,Narnia\n,,New,new@example.com,CEO,Partner sales,FR\n";
    let workbook = annotated(&Input::bytes("list.csv", added), &ReadSettings::default()).unwrap();
    assert_eq!(seen(Input::bytes("list.xlsx", workbook)).original, ["5", ""]);
}

/// Who opens the workbook may never have heard of the program.
#[test]
fn workbooks_of_all_rules_speak_plainly() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rules");
    let mut tried = 0;
    for folder in std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(mut rows) = Rows::open(Input::path(&file), ReadSettings::default()) else { continue };
            if rows.findings().iter().any(Finding::is_blocking) {
                continue;
            }
            for language in Language::ALL {
                let mut report = AnnotatedReport::new(rows.threads(), language);
                validate(&mut rows, Default::default(), &[], &mut report).unwrap();
                let mut zip = zip::ZipArchive::new(std::io::Cursor::new(report.finish(Vec::new()).unwrap())).unwrap();
                for name in ["xl/worksheets/sheet1.xml", "xl/comments1.xml"] {
                    let mut text = String::new();
                    let Ok(mut part) = zip.by_name(name) else { continue };
                    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
                    let file = file.display();
                    for word in ["cosell", "`", "U+0", "U+2", "(row-", "(value-", " --a", " --m", " --s"] {
                        assert!(!text.contains(word), "{file}, {language:?}: {word} in {text}");
                    }
                    let rule = Rule::ALL.iter().find(|rule| text.contains(rule.name()));
                    assert!(rule.is_none(), "{file}: {rule:?} in {text}");
                }
                tried += 1;
                rows = Rows::open(Input::path(&file), ReadSettings::default()).unwrap();
            }
        }
    }
    assert!(tried > 80, "{tried}");
}

/// Workbooks of earlier versions have other labels.
#[test]
fn workbooks_of_earlier_versions_are_read_as_the_list() {
    for (row, findings) in [("Row", "Findings"), ("Ligne", "Constats")] {
        let header = format!("{row},{findings},Name,Email,Job title,Role,Countries/Regions");
        let list = format!("{header}\n7,error: Role,Ann,ann@example.com,CEO,Partner sales,US\n");
        let mut rows = Rows::open(Input::bytes("list.csv", list), ReadSettings::default()).unwrap();
        let mut found = CollectingReport::default();
        validate(&mut rows, Default::default(), &[], &mut found).unwrap();
        assert_eq!(rows.labels(), ["Name", "Email", "Job title", "Role", "Countries/Regions"]);
        assert!(found.findings.is_empty(), "{:?}", found.findings);
    }
}

/// A JSON key may first occur late; its column has a label nevertheless.
#[test]
fn a_key_of_the_last_row_has_a_column() {
    let one = r#"{"name":"Ann","email":"ann@example.com","jobTitle":"CEO","role":"Partner sales","countries":"US"}"#;
    let last = one.replace("\"US\"", "\"US\",\"states\":\"US-WA, US-ZZ\"");
    let list = format!("{}\n{last}\n", vec![one; 2000].join("\n"));
    assert_comes_back(Input::bytes("list.ndjson", list.clone()), &ReadSettings::default());
    let (outcome, _) = outcome(Input::bytes("list.ndjson", list), &ReadSettings::default());
    assert_eq!(outcome.rejected[0][5], "US-WA, US-ZZ");
}

/// The finding depends on the whole list, so it comes after its row has been written, maybe on an earlier sheet.
#[test]
fn the_cell_of_an_odd_domain_is_marked_after_its_row_is_written() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, domains) in [("North", ["contoso.com", "contosso.com", "contoso.com"]), ("South", ["contoso.com"; 3])] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, ["Name", "Email", "Job title", "Role", "Countries/Regions"]).unwrap();
        for (row, domain) in (2..).zip(domains) {
            let email = format!("{name}{row}@{domain}");
            sheet.write_row(row, 0, ["Ann", &email, "CEO", "Partner sales", "US"]).unwrap();
        }
    }
    let settings = ReadSettings { sheets: SheetSelection::All, ..ReadSettings::default() };
    let input = Input::bytes("list.xlsx", workbook.save_to_buffer().unwrap());
    let workbook = annotated(&input, &settings).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    // The helper columns are left of the list, and the blank row above the contacts is kept.
    assert!(text("xl/worksheets/sheet2.xml").contains("<conditionalFormatting sqref=\"D4\">"));
    assert!(!text("xl/worksheets/sheet3.xml").contains("conditionalFormatting"));
    assert!(text("xl/comments1.xml").contains("<comment ref=\"D4\""));
    assert!(text("xl/worksheets/sheet1.xml").contains("location=\"'North'!D4\""));
}

/// The helper sheet gets another name if a list has its name, and the cells that findings quote are not taken for a
/// header.
#[test]
fn a_list_may_have_the_name_of_a_helper_sheet() {
    for name in ["findings", "to correct"] {
        let header = ["Name", "Email", "Job title", "Role", "Countries/Regions"];
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().write_row(0, 0, header).unwrap();
        sheet.write_row(1, 0, ["Name", "Email", "Job title", "Sales", "Narnia"]).unwrap();
        assert_comes_back(Input::bytes("list.xlsx", workbook.save_to_buffer().unwrap()), &ReadSettings::default());
    }
}

#[test]
fn the_same_list_makes_the_same_bytes() {
    let list = "Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,CEO,Partner sales,Narnia\n";
    let workbook = || annotated(&Input::bytes("list.csv", list), &ReadSettings::default()).unwrap();
    assert!(workbook() == workbook());
}

/// With more notes, programs take minutes to open the file; with more links, Excel reports an error.
#[test]
fn only_the_first_of_many_findings_have_notes() {
    let row = "Ann,ann@example.com,CEO,Partner sales,Narnia\n";
    let list = format!("Name,Email,Job title,Role,Countries/Regions\n{}", row.repeat(10_001));
    let workbook = annotated(&Input::bytes("list.csv", list), &ReadSettings::default()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    assert_eq!(text("xl/comments1.xml").matches("<comment ref").count(), 10_000);
    assert!(text("xl/worksheets/sheet1.xml").contains("Only the first 10000 cells have a note."));
}

#[test]
fn a_cell_that_a_workbook_cannot_hold_is_an_error() {
    let long = "x".repeat(32_768);
    let list = format!("Name,Email,Job title,Role,Countries/Regions\nAnn,ann@example.com,{long},Partner sales,US\n");
    let error = annotated(&Input::bytes("list.csv", list), &ReadSettings::default()).unwrap_err();
    let expected = "row 2, Job title: the text has 32768 characters, but an Excel cell can hold 32,767";
    assert_eq!(error.to_string(), expected);
}

/// Cells that are valid, invalid or formulas, without texts that only a text file can distinguish.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", "Ann", "ann@example.com", "CEO", "Partner sales", "US", "US, CA", "Narnia", "=1+1", "'=1+1", "@ann", "'", "Row",
            "Row in the original file", "Findings", "To correct", "Name", "Email", "a\nb", "#N/A", "Total", "44", "_x0041_",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}".prop_map(|text| text.trim_start().to_owned()),
    ]
}

/// Cells of a column as people write them: right, fixable and wrong.
fn typed_cell(column: Column) -> impl Strategy<Value = &'static str> {
    let cells: &[&str] = match column {
        Column::Name => &["Ann", " Ann ", "Ann  Lee", "", "ann@example.com", "Ann*", "N/A", "\u{200b}Bob"],
        Column::Email => &["ann@example.com", "mailto:Bob@Example.COM", "<cid@example.com>", "ann", "", "a@b@c.com"],
        Column::JobTitle => &["CEO", "CEO ", "", "VP; Sales", "NULL"],
        Column::Role => &["Partner sales", "partner  sales", "Sales", "", "Partner Technical Sales", "Vertrieb"],
        Column::Countries => &[
            "US",
            "usa",
            "Deutschland; fr",
            "Narnia",
            "US, Narnia",
            "USA (Virginia)",
            "Nicaragua, United Kingdom",
            "Namibia, Norway",
            "OOO",
            "Georgia",
            "US, us",
            "LATAM",
            "UK & NI",
            "Belgique",
            "",
            "United States - California",
        ],
        Column::States => &["", "", "US-CA", "Washington", "CA; WA", "N/A", "Bavaria", "Virginia", "CA-QC", "Georgia"],
    };
    prop::sample::select(cells)
}

fn typed_row() -> impl Strategy<Value = [&'static str; 6]> {
    let [name, email, title, role, countries, states] = Column::ALL.map(typed_cell);
    (name, email, title, role, countries, states)
        .prop_map(|(name, email, title, role, countries, states)| [name, email, title, role, countries, states])
}

/// With an empty cell instead of the placeholder, these rows would be a blank one and a heading.
#[test]
fn a_row_with_errors_keeps_its_placeholders() {
    let rows = [["", "", "", "", "", "N/A"], ["Ann", "", "", "", "", "N/A"]];
    let cells = assert_corrections_are_enough(workbook_of(&rows));
    assert!(cells.iter().all(|cells| cells[5] == "N/A"), "{cells:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn correcting_the_red_cells_is_enough(rows in prop::collection::vec(typed_row(), 8..24)) {
        assert_corrections_are_enough(workbook_of(&rows));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_annotated_cells_are_read_as_the_same_cells(rows in prop::collection::vec(prop::collection::vec(cell(), 6), 0..6)) {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let header = Column::ALL.map(Column::label);
        sheet.write_row(0, 0, header).unwrap();
        for (at, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(at as u32 + 1, column as u16, cell).unwrap();
            }
        }
        assert_comes_back(Input::bytes("list.xlsx", workbook.save_to_buffer().unwrap()), &ReadSettings::default());
    }
}
