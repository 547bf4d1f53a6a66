//! The format of an input: by the settings, by its first bytes, or else by its name.

use std::path::Path;

use super::archive::UnpackedInput;
use super::other_file::OtherFile;
use super::{Encoding, ReadError, ReadSettings, encoding};
use crate::contact::{Format, FormatFamily};

/// The start of a zip: of an archive, and of workbooks but the oldest.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
/// The start of a .gz.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";
/// The container of .xls files, and of workbooks that a password protects.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Byte order marks of UTF-32. The first starts with that of UTF-16.
const UTF_32: [&[u8]; 2] = [b"\xff\xfe\0\0", b"\0\0\xfe\xff"];

/// The format of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DetectedFormat {
    pub(super) format: Format,
    /// The markup of a workbook that is a text.
    pub(super) markup: Option<Markup>,
}

/// Texts that are read like a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// A web page.
    Html,
    /// "XML Spreadsheet 2003".
    SpreadsheetMl,
}

/// Returns the format of an input: that of the settings, or else the one that its content has. `file` is for messages.
pub(super) fn determine(
    input: &UnpackedInput,
    file: &Path,
    settings: &ReadSettings,
) -> Result<DetectedFormat, ReadError> {
    let (name, head) = (input.name.as_path(), input.content.head());
    if settings.encoding.is_none() && UTF_32.into_iter().any(|mark| head.starts_with(mark)) {
        return Err(ReadError::Utf32 { file: file.to_owned() });
    }
    match settings.format {
        Some(format) if format.family() == FormatFamily::Workbook => {
            let text = encoding::decode_head(head);
            Ok(DetectedFormat { format, markup: markup(text.trim_start(), Some(format)).ok().flatten() })
        }
        Some(format) => Ok(DetectedFormat { format, markup: None }),
        None => detect(name, head, settings.encoding).map_err(|refused| match refused {
            Refused::Binary { nul } => ReadError::Binary { file: file.to_owned(), nul },
            Refused::Markup => ReadError::Markup { file: file.to_owned() },
            Refused::Other(kind) => ReadError::OtherFile { file: file.to_owned(), kind },
        }),
    }
}

/// Why a file isn't read.
#[derive(Debug, PartialEq, Eq)]
enum Refused {
    Binary {
        /// The line of a NUL character, if it is the only reason.
        nul: Option<u64>,
    },
    /// XML that isn't a workbook.
    Markup,
    Other(OtherFile),
}

/// Detects the format by the first bytes. The name decides only what they leave open.
fn detect(name: &Path, head: &[u8], encoding_option: Option<Encoding>) -> Result<DetectedFormat, Refused> {
    let plain = |format| Ok(DetectedFormat { format, markup: None });
    if head.starts_with(ZIP) || head.starts_with(COMPOUND) {
        return plain(Format::Xlsx);
    }
    if let Some(kind) = OtherFile::from_head(head) {
        return Err(Refused::Other(kind));
    }
    // A header of an e-mail without the fields of MIME may also be a list of labels, unless the name decides.
    let is_mail = name.to_str().and_then(OtherFile::from_name) == Some(OtherFile::Mail);
    if is_mail {
        return Err(Refused::Other(OtherFile::Mail));
    }
    let named = Format::from_input_path(name);
    if encoding_option.is_none() && memchr::memchr(0, head).is_some() && encoding::shown(head).is_none() {
        // The reader of workbooks says what is wrong with it.
        return if named == Some(Format::Xlsx) {
            plain(Format::Xlsx)
        } else {
            Err(Refused::Binary { nul: line_of_nul(head) })
        };
    }
    let text = encoding::decode_head(head);
    let text = text.trim_start();
    if let Some(markup) = markup(text, named)? {
        return Ok(DetectedFormat { format: Format::Xlsx, markup: Some(markup) });
    }
    plain(match (text.chars().next(), named) {
        (Some('{'), Some(Format::Json)) if is_one_a_line(text) => Format::Ndjson,
        (_, Some(named)) if named.family() != FormatFamily::Workbook => named,
        (Some('['), None) => Format::Json,
        (Some('{'), None) => Format::Ndjson,
        _ => Format::Csv,
    })
}

/// Returns whether bytes are neither a text nor a container of workbooks or lists.
pub(super) fn is_binary(head: &[u8]) -> bool {
    let is_container = [ZIP, COMPOUND, GZIP].into_iter().any(|start| head.starts_with(start));
    !is_container && memchr::memchr(0, head).is_some() && encoding::shown(head).is_none()
}

/// Returns the line of the first NUL character in what is otherwise a text: UTF-8 without other control characters, and
/// with few NULs.
pub(super) fn line_of_nul(head: &[u8]) -> Option<u64> {
    let first = memchr::memchr(0, head)?;
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\0' | '\t' | '\n' | '\r');
    let is_rare = memchr::memchr_iter(0, head).count() <= 1 + head.len() / 64;
    let ends = |byte| memchr::memchr_iter(byte, &head[..first]).count();
    let line_ends = if ends(b'\n') > 0 { ends(b'\n') } else { ends(b'\r') };
    (is_rare && text.chars().all(is_text)).then_some(line_ends as u64 + 1)
}

/// Returns the markup of a text: of a web page or XML, which many systems export with the extension .xls; an error if it
/// is other XML.
fn markup(text: &str, named: Option<Format>) -> Result<Option<Markup>, Refused> {
    // A text before the first tag is shown above the table.
    let may_be_page = text.starts_with('<') || named == Some(Format::Xlsx);
    if !may_be_page {
        return Ok(None);
    }
    let text = text.to_ascii_lowercase();
    let is_workbook =
        text.contains("urn:schemas-microsoft-com:office:spreadsheet") || text.contains("progid=\"excel.sheet\"");
    if text.starts_with('<') && is_workbook && !text.contains("<html") {
        return Ok(Some(Markup::SpreadsheetMl));
    }
    const PAGE: [&str; 9] =
        ["<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<script", "<title", "<frameset"];
    if text.contains("<table") || text.contains("<html") || PAGE.into_iter().any(|start| text.starts_with(start)) {
        return Ok(Some(Markup::Html));
    }
    if text.starts_with("<?xml") || text.starts_with("<!doctype") { Err(Refused::Markup) } else { Ok(None) }
}

/// Returns whether the first line is a whole object.
fn is_one_a_line(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim_end().ends_with('}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Input, Rows};

    fn detected(name: &str, head: &[u8]) -> Option<Format> {
        detect(name.as_ref(), head, None).ok().map(|detected| detected.format)
    }

    #[test]
    fn utf_32_is_named() {
        for head in [&b"\xff\xfe\0\0N\0\0\0"[..], b"\0\0\xfe\xff\0\0\0N"] {
            for format in [None, Some(Format::Csv)] {
                let settings = ReadSettings { format, ..ReadSettings::default() };
                let error = Rows::open(Input::bytes("list.csv", head), settings).err();
                assert!(matches!(error, Some(ReadError::Utf32 { .. })));
            }
        }
        assert_eq!(detected("list.csv", b"\xff\xfeN\0"), Some(Format::Csv));
    }

    #[test]
    fn markup_is_told_apart() {
        let markup = |text: &[u8]| detect("list.xls".as_ref(), text, None).map(|detected| detected.markup);
        let workbook = b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(markup(workbook), Ok(Some(Markup::SpreadsheetMl)));
        for page in [
            "\n<HTML><body>",
            "<table border=1>",
            "<meta charset=utf-8><table>",
            "Report <br><table><tr>",
            "<!-- x --><div><table>",
        ] {
            assert_eq!(markup(page.as_bytes()), Ok(Some(Markup::Html)), "{page}");
        }
        assert_eq!(markup(b"<?xml version=\"1.0\"?><contacts>"), Err(Refused::Markup));
        assert_eq!(markup(b"<Name>,<Email>\n"), Ok(None));
        assert_eq!(markup(b"Name,Email\n"), Ok(None));
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
    }
}
