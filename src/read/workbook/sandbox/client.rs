//! A workbook that a process of its own parses, under a limit of memory and of time.
//!
//! It is this program, started once more. On its standard input come the bytes of the workbook and then the sheets that are
//! wanted; on its standard output go their cells. Each message is a line of JSON.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use calamine::Sheet;

use super::protocol::{APART, Request, Response, hear, tell};
use crate::read::error::GAVE_UP;
use crate::read::input::SeekableInput;
use crate::read::limits::Limit;
use crate::read::workbook::CellValue;
use crate::read::workbook::reader::See;
use crate::read::{Emit, Error, Stop};

/// A workbook that is parsed elsewhere.
pub(in crate::read) struct SandboxClient {
    child: Child,
    /// Where it is asked; none where nothing is any more.
    asks: Option<ChildStdin>,
    tells: BufReader<ChildStdout>,
    line: Vec<u8>,
    pub(in crate::read) sheets: Vec<Sheet>,
}

impl SandboxClient {
    /// Starts the program, and hands the workbook over.
    pub(in crate::read) fn open(
        program: &Path,
        seekable: &SeekableInput,
        emit: &Emit<'_>,
    ) -> Result<SandboxClient, Stop> {
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
        let mut apart = SandboxClient { child, asks: Some(asks), tells, line, sheets: Vec::new() };
        apart.hand_over(seekable, emit)?;
        match apart.hear(emit)? {
            Response::Sheets(sheets) => apart.sheets = sheets.into_iter().map(Sheet::from).collect(),
            other => return Err(failed(other, emit)),
        }
        Ok(apart)
    }

    fn hand_over(&mut self, seekable: &SeekableInput, emit: &Emit<'_>) -> Result<(), Stop> {
        let mut stream = seekable.stream().map_err(|error| emit.io_error(error))?;
        let bytes = stream.seek(io::SeekFrom::End(0)).map_err(|error| emit.io_error(error))?;
        stream.rewind().map_err(|error| emit.io_error(error))?;
        let limits = Limit::ALL.map(|limit| emit.limits.get(limit)).to_vec();
        let asks = self.asks.as_mut().expect("it was just opened");
        let handed = tell(asks, &Request::Open { limits, bytes })
            .and_then(|()| io::copy(&mut stream.take(bytes), asks))
            .and_then(|_| asks.flush());
        // That it listens no more is told by how it ended.
        handed
            .or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(emit.io_error(error)) })
    }

    /// Shows the cells of a sheet, of so many rows at most.
    pub(in crate::read) fn cells(
        &mut self,
        sheet: &str,
        rows: Option<u32>,
        emit: &mut Emit<'_>,
        see: &mut See<'_>,
    ) -> Result<(), Stop> {
        if let Some(asks) = &mut self.asks {
            // Where it listens no more, what comes next says why.
            let _ = tell(asks, &Request::Cells { sheet: sheet.to_owned(), rows }).and_then(|()| asks.flush());
        }
        let mut stopped = Ok(());
        loop {
            match self.hear(emit)? {
                Response::Row(row, cells) if stopped.is_ok() => {
                    stopped =
                        cells.iter().try_for_each(|(column, text)| see((row, *column), CellValue::Text(text), emit));
                    // Of a few rows the rest is read away, so that the next sheet can be asked for.
                    if stopped.is_err() && rows.is_none() {
                        return stopped;
                    }
                }
                Response::Row(..) => {}
                Response::Done => return stopped,
                other => return Err(failed(other, emit)),
            }
        }
    }

    fn hear(&mut self, emit: &Emit<'_>) -> Result<Response, Stop> {
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

impl Drop for SandboxClient {
    fn drop(&mut self) {
        self.asks = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The error that a message is.
fn failed(told: Response, emit: &Emit<'_>) -> Stop {
    let file = emit.file();
    match told {
        Response::Encrypted => Error::Encrypted { file }.into(),
        Response::RowTooLong(row) => emit.row_too_long(row),
        Response::Limit(name, at) => match Limit::ALL.into_iter().find(|limit| limit.name() == name) {
            Some(limit) => emit.limit(limit, at),
            None => emit.damaged(at),
        },
        Response::Damaged(reason) => emit.damaged(reason),
        other => emit.damaged(format!("the process that parses it answers something else: {other:?}")),
    }
}
