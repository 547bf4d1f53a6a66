//! Finds the header among the first rows, and rows that may be meant as one.

use crate::contact::{Column, Country};
use crate::diagnostics::HeaderCandidate;
use crate::read::ReadSettings;
use crate::read::batch::Batch;
use crate::tables::{
    CountryMatch, LayoutWord, country_meaning, is_layout_word, may_have_address, proposed_columns, role_meaning,
    starts_with_layout_word,
};

/// Rows in which the header is searched for.
pub(in crate::read) const SEARCHED: usize = 64;

/// Cells of a row that are compared with labels, if it isn't a header.
const COMPARED: usize = 64;

/// Returns the header: the first row that names all required columns, or else the first of those that name most
/// columns, at least two.
pub(in crate::read) fn find(batch: &Batch, settings: &ReadSettings) -> Option<usize> {
    find_and_count(batch, settings).map(|(row, _)| row)
}

/// Returns the header, and the number of columns that it names.
pub(in crate::read) fn find_and_count(batch: &Batch, settings: &ReadSettings) -> Option<(usize, usize)> {
    // One is enough if the user mapped it, or set the values of the others.
    let is_mapped = |row: usize| batch.cells(row).any(|label| settings.is_mapped(label));
    let is_enough = |named: usize, row: usize| named >= 2 || named == 1 && (settings.set.len() >= 4 || is_mapped(row));
    // Lists that were pasted together have several headers. The first with all required columns is that of all rows.
    let is_whole = |named: &[Column]| {
        let has = |column: &Column| settings.set.iter().any(|(set, _)| set == column) || named.contains(column);
        Column::ALL.iter().filter(|column| column.is_required()).all(has)
    };
    let mut best: Option<(usize, usize)> = None;
    for row in 0..batch.len().min(SEARCHED) {
        let named = named_columns(batch, row, settings);
        if is_whole(&named) {
            return Some((row, named.len()));
        }
        if is_enough(named.len(), row) && best.is_none_or(|(_, most)| named.len() > most) {
            best = Some((row, named.len()));
        }
    }
    best
}

/// Returns the columns that a row names.
fn named_columns(batch: &Batch, row: usize, settings: &ReadSettings) -> Vec<Column> {
    let mut columns: Vec<Column> = batch.cells(row).filter_map(|label| settings.column_of(label)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Returns whether a row above the header is a contact or a header itself, and not a title. A title may have the
/// address of a contact person: in its only cell with letters, or beside a label.
pub(in crate::read) fn is_list(batch: &Batch, row: usize, header: usize, settings: &ReadSettings) -> bool {
    let texts = |row: usize| batch.cells(row).map(str::trim).filter(|cell| cell.contains(char::is_alphabetic));
    let is_label = |cell: &str| {
        cell.ends_with([':', '\u{ff1a}'])
            || settings.column_of(cell).is_some()
            || !proposed_columns(cell).is_empty()
            || is_layout_word(cell, LayoutWord::Label)
            || starts_with_layout_word(cell, LayoutWord::Footer)
    };
    let is_contact = || match (texts(row).count(), texts(row).next()) {
        (2, Some(first)) => !is_label(first) || texts(row).any(|cell| role_meaning(cell).is_some()),
        // A list of two columns may have only the address filled in.
        (1, Some(only)) => texts(header).count() == 2 && !only.contains(' '),
        (count, _) => count > 2,
    };
    let is_country = |cell: &str| {
        Country::from_code(cell).is_some() || matches!(country_meaning(cell), Some(CountryMatch::Country(_)))
    };
    // A contact whose address is missing. "Role: Partner sales, Country: DE" is a filter of a report.
    let is_incomplete_contact = || {
        texts(row).count() > 2
            && texts(row).any(|cell| role_meaning(cell).is_some())
            && texts(row).any(is_country)
            && !texts(row).any(is_label)
    };
    batch.cells(row).any(may_have_address) && is_contact()
        || is_incomplete_contact()
        || batch.cells(row).filter_map(|label| settings.column_of(label)).count() >= 2
}

fn candidate<'l>(row: u64, labels: impl Iterator<Item = &'l str>, settings: &ReadSettings) -> HeaderCandidate {
    let mut candidate = HeaderCandidate { row, is_one_cell: false, known: Vec::new(), near: Vec::new() };
    for label in labels.take(COMPARED).map(str::trim).filter(|label| !label.is_empty()) {
        if let Some(column) = settings.column_of(label) {
            candidate.known.push((label.to_owned(), column));
        } else if let Some(column) = proposed_columns(label).first() {
            candidate.near.push((label.to_owned(), *column));
        }
    }
    candidate
}

/// Returns a header whose labels are all in one cell. Excel quotes rows as a whole when it saves a text that it opened
/// without separating the cells. Three labels are needed, because a sentence may have two.
fn in_one_cell(batch: &Batch, row: usize, settings: &ReadSettings) -> Option<HeaderCandidate> {
    let mut filled = batch.cells(row).filter(|cell| !cell.trim().is_empty());
    let (cell, None) = (filled.next()?, filled.next()) else {
        return None;
    };
    let labels = cell.split([',', ';', '\t', '|']).map(|label| label.trim().trim_matches('"'));
    let candidate = candidate(batch.number(row), labels, settings);
    (candidate.known.len() >= 3 && batch.parse_error(row).is_none())
        .then_some(HeaderCandidate { is_one_cell: true, ..candidate })
}

/// Returns how much the row that looks most like a header does so; 0 if none does.
pub(in crate::read) fn likeness(batch: &Batch, settings: &ReadSettings) -> usize {
    candidates(batch, settings).first().map_or(0, weight)
}

fn weight(candidate: &HeaderCandidate) -> usize {
    2 * candidate.known.len() + candidate.near.len()
}

/// Returns the rows that look most like a header, the best first: two at most.
pub(in crate::read) fn candidates(batch: &Batch, settings: &ReadSettings) -> Vec<HeaderCandidate> {
    let candidates = (0..batch.len().min(SEARCHED)).flat_map(|row| {
        let cells = candidate(batch.number(row), batch.cells(row), settings);
        [Some(cells), in_one_cell(batch, row, settings)]
    });
    let mut found: Vec<HeaderCandidate> = candidates.flatten().collect();
    found.retain(|candidate| candidate.known.len() + candidate.near.len() > 0);
    found.sort_by_key(|candidate| std::cmp::Reverse(weight(candidate)));
    found.truncate(2);
    found
}
