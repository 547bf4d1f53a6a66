use std::ops::Range;

use super::{Column, ColumnMap, LanguageSet, Location};

/// A row as received: a text cell for each of the six columns, and the location of each.
///
/// The text borrows the buffer of its batch, so a row needs no allocation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// The cells as received; empty if the source has none.
    pub cells: ColumnMap<&'a str>,
    /// The column of the source for each cell, from 0. `None` if the value comes from elsewhere (`--set`) or the source
    /// has no grid (JSON).
    pub columns: ColumnMap<Option<u32>>,
    /// The row as Excel counts it, from 1.
    pub number: u64,
    /// The row has only white space, in all columns of the source.
    pub is_blank: bool,
    /// The row certainly has an @ in its column of addresses, as most have.
    pub has_address: bool,
    /// The line of a text file in which the row starts, from 1.
    pub line: Option<u64>,
    /// The whole record as received, in delimited text.
    pub delimited: Option<RawRecord<'a>>,
    /// The States/Provinces cell of comma-separated text may be the rest of an unquoted list such as `US, CA`: it starts with a
    /// space, unlike the cells before, and isn't quoted, or the record has more cells than the header.
    pub typed_list: bool,
    /// Set if the row is another header, and so not a contact.
    pub header: Option<RepeatedHeader>,
    /// The languages of the header; empty if they are unknown.
    pub languages: LanguageSet,
    /// The row error, if the row can't be read cell by cell.
    pub damage: Option<RowError>,
    /// Facts about a row of a workbook that its text doesn't show; mostly none.
    pub marks: &'a [RowMark],
    /// The quote that causes the row error.
    pub stray_quote: Option<&'a StrayQuote>,
}

/// A fact about a row, or about one of its cells, that its text doesn't show. All but [`RowMark::Edited`] are of workbooks. A cell is given by its column
/// in the source, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowMark {
    /// The row is hidden, by a filter or by hand.
    Hidden,
    /// The text of the cell is struck through.
    Struck(u32),
    /// A part of the cell's text is struck through, but not all of it.
    StruckPart(u32, Box<str>),
    /// The cell is covered by a merged cell, whose text it has here. The number is the first row of the merged cell.
    Merged(u32, u64),
    /// The cell has a data type of Excel, such as Geography, and an error value instead of its text.
    DataType(u32),
    /// The cell is a link to an e-mail address, whose target starts with `mailto:`.
    MailLink(u32, Box<str>),
    /// A person changed or added the row, so it is meant as a contact.
    Edited,
}

/// A quote that opens a cell of delimited text and isn't closed at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayQuote {
    /// The index of the cell.
    pub cell: u32,
    /// The line in which the quote opens, from 1.
    pub line: u64,
    /// The line in which the record ends.
    pub last_line: u64,
    /// The first words after the quote.
    pub text: Box<str>,
    /// The whole record as it is written, without its line end; empty if it is several rows.
    pub record: Box<str>,
}

/// A record of delimited text with all its cells, also those beyond the last column.
#[derive(Debug, Clone, Copy)]
pub struct RawRecord<'a> {
    pub cells: Cells<'a>,
    /// Which cells are quoted in the file.
    pub quoted: QuotedCells<'a>,
    /// Number of cells of the header.
    pub columns: usize,
    /// The index of the cell after the columns of countries and states; `u32::MAX` if it is one of our columns.
    pub after_lists: u32,
    pub delimiter: char,
}

/// Which cells of a record are quoted in the file.
#[derive(Debug, Clone, Copy)]
pub struct QuotedCells<'a> {
    /// The indexes of the quoted cells of all records of a batch, in order.
    pub indexes: &'a [u32],
    /// The index of the record's first cell.
    pub first: u32,
}

impl QuotedCells<'_> {
    /// Returns whether a cell of the record is quoted.
    pub fn contains(&self, cell: usize) -> bool {
        self.indexes.binary_search(&(self.first + cell as u32)).is_ok()
    }
}

impl RawRecord<'_> {
    /// Returns whether the record has more cells than the header.
    pub fn has_spare(&self) -> bool {
        self.cells.len() > self.columns
    }

    /// Returns whether some cells can be the pieces of one text whose commas were not quoted: none is quoted, and the record has
    /// more cells than the header, or each piece after the first was typed with a space before it, unlike the cells before.
    pub(crate) fn may_be_split(&self, cells: &Range<usize>) -> bool {
        let is_unquoted = !cells.clone().any(|cell| self.quoted.contains(cell));
        let is_spaced = || {
            cells.clone().skip(1).all(|cell| self.cells.get(cell).starts_with(' '))
                && !self.cells.has_space_up_to(cells.start)
        };
        self.delimiter == ',' && is_unquoted && (self.has_spare() || is_spaced())
    }

    /// Returns the number of cells up to the last one that isn't blank.
    pub fn used(&self) -> usize {
        let is_used = |&index: &usize| !self.cells.get(index).trim().is_empty();
        (0..self.cells.len()).rev().find(is_used).map_or(0, |last| last + 1)
    }

    /// Returns the text of several cells with the delimiters between them, trimmed. Cells beyond the end are empty.
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

/// Cells in a buffer, in any layout: each has its own span.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells<'a> {
    pub(crate) text: &'a str,
    /// The span of each cell in the buffer.
    pub(crate) spans: &'a [Span],
}

/// A byte range in a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// Returns the span shifted by a number of bytes.
    pub(crate) fn moved(self, by: usize) -> Self {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn slice(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl<'a> Cells<'a> {
    /// Returns the number of cells.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Returns whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Returns the cells from left to right.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let text = self.text;
        self.spans.iter().map(move |span| span.slice(text))
    }

    /// Returns whether a cell after the first, up to one with this index, starts with a space: then the list has a space after
    /// each comma, and no space shows anything.
    pub(crate) fn has_space_up_to(&self, last: usize) -> bool {
        (1..=last).any(|cell| self.get(cell).starts_with(' ') && !self.get(cell).trim().is_empty())
    }

    /// Returns a cell by its index from 0, or an empty text beyond the last one.
    pub fn get(&self, index: usize) -> &'a str {
        self.spans.get(index).map_or("", |span| span.slice(self.text))
    }
}

/// A cell that isn't blank, of any column of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilledCell<'a> {
    /// The column of the source, from 0.
    pub at: u32,
    /// The column of the template that it is, or is a part of.
    pub column: Option<Column>,
    pub text: &'a str,
}

/// The row above or below a row.
#[derive(Debug, Clone)]
pub(crate) enum Neighbor<'a> {
    /// The list's header, or a repeated one.
    Header,
    /// A row with its filled cells; none if it is blank.
    Row {
        cells: Vec<FilledCell<'a>>,
        /// The row has fewer cells than the required columns need, or more than the header.
        is_damaged: bool,
    },
    /// The row isn't known: it is beyond the batch, or there is none.
    Unknown,
}

/// A header below the header, as in several lists pasted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatedHeader {
    /// The same columns in the same order.
    InOrder,
    /// Other columns or another order: the cells below it are not in the columns of the first header.
    Reordered,
}

/// A row error: the reason why a row can't be read cell by cell, because its cells may not be in their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowError {
    /// There is text beyond the last column.
    TooLong {
        /// Number of cells, without empty ones at the end.
        cells: usize,
        /// Number of columns of the header.
        columns: usize,
    },
    /// The row ends before the last required column.
    TooShort {
        /// Number of cells.
        cells: usize,
        /// Number of columns of the header.
        columns: usize,
    },
    /// A quote opens in the row and is never closed.
    QuoteUnclosed,
    /// A quote opens in the row and closes in another one, so one cell contains rows.
    RowsInCell,
    /// Text follows a closing quote, so it is unclear where the cell ends.
    QuoteInside,
    /// The bytes can't be decoded; the cells have U+FFFD in their place.
    Undecodable {
        /// The encoding of the text.
        encoding: &'static str,
    },
    /// A JSON object has a value that isn't a text.
    NotText(Column),
    /// A JSON object has a key twice.
    KeyRepeated(Column),
}

impl<'a> Row<'a> {
    /// Returns the facts about the cell of a column: the result of `select` for the first mark of which it has one.
    pub(crate) fn mark_of<T>(&self, column: Column, select: impl Fn(&'a RowMark) -> Option<(u32, T)>) -> Option<T> {
        let source = self.columns[column]?;
        self.marks.iter().filter_map(select).find(|(marked, _)| *marked == source).map(|(_, fact)| fact)
    }

    /// Returns the location of a column's cell.
    pub fn location(&self, column: Column) -> Location {
        Location { row: Some(self.number), line: self.line, column: self.columns[column] }
    }
}
