//! Workbooks that a process of its own parses, under limits of memory and of time.
//!
//! For all kinds but a plain .xlsx calamine takes as much memory as a file of a few bytes asks for, and a failed
//! allocation ends a process. So this program is started once more (`worker`), and the reader (`client`) asks it for
//! cells. On the worker's standard input come the bytes of the workbook and then requests, on its standard output go
//! responses; `protocol` has both.

mod client;
mod protocol;
mod worker;

pub(super) use self::client::SandboxClient;
#[cfg(windows)]
pub(crate) use self::protocol::OUT_OF_TIME;
pub(crate) use self::protocol::WORKER_COMMAND;
pub(crate) use self::worker::serve_workbook;
