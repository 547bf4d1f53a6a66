//! Round trips of random lists: reading returns what was written, normalizing twice changes nothing more, and no row is
//! lost.

use super::properties;

use crate::contact::{Column, ColumnMap, Contact, Country, Role, Row, State};
use crate::convert::{self, convert};
use crate::diagnostics::{CollectingReport, Finding, Severity, Summary};
use crate::i18n::Language;
use crate::normalize::{self, normalize};
use crate::read::{self, Format, Input, Rows};
use crate::report::{FindingsFormat, FindingsReport};
use crate::validate::validate;
use crate::write::{CsvStyle, Layout, LineEnd, Rejects, Writer};
use properties::cases;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use unicode_normalization::is_nfc;

const FORMATS: [Format; 4] = [Format::Csv, Format::Xlsx, Format::Json, Format::Ndjson];

// Contacts to write: cells that people could type, normalized.

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-zà-ÿ'’.-]{1,12}( [A-ZÀ-Þ][a-zß-ÿ'-]{0,12}){0,3}",
        1 => "[А-Я][а-яё]{1,9} [А-Я][а-яё]{1,9}",
        1 => "[\u{4e00}-\u{9fff}]{2,4}",
        1 => "[ぁ-ゖ]{1,6} [ァ-ヺ]{1,6}",
        1 => "[가-힣]{2,5}",
        1 => "[ء-ي]{2,8} [ء-ي]{2,8}",
        1 => "([क-ह][ा-ौ]?){1,6}",
        1 => "[α-ω]{1,9}[άέήίόύώ]?",
        1 => "[A-Za-z,;:&/()\"'#%*_!?0-9-]{1,20}",
        1 => "(_x[0-9A-Fa-f]{4}_|_x|_|[A-Za-z]){1,6}",
        1 => "([A-Za-z] ?|😀|\u{1f468}|™|½|\u{20ac}|ﬁ|\u{1e9e}){1,9}",
    ]
}

fn email() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9.!#$%&'*/?^_`{|}~][a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{0,19}@([a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?\\.){1,3}[a-z]{2,6}"
}

/// Countries with some of their states, or `OOO` with any states.
fn places() -> impl Strategy<Value = (String, String)> {
    let countries: Vec<Country> = Country::all().collect();
    let mixed = (subsequence(countries, 0..6), subsequence(vec!["US", "CA", "AU"], 0..=3), any::<bool>());
    let listed = mixed.prop_flat_map(|(mut listed, with_states, reversed)| {
        listed.extend(with_states.into_iter().filter_map(Country::from_code));
        listed.dedup();
        if reversed {
            listed.reverse();
        }
        let mut codes: Vec<&str> = Vec::new();
        for country in &listed {
            if !codes.contains(&country.code()) {
                codes.push(country.code());
            }
        }
        let states: Vec<&str> =
            State::all().filter(|state| listed.contains(&state.country())).map(State::code).collect();
        let most = states.len().min(5);
        (Just(codes.join(", ")), subsequence(states, 0..=most))
    });
    let all_states: Vec<&str> = State::all().map(State::code).collect();
    prop_oneof![
        4 => listed,
        1 => (Just("OOO".to_owned()), subsequence(all_states, 0..4)),
    ]
    .prop_map(|(countries, states)| (countries, states.join(", ")))
}

fn contact() -> impl Strategy<Value = Contact<'static>> {
    let role = select(Role::ALL.to_vec()).prop_map(|role| role.label().to_owned());
    (text(), email(), text(), role, places()).prop_filter_map(
        "a contact",
        |(name, email, job_title, role, (countries, states))| {
            let cells = [name, email, job_title, role, countries, states];
            contact_of(cells.each_ref().map(String::as_str), &mut Vec::new())
        },
    )
}

fn list(most: usize) -> impl Strategy<Value = Vec<Contact<'static>>> {
    prop::collection::vec(contact(), 1..=most)
}

fn contact_of(cells: [&str; 6], findings: &mut Vec<Finding<'static>>) -> Option<Contact<'static>> {
    let mut borrowed = Vec::new();
    let row = Row { cells: ColumnMap(cells), number: 2, ..Row::default() };
    let contact = normalize(&row, &normalize::NormalizeSettings::default(), &mut borrowed).map(Contact::into_owned);
    findings.extend(borrowed.into_iter().map(Finding::into_owned));
    contact
}

fn cells_of(contact: &Contact<'_>) -> [String; 6] {
    let states: Vec<&str> = contact.states.iter().map(|state| state.code()).collect();
    [
        contact.name.as_str().to_owned(),
        contact.email.as_str().to_owned(),
        contact.job_title.as_str().to_owned(),
        contact.role.label().to_owned(),
        contact.countries.to_string(),
        states.join(", "),
    ]
}

// Reading and writing.

fn written(list: &[Contact<'_>], layout: &Layout) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), layout).unwrap();
    for contact in list {
        writer.write(contact).unwrap();
    }
    writer.finish().unwrap()
}

fn opened(name: &str, bytes: &[u8], format: Option<Format>) -> Result<Rows, read::ReadError> {
    let settings = read::ReadSettings { format, ..read::ReadSettings::default() };
    Rows::open(Input::bytes(name, bytes), settings)
}

/// Returns the contacts as JSON, one per line, to compare them independently of a format.
fn lines(list: &[Contact<'_>]) -> String {
    String::from_utf8(written(list, &Layout::new(Format::Ndjson))).unwrap()
}

/// The result of reading a list.
struct Kept {
    lines: String,
    findings: Vec<Finding<'static>>,
    summary: Summary,
}

fn kept(name: &str, bytes: &[u8], format: Option<Format>) -> Kept {
    let list = converted(&mut opened(name, bytes, format).unwrap(), Format::Ndjson).unwrap().list;
    let mut report = CollectingReport::default();
    let mut rows = opened(name, bytes, format).unwrap();
    let summary = validate(&mut rows, normalize::NormalizeSettings::default(), &[], &mut report).unwrap();
    assert!(summary.is_balanced(), "{summary:?}");
    let findings = report.findings.into_iter().map(|(_, finding)| finding).collect();
    Kept { lines: String::from_utf8(list).unwrap(), findings, summary }
}

/// Returns findings that changed something or should; canonical cells have none.
fn faults<'f>(findings: &'f [Finding<'static>]) -> Vec<&'f Finding<'static>> {
    let is_fault =
        |finding: &&Finding<'_>| finding.severity == Severity::Error || finding.applied || finding.fix.is_some();
    findings.iter().filter(is_fault).collect()
}

/// The result of converting a list, with its rejects.
struct Converted {
    list: Vec<u8>,
    rejects: Vec<u8>,
    summary: Summary,
}

fn converted(rows: &mut Rows, to: Format) -> Result<Converted, convert::ConvertError> {
    let mut writer = Writer::new(Vec::new(), &Layout::new(to))?;
    let mut rejects = Rejects::new(Vec::new(), Format::Csv, &rows.columns(), rows.may_grow(), Language::En)?;
    let settings = normalize::NormalizeSettings::default();
    let summary = convert(rows, settings, &mut writer, Some(&mut rejects), &mut CollectingReport::default())?;
    Ok(Converted { list: writer.finish()?, rejects: rejects.finish()?, summary })
}

/// Returns whether an error is not caused by a panic. The reader runs on its own thread, so its panic becomes an error
/// of the file.
fn no_panic(error: &read::ReadError) -> bool {
    !error.to_string().contains("stopped in the middle")
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn written_lists_are_read_back(list in list(12)) {
        for (format, name) in FORMATS.into_iter().zip(["list.csv", "list.xlsx", "list.json", "list.ndjson"]) {
            let bytes = written(&list, &Layout::new(format));
            // The format is detected by the name, and by the content alone.
            for name in [name, "-"] {
                let kept = kept(name, &bytes, None);
                prop_assert_eq!(&kept.lines, &lines(&list), "{:?}", format);
                prop_assert_eq!((kept.summary.rows, kept.summary.contacts), (list.len() as u64, list.len() as u64));
                prop_assert!(faults(&kept.findings).is_empty(), "{:?}: {:?}", format, faults(&kept.findings));
            }
        }
    }

    #[test]
    fn converting_through_all_formats_keeps_every_byte(list in list(12)) {
        let csv = written(&list, &Layout::new(Format::Csv));
        let mut bytes = csv.clone();
        for (from, to) in [(Format::Csv, Format::Xlsx), (Format::Xlsx, Format::Json), (Format::Json, Format::Csv)] {
            let converted = converted(&mut opened("list", &bytes, Some(from)).unwrap(), to).unwrap();
            let summary = converted.summary;
            prop_assert!(summary.is_balanced());
            prop_assert_eq!((summary.rows, summary.contacts), (list.len() as u64, list.len() as u64));
            // A name in brackets has a note.
            prop_assert_eq!((summary.errors, summary.fixable), (0, 0), "{:?} to {:?}", from, to);
            bytes = converted.list;
        }
        prop_assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&csv));
        prop_assert_eq!(bytes, csv);
    }

    #[test]
    fn text_that_workbooks_escape_is_kept(
        texts in prop::collection::vec("(_x[0-9A-Fa-f]{4}_|_X0041_|_x005F_|_x|_|\"|'|,|&lt;|<|>|]]>|[A-Za-z] ?){1,9}", 1..20)
    ) {
        let contacts: Vec<Contact<'_>> = texts
            .iter()
            // A row with an address of example.com may be an example.
            .filter_map(|text| contact_of([text, "ann@contoso.com", text, "Partner sales", "US", ""], &mut Vec::new()))
            .collect();
        let bytes = written(&contacts, &Layout::new(Format::Xlsx));
        let kept = kept("list.xlsx", &bytes, None);
        prop_assert_eq!(kept.lines, lines(&contacts));
    }

    #[test]
    fn writing_is_deterministic(list in list(4)) {
        for format in FORMATS {
            let layout = Layout::new(format);
            prop_assert!(written(&list, &layout) == written(&list, &layout), "{:?}", format);
        }
    }

    #[test]
    fn all_three_line_ends_are_read(list in list(6), bom: bool, is_ended: bool) {
        let mut layout = Layout::new(Format::Csv);
        layout.csv = CsvStyle { bom, line_end: LineEnd::Lf, ..CsvStyle::default() };
        let text = String::from_utf8(written(&list, &layout)).unwrap();
        let text = if is_ended { text.as_str() } else { text.trim_end_matches('\n') };
        for end in ["\n", "\r\n", "\r"] {
            let kept = kept("list.csv", text.replace('\n', end).as_bytes(), None);
            prop_assert_eq!(&kept.lines, &lines(&list), "{:?}", end);
            prop_assert!(faults(&kept.findings).is_empty(), "{:?}: {:?}", end, faults(&kept.findings));
        }
    }
}

// Cells with the usual errors of lists.

fn untidy(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let stray = "[ \t\u{a0}\u{200b}\u{feff}\u{3000}]{0,2}";
    (stray, text, stray).prop_map(|(before, text, after)| format!("{before}{text}{after}"))
}

fn untidy_email() -> impl Strategy<Value = String> {
    (email(), 0..6).prop_map(|(email, wrapping)| match wrapping {
        0 => format!("mailto:{email}"),
        1 => format!("Ann Lee <{email}>"),
        2 => format!("{email};"),
        3 => email.replace('@', "@Mail."),
        _ => email,
    })
}

fn untidy_role() -> impl Strategy<Value = String> {
    let role = select(Role::ALL.to_vec());
    (role, 0..4).prop_map(|(role, how)| match how {
        0 => role.label().to_uppercase(),
        1 => role.label().to_lowercase(),
        2 => role.label().replace(' ', "  "),
        _ => role.label().to_owned(),
    })
}

fn untidy_places() -> impl Strategy<Value = (String, String)> {
    let countries: Vec<Country> = Country::all().collect();
    let states: Vec<State> = State::all().collect();
    let separator = select(vec![", ", "; ", " / ", "|", "\n", ","]);
    (subsequence(countries, 1..6), subsequence(states, 0..3), separator, 0..4, any::<bool>()).prop_map(
        |(mut countries, states, separator, how, shorten)| {
            countries.extend(states.iter().map(|state| state.country()));
            let countries: Vec<String> = countries
                .iter()
                .map(|country| match how {
                    0 => country.name().to_owned(),
                    1 => country.code().to_lowercase(),
                    2 => country.name().to_uppercase(),
                    _ => country.code().to_owned(),
                })
                .collect();
            let states: Vec<&str> =
                states.iter().map(|state| if shorten { state.name() } else { state.code() }).collect();
            (countries.join(separator), states.join("; "))
        },
    )
}

/// Cells most of which can be fixed, and some certainly not.
fn untidy_cells() -> impl Strategy<Value = [String; 6]> {
    let role = prop_oneof![9 => untidy(untidy_role()), 1 => any::<String>()];
    let email = prop_oneof![9 => untidy(untidy_email()), 1 => any::<String>()];
    let words =
        || prop_oneof![3 => untidy(text()), 1 => any::<String>(), 1 => "[Ａ-ｚ０-９ e\u{301}\u{308}\u{200d}]{1,9}"];
    (words(), email, words(), role, untidy_places()).prop_map(|(name, email, job_title, role, (countries, states))| {
        [name, email, job_title, role, countries, states]
    })
}

/// Cells with arbitrary content.
fn any_cells() -> impl Strategy<Value = [String; 6]> {
    let cell = || {
        prop_oneof![
            2 => any::<String>(),
            1 => "[ -~]{0,12}",
            1 => "[=+@\t\r\n\"',;#-][ -~]{0,8}",
            1 => select(vec!["", " ", "US", "OOO", "Partner sales", "ann@example.com", "Email", "Korea", "WA", "#N/A"])
                .prop_map(str::to_owned),
        ]
    };
    prop_oneof![
        1 => untidy_cells(),
        1 => prop::array::uniform6(cell()),
    ]
}

const HEADER: [&str; 6] = ["Name", "Email", "Job title", "Role", "Countries/Regions", "States/Provinces"];

fn as_csv(rows: &[[String; 6]]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).unwrap();
    for cells in rows {
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn as_json(rows: &[[String; 6]]) -> Vec<u8> {
    let objects: Vec<serde_json::Value> = rows
        .iter()
        .map(|cells| {
            let pairs = Column::ALL.into_iter().zip(cells);
            let pairs = pairs.map(|(column, cell)| (column.key().to_owned(), cell.as_str().into()));
            serde_json::Value::Object(pairs.collect())
        })
        .collect();
    serde_json::to_vec(&objects).unwrap()
}

/// Returns the rows of the rejects without the header, all with the same number of cells.
fn rejected(rejects: &[u8]) -> Vec<csv::StringRecord> {
    let text = rejects.strip_prefix(b"\xef\xbb\xbf").unwrap();
    csv::Reader::from_reader(text).records().map(Result::unwrap).collect()
}

/// Checks the rules for canonical cells independently of the implementation.
fn not_canonical([name, email, job_title, role, countries, states]: &[String; 6]) -> Option<String> {
    let invisible = ['\u{ad}', '\u{200b}', '\u{200e}', '\u{202e}', '\u{2060}', '\u{feff}'];
    for text in [name, job_title] {
        let is_stray = |c: char| c.is_control() || invisible.contains(&c) || (c.is_whitespace() && c != ' ');
        let is_single = text.trim() == text && !text.contains("  ") && !text.contains(is_stray);
        if text.is_empty() || !is_single || !is_nfc(text) || text.starts_with(['=', '+', '-', '@']) {
            return Some(format!("{text:?}"));
        }
    }
    let is_address = email.split_once('@').is_some_and(|(local, domain)| {
        let is_domain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        !local.is_empty()
            && local.is_ascii()
            && !local.contains(' ')
            && domain.contains('.')
            && domain.chars().all(is_domain)
    });
    let is_role = Role::ALL.iter().any(|known| known.label() == role);
    let is_list = |cell: &str, is_code: fn(&str) -> bool| {
        let codes: Vec<&str> = cell.split(", ").collect();
        let first = |code: &&str| codes.iter().position(|other| other == code);
        codes.iter().enumerate().all(|(at, code)| is_code(code) && first(code) == Some(at))
    };
    let are_countries = countries == "OOO" || is_list(countries, |code| Country::from_code(code).is_some());
    let are_states = states.is_empty() || is_list(states, |code| State::from_code(code).is_some());
    let is_right = is_address && !email.starts_with(['=', '+', '-', '@']) && is_role && are_countries && are_states;
    (!is_right).then(|| format!("{email:?}, {role:?}, {countries:?}, {states:?}"))
}

/// Parses the cells of a contact in JSON.
fn cells_in_json(line: &str) -> [String; 6] {
    let contact: serde_json::Value = serde_json::from_str(line).unwrap();
    Column::ALL.map(|column| match &contact[column.key()] {
        serde_json::Value::Array(codes) => {
            codes.iter().map(|code| code.as_str().unwrap()).collect::<Vec<_>>().join(", ")
        }
        text => text.as_str().unwrap_or_default().to_owned(),
    })
}

/// Writes the cells to a workbook.
fn as_xlsx(rows: &[[String; 6]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = HEADER.map(str::to_owned);
    for (number, cells) in (0..).zip([&header].into_iter().chain(rows)) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(number, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Cells as in a workbook: some rows are empty, the last is not.
fn cells_of_a_sheet() -> impl Strategy<Value = Vec<[String; 6]>> {
    let cell = prop_oneof![2 => "[ -~À-ÿ]{1,8}", 1 => Just(String::new()), 1 => text()];
    let row = prop_oneof![
        3 => untidy_cells().prop_map(|cells| {
            // Without characters that XML or spreadsheets don't allow.
            let is_none = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
            cells.map(|cell| cell.replace(is_none, ""))
        }),
        2 => prop::array::uniform6(cell).prop_map(|mut cells| {
            // In text, a space before an unquoted state has a meaning.
            cells[5] = cells[5].trim_start().to_owned();
            cells
        }),
        1 => Just([const { String::new() }; 6]),
    ];
    prop::collection::vec(row, 0..8).prop_map(|mut rows| {
        rows.push([
            "Ann".into(),
            "ann@example.com".into(),
            "CEO".into(),
            "Partner sales".into(),
            "US".into(),
            "".into(),
        ]);
        rows
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn workbooks_are_read_like_text_with_the_same_cells(rows in cells_of_a_sheet()) {
        for to in [Format::Ndjson, Format::Csv] {
            let text = converted(&mut opened("list.csv", &as_csv(&rows), None).unwrap(), to).unwrap();
            let workbook = converted(&mut opened("list.xlsx", &as_xlsx(&rows), None).unwrap(), to).unwrap();
            prop_assert_eq!(String::from_utf8_lossy(&text.list), String::from_utf8_lossy(&workbook.list));
            // The row numbers are equal too.
            prop_assert_eq!(rejected(&text.rejects), rejected(&workbook.rejects));
            prop_assert_eq!(text.summary, workbook.summary);
        }
    }

    #[test]
    fn blank_lines_are_rows_without_contacts(list in list(6), blank in prop::collection::vec(0..3usize, 7)) {
        let mut layout = Layout::new(Format::Csv);
        layout.csv = CsvStyle { line_end: LineEnd::Lf, ..CsvStyle::default() };
        let text = String::from_utf8(written(&list, &layout)).unwrap();
        let mut spaced = String::new();
        for (line, blank) in text.lines().zip(&blank) {
            spaced.push_str(line);
            spaced.push('\n');
            spaced.push_str(&"\n".repeat(*blank));
        }
        let blanks: usize = blank[..=list.len()].iter().sum();
        for end in ["\n", "\r\n", "\r"] {
            let kept = kept("list.csv", spaced.replace('\n', end).as_bytes(), None);
            prop_assert_eq!(&kept.lines, &lines(&list), "{:?}", end);
            prop_assert_eq!(kept.summary.blank, blanks as u64, "{:?}", end);
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn normalizing_is_idempotent(cells in untidy_cells()) {
        let Some(contact) = contact_of(cells.each_ref().map(String::as_str), &mut Vec::new()) else {
            return Ok(());
        };
        let mut findings = Vec::new();
        let canonical = cells_of(&contact);
        prop_assert_eq!(not_canonical(&canonical), None);
        let again = contact_of(canonical.each_ref().map(String::as_str), &mut findings);
        prop_assert!(faults(&findings).is_empty(), "{:?}", faults(&findings));
        prop_assert_eq!(again, Some(contact));
    }

    #[test]
    fn arbitrary_bytes_do_not_panic(
        with_header: bool,
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            "[a-zA-Z,;\t\"'\r\n =@.{}\\[\\]:\u{feff}é]{0,200}".prop_map(String::into_bytes),
            "([a-z]{1,3}|,|\"|\"\"|\r\n|\r|\n| ){0,80}".prop_map(String::into_bytes),
        ],
        format in prop_oneof![4 => Just(Some(Format::Csv)), 1 => Just(None), 1 => select(FORMATS.to_vec()).prop_map(Some)],
    ) {
        let header = if with_header { HEADER.join(",") + "\n" } else { String::new() };
        let bytes = [header.as_bytes(), &bytes].concat();
        match opened("list", &bytes, format).map_err(convert::ConvertError::Read).and_then(|mut rows| {
            let converted = converted(&mut rows, Format::Csv)?;
            Ok((converted, rows.findings().to_vec()))
        }) {
            Ok((converted, findings)) => {
                prop_assert!(converted.summary.is_balanced(), "{:?}", converted.summary);
                if with_header && format == Some(Format::Csv) && findings.is_empty() {
                    // Blank lines are rows, and line breaks in quotes are not.
                    let breaks = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
                    prop_assert!(converted.summary.rows <= breaks);
                }
            }
            Err(convert::ConvertError::Read(error)) => prop_assert!(no_panic(&error), "{}", error),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn arbitrary_cells_lose_no_row(rows in prop::collection::vec(any_cells(), 0..6)) {
        for (format, bytes) in [(Format::Csv, as_csv(&rows)), (Format::Json, as_json(&rows))] {
            // A list in JSON without objects has no keys, and therefore no columns.
            let open = || opened("list", &bytes, Some(format)).unwrap();
            let Converted { list, rejects, summary } = converted(&mut open(), Format::Ndjson).unwrap();
            prop_assert!(summary.is_balanced(), "{:?}", summary);
            prop_assert_eq!(summary.rows, rows.len() as u64);
            prop_assert_eq!(summary.contacts, memchr::memchr_iter(b'\n', &list).count() as u64);
            let rejected = rejected(&rejects);
            prop_assert_eq!(summary.rejected, rejected.len() as u64);
            for record in &rejected {
                let number: usize = record[0].parse().unwrap();
                prop_assert!(number >= 1 && number <= rows.len() + 1);
                for cell in record {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
                }
            }
            // The output is canonical.
            for line in String::from_utf8(list.clone()).unwrap().lines() {
                prop_assert_eq!(not_canonical(&cells_in_json(line)), None);
            }
            if summary.contacts > 0 {
                let kept = kept("list.ndjson", &list, None);
                prop_assert_eq!(kept.summary.contacts, summary.contacts);
                prop_assert!(faults(&kept.findings).is_empty(), "{:?}", faults(&kept.findings));
            }
            let mut report = FindingsReport::new(FindingsFormat::Json, Vec::new(), Language::En).unwrap();
            let summary = validate(&mut open(), normalize::NormalizeSettings::default(), &[], &mut report).unwrap();
            prop_assert!(summary.is_balanced(), "{:?}", summary);
            let report: serde_json::Value = serde_json::from_slice(&report.finish(&summary, &[]).unwrap()).unwrap();
            let message = report["findings"].as_array().unwrap().len() as u64;
            prop_assert_eq!(message, summary.errors + summary.warnings + summary.notes);
        }
    }
}

#[test]
fn lists_of_several_batches_are_read_back() {
    let list: Vec<Contact<'_>> = (0..5000)
        .map(|n| {
            let cells = [
                &*format!("Ann Lee {n}"),
                &*format!("ann{n}@example.com"),
                "CEO, \"Founder\"",
                Role::ALL[n % 4].label(),
                ["US, CA", "OOO", "DE, FR, GB"][n % 3],
                if n % 3 == 0 { "US-WA, CA-QC" } else { "" },
            ];
            contact_of(cells, &mut Vec::new()).unwrap()
        })
        .collect();
    for format in FORMATS {
        let bytes = written(&list, &Layout::new(format));
        let kept = kept("list", &bytes, Some(format));
        assert_eq!(kept.summary.rows, 5000, "{format:?}");
        assert!(kept.lines == lines(&list), "{format:?}");
        assert!(faults(&kept.findings).is_empty(), "{format:?}");
    }
}

#[test]
fn empty_lists_are_read_back() {
    let csv = written(&[], &Layout::new(Format::Csv));
    let mut bytes = csv.clone();
    for (from, to) in [(Format::Csv, Format::Xlsx), (Format::Xlsx, Format::Json), (Format::Json, Format::Csv)] {
        let kept = kept("list", &bytes, Some(from));
        assert_eq!((kept.summary.rows, &*kept.lines), (0, ""), "{from:?}");
        assert_eq!(kept.summary.blocking, 1, "{from:?}: {:?}", faults(&kept.findings));
        bytes = converted(&mut opened("list", &bytes, Some(from)).unwrap(), to).unwrap().list;
    }
    assert_eq!(bytes, csv);
    for format in FORMATS {
        let kept = kept("list", &written(&[], &Layout::new(format)), Some(format));
        assert_eq!((kept.summary.rows, kept.summary.errors), (0, 1), "{format:?}");
    }
}
