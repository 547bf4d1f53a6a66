//! Contacts in other places than the list: in values beside it, or in the values of another contact.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::outline::Columns;
use super::paging::letters;
use crate::contact::Column;
use crate::read::ReadSettings;

/// Objects in a value in which contacts are searched for.
const DEPTH: usize = 6;

/// Keys of the persons that CRM programs put into each record, who aren't contacts of the list. Sources: Salesforce
/// (`Owner`, `CreatedBy`, `LastModifiedBy`, `ReportsTo`), Microsoft Graph (`manager`), Dynamics 365 (`modifiedby`).
const OF_RECORD: [&str; 8] =
    ["owner", "createdby", "lastmodifiedby", "modifiedby", "updatedby", "manager", "reportsto", "accountmanager"];

/// The members of an object.
#[derive(Default)]
pub(super) struct Members {
    keys: Vec<String>,
    has_address: bool,
}

impl Members {
    /// Adds a member. `has_address`: its value is an address, or has one.
    pub(super) fn add(&mut self, key: &str, has_address: bool) {
        self.has_address |= has_address;
        if self.keys.len() < 256 {
            self.keys.push(key.to_owned());
        }
    }

    pub(super) fn has_address(&self) -> bool {
        self.has_address
    }

    /// Returns the columns of the template that the keys name, if there is an address and a name, as a contact has.
    pub(super) fn contact(&self, settings: &ReadSettings) -> Option<Vec<Column>> {
        if !self.has_address {
            return None;
        }
        let mut columns = Columns::default();
        self.keys.iter().for_each(|key| columns.add(settings.column_of(key)));
        let is_named = self.keys.iter().any(|key| letters(key).contains("name"));
        (is_named || columns.0.contains(&Column::Name) || columns.0.len() >= 2).then_some(columns.0)
    }
}

/// The contacts in a value.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct NestedContacts {
    pub(super) count: usize,
    /// One of them has a role or a job title.
    has_role: bool,
}

impl NestedContacts {
    /// Returns whether the value of this key in a contact may have further contacts of the list. One person with only a
    /// name and an address is the owner of a record, or something like that.
    pub(super) fn are_of_list(self, key: &str) -> bool {
        if self.count < 2 && !self.has_role {
            return false;
        }
        let key = letters(key);
        !(key.contains("mail") || self.count == 1 && OF_RECORD.contains(&key.as_str()))
    }
}

pub(super) fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_domain = || domain.split_once('.').is_some_and(|(host, rest)| !host.is_empty() && !rest.is_empty());
    local.ends_with(|c: char| !c.is_whitespace()) && !text.contains("://") && is_domain()
}

/// Searches a value for contacts. Returns what the value is to the object around it.
pub(super) struct NestedSeed<'c> {
    found: &'c mut NestedContacts,
    settings: &'c ReadSettings,
    depth: usize,
    /// The key says that there are addresses in it, such as `emails`.
    is_mail: bool,
    is_row: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Text,
    Address,
}

impl<'c> NestedSeed<'c> {
    pub(super) fn new(key: &str, found: &'c mut NestedContacts, settings: &'c ReadSettings) -> Self {
        NestedSeed { found, settings, depth: DEPTH, is_mail: is_mail(key), is_row: false }
    }

    fn seen(&self, has_address: bool) -> Seen {
        if has_address && self.is_mail { Seen::Address } else { Seen::Nothing }
    }
}

/// Returns whether a key says that its value has addresses.
pub(super) fn is_mail(key: &str) -> bool {
    letters(key).contains("mail")
}

impl<'de> DeserializeSeed<'de> for NestedSeed<'_> {
    type Value = Seen;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Seen, D::Error> {
        if self.depth == 0 {
            return json.deserialize_ignored_any(IgnoredAny).map(|_| Seen::Nothing);
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NestedSeed<'_> {
    type Value = Seen;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Seen, E> {
        Ok(if is_address(text) { Seen::Address } else { Seen::Text })
    }

    fn visit_bool<E>(self, _: bool) -> Result<Seen, E> {
        Ok(Seen::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Seen, E> {
        Ok(Seen::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Seen, E> {
        Ok(Seen::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Seen, E> {
        Ok(Seen::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Seen, E> {
        Ok(Seen::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen, A::Error> {
        let (mut has_address, mut has_text) = (false, false);
        loop {
            let (found, settings, depth) = (&mut *self.found, self.settings, self.depth - 1);
            let item = NestedSeed { found, settings, depth, is_mail: self.is_mail, is_row: true };
            match list.next_element_seed(item)? {
                Some(seen) => {
                    has_address |= seen == Seen::Address;
                    has_text |= seen == Seen::Text;
                }
                None => break,
            }
        }
        // A row of cells in an array of rows.
        self.found.count += usize::from(self.is_row && has_address && has_text);
        Ok(self.seen(has_address))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Seen, A::Error> {
        let mut members = Members::default();
        while let Some(key) = object.next_key::<String>()? {
            let (found, settings, depth) = (&mut *self.found, self.settings, self.depth - 1);
            let value = NestedSeed { found, settings, depth, is_mail: is_mail(&key), is_row: false };
            let seen = object.next_value_seed(value)?;
            members.add(&key, seen == Seen::Address);
        }
        let Some(columns) = members.contact(self.settings) else { return Ok(self.seen(members.has_address)) };
        // Graph's `emailAddresses` have the name of the contact around them: {"name": ..., "address": ...}.
        if self.is_mail {
            return Ok(Seen::Address);
        }
        self.found.count += 1;
        self.found.has_role |= [Column::Role, Column::JobTitle].iter().any(|column| columns.contains(column));
        Ok(Seen::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_in_a_value_are_found() {
        for (key, value, count, of_list) in [
            ("deputies", r#"[{"name": "Bob", "email": "bob@example.com"}]"#, 1, false),
            ("deputy", r#"{"name": "Bob", "email": "bob@example.com", "role": "Partner sales"}"#, 1, true),
            (
                "team",
                r#"{"all": [{"name": "A", "email": "a@example.com"}, {"name": "B", "email": "b@example.com"}]}"#,
                2,
                true,
            ),
            ("deputy", r#"{"firstName": "Bob", "emails": [{"value": "bob@example.com"}], "title": "CEO"}"#, 1, true),
            ("rows", r#"[["Bob", "bob@example.com"], ["Ann", "ann@example.com"]]"#, 2, true),
            ("manager", r#"{"displayName": "Bob", "mail": "bob@example.com", "jobTitle": "CEO"}"#, 1, false),
            (
                "emailAddresses",
                r#"[{"name": "A", "address": "a@example.com"}, {"name": "A", "address": "b@example.com"}]"#,
                0,
                false,
            ),
            ("tags", r#"["Bob", "bob@example.com"]"#, 0, false),
            ("support", r#"{"email": "help@example.com", "open": true}"#, 0, false),
            ("document", r#"{"name": "X", "url": "https://example.com/users('a@example.com')"}"#, 0, false),
        ] {
            let (mut found, settings) = (NestedContacts::default(), ReadSettings::default());
            let mut json = serde_json::Deserializer::from_str(value);
            NestedSeed::new(key, &mut found, &settings).deserialize(&mut json).unwrap();
            assert_eq!((found.count, found.are_of_list(key)), (count, of_list), "{key} {value}");
        }
    }
}
