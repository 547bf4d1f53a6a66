//! Whether bytes are UTF-8, a chunk at a time.

use std::io;

use crate::read::input::OpenedInput;

/// Returns whether a file is UTF-8; of a pipe, whether its first bytes are. A character may be cut off at the end.
///
/// All of a file is read for that, before its first row is: a single byte may show that the text is in a legacy code page.
///
/// # Errors
/// If the input can't be read.
pub(super) fn is_utf8(opened: &mut OpenedInput) -> io::Result<bool> {
    let mut utf8 = Utf8::default();
    opened.scan(&mut |bytes| {
        utf8.take(bytes);
        utf8.invalid == 0
    })?;
    Ok(utf8.invalid == 0)
}

/// Counts of valid and invalid sequences of UTF-8.
#[derive(Default)]
pub(super) struct Utf8 {
    /// Characters of more than one byte, if they are counted.
    pub(super) sequences: u64,
    pub(super) invalid: u64,
    counts: bool,
    /// The start of a character that may continue in the next bytes.
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
        // Most chunks are valid, which simdutf8 checks many bytes at a time. A character may be cut off at the end.
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

/// Returns the number of bytes at the end that look like the start of a longer character.
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
    fn a_file_is_checked_to_its_end_and_read_from_its_start() {
        use std::io::{Read, Write};
        let line = "Zo\u{eb},zoe@example.com,\u{738b}\n";
        let text = line.repeat(400_000 / line.len());
        for (end, expected) in [(&b","[..], true), (b"\xe7\x8e", true), (b"Zo\xeb,zoe@example.com,\n", false)] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.write_all(end).unwrap();
            let mut opened = Input::path(file.path()).open(&Limits::default()).unwrap();
            assert_eq!(is_utf8(&mut opened).unwrap(), expected, "{end:?}");
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
    }
}
