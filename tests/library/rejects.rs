//! Rejects in every format: fixed rejects convert like the original list, and unchanged ones are rejected again.

use crate::contact::Format;
use crate::convert::convert;
use crate::diagnostics::{CollectingReport, Rule};
use crate::i18n::Language;
use crate::read::{Input, ReadSettings, Rows};
use crate::write::{Layout, Rejects, Writer};
use proptest::prelude::*;

const FORMATS: [(Format, &str); 4] =
    [(Format::Csv, "csv"), (Format::Xlsx, "xlsx"), (Format::Json, "json"), (Format::Ndjson, "ndjson")];

struct Converted {
    list: String,
    rejects: Vec<u8>,
    found: CollectingReport,
    rejected: u64,
}

fn converted(name: &str, bytes: &[u8], format: Format) -> Converted {
    let mut rows = Rows::open(Input::bytes(name, bytes), ReadSettings::default()).unwrap();
    let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Csv)).unwrap();
    let mut rejects = Rejects::new(Vec::new(), format, &rows.columns(), rows.may_grow(), Language::En).unwrap();
    let mut found = CollectingReport::default();
    let summary = convert(&mut rows, Default::default(), &mut writer, Some(&mut rejects), &mut found).unwrap();
    let list = String::from_utf8(writer.finish().unwrap()).unwrap();
    Converted { list, rejects: rejects.finish().unwrap(), found, rejected: summary.rejected }
}

/// Returns the cells of rejects as CSV, without row numbers and reasons. Cells beyond the six columns are joined into
/// one text, as in objects.
fn cells(rejects: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&rejects[3..]);
    let cells = |record: csv::StringRecord| {
        let mut cells: Vec<String> = record.iter().skip(2).map(str::to_owned).collect();
        let beyond = cells.split_off(cells.len().min(6));
        let beyond: Vec<&str> = beyond.iter().map(|cell| cell.trim()).collect();
        cells.extend((!beyond.is_empty()).then(|| beyond.join("; ")));
        cells
    };
    reader.records().map(|record| cells(record.unwrap())).collect()
}

const LIST: &str = "Name,Email,Phone,Job title,Role,Countries/Regions\n\
                    Ann,ann@example.com,=1+1,CEO,Partner sales,US\n\
                    '=Bob,bob@example.com,'+44,CEO,Partner sales,Narnia\n\
                    =Cid,cid@example.com,,CEO,Partner sales,US\n\
                    Dee,dee@example.com,,CEO,Partner sales,NL, BE,Narnia\n";

#[test]
fn unchanged_rejects_are_rejected_again() {
    let source = converted("list.csv", LIST.as_bytes(), Format::Csv);
    assert_eq!(source.rejected, 3);
    for (format, ending) in FORMATS {
        let rejects = converted("list.csv", LIST.as_bytes(), format).rejects;
        let again = converted(&format!("rejects.{ending}"), &rejects, Format::Csv);
        assert_eq!((again.rejected, again.list.lines().count()), (3, 1), "{ending}");
        assert_eq!(cells(&again.rejects), cells(&source.rejects), "{ending}");
        // The columns that rejects add are not reported.
        let columns = again.found.findings.iter().filter(|(_, finding)| finding.rule == Rule::ColumnUnknown);
        assert_eq!(columns.map(|(_, finding)| finding.value.to_string()).collect::<Vec<_>>(), ["Phone"], "{ending}");
    }
}

#[test]
fn fixed_rejects_convert_like_the_list() {
    let list = "Name,Email,Job title,Role,Countries/Regions\n\nAnn,ann@example.com,CEO,Partner sales,Narnia\n";
    for (format, ending) in [(Format::Csv, "csv"), (Format::Json, "json"), (Format::Ndjson, "ndjson")] {
        let rejects = converted("list.csv", list.as_bytes(), format).rejects;
        let text = String::from_utf8(rejects).unwrap();
        let (reasons, cells) = text.rsplit_once("Narnia").unwrap();
        let fixed = converted(&format!("rejects.{ending}"), format!("{reasons}NA{cells}").as_bytes(), Format::Csv);
        let expected = "Ann,ann@example.com,CEO,Partner sales,NA,\r\n";
        assert!(fixed.list.ends_with(expected) && fixed.rejected == 0, "{ending}: {}", fixed.list);
        assert!(fixed.found.findings.is_empty(), "{ending}: {:?}", fixed.found.findings);
    }
}

/// The apostrophe that neutralizes a formula is not part of the text.
#[test]
fn neutralized_formulas_are_restored() {
    let list = "Name,Email,Job title,Role,Countries/Regions\n=Ann,ann@example.com,-CEO,Partner sales,US\n";
    let rejects = converted("list.csv", list.as_bytes(), Format::Csv).rejects;
    assert!(String::from_utf8_lossy(&rejects).contains(",'=Ann,ann@example.com,'-CEO,"));
    let again = converted("rejects.csv", &rejects, Format::Csv);
    let found: Vec<_> = again.found.findings.iter().map(|(_, finding)| (finding.rule, &*finding.value)).collect();
    assert_eq!(found, [(Rule::ValueFormula, "=Ann"), (Rule::ValueFormula, "-CEO")]);
    // No program runs the cells of the other formats, so these are as they were received, and are read as they are.
    let escaped = "Name,Email,Job title,Role,Countries/Regions\n'=Ann,ann@example.com,''=CEO,none,US\n";
    for (format, ending) in FORMATS {
        let rejects = converted("list.csv", escaped.as_bytes(), format).rejects;
        if ending.contains("json") {
            let text = String::from_utf8_lossy(&rejects);
            assert!(text.contains(r#""'=Ann""#) && text.contains(r#""''=CEO""#), "{text}");
        }
        let again = converted(&format!("rejects.{ending}"), &rejects, Format::Csv);
        assert_eq!(cells(&again.rejects)[1][..3], ["''=Ann", "ann@example.com", "'''=CEO"], "{ending}");
    }
    // In any other list an apostrophe is the author's.
    let list = "Name,Email,Job title,Role,Countries/Regions\n'=Ann,ann@example.com,CEO,Partner sales,US\n";
    assert_eq!(converted("list.csv", list.as_bytes(), Format::Csv).found.findings[0].1.value, "'=Ann");
}

/// Objects have no header, and only the last may have a certain key.
#[test]
fn a_key_of_the_last_object_has_a_column() {
    let one =
        r#"{"name":"Ann","email":"ann@example.com","jobTitle":"CEO","role":"Partner sales","countries":"Narnia"}"#;
    let last = one.replace("\"Narnia\"", "\"Narnia\",\"states\":\"US-WA\"");
    let list = format!("{}\n{last}\n", vec![one; 2000].join("\n"));
    for (format, ending) in FORMATS {
        let rejects = converted("list.ndjson", list.as_bytes(), format).rejects;
        let again = converted(&format!("rejects.{ending}"), &rejects, Format::Csv);
        assert_eq!(again.rejected, 2001, "{ending}");
        assert_eq!(cells(&again.rejects)[0].last().unwrap(), "states", "{ending}");
        assert_eq!(cells(&again.rejects)[2001].last().unwrap(), "US-WA", "{ending}");
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", "Ann", "ann@example.com", "CEO", "Partner sales", "US", "US, CA", "Narnia", "=1+1", "'=1+1", "''@", "'\t=", "+44",
            "'", "Row", "Reasons", "Beyond", "a\nb", "{...}",
        ]).prop_map(str::to_owned),
        1 => "['=+@a -]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn rejects_keep_every_cell(rows in prop::collection::vec(prop::collection::vec(cell(), 5), 1..6)) {
        let mut list = csv::Writer::from_writer(Vec::new());
        list.write_record(["Name", "Email", "Job title", "Role", "Countries/Regions", "Notes"]).unwrap();
        for cells in &rows {
            // Every row with text is rejected, because its role is "none".
            let role = if cells.iter().all(|cell| cell.trim().is_empty()) { "" } else { "none" };
            let [name, email, title, countries, notes] = cells.as_slice() else { unreachable!() };
            list.write_record([name, email, title, role, countries, notes]).unwrap();
        }
        let list = list.into_inner().unwrap();
        let source = converted("list.csv", &list, Format::Csv);
        for (format, ending) in FORMATS {
            let rejects = converted("list.csv", &list, format).rejects;
            let again = converted(&format!("rejects.{ending}"), &rejects, Format::Csv);
            prop_assert_eq!(cells(&again.rejects), cells(&source.rejects), "{}", ending);
        }
    }
}
