//! Compression of a workbook on separate threads, while the writing thread encodes the next contacts.

use std::io::{self, Write};

use super::worker_pool::{QUEUE_LENGTH, WorkerPool};
use crate::write::{self, Block, CompressedBlock, CompressedRows, InlineCompressor, RowCompressor, Writer};

/// Moves the compression of the output to separate threads, if its format is compressed and there is more than one
/// thread. Call it before any contact is written.
///
/// Compression is two thirds of the instructions of a conversion to XLSX.
///
/// # Errors
/// If a thread can't be started.
pub(crate) fn compress_in_background<W: Write + Send>(
    writer: &mut Writer<W>,
    threads: usize,
) -> Result<(), write::WriteError> {
    if threads > 1
        && let Some(compressor) = writer.compressor()
    {
        *compressor = row_compressor(threads)?;
    }
    Ok(())
}

/// Returns a compressor of the rows of a sheet that uses other threads, unless there is only one.
///
/// # Errors
/// If a thread can't be started.
pub(crate) fn row_compressor(threads: usize) -> io::Result<Box<dyn RowCompressor>> {
    if threads == 1 {
        return Ok(Box::new(InlineCompressor::new()));
    }
    let workers = WorkerPool::start("cosell compressor", threads, Block::compress)?;
    let most_pending = threads * QUEUE_LENGTH;
    Ok(Box::new(BackgroundCompressor { workers, most_pending, rows: CompressedRows::new() }))
}

/// A compressor on other threads.
struct BackgroundCompressor {
    workers: WorkerPool<'static, Block, io::Result<CompressedBlock>>,
    most_pending: usize,
    rows: CompressedRows,
}

impl RowCompressor for BackgroundCompressor {
    fn compress(&mut self, block: Vec<u8>) -> io::Result<Vec<u8>> {
        self.workers.give(self.rows.block(block));
        if self.workers.pending() < self.most_pending { Ok(Vec::new()) } else { self.rows.append(self.workers.take()?) }
    }

    fn finish(mut self: Box<Self>, block: Vec<u8>) -> io::Result<CompressedRows> {
        self.workers.give(self.rows.block(block));
        while self.workers.pending() > 0 {
            self.rows.append(self.workers.take()?)?;
        }
        Ok(self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{CanonicalText, CodeSet, Contact, Countries, Country, Email, Format, Role};
    use crate::write::Layout;

    #[test]
    fn any_number_of_threads_gives_the_same_bytes() {
        let workbook = |threads| {
            let mut writer = Writer::new(Vec::new(), &Layout::new(Format::Xlsx)).unwrap();
            compress_in_background(&mut writer, threads).unwrap();
            for row in 0..5000 {
                let contact = Contact {
                    name: CanonicalText(format!("Ann {row}").into()),
                    email: Email(format!("ann{row}@example.com").into()),
                    job_title: CanonicalText("CEO".into()),
                    role: Role::Sales,
                    countries: Countries::Listed([Country::from_code("DE").unwrap()].into_iter().collect()),
                    states: CodeSet::default(),
                };
                writer.write(&contact).unwrap();
            }
            writer.finish().unwrap()
        };
        let one = workbook(1);
        for threads in [2, 3] {
            assert!(workbook(threads) == one, "{threads} threads");
        }
    }
}
