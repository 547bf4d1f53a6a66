use std::io::{self, Read};

use super::batch::Batch;
use super::dialect::{self, Dialect};
use super::encoding::Settled;
use super::raw::{holds_rows, lines, starts_with_space};
use super::run::Run;
use super::{Emit, Encoding, Error, Settings, Stop};
use crate::model::Damage;
use csv_core::ReadRecordResult;

const CHUNK: usize = 128 * 1024;
/// So much of the text tells its dialect.
const SAMPLE: usize = 64 * 1024;
/// A row that is longer than this comes of a quotation mark that is never closed.
pub(super) const LONGEST_ROW: usize = 64 << 20;
const MOST_CELLS: usize = 1 << 20;
/// Further to the right nobody has states.
const STATES_BEFORE: usize = 64;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads delimited text, counting rows as Excel does and lines over the bytes.
///
/// Blank lines are rows without cells: they are counted, so that row numbers are those that Excel shows.
pub(super) fn read(input: &mut dyn Read, text: Settled, settings: &Settings, emit: &mut Emit<'_>) -> Result<(), Stop> {
    let mut parser = Parser::new(input, b',');
    let dialect = parser.settle(text, settings).map_err(|error| emit.io_error(error))?;
    let mut batch = Batch::default();
    batch.dialect = Some(dialect);
    parser.keeps_text = settings.keeps_text;
    while parser.next(&mut batch).map_err(|error| match error {
        Failure::Io(error) => emit.io_error(error),
        Failure::TooLong(row) => {
            Stop::Error(Error::RowTooLong { file: emit.file.to_owned(), row, limit: LONGEST_ROW >> 20 })
        }
    })? {
        if batch.is_full() {
            let next = Batch::like(&batch);
            emit.batch(std::mem::replace(&mut batch, next))?;
        }
    }
    emit.batch(batch)
}

pub(super) enum Failure {
    Io(io::Error),
    TooLong(u64),
}

pub(super) struct Parser<'i> {
    input: &'i mut dyn Read,
    core: csv_core::Reader,
    delimiter: u8,
    /// Rows keep their text as it was typed.
    keeps_text: bool,
    /// Said of bytes that can't be decoded.
    encoding: Encoding,
    /// Bytes read up to `end`, and not yet parsed from `at` on; a row that is being read starts at `start`.
    buffer: Vec<u8>,
    start: usize,
    at: usize,
    end: usize,
    at_end: bool,
    /// The cells of the row that is being read.
    cells: Vec<u8>,
    ends: Vec<usize>,
    row: u64,
    line: u64,
    /// The byte before was a carriage return, so that a line feed now ends no other line.
    after_return: bool,
    run: Run,
    /// Runs are taken from this row on. There is none until `csv_core` has read a row: it leaves out a byte order mark
    /// before its first.
    runs_from: Option<u64>,
}

impl<'i> Parser<'i> {
    pub(super) fn new(input: &'i mut dyn Read, delimiter: u8) -> Self {
        Parser {
            input,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            keeps_text: false,
            encoding: Encoding::UTF_8,
            buffer: Vec::new(),
            start: 0,
            at: 0,
            end: 0,
            at_end: false,
            cells: vec![0; 1024],
            ends: vec![0; 64],
            row: 1,
            line: 1,
            after_return: false,
            run: Run::default(),
            runs_from: None,
        }
    }

    /// Gets more bytes; the row that is being read stays in the buffer.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.at -= self.start;
        self.end -= self.start;
        self.start = 0;
        // Only a row that is longer than all before makes room.
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + CHUNK, 0);
        }
        let read = loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += read;
        self.at_end = read == 0;
        Ok(())
    }

    /// What is read and not yet parsed.
    fn bytes(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// Leaves out what stands before the first row, and settles how the rows are parted.
    fn settle(&mut self, text: Settled, settings: &Settings) -> io::Result<Dialect> {
        while self.end < SAMPLE && !self.at_end {
            self.fill()?;
        }
        let bom = if self.bytes().starts_with(BOM) { BOM.len() } else { 0 };
        let said = dialect::sep_line(&self.bytes()[bom..]);
        self.at = bom + said.map_or(0, |(length, _)| length);
        self.start = self.at;
        // Excel doesn't show that line, so it is no row.
        self.line += u64::from(said.is_some());
        self.encoding = text.encoding;
        let sample = self.bytes();
        let said = said.map(|(_, delimiter)| delimiter);
        self.delimiter = settings.delimiter.unwrap_or_else(|| dialect::delimiter(sample, said, settings));
        self.core = csv_core::ReaderBuilder::new().delimiter(self.delimiter).build();
        Ok(Dialect { text, delimiter: self.delimiter, said })
    }

    /// Puts the next rows into the batch; false where there is none.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, Failure> {
        if self.blank_line(batch).map_err(Failure::Io)? || self.run(batch) {
            return Ok(true);
        }
        let (mut cells, mut ends) = (0, 0);
        let (mut is_last, mut unclosed) = (false, false);
        loop {
            let bytes: &[u8] = if is_last && !unclosed { b"\n" } else { &self.buffer[self.at..self.end] };
            let is_own = is_last && !unclosed;
            let (result, read, written, ended) =
                self.core.read_record(bytes, &mut self.cells[cells..], &mut self.ends[ends..]);
            self.at += if is_own { 0 } else { read };
            cells += written;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty if !self.at_end => {
                    self.fill().map_err(Failure::Io)?;
                    is_last = self.at_end;
                }
                // A line end here ends the row, unless it stands inside quotation marks.
                ReadRecordResult::InputEmpty if !unclosed && !is_last => is_last = true,
                ReadRecordResult::InputEmpty => unclosed = true,
                ReadRecordResult::OutputFull if cells >= LONGEST_ROW => return Err(Failure::TooLong(self.row)),
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends >= MOST_CELLS => return Err(Failure::TooLong(self.row)),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        self.put(batch, cells, ends);
        if unclosed {
            batch.damage(Damage::QuoteUnclosed);
        }
        Ok(true)
    }

    /// Whether the next line has nothing in it; it is a row all the same.
    fn blank_line(&mut self, batch: &mut Batch) -> io::Result<bool> {
        loop {
            if self.at == self.end {
                self.start = self.at;
                self.fill()?;
                if self.at_end {
                    return Ok(false);
                }
            }
            let byte = self.buffer[self.at];
            if byte == b'\n' && self.after_return {
                self.after_return = false;
                self.at += 1; // the second half of the line end before
                continue;
            }
            self.start = self.at;
            if byte != b'\n' && byte != b'\r' {
                self.after_return = false;
                return Ok(false);
            }
            batch.start(self.row, Some(self.line));
            self.at += 1;
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

    /// Puts the rows into the batch that need no parser, as far as they stand in the buffer; false where the next one does.
    fn run(&mut self, batch: &mut Batch) -> bool {
        if self.runs_from.is_none_or(|from| self.row < from) {
            return false;
        }
        let bytes = &self.buffer[self.at..self.end];
        self.run.take(bytes, self.delimiter);
        let Some(text) = self.run.text() else {
            self.runs_from = Some(self.row + self.run.rows().len() as u64);
            return false;
        };
        let mut end = 0;
        for row in self.run.rows() {
            let raw = &bytes[row.raw.clone()];
            batch.start_ahead(self.row, Some(self.line), row.text, row.cells.start);
            self.keep_typed(batch, raw);
            if row.has_spaces {
                self.note_spaces(batch, raw, text.as_bytes(), row.text, &self.run.ends()[row.cells.clone()]);
            }
            end = row.raw.end;
            self.row += 1;
            self.line += 1;
        }
        batch.cells_of(text, self.run.ends());
        self.after_return = end > 0 && bytes[end - 1] == b'\r';
        self.at += end;
        end > 0
    }

    /// Puts the row into the batch that csv_core has read.
    fn put(&mut self, batch: &mut Batch, cells: usize, ends: usize) {
        let raw = &self.buffer[self.start..self.at];
        let ends = &self.ends[..ends];
        batch.start(self.row, Some(self.line));
        self.keep_typed(batch, raw);
        // A character is cut in two where a delimiter stands in it, and whole again where the cells are put together.
        let is_whole = |text: &&str| ends.iter().all(|end| text.is_char_boundary(*end));
        match std::str::from_utf8(&self.cells[..cells]).ok().filter(is_whole) {
            Some(text) => {
                batch.cells_of(text, ends);
                self.note_spaces(batch, raw, text.as_bytes(), 0, ends);
            }
            None => {
                let mut start = 0;
                for &end in ends {
                    batch.cell(&String::from_utf8_lossy(&self.cells[start..end]));
                    start = end;
                }
                batch.damage(Damage::Undecodable { encoding: self.encoding.name() });
            }
        }
        let lines = lines(raw, &mut self.after_return);
        if (lines > 1 || self.at_end) && self.swallows_rows(cells, ends.len()) {
            batch.damage(Damage::RowsInCell);
        }
        self.line += lines;
        self.row += 1;
        self.runs_from.get_or_insert(if Run::is_for(self.delimiter) { self.row } else { u64::MAX });
    }

    fn keep_typed(&self, batch: &mut Batch, raw: &[u8]) {
        if self.keeps_text
            && let Ok(typed) = std::str::from_utf8(raw)
        {
            batch.typed(typed);
        }
    }

    /// Notes which cells of a row could be a second code. They stand in the text one after another, from `start` on.
    fn note_spaces(&self, batch: &mut Batch, raw: &[u8], text: &[u8], mut start: usize, ends: &[usize]) {
        for (at, &end) in ends.iter().enumerate().take(STATES_BEFORE) {
            if end - start <= 4 && text.get(start) == Some(&b' ') && starts_with_space(raw, at, self.delimiter) {
                batch.cell_is_spaced(at);
            }
            start = end;
        }
    }
}

#[cfg(test)]
mod tests;
