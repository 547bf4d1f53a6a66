//! Compares the rows of a workbook of conflicts with the questions that the lists give rise to now. An answer that doesn't
//! fit is an error at its cell.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::workbook::{AnswerRow, AnswersWorkbook, ConflictColumns, QuestionKey, keep_texts, pair_texts};
use super::{Decision, DistinctPairs, MergeAnswers};
use crate::contact::{Column, Contact, Email, Location, Row, Source, countries_cell, states_cell};
use crate::contact_list::List;
use crate::diagnostics::{Finding, Message, Quoted, Rule, Severity};
use crate::i18n::Language;
use crate::merge::question::{Question, Reading, ResolvedBy, SimilarPair, Subject, first_rows};
use crate::merge::{Merge, MergeGroups, MergeSettings};
use crate::normalize::{NormalizeSettings, normalize};
use crate::spreadsheet::style::shortened;

/// The answers of a workbook that fit, and findings about the others.
pub(crate) struct SettledAnswers {
    pub answers: MergeAnswers,
    /// The groups of the list's contacts, in which the addresses of one person are joined.
    pub groups: MergeGroups,
    /// The sheet that the findings are about.
    pub source: Source,
    /// Errors about answers that don't fit, and the findings about values that were written.
    pub findings: Vec<Finding<'static>>,
}

impl SettledAnswers {
    /// Compares answers with the questions about a list, and adds the answered cells to the list. An answer that two
    /// addresses of `distinct` are one person's is an error.
    pub(crate) fn new(
        list: &mut List,
        settings: MergeSettings,
        workbook: &AnswersWorkbook,
        distinct: &DistinctPairs,
        normalization: &NormalizeSettings,
    ) -> Self {
        let mut settling = Settling {
            workbook,
            distinct,
            normalization,
            findings: Vec::new(),
            answers: MergeAnswers::default(),
            edited: Vec::new(),
        };
        let (pairs, conflicts): (Vec<_>, Vec<_>) =
            settling.usable_rows().into_iter().partition(|(_, key)| key.subject == Subject::SamePerson);
        let columns = workbook.columns;
        let [chosen, written] =
            [columns.choose(), columns.write()].map(|column| list.add_answers(&workbook.source, column.into()));
        let (joined, same) = settling.pairs(list, &pairs);
        // Before answers are added to the list, because they belong to no group.
        let groups = MergeGroups::new(list, settings, &same);
        settling.keep_addresses(list, chosen, &joined, same.iter().flatten().copied());
        settling.conflicts(list, &groups, settings, [chosen, written], &conflicts);
        let Settling { mut findings, answers, .. } = settling;
        findings.sort_by_key(|finding| (finding.location.row, finding.location.column));
        SettledAnswers { answers, groups, source: workbook.source.clone(), findings }
    }
}

/// Addresses of people who have several, with the address that each keeps.
#[derive(Default)]
struct JoinedAddresses {
    /// Another address of the same person.
    next: HashMap<String, String>,
    /// By the last address of each person: the kept address, and the row that says so.
    kept: HashMap<String, (String, u64)>,
}

impl JoinedAddresses {
    fn last(&self, address: &str) -> String {
        let mut last = address.to_ascii_lowercase();
        while let Some(next) = self.next.get(&last) {
            last.clone_from(next);
        }
        last
    }

    /// Joins two addresses. Returns the row that contradicts it, if there is one.
    fn join(&mut self, pair: [&str; 2], kept: &str, row: u64) -> Result<(), u64> {
        let [one, other] = pair.map(|address| self.last(address));
        for last in [&one, &other] {
            if let Some((_, earlier)) = self.kept.get(last).filter(|(known, _)| !known.eq_ignore_ascii_case(kept)) {
                return Err(*earlier);
            }
        }
        if one != other {
            self.kept.remove(&one);
            self.next.insert(one, other.clone());
        }
        self.kept.insert(other, (kept.to_owned(), row));
        Ok(())
    }

    /// Returns the row which says that two addresses are one person's.
    fn row_of(&self, pair: [&str; 2]) -> Option<u64> {
        let [one, other] = pair.map(|address| self.last(address));
        self.kept.get(&one).filter(|_| one == other).map(|(_, row)| *row)
    }
}

struct Settling<'w> {
    workbook: &'w AnswersWorkbook,
    /// Addresses that belong to different people by the settings.
    distinct: &'w DistinctPairs,
    normalization: &'w NormalizeSettings,
    findings: Vec<Finding<'static>>,
    answers: MergeAnswers,
    /// Rows about conflicts that were edited.
    edited: Vec<KeyedRow<'w>>,
}

type KeyedRow<'w> = (&'w AnswerRow, QuestionKey);

/// The cells of an answer.
enum Given<'r> {
    Nothing,
    Chosen(&'r str),
    Written(&'r str),
}

/// An answer that fits, before its cell is in the list.
enum Fitting {
    Keep(bool),
    Contact(Contact<'static>),
}

impl<'w> Settling<'w> {
    fn refuse(&mut self, row: &AnswerRow, column: u16, subject: Option<Subject>, message: Message) {
        let location = Location { row: Some(row.number), line: None, column: Some(column.into()) };
        let value = row.cell(column).to_owned();
        self.findings.push(Finding {
            severity: Severity::Error,
            column: subject.and_then(Subject::column),
            span: matches!(message, Message::AnswerUnknown { .. }).then_some(0..value.len()),
            value: value.into(),
            ..Finding::new(Rule::ContactConflict, location, message)
        });
    }

    /// Returns the rows with questions that weren't edited.
    fn usable_rows(&mut self) -> Vec<KeyedRow<'w>> {
        let columns = self.workbook.columns;
        let mut usable = Vec::new();
        for row in &self.workbook.rows {
            let is_filled = [columns.choose(), columns.write()].iter().any(|column| !row.cell(*column).is_empty());
            match row.key() {
                Some(key) => match row.edited(&key, columns).as_slice() {
                    [] => usable.push((row, key)),
                    edited => {
                        for column in edited {
                            self.refuse(row, *column, Some(key.subject), Message::AnswerEdited);
                        }
                        self.edited.push((row, key));
                    }
                },
                // A remark below the table.
                None if !is_filled && row.cell(ConflictColumns::KEY).is_empty() => {}
                None => self.refuse(row, ConflictColumns::KEY, None, Message::AnswerMark),
            }
        }
        usable
    }

    /// Returns the answer of a row; none if both cells are filled in, which is an error.
    fn given<'r>(&mut self, row: &'r AnswerRow, subject: Subject) -> Option<Given<'r>> {
        let columns = self.workbook.columns;
        match [columns.choose(), columns.write()].map(|column| row.cell(column)) {
            ["", ""] => Some(Given::Nothing),
            [chosen, ""] => Some(Given::Chosen(chosen)),
            ["", _] if !subject.can_be_written() => {
                self.refuse(row, columns.write(), Some(subject), Message::AnswerNotWritten);
                None
            }
            ["", written] => Some(Given::Written(written)),
            [..] => {
                self.refuse(row, columns.write(), Some(subject), Message::AnswerTwice);
                None
            }
        }
    }

    fn refuse_unknown(&mut self, row: &AnswerRow, subject: Subject) {
        let columns = self.workbook.columns;
        let options = (columns.first_option()..).map(|column| row.cell(column).to_owned());
        let options = Quoted(options.take_while(|option| !option.is_empty()).collect());
        self.refuse(row, columns.choose(), Some(subject), Message::AnswerUnknown { options });
    }

    /// Takes the answers about pairs of addresses. Returns the addresses that are one person's, and contacts with them.
    fn pairs(&mut self, list: &List, rows: &[KeyedRow<'w>]) -> (JoinedAddresses, Vec<[usize; 2]>) {
        let column = self.workbook.columns.choose();
        let subject = Subject::SamePerson;
        let addresses =
            |row: &'w AnswerRow| [0, 1].map(|side| address_in(row.cell(ConflictColumns::FIRST_READING + side)));
        let firsts = first_rows(list, rows.iter().flat_map(|(row, _)| addresses(row)));
        let (mut joined, mut same, mut distinct) = (JoinedAddresses::default(), Vec::new(), Vec::new());
        for (row, key) in rows {
            let pair = addresses(row);
            let Some(Given::Chosen(chosen)) = self.given(row, subject) else { continue };
            let contacts = pair.map(|address| firsts.get(&address.to_ascii_lowercase()).copied());
            let [Some(one), Some(other)] = contacts else {
                self.refuse(row, column, None, Message::AnswerPairGone);
                continue;
            };
            let side = |contact: usize, address: &str| (list.name(contact).to_owned(), address.to_owned(), contact);
            let question = SimilarPair { people: [side(one, pair[0]), side(other, pair[1])], similarity: None };
            if question.fingerprint() != key.fingerprint {
                self.refuse(row, column, None, Message::AnswerPairGone);
                continue;
            }
            let choice = Language::ALL
                .into_iter()
                .find_map(|language| pair_texts(pair, language).iter().position(|text| is_same_text(text, chosen)));
            let kept = match choice {
                Some(0) => {
                    distinct.push((*row, pair));
                    None
                }
                Some(choice) => Some(pair[choice - 1]),
                None => {
                    self.refuse_unknown(row, subject);
                    continue;
                }
            };
            if let Some(kept) = kept {
                if let Err(earlier) = joined.join(pair, kept, row.number) {
                    self.refuse(row, column, None, Message::AnswerContradicts { row: earlier });
                    continue;
                }
                same.push([one, other]);
            }
            self.answers.pairs.push((question, chosen.to_owned()));
        }
        for (row, pair) in distinct {
            match joined.row_of(pair) {
                Some(earlier) => self.refuse(row, column, None, Message::AnswerContradicts { row: earlier }),
                None => self.answers.distinct.insert(pair[0], pair[1]),
            }
        }
        // Also if several answers join the two through other addresses.
        let joined_rows: Vec<u64> = self.distinct.iter().filter_map(|pair| joined.row_of(pair)).collect();
        for (row, _) in rows.iter().filter(|(row, _)| joined_rows.contains(&row.number)) {
            self.refuse(row, column, None, Message::AnswerDistinct);
        }
        (joined, same)
    }

    /// Adds a contact with the kept address to the list, for each person with several addresses.
    fn keep_addresses(
        &mut self,
        list: &mut List,
        source: u32,
        joined: &JoinedAddresses,
        contacts: impl Iterator<Item = usize>,
    ) {
        let mut added: HashMap<String, u32> = HashMap::new();
        for contact in contacts {
            let address = list.email(contact).to_ascii_lowercase();
            let last = joined.last(&address);
            let Some((kept, row)) = joined.kept.get(&last) else { continue };
            let answer = *added.entry(last).or_insert_with(|| {
                let email = Email(Cow::Owned(kept.clone()));
                let contact = Contact { email, ..list.contact(contact).into_owned() };
                list.add_answer(source, &contact, *row) as u32
            });
            self.answers.addresses.insert(address, answer);
        }
    }

    /// Takes the answers about conflicts.
    fn conflicts(
        &mut self,
        list: &mut List,
        groups: &MergeGroups,
        settings: MergeSettings,
        sources: [u32; 2],
        rows: &[KeyedRow<'w>],
    ) {
        let questions = self.questions(list, groups, settings, rows);
        let mut decided: HashMap<(usize, Subject), (u64, [String; 2])> = HashMap::new();
        let (mut removed, mut unanswered) = (HashSet::new(), Vec::new());
        for (row, key) in rows {
            let subject = key.subject;
            let columns = self.workbook.columns;
            let question = questions.get(&question_id(&self.answers, list, row, subject));
            let id = question.map(|question| (question.contact as u32, subject));
            let Some(given) = self.given(row, subject) else {
                self.answers.unanswered.extend(id);
                continue;
            };
            let column = if matches!(given, Given::Written(_)) { columns.write() } else { columns.choose() };
            let is_given = !matches!(given, Given::Nothing);
            let Some(question) = question else {
                if is_given {
                    self.refuse(row, column, Some(subject), Message::AnswerGone { person: person_of(row) });
                }
                continue;
            };
            if question.fingerprint(list) != key.fingerprint {
                if is_given {
                    self.refuse(row, column, Some(subject), Message::AnswerStale { person: person_of(row) });
                }
                continue;
            }
            let fitting = match given {
                Given::Nothing => {
                    if question.resolution.is_none() {
                        unanswered.push((*row, question));
                    }
                    continue;
                }
                Given::Chosen(chosen) => chosen_answer(list, question, chosen),
                Given::Written(text) => match self.written_answer(list, question, row, text) {
                    Some(contact) => Some(Fitting::Contact(contact)),
                    None => {
                        self.answers.unanswered.extend(id);
                        continue;
                    }
                },
            };
            let Some(fitting) = fitting else {
                self.refuse_unknown(row, subject);
                self.answers.unanswered.extend(id);
                continue;
            };
            let cells = [columns.choose(), columns.write()].map(|column| row.cell(column).to_owned());
            match decided.entry((question.contact, subject)) {
                Entry::Occupied(earlier) if earlier.get().1 == cells => continue,
                Entry::Occupied(earlier) => {
                    let earlier = earlier.get().0;
                    self.refuse(row, column, Some(subject), Message::AnswerContradicts { row: earlier });
                    continue;
                }
                Entry::Vacant(new) => drop(new.insert((row.number, cells.clone()))),
            }
            let id = (question.contact as u32, subject);
            self.answers.unanswered.remove(&id);
            let decision = match fitting {
                Fitting::Keep(is_kept) => {
                    removed.extend((!is_kept).then_some(question.contact));
                    Decision::Keep(is_kept)
                }
                Fitting::Contact(contact) => {
                    let source = sources[usize::from(column == columns.write())];
                    Decision::Row(list.add_answer(source, &contact, row.number) as u32)
                }
            };
            self.answers.decisions.insert(id, decision);
            self.answers.given.insert(id, cells);
        }
        for (row, key) in std::mem::take(&mut self.edited) {
            let question = questions.get(&question_id(&self.answers, list, row, key.subject));
            let is_same = |question: &&Question| question.fingerprint(list) == key.fingerprint;
            let id = question.filter(is_same).map(|question| (question.contact as u32, key.subject));
            self.answers.unanswered.extend(id);
        }
        // A contact that is removed needs no other answers.
        for (row, question) in unanswered.into_iter().filter(|(_, question)| !removed.contains(&question.contact)) {
            let (subject, column) = (question.subject, self.workbook.columns.choose());
            self.refuse(row, column, Some(subject), Message::AnswerMissing { person: person_of(row) });
            self.answers.unanswered.insert((question.contact as u32, subject));
        }
    }

    /// Returns the questions about the contacts of some rows.
    fn questions(
        &self,
        list: &List,
        groups: &MergeGroups,
        settings: MergeSettings,
        rows: &[KeyedRow<'w>],
    ) -> HashMap<QuestionId, Question> {
        let canonical = |address: &str| canonical_address(&self.answers, list, address);
        let wanted: HashSet<String> =
            rows.iter().chain(&self.edited).map(|(row, _)| canonical(row.cell(ConflictColumns::EMAIL))).collect();
        let merge = Merge::new(list, groups, settings).with_answers(&self.answers);
        let mut questions = HashMap::new();
        for same in groups.contacts.iter() {
            let Some(first) = same.clone().next() else { continue };
            let address = canonical(list.email(first));
            if !wanted.contains(&address) {
                continue;
            }
            let outcome = merge.resolve(same);
            for conflict in &outcome.conflicts {
                let question = merge.question(&outcome, conflict);
                let is_asked = question.resolution.as_ref().is_none_or(|known| known.by != ResolvedBy::Capitals);
                if is_asked {
                    questions
                        .insert((address.clone(), list.role(first).label().to_owned(), question.subject), question);
                }
            }
        }
        questions
    }

    /// Returns the contact with a value that was written, by the same rules as in a list; none if they refuse it.
    fn written_answer(
        &mut self,
        list: &List,
        question: &Question,
        row: &AnswerRow,
        text: &str,
    ) -> Option<Contact<'static>> {
        let column = question.subject.column()?;
        let write = self.workbook.columns.write();
        let known = list.contact(question.contact);
        let (countries, states) = (countries_cell(&known.countries), states_cell(&known.states));
        let mut cells = Row { number: row.number, has_address: true, ..Row::default() };
        for (column, text) in [
            (Column::Name, known.name.as_str()),
            (Column::Email, known.email.as_str()),
            (Column::JobTitle, known.job_title.as_str()),
            (Column::Role, known.role.label()),
            (Column::Countries, &*countries),
            (Column::States, &*states),
        ] {
            cells.cells[column] = text;
        }
        if column == Column::Countries {
            cells.cells[Column::States] = "";
            cells.columns[Column::States] = Some(write.into());
        }
        cells.cells[column] = text;
        cells.columns[column] = Some(write.into());
        let mut findings = Vec::new();
        let contact = normalize(&cells, self.normalization, &mut findings).map(Contact::into_owned);
        let is_of_cell = |finding: &Finding<'_>| finding.is_blocking() || finding.location.column == Some(write.into());
        let is_refused = findings.iter().any(Finding::is_blocking);
        self.findings.extend(findings.into_iter().filter(is_of_cell).map(Finding::into_owned));
        if contact.is_none() && !is_refused {
            self.refuse(row, write, Some(question.subject), Message::AnswerSeveral);
        }
        contact.filter(|_| !is_refused)
    }
}

/// The address of a contact, its role, and the subject.
type QuestionId = (String, String, Subject);

fn question_id(answers: &MergeAnswers, list: &List, row: &AnswerRow, subject: Subject) -> QuestionId {
    let address = canonical_address(answers, list, row.cell(ConflictColumns::EMAIL));
    (address, row.cell(ConflictColumns::ROLE).to_owned(), subject)
}

/// Returns the address that the person keeps, in lower case.
fn canonical_address(answers: &MergeAnswers, list: &List, address: &str) -> String {
    match answers.kept_address(|| address) {
        Some(kept) => list.email(kept as usize).to_ascii_lowercase(),
        None => address.to_ascii_lowercase(),
    }
}

/// Returns the address and role of a row's contact.
fn person_of(row: &AnswerRow) -> Box<str> {
    format!("{} ({})", row.cell(ConflictColumns::EMAIL), row.cell(ConflictColumns::ROLE)).into()
}

/// Returns the address of a text `Name <address>`.
fn address_in(text: &str) -> &str {
    text.rsplit_once('<').map_or(text, |(_, address)| address.trim_end_matches('>'))
}

/// Returns whether two texts are the same except for spaces, which programs may write differently.
fn is_same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Returns the answer that a chosen value is; none if it is none of the readings.
fn chosen_answer(list: &List, question: &Question, chosen: &str) -> Option<Fitting> {
    if question.subject == Subject::Existence {
        let choice = Language::ALL
            .into_iter()
            .find_map(|language| keep_texts(language).iter().position(|text| is_same_text(text, chosen)));
        return choice.map(|choice| Fitting::Keep(choice == 0));
    }
    let reading = question.readings.iter().find(|reading| is_same_text(&shortened(&reading.text), chosen))?;
    contact_of(list, reading).map(Fitting::Contact)
}

/// Returns the contact that has a reading.
fn contact_of(list: &List, reading: &Reading) -> Option<Contact<'static>> {
    let row = reading.row?;
    let contact = list.contact(row).into_owned();
    Some(match &reading.territory {
        // The rows of one list may cover it together.
        Some(territory) if *territory != list.scope(row) => {
            Contact { countries: territory.countries(), states: territory.states(), ..contact }
        }
        _ => contact,
    })
}
