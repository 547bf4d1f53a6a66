//! The form of a delimited text, and its detection: its encoding, its delimiter, a line `sep=` that names the
//! delimiter, and escapes of databases.

use super::escaped::{Escaping, marks_in};
use super::parser::{CsvParser, ParseError};
use crate::contact::{Column, Location, cell_name};
use crate::diagnostics::{EncodingReadings, Finding, Fix, Labels, Message, Quoted, Rule, Severity};
use crate::read::batch::Batch;
use crate::read::encoding::DetectedEncoding;
use crate::read::{Encoding, ReadSettings, header};

/// Bytes at the start of the text from which its dialect is detected.
const SAMPLE: usize = 64 * 1024;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a text was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Dialect {
    pub(in crate::read) text: DetectedEncoding,
    /// `None` if the text isn't delimited.
    pub(in crate::read) delimiter: Option<u8>,
    /// The delimiter that a first line `sep=;` names, as Excel understands it.
    pub(in crate::read) sep_line_delimiter: Option<u8>,
    /// How a database escaped characters inside cells.
    pub(in crate::read) escaping: Option<Escaping>,
}

impl Dialect {
    /// Returns findings for what Partner Center doesn't accept. The first rows tell where words are that have several readings.
    pub(in crate::read) fn findings(&self, rows: &Batch) -> impl Iterator<Item = Finding<'static>> {
        let is_clear = self.text.readings.is_empty() && !self.text.is_implausible;
        [
            (is_clear && self.text.encoding != Encoding::UTF_8).then(|| {
                let message = match self.text.words.as_slice() {
                    words if self.text.is_unsure || words.is_empty() => Message::Encoded,
                    words => Message::EncodedWords { words: Quoted(words.to_vec()) },
                };
                rewritten(Rule::FileEncoding, self.text.encoding.name().to_owned(), "UTF-8", message)
            }),
            (!self.text.readings.is_empty()).then(|| self.ambiguous_encoding(rows)),
            self.text.is_unsure.then(|| Finding { severity: Severity::Warning, ..self.unsure_encoding() }),
            (self.text.is_implausible && self.text.readings.is_empty()).then(|| {
                let encoding = self.text.encoding.name();
                let finding = Finding { value: encoding.into(), ..self.unsure_encoding() };
                finding.with_fix(Some(Fix::suggestion(encoding)))
            }),
            self.sep_line_delimiter.map(|sep_line_delimiter| {
                rewritten(Rule::FileDelimiter, format!("sep={}", char::from(sep_line_delimiter)), "", Message::SepLine)
            }),
            self.delimiter.filter(|delimiter| *delimiter != b',').map(|delimiter| {
                let delimiter = char::from(delimiter);
                let message = match delimiter {
                    '\t' => Message::DelimitedByTabs,
                    _ => Message::Delimited { delimiter },
                };
                rewritten(Rule::FileDelimiter, delimiter.to_string(), ",", message)
            }),
            self.escaping.map(|escaping| match escaping {
                Escaping::Backslash => {
                    rewritten(Rule::FileEscape, "\\\"".to_owned(), "\"\"", Message::EscapedByBackslash)
                }
                Escaping::QuotedNull => rewritten(Rule::FileEscape, "\"N".to_owned(), "", Message::NullAfterQuote),
            }),
        ]
        .into_iter()
        .flatten()
    }

    fn unsure_encoding(&self) -> Finding<'static> {
        let encoding = self.text.encoding.name();
        let message = Message::EncodingUnsure { encoding, words: Quoted(self.text.words.clone()) };
        Finding::new(Rule::FileEncoding, Location::default(), message)
    }

    fn ambiguous_encoding(&self, rows: &Batch) -> Finding<'static> {
        let words = self.text.readings.first().map_or(&[][..], |reading| &reading.words);
        let readings = self.text.readings.iter();
        let readings = readings.map(|reading| (reading.encoding.name(), Quoted(reading.words.clone()))).collect();
        let readings = EncodingReadings(readings);
        let cells = match rows.is_keyed {
            true => Vec::new(),
            false => words.iter().filter_map(|word| cell_with(rows, word)).collect(),
        };
        let message = match cells.is_empty() {
            true => Message::EncodingAmbiguous { readings },
            false => Message::EncodingAmbiguousInCells { cells: Labels(cells), readings },
        };
        let encoding = self.text.encoding.name();
        let finding =
            Finding { value: encoding.into(), ..Finding::new(Rule::FileEncoding, Location::default(), message) };
        finding.with_fix(Some(Fix::suggestion(encoding)))
    }
}

/// Returns the name of the first cell that contains a text.
fn cell_with(rows: &Batch, text: &str) -> Option<String> {
    (0..rows.len()).find_map(|row| {
        let at = rows.cells(row).position(|cell| cell.contains(text))?;
        Some(cell_name(rows.number(row), at as u32))
    })
}

fn rewritten(rule: Rule, value: String, fixed: &str, message: Message) -> Finding<'static> {
    let finding = Finding { value: value.into(), ..Finding::new(rule, Location::default(), message) };
    finding.with_fix(Some(Fix::safe(fixed.to_owned())))
}

/// The delimiters that are tried, Partner Center's own first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Returns the length of the first line and the delimiter that it names, if it does.
fn sep_line(text: &[u8]) -> Option<(usize, u8)> {
    let end = memchr::memchr2(b'\n', b'\r', text)?;
    let line = text[..end].strip_prefix(b"\"").unwrap_or(&text[..end]);
    let (sep, rest) = line.split_at_checked(4)?;
    let &[delimiter @ (1..=0x21 | 0x23..=0x7f), ref after @ ..] = rest else { return None };
    // A tool that doesn't know such lines may have quoted it, or added empty cells.
    let is_alone = after.iter().all(|&byte| byte == b'"' || DELIMITERS.contains(&byte));
    let length = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (sep.eq_ignore_ascii_case(b"sep=") && is_alone).then_some((length, delimiter))
}

/// Skips a byte order mark and a line `sep=;`, and detects the delimiter of the rows that follow.
pub(super) fn detect_dialect(
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
    let escaping = detect_escaping(sample, delimiter);
    // Excel doesn't show a line `sep=;`: it is a line, and no row.
    parser.start(bom + length, u64::from(sep_line_delimiter.is_some()), delimiter);
    parser.escaping = escaping;
    Ok(Dialect { text: encoding, delimiter: Some(delimiter), sep_line_delimiter, escaping })
}

/// Returns the escaping with which fewer records of the sample are wrong than without, and none because of its quotes.
/// Records are wrong that have another number of cells than most, or a stray quote.
fn detect_escaping(sample: &[u8], delimiter: u8) -> Option<Escaping> {
    marks_in(sample, delimiter).find(|&escaping| {
        let whole = whole_rows(sample);
        let escaped = all_rows(whole, delimiter, Some(escaping));
        let standard = all_rows(whole, delimiter, None);
        let Some(width) = usual_width(&[&escaped, &standard]) else { return false };
        let wrong = |batch: &Batch| {
            let is_wrong = |row: &usize| {
                let cells = batch.cells(*row).len();
                batch.parse_error(*row).is_some() || cells > 1 && cells != width
            };
            (0..batch.len()).filter(is_wrong).count()
        };
        // The last record may be cut off.
        let has_stray_quote = |row: usize| escaped.stray_quote(row).is_some();
        let is_clean = !(0..escaped.len().saturating_sub(1)).any(has_stray_quote);
        is_clean && wrong(&escaped) < wrong(&standard)
    })
}

/// Returns the number of cells that most rows have in several readings of a text.
fn usual_width(readings: &[&Batch]) -> Option<usize> {
    let widths = readings.iter().flat_map(|batch| (0..batch.len()).map(|row| batch.cells(row).len()));
    let mut widths: Vec<usize> = widths.filter(|cells| *cells > 1).collect();
    widths.sort_unstable();
    widths.chunk_by(|one, other| one == other).max_by_key(|same| same.len()).map(|same| same[0])
}

fn all_rows(sample: &[u8], delimiter: u8, escaping: Option<Escaping>) -> Batch {
    let mut batch = Batch::default();
    let mut parser = CsvParser::new(Box::new(sample), delimiter);
    parser.escaping = escaping;
    while parser.read_rows(&mut batch).unwrap_or(false) {}
    batch
}

/// Returns the rows of a sample without the last one, which may be cut off.
fn whole_rows(sample: &[u8]) -> &[u8] {
    memchr::memrchr2(b'\n', b'\r', sample).map_or(sample, |end| &sample[..=end])
}

/// Returns the delimiter with which the first rows have the most known labels in one row; without labels, the one with
/// which most rows are laid out as in a list without a header.
fn detect_delimiter(sample: &[u8], sep_line_delimiter: Option<u8>, settings: &ReadSettings) -> u8 {
    let whole = whole_rows(sample);
    let candidates = sep_line_delimiter.into_iter().chain(DELIMITERS);
    let (mut best, mut best_without) = ((0, None), (0, sep_line_delimiter.unwrap_or(DELIMITERS[0])));
    for delimiter in candidates {
        let rows = first_rows(whole, delimiter);
        let named = header::find_and_count(&rows, settings).map_or(0, |(_, named)| named);
        if named > best.0 {
            best = (named, Some(delimiter));
        }
        if named == Column::ALL.len() {
            break; // no other can have more
        }
        let without = if best.0 == 0 { header::count_headerless(&rows, settings) } else { 0 };
        if without > best_without.0 {
            best_without = (without, delimiter);
        }
    }
    best.1.unwrap_or(best_without.1)
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
    fn the_line_for_excel_is_known() {
        assert_eq!(sep_line(b"sep=;\r\nName;Email"), Some((7, b';')));
        assert_eq!(sep_line(b"SEP=,\nName"), Some((6, b',')));
        assert_eq!(sep_line(b"\"sep=;\"\rName"), Some((8, b';')));
        assert_eq!(sep_line(b"sep=\t\nName"), Some((6, b'\t')));
        for other in ["sep=\nName", "sepal;length\n", "sep=;Name\n", "Name\n", "sep=;"] {
            assert_eq!(sep_line(other.as_bytes()), None, "{other:?}");
        }
    }

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
            ("Ann Lee;ann@example.com;CEO;Partner sales;US, CA\n", b';'),
            ("Name\tAnn, Bob\nEmail\ta@example.com\n", b'\t'),
            ("", b','),
        ] {
            assert_eq!(detect_delimiter(text.as_bytes(), None, &ReadSettings::default()), expected, "{text:?}");
        }
        assert_eq!(detect_delimiter(b"a;b\n", Some(b';'), &ReadSettings::default()), b';');
        assert_eq!(detect_delimiter(b"Name,Email\n", Some(b';'), &ReadSettings::default()), b',');
    }
}
