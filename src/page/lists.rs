//! Work on all lists of a page: their coverage, their merge, and the changes that an import would make.

use std::io::Cursor;

use super::failure::failure;
use super::list::{contact_cells, file_name, finding_result};
use super::result::{
    AnswerResult, ChangeResult, CheckResult, Comparison, ConflictResult, FindingResult, MergeResult, MergedRow,
    ReadingResult,
};
use super::state::{Answer, CurrentList, State};
use super::{Session, SessionError};
use crate::contact::{Format, Source, StoredContact};
use crate::contact_list::{ContactGroups, List};
use crate::coverage::Coverage;
use crate::diagnostics::{CollectingReport, Finding, Message, Rule, Summary, report_empty_list};
use crate::diff::{ChangeCounts, Diff};
use crate::i18n::{Language, messages};
use crate::merge::{
    AnswersWorkbook, ChangedBy, ChosenAnswer, DistinctPairs, Examination, Merge, MergeAnswers, MergeGroups,
    MergeSettings, MergedValue, Question, ResolvedBy, SettledAnswers, SimilarPair, Subject, keep_texts, pair_texts,
};
use crate::normalize::NormalizeSettings;
use crate::read::Rows;
use crate::report::{CoverageSource, coverage_as_html};
use crate::spreadsheet::style::shortened;
use crate::write::{Layout, Writer};

impl Session {
    /// Adds to a result the coverage, the merge and the comparison, which need the contacts of all lists.
    pub(super) fn check_together(
        &self,
        state: &State,
        list: List,
        result: &mut CheckResult,
    ) -> Result<(), SessionError> {
        let language = state.language.into();
        if list.len() > 0 {
            let matrix = Coverage::from_list(&list, &ContactGroups::new(&list)).matrix(&[]);
            let lists = result.lists.iter().map(|list| list.name.clone()).collect();
            let source = CoverageSource { lists, ..CoverageSource::default() };
            let mut page = Vec::new();
            // Writing to memory can't fail.
            let _ = coverage_as_html(&matrix, &source, language, &mut page);
            result.coverage = Some(String::from_utf8_lossy(&page).into_owned());
        }
        let mut contacts = list;
        if result.ready && state.lists.len() > 1 {
            let merged = MergedLists::new(contacts, state);
            let (merge, is_decided) = merged.result(state, language);
            result.ready = is_decided;
            result.merge = Some(merge);
            contacts = merged.contacts();
        }
        if let Some(current) = &state.current
            && result.ready
        {
            result.comparison = Some(self.compared(current, &contacts, language)?);
        }
        Ok(())
    }

    /// Merges the lists, and writes the result.
    ///
    /// # Errors
    /// If a list can't be read, a list has errors, or a conflict isn't decided.
    pub(super) fn merged(&self, state: &State, format: Format) -> Result<Vec<u8>, SessionError> {
        let mut list = List::default();
        for input in &state.lists {
            let mut rows = self.open(input)?;
            let mut report = CollectingReport::default();
            let mut summary = list.read(&mut rows, NormalizeSettings::default(), &mut report)?;
            report_empty_list(false, &mut summary, &mut report);
            if summary.blocking > 0 {
                return Err(SessionError::NotReady);
            }
        }
        let merged = MergedLists::new(list, state);
        if !merged.result(state, state.language.into()).1 {
            return Err(SessionError::NotReady);
        }
        let mut writer = Writer::new(Cursor::new(Vec::new()), &Layout::new(format))?;
        merged.merge().write(&mut writer)?;
        Ok(writer.finish()?.into_inner())
    }

    /// Returns the changes that an import of contacts would make.
    fn compared(&self, current: &CurrentList, contacts: &List, language: Language) -> Result<Comparison, SessionError> {
        let mut list = List::default();
        let opened = Rows::open(self.input(current.file)?, current.reading.settings());
        let settings = NormalizeSettings { allow_empty: true, ..NormalizeSettings::default() };
        let mut report = CollectingReport::default();
        let summary = opened.and_then(|mut rows| list.read(&mut rows, settings, &mut report));
        match summary {
            Err(error) => {
                return Ok(Comparison {
                    failure: Some(failure(&error, &self.file(current.file)?.name, language)),
                    ..Comparison::default()
                });
            }
            Ok(summary) if summary.blocking > 0 => {
                let first = report.findings.iter().find(|(_, finding)| finding.is_blocking());
                let message = first.map_or_else(String::new, |(_, finding)| {
                    let text = finding_result(finding, language).message;
                    let row = finding.location.row.map(|row| language.localize(messages::Row { row }));
                    row.map_or(text.clone(), |label| {
                        language.localize(messages::LabeledText { label, text }).to_string()
                    })
                });
                let failure = super::result::ReadFailure { message, ..Default::default() };
                return Ok(Comparison { failure: Some(failure), ..Comparison::default() });
            }
            Ok(_) => {}
        }
        list.copy_input(contacts, 0);
        let groups = ContactGroups::new(&list);
        let diff = Diff::new(&list, &groups);
        let ChangeCounts { removed, changed, added, unchanged } = diff.counts();
        let changes = diff.changes().iter().map(|change| {
            let side = diff.after(change).or_else(|| diff.before(change));
            let contact = side.map_or_else(Vec::new, |side| {
                [side.name(), side.email(), side.role().label(), &side.places()].map(str::to_owned).to_vec()
            });
            let cells = diff.cells(change).into_iter().map(|cell| (cell.column as usize, cell.old, cell.new));
            ChangeResult { kind: change.kind().name(), contact, cells: cells.collect() }
        });
        let changes = changes.collect();
        Ok(Comparison { failure: None, removed, changed, added, unchanged, changes })
    }
}

/// Maximum number of merged contacts that are shown.
const MOST_SHOWN: usize = 1000;

/// Several lists as one, with the answers to their conflicts.
struct MergedLists {
    list: List,
    groups: MergeGroups,
    answers: MergeAnswers,
    questions: Vec<Question>,
    similar: Vec<SimilarPair>,
    /// Findings about the answers.
    findings: Vec<Finding<'static>>,
}

impl MergedLists {
    fn new(list: List, state: &State) -> Self {
        let groups = MergeGroups::new(&list, MergeSettings::default(), &[]);
        let (_, similar) = questions(&list, &groups, &MergeAnswers::default());
        let of_pairs = || similar.iter().filter_map(|pair| chosen_pair(pair, state.answers.get(&pair_key(pair))?));
        // Two addresses that are one person's may have conflicts that each of them alone has not.
        let joined = settled(list.clone(), of_pairs().collect());
        let (questions, _) = questions(&joined.list, &joined.groups, &joined.answers);
        let of_questions = questions.iter().filter(|question| is_asked(question)).filter_map(|question| {
            chosen_answer(&joined.list, question, state.answers.get(&question_key(&joined.list, question))?)
        });
        let choices = of_questions.chain(of_pairs()).collect();
        MergedLists { questions, similar, ..settled(list, choices) }
    }

    fn merge(&self) -> Merge<'_> {
        Merge::new(&self.list, &self.groups, MergeSettings::default()).with_answers(&self.answers)
    }

    /// Returns the result for the page, and whether all conflicts are decided.
    fn result(&self, state: &State, language: Language) -> (MergeResult, bool) {
        let (mut summary, mut report) = (Summary::default(), CollectingReport::default());
        let is_written = self.merge().examine(&mut summary, &mut report, || ()).is_some();
        // Conflicts and people who may be the same are questions.
        let is_question = |finding: &&Finding<'_>| {
            matches!(finding.rule, Rule::ContactConflict | Rule::ContactSimilar)
                && !matches!(finding.message, Message::StatesDropped { .. })
        };
        let of_merge = report.findings.iter().map(|(_, finding)| finding).filter(|finding| !is_question(finding));
        let findings = self.findings.iter().chain(of_merge);
        let findings: Vec<FindingResult> = findings.map(|finding| finding_result(finding, language)).collect();
        let answer = |key: &str| state.answers.get(key).map(AnswerResult::from);
        let conflicts = self.questions.iter().filter(|question| is_asked(question)).map(|question| {
            let key = question_key(&self.list, question);
            let contact = question.contact;
            let contact = [self.list.name(contact), self.list.email(contact), self.list.role(contact).label()];
            let readings = question.readings.iter().map(|reading| ReadingResult {
                list: file_name(&self.list.file(reading.input).file),
                text: reading.text.clone(),
            });
            ConflictResult {
                subject: question.subject.name(),
                contact: contact.map(str::to_owned).to_vec(),
                readings: readings.collect(),
                answer: answer(&key),
                key,
            }
        });
        let pairs = self.similar.iter().map(|pair| {
            let people = pair.people.each_ref().map(|(name, email, _)| format!("{name} <{email}>"));
            let readings = pair_choices(pair, language).map(|text| ReadingResult { list: String::new(), text });
            let key = pair_key(pair);
            ConflictResult {
                subject: Subject::SamePerson.name(),
                contact: people.to_vec(),
                readings: readings.into_iter().collect(),
                answer: answer(&key),
                key,
            }
        });
        let conflicts = conflicts.chain(pairs).collect();
        let merge = self.merge();
        let kept = || merge.outcomes().filter_map(|outcome| Some((outcome.kept?, outcome.changed_by)));
        let contacts = kept().count() as u64;
        let row = |(kept, lists): (MergedValue, ChangedBy)| {
            let cells = contact_cells(&kept.contact(&self.list));
            MergedRow { cells, lists: lists.to_vec() }
        };
        let rows = kept().take(MOST_SHOWN).map(row).collect();
        let is_decided = is_written && self.findings.iter().all(|finding| !finding.is_blocking());
        (MergeResult { contacts, rows, conflicts, findings }, is_decided)
    }

    /// Returns the merged contacts as a list with one input.
    fn contacts(&self) -> List {
        let mut merged = List::default();
        merged.begin_input(&Source::file("merged"));
        for outcome in self.merge().outcomes() {
            if let Some(kept) = &outcome.kept {
                merged.add(&StoredContact::from(&kept.contact(&self.list)));
            }
        }
        merged
    }
}

/// Returns the conflicts of lists, and people who may be the same.
fn questions(list: &List, groups: &MergeGroups, answers: &MergeAnswers) -> (Vec<Question>, Vec<SimilarPair>) {
    let merge = Merge::new(list, groups, MergeSettings::default()).with_answers(answers);
    let keeps_questions = Examination { keeps_questions: true, ..Examination::default() };
    let (mut summary, mut report) = (Summary::default(), CollectingReport::default());
    let examined = merge.examine_with(keeps_questions, &mut summary, &mut report, || ());
    (examined.conflicts, examined.similar)
}

/// Returns lists with answers, without questions.
fn settled(mut list: List, choices: Vec<ChosenAnswer>) -> MergedLists {
    let (questions, similar) = (Vec::new(), Vec::new());
    if choices.is_empty() {
        let groups = MergeGroups::new(&list, MergeSettings::default(), &[]);
        let (answers, findings) = (MergeAnswers::default(), Vec::new());
        return MergedLists { list, groups, answers, questions, similar, findings };
    }
    let workbook = AnswersWorkbook::from_choices(choices);
    let (settings, distinct) = (MergeSettings::default(), DistinctPairs::default());
    let SettledAnswers { answers, groups, findings, .. } =
        SettledAnswers::new(&mut list, settings, &workbook, &distinct, &NormalizeSettings::default());
    MergedLists { list, groups, answers, questions, similar, findings }
}

/// Returns whether a person is asked: not if values differ in capitals only.
fn is_asked(question: &Question) -> bool {
    question.resolution.as_ref().is_none_or(|known| known.by != ResolvedBy::Capitals)
}

fn question_key(list: &List, question: &Question) -> String {
    let (subject, contact) = (question.subject.name(), question.contact);
    let (address, role) = (list.email(contact).to_ascii_lowercase(), list.role(contact).label());
    format!("{subject} {address} {role} {}", question.fingerprint(list))
}

fn pair_key(pair: &SimilarPair) -> String {
    let [one, other] = pair.people.each_ref().map(|(_, email, _)| email.to_ascii_lowercase());
    format!("{} {one} {other} {}", Subject::SamePerson.name(), pair.fingerprint())
}

/// Returns the possible answers about two addresses.
fn pair_choices(pair: &SimilarPair, language: Language) -> [String; 3] {
    pair_texts(pair.people.each_ref().map(|(_, email, _)| email.as_str()), language)
}

/// Returns an answer as in a workbook of conflicts; `None` if there is no such reading.
fn chosen_answer(list: &List, question: &Question, answer: &Answer) -> Option<ChosenAnswer> {
    let answer = match answer {
        Answer::Text(text) => [String::new(), text.clone()],
        Answer::Reading(index) => {
            let reading = question.readings.get(*index)?;
            let chosen = match question.subject {
                Subject::Existence => keep_texts(Language::En)[usize::from(reading.row.is_none())].to_owned(),
                _ => shortened(&reading.text).into_owned(),
            };
            [chosen, String::new()]
        }
    };
    let contact = question.contact;
    let person = [list.name(contact), list.email(contact), list.role(contact).label()].map(str::to_owned);
    let readings = question.readings.iter().map(|reading| reading.text.clone()).collect();
    Some(ChosenAnswer { subject: question.subject, fingerprint: question.fingerprint(list), person, readings, answer })
}

/// Returns an answer about two addresses as in a workbook of conflicts; `None` if there is no such answer.
fn chosen_pair(pair: &SimilarPair, answer: &Answer) -> Option<ChosenAnswer> {
    let Answer::Reading(index) = answer else { return None };
    let chosen = pair_choices(pair, Language::En).get(*index)?.clone();
    let readings = pair.people.each_ref().map(|(name, email, _)| format!("{name} <{email}>")).to_vec();
    let (subject, fingerprint) = (Subject::SamePerson, pair.fingerprint());
    Some(ChosenAnswer { subject, fingerprint, person: Default::default(), readings, answer: [chosen, String::new()] })
}
