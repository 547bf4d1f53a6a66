//! The console window of the program. On Windows a double click, or a list dropped on the icon, opens one that closes when
//! the program ends, so that nobody could read what it says.

/// Returns whether the window was opened for the program alone, because Explorer started it.
#[cfg(windows)]
pub(crate) fn is_own() -> bool {
    super::parent_process::parent().is_some_and(|parent| parent.program.eq_ignore_ascii_case("explorer.exe"))
}

/// Returns `false`: on other systems a window stays open, or isn't shown at all.
#[cfg(not(windows))]
pub(crate) fn is_own() -> bool {
    false
}
