//! Finds the bytes that structure delimited text, 64 at a time.

use wide::u8x16;

/// Bytes that are compared together: one bit of a `u64` for each.
const BLOCK: usize = 64;

/// The positions of delimiters, line ends and quotes, in order.
pub(super) struct SpecialBytes<'b> {
    bytes: &'b [u8],
    signs: [u8x16; 4],
    /// The start of the current block.
    block: usize,
    /// A bit for each of its special bytes that wasn't returned yet.
    left: u64,
}

impl<'b> SpecialBytes<'b> {
    pub(super) fn new(bytes: &'b [u8], delimiter: u8) -> Self {
        let signs = [delimiter, b'\n', b'\r', b'"'].map(u8x16::splat);
        let mut marks = SpecialBytes { bytes, signs, block: 0, left: 0 };
        marks.left = marks.in_block();
        marks
    }

    fn in_block(&self) -> u64 {
        let rest = &self.bytes[self.block..];
        match rest.first_chunk::<BLOCK>() {
            Some(block) => self.in_bytes(block),
            None => {
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                self.in_bytes(&block) & ((1 << rest.len()) - 1)
            }
        }
    }

    fn in_bytes(&self, block: &[u8; BLOCK]) -> u64 {
        let (parts, _) = block.as_chunks();
        let [delimiter, feed, carriage_return, quote] = self.signs;
        parts.iter().rev().fold(0, |marks, part| {
            let part = u8x16::new(*part);
            let is_any =
                part.simd_eq(delimiter) | part.simd_eq(feed) | part.simd_eq(carriage_return) | part.simd_eq(quote);
            marks << 16 | u64::from(is_any.to_bitmask())
        })
    }
}

impl Iterator for SpecialBytes<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            if self.bytes.len() - self.block <= BLOCK {
                return None;
            }
            self.block += BLOCK;
            self.left = self.in_block();
        }
        let offset = self.block + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_scan_equals_a_check_of_each_byte(
            bytes in proptest::collection::vec(proptest::sample::select(b"abc\x00\xff,;\n\r\"".to_vec()), 0..300),
            delimiter in proptest::sample::select(b",;\x00\xff".to_vec()),
        ) {
            let is_mark = |offset: &usize| matches!(bytes[*offset], b'\n' | b'\r' | b'"') || bytes[*offset] == delimiter;
            let expected: Vec<usize> = (0..bytes.len()).filter(is_mark).collect();
            proptest::prop_assert_eq!(SpecialBytes::new(&bytes, delimiter).collect::<Vec<_>>(), expected);
        }
    }
}
