//! The format of an input: by the settings, by its first bytes, or else by its name.

use std::path::Path;

use super::{Encoding, ReadError, ReadSettings, encoding};
use crate::contact::{Format, FormatFamily};

const ZIP: &[u8] = b"PK\x03\x04";
/// The container of .xls files, and of workbooks that a password protects.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Byte order marks of UTF-32. The first starts with that of UTF-16.
const UTF_32: [&[u8]; 2] = [b"\xff\xfe\0\0", b"\0\0\xfe\xff"];

/// Returns the format of a file: that of the settings, or else the one that its content has.
pub(super) fn determine(file: &Path, head: &[u8], settings: &ReadSettings) -> Result<Format, ReadError> {
    if settings.encoding.is_none() && UTF_32.into_iter().any(|mark| head.starts_with(mark)) {
        return Err(ReadError::Utf32 { file: file.to_owned() });
    }
    settings.format.map_or_else(|| detect(file, head, settings.encoding), Ok)
}

/// Detects the format by the first bytes. The name decides only what they leave open.
fn detect(file: &Path, head: &[u8], encoding_option: Option<Encoding>) -> Result<Format, ReadError> {
    if head.starts_with(ZIP) || head.starts_with(COMPOUND) {
        return Ok(Format::Xlsx);
    }
    let named = Format::from_input_path(file);
    if encoding_option.is_none() && memchr::memchr(0, head).is_some() && encoding::shown(head).is_none() {
        // The reader of workbooks says what is wrong with it.
        return if named == Some(Format::Xlsx) {
            Ok(Format::Xlsx)
        } else {
            Err(ReadError::Binary { file: file.to_owned() })
        };
    }
    let text = encoding::decode_head(head);
    let text = text.trim_start();
    if is_markup(text) {
        return Err(ReadError::Markup { file: file.to_owned() });
    }
    Ok(match (text.chars().next(), named) {
        (Some('{'), Some(Format::Json)) if is_one_a_line(text) => Format::Ndjson,
        (_, Some(named)) if named.family() != FormatFamily::Workbook => named,
        (Some('['), None) => Format::Json,
        (Some('{'), None) => Format::Ndjson,
        _ => Format::Csv,
    })
}

/// Returns whether the text is a web page or XML, which some systems export with the extension .xls.
fn is_markup(text: &str) -> bool {
    let starts = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    ["<!doctype", "<html", "<?xml", "<table", "<head", "<meta", "<style"].into_iter().any(starts)
}

/// Returns whether the first line is a whole object.
fn is_one_a_line(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim_end().ends_with('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(name: &str, head: &[u8]) -> Option<Format> {
        detect(name.as_ref(), head, None).ok()
    }

    #[test]
    fn utf_32_is_named() {
        for head in [&b"\xff\xfe\0\0N\0\0\0"[..], b"\0\0\xfe\xff\0\0\0N"] {
            for format in [None, Some(Format::Csv)] {
                let settings = ReadSettings { format, ..ReadSettings::default() };
                assert!(matches!(determine("list.csv".as_ref(), head, &settings), Err(ReadError::Utf32 { .. })));
            }
        }
        assert_eq!(detected("list.csv", b"\xff\xfeN\0"), Some(Format::Csv));
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
        assert_eq!(detected("list.csv", b"a\0\0b"), None);
        assert_eq!(detected("list.csv", b"N\0a\0m\0e\0"), Some(Format::Csv));
        assert_eq!(detected("-", b"\xff\xfe[\0{\0"), Some(Format::Json));
        assert_eq!(detected("list.xls", b"\n<HTML><body>"), None);
    }
}
