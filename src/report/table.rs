//! Tables in text that fit the width of a line.
//!
//! Texts are never cut, because people copy addresses from them. A table that is too wide gets narrower by wrapping its
//! widest texts. If that isn't enough, its last texts go below their row, then the phrases before them, and then every
//! cell gets a line of its own.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::wrap::{Wrapper, lines};
use crate::i18n::{Language, messages};

const FAINT: Style = Style::new().dimmed();

/// Number of columns between two cells.
const GAP: usize = 2;
/// Minimum width of a text that is wrapped.
const NARROWEST: usize = 14;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'l> {
    label: &'l str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A short text that stays on one line.
    Word,
    /// A number, which is aligned on the right.
    Number,
    /// A text that stays on one line, and goes below its row after the texts.
    Phrase,
    /// A text that may be wrapped.
    Text,
}

impl<'l> Column<'l> {
    pub(super) const fn word(label: &'l str) -> Self {
        Column { label, kind: Kind::Word }
    }

    pub(super) const fn number(label: &'l str) -> Self {
        Column { label, kind: Kind::Number }
    }

    pub(super) const fn phrase(label: &'l str) -> Self {
        Column { label, kind: Kind::Phrase }
    }

    pub(super) const fn text(label: &'l str) -> Self {
        Column { label, kind: Kind::Text }
    }
}

/// A text in one style.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) style: Style,
    pub(super) text: String,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell { style: Style::new(), text }
    }
}

/// The layout of a table with `N` columns.
pub(super) struct Table<'l, const N: usize> {
    columns: [Column<'l>; N],
    language: Language,
    /// Number of columns before the first cell.
    indent: usize,
    /// The width of a line.
    width: usize,
    widths: [usize; N],
    /// The number of cells beside each other, 0 if each has a line of its own.
    beside: usize,
    /// Whether every text has as much room as it needs on one line.
    is_unwrapped: bool,
}

impl<'l, const N: usize> Table<'l, N> {
    /// Returns the layout in which the rows fit into `width` columns.
    pub(super) fn new(
        columns: [Column<'l>; N],
        rows: &[[Cell; N]],
        (indent, width): (usize, usize),
        language: Language,
    ) -> Self {
        let mut least = [0; N];
        let mut natural = [0; N];
        for (index, column) in columns.iter().enumerate() {
            let texts = || rows.iter().map(|row| row[index].text.as_str());
            natural[index] = texts().chain([column.label]).map(str::width).max().unwrap_or(0);
            let words = texts().chain([column.label]).flat_map(|text| text.split(' '));
            let longest = words.map(str::width).max().unwrap_or(0);
            least[index] =
                if column.kind == Kind::Text { longest.max(natural[index].min(NARROWEST)) } else { natural[index] };
        }
        let at_end = |kinds: &[Kind]| columns.iter().rev().take_while(|column| kinds.contains(&column.kind)).count();
        let (texts, phrases) = (at_end(&[Kind::Text]), at_end(&[Kind::Text, Kind::Phrase]));
        let room = width.saturating_sub(indent);
        let beside =
            [N, N - texts, N - phrases].into_iter().find(|beside| total(&least[..*beside]) <= room).unwrap_or(0);
        let mut widths = natural;
        let is_text = |index: &usize| columns[*index].kind == Kind::Text;
        while total(&widths[..beside]) > room {
            let widest = (0..beside)
                .filter(is_text)
                .filter(|index| widths[*index] > least[*index])
                .max_by_key(|index| widths[*index]);
            let Some(widest) = widest else { break };
            widths[widest] -= 1;
        }
        Table { columns, language, indent, width, widths, beside, is_unwrapped: beside == N && widths == natural }
    }

    /// Returns whether all cells are beside each other, and the texts of a column have this many columns, or all that
    /// they need.
    pub(super) fn has_room(&self, column: usize, width: usize) -> bool {
        self.is_unwrapped || (self.beside == N && self.widths[column] >= width)
    }

    /// Returns the width of a column.
    pub(super) fn width_of(&self, column: usize) -> usize {
        self.widths[column]
    }

    /// Writes the labels of the columns, unless cells have lines of their own.
    pub(super) fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        let labels = self.columns.map(|column| Cell { style: FAINT, text: column.label.to_owned() });
        self.write_beside(&labels[..self.beside], out)
    }

    pub(super) fn write_row(&self, row: &[Cell; N], out: &mut dyn Write) -> io::Result<()> {
        if self.beside == 0 {
            return self.write_lines(row, out);
        }
        self.write_beside(&row[..self.beside], out)?;
        let indent = self.indent + self.widths[0] + GAP;
        let texts = row[self.beside..].iter().filter(|cell| !cell.text.is_empty());
        texts.into_iter().try_for_each(|cell| self.write_line(indent, "", cell, out))
    }

    fn write_beside(&self, cells: &[Cell], out: &mut dyn Write) -> io::Result<()> {
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(self.widths).map(|(cell, width)| lines(&cell.text, width)).collect();
        for line in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut spaces = self.indent;
            for (index, cell) in cells.iter().enumerate() {
                let (text, style) = (wrapped[index].get(line).map_or("", String::as_str), cell.style);
                let padding = self.widths[index].saturating_sub(text.width());
                let (before, after) =
                    if self.columns[index].kind == Kind::Number { (padding, 0) } else { (0, padding) };
                spaces += before;
                if !text.is_empty() {
                    write!(out, "{:spaces$}{style}{text}{style:#}", "")?;
                    spaces = 0;
                }
                spaces += after + if self.widths[index] > 0 { GAP } else { 0 };
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes each cell on a line, with its label.
    fn write_lines(&self, row: &[Cell; N], out: &mut dyn Write) -> io::Result<()> {
        let cells = self.columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
        cells.enumerate().try_for_each(|(index, (column, cell))| {
            self.write_line(self.indent + if index == 0 { 0 } else { GAP }, column.label, cell, out)
        })
    }

    fn write_line(&self, indent: usize, label: &str, cell: &Cell, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{:indent$}", "")?;
        let mut line = Wrapper::new(out, indent, indent + GAP, self.width);
        if !label.is_empty() {
            line.text(FAINT, &self.language.localize(messages::LabeledText { label, text: "" }).to_string())?;
        }
        line.text(cell.style, &cell.text)?;
        line.end()
    }
}

/// Returns the width of cells beside each other.
fn total(widths: &[usize]) -> usize {
    let visible = widths.iter().filter(|width| **width > 0);
    visible.map(|width| width + GAP).sum::<usize>().saturating_sub(GAP)
}
