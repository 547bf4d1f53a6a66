//! Errors that prevent a row's cells from being assigned to columns.

use super::Batch;
use crate::contact::{Cells, RowError};
use crate::read::header::Header;

impl Batch {
    /// Returns the first error that keeps a row from being read cell by cell.
    pub(super) fn damage_in(&self, row: usize, own: Cells<'_>, header: &Header) -> Option<RowError> {
        self.damage_of(row)
            .or_else(|| self.fault(row, header))
            .or_else(|| self.beyond(own, header))
            .or_else(|| self.misshape(row, own, header))
    }

    /// Returns the first error of a JSON value whose key is mapped to a column of the template.
    fn fault(&self, row: usize, header: &Header) -> Option<RowError> {
        let first = self.faults.partition_point(|(record, ..)| *record < row);
        let own = self.faults[first..].iter().take_while(|(record, ..)| *record == row);
        own.filter_map(|(_, label, fault)| header.column_at(*label).map(fault)).next()
    }

    #[inline]
    pub(super) fn is_blank(&self, row: usize, own: Cells<'_>, header: &Header) -> bool {
        if header.helpers.is_empty() {
            let first = own.get(0).as_bytes().first(); // most rows start with a visible ASCII character
            return !first.is_some_and(u8::is_ascii_graphic) && own.iter().all(|cell| cell.trim_start().is_empty());
        }
        self.own_cells(row, Some(header)).all(|cell| cell.trim().is_empty())
    }

    /// Returns an error if the helper column for surplus cells isn't empty in a returned file of rejected rows.
    fn beyond(&self, own: Cells<'_>, header: &Header) -> Option<RowError> {
        let beyond = header.helpers.beyond?;
        let columns = header.labels.len();
        (!own.get(beyond as usize).trim().is_empty()).then_some(RowError::TooLong { cells: columns + 1, columns })
    }

    /// Returns the error for a wrong number of cells. Empty cells beyond the last column are ignored, and so are missing cells of columns
    /// that aren't required.
    fn misshape(&self, row: usize, own: Cells<'_>, header: &Header) -> Option<RowError> {
        let cells = own.len();
        if cells == header.width || !header.is_grid {
            return None;
        }
        let columns = header.width;
        // Workbooks omit empty cells at the end of a row. In text, which has line numbers, a short row has lost cells.
        if cells < header.needed && cells > 0 && self.records[row].line.is_some() {
            return (!self.is_blank(row, own, header)).then_some(RowError::TooShort { cells, columns });
        }
        if cells <= columns {
            return None;
        }
        let used = self.cells(row).collect::<Vec<_>>().iter().rposition(|cell| !cell.trim().is_empty());
        used.map(|last| last + 1).filter(|cells| *cells > columns).map(|cells| RowError::TooLong { cells, columns })
    }
}
