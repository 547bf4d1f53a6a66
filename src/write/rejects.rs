use std::io::Write;

use super::{Error, Table};
use crate::finding::Finding;
use crate::words::{Language, say};

/// Writes the rows that are no contacts as CSV: their row numbers, what is wrong, and all their cells as they were
/// received, under the labels that the list has. Mended, it is a list that can be converted in the same way.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it, as in every [`Table`].
///
/// ```
/// use cosell_contacts::words::Language;
/// use cosell_contacts::write::Rejects;
///
/// let mut rejects = Rejects::new(Vec::new(), &["Name".to_owned(), "Email".to_owned()], Language::En)?;
/// rejects.write(7, ["=1+1", "ann@example.com"].into_iter(), &[])?;
/// let csv = String::from_utf8(rejects.finish()?)?;
/// assert_eq!(csv, "\u{feff}Row,Reasons,Name,Email\r\n7,,'=1+1,ann@example.com\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Rejects<W: Write> {
    out: Table<W>,
    /// That of the reasons.
    language: Language,
    /// The columns of the list.
    labels: Vec<String>,
    /// The sheet that the rows are from, where there are several.
    sheet: Option<String>,
}

impl<W: Write> Rejects<W> {
    /// Starts a list of rejected rows, with reasons in a language.
    ///
    /// # Errors
    /// Where the header can't be written.
    pub fn new(out: W, labels: &[String], language: Language) -> Result<Self, Error> {
        let header = ["Row", "Reasons"].into_iter().chain(labels.iter().map(String::as_str));
        Ok(Rejects { out: Table::new(out, header)?, language, labels: labels.to_vec(), sheet: None })
    }

    /// The rows that follow are from this sheet (none where there is only one), under these labels. Their numbers are
    /// then written as in `Sheet 2!7`.
    ///
    /// # Errors
    /// Where the labels are others than those of the rows before: their cells would stand under the wrong labels.
    pub fn source(&mut self, sheet: Option<&str>, labels: &[String]) -> Result<(), Error> {
        if !labels.is_empty() && labels != self.labels {
            return Err(Error::RejectsOfSheets { sheet: sheet.unwrap_or_default().to_owned() });
        }
        self.sheet = sheet.map(str::to_owned);
        Ok(())
    }

    /// Writes a row, with the findings that hold it back.
    ///
    /// # Errors
    /// Where the bytes can't be written.
    pub fn write<'c>(
        &mut self,
        row: u64,
        cells: impl Iterator<Item = &'c str>,
        findings: &[Finding<'_>],
    ) -> Result<(), Error> {
        let reasons: Vec<String> = findings
            .iter()
            .filter(|finding| finding.is_blocking())
            .map(|finding| reason(finding, self.language))
            .collect();
        let row = match &self.sheet {
            Some(sheet) => format!("{sheet}!{row}"),
            None => row.to_string(),
        };
        let reasons = self.language.parted(&reasons);
        let mut record: Vec<&str> = vec![&row, &reasons];
        cells.for_each(|cell| record.push(cell));
        // A workbook keeps no empty cells at the end of a row.
        record.resize(record.len().max(2 + self.labels.len()), "");
        self.out.row(record)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(self) -> Result<W, Error> {
        self.out.finish()
    }
}

fn reason(finding: &Finding<'_>, language: Language) -> String {
    let reason = format!("{} ({})", finding.wording(language), finding.rule.name());
    match finding.column {
        Some(column) => language.say(say::SaidOf { about: language.column(column), said: reason }).to_string(),
        None => reason,
    }
}
