//! Coverage: the contacts of each market by role, gaps without contacts, and risks. The output formats are in
//! `report::coverage`.

mod market;
mod market_file;
mod market_list;
mod people;

pub(crate) use market::{CoverageRisk, CoverageStatus, Coverers, Gap, Market, RoleCount};
pub(crate) use market_file::{MarketFileError, markets_of_file};
pub(crate) use market_list::{MarketsError, MarketsFault, markets_of};
pub(crate) use people::{Coverer, RolePeople};

use people::PeopleTally;

use crate::contact::{Contact, Country, Location, Role, State};
use crate::contact_list::{ContactGroups, List, Territory, countries_with_states, states_of};
use crate::diagnostics::{Finding, Message, Rule, Severity};

/// The coverage of all countries, counted contact by contact. Memory doesn't depend on the number of contacts.
#[derive(Debug, Clone)]
pub(crate) struct Coverage {
    /// The contacts that list each country.
    countries: Vec<Tally>,
    /// The contacts that cover all countries.
    world: Tally,
    /// The listed states of each role, one bit per state.
    states: [u128; Role::ALL.len()],
    /// Whether the names of the persons are kept.
    has_names: bool,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    contacts: [u64; Role::ALL.len()],
    /// Number of contacts that cover only some states, including those with `OOO`.
    partial: [u64; Role::ALL.len()],
    people: Coverers,
    /// The Partner sales contacts.
    sales_people: Coverers,
    /// The persons of each role, if names are kept.
    named: Option<Box<[PeopleTally; Role::ALL.len()]>>,
}

impl Tally {
    /// Returns whether a contact lists the country or states of it.
    fn is_named(&self) -> bool {
        self.contacts.iter().chain(&self.partial).any(|count| *count > 0)
    }

    fn join(&mut self, other: &Tally) {
        if !other.is_named() {
            return;
        }
        self.contacts.iter_mut().zip(&other.contacts).for_each(|(count, other)| *count += other);
        self.partial.iter_mut().zip(&other.partial).for_each(|(count, other)| *count += other);
        self.people = std::mem::take(&mut self.people).joined(&other.people);
        self.sales_people = std::mem::take(&mut self.sales_people).joined(&other.sales_people);
        if let Some(other) = &other.named {
            let named = self.named.get_or_insert_default();
            named.iter_mut().zip(other.iter()).for_each(|(people, other)| people.join(other));
        }
    }
}

impl Default for Coverage {
    fn default() -> Self {
        let countries = vec![Tally::default(); Country::all().len()];
        Coverage { countries, world: Tally::default(), states: Default::default(), has_names: false }
    }
}

/// The coverage of several markets.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    /// Sorted by code; the market of all other countries is last.
    pub markets: Vec<Market>,
    /// Whether the user named the markets, which makes a gap an error. Otherwise they are the list's own markets.
    pub is_named: bool,
}

/// Numbers of markets by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CoverageCounts {
    /// All markets.
    pub markets: u64,
    /// Markets without a gap.
    pub covered: u64,
    /// Markets with contacts but without a Partner sales contact.
    pub no_sales: u64,
    /// Markets without contacts.
    pub nobody: u64,
    /// Markets without a gap but with a [`CoverageRisk`].
    pub weak: u64,
    /// Markets without a gap that depend on one person: the only contact, or the only Partner sales contact.
    pub one_person: u64,
}

impl Coverage {
    /// Returns a coverage without contacts that keeps the names of the persons.
    pub(crate) fn with_names() -> Self {
        Coverage { has_names: true, ..Coverage::default() }
    }

    /// Returns a coverage without contacts that keeps names if this one does.
    pub(crate) fn emptied(&self) -> Self {
        Coverage { has_names: self.has_names, ..Coverage::default() }
    }

    /// Returns the coverage of a list. Repeated rows count as one contact, with the countries and states of all of
    /// them.
    pub(crate) fn from_list(list: &List, identities: &ContactGroups) -> Self {
        let mut coverage = Coverage::with_names();
        for mut rows in identities.iter() {
            let Some(first) = rows.next() else { continue };
            let scope = rows.fold(list.scope(first), |scope, row| scope.joined(&list.scope(row)));
            coverage.count(list.role(first), (list.name(first), list.email(first)), &scope);
        }
        coverage
    }

    /// Adds a contact.
    pub(crate) fn add(&mut self, contact: &Contact<'_>) {
        let person = (contact.name.as_str(), contact.email.as_str());
        self.count(contact.role, person, &Territory::from_contact(contact));
    }

    /// Adds the coverage of another part of the list.
    pub(crate) fn join(&mut self, other: &Coverage) {
        self.world.join(&other.world);
        self.countries.iter_mut().zip(&other.countries).for_each(|(tally, other)| tally.join(other));
        self.states.iter_mut().zip(&other.states).for_each(|(states, other)| *states |= other);
    }

    /// Adds a contact by its role, name, address and territory.
    pub(crate) fn count(&mut self, role: Role, (name, email): (&str, &str), scope: &Territory) {
        let (is_sales, role, has_names) = (role == Role::Sales, role as usize, self.has_names);
        let count = |tally: &mut Tally| {
            tally.contacts[role] += 1;
            tally.people.add(email);
            if is_sales {
                tally.sales_people.add(email);
            }
            if has_names {
                tally.named.get_or_insert_default()[role].add(name, email, scope);
            }
        };
        if scope.is_global() {
            count(&mut self.world);
        }
        scope.listed().for_each(|country| count(&mut self.countries[usize::from(country.0)]));
        if scope.states != 0 {
            self.states[role] |= scope.states;
            for (country, _) in countries_with_states()
                .iter()
                .filter(|(country, states)| scope.has(*country) && scope.states & states != 0)
            {
                self.countries[usize::from(country.0)].partial[role] += 1;
            }
        }
    }

    /// Returns the coverage of the named markets, each once. If none is named, the markets are those of the list: the
    /// countries that contacts list, and one for all others if a contact covers all countries (`OOO`).
    pub(crate) fn matrix(&self, named: &[Country]) -> Matrix {
        let is_named = !named.is_empty();
        let is_market = |country: &Country| if is_named { named.contains(country) } else { self.names(*country) };
        let mut markets: Vec<Market> = Country::all().filter(is_market).map(|country| self.market(country)).collect();
        if !is_named && self.world.is_named() {
            markets.push(self.other_countries());
        }
        Matrix { markets, is_named }
    }

    /// Returns whether a contact lists the country or states of it.
    fn names(&self, country: Country) -> bool {
        self.countries[usize::from(country.0)].is_named()
    }

    fn market(&self, country: Country) -> Market {
        let tally = &self.countries[usize::from(country.0)];
        let states = states_of(country);
        let role_count = |role: usize| RoleCount {
            contacts: tally.contacts[role] + self.world.contacts[role],
            global: self.world.contacts[role],
            partial: tally.partial[role],
            states: State::all().filter(|state| states & self.states[role] & 1 << state.0 != 0).collect(),
        };
        let people = tally.people.clone().joined(&self.world.people);
        let sales_people = tally.sales_people.clone().joined(&self.world.sales_people);
        let named = self.named(Some(country), tally);
        Market { country: Some(country), roles: std::array::from_fn(role_count), people, sales_people, named }
    }

    /// Returns the persons of each role in a market: those of its tally, and those who cover all countries.
    fn named(&self, country: Option<Country>, tally: &Tally) -> [RolePeople; Role::ALL.len()] {
        let none = PeopleTally::default();
        let of = |tally: &'_ Tally, role: usize| tally.named.as_ref().map(|named| named[role].clone());
        std::array::from_fn(|role| match (of(tally, role), of(&self.world, role)) {
            (None, None) => RolePeople::default(),
            (tally, world) => tally.as_ref().unwrap_or(&none).in_country(country, world.as_ref().unwrap_or(&none)),
        })
    }

    fn other_countries(&self) -> Market {
        let role_count = |role: usize| {
            let global = self.world.contacts[role];
            RoleCount { contacts: global, global, ..RoleCount::default() }
        };
        Market {
            country: None,
            roles: std::array::from_fn(role_count),
            people: self.world.people.clone(),
            sales_people: self.world.sales_people.clone(),
            named: self.named(None, &Tally::default()),
        }
    }

    /// Returns findings about gaps: errors in named markets, warnings in others that the list has. `OOO` is one market
    /// of the list, not 246.
    ///
    /// Source: the Partner Center document on the Co-sell tab, 28 October 2020: a contact for each geography in which
    /// the offer is available, and a Partner sales contact for each region in which it should be co-sell ready.
    pub(crate) fn findings(&self, named: &[Country]) -> Vec<Finding<'static>> {
        let is_market = |country: Option<Country>| country.is_some_and(|country| named.contains(&country));
        let finding = |market: Market| {
            let message = match (market.gap()?, market.country) {
                (Gap::Nobody, Some(country)) => Message::MarketUncovered { country },
                (_, Some(country)) => Message::SalesMissing { country },
                (_, None) => Message::SalesMissingGlobal,
            };
            let (rule, severity) = match market.gap()? {
                Gap::Nobody => (Rule::MarketUncovered, Severity::Error),
                Gap::NoSales if is_market(market.country) => (Rule::SalesContactMissing, Severity::Error),
                Gap::NoSales => (Rule::SalesContactMissing, Severity::Warning),
            };
            Some(Finding { severity, ..Finding::new(rule, Location::default(), message) })
        };
        let unnamed = self.matrix(&[]).markets.into_iter().filter(|market| !is_market(market.country));
        let mut markets: Vec<Market> = if named.is_empty() { Vec::new() } else { self.matrix(named).markets };
        markets.extend(unnamed);
        markets.sort_by_key(|market| (market.country.is_none(), market.country));
        markets.into_iter().filter_map(finding).collect()
    }
}

impl Matrix {
    pub(crate) fn counts(&self) -> CoverageCounts {
        let mut counts = CoverageCounts { markets: self.markets.len() as u64, ..CoverageCounts::default() };
        for market in &self.markets {
            match market.status() {
                CoverageStatus::Nobody => counts.nobody += 1,
                CoverageStatus::NoSales => counts.no_sales += 1,
                CoverageStatus::Weak => counts.weak += 1,
                CoverageStatus::Covered => {}
            }
            counts.one_person += u64::from(market.gap().is_none() && market.depends_on_one_person());
        }
        counts.covered = counts.markets - counts.no_sales - counts.nobody;
        counts
    }

    /// Returns the markets, the worst first, and with the same status in the order of their codes.
    pub(crate) fn worst_first(&self) -> Vec<&Market> {
        let mut markets: Vec<&Market> = self.markets.iter().collect();
        markets.sort_by_key(|market| market.status());
        markets
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{ColumnMap, Row};
    use crate::normalize::{NormalizeSettings, normalize};

    fn coverage(contacts: &[(&str, &str)]) -> Coverage {
        let mut coverage = Coverage::default();
        for (role, countries) in contacts {
            let cells = ColumnMap(["Ann", "ann@example.com", "CEO", role, countries, ""]);
            let row = Row { cells, ..Row::default() };
            coverage.add(&normalize(&row, &NormalizeSettings::default(), &mut Vec::new()).unwrap());
        }
        coverage
    }

    fn countries(codes: &[&str]) -> Vec<Country> {
        codes.iter().map(|code| Country::from_code(code).unwrap()).collect()
    }

    fn rules(contacts: &[(&str, &str)], markets: &[&str]) -> Vec<(Rule, Severity)> {
        let findings = coverage(contacts).findings(&countries(markets));
        findings.iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    fn markets(contacts: &[(&str, &str)], named: &[&str]) -> Vec<&'static str> {
        let matrix = coverage(contacts).matrix(&countries(named));
        matrix.markets.iter().map(|market| market.country.map_or("OOO", Country::code)).collect()
    }

    #[test]
    fn a_country_needs_a_sales_contact() {
        assert_eq!(rules(&[("Partner sales", "US, CA")], &[]), []);
        assert_eq!(rules(&[("Partner marketing", "US")], &[]), [(Rule::SalesContactMissing, Severity::Warning)]);
        assert_eq!(rules(&[("Partner marketing", "US"), ("Partner sales", "OOO")], &[]), []);
    }

    #[test]
    fn a_named_market_must_be_covered() {
        assert_eq!(rules(&[("Partner sales", "US")], &["CA"]), [(Rule::MarketUncovered, Severity::Error)]);
        assert_eq!(rules(&[("Partner marketing", "US")], &["US"]), [(Rule::SalesContactMissing, Severity::Error)]);
        assert_eq!(rules(&[("Partner sales", "OOO")], &["CA", "FR"]), []);
    }

    #[test]
    fn a_global_list_without_sales_is_one_finding() {
        assert_eq!(rules(&[("Partner marketing", "OOO")], &[]), [(Rule::SalesContactMissing, Severity::Warning)]);
    }

    #[test]
    fn markets_are_named_or_from_the_list() {
        let contacts = [("Partner sales", "US, CA"), ("Partner marketing", "CA")];
        assert_eq!(markets(&contacts, &[]), ["CA", "US"]);
        assert_eq!(markets(&contacts, &["US", "FR", "US"]), ["FR", "US"]);
        assert_eq!(markets(&[("Partner sales", "OOO")], &[]), ["OOO"]);
        assert_eq!(markets(&[("Partner sales", "OOO"), ("Partner sales", "US")], &[]), ["US", "OOO"]);
        assert_eq!(markets(&[("Partner sales", "OOO")], &["US"]), ["US"]);
        assert!(markets(&[], &[]).is_empty());
    }
}
