//! Contacts of one batch of rows, made on a worker's thread and then appended to the list in order.

use super::{List, ListEntry, Store};
use crate::contact::{ColumnMap, Source};
use crate::pipeline::{self, BatchConsumer, RowOutcome, RowResult};
use crate::read;

/// The contacts of a batch of rows.
#[derive(Debug, Default)]
pub(super) struct ContactChunk {
    store: Store,
    /// The columns of the source, or those of the first row if they are not known yet.
    columns: Option<ColumnMap<Option<u32>>>,
    /// Contacts with other columns, by their index in the chunk.
    elsewhere: Vec<(usize, ColumnMap<Option<u32>>)>,
}

impl pipeline::BatchOutput for ContactChunk {
    fn row(&mut self, result: &RowResult<'_, '_>) {
        if let RowOutcome::Contact(contact) = result.outcome {
            let row = result.row;
            if *self.columns.get_or_insert(row.columns) != row.columns {
                self.elsewhere.push((self.store.entries.len(), row.columns));
            }
            self.store.push(contact, row, 0, true);
        }
    }
}

/// A consumer that adds the contacts of an input to a list.
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
    /// Returns an empty chunk for rows of the last source.
    fn chunk(&self) -> ContactChunk {
        let columns = self.sources.last().and_then(|source| source.columns);
        ContactChunk { columns, ..ContactChunk::default() }
    }

    fn append(&mut self, chunk: &ContactChunk) {
        let ContactChunk { store, columns: Some(own), elsewhere } = chunk else { return };
        let source = self.sources.len() - 1;
        // The first row of a source determines its columns. Chunks made before that row was appended did not know them.
        let columns = *self.sources[source].columns.get_or_insert(*own);
        let (text, codes) = (self.store.text.len() as u64, self.store.codes.len() as u64);
        let mut elsewhere = elsewhere.iter().peekable();
        self.store.entries.extend(store.entries.iter().enumerate().map(|(at, entry)| {
            let own = elsewhere.next_if(|(other, _)| *other == at).map_or(own, |(_, columns)| columns);
            ListEntry {
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
