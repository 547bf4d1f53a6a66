//! The persons who cover a market in a role, for reports that name them.

use std::collections::HashSet;

use crate::contact::{Country, States};
use crate::contact_list::{Territory, states_in};
use crate::normalize::hash_without_case;

/// Maximum number of persons that are named for each role of a market, so that a report doesn't grow with the number
/// of contacts times the number of countries. The others are counted.
const MAX_NAMED: usize = 12;

/// The persons of one role in one market.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RolePeople {
    /// The first persons, in the order of the list.
    pub named: Vec<Coverer>,
    /// Number of the others.
    pub others: u64,
}

/// A person who covers a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coverer {
    pub name: String,
    pub email: String,
    /// Whether the person covers the market only with `OOO`.
    pub is_global: bool,
    /// The states that the person covers; none if it is the whole country.
    pub states: States,
}

/// The persons of one role who list a country, or who cover all countries.
#[derive(Debug, Clone, Default)]
pub(super) struct PeopleTally {
    named: Vec<Known>,
    /// The hashes of all addresses.
    emails: HashSet<u64>,
}

#[derive(Debug, Clone)]
struct Known {
    hash: u64,
    name: String,
    email: String,
    scope: Territory,
}

impl PeopleTally {
    pub(super) fn add(&mut self, name: &str, email: &str, scope: &Territory) {
        let hash = hash_without_case(email);
        let is_new = self.emails.insert(hash);
        if is_new && self.named.len() < MAX_NAMED {
            self.named.push(Known { hash, name: name.to_owned(), email: email.to_owned(), scope: scope.clone() });
        } else if !is_new {
            self.widen(hash, scope);
        }
    }

    fn widen(&mut self, hash: u64, scope: &Territory) {
        if let Some(known) = self.named.iter_mut().find(|known| known.hash == hash) {
            known.scope = std::mem::take(&mut known.scope).joined(scope);
        }
    }

    /// Adds the persons of rows further down.
    pub(super) fn join(&mut self, below: &PeopleTally) {
        for known in &below.named {
            if self.emails.contains(&known.hash) {
                self.widen(known.hash, &known.scope);
            } else if self.named.len() < MAX_NAMED {
                self.named.push(known.clone());
            }
        }
        self.emails.extend(&below.emails);
    }

    /// Returns the persons who cover a country: those who list it, and `global` ones.
    pub(super) fn in_country(&self, country: Option<Country>, global: &PeopleTally) -> RolePeople {
        let known = |known: &Known| {
            let also = global.named.iter().find(|other| other.hash == known.hash);
            also.map_or_else(|| known.scope.clone(), |also| known.scope.clone().joined(&also.scope))
        };
        let coverer = |person: &Known, scope: &Territory, is_global| Coverer {
            name: person.name.clone(),
            email: person.email.clone(),
            is_global,
            states: country.map(|country| states_in(country, scope)).unwrap_or_default(),
        };
        let listed = self.named.iter().map(|person| coverer(person, &known(person), false));
        let others = global.named.iter().filter(|person| !self.emails.contains(&person.hash));
        let others = others.map(|person| coverer(person, &person.scope, true));
        let named: Vec<Coverer> = listed.chain(others).take(MAX_NAMED).collect();
        let [fewer, more] = match self.emails.len() < global.emails.len() {
            true => [&self.emails, &global.emails],
            false => [&global.emails, &self.emails],
        };
        let count = more.len() + fewer.iter().filter(|hash| !more.contains(hash)).count();
        let others = (count - named.len()) as u64;
        RolePeople { named, others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Role;
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;

    /// Returns the sales persons of a country as text.
    fn sales(rows: &[&str], country: &str) -> (Vec<String>, u64) {
        let list = list(rows);
        let coverage = Coverage::from_list(&list, &ContactGroups::new(&list));
        let matrix = coverage.matrix(&[Country::from_code(country).unwrap()]);
        let people = &matrix.markets[0].named[Role::Sales as usize];
        let text = |person: &Coverer| {
            let states: Vec<&str> = person.states.iter().map(|state| state.code()).collect();
            format!("{}{}{}", person.name, if person.is_global { " OOO" } else { "" }, states.join(","))
        };
        (people.named.iter().map(text).collect(), people.others)
    }

    #[test]
    fn persons_are_named_once_with_their_states() {
        let rows = [
            "Ann,ann@contoso.com,CEO,Partner sales,US,US-WA",
            "Ann,ANN@contoso.com,CEO,Partner sales,US,US-OR",
            "Bob,bob@contoso.com,CEO,Partner sales,OOO,",
            "Cy,cy@contoso.com,CEO,Partner sales,\"US, CA\",",
            "Di,di@contoso.com,CEO,Partner marketing,US,",
        ];
        let (named, others) = sales(&rows, "US");
        assert_eq!((named, others), (["AnnUS-OR,US-WA", "Cy", "Bob OOO"].map(str::to_owned).to_vec(), 0));
        assert_eq!(sales(&rows, "FR").0, ["Bob OOO"]);
    }

    #[test]
    fn further_persons_are_counted() {
        let rows: Vec<String> =
            (0..20).map(|n| format!("P{n},p{n}@contoso.com,CEO,Partner sales,{},", ["FR", "OOO"][n % 2])).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (named, others) = sales(&rows, "FR");
        assert_eq!((named.len(), others, named[11].as_str()), (MAX_NAMED, 8, "P3 OOO"));
    }
}
