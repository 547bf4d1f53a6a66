//! Cleanup when a signal such as Ctrl-C ends the program: temporary files are removed and the progress bar is
//! cleared.

/// Starts a thread that waits for signals and cleans up. The program then ends by the signal's default action, so
/// that a shell sees 130 or 143 and ends its script.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    // If that fails, the next run removes the temporary files.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGXFSZ]) else { return };
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

/// Does nothing: the system ends the program, and the next run removes the temporary files.
#[cfg(not(unix))]
pub(crate) fn watch() {}
