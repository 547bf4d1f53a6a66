//! Objects become rows: the keys of all objects so far are the columns, and a value is the text of a cell.

use std::collections::{HashMap, VecDeque};
use std::fmt::{self, Display, Write as _};
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use smallvec::SmallVec;

use crate::contact::RowError;
use crate::read::batch::{Batch, ValueError};
use crate::read::context::ReadContext;
use crate::read::limits::{EmptyCellBudget, Limit, LimitPlace};
use crate::read::{ReadError, column_merge};

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
    /// Number of objects so far.
    number: u64,
    /// The error for which parsing was stopped. The error that serde passes on then only ends its work.
    stopped: Option<ReadError>,
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
            number: 0,
            stopped: None,
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
            self.batch.is_keyed = true;
            self.ready.push_back(std::mem::take(&mut self.batch));
        }
        read.err()
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

    /// Appends the current object as a row; an error if parsing must stop.
    fn put(&mut self, line: Option<u64>, value_error: Option<(usize, ValueError)>) -> Result<(), ()> {
        if self.batch.is_full() {
            let mut next = Batch::after(&self.batch);
            next.labels.clone_from(&self.batch.labels);
            self.ready.push_back(std::mem::replace(&mut self.batch, next));
        }
        if self.number >= self.context.limits.get(Limit::Rows) {
            self.stopped = Some(self.context.limit(Limit::Rows, LimitPlace::List));
            return Err(());
        }
        let cells = self.values.iter().flatten().count();
        if !self.empty_cells.add(cells, self.values.len() - cells) {
            self.stop(Limit::Columns);
            return Err(());
        }
        self.number += 1;
        self.batch.start(self.number, line);
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
        let mut value_error: Option<(usize, ValueError)> = None;
        let mut expected = 0;
        while let Some(index) = object.next_key_seed(KeySeed { records: self.records, expected })? {
            let depth = self.records.context.limits.get(Limit::Depth);
            let RecordReader { text, joined, values, context, .. } = &mut *self.records;
            if values[index].is_some() {
                value_error = Some((index, RowError::KeyRepeated));
            }
            let start = text.len();
            let mut is_too_deep = false;
            match object.next_value_seed(ValueSeed { text, joined, depth, is_too_deep: &mut is_too_deep }) {
                Ok(true) => {}
                Ok(false) => value_error = Some((index, RowError::NotText)),
                Err(error) => {
                    if is_too_deep {
                        self.records.stop(Limit::Depth);
                    }
                    return Err(error);
                }
            }
            if context.limits.is_too_long(&text.as_bytes()[start..]) {
                self.records.stop(Limit::Cell);
                return Err(serde::de::Error::custom(STOPPED));
            }
            values[index] = Some(start..text.len());
            expected = index + 1;
        }
        self.records.put(self.line, value_error).map_err(|()| serde::de::Error::custom(STOPPED))
    }
}

/// The message of an error that is never shown: it only ends what serde does.
const STOPPED: &str = "stopped";

struct KeySeed<'r> {
    records: &'r mut RecordReader,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<usize, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<usize, E> {
        self.records.label(key, self.expected).ok_or_else(|| E::custom(STOPPED))
    }
}

/// A value, appended to the text; `false` if it is not a text.
struct ValueSeed<'c> {
    text: &'c mut String,
    joined: &'c mut String,
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
        let ValueSeed { text, joined, depth, is_too_deep } = self;
        if depth == 0 {
            *is_too_deep = true;
            return Err(serde::de::Error::custom(STOPPED));
        }
        let start = text.len();
        let mut items: SmallVec<[Range<usize>; 16]> = SmallVec::new();
        let mut is_text = true;
        loop {
            let item = text.len();
            let item_of =
                ValueSeed { text: &mut *text, joined: &mut *joined, depth: depth - 1, is_too_deep: &mut *is_too_deep };
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

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.text.push_str("{...}");
        Ok(false)
    }
}
