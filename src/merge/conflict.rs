//! Conflicts of a merge, and the findings about them and about removed or similar contacts.

use std::collections::HashMap;

use super::near_duplicates::NearDuplicate;
use super::question::Subject;
use super::summary::{People, Person};
use super::{Merge, MergedContact, MergedValue};
use crate::contact::Column;
use crate::contact_list::{GroupRows, Territory};
use crate::diagnostics::{
    ContactRef, Deletion, Disagreement, Edit, EditedAndDeleted, Finding, Message, Rule, Severity, SimilarContact,
    SourceNames, SourceRow,
};

/// A disagreement of lists about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The kind of conflict and its details.
    pub subject: ConflictKind,
    /// One row for each different value, by its index in the list.
    pub rows: Vec<usize>,
    /// Whether an answer or the user's settings decide the conflict, or the values differ in capitals only.
    pub is_resolved: bool,
    /// Whether an answer decides it.
    pub is_answered: bool,
}

/// The kinds of conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConflictKind {
    /// Different names, addresses, job titles or roles.
    Cell {
        column: Column,
        /// The row whose cell is used, which may be that of an answer.
        winner: Option<usize>,
        /// Whether the values differ in capitals only.
        is_spelling: bool,
    },
    /// Different countries or states that can't be merged.
    Territory {
        /// The territory of each row.
        scopes: Vec<Territory>,
        /// The row whose territory is used, which may be that of an answer.
        winner: Option<usize>,
    },
    /// Some lists edited the contact, others deleted it.
    Existence {
        /// The row of the base that the edits are compared with. If the contact is a new role of a person, it is the
        /// person's first row.
        base: usize,
        /// The inputs without the contact.
        deleted_in: Vec<usize>,
    },
}

impl ConflictKind {
    /// Returns the subject of the question that it is.
    pub(super) fn subject(&self) -> Subject {
        match self {
            ConflictKind::Cell { column, .. } => cell_subject(*column),
            ConflictKind::Territory { .. } => Subject::Territory,
            ConflictKind::Existence { .. } => Subject::Existence,
        }
    }
}

/// Returns the subject of a question about a column.
pub(super) const fn cell_subject(column: Column) -> Subject {
    match column {
        Column::Name => Subject::Name,
        Column::Email => Subject::Email,
        Column::JobTitle => Subject::JobTitle,
        Column::Role => Subject::Role,
        Column::Countries | Column::States => Subject::Territory,
    }
}

/// The contacts that are not in the base, by input and name: a contact deleted in the same input may be one of them,
/// with a new address.
pub(super) type Newcomers<'m> = HashMap<(usize, &'m str), usize>;

impl<'m> Merge<'m> {
    pub(super) fn newcomers(&self) -> Newcomers<'m> {
        let of_base = |same: &GroupRows<'_>| same.clone().next().is_some_and(|row| self.list.origin(row).input == 0);
        let rows = self.groups.contacts.iter().filter(|same| self.settings.has_base && !of_base(same)).flatten();
        rows.map(|row| ((self.list.origin(row).input, self.list.name(row)), row)).collect()
    }

    /// Returns the finding about a conflict, and the row that it is reported at: the last, because the message names
    /// the others.
    pub(super) fn conflict_finding(
        &self,
        outcome: &MergedContact<'_>,
        conflict: &Conflict,
        newcomers: &Newcomers<'_>,
    ) -> (usize, Finding<'static>) {
        let (others, row) = match conflict.rows.as_slice() {
            [others @ .., row] => (others, *row),
            [] => (&[][..], 0),
        };
        // All lists know the contact by the address and the role that it had before.
        let person = self.person(self.in_base(outcome).unwrap_or(row));
        let taken_from = conflict;
        let (column, value, message) = match &conflict.subject {
            ConflictKind::Cell { column, winner, .. } => {
                let cell = |row: usize| self.cell(row, *column);
                let conflict = Box::new(Disagreement {
                    person,
                    is_territory: false,
                    base: self.in_base(outcome).map(|row| (self.source_row(row), cell(row).to_owned())),
                    others: others.iter().map(|row| (self.source_row(*row), cell(*row).to_owned())).collect(),
                });
                let message = match winner {
                    Some(row) => Message::DisagreeTaken { conflict, taken: cell(*row).to_owned() },
                    None => Message::DisagreeWhich { conflict },
                };
                (Some(*column), cell(row).to_owned(), message)
            }
            ConflictKind::Territory { scopes, .. } => {
                let territories =
                    others.iter().zip(scopes).map(|(row, scope)| (self.source_row(*row), scope.to_string()));
                let conflict = Box::new(Disagreement {
                    person,
                    is_territory: true,
                    base: self.in_base(outcome).map(|row| (self.source_row(row), self.list.scope(row).to_string())),
                    others: territories.collect(),
                });
                let message = match self.used_territory(taken_from) {
                    Some(taken) => Message::DisagreeTaken { conflict, taken: taken.to_string() },
                    None => Message::DisagreeClash { conflict },
                };
                (Some(Column::Countries), scopes.last().map(Territory::to_string).unwrap_or_default(), message)
            }
            ConflictKind::Existence { base, deleted_in } => {
                let name = self.list.name(row);
                let deletion = |input: &usize| Deletion {
                    file: self.list.file(*input),
                    namesake: self.namesake(*input, name, newcomers),
                };
                let deleted_in = deleted_in.iter().map(deletion).collect();
                let edits = self.edits(*base, row);
                let is_kept = conflict.is_resolved.then_some(outcome.kept.is_some());
                let others = others.iter().map(|row| self.source_row(*row)).collect();
                let conflict = Box::new(EditedAndDeleted { person, edits, others, deleted_in });
                let message = match is_kept {
                    Some(true) => Message::DeletedKept { conflict },
                    Some(false) => Message::DeletedRemoved { conflict },
                    None => Message::DeletedWhich { conflict },
                };
                (None, String::new(), message)
            }
        };
        let finding = Finding::new(Rule::ContactConflict, self.list.location(row, column), message);
        let severity = match &conflict.subject {
            ConflictKind::Cell { is_spelling: true, .. } => Severity::Note,
            _ if conflict.is_answered => Severity::Note,
            _ if conflict.is_resolved => Severity::Warning,
            _ => Severity::Error,
        };
        (row, Finding { severity, column, value: value.into(), ..finding })
    }

    /// Returns the finding about a removed contact, and its row in the base.
    pub(super) fn removed_finding(
        &self,
        outcome: &MergedContact<'_>,
        newcomers: &Newcomers<'_>,
    ) -> (usize, Finding<'static>) {
        let row = outcome.rows.clone().next().unwrap_or_default();
        let has = |input: usize| outcome.rows.clone().any(|row| self.list.origin(row).input == input);
        let without: Vec<usize> = (1..self.list.inputs()).filter(|input| !has(*input)).collect();
        let person = format!("{}, {}", self.list.name(row), self.person(row)).into();
        let lists = SourceNames(without.iter().map(|input| self.list.file(*input)).collect());
        let message = match without.iter().find_map(|input| self.namesake(*input, self.list.name(row), newcomers)) {
            Some(namesake) => Message::RemovedNamesake { person, lists, namesake: Box::new(namesake) },
            None => Message::Removed { person, lists },
        };
        (row, Finding::new(Rule::ContactRemoved, self.list.location(row, None), message))
    }

    /// Returns the rows with states that the merged contact lacks, because another row covers the whole country. With a
    /// base, one of the lists changed that, so it is no disagreement.
    pub(super) fn restricted_rows(&self, outcome: &MergedContact<'m>) -> impl Iterator<Item = usize> {
        let list = self.list;
        let kept = outcome.kept.as_ref().filter(|_| self.in_base(outcome).is_none()).map(MergedValue::states);
        let rows = outcome.rows.clone();
        kept.into_iter().flat_map(move |kept| rows.clone().filter(move |row| list.scope(*row).states & !kept != 0))
    }

    /// Returns the finding about the states of a row that the merged contact lacks.
    pub(super) fn dropped_states_finding(
        &self,
        outcome: &MergedContact<'_>,
        row: usize,
    ) -> Option<(usize, Finding<'static>)> {
        let list = self.list;
        let kept = outcome.kept.as_ref()?.states();
        let scope = Territory { states: list.scope(row).states & !kept, ..Territory::default() };
        let states = scope.states();
        let country = states.first()?.country();
        let whole = outcome.rows.clone().find(|other| list.scope(*other).has_whole(country))?;
        let codes = states.iter().map(|state| state.code()).collect::<Vec<_>>().join(", ");
        let person = self.person(row).into();
        let message = Message::StatesDropped { person, codes: codes.clone(), row: Box::new(self.source_row(whole)) };
        let finding = Finding::new(Rule::ContactConflict, list.location(row, Some(Column::States)), message);
        Some((row, Finding { severity: Severity::Note, column: Some(Column::States), value: codes.into(), ..finding }))
    }

    /// Returns findings about a person who has a different name or job title in another role.
    pub(super) fn other_role_findings(
        &self,
        known: Person,
        person: Person,
    ) -> impl Iterator<Item = (usize, Finding<'static>)> {
        let list = self.list;
        let names = (Column::Name, person.name, known.name, person.name(list), known.name(list));
        let titles =
            (Column::JobTitle, person.job_title, known.job_title, person.job_title(list), known.job_title(list));
        [names, titles].into_iter().filter(|(.., value, other)| value != other).map(
            |(column, row, known, value, other)| {
                let (row, known) = (row as usize, known as usize);
                let (email, role) = (list.email(known).into(), list.role(known));
                let known_row = Box::new(self.source_row(known));
                let message = Message::OtherRole { email, role, said: other.into(), row: known_row };
                let location = list.location(row, Some(column));
                let finding = Finding::new(Rule::ContactConflict, location, message);
                let is_spelling = value.to_lowercase() == other.to_lowercase();
                let severity = if is_spelling { Severity::Note } else { finding.severity };
                (row, Finding { severity, column: Some(column), value: value.to_owned().into(), ..finding })
            },
        )
    }

    /// Returns the finding about two people who may be the same person.
    pub(super) fn similar_finding(&self, people: &People, found: &NearDuplicate) -> (usize, Finding<'static>) {
        let [person, other] = [found.person, found.other].map(|index| &people.all[index as usize]);
        let row = person.email as usize;
        let contact = Box::new(SimilarContact {
            similarity: found.kind,
            other: format!("{} <{}>", other.name(self.list), other.email(self.list)),
            row: self.source_row(other.email as usize),
            // Rounded down, because 100 % would mean equality.
            percent: (found.similarity * 100.0).floor() as u8,
        });
        let message = match found.more {
            0 => Message::Similar { contact },
            count => Message::SimilarMore { contact, count },
        };
        let location = self.list.location(row, Some(Column::Email));
        let finding = Finding::new(Rule::ContactSimilar, location, message);
        let value = person.email(self.list).to_owned().into();
        (row, Finding { column: Some(Column::Email), value, ..finding })
    }

    /// Returns the contact with a name that is new in an input, with its row.
    fn namesake(&self, input: usize, name: &str, newcomers: &Newcomers<'_>) -> Option<ContactRef> {
        let row = *newcomers.get(&(input, name))?;
        Some(ContactRef { person: self.person(row), row: self.source_row(row) })
    }

    pub(super) fn person(&self, row: usize) -> String {
        format!("{} ({})", self.list.email(row), self.list.role(row).label())
    }

    /// Returns the text of a cell that a conflict can be about.
    pub(super) fn cell(&self, row: usize, column: Column) -> &'m str {
        match column {
            Column::Name => self.list.name(row),
            Column::Email => self.list.email(row),
            Column::JobTitle => self.list.job_title(row),
            Column::Role => self.list.role(row).label(),
            Column::Countries | Column::States => "",
        }
    }

    pub(super) fn edits(&self, base: usize, row: usize) -> Vec<Edit> {
        let list = self.list;
        let texts = |column, value: &dyn Fn(usize) -> String| Edit { column, before: value(base), now: value(row) };
        let edits = [
            texts(Column::Name, &|row| list.name(row).to_owned()),
            texts(Column::Email, &|row| list.email(row).to_owned()),
            texts(Column::JobTitle, &|row| list.job_title(row).to_owned()),
            texts(Column::Role, &|row| list.role(row).label().to_owned()),
            texts(Column::Countries, &|row| list.scope(row).to_string()),
        ];
        edits.into_iter().filter(|edit| edit.before != edit.now).collect()
    }

    fn source_row(&self, row: usize) -> SourceRow {
        let origin = self.list.origin(row);
        SourceRow { source: origin.source.clone(), row: origin.row }
    }

    /// Returns the territory that is used, if it is decided.
    pub(super) fn used_territory(&self, conflict: &Conflict) -> Option<Territory> {
        let ConflictKind::Territory { scopes, winner } = &conflict.subject else { return None };
        let winner = (*winner)?;
        let index = conflict.rows.iter().position(|row| *row == winner);
        Some(index.map_or_else(|| self.list.scope(winner), |index| scopes[index].clone()))
    }

    pub(super) fn in_base(&self, outcome: &MergedContact<'_>) -> Option<usize> {
        outcome.rows.clone().next().filter(|row| self.settings.has_base && self.list.origin(*row).input == 0)
    }
}
