use std::fmt::{self, Write as _};
use std::io::{BufRead, BufReader, Read};

use smallvec::SmallVec;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::batch::{Batch, Fault};
use super::dialect::Dialect;
use super::encoding::Settled;
use super::{Emit, Error, Format, Stop, join};
use crate::model::Damage;

/// Reads a JSON array of objects, or one object a line. Keys are header labels; a value is a text, or an array of texts.
pub(super) fn read(input: &mut dyn Read, format: Format, text: Settled, emit: &mut Emit<'_>) -> Result<(), Stop> {
    let mut input = BufReader::with_capacity(128 * 1024, input);
    let head = input.fill_buf().map_err(|error| emit.io_error(error))?;
    if head.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
    }
    let mut batch = Batch::default();
    batch.dialect = Some(Dialect { text, delimiter: b',', said: None });
    let mut objects = Objects { emit, batch, values: Vec::new(), number: 0, stopped: None };
    let read = match format {
        Format::Ndjson => objects.lines(&mut input),
        _ => objects.array(&mut input),
    };
    if let Some(stop) = objects.stopped {
        return Err(stop);
    }
    let mut batch = std::mem::take(&mut objects.batch);
    // What was read before an error is told first; an error at the start leaves nothing to tell.
    if read.is_err() && batch.is_empty() {
        return read;
    }
    batch.is_keyed = true;
    emit.batch(batch)?;
    read
}

/// The objects of a list, going into batches.
struct Objects<'o, 'e> {
    emit: &'o mut Emit<'e>,
    batch: Batch,
    /// The object's values, by the place of their label; the buffers are used again.
    values: Vec<String>,
    number: u64,
    /// Nobody wants more: the error that serde passes on is not the reason.
    stopped: Option<Stop>,
}

impl Objects<'_, '_> {
    fn error(&self, error: &serde_json::Error, line: Option<u64>) -> Stop {
        let text = error.to_string();
        // serde counts lines from where it started, which is the line's own start in NDJSON.
        let reason = match line {
            Some(line) => {
                let what = text.split(" at line ").next().unwrap_or(&text);
                format!("{what} at line {line}, column {}", error.column())
            }
            None => text,
        };
        Stop::Error(Error::Json { file: self.emit.file(), reason })
    }

    fn array(&mut self, input: &mut dyn BufRead) -> Result<(), Stop> {
        let mut json = serde_json::Deserializer::from_reader(input);
        let read = (&mut json).deserialize_seq(&mut *self).and_then(|()| json.end());
        read.map_err(|error| self.error(&error, None))
    }

    fn lines(&mut self, input: &mut dyn BufRead) -> Result<(), Stop> {
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line).map_err(|error| self.emit.io_error(error))?;
            if read == 0 {
                return Ok(());
            }
            number += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let mut json = serde_json::Deserializer::from_slice(&line);
            let seed = Object { objects: self, line: Some(number) };
            let read = seed.deserialize(&mut json).and_then(|()| json.end());
            read.map_err(|error| self.error(&error, Some(number)))?;
        }
    }

    /// The place of a label among those seen so far.
    fn label(&mut self, key: &str) -> usize {
        let labels = &mut self.batch.labels;
        let at = labels.iter().position(|label| label == key).unwrap_or_else(|| {
            labels.push(key.to_owned());
            labels.len() - 1
        });
        if self.values.len() <= at {
            self.values.resize(at + 1, String::new());
        }
        at
    }

    fn put(&mut self, line: Option<u64>, fault: Option<(usize, Fault)>) -> Result<(), ()> {
        if self.batch.is_full() {
            let mut next = Batch::default();
            next.labels.clone_from(&self.batch.labels);
            if let Err(stop) = self.emit.batch(std::mem::replace(&mut self.batch, next)) {
                self.stopped = Some(stop);
                return Err(());
            }
        }
        self.number += 1;
        self.batch.start(self.number, line);
        for value in &mut self.values {
            self.batch.cell(value);
            value.clear();
        }
        fault.into_iter().for_each(|(label, fault)| self.batch.key_is_at_fault(label, fault));
        Ok(())
    }
}

impl<'de> Visitor<'de> for &mut Objects<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of contacts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Object { objects: self, line: None })?.is_some() {}
        Ok(())
    }
}

/// One object of the list.
struct Object<'b, 'o, 'e> {
    objects: &'b mut Objects<'o, 'e>,
    line: Option<u64>,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a contact, which is an object such as {\"name\": \"Ann Lee\", ...}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut fault: Option<(usize, Fault)> = None;
        let mut seen: SmallVec<[usize; 16]> = SmallVec::new();
        while let Some(at) = object.next_key_seed(Key(self.objects))? {
            if seen.contains(&at) {
                fault = Some((at, Damage::KeyRepeated));
            }
            seen.push(at);
            let value = &mut self.objects.values[at];
            value.clear();
            if !object.next_value_seed(Cell(value))? {
                fault = Some((at, Damage::NotText));
            }
        }
        self.objects.put(self.line, fault).map_err(|()| serde::de::Error::custom("nobody wants more"))
    }
}

struct Key<'b, 'o, 'e>(&'b mut Objects<'o, 'e>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_, '_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<usize, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_, '_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        Ok(self.0.label(key))
    }
}

/// A value, written as the text of a cell; false where it has none.
struct Cell<'c>(&'c mut String);

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl Cell<'_> {
    fn text(self, text: impl fmt::Display) -> bool {
        // Writing to a string can't fail.
        let _ = write!(self.0, "{text}");
        true
    }
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an array of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        self.0.push_str(text);
        Ok(true)
    }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(self.text(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<bool, E> {
        Ok(self.text(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<bool, E> {
        Ok(self.text(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<bool, E> {
        Ok(self.text(value))
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let mut items: Vec<String> = Vec::new();
        let mut is_text = true;
        loop {
            let mut item = String::new();
            match list.next_element_seed(Cell(&mut item))? {
                Some(item_is_text) => is_text &= item_is_text,
                None => break,
            }
            items.push(item);
        }
        join::list(items.iter().map(String::as_str), self.0);
        Ok(is_text)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.0.push_str("{...}");
        Ok(false)
    }
}
