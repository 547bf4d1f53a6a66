//! The buffer of the CSV parser: it holds the current row as a whole.

use std::io::{self, Read};

/// Bytes of one read.
const CHUNK: usize = 128 * 1024;

/// The bytes of an input that are being parsed.
pub(super) struct Buffer<'i> {
    input: Box<dyn Read + Send + 'i>,
    /// Bytes before `end` were read.
    bytes: Vec<u8>,
    end: usize,
    /// The start of the current row.
    start: usize,
    /// The end of what was parsed.
    at: usize,
    pub(super) at_end: bool,
}

impl<'i> Buffer<'i> {
    pub(super) fn new(input: Box<dyn Read + Send + 'i>) -> Self {
        Buffer { input, bytes: Vec::new(), end: 0, start: 0, at: 0, at_end: false }
    }

    /// Reads more bytes, and keeps the current row.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.bytes.copy_within(self.start..self.end, 0);
            self.at -= self.start;
            self.end -= self.start;
            self.start = 0;
        }
        // The buffer grows only for a row that is longer than all before.
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

    /// Returns what was read and not yet parsed.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..self.end]
    }

    /// Returns what was parsed of the current row.
    pub(super) fn row(&self) -> &[u8] {
        &self.bytes[self.start..self.at]
    }

    /// Marks so many more bytes as parsed.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Starts a row at the first byte that wasn't parsed yet.
    pub(super) fn start_row(&mut self) {
        self.start = self.at;
    }
}
