//! Compiles the catalogues, one a language, into types with their texts: nothing is parsed when the program runs, and a message that a
//! language lacks, or that is made of other variables there, stops the build.

mod catalogue;
mod source;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use self::catalogue::Catalogue;
use super::{DATA, Result, rows};

const FOLDER: &str = "src/i18n";
/// The language that the others are held against.
const FIRST: &str = "en";
/// Names of countries in other languages than English.
const COUNTRIES: &str = "country-names-shown.csv";
/// Numbers have a plural each up to 99, and by their last two digits from 100 on.
const NUMBERS: usize = 200;

/// Writes the languages, what each calls the countries, and a type for every message.
pub(super) fn write(out: &mut String) -> Result<()> {
    let catalogues = catalogues()?;
    let (first, others) = catalogues.split_first().ok_or("there is no catalogue")?;
    let differences: Vec<String> = others.iter().flat_map(|other| first.differences(other)).collect();
    if !differences.is_empty() {
        return Err(differences.join("\n").into());
    }
    write_languages(out, &catalogues)?;
    write_countries(out, &catalogues)?;
    source::write(out, &catalogues)
}

/// The catalogues, that of the first language before the others.
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
    writeln!(out, "/// A language that people are spoken to in.")?;
    writeln!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]\npub enum Language {{")?;
    for (at, catalogue) in catalogues.iter().enumerate() {
        let default = if at == 0 { "#[default] " } else { "" };
        writeln!(out, "    /// By its code, `{}`.\n    {default}{},", catalogue.code, catalogue.variant())?;
    }
    let variants: Vec<String> = catalogues.iter().map(|of| format!("Language::{}", of.variant())).collect();
    writeln!(out, "}}\nimpl Language {{\n    /// All of them, English first.")?;
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

/// Which plural each number is, by Unicode CLDR.
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
            return Err(format!("{code}: the plural of {number} doesn't go by its last two digits").into());
        }
    }
    Ok(plurals)
}

/// Names of countries: those of the portal's table in English, those of Unicode CLDR in other languages and where it has none.
fn write_countries(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let mut shown = csv::Reader::from_path(Path::new(DATA).join(COUNTRIES))?;
    let languages: Vec<String> = shown.headers()?.iter().map(str::to_owned).collect();
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
