//! Quotation marks around whole cells that CSV doesn't know: apostrophes, and the marks of word processors in the habits of
//! several languages. Marks of Markdown, too.
//!
//! A name in quotes may be meant so, but an address or a role never is. If an address and another cell have the same marks, a
//! program put the cells of the row into them, and they aren't a part of the text.

use std::borrow::Cow;

use crate::contact::{Column, Row};

/// Opening marks, and the marks that close them.
pub(super) const MARKS: [(&str, &[char]); 14] = [
    ("=\"", &['"']),
    ("\"", &['"']),
    ("'", &['\'']),
    ("“", &['”', '“']),
    ("”", &['”']),
    ("„", &['“', '”']),
    ("‘", &['’']),
    ("’", &['’']),
    ("‚", &['‘', '’']),
    ("«", &['»']),
    ("»", &['«']),
    ("‹", &['›']),
    ("›", &['‹']),
    ("「", &['」']),
];

/// Marks of Markdown around a text, longest first.
const MARKDOWN: [&str; 6] = ["***", "**", "__", "*", "_", "`"];

/// Returns the text in quotation marks around a whole cell, and the opening mark.
pub(super) fn unquoted(cell: &str) -> Option<(Cow<'_, str>, &'static str)> {
    // Fast path: the first bytes of the marks, and of spaces.
    if !matches!(cell.as_bytes().first()?, b'=' | b'"' | b'\'' | 0..=b' ' | 0xc2 | 0xe1..=0xe3) {
        return None;
    }
    let cell = cell.trim();
    MARKS.iter().find_map(|(open, close)| {
        let inner = cell.strip_prefix(open)?;
        let text = inner.strip_suffix(*close)?;
        if !text.contains(*close) {
            return Some((Cow::Borrowed(text.trim()), *open));
        }
        // As in CSV, a doubled mark is one.
        let doubled = format!("{open}{open}");
        let is_doubled = open.len() == 1 && !text.replace(&doubled, "").contains(*close);
        is_doubled.then(|| (Cow::Owned(text.trim().replace(&doubled, open)), *open))
    })
}

/// Returns the opening mark of the quotation marks around the cells of a row: those of the address, and of the name or the role.
pub(super) fn row_mark(row: &Row<'_>) -> Option<&'static str> {
    let mark = |column: Column| unquoted(row.cells[column]).map(|(_, mark)| mark);
    // A name that was joined of two cells has lost its marks.
    let has_mark =
        |of_email: &&str| [Column::Name, Column::Role].into_iter().any(|column| mark(column) == Some(of_email));
    mark(Column::Email).filter(has_mark)
}

/// Returns the text between marks of Markdown, if the row is one of a table in Markdown.
pub(super) fn without_markdown<'a>(row: &Row<'a>, column: Column) -> Option<&'a str> {
    let line = row.delimited.filter(|line| line.delimiter == '|')?;
    let last = line.cells.len().checked_sub(1).filter(|last| *last > 1)?;
    let has_edges = [0, last].into_iter().all(|cell| line.cells.get(cell).trim().is_empty());
    let cell = row.cells[column].trim();
    let inner = || {
        MARKDOWN.iter().find_map(|mark| {
            let text = cell.strip_prefix(mark)?.strip_suffix(mark)?;
            let is_inner = !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
            (is_inner && !text.is_empty() && !text.contains(['*', '_', '`'])).then_some(text)
        })
    };
    if has_edges { inner() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_whole_cell_are_known() {
        for (cell, expected) in [
            ("'Ann Lee'", Some("Ann Lee")),
            (" 'O''Brien' ", Some("O'Brien")),
            ("\"Ann\"", Some("Ann")),
            ("“Ann Lee”", Some("Ann Lee")),
            ("„Ann Lee“", Some("Ann Lee")),
            ("«\u{a0}Ann Lee\u{a0}»", Some("Ann Lee")),
            ("‘Ann Lee’", Some("Ann Lee")),
            ("''", Some("")),
            ("“”", Some("")),
            ("'Ann' 'Lee'", None),
            ("'Ann Lee", None),
            ("O'Brien", None),
            ("“Ann” Lee", None),
            ("'", None),
            ("", None),
        ] {
            assert_eq!(unquoted(cell).map(|(text, _)| text.into_owned()).as_deref(), expected, "{cell}");
        }
    }
}
