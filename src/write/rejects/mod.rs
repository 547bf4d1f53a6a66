//! The rows that are no contacts, in a file of their own.

mod objects;
mod page;

use std::io::Write;

use rust_xlsxwriter::Workbook;

pub use self::page::RejectedPage;

use self::objects::Objects;
use self::page::Rejected;
use super::received::{Received, ReceivedRow};
use super::{Error, Table, codes, contained, style};
use crate::contact::{Format, SourceColumn, unmistakable};
use crate::diagnostics::Finding;
use crate::i18n::{Language, messages};
use crate::tables::Beside;

/// Writes the rows that are no contacts, in any format: their row numbers, what is wrong, and all their cells as they were
/// received, under the labels that the list has. Mended, it is a list that can be converted in the same way.
///
/// In CSV, a cell that a spreadsheet would run as a formula gets an apostrophe before it, as in every [`Table`]; it is taken off
/// again where the file is read.
///
/// ```
/// use cosell_contacts::contact::{Format, SourceColumn};
/// use cosell_contacts::i18n::Language;
/// use cosell_contacts::write::Rejects;
///
/// let column = |(at, label): (u32, &str)| SourceColumn { at, label: label.to_owned(), column: None };
/// let columns = [(0, "Name"), (1, "Email")].map(column);
/// let mut rejects = Rejects::new(Vec::new(), Format::Csv, &columns, false, Language::En)?;
/// rejects.write(7, ["=1+1", "ann@example.com"].into_iter(), &[])?;
/// assert_eq!(rejects.neutralized(), 1);
/// let csv = String::from_utf8(rejects.finish()?)?;
/// assert_eq!(csv, "\u{feff}Row,Reasons,Name,Email\r\n7,,'=1+1,ann@example.com\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Rejects<W: Write + Send> {
    out: Out<W>,
    format: Format,
    /// That of the reasons.
    language: Language,
    columns: Vec<SourceColumn>,
    /// The sheet that the rows are from, where there are several.
    sheet: Option<String>,
    neutralized: u64,
}

enum Out<W: Write + Send> {
    /// Not all columns are known yet, and the header comes first.
    Held(W, Vec<(Option<String>, RejectedPage)>),
    Table(Box<Table<W>>),
    Sheet(W, Box<(Workbook, Received)>),
    Objects(Objects<W>),
}

/// The width of the reasons in a workbook, in characters.
const REASONS: f64 = 60.0;

/// The label of a column of ours: the same in every language, as the labels of all tables for programs.
const fn label(beside: Beside) -> &'static str {
    beside.label(Language::En)
}

impl<W: Write + Send> Rejects<W> {
    /// Starts a list of rejected rows, of a source with these columns, which may turn out to have more; with reasons in a language.
    ///
    /// # Errors
    /// Where the header can't be written.
    pub fn new(
        out: W,
        format: Format,
        columns: &[SourceColumn],
        may_grow: bool,
        language: Language,
    ) -> Result<Self, Error> {
        let is_held = may_grow && matches!(format, Format::Csv | Format::Xlsx);
        let out = if is_held { Out::Held(out, Vec::new()) } else { Out::new(out, format, columns, language)? };
        Ok(Rejects { out, format, language, columns: columns.to_vec(), sheet: None, neutralized: 0 })
    }

    /// The rows that follow are from this sheet; none where there is only one. Their numbers are then written as in `Sheet 2!7`.
    pub fn source(&mut self, sheet: Option<&str>) {
        self.sheet = sheet.map(str::to_owned);
    }

    /// The rows that follow have these columns.
    ///
    /// # Errors
    /// Where the labels are others than those of the rows before: their cells would stand under the wrong labels.
    pub fn columns(&mut self, columns: &[SourceColumn]) -> Result<(), Error> {
        let labels = |columns: &[SourceColumn]| columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>();
        let is_under_header = matches!(self.out, Out::Table(_) | Out::Sheet(..));
        if is_under_header && !columns.is_empty() && labels(columns) != labels(&self.columns) {
            return Err(Error::RejectsOfSheets { sheet: self.sheet.clone().unwrap_or_default() });
        }
        if !is_under_header {
            self.columns = columns.to_vec();
        }
        Ok(())
    }

    /// An empty page, for rows that are made ready on another thread.
    pub fn page(&self) -> RejectedPage {
        RejectedPage::new(self.language)
    }

    /// Writes a row, with the findings that hold it back.
    ///
    /// # Errors
    /// Where the bytes can't be written, or a workbook can't hold the row.
    pub fn write<'c>(
        &mut self,
        row: u64,
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) -> Result<(), Error> {
        let mut page = self.page();
        page.push(row, cells, findings);
        self.write_page(page)
    }

    /// Writes the rows of a page.
    ///
    /// # Errors
    /// Where the bytes can't be written, or a workbook can't hold a row.
    pub fn write_page(&mut self, page: RejectedPage) -> Result<(), Error> {
        if page.is_empty() {
            return Ok(());
        }
        if self.format == Format::Csv {
            self.neutralized += page.neutralized;
        }
        if let Out::Held(_, held) = &mut self.out {
            held.push((self.sheet.clone(), page));
            return Ok(());
        }
        self.out.write(self.sheet.as_deref(), &page, &self.columns, self.language)
    }

    /// How many cells have an apostrophe before them so that no spreadsheet runs them.
    pub fn neutralized(&self) -> u64 {
        self.neutralized
    }

    /// Ends the list.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(self) -> Result<W, Error> {
        match self.out {
            Out::Held(out, held) => {
                let mut out = Out::new(out, self.format, &self.columns, self.language)?;
                for (sheet, page) in held {
                    out.write(sheet.as_deref(), &page, &self.columns, self.language)?;
                }
                out.finish(self.language)
            }
            out => out.finish(self.language),
        }
    }
}

impl<W: Write + Send> Out<W> {
    fn new(out: W, format: Format, columns: &[SourceColumn], language: Language) -> Result<Self, Error> {
        Ok(match format {
            Format::Csv => {
                let ours = [label(Beside::Row), label(Beside::Reasons)];
                let labels = ours.into_iter().chain(columns.iter().map(|column| column.label.as_str()));
                Out::Table(Box::new(Table::new(out, labels)?))
            }
            Format::Xlsx => {
                let mut workbook = style::workbook()?;
                let (sheet, ours) = (messages::SheetRejects.text(language), (label(Beside::Reasons), REASONS));
                let ours = (label(Beside::Row), ours);
                let received = Received::new(&mut workbook, sheet, ours, columns, false, language)?;
                Out::Sheet(out, Box::new((workbook, received)))
            }
            Format::Json | Format::Ndjson => Out::Objects(Objects::new(out, format)?),
        })
    }

    /// Writes the rows of a page that are from a sheet.
    fn write(
        &mut self,
        sheet: Option<&str>,
        page: &RejectedPage,
        columns: &[SourceColumn],
        language: Language,
    ) -> Result<(), Error> {
        page.rows(sheet).try_for_each(|rejected| self.write_row(&rejected, columns, language))
    }

    fn write_row(
        &mut self,
        rejected: &Rejected<'_>,
        columns: &[SourceColumn],
        language: Language,
    ) -> Result<(), Error> {
        let Rejected { sheet, row, reasons, cells } = rejected;
        match self {
            Out::Held(..) => unreachable!("what is held is written when the columns are known"),
            Out::Table(table) => {
                let row = match sheet {
                    Some(sheet) => format!("{sheet}!{row}"),
                    None => row.to_string(),
                };
                let reasons = language.parted(reasons);
                let ours = [row.as_str(), &reasons].into_iter();
                // A workbook keeps no empty cells at the end of a row.
                table.row(ours.chain(cells.iter().copied()).chain((cells.len()..columns.len()).map(|_| "")))?;
            }
            Out::Sheet(_, written) => {
                let remark = language.parted(reasons);
                let row = ReceivedRow { sheet: *sheet, number: *row, remark: &remark, fill: None };
                let cells: Vec<_> = cells.iter().map(|cell| unmistakable(cell)).collect();
                contained(|| written.1.write(&row, cells.iter().map(|cell| &**cell), |_| None))?;
            }
            Out::Objects(objects) => objects.write(rejected, columns)?,
        }
        Ok(())
    }

    fn finish(self, language: Language) -> Result<W, Error> {
        match self {
            Out::Held(out, _) => Ok(out),
            Out::Table(table) => table.finish(),
            Out::Sheet(out, sheet) => contained(|| {
                let (mut workbook, received) = *sheet;
                workbook.push_worksheet(received.finish()?);
                codes::add_code_sheets(&mut workbook, language, str::to_owned)?;
                style::save(&mut workbook, out)
            }),
            Out::Objects(objects) => objects.finish(),
        }
    }
}
