//! Rows that need no parser: their cells are pieces of a line between delimiters, some in quotation marks.
//!
//! `csv_core` goes through a row byte by byte, in 1,500 instructions for one of 110 bytes, however many it is given at once.
//! Here each cell takes a search for its end, and the row a third of that. Whatever is not as simple is left to `csv_core`: text
//! behind a closing quotation mark, a line break in a cell, a row that goes on beyond the bytes at hand.

use std::ops::Range;

use memchr::memchr3;

/// So many rows are checked at once, which is enough to make it cheap. Where one can't be decoded, `csv_core` reads them all.
const ROWS: usize = 32;

/// Rows that stand one after another.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The text of their cells.
    text: Vec<u8>,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    rows: Vec<RunRow>,
}

/// A row of a run.
#[derive(Debug)]
pub(super) struct RunRow {
    /// Where it stands in the bytes, its line end with it; of CRLF the first half.
    pub(super) raw: Range<usize>,
    /// Where its text starts.
    pub(super) text: usize,
    pub(super) cells: Range<usize>,
    /// A cell starts with a space.
    pub(super) has_spaces: bool,
}

impl Run {
    /// Whether rows that are parted by this delimiter may be simple: it ends no line and opens no cell.
    pub(super) fn is_for(delimiter: u8) -> bool {
        !matches!(delimiter, b'"' | b'\n' | b'\r')
    }

    /// Takes the simple rows that the bytes start with, up to a blank line.
    pub(super) fn take(&mut self, bytes: &[u8], delimiter: u8) {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
        let mut at = 0;
        while self.rows.len() < ROWS {
            let (text, cells) = (self.text.len(), self.ends.len());
            let Some((length, has_spaces)) = self.row(&bytes[at..], delimiter) else {
                // What was taken of the row is not of the run.
                self.text.truncate(text);
                self.ends.truncate(cells);
                return;
            };
            let end = at + length;
            self.rows.push(RunRow { raw: at..end, text, cells: cells..self.ends.len(), has_spaces });
            at = end + usize::from(bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n'));
        }
    }

    pub(super) fn rows(&self) -> &[RunRow] {
        &self.rows
    }

    /// Where each cell of the rows ends in their text.
    pub(super) fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// The text of all cells; none where there are bytes in it that are no UTF-8.
    pub(super) fn text(&self) -> Option<&str> {
        simdutf8::basic::from_utf8(&self.text).ok()
    }

    /// Takes the row that the bytes start with: how long it is, and whether a cell starts with a space.
    fn row(&mut self, bytes: &[u8], delimiter: u8) -> Option<(usize, bool)> {
        let mut has_spaces = false;
        let mut rest = bytes;
        if is_line_end(*rest.first()?) {
            return None;
        }
        loop {
            let start = self.text.len();
            // What ends the cell is a delimiter or a line end.
            let end = match rest {
                [b'"', quoted @ ..] => 1 + self.quoted(quoted, delimiter)?,
                _ => {
                    let end = memchr3(delimiter, b'\n', b'\r', rest)?;
                    self.text.extend_from_slice(&rest[..end]);
                    end
                }
            };
            match self.text.get(start) {
                // The rest of a character that the delimiter cuts in two.
                Some(0x80..0xc0) => return None,
                Some(b' ') => has_spaces = true,
                _ => {}
            }
            self.ends.push(self.text.len());
            let ended_by = rest[end];
            rest = &rest[end + 1..];
            if ended_by != delimiter {
                return Some((bytes.len() - rest.len(), has_spaces));
            }
        }
    }

    /// Takes the cell that opened before the bytes, and says where it ends: behind its closing quotation mark.
    fn quoted(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        let mut at = 0;
        loop {
            let end = at + memchr3(b'"', b'\n', b'\r', &bytes[at..])?;
            if bytes[end] != b'"' {
                return None;
            }
            self.text.extend_from_slice(&bytes[at..end]);
            match *bytes.get(end + 1)? {
                b'"' => self.text.push(b'"'),
                next if next == delimiter || is_line_end(next) => return Some(end + 1),
                _ => return None,
            }
            at = end + 2;
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}
