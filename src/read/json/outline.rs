//! The kind of an array in a document, determined by its first items before its rows are read.
//!
//! Programs answer with a list inside of objects: `{"value": [...]}`. An array of objects or of rows is a *candidate*
//! for the list if its items name columns of the template, or if its key is a usual one.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::array::skip_blanks;
use super::document::{Stop, whole};
use super::records::is_wrapper;
use crate::contact::Column;
use crate::read::ReadSettings;

/// Keys under which programs and people put a list. Sources: Microsoft Graph and OData (`value`, `d.results`),
/// Salesforce and Airtable (`records`), Google Sheets (`values`), Partner Center's API (`contacts`, `value`), Google and
/// Zoho (`items`, `data`), HubSpot (`results`), GraphQL (`nodes`, `edges`), BigQuery (`rows`).
const USUAL: [&str; 13] = [
    "contacts", "value", "values", "records", "items", "data", "results", "rows", "list", "nodes", "edges", "people",
    "entries",
];

/// Items of an array that are looked at. Programs may leave out the keys of empty values, so one isn't enough.
const ITEMS: usize = 16;

/// Keys that a message shows.
const KEYS: usize = 12;

/// Objects in objects in which a list is searched for, as in `{"data": {"team": {"contacts": {"nodes": [...]}}}}`.
pub(super) const NESTED: usize = 6;

/// The content of an array, by its first items.
pub(super) struct ArrayOutline {
    pub(super) kind: ItemKind,
    /// The items name two columns at least, or addresses: they may be contacts.
    pub(super) is_plausible: bool,
    /// The items are texts that name two columns at least.
    pub(super) are_labels: bool,
    /// There is a candidate in one of the items.
    pub(super) has_list: bool,
    /// Keys of the objects.
    pub(super) keys: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Nothing,
    Objects,
    Rows,
    Values,
}

impl ArrayOutline {
    pub(super) fn is_candidate(&self, key: &str) -> bool {
        matches!(self.kind, ItemKind::Objects | ItemKind::Rows) && (self.is_plausible || is_usual(key))
    }

    /// Looks at the array at this offset.
    pub(super) fn parse(text: &str, offset: usize, settings: &ReadSettings) -> Result<ArrayOutline, Stop> {
        let mut items = Vec::new();
        let mut offset = skip_blanks(text, offset + 1);
        while items.len() < ITEMS {
            match text.as_bytes().get(offset).ok_or(Stop::Window)? {
                b']' => break,
                b',' if !items.is_empty() => offset = skip_blanks(text, offset + 1),
                _ if items.is_empty() => {}
                _ => break, // the reader of the list reports it
            }
            let (item, end) = whole(text, offset)?;
            items.push(item);
            offset = skip_blanks(text, end);
        }
        Ok(ArrayOutline::from_items(&items, settings, 0))
    }

    fn from_items(items: &[Shape], settings: &ReadSettings, depth: usize) -> ArrayOutline {
        let kind = match items.first() {
            None => ItemKind::Nothing,
            Some(Shape::Object(_)) => ItemKind::Objects,
            Some(Shape::Array(_)) => ItemKind::Rows,
            Some(Shape::Value(_)) => ItemKind::Values,
        };
        let mut keys = Vec::new();
        let (mut columns, mut labels) = (Columns::default(), Columns::default());
        let mut has_header = false;
        for item in items {
            match item {
                Shape::Object(members) => add_keys(members, &mut keys, &mut columns, settings),
                Shape::Array(cells) => {
                    let mut named = Columns::default();
                    cells.iter().filter_map(Shape::text).for_each(|label| named.add(settings.column_of(label)));
                    has_header |= named.0.len() >= 2;
                }
                Shape::Value(label) => labels.add(settings.column_of(label)),
            }
        }
        let are_labels = labels.0.len() >= 2;
        let is_plausible = has_header || columns.0.len() >= 2 || columns.0.contains(&Column::Email);
        let has_list = !is_plausible && depth < NESTED && items.iter().any(|item| item.has_list(settings, depth + 1));
        keys.truncate(KEYS);
        ArrayOutline { kind, is_plausible, are_labels, has_list, keys }
    }
}

/// Adds the keys of an object, and the columns that they name.
fn add_keys(members: &[(String, Shape)], keys: &mut Vec<String>, columns: &mut Columns, settings: &ReadSettings) {
    for (key, value) in members {
        match value {
            Shape::Object(members) if is_wrapper(key) => add_keys(members, keys, columns, settings),
            _ => {
                columns.add(settings.column_of(key));
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
    }
}

/// The columns that labels name, each once.
#[derive(Debug, Default)]
pub(super) struct Columns(pub(super) Vec<Column>);

impl Columns {
    pub(super) fn add(&mut self, column: Option<Column>) {
        self.0.extend(column.filter(|column| !self.0.contains(column)));
    }
}

pub(super) fn is_usual(key: &str) -> bool {
    USUAL.into_iter().any(|usual| key.eq_ignore_ascii_case(usual))
}

/// A value of which long arrays are shortened to their first items.
enum Shape {
    Object(Vec<(String, Shape)>),
    Array(Vec<Shape>),
    /// A text, or an empty text for another value.
    Value(String),
}

impl Shape {
    fn text(&self) -> Option<&str> {
        match self {
            Shape::Value(text) => Some(text),
            Shape::Object(_) | Shape::Array(_) => None,
        }
    }

    fn has_list(&self, settings: &ReadSettings, depth: usize) -> bool {
        let Shape::Object(members) = self else { return false };
        depth < NESTED
            && members.iter().any(|(key, value)| match value {
                Shape::Array(items) => {
                    let outline = ArrayOutline::from_items(items, settings, depth);
                    settings.column_of(key).is_none() && (outline.is_candidate(key) || outline.has_list)
                }
                _ => value.has_list(settings, depth + 1),
            })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Value(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Value(String::new()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Value(String::new()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Value(String::new()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Value(String::new()))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Value(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while items.len() < 4 * ITEMS {
            let Some(item) = list.next_element()? else { return Ok(Shape::Array(items)) };
            items.push(item);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Shape::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Shape, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Shape::Object(members))
    }
}
