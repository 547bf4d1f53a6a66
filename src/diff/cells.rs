//! The differences between the cells of one contact in two lists.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Change, Diff, DiffSide};
use crate::contact::{Column, Countries, Country};
use crate::contact_list::{List, Territory, countries_with_states};

/// A cell that differs in the new list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellChange {
    pub column: Column,
    /// The old cell, with sorted codes, or as the book stores it if it isn't canonical. If repeated rows of the contact
    /// disagree, their values are separated by ` / `; if only the people of the rows have other countries, each value has the
    /// name and the job title before the countries.
    pub old: String,
    /// The new cell, in the same form.
    pub new: String,
    /// The codes that only the new cell has.
    pub added: Vec<Cow<'static, str>>,
    /// The codes that only the old cell has.
    pub removed: Vec<Cow<'static, str>>,
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

    /// Returns the change of a list of codes, if there is one.
    fn from_codes(column: Column, old: &DiffSide<'_>, new: &DiffSide<'_>) -> Option<Self> {
        let (old_codes, new_codes) = (sorted_codes(column, old), sorted_codes(column, new));
        let (old, new) = (shown_codes(column, old, &old_codes), shown_codes(column, new, &new_codes));
        let without = |codes: &[Cow<'static, str>], others: &[Cow<'static, str>]| {
            codes.iter().filter(|code| !others.contains(code)).cloned().collect::<Vec<_>>()
        };
        let (added, removed) = (without(&new_codes, &old_codes), without(&old_codes, &new_codes));
        (old != new).then(|| CellChange { added, removed, ..CellChange::between(column, old, new) })
    }
}

impl Diff<'_> {
    /// Returns whether any cell of a contact differs.
    pub(super) fn differs(&self, change: &Change) -> bool {
        let (list, old, new) = (self.list, change.old.as_slice(), change.new.as_slice());
        if let ([old], [new]) = (old, new)
            && !list.has_raw_cells(*old as usize)
            && !list.has_raw_cells(*new as usize)
        {
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
        let cells: Vec<CellChange> = texts.chain(role).chain(scope_cells(&old, &new)).collect();
        if cells.is_empty() { people_cell(&old, &new).into_iter().collect() } else { cells }
    }
}

/// Returns the change of countries between the people of one address and role, whose countries together are the same: two who
/// share a mailbox exchanged theirs.
fn people_cell(old: &DiffSide<'_>, new: &DiffSide<'_>) -> Option<CellChange> {
    let (old, new) = (places_by_person(old), places_by_person(new));
    let is_exchanged = old.len() > 1 && old != new;
    is_exchanged.then(|| CellChange::between(Column::Countries, old.join(" / "), new.join(" / ")))
}

/// Returns the name, the job title and the territory of each person, sorted.
fn places_by_person(side: &DiffSide<'_>) -> Vec<String> {
    let mut people: BTreeMap<[&str; 2], Territory> = BTreeMap::new();
    for row in side.rows() {
        let places = people.entry([side.list.name(row), side.list.job_title(row)]).or_default();
        *places = std::mem::take(places).joined(&side.list.scope(row));
    }
    people.into_iter().map(|([name, title], places)| format!("{name}, {title}: {places}")).collect()
}

fn scope_cells(old: &DiffSide<'_>, new: &DiffSide<'_>) -> Vec<CellChange> {
    let mut cells: Vec<CellChange> = CellChange::from_codes(Column::Countries, old, new).into_iter().collect();
    if let Some(cell) = CellChange::from_codes(Column::States, old, new) {
        let (old, new) = (old.scope(), new.scope());
        let became_whole = |before: &Territory, after: &Territory| {
            let is_so =
                |country: &Country| before.has(*country) && !before.has_whole(*country) && after.has_whole(*country);
            countries_with_states().iter().map(|(country, _)| *country).filter(is_so).collect::<Vec<_>>()
        };
        let (now_whole, no_longer_whole) = (became_whole(&old, &new), became_whole(&new, &old));
        cells.push(CellChange { now_whole, no_longer_whole, ..cell });
    }
    cells
}

/// Returns the codes of all rows of a contact, sorted, with those that today's tables lack at the end.
fn sorted_codes(column: Column, side: &DiffSide<'_>) -> Vec<Cow<'static, str>> {
    let scope = side.scope();
    let known: Vec<&'static str> = match (column, scope.countries()) {
        (Column::States, _) => scope.states().iter().map(|state| state.code()).collect(),
        (_, Countries::Global) => vec!["OOO"],
        (_, Countries::Listed(listed)) => listed.iter().map(|country| country.code()).collect(),
    };
    let unknown = side.unknown_codes(column).into_iter().map(|code| Cow::Owned(code.to_owned()));
    known.into_iter().map(Cow::Borrowed).chain(unknown).collect()
}

/// Returns the codes as a cell, or the stored cell if codes can't represent it.
fn shown_codes(column: Column, side: &DiffSide<'_>, codes: &[Cow<'static, str>]) -> String {
    let mut raw = side.rows().filter_map(|row| side.list.raw_cell(row, column));
    match (side.rows, raw.next()) {
        ([_], Some(cell)) => cell.to_owned(),
        _ => codes.join(", "),
    }
}
