//! Files on Windows: one that another program has open can't be replaced and sometimes can't be read, and some names are
//! reserved.
//!
//! The functions on names are compiled on all systems, because names are also made here for lists that move to Windows.

use std::io;

/// Returns whether an error says that another program has the file open and doesn't share it, as Excel does.
pub(crate) fn is_sharing_violation(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION and ERROR_USER_MAPPED_FILE. On other systems these numbers mean
    // something else.
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}

/// Why Windows doesn't take a text as the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// It is the name of a device, such as `NUL`, with any extension.
    Device,
    /// It has this character, which is reserved. What follows a colon would be the name of a hidden stream.
    Character(char),
    /// It ends with a dot or a space, which Windows removes: it would be the name of another file.
    End,
}

/// Returns why a name can't be that of a file on Windows. Source: "Naming Files, Paths, and Namespaces".
pub(crate) fn name_fault(name: &str) -> Option<NameFault> {
    let is_reserved = |c: &char| matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') || *c < ' ';
    if is_device(name) {
        Some(NameFault::Device)
    } else if let Some(reserved) = name.chars().find(is_reserved) {
        Some(NameFault::Character(reserved))
    } else {
        name.ends_with(['.', ' ']).then_some(NameFault::End)
    }
}

/// Returns whether Windows treats a name, with any extension, as a device. Source: "Naming Files, Paths, and
/// Namespaces".
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered =
        stem.strip_prefix("COM").or(stem.strip_prefix("LPT")).map(|number| number.chars().collect::<Vec<_>>());
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || matches!(numbered.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_takes_for_something_else_are_faults() {
        for (name, fault) in [
            ("list.csv", None),
            ("console.csv", None),
            ("COM10.csv", None),
            ("list (1).csv", None),
            ("list[1].csv", None),
            (".cosell.toml", None),
            ("aux.csv", Some(NameFault::Device)),
            ("NUL", Some(NameFault::Device)),
            ("nul .tar.gz", Some(NameFault::Device)),
            ("com¹.csv", Some(NameFault::Device)),
            ("CON:", Some(NameFault::Device)),
            ("report 12:30.csv", Some(NameFault::Character(':'))),
            ("what?.csv", Some(NameFault::Character('?'))),
            ("two\nlines.csv", Some(NameFault::Character('\n'))),
            ("list.csv.", Some(NameFault::End)),
            ("list.csv ", Some(NameFault::End)),
        ] {
            assert_eq!(name_fault(name), fault, "{name:?}");
        }
    }

    #[test]
    fn errors_of_other_systems_are_no_sharing_violations() {
        for number in [5, 32, 33, 1224] {
            let is_violation = is_sharing_violation(&io::Error::from_raw_os_error(number));
            assert_eq!(is_violation, cfg!(windows) && number != 5, "{number}");
        }
    }
}
