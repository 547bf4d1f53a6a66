use std::ops::Range;

use super::{CandidateRow, text_of};
use crate::contact::{Column, ColumnMap, RawRecord, Row};
use crate::normalize::cell::Cell;
use crate::normalize::{Settings, countries, states};
use crate::tables::{role_meaning, state_meaning};

/// So many ways are looked at, whole or in part; a row that somebody typed has some dozens at most.
const MOST_STEPS: usize = 512;
const MOST_TRIED: usize = 32;

/// All readings of a line; none where there are too many ways to look at.
pub(super) fn readings(row: &Row<'_>, line: RawRecord<'_>) -> Option<Vec<CandidateRow>> {
    // Without an address and a role there is nothing to hold on to.
    let has = |column: Column, is_one: fn(&str) -> bool| {
        row.columns[column].is_none() || (0..line.cells.len()).any(|at| is_one(line.cells.get(at)))
    };
    if !has(Column::Email, |cell| cell.contains('@')) || !has(Column::Role, |cell| role_meaning(cell).is_some()) {
        return Some(Vec::new());
    }
    let needed = Column::ALL.into_iter().filter(|column| column.is_required());
    let needed = needed.filter_map(|column| row.columns[column]).max().map_or(0, |last| last as usize + 1);
    let used = line.used();
    let mut search = Search {
        row,
        line,
        used,
        taken: ColumnMap::default(),
        others: Vec::new(),
        readings: Vec::new(),
        steps: 0,
        tried: 0,
    };
    // Each column that needs a value takes a cell that has one; the rest may go beside others.
    search.column(0, 0, used.saturating_sub(needed));
    (search.steps <= MOST_STEPS && search.tried <= MOST_TRIED).then_some(search.readings)
}

/// The search, column by column.
struct Search<'s, 'a> {
    row: &'s Row<'a>,
    line: RawRecord<'a>,
    /// So many cells hold something, or stand before one that does.
    used: usize,
    taken: ColumnMap<Range<usize>>,
    others: Vec<(u32, Range<usize>)>,
    readings: Vec<CandidateRow>,
    steps: usize,
    tried: usize,
}

impl Search<'_, '_> {
    /// Gives cells from `cell` on to the columns of the list from `at` on; so many may go beside others.
    fn column(&mut self, at: usize, cell: usize, spare: usize) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.tried > MOST_TRIED {
            return;
        }
        if at == self.line.columns {
            if cell >= self.used {
                self.keep(cell);
            }
            return;
        }
        let column = Column::ALL.into_iter().find(|&column| self.row.columns[column] == Some(at as u32));
        // A cell that is missing at the end of the line is as good as an empty one.
        let most = self.used.saturating_sub(cell).clamp(1, spare + 1);
        for count in 1..=most {
            let taken = cell..cell + count;
            let Some(column) = column else {
                self.other(at, taken, spare + 1 - count);
                continue;
            };
            if self.fits(column, &taken) {
                self.taken[column] = taken;
                self.column(at + 1, cell + count, spare + 1 - count);
            }
        }
    }

    /// Gives cells to a column that is not ours.
    fn other(&mut self, at: usize, taken: Range<usize>, spare: usize) {
        if taken.len() == 1 {
            return self.column(at + 1, taken.end, spare);
        }
        let last = self.line.cells.get(taken.end - 1);
        if !last.trim().is_empty() && !self.line.text(&taken).contains('@') {
            self.others.push((at as u32, taken.clone()));
            self.column(at + 1, taken.end, spare);
            self.others.pop();
        }
    }

    /// Whether the cells can be the column's, as far as they tell by themselves. Names ("Lee, Ann"), titles ("VP, Sales")
    /// and lists hold commas; addresses and roles don't.
    fn fits(&self, column: Column, taken: &Range<usize>) -> bool {
        let is_one = taken.len() == 1;
        let text = self.line.text(taken);
        let last = self.line.cells.get(taken.end - 1).trim();
        match column {
            Column::Email => is_one && text.contains('@'),
            Column::Role => is_one && role_meaning(&text).is_some(),
            Column::States => is_one || !state_meaning(last).is_empty(),
            Column::Countries if !is_one => self.may_be_country(taken.end - 1),
            Column::Name | Column::JobTitle | Column::Countries => !last.is_empty() && !text.contains('@'),
        }
    }

    /// Whether a cell is a country, the end of the name that the cell before starts ("Korea, Republic of"), or a list.
    fn may_be_country(&self, cell: usize) -> bool {
        let text = self.line.cells.get(cell).trim();
        let is_known = |text: &str| states::as_country(text).is_some();
        is_known(text) || text.contains([',', ';', '/', ' ']) || is_known(self.line.text(&(cell - 1..cell + 1)).trim())
    }

    fn keep(&mut self, consumed: usize) {
        // What is ours is the reading, however the rest is parted.
        if self.readings.iter().any(|known| known.cells == self.taken) {
            return;
        }
        self.tried += 1;
        if self.tried <= MOST_TRIED && self.is_consistent() {
            let (cells, others) = (self.taken.clone(), self.others.clone());
            self.readings.push(CandidateRow { cells, others, is_exact: consumed == self.line.cells.len() });
        }
    }

    /// Whether the countries are known, and the states lie in them. Countries that stand in one cell are judged when the
    /// row is: what is wrong with them is no matter of shifted cells.
    fn is_consistent(&self) -> bool {
        let texts = ColumnMap(Column::ALL.map(|column| text_of(column, &self.line, &self.taken[column])));
        let cells = ColumnMap(Column::ALL.map(|column| texts[column].as_str()));
        let row = Row { cells, languages: self.row.languages, ..Row::default() };
        let settings = Settings::default();
        let cell = |column| Cell { row: &row, column, settings: &settings };
        let listed = countries::normalize(&cell(Column::Countries), &mut Vec::new());
        let is_known = listed.is_some() || self.taken[Column::Countries].len() <= 1;
        is_known && states::normalize(&cell(Column::States), listed.as_ref(), &mut Vec::new()).is_some()
    }
}
