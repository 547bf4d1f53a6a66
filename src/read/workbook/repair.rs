//! Repair of parts of a workbook that spreadsheet programs read and calamine 0.38 doesn't.

use std::borrow::Cow;
use std::io;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::errors::SyntaxError;
use quick_xml::events::Event;
use quick_xml::name::QName;

use super::xlsb_short_cells;

/// The part with the sheets of an .ods file.
const CONTENT: &str = "content.xml";

/// Greatest depth of elements in an .ods file. Lists have about ten.
const MAX_DEPTH: usize = 10_000;

/// Returns whether a part may need repair, by its name.
pub(super) fn may_need_repair(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels") || is_binary_sheet(&name)
}

/// Returns whether a part whose name fits may need repair, by its first bytes. Then all of its bytes are needed at
/// once.
pub(super) fn needs_repair(name: &str, start: &[u8]) -> bool {
    is_utf_16(start) || name == CONTENT || is_binary_sheet(&name.to_ascii_lowercase())
}

/// Returns the XML of a part in UTF-8.
pub(super) fn in_utf_8(part: Vec<u8>) -> Vec<u8> {
    if is_utf_16(&part) { to_utf_8(&part).into_bytes() } else { part }
}

/// Returns the repaired part.
///
/// # Errors
/// If the part isn't well-formed, and calamine would search for the end of an element forever.
pub(super) fn repair_part(name: &str, part: Vec<u8>) -> io::Result<Vec<u8>> {
    let name = name.to_ascii_lowercase();
    if is_binary_sheet(&name) {
        return Ok(xlsb_short_cells::repair_short_cells(&part).unwrap_or(part));
    }
    let part = in_utf_8(part);
    // The content of a password-protected file isn't XML.
    if name != CONTENT || !is_xml(&part) {
        return Ok(part);
    }
    match without_blanks(&part) {
        Ok(repaired) => Ok(repaired),
        // calamine finds the same error at the same byte, and describes it.
        Err(quick_xml::Error::Encoding(_)) => Ok(part),
        Err(_) => Err(io::Error::other(format!("an element of {CONTENT} has no end"))),
    }
}

fn is_binary_sheet(name: &str) -> bool {
    name.starts_with("xl/worksheets/") && name.ends_with(".bin")
}

fn is_xml(part: &[u8]) -> bool {
    matches!(without_bom(part).trim_ascii_start(), [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

fn without_bom(part: &[u8]) -> &[u8] {
    part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part)
}

fn is_utf_16(start: &[u8]) -> bool {
    matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..])
}

/// Returns the XML in UTF-8, without its declaration, which names another encoding.
fn to_utf_8(part: &[u8]) -> String {
    let encoding = match part {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => UTF_16BE,
        _ => UTF_8,
    };
    let text = encoding.decode_with_bom_removal(part).0;
    let text: Cow<'_, str> = match text.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.to_owned().into(),
        None => text,
    };
    text.into_owned()
}

/// Returns the XML of an .ods file without white space between the elements of tables, which has no meaning there, and
/// which SheetJS writes. Returns an error if the XML isn't well-formed.
///
/// calamine doesn't compare the names of tags, and some of its loops don't stop at the end of the file.
fn without_blanks(part: &[u8]) -> quick_xml::Result<Vec<u8>> {
    const UNCLOSED: quick_xml::Error = quick_xml::Error::Syntax(SyntaxError::UnclosedTag);
    let part = without_bom(part);
    let mut reader = Reader::from_reader(part);
    reader.config_mut().allow_dangling_amp = true;
    let mut kept = Vec::with_capacity(part.len());
    let mut depth = 0;
    // The text after the last markup, and whether that is of a table.
    let (mut text_start, mut is_after_table) = (0, false);
    loop {
        let start = reader.buffer_position() as usize;
        let is_table = match reader.read_event()? {
            Event::Text(_) | Event::GeneralRef(_) => continue,
            Event::Start(_) if depth == MAX_DEPTH => return Err(UNCLOSED),
            Event::Start(tag) => {
                depth += 1;
                is_table_name(tag.name())
            }
            Event::End(tag) => {
                depth -= 1;
                is_table_name(tag.name())
            }
            Event::Empty(tag) => is_table_name(tag.name()),
            Event::Eof => {
                kept.extend_from_slice(&part[text_start..]);
                return if depth == 0 { Ok(kept) } else { Err(UNCLOSED) };
            }
            Event::Comment(_) | Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => false,
        };
        let end = reader.buffer_position() as usize;
        let text = &part[text_start..start];
        if !(text.trim_ascii().is_empty() && (is_after_table || is_table)) {
            kept.extend_from_slice(text);
        }
        kept.extend_from_slice(&part[start..end]);
        (text_start, is_after_table) = (end, is_table);
    }
}

fn is_table_name(name: QName<'_>) -> bool {
    name.as_ref().starts_with("table:") || name.as_ref().starts_with("office:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_in_utf_16_is_converted_to_utf_8() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a>Zoë 🎉</a>";
        for (mark, is_little) in [(true, true), (true, false), (false, true), (false, false)] {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            let part: Vec<u8> =
                units.flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
            assert!(needs_repair("xl/workbook.xml", &part));
            assert_eq!(repair_part("xl/workbook.xml", part).unwrap(), "\n<a>Zoë 🎉</a>".as_bytes());
        }
        assert!(!needs_repair("xl/workbook.xml", b"<?xml"));
    }

    #[test]
    fn xml_that_is_not_well_formed_is_an_error() {
        for whole in
            ["", "<?xml version='1.0'?>\n<a:b c='>'><d/><!-- <e> --><f g=\"/\" >x</f ></a:b>", "<a><![CDATA[<b>]]></a>"]
        {
            assert!(without_blanks(whole.as_bytes()).is_ok(), "{whole}");
        }
        let deep = "<a>".repeat(10_001) + &"</a>".repeat(10_001);
        for cut in ["<a>", "<a><b></a>", "<a><b></a></b>", "<a></a></a>", "<a", "<a b='>", "<a><!-- </a>", &deep] {
            assert!(repair_part(CONTENT, cut.into()).is_err(), "{cut}");
        }
        assert!(repair_part(CONTENT, b"\x9c<\0\xff".into()).is_ok());
    }

    #[test]
    fn blanks_are_removed_between_elements_of_tables() {
        let repaired = |part: &str| String::from_utf8(without_blanks(part.as_bytes()).unwrap()).unwrap();
        for (part, kept) in [
            (
                "<table:table>\n <table:table-row>\n<table:table-cell>\n<text:p>a</text:p>\n</table:table-cell> </table:table-row>\n</table:table>",
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
            ),
            (
                "<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>",
                "<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>",
            ),
            (
                "<table:a x=\"&lt;b> >\" >  <text:p> </text:p></table:a>",
                "<table:a x=\"&lt;b> >\" ><text:p> </text:p></table:a>",
            ),
            ("<table:a> &amp; </table:a>", "<table:a> &amp; </table:a>"),
            ("<!-- <table:a> -->  <text:p/>", "<!-- <table:a> -->  <text:p/>"),
            (" <table:a/>", "<table:a/>"),
            ("text", "text"),
        ] {
            assert_eq!(repaired(part), kept, "{part}");
        }
    }
}
