//! Compression of the rows of a sheet, block by block, before the workbook around them exists.

use std::io::{self, Seek, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::fs::{FileError, Spool, spool};

/// With zlib-rs, sheets get as small as at 6, the usual level, in three quarters of the time.
const LEVEL: Compression = Compression::new(5);
/// Bytes of a block.
pub(super) const BLOCK: usize = 64 * 1024;

/// A compressor of the rows of a sheet. The pipeline may put one in front of another, to run it on a different thread.
pub(crate) trait RowCompressor: Send {
    /// Compresses a block. Returns an empty buffer for the next one.
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>>;

    /// Compresses the last block and returns the result.
    fn finish(self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows>;
}

/// The data of a zip entry, and what the header of the entry must contain.
pub(crate) struct CompressedRows {
    pub(super) data: Spool,
    pub(super) compressed_size: u64,
    pub(super) uncompressed_size: u64,
    pub(super) crc: Crc,
}

/// A compressor that runs in the thread of its caller.
pub(crate) struct InlineCompressor {
    encoder: DeflateEncoder<Spool>,
    uncompressed_size: u64,
    crc: Crc,
}

impl InlineCompressor {
    pub(crate) fn new() -> Self {
        InlineCompressor { encoder: DeflateEncoder::new(spool(), LEVEL), uncompressed_size: 0, crc: Crc::new() }
    }
}

impl RowCompressor for InlineCompressor {
    fn compress(&mut self, mut block: Vec<u8>) -> io::Result<Vec<u8>> {
        self.uncompressed_size += block.len() as u64;
        self.crc.update(&block);
        self.encoder.write_all(&block).map_err(FileError::temporary)?;
        block.clear();
        Ok(block)
    }

    fn finish(mut self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows> {
        self.compress(block)?;
        let InlineCompressor { encoder, uncompressed_size, crc } = *self;
        let mut data = encoder.finish().map_err(FileError::temporary)?;
        let compressed_size = data.stream_position()?;
        data.rewind()?;
        Ok(CompressedRows { data, compressed_size, uncompressed_size, crc })
    }
}

/// Compresses a text that compressed rows follow: the result ends at a byte boundary and isn't marked as the last block.
pub(super) fn compress_prefix(text: &[u8]) -> io::Result<(Vec<u8>, Crc)> {
    let mut crc = Crc::new();
    crc.update(text);
    let mut encoder = DeflateEncoder::new(Vec::new(), LEVEL);
    encoder.write_all(text)?;
    encoder.flush()?;
    Ok((encoder.get_ref().clone(), crc))
}
