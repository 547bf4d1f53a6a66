//! The build script: compiles the tables of `src/tables/data` into lookup tables and the message catalogues of
//! `src/i18n` into types, so that nothing is parsed when the program starts.

#![allow(clippy::print_stdout, reason = "it is how Cargo takes instructions")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

mod country_names;
// The library looks names up by the same keys, so both compile the same file.
#[path = "../src/tables/folding.rs"]
mod fold;
mod groups;
mod labels;
mod messages;
mod subdivisions;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Table = Vec<Vec<String>>;

const DATA: &str = "src/tables/data";

fn main() -> Result<()> {
    // Cargo runs the script again when its own files change, too.
    println!("cargo::rerun-if-changed={DATA}");
    println!("cargo::rerun-if-changed=src/i18n");
    if env::var("CARGO_CFG_WINDOWS").is_ok() {
        // Without a manifest that allows long paths, SQLite can't open a book whose path has more than 260 characters.
        embed_manifest::embed_manifest(embed_manifest::new_manifest("cosell"))?;
    }
    let mut source = String::new();
    let countries = codes_and_names("countries.csv", |code| code != "OOO")?;
    write_codes(&mut source, "COUNTRY", &countries)?;
    let (names, near) = write_country_meanings(&mut source, &countries)?;
    let states = codes_and_names("states.csv", |_| true)?;
    write_codes(&mut source, "STATE", &states)?;
    write_state_meanings(&mut source, &states)?;
    write_homonyms(&mut source, &countries, &states)?;
    let subdivisions = subdivisions::write(&mut source)?;
    write_roles(&mut source)?;
    write_total_words(&mut source)?;
    write_layout_words(&mut source)?;
    write_placeholder_words(&mut source)?;
    labels::write(&mut source)?;
    groups::write(&mut source, &countries)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("country-names.fst"), names)?;
    fs::write(Path::new(&out).join("country-names-near.fst"), near)?;
    fs::write(Path::new(&out).join("subdivisions.txt"), subdivisions.text)?;
    fs::write(Path::new(&out).join("subdivisions.fst"), subdivisions.map)?;
    fs::write(Path::new(&out).join("tables.rs"), source)?;
    let messages = messages::generate()?;
    fs::write(Path::new(&out).join("messages.rs"), messages.language)?;
    fs::write(Path::new(&out).join("finding_messages.rs"), messages.findings)?;
    Ok(())
}

/// Returns the rows of a table without its header.
fn rows(file: &str) -> Result<Table> {
    let mut reader = csv::Reader::from_path(Path::new(DATA).join(file))?;
    reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect())).collect()
}

/// Returns the table's codes with their names, sorted by code: the order of `Country` and `State`.
fn codes_and_names(file: &str, keep: fn(&str) -> bool) -> Result<BTreeMap<String, String>> {
    let pairs = rows(file)?.into_iter().map(|row| (row[0].clone(), row[1].clone()));
    Ok(pairs.filter(|(code, _)| keep(code)).collect())
}

fn write_codes(source: &mut String, prefix: &str, table: &BTreeMap<String, String>) -> Result<()> {
    let (codes, names): (Vec<_>, Vec<_>) = table.iter().unzip();
    let count = table.len();
    writeln!(source, "pub(super) static {prefix}_CODES: [&str; {count}] = {codes:?};")?;
    writeln!(source, "pub(super) static {prefix}_NAMES: [&str; {count}] = {names:?};")?;
    Ok(())
}

fn name_key(name: &str) -> String {
    let mut key = String::new();
    fold::name_key_into(name, &mut key);
    key
}

fn label_key(label: &str) -> String {
    let mut key = String::new();
    fold::label_key_into(label, &mut key);
    key
}

fn role_key(role: &str) -> String {
    let mut key = String::new();
    fold::fold_into(role, &mut key);
    key
}

/// Keys with their values as Rust source. A key with two values is an error in the tables.
#[derive(Default)]
struct Meanings(BTreeMap<String, String>);

impl Meanings {
    fn add(&mut self, key: String, meaning: String) -> Result<()> {
        match self.0.get(&key) {
            Some(known) if *known != meaning => Err(format!("{key:?} means both {known} and {meaning}").into()),
            _ => {
                self.0.insert(key, meaning);
                Ok(())
            }
        }
    }

    /// Adds the key unless it is known: the portal's own names take precedence.
    fn add_unless_known(&mut self, key: String, meaning: String) {
        self.0.entry(key).or_insert(meaning);
    }

    fn write(&self, source: &mut String, name: &str, value_type: &str) -> Result<()> {
        self.write_map(source, name, value_type)?;
        let longest = self.0.keys().map(String::len).max().unwrap_or(0);
        writeln!(source, "pub(super) const {name}_MAX_LENGTH: usize = {longest};")?;
        Ok(())
    }

    fn write_map(&self, source: &mut String, name: &str, value_type: &str) -> Result<()> {
        let mut map = phf_codegen::Map::new();
        self.0.iter().for_each(|(key, meaning)| {
            map.entry(key.as_str(), meaning.as_str());
        });
        writeln!(source, "pub(super) static {name}: phf::Map<&'static str, {value_type}> = {};", map.build())?;
        Ok(())
    }
}

impl Meanings {
    /// Writes the words that longer keys start with, so that a name may continue across a comma or an "and", and the
    /// initial letters of the words that may follow.
    fn write_starts(&self, source: &mut String, name: &str) -> Result<()> {
        let mut starts: BTreeMap<&str, u32> = BTreeMap::new();
        for key in self.0.keys() {
            for (offset, _) in key.match_indices(' ') {
                *starts.entry(&key[..offset]).or_default() |= fold::letter_bit(key.as_bytes()[offset + 1]);
            }
        }
        let mut map = phf_codegen::Map::new();
        starts.into_iter().for_each(|(start, letters)| {
            map.entry(start, format!("NextLetters({letters})"));
        });
        writeln!(source, "pub(super) static {name}: phf::Map<&'static str, NextLetters> = {};", map.build())?;
        Ok(())
    }
}

/// Writes the meanings of codes and English names, the portal's own first. Returns the map of the names in all
/// languages, and the map for fuzzy matches.
fn write_country_meanings(source: &mut String, countries: &BTreeMap<String, String>) -> Result<(Vec<u8>, Vec<u8>)> {
    let index = |code: &str| countries.keys().position(|known| known == code);
    let country = |code: &str| match index(code) {
        _ if code == "OOO" => "CountryMatch::Global".to_owned(),
        Some(index) => format!("CountryMatch::Country(Country({index}))"),
        None => format!("CountryMatch::Unlisted({code:?})"),
    };
    let mut meanings = Meanings::default();
    let mut english = BTreeMap::new();
    for (code, name) in countries {
        meanings.add(name_key(name), country(code))?;
        english.insert(name_key(name), (vec![code.clone()], true));
    }
    meanings.add(name_key("Global contacts"), country("OOO"))?;
    meanings.add(name_key("OOO"), country("OOO"))?;
    for row in rows("roles-by-locale.csv")? {
        meanings.add(name_key(&row[5]), country("OOO"))?;
    }
    for row in rows("country-names.csv")? {
        let codes: Vec<&str> = row[1].split(' ').collect();
        let meaning = match row[2].as_str() {
            "safe" => country(codes[0]),
            "suggest" => format!("CountryMatch::Suggested(&{})", country(codes[0])),
            "ambiguous" => {
                let candidates: Vec<String> = codes.iter().map(|code| country(code)).collect();
                format!("CountryMatch::Ambiguous(&[{}])", candidates.join(", "))
            }
            other => return Err(format!("country-names.csv: kind {other:?} of {:?}", row[0]).into()),
        };
        meanings.add_unless_known(name_key(&row[0]), meaning);
        let codes = codes.into_iter().map(str::to_owned).collect();
        english.entry(name_key(&row[0])).or_insert((codes, row[2] == "safe"));
    }
    let names = country_names::Names::read(english)?;
    let mut capitals = Vec::new();
    for row in rows("iso-3166-1.csv")? {
        let mut codes = names.others(&name_key(&row[1]), &row[0]);
        if codes.is_empty() {
            meanings.add_unless_known(name_key(&row[1]), country(&row[0]));
        } else {
            // In lower case it may be the name.
            capitals.push(format!("({:?}, {})", row[1], country(&row[0])));
            codes.push(row[0].clone());
            codes.sort();
            let candidates: Vec<String> = codes.iter().map(|code| country(code)).collect();
            meanings.add(name_key(&row[1]), format!("CountryMatch::Ambiguous(&[{}])", candidates.join(", ")))?;
        }
        if !countries.contains_key(&row[0]) {
            meanings.add_unless_known(name_key(&row[0]), country(&row[0]));
        }
    }
    let count = capitals.len();
    writeln!(source, "pub(super) static CAPITALS: [(&str, CountryMatch); {count}] = [{}];", capitals.join(", "))?;
    meanings.write(source, "COUNTRY_MEANINGS", "CountryMatch")?;
    meanings.write_starts(source, "COUNTRY_STARTS")?;
    let mut by_letters = vec!["NONE"; 26 * 26].iter().map(|none| (*none).to_owned()).collect::<Vec<String>>();
    for (index, code) in countries.keys().enumerate() {
        let letters = code.as_bytes();
        by_letters[usize::from(letters[0] - b'A') * 26 + usize::from(letters[1] - b'A')] = index.to_string();
    }
    writeln!(source, "const NONE: u8 = u8::MAX;")?;
    writeln!(source, "pub(super) const COUNTRY_BY_LETTERS: [u8; 676] = [{}];", by_letters.join(", "))?;
    let codes = countries.keys().cloned().collect();
    Ok((names.write(&codes, source)?, names.write_near(&codes)?))
}

/// Writes the states of each code, name and form of a name (`State of Ohio`). A form never replaces a name.
fn write_state_meanings(source: &mut String, states: &BTreeMap<String, String>) -> Result<()> {
    let mut candidates: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let (others, forms) = (rows("state-names.csv")?, rows("state-name-forms.csv")?);
    let translated = others.iter().filter(|row| row[2] != "usage").map(|row| (&row[0], &row[1]));
    let aliases = others.iter().map(|row| (row[1].clone(), row[0].clone()));
    let names = states.iter().map(|(code, name)| (code.clone(), name.clone())).chain(aliases);
    let bare_codes = states.keys().map(|code| (code.clone(), code[3..].to_owned()));
    let full_codes = states.keys().map(|code| (code.clone(), code.clone()));
    for (code, written) in names.chain(bare_codes).chain(full_codes) {
        let index = states.keys().position(|known| *known == code).ok_or_else(|| format!("no state {code}"))?;
        let known = candidates.entry(name_key(&written)).or_default();
        if !known.contains(&index) {
            known.push(index);
        }
    }
    let mut formed: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (name, code) in states.iter().map(|(code, name)| (name, code)).chain(translated) {
        let at = states.keys().position(|known| known == code).ok_or_else(|| format!("no state {code}"))?;
        for row in forms.iter().filter(|row| code.starts_with(&row[0])) {
            let (before, _) = row[1].split_once("{}").ok_or_else(|| format!("state-name-forms.csv: {:?}", row[1]))?;
            if before.is_empty() || !name.starts_with(before) {
                formed.entry(name_key(&row[1].replace("{}", name))).or_default().insert(at);
            }
        }
    }
    for (key, states) in formed {
        candidates.entry(key).or_insert_with(|| states.into_iter().collect());
    }
    let mut meanings = Meanings::default();
    for (key, states) in candidates {
        let states: Vec<String> = states.iter().map(|index| format!("State({index})")).collect();
        meanings.add(key, format!("&[{}]", states.join(", ")))?;
    }
    meanings.write(source, "STATE_MEANINGS", "&[State]")?;
    meanings.write_starts(source, "STATE_STARTS")
}

fn write_homonyms(
    source: &mut String,
    countries: &BTreeMap<String, String>,
    states: &BTreeMap<String, String>,
) -> Result<()> {
    let index = |table: &BTreeMap<String, String>, code: &str| {
        table.keys().position(|known| known == code).ok_or_else(|| format!("place-homonyms.csv: {code:?}"))
    };
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows("place-homonyms.csv")? {
        let state = match row[2].as_str() {
            "" => "None".to_owned(),
            code => format!("Some(State({}))", index(states, code)?),
        };
        let (country, means) = (index(countries, &row[1])?, index(countries, &row[3])?);
        let needs_state = row[4] == "state";
        let homonym = format!(
            "Homonym {{ country: Country({country}), state: {state}, means: Country({means}), needs_state: {needs_state} }}"
        );
        by_key.entry(name_key(&row[0])).or_default().push(homonym);
    }
    let mut meanings = Meanings::default();
    for (key, homonyms) in by_key {
        meanings.add(key, format!("&[{}]", homonyms.join(", ")))?;
    }
    meanings.write(source, "HOMONYMS", "&[Homonym]")
}

fn write_total_words(source: &mut String) -> Result<()> {
    let mut meanings = Meanings::default();
    for row in rows("total-words.csv")? {
        let word = match row[1].as_str() {
            "total" => "TotalWord::Total",
            "contacts" => "TotalWord::Contacts",
            other => return Err(format!("total-words.csv: kind {other:?} of {:?}", row[0]).into()),
        };
        meanings.add(role_key(&row[0]), word.to_owned())?;
    }
    meanings.write(source, "TOTAL_WORDS", "TotalWord")
}

/// Writes the words of rows that aren't contacts, each with a bit for each of its kinds.
fn write_layout_words(source: &mut String) -> Result<()> {
    const KINDS: [&str; 11] = [
        "footer",
        "label",
        "incomplete",
        "heading",
        "required",
        "instruction",
        "example",
        "word",
        "doubt",
        "person",
        "request",
    ];
    let mut kinds: BTreeMap<String, u16> = BTreeMap::new();
    for row in rows("layout-words.csv")? {
        let kind = KINDS.iter().position(|kind| *kind == row[1]);
        let kind = kind.ok_or_else(|| format!("layout-words.csv: kind {:?} of {:?}", row[1], row[0]))?;
        let mut key = String::new();
        fold::number_key_into(&row[0], &mut key);
        *kinds.entry(key).or_default() |= 1 << kind;
    }
    let mut meanings = Meanings::default();
    for (key, kinds) in kinds {
        meanings.add(key, kinds.to_string())?;
    }
    meanings.write(source, "LAYOUT_WORDS", "u16")
}

/// Writes the words that stand for no value or for a test, and the filter that finds most other texts without a lookup.
fn write_placeholder_words(source: &mut String) -> Result<()> {
    let mut meanings = Meanings::default();
    let mut filter = [0u64; 1 << fold::WORD_HASH_BITS >> 6];
    for row in rows("placeholder-words.csv")? {
        let (word, mut columns) = (&row[0], 0u8);
        for name in row[2].split(' ') {
            match name {
                "all" => columns = 0b11_1111,
                "name" => columns |= 1,
                "job" => columns |= 1 << 2,
                "states" => columns |= 1 << 5,
                "-name" => columns &= !1,
                "-role" => columns &= !(1 << 3),
                "-countries" => columns &= !(1 << 4),
                "-states" => columns &= !(1 << 5),
                other => return Err(format!("placeholder-words.csv: columns {other:?} of {word:?}").into()),
            }
        }
        let kind = match row[1].as_str() {
            "missing" => "Missing",
            "test" => "Test",
            other => return Err(format!("placeholder-words.csv: kind {other:?} of {word:?}").into()),
        };
        meanings.add(word.to_lowercase(), format!("(FillerWord::{kind}, {columns})"))?;
        let first = word.chars().next().into_iter().flat_map(char::to_uppercase);
        let capitalized = first.chain(word.chars().skip(1)).collect();
        for form in [word.to_lowercase(), word.to_uppercase(), capitalized] {
            let hash = fold::word_hash(&form);
            filter[hash / 64] |= 1 << (hash % 64);
        }
    }
    writeln!(source, "pub(super) static FILLER_HASHES: [u64; {}] = {filter:?};", filter.len())?;
    meanings.write(source, "FILLER_WORDS", "(FillerWord, u8)")
}

fn write_roles(source: &mut String) -> Result<()> {
    let roles = ["Role::Marketing", "Role::Sales", "Role::TechnicalSales", "Role::CustomerSuccess"];
    let mut meanings = Meanings::default();
    for (row, role) in rows("roles.csv")?.iter().zip(roles) {
        meanings.add(role_key(&row[0]), role.to_owned())?;
    }
    for row in rows("roles-by-locale.csv")? {
        for (label, role) in row[1..5].iter().zip(roles) {
            meanings.add(role_key(label), role.to_owned())?;
        }
    }
    meanings.write(source, "ROLE_MEANINGS", "Role")?;
    let labels: Vec<String> = rows("roles.csv")?.into_iter().map(|row| row[0].to_string()).collect();
    let mut words = Meanings::default();
    for row in rows("role-words.csv")? {
        let role = labels.iter().position(|label| *label == row[1]);
        let role = role.ok_or_else(|| format!("role-words.csv: {:?} is not a role", &row[1]))?;
        words.add(role_key(&row[0]), roles[role].to_owned())?;
    }
    words.write(source, "ROLE_WORDS", "Role")
}
