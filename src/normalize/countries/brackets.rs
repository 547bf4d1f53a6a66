//! Brackets, which hold together what stands in them.

/// Brackets that are closed, met from left to right.
#[derive(Default)]
pub(crate) struct Brackets {
    /// Where what the last ones hold ends.
    pub(crate) end: usize,
    /// One was never closed: nothing is held together by the others either.
    broken: bool,
}

impl Brackets {
    /// Whether the character at a place stands in brackets, or opens them.
    pub(crate) fn hold(&mut self, text: &str, at: usize, c: char) -> bool {
        if at >= self.end && !self.broken && closing(c).is_some() {
            match bracket_end(&text[at..]) {
                Some(end) => self.end = at + end,
                None => self.broken = true,
            }
        }
        at < self.end
    }
}

/// Where the bracket that a text starts with is closed; none where it starts with none, or the line ends before.
pub(crate) fn bracket_end(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = closing(open)?;
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' => return None,
            c if c == open => depth += 1,
            c if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Brackets, as they open and close.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('\u{ff08}', '\u{ff09}'), ('【', '】')];

/// What closes a bracket.
pub(crate) fn closing(open: char) -> Option<char> {
    BRACKETS.iter().find(|(known, _)| *known == open).map(|(_, close)| *close)
}

/// Whether a character closes a bracket.
pub(crate) fn is_closing(c: char) -> bool {
    BRACKETS.iter().any(|(_, close)| *close == c)
}
