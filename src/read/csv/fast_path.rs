//! Fast path for simple rows, whose cells are slices of a line between delimiters, with or without quotes.
//!
//! `csv_core` goes through a row byte by byte. Here the bytes that end cells are found 64 at a time (`scan`), the text
//! of a row is copied as it is, and a cell is a span of it. Everything else is left to `csv_core`: text after a closing
//! quote, a line break in a cell, a row that is only partly in the buffer.

use std::ops::Range;

use super::scan::SpecialBytes;
use crate::contact::Span;

/// Maximum number of rows in a pass. UTF-8 is checked once for each pass; if it is invalid, `csv_core` reads all rows
/// of the pass.
const ROWS: usize = 32;

/// The simple rows at the start of some bytes.
#[derive(Debug, Default)]
pub(super) struct FastPath {
    /// The rows verbatim. After each row come the unescaped values of its cells that have doubled quotes.
    text: Vec<u8>,
    /// The span of each cell in the text.
    cells: Vec<Span>,
    rows: Vec<FastPathRow>,
    /// The indexes of the quoted cells.
    quoted: Vec<u32>,
    /// Cells of the current row with doubled quotes.
    doubled: Vec<usize>,
}

/// A simple row.
#[derive(Debug)]
pub(super) struct FastPathRow {
    /// The row in the bytes, with its line end; of CRLF only the CR.
    pub(super) raw: Range<usize>,
    /// The range of its cells in `FastPath::cells`.
    pub(super) cells: Range<usize>,
    /// The span of the row in `text`, if a writer of CSV would produce the same bytes.
    pub(super) verbatim: Option<Span>,
}

/// A cell that was found.
struct ScannedCell {
    /// The cell in the bytes, without the quotes around it.
    cell: Range<usize>,
    /// The position of the byte that ends it.
    end: usize,
    /// It has doubled quotes.
    is_doubled: bool,
    /// It is quoted if and only if it must be.
    is_plain: bool,
}

impl FastPath {
    /// Returns whether rows with this delimiter can be simple: it isn't a line end or a quote.
    pub(super) fn is_for(delimiter: u8) -> bool {
        delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\n' | b'\r')
    }

    /// Finds the simple rows at the start of the bytes, up to a blank line.
    pub(super) fn take(&mut self, bytes: &[u8], delimiter: u8) {
        self.text.clear();
        self.cells.clear();
        self.rows.clear();
        self.quoted.clear();
        let mut marks = SpecialBytes::new(bytes, delimiter);
        let mut position = 0;
        while self.rows.len() < ROWS && bytes.get(position).is_some_and(|&byte| !is_line_end(byte)) {
            let first = self.cells.len();
            let Some((end, is_plain)) = self.row(bytes, position, delimiter, &mut marks) else {
                // Discard the cells of the row that isn't simple.
                self.cells.truncate(first);
                self.quoted.retain(|cell| (*cell as usize) < first);
                return;
            };
            let verbatim = Span::new(self.text.len(), self.text.len() + end - position);
            // With the line end: otherwise the end of a row and the start of the next could make a valid character.
            self.text.extend_from_slice(&bytes[position..=end]);
            self.unescape_cells();
            let verbatim = is_plain.then_some(verbatim);
            self.rows.push(FastPathRow { raw: position..end + 1, cells: first..self.cells.len(), verbatim });
            position = end + 1;
            if bytes[end] == b'\r' && bytes.get(position) == Some(&b'\n') {
                // The LF is a special byte too, but ends no row of its own.
                marks.next();
                position += 1;
            }
        }
    }

    pub(super) fn rows(&self) -> &[FastPathRow] {
        &self.rows
    }

    /// Returns the span of each cell in the text.
    pub(super) fn cells(&self) -> &[Span] {
        &self.cells
    }

    /// Returns the indexes of the quoted cells.
    pub(super) fn quoted(&self) -> &[u32] {
        &self.quoted
    }

    /// Returns the text of all cells; `None` if it isn't UTF-8.
    pub(super) fn text(&self) -> Option<&str> {
        simdutf8::basic::from_utf8(&self.text).ok()
    }

    /// Finds the cells of the row that starts at `start`. Returns the position of its end, and whether exactly those
    /// cells are quoted that must be; `None` if the row isn't simple.
    fn row(
        &mut self,
        bytes: &[u8],
        start: usize,
        delimiter: u8,
        marks: &mut SpecialBytes<'_>,
    ) -> Option<(usize, bool)> {
        let shift = self.text.len();
        self.doubled.clear();
        let (mut cell_start, mut is_plain) = (start, true);
        loop {
            let is_quoted = bytes.get(cell_start) == Some(&b'"');
            let found = if is_quoted {
                scan_quoted_cell(bytes, cell_start, delimiter, marks)
            } else {
                scan_unquoted_cell(bytes, cell_start, marks)
            }?;
            let ScannedCell { cell, end, .. } = found;
            if found.is_doubled {
                self.doubled.push(self.cells.len());
            }
            if is_quoted {
                self.quoted.push(self.cells.len() as u32);
            }
            is_plain &= found.is_plain;
            self.cells.push(Span::new(cell.start - start + shift, cell.end - start + shift));
            if bytes[end] != delimiter {
                return Some((end, is_plain));
            }
            cell_start = end + 1;
        }
    }

    /// Appends the unescaped values of the cells with doubled quotes.
    fn unescape_cells(&mut self) {
        for &cell in &self.doubled {
            let Span { start, end } = self.cells[cell];
            let mut offset = start as usize;
            let moved = self.text.len();
            while offset < end as usize {
                let byte = self.text[offset];
                self.text.push(byte);
                offset += if byte == b'"' { 2 } else { 1 };
            }
            self.cells[cell] = Span::new(moved, self.text.len());
        }
    }
}

/// Returns the unquoted cell at `start`.
#[inline]
fn scan_unquoted_cell(bytes: &[u8], start: usize, marks: &mut SpecialBytes<'_>) -> Option<ScannedCell> {
    let mut end = marks.next()?;
    let mut is_plain = true;
    // Only a quote at the start of a cell opens it; others are text. A writer would quote such a cell.
    while bytes[end] == b'"' {
        is_plain = false;
        end = marks.next()?;
    }
    Some(ScannedCell { cell: start..end, end, is_doubled: false, is_plain })
}

/// Returns the quoted cell at `start`.
fn scan_quoted_cell(bytes: &[u8], start: usize, delimiter: u8, marks: &mut SpecialBytes<'_>) -> Option<ScannedCell> {
    marks.next(); // the opening quote
    let (mut is_doubled, mut is_plain) = (false, false);
    loop {
        let mark = marks.next()?;
        if bytes[mark] == delimiter {
            is_plain = true;
            continue;
        }
        // A line break in a cell: csv_core reads such rows, because here each row is counted as one line.
        if bytes[mark] != b'"' {
            return None;
        }
        // The byte after the quote decides what it is. If that isn't in the buffer yet, the row isn't whole.
        let next = *bytes.get(mark + 1)?;
        if next == b'"' {
            marks.next(); // the second of the two quotes
            (is_doubled, is_plain) = (true, true);
        } else if next == delimiter || is_line_end(next) {
            return Some(ScannedCell { cell: start + 1..mark, end: marks.next()?, is_doubled, is_plain });
        } else {
            return None;
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

#[cfg(test)]
mod tests {
    use super::super::parser::CsvParser;
    use crate::read::batch::Batch;
    use crate::read::tests::ShortReader;

    /// All that is known of the rows of a text, read with or without the fast path.
    fn batch_of(text: &[u8], step: usize, delimiter: u8, uses_fast_path: bool) -> Batch {
        let mut parser = CsvParser::new(Box::new(ShortReader(text, step)), delimiter);
        parser.keeps_text = true;
        if !uses_fast_path {
            parser.fast_from = Some(u64::MAX);
        }
        let mut batch = Batch::default();
        while parser.read_rows(&mut batch).unwrap_or(false) {}
        batch
    }

    proptest::proptest! {
        #[test]
        fn fast_path_matches_csv_core(
            mut parts in proptest::collection::vec(proptest::sample::select(vec![
                &b"a"[..], b"Ann Lee", b",", b",", b",", b",US, CA,", b", CA", b"\"", b"\"\"", b",\"US, CA\"", b"\"a\",\"b\"",
                b",\"a \"\"b\"\"\",", b" ", b";", b"\n", b"\n", b"\n", b"\r\n", b"\r\n", b"\r", b"\n\n", b"a@example.com",
                "\u{e9}".as_bytes(), "\u{1f389}".as_bytes(), b"\xef\xbb\xbf",
            ]), 1..120),
            // Some texts are UTF-8, and some have invalid UTF-8 at random positions.
            faults in proptest::collection::vec(
                (proptest::prelude::any::<proptest::sample::Index>(),
                    proptest::sample::select(vec![&b"\xff"[..], b"\xc3", b"\xa9", b"\xc3,\xa9", b"\n\"\xc3\",\"\xa9\"\n", b"\xc3\n\xa9", b"\xe5\xb1\r\n\xb1"])),
                0..3,
            ),
            step in proptest::prop_oneof![1usize..40, 40usize..2000],
            delimiter in proptest::sample::select(b",,,,,; \t\"\n".to_vec()),
        ) {
            for (index, fault) in faults {
                parts.insert(index.index(parts.len()), fault);
            }
            let text = parts.concat();
            let [fast, slow] = [true, false].map(|uses_fast_path| batch_of(&text, step, delimiter, uses_fast_path));
            proptest::prop_assert_eq!(fast.known(), slow.known());
            // A verbatim row equals what the csv crate writes for its cells.
            for row in 0..fast.len() {
                if let Some(verbatim) = fast.verbatim(row) {
                    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
                    writer.write_record(fast.cells(row)).unwrap();
                    proptest::prop_assert_eq!(format!("{verbatim}\n").into_bytes(), writer.into_inner().unwrap());
                }
            }
        }
    }

    #[test]
    fn character_split_by_line_end_is_invalid() {
        for cut in [&b"\xc3\n\xa9"[..], b"\xc3\r\n\xa9", b"\xe5\xb1\r\xb1"] {
            let text = [b"Name,Email\nAnn,ann@example.com\nBob,", cut, b"Cid,cid@example.com\nDan,\n"].concat();
            let batch = batch_of(&text, 1000, b',', true);
            let is_damaged: Vec<bool> = (0..batch.len()).map(|row| batch.parse_error(row).is_some()).collect();
            assert_eq!(is_damaged, [false, false, true, true, false], "{cut:?}");
        }
    }

    #[test]
    fn simple_rows_are_read_32_at_a_time() {
        let text = "Name,Email\n".to_owned() + &"Ann,\"a, b\"\r\n\"\",\r,\n".repeat(40);
        let (mut parser, mut batch) = (CsvParser::new(Box::new(text.as_bytes()), b','), Batch::default());
        let mut calls = 0;
        while parser.read_rows(&mut batch).unwrap_or(false) {
            calls += 1;
        }
        assert_eq!((batch.len(), calls), (121, 5));
    }

    #[test]
    fn rows_are_verbatim_if_only_cells_that_need_quotes_have_them() {
        let rows = ["a,b,", "\"a, b\",c", "\"a \"\"b\"\"\",c", "\"a\",b", "a \"b\",c", "\"\",b", " a,b", ",", "é,ü"];
        let batch = batch_of(("Name,Email\n".to_owned() + &rows.join("\r\n") + "\r\n").as_bytes(), 1000, b',', true);
        let verbatim: Vec<_> = (1..batch.len()).map(|row| batch.verbatim(row)).collect();
        let [a, list, doubled, _, _, _, space, empty, wide] = rows.map(Some);
        assert_eq!(verbatim, [a, list, doubled, None, None, None, space, empty, wide]);
    }
}
