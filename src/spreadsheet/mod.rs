//! Parts of workbooks that lists, rejects and reports share: styles, tables, the sheet of accepted codes.
//!
//! The writers of whole files are in `write` and `report`; `read` takes from here only the names of our own columns and
//! sheets, by which it recognizes a workbook or table that the program wrote.

pub(crate) mod code_sheets;
mod helper_columns;
mod panic_guard;
pub(crate) mod style;
mod workbook;

pub(crate) use helper_columns::{HelperColumn, is_code_sheet, is_helper_sheet, is_rejects_sheet};
pub(crate) use panic_guard::catch_io_panic;
pub(crate) use panic_guard::is_caught_io_panic;
pub(crate) use workbook::WorkbookError;
pub(crate) use workbook::{
    CELL_LENGTH, ROWS, add_streamed_sheet, check_cell_length, new_streamed_sheet, new_workbook, next_row, save_workbook,
};
