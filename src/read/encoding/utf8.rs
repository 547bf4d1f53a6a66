use std::io::{self, Read};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::read::input::OpenedInput;
use crate::read::parts::Part;

/// Whether a file is UTF-8; of a pipe, whether its first bytes are. A character that the text ends in may go on.
///
/// # Errors
/// Where the input can't be read.
pub(super) fn is_utf8(opened: &mut OpenedInput, threads: usize) -> io::Result<bool> {
    if let Some(file) = opened.file() {
        let count = (file.metadata()?.len() / LEAST).min(threads.min(MOST_PARTS) as u64);
        let mut parts = Part::all(&file, count)?;
        if let Some(last) = parts.pop() {
            return are_utf8(parts, last);
        }
    }
    let mut utf8 = Utf8::default();
    opened.scan(&mut |bytes| {
        utf8.take(bytes);
        utf8.invalid == 0
    })?;
    Ok(utf8.invalid == 0)
}

/// Fewer bytes are not worth a thread, nor are more threads: then the memory is what is waited for.
const LEAST: u64 = 4 << 20;
const MOST_PARTS: usize = 8;

/// Whether parts that start with a character each are UTF-8, looked at at the same time.
fn are_utf8(parts: Vec<Part<'_>>, last: Part<'_>) -> io::Result<bool> {
    let is_over = AtomicBool::new(false);
    let look = |mut part: Part<'_>, may_go_on: bool| -> io::Result<bool> {
        let (mut utf8, mut chunk) = (Utf8::default(), vec![0; CHUNK]);
        while !is_over.load(Ordering::Relaxed) {
            let read = match part.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    is_over.store(true, Ordering::Relaxed);
                    return Err(error);
                }
                Ok(read) => read,
            };
            utf8.take(&chunk[..read]);
            let is_cut = read == 0 && !utf8.cut.is_empty() && !may_go_on;
            if utf8.invalid > 0 || is_cut {
                is_over.store(true, Ordering::Relaxed);
                return Ok(false);
            }
            if read == 0 {
                break;
            }
        }
        Ok(true)
    };
    let look = &look;
    thread::scope(|scope| {
        let others = parts.into_iter().map(|part| scope.spawn(move || look(part, false)));
        let others: Vec<_> = others.collect();
        let mut are_all = look(last, true)?;
        for other in others {
            are_all &= other.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        }
        Ok(are_all)
    })
}

/// So much is looked at at once: it stays in the processor's cache.
const CHUNK: usize = 64 * 1024;

/// How much of a text is UTF-8.
#[derive(Default)]
pub(super) struct Utf8 {
    /// Characters of more than one byte, where they are counted.
    pub(super) sequences: u64,
    pub(super) invalid: u64,
    counts: bool,
    /// The start of a character that goes on in the next bytes.
    cut: Vec<u8>,
}

impl Utf8 {
    pub(super) fn counting() -> Self {
        Utf8 { counts: true, ..Utf8::default() }
    }

    pub(super) fn take(&mut self, bytes: &[u8]) {
        let whole;
        let mut rest = if self.cut.is_empty() {
            bytes
        } else {
            self.cut.extend_from_slice(bytes);
            whole = std::mem::take(&mut self.cut);
            &whole
        };
        // Most chunks have no fault, which is found out many bytes at a time; a character may be cut off at their end.
        let (whole, cut) = rest.split_at(rest.len() - cut_off(rest));
        if simdutf8::basic::from_utf8(whole).is_ok() {
            self.count(whole);
            rest = cut;
        }
        loop {
            let (valid, error) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            self.count(&rest[..valid]);
            rest = match error {
                None => return,
                Some(None) => return self.cut = rest[valid..].to_vec(),
                Some(Some(length)) => {
                    self.invalid += 1;
                    &rest[valid + length..]
                }
            };
            if !self.counts {
                return;
            }
        }
    }

    fn count(&mut self, valid: &[u8]) {
        if self.counts {
            self.sequences += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
        }
    }
}

/// How many bytes at the end look like the start of a character that has more.
fn cut_off(bytes: &[u8]) -> usize {
    let is_cut = |length: &usize| {
        let start = bytes.len().checked_sub(*length).map_or(0, |at| bytes[at]);
        start >= [0xc0, 0xe0, 0xf0][length - 1]
    };
    (1..=3).find(is_cut).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Input, Limits};

    #[test]
    fn a_character_across_two_reads_is_whole() {
        let mut utf8 = Utf8::counting();
        for byte in "Zoë 王".as_bytes() {
            utf8.take(&[*byte]);
        }
        assert_eq!((utf8.sequences, utf8.invalid), (2, 0));
        utf8.take(b"\xeb!");
        assert_eq!((utf8.sequences, utf8.invalid), (2, 1));
    }

    #[test]
    fn a_text_that_ends_within_a_character_may_go_on_in_parts_too() {
        use std::io::Write;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"\xf0\x9f\x8e\x89\xe7\x8e").unwrap();
        let mut parts = Part::all(&file, 6).unwrap();
        let last = parts.pop();
        assert!(last.is_none_or(|last| are_utf8(parts, last).unwrap()));
    }

    /// Large enough for two parts, as files are.
    #[test]
    fn a_large_file_is_looked_through_to_its_end_and_read_from_its_start() {
        use std::io::Write;
        let line = "Zo\u{eb},zoe@example.com,\u{738b}\n";
        let text = line.repeat((2 * LEAST as usize + CHUNK) / line.len());
        for is_wrong in [false, true] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.write_all(if is_wrong { b"Zo\xeb,zoe@example.com,\n" } else { b"," }).unwrap();
            let mut opened = Input::path(file.path()).open(&Limits::default()).unwrap();
            assert_eq!(is_utf8(&mut opened, 2).unwrap(), !is_wrong);
            let mut first = vec![0; line.len()];
            opened.read_exact(&mut first).unwrap();
            assert_eq!(first, line.as_bytes());
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_utf8_is_the_same_in_chunks_of_any_size(
            parts in proptest::collection::vec(proptest::sample::select(vec![
                &b"a"[..], b"many letters, more than are looked at at once: sixty-four of them", "\u{e9}".as_bytes(),
                "\u{738b}".as_bytes(), "\u{1f389}".as_bytes(), b"\xff", b"\xc3", b"\xe7\x8e", b"\xf0\x9f\x8e", b"\x8e",
            ]), 0..30),
            size in 1usize..200,
        ) {
            let text = parts.concat();
            let mut utf8 = Utf8::counting();
            text.chunks(size).for_each(|chunk| utf8.take(chunk));
            let lossy = text.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() as u64;
            let sequences: usize = text.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
            // A character that the text ends in is waited for.
            proptest::prop_assert_eq!(utf8.invalid + u64::from(!utf8.cut.is_empty()), lossy);
            proptest::prop_assert_eq!(utf8.sequences, sequences as u64);
        }

        #[test]
        fn what_is_utf8_is_the_same_in_parts(
            text in proptest::collection::vec(proptest::sample::select(vec![
                &b"a"[..], "\u{e9}".as_bytes(), "\u{738b}".as_bytes(), "\u{1f389}".as_bytes(), b"\xe7\x8e", b"\x8e\x8e\x8e\x8e",
            ]), 1..20),
            count in 1u64..8,
        ) {
            use std::io::{Seek, Write};
            let text = text.concat();
            let mut file = tempfile::tempfile()?;
            file.write_all(&text)?;
            let mut parts = Part::all(&file, count)?;
            // On a system that has no parts, there is nothing to compare.
            if let Some(last) = parts.pop() {
                let mut whole = Utf8::default();
                whole.take(&text);
                proptest::prop_assert_eq!(are_utf8(parts, last)?, whole.invalid == 0);
                proptest::prop_assert_eq!(file.stream_position()?, text.len() as u64);
            }
        }
    }
}
