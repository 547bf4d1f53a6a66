mod row_error;

use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

use super::column_merge;
use super::csv::{Dialect, source_span};
use super::header::{ColumnSource, Header, MergeKind};
use crate::contact::{Cells, Column, ColumnMap, RawRecord, Row, RowError, SourceSpan, Span, restored};
use crate::diagnostics::OtherSheet;

/// Rows as they were read, some thousand at a time: one buffer of text for all their cells.
#[derive(Debug, Default)]
pub struct Batch {
    text: String,
    /// Where each cell stands in `text`.
    cells: Vec<Span>,
    records: Vec<Record>,
    /// Rows as they were typed, where that is kept: the record, and its text.
    typed: Vec<(usize, Box<str>)>,
    /// Cells that stood without quotation marks and after a space, sorted.
    spaced: Vec<u32>,
    /// What was seen to be wrong with rows as they were read: the record, and what it is.
    damages: Vec<(usize, RowError)>,
    /// Values of keys that are none: the row, the label, and what is wrong. It matters where the label is one of ours.
    faults: Vec<(usize, u32, ValueFault)>,
    /// What gives the cells their columns; none where the header can't do.
    header: Option<Arc<Header>>,
    /// What is joined of several cells: for each row below the header and each column that is, the text and its first cell.
    joined: Vec<MergedCell>,
    /// So many rows are the header and what is above it.
    pub(super) above: usize,
    /// The labels known so far, where rows carry them with them (JSON).
    pub(super) labels: Vec<String>,
    /// Rows carry their labels with them, even if there are no rows.
    pub(super) is_keyed: bool,
    /// How the text was read, with its first rows.
    pub(super) dialect: Option<Dialect>,
    /// The sheet that starts with these rows.
    pub(super) sheet: Option<SheetStart>,
    /// It may hold as many rows as the first of a list, doubled so many times.
    doublings: u32,
}

/// A sheet whose rows follow.
#[derive(Debug, Clone)]
pub(super) struct SheetStart {
    pub(super) name: String,
    /// The sheets that are not read, which is said once.
    pub(super) others: Vec<OtherSheet>,
}

/// What is wrong with the value of a column.
pub(super) type ValueFault = fn(Column) -> RowError;

/// It is small, since it goes from one processor to another.
#[derive(Debug, Clone, Copy)]
struct Record {
    /// Where its cells start.
    cells: u32,
    /// Where it stands as a whole in the text, as CSV is written; empty where it doesn't.
    verbatim: Span,
    number: u64,
    line: Option<NonZero<u64>>,
}

#[derive(Debug, Clone, Copy)]
struct MergedCell {
    text: Span,
    /// The source's column that the first part with text stands in.
    column: u32,
}

/// The first batch is full at so many rows, and soon there. Those after it hold up to four times as many, since each goes through
/// three threads, and to wake one takes as long as to judge dozens of rows.
const ROWS: usize = 512;
const MOST_DOUBLINGS: u32 = 2;
/// Long rows fill a batch sooner: they may have many findings, each with a long cell. So do many cells.
const BYTES: usize = 256 * 1024;
const BYTES_OF_LONG_ROWS: usize = 128 * 1024;
const CELLS: usize = 64 * 1024;

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        let rows = ROWS << self.doublings;
        let bytes = if self.records.len() < ROWS { BYTES_OF_LONG_ROWS } else { BYTES };
        self.records.len() >= rows || self.text.len() >= bytes || self.cells.len() >= CELLS
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The rows, as the header gives them their columns; the header itself and what is above it left out.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.row_count()).map(|at| self.row_at(at))
    }

    pub(crate) fn row_count(&self) -> usize {
        if self.header.is_some() { self.len() - self.above } else { 0 }
    }

    /// The empty batch that follows another, with room for what it will probably hold.
    pub(super) fn after(other: &Batch) -> Batch {
        let doublings = (other.doublings + 1).min(MOST_DOUBLINGS);
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

    /// Starts a row whose cells follow with those of others: it has so many of them before its own, and stands as it would be
    /// written in their text.
    pub(super) fn start_ahead(&mut self, number: u64, line: Option<u64>, cells: usize, verbatim: Option<Span>) {
        let verbatim = verbatim.map_or(Span::default(), |span| span.moved(self.text.len()));
        let line = line.and_then(NonZero::new);
        self.records.push(Record { cells: (self.cells.len() + cells) as u32, verbatim, number, line });
    }

    /// Adds a cell to the last row.
    pub(super) fn cell(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Span::new(start, self.text.len()));
    }

    /// Adds the cells of rows at once: their text, and where each stands in it.
    pub(super) fn cells_of(&mut self, text: &str, cells: impl IntoIterator<Item = Span>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.extend(cells.into_iter().map(|span| span.moved(start)));
    }

    /// Notes which of the cells that come next stand without quotation marks and after a space, in their order.
    pub(super) fn are_spaced(&mut self, cells: &[usize]) {
        self.spaced.extend(cells.iter().map(|cell| (self.cells.len() + cell) as u32));
    }

    /// Notes what is wrong with the value of a key, by the place of its label.
    pub(super) fn key_is_at_fault(&mut self, label: usize, fault: ValueFault) {
        self.faults.push((self.records.len() - 1, label as u32, fault));
    }

    pub(super) fn damage(&mut self, damage: RowError) {
        let row = self.records.len() - 1;
        match self.damages.last_mut() {
            Some((known, last)) if *known == row => *last = damage,
            _ => self.damages.push((row, damage)),
        }
    }

    /// The row's number, as Excel counts it.
    pub(super) fn number(&self, row: usize) -> u64 {
        self.records[row].number
    }

    pub(super) fn damage_of(&self, row: usize) -> Option<RowError> {
        let at = self.damages.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(self.damages[at].1)
    }

    pub(super) fn line(&self, row: usize) -> Option<u64> {
        self.records[row].line.map(NonZero::get)
    }

    /// The cells of a row.
    pub(super) fn cells(&self, row: usize) -> impl ExactSizeIterator<Item = &str> {
        self.cells_in(row).iter()
    }

    /// The cells of a row, to be asked for by their places.
    fn cells_in(&self, row: usize) -> Cells<'_> {
        let record = &self.records[row];
        let end = self.records.get(row + 1).map_or(self.cells.len(), |next| next.cells as usize);
        Cells { text: &self.text, spans: &self.cells[record.cells as usize..end] }
    }

    /// The cell of a row, by the position of the row among [`Batch::rows`].
    pub(crate) fn cell_at(&self, position: usize, column: Column) -> &str {
        let row = self.above + position;
        self.header.as_ref().map_or("", |header| self.cell_of(row, self.cells_in(row), &header.origins[column], header))
    }

    /// The number of a row, by its position among [`Batch::rows`].
    pub(crate) fn number_at(&self, position: usize) -> u64 {
        self.number(self.above + position)
    }

    /// All cells of a row as the source has them, by the position of the row among [`Batch::rows`]; without those that we put
    /// beside them once.
    pub(crate) fn cells_at(&self, position: usize) -> impl Iterator<Item = &str> {
        let row = self.above + position;
        let header = self.header.as_deref();
        let beyond = header.and_then(|header| header.beside.beyond).map(|at| self.cells_in(row).get(at as usize));
        self.own_cells(row, header).chain(beyond.filter(|text| !text.is_empty()))
    }

    fn own_cells<'a>(&'a self, row: usize, header: Option<&'a Header>) -> impl Iterator<Item = &'a str> {
        let is_own = move |at: usize| header.is_none_or(|header| !header.beside.has(at as u32));
        self.cells(row).enumerate().filter(move |(at, _)| is_own(*at)).map(|(_, cell)| cell)
    }

    /// A row as it stands in the list, without its line end, by its position among [`Batch::rows`]; none where CSV with the columns
    /// in this order would be written in another way even if its cells are the same.
    pub(crate) fn verbatim_at(&self, position: usize, order: &[Column; 6]) -> Option<&str> {
        let header = self.header.as_ref().filter(|header| header.delimiter == Some(','))?;
        let row = self.above + position;
        let is_template = header.order.as_ref() == Some(order) && self.cells_in(row).len() == order.len();
        if is_template { self.verbatim(row) } else { None }
    }

    /// A row as it stands in the text, where it is what would be written of its cells.
    pub(super) fn verbatim(&self, row: usize) -> Option<&str> {
        let span = self.records[row].verbatim;
        (!span.is_empty()).then(|| span.of(&self.text))
    }

    /// What is known of the rows, however the text is held.
    #[cfg(test)]
    pub(super) fn known(&self) -> Vec<impl std::fmt::Debug + PartialEq> {
        let known = |row: usize| {
            let record = &self.records[row];
            let cells: Vec<&str> = self.cells(row).collect();
            let typed: Vec<_> = self.typed.iter().filter(|(at, _)| *at == row).collect();
            let is_own = |cell: &&u32| (record.cells..record.cells + cells.len() as u32).contains(cell);
            let spaced: Vec<u32> = self.spaced.iter().filter(is_own).map(|cell| cell - record.cells).collect();
            (record.number, record.line, self.damage_of(row), cells, format!("{typed:?}"), spaced)
        };
        (0..self.len()).map(known).collect()
    }

    /// A row, by its position among [`Batch::rows`].
    pub(crate) fn row_at(&self, position: usize) -> Row<'_> {
        match &self.header {
            Some(header) => self.row(self.above + position, header),
            None => Row::default(),
        }
    }

    /// Gives the cells back that were made harmless when the rows were rejected.
    pub(super) fn restore(&mut self) {
        let mut batch = Batch { text: String::with_capacity(self.text.len()), ..Batch::default() };
        for row in 0..self.len() {
            batch.start(0, None);
            self.cells(row).for_each(|cell| batch.cell(restored(cell)));
        }
        self.records.iter_mut().for_each(|record| record.verbatim = Span::default());
        (self.text, self.cells) = (batch.text, batch.cells);
    }

    /// Gives the rows their header, and joins the cells that it wants joined.
    pub(super) fn set_header(&mut self, header: Option<Arc<Header>>) {
        self.header = header;
        let Some(header) = self.header.clone().filter(|header| header.joined > 0) else {
            return;
        };
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

    /// Joins cells of a row. A single one stays where it is.
    fn join(&mut self, row: usize, joint: MergeKind, cells: &[u32], text: &mut String) -> MergedCell {
        let own = self.cells_in(row);
        let is_there = |at: &&u32| (**at as usize) < own.len();
        let parts = || cells.iter().filter(is_there).map(|&at| (at, own.get(at as usize)));
        let mut used = parts().filter(|(_, part)| !part.trim().is_empty());
        let Some((at, only)) = used.next() else {
            return MergedCell { text: Span::default(), column: cells[0] };
        };
        if used.next().is_none() {
            let start = only.as_ptr() as usize - self.text.as_ptr() as usize;
            return MergedCell { text: Span::new(start, start + only.len()), column: at };
        }
        text.clear();
        let parts = parts().map(|(_, part)| part);
        match joint {
            MergeKind::Name => column_merge::name(parts, text),
            MergeKind::Words => column_merge::words(parts, text),
            MergeKind::List => column_merge::list(parts, text),
        }
        let start = self.text.len();
        self.text.push_str(text);
        MergedCell { text: Span::new(start, self.text.len()), column: at }
    }

    #[inline(always)] // a call for each cell is as much work as the cell
    fn cell_of<'a>(&'a self, row: usize, own: Cells<'a>, origin: &'a ColumnSource, header: &'a Header) -> &'a str {
        match origin {
            ColumnSource::Cell(at) => own.get(*at as usize),
            origin => self.made_cell(row, own, origin, header),
        }
    }

    /// A cell that may be made of several, or of none.
    fn made_cell<'a>(&'a self, row: usize, own: Cells<'a>, origin: &'a ColumnSource, header: &'a Header) -> &'a str {
        match origin {
            ColumnSource::Given(value) => value,
            ColumnSource::Nowhere => "",
            ColumnSource::Cell(_) | ColumnSource::FirstOf(_) => own.get(first_of(own, origin.cells()) as usize),
            ColumnSource::Merged { slot, .. } => {
                self.joined_at(row, *slot, header).map_or("", |joined| joined.text.of(&self.text))
            }
        }
    }

    fn joined_at(&self, row: usize, slot: usize, header: &Header) -> Option<&MergedCell> {
        self.joined.get((row - self.above) * header.joined + slot)
    }

    /// Where each cell of the row stands.
    fn columns_in(&self, row: usize, own: Cells<'_>, header: &Header) -> ColumnMap<Option<u32>> {
        let mut columns = header.cell_columns;
        if header.is_direct || !header.is_grid {
            return columns;
        }
        for column in Column::ALL {
            match &header.origins[column] {
                ColumnSource::FirstOf(cells) => columns[column] = Some(first_of(own, cells)),
                ColumnSource::Merged { slot, .. } => {
                    columns[column] = self.joined_at(row, *slot, header).map(|joined| joined.column);
                }
                ColumnSource::Cell(_) | ColumnSource::Given(_) | ColumnSource::Nowhere => {}
            }
        }
        columns
    }

    /// A row with its cells in the columns that the header gives them.
    pub(super) fn row<'a>(&'a self, row: usize, header: &'a Header) -> Row<'a> {
        let record = &self.records[row];
        let own = self.cells_in(row);
        let cells = ColumnMap(header.origins.0.each_ref().map(|origin| self.cell_of(row, own, origin, header)));
        let columns = header.labels.len();
        let has_address = header.has_address(own);
        let line = |delimiter| RawRecord { cells: own, columns, delimiter };
        let delimited = header.delimiter.filter(|_| header.is_direct).map(line);
        let is_spaced = cells[Column::States].starts_with(' ')
            && match header.origins[Column::States] {
                ColumnSource::Cell(at) => self.spaced.binary_search(&(record.cells + at)).is_ok(),
                _ => false,
            };
        // What once was typed without quotation marks has them where it comes back, or is in a workbook.
        let was_spaced = !header.beside.is_empty() && cells[Column::States].starts_with(' ');
        Row {
            cells,
            columns: self.columns_in(row, own, header),
            number: record.number,
            line: self.line(row),
            is_blank: !has_address && self.is_blank(row, own, header),
            header: if has_address { None } else { header.again(own) },
            languages: header.languages,
            delimited,
            typed_list: is_spaced || was_spaced || header.delimiter.is_some() && own.len() > columns,
            damage: self.damage_in(row, own, header),
        }
    }
}

impl Batch {
    /// Keeps the last row as it was typed.
    pub(in crate::read) fn typed(&mut self, text: &str) {
        self.typed.push((self.records.len() - 1, text.into()));
    }

    /// Whether rows are kept as they were typed.
    pub(crate) fn keeps_typed(&self) -> bool {
        !self.typed.is_empty()
    }

    /// Where a cell of a row, by its position among [`Batch::rows`], stands in the lines of the text, and a piece of it; none
    /// where that isn't kept, or the cell there is another text.
    pub(crate) fn typed_at(
        &self,
        position: usize,
        cell: u32,
        value: &str,
        piece: Option<Range<usize>>,
    ) -> Option<SourceSpan> {
        let record = self.above + position;
        let at = self.typed.binary_search_by_key(&record, |(record, _)| *record).ok()?;
        let delimiter = self.header.as_ref()?.delimiter?;
        let line = self.line(record)?;
        source_span::typed(&self.typed[at].1, line, cell as usize, delimiter, value, piece)
    }
}

/// The first of some columns that has a value in the row; the first of all where none has.
fn first_of(own: Cells<'_>, cells: &[u32]) -> u32 {
    let has_value = |at: &u32| !own.get(*at as usize).trim().is_empty();
    cells.iter().copied().find(has_value).unwrap_or(cells[0])
}
