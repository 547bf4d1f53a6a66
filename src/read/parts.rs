use std::fs::File;
use std::io::{self, Read};

/// A part of a file, which is read while others are.
pub(super) struct Part<'f> {
    file: &'f File,
    at: u64,
    end: u64,
}

impl<'f> Part<'f> {
    /// A file in so many parts. Each starts with a byte that may start a character of UTF-8, where the text is that. There is none
    /// where the system can't read at any place without moving the file's own.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub(super) fn all(file: &'f File, count: u64) -> io::Result<Vec<Self>> {
        if count == 0 || !CAN_READ_AT {
            return Ok(Vec::new());
        }
        let size = file.metadata()?.len();
        let later = (1..count).map(|part| start_of_character(file, size / count * part));
        let mut starts = [Ok(0)].into_iter().chain(later).collect::<io::Result<Vec<u64>>>()?;
        // After a character that is cut off at the end of the text comes no part.
        starts.retain(|start| *start == 0 || *start < size);
        // What was appended meanwhile is the last one's.
        let ends = starts[1..].iter().copied().chain([u64::MAX]);
        Ok(starts.iter().zip(ends).map(|(&at, end)| Part { file, at, end }).collect())
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = self.end.saturating_sub(self.at).min(buffer.len() as u64) as usize;
        let read = read_at(self.file, &mut buffer[..wanted], self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// The first place from `at` on where a byte is not the rest of a character; a character has four bytes at most.
fn start_of_character(file: &File, at: u64) -> io::Result<u64> {
    let mut part = Part { file, at, end: at + 3 };
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes)?;
    Ok(at + bytes.iter().take_while(|&&byte| byte & 0xc0 == 0x80).count() as u64)
}

const CAN_READ_AT: bool = cfg!(unix);

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(not(unix))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<usize> {
    Err(io::ErrorKind::Unsupported.into())
}
