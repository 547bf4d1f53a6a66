use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use super::Error;

/// Where to read from.
#[derive(Debug, Clone)]
pub struct Input {
    name: PathBuf,
    from: From,
}

#[derive(Debug, Clone)]
enum From {
    File,
    Stdin,
    Bytes(Vec<u8>),
}

impl Input {
    /// A file; `-` is standard input.
    pub fn path(path: impl AsRef<Path>) -> Self {
        let name = path.as_ref().to_owned();
        let from = if name.as_os_str() == "-" { From::Stdin } else { From::File };
        Input { name, from }
    }

    /// Bytes in memory, with a name for messages, whose ending may tell the format.
    pub fn bytes(name: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        Input { name: name.as_ref().to_owned(), from: From::Bytes(bytes.into()) }
    }

    /// What it is called.
    pub fn name(&self) -> &Path {
        &self.name
    }

    pub(super) fn open(self) -> Result<Opened, Error> {
        let file = self.name.clone();
        let io_error = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => Error::NotFound { file: file.clone() },
            io::ErrorKind::IsADirectory => Error::IsFolder { file: file.clone() },
            _ => Error::Io { file: file.clone(), source },
        };
        let mut stream: Box<dyn Stream> = match self.from {
            From::File => {
                let opened = File::open(&self.name).map_err(&io_error)?;
                if opened.metadata().map_err(&io_error)?.is_dir() {
                    return Err(Error::IsFolder { file: self.name });
                }
                Box::new(opened)
            }
            From::Stdin => Box::new(io::stdin()),
            From::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        };
        let mut head = Vec::new();
        stream.by_ref().take(HEAD).read_to_end(&mut head).map_err(io_error)?;
        Ok(Opened { head: Cursor::new(head), stream })
    }
}

/// So many bytes tell the format.
const HEAD: u64 = 8192;

/// An input whose first bytes were looked at; reading starts at the first all the same.
pub(super) struct Opened {
    head: Cursor<Vec<u8>>,
    stream: Box<dyn Stream>,
}

impl Opened {
    pub(super) fn head(&self) -> &[u8] {
        self.head.get_ref()
    }

    /// The input as one that can be read at any place, as a workbook is: what can't is read into memory.
    pub(super) fn into_seekable(mut self) -> io::Result<Box<dyn ReadSeek>> {
        match self.stream.seekable() {
            Some(mut file) => {
                file.rewind()?;
                Ok(file)
            }
            None => {
                let mut bytes = Vec::new();
                self.read_to_end(&mut bytes)?;
                Ok(Box::new(Cursor::new(bytes)))
            }
        }
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.head.read(buffer)? {
            0 => self.stream.read(buffer),
            read => Ok(read),
        }
    }
}

pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

trait Stream: Read + Send {
    /// A handle that can be read at any place, where there is one.
    fn seekable(&mut self) -> Option<Box<dyn ReadSeek>> {
        None
    }
}

impl Stream for io::Stdin {}

impl Stream for Cursor<Vec<u8>> {}

impl Stream for File {
    fn seekable(&mut self) -> Option<Box<dyn ReadSeek>> {
        // A pipe has a name, too, and can't be rewound.
        let is_file = self.metadata().is_ok_and(|metadata| metadata.is_file());
        let handle = is_file.then(|| self.try_clone().ok()).flatten()?;
        Some(Box::new(io::BufReader::new(handle)))
    }
}
