//! The cells of names and job titles: any text, with a warning for special characters.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::cell::Cell;
use super::fast_path::is_ordinary_text;
use super::text::is_common_letter;
use crate::contact::CanonicalText;
use crate::diagnostics::{Finding, Fix, Message, Rule};

/// Returns the text of a name or a job title.
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    special: Rule,
    findings: &mut Vec<Finding<'a>>,
) -> Option<CanonicalText<'a>> {
    if is_ordinary_text(cell.text()) {
        return Some(CanonicalText(Cow::Borrowed(cell.text())));
    }
    let cleaned = cell.cleaned(findings)?;
    cell.push_cleaning(&cleaned, Fix::safe(cleaned.text.clone()), findings);
    if let Some(character) = cleaned.text.chars().find(|&c| !is_ordinary(c)) {
        let span = cell.text().find(character).map(|at| at..at + character.len_utf8());
        findings.push(cell.finding(special, span, Message::Special { column: cell.column, character }));
    }
    Some(CanonicalText(cleaned.text))
}

/// Returns whether a character needs no warning: letters and marks of any script, digits, spaces and `. , ' ’ - & / ( )`.
///
/// Source: "Configure a co-sell solution", 3 July 2023, allows no special characters in names and titles without saying
/// which they are. That is why they are a warning, not an error.
fn is_ordinary(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '\'' | '-' | '&' | '/' | '(' | ')');
    }
    c == '\u{2019}'
        || is_common_letter(c)
        || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
        || c.general_category() == GeneralCategory::DecimalNumber
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::is_canonical;
    use super::*;

    #[test]
    fn the_fast_path_takes_ordinary_characters_only() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            assert!(!is_ordinary_text(text) || is_ordinary(c) && is_canonical(text), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_takes_canonical_text_only(text in "([A-Za-z0-9]|[ -~]| |é|Ż|Ю|王|박|[À-῿]|\u{301}|[A-Z]{20}){0,30}") {
            if is_ordinary_text(&text) {
                prop_assert!(is_canonical(&text) && text.chars().all(is_ordinary));
                prop_assert!(!text.is_empty() && !text.starts_with(['-', '+', '=', '@']));
            }
        }
    }

    #[test]
    fn letters_and_marks_of_any_script_are_ordinary() {
        for text in ["Ann-Marie O'Brien", "अनीता", "محمد", "王伟", "A & B (C/D), E.", "١٢", "O’Neil"]
        {
            assert!(text.chars().all(is_ordinary), "{text}");
        }
        for text in ["#", "\"", "@", "™", "😀", "_"] {
            assert!(!text.chars().all(is_ordinary), "{text}");
        }
    }
}
