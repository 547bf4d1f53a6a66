use std::io::{self, Seek, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use tempfile::SpooledTempFile;

use crate::write::FileError;

/// The name of the thread.
const DEFLATER: &str = "cosell deflater";
/// Sheets come out as small as at 6, the usual level, and a quarter faster.
const LEVEL: Compression = Compression::new(5);
/// How many bytes are handed over at a time, and how many such blocks may wait.
const BLOCK: usize = 64 * 1024;
const WAITING: usize = 4;
/// Deflated bytes go to a temporary file from here.
const IN_MEMORY: usize = 1 << 20;

/// Text on its way into a zip, deflated by a thread of its own while more of it comes.
pub(super) struct Deflating {
    block: Vec<u8>,
    blocks: SyncSender<Vec<u8>>,
    thread: JoinHandle<io::Result<Deflated>>,
}

/// What the entry of a zip holds, and what is said of it there.
pub(super) struct Deflated {
    pub(super) bytes: SpooledTempFile,
    /// The bytes deflated.
    pub(super) size: u64,
    /// The bytes of the text.
    pub(super) length: u64,
    pub(super) crc: Crc,
}

impl Deflating {
    pub(super) fn start() -> io::Result<Self> {
        let (blocks, received) = sync_channel(WAITING);
        let thread = thread::Builder::new().name(DEFLATER.to_owned()).spawn(move || deflate(&received))?;
        Ok(Deflating { block: Vec::with_capacity(BLOCK), blocks, thread })
    }

    /// Where the text is written to.
    pub(super) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.block
    }

    /// Hands over what was written, once it is enough for that. A thread that gave up says why at the end.
    pub(super) fn pass(&mut self) {
        if self.block.len() >= BLOCK {
            let next = Vec::with_capacity(BLOCK + BLOCK / 8);
            let _ = self.blocks.send(std::mem::replace(&mut self.block, next));
        }
    }

    pub(super) fn finish(self) -> io::Result<Deflated> {
        let Deflating { block, blocks, thread } = self;
        let _ = blocks.send(block);
        drop(blocks);
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

fn deflate(blocks: &Receiver<Vec<u8>>) -> io::Result<Deflated> {
    let (mut length, mut crc) = (0, Crc::new());
    let mut encoder = DeflateEncoder::new(tempfile::spooled_tempfile(IN_MEMORY), LEVEL);
    for block in blocks {
        length += block.len() as u64;
        crc.update(&block);
        encoder.write_all(&block).map_err(FileError::temporary)?;
    }
    let mut bytes = encoder.finish().map_err(FileError::temporary)?;
    let size = bytes.stream_position()?;
    bytes.rewind()?;
    Ok(Deflated { bytes, size, length, crc })
}

/// Deflates a text that others follow: it ends with whole bytes, and not as the last.
pub(super) fn beginning(text: &[u8]) -> io::Result<(Vec<u8>, Crc)> {
    let mut crc = Crc::new();
    crc.update(text);
    let mut encoder = DeflateEncoder::new(Vec::new(), LEVEL);
    encoder.write_all(text)?;
    encoder.flush()?;
    Ok((encoder.get_ref().clone(), crc))
}
