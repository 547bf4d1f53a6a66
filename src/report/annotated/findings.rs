//! The first sheet of the annotated workbook: what to do, which sheets have something to correct, and a row for each
//! finding, with a link to its cell.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet};
use serde::{Deserialize, Serialize};

use super::display_severity::DisplaySeverity;
use super::fill;
use super::note::{capitalized, message, remedy};
use crate::contact::{Source, cell_name};
use crate::diagnostics::Finding;
use crate::fs::{FileError, Spool, spool};
use crate::i18n::{Language, messages};
use crate::report::findings::{REPEATED, RowTexts};
use crate::report::quoted;
use crate::report::text::{ProblemCounter, ProblemCounts};
use crate::spreadsheet::style::{self, CellStyle};
use crate::spreadsheet::{HelperColumn, ROWS, new_streamed_sheet};
use crate::util::start_of;
use crate::write::{RowCompressor, RowsOfSheet, SheetRows, WriteError};

/// Maximum number of links in a sheet of Excel.
const MAX_LINKS: u32 = 65_530;
/// Number of rows reserved for remarks about the whole list at the end of the sheet.
const KEPT: u32 = 3;
/// Maximum number of sheets that the instructions name. The table below them has all.
const MAX_NAMED: usize = 6;
/// Maximum number of rows above the findings that are frozen, so that a small screen has room for the findings.
const MAX_FROZEN: u32 = 12;

/// The findings of the workbook. The sheet is written last, because its instructions and columns depend on all of them;
/// until then they are in temporary files.
pub(super) struct FindingsSheet {
    language: Language,
    file: String,
    /// The findings that a person should look at, and those that need nothing.
    by_hand: FindingRows,
    others: FindingRows,
    texts: RowTexts,
    /// The numbers of problems of each sheet with findings.
    problems: Vec<(String, ProblemCounter)>,
}

/// Findings in a temporary file, with a line of JSON for each.
struct FindingRows {
    rows: BufWriter<Spool>,
    /// Number of findings in the file, and of those beyond the last row of the sheet.
    count: u32,
    left: u64,
}

/// The location of a finding in the workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) sheet: &'p str,
    /// The row and column, from 0; `None` if the finding is about the whole sheet or file.
    pub(super) cell: Option<(u32, u16)>,
    /// The number of the row in the file that the sender has.
    pub(super) original_row: Option<u64>,
    /// The label of the column.
    pub(super) label: Option<&'p str>,
    /// The cell has an error, so it stays as it is until it is corrected.
    pub(super) has_error: bool,
    /// The cell is fixed in the workbook.
    pub(super) is_fixed: bool,
}

/// A row of the table of findings.
#[derive(Debug, Serialize, Deserialize)]
struct FindingRow<'f> {
    severity: usize,
    #[serde(borrow)]
    sheet: Cow<'f, str>,
    cell: Option<(u32, u16)>,
    original_row: Option<u64>,
    #[serde(borrow)]
    label: Cow<'f, str>,
    #[serde(borrow)]
    value: Cow<'f, str>,
    #[serde(borrow)]
    message: Cow<'f, str>,
    #[serde(borrow)]
    remedy: Cow<'f, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FindingColumn {
    Sheet,
    Cell,
    Severity,
    OriginalRow,
    Label,
    Received,
    Found,
    ToWrite,
}

impl FindingsSheet {
    pub(super) fn new(source: &Source, language: Language) -> Self {
        // Only the file's name: the workbook is sent to others, who have no use for the folder.
        let name = source.file.file_name();
        let file = name.map(|name| language.source(&Source::file(name)).to_string()).unwrap_or_default();
        let (by_hand, others) = (FindingRows::new(), FindingRows::new());
        FindingsSheet { language, file, by_hand, others, texts: RowTexts::default(), problems: Vec::new() }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, finding: &Finding<'_>, place: Place<'_>) -> Result<(), WriteError> {
        let severity = DisplaySeverity::from_finding(finding);
        let known = self.problems.iter().position(|(sheet, _)| sheet == place.sheet).unwrap_or_else(|| {
            self.problems.push((place.sheet.to_owned(), ProblemCounter::default()));
            self.problems.len() - 1
        });
        self.problems[known].1.take(finding);
        let remedy = match self.texts.of(finding).omitted().all(|field| field == "value") {
            true => self.remedy(finding, place),
            false => String::new(),
        };
        let rows = if severity <= DisplaySeverity::Warning { &mut self.by_hand } else { &mut self.others };
        if rows.count >= ROWS {
            rows.left += 1;
            return Ok(());
        }
        rows.count += 1;
        let row = FindingRow {
            severity: severity as usize,
            sheet: place.sheet.into(),
            cell: place.cell,
            original_row: place.original_row,
            label: place.label.unwrap_or_default().into(),
            value: start_of_value(&finding.value),
            message: capitalized(&message(finding, self.language)).into(),
            remedy: remedy.into(),
        };
        let written = serde_json::to_writer(&mut rows.rows, &row).map_err(io::Error::from);
        Ok(written.and_then(|()| rows.rows.write_all(b"\n")).map_err(FileError::temporary)?)
    }

    /// Returns what to write, or what was written.
    fn remedy(&self, finding: &Finding<'_>, place: Place<'_>) -> String {
        match &finding.fix {
            Some(fix) if finding.applied && place.is_fixed => {
                let value = quoted(&fix.value, self.language);
                self.language.localize(messages::ChangedTo { value }).to_string()
            }
            _ => remedy(finding, place.has_error, self.language),
        }
    }

    /// Writes the sheet. `lists` are the names of the other sheets, in order; `is_renumbered` is set if rows have other
    /// numbers there than in the original file; `notes` is the number of cells with a note, if some lack theirs.
    pub(super) fn finish(
        self,
        workbook: &mut Workbook,
        name: &str,
        lists: &[String],
        is_renumbered: bool,
        notes: Option<u64>,
        compressor: Box<dyn RowCompressor>,
    ) -> Result<(Worksheet, RowsOfSheet), WriteError> {
        let language = self.language;
        let problems = |sheet: &String| {
            let of_sheet = self.problems.iter().find(|(other, _)| other == sheet);
            of_sheet.map_or_else(ProblemCounts::default, |(_, counter)| counter.counts())
        };
        let counts: Vec<(&str, ProblemCounts)> = lists.iter().map(|list| (list.as_str(), problems(list))).collect();
        let mut columns = vec![
            FindingColumn::Sheet,
            FindingColumn::Cell,
            FindingColumn::Severity,
            FindingColumn::OriginalRow,
            FindingColumn::Label,
            FindingColumn::Received,
            FindingColumn::Found,
            FindingColumn::ToWrite,
        ];
        columns.retain(|column| *column != FindingColumn::OriginalRow || is_renumbered);
        let sheet = new_streamed_sheet(workbook)?;
        let mut table = Table::new(sheet, columns, language);
        table.write_instructions(&self.file, &counts)?;
        table.write_sheets(name, &counts)?;
        let mut rows = SheetRows::new(table.header, compressor);
        let last = ROWS - KEPT - 1;
        let mut left = self.by_hand.left + self.others.left;
        left += table.add_all(self.by_hand, last, &mut rows)?;
        // Findings that need no correction are on the screen, but aren't printed.
        let printed = table.row;
        left += table.add_all(self.others, last, &mut rows)?;
        let mut sentences = Vec::new();
        sentences.extend(notes.map(|count| language.localize(messages::NotesLeftOut { count }).to_string()));
        sentences.extend((left > 0).then(|| language.localize(messages::FindingsLeftOut { count: left }).to_string()));
        table.finish(rows, &sentences, printed)
    }
}

impl FindingRows {
    fn new() -> Self {
        FindingRows { rows: BufWriter::new(spool()), count: 0, left: 0 }
    }

    /// Returns a reader of the rows from the first on.
    fn into_reader(self) -> io::Result<BufReader<Spool>> {
        let mut rows = self.rows.into_inner().map_err(io::IntoInnerError::into_error)?;
        rows.rewind()?;
        Ok(BufReader::new(rows))
    }
}

/// The sheet while it is written.
struct Table {
    sheet: Worksheet,
    language: Language,
    columns: Vec<FindingColumn>,
    plain: Format,
    link: Format,
    /// The row of the header of the findings, and the last row, both from 0.
    header: u32,
    row: u32,
    links: u32,
}

impl Table {
    fn new(sheet: Worksheet, columns: Vec<FindingColumn>, language: Language) -> Self {
        let (plain, link) = (Format::new(), CellStyle::Link.format());
        Table { sheet, language, columns, plain, link, header: 0, row: 0, links: 0 }
    }

    /// Writes the name of the file with the number of problems, and what to do.
    fn write_instructions(&mut self, file: &str, counts: &[(&str, ProblemCounts)]) -> Result<(), WriteError> {
        let language = self.language;
        let total = |count: fn(&ProblemCounts) -> u64| counts.iter().map(|(_, problems)| count(problems)).sum::<u64>();
        let (errors, warnings) = (total(|problems| problems.errors), total(|problems| problems.warnings));
        let text = match (errors, warnings) {
            (0, 0) => messages::NothingToCorrect.text(language).to_owned(),
            (0, count) => language.localize(messages::WarningsToCheck { count }).to_string(),
            (count, _) => language.localize(messages::ProblemsToCorrect { count }).to_string(),
        };
        let title = language.localize(messages::LabeledText { label: file, text }).to_string();
        let lines = match (errors, warnings) {
            (0, 0) => Vec::new(),
            (0, _) => vec![messages::OnlyToCheck.text(language).to_owned()],
            _ => {
                let [leave, give_back] = [messages::ToLeave.text(language), messages::ToReturn.text(language)];
                vec![self.to_correct(counts), leave.to_owned(), give_back.to_owned()]
            }
        };
        self.sheet.set_row_height(0, 24)?;
        self.sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(15))?;
        for line in lines {
            self.row += 1;
            self.sheet.write_string_with_format(self.row, 0, line, &self.plain)?;
        }
        Ok(())
    }

    /// Returns the instruction that says which sheets to correct.
    fn to_correct(&self, counts: &[(&str, ProblemCounts)]) -> String {
        let language = self.language;
        let sheets: Vec<&str> =
            counts.iter().filter(|(_, problems)| problems.errors > 0).map(|(sheet, _)| *sheet).collect();
        let column = HelperColumn::Findings.label(language);
        let count = sheets.len() as u64;
        let sheets = match sheets.split_last() {
            _ if sheets.len() > MAX_NAMED => {
                return language.localize(messages::ToCorrectBelow { count, column }).to_string();
            }
            Some((last, first)) if !first.is_empty() => {
                language.localize(messages::PageAnd { lists: first.join(", "), last }).to_string()
            }
            _ => sheets.concat(),
        };
        language.localize(messages::ToCorrect { count, sheets, column }).to_string()
    }

    /// Writes the sheets with their numbers of problems, and the header of the findings.
    fn write_sheets(&mut self, name: &str, counts: &[(&str, ProblemCounts)]) -> Result<(), WriteError> {
        let language = self.language;
        self.row += 2;
        let severities = [DisplaySeverity::Error, DisplaySeverity::Warning, DisplaySeverity::Fixed];
        let heads = severities.map(|severity| severity.word(language));
        for (index, head) in (0..).zip([messages::HeadSheet.text(language)].into_iter().chain(heads)) {
            self.sheet.write_string_with_format(self.row, index, head, &style::header().set_text_wrap())?;
        }
        self.sheet.set_row_height(self.row, style::height(2))?;
        for (sheet, problems) in counts {
            self.row += 1;
            match self.may_link() {
                true => self.link((self.row, 0), sheet, (0, 0), sheet)?,
                false => drop(self.sheet.write_string_with_format(self.row, 0, *sheet, &style::text())?),
            }
            let numbers = [problems.errors, problems.warnings, problems.fixed];
            for (index, (number, severity)) in (1..).zip(numbers.into_iter().zip(severities)) {
                let format = CellStyle::WrappedText(fill(severity)).format();
                let format = format.set_num_format("General").set_align(FormatAlign::Center);
                let format = if number > 0 { format } else { style::number() };
                self.sheet.write_number_with_format(self.row, index, number as f64, &format)?;
            }
        }
        self.row += 2;
        self.header = self.row;
        let heads = self.columns.iter().map(|column| (column.head(language), column.width()));
        style::start_table_at(&mut self.sheet, name, self.header, heads)?;
        style::set_print_layout(&mut self.sheet);
        if self.header >= MAX_FROZEN {
            self.sheet.set_freeze_panes(0, 0)?;
        }
        Ok(())
    }

    /// Adds findings up to a row of the sheet. Returns the number of those that it has no room for.
    fn add_all(&mut self, findings: FindingRows, last: u32, rows: &mut SheetRows) -> Result<u64, WriteError> {
        let mut left = 0;
        let mut findings = findings.into_reader().map_err(FileError::temporary)?;
        let mut line = Vec::new();
        while findings.read_until(b'\n', &mut line).map_err(FileError::temporary)? > 0 {
            let finding = serde_json::from_slice(&line).map_err(|error| FileError::temporary(error.into()))?;
            match self.row < last {
                true => self.add(&finding, rows)?,
                false => left += 1,
            }
            line.clear();
        }
        Ok(left)
    }

    fn add(&mut self, finding: &FindingRow<'_>, rows: &mut SheetRows) -> Result<(), WriteError> {
        self.row += 1;
        let severity = DisplaySeverity::ALL[finding.severity];
        let word = severity.word(self.language);
        let texts = self.columns.iter().map(|column| match column {
            FindingColumn::Severity => (word, column.width()),
            column => (column.text(finding), column.width()),
        });
        let lines = texts.map(|(text, width)| style::lines(text, width * style::PLAIN)).max().unwrap_or(1);
        rows.start(self.row, (lines > 1).then(|| style::height(lines)));
        for index in 0..self.columns.len() {
            let (place, column) = ((self.row, index as u16), self.columns[index]);
            match column {
                FindingColumn::Severity => rows.text(place.1, word, CellStyle::WrappedText(fill(severity))),
                FindingColumn::Cell => {
                    if let Some(cell) = finding.cell {
                        let name = cell_name(u64::from(cell.0) + 1, u32::from(cell.1));
                        let style = if self.may_link() { CellStyle::Link } else { CellStyle::Text(None) };
                        rows.text(place.1, &name, style);
                        if self.may_link() {
                            self.link(place, &finding.sheet, cell, &name)?;
                        }
                    }
                }
                FindingColumn::OriginalRow => {
                    if let Some(number) = finding.original_row {
                        rows.number(place.1, number, CellStyle::Number);
                    }
                }
                _ => rows.text(place.1, &style::shortened(column.text(finding)), CellStyle::WrappedText(None)),
            }
        }
        Ok(rows.end()?)
    }

    /// Returns whether the sheet may have one more link.
    fn may_link(&self) -> bool {
        self.links < MAX_LINKS
    }

    /// Writes a text with a link to a cell.
    fn link(&mut self, (row, index): (u32, u16), sheet: &str, cell: (u32, u16), text: &str) -> Result<(), WriteError> {
        self.links += 1;
        let name = cell_name(u64::from(cell.0) + 1, u32::from(cell.1));
        let target = format!("internal:'{}'!{name}", sheet.replace('\'', "''"));
        self.sheet.write_url_with_options(row, index, Url::new(target), text, "", Some(&self.link))?;
        Ok(())
    }

    /// Ends the sheet with sentences about the whole workbook. The rows up to `printed` are printed.
    fn finish(
        mut self,
        mut rows: SheetRows,
        sentences: &[String],
        printed: u32,
    ) -> Result<(Worksheet, RowsOfSheet), WriteError> {
        for (row, sentence) in (self.row + 1..).zip(sentences) {
            rows.start(row, None);
            rows.text(0, sentence, CellStyle::Plain);
            rows.end()?;
        }
        let last = self.columns.len() as u16 - 1;
        self.sheet.autofilter(self.header, 0, self.row, last)?;
        self.sheet.set_print_area(0, 0, printed, last)?;
        let rows = rows.finish(&mut self.sheet, last)?;
        Ok((self.sheet, rows))
    }
}

impl FindingColumn {
    const fn head(self, language: Language) -> &'static str {
        match self {
            FindingColumn::Sheet => messages::HeadSheet.text(language),
            FindingColumn::Cell => messages::HeadCell.text(language),
            FindingColumn::Severity => messages::HeadToDo.text(language),
            FindingColumn::OriginalRow => messages::HeadOriginalRow.text(language),
            FindingColumn::Label => messages::HeadColumn.text(language),
            FindingColumn::Received => messages::HeadReceived.text(language),
            FindingColumn::Found => messages::HeadFound.text(language),
            FindingColumn::ToWrite => messages::HeadToWrite.text(language),
        }
    }

    /// Returns the width in characters. The first columns have the table of sheets, too.
    const fn width(self) -> f64 {
        match self {
            FindingColumn::Sheet => 22.0,
            FindingColumn::Cell => 12.0,
            FindingColumn::Severity => 16.0,
            FindingColumn::OriginalRow | FindingColumn::Label => 18.0,
            FindingColumn::Received => 28.0,
            FindingColumn::Found => 52.0,
            FindingColumn::ToWrite => 34.0,
        }
    }

    /// Returns the text of a column of texts.
    fn text<'r>(self, finding: &'r FindingRow<'_>) -> &'r str {
        match self {
            FindingColumn::Sheet => &finding.sheet,
            FindingColumn::Label => &finding.label,
            FindingColumn::Received => &finding.value,
            FindingColumn::Found => &finding.message,
            FindingColumn::ToWrite => &finding.remedy,
            FindingColumn::Severity | FindingColumn::Cell | FindingColumn::OriginalRow => "",
        }
    }
}

/// Returns a cell, or the start of a long one, which is beside its findings and may have hundreds of them.
fn start_of_value(value: &str) -> Cow<'_, str> {
    match start_of(value, REPEATED) {
        start if start.len() == value.len() => start.into(),
        start => format!("{start} ...").into(),
    }
}
