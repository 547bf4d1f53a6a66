//! Remedies for inputs that can't be read: one sentence for each that says what to do with the file. Remedies that name
//! options are the command line's.

use crate::i18n::{Localize, messages};
use crate::read::{ArchiveFault, JsonFault, OtherFile, ReadError, WorkbookFault};

/// A sentence with instructions for the user.
pub(crate) type Remedy = Box<dyn Localize>;

/// Returns what to do with a file that can't be read; `None` if that depends on how the program is used.
pub(crate) fn read_remedy(error: &ReadError) -> Option<Remedy> {
    Some(match error {
        ReadError::NotFound { .. } => Box::new(messages::RemedyCheckName),
        ReadError::IsFolder { .. } => Box::new(messages::RemedyNameFileInIt),
        ReadError::InUse { .. } => Box::new(messages::RemedyCloseFile),
        ReadError::Io { .. } => Box::new(messages::RemedyCheckReadable),
        ReadError::Binary { .. } | ReadError::Utf32 { .. } => Box::new(messages::RemedySaveAsList),
        ReadError::Markup { .. } => Box::new(messages::RemedySaveAsXlsx),
        ReadError::OtherFile { kind, .. } => of_other_file(*kind),
        ReadError::Archive { reason, .. } => match reason {
            ArchiveFault::Damaged | ArchiveFault::Empty | ArchiveFault::Joined => Box::new(messages::RemedyAskForCopy),
            ArchiveFault::Encrypted => Box::new(messages::RemedyUnpackWithPassword),
            ArchiveFault::Nested | ArchiveFault::Method | ArchiveFault::SameName => Box::new(messages::RemedyUnpack),
        },
        ReadError::NoList { .. } => Box::new(messages::RemedyAskForList),
        ReadError::Encrypted { .. } => Box::new(messages::RemedyRemovePassword),
        ReadError::Workbook { reason: WorkbookFault::Checksum(_), .. } => Box::new(messages::RemedyAskForCopy),
        ReadError::Workbook { .. } => Box::new(messages::RemedySaveAsXlsxAgain),
        ReadError::NoWorker { .. } => Box::new(messages::RemedyNoWorker),
        ReadError::Json { reason, .. } => return of_json(reason),
        ReadError::SeveralMembers { .. }
        | ReadError::NoMember { .. }
        | ReadError::NoSheet { .. }
        | ReadError::OptionUnfit { .. }
        | ReadError::SeveralSheets { .. }
        | ReadError::RowTooLong { .. }
        | ReadError::Limit { .. }
        | ReadError::NoSuchLabel { .. }
        | ReadError::ColumnPresent { .. } => return None,
    })
}

fn of_other_file(kind: OtherFile) -> Remedy {
    match kind {
        OtherFile::Document | OtherFile::Presentation | OtherFile::Pdf | OtherFile::Notebook => {
            Box::new(messages::RemedyCopyTable)
        }
        OtherFile::Numbers => Box::new(messages::RemedyExportNumbers),
        OtherFile::VCard => Box::new(messages::RemedyExportCards),
        OtherFile::Calendar | OtherFile::Picture => Box::new(messages::RemedyAskForList),
        OtherFile::Mail => Box::new(messages::RemedySaveAttachment),
        OtherFile::Shortcut => Box::new(messages::RemedyOpenLink),
        OtherFile::Archive => Box::new(messages::RemedyUnpack),
        OtherFile::Database | OtherFile::Parquet => Box::new(messages::RemedyExportTable),
        OtherFile::WebArchive => Box::new(messages::RemedySaveAsXlsx),
        OtherFile::Frames => Box::new(messages::RemedySaveFrames),
        OtherFile::PageWithoutTable => Box::new(messages::RemedyDownloadAgain),
    }
}

fn of_json(fault: &JsonFault) -> Option<Remedy> {
    Some(match fault {
        JsonFault::Syntax(_) | JsonFault::NotContact { .. } | JsonFault::NotRow { .. } | JsonFault::NoList { .. } => {
            Box::new(messages::RemedyJsonList)
        }
        JsonFault::CutOff => Box::new(messages::RemedyJsonCutOff),
        JsonFault::OtherList { .. } => return None,
        JsonFault::SeveralLists { .. } | JsonFault::ContactAndList { .. } => Box::new(messages::RemedyJsonSeveralLists),
        JsonFault::ColumnLengths { .. } | JsonFault::ColumnRows { .. } => Box::new(messages::RemedyJsonColumns),
        JsonFault::SeveralDocuments => Box::new(messages::RemedyJsonSeveralDocuments),
        JsonFault::OnePage { .. } | JsonFault::TooFew { .. } => Box::new(messages::RemedyJsonAllPages),
    })
}
