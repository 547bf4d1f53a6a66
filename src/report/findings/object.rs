//! The JSON of findings as types: the schema in `templates/` is generated from them, and tests compare the output with
//! them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::CellTexts;
use super::json::{FileObject, SplitContact};
use crate::contact::Source;
use crate::diagnostics::{Finding, LocalizedMessage, Summary};
use crate::i18n::Language;

/// The document of findings.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "findings")]
pub(super) struct Document<'f> {
    /// Version of this format, which is frozen.
    #[schemars(extend("const" = 1))]
    pub(super) version: u8,
    /// Findings, in the order of the lists.
    pub(super) findings: Vec<FindingObject<'f>>,
    /// Number of rows by outcome, and of findings by severity.
    pub(super) summary: Summary,
    /// The files, in the order of the arguments; absent in documents of earlier versions of the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<FileObject<'f>>")]
    pub(super) files: Option<Vec<FileObject<'f>>>,
}

// No description, because the schema is frozen and has none here.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "finding")]
#[serde(rename_all = "camelCase")]
pub(super) struct FindingObject<'f> {
    /// Name of the rule; `cosell explain RULE` explains it.
    rule: &'static str,
    /// Severity: error, warning or note.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    severity: &'static str,
    /// File name as given; - for standard input.
    file: Cow<'f, str>,
    /// Name of the sheet; null if the file is not a workbook.
    sheet: Option<&'f str>,
    /// Row number as in Excel, from 1; for JSON the position of the object.
    row: Option<u64>,
    /// Number of the line on which the row starts in a text file, from 1.
    line: Option<u64>,
    /// English label of the template's column.
    column: Option<&'static str>,
    /// Cell reference as in Excel, such as E7.
    cell: Option<String>,
    /// Text of the whole cell, as received. A cell of more than 256 bytes is only in the first of its findings, and
    /// shortened to 4,096 bytes; so is a shorter one after 4 KiB of such texts in the findings of its row.
    value: Option<&'f str>,
    /// Start and end of the text at fault in the cell, in bytes (UTF-8).
    span: Option<[usize; 2]>,
    /// Message in the language of --lang.
    #[serde(serialize_with = "in_words")]
    #[schemars(with = "String")]
    message: LocalizedMessage<'f>,
    /// Fix of the whole cell; null if there is none.
    fix: Option<FixObject<'f>>,
    /// Possible values of the whole cell, if it is ambiguous.
    alternatives: &'f [String],
    /// Contacts into which the suggestion splits the row; absent if the row holds one contact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    contacts: Vec<SplitContact<'f>>,
    /// Length of the cell in bytes, if `value` isn't all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    value_length: Option<usize>,
    /// Fields that are left out or shortened, because the texts of a long cell's findings would take too much: value,
    /// fix, alternatives, contacts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    omitted: Vec<&'static str>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "fix")]
struct FixObject<'f> {
    /// Text of the whole cell, with this fix and all safe fixes applied; null if it is too long and so in `omitted`.
    value: Option<&'f str>,
    /// safe if there is only one possible meaning (`convert` applies it); suggestion if a person must confirm it.
    #[schemars(extend("enum" = ["safe", "suggestion"]))]
    safety: &'static str,
}

fn in_words<S: Serializer>(message: &LocalizedMessage<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(message)
}

impl<'f> FindingObject<'f> {
    pub(super) fn new(source: &'f Source, finding: &'f Finding<'_>, texts: &CellTexts<'f>, language: Language) -> Self {
        FindingObject {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            file: source.file.to_string_lossy(),
            sheet: source.sheet.as_deref(),
            row: finding.location.row,
            line: finding.location.line,
            column: finding.column.map(|column| column.label()),
            cell: finding.location.cell(),
            value: texts.value,
            span: finding.span.clone().map(|span| [span.start, span.end]),
            message: finding.localize(language),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| FixObject { value: Some(&*fix.value).filter(|_| texts.has_fix), safety: fix.safety.name() }),
            alternatives: if texts.has_alternatives { &finding.alternatives } else { &[] },
            contacts: finding.contacts.iter().filter(|_| texts.has_contacts).map(SplitContact::new).collect(),
            value_length: texts.value_length,
            omitted: texts.omitted().collect(),
        }
    }
}
