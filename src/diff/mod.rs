//! Two lists, contact by contact: who was added, who was removed, and which cells changed.
//!
//! Contacts are the same where the e-mail address, capitals aside, and the role are; a person whose address or role changed is
//! one change too, where nobody else may be meant. The order of contacts, of codes in a cell and of rows that repeat a
//! contact tells nothing.

mod cells;
mod renames;

pub(crate) use cells::CellChange;

use smallvec::SmallVec;

use crate::contact::{Contact, Role, Source};
use crate::contact_list::{ContactGroups, ContactSource, List, Territory};

/// The rows of one contact in one list, by their places.
type Rows = SmallVec<[u32; 2]>;

/// What became of one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    old: Rows,
    new: Rows,
}

/// The kinds of changes, in the order in which they matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeKind {
    /// The new list lacks the contact.
    Removed,
    /// Some cells are others.
    Changed,
    /// The old list lacks the contact.
    Added,
}

impl ChangeKind {
    /// All kinds, those first that hurt.
    pub(crate) const ALL: [ChangeKind; 3] = [ChangeKind::Removed, ChangeKind::Changed, ChangeKind::Added];

    /// The word for it in output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
        }
    }
}

impl Change {
    /// Which kind it is.
    pub(crate) fn kind(&self) -> ChangeKind {
        match (self.old.is_empty(), self.new.is_empty()) {
            (false, true) => ChangeKind::Removed,
            (true, _) => ChangeKind::Added,
            (false, false) => ChangeKind::Changed,
        }
    }
}

/// How many contacts became what; rows that repeat a contact count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    /// Contacts that the new list lacks.
    pub removed: u64,
    /// Contacts with other cells.
    pub changed: u64,
    /// Contacts that the old list lacks.
    pub added: u64,
    /// Contacts as they were.
    pub unchanged: u64,
}

impl Counts {
    /// So many of one kind.
    pub(crate) fn of(&self, kind: ChangeKind) -> u64 {
        match kind {
            ChangeKind::Removed => self.removed,
            ChangeKind::Changed => self.changed,
            ChangeKind::Added => self.added,
        }
    }
}

/// What became of the contacts of a list: the first input is the old list, the second the new one.
#[derive(Debug)]
pub(crate) struct Diff<'l> {
    list: &'l List,
    inputs: [usize; 2],
    changes: Vec<Change>,
    unchanged: u64,
}

impl<'l> Diff<'l> {
    /// Compares the first two inputs of a list, whose identities are known.
    pub(crate) fn new(list: &'l List, identities: &ContactGroups) -> Self {
        Diff::between(list, identities, 0, 1)
    }

    /// Compares two of a list's inputs, the old one and the new one.
    pub(crate) fn between(list: &'l List, identities: &ContactGroups, old: usize, new: usize) -> Self {
        let mut diff = Diff { list, inputs: [old, new], changes: Vec::new(), unchanged: 0 };
        for same in identities.iter() {
            let mut change = Change { old: Rows::new(), new: Rows::new() };
            for at in same {
                let input = list.origin(at).input;
                if input == old {
                    change.old.push(at as u32);
                } else if input == new {
                    change.new.push(at as u32);
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
        // Who is gone in the order of the old list, all others in that of the new one.
        diff.changes.sort_by_key(|change| (change.kind(), change.new.first().or(change.old.first()).copied()));
        diff
    }

    /// The changes: removals first, then changed contacts, then new ones, each in the order of its list.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether both lists have the same contacts.
    pub(crate) fn is_same(&self) -> bool {
        self.changes.is_empty()
    }

    /// The list that holds both inputs.
    pub(crate) fn list(&self) -> &'l List {
        self.list
    }

    /// The old and the new input, by their places in the list.
    pub(crate) fn inputs(&self) -> [usize; 2] {
        self.inputs
    }

    /// The files that are compared, or their first sheets: the old and the new one.
    pub(crate) fn sources(&self) -> [&'l Source; 2] {
        self.inputs.map(|input| self.list.input(input))
    }

    /// How many contacts became what.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts { unchanged: self.unchanged, ..Counts::default() };
        for change in &self.changes {
            match change.kind() {
                ChangeKind::Removed => counts.removed += 1,
                ChangeKind::Changed => counts.changed += 1,
                ChangeKind::Added => counts.added += 1,
            }
        }
        counts
    }

    /// The contact as it was; none where it is new.
    pub(crate) fn before<'d>(&'d self, change: &'d Change) -> Option<DiffSide<'d>> {
        DiffSide::of(self.list, &change.old)
    }

    /// The contact as it is; none where it is gone.
    pub(crate) fn after<'d>(&'d self, change: &'d Change) -> Option<DiffSide<'d>> {
        DiffSide::of(self.list, &change.new)
    }
}

/// A contact in one of the two lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DiffSide<'d> {
    list: &'d List,
    rows: &'d [u32],
}

impl<'d> DiffSide<'d> {
    fn of(list: &'d List, rows: &'d Rows) -> Option<Self> {
        (!rows.is_empty()).then_some(DiffSide { list, rows })
    }

    /// The rows that make the contact, by their places in the list: one, unless the list repeats it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + 'd {
        self.rows.iter().map(|at| *at as usize)
    }

    fn first(&self) -> usize {
        self.rows[0] as usize
    }

    /// Where the contact first stands.
    pub(crate) fn origin(&self) -> ContactSource<'d> {
        self.list.origin(self.first())
    }

    /// The contact's name.
    pub(crate) fn name(&self) -> &'d str {
        self.list.name(self.first())
    }

    /// The contact's address.
    pub(crate) fn email(&self) -> &'d str {
        self.list.email(self.first())
    }

    /// The contact's role.
    pub(crate) fn role(&self) -> Role {
        self.list.role(self.first())
    }

    /// What the contact covers, by all of its rows.
    pub(crate) fn scope(&self) -> Territory {
        self.rows().fold(Territory::default(), |all, at| all.joined(&self.list.scope(at)))
    }

    /// The contact, with what all of its rows cover.
    pub(crate) fn contact(&self) -> Contact<'d> {
        let contact = self.list.contact(self.first());
        match self.rows {
            [_] => contact,
            _ => Contact { countries: self.scope().countries(), states: self.scope().states(), ..contact },
        }
    }

    /// The values that its rows have of a text, each once and sorted.
    fn values(&self, value: impl Fn(&'d List, usize) -> &'d str) -> SmallVec<[&'d str; 2]> {
        let mut values: SmallVec<[&str; 2]> = self.rows().map(|at| value(self.list, at)).collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::contact_list::tests::lists;

    /// Each change in a line.
    pub(crate) fn diffed(old: &[&str], new: &[&str]) -> Vec<String> {
        let list = lists(&[old, new]);
        let diff = Diff::new(&list, &ContactGroups::of(&list));
        let shown = |change: &Change| {
            let version = diff.after(change).or_else(|| diff.before(change)).unwrap();
            let cells: Vec<String> = diff.cells(change).iter().map(shown_cell).collect();
            format!("{} {}: {}", change.kind().name(), version.email(), cells.join("; "))
                .trim_end_matches(": ")
                .to_owned()
        };
        diff.changes().iter().map(shown).collect()
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
    fn the_order_of_rows_and_of_codes_tells_nothing() {
        let bob = "Bob,bob@contoso.com,CEO,Partner sales,US,\"US-WA, US-OR\"";
        let turned = "Bob,bob@contoso.com,CEO,Partner sales,US,\"US-OR, US-WA\"";
        assert_eq!(diffed(&[ANN, bob], &[turned, "Ann Lee,ann@contoso.com,CEO,Partner sales,\"AT, DE\","]), [""; 0]);
    }

    #[test]
    fn any_two_inputs_are_compared() {
        let list = lists(&[&["New,new@contoso.com,CEO,Partner sales,DE,"], &[ANN], &[ANN]]);
        let identities = ContactGroups::of(&list);
        assert!(Diff::between(&list, &identities, 2, 1).is_same());
        let counts = Diff::between(&list, &identities, 2, 0).counts();
        assert_eq!(counts, Counts { removed: 1, added: 1, ..Counts::default() });
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
    fn rows_that_repeat_a_contact_are_one() {
        let parts = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,", "Ann Lee,ann@contoso.com,CEO,Partner sales,AT,"];
        assert_eq!(diffed(&[ANN], &parts), [""; 0]);
        let titles = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,", "Ann Lee,ann@contoso.com,CTO,Partner sales,AT,"];
        assert_eq!(diffed(&[ANN], &titles), ["changed ann@contoso.com: Job title CEO > CEO / CTO"]);
    }

    #[test]
    fn a_whole_country_is_told_from_its_states() {
        let list = lists(&[
            &["Ann,ann@contoso.com,CEO,Partner sales,\"US, CA\",US-WA"],
            &["Ann,ann@contoso.com,CEO,Partner sales,\"US, CA\",CA-QC"],
        ]);
        let diff = Diff::new(&list, &ContactGroups::of(&list));
        let cells = diff.cells(&diff.changes()[0]);
        assert_eq!((&*cells[0].added, &*cells[0].removed), (&["CA-QC"][..], &["US-WA"][..]));
        let codes =
            |countries: &[crate::contact::Country]| countries.iter().map(|country| country.code()).collect::<Vec<_>>();
        assert_eq!((codes(&cells[0].now_whole), codes(&cells[0].no_longer_whole)), (vec!["US"], vec!["CA"]));
    }
}
