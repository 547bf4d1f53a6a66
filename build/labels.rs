//! Compiles the labels of columns into lookup tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Meanings, Result, label_key, role_key, rows};

/// The meaning of a label: the column's index, the part of the value that it names, and its rank.
#[derive(PartialEq)]
struct Label {
    column: usize,
    part: &'static str,
    rank: u8,
}

/// The labels with their languages. The first entry of a label determines its part and rank.
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

pub(super) fn write(source: &mut String) -> Result<()> {
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
    for (index, key) in keys.iter().enumerate() {
        let (part, rank) = plain(index);
        labels.add(key, index, part, rank, "")?;
    }
    let mut locales: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows("columns-by-locale.csv")? {
        for (index, label) in row[1..].iter().enumerate() {
            let (part, rank) = plain(index);
            labels.add(label, index, part, rank, &row[0][..2])?;
        }
        if locales.iter().all(|(locale, _)| *locale != row[0]) {
            locales.push((row[0].clone(), row[1..].to_vec()));
        }
    }
    // The columns of the table: a column of the template, its part, and the label's rank.
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
        // A word that is English too says nothing about the list's language.
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

/// Writes the words of labels by their kind.
fn write_label_words(source: &mut String) -> Result<()> {
    let mut words = Meanings::default();
    for row in rows("label-words.csv")? {
        let kind = match row[1].as_str() {
            "needed" => "Word::Needed",
            "hint" => "Word::Hint",
            "example" => "Word::Example",
            "status" => "Word::Status",
            "row" => "Word::Row",
            other => return Err(format!("label-words.csv: no kind {other:?}").into()),
        };
        words.add(role_key(&row[0]), kind.to_owned())?;
    }
    words.write_map(source, "LABEL_WORDS", "Word")
}
