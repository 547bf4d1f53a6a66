//! Row errors ([`RowError`]): the reasons why a row's cells can't be assigned to columns.

use super::Batch;
use crate::contact::{Cells, RowError};
use crate::read::header::Header;

impl Batch {
    /// Returns the row error, the first if there are several.
    #[inline(always)]
    pub(super) fn row_error(&self, row: usize, cells: Cells<'_>, header: &Header) -> Option<RowError> {
        // Fast path: no row of the batch has an error, and this one has a cell for each column.
        if self.parse_errors.is_empty()
            && self.value_errors.is_empty()
            && header.helpers.beyond.is_none()
            && (cells.len() == header.width || !header.is_grid)
        {
            return None;
        }
        self.first_row_error(row, cells, header)
    }

    #[inline(never)]
    fn first_row_error(&self, row: usize, cells: Cells<'_>, header: &Header) -> Option<RowError> {
        self.parse_error(row)
            .or_else(|| self.value_error(row, header))
            .or_else(|| self.surplus_error(cells, header))
            .or_else(|| self.width_error(row, cells, header))
    }

    /// Returns the first row error of a JSON value whose key is mapped to a column of the template.
    fn value_error(&self, row: usize, header: &Header) -> Option<RowError> {
        let first = self.value_errors.partition_point(|(record, ..)| *record < row);
        let errors_of_row = self.value_errors[first..].iter().take_while(|(record, ..)| *record == row);
        errors_of_row.filter_map(|(_, label, error)| header.column_at(*label).map(error)).next()
    }

    #[inline]
    pub(super) fn is_blank(&self, row: usize, cells: Cells<'_>, header: &Header) -> bool {
        if header.helpers.is_empty() {
            let first = cells.get(0).as_bytes().first(); // most rows start with a visible ASCII character
            return !first.is_some_and(u8::is_ascii_graphic) && cells.iter().all(|cell| cell.trim_start().is_empty());
        }
        self.list_cells(row, Some(header)).all(|cell| cell.trim().is_empty())
    }

    /// Returns a row error if the helper column for surplus cells isn't empty in a returned file of rejected rows.
    fn surplus_error(&self, cells: Cells<'_>, header: &Header) -> Option<RowError> {
        let surplus = header.helpers.beyond?;
        let columns = header.labels.len();
        (!cells.get(surplus as usize).trim().is_empty()).then_some(RowError::TooLong { cells: columns + 1, columns })
    }

    /// Returns the row error for a wrong number of cells. Empty cells beyond the last column are ignored, and so are
    /// missing cells of columns that aren't required.
    fn width_error(&self, row: usize, cells: Cells<'_>, header: &Header) -> Option<RowError> {
        let count = cells.len();
        if count == header.width || !header.is_grid {
            return None;
        }
        let columns = header.width;
        // Workbooks omit empty cells at the end of a row. In text, which has line numbers, a short row has lost cells.
        if count < header.needed && count > 0 && self.records[row].line.is_some() {
            return (!self.is_blank(row, cells, header)).then_some(RowError::TooShort { cells: count, columns });
        }
        if count <= columns {
            return None;
        }
        let used = self.cells(row).collect::<Vec<_>>().iter().rposition(|cell| !cell.trim().is_empty());
        used.map(|last| last + 1).filter(|cells| *cells > columns).map(|cells| RowError::TooLong { cells, columns })
    }
}
