//! Lists, job titles and names typed without quotes: each row is read as intended, or rejected.

use crate::contact::{Country, State};
use crate::normalize::{NormalizeSettings, normalize};
use crate::read::{self, Input, Rows};
use crate::tables::subdivision_of;
use proptest::prelude::*;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces";

#[derive(Debug, PartialEq)]
struct Meant {
    name: String,
    title: String,
    countries: Vec<&'static str>,
    states: Vec<&'static str>,
}

/// Returns the contact of a line, or `None` if it is rejected.
fn read(line: &str) -> Option<Meant> {
    let list = format!("{HEADER}\n{line}\n");
    let mut rows = Rows::open(Input::bytes("list.csv", list), read::ReadSettings::default()).unwrap();
    let batch = rows.next_batch().unwrap().unwrap();
    let row = batch.rows().next().unwrap();
    let contact = normalize(&row, &NormalizeSettings::default(), &mut Vec::new())?;
    Some(Meant {
        name: contact.name.as_str().to_owned(),
        title: contact.job_title.as_str().to_owned(),
        countries: Country::all().filter(|country| contact.countries.covers(*country)).map(Country::code).collect(),
        states: contact.states.iter().map(|state| state.code()).collect(),
    })
}

fn countries() -> impl Strategy<Value = Vec<&'static str>> {
    let all: Vec<&'static str> = Country::all().map(Country::code).collect();
    // Codes of countries with states, and codes that are also states, are the ones that can be confused.
    let treacherous =
        prop::sample::select(vec!["US", "CA", "AU", "DE", "IN", "GA", "AR", "CO", "IL", "LA", "WS", "SC"]);
    let one = prop_oneof![prop::sample::select(all), treacherous];
    prop::collection::vec(one, 1..5).prop_map(|mut codes| {
        codes.sort_unstable();
        codes.dedup();
        codes
    })
}

fn states_of(countries: &[&str], picks: &[prop::sample::Index]) -> Vec<&'static str> {
    let own: Vec<State> = State::all().filter(|state| countries.contains(&state.country().code())).collect();
    let mut states: Vec<&'static str> = Vec::new();
    for pick in picks.iter().filter(|_| !own.is_empty()) {
        let code = pick.get(&own).code();
        if !states.contains(&code) {
            states.push(code);
        }
    }
    states
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn rows_are_read_as_intended_or_rejected(
        name in prop::sample::select(vec!["Ann Lee", "Lee, Ann", "Zoë"]),
        title in prop::sample::select(vec!["CEO", "VP, Sales", "Director, Alliances, Nordics"]),
        countries in countries(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        separator in prop::sample::select(vec![",", ", "]),
    ) {
        let states = states_of(&countries, &picks);
        let list = |codes: &[&str]| codes.join(separator);
        let line = format!("{name},ann@example.com,{title},Partner sales,{},{}", list(&countries), list(&states));
        let meant = Meant { name: name.to_owned(), title: title.to_owned(), countries: countries.clone(), states };
        if let Some(read) = read(&line) {
            prop_assert_eq!(read, meant, "{}", line);
        } else {
            // A line is ambiguous only if a country's code may be a state, or no state.
            let is_state = |code: &str| State::all().any(|state| state.code().ends_with(&format!("-{code}")));
            let is_subdivision = |code: &str| {
                Country::all().any(|country| {
                    countries.contains(&country.code()) && subdivision_of(country, code).is_some()
                })
            };
            let is_treacherous =
                |code: &&str| is_state(code) || is_subdivision(code) || matches!(*code, "NA" | "NO");
            prop_assert!(countries.iter().any(is_treacherous), "rejected: {}", line);
        }
    }
}
