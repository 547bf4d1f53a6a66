use wide::u8x16;

const PART: usize = 16;

/// Gives a text sixteen bytes at a time, each time with the place of the first of them. Of a longer text some bytes are given twice, and
/// after a shorter one comes what fills it up.
#[inline(always)]
pub(crate) fn in_sixteens(text: &[u8], fill: u8, mut take: impl FnMut(u8x16, usize)) {
    let (parts, rest) = text.as_chunks::<PART>();
    parts.iter().enumerate().for_each(|(at, part)| take(u8x16::new(*part), at * PART));
    if rest.is_empty() {
        return;
    }
    match text.last_chunk::<PART>() {
        Some(last) => take(u8x16::new(*last), text.len() - PART),
        None => take(u8x16::new(filled(rest, fill)), 0),
    }
}

/// Whether one of some bytes is in a text; none of them is zero, which fills a short text up. In texts as short as cells this is
/// faster than memchr, which is called, and chooses how it looks.
#[inline(always)]
pub(crate) fn holds_any<const N: usize>(text: &[u8], wanted: [u8; N]) -> bool {
    let mut found = u8x16::ZERO;
    in_sixteens(text, 0, |bytes, _| wanted.iter().for_each(|byte| found |= bytes.simd_eq(u8x16::splat(*byte))));
    found.to_bitmask() != 0
}

/// A text of fewer bytes, and what fills it up. To call for a copy of so few bytes takes longer than to put them together.
#[inline(always)]
fn filled(text: &[u8], fill: u8) -> [u8; PART] {
    let length = text.len();
    let known = if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (length - 8))
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        u128::from(u32::from_le_bytes(*first)) | u128::from(u32::from_le_bytes(*last)) << (8 * (length - 4))
    } else {
        text.iter().rev().fold(0, |known, byte| known << 8 | u128::from(*byte))
    };
    (known | u128::from_le_bytes([fill; PART]) << (8 * length)).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(!holds_any(&text, [b',', b'"']));
            for at in 0..length {
                let mut text = text.clone();
                text[at] = b'"';
                assert!(holds_any(&text, [b',', b'"']) && !holds_any(&text, [b',']));
            }
        }
    }

    #[test]
    fn each_byte_is_given_in_its_place() {
        let text: Vec<u8> = (1..80).collect();
        for length in 0..text.len() {
            let mut given = vec![0; length];
            in_sixteens(&text[..length], b' ', |bytes, start| {
                for (at, byte) in bytes.to_array().into_iter().enumerate() {
                    match given.get_mut(start + at) {
                        Some(location) => *location = byte,
                        None => assert_eq!(byte, b' '),
                    }
                }
            });
            assert_eq!(given, text[..length]);
        }
    }
}
