//! The process that started this one, on Windows: a worker ends with it, and a program that Explorer started has a window
//! of its own.

use winsafe::{HPROCESSLIST, co};

/// A running process.
pub(crate) struct Process {
    pub(crate) id: u32,
    /// The name of its program, such as `explorer.exe`.
    pub(crate) program: String,
}

/// Returns the process that started this one, if it is still running.
pub(crate) fn parent() -> Option<Process> {
    let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None).ok()?;
    let processes: Vec<(u32, u32, String)> = list
        .iter_processes()
        .map_while(Result::ok)
        .map(|process| (process.th32ProcessID, process.th32ParentProcessID, process.szExeFile()))
        .collect();
    let own = std::process::id();
    let (_, parent, _) = processes.iter().find(|(id, ..)| *id == own)?;
    let (id, _, program) = processes.iter().find(|(id, ..)| id == parent)?;
    Some(Process { id: *id, program: program.clone() })
}
