//! Turns a panic of a parsing library into an error of the file that caused it, and limits the time that reading takes.
//!
//! calamine computes with unchecked numbers (its issue 694), so that a damaged workbook can make it panic. A program
//! whose panic hook reports panics asks [`is_panic_caught`] and stays silent for these.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::batch::Batch;
use super::context::ReadContext;
use super::cpu_time::CpuTime;
use super::error::WorkbookFault;
use super::limits::{Limit, LimitPlace};
use super::{BatchReader, ReadError};

thread_local!(static IS_CAUGHT: Cell<bool> = const { Cell::new(false) });

/// Returns whether a panic of this thread is caught by the library and becomes an error: for the panic hook of a
/// program.
pub fn is_panic_caught() -> bool {
    IS_CAUGHT.get()
}

/// Runs `work`; `None` if it panics. The caller must not use anything that `work` may have left half changed.
pub(super) fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    let is_nested = IS_CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(is_nested);
    result.ok()
}

/// A reader whose panics are errors, and that ends at the limit of processor time. After an error it has no more
/// batches.
pub(super) struct GuardedReader {
    reader: Option<Box<dyn BatchReader>>,
    context: ReadContext,
    time: CpuTime,
}

impl GuardedReader {
    /// Opens a reader; an error if that panics.
    pub(super) fn open(
        context: &ReadContext,
        open: impl FnOnce() -> Result<Box<dyn BatchReader>, ReadError>,
    ) -> Result<GuardedReader, ReadError> {
        let mut time = CpuTime::default();
        let reader = guarded(context, &mut time, open)?;
        Ok(GuardedReader { reader: Some(reader), context: context.clone(), time })
    }
}

/// Does some work of reading. It is an error if it panics, or if reading takes more time than is allowed.
fn guarded<T>(
    context: &ReadContext,
    time: &mut CpuTime,
    work: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let (result, is_over) = time.measure(&context.limits, || catch_panic(work));
    let result = result.unwrap_or_else(|| Err(context.damaged(WorkbookFault::ParserPanicked)));
    if is_over && result.is_ok() {
        return Err(context.limit(Limit::Seconds, LimitPlace::List));
    }
    result
}

impl BatchReader for GuardedReader {
    fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        let next = guarded(&self.context, &mut self.time, || reader.next_batch());
        if !matches!(next, Ok(Some(_))) {
            self.reader = None;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::read::Limits;

    struct PanickingReader;

    impl BatchReader for PanickingReader {
        fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
            assert!(is_panic_caught());
            std::panic::resume_unwind(Box::new("a bug of a library"))
        }
    }

    /// A reader that never ends.
    #[cfg(all(unix, feature = "cli"))]
    struct EndlessReader;

    #[cfg(all(unix, feature = "cli"))]
    impl BatchReader for EndlessReader {
        fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
            (0..100_000).for_each(|number| {
                std::hint::black_box(number);
            });
            Ok(Some(Batch::default()))
        }
    }

    #[cfg(all(unix, feature = "cli"))]
    #[test]
    fn the_time_of_a_reader_of_any_format_is_limited() {
        let mut limits = Limits::default();
        limits.set(Limit::Seconds, 1);
        let context = ReadContext { file: PathBuf::from("list.csv"), limits };
        let mut reader = GuardedReader::open(&context, || Ok(Box::new(EndlessReader))).unwrap();
        let error = loop {
            if let Err(error) = reader.next_batch() {
                break error;
            }
        };
        assert_eq!(error.to_string(), "list.csv: reading the file needs more than 1 second of processor time");
        assert!(matches!(reader.next_batch(), Ok(None)));
    }

    #[test]
    fn a_panic_of_a_reader_is_an_error_of_the_file() {
        let context = ReadContext { file: PathBuf::from("list.xls"), limits: Limits::default() };
        let mut reader = GuardedReader::open(&context, || Ok(Box::new(PanickingReader))).unwrap();
        let error = reader.next_batch().unwrap_err();
        assert!(
            matches!(&error, ReadError::Workbook { reason, .. } if *reason == WorkbookFault::ParserPanicked),
            "{error}"
        );
        assert!(matches!(reader.next_batch(), Ok(None)));
        assert!(!is_panic_caught());
        let opened = GuardedReader::open(&context, || std::panic::resume_unwind(Box::new("a bug")));
        assert!(matches!(opened, Err(ReadError::Workbook { .. })));
    }
}
