//! The worker side of the sandbox: parses a workbook for another process.

use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;

use super::protocol::{Request, Response, limits_from, receive, send};
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::panic_guard::catch_panic;
use crate::read::workbook::cell_source::CellSource;
use crate::read::workbook::reader::CalamineReader;
use crate::read::{Input, ReadError};

/// Parses the workbook that comes on `input`, and answers requests on `output`: the work of the process that
/// [`ReadSettings::worker_program`](crate::read::ReadSettings::worker_program) starts. A program does nothing else when
/// it is called with the command [`WORKER_COMMAND`](super::WORKER_COMMAND), which is followed by the bytes of memory
/// and the seconds of a processor that it may take.
///
/// # Errors
/// If nobody reads the responses.
pub(crate) fn serve_workbook(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let served = catch_panic(|| serve(input, output));
    served.unwrap_or_else(|| {
        send(output, &Response::Damaged(WorkbookFault::ParserPanicked))?;
        output.flush()
    })
}

fn serve(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    send(output, &Response::Ready)?;
    output.flush()?;
    let mut line = Vec::new();
    let Some(Request::Open { limits, bytes }) = receive(input, &mut line)? else { return Ok(()) };
    let mut workbook = Vec::new();
    input.take(bytes).read_to_end(&mut workbook)?;
    let context = ReadContext { file: PathBuf::new(), limits: limits_from(&limits) };
    let mut reader = match open(workbook, &context) {
        Ok(reader) => reader,
        Err(error) => return send_error(&error, output),
    };
    send(output, &Response::Sheets(reader.sheets().iter().map(From::from).collect()))?;
    output.flush()?;
    while let Some(Request::Cells { sheet, rows }) = receive(input, &mut line)? {
        match send_rows(&mut reader, &sheet, rows, &context, output)? {
            Ok(()) => send(output, &Response::Done)?,
            Err(error) => return send_error(&error, output),
        }
        output.flush()?;
    }
    Ok(())
}

fn open(workbook: Vec<u8>, context: &ReadContext) -> Result<CalamineReader, ReadError> {
    let opened = Input::bytes("", workbook).open(&context.limits)?;
    let seekable = opened.into_seekable().map_err(|error| context.io_error(error))?;
    CalamineReader::open(&seekable, context)
}

fn send_error(error: &ReadError, output: &mut dyn Write) -> io::Result<()> {
    send(output, &Response::from(error))?;
    output.flush()
}

/// Sends the cells of a sheet, row by row, of so many rows at most. The inner result is that of the parser.
fn send_rows(
    reader: &mut CalamineReader,
    sheet: &str,
    rows: Option<u32>,
    context: &ReadContext,
    output: &mut dyn Write,
) -> io::Result<Result<(), ReadError>> {
    match reader.open_sheet(sheet, rows) {
        Ok(marks) => send(output, &Response::Marks(marks))?,
        Err(error) => return Ok(Err(error)),
    }
    let (mut current, mut bytes, mut sent) = (None, 0, 0);
    let mut cells: Vec<(u32, String, bool)> = Vec::new();
    loop {
        let mut text = String::new();
        let position = match reader.next_cell(&mut text) {
            Ok(position) => position,
            Err(error) => return Ok(Err(error)),
        };
        if position.map(|position| position.row) != current {
            if let Some(row) = current.filter(|_| !cells.is_empty()) {
                send(output, &Response::Row(row, std::mem::take(&mut cells)))?;
                sent += 1;
            }
            if rows.is_some_and(|most| sent >= most) {
                return Ok(Ok(()));
            }
            (current, bytes) = (position.map(|position| position.row), 0);
        }
        let Some(position) = position else { return Ok(Ok(())) };
        bytes += text.len();
        if bytes > context.limits.row() {
            return Ok(Err(context.row_too_long(u64::from(position.row) + 1)));
        }
        if !text.is_empty() {
            cells.push((position.column, text, position.is_struck));
        }
    }
}
