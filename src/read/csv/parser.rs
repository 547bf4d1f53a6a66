use std::io::{self, Read};

use csv_core::ReadRecordResult;
use smallvec::SmallVec;

use super::buffer::Buffer;
use super::fast_path::{FastPath, could_be_code};
use super::source_span::{holds_rows, lines, starts_with_space};
use crate::contact::{RowError, Span};
use crate::read::Encoding;
use crate::read::batch::Batch;
use crate::read::limits::{Limit, LimitExceeded, Limits};

pub(super) enum Failure {
    Io(io::Error),
    TooLong(u64),
    LimitExceeded(LimitExceeded),
}

pub(super) struct CsvParser<'i> {
    pub(super) buffer: Buffer<'i>,
    pub(super) core: csv_core::Reader,
    pub(super) delimiter: u8,
    /// Rows keep their text as it was typed.
    pub(super) keeps_text: bool,
    pub(super) limits: Limits,
    /// Said of bytes that can't be decoded.
    pub(super) encoding: Encoding,
    /// The cells of the row that is being read.
    cells: Vec<u8>,
    ends: Vec<usize>,
    pub(super) row: u64,
    pub(super) line: u64,
    /// The byte before was a carriage return, so that a line feed now ends no other line.
    after_return: bool,
    run: FastPath,
    /// Runs are taken from this row on. There is none until `csv_core` has read a row: it leaves out a byte order mark
    /// before its first.
    pub(super) runs_from: Option<u64>,
}

impl<'i> CsvParser<'i> {
    pub(super) fn new(input: &'i mut dyn Read, delimiter: u8) -> Self {
        CsvParser {
            buffer: Buffer::new(input),
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            keeps_text: false,
            limits: Limits::default(),
            encoding: Encoding::UTF_8,
            cells: vec![0; 1024],
            ends: vec![0; 64],
            row: 1,
            line: 1,
            after_return: false,
            run: FastPath::default(),
            runs_from: None,
        }
    }

    /// Puts the next rows into the batch; false where there is none.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, Failure> {
        if self.blank_line(batch).map_err(Failure::Io)? || self.run(batch)? {
            return Ok(true);
        }
        let (mut cells, mut ends) = (0, 0);
        let (mut is_last, mut unclosed) = (false, false);
        loop {
            let bytes: &[u8] = if is_last && !unclosed { b"\n" } else { self.buffer.rest() };
            let is_own = is_last && !unclosed;
            let (result, read, written, ended) =
                self.core.read_record(bytes, &mut self.cells[cells..], &mut self.ends[ends..]);
            self.buffer.pass(if is_own { 0 } else { read });
            cells += written;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty if !self.buffer.at_end => {
                    self.buffer.fill().map_err(Failure::Io)?;
                    is_last = self.buffer.at_end;
                }
                // A line end here ends the row, unless it stands inside quotation marks.
                ReadRecordResult::InputEmpty if !unclosed && !is_last => is_last = true,
                ReadRecordResult::InputEmpty => unclosed = true,
                ReadRecordResult::OutputFull if cells >= self.limits.row() => return Err(Failure::TooLong(self.row)),
                // The cell is that long already, whatever its characters are.
                ReadRecordResult::OutputFull if self.open_cell(cells, ends) > 4 * self.limits.get(Limit::Cell) => {
                    return Err(self.reached(Limit::Cell));
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends > self.limits.columns() => {
                    return Err(self.reached(Limit::Columns));
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        self.put(batch, cells, ends)?;
        if unclosed {
            batch.damage(RowError::QuoteUnclosed);
        }
        Ok(true)
    }

    /// Whether the next line has nothing in it; it is a row all the same.
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

    /// Whether a stray quotation mark has made one cell of several rows.
    fn swallows_rows(&self, cells: usize, ends: usize) -> bool {
        let starts = [0].into_iter().chain(self.ends[..ends].iter().copied());
        let mut texts = starts.zip(&self.ends[..ends]).map(|(start, &end)| &self.cells[..cells][start..end]);
        texts.any(|cell| holds_rows(cell, self.delimiter))
    }

    /// The bytes so far of the cell that is being read.
    fn open_cell(&self, cells: usize, ends: usize) -> u64 {
        (cells - ends.checked_sub(1).map_or(0, |last| self.ends[last])) as u64
    }

    fn reached(&self, limit: Limit) -> Failure {
        Failure::LimitExceeded(self.limits.reached(limit, format_args!("row {}", self.row)))
    }

    /// Holds a row against what it may have.
    fn measure(&self, length: usize, text: &[u8], cells: &[Span]) -> Result<(), Failure> {
        let met = self.limits.met_by_row(length, text, cells);
        met.map_or(Ok(()), |limit| Err(self.reached(limit)))
    }

    /// Puts the rows into the batch that need no parser, as far as they stand in the buffer; false where the next one does.
    fn run(&mut self, batch: &mut Batch) -> Result<bool, Failure> {
        if self.runs_from.is_none_or(|from| self.row < from) {
            return Ok(false);
        }
        let bytes = self.buffer.rest();
        self.run.take(bytes, self.delimiter);
        let Some(text) = self.run.text() else {
            self.runs_from = Some(self.row + self.run.rows().len() as u64);
            return Ok(false);
        };
        let mut end = 0;
        for row in self.run.rows() {
            let raw = &bytes[row.raw.clone()];
            self.measure(raw.len(), text.as_bytes(), &self.run.cells()[row.cells.clone()])?;
            batch.start_ahead(self.row, Some(self.line), row.cells.start, row.verbatim);
            self.keep_typed(batch, raw);
            end = row.raw.end;
            self.row += 1;
            self.line += 1;
        }
        batch.are_spaced(self.run.spaced());
        batch.cells_of(text, self.run.cells().iter().copied());
        self.after_return = end > 0 && bytes[end - 1] == b'\r';
        self.buffer.pass(end);
        Ok(end > 0)
    }

    /// Puts the row into the batch that csv_core has read.
    fn put(&mut self, batch: &mut Batch, cells: usize, ends: usize) -> Result<(), Failure> {
        let raw = self.buffer.row();
        let ends = &self.ends[..ends];
        let starts = [0].into_iter().chain(ends.iter().copied());
        let spans: SmallVec<[Span; 16]> = starts.zip(ends).map(|(start, end)| Span::new(start, *end)).collect();
        self.measure(raw.len(), &self.cells[..cells], &spans)?;
        batch.start(self.row, Some(self.line));
        self.keep_typed(batch, raw);
        // A character is cut in two where a delimiter stands in it, and whole again where the cells are put together.
        let is_whole = |text: &&str| ends.iter().all(|end| text.is_char_boundary(*end));
        match std::str::from_utf8(&self.cells[..cells]).ok().filter(is_whole) {
            Some(text) => {
                batch.are_spaced(&self.spaced(raw, text.as_bytes(), &spans));
                batch.cells_of(text, spans);
            }
            None => {
                for Span { start, end } in spans {
                    batch.cell(&String::from_utf8_lossy(&self.cells[start as usize..end as usize]));
                }
                batch.damage(RowError::Undecodable { encoding: self.encoding.name() });
            }
        }
        let lines = lines(raw, &mut self.after_return);
        if (lines > 1 || self.buffer.at_end) && self.swallows_rows(cells, ends.len()) {
            batch.damage(RowError::RowsInCell);
        }
        self.line += lines;
        self.row += 1;
        self.runs_from.get_or_insert(if FastPath::is_for(self.delimiter) { self.row } else { u64::MAX });
        Ok(())
    }

    fn keep_typed(&self, batch: &mut Batch, raw: &[u8]) {
        if self.keeps_text
            && let Ok(typed) = std::str::from_utf8(raw)
        {
            batch.typed(typed);
        }
    }

    /// Which cells of a row could be a second code.
    fn spaced(&self, raw: &[u8], text: &[u8], cells: &[Span]) -> Vec<usize> {
        let is_spaced = |&(at, cell): &(usize, &Span)| {
            let text = &text[cell.start as usize..cell.end as usize];
            could_be_code(text.len(), at) && text.first() == Some(&b' ') && starts_with_space(raw, at, self.delimiter)
        };
        cells.iter().enumerate().filter(is_spaced).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Settings;
    use crate::read::encoding::DetectedEncoding;
    use crate::read::tests::ShortReader;

    type Seen = Vec<(u64, u64, Vec<String>)>;

    fn rows(bytes: &[u8], step: usize) -> (Seen, Batch) {
        let mut input = ShortReader(bytes, step);
        let mut parser = CsvParser::new(&mut input, b',');
        parser.settle(DetectedEncoding::sure(Encoding::UTF_8), &Settings::default()).unwrap();
        let mut batch = Batch::default();
        while parser.next(&mut batch).unwrap_or(false) {}
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
                    ..Default::default()
                };
                batch.row(row, &header).typed_list
            })
            .collect();
        assert_eq!(spaced, [true, false, true, true, true]);
    }

    #[test]
    fn a_stray_quotation_mark_that_swallows_rows_is_damage() {
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
    fn a_quotation_mark_that_is_never_closed_is_damage() {
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
