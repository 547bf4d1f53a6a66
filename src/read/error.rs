//! Why an input can't be read. Mistakes in the data are findings, never errors.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::limits::{Limit, LimitPlace, LimitText};
use crate::contact::{Column, Format, column_letters};
use crate::i18n::{Language, Phrase, display_in_english, say};

/// The reason of the error if a parser panicked.
pub(super) const PARSER_PANICKED: &str = "the library that reads it gave up in the middle";

/// A file that can't be read, or settings that don't fit it.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum Error {
    NotFound { file: PathBuf },
    IsFolder { file: PathBuf },
    Io { file: PathBuf, source: io::Error },
    Binary { file: PathBuf },
    Utf32 { file: PathBuf },
    Markup { file: PathBuf },
    Encrypted { file: PathBuf },
    Workbook { file: PathBuf, reason: String },
    NoSheet { file: PathBuf, wanted: String, sheets: Vec<String> },
    OptionUnfit { file: PathBuf, option: FormatOption, format: Format },
    SeveralSheets { file: PathBuf, sheets: Vec<String> },
    Json { file: PathBuf, reason: String },
    RowTooLong { file: PathBuf, row: u64, limit: usize },
    Limit { file: PathBuf, limit: Limit, most: u64, at: LimitPlace },
    NoSuchLabel { file: PathBuf, label: String, seen: Vec<String> },
    ColumnPresent { file: PathBuf, column: Column, label: String, at: u32 },
}

/// A setting that is only for some formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatOption {
    /// [`SheetSelection::Named`](super::SheetSelection::Named).
    Sheet,
    /// [`SheetSelection::All`](super::SheetSelection::All).
    AllSheets,
    /// [`Settings::encoding`](super::Settings::encoding).
    Encoding,
    /// [`Settings::delimiter`](super::Settings::delimiter).
    Delimiter,
}

/// The format as the subject of a sentence about a file.
pub(crate) struct FormatKind(pub(crate) Format);

impl Phrase for FormatKind {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Format::Csv => say::KindText.text(language),
            Format::Xlsx => say::KindWorkbook.text(language),
            Format::Json | Format::Ndjson => say::KindJson.text(language),
        })
    }
}

impl Phrase for FormatOption {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormatOption::Sheet => say::SettingSheet.text(language),
            FormatOption::AllSheets => say::SettingAllSheets.text(language),
            FormatOption::Encoding => say::SettingEncoding.text(language),
            FormatOption::Delimiter => say::SettingDelimiter.text(language),
        })
    }
}

impl Phrase for Error {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound { file } => say::ReadNotFound { file: file.display() }.write(language, f),
            Error::IsFolder { file } => say::FileIsFolder { file: file.display() }.write(language, f),
            Error::Io { file, source } => say::ReadFailed { file: file.display(), reason: source }.write(language, f),
            Error::Binary { file } => say::ReadBinary { file: file.display() }.write(language, f),
            Error::Utf32 { file } => say::ReadUtf32 { file: file.display() }.write(language, f),
            Error::Markup { file } => say::ReadMarkup { file: file.display() }.write(language, f),
            Error::Encrypted { file } => say::ReadEncrypted { file: file.display() }.write(language, f),
            Error::Workbook { file, reason } => say::ReadWorkbook { file: file.display(), reason }.write(language, f),
            Error::NoSheet { file, wanted, sheets } => {
                let sheets = language.quoted(sheets);
                say::ReadNoSheet { file: file.display(), wanted, sheets }.write(language, f)
            }
            Error::OptionUnfit { file, option, format } => {
                let (kind, setting) = (language.say(FormatKind(*format)), language.say(option));
                say::ReadOptionUnfit { file: file.display(), kind, setting }.write(language, f)
            }
            Error::SeveralSheets { file, sheets } => {
                say::ReadSeveralSheets { file: file.display(), sheets: language.quoted(sheets) }.write(language, f)
            }
            Error::Json { file, reason } => say::ReadJson { file: file.display(), reason }.write(language, f),
            Error::RowTooLong { file, row, limit } => {
                say::ReadRowTooLong { file: file.display(), row, limit }.write(language, f)
            }
            Error::Limit { file, limit, most, at } => {
                let said = language.say(LimitText { limit: *limit, most: *most, at });
                say::SaidOf { about: file.display(), said }.write(language, f)
            }
            Error::NoSuchLabel { file, label, seen } => {
                say::ReadNoSuchLabel { file: file.display(), label, seen: language.quoted(seen) }.write(language, f)
            }
            Error::ColumnPresent { file, column, label, at } => {
                let (column, letter) = (language.column(*column), column_letters(*at));
                say::ReadColumnPresent { file: file.display(), column, label, letter }.write(language, f)
            }
        }
    }
}

display_in_english!(Error);
