//! Why an input can't be read. Mistakes in the data are findings, never errors.

use std::fmt;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::limits::{Limit, LimitPlace, LimitText};
use super::other_file::OtherFile;
use crate::contact::{Column, Format, FormatFamily, column_letters};
use crate::i18n::{Language, Localize, display_in_english, messages};

/// A file that can't be read, or settings that don't fit it.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum ReadError {
    NotFound { file: PathBuf },
    IsFolder { file: PathBuf },
    InUse { file: PathBuf },
    Io { file: PathBuf, source: io::Error },
    Binary { file: PathBuf, nul: Option<u64> },
    Utf32 { file: PathBuf },
    Markup { file: PathBuf },
    OtherFile { file: PathBuf, kind: OtherFile },
    Archive { file: PathBuf, reason: ArchiveFault },
    SeveralMembers { file: PathBuf, members: Vec<String> },
    NoMember { file: PathBuf, wanted: String, members: Vec<String> },
    NoList { file: PathBuf, members: Vec<String> },
    Encrypted { file: PathBuf },
    Workbook { file: PathBuf, reason: WorkbookFault },
    NoWorker { file: PathBuf, reason: String },
    NoSheet { file: PathBuf, wanted: String, sheets: Vec<String> },
    OptionUnfit { file: PathBuf, option: FormatOption, format: Format },
    SeveralSheets { file: PathBuf, sheets: Vec<String> },
    Json { file: PathBuf, reason: JsonFault },
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
    /// [`ReadSettings::encoding`](super::ReadSettings::encoding).
    Encoding,
    /// [`ReadSettings::delimiter`](super::ReadSettings::delimiter).
    Delimiter,
    /// [`ReadSettings::member`](super::ReadSettings::member).
    Member,
    /// [`ReadSettings::has_no_header`](super::ReadSettings::has_no_header).
    NoHeader,
}

/// Why an archive can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArchiveFault {
    /// It is damaged or cut off.
    Damaged,
    /// It has no file.
    Empty,
    /// A password protects it.
    Encrypted,
    /// It is in an archive itself.
    Nested,
    /// It is packed in a way that isn't known here.
    Method,
    /// Several files have the same name.
    SameName,
    /// Something precedes its first file: mostly another archive.
    Joined,
}

/// The format as the subject of a sentence about a file.
pub(crate) struct FormatKind(pub(crate) Format);

impl Localize for FormatKind {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.family() {
            FormatFamily::DelimitedText => messages::KindText.text(language),
            FormatFamily::Workbook => messages::KindWorkbook.text(language),
            FormatFamily::Json => messages::KindJson.text(language),
        })
    }
}

impl Localize for FormatOption {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FormatOption::Sheet => messages::SettingSheet.text(language),
            FormatOption::Encoding => messages::SettingEncoding.text(language),
            FormatOption::Delimiter => messages::SettingDelimiter.text(language),
            FormatOption::Member => messages::SettingMember.text(language),
            FormatOption::NoHeader => messages::SettingNoHeader.text(language),
        })
    }
}

/// Why a workbook can't be opened. The worker process sends it to the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbookFault {
    ParserPanicked,
    WorkerKilled,
    CutOff,
    OldExcel,
    CellOrder,
    TooManyRepeats,
    NoVisibleSheet,
    Undecodable,
    /// The checksum of this part doesn't match its bytes.
    Checksum(String),
    /// Several parts have this name.
    SamePart(String),
    /// The bytes of this part belong to another part, too.
    Overlapping(String),
    /// Something precedes its first part: mostly another workbook.
    Joined,
    /// It is an .ods without the list of its parts.
    NoManifest,
    /// Several sheets have this name, in a format in which they can't be distinguished.
    SameSheets(String),
    /// The error of a library or of the operating system, in English.
    Other(String),
}

/// Why a text isn't a list in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonFault {
    /// It isn't valid JSON: the message of the library that parses it, in English.
    Syntax(String),
    CutOff,
    /// An item of the list is something else than an object.
    NotContact {
        /// Its number.
        item: u64,
    },
    /// An item of a list of rows is something else than an array.
    NotRow {
        /// Its number.
        item: u64,
    },
    /// There is no array of objects; the keys of the object that there is.
    NoList {
        /// None if there is no object either.
        keys: Vec<String>,
    },
    /// The only array of objects has other keys than a list of contacts.
    OtherList {
        /// Its path.
        path: String,
        /// Keys of its objects.
        keys: Vec<String>,
    },
    SeveralLists {
        /// Their paths.
        paths: Vec<String>,
    },
    /// There is a contact with a list of contacts in it.
    ContactAndList {
        /// The path of the list.
        path: String,
    },
    SeveralDocuments,
    /// The list is written by columns, which have different numbers of values.
    ColumnLengths {
        /// The keys of two columns.
        columns: Box<[String; 2]>,
        /// The numbers of their values.
        lengths: [usize; 2],
    },
    /// The list is written by columns, which have different keys for their rows.
    ColumnRows {
        /// The keys of two columns.
        columns: Box<[String; 2]>,
    },
    /// The list is one page of several.
    OnePage {
        /// The path of the member that says so.
        key: String,
    },
    /// The list has fewer contacts than a member beside it says.
    TooFew {
        /// The path of that member.
        key: String,
        /// The number of contacts that it says.
        total: u64,
        /// The number that there are.
        read: u64,
    },
}

impl Localize for JsonFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &str| language.localize(messages::Quoted { text }).to_string();
        match self {
            JsonFault::Syntax(error) => f.write_str(error),
            JsonFault::CutOff => f.write_str(messages::JsonCutOff.text(language)),
            JsonFault::NotContact { item } => messages::JsonNotContact { item }.write(language, f),
            JsonFault::NotRow { item } => messages::JsonNotRow { item }.write(language, f),
            JsonFault::NoList { keys } if keys.is_empty() => f.write_str(messages::JsonNoObject.text(language)),
            JsonFault::NoList { keys } => messages::JsonNoList { keys: language.quoted(keys) }.write(language, f),
            JsonFault::OtherList { path, keys } => {
                messages::JsonOtherList { path: text(path), keys: language.quoted(keys) }.write(language, f)
            }
            JsonFault::SeveralLists { paths } => {
                messages::JsonSeveralLists { paths: language.quoted(paths) }.write(language, f)
            }
            JsonFault::ContactAndList { path } => messages::JsonContactAndList { path: text(path) }.write(language, f),
            JsonFault::SeveralDocuments => f.write_str(messages::JsonSeveralDocuments.text(language)),
            JsonFault::ColumnLengths { columns, lengths } => {
                let ([column, other], [length, count]) = (columns.each_ref().map(|key| text(key)), lengths);
                messages::JsonColumnLengths { column, length, other, count }.write(language, f)
            }
            JsonFault::ColumnRows { columns } => {
                let [column, other] = columns.each_ref().map(|key| text(key));
                messages::JsonColumnRows { column, other }.write(language, f)
            }
            JsonFault::OnePage { key } => messages::JsonOnePage { key: text(key) }.write(language, f),
            JsonFault::TooFew { key, total, read } => {
                messages::JsonTooFew { key: text(key), total, read }.write(language, f)
            }
        }
    }
}

impl WorkbookFault {
    pub(super) fn other(error: impl fmt::Display) -> Self {
        WorkbookFault::Other(error.to_string())
    }
}

impl Localize for WorkbookFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            WorkbookFault::Checksum(part) => return messages::ReasonChecksum { part }.write(language, f),
            WorkbookFault::SamePart(part) => return messages::ReasonSamePart { part }.write(language, f),
            WorkbookFault::Overlapping(part) => return messages::ReasonOverlapping { part }.write(language, f),
            WorkbookFault::SameSheets(sheet) => return messages::ReasonSameSheets { sheet }.write(language, f),
            WorkbookFault::Joined => messages::ReasonJoined.text(language),
            WorkbookFault::NoManifest => messages::ReasonNoManifest.text(language),
            WorkbookFault::ParserPanicked => messages::ReasonPanicked.text(language),
            WorkbookFault::WorkerKilled => messages::ReasonKilled.text(language),
            WorkbookFault::CutOff => messages::ReasonCutOff.text(language),
            WorkbookFault::OldExcel => messages::ReasonOldExcel.text(language),
            WorkbookFault::CellOrder => messages::ReasonCellOrder.text(language),
            WorkbookFault::TooManyRepeats => messages::ReasonRepeated.text(language),
            WorkbookFault::NoVisibleSheet => messages::ReasonNoVisibleSheet.text(language),
            WorkbookFault::Undecodable => messages::ReasonUndecodable.text(language),
            WorkbookFault::Other(error) => error,
        };
        f.write_str(message)
    }
}

impl Localize for ArchiveFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ArchiveFault::Damaged => messages::ArchiveDamaged.text(language),
            ArchiveFault::Empty => messages::ArchiveEmpty.text(language),
            ArchiveFault::Encrypted => messages::ArchiveEncrypted.text(language),
            ArchiveFault::Nested => messages::ArchiveNested.text(language),
            ArchiveFault::Method => messages::ArchiveMethod.text(language),
            ArchiveFault::SameName => messages::ArchiveSameName.text(language),
            ArchiveFault::Joined => messages::ArchiveJoined.text(language),
        })
    }
}

impl Localize for OtherFile {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OtherFile::Document => messages::OtherDocument.text(language),
            OtherFile::Presentation => messages::OtherPresentation.text(language),
            OtherFile::Pdf => messages::OtherPdf.text(language),
            OtherFile::Notebook => messages::OtherNotebook.text(language),
            OtherFile::Numbers => messages::OtherNumbers.text(language),
            OtherFile::VCard => messages::OtherVcard.text(language),
            OtherFile::Calendar => messages::OtherCalendar.text(language),
            OtherFile::Mail => messages::OtherMail.text(language),
            OtherFile::Picture => messages::OtherPicture.text(language),
            OtherFile::Shortcut => messages::OtherShortcut.text(language),
            OtherFile::Archive => messages::OtherArchive.text(language),
            OtherFile::Database => messages::OtherDatabase.text(language),
            OtherFile::Parquet => messages::OtherParquet.text(language),
            OtherFile::WebArchive => messages::OtherWebArchive.text(language),
            OtherFile::Frames => messages::OtherFrames.text(language),
            OtherFile::PageWithoutTable => messages::OtherPageWithoutTable.text(language),
        })
    }
}

impl Localize for ReadError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::NotFound { file } => messages::ReadNotFound { file: file.display() }.write(language, f),
            ReadError::IsFolder { file } => messages::FileIsFolder { file: file.display() }.write(language, f),
            ReadError::InUse { file } => messages::FileInUse { file: file.display() }.write(language, f),
            ReadError::Io { file, source } => {
                messages::ReadFailed { file: file.display(), reason: source }.write(language, f)
            }
            ReadError::Binary { file, nul: None } => messages::ReadBinary { file: file.display() }.write(language, f),
            ReadError::Binary { file, nul: Some(line) } => {
                messages::ReadNul { file: file.display(), line }.write(language, f)
            }
            ReadError::Utf32 { file } => messages::ReadUtf32 { file: file.display() }.write(language, f),
            ReadError::Markup { file } => messages::ReadMarkup { file: file.display() }.write(language, f),
            ReadError::OtherFile { file, kind } => {
                let text = language.localize(kind);
                messages::LabeledText { label: file.display(), text }.write(language, f)
            }
            ReadError::Archive { file, reason } => {
                let text = language.localize(reason);
                messages::LabeledText { label: file.display(), text }.write(language, f)
            }
            ReadError::SeveralMembers { file, members } => {
                messages::ReadSeveralMembers { file: file.display(), members: language.quoted(members) }
                    .write(language, f)
            }
            ReadError::NoMember { file, wanted, members } => {
                messages::ReadNoMember { file: file.display(), wanted, members: language.quoted(members) }
                    .write(language, f)
            }
            ReadError::NoList { file, members } => {
                messages::ReadNoList { file: file.display(), members: language.quoted(members) }.write(language, f)
            }
            ReadError::Encrypted { file } => messages::ReadEncrypted { file: file.display() }.write(language, f),
            ReadError::Workbook { file, reason } => {
                let reason = language.localize(reason);
                messages::ReadWorkbook { file: file.display(), reason }.write(language, f)
            }
            ReadError::NoWorker { file, reason } => {
                messages::ReadNoWorker { file: file.display(), reason }.write(language, f)
            }
            ReadError::NoSheet { file, wanted, sheets } => {
                let sheets = language.quoted(sheets);
                messages::ReadNoSheet { file: file.display(), wanted, sheets }.write(language, f)
            }
            ReadError::OptionUnfit { file, option, format } => {
                let (kind, setting) = (language.localize(FormatKind(*format)), language.localize(option));
                messages::ReadOptionUnfit { file: file.display(), kind, setting }.write(language, f)
            }
            ReadError::SeveralSheets { file, sheets } => {
                messages::ReadSeveralSheets { file: file.display(), sheets: language.quoted(sheets) }.write(language, f)
            }
            ReadError::Json { file, reason } => {
                let file = file.display();
                let text = language.localize(reason);
                match reason {
                    JsonFault::Syntax(_) => messages::ReadJson { file, reason: text }.write(language, f),
                    _ => messages::LabeledText { label: file, text }.write(language, f),
                }
            }
            ReadError::RowTooLong { file, row, limit } => {
                messages::ReadRowTooLong { file: file.display(), row, limit }.write(language, f)
            }
            ReadError::Limit { file, limit, most, at } => {
                let text = language.localize(LimitText { limit: *limit, most: *most, place: at });
                messages::LabeledText { label: file.display(), text }.write(language, f)
            }
            ReadError::NoSuchLabel { file, label, seen } => {
                messages::ReadNoSuchLabel { file: file.display(), label, seen: language.quoted(seen) }
                    .write(language, f)
            }
            ReadError::ColumnPresent { file, column, label, at } => {
                let (column, letter) = (language.column(*column), column_letters(*at));
                messages::ReadColumnPresent { file: file.display(), column, label, letter }.write(language, f)
            }
        }
    }
}

display_in_english!(ReadError);
display_in_english!(WorkbookFault);
display_in_english!(JsonFault);
