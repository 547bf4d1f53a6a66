//! Makes the tables of countries' names that are not written by hand, from two published packages:
//!
//! ```text
//! npm pack cldr-localenames-full@48.2.0 i18n-iso-countries@7.14.0     # and unpack each
//! cargo run --example country_names -- CLDR/main I18N/langs src/tables/data tests/country_names/cldr.csv
//! ```
//!
//! - `country-names-cldr.csv`: every name that Unicode CLDR has for a country of ours, with its languages.
//! - `country-names-shown.csv`: the name that it has first for each country, in some languages.
//! - `country-names-i18n.csv`: what i18n-iso-countries adds, where CLDR speaks for it.
//! - `region-names-cldr.csv`: what it calls the regions of the world, which are no misspelt countries.
//! - `country-names-not-taken.csv`: what it has besides, with the reason; read by a person, and not by the program.
//!
//! The last file is a part of CLDR's names, spread over languages and countries, that the tests hold the look-up against.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

#[allow(clippy::duplicate_mod, reason = "a test loads this file beside the library")]
#[path = "../../folding.rs"]
#[allow(dead_code)]
mod fold;

/// Some languages that are written in many offices.
const LANGUAGES: [&str; 29] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb", "nl",
    "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Names with the codes that they stand for, and the languages in which they do.
type Names = BTreeMap<(String, String), BTreeSet<String>>;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [cldr, i18n, data, part] = arguments.as_slice() else {
        return Err("usage: country_names CLDR/main I18N/langs DATA PART.csv".into());
    };
    make(cldr, i18n, data, part)
}

/// Writes the tables into the folder `data`, which holds the codes and the corrections already, and the part for tests.
pub(crate) fn make(cldr: &Path, i18n: &Path, data: &Path, part: &Path) -> Result<()> {
    let codes: BTreeSet<String> = column(&data.join("iso-3166-1.csv"), 0)?.into_iter().collect();
    let (names, regions) = from_cldr(cldr, &codes)?;
    let decided = column(&data.join("country-name-corrections.csv"), 0)?;
    let decided: BTreeSet<String> = decided.iter().map(|name| key(name)).collect();
    let regional: BTreeSet<String> = regions.keys().map(|(_, name)| key(name)).collect();
    let is_open = |name: &str| regional.contains(&key(name)) && !decided.contains(&key(name));
    let clashes: Vec<&(String, String)> = names.keys().filter(|(_, name)| is_open(name)).collect();
    if !clashes.is_empty() {
        return Err(format!("names of countries and of regions, to be decided on: {clashes:?}").into());
    }
    write(&data.join("country-names-cldr.csv"), &names)?;
    write_shown(&data.join("country-names-shown.csv"), cldr, &codes)?;
    let is_ours = |languages: &BTreeSet<String>| languages.iter().any(|known| LANGUAGES.contains(&&**known));
    write(&data.join("region-names-cldr.csv"), &regions.into_iter().filter(|(_, of)| is_ours(of)).collect())?;
    write_part(part, &names, &decided)?;
    let (added, not_taken) = from_i18n(i18n, &codes, &names)?;
    write(&data.join("country-names-i18n.csv"), &added)?;
    let mut writer = csv::Writer::from_path(data.join("country-names-not-taken.csv"))?;
    writer.write_record(["code", "name", "language", "reason"])?;
    not_taken.iter().try_for_each(|row| writer.write_record(row))?;
    Ok(writer.flush()?)
}

fn column(table: &Path, at: usize) -> Result<Vec<String>> {
    let mut reader = csv::Reader::from_path(table)?;
    reader.records().map(|row| Ok(row?[at].to_owned())).collect()
}

fn key(name: &str) -> String {
    let mut key = String::new();
    fold::name_key_into(name, &mut key);
    key
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// The language of a locale: `de-AT` is German, and codes that were replaced go by the new one.
fn language(locale: &str) -> &str {
    match locale.split(['-', '_']).next().unwrap_or(locale) {
        "no" => "nb",
        "iw" => "he",
        "in" => "id",
        "tl" => "fil",
        language => language,
    }
}

/// The names of countries, long, short and variant ones alike, and those of the regions of the world.
fn from_cldr(folder: &Path, codes: &BTreeSet<String>) -> Result<(Names, Names)> {
    let mut names = Names::new();
    let mut regions = Names::new();
    for locale in json_files(folder)? {
        let file = locale.join("territories.json");
        if !file.exists() {
            continue; // a dialect that has no names of its own
        }
        let locale = locale.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let territories = json["main"][&locale]["localeDisplayNames"]["territories"].as_object();
        for (territory, name) in territories.ok_or_else(|| format!("{locale}: no territories"))? {
            let code = territory.split_once("-alt-").map_or(&**territory, |(code, _)| code);
            let name = name.as_str().ok_or_else(|| format!("{locale}: {code} has no name"))?;
            // A name that a locale lacks stands there as the bare code.
            if key(name) == key(code) {
                continue;
            }
            if codes.contains(code) {
                add(&mut names, code, name, language(&locale));
            } else if code.len() == 3 || matches!(code, "EU" | "EZ" | "QO" | "UN") {
                add(&mut regions, code, name, language(&locale));
            }
        }
    }
    Ok((names, regions))
}

fn add(names: &mut Names, code: &str, name: &str, language: &str) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    names.entry((code.to_owned(), name)).or_default().insert(language.to_owned());
}

/// The names under which countries are shown to people.
fn write_shown(table: &Path, folder: &Path, codes: &BTreeSet<String>) -> Result<()> {
    let mut languages = Vec::new();
    for language in LANGUAGES {
        let file = folder.join(language).join("territories.json");
        if file.exists() {
            let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
            languages.push((language, json["main"][language]["localeDisplayNames"]["territories"].clone()));
        }
    }
    let mut writer = csv::Writer::from_path(table)?;
    writer.write_record(["code"].into_iter().chain(languages.iter().map(|(language, _)| *language)))?;
    for code in codes {
        let names = languages.iter().map(|(_, names)| names[code].as_str().unwrap_or(code));
        writer.write_record([code.as_str()].into_iter().chain(names))?;
    }
    Ok(writer.flush()?)
}

/// What i18n-iso-countries adds to CLDR, and what is not taken from it.
///
/// The table was written by many hands and has slips (in one language, Malawi goes by the name of Malaysia). A name is
/// taken where, of all names that CLDR has in that language, the one most like it is one of the same country.
fn from_i18n(folder: &Path, codes: &BTreeSet<String>, cldr: &Names) -> Result<(Names, Vec<[String; 4]>)> {
    let mut by_language: BTreeMap<&str, Vec<(String, &str)>> = BTreeMap::new();
    let mut by_key: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for ((code, name), languages) in cldr {
        by_key.entry(key(name)).or_default().insert(code);
        for language in languages {
            by_language.entry(language).or_default().push((key(name), code));
        }
    }
    let mut added = Names::new();
    let mut not_taken = Vec::new();
    for file in json_files(folder)? {
        let json: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let language = language(json["locale"].as_str().ok_or("no locale")?).to_owned();
        let countries = json["countries"].as_object().ok_or_else(|| format!("{}: no countries", file.display()))?;
        for (code, names) in countries.iter().filter(|(code, _)| codes.contains(*code)) {
            let names = names.as_array().cloned().unwrap_or_else(|| vec![names.clone()]);
            for name in names.iter().filter_map(Value::as_str) {
                let known = by_key.get(&key(name));
                if known.is_some_and(|known| known.len() == 1 && known.contains(&**code)) {
                    continue;
                }
                let alike = by_language.get(&*language).and_then(|names| most_alike(&key(name), names));
                let reason = match (known, alike) {
                    (Some(known), _) => format!("CLDR: {}", known.iter().copied().collect::<Vec<_>>().join(" ")),
                    (None, Some((_, alike))) if alike == code => {
                        add(&mut added, code, name, &language);
                        continue;
                    }
                    (None, Some((alike, other))) => format!("most like {alike}, which is {other}"),
                    (None, None) => "CLDR has no names in the language".to_owned(),
                };
                not_taken.push([code.clone(), name.to_owned(), language.clone(), reason]);
            }
        }
    }
    // A name that it has for two countries is none.
    let mut meanings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (code, name) in added.keys() {
        meanings.entry(key(name)).or_default().insert(code);
    }
    let unclear: BTreeSet<String> =
        meanings.into_iter().filter(|(_, codes)| codes.len() > 1).map(|(key, _)| key).collect();
    let (unclear, added): (Names, Names) = added.into_iter().partition(|((_, name), _)| unclear.contains(&key(name)));
    for ((code, name), languages) in unclear {
        not_taken.push([code, name, Vec::from_iter(languages).join(" "), "has several meanings".to_owned()]);
    }
    not_taken.sort();
    Ok((added, not_taken))
}

fn most_alike<'n>(key: &str, names: &'n [(String, &'n str)]) -> Option<(&'n str, &'n str)> {
    let likeness = |name: &str| (strsim::normalized_damerau_levenshtein(key, name) * 1e6) as u32;
    let (name, code) = names.iter().max_by_key(|(name, _)| likeness(name))?;
    (likeness(name) > 300_000).then_some((name, code))
}

/// Every third name of each of the languages, another third in each; not what a person has decided on.
fn write_part(table: &Path, names: &Names, decided: &BTreeSet<String>) -> Result<()> {
    let mut writer = csv::Writer::from_path(table)?;
    writer.write_record(["language", "name", "expected"])?;
    for (first, language) in LANGUAGES.into_iter().enumerate() {
        // Two letters are a code and no name.
        let of_language = names.iter().filter(|((_, name), of)| of.contains(language) && name.len() > 2);
        let of_language = of_language.filter(|((_, name), _)| !decided.contains(&key(name)));
        for ((code, name), _) in of_language.skip(first % 3).step_by(3) {
            writer.write_record([language, name, code])?;
        }
    }
    Ok(writer.flush()?)
}

fn write(table: &Path, names: &Names) -> Result<()> {
    let mut writer = csv::Writer::from_path(table)?;
    writer.write_record(["code", "name", "languages"])?;
    for ((code, name), languages) in names {
        writer.write_record([code, name, &Vec::from_iter(languages.iter().map(String::as_str)).join(" ")])?;
    }
    Ok(writer.flush()?)
}
