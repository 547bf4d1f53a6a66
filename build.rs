//! Compiles the tables of `src/vocabulary/data` into look-ups, so that nothing is parsed when the program starts.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[path = "build/country_names.rs"]
mod country_names;
#[path = "src/vocabulary/fold.rs"]
mod fold;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Table = Vec<Vec<String>>;

const DATA: &str = "src/vocabulary/data";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed={DATA}");
    println!("cargo::rerun-if-changed=src/vocabulary/fold.rs");
    println!("cargo::rerun-if-changed=build");
    let mut source = String::new();
    let countries = codes_and_names("countries.csv", |code| code != "OOO")?;
    write_codes(&mut source, "COUNTRY", &countries)?;
    let (names, near) = write_country_meanings(&mut source, &countries)?;
    let states = codes_and_names("states.csv", |_| true)?;
    write_codes(&mut source, "STATE", &states)?;
    write_state_meanings(&mut source, &states)?;
    write_roles(&mut source)?;
    write_labels(&mut source)?;
    write_groups(&mut source, &countries)?;
    write_list_words(&mut source)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("country-names.fst"), names)?;
    fs::write(Path::new(&out).join("country-names-near.fst"), near)?;
    fs::write(Path::new(&out).join("tables.rs"), source)?;
    Ok(())
}

/// The rows of a table without its header.
fn rows(file: &str) -> Result<Table> {
    let mut reader = csv::Reader::from_path(Path::new(DATA).join(file))?;
    reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect())).collect()
}

/// The table's codes with their names, by code: the order of `Country` and `State`.
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

/// Keys with their values as Rust source; a key that means two things is an error in the tables.
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

    /// Keeps what is known: the portal's own names win.
    fn add_unless_known(&mut self, key: String, meaning: String) {
        self.0.entry(key).or_insert(meaning);
    }

    fn write(&self, source: &mut String, name: &str, value_type: &str) -> Result<()> {
        self.write_map(source, name, value_type)?;
        let longest = self.0.keys().map(String::len).max().unwrap_or(0);
        writeln!(source, "pub(super) const {name}_LONGEST: usize = {longest};")?;
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
    /// The words that longer keys start with: where a name may go on, across a comma or an "and".
    fn write_starts(&self, source: &mut String, name: &str) -> Result<()> {
        let spaces = |key: &str| key.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
        let starts: BTreeSet<&str> =
            self.0.keys().flat_map(|key| spaces(key).into_iter().map(|at| &key[..at])).collect();
        let mut set = phf_codegen::Set::new();
        starts.into_iter().for_each(|start| {
            set.entry(start);
        });
        writeln!(source, "pub(super) static {name}: phf::Set<&'static str> = {};", set.build())?;
        Ok(())
    }
}

/// Writes what English names, the portal's own first among them, and codes mean; gives the map of the names in all
/// languages, and of those that slips are looked for in.
fn write_country_meanings(source: &mut String, countries: &BTreeMap<String, String>) -> Result<(Vec<u8>, Vec<u8>)> {
    let index = |code: &str| countries.keys().position(|known| known == code);
    let country = |code: &str| match index(code) {
        _ if code == "OOO" => "Meaning::Global".to_owned(),
        Some(at) => format!("Meaning::Country(Country({at}))"),
        None => format!("Meaning::Unlisted({code:?})"),
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
            "suggest" => format!("Meaning::Suggested(&{})", country(codes[0])),
            "ambiguous" => {
                let candidates: Vec<String> = codes.iter().map(|code| country(code)).collect();
                format!("Meaning::Ambiguous(&[{}])", candidates.join(", "))
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
            // In small letters it may be the name.
            capitals.push(format!("({:?}, {})", row[1], country(&row[0])));
            codes.push(row[0].clone());
            codes.sort();
            let candidates: Vec<String> = codes.iter().map(|code| country(code)).collect();
            meanings.add(name_key(&row[1]), format!("Meaning::Ambiguous(&[{}])", candidates.join(", ")))?;
        }
        if !countries.contains_key(&row[0]) {
            meanings.add_unless_known(name_key(&row[0]), country(&row[0]));
        }
    }
    let count = capitals.len();
    writeln!(source, "pub(super) static CAPITALS: [(&str, Meaning); {count}] = [{}];", capitals.join(", "))?;
    meanings.write(source, "COUNTRY_MEANINGS", "Meaning")?;
    meanings.write_starts(source, "COUNTRY_STARTS")?;
    let mut by_letters = vec!["NONE"; 26 * 26].iter().map(|none| (*none).to_owned()).collect::<Vec<String>>();
    for (at, code) in countries.keys().enumerate() {
        let letters = code.as_bytes();
        by_letters[usize::from(letters[0] - b'A') * 26 + usize::from(letters[1] - b'A')] = at.to_string();
    }
    writeln!(source, "const NONE: u8 = u8::MAX;")?;
    writeln!(source, "pub(super) static COUNTRY_BY_LETTERS: [u8; 676] = [{}];", by_letters.join(", "))?;
    let codes = countries.keys().cloned().collect();
    Ok((names.write(&codes, source)?, names.write_near(&codes)?))
}

fn write_state_meanings(source: &mut String, states: &BTreeMap<String, String>) -> Result<()> {
    let mut candidates: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let aliases = rows("state-names.csv")?.into_iter().map(|row| (row[1].clone(), row[0].clone()));
    let names = states.iter().map(|(code, name)| (code.clone(), name.clone())).chain(aliases);
    let bare_codes = states.keys().map(|code| (code.clone(), code[3..].to_owned()));
    let full_codes = states.keys().map(|code| (code.clone(), code.clone()));
    for (code, written) in names.chain(bare_codes).chain(full_codes) {
        let at = states.keys().position(|known| *known == code).ok_or_else(|| format!("no state {code}"))?;
        let known = candidates.entry(name_key(&written)).or_default();
        if !known.contains(&at) {
            known.push(at);
        }
    }
    let mut meanings = Meanings::default();
    for (key, states) in candidates {
        let states: Vec<String> = states.iter().map(|at| format!("State({at})")).collect();
        meanings.add(key, format!("&[{}]", states.join(", ")))?;
    }
    meanings.write(source, "STATE_MEANINGS", "&[State]")?;
    meanings.write_starts(source, "STATE_STARTS")
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
    meanings.write(source, "ROLE_MEANINGS", "Role")
}

/// What a column's label means: its place among the columns, which part of the value it names, and which goes first.
#[derive(PartialEq)]
struct Label {
    column: usize,
    part: &'static str,
    rank: u8,
}

/// The labels with the languages that each is one in. Those said first keep their part and rank.
#[derive(Default)]
struct Labels(BTreeMap<String, (Label, BTreeSet<String>)>);

impl Labels {
    fn add(&mut self, label: &str, column: usize, part: &str, rank: u8, languages: &str) -> Result<()> {
        const PARTS: [(&str, &str); 8] = [
            ("whole", "Part::Whole"),
            ("bare", "Part::Bare"),
            ("given", "Part::Given"),
            ("middle", "Part::Middle"),
            ("family", "Part::Family"),
            ("second-family", "Part::SecondFamily"),
            ("leading-family", "Part::LeadingFamily"),
            ("item", "Part::Item"),
        ];
        let part = PARTS.iter().find(|(name, _)| *name == part).ok_or_else(|| format!("{label:?}: no part {part}"))?.1;
        let known = self.0.entry(label_key(label)).or_insert_with(|| (Label { column, part, rank }, BTreeSet::new()));
        if known.0.column != column {
            return Err(format!("the label {label:?} means two columns").into());
        }
        let codes = if languages.is_empty() { "en" } else { languages };
        known.1.extend(codes.split(' ').map(str::to_owned));
        Ok(())
    }
}

fn write_labels(source: &mut String) -> Result<()> {
    let columns =
        ["Column::Name", "Column::Email", "Column::JobTitle", "Column::Role", "Column::Countries", "Column::States"];
    let keys = ["name", "email", "jobTitle", "role", "countries", "states"];
    let names = ["Name", "Email", "Job title", "Role", "Countries/Regions", "States/Provinces"];
    let mut labels = Labels::default();
    let mut asked: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in rows("column-labels.csv")? {
        let column = names.iter().position(|name| *name == row[1]);
        match (row[3].as_str(), column) {
            ("no", _) => _ = asked.entry(label_key(&row[0])).or_default(),
            ("ask", Some(column)) => _ = asked.entry(label_key(&row[0])).or_default().insert(column),
            (rank, Some(column)) => labels.add(&row[0], column, &row[2], rank.parse()?, &row[4])?,
            (_, None) => return Err(format!("column-labels.csv: no column {:?}", row[1]).into()),
        }
    }
    let plain = |column: usize| if column == 0 { ("bare", 2) } else { ("whole", 1) };
    for (at, key) in keys.iter().enumerate() {
        let (part, rank) = plain(at);
        labels.add(key, at, part, rank, "")?;
    }
    let mut locales: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows("columns-by-locale.csv")? {
        for (at, label) in row[1..].iter().enumerate() {
            let (part, rank) = plain(at);
            labels.add(label, at, part, rank, &row[0][..2])?;
        }
        if locales.iter().all(|(locale, _)| *locale != row[0]) {
            locales.push((row[0].clone(), row[1..].to_vec()));
        }
    }
    // The columns of the table: a column of the template, the part of it, and what goes before what.
    let outlook: [(usize, &str, u8); 12] = [
        (0, "given", 2),
        (0, "middle", 2),
        (0, "family", 2),
        (1, "whole", 1),
        (1, "whole", 3),
        (2, "whole", 1),
        (4, "whole", 3),
        (4, "whole", 4),
        (4, "whole", 5),
        (5, "whole", 3),
        (5, "whole", 4),
        (5, "whole", 5),
    ];
    for row in rows("outlook-by-locale.csv")? {
        for (label, (column, part, rank)) in row[1..].iter().zip(outlook) {
            labels.add(label, column, part, rank, &row[0][..2])?;
        }
    }
    if let Some(label) = asked.keys().find(|key| labels.0.contains_key(*key)) {
        return Err(format!("the label {label:?} is decided, and asked for").into());
    }
    let mut meanings = Meanings::default();
    for (key, (Label { column, part, rank }, languages)) in labels.0 {
        // A word that is English too tells nothing of the list's language.
        let languages: Vec<String> =
            if languages.contains("en") { Vec::new() } else { languages.into_iter().collect() };
        let column = columns[column];
        let meaning = format!("Label {{ column: {column}, part: {part}, rank: {rank}, languages: &{languages:?} }}");
        meanings.add(key, meaning)?;
    }
    meanings.write(source, "LABEL_MEANINGS", "Label")?;
    let mut proposals = Meanings::default();
    for (key, proposed) in asked {
        let proposed: Vec<&str> = proposed.into_iter().map(|column| columns[column]).collect();
        proposals.add(key, format!("&[{}]", proposed.join(", ")))?;
    }
    proposals.write_map(source, "LABELS_ASKED", "&[Column]")?;
    writeln!(source, "pub(super) static LABELS: [(&str, [&str; 6]); {}] = [", locales.len())?;
    for (locale, labels) in &locales {
        writeln!(source, "    ({locale:?}, {labels:?}),")?;
    }
    writeln!(source, "];")?;
    write_label_words(source)
}

/// The words that stand beside a label and change nothing.
fn write_label_words(source: &mut String) -> Result<()> {
    let mut words = Meanings::default();
    for row in rows("label-words.csv")? {
        let kind = match row[1].as_str() {
            "needed" => "Word::Needed",
            "hint" => "Word::Hint",
            "example" => "Word::Example",
            other => return Err(format!("label-words.csv: no kind {other:?}").into()),
        };
        words.add(role_key(&row[0]), kind.to_owned())?;
    }
    words.write_map(source, "LABEL_WORDS", "Word")
}

/// The groups, and which of them each name means.
fn write_groups(source: &mut String, countries: &BTreeMap<String, String>) -> Result<()> {
    let groups = rows("groups.csv")?;
    let place = |name: &str| groups.iter().position(|row| row[0] == name).ok_or_else(|| format!("no group {name:?}"));
    writeln!(source, "pub(super) static GROUPS: [GroupRow; {}] = [", groups.len())?;
    for row in &groups {
        let member =
            |code| countries.keys().position(|known| known == code).ok_or_else(|| format!("no country {code}"));
        let members = row[1].split_whitespace().map(member).collect::<std::result::Result<Vec<_>, _>>()?;
        let members: Vec<String> = members.iter().map(|at| format!("Country({at})")).collect();
        let (name, members, as_of, from) = (&row[0], members.join(", "), &row[2], &row[3]);
        writeln!(
            source,
            "    GroupRow {{ name: {name:?}, members: &[{members}], as_of: {as_of:?}, source: {from:?} }},"
        )?;
    }
    writeln!(source, "];")?;
    let mut meanings = Meanings::default();
    for row in &groups {
        meanings.add(name_key(&row[0]), format!("Group({})", place(&row[0])?))?;
    }
    let mut local: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in rows("group-names.csv")? {
        if row[2] == "usage" {
            meanings.add(name_key(&row[0]), format!("Group({})", place(&row[1])?))?;
        } else {
            local.entry(name_key(&row[0])).or_default().insert(place(&row[1])?);
        }
    }
    // A name that means two regions in two languages means none.
    for (key, groups) in local.into_iter().filter(|(_, groups)| groups.len() == 1) {
        groups.into_iter().for_each(|group| meanings.add_unless_known(key.clone(), format!("Group({group})")));
    }
    meanings.write(source, "GROUP_MEANINGS", "Group")?;
    meanings.write_starts(source, "GROUP_STARTS")
}

/// The words of lists by their kind; those of a script without spaces are looked for inside of a text.
fn write_list_words(source: &mut String) -> Result<()> {
    let mut meanings = Meanings::default();
    let (mut marks, mut joined) = (BTreeSet::new(), BTreeSet::new());
    for row in rows("list-words.csv")? {
        match row[1].as_str() {
            "and" => meanings.add(row[0].clone(), "ListWord::And".to_owned())?,
            "except" => meanings.add(row[0].clone(), "ListWord::Except".to_owned())?,
            "rest" => meanings.add(row[0].clone(), "ListWord::Rest".to_owned())?,
            "and-mark" => drop(marks.insert(row[0].clone())),
            // As one word with the next: a space stands before it.
            "and-joined" => drop(joined.insert(format!(" {}", row[0]))),
            other => return Err(format!("list-words.csv: kind {other:?} of {:?}", row[0]).into()),
        }
    }
    meanings.write(source, "LIST_WORDS", "ListWord")?;
    let marks: Vec<String> = marks.into_iter().chain(joined).collect();
    writeln!(source, "pub(super) static LIST_MARKS: [&str; {}] = {marks:?};", marks.len())?;
    Ok(())
}
