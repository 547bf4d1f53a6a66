//! Rows that hold several contacts: two roles, two addresses, or two people.
//!
//! People keep a row for each person, and the portal a contact for each address and role. So such a row has a suggestion that
//! splits it into contacts. It is never less than the row: each person, role and place of the row is in one of them. If people and
//! roles are both several, nothing shows who has which role, and the row has no suggestion.

use memchr::{memchr, memrchr};

use super::cell::Cell;
use super::email;
use super::text::clean;
use crate::contact::{Column, ColumnMap, Role, Row};
use crate::diagnostics::{Finding, Message, Quoted, Rule};
use crate::tables::{list_word, nearest_role, role_meaning, role_of_word};

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
            Some(SeveralContacts {
                rule: Rule::RoleSeveral,
                column: Column::Role,
                message: Message::RoleSeveral {
                    roles: Quoted(roles.iter().map(|role| role.label().to_owned()).collect()),
                },
                contacts: roles.iter().map(contact).collect(),
            })
        }
        (roles, addresses) => {
            let people = |column: Column| {
                let parts = parts_of(row.cells[column]).into_iter().map(str::to_owned).collect::<Vec<_>>();
                let parts = [parts, parts_in_words(row.cells[column])];
                let parts = parts.into_iter().find(|parts| parts.len() == addresses.len());
                parts.unwrap_or_else(|| vec![cells[column].clone(); addresses.len()])
            };
            let (names, titles) = (people(Column::Name), people(Column::JobTitle));
            let has_names = names.windows(2).any(|pair| pair[0] != pair[1]);
            let is_clear = roles.is_empty() && (has_names || parts_in_words(row.cells[Column::Name]).len() == 1);
            let contacts = addresses.iter().zip(names).zip(titles).map(|((address, name), title)| {
                with(&cells, &[(Column::Name, &name), (Column::Email, address), (Column::JobTitle, &title)])
            });
            Some(SeveralContacts {
                rule: if has_names { Rule::ContactSeveral } else { Rule::EmailSeveral },
                column: if has_names { Column::Name } else { Column::Email },
                message: match has_names {
                    true => Message::ContactSeveral { count: addresses.len() },
                    false => Message::EmailSeveral { count: addresses.len() },
                },
                contacts: if is_clear { contacts.collect() } else { Vec::new() },
            })
        }
    }
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
    if roles.len() > 1 && !cell.split_whitespace().any(is_or) { roles } else { Vec::new() }
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

/// Returns whether a word stands between values of which only one is meant.
fn is_or(word: &str) -> bool {
    OR.contains(&&*word.to_lowercase())
}

const OR: [&str; 10] = ["or", "oder", "ou", "of", "eller", "lub", "nebo", "alebo", "vagy", "или"];

/// Returns the addresses of a cell that lists several.
fn several_addresses(cell: &str) -> Vec<String> {
    // Fast path: one @ is one address. Of addresses with "or" between them, only one is meant.
    if memchr(b'@', cell.as_bytes()) == memrchr(b'@', cell.as_bytes()) || cell.split_whitespace().any(is_or) {
        return Vec::new();
    }
    email::listed(&clean(cell).text).into_iter().map(str::to_owned).collect()
}

/// Returns the parts of a cell between separators that no name or title has inside.
fn parts_of(cell: &str) -> Vec<&str> {
    let parts = cell.split([';', '|', '\n', '\r']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Returns the parts of a cell between separators and conjunctions.
fn parts_in_words(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in cell.split([';', '|', '\n', '\r', ',', '/', '&', '+', '\u{3001}', '\u{ff0c}', '\u{ff1b}']) {
        let mut words: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            if words.is_empty() || list_word(word).is_none() && !is_or(word) {
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
