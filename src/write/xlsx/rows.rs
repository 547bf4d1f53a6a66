//! The XML of rows, as rust_xlsxwriter writes it.

use std::borrow::Cow;

use crate::contact::{Column, ColumnMap};

/// Column names of a sheet.
const LETTERS: ColumnMap<&str> = ColumnMap(["A", "B", "C", "D", "E", "F"]);

/// Writes a row: a cell for each text that isn't empty. Row numbers start at 1.
pub(super) fn write_row(xml: &mut Vec<u8>, number: u32, cells: &ColumnMap<&str>, style: &str) {
    let number = number.to_string();
    write(xml, ["<row r=\"", &number, "\">"]);
    for column in Column::ALL.into_iter().filter(|column| !cells[*column].is_empty()) {
        let text = cells[column];
        let space = if has_outer_space(text) { " xml:space=\"preserve\"" } else { "" };
        write(xml, ["<c r=\"", LETTERS[column], &number, "\" s=\"", style, "\" t=\"inlineStr\"><is><t", space, ">"]);
        write_text(xml, text);
        write(xml, ["</t></is></c>"]);
    }
    write(xml, ["</row>"]);
}

fn write<const PARTS: usize>(xml: &mut Vec<u8>, parts: [&str; PARTS]) {
    parts.into_iter().for_each(|part| xml.extend_from_slice(part.as_bytes()));
}

/// Returns whether an XML reader may drop white space at the start or end of the text.
fn has_outer_space(text: &str) -> bool {
    let space = ['\t', '\n', ' '];
    text.starts_with(space) || text.ends_with(space)
}

/// Writes a text with the special characters of XML escaped. Characters that XML can't hold, and text that looks like their escape,
/// are escaped as Excel does (`_x0001_`).
fn write_text(xml: &mut Vec<u8>, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (length, escaped) = match byte {
            b'&' => (1, Cow::Borrowed("&amp;")),
            b'<' => (1, Cow::Borrowed("&lt;")),
            b'>' => (1, Cow::Borrowed("&gt;")),
            b'_' if is_escape(&text.as_bytes()[at..]) => (1, Cow::Borrowed("_x005F_")),
            b'\t' | b'\n' => continue,
            0..0x20 => (1, Cow::Owned(format!("_x{byte:04X}_"))),
            0xEF if text[at..].starts_with('\u{FFFE}') => (3, Cow::Borrowed("_xFFFE_")),
            0xEF if text[at..].starts_with('\u{FFFF}') => (3, Cow::Borrowed("_xFFFF_")),
            _ => continue,
        };
        write(xml, [&text[written..at], &escaped]);
        written = at + length;
    }
    write(xml, [&text[written..]]);
}

/// Returns whether a text starts with an escape such as `_x0041_`.
fn is_escape(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit))
}
