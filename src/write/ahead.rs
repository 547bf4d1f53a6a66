use std::fs::File;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// After so many bytes more they are put on the disk. A file that is smaller isn't worth a thread.
const STRIDE: u64 = 8 << 20;

/// Has what is written put on the disk while the rest is still made, so that at the end there is little to wait for.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    written: u64,
    syncing: Option<Syncing>,
}

#[derive(Debug)]
struct Syncing {
    asks: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Ahead {
    /// So many bytes more were written to the file.
    pub(super) fn wrote(&mut self, file: &File, bytes: usize) {
        let strides = self.written / STRIDE;
        self.written += bytes as u64;
        if self.written / STRIDE == strides {
            return;
        }
        match &self.syncing {
            // Where it is at work, what was written meanwhile goes with the next ones.
            Some(syncing) => drop(syncing.asks.try_send(())),
            // Without a thread all of it is put on the disk at the end.
            None => self.syncing = file.try_clone().and_then(|file| Syncing::start(move || file.sync_data())).ok(),
        }
    }

    /// Waits for what is under way.
    ///
    /// # Errors
    /// Where something can't be put on the disk: the system says so only once.
    pub(super) fn finish(self) -> io::Result<()> {
        let Some(Syncing { asks, thread }) = self.syncing else { return Ok(()) };
        drop(asks);
        thread.join().unwrap_or_else(|_| Err(io::Error::other("the disk was not waited for")))
    }
}

impl Syncing {
    fn start(mut sync: impl FnMut() -> io::Result<()> + Send + 'static) -> io::Result<Self> {
        let (asks, asked) = sync_channel(1);
        let work = move || asked.iter().try_for_each(|()| sync());
        let thread = thread::Builder::new().name("cosell disk".to_owned()).spawn(work)?;
        // The first is asked for at once; there is room for it.
        let _ = asks.try_send(());
        Ok(Syncing { asks, thread })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, Write};

    use super::*;

    #[test]
    fn a_fault_of_the_disk_is_told_at_the_end_however_much_was_written_after_it() {
        let full = || Err(io::ErrorKind::StorageFull.into());
        let mut ahead = Ahead { written: STRIDE, syncing: Syncing::start(full).ok() };
        let file = tempfile::tempfile().unwrap();
        (0..9).for_each(|_| ahead.wrote(&file, STRIDE as usize));
        assert_eq!(ahead.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
        let ahead = Ahead { written: 0, syncing: Syncing::start(|| panic!("the disk is gone")).ok() };
        assert!(ahead.finish().is_err());
    }

    #[test]
    fn small_files_need_no_thread_and_large_ones_are_whole() {
        let mut file = tempfile::tempfile().unwrap();
        let mut ahead = Ahead::default();
        let bytes = vec![b'x'; STRIDE as usize - 1];
        for times in 1..4 {
            file.write_all(&bytes).unwrap();
            ahead.wrote(&file, bytes.len());
            assert_eq!(ahead.syncing.is_some(), times > 1);
        }
        ahead.finish().unwrap();
        file.rewind().unwrap();
        let mut written = Vec::new();
        file.read_to_end(&mut written).unwrap();
        assert_eq!(written.len(), 3 * bytes.len());
    }
}
