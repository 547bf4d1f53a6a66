use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR, Path};

/// Returns the address of a file, which is relative if the name is. All bytes that may have a meaning are escaped.
///
/// The bytes are those of the file's name, also if they are not UTF-8. Source: RFC 3986, sections 2.1 and 2.3; RFC
/// 8089.
pub(super) fn uri(path: &Path) -> String {
    let mut uri = String::new();
    if path.is_absolute() {
        uri.push_str(if path.has_root() && MAIN_SEPARATOR == '/' { "file://" } else { "file:///" });
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte if char::from(byte) == MAIN_SEPARATOR => uri.push('/'),
            // Writing to a `String` can't fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_byte_by_byte() {
        for (name, expected) in [
            ("lists/emea.csv", "lists/emea.csv"),
            ("../a b.csv", "../a%20b.csv"),
            ("50%, a:b\n#1?.csv", "50%25%2C%20a%3Ab%0A%231%3F.csv"),
            ("Länder.xlsx", "L%C3%A4nder.xlsx"),
        ] {
            assert_eq!(uri(Path::new(name)), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_are_escaped_too() {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"L\xe4nder.csv");
        assert_eq!(uri(Path::new(name)), "L%E4nder.csv");
        assert_eq!(uri(Path::new("/lists/a.csv")), "file:///lists/a.csv");
    }
}
