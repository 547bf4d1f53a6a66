//! Workbooks that are a text: tables of a web page with the extension .xls, as systems export them, and "XML
//! Spreadsheet 2003". Spreadsheet programs open both.
//!
//! All of their cells are kept in memory, under the limit of memory.

mod html;
mod sheet_builder;
mod spreadsheet_ml;

use std::io::Read;

use calamine::{Sheet, SheetType, SheetVisible};

use self::sheet_builder::TextSheet;
use super::cell_source::{CellPosition, CellSource};
use super::sheet_marks::SheetMarks;
use crate::read::ReadError;
use crate::read::batch::TextOutside;
use crate::read::context::ReadContext;
use crate::read::encoding::{self, DetectedEncoding, Encoding, Utf8Reader};
use crate::read::error::WorkbookFault;
use crate::read::format::Markup;
use crate::read::input::OpenedInput;
use crate::read::limits::{Limit, LimitPlace};

/// A source of cells that are in memory.
pub(super) struct TextWorkbook {
    sheets: Vec<TextSheet>,
    /// The sheet that is read, and the cell that comes next.
    current: usize,
    next: usize,
    /// The encoding, if it is a guess.
    guess: Option<DetectedEncoding>,
    text_outside: Option<TextOutside>,
}

impl TextWorkbook {
    pub(super) fn open(
        opened: OpenedInput,
        markup: Markup,
        encoding: Option<Encoding>,
        context: &ReadContext,
    ) -> Result<TextWorkbook, ReadError> {
        let (text, guess) = text_of(opened, encoding, context)?;
        let (sheets, text_outside) = match markup {
            Markup::Html => html::parse(&text, context)?,
            Markup::SpreadsheetMl => (spreadsheet_ml::parse(&text, context)?, None),
        };
        Ok(TextWorkbook { sheets, current: 0, next: 0, guess, text_outside })
    }

    /// Takes the encoding, if it is a guess.
    pub(super) fn take_guess(&mut self) -> Option<DetectedEncoding> {
        self.guess.take()
    }

    /// Takes what is known of the text that is in no table.
    pub(super) fn take_text_outside(&mut self) -> Option<TextOutside> {
        self.text_outside.take()
    }
}

impl CellSource for TextWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        let visibility = |is_hidden| if is_hidden { SheetVisible::Hidden } else { SheetVisible::Visible };
        let sheet = |sheet: &TextSheet| Sheet {
            name: sheet.name.clone(),
            typ: SheetType::WorkSheet,
            visible: visibility(sheet.is_hidden),
        };
        self.sheets.iter().map(sheet).collect()
    }

    fn open_sheet(&mut self, sheet: &str, _rows: Option<u32>) -> Result<SheetMarks, ReadError> {
        self.next = 0;
        self.current = self.sheets.iter().position(|known| known.name == sheet).unwrap_or(self.sheets.len());
        let mut marks = self.sheets.get(self.current).map(|sheet| sheet.marks.clone()).unwrap_or_default();
        marks.sort();
        Ok(marks)
    }

    fn next_cell(&mut self, text: &mut String) -> Result<Option<CellPosition>, ReadError> {
        let cell = self.sheets.get(self.current).and_then(|sheet| sheet.cell(self.next));
        self.next += 1;
        Ok(cell.map(|(position, value)| {
            text.push_str(value);
            position
        }))
    }

    fn first_row(&self) -> u32 {
        self.sheets.get(self.current).map_or(0, |sheet| sheet.first_row)
    }
}

/// Bytes at the start in which a document names its encoding. Browsers search in as many (HTML, 13.2.3.2).
const DECLARED_WITHIN: usize = 4096;

/// Reads and decodes a document. Its bytes decide on the encoding if they are UTF-8 or UTF-16, because web systems often
/// name another; then what it names; then a guess, which is returned too.
fn text_of(
    mut opened: OpenedInput,
    encoding: Option<Encoding>,
    context: &ReadContext,
) -> Result<(String, Option<DetectedEncoding>), ReadError> {
    let failed = |error| context.io_error(error);
    let (encoding, guess) = match encoding {
        Some(encoding) => (encoding, None),
        None => {
            let detected = encoding::detect(&mut opened).map_err(failed)?;
            let is_unicode = detected.encoding.is_unicode();
            match declared(opened.head()).filter(|declared| !is_unicode && !declared.is_unicode()) {
                Some(declared) => (declared, None),
                None => (detected.encoding, (!is_unicode).then_some(detected)),
            }
        }
    };
    let most = context.limits.get(Limit::Memory) / 2;
    let mut text = Vec::new();
    Utf8Reader::new(opened, encoding).take(most.saturating_add(1)).read_to_end(&mut text).map_err(failed)?;
    if text.len() as u64 > most {
        return Err(context.limit(Limit::Memory, LimitPlace::List));
    }
    let mut text = String::from_utf8(text).map_err(|_| context.damaged(WorkbookFault::Undecodable))?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok((text, guess))
}

/// Returns the encoding that a document names: `charset=` in HTML, `encoding=` in XML.
fn declared(head: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let named = ["charset", "encoding"].into_iter().filter_map(|word| {
        let value = head.split_once(word)?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
        Encoding::from_name(&value[..end])
    });
    { named }.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_name_their_encoding() {
        for (head, expected) in [
            ("<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">", Some("Windows-1252")),
            ("<META CHARSET = 'Shift_JIS'>", Some("Shift_JIS")),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", Some("Windows-1252")),
            ("<table><tr><td>", None),
            ("<meta charset=\"x-unknown\">", None),
        ] {
            assert_eq!(declared(head.as_bytes()).map(Encoding::name), expected, "{head}");
        }
    }
}
