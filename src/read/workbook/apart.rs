//! A workbook that a process of its own parses, under a limit of memory and of time.
//!
//! It is this program, started once more. On its standard input come the bytes of the workbook and then the sheets that are
//! wanted; on its standard output go their cells. Each message is a line of JSON.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use calamine::{SheetType, SheetVisible};
use serde::{Deserialize, Serialize};

use super::{Sheet, Value};
use crate::read::error::GAVE_UP;
use crate::read::input::Seekable;
use crate::read::limits::{Limit, Limits};
use crate::read::{Emit, Error, Stop};

/// The command of the program that does it. It is nobody's business, and no help has it.
pub const APART: &str = "__read-workbook";

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Asked {
    /// To read a workbook, whose bytes follow.
    Open { limits: Vec<u64>, bytes: u64 },
    /// The cells of a sheet, of so many rows at most.
    Cells { sheet: String, rows: Option<u32> },
}

/// What is told.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Told {
    Sheets(Vec<ToldSheet>),
    /// The cells of a row, by their columns.
    Row(u32, Vec<(u32, String)>),
    /// There are no more rows.
    Done,
    Encrypted,
    Damaged(String),
    RowTooLong(u64),
    Limit(String, String),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ToldSheet {
    name: String,
    is_worksheet: bool,
    is_visible: bool,
}

impl From<&Sheet> for ToldSheet {
    fn from(sheet: &Sheet) -> Self {
        let (is_worksheet, is_visible) = (sheet.typ == SheetType::WorkSheet, sheet.visible == SheetVisible::Visible);
        ToldSheet { name: sheet.name.clone(), is_worksheet, is_visible }
    }
}

impl From<ToldSheet> for Sheet {
    fn from(told: ToldSheet) -> Self {
        let typ = if told.is_worksheet { SheetType::WorkSheet } else { SheetType::ChartSheet };
        let visible = if told.is_visible { SheetVisible::Visible } else { SheetVisible::Hidden };
        Sheet { name: told.name, typ, visible }
    }
}

/// Writes a message as a line.
pub(super) fn tell(out: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.write_all(b"\n")
}

/// Reads a message; none at the end.
pub(super) fn hear<T: for<'de> Deserialize<'de>>(from: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<T>> {
    line.clear();
    from.read_until(b'\n', line)?;
    if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(line)?)) }
}

/// A workbook that is parsed elsewhere.
pub(super) struct Apart {
    child: Child,
    /// Where it is asked; none where nothing is any more.
    asks: Option<ChildStdin>,
    tells: BufReader<ChildStdout>,
    line: Vec<u8>,
    pub(super) sheets: Vec<Sheet>,
}

impl Apart {
    /// Starts the program, and hands the workbook over.
    pub(super) fn open(program: &Path, seekable: &Seekable, emit: &Emit<'_>) -> Result<Apart, Stop> {
        let of = |limit| emit.limits.get(limit).to_string();
        let child = Command::new(program)
            .args([APART, &of(Limit::Memory), &of(Limit::Seconds)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let unstarted =
            |error: io::Error| emit.damaged(format!("the process that parses it can't be started: {error}"));
        let mut child = child.map_err(unstarted)?;
        let (Some(asks), Some(tells)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unstarted(io::ErrorKind::BrokenPipe.into()));
        };
        let (tells, line) = (BufReader::with_capacity(64 * 1024, tells), Vec::new());
        let mut apart = Apart { child, asks: Some(asks), tells, line, sheets: Vec::new() };
        apart.hand_over(seekable, emit)?;
        match apart.hear(emit)? {
            Told::Sheets(sheets) => apart.sheets = sheets.into_iter().map(Sheet::from).collect(),
            other => return Err(failed(other, emit)),
        }
        Ok(apart)
    }

    fn hand_over(&mut self, seekable: &Seekable, emit: &Emit<'_>) -> Result<(), Stop> {
        let mut stream = seekable.stream().map_err(|error| emit.io_error(error))?;
        let bytes = stream.seek(io::SeekFrom::End(0)).map_err(|error| emit.io_error(error))?;
        stream.rewind().map_err(|error| emit.io_error(error))?;
        let limits = Limit::ALL.map(|limit| emit.limits.get(limit)).to_vec();
        let asks = self.asks.as_mut().expect("it was just opened");
        let handed = tell(asks, &Asked::Open { limits, bytes })
            .and_then(|()| io::copy(&mut stream.take(bytes), asks))
            .and_then(|_| asks.flush());
        // That it listens no more is told by how it ended.
        handed
            .or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(emit.io_error(error)) })
    }

    /// Shows the cells of a sheet, of so many rows at most.
    pub(super) fn cells(
        &mut self,
        sheet: &str,
        rows: Option<u32>,
        emit: &mut Emit<'_>,
        see: &mut super::kind::See<'_>,
    ) -> Result<(), Stop> {
        if let Some(asks) = &mut self.asks {
            // Where it listens no more, what comes next says why.
            let _ = tell(asks, &Asked::Cells { sheet: sheet.to_owned(), rows }).and_then(|()| asks.flush());
        }
        let mut stopped = Ok(());
        loop {
            match self.hear(emit)? {
                Told::Row(row, cells) if stopped.is_ok() => {
                    stopped = cells.iter().try_for_each(|(column, text)| see((row, *column), Value::Text(text), emit));
                    // Of a few rows the rest is read away, so that the next sheet can be asked for.
                    if stopped.is_err() && rows.is_none() {
                        return stopped;
                    }
                }
                Told::Row(..) => {}
                Told::Done => return stopped,
                other => return Err(failed(other, emit)),
            }
        }
    }

    fn hear(&mut self, emit: &Emit<'_>) -> Result<Told, Stop> {
        match hear(&mut self.tells, &mut self.line) {
            Ok(Some(told)) => Ok(told),
            Ok(None) | Err(_) => Err(self.ended(emit)),
        }
    }

    /// Why the process ended before it was done.
    fn ended(&mut self, emit: &Emit<'_>) -> Stop {
        self.asks = None;
        let mut said = Vec::new();
        if let Some(stderr) = &mut self.child.stderr {
            let _ = stderr.take(4096).read_to_end(&mut said);
        }
        let status = self.child.wait();
        #[cfg(unix)]
        if let Ok(status) = status {
            use rustix::process::Signal;
            use std::os::unix::process::ExitStatusExt;
            let is = |signal: Signal| status.signal() == Some(signal.as_raw());
            if is(Signal::XCPU) {
                return emit.limit(Limit::Seconds, "");
            }
            if is(Signal::KILL) {
                return emit.damaged("the system put an end to reading it, as it does where memory or time is short");
            }
        }
        #[cfg(not(unix))]
        let _ = status;
        if memchr::memmem::find(&said, b"memory allocation").is_some() {
            return emit.limit(Limit::Memory, "");
        }
        emit.damaged(GAVE_UP)
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.asks = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The error that a message is.
fn failed(told: Told, emit: &Emit<'_>) -> Stop {
    let file = emit.file();
    match told {
        Told::Encrypted => Error::Encrypted { file }.into(),
        Told::RowTooLong(row) => emit.row_too_long(row),
        Told::Limit(name, at) => match Limit::ALL.into_iter().find(|limit| limit.name() == name) {
            Some(limit) => emit.limit(limit, at),
            None => emit.damaged(at),
        },
        Told::Damaged(reason) => emit.damaged(reason),
        other => emit.damaged(format!("the process that parses it answers something else: {other:?}")),
    }
}

impl From<&Error> for Told {
    fn from(error: &Error) -> Self {
        match error {
            Error::Encrypted { .. } => Told::Encrypted,
            Error::RowTooLong { row, .. } => Told::RowTooLong(*row),
            Error::Limit { limit, at, .. } => Told::Limit(limit.name().to_owned(), at.clone()),
            Error::Workbook { reason, .. } => Told::Damaged(reason.clone()),
            Error::Io { source, .. } if source.kind() == io::ErrorKind::OutOfMemory => {
                Told::Limit(Limit::Memory.name().to_owned(), String::new())
            }
            other => Told::Damaged(other.to_string()),
        }
    }
}

/// Limits as they are handed over.
pub(super) fn limits_of(numbers: &[u64]) -> Limits {
    let mut limits = Limits::default();
    Limit::ALL.into_iter().zip(numbers).for_each(|(limit, most)| limits.set(limit, *most));
    limits
}
