//! A workbook as the zip of its parts, unpacked here and nowhere else: to calamine it is a zip whose parts are not packed.
//!
//! So no part can become larger than the zip says before anything is unpacked, which is held against the limits first.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use flate2::{Crc, Decompress, FlushDecompress, Status};
use zip::{CompressionMethod, ZipArchive};

use super::shared_texts::SharedTexts;
use super::watch::Watch;
use super::{directory, mend};
use crate::read::input::ReadSeek;
use crate::read::limits::{Limit, Limits};

/// So many parts nobody's workbook has; each takes some memory by itself.
const MOST_PARTS: usize = 1 << 16;
/// Up to this size a part may be packed as well as it can be.
const SMALL: u64 = 16 << 20;
/// A larger part stays as it is.
const LARGEST_MENDED: u64 = 64 << 20;
/// What looks for a directory at the end and for a container at the start meets no part.
const GAP: u64 = 128 << 10;

/// A part, and where it stands: packed in the file, and unpacked in what is shown of it.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) crc32: u32,
    pub(super) size: u64,
    /// Where its header stands in what is shown.
    pub(super) at: u64,
    packed_at: u64,
    packed: u64,
    is_packed: bool,
    /// What is shown in its place.
    held: Option<Vec<u8>>,
}

impl Part {
    fn hold(&mut self, content: Vec<u8>) {
        let mut crc = Crc::new();
        crc.update(&content);
        (self.crc32, self.size) = (crc.sum(), content.len() as u64);
        self.held = Some(content);
    }
}

/// The parts of a workbook, to be read as a zip.
pub(super) struct Package {
    stream: Box<dyn ReadSeek>,
    parts: Vec<Part>,
    /// What stands behind the parts.
    directory: Vec<u8>,
    directory_at: u64,
    position: u64,
    unpacking: Option<Unpacking>,
    watch: Arc<Watch>,
    limits: Limits,
}

impl Package {
    /// Looks at what the parts say of themselves; an error where it is no zip, or where they are beyond a limit.
    pub(super) fn open(mut stream: Box<dyn ReadSeek>, limits: &Limits, watch: Arc<Watch>) -> io::Result<Package> {
        let mut archive = ZipArchive::new(&mut stream)?;
        if archive.len() > MOST_PARTS {
            return Err(io::Error::other(format!("it has more than {MOST_PARTS} parts")));
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut unpacked = 0_u64;
        for index in 0..archive.len() {
            // What can't be found in the file is not among the parts.
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let (Ok(name), Some(packed_at)) = (entry.name(), entry.data_start()) else { continue };
            let is_packed = match entry.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => continue,
            };
            let (size, packed) = (entry.size(), entry.compressed_size());
            unpacked = unpacked.saturating_add(size);
            if unpacked > limits.get(Limit::Unpacked) {
                return Err(watch.stop(limits.reached(Limit::Unpacked, &name)));
            }
            if size > SMALL && size / packed.max(1) >= limits.get(Limit::Ratio) {
                return Err(watch.stop(limits.reached(Limit::Ratio, &name)));
            }
            if !entry.encrypted() {
                let (name, crc32) = (name.into_owned(), entry.crc32());
                parts.push(Part { name, crc32, size, at: 0, packed_at, packed, is_packed, held: None });
            }
        }
        drop(archive);
        let limits = limits.clone();
        let (directory, directory_at) = (Vec::new(), 0);
        let mut package =
            Package { stream, parts, directory, directory_at, position: 0, unpacking: None, watch, limits };
        package.mend()?;
        package.lay_out();
        Ok(package)
    }

    /// Puts what calamine can't read so that it can.
    fn mend(&mut self) -> io::Result<()> {
        for index in 0..self.parts.len() {
            let part = &self.parts[index];
            if part.size > LARGEST_MENDED || !mend::may_be(&part.name) {
                continue;
            }
            let (name, size) = (part.name.clone(), part.size);
            let mut unpacking = Unpacking::new(index, part, None);
            self.stream.seek(SeekFrom::Start(part.packed_at))?;
            let mut start = [0; 2];
            // What is wrong with it is said when it is read.
            if size < 2 || unpacking.read(&mut self.stream, &mut start).is_err() || !mend::is_wanted(&name, &start) {
                continue;
            }
            let mut content = start.to_vec();
            content.resize(size as usize, 0);
            let mut done = unpacking.offset as usize;
            while done < content.len() {
                match unpacking.read(&mut self.stream, &mut content[done..]) {
                    Ok(read) => done += read,
                    Err(_) => break,
                }
            }
            if done == content.len() {
                self.parts[index].hold(mend::mended(&name, content)?);
            }
        }
        let has = |wanted: &str| self.parts.iter().any(|part| part.name == wanted);
        if has("content.xml") && !has("mimetype") {
            // It says of an .ods that it is one, and nothing else does.
            let mut part = Part { name: "mimetype".to_owned(), ..Part::default() };
            part.hold(b"application/vnd.oasis.opendocument.spreadsheet".to_vec());
            self.parts.push(part);
        }
        Ok(())
    }

    fn lay_out(&mut self) {
        let mut at = GAP;
        for part in &mut self.parts {
            part.at = at;
            at += directory::HEADER.len() as u64 + part.size;
        }
        self.directory_at = at + GAP;
        self.directory = directory::of(&self.parts, self.directory_at);
    }

    /// The names of the parts, and their sizes.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.parts.iter().map(|part| (part.name.as_str(), part.size))
    }

    /// Reads what stands in the part, from so many bytes behind its header on.
    fn read_part(&mut self, index: usize, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let part = &self.parts[index];
        if let Some(held) = &part.held {
            return { &held[offset as usize..] }.read(buffer);
        }
        if self.unpacking.as_ref().is_none_or(|open| open.part != index || open.offset > offset) {
            self.stream.seek(SeekFrom::Start(part.packed_at))?;
            let texts = SharedTexts::is_in(&part.name).then(|| SharedTexts::new(&self.limits, part));
            self.unpacking = Some(Unpacking::new(index, part, texts.transpose().map_err(|it| self.watch.stop(it))?));
        }
        let Some(open) = &mut self.unpacking else { return Ok(0) };
        while open.offset < offset {
            let mut skipped = [0; 4096];
            let wanted = skipped.len().min((offset - open.offset) as usize);
            open.read(&mut self.stream, &mut skipped[..wanted])?;
        }
        let wanted = buffer.len().min((part.size - offset) as usize);
        let read = open.read(&mut self.stream, &mut buffer[..wanted])?;
        match &mut open.texts {
            Some(texts) => texts.see(&buffer[..read], open.offset == part.size).map_err(|it| self.watch.stop(it))?,
            None => self.watch.hand_out(read, &part.name, &self.limits)?,
        }
        Ok(read)
    }
}

impl Read for Package {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = if let Some(behind) = self.position.checked_sub(self.directory_at) {
            let rest = self.directory.get(behind as usize..).unwrap_or_default();
            { rest }.read(buffer)?
        } else if self.position < GAP || self.position >= self.directory_at - GAP {
            let gap = if self.position < GAP { GAP } else { self.directory_at } - self.position;
            io::repeat(0).take(gap).read(buffer)?
        } else {
            let index = self.parts.partition_point(|part| part.at <= self.position) - 1;
            let offset = self.position - self.parts[index].at;
            match directory::HEADER.get(offset as usize..).filter(|rest| !rest.is_empty()) {
                Some(mut rest) => rest.read(buffer)?,
                None => self.read_part(index, offset - directory::HEADER.len() as u64, buffer)?,
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Package {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => (self.directory_at + self.directory.len() as u64).checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// A part that is being unpacked.
struct Unpacking {
    part: usize,
    /// So far it is unpacked.
    offset: u64,
    size: u64,
    /// So many bytes more are packed.
    left: u64,
    inflate: Option<Box<Decompress>>,
    /// What was read of the packed bytes, and not yet unpacked.
    packed: Vec<u8>,
    taken: usize,
    texts: Option<SharedTexts>,
}

impl Unpacking {
    fn new(index: usize, part: &Part, texts: Option<SharedTexts>) -> Self {
        let inflate = part.is_packed.then(|| Box::new(Decompress::new(false)));
        let (packed, taken) = (Vec::new(), 0);
        Unpacking { part: index, offset: 0, size: part.size, left: part.packed, inflate, packed, taken, texts }
    }

    /// Unpacks into the buffer, which ends where the part does at the latest.
    fn read(&mut self, stream: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.unpack(stream, buffer)?;
        if read == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a part of it is cut off"));
        }
        self.offset += read as u64;
        if self.offset == self.size && self.unpack(stream, &mut [0])? > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a part of it is larger than the file says"));
        }
        Ok(read)
    }

    fn unpack(&mut self, stream: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.taken == self.packed.len() && self.left > 0 {
                self.packed.resize(self.left.min(64 * 1024) as usize, 0);
                let read = stream.read(&mut self.packed)?;
                self.packed.truncate(read);
                self.taken = 0;
                self.left = if read == 0 { 0 } else { self.left - read as u64 };
            }
            let rest = &self.packed[self.taken..];
            let Some(inflate) = &mut self.inflate else {
                let read = { rest }.read(buffer)?;
                self.taken += read;
                return Ok(read);
            };
            let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
            let status = inflate.decompress(rest, buffer, FlushDecompress::None).map_err(io::Error::from)?;
            let is_empty = rest.is_empty();
            self.taken += (inflate.total_in() - before_in) as usize;
            let read = (inflate.total_out() - before_out) as usize;
            if read > 0 || status == Status::StreamEnd || is_empty {
                return Ok(read);
            }
        }
    }
}
