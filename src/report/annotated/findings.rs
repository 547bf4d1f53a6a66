//! The sheet of findings of the annotated workbook: one row for each finding, with a link to its cell.

use std::io::{self, BufReader, BufWriter, Seek};

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet};
use serde::{Deserialize, Serialize};

use super::display_severity::DisplaySeverity;
use super::fill;
use super::note::{message, remedy};
use crate::contact::{Source, cell_name};
use crate::diagnostics::Finding;
use crate::fs::{FileError, Spool, spool};
use crate::i18n::{Language, messages};
use crate::report::findings::{REPEATED, RowTexts};
use crate::spreadsheet::style;
use crate::spreadsheet::{ROWS, new_streamed_sheet};
use crate::util::start_of;
use crate::write::WriteError;

/// Maximum number of links in a sheet of Excel.
const MAX_LINKS: u32 = 65_530;
/// The rows of the introduction: what the workbook is, what to do, the four severities, and a blank row.
const INTRODUCTION: u32 = 3 + DisplaySeverity::ALL.len() as u32;
/// Number of rows reserved for remarks about the whole list at the end of the sheet.
const KEPT: u32 = 3;

/// The findings of the workbook. The sheet is written last, because its introduction and columns depend on all of
/// them; until then they are in a temporary file.
pub(super) struct FindingsSheet {
    language: Language,
    /// What the workbook is.
    about: String,
    /// The findings as JSON.
    rows: BufWriter<Spool>,
    texts: RowTexts,
    count: u32,
    /// Number of findings beyond the last row of the sheet.
    left: u64,
    /// The sheets with an error to correct.
    to_correct: Vec<String>,
    has_warnings: bool,
    /// A finding has another row number in the source than in the workbook.
    is_renumbered: bool,
}

/// The location of a finding in the workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) sheet: &'p str,
    /// The row and column, from 0; `None` if the finding is about the whole sheet or file.
    pub(super) cell: Option<(u32, u16)>,
    /// The label of the column.
    pub(super) label: Option<&'p str>,
    /// The cell has an error, so it stays as it is until it is corrected.
    pub(super) has_error: bool,
}

/// A row of the sheet.
#[derive(Debug, Serialize, Deserialize)]
struct FindingRow {
    severity: usize,
    sheet: String,
    cell: Option<(u32, u16)>,
    /// The row number in the source.
    number: Option<u64>,
    label: String,
    value: String,
    message: String,
    remedy: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FindingColumn {
    Severity,
    Sheet,
    Cell,
    OriginalRow,
    Label,
    Received,
    Found,
    ToWrite,
}

impl FindingsSheet {
    pub(super) fn new(source: &Source, language: Language) -> Self {
        FindingsSheet {
            language,
            about: about(source, language),
            rows: BufWriter::new(spool()),
            texts: RowTexts::default(),
            count: 0,
            left: 0,
            to_correct: Vec::new(),
            has_warnings: false,
            is_renumbered: false,
        }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, finding: &Finding<'_>, place: Place<'_>) -> Result<(), WriteError> {
        let severity = DisplaySeverity::from_finding(finding);
        self.has_warnings |= severity == DisplaySeverity::Warning;
        if severity == DisplaySeverity::Error && !self.to_correct.iter().any(|sheet| sheet == place.sheet) {
            self.to_correct.push(place.sheet.to_owned());
        }
        if INTRODUCTION + self.count + 1 + KEPT >= ROWS {
            self.left += 1;
            return Ok(());
        }
        self.count += 1;
        let number = finding.location.row;
        let row_in_sheet = place.cell.map(|(row, _)| u64::from(row) + 1);
        self.is_renumbered |= number.is_some() && number != row_in_sheet;
        let row = FindingRow {
            severity: severity as usize,
            sheet: place.sheet.to_owned(),
            cell: place.cell,
            number,
            label: place.label.unwrap_or_default().to_owned(),
            value: start_of_value(&finding.value),
            message: message(finding, self.language),
            remedy: match self.texts.of(finding).omitted().all(|field| field == "value") {
                true => remedy(finding, place.has_error, self.language),
                false => String::new(),
            },
        };
        serde_json::to_writer(&mut self.rows, &row).map_err(|error| FileError::temporary(error.into()).into())
    }

    /// Writes the sheet. `lists` are the names of the other sheets, in order; `notes` is the number of cells with a
    /// note, if some lack theirs.
    pub(super) fn finish(
        self,
        workbook: &mut Workbook,
        name: &str,
        lists: &[String],
        notes: Option<u64>,
    ) -> Result<Worksheet, WriteError> {
        let (language, count, left) = (self.language, self.count, self.left);
        let mut columns = vec![
            FindingColumn::Severity,
            FindingColumn::Sheet,
            FindingColumn::Cell,
            FindingColumn::OriginalRow,
            FindingColumn::Label,
            FindingColumn::Received,
            FindingColumn::Found,
            FindingColumn::ToWrite,
        ];
        columns.retain(|column| match column {
            FindingColumn::Sheet => lists.len() > 1,
            FindingColumn::OriginalRow => self.is_renumbered,
            _ => true,
        });
        let mut table = Table::new(workbook, name, &columns, [&self.about, &self.to_do(lists)], language)?;
        let read = || -> io::Result<BufReader<Spool>> {
            let mut rows = self.rows.into_inner().map_err(io::IntoInnerError::into_error)?;
            rows.rewind()?;
            Ok(BufReader::new(rows))
        };
        for row in serde_json::Deserializer::from_reader(read().map_err(FileError::temporary)?).into_iter() {
            table.add(&row.map_err(|error| FileError::temporary(error.into()))?, &columns)?;
        }
        let mut sentences = Vec::new();
        if count == 0 {
            sentences.push(messages::NothingIsWrong.text(language).to_owned());
        }
        sentences.extend(notes.map(|count| language.localize(messages::NotesLeftOut { count }).to_string()));
        sentences.extend((left > 0).then(|| language.localize(messages::FindingsLeftOut { count: left }).to_string()));
        table.finish(&sentences, &columns)
    }

    /// Returns the instruction: which sheets to correct, or that nothing has to be corrected.
    fn to_do(&self, lists: &[String]) -> String {
        let sheets: Vec<&str> =
            lists.iter().filter(|list| self.to_correct.contains(list)).map(String::as_str).collect();
        match (sheets.is_empty(), self.has_warnings) {
            (true, true) => return messages::OnlyToCheck.text(self.language).to_owned(),
            (true, false) => return messages::NothingToCorrect.text(self.language).to_owned(),
            (false, _) => {}
        }
        let count = sheets.len() as u64;
        let sheets = match sheets.split_last() {
            Some((last, first)) if !first.is_empty() => {
                self.language.localize(messages::PageAnd { lists: first.join(", "), last }).to_string()
            }
            _ => sheets.concat(),
        };
        self.language.localize(messages::ToCorrect { count, sheets }).to_string()
    }
}

/// The sheet while it is written.
struct Table {
    sheet: Worksheet,
    language: Language,
    text: Format,
    wrapped: Format,
    link: Format,
    number: Format,
    severities: [Format; 4],
    /// The last row, from 0.
    row: u32,
    links: u32,
}

impl Table {
    fn new(
        workbook: &mut Workbook,
        name: &str,
        columns: &[FindingColumn],
        [about, to_do]: [&str; 2],
        language: Language,
    ) -> Result<Self, WriteError> {
        let mut sheet = new_streamed_sheet(workbook)?;
        let severities = DisplaySeverity::ALL.map(|severity| style::filled(fill(severity)));
        let plain = Format::new();
        sheet.write_string_with_format(0, 0, about, &plain.clone().set_bold())?;
        sheet.write_string_with_format(1, 0, to_do, &plain)?;
        for (row, (severity, look)) in (2..).zip(DisplaySeverity::ALL.into_iter().zip(&severities)) {
            sheet.write_string_with_format(row, 0, severity.word(language), look)?;
            sheet.write_string_with_format(row, 1, severity.meaning(language), &plain)?;
        }
        let heads = columns.iter().map(|column| (column.head(language), column.width()));
        style::start_table_at(&mut sheet, name, INTRODUCTION, heads)?;
        let text = style::text();
        Ok(Table {
            sheet,
            language,
            wrapped: text.clone().set_text_wrap(),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            number: style::number(),
            text,
            severities,
            row: INTRODUCTION,
            links: 0,
        })
    }

    fn add(&mut self, finding: &FindingRow, columns: &[FindingColumn]) -> Result<(), WriteError> {
        self.row += 1;
        let row = self.row;
        let lines = columns.iter().map(|column| style::lines(column.text(finding), column.width() * style::PLAIN));
        let lines = lines.max().unwrap_or(1);
        if lines > 1 {
            self.sheet.set_row_height(row, style::height(lines))?;
        }
        for (index, column) in (0..).zip(columns) {
            match column {
                FindingColumn::Severity => {
                    let severity = DisplaySeverity::ALL[finding.severity];
                    let format = &self.severities[finding.severity];
                    self.sheet.write_string_with_format(row, index, severity.word(self.language), format)?;
                }
                FindingColumn::Cell => {
                    if let Some(cell) = finding.cell {
                        self.link((row, index), &finding.sheet, cell)?;
                    }
                }
                FindingColumn::OriginalRow => {
                    if let Some(number) = finding.number {
                        self.sheet.write_number_with_format(row, index, number as f64, &self.number)?;
                    }
                }
                _ => style::write_text(&mut self.sheet, (row, index), column.text(finding), &self.wrapped)?,
            }
        }
        Ok(())
    }

    fn link(&mut self, (row, index): (u32, u16), sheet: &str, cell: (u32, u16)) -> Result<(), WriteError> {
        let name = cell_name(u64::from(cell.0) + 1, u32::from(cell.1));
        if self.links == MAX_LINKS {
            self.sheet.write_string_with_format(row, index, name, &self.text)?;
            return Ok(());
        }
        self.links += 1;
        let target = format!("internal:'{}'!{name}", sheet.replace('\'', "''"));
        self.sheet.write_url_with_options(row, index, Url::new(target), name, "", Some(&self.link))?;
        Ok(())
    }

    fn finish(mut self, sentences: &[String], columns: &[FindingColumn]) -> Result<Worksheet, WriteError> {
        for (row, sentence) in (self.row + 1..).zip(sentences) {
            self.sheet.write_string_with_format(row, 0, sentence, &Format::new())?;
        }
        self.sheet.autofilter(INTRODUCTION, 0, self.row, columns.len() as u16 - 1)?;
        Ok(self.sheet)
    }
}

impl FindingColumn {
    const fn head(self, language: Language) -> &'static str {
        match self {
            FindingColumn::Severity => messages::HeadSeverity.text(language),
            FindingColumn::Sheet => messages::HeadSheet.text(language),
            FindingColumn::Cell => messages::HeadCell.text(language),
            FindingColumn::OriginalRow => messages::HeadOriginalRow.text(language),
            FindingColumn::Label => messages::HeadColumn.text(language),
            FindingColumn::Received => messages::HeadReceived.text(language),
            FindingColumn::Found => messages::HeadFound.text(language),
            FindingColumn::ToWrite => messages::HeadToWrite.text(language),
        }
    }

    /// Returns the width in characters. The severity is the longest of the words in any language, `avertissement`.
    const fn width(self) -> f64 {
        match self {
            FindingColumn::Severity => 16.0,
            FindingColumn::Sheet | FindingColumn::OriginalRow | FindingColumn::Label => 20.0,
            FindingColumn::Cell => 10.0,
            FindingColumn::Received => 34.0,
            FindingColumn::Found => 66.0,
            FindingColumn::ToWrite => 40.0,
        }
    }

    /// Returns the text of a column of texts.
    fn text(self, finding: &FindingRow) -> &str {
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
fn start_of_value(value: &str) -> String {
    match start_of(value, REPEATED) {
        start if start.len() == value.len() => value.to_owned(),
        start => format!("{start} ..."),
    }
}

fn about(source: &Source, language: Language) -> String {
    // Only the file's name: the workbook is sent to others, who have no use for the folder.
    let file = source.file.file_name().map(|name| language.source(&Source::file(name))).unwrap_or_default();
    language.localize(messages::NewWorkbook { file }).to_string()
}
