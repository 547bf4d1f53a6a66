//! Rows that need no parser: their cells are pieces of a line between delimiters, some in quotation marks.
//!
//! `csv_core` goes through a row byte by byte, however many it is given at once. Here each cell takes a search for its end, and
//! rows are checked and put away together: a row of 110 bytes takes 1,100 instructions in all, and not 2,700. Whatever is not as
//! simple is left to `csv_core`: text behind a closing quotation mark, a line break in a cell, a row that goes on beyond the
//! bytes at hand.

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

#[cfg(test)]
mod tests {
    use crate::read::batch::Batch;
    use crate::read::csv::Parser;
    use crate::read::trickle::Trickle;

    /// All that is known of the rows of a text, read with runs or without.
    fn batch_of(text: &[u8], step: usize, delimiter: u8, has_runs: bool) -> Batch {
        let mut input = Trickle(text, step);
        let mut parser = Parser::new(&mut input, delimiter);
        parser.keeps_text = true;
        if !has_runs {
            parser.runs_from = Some(u64::MAX);
        }
        let mut batch = Batch::default();
        while parser.next(&mut batch).unwrap_or(false) {}
        batch
    }

    proptest::proptest! {
        #[test]
        fn runs_are_what_csv_core_makes_of_them(
            mut parts in proptest::collection::vec(proptest::sample::select(vec![
                &b"a"[..], b"Ann Lee", b",", b",", b",", b",US, CA,", b", CA", b"\"", b"\"\"", b",\"US, CA\"", b"\"a\",\"b\"",
                b",\"a \"\"b\"\"\",", b" ", b";", b"\n", b"\n", b"\n", b"\r\n", b"\r\n", b"\r", b"\n\n", b"a@example.com",
                "\u{e9}".as_bytes(), "\u{1f389}".as_bytes(), b"\xef\xbb\xbf",
            ]), 1..120),
            // Some texts are UTF-8, and others have faults here and there.
            faults in proptest::collection::vec(
                (proptest::prelude::any::<proptest::sample::Index>(),
                    proptest::sample::select(vec![&b"\xff"[..], b"\xc3", b"\xa9", b"\xc3,\xa9", b"\n\"\xc3\",\"\xa9\"\n"])),
                0..3,
            ),
            step in proptest::prop_oneof![1usize..40, 40usize..2000],
            delimiter in proptest::sample::select(b",,,,,; \t\"\n".to_vec()),
        ) {
            for (at, fault) in faults {
                parts.insert(at.index(parts.len()), fault);
            }
            let text = parts.concat();
            let [runs, plain] = [true, false].map(|has_runs| batch_of(&text, step, delimiter, has_runs));
            proptest::prop_assert_eq!(format!("{runs:?}"), format!("{plain:?}"));
        }
    }

    #[test]
    fn simple_rows_are_taken_in_runs() {
        let text = "Name,Email\n".to_owned() + &"Ann,\"a, b\"\r\n\"\",\r,\n".repeat(40);
        let mut input = text.as_bytes();
        let (mut parser, mut batch) = (Parser::new(&mut input, b','), Batch::default());
        let mut calls = 0;
        while parser.next(&mut batch).unwrap_or(false) {
            calls += 1;
        }
        assert_eq!((batch.len(), calls), (121, 5));
    }
}
