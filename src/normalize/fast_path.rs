//! Fast path: checks 16 bytes at a time whether a cell is already canonical.
//!
//! The definition of canonical text is in [`text`](super::text), and that of a valid address in [`email`](super::email). An
//! answer given here is definitive; otherwise the caller falls back to the check of each character. The fast path saves that
//! check, which would take most of the time of normalizing a canonical row.

use wide::u8x16;

use crate::util::in_sixteens;

/// The result for each byte is a bit of a `u64`, so longer cells take the fallback.
const MAX_BYTES: usize = 64;

/// Returns which bytes of a text belong to each of several classes, as bits, the first byte as the lowest bit. A byte belongs to
/// a class if its highest bit is set in the class's vector; the vector of the bytes themselves is the class of bytes above
/// ASCII.
#[inline(always)]
fn classify<const N: usize>(text: &[u8], classes: impl Fn(u8x16) -> [u8x16; N]) -> [u64; N] {
    let mut bits = [0; N];
    in_sixteens(text, 0, |bytes, at| {
        for (bits, class) in bits.iter_mut().zip(classes(bytes)) {
            *bits |= u64::from(class.to_bitmask()) << at;
        }
    });
    bits
}

/// Returns a number whose lowest `count` bits are set.
fn low_bits(count: usize) -> u64 {
    u64::MAX.checked_shr((MAX_BYTES - count) as u32).unwrap_or(0)
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

/// Returns the class of ASCII letters in any case.
#[inline(always)]
fn letters(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(0x20), b'a', b'z')
}

/// The properties of a text that is canonical, has no special character, and doesn't start like a formula.
pub(super) struct OrdinaryText {
    /// Whether it may have two characters above ASCII side by side, each of which takes two bytes or more. `true` is not
    /// definitive: one character may take four bytes.
    pub(super) has_adjacent_letters: bool,
}

/// Returns the properties of a text of common letters, digits, single spaces and `. , ' - & / ( )`. `None` is not
/// definitive: other letters may be canonical too. An apostrophe at the start may come before a formula that was made
/// harmless.
pub(super) fn ordinary_text(text: &str) -> Option<OrdinaryText> {
    ordinary::<false>(text)
}

/// Returns the properties of an ordinary text that is the name of one person: it has none of the separators `&` and `/`,
/// and at most four words, because two people with a word between them have five. `None` is not definitive.
pub(super) fn ordinary_name(text: &str) -> Option<OrdinaryText> {
    ordinary::<true>(text)
}

#[inline(always)]
fn ordinary<const IS_NAME: bool>(text: &str) -> Option<OrdinaryText> {
    let text = text.as_bytes();
    if text.len() > MAX_BYTES {
        return None;
    }
    let [ordinary, spaces, wide] = classify(text, |bytes| {
        let spaces = is(bytes, b' ');
        // From ' to 9, without the * and the +.
        let marks = within(bytes, b'\'', b'9') & !is(bytes & u8x16::splat(0xfe), b'*');
        let marks = if IS_NAME { marks & !is(bytes, b'/') } else { marks | is(bytes, b'&') };
        [letters(bytes) | marks | spaces, spaces, bytes]
    });
    let all = low_bits(text.len());
    let without_lowest = |bits: u64| bits & bits.wrapping_sub(1);
    let is_ordinary = ordinary | wide == all
        && has_single_spaces(spaces, all)
        && (!IS_NAME || without_lowest(without_lowest(without_lowest(spaces))) == 0)
        && text.first().is_some_and(|first| !matches!(first, b'-' | b'\''))
        && (wide == 0 || has_common_letters(text, wide));
    is_ordinary.then(|| OrdinaryText { has_adjacent_letters: are_adjacent(wide) })
}

/// Returns whether four bytes in a row are those of two characters or of one.
fn are_adjacent(wide: u64) -> bool {
    let pairs = wide & wide >> 1;
    pairs & pairs >> 2 != 0
}

/// Returns whether a text has two characters above ASCII side by side, each of which takes two bytes or more. `true` is not
/// definitive: long texts aren't looked at, and one character may take four bytes.
pub(super) fn may_have_adjacent_letters(text: &str) -> bool {
    let text = text.as_bytes();
    if text.len() > MAX_BYTES {
        return true;
    }
    let [wide] = classify(text, |bytes| [bytes]);
    are_adjacent(wide & low_bits(text.len()))
}

/// Returns whether a text of printable ASCII is canonical. Returns `None` if it is long or has other letters.
pub(super) fn is_canonical_ascii(text: &str) -> Option<bool> {
    let text = text.as_bytes();
    if text.len() > MAX_BYTES {
        return None;
    }
    let [printable, spaces, wide] = classify(text, |bytes| [within(bytes, b'!', b'~'), is(bytes, b' '), bytes]);
    let all = low_bits(text.len());
    (wide == 0).then_some(printable | spaces == all && has_single_spaces(spaces, all))
}

/// Returns whether there are no two spaces in a row and none at the ends of a text that has bytes where `all` has bits.
fn has_single_spaces(spaces: u64, all: u64) -> bool {
    let last = all ^ all >> 1;
    spaces & (spaces << 1 | 1 | last) == 0
}

/// Returns whether the bytes above ASCII are those of common letters: a subset of `is_common_letter` in [`text`](super::text).
fn has_common_letters(text: &[u8], wide: u64) -> bool {
    let [common, latin, signs, han, below] = classify(text, |bytes| {
        let starts = within(bytes, 0xc3, 0xc8)
            | within(bytes, 0xd0, 0xd1)
            | within(bytes, 0xe4, 0xe9)
            | within(bytes, 0xeb, 0xec);
        let rest = within(bytes, 0x80, 0xbf);
        // × and ÷ are among the letters that start with 0xc3.
        let signs = is(bytes, 0x97) | is(bytes, 0xb7);
        // Hexagrams are before the ideographs that start with 0xe4.
        [starts | rest, is(bytes, 0xc3), signs, is(bytes, 0xe4), within(bytes, 0x80, 0xb7)]
    });
    common == wide && latin << 1 & signs == 0 && han << 1 & below == 0
}

/// Returns whether a text is a valid and canonical address: ASCII letters, digits, dots, dashes and underscores, one @, after it
/// a dot and no capitals, there a letter or a digit on both sides of each dot and dash, and before the @ no dots at the ends or in
/// a row. `false` is not definitive.
pub(super) fn is_ordinary_address(address: &str) -> bool {
    let address = address.as_bytes();
    if address.len() > MAX_BYTES {
        return false;
    }
    let [letters, local, dots, dashes, at] = classify(address, |bytes| {
        let letters = within(bytes, b'a', b'z') | within(bytes, b'0', b'9');
        let local = within(bytes, b'A', b'Z') | is(bytes, b'_');
        [letters, local, is(bytes, b'.'), is(bytes, b'-'), is(bytes, b'@')]
    });
    let all = low_bits(address.len());
    if !at.is_power_of_two() || letters | local | dots | dashes | at != all || address[0] == b'_' {
        return false;
    }
    let domain = all & !(at | (at - 1));
    let label_ends = (dots | dashes) & domain;
    let last = all ^ all >> 1;
    (letters | local) & 1 != 0
        && dots << 1 & (dots | at) == 0
        && domain & local == 0
        && dots & domain != 0
        && letters & last != 0
        && (label_ends | at) << 1 & label_ends == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn classes_are_those_of_each_byte(text in prop::collection::vec(any::<u8>(), 0..=MAX_BYTES), low: u8, high: u8) {
            let (low, high) = (low.min(high), low.max(high));
            let [found] = classify(&text, |bytes| [within(bytes, low, high)]);
            let is_within = |byte: &u8| (low..=high).contains(byte);
            let expected = text.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from(is_within(byte)));
            // The bytes that fill the last 16 are not part of the text.
            prop_assert_eq!(found & low_bits(text.len()), expected);
        }
    }

    #[test]
    fn ordinary_texts_and_addresses_take_the_fast_path() {
        for text in [
            "Ann Lee",
            "Zoë Müller",
            "鈴木花子",
            "Анна Иванова",
            "Brien (Jr.), A & B/C",
            "Ann-Marie de la Cruz, Head of Sales",
            "O'Brien",
        ] {
            assert!(ordinary_text(text).is_some(), "{text}");
        }
        let long = "a".repeat(65);
        for text in [
            "",
            " Ann",
            "Ann ",
            "Ann  Lee",
            "-1",
            "+1",
            "a*b",
            "a\tb",
            "a\0",
            "\0",
            "Zoë  Lee",
            "'-1",
            "'Brien",
            "3×4",
            "a÷b",
            "“a”",
            &long,
        ] {
            assert!(ordinary_text(text).is_none(), "{text:?}");
        }
        for (text, is_canonical) in
            [("A \"B\" +1", Some(true)), ("A  B", Some(false)), ("A ", Some(false)), ("a\tb", Some(false)), ("é", None)]
        {
            assert_eq!(is_canonical_ascii(text), is_canonical, "{text:?}");
        }
        for address in ["ann@example.com", "Ann_Lee.x-y@a-b.example.co", "a@b.c"] {
            assert!(is_ordinary_address(address), "{address}");
        }
        for address in [
            "", "@", "a@b", "a@b.", "a@.b", "a@-b.c", "a@b-.c", "a@b..c", "_a@b.c", ".a@b.c", "a@B.c", "a@b_c.d",
            "a@b@c.d", "a@b.c\0", "a.@b.c", "a..b@c.d",
        ] {
            assert!(!is_ordinary_address(address), "{address:?}");
        }
    }
}
