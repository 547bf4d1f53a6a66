//! Contacts in memory, each with its location in the input, for commands that need a whole list or several. To save
//! memory, the texts of all contacts are in one buffer and their codes in another. Nothing is compared here except
//! addresses and roles, to group equal contacts: `merge`, `diff` and `coverage` do the rest.

mod grouping;
mod territory;

pub(crate) use grouping::{ContactGroups, GroupRows};
#[cfg(test)]
pub(crate) use territory::scope;
pub(crate) use territory::{Territory, countries_with_states, states_in, states_of};

use std::borrow::Cow;
use std::collections::BTreeMap;
#[cfg(feature = "cli")]
use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::Range;

#[cfg(feature = "cli")]
use crate::contact::SourceColumn;
use crate::contact::{
    CanonicalText, CodeSet, Column, ColumnMap, Contact, Countries, Country, Email, Location, Role, Row, Source, State,
    States, StoredContact, codes, countries_cell, states_cell,
};
use crate::diagnostics::{Report, Summary};
use crate::normalize::{self, hash_without_case};
use crate::pipeline::{self, BatchConsumer, RowOutcome, RowResult, process_list, thread_count};
use crate::read::{self, Rows};
use crate::write::RejectedBatch;
#[cfg(feature = "cli")]
use crate::write::{Rejects, WriteError};

/// The contacts of one or more inputs, in the order in which they were read.
///
/// A contact takes 48 bytes and its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    sources: Vec<Listed>,
    inputs: usize,
    store: Store,
    /// Maximum number of threads; `None` for one per core.
    threads: Option<NonZeroUsize>,
}

/// The contacts' data, in shared buffers.
#[derive(Debug, Clone, Default)]
struct Store {
    /// Name, address and job title of each contact.
    text: String,
    /// Countries and states of each contact.
    codes: Vec<u8>,
    entries: Vec<ListEntry>,
    /// The hashes of the addresses, without case.
    hashes: Vec<u64>,
    /// The cells of stored contacts that codes of today's tables can't represent, by the index of the contact. They are
    /// rare.
    raw_cells: BTreeMap<u32, RawCells>,
    /// How much the line of a row is greater than its number, from the contact on that is given by its index; `None` if
    /// rows have no lines. Few lists have cells with several lines, so this is short.
    line_offsets: Vec<(u32, Option<i64>)>,
}

/// The stored cells of a contact as they are, each only if codes of today's tables, without duplicates, can't represent
/// it: an unknown code, for example one that was removed from the table.
#[derive(Debug, Clone, Default)]
struct RawCells {
    countries: Option<Box<str>>,
    states: Option<Box<str>>,
}

/// A file, or a sheet of a workbook.
#[derive(Debug, Clone)]
struct Listed {
    source: Source,
    /// The index of its input.
    input: usize,
    columns: Option<ColumnMap<Option<u32>>>,
}

#[derive(Debug, Clone, Copy)]
struct ListEntry {
    text: u64,
    codes: u64,
    row: u32,
    name: u32,
    job_title: u32,
    email: u16,
    source: u32,
    role: Role,
    /// Number of countries; 0 means all countries.
    countries: u8,
    states: u8,
    /// Whether the cells are in the columns of the source.
    is_in_columns: bool,
    /// Whether the contact is from the book. Today's rules may refuse it.
    is_stored: bool,
}

/// The location of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ContactSource<'l> {
    /// The index of the input, in the order of reading.
    pub input: usize,
    /// The file, and the sheet in a workbook.
    pub source: &'l Source,
    /// The row number as in Excel, from 1.
    pub row: u64,
}

impl List {
    /// Reads an input to its end and adds its contacts. Findings go to `report`, except those about repeated contacts,
    /// which [`ContactGroups`] determines.
    ///
    /// # Errors
    /// If the input can't be read.
    pub(crate) fn read(
        &mut self,
        rows: &mut Rows,
        settings: normalize::NormalizeSettings,
        report: &mut dyn Report,
    ) -> Result<Summary, read::ReadError> {
        process_list(rows, settings, &mut self.start_input(rows), report)
    }

    /// Starts an input, and returns the consumer that adds its contacts.
    pub(crate) fn start_input(&mut self, rows: &Rows) -> Holding<'_> {
        self.inputs += 1;
        self.threads = rows.threads();
        Holding(self)
    }

    /// Reads an input like [`List::read`], and writes its rejected rows with the name of their source.
    #[cfg(feature = "cli")]
    pub(crate) fn read_and_reject<W: Write + Send>(
        &mut self,
        rows: &mut Rows,
        settings: normalize::NormalizeSettings,
        rejects: &mut Rejects<W>,
        report: &mut dyn Report,
    ) -> Result<Summary, LoadError> {
        self.inputs += 1;
        self.threads = rows.threads();
        let several = rows.has_several_sheets();
        process_list(rows, settings, &mut Rejecting { list: self, rejects, several }, report)
    }

    /// Returns the number of threads for work on the contacts.
    pub(crate) fn threads(&self) -> usize {
        thread_count(self.threads)
    }

    /// Starts an input whose contacts are not read from rows but added with [`List::add`].
    pub(crate) fn begin_input(&mut self, source: &Source) {
        self.inputs += 1;
        self.begin(source);
    }

    /// Adds a stored contact to the last input, in the row after the last one. The first row is 2, as in a file with a
    /// header.
    pub(crate) fn add(&mut self, contact: &StoredContact<'_>) {
        let source = self.sources.len() - 1;
        let last = self.store.entries.last().filter(|entry| entry.source as usize == source);
        let row = last.map_or(2, |entry| entry.row.saturating_add(1));
        self.store.push_stored(contact, row, source as u32);
    }

    /// Adds the source of answers to questions about the contacts, all of them in one column. Its contacts belong to no
    /// input. Returns the source for [`List::add_answer`].
    pub(crate) fn add_answers(&mut self, source: &Source, column: u32) -> u32 {
        let columns = Some(ColumnMap(Column::ALL.map(|_| Some(column))));
        self.sources.push(Listed { source: source.clone(), input: self.inputs, columns });
        (self.sources.len() - 1) as u32
    }

    /// Adds a contact with an answer, and returns its index. [`ContactGroups`] of before don't have it.
    pub(crate) fn add_answer(&mut self, source: u32, contact: &Contact<'_>, number: u64) -> usize {
        self.store.push(contact, &Row { number, ..Row::default() }, source, true);
        self.len() - 1
    }

    /// Returns whether a contact has an answer, and belongs to no input.
    pub(crate) fn is_answer(&self, index: usize) -> bool {
        self.origin(index).input >= self.inputs
    }

    /// Adds an input of another list, with the locations of its contacts.
    pub(crate) fn copy_input(&mut self, other: &List, input: usize) {
        self.inputs += 1;
        for (index, listed) in other.sources.iter().enumerate().filter(|(_, listed)| listed.input == input) {
            let Listed { source, columns, .. } = listed;
            self.sources.push(Listed { source: source.clone(), input: self.inputs - 1, columns: *columns });
            let source = (self.sources.len() - 1) as u32;
            for at in other.of_input(input).filter(|at| other.store.entries[*at].source as usize == index) {
                self.store.copy(&other.store, at, source);
            }
        }
    }

    /// Adds the inputs of a list that was read on its own.
    #[cfg(feature = "cli")]
    pub(crate) fn join(&mut self, other: List, threads: Option<NonZeroUsize>) {
        let (sources, inputs) = (self.sources.len() as u32, self.inputs);
        self.threads = threads;
        self.inputs += other.inputs;
        let moved = |listed: Listed| Listed { input: listed.input + inputs, ..listed };
        self.sources.extend(other.sources.into_iter().map(moved));
        self.store.append(&other.store, |_, entry| ListEntry { source: entry.source + sources, ..entry });
    }

    /// Removes the inputs from this index on.
    pub(crate) fn forget_inputs(&mut self, from: usize) {
        let first = self.sources.partition_point(|listed| listed.input < from);
        let kept = self.store.entries.partition_point(|entry| (entry.source as usize) < first);
        if let Some(entry) = self.store.entries.get(kept) {
            self.store.text.truncate(entry.text as usize);
            self.store.codes.truncate(entry.codes as usize);
        }
        self.store.entries.truncate(kept);
        self.store.hashes.truncate(kept);
        self.store.raw_cells.split_off(&(kept as u32));
        self.store.line_offsets.retain(|(from, _)| (*from as usize) < kept);
        self.sources.truncate(first);
        self.inputs = self.inputs.min(from);
    }

    /// Returns the indexes of an input's contacts.
    pub(crate) fn of_input(&self, input: usize) -> Range<usize> {
        let from = |input: usize| {
            let source = self.sources.partition_point(|listed| listed.input < input);
            self.store.entries.partition_point(|entry| (entry.source as usize) < source)
        };
        from(input)..from(input + 1)
    }

    /// Returns the number of contacts.
    pub(crate) fn len(&self) -> usize {
        self.store.entries.len()
    }

    /// Returns the number of inputs.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Returns the file of an input, or its first sheet.
    pub(crate) fn input(&self, input: usize) -> &Source {
        let source = self.sources.iter().find(|listed| listed.input == input);
        source.map(|listed| &listed.source).expect("every input that was read has a source")
    }

    /// Returns the file of an input without a sheet.
    pub(crate) fn file(&self, input: usize) -> Source {
        Source::file(&self.input(input).file)
    }

    /// Returns the contact at an index, which must be from a file: what the book stores may not be a valid contact.
    pub(crate) fn contact(&self, index: usize) -> Contact<'_> {
        assert!(!self.store.entries[index].is_stored, "a stored contact may not be valid");
        Contact {
            name: CanonicalText(Cow::Borrowed(self.name(index))),
            email: Email(Cow::Borrowed(self.email(index))),
            job_title: CanonicalText(Cow::Borrowed(self.job_title(index))),
            role: self.role(index),
            countries: self.countries(index),
            states: self.states(index).collect(),
        }
    }

    /// Returns the contact at an index as the book stores it.
    pub(crate) fn stored(&self, index: usize) -> StoredContact<'_> {
        StoredContact {
            name: Cow::Borrowed(self.name(index)),
            email: Cow::Borrowed(self.email(index)),
            job_title: Cow::Borrowed(self.job_title(index)),
            role: self.role(index),
            countries: match self.raw_cell(index, Column::Countries) {
                Some(cell) => Cow::Borrowed(cell),
                None => countries_cell(&self.countries(index)),
            },
            states: match self.raw_cell(index, Column::States) {
                Some(cell) => Cow::Borrowed(cell),
                None => states_cell(&self.states(index).collect::<States>()),
            },
        }
    }

    /// Returns a stored cell as it is if codes of today's tables can't represent it.
    pub(crate) fn raw_cell(&self, index: usize, column: Column) -> Option<&str> {
        let raw = self.store.raw_cells.get(&(index as u32))?;
        match column {
            Column::Countries => raw.countries.as_deref(),
            Column::States => raw.states.as_deref(),
            _ => None,
        }
    }

    /// Returns whether codes of today's tables can't represent a stored cell of the contact.
    pub(crate) fn has_raw_cells(&self, index: usize) -> bool {
        self.store.raw_cells.contains_key(&(index as u32))
    }

    pub(crate) fn name(&self, index: usize) -> &str {
        let entry = &self.store.entries[index];
        self.text_of(entry.text, entry.name as usize)
    }

    /// Returns the contact's e-mail address.
    pub(crate) fn email(&self, index: usize) -> &str {
        let entry = &self.store.entries[index];
        self.text_of(entry.text + u64::from(entry.name), usize::from(entry.email))
    }

    pub(crate) fn job_title(&self, index: usize) -> &str {
        let entry = &self.store.entries[index];
        self.text_of(entry.text + u64::from(entry.name) + u64::from(entry.email), entry.job_title as usize)
    }

    pub(crate) fn role(&self, index: usize) -> Role {
        self.store.entries[index].role
    }

    /// Returns the territory of the contact, without codes that today's tables lack.
    pub(crate) fn scope(&self, index: usize) -> Territory {
        let mut scope = Territory::default();
        let listed = self.listed_codes(index);
        let raw = self.raw_cell(index, Column::Countries);
        scope.is_global = listed.is_empty() && raw.is_none_or(|cell| codes(cell).any(|code| code == "OOO"));
        listed.iter().for_each(|country| scope.add(Country(*country)));
        self.states(index).for_each(|state| scope.states |= 1 << state.0);
        scope
    }

    /// Returns the file and row of the contact.
    pub(crate) fn origin(&self, index: usize) -> ContactSource<'_> {
        let entry = &self.store.entries[index];
        let Listed { source, input, .. } = &self.sources[entry.source as usize];
        ContactSource { input: *input, source, row: u64::from(entry.row) }
    }

    /// Returns the location of a cell of the contact in its source.
    pub(crate) fn location(&self, index: usize, column: Option<Column>) -> Location {
        let entry = &self.store.entries[index];
        let columns = self.sources[entry.source as usize].columns.filter(|_| entry.is_in_columns);
        let column = column.and_then(|column| columns?[column]);
        Location { row: Some(u64::from(entry.row)), line: None, column }
    }

    /// Returns the line of a text file in which the contact's row starts, from 1.
    pub(crate) fn line(&self, index: usize) -> Option<u64> {
        self.origin(index).row.checked_add_signed(self.store.line_offset(index)?)
    }

    /// Returns whether two contacts have the same e-mail address, compared without case.
    fn has_same_address(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.email(one), self.email(other));
        one == other || one.eq_ignore_ascii_case(other)
    }

    fn text_of(&self, start: u64, length: usize) -> &str {
        &self.store.text[start as usize..start as usize + length]
    }

    /// Returns the countries and states of a contact in their order, without codes that today's tables lack.
    pub(crate) fn known_codes(&self, index: usize) -> (Countries, States) {
        (self.countries(index), self.states(index).collect())
    }

    /// Returns whether two contacts have the same countries in the same order.
    pub(crate) fn has_same_countries(&self, one: usize, other: usize) -> bool {
        self.listed_codes(one) == self.listed_codes(other)
    }

    /// Returns whether two contacts have the same states in the same order.
    pub(crate) fn has_same_states(&self, one: usize, other: usize) -> bool {
        self.states(one).eq(self.states(other))
    }

    fn listed_codes(&self, index: usize) -> &[u8] {
        let entry = &self.store.entries[index];
        &self.store.codes[entry.codes as usize..][..usize::from(entry.countries)]
    }

    fn countries(&self, index: usize) -> Countries {
        match self.listed_codes(index) {
            [] => Countries::Global,
            listed => Countries::Listed(listed.iter().map(|country| Country(*country)).collect()),
        }
    }

    fn states(&self, index: usize) -> impl Iterator<Item = State> {
        let entry = &self.store.entries[index];
        let start = entry.codes as usize + usize::from(entry.countries);
        self.store.codes[start..][..usize::from(entry.states)].iter().map(|state| State(*state))
    }

    /// Starts a source of the last input.
    fn begin(&mut self, source: &Source) {
        self.sources.push(Listed { source: source.clone(), input: self.inputs - 1, columns: None });
    }
}

impl Store {
    fn push(&mut self, contact: &Contact<'_>, row: &Row<'_>, source: u32, is_in_columns: bool) {
        let listed: &[Country] = match &contact.countries {
            Countries::Global => &[],
            Countries::Listed(listed) => listed,
        };
        let texts = [contact.name.as_str(), contact.email.as_str(), contact.job_title.as_str()];
        self.push_line_offset(self.entries.len(), row.line.map(|line| line as i64 - row.number as i64));
        let entry = self.entry(texts, contact.role, listed, &contact.states);
        self.entries.push(ListEntry {
            row: u32::try_from(row.number).unwrap_or(u32::MAX),
            source,
            is_in_columns: is_in_columns && row.damage.is_none(),
            ..entry
        });
    }

    fn push_line_offset(&mut self, index: usize, offset: Option<i64>) {
        if self.line_offsets.last().is_none_or(|(_, last)| *last != offset) {
            self.line_offsets.push((index as u32, offset));
        }
    }

    fn line_offset(&self, index: usize) -> Option<i64> {
        let after = self.line_offsets.partition_point(|(from, _)| *from as usize <= index);
        self.line_offsets[..after].last()?.1
    }

    /// Adds the contacts of another store, which were read from files. `moved` returns the entry of a contact here.
    fn append(&mut self, other: &Store, mut moved: impl FnMut(usize, ListEntry) -> ListEntry) {
        let (text, codes) = (self.text.len() as u64, self.codes.len() as u64);
        let before = self.entries.len();
        for (from, offset) in &other.line_offsets {
            self.push_line_offset(before + *from as usize, *offset);
        }
        let entries = other.entries.iter().enumerate();
        self.entries.extend(entries.map(|(index, entry)| {
            moved(index, ListEntry { text: entry.text + text, codes: entry.codes + codes, ..*entry })
        }));
        self.text.push_str(&other.text);
        self.codes.extend_from_slice(&other.codes);
        self.hashes.extend_from_slice(&other.hashes);
    }

    /// Adds a contact of another store.
    fn copy(&mut self, other: &Store, index: usize, source: u32) {
        let entry = other.entries[index];
        let (text, codes) = (entry.text as usize, entry.codes as usize);
        let text = text..text + entry.name as usize + usize::from(entry.email) + entry.job_title as usize;
        let codes = codes..codes + usize::from(entry.countries) + usize::from(entry.states);
        if let Some(raw) = other.raw_cells.get(&(index as u32)) {
            self.raw_cells.insert(self.entries.len() as u32, raw.clone());
        }
        self.push_line_offset(self.entries.len(), other.line_offset(index));
        self.entries.push(ListEntry { text: self.text.len() as u64, codes: self.codes.len() as u64, source, ..entry });
        self.text.push_str(&other.text[text]);
        self.codes.extend_from_slice(&other.codes[codes]);
        self.hashes.push(other.hashes[index]);
    }

    fn push_stored(&mut self, contact: &StoredContact<'_>, row: u32, source: u32) {
        let (mut listed, is_known) = known(&contact.countries, Country::from_code);
        let is_global = codes(&contact.countries).any(|code| code == "OOO");
        if is_global {
            listed = CodeSet::default();
        }
        let are_countries = (is_known && !listed.is_empty()) || contact.countries == "OOO";
        let (states, are_states) = known(&contact.states, State::from_code);
        if !(are_countries && are_states) {
            let raw = |cell: &str, is_known: bool| (!is_known).then(|| Box::from(cell));
            let (countries, states) = (raw(&contact.countries, are_countries), raw(&contact.states, are_states));
            self.raw_cells.insert(self.entries.len() as u32, RawCells { countries, states });
        }
        let texts = [&*contact.name, &*contact.email, &*contact.job_title];
        self.push_line_offset(self.entries.len(), None);
        let entry = self.entry(texts, contact.role, &listed, &states);
        self.entries.push(ListEntry { row, source, is_stored: true, ..entry });
    }

    /// Adds texts and codes to the buffers, and returns their entry.
    fn entry(&mut self, texts: [&str; 3], role: Role, countries: &[Country], states: &[State]) -> ListEntry {
        let [name, email, job_title] = texts;
        let entry = ListEntry {
            text: self.text.len() as u64,
            codes: self.codes.len() as u64,
            row: 0,
            name: name.len() as u32,
            job_title: job_title.len() as u32,
            email: email.len() as u16,
            source: 0,
            role,
            countries: countries.len() as u8,
            states: states.len() as u8,
            is_in_columns: false,
            is_stored: false,
        };
        self.hashes.push(hash_without_case(email));
        texts.into_iter().for_each(|text| self.text.push_str(text));
        self.codes.extend(countries.iter().map(|country| country.0));
        self.codes.extend(states.iter().map(|state| state.0));
        entry
    }
}

/// Returns the codes of a stored cell that the table has, each once, and whether they are the cell as it is.
fn known<C: Copy + PartialEq>(cell: &str, find: fn(&str) -> Option<C>) -> (CodeSet<C>, bool) {
    let mut found = CodeSet::default();
    let mut is_whole = true;
    for code in cell.split(", ").filter(|_| !cell.is_empty()) {
        is_whole &= find(code).is_some_and(|code| found.insert(code));
    }
    if !is_whole {
        found.extend(codes(cell).filter_map(find));
    }
    (found, is_whole)
}

/// The contacts of a batch of rows.
#[derive(Debug, Default)]
pub(crate) struct ContactChunk {
    store: Store,
    /// The columns of the source, or those of the first row if they are not known yet.
    columns: Option<ColumnMap<Option<u32>>>,
    /// Contacts with other columns, by their index in the chunk.
    elsewhere: Vec<(usize, ColumnMap<Option<u32>>)>,
    /// The rejected rows, if they are written.
    rejected: Option<RejectedBatch>,
}

impl pipeline::BatchOutput for ContactChunk {
    fn row(&mut self, result: &RowResult<'_, '_>) {
        match (result.outcome, &mut self.rejected) {
            (RowOutcome::Contact(contact), _) => {
                let row = result.row;
                if *self.columns.get_or_insert(row.columns) != row.columns {
                    self.elsewhere.push((self.store.entries.len(), row.columns));
                }
                self.store.push(contact, row, 0, true);
            }
            (RowOutcome::Rejected, Some(rejected)) => {
                rejected.push((result.row.number, result.original_row()), result.cells(), result.findings);
            }
            _ => {}
        }
    }
}

/// A consumer that adds the contacts of an input to a list.
pub(crate) struct Holding<'l>(&'l mut List);

impl BatchConsumer for Holding<'_> {
    type Error = read::ReadError;
    type Output = ContactChunk;

    fn output(&mut self) -> ContactChunk {
        self.0.chunk()
    }

    fn source(&mut self, source: &Source) -> Result<(), read::ReadError> {
        self.0.begin(source);
        Ok(())
    }

    fn take(&mut self, chunk: ContactChunk) -> Result<(), read::ReadError> {
        self.0.append(&chunk);
        Ok(())
    }

    fn wants_repetitions(&self) -> bool {
        false
    }
}

/// A consumer that adds the contacts of an input to a list, and writes its rejected rows.
#[cfg(feature = "cli")]
struct Rejecting<'l, W: Write + Send> {
    list: &'l mut List,
    rejects: &'l mut Rejects<W>,
    /// Whether the input may have more than one sheet.
    several: bool,
}

/// An error while an input is read and its rejected rows are written.
#[cfg(feature = "cli")]
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadError {
    #[error(transparent)]
    Read(#[from] read::ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

#[cfg(feature = "cli")]
impl<W: Write + Send> BatchConsumer for Rejecting<'_, W> {
    type Error = LoadError;
    type Output = ContactChunk;

    fn output(&mut self) -> ContactChunk {
        ContactChunk { rejected: Some(self.rejects.batch()), ..self.list.chunk() }
    }

    fn source(&mut self, source: &Source) -> Result<(), LoadError> {
        self.list.begin(source);
        self.rejects.source_of_several(source, self.several);
        Ok(())
    }

    fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), LoadError> {
        Ok(self.rejects.columns(columns)?)
    }

    fn take(&mut self, mut chunk: ContactChunk) -> Result<(), LoadError> {
        self.list.append(&chunk);
        chunk.rejected.take().map_or(Ok(()), |rejected| Ok(self.rejects.write_batch(rejected)?))
    }

    fn wants_repetitions(&self) -> bool {
        false
    }
}

impl List {
    /// Returns an empty chunk for rows of the last source.
    fn chunk(&self) -> ContactChunk {
        let columns = self.sources.last().and_then(|source| source.columns);
        ContactChunk { columns, ..ContactChunk::default() }
    }

    fn append(&mut self, chunk: &ContactChunk) {
        let ContactChunk { store, columns: Some(chunk_columns), elsewhere, .. } = chunk else { return };
        let source = self.sources.len() - 1;
        // The first row of a source determines its columns. Chunks made before that row was appended did not know them.
        let columns = *self.sources[source].columns.get_or_insert(*chunk_columns);
        let mut elsewhere = elsewhere.iter().peekable();
        self.store.append(store, |index, entry| {
            let entry_columns =
                elsewhere.next_if(|(other, _)| *other == index).map_or(chunk_columns, |(_, columns)| columns);
            let is_in_columns = entry.is_in_columns && *entry_columns == columns;
            ListEntry { source: source as u32, is_in_columns, ..entry }
        });
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::diagnostics::CollectingReport;
    use crate::read::{Input, ReadSettings};

    /// Returns a list of rows in CSV.
    pub(crate) fn list(rows: &[&str]) -> List {
        lists(&[rows])
    }

    /// Returns a list with several inputs of rows in CSV, named `0.csv`, `1.csv`, ...
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
    fn a_copied_input_has_the_same_contacts_and_locations() {
        let mut list = lists(&[&["Zoë,zoe@example.com,CEO,Partner sales,\"US, CA\",US-WA"], &[]]);
        list.begin_input(&Source::file("book"));
        let stored = StoredContact {
            name: "Ann".into(),
            email: "ann@example.com".into(),
            job_title: "CEO".into(),
            role: Role::Sales,
            countries: "XK, DE".into(),
            states: "".into(),
        };
        list.add(&stored);
        let mut copy = List::default();
        [2, 1, 0].into_iter().for_each(|input| copy.copy_input(&list, input));
        assert_eq!((copy.inputs(), copy.len()), (3, 2));
        for (own, other, input) in [(0, 1, 0), (1, 0, 2)] {
            assert_eq!(copy.stored(own), list.stored(other));
            assert_eq!(copy.origin(own), ContactSource { input, ..list.origin(other) });
            assert_eq!(copy.location(own, Some(Column::Email)), list.location(other, Some(Column::Email)));
            assert_eq!(copy.has_raw_cells(own), list.has_raw_cells(other));
        }
    }

    #[test]
    fn contacts_round_trip_through_a_list() {
        let rows = [
            "Zoë,Zoe@example.com,CEO,Partner sales,\"FR, BE\",",
            "Bob,b@example.com,\"VP, EMEA\",Partner marketing,OOO,",
        ];
        let other = ["Cy,cy@example.com,CEO,Partner sales,\"US, CA\",\"US-WA, CA-QC\""];
        let list = lists(&[&rows, &other]);
        let text = |index| {
            let contact = list.contact(index);
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
        for index in 0..3 {
            assert_eq!(list.scope(index), Territory::from_contact(&list.contact(index)));
        }
        let origin = list.origin(2);
        assert_eq!((origin.input, origin.source.file.to_str(), origin.row), (1, Some("1.csv"), 2));
        assert_eq!(list.inputs(), 2);
    }

    #[test]
    fn inputs_can_be_added_and_removed() {
        let mut list = lists(&[&["Ann,ann@example.com,CEO,Partner sales,DE,"], &[]]);
        let (mut other, contact) = (List::default(), list.contact(0).into_owned());
        list.begin_input(&Source::file("book"));
        (0..2).for_each(|_| list.add(&(&contact).into()));
        assert_eq!((list.of_input(0), list.of_input(1), list.of_input(2)), (0..1, 1..1, 1..3));
        assert_eq!((list.origin(2).row, list.origin(2).source.file.to_str()), (3, Some("book")));
        assert_eq!(list.stored(2), (&contact).into());
        list.forget_inputs(1);
        assert_eq!((list.len(), list.inputs(), list.of_input(0)), (1, 1, 0..1));
        other.begin_input(&Source::file("book"));
        other.add(&list.stored(0));
        assert_eq!(other.stored(0), contact.into());
    }

    /// Returns a contact of the book with these cells.
    pub(crate) fn stored(name: &'static str, countries: &'static str, states: &'static str) -> StoredContact<'static> {
        StoredContact {
            name: name.into(),
            email: "ann@example.com".into(),
            job_title: "CEO".into(),
            role: Role::Sales,
            countries: countries.into(),
            states: states.into(),
        }
    }

    #[test]
    fn stored_cells_stay_as_they_are_and_known_codes_count() {
        for (countries, states, scope, has_raw_cells) in [
            ("DE, AT", "", "AT, DE", false),
            ("US, CA", "US-WA, CA-QC", "CA (CA-QC), US (US-WA)", false),
            ("OOO", "", "OOO", false),
            ("DE, XK, AN", "", "DE", true),
            ("XK", "", "", true),
            ("US", "US-CA, US-CA", "US (US-CA)", true),
            ("US", "US-ZZ", "US", true),
            ("US, US", "", "US", true),
            ("DE,AT", "", "AT, DE", true),
            ("OOO, DE", "", "OOO", true),
            ("", "", "", true),
        ] {
            let mut list = List::default();
            list.begin_input(&Source::file("book"));
            let contact = stored("N/A", countries, states);
            (0..2).for_each(|_| list.add(&contact));
            assert_eq!((list.stored(1), list.has_raw_cells(1)), (contact, has_raw_cells), "{countries:?} {states:?}");
            assert_eq!(list.scope(1).to_string(), scope, "{countries:?} {states:?}");
            list.forget_inputs(0);
            list.begin_input(&Source::file("book"));
            list.add(&stored("Ann", "DE", ""));
            assert!(!list.has_raw_cells(0));
        }
    }

    #[test]
    #[should_panic(expected = "may not be valid")]
    fn a_stored_contact_is_no_valid_contact() {
        let mut list = List::default();
        list.begin_input(&Source::file("book"));
        list.add(&stored("N/A", "DE", ""));
        list.contact(0);
    }
}
