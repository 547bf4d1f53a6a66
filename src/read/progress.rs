//! Counters of what was read, for a progress bar.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How much of the inputs was read. Clones share the counters, so that another thread can ask while reading goes on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress(Arc<ProgressCounts>);

#[derive(Debug, Default)]
struct ProgressCounts {
    bytes: AtomicU64,
    rows: AtomicU64,
}

impl Progress {
    /// Returns the number of bytes read so far. Some bytes of a workbook may be read twice.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.bytes.load(Relaxed)
    }

    /// Returns the number of rows returned so far, with those above the contacts.
    pub(crate) fn rows(&self) -> u64 {
        self.0.rows.load(Relaxed)
    }

    pub(super) fn add_bytes(&self, bytes: usize) {
        self.0.bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub(super) fn add_rows(&self, rows: usize) {
        self.0.rows.fetch_add(rows as u64, Relaxed);
    }
}

/// A reader that counts what is read of another.
pub(super) struct CountingReader<R> {
    pub(super) from: R,
    pub(super) progress: Progress,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.progress.add_bytes(read);
        Ok(read)
    }
}

impl<R: Seek> Seek for CountingReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.from.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Input, ReadSettings, Rows};

    #[test]
    fn all_bytes_and_rows_of_an_input_are_counted() {
        let progress = Progress::default();
        let input = Input::bytes("list.csv", "Name,Email\nZoë,zoe@example.com\n").watched(&progress);
        let size = input.size();
        let mut rows = Rows::open(input, ReadSettings::default()).unwrap();
        while rows.next_batch().unwrap().is_some() {}
        assert_eq!(Some(progress.bytes()), size);
    }
}
