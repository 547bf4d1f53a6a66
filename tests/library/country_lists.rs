//! Lists of countries, each with its expected result. `country-lists.csv` is written by hand, after lists that people
//! type.
//!
//! An `outcome` is `read` (valid, or fixed safely), `suggested` (needs confirmation), `ambiguous` (with the possible
//! lists, separated by bars) or `refused` (with the rule, even if suggestions are accepted).

use std::collections::BTreeMap;
use std::path::Path;

use crate::contact::{Column, ColumnMap, Country, Row};
use crate::diagnostics::Finding;
use crate::normalize::{NormalizeSettings, normalize};
use crate::read::{self, Input, Rows};

/// Returns the codes of the cell if the row is accepted, and its findings.
fn read(text: &str, accept_suggestions: bool) -> (Option<String>, Vec<Finding<'static>>) {
    let mut cells = ColumnMap(["Ann Lee", "ann@example.com", "Director", "Partner sales", "", ""]);
    cells[Column::Countries] = text;
    let settings = NormalizeSettings { accept_suggestions, ..NormalizeSettings::default() };
    let mut findings = Vec::new();
    let row = Row { cells, number: 2, ..Row::default() };
    let contact = normalize(&row, &settings, &mut findings);
    let findings = findings.into_iter().map(Finding::into_owned).collect();
    (contact.map(|contact| contact.countries.to_string()), findings)
}

/// Returns the outcome of a text, as the table has it.
fn outcome(text: &str) -> (&'static str, String) {
    let (codes, findings) = read(text, false);
    if let Some(codes) = codes {
        return ("read", codes);
    }
    if let (Some(codes), _) = read(text, true) {
        return ("suggested", codes);
    }
    let blocking = || findings.iter().filter(|finding| finding.is_blocking());
    if let Some(finding) = blocking().find(|finding| !finding.alternatives.is_empty()) {
        return ("ambiguous", finding.alternatives.join(" | "));
    }
    ("refused", blocking().map(|finding| finding.rule.name()).collect::<Vec<_>>().join(", "))
}

#[test]
fn lists_have_the_outcome_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/country-lists.csv");
    let mut table = csv::Reader::from_path(path).unwrap();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in table.records().map(Result::unwrap) {
        let (kind, codes) = outcome(&row[0]);
        if (kind, &*codes) != (&row[1], &row[2]) {
            wrong.push(format!("{:?} is {kind} {codes}, and the table says {} {}", &row[0], &row[1], &row[2]));
        }
        *counts.entry(row[1].to_owned()).or_default() += 1;
        // The output is canonical.
        if kind == "read" {
            assert_eq!(read(&codes, false), (Some(codes.clone()), Vec::new()), "{:?}", &row[0]);
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    for kind in ["read", "suggested", "ambiguous", "refused"] {
        assert!(counts[kind] >= 20, "{counts:?}");
    }
    assert!(counts.values().sum::<usize>() >= 250, "{counts:?}");
}

/// A code beside any word for "and" is in the list, or the row is rejected.
#[test]
fn every_english_name_of_cldr_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tables/data/country-names-cldr.csv");
    let table = csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap);
    let is_english = |languages: &str| languages.split(' ').any(|language| language == "en");
    let english: Vec<_> = table.filter(|row| is_english(&row[2]) && Country::from_code(&row[0]).is_some()).collect();
    assert!(english.len() > 500, "{}", english.len());
    for row in english {
        assert_eq!(read(&row[1], false).0.as_deref(), Some(&row[0]), "{}", &row[1]);
    }
}

#[test]
fn no_code_is_lost_beside_a_conjunction() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tables/data/list-words.csv");
    let rows = csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap);
    let words: Vec<String> = rows.filter(|row| &row[1] == "and").map(|row| row[0].to_owned()).collect();
    assert!(words.len() > 60);
    let mut read_in_all = 0;
    for (code, word) in Country::all().flat_map(|country| words.iter().map(move |word| (country.code(), word))) {
        for text in [
            format!("DE, {code} {word} FR"),
            format!("DE {word} {code} {word} FR"),
            format!("DE {code} {word} FR"),
            format!("Germany, {code} {word} Spain"),
            format!("GERMANY, {code} {} SPAIN", word.to_uppercase()),
        ] {
            let Some(codes) = read(&text, false).0 else { continue };
            assert!(codes.split(", ").any(|read| read == code), "{text:?} is read as {codes}");
            read_in_all += 1;
        }
    }
    assert!(read_in_all > 50_000, "{read_in_all}");
}

/// Returns the codes of a countries cell in a list with the given header.
fn under(header: &str, countries: &str) -> Option<String> {
    let list = format!("{header}\nAnna;anna@example.com;CEO;Partner sales;{countries}\n");
    let mut rows = Rows::open(Input::bytes("list.csv", list), read::ReadSettings::default()).unwrap();
    assert!(rows.findings().iter().all(|finding| !finding.is_blocking()), "{header}");
    let batch = rows.next_batch().unwrap().unwrap();
    let contact = normalize(&batch.rows().next().unwrap(), &NormalizeSettings::default(), &mut Vec::new());
    contact.map(|contact| contact.countries.to_string())
}

/// "Kongo" is CG in Polish and CD in Norwegian; in German it may be either.
#[test]
fn other_names_of_the_cell_take_precedence_over_the_language_of_the_header() {
    let polish = "Imię i nazwisko;Adres e-mail;Stanowisko;Rola;Kraje/regiony";
    let german = "Name;E-Mail-Adresse;Position;Rolle;Länder/Regionen";
    let english = "Name;Email;Job title;Role;Countries/Regions";
    assert_eq!(under(polish, "Kongo").as_deref(), Some("CG"));
    assert_eq!(under(german, "Kongo"), None);
    assert_eq!(under(english, "Kongo"), None);
    assert_eq!(under(english, "Kongo, Niemcy, Włochy").as_deref(), Some("CG, DE, IT"));
    assert_eq!(under(polish, "Kongo, Tyskland, Norge").as_deref(), Some("CD, DE, NO"));
}
