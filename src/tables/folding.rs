//! Folding of texts to lookup keys: without case, accents and punctuation.
//!
//! The build script compiles this file too (by `#[path]`), so that the compiled keys and the keys of lookups are made
//! by the same code.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Appends the key of a text: lower-case words separated by single spaces, without accents and punctuation. Apostrophes
/// and full stops are removed (`d'Ivoire`, `U.S.`), other punctuation separates words, and `&` becomes `and`.
///
/// Combining marks are removed if the letter is complete without them (Latin, Greek, Cyrillic, the vowels of Arabic and
/// Hebrew), and kept in scripts in which they are part of the word.
pub(crate) fn fold_into(text: &str, key: &mut String) {
    let start = key.len();
    // ASCII has no accents and is its own normal form, so most texts are folded byte by byte.
    if text.is_ascii() {
        // The key is longer than the text only if it has an `&`, which becomes " and ".
        key.reserve(text.len() + 4);
        text.bytes().for_each(|byte| match byte {
            b'a'..=b'z' | b'0'..=b'9' => key.push(char::from(byte)),
            b'A'..=b'Z' => key.push(char::from(byte.to_ascii_lowercase())),
            _ => push(key, start, char::from(byte)),
        });
    } else {
        // NFKD separates accents from letters, so that they can be removed. NFC joins the marks that are kept, such as
        // those of kana, and so gives each letter one form.
        let unmarked = text.nfkd().filter(|&c| !is_dropped_mark(c));
        for c in unmarked.flat_map(char::to_lowercase).filter(|&c| !is_dropped_mark(c)).nfc() {
            match spelled_out(c) {
                Some(letters) => letters.chars().for_each(|letter| push(key, start, letter)),
                None => push(key, start, c),
            }
        }
    }
    let end = key.trim_end().len();
    key.truncate(end.max(start));
}

/// Appends the key of a text with 0 in place of each number: `Page 12 of 30` is `page 0 of 0`.
pub(crate) fn number_key_into(text: &str, key: &mut String) {
    let start = key.len();
    fold_into(text, key);
    let mut after_digit = false;
    let numbers = key.split_off(start);
    for c in numbers.chars() {
        match c.is_ascii_digit() {
            true if after_digit => {}
            true => key.push('0'),
            false => key.push(c),
        }
        after_digit = c.is_ascii_digit();
    }
}

/// Appends the key of a text which keeps accents, because some names differ only by them: `Áo` is Austria, and `AO` a
/// code.
pub(crate) fn marked_key_into(text: &str, key: &mut String) {
    let start = key.len();
    // NFKC first for full-width letters; NFC again, because some letters with an accent are one
    // character only in lower case, such as ẘ.
    text.nfkc().flat_map(char::to_lowercase).nfc().for_each(|c| push(key, start, c));
    let end = key.trim_end().len();
    key.truncate(end.max(start));
}

/// Returns the bit of a word's first letter in a set of initials: one bit for each of a to z, and one for all other
/// letters.
pub(crate) const fn letter_bit(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << 26,
    }
}

/// The number of bits of [`word_hash`]: few enough for a bit of each hash to be in the processor's cache.
pub(crate) const WORD_HASH_BITS: u32 = 16;

/// Returns a hash of the first two bytes and the last two of a text, and of its length in bytes. Case has no
/// influence.
#[inline]
pub(crate) fn word_hash(text: &str) -> usize {
    let text = text.as_bytes();
    let bytes = match text {
        [first, second, .., third, last] => [*first, *second, *third, *last],
        _ => [0, 1, 2, 3].map(|index| text.get(index).copied().unwrap_or_default()),
    };
    // The low five bits of a letter are the same in both cases. The factor is 2^32 divided by the golden ratio (Knuth's
    // multiplicative hashing).
    let key = (u32::from_be_bytes(bytes) & 0x1f1f_1f1f).wrapping_add((text.len() as u32) << 5);
    (key.wrapping_mul(0x9e37_79b1) >> (32 - WORD_HASH_BITS)) as usize
}

fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' // points and accents of Hebrew
        | '\u{64b}'..='\u{655}' | '\u{670}' // vowels of Arabic, and the hamza, which is often omitted
    )
}

/// Returns whether a character is removed from keys: apostrophes and the characters that are typed instead of them,
/// full stops, the Arabic tatweel, and invisible characters that join or separate letters.
fn is_passed_over(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2018}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2b9}'
            | '`'
            | '\u{b4}'
            | '.'
            | '\u{ad}'
            | '\u{640}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn push(key: &mut String, start: usize, c: char) {
    if is_passed_over(c) {
        return;
    }
    if c.is_alphanumeric() || is_combining_mark(c) {
        key.push(c);
        return;
    }
    if c == '&' {
        part(key, start);
        key.push_str("and");
    }
    part(key, start);
}

fn part(key: &mut String, start: usize) {
    if key.len() > start && !key.ends_with(' ') {
        key.push(' ');
    }
}

/// Returns the spelling of a letter that Unicode doesn't decompose, or the base form of a variant, such as a final
/// sigma.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ہ' | 'ھ' => "ه",
        _ => return None,
    })
}

/// Appends the key of a column's label: folded, without spaces, and each number replaced by 0. So "E-Mail", "email" and
/// "e_mail" have one key, as have "jobTitle" and "Job title", and "Country 1" and "Country2".
pub(crate) fn label_key_into(label: &str, key: &mut String) {
    let start = key.len();
    fold_into(label, key);
    let words = key.split_off(start);
    for c in words.chars().filter(|c| *c != ' ') {
        let is_digit = c.is_ascii_digit();
        if !is_digit || key.len() == start || !key.ends_with('0') {
            key.push(if is_digit { '0' } else { c });
        }
    }
}

/// Appends the key of the name of a country or state: folded, without a leading "the", and with `st` spelled out as
/// `saint`. The full stop of `St.` separates words, because `St.Lucia` would otherwise become `stlucia`.
pub(crate) fn name_key_into(name: &str, key: &mut String) {
    let start = key.len();
    let mut rest = name;
    while let Some(end) = end_of_saint(rest) {
        fold_into(&rest[..end], key);
        key.push(' ');
        rest = &rest[end..];
    }
    fold_into(rest, key);
    let end = key.trim_end().len();
    key.truncate(end.max(start));
    if key[start..].starts_with("the ") {
        key.replace_range(start..start + 4, "");
    }
    // Few names have the word, so the others are left as they are, without an allocation.
    if key.as_bytes()[start..].split(|&byte| byte == b' ').any(|word| word == b"st") {
        let words: Vec<&str> = key[start..].split(' ').map(|word| if word == "st" { "saint" } else { word }).collect();
        let written_out = words.join(" ");
        key.truncate(start);
        key.push_str(&written_out);
    }
}

/// Returns the end of a `St.` that is directly followed by a name, as in "St.Lucia".
fn end_of_saint(name: &str) -> Option<usize> {
    name.match_indices("t.").map(|(offset, _)| offset).find_map(|offset| {
        let before = name[..offset].strip_suffix(['S', 's'])?;
        let is_word = !before.ends_with(char::is_alphanumeric);
        (is_word && name[offset + 2..].starts_with(char::is_alphabetic)).then_some(offset + 2)
    })
}
