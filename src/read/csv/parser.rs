//! The parser of delimited text: csv_core's state machine over our own buffer, and the fast path for simple rows.
//!
//! The buffer is our own because rows and lines are counted over the bytes, and because a finding may need the row as
//! it was written.

use std::io::{self, Read};

use csv_core::ReadRecordResult;
use smallvec::SmallVec;

use super::escaped::{EscapedRecord, Escaping};
use super::fast_path::FastPath;
use super::source_span::{
    OpenQuote, cell_start, holds_rows, line_ends, lines, open_quotes, quoted_cells, without_line_end, written_cells,
};
use crate::contact::{RowError, Span, StrayQuote};
use crate::read::Encoding;
use crate::read::batch::Batch;
use crate::read::excerpt::excerpt;
use crate::read::limits::{Limit, LimitExceeded, LimitPlace, Limits};

/// An error without the name of the input.
#[derive(Debug)]
pub(super) enum ParseError {
    Io(io::Error),
    /// The number of the row.
    RowTooLong(u64),
    Limit(LimitExceeded),
}

/// A parser that appends rows to a batch.
pub(super) struct CsvParser<'i> {
    pub(super) buffer: Buffer<'i>,
    pub(super) core: csv_core::Reader,
    pub(super) delimiter: u8,
    /// Records are as databases write them.
    pub(super) escaping: Option<Escaping>,
    /// Rows keep their text as it is in the input.
    pub(super) keeps_text: bool,
    pub(super) limits: Limits,
    /// The name of the encoding, for rows that can't be decoded.
    pub(super) encoding: Encoding,
    /// The text of the current row's cells, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    pub(super) row: u64,
    pub(super) line: u64,
    /// The last byte was a carriage return: a line feed that follows is the second half of the line end.
    after_return: bool,
    fast_path: FastPath,
    /// The first row for which the fast path is tried. `None` until `csv_core` has read a row, because `csv_core` skips
    /// a byte order mark before its first row.
    pub(super) fast_from: Option<u64>,
}

impl<'i> CsvParser<'i> {
    pub(super) fn new(input: Box<dyn Read + Send + 'i>, delimiter: u8) -> Self {
        CsvParser {
            buffer: Buffer::new(input),
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            escaping: None,
            keeps_text: false,
            limits: Limits::default(),
            encoding: Encoding::UTF_8,
            cells: vec![0; 1024],
            ends: vec![0; 64],
            row: 1,
            line: 1,
            after_return: false,
            fast_path: FastPath::default(),
            fast_from: None,
        }
    }

    /// Returns the first bytes: at least so many, unless the input ends before.
    pub(super) fn sample(&mut self, length: usize) -> Result<&[u8], ParseError> {
        while self.buffer.rest().len() < length && !self.buffer.at_end {
            self.buffer.fill().map_err(ParseError::Io)?;
        }
        Ok(self.buffer.rest())
    }

    /// Skips bytes and lines before the first row, and sets the delimiter.
    pub(super) fn start(&mut self, bytes: usize, lines: u64, delimiter: u8) {
        self.buffer.pass(bytes);
        self.buffer.start_row();
        self.line += lines;
        self.delimiter = delimiter;
        self.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    }

    /// Appends one row or more to the batch; `false` if there are no more.
    pub(super) fn read_rows(&mut self, batch: &mut Batch) -> Result<bool, ParseError> {
        if self.blank_line(batch).map_err(ParseError::Io)? || self.simple_rows(batch)? {
            return Ok(true);
        }
        if let Some(escaping) = self.escaping {
            return self.escaped_row(batch, escaping);
        }
        let (mut cells, mut ends) = (0, 0);
        let (mut is_last, mut unclosed) = (false, false);
        loop {
            let adds_line_end = is_last && !unclosed;
            let bytes: &[u8] = if adds_line_end { b"\n" } else { self.buffer.rest() };
            let (result, read, written, ended) =
                self.core.read_record(bytes, &mut self.cells[cells..], &mut self.ends[ends..]);
            // The added line end isn't in the buffer.
            self.buffer.pass(if adds_line_end { 0 } else { read });
            cells += written;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty if !self.buffer.at_end => {
                    self.buffer.fill().map_err(ParseError::Io)?;
                    is_last = self.buffer.at_end;
                }
                // At the end of the input a line end is fed to end the last row, unless that row is inside quotes.
                ReadRecordResult::InputEmpty if !unclosed && !is_last => is_last = true,
                // The rest of the buffer is empty now, which csv_core takes for the end of the input: it returns the row.
                ReadRecordResult::InputEmpty => {
                    unclosed = true;
                    if adds_line_end {
                        // Inside quotes, the added line end is taken for text.
                        cells -= written;
                    }
                }
                ReadRecordResult::OutputFull if cells >= self.limits.row() => {
                    return Err(ParseError::RowTooLong(self.row));
                }
                // The limit counts characters, which have at most four bytes each in UTF-8. This stops a cell without an
                // end; `measure` checks the cells of whole rows exactly.
                ReadRecordResult::OutputFull if self.open_cell(cells, ends) > 4 * self.limits.get(Limit::Cell) => {
                    return Err(self.exceeded(Limit::Cell));
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends > self.limits.columns() => {
                    return Err(self.exceeded(Limit::Columns));
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        if unclosed && let Some(last) = self.ends[..ends].last_mut() {
            *last = cells;
        }
        self.put(batch, cells, ends, unclosed, None)?;
        Ok(true)
    }

    /// Appends a row of a text with escapes; `false` if there are no more.
    fn escaped_row(&mut self, batch: &mut Batch, escaping: Escaping) -> Result<bool, ParseError> {
        if self.buffer.rest().is_empty() {
            return Ok(false);
        }
        let mut record = EscapedRecord::new(escaping, self.delimiter);
        let unclosed = loop {
            let (length, is_ended) = record.read(self.buffer.rest());
            self.buffer.pass(length);
            if is_ended {
                break false;
            }
            if record.text.len() >= self.limits.row() {
                return Err(ParseError::RowTooLong(self.row));
            }
            if record.open_cell() as u64 > 4 * self.limits.get(Limit::Cell) {
                return Err(self.exceeded(Limit::Cell));
            }
            if record.ends.len() > self.limits.columns() {
                return Err(self.exceeded(Limit::Columns));
            }
            self.buffer.fill().map_err(ParseError::Io)?;
            if self.buffer.at_end {
                break record.finish();
            }
        };
        std::mem::swap(&mut self.cells, &mut record.text);
        std::mem::swap(&mut self.ends, &mut record.ends);
        self.put(batch, self.cells.len(), self.ends.len(), unclosed, Some(&record))?;
        Ok(true)
    }

    /// Appends the next line as a row without cells, and returns `true`, if it is empty.
    fn blank_line(&mut self, batch: &mut Batch) -> io::Result<bool> {
        loop {
            if self.buffer.rest().is_empty() {
                self.buffer.start_row();
                self.buffer.fill()?;
                if self.buffer.at_end {
                    return Ok(false);
                }
            }
            let byte = self.buffer.rest()[0];
            if byte == b'\n' && self.after_return {
                self.after_return = false;
                self.buffer.pass(1); // the second half of the line end before
                continue;
            }
            self.buffer.start_row();
            if byte != b'\n' && byte != b'\r' {
                self.after_return = false;
                return Ok(false);
            }
            batch.start(self.row, Some(self.line));
            self.buffer.pass(1);
            self.row += 1;
            self.line += 1;
            self.after_return = byte == b'\r';
            return Ok(true);
        }
    }

    /// Returns the first cell in which a stray quote has made one cell of several rows.
    fn cell_with_rows(&self, cells: usize, ends: usize) -> Option<usize> {
        let starts = [0].into_iter().chain(self.ends[..ends].iter().copied());
        let mut texts = starts.zip(&self.ends[..ends]).map(|(start, &end)| &self.cells[..cells][start..end]);
        texts.position(|cell| holds_rows(cell, self.delimiter))
    }

    /// Returns the length so far of the cell that is being read.
    fn open_cell(&self, cells: usize, ends: usize) -> u64 {
        (cells - ends.checked_sub(1).map_or(0, |last| self.ends[last])) as u64
    }

    fn exceeded(&self, limit: Limit) -> ParseError {
        ParseError::Limit(self.limits.exceeded(limit, LimitPlace::Row(self.row)))
    }

    /// Checks a row against the limits.
    fn measure(&self, length: usize, text: &[u8], cells: &[Span]) -> Result<(), ParseError> {
        let met = self.limits.met_by_row(length, text, cells);
        met.map_or(Ok(()), |limit| Err(self.exceeded(limit)))
    }

    /// Appends the simple rows that are whole in the buffer; `false` if the next row needs `csv_core`.
    fn simple_rows(&mut self, batch: &mut Batch) -> Result<bool, ParseError> {
        if self.escaping.is_some() || self.fast_from.is_none_or(|from| self.row < from) {
            return Ok(false);
        }
        let bytes = self.buffer.rest();
        self.fast_path.take(bytes, self.delimiter);
        let Some(text) = self.fast_path.text() else {
            // csv_core reads these rows one by one, so that only those with invalid bytes are reported.
            self.fast_from = Some(self.row + self.fast_path.rows().len() as u64);
            return Ok(false);
        };
        let mut end = 0;
        for row in self.fast_path.rows() {
            let raw = &bytes[row.raw.clone()];
            self.measure(raw.len(), text.as_bytes(), &self.fast_path.cells()[row.cells.clone()])?;
            batch.start_ahead(self.row, Some(self.line), row.cells.start, row.verbatim);
            self.keep_typed(batch, raw);
            end = row.raw.end;
            self.row += 1;
            self.line += 1;
        }
        batch.set_quoted(self.fast_path.quoted().iter().copied());
        batch.add_cells(text, self.fast_path.cells().iter().copied());
        self.after_return = end > 0 && bytes[end - 1] == b'\r';
        self.buffer.pass(end);
        Ok(end > 0)
    }

    /// Appends the row that csv_core has read, or `escaped`.
    fn put(
        &mut self,
        batch: &mut Batch,
        cells: usize,
        ends: usize,
        unclosed: bool,
        escaped: Option<&EscapedRecord>,
    ) -> Result<(), ParseError> {
        let raw = self.buffer.row();
        let lines = lines(raw, &mut self.after_return);
        let open = || match escaped {
            Some(record) => record.open.clone(),
            None => open_quotes(raw, self.delimiter).collect(),
        };
        let has_quotes = memchr::memchr(b'"', raw).is_some();
        let error = has_quotes.then(|| self.quote_error(raw, lines, cells, ends, unclosed, &open())).flatten();
        let ends = &self.ends[..ends];
        let starts = [0].into_iter().chain(ends.iter().copied());
        let spans: SmallVec<[Span; 16]> = starts.zip(ends).map(|(start, end)| Span::new(start, *end)).collect();
        self.measure(raw.len(), &self.cells[..cells], &spans)?;
        batch.start(self.row, Some(self.line));
        self.keep_typed(batch, raw);
        match escaped {
            Some(record) => batch.set_quoted(record.quoted.iter().copied()),
            None => batch.set_quoted(quoted_cells(raw, self.delimiter, ends.len())),
        }
        // A delimiter may cut a character in two. Joined, the cells would be valid again, so each boundary is checked.
        let is_whole = |text: &&str| ends.iter().all(|end| text.is_char_boundary(*end));
        match std::str::from_utf8(&self.cells[..cells]).ok().filter(is_whole) {
            // Where such a cell ends is unclear, so the cells stay as they are written.
            Some(_) if escaped.is_none() && matches!(error, Some((RowError::QuoteInside, _))) => {
                for cell in written_cells(raw, self.delimiter) {
                    batch.add_cell(&String::from_utf8_lossy(cell));
                }
            }
            Some(text) => {
                batch.add_cells(text, spans);
            }
            None => {
                for Span { start, end } in spans {
                    batch.add_cell(&String::from_utf8_lossy(&self.cells[start as usize..end as usize]));
                }
                batch.set_parse_error(RowError::Undecodable { encoding: self.encoding.name() });
            }
        }
        if let Some((error, quote)) = error {
            batch.set_stray_quote(error, quote);
        }
        self.line += lines;
        self.row += 1;
        self.fast_from.get_or_insert(if FastPath::is_for(self.delimiter) { self.row } else { u64::MAX });
        Ok(())
    }

    /// Returns the error of a row with a quote that isn't closed at the end of its cell, and the quote.
    fn quote_error(
        &self,
        raw: &[u8],
        lines: u64,
        cells: usize,
        ends: usize,
        unclosed: bool,
        open: &SmallVec<[OpenQuote; 4]>,
    ) -> Option<(RowError, StrayQuote)> {
        // A cell with a line break makes a row of several lines. Only the last row may have one line end less.
        let with_rows = (lines > 1 || self.buffer.at_end).then(|| self.cell_with_rows(cells, ends)).flatten();
        let with_rows = with_rows.and_then(|cell| {
            let start = cell_start(raw, self.delimiter, cell)?;
            Some(OpenQuote { cell, start, spans_lines: true })
        });
        let spanning = open.iter().copied().chain(with_rows).filter(|quote| quote.spans_lines);
        let spanning = spanning.min_by_key(|quote| quote.cell);
        let (error, quote) = match (unclosed, spanning) {
            (true, quote) => (RowError::QuoteUnclosed, quote.or(open.last().copied())?),
            (false, Some(quote)) => (RowError::RowsInCell, quote),
            (false, None) => (RowError::QuoteInside, *open.first()?),
        };
        let record = without_line_end(raw);
        let text = &record[quote.start + 1..];
        let text = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let line = self.line + line_ends(&raw[..quote.start]);
        let stray_quote = StrayQuote {
            cell: quote.cell as u32,
            line,
            last_line: self.line + line_ends(record),
            text: excerpt(&String::from_utf8_lossy(text), SHOWN).into(),
            record: match error {
                RowError::QuoteInside => String::from_utf8_lossy(record).into(),
                _ => Box::default(),
            },
        };
        Some((error, stray_quote))
    }

    #[inline]
    fn keep_typed(&self, batch: &mut Batch, raw: &[u8]) {
        // Cells with escapes can't be found again in the text.
        if self.keeps_text
            && self.escaping.is_none()
            && let Ok(typed) = std::str::from_utf8(raw)
        {
            batch.typed(typed);
        }
    }
}

/// Characters of the text after a quote that a message shows.
const SHOWN: usize = 24;

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
    position: usize,
    pub(super) at_end: bool,
}

impl<'i> Buffer<'i> {
    pub(super) fn new(input: Box<dyn Read + Send + 'i>) -> Self {
        Buffer { input, bytes: Vec::new(), end: 0, start: 0, position: 0, at_end: false }
    }

    /// Reads more bytes, and keeps the current row.
    pub(super) fn fill(&mut self) -> io::Result<()> {
        // The current row is kept whole, because its source text may be needed: move it to the front.
        if self.start > 0 {
            self.bytes.copy_within(self.start..self.end, 0);
            self.position -= self.start;
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
        &self.bytes[self.position..self.end]
    }

    /// Returns what was parsed of the current row.
    pub(super) fn row(&self) -> &[u8] {
        &self.bytes[self.start..self.position]
    }

    /// Marks so many more bytes as parsed.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.position += bytes;
    }

    /// Starts a row at the first byte that wasn't parsed yet.
    pub(super) fn start_row(&mut self) {
        self.start = self.position;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ReadSettings;
    use crate::read::encoding::DetectedEncoding;
    use crate::read::tests::ShortReader;

    type Seen = Vec<(u64, u64, Vec<String>)>;

    fn rows(bytes: &[u8], step: usize) -> (Seen, Batch) {
        let mut parser = CsvParser::new(Box::new(ShortReader(bytes, step)), b',');
        let utf8 = DetectedEncoding::certain(Encoding::UTF_8);
        crate::read::csv::detect_dialect(&mut parser, utf8, &ReadSettings::default()).unwrap();
        let mut batch = Batch::default();
        while parser.read_rows(&mut batch).unwrap_or(false) {}
        let seen = (0..batch.len())
            .map(|row| (batch.number(row), batch.line(row).unwrap(), batch.cells(row).map(str::to_owned).collect()))
            .collect();
        (seen, batch)
    }

    #[test]
    fn rows_and_lines_are_counted_for_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("\u{feff}a,b{end}{end}\"x{end}y\",c{end}d,e");
            for step in 1..20 {
                let (seen, _) = rows(text.as_bytes(), step);
                let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
                let expected = vec![
                    (1, 1, cells(&["a", "b"])),
                    (2, 2, vec![]),
                    (3, 3, vec![format!("x{end}y"), "c".to_owned()]),
                    (4, 5, cells(&["d", "e"])),
                ];
                assert_eq!(seen, expected, "{end:?} in steps of {step}");
            }
        }
    }

    #[test]
    fn a_space_before_an_unquoted_cell_is_noticed() {
        let (_, batch) = rows(b"US, CA\n\"US\",\" CA\"\n\"a,b\", CA\n19\" racks, CA\n\"a\"\"b\", CA\n", 7);
        let spaced: Vec<bool> = (0..5)
            .map(|row| {
                let header = crate::read::header::Header {
                    origins: {
                        let mut origins = crate::contact::ColumnMap::default();
                        origins[crate::contact::Column::States] = crate::read::header::ColumnSource::Cell(1);
                        origins
                    },
                    delimiter: Some(','),
                    labels: vec![String::new(); 2],
                    ..Default::default()
                };
                batch.row(row, &header).typed_list
            })
            .collect();
        assert_eq!(spaced, [true, false, true, true, true]);
    }

    #[test]
    fn a_stray_quote_that_swallows_rows_is_damage() {
        let header = crate::read::header::Header::default();
        let damage = |text: &str| rows(text.as_bytes(), 100).1.row(0, &header).damage;
        let first = "Ann,ann@example.com,\"CEO,Partner sales,NL,\nBob,bob@example.com,VP,Partner sales,DE,\nCid,c@example.com,\"VP,";
        assert_eq!(damage(first), Some(RowError::RowsInCell));
        assert_eq!(damage("\"Ann,ann@example.com,CEO\nBob,bob@example.com\",VP,x"), Some(RowError::RowsInCell));
        for whole in
            ["A,\"a@example.com\nb@example.com\",c", "A,\"Head of\nSales, North, South\",c", "A,\"a\nb, c, d@e f\""]
        {
            assert_eq!(damage(whole), None, "{whole}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_damage() {
        let (seen, _) = rows(b"a,b\nc,\"d\ne,f\n", 5);
        assert_eq!(seen.len(), 2);
        let header = crate::read::header::Header::default();
        let (_, batch) = rows(b"a,b\nc,\"d\ne,f\n", 5);
        assert_eq!(batch.row(1, &header).damage, Some(RowError::QuoteUnclosed));
        for whole in ["a,\"b\"\"\"", "a,19\" racks", "a,19\" racks\n", "a,\"b\"", "a,"] {
            for step in 1..9 {
                let (seen, batch) = rows(whole.as_bytes(), step);
                assert_eq!((seen.len(), batch.row(0, &header).damage), (1, None), "{whole:?} in steps of {step}");
            }
        }
        let (_, batch) = rows(b"a,19\" racks,\"b\n", 5);
        assert_eq!(batch.row(0, &header).damage, Some(RowError::QuoteUnclosed));
    }

    #[test]
    fn bytes_that_are_no_utf8_damage_their_row_only() {
        let (_, batch) = rows(b"a\nZo\xeb\nb\n", 100);
        let header = crate::read::header::Header::default();
        let damage: Vec<_> = (0..3).map(|row| batch.row(row, &header).damage).collect();
        assert_eq!(damage, [None, Some(RowError::Undecodable { encoding: "UTF-8" }), None]);
    }

    #[test]
    fn a_character_that_a_delimiter_cuts_in_two_is_damage() {
        let (seen, batch) = rows(b"Zo\xc3,\xabl\nZo\xc3\xab,l\n", 100);
        let cells: Vec<&Vec<String>> = seen.iter().map(|(.., cells)| cells).collect();
        assert_eq!(cells, [&["Zo\u{fffd}", "\u{fffd}l"], &["Zo\u{eb}", "l"]]);
        let header = crate::read::header::Header::default();
        assert_eq!(batch.row(0, &header).damage, Some(RowError::Undecodable { encoding: "UTF-8" }));
        assert_eq!(batch.row(1, &header).damage, None);
    }
}
