//! One object a line (NDJSON).

use memchr::memchr;
use serde::de::DeserializeSeed as _;
use serde_json::Deserializer;
use serde_json::de::{self, Read};

use super::byte_stream::ByteStream;
use super::records::{RecordReader, RecordSeed};
use crate::read::ReadError;

/// Parses the lines that are whole in the window. `lines` is the number of lines before it.
pub(super) fn read_window(
    stream: &mut ByteStream<'_>,
    lines: &mut u64,
    records: &mut RecordReader,
) -> Result<(), ReadError> {
    let (bytes, valid) = (stream.bytes(), stream.text());
    let mut start = 0;
    while let Some(length) = memchr(b'\n', &bytes[start..]) {
        let end = start + length + 1;
        *lines += 1;
        read_line(records, *lines, &bytes[start..end], valid.get(start..end))?;
        start = end;
    }
    stream.consume(start);
    Ok(())
}

/// Parses the last line, which has no line end.
pub(super) fn read_rest(stream: &ByteStream<'_>, lines: u64, records: &mut RecordReader) -> Result<(), ReadError> {
    let valid = Some(stream.text()).filter(|valid| valid.len() == stream.bytes().len());
    read_line(records, lines + 1, stream.bytes(), valid)
}

/// Parses a line: as text if it is known to be UTF-8, which saves checking each string again.
pub(super) fn read_line(
    records: &mut RecordReader,
    number: u64,
    line: &[u8],
    text: Option<&str>,
) -> Result<(), ReadError> {
    if line.trim_ascii().is_empty() {
        return Ok(());
    }
    match text {
        Some(text) => read_object(records, number, de::StrRead::new(text)),
        None => read_object(records, number, de::SliceRead::new(line)),
    }
}

fn read_object<'l>(records: &mut RecordReader, line: u64, text: impl Read<'l>) -> Result<(), ReadError> {
    let mut json = Deserializer::new(text);
    let read = RecordSeed { records, line: Some(line) }.deserialize(&mut json).and_then(|()| json.end());
    read.map_err(|error| {
        // serde_json counts lines from where it started, which is the start of the line.
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        records.parse_error(&error, format!("{what} at line {line}, column {}", error.column()))
    })
}
