//! Maps each column of the template to columns of the source by their labels, and reports what isn't clear.

use std::path::Path;

use super::{ColumnSource, Header, HelperColumns, MergeKind, same_label};
use crate::contact::{Column, LanguageSet, Location, Role, column_letters};
use crate::diagnostics::{ColumnLetter, Finding, Labels, Message, Quoted, Rule};
use crate::read::{ReadError, ReadSettings};
use crate::tables::{Label, Part, label_meaning, language, proposed_columns};

impl Header {
    /// Finds a source for each column, and returns the findings about the labels.
    pub(in crate::read) fn new(
        labels: &[String],
        location: Location,
        is_grid: bool,
        settings: &ReadSettings,
        file: &Path,
    ) -> Result<(Header, Vec<Finding<'static>>), ReadError> {
        let labelled = labels.iter().rposition(|label| !label.trim().is_empty());
        let width = labelled.map_or(0, |last| last + 1);
        let helpers = HelperColumns::of(labels, is_grid, settings);
        let header = Header { is_grid, width, helpers, labels: labels.to_vec(), ..Header::default() };
        let uses = vec![ColumnUse::Unknown; labels.len()];
        let mut resolution = ColumnMapper { header, uses, labels, location, settings };
        resolution.take_mapped(file)?;
        resolution.take_labels();
        for (column, value) in &settings.set {
            if let Some(&at) = resolution.header.origins[*column].cells().first() {
                if settings.is_shared {
                    continue;
                }
                let label = labels[at as usize].clone();
                return Err(ReadError::ColumnPresent { file: file.to_owned(), column: *column, label, at });
            }
            resolution.header.origins[*column] = ColumnSource::Given(value.clone());
        }
        Ok(resolution.finish())
    }
}

/// The rank of labels from which they are of columns that exports always have, even if they are empty. A value of `set` overrules them.
const EXPORTED: u8 = 3;

/// Number of labels that are compared with ours. A list with more columns isn't one with a typing error.
const COMPARED: usize = 512;

/// How a source column is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnUse {
    Unknown,
    Taken,
    /// The first of several that are merged.
    Joined(Column),
    /// Used if the columns before it are empty; the first of them is given.
    Second(Column, usize),
    /// Ignored, because the given column takes precedence.
    Aside(Column, usize),
    /// Ignored, because it is a form of address.
    Honorific,
    /// Ignored, because the user mapped another.
    Replaced(Column),
    /// Ignored, because the user set the value.
    Overruled(Column),
    /// Equal to the given column: it can't be known which is right.
    Duplicate(Column, usize),
}

/// A source column that may be one of ours, or a part of it.
#[derive(Debug, Clone, Copy)]
struct LabelCandidate {
    at: usize,
    meaning: Label,
    number: u32,
}

impl LabelCandidate {
    /// Returns the sort key: the lowest has precedence.
    fn precedence(&self) -> (u8, u32) {
        (self.meaning.rank, self.number)
    }
}

struct ColumnMapper<'l> {
    header: Header,
    uses: Vec<ColumnUse>,
    labels: &'l [String],
    location: Location,
    settings: &'l ReadSettings,
}

impl ColumnMapper<'_> {
    fn take_mapped(&mut self, file: &Path) -> Result<(), ReadError> {
        for column in Column::ALL {
            let mut cells = Vec::new();
            for (label, _) in self.settings.map.iter().filter(|(_, mapped)| *mapped == column) {
                match self.labels.iter().position(|seen| same_label(seen, label)) {
                    Some(at) => cells.push(at),
                    None if self.settings.is_shared => {}
                    None => {
                        let (file, label) = (file.to_owned(), label.clone());
                        return Err(ReadError::NoSuchLabel { file, label, seen: self.seen() });
                    }
                }
            }
            match column {
                Column::Name => self.join(column, MergeKind::Words, &cells),
                Column::Countries | Column::States => self.join(column, MergeKind::List, &cells),
                Column::Email | Column::JobTitle | Column::Role => self.take_first_of(column, &cells),
            }
        }
        Ok(())
    }

    fn take_labels(&mut self) {
        let mut candidates: Vec<LabelCandidate> = Vec::new();
        for (at, label) in self.labels.iter().enumerate().filter(|(_, label)| !self.settings.is_mapped(label)) {
            if let Some((meaning, number)) = label_meaning(label) {
                candidates.push(LabelCandidate { at, meaning, number });
            }
        }
        self.leave_honorifics(&mut candidates);
        for column in Column::ALL {
            let mut own: Vec<LabelCandidate> = candidates.clone();
            own.retain(|candidate| candidate.meaning.column == column);
            own.sort_by_key(LabelCandidate::precedence);
            if self.header.origins[column] != ColumnSource::Nowhere {
                own.iter().for_each(|candidate| self.uses[candidate.at] = ColumnUse::Replaced(column));
                continue;
            }
            if self.settings.set.iter().any(|(set, _)| *set == column) {
                own.retain(|candidate| {
                    let is_exported = candidate.meaning.rank >= EXPORTED;
                    self.uses[candidate.at] =
                        if is_exported { ColumnUse::Overruled(column) } else { ColumnUse::Unknown };
                    !is_exported
                });
            }
            match column {
                Column::Name => self.take_name(&own),
                Column::Countries | Column::States => self.take_list(column, &own),
                Column::Email | Column::JobTitle | Column::Role => self.take_best(column, &own),
            }
            self.leave_out(column, &own);
        }
        self.header.languages = languages(candidates.iter().filter(|candidate| {
            matches!(
                self.uses[candidate.at],
                ColumnUse::Taken | ColumnUse::Joined(_) | ColumnUse::Second(..) | ColumnUse::Duplicate(..)
            )
        }));
    }

    /// Removes "Title" left of the given name, which is "Mr." or "Dr." in Outlook; right of it, it is a job title, as in Salesforce.
    fn leave_honorifics(&mut self, candidates: &mut Vec<LabelCandidate>) {
        let given = candidates.iter().filter(|candidate| candidate.meaning.part == Part::Given);
        let Some(given) = given.map(|given| given.at).max() else {
            return;
        };
        candidates.retain(|candidate| {
            let Label { column, part, .. } = candidate.meaning;
            let is_honorific = column == Column::JobTitle && part == Part::Bare && candidate.at < given;
            if is_honorific {
                self.uses[candidate.at] = ColumnUse::Honorific;
            }
            !is_honorific
        });
    }

    /// Maps the whole name, or its parts. The bare word for a name beside one part means the other part: "Vorname, Name" is first and last
    /// name, and so is "Nombre, Apellidos".
    fn take_name(&mut self, own: &[LabelCandidate]) {
        let of = |parts: &[Part]| own.iter().filter(|own| parts.contains(&own.meaning.part)).collect::<Vec<_>>();
        let (given, family) = (of(&[Part::Given]), of(&[Part::Family, Part::LeadingFamily]));
        let (whole, bare) = (of(&[Part::Whole]), of(&[Part::Bare]));
        let full = whole.first().filter(|whole| whole.meaning.rank == 1);
        let mut parts: Vec<(Part, usize)> = Vec::new();
        match (full, bare.first(), given.first(), family.first()) {
            (None, None, Some(given), Some(family)) => {
                parts.extend([(Part::Given, given.at), (family.meaning.part, family.at)]);
            }
            (None, Some(bare), Some(given), None) => parts.extend([(Part::Given, given.at), (Part::Family, bare.at)]),
            (None, Some(bare), None, Some(family)) => {
                parts.extend([(Part::Given, bare.at), (family.meaning.part, family.at)]);
            }
            _ => {
                let wholes: Vec<LabelCandidate> = of(&[Part::Whole, Part::Bare]).into_iter().copied().collect();
                return self.take_best(Column::Name, &wholes);
            }
        }
        parts.extend(of(&[Part::Middle, Part::SecondFamily]).iter().map(|own| (own.meaning.part, own.at)));
        parts.sort_unstable();
        let cells: Vec<usize> = parts.iter().map(|(_, at)| *at).collect();
        self.join(Column::Name, MergeKind::Name, &cells);
        for same in [&given, &family, &bare] {
            self.refuse_equals(Column::Name, same);
        }
    }

    /// Maps a list. "Country 1" and "Country 2" are one list, with "Country" before them.
    fn take_list(&mut self, column: Column, own: &[LabelCandidate]) {
        let (items, wholes): (Vec<LabelCandidate>, Vec<LabelCandidate>) =
            own.iter().copied().partition(|own| own.meaning.part == Part::Item);
        if items.is_empty() {
            return self.take_best(column, &wholes);
        }
        let plain: Vec<&LabelCandidate> = wholes.iter().filter(|whole| whole.meaning.rank == 1).collect();
        let cells: Vec<usize> =
            plain.iter().take(1).map(|plain| plain.at).chain(items.iter().map(|item| item.at)).collect();
        self.join(column, MergeKind::List, &cells);
        self.refuse_equals(column, &plain);
    }

    /// Maps the candidate with precedence; of e-mail addresses the others too, for rows in which it is empty.
    fn take_best(&mut self, column: Column, own: &[LabelCandidate]) {
        let cells: Vec<usize> = own.iter().map(|own| own.at).collect();
        let taken = if column == Column::Email { cells.len() } else { cells.len().min(1) };
        self.take_first_of(column, &cells[..taken]);
        self.refuse_equals(column, &own.iter().collect::<Vec<_>>());
    }

    fn take_first_of(&mut self, column: Column, cells: &[usize]) {
        let Some((&first, others)) = cells.split_first() else {
            return;
        };
        self.uses[first] = ColumnUse::Taken;
        others.iter().for_each(|&at| self.uses[at] = ColumnUse::Second(column, first));
        self.header.origins[column] = match others {
            [] => ColumnSource::Cell(first as u32),
            _ => ColumnSource::FirstOf(cells.iter().map(|at| *at as u32).collect()),
        };
    }

    fn join(&mut self, column: Column, joint: MergeKind, cells: &[usize]) {
        let [first, _, ..] = cells else {
            return self.take_first_of(column, cells);
        };
        cells.iter().for_each(|&at| self.uses[at] = ColumnUse::Taken);
        self.uses[*first] = ColumnUse::Joined(column);
        let cells = cells.iter().map(|at| *at as u32).collect();
        self.header.origins[column] = ColumnSource::Merged { slot: 0, joint, cells };
    }

    /// Marks candidates with the same precedence as the first.
    fn refuse_equals(&mut self, column: Column, own: &[&LabelCandidate]) {
        if let Some((first, others)) = own.split_first() {
            let equals = others.iter().filter(|other| other.precedence() == first.precedence());
            equals.for_each(|equal| self.uses[equal.at] = ColumnUse::Duplicate(column, first.at));
        }
    }

    /// Marks the candidates that aren't used. Parts of a name stay unknown if the name isn't mapped.
    fn leave_out(&mut self, column: Column, own: &[LabelCandidate]) {
        let Some(&taken) = self.header.origins[column].cells().first() else {
            return;
        };
        for candidate in own {
            if self.uses[candidate.at] == ColumnUse::Unknown {
                self.uses[candidate.at] = ColumnUse::Aside(column, taken as usize);
            }
        }
    }

    fn seen(&self) -> Vec<String> {
        self.labels.iter().filter(|label| !label.trim().is_empty()).cloned().collect()
    }

    fn finish(mut self) -> (Header, Vec<Finding<'static>>) {
        let mut findings: Vec<Finding<'static>> = (0..self.labels.len()).filter_map(|at| self.note(at)).collect();
        for column in Column::ALL.into_iter().filter(|column| column.is_required()) {
            if self.header.origins[column] == ColumnSource::Nowhere {
                findings.push(self.missing(column));
            }
        }
        self.header.complete();
        (self.header, findings)
    }

    /// Returns the finding about a source column.
    fn note(&self, at: usize) -> Option<Finding<'static>> {
        let label = |at: usize| self.labels[at].trim().to_owned();
        let unknown = |message| self.finding(Rule::ColumnUnknown, at, message);
        Some(match self.uses[at] {
            ColumnUse::Taken => return None,
            ColumnUse::Unknown => return self.note_unknown(at),
            ColumnUse::Joined(column) => {
                let cells = self.header.origins[column].cells();
                let labels = cells.iter().map(|at| label(*at as usize)).collect();
                unknown(Message::ColumnJoined { column, labels: Quoted(labels) })
            }
            ColumnUse::Second(column, first) => unknown(Message::ColumnSecond { column, first: label(first) }),
            ColumnUse::Aside(column, taken) => unknown(Message::ColumnAside { column, taken: label(taken) }),
            ColumnUse::Honorific => unknown(Message::ColumnHonorific),
            ColumnUse::Replaced(column) => unknown(Message::ColumnReplaced { column }),
            ColumnUse::Overruled(column) => unknown(Message::ColumnOverruled { column }),
            ColumnUse::Duplicate(column, first) => {
                let first_label = self.labels[first].clone();
                let message = Message::ColumnDuplicate { column, first: ColumnLetter(first as u32), first_label };
                Finding { column: Some(column), ..self.finding(Rule::ColumnDuplicate, at, message) }
            }
        })
    }

    fn note_unknown(&self, at: usize) -> Option<Finding<'static>> {
        if self.header.helpers.has(at as u32) {
            return None;
        }
        let is_blank = |at: usize| self.labels[at].trim().is_empty();
        if self.header.is_grid && at >= self.header.width {
            return None; // the right margin: what stands below it is beyond the last column, which is said of the row
        }
        if at > 0 && is_blank(at) && is_blank(at - 1) {
            return None; // one word for a run of columns without labels
        }
        let near = self.proposed(at).find(|column| self.header.origins[*column] == ColumnSource::Nowhere);
        let message = near.map_or(Message::ColumnUnknown, |column| Message::ColumnUnknownNear { column });
        Some(self.finding(Rule::ColumnUnknown, at, message))
    }

    /// Returns the columns that an unknown label may be, such as one part of a name without the other.
    fn proposed(&self, at: usize) -> impl Iterator<Item = Column> {
        let label = if at < COMPARED { &self.labels[at] } else { "" };
        let part = label_meaning(label).map(|(meaning, _)| meaning).filter(|meaning| {
            self.uses[at] == ColumnUse::Unknown && !matches!(meaning.part, Part::Middle | Part::SecondFamily)
        });
        part.map(|part| part.column).into_iter().chain(proposed_columns(label))
    }

    fn missing(&self, column: Column) -> Finding<'static> {
        let is_near =
            |at: &usize| self.uses[*at] == ColumnUse::Unknown && self.proposed(*at).any(|near| near == column);
        let near = (0..self.labels.len()).find(is_near).map(|at| self.labels[at].clone());
        let seen = Labels(self.seen());
        let message = match near {
            Some(near) => Message::ColumnMissingNear { column, near, seen },
            None => Message::ColumnMissing { column, example: example_of(column), seen },
        };
        Finding { column: Some(column), ..Finding::new(Rule::ColumnMissing, self.location, message) }
    }

    fn finding(&self, rule: Rule, at: usize, message: Message) -> Finding<'static> {
        let location = Location { column: self.header.is_grid.then_some(at as u32), ..self.location };
        let label = self.labels[at].trim();
        let value = if label.is_empty() { format!("column {}", column_letters(at as u32)) } else { label.to_owned() };
        Finding { value: value.into(), ..Finding::new(rule, location, message) }
    }
}

/// Returns the languages that all labels have in common, without the labels whose language isn't known.
fn languages<'c>(taken: impl Iterator<Item = &'c LabelCandidate>) -> LanguageSet {
    let own = |candidate: &LabelCandidate| {
        let codes = candidate.meaning.languages.iter();
        codes.fold(LanguageSet::default(), |languages, code| languages.union(language(code)))
    };
    let known_languages = taken.map(own).filter(|languages| !languages.is_empty());
    known_languages.reduce(LanguageSet::common).unwrap_or_default()
}
/// Returns a value of a column as an example.
const fn example_of(column: Column) -> &'static str {
    match column {
        Column::Name => "Ann Lee",
        Column::Email => "ann@example.com",
        Column::JobTitle => "Account manager",
        Column::Role => Role::Sales.label(),
        Column::Countries => "US, CA",
        Column::States => "US-WA",
    }
}
