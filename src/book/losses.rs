//! What a plan takes away from an offer: contacts, addresses, roles, names, places, and the last contact of a market.
//! A plan without losses needs no confirmation.
//!
//! A contact is a person (compared by name, without case and accents) with an address, a role and places. If a plan has
//! no losses, the new list has every person with the same address and role, in all places that they had.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::contact::{Column, Country, Role, State};
use crate::contact_list::{List, Territory};
use crate::diff::{Change, ChangeKind, Diff, DiffSide};
use crate::tables::fold_into;

/// The losses of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Losses {
    /// Number of contacts that are removed. A contact with a new address counts as removed if a market loses its contact
    /// by that: then it is probably another mailbox with the same name.
    pub removed: u64,
    /// Names of pairs of persons who get each other's address.
    pub swaps: Vec<[String; 2]>,
    /// Number of other persons who get the address of somebody else in the list, for example because one column was
    /// sorted without the others.
    pub shifted: u64,
    /// Number of contacts that get a new address.
    pub new_addresses: u64,
    /// Number of contacts that get another role.
    pub new_roles: u64,
    /// Number of contacts that get another name at the same address, alone or beside the old one.
    pub new_names: u64,
    /// Number of contacts that cover fewer places.
    pub narrowed: u64,
    /// The markets that lose their contacts.
    pub coverage: CoverageLosses,
}

/// The markets that lose their last contact or their last Partner sales contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CoverageLosses {
    /// Markets without any contact.
    pub contacts: Vec<Place>,
    /// Markets that still have contacts, but no Partner sales contact.
    pub sales: Vec<Place>,
}

/// A market: a country, or a state of a country that keeps contacts for its other states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Country(Country),
    State(State),
}

impl Place {
    /// Returns the code of the country or state.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Place::Country(country) => country.code(),
            Place::State(state) => state.code(),
        }
    }

    fn is_in(self, scope: &Territory) -> bool {
        match self {
            Place::Country(country) => scope.has(country),
            Place::State(state) => scope.has_state(state),
        }
    }
}

impl CoverageLosses {
    /// Compares two inputs of a list.
    fn between(list: &List, old: usize, new: usize) -> Self {
        let covered = |input: usize, is_counted: fn(Role) -> bool| {
            let rows = list.of_input(input).filter(|row| is_counted(list.role(*row)));
            rows.fold(Territory::default(), |all, row| all.joined(&list.scope(row)))
        };
        let [all_before, all_after] = [old, new].map(|input| covered(input, |_| true));
        let [before, after] = [old, new].map(|input| covered(input, |role| role == Role::Sales));
        let sales = lost_places(&before, &after).into_iter().filter(|place| place.is_in(&all_after)).collect();
        CoverageLosses { contacts: lost_places(&all_before, &all_after), sales }
    }

    pub(crate) fn len(&self) -> usize {
        self.contacts.len() + self.sales.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the losses of another plan. A market that both have counts once.
    pub(crate) fn join(&mut self, other: &CoverageLosses) {
        let union = |own: &mut Vec<Place>, other: &[Place]| {
            let all: BTreeSet<Place> = own.iter().chain(other).copied().collect();
            *own = all.into_iter().collect();
        };
        union(&mut self.contacts, &other.contacts);
        union(&mut self.sales, &other.sales);
    }
}

/// Returns the places that only `before` has: a country, or states of a country that both have.
fn lost_places(before: &Territory, after: &Territory) -> Vec<Place> {
    let mut lost = Vec::new();
    for country in Country::all().filter(|country| before.has(*country)) {
        if after.has(country) {
            let states = State::all().filter(|state| state.country() == country);
            let is_lost = |state: &State| before.has_state(*state) && !after.has_state(*state);
            lost.extend(states.filter(is_lost).map(Place::State));
        } else {
            lost.push(Place::Country(country));
        }
    }
    lost
}

impl Losses {
    /// Returns the losses between the two lists of a comparison.
    pub(super) fn from_diff(diff: &Diff<'_>) -> Self {
        let [old, new] = diff.inputs();
        let mut losses = Losses { coverage: CoverageLosses::between(diff.list(), old, new), ..Losses::default() };
        let exchange = Exchange::from_diff(diff);
        for change in diff.changes() {
            match (diff.before(change), diff.after(change)) {
                (Some(_), None) => losses.removed += 1,
                (Some(before), Some(after)) => losses.add_changed(&before, &after, &exchange),
                (None, _) => {}
            }
        }
        losses.shifted = (exchange.people.len() - 2 * exchange.swaps.len()) as u64;
        losses.swaps = exchange.swaps;
        losses
    }

    fn add_changed(&mut self, before: &DiffSide<'_>, after: &DiffSide<'_>, exchange: &Exchange) {
        if let Some(person) = exchange.people.get(&folded(before.name())) {
            // The address is now another person's, so compare with the contact that this person has elsewhere.
            match person.get(&before.role()) {
                None => self.new_roles += 1,
                Some(scope) => self.narrowed += u64::from(!scope.covers(&before.scope())),
            }
            return;
        }
        let (old, new) = (before.scope(), after.scope());
        let is_narrowed = !new.covers(&old) || !unknown_codes(before).is_subset(&unknown_codes(after));
        self.narrowed += u64::from(is_narrowed);
        self.new_roles += u64::from(before.role() != after.role());
        if !before.email().eq_ignore_ascii_case(after.email()) {
            let lost = self.coverage.contacts.iter().chain(&self.coverage.sales);
            let is_removal = lost.into_iter().any(|place| place.is_in(&old) && !place.is_in(&new));
            *(if is_removal { &mut self.removed } else { &mut self.new_addresses }) += 1;
        }
        self.new_names += u64::from(names(before) != names(after));
    }

    /// Returns whether nothing is taken away.
    pub(crate) fn is_none(&self) -> bool {
        *self == Losses::default()
    }

    /// Returns the number of contacts that are removed or whose address is replaced.
    pub(crate) fn removals(&self) -> u64 {
        self.removed + self.new_addresses + self.shifted + 2 * self.swaps.len() as u64
    }
}

/// The persons who get the address of another person in the list.
#[derive(Debug, Default)]
struct Exchange {
    /// By folded name: the places that the person has in the new list, by role.
    people: HashMap<String, HashMap<Role, Territory>>,
    swaps: Vec<[String; 2]>,
}

/// The address of a person in a list, unless there are several.
#[derive(Debug, Default)]
struct Moves {
    name: String,
    from: BTreeSet<String>,
    to: BTreeSet<String>,
}

impl Moves {
    /// Returns the old and the new address of a person who has one in each list, if they differ.
    fn ends(&self) -> Option<(&str, &str)> {
        let ends = (only(&self.from)?, only(&self.to)?);
        (ends.0 != ends.1).then_some(ends)
    }
}

fn only(addresses: &BTreeSet<String>) -> Option<&str> {
    addresses.first().filter(|_| addresses.len() == 1).map(String::as_str)
}

impl Exchange {
    fn from_diff(diff: &Diff<'_>) -> Self {
        let is_moved = |change: &&Change| match (diff.before(change), diff.after(change)) {
            (Some(before), Some(after)) => {
                !before.email().eq_ignore_ascii_case(after.email()) || names(&before) != names(&after)
            }
            _ => false,
        };
        if !diff.changes().iter().any(|change| is_moved(&change)) {
            return Exchange::default();
        }
        let mut people: HashMap<String, Moves> = HashMap::new();
        for change in diff.changes().iter().filter(|change| change.kind() != ChangeKind::Changed || is_moved(change)) {
            for (side, is_old) in [(diff.before(change), true), (diff.after(change), false)] {
                let Some(side) = side else { continue };
                let moves = people.entry(folded(side.name())).or_default();
                let addresses = if is_old { &mut moves.from } else { &mut moves.to };
                addresses.insert(side.email().to_ascii_lowercase());
                moves.name = side.name().to_owned();
            }
        }
        // Each address with the person who gives it up, if that is one.
        let mut owners: HashMap<&str, Option<&str>> = HashMap::new();
        for (name, moves) in &people {
            if let Some((from, _)) = moves.ends() {
                owners.entry(from).and_modify(|owner| *owner = None).or_insert(Some(name));
            }
        }
        let owner = |address: &str| owners.get(address).copied().flatten();
        let mut exchange = Exchange::default();
        for (name, moves) in &people {
            let Some((from, to)) = moves.ends() else { continue };
            let Some(other) = owner(to) else { continue };
            exchange.people.insert(name.clone(), HashMap::new());
            let is_swap = people[other].ends().is_some_and(|(_, theirs)| theirs == from) && owner(from) == Some(name);
            if is_swap && name.as_str() < other {
                exchange.swaps.push([moves.name.clone(), people[other].name.clone()]);
            }
        }
        exchange.swaps.sort_unstable();
        for change in diff.changes() {
            let Some(after) = diff.after(change) else { continue };
            if let Some(scopes) = exchange.people.get_mut(&folded(after.name())) {
                let scope = scopes.entry(after.role()).or_default();
                *scope = std::mem::take(scope).joined(&after.scope());
            }
        }
        exchange
    }
}

fn folded(name: &str) -> String {
    let mut folded = String::new();
    fold_into(name, &mut folded);
    folded
}

/// Returns the folded names that the rows of a contact have.
fn names(side: &DiffSide<'_>) -> HashSet<String> {
    side.names().into_iter().map(folded).collect()
}

/// Returns the stored codes of a contact that today's tables lack.
fn unknown_codes<'d>(side: &DiffSide<'d>) -> HashSet<&'d str> {
    [Column::Countries, Column::States].into_iter().flat_map(|column| side.unknown_codes(column)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::lists;

    const ANN: &str = "Ann,ann@contoso.com,CEO,Partner sales,\"DE, PT\",";
    const BOB: &str = "Bob,bob@contoso.com,CEO,Partner marketing,\"DE, FR\",";
    const CY: &str = "Cy,cy@contoso.com,CEO,Partner sales,US,\"US-WA, US-OR\"";

    fn losses(old: &[&str], new: &[&str]) -> Losses {
        let list = lists(&[old, new]);
        Losses::from_diff(&Diff::between(&list, &ContactGroups::new(&list), 0, 1))
    }

    /// Returns the counters that aren't 0, and the codes of the places.
    fn shown(old: &[&str], new: &[&str]) -> String {
        let losses = losses(old, new);
        let counters = [
            ("removed", losses.removed),
            ("shifted", losses.shifted),
            ("addresses", losses.new_addresses),
            ("roles", losses.new_roles),
            ("names", losses.new_names),
            ("narrowed", losses.narrowed),
        ];
        let counters = counters.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}"));
        let swaps = losses.swaps.iter().map(|[one, other]| format!("{one} and {other} swap"));
        let codes = |places: &[Place]| places.iter().map(|place| place.code()).collect::<Vec<_>>().join(" ");
        let coverage = [("contacts", &losses.coverage.contacts), ("sales", &losses.coverage.sales)];
        let coverage = coverage.iter().filter(|(_, places)| !places.is_empty());
        let coverage = coverage.map(|(name, places)| format!("{name} of {}", codes(places)));
        counters.chain(swaps).chain(coverage).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn markets_lose_their_contacts() {
        assert_eq!(shown(&[ANN, BOB], &[BOB]), "1 removed; contacts of PT; sales of DE");
        assert_eq!(shown(&[ANN, BOB], &[ANN]), "1 removed; contacts of FR");
        assert_eq!(shown(&[BOB], &[BOB, ANN]), "");
        let global = "Cy,cy@contoso.com,CEO,Partner sales,OOO,";
        assert_eq!(losses(&[global], &[ANN]).coverage.len(), Country::all().count() - 2);
        assert_eq!(shown(&[CY], &[&CY.replace("US-WA, ", "")]), "1 narrowed; contacts of US-WA");
        let whole = "Dee,dee@contoso.com,CEO,Partner marketing,US,";
        assert_eq!(shown(&[CY, whole], &[&CY.replace("US-WA, ", ""), whole]), "1 narrowed; sales of US-WA");
        assert_eq!(shown(&[whole, CY], &[whole]), "1 removed; sales of US");
    }

    #[test]
    fn a_contact_that_another_covers_too_is_narrowed() {
        let both = ANN.replace("Ann", "Eve").replace("ann@", "eve@");
        assert_eq!(shown(&[ANN, &both], &[&ANN.replace("DE, PT", "DE"), &both]), "1 narrowed");
        assert_eq!(shown(&[ANN], &[&ANN.replace("DE, PT", "PT, DE, FR")]), "");
        assert_eq!(shown(&[ANN], &[&ANN.replace("\"DE, PT\"", "OOO")]), "");
    }

    #[test]
    fn new_addresses_roles_and_names_are_losses() {
        assert_eq!(shown(&[ANN], &[&ANN.replace("ann@", "ann.lee@")]), "1 addresses");
        assert_eq!(shown(&[ANN], &[&ANN.replace("ann@", "ANN@")]), "");
        let role = ANN.replace("sales", "marketing");
        assert_eq!(shown(&[ANN], &[&role]), "1 roles; sales of DE PT");
        assert_eq!(shown(&[ANN], &[&role, ANN]), "");
        assert_eq!(shown(&[ANN], &[&ANN.replace("Ann", "Eve")]), "1 names");
        assert_eq!(shown(&[ANN], &[ANN, &ANN.replace("Ann", "Zoe").replace("\"DE, PT\"", "AT")]), "1 names");
        assert_eq!(shown(&[ANN], &[&ANN.replace("Ann", "ÁNN")]), "");
        assert_eq!(shown(&[ANN], &[&ANN.replace("CEO", "CTO")]), "");
    }

    #[test]
    fn another_mailbox_of_the_same_name_is_a_removal_if_markets_lose_it() {
        let old = "Sales Team,sales-de@contoso.com,Team,Partner sales,\"DE, FR\",";
        let new = "Sales Team,sales-fr@contoso.com,Team,Partner sales,FR,";
        assert_eq!(shown(&[old], &[new]), "1 removed; 1 narrowed; contacts of DE");
        assert_eq!(losses(&[old], &[new]).removals(), 1);
        assert_eq!(shown(&[old, BOB, ANN], &[new, BOB, ANN]), "1 addresses; 1 narrowed");
    }

    #[test]
    fn swapped_addresses_are_a_swap() {
        // The countries stay with the persons.
        let swapped = [ANN.replace("ann@", "cy@"), CY.replace("cy@", "ann@")];
        assert_eq!(shown(&[ANN, CY], &[&swapped[0], &swapped[1]]), "Ann and Cy swap");
        // With different roles, too.
        let swapped = [ANN.replace("ann@", "bob@"), BOB.replace("bob@", "ann@")];
        assert_eq!(shown(&[ANN, BOB], &[&swapped[0], &swapped[1]]), "Ann and Bob swap");
        assert_eq!(losses(&[ANN, BOB], &[&swapped[0], &swapped[1]]).removals(), 2);
        // The countries stay with the addresses.
        let names = [ANN.replace("Ann", "Cy"), CY.replace("Cy", "Ann")];
        assert_eq!(shown(&[ANN, CY], &[&names[0], &names[1]]), "2 narrowed; Ann and Cy swap");
        let narrowed = swapped[0].replace("DE, PT", "DE");
        assert_eq!(shown(&[ANN, BOB], &[&narrowed, &swapped[1]]), "1 narrowed; Ann and Bob swap; contacts of PT");
    }

    #[test]
    fn addresses_of_a_shifted_column_are_counted() {
        let row = |name: &str, address: &str| format!("{name},{address}@contoso.com,CEO,Partner sales,DE,");
        let old = [row("Ann", "ann"), row("Bob", "bob"), row("Cy", "cy"), row("Dee", "dee")];
        let new = [row("Ann", "bob"), row("Bob", "cy"), row("Cy", "ann"), row("Dee", "dee")];
        let rows =
            |rows: &[String; 4], use_it: &dyn Fn(&[&str]) -> String| use_it(&rows.each_ref().map(String::as_str));
        assert_eq!(rows(&old, &|old| rows(&new, &|new| shown(old, new))), "3 shifted");
    }
}
