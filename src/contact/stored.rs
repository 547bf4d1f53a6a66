use std::borrow::Cow;

use super::{ColumnMap, Contact, Countries, Role, State};

/// A contact as the book stores it: the cells as they were written.
///
/// The rules may have changed since then, so the portal may refuse it. Comparisons, removals and restoring need no more
/// than this; [`StoredContact::check`] applies the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContact<'a> {
    /// The name.
    pub name: Cow<'a, str>,
    /// The e-mail address.
    pub email: Cow<'a, str>,
    /// The job title.
    pub job_title: Cow<'a, str>,
    /// The role.
    pub role: Role,
    /// The Countries/Regions cell.
    pub countries: Cow<'a, str>,
    /// The States/Provinces cell.
    pub states: Cow<'a, str>,
}

impl StoredContact<'_> {
    /// Returns the cells.
    pub(crate) fn cells(&self) -> ColumnMap<&str> {
        ColumnMap([&self.name, &self.email, &self.job_title, self.role.label(), &self.countries, &self.states])
    }

    /// Returns the contact with owned text.
    pub fn into_owned(self) -> StoredContact<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        StoredContact {
            name: owned(self.name),
            email: owned(self.email),
            job_title: owned(self.job_title),
            role: self.role,
            countries: owned(self.countries),
            states: owned(self.states),
        }
    }
}

/// Returns the codes of a stored cell that is a list.
pub(crate) fn codes(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim).filter(|code| !code.is_empty())
}

impl<'a> From<&'a StoredContact<'_>> for StoredContact<'a> {
    fn from(contact: &'a StoredContact<'_>) -> Self {
        StoredContact {
            name: Cow::Borrowed(&contact.name),
            email: Cow::Borrowed(&contact.email),
            job_title: Cow::Borrowed(&contact.job_title),
            role: contact.role,
            countries: Cow::Borrowed(&contact.countries),
            states: Cow::Borrowed(&contact.states),
        }
    }
}

impl<'a> From<&'a Contact<'_>> for StoredContact<'a> {
    fn from(contact: &'a Contact<'_>) -> Self {
        StoredContact {
            name: Cow::Borrowed(contact.name.as_str()),
            email: Cow::Borrowed(contact.email.as_str()),
            job_title: Cow::Borrowed(contact.job_title.as_str()),
            role: contact.role,
            countries: countries_cell(&contact.countries),
            states: states_cell(&contact.states),
        }
    }
}

impl<'a> From<Contact<'a>> for StoredContact<'a> {
    fn from(contact: Contact<'a>) -> Self {
        StoredContact {
            role: contact.role,
            countries: countries_cell(&contact.countries),
            states: states_cell(&contact.states),
            name: contact.name.0,
            email: contact.email.0,
            job_title: contact.job_title.0,
        }
    }
}

/// Returns the canonical Countries/Regions cell.
pub(crate) fn countries_cell(countries: &Countries) -> Cow<'static, str> {
    match countries {
        Countries::Global => Cow::Borrowed("OOO"),
        Countries::Listed(listed) => joined(listed.iter().map(|country| country.code())),
    }
}

/// Returns the canonical States/Provinces cell.
pub(crate) fn states_cell(states: &[State]) -> Cow<'static, str> {
    joined(states.iter().map(|state| state.code()))
}

/// Returns codes as a cell, without an allocation if there are fewer than two.
fn joined(mut codes: impl Iterator<Item = &'static str>) -> Cow<'static, str> {
    let Some(first) = codes.next() else { return Cow::Borrowed("") };
    let Some(second) = codes.next() else { return Cow::Borrowed(first) };
    let mut cell = format!("{first}, {second}");
    for code in codes {
        cell.push_str(", ");
        cell.push_str(code);
    }
    Cow::Owned(cell)
}
