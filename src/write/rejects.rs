use std::borrow::Cow;
use std::io::Write;

use super::csv::{BOM, csv_writer, io_error};
use super::{Error, LineEnd};
use crate::finding::Finding;

/// Writes the rows that are no contacts as CSV: their row numbers, what is wrong, and all their cells as they were
/// received, under the labels that the list has. Mended, it is a list that can be converted in the same way.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets take for "this is
/// text".
///
/// ```
/// use cosell_contacts::write::Rejects;
///
/// let mut rejects = Rejects::new(Vec::new(), &["Name".to_owned(), "Email".to_owned()])?;
/// rejects.write(7, ["=1+1", "ann@example.com"].into_iter(), &[])?;
/// let csv = String::from_utf8(rejects.finish()?)?;
/// assert_eq!(csv, "\u{feff}Row,Reasons,Name,Email\r\n7,,'=1+1,ann@example.com\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Rejects<W: Write> {
    out: csv::Writer<W>,
    /// The columns of the list.
    labels: Vec<String>,
    /// The sheet that the rows are from, where there are several.
    sheet: Option<String>,
}

impl<W: Write> Rejects<W> {
    /// Starts a list of rejected rows.
    ///
    /// # Errors
    /// Where the header can't be written.
    pub fn new(mut out: W, labels: &[String]) -> Result<Self, Error> {
        out.write_all(BOM)?;
        let mut out = csv_writer(out, LineEnd::CrLf, true);
        let cells: Vec<Cow<'_, str>> = labels.iter().map(|label| neutral(label)).collect();
        out.write_record(["Row", "Reasons"].into_iter().chain(cells.iter().map(AsRef::as_ref))).map_err(io_error)?;
        Ok(Rejects { out, labels: labels.to_vec(), sheet: None })
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
        let reasons: Vec<String> = findings.iter().filter(|finding| finding.is_blocking()).map(reason).collect();
        let row = match &self.sheet {
            Some(sheet) => format!("{sheet}!{row}"),
            None => row.to_string(),
        };
        self.out.write_field(neutral(&row).as_bytes()).map_err(io_error)?;
        self.out.write_field(neutral(&reasons.join("; ")).as_bytes()).map_err(io_error)?;
        let mut written = 0;
        for cell in cells {
            self.out.write_field(neutral(cell).as_bytes()).map_err(io_error)?;
            written += 1;
        }
        // A workbook keeps no empty cells at the end of a row.
        for _ in written..self.labels.len() {
            self.out.write_field("").map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// Where the rest can't be written.
    pub fn finish(self) -> Result<W, Error> {
        self.out.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}

fn reason(finding: &Finding<'_>) -> String {
    match finding.column {
        Some(column) => format!("{}: {} ({})", column.label(), finding.wording(), finding.rule.name()),
        None => format!("{} ({})", finding.wording(), finding.rule.name()),
    }
}

/// The text, so that no spreadsheet runs it. Source: OWASP, "CSV Injection".
fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}
