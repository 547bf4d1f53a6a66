//! A batch of rows: one buffer for the text of all cells, and what is known of each row.

mod edits;
mod row_error;

pub(crate) use self::edits::{RowEdit, RowEdits};

use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

use super::column_merge;
use super::csv::Dialect;
use super::csv::source_span::TypedCursor;
use super::header::{ColumnSource, Header, MergeKind};
use crate::contact::{
    Cells, Column, ColumnMap, FilledCell, Neighbor, QuotedCells, RawRecord, RepeatedHeader, Row, RowError, RowMark,
    SourceSpan, Span, StrayQuote,
};
use crate::diagnostics::SheetRef;
use crate::util::{holds_any, unescape_formula};

/// Some thousand rows, with one buffer for the text of all their cells.
#[derive(Debug, Default)]
pub struct Batch {
    text: String,
    /// The span of each cell in `text`.
    cells: Vec<Span>,
    records: Vec<Record>,
    /// The source text of rows, if it is kept: the record, and its text.
    typed: Vec<(usize, Box<str>)>,
    /// The indexes of the cells of delimited text that are quoted, in order.
    quoted: Vec<u32>,
    /// Row errors found while the text was parsed: the record, and the error.
    parse_errors: Vec<(usize, RowError)>,
    /// The quotes that cause parse errors: the record, and the quote.
    stray_quotes: Vec<(usize, StrayQuote)>,
    /// Row errors of JSON values: the record, the label, and the error. They count only if the label is that of a
    /// column of the template.
    value_errors: Vec<(usize, u32, ValueError)>,
    /// The facts about rows of a workbook, and for each the record.
    marks: Vec<RowMark>,
    marked: Vec<u32>,
    /// Gives the cells their columns; `None` if the header has errors.
    header: Option<Arc<Header>>,
    /// Cells merged of several: for each row below the header, one for each merged column.
    joined: Vec<MergedCell>,
    /// Texts that a person typed for columns that the source doesn't have: the record, the column, and the text.
    beside: Vec<(usize, Column, Span)>,
    /// Number of rows up to the header.
    pub(super) above: usize,
    /// The labels known so far, if rows have keys (JSON).
    pub(super) labels: Vec<String>,
    /// Rows have keys (JSON). It is set even if there are no rows.
    pub(super) is_keyed: bool,
    /// How the text is read; in the first batch.
    pub(super) dialect: Option<Dialect>,
    /// The sheet that starts with this batch.
    pub(super) sheet: Option<SheetStart>,
    /// How often the number of rows that the first batch may hold is doubled for this one.
    doublings: u32,
}

/// The start of a sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetStart {
    pub(super) name: String,
    /// The sheets that have contacts and aren't read, because they have no header; with the first sheet only.
    pub(super) headerless: Vec<SheetRef>,
    /// The other sheets that aren't read; with the first sheet only.
    pub(super) others: Vec<SheetRef>,
    /// The names of the sheets that a person may choose; with the first sheet only.
    pub(super) choices: Vec<String>,
    /// With the first sheet only.
    pub(super) text_outside: Option<TextOutside>,
}

/// The lines of a web page that have an address and are in no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextOutside {
    /// Their number.
    pub(super) lines: u64,
    /// The start of the first.
    pub(super) first: String,
}

/// Makes the row error of a JSON value, for its column.
pub(super) type ValueError = fn(Column) -> RowError;

/// A row. It is small, because it moves from one processor's cache to another's.
#[derive(Debug, Clone, Copy)]
struct Record {
    /// The index of its first cell.
    cells: u32,
    /// The whole row in the text, if that is how CSV is written; else empty.
    verbatim: Span,
    number: u64,
    line: Option<NonZero<u64>>,
}

#[derive(Debug, Clone, Copy)]
struct MergedCell {
    text: Span,
    /// The source column of the first part with text.
    column: u32,
}

/// Rows of the first batch, which is soon full so that results come early. Later ones hold up to four times as many:
/// each goes through three threads, and to wake one takes as long as to process dozens of rows.
const ROWS: usize = 512;
const MAX_DOUBLINGS: u32 = 2;
/// A batch with much text is full sooner: long rows may have many findings, each with a long cell. So is one with many
/// cells.
const BYTES: usize = 256 * 1024;
const BYTES_OF_LONG_ROWS: usize = 128 * 1024;
const CELLS: usize = 64 * 1024;
/// A batch ends after a row with an address if there is one among so many more rows, so that headings and footers are in the
/// batch of the rows above and below them. The number is small, because that row may never come.
const MORE_ROWS: usize = 64;

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        let rows = ROWS << self.doublings;
        let bytes = if self.records.len() < ROWS { BYTES_OF_LONG_ROWS } else { BYTES };
        let is_full = self.records.len() >= rows || self.text.len() >= bytes || self.cells.len() >= CELLS;
        let may_grow =
            self.records.len() < rows + MORE_ROWS && self.text.len() < 2 * bytes && self.cells.len() < 2 * CELLS;
        is_full && (!may_grow || self.ends_with_address())
    }

    fn ends_with_address(&self) -> bool {
        let first = self.records.last().and_then(|record| self.cells.get(record.cells as usize));
        first.is_some_and(|first| holds_any(&self.text.as_bytes()[first.start as usize..], [b'@']))
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Returns the rows below the header, with their cells by columns.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.row_count()).map(|position| self.row_at(position))
    }

    pub(crate) fn row_count(&self) -> usize {
        if self.header.is_some() { self.len() - self.above } else { 0 }
    }

    /// Returns an empty batch that follows another, with capacity for what it will probably hold.
    pub(super) fn after(other: &Batch) -> Batch {
        let doublings = (other.doublings + 1).min(MAX_DOUBLINGS);
        let room = |length: usize| (length + length / 8) << (doublings - other.doublings);
        Batch {
            text: String::with_capacity(room(other.text.len()).min(BYTES + BYTES / 8)),
            cells: Vec::with_capacity(room(other.cells.len())),
            records: Vec::with_capacity(room(other.len())),
            doublings,
            ..Batch::default()
        }
    }

    /// Starts a row; its cells follow.
    pub(super) fn start(&mut self, number: u64, line: Option<u64>) {
        self.start_ahead(number, line, 0, None);
    }

    /// Starts a row whose cells are added together with those of others: `cells` is the number of cells before its own,
    /// and `verbatim` the row in their text, if that is how CSV is written.
    pub(super) fn start_ahead(&mut self, number: u64, line: Option<u64>, cells: usize, verbatim: Option<Span>) {
        let verbatim = verbatim.map_or(Span::default(), |span| span.moved(self.text.len()));
        let line = line.and_then(NonZero::new);
        self.records.push(Record { cells: (self.cells.len() + cells) as u32, verbatim, number, line });
    }

    /// Adds a cell to the last row.
    pub(super) fn add_cell(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Span::new(start, self.text.len()));
    }

    /// Adds a cell to the last row that has the same text as another one of the batch.
    pub(super) fn add_copy(&mut self, text: Span) {
        self.cells.push(text);
    }

    /// Returns the text of the last cell.
    pub(super) fn last_text(&self) -> Span {
        self.cells.last().copied().unwrap_or_default()
    }

    /// Adds a fact about the last row.
    pub(super) fn add_mark(&mut self, mark: RowMark) {
        self.marks.push(mark);
        self.marked.push(self.records.len() as u32 - 1);
    }

    /// Returns the facts about a row.
    #[inline]
    fn marks_of(&self, row: usize) -> &[RowMark] {
        if self.marks.is_empty() {
            return &[];
        }
        let start = self.marked.partition_point(|marked| (*marked as usize) < row);
        let count = self.marked[start..].partition_point(|marked| *marked as usize == row);
        &self.marks[start..start + count]
    }

    /// Returns whether a merged cell covers cells of a row and starts in another one above it, as in a header of two rows.
    pub(super) fn is_merged(&self, above: usize, row: usize) -> bool {
        let starts_there = |mark: &RowMark| matches!(mark, RowMark::Merged(_, first) if *first == self.number(above));
        self.marks_of(row).iter().any(starts_there)
    }

    /// Adds the cells of several rows: their text, and the span of each cell in it.
    pub(super) fn add_cells(&mut self, text: &str, cells: impl IntoIterator<Item = Span>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.extend(cells.into_iter().map(|span| span.moved(start)));
    }

    /// Sets which of the cells of delimited text that are added next are quoted, by their indexes among them.
    pub(super) fn set_quoted(&mut self, quoted: impl IntoIterator<Item = u32>) {
        let first = self.cells.len() as u32;
        self.quoted.extend(quoted.into_iter().map(|cell| first + cell));
    }

    /// Adds the row error of a JSON value of the last row, by the index of its label.
    pub(super) fn add_value_error(&mut self, label: usize, error: ValueError) {
        self.value_errors.push((self.records.len() - 1, label as u32, error));
    }

    /// Sets the parse error of the last row. A later error replaces an earlier one.
    pub(super) fn set_parse_error(&mut self, error: RowError) {
        let row = self.records.len() - 1;
        match self.parse_errors.last_mut() {
            Some((known, last)) if *known == row => *last = error,
            _ => self.parse_errors.push((row, error)),
        }
    }

    /// Sets the parse error that a quote of the last row causes.
    pub(super) fn set_stray_quote(&mut self, error: RowError, quote: StrayQuote) {
        self.set_parse_error(error);
        self.stray_quotes.push((self.records.len() - 1, quote));
    }

    /// Returns the quote that causes the parse error of a row.
    pub(super) fn stray_quote(&self, row: usize) -> Option<&StrayQuote> {
        let index = self.stray_quotes.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(&self.stray_quotes[index].1)
    }

    /// Returns the number of a row, as Excel counts.
    pub(super) fn number(&self, row: usize) -> u64 {
        self.records[row].number
    }

    pub(super) fn parse_error(&self, row: usize) -> Option<RowError> {
        let index = self.parse_errors.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(self.parse_errors[index].1)
    }

    pub(super) fn line(&self, row: usize) -> Option<u64> {
        self.records[row].line.map(NonZero::get)
    }

    /// Returns the cells of a row.
    pub(super) fn cells(&self, row: usize) -> impl ExactSizeIterator<Item = &str> {
        self.cells_in(row).iter()
    }

    /// Returns the cells of a row, for access by index.
    fn cells_in(&self, row: usize) -> Cells<'_> {
        let record = &self.records[row];
        let end = self.records.get(row + 1).map_or(self.cells.len(), |next| next.cells as usize);
        Cells { text: &self.text, spans: &self.cells[record.cells as usize..end] }
    }

    /// Returns which of the cells of a row are quoted.
    fn quoted_in(&self, row: usize) -> QuotedCells<'_> {
        QuotedCells { indexes: &self.quoted, first: self.records[row].cells }
    }

    /// Returns the cell of a row, by the index of the row in [`Batch::rows`].
    pub(crate) fn cell_at(&self, position: usize, column: Column) -> &str {
        let row = self.above + position;
        if let Some(text) = self.beside(row, column) {
            return text;
        }
        self.header.as_ref().map_or("", |header| self.cell_of(row, self.cells_in(row), &header.origins[column], header))
    }

    /// Returns the number of a row, by its index in [`Batch::rows`].
    pub(crate) fn number_at(&self, position: usize) -> u64 {
        self.number(self.above + position)
    }

    /// Returns all cells of a row as the source has them, without our helper columns, by its index in [`Batch::rows`].
    pub(crate) fn cells_at(&self, position: usize) -> impl Iterator<Item = &str> {
        let row = self.above + position;
        let header = self.header.as_deref();
        let beyond =
            header.and_then(|header| header.helpers.beyond).map(|column| self.cells_in(row).get(column as usize));
        self.list_cells(row, header).chain(beyond.filter(|text| !text.is_empty()))
    }

    /// Returns the text in our helper column of row numbers, if there is one, by the index of the row in
    /// [`Batch::rows`].
    pub(crate) fn original_row_at(&self, position: usize) -> Option<&str> {
        let column = self.header.as_deref()?.helpers.row?;
        Some(self.cells_in(self.above + position).get(column as usize).trim())
    }

    /// Returns the row that is so many rows below the row at an index in [`Batch::rows`], or above it if the number is negative.
    /// The row itself, with 0, is taken for a row of the list.
    /// Objects with keys have no neighbors, and neither have their cells places.
    pub(crate) fn neighbor(&self, position: usize, offset: isize) -> Neighbor<'_> {
        let header = self.header.as_deref().filter(|header| header.is_grid);
        let row = (self.above + position).checked_add_signed(offset).filter(|row| *row < self.len());
        let (Some(row), Some(header)) = (row, header) else {
            return Neighbor::Unknown;
        };
        let row_cells = self.cells_in(row);
        let is_repeated = || offset != 0 && header.again(row_cells) == Some(RepeatedHeader::InOrder);
        if row + 1 == self.above || row >= self.above && is_repeated() {
            return Neighbor::Header;
        }
        if row < self.above {
            return Neighbor::Unknown;
        }
        let is_filled = |(index, text): &(usize, &str)| !header.helpers.has(*index as u32) && !text.trim().is_empty();
        let filled = row_cells.iter().enumerate().filter(is_filled).map(|(index, text)| {
            let at = index as u32;
            FilledCell { at, column: header.column_at(at), text: text.trim() }
        });
        Neighbor::Row { cells: filled.collect(), is_damaged: self.row_error(row, row_cells, header).is_some() }
    }

    fn list_cells<'a>(&'a self, row: usize, header: Option<&'a Header>) -> impl Iterator<Item = &'a str> {
        let is_of_list = move |index: usize| header.is_none_or(|header| !header.helpers.has(index as u32));
        self.cells(row).enumerate().filter(move |(index, _)| is_of_list(*index)).map(|(_, cell)| cell)
    }

    /// Returns a row as it is in the list, without its line end, by its index in [`Batch::rows`]; `None` if CSV with
    /// the columns in this order would be written differently even if its cells are the same.
    pub(crate) fn verbatim_at(&self, position: usize, order: &[Column; 6]) -> Option<&str> {
        let header = self.header.as_ref().filter(|header| header.delimiter == Some(','))?;
        let row = self.above + position;
        let is_template = header.order.as_ref() == Some(order) && self.cells_in(row).len() == order.len();
        if is_template { self.verbatim(row) } else { None }
    }

    /// Returns a row as it is in the text, if that is how its cells would be written.
    pub(super) fn verbatim(&self, row: usize) -> Option<&str> {
        let span = self.records[row].verbatim;
        (!span.is_empty()).then(|| span.slice(&self.text))
    }

    /// Returns all that is known of the rows, for comparison in tests.
    #[cfg(test)]
    pub(super) fn known(&self) -> Vec<impl std::fmt::Debug + PartialEq> {
        let known = |row: usize| {
            let record = &self.records[row];
            let cells: Vec<&str> = self.cells(row).collect();
            let typed: Vec<_> = self.typed.iter().filter(|(record, _)| *record == row).collect();
            let quoted: Vec<bool> = (0..cells.len()).map(|cell| self.quoted_in(row).contains(cell)).collect();
            (record.number, record.line, self.parse_error(row), cells, format!("{typed:?}"), quoted)
        };
        (0..self.len()).map(known).collect()
    }

    /// Returns a row, by its index in [`Batch::rows`].
    pub(crate) fn row_at(&self, position: usize) -> Row<'_> {
        match &self.header {
            Some(header) => self.row(self.above + position, header),
            None => Row::default(),
        }
    }

    /// Removes the escaping against formulas that rejected rows got when they were written.
    pub(super) fn restore(&mut self) {
        let mut batch = Batch { text: String::with_capacity(self.text.len()), ..Batch::default() };
        for row in 0..self.len() {
            batch.start(0, None);
            self.cells(row).for_each(|cell| batch.add_cell(unescape_formula(cell)));
        }
        self.records.iter_mut().for_each(|record| record.verbatim = Span::default());
        (self.text, self.cells) = (batch.text, batch.cells);
    }

    /// Sets the header of the rows, and merges cells as it says.
    pub(super) fn set_header(&mut self, header: Option<Arc<Header>>) {
        self.header = header;
        let Some(header) = self.header.clone() else { return };
        self.empty_covered_people(&header);
        if header.joined == 0 {
            return;
        }
        let mut text = String::new();
        for row in self.above..self.len() {
            for column in Column::ALL {
                if let ColumnSource::Merged { joint, cells, .. } = &header.origins[column] {
                    let joined = self.join(row, *joint, cells, &mut text);
                    self.joined.push(joined);
                }
            }
        }
    }

    /// Empties the names and addresses that a merged cell covers, because it is those of another person. If one merged cell has the
    /// name and one the address, and both start in the same row, all of their rows are about one person.
    fn empty_covered_people(&mut self, header: &Header) {
        let mut covered = Vec::new();
        for row in self.marked.chunk_by(|one, other| one == other).map(|marks| marks[0] as usize) {
            let start_of = |cell: &u32| self.merged_from(row, *cell);
            let [names, addresses] = [Column::Name, Column::Email].map(|column| header.origins[column].cells());
            let [of_name, of_address] = [names, addresses].map(|cells| cells.iter().find_map(start_of));
            let is_own =
                |cell: &u32| start_of(cell) != of_name && !self.cells_in(row).get(*cell as usize).trim().is_empty();
            let is_one_person =
                of_name.is_some() && of_name == of_address && !names.iter().chain(addresses).any(is_own);
            if row >= self.above && !is_one_person {
                let cells = names.iter().chain(addresses).filter(|cell| start_of(cell).is_some());
                covered.extend(cells.map(|cell| self.records[row].cells + cell));
            }
        }
        covered.into_iter().for_each(|cell: u32| self.cells[cell as usize] = Span::default());
    }

    /// Returns whether a merged cell covers a cell that was emptied.
    fn is_emptied(&self, row: usize, cell: u32) -> bool {
        self.merged_from(row, cell).is_some() && self.cells_in(row).get(cell as usize).is_empty()
    }

    /// Returns the first row of the merged cell that covers a cell.
    fn merged_from(&self, row: usize, cell: u32) -> Option<u64> {
        self.marks_of(row).iter().find_map(|mark| match mark {
            RowMark::Merged(column, first) if *column == cell => Some(*first),
            _ => None,
        })
    }

    /// Merges cells of a row. If only one has a text, it isn't copied.
    fn join(&mut self, row: usize, joint: MergeKind, cells: &[u32], text: &mut String) -> MergedCell {
        let row_cells = self.cells_in(row);
        if joint == MergeKind::Name
            && let Some(column) = cells.iter().find(|cell| self.is_emptied(row, **cell))
        {
            // The other parts of the name aren't a name.
            return MergedCell { text: Span::default(), column: *column };
        }
        let is_there = |column: &&u32| (**column as usize) < row_cells.len();
        let parts = || cells.iter().filter(is_there).map(|&column| (column, row_cells.get(column as usize)));
        let mut used = parts().filter(|(_, part)| !part.trim().is_empty());
        let Some((column, only)) = used.next() else {
            return MergedCell { text: Span::default(), column: cells[0] };
        };
        if used.next().is_none() {
            let start = only.as_ptr() as usize - self.text.as_ptr() as usize;
            return MergedCell { text: Span::new(start, start + only.len()), column };
        }
        text.clear();
        let texts = parts().map(|(_, part)| part);
        match joint {
            MergeKind::Name => column_merge::name(texts.clone(), text),
            MergeKind::Words => column_merge::words(texts.clone(), text),
            MergeKind::List => column_merge::list(texts.clone(), text),
        }
        if joint == MergeKind::Name
            && let Some((column, part)) = column_merge::missing_part(texts, text).and_then(|index| parts().nth(index))
        {
            // Alone, the part is rejected as a name.
            let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
            return MergedCell { text: Span::new(start, start + part.len()), column };
        }
        let start = self.text.len();
        self.text.push_str(text);
        MergedCell { text: Span::new(start, self.text.len()), column }
    }

    #[inline(always)] // a call for each cell is as much work as the cell
    fn cell_of<'a>(
        &'a self,
        row: usize,
        row_cells: Cells<'a>,
        origin: &'a ColumnSource,
        header: &'a Header,
    ) -> &'a str {
        match origin {
            ColumnSource::Cell(column) => row_cells.get(*column as usize),
            origin => self.made_cell(row, row_cells, origin, header),
        }
    }

    /// Returns a cell that isn't simply a cell of the source.
    fn made_cell<'a>(
        &'a self,
        row: usize,
        row_cells: Cells<'a>,
        origin: &'a ColumnSource,
        header: &'a Header,
    ) -> &'a str {
        match origin {
            ColumnSource::Given(value) => value,
            ColumnSource::Nowhere => "",
            ColumnSource::Cell(_) | ColumnSource::FirstOf(_) => {
                row_cells.get(first_of(row_cells, origin.cells()) as usize)
            }
            ColumnSource::Merged { slot, .. } => {
                self.joined_at(row, *slot, header).map_or("", |joined| joined.text.slice(&self.text))
            }
        }
    }

    fn joined_at(&self, row: usize, slot: usize, header: &Header) -> Option<&MergedCell> {
        self.joined.get((row - self.above) * header.joined + slot)
    }

    /// Returns the source column of each cell of the row.
    fn columns_in(&self, row: usize, row_cells: Cells<'_>, header: &Header) -> ColumnMap<Option<u32>> {
        let mut columns = header.cell_columns;
        if header.is_direct || !header.is_grid {
            return columns;
        }
        for column in Column::ALL {
            match &header.origins[column] {
                ColumnSource::FirstOf(cells) => columns[column] = Some(first_of(row_cells, cells)),
                ColumnSource::Merged { slot, .. } => {
                    columns[column] = self.joined_at(row, *slot, header).map(|joined| joined.column);
                }
                ColumnSource::Cell(_) | ColumnSource::Given(_) | ColumnSource::Nowhere => {}
            }
        }
        columns
    }

    /// Returns a row with its cells by columns.
    pub(super) fn row<'a>(&'a self, row: usize, header: &'a Header) -> Row<'a> {
        let record = &self.records[row];
        let row_cells = self.cells_in(row);
        // Not `map`, which calls a function for each cell.
        let mut cells = ColumnMap::default();
        for (cell, origin) in cells.0.iter_mut().zip(&header.origins.0) {
            *cell = self.cell_of(row, row_cells, origin, header);
        }
        if !self.beside.is_empty() {
            Column::ALL
                .into_iter()
                .for_each(|column| cells[column] = self.beside(row, column).unwrap_or(cells[column]));
        }
        let columns = header.labels.len();
        let has_address = header.has_address(row_cells);
        let quoted = self.quoted_in(row);
        let after_lists = header.after_lists;
        let line = |delimiter| RawRecord { cells: row_cells, quoted, columns, after_lists, delimiter };
        // Our own rejects have quotes where they are needed, not where the list had them.
        let delimited = header.delimiter.filter(|_| header.is_direct && header.helpers.is_empty()).map(line);
        let is_quoted = || match header.origins[Column::States] {
            ColumnSource::Cell(column) => quoted.contains(column as usize),
            _ => true,
        };
        // The cells of our own rejects and annotated workbooks keep the space that they had in the list.
        let may_be_unquoted = || header.delimiter == Some(',') && !is_quoted() || !header.helpers.is_empty();
        let is_usual = || match header.origins[Column::Countries] {
            ColumnSource::Cell(column) => row_cells.has_space_up_to(column as usize),
            _ => false,
        };
        let marks = self.marks_of(row);
        let is_edited = !marks.is_empty() && marks.contains(&RowMark::Edited);
        let is_spaced = cells[Column::States].starts_with(' ') && may_be_unquoted() && !is_usual();
        Row {
            cells,
            columns: self.columns_in(row, row_cells, header),
            number: record.number,
            line: self.line(row),
            is_blank: !has_address && self.is_blank(row, row_cells, header),
            has_address,
            header: if has_address || is_edited { None } else { header.again(row_cells) },
            languages: header.languages,
            delimited,
            typed_list: is_spaced || header.delimiter == Some(',') && row_cells.len() > columns,
            damage: self.row_error(row, row_cells, header),
            marks,
            stray_quote: self.stray_quote(row),
        }
    }
}

impl Batch {
    /// Keeps the source text of the last row.
    pub(in crate::read) fn typed(&mut self, text: &str) {
        self.typed.push((self.records.len() - 1, text.into()));
    }

    /// Returns whether the source text of rows is kept.
    pub(crate) fn keeps_typed(&self) -> bool {
        !self.typed.is_empty()
    }

    /// Returns the location of a cell in the lines of the text, and of a part of it, by the index of its row in
    /// [`Batch::rows`]; `None` if the source text isn't kept, or if the cell has another value there.
    pub(crate) fn typed_at(
        &self,
        position: usize,
        cell: u32,
        value: &str,
        piece: Option<Range<usize>>,
        cursor: &mut TypedCursor,
    ) -> Option<SourceSpan> {
        let record = self.above + position;
        let index = self.typed.binary_search_by_key(&record, |(record, _)| *record).ok()?;
        let delimiter = self.header.as_ref()?.delimiter?;
        let line = self.line(record)?;
        cursor.typed(&self.typed[index].1, line, (position, cell), delimiter, value, piece)
    }
}

/// Returns the first of some columns that has a value in the row; the first of all if none has.
fn first_of(row_cells: Cells<'_>, cells: &[u32]) -> u32 {
    let has_value = |column: &u32| !row_cells.get(*column as usize).trim().is_empty();
    cells.iter().copied().find(has_value).unwrap_or(cells[0])
}
