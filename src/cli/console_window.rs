//! The console window of the program. On Windows a double click, or a list dropped on the icon, opens one that closes when
//! the program ends, so that nobody could read what it says.

/// Returns whether the console window was opened for the program alone, and closes with it.
#[cfg(not(windows))]
pub(crate) fn is_own() -> bool {
    false
}

/// Returns whether the console window was opened for the program alone, and closes with it.
#[cfg(windows)]
pub(crate) fn is_own() -> bool {
    false
}
