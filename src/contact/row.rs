use std::ops::Range;

use super::{Column, ColumnMap, LanguageSet, Location};

/// What stood in one row: a text cell for each of the six columns, and where each stood.
///
/// The text borrows the buffer of the batch that it was read in; a row costs no allocation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// The cells as they were received; empty where the source has none.
    pub cells: ColumnMap<&'a str>,
    /// The column of the source that each cell stood in, from 0; none where it came from elsewhere (`--set`) or the
    /// source has no grid (JSON).
    pub columns: ColumnMap<Option<u32>>,
    /// The row as Excel counts it, from 1.
    pub number: u64,
    /// Nothing but white space stands in the row, in any column of the source.
    pub is_blank: bool,
    /// The line of a text file on which the row starts, from 1.
    pub line: Option<u64>,
    /// The whole row as it was typed, in delimited text.
    pub delimited: Option<RawRecord<'a>>,
    /// The States/Provinces cell stood without quotation marks and after a space in delimited text, as a second code
    /// does where people type `US, CA` into the text of a CSV.
    pub typed_list: bool,
    /// The row is a header itself, and no contact.
    pub header: Option<RepeatedHeader>,
    /// The languages that the header is written in; none where it doesn't tell.
    pub languages: LanguageSet,
    /// What keeps the row from being read cell by cell.
    pub damage: Option<RowError>,
}

/// The cells of a row of delimited text, those beyond the last column too.
#[derive(Debug, Clone, Copy)]
pub struct RawRecord<'a> {
    /// All cells.
    pub cells: Cells<'a>,
    /// So many cells the header has.
    pub columns: usize,
    /// What parts them.
    pub delimiter: char,
}

impl RawRecord<'_> {
    /// Whether the row has more cells than the header.
    pub fn has_spare(&self) -> bool {
        self.cells.len() > self.columns
    }

    /// How many cells hold something, or stand before one that does.
    pub fn used(&self) -> usize {
        let is_used = |&at: &usize| !self.cells.get(at).trim().is_empty();
        (0..self.cells.len()).rev().find(is_used).map_or(0, |last| last + 1)
    }

    /// Cells put together as they were typed, without the white space around; those beyond the end are empty.
    pub fn text(&self, cells: &Range<usize>) -> String {
        let mut text = String::new();
        for cell in cells.clone() {
            if cell > cells.start {
                text.push(self.delimiter);
            }
            text.push_str(self.cells.get(cell));
        }
        if cells.len() > 1 { text.trim().to_owned() } else { text }
    }
}

/// Cells that stand in a buffer, in any way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells<'a> {
    /// The buffer.
    pub(crate) text: &'a str,
    /// Where each stands in it.
    pub(crate) spans: &'a [Span],
}

/// A stretch of a buffer, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// The same stretch, so many bytes further on.
    pub(crate) fn moved(self, by: usize) -> Self {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl<'a> Cells<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// All of them, from left to right.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let text = self.text;
        self.spans.iter().map(move |span| span.of(text))
    }

    /// A cell by its place, from 0; empty beyond the last.
    pub fn get(&self, at: usize) -> &'a str {
        self.spans.get(at).map_or("", |span| span.of(self.text))
    }
}

/// A header below the header, as lists that were pasted together have one each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatedHeader {
    /// It names the same columns in the same order.
    InOrder,
    /// It names others, or in another order: what stands under it is in other columns than the header says.
    Reordered,
}

/// What keeps a row from being read cell by cell: its cells can't be trusted to be in their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowError {
    /// Text stands beyond the last column.
    TooLong {
        /// The cells of the row, empty ones at its end left out.
        cells: usize,
        /// The columns of the header.
        columns: usize,
    },
    /// The row ends before the last column that needs a value.
    TooShort {
        /// The cells of the row.
        cells: usize,
        /// The columns of the header.
        columns: usize,
    },
    /// A quotation mark opens in it and is never closed.
    QuoteUnclosed,
    /// A quotation mark opens in it and is closed in another row, so that rows stand in a cell.
    RowsInCell,
    /// Its bytes can't be decoded; the cells hold U+FFFD for what can't be read.
    Undecodable {
        /// The encoding of the text.
        encoding: &'static str,
    },
    /// A JSON object stands where a text is expected.
    NotText(Column),
    /// A key stands twice in a JSON object.
    KeyRepeated(Column),
}

impl Row<'_> {
    /// Where the cell of a column stands.
    pub fn location(&self, column: Column) -> Location {
        Location { row: Some(self.number), line: self.line, column: self.columns[column] }
    }
}
