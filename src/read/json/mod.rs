//! Lists in JSON: an array of objects, one object a line, objects that follow each other, an array of rows, or any of
//! these arrays inside of a document. Keys are header labels; a value is a text, or an array of texts.
//!
//! `byte_stream` holds a window of the input. `array` and `lines` parse the objects that are whole in it, and `records`
//! makes rows of them. `document` finds the list in a document (by `outline`, with `paging`), and `nested` contacts elsewhere;
//! `columns` reads a list that is written by columns. A window is parsed to its end before the next one is read.

mod array;
mod byte_stream;
mod columns;
mod document;
mod lines;
mod nested;
mod outline;
mod paging;
mod records;

use std::io::Read;

use self::array::{ArrayPosition, skip_blanks};
use self::byte_stream::ByteStream;
use self::columns::ColumnarList;
use self::document::{Document, Stop};
use self::outline::{ArrayOutline, ItemKind};
use self::records::RecordReader;
use super::batch::Batch;
use super::context::ReadContext;
use super::csv::Dialect;
use super::encoding::DetectedEncoding;
use super::error::JsonFault;
use super::{BatchReader, Format, ReadError, ReadSettings};

/// A reader of JSON.
pub(super) struct JsonReader<'i> {
    stream: ByteStream<'i>,
    records: RecordReader,
    layout: JsonLayout,
    state: JsonState,
    format: Format,
    settings: ReadSettings,
}

/// How the objects follow each other, and how much was parsed.
enum JsonLayout {
    Undecided,
    Array(ArrayPosition),
    /// The number of lines so far.
    Lines(u64),
    /// Objects that follow each other, on any number of lines each.
    Sequence,
    Document(Box<Document>),
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
        settings: &ReadSettings,
        context: ReadContext,
    ) -> Result<Self, ReadError> {
        let mut batch = Batch::default();
        batch.dialect = Some(Dialect { text: encoding, delimiter: None, sep_line_delimiter: None, escaping: None });
        let mut stream = ByteStream::new(text);
        stream.skip_bom().map_err(|error| context.io_error(error))?;
        let records = RecordReader::new(context, batch);
        let (layout, state, settings) = (JsonLayout::Undecided, JsonState::Parse, settings.clone());
        Ok(JsonReader { stream, records, layout, state, format, settings })
    }

    fn parse(&mut self) -> Result<Window, ReadError> {
        if matches!(self.layout, JsonLayout::Undecided) {
            return self.detect_layout(false);
        }
        match &mut self.layout {
            JsonLayout::Undecided => Ok(Window::Open),
            JsonLayout::Array(position) => array::read_window(&mut self.stream, position, &mut self.records),
            JsonLayout::Lines(lines) => {
                lines::read_window(&mut self.stream, lines, &mut self.records).map(|()| Window::Open)
            }
            JsonLayout::Sequence => {
                let (length, window) = array::read_sequence(self.stream.text(), &mut self.records);
                self.stream.consume(length);
                if window == Window::Ended { Err(self.sequence_error()) } else { Ok(Window::Open) }
            }
            JsonLayout::Document(document) => {
                let (length, stop) = document.read(self.stream.text(), &mut self.records);
                self.continue_document(length, stop)
            }
        }
    }

    fn refill(&mut self) -> Result<Window, ReadError> {
        if self.stream.bytes().len() >= self.records.context.limits.row() {
            return match self.layout {
                JsonLayout::Undecided => self.detect_layout(true),
                _ => Err(self.records.too_long()),
            };
        }
        if self.stream.refill().map_err(|error| self.records.context.io_error(error))? {
            return Ok(Window::Open);
        }
        if matches!(self.layout, JsonLayout::Undecided) && self.detect_layout(true)? == Window::Ended {
            return Ok(Window::Ended);
        }
        match &mut self.layout {
            JsonLayout::Undecided => {}
            JsonLayout::Array(position) => array::read_rest(&mut self.stream, *position, &mut self.records)?,
            JsonLayout::Lines(lines) => lines::read_rest(&self.stream, *lines, &mut self.records)?,
            JsonLayout::Sequence if self.stream.bytes().trim_ascii().is_empty() => {}
            JsonLayout::Sequence => return Err(self.sequence_error()),
            JsonLayout::Document(document) => {
                document.fault(&self.records).map_or(Ok(()), |fault| Err(self.records.json_error(fault)))?;
            }
        }
        Ok(Window::Ended)
    }

    /// Detects the layout, if the window has enough text for it. `is_whole`: there is no more text.
    fn detect_layout(&mut self, is_whole: bool) -> Result<Window, ReadError> {
        let is_lines = self.format == Format::Ndjson;
        let default = if is_lines { JsonLayout::Lines(0) } else { JsonLayout::Array(ArrayPosition::Before) };
        let text = self.stream.text();
        let start = skip_blanks(text, 0);
        self.layout = match text.as_bytes().get(start) {
            None if is_whole => default,
            None => return Ok(Window::Open),
            Some(b'[') => match ArrayOutline::parse(text, start, &self.settings) {
                Err(Stop::Window) if !is_whole => return Ok(Window::Open),
                Ok(outline) if outline.kind == ItemKind::Rows || outline.has_list => {
                    JsonLayout::Document(Box::new(Document::new(&self.settings)))
                }
                _ => JsonLayout::Array(ArrayPosition::Before),
            },
            Some(b'{') => {
                let mut document = Box::new(Document::new(&self.settings));
                let (end, stop) = document.read(text, &mut self.records);
                let is_object_read = document.is_at_end();
                if is_object_read && end == text.len() && !is_whole && !document.has_list() {
                    return Ok(Window::Open); // another object may follow
                }
                let is_alone = is_object_read && end == text.len();
                let columnar = || ColumnarList::detect(&text[start..end], &self.settings);
                if is_alone
                    && !document.has_list()
                    && let Some(list) = columnar()
                {
                    list.read(&mut self.records)?;
                    let fault = document.page_fault(&self.records);
                    return fault.map_or(Ok(Window::Ended), |fault| Err(self.records.json_error(fault)));
                }
                match stop {
                    Stop::Window if !document.has_list() && !is_whole => return Ok(Window::Open),
                    Stop::Fault(fault) => return Err(self.records.json_error(fault)),
                    stop if document.has_list() || is_alone && !document.is_contact() => {
                        self.layout = JsonLayout::Document(document);
                        return self.continue_document(end, stop);
                    }
                    _ if is_lines && !(is_object_read && text[start..end].trim_end().contains('\n')) => default,
                    _ => JsonLayout::Sequence,
                }
            }
            Some(_) => default,
        };
        self.parse()
    }

    /// Consumes what was read of a document, and returns the error if reading can't go on.
    fn continue_document(&mut self, length: usize, stop: Stop) -> Result<Window, ReadError> {
        let JsonLayout::Document(document) = &self.layout else { return Ok(Window::Open) };
        let is_at_end = document.is_at_end();
        let fault = match stop {
            Stop::Window if self.records.is_stopped() => return Ok(Window::Ended),
            Stop::Expected(_) if is_at_end && length < self.stream.bytes().len() => JsonFault::SeveralDocuments,
            Stop::Expected(what) if !is_at_end => {
                self.stream.consume(length);
                let (line, column) = (self.stream.line, self.stream.column + 1);
                JsonFault::Syntax(format!("expected {what} at line {line} column {column}"))
            }
            Stop::Window | Stop::Expected(_) => {
                self.stream.consume(length);
                return Ok(Window::Open);
            }
            Stop::Value(offset, error) => {
                self.stream.consume(offset);
                let text = array::with_position(&error, self.stream.line, self.stream.column as i64);
                return Err(self.records.parse_error(&error, text));
            }
            Stop::Fault(fault) => fault,
        };
        Err(self.records.json_error(fault))
    }

    /// Returns the error of what isn't an object in a sequence of objects.
    fn sequence_error(&mut self) -> ReadError {
        let text = self.stream.text();
        let offset = skip_blanks(text, 0);
        let error = array::read_object(&text[offset..], &mut self.records).err();
        self.stream.consume(offset);
        match error {
            Some(error) => {
                let text = array::with_position(&error, self.stream.line, self.stream.column as i64);
                self.records.parse_error(&error, text)
            }
            None => self.records.json_error(JsonFault::SeveralDocuments),
        }
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
    fn read_in_steps(text: &[u8], step: usize, format: Format, layout: JsonLayout) -> String {
        let input = Box::new(ShortReader(text, step));
        let utf8 = DetectedEncoding::certain(Encoding::UTF_8);
        let mut reader = JsonReader::open(input, format, utf8, &ReadSettings::default(), context()).unwrap();
        match layout {
            JsonLayout::Undecided => {}
            layout => reader.layout = layout,
        }
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
        batch.dialect = Some(Dialect { text: utf8, delimiter: None, sep_line_delimiter: None, escaping: None });
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
                assert!(
                    read_in_steps(text.as_bytes(), 1000, format, JsonLayout::Undecided).contains("half of a character"),
                    "{text}"
                );
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
            prop_assert_eq!(read_in_steps(&text, step, Format::Json, JsonLayout::Array(ArrayPosition::Before)), read_at_once(&text, as_stream), "{:?}", text.escape_ascii());
        }

        #[test]
        fn lines_in_pieces_are_what_they_are_one_by_one(text in list("", "\n", ""), step in 1usize..50) {
            prop_assert_eq!(read_in_steps(&text, step, Format::Ndjson, JsonLayout::Lines(0)), read_at_once(&text, line_by_line), "{:?}", text.escape_ascii());
        }
    }

    /// A document, or a list of rows, whose list is between other members.
    fn document() -> impl Strategy<Value = Vec<u8>> {
        const BESIDE: &[&str] = &[
            "\"done\": true",
            "\"@odata.count\": 1",
            "\"next\": null",
            "\"tags\": [1, \"é\"]",
            "\"links\": [{\"rel\": \"self\"}, {\"a\": [{}]}]",
            "\"meta\": {\"items\": []}",
            "\"email\": \"a@example.com\"",
            "\"nextLink\": \"x\"",
            "\"n\": 1e999",
        ];
        let beside = || proptest::collection::vec(proptest::sample::select(BESIDE), 0..3);
        let lists = prop_oneof![
            4 => list("[", ",", "]").boxed(),
            1 => Just(b"[[\"Name\", \"Email\"], [\"Ann\", \"a@example.com\", [\"US\"]], []]".to_vec()).boxed(),
        ];
        let key = proptest::sample::select(&["contacts", "people", "données", "name"][..]);
        let parts = (beside(), key, lists, beside(), proptest::option::weighted(0.2, any::<proptest::sample::Index>()));
        parts.prop_map(|(before, key, list, after, cut)| {
            let member = [format!("\"{key}\": ").as_bytes(), &list].concat();
            let before = before.iter().map(|member| member.as_bytes());
            let after = after.iter().map(|member| member.as_bytes());
            let members: Vec<&[u8]> = before.chain([&member[..]]).chain(after).collect();
            let mut text = [b"{", &members.join(&b", "[..])[..], b"}"].concat();
            text.truncate(cut.map_or(text.len(), |cut| cut.index(text.len() + 1)));
            text
        })
    }

    proptest! {
        #[test]
        fn a_document_in_pieces_is_what_it_is_at_once(text in document(), step in 1usize..50) {
            for format in [Format::Json, Format::Ndjson] {
                let [pieces, whole] = [step, 1 << 20].map(|step| read_in_steps(&text, step, format, JsonLayout::Undecided));
                prop_assert_eq!(pieces, whole, "{:?}", text.escape_ascii());
            }
        }
    }

    /// The number of rows of a text, or the error.
    fn outcome(text: &str) -> String {
        let settings = ReadSettings::default();
        let utf8 = DetectedEncoding::certain(Encoding::UTF_8);
        let mut reader = JsonReader::open(Box::new(text.as_bytes()), Format::Json, utf8, &settings, context()).unwrap();
        let mut rows = 0;
        loop {
            match reader.next_batch() {
                Ok(Some(batch)) => rows += batch.len(),
                Ok(None) => return format!("{rows} rows"),
                Err(ReadError::Json { reason, .. }) => return reason.to_string(),
                Err(error) => return error.to_string(),
            }
        }
    }

    #[test]
    fn a_list_is_found_in_a_document() {
        const CONTACT: &str = r#"{"name": "Ann Lee", "email": "ann@example.com", "phones": [{"type": "home"}]}"#;
        for (document, expected) in [
            (r#"{"contacts": [C, C]}"#, "2 rows"),
            (r#"{"people": [C]}"#, "1 rows"),
            (r#"{"data": {"team": {"nodes": [C]}}, "links": [{"rel": "self"}]}"#, "1 rows"),
            (r#"{"d": {"results": [C], "__count": "1"}}"#, "1 rows"),
            (r#"{"records": [{"id": "1", "fields": C}]}"#, "1 rows"),
            (r#"{"data": {"contacts": {"edges": [{"node": C}]}}}"#, "1 rows"),
            (r#"[{"contacts": [C, C]}]"#, "2 rows"),
            (
                r#"{"valueRanges": [{"range": "A1:B2", "values": [["Name", "Email"], ["Ann", "a@example.com"]]}]}"#,
                "2 rows",
            ),
            (r#"[["Name", "Email"], ["Ann", "a@example.com"], []]"#, "3 rows"),
            (r#"{"contacts": [], "errors": []}"#, "0 rows"),
            ("C", "1 rows"),
            ("C\nC", "2 rows"),
            ("{\n\"name\": \"Ann\"\n} {\n\"name\": \"Bob\"\n}", "2 rows"),
            (
                r#"{"contacts": [C], "former": [C]}"#,
                r#"there are several lists that may be the contacts: "contacts", "former""#,
            ),
            (
                r#"{"regions": [{"contacts": [C]}, {"contacts": [C]}]}"#,
                r#"there are several lists that may be the contacts: "regions[0].contacts", "regions[1].contacts""#,
            ),
            (
                r#"{"contacts": [C], "new": [{"email": "bob@example.com"}]}"#,
                r#"there are several lists that may be the contacts: "contacts", "new""#,
            ),
            (
                r#"{"primary": {"name": "Bob", "email": "bob@example.com"}, "contacts": [C]}"#,
                r#"there are several lists that may be the contacts: "contacts", "primary""#,
            ),
            (
                r#"{"contacts": [C], "errors": [{"row": 5, "record": {"name": "Bob", "email": "bob@example.com"}}]}"#,
                r#"there are several lists that may be the contacts: "contacts", "errors[0].record""#,
            ),
            (
                r#"{"contacts": [C], "lead": {"firstName": "Bob", "emails": [{"value": "bob@example.com"}]}}"#,
                r#"there are several lists that may be the contacts: "contacts", "lead""#,
            ),
            (
                r#"{"contacts": [C], "removed": [["Bob", "bob@example.com"]]}"#,
                r#"there are several lists that may be the contacts: "contacts", "removed""#,
            ),
            (
                r#"{"contacts": [], "archived": [C]}"#,
                r#"there are several lists that may be the contacts: "contacts", "archived""#,
            ),
            (
                r#"{"contacts": [], "value": [], "deleted": [C]}"#,
                r#"there are several lists that may be the contacts: "contacts", "deleted""#,
            ),
            (
                r#"{"former": [C], "contacts": null}"#,
                r#"there are several lists that may be the contacts: "contacts", "former""#,
            ),
            (
                r#"{"former": [C], "data": {"contacts": {}}}"#,
                r#"there are several lists that may be the contacts: "data.contacts", "former""#,
            ),
            (
                r#"{"contacts": [], "primary": {"name": "Bob", "email": "bob@example.com"}}"#,
                r#"there are several lists that may be the contacts: "contacts", "primary""#,
            ),
            (r#"{"value": [], "contacts": [C], "items": null}"#, "1 rows"),
            (
                r#"{"team": [C], "filter": {"name": "A", "value": null}, "help": {"email": "help@example.com"}}"#,
                "1 rows",
            ),
            (r#"{"data": {"name": "Export", "by": "ann@example.com", "contacts": [C]}}"#, "1 rows"),
            (r#"[{"name": "Bob", "owner": {"name": "Ann", "email": "ann@example.com"}}]"#, "1 rows"),
            (
                r#"{"data": {"name": "A", "email": "a@example.com", "role": "x", "deputies": [C]}}"#,
                r#"the object is a contact, and "data.deputies" in it may be a list of contacts too"#,
            ),
            (
                r#"[{"name": "Bob", "deputy": {"name": "Ann", "email": "ann@example.com", "role": "x"}}]"#,
                r#"the object is a contact, and "deputy" in it may be a list of contacts too"#,
            ),
            (
                r#"{"contacts": [{"name": "Bob", "deputies": [C, C]}]}"#,
                r#"the object is a contact, and "deputies" in it may be a list of contacts too"#,
            ),
            (
                r#"{"total": 2, "count": 1, "contacts": [C]}"#,
                r#"the list is incomplete: "total" says 2, but there are only 1 contacts"#,
            ),
            (
                r#"{"email": "a@example.com", "team": [C]}"#,
                r#"the object is a contact, and "team" in it may be a list of contacts too"#,
            ),
            (
                r#"{"team": [C], "email": "a@example.com"}"#,
                r#"the object is a contact, and "team" in it may be a list of contacts too"#,
            ),
            (
                r#"{"value": [C], "@odata.nextLink": "https://example.com"}"#,
                r#"the list is only one page of several: "@odata.nextLink" says that more contacts follow"#,
            ),
            (
                r#"{"paging": {"next": {"after": "1"}}, "results": [C]}"#,
                r#"the list is only one page of several: "paging.next.after" says that more contacts follow"#,
            ),
            (
                r#"{"totalSize": 2, "records": [C]}"#,
                r#"the list is incomplete: "totalSize" says 2, but there are only 1 contacts"#,
            ),
            (
                r#"{"error": {"code": 401}}"#,
                r#"there is no list of contacts: a list is an array of objects, and this file has an object with "error""#,
            ),
            (
                r#"{"errors": [{"code": 401}]}"#,
                r#"there is no list of contacts: the array "errors" has objects with "code""#,
            ),
            (r#"{"contacts": [C]}{"contacts": [C]}"#, "there is more text after the end of the list"),
            (r#"{"contacts": [C"#, "the file ends in the middle of the list"),
            (r#"{"contacts": [C C]}"#, "expected `,` or `]` at line 1 column 93"),
            (r#"{"a": 1, "contacts": [C,]}"#, "trailing comma at line 1 column 101"),
            (
                r#"{"contacts": [C, 1]}"#,
                r#"item 2 of the list is not a contact: it is a single value or a list, not an object such as {"name": "Ann Lee", ...}"#,
            ),
            (r#"[["Name", "Email"], 1]"#, "item 2 of the list is not a row, unlike the items before it"),
            (
                "12",
                "there is no list of contacts: a list is an array of objects, and this file has only a single value",
            ),
        ] {
            assert_eq!(outcome(&document.replace('C', CONTACT)), expected, "{document}");
        }
    }

    #[test]
    fn long_lists_are_what_they_are_as_a_stream() {
        let object = |index: usize| format!("{{\"name\": \"é{index}\", \"k{}\": [\"US\"]}}", index / 300);
        let objects: Vec<String> = (0..5000).map(object).collect();
        let text = format!("[\n{},\n{{\"name\": 1}}, 2]", objects.join(",\r\n"));
        for step in [1000, 1 << 20] {
            let layout = JsonLayout::Undecided;
            assert_eq!(
                read_in_steps(text.as_bytes(), step, Format::Json, layout),
                read_at_once(text.as_bytes(), as_stream)
            );
        }
    }

    #[test]
    fn an_object_without_an_end_is_too_long() {
        for (start, format, row) in [("[{}, {\"name\": \"", Format::Json, 2), ("{\"name\": \"", Format::Ndjson, 1)] {
            let text = format!("{start}{}", "a".repeat(Limits::default().row()));
            let text = read_in_steps(text.as_bytes(), 1 << 20, format, JsonLayout::Undecided);
            assert!(
                text.ends_with(&format!("list.json: row {row} is longer than 64 MB")),
                "{}",
                &text[text.len() - 99..]
            );
        }
    }
}
