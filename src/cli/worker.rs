//! The worker process: parses a workbook for the process that started it with a hidden command, within limits of
//! memory and time. It exists because parsers of .xls, .xlsb and .ods may exhaust memory or abort. The protocol is in
//! `read`.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;
use std::{env, panic};

use crate::read::{WORKER_COMMAND, serve_workbook};

/// Parses a workbook if the first argument is the hidden command, and returns the exit code; otherwise returns none.
pub(crate) fn run_if_worker() -> Option<ExitCode> {
    let mut args = env::args_os().skip(1);
    if args.next()? != WORKER_COMMAND {
        return None;
    }
    // No panic messages: the parent process learns of failures from the output or the exit status.
    panic::set_hook(Box::new(|_| {}));
    watch_parent();
    let mut limit = || args.next()?.to_str()?.parse().ok();
    if let (Some(memory), Some(seconds)) = (limit(), limit()) {
        confine(memory, seconds);
    }
    let (mut input, mut output) = (BufReader::new(io::stdin()), BufWriter::with_capacity(64 * 1024, io::stdout()));
    let served = serve_workbook(&mut input, &mut output);
    if served.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::OutOfMemory) {
        // As if an allocation had failed, which the parent process knows by its message.
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<u8>());
    }
    Some(if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Starts a thread that ends the worker when its requests can't come any more, because the process that started it has
/// ended: by then a parser may be at work for minutes.
#[cfg(unix)]
fn watch_parent() {
    use std::sync::{Arc, Barrier};

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::process::{Signal, getpid, kill_process};
    // Enough for a system call. Memory is limited.
    const STACK: usize = 64 * 1024;
    let started = Arc::new(Barrier::new(2));
    let has_started = Arc::clone(&started);
    let watch = move || {
        has_started.wait();
        let stdin = io::stdin();
        loop {
            let mut requests = [PollFd::new(&stdin, PollFlags::HUP)];
            let polled = poll(&mut requests, None);
            if polled.is_ok() && requests[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                let _ = kill_process(getpid(), Signal::KILL);
            }
            if polled.is_err_and(|error| error != rustix::io::Errno::INTR) {
                return;
            }
        }
    };
    if std::thread::Builder::new().name("cosell parent".to_owned()).stack_size(STACK).spawn(watch).is_ok() {
        // The start of a thread allocates memory and aborts if there is none: memory is limited only afterwards.
        started.wait();
    }
}

/// Starts a thread that ends the worker when the process that started it has ended.
#[cfg(windows)]
fn watch_parent() {
    use winsafe::co::PROCESS;
    use winsafe::{HPROCESS, co};
    let Some(parent) = crate::cli::parent_process::parent() else { return };
    let watch = move || match HPROCESS::OpenProcess(PROCESS::SYNCHRONIZE, false, parent.id) {
        Ok(parent) => match parent.WaitForSingleObject(None) {
            Ok(_) => end(1),
            Err(_) => {}
        },
        // There is no such process: it has ended.
        Err(co::ERROR::INVALID_PARAMETER) => end(1),
        Err(_) => {}
    };
    let _ = std::thread::Builder::new().name("cosell parent".to_owned()).spawn(watch);
}

/// Ends this process at once, also if a parser holds a lock.
#[cfg(windows)]
fn end(status: i32) {
    let _ = winsafe::HPROCESS::GetCurrentProcess().TerminateProcess(status.cast_unsigned());
}

/// Limits memory (in bytes) and processor time (in seconds), and turns off core dumps.
#[cfg(unix)]
fn confine(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // The soft limit of time sends a signal, and the hard limit kills the process one second later. Lower limits of
    // the system stay in force.
    let least = |resource, most: u64| getrlimit(resource).maximum.map_or(most, |limit| limit.min(most));
    let (memory, killed) = (least(Resource::As, memory), least(Resource::Cpu, seconds.saturating_add(1)));
    let limits = [
        (Resource::As, memory, memory),
        (Resource::Cpu, seconds.min(killed.saturating_sub(1)).max(1), killed),
        (Resource::Core, 0, 0),
    ];
    for (resource, current, maximum) in limits {
        let _ = setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) });
    }
}

/// Limits processor time (in seconds). Memory is limited by the process that started the worker.
#[cfg(windows)]
fn confine(_memory: u64, seconds: u64) {
    use std::time::Duration;

    use winsafe::HPROCESS;
    const TICKS: u64 = 10_000_000; // in a second
    const INTERVAL: Duration = Duration::from_millis(200);
    let watch = move || loop {
        std::thread::sleep(INTERVAL);
        let Ok((_, _, kernel, user)) = HPROCESS::GetCurrentProcess().GetProcessTimes() else { return };
        if u64::from(kernel) + u64::from(user) > seconds.saturating_mul(TICKS) {
            end(crate::read::OUT_OF_TIME);
        }
    };
    let _ = std::thread::Builder::new().name("cosell time".to_owned()).spawn(watch);
}
