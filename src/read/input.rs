//! Where bytes come from: a file, standard input or memory, opened under the limit of its size.

#[cfg(feature = "cli")]
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cpu_time;
use super::format::{is_binary, line_of_nul};
use super::limits::{Limit, LimitPlace, Limits};
use super::progress::CountingReader;
use super::{Progress, ReadError};
#[cfg(feature = "cli")]
use super::{ReadSettings, Rows};
#[cfg(feature = "cli")]
use crate::diagnostics::Finding;
use crate::fs::is_sharing_violation;

/// An input to read.
#[derive(Debug, Clone)]
pub struct Input {
    name: PathBuf,
    from: InputSource,
    progress: Progress,
}

#[derive(Debug, Clone)]
enum InputSource {
    #[cfg(feature = "cli")]
    File,
    #[cfg(feature = "cli")]
    Stdin,
    Bytes(Vec<u8>),
}

impl Input {
    /// Returns the input of a file; `-` is standard input. Needs the feature `cli`.
    #[cfg(feature = "cli")]
    pub fn path(path: impl AsRef<Path>) -> Self {
        let name = path.as_ref().to_owned();
        let from = if name.as_os_str() == "-" { InputSource::Stdin } else { InputSource::File };
        Input { name, from, progress: Progress::default() }
    }

    /// Returns an input of bytes in memory. The name is for messages, and its extension may determine the format.
    pub fn bytes(name: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        Input { name: name.as_ref().to_owned(), from: InputSource::Bytes(bytes.into()), progress: Progress::default() }
    }

    /// Returns the name.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Counts what is read of the input in `progress`.
    pub(crate) fn watched(mut self, progress: &Progress) -> Self {
        self.progress = progress.clone();
        self
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Returns the size, if it is known before the input is read.
    pub(crate) fn size(&self) -> Option<u64> {
        match &self.from {
            #[cfg(feature = "cli")]
            InputSource::File => {
                let metadata = self.name.metadata().ok().filter(std::fs::Metadata::is_file);
                metadata.map(|metadata| metadata.len())
            }
            #[cfg(feature = "cli")]
            InputSource::Stdin => None,
            InputSource::Bytes(bytes) => Some(bytes.len() as u64),
        }
    }

    /// Reads all bytes into memory, so that what is parsed is what the caller has seen of them.
    ///
    /// # Errors
    /// If it can't be read, is no text and no workbook, or is larger than the limit.
    pub(crate) fn in_memory(self, limits: &Limits) -> Result<Self, ReadError> {
        self.in_memory_if(HEAD, limits, |head| {
            let content = head.content().unwrap_or_default();
            if is_binary(content) {
                let nul = line_of_nul(content);
                return Err(ReadError::Binary { file: head.name, nul });
            }
            Ok(true)
        })
    }

    /// Reads all bytes into memory, so that they can be read several times.
    ///
    /// # Errors
    /// If it can't be read, or is larger than the limit.
    #[cfg(feature = "cli")]
    pub(crate) fn held(self, limits: &Limits) -> Result<Self, ReadError> {
        self.in_memory_if(HEAD, limits, |_| Ok(true))
    }

    /// Reads all bytes of a list into memory. If the first ones have no usable header, the others aren't read: the
    /// header's problem is in these.
    ///
    /// # Errors
    /// If it can't be read, is larger than the limit, or is no list.
    #[cfg(feature = "cli")]
    pub(crate) fn list_in_memory(self, settings: &ReadSettings) -> Result<Self, ReadError> {
        self.in_memory_if(LIST_HEAD, &settings.limits, |head| match Rows::open(head, settings.clone()) {
            // The reader of text looks for the header in its first rows, which are in the head.
            Ok(rows) => Ok(rows.delimiter().is_none() || !rows.findings().iter().any(Finding::is_blocking)),
            Err(
                error @ (ReadError::Binary { .. }
                | ReadError::Markup { .. }
                | ReadError::OtherFile { .. }
                | ReadError::Utf32 { .. }),
            ) => Err(error),
            // Something else may be an error of the head only, because that is cut off.
            Err(_) => Ok(true),
        })
    }

    /// Reads all bytes into memory, unless there are more than `head` and `is_wanted` returns `false` for these. The
    /// bytes of a pipe that are held are limited like memory.
    fn in_memory_if(
        self,
        head: u64,
        limits: &Limits,
        is_wanted: impl FnOnce(Input) -> Result<bool, ReadError>,
    ) -> Result<Self, ReadError> {
        let (name, progress) = (self.name.clone(), self.progress.clone());
        let mut stream = self.stream()?;
        let mut bytes = Vec::new();
        stream.by_ref().take(head).read_to_end(&mut bytes).map_err(|error| failed(&name, error))?;
        if bytes.len() as u64 == head && is_wanted(Input::bytes(&name, bytes.as_slice()))? {
            let (limit, most) = limit_of_held(stream.is_repeatable(), limits);
            let rest = most.saturating_add(1).saturating_sub(head);
            stream.take(rest).read_to_end(&mut bytes).map_err(|error| failed(&name, error))?;
            if bytes.len() as u64 > most {
                return Err(limits.exceeded(limit, LimitPlace::List).in_file(&name));
            }
        }
        if bytes.len() as u64 > limits.get(Limit::Bytes) {
            return Err(limits.exceeded(Limit::Bytes, LimitPlace::List).in_file(&name));
        }
        Ok(Input::bytes(name, bytes).watched(&progress))
    }

    /// Returns all bytes, if they are in memory.
    pub(crate) fn content(&self) -> Option<&[u8]> {
        match &self.from {
            InputSource::Bytes(bytes) => Some(bytes),
            #[cfg(feature = "cli")]
            InputSource::File | InputSource::Stdin => None,
        }
    }

    fn stream(self) -> Result<Box<dyn ByteSource>, ReadError> {
        Ok(match self.from {
            #[cfg(feature = "cli")]
            InputSource::File => {
                let opened = File::open(&self.name).map_err(|error| failed(&self.name, error))?;
                if opened.metadata().map_err(|error| failed(&self.name, error))?.is_dir() {
                    return Err(ReadError::IsFolder { file: self.name });
                }
                Box::new(opened)
            }
            #[cfg(feature = "cli")]
            InputSource::Stdin => Box::new(io::stdin()),
            InputSource::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        })
    }

    pub(super) fn open(self, limits: &Limits) -> Result<OpenedInput, ReadError> {
        let (name, progress) = (self.name.clone(), self.progress.clone());
        let mut stream = self.stream()?;
        let mut head = Vec::new();
        stream.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| failed(&name, error))?;
        let left = limits.get(Limit::Bytes);
        Ok(OpenedInput { head: Cursor::new(head), stream, progress, left, limit: Limit::Bytes, limits: limits.clone() })
    }
}

/// Returns the limit of the bytes that are held in memory, and its value. A file has the size that the user sees; a pipe may have
/// no end.
fn limit_of_held(is_repeatable: bool, limits: &Limits) -> (Limit, u64) {
    let limit = match !is_repeatable && limits.get(Limit::Memory) < limits.get(Limit::Bytes) {
        true => Limit::Memory,
        false => Limit::Bytes,
    };
    (limit, limits.get(limit))
}

fn failed(name: &Path, source: io::Error) -> ReadError {
    let file = name.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound { file },
        io::ErrorKind::IsADirectory => ReadError::IsFolder { file },
        // Windows denies access to a folder that is opened as a file.
        io::ErrorKind::PermissionDenied if file.is_dir() => ReadError::IsFolder { file },
        _ if is_sharing_violation(&source) => ReadError::InUse { file },
        _ => ReadError::Io { file, source },
    }
}

/// Bytes from which the format is detected, and the encoding of a pipe.
const HEAD: u64 = 64 * 1024;
/// Bytes of a list in which its header is, with all rows above it.
#[cfg(feature = "cli")]
const LIST_HEAD: u64 = 8 << 20;

/// An open input. Its first bytes can be looked at before they are read.
pub(super) struct OpenedInput {
    head: Cursor<Vec<u8>>,
    stream: Box<dyn ByteSource>,
    progress: Progress,
    /// Number of bytes that may still be read, and the limit that says so.
    left: u64,
    limit: Limit,
    limits: Limits,
}

impl OpenedInput {
    /// Returns the input of a stream that is unpacked, and limits its bytes itself.
    pub(super) fn unpacked(mut stream: Box<dyn ByteSource>, limits: &Limits) -> io::Result<OpenedInput> {
        let mut head = Vec::new();
        stream.by_ref().take(HEAD).read_to_end(&mut head)?;
        let (head, progress, limits) = (Cursor::new(head), Progress::default(), limits.clone());
        Ok(OpenedInput { head, stream, progress, left: u64::MAX, limit: Limit::Memory, limits })
    }

    fn too_large(&self) -> io::Error {
        self.limits.exceeded(self.limit, LimitPlace::List).into()
    }

    /// Returns whether it can be read again from the start without a copy of all of it in memory.
    pub(super) fn is_repeatable(&self) -> bool {
        self.stream.is_repeatable()
    }

    pub(super) fn head(&self) -> &[u8] {
        self.head.get_ref()
    }

    /// Passes the whole input to `look`, chunk by chunk, as long as that returns `true`; of an input that can't be read
    /// twice, only the first bytes. Reading still starts at the first byte.
    pub(super) fn scan(&mut self, look: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        let is_wanted = look(self.head.get_ref());
        if is_wanted {
            self.stream.scan(look)?;
        }
        Ok(())
    }

    /// Returns an input that can be read at any offset, as workbooks need it. One that can't is read into memory.
    pub(super) fn into_seekable(mut self) -> io::Result<SeekableInput> {
        // Progress counts what the workbook's parser reads, and not that the bytes were copied into memory before.
        let progress = std::mem::take(&mut self.progress);
        #[cfg(feature = "cli")]
        if let Some(file) = self.stream.seekable() {
            if file.metadata()?.len() > self.left {
                return Err(self.too_large());
            }
            return Ok(SeekableInput { head: self.head.into_inner(), source: SeekableSource::File(file), progress });
        }
        // A few packed bytes can ask for any amount of memory, and a pipe may have no end.
        let (limit, most) = match self.limit {
            Limit::Memory => (Limit::Memory, self.limits.get(Limit::Memory)),
            _ => limit_of_held(self.is_repeatable(), &self.limits),
        };
        (self.limit, self.left) = (limit, most.min(self.left));
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        Ok(SeekableInput { head: self.head.into_inner(), source: SeekableSource::Memory(bytes.into()), progress })
    }
}

/// An input that can be read at any offset, and again from the start.
pub(super) struct SeekableInput {
    head: Vec<u8>,
    source: SeekableSource,
    progress: Progress,
}

enum SeekableSource {
    #[cfg(feature = "cli")]
    File(File),
    Memory(Arc<[u8]>),
}

impl SeekableInput {
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    pub(super) fn starts_with(&self, start: &[u8]) -> bool {
        self.head.starts_with(start)
    }

    /// Returns a stream from the start. Only the last stream may be read, because all of a file share one offset.
    pub(super) fn stream(&self) -> io::Result<Box<dyn ReadSeek>> {
        self.stream_counted_in(&self.progress)
    }

    /// Returns such a stream that progress doesn't count.
    pub(super) fn uncounted(&self) -> io::Result<Box<dyn ReadSeek>> {
        self.stream_counted_in(&Progress::default())
    }

    fn stream_counted_in(&self, progress: &Progress) -> io::Result<Box<dyn ReadSeek>> {
        let progress = progress.clone();
        Ok(match &self.source {
            #[cfg(feature = "cli")]
            SeekableSource::File(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Box::new(io::BufReader::new(CountingReader { from: file, progress }))
            }
            SeekableSource::Memory(bytes) => {
                Box::new(CountingReader { from: Cursor::new(Arc::clone(bytes)), progress })
            }
        })
    }

    /// Returns it as an input that is read in order.
    pub(super) fn into_opened(self, limits: &Limits) -> io::Result<OpenedInput> {
        let stream: Box<dyn ByteSource> = match self.source {
            #[cfg(feature = "cli")]
            SeekableSource::File(mut file) => {
                file.seek(io::SeekFrom::Start(self.head.len() as u64))?;
                Box::new(file)
            }
            SeekableSource::Memory(bytes) => {
                let mut bytes = Cursor::new(bytes.to_vec());
                bytes.set_position(self.head.len() as u64);
                Box::new(bytes)
            }
        };
        let (head, left, limits) = (Cursor::new(self.head), limits.get(Limit::Bytes), limits.clone());
        Ok(OpenedInput { head, stream, progress: self.progress, left, limit: Limit::Bytes, limits })
    }
}

impl Read for OpenedInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.head.read(buffer)? {
            0 => self.stream.read(buffer)?,
            read => read,
        };
        if read as u64 > self.left {
            return Err(self.too_large());
        }
        if cpu_time::is_over() {
            return Err(self.limits.exceeded(Limit::Seconds, LimitPlace::List).into());
        }
        self.left -= read as u64;
        self.progress.add_bytes(read);
        Ok(read)
    }
}

pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

pub(super) trait ByteSource: Read + Send {
    /// Returns a handle that can be read at any offset, if there is one.
    #[cfg(feature = "cli")]
    fn seekable(&mut self) -> Option<File> {
        None
    }

    /// Returns whether the bytes can be read again.
    fn is_repeatable(&self) -> bool {
        false
    }

    /// Passes the bytes to `look` if they can be read again after that.
    fn scan(&mut self, _look: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(feature = "cli")]
impl ByteSource for io::Stdin {}

impl ByteSource for Cursor<Vec<u8>> {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn scan(&mut self, look: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        look(&self.get_ref()[self.position() as usize..]);
        Ok(())
    }
}

#[cfg(feature = "cli")]
impl ByteSource for File {
    fn seekable(&mut self) -> Option<File> {
        self.is_repeatable().then(|| self.try_clone().ok()).flatten()
    }

    fn is_repeatable(&self) -> bool {
        // A named pipe is a file too, but can't be rewound.
        self.metadata().is_ok_and(|metadata| metadata.is_file())
    }

    fn scan(&mut self, look: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        if !self.is_repeatable() {
            return Ok(());
        }
        let position = self.stream_position()?;
        // A chunk stays in the processor's cache while it is looked at.
        let mut chunk = vec![0; 64 * 1024];
        loop {
            let read = match self.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 || !look(&chunk[..read]) {
                break;
            }
        }
        self.seek(io::SeekFrom::Start(position))?;
        Ok(())
    }
}
