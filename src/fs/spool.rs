use tempfile::SpooledTempFile;

/// A buffer that moves to a temporary file when it gets large.
pub(crate) type Spool = SpooledTempFile;

/// Bytes that a spool keeps in memory. A list of some ten thousand rows, deflated, fits.
const IN_MEMORY: usize = 1 << 20;

/// Returns an empty spool.
///
/// The only place that makes one, so that a build without a file system has one function to replace (by a cursor over a vector).
pub(crate) fn spool() -> Spool {
    tempfile::spooled_tempfile(IN_MEMORY)
}
