//! The form of a delimited text: its encoding, its delimiter, and a line `sep=` that names the delimiter.

use crate::contact::Location;
use crate::diagnostics::{Finding, Fix, Message, Quoted, Rule, Severity};
use crate::read::Encoding;
use crate::read::encoding::DetectedEncoding;

/// How a text was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Dialect {
    pub(in crate::read) text: DetectedEncoding,
    pub(in crate::read) delimiter: u8,
    /// The delimiter that a first line `sep=;` names, as Excel understands it.
    pub(in crate::read) sep_line_delimiter: Option<u8>,
}

impl Dialect {
    /// Returns findings for what Partner Center doesn't accept.
    pub(in crate::read) fn findings(&self) -> impl Iterator<Item = Finding<'static>> {
        [
            (self.text.encoding != Encoding::UTF_8).then(|| {
                let message = match self.text.words.as_slice() {
                    words if self.text.is_unsure || words.is_empty() => Message::Encoded,
                    words => Message::EncodedWords { words: Quoted(words.to_vec()) },
                };
                rewritten(Rule::FileEncoding, self.text.encoding.name().to_owned(), "UTF-8", message)
            }),
            self.text.is_unsure.then(|| {
                let encoding = self.text.encoding.name();
                let message = Message::EncodingUnsure { encoding, words: Quoted(self.text.words.clone()) };
                let finding = Finding::new(Rule::FileEncoding, Location::default(), message);
                Finding { severity: Severity::Warning, ..finding }
            }),
            self.sep_line_delimiter.map(|sep_line_delimiter| {
                rewritten(Rule::FileDelimiter, format!("sep={}", char::from(sep_line_delimiter)), "", Message::SepLine)
            }),
            (self.delimiter != b',').then(|| {
                let delimiter = char::from(self.delimiter);
                let message = match delimiter {
                    '\t' => Message::DelimitedByTabs,
                    _ => Message::Delimited { delimiter },
                };
                rewritten(Rule::FileDelimiter, delimiter.to_string(), ",", message)
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

/// The delimiters that are tried, Partner Center's own first.
pub(in crate::read) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Returns the length of the first line and the delimiter that it names, if it does.
pub(in crate::read) fn sep_line(text: &[u8]) -> Option<(usize, u8)> {
    let end = memchr::memchr2(b'\n', b'\r', text)?;
    let line = text[..end].strip_prefix(b"\"").unwrap_or(&text[..end]);
    let (sep, rest) = line.split_at_checked(4)?;
    let &[delimiter @ (1..=0x21 | 0x23..=0x7f), ref after @ ..] = rest else { return None };
    // A tool that doesn't know such lines may have quoted it, or added empty cells.
    let is_alone = after.iter().all(|&byte| byte == b'"' || DELIMITERS.contains(&byte));
    let length = end + if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (sep.eq_ignore_ascii_case(b"sep=") && is_alone).then_some((length, delimiter))
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
}
