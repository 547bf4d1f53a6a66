//! The workbook of conflicts: its columns, the hidden keys of its rows, the texts of its drop-downs, and reading it once it
//! is filled in. `report` writes it.

use std::fmt;
use std::path::PathBuf;

use crate::contact::Source;
use crate::i18n::{Language, Localize, display_in_english, messages};
use crate::merge::question::{Subject, cell_digest};
use crate::read::{Input, RawInput, ReadError, ReadSettings};

/// The text above the hidden keys, before the number of columns of readings.
const MARK: &str = "cosell-conflicts-1";
/// The texts of a cell before the answers, other than readings.
const FIXED: u16 = 5;

/// The columns of the workbook, from 0, of which the number of columns of readings varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConflictColumns {
    pub readings: u16,
}

impl ConflictColumns {
    pub(crate) const KEY: u16 = 0;
    pub(crate) const NAME: u16 = 1;
    pub(crate) const EMAIL: u16 = 2;
    pub(crate) const ROLE: u16 = 3;
    pub(crate) const SUBJECT: u16 = 4;
    pub(crate) const FIRST_READING: u16 = FIXED;

    /// Returns the column with the drop-down.
    pub(crate) fn choose(self) -> u16 {
        FIXED + self.readings
    }

    /// Returns the column for another value.
    pub(crate) fn write(self) -> u16 {
        self.choose() + 1
    }

    /// Returns the column with the places of the readings.
    pub(crate) fn places(self) -> u16 {
        self.choose() + 2
    }

    /// Returns the first of the hidden columns with the values of the drop-down.
    pub(crate) fn first_option(self) -> u16 {
        self.choose() + 3
    }

    /// Returns the columns that aren't to be edited.
    pub(crate) fn fixed(self) -> impl Iterator<Item = u16> {
        (Self::NAME..self.choose()).chain([self.places()])
    }

    /// Returns the text above the hidden keys.
    pub(crate) fn mark(self) -> String {
        format!("{MARK} {}", self.readings)
    }

    fn from_mark(mark: &str) -> Option<Self> {
        let readings = mark.trim().strip_prefix(MARK)?.trim().parse().ok()?;
        Some(ConflictColumns { readings }).filter(|_| readings < 1000)
    }
}

/// The hidden key of a row: its question, and the digests of the cells that aren't to be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuestionKey {
    pub subject: Subject,
    pub fingerprint: String,
    digests: Vec<String>,
}

impl QuestionKey {
    /// Returns the key of a row with these cells in the columns that aren't to be edited.
    pub(crate) fn new<'c>(subject: Subject, fingerprint: String, fixed: impl Iterator<Item = &'c str>) -> Self {
        QuestionKey { subject, fingerprint, digests: fixed.map(cell_digest).collect() }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().map(str::to_owned);
        let (name, fingerprint) = (words.next()?, words.next()?);
        let subject = Subject::ALL.into_iter().find(|subject| subject.name() == name)?;
        Some(QuestionKey { subject, fingerprint, digests: words.collect() })
    }
}

impl fmt::Display for QuestionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.subject.name(), self.fingerprint, self.digests.join(" "))
    }
}

/// Returns the texts of the drop-down about a contact that some lists edited and others deleted: to keep it, and to remove
/// it.
pub(crate) fn keep_texts(language: Language) -> [&'static str; 2] {
    [messages::AnswerKeep.text(language), messages::AnswerRemove.text(language)]
}

/// Returns the texts of the drop-down about two addresses: different people, and one person who keeps either address.
pub(crate) fn pair_texts(addresses: [&str; 2], language: Language) -> [String; 3] {
    let keep = |address| language.localize(messages::AnswerSamePerson { address }).to_string();
    let [one, other] = addresses.map(keep);
    [messages::AnswerNotSame.text(language).to_owned(), one, other]
}

/// An error of a workbook with answers as a whole.
#[derive(Debug)]
pub(crate) enum AnswersError {
    Read(ReadError),
    /// Two sheets are lists of conflicts.
    SeveralSheets {
        /// The file.
        file: PathBuf,
        /// The second sheet.
        sheet: String,
    },
    /// No sheet is a list of conflicts.
    NotConflicts {
        file: PathBuf,
    },
}

impl Localize for AnswersError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnswersError::Read(error) => error.write(language, f),
            AnswersError::SeveralSheets { file, sheet } => {
                messages::AnswersSeveralSheets { file: file.display(), sheet }.write(language, f)
            }
            AnswersError::NotConflicts { file } => {
                messages::AnswersNotConflicts { file: file.display() }.write(language, f)
            }
        }
    }
}

display_in_english!(AnswersError);

impl From<ReadError> for AnswersError {
    fn from(error: ReadError) -> Self {
        AnswersError::Read(error)
    }
}

/// A row of the workbook that isn't empty.
#[derive(Debug)]
pub(super) struct AnswerRow {
    pub number: u64,
    cells: Vec<String>,
}

impl AnswerRow {
    /// Returns the text of a column, without spaces around it; empty beyond the last cell.
    pub(super) fn cell(&self, column: u16) -> &str {
        self.cells.get(usize::from(column)).map_or("", |cell| cell.trim())
    }

    pub(super) fn key(&self) -> Option<QuestionKey> {
        QuestionKey::parse(self.cell(ConflictColumns::KEY))
    }

    /// Returns the columns that were edited although they aren't to be.
    pub(super) fn edited(&self, key: &QuestionKey, columns: ConflictColumns) -> Vec<u16> {
        let digests = key.digests.iter().map(String::as_str).chain(std::iter::repeat(""));
        let fixed = columns.fixed().zip(digests);
        fixed.filter(|(column, digest)| cell_digest(self.cell(*column)) != *digest).map(|(column, _)| column).collect()
    }
}

/// A workbook of conflicts that was filled in.
#[derive(Debug)]
pub(crate) struct AnswersWorkbook {
    pub(super) source: Source,
    pub(super) columns: ConflictColumns,
    pub(super) rows: Vec<AnswerRow>,
}

/// An answer that a person chose on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenAnswer {
    pub subject: Subject,
    pub fingerprint: String,
    /// Name, address and role; of two addresses that may be one person's, nothing.
    pub person: [String; 3],
    /// The readings; of two addresses, the two people as `Name <address>`.
    pub readings: Vec<String>,
    /// The text of the drop-down, or the value that was written; the other is empty.
    pub answer: [String; 2],
}

impl AnswersWorkbook {
    /// Returns the workbook that a person would have filled in with these answers.
    pub(crate) fn from_choices(choices: Vec<ChosenAnswer>) -> Self {
        let most = choices.iter().map(|choice| choice.readings.len()).max().unwrap_or(0);
        let columns = ConflictColumns { readings: most as u16 };
        let rows = (1..).zip(choices).map(|(number, choice)| {
            let mut cells = vec![String::new(); usize::from(columns.first_option())];
            for (column, text) in (ConflictColumns::NAME..).zip(choice.person) {
                cells[usize::from(column)] = text;
            }
            for (column, text) in (ConflictColumns::FIRST_READING..).zip(choice.readings) {
                cells[usize::from(column)] = text;
            }
            let fixed = columns.fixed().map(|column| cells[usize::from(column)].as_str());
            let key = QuestionKey::new(choice.subject, choice.fingerprint, fixed).to_string();
            cells[usize::from(ConflictColumns::KEY)] = key;
            let [chosen, written] = choice.answer;
            cells[usize::from(columns.choose())] = chosen;
            cells[usize::from(columns.write())] = written;
            AnswerRow { number, cells }
        });
        AnswersWorkbook { source: Source::file("answers"), columns, rows: rows.collect() }
    }

    /// Reads a workbook.
    ///
    /// # Errors
    /// If it can't be read, or isn't one of conflicts.
    pub(crate) fn read(input: Input, settings: &ReadSettings) -> Result<Self, AnswersError> {
        let file = input.name().to_owned();
        let not_conflicts = || AnswersError::NotConflicts { file: file.clone() };
        let RawInput::Workbook(workbook) = RawInput::open(input, settings)? else { return Err(not_conflicts()) };
        let mut found: Option<AnswersWorkbook> = None;
        workbook.for_each_row::<AnswersError>(|sheet, number, cells| {
            match &mut found {
                Some(found) if found.source.sheet.as_deref() == Some(sheet) => {
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
                        found.rows.push(AnswerRow { number, cells });
                    }
                }
                // A copy of the sheet may have other answers.
                Some(_) if cells.first().and_then(|cell| ConflictColumns::from_mark(cell)).is_some() => {
                    return Err(AnswersError::SeveralSheets { file: file.clone(), sheet: sheet.to_owned() });
                }
                Some(_) => {}
                None => {
                    let mark = cells.first().and_then(|cell| ConflictColumns::from_mark(cell));
                    found = mark.map(|columns| {
                        let source = Source { file: file.clone(), sheet: Some(sheet.to_owned()) };
                        AnswersWorkbook { source, columns, rows: Vec::new() }
                    });
                }
            }
            Ok(())
        })?;
        found.ok_or_else(not_conflicts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_marks_round_trip() {
        let key = QuestionKey::new(Subject::JobTitle, "00ff".to_owned(), ["Ann", ""].into_iter());
        assert_eq!(QuestionKey::parse(&key.to_string()), Some(key));
        for broken in ["", "name", "colour 00ff 12"] {
            assert_eq!(QuestionKey::parse(broken), None);
        }
        let columns = ConflictColumns { readings: 3 };
        assert_eq!(ConflictColumns::from_mark(&columns.mark()), Some(columns));
        for other in ["", "Name", "cosell-conflicts-2 3", "cosell-conflicts-1 x"] {
            assert_eq!(ConflictColumns::from_mark(other), None);
        }
        assert_eq!(columns.fixed().collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 10]);
    }
}
