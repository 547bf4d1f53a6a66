//! Lists in JSON: an array of objects, or one object a line. Keys are header labels; a value is a text, or an array of
//! texts.
//!
//! `byte_stream` holds a window of the input. `array` and `lines` parse the objects that are whole in it, and `records`
//! makes rows of them. A window is parsed to its end before the next one is read.

mod array;
mod byte_stream;
mod lines;
mod records;

use std::io::Read;

use self::array::ArrayPosition;
use self::byte_stream::ByteStream;
use self::records::RecordReader;
use super::batch::Batch;
use super::context::ReadContext;
use super::csv::Dialect;
use super::encoding::DetectedEncoding;
use super::{BatchReader, Format, ReadError};

/// A reader of JSON.
pub(super) struct JsonReader<'i> {
    stream: ByteStream<'i>,
    records: RecordReader,
    layout: JsonLayout,
    state: JsonState,
}

/// How the objects follow each other, and how much was parsed.
enum JsonLayout {
    Array(ArrayPosition),
    /// The number of lines so far.
    Lines(u64),
}

enum JsonState {
    /// The window has bytes that weren't parsed.
    Parse,
    /// The window needs more bytes.
    Refill,
    /// All was parsed; the error comes after the batches that are ready.
    Ended(Option<ReadError>),
}

/// Whether more text may follow the objects that were parsed.
#[derive(PartialEq, Eq)]
enum Window {
    Open,
    Ended,
}

impl<'i> JsonReader<'i> {
    pub(super) fn open(
        text: Box<dyn Read + Send + 'i>,
        format: Format,
        encoding: DetectedEncoding,
        context: ReadContext,
    ) -> Result<Self, ReadError> {
        let mut batch = Batch::default();
        batch.dialect = Some(Dialect { text: encoding, delimiter: b',', sep_line_delimiter: None, escaping: None });
        let mut stream = ByteStream::new(text);
        stream.skip_bom().map_err(|error| context.io_error(error))?;
        let layout = match format {
            Format::Ndjson => JsonLayout::Lines(0),
            _ => JsonLayout::Array(ArrayPosition::Before),
        };
        let records = RecordReader::new(context, batch);
        Ok(JsonReader { stream, records, layout, state: JsonState::Parse })
    }

    fn parse(&mut self) -> Result<Window, ReadError> {
        match &mut self.layout {
            JsonLayout::Array(position) => array::read_window(&mut self.stream, position, &mut self.records),
            JsonLayout::Lines(lines) => {
                lines::read_window(&mut self.stream, lines, &mut self.records).map(|()| Window::Open)
            }
        }
    }

    fn refill(&mut self) -> Result<Window, ReadError> {
        if self.stream.bytes().len() >= self.records.context.limits.row() {
            return Err(self.records.too_long());
        }
        if self.stream.refill().map_err(|error| self.records.context.io_error(error))? {
            return Ok(Window::Open);
        }
        match self.layout {
            JsonLayout::Array(position) => array::read_rest(&mut self.stream, position, &mut self.records)?,
            JsonLayout::Lines(lines) => lines::read_rest(&self.stream, lines, &mut self.records)?,
        }
        Ok(Window::Ended)
    }
}

impl BatchReader for JsonReader<'_> {
    fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        loop {
            if let Some(batch) = self.records.next_ready() {
                return Ok(Some(batch));
            }
            let (read, next) = match &mut self.state {
                JsonState::Parse => (self.parse(), JsonState::Refill),
                JsonState::Refill => (self.refill(), JsonState::Parse),
                JsonState::Ended(error) => return error.take().map_or(Ok(None), Err),
            };
            self.state = match read {
                Ok(Window::Open) => next,
                Ok(Window::Ended) => JsonState::Ended(self.records.finish(Ok(()))),
                Err(error) => JsonState::Ended(self.records.finish(Err(error))),
            };
        }
    }
}

fn not_json(context: &ReadContext, mut reason: String) -> ReadError {
    // serde_json's message says nothing to someone who doesn't know how JSON writes an emoji.
    if reason.contains("end of hex escape") || reason.contains("surrogate") {
        reason.insert_str(0, "half of a character, \\ud800 to \\udfff, stands without its other half: ");
    }
    ReadError::Json { file: context.file.clone(), reason }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::read::tests::ShortReader;
    use crate::read::{Encoding, Limits};

    fn context() -> ReadContext {
        ReadContext { file: PathBuf::from("list.json"), limits: Limits::default() }
    }

    fn described(batches: &[Batch], error: Option<&ReadError>) -> String {
        format!("{batches:#?}\n{}", error.map(ToString::to_string).unwrap_or_default())
    }

    /// The batches of a text that is read a few bytes at a time, and the error after them.
    fn read_in_steps(text: &[u8], step: usize, format: Format) -> String {
        let input = Box::new(ShortReader(text, step));
        let utf8 = DetectedEncoding::certain(Encoding::UTF_8);
        let mut reader = JsonReader::open(input, format, utf8, context()).unwrap();
        let mut batches = Vec::new();
        loop {
            match reader.next_batch() {
                Ok(Some(batch)) => batches.push(batch),
                Ok(None) => return described(&batches, None),
                Err(error) => return described(&batches, Some(&error)),
            }
        }
    }

    /// The same, read in one go without a window.
    fn read_at_once(text: &[u8], read: fn(&mut ByteStream<'_>, &mut RecordReader) -> Result<(), ReadError>) -> String {
        let mut batch = Batch::default();
        let utf8 = DetectedEncoding::certain(Encoding::UTF_8);
        batch.dialect = Some(Dialect { text: utf8, delimiter: b',', sep_line_delimiter: None, escaping: None });
        let (mut stream, mut records) = (ByteStream::new(Box::new(text)), RecordReader::new(context(), batch));
        stream.skip_bom().unwrap();
        let read = read(&mut stream, &mut records);
        let error = records.finish(read);
        let batches: Vec<Batch> = std::iter::from_fn(|| records.next_ready()).collect();
        described(&batches, error.as_ref())
    }

    #[test]
    fn half_a_character_is_named() {
        for half in ["\\ud800 Lee", "\\ud83d", "\\ud83d\\u0041"] {
            for start in ["[", ""] {
                let text = format!("{start}{{\"name\": \"Bob {half}\"}}");
                let format = if start.is_empty() { Format::Ndjson } else { Format::Json };
                assert!(read_in_steps(text.as_bytes(), 1000, format).contains("half of a character"), "{text}");
            }
        }
    }

    fn as_stream(stream: &mut ByteStream<'_>, records: &mut RecordReader) -> Result<(), ReadError> {
        array::read_rest(stream, ArrayPosition::Before, records)
    }

    fn line_by_line(stream: &mut ByteStream<'_>, records: &mut RecordReader) -> Result<(), ReadError> {
        let mut bytes = Vec::new();
        stream.rest().read_to_end(&mut bytes).unwrap();
        let mut lines = (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n'));
        lines.try_for_each(|(number, line)| lines::read_line(records, number, line, None))
    }

    fn blank() -> impl Strategy<Value = String> {
        prop_oneof![6 => Just(""), 2 => Just(" "), 1 => Just("\n"), 1 => Just("\r\n\t"), 1 => Just("\n\n  ")]
            .prop_map(str::to_owned)
    }

    fn text() -> impl Strategy<Value = String> {
        const ESCAPED: &[&str] =
            &["\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00x", "\\u12", "\\x", "}", "{", "]"];
        prop_oneof![
            8 => "[A-Za-zé王 ,;@.-]{0,12}".boxed(),
            2 => proptest::sample::select(&ESCAPED[..5]).prop_map(|text| format!("a{text}b")).boxed(),
            1 => proptest::sample::select(ESCAPED).prop_map(|text| format!("é{text}")).boxed(),
            1 => Just("a\tb".to_owned()).boxed(),
        ]
        .prop_map(|text| format!("\"{text}\""))
    }

    fn value() -> impl Strategy<Value = String> {
        const PLAIN: &[&str] =
            &["null", "true", "12", "-0.5e3", "1e999", "nul", "[]", "{}", "{\"a\":[1,\"\\u00\"]}", "[[\"US\"],{}]"];
        prop_oneof![
            8 => text(),
            2 => proptest::collection::vec(prop_oneof![6 => "\"[A-Z]{2}(-[A-Z]{2})?\"".boxed(), 1 => text().boxed()], 0..4)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            1 => proptest::sample::select(PLAIN).prop_map(str::to_owned),
        ]
    }

    fn object() -> impl Strategy<Value = String> {
        const KEYS: &[&str] = &["\"Name\"", "\"Email\"", "\"role\"", "\"n\\u0061me\"", "\"Länder\"", "\"\"", "key"];
        let key = prop_oneof![9 => proptest::sample::select(&KEYS[..5]), 1 => proptest::sample::select(KEYS)];
        let pair = (blank(), key, blank(), value(), blank())
            .prop_map(|(before, key, between, value, after)| format!("{before}{key}{between}:{value}{after}"));
        proptest::collection::vec(pair, 0..5).prop_map(|pairs| format!("{{{}}}", pairs.join(",")))
    }

    /// Objects with the separators and brackets of a list. Sometimes the text is corrupted.
    fn list(open: &'static str, part: &'static str, close: &'static str) -> impl Strategy<Value = Vec<u8>> {
        let item = prop_oneof![19 => object().boxed(), 1 => value().boxed()];
        let objects = proptest::collection::vec((blank(), item, blank()), 0..6).prop_map(move |items| {
            let items: Vec<_> = items.into_iter().map(|(before, item, after)| before + &item + &after).collect();
            items.join(part)
        });
        let mark = prop_oneof![4 => Just(""), 1 => Just("\u{feff}")];
        let close = prop_oneof![6 => Just(close), 1 => Just(",]"), 1 => Just("] x"), 1 => Just("")];
        let whole = (mark, blank(), objects, close, blank()).prop_map(move |(mark, before, objects, close, after)| {
            format!("{mark}{before}{open}{objects}{close}{after}").into_bytes()
        });
        const STRAY: &[&[u8]] = &[b"", b",", b"\"", b"}", b"{", b"[", b"\xff", b"\xc3", b"\\"];
        let damage = prop_oneof![
            3 => Just((None, &b""[..])),
            1 => (any::<proptest::sample::Index>(), proptest::sample::select(STRAY)).prop_map(|(index, stray)| (Some(index), stray)),
        ];
        let cut = proptest::option::weighted(0.3, any::<proptest::sample::Index>());
        (whole, damage, cut).prop_map(|(mut text, (index, stray), cut)| {
            if let Some(index) = index {
                let offset = index.index(text.len() + 1);
                text.splice(offset..offset, stray.iter().copied());
            }
            if let Some(cut) = cut {
                text.truncate(cut.index(text.len() + 1));
            }
            text
        })
    }

    proptest! {
        #[test]
        fn an_array_in_pieces_is_what_it_is_as_a_stream(text in list("[", ",", "]"), step in 1usize..50) {
            prop_assert_eq!(read_in_steps(&text, step, Format::Json), read_at_once(&text, as_stream), "{:?}", text.escape_ascii());
        }

        #[test]
        fn lines_in_pieces_are_what_they_are_one_by_one(text in list("", "\n", ""), step in 1usize..50) {
            prop_assert_eq!(read_in_steps(&text, step, Format::Ndjson), read_at_once(&text, line_by_line), "{:?}", text.escape_ascii());
        }
    }

    #[test]
    fn long_lists_are_what_they_are_as_a_stream() {
        let object = |index: usize| format!("{{\"name\": \"é{index}\", \"k{}\": [\"US\"]}}", index / 300);
        let objects: Vec<String> = (0..5000).map(object).collect();
        let text = format!("[\n{},\n{{\"name\": 1}}, 2]", objects.join(",\r\n"));
        for step in [1000, 1 << 20] {
            assert_eq!(read_in_steps(text.as_bytes(), step, Format::Json), read_at_once(text.as_bytes(), as_stream));
        }
    }

    #[test]
    fn an_object_without_an_end_is_too_long() {
        for (start, format, row) in [("[{}, {\"name\": \"", Format::Json, 2), ("{\"name\": \"", Format::Ndjson, 1)] {
            let text = format!("{start}{}", "a".repeat(Limits::default().row()));
            let text = read_in_steps(text.as_bytes(), 1 << 20, format);
            assert!(
                text.ends_with(&format!("list.json: row {row} is longer than 64 MB")),
                "{}",
                &text[text.len() - 99..]
            );
        }
    }
}
