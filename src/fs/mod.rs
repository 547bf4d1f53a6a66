//! Files that are written: outputs that appear whole or not at all, their temporary files, and buffers that spill to
//! disk.
//!
//! Nothing here knows what the files contain. Reading inputs is in `read`. Without the features `cli` and `book` there
//! is no file system: of this module only the error type and a buffer in memory are left.

#[cfg(feature = "cli")]
mod atomic_file;
#[cfg(all(feature = "cli", unix))]
mod descriptor;
mod error;
#[cfg(any(feature = "cli", feature = "book"))]
mod temp_files;
mod windows;

#[cfg(feature = "cli")]
pub(crate) use atomic_file::AtomicFile;
#[cfg(all(feature = "cli", unix))]
pub(crate) use descriptor::Descriptor;
pub(crate) use error::FileError;
#[cfg(any(feature = "cli", feature = "book"))]
pub(crate) use temp_files::TempFile;
#[cfg(any(feature = "cli", feature = "book"))]
pub(crate) use temp_files::remove_temp_files;
#[cfg(feature = "book")]
pub(crate) use windows::is_device;
pub(crate) use windows::is_sharing_violation;

/// A buffer that moves to a temporary file when it gets large.
#[cfg(feature = "cli")]
pub(crate) type Spool = tempfile::SpooledTempFile;

/// A buffer in memory, because there is no file system.
#[cfg(not(feature = "cli"))]
pub(crate) type Spool = std::io::Cursor<Vec<u8>>;

/// Returns an empty spool.
pub(crate) fn spool() -> Spool {
    #[cfg(feature = "cli")]
    {
        const IN_MEMORY: usize = 1 << 20; // a compressed list of some ten thousand rows
        tempfile::spooled_tempfile(IN_MEMORY)
    }
    #[cfg(not(feature = "cli"))]
    Spool::default()
}
