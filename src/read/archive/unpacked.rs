//! Bytes that are unpacked as they are read, under limits.

use std::io::{self, Read};

use flate2::CrcReader;
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use crate::read::input::{ByteSource, OpenedInput, SeekableInput};
use crate::read::limits::{Limit, LimitExceeded, Limits};
use crate::read::progress::{CountingReader, Progress};

/// Size up to which the ratio isn't limited.
const SMALL: u64 = 16 << 20;

/// How bytes are packed.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) enum Packing {
    Gzip,
    /// A member of a zip.
    Member {
        offset: u64,
        packed: u64,
        size: u64,
        crc32: u32,
        is_deflated: bool,
    },
}

impl Packing {
    /// Returns a reader of the unpacked bytes, which counts the packed ones.
    pub(super) fn reader(
        self,
        seekable: &SeekableInput,
        counted: &Progress,
        is_shown: bool,
    ) -> io::Result<Box<dyn Read + Send>> {
        let mut stream = if is_shown { seekable.stream()? } else { seekable.uncounted()? };
        Ok(match self {
            Packing::Gzip => Box::new(MultiGzDecoder::new(CountingReader { from: stream, progress: counted.clone() })),
            Packing::Member { offset, packed, size, crc32, is_deflated } => {
                stream.seek(io::SeekFrom::Start(offset))?;
                let from = CountingReader { from: stream.take(packed), progress: counted.clone() };
                let unpacked: Box<dyn Read + Send> =
                    if is_deflated { Box::new(DeflateDecoder::new(from)) } else { Box::new(from) };
                Box::new(CheckedMember { reader: CrcReader::new(unpacked), left: size, crc32 })
            }
        })
    }
}

/// A member of a zip, whose size and checksum must be those of the directory.
struct CheckedMember {
    reader: CrcReader<Box<dyn Read + Send>>,
    left: u64,
    crc32: u32,
}

impl Read for CheckedMember {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let is_right = if read == 0 && !buffer.is_empty() {
            self.left == 0 && self.reader.crc().sum() == self.crc32
        } else {
            read as u64 <= self.left
        };
        if !is_right {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// The content of an archive.
pub(super) struct UnpackedStream {
    reader: Box<dyn Read + Send>,
    /// The number of bytes that were read, packed and unpacked.
    packed: Progress,
    unpacked: u64,
    /// The packed bytes, if they can be read again.
    source: Option<(SeekableInput, Packing)>,
    /// The name of the unpacked member, for messages.
    name: String,
    limits: Limits,
}

impl UnpackedStream {
    pub(super) fn of_seekable(
        seekable: SeekableInput,
        packing: Packing,
        name: String,
        limits: &Limits,
    ) -> io::Result<UnpackedStream> {
        let packed = Progress::default();
        let reader = packing.reader(&seekable, &packed, true)?;
        let (source, limits) = (Some((seekable, packing)), limits.clone());
        Ok(UnpackedStream { reader, packed, unpacked: 0, source, name, limits })
    }

    /// Returns the stream of a .gz that can be read only once.
    pub(super) fn of_pipe(opened: OpenedInput, name: String, limits: &Limits) -> UnpackedStream {
        let packed = Progress::default();
        let reader = Box::new(MultiGzDecoder::new(CountingReader { from: opened, progress: packed.clone() }));
        UnpackedStream { reader, packed, unpacked: 0, source: None, name, limits: limits.clone() }
    }
}

impl Read for UnpackedStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer).map_err(as_damage)?;
        self.unpacked += read as u64;
        let is_over = |limit| match limit {
            Limit::Ratio => {
                self.unpacked > SMALL && self.unpacked / self.packed.bytes().max(1) >= self.limits.get(limit)
            }
            limit => self.unpacked > self.limits.get(limit),
        };
        match [Limit::Ratio, Limit::Unpacked].into_iter().find(|limit| is_over(*limit)) {
            Some(limit) => Err(self.limits.exceeded(limit, &self.name).into()),
            None => Ok(read),
        }
    }
}

/// Returns the error of a packed input that can't be unpacked. Errors of the system and of limits stay what they are.
fn as_damage(error: io::Error) -> io::Error {
    let is_other = error.raw_os_error().is_some()
        || error.kind() == io::ErrorKind::Interrupted
        || error.get_ref().is_some_and(|inner| inner.is::<LimitExceeded>());
    if is_other { error } else { io::ErrorKind::InvalidData.into() }
}

impl ByteSource for UnpackedStream {
    /// Unpacks all bytes that follow, and starts again: their encoding must be known before the first is used.
    fn scan(&mut self, look: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        let Some((seekable, packing)) = self.source.take() else { return Ok(()) };
        let (read, mut chunk) = (self.unpacked, vec![0; 64 * 1024]);
        // The readers share the offset of the file, so the first one ends here.
        self.packed = Progress::default();
        self.reader = packing.reader(&seekable, &self.packed, false)?;
        self.unpacked = 0;
        io::copy(&mut self.by_ref().take(read), &mut io::sink())?;
        loop {
            let count = self.read(&mut chunk)?;
            if count == 0 || !look(&chunk[..count]) {
                break;
            }
        }
        self.packed = Progress::default();
        self.reader = packing.reader(&seekable, &self.packed, true)?;
        self.unpacked = 0;
        io::copy(&mut self.by_ref().take(read), &mut io::sink())?;
        self.source = Some((seekable, packing));
        Ok(())
    }
}
