//! The result of a check, as the page gets it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::state::{Answer, PageColumn};

#[derive(Debug, Default, Serialize)]
pub(super) struct CheckResult {
    pub(super) lists: Vec<ListResult>,
    /// A title for each rule of a finding about a row.
    pub(super) kinds: BTreeMap<&'static str, String>,
    /// The merge of several lists without errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) merge: Option<MergeResult>,
    /// The page of the coverage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coverage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comparison: Option<Comparison>,
    /// Whether the list for the portal can be saved.
    pub(super) ready: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct ListResult {
    pub(super) file: u32,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<ReadFailure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) delimiter: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<&'static str>,
    /// The names of the files that are saved for this list alone.
    #[serde(rename = "uploadName")]
    pub(super) upload_name: String,
    #[serde(rename = "correctName")]
    pub(super) correct_name: String,
    /// The sheets that can be read; none unless there are several.
    #[serde(rename = "allSheets", skip_serializing_if = "is_one")]
    pub(super) all_sheets: Vec<String>,
    pub(super) sheets: Vec<Option<String>>,
    pub(super) columns: Vec<ColumnResult>,
    /// Findings about the file, its header or the list as a whole.
    pub(super) findings: Vec<FindingResult>,
    pub(super) summary: SummaryResult,
    pub(super) rows: RowsResult,
}

fn is_one(sheets: &[String]) -> bool {
    sheets.len() < 2
}

/// The message about a file that can't be read, and the choices that a person has.
#[derive(Debug, Default, Serialize)]
pub(super) struct ReadFailure {
    pub(super) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remedy: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sheets: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) members: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ColumnResult {
    pub(super) letters: String,
    pub(super) label: String,
    pub(super) column: Option<PageColumn>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct SummaryResult {
    pub(super) rows: u64,
    pub(super) contacts: u64,
    pub(super) rejected: u64,
    pub(super) skipped: u64,
    pub(super) blocking: u64,
    /// Numbers of findings, without those that are fixed.
    pub(super) errors: u64,
    pub(super) warnings: u64,
    pub(super) fixed: u64,
}

/// The rows of a list that aren't blank: all, or those that changed, with their indexes.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum RowsResult {
    All(Vec<RowResult>),
    Changed { changed: Vec<(usize, RowResult)> },
}

#[derive(Debug, Default, Serialize)]
pub(super) struct RowResult {
    /// The index of its sheet.
    pub(super) sheet: usize,
    pub(super) row: u64,
    /// 0 for the row itself; others were added below it.
    pub(super) part: usize,
    pub(super) status: RowStatus,
    pub(super) cells: [String; 6],
    pub(super) findings: Vec<FindingResult>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RowStatus {
    #[default]
    Contact,
    Rejected,
    Skipped,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct FindingResult {
    pub(super) rule: &'static str,
    pub(super) severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<usize>,
    pub(super) message: String,
    pub(super) value: String,
    pub(super) applied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fix: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) alternatives: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contacts: Vec<[String; 6]>,
}

#[derive(Debug, Serialize)]
pub(super) struct MergeResult {
    pub(super) contacts: u64,
    /// The first merged contacts.
    pub(super) rows: Vec<MergedRow>,
    pub(super) conflicts: Vec<ConflictResult>,
    pub(super) findings: Vec<FindingResult>,
}

#[derive(Debug, Serialize)]
pub(super) struct MergedRow {
    pub(super) cells: [String; 6],
    /// The lists that have the contact, by their indexes.
    pub(super) lists: Vec<u32>,
}

#[derive(Debug, Serialize)]
pub(super) struct ConflictResult {
    pub(super) key: String,
    pub(super) subject: &'static str,
    /// Name, address and role.
    pub(super) contact: Vec<String>,
    pub(super) readings: Vec<ReadingResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answer: Option<AnswerResult>,
}

#[derive(Debug, Serialize)]
pub(super) struct ReadingResult {
    pub(super) list: String,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnswerResult {
    Reading(usize),
    Text(String),
}

impl From<&Answer> for AnswerResult {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Reading(index) => AnswerResult::Reading(*index),
            Answer::Text(text) => AnswerResult::Text(text.clone()),
        }
    }
}

/// The changes that an import would make.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<ReadFailure>,
    pub(super) removed: u64,
    pub(super) changed: u64,
    pub(super) added: u64,
    pub(super) unchanged: u64,
    pub(super) changes: Vec<ChangeResult>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangeResult {
    pub(super) kind: &'static str,
    pub(super) contact: Vec<String>,
    /// Column, old and new text.
    pub(super) cells: Vec<(usize, String, String)>,
}
