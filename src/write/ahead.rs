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
            None => self.syncing = Syncing::start(file).ok(),
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
    fn start(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (asks, asked) = sync_channel(1);
        let sync = move || asked.iter().try_for_each(|()| file.sync_data());
        let thread = thread::Builder::new().name("cosell disk".to_owned()).spawn(sync)?;
        // The first is asked for at once; there is room for it.
        let _ = asks.try_send(());
        Ok(Syncing { asks, thread })
    }
}
