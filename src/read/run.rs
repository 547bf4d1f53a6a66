//! Rows that need no parser: their cells are pieces of a line between delimiters, some in quotation marks.
//!
//! `csv_core` goes through a row byte by byte, in 1,500 instructions for one of 110 bytes, however many it is given at once.
//! Here each cell takes a search for its end. Whatever is not as simple is left to `csv_core`: a quotation mark that is doubled
//! or out of place, a line break in a cell, a row that goes on beyond the bytes at hand.

use std::ops::Range;

use memchr::memchr3;

/// So many rows are checked at once, which is enough to make it cheap. Where one can't be decoded, `csv_core` reads them all.
const ROWS: usize = 32;

/// Rows that stand one after another.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The text of their cells.
    text: Vec<u8>,
    /// Where each cell ends in the text of its row.
    ends: Vec<usize>,
    rows: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    /// Where the row stands in the bytes, its line end with it; of CRLF the first half.
    raw: Range<usize>,
    /// Where its text and its cells end.
    text: usize,
    ends: usize,
}

/// A row: where it stands in the bytes, the text of its cells, and where each ends in it.
pub(super) type Plain<'r> = (Range<usize>, &'r str, &'r [usize]);

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
        while self.rows.len() < ROWS
            && let Some(end) = self.row(bytes, at, delimiter)
        {
            self.rows.push(Place { raw: at..end, text: self.text.len(), ends: self.ends.len() });
            at = end + usize::from(bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n'));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows; none of them where one is no UTF-8.
    pub(super) fn rows(&self) -> Option<impl Iterator<Item = Plain<'_>>> {
        let all = simdutf8::basic::from_utf8(&self.text).ok()?;
        Some(self.rows.iter().scan((0, 0), move |(text, ends), place| {
            let own = (place.raw.clone(), &all[*text..place.text], &self.ends[*ends..place.ends]);
            (*text, *ends) = (place.text, place.ends);
            Some(own)
        }))
    }

    /// Takes the row that starts there, and says where it ends.
    fn row(&mut self, bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
        if matches!(bytes.get(start)?, b'\n' | b'\r') {
            return None;
        }
        let (text, ends) = (self.text.len(), self.ends.len());
        let mut at = start;
        loop {
            let Some((cell, length)) = cell(&bytes[at..], delimiter) else {
                // What was taken of the row is not of the run.
                self.text.truncate(text);
                self.ends.truncate(ends);
                return None;
            };
            self.text.extend_from_slice(cell);
            self.ends.push(self.text.len() - text);
            at += length + 1;
            if bytes[at - 1] != delimiter {
                return Some(at);
            }
        }
    }
}

/// The text of the cell that the bytes start with, and how long it is as it stands there.
fn cell(bytes: &[u8], delimiter: u8) -> Option<(&[u8], usize)> {
    let (text, length) = match bytes {
        [b'"', quoted @ ..] => {
            let end = memchr3(b'"', b'\n', b'\r', quoted)?;
            let next = quoted.get(end + 1).copied();
            let is_closed = quoted[end] == b'"' && (next == Some(delimiter) || matches!(next, Some(b'\n' | b'\r')));
            (is_closed.then(|| &quoted[..end])?, end + 2)
        }
        _ => {
            let end = memchr3(delimiter, b'\n', b'\r', bytes)?;
            (&bytes[..end], end)
        }
    };
    // The rest of a character that the delimiter cuts in two.
    let is_rest = text.first().is_some_and(|byte| (0x80..0xc0).contains(byte));
    (!is_rest).then_some((text, length))
}
