//! A row of delimited text as it is written in the file: which bytes a cell has, and where that is in lines and
//! columns.

use std::ops::Range;

use memchr::{memchr, memchr2_iter};

use crate::contact::{Position, SourceSpan, TextRange};

/// Returns whether a cell has a line break and looks like several rows: it has delimiters and an e-mail address.
pub(in crate::read) fn holds_rows(cell: &[u8], delimiter: u8) -> bool {
    cell.split(|&byte| byte == b'\n' || byte == b'\r').nth(1).is_some()
        && cell.split(|&byte| byte == delimiter).filter(|part| !part.trim_ascii().is_empty()).nth(2).is_some()
        && cell.split(|&byte| byte == delimiter).any(is_address)
}

fn is_address(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.contains(&b'@') && !text.iter().any(u8::is_ascii_whitespace)
}

/// Returns the indexes of the cells of a row that are quoted in the file.
pub(in crate::read) fn quoted_cells(raw: &[u8], delimiter: u8, count: usize) -> impl Iterator<Item = u32> {
    let has_quotes = memchr(b'"', raw).is_some();
    let starts = has_quotes.then(|| cell_starts(raw, delimiter)).into_iter().flatten();
    (0..count as u32).zip(starts).filter(|(_, start)| raw.get(*start) == Some(&b'"')).map(|(cell, _)| cell)
}

/// A quote at the start of a cell that isn't closed at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct OpenQuote {
    /// The index of the cell, and the offset of its quote in the row.
    pub(in crate::read) cell: usize,
    pub(in crate::read) start: usize,
    /// The cell continues in another line.
    pub(in crate::read) spans_lines: bool,
}

/// Returns the quotes of a row that aren't closed at the end of their cells: text other than spaces follows the closing
/// quote, or there is none.
pub(in crate::read) fn open_quotes(raw: &[u8], delimiter: u8) -> impl Iterator<Item = OpenQuote> {
    let quoted = cell_starts(raw, delimiter).enumerate().filter(|(_, start)| raw.get(*start) == Some(&b'"'));
    quoted.filter_map(move |(cell, start)| {
        let close = closing_quote(raw, start);
        let rest = close.map_or(&b"-"[..], |close| without_spaces(&raw[close + 1..], delimiter));
        let is_closed = rest.first().is_none_or(|&byte| byte == delimiter || byte == END_OF_FILE);
        let is_line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let spans_lines = raw[start..close.unwrap_or(raw.len())].trim_ascii_end().iter().any(is_line_end);
        (!is_closed).then_some(OpenQuote { cell, start, spans_lines })
    })
}

/// Returns what follows the spaces and the line end at the start of a text; a tab may be the delimiter.
fn without_spaces(text: &[u8], delimiter: u8) -> &[u8] {
    let is_other = |byte: &u8| *byte == delimiter || !byte.is_ascii_whitespace();
    &text[text.iter().position(is_other).unwrap_or(text.len())..]
}

/// The character that ends a text in CP/M and early MS-DOS, Ctrl+Z.
const END_OF_FILE: u8 = 0x1a;

/// Returns the offset of the quote that closes the cell whose quote is at `start`. A doubled quote doesn't.
fn closing_quote(raw: &[u8], start: usize) -> Option<usize> {
    let mut offset = start + 1;
    loop {
        offset += memchr(b'"', raw.get(offset..)?)?;
        if raw.get(offset + 1) != Some(&b'"') {
            return Some(offset);
        }
        offset += 2;
    }
}

/// Returns the offset at which a cell of a row starts.
pub(in crate::read) fn cell_start(raw: &[u8], delimiter: u8, cell: usize) -> Option<usize> {
    cell_starts(raw, delimiter).nth(cell)
}

/// Returns a row without its line end.
pub(in crate::read) fn without_line_end(raw: &[u8]) -> &[u8] {
    let line_end = raw.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    &raw[..raw.len() - line_end]
}

/// Returns the number of line ends in a part of a text.
pub(in crate::read) fn line_ends(text: &[u8]) -> u64 {
    lines(text, &mut false)
}

/// Returns the cells of a row as they are written, with their quotes.
pub(in crate::read) fn written_cells(raw: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let mut starts = cell_starts(raw, delimiter).peekable();
    let end = without_line_end(raw).len();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        Some(&raw[start.min(end)..starts.peek().map_or(end, |next| next - 1)])
    })
}

/// Returns the offsets at which the cells of a row start. A quote has a meaning only at the start of a cell.
fn cell_starts(raw: &[u8], delimiter: u8) -> impl Iterator<Item = usize> {
    let after = move |start: usize| {
        let mut offset = start;
        if raw.get(offset) == Some(&b'"') {
            offset = closing_quote(raw, start)? + 1;
        }
        Some(offset + raw.get(offset..)?.iter().position(|&byte| byte == delimiter)? + 1)
    };
    std::iter::successors(Some(0), move |&start| after(start))
}

/// The place of the last piece in a long cell, from which the next piece is looked for: a cell may have thousands of
/// findings, and each of them would go through the whole row.
#[derive(Debug, Default)]
pub(crate) struct TypedCursor {
    /// The row and the cell, with its value.
    cell: (usize, u32),
    value: String,
    whole: TextRange,
    delimiter: char,
    /// The offsets in the value and in the row, and the position of the latter.
    at: (usize, usize, Position),
    /// The beginning of the value.
    start: (usize, usize, Position),
    is_quoted: bool,
}

impl TypedCursor {
    /// The length in bytes from which a cell is long.
    const LONG: usize = 256;

    /// Returns the location of a piece like [`typed`], for a cell of the row with this index.
    pub(in crate::read) fn typed(
        &mut self,
        raw: &str,
        line: u64,
        cell: (usize, u32),
        delimiter: char,
        value: &str,
        piece: Option<Range<usize>>,
    ) -> Option<SourceSpan> {
        let piece = match piece {
            Some(piece) if value.len() >= Self::LONG => piece,
            piece => return typed(raw, line, cell.1 as usize, delimiter, value, piece),
        };
        if self.cell != cell || self.value != value {
            let whole = typed(raw, line, cell.1 as usize, delimiter, value, None)?.cell;
            let start = cell_start(raw.as_bytes(), u8::try_from(delimiter).ok()?, cell.1 as usize)?;
            self.is_quoted = raw[start..].starts_with('"');
            let first = start + usize::from(self.is_quoted);
            self.start = (0, first, position(raw, line, first));
            (self.cell, self.value, self.whole, self.at, self.delimiter) =
                (cell, value.to_owned(), whole, self.start, delimiter);
        }
        let start = self.go_to(raw, piece.start);
        // The next piece may be within this one.
        let next = self.at;
        let end = self.go_to(raw, piece.end);
        self.at = next;
        Some(SourceSpan { cell: self.whole, piece: TextRange { start, end }, delimiter })
    }

    /// Goes to an offset of the value, and returns its position.
    fn go_to(&mut self, raw: &str, offset: usize) -> Position {
        if offset < self.at.0 {
            self.at = self.start;
        }
        let (in_value, in_row, place) = self.at;
        let quotes = match self.is_quoted {
            true => memchr::memchr_iter(b'"', &self.value.as_bytes()[in_value..offset]).count(),
            false => 0,
        };
        let next = in_row + (offset - in_value) + quotes;
        self.at = (offset, next, advanced(raw, place, in_row, next));
        self.at.2
    }
}

/// Returns the location of a cell in a row that starts at the start of a line, and of a part of its value; `None` if
/// the value of the cell isn't `value`.
pub(in crate::read) fn typed(
    raw: &str,
    line: u64,
    cell: usize,
    delimiter: char,
    value: &str,
    piece: Option<Range<usize>>,
) -> Option<SourceSpan> {
    let mut starts = cell_starts(raw.as_bytes(), u8::try_from(delimiter).ok()?).skip(cell);
    let start = starts.next()?;
    let end = starts.next().map_or(raw.trim_end_matches(['\r', '\n']).len(), |next| next - 1);
    let cell = raw.get(start..end)?;
    let in_row = |offset: usize| Some(start + typed_offset(cell, value, offset)?);
    // This goes through the whole cell, which checks that it has the value.
    let last = in_row(value.len())?;
    if end - last != usize::from(cell.starts_with('"')) {
        return None;
    }
    let range = |from, to| TextRange { start: position(raw, line, from), end: position(raw, line, to) };
    let whole = range(start, end);
    let piece = match piece {
        Some(piece) => range(in_row(piece.start)?, in_row(piece.end)?),
        None => whole,
    };
    Some(SourceSpan { cell: whole, piece, delimiter })
}

/// Converts an offset in the value of a cell to one in the cell as it is written; `None` if the cell has another value
/// before it.
fn typed_offset(cell: &str, value: &str, offset: usize) -> Option<usize> {
    let Some(quoted) = cell.strip_prefix('"') else {
        return (cell.get(..offset)? == value.get(..offset)?).then_some(offset);
    };
    let mut typed = quoted.bytes().enumerate();
    for byte in value.bytes().take(offset) {
        let (_, found) = typed.next()?;
        if found != byte || (byte == b'"' && typed.next()?.1 != b'"') {
            return None;
        }
    }
    Some(1 + typed.next().map_or(quoted.len(), |(offset, _)| offset))
}

/// Returns the line and the column of an offset in a row that starts at the start of a line.
fn position(raw: &str, line: u64, offset: usize) -> Position {
    advanced(raw, Position { line, column: 1 }, 0, offset)
}

/// Returns the position of an offset in a row from that of an earlier one.
fn advanced(raw: &str, mut position: Position, from: usize, to: usize) -> Position {
    for (offset, c) in raw[from..to].char_indices() {
        if c == '\n' || (c == '\r' && !raw[from + offset + 1..].starts_with('\n')) {
            position = Position { line: position.line + 1, column: 1 };
        } else {
            position.column += c.len_utf16() as u64;
        }
    }
    position
}

/// Returns the number of line ends in a row: LF, CRLF or CR.
pub(in crate::read) fn lines(raw: &[u8], after_return: &mut bool) -> u64 {
    if memchr(b'\r', raw).is_none() {
        *after_return = false;
        return memchr::memchr_iter(b'\n', raw).count() as u64;
    }
    let mut lines = 0;
    let mut last_return = None;
    for offset in memchr2_iter(b'\n', b'\r', raw) {
        let ends_return = raw[offset] == b'\n' && offset > 0 && last_return == Some(offset - 1);
        lines += u64::from(!ends_return);
        last_return = (raw[offset] == b'\r').then_some(offset);
    }
    *after_return = last_return.is_some_and(|offset| offset + 1 == raw.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and column of the start and of the end of a piece.
    fn piece(raw: &str, cell: usize, value: &str, text: &str) -> Option<[u64; 4]> {
        let start = value.find(text).unwrap();
        let typed = typed(raw, 7, cell, ',', value, Some(start..start + text.len()))?;
        let TextRange { start, end } = typed.piece;
        Some([start.line, start.column, end.line, end.column])
    }

    #[test]
    fn pieces_are_found_in_cells_with_and_without_quotes() {
        assert_eq!(piece("a,US;XX,c\r\n", 1, "US;XX", "XX"), Some([7, 6, 7, 8]));
        assert_eq!(piece("a,\"US, XX\",c\n", 1, "US, XX", "XX"), Some([7, 8, 7, 10]));
        assert_eq!(piece("a,\"a \"\"b\"\" XX\"", 1, "a \"b\" XX", "XX"), Some([7, 12, 7, 14]));
        assert_eq!(piece("a,\"b\nc XX\",d\r\n", 1, "b\nc XX", "XX"), Some([8, 3, 8, 5]));
        assert_eq!(piece("a,\"b\r\nc XX\",d\r\n", 1, "b\r\nc XX", "XX"), Some([8, 3, 8, 5]));
        // Columns are UTF-16 code units.
        assert_eq!(piece("é🎉,日 XX\n", 1, "日 XX", "XX"), Some([7, 7, 7, 9]));
    }

    #[test]
    fn pieces_of_long_cells_are_found_as_in_short_ones() {
        let long = "a \"b\" 日🎉 \n".repeat(100);
        for value in [long.as_str(), &long.replace(['"', '\n', ','], "-")] {
            let written =
                if value.contains('"') { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() };
            let raw = format!("é,{written},c\r\n");
            let mut cursor = TypedCursor::default();
            let starts: Vec<usize> = value.match_indices('b').map(|(start, _)| start).collect();
            for &start in starts.iter().chain(starts.iter().rev()) {
                let piece = Some(start..start + 1);
                let expected = typed(&raw, 7, 1, ',', value, piece.clone());
                assert!(expected.is_some());
                assert_eq!(cursor.typed(&raw, 7, (3, 1), ',', value, piece), expected);
            }
            assert_eq!(cursor.typed(&raw, 7, (4, 1), ',', &value.replace('b', "c"), Some(0..1)), None);
        }
    }

    #[test]
    fn the_cell_has_its_quotes() {
        let SourceSpan { cell, .. } = typed("a,\"US, XX\"\r\n", 2, 1, ',', "US, XX", None).unwrap();
        let location = |line, column| Position { line, column };
        assert_eq!(cell, TextRange { start: location(2, 3), end: location(2, 11) });
        let SourceSpan { cell, piece, .. } = typed("a,,c\n", 2, 1, ',', "", None).unwrap();
        assert_eq!((cell, piece), (TextRange { start: location(2, 3), end: location(2, 3) }, cell));
    }

    #[test]
    fn a_cell_that_holds_another_text_is_none() {
        for (raw, value) in
            [("a,NL, BE", "NL, BE"), ("a,\"b\"c", "bc"), ("a,b", "c"), ("a", "b"), ("a,bc", "b"), ("a,b", "bc")]
        {
            assert_eq!(typed(raw, 1, 1, ',', value, None), None, "{raw} {value}");
        }
    }
}
