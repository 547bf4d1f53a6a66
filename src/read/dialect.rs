//! How delimited text parts its cells: found by which delimiter makes the labels of a header appear.

use super::batch::Batch;
use super::csv::Parser;
use super::encoding::Settled;
use super::{Encoding, Settings, header};
use crate::contact::{Column, Location};
use crate::diagnostics::{Finding, Fix, Message, Rule, Severity};

/// How a text was read, where it is not as the portal reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) text: Settled,
    pub(super) delimiter: u8,
    /// What the first line says, where it only says that (`sep=;`), as Excel understands it.
    pub(super) said: Option<u8>,
}

impl Dialect {
    /// What the portal would not read.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding<'static>> {
        [
            (self.text.encoding != Encoding::UTF_8).then(|| {
                let words = if self.text.is_unsure { Vec::new() } else { self.text.words.clone() };
                let name = self.text.encoding.name().to_owned();
                rewritten(Rule::FileEncoding, name, "UTF-8", Message::Encoded { words })
            }),
            self.text.is_unsure.then(|| {
                let encoding = self.text.encoding.name();
                let message = Message::EncodingUnsure { encoding, words: self.text.words.clone() };
                let finding = Finding::new(Rule::FileEncoding, Location::default(), message);
                Finding { severity: Severity::Warning, ..finding }
            }),
            self.said
                .map(|said| rewritten(Rule::FileDelimiter, format!("sep={}", char::from(said)), "", Message::SepLine)),
            (self.delimiter != b',').then(|| {
                let delimiter = char::from(self.delimiter);
                rewritten(Rule::FileDelimiter, delimiter.to_string(), ",", Message::Delimited { delimiter })
            }),
        ]
        .into_iter()
        .flatten()
    }
}

fn rewritten(rule: Rule, value: String, fixed: &str, message: Message) -> Finding<'static> {
    let finding = Finding { value: value.into(), ..Finding::new(rule, Location::default(), message) };
    finding.with_fix(Some(Fix::safe(fixed.to_owned())))
}

/// The delimiters that lists have, the portal's own first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The bytes of the first line where it names the delimiter, and the delimiter.
pub(super) fn sep_line(text: &[u8]) -> Option<(usize, u8)> {
    let end = memchr::memchr2(b'\n', b'\r', text)?;
    let line = text[..end].strip_prefix(b"\"").unwrap_or(&text[..end]);
    let (sep, rest) = line.split_at_checked(4)?;
    let &[delimiter @ (1..=0x21 | 0x23..=0x7f), ref after @ ..] = rest else { return None };
    // A tool that took the line for a cell may have put quotation marks around it, or delimiters behind.
    let is_alone = after.iter().all(|&byte| byte == b'"' || DELIMITERS.contains(&byte));
    let length = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (sep.eq_ignore_ascii_case(b"sep=") && is_alone).then_some((length, delimiter))
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
    let mut parser = Parser::new(&mut sample, delimiter);
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
}
