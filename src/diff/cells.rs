use super::{Change, Diff, DiffSide};
use crate::contact::{Column, Countries, Country, State};
use crate::contact_list::{List, Territory, countries_with_states};

/// A cell that is another in the new list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellChange {
    /// The column.
    pub column: Column,
    /// The cell as it was, the codes of a list sorted. Where rows that repeat the contact disagree, their values with ` / `
    /// between them.
    pub old: String,
    /// The cell as it is, likewise.
    pub new: String,
    /// The codes that a list has and did not have.
    pub added: Vec<&'static str>,
    /// The codes that it had and has no more.
    pub removed: Vec<&'static str>,
    /// Of the states: countries covered whole that were covered in part.
    pub now_whole: Vec<Country>,
    /// Of the states: countries covered in part that were covered whole.
    pub no_longer_whole: Vec<Country>,
}

impl CellChange {
    fn of_text(column: Column, old: &[&str], new: &[&str]) -> Option<Self> {
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

    fn of_codes(column: Column, old: &[&'static str], new: &[&'static str]) -> Self {
        let without = |codes: &[&'static str], others: &[&str]| {
            codes.iter().copied().filter(|code| !others.contains(code)).collect::<Vec<_>>()
        };
        let (added, removed) = (without(new, old), without(old, new));
        CellChange { added, removed, ..CellChange::between(column, old.join(", "), new.join(", ")) }
    }
}

impl Diff<'_> {
    /// Whether any cell of a contact is another.
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

    /// The cells that are others, in the order of the columns; none where the contact was added or removed.
    pub(crate) fn cells(&self, change: &Change) -> Vec<CellChange> {
        let (Some(old), Some(new)) = (self.before(change), self.after(change)) else { return Vec::new() };
        let texts = [
            (Column::Name, List::name as fn(&List, usize) -> &str),
            (Column::Email, List::email),
            (Column::JobTitle, List::job_title),
        ];
        let texts = texts
            .into_iter()
            .filter_map(|(column, value)| CellChange::of_text(column, &old.values(value), &new.values(value)));
        let role = CellChange::of_text(Column::Role, &[old.role().label()], &[new.role().label()]);
        texts.chain(role).chain(scope_cells(&old, &new)).collect()
    }
}

fn scope_cells(old: &DiffSide<'_>, new: &DiffSide<'_>) -> Vec<CellChange> {
    let (old, new) = (old.scope(), new.scope());
    let mut cells = Vec::new();
    let (old_countries, new_countries) = (country_codes(&old), country_codes(&new));
    if old_countries != new_countries {
        cells.push(CellChange::of_codes(Column::Countries, &old_countries, &new_countries));
    }
    let (old_states, new_states) = (state_codes(&old), state_codes(&new));
    if old_states != new_states {
        let became_whole = |before: &Territory, after: &Territory| {
            let is_so =
                |country: &Country| before.has(*country) && !before.has_whole(*country) && after.has_whole(*country);
            countries_with_states().iter().map(|(country, _)| *country).filter(is_so).collect::<Vec<_>>()
        };
        let (now_whole, no_longer_whole) = (became_whole(&old, &new), became_whole(&new, &old));
        let cell = CellChange::of_codes(Column::States, &old_states, &new_states);
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
    scope.states().into_iter().map(State::code).collect()
}
