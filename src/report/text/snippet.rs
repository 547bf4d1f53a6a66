use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::sanitized;

/// A cell as it is shown, and the columns of it that carets go under.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The cell in quotation marks, or the stretch of it around the piece.
    pub(super) text: String,
    /// So many columns stand before the piece.
    pub(super) before: usize,
    /// So many columns the piece takes, one at least.
    pub(super) carets: usize,
}

/// Where to put carets under a piece of a cell that is shown in so many columns; none where they would help nobody: the
/// piece is all there is, or the text runs from right to left, which terminals set each in their own way.
pub(super) fn marked(value: &str, span: &Range<usize>, room: usize) -> Option<Marked> {
    let piece = value.get(span.clone())?;
    if piece.trim() == value.trim() || value.chars().any(is_from_right) {
        return None;
    }
    // The text is sanitized letter by letter, so what stands before the piece is as long as it is by itself.
    let shown = sanitized(value);
    let start = sanitized(&value[..span.start]).len();
    let end = start + sanitized(piece).len();
    let start = cluster_start(&shown, start);
    if shown.width() + 2 <= room {
        return Some(Marked {
            before: 1 + shown[..start].width(),
            carets: width_between(&shown, start, end),
            text: format!("\"{shown}\""),
        });
    }
    Some(window(&shown, start..end, room))
}

/// The stretch of a long text around a piece.
fn window(shown: &str, piece: Range<usize>, room: usize) -> Marked {
    const CUT: &str = "...";
    let budget = room.saturating_sub(2 + 2 * (CUT.len() + 1)).max(8);
    let piece_width = width_between(shown, piece.start, piece.end);
    let context = budget.saturating_sub(piece_width);
    // What one side doesn't need, the other may have.
    let after = shown[piece.end..].width();
    let left = (context / 2).max(context.saturating_sub(after));
    let mut from = piece.start;
    while let Some(cluster) = cluster_before(shown, from) {
        if width_between(shown, cluster, piece.start) > left {
            break;
        }
        from = cluster;
    }
    let mut to = piece.start;
    while let Some(next) = cluster_after(shown, to) {
        if shown[from..next].width() > budget {
            break;
        }
        to = next;
    }
    // What parts pieces says nothing at the ends of a stretch.
    from = piece.start - shown[from..piece.start].trim_start_matches([' ', ',', ';']).len();
    to = to.min(piece.end).max(shown[..to].trim_end_matches(' ').len());
    let (head, tail) = (if from > 0 { "... " } else { "" }, if to < shown.len() { " ..." } else { "" });
    Marked {
        before: head.len() + 1 + shown[from..piece.start].width(),
        carets: width_between(shown, piece.start, piece.end.min(to.max(piece.start))),
        text: format!("{head}\"{}\"{tail}", &shown[from..to]),
    }
}

/// The columns that a stretch takes within its text, one at least: a mark over a letter has none of its own.
fn width_between(text: &str, start: usize, end: usize) -> usize {
    text[..end].width().saturating_sub(text[..start].width()).max(1)
}

/// Where the letter starts that stands at a place, with the marks that belong to it.
fn cluster_start(text: &str, at: usize) -> usize {
    let is_mark = text[at..].chars().next().is_some_and(is_mark);
    if is_mark { cluster_before(text, at).unwrap_or(at) } else { at }
}

fn cluster_before(text: &str, at: usize) -> Option<usize> {
    let mut letters = text[..at].char_indices().rev();
    letters.find(|(_, c)| !is_mark(*c)).map(|(start, _)| start)
}

fn cluster_after(text: &str, at: usize) -> Option<usize> {
    let mut letters = text[at..].char_indices().skip(1);
    if at == text.len() {
        return None;
    }
    Some(letters.find(|(_, c)| !is_mark(*c)).map_or(text.len(), |(next, _)| at + next))
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Letters of scripts that run from right to left. Source: Unicode Standard Annex 9, the default ranges of R and AL.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cell, and below it the carets under the first that is a given piece.
    fn drawn(value: &str, piece: &str, room: usize) -> String {
        let start = value.find(piece).unwrap();
        let marked = marked(value, &(start..start + piece.len()), room).unwrap();
        format!("{}\n{:before$}{}", marked.text, "", "^".repeat(marked.carets), before = marked.before)
    }

    #[test]
    fn carets_stand_under_the_piece() {
        assert_eq!(drawn("SE, XX", "XX", 40), "\"SE, XX\"\n     ^^");
        assert_eq!(drawn("Lena*", "*", 40), "\"Lena*\"\n     ^");
    }

    #[test]
    fn wide_letters_emoji_and_marks_take_their_columns() {
        assert_eq!(drawn("日本, 月, US", "月", 40), "\"日本, 月, US\"\n       ^^");
        assert_eq!(drawn("🎉 party, XX", "XX", 40), "\"🎉 party, XX\"\n           ^^");
        // Flags are two letters, and one sign.
        assert_eq!(drawn("🇫🇷, XX", "XX", 40), "\"🇫🇷, XX\"\n     ^^");
        assert_eq!(drawn("Zoe\u{308}, XX", "XX", 40), "\"Zoe\u{308}, XX\"\n      ^^");
        // A mark alone is shown under its letter.
        assert_eq!(drawn("Zoe\u{308}y", "\u{308}", 40), "\"Zoe\u{308}y\"\n   ^");
    }

    #[test]
    fn what_is_written_out_takes_the_columns_that_it_has_then() {
        assert_eq!(drawn("SE,\tXX", "XX", 40), "\"SE,\\tXX\"\n      ^^");
        assert_eq!(drawn("SE\u{202e}, XX\u{1b}[2J", "XX", 60), "\"SE\\u{202e}, XX\\u{1b}[2J\"\n             ^^");
        assert_eq!(drawn("a\u{1b}b", "\u{1b}", 60), "\"a\\u{1b}b\"\n  ^^^^^^");
    }

    #[test]
    fn of_a_long_cell_the_stretch_around_the_piece_is_shown() {
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
    fn no_carets_where_they_would_not_help() {
        assert_eq!(marked("Narnia", &(0..6), 40), None);
        assert_eq!(marked(" Narnia ", &(1..7), 40), None);
        assert_eq!(marked("مصر, XX", &(8..10), 40), None);
        assert_eq!(marked("東京", &(1..3), 40), None, "not at the border of a letter");
    }
}
