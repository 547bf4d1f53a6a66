//! Words that stand for a missing value, such as `NULL` and `(none)`. The rules of all columns share them; which words are
//! values in some columns is in `tables`.

use super::quotation_marks::{MARKS, unquoted};
use crate::contact::Column;
use crate::tables::{FillerWord, filler_word, is_missing_part, may_be_filler, may_have_missing_part};

/// Returns whether a text stands for a missing value in a column, in any of the usual languages.
///
/// `NA` is the code of Namibia in Countries/Regions, and in States/Provinces it stands for none; in Name only `NA` in
/// capitals does, because Na is a name. `NO` in capitals may be Norway, which spilled from the list of countries.
pub(super) fn is_placeholder(text: &str, column: Column) -> bool {
    let is_known = |text: &str| {
        may_be_filler(text)
            && filler_word(text, column) == Some(FillerWord::Missing)
            && (text, column) != ("NO", Column::States)
    };
    let is_in_marks = || {
        in_brackets(text).is_some_and(is_known)
            || unquoted(text).is_some_and(|(inner, _)| inner.is_empty())
            // A missing value in exports of Cloud SQL, which `read` leaves as it is.
            || text == "\"N"
            || column == Column::States && is_dashes(text)
    };
    // Fast path: most texts start with a letter.
    let may_be_in_marks = !text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    is_known(text)
        || matches!((text, column), ("NA", Column::Name | Column::Email | Column::JobTitle | Column::Role))
        || may_be_in_marks && is_in_marks()
        || column == Column::Name && is_placeholder_name(text)
}

/// Returns whether a name is what programs write for a missing value, or has a part that they write for a missing part.
fn is_placeholder_name(name: &str) -> bool {
    let mut words = name.split(' ').map(|word| word.trim_end_matches(','));
    let is_filler = |word: &str| may_be_filler(word) && filler_word(word, Column::Name) == Some(FillerWord::Missing);
    let is_known = |word| matches!(word, "NA" | "NaN" | "nan") || is_filler(word);
    // Fast path: letters and spaces. Among the letters above ASCII are no signs.
    let is_letter = |c| matches!(c, 'A'..='Z' | 'a'..='z' | ' ' | '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}');
    if !may_have_missing_part(name) && name.chars().all(is_letter) {
        return words.all(is_known);
    }
    let is_missing = |word: &str| is_missing_part(word, name);
    words.clone().next().is_some_and(is_missing)
        || words.clone().next_back().is_some_and(is_missing)
        || words.all(is_known)
}

/// Returns whether a text of ordinary letters may stand for a missing value or a test, or end with a remark in brackets:
/// `false` is definitive.
#[inline]
pub(super) fn may_stand_for_none(text: &str, column: Column) -> bool {
    // Digits and brackets come before the letters.
    may_be_filler(text)
        || column == Column::Name && may_have_missing_part(text)
        || text.bytes().next_back().is_none_or(|last| last < b'A')
}

/// Returns whether a text is a dash, or several.
pub(super) fn is_dashes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}'))
}

/// Returns the text between brackets or quotes.
fn in_brackets(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let in_quotes = || MARKS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(*close));
    let inner = PAIRS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.or_else(in_quotes).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only_cell, rules};
    use super::*;
    use crate::diagnostics::{Fix, Rule};

    #[test]
    fn words_for_no_value_are_refused_in_required_columns() {
        let words = [
            "NULL",
            "(null)",
            "[null]",
            "{null}",
            "<null>",
            "None",
            "N/A",
            "n.a.",
            "TBD",
            "tbc",
            "T.B.A.",
            "undefined",
            "unknown",
            "Not applicable",
            "?",
            "...",
            "keine",
            "k.A.",
            "entfällt",
            "nicht vorhanden",
            "aucun",
            "Néant",
            "NÉANT",
            "sans objet",
            "non renseigné",
            "ninguno",
            "no aplica",
            "nessuno",
            "geen",
            "n.v.t.",
            "ingen",
            "brak",
            "нет",
            "НЕТ",
            "无",
            "なし",
            "해당 없음",
            "\"\"",
            "\\N",
            "(blank)",
            "(vide)",
            "(Leer)",
            "empty",
            "0",
        ];
        for word in words {
            for column in Column::ALL.into_iter().filter(|column| column.is_required()) {
                let findings = only_cell(column, word);
                assert_eq!(rules(&findings), [Rule::ValuePlaceholder], "{column:?} {word}");
                assert!(findings[0].is_blocking() && findings[0].fix.is_none(), "{column:?} {word}");
            }
            let findings = only_cell(Column::States, word);
            assert_eq!(rules(&findings), [Rule::ValuePlaceholder], "{word}");
            assert_eq!(findings[0].fix, Some(Fix::safe("")), "{word}");
        }
    }

    #[test]
    fn values_that_look_like_such_words_are_kept() {
        for name in
            ["Nil Na", "No Kim", "Nil", "Na", "Na Li", "Nan", "Nan Ba", "Tom", "Null Island Smith", "X Æ", "Non Lee"]
        {
            assert!(only_cell(Column::Name, name).is_empty(), "{name}");
        }
        for title in ["Test Pilot", "Head of None", "NA Sales Director", "X-ray Lead"] {
            assert!(only_cell(Column::JobTitle, title).is_empty(), "{title}");
        }
        assert!(only_cell(Column::Countries, "NA").is_empty());
        assert!(only_cell(Column::Countries, "NO").is_empty());
        for (column, word) in
            [(Column::Name, "NA"), (Column::Name, "NaN"), (Column::JobTitle, "NA"), (Column::Name, "x")]
        {
            assert_eq!(rules(&only_cell(column, word)), [Rule::ValuePlaceholder], "{column:?} {word}");
        }
    }

    #[test]
    fn no_state_is_written_in_many_ways() {
        for word in ["-", "--", "\u{2013}", "nil", "none", "NA", "No", "Non", "keine", "(none)", "N.A.", "“”", "''"]
        {
            assert!(is_placeholder(word, Column::States), "{word}");
        }
        for word in ["US-WA", "NE", "ON", "NS", "N.D.", "All", "NO", "(NO)", "[NO]", ""] {
            assert!(!is_placeholder(word, Column::States), "{word}");
        }
    }
}
