//! The findings and rows that a page shows, within limits, so that its size is in proportion to the list at most, and a
//! browser can show it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use crate::contact::{Column, Source, SourceColumn};
use crate::diagnostics::{Finding, Rule};
use crate::i18n::Language;
use crate::report::ProblemCounts;
use crate::report::annotated::{DisplaySeverity, plain_message, remedy};
use crate::report::findings::place_name;
use crate::report::text::ProblemCounter;
use crate::util::start_of;

/// Maximum number of rows with something to correct or to check.
const MAX_ROWS: usize = 2000;
/// Maximum number of rows in which everything is fixed automatically.
const MAX_FIXED_ROWS: usize = 500;
/// Number of bytes of texts after which no more rows are kept.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The length in bytes to which a cell is shortened.
pub(super) const MAX_CELL: usize = 4096;
/// The length in bytes to which a message is shortened.
const MAX_MESSAGE: usize = 600;
/// Maximum number of problems that are shown of a row.
const MAX_NOTES: usize = 24;
/// Maximum number of places that are listed for a rule.
const MAX_PLACES: usize = 8;

/// The findings of a file.
pub(super) struct FileFindings {
    pub(super) file: PathBuf,
    problems: ProblemCounter,
    /// The findings by severity and rule, the most important first.
    pub(super) rules: BTreeMap<(DisplaySeverity, Rule), RuleFindings>,
    pub(super) sheets: Vec<SheetRows>,
    /// The index of the current sheet.
    current: usize,
    /// The bytes of all texts.
    bytes: usize,
}

/// The findings of a rule.
#[derive(Default)]
pub(super) struct RuleFindings {
    /// The number of cells, of rows if the rule is about rows, or of other findings.
    pub(super) count: u64,
    last: Option<(usize, u64, Option<Column>)>,
    pub(super) places: Vec<Place>,
}

/// The place of a finding.
pub(super) struct Place {
    /// The name in its sheet, such as `E7`; none if the finding is about the whole list.
    pub(super) name: Option<String>,
    pub(super) sheet: usize,
    pub(super) row: Option<u64>,
    pub(super) message: String,
    pub(super) remedy: String,
}

/// The rows of a sheet, or of a file without sheets.
pub(super) struct SheetRows {
    pub(super) sheet: Option<String>,
    pub(super) columns: Vec<SourceColumn>,
    /// The rows with something to correct or to check.
    pub(super) rows: Vec<ShownRow>,
    /// The rows in which everything is fixed automatically.
    pub(super) fixed: Vec<ShownRow>,
    /// Numbers of rows of both kinds that are left out.
    pub(super) rows_left_out: u64,
    pub(super) fixed_left_out: u64,
}

/// A row with findings.
pub(super) struct ShownRow {
    pub(super) number: u64,
    /// The starts of the cells. `None` for a cell that isn't known, because the finding came after all rows.
    pub(super) cells: Vec<Option<String>>,
    pub(super) notes: Vec<Note>,
    /// Number of further problems.
    pub(super) more: u64,
}

/// A finding in a row.
pub(super) struct Note {
    /// The index of the column; none if the finding is about the row.
    pub(super) column: Option<usize>,
    pub(super) severity: DisplaySeverity,
    /// The text at fault.
    pub(super) span: Option<Range<usize>>,
    pub(super) message: String,
    /// What to write, unless an earlier finding of the cell has it.
    pub(super) remedy: String,
}

impl FileFindings {
    pub(super) fn new(file: PathBuf) -> Self {
        FileFindings {
            file,
            problems: ProblemCounter::default(),
            rules: BTreeMap::new(),
            sheets: Vec::new(),
            current: 0,
            bytes: 0,
        }
    }

    pub(super) fn problems(&self) -> ProblemCounts {
        self.problems.counts()
    }

    /// Starts a sheet, or returns to one.
    pub(super) fn source(&mut self, source: &Source) {
        self.problems.end_row();
        let known = self.sheets.iter().position(|sheet| sheet.sheet == source.sheet);
        self.current = known.unwrap_or_else(|| {
            self.sheets.push(SheetRows::new(source.sheet.clone()));
            self.sheets.len() - 1
        });
    }

    pub(super) fn columns(&mut self, columns: &[SourceColumn]) {
        if let Some(sheet) = self.sheets.get_mut(self.current) {
            sheet.columns = columns.to_vec();
        }
    }

    /// Adds a finding that comes without its row: about the list, or after all rows.
    pub(super) fn add(&mut self, finding: &Finding<'_>, source: &Source, language: Language) {
        self.count(finding, source, language);
        let Some(number) = finding.location.row else { return };
        let has_room = self.has_room(DisplaySeverity::from_finding(finding));
        let Some(sheet) = self.sheets.get_mut(self.current) else { return };
        let Some(column) = sheet.column_index(finding) else { return };
        let note = Note::new(finding, Some(column), false, language);
        if let Some(row) = sheet.rows.iter_mut().find(|row| row.number == number) {
            row.add(note);
        } else if note.severity <= DisplaySeverity::Warning {
            let mut row = ShownRow { number, cells: vec![None; sheet.columns.len()], notes: vec![note], more: 0 };
            row.cells[column] = Some(start_of(&finding.value, MAX_CELL).to_owned());
            // The row may be among those in which everything else is fixed.
            if let Some(index) = sheet.fixed.iter().position(|row| row.number == number) {
                let mut fixed = sheet.fixed.remove(index);
                row.notes.append(&mut fixed.notes);
                (row.cells, row.more) = (fixed.cells, fixed.more);
            }
            if has_room {
                let index = sheet.rows.partition_point(|other| other.number < number);
                sheet.rows.insert(index, row);
            } else {
                sheet.rows_left_out += 1;
            }
        }
    }

    /// Adds a row with its findings.
    pub(super) fn add_row(
        &mut self,
        number: u64,
        cells: &mut dyn Iterator<Item = &str>,
        findings: &[Finding<'_>],
        source: &Source,
        language: Language,
    ) {
        findings.iter().for_each(|finding| self.count(finding, source, language));
        let Some(worst) = findings.iter().map(DisplaySeverity::from_finding).min() else { return };
        let has_room = self.has_room(worst);
        let Some(sheet) = self.sheets.get_mut(self.current) else { return };
        let is_fixed = worst == DisplaySeverity::Fixed;
        match worst {
            DisplaySeverity::Note => return,
            DisplaySeverity::Fixed if !has_room => return sheet.fixed_left_out += 1,
            _ if !has_room => return sheet.rows_left_out += 1,
            _ => {}
        }
        // If a list is given twice, its rows are shown once.
        if [&sheet.rows, &sheet.fixed].iter().any(|rows| rows.last().is_some_and(|last| last.number >= number)) {
            return;
        }
        let cells = cells.map(|cell| Some(start_of(cell, MAX_CELL).to_owned())).collect();
        let mut row = ShownRow { number, cells, notes: Vec::new(), more: 0 };
        for finding in findings {
            if DisplaySeverity::from_finding(finding) == DisplaySeverity::Note {
                continue;
            }
            let column = sheet.column_index(finding);
            let is_bad = |other: &&Finding<'_>| {
                sheet.column_index(other) == column && DisplaySeverity::from_finding(other) == DisplaySeverity::Error
            };
            if row.notes.len() < MAX_NOTES {
                let has_error = findings.iter().any(|other| is_bad(&other));
                row.add(Note::new(finding, column, has_error, language));
            } else {
                row.more += 1;
            }
        }
        self.bytes += row.length();
        if is_fixed { sheet.fixed.push(row) } else { sheet.rows.push(row) }
    }

    fn has_room(&self, severity: DisplaySeverity) -> bool {
        let is_fixed = severity == DisplaySeverity::Fixed;
        let count = |sheet: &SheetRows| if is_fixed { sheet.fixed.len() } else { sheet.rows.len() };
        let most = if is_fixed { MAX_FIXED_ROWS } else { MAX_ROWS };
        self.bytes < MAX_BYTES && self.sheets.iter().map(count).sum::<usize>() < most
    }

    /// Counts a finding, and keeps its place if it is one of the first of the rule.
    fn count(&mut self, finding: &Finding<'_>, source: &Source, language: Language) {
        self.problems.take(finding);
        let severity = DisplaySeverity::from_finding(finding);
        let found = self.rules.entry((severity, finding.rule)).or_default();
        let cell = finding.location.row.map(|row| (self.current, row, finding.column));
        let is_same = cell.is_some() && found.last == cell;
        found.last = cell;
        found.count += u64::from(!is_same);
        if is_same || found.places.len() >= MAX_PLACES {
            return;
        }
        found.places.push(Place {
            name: place_name(&Source::file(&source.file), finding, language),
            sheet: self.current,
            row: finding.location.row,
            message: shortened(plain_message(finding, language), MAX_MESSAGE),
            remedy: shortened(remedy(finding, false, language), MAX_MESSAGE),
        });
    }
}

impl SheetRows {
    fn new(sheet: Option<String>) -> Self {
        SheetRows {
            sheet,
            columns: Vec::new(),
            rows: Vec::new(),
            fixed: Vec::new(),
            rows_left_out: 0,
            fixed_left_out: 0,
        }
    }

    /// Returns the index of the finding's column in the list, or `None` if the finding is about the row.
    fn column_index(&self, finding: &Finding<'_>) -> Option<usize> {
        let by_index = |index: u32| self.columns.iter().position(|column| column.at == index);
        let by_column = |wanted| self.columns.iter().position(|column| column.column == Some(wanted));
        finding.location.column.map_or_else(|| finding.column.and_then(by_column), by_index)
    }

    /// Returns whether a row is shown, so that a link can lead to it.
    pub(super) fn shows(&self, number: u64) -> bool {
        [&self.rows, &self.fixed].iter().any(|rows| rows.binary_search_by_key(&number, |row| row.number).is_ok())
    }
}

impl ShownRow {
    fn add(&mut self, mut note: Note) {
        if self.notes.iter().any(|other| other.column == note.column && other.remedy == note.remedy) {
            note.remedy.clear();
        }
        self.notes.push(note);
    }

    fn length(&self) -> usize {
        let cells = self.cells.iter().flatten().map(String::len).sum::<usize>();
        cells + self.notes.iter().map(|note| note.message.len() + note.remedy.len()).sum::<usize>()
    }
}

impl Note {
    fn new(finding: &Finding<'_>, column: Option<usize>, has_error: bool, language: Language) -> Self {
        Note {
            column,
            severity: DisplaySeverity::from_finding(finding),
            span: finding.span.clone().filter(|span| finding.value.get(span.clone()).is_some()),
            message: shortened(plain_message(finding, language), MAX_MESSAGE),
            remedy: shortened(remedy(finding, has_error, language), MAX_CELL),
        }
    }
}

/// Returns a text, or the start of a long one.
fn shortened(text: String, most: usize) -> String {
    match start_of(&text, most) {
        start if start.len() == text.len() => text,
        start => format!("{start} ..."),
    }
}
