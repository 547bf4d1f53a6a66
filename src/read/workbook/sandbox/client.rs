//! The reader side of the sandbox: starts the worker process, and asks it for cells.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::vec;

use calamine::Sheet;

#[cfg(windows)]
use super::protocol::OUT_OF_TIME;
use super::protocol::{Request, Response, WORKER_COMMAND, receive, send};
use crate::read::ReadError;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::input::SeekableInput;
use crate::read::limits::{Limit, LimitPlace};
use crate::read::workbook::cell_source::{CellPosition, CellSource};
use crate::read::workbook::sheet_marks::SheetMarks;

/// A source of cells that a worker process parses.
pub(in crate::read::workbook) struct SandboxClient {
    child: Child,
    /// `None` after the worker has ended.
    requests: Option<ChildStdin>,
    responses: BufReader<ChildStdout>,
    /// Buffer for a message.
    line: Vec<u8>,
    sheets: Vec<Sheet>,
    /// The cells of the current row that come next, by their columns; for each, whether it is struck through.
    row: u32,
    cells: vec::IntoIter<(u32, String, bool)>,
    /// Rows of the current sheet are still to come.
    has_rows: bool,
    context: ReadContext,
}

impl SandboxClient {
    /// Starts the worker, and sends it the workbook.
    pub(in crate::read::workbook) fn open(
        program: &Path,
        seekable: &SeekableInput,
        context: &ReadContext,
    ) -> Result<SandboxClient, ReadError> {
        let limit_arg = |limit| context.limits.get(limit).to_string();
        let child = Command::new(program)
            .args([WORKER_COMMAND, &limit_arg(Limit::Memory), &limit_arg(Limit::Seconds)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let not_started = |error: io::Error| context.no_worker(error);
        let mut child = child.map_err(not_started)?;
        let (Some(requests), Some(responses)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(not_started(io::ErrorKind::BrokenPipe.into()));
        };
        if let Err(error) = limit_memory(&mut child, context.limits.get(Limit::Memory)) {
            let _ = child.kill();
            let _ = child.wait();
            return Err(not_started(error));
        }
        let mut client = SandboxClient {
            child,
            requests: Some(requests),
            responses: BufReader::with_capacity(64 * 1024, responses),
            line: Vec::new(),
            sheets: Vec::new(),
            row: 0,
            cells: Vec::new().into_iter(),
            has_rows: false,
            context: context.clone(),
        };
        client.send_workbook(seekable)?;
        match receive(&mut client.responses, &mut client.line) {
            Ok(Some(Response::Ready)) => {}
            Ok(None) => return Err(client.start_error()),
            _ => return Err(context.no_worker("unexpected output")),
        }
        match client.receive()? {
            Response::Sheets(sheets) => client.sheets = sheets.into_iter().map(Sheet::from).collect(),
            other => return Err(client.error_of(other)),
        }
        Ok(client)
    }

    fn send_workbook(&mut self, seekable: &SeekableInput) -> Result<(), ReadError> {
        let context = &self.context;
        let mut stream = seekable.stream().map_err(|error| context.io_error(error))?;
        let bytes = stream.seek(io::SeekFrom::End(0)).map_err(|error| context.io_error(error))?;
        stream.rewind().map_err(|error| context.io_error(error))?;
        let limits = Limit::ALL.map(|limit| context.limits.get(limit)).to_vec();
        let Some(requests) = &mut self.requests else { return Ok(()) };
        let sent = send(requests, &Request::Open { limits, bytes })
            .and_then(|()| io::copy(&mut stream.take(bytes), requests))
            .and_then(|_| requests.flush());
        // If the worker has closed the pipe, how it ended says why; that is found out when its response is awaited.
        sent.or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(context.io_error(error)),
        })
    }

    fn receive(&mut self) -> Result<Response, ReadError> {
        match receive(&mut self.responses, &mut self.line) {
            Ok(Some(response)) => Ok(response),
            Ok(None) | Err(_) => Err(self.exit_error()),
        }
    }

    /// Receives the next row; `false` if there are no more.
    fn receive_row(&mut self) -> Result<bool, ReadError> {
        match self.receive()? {
            Response::Row(row, cells) => (self.row, self.cells) = (row, cells.into_iter()),
            Response::Done => self.has_rows = false,
            other => return Err(self.error_of(other)),
        }
        Ok(self.has_rows)
    }

    /// Returns why the worker ended before it was done.
    fn exit_error(&mut self) -> ReadError {
        let (message, status) = self.end();
        self.limit_of_end(&message, &status).unwrap_or_else(|| self.context.damaged(WorkbookFault::ParserPanicked))
    }

    /// Returns why the worker didn't start.
    fn start_error(&mut self) -> ReadError {
        let (message, status) = self.end();
        self.limit_of_end(&message, &status).unwrap_or_else(|| {
            let message = String::from_utf8_lossy(&message);
            match (message.lines().next(), status) {
                (Some(line), _) if !line.trim().is_empty() => self.context.no_worker(line.trim()),
                (_, Ok(status)) => self.context.no_worker(status),
                (_, Err(error)) => self.context.no_worker(error),
            }
        })
    }

    /// Waits for the end of the worker, and returns the start of its messages.
    fn end(&mut self) -> (Vec<u8>, io::Result<ExitStatus>) {
        self.requests = None;
        let mut message = Vec::new();
        if let Some(stderr) = &mut self.child.stderr {
            let _ = stderr.take(4096).read_to_end(&mut message);
        }
        (message, self.child.wait())
    }

    /// Returns the limit at which the worker ended, if that was the reason.
    fn limit_of_end(&self, message: &[u8], status: &io::Result<ExitStatus>) -> Option<ReadError> {
        #[cfg(unix)]
        if let Ok(status) = status {
            use rustix::process::Signal;
            use std::os::unix::process::ExitStatusExt;
            let is = |signal: Signal| status.signal() == Some(signal.as_raw());
            if is(Signal::XCPU) {
                return Some(self.context.limit(Limit::Seconds, LimitPlace::List));
            }
            if is(Signal::KILL) {
                return Some(self.context.damaged(WorkbookFault::WorkerKilled));
            }
        }
        #[cfg(windows)]
        if status.as_ref().is_ok_and(|status| status.code() == Some(OUT_OF_TIME)) {
            return Some(self.context.limit(Limit::Seconds, LimitPlace::List));
        }
        // Rust's message when an allocation fails.
        let is_memory = memchr::memmem::find(message, b"memory allocation").is_some();
        is_memory.then(|| self.context.limit(Limit::Memory, LimitPlace::List))
    }

    /// Returns the error that a response is.
    fn error_of(&self, response: Response) -> ReadError {
        let context = &self.context;
        match response {
            Response::Encrypted => context.encrypted(),
            Response::RowTooLong(row) => context.row_too_long(row),
            Response::Limit(name, place) => match Limit::ALL.into_iter().find(|limit| limit.name() == name) {
                Some(limit) => context.limit(limit, place),
                None => context.damaged(WorkbookFault::Other(name)),
            },
            Response::Damaged(reason) => context.damaged(reason),
            other => {
                let reason = format!("the process that parses it answers something else: {other:?}");
                context.damaged(WorkbookFault::Other(reason))
            }
        }
    }
}

/// Limits the memory of the worker with a job object. It lasts as long as the worker, even without a handle.
#[cfg(windows)]
fn limit_memory(child: &mut Child, memory: u64) -> io::Result<()> {
    use process_control::{ChildExt, Control};
    // The library sets the limit when it waits for the end of the process, here for no time.
    let memory = usize::try_from(memory).unwrap_or(usize::MAX);
    child.controlled().memory_limit(memory).time_limit(std::time::Duration::ZERO).wait().map(|_| ())
}

/// Does nothing, because the worker limits its memory itself.
#[cfg(not(windows))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on Windows")]
fn limit_memory(_child: &mut Child, _memory: u64) -> io::Result<()> {
    Ok(())
}

impl CellSource for SandboxClient {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn open_sheet(&mut self, sheet: &str, rows: Option<u32>) -> Result<SheetMarks, ReadError> {
        // The rest of the sheet before must be received first. There is one only if a few rows were wanted.
        while self.has_rows {
            self.receive_row()?;
        }
        self.cells = Vec::new().into_iter();
        if let Some(requests) = &mut self.requests {
            // If the worker has closed the pipe, the wait for its response finds out why.
            let request = Request::Cells { sheet: sheet.to_owned(), rows };
            let _ = send(requests, &request).and_then(|()| requests.flush());
        }
        match self.receive()? {
            Response::Marks(marks) => {
                self.has_rows = true;
                Ok(marks)
            }
            other => Err(self.error_of(other)),
        }
    }

    fn next_cell(&mut self, text: &mut String) -> Result<Option<CellPosition>, ReadError> {
        loop {
            if let Some((column, value, is_struck)) = self.cells.next() {
                text.push_str(&value);
                return Ok(Some(CellPosition { row: self.row, column, is_struck }));
            }
            if !self.has_rows || !self.receive_row()? {
                return Ok(None);
            }
        }
    }
}

impl Drop for SandboxClient {
    fn drop(&mut self) {
        self.requests = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
