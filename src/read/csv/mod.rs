//! Delimited text: finds out how it is written, and parses it into batches.
//!
//! `dialect` has what is said about the form of the text, `parser` makes rows of it, with `fast_path` (over `scan`) for rows that
//! need no state machine. `source_span` finds cells again in the line they were read from, so that findings can name their place.

mod buffer;
mod dialect;
mod fast_path;
mod parser;
mod scan;
pub(super) mod source_span;

pub(in crate::read) use self::dialect::Dialect;

use std::io::Read;

use self::dialect::{DELIMITERS, sep_line};
use self::parser::{CsvParser, ParseError};
use super::batch::Batch;
use super::context::ReadContext;
use super::encoding::DetectedEncoding;
use super::limits::{Limit, LimitPlace};
use super::{BatchReader, ReadError, ReadSettings, header};
use crate::contact::Column;

/// Bytes at the start of the text from which its dialect is detected.
const SAMPLE: usize = 64 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

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

fn in_context(error: ParseError, context: &ReadContext) -> ReadError {
    match error {
        ParseError::Io(error) => context.io_error(error),
        ParseError::RowTooLong(row) => context.row_too_long(row),
        ParseError::Limit(exceeded) => context.limit_exceeded(exceeded),
    }
}

/// Skips a byte order mark and a line `sep=;`, and detects the delimiter of the rows that follow.
fn detect_dialect(
    parser: &mut CsvParser<'_>,
    encoding: DetectedEncoding,
    settings: &ReadSettings,
) -> Result<Dialect, ParseError> {
    parser.encoding = encoding.encoding;
    let sample = parser.sample(SAMPLE)?;
    let bom = if sample.starts_with(BOM) { BOM.len() } else { 0 };
    let sep_line = sep_line(&sample[bom..]);
    let (length, sep_line_delimiter) = sep_line.map_or((0, None), |(length, delimiter)| (length, Some(delimiter)));
    let sample = &sample[bom + length..];
    let delimiter = settings.delimiter.unwrap_or_else(|| detect_delimiter(sample, sep_line_delimiter, settings));
    // Excel doesn't show a line `sep=;`: it is a line, and no row.
    parser.start(bom + length, u64::from(sep_line_delimiter.is_some()), delimiter);
    Ok(Dialect { text: encoding, delimiter, sep_line_delimiter })
}

/// Returns the delimiter with which the first rows have the most known labels in one row.
fn detect_delimiter(sample: &[u8], sep_line_delimiter: Option<u8>, settings: &ReadSettings) -> u8 {
    // The last row may be cut off.
    let whole = memchr::memrchr2(b'\n', b'\r', sample).map_or(sample, |end| &sample[..=end]);
    let candidates = sep_line_delimiter.into_iter().chain(DELIMITERS);
    let mut best = (0, sep_line_delimiter.unwrap_or(DELIMITERS[0]));
    for delimiter in candidates {
        let named = header::find_and_count(&first_rows(whole, delimiter), settings).map_or(0, |(_, named)| named);
        if named > best.0 {
            best = (named, delimiter);
        }
        if named == Column::ALL.len() {
            break; // no other can have more
        }
    }
    best.1
}

fn first_rows(sample: &[u8], delimiter: u8) -> Batch {
    let mut batch = Batch::default();
    let mut parser = CsvParser::new(Box::new(sample), delimiter);
    while batch.len() < header::SEARCHED && parser.read_rows(&mut batch).unwrap_or(false) {}
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_detected_by_labels_and_not_by_its_number() {
        for (text, expected) in [
            ("Name,Email,Job title,Role\n", b','),
            ("Name;Email;Job title;Role\n", b';'),
            ("List of contacts, as of May, all of them, really\n\nName;E-Mail-Adresse;Position, Titel\n", b';'),
            ("Name\tEmail\tJob title\n", b'\t'),
            ("Name|Email|Countries, all\n", b'|'),
            ("Name,Email,Notes; more; and; more; still\n", b','),
            ("nothing; to; see\n", b','),
            ("", b','),
        ] {
            assert_eq!(detect_delimiter(text.as_bytes(), None, &ReadSettings::default()), expected, "{text:?}");
        }
        assert_eq!(detect_delimiter(b"a;b\n", Some(b';'), &ReadSettings::default()), b';');
        assert_eq!(detect_delimiter(b"Name,Email\n", Some(b';'), &ReadSettings::default()), b',');
    }
}
