//! Recognizes a header among the rows below the first one.

use std::cell::RefCell;

use super::{Header, same_label};
use crate::contact::{Cells, Column, RepeatedHeader};
use crate::tables::{Memo, Part, label_meaning, memoize};
use crate::util::holds_any;

/// Number of columns that a reordered header names at least, the e-mail address among them. A contact doesn't name as many.
const NAMED: usize = 3;

impl Header {
    /// Returns whether a row has an e-mail address in its column, as most have. Then it is neither blank nor a header.
    #[inline]
    pub(in crate::read) fn has_address(&self, cells: Cells<'_>) -> bool {
        let address = self.origins[Column::Email].cells().first().map_or("", |at| cells.get(*at as usize));
        self.helpers.is_empty() && has_at(address)
    }

    /// Returns whether a row is a repeated header. Lists that were pasted together have one each.
    pub(in crate::read) fn again(&self, cells: Cells<'_>) -> Option<RepeatedHeader> {
        // No label has an @.
        if self.helpers.is_empty() && cells.iter().any(has_at) {
            return None;
        }
        let is_filled = |(at, label): &(usize, &str)| !label.trim().is_empty() && !self.helpers.has(*at as u32);
        let filled = || (0..cells.len()).map(|at| (at, cells.get(at))).filter(is_filled);
        let mut named: Vec<Column> = filled().filter_map(|(_, label)| self.column_of(label)).collect();
        if named.len() >= 2 && filled().all(|(at, label)| self.is_in_place(at, label)) {
            return Some(RepeatedHeader::InOrder);
        }
        named.sort_unstable();
        named.dedup();
        (named.len() >= NAMED && named.contains(&Column::Email)).then_some(RepeatedHeader::Reordered)
    }

    /// Returns the column that a label names, or of which it names a part: as in this header, or by itself.
    fn column_of(&self, label: &str) -> Option<Column> {
        let is_own = |at: &u32| same_label(self.label(*at as usize), label);
        let own = Column::ALL.into_iter().find(|column| self.origins[*column].cells().iter().any(is_own));
        thread_local!(static ANSWERS: RefCell<Memo<Option<Column>>> = RefCell::default());
        own.or_else(|| memoize(&ANSWERS, label, |label| label_meaning(label).map(|(meaning, _)| meaning.column)))
    }

    fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", String::as_str)
    }

    /// Returns whether a label names the same column as the header's own label at this index.
    fn is_in_place(&self, at: usize, label: &str) -> bool {
        let own = self.label(at);
        let column = self.column_of(label);
        let is_same =
            || column == self.column_at(at as u32) && (column != Some(Column::Name) || part(own) == part(label));
        same_label(own, label) || is_same()
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
