//! The interface of a format.

use std::fmt::Debug;
use std::io::Write;
use std::sync::Arc;

use super::csv::RecordStyle;
use super::encoded_batch::EncodedContacts;
use super::rejects::RejectedRow;
use super::xlsx::RowCompressor;
use super::{EncodedBatch, Layout, WriteError};
use crate::contact::{Contact, SourceColumn, StoredContact};
use crate::i18n::Language;

/// A format in which lists are written. Each is in a file of its own, and registered in
/// [`list_format()`](super::list_format()).
pub(super) trait ListFormat: Sync {
    /// Returns a writer of contacts.
    fn list_writer(&self, layout: &Layout) -> Result<Box<dyn ListWriter>, WriteError>;

    /// Returns a writer of rejected rows that had these columns.
    fn rejects_writer(
        &self,
        columns: &[SourceColumn],
        language: Language,
    ) -> Result<Box<dyn RejectsWriter>, WriteError>;

    /// Returns whether rejected rows are written under a header, so that all columns must be known before the first row
    /// is written.
    fn has_header(&self) -> bool;

    /// Returns whether rejected rows of sources with other columns get sheets of their own.
    fn has_sheets(&self) -> bool {
        false
    }

    /// Returns whether the reasons of rejected rows name their rules, which programs know them by.
    fn names_rules(&self) -> bool {
        true
    }

    /// Returns whether rejected cells that a spreadsheet would run are escaped.
    fn escapes_formulas(&self) -> bool {
        false
    }
}

/// A writer of contacts. The output is passed to each call, so that the writer doesn't depend on its type.
pub(super) trait ListWriter: Send {
    /// Returns the encoder of batches.
    fn encoder(&self) -> Arc<dyn ContactEncoder>;

    /// Writes what precedes the first contact.
    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError>;

    /// Writes the contacts of a batch.
    fn write(&mut self, batch: &EncodedBatch, out: &mut dyn Write) -> Result<(), WriteError>;

    /// Writes what follows the last contact.
    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError>;

    /// Returns the compressor of the rows, if they are compressed. The caller may wrap it, to run it on another thread.
    fn compressor(&mut self) -> Option<&mut Box<dyn RowCompressor>> {
        None
    }
}

/// An encoder of single contacts. Several threads use it at the same time.
pub(super) trait ContactEncoder: Debug + Send + Sync {
    /// Appends a contact to a batch.
    fn encode(&self, contact: &Contact<'_>, batch: &mut EncodedContacts);

    /// Appends a contact of the book, with its cells as they are stored.
    fn encode_stored(&self, contact: &StoredContact<'_>, batch: &mut EncodedContacts);

    /// Returns the style of CSV records, if a record of the source may be copied.
    fn record_style(&self) -> Option<&RecordStyle> {
        None
    }
}

/// A writer of rejected rows.
pub(super) trait RejectsWriter: Send {
    /// Writes what precedes the first row.
    fn start(&mut self, out: &mut dyn Write) -> Result<(), WriteError>;

    /// Writes a row of a source with these columns.
    fn write(&mut self, row: &RejectedRow<'_>, columns: &[SourceColumn], out: &mut dyn Write)
    -> Result<(), WriteError>;

    /// Returns whether rows are on several sheets.
    fn has_several_sheets(&self) -> bool {
        false
    }

    /// Writes what follows the last row.
    fn finish(self: Box<Self>, out: &mut (dyn Write + Send)) -> Result<(), WriteError>;
}
