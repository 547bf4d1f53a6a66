//! Contacts that are held in memory, each with where it stood: what verbs work on that need the whole list, or several.

mod chunk;
mod grouping;
mod territory;

pub(crate) use grouping::{ContactGroups, GroupRows};
pub(crate) use territory::Territory;
pub(crate) use territory::countries_with_states;
#[cfg(test)]
pub(crate) use territory::scope;

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::ops::Range;

use self::chunk::Holding;
use crate::contact::{
    CanonicalText, Column, ColumnMap, Contact, Countries, Country, Email, Location, Role, Row, Source, State,
};
use crate::diagnostics::{Report, Summary};
use crate::normalize::{self, hash_without_case};
use crate::pipeline::{check, thread_count};
use crate::read::{self, Rows};

/// The contacts of one or more inputs, in the order in which they were read.
///
/// A contact takes 48 bytes and its text.
#[derive(Debug, Default)]
pub(crate) struct List {
    sources: Vec<Listed>,
    inputs: usize,
    store: Store,
    /// So many threads are to work at it; none is as many as the machine has cores.
    threads: Option<NonZeroUsize>,
}

/// Contacts one after another.
#[derive(Debug, Default)]
struct Store {
    /// Name, address and job title of each contact.
    text: String,
    /// Countries and states of each contact.
    codes: Vec<u8>,
    entries: Vec<Entry>,
    /// Of each address, capitals aside.
    hashes: Vec<u64>,
}

/// A file, or a sheet of one.
#[derive(Debug)]
struct Listed {
    source: Source,
    /// The input that it belongs to.
    input: usize,
    /// Where its columns are.
    columns: Option<ColumnMap<Option<u32>>>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    text: u64,
    codes: u64,
    row: u32,
    name: u32,
    job_title: u32,
    email: u16,
    source: u32,
    role: Role,
    /// How many; none are all of them.
    countries: u8,
    states: u8,
    /// Its cells are in the columns of the source.
    is_in_columns: bool,
}

/// Where a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ContactSource<'l> {
    /// The input, in the order in which they were read, from 0.
    pub input: usize,
    /// The file, and the sheet in a workbook.
    pub source: &'l Source,
    /// The row as Excel counts it, from 1.
    pub row: u64,
}

impl List {
    /// Reads an input to its end, and holds its contacts. What is found goes to `report`, but for contacts that are there more
    /// than once: [`ContactGroups`] knows those.
    ///
    /// # Errors
    /// Where the input can't be read.
    pub(crate) fn read(
        &mut self,
        rows: &mut Rows,
        settings: normalize::NormalizeSettings,
        report: &mut dyn Report,
    ) -> Result<Summary, read::ReadError> {
        self.inputs += 1;
        self.threads = rows.threads();
        check(rows, settings, &mut Holding(self), report)
    }

    /// So many threads are to work at the contacts, by what was said of the inputs.
    pub(crate) fn threads(&self) -> usize {
        thread_count(self.threads)
    }

    /// Starts an input whose contacts come from elsewhere than rows that are read; [`List::add`] takes them.
    pub(crate) fn begin_input(&mut self, source: &Source) {
        self.inputs += 1;
        self.begin(source);
    }

    /// Takes a contact of the last input, as the row below its last one; the first is row 2, as in a file with a header.
    pub(crate) fn add(&mut self, contact: &Contact<'_>) {
        let source = self.sources.len() - 1;
        let last = self.store.entries.last().filter(|entry| entry.source as usize == source);
        let number = last.map_or(2, |entry| u64::from(entry.row) + 1);
        self.push(contact, &Row { number, ..Row::default() });
    }

    /// Lets go of the inputs from this one on.
    pub(crate) fn forget_inputs(&mut self, from: usize) {
        let first = self.sources.partition_point(|listed| listed.input < from);
        let kept = self.store.entries.partition_point(|entry| (entry.source as usize) < first);
        if let Some(entry) = self.store.entries.get(kept) {
            self.store.text.truncate(entry.text as usize);
            self.store.codes.truncate(entry.codes as usize);
        }
        self.store.entries.truncate(kept);
        self.store.hashes.truncate(kept);
        self.sources.truncate(first);
        self.inputs = self.inputs.min(from);
    }

    /// The contacts of an input by their places, in its order.
    pub(crate) fn of_input(&self, input: usize) -> Range<usize> {
        let from = |input: usize| {
            let source = self.sources.partition_point(|listed| listed.input < input);
            self.store.entries.partition_point(|entry| (entry.source as usize) < source)
        };
        from(input)..from(input + 1)
    }

    /// So many contacts are held.
    pub(crate) fn len(&self) -> usize {
        self.store.entries.len()
    }

    /// So many inputs were read.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// The file, or its first sheet, of an input.
    pub(crate) fn input(&self, input: usize) -> &Source {
        let own = self.sources.iter().find(|listed| listed.input == input);
        own.map(|listed| &listed.source).expect("every input that was read has a source")
    }

    /// The file of an input, whatever sheets it has.
    pub(crate) fn file(&self, input: usize) -> Source {
        Source::file(&self.input(input).file)
    }

    /// A contact by its place, from 0.
    pub(crate) fn contact(&self, at: usize) -> Contact<'_> {
        Contact {
            name: CanonicalText(Cow::Borrowed(self.name(at))),
            email: Email(Cow::Borrowed(self.email(at))),
            job_title: CanonicalText(Cow::Borrowed(self.job_title(at))),
            role: self.role(at),
            countries: self.countries(at),
            states: self.states(at).collect(),
        }
    }

    /// The contact's name.
    pub(crate) fn name(&self, at: usize) -> &str {
        let entry = &self.store.entries[at];
        self.text_of(entry.text, entry.name as usize)
    }

    /// The contact's address.
    pub(crate) fn email(&self, at: usize) -> &str {
        let entry = &self.store.entries[at];
        self.text_of(entry.text + u64::from(entry.name), usize::from(entry.email))
    }

    /// The contact's job title.
    pub(crate) fn job_title(&self, at: usize) -> &str {
        let entry = &self.store.entries[at];
        self.text_of(entry.text + u64::from(entry.name) + u64::from(entry.email), entry.job_title as usize)
    }

    /// The contact's role.
    pub(crate) fn role(&self, at: usize) -> Role {
        self.store.entries[at].role
    }

    /// What the contact covers.
    pub(crate) fn scope(&self, at: usize) -> Territory {
        let mut scope = Territory::default();
        let listed = self.listed_codes(at);
        scope.is_global = listed.is_empty();
        listed.iter().for_each(|country| scope.add(Country(*country)));
        self.states(at).for_each(|state| scope.states |= 1 << state.0);
        scope
    }

    /// Where the contact stands.
    pub(crate) fn origin(&self, at: usize) -> ContactSource<'_> {
        let entry = &self.store.entries[at];
        let Listed { source, input, .. } = &self.sources[entry.source as usize];
        ContactSource { input: *input, source, row: u64::from(entry.row) }
    }

    /// Where the cell of a column stands in the contact's source.
    pub(crate) fn location(&self, at: usize, column: Option<Column>) -> Location {
        let entry = &self.store.entries[at];
        let columns = self.sources[entry.source as usize].columns.filter(|_| entry.is_in_columns);
        let column = column.and_then(|column| columns?[column]);
        Location { row: Some(u64::from(entry.row)), line: None, column }
    }

    /// Whether two contacts have one e-mail address, capitals aside.
    fn has_same_address(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.email(one), self.email(other));
        one == other || one.eq_ignore_ascii_case(other)
    }

    fn text_of(&self, start: u64, length: usize) -> &str {
        &self.store.text[start as usize..start as usize + length]
    }

    fn listed_codes(&self, at: usize) -> &[u8] {
        let entry = &self.store.entries[at];
        &self.store.codes[entry.codes as usize..][..usize::from(entry.countries)]
    }

    fn countries(&self, at: usize) -> Countries {
        match self.listed_codes(at) {
            [] => Countries::Global,
            listed => Countries::Listed(listed.iter().map(|country| Country(*country)).collect()),
        }
    }

    fn states(&self, at: usize) -> impl Iterator<Item = State> {
        let entry = &self.store.entries[at];
        let start = entry.codes as usize + usize::from(entry.countries);
        self.store.codes[start..][..usize::from(entry.states)].iter().map(|state| State(*state))
    }

    /// The contacts that follow stand in this source of the last input.
    fn begin(&mut self, source: &Source) {
        self.sources.push(Listed { source: source.clone(), input: self.inputs - 1, columns: None });
    }

    fn push(&mut self, contact: &Contact<'_>, row: &Row<'_>) {
        let source = self.sources.len() - 1;
        let columns = *self.sources[source].columns.get_or_insert(row.columns);
        self.store.push(contact, row, source as u32, row.columns == columns);
    }
}

impl Store {
    fn push(&mut self, contact: &Contact<'_>, row: &Row<'_>, source: u32, is_in_columns: bool) {
        let (name, email, job_title) = (contact.name.as_str(), contact.email.as_str(), contact.job_title.as_str());
        let listed: &[Country] = match &contact.countries {
            Countries::Global => &[],
            Countries::Listed(listed) => listed,
        };
        self.entries.push(Entry {
            text: self.text.len() as u64,
            codes: self.codes.len() as u64,
            row: u32::try_from(row.number).unwrap_or(u32::MAX),
            name: name.len() as u32,
            job_title: job_title.len() as u32,
            email: email.len() as u16,
            source,
            role: contact.role,
            countries: listed.len() as u8,
            states: contact.states.len() as u8,
            is_in_columns: is_in_columns && row.damage.is_none(),
        });
        self.hashes.push(hash_without_case(email));
        [name, email, job_title].into_iter().for_each(|text| self.text.push_str(text));
        self.codes.extend(listed.iter().map(|country| country.0));
        self.codes.extend(contact.states.iter().map(|state| state.0));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings};

    /// The list of some rows of CSV.
    pub(crate) fn list(rows: &[&str]) -> List {
        lists(&[rows])
    }

    /// Several inputs, each of some rows of CSV: `0.csv`, `1.csv`, ...
    pub(crate) fn lists(inputs: &[&[&str]]) -> List {
        let mut list = List::default();
        for (number, rows) in inputs.iter().enumerate() {
            let text = format!("Name,Email,Job title,Role,Countries/Regions,States/Provinces\n{}\n", rows.join("\n"));
            let mut rows = Rows::open(Input::bytes(format!("{number}.csv"), text), ReadSettings::default()).unwrap();
            let mut report = CollectingReport::default();
            list.read(&mut rows, normalize::NormalizeSettings::default(), &mut report).unwrap();
            let blocking: Vec<_> = report.findings.iter().filter(|(_, finding)| finding.is_blocking()).collect();
            assert!(blocking.is_empty(), "{blocking:?}");
        }
        list
    }

    #[test]
    fn contacts_come_out_as_they_went_in() {
        let rows = [
            "Zoë,Zoe@example.com,CEO,Partner sales,\"FR, BE\",",
            "Bob,b@example.com,\"VP, EMEA\",Partner marketing,OOO,",
        ];
        let other = ["Cy,cy@example.com,CEO,Partner sales,\"US, CA\",\"US-WA, CA-QC\""];
        let list = lists(&[&rows, &other]);
        let text = |at| {
            let contact = list.contact(at);
            let states: Vec<&str> = contact.states.iter().map(|state| state.code()).collect();
            format!(
                "{} {} {} {} {}",
                contact.name.as_str(),
                contact.email.as_str(),
                contact.job_title.as_str(),
                contact.countries,
                states.join(" ")
            )
        };
        assert_eq!(text(0), "Zoë Zoe@example.com CEO FR, BE ");
        assert_eq!(text(1), "Bob b@example.com VP, EMEA OOO ");
        assert_eq!(text(2), "Cy cy@example.com CEO US, CA US-WA CA-QC");
        assert_eq!(list.role(1), Role::Marketing);
        for at in 0..3 {
            assert_eq!(list.scope(at), Territory::of(&list.contact(at)));
        }
        let origin = list.origin(2);
        assert_eq!((origin.input, origin.source.file.to_str(), origin.row), (1, Some("1.csv"), 2));
        assert_eq!(list.inputs(), 2);
    }

    #[test]
    fn inputs_come_from_elsewhere_and_are_let_go() {
        let mut list = lists(&[&["Ann,ann@example.com,CEO,Partner sales,DE,"], &[]]);
        let (mut other, contact) = (List::default(), list.contact(0).into_owned());
        list.begin_input(&Source::file("book"));
        (0..2).for_each(|_| list.add(&contact));
        assert_eq!((list.of_input(0), list.of_input(1), list.of_input(2)), (0..1, 1..1, 1..3));
        assert_eq!((list.origin(2).row, list.origin(2).source.file.to_str()), (3, Some("book")));
        assert_eq!(list.contact(2), contact);
        list.forget_inputs(1);
        assert_eq!((list.len(), list.inputs(), list.of_input(0)), (1, 1, 0..1));
        other.begin_input(&Source::file("book"));
        other.add(&list.contact(0));
        assert_eq!(other.contact(0), contact);
    }
}
