use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::cell::Cell;
use super::fast_path::{is_ordinary_text, is_plain_ascii};
use crate::contact::CanonicalText;
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// A name or a job title: any text, with a warning for special characters.
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    special: Rule,
    findings: &mut Vec<Finding<'a>>,
) -> Option<CanonicalText<'a>> {
    if is_canonical(cell.text()) {
        return Some(CanonicalText(Cow::Borrowed(cell.text())));
    }
    let cleaned = cell.cleaned(findings)?;
    cell.push_cleaning(&cleaned, Fix::safe(cleaned.text.clone()), findings);
    if !is_canonical(&cleaned.text)
        && let Some(character) = cleaned.text.chars().find(|&c| !is_ordinary(c))
    {
        let span = cell.text().find(character).map(|at| at..at + character.len_utf8());
        findings.push(cell.finding(special, span, Message::Special { column: cell.column, character }));
    }
    Some(CanonicalText(cleaned.text))
}

/// Whether a text is canonical already and has nothing special, at a glance: most are and have not.
fn is_canonical(text: &str) -> bool {
    is_ordinary_text(text).unwrap_or_else(|| is_clean::<false>(text))
}

/// Letters and marks of any script, digits, spaces and `. , ' ’ - & / ( )`.
///
/// Source: "Configure a co-sell solution", 3 July 2023, allows no special characters in names and titles without saying
/// which they are; so this is a warning's business.
fn is_ordinary(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '\'' | '-' | '&' | '/' | '(' | ')');
    }
    c == '\u{2019}'
        || is_common_letter(c)
        || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
        || c.general_category() == GeneralCategory::DecimalNumber
}

/// A text in NFC, trimmed, inner white space single, without control and invisible characters, and where it was not so:
/// the bytes of the first place of each kind.
pub(super) struct CleanedText<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) white_space: Option<Range<usize>>,
    pub(super) invisible: Option<Range<usize>>,
    pub(super) unicode: Option<Range<usize>>,
    original: &'a str,
}

impl<'a> CleanedText<'a> {
    pub(super) fn is_untouched(&self) -> bool {
        self.white_space.is_none() && self.invisible.is_none() && self.unicode.is_none()
    }

    pub(super) fn invisible_character(&self) -> char {
        self.invisible.clone().and_then(|span| self.original[span].chars().next()).unwrap_or_default()
    }
}

/// Cleans a text. One that is clean already, the common case, is borrowed.
pub(super) fn clean(original: &str) -> CleanedText<'_> {
    let untouched = |text| CleanedText { text, white_space: None, invisible: None, unicode: None, original };
    let is_padded = original.starts_with(' ') || original.ends_with(' ');
    if !is_padded && is_plain(original) {
        return untouched(Cow::Borrowed(original));
    }
    if let Some(trimmed) = trimmed_plain(original) {
        let start = usize::from(!original.starts_with(' ')) * trimmed.len();
        return CleanedText { white_space: Some(start..start + 1), ..untouched(Cow::Borrowed(trimmed)) };
    }
    let mut cleaned = untouched(Cow::Borrowed(""));
    let mut text = String::with_capacity(original.len());
    let trimmed_end = original.trim_end_matches(is_droppable).len();
    for (at, c) in original.char_indices() {
        let span = at..at + c.len_utf8();
        if c.is_whitespace() {
            let ends = text.is_empty() || span.start >= trimmed_end;
            if c != ' ' || ends || text.ends_with(' ') {
                cleaned.white_space.get_or_insert(span);
            }
            if !ends && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if is_invisible(c) {
            cleaned.invisible.get_or_insert(span);
        } else if let '\u{ff01}'..='\u{ff5e}' = c {
            cleaned.unicode.get_or_insert(span);
            text.extend(char::from_u32(u32::from(c) - 0xfee0));
        } else {
            text.push(c);
        }
    }
    if !text.is_ascii() && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        let composed: String = text.nfc().collect();
        if composed != text {
            cleaned.unicode.get_or_insert(0..original.len());
            text = composed;
        }
    }
    cleaned.text = if text == original { Cow::Borrowed(original) } else { Cow::Owned(text) };
    cleaned
}

/// A text that is clean but for spaces at its ends, without them: the commonest fault.
fn trimmed_plain(text: &str) -> Option<&str> {
    let trimmed = &text[within_spaces(text.as_bytes())];
    (!trimmed.is_empty() && trimmed.len() < text.len() && is_plain(trimmed)).then_some(trimmed)
}

/// What is left of a text without the spaces at its ends.
pub(super) fn within_spaces(text: &[u8]) -> Range<usize> {
    let is_other = |byte: &u8| *byte != b' ';
    let start = text.iter().position(is_other).unwrap_or(0);
    start..text.iter().rposition(is_other).map_or(start, |last| last + 1)
}

/// Printable ASCII and letters that are common, no space at the ends, none after another: clean at a glance.
fn is_plain(text: &str) -> bool {
    is_plain_ascii(text).unwrap_or_else(|| is_clean::<true>(text))
}

/// Whether a text is clean at a glance, special characters allowed or not.
fn is_clean<const SPECIAL: bool>(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Most are letters of ASCII.
        at += bytes[at..].iter().take_while(|&&byte| KINDS[usize::from(byte)] == Kind::Ordinary).count();
        let Some(&byte) = bytes.get(at) else { return !text.ends_with(' ') };
        at += match KINDS[usize::from(byte)] {
            Kind::Space if at > 0 && bytes[at - 1] != b' ' => 1,
            // After an apostrophe it may be a formula that was made harmless.
            Kind::Dash if SPECIAL || at > 0 && bytes[at - 1] != b'\'' => 1,
            Kind::Special if SPECIAL => 1,
            Kind::Wide => match text[at..].chars().next() {
                Some(c) if is_common_letter(c) => c.len_utf8(),
                _ => return false,
            },
            _ => return false,
        };
    }
}

/// What a byte says of the character that it starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One that is clean wherever it stands, or the rest of one.
    Ordinary,
    Space,
    Dash,
    Special,
    Wide,
    Control,
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Control; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Kind::Ordinary,
            b'.' | b',' | b'\'' | b'&' | b'/' | b'(' | b')' => Kind::Ordinary,
            b' ' => Kind::Space,
            b'-' => Kind::Dash,
            b'!'..=b'~' => Kind::Special,
            // They start common letters of two or three bytes, whichever come next.
            0xc4..=0xc8 | 0xd0..=0xd1 | 0xe5..=0xe9 | 0xeb..=0xec => Kind::Ordinary,
            0x80..0xc0 => Kind::Ordinary,
            0xc0.. => Kind::Wide,
            _ => Kind::Control,
        };
        byte += 1;
    }
    kinds
};

/// Letters of the scripts that most names are written in, composed already: what needs no look into Unicode's tables.
/// Each range holds letters only, all of them the same in NFC.
const fn is_common_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

fn is_droppable(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Control and format characters, and others that Unicode has no ink for (Default_Ignorable_Code_Point, Unicode 17,
/// `DerivedCoreProperties.txt`; the blank Braille pattern in addition).
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_letters_are_letters_and_composed() {
        for c in ('\u{80}'..='\u{ffff}').filter(|&c| is_common_letter(c)) {
            assert_eq!(c.general_category_group(), GeneralCategoryGroup::Letter, "{c:?}");
            assert!(is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && !is_invisible(c), "{c:?}");
        }
    }

    #[test]
    fn a_glance_knows_the_common_letters_by_their_first_byte() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            assert_eq!(is_plain(text), c.is_ascii_graphic() || is_common_letter(c), "{c:?}");
            assert!(is_ordinary_text(text).is_none_or(|seen| seen == is_clean::<false>(text)), "{c:?}");
            assert!(!is_canonical(text) || is_ordinary(c) && clean(text).text == text, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_canonical_at_a_glance_is_clean_and_ordinary(text in "([A-Za-z0-9]|[ -~]| |é|Ż|Ю|王|박|[À-῿]|[A-Z]{20}){0,30}") {
            let cleaned = clean(&text);
            prop_assert!(is_ordinary_text(&text).is_none_or(|seen| seen == (!text.is_empty() && is_clean::<false>(&text))));
            prop_assert_eq!(is_plain(&text), is_clean::<true>(&text));
            if is_canonical(&text) {
                prop_assert!(cleaned.text == text && text.chars().all(is_ordinary));
            }
            if is_plain(&text) {
                prop_assert!(matches!(cleaned.text, Cow::Borrowed(kept) if kept == text));
                prop_assert!(text.nfc().eq(text.chars()) && text.trim() == text && !text.contains("  "));
                prop_assert!(!text.contains(is_invisible));
            }
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["Ann Lee", "Zoë Müller", "王伟", "Анна Иванова", "O’Brien", ""] {
            assert!(matches!(clean(text).text, Cow::Borrowed(kept) if kept == text), "{text:?}");
        }
    }

    #[test]
    fn white_space_is_trimmed_and_made_single() {
        let cleaned = clean("\u{a0} Ann\u{3000}\n Lee\t");
        assert_eq!(cleaned.text, "Ann Lee");
        assert_eq!(cleaned.white_space, Some(0..2));
        assert!(cleaned.invisible.is_none() && cleaned.unicode.is_none());
    }

    #[test]
    fn white_space_around_what_is_dropped_goes_too() {
        assert_eq!(clean("Ann \u{200b}").text, "Ann");
        assert_eq!(clean("\u{feff} Ann").text, "Ann");
        assert_eq!(clean("Ann \u{200b} Lee").text, "Ann Lee");
        assert_eq!(clean("\u{200b}").text, "");
    }

    #[test]
    fn invisible_characters_are_removed_and_named() {
        for c in ['\0', '\u{1b}', '\u{200b}', '\u{202e}', '\u{ad}', '\u{feff}', '\u{3164}', '\u{85}'] {
            let text = format!("An{c}n");
            let cleaned = clean(&text);
            if c == '\u{85}' {
                assert_eq!(cleaned.text, "An n"); // a line end, which is white space
            } else {
                assert_eq!(cleaned.text, "Ann", "{c:?}");
                assert_eq!(cleaned.invisible_character(), c);
            }
        }
    }

    #[test]
    fn accents_are_composed_and_full_width_letters_made_ordinary() {
        let cleaned = clean("Zoe\u{308} Ｌｅｅ");
        assert_eq!(cleaned.text, "Zoë Lee");
        assert!(cleaned.unicode.is_some());
    }

    #[test]
    fn marks_and_letters_of_any_script_are_ordinary() {
        for text in ["Ann-Marie O'Brien", "अनीता", "محمد", "王伟", "A & B (C/D), E.", "١٢", "O’Neil"]
        {
            assert!(text.chars().all(is_ordinary), "{text}");
        }
        for text in ["#", "\"", "@", "™", "😀", "_"] {
            assert!(!text.chars().all(is_ordinary), "{text}");
        }
    }
}
