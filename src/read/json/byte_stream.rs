use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};
use simdutf8::compat::from_utf8;

const CHUNK: usize = 128 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes of an input that were read and not yet taken, and where the first of them stands.
pub(super) struct ByteStream<'i> {
    input: &'i mut dyn Read,
    /// What is taken ends at `start`, and what was read at `end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The line of the first byte, from 1, and the bytes of that line before it.
    pub(super) line: u64,
    pub(super) column: u64,
}

impl<'i> ByteStream<'i> {
    pub(super) fn new(input: &'i mut dyn Read) -> Self {
        ByteStream { input, buffer: vec![0; CHUNK], start: 0, end: 0, line: 1, column: 0 }
    }

    /// Leaves out a byte order mark, which is no part of the text.
    pub(super) fn skip_mark(&mut self) -> io::Result<()> {
        while self.bytes().len() < BOM.len() && self.more()? {}
        if self.bytes().starts_with(BOM) {
            self.start += BOM.len();
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// As much of the bytes as is text: to the end, or to a character that is cut or wrong.
    pub(super) fn text(&self) -> &str {
        let bytes = self.bytes();
        from_utf8(bytes).or_else(|error| from_utf8(&bytes[..error.valid_up_to()])).unwrap_or_default()
    }

    pub(super) fn take(&mut self, length: usize) {
        let taken = &self.buffer[self.start..self.start + length];
        if let Some(last) = memrchr(b'\n', taken) {
            self.line += memchr_iter(b'\n', taken).count() as u64;
            self.column = (length - last - 1) as u64;
        } else {
            self.column += length as u64;
        }
        self.start += length;
    }

    /// Reads on; false at the end. What is left is looked at again from its start, so it gets at least twice as long: a long
    /// object that comes in many small pieces is not looked at for each of them.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let left = self.end;
        if self.buffer.len() < 2 * left.max(1) {
            self.buffer.resize(2 * left, 0);
        }
        while self.end < 2 * left.max(1) {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.end > left)
    }

    /// All that is to come.
    pub(super) fn rest(&mut self) -> impl Read + '_ {
        self.buffer[self.start..self.end].chain(&mut *self.input)
    }
}
