//! Lists in other encodings and from other programs: each is read correctly without a flag.

use std::fs;
use std::path::{Path, PathBuf};

use crate::convert::convert;
use crate::diagnostics::CollectingReport;
use crate::i18n::Language;
use crate::read::{Format, Input, ReadSettings, Rows, SheetSelection};
use crate::write::{Layout, Rejects, Writer};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Returns the list as CSV, and the rule and message of each finding.
fn converted(file: &Path, settings: ReadSettings) -> (Vec<u8>, Vec<String>) {
    let mut rows = Rows::open(Input::path(file), settings).unwrap_or_else(|error| panic!("{error}"));
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut report = CollectingReport::default();
    let rejects = None::<&mut Rejects<Vec<u8>>>;
    let summary = convert(&mut rows, Default::default(), &mut writer, rejects, &mut report).unwrap();
    let printed: Vec<String> = report
        .findings
        .iter()
        .map(|(_, finding)| format!("{} {}", finding.rule.name(), finding.localize(Language::En)))
        .collect();
    assert!(summary.blocking == 0 && summary.is_balanced(), "{}: {printed:#?}", file.display());
    (writer.finish().unwrap(), printed)
}

/// Returns the files of a folder, without those that have the expected output.
fn lists(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| !path.to_string_lossy().contains(".expected.")).collect();
    files.sort();
    files
}

fn assert_list(file: &Path, found: &[u8], expected: &Path) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(found), text(&fs::read(expected).unwrap()), "{}", file.display());
}

#[test]
fn lists_in_other_dialects_are_read_without_a_flag() {
    let files = lists("dialects");
    assert!(files.len() >= 12, "{}", files.len());
    for file in files {
        let (found, printed) = converted(&file, ReadSettings::default());
        assert_list(&file, &found, &file.with_extension("expected.csv"));
        let is_said = printed.iter().any(|printed| printed.starts_with("file-"));
        assert!(
            is_said,
            "{}: no finding says that the portal accepts commas and UTF-8 only: {printed:#?}",
            file.display()
        );
    }
}

#[test]
fn lists_by_other_programs_are_read_without_a_flag() {
    let files = lists("workbooks");
    let named = |start: &'static str| {
        files.iter().filter(move |file| file.file_name().unwrap().to_string_lossy().starts_with(start))
    };
    assert_eq!((named("messy").count(), named("small").count()), (4, 2));
    for file in named("messy") {
        let (found, printed) = converted(file, ReadSettings::default());
        assert_list(file, &found, &fixtures().join("workbooks/messy.expected.csv"));
        for expected in [
            "header-below the header is row 5",
            "row-skipped repeated header",
            "row-skipped totals row",
            "sheet-chosen other sheets are ignored: Notizen, Alt (hidden)",
        ] {
            assert!(
                printed.iter().any(|printed| printed.starts_with(expected)),
                "{}: {expected}: {printed:#?}",
                file.display()
            );
        }
    }
    for file in named("small") {
        let (found, printed) = converted(file, ReadSettings::default());
        assert_list(file, &found, &fixtures().join("small.csv"));
        assert!(printed.is_empty(), "{}: {printed:#?}", file.display());
    }
}

#[test]
fn several_sheets_become_one_list() {
    let file = fixtures().join("workbooks/two-lists.xlsx");
    let names = |sheets: SheetSelection| {
        let (found, _) = converted(&file, ReadSettings { sheets, ..ReadSettings::default() });
        let text = String::from_utf8(found).unwrap();
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let named = |sheets: &[&str]| SheetSelection::Named(sheets.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(names(SheetSelection::All), ["Ann Lee", "Bob Ray", "Ann Lee"]);
    assert_eq!(names(named(&["South", "North"])), ["Bob Ray", "Ann Lee", "Ann Lee"]);
    assert_eq!(names(named(&["North"])), ["Ann Lee"]);
    let error = Rows::open(Input::path(&file), ReadSettings::default()).unwrap_err();
    assert!(error.to_string().contains("\"North\", \"South\""), "{error}");
}
