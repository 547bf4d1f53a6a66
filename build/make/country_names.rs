//! Generates the tables of country names that are not written by hand, from two published packages:
//!
//! ```text
//! npm pack cldr-localenames-full@48.2.0 i18n-iso-countries@7.14.0     # and unpack each
//! cargo run --example country_names -- CLDR/main I18N/langs src/tables/data tests/country_names/cldr.csv
//! ```
//!
//! - `country-names-cldr.csv`: every name of Unicode CLDR for a country of our table, with its languages.
//! - `country-names-shown.csv`: the display name of each country in some languages.
//! - `country-names-i18n.csv`: names that i18n-iso-countries adds, if CLDR confirms them.
//! - `region-names-cldr.csv`: names of the regions of the world, which are not misspelt countries.
//! - `country-names-not-taken.csv`: the other names of i18n-iso-countries with the reason; for review, not read by the
//!   program.
//!
//! The last argument is a sample of CLDR's names over languages and countries, which the tests check the lookup
//! against.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

#[allow(clippy::duplicate_mod, reason = "a test loads this file beside the library")]
#[path = "../../src/tables/folding.rs"]
#[allow(dead_code)]
mod fold;

/// Languages in common office use.
const LANGUAGES: [&str; 29] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb", "nl",
    "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Codes with a name, and the languages that have it.
type Names = BTreeMap<(String, String), BTreeSet<String>>;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [cldr, i18n, data, part] = arguments.as_slice() else {
        return Err("usage: country_names CLDR/main I18N/langs DATA PART.csv".into());
    };
    make(cldr, i18n, data, part)
}

/// Writes the tables into the folder `data`, which already has the codes and the corrections, and the sample for tests.
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

fn column(table: &Path, index: usize) -> Result<Vec<String>> {
    let mut reader = csv::Reader::from_path(table)?;
    reader.records().map(|row| Ok(row?[index].to_owned())).collect()
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

/// Returns the language of a locale: `de-AT` is German. Codes that ISO 639 replaced are mapped to the new ones.
fn language(locale: &str) -> &str {
    match locale.split(['-', '_']).next().unwrap_or(locale) {
        "no" => "nb",
        "iw" => "he",
        "in" => "id",
        "tl" => "fil",
        language => language,
    }
}

/// Returns the names of countries (long, short and variant) and those of the regions of the world.
fn from_cldr(folder: &Path, codes: &BTreeSet<String>) -> Result<(Names, Names)> {
    let mut names = Names::new();
    let mut regions = Names::new();
    for locale in json_files(folder)? {
        let file = locale.join("territories.json");
        if !file.exists() {
            continue; // a dialect without names of its own
        }
        let locale = locale.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let territories = json["main"][&locale]["localeDisplayNames"]["territories"].as_object();
        for (territory, name) in territories.ok_or_else(|| format!("{locale}: no territories"))? {
            let code = territory.split_once("-alt-").map_or(&**territory, |(code, _)| code);
            let name = name.as_str().ok_or_else(|| format!("{locale}: {code} has no name"))?;
            // If a locale lacks a name, CLDR has the bare code there.
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

/// Writes the display names of countries.
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

/// Returns the names that i18n-iso-countries adds to CLDR, and the rejected ones with the reason.
///
/// Its table has many authors and some errors (in one language, Malawi has the name of Malaysia). A name is accepted if
/// the most similar name of CLDR in that language belongs to the same country.
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
                let similar = by_language.get(&*language).and_then(|names| most_similar(&key(name), names));
                let reason = match (known, similar) {
                    (Some(known), _) => format!("CLDR: {}", known.iter().copied().collect::<Vec<_>>().join(" ")),
                    (None, Some((_, similar))) if similar == code => {
                        add(&mut added, code, name, &language);
                        continue;
                    }
                    (None, Some((similar, other))) => format!("most like {similar}, which is {other}"),
                    (None, None) => "CLDR has no names in the language".to_owned(),
                };
                not_taken.push([code.clone(), name.to_owned(), language.clone(), reason]);
            }
        }
    }
    // A name that it has for two countries is rejected.
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

fn most_similar<'n>(key: &str, names: &'n [(String, &'n str)]) -> Option<(&'n str, &'n str)> {
    let likeness = |name: &str| (strsim::normalized_damerau_levenshtein(key, name) * 1e6) as u32;
    let (name, code) = names.iter().max_by_key(|(name, _)| likeness(name))?;
    (likeness(name) > 300_000).then_some((name, code))
}

/// Writes a sample: every third name of each language, at a different offset for each, without the names of the
/// corrections.
fn write_part(table: &Path, names: &Names, decided: &BTreeSet<String>) -> Result<()> {
    let mut writer = csv::Writer::from_path(table)?;
    writer.write_record(["language", "name", "expected"])?;
    for (first, language) in LANGUAGES.into_iter().enumerate() {
        // Two letters are a code, not a name.
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
