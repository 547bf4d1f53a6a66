//! Whether a cell is canonical, seen in sixteen bytes at a time: most are, and need no look at each letter.
//!
//! What is told of a text is so. Where nothing is told of it, or an address isn't ordinary, it needs the look at each letter.

use wide::u8x16;

use crate::contact::{holds_any, in_sixteens};

/// Longer cells are looked at letter by letter: a bit for each byte has room in a word.
const LONGEST: usize = 64;

/// The bytes of a text that are of each kind, as bits, the first byte the lowest. What is of a kind has its highest bit set: bytes
/// themselves are the kind of those above ASCII.
#[inline(always)]
fn kinds_of<const N: usize>(text: &[u8], kinds: impl Fn(u8x16) -> [u8x16; N]) -> [u64; N] {
    let mut bits = [0; N];
    in_sixteens(text, 0, |bytes, at| {
        for (bits, kind) in bits.iter_mut().zip(kinds(bytes)) {
            *bits |= u64::from(kind.to_bitmask()) << at;
        }
    });
    bits
}

/// So many bits.
fn first(count: usize) -> u64 {
    u64::MAX.checked_shr((LONGEST - count) as u32).unwrap_or(0)
}

#[inline(always)]
fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

#[inline(always)]
fn within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

/// Letters of ASCII, in any case.
#[inline(always)]
fn letters(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(0x20), b'a', b'z')
}

/// Whether a text has common letters, digits, single spaces, and of other characters only `. , - & / ( )`, none of them as the
/// start of a formula. Not told where it is long, has letters that are less common, or an apostrophe, which may stand before a
/// formula that was made harmless.
pub(super) fn is_ordinary_text(text: &str) -> Option<bool> {
    let text = text.as_bytes();
    if text.len() > LONGEST {
        return None;
    }
    let [ordinary, spaces, wide] = kinds_of(text, |bytes| {
        let spaces = is(bytes, b' ');
        // From ( to 9, without the * and the +.
        let marks = within(bytes, b'(', b'9') & !is(bytes & u8x16::splat(0xfe), b'*');
        [letters(bytes) | marks | is(bytes, b'&') | spaces, spaces, bytes]
    });
    let all = first(text.len());
    if ordinary | wide != all {
        return (!holds_any(text, [b'\''])).then_some(false);
    }
    let is_ordinary = has_single_spaces(spaces, all) && text.first().is_some_and(|first| *first != b'-');
    (wide == 0 || !is_ordinary || has_common_letters(text, wide)).then_some(is_ordinary)
}

/// Whether a text is printable ASCII with single spaces, none of them at its ends; not told where it is long or has other letters.
pub(super) fn is_plain_ascii(text: &str) -> Option<bool> {
    let text = text.as_bytes();
    if text.len() > LONGEST {
        return None;
    }
    let [printable, spaces, wide] = kinds_of(text, |bytes| [within(bytes, b'!', b'~'), is(bytes, b' '), bytes]);
    let all = first(text.len());
    (wide == 0).then_some(printable | spaces == all && has_single_spaces(spaces, all))
}

/// Whether spaces stand alone, and within a text that has bytes where `all` has bits.
fn has_single_spaces(spaces: u64, all: u64) -> bool {
    let last = all ^ all >> 1;
    spaces & (spaces << 1 | 1 | last) == 0
}

/// Whether the bytes above ASCII are those of letters that are common.
fn has_common_letters(text: &[u8], wide: u64) -> bool {
    let [common, latin, signs] = kinds_of(text, |bytes| {
        let starts = within(bytes, 0xc3, 0xc8)
            | within(bytes, 0xd0, 0xd1)
            | within(bytes, 0xe5, 0xe9)
            | within(bytes, 0xeb, 0xec);
        // × and ÷ stand among the letters that start with 0xc3.
        [starts | within(bytes, 0x80, 0xbf), is(bytes, 0xc3), is(bytes, 0x97) | is(bytes, 0xb7)]
    });
    common == wide && latin << 1 & signs == 0
}

/// Whether an address is made of ASCII letters, digits, dots, dashes and underscores, with one @, a dot and no capital behind it, and a
/// letter or a digit around each dot and dash there.
pub(super) fn is_ordinary_address(address: &str) -> bool {
    let address = address.as_bytes();
    if address.len() > LONGEST {
        return false;
    }
    let [letters, local, dots, dashes, at] = kinds_of(address, |bytes| {
        let letters = within(bytes, b'a', b'z') | within(bytes, b'0', b'9');
        let local = within(bytes, b'A', b'Z') | is(bytes, b'_');
        [letters, local, is(bytes, b'.'), is(bytes, b'-'), is(bytes, b'@')]
    });
    let all = first(address.len());
    if !at.is_power_of_two() || letters | local | dots | dashes | at != all || address[0] == b'_' {
        return false;
    }
    let domain = all & !(at | (at - 1));
    let parts = (dots | dashes) & domain;
    let last = all ^ all >> 1;
    (letters | local) & 1 != 0
        && domain & local == 0
        && dots & domain != 0
        && letters & last != 0
        && (parts | at) << 1 & parts == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn kinds_are_those_of_each_byte(text in prop::collection::vec(any::<u8>(), 0..=LONGEST), low: u8, high: u8) {
            let (low, high) = (low.min(high), low.max(high));
            let [found] = kinds_of(&text, |bytes| [within(bytes, low, high)]);
            let is_there = |byte: &u8| (low..=high).contains(byte);
            let expected = text.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from(is_there(byte)));
            // What fills the last sixteen is of no text.
            prop_assert_eq!(found & first(text.len()), expected);
        }
    }

    #[test]
    fn what_lists_have_is_seen_at_a_glance() {
        for text in [
            "Ann Lee",
            "Zoë Müller",
            "鈴木花子",
            "Анна Иванова",
            "Brien (Jr.), A & B/C",
            "Ann-Marie de la Cruz, Head of Sales",
        ] {
            assert_eq!(is_ordinary_text(text), Some(true), "{text}");
        }
        for text in ["", " Ann", "Ann ", "Ann  Lee", "-1", "+1", "a*b", "a\tb", "a\0", "\0", "Zoë  Lee"] {
            assert_eq!(is_ordinary_text(text), Some(false), "{text:?}");
        }
        for text in ["'-1", "O'Brien", "3×4", "a÷b", "“a”", &"a".repeat(65)] {
            assert_eq!(is_ordinary_text(text), None, "{text:?}");
        }
        for (text, is_plain) in
            [("A \"B\" +1", Some(true)), ("A  B", Some(false)), ("A ", Some(false)), ("a\tb", Some(false)), ("é", None)]
        {
            assert_eq!(is_plain_ascii(text), is_plain, "{text:?}");
        }
        for address in ["ann@example.com", "Ann_Lee.x-y@a-b.example.co", "a@b.c"] {
            assert!(is_ordinary_address(address), "{address}");
        }
        for address in [
            "", "@", "a@b", "a@b.", "a@.b", "a@-b.c", "a@b-.c", "a@b..c", "_a@b.c", ".a@b.c", "a@B.c", "a@b_c.d",
            "a@b@c.d", "a@b.c\0",
        ] {
            assert!(!is_ordinary_address(address), "{address:?}");
        }
    }
}
