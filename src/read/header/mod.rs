//! Which of the source's columns is which of the template's: the row that names them, and what each label means.

mod helper_columns;
mod locate;
mod mapping;
mod repeated;

pub(super) use self::helper_columns::{HelperColumns, is_annotated, labels};
pub(super) use self::locate::{SEARCHED, candidates, find, is_list, likeness, score};

use super::Settings;
use crate::contact::{Column, ColumnMap, LanguageSet};
use crate::tables::label_meaning;

/// Which of the source's columns is which of the template's.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) origins: ColumnMap<ColumnSource>,
    /// For each column where it stands in the source's grid; of several the first.
    pub(super) cell_columns: ColumnMap<Option<u32>>,
    /// Each column comes from one of the source's, or from none.
    pub(super) is_direct: bool,
    /// How many columns are joined of several.
    pub(super) joined: usize,
    /// The labels of the source.
    pub(super) labels: Vec<String>,
    /// How many columns the source has.
    pub(super) width: usize,
    /// How many cells a row must have so that no value that is needed is cut off.
    pub(super) needed: usize,
    /// The languages that its labels are written in; none where they don't tell.
    pub(super) languages: LanguageSet,
    /// What parts the cells, in delimited text.
    pub(super) delimiter: Option<char>,
    /// The columns that are ours, and not the list's.
    pub(super) beside: HelperColumns,
    /// Rows are a grid, and not objects with keys.
    pub(super) is_grid: bool,
    /// The columns from left to right, where they are those of the template and no others.
    pub(super) order: Option<[Column; 6]>,
}

/// Where a column's cells come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum ColumnSource {
    #[default]
    Nowhere,
    /// The source's column, from 0.
    Cell(u32),
    /// The first of these columns that has a value in the row.
    FirstOf(Vec<u32>),
    /// All of these columns, joined to one text; `slot` is its place among the columns that are.
    Merged { slot: usize, joint: MergeKind, cells: Vec<u32> },
    /// The same value in every row.
    Given(String),
}

/// How the texts of several columns become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MergeKind {
    /// The parts of a name, the given names first.
    Name,
    /// The parts of a name in the order in which the user gave them.
    Words,
    /// Codes or names in a list.
    List,
}

impl ColumnSource {
    /// The source's columns, the first to be looked at first.
    pub(super) fn cells(&self) -> &[u32] {
        match self {
            ColumnSource::Nowhere | ColumnSource::Given(_) => &[],
            ColumnSource::Cell(at) => std::slice::from_ref(at),
            ColumnSource::FirstOf(cells) | ColumnSource::Merged { cells, .. } => cells,
        }
    }
}

impl Header {
    /// The column that a column of the source is, or is a part of.
    pub(super) fn column_at(&self, at: u32) -> Option<Column> {
        Column::ALL.into_iter().find(|&column| self.origins[column].cells().contains(&at))
    }

    fn template_order(&self) -> Option<[Column; 6]> {
        let mut order = [None; 6];
        for column in Column::ALL {
            let ColumnSource::Cell(at) = self.origins[column] else { return None };
            *order.get_mut(at as usize)? = Some(column);
        }
        let [first, second, third, fourth, fifth, sixth] = order;
        (self.is_grid && self.labels.len() == 6).then_some([first?, second?, third?, fourth?, fifth?, sixth?])
    }

    /// What follows from the columns' origins.
    fn settle(&mut self) {
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
                self.needed = self.needed.max(needed.map_or(0, |at| at as usize + 1));
            }
        }
    }
}

impl Settings {
    /// The column that a label names, in whole or in part: what `--map` says, or the label itself.
    fn column_of(&self, label: &str) -> Option<Column> {
        let mapped = self.map.iter().find(|(from, _)| same_label(from, label)).map(|(_, column)| *column);
        mapped.or_else(|| label_meaning(label).map(|(meaning, _)| meaning.column))
    }

    fn is_mapped(&self, label: &str) -> bool {
        self.map.iter().any(|(from, _)| same_label(from, label))
    }
}

fn same_label(one: &str, other: &str) -> bool {
    let first = |label: &str| label.trim_start().bytes().next().filter(u8::is_ascii_alphanumeric);
    if let (Some(one), Some(other)) = (first(one), first(other))
        && !one.eq_ignore_ascii_case(&other)
    {
        return false; // at a glance: most differ there
    }
    fn letters(label: &str) -> impl Iterator<Item = char> {
        label.split_whitespace().flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
    }
    letters(one).eq(letters(other))
}
