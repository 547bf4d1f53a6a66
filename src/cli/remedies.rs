//! What to do about the library's errors. The library names no command-line option; these sentences do.

use crate::book;
use crate::book::plan::PlanRejected;
use crate::coverage::{MarketsError, MarketsFault};
use crate::i18n::{Phrase, say};
use crate::read::{self, Limit};
use crate::write;

/// A sentence that says what to do.
pub(super) type Remedy = Box<dyn Phrase>;

pub(super) fn of_read(error: &read::Error) -> Remedy {
    use read::Error;
    match error {
        Error::NotFound { .. } => Box::new(say::RemedyCheckName),
        Error::IsFolder { .. } => Box::new(say::RemedyNameFileInIt),
        Error::Io { .. } => Box::new(say::RemedyCheckReadable),
        Error::Binary { .. } | Error::Utf32 { .. } => Box::new(say::RemedySaveAsList),
        Error::Markup { .. } => Box::new(say::RemedySaveAsXlsx),
        Error::Encrypted { .. } => Box::new(say::RemedyRemovePassword),
        Error::Workbook { .. } => Box::new(say::RemedySaveAsXlsxAgain),
        Error::NoSheet { .. } => Box::new(say::RemedyNameSheet),
        Error::OptionUnfit { .. } => Box::new(say::RemedyLeaveOptionOut),
        Error::SeveralSheets { .. } => Box::new(say::RemedyChooseSheet),
        Error::Json { .. } => Box::new(say::RemedyJsonList),
        Error::RowTooLong { .. } => Box::new(say::RemedyRowTooLong),
        Error::Limit { limit, .. } => of_limit(*limit),
        Error::NoSuchLabel { .. } => Box::new(say::RemedyMapLabel),
        Error::ColumnPresent { .. } => Box::new(say::RemedyColumnPresent),
    }
}

fn of_limit(limit: Limit) -> Remedy {
    match limit {
        Limit::Bytes => Box::new(say::RemedyLimitBytes),
        Limit::Rows => Box::new(say::RemedyLimitRows),
        Limit::Columns => Box::new(say::RemedyLimitColumns),
        Limit::Cell => Box::new(say::RemedyLimitCell),
        Limit::Unpacked => Box::new(say::RemedyLimitUnpacked),
        Limit::Ratio => Box::new(say::RemedyLimitRatio),
        Limit::Strings => Box::new(say::RemedyLimitStrings),
        Limit::Depth => Box::new(say::RemedyLimitDepth),
        Limit::Memory => Box::new(say::RemedyLimitMemory),
        Limit::Seconds => Box::new(say::RemedyLimitSeconds),
    }
}

pub(super) fn of_write(error: &write::Error) -> Remedy {
    use write::Error;
    match error {
        Error::File(error) => of_file(error),
        Error::Io(_) => Box::new(say::RemedyCheckDisk),
        Error::Workbook(_) => Box::new(say::RemedyWriteAsText),
        Error::TooManyRows { .. } => Box::new(say::RemedyWriteInParts),
        Error::CellTooLong { .. } => Box::new(say::RemedyShortenCell),
        Error::RejectsOfSheets { .. } => Box::new(say::RemedySheetAtATime),
    }
}

pub(super) fn of_file(error: &write::FileError) -> Remedy {
    use write::FileError;
    match error {
        FileError::NoFolder { .. } => Box::new(say::RemedyMakeFolder),
        FileError::IsFolder { .. } => Box::new(say::RemedyNameAFileInIt),
        FileError::BrokenLink { .. } => Box::new(say::RemedyMendLink),
        FileError::ReadOnly { .. } => Box::new(say::RemedyUnprotectFile),
        FileError::Io { .. } | FileError::Stdout { .. } => Box::new(say::RemedyCheckDisk),
    }
}

pub(super) fn of_markets(error: &MarketsError) -> Remedy {
    match error.fault() {
        MarketsFault::NotUtf8 => Box::new(say::RemedyMarketFile),
        MarketsFault::Unsettled(_) => Box::new(say::RemedyMarketUnsettled),
        MarketsFault::Ambiguous { .. } => Box::new(say::RemedyWriteCode),
        MarketsFault::Unlisted { .. } => Box::new(say::RemedyMarketUnlisted),
        MarketsFault::Empty | MarketsFault::Unknown { .. } => Box::new(say::RemedyMarkets),
    }
}

pub(super) fn of_book(error: &book::Error) -> Remedy {
    use book::Error;
    match error {
        Error::NotFound { .. } => Box::new(say::RemedyBookNotFound),
        Error::IsFolder { .. } => Box::new(say::RemedyNameAFileInIt),
        Error::NotFile { .. } => Box::new(say::RemedyNameAFile),
        Error::BrokenLink { .. } => Box::new(say::RemedyMendBookLink),
        Error::NotMade { .. } => Box::new(say::RemedyBookNotMade),
        Error::NoPermission { .. } => Box::new(say::RemedyBookNoPermission),
        Error::ReadOnly { .. } => Box::new(say::RemedyUnprotectBook),
        Error::ReadOnlyFolder { .. } => Box::new(say::RemedyCopyBook),
        Error::Empty { .. } => Box::new(say::RemedyBookEmpty),
        Error::NotSqlite { .. } => Box::new(say::RemedyNotSqlite),
        Error::Foreign { .. } => Box::new(say::RemedyBookForeign),
        Error::Newer { .. } => Box::new(say::RemedyBookNewer),
        Error::Damaged { .. } | Error::Altered { .. } | Error::Incomplete { .. } => Box::new(say::RemedyBookDamaged),
        Error::Busy { .. } => Box::new(say::RemedyBookBusy),
        Error::DiskFull { .. } => Box::new(say::RemedyBookDiskFull),
        Error::Io { .. } | Error::Sqlite { .. } => Box::new(say::RemedyBookFailed),
        Error::UnknownOffer { .. } => Box::new(say::RemedyUnknownOffer),
        Error::UnknownRevision { .. } => Box::new(say::RemedyUnknownRevision),
        Error::LooksAlike { .. } => Box::new(say::RemedyLooksAlike),
        Error::Moved { .. } => Box::new(say::RemedyMoved),
        Error::Forgotten => Box::new(say::RemedyForgotten),
        Error::NotErased { .. } => Box::new(say::RemedyNotErased),
    }
}

pub(super) fn of_plan(error: PlanRejected) -> Remedy {
    match error {
        PlanRejected::TooManyRemovals { .. } => Box::new(say::RemedyTooManyRemovals),
        PlanRejected::Empty { .. } => Box::new(say::RemedyPlanEmpty),
    }
}
