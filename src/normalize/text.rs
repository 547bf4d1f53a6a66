//! Canonical text.
//!
//! A text is canonical if it is in NFC, trimmed, has single spaces inside, no full-width ASCII, and no control or invisible
//! characters except those that a script spells with. [`is_canonical`] decides this for all columns, and [`clean`] makes a text
//! canonical. Whether a text fits its column is decided elsewhere: special characters, for example, are canonical, and cause
//! a warning in [`free_text`](super::free_text).

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::fast_path::{is_canonical_ascii, ordinary_text};

/// Returns whether a text is canonical, without an allocation.
pub(super) fn is_canonical(text: &str) -> bool {
    is_canonical_ascii(text).unwrap_or_else(|| ordinary_text(text).is_some() || is_canonical_by_character(text))
}

/// The definition of canonical text.
fn is_canonical_by_character(text: &str) -> bool {
    let (mut before, mut needs_nfc_check) = (' ', false);
    for (at, c) in text.char_indices() {
        let is_single_space = c == ' ' && before != ' ';
        if !c.is_ascii_graphic() && !is_common_letter(c) && !is_single_space {
            let is_invisible = || is_invisible(c) && !belongs_to_spelling(before, &text[at..]);
            if c.is_whitespace() || is_full_width_ascii(c) || is_invisible() {
                return false;
            }
            needs_nfc_check = true;
        }
        before = c;
    }
    !text.ends_with(' ') && (!needs_nfc_check || is_nfc(text))
}

/// A canonical text, and for each kind of change the bytes of the first place where the original differs.
pub(super) struct CleanedText<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) white_space: Option<Range<usize>>,
    pub(super) invisible: Option<Range<usize>>,
    pub(super) unicode: Option<Range<usize>>,
}

impl<'a> CleanedText<'a> {
    pub(super) fn is_unchanged(&self) -> bool {
        self.white_space.is_none() && self.invisible.is_none() && self.unicode.is_none()
    }
}

/// Makes a text canonical. A text that is canonical, the common case, is borrowed.
pub(super) fn clean(original: &str) -> CleanedText<'_> {
    let unchanged = |text| CleanedText { text, white_space: None, invisible: None, unicode: None };
    if is_canonical(original) {
        return unchanged(Cow::Borrowed(original));
    }
    // Fast path for the most frequent change, spaces at the ends: saves the allocation.
    let trimmed = &original[without_spaces(original, 0..original.len())];
    if !trimmed.is_empty() && trimmed.len() < original.len() && is_canonical(trimmed) {
        let start = usize::from(!original.starts_with(' ')) * trimmed.len();
        return CleanedText { white_space: Some(start..start + 1), ..unchanged(Cow::Borrowed(trimmed)) };
    }
    let mut cleaned = unchanged(Cow::Borrowed(""));
    let mut text = String::with_capacity(original.len());
    let trimmed_end = original.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
    for (at, c) in original.char_indices() {
        let span = at..at + c.len_utf8();
        if c.is_whitespace() {
            let is_at_end = text.is_empty() || span.start >= trimmed_end;
            if c != ' ' || is_at_end || text.ends_with(' ') {
                cleaned.white_space.get_or_insert(span);
            }
            if !is_at_end && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if is_invisible(c) && !belongs_to_spelling(text.chars().next_back().unwrap_or(' '), &original[at..]) {
            cleaned.invisible.get_or_insert(span);
        } else if is_full_width_ascii(c) {
            cleaned.unicode.get_or_insert(span);
            text.extend(char::from_u32(u32::from(c) - 0xfee0));
        } else {
            text.push(c);
        }
    }
    if !text.is_ascii() && !is_nfc(&text) {
        cleaned.unicode.get_or_insert(0..original.len());
        text = text.nfc().collect();
        // NFC sorts marks, so a joiner that followed a virama may follow another mark now.
        if !is_canonical(&text) {
            cleaned.invisible.get_or_insert(0..original.len());
            text = clean(&text).text.into_owned();
        }
    }
    cleaned.text = Cow::Owned(text);
    cleaned
}

/// Returns a range without the spaces at its ends.
pub(super) fn without_spaces(text: &str, range: Range<usize>) -> Range<usize> {
    let is_other = |byte: &u8| *byte != b' ';
    let bytes = &text.as_bytes()[range.clone()];
    let start = bytes.iter().position(is_other).unwrap_or(0);
    let end = bytes.iter().rposition(is_other).map_or(start, |last| last + 1);
    range.start + start..range.start + end
}

/// Returns whether a character is a letter of the scripts that most names are written in. Each of these ranges has letters
/// only, and all of them are the same in NFC, so that they need no lookup in the tables of Unicode.
pub(super) const fn is_common_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

/// Returns whether a character is the full-width form of an ASCII character.
const fn is_full_width_ascii(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// Returns whether a character is a control or format character, or another one that is shown as nothing
/// (`Default_Ignorable_Code_Point`, Unicode 17, `DerivedCoreProperties.txt`; in addition the blank Braille pattern).
pub(crate) fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !c.is_ascii_whitespace() && c != '\u{b}';
    }
    matches!(c,
        '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2065}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{e0000}'..='\u{e0fff}')
        || matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format) && !c.is_whitespace()
}

/// Returns whether the invisible character that `rest` starts with is a part of the spelling, after the character `before`:
///
/// - a joiner or non-joiner between letters of a script that joins them (Persian), or after a virama (Hindi, Malayalam,
///   Sinhala), where it may also end a word;
/// - a variation selector after a Chinese character (Japanese names), or a letter of Mongolian, Myanmar or Phags-pa;
/// - the vowel separator of Mongolian between its letters.
///
/// Sources: Unicode Standard Annex 31, section 2.3, and RFC 5892, appendices A.1 and A.2, for joiners;
/// `StandardizedVariants.txt` and the Ideographic Variation Database for selectors.
fn belongs_to_spelling(before: char, rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('\u{200c}' | '\u{200d}') => {
            let is_letter = |c: char| {
                let group = c.general_category_group();
                is_of_joining_script(c) && matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
            };
            is_letter(before) && (canonical_combining_class(before) == VIRAMA || rest.next().is_some_and(is_letter))
        }
        Some('\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}') => matches!(before,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
            | '\u{1000}'..='\u{109f}' | '\u{a840}'..='\u{a877}'),
        Some('\u{180b}'..='\u{180d}' | '\u{180f}') => is_mongolian(before),
        Some('\u{180e}') => is_mongolian(before) && rest.next().is_some_and(is_mongolian),
        _ => false,
    }
}

/// The canonical combining class of viramas, which remove the vowel of a letter.
const VIRAMA: u8 = 9;

/// Returns whether a character is in a block of a script whose letters join or form conjuncts: Arabic to N’Ko, those of India
/// and Sri Lanka, Myanmar, Khmer, Mongolian, those of Indonesia, Adlam, and the Indic blocks from Brahmi to Kawi.
const fn is_of_joining_script(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{7ff}' | '\u{840}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{1b00}'..='\u{1bff}' | '\u{a980}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

const fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18aa}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_letters_are_letters_in_nfc() {
        for c in ('\u{80}'..='\u{ffff}').filter(|&c| is_common_letter(c)) {
            assert_eq!(c.general_category_group(), GeneralCategoryGroup::Letter, "{c:?}");
            let mut buffer = [0; 4];
            assert!(is_nfc(c.encode_utf8(&mut buffer)) && !is_invisible(c), "{c:?}");
        }
    }

    #[test]
    fn every_character_is_canonical_if_cleaning_keeps_it() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            let (is_canonical, cleaned) = (is_canonical_by_character(text), clean(text));
            assert_eq!((is_canonical, is_canonical), (cleaned.text == text, cleaned.is_unchanged()), "{c:?}");
            assert!(is_canonical_ascii(text).is_none_or(|fast| fast == is_canonical), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_agrees_with_the_definition(text in "([A-Za-z0-9]|[ -~]| |é|Ż|Ю|王|박|[À-῿]|\u{301}|[A-Z]{20}){0,30}") {
            let cleaned = clean(&text);
            prop_assert!(is_canonical_ascii(&text).is_none_or(|fast| fast == is_canonical_by_character(&text)));
            prop_assert_eq!(is_canonical(&text), cleaned.is_unchanged());
            prop_assert_eq!(is_canonical(&text), cleaned.text == text);
            if is_canonical(&text) {
                prop_assert!(matches!(cleaned.text, Cow::Borrowed(kept) if kept == text));
                prop_assert!(text.nfc().eq(text.chars()) && text.trim() == text && !text.contains("  "));
                prop_assert!(!text.contains(is_invisible));
            }
        }

        #[test]
        fn cleaned_text_is_canonical(text in prop_oneof![any::<String>(), "[ا-يक-्ക-്葛ᠠn\u{200b}-\u{200d}\u{fe00}\u{e0100}\u{180e}\u{301}\u{653} ]{0,12}"]) {
            prop_assert!(is_canonical(&clean(&text).text), "{text:?}");
            prop_assert_eq!(is_canonical(&text), clean(&text).is_unchanged(), "{:?}", text);
        }
    }

    #[test]
    fn canonical_text_is_borrowed() {
        for text in ["Ann Lee", "Zoë Müller", "王伟", "Анна Иванова", "O’Brien", ""] {
            assert!(matches!(clean(text).text, Cow::Borrowed(kept) if kept == text), "{text:?}");
        }
    }

    #[test]
    fn white_space_becomes_single_spaces() {
        let cleaned = clean("\u{a0} Ann\u{3000}\n Lee\t");
        assert_eq!(cleaned.text, "Ann Lee");
        assert_eq!(cleaned.white_space, Some(0..2));
        assert!(cleaned.invisible.is_none() && cleaned.unicode.is_none());
    }

    #[test]
    fn white_space_beside_invisible_characters_is_removed() {
        assert_eq!(clean("Ann \u{200b}").text, "Ann");
        assert_eq!(clean("\u{feff} Ann").text, "Ann");
        assert_eq!(clean("Ann \u{200b} Lee").text, "Ann Lee");
        assert_eq!(clean("\u{200b}").text, "");
    }

    #[test]
    fn invisible_characters_are_removed() {
        for c in ['\0', '\u{1b}', '\u{200b}', '\u{202e}', '\u{ad}', '\u{feff}', '\u{3164}', '\u{85}'] {
            let text = format!("An{c}n");
            let cleaned = clean(&text);
            if c == '\u{85}' {
                assert_eq!(cleaned.text, "An n"); // a line end, which is white space
            } else {
                assert_eq!(cleaned.text, "Ann", "{c:?}");
                assert_eq!(cleaned.invisible.map(|span| &text[span]), Some(&*c.to_string()));
            }
        }
    }

    #[test]
    fn invisible_characters_of_the_spelling_stay() {
        for text in [
            "علی\u{200c}رضا",          // Persian
            "ශ්\u{200d}රී",              // Sinhala
            "क्\u{200d}ष",              // Hindi
            "ശ്രീ\u{200d}ജിത്ത്",         // Malayalam
            "മോഹന്\u{200d}",            // Malayalam, at the end of a word
            "മോഹന്\u{200d} ലാല്\u{200d}", // and before a space
            "葛\u{e0100}城",           // Japanese
            "ᠠᠨ\u{180e}ᠠ",             // Mongolian
        ] {
            assert!(is_canonical(text) && clean(text).is_unchanged() && clean(text).text == text, "{text}");
            assert_eq!(clean(&format!(" {text} ")).text, text);
        }
        for (text, cleaned) in [
            ("An\u{200d}n", "Ann"),
            ("Ann\u{200c}", "Ann"),
            ("\u{200d}علی", "علی"),
            ("علی\u{200c}", "علی"),
            ("علی\u{200c} رضا", "علی رضا"),
            ("علی\u{200c}\u{200c}رضا", "علی\u{200c}رضا"),
            ("ശ്\u{200d}\u{200d}", "ശ്\u{200d}"),
            ("王\u{200d}伟", "王伟"),
            ("Ann\u{fe0f}", "Ann"),
            ("葛\u{fe0f}城", "葛城"),
            ("👩\u{200d}💻", "👩💻"),
        ] {
            let found = clean(text);
            assert_eq!(found.text, cleaned, "{text:?}");
            assert!(found.invisible.is_some() && is_canonical(cleaned), "{text:?}");
        }
    }

    #[test]
    fn accents_are_composed_and_full_width_letters_replaced() {
        let cleaned = clean("Zoe\u{308} Ｌｅｅ");
        assert_eq!(cleaned.text, "Zoë Lee");
        assert!(cleaned.unicode.is_some());
    }
}
