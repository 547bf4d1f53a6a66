//! An array of objects.
//!
//! Objects that are whole in the window are parsed there, which is several times as fast as byte by byte. What follows
//! the last of them, which is the end of the array or an error, is parsed as a stream.

use std::fmt;
use std::io::{BufRead, BufReader, Read as _};

use serde::de::{DeserializeSeed as _, Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::Deserializer;

use super::Window;
use super::byte_stream::ByteStream;
use super::records::{RecordReader, RecordSeed};
use crate::read::ReadError;
use crate::read::error::JsonFault;

/// Parses the whole objects of the window. If something else follows them, the rest of the input too; then there is no
/// more to read.
pub(super) fn read_window(
    stream: &mut ByteStream<'_>,
    position: &mut ArrayPosition,
    records: &mut RecordReader,
) -> Result<Window, ReadError> {
    let (length, window) = read_objects(stream.text(), position, records);
    stream.consume(length);
    if window == Window::Ended {
        read_rest(stream, *position, records)?;
    }
    Ok(window)
}

/// How much of an array was parsed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ArrayPosition {
    Before,
    Opened,
    AfterObject,
}

impl ArrayPosition {
    /// Returns the shortest start of an array after which the parser is in this position.
    fn prefix(self) -> &'static str {
        match self {
            ArrayPosition::Before => "",
            ArrayPosition::Opened => "[",
            ArrayPosition::AfterObject => "[{}",
        }
    }
}

/// Parses the objects that are whole. Returns the length of their text, and whether more text may complete the next.
pub(super) fn read_objects(text: &str, position: &mut ArrayPosition, records: &mut RecordReader) -> (usize, Window) {
    let mut parsed = 0;
    loop {
        let mut offset = skip_blanks(text, parsed);
        if *position == ArrayPosition::AfterObject && text.as_bytes().get(offset) == Some(&b',') {
            offset = skip_blanks(text, offset + 1);
        } else if *position == ArrayPosition::AfterObject && offset < text.len() {
            return (parsed, Window::Ended);
        }
        match text.as_bytes().get(offset) {
            None => return (parsed, Window::Open),
            Some(b'[') if *position == ArrayPosition::Before => {
                *position = ArrayPosition::Opened;
                parsed = offset + 1;
            }
            Some(b'{') if *position != ArrayPosition::Before => match read_object(&text[offset..], records) {
                Ok(length) => {
                    *position = ArrayPosition::AfterObject;
                    parsed = offset + length;
                }
                Err(error) if error.is_eof() => return (parsed, Window::Open),
                Err(_) => return (parsed, Window::Ended),
            },
            Some(_) => return (parsed, Window::Ended),
        }
    }
}

pub(super) fn skip_blanks(text: &str, start: usize) -> usize {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    start + text.as_bytes()[start..].iter().take_while(is_blank).count()
}

/// Parses the objects that are whole and follow each other without commas. Returns as [`read_objects`] does.
pub(super) fn read_sequence(text: &str, records: &mut RecordReader) -> (usize, Window) {
    let mut parsed = 0;
    loop {
        let offset = skip_blanks(text, parsed);
        match text.as_bytes().get(offset) {
            None => return (offset, Window::Open),
            Some(b'{') => match read_object(&text[offset..], records) {
                Ok(length) => parsed = offset + length,
                Err(error) if may_be_cut(&error, text) => return (parsed, Window::Open),
                Err(_) => return (parsed, Window::Ended),
            },
            Some(_) => return (parsed, Window::Ended),
        }
    }
}

/// Returns whether the error may only be that the text ends too early. serde_json 1.0 calls the start of a number an
/// invalid number.
pub(super) fn may_be_cut(error: &serde_json::Error, text: &str) -> bool {
    error.is_eof() || text.ends_with(['-', '+', '.', 'e', 'E']) && error.to_string().starts_with("invalid number")
}

/// Parses the object at the start of the text, and returns its length.
pub(super) fn read_object(text: &str, records: &mut RecordReader) -> serde_json::Result<usize> {
    let mut json = Deserializer::from_str(text);
    RecordSeed { records, line: None }.deserialize(&mut json)?;
    Ok(json.into_iter::<IgnoredAny>().byte_offset())
}

/// Parses the rest of the input as a stream, after a prefix that stands for what was parsed before.
pub(super) fn read_rest(
    stream: &mut ByteStream<'_>,
    position: ArrayPosition,
    records: &mut RecordReader,
) -> Result<(), ReadError> {
    if records.is_stopped() {
        return Ok(());
    }
    let prefix = position.prefix();
    let is_array = stream.text().trim_start().starts_with('[');
    let (line, column) = (stream.line, stream.column as i64 - prefix.len() as i64);
    let mut rest = BufReader::new(prefix.as_bytes().chain(stream.rest()));
    let rest: &mut dyn BufRead = &mut rest;
    let mut json = Deserializer::from_reader(rest);
    let array = ArrayVisitor { records, position };
    let read = json.deserialize_seq(array).and_then(|()| json.end());
    read.map_err(|error| match error.is_io() {
        true => records.context.io_error(error.into()),
        // The text is a value, and not an array.
        false if position == ArrayPosition::Before && error.is_data() && records.count() == 0 && !is_array => {
            records.json_error(JsonFault::NoList { keys: Vec::new() })
        }
        false => records.parse_error(&error, with_position(&error, line, column)),
    })
}

/// Returns the message of an error with its position in the whole text: serde_json counts from where it started.
pub(super) fn with_position(error: &serde_json::Error, line: u64, column: i64) -> String {
    let text = error.to_string();
    let Some((what, _)) = text.rsplit_once(" at line ") else {
        return text;
    };
    let column = if error.line() == 1 { column } else { 0 } + error.column() as i64;
    format!("{what} at line {} column {column}", line - 1 + error.line() as u64)
}

/// An array whose first objects may have been read.
struct ArrayVisitor<'r> {
    records: &'r mut RecordReader,
    position: ArrayPosition,
}

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of contacts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.position == ArrayPosition::AfterObject {
            list.next_element::<IgnoredAny>()?;
        }
        while list.next_element_seed(RecordSeed { records: self.records, line: None })?.is_some() {}
        Ok(())
    }
}
