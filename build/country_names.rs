//! Compiles the names of countries in all languages into one map of sorted keys.
//!
//! If a name has one meaning, the map's value packs the country and the set of its languages; else the value is an
//! index into a second table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Result, fold, name_key, rows};

/// Number of 64-bit words of a set of languages, as in `contact::LanguageSet`.
const WORDS: usize = 5;

type Set = BTreeSet<String>;

/// The possible meanings of a key: codes with their languages.
#[derive(Default, Clone)]
struct Candidates {
    safe: BTreeMap<String, Set>,
    /// Meanings that a person has to confirm in any language.
    guesses: BTreeMap<String, Set>,
    /// The key may be something else, because it is short or similar to another name; the list's language confirms it.
    is_unsure: bool,
}

impl Candidates {
    fn codes(&self) -> BTreeSet<&String> {
        self.safe.keys().chain(self.guesses.keys()).collect()
    }

    fn sets(&self) -> impl Iterator<Item = &Set> {
        self.safe.values().chain(self.guesses.values())
    }

    /// Returns the country if the key has only one meaning in all languages.
    fn certain(&self) -> Option<&String> {
        self.safe.keys().next().filter(|_| !self.is_unsure && self.codes().len() == 1)
    }
}

/// The names in all languages, by their keys.
pub(crate) struct Names {
    by_key: BTreeMap<String, Candidates>,
    /// The English names by key: the codes, and whether that settles the meaning.
    english: BTreeMap<String, (Vec<String>, bool)>,
    /// The candidates of fuzzy matches: names in the languages of lists, with their countries; `None` if a name has
    /// several or is a region's.
    near: BTreeMap<String, Option<String>>,
    /// The languages of lists.
    list_languages: Set,
}

struct Name {
    code: String,
    name: String,
    languages: Set,
    is_safe: bool,
    is_unsure: bool,
    /// Whether the name is from our own table of names as people type them.
    is_typed: bool,
}

impl Names {
    /// Reads the tables. `english` takes precedence.
    pub(crate) fn read(english: BTreeMap<String, (Vec<String>, bool)>) -> Result<Names> {
        let mut names =
            Names { by_key: BTreeMap::new(), english, near: BTreeMap::new(), list_languages: languages_of_lists()? };
        let all = all_names()?;
        all.iter().for_each(|name| names.add_folded(name));
        all.iter().for_each(|name| names.add_marked(name));
        names.by_key.iter().try_for_each(|(key, candidates)| names.check(key, candidates))?;
        let is_of_lists = |candidates: &Candidates| {
            candidates.sets().flatten().any(|language| names.list_languages.contains(language))
        };
        let list_names = names.by_key.iter().filter(|(_, candidates)| is_of_lists(candidates));
        names.near = list_names.map(|(key, candidates)| (key.clone(), candidates.certain().cloned())).collect();
        for (key, (codes, is_certain)) in &names.english {
            names.near.insert(key.clone(), codes.first().filter(|_| *is_certain).cloned());
        }
        for row in rows("region-names-cldr.csv")? {
            names.near.entry(name_key(&row[1])).or_insert(None);
        }
        for (form, of) in forms()? {
            names.add_formed(&all, &form, &of);
        }
        Ok(names)
    }

    /// Returns the codes of other countries with this key.
    pub(crate) fn others(&self, key: &str, code: &str) -> Vec<String> {
        let codes = self.by_key.get(key).map(Candidates::codes).unwrap_or_default();
        codes.into_iter().filter(|other| *other != code).cloned().collect()
    }

    /// Adds a name under its key. Names of two letters are left to [`Self::add_marked`], because codes take precedence.
    fn add_folded(&mut self, name: &Name) {
        let key = name_key(&name.name);
        if !(key.is_ascii() && key.len() <= 2) || name.is_typed {
            let is_unsure = name.is_unsure || self.is_short(&key, name);
            self.add(key, name, is_unsure);
        }
    }

    /// Returns whether a name is so short that it may be a code or another word; the limit is higher for names that few
    /// people know.
    fn is_short(&self, key: &str, name: &Name) -> bool {
        let is_of_lists = name.languages.iter().any(|language| self.list_languages.contains(language));
        key.is_ascii()
            && key.len()
                <= if name.is_typed {
                    2
                } else if is_of_lists {
                    3
                } else {
                    5
                }
    }

    /// Adds a name with its accents if they distinguish it from another word.
    fn add_marked(&mut self, name: &Name) {
        let (key, marked) = (name_key(&name.name), marked_key(&name.name));
        let is_short = self.is_short(&key, name);
        let is_unclear = self.by_key.get(&key).is_some_and(|candidates| candidates.codes().len() > 1);
        if key != marked && (is_short || is_unclear || name.is_unsure) {
            self.add(marked, name, false);
        }
    }

    fn add(&mut self, key: String, name: &Name, is_unsure: bool) {
        let unknown = Candidates { is_unsure: true, ..Candidates::default() };
        let candidates = self.by_key.entry(key).or_insert(unknown);
        candidates.is_unsure &= is_unsure || !name.is_safe;
        let table = if name.is_safe { &mut candidates.safe } else { &mut candidates.guesses };
        table.entry(name.code.clone()).or_default().extend(name.languages.iter().cloned());
    }

    /// Checks that a name that means something else in English has been reviewed.
    fn check(&self, key: &str, candidates: &Candidates) -> Result<()> {
        let Some((codes, is_certain)) = self.english.get(key) else { return Ok(()) };
        match candidates.safe.keys().find(|code| *is_certain && !codes.contains(code)) {
            Some(code) => {
                Err(format!("{key:?} is {codes:?} in English and {code} in {:?}", candidates.safe[code]).into())
            }
            None => Ok(()),
        }
    }

    /// Adds derived forms: `la France`, `Republik Österreich`; unless the form is a name already.
    fn add_formed(&mut self, all: &[Name], form: &Form, of: &dyn Fn(&Name) -> bool) {
        let mut formed: BTreeMap<String, Candidates> = BTreeMap::new();
        for name in all.iter().filter(|name| name.is_safe && name.languages.contains(&form.language) && of(name)) {
            let Some(text) = form.apply(&name.name) else { continue };
            let key = name_key(&text);
            let is_one = |candidates: &Candidates| candidates.codes().len() == 1;
            let is_clear = self.by_key.get(&name_key(&name.name)).is_some_and(is_one);
            if is_clear
                && key.chars().count() > 3
                && !self.by_key.contains_key(&key)
                && !self.english.contains_key(&key)
            {
                let candidates = formed.entry(key).or_default();
                candidates.safe.entry(name.code.clone()).or_default().insert(form.language.clone());
            }
        }
        self.by_key.extend(formed);
    }

    /// Returns the map, and writes the tables that its values point to.
    pub(crate) fn write(&self, countries: &BTreeSet<String>, source: &mut String) -> Result<Vec<u8>> {
        let codes: Vec<&String> = self.by_key.values().flat_map(|candidates| candidates.codes()).collect();
        let unlisted: BTreeSet<&String> = codes.into_iter().filter(|code| !countries.contains(*code)).collect();
        let unlisted = Vec::from_iter(unlisted);
        let languages: Set = self.by_key.values().flat_map(Candidates::sets).flatten().cloned().collect();
        if languages.len() > WORDS * 64 {
            return Err(format!("{} languages are more than contact::LanguageSet holds", languages.len()).into());
        }
        let location = |code: &String| {
            let listed = countries.iter().position(|known| known == code);
            listed.or_else(|| unlisted.iter().position(|known| *known == code).map(|index| countries.len() + index))
        };
        let meaning = |code: &String| match countries.iter().position(|known| known == code) {
            Some(index) => format!("CountryMatch::Country(Country({index}))"),
            None => format!("CountryMatch::Unlisted({code:?})"),
        };
        let listed: Vec<&String> = languages.iter().collect();
        let mut sets: BTreeMap<[u64; WORDS], usize> = BTreeMap::new();
        let mut set_of = |set: &Set| {
            let mut words = [0; WORDS];
            let places = set.iter().filter_map(|language| languages.iter().position(|known| known == language));
            places.for_each(|index| words[index / 64] |= 1 << (index % 64));
            let next = sets.len();
            *sets.entry(words).or_insert(next)
        };
        let mut several: BTreeMap<String, usize> = BTreeMap::new();
        let mut map = fst::MapBuilder::memory();
        for (key, candidates) in &self.by_key {
            let value = match candidates.certain() {
                Some(code) => {
                    (set_of(&candidates.safe[code]) << 9 | location(code).ok_or("every code has a place")? << 1) as u64
                }
                None => {
                    let safe =
                        candidates.safe.iter().map(|(code, set)| format!("({}, {})", meaning(code), set_of(set)));
                    let mut readings: Vec<String> = safe.collect();
                    for (code, set) in &candidates.guesses {
                        readings.push(format!("(CountryMatch::Suggested(&{}), {})", meaning(code), set_of(set)));
                    }
                    let codes: Vec<String> = candidates.codes().into_iter().map(meaning).collect();
                    let whole = match codes.as_slice() {
                        [one] => format!("CountryMatch::Suggested(&{one})"),
                        codes => format!("CountryMatch::Ambiguous(&[{}])", codes.join(", ")),
                    };
                    let next = several.len();
                    let entry = format!("({whole}, &[{}])", readings.join(", "));
                    (*several.entry(entry).or_insert(next) << 1 | 1) as u64
                }
            };
            map.insert(key, value)?;
        }
        let longest = self.by_key.keys().map(String::len).max().unwrap_or(0);
        writeln!(source, "pub(super) const NAMES_MAX_LENGTH: usize = {longest};")?;
        writeln!(source, "pub(super) static LANGUAGES: [&str; {}] = {listed:?};", listed.len())?;
        writeln!(source, "pub(super) static UNLISTED: [&str; {}] = {unlisted:?};", unlisted.len())?;
        let sets = in_order(sets);
        writeln!(source, "pub(super) static LANGUAGE_SETS: [[u64; {WORDS}]; {}] = {sets:?};", sets.len())?;
        let several = in_order(several);
        let entries = several.join(", ");
        writeln!(
            source,
            "pub(super) static SEVERAL: [(CountryMatch, &[(CountryMatch, u16)]); {}] = [{entries}];",
            several.len()
        )?;
        Ok(map.into_inner()?)
    }
}

impl Names {
    /// Returns the map for fuzzy matches: to the country's index and whether the name is English, or to no country.
    pub(crate) fn write_near(&self, countries: &BTreeSet<String>) -> Result<Vec<u8>> {
        let mut map = fst::MapBuilder::memory();
        for (key, code) in self.near.iter().filter(|(key, _)| key.chars().count() > 3) {
            let location = code.as_ref().and_then(|code| countries.iter().position(|known| known == code));
            let is_english = self.english.contains_key(key);
            map.insert(key, (location.unwrap_or(0xff) << 1 | usize::from(is_english)) as u64)?;
        }
        Ok(map.into_inner()?)
    }
}

fn in_order<T>(numbered: BTreeMap<T, usize>) -> Vec<T> {
    let mut pairs: Vec<(T, usize)> = numbered.into_iter().collect();
    pairs.sort_by_key(|(_, number)| *number);
    pairs.into_iter().map(|(value, _)| value).collect()
}

/// Returns every name, with the corrections applied.
fn all_names() -> Result<Vec<Name>> {
    let mut corrections = BTreeMap::new();
    for row in rows("country-name-corrections.csv")? {
        corrections.insert((name_key(&row[0]), row[1].clone()), (row[2].clone(), row[3].clone()));
    }
    let mut used = BTreeSet::new();
    let mut names = Vec::new();
    for table in ["country-names-cldr.csv", "country-names-i18n.csv"] {
        for row in rows(table)? {
            let mut languages: Set = row[2].split(' ').map(str::to_owned).collect();
            let (mut is_safe, mut is_unsure) = (true, false);
            let pair = (name_key(&row[1]), row[0].clone());
            if let Some((of, verdict)) = corrections.get(&pair) {
                match verdict.as_str() {
                    "drop" if of.is_empty() => languages.clear(),
                    "drop" => languages.retain(|language| of.split(' ').all(|dropped| dropped != language)),
                    "suggest" => is_safe = false,
                    "unsure" => is_unsure = true,
                    "keep" => {}
                    other => return Err(format!("country-name-corrections.csv: {other:?}").into()),
                }
                used.insert(pair);
            }
            if !languages.is_empty() {
                names.push(Name {
                    code: row[0].clone(),
                    name: row[1].clone(),
                    languages,
                    is_safe,
                    is_unsure,
                    is_typed: false,
                });
            }
        }
    }
    if let Some(unused) = corrections.keys().find(|pair| !used.contains(pair)) {
        return Err(format!("country-name-corrections.csv: {unused:?} corrects nothing").into());
    }
    for row in rows("country-names-by-language.csv")? {
        let languages: Set = row[0].split(' ').map(str::to_owned).collect();
        let is_safe = match row[3].as_str() {
            "safe" => true,
            "suggest" | "ambiguous" => false,
            other => return Err(format!("country-names-by-language.csv: {other:?}").into()),
        };
        let of = |code: &str| Name {
            code: code.to_owned(),
            name: row[1].clone(),
            languages: languages.clone(),
            is_safe,
            is_unsure: false,
            is_typed: true,
        };
        names.extend(row[2].split(' ').map(of));
    }
    Ok(names)
}

/// Returns the languages of lists: English and those of our own table.
fn languages_of_lists() -> Result<Set> {
    let languages = rows("country-names-by-language.csv")?.into_iter().map(|row| row[0].clone());
    let languages = languages.flat_map(|languages| languages.split(' ').map(str::to_owned).collect::<Vec<_>>());
    Ok(languages.chain(["en".to_owned()]).collect())
}

/// Returns the key of a name with its accents.
fn marked_key(name: &str) -> String {
    let mut key = String::new();
    fold::marked_key_into(name, &mut key);
    key
}

/// A form of names in a language: text around the name, or in place of a part of it.
pub(crate) struct Form {
    language: String,
    kind: String,
    form: String,
}

impl Form {
    fn apply(&self, name: &str) -> Option<String> {
        if self.kind != "instead" {
            return Some(self.form.replace("{}", name));
        }
        let (part, written) = self.form.split_once('=')?;
        name.contains(part).then(|| name.replace(part, written))
    }
}

type Of = Box<dyn Fn(&Name) -> bool>;

/// Returns the forms, each with the names that it applies to.
fn forms() -> Result<Vec<(Form, Of)>> {
    let mut states: BTreeMap<&str, Set> = BTreeMap::new();
    let english = rows("country-names.csv")?;
    for kind in ["Republic", "Kingdom"] {
        let is_one = |row: &&Vec<String>| {
            row[2] == "safe" && row[3].starts_with("ISO") && row[0].starts_with(&format!("{kind} of "))
        };
        states.insert(kind, english.iter().filter(is_one).map(|row| row[1].clone()).collect());
    }
    let mut forms: Vec<(Form, Of)> = Vec::new();
    for row in rows("country-name-forms.csv")? {
        let of: Of = match row[1].as_str() {
            "article" | "instead" => Box::new(|_| true),
            "republic" | "kingdom" => {
                let codes = states[if row[1] == "republic" { "Republic" } else { "Kingdom" }].clone();
                Box::new(move |name| codes.contains(&name.code))
            }
            other => return Err(format!("country-name-forms.csv: {other:?}").into()),
        };
        forms.push((Form { language: row[0].clone(), kind: row[1].clone(), form: row[2].clone() }, of));
    }
    Ok(forms)
}
