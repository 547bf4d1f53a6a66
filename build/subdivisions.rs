//! Compiles the subdivisions of all countries: a text with their codes and names, and a map from keys to lists of places
//! in that text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Result, name_key, rows};

/// The compiled form. `text` has a line for each subdivision, sorted by code: `IN-MH`, a tab, and its English name. The
/// value of a key packs the start of its list in `SUBDIVISION_LISTS` (from bit 12 on) and the length of the list.
pub(super) struct Subdivisions {
    pub(super) text: String,
    pub(super) map: Vec<u8>,
}

pub(super) fn write(source: &mut String) -> Result<Subdivisions> {
    let mut text = String::new();
    // A list has subdivisions of the first level before others.
    let mut by_key: BTreeMap<String, BTreeSet<(String, usize)>> = BTreeMap::new();
    for row in rows("subdivisions.csv")? {
        let (code, level, name) = (&row[0], &row[1], &row[2]);
        let found = (level.clone(), text.len());
        let codes = row[4].split_whitespace().chain([code.as_str()]);
        let codes = codes.flat_map(|code| [code, &code[3..]]);
        for written in codes.chain([name.as_str()]).chain(row[3].split('|')).filter(|written| !written.is_empty()) {
            by_key.entry(name_key(written)).or_default().insert(found.clone());
        }
        writeln!(text, "{code}\t{name}")?;
    }
    let mut lists: Vec<usize> = Vec::new();
    let mut starts: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut map = fst::MapBuilder::memory();
    for (key, found) in &by_key {
        let list: Vec<usize> = found.iter().map(|(_, at)| *at).collect();
        let length = list.len();
        let start = *starts.entry(list).or_insert_with_key(|list| {
            lists.extend(list);
            lists.len() - list.len()
        });
        map.insert(key, (start << 12 | length) as u64)?;
    }
    let longest = by_key.keys().map(String::len).max().unwrap_or(0);
    writeln!(source, "pub(super) const SUBDIVISIONS_MAX_LENGTH: usize = {longest};")?;
    let listed: Vec<String> = lists.iter().map(|at| format!("Subdivision({at})")).collect();
    let (count, listed) = (listed.len(), listed.join(", "));
    writeln!(source, "pub(super) static SUBDIVISION_LISTS: [Subdivision; {count}] = [{listed}];")?;
    Ok(Subdivisions { text, map: map.into_inner()? })
}
