//! The process that parses a workbook for another, started with a command that no help has.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;
use std::{env, panic};

use crate::read::{WORKER_COMMAND, serve_workbook};

/// What came of it, where that is what this process was started for.
pub(crate) fn served() -> Option<ExitCode> {
    let mut args = env::args_os().skip(1);
    if args.next()? != WORKER_COMMAND {
        return None;
    }
    // It says on its output why it ends, or it is known of how it does.
    panic::set_hook(Box::new(|_| {}));
    let mut limit = || args.next()?.to_str()?.parse().ok();
    if let (Some(memory), Some(seconds)) = (limit(), limit()) {
        confine(memory, seconds);
    }
    let (mut input, mut output) = (BufReader::new(io::stdin()), BufWriter::with_capacity(64 * 1024, io::stdout()));
    let served = serve_workbook(&mut input, &mut output);
    Some(if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Lets the process have so many bytes of memory and seconds of a processor, and leave no image of itself.
#[cfg(unix)]
fn confine(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // A second later than it is told so, the process is killed; where the system has lower limits for us, those hold.
    let least = |resource, most: u64| getrlimit(resource).maximum.map_or(most, |own| own.min(most));
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

#[cfg(not(unix))]
fn confine(_memory: u64, _seconds: u64) {}
