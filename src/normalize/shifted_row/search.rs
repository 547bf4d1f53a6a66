//! Searches all ways to join the cells of a shifted row, column by column from left to right.

use std::ops::Range;

use crate::contact::{Column, ColumnMap, RawRecord, Row, States};
use crate::normalize::cell::Cell;
use crate::normalize::countries::{self, CustomGroups, exact_country};
use crate::normalize::several::is_one_person;
use crate::normalize::states;
use crate::tables::{role_meaning, state_meaning};

/// A way to join the cells of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CandidateRow {
    /// The cells of the line that each column takes.
    pub(super) cells: ColumnMap<Range<usize>>,
    /// Unknown columns that take more than one cell, with the cells.
    pub(super) others: Vec<(u32, Range<usize>)>,
}

impl CandidateRow {
    /// Returns whether no cells are joined.
    pub(super) fn is_unchanged(&self) -> bool {
        self.others.is_empty() && self.cells.0.iter().all(|cells| cells.len() <= 1)
    }

    pub(super) fn text(&self, column: Column, line: &RawRecord<'_>) -> String {
        text_of(column, line, &self.cells[column])
    }
}

/// Returns the joined text of cells for a column: lists with the portal's separator, other text as it was typed.
pub(super) fn text_of(column: Column, line: &RawRecord<'_>, cells: &Range<usize>) -> String {
    match column {
        Column::Countries | Column::States if cells.len() > 1 => {
            cells.clone().map(|cell| line.cells.get(cell).trim()).collect::<Vec<_>>().join(", ")
        }
        _ => line.text(cells),
    }
}

/// The number of partial ways that are checked. A row that somebody typed has some dozens.
const MAX_STEPS: usize = 512;

/// The number of complete ways that are checked.
const MAX_CHECKED: usize = 32;

/// Returns all candidates of a line, or `None` if there are too many ways to try.
pub(super) fn find_candidates(row: &Row<'_>, line: RawRecord<'_>) -> Option<Vec<CandidateRow>> {
    // Without an address and a role nothing shows which cell belongs to which column. With two of them the line has two
    // contacts, or one of them would be lost in another column.
    let has_one = |column: Column, is_one: fn(&str) -> bool| {
        let expected = usize::from(row.columns[column].is_some());
        line.cells.iter().filter(|cell| is_one(cell)).count() == expected
    };
    if !has_one(Column::Email, is_address) || !has_one(Column::Role, |cell| role_meaning(cell).is_some()) {
        return Some(Vec::new());
    }
    let needed = Column::ALL.into_iter().filter(|column| column.is_required());
    let needed = needed.filter_map(|column| row.columns[column]).max().map_or(0, |last| last as usize + 1);
    let used = line.used();
    let mut search = ShiftSearch {
        row,
        line,
        used,
        taken: ColumnMap::default(),
        others: Vec::new(),
        candidates: Vec::new(),
        steps: 0,
        checked: 0,
    };
    // Each required column takes one cell; the other cells are left to be joined.
    search.assign(0, 0, used.saturating_sub(needed));
    (search.steps <= MAX_STEPS && search.checked <= MAX_CHECKED).then_some(search.candidates)
}

/// The state of the search.
struct ShiftSearch<'s, 'a> {
    row: &'s Row<'a>,
    line: RawRecord<'a>,
    /// The number of cells up to the last that isn't empty.
    used: usize,
    taken: ColumnMap<Range<usize>>,
    others: Vec<(u32, Range<usize>)>,
    candidates: Vec<CandidateRow>,
    steps: usize,
    checked: usize,
}

impl ShiftSearch<'_, '_> {
    /// Assigns the cells from `cell` on to the columns from `at` on, of which `spare` may be joined to others.
    fn assign(&mut self, at: usize, cell: usize, spare: usize) {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.checked > MAX_CHECKED {
            return;
        }
        if at == self.line.columns {
            if cell >= self.used {
                self.add_candidate();
            }
            return;
        }
        let column = Column::ALL.into_iter().find(|&column| self.row.columns[column] == Some(at as u32));
        // A missing cell at the end of the line counts as an empty one.
        let most = self.used.saturating_sub(cell).clamp(1, spare + 1);
        for count in 1..=most {
            let taken = cell..cell + count;
            let Some(column) = column else {
                self.assign_other(at, taken, spare + 1 - count);
                continue;
            };
            if self.fits(column, &taken) {
                self.taken[column] = taken;
                self.assign(at + 1, cell + count, spare + 1 - count);
            }
        }
    }

    /// Assigns cells to an unknown column.
    fn assign_other(&mut self, at: usize, taken: Range<usize>, spare: usize) {
        if taken.len() == 1 {
            return self.assign(at + 1, taken.end, spare);
        }
        let last = self.line.cells.get(taken.end - 1);
        if !last.trim().is_empty() && self.is_plain_text(&taken) {
            self.others.push((at as u32, taken.clone()));
            self.assign(at + 1, taken.end, spare);
            self.others.pop();
        }
    }

    /// Returns whether the text of cells fits a column. Names ("Lee, Ann"), titles ("VP, Sales") and lists may have commas;
    /// addresses and roles have none.
    fn fits(&self, column: Column, taken: &Range<usize>) -> bool {
        let is_one = taken.len() == 1;
        let last = self.line.cells.get(taken.end - 1).trim();
        // Between two pieces of a text is no empty cell: in "DE,,PM" the last cell is another column's.
        if !is_one && taken.clone().any(|cell| self.line.cells.get(cell).trim().is_empty()) {
            return false;
        }
        match column {
            Column::Email => is_one && is_address(last),
            Column::Role => is_one && role_meaning(last).is_some(),
            _ if is_one && (is_address(last) || role_meaning(last).is_some()) => false,
            Column::States if is_one => true,
            Column::Name | Column::JobTitle | Column::Countries if is_one => !last.is_empty(),
            Column::Countries => self.line.may_be_split(taken) && self.may_be_country(taken.end - 1),
            Column::States => self.line.may_be_split(taken) && !state_meaning(last).is_empty(),
            Column::Name | Column::JobTitle => !last.is_empty() && self.is_plain_text(taken),
        }
    }

    /// Returns whether cells can be one text of an unknown column, a name or a job title: cells whose type is known belong into
    /// another column.
    fn is_plain_text(&self, taken: &Range<usize>) -> bool {
        let has_type = |text: &str| {
            let text = text.trim();
            is_address(text)
                || role_meaning(text).is_some()
                || exact_country(text).is_some()
                || !state_meaning(text).is_empty()
        };
        self.line.may_be_split(taken) && !taken.clone().any(|cell| has_type(self.line.cells.get(cell)))
    }

    /// Returns whether a cell may be a country, the end of a name that starts in the cell before ("Korea, Republic of"), or a
    /// list.
    fn may_be_country(&self, cell: usize) -> bool {
        let text = self.line.cells.get(cell).trim();
        let is_known = |text: &str| exact_country(text).is_some();
        is_known(text) || text.contains([',', ';', '/', ' ']) || is_known(self.line.text(&(cell - 1..cell + 1)).trim())
    }

    fn add_candidate(&mut self) {
        // Candidates that differ in unknown columns only are the same.
        if self.candidates.iter().any(|known| known.cells == self.taken) {
            return;
        }
        self.checked += 1;
        if self.checked <= MAX_CHECKED && self.is_consistent() {
            let (cells, others) = (self.taken.clone(), self.others.clone());
            self.candidates.push(CandidateRow { cells, others });
        }
    }

    /// Returns whether the countries are known and the states lie in them. Countries in a single cell needn't be known: their
    /// errors aren't caused by shifted cells and are found when the row is normalized.
    fn is_consistent(&self) -> bool {
        let texts = ColumnMap(Column::ALL.map(|column| text_of(column, &self.line, &self.taken[column])));
        let cells = ColumnMap(Column::ALL.map(|column| texts[column].as_str()));
        let row = Row { cells, languages: self.row.languages, ..Row::default() };
        let cell = |column| Cell { row: &row, column, accept_suggestions: false };
        let listed = countries::normalize(
            &cell(Column::Countries),
            &CustomGroups::default(),
            &mut States::default(),
            &mut Vec::new(),
        );
        let is_known = listed.is_some() || self.taken[Column::Countries].len() <= 1;
        // "Ann Lee,Bo Berg" are two people, "García López,María José" may be one.
        let is_one_person =
            self.taken[Column::Name].len() <= 1 || is_one_person(cells[Column::Name], cells[Column::Email]);
        is_known && is_one_person && states::is_plausible(&cell(Column::States), listed.as_ref())
    }
}

/// Returns whether a cell is an e-mail address, or has one. A wrong one counts too: it is still somebody's.
fn is_address(cell: &str) -> bool {
    cell.contains('@')
}
