//! Delimited text: finds out how it is written, and parses it into batches.
//!
//! `dialect` detects the form of the text, `parser` makes rows of it, with `fast_path` (over `scan`) for rows that
//! need no state machine, and `escaped` for records of databases with backslashes. `source_span` finds cells again in
//! the line they were read from, so that findings can name their place.

mod dialect;
mod escaped;
mod fast_path;
mod parser;
mod scan;
pub(super) mod source_span;

pub(in crate::read) use self::dialect::Dialect;

use std::io::Read;

use self::dialect::detect_dialect;
use self::parser::{CsvParser, ParseError};
use super::batch::Batch;
use super::context::ReadContext;
use super::encoding::DetectedEncoding;
use super::limits::{Limit, LimitPlace};
use super::{BatchReader, ReadError, ReadSettings};

/// A reader of delimited text. It counts rows as Excel does, and lines over the bytes.
///
/// Blank lines are rows without cells, so that row numbers are those that Excel shows.
pub(super) struct CsvReader {
    parser: CsvParser<'static>,
    /// The batch that is being filled; `None` after the last one.
    batch: Option<Batch>,
    context: ReadContext,
}

impl CsvReader {
    /// Reads the start of the text, and detects its dialect.
    pub(super) fn open(
        text: Box<dyn Read + Send>,
        encoding: DetectedEncoding,
        settings: &ReadSettings,
        context: ReadContext,
    ) -> Result<CsvReader, ReadError> {
        let mut parser = CsvParser::new(text, b',');
        parser.limits = context.limits.clone();
        parser.keeps_text = settings.keeps_text;
        let dialect = detect_dialect(&mut parser, encoding, settings);
        let dialect = dialect.map_err(|error| in_context(error, &context))?;
        let mut batch = Batch::default();
        batch.dialect = Some(dialect);
        Ok(CsvReader { parser, batch: Some(batch), context })
    }
}

impl BatchReader for CsvReader {
    fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        let Some(batch) = &mut self.batch else { return Ok(None) };
        while self.parser.read_rows(batch).map_err(|error| in_context(error, &self.context))? {
            if self.parser.row > self.context.limits.get(Limit::Rows) + 1 {
                return Err(self.context.limit(Limit::Rows, LimitPlace::List));
            }
            if batch.is_full() {
                let next = Batch::after(batch);
                return Ok(Some(std::mem::replace(batch, next)));
            }
        }
        Ok(self.batch.take())
    }
}

/// Returns a function that returns the next rows of a text with a known delimiter; `None` after the last.
pub(super) fn read_delimited<'t>(
    text: &'t [u8],
    delimiter: u8,
    context: ReadContext,
) -> impl FnMut() -> Result<Option<Batch>, ReadError> + 't {
    let mut parser = CsvParser::new(Box::new(text), delimiter);
    parser.limits = context.limits.clone();
    move || {
        let mut batch = Batch::default();
        while !batch.is_full() && parser.read_rows(&mut batch).map_err(|error| in_context(error, &context))? {}
        Ok((!batch.is_empty()).then_some(batch))
    }
}

fn in_context(error: ParseError, context: &ReadContext) -> ReadError {
    match error {
        ParseError::Io(error) => context.io_error(error),
        ParseError::RowTooLong(row) => context.row_too_long(row),
        ParseError::Limit(exceeded) => context.limit_exceeded(exceeded),
    }
}
