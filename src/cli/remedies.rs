//! Remedies for the library's errors: one sentence for each, in the user's language. Those that name command-line options
//! are here; `report::read_remedy` has the others.

use crate::book;
use crate::book::plan::PlanRejected;
use crate::coverage::{MarketsError, MarketsFault};
use crate::fs::FileError;
use crate::i18n::messages;
use crate::read::{self, Limit};
pub(super) use crate::report::Remedy;
use crate::report::read_remedy;
use crate::spreadsheet::WorkbookError;
use crate::write;

pub(super) fn of_read(error: &read::ReadError) -> Remedy {
    use read::{JsonFault, ReadError};
    if let Some(remedy) = read_remedy(error) {
        return remedy;
    }
    match error {
        ReadError::SeveralMembers { .. } => Box::new(messages::RemedyChooseMember),
        ReadError::NoMember { .. } => Box::new(messages::RemedyNameMember),
        ReadError::NoSheet { .. } => Box::new(messages::RemedyNameSheet),
        ReadError::SeveralSheets { .. } => Box::new(messages::RemedyChooseSheet),
        ReadError::Json { reason: JsonFault::OtherList { .. }, .. } => Box::new(messages::RemedyJsonOtherList),
        ReadError::RowTooLong { .. } => Box::new(messages::RemedyRowTooLong),
        ReadError::Limit { limit, .. } => of_limit(*limit),
        ReadError::NoSuchLabel { .. } => Box::new(messages::RemedyMapLabel),
        ReadError::ColumnPresent { .. } => Box::new(messages::RemedyColumnPresent),
        _ => Box::new(messages::RemedyLeaveOptionOut),
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
        Limit::Sheets => Box::new(messages::RemedyLimitSheets),
    }
}

pub(super) fn of_write(error: &write::WriteError) -> Remedy {
    use write::WriteError;
    match error {
        WriteError::File(error) => of_file(error),
        WriteError::Io(_) => Box::new(messages::RemedyCheckDisk),
        WriteError::Workbook(error) => of_workbook(error),
        WriteError::RejectsOfSheets { .. } => Box::new(messages::RemedySheetAtATime),
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
        FileError::BrokenLink { .. } => Box::new(messages::RemedyFixLink),
        FileError::ReadOnly { .. } => Box::new(messages::RemedyUnprotectFile),
        FileError::InUse { .. } => Box::new(messages::RemedyCloseFile),
        FileError::Name { .. } => Box::new(messages::RemedyOtherName),
        FileError::Appeared { .. } => Box::new(messages::RemedyOutputExists),
        FileError::Io { .. } | FileError::Stdout { .. } => Box::new(messages::RemedyCheckDisk),
    }
}

pub(super) fn of_markets(error: &MarketsError) -> Remedy {
    match error.fault() {
        MarketsFault::NotUtf8 | MarketsFault::NotJson(_) => Box::new(messages::RemedyMarketFile),
        MarketsFault::NoColumn => Box::new(messages::RemedyMarketColumn),
        MarketsFault::UnknownState(_) => Box::new(messages::RemedyMarketState),
        MarketsFault::Unsettled(_) => Box::new(messages::RemedyMarketUnsettled),
        MarketsFault::Ambiguous { .. } => Box::new(messages::RemedyWriteCode),
        MarketsFault::Unlisted { .. } => Box::new(messages::RemedyMarketUnlisted),
        MarketsFault::Empty | MarketsFault::Unknown { .. } => Box::new(messages::RemedyMarkets),
    }
}

pub(super) fn of_book(error: &book::BookError) -> Remedy {
    use book::BookError;
    match error {
        BookError::NotFound { .. } => Box::new(messages::RemedyBookNotFound),
        BookError::IsFolder { .. } => Box::new(messages::RemedyNameAFileInIt),
        BookError::NotFile { .. } => Box::new(messages::RemedyNameAFile),
        BookError::BrokenLink { .. } => Box::new(messages::RemedyFixBookLink),
        BookError::NotMade { .. } => Box::new(messages::RemedyBookNotMade),
        BookError::NoPermission { .. } => Box::new(messages::RemedyBookNoPermission),
        BookError::ReadOnly { .. } => Box::new(messages::RemedyUnprotectBook),
        BookError::ReadOnlyFolder { .. } => Box::new(messages::RemedyCopyBook),
        BookError::Empty { .. } => Box::new(messages::RemedyBookEmpty),
        BookError::OtherLog { .. } => Box::new(messages::RemedyBookOtherLog),
        BookError::NotSqlite { .. } => Box::new(messages::RemedyNotSqlite),
        BookError::Foreign { .. } => Box::new(messages::RemedyBookForeign),
        BookError::Newer { .. } => Box::new(messages::RemedyBookNewer),
        BookError::Damaged { .. } | BookError::Altered { .. } | BookError::Incomplete { .. } => {
            Box::new(messages::RemedyBookDamaged)
        }
        BookError::Modified { .. } => Box::new(messages::RemedyBookModified),
        BookError::OtherSchema { .. } => Box::new(messages::RemedyBookOtherSchema),
        BookError::OutputInUse { .. } => Box::new(messages::RemedyBackupElsewhere),
        BookError::Busy { .. } => Box::new(messages::RemedyBookBusy),
        BookError::DiskFull { .. } => Box::new(messages::RemedyBookDiskFull),
        BookError::TooLarge { .. } => Box::new(messages::RemedyBookTooLarge),
        BookError::Io { .. } | BookError::Sqlite { .. } => Box::new(messages::RemedyBookFailed),
        BookError::UnknownOffer { .. } => Box::new(messages::RemedyUnknownOffer),
        BookError::UnknownRevision { offer, .. } => Box::new(messages::RemedyUnknownRevision { offer: offer.clone() }),
        BookError::OfferExists { .. } => Box::new(messages::RemedyOfferExists),
        BookError::LooksAlike { .. } => Box::new(messages::RemedySimilarOffer),
        BookError::Moved { .. } => Box::new(messages::RemedyWrongRevision),
        BookError::Forgotten => Box::new(messages::RemedyForgotten),
        BookError::NotErased { .. } => Box::new(messages::RemedyNotErased),
    }
}

pub(super) fn of_plan(error: PlanRejected) -> Remedy {
    match error {
        PlanRejected::TooManyRemovals { .. } => Box::new(messages::RemedyTooManyRemovals),
        PlanRejected::TooMuchCoverageLost { .. } => Box::new(messages::RemedyTooMuchCoverageLost),
        PlanRejected::Empty { .. } | PlanRejected::PortalEmpty { .. } => Box::new(messages::RemedyPlanEmpty),
    }
}
