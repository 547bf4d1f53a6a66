//! Records as databases write them: quotes, delimiters and line ends inside cells after a backslash (MySQL, Redshift,
//! Spark, Python's `csv` without doubled quotes), and `"N` for a missing value (MySQL with `ESCAPED BY '"'`, and exports of
//! Cloud SQL). `csv_core` knows neither: it has no escapes outside of quotes.

use smallvec::SmallVec;

use super::source_span::OpenQuote;

/// The escapes in the cells of a text that Partner Center doesn't know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Escaping {
    /// A backslash before quotes, delimiters and line ends inside cells.
    Backslash,
    /// A quote and an N for a missing value.
    QuotedNull,
}

/// A cell for a missing value, under [`Escaping::QuotedNull`].
const NULL: &[u8] = b"\"N";

/// A record that is being read, byte by byte.
#[derive(Debug)]
pub(super) struct EscapedRecord {
    escaping: Escaping,
    delimiter: u8,
    state: State,
    /// The text of the cells, and where each ends.
    pub(super) text: Vec<u8>,
    pub(super) ends: Vec<usize>,
    /// The indexes of the quoted cells.
    pub(super) quoted: Vec<u32>,
    /// The quotes that aren't closed at the end of their cells.
    pub(super) open: SmallVec<[OpenQuote; 4]>,
    /// Number of bytes read, and where the last quote opened.
    length: usize,
    opened: usize,
    spans_lines: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Unquoted,
    UnquotedEscape,
    Quoted,
    QuotedEscape,
    /// After the N of a missing value, which may also be the first letter of a quoted cell.
    QuotedN,
    AfterQuote,
}

impl EscapedRecord {
    pub(super) fn new(escaping: Escaping, delimiter: u8) -> Self {
        EscapedRecord {
            escaping,
            delimiter,
            state: State::CellStart,
            text: Vec::new(),
            ends: Vec::new(),
            quoted: Vec::new(),
            open: SmallVec::new(),
            length: 0,
            opened: 0,
            spans_lines: false,
        }
    }

    /// Reads bytes up to the end of the record. Returns the number of bytes read, and whether the record has ended.
    pub(super) fn read(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (at, &byte) in bytes.iter().enumerate() {
            self.length += 1;
            if self.take(byte) {
                return (at + 1, true);
            }
        }
        (bytes.len(), false)
    }

    /// Ends the record at the end of the text. Returns whether a quote is still open.
    pub(super) fn finish(&mut self) -> bool {
        let is_open = matches!(self.state, State::Quoted | State::QuotedEscape);
        if matches!(self.state, State::UnquotedEscape | State::QuotedEscape) {
            self.text.push(b'\\');
        }
        if is_open {
            self.add_open_quote();
        }
        self.end_cell();
        is_open
    }

    /// Returns the length so far of the cell that is being read.
    pub(super) fn open_cell(&self) -> usize {
        self.text.len() - self.ends.last().copied().unwrap_or(0)
    }

    /// Reads a byte, and returns whether it ends the record.
    fn take(&mut self, byte: u8) -> bool {
        let is_line_end = matches!(byte, b'\n' | b'\r');
        let is_end = is_line_end || byte == self.delimiter;
        let is_escape = byte == b'\\' && self.escaping == Escaping::Backslash;
        match self.state {
            State::CellStart if byte == b'"' => {
                (self.opened, self.spans_lines) = (self.length - 1, false);
                self.state = State::Quoted;
                self.quoted.push(self.ends.len() as u32);
            }
            State::CellStart | State::Unquoted | State::AfterQuote | State::QuotedN if is_end => {
                self.end_cell();
                return is_line_end;
            }
            State::AfterQuote if byte == b'"' => {
                self.text.push(byte);
                self.state = State::Quoted;
            }
            State::AfterQuote => {
                if !matches!(byte, b' ' | b'\t' | 0x1a) {
                    self.add_open_quote();
                    self.state = State::Unquoted;
                }
                self.text.push(byte);
            }
            State::CellStart | State::Unquoted if is_escape => self.state = State::UnquotedEscape,
            State::CellStart | State::Unquoted => {
                self.text.push(byte);
                self.state = State::Unquoted;
            }
            State::UnquotedEscape | State::QuotedEscape => {
                if !is_end && !matches!(byte, b'\\' | b'"') {
                    self.text.push(b'\\');
                }
                self.text.push(byte);
                self.state = if self.state == State::QuotedEscape { State::Quoted } else { State::Unquoted };
            }
            State::Quoted | State::QuotedN => match byte {
                b'"' => self.state = State::AfterQuote,
                _ if is_escape => self.state = State::QuotedEscape,
                _ => {
                    let is_null = self.escaping == Escaping::QuotedNull && byte == b'N' && self.open_cell() == 0;
                    self.state = if is_null { State::QuotedN } else { State::Quoted };
                    self.spans_lines |= is_line_end;
                    self.text.push(byte);
                }
            },
        }
        false
    }

    fn end_cell(&mut self) {
        if self.state == State::QuotedN {
            self.text.pop();
            self.text.extend_from_slice(NULL);
        }
        self.ends.push(self.text.len());
        self.state = State::CellStart;
    }

    fn add_open_quote(&mut self) {
        let quote = OpenQuote { cell: self.ends.len(), start: self.opened, spans_lines: self.spans_lines };
        self.open.push(quote);
    }
}

/// Returns the kinds of escaping of which a text has marks.
pub(super) fn marks_in(text: &[u8], delimiter: u8) -> impl Iterator<Item = Escaping> {
    let has = |first: u8, is_mark: fn(&[u8], u8) -> bool| {
        memchr::memchr_iter(first, text).any(|at| is_mark(&text[at + 1..], delimiter))
    };
    let backslash = has(b'\\', |rest, delimiter| {
        rest.first().is_some_and(|&byte| matches!(byte, b'"' | b'\n' | b'\r') || byte == delimiter)
    });
    let null = has(b'"', |rest, delimiter| match rest {
        [b'N', end, ..] => matches!(end, b'\n' | b'\r') || *end == delimiter,
        _ => false,
    });
    [backslash.then_some(Escaping::Backslash), null.then_some(Escaping::QuotedNull)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, escaping: Escaping) -> Vec<String> {
        let mut record = EscapedRecord::new(escaping, b',');
        let (length, is_ended) = record.read(text.as_bytes());
        if !is_ended {
            record.finish();
        }
        assert_eq!(length, text.len());
        let starts = [0].into_iter().chain(record.ends.iter().copied());
        let texts = starts.zip(&record.ends).map(|(start, &end)| &record.text[start..end]);
        assert!(record.open.is_empty(), "{text}");
        texts.map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }

    #[test]
    fn escapes_are_undone_and_other_backslashes_are_text() {
        for (text, expected) in [
            (r#""Ann \"Bo\" Lee","C:\\",x"#, [r#"Ann "Bo" Lee"#, r"C:\", "x"]),
            (r"Lee\, Ann,\N,a\b", ["Lee, Ann", r"\N", r"a\b"]),
            ("\"a\\\nb\",\"\",\"x\"\"y\"\n", ["a\nb", "", "x\"y"]),
            ("\"a\nb\",\"c\" ,\\", ["a\nb", "c ", "\\"]),
        ] {
            assert_eq!(cells(text, Escaping::Backslash), expected, "{text}");
        }
        for (text, expected) in [
            ("\"N,\"b\",\"N\n", ["\"N", "b", "\"N"]),
            ("\"No\",\"N\",\"\"\n", ["No", "N", ""]),
            ("\"a\\\",\"N\"\"x\",\"N", ["a\\", "N\"x", "\"N"]),
        ] {
            assert_eq!(cells(text, Escaping::QuotedNull), expected, "{text}");
        }
    }

    #[test]
    fn only_marks_of_escaping_are_found() {
        for (text, expected) in [
            (r#""a \"b\"","c""#, vec![Escaping::Backslash]),
            (r"Lee\, Ann", vec![Escaping::Backslash]),
            ("\"N,\"a\"", vec![Escaping::QuotedNull]),
            ("\"a\",\"N\n", vec![Escaping::QuotedNull]),
            (r#""CONTOSO\ann","N","No""#, vec![]),
        ] {
            assert_eq!(marks_in(text.as_bytes(), b',').collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
