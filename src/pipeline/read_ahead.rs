//! Reading ahead: a reader that works on a thread of its own, while the rows before are processed.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::read::{Batch, BatchReader, ReadError, Rows};

/// Number of batches that may wait, besides the one that is being read and the one that is being processed.
const QUEUE_LENGTH: usize = 2;
/// Time after which rows that have not arrived are late.
const SOON: Duration = Duration::from_millis(20);

type Next = Result<Option<Batch>, ReadError>;

/// The receiving end of a reader on another thread.
///
/// The thread is neither scoped nor joined: if the output is closed early, it may be blocked on a pipe that never
/// delivers input. It ends when it sends a batch that has no receiver.
struct ReadAhead {
    batches: Receiver<Next>,
    /// The result that was received last and not returned yet.
    received: Option<Next>,
    is_ended: bool,
}

/// Makes the rows read ahead from now on.
pub(super) fn read_ahead(rows: &mut Rows) {
    let file = rows.source().file.clone();
    rows.wrap_reader(|reader| Box::new(ReadAhead::start(reader, file)));
}

impl ReadAhead {
    fn start(mut reader: Box<dyn BatchReader>, file: PathBuf) -> ReadAhead {
        let (sender, batches) = sync_channel(QUEUE_LENGTH);
        let work = move || {
            loop {
                let next = reader.next_batch();
                let is_last = !matches!(next, Ok(Some(_)));
                if sender.send(next).is_err() || is_last {
                    return;
                }
            }
        };
        let started = thread::Builder::new().name("cosell reader".to_owned()).spawn(work);
        let received = started.err().map(|source| Err(ReadError::Io { file, source }));
        ReadAhead { batches, received, is_ended: false }
    }
}

impl BatchReader for ReadAhead {
    fn next_batch(&mut self) -> Next {
        if self.is_ended {
            return Ok(None);
        }
        let next = self.received.take().or_else(|| self.batches.recv().ok());
        let next = next.expect("a reader says that it is at its end unless it panicked");
        self.is_ended = !matches!(next, Ok(Some(_)));
        next
    }

    fn is_late(&mut self) -> bool {
        if self.is_ended || self.received.is_some() {
            return false;
        }
        let received = self.batches.recv_timeout(SOON);
        let is_late = matches!(received, Err(RecvTimeoutError::Timeout));
        self.received = received.ok();
        is_late
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{SyncSender, sync_channel};

    use super::*;

    /// A reader whose batches are sent by the test.
    struct SentBatches(Receiver<Next>);

    impl BatchReader for SentBatches {
        fn next_batch(&mut self) -> Next {
            self.0.recv().unwrap_or(Ok(None))
        }
    }

    fn started() -> (SyncSender<Next>, ReadAhead) {
        let (sender, receiver) = sync_channel(8);
        (sender, ReadAhead::start(Box::new(SentBatches(receiver)), PathBuf::new()))
    }

    #[test]
    fn batches_come_in_order_and_end_once() {
        let (sender, mut ahead) = started();
        assert!(ahead.is_late());
        sender.send(Ok(Some(Batch::default()))).unwrap();
        while ahead.is_late() {}
        assert!(matches!(ahead.next_batch(), Ok(Some(_))));
        sender.send(Err(ReadError::NotFound { file: PathBuf::new() })).unwrap();
        assert!(matches!(ahead.next_batch(), Err(ReadError::NotFound { .. })));
        assert!(!ahead.is_late() && matches!(ahead.next_batch(), Ok(None)));
    }

    #[test]
    fn a_waiting_reader_does_not_block_the_pipeline() {
        let (sender, ahead) = started();
        drop(ahead);
        drop(sender);
    }
}
