//! A list somewhere in a document, as programs answer: `{"@odata.context": "...", "value": [{...}, ...]}`, and a list
//! of rows, `[["Name", "Email"], ["Ann Lee", ...]]`.
//!
//! The document is read once, from its start to its end, as far as it is in the window. The first array that is a
//! candidate (see `outline`) is the list, and its rows are read as those of any other array. A second one is an error,
//! because nobody can know which of them is meant; so is a contact beside the list, an empty list that may be the one
//! that is meant, and a sign that the list is one page of several.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::{Deserializer, Value};

use super::Window;
use super::array::{self, ArrayPosition, skip_blanks};
use super::nested::{self, Members, NestedContacts, NestedSeed, Seen, is_address};
use super::outline::{ArrayOutline, Columns, ItemKind, NESTED, is_usual};
use super::paging;
use super::records::{RecordReader, RowSeed, is_wrapper};
use crate::contact::Column;
use crate::read::ReadSettings;
use crate::read::error::JsonFault;

/// The reader of a document.
#[derive(Default)]
pub(super) struct Document {
    settings: ReadSettings,
    /// The objects and arrays around the current position.
    frames: Vec<Frame>,
    next: Expected,
    /// The path of the list.
    list: Option<String>,
    /// The path of an empty array with a usual key, which is the list if there is no other.
    empty_list: Option<String>,
    /// How usual the list's key is.
    list_rank: KeyRank,
    /// The most usual key that has no objects (an empty array or object, an empty text, or `null`), and its path.
    empty: (KeyRank, String),
    /// The path of a contact beside the list.
    beside: Option<String>,
    /// The list is in an object that is a contact.
    is_in_contact: bool,
    /// Keys of the outermost object, and the columns that they name.
    root_keys: Vec<String>,
    root_columns: Columns,
    /// The path of an array of objects that isn't a list of contacts, and keys of these.
    other: Option<(String, Vec<String>)>,
    /// The key that says that there are more contacts than those of the list.
    next_page: Option<String>,
    /// A key with the number of contacts in all, and that number.
    total: Option<(String, u64)>,
    /// The array of labels beside an array of rows (`columns` and `data` of pandas), and the depth of both.
    labels: Option<(usize, String)>,
}

struct Frame {
    is_object: bool,
    /// The key of the current member, or that of the array.
    key: String,
    /// The index of the current item.
    index: usize,
    members: Members,
    /// The list is in it.
    has_list: bool,
}

/// How usual the key of a list is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum KeyRank {
    /// There is no list.
    #[default]
    None,
    Unusual,
    Usual,
    Contacts,
}

impl KeyRank {
    fn of(key: &str) -> KeyRank {
        match is_usual(key) {
            true if key.eq_ignore_ascii_case("contacts") => KeyRank::Contacts,
            true => KeyRank::Usual,
            false => KeyRank::Unusual,
        }
    }
}

/// The part of the document that comes next in the text.
#[derive(Clone, Copy, Default)]
enum Expected {
    #[default]
    Value,
    /// The first member or item, or the end.
    First,
    /// A member or item after a comma.
    Item,
    /// A comma, or the end.
    After,
    ListItem(ArrayPosition),
    RowOrEnd,
    AfterRow,
    End,
}

/// Why reading stops.
pub(super) enum Stop {
    /// More text is needed.
    Window,
    /// There is something else than this.
    Expected(&'static str),
    /// The error of a value that starts at this offset.
    Value(usize, serde_json::Error),
    Fault(JsonFault),
}

impl Document {
    pub(super) fn new(settings: &ReadSettings) -> Self {
        Document { settings: settings.clone(), ..Document::default() }
    }

    /// Reads the complete items of the text. Returns the offset at which reading stopped, and why.
    pub(super) fn read(&mut self, text: &str, records: &mut RecordReader) -> (usize, Stop) {
        let mut offset = 0;
        loop {
            offset = skip_blanks(text, offset);
            if self.is_at_end() {
                return (offset, Stop::Expected("the end of the file"));
            }
            match self.step(text, offset, records) {
                Ok(end) => offset = end,
                Err(stop) => return (offset, stop),
            }
        }
    }

    pub(super) fn has_list(&self) -> bool {
        self.list.is_some()
    }

    pub(super) fn is_at_end(&self) -> bool {
        matches!(self.next, Expected::End)
    }

    /// Returns whether keys of the outermost object name columns of the template.
    pub(super) fn is_contact(&self) -> bool {
        !self.root_columns.0.is_empty()
    }

    /// Returns the fault of a document that was read to its end.
    pub(super) fn fault(&mut self, records: &RecordReader) -> Option<JsonFault> {
        if !self.is_at_end() {
            return Some(JsonFault::CutOff);
        }
        let Some(list) = self.list.take().or_else(|| self.empty_list.take()) else {
            return Some(match self.other.take() {
                Some((path, keys)) => JsonFault::OtherList { path, keys },
                None => JsonFault::NoList { keys: std::mem::take(&mut self.root_keys) },
            });
        };
        if self.root_columns.0.contains(&Column::Email) {
            return Some(JsonFault::ContactAndList { path: list });
        }
        if self.is_in_contact {
            return Some(JsonFault::ContactAndList { path: list });
        }
        let (empty_rank, empty) = std::mem::take(&mut self.empty);
        if self.list_rank != KeyRank::None && empty_rank > self.list_rank {
            return Some(JsonFault::SeveralLists { paths: vec![empty, list] });
        }
        if let Some(other) = self.beside.take() {
            return Some(JsonFault::SeveralLists { paths: vec![list, other] });
        }
        self.page_fault(records)
    }

    /// Returns the fault of a list that is a part of a longer one.
    pub(super) fn page_fault(&mut self, records: &RecordReader) -> Option<JsonFault> {
        if let Some(key) = self.next_page.take() {
            return Some(JsonFault::OnePage { key });
        }
        let read = records.count();
        let (key, total) = self.total.take().filter(|(_, total)| *total > read)?;
        Some(JsonFault::TooFew { key, total, read })
    }

    /// Reads one token, or one item of the list, at this offset. Returns the offset after it.
    fn step(&mut self, text: &str, offset: usize, records: &mut RecordReader) -> Result<usize, Stop> {
        let Some(byte) = text.as_bytes().get(offset).copied() else { return Err(Stop::Window) };
        match self.next {
            Expected::Value => self.value(text, offset, "", records),
            Expected::Item => self.item(text, offset, records),
            Expected::First | Expected::After => {
                let Some(frame) = self.frames.last_mut() else { return Err(Stop::Window) };
                let close = if frame.is_object { b'}' } else { b']' };
                if byte == close {
                    let is_empty = frame.is_object && matches!(self.next, Expected::First);
                    self.leave(is_empty);
                    return Ok(offset + 1);
                }
                if matches!(self.next, Expected::First) {
                    return self.item(text, offset, records);
                }
                if byte != b',' {
                    return Err(Stop::Expected(if frame.is_object { "`,` or `}`" } else { "`,` or `]`" }));
                }
                frame.index += 1;
                self.next = Expected::Item;
                Ok(offset + 1)
            }
            Expected::ListItem(mut position) => {
                let (length, window) = array::read_objects(&text[offset..], &mut position, records);
                self.next = Expected::ListItem(position);
                match window {
                    _ if length > 0 => Ok(offset + length),
                    _ if records.is_stopped() => Err(Stop::Window),
                    Window::Open => Err(Stop::Window),
                    Window::Ended => self.list_end(text, offset, records),
                }
            }
            Expected::RowOrEnd if byte == b']' => {
                self.after_value();
                Ok(offset + 1)
            }
            Expected::RowOrEnd => self.row(text, offset, records),
            Expected::AfterRow => match byte {
                b']' => {
                    self.after_value();
                    Ok(offset + 1)
                }
                b',' => self.row(text, skip_blanks(text, offset + 1), records),
                _ => Err(Stop::Expected("`,` or `]`")),
            },
            Expected::End => Err(Stop::Window),
        }
    }

    fn after_value(&mut self) {
        self.next = if self.frames.is_empty() { Expected::End } else { Expected::After };
    }

    /// Reads a member of an object, or an item of an array that isn't the list.
    fn item(&mut self, text: &str, offset: usize, records: &mut RecordReader) -> Result<usize, Stop> {
        if self.frames.last().is_some_and(|frame| !frame.is_object) {
            return self.value(text, offset, "", records);
        }
        match text.as_bytes().get(offset) {
            None => return Err(Stop::Window),
            Some(b'"') => {}
            Some(_) => return Err(Stop::Expected("a key in quotes")),
        }
        let (key, end) = whole::<Cow<'_, str>>(text, offset)?;
        let colon = skip_blanks(text, end);
        match text.as_bytes().get(colon) {
            None => return Err(Stop::Window),
            Some(b':') => {}
            Some(_) => return Err(Stop::Expected("`:`")),
        }
        self.value(text, skip_blanks(text, colon + 1), &key, records)
    }

    /// Reads a value, or the start of an object or array that may have the list in it.
    fn value(&mut self, text: &str, offset: usize, key: &str, records: &mut RecordReader) -> Result<usize, Stop> {
        let Some(byte) = text.as_bytes().get(offset).copied() else { return Err(Stop::Window) };
        let column = self.settings.column_of(key);
        let is_nested = self.frames.len() < 2 * NESTED && (column.is_none() || self.frames.is_empty());
        match byte {
            b'{' if is_nested => {
                self.enter(key, column, true);
                Ok(offset + 1)
            }
            b'[' if is_nested => {
                let outline = ArrayOutline::parse(text, offset, &self.settings)?;
                self.array(text, offset, key, column, outline, records)
            }
            _ => self.skip(text, offset, key, column),
        }
    }

    /// Reads an array whose items are known.
    fn array(
        &mut self,
        text: &str,
        offset: usize,
        key: &str,
        column: Option<Column>,
        outline: ArrayOutline,
        records: &mut RecordReader,
    ) -> Result<usize, Stop> {
        let is_rows = outline.kind == ItemKind::Rows;
        let is_root = self.frames.is_empty();
        // A contact may have arrays of objects, such as its phone numbers.
        let is_in_contact = self.root_columns.0.contains(&Column::Email);
        let is_candidate = outline.is_candidate(key) && (outline.is_plausible || !is_in_contact);
        if is_candidate || is_root && is_rows {
            let path = self.path(key);
            if is_in_contact {
                return Err(Stop::Fault(JsonFault::ContactAndList { path }));
            }
            if let Some(first) = &self.list {
                return Err(Stop::Fault(JsonFault::SeveralLists { paths: vec![first.clone(), path] }));
            }
            self.note_key(key, column);
            self.list = Some(path);
            self.list_rank = KeyRank::of(key);
            self.frames.iter_mut().for_each(|frame| frame.has_list = true);
            records.is_grid = is_rows;
            self.next = if is_rows { Expected::RowOrEnd } else { Expected::ListItem(ArrayPosition::Opened) };
            let depth = self.frames.len();
            if let Some((_, labels)) = self.labels.take_if(|(of_labels, _)| is_rows && *of_labels == depth) {
                self.row(&labels, 0, records)?;
                self.next = Expected::RowOrEnd;
            }
            return Ok(offset + 1);
        }
        match outline.kind {
            ItemKind::Objects => {
                if self.other.is_none() && !is_root && !outline.has_list {
                    self.other = Some((self.path(key), outline.keys));
                }
                self.enter(key, column, false);
                Ok(offset + 1)
            }
            ItemKind::Nothing if is_usual(key) => {
                self.empty_list = Some(self.path(key));
                self.note_empty(key);
                self.skip(text, offset, key, column)
            }
            ItemKind::Values if KeyRank::of(key) == KeyRank::Contacts => {
                self.note_empty(key);
                self.skip(text, offset, key, column)
            }
            ItemKind::Values if key.eq_ignore_ascii_case("columns") && outline.are_labels => {
                let end = self.skip(text, offset, key, column)?;
                self.labels = Some((self.frames.len(), text[offset..end].to_owned()));
                Ok(end)
            }
            ItemKind::Rows | ItemKind::Values | ItemKind::Nothing => self.skip(text, offset, key, column),
        }
    }

    /// Goes on inside of an object or array.
    fn enter(&mut self, key: &str, column: Option<Column>, is_object: bool) {
        self.note_key(key, column);
        let key = if is_object { String::new() } else { key.to_owned() };
        self.frames.push(Frame { is_object, key, index: 0, members: Members::default(), has_list: false });
        self.next = Expected::First;
    }

    /// Ends an object or array that isn't the list.
    fn leave(&mut self, is_empty: bool) {
        let Some(frame) = self.frames.pop() else { return };
        let key = self.frames.last().map(|parent| parent.key.clone()).unwrap_or_default();
        if is_empty {
            self.note_empty(&key);
        }
        match frame.members.contact(&self.settings) {
            _ if self.frames.is_empty() => {} // the outermost object is checked by its columns
            // The object around the list may have the name of the list and the address of its owner.
            Some(columns) if frame.has_list => {
                let all = [Column::Name, Column::Email];
                let role = [Column::Role, Column::JobTitle];
                self.is_in_contact |= all.iter().all(|column| columns.contains(column))
                    && role.iter().any(|column| columns.contains(column));
            }
            Some(_) if self.beside.is_none() => self.beside = Some(self.path(&key)),
            Some(_) => {}
            None => {
                // An address in `emails` is one of the object around it.
                let is_mail = frame.members.has_address() && nested::is_mail(&key);
                if let Some(parent) = self.frames.last_mut().filter(|_| is_mail) {
                    parent.members.add(&key, true);
                }
            }
        }
        self.after_value();
    }

    /// Notes a key that has no objects.
    fn note_empty(&mut self, key: &str) {
        let rank = KeyRank::of(key);
        if rank >= KeyRank::Usual && rank > self.empty.0 {
            self.empty = (rank, self.path(key));
        }
    }

    /// Reads a value that has no list in it.
    fn skip(&mut self, text: &str, offset: usize, key: &str, column: Option<Column>) -> Result<usize, Stop> {
        let mut has_address = false;
        let end = if matches!(text.as_bytes()[offset], b'{' | b'[') {
            let mut found = NestedContacts::default();
            let (seen, end) = whole_seed(NestedSeed::new(key, &mut found, &self.settings), text, offset)?;
            if found.count > 0 && self.beside.is_none() {
                self.beside = Some(self.path(key));
            }
            has_address = seen == Seen::Address;
            end
        } else {
            let (value, end) = whole::<Value>(text, offset)?;
            if end == text.len() {
                return Err(Stop::Window); // a number may go on
            }
            self.note_paging(key, &value);
            match &value {
                Value::String(text) if is_address(text) => has_address = true,
                // A setting may be empty at any depth, such as the value of a filter.
                Value::String(text) if !text.is_empty() => {}
                Value::String(_) | Value::Null if self.frames.len() == 1 || KeyRank::of(key) == KeyRank::Contacts => {
                    self.note_empty(key);
                }
                _ => {}
            }
            end
        };
        self.note_key(key, column);
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.is_object) {
            frame.members.add(key, has_address);
        }
        self.after_value();
        Ok(end)
    }

    /// Notes a key of the outermost object.
    fn note_key(&mut self, key: &str, column: Option<Column>) {
        let is_of_root = match self.frames.as_slice() {
            [root] => root.is_object,
            [root, _] => root.is_object && is_wrapper(&root.key),
            _ => false,
        };
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.is_object) {
            key.clone_into(&mut frame.key);
        }
        if is_of_root {
            self.root_columns.add(column);
            if self.root_keys.len() < 12 {
                self.root_keys.push(key.to_owned());
            }
        }
    }

    fn note_paging(&mut self, key: &str, value: &Value) {
        let parent = self.frames.iter().rev().skip(1).find(|frame| frame.is_object).map_or("", |frame| &frame.key);
        if self.next_page.is_none() && paging::is_next_page(parent, key, value) {
            self.next_page = Some(self.path(key));
        }
        // Beside the number of all contacts there may be the number of those on the page.
        let most = self.total.as_ref().map_or(0, |(_, total)| *total);
        if let Some(total) = paging::total(key, value).filter(|total| *total >= most) {
            self.total = Some((self.path(key), total));
        }
    }

    /// Returns the path of a member of the current object, such as `data.teams[1].contacts`.
    fn path(&self, key: &str) -> String {
        let mut path = String::new();
        let last = self.frames.len().saturating_sub(1);
        for (depth, frame) in self.frames.iter().enumerate() {
            if frame.is_object {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(if depth == last { key } else { &frame.key });
            } else {
                // Writing to a string can't fail.
                let _ = write!(path, "[{}]", frame.index);
            }
        }
        path
    }

    /// Reads the end of the list, or returns why it isn't one.
    fn list_end(&mut self, text: &str, offset: usize, records: &mut RecordReader) -> Result<usize, Stop> {
        match text.as_bytes().get(offset) {
            None => Err(Stop::Window),
            Some(b']') => {
                self.after_value();
                Ok(offset + 1)
            }
            Some(b',') => {
                let item = skip_blanks(text, offset + 1);
                match text.as_bytes().get(item) {
                    None => Err(Stop::Window),
                    Some(b'{') => self.broken_item(text, item, records),
                    Some(b']') => Err(Stop::Expected("an object after `,`")),
                    Some(_) => Err(Stop::Fault(JsonFault::NotContact { item: records.count() + 1 })),
                }
            }
            Some(b'{') => self.broken_item(text, offset, records),
            Some(_) => Err(Stop::Expected("`,` or `]`")),
        }
    }

    /// Returns the error of an item that can't be read.
    fn broken_item(&self, text: &str, offset: usize, records: &mut RecordReader) -> Result<usize, Stop> {
        match array::read_object(&text[offset..], records) {
            Ok(_) => Err(Stop::Expected("`,` or `]`")),
            Err(_) if records.is_stopped() => Err(Stop::Window),
            Err(error) if array::may_be_cut(&error, text) => Err(Stop::Window),
            Err(error) => Err(Stop::Value(offset, error)),
        }
    }

    fn row(&mut self, text: &str, offset: usize, records: &mut RecordReader) -> Result<usize, Stop> {
        match text.as_bytes().get(offset) {
            None => return Err(Stop::Window),
            Some(b'[') => {}
            Some(_) => return Err(Stop::Fault(JsonFault::NotRow { item: records.count() + 1 })),
        }
        let mut json = Deserializer::from_str(&text[offset..]);
        match (RowSeed { records }).deserialize(&mut json) {
            Ok(()) => {
                self.next = Expected::AfterRow;
                Ok(offset + json.into_iter::<IgnoredAny>().byte_offset())
            }
            Err(_) if records.is_stopped() => Err(Stop::Window),
            Err(error) if array::may_be_cut(&error, text) => Err(Stop::Window),
            Err(error) => Err(Stop::Value(offset, error)),
        }
    }
}

/// Parses the value at this offset as the seed does, if it is whole. Returns the result, and the offset after it.
fn whole_seed<'t, S: DeserializeSeed<'t>>(seed: S, text: &'t str, offset: usize) -> Result<(S::Value, usize), Stop> {
    let mut json = Deserializer::from_str(&text[offset..]);
    match seed.deserialize(&mut json) {
        Ok(value) => Ok((value, offset + json.into_iter::<IgnoredAny>().byte_offset())),
        Err(error) if array::may_be_cut(&error, text) => Err(Stop::Window),
        Err(error) => Err(Stop::Value(offset, error)),
    }
}

/// Parses the value at this offset if it is whole. Returns it, and the offset after it.
pub(super) fn whole<'t, T: serde::Deserialize<'t>>(text: &'t str, offset: usize) -> Result<(T, usize), Stop> {
    let mut values = Deserializer::from_str(&text[offset..]).into_iter::<T>();
    match values.next() {
        Some(Ok(value)) => Ok((value, offset + values.byte_offset())),
        Some(Err(error)) if array::may_be_cut(&error, text) => Err(Stop::Window),
        Some(Err(error)) => Err(Stop::Value(offset, error)),
        None => Err(Stop::Window),
    }
}
