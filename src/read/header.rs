use super::batch::Batch;
use super::{Error, Settings};
use crate::finding::{Finding, Message, Rule};
use crate::model::{Column, ColumnMap, Languages, Place, column_letters};
use crate::vocabulary::{column_of_label, nearest_column};
use std::path::Path;

/// Which of the source's columns is which of the template's.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) origins: ColumnMap<Origin>,
    /// For each column where it stands in the source's grid.
    pub(super) cell_columns: ColumnMap<Option<u32>>,
    /// How many columns the source has.
    pub(super) width: usize,
    /// How many cells a row must have so that no value that is needed is cut off.
    pub(super) needed: usize,
    /// The languages that its labels are written in; none where they don't tell.
    pub(super) languages: Languages,
    /// How many cells its row has, and what parts them in delimited text.
    pub(super) cells: usize,
    pub(super) delimiter: Option<char>,
    /// Rows are a grid, and not objects with keys.
    pub(super) is_grid: bool,
}

/// Where a column's cells come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Origin {
    #[default]
    Nowhere,
    /// The source's column, from 0.
    Cell(u32),
    /// The same value in every row.
    Given(String),
}

/// Rows above the header are looked through this far.
pub(super) const SEARCHED: usize = 64;

/// The row that names the columns: the first of those that name the most, at least two.
pub(super) fn find(batch: &Batch, settings: &Settings) -> Option<usize> {
    let named = |row: usize| {
        let mut columns: Vec<Column> = batch.cells(row).filter_map(|label| settings.column_of(label)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    // One is enough where the user named it, or gave the others their values.
    let is_mapped =
        |row: usize| batch.cells(row).any(|label| settings.map.iter().any(|(from, _)| same_label(from, label)));
    let is_enough = |named: usize, row: usize| named >= 2 || named == 1 && (settings.set.len() >= 4 || is_mapped(row));
    let rows = 0..batch.len().min(SEARCHED);
    // Lists that were pasted together have several, and the first that will do is the header of all.
    let is_whole = |row: usize| {
        let has = |column: &Column| {
            settings.set.iter().any(|(set, _)| set == column)
                || batch.cells(row).any(|label| settings.column_of(label) == Some(*column))
        };
        Column::ALL.iter().filter(|column| column.is_required()).all(has)
    };
    let most = || rows.clone().rev().map(|row| (named(row), row)).max_by_key(|(named, _)| *named);
    let is_enough = |(named, row): &(usize, usize)| is_enough(*named, *row);
    rows.clone().find(|&row| is_whole(row)).or_else(|| most().filter(is_enough).map(|(_, row)| row))
}

/// How many of the template's columns the header names; none where there is no header.
pub(super) fn named(batch: &Batch, settings: &Settings) -> usize {
    find(batch, settings).map_or(0, |row| {
        let has = |column: &Column| batch.cells(row).any(|label| settings.column_of(label) == Some(*column));
        Column::ALL.iter().filter(|column| has(column)).count()
    })
}

/// Whether a row above the header is a contact or a header itself, and no title.
pub(super) fn is_list(batch: &Batch, row: usize, settings: &Settings) -> bool {
    let is_address = |cell: &str| cell.contains('@') && !cell.trim().contains(' ');
    batch.cells(row).any(is_address) || batch.cells(row).filter_map(|label| settings.column_of(label)).count() >= 2
}

impl Settings {
    /// The column that a label names: what `--map` says, or the label itself.
    fn column_of(&self, label: &str) -> Option<Column> {
        let mapped = self.map.iter().find(|(from, _)| same_label(from, label)).map(|(_, column)| *column);
        mapped.or_else(|| column_of_label(label))
    }
}

fn same_label(one: &str, other: &str) -> bool {
    let words = |label: &str| label.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

impl Header {
    /// The column that a column of the source is.
    pub(super) fn column_at(&self, at: u32) -> Option<Column> {
        Column::ALL.into_iter().find(|&column| self.origins[column] == Origin::Cell(at))
    }

    /// Finds a source for each column, and says what is wrong with the labels.
    pub(super) fn new(
        labels: &[String],
        place: Place,
        is_grid: bool,
        settings: &Settings,
        file: &Path,
    ) -> Result<(Header, Vec<Finding<'static>>), Error> {
        let mut resolution =
            Resolution { header: Header { is_grid, ..Header::default() }, findings: Vec::new(), labels, place };
        for (label, column) in &settings.map {
            let at = labels.iter().position(|seen| same_label(seen, label)).ok_or_else(|| Error::NoSuchLabel {
                file: file.to_owned(),
                label: label.clone(),
                seen: seen(labels),
            })?;
            resolution.header.origins[*column] = Origin::Cell(at as u32);
        }
        let labelled = labels.iter().rposition(|label| !label.trim().is_empty());
        resolution.header.width = labelled.map_or(0, |last| last + 1);
        resolution.take_labels(settings);
        for (column, value) in &settings.set {
            if let Origin::Cell(at) = resolution.header.origins[*column] {
                let label = labels[at as usize].clone();
                return Err(Error::ColumnPresent { file: file.to_owned(), column: *column, label, at });
            }
            resolution.header.origins[*column] = Origin::Given(value.clone());
        }
        resolution.note_missing();
        resolution.finish()
    }
}

fn seen(labels: &[String]) -> Vec<String> {
    labels.iter().filter(|label| !label.trim().is_empty()).cloned().collect()
}

struct Resolution<'l> {
    header: Header,
    findings: Vec<Finding<'static>>,
    labels: &'l [String],
    place: Place,
}

impl Resolution<'_> {
    fn finding(&self, rule: Rule, at: usize, message: Message) -> Finding<'static> {
        let place = Place { column: self.header.is_grid.then_some(at as u32), ..self.place };
        let label = self.labels[at].trim();
        let value = if label.is_empty() { format!("column {}", column_letters(at as u32)) } else { label.to_owned() };
        Finding { value: value.into(), ..Finding::new(rule, place, message) }
    }

    fn take_labels(&mut self, settings: &Settings) {
        for (at, label) in self.labels.iter().enumerate() {
            let is_mapped = settings.map.iter().any(|(from, _)| same_label(from, label));
            if is_mapped {
                continue;
            }
            let Some(column) = column_of_label(label) else {
                self.note_unknown(at, label, settings);
                continue;
            };
            if settings.map.iter().any(|(_, mapped)| *mapped == column) {
                self.findings.push(self.finding(Rule::ColumnUnknown, at, Message::ColumnReplaced(column)));
            } else if let Origin::Cell(first) = self.header.origins[column] {
                let message = Message::ColumnDuplicate {
                    column,
                    first,
                    first_label: self.labels[first as usize].clone(),
                    label: label.clone(),
                };
                let finding = self.finding(Rule::ColumnDuplicate, at, message);
                self.findings.push(Finding { column: Some(column), ..finding });
            } else {
                self.header.origins[column] = Origin::Cell(at as u32);
            }
        }
    }

    fn note_unknown(&mut self, at: usize, label: &str, settings: &Settings) {
        if self.header.is_grid && at >= self.header.width {
            return; // the right margin: what stands below it is beyond the last column, which is said of the row
        }
        if label.trim().is_empty() && at > 0 && self.labels[at - 1].trim().is_empty() {
            return; // one word for a run of columns without labels
        }
        let taken = |column: &Column| {
            settings.set.iter().any(|(set, _)| set == column)
                || self.labels.iter().any(|label| column_of_label(label) == Some(*column))
        };
        let near = nearest_column(label).filter(|column| !taken(column));
        self.findings.push(self.finding(Rule::ColumnUnknown, at, Message::ColumnUnknown { near }));
    }

    fn note_missing(&mut self) {
        for column in Column::ALL {
            if column.is_required() && self.header.origins[column] == Origin::Nowhere {
                let is_near =
                    |label: &&String| column_of_label(label).is_none() && nearest_column(label) == Some(column);
                let near = self.labels.iter().find(is_near).cloned();
                let message = Message::ColumnMissing { column, seen: seen(self.labels), near };
                let finding = Finding::new(Rule::ColumnMissing, self.place, message);
                self.findings.push(Finding { column: Some(column), ..finding });
            }
        }
    }

    fn finish(mut self) -> Result<(Header, Vec<Finding<'static>>), Error> {
        let header = &mut self.header;
        for column in Column::ALL {
            if let Origin::Cell(at) = header.origins[column] {
                header.cell_columns[column] = header.is_grid.then_some(at);
                if column.is_required() {
                    header.needed = header.needed.max(at as usize + 1);
                }
            }
        }
        Ok((self.header, self.findings))
    }
}
