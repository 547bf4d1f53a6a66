use std::sync::Arc;

use super::CellBuffers;
use super::list_format::ContactEncoder;
use crate::contact::{Column, ColumnMap, Contact, StoredContact};

/// Contacts encoded for a [`Writer`](super::Writer), which writes them as they are. Any thread may fill a batch.
#[derive(Debug)]
pub(crate) struct EncodedBatch {
    encoder: Arc<dyn ContactEncoder>,
    contacts: EncodedContacts,
}

/// The buffers of a batch. A format uses either the bytes or the cells.
#[derive(Debug, Default)]
pub(super) struct EncodedContacts {
    /// Text of the output.
    pub(super) bytes: Vec<u8>,
    /// Cells, one after another.
    text: String,
    /// The end of each cell in the text.
    ends: Vec<u32>,
    pub(super) buffers: CellBuffers,
}

impl EncodedBatch {
    pub(super) fn new(encoder: Arc<dyn ContactEncoder>) -> Self {
        EncodedBatch { encoder, contacts: EncodedContacts::default() }
    }

    /// Adds a contact.
    pub(crate) fn push(&mut self, contact: &Contact<'_>) {
        self.encoder.encode(contact, &mut self.contacts);
    }

    /// Adds a contact of the book, with its cells as they are stored.
    pub(crate) fn push_stored(&mut self, contact: &StoredContact<'_>) {
        self.encoder.encode_stored(contact, &mut self.contacts);
    }

    /// Adds a contact. If the format is CSV and `verbatim` returns the unchanged record of the source (for this order of columns,
    /// without its line end), the record is copied.
    pub(crate) fn push_verbatim<'r>(
        &mut self,
        contact: &Contact<'_>,
        verbatim: impl FnOnce(&[Column; 6]) -> Option<&'r str>,
    ) {
        let Some(style) = self.encoder.record_style() else { return self.push(contact) };
        let Some(record) = verbatim(&style.order) else { return self.push(contact) };
        let start = self.contacts.bytes.len();
        self.contacts.bytes.extend_from_slice(record.as_bytes());
        self.contacts.bytes.extend_from_slice(style.line_end.bytes());
        if cfg!(debug_assertions) {
            let mut encoded = EncodedContacts::default();
            self.encoder.encode(contact, &mut encoded);
            assert_eq!(encoded.bytes, self.contacts.bytes[start..], "a row without findings is its own record");
        }
    }

    /// Returns the number of bytes.
    pub(super) fn len(&self) -> usize {
        self.contacts.bytes.len() + self.contacts.text.len()
    }

    pub(crate) fn clear(&mut self) {
        self.contacts.bytes.clear();
        self.contacts.text.clear();
        self.contacts.ends.clear();
    }

    /// Returns the contacts of a format that is text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.contacts.bytes
    }

    /// Returns the cells of each contact, for a format that is encoded cell by cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = ColumnMap<&str>> {
        let mut start = 0;
        self.contacts.ends.chunks_exact(Column::ALL.len()).map(move |ends| {
            let mut cells = ColumnMap::default();
            for (cell, end) in cells.0.iter_mut().zip(ends) {
                *cell = &self.contacts.text[start..*end as usize];
                start = *end as usize;
            }
            cells
        })
    }
}

impl EncodedContacts {
    /// Adds the cells of a contact.
    pub(super) fn push_cells(&mut self, contact: &Contact<'_>) {
        let EncodedContacts { buffers, text, ends, .. } = self;
        push_texts(buffers.cells(contact), text, ends);
    }

    /// Adds the cells of a contact of the book.
    pub(super) fn push_stored_cells(&mut self, contact: &StoredContact<'_>) {
        push_texts(contact.cells(), &mut self.text, &mut self.ends);
    }
}

fn push_texts(cells: ColumnMap<&str>, text: &mut String, ends: &mut Vec<u32>) {
    for cell in cells.0 {
        text.push_str(cell);
        ends.push(text.len() as u32);
    }
}
