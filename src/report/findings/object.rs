//! The JSON of findings as types: the schema in `templates/` is generated from them, and tests compare the output with
//! them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::value_of;
use crate::contact::Source;
use crate::diagnostics::{Finding, LocalizedMessage, Summary};
use crate::i18n::Language;

/// What is written, as a type for the schema in `templates/`.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "findings", deny_unknown_fields)]
pub(super) struct Document<'f> {
    /// Of this form, which is frozen.
    #[schemars(extend("const" = 1))]
    pub(super) version: u8,
    /// One for each piece at fault, in the order of the lists.
    pub(super) findings: Vec<FindingObject<'f>>,
    /// What became of the rows, and how much was found.
    pub(super) summary: Summary,
}

// No description, because the schema is frozen and has none here.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "finding", deny_unknown_fields)]
pub(super) struct FindingObject<'f> {
    /// The rule that noticed it; `cosell explain RULE` says more.
    rule: &'static str,
    /// error, warning or note.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
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
    #[schemars(with = "String")]
    message: LocalizedMessage<'f>,
    /// What the whole cell would be; null where that isn't known.
    fix: Option<FixObject<'f>>,
    /// What the whole cell might be, where it has several readings.
    alternatives: &'f [String],
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "fix", deny_unknown_fields)]
struct FixObject<'f> {
    /// The whole cell, with every safe fix applied and this one.
    value: &'f str,
    /// safe where there is one reading, which `convert` applies; suggestion where a person should nod.
    #[schemars(extend("enum" = ["safe", "suggestion"]))]
    safety: &'static str,
}

fn in_words<S: Serializer>(message: &LocalizedMessage<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(message)
}

impl<'f> FindingObject<'f> {
    pub(super) fn of(source: &'f Source, finding: &'f Finding<'_>, language: Language) -> Self {
        FindingObject {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            file: source.file.to_string_lossy(),
            sheet: source.sheet.as_deref(),
            row: finding.location.row,
            line: finding.location.line,
            column: finding.column.map(|column| column.label()),
            cell: finding.location.cell(),
            value: value_of(finding),
            span: finding.span.clone().map(|span| [span.start, span.end]),
            message: finding.localize(language),
            fix: finding.fix.as_ref().map(|fix| FixObject { value: &fix.value, safety: fix.safety.name() }),
            alternatives: &finding.alternatives,
        }
    }
}
