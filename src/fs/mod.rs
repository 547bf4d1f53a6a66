//! Files that are written: outputs that appear whole or not at all, their temporary files, and buffers that spill to disk.
//!
//! Nothing here knows what the files contain. Reading inputs is in `read`. Without the features `cli` and `book` there is no file
//! system: of this module only the error type and a buffer in memory are left.

#[cfg(feature = "cli")]
mod atomic_file;
mod error;
mod spool;
#[cfg(any(feature = "cli", feature = "book"))]
mod temp_files;

#[cfg(feature = "cli")]
pub(crate) use atomic_file::AtomicFile;
pub(crate) use error::FileError;
pub(crate) use spool::{Spool, spool};
#[cfg(any(feature = "cli", feature = "book"))]
pub(crate) use temp_files::TempFile;
#[cfg(any(feature = "cli", feature = "book"))]
pub(crate) use temp_files::remove_temp_files;
