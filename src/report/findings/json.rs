use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

use super::{CellTexts, CheckedFile, FindingsEncoder, SourceText, push_json};
use crate::contact::{ColumnMap, Location, Source, append_column_letters};
use crate::diagnostics::{Finding, Summary};
use crate::i18n::Language;
use crate::write::{JsonString, append_text};

/// `{"version":1,"findings":[...],"summary":{...}}`, with a line for each finding.
pub(super) struct Json {
    pub(super) language: Language,
}

/// The cells of a contact into which a row is split.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "splitContact"))]
#[serde(rename_all = "camelCase")]
pub(super) struct SplitContact<'f> {
    /// Name.
    name: &'f str,
    /// E-mail address.
    email: &'f str,
    /// Job title.
    job_title: &'f str,
    /// Role.
    role: &'f str,
    /// Text of Countries/Regions.
    countries: &'f str,
    /// Text of States/Provinces.
    states: &'f str,
}

impl<'f> SplitContact<'f> {
    pub(super) fn new(cells: &'f ColumnMap<String>) -> Self {
        let [name, email, job_title, role, countries, states] = cells.0.each_ref().map(String::as_str);
        SplitContact { name, email, job_title, role, countries, states }
    }
}

/// A file that was to be checked.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "file"))]
pub(super) struct FileObject<'f> {
    /// File name as given; - for standard input.
    file: Cow<'f, str>,
    /// checked if all rows were read; no-rows-read if the header can't be used, which findings say; unreadable if the
    /// file can't be read. Then the findings and the summary lack it, or a part of it.
    #[cfg_attr(test, schemars(extend("enum" = ["checked", "no-rows-read", "unreadable"])))]
    status: &'static str,
    /// Message of the error, in the language of --lang; null unless the file is unreadable.
    error: Option<&'f str>,
}

impl<'f> FileObject<'f> {
    pub(super) fn new(file: &'f CheckedFile) -> Self {
        FileObject { file: file.file.to_string_lossy(), status: file.status.name(), error: file.error() }
    }
}

/// Appends a finding. This takes less than half as many instructions as serde, because keys and names need no escapes and
/// are appended in few pieces; a list may have as many findings as cells.
fn append(bytes: &mut Vec<u8>, source_bytes: &[u8], finding: &Finding<'_>, texts: &CellTexts<'_>, language: Language) {
    let plain = |bytes: &mut Vec<u8>, text: &str| bytes.extend_from_slice(text.as_bytes());
    let text = |bytes: &mut Vec<u8>, key: &str, text: Option<&str>| {
        plain(bytes, key);
        match text {
            Some(text) => append_text(bytes, text),
            None => plain(bytes, "null"),
        }
    };
    let number = |bytes: &mut Vec<u8>, key: &str, number: Option<u64>| {
        plain(bytes, key);
        match number {
            Some(number) => push_json(bytes, &number),
            None => plain(bytes, "null"),
        }
    };
    plain(bytes, "{\"rule\":\"");
    plain(bytes, finding.rule.name());
    plain(bytes, "\",\"severity\":\"");
    plain(bytes, finding.severity.name());
    bytes.extend_from_slice(source_bytes);
    let Location { row, line, column } = finding.location;
    let start = bytes.len();
    number(bytes, "", row);
    let digits = start..bytes.len();
    plain(bytes, ",\"line\":");
    if line == row {
        bytes.extend_from_within(digits.clone());
    } else {
        number(bytes, "", line);
    }
    match finding.column {
        Some(column) => {
            plain(bytes, ",\"column\":\"");
            plain(bytes, column.label());
            plain(bytes, "\",\"cell\":");
        }
        None => plain(bytes, ",\"column\":null,\"cell\":"),
    }
    match column.filter(|_| row.is_some()) {
        Some(column) => {
            bytes.push(b'"');
            append_column_letters(bytes, column);
            bytes.extend_from_within(digits);
            bytes.push(b'"');
        }
        None => plain(bytes, "null"),
    }
    text(bytes, ",\"value\":", texts.value);
    match &finding.span {
        Some(span) => {
            number(bytes, ",\"span\":[", Some(span.start as u64));
            number(bytes, ",", Some(span.end as u64));
            plain(bytes, "],\"message\":\"");
        }
        None => plain(bytes, ",\"span\":null,\"message\":\""),
    }
    let _ = write!(JsonString(bytes), "{}", finding.localize(language)); // memory can't fail
    match &finding.fix {
        Some(fix) => {
            text(bytes, "\",\"fix\":{\"value\":", Some(&*fix.value).filter(|_| texts.has_fix));
            plain(bytes, ",\"safety\":\"");
            plain(bytes, fix.safety.name());
            plain(bytes, "\"},\"alternatives\":[");
        }
        None => plain(bytes, "\",\"fix\":null,\"alternatives\":["),
    }
    for (index, alternative) in finding.alternatives.iter().filter(|_| texts.has_alternatives).enumerate() {
        text(bytes, if index > 0 { "," } else { "" }, Some(alternative));
    }
    bytes.push(b']');
    if !finding.contacts.is_empty() && texts.has_contacts {
        plain(bytes, ",\"contacts\":");
        push_json(bytes, &finding.contacts.iter().map(SplitContact::new).collect::<Vec<_>>());
    }
    if let Some(length) = texts.value_length {
        number(bytes, ",\"valueLength\":", Some(length as u64));
    }
    if texts.omitted().next().is_some() {
        plain(bytes, ",\"omitted\":");
        push_json(bytes, &texts.omitted().collect::<Vec<_>>());
    }
    bytes.push(b'}');
}

/// Returns the bytes between a finding's severity and its row, which are the same for all findings of a source.
fn source_bytes(source: &Source) -> Vec<u8> {
    let mut bytes = b"\",\"file\":".to_vec();
    append_text(&mut bytes, &source.file.to_string_lossy());
    bytes.extend_from_slice(b",\"sheet\":");
    push_json(&mut bytes, &source.sheet);
    bytes.extend_from_slice(b",\"row\":");
    bytes
}

impl FindingsEncoder for Json {
    fn separator(&self) -> &'static [u8] {
        b","
    }

    fn start(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"{\"version\":1,\"findings\":[");
    }

    fn source_bytes(&self, source: &Source) -> Vec<u8> {
        source_bytes(source)
    }

    fn finding(&self, source: &SourceText, finding: &Finding<'_>, texts: &CellTexts<'_>, bytes: &mut Vec<u8>) {
        bytes.push(b'\n');
        append(bytes, &source.bytes, finding, texts, self.language);
    }

    fn end(&self, summary: &Summary, files: &[CheckedFile], has_some: bool, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(if has_some { b"\n],\"summary\":" } else { b"],\"summary\":" });
        push_json(bytes, summary);
        bytes.extend_from_slice(b",\"files\":");
        push_json(bytes, &files.iter().map(FileObject::new).collect::<Vec<_>>());
        bytes.extend_from_slice(b"}\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::RowTexts;
    use super::super::object::{Document, FindingObject};
    use super::*;
    use crate::contact::{ColumnMap, Location, Row};
    use crate::diagnostics::{Message, Report, Rule};
    use crate::normalize::{NormalizeSettings, normalize};
    use crate::report::findings::FileStatus;
    use crate::report::{FindingsFormat, FindingsReport};
    use crate::schema_support::{assert_schema_file, schema_of};

    proptest! {
        #[test]
        fn appended_json_equals_that_of_serde(
            cells in prop::array::uniform6(prop_oneof![any::<String>(), "[ A-Za-z\"\\\\\n\u{7f}é]{0,12}", "(US|Korea|Germny|XX|[,;/]| ){0,6}"]),
            (file, sheet) in (any::<String>(), any::<Option<String>>()),
            (number, line) in (any::<u64>(), any::<Option<u64>>()),
            columns in prop::array::uniform6(prop::option::of(0..100_000u32)),
            is_french: bool,
        ) {
            let language = if is_french { Language::Fr } else { Language::En };
            let cells = ColumnMap(cells.each_ref().map(String::as_str));
            let row = Row { cells, columns: ColumnMap(columns), number, line, ..Row::default() };
            let (mut findings, source) = (Vec::new(), Source { file: file.into(), sheet });
            normalize(&row, &NormalizeSettings::default(), &mut findings);
            findings.push(Finding::new(Rule::HeaderMissing, Location::default(), Message::Empty));
            let mut texts = RowTexts::default();
            for finding in &findings {
                let (mut written, texts) = (Vec::new(), texts.of(finding));
                append(&mut written, &source_bytes(&source), finding, &texts, language);
                let by_serde = serde_json::to_string(&FindingObject::new(&source, finding, &texts, language)).unwrap();
                prop_assert_eq!(String::from_utf8(written).unwrap(), by_serde);
            }
        }
    }

    fn schema() -> serde_json::Value {
        schema_of::<Document<'_>>(
            "What cosell finds",
            "Output of `cosell validate --format json`. Keys are never renamed or removed within a version.",
        )
    }

    #[test]
    fn the_schema_in_templates_matches_the_types() {
        assert_schema_file("findings.schema.json", &schema());
    }

    #[test]
    fn written_json_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let mut report = FindingsReport::new(FindingsFormat::Json, Vec::new(), Language::En).unwrap();
        let none =
            serde_json::to_value(Document { version: 1, findings: vec![], summary: Summary::default(), files: None })
                .unwrap();
        assert!(validator.is_valid(&none));
        report.source(&Source::file("list.csv"));
        report.finding(&Finding::new(Rule::HeaderMissing, Location::default(), Message::Empty));
        let file = |name: &str, status| CheckedFile { file: name.into(), status };
        let files =
            [file("list.csv", FileStatus::Checked), file("none.csv", FileStatus::Unreadable("no such file".into()))];
        let written = report.finish(&Summary::default(), &files).unwrap();
        let mut value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        value["findings"][0]["added"] = 1.into();
        value["summary"]["added"] = 1.into();
        assert!(validator.is_valid(&value), "fields may be added");
        value["findings"][0]["severity"] = "fatal".into();
        assert!(!validator.is_valid(&value));
    }
}
