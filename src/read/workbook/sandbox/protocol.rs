//! The messages between the reader and the worker. Each is a line of JSON.

use std::io::{self, BufRead, Write};

use calamine::{Sheet, SheetType, SheetVisible};
use serde::{Deserialize, Serialize};

use crate::read::ReadError;
use crate::read::error::WorkbookFault;
use crate::read::limits::{Limit, LimitPlace, Limits};
use crate::read::workbook::sheet_marks::SheetMarks;

/// The command of the program that starts the worker. It is internal, and hidden from `--help`.
pub(crate) const WORKER_COMMAND: &str = "__read-workbook";

/// The exit code of a worker that has used up its time: ERROR_NOT_ENOUGH_QUOTA, by which Windows ends a process itself. On
/// Unix it ends by a signal.
#[cfg(windows)]
pub(crate) const OUT_OF_TIME: i32 = 1816;

/// A message to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Open a workbook, whose bytes follow.
    Open { limits: Vec<u64>, bytes: u64 },
    /// Send the cells of a sheet: of so many rows at most.
    Cells { sheet: String, rows: Option<u32> },
}

/// A message of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Response {
    /// The worker runs. It comes first, so that a program that isn't the worker can be
    /// distinguished from a workbook that ends it.
    Ready,
    Sheets(Vec<SheetInfo>),
    /// The facts about a sheet, before its rows.
    Marks(SheetMarks),
    /// The cells of a row, by their columns; for each, whether it is struck through.
    Row(u32, Vec<(u32, String, bool)>),
    /// The sheet has no more rows.
    Done,
    Encrypted,
    Damaged(WorkbookFault),
    RowTooLong(u64),
    Limit(String, LimitPlace),
}

/// A sheet of the workbook.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SheetInfo {
    name: String,
    is_worksheet: bool,
    is_visible: bool,
}

impl From<&Sheet> for SheetInfo {
    fn from(sheet: &Sheet) -> Self {
        let (is_worksheet, is_visible) = (sheet.typ == SheetType::WorkSheet, sheet.visible == SheetVisible::Visible);
        SheetInfo { name: sheet.name.clone(), is_worksheet, is_visible }
    }
}

impl From<SheetInfo> for Sheet {
    fn from(info: SheetInfo) -> Self {
        let typ = if info.is_worksheet { SheetType::WorkSheet } else { SheetType::ChartSheet };
        let visible = if info.is_visible { SheetVisible::Visible } else { SheetVisible::Hidden };
        Sheet { name: info.name, typ, visible }
    }
}

impl From<&ReadError> for Response {
    fn from(error: &ReadError) -> Self {
        match error {
            ReadError::Encrypted { .. } => Response::Encrypted,
            ReadError::RowTooLong { row, .. } => Response::RowTooLong(*row),
            ReadError::Limit { limit, at, .. } => Response::Limit(limit.name().to_owned(), at.clone()),
            ReadError::Workbook { reason, .. } => Response::Damaged(reason.clone()),
            ReadError::Io { source, .. } if source.kind() == io::ErrorKind::OutOfMemory => {
                Response::Limit(Limit::Memory.name().to_owned(), LimitPlace::List)
            }
            other => Response::Damaged(WorkbookFault::other(other)),
        }
    }
}

/// Returns the limits of [`Request::Open`], which are in the order of [`Limit::ALL`].
pub(super) fn limits_from(numbers: &[u64]) -> Limits {
    let mut limits = Limits::default();
    Limit::ALL.into_iter().zip(numbers).for_each(|(limit, most)| limits.set(limit, *most));
    limits
}

/// Writes a message as a line.
pub(super) fn send(out: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.write_all(b"\n")
}

/// Reads a message; `None` at the end. `line` is a buffer.
pub(super) fn receive<T: for<'de> Deserialize<'de>>(
    input: &mut dyn BufRead,
    line: &mut Vec<u8>,
) -> io::Result<Option<T>> {
    line.clear();
    input.read_until(b'\n', line)?;
    if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(line)?)) }
}
