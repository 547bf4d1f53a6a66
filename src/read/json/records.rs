//! Objects become rows: the keys of all objects so far are the columns, and a value is the text of a cell.

use std::collections::{HashMap, VecDeque};
use std::fmt::{self, Display, Write as _};
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use smallvec::SmallVec;

use super::nested::{NestedContacts, NestedSeed};
use crate::contact::RowError;
use crate::read::batch::{Batch, ValueError};
use crate::read::context::ReadContext;
use crate::read::error::JsonFault;
use crate::read::limits::{EmptyCellBudget, Limit, LimitPlace};
use crate::read::{ReadError, ReadSettings, column_merge};

/// The objects of a list, going into batches.
pub(super) struct RecordReader {
    pub(super) context: ReadContext,
    batch: Batch,
    /// Batches that are full, in order.
    ready: VecDeque<Batch>,
    /// The text of the current object's values, and the part of it that each value is, by the position of its label.
    text: String,
    values: Vec<Option<Range<usize>>>,
    /// The position of each label, by its name.
    positions: HashMap<String, usize>,
    empty_cells: EmptyCellBudget,
    /// Buffer in which the items of an array are joined.
    joined: String,
    /// The contacts in the last value that was read.
    nested: NestedContacts,
    /// Number of objects so far.
    number: u64,
    /// The error for which parsing was stopped. The error that serde passes on then only ends its work.
    stopped: Option<ReadError>,
    /// The list is an array of rows, not of objects.
    pub(super) is_grid: bool,
}

impl RecordReader {
    pub(super) fn new(context: ReadContext, batch: Batch) -> Self {
        let empty_cells = EmptyCellBudget::new(&context.limits);
        RecordReader {
            context,
            batch,
            ready: VecDeque::new(),
            text: String::new(),
            values: Vec::new(),
            positions: HashMap::new(),
            empty_cells,
            joined: String::new(),
            nested: NestedContacts::default(),
            number: 0,
            stopped: None,
            is_grid: false,
        }
    }

    pub(super) fn next_ready(&mut self) -> Option<Batch> {
        self.ready.pop_front()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Ends the last batch after all was read, and returns the error that comes after it.
    pub(super) fn finish(&mut self, read: Result<(), ReadError>) -> Option<ReadError> {
        if let Some(error) = self.stopped.take() {
            return Some(error);
        }
        // Objects before an error are still reported, unless there is none.
        if !(read.is_err() && self.batch.is_empty()) {
            self.batch.is_keyed = !self.is_grid;
            self.ready.push_back(std::mem::take(&mut self.batch));
        }
        read.err()
    }

    /// Returns the number of objects or rows so far.
    pub(super) fn count(&self) -> u64 {
        self.number
    }

    pub(super) fn json_error(&self, reason: JsonFault) -> ReadError {
        ReadError::Json { file: self.context.file.clone(), reason }
    }

    /// Returns the error of a text that serde_json can't parse. `text` is its message with the position.
    pub(super) fn parse_error(&self, error: &serde_json::Error, mut text: String) -> ReadError {
        // serde_json's message says nothing to someone who doesn't know how JSON writes an emoji.
        if text.contains("end of hex escape") || text.contains("surrogate") {
            text.insert_str(0, "half of a character, \\ud800 to \\udfff, stands without its other half: ");
        } else if error.is_eof() {
            return self.json_error(JsonFault::CutOff);
        } else if error.is_data() {
            return self.json_error(JsonFault::NotContact { item: self.number + 1 });
        }
        self.json_error(JsonFault::Syntax(text))
    }

    /// Returns the error of an object that is longer than a row may be.
    pub(super) fn too_long(&self) -> ReadError {
        self.context.row_too_long(self.number + 1)
    }

    /// Stops parsing at a limit.
    fn stop(&mut self, limit: Limit) {
        let place = LimitPlace::Object(self.number + 1);
        self.stopped = Some(self.context.limit(limit, place));
    }

    /// Returns the position of a label, which is added if it is new; `None` if there are too many. Most objects have
    /// their keys in the same order, so `expected`, the position after the previous key's, is tried first.
    fn label(&mut self, key: &str, expected: usize) -> Option<usize> {
        let labels = &mut self.batch.labels;
        if labels.get(expected).is_some_and(|label| label == key) {
            return Some(expected);
        }
        if let Some(index) = self.positions.get(key) {
            return Some(*index);
        }
        if labels.len() >= self.context.limits.columns() {
            self.stop(Limit::Columns);
            return None;
        }
        self.positions.insert(key.to_owned(), labels.len());
        labels.push(key.to_owned());
        self.values.push(None);
        Some(self.values.len() - 1)
    }

    /// Discards an object that was not parsed to its end.
    fn clear(&mut self) {
        self.text.clear();
        self.values.fill(None);
    }

    /// Starts a row; an error if parsing must stop.
    fn start(&mut self, line: Option<u64>) -> Result<(), ()> {
        if self.batch.is_full() {
            let mut next = Batch::after(&self.batch);
            next.labels.clone_from(&self.batch.labels);
            self.ready.push_back(std::mem::replace(&mut self.batch, next));
        }
        if self.number >= self.context.limits.get(Limit::Rows) {
            self.stopped = Some(self.context.limit(Limit::Rows, LimitPlace::List));
            return Err(());
        }
        self.number += 1;
        self.batch.is_keyed = !self.is_grid;
        self.batch.start(self.number, line);
        Ok(())
    }

    /// Appends the current object as a row; an error if parsing must stop.
    fn put(&mut self, line: Option<u64>, value_error: Option<(usize, ValueError)>) -> Result<(), ()> {
        let cells = self.values.iter().flatten().count();
        if !self.empty_cells.add(cells, self.values.len() - cells) {
            self.stop(Limit::Columns);
            return Err(());
        }
        self.start(line)?;
        for value in &self.values {
            self.batch.add_cell(value.clone().map_or("", |value| &self.text[value]));
        }
        value_error.into_iter().for_each(|(label, error)| self.batch.add_value_error(label, error));
        Ok(())
    }
}

/// One object of the list.
pub(super) struct RecordSeed<'r> {
    pub(super) records: &'r mut RecordReader,
    pub(super) line: Option<u64>,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a contact, which is an object such as {\"name\": \"Ann Lee\", ...}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.records.clear();
        let mut value_error = None;
        self.records.add_members(&mut object, &mut value_error)?;
        self.records.put(self.line, value_error).map_err(|()| serde::de::Error::custom(STOPPED))
    }
}

impl RecordReader {
    /// Adds the members of an object to the current row.
    fn add_members<'de, A: MapAccess<'de>>(
        &mut self,
        object: &mut A,
        value_error: &mut Option<(usize, ValueError)>,
    ) -> Result<(), A::Error> {
        let mut expected = 0;
        while let Some(key) = object.next_key_seed(KeySeed { records: self, expected })? {
            let index = match key {
                Key::Label(index) => index,
                Key::Wrapper(key) => {
                    object.next_value_seed(WrapperSeed { records: self, value_error, key })?;
                    continue;
                }
            };
            self.add_value(index, value_error, |value| object.next_value_seed(value))?;
            expected = index + 1;
        }
        Ok(())
    }

    /// Adds the value of a label to the current row.
    fn add_value<E: serde::de::Error>(
        &mut self,
        index: usize,
        value_error: &mut Option<(usize, ValueError)>,
        parse: impl FnOnce(ValueSeed<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        if self.values[index].is_some() {
            *value_error = Some((index, RowError::KeyRepeated));
        }
        let (is_text, span) = self.read_value(parse)?;
        let key = &self.batch.labels[index];
        if self.nested.are_of_list(key) && ReadSettings::default().column_of(key).is_none() {
            self.stopped = Some(self.json_error(JsonFault::ContactAndList { path: key.clone() }));
            return Err(E::custom(STOPPED));
        }
        if !is_text {
            *value_error = Some((index, RowError::NotText));
        }
        self.values[index] = Some(span);
        Ok(())
    }

    /// Appends a value to the text. Returns whether it is a text, and its span.
    fn read_value<E: serde::de::Error>(
        &mut self,
        parse: impl FnOnce(ValueSeed<'_>) -> Result<bool, E>,
    ) -> Result<(bool, Range<usize>), E> {
        let depth = self.context.limits.get(Limit::Depth);
        let RecordReader { text, joined, context, nested, .. } = &mut *self;
        *nested = NestedContacts::default();
        let start = text.len();
        let mut is_too_deep = false;
        let is_text = match parse(ValueSeed { text, joined, nested, depth, is_too_deep: &mut is_too_deep }) {
            Ok(is_text) => is_text,
            Err(error) => {
                if is_too_deep {
                    self.stop(Limit::Depth);
                }
                return Err(error);
            }
        };
        if context.limits.is_too_long(&text.as_bytes()[start..]) {
            self.stop(Limit::Cell);
            return Err(E::custom(STOPPED));
        }
        Ok((is_text, start..self.text.len()))
    }
}

/// The message of an error that is never shown: it only ends what serde does.
const STOPPED: &str = "stopped";

/// Keys of objects that hold the members of the object around them. Sources: `fields` (Airtable, SharePoint in
/// Microsoft Graph), `properties` (HubSpot), `attributes` (JSON:API), `node` (GraphQL), `_source` (Elasticsearch).
pub(super) fn is_wrapper(key: &str) -> bool {
    matches!(key, "fields" | "properties" | "attributes" | "node" | "_source")
}

enum Key {
    Label(usize),
    Wrapper(String),
}

/// The value of a wrapper key. If it is an object, its members are added to the row; otherwise it is a value like any
/// other.
struct WrapperSeed<'r> {
    records: &'r mut RecordReader,
    value_error: &'r mut Option<(usize, ValueError)>,
    key: String,
}

impl<'de> DeserializeSeed<'de> for WrapperSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl WrapperSeed<'_> {
    fn add<E: serde::de::Error>(self, parse: impl FnOnce(ValueSeed<'_>) -> Result<bool, E>) -> Result<(), E> {
        let index = self.records.label(&self.key, usize::MAX).ok_or_else(|| E::custom(STOPPED))?;
        self.records.add_value(index, self.value_error, parse)
    }
}

impl<'de> Visitor<'de> for WrapperSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.add(|value| value.visit_str(text))
    }

    fn visit_bool<E: serde::de::Error>(self, given: bool) -> Result<(), E> {
        self.add(|value| value.visit_bool(given))
    }

    fn visit_i64<E: serde::de::Error>(self, given: i64) -> Result<(), E> {
        self.add(|value| value.visit_i64(given))
    }

    fn visit_u64<E: serde::de::Error>(self, given: u64) -> Result<(), E> {
        self.add(|value| value.visit_u64(given))
    }

    fn visit_f64<E: serde::de::Error>(self, given: f64) -> Result<(), E> {
        self.add(|value| value.visit_f64(given))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.add(|value| value.visit_unit())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.add(|value| value.visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.records.add_members(&mut object, self.value_error)
    }
}

/// One row of an array of rows.
pub(super) struct RowSeed<'r> {
    pub(super) records: &'r mut RecordReader,
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row, which is an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut row: A) -> Result<(), A::Error> {
        let records = self.records;
        records.clear();
        let mut cells: SmallVec<[Range<usize>; 16]> = SmallVec::new();
        let mut value_errors: SmallVec<[usize; 4]> = SmallVec::new();
        loop {
            let mut is_ended = false;
            let (is_text, cell) = records.read_value(|value| {
                let cell = row.next_element_seed(value)?;
                is_ended = cell.is_none();
                Ok(cell.unwrap_or(true))
            })?;
            if is_ended {
                break;
            }
            if cells.len() >= records.context.limits.columns() {
                records.stop(Limit::Columns);
                return Err(serde::de::Error::custom(STOPPED));
            }
            if !is_text {
                value_errors.push(cells.len());
            }
            cells.push(cell);
        }
        records.start(None).map_err(|()| serde::de::Error::custom(STOPPED))?;
        for cell in cells {
            records.batch.add_cell(&records.text[cell]);
        }
        value_errors.into_iter().for_each(|index| records.batch.add_value_error(index, RowError::NotText));
        Ok(())
    }
}

struct KeySeed<'r> {
    records: &'r mut RecordReader,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Key, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Key, E> {
        if is_wrapper(key) {
            return Ok(Key::Wrapper(key.to_owned()));
        }
        self.records.label(key, self.expected).map(Key::Label).ok_or_else(|| E::custom(STOPPED))
    }
}

/// A value, appended to the text; `false` if it is not a text.
struct ValueSeed<'c> {
    text: &'c mut String,
    joined: &'c mut String,
    nested: &'c mut NestedContacts,
    /// Number of arrays that may still be nested.
    depth: u64,
    is_too_deep: &'c mut bool,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl ValueSeed<'_> {
    fn push_display(self, value: impl Display) -> bool {
        // Writing to a string can't fail.
        let _ = write!(self.text, "{value}");
        true
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an array of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        self.text.push_str(text);
        Ok(true)
    }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(self.push_display(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<bool, E> {
        Ok(self.push_display(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<bool, E> {
        Ok(self.push_display(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<bool, E> {
        Ok(self.push_display(value))
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let ValueSeed { text, joined, nested, depth, is_too_deep } = self;
        if depth == 0 {
            *is_too_deep = true;
            return Err(serde::de::Error::custom(STOPPED));
        }
        let start = text.len();
        let mut items: SmallVec<[Range<usize>; 16]> = SmallVec::new();
        let mut is_text = true;
        loop {
            let item = text.len();
            let (text, joined, nested) = (&mut *text, &mut *joined, &mut *nested);
            let item_of = ValueSeed { text, joined, nested, depth: depth - 1, is_too_deep: &mut *is_too_deep };
            match list.next_element_seed(item_of)? {
                Some(item_is_text) => is_text &= item_is_text,
                None => break,
            }
            items.push(item..text.len());
        }
        joined.clear();
        column_merge::list(items.iter().map(|item| &text[item.clone()]), joined);
        text.truncate(start);
        text.push_str(joined);
        Ok(is_text)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        NestedSeed::new("", self.nested, &ReadSettings::default()).visit_map(object)?;
        self.text.push_str("{...}");
        Ok(false)
    }
}
