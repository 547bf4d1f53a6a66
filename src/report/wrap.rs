//! Word wrap for everything that people read on a terminal.
//!
//! Reports with a layout of their own use [`Wrapper`]. All other text passes through a [`WrappingWriter`], so that no
//! command has to know the width of the sentences that it prints.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::sanitize::ends_in_command;

/// A writer that wraps text at the width of a line and indents the following lines.
///
/// Lines break only at spaces. A longer word stays whole, so that it can be copied.
pub(super) struct Wrapper<'o> {
    out: &'o mut dyn Write,
    indent: usize,
    width: usize,
    /// Number of columns used in the current line.
    column: usize,
    /// Whether words have been written to the current line.
    has_words: bool,
    /// Number of spaces to write before the next word, unless the line breaks there.
    spaces: usize,
}

impl<'o> Wrapper<'o> {
    /// Returns a writer for text that starts at a column and continues at `indent`.
    pub(super) fn new(out: &'o mut dyn Write, column: usize, indent: usize, width: usize) -> Self {
        Wrapper { out, indent, width, column, has_words: false, spaces: 0 }
    }

    /// Returns whether a text fits into the rest of the line.
    pub(super) fn has_room(&self, text: &str) -> bool {
        self.column + self.spaces + visible_width(text) <= self.width
    }

    /// Adds a text. It joins the previous one unless it starts with a space.
    pub(super) fn text(&mut self, style: Style, text: &str) -> io::Result<()> {
        let mut rest = text;
        while !rest.is_empty() {
            let word = &rest[..word_end(rest, self.width.saturating_sub(self.indent))];
            rest = &rest[word.len()..];
            if word.is_empty() {
                (self.spaces, rest) = (self.spaces + 1, &rest[1..]);
                continue;
            }
            let columns = visible_width(word);
            if self.spaces > 0 && self.has_words && !self.has_room(word) {
                // Indented less if the word doesn't fit otherwise.
                self.start_line(self.indent.min(self.width.saturating_sub(columns)))?;
            }
            write!(self.out, "{:1$}{style}{word}{style:#}", "", self.spaces)?;
            self.column += self.spaces + columns;
            (self.spaces, self.has_words) = (0, true);
        }
        Ok(())
    }

    /// Starts a new line, unless the current one is empty.
    pub(super) fn new_line(&mut self) -> io::Result<()> {
        if self.has_words { self.start_line(self.indent) } else { Ok(()) }
    }

    fn start_line(&mut self, indent: usize) -> io::Result<()> {
        write!(self.out, "\n{:indent$}", "")?;
        (self.column, self.spaces, self.has_words) = (indent, 0, false);
        Ok(())
    }

    /// Ends the last line.
    pub(super) fn end(self) -> io::Result<()> {
        writeln!(self.out)
    }
}

/// Returns the end of the first word: the first space that isn't inside a short quotation, which is one that fits into
/// `room` columns.
fn word_end(text: &str, room: usize) -> usize {
    const SHORT: usize = 40;
    let ends = text.match_indices(' ').map(|(offset, _)| offset).chain([text.len()]);
    let is_closed = |end: &usize| text[..*end].matches('"').count().is_multiple_of(2);
    let mut ends = ends.take_while(|end| *end <= SHORT.min(room));
    let first = ends.next().unwrap_or_else(|| text.find(' ').unwrap_or(text.len()));
    if is_closed(&first) { first } else { ends.find(is_closed).unwrap_or(first) }
}

/// Returns the width of a text in columns, without its escape sequences for colours. Those are the only ones in it,
/// because texts from a list are sanitized.
pub(super) fn visible_width(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let before = parts.next().unwrap_or_default().width();
    before + parts.map(|part| part.split_once('m').map_or(0, |(_, text)| text.width())).sum::<usize>()
}

/// Returns a text in lines that fit into `width` columns.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut wrapped = Vec::new();
    // Writing to memory doesn't fail.
    let _ = Wrapper::new(&mut wrapped, 0, 0, width).text(Style::new(), text);
    String::from_utf8_lossy(&wrapped).lines().map(str::to_owned).collect()
}

/// A writer of text that wraps the lines that are wider than `width`.
///
/// The following lines are indented to the last text that starts in the left half of the line after two spaces, as in a
/// table, otherwise by two columns more than the first.
pub(crate) struct WrappingWriter<W: Write> {
    out: CommandGuard<W>,
    width: usize,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl<W: Write> WrappingWriter<W> {
    pub(crate) fn new(out: W, width: usize) -> Self {
        WrappingWriter { out: CommandGuard { out, line: Vec::new() }, width, line: Vec::new() }
    }

    /// Writes a last line that has no line end, and returns the inner writer.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.write_line()?;
        self.out.write_line()?;
        self.out.out.flush()?;
        Ok(self.out.out)
    }

    fn write_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        // A line has at least as many bytes as columns.
        match std::str::from_utf8(&line) {
            Ok(text) if line.len() > self.width && visible_width(text) > self.width => {
                let first = text.len() - text.trim_start_matches(' ').len();
                self.out.write_all(&line[..first])?;
                let indent = hanging_indent(text, first, self.width);
                Wrapper::new(&mut self.out, first, indent, self.width).text(Style::new(), &text[first..])
            }
            _ => self.out.write_all(&line),
        }
    }
}

impl<W: Write> Write for WrappingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                Some(end) => {
                    self.line.extend_from_slice(end);
                    self.write_line()?;
                    self.out.write_all(b"\n")?;
                }
                None => self.line.extend_from_slice(piece),
            }
        }
        Ok(bytes.len())
    }

    /// Flushes the complete lines.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A writer of lines that can't be commands of a workflow, whatever texts of a list they have, and wherever they were
/// wrapped: `::` at the start of a line (GitHub Actions), `##[` and `##vso[` anywhere (see `without_commands` in `sanitize`).
struct CommandGuard<W: Write> {
    out: W,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl<W: Write> CommandGuard<W> {
    fn write_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let may_be_command = line.windows(2).any(|pair| pair == b"::" || pair == b"##");
        match std::str::from_utf8(&line) {
            Ok(text) if may_be_command => self.out.write_all(harmless(text).as_bytes()),
            _ => self.out.write_all(&line),
        }
    }
}

impl<W: Write> Write for CommandGuard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.write_line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns a line with the characters written out that would make it a command. Escape sequences for colours don't count,
/// because they are removed if the output isn't a terminal.
pub(super) fn harmless(line: &str) -> String {
    let (mut output, mut visible) = (String::with_capacity(line.len() + 8), String::new());
    let mut chars = line.chars().peekable();
    let mut is_sequence = false;
    while let Some(c) = chars.next() {
        is_sequence |= c == '\u{1b}';
        if is_sequence {
            is_sequence = c != 'm';
            output.push(c);
            continue;
        }
        let begins_command = c == ':' && visible.trim().is_empty() && chars.peek() == Some(&':')
            || c == '[' && ends_in_command(&visible);
        match begins_command {
            true => output.extend(c.escape_unicode()),
            false => output.push(c),
        }
        visible.push(c);
    }
    output
}

/// Returns the indent of the lines that continue a line, which itself is indented by `first` columns.
fn hanging_indent(line: &str, first: usize, width: usize) -> usize {
    let starts = line.match_indices("  ").map(|(offset, _)| offset).filter(|offset| *offset >= first);
    let columns = starts.map(|offset| visible_width(&line[..offset]) + spaces_at(&line[offset..]));
    let after_label = columns.take_while(|column| *column <= width / 2).last();
    after_label.unwrap_or((first + 2).min(width / 2))
}

fn spaces_at(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
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

    #[test]
    fn colours_have_no_width() {
        let red = anstyle::AnsiColor::Red.on_default();
        assert_eq!(visible_width(&format!("{red}error{red:#}: no")), 9);
        assert_eq!(flown(14, &[&format!("{red}one{red:#} two six")]), format!("{red}one{red:#} two\n    six\n"));
    }

    #[test]
    fn a_quotation_wider_than_the_line_is_broken() {
        assert_eq!(flown(16, &["\"one two three\""]), "\"one two\n    three\"\n");
    }

    fn wrapped(width: usize, text: &str) -> String {
        let mut out = WrappingWriter::new(Vec::new(), width);
        // In pieces, as `write!` does.
        text.as_bytes().chunks(3).for_each(|piece| out.write_all(piece).unwrap());
        String::from_utf8(out.finish().unwrap()).unwrap()
    }

    #[test]
    fn only_lines_that_are_too_wide_are_wrapped() {
        assert_eq!(wrapped(20, "one\n\n  two  \nend"), "one\n\n  two  \nend");
        assert_eq!(wrapped(20, "The list has no contacts.\n"), "The list has no\n  contacts.\n");
        assert_eq!(wrapped(20, "    - one two three four\n"), "    - one two three\n      four\n");
        let address = "a-word-that-is-longer@contoso.com";
        assert_eq!(wrapped(20, &format!("only {address} left")), format!("only\n{address}\n  left"));
    }

    #[test]
    fn no_line_is_a_command_of_a_workflow() {
        assert_eq!(wrapped(90, "::error::x\n  ::a::b a::b\n"), "\\u{3a}:error::x\n  \\u{3a}:a::b a::b\n");
        let words = "a-word-that-is-longer ::stop-commands::tok";
        assert_eq!(wrapped(20, words), "a-word-that-is-longer\n\\u{3a}:stop-commands::tok");
        assert_eq!(wrapped(90, "\"##vso[x]\" ##[y]\n"), "\"##vso\\u{5b}x]\" ##\\u{5b}y]\n");
        let red = anstyle::AnsiColor::Red.on_default();
        assert_eq!(
            wrapped(90, &format!("{red}::a{red:#} #{red}#[b]")),
            format!("{red}\\u{{3a}}:a{red:#} #{red}#\\u{{5b}}b]")
        );
    }

    #[test]
    fn lines_of_a_table_continue_below_their_last_column() {
        assert_eq!(wrapped(25, "  row 2  Ann Lee, Partner sales\n"), "  row 2  Ann Lee, Partner\n         sales\n");
        // Not below one in the right half.
        assert_eq!(wrapped(24, "  a  Countries/Regions  +CH -DE\n"), "  a  Countries/Regions\n     +CH -DE\n");
    }
}
