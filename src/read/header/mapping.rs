//! Maps each column of the template to columns of the source by their labels, and reports what isn't clear.

use std::collections::HashSet;
use std::path::Path;

use super::{ColumnSource, Header, HelperColumns, MergeKind, same_label};
use crate::contact::{Column, LanguageSet, Location, Role, column_letters};
use crate::diagnostics::{ColumnLetter, Finding, Labels, Message, Quoted, Rule, Severity};
use crate::read::{ReadError, ReadSettings};
use crate::tables::{
    Label, ListWord, Part, column_of_label, has_doubt, is_status_label, is_status_word, label_meaning, language,
    list_word, proposed_columns, separate_words,
};

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
        let helpers = HelperColumns::from_labels(labels, is_grid, settings);
        let header = Header { is_grid, width, helpers, labels: labels.to_vec(), ..Header::default() };
        let uses = vec![ColumnUse::Unknown; labels.len()];
        let mut mapper = ColumnMapper { header, uses, labels, location, settings };
        mapper.take_mapped(file)?;
        mapper.take_labels();
        for (column, value) in &settings.set {
            if let Some(&index) = mapper.header.origins[*column].cells().first() {
                if settings.is_shared {
                    continue;
                }
                let label = labels[index as usize].clone();
                return Err(ReadError::ColumnPresent { file: file.to_owned(), column: *column, label, at: index });
            }
            mapper.header.origins[*column] = ColumnSource::Given(value.clone());
        }
        Ok(mapper.finish())
    }
}

/// Returns the name of a column that has no label of its own: `column D`.
fn unlabelled(index: usize) -> String {
    format!("column {}", column_letters(index as u32))
}

/// Returns the index of the column that the user means: by its label or, if that is missing or not the only one, as `column D`.
fn position_of(labels: &[String], named: &str) -> Option<usize> {
    let by_label = labels.iter().position(|label| same_label(label, named));
    by_label.or_else(|| (0..labels.len()).find(|index| same_label(&unlabelled(*index), named)))
}

/// The rank of labels from which they are of columns that exports always have, even if they are empty. A value of `set`
/// overrules them.
const EXPORTED: u8 = 3;

/// Number of labels that are compared with the template's. A list with more columns isn't one with a typing error.
const COMPARED: usize = 512;

/// How a source column is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnUse {
    Unknown,
    /// Used alone, as the first of several, or as a part of a merged column.
    Used,
    /// The first of several that are merged.
    Joined(Column),
    /// Used if the columns before it are empty; the first of them is given.
    Fallback(Column, usize),
    /// Ignored, because the given column takes precedence.
    Ignored(Column, usize),
    /// Ignored, because it is of a second contact in the row: "Email 2" beside "Name 2".
    OfAnother,
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
    index: usize,
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
                match position_of(self.labels, label) {
                    Some(index) => cells.push(index),
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
        let is_decided = |index: usize, label: &str| {
            self.uses[index] != ColumnUse::Unknown
                || self.settings.is_mapped(label)
                || self.settings.is_ignored(label)
                || self.settings.is_ignored(&unlabelled(index))
        };
        for (index, label) in self.labels.iter().enumerate().filter(|(index, label)| !is_decided(*index, label)) {
            if let Some((meaning, number)) = label_meaning(label).or_else(|| self.api_meaning(label)) {
                candidates.push(LabelCandidate { index, meaning, number });
            }
        }
        self.leave_honorifics(&mut candidates);
        self.leave_second_contacts(&mut candidates);
        for column in Column::ALL {
            let mut of_column: Vec<LabelCandidate> = candidates.clone();
            of_column.retain(|candidate| candidate.meaning.column == column);
            of_column.sort_by_key(LabelCandidate::precedence);
            if self.header.origins[column] != ColumnSource::Nowhere {
                of_column.iter().for_each(|candidate| self.uses[candidate.index] = ColumnUse::Replaced(column));
                continue;
            }
            if self.settings.set.iter().any(|(set, _)| *set == column) {
                of_column.retain(|candidate| {
                    let is_exported = candidate.meaning.rank >= EXPORTED;
                    self.uses[candidate.index] =
                        if is_exported { ColumnUse::Overruled(column) } else { ColumnUse::Unknown };
                    !is_exported
                });
            }
            match column {
                Column::Name => self.take_name(&of_column),
                Column::Countries | Column::States => self.take_list(column, &of_column),
                Column::Email | Column::JobTitle | Column::Role => self.take_best(column, &of_column),
            }
            self.leave_out(column, &of_column);
        }
        self.header.languages = languages(candidates.iter().filter(|candidate| {
            matches!(
                self.uses[candidate.index],
                ColumnUse::Used | ColumnUse::Joined(_) | ColumnUse::Fallback(..) | ColumnUse::Duplicate(..)
            )
        }));
    }

    /// Returns the meaning of a key of Partner Center's API. `regions` alone may be anything, such as sales regions.
    fn api_meaning(&self, key: &str) -> Option<(Label, u32)> {
        let has = |name: &str| self.labels.iter().any(|label| label == name);
        let column = match key {
            "regions" => Column::Countries,
            "subRegions" => Column::States,
            _ => return None,
        };
        let meaning = Label { column, part: Part::Whole, rank: 2, languages: &[] };
        (!self.header.is_grid && has("regions") && has("subRegions")).then_some((meaning, 0))
    }

    /// Removes "Title" left of the given name, which is "Mr." or "Dr." in Outlook; right of it, it is a job title, as
    /// in Salesforce.
    fn leave_honorifics(&mut self, candidates: &mut Vec<LabelCandidate>) {
        let given = candidates.iter().filter(|candidate| candidate.meaning.part == Part::Given);
        let Some(given) = given.map(|given| given.index).max() else {
            return;
        };
        candidates.retain(|candidate| {
            let Label { column, part, .. } = candidate.meaning;
            let is_honorific = column == Column::JobTitle && part == Part::Bare && candidate.index < given;
            if is_honorific {
                self.uses[candidate.index] = ColumnUse::Honorific;
            }
            !is_honorific
        });
    }

    /// Removes the addresses of second contacts: "Email 2" beside "Name 2" or "Contact 2" isn't another address of the same
    /// person.
    fn leave_second_contacts(&mut self, candidates: &mut Vec<LabelCandidate>) {
        let numbers: HashSet<u32> = self.labels.iter().filter_map(|label| number_of_contact(label)).collect();
        candidates.retain(|candidate| {
            let is_of_another = candidate.meaning.column == Column::Email && numbers.contains(&candidate.number);
            if is_of_another {
                self.uses[candidate.index] = ColumnUse::OfAnother;
            }
            !is_of_another
        });
    }

    /// Maps the whole name, or its parts. The bare word for a name beside one part means the other part: "Vorname,
    /// Name" is first and last name, and so is "Nombre, Apellidos".
    fn take_name(&mut self, candidates: &[LabelCandidate]) {
        let with_part = |parts: &[Part]| {
            candidates.iter().filter(|candidate| parts.contains(&candidate.meaning.part)).collect::<Vec<_>>()
        };
        let (given, family) = (with_part(&[Part::Given]), with_part(&[Part::Family, Part::LeadingFamily]));
        let (whole, bare) = (with_part(&[Part::Whole]), with_part(&[Part::Bare]));
        let full = whole.first().filter(|whole| whole.meaning.rank == 1);
        let mut parts: Vec<(Part, usize)> = Vec::new();
        match (full, bare.first(), given.first(), family.first()) {
            (None, None, Some(given), Some(family)) => {
                parts.extend([(Part::Given, given.index), (family.meaning.part, family.index)]);
            }
            (None, Some(bare), Some(given), None) => {
                parts.extend([(Part::Given, given.index), (Part::Family, bare.index)])
            }
            (None, Some(bare), None, Some(family)) => {
                parts.extend([(Part::Given, bare.index), (family.meaning.part, family.index)]);
            }
            _ => {
                let wholes: Vec<LabelCandidate> = with_part(&[Part::Whole, Part::Bare]).into_iter().copied().collect();
                return self.take_best(Column::Name, &wholes);
            }
        }
        parts.extend(
            with_part(&[Part::Middle, Part::SecondFamily])
                .iter()
                .map(|candidate| (candidate.meaning.part, candidate.index)),
        );
        parts.sort_unstable();
        let cells: Vec<usize> = parts.iter().map(|(_, index)| *index).collect();
        self.join(Column::Name, MergeKind::Name, &cells);
        for same in [&given, &family, &bare] {
            self.refuse_equals(Column::Name, same);
        }
    }

    /// Maps a list. "Country 1" and "Country 2" are one list, with "Country" before them.
    fn take_list(&mut self, column: Column, candidates: &[LabelCandidate]) {
        let (items, wholes): (Vec<LabelCandidate>, Vec<LabelCandidate>) =
            candidates.iter().copied().partition(|candidate| candidate.meaning.part == Part::Item);
        if items.is_empty() {
            return self.take_best(column, &wholes);
        }
        let plain: Vec<&LabelCandidate> = wholes.iter().filter(|whole| whole.meaning.rank == 1).collect();
        let cells: Vec<usize> =
            plain.iter().take(1).map(|plain| plain.index).chain(items.iter().map(|item| item.index)).collect();
        self.join(column, MergeKind::List, &cells);
        self.refuse_equals(column, &plain);
    }

    /// Maps the candidate with precedence; of e-mail addresses the others too, for rows in which it is empty.
    fn take_best(&mut self, column: Column, candidates: &[LabelCandidate]) {
        let cells: Vec<usize> = candidates.iter().map(|candidate| candidate.index).collect();
        let count = if column == Column::Email { cells.len() } else { cells.len().min(1) };
        self.take_first_of(column, &cells[..count]);
        self.refuse_equals(column, &candidates.iter().collect::<Vec<_>>());
    }

    fn take_first_of(&mut self, column: Column, cells: &[usize]) {
        let Some((&first, others)) = cells.split_first() else {
            return;
        };
        self.uses[first] = ColumnUse::Used;
        others.iter().for_each(|&index| self.uses[index] = ColumnUse::Fallback(column, first));
        self.header.origins[column] = match others {
            [] => ColumnSource::Cell(first as u32),
            _ => ColumnSource::FirstOf(cells.iter().map(|index| *index as u32).collect()),
        };
    }

    fn join(&mut self, column: Column, joint: MergeKind, cells: &[usize]) {
        let [first, _, ..] = cells else {
            return self.take_first_of(column, cells);
        };
        cells.iter().for_each(|&index| self.uses[index] = ColumnUse::Used);
        self.uses[*first] = ColumnUse::Joined(column);
        let cells = cells.iter().map(|index| *index as u32).collect();
        self.header.origins[column] = ColumnSource::Merged { slot: 0, joint, cells };
    }

    /// Marks candidates with the same precedence as the first.
    fn refuse_equals(&mut self, column: Column, candidates: &[&LabelCandidate]) {
        if let Some((first, others)) = candidates.split_first() {
            let equals = others.iter().filter(|other| other.precedence() == first.precedence());
            equals.for_each(|equal| self.uses[equal.index] = ColumnUse::Duplicate(column, first.index));
        }
    }

    /// Marks the candidates that aren't used. Parts of a name stay unknown if the name isn't mapped.
    fn leave_out(&mut self, column: Column, candidates: &[LabelCandidate]) {
        let Some(&used) = self.header.origins[column].cells().first() else {
            return;
        };
        for candidate in candidates {
            if self.uses[candidate.index] == ColumnUse::Unknown {
                self.uses[candidate.index] = ColumnUse::Ignored(column, used as usize);
            }
        }
    }

    fn seen(&self) -> Vec<String> {
        self.labels.iter().filter(|label| !label.trim().is_empty()).cloned().collect()
    }

    fn finish(mut self) -> (Header, Vec<Finding<'static>>) {
        let mut findings: Vec<Finding<'static>> = (0..self.labels.len()).filter_map(|index| self.note(index)).collect();
        for column in Column::ALL.into_iter().filter(|column| column.is_required()) {
            if self.header.origins[column] == ColumnSource::Nowhere {
                findings.push(self.missing(column));
            }
        }
        self.header.complete();
        (self.header, findings)
    }

    /// Returns the finding about a source column.
    fn note(&self, index: usize) -> Option<Finding<'static>> {
        let label = |index: usize| self.labels[index].trim().to_owned();
        let unknown = |message| self.finding(Rule::ColumnUnknown, index, message);
        Some(match self.uses[index] {
            ColumnUse::Used => return None,
            ColumnUse::Unknown => return self.note_unknown(index),
            ColumnUse::Joined(column) => {
                let cells = self.header.origins[column].cells();
                let labels = cells.iter().map(|index| label(*index as usize)).collect();
                unknown(Message::ColumnJoined { column, labels: Quoted(labels) })
            }
            ColumnUse::Fallback(column, first) => unknown(Message::ColumnSecond { column, first: label(first) }),
            ColumnUse::Ignored(column, used) => unknown(Message::ColumnAside { column, taken: label(used) }),
            ColumnUse::OfAnother => Finding { severity: Severity::Warning, ..unknown(Message::ColumnOfAnother) },
            ColumnUse::Honorific => unknown(Message::ColumnHonorific),
            ColumnUse::Replaced(column) => unknown(Message::ColumnReplaced { column }),
            ColumnUse::Overruled(column) => unknown(Message::ColumnOverruled { column }),
            ColumnUse::Duplicate(column, first) => {
                let first_label = self.labels[first].clone();
                let message = Message::ColumnDuplicate { column, first: ColumnLetter(first as u32), first_label };
                Finding { column: Some(column), ..self.finding(Rule::ColumnDuplicate, index, message) }
            }
        })
    }

    fn note_unknown(&self, index: usize) -> Option<Finding<'static>> {
        if self.header.helpers.has(index as u32) {
            return None;
        }
        let is_blank = |index: usize| self.labels[index].trim().is_empty();
        if self.header.is_grid && index >= self.header.width {
            // The right margin: cells below it are beyond the last column, which is reported for their rows.
            return None;
        }
        if index > 0 && is_blank(index) && is_blank(index - 1) {
            return None; // one finding for a run of columns without labels
        }
        let further = further_column(&self.labels[index]).filter(|column| self.is_mapped(*column));
        if let Some(column) = further.or_else(|| self.better_column(&self.labels[index])) {
            let finding = self.finding(Rule::ColumnUnknown, index, Message::ColumnFurther { column });
            return Some(Finding { severity: Severity::Warning, ..finding });
        }
        if is_status_label(&self.labels[index]) || names_exception(&self.labels[index]) {
            let finding = self.finding(Rule::ColumnUnknown, index, Message::ColumnStatus);
            return Some(Finding { severity: Severity::Warning, ..finding });
        }
        let near = self.proposed(index).find(|column| self.header.origins[*column] == ColumnSource::Nowhere);
        let message = near.map_or(Message::ColumnUnknown, |column| Message::ColumnUnknownNear { column });
        Some(self.finding(Rule::ColumnUnknown, index, message))
    }

    /// Returns the column that an unknown label may be better for than the one that is used: "Sales country" beside "Home country".
    fn better_column(&self, label: &str) -> Option<Column> {
        /// The rank of labels that are used only if there is no other.
        const LAST_RANK: u8 = 4;
        let column = column_of_label(label.split_whitespace().next_back()?)?;
        let used = *self.header.origins[column].cells().first()?;
        let is_last = label_meaning(&self.labels[used as usize]).is_some_and(|(used, _)| used.rank >= LAST_RANK);
        is_last.then_some(column)
    }

    fn is_mapped(&self, column: Column) -> bool {
        self.header.origins[column] != ColumnSource::Nowhere
    }

    /// Returns the columns that an unknown label may be, such as one part of a name without the other.
    fn proposed(&self, index: usize) -> impl Iterator<Item = Column> {
        let label = if index < COMPARED { &self.labels[index] } else { "" };
        let part = label_meaning(label).map(|(meaning, _)| meaning).filter(|meaning| {
            self.uses[index] == ColumnUse::Unknown && !matches!(meaning.part, Part::Middle | Part::SecondFamily)
        });
        part.map(|part| part.column).into_iter().chain(proposed_columns(label))
    }

    fn missing(&self, column: Column) -> Finding<'static> {
        let is_near =
            |index: &usize| self.uses[*index] == ColumnUse::Unknown && self.proposed(*index).any(|near| near == column);
        let near = (0..self.labels.len()).find(is_near).map(|index| self.labels[index].clone());
        let seen = Labels(self.seen());
        let message = match near {
            Some(near) => Message::ColumnMissingNear { column, near, seen },
            None => Message::ColumnMissing { column, example: example_of(column), seen },
        };
        Finding { column: Some(column), ..Finding::new(Rule::ColumnMissing, self.location, message) }
    }

    fn finding(&self, rule: Rule, index: usize, message: Message) -> Finding<'static> {
        let location = Location { column: self.header.is_grid.then_some(index as u32), ..self.location };
        let label = self.labels[index].trim();
        let value =
            if label.is_empty() { format!("column {}", column_letters(index as u32)) } else { label.to_owned() };
        Finding { value: value.into(), ..Finding::new(rule, location, message) }
    }
}

/// Returns the number of a second contact, or of a later one, whose name, role or person a label names: "Name 2", "Contact 3".
fn number_of_contact(label: &str) -> Option<u32> {
    const PERSONS: [&str; 8] =
        ["contact", "person", "kontakt", "contacto", "contatto", "contato", "ansprechpartner", "contactpersoon"];
    let base = label.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u32 = label.trim()[base.len()..].parse().ok().filter(|number| *number > 1)?;
    let base = base.trim_end_matches([' ', '#', '_', '-', '.']);
    let is_person = || PERSONS.contains(&&*base.to_lowercase());
    let is_of_person = |(meaning, _): (Label, u32)| meaning.column == Column::Name || meaning.column == Column::Role;
    (is_person() || label_meaning(base).is_some_and(is_of_person)).then_some(number)
}

/// Returns the languages that all labels have in common, without the labels whose language isn't known.
fn languages<'c>(used: impl Iterator<Item = &'c LabelCandidate>) -> LanguageSet {
    let of_label = |candidate: &LabelCandidate| {
        let codes = candidate.meaning.languages.iter();
        codes.fold(LanguageSet::default(), |languages, code| languages.union(language(code)))
    };
    let known_languages = used.map(of_label).filter(|languages| !languages.is_empty());
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

/// Returns the column that a label names with a number or a word for another one: "Role 2", "Additional roles".
fn further_column(label: &str) -> Option<Column> {
    let is_further = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.parse().is_ok_and(|number: u32| (2..=9).contains(&number))
            || matches!(list_word(bare), Some(ListWord::Further | ListWord::More | ListWord::Rest))
    };
    let (further, rest): (Vec<&str>, Vec<&str>) = label.split_whitespace().partition(is_further);
    let column = column_of_label(&rest.join(" ")).filter(|_| !further.is_empty())?;
    matches!(column, Column::Email | Column::Role | Column::Countries | Column::States).then_some(column)
}

/// Returns whether a label names values of a column that aren't meant: "Excluded countries", "notRoles".
fn names_exception(label: &str) -> bool {
    let is_exception = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        list_word(bare) == Some(ListWord::Except) || is_status_word(bare) || has_doubt(bare)
    };
    let label = separate_words(label);
    let (exceptions, rest): (Vec<&str>, Vec<&str>) = label.split_whitespace().partition(is_exception);
    let is_list = |column| matches!(column, Column::Role | Column::Countries | Column::States);
    !exceptions.is_empty() && column_of_label(&rest.join(" ")).is_some_and(is_list)
}
