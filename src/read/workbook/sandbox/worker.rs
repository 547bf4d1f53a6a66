use std::io::{self, BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::protocol::{Request, Response, hear, limits_of, tell};
use crate::read::error::GAVE_UP;
use crate::read::workbook::reader::Workbook;
use crate::read::{Emit, Input, Stop};

/// Parses the workbook that comes on `input`, and answers on `output` what is asked of it: the work of the process that
/// [`Settings::apart`](crate::read::Settings::apart) starts. The program does nothing else under the command [`APART`](APART),
/// behind which stand the bytes of memory and the seconds of a processor that it shall take at most.
///
/// # Errors
/// Where nobody listens.
pub fn serve_workbook(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let served = catch_unwind(AssertUnwindSafe(|| serve(input, output)));
    served.unwrap_or_else(|_| {
        tell(output, &Response::Damaged(GAVE_UP.to_owned()))?;
        output.flush()
    })
}

fn serve(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    let Some(Request::Open { limits, bytes }) = hear(input, &mut line)? else { return Ok(()) };
    let mut workbook = Vec::new();
    input.take(bytes).read_to_end(&mut workbook)?;
    let (sender, _receiver) = sync_channel(0);
    let limits = limits_of(&limits);
    let mut emit = Emit { sender: &sender, file: Path::new(""), limits: &limits };
    let opened = Input::bytes("", workbook).open(&limits).map_err(Stop::from);
    let opened = opened.and_then(|opened| opened.into_seekable().map_err(|error| emit.io_error(error)));
    let mut workbook = match opened.and_then(|seekable| Workbook::open(&seekable, None, &emit)) {
        Ok(workbook) => workbook,
        Err(stop) => return tell_stop(stop, output),
    };
    tell(output, &Response::Sheets(workbook.sheets().iter().map(From::from).collect()))?;
    output.flush()?;
    while let Some(Request::Cells { sheet, rows }) = hear(input, &mut line)? {
        let mut sent = Ok(());
        match cells(&mut workbook, &sheet, rows, &mut emit, &mut |told| {
            sent = tell(output, &told);
            if sent.is_ok() { Ok(()) } else { Err(Stop::Unwanted) }
        }) {
            Ok(()) | Err(Stop::Unwanted) if sent.is_ok() => tell(output, &Response::Done)?,
            Err(stop) if sent.is_ok() => return tell_stop(stop, output),
            _ => return sent,
        }
        output.flush()?;
    }
    Ok(())
}

fn tell_stop(stop: Stop, output: &mut dyn Write) -> io::Result<()> {
    if let Stop::Error(error) = stop {
        tell(output, &Response::from(&error))?;
    }
    output.flush()
}

/// Sends the cells of a sheet row by row, of so many rows at most.
fn cells(
    workbook: &mut Workbook,
    sheet: &str,
    rows: Option<u32>,
    emit: &mut Emit<'_>,
    send: &mut dyn FnMut(Response) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (mut at, mut bytes, mut sent) = (None, 0, 0);
    let mut row: Vec<(u32, String)> = Vec::new();
    workbook.cells(sheet, None, emit, &mut |(number, column), value, emit| {
        if at != Some(number) {
            if let Some(at) = at.filter(|_| !row.is_empty()) {
                send(Response::Row(at, std::mem::take(&mut row)))?;
                sent += 1;
            }
            if rows.is_some_and(|most| sent >= most) {
                return Err(Stop::Unwanted);
            }
            (at, bytes) = (Some(number), 0);
        }
        let mut text = String::new();
        value.show(&mut text);
        bytes += text.len();
        if bytes > emit.limits.row() {
            return Err(emit.row_too_long(u64::from(number) + 1));
        }
        if !text.is_empty() {
            row.push((column, text));
        }
        Ok(())
    })?;
    match at {
        Some(at) if !row.is_empty() => send(Response::Row(at, row)),
        _ => Ok(()),
    }
}
