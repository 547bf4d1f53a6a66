//! Finds the profile of a list: by its name, by the labels of its header, or by both.

use super::file::Profile;
use crate::read::{Input, ReadSettings, Rows, is_same_label};

/// Returns whether a list with one of these names may have a profile. A pipe has no name.
pub(super) fn fit_name(profile: &Profile, names: &[String]) -> bool {
    let is_named = |pattern: &String| names.iter().any(|name| is_match(pattern, name));
    profile.files.as_ref().is_none_or(|patterns| patterns.iter().any(is_named))
}

/// Returns whether the header of a list has all of these labels if it is read with the settings of the profile. A list
/// that can't be read doesn't; its error is reported when it is read.
pub(super) fn fit_header(labels: &[String], list: Input, settings: ReadSettings) -> bool {
    // Shared settings may name sheets and labels that this list lacks. If it has the profile, that is an error later.
    let settings = ReadSettings { is_shared: true, keeps_text: false, ..settings };
    Rows::open(list, settings).is_ok_and(|rows| {
        let has = |label: &String| rows.labels().iter().any(|seen| is_same_label(seen, label));
        labels.iter().all(has)
    })
}

/// Returns whether a name matches a pattern in any case of the letters: `*` is any text, and `?` any character.
fn is_match(pattern: &str, name: &str) -> bool {
    let [pattern, name] = [pattern, name].map(|text| text.to_lowercase().chars().collect::<Vec<char>>());
    let (mut at, mut seen) = (0, 0);
    // The place after the last `*`, and the start of what follows it in the name.
    let mut retry: Option<(usize, usize)> = None;
    while seen < name.len() {
        match pattern.get(at) {
            Some('*') => {
                at += 1;
                retry = Some((at, seen));
            }
            Some(c) if *c == '?' || *c == name[seen] => (at, seen) = (at + 1, seen + 1),
            _ => {
                let Some((after, start)) = retry else { return false };
                retry = Some((after, start + 1));
                (at, seen) = (after, start + 1);
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name, expected) in [
            ("*contoso*.xlsx", "Contacts Contoso Q3.xlsx", true),
            ("*contoso*.xlsx", "contoso.xlsx", true),
            ("*contoso*.xlsx", "contoso.xlsx.bak", false),
            ("contoso-????.csv", "CONTOSO-2026.csv", true),
            ("contoso-????.csv", "contoso-26.csv", false),
            ("*", "", true),
            ("", "a", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("été*", "ÉTÉ 2026.csv", true),
            ("[a]*", "[A] list.csv", true),
        ] {
            assert_eq!(is_match(pattern, name), expected, "{pattern} {name}");
        }
        let stars = "*a".repeat(200);
        assert!(!is_match(&stars, &"a".repeat(199)));
    }
}
