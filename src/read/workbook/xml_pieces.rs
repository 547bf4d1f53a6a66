//! XML of an .xlsx that is parsed in pieces, each of whole rows or strings.
//!
//! calamine parses the same XML with the same crate, but from a stream, and with a text of its own for each cell. In pieces
//! it takes a third of the time. Usual XML is read as calamine reads it; anything else is
//! [`Unsupported`], and calamine reads the workbook.

use memchr::{memchr, memmem};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::QName;

use super::archive::Archive;
use crate::util::holds_any;

/// Bytes that are unpacked at once; few in tests, so that pieces end everywhere.
const CHUNK: usize = if cfg!(test) { 64 } else { 128 * 1024 };
/// Size of a row or a string with its tags. calamine reads longer ones.
const MAX_ELEMENT: usize = 8 << 20;

/// The XML has something that only calamine reads, or is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unsupported;

impl From<quick_xml::Error> for Unsupported {
    fn from(_: quick_xml::Error) -> Self {
        Unsupported
    }
}

impl From<AttrError> for Unsupported {
    fn from(_: AttrError) -> Self {
        Unsupported
    }
}

/// A reader of the pieces of a part. Each ends with the end tag of a row or a string; the last one ends with the part.
pub(super) struct PieceReader {
    part: usize,
    /// Number of bytes of the part that were read.
    offset: u64,
    /// Bytes that were read, of which `used` were returned.
    buffer: Vec<u8>,
    used: usize,
    end_tag: memmem::FinderRev<'static>,
    is_at_end: bool,
}

impl PieceReader {
    pub(super) fn new(part: usize, end_tag: &'static str) -> PieceReader {
        let end_tag = memmem::FinderRev::new(end_tag);
        PieceReader { part, offset: 0, buffer: Vec::new(), used: 0, end_tag, is_at_end: false }
    }

    /// Returns the next piece; `None` after the last one.
    ///
    /// # Errors
    /// If the part can't be unpacked, or isn't UTF-8, or an element is longer than any of a list.
    pub(super) fn next(&mut self, archive: &mut Archive) -> Result<Option<&str>, Unsupported> {
        self.buffer.drain(..self.used);
        self.used = 0;
        while self.used == 0 {
            if self.is_at_end {
                return Ok(None);
            }
            if let Some(read) = archive.read_chunk(self.part, self.offset, CHUNK, &mut self.buffer) {
                self.offset += read as u64;
                let end = self.end_tag.rfind(&self.buffer).map(|at| at + self.end_tag.needle().len());
                self.used = end.unwrap_or(0);
                if self.used == 0 && self.buffer.len() > MAX_ELEMENT {
                    return Err(Unsupported);
                }
            } else if self.offset == archive.part_size(self.part) {
                self.is_at_end = true;
                self.used = self.buffer.len();
            } else {
                return Err(Unsupported);
            }
        }
        simdutf8::basic::from_utf8(&self.buffer[..self.used]).map(Some).map_err(|_| Unsupported)
    }
}

/// Returns a reader of a piece, with the settings that calamine uses. Elements that begin before the piece may end in it.
pub(super) fn xml_reader(piece: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(piece);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    config.allow_unmatched_ends = true;
    reader
}

/// Returns what is behind the events that a reader of some XML has returned. Readers don't count a byte order mark.
pub(super) fn behind<'x>(xml: &'x str, reader: &Reader<&[u8]>) -> &'x str {
    let counted = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    &counted[reader.buffer_position() as usize..]
}

/// Returns an error if a document isn't in UTF-8.
pub(super) fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), Unsupported> {
    let encoding = declaration.encoding().transpose()?;
    match encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case("utf-8")) {
        true => Ok(()),
        false => Err(Unsupported),
    }
}

/// Appends the text of an element `si` or `is`, which may consist of runs, up to its end tag. Phonetic guides are left out.
pub(super) fn add_rich_text(
    reader: &mut Reader<&[u8]>,
    element: QName<'_>,
    texts: &mut String,
) -> Result<(), Unsupported> {
    let (mut is_phonetic, mut depth) = (false, 0_u32);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" if !is_phonetic => {
                    let [space] = attributes(&tag, ["xml:space"])?;
                    let start = texts.len();
                    add_text(reader, tag.name(), texts)?;
                    if space != Some("preserve") {
                        trim_from(texts, start);
                    }
                }
                name => {
                    is_phonetic |= name == "rPh";
                    depth += 1;
                }
            },
            Event::End(tag) if tag.name() == element => return Ok(()),
            Event::End(tag) => {
                depth = depth.checked_sub(1).ok_or(Unsupported)?;
                is_phonetic &= tag.local_name().as_ref() != "rPh";
            }
            Event::Eof => return Err(Unsupported),
            _ => {}
        }
    }
}

/// Skips the text of an element without others in it, up to its end tag.
pub(super) fn skip_text(reader: &mut Reader<&[u8]>, element: QName<'_>) -> Result<(), Unsupported> {
    loop {
        match reader.read_event()? {
            Event::Text(_) | Event::GeneralRef(_) => {}
            Event::End(tag) if tag.name() == element => return Ok(()),
            _ => return Err(Unsupported),
        }
    }
}

/// Appends the text of an element without others in it, up to its end tag.
pub(super) fn add_text(reader: &mut Reader<&[u8]>, element: QName<'_>, texts: &mut String) -> Result<(), Unsupported> {
    let start = texts.len();
    loop {
        match reader.read_event()? {
            Event::Text(text) => texts.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => add_reference(&reference, texts)?,
            Event::End(tag) if tag.name() == element => break,
            _ => return Err(Unsupported),
        }
    }
    if has_escape(&texts[start..]) { Err(Unsupported) } else { Ok(()) }
}

fn add_reference(reference: &BytesRef<'_>, texts: &mut String) -> Result<(), Unsupported> {
    match (resolve_xml_entity(reference), reference.resolve_char_ref()?) {
        (Some(text), _) => texts.push_str(text),
        (None, Some(character)) => texts.push(character),
        (None, None) => return Err(Unsupported),
    }
    Ok(())
}

/// Returns whether a text has a character that is written as `_x000D_`.
fn has_escape(text: &str) -> bool {
    let is_escape = |at: usize| {
        let code = text.as_bytes().get(at + 2..at + 7);
        code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
    };
    memmem::find_iter(text.as_bytes(), "_x").any(is_escape)
}

/// The spaces of XML, which are removed around texts that don't preserve them.
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// Removes the spaces around the text that begins at an offset.
fn trim_from(texts: &mut String, start: usize) {
    let end = start + texts[start..].trim_end_matches(SPACES).len();
    texts.truncate(end);
    let spaces = texts.len() - start - texts[start..].trim_start_matches(SPACES).len();
    if spaces > 0 {
        texts.drain(start..start + spaces);
    }
}

/// Returns the text of the element `t` at the start of the XML, and what is behind it, if it is written as most programs do.
#[inline]
pub(super) fn usual_string(xml: &str) -> Option<(&str, &str)> {
    let xml = xml.strip_prefix("<t")?;
    let (text, rest) = match xml.strip_prefix('>') {
        Some(xml) => {
            let (text, rest) = plain_text(xml)?;
            (text.trim_matches(SPACES), rest)
        }
        None => plain_text(xml.strip_prefix(" xml:space=\"preserve\">")?)?,
    };
    Some((text, rest.strip_prefix("</t>")?))
}

/// Returns the text up to the next tag, and the rest; `None` if the text isn't written as it is.
#[inline]
pub(super) fn plain_text(xml: &str) -> Option<(&str, &str)> {
    let (text, rest) = xml.split_at(memchr(b'<', xml.as_bytes())?);
    let is_plain = !holds_any(text.as_bytes(), [b'&', b'\r', b'_']) || !text.contains(['&', '\r']) && !has_escape(text);
    is_plain.then_some((text, rest))
}

/// Returns the values of attributes by their whole names.
///
/// # Errors
/// If the tag is malformed, or a value has references.
pub(super) fn attributes<'t, const N: usize>(
    tag: &'t BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<&'t str>; N], Unsupported> {
    attributes_in(tag.attributes_raw(), names)
}

/// Returns the values of attributes like [`attributes`], given the text of a tag behind its name.
pub(super) fn attributes_in<'t, const N: usize>(
    text: &'t str,
    names: [&str; N],
) -> Result<[Option<&'t str>; N], Unsupported> {
    let mut values = [None; N];
    let mut rest = text.trim_ascii();
    while !rest.is_empty() {
        let (name, value) = rest.split_once('=').ok_or(Unsupported)?;
        let name = name.trim_ascii_end();
        // For quick-xml, a quotation mark in a name begins a text that may hold the end of the tag.
        if name.is_empty() || holds_any(name.as_bytes(), *b" \t\r\n\"'") {
            return Err(Unsupported);
        }
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')).ok_or(Unsupported)?;
        let (value, behind) = value[1..].split_once(quote).ok_or(Unsupported)?;
        if let Some(index) = names.iter().position(|wanted| *wanted == name) {
            if value.contains('&') || values[index].is_some() {
                return Err(Unsupported);
            }
            values[index] = Some(value);
        }
        rest = behind.trim_ascii_start();
    }
    Ok(values)
}
