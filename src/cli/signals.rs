//! Ctrl-C leaves nothing behind: neither a part of an output nor a bar on the screen.

/// Waits for the signals that end programs, on a thread of its own. The program dies of them, as it would have, so that a shell
/// sees 130 or 143 and ends its script.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    // Without it the next run removes what is left.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGXFSZ]) else { return };
    let wait = move || {
        // Of a file that may not grow any more, who writes it hears.
        if let Some(signal) = signals.forever().find(|signal| *signal != SIGXFSZ) {
            crate::cli::progress::clear();
            crate::fs::remove_temp_files();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    let _ = std::thread::Builder::new().name("cosell signals".to_owned()).spawn(wait);
}

/// The system ends the program, and the next run removes what is left.
#[cfg(not(unix))]
pub(crate) fn watch() {}
