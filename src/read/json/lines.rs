use memchr::memchr;
use serde::de::DeserializeSeed as _;
use serde_json::Deserializer;
use serde_json::de::{self, Read};

use super::byte_stream::ByteStream;
use super::no_json;
use super::records::{Object, RecordReader};
use crate::read::Stop;

/// Reads one object a line.
pub(super) fn read(text: &mut ByteStream<'_>, objects: &mut RecordReader<'_, '_>) -> Result<(), Stop> {
    let mut number = 0;
    loop {
        let (bytes, valid) = (text.bytes(), text.text());
        let mut start = 0;
        while let Some(length) = memchr(b'\n', &bytes[start..]) {
            let end = start + length + 1;
            number += 1;
            line(objects, number, &bytes[start..end], valid.get(start..end))?;
            start = end;
        }
        text.take(start);
        if text.bytes().len() >= objects.emit.limits.row() {
            return Err(objects.too_long());
        }
        if !text.more().map_err(|error| objects.emit.io_error(error))? {
            break;
        }
    }
    line(objects, number + 1, text.bytes(), Some(text.text()).filter(|valid| valid.len() == text.bytes().len()))
}

/// Reads a line, as text where it is known to be.
pub(super) fn line(
    objects: &mut RecordReader<'_, '_>,
    number: u64,
    line: &[u8],
    text: Option<&str>,
) -> Result<(), Stop> {
    if line.trim_ascii().is_empty() {
        return Ok(());
    }
    match text {
        Some(text) => object(objects, number, de::StrRead::new(text)),
        None => object(objects, number, de::SliceRead::new(line)),
    }
}

fn object<'l>(objects: &mut RecordReader<'_, '_>, line: u64, text: impl Read<'l>) -> Result<(), Stop> {
    let mut json = Deserializer::new(text);
    let read = Object { objects, line: Some(line) }.deserialize(&mut json).and_then(|()| json.end());
    read.map_err(|error| {
        // serde counts lines from where it started, which is the line's own start.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        no_json(objects, format!("{what} at line {line}, column {}", error.column()))
    })
}
