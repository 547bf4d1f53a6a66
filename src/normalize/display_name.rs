//! The text that mail programs write beside an address: whether it only names the contact of the row, or may be a remark or
//! another person.

use crate::contact::{Column, Row};
use crate::tables::fold_into;

/// Words beside a name that don't change who it is. Source: display names in Outlook, Teams and Google Contacts.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "ing", "dipl", "mag", "phd", "mba", "jr", "sr", "ii", "iii", "herr",
    "frau", "hr", "fr", "m", "mme", "mlle", "monsieur", "madame", "sig", "sra", "dott", "dhr", "mevr", "ext",
    "external", "extern", "externe", "guest", "gast", "invite", "she", "he",
];

/// Pronouns, and legal forms of companies.
const ADDITIONS: &[&str] = &[
    "her", "hers", "him", "his", "they", "them", "sie", "ihr", "er", "ihm", "elle", "il", "inc", "ltd", "llc", "corp",
    "gmbh", "ag", "sa", "sas", "bv", "ab", "group", "co",
];

/// Returns whether a text beside an address only names the contact of the row: its words in any order, initials of them, and what
/// Outlook and Teams add, such as the company of the address or the job title. Part of the name is enough.
pub(super) fn is_name_of_contact(text: &str, row: &Row<'_>, address: &str) -> bool {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let [name, title] = [Column::Name, Column::JobTitle].map(|column| words(row.cells[column]));
    let [local, domain] = [local, domain].map(|part| words(&part.replace('.', " ")));
    let text = words(text);
    if text.concat() == name.concat() {
        return !text.is_empty();
    }
    // A name in another script is compared by the address, in which it is spelled with Latin letters.
    let is_other_script = name.concat().is_ascii() != text.concat().is_ascii();
    let known = if is_other_script { &local } else { &name };
    let is_initial = |word: &str| known.iter().any(|known| is_initial_of(word, known) || is_initial_of(known, word));
    let has_whole_name =
        name.iter().all(|word| text.contains(word) || text.iter().any(|known| is_initial_of(word, known)));
    // "Ann" is Ann Lee if the address is ann.lee@, and nobody but Ann Lee is bo.berg@.
    let is_own_address = name.iter().all(|word| local.iter().any(|part| part == word || is_initial_of(part, word)));
    let is_company =
        |word: &String| domain.iter().any(|part| part == word || word.len() >= 4 && part.starts_with(word.as_str()));
    let is_expected = |word: &String| {
        known.contains(word)
            || is_initial(word)
            || TITLES.contains(&word.as_str())
            || ADDITIONS.contains(&word.as_str())
            || is_company(word)
            || title.contains(word)
            || has_whole_name && (is_own_address && local.contains(word) || word.len() == 1)
    };
    text.iter().any(|word| known.contains(word) && (word.len() > 1)) && text.iter().all(is_expected)
}

/// Returns whether a text beside an address names somebody else: the address has words of the text, and none of the contact's name.
pub(super) fn is_name_of_another(text: &str, row: &Row<'_>, address: &str) -> bool {
    let local = words(&address.split('@').next().unwrap_or_default().replace(['.', '_', '-'], " "));
    let (text, name) = (words(text), words(row.cells[Column::Name]));
    let has_word_of = |words: &[String]| local.iter().any(|word| word.len() > 1 && words.contains(word));
    text.len() > 1 && has_word_of(&text) && !has_word_of(&name)
}

/// Returns whether a word is the first letter of another one.
fn is_initial_of(letter: &str, word: &str) -> bool {
    letter.chars().count() == 1 && word.starts_with(letter)
}

/// Returns the words of a text without accents and in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut key = String::new();
    fold_into(text, &mut key);
    key.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ColumnMap;

    fn is_name_of(text: &str, name: &str, address: &str) -> bool {
        let row = Row { cells: ColumnMap([name, "", "Sales Director", "", "", ""]), ..Row::default() };
        is_name_of_contact(text, &row, address)
    }

    #[test]
    fn names_of_the_contact_are_recognized_in_every_order() {
        for text in [
            "Ann Lee",
            "Lee, Ann",
            "LEE Ann",
            "Ann",
            "Lee",
            "A. Lee",
            "Lee, A.",
            "Ann B. Lee",
            "Dr. Ann Lee",
            "Lee, Ann (Contoso)",
            "Lee, Ann (Contoso Ltd.)",
            "Ann Lee | Contoso",
            "Ann @ Contoso",
            "Ann Lee (she/her)",
            "Ann Lee [EXT]",
            "Ann Lee (Sales Director)",
            "Ann Lee (Guest)",
            "Änn Lée",
            "AnnLee",
        ] {
            assert!(is_name_of(text, "Ann Lee", "ann.lee@contoso.com"), "{text}");
        }
        for (text, name, address) in [
            ("Ann Lee", "Ann", "ann.lee@contoso.com"),
            ("Ann Lee", "A. Lee", "ann.lee@contoso.com"),
            ("Na Li", "李娜", "na.li@contoso.com"),
            ("王 伟", "王伟", "wei@contoso.com"),
            ("Anna Petrova", "Анна Петрова", "anna.petrova@contoso.com"),
            ("Müller, Jörg", "Jörg Müller", "jm@contoso.com"),
        ] {
            assert!(is_name_of(text, name, address), "{text}");
        }
    }

    #[test]
    fn remarks_and_other_people_are_no_name_of_the_contact() {
        for text in [
            "OLD",
            "do not use",
            "left the company",
            "assistant",
            "Bo Berg",
            "Bo Lee",
            "B. Lee",
            "Ann Lee OLD",
            "Ann Lee (old)",
            "Ann Lee (private)",
            "Ann Lee - left",
            "Ann Lee's assistant",
            "not Ann Lee",
            "ex Ann Lee",
            "until June",
            "A.",
            "Sales team",
            "Ann Lee - Bo Berg",
            "Ann Lee c/o Bo Berg",
            "",
        ] {
            assert!(!is_name_of(text, "Ann Lee", "ann.lee@contoso.com"), "{text}");
        }
        assert!(!is_name_of("Bo Berg", "Ada Lane", "bo.berg@contoso.com"));
        assert!(!is_name_of("Bo Berg", "", "bo.berg@contoso.com"));
        for text in ["Ann Lee - Bo Berg", "Ann Lee | Bo Berg", "Ann Lee (Bo Berg)", "Ann Lee - Bo Lee"] {
            for address in ["bo.berg@contoso.com", "bo.lee@contoso.com", "b.lee@contoso.com"] {
                assert!(!is_name_of(text, "Ann Lee", address), "{text} {address}");
            }
        }
    }
}
