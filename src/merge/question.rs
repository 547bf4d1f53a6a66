//! Questions that a merge asks: conflicts with all readings, and pairs of addresses that may be one person's. Reports
//! show them, and answers are compared with them.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::conflict::{Conflict, ConflictKind};
use super::near_duplicates::NearDuplicate;
use super::summary::People;
use super::{Merge, MergedContact};
use crate::contact::Column;
use crate::contact_list::{List, Territory};
use crate::diagnostics::{Edit, Similarity};

/// The subject of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// Whether to keep a contact that some lists edited and others deleted.
    Existence,
    Name,
    Email,
    JobTitle,
    Role,
    /// Countries and states.
    Territory,
    /// Whether two addresses are one person's.
    SamePerson,
}

impl Subject {
    pub(crate) const ALL: [Subject; 7] = [
        Subject::Existence,
        Subject::Name,
        Subject::Email,
        Subject::JobTitle,
        Subject::Role,
        Subject::Territory,
        Subject::SamePerson,
    ];

    /// Returns the name in JSON and in the hidden column of a workbook.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Subject::Existence => "deleted",
            Subject::Name => "name",
            Subject::Email => "email",
            Subject::JobTitle => "job-title",
            Subject::Role => "role",
            Subject::Territory => "territory",
            Subject::SamePerson => "same-person",
        }
    }

    /// Returns the column that the question is about; of countries and states the first.
    pub(crate) const fn column(self) -> Option<Column> {
        match self {
            Subject::Name => Some(Column::Name),
            Subject::Email => Some(Column::Email),
            Subject::JobTitle => Some(Column::JobTitle),
            Subject::Role => Some(Column::Role),
            Subject::Territory => Some(Column::Countries),
            Subject::Existence | Subject::SamePerson => None,
        }
    }

    /// Returns whether an answer may be another value than those of the lists. Another address or role could be that of
    /// a contact that the list has already.
    pub(crate) const fn can_be_written(self) -> bool {
        matches!(self, Subject::Name | Subject::JobTitle | Subject::Territory)
    }
}

/// A conflict as a question.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub subject: Subject,
    /// The first row of the contact, by its index in the list.
    pub contact: usize,
    /// The readings: first those of the lists, then that of the base.
    pub readings: Vec<Reading>,
    /// The value that is used, or for [`Subject::Existence`] whether the contact is kept; `None` if the question is open.
    pub resolution: Option<Resolution>,
}

/// One reading of a question.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// The input that has it.
    pub input: usize,
    /// The row that has it; `None` in a list that deleted the contact.
    pub row: Option<usize>,
    /// The text of the cell, or of countries with their states; empty for [`Subject::Existence`].
    pub text: String,
    pub territory: Option<Territory>,
    /// The cells that a list edited, for [`Subject::Existence`].
    pub edits: Vec<Edit>,
    pub is_base: bool,
}

/// The outcome of a conflict that is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolution {
    pub by: ResolvedBy,
    /// The text that is used.
    pub text: Option<String>,
    /// Whether the contact is kept.
    pub is_kept: bool,
}

/// Who or what decides a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResolvedBy {
    /// The values differ in capitals only.
    Capitals,
    /// The settings of the merge.
    Settings,
    Answer,
}

impl Question {
    /// Returns the digest of the question. It changes if the readings do, but not with their order or places.
    pub(crate) fn fingerprint(&self, list: &List) -> String {
        let text = |reading: &Reading| match self.subject {
            Subject::Existence => {
                let edits: Vec<String> =
                    reading.edits.iter().map(|edit| format!("{}: {}", edit.column.label(), edit.now)).collect();
                edits.join("\n")
            }
            _ => reading.text.clone(),
        };
        let mut texts: Vec<String> = self.readings.iter().map(text).collect();
        texts.sort_unstable();
        texts.dedup();
        fingerprint(self.subject, [list.role(self.contact).label()].into_iter().chain(texts.iter().map(String::as_str)))
    }
}

/// Two addresses that may be one person's.
#[derive(Debug, Clone)]
pub(crate) struct SimilarPair {
    /// For each address the person's name in its first row, the address, and that row.
    pub people: [(String, String, usize); 2],
    /// The kind of similarity, and its percentage; none if an answer is about the pair.
    pub similarity: Option<(Similarity, u8)>,
}

impl SimilarPair {
    pub(crate) fn fingerprint(&self) -> String {
        let texts = self.people.iter().flat_map(|(name, email, _)| [name.clone(), email.to_ascii_lowercase()]);
        fingerprint(Subject::SamePerson, texts.collect::<Vec<_>>().iter().map(String::as_str))
    }
}

fn fingerprint<'t>(subject: Subject, texts: impl Iterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for text in [subject.name()].into_iter().chain(texts) {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    }
    hex(&digest.finalize()[..8])
}

/// Returns the digest of a cell that isn't to be edited. Programs may write spaces and line ends differently.
pub(crate) fn cell_digest(text: &str) -> String {
    let mut digest = Sha256::new();
    text.split_whitespace().for_each(|word| {
        digest.update(word);
        digest.update(" ");
    });
    hex(&digest.finalize()[..4])
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Merge<'_> {
    /// Returns a conflict as a question.
    pub(super) fn question(&self, outcome: &MergedContact<'_>, conflict: &Conflict) -> Question {
        let list = self.list;
        let subject = conflict.subject.subject();
        let base = match &conflict.subject {
            ConflictKind::Existence { base, .. } => Some(*base),
            _ => self.in_base(outcome),
        };
        let reading = |row: usize, is_base: bool, territory: Option<Territory>| {
            let text = match (&conflict.subject, &territory) {
                (ConflictKind::Cell { column, .. }, _) => self.cell(row, *column).to_owned(),
                (_, Some(territory)) => territory.to_string(),
                (_, None) => String::new(),
            };
            let edits = match (subject, base) {
                (Subject::Existence, Some(base)) => self.edits(base, row),
                _ => Vec::new(),
            };
            Reading { input: list.origin(row).input, row: Some(row), text, territory, edits, is_base }
        };
        let scopes = match &conflict.subject {
            ConflictKind::Territory { scopes, .. } => scopes.as_slice(),
            _ => &[],
        };
        let rows = conflict.rows.iter().enumerate();
        let mut readings: Vec<Reading> =
            rows.map(|(index, row)| reading(*row, false, scopes.get(index).cloned())).collect();
        // Lists that changed a territory in the same way have the same reading.
        let mut seen = HashSet::new();
        readings.retain(|reading| subject != Subject::Territory || seen.insert(reading.text.clone()));
        if let ConflictKind::Existence { deleted_in, .. } = &conflict.subject {
            readings.extend(deleted_in.iter().map(|input| Reading {
                input: *input,
                row: None,
                text: String::new(),
                territory: None,
                edits: Vec::new(),
                is_base: false,
            }));
        } else {
            let base = base.map(|row| reading(row, true, (subject == Subject::Territory).then(|| list.scope(row))));
            readings.extend(base.filter(|base| readings.iter().all(|reading| reading.text != base.text)));
        }
        let resolution = conflict.is_resolved.then(|| Resolution {
            by: match &conflict.subject {
                _ if conflict.is_answered => ResolvedBy::Answer,
                ConflictKind::Cell { is_spelling: true, .. } => ResolvedBy::Capitals,
                _ => ResolvedBy::Settings,
            },
            text: match &conflict.subject {
                ConflictKind::Cell { column, winner, .. } => winner.map(|row| self.cell(row, *column).to_owned()),
                ConflictKind::Territory { .. } => self.used_territory(conflict).map(|scope| scope.to_string()),
                ConflictKind::Existence { .. } => None,
            },
            is_kept: outcome.kept.is_some(),
        });
        let contact = outcome.rows.clone().next().unwrap_or_default();
        Question { subject, contact, readings, resolution }
    }

    /// Returns pairs of people as questions.
    pub(super) fn similar_pairs(&self, people: &People, found: &[NearDuplicate]) -> Vec<SimilarPair> {
        let person = |index: u32| &people.all[index as usize];
        let address = |index: u32| person(index).email(self.list);
        let wanted = found.iter().flat_map(|found| [found.other, found.person]).map(address);
        let firsts = first_rows(self.list, wanted);
        let side = |index: u32| {
            let email = address(index);
            let row = firsts.get(&email.to_ascii_lowercase()).copied().unwrap_or(person(index).name as usize);
            (self.list.name(row).to_owned(), email.to_owned(), row)
        };
        let pair = |found: &NearDuplicate| SimilarPair {
            people: [side(found.other), side(found.person)],
            // Rounded down, because 100 % would mean equality.
            similarity: Some((found.kind, (found.similarity * 100.0).floor() as u8)),
        };
        found.iter().map(pair).collect()
    }
}

/// Returns the first contact with each of some addresses, by the address in lower case.
pub(super) fn first_rows<'a>(list: &List, addresses: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut wanted: HashSet<String> = addresses.map(str::to_ascii_lowercase).collect();
    let mut firsts = HashMap::new();
    let mut rows = (0..list.len()).filter(|row| !list.is_answer(*row));
    while !wanted.is_empty() {
        let Some(row) = rows.next() else { break };
        if let Some(address) = wanted.take(&list.email(row).to_ascii_lowercase()) {
            firsts.insert(address, row);
        }
    }
    firsts
}
