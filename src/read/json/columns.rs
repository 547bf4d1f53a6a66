//! A list that is written by columns, as data frames are: `{"Name": ["Ann Lee", ...], "Email": [...]}`, or with the rows as
//! keys, `{"Name": {"0": "Ann Lee", ...}, ...}`; also an object of numbered rows, `{"0": {"Name": "Ann Lee", ...}, ...}`.
//! pandas writes the last two with `orient="columns"` and `orient="index"`, and `DataFrame.to_dict` gives all of them.
//!
//! The object is in the window as a whole. Each row is made an object of its own, so its limits and errors are those of a
//! list of objects.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::array::{self, skip_blanks};
use super::document::{Stop, whole};
use super::outline::Columns;
use super::records::RecordReader;
use crate::contact::Column;
use crate::read::error::JsonFault;
use crate::read::{ReadError, ReadSettings};

/// The values of a list by columns, or its numbered rows.
pub(super) enum ColumnarList<'t> {
    Columns(Vec<(String, Items<'t>)>),
    Rows(Items<'t>),
}

impl<'t> ColumnarList<'t> {
    /// Returns the list that an object is, unless it may be a contact or something else.
    pub(super) fn detect(text: &'t str, settings: &ReadSettings) -> Option<ColumnarList<'t>> {
        let most = settings.limits.columns();
        let mut members = Items::new(text, 0)?;
        let rows = members.clone();
        let (mut columns, mut of_contact) = (Vec::new(), Vec::new());
        let (mut is_numbered, mut has_too_many) = (true, false);
        while let Ok(Some((key, value))) = members.next() {
            let items = Items::new(text, value.start);
            is_numbered &= items.as_ref().is_some_and(|items| items.is_object) && is_number(&key);
            // Countries and states of one contact are an array too.
            let column = settings.column_of(&key);
            let is_of_contact = column.is_some_and(|column| !matches!(column, Column::Countries | Column::States));
            match items {
                None if is_of_contact => return None,
                None => {}
                // Of numbered rows only the first matters.
                Some(_) if columns.len() == most => has_too_many = true,
                Some(items) => {
                    if is_of_contact {
                        of_contact.push(items.clone());
                    }
                    columns.push((key, items));
                }
            }
        }
        if is_numbered && columns.first().is_some_and(|(_, first)| first.are_named(settings)) {
            return Some(ColumnarList::Rows(rows));
        }
        let is_object = columns.first().filter(|_| !has_too_many)?.1.is_object;
        let is_uniform = columns.iter().all(|(_, items)| items.is_object == is_object);
        // Objects with other keys may be the parts of a name and the kinds of an address.
        let first_keys = || of_contact.iter().map(|items| items.clone().next().ok().flatten().map(|(key, _)| key));
        let has_same_keys = !is_object || first_keys().all(|key| Some(key) == first_keys().next());
        let is_long = of_contact.iter().any(|items| is_object || items.clone().count() > 1);
        (of_contact.len() >= 2 && is_uniform && has_same_keys && is_long).then_some(ColumnarList::Columns(columns))
    }

    /// Reads the rows.
    pub(super) fn read(self, records: &mut RecordReader) -> Result<(), ReadError> {
        match self {
            ColumnarList::Rows(mut rows) => {
                while let Ok(Some((_, row))) = rows.next() {
                    add(&rows.text[row], records)?;
                }
                Ok(())
            }
            ColumnarList::Columns(columns) => read_columns(columns, records),
        }
    }
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn read_columns(mut columns: Vec<(String, Items<'_>)>, records: &mut RecordReader) -> Result<(), ReadError> {
    let lengths: Vec<usize> = columns.iter().map(|(_, items)| items.clone().count()).collect();
    let length = lengths.first().copied().unwrap_or(0);
    if let Some(other) = lengths.iter().position(|other| *other != length) {
        return Err(records.json_error(JsonFault::ColumnLengths {
            columns: Box::new([columns[0].0.clone(), columns[other].0.clone()]),
            lengths: [length, lengths[other]],
        }));
    }
    let keys: Vec<String> = columns.iter().map(|(key, _)| serde_json::Value::from(key.as_str()).to_string()).collect();
    let mut row = String::new();
    for _ in 0..length {
        row.clear();
        let mut first_label = None;
        for index in 0..columns.len() {
            let (_, items) = &mut columns[index];
            let Ok(Some((label, value))) = items.next() else { return Ok(()) };
            row.push_str(if index == 0 { "{" } else { "," });
            row.push_str(&keys[index]);
            row.push(':');
            row.push_str(&items.text[value]);
            let first = first_label.get_or_insert_with(|| label.clone());
            if *first != label {
                let columns = Box::new([columns[0].0.clone(), columns[index].0.clone()]);
                return Err(records.json_error(JsonFault::ColumnRows { columns }));
            }
        }
        row.push('}');
        add(&row, records)?;
        if records.is_stopped() {
            return Ok(());
        }
    }
    Ok(())
}

/// Adds an object as a row.
fn add(object: &str, records: &mut RecordReader) -> Result<(), ReadError> {
    match array::read_object(object, records) {
        Ok(_) => Ok(()),
        Err(_) if records.is_stopped() => Ok(()),
        Err(error) => {
            // The position is that in the row, not in the file.
            let text = error.to_string();
            let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned();
            Err(records.parse_error(&error, text))
        }
    }
}

/// The members of an object, or the items of an array.
#[derive(Clone)]
pub(super) struct Items<'t> {
    text: &'t str,
    offset: usize,
    is_object: bool,
}

impl<'t> Items<'t> {
    /// Returns the items of the value at an offset; `None` if it is neither an object nor an array.
    fn new(text: &'t str, offset: usize) -> Option<Items<'t>> {
        let is_object = match text.as_bytes().get(offset)? {
            b'{' => true,
            b'[' => false,
            _ => return None,
        };
        Some(Items { text, offset: offset + 1, is_object })
    }

    /// Returns the next key, which is empty in an array, and the span of its value; `None` after the last.
    fn next(&mut self) -> Result<Option<(String, Range<usize>)>, Stop> {
        let bytes = self.text.as_bytes();
        let mut offset = skip_blanks(self.text, self.offset);
        if bytes.get(offset) == Some(&b',') {
            offset = skip_blanks(self.text, offset + 1);
        }
        if matches!(bytes.get(offset), None | Some(b'}' | b']')) {
            return Ok(None);
        }
        let mut key = String::new();
        if self.is_object {
            let end;
            (key, end) = whole(self.text, offset)?;
            offset = skip_blanks(self.text, skip_blanks(self.text, end) + 1); // after the colon
        }
        let (IgnoredAny, end) = whole(self.text, offset)?;
        self.offset = end;
        Ok(Some((key, offset..end)))
    }

    fn count(mut self) -> usize {
        let mut count = 0;
        while let Ok(Some(_)) = self.next() {
            count += 1;
        }
        count
    }

    /// Returns whether keys name two columns of the template.
    fn are_named(&self, settings: &ReadSettings) -> bool {
        let (mut items, mut columns) = (self.clone(), Columns::default());
        while let Ok(Some((key, _))) = items.next() {
            columns.add(settings.column_of(&key));
        }
        columns.0.len() >= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str) -> &'static str {
        match ColumnarList::detect(text, &ReadSettings::default()) {
            Some(ColumnarList::Columns(_)) => "columns",
            Some(ColumnarList::Rows(_)) => "rows",
            None => "",
        }
    }

    #[test]
    fn lists_by_columns_are_known_and_contacts_are_not() {
        for (text, expected) in [
            (r#"{"Name": ["Ann", "Bo"], "Email": ["a@contoso.com", "b@contoso.com"]}"#, "columns"),
            (r#"{"Name": ["Ann", "Bo"], "Email": ["a@contoso.com"]}"#, "columns"),
            (r#"{"id": [1, 2], "Name": ["Ann", "Bo"], "Email": [null, null], "page": 1}"#, "columns"),
            (r#"{"Name": {"0": "Ann"}, "Email": {"0": "a@contoso.com"}}"#, "columns"),
            (r#"{"0": {"Name": "Ann", "Email": "a@contoso.com"}, "1": {}}"#, "rows"),
            (r#"{"name": "Ann", "email": ["a@contoso.com", "b@contoso.com"]}"#, ""),
            (r#"{"name": ["Ann"], "email": ["a@contoso.com"], "countries": ["US", "CA"]}"#, ""),
            (r#"{"name": {"first": "Ann"}, "email": {"work": "a@contoso.com"}}"#, ""),
            (r#"{"email": ["a@contoso.com", "b@contoso.com"]}"#, ""),
            (r#"{"sponsor": {"Name": "Ann", "Email": "a@contoso.com"}}"#, ""),
            (r#"{"0": {"id": 1}}"#, ""),
            ("{}", ""),
        ] {
            assert_eq!(detected(text), expected, "{text}");
        }
    }
}
