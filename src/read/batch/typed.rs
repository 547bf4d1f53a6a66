use std::ops::Range;

use super::Batch;
use crate::contact::SourceSpan;
use crate::read::raw;

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
        raw::typed(&self.typed[at].1, line, cell as usize, delimiter, value, piece)
    }
}
