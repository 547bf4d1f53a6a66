//! Errors of temporary files on which rust_xlsxwriter panics.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::fs::FileError;

/// Runs code that writes sheets, and returns an error if rust_xlsxwriter panics because a temporary file can't be
/// written. Other panics continue.
///
/// The caller must not use the workbook after an error; that makes the assertion of unwind safety true.
pub(crate) fn catch_io_panic<T, E: From<FileError>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| match io_error(&*panic) {
        Some(error) => Err(FileError::temporary(error).into()),
        None => resume_unwind(panic),
    })
}

/// Returns the system's error in the message of a panic, as in `Os { code: 28, kind: StorageFull, ... }`.
fn io_error(panic: &(dyn Any + Send)) -> Option<io::Error> {
    let message = panic.downcast_ref::<String>()?;
    let (_, code) = message.split_once("Os { code: ")?;
    Some(io::Error::from_raw_os_error(code.split(',').next()?.parse().ok()?))
}

/// Returns whether a panic becomes an error, so that the panic hook of the program should print nothing.
pub(crate) fn is_caught_io_panic(panic: &std::panic::PanicHookInfo<'_>) -> bool {
    let is_library = |location: &std::panic::Location<'_>| location.file().contains("rust_xlsxwriter");
    panic.location().is_some_and(is_library) && io_error(panic.payload()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn io_panics_become_errors_and_others_continue() {
        let failed = || -> Result<(), FileError> { panic!("to write: {:?}", io::Error::from_raw_os_error(28)) };
        let error = catch_io_panic(failed).unwrap_err();
        assert!(matches!(&error, FileError::Io { source, .. } if source.raw_os_error() == Some(28)), "{error}");
        assert!(catch_unwind(|| catch_io_panic(|| -> Result<(), FileError> { panic!("else") })).is_err());
    }
}
