use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::{Form, push_json, value_of};
use crate::finding::{Finding, Summary, Wording};
use crate::model::Source;
use crate::words::Language;

/// `{"version":1,"findings":[...],"summary":{...}}`, a finding a line.
pub(super) struct Json {
    pub(super) language: Language,
}

/// What is written, as a type for the schema in `templates/`.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "findings", deny_unknown_fields)]
struct Document<'f> {
    /// Of this form, which is frozen.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// One for each piece at fault, in the order of the lists.
    findings: Vec<FindingObject<'f>>,
    /// What became of the rows, and how much was found.
    summary: Summary,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "finding", deny_unknown_fields))]
struct FindingObject<'f> {
    /// The rule that noticed it; `cosell explain RULE` says more.
    rule: &'static str,
    /// error, warning or note.
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "note"])))]
    severity: &'static str,
    /// The file as it was named; - is standard input.
    file: Cow<'f, str>,
    /// The sheet; null where the file is no workbook.
    sheet: Option<&'f str>,
    /// The row as Excel counts it, from 1; in JSON the position of the object.
    row: Option<u64>,
    /// The line of a text file on which the row starts, from 1.
    line: Option<u64>,
    /// The column of the template, by its English label.
    column: Option<&'static str>,
    /// The cell as Excel names it, such as E7.
    cell: Option<String>,
    /// The whole cell as it was received.
    value: Option<&'f str>,
    /// The bytes of the piece at fault in `value` (UTF-8): where it starts, and where it ends.
    span: Option<[usize; 2]>,
    /// What is wrong, in words.
    #[serde(serialize_with = "in_words")]
    #[cfg_attr(test, schemars(with = "String"))]
    message: Wording<'f>,
    /// What the whole cell would be; null where that isn't known.
    fix: Option<FixObject<'f>>,
    /// What the whole cell might be, where it has several readings.
    alternatives: &'f [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "fix", deny_unknown_fields))]
struct FixObject<'f> {
    /// The whole cell, with every safe fix applied and this one.
    value: &'f str,
    /// safe where there is one reading, which `convert` applies; suggestion where a person should nod.
    #[cfg_attr(test, schemars(extend("enum" = ["safe", "suggestion"])))]
    safety: &'static str,
}

/// Writes a message piece by piece, without a text of it in between.
fn in_words<S: Serializer>(message: &Wording<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(message)
}

impl<'f> FindingObject<'f> {
    fn of(source: &'f Source, finding: &'f Finding<'_>, language: Language) -> Self {
        FindingObject {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            file: source.file.to_string_lossy(),
            sheet: source.sheet.as_deref(),
            row: finding.place.row,
            line: finding.place.line,
            column: finding.column.map(|column| column.label()),
            cell: finding.place.cell(),
            value: value_of(finding),
            span: finding.span.clone().map(|span| [span.start, span.end]),
            message: finding.wording(language),
            fix: finding.fix.as_ref().map(|fix| FixObject { value: &fix.value, safety: fix.safety.name() }),
            alternatives: &finding.alternatives,
        }
    }
}

impl Form for Json {
    fn separator(&self) -> &'static [u8] {
        b","
    }

    fn start(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"{\"version\":1,\"findings\":[");
    }

    fn finding(&self, source: &Source, finding: &Finding<'_>, bytes: &mut Vec<u8>) {
        bytes.push(b'\n');
        push_json(bytes, &FindingObject::of(source, finding, self.language));
    }

    fn end(&self, summary: &Summary, has_some: bool, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(if has_some { b"\n],\"summary\":" } else { b"],\"summary\":" });
        push_json(bytes, summary);
        bytes.extend_from_slice(b"}\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Message, Report, Rule};
    use crate::model::Place;
    use crate::render::{FindingsForm, FindingsReport};
    use crate::write::schema::{assert_kept, made};

    fn schema() -> serde_json::Value {
        made::<Document<'_>>(
            "What cosell finds",
            "What `cosell validate --format json` writes. Keys are never renamed or taken away within a version.",
        )
    }

    #[test]
    fn the_schema_is_made_from_the_types() {
        assert_kept("findings.schema.json", &schema());
    }

    #[test]
    fn what_is_written_fits_the_schema() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let mut report = FindingsReport::new(FindingsForm::Json, Vec::new(), Language::En).unwrap();
        let none =
            serde_json::to_value(Document { version: 1, findings: vec![], summary: Summary::default() }).unwrap();
        assert!(validator.is_valid(&none));
        report.source(&Source::file("list.csv"));
        report.finding(&Finding::new(Rule::HeaderMissing, Place::default(), Message::Empty));
        let written = report.finish(&Summary::default()).unwrap();
        let mut value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        value["findings"][0]["severity"] = "fatal".into();
        assert!(!validator.is_valid(&value));
    }
}
