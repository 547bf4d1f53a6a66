//! Cleanup when a signal such as Ctrl-C ends the program: temporary files are removed and the progress bar is
//! cleared.

/// Starts a thread that waits for signals and cleans up. The program then ends by the signal's default action, so
/// that a shell sees 130 or 143 and ends its script. A signal that is ignored when the program starts, as by `nohup`,
/// stays ignored.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    let watched = match ignored() {
        Some(ignored) => {
            let is_ignored = |signal: i32| ignored >> (signal - 1) & 1 == 1;
            [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)).collect()
        }
        // A program that was started by `nohup` must not end with the terminal.
        None => vec![SIGINT, SIGQUIT, SIGTERM],
    };
    // If that fails, the next run removes the temporary files.
    let Ok(mut signals) = Signals::new(watched.into_iter().chain([SIGXFSZ])) else { return };
    let wait = move || {
        // SIGXFSZ doesn't end the program: the write beyond the file size limit returns an error, which is reported.
        if let Some(signal) = signals.forever().find(|signal| *signal != SIGXFSZ) {
            crate::cli::progress::clear();
            crate::fs::remove_temp_files();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    let _ = std::thread::Builder::new().name("cosell signals".to_owned()).spawn(wait);
}

/// Returns the signals that are ignored, as bits from that of signal 1. Without unsafe code, they are known on Linux only.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// Starts a thread that waits for Ctrl-C, Ctrl-Break, a closed window, and the end of the session, and cleans up. Until it
/// has, the system waits for up to five seconds.
#[cfg(windows)]
pub(crate) fn watch() {
    use std::future::poll_fn;
    use std::io;
    use std::task::Poll;

    use tokio::runtime::Builder;
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};

    const STOPPED: i32 = 130; // as shells have it after Ctrl-C
    let listen =
        || -> io::Result<_> { Ok((ctrl_c()?, ctrl_break()?, ctrl_close()?, ctrl_logoff()?, ctrl_shutdown()?)) };
    // If that fails, the next run removes the temporary files.
    let (Ok(runtime), Ok(listeners)) = (Builder::new_current_thread().build(), listen()) else { return };
    let wait = move || {
        let (mut interrupt, mut stop, mut close, mut logoff, mut shutdown) = listeners;
        runtime.block_on(poll_fn(|context| {
            let has_come = interrupt.poll_recv(context).is_ready()
                || stop.poll_recv(context).is_ready()
                || close.poll_recv(context).is_ready()
                || logoff.poll_recv(context).is_ready()
                || shutdown.poll_recv(context).is_ready();
            if has_come { Poll::Ready(()) } else { Poll::Pending }
        }));
        crate::cli::progress::clear();
        crate::fs::remove_temp_files();
        #[expect(clippy::exit, reason = "the thread of the command may wait for anything")]
        std::process::exit(STOPPED);
    };
    let _ = std::thread::Builder::new().name("cosell signals".to_owned()).spawn(wait);
}
