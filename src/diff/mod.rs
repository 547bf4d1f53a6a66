//! Comparing two lists contact by contact: added and removed contacts, and changed cells.
//!
//! Contacts are equal if their e-mail addresses (compared without case) and roles are. If a person's address or role
//! changed, that is one change too, provided that no other person could be meant (`renames`). The order of contacts, of
//! codes in a cell and of repeated rows is ignored.

mod cells;
mod renames;

pub(crate) use cells::CellChange;

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::contact::{Column, Country, Role, Source, State, StoredContact, codes, countries_cell, states_cell};
use crate::contact_list::{ContactGroups, ContactSource, List, Territory};

/// The rows of one contact in one list, by their indexes.
type SideRows = SmallVec<[u32; 2]>;

/// The rows of one contact in both lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    old: SideRows,
    new: SideRows,
}

/// The kinds of changes, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeKind {
    /// The contact is missing in the new list.
    Removed,
    /// The contact has different cells.
    Changed,
    /// The contact is missing in the old list.
    Added,
}

impl ChangeKind {
    /// All kinds, the most important first.
    pub(crate) const ALL: [ChangeKind; 3] = [ChangeKind::Removed, ChangeKind::Changed, ChangeKind::Added];

    /// Returns the name of the kind in output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
        }
    }
}

impl Change {
    /// Returns the kind of change.
    pub(crate) fn kind(&self) -> ChangeKind {
        match (self.old.is_empty(), self.new.is_empty()) {
            (false, true) => ChangeKind::Removed,
            (true, _) => ChangeKind::Added,
            (false, false) => ChangeKind::Changed,
        }
    }
}

/// Numbers of contacts by kind of change. Repeated rows of a contact count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ChangeCounts {
    /// Contacts that are missing in the new list.
    pub removed: u64,
    /// Contacts with different cells.
    pub changed: u64,
    /// Contacts that are missing in the old list.
    pub added: u64,
    /// Contacts without differences.
    pub unchanged: u64,
}

impl ChangeCounts {
    /// Returns the number for one kind.
    pub(crate) fn count(&self, kind: ChangeKind) -> u64 {
        match kind {
            ChangeKind::Removed => self.removed,
            ChangeKind::Changed => self.changed,
            ChangeKind::Added => self.added,
        }
    }
}

/// The differences between two inputs of a list.
#[derive(Debug)]
pub(crate) struct Diff<'l> {
    list: &'l List,
    inputs: [usize; 2],
    changes: Vec<Change>,
    unchanged: u64,
}

impl<'l> Diff<'l> {
    /// Compares the first input of a list, the old one, with the second.
    pub(crate) fn new(list: &'l List, identities: &ContactGroups) -> Self {
        Diff::between(list, identities, 0, 1)
    }

    /// Compares two inputs of a list.
    pub(crate) fn between(list: &'l List, identities: &ContactGroups, old: usize, new: usize) -> Self {
        let mut diff = Diff { list, inputs: [old, new], changes: Vec::new(), unchanged: 0 };
        for same in identities.iter() {
            let mut change = Change { old: SideRows::new(), new: SideRows::new() };
            for row in same {
                let input = list.origin(row).input;
                if input == old {
                    change.old.push(row as u32);
                } else if input == new {
                    change.new.push(row as u32);
                }
            }
            if change.old.is_empty() && change.new.is_empty() {
                continue;
            }
            if change.kind() == ChangeKind::Changed && !diff.differs(&change) {
                diff.unchanged += 1;
            } else {
                diff.changes.push(change);
            }
        }
        diff.join_moved();
        // Removed contacts in the order of the old list, all others in that of the new one.
        diff.changes.sort_by_key(|change| (change.kind(), change.new.first().or(change.old.first()).copied()));
        diff
    }

    /// Returns the changes: removed contacts, then changed ones, then added ones, each in the order of their list.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns whether both lists have the same contacts.
    pub(crate) fn is_same(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the list that contains both inputs.
    pub(crate) fn list(&self) -> &'l List {
        self.list
    }

    /// Returns the indexes of the old and the new input.
    pub(crate) fn inputs(&self) -> [usize; 2] {
        self.inputs
    }

    /// Returns the files that are compared, or their first sheets: old and new.
    pub(crate) fn sources(&self) -> [&'l Source; 2] {
        self.inputs.map(|input| self.list.input(input))
    }

    pub(crate) fn counts(&self) -> ChangeCounts {
        let mut counts = ChangeCounts { unchanged: self.unchanged, ..ChangeCounts::default() };
        for change in &self.changes {
            match change.kind() {
                ChangeKind::Removed => counts.removed += 1,
                ChangeKind::Changed => counts.changed += 1,
                ChangeKind::Added => counts.added += 1,
            }
        }
        counts
    }

    /// Returns the contact in the old list, or `None` if it was added.
    pub(crate) fn before<'d>(&'d self, change: &'d Change) -> Option<DiffSide<'d>> {
        DiffSide::new(self.list, &change.old)
    }

    /// Returns the contact in the new list, or `None` if it was removed.
    pub(crate) fn after<'d>(&'d self, change: &'d Change) -> Option<DiffSide<'d>> {
        DiffSide::new(self.list, &change.new)
    }
}

/// A contact in one of the two lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DiffSide<'d> {
    list: &'d List,
    rows: &'d [u32],
}

impl<'d> DiffSide<'d> {
    fn new(list: &'d List, rows: &'d SideRows) -> Option<Self> {
        (!rows.is_empty()).then_some(DiffSide { list, rows })
    }

    /// Returns the indexes of the contact's rows: one, unless the list repeats it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + 'd {
        self.rows.iter().map(|row| *row as usize)
    }

    fn first(&self) -> usize {
        self.rows[0] as usize
    }

    /// Returns the location of the contact's first row.
    pub(crate) fn origin(&self) -> ContactSource<'d> {
        self.list.origin(self.first())
    }

    pub(crate) fn name(&self) -> &'d str {
        self.list.name(self.first())
    }

    /// Returns the contact's e-mail address.
    pub(crate) fn email(&self) -> &'d str {
        self.list.email(self.first())
    }

    pub(crate) fn role(&self) -> Role {
        self.list.role(self.first())
    }

    /// Returns the territory of all rows of the contact.
    pub(crate) fn scope(&self) -> Territory {
        self.rows().fold(Territory::default(), |all, row| all.joined(&self.list.scope(row)))
    }

    pub(crate) fn job_title(&self) -> &'d str {
        self.list.job_title(self.first())
    }

    /// Returns the different names that the contact's rows have, sorted.
    pub(crate) fn names(&self) -> SmallVec<[&'d str; 2]> {
        self.values(List::name)
    }

    /// Returns the stored codes that today's tables lack, sorted.
    pub(crate) fn unknown_codes(&self, column: Column) -> Vec<&'d str> {
        let is_unknown = |code: &&str| match column {
            Column::States => State::from_code(code).is_none(),
            _ => Country::from_code(code).is_none() && *code != "OOO",
        };
        let cells = self.rows().filter_map(|at| self.list.raw_cell(at, column));
        let mut unknown: Vec<&str> = cells.flat_map(codes).filter(is_unknown).collect();
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    /// Returns the territory as text, with stored codes that today's tables lack at its end.
    pub(crate) fn places(&self) -> String {
        let known = Some(self.scope().to_string()).filter(|known| !known.is_empty());
        let unknown = [Column::Countries, Column::States].map(|column| self.unknown_codes(column)).concat();
        known.into_iter().chain(unknown.into_iter().map(str::to_owned)).collect::<Vec<_>>().join(", ")
    }

    /// Returns the contact with the territory of all of its rows.
    pub(crate) fn contact(&self) -> StoredContact<'d> {
        let contact = self.list.stored(self.first());
        let with_unknown = |cell: Cow<'d, str>, column| match self.unknown_codes(column) {
            unknown if unknown.is_empty() => cell,
            unknown => [&*cell]
                .into_iter()
                .filter(|cell| !cell.is_empty())
                .chain(unknown)
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
        };
        match self.rows {
            [_] => contact,
            _ => StoredContact {
                countries: with_unknown(countries_cell(&self.scope().countries()), Column::Countries),
                states: with_unknown(states_cell(&self.scope().states()), Column::States),
                ..contact
            },
        }
    }

    /// Returns the different values that the rows have, sorted.
    fn values(&self, value: impl Fn(&'d List, usize) -> &'d str) -> SmallVec<[&'d str; 2]> {
        let mut values: SmallVec<[&str; 2]> = self.rows().map(|row| value(self.list, row)).collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::contact_list::tests::lists;

    /// Returns one line per change.
    pub(crate) fn diffed(old: &[&str], new: &[&str]) -> Vec<String> {
        let list = lists(&[old, new]);
        let diff = Diff::new(&list, &ContactGroups::new(&list));
        let render = |change: &Change| {
            let version = diff.after(change).or_else(|| diff.before(change)).unwrap();
            let cells: Vec<String> = diff.cells(change).iter().map(shown_cell).collect();
            format!("{} {}: {}", change.kind().name(), version.email(), cells.join("; "))
                .trim_end_matches(": ")
                .to_owned()
        };
        diff.changes().iter().map(render).collect()
    }

    fn shown_cell(cell: &CellChange) -> String {
        let label = cell.column.label();
        if cell.column.is_list() {
            let added = cell.added.iter().map(|code| format!(" +{code}"));
            let removed = cell.removed.iter().map(|code| format!(" -{code}"));
            return format!("{label}{}", added.chain(removed).collect::<String>());
        }
        format!("{label} {} > {}", cell.old, cell.new)
    }

    const ANN: &str = "Ann Lee,ann@contoso.com,CEO,Partner sales,\"DE, AT\",";

    #[test]
    fn people_of_one_mailbox_who_exchange_countries_or_titles_are_a_change() {
        let row = |name: &str, title: &str, country: &str| {
            format!("{name},sales@contoso.com,{title},Partner sales,{country},")
        };
        let old = [row("Ann Lee", "CEO", "DE"), row("Bo Ek", "CTO", "FR")];
        let changed = vec!["changed sales@contoso.com: Countries/Regions".to_owned()];
        for (new, expected) in [
            ([row("Ann Lee", "CEO", "FR"), row("Bo Ek", "CTO", "DE")], &changed),
            ([row("Ann Lee", "CTO", "DE"), row("Bo Ek", "CEO", "FR")], &changed),
            ([row("Bo Ek", "CTO", "FR"), row("Ann Lee", "CEO", "DE")], &Vec::new()),
        ] {
            assert_eq!(diffed(&[&old[0], &old[1]], &[&new[0], &new[1]]), *expected, "{new:?}");
        }
    }

    #[test]
    fn the_order_of_rows_and_codes_is_ignored() {
        let bob = "Bob,bob@contoso.com,CEO,Partner sales,US,\"US-WA, US-OR\"";
        let turned = "Bob,bob@contoso.com,CEO,Partner sales,US,\"US-OR, US-WA\"";
        assert_eq!(diffed(&[ANN, bob], &[turned, "Ann Lee,ann@contoso.com,CEO,Partner sales,\"AT, DE\","]), [""; 0]);
    }

    #[test]
    fn any_two_inputs_can_be_compared() {
        let list = lists(&[&["New,new@contoso.com,CEO,Partner sales,DE,"], &[ANN], &[ANN]]);
        let identities = ContactGroups::new(&list);
        assert!(Diff::between(&list, &identities, 2, 1).is_same());
        let counts = Diff::between(&list, &identities, 2, 0).counts();
        assert_eq!(counts, ChangeCounts { removed: 1, added: 1, ..ChangeCounts::default() });
    }

    #[test]
    fn removals_come_first_and_additions_last() {
        let new =
            ["New,new@contoso.com,CEO,Partner sales,DE,", "Ann Lee,ann@contoso.com,CTO,Partner sales,\"DE, AT\","];
        let old = [ANN, "Gone,gone@contoso.com,CEO,Partner sales,FR,"];
        let expected =
            ["removed gone@contoso.com", "changed ann@contoso.com: Job title CEO > CTO", "added new@contoso.com"];
        assert_eq!(diffed(&old, &new), expected);
    }

    #[test]
    fn lists_are_compared_as_sets() {
        let new = ["Ann Lee,Ann@contoso.com,CEO,Partner sales,\"CH, DE\","];
        let expected = "changed Ann@contoso.com: Email ann@contoso.com > Ann@contoso.com; Countries/Regions +CH -AT";
        assert_eq!(diffed(&[ANN], &new), [expected]);
        let new = ["Ann Lee,ann@contoso.com,CEO,Partner sales,OOO,"];
        assert_eq!(diffed(&[ANN], &new), ["changed ann@contoso.com: Countries/Regions +OOO -AT -DE"]);
    }

    #[test]
    fn repeated_rows_are_one_contact() {
        let parts = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,", "Ann Lee,ann@contoso.com,CEO,Partner sales,AT,"];
        assert_eq!(diffed(&[ANN], &parts), [""; 0]);
        let titles = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,", "Ann Lee,ann@contoso.com,CTO,Partner sales,AT,"];
        assert_eq!(diffed(&[ANN], &titles), ["changed ann@contoso.com: Job title CEO > CEO / CTO"]);
    }

    #[test]
    fn a_whole_country_differs_from_its_states() {
        let list = lists(&[
            &["Ann,ann@contoso.com,CEO,Partner sales,\"US, CA\",US-WA"],
            &["Ann,ann@contoso.com,CEO,Partner sales,\"US, CA\",CA-QC"],
        ]);
        let diff = Diff::new(&list, &ContactGroups::new(&list));
        let cells = diff.cells(&diff.changes()[0]);
        assert_eq!((&*cells[0].added, &*cells[0].removed), (&["CA-QC".into()][..], &["US-WA".into()][..]));
        let codes =
            |countries: &[crate::contact::Country]| countries.iter().map(|country| country.code()).collect::<Vec<_>>();
        assert_eq!((codes(&cells[0].now_whole), codes(&cells[0].no_longer_whole)), (vec!["US"], vec!["CA"]));
    }
}
