//! The tables of `src/tables/data`, compared with each other and with the lookups of the library.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::contact::{Column, Country, Role, State};
use crate::tables::{
    CountryMatch, column_of_label, country_meaning, country_meaning_in, labels_of_locale, language, locales,
    nearest_column, role_meaning, state_meaning,
};
use unicode_normalization::UnicodeNormalization;

/// Returns the rows of a table after comparing its header with the given one.
fn table(file: &str, header: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tables/data").join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), header, "{file}");
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn countries() -> Vec<Vec<String>> {
    table("countries.csv", "code,name")
}

fn states() -> Vec<Vec<String>> {
    table("states.csv", "code,name")
}

fn columns_by_locale() -> Vec<Vec<String>> {
    table("columns-by-locale.csv", "locale,name,email,job_title,role,countries_regions,states_provinces")
}

fn roles_by_locale() -> Vec<Vec<String>> {
    table(
        "roles-by-locale.csv",
        "locale,partner_marketing,partner_sales,partner_technical_sales,partner_customer_success_manager,global_contacts",
    )
}

fn iso() -> Vec<Vec<String>> {
    table("iso-3166-1.csv", "alpha2,alpha3")
}

fn repeated<'t>(values: impl Iterator<Item = &'t String>) -> Vec<&'t String> {
    let mut seen = BTreeSet::new();
    values.filter(|value| !seen.insert(*value)).collect()
}

/// Returns variants of a text as people type it: in another case, without accents, with additional spaces.
fn as_typed(text: &str) -> Vec<String> {
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let bare: String = text.nfd().filter(|c| !is_accent(c)).nfc().collect();
    vec![
        text.to_owned(),
        text.to_uppercase(),
        text.to_lowercase(),
        bare.to_uppercase(),
        text.nfd().collect(),
        format!(" {} ", text.replace(' ', "  ")),
        bare,
    ]
}

#[test]
fn the_country_table_equals_that_of_the_portal() {
    let rows = countries();
    assert_eq!(rows.len(), 247);
    assert_eq!(rows[0], ["OOO", "Global contacts"]);
    assert!(repeated(rows.iter().map(|row| &row[0])).is_empty());
    assert!(repeated(rows.iter().map(|row| &row[1])).is_empty());
    for row in &rows[1..] {
        let is_code = row[0].len() == 2 && row[0].bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(is_code && row[1] == row[1].trim() && !row[1].is_empty(), "{row:?}");
        let country = Country::from_code(&row[0]).unwrap();
        assert_eq!((country.code(), country.name()), (&*row[0], &*row[1]));
        assert_eq!(country_meaning(&row[1]).and_then(|meaning| meaning.code()), Some(&*row[0]), "{row:?}");
    }
    let codes: Vec<&str> = Country::all().map(Country::code).collect();
    let mut in_table: Vec<&str> = rows[1..].iter().map(|row| &*row[0]).collect();
    in_table.sort_unstable();
    assert_eq!(codes, in_table);
    for code in ["OO", "UK", "EU", "XK", "AI", "EH", "FK", "us", "U", "USA", "", "É"] {
        assert_eq!(Country::from_code(code), None, "{code:?}");
    }
}

#[test]
fn the_state_table_equals_that_of_the_portal() {
    let rows = states();
    assert!(repeated(rows.iter().map(|row| &row[0])).is_empty());
    assert!(repeated(rows.iter().map(|row| &row[1])).is_empty());
    let mut by_country: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let (country, part) = row[0].split_once('-').unwrap();
        assert!((2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase()), "{row:?}");
        *by_country.entry(country).or_default() += 1;
        let state = State::from_code(&row[0]).unwrap();
        assert_eq!((state.code(), state.name()), (&*row[0], &*row[1]));
        assert_eq!(Some(state.country()), Country::from_code(country));
        assert_eq!(state_meaning(&row[0]), [state], "{row:?}");
        assert_eq!(state_meaning(&row[1]), [state], "{row:?}");
        assert!(state_meaning(part).contains(&state), "{row:?}");
    }
    assert_eq!(by_country.into_iter().collect::<Vec<_>>(), [("AU", 8), ("CA", 13), ("US", 57)]);
    let codes: Vec<&str> = State::all().map(State::code).collect();
    let mut in_table: Vec<&str> = rows.iter().map(|row| &*row[0]).collect();
    in_table.sort_unstable();
    assert_eq!(codes, in_table);
    for code in ["US-XX", "us-wa", "WA", "US-", "DE-BY", ""] {
        assert_eq!(State::from_code(code), None, "{code:?}");
    }
}

#[test]
fn other_names_of_states_have_the_meaning_of_the_table() {
    for row in table("state-names.csv", "name,code,source") {
        let state = State::from_code(&row[1]).unwrap();
        // In capitals, some abbreviations are codes of countries, such as ALA of Åland.
        let is_code =
            |text: &String| text.len() == 3 && country_meaning(text).is_some_and(|meaning| meaning.code().is_some());
        for text in as_typed(&row[0]).into_iter().filter(|text| !is_code(text)) {
            assert_eq!(state_meaning(&text), [state], "{text:?}");
        }
    }
}

#[test]
fn the_role_table_equals_that_of_the_library() {
    let rows = table("roles.csv", "role,does");
    let in_table: Vec<&str> = rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(in_table, Role::ALL.map(Role::label));
    for role in Role::ALL {
        assert_eq!(Role::from_label(role.label()), Some(role));
    }
}

#[test]
fn labels_of_roles_are_found_in_any_case_and_without_accents() {
    let mut roles: BTreeMap<String, Role> = BTreeMap::new();
    for row in roles_by_locale() {
        for (label, role) in row[1..5].iter().zip(Role::ALL) {
            for text in as_typed(label) {
                assert_eq!(role_meaning(&text), Some(role), "{}: {text:?}", row[0]);
            }
            let known = roles.insert(label.clone(), role);
            assert!(known.is_none_or(|known| known == role), "{label} names two roles");
        }
        for text in as_typed(&row[5]) {
            assert_eq!(country_meaning(&text), Some(CountryMatch::Global), "{}: {text:?}", row[0]);
        }
    }
}

#[test]
fn labels_of_columns_are_found_in_any_case_and_without_accents() {
    let mut columns: BTreeMap<String, Column> = BTreeMap::new();
    for row in columns_by_locale() {
        for (label, column) in row[1..].iter().zip(Column::ALL) {
            for text in as_typed(label) {
                assert_eq!(column_of_label(&text), Some(column), "{}: {text:?}", row[0]);
            }
            let known = columns.insert(label.to_lowercase(), column);
            assert!(known.is_none_or(|known| known == column), "{label} names two columns");
        }
    }
    for column in Column::ALL {
        assert_eq!(column_of_label(column.label()), Some(column));
        assert_eq!(column_of_label(column.key()), Some(column));
        // A label without one letter is still similar to this column only.
        let slip = format!("{}{}", &column.label()[..2], &column.label()[3..]);
        if column.label().len() > 4 {
            assert_eq!(nearest_column(&slip), Some(column), "{slip}");
        }
    }
}

#[test]
fn the_labels_of_a_locale_are_its_first_row() {
    let mut first: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for row in columns_by_locale() {
        if !first.contains_key(&row[0]) {
            order.push(row[0].clone());
            first.insert(row[0].clone(), row[1..].to_vec());
        }
    }
    assert_eq!(locales().collect::<Vec<_>>(), order);
    assert_eq!(order.len(), 18);
    for (locale, labels) in &first {
        assert_eq!(labels_of_locale(locale).unwrap().0.as_slice(), labels, "{locale}");
        assert_eq!(labels_of_locale(&locale.to_lowercase()).unwrap().0.as_slice(), labels, "{locale}");
    }
    // Roles have labels in the same locales.
    let with_roles: BTreeSet<String> = roles_by_locale().into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(with_roles, order.into_iter().collect());
}

/// Returns the meaning of a code in the tables.
fn meaning(code: &str) -> CountryMatch {
    match (code, Country::from_code(code)) {
        ("OOO", _) => CountryMatch::Global,
        (_, Some(country)) => CountryMatch::Country(country),
        ("AI", _) => CountryMatch::Unlisted("AI"),
        ("EH", _) => CountryMatch::Unlisted("EH"),
        ("FK", _) => CountryMatch::Unlisted("FK"),
        ("XK", _) => CountryMatch::Unlisted("XK"),
        _ => panic!("{code} is not a code"),
    }
}

#[test]
fn every_country_name_has_the_meaning_of_its_row() {
    let mut wrong = Vec::new();
    for row in table("country-names.csv", "name,codes,kind,source") {
        let codes: Vec<CountryMatch> = row[1].split(' ').map(meaning).collect();
        for text in as_typed(&row[0]) {
            let read = country_meaning(&text);
            let is_right = match (row[2].as_str(), read) {
                ("safe", read) => codes.len() == 1 && read == Some(codes[0]),
                ("suggest", Some(CountryMatch::Suggested(guess))) => codes.len() == 1 && *guess == codes[0],
                ("ambiguous", Some(CountryMatch::Ambiguous(candidates))) => codes.len() > 1 && candidates == codes,
                _ => false,
            };
            if !is_right {
                wrong.push(format!("{text:?} is {read:?}, and the row says {} {}", row[2], row[1]));
            }
        }
        assert!(!row[3].is_empty(), "{row:?} has no source");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_name_in_a_language_has_the_meaning_of_its_row() {
    let mut wrong = Vec::new();
    for row in table("country-names-by-language.csv", "languages,name,codes,kind,source") {
        let codes: Vec<CountryMatch> = row[2].split(' ').map(meaning).collect();
        for spoken in row[0].split(' ') {
            for text in [row[1].clone(), row[1].to_uppercase(), row[1].nfd().collect()] {
                let read = country_meaning_in(&text, language(spoken));
                let is_right = match (row[3].as_str(), read) {
                    ("safe", read) => codes.len() == 1 && read == Some(codes[0]),
                    ("suggest", Some(CountryMatch::Suggested(guess))) => codes.len() == 1 && *guess == codes[0],
                    ("ambiguous", Some(CountryMatch::Ambiguous(candidates))) => codes.len() > 1 && candidates == codes,
                    _ => false,
                };
                if !is_right {
                    wrong.push(format!("{text:?} in {spoken} is {read:?}, and the row says {} {}", row[3], row[2]));
                }
            }
        }
        assert!(!row[4].is_empty(), "{row:?} has no source");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forms_are_derived_from_names_of_their_language() {
    for (text, code) in [
        ("die Schweiz", Some("CH")),
        ("les Pays-Bas", Some("NL")),
        ("l’Italie", Some("IT")),
        ("gli Stati Uniti", Some("US")),
        ("Republik Österreich", Some("AT")),
        ("République du Sénégal", Some("SN")),
        ("Oesterreich", Some("AT")),
        ("Saint-Vincent & Grenadines", Some("VC")),
        ("Antigua & Barbuda", Some("AG")),
        // An article of another language, and states that are not called republics.
        ("die Suisse", None),
        ("Republik China", None),
        ("République de Chine", None),
        ("República da China", None),
        ("Republiek China", None),
        ("Republik Kongo-Kinshasa", None),
    ] {
        assert_eq!(country_meaning(text).and_then(|meaning| meaning.code()), code, "{text}");
    }
    for row in table("country-name-forms.csv", "language,kind,form") {
        assert!(!language(&row[0]).is_empty() && !row[2].is_empty(), "{row:?}");
    }
}

#[test]
fn the_iso_table_is_complete_and_its_codes_are_found() {
    let rows = iso();
    assert!(repeated(rows.iter().map(|row| &row[0])).is_empty());
    assert!(repeated(rows.iter().map(|row| &row[1])).is_empty());
    let codes: BTreeSet<&str> = rows.iter().map(|row| &*row[0]).collect();
    let mut expected: BTreeSet<&str> = Country::all().map(Country::code).collect();
    // Real countries that the portal's table lacks. XK is in use but not in ISO 3166.
    expected.extend(["AI", "EH", "FK", "XK"]);
    assert_eq!(codes, expected);
    let mut names_too = BTreeSet::new();
    for row in &rows {
        assert!(row[1].len() == 3 && row[1].bytes().all(|byte| byte.is_ascii_uppercase()), "{row:?}");
        for text in [row[1].clone(), row[1].to_lowercase(), format!(" {} ", row[1])] {
            let read = country_meaning(&text);
            // In lower case, a code that is also a name is ambiguous.
            let is_name_too = !text.contains(&row[1]) && matches!(read, Some(CountryMatch::Ambiguous(_)));
            if is_name_too {
                names_too.insert(&*row[1]);
            } else {
                assert_eq!(read, Some(meaning(&row[0])), "{text:?}");
            }
        }
    }
    assert_eq!(Vec::from_iter(names_too), ["NGA"]);
}

#[test]
fn names_of_the_portal_take_precedence() {
    for (name, code) in [
        ("Congo", "CG"),
        ("Saint Martin", "MF"),
        ("Micronesia", "FM"),
        ("Samoa", "WS"),
        ("Georgia", "GE"),
        ("Guinea", "GN"),
        ("Korea (South)", "KR"),
        ("St Helena, Ascension, Tristan da Cunha", "SH"),
        ("U.S. Virgin Islands", "VI"),
        ("British Virgin Islands", "VG"),
    ] {
        assert_eq!(country_meaning(name).and_then(|meaning| meaning.code()), Some(code), "{name}");
    }
}

/// The table of 24 August 2023 has other names than that of 27 August 2019 for one country and one state.
#[test]
fn names_of_both_issues_of_the_table_are_read() {
    assert_eq!(Country::from_code("TR").map(Country::name), Some("Türkiye"));
    for name in ["Türkiye", "Turkiye", "TÜRKİYE", "Turkey", "TURKEY", "Republic of Turkey", "Turkey (Türkiye)"] {
        assert_eq!(country_meaning(name).and_then(|meaning| meaning.code()), Some("TR"), "{name}");
    }
    let state = State::from_code("US-VI").unwrap();
    assert_eq!(state.name(), "U.S. Virgin Islands");
    for name in ["U.S. Virgin Islands", "Virgin Islands, U.S.", "United States Virgin Islands", "US Virgin Islands"] {
        assert_eq!(state_meaning(name), [state], "{name}");
    }
}
