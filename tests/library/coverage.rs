//! Coverage of random lists, compared with a naive count.

use super::properties;

use std::collections::{BTreeMap, BTreeSet};

use crate::contact::{Country, Role};
use crate::contact_list::{ContactGroups, List};
use crate::coverage::{Coverage, Coverers, Gap, Matrix, RoleCount};
use crate::diagnostics::{CollectingReport, Rule, Severity};
use crate::read::{Input, Rows};
use properties::cases;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const EMAILS: [&str; 5] =
    ["ann@contoso.com", "Ann@contoso.com", "bob@contoso.com", "cy@fabrikam.com", "di@fabrikam.com"];
const COUNTRIES: [&str; 6] = ["AU", "CA", "DE", "FR", "JP", "US"];
const STATES: [&str; 6] = ["AU-NSW", "CA-ON", "CA-QC", "US-OR", "US-TX", "US-WA"];

#[derive(Debug, Clone)]
struct Row {
    email: &'static str,
    role: Role,
    /// Empty for all countries.
    countries: Vec<&'static str>,
    states: Vec<&'static str>,
}

impl Row {
    fn is_global(&self) -> bool {
        self.countries.is_empty()
    }

    fn covers(&self, country: &str) -> bool {
        self.is_global() || self.countries.contains(&country)
    }

    fn states_of<'r>(&'r self, country: &'r str) -> impl Iterator<Item = &'static str> + 'r {
        self.states.iter().copied().filter(move |state| state.starts_with(country))
    }

    fn covers_whole(&self, country: &str) -> bool {
        self.covers(country) && self.states_of(country).next().is_none()
    }
}

fn row() -> impl Strategy<Value = Row> {
    let countries = prop_oneof![5 => subsequence(COUNTRIES.to_vec(), 1..=4), 1 => Just(Vec::new())];
    let states = prop_oneof![1 => subsequence(STATES.to_vec(), 1..=4), 1 => Just(Vec::new())];
    (select(EMAILS.to_vec()), select(Role::ALL.to_vec()), countries, states).prop_map(
        |(email, role, countries, states)| {
            let mut row = Row { email, role, countries, states: Vec::new() };
            row.states = states.into_iter().filter(|state| row.covers(&state[..2])).collect();
            row
        },
    )
}

fn list_of(rows: &[Row]) -> List {
    let mut text = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_owned();
    for row in rows {
        let countries = if row.is_global() { "OOO".to_owned() } else { row.countries.join(", ") };
        let (role, states) = (row.role.label(), row.states.join(", "));
        text += &format!("Ann,{},CEO,{role},\"{countries}\",\"{states}\"\n", row.email);
    }
    let mut rows_read = Rows::open(Input::bytes("list.csv", text), Default::default()).unwrap();
    let (mut list, mut report) = (List::default(), CollectingReport::default());
    let summary = list.read(&mut rows_read, Default::default(), &mut report).unwrap();
    assert_eq!(summary.contacts, rows.len() as u64, "{:?}", report.findings);
    list
}

/// Returns the rows of each contact: those with the same address, compared without case, and the same role.
fn contacts(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut contacts: BTreeMap<(String, Role), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        contacts.entry((row.email.to_lowercase(), row.role)).or_default().push(row);
    }
    contacts.into_values().collect()
}

/// Counts the contacts of a role that cover a country; each contact consists of one or more rows.
fn recount(contacts: &[Vec<&Row>], role: Role, country: &str) -> RoleCount {
    let own: Vec<&Vec<&Row>> =
        contacts.iter().filter(|rows| rows[0].role == role && rows.iter().any(|row| row.covers(country))).collect();
    let is_partial = |rows: &&&Vec<&Row>| !rows.iter().any(|row| row.covers_whole(country));
    let states: BTreeSet<&str> =
        own.iter().filter(is_partial).flat_map(|rows| rows.iter().flat_map(|row| row.states_of(country))).collect();
    RoleCount {
        contacts: own.len() as u64,
        global: own.iter().filter(|rows| rows.iter().any(|row| row.is_global())).count() as u64,
        partial: own.iter().filter(is_partial).count() as u64,
        states: states.iter().map(|code| crate::contact::State::from_code(code).unwrap()).collect(),
    }
}

/// Returns the addresses of the people who cover a country, in lower case.
fn people(rows: &[Row], country: &str) -> BTreeSet<String> {
    rows.iter().filter(|row| row.covers(country)).map(|row| row.email.to_lowercase()).collect()
}

fn assert_recounted(matrix: &Matrix, rows: &[Row], contacts: &[Vec<&Row>]) {
    for market in &matrix.markets {
        let Some(country) = market.country else { continue };
        for role in Role::ALL {
            assert_eq!(market.role(role), &recount(contacts, role, country.code()), "{role:?} {}", country.code());
        }
        let people = people(rows, country.code());
        match &market.people {
            Coverers::Nobody => assert!(people.is_empty()),
            Coverers::One(email) => assert_eq!(people, [email.to_lowercase()].into()),
            Coverers::Several => assert!(people.len() > 1),
        }
    }
}

fn countries(codes: &[&str]) -> Vec<Country> {
    codes.iter().map(|code| Country::from_code(code).unwrap()).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn contacts_are_counted_as_by_a_naive_count(rows in prop::collection::vec(row(), 0..12)) {
        let list = list_of(&rows);
        let named = countries(&COUNTRIES);
        let contacts = contacts(&rows);
        assert_recounted(&Coverage::from_list(&list, &ContactGroups::new(&list)).matrix(&named), &rows, &contacts);
    }

    #[test]
    fn added_contacts_are_counted_one_by_one(rows in prop::collection::vec(row(), 0..12)) {
        let list = list_of(&rows);
        let mut coverage = Coverage::default();
        (0..list.len()).for_each(|at| coverage.add(&list.contact(at)));
        let each: Vec<Vec<&Row>> = rows.iter().map(|row| vec![row]).collect();
        assert_recounted(&coverage.matrix(&countries(&COUNTRIES)), &rows, &each);
    }

    #[test]
    fn gaps_are_markets_without_contacts_or_sales_contacts(
        rows in prop::collection::vec(row(), 0..6),
        named in subsequence(COUNTRIES.to_vec(), 0..=4),
    ) {
        let list = list_of(&rows);
        let coverage = Coverage::from_list(&list, &ContactGroups::new(&list));
        let gap = |country: &str| {
            let mut covering = rows.iter().filter(|row| row.covers(country)).peekable();
            match covering.peek() {
                None => Some(Gap::Nobody),
                Some(_) => (!covering.any(|row| row.role == Role::Sales)).then_some(Gap::NoSales),
            }
        };
        // OOO includes the countries of the contact's other rows, except countries that it covers only in part.
        let contacts = contacts(&rows);
        let is_listed = |country: &str| contacts.iter().any(|rows| {
            let is_global = rows.iter().any(|row| row.is_global());
            let is_whole = rows.iter().any(|row| row.covers_whole(country));
            rows.iter().any(|row| row.covers(country)) && (!is_global || !is_whole)
        });
        let is_global = rows.iter().any(Row::is_global);

        // The markets and their gaps.
        let matrix = coverage.matrix(&countries(&named));
        let found: Vec<(&str, Option<Gap>)> =
            matrix.markets.iter().filter_map(|market| Some((market.country?.code(), market.gap()))).collect();
        let is_market = |country: &&&str| if named.is_empty() { is_listed(country) } else { named.contains(country) };
        let expected: Vec<(&str, Option<Gap>)> =
            COUNTRIES.iter().filter(is_market).map(|country| (*country, gap(country))).collect();
        prop_assert_eq!(&found, &expected);
        let has_others = matrix.markets.iter().any(|market| market.country.is_none());
        prop_assert_eq!(has_others, named.is_empty() && is_global);

        // The findings of `validate` about them.
        let findings: Vec<(Rule, Severity)> =
            coverage.findings(&countries(&named)).iter().map(|finding| (finding.rule, finding.severity)).collect();
        let mut expected: Vec<(Rule, Severity)> = COUNTRIES
            .iter()
            .filter_map(|country| match (gap(country)?, named.contains(country)) {
                (Gap::Nobody, is_named) => is_named.then_some((Rule::MarketUncovered, Severity::Error)),
                (Gap::NoSales, true) => Some((Rule::SalesContactMissing, Severity::Error)),
                (Gap::NoSales, false) => {
                    is_listed(country).then_some((Rule::SalesContactMissing, Severity::Warning))
                }
            })
            .collect();
        if is_global && !rows.iter().any(|row| row.is_global() && row.role == Role::Sales) {
            expected.push((Rule::SalesContactMissing, Severity::Warning));
        }
        prop_assert_eq!(findings, expected);
    }
}
