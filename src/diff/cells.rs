//! The differences between the cells of one contact in two lists.

use super::{Change, Diff, DiffSide};
use crate::contact::{Column, Countries, Country};
use crate::contact_list::{List, Territory, countries_with_states};

/// A cell that differs in the new list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellChange {
    pub column: Column,
    /// The old cell, with sorted codes. If repeated rows of the contact disagree, their values are separated by ` / `.
    pub old: String,
    /// The new cell, in the same form.
    pub new: String,
    /// The codes that only the new cell has.
    pub added: Vec<&'static str>,
    /// The codes that only the old cell has.
    pub removed: Vec<&'static str>,
    /// For states: countries that are now covered as a whole, and were covered in part.
    pub now_whole: Vec<Country>,
    /// For states: countries that are now covered in part, and were covered as a whole.
    pub no_longer_whole: Vec<Country>,
}

impl CellChange {
    fn from_texts(column: Column, old: &[&str], new: &[&str]) -> Option<Self> {
        (old != new).then(|| CellChange::between(column, old.join(" / "), new.join(" / ")))
    }

    fn between(column: Column, old: String, new: String) -> Self {
        let none = Vec::new;
        CellChange {
            column,
            old,
            new,
            added: none(),
            removed: none(),
            now_whole: Vec::new(),
            no_longer_whole: Vec::new(),
        }
    }

    fn from_codes(column: Column, old: &[&'static str], new: &[&'static str]) -> Self {
        let without = |codes: &[&'static str], others: &[&str]| {
            codes.iter().copied().filter(|code| !others.contains(code)).collect::<Vec<_>>()
        };
        let (added, removed) = (without(new, old), without(old, new));
        CellChange { added, removed, ..CellChange::between(column, old.join(", "), new.join(", ")) }
    }
}

impl Diff<'_> {
    /// Returns whether any cell of a contact differs.
    pub(super) fn differs(&self, change: &Change) -> bool {
        let (list, old, new) = (self.list, change.old.as_slice(), change.new.as_slice());
        if let ([old], [new]) = (old, new) {
            // The common case, without an allocation.
            let (old, new) = (*old as usize, *new as usize);
            let is_same = |value: fn(&List, usize) -> &str| value(list, old) == value(list, new);
            let is_same_text = is_same(List::name) && is_same(List::email) && is_same(List::job_title);
            return !is_same_text || list.scope(old) != list.scope(new);
        }
        !self.cells(change).is_empty()
    }

    /// Returns the cells that differ, in the order of the columns; none if the contact was added or removed.
    pub(crate) fn cells(&self, change: &Change) -> Vec<CellChange> {
        let (Some(old), Some(new)) = (self.before(change), self.after(change)) else { return Vec::new() };
        let texts = [
            (Column::Name, List::name as fn(&List, usize) -> &str),
            (Column::Email, List::email),
            (Column::JobTitle, List::job_title),
        ];
        let texts = texts
            .into_iter()
            .filter_map(|(column, value)| CellChange::from_texts(column, &old.values(value), &new.values(value)));
        let role = CellChange::from_texts(Column::Role, &[old.role().label()], &[new.role().label()]);
        texts.chain(role).chain(scope_cells(&old, &new)).collect()
    }
}

fn scope_cells(old: &DiffSide<'_>, new: &DiffSide<'_>) -> Vec<CellChange> {
    let (old, new) = (old.scope(), new.scope());
    let mut cells = Vec::new();
    let (old_countries, new_countries) = (country_codes(&old), country_codes(&new));
    if old_countries != new_countries {
        cells.push(CellChange::from_codes(Column::Countries, &old_countries, &new_countries));
    }
    let (old_states, new_states) = (state_codes(&old), state_codes(&new));
    if old_states != new_states {
        let became_whole = |before: &Territory, after: &Territory| {
            let is_so =
                |country: &Country| before.has(*country) && !before.has_whole(*country) && after.has_whole(*country);
            countries_with_states().iter().map(|(country, _)| *country).filter(is_so).collect::<Vec<_>>()
        };
        let (now_whole, no_longer_whole) = (became_whole(&old, &new), became_whole(&new, &old));
        let cell = CellChange::from_codes(Column::States, &old_states, &new_states);
        cells.push(CellChange { now_whole, no_longer_whole, ..cell });
    }
    cells
}

fn country_codes(scope: &Territory) -> Vec<&'static str> {
    match scope.countries() {
        Countries::Global => vec!["OOO"],
        Countries::Listed(listed) => listed.iter().map(|country| country.code()).collect(),
    }
}

fn state_codes(scope: &Territory) -> Vec<&'static str> {
    scope.states().iter().map(|state| state.code()).collect()
}
