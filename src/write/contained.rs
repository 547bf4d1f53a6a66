use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::{Error, FileError};

/// Writes sheets whose rows go to temporary files. Where such a file can't be written the library panics; here that is an error.
///
/// Of what it was at work on nothing is used afterwards.
pub(crate) fn contained<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| match cause(&*panic) {
        Some(cause) => Err(Error::File(FileError::temporary(cause))),
        None => resume_unwind(panic),
    })
}

/// The system's error that the panic names, as in `Os { code: 28, kind: StorageFull, ... }`.
fn cause(panic: &(dyn Any + Send)) -> Option<io::Error> {
    let said = panic.downcast_ref::<String>()?;
    let (_, code) = said.split_once("Os { code: ")?;
    Some(io::Error::from_raw_os_error(code.split(',').next()?.parse().ok()?))
}

/// Whether a panic is contained, and an error says what it has to say: for the hook of a program.
///
/// ```
/// use cosell_contacts::write::is_contained;
///
/// let report = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |info| if !is_contained(info) { report(info) }));
/// ```
pub fn is_contained(panic: &std::panic::PanicHookInfo<'_>) -> bool {
    let is_library = |place: &std::panic::Location<'_>| place.file().contains("rust_xlsxwriter");
    panic.location().is_some_and(is_library) && cause(panic.payload()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_error_is_found_and_other_panics_go_on() {
        let failed = || -> Result<(), Error> { panic!("to write: {:?}", io::Error::from_raw_os_error(28)) };
        let error = contained(failed).unwrap_err();
        assert!(
            matches!(&error, Error::File(FileError::Io { source, .. }) if source.raw_os_error() == Some(28)),
            "{error}"
        );
        assert!(catch_unwind(|| contained(|| -> Result<(), Error> { panic!("else") })).is_err());
    }
}
