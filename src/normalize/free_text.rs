//! The cells of names and job titles: any text, with a warning for special characters.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::cell::Cell;
use super::encoded_twice::{may_be_encoded_twice, starts_like_encoded_twice};
use super::fast_path::{OrdinaryText, ordinary_name, ordinary_text};
use super::placeholder::may_stand_for_none;
use super::quotation_marks::unquoted;
use super::several::people;
use super::text::{clean, is_common_letter};
use crate::contact::{CanonicalText, Column};
use crate::diagnostics::{Finding, Fix, Message, Rule, Severity};
use crate::tables::{FillerWord, filler_word, is_example, may_be_filler};

/// Returns the text of a name or a job title. Sets `may_be_garbled` if it may be encoded twice, which is no finding here.
#[inline]
pub(super) fn normalize<'a>(
    cell: &Cell<'_, 'a>,
    special: Rule,
    findings: &mut Vec<Finding<'a>>,
    may_be_garbled: &mut bool,
) -> Option<CanonicalText<'a>> {
    if is_plain(cell.text(), cell.column) {
        return Some(CanonicalText(Cow::Borrowed(cell.text())));
    }
    *may_be_garbled |= may_be_encoded_twice(cell.text());
    normalize_unusual(cell, special, findings)
}

#[inline(never)]
fn normalize_unusual<'a>(
    cell: &Cell<'_, 'a>,
    special: Rule,
    findings: &mut Vec<Finding<'a>>,
) -> Option<CanonicalText<'a>> {
    let cleaned = clean(cell.text());
    // Fast path: a text that is plain without its spaces at the ends needs no further checks.
    if let Cow::Borrowed(text) = cleaned.text
        && !cleaned.is_unchanged()
        && is_plain(text, cell.column)
    {
        cell.push_cleaning(&cleaned, Fix::safe(text), findings);
        return Some(CanonicalText(cleaned.text));
    }
    let cleaned = cell.checked(cleaned, findings)?;
    if cell.column == Column::Name {
        // As received: cleaning would join the lines of the cell.
        let count = people(cell.text()).len();
        if count > 1 {
            let finding = cell.finding(Rule::ContactSeveral, None, Message::ContactSeveral { count });
            // "National Archives and Records Administration" is one contact.
            if !cell.text().contains([';', '|', '\n', '\r', '\t', '/']) {
                findings.push(Finding { severity: Severity::Warning, ..finding });
            } else {
                findings.push(finding);
                return None;
            }
        }
    }
    cell.push_cleaning(&cleaned, Fix::safe(cleaned.text.clone()), findings);
    if let Some(character) = cleaned.text.chars().find(|&c| !is_ordinary(c)) {
        let span = cell.text().find(character).map(|at| at..at + character.len_utf8());
        findings.push(cell.finding(special, span, Message::Special { column: cell.column, character }));
    } else if unquoted(&cleaned.text).is_some() {
        findings.push(cell.finding(special, Some(0..cell.text().len()), Message::TextQuoted));
    }
    if is_test_text(&cleaned.text, cell.column) || cell.column == Column::Name && is_example(&cleaned.text) {
        let whole = Some(0..cell.text().len());
        findings.push(cell.finding(Rule::NameTest, whole, Message::TestEntry));
    }
    if cell.column == Column::Name && has_remark(&cleaned.text) {
        findings.push(cell.finding(Rule::NameNote, None, Message::NameNote));
    }
    Some(CanonicalText(cleaned.text))
}

/// Returns whether a text is canonical and not garbled, and there is nothing to report. `false` is not definitive.
#[inline]
fn is_plain(text: &str, column: Column) -> bool {
    let is_name = column == Column::Name;
    let ordinary = if is_name { ordinary_name(text) } else { ordinary_text(text) };
    let Some(OrdinaryText { has_adjacent_letters }) = ordinary else { return false };
    // In brackets, or a name in small letters.
    let is_marked = |first: u8| first == b'(' || is_name && first.is_ascii_lowercase();
    let is_reported = text.bytes().next().is_some_and(is_marked) || may_stand_for_none(text, column);
    let may_be_garbled = has_adjacent_letters && starts_like_encoded_twice(text);
    !is_reported && !may_be_garbled
}

/// Returns whether a text is one that people write to try something out, with or without a number.
fn is_test_text(text: &str, column: Column) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    may_be_filler(word) && filler_word(word, column) == Some(FillerWord::Test)
}

/// Returns whether a name starts or ends with a text in brackets, as in "Ann Lee (on leave)". Brackets inside are a nickname:
/// "Robert (Bob) Lee".
fn has_remark(name: &str) -> bool {
    [['(', ')'], ['[', ']']].iter().any(|[open, close]| {
        name.starts_with(*open) && name.contains(*close) || name.ends_with(*close) && name.contains(*open)
    })
}

/// Returns whether a character needs no warning: letters and marks of any script, digits, spaces and `. , ' ’ - & / ( )`.
///
/// Source: "Configure a co-sell solution", 3 July 2023, allows no special characters in names and titles without saying
/// which they are. That is why they are a warning, not an error.
fn is_ordinary(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '\'' | '-' | '&' | '/' | '(' | ')');
    }
    // Canonical text has joiners only where a script spells with them.
    matches!(c, '\u{2019}' | '\u{200c}' | '\u{200d}')
        || is_common_letter(c)
        || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
        || c.general_category() == GeneralCategory::DecimalNumber
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{only_cell, rules};
    use super::super::text::is_canonical;
    use super::*;

    #[test]
    fn the_fast_path_takes_ordinary_characters_only() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            assert!(ordinary_text(text).is_none() || is_ordinary(c) && is_canonical(text), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_takes_canonical_text_only(text in "([A-Za-z0-9]|[ -~]| |é|Ż|Ю|王|박|[À-῿]|\u{301}|[A-Z]{20}){0,30}") {
            if ordinary_name(&text).is_some() {
                prop_assert!(ordinary_text(&text).is_some() && people(&text).is_empty());
            }
            if ordinary_text(&text).is_some() {
                prop_assert!(is_canonical(&text) && text.chars().all(is_ordinary));
                prop_assert!(!text.is_empty() && !text.starts_with(['-', '+', '=', '@']));
            }
        }
    }

    #[test]
    fn tests_are_warnings() {
        for name in [
            "Test User",
            "TEST",
            "test user 2",
            "John Doe",
            "Max Mustermann",
            "Prénom Nom",
            "Vorname Nachname",
            "asdf",
            "テスト",
            "e.g. Jane Fox",
            "z. B. Jane Fox",
            "p. ex. Jane Fox",
        ] {
            let findings = only_cell(Column::Name, name);
            assert_eq!(rules(&findings), [Rule::NameTest], "{name}");
            assert!(!findings[0].is_blocking());
        }
        assert_eq!(rules(&only_cell(Column::JobTitle, "test")), [Rule::NameTest]);
        for name in [
            "Jean Dupont",
            "Juan Pérez",
            "Mario Rossi",
            "John Dow",
            "Testa Rossi",
            "Ann Test",
            "Louis 14",
            "E. G. Lee",
            "de la Cruz",
        ] {
            assert!(only_cell(Column::Name, name).is_empty(), "{name}");
        }
        assert!(only_cell(Column::JobTitle, "Test Pilot").is_empty());
    }

    #[test]
    fn a_name_of_several_people_is_rejected() {
        for name in [
            "Ada Lane\nBo Berg",
            "Ada Lane\tBo Berg",
            "Ada Lane; Bo Berg",
            "Ada Lane / Bo Berg",
            "Ada Lane/Bo Berg",
            "Ada Lane | Bo Berg | Cy Diaz",
        ] {
            let findings = only_cell(Column::Name, name);
            assert_eq!(rules(&findings), [Rule::ContactSeveral], "{name}");
            assert!(findings[0].is_blocking() && findings[0].contacts.is_empty(), "{name}");
        }
        // An office may have such a name.
        for name in ["Ada Lane & Bo Berg", "Ada Lane + Bo Berg", "Ada Lane and Bo Berg", "Ada Lane und Bo Berg"] {
            let findings = only_cell(Column::Name, name);
            assert!(findings[0].rule == Rule::ContactSeveral && !findings[0].is_blocking(), "{name}");
        }
        for name in [
            "José Ortega y Gasset",
            "Maria da Costa e Silva",
            "García López, María José",
            "Ann\nLee",
            "Dr. Ann\nLee Smith",
            "Ann & Co",
            "Ann Lee, Jr.",
            "Anne Marie van der Berg",
        ] {
            assert!(!rules(&only_cell(Column::Name, name)).contains(&Rule::ContactSeveral), "{name}");
        }
    }

    #[test]
    fn remarks_in_brackets_are_noted() {
        for name in ["Marie Dubois (Elternzeit)", "Bob Ray (left 2024)", "(Ms) Ann Lee", "Ann Lee（休職中）"] {
            let findings = only_cell(Column::Name, name);
            assert_eq!(findings.last().map(|finding| finding.rule), Some(Rule::NameNote), "{name}");
            assert!(!findings.iter().any(|finding| finding.is_blocking()), "{name}");
        }
        let findings = only_cell(Column::Name, "Ann Lee [on leave]");
        assert_eq!(rules(&findings), [Rule::NameSpecial, Rule::NameNote]);
        assert!(only_cell(Column::Name, "Robert (Bob) Lee").is_empty());
        assert!(only_cell(Column::JobTitle, "Lead (interim)").is_empty());
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
