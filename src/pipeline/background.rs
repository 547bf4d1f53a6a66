//! Compression of a workbook on a separate thread, while the writing thread encodes the next contacts.

use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::write::{self, CompressedRows, InlineCompressor, RowCompressor, Writer};

/// Maximum number of blocks that wait for the compressing thread.
const QUEUED_BLOCKS: usize = 4;

/// Moves the compression of the output to a separate thread, if its format is compressed and there is more than one
/// thread. Call it before any contact is written.
///
/// Compression is two thirds of the instructions of a conversion to XLSX, and would slow down the thread that writes.
///
/// # Errors
/// If the thread can't be started.
pub(crate) fn compress_in_background<W: Write + Send>(
    writer: &mut Writer<W>,
    threads: usize,
) -> Result<(), write::WriteError> {
    if threads > 1
        && let Some(compressor) = writer.compressor()
    {
        *compressor = Box::new(BackgroundCompressor::start()?);
    }
    Ok(())
}

/// A compressor on another thread.
struct BackgroundCompressor {
    blocks: SyncSender<Vec<u8>>,
    thread: JoinHandle<io::Result<CompressedRows>>,
}

impl BackgroundCompressor {
    fn start() -> io::Result<Self> {
        let (blocks, received) = sync_channel(QUEUED_BLOCKS);
        let work = move || {
            let mut compressor = Box::new(InlineCompressor::new());
            for block in received {
                compressor.compress(block)?;
            }
            compressor.finish(Vec::new())
        };
        let thread = thread::Builder::new().name("cosell compressor".to_owned()).spawn(work)?;
        Ok(BackgroundCompressor { blocks, thread })
    }
}

impl RowCompressor for BackgroundCompressor {
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>> {
        let next = Vec::with_capacity(block.capacity());
        // If the thread has ended because of an error, `finish` returns it.
        let _ = self.blocks.send(block);
        Ok(next)
    }

    fn finish(self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows> {
        let BackgroundCompressor { blocks, thread } = *self;
        let _ = blocks.send(block);
        drop(blocks);
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}
