//! What to do about the library's errors. The library names no command-line option; these sentences do.

use crate::book;
use crate::book::plan::PlanRejected;
use crate::coverage::{MarketsError, MarketsFault};
use crate::fs::FileError;
use crate::i18n::{Localize, messages};
use crate::read::{self, Limit};
use crate::spreadsheet::WorkbookError;
use crate::write;

/// A sentence that says what to do.
pub(super) type Remedy = Box<dyn Localize>;

pub(super) fn of_read(error: &read::Error) -> Remedy {
    use read::Error;
    match error {
        Error::NotFound { .. } => Box::new(messages::RemedyCheckName),
        Error::IsFolder { .. } => Box::new(messages::RemedyNameFileInIt),
        Error::Io { .. } => Box::new(messages::RemedyCheckReadable),
        Error::Binary { .. } | Error::Utf32 { .. } => Box::new(messages::RemedySaveAsList),
        Error::Markup { .. } => Box::new(messages::RemedySaveAsXlsx),
        Error::Encrypted { .. } => Box::new(messages::RemedyRemovePassword),
        Error::Workbook { .. } => Box::new(messages::RemedySaveAsXlsxAgain),
        Error::NoSheet { .. } => Box::new(messages::RemedyNameSheet),
        Error::OptionUnfit { .. } => Box::new(messages::RemedyLeaveOptionOut),
        Error::SeveralSheets { .. } => Box::new(messages::RemedyChooseSheet),
        Error::Json { .. } => Box::new(messages::RemedyJsonList),
        Error::RowTooLong { .. } => Box::new(messages::RemedyRowTooLong),
        Error::Limit { limit, .. } => of_limit(*limit),
        Error::NoSuchLabel { .. } => Box::new(messages::RemedyMapLabel),
        Error::ColumnPresent { .. } => Box::new(messages::RemedyColumnPresent),
    }
}

fn of_limit(limit: Limit) -> Remedy {
    match limit {
        Limit::Bytes => Box::new(messages::RemedyLimitBytes),
        Limit::Rows => Box::new(messages::RemedyLimitRows),
        Limit::Columns => Box::new(messages::RemedyLimitColumns),
        Limit::Cell => Box::new(messages::RemedyLimitCell),
        Limit::Unpacked => Box::new(messages::RemedyLimitUnpacked),
        Limit::Ratio => Box::new(messages::RemedyLimitRatio),
        Limit::Strings => Box::new(messages::RemedyLimitStrings),
        Limit::Depth => Box::new(messages::RemedyLimitDepth),
        Limit::Memory => Box::new(messages::RemedyLimitMemory),
        Limit::Seconds => Box::new(messages::RemedyLimitSeconds),
    }
}

pub(super) fn of_write(error: &write::Error) -> Remedy {
    use write::Error;
    match error {
        Error::File(error) => of_file(error),
        Error::Io(_) => Box::new(messages::RemedyCheckDisk),
        Error::Workbook(error) => of_workbook(error),
        Error::RejectsOfSheets { .. } => Box::new(messages::RemedySheetAtATime),
    }
}

fn of_workbook(error: &WorkbookError) -> Remedy {
    match error {
        WorkbookError::File(error) => of_file(error),
        WorkbookError::Io(_) => Box::new(messages::RemedyCheckDisk),
        WorkbookError::Xlsx(_) => Box::new(messages::RemedyWriteAsText),
        WorkbookError::TooManyRows { .. } => Box::new(messages::RemedyWriteInParts),
        WorkbookError::CellTooLong { .. } => Box::new(messages::RemedyShortenCell),
    }
}

pub(super) fn of_file(error: &FileError) -> Remedy {
    match error {
        FileError::NoFolder { .. } => Box::new(messages::RemedyMakeFolder),
        FileError::IsFolder { .. } => Box::new(messages::RemedyNameAFileInIt),
        FileError::BrokenLink { .. } => Box::new(messages::RemedyMendLink),
        FileError::ReadOnly { .. } => Box::new(messages::RemedyUnprotectFile),
        FileError::Io { .. } | FileError::Stdout { .. } => Box::new(messages::RemedyCheckDisk),
    }
}

pub(super) fn of_markets(error: &MarketsError) -> Remedy {
    match error.fault() {
        MarketsFault::NotUtf8 => Box::new(messages::RemedyMarketFile),
        MarketsFault::Unsettled(_) => Box::new(messages::RemedyMarketUnsettled),
        MarketsFault::Ambiguous { .. } => Box::new(messages::RemedyWriteCode),
        MarketsFault::Unlisted { .. } => Box::new(messages::RemedyMarketUnlisted),
        MarketsFault::Empty | MarketsFault::Unknown { .. } => Box::new(messages::RemedyMarkets),
    }
}

pub(super) fn of_book(error: &book::Error) -> Remedy {
    use book::Error;
    match error {
        Error::NotFound { .. } => Box::new(messages::RemedyBookNotFound),
        Error::IsFolder { .. } => Box::new(messages::RemedyNameAFileInIt),
        Error::NotFile { .. } => Box::new(messages::RemedyNameAFile),
        Error::BrokenLink { .. } => Box::new(messages::RemedyMendBookLink),
        Error::NotMade { .. } => Box::new(messages::RemedyBookNotMade),
        Error::NoPermission { .. } => Box::new(messages::RemedyBookNoPermission),
        Error::ReadOnly { .. } => Box::new(messages::RemedyUnprotectBook),
        Error::ReadOnlyFolder { .. } => Box::new(messages::RemedyCopyBook),
        Error::Empty { .. } => Box::new(messages::RemedyBookEmpty),
        Error::NotSqlite { .. } => Box::new(messages::RemedyNotSqlite),
        Error::Foreign { .. } => Box::new(messages::RemedyBookForeign),
        Error::Newer { .. } => Box::new(messages::RemedyBookNewer),
        Error::Damaged { .. } | Error::Altered { .. } | Error::Incomplete { .. } => {
            Box::new(messages::RemedyBookDamaged)
        }
        Error::Busy { .. } => Box::new(messages::RemedyBookBusy),
        Error::DiskFull { .. } => Box::new(messages::RemedyBookDiskFull),
        Error::Io { .. } | Error::Sqlite { .. } => Box::new(messages::RemedyBookFailed),
        Error::UnknownOffer { .. } => Box::new(messages::RemedyUnknownOffer),
        Error::UnknownRevision { .. } => Box::new(messages::RemedyUnknownRevision),
        Error::LooksAlike { .. } => Box::new(messages::RemedyLooksAlike),
        Error::Moved { .. } => Box::new(messages::RemedyMoved),
        Error::Forgotten => Box::new(messages::RemedyForgotten),
        Error::NotErased { .. } => Box::new(messages::RemedyNotErased),
    }
}

pub(super) fn of_plan(error: PlanRejected) -> Remedy {
    match error {
        PlanRejected::TooManyRemovals { .. } => Box::new(messages::RemedyTooManyRemovals),
        PlanRejected::Empty { .. } => Box::new(messages::RemedyPlanEmpty),
    }
}
