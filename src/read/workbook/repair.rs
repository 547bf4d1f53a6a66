//! Repairs parts that spreadsheet programs can read and calamine 0.38 can't.

use std::borrow::Cow;
use std::io;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};

use super::xlsb_short_cells;

/// Returns whether a part with this name may need a repair.
pub(super) fn may_be(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels") || is_sheet_in_binary(&name)
}

/// Returns whether a part that starts with these bytes may need a repair. Then it is taken into memory as a whole.
pub(super) fn is_wanted(name: &str, start: &[u8]) -> bool {
    is_utf_16(start) || name == CONTENT || is_sheet_in_binary(&name.to_ascii_lowercase())
}

/// Returns the repaired part; an error if calamine would read it forever.
pub(super) fn mended(name: &str, part: Vec<u8>) -> io::Result<Vec<u8>> {
    let name = name.to_ascii_lowercase();
    if is_sheet_in_binary(&name) {
        return Ok(xlsb_short_cells::filled(&part).unwrap_or(part));
    }
    let part = if is_utf_16(&part) { in_utf_8(&part).into_bytes() } else { part };
    if name != CONTENT {
        return Ok(part);
    }
    // A part that is protected by a password isn't XML.
    let start = part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&part).trim_ascii_start();
    let is_xml = matches!(start, [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    if is_xml && !is_whole(&part) {
        return Err(io::Error::other(format!("an element of {CONTENT} has no end")));
    }
    Ok(without_blanks(&part))
}

const CONTENT: &str = "content.xml";

fn is_sheet_in_binary(name: &str) -> bool {
    name.starts_with("xl/worksheets/") && name.ends_with(".bin")
}

fn is_utf_16(start: &[u8]) -> bool {
    matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..])
}

/// Converts XML to UTF-8, and removes the declaration, which names another encoding.
fn in_utf_8(part: &[u8]) -> String {
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

/// Removes white space between the elements of a table, where it has no meaning. SheetJS writes line ends there. In a paragraph it
/// means a space, and stays.
fn without_blanks(part: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(part.len());
    let mut rest = part;
    let mut is_in_table = false;
    while let Some(open) = memchr(b'<', rest) {
        let (text, tag) = rest.split_at(open);
        let is_of_table = |tag: &[u8]| {
            let name = tag.strip_prefix(b"</").or(tag.strip_prefix(b"<")).unwrap_or_default();
            name.starts_with(b"table:") || name.starts_with(b"office:")
        };
        if !text.trim_ascii().is_empty() || !(is_in_table || is_of_table(tag)) {
            kept.extend_from_slice(text);
        }
        is_in_table = is_of_table(tag);
        let (tag, behind) = tag.split_at(end_of_markup(tag).unwrap_or(tag.len()));
        kept.extend_from_slice(tag);
        rest = behind;
    }
    kept.extend_from_slice(rest);
    kept
}

/// Returns whether each element has an end tag. If one has none, calamine searches for it forever: it doesn't compare names, and some of
/// its loops don't stop at the end of the file.
fn is_whole(part: &[u8]) -> bool {
    /// Depth that no list has.
    const DEEPEST: usize = 10_000;
    let mut open: Vec<&[u8]> = Vec::new();
    let mut rest = part;
    while let Some(start) = memchr(b'<', rest) {
        let tag = &rest[start..];
        let Some(end) = end_of_markup(tag) else { return false };
        let (tag, behind) = tag.split_at(end);
        let name = |start: usize| tag[start..].split(|byte| b" \t\r\n/>".contains(byte)).next();
        match tag {
            [b'<', b'?' | b'!', ..] | [.., b'/', b'>'] => {}
            [b'<', b'/', ..] if open.pop() != name(2) => return false,
            [b'<', b'/', ..] => {}
            _ => open.extend(name(1)),
        }
        if open.len() > DEEPEST {
            return false;
        }
        rest = behind;
    }
    open.is_empty()
}

/// Returns the end of a tag, a comment or a CDATA section.
fn end_of_markup(tag: &[u8]) -> Option<usize> {
    let behind = |end: &[u8]| memmem::find(tag, end).map(|at| at + end.len());
    match tag {
        _ if tag.starts_with(b"<!--") => behind(b"-->"),
        _ if tag.starts_with(b"<![CDATA[") => behind(b"]]>"),
        _ => end_of_tag(tag),
    }
}

/// Returns the end of a tag: the first `>` outside of quotation marks.
fn end_of_tag(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_in_utf_16_is_put_into_utf_8() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a>Zoë 🎉</a>";
        for (mark, is_little) in [(true, true), (true, false), (false, true), (false, false)] {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            let part: Vec<u8> =
                units.flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
            assert!(is_wanted("xl/workbook.xml", &part));
            assert_eq!(mended("xl/workbook.xml", part).unwrap(), "\n<a>Zoë 🎉</a>".as_bytes());
        }
        assert!(!is_wanted("xl/workbook.xml", b"<?xml"));
    }

    #[test]
    fn each_element_of_a_list_has_its_end() {
        for whole in
            ["", "<?xml version='1.0'?>\n<a:b c='>'><d/><!-- <e> --><f g=\"/\" >x</f ></a:b>", "<a><![CDATA[<b>]]></a>"]
        {
            assert!(is_whole(whole.as_bytes()), "{whole}");
            assert!(mended(CONTENT, whole.into()).is_ok());
        }
        let deep = "<a>".repeat(10_001) + &"</a>".repeat(10_001);
        for cut in ["<a>", "<a><b></a>", "<a><b></a></b>", "<a></a></a>", "<a", "<a b='>", "<a><!-- </a>", &deep] {
            assert!(!is_whole(cut.as_bytes()), "{cut}");
            assert!(mended(CONTENT, cut.into()).is_err());
        }
        assert!(mended(CONTENT, b"\x9c<\0\xff".into()).is_ok());
    }

    #[test]
    fn blanks_go_where_they_mean_nothing() {
        let told = |part: &str| String::from_utf8(without_blanks(part.as_bytes())).unwrap();
        for (part, kept) in [
            (
                "<table:table>\n <table:table-row>\n<table:table-cell>\n<text:p>a</text:p>\n</table:table-cell> </table:table-row>\n</table:table>",
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
            ),
            (
                "<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>",
                "<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>",
            ),
            ("<table:a x=\"<b> >\" >  <text:p> </text:p>", "<table:a x=\"<b> >\" ><text:p> </text:p>"),
            ("<!-- <table:a> -->  <text:p>", "<!-- <table:a> -->  <text:p>"),
            (" <table:a", "<table:a"),
            ("text", "text"),
        ] {
            assert_eq!(told(part), kept, "{part}");
        }
    }
}
