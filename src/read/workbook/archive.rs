//! The zip archive of a workbook, which is unpacked here and nowhere else: calamine sees a zip whose parts are stored
//! unpacked.
//!
//! The sizes that the archive declares are checked against the limits before anything is unpacked, and no part can
//! become larger than that. The central directory that calamine sees is made here too, and shared strings are counted
//! as they are served.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use super::read_budget::{ArchiveStop, ReadBudget};
use super::sheet_marks::{STRIKE, read_small};
use super::{relations, repair, sheet_names};
use crate::read::cpu_time;
use crate::read::error::WorkbookFault;
use crate::read::input::ReadSeek;
use crate::read::limits::{Limit, LimitExceeded, LimitPlace, Limits};

/// Number of parts. No workbook has as many, and each takes some memory.
const MAX_PARTS: usize = 1 << 16;
/// Size up to which the ratio of a part isn't limited.
const SMALL: u64 = 16 << 20;
/// Size up to which a part with relations is read. Those of a thousand sheets take a fifth.
const LARGEST_RELATIONS: u64 = 1 << 20;
/// Number of reads after which the time is looked at, because asking the system takes about a microsecond.
const READS_BETWEEN_TIME_CHECKS: u32 = 32;
/// Size up to which a part is repaired, because that takes it into memory.
const LARGEST_REPAIRED: u64 = 64 << 20;
/// Empty bytes at both ends, so that a search for a directory or a container header doesn't find one inside a part.
const GAP: u64 = 128 << 10;

/// A part with its two positions: packed in the file, and unpacked in the zip that calamine sees.
#[derive(Debug, Default)]
pub(super) struct ArchivePart {
    pub(super) name: String,
    pub(super) crc32: u32,
    pub(super) size: u64,
    /// The position of its header in the zip that calamine sees.
    pub(super) offset: u64,
    packed_offset: u64,
    packed: u64,
    is_packed: bool,
    /// The repaired content.
    repaired: Option<Vec<u8>>,
    /// The checksum was found to be that of the content.
    is_checked: bool,
}

impl ArchivePart {
    fn replace(&mut self, content: Vec<u8>) {
        let mut crc = Crc::new();
        crc.update(&content);
        (self.crc32, self.size) = (crc.sum(), content.len() as u64);
        (self.repaired, self.is_checked) = (Some(content), true);
    }
}

/// The archive, to be read as a zip with unpacked parts.
pub(super) struct Archive {
    stream: Box<dyn ReadSeek>,
    parts: Vec<ArchivePart>,
    /// The part that calamine doesn't see.
    hidden: Option<usize>,
    /// The central directory, which follows the parts.
    directory: Vec<u8>,
    directory_offset: u64,
    position: u64,
    unpacking: Option<PartReader>,
    /// The part that was read last.
    last: Option<usize>,
    /// The shared strings, as far as they were read, have runs that are struck through.
    has_struck_texts: bool,
    /// Number of reads, to look at the time after some of them.
    reads: u32,
    /// Parts that are read need repair, and weren't repaired.
    needs_repair: bool,
    budget: Arc<ReadBudget>,
    limits: Limits,
}

/// An archive that calamine reads, and of which other parts are read meanwhile.
#[derive(Clone)]
pub(super) struct SharedArchive(Arc<Mutex<Archive>>);

impl SharedArchive {
    pub(super) fn new(archive: Archive) -> Self {
        SharedArchive(Arc::new(Mutex::new(archive)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Archive> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for SharedArchive {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.lock().read(buffer)
    }
}

impl Seek for SharedArchive {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.lock().seek(to)
    }
}

impl Archive {
    /// Reads the directory; an error if it isn't a zip, or if the parts exceed a limit. With `repairs`, parts that calamine
    /// can't read are repaired, which takes them into memory.
    pub(super) fn open(
        mut stream: Box<dyn ReadSeek>,
        limits: &Limits,
        budget: Arc<ReadBudget>,
        repairs: bool,
    ) -> io::Result<Archive> {
        let mut archive = ZipArchive::new(&mut stream)?;
        if archive.len() > MAX_PARTS {
            return Err(io::Error::other(format!("it has more than {MAX_PARTS} parts")));
        }
        let mut parts: Vec<ArchivePart> = Vec::new();
        let mut unpacked = 0_u64;
        for index in 0..archive.len() {
            // Skip a part that can't be found in the file.
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let (Ok(name), Some(packed_offset)) = (entry.name(), entry.data_start()) else { continue };
            let is_packed = match entry.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => continue,
            };
            let (size, packed) = (entry.size(), entry.compressed_size());
            unpacked = unpacked.saturating_add(size);
            if unpacked > limits.get(Limit::Unpacked) {
                return Err(budget.stop(limits.exceeded(Limit::Unpacked, &name)));
            }
            if size > SMALL && size / packed.max(1) >= limits.get(Limit::Ratio) {
                return Err(budget.stop(limits.exceeded(Limit::Ratio, &name)));
            }
            if !entry.encrypted() {
                let (name, crc32) = (name.into_owned(), entry.crc32());
                parts.push(ArchivePart {
                    name,
                    crc32,
                    size,
                    offset: 0,
                    packed_offset,
                    packed,
                    is_packed,
                    repaired: None,
                    is_checked: false,
                });
            }
        }
        drop(archive);
        let limits = limits.clone();
        let (directory, directory_offset) = (Vec::new(), 0);
        let (position, unpacking, last) = (0, None, None);
        let mut package = Archive {
            stream,
            parts,
            hidden: None,
            directory,
            directory_offset,
            position,
            unpacking,
            last,
            has_struck_texts: false,
            reads: 0,
            needs_repair: false,
            budget,
            limits,
        };
        let broken = package.parts_to_repair();
        if repairs {
            package.repair(&broken)?;
        } else {
            package.needs_repair = !broken.is_empty();
        }
        package.add_mimetype();
        package.lay_out();
        Ok(package)
    }

    /// Returns the parts that are read, and that calamine can't read as they are. Only the first bytes of other parts are
    /// unpacked.
    fn parts_to_repair(&mut self) -> Vec<usize> {
        let mut broken = Vec::new();
        for index in 0..self.parts.len() {
            let part = &self.parts[index];
            if !(2..=LARGEST_REPAIRED).contains(&part.size) || !repair::may_need_repair(&part.name) {
                continue;
            }
            // If it can't be unpacked, the error is reported when it is read.
            let mut start = [0; 2];
            let is_read = self.read_start(index, &mut start).is_ok();
            if is_read && repair::needs_repair(&self.parts[index].name, &start) {
                broken.push(index);
            }
        }
        if broken.is_empty() {
            return broken;
        }
        let used = relations::parts_in_use(|name| {
            let index = self.find_part(|part| part.eq_ignore_ascii_case(name))?;
            let is_small = self.parts[index].size <= LARGEST_RELATIONS;
            is_small.then(|| self.unpacked(index).map(repair::in_utf_8).ok()).flatten()
        });
        broken.retain(|index| used.contains(&self.parts[*index].name.to_ascii_lowercase()));
        broken
    }

    /// Unpacks the first bytes of a part.
    fn read_start(&mut self, index: usize, start: &mut [u8]) -> io::Result<()> {
        let part = &self.parts[index];
        self.stream.seek(SeekFrom::Start(part.packed_offset))?;
        PartReader::new(index, part, None).read(&mut self.stream, start).map(drop)
    }

    /// Returns the whole content of a part.
    fn unpacked(&mut self, index: usize) -> io::Result<Vec<u8>> {
        let part = &self.parts[index];
        let mut unpacking = PartReader::new(index, part, None);
        self.stream.seek(SeekFrom::Start(part.packed_offset))?;
        let mut content = vec![0; part.size as usize];
        let mut done = 0;
        while done < content.len() {
            done += unpacking.read(&mut self.stream, &mut content[done..])?;
        }
        self.check(&unpacking)?;
        Ok(content)
    }

    /// Repairs parts that calamine can't read.
    fn repair(&mut self, broken: &[usize]) -> io::Result<()> {
        for &index in broken {
            match self.unpacked(index) {
                Ok(content) => {
                    let repaired = repair::repair_part(&self.parts[index].name, content)?;
                    self.parts[index].replace(repaired);
                }
                // The error is reported when it is read, unless it is known now what it is.
                Err(error) => match self.budget.stopped() {
                    Some(ArchiveStop::Fault(fault)) => return Err(self.budget.stop_at_fault(fault)),
                    Some(ArchiveStop::Limit(exceeded)) => return Err(self.budget.stop(exceeded)),
                    None => drop(error),
                },
            }
        }
        Ok(())
    }

    /// Returns whether parts that are read need repair, and weren't repaired.
    pub(super) fn needs_repair(&self) -> bool {
        self.needs_repair
    }

    /// Gives the sheets in a part unique names; `false` if that isn't possible. Whoever reads the archive as a zip has to
    /// open it again.
    pub(super) fn number_sheets(&mut self, part: usize, element: &str) -> bool {
        if self.parts[part].size > LARGEST_REPAIRED {
            return false;
        }
        let content = read_small(self, part);
        let Some(numbered) = sheet_names::numbered(&content, element) else { return false };
        self.parts[part].replace(numbered);
        self.unpacking = None;
        self.lay_out();
        true
    }

    fn add_mimetype(&mut self) {
        let has = |wanted: &str| self.parts.iter().any(|part| part.name == wanted);
        if has("content.xml") && !has("mimetype") {
            // calamine recognizes an .ods by this part only.
            let mut part = ArchivePart { name: "mimetype".to_owned(), ..ArchivePart::default() };
            part.replace(b"application/vnd.oasis.opendocument.spreadsheet".to_vec());
            self.parts.push(part);
        }
    }

    fn lay_out(&mut self) {
        let mut offset = GAP;
        for part in &mut self.parts {
            part.offset = offset;
            offset += HEADER.len() as u64 + part.size;
        }
        self.directory_offset = offset + GAP;
        let seen = self.parts.iter().enumerate().filter(|(index, _)| Some(*index) != self.hidden);
        self.directory = central_directory(seen.map(|(_, part)| part), self.directory_offset);
    }

    /// Returns the names and sizes of the parts.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.parts.iter().map(|part| (part.name.as_str(), part.size))
    }

    /// Hides a part from calamine, or none. Whoever reads the archive as a zip has to open it again.
    pub(super) fn hide(&mut self, part: Option<usize>) {
        self.hidden = part;
        self.lay_out();
    }

    pub(super) fn part_size(&self, part: usize) -> u64 {
        self.parts[part].size
    }

    /// Returns the part that calamine read last.
    pub(super) fn last_part(&self) -> Option<usize> {
        self.last
    }

    /// Returns whether shared strings may have runs that are struck through. calamine has read the part before.
    pub(super) fn may_have_struck_texts(&self, part: usize) -> bool {
        self.has_struck_texts || self.parts[part].repaired.is_some()
    }

    pub(super) fn part_name(&self, part: usize) -> &str {
        &self.parts[part].name
    }

    /// Returns the first part whose name fits.
    pub(super) fn find_part(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.parts.iter().position(|part| fits(&part.name))
    }

    /// Appends up to so many bytes of a part to a buffer, and returns their number; `None` at the end, or if the part can't be
    /// unpacked. They don't count as bytes that calamine read without returning a cell.
    pub(super) fn read_chunk(&mut self, part: usize, offset: u64, most: usize, buffer: &mut Vec<u8>) -> Option<usize> {
        if offset >= self.parts[part].size {
            return None;
        }
        let start = buffer.len();
        buffer.resize(start + most, 0);
        let last = self.last;
        self.budget.reset();
        let read = self.read_part(part, offset, &mut buffer[start..]).unwrap_or(0);
        self.budget.reset();
        self.last = last;
        buffer.truncate(start + read);
        (read > 0).then_some(read)
    }

    /// Reads the content of a part from an offset.
    fn read_part(&mut self, index: usize, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.last = Some(index);
        self.reads = self.reads.wrapping_add(1);
        if self.reads.is_multiple_of(READS_BETWEEN_TIME_CHECKS) && cpu_time::is_over() {
            return Err(self.budget.stop(self.limits.exceeded(Limit::Seconds, LimitPlace::List)));
        }
        if self.unpacking.as_ref().is_some_and(|open| open.part != index) {
            self.finish()?;
        }
        let part = &self.parts[index];
        if let Some(repaired) = &part.repaired {
            return { &repaired[offset as usize..] }.read(buffer);
        }
        if self.unpacking.as_ref().is_none_or(|open| open.part != index || open.offset > offset) {
            self.stream.seek(SeekFrom::Start(part.packed_offset))?;
            let texts = SharedStringsLimit::is_in(&part.name).then(|| SharedStringsLimit::new(&self.limits, part));
            self.unpacking = Some(PartReader::new(index, part, texts.transpose().map_err(|it| self.budget.stop(it))?));
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
            Some(texts) => {
                texts.see(&buffer[..read], open.offset == part.size).map_err(|it| self.budget.stop(it))?;
                self.has_struck_texts |= texts.has_strike;
            }
            None => self.budget.serve(read, &part.name, &self.limits)?,
        }
        if open.offset == part.size {
            self.check_open()?;
        }
        Ok(read)
    }

    /// Unpacks the rest of the part that was read last, and compares its checksum.
    ///
    /// # Errors
    /// If the part is damaged.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let Some(mut open) = self.unpacking.take() else { return Ok(()) };
        if self.parts[open.part].is_checked {
            return Ok(());
        }
        let mut rest = vec![0; 64 * 1024];
        while open.offset < open.size {
            let wanted = rest.len().min((open.size - open.offset) as usize);
            open.read(&mut self.stream, &mut rest[..wanted])?;
        }
        self.unpacking = Some(open);
        self.check_open()
    }

    /// Compares the checksum of the part that is open, all of which is unpacked.
    fn check_open(&mut self) -> io::Result<()> {
        let Some(open) = &self.unpacking else { return Ok(()) };
        let part = open.part;
        self.check(open)?;
        self.parts[part].is_checked = true;
        Ok(())
    }

    fn check(&self, open: &PartReader) -> io::Result<()> {
        let part = &self.parts[open.part];
        match &open.crc {
            Some(crc) if crc.sum() != part.crc32 => {
                Err(self.budget.stop_at_fault(WorkbookFault::Checksum(part.name.clone())))
            }
            _ => Ok(()),
        }
    }
}

impl Read for Archive {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = if let Some(behind) = self.position.checked_sub(self.directory_offset) {
            let rest = self.directory.get(behind as usize..).unwrap_or_default();
            { rest }.read(buffer)?
        } else if self.position < GAP || self.position >= self.directory_offset - GAP {
            let gap = if self.position < GAP { GAP } else { self.directory_offset } - self.position;
            io::repeat(0).take(gap).read(buffer)?
        } else {
            let index = self.parts.partition_point(|part| part.offset <= self.position) - 1;
            let offset = self.position - self.parts[index].offset;
            match HEADER.get(offset as usize..).filter(|rest| !rest.is_empty()) {
                Some(mut rest) => rest.read(buffer)?,
                None => self.read_part(index, offset - HEADER.len() as u64, buffer)?,
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Archive {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => (self.directory_offset + self.directory.len() as u64).checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// A part that is being unpacked.
struct PartReader {
    part: usize,
    /// Number of bytes that were unpacked.
    offset: u64,
    size: u64,
    /// Number of packed bytes that weren't read.
    left: u64,
    inflate: Option<Box<Decompress>>,
    /// Packed bytes that were read, of which `consumed` were unpacked.
    packed: Vec<u8>,
    consumed: usize,
    /// The checksum of what was unpacked, unless it is known to be right.
    crc: Option<Crc>,
    texts: Option<SharedStringsLimit>,
}

impl PartReader {
    fn new(index: usize, part: &ArchivePart, texts: Option<SharedStringsLimit>) -> Self {
        PartReader {
            part: index,
            offset: 0,
            size: part.size,
            left: part.packed,
            inflate: part.is_packed.then(|| Box::new(Decompress::new(false))),
            packed: Vec::new(),
            consumed: 0,
            crc: (!part.is_checked).then(Crc::new),
            texts,
        }
    }

    /// Unpacks into the buffer, which must not be longer than the rest of the part.
    fn read(&mut self, stream: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.unpack(stream, buffer)?;
        if read == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a part of it is cut off"));
        }
        self.offset += read as u64;
        if let Some(crc) = &mut self.crc {
            crc.update(&buffer[..read]);
        }
        if self.offset == self.size && self.unpack(stream, &mut [0])? > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a part of it is larger than the file says"));
        }
        Ok(read)
    }

    fn unpack(&mut self, stream: &mut dyn ReadSeek, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.consumed == self.packed.len() && self.left > 0 {
                self.packed.resize(self.left.min(64 * 1024) as usize, 0);
                let read = stream.read(&mut self.packed)?;
                self.packed.truncate(read);
                self.consumed = 0;
                self.left = if read == 0 { 0 } else { self.left - read as u64 };
            }
            let rest = &self.packed[self.consumed..];
            let Some(inflate) = &mut self.inflate else {
                let read = { rest }.read(buffer)?;
                self.consumed += read;
                return Ok(read);
            };
            let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
            let status = inflate.decompress(rest, buffer, FlushDecompress::None).map_err(io::Error::from)?;
            let is_empty = rest.is_empty();
            self.consumed += (inflate.total_in() - before_in) as usize;
            let read = (inflate.total_out() - before_out) as usize;
            if read > 0 || status == Status::StreamEnd || is_empty {
                return Ok(read);
            }
        }
    }
}

/// The local header of each part. Readers use it only to find where the content begins.
const HEADER: [u8; 30] = {
    let mut header = [0; 30];
    (header[0], header[1], header[2], header[3], header[4]) = (b'P', b'K', 3, 4, 45);
    header
};

const ENTRY: u32 = 0x0201_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
const END: u32 = 0x0605_4b50;
/// Flag: names are in UTF-8.
const UTF_8: u16 = 1 << 11;

/// Returns the central directory, which starts at `offset`, with all numbers in 64 bits (APPNOTE 4.3.12 to 4.3.16).
fn central_directory<'p>(parts: impl Iterator<Item = &'p ArchivePart>, offset: u64) -> Vec<u8> {
    let mut bytes = LittleEndianBytes(Vec::new());
    let mut count = 0_u64;
    for part in parts {
        count += 1;
        bytes.four(ENTRY).two(45).two(45).two(UTF_8).two(0).four(0).four(part.crc32).four(u32::MAX).four(u32::MAX);
        bytes.two(part.name.len() as u16).two(28).two(0).two(0).two(0).four(0).four(u32::MAX);
        bytes.0.extend_from_slice(part.name.as_bytes());
        bytes.two(1).two(24).eight(part.size).eight(part.size).eight(part.offset);
    }
    let length = bytes.0.len() as u64;
    bytes.four(END_64).eight(44).two(45).two(45).four(0).four(0).eight(count).eight(count).eight(length).eight(offset);
    bytes.four(LOCATOR_64).four(0).eight(offset + length).four(1);
    bytes.four(END).two(0).two(0).two(u16::MAX).two(u16::MAX).four(u32::MAX).four(u32::MAX).two(0);
    bytes.0
}

/// A writer of little-endian numbers.
struct LittleEndianBytes(Vec<u8>);

impl LittleEndianBytes {
    fn two(&mut self, number: u16) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn four(&mut self, number: u32) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn eight(&mut self, number: u64) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }
}

/// A limit on the shared strings, which calamine holds in memory. They are counted, and the declared number is checked
/// too, because calamine 0.38 allocates memory for as many before it reads the first.
#[derive(Debug)]
pub(super) struct SharedStringsLimit {
    limits: Limits,
    name: String,
    /// Twice the number of strings that were counted.
    halves: u64,
    /// Some are struck through, at least in part.
    has_strike: bool,
    /// Bytes that weren't searched yet, because a pattern may continue in the next ones.
    seen: Vec<u8>,
}

/// Length of the longest pattern with the number that follows it.
const MAX_PATTERN_LENGTH: usize = 128;
/// Bytes of a string that are allowed on average, with its tags.
const BYTES_OF_EACH: u64 = 48;
const COUNT: &[u8] = b"uniqueCount";

impl SharedStringsLimit {
    /// Returns whether the part with this name has the shared strings.
    pub(super) fn is_in(name: &str) -> bool {
        name.to_ascii_lowercase().ends_with("sharedstrings.xml")
    }

    pub(super) fn new(limits: &Limits, part: &ArchivePart) -> Result<Self, LimitExceeded> {
        let texts = SharedStringsLimit {
            limits: limits.clone(),
            name: part.name.clone(),
            halves: 0,
            has_strike: false,
            seen: Vec::new(),
        };
        match () {
            () if part.size > limits.get(Limit::Strings).saturating_mul(BYTES_OF_EACH) => Err(texts.reached()),
            // calamine holds the texts, of which the part has little more.
            () if part.size > limits.get(Limit::Memory) => Err(limits.exceeded(Limit::Memory, LimitPlace::List)),
            () => Ok(texts),
        }
    }

    fn reached(&self) -> LimitExceeded {
        self.limits.exceeded(Limit::Strings, &self.name)
    }

    /// Counts the strings in the next bytes of the part.
    pub(super) fn see(&mut self, bytes: &[u8], is_end: bool) -> Result<(), LimitExceeded> {
        self.seen.extend_from_slice(bytes);
        let end = if is_end { self.seen.len() } else { self.seen.len().saturating_sub(MAX_PATTERN_LENGTH) };
        let count = |pattern| memmem::find_iter(&self.seen, pattern).take_while(|offset| *offset < end).count() as u64;
        // With a namespace prefix, end tags match too. So those count half.
        self.halves += 2 * count(b"<si") + count(b":si");
        let most = self.limits.get(Limit::Strings);
        let mut counts = memmem::find_iter(&self.seen, COUNT).take_while(|offset| *offset < end);
        if self.halves / 2 > most || counts.any(|offset| number_behind(&self.seen[offset + COUNT.len()..]) > most) {
            return Err(self.reached());
        }
        self.has_strike |= memmem::find(&self.seen, STRIKE).is_some();
        self.seen.drain(..end);
        Ok(())
    }
}

/// Returns the number in quotes after the name of an attribute; 0 if there is none.
fn number_behind(text: &[u8]) -> u64 {
    let text = text.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
    let digits = text.iter().skip(1).map_while(|byte| byte.is_ascii_digit().then(|| u64::from(byte - b'0')));
    digits.fold(0, |number: u64, digit| number.saturating_mul(10).saturating_add(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(text: &str, step: usize, most: u64) -> Result<(), LimitExceeded> {
        let mut limits = Limits::default();
        limits.set(Limit::Strings, most);
        let mut texts = SharedStringsLimit {
            limits,
            name: "xl/sharedStrings.xml".to_owned(),
            halves: 0,
            has_strike: false,
            seen: Vec::new(),
        };
        let chunks: Vec<&[u8]> = text.as_bytes().chunks(step).collect();
        let last = chunks.len() - 1;
        chunks.into_iter().enumerate().try_for_each(|(index, chunk)| texts.see(chunk, index == last))
    }

    #[test]
    fn texts_are_counted_wherever_they_are_cut() {
        let texts = "<sst uniqueCount=\"3\">".to_owned() + &"<si><t>sir, sister</t></si>".repeat(100);
        let prefixed = "<x:sst>".to_owned() + &"<x:si><x:t>a</x:t></x:si>".repeat(100);
        for step in [1, 2, 3, 7, 64, 127, 128, 129, 5000] {
            assert!(see(&texts, step, 100).is_ok() && see(&texts, step, 99).is_err(), "{step}");
            assert!(see(&prefixed, step, 100).is_ok() && see(&prefixed, step, 99).is_err(), "{step}");
            for count in ["uniqueCount=\"101\"", "uniqueCount = '0000000000000000000000000000000000101'"] {
                assert!(see(&format!("{}<sst {count}>", " ".repeat(99)), step, 100).is_err(), "{step}");
            }
        }
    }
}
