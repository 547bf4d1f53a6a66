use std::path::Path;

use super::Error;
use crate::model::Format;

const ZIP: &[u8] = b"PK\x03\x04";
/// The container of .xls files, and of workbooks that a password protects.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The format of a file by its first bytes; its name decides only what they leave open.
pub(super) fn detect(file: &Path, head: &[u8]) -> Result<Format, Error> {
    if head.starts_with(ZIP) {
        let contains = |text: &[u8]| memchr::memmem::find(head, text).is_some();
        return if contains(b"mimetypeapplication/vnd.oasis.opendocument") {
            Err(Error::OtherWorkbook { file: file.to_owned(), kind: "OpenDocument" })
        } else {
            Ok(Format::Xlsx)
        };
    }
    if head.starts_with(COMPOUND) {
        return Ok(Format::Xlsx);
    }
    let named = Format::of_name(file);
    if named == Some(Format::Xlsx) && !is_text(head) {
        return Ok(Format::Xlsx); // which says what is wrong with it
    }
    if !is_text(head) {
        return Err(Error::Binary { file: file.to_owned() });
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    Ok(match (text.first(), named) {
        (Some(b'{'), Some(Format::Json)) if is_one_a_line(text) => Format::Ndjson,
        (_, Some(json @ (Format::Json | Format::Ndjson))) => json,
        (Some(b'['), None) => Format::Json,
        (Some(b'{'), None) => Format::Ndjson,
        _ => Format::Csv,
    })
}

/// Text has no NUL, but UTF-16 has many: that is text, too, and said elsewhere.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || memchr::memchr(0, head).is_none()
}

/// Whether the first line is an object by itself.
fn is_one_a_line(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text);
    line.trim_ascii_end().ends_with(b"}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(name: &str, head: &[u8]) -> Option<Format> {
        detect(name.as_ref(), head).ok()
    }

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(detected("list.csv", b"PK\x03\x04..."), Some(Format::Xlsx));
        assert_eq!(detected("list.xlsx", b"Name,Email"), Some(Format::Csv));
        assert_eq!(detected("-", b"\xef\xbb\xbf [{"), Some(Format::Json));
        assert_eq!(detected("-", b"{\"name\":"), Some(Format::Ndjson));
        assert_eq!(detected("list.json", b"{\"name\":1}\n{\"name\":2}\n"), Some(Format::Ndjson));
        assert_eq!(detected("list.json", b"\"text\""), Some(Format::Json));
        assert_eq!(detected("list.csv", b"{x},y"), Some(Format::Csv));
        assert_eq!(detected("list", b"Name,Email"), Some(Format::Csv));
        assert_eq!(detected("list.csv", b"a\0b"), None);
    }
}
