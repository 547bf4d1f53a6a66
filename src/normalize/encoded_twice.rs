//! Text that was encoded twice: UTF-8 whose bytes a program took for letters of a code page, and then encoded again, so
//! that "José" became "JosÃ©".
//!
//! A text is one only if all its letters beyond ASCII undo to valid UTF-8, and to letters that people write: so "São" and
//! "MALMÖ–LUND" aren't.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

use super::fast_path::may_have_adjacent_letters;

/// The code pages that programs assume most often: of Windows in the West, in Central Europe and in Turkey, and of old
/// Macs.
const CODE_PAGES: [&Encoding; 4] = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1254, MACINTOSH];

/// A text is rarely encoded more often than this.
const MAX_ROUNDS: usize = 3;

/// Returns whether a text may be encoded twice, without an allocation: `false` is definitive. Each letter became two
/// characters or more beyond ASCII, and the first of all is one that a first byte of UTF-8 becomes.
#[inline]
pub(super) fn may_be_encoded_twice(text: &str) -> bool {
    may_have_adjacent_letters(text) && starts_like_encoded_twice(text)
}

/// Returns whether the first characters beyond ASCII of a text may be one letter that was encoded twice.
pub(super) fn starts_like_encoded_twice(text: &str) -> bool {
    let start = text.bytes().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let mut rest = text[start..].chars();
    let (Some(first), Some(second)) = (rest.next(), rest.next()) else { return false };
    let is_sign = |c| matches!(c, '√' | '¬' | 'ƒ' | '≈' | '‚' | '»' | '·' | '–');
    // Two letters of a name, such as "Öå", are no bytes of one letter.
    is_of_first_byte(first) && !second.is_ascii() && (is_sign(first) || is_sign(second) || !is_of_first_byte(second))
}

/// Returns whether a character is what the first byte of a letter in UTF-8 (0xC2 to 0xF0) becomes in a code page. Those of
/// scripts that hardly anybody has in a list of contacts are left out.
const fn is_of_first_byte(c: char) -> bool {
    matches!(
        c,
        'Â' | 'Ã'
            | 'Ä'
            | 'Å'
            | 'Æ'
            | 'Ç'
            | 'È'
            | 'É'
            | 'Î'
            | 'Ï'
            | 'Ð'
            | 'Ñ'
            | '×'
            | 'Ø'
            | 'Ù'
            | 'Ú'
            | 'Û'
            | 'á'
            | 'â'
            | 'ã'
            | 'ä'
            | 'å'
            | 'ç'
            | 'è'
            | 'é'
            | 'ê'
            | 'ë'
            | 'ì'
            | 'ð'
            | 'Ă'
            | 'Ĺ'
            | 'Ć'
            | 'Č'
            | 'Ğ'
            | '√'
            | '¬'
            | 'ƒ'
            | '≈'
            | '‚'
            | 'Ŕ'
            | 'Đ'
            | 'Ń'
            | '»'
            | '·'
            | '–'
    )
}

/// Returns the texts that a text was before it was encoded twice, without repetitions; none if it wasn't.
pub(super) fn undo(text: &str) -> Vec<String> {
    let mut readings = Vec::new();
    if !may_be_encoded_twice(text) {
        return readings;
    }
    for code_page in CODE_PAGES {
        let rounds = std::iter::successors(undo_once(text, code_page), |undone| undo_once(undone, code_page));
        let undone = rounds.take(MAX_ROUNDS).filter(|undone| undone.split_whitespace().all(is_plausible)).last();
        readings.extend(undone.filter(|undone| !readings.contains(undone)));
    }
    readings
}

fn undo_once(text: &str, code_page: &'static Encoding) -> Option<String> {
    let bytes = bytes_in(text, code_page)?;
    let undone = std::str::from_utf8(&bytes).ok()?;
    (undone.len() < text.len()).then(|| undone.to_owned())
}

/// Returns the bytes of a text in a code page; `None` if it lacks a character.
fn bytes_in<'t>(text: &'t str, code_page: &'static Encoding) -> Option<Cow<'t, [u8]>> {
    let (bytes, _, has_unmappable) = code_page.encode(text);
    if !has_unmappable {
        return Some(bytes);
    }
    // Latin-1 has controls where Windows-1252 has letters.
    let is_latin_1 = code_page == WINDOWS_1252;
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect::<Option<Vec<u8>>>()
        .filter(|_| is_latin_1)
        .map(Cow::Owned)
}

/// Returns whether a word has only letters and punctuation that people write: Latin letters, or others in a word without
/// Latin ones.
fn is_plausible(word: &str) -> bool {
    let is_latin = word.contains(|c: char| c.is_ascii_alphabetic());
    word.chars().filter(|c| !c.is_ascii()).all(|c| match c {
        '\u{c0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{1e00}'..='\u{1eff}' => c.is_alphabetic(),
        '\u{2013}'..='\u{2014}' | '\u{2018}'..='\u{201e}' | '…' | '«' | '»' | '·' | '®' | '©' | '™' | 'ª' | 'º' => {
            true
        }
        _ => !is_latin && c.is_alphabetic(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded_twice(text: &str, code_page: &'static Encoding) -> String {
        code_page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_code_pages_made_of_a_text_is_undone() {
        for text in [
            "José",
            "Müller",
            "Ümit Kaya",
            "Mary O’Neil",
            "Łukasz Żółć",
            "Çağrı",
            "Åse Ødegård",
            "“Lead”",
            "Türkiye",
            "Côte d’Ivoire",
            "Ștefan",
            "Nguyễn Văn An",
            "Иван",
            "À la carte",
            "Íris",
        ] {
            assert_eq!(undo(text), [""; 0], "{text}");
            for code_page in CODE_PAGES {
                let twice = encoded_twice(text, code_page);
                // Some bytes have no letter in a code page.
                if !twice.contains('\u{fffd}') && undo_once(&twice, code_page).is_some() {
                    assert_eq!(undo(&twice), [text], "{twice} {}", code_page.name());
                }
            }
            let thrice = encoded_twice(&encoded_twice(text, WINDOWS_1252), WINDOWS_1252);
            assert_eq!(undo(&thrice), [text], "{thrice}");
        }
        for (twice, text) in [
            ("JosÃ© Lee", "José Lee"),
            ("Ãœmit", "Ümit"),
            ("Oâ€™Neil", "O’Neil"),
            ("JosĂ©", "José"),
            ("KoĹ‚odziej", "Kołodziej"),
            ("Jos√©", "José"),
            ("M√ºller", "Müller"),
            ("\u{c3}\u{9c}mit", "Ümit"),
            ("JosÃƒÂ©", "José"),
        ] {
            assert_eq!(undo(twice), [text], "{twice}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in [
            "São Paulo Ã",
            "MALMÖ–LUND",
            "Ãlvaro",
            "JOÃO",
            "CÔTÉ",
            "Ñuñoa",
            "Jos\u{fffd}",
            "José Ã©",
            "Łukasz Ã©",
            "Å",
            "Ã",
            "Zoë Ÿ",
            "Ärzte–Öl",
            "Élan™",
            "Vâ€",
            "ŠKODA",
            "Müller-Öß",
            "鈴木花子",
            "Роман",
            "Σ",
        ] {
            assert_eq!(undo(text), [""; 0], "{text}");
        }
    }
}
