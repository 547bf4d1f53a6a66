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
        None => {
            let mut last = [fill; PART];
            last[..rest.len()].copy_from_slice(rest);
            take(u8x16::new(last), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_given_in_its_place() {
        let text: Vec<u8> = (1..80).collect();
        for length in 0..text.len() {
            let mut given = vec![0; length];
            in_sixteens(&text[..length], 0, |bytes, start| {
                for (at, byte) in bytes.to_array().into_iter().enumerate() {
                    match given.get_mut(start + at) {
                        Some(place) => *place = byte,
                        None => assert_eq!(byte, 0),
                    }
                }
            });
            assert_eq!(given, text[..length]);
        }
    }
}
