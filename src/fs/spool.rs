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
