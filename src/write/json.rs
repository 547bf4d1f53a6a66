//! Contacts lists as JSON: an array with one contact a line, or one object a line.

use std::fmt;
use std::io::Write;
use std::sync::Arc;

use serde::Serialize;
use wide::u8x16;

use super::encoded_batch::EncodedContacts;
use super::list_format::{ContactEncoder, ListFormat, ListWriter, RejectsWriter};
use super::rejects::JsonRejects;
use super::{EncodedBatch, Layout, WriteError};
use crate::contact::{Contact, Countries, Role, SourceColumn, StoredContact, codes as codes_of};
use crate::i18n::Language;
use crate::util::in_sixteens;

/// A contact in JSON. The schema in `templates/` is generated from this type.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "contact", description = "A contact of an offer.", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContactObject<'c> {
    /// Name of the contact.
    #[cfg_attr(test, schemars(length(min = 1)))]
    name: &'c str,
    /// E-mail address of the contact.
    #[cfg_attr(test, schemars(email, length(min = 3, max = 254)))]
    email: &'c str,
    /// Job title of the contact.
    #[cfg_attr(test, schemars(length(min = 1)))]
    job_title: &'c str,
    /// One of Partner Center's four roles.
    #[cfg_attr(test, schemars(schema_with = "parts::role"))]
    role: &'static str,
    /// Two-letter codes of the countries that the contact covers, or only OOO for all countries.
    #[cfg_attr(test, schemars(schema_with = "parts::countries"))]
    countries: Vec<&'c str>,
    /// Codes of the states or provinces that the contact covers; omitted if the contact covers each country as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(schema_with = "parts::states"))]
    states: Vec<&'c str>,
}

impl<'c> ContactObject<'c> {
    #[cfg(test)]
    pub(crate) fn new(contact: &'c Contact<'_>) -> Self {
        ContactObject {
            name: contact.name.as_str(),
            email: contact.email.as_str(),
            job_title: contact.job_title.as_str(),
            role: contact.role.label(),
            countries: match &contact.countries {
                Countries::Global => vec!["OOO"],
                Countries::Listed(listed) => listed.iter().map(|country| country.code()).collect(),
            },
            states: contact.states.iter().map(|state| state.code()).collect(),
        }
    }

    pub(crate) fn stored(contact: &'c StoredContact<'_>) -> Self {
        ContactObject {
            name: &contact.name,
            email: &contact.email,
            job_title: &contact.job_title,
            role: contact.role.label(),
            countries: codes_of(&contact.countries).collect(),
            states: codes_of(&contact.states).collect(),
        }
    }
}

/// Appends a contact to an array, with a comma in front of it, or as an object on a line of its own.
fn push(bytes: &mut Vec<u8>, is_array: bool, append: impl FnOnce(&mut Vec<u8>)) {
    bytes.extend_from_slice(if is_array { b",\n" } else { b"" });
    append(bytes);
    bytes.extend_from_slice(if is_array { b"" } else { b"\n" });
}

/// Appends a contact as serde writes its [`ContactObject`], without escaping keys and codes.
///
/// With `serde_json`, a conversion takes 35 % more instructions (from CSV) or 16 % (from JSON).
fn append(line: &mut Vec<u8>, contact: &Contact<'_>) {
    append_texts(line, [contact.name.as_str(), contact.email.as_str(), contact.job_title.as_str()], contact.role);
    match &contact.countries {
        Countries::Global => line.extend_from_slice(b"\"OOO\""),
        Countries::Listed(listed) => append_codes(line, listed.iter().map(|country| country.code())),
    }
    if !contact.states.is_empty() {
        line.extend_from_slice(b"],\"states\":[");
        append_codes(line, contact.states.iter().map(|state| state.code()));
    }
    line.extend_from_slice(b"]}");
}

/// Appends a contact of the book in the same form.
fn append_stored(line: &mut Vec<u8>, contact: &StoredContact<'_>) {
    append_texts(line, [&contact.name, &contact.email, &contact.job_title], contact.role);
    append_cells(line, codes_of(&contact.countries));
    if !contact.states.is_empty() {
        line.extend_from_slice(b"],\"states\":[");
        append_cells(line, codes_of(&contact.states));
    }
    line.extend_from_slice(b"]}");
}

/// Appends the fields up to the bracket of the countries.
fn append_texts(line: &mut Vec<u8>, [name, email, job_title]: [&str; 3], role: Role) {
    for (key, text) in [(&b"{\"name\":"[..], name), (b",\"email\":", email), (b",\"jobTitle\":", job_title)] {
        line.extend_from_slice(key);
        append_text(line, text);
    }
    line.extend_from_slice(b",\"role\":\"");
    line.extend_from_slice(role.label().as_bytes());
    line.extend_from_slice(b"\",\"countries\":[");
}

/// Appends a text as a JSON string, as serde writes it.
pub(crate) fn append_text(line: &mut Vec<u8>, text: &str) {
    line.push(b'"');
    append_escaped(line, text);
    line.push(b'"');
}

/// Appends a part of a JSON string. Few texts need escapes.
pub(crate) fn append_escaped(line: &mut Vec<u8>, text: &str) {
    let text = text.as_bytes();
    let mut written = 0;
    for offset in if needs_escapes(text) { 0..text.len() } else { 0..0 } {
        let byte = text[offset];
        let letter = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            0..0x20 => b'u',
            _ => continue,
        };
        line.extend_from_slice(&text[written..offset]);
        line.extend_from_slice(&[b'\\', letter]);
        if letter == b'u' {
            line.extend_from_slice(format!("{byte:04x}").as_bytes());
        }
        written = offset + 1;
    }
    line.extend_from_slice(&text[written..]);
}

/// A JSON string to which text is appended as it is formatted.
pub(crate) struct JsonString<'l>(pub(crate) &'l mut Vec<u8>);

impl fmt::Write for JsonString<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        append_escaped(self.0, text);
        Ok(())
    }
}

fn needs_escapes(text: &[u8]) -> bool {
    let mut found = u8x16::splat(0);
    in_sixteens(text, b' ', |bytes, _| {
        let is_control = bytes.min(u8x16::splat(0x1f)).simd_eq(bytes);
        found |= is_control | bytes.simd_eq(u8x16::splat(b'"')) | bytes.simd_eq(u8x16::splat(b'\\'));
    });
    found.any()
}

fn append_codes<'c>(line: &mut Vec<u8>, codes: impl Iterator<Item = &'c str>) {
    for (index, code) in codes.enumerate() {
        line.extend_from_slice(if index > 0 { b",\"" } else { b"\"" });
        line.extend_from_slice(code.as_bytes());
        line.push(b'"');
    }
}

/// Appends stored codes, which may be any text.
fn append_cells<'c>(line: &mut Vec<u8>, codes: impl Iterator<Item = &'c str>) {
    for (at, code) in codes.enumerate() {
        line.extend_from_slice(if at > 0 { b"," } else { b"" });
        append_text(line, code);
    }
}

/// JSON, as an array or with one object a line.
pub(super) struct JsonFormat {
    pub(super) is_array: bool,
}

impl ListFormat for JsonFormat {
    fn list_writer(&self, _layout: &Layout) -> Result<Box<dyn ListWriter>, WriteError> {
        Ok(Box::new(JsonWriter { encoder: JsonEncoder { is_array: self.is_array }, is_first: true }))
    }

    fn rejects_writer(
        &self,
        _columns: &[SourceColumn],
        _language: Language,
    ) -> Result<Box<dyn RejectsWriter>, WriteError> {
        Ok(Box::new(JsonRejects::new(self.is_array)))
    }

    fn has_header(&self) -> bool {
        false
    }
}

#[derive(Debug, Clone, Copy)]
struct JsonEncoder {
    is_array: bool,
}

impl ContactEncoder for JsonEncoder {
    fn encode(&self, contact: &Contact<'_>, batch: &mut EncodedContacts) {
        push(&mut batch.bytes, self.is_array, |line| append(line, contact));
    }

    fn encode_stored(&self, contact: &StoredContact<'_>, batch: &mut EncodedContacts) {
        push(&mut batch.bytes, self.is_array, |line| append_stored(line, contact));
    }
}

struct JsonWriter {
    encoder: JsonEncoder,
    is_first: bool,
}

impl ListWriter for JsonWriter {
    fn encoder(&self) -> Arc<dyn ContactEncoder> {
        Arc::new(self.encoder)
    }

    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError> {
        Ok(out.write_all(if self.encoder.is_array { b"[" } else { b"" })?)
    }

    fn write(&mut self, batch: &EncodedBatch, out: &mut dyn Write) -> Result<(), WriteError> {
        let contacts = batch.bytes();
        // There is no comma before the first contact.
        let start = usize::from(self.encoder.is_array && self.is_first && !contacts.is_empty());
        self.is_first &= contacts.is_empty();
        Ok(out.write_all(&contacts[start..])?)
    }

    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        Ok(out.write_all(if self.encoder.is_array { b"\n]\n" } else { b"" })?)
    }
}

/// Parts of the schema that are more specific than the type.
#[cfg(test)]
mod parts {
    use schemars::{Schema, SchemaGenerator, json_schema};

    use crate::contact::{Country, Role, State};

    pub(super) fn role(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Role::ALL.map(Role::label) })
    }

    pub(super) fn countries(_: &mut SchemaGenerator) -> Schema {
        let codes: Vec<&str> = Country::all().map(Country::code).collect();
        json_schema!({ "oneOf": [
            { "type": "array", "items": { "type": "string", "enum": codes }, "minItems": 1, "uniqueItems": true },
            { "type": "array", "items": { "const": "OOO" }, "minItems": 1, "maxItems": 1 },
        ]})
    }

    pub(super) fn states(_: &mut SchemaGenerator) -> Schema {
        let codes: Vec<&str> = State::all().map(State::code).collect();
        json_schema!({ "type": "array", "items": { "type": "string", "enum": codes }, "minItems": 1, "uniqueItems": true })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contact::{ColumnMap, Row};
    use crate::normalize::{NormalizeSettings, normalize};
    use crate::schema_support::{assert_schema_file, schema_of};

    proptest! {
        #[test]
        fn a_contact_is_written_as_serde_writes_its_object(
            name in r#"[A-Za-zé王🎉"\\/.]{1,40}"#,
            title in r#"[a-z"é\\ ]{0,20}x"#,
            local in "[a-z!#$%&'*+/=?^_`{|}~-]{1,9}",
            role in proptest::sample::select(&crate::contact::Role::ALL[..]), places in 0usize..5,
        ) {
            let (countries, states) =
                [("OOO", ""), ("FR", ""), ("US, CA", "US-WA"), ("US, CA", "US-WA, CA-QC"), ("OOO", "US-WA")][places];
            let email = format!("{local}@example.com");
            let cells = ColumnMap([&name, &email, &title, role.label(), countries, states]);
            let contact = normalize(&Row { cells, ..Row::default() }, &NormalizeSettings::default(), &mut Vec::new());
            prop_assume!(contact.is_some());
            let contact = contact.unwrap();
            let mut line = Vec::new();
            append(&mut line, &contact);
            prop_assert_eq!(String::from_utf8(line).unwrap(), serde_json::to_string(&ContactObject::new(&contact)).unwrap());
        }
    }

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(text in r#"([a-z ]{0,9}|["\\]|[\x00-\x1f\x7f]|[é王🎉]){0,12}"#) {
            let mut line = Vec::new();
            append_text(&mut line, &text);
            prop_assert_eq!(String::from_utf8(line).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn the_schema_in_templates_is_generated_from_the_type() {
        let description = "A list of contacts as `cosell` writes and reads it, version 1.";
        let schema = schema_of::<Vec<ContactObject<'static>>>("Contacts of a Partner Center offer", description);
        assert_schema_file("contacts.schema.json", &schema);
    }
}
