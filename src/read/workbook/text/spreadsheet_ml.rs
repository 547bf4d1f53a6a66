//! "XML Spreadsheet 2003" (SpreadsheetML 2003), which Excel still saves, and many systems write.
//!
//! Elements and attributes are recognized by their local names. References to entities that the document defines itself
//! are an error, because a few bytes of them may be a text of any size.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet_builder::{SheetBudget, TextSheet};
use crate::read::ReadError;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::limits::{Limit, LimitPlace};
use crate::read::workbook::cell_source::CellPosition;
use crate::read::workbook::cell_text::CellValue;

/// Returns the worksheets of a workbook.
pub(super) fn parse(text: &str, context: &ReadContext) -> Result<Vec<TextSheet>, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut workbook = Workbook {
        budget: SheetBudget::new(context),
        context,
        sheets: Vec::new(),
        names: HashSet::new(),
        row: 0,
        column: 0,
        path: Path::Outside,
        inside: 0,
        kind: DataKind::Text,
        text: String::new(),
        merged: 0,
        merged_down: 0,
        link: None,
    };
    let mut is_complete = false;
    loop {
        match reader.read_event().map_err(|error| context.damaged(WorkbookFault::other(error)))? {
            Event::Start(tag) => workbook.start(&tag)?,
            Event::Empty(tag) => {
                workbook.start(&tag)?;
                workbook.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => {
                is_complete |= tag.local_name().as_ref() == "Workbook";
                workbook.end(tag.local_name().as_ref())?;
            }
            Event::Text(text) => workbook.append(&text),
            Event::CData(text) => workbook.append(&text),
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let character = reference.resolve_char_ref().ok().flatten();
                let resolved = character
                    .map(String::from)
                    .or_else(|| quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned));
                let unknown = || context.damaged(WorkbookFault::Other(format!("the entity {name} isn't known")));
                workbook.append(&resolved.ok_or_else(unknown)?);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if is_complete { Ok(workbook.sheets) } else { Err(context.damaged(WorkbookFault::CutOff)) }
}

/// Where in a workbook the parser is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    Outside,
    Worksheet,
    Row,
    Cell,
    /// In the value of a cell.
    Data,
    /// In the element `Visible` of a worksheet's options.
    Visible,
    /// In a comment of a cell, which has a `Data` too.
    Comment,
}

/// The type of a value.
#[derive(Clone, Copy)]
enum DataKind {
    Text,
    Number,
    Truth,
    Date,
}

struct Workbook<'c> {
    budget: SheetBudget<'c>,
    context: &'c ReadContext,
    sheets: Vec<TextSheet>,
    /// The names of the sheets.
    names: HashSet<String>,
    /// The row and the column that come next, from 0.
    row: u32,
    column: u32,
    path: Path,
    /// The number of open elements inside of a comment.
    inside: u32,
    kind: DataKind,
    text: String,
    /// The columns that the cell covers besides its own.
    merged: u32,
    /// The rows that the cell covers besides its own.
    merged_down: u32,
    /// The target of its link.
    link: Option<String>,
}

impl Workbook<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match (self.path, tag.local_name().as_ref()) {
            (Path::Comment, _) => self.inside += 1,
            (Path::Outside, "Worksheet") => {
                let mut name = self.attribute(tag, "Name")?.unwrap_or_default();
                if self.sheets.len() as u64 >= self.context.limits.get(Limit::Sheets) {
                    return Err(self.context.limit(Limit::Sheets, LimitPlace::List));
                }
                if name.is_empty() || !self.names.insert(name.clone()) {
                    // A sheet is read by its name.
                    name = format!("{name} ({})", self.sheets.len() + 1);
                }
                self.sheets.push(TextSheet::new(name, 0));
                (self.row, self.path) = (0, Path::Worksheet);
            }
            (Path::Worksheet, "Row") => {
                self.row = self.index(tag, self.row)?;
                (self.column, self.path) = (0, Path::Row);
            }
            (Path::Worksheet, "Visible") => {
                self.text.clear();
                self.path = Path::Visible;
            }
            (Path::Row, "Cell") => {
                let from = self.column;
                self.column = self.index(tag, from)?;
                self.merged = self.number(tag, "MergeAcross")?.unwrap_or(0);
                self.merged_down = self.number(tag, "MergeDown")?.unwrap_or(0);
                self.link = self.attribute(tag, "HRef")?;
                let skipped = self.column.saturating_sub(from).saturating_add(self.merged);
                self.budget.check(CellPosition::from((self.row, self.column)), skipped)?;
                self.text.clear();
                (self.kind, self.path) = (DataKind::Text, Path::Cell);
            }
            (Path::Cell, "Comment") => (self.inside, self.path) = (1, Path::Comment),
            (Path::Cell, "Data") => {
                self.kind = match self.attribute(tag, "Type")?.as_deref() {
                    Some("Number") => DataKind::Number,
                    Some("Boolean") => DataKind::Truth,
                    Some("DateTime") => DataKind::Date,
                    _ => DataKind::Text,
                };
                self.path = Path::Data;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match (self.path, name) {
            (Path::Comment, _) => {
                self.inside -= 1;
                if self.inside == 0 {
                    self.path = Path::Cell;
                }
            }
            (Path::Data, "Data") => self.path = Path::Cell,
            (Path::Cell, "Cell") => {
                self.add_cell()?;
                self.column = self.column.saturating_add(self.merged).saturating_add(1);
                self.path = Path::Row;
            }
            (Path::Row, "Row") => {
                self.row = self.row.saturating_add(1);
                self.path = Path::Worksheet;
            }
            (Path::Visible, "Visible") => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.is_hidden =
                        self.text.trim().starts_with("SheetHidden") || self.text.trim().starts_with("SheetVeryHidden");
                }
                self.path = Path::Worksheet;
            }
            (Path::Worksheet, "Worksheet") => self.path = Path::Outside,
            _ => {}
        }
        Ok(())
    }

    fn append(&mut self, text: &str) {
        if matches!(self.path, Path::Data | Path::Visible) {
            self.text.push_str(text);
        }
    }

    fn add_cell(&mut self) -> Result<(), ReadError> {
        let at = CellPosition::from((self.row, self.column));
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let value = self.text.trim();
        let mut shown = String::new();
        match self.kind {
            DataKind::Number => value.parse().map_or(CellValue::Text(value), CellValue::Number).show(&mut shown),
            DataKind::Truth => match value {
                "0" => CellValue::Truth(false).show(&mut shown),
                "1" => CellValue::Truth(true).show(&mut shown),
                other => shown.push_str(other),
            },
            DataKind::Date => {
                let date = value.strip_suffix(".000").unwrap_or(value);
                CellValue::IsoDate(date).show(&mut shown);
            }
            DataKind::Text => shown.push_str(&self.text),
        }
        self.budget.add(sheet, at, self.merged_down.saturating_add(1), &shown)?;
        match self.link.take() {
            Some(target) if !shown.is_empty() => self.budget.add_link(sheet, at, target.trim()),
            _ => Ok(()),
        }
    }

    /// Returns the position that `ss:Index` gives, from 0; without it, the next one.
    fn index(&self, tag: &BytesStart<'_>, next: u32) -> Result<u32, ReadError> {
        match self.number(tag, "Index")? {
            None => Ok(next),
            Some(index) if index > next => Ok(index - 1),
            Some(_) => Err(self.context.damaged(WorkbookFault::CellOrder)),
        }
    }

    fn number(&self, tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, ReadError> {
        let Some(value) = self.attribute(tag, name)? else { return Ok(None) };
        value.trim().parse().map(Some).map_err(|_| self.context.damaged(WorkbookFault::CellOrder))
    }

    fn attribute(&self, tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.context.damaged(WorkbookFault::other(error)))?;
            if attribute.key.local_name().as_ref() == name {
                let value = quick_xml::escape::unescape(&attribute.value);
                let value = value.map_err(|error| self.context.damaged(WorkbookFault::other(error)))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::contact::cell_name;
    use crate::read::limits::{Limit, Limits};

    fn context() -> ReadContext {
        ReadContext { file: PathBuf::from("list.xml"), limits: Limits::default() }
    }

    fn parsed(rows: &str) -> Result<Vec<TextSheet>, ReadError> {
        let text = format!(
            "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Worksheet ss:Name=\"A&amp;B\"><Table>{rows}</Table></Worksheet></Workbook>"
        );
        parse(&text, &context())
    }

    fn cells(sheet: &TextSheet) -> String {
        let cells = (0..).map_while(|index| sheet.cell(index));
        let cell = |(at, text): (CellPosition, &str)| format!("{}={text}", cell_name(u64::from(at.row) + 1, at.column));
        cells.map(cell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cells_have_their_positions_and_values() {
        for (rows, expected) in [
            (
                "<Row><Cell><Data ss:Type=\"String\">a</Data></Cell><Cell ss:Index=\"4\"><Data>b</Data></Cell></Row>",
                "A1=a D1=b",
            ),
            (
                "<Row ss:Index=\"3\"><Cell ss:MergeAcross=\"2\"><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row><Row><Cell><Data>c</Data></Cell></Row>",
                "A3=a D3=b A4=c",
            ),
            ("<Row><Cell/><Cell><Data ss:Type=\"Number\">12.0</Data></Cell></Row>", "B1=12"),
            (
                "<Row><Cell><Data ss:Type=\"Boolean\">1</Data></Cell><Cell><Data ss:Type=\"DateTime\">2026-01-02T00:00:00.000</Data></Cell></Row>",
                "A1=TRUE B1=2026-01-02",
            ),
            (
                "<Row><Cell><ss:Data ss:Type=\"String\" xmlns=\"x\"><B>a</B><Font> b</Font></ss:Data><Comment><Data>no</Data></Comment></Cell></Row>",
                "A1=a b",
            ),
            (
                "<Row><Cell><Data>a&#10;b &lt;c&gt; &amp; &#xE9;<![CDATA[<d>]]></Data></Cell></Row>",
                "A1=a\nb <c> & é<d>",
            ),
        ] {
            let sheets = parsed(rows).unwrap();
            assert_eq!((sheets[0].name.as_str(), cells(&sheets[0]).as_str()), ("A&B", expected), "{rows}");
        }
    }

    #[test]
    fn what_is_damaged_or_hostile_is_refused() {
        for rows in [
            "<Row><Cell><Data>&lol;</Data></Cell></Row>",
            "<Row ss:Index=\"0\"/>",
            "<Row><Cell ss:Index=\"3\"/><Cell ss:Index=\"2\"/></Row>",
            "<Row><Cell></Row>",
        ] {
            assert!(matches!(parsed(rows), Err(ReadError::Workbook { .. })), "{rows}");
        }
        assert!(matches!(parse("<Workbook><Worksheet>", &context()), Err(ReadError::Workbook { .. })));
        let far = "<Row><Cell ss:Index=\"16385\"><Data>a</Data></Cell></Row>";
        let wide = "<Row><Cell ss:Index=\"16384\"><Data>a</Data></Cell></Row>".repeat(2000);
        for rows in [far, &wide] {
            assert!(matches!(parsed(rows), Err(ReadError::Limit { limit: Limit::Columns, .. })));
        }
    }
}
