//! Word wrap for reports on a terminal.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// A writer that wraps text at the width of a line and indents the following lines.
///
/// Lines break only at spaces. A longer word stays whole, so that it can be copied.
pub(super) struct Wrapper<'o> {
    out: &'o mut dyn Write,
    indent: usize,
    width: usize,
    /// Number of columns used in the current line.
    column: usize,
    /// Number of spaces to write before the next word, unless the line breaks there.
    spaces: usize,
}

impl<'o> Wrapper<'o> {
    /// Returns a writer for text that starts at a column and continues at `indent`.
    pub(super) fn new(out: &'o mut dyn Write, column: usize, indent: usize, width: usize) -> Self {
        Wrapper { out, indent, width, column, spaces: 0 }
    }

    /// Returns whether a text fits into the rest of the line.
    pub(super) fn has_room(&self, text: &str) -> bool {
        self.column + self.spaces + text.width() <= self.width
    }

    /// Adds a text. It joins the previous one unless it starts with a space.
    pub(super) fn text(&mut self, style: Style, text: &str) -> io::Result<()> {
        let mut rest = text;
        while !rest.is_empty() {
            let word = &rest[..word_end(rest)];
            rest = &rest[word.len()..];
            if word.is_empty() {
                (self.spaces, rest) = (self.spaces + 1, &rest[1..]);
                continue;
            }
            if self.spaces > 0 && self.column > self.indent && !self.has_room(word) {
                self.new_line()?;
            }
            write!(self.out, "{:1$}{style}{word}{style:#}", "", self.spaces)?;
            self.column += self.spaces + word.width();
            self.spaces = 0;
        }
        Ok(())
    }

    /// Starts a new line, unless the current one is empty.
    pub(super) fn new_line(&mut self) -> io::Result<()> {
        if self.column > self.indent {
            write!(self.out, "\n{:1$}", "", self.indent)?;
        }
        (self.column, self.spaces) = (self.indent, 0);
        Ok(())
    }

    /// Ends the last line.
    pub(super) fn end(self) -> io::Result<()> {
        writeln!(self.out)
    }
}

/// Returns the end of the first word: the first space that isn't inside a short quotation.
fn word_end(text: &str) -> usize {
    const SHORT: usize = 40;
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
    let is_closed = |end: &usize| text[..*end].matches('"').count().is_multiple_of(2);
    let mut ends = ends.take_while(|end| *end <= SHORT);
    let first = ends.next().unwrap_or_else(|| text.find(' ').unwrap_or(text.len()));
    if is_closed(&first) { first } else { ends.find(is_closed).unwrap_or(first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flown(width: usize, texts: &[&str]) -> String {
        let mut out = Vec::new();
        let mut flow = Wrapper::new(&mut out, 4, 4, width);
        texts.iter().for_each(|text| flow.text(Style::new(), text).unwrap());
        flow.end().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_break_at_words_and_are_indented() {
        assert_eq!(flown(14, &["one two three four"]), "one two\n    three four\n");
        assert_eq!(flown(14, &["one", " two", " three four"]), "one two\n    three four\n");
        assert_eq!(flown(14, &["a-word-that-is-longer and more"]), "a-word-that-is-longer\n    and more\n");
        assert_eq!(flown(14, &["add --x \"a b=c\""]), "add --x\n    \"a b=c\"\n", "quotations are not broken");
        assert_eq!(flown(14, &["\"a  b\"", ": c"]), "\"a  b\": c\n", "spaces inside a line stay");
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(flown(12, &["東京 大阪"]), "東京\n    大阪\n");
        assert_eq!(flown(13, &["東京 大阪"]), "東京 大阪\n");
    }
}
