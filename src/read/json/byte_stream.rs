//! A window over the bytes of an input: what was read and not yet parsed, with its position in the whole text.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};
use simdutf8::compat::from_utf8;

const CHUNK: usize = 128 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes that were read and not yet consumed.
pub(super) struct ByteStream<'i> {
    input: Box<dyn Read + Send + 'i>,
    /// Consumed before `start`, read before `end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The line of the first byte, from 1, and the bytes of that line before it.
    pub(super) line: u64,
    pub(super) column: u64,
}

impl<'i> ByteStream<'i> {
    pub(super) fn new(input: Box<dyn Read + Send + 'i>) -> Self {
        ByteStream { input, buffer: vec![0; CHUNK], start: 0, end: 0, line: 1, column: 0 }
    }

    /// Skips a byte order mark, which is not a part of JSON.
    pub(super) fn skip_bom(&mut self) -> io::Result<()> {
        while self.bytes().len() < BOM.len() && self.refill()? {}
        if self.bytes().starts_with(BOM) {
            self.start += BOM.len();
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Returns the bytes up to the first that is not UTF-8, or to a character that is cut off.
    pub(super) fn text(&self) -> &str {
        let bytes = self.bytes();
        from_utf8(bytes).or_else(|error| from_utf8(&bytes[..error.valid_up_to()])).unwrap_or_default()
    }

    pub(super) fn consume(&mut self, length: usize) {
        let consumed = &self.buffer[self.start..self.start + length];
        if let Some(last) = memrchr(b'\n', consumed) {
            self.line += memchr_iter(b'\n', consumed).count() as u64;
            self.column = (length - last - 1) as u64;
        } else {
            self.column += length as u64;
        }
        self.start += length;
    }

    /// Reads more; `false` at the end of the input.
    ///
    /// What is left is parsed again from its start, so the window grows to twice its size at least: otherwise a long
    /// object that arrives in many small pieces would be parsed again for each of them. It grows to no more than that,
    /// because all objects of a window are parsed before the next is read.
    pub(super) fn refill(&mut self) -> io::Result<bool> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let left = self.end;
        let (least, most) = (2 * left.max(1), CHUNK.max(2 * left));
        if self.buffer.len() < most {
            self.buffer.resize(most, 0);
        }
        while self.end < least {
            match self.input.read(&mut self.buffer[self.end..most]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.end > left)
    }

    /// Returns all that is not yet consumed, to the end of the input.
    pub(super) fn rest(&mut self) -> impl Read + '_ {
        self.buffer[self.start..self.end].chain(&mut *self.input)
    }
}
