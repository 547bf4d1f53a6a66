//! Errors of reading, with what to do about them.

use std::io;
use std::path::PathBuf;

use super::limits::{Limit, said};
use crate::contact::{Column, Format, column_letters};

/// The reason of the error if a parser panicked.
pub(super) const PARSER_PANICKED: &str = "the library that reads it gave up in the middle";

/// An input that can't be read, or settings that don't fit it.
///
/// Errors in the data itself are findings, never one of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each says below what it is")]
pub enum Error {
    #[error("{}: there is no such file", file.display())]
    NotFound { file: PathBuf },
    #[error("{}: this is a folder, not a file", file.display())]
    IsFolder { file: PathBuf },
    #[error("{}: can't be read: {source}", file.display())]
    Io { file: PathBuf, source: io::Error },
    #[error("{}: this is no text, and no workbook that is known here", file.display())]
    Binary { file: PathBuf },
    #[error("{}: this is text in UTF-32, which hardly any program reads", file.display())]
    Utf32 { file: PathBuf },
    #[error("{}: this is a web page or XML, not a workbook, whatever its name says", file.display())]
    Markup { file: PathBuf },
    #[error("{}: the workbook is protected by a password", file.display())]
    Encrypted { file: PathBuf },
    #[error("{}: the workbook can't be opened; it is damaged, or not a workbook ({reason})", file.display())]
    Workbook { file: PathBuf, reason: String },
    #[error("{}: there is no sheet \"{wanted}\"; it has: {}", file.display(), quoted(sheets))]
    NoSheet { file: PathBuf, wanted: String, sheets: Vec<String> },
    #[error("{}: this is {}, and {option} is not for those", file.display(), kind(*format))]
    OptionUnfit { file: PathBuf, option: &'static str, format: Format },
    #[error("{}: several sheets have a list of contacts: {}", file.display(), quoted(sheets))]
    SeveralSheets { file: PathBuf, sheets: Vec<String> },
    #[error("{}: this is not a list in JSON: {reason}", file.display())]
    Json { file: PathBuf, reason: String },
    #[error("{}: row {row} is longer than {limit} MB", file.display())]
    RowTooLong { file: PathBuf, row: u64, limit: usize },
    #[error("{}: {}", file.display(), said(*limit, *most, at))]
    Limit { file: PathBuf, limit: Limit, most: u64, at: String },
    #[error("{}: no column is labelled \"{label}\"; the list has: {}", file.display(), quoted(seen))]
    NoSuchLabel { file: PathBuf, label: String, seen: Vec<String> },
    #[error(
        "{}: the list has a column {} already (\"{label}\", {})",
        file.display(), column.label(), column_letters(*at)
    )]
    ColumnPresent { file: PathBuf, column: Column, label: String, at: u32 },
}

fn kind(format: Format) -> &'static str {
    match format {
        Format::Csv => "delimited text",
        Format::Xlsx => "a workbook",
        Format::Json | Format::Ndjson => "JSON",
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

impl Error {
    /// Returns what to do about it, as a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Error::NotFound { .. } => "Check the name and the folder.",
            Error::IsFolder { .. } => "Name the file in it.",
            Error::Io { .. } => {
                "Check that the file is there, that you may read it, and that no other program locks it."
            }
            Error::Binary { .. } | Error::Utf32 { .. } => {
                "Save the list as .xlsx, or as \"CSV UTF-8 (Comma delimited)\"."
            }
            Error::Markup { .. } => "Open it in a spreadsheet program and save it as .xlsx.",
            Error::Encrypted { .. } => {
                "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it."
            }
            Error::Workbook { .. } => "Open it in a spreadsheet program and save it as .xlsx again.",
            Error::NoSheet { .. } => "Name one of these with --sheet.",
            Error::OptionUnfit { .. } => "Leave the option out.",
            Error::SeveralSheets { .. } => {
                "Say which with --sheet NAME (more than once for several), or take all with --all-sheets."
            }
            Error::Json { .. } => "A list is an array of objects, [{\"name\": ...}, ...], or one object a line.",
            Error::RowTooLong { .. } => {
                "A quotation mark or a bracket that is never closed does that; look at the row, or allow more with --limit cell=N."
            }
            Error::Limit { limit, .. } => limit.remedy(),
            Error::NoSuchLabel { .. } => "Write --map \"LABEL=Column\" with a label as it stands in the list.",
            Error::ColumnPresent { .. } => {
                "--set gives a value to a column that the list lacks; leave it out, or give that column another use with --map."
            }
        }
    }
}
