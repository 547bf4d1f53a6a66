//! Merges the texts of several source columns into one cell.

use crate::contact::Column;
use crate::tables::{FillerWord, filler_word, is_missing_part};

/// Appends the items of a list: separated by commas if all are codes, or else by semicolons, because names may have
/// commas in them.
pub(super) fn list<'a>(items: impl Iterator<Item = &'a str> + Clone, text: &mut String) {
    let is_code = |item: &str| item.len() <= 6 && item.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let items = items.filter(|item| !item.trim().is_empty());
    let separator = if items.clone().all(is_code) { ", " } else { "; " };
    for (index, item) in items.enumerate() {
        text.push_str(if index > 0 { separator } else { "" });
        text.push_str(item);
    }
}

/// Appends a name that is built from its parts, in the order in which they are given.
///
/// Given names come first. A part that starts with the parts before it and ends with those after it is the whole name
/// ("Ann", "Ann Lee"); a word in common isn't enough ("Mohamed", "Ahmed Mohamed").
/// Names in Chinese characters and in Hangul are written with the family name first and without a space, whatever the
/// order of the columns.
pub(super) fn name<'a>(parts: impl Iterator<Item = &'a str>, text: &mut String) {
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() && parts.iter().all(|part| part.chars().all(is_written_together)) {
        return parts.iter().rev().for_each(|part| text.push_str(part));
    }
    match (0..parts.len()).find(|&index| is_whole(&parts, index)) {
        Some(whole) => text.push_str(parts[whole]),
        None => words(parts.into_iter(), text),
    }
}

/// Returns the index of the first part of a name that is written instead of a missing one, such as `NULL`, `None` or `-`.
pub(super) fn missing_part<'a>(parts: impl Iterator<Item = &'a str> + Clone, name: &str) -> Option<usize> {
    let mut parts = parts.map(str::trim);
    let is_known =
        |part: &str| matches!(part, "" | "nan" | "NA") || filler_word(part, Column::Name) == Some(FillerWord::Missing);
    if parts.clone().all(is_known) {
        return parts.position(|part| !part.is_empty());
    }
    let is_missing = |part: &str| match part {
        "NA" => name.chars().any(char::is_lowercase),
        "None" | "NONE" | "none" | "0" | "-" | "--" | "\u{2013}" | "\u{2014}" => true,
        part => is_missing_part(part, name),
    };
    parts.position(is_missing)
}

/// Appends the parts as words of one text.
pub(super) fn words<'a>(parts: impl Iterator<Item = &'a str>, text: &mut String) {
    for (index, part) in parts.map(str::trim).filter(|part| !part.is_empty()).enumerate() {
        text.push_str(if index > 0 { " " } else { "" });
        text.push_str(part);
    }
}

/// Returns whether a part is the whole name: it starts with the parts before it, and ends with those after it.
fn is_whole(parts: &[&str], index: usize) -> bool {
    let (before, after) = (&parts[..index], &parts[index + 1..]);
    let rest = before.iter().try_fold(parts[index], |rest, part| rest.strip_prefix(part)?.strip_prefix(' '));
    let middle =
        after.iter().rev().try_fold(rest.unwrap_or_default(), |rest, part| rest.strip_suffix(part)?.strip_suffix(' '));
    rest.and(middle).is_some()
}

fn is_written_together(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    fn name(parts: &[&str]) -> String {
        let mut text = String::new();
        super::name(parts.iter().copied(), &mut text);
        text
    }

    #[test]
    fn parts_of_a_name_are_joined_as_it_is_written() {
        assert_eq!(name(&["Ann", "Lee"]), "Ann Lee");
        assert_eq!(name(&[" Ann ", "", "Marie", "Lee"]), "Ann Marie Lee");
        assert_eq!(name(&["", "Lee"]), "Lee");
        assert_eq!(name(&["James", "James"]), "James James");
        assert_eq!(name(&["太郎", "山田"]), "山田太郎");
        assert_eq!(name(&["철수", "김"]), "김철수");
        assert_eq!(name(&["Anna", "山田"]), "Anna 山田");
        assert_eq!(name(&[]), "");
    }

    #[test]
    fn a_part_that_is_the_whole_name_is_not_repeated() {
        assert_eq!(name(&["Ann", "Ann Lee"]), "Ann Lee");
        assert_eq!(name(&["Ann Lee", "Lee"]), "Ann Lee");
        assert_eq!(name(&["Ann", "Marie", "Ann Marie Lee"]), "Ann Marie Lee");
        assert_eq!(name(&["Ann Marie Lee", "Marie", "Lee"]), "Ann Marie Lee");
    }

    #[test]
    fn a_part_that_only_repeats_a_word_is_kept() {
        assert_eq!(name(&["Lee", "Leeson"]), "Lee Leeson");
        assert_eq!(name(&["Mohamed", "Ahmed Mohamed"]), "Mohamed Ahmed Mohamed");
        assert_eq!(name(&["Lee Ann", "Lee"]), "Lee Ann Lee");
        assert_eq!(name(&["Ann", "Lee", "Ann Kim"]), "Ann Lee Ann Kim");
    }

    #[test]
    fn parts_that_stand_for_missing_ones_are_found() {
        let missing = |parts: &[&str]| super::missing_part(parts.iter().copied(), &name(parts));
        for parts in
            [["NULL", "NULL"], ["None", "Lane"], ["nan", "nan"], ["-", "Lane"], ["undefined", "Lane"], ["NA", "Lane"]]
        {
            assert_eq!(missing(&parts), Some(0), "{parts:?}");
        }
        for parts in [["Ada", "NULL"], ["Ada", "nan"], ["Ada", "."], ["ADA", "N/A"], ["Ada", "(none)"], ["", "TBD"]] {
            assert_eq!(missing(&parts), Some(1), "{parts:?}");
        }
        for parts in
            [["Robin", "Null"], ["Malcolm", "X"], ["Piet", "Brak"], ["LI", "NA"], ["Nan", "Ba"], ["Tba", "Okoro"]]
        {
            assert_eq!(missing(&parts), None, "{parts:?}");
        }
    }

    #[test]
    fn the_separator_of_a_list_depends_on_its_items() {
        let list = |items: &[&str]| {
            let mut text = String::new();
            super::list(items.iter().copied(), &mut text);
            text
        };
        assert_eq!(list(&["US", " ", "CA"]), "US, CA");
        assert_eq!(list(&["US-WA", "CA-QC"]), "US-WA, CA-QC");
        assert_eq!(list(&["Korea, Republic of", "US"]), "Korea, Republic of; US");
        assert_eq!(list(&[]), "");
    }
}
