//! The sheet of findings of the annotated workbook: one row for each finding, with a link to its cell.

use rust_xlsxwriter::{Format, FormatAlign, Url, Workbook, Worksheet};

use super::display_severity::DisplaySeverity;
use super::fill;
use super::note::{message, remedy};
use crate::contact::{Source, cell_name};
use crate::diagnostics::Finding;
use crate::i18n::{Language, messages};
use crate::spreadsheet::style;
use crate::spreadsheet::{ROWS, new_streamed_sheet};
use crate::write::WriteError;

/// Maximum number of links in a sheet of Excel.
const MOST_LINKS: u32 = 65_530;
/// Number of rows reserved for remarks about the whole list at the end of the sheet.
const KEPT: u32 = 3;
/// Widths of the columns in characters.
const WIDTHS: [f64; 8] = [11.0, 8.0, 20.0, 10.0, 34.0, 66.0, 40.0, 22.0];

/// The sheet of findings, with an introduction above the table.
pub(super) struct FindingsSheet {
    sheet: Worksheet,
    language: Language,
    text: Format,
    wrapped: Format,
    link: Format,
    number: Format,
    weights: [Format; 4],
    /// The row of the header, and the last row written, from 0.
    header: u32,
    row: u32,
    links: u32,
    /// Number of findings beyond the last row of the sheet.
    left: u64,
}

impl FindingsSheet {
    pub(super) fn new(
        workbook: &mut Workbook,
        name: &str,
        source: &Source,
        list: &str,
        language: Language,
    ) -> Result<Self, WriteError> {
        let mut sheet = new_streamed_sheet(workbook)?;
        let weights = DisplaySeverity::ALL.map(|weight| style::filled(fill(weight)));
        let plain = Format::new();
        sheet.write_string_with_format(0, 0, about(source, language), &plain.clone().set_bold())?;
        let to_do = language.localize(messages::ToCorrect { sheet: list }).to_string();
        sheet.write_string_with_format(1, 0, to_do, &plain)?;
        for (row, (weight, look)) in (2..).zip(DisplaySeverity::ALL.into_iter().zip(&weights)) {
            sheet.write_string_with_format(row, 0, weight.word(language), look)?;
            sheet.write_string_with_format(row, 1, weight.meaning(language), &plain)?;
        }
        let header = 3 + DisplaySeverity::ALL.len() as u32;
        style::start_table_at(&mut sheet, name, header, heads(language).into_iter().zip(WIDTHS))?;
        let text = style::text();
        Ok(FindingsSheet {
            sheet,
            language,
            wrapped: text.clone().set_text_wrap(),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            number: style::number(),
            text,
            weights,
            header,
            row: header,
            links: 0,
            left: 0,
        })
    }

    /// Adds a finding, with the label of its column, and with the sheet and cell (from 0) to be corrected.
    pub(super) fn add(
        &mut self,
        finding: &Finding<'_>,
        label: Option<&str>,
        cell: Option<(&str, (u32, u16))>,
    ) -> Result<(), WriteError> {
        if self.row + 1 + KEPT >= ROWS {
            self.left += 1;
            return Ok(());
        }
        self.row += 1;
        let row = self.row;
        let (message_text, remedy) = (message(finding, self.language), remedy(finding, self.language));
        let texts = [(4, &*finding.value), (5, &message_text), (6, &remedy)];
        let lines = texts.iter().map(|(at, text)| style::lines(text, WIDTHS[*at] * style::PLAIN)).max().unwrap_or(1);
        if lines > 1 {
            self.sheet.set_row_height(row, style::height(lines))?;
        }
        let weight = DisplaySeverity::of(finding);
        self.sheet.write_string_with_format(row, 0, weight.word(self.language), &self.weights[weight as usize])?;
        if let Some(number) = finding.location.row {
            self.sheet.write_number_with_format(row, 1, number as f64, &self.number)?;
        }
        style::write_text(&mut self.sheet, (row, 2), label.unwrap_or_default(), &self.wrapped)?;
        if let Some((sheet, location)) = cell {
            self.link(row, sheet, location)?;
        }
        for (at, text) in texts {
            style::write_text(&mut self.sheet, (row, at as u16), text, &self.wrapped)?;
        }
        self.sheet.write_string_with_format(row, 7, finding.rule.name(), &self.text)?;
        Ok(())
    }

    fn link(&mut self, row: u32, sheet: &str, (to_row, to_column): (u32, u16)) -> Result<(), WriteError> {
        let name = cell_name(u64::from(to_row) + 1, u32::from(to_column));
        if self.links == MOST_LINKS {
            self.sheet.write_string_with_format(row, 3, name, &self.text)?;
            return Ok(());
        }
        self.links += 1;
        let target = format!("internal:'{}'!{name}", sheet.replace('\'', "''"));
        self.sheet.write_url_with_options(row, 3, Url::new(target), name, "", Some(&self.link))?;
        Ok(())
    }

    /// Ends the sheet. `notes` is the number of cells with a note, if some lack theirs.
    pub(super) fn finish(mut self, notes: Option<u64>) -> Result<Worksheet, WriteError> {
        let (last, language) = (self.row, self.language);
        let mut sentences = Vec::new();
        if last == self.header {
            sentences.push(messages::NothingIsWrong.text(language).to_owned());
        }
        sentences.extend(notes.map(|count| language.localize(messages::NotesLeftOut { count }).to_string()));
        sentences.extend(
            (self.left > 0).then(|| language.localize(messages::FindingsLeftOut { count: self.left }).to_string()),
        );
        for (row, sentence) in (last + 1..).zip(sentences) {
            self.sheet.write_string_with_format(row, 0, sentence, &Format::new())?;
        }
        self.sheet.autofilter(self.header, 0, last, WIDTHS.len() as u16 - 1)?;
        Ok(self.sheet)
    }
}

fn heads(language: Language) -> [&'static str; WIDTHS.len()] {
    [
        messages::HeadSeverity.text(language),
        messages::HeadRow.text(language),
        messages::HeadColumn.text(language),
        messages::HeadCell.text(language),
        messages::HeadReceived.text(language),
        messages::HeadFound.text(language),
        messages::HeadToWrite.text(language),
        messages::HeadRule.text(language),
    ]
}

fn about(source: &Source, language: Language) -> String {
    // Only the file's name: the workbook is sent to others, who have no use for the folder.
    let file = source.file.file_name().map(|name| language.source(&Source::file(name))).unwrap_or_default();
    language.localize(messages::NewWorkbook { file }).to_string()
}
