//! Compiles the message catalogues, one for each language, into Rust, so that nothing is parsed when the program runs.
//!
//! The build fails if a catalogue lacks a message or has an unknown one, if a message has other variables than in
//! English, or if its declared variables are not those of its text. `catalogue.rs` parses a catalogue, `rust_source.rs`
//! writes the types, and this file writes the properties of a language as a whole: its code, its plural rules and its
//! names of countries.

mod catalogue;
mod rust_source;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use self::catalogue::Catalogue;
use super::{DATA, Result, rows};

const FOLDER: &str = "src/i18n";
/// The language that the others are compared with.
const FIRST: &str = "en";
/// Names of countries in other languages than English.
const COUNTRIES: &str = "country-names-shown.csv";
/// Length of a table of plurals: one entry for each number up to 99, then one for each pair of last digits.
const NUMBERS: usize = 200;

/// Generated Rust: what the module of languages includes, and the enum of what findings say.
pub(super) struct Generated {
    pub(super) language: String,
    pub(super) findings: String,
}

/// Returns the languages with their names of countries and a type for every message, and the enum of what findings say.
pub(super) fn generate() -> Result<Generated> {
    let catalogues = catalogues()?;
    let (first, others) = catalogues.split_first().ok_or("there is no catalogue")?;
    let differences: Vec<String> = others.iter().flat_map(|other| first.differences(other)).collect();
    if !differences.is_empty() {
        return Err(differences.join("\n").into());
    }
    let mut language = String::new();
    write_languages(&mut language, &catalogues)?;
    write_countries(&mut language, &catalogues)?;
    rust_source::write(&mut language, &catalogues)?;
    let mut findings = String::new();
    rust_source::write_findings(&mut findings, &catalogues)?;
    Ok(Generated { language, findings })
}

/// Returns the catalogues, the first language's before the others.
fn catalogues() -> Result<Vec<Catalogue>> {
    let mut catalogues = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "ftl") {
            let code = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            catalogues.push(Catalogue::read(&code, &fs::read_to_string(file)?)?);
        }
    }
    catalogues.sort_by_key(|catalogue| (catalogue.code != FIRST, catalogue.code.clone()));
    if catalogues.first().is_none_or(|first| first.code != FIRST) {
        return Err(format!("{FOLDER}/{FIRST}.ftl is missing").into());
    }
    Ok(catalogues)
}

fn write_languages(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let count = catalogues.len();
    writeln!(out, "/// A language of messages.")?;
    writeln!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]\npub enum Language {{")?;
    for (index, catalogue) in catalogues.iter().enumerate() {
        let default = if index == 0 { "#[default] " } else { "" };
        writeln!(out, "    /// `{}`.\n    {default}{},", catalogue.code, catalogue.variant())?;
    }
    let variants: Vec<String> = catalogues.iter().map(|of| format!("Language::{}", of.variant())).collect();
    writeln!(out, "}}\nimpl Language {{\n    /// All languages, English first.")?;
    writeln!(out, "    pub const ALL: [Language; {count}] = [{}];\n}}", variants.join(", "))?;
    let codes: Vec<&str> = catalogues.iter().map(|of| of.code.as_str()).collect();
    writeln!(out, "pub(super) const CODES: [&str; {count}] = {codes:?};")?;
    writeln!(out, "pub(super) static PLURALS: [[Plural; {NUMBERS}]; {count}] = [")?;
    for code in codes {
        writeln!(out, "    [{}],", plurals(code)?.join(", "))?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// Returns the plural category of each number, by Unicode CLDR.
fn plurals(code: &str) -> Result<Vec<&'static str>> {
    let id: LanguageIdentifier = code.parse().map_err(|error| format!("{code}: {error}"))?;
    let rules = PluralRules::create(id, PluralRuleType::CARDINAL)?;
    let plural = |number: usize| {
        Ok(match rules.select(number)? {
            PluralCategory::ZERO => "Plural::Zero",
            PluralCategory::ONE => "Plural::One",
            PluralCategory::TWO => "Plural::Two",
            PluralCategory::FEW => "Plural::Few",
            PluralCategory::MANY => "Plural::Many",
            PluralCategory::OTHER => "Plural::Other",
        })
    };
    let plurals = (0..NUMBERS).map(plural).collect::<Result<Vec<_>>>()?;
    for number in NUMBERS..1000 {
        if plural(number)? != plurals[100 + number % 100] {
            return Err(format!("{code}: the plural of {number} doesn't follow from its last two digits").into());
        }
    }
    Ok(plurals)
}

/// Writes the names of countries: those of the portal's table in English, those of Unicode CLDR in other languages and
/// for countries that the portal's table lacks.
fn write_countries(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let mut table = csv::Reader::from_path(Path::new(DATA).join(COUNTRIES))?;
    let languages: Vec<String> = table.headers()?.iter().map(str::to_owned).collect();
    let portal: BTreeMap<String, String> =
        rows("countries.csv")?.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let table = rows(COUNTRIES)?;
    writeln!(out, "pub(super) static COUNTRIES: [(&str, [&str; {}]); {}] = [", catalogues.len(), table.len())?;
    for row in table {
        let mut names = Vec::new();
        for Catalogue { code, .. } in catalogues {
            let column = languages.iter().position(|language| language == code);
            let column = column.ok_or_else(|| format!("{COUNTRIES} has no names in {code}"))?;
            names.push(portal.get(&row[0]).filter(|_| code == FIRST).unwrap_or(&row[column]));
        }
        writeln!(out, "    ({:?}, {names:?}),", row[0])?;
    }
    writeln!(out, "];")?;
    Ok(())
}
