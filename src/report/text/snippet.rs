//! Snippets of cells with carets under the text at fault.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::i18n::Language;
use crate::report::sanitized;

/// A cell as displayed, and the position of its carets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The cell in quotes, or the part of it around the text at fault.
    pub(super) text: String,
    /// Number of columns before the carets.
    pub(super) before: usize,
    /// Number of carets, at least one.
    pub(super) carets: usize,
}

/// Returns a cell in at most `room` columns (at least 18), with the position of carets under `span`. `None` if carets would not help:
/// if the span is the whole cell, or if the text is right-to-left, which terminals display differently.
pub(super) fn mark_span(value: &str, span: &Range<usize>, room: usize, language: Language) -> Option<Snippet> {
    let piece = value.get(span.clone())?;
    if piece.trim() == value.trim() || value.chars().any(is_from_right) {
        return None;
    }
    // Each character is sanitized on its own, so the offset of the span is the length of the sanitized text before it.
    let display_text = sanitized(value);
    let start = sanitized(&value[..span.start]).len();
    let end = start + sanitized(piece).len();
    let start = cluster_start(&display_text, start);
    let (open, close) = language.quotation_marks();
    if display_text.width() + open.width() + close.width() <= room {
        return Some(Snippet {
            before: open.width() + display_text[..start].width(),
            carets: width_between(&display_text, start, end),
            text: format!("{open}{display_text}{close}"),
        });
    }
    Some(window(&display_text, start..end, room, (&open, &close)))
}

/// Returns the part of a long text around the span.
fn window(display_text: &str, piece: Range<usize>, room: usize, (open, close): (&str, &str)) -> Snippet {
    const CUT: &str = "...";
    let budget = room.saturating_sub(open.width() + close.width() + 2 * (CUT.len() + 1)).max(8);
    let piece_width = width_between(display_text, piece.start, piece.end);
    let context = budget.saturating_sub(piece_width);
    // If the text after the span is short, the excerpt may have more text before it.
    let after = display_text[piece.end..].width();
    let left = (context / 2).max(context.saturating_sub(after));
    let mut from = piece.start;
    while let Some(cluster) = cluster_before(display_text, from) {
        if width_between(display_text, cluster, piece.start) > left {
            break;
        }
        from = cluster;
    }
    let mut to = piece.start;
    while let Some(next) = cluster_after(display_text, to) {
        if display_text[from..next].width() > budget {
            break;
        }
        to = next;
    }
    // Separators at the ends of the excerpt are omitted.
    from = piece.start - display_text[from..piece.start].trim_start_matches([' ', ',', ';']).len();
    to = to.min(piece.end).max(display_text[..to].trim_end_matches(' ').len());
    let (head, tail) = (if from > 0 { "... " } else { "" }, if to < display_text.len() { " ..." } else { "" });
    Snippet {
        before: head.len() + open.width() + display_text[from..piece.start].width(),
        carets: width_between(display_text, piece.start, piece.end.min(to.max(piece.start))),
        text: format!("{head}{open}{}{close}{tail}", &display_text[from..to]),
    }
}

/// Returns the width of a range in columns, at least 1: a combining mark has no width of its own.
fn width_between(text: &str, start: usize, end: usize) -> usize {
    text[..end].width().saturating_sub(text[..start].width()).max(1)
}

/// Returns the start of the letter at an offset, including the combining marks that follow it.
fn cluster_start(text: &str, offset: usize) -> usize {
    let is_mark = text[offset..].chars().next().is_some_and(is_mark);
    if is_mark { cluster_before(text, offset).unwrap_or(offset) } else { offset }
}

fn cluster_before(text: &str, offset: usize) -> Option<usize> {
    let mut letters = text[..offset].char_indices().rev();
    letters.find(|(_, c)| !is_mark(*c)).map(|(start, _)| start)
}

fn cluster_after(text: &str, offset: usize) -> Option<usize> {
    let mut letters = text[offset..].char_indices().skip(1);
    if offset == text.len() {
        return None;
    }
    Some(letters.find(|(_, c)| !is_mark(*c)).map_or(text.len(), |(next, _)| offset + next))
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Returns whether a character belongs to a right-to-left script. Source: Unicode Standard Annex 9, the default ranges
/// of R and AL.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the cell, and below it the carets under the first occurrence of a piece.
    fn drawn(value: &str, piece: &str, room: usize) -> String {
        let start = value.find(piece).unwrap();
        let snippet = mark_span(value, &(start..start + piece.len()), room, Language::En).unwrap();
        format!("{}\n{:before$}{}", snippet.text, "", "^".repeat(snippet.carets), before = snippet.before)
    }

    #[test]
    fn carets_are_under_the_span() {
        assert_eq!(drawn("SE, XX", "XX", 40), "\"SE, XX\"\n     ^^");
        assert_eq!(drawn("Lena*", "*", 40), "\"Lena*\"\n     ^");
    }

    #[test]
    fn carets_follow_the_width_of_letters_emoji_and_marks() {
        assert_eq!(drawn("日本, 月, US", "月", 40), "\"日本, 月, US\"\n       ^^");
        assert_eq!(drawn("🎉 party, XX", "XX", 40), "\"🎉 party, XX\"\n           ^^");
        // A flag is two characters and one symbol.
        assert_eq!(drawn("🇫🇷, XX", "XX", 40), "\"🇫🇷, XX\"\n     ^^");
        assert_eq!(drawn("Zoe\u{308}, XX", "XX", 40), "\"Zoe\u{308}, XX\"\n      ^^");
        // A combining mark alone is marked under its letter.
        assert_eq!(drawn("Zoe\u{308}y", "\u{308}", 40), "\"Zoe\u{308}y\"\n   ^");
    }

    #[test]
    fn carets_follow_the_width_of_sanitized_characters() {
        assert_eq!(drawn("SE,\tXX", "XX", 40), "\"SE,\\tXX\"\n      ^^");
        assert_eq!(drawn("SE\u{202e}, XX\u{1b}[2J", "XX", 60), "\"SE\\u{202e}, XX\\u{1b}[2J\"\n             ^^");
        assert_eq!(drawn("a\u{1b}b", "\u{1b}", 60), "\"a\\u{1b}b\"\n  ^^^^^^");
    }

    #[test]
    fn long_cells_are_cut_around_the_span() {
        let countries = "DE, FR, IT, ES, PT, NL, BE, LU, XX, DK, SE, NO, FI, IS, EE, LV, LT, PL, CZ";
        assert_eq!(drawn(countries, "XX", 30), "... \"BE, LU, XX, DK, SE,\" ...\n             ^^");
        assert_eq!(drawn(countries, "DE", 30), "\"DE, FR, IT, ES, PT,\" ...\n ^^");
        assert_eq!(drawn(countries, "CZ", 30), "... \"EE, LV, LT, PL, CZ\"\n                     ^^");
        let wide = "東京, ".repeat(20) + "XX";
        assert!(drawn(&wide, "XX", 30).lines().all(|line| line.width() <= 30));
        let piece = "x".repeat(90);
        let long = format!("a {piece} b");
        assert!(drawn(&long, &piece, 40).lines().all(|line| line.width() <= 40), "{}", drawn(&long, &piece, 40));
    }

    #[test]
    fn no_carets_if_they_would_not_help() {
        assert_eq!(mark_span("Narnia", &(0..6), 40, Language::En), None);
        assert_eq!(mark_span(" Narnia ", &(1..7), 40, Language::En), None);
        assert_eq!(mark_span("مصر, XX", &(8..10), 40, Language::En), None);
        assert_eq!(mark_span("東京", &(1..3), 40, Language::En), None, "not at the border of a letter");
    }
}
