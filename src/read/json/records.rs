use std::collections::HashMap;
use std::fmt::{self, Display, Write as _};
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use smallvec::SmallVec;

use crate::contact::RowError;
use crate::read::batch::{Batch, ValueFault};
use crate::read::limits::{EmptyCellBudget, Limit};
use crate::read::{Emit, Stop, column_merge};

/// The objects of a list, going into batches.
pub(super) struct RecordReader<'o, 'e> {
    pub(super) emit: &'o mut Emit<'e>,
    batch: Batch,
    /// The text of the object's values, and which part of it each value is, by the place of its label.
    text: String,
    values: Vec<Option<Range<usize>>>,
    /// Where the labels have their places, once they are many.
    places: HashMap<String, usize>,
    gaps: EmptyCellBudget,
    /// Where the items of an array are joined.
    joined: String,
    /// The objects so far.
    pub(super) number: u64,
    /// Nobody wants more: the error that serde passes on is not the reason.
    pub(super) stopped: Option<Stop>,
}

impl<'o, 'e> RecordReader<'o, 'e> {
    pub(super) fn new(emit: &'o mut Emit<'e>, batch: Batch) -> Self {
        let (text, joined, gaps) = (String::new(), String::new(), EmptyCellBudget::new(emit.limits));
        let places = HashMap::new();
        RecordReader { emit, batch, text, values: Vec::new(), places, gaps, joined, number: 0, stopped: None }
    }

    /// Hands over the last objects.
    pub(super) fn end(mut self, read: Result<(), Stop>) -> Result<(), Stop> {
        if let Some(stop) = self.stopped {
            return Err(stop);
        }
        // What was read before an error is told first; an error at the start leaves nothing to tell.
        if read.is_err() && self.batch.is_empty() {
            return read;
        }
        self.batch.is_keyed = true;
        self.emit.batch(self.batch)?;
        read
    }

    /// The row that is next goes on for longer than any object does.
    pub(super) fn too_long(&self) -> Stop {
        self.emit.row_too_long(self.number + 1)
    }

    /// Stops at a limit. What serde passes on is not the reason.
    fn reached(&mut self, limit: Limit) {
        let at = format!("object {}", self.number + 1);
        self.stopped = Some(self.emit.limit(limit, at));
    }

    /// The place of a label among those seen so far; none where there would be too many. Keys come in the same order in most
    /// objects, so it is looked for first where the label before has its place.
    fn label(&mut self, key: &str, after: usize) -> Option<usize> {
        let labels = &mut self.batch.labels;
        if labels.get(after).is_some_and(|label| label == key) {
            return Some(after);
        }
        if let Some(at) = self.places.get(key) {
            return Some(*at);
        }
        if labels.len() >= self.emit.limits.columns() {
            self.reached(Limit::Columns);
            return None;
        }
        self.places.insert(key.to_owned(), labels.len());
        labels.push(key.to_owned());
        self.values.push(None);
        Some(self.values.len() - 1)
    }

    /// Forgets an object that was not read to its end.
    fn clear(&mut self) {
        self.text.clear();
        self.values.fill(None);
    }

    fn put(&mut self, line: Option<u64>, fault: Option<(usize, ValueFault)>) -> Result<(), ()> {
        if self.batch.is_full() {
            let mut next = Batch::after(&self.batch);
            next.labels.clone_from(&self.batch.labels);
            if let Err(stop) = self.emit.batch(std::mem::replace(&mut self.batch, next)) {
                self.stopped = Some(stop);
                return Err(());
            }
        }
        if self.number >= self.emit.limits.get(Limit::Rows) {
            self.stopped = Some(self.emit.limit(Limit::Rows, "it"));
            return Err(());
        }
        let cells = self.values.iter().flatten().count();
        if !self.gaps.come(cells, self.values.len() - cells) {
            self.reached(Limit::Columns);
            return Err(());
        }
        self.number += 1;
        self.batch.start(self.number, line);
        for value in &self.values {
            self.batch.cell(value.clone().map_or("", |value| &self.text[value]));
        }
        fault.into_iter().for_each(|(label, fault)| self.batch.key_is_at_fault(label, fault));
        Ok(())
    }
}

/// One object of the list.
pub(super) struct Object<'b, 'o, 'e> {
    pub(super) objects: &'b mut RecordReader<'o, 'e>,
    pub(super) line: Option<u64>,
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
        self.objects.clear();
        let mut fault: Option<(usize, ValueFault)> = None;
        let mut after = 0;
        while let Some(at) = object.next_key_seed(Key { objects: self.objects, after })? {
            let limits = self.objects.emit.limits;
            let depth = limits.get(Limit::Depth);
            let RecordReader { text, joined, values, .. } = &mut *self.objects;
            if values[at].is_some() {
                fault = Some((at, RowError::KeyRepeated));
            }
            let start = text.len();
            let mut is_too_deep = false;
            match object.next_value_seed(Cell { text, joined, depth, is_too_deep: &mut is_too_deep }) {
                Ok(true) => {}
                Ok(false) => fault = Some((at, RowError::NotText)),
                Err(error) => {
                    if is_too_deep {
                        self.objects.reached(Limit::Depth);
                    }
                    return Err(error);
                }
            }
            if limits.is_too_long(&text.as_bytes()[start..]) {
                self.objects.reached(Limit::Cell);
                return Err(serde::de::Error::custom(STOPPED));
            }
            values[at] = Some(start..text.len());
            after = at + 1;
        }
        self.objects.put(self.line, fault).map_err(|()| serde::de::Error::custom(STOPPED))
    }
}

/// An error that nobody is told: it only ends what serde does.
const STOPPED: &str = "there is no more to be read";

struct Key<'b, 'o, 'e> {
    objects: &'b mut RecordReader<'o, 'e>,
    after: usize,
}

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

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<usize, E> {
        self.objects.label(key, self.after).ok_or_else(|| E::custom(STOPPED))
    }
}

/// A value, added to the text; false where it has none.
struct Cell<'c> {
    text: &'c mut String,
    joined: &'c mut String,
    /// So many arrays may yet stand in each other.
    depth: u64,
    is_too_deep: &'c mut bool,
}

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl Cell<'_> {
    fn shown(self, value: impl Display) -> bool {
        // Writing to a string can't fail.
        let _ = write!(self.text, "{value}");
        true
    }
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an array of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        self.text.push_str(text);
        Ok(true)
    }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(self.shown(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<bool, E> {
        Ok(self.shown(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<bool, E> {
        Ok(self.shown(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<bool, E> {
        Ok(self.shown(value))
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let Cell { text, joined, depth, is_too_deep } = self;
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
                Cell { text: &mut *text, joined: &mut *joined, depth: depth - 1, is_too_deep: &mut *is_too_deep };
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
