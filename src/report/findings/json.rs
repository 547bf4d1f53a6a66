use std::io::Write;

use serde::Serialize;

use super::{FindingsEncoder, SourceText, push_json, value_of};
use crate::contact::{ColumnMap, Source};
use crate::diagnostics::{Finding, Summary};
use crate::i18n::Language;
use crate::write::{append_text, escape_from};

/// `{"version":1,"findings":[...],"summary":{...}}`, with a line for each finding.
pub(super) struct Json {
    pub(super) language: Language,
}

/// The cells of a contact into which a row is split.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "splitContact", deny_unknown_fields))]
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

/// Appends a finding. This takes half as many instructions as serde, because keys and names need no escapes; a list may
/// have as many findings as cells.
fn append(bytes: &mut Vec<u8>, source_bytes: &[u8], finding: &Finding<'_>, language: Language) {
    let text = |bytes: &mut Vec<u8>, key: &str, text: Option<&str>| {
        bytes.extend_from_slice(key.as_bytes());
        match text {
            Some(text) => append_text(bytes, text),
            None => bytes.extend_from_slice(b"null"),
        }
    };
    let number = |bytes: &mut Vec<u8>, key: &str, number: Option<u64>| {
        bytes.extend_from_slice(key.as_bytes());
        match number {
            Some(number) => push_json(bytes, &number),
            None => bytes.extend_from_slice(b"null"),
        }
    };
    for (key, name) in [("{\"rule\":\"", finding.rule.name()), ("\",\"severity\":\"", finding.severity.name())] {
        bytes.extend_from_slice(key.as_bytes());
        bytes.extend_from_slice(name.as_bytes());
    }
    bytes.extend_from_slice(source_bytes);
    number(bytes, "", finding.location.row);
    number(bytes, ",\"line\":", finding.location.line);
    text(bytes, ",\"column\":", finding.column.map(|column| column.label()));
    text(bytes, ",\"cell\":", finding.location.cell().as_deref());
    text(bytes, ",\"value\":", value_of(finding));
    match &finding.span {
        Some(span) => {
            number(bytes, ",\"span\":[", Some(span.start as u64));
            number(bytes, ",", Some(span.end as u64));
            bytes.push(b']');
        }
        None => bytes.extend_from_slice(b",\"span\":null"),
    }
    bytes.extend_from_slice(b",\"message\":\"");
    let start = bytes.len();
    let _ = write!(bytes, "{}", finding.localize(language)); // memory can't fail
    escape_from(bytes, start);
    bytes.push(b'"');
    match &finding.fix {
        Some(fix) => {
            text(bytes, ",\"fix\":{\"value\":", Some(&fix.value));
            bytes.extend_from_slice(b",\"safety\":\"");
            bytes.extend_from_slice(fix.safety.name().as_bytes());
            bytes.extend_from_slice(b"\"}");
        }
        None => bytes.extend_from_slice(b",\"fix\":null"),
    }
    bytes.extend_from_slice(b",\"alternatives\":[");
    for (index, alternative) in finding.alternatives.iter().enumerate() {
        text(bytes, if index > 0 { "," } else { "" }, Some(alternative));
    }
    bytes.push(b']');
    if !finding.contacts.is_empty() {
        bytes.extend_from_slice(b",\"contacts\":");
        push_json(bytes, &finding.contacts.iter().map(SplitContact::new).collect::<Vec<_>>());
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

    fn finding(&self, source: &SourceText, finding: &Finding<'_>, bytes: &mut Vec<u8>) {
        bytes.push(b'\n');
        append(bytes, &source.bytes, finding, self.language);
    }

    fn end(&self, summary: &Summary, has_some: bool, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(if has_some { b"\n],\"summary\":" } else { b"],\"summary\":" });
        push_json(bytes, summary);
        bytes.extend_from_slice(b"}\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::object::{Document, FindingObject};
    use super::*;
    use crate::contact::{ColumnMap, Location, Row};
    use crate::diagnostics::{Message, Report, Rule};
    use crate::normalize::{NormalizeSettings, normalize};
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
            for finding in &findings {
                let mut written = Vec::new();
                append(&mut written, &source_bytes(&source), finding, language);
                let by_serde = serde_json::to_string(&FindingObject::new(&source, finding, language)).unwrap();
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
            serde_json::to_value(Document { version: 1, findings: vec![], summary: Summary::default() }).unwrap();
        assert!(validator.is_valid(&none));
        report.source(&Source::file("list.csv"));
        report.finding(&Finding::new(Rule::HeaderMissing, Location::default(), Message::Empty));
        let written = report.finish(&Summary::default()).unwrap();
        let mut value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        value["findings"][0]["severity"] = "fatal".into();
        assert!(!validator.is_valid(&value));
    }
}
