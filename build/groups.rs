//! Compiles the groups of countries, and the words between names in a list, into lookup tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Meanings, Result, name_key, rows};

pub(super) fn write(source: &mut String, countries: &BTreeMap<String, String>) -> Result<()> {
    write_groups(source, countries)?;
    write_list_words(source)
}

/// Writes the groups, and the group of each name.
fn write_groups(source: &mut String, countries: &BTreeMap<String, String>) -> Result<()> {
    let groups = rows("groups.csv")?;
    let location =
        |name: &str| groups.iter().position(|row| row[0] == name).ok_or_else(|| format!("no group {name:?}"));
    writeln!(source, "pub(super) static GROUPS: [GroupRow; {}] = [", groups.len())?;
    for row in &groups {
        let member =
            |code| countries.keys().position(|known| known == code).ok_or_else(|| format!("no country {code}"));
        let members = row[1].split_whitespace().map(member).collect::<std::result::Result<Vec<_>, _>>()?;
        let members: Vec<String> = members.iter().map(|index| format!("Country({index})")).collect();
        let (name, members, as_of, from) = (&row[0], members.join(", "), &row[2], &row[3]);
        writeln!(
            source,
            "    GroupRow {{ name: {name:?}, members: &[{members}], as_of: {as_of:?}, source: {from:?} }},"
        )?;
    }
    writeln!(source, "];")?;
    let mut meanings = Meanings::default();
    for row in &groups {
        meanings.add(name_key(&row[0]), format!("Group({})", location(&row[0])?))?;
    }
    let mut local: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in rows("group-names.csv")? {
        if row[2] == "usage" {
            meanings.add(name_key(&row[0]), format!("Group({})", location(&row[1])?))?;
        } else {
            local.entry(name_key(&row[0])).or_default().insert(location(&row[1])?);
        }
    }
    // A name of different regions in two languages is left out.
    for (key, groups) in local.into_iter().filter(|(_, groups)| groups.len() == 1) {
        groups.into_iter().for_each(|group| meanings.add_unless_known(key.clone(), format!("Group({group})")));
    }
    meanings.write(source, "GROUP_MEANINGS", "Group")?;
    meanings.write_starts(source, "GROUP_STARTS")
}

/// Writes the words of lists by their kind. Those of scripts without spaces are searched inside a text.
fn write_list_words(source: &mut String) -> Result<()> {
    let mut meanings = Meanings::default();
    let (mut marks, mut joined) = (BTreeSet::new(), BTreeSet::new());
    for row in rows("list-words.csv")? {
        let mut add = |kind: &str| meanings.add(row[0].clone(), format!("ListWord::{kind}"));
        match row[1].as_str() {
            "and" => add("And")?,
            "except" => add("Except")?,
            "rest" => add("Rest")?,
            "more" => add("More")?,
            "only" => add("Only")?,
            "all" => add("All")?,
            "further" => add("Further")?,
            "former" => add("Former")?,
            "word" => add("Word")?,
            "and-mark" => drop(marks.insert(row[0].clone())),
            // It is one word with the next: there is a space before it.
            "and-joined" => drop(joined.insert(format!(" {}", row[0]))),
            other => return Err(format!("list-words.csv: kind {other:?} of {:?}", row[0]).into()),
        }
    }
    meanings.write(source, "LIST_WORDS", "ListWord")?;
    let marks: Vec<String> = marks.into_iter().chain(joined).collect();
    writeln!(source, "pub(super) static LIST_MARKS: [&str; {}] = {marks:?};", marks.len())?;
    Ok(())
}
