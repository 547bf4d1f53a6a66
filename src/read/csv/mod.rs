mod buffer;
mod dialect;
mod fast_path;
mod parser;
mod scan;
pub(super) mod source_span;

pub(in crate::read) use self::dialect::Dialect;

use std::io::{self, Read};

use self::dialect::{DELIMITERS, sep_line};
use self::parser::{CsvParser, Failure};
use super::batch::Batch;
use super::encoding::DetectedEncoding;
use super::limits::Limit;
use super::{Emit, Settings, Stop, header};
use crate::contact::Column;

/// So much of the text tells its dialect.
const SAMPLE: usize = 64 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads delimited text, counting rows as Excel does and lines over the bytes.
///
/// Blank lines are rows without cells: they are counted, so that row numbers are those that Excel shows.
pub(super) fn read(
    input: &mut dyn Read,
    text: DetectedEncoding,
    settings: &Settings,
    emit: &mut Emit<'_>,
) -> Result<(), Stop> {
    let mut parser = CsvParser::new(input, b',');
    parser.limits = settings.limits.clone();
    let dialect = parser.settle(text, settings).map_err(|error| emit.io_error(error))?;
    let mut batch = Batch::default();
    batch.dialect = Some(dialect);
    parser.keeps_text = settings.keeps_text;
    while parser.next(&mut batch).map_err(|error| match error {
        Failure::Io(error) => emit.io_error(error),
        Failure::TooLong(row) => emit.row_too_long(row),
        Failure::LimitExceeded(reached) => emit.reached(reached),
    })? {
        if parser.row > settings.limits.get(Limit::Rows) + 1 {
            return Err(emit.limit(Limit::Rows, "it"));
        }
        if batch.is_full() {
            let next = Batch::after(&batch);
            emit.batch(std::mem::replace(&mut batch, next))?;
        }
    }
    emit.batch(batch)
}

impl CsvParser<'_> {
    /// Leaves out what stands before the first row, and settles how the rows are parted.
    fn settle(&mut self, text: DetectedEncoding, settings: &Settings) -> io::Result<Dialect> {
        while self.buffer.rest().len() < SAMPLE && !self.buffer.at_end {
            self.buffer.fill()?;
        }
        let bom = if self.buffer.rest().starts_with(BOM) { BOM.len() } else { 0 };
        self.buffer.pass(bom);
        let said = sep_line(self.buffer.rest());
        self.buffer.pass(said.map_or(0, |(length, _)| length));
        self.buffer.start_row();
        // Excel doesn't show that line, so it is no row.
        self.line += u64::from(said.is_some());
        self.encoding = text.encoding;
        let sample = self.buffer.rest();
        let said = said.map(|(_, delimiter)| delimiter);
        self.delimiter = settings.delimiter.unwrap_or_else(|| delimiter(sample, said, settings));
        self.core = csv_core::ReaderBuilder::new().delimiter(self.delimiter).build();
        Ok(Dialect { text, delimiter: self.delimiter, said })
    }
}

/// The delimiter by which the most labels of a header appear in the first rows.
pub(super) fn delimiter(sample: &[u8], said: Option<u8>, settings: &Settings) -> u8 {
    // The last row may be cut off.
    let whole = memchr::memrchr2(b'\n', b'\r', sample).map_or(sample, |end| &sample[..=end]);
    let candidates = said.into_iter().chain(DELIMITERS);
    let mut best = (0, said.unwrap_or(DELIMITERS[0]));
    for delimiter in candidates {
        let named = header::score(&top(whole, delimiter), settings).map_or(0, |(_, named)| named);
        if named > best.0 {
            best = (named, delimiter);
        }
        if named == Column::ALL.len() {
            break; // no other can name more
        }
    }
    best.1
}

/// The first rows.
fn top(mut sample: &[u8], delimiter: u8) -> Batch {
    let mut batch = Batch::default();
    let mut parser = CsvParser::new(&mut sample, delimiter);
    while batch.len() < header::SEARCHED && parser.next(&mut batch).unwrap_or(false) {}
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_the_delimiter_and_not_its_number() {
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
            assert_eq!(delimiter(text.as_bytes(), None, &Settings::default()), expected, "{text:?}");
        }
        assert_eq!(delimiter(b"a;b\n", Some(b';'), &Settings::default()), b';');
        assert_eq!(delimiter(b"Name,Email\n", Some(b';'), &Settings::default()), b',');
    }
}
