//! Scans of short texts, 16 bytes at a time.

use wide::u8x16;

const CHUNK: usize = 16;

/// Calls `take` with each chunk of 16 bytes and its offset. The last chunk of a text overlaps the one before; a text
/// shorter than a chunk is padded with `fill`.
#[inline(always)]
pub(crate) fn in_sixteens(text: &[u8], fill: u8, mut take: impl FnMut(u8x16, usize)) {
    let (chunks, rest) = text.as_chunks::<CHUNK>();
    chunks.iter().enumerate().for_each(|(index, chunk)| take(u8x16::new(*chunk), index * CHUNK));
    if rest.is_empty() {
        return;
    }
    match text.last_chunk::<CHUNK>() {
        Some(last) => take(u8x16::new(*last), text.len() - CHUNK),
        None => take(u8x16::new(pad(rest, fill)), 0),
    }
}

/// Returns whether the text contains one of the wanted bytes. None of them may be zero, which pads short texts.
///
/// Faster than memchr in texts as short as cells, because it is inlined and doesn't choose an implementation at run
/// time.
#[inline(always)]
pub(crate) fn holds_any<const N: usize>(text: &[u8], wanted: [u8; N]) -> bool {
    let mut found = u8x16::ZERO;
    in_sixteens(text, 0, |bytes, _| wanted.iter().for_each(|byte| found |= bytes.simd_eq(u8x16::splat(*byte))));
    found.to_bitmask() != 0
}

/// Returns a text of fewer than 16 bytes, padded with `fill`. Overlapping loads are faster than a call of memcpy for so
/// few bytes.
#[inline(always)]
fn pad(text: &[u8], fill: u8) -> [u8; CHUNK] {
    let length = text.len();
    let known = if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (length - 8))
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        u128::from(u32::from_le_bytes(*first)) | u128::from(u32::from_le_bytes(*last)) << (8 * (length - 4))
    } else {
        text.iter().rev().fold(0, |known, byte| known << 8 | u128::from(*byte))
    };
    (known | u128::from_le_bytes([fill; CHUNK]) << (8 * length)).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_at_any_offset() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(!holds_any(&text, [b',', b'"']));
            for index in 0..length {
                let mut text = text.clone();
                text[index] = b'"';
                assert!(holds_any(&text, [b',', b'"']) && !holds_any(&text, [b',']));
            }
        }
    }

    #[test]
    fn each_byte_comes_with_its_offset() {
        let text: Vec<u8> = (1..80).collect();
        for length in 0..text.len() {
            let mut given = vec![0; length];
            in_sixteens(&text[..length], b' ', |bytes, start| {
                for (index, byte) in bytes.to_array().into_iter().enumerate() {
                    match given.get_mut(start + index) {
                        Some(location) => *location = byte,
                        None => assert_eq!(byte, b' '),
                    }
                }
            });
            assert_eq!(given, text[..length]);
        }
    }
}
