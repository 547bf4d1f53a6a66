//! Names of countries in all languages: each is found, and none is read as another country.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::contact::{Country, LanguageSet};
use crate::tables::{CountryMatch, country_languages, country_meaning, country_meaning_in, language, nearest_country};

#[path = "../../build/make/country_names.rs"]
#[allow(dead_code)]
mod make;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the rows of a table after comparing its header with the given one.
fn table(file: &str, header: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(root().join(file)).unwrap();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), header, "{file}");
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn code(meaning: &CountryMatch) -> &'static str {
    meaning.code().unwrap()
}

/// Returns a meaning as the tables of the tests write it.
fn told(meaning: CountryMatch) -> String {
    match meaning {
        CountryMatch::Unlisted(code) => format!("unlisted: {code}"),
        CountryMatch::Suggested(meaning) => format!("suggest: {}", code(meaning)),
        CountryMatch::Ambiguous(candidates) => {
            format!("ambiguous: {}", candidates.iter().map(code).collect::<Vec<_>>().join(" "))
        }
        CountryMatch::Country(_) | CountryMatch::Global => code(&meaning).to_owned(),
    }
}

/// Returns the meaning of a cell's text: codes take precedence over names, and an unknown text may be misspelt.
fn read(text: &str, languages: LanguageSet) -> String {
    let country = (text.len() == 2).then(|| Country::from_code(&text.to_ascii_uppercase())).flatten();
    let meaning = country.map(CountryMatch::Country).or_else(|| country_meaning_in(text, languages));
    match (meaning, nearest_country(text)) {
        (Some(meaning), _) => told(meaning),
        (None, Some(country)) => format!("suggest: {}", country.code()),
        (None, None) => "unknown".to_owned(),
    }
}

/// Returns the codes that are possible for a meaning.
fn possible(meaning: Option<CountryMatch>) -> Vec<&'static str> {
    match meaning {
        None => Vec::new(),
        Some(CountryMatch::Suggested(meaning)) => vec![code(meaning)],
        Some(CountryMatch::Ambiguous(candidates)) => candidates.iter().map(code).collect(),
        Some(meaning) => vec![code(&meaning)],
    }
}

#[track_caller]
fn none_is_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}: \n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_of_cldr_are_read_as_their_country() {
    let rows = table("tests/country_names/cldr.csv", "language,name,expected");
    let languages: BTreeSet<&String> = rows.iter().map(|row| &row[0]).collect();
    let codes: BTreeSet<&String> = rows.iter().map(|row| &row[2]).collect();
    assert!(rows.len() >= 1500 && languages.len() >= 20 && codes.len() == 250, "{} {}", rows.len(), codes.len());
    let mut wrong = Vec::new();
    for row in rows {
        let settled = country_meaning_in(&row[1], language(&row[0]));
        if settled.and_then(|meaning| meaning.code()) != Some(&row[2]) {
            wrong.push(format!("{row:?} is {settled:?}"));
        }
    }
    none_is_wrong(&wrong);
}

#[test]
fn typed_names_have_the_expected_meaning() {
    let rows = table("tests/country_names/typed.csv", "name,expected");
    assert!(rows.len() >= 200, "{}", rows.len());
    let read = rows.iter().map(|row| (row, read(&row[0], LanguageSet::default())));
    let wrong: Vec<String> =
        read.filter(|(row, read)| *read != row[1]).map(|(row, read)| format!("{row:?} is {read}")).collect();
    none_is_wrong(&wrong);
}

#[test]
fn the_language_settles_ambiguous_names() {
    let mut wrong = Vec::new();
    for row in table("tests/country_names/settled.csv", "language,name,expected") {
        let read = read(&row[1], language(&row[0]));
        if read != row[2] {
            wrong.push(format!("{row:?} is {read}"));
        }
    }
    none_is_wrong(&wrong);
}

/// Returns the names of the generated tables, with their codes and languages.
fn generated() -> BTreeMap<String, Vec<(String, Vec<String>)>> {
    let mut names: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for file in ["country-names-cldr.csv", "country-names-i18n.csv"] {
        for row in table(&format!("src/tables/data/{file}"), "code,name,languages") {
            let languages = row[2].split(' ').map(str::to_owned).collect();
            names.entry(row[1].clone()).or_default().push((row[0].clone(), languages));
        }
    }
    names
}

/// Returns the names that the corrections remove from a country.
fn dropped() -> BTreeSet<(String, String)> {
    let rows = table("src/tables/data/country-name-corrections.csv", "name,code,languages,verdict,reason");
    rows.into_iter().filter(|row| row[3] == "drop").map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Returns whether a text of two letters is a code; as a name it is known only with its accents.
fn is_code(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).count() <= 2 && name.is_ascii()
}

/// A country's name is never read as another country, in any language. An uncertain name has to be confirmed.
#[test]
fn no_name_is_read_as_another_country() {
    let dropped = dropped();
    let mut wrong = Vec::new();
    for (name, readings) in generated() {
        let meaning = country_meaning(&name);
        for (code, languages) in &readings {
            let is_possible = possible(meaning).contains(&code.as_str());
            if !is_possible && !is_code(&name) && !dropped.contains(&(name.clone(), code.clone())) {
                wrong.push(format!("{name:?} is {code} in {languages:?}, and read as {meaning:?}"));
            }
            for spoken in languages {
                let settled = country_meaning_in(&name, language(spoken));
                let known = settled.and_then(|meaning| meaning.code());
                if known.is_some_and(|known| known != code)
                    && readings.len() == 1
                    && !dropped.contains(&(name.clone(), code.clone()))
                {
                    wrong.push(format!("{name:?} in {spoken} is {known:?}, and {code} in the table"));
                }
            }
        }
    }
    none_is_wrong(&wrong);
}

#[test]
fn names_have_the_languages_of_the_table() {
    let dropped = dropped();
    for (name, readings) in generated().into_iter().filter(|(name, _)| !is_code(name)) {
        for (code, languages) in readings.iter().filter(|(code, _)| !dropped.contains(&(name.clone(), code.clone()))) {
            let known = country_languages(&name);
            let missing: Vec<&String> = languages.iter().filter(|of| !known.contains(language(of))).collect();
            assert!(missing.is_empty(), "{name} ({code}): {missing:?}");
        }
    }
    assert!(country_languages("DEU").is_empty() && country_languages("Narnia").is_empty());
    let german = language("de");
    assert!(!german.is_empty() && !german.contains(language("fr")));
    for code in ["de-AT", "de_CH", "DE"] {
        assert_eq!(language(code), german);
    }
    assert_eq!(language("zh-Hant-TW"), language("zh"));
}

#[test]
fn the_script_generates_the_expected_tables() {
    let here = root().join("tests/country_names/sample");
    let folder = tempfile::tempdir().unwrap();
    for file in ["iso-3166-1.csv", "country-name-corrections.csv"] {
        fs::copy(root().join("src/tables/data").join(file), folder.path().join(file)).unwrap();
    }
    make::make(&here.join("cldr"), &here.join("i18n"), folder.path(), &folder.path().join("part.csv")).unwrap();
    let expected: Vec<PathBuf> =
        fs::read_dir(here.join("expected")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(expected.len(), 6);
    for file in expected {
        let made = folder.path().join(file.file_name().unwrap());
        assert_eq!(fs::read_to_string(made).unwrap(), fs::read_to_string(&file).unwrap(), "{}", file.display());
    }
}

#[test]
fn a_country_name_that_is_a_region_stops_the_script() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("src/tables/data/iso-3166-1.csv"), folder.path().join("iso-3166-1.csv")).unwrap();
    fs::write(folder.path().join("country-name-corrections.csv"), "name,code,languages,verdict,reason\n").unwrap();
    let sample = root().join("tests/country_names/sample");
    let refused =
        make::make(&sample.join("cldr"), &sample.join("i18n"), folder.path(), &folder.path().join("part.csv"));
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("Afrique du Sud") && message.contains("Λατινικὴ Ἀμερική"), "{message}");
}
