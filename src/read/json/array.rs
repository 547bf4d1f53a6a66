use std::fmt;
use std::io::{BufRead, BufReader, Read as _};

use serde::de::{DeserializeSeed as _, Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::Deserializer;

use super::byte_stream::ByteStream;
use super::no_json;
use super::records::{Object, RecordReader};
use crate::read::Stop;

/// Reads an array of objects.
///
/// Whole objects are read where they lie in the buffer, which is several times as fast as byte by byte. What comes after the
/// last of them is read in the plain way: the end of the list, or what is wrong with it.
pub(super) fn read(text: &mut ByteStream<'_>, objects: &mut RecordReader<'_, '_>) -> Result<(), Stop> {
    let mut location = Location::Before;
    loop {
        let (taken, next) = whole(text.text(), &mut location, objects);
        text.take(taken);
        if next == Next::Other {
            break;
        }
        if text.bytes().len() >= objects.emit.limits.row() {
            return Err(objects.too_long());
        }
        if !text.more().map_err(|error| objects.emit.io_error(error))? {
            break;
        }
    }
    plain(text, location, objects)
}

/// How far an array was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    Before,
    Opened,
    AfterObject,
}

impl Location {
    /// The least that an array starts with that was read so far.
    fn lead(self) -> &'static str {
        match self {
            Location::Before => "",
            Location::Opened => "[",
            Location::AfterObject => "[{}",
        }
    }
}

/// What follows the whole objects.
#[derive(PartialEq, Eq)]
enum Next {
    /// More text may complete it.
    Cut,
    Other,
}

/// Reads the objects that are whole, and says how long their text is.
fn whole(text: &str, location: &mut Location, objects: &mut RecordReader<'_, '_>) -> (usize, Next) {
    let mut taken = 0;
    loop {
        let mut at = after_blanks(text, taken);
        if *location == Location::AfterObject && text.as_bytes().get(at) == Some(&b',') {
            at = after_blanks(text, at + 1);
        } else if *location == Location::AfterObject && at < text.len() {
            return (taken, Next::Other);
        }
        match text.as_bytes().get(at) {
            None => return (taken, Next::Cut),
            Some(b'[') if *location == Location::Before => {
                *location = Location::Opened;
                taken = at + 1;
            }
            Some(b'{') if *location != Location::Before => match object(&text[at..], objects) {
                Ok(length) => {
                    *location = Location::AfterObject;
                    taken = at + length;
                }
                Err(error) if error.is_eof() => return (taken, Next::Cut),
                Err(_) => return (taken, Next::Other),
            },
            Some(_) => return (taken, Next::Other),
        }
    }
}

fn after_blanks(text: &str, at: usize) -> usize {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    at + text.as_bytes()[at..].iter().take_while(is_blank).count()
}

/// Reads the object that the text starts with, and says how long it is.
fn object(text: &str, objects: &mut RecordReader<'_, '_>) -> serde_json::Result<usize> {
    let mut json = Deserializer::from_str(text);
    Object { objects, line: None }.deserialize(&mut json)?;
    Ok(json.into_iter::<IgnoredAny>().byte_offset())
}

/// Reads all that is left as a stream, behind the lead of what was read before.
pub(super) fn plain(
    text: &mut ByteStream<'_>,
    location: Location,
    objects: &mut RecordReader<'_, '_>,
) -> Result<(), Stop> {
    if objects.stopped.is_some() {
        return Ok(());
    }
    let lead = location.lead();
    let (line, column) = (text.line, text.column as i64 - lead.len() as i64);
    let mut rest = BufReader::new(lead.as_bytes().chain(text.rest()));
    let rest: &mut dyn BufRead = &mut rest;
    let mut json = Deserializer::from_reader(rest);
    let array = Array { objects, location };
    let read = json.deserialize_seq(array).and_then(|()| json.end());
    read.map_err(|error| match error.is_io() {
        true => objects.emit.io_error(error.into()),
        false => no_json(objects, shifted(&error, line, column)),
    })
}

/// What an error says, with the place as it is in the whole text: serde counts from where it started.
fn shifted(error: &serde_json::Error, line: u64, column: i64) -> String {
    let text = error.to_string();
    let Some((what, _)) = text.rsplit_once(" at line ") else {
        return text;
    };
    let column = if error.line() == 1 { column } else { 0 } + error.column() as i64;
    format!("{what} at line {} column {column}", line - 1 + error.line() as u64)
}

/// An array whose first objects may have been read.
struct Array<'b, 'o, 'e> {
    objects: &'b mut RecordReader<'o, 'e>,
    location: Location,
}

impl<'de> Visitor<'de> for Array<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of contacts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.location == Location::AfterObject {
            list.next_element::<IgnoredAny>()?;
        }
        while list.next_element_seed(Object { objects: self.objects, line: None })?.is_some() {}
        Ok(())
    }
}
