use super::{Entry, List, Store};
use crate::contact::{ColumnMap, Source};
use crate::pipeline::{self, BatchConsumer, RowOutcome, RowResult};
use crate::read;

/// Contacts of some rows, which are to be appended to a list.
#[derive(Debug, Default)]
pub(super) struct ContactChunk {
    store: Store,
    /// Where the rows of the source have their cells, or else where the first of these rows has.
    columns: Option<ColumnMap<Option<u32>>>,
    /// The contacts that have them elsewhere, by their places.
    elsewhere: Vec<(usize, ColumnMap<Option<u32>>)>,
}

impl pipeline::BatchOutput for ContactChunk {
    fn row(&mut self, judged: &RowResult<'_, '_>) {
        if let RowOutcome::Contact(contact) = judged.outcome {
            let row = judged.row;
            if *self.columns.get_or_insert(row.columns) != row.columns {
                self.elsewhere.push((self.store.entries.len(), row.columns));
            }
            self.store.push(contact, row, 0, true);
        }
    }
}

/// A list that takes the contacts of an input.
pub(super) struct Holding<'l>(pub(super) &'l mut List);

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

impl List {
    /// A page without a contact, for rows of the last source.
    fn chunk(&self) -> ContactChunk {
        let columns = self.sources.last().and_then(|source| source.columns);
        ContactChunk { columns, ..ContactChunk::default() }
    }

    fn append(&mut self, chunk: &ContactChunk) {
        let ContactChunk { store, columns: Some(own), elsewhere } = chunk else { return };
        let source = self.sources.len() - 1;
        // The first row tells where a source has its cells, and those who made later pages didn't know of it.
        let columns = *self.sources[source].columns.get_or_insert(*own);
        let (text, codes) = (self.store.text.len() as u64, self.store.codes.len() as u64);
        let mut elsewhere = elsewhere.iter().peekable();
        self.store.entries.extend(store.entries.iter().enumerate().map(|(at, entry)| {
            let own = elsewhere.next_if(|(other, _)| *other == at).map_or(own, |(_, columns)| columns);
            Entry {
                text: entry.text + text,
                codes: entry.codes + codes,
                source: source as u32,
                is_in_columns: entry.is_in_columns && *own == columns,
                ..*entry
            }
        }));
        self.store.text.push_str(&store.text);
        self.store.codes.extend_from_slice(&store.codes);
        self.store.hashes.extend_from_slice(&store.hashes);
    }
}
