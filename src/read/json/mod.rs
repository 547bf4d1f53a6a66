//! A list in JSON: an array of objects, or one object a line. Keys are header labels; a value is a text, or an array of texts.

mod array;
mod byte_stream;
mod lines;
mod records;

use std::io::Read;

use self::byte_stream::ByteStream;
use self::records::RecordReader;
use super::batch::Batch;
use super::csv::Dialect;
use super::encoding::DetectedEncoding;
use super::{Emit, Error, Format, Stop};

/// Reads a JSON array of objects, or one object a line.
pub(super) fn read(
    input: &mut dyn Read,
    format: Format,
    text: DetectedEncoding,
    emit: &mut Emit<'_>,
) -> Result<(), Stop> {
    let mut batch = Batch::default();
    batch.dialect = Some(Dialect { text, delimiter: b',', said: None });
    let mut objects = RecordReader::new(emit, batch);
    let mut text = ByteStream::new(input);
    let read = text.skip_mark().map_err(|error| objects.emit.io_error(error)).and_then(|()| match format {
        Format::Ndjson => lines::read(&mut text, &mut objects),
        _ => array::read(&mut text, &mut objects),
    });
    objects.end(read)
}

fn no_json(objects: &RecordReader<'_, '_>, mut reason: String) -> Stop {
    // The parser's own words for it say nothing to who doesn't know how JSON writes an emoji.
    if reason.contains("end of hex escape") || reason.contains("surrogate") {
        reason.insert_str(0, "half of a character, \\ud800 to \\udfff, stands without its other half: ");
    }
    Stop::Error(Error::Json { file: objects.emit.file(), reason })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc::sync_channel;

    use proptest::prelude::*;

    use super::*;
    use crate::read::tests::ShortReader;
    use crate::read::{Encoding, Limits};

    type Reader = fn(&mut ByteStream<'_>, &mut RecordReader<'_, '_>) -> Result<(), Stop>;

    /// The batches of a text, and the error after them.
    fn told(text: &[u8], step: usize, reader: Reader) -> String {
        let (sender, receiver) = sync_channel(1000);
        let limits = Limits::default();
        let mut emit = Emit { sender: &sender, file: Path::new("list.json"), limits: &limits };
        let mut batch = Batch::default();
        batch.dialect = Some(Dialect { text: DetectedEncoding::sure(Encoding::UTF_8), delimiter: b',', said: None });
        let mut objects = RecordReader::new(&mut emit, batch);
        let mut input = ShortReader(text, step);
        let mut text = ByteStream::new(&mut input);
        text.skip_mark().unwrap();
        let read = reader(&mut text, &mut objects);
        let error = match objects.end(read) {
            Ok(()) => String::new(),
            Err(Stop::Error(error)) => error.to_string(),
            Err(Stop::Unwanted) => unreachable!("all are wanted"),
        };
        drop(sender);
        let batches: Vec<_> = receiver.into_iter().map(Result::unwrap).collect();
        format!("{batches:#?}\n{error}")
    }

    #[test]
    fn half_a_character_is_named() {
        for half in ["\\ud800 Lee", "\\ud83d", "\\ud83d\\u0041"] {
            for start in ["[", ""] {
                let text = format!("{start}{{\"name\": \"Bob {half}\"}}");
                let reader: Reader = if start.is_empty() { lines::read } else { array::read };
                assert!(told(text.as_bytes(), 1000, reader).contains("half of a character"), "{text}");
            }
        }
    }

    fn as_stream(text: &mut ByteStream<'_>, objects: &mut RecordReader<'_, '_>) -> Result<(), Stop> {
        array::plain(text, array::Location::Before, objects)
    }

    fn line_by_line(text: &mut ByteStream<'_>, objects: &mut RecordReader<'_, '_>) -> Result<(), Stop> {
        let mut bytes = Vec::new();
        text.rest().read_to_end(&mut bytes).unwrap();
        (1..)
            .zip(bytes.split_inclusive(|byte| *byte == b'\n'))
            .try_for_each(|(at, own)| lines::line(objects, at, own, None))
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

    /// RecordReader that are parted, opened and closed as a list is, and all of it damaged now and then.
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
            1 => (any::<proptest::sample::Index>(), proptest::sample::select(STRAY)).prop_map(|(at, stray)| (Some(at), stray)),
        ];
        let cut = proptest::option::weighted(0.3, any::<proptest::sample::Index>());
        (whole, damage, cut).prop_map(|(mut text, (at, stray), cut)| {
            if let Some(at) = at {
                let at = at.index(text.len() + 1);
                text.splice(at..at, stray.iter().copied());
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
            prop_assert_eq!(told(&text, step, array::read), told(&text, 1 << 20, as_stream), "{:?}", text.escape_ascii());
        }

        #[test]
        fn lines_in_pieces_are_what_they_are_one_by_one(text in list("", "\n", ""), step in 1usize..50) {
            prop_assert_eq!(told(&text, step, lines::read), told(&text, 1 << 20, line_by_line), "{:?}", text.escape_ascii());
        }
    }

    #[test]
    fn long_lists_are_what_they_are_as_a_stream() {
        let object = |at: usize| format!("{{\"name\": \"é{at}\", \"k{}\": [\"US\"]}}", at / 300);
        let objects: Vec<String> = (0..5000).map(object).collect();
        let text = format!("[\n{},\n{{\"name\": 1}}, 2]", objects.join(",\r\n"));
        for step in [1000, 1 << 20] {
            assert_eq!(told(text.as_bytes(), step, array::read), told(text.as_bytes(), step, as_stream));
        }
    }

    #[test]
    fn an_object_without_an_end_is_too_long() {
        for (start, reader, row) in
            [("[{}, {\"name\": \"", array::read as Reader, 2), ("{\"name\": \"", lines::read, 1)]
        {
            let text = format!("{start}{}", "a".repeat(Limits::default().row()));
            let told = told(text.as_bytes(), 1 << 20, reader);
            assert!(
                told.ends_with(&format!("list.json: row {row} is longer than 64 MB")),
                "{}",
                &told[told.len() - 99..]
            );
        }
    }
}
