//! The header: which row it is (`locate`), and which of the template's columns each column of the source is
//! (`mapping`). `helper_columns` recognizes the columns that our own files have in addition, and `no_header` how a list
//! without a header is laid out. A header is recognized further down, too.

mod helper_columns;
mod locate;
mod mapping;
mod no_header;

pub(super) use self::helper_columns::{HelperColumns, is_annotated, labels};
pub(super) use self::locate::{SEARCHED, candidates, find, find_and_count, is_list, likeness};
pub(super) use self::no_header::{HeaderlessLayout, count_headerless, is_above_contacts, is_contact, template_labels};

use std::cell::RefCell;

use super::ReadSettings;
use crate::contact::{Cells, Column, ColumnMap, LanguageSet, RepeatedHeader};
use crate::tables::{Memo, Part, is_description, label_meaning, memoize};
use crate::util::holds_any;

/// The mapping from the source's columns to the template's.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) origins: ColumnMap<ColumnSource>,
    /// For each column its source column in the grid; the first of several.
    pub(super) cell_columns: ColumnMap<Option<u32>>,
    /// Each column comes from one source column at most.
    pub(super) is_direct: bool,
    /// Number of columns that are merged of several.
    pub(super) joined: usize,
    /// The labels of the source.
    pub(super) labels: Vec<String>,
    /// Number of columns of the source.
    pub(super) width: usize,
    /// Number of cells that a row must have so that no required value is cut off.
    pub(super) needed: usize,
    /// The languages that all labels have in common; none if that isn't known.
    pub(super) languages: LanguageSet,
    /// The delimiter of delimited text.
    pub(super) delimiter: Option<char>,
    /// Our helper columns, which aren't a part of the list.
    pub(super) helpers: HelperColumns,
    /// Rows are a grid, not objects with keys.
    pub(super) is_grid: bool,
    /// The index of the column after those of countries and states; `u32::MAX` if it is one of ours, too.
    pub(super) after_lists: u32,
    /// The columns from left to right, if they are exactly those of the template.
    pub(super) order: Option<[Column; 6]>,
    /// The source columns that are mapped, sorted: a list may have thousands of them.
    pub(super) mapped: Vec<(u32, Column)>,
}

/// The source of a column's cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum ColumnSource {
    #[default]
    Nowhere,
    /// A source column, from 0.
    Cell(u32),
    /// The first of these source columns that has a value in the row.
    FirstOf(Vec<u32>),
    /// All of these source columns, merged into one text; `slot` is the index among the merged columns.
    Merged { slot: usize, joint: MergeKind, cells: Vec<u32> },
    /// The same value in every row.
    Given(String),
}

/// How the texts of several columns are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MergeKind {
    /// The parts of a name, the given names first.
    Name,
    /// The parts of a name, in the order that the user gave.
    Words,
    /// Codes or names of a list.
    List,
}

impl ColumnSource {
    /// Returns the source columns, by precedence.
    pub(super) fn cells(&self) -> &[u32] {
        match self {
            ColumnSource::Nowhere | ColumnSource::Given(_) => &[],
            ColumnSource::Cell(index) => std::slice::from_ref(index),
            ColumnSource::FirstOf(cells) | ColumnSource::Merged { cells, .. } => cells,
        }
    }
}

impl Header {
    /// Returns the column that a source column is, or is a part of.
    pub(super) fn column_at(&self, index: u32) -> Option<Column> {
        let at = self.mapped.binary_search_by_key(&index, |(mapped, _)| *mapped).ok()?;
        Some(self.mapped[at].1)
    }

    fn template_order(&self) -> Option<[Column; 6]> {
        let mut order = [None; 6];
        for column in Column::ALL {
            let ColumnSource::Cell(index) = self.origins[column] else { return None };
            *order.get_mut(index as usize)? = Some(column);
        }
        let [first, second, third, fourth, fifth, sixth] = order;
        (self.is_grid && self.labels.len() == 6).then_some([first?, second?, third?, fourth?, fifth?, sixth?])
    }

    /// Sets the fields that follow from the sources of the columns.
    fn complete(&mut self) {
        self.mapped.clear();
        for column in Column::ALL {
            self.mapped.extend(self.origins[column].cells().iter().map(|index| (*index, column)));
        }
        // Stable: the first column keeps a source column that several use.
        self.mapped.sort_by_key(|(index, _)| *index);
        self.mapped.dedup_by_key(|(index, _)| *index);
        self.is_direct = true;
        self.order = self.template_order();
        for column in Column::ALL {
            let origin = &mut self.origins[column];
            if let ColumnSource::Merged { slot, .. } = origin {
                *slot = self.joined;
                self.joined += 1;
            }
            self.is_direct &= origin.cells().len() <= 1;
            let (first, last) = (origin.cells().first().copied(), origin.cells().iter().max().copied());
            self.cell_columns[column] = first.filter(|_| self.is_grid);
            if column.is_required() {
                let is_name = matches!(origin, ColumnSource::Merged { joint: MergeKind::Name | MergeKind::Words, .. });
                let needed = if is_name { last } else { first };
                self.needed = self.needed.max(needed.map_or(0, |index| index as usize + 1));
            }
        }
        let last = self.cell_columns[Column::Countries].max(self.cell_columns[Column::States]);
        let is_ours = |index: &u32| Column::ALL.into_iter().any(|column| self.cell_columns[column] == Some(*index));
        self.after_lists = last.map(|last| last + 1).filter(|next| !is_ours(next)).unwrap_or(u32::MAX);
    }
}

impl ReadSettings {
    /// Returns the column that a label names, or of which it names a part: by the user's mapping, or by itself.
    pub(super) fn column_of(&self, label: &str) -> Option<Column> {
        if self.is_ignored(label) {
            return None;
        }
        let mapped = self.map.iter().find(|(from, _)| same_label(from, label)).map(|(_, column)| *column);
        mapped.or_else(|| label_meaning(label).map(|(meaning, _)| meaning.column))
    }

    /// Returns whether the user says that the column with this label is none of the template's.
    pub(super) fn is_ignored(&self, label: &str) -> bool {
        self.ignored.iter().any(|ignored| same_label(ignored, label))
    }

    pub(super) fn is_mapped(&self, label: &str) -> bool {
        self.map.iter().any(|(from, _)| same_label(from, label))
    }
}

pub(crate) fn same_label(one: &str, other: &str) -> bool {
    let first = |label: &str| label.trim_start().bytes().next().filter(u8::is_ascii_alphanumeric);
    if let (Some(one), Some(other)) = (first(one), first(other))
        && !one.eq_ignore_ascii_case(&other)
    {
        return false; // fast path: most labels differ in the first letter
    }
    // Letter by letter, because the other text may be a cell of many words, or of a long one.
    fn letters(label: &str) -> impl Iterator<Item = char> {
        let mut is_after_space = false;
        let single_space = move |c: char| {
            let is_repeated = c.is_whitespace() && is_after_space;
            is_after_space = c.is_whitespace();
            (!is_repeated).then_some(if is_after_space { ' ' } else { c })
        };
        label.trim().chars().filter_map(single_space).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// Number of columns that a reordered header names at least, the e-mail address among them. A contact doesn't name as
/// many.
const NAMED: usize = 3;

impl Header {
    /// Returns whether a row has an e-mail address in its column, as most have. Then it is neither blank nor a header.
    #[inline]
    pub(in crate::read) fn has_address(&self, cells: Cells<'_>) -> bool {
        let address = self.origins[Column::Email].cells().first().map_or("", |index| cells.get(*index as usize));
        self.helpers.is_empty() && has_at(address)
    }

    /// Returns whether a row is a repeated header. Lists that were pasted together have one each.
    pub(in crate::read) fn again(&self, cells: Cells<'_>) -> Option<RepeatedHeader> {
        // No label has an @.
        if self.helpers.is_empty() && cells.iter().any(has_at) {
            return None;
        }
        let is_filled = |(index, label): &(usize, &str)| !label.trim().is_empty() && !self.helpers.has(*index as u32);
        let filled = || (0..cells.len()).map(|index| (index, cells.get(index))).filter(is_filled);
        // HXL tags name the columns too, but a list has them below its header.
        if filled().all(|(_, label)| label.trim_start().starts_with('#')) {
            return None;
        }
        // From the right, because the cells of roles and countries have few different texts, whose meanings are cached.
        let is_in_order = filled().rev().all(|(index, label)| self.is_in_place(index, label));
        let needed = if is_in_order { 2 } else { NAMED };
        let mut named: Vec<Column> = Vec::new();
        for (left, (_, label)) in (0..filled().count()).rev().zip(filled().rev()) {
            named.extend(self.column_of(label));
            if named.len() + left < needed {
                return None;
            }
        }
        if is_in_order {
            return Some(RepeatedHeader::InOrder);
        }
        if self.describes_columns(filled) {
            return None;
        }
        named.sort_unstable();
        named.dedup();
        (named.len() >= NAMED && named.contains(&Column::Email)).then_some(RepeatedHeader::Reordered)
    }

    /// Returns whether the cells describe the header's columns, each in its own: "Full name", "Work e-mail", "one of four
    /// roles". Such a row is instructions, and no other header.
    fn describes_columns<'c, I: Iterator<Item = (usize, &'c str)>>(&self, filled: impl Fn() -> I) -> bool {
        filled().all(|(index, label)| match self.column_of(label) {
            Some(_) => self.is_in_place(index, label),
            None => is_description(label),
        })
    }

    /// Returns the column that a label names, or of which it names a part: as in this header, or by itself.
    fn column_of(&self, label: &str) -> Option<Column> {
        let has_label = |index: &u32| same_label(self.label(*index as usize), label);
        let in_header = Column::ALL.into_iter().find(|column| self.origins[*column].cells().iter().any(has_label));
        thread_local!(static ANSWERS: RefCell<Memo<Option<Column>>> = RefCell::default());
        in_header.or_else(|| memoize(&ANSWERS, label, |label| label_meaning(label).map(|(meaning, _)| meaning.column)))
    }

    fn label(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", String::as_str)
    }

    /// Returns whether a label names the same column as the header's own label at this index.
    fn is_in_place(&self, index: usize, label: &str) -> bool {
        let expected = self.label(index);
        let column = self.column_of(label);
        let is_same = || {
            column == self.column_at(index as u32) && (column != Some(Column::Name) || part(expected) == part(label))
        };
        same_label(expected, label) || is_same()
    }
}

fn has_at(cell: &str) -> bool {
    holds_any(cell.as_bytes(), [b'@'])
}

/// Returns the part of a name that a label names.
fn part(label: &str) -> Part {
    let part = label_meaning(label).map_or(Part::Whole, |(meaning, _)| meaning.part);
    if part == Part::Bare { Part::Whole } else { part }
}
