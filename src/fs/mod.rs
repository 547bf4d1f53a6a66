//! Files that are written: outputs that appear whole or not at all, their temporary files, and buffers that spill to disk.
//!
//! Nothing here knows what the files contain. Reading inputs is in `read`.

mod atomic_file;
mod spool;
mod temp_files;

pub use atomic_file::{AtomicFile, FileError};
pub(crate) use spool::{Spool, spool};
pub(crate) use temp_files::TempFile;
pub use temp_files::remove_temp_files;
