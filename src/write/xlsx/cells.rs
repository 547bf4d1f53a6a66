use std::borrow::Cow;

use crate::contact::{Column, ColumnMap};

/// The names of the columns in a sheet.
const LETTERS: ColumnMap<&str> = ColumnMap(["A", "B", "C", "D", "E", "F"]);

/// Writes a row as the library would: a cell for each text that is not empty. Row numbers are from 1.
pub(super) fn write_row(xml: &mut Vec<u8>, number: u32, cells: &ColumnMap<&str>, style: &str) {
    let number = number.to_string();
    write(xml, ["<row r=\"", &number, "\">"]);
    for column in Column::ALL.into_iter().filter(|column| !cells[*column].is_empty()) {
        let text = cells[column];
        let space = if is_outer_space(text) { " xml:space=\"preserve\"" } else { "" };
        write(xml, ["<c r=\"", LETTERS[column], &number, "\" s=\"", style, "\" t=\"inlineStr\"><is><t", space, ">"]);
        write_text(xml, text);
        write(xml, ["</t></is></c>"]);
    }
    write(xml, ["</row>"]);
}

fn write<const PARTS: usize>(xml: &mut Vec<u8>, parts: [&str; PARTS]) {
    parts.into_iter().for_each(|part| xml.extend_from_slice(part.as_bytes()));
}

/// Whether a reader of XML might drop space around the text.
fn is_outer_space(text: &str) -> bool {
    let space = ['\t', '\n', ' '];
    text.starts_with(space) || text.ends_with(space)
}

/// Writes a text with what means something in XML escaped, and as Excel does it what XML can't hold, and text that looks like
/// that.
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

/// Whether a text starts as `_x0041_` does.
fn is_escape(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit))
}
