use std::io::{self, Read};

/// So much is read at once.
const CHUNK: usize = 128 * 1024;

/// The bytes of an input that are being parsed.
pub(super) struct Buffer<'i> {
    input: Box<dyn Read + Send + 'i>,
    /// What is read stands before `end`.
    bytes: Vec<u8>,
    end: usize,
    /// The row that is being read starts here.
    start: usize,
    /// What is parsed of it ends here.
    at: usize,
    pub(super) at_end: bool,
}

impl<'i> Buffer<'i> {
    pub(super) fn new(input: Box<dyn Read + Send + 'i>) -> Self {
        Buffer { input, bytes: Vec::new(), end: 0, start: 0, at: 0, at_end: false }
    }

    /// Gets more bytes; the row that is being read stays.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.bytes.copy_within(self.start..self.end, 0);
            self.at -= self.start;
            self.end -= self.start;
            self.start = 0;
        }
        // Only a row that is longer than all before makes more room.
        if self.bytes.len() < self.end + CHUNK {
            self.bytes.resize(self.end + CHUNK, 0);
        }
        let read = loop {
            match self.input.read(&mut self.bytes[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += read;
        self.at_end = read == 0;
        Ok(())
    }

    /// What is read and not yet parsed.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..self.end]
    }

    /// What is parsed of the row that is being read.
    pub(super) fn row(&self) -> &[u8] {
        &self.bytes[self.start..self.at]
    }

    /// So many bytes more are parsed.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// A row starts with what is not yet parsed.
    pub(super) fn start_row(&mut self) {
        self.start = self.at;
    }
}
