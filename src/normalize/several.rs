//! Rows that hold several contacts: two roles, two addresses, or two people.
//!
//! People keep a row for each person, and the portal a contact for each address and role. So such a row has a suggestion that
//! splits it into contacts. It is never less than the row: each person, role and place of the row is in one of them. If people and
//! roles are both several, nothing shows who has which role, and the row has no suggestion.

use std::collections::HashSet;

use memchr::{memchr, memrchr};

use super::cell::Cell;
use super::display_name::{is_name_of_contact, words};
use super::email;
use super::text::clean;
use crate::contact::{Column, ColumnMap, Role, Row};
use crate::diagnostics::{Finding, Message, Quoted, Rule};
use crate::tables::{ListWord, list_word, nearest_role, role_meaning, role_of_word};
use crate::util::holds_any;

/// The most contacts that a row is split into. Each has a copy of the row, which has all addresses in one cell, so that more
/// would take the square of its length.
const MAX_SPLIT: usize = 200;

/// The values of a row that is several contacts.
pub(super) struct SeveralContacts {
    rule: Rule,
    column: Column,
    message: Message,
    /// The cells of each contact; none if the row can't be split without a guess.
    pub(super) contacts: Vec<ColumnMap<String>>,
}

impl SeveralContacts {
    /// Returns the finding about the row, with the contacts as its suggestion.
    pub(super) fn finding<'a>(&self, row: &Row<'a>, accept_suggestions: bool) -> Finding<'a> {
        let cell = Cell { row, column: self.column, accept_suggestions };
        let applied = accept_suggestions && !self.contacts.is_empty();
        let contacts = self.contacts.clone();
        Finding { contacts, applied, ..cell.finding(self.rule, None, self.message.clone()) }
    }
}

/// Returns the contacts of a row that holds several, or `None` if it holds one.
pub(super) fn several_contacts(row: &Row<'_>) -> Option<SeveralContacts> {
    let roles = several_roles(row.cells[Column::Role]);
    let addresses = several_addresses(row.cells[Column::Email]);
    if roles.is_empty() && addresses.is_empty() {
        return None;
    }
    // As received: cleaning would join the lines of a cell.
    let cells = ColumnMap(row.cells.0.map(str::to_owned));
    match (roles.as_slice(), addresses.as_slice()) {
        (roles, []) => {
            let contact = |role: &Role| with(&cells, &[(Column::Role, role.label())]);
            // Nothing shows which of two people has which role.
            let name = row.cells[Column::Name];
            let is_clear = parts_of(name).len() < 2
                && full_names(name, true).is_empty()
                && !has_place_for_each(row, Column::Role, roles.len());
            Some(SeveralContacts {
                rule: Rule::RoleSeveral,
                column: Column::Role,
                message: Message::RoleSeveral {
                    roles: Quoted(roles.iter().map(|role| role.label().to_owned()).collect()),
                },
                contacts: if is_clear { roles.iter().map(contact).collect() } else { Vec::new() },
            })
        }
        (roles, addresses) => {
            let may_be_split = addresses.len() <= MAX_SPLIT;
            let names = may_be_split.then(|| names_of(row.cells[Column::Name], addresses)).flatten();
            let titles = titles_of(row.cells[Column::JobTitle], addresses.len());
            let has_names = !people(row.cells[Column::Name]).is_empty()
                || names.as_ref().is_some_and(|names| names.windows(2).any(|pair| pair[0] != pair[1]));
            let is_clear = roles.is_empty() && !has_place_for_each(row, Column::Email, addresses.len());
            let split = names.zip(titles).filter(|_| is_clear).map(|(names, titles)| {
                let contacts = addresses.iter().zip(names).zip(titles).map(|(((address, _), name), title)| {
                    with(&cells, &[(Column::Name, &name), (Column::Email, address), (Column::JobTitle, &title)])
                });
                contacts.collect()
            });
            Some(SeveralContacts {
                rule: if has_names { Rule::ContactSeveral } else { Rule::EmailSeveral },
                column: if has_names { Column::Name } else { Column::Email },
                message: match has_names {
                    true => {
                        Message::ContactSeveral { count: people(row.cells[Column::Name]).len().max(addresses.len()) }
                    }
                    false => Message::EmailSeveral { count: addresses.len() },
                },
                contacts: split.unwrap_or_default(),
            })
        }
    }
}

/// An address, and the name that is written before it.
type NamedAddress = (String, Option<String>);

/// Returns the name for each address: those of several people, or that of one person for each. Returns `None` if the cell or an
/// address leaves open who has which.
fn names_of(cell: &str, addresses: &[NamedAddress]) -> Option<Vec<String>> {
    let parts = parts_of(cell);
    let full_names = full_names(cell, true);
    let listed = [&parts, &full_names].into_iter().find(|names| names.len() == addresses.len());
    let mut names: Vec<String> = match listed {
        Some(names) => names.iter().map(|name| (*name).to_owned()).collect(),
        None if parts.len() > 1 || full_names.len() > 1 => return None,
        None => vec![cell.to_owned(); addresses.len()],
    };
    if listed.is_none() && may_be_people(cell, addresses) {
        return None;
    }
    for (name, (address, shown)) in names.iter_mut().zip(addresses) {
        // Outlook's own text names another person.
        let mut row = Row::default();
        row.cells[Column::Name] = name;
        if let Some(shown) = shown.as_deref().filter(|shown| !is_name_of_contact(shown, &row, address)) {
            if listed.is_some() || !is_full_name(shown) {
                return None;
            }
            *name = shown.to_owned();
        }
    }
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let forms: Vec<HashSet<String>> = words.iter().map(|words| forms_in_addresses(words)).collect();
    let all: HashSet<&String> = forms.iter().flatten().collect();
    let is_of_another = |index: usize, address: &str| {
        local_words(address).iter().any(|word| all.contains(word) && !forms[index].contains(word))
    };
    let is_crossed = addresses.iter().enumerate().any(|(index, (address, _))| is_of_another(index, address));
    (!is_crossed).then_some(names)
}

/// Returns whether a name with commas is that of one person: not several full names, or the address has words of all of them.
pub(super) fn is_one_person(name: &str, address: &str) -> bool {
    let people: Vec<HashSet<String>> =
        full_names(name, true).into_iter().map(|part| forms_in_addresses(&words(part))).collect();
    let all = forms_in_addresses(&words(name));
    let local = local_words(address);
    let has_word_of = |forms: &HashSet<String>| local.iter().any(|word| forms.contains(word));
    // "mgarcia" has parts of both.
    let has_both = || local.iter().any(|word| all.contains(word) && !people.iter().any(|forms| forms.contains(word)));
    people.iter().all(has_word_of) || has_both()
}

/// Returns what addresses have of a name: its words, its initials, and an initial before or after a word (`alee`, `leea`).
fn forms_in_addresses(words: &[String]) -> HashSet<String> {
    let mut forms: HashSet<String> = words.iter().cloned().collect();
    for (at, word) in words.iter().enumerate() {
        let initial = word.chars().take(1);
        forms.insert(initial.clone().collect());
        for other in words.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, other)| other) {
            forms.insert(initial.clone().chain(other.chars()).collect());
            forms.insert(other.chars().chain(initial.clone()).collect());
        }
    }
    forms
}

/// Returns whether the places of a row are listed like its people or roles, one for each, so that nothing shows who has which:
/// two addresses and two countries, each on a line.
fn has_place_for_each(row: &Row<'_>, like: Column, count: usize) -> bool {
    let is_list = |column: Column, separators: &[char]| {
        row.cells[column].split(separators).filter(|part| !part.trim().is_empty()).count() == count
    };
    let are_alike = |place, separators| is_list(like, separators) && is_list(place, separators);
    [Column::Countries, Column::States]
        .into_iter()
        .any(|place| are_alike(place, &[';', '|', '\n', '\r', '\t']) || are_alike(place, &['/']))
}

/// Returns whether a cell without full names may still be several people: `Ann & Bo`, or `Ann, Bo` with an address for each.
/// `Lee, Ann` is one person.
fn may_be_people(cell: &str, addresses: &[NamedAddress]) -> bool {
    if cell.contains(['/', '&', '+']) || cell.split_whitespace().any(is_conjunction) {
        return true;
    }
    let name = words(cell);
    let of_name =
        |address: &str| local_words(address).into_iter().filter(|word| name.contains(word)).collect::<Vec<_>>();
    let found: Vec<Vec<String>> = addresses.iter().map(|(address, _)| of_name(address)).collect();
    let is_apart = |pair: &[Vec<String>]| !pair[0].iter().any(|word| pair[1].contains(word));
    // first.last@ is somebody else if it has no word of the name.
    let is_of_stranger = |address: &String| {
        let local = local_words(address);
        let is_word = |word: &String| word.len() > 1 && word.chars().all(char::is_alphabetic);
        local.len() == 2 && local.iter().all(is_word) && !local.iter().any(|word| name.contains(word))
    };
    if name.concat().is_ascii() && addresses.iter().any(|(address, shown)| shown.is_none() && is_of_stranger(address)) {
        return true;
    }
    cell.contains(',') && found.iter().all(|words| !words.is_empty()) && found.windows(2).any(is_apart)
}

/// Returns the title for each address. Only separators that no title has inside split a cell; otherwise all have the same one.
fn titles_of(cell: &str, count: usize) -> Option<Vec<String>> {
    let parts = parts_of(cell);
    match parts.len() {
        0 | 1 => Some(vec![cell.to_owned(); count]),
        several if several == count => Some(parts.into_iter().map(str::to_owned).collect()),
        _ => None,
    }
}

/// Returns the words of the part of an address before the @.
fn local_words(address: &str) -> Vec<String> {
    let local = address.split('@').next().unwrap_or_default();
    words(&local.replace(['.', '_', '-', '+'], " "))
}

/// Returns the finding about a row whose roles have a comma between them and no quotes, so that the second one is in the column
/// of the countries.
pub(super) fn role_among_countries<'a>(row: &Row<'a>) -> Option<Finding<'a>> {
    let role = |column| role_meaning(row.cells[column].trim());
    let second = role(Column::Countries)?;
    let first = role(Column::Role)?;
    if first == second {
        return None;
    }
    let roles = Quoted(vec![first.label().to_owned(), second.label().to_owned()]);
    let cell = Cell { row, column: Column::Role, accept_suggestions: false };
    Some(cell.finding(Rule::RoleSeveral, None, Message::RoleSeveral { roles }))
}

fn with(cells: &ColumnMap<String>, values: &[(Column, &str)]) -> ColumnMap<String> {
    let mut cells = cells.clone();
    values.iter().for_each(|(column, value)| cells[*column] = (*value).to_owned());
    cells
}

/// Returns the roles of a cell that names at least two, each once; none if a part of it is unknown.
fn several_roles(cell: &str) -> Vec<Role> {
    // Fast path: one of the portal's labels is one role.
    if Role::from_label(cell).is_some() || role_meaning(cell).is_some() {
        return Vec::new();
    }
    let roles = roles_in(cell, role_of_word);
    if roles.len() > 1 && !is_open_list(cell) { roles } else { Vec::new() }
}

/// Returns the role that a cell names several times, by any of its words.
pub(super) fn single_role(cell: &str) -> Option<Role> {
    match roles_in(cell, role_of_word).as_slice() {
        [role] => Some(*role),
        _ => None,
    }
}

/// Returns the role that a cell names several times by its labels.
pub(super) fn repeated_role(cell: &str) -> Option<Role> {
    match roles_in(cell, role_meaning).as_slice() {
        [role] => Some(*role),
        _ => None,
    }
}

/// Returns the roles of the parts of a cell, each once; none if a part of it is unknown.
fn roles_in(cell: &str, meaning: impl Fn(&str) -> Option<Role>) -> Vec<Role> {
    let roles: Option<Vec<Role>> = parts_in_words(cell).iter().map(|part| meaning(part)).collect();
    let mut seen = Vec::new();
    for role in roles.unwrap_or_default() {
        if !seen.contains(&role) {
            seen.push(role);
        }
    }
    seen
}

/// Returns whether a cell has more than one part, at least one of which is a role: a single role would lose the others.
pub(super) fn has_role_among_others(cell: &str) -> bool {
    let parts = parts_in_words(cell);
    parts.len() > 1 && parts.iter().any(|part| nearest_role(part).is_some())
}

/// Returns whether a word is between values of which only one is meant.
fn is_or(word: &str) -> bool {
    OR.contains(&&*word.to_lowercase())
}

const OR: [&str; 10] = ["or", "oder", "ou", "of", "eller", "lub", "nebo", "alebo", "vagy", "или"];

/// Returns the addresses of a cell that lists several, each with the name that is written before it.
fn several_addresses(cell: &str) -> Vec<NamedAddress> {
    // Fast path: one @ is one address. Of addresses with "or" between them, only one is meant.
    if memchr(b'@', cell.as_bytes()) == memrchr(b'@', cell.as_bytes()) || cell.split_whitespace().any(is_or) {
        return Vec::new();
    }
    let owned = |(address, name): (&str, Option<&str>)| (address.to_owned(), name.map(str::to_owned));
    email::listed(&clean(cell).text).into_iter().map(owned).collect()
}

/// Returns the parts of a cell between separators that no name or title has inside.
fn parts_of(cell: &str) -> Vec<&str> {
    let parts = cell.split([';', '|', '\n', '\r', '\t']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Words between two people. Those that names have inside are missing: `José Ortega y Gasset`, `Maria da Costa e Silva`.
const CONJUNCTIONS: [&str; 5] = ["and", "und", "et", "og", "och"];

fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.iter().any(|conjunction| conjunction.eq_ignore_ascii_case(word))
}

/// Returns the people of a Name cell, if it has several full names; else nothing. A comma separates only the two parts of a name:
/// `García López, María José`.
pub(super) fn people(name: &str) -> Vec<&str> {
    full_names(name, false)
}

/// Returns the parts of a cell, if all are full names and there are several.
fn full_names(cell: &str, with_commas: bool) -> Vec<&str> {
    let is_separator =
        |c: char| matches!(c, ';' | '|' | '\n' | '\r' | '\t' | '/' | '&' | '+') || with_commas && c == ',';
    // Fast path: without a separator, two full names have a word between them.
    // Spaces above ASCII count as well: their first bytes.
    let spaces = cell.bytes().filter(|byte| matches!(byte, 0..=b' ' | 0xc2 | 0xe1..=0xe3)).count();
    if spaces < 4 && !holds_any(cell.as_bytes(), [b';', b'|', b'\n', b'\r', b'\t', b'/', b'&', b'+', b',']) {
        return Vec::new();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in cell.split(is_separator) {
        let mut rest = part;
        for word in part.split_whitespace().filter(|word| is_conjunction(word)) {
            let at = word.as_ptr() as usize - rest.as_ptr() as usize;
            parts.push(&rest[..at]);
            rest = &rest[at + word.len()..];
        }
        parts.push(rest);
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_full_name(part)) { parts } else { Vec::new() }
}

/// Returns whether a text has at least two words that start with a letter and aren't abbreviated.
fn is_full_name(text: &str) -> bool {
    let is_word =
        |word: &&str| word.chars().count() > 1 && !word.ends_with('.') && word.starts_with(char::is_alphabetic);
    text.split_whitespace().filter(is_word).count() > 1
}

/// Returns the parts of a cell between separators and conjunctions.
fn parts_in_words(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in cell.split([';', '|', '\n', '\r', '\t', ',', '/', '&', '+', '\u{3001}', '\u{ff0c}', '\u{ff1b}']) {
        let mut words: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            if words.is_empty() || !matches!(list_word(word), Some(ListWord::And | ListWord::Only)) {
                words.push(word);
            } else {
                parts.push(std::mem::take(&mut words).join(" "));
            }
        }
        if !words.is_empty() {
            parts.push(words.join(" "));
        }
    }
    parts
}

/// Returns whether a list has a separator before its first or after its last value that announces another one.
pub(super) fn has_sign_at_end(text: &str) -> bool {
    let is_sign = |byte: &u8| matches!(byte, b'/' | b'&' | b'+' | b'|' | b'\\');
    text.as_bytes().first().is_some_and(is_sign) || text.as_bytes().last().is_some_and(is_sign)
}

/// Returns whether a cell leaves open which values it has: "Sales etc.", "Sales &", "Sales or Marketing", "Sales without
/// presales". None of its parts is the whole.
pub(super) fn is_open_list(cell: &str) -> bool {
    let text = cell.trim();
    let opens = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let kind = list_word(bare).or_else(|| list_word(bare.trim_end_matches('.')));
        is_or(bare) || matches!(kind, Some(ListWord::Except | ListWord::Rest | ListWord::More))
    };
    let is_and = |word: &str| list_word(word) == Some(ListWord::And);
    has_sign_at_end(text)
        || text.split_whitespace().next_back().is_some_and(is_and)
        || text.split([' ', ',', ';', '/', '\n', '\t']).any(opens)
        || text.ends_with("...")
        || text.ends_with('\u{2026}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{GOOD, rules};
    use super::super::{NormalizeSettings, normalize_row};
    use super::*;
    use crate::contact::Contact;

    /// The name, address and role of each contact of a row, and the rules of its findings.
    fn read(cells: ColumnMap<&str>, accept_suggestions: bool) -> (Vec<String>, Vec<Rule>) {
        let settings = NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() };
        let row = Row { cells, number: 2, ..Row::default() };
        let (mut findings, mut more) = (Vec::new(), Vec::new());
        let first = normalize_row(&row, &settings, &mut findings, &mut more);
        let rules = rules(&findings);
        let shown = |contact: Contact<'_>| {
            format!("{} {} {}", contact.name.as_str(), contact.email.as_str(), contact.role.label())
        };
        (first.map(Contact::into_owned).into_iter().chain(more).map(shown).collect(), rules)
    }

    fn row<'a>(name: &'a str, email: &'a str, role: &'a str) -> ColumnMap<&'a str> {
        let mut cells = GOOD;
        (cells[Column::Name], cells[Column::Email], cells[Column::Role]) = (name, email, role);
        cells
    }

    #[test]
    fn a_row_of_several_contacts_is_split_if_suggestions_are_accepted() {
        let ann = "ann@example.com";
        for (cells, rule, contacts) in [
            (
                row("Ann", ann, "Partner sales, Partner marketing"),
                Rule::RoleSeveral,
                ["Ann ann@example.com Partner sales", "Ann ann@example.com Partner marketing"],
            ),
            (
                row("Ann", ann, "Vertrieb und Marketing"),
                Rule::RoleSeveral,
                ["Ann ann@example.com Partner sales", "Ann ann@example.com Partner marketing"],
            ),
            (
                row("Ann", ann, "Pre-sales / CSM"),
                Rule::RoleSeveral,
                ["Ann ann@example.com Partner technical sales", "Ann ann@example.com Partner customer success manager"],
            ),
            (
                row("Ann", "ann@example.com; ann@contoso.com", "Partner sales"),
                Rule::EmailSeveral,
                ["Ann ann@example.com Partner sales", "Ann ann@contoso.com Partner sales"],
            ),
            (
                row("Ann; Bob", "ann@example.com; bob@example.com", "Partner sales"),
                Rule::ContactSeveral,
                ["Ann ann@example.com Partner sales", "Bob bob@example.com Partner sales"],
            ),
        ] {
            assert_eq!(read(cells, false), (Vec::new(), vec![rule]), "{cells:?}");
            assert_eq!(read(cells, true), (contacts.map(str::to_owned).to_vec(), vec![rule]), "{cells:?}");
        }
    }

    #[test]
    fn a_row_that_can_be_split_in_several_ways_is_rejected() {
        for cells in [
            row("Ann; Bob", "ann@example.com; bob@example.com", "Partner sales; Partner marketing"),
            row("Ann; Bob; Cid", "ann@example.com; bob@example.com", "Partner sales"),
            row("Ann", "ann@example.com", "Partner sales, Janitor"),
            row("Ann", "ann@example.com", "Partner sales or Partner marketing"),
            row("Ann", "ann@example.com or bob@example.com", "Partner sales"),
            row("Ann", "ann@example.com", "Sales & marketing lead"),
        ] {
            assert!(read(cells, true).0.is_empty(), "{cells:?}");
        }
    }

    /// The cells of the contacts that the suggestion splits a row into.
    fn split(name: &str, email: &str, title: &str, role: &str) -> Vec<String> {
        let mut cells = row(name, email, role);
        cells[Column::JobTitle] = title;
        let several = several_contacts(&Row { cells, ..Row::default() });
        let shown = |cells: &ColumnMap<String>| {
            [Column::Name, Column::Email, Column::JobTitle, Column::Role].map(|column| cells[column].clone()).join("|")
        };
        several.map_or_else(Vec::new, |several| several.contacts.iter().map(shown).collect())
    }

    #[test]
    fn a_row_of_hundreds_of_addresses_is_not_split() {
        let addresses = |count: usize| (0..count).map(|at| format!("a{at}@example.com")).collect::<Vec<_>>().join("; ");
        let contacts = |count| split("Ann", &addresses(count), "CEO", "Partner sales").len();
        assert_eq!((contacts(MAX_SPLIT), contacts(MAX_SPLIT + 1)), (MAX_SPLIT, 0));
        let email = addresses(MAX_SPLIT + 1);
        assert_eq!(read(row("Ann", &email, "Partner sales"), true), (Vec::new(), vec![Rule::EmailSeveral]));
    }

    #[test]
    fn titles_and_names_are_split_only_at_separators_that_they_do_not_have_inside() {
        let (both, sales) = ("ada@contoso.com; bo@contoso.com", "Partner sales");
        for title in ["Head of Sales", "VP, Sales", "Director of Sales", "Sales & Marketing Lead"] {
            assert_eq!(
                split("Ada Lane; Bo Berg", both, title, sales),
                [
                    format!("Ada Lane|ada@contoso.com|{title}|{sales}"),
                    format!("Bo Berg|bo@contoso.com|{title}|{sales}")
                ],
                "{title}"
            );
            let two = "ada@contoso.com; ada.lane@fabrikam.com";
            assert_eq!(
                split("Ada Lane", two, title, sales),
                [
                    format!("Ada Lane|ada@contoso.com|{title}|{sales}"),
                    format!("Ada Lane|ada.lane@fabrikam.com|{title}|{sales}")
                ],
                "{title}"
            );
        }
        assert_eq!(
            split("Ada Lane & Bo Berg", both, "CEO; CTO", sales),
            ["Ada Lane|ada@contoso.com|CEO|Partner sales", "Bo Berg|bo@contoso.com|CTO|Partner sales"]
        );
        for (name, addresses) in [
            ("Lane, Ada", "a.lane@contoso.com; ada.lane@fabrikam.com"),
            ("José Ortega y Gasset", "jose.ortega@contoso.com; gasset@fabrikam.com"),
        ] {
            let split = split(name, addresses, "CEO", sales);
            assert_eq!(split.len(), 2, "{name}");
            assert!(split.iter().all(|contact| contact.starts_with(name)), "{name}");
        }
        assert_eq!(
            split("Ann Lee", "Lee, Ann <ann@contoso.com>; Berg, Bo <bo@contoso.com>", "CEO", sales),
            ["Ann Lee|ann@contoso.com|CEO|Partner sales", "Berg, Bo|bo@contoso.com|CEO|Partner sales"]
        );
    }

    #[test]
    fn rows_in_which_the_addresses_may_be_crossed_have_no_suggestion() {
        let sales = "Partner sales";
        for (name, email, title) in [
            ("Ada Lane; Bo Berg", "bo.berg@contoso.com; ada.lane@contoso.com", "CEO"),
            ("Ada & Bo", "ada@contoso.com; bo@contoso.com", "CEO"),
            ("Ada, Bo", "ada@contoso.com; bo@contoso.com", "CEO"),
            ("Ada Lane", "ada.lane@contoso.com; bo.berg@contoso.com", "CEO"),
            ("Ada Lane; Bo Berg", "ada@contoso.com; bo@contoso.com", "CEO; CTO; CFO"),
            ("Ada Lane", "Ada Lane <ada@contoso.com>; OLD <al@contoso.com>", "CEO"),
            ("Ann Lee; Bo Lee", "b.lee@contoso.com; a.lee@contoso.com", "CEO"),
            ("Ann Lee; Bo Lee", "blee@contoso.com; alee@contoso.com", "CEO"),
        ] {
            assert!(split(name, email, title, sales).is_empty(), "{name} {email}");
        }
        for name in ["Ada Lane, Bo Berg", "Ada Lane\nBo Berg", "Ada Lane; Bo Berg", "Ada Lane and Bo Berg"] {
            assert!(split(name, "ada@contoso.com", "CEO", "Partner sales, Partner marketing").is_empty(), "{name}");
        }
        assert_eq!(split("Lane, Ada", "ada@contoso.com", "CEO", "Partner sales, Partner marketing").len(), 2);
    }

    #[test]
    fn rows_with_a_place_for_each_person_or_role_have_no_suggestion() {
        let both = "ada@contoso.com\nbo@contoso.com";
        for (countries, contacts) in [("DE\nFR", 0), ("DE; FR", 0), ("DE, FR", 2), ("DE\nFR\nAT", 2)] {
            for mut cells in [
                row("Ada Lane\nBo Berg", both, "Partner sales"),
                row("Ada Lane", "ada@contoso.com; al@fabrikam.com", "Partner sales"),
                row("Ada Lane", "ada@contoso.com", "Partner sales\nPartner marketing"),
            ] {
                cells[Column::Countries] = countries;
                assert_eq!(read(cells, true).0.len(), contacts, "{cells:?}");
            }
        }
    }

    #[test]
    fn a_second_role_in_the_column_of_the_countries_is_one_of_several_roles() {
        let mut cells = row("Ann", "ann@example.com", "Partner sales");
        (cells[Column::Countries], cells[Column::States]) = ("Partner marketing", "DE");
        assert_eq!(read(cells, true), (Vec::new(), vec![Rule::RoleSeveral]));
        cells[Column::Countries] = "Partner sales";
        assert_ne!(read(cells, true).1, [Rule::RoleSeveral]);
    }

    #[test]
    fn findings_that_the_contacts_share_are_reported_once() {
        let mut cells = row("Ann", "ann@example.com", "Partner sales, Partner marketing");
        cells[Column::Countries] = "Germany, Narnia";
        assert_eq!(read(cells, true).1, [Rule::RoleSeveral, Rule::CountrySpelling, Rule::CountryUnknown]);
    }

    proptest! {
        /// Each role and address of a row is in one of its contacts, or the row is rejected.
        #[test]
        fn no_role_and_no_address_disappears(
            roles in prop::collection::vec(prop::sample::select(vec!["Partner sales", "Marketing", "CSM", "Presales", "Ventes", "Boss"]), 1..4),
            people in prop::collection::vec(prop::sample::select(vec!["ann", "bob", "cid"]), 1..4),
            separator in prop::sample::select(vec![", ", "; ", " / ", "\n", " & ", " and ", " | "]),
            has_names: bool,
        ) {
            let addresses: Vec<String> = people.iter().map(|person| format!("{person}@example.com")).collect();
            let (role, email) = (roles.join(separator), addresses.join(separator));
            let name = if has_names { people.join("; ") } else { "Ann".to_owned() };
            for accept_suggestions in [false, true] {
                let (contacts, _) = read(row(&name, &email, &role), accept_suggestions);
                if contacts.is_empty() {
                    continue;
                }
                for role in &roles {
                    let label = role_of_word(role).map(|role| role.label());
                    prop_assert!(label.is_some_and(|label| contacts.iter().any(|contact| contact.ends_with(label))), "{role}: {contacts:?}");
                }
                for address in &addresses {
                    prop_assert!(contacts.iter().any(|contact| contact.contains(address.as_str())), "{address}: {contacts:?}");
                }
            }
        }
    }
}
