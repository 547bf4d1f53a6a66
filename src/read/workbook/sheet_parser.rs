//! The cells of a sheet in an .xlsx, parsed piece by piece.
//!
//! Rows as most programs write them are parsed by a fast path (`parse_usual_row`), and others by quick-xml.

use std::ops::Range;

use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType, Style};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::SharedArchive;
use super::cell_source::{CellPosition, parse_cell, parse_row};
use super::cell_text::CellValue;
use super::shared_strings::SharedStrings;
use super::xml_pieces::{
    PieceReader, Unsupported, add_rich_text, add_text, attributes, attributes_in, behind, check_encoding, plain_text,
    skip_text, usual_string, xml_reader,
};

/// A parser of the cells of a sheet.
pub(super) struct SheetParser {
    pieces: PieceReader,
    piece: Piece,
    /// The index of the next cell in the piece.
    next: usize,
    /// Number of cells that were returned.
    returned: u64,
}

/// The cells of a piece, and the state of the parser at its end.
struct Piece {
    cells: Vec<ParsedCell>,
    texts: String,
    place: Place,
    /// Number of elements that are open. An end tag without one is an error of the sheet, which only calamine reports.
    depth: u32,
    /// The row and the column of the next cell that has no position, from 0.
    row: u32,
    column: u32,
    styles: Vec<CellStyle>,
}

/// The position of the parser: before, inside or behind the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    Behind,
}

struct ParsedCell {
    position: CellPosition,
    text: CellText,
}

/// The text of a cell.
enum CellText {
    /// A range of [`Piece::texts`].
    Own(Range<usize>),
    /// The number of a shared string.
    Shared(usize),
}

/// The properties of a style that decide how cells are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellStyle {
    pub(super) is_struck: bool,
    numbers: NumberFormat,
}

/// How numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberFormat {
    /// As they are.
    Plain,
    /// As dates or times of day, with the first day of the workbook's calendar.
    Dates { is_1904: bool },
    /// Only calamine knows.
    Other,
}

impl CellStyle {
    pub(super) fn of(style: &Style, is_1904: bool) -> CellStyle {
        /// Formats of numbers (ECMA-376 part 1, 18.8.30).
        const PLAIN: [&str; 9] = ["General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "@"];
        let numbers = style.number_format.as_ref().map_or(NumberFormat::Plain, |format| {
            // calamine has no text for the formats of East Asian dates.
            let is_east_asian = format.format_id.is_some_and(|id| matches!(id, 27..=36 | 50..=58));
            match format.format_code.as_str() {
                code if is_date(code) => NumberFormat::Dates { is_1904 },
                code if PLAIN.contains(&code) && !is_east_asian => NumberFormat::Plain,
                _ => NumberFormat::Other,
            }
        });
        CellStyle { is_struck: style.font.as_ref().is_some_and(|font| font.strikethrough), numbers }
    }
}

/// Returns whether a format of numbers begins with a part of a date, after a language such as `[$-409]`.
fn is_date(format: &str) -> bool {
    let is_of_language = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let language = format.strip_prefix("[$").and_then(|rest| rest.split_once(']'));
    let dates =
        language.filter(|(language, _)| language.chars().all(is_of_language)).map_or(format, |(_, dates)| dates);
    dates.starts_with(['d', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S'])
}

impl SheetParser {
    /// Returns a parser of a part. `styles` are those of the workbook.
    pub(super) fn new(part: usize, styles: Vec<CellStyle>) -> SheetParser {
        let piece = Piece {
            cells: Vec::new(),
            texts: String::new(),
            place: Place::Before,
            depth: 0,
            row: 0,
            column: 0,
            styles,
        };
        SheetParser { pieces: PieceReader::new(part, "</row>"), piece, next: 0, returned: 0 }
    }

    /// Returns the number of cells that were returned.
    pub(super) fn returned(&self) -> u64 {
        self.returned
    }

    /// Appends the text of the next cell, and returns its position; `None` at the end of the sheet.
    ///
    /// # Errors
    /// If calamine has to read the cells from here on.
    pub(super) fn next_cell(
        &mut self,
        archive: &SharedArchive,
        strings: &SharedStrings,
        text: &mut String,
    ) -> Result<Option<CellPosition>, Unsupported> {
        loop {
            if let Some(cell) = self.piece.cells.get(self.next) {
                text.push_str(match &cell.text {
                    CellText::Own(range) => &self.piece.texts[range.clone()],
                    CellText::Shared(number) => strings.get(*number).ok_or(Unsupported)?,
                });
                self.next += 1;
                self.returned += 1;
                return Ok(Some(cell.position));
            }
            if self.piece.place == Place::Behind {
                return Ok(None);
            }
            self.next = 0;
            self.piece.cells.clear();
            self.piece.texts.clear();
            let piece = self.pieces.next(&mut archive.lock())?.ok_or(Unsupported)?;
            self.piece.parse(piece)?;
        }
    }
}

impl Piece {
    /// Adds the cells of the piece.
    fn parse(&mut self, xml: &str) -> Result<(), Unsupported> {
        let mut rest = xml;
        while self.place != Place::Behind {
            while let Some(behind) = self.parse_usual_row(rest) {
                rest = behind;
            }
            let mut reader = xml_reader(rest);
            if !self.parse_row(&mut reader)? {
                break;
            }
            rest = behind(rest, &reader);
        }
        Ok(())
    }

    /// Adds the cells up to the end of a row, or of all rows; `false` if the piece ends before.
    fn parse_row(&mut self, reader: &mut Reader<&[u8]>) -> Result<bool, Unsupported> {
        loop {
            match reader.read_event()? {
                Event::Start(tag) => {
                    self.depth += 1;
                    match (tag.local_name().as_ref(), self.place) {
                        ("sheetData", Place::Before) => self.place = Place::Inside,
                        (_, Place::Before) => {}
                        ("row", Place::Inside) => {
                            if let [Some(number)] = attributes(&tag, ["r"])? {
                                self.row = parse_row(number).ok_or(Unsupported)?;
                            }
                        }
                        ("c", Place::Inside) => {
                            self.parse_cell(reader, &tag)?;
                            self.depth -= 1;
                        }
                        _ => return Err(Unsupported),
                    }
                }
                Event::End(tag) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Unsupported)?;
                    match (tag.local_name().as_ref(), self.place) {
                        (_, Place::Before) => continue,
                        ("row", Place::Inside) => (self.row, self.column) = (self.row + 1, 0),
                        ("sheetData", Place::Inside) => self.place = Place::Behind,
                        _ => return Err(Unsupported),
                    }
                    return Ok(true);
                }
                Event::Decl(declaration) => check_encoding(&declaration)?,
                Event::Text(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return Ok(false),
                Event::GeneralRef(_) | Event::CData(_) | Event::DocType(_) | Event::Empty(_) => {
                    return Err(Unsupported);
                }
            }
        }
    }

    /// Adds the cells of the row at the start of the XML if it is as most programs write it, and returns what is behind it.
    fn parse_usual_row<'x>(&mut self, xml: &'x str) -> Option<&'x str> {
        if self.place != Place::Inside {
            return None;
        }
        let (tag, mut rest) = xml.trim_ascii_start().strip_prefix("<row ")?.split_once('>')?;
        let [number] = attributes_in(tag, ["r"]).ok()?;
        let row = parse_row(number?)?;
        let (cells, texts) = (self.cells.len(), self.texts.len());
        loop {
            if let Some(behind) = rest.strip_prefix("</row>") {
                (self.row, self.column) = (row + 1, 0);
                return Some(behind);
            }
            let Some(behind) = self.parse_usual_cell(rest) else {
                self.cells.truncate(cells);
                self.texts.truncate(texts);
                return None;
            };
            rest = behind;
        }
    }

    /// Adds the cell at the start of the XML: a shared string, a number or a text without references. Returns what is behind it.
    #[inline]
    fn parse_usual_cell<'x>(&mut self, xml: &'x str) -> Option<&'x str> {
        let (name, mut rest) = quoted(xml.strip_prefix("<c r=\"")?)?;
        let at = parse_cell(name)?;
        let mut style = None;
        if let Some(behind) = rest.strip_prefix(" s=\"") {
            let (number, behind) = quoted(behind)?;
            (style, rest) = (Some(whole_number(number).ok()?), behind);
        }
        let start = self.texts.len();
        let mut shared = None;
        if let Some(string) = rest.strip_prefix(" t=\"inlineStr\"><is>") {
            let (text, behind) = usual_string(string)?;
            self.texts.push_str(text);
            rest = behind.strip_prefix("</is></c>")?;
        } else if let Some(text) = rest.strip_prefix(" t=\"s\"><v>") {
            let (number, behind) = plain_text(text)?;
            shared = Some(whole_number(number).ok()?);
            rest = behind.strip_prefix("</v></c>")?;
        } else if let Some(text) = rest.strip_prefix("><v>") {
            let (number, behind) = plain_text(text)?;
            self.add_number(number, style).ok()?;
            rest = behind.strip_prefix("</v></c>")?;
        } else {
            rest = rest.strip_prefix("/>")?;
        }
        self.add_cell(at, style, start, shared);
        Some(rest)
    }

    /// Adds a cell with a shared string, or with the text from `start` on.
    #[inline]
    fn add_cell(&mut self, (row, column): (u32, u32), style: Option<usize>, start: usize, shared: Option<usize>) {
        let is_struck = self.styles.get(style.unwrap_or(0)).is_some_and(|style| style.is_struck);
        let text = shared.map_or(CellText::Own(start..self.texts.len()), CellText::Shared);
        self.cells.push(ParsedCell { position: CellPosition { row, column, is_struck }, text });
    }

    /// Adds a cell, whose tag was read.
    fn parse_cell(&mut self, reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>) -> Result<(), Unsupported> {
        let [name, style, kind] = attributes(tag, ["r", "s", "t"])?;
        let at = name.map_or(Some((self.row, self.column)), parse_cell).ok_or(Unsupported)?;
        let style = style.map(whole_number).transpose()?;
        let start = self.texts.len();
        let mut shared = None;
        let (mut formula, mut has_text) = (None, false);
        loop {
            match reader.read_event()? {
                Event::Start(element) => {
                    self.texts.truncate(start);
                    shared = None;
                    match element.local_name().as_ref() {
                        "is" => add_rich_text(reader, element.name(), &mut self.texts)?,
                        "v" => {
                            shared = self.parse_value(reader, &element, style, kind)?;
                            has_text = kind == Some("str");
                        }
                        "f" => {
                            let text = formula.insert(String::from("="));
                            add_text(reader, element.name(), text)?;
                        }
                        _ => return Err(Unsupported),
                    }
                }
                Event::End(end) if end.name() == tag.name() => break,
                Event::Text(_) => {}
                _ => return Err(Unsupported),
            }
        }
        // Without its result, the value of a formula is unknown; an empty text is a result.
        if let Some(formula) = formula.filter(|_| shared.is_none() && !has_text && self.texts.len() == start) {
            self.texts.push_str(&formula);
        }
        self.add_cell(at, style, start, shared);
        self.column = at.1 + 1;
        Ok(())
    }

    /// Reads the value of a cell of a kind, and appends its text. Returns the number of a shared string instead.
    fn parse_value(
        &mut self,
        reader: &mut Reader<&[u8]>,
        element: &BytesStart<'_>,
        style: Option<usize>,
        kind: Option<&str>,
    ) -> Result<Option<usize>, Unsupported> {
        match kind {
            Some("inlineStr" | "is") => {
                skip_text(reader, element.name())?;
                return Ok(None);
            }
            Some("str") => {
                add_text(reader, element.name(), &mut self.texts)?;
                return Ok(None);
            }
            Some("s" | "n" | "b" | "e") | None => {}
            Some(_) => return Err(Unsupported),
        }
        let value = match reader.read_event()? {
            Event::Text(text) => text,
            Event::End(end) if end.name() == element.name() => return Ok(None),
            _ => return Err(Unsupported),
        };
        match reader.read_event()? {
            Event::End(end) if end.name() == element.name() => {}
            _ => return Err(Unsupported),
        }
        let value: &str = &value;
        match kind {
            Some("s") => return whole_number(value).map(Some),
            Some("b") => {
                let is_true = match value {
                    "0" => false,
                    "1" => true,
                    _ => return Err(Unsupported),
                };
                CellValue::Truth(is_true).show(&mut self.texts);
            }
            Some("e") => {
                let error = value.parse::<CellErrorType>().map_err(|_| Unsupported)?;
                CellValue::Error(&error).show(&mut self.texts);
            }
            _ => self.add_number(value, style)?,
        }
        Ok(None)
    }

    /// Appends the text of a number.
    fn add_number(&mut self, value: &str, style: Option<usize>) -> Result<(), Unsupported> {
        let format = style.and_then(|style| self.styles.get(style)).map_or(NumberFormat::Plain, |style| style.numbers);
        // Words such as "inf" are numbers, too.
        let is_number = value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'.' | b'E'));
        let number: f64 = Some(value).filter(|_| is_number).and_then(|value| value.parse().ok()).ok_or(Unsupported)?;
        let value = match format {
            NumberFormat::Plain => CellValue::Number(number),
            NumberFormat::Dates { is_1904 } => {
                CellValue::Date(ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904))
            }
            NumberFormat::Other => return Err(Unsupported),
        };
        value.show(&mut self.texts);
        Ok(())
    }
}

/// Returns the text up to a quotation mark, and the text behind that.
fn quoted(xml: &str) -> Option<(&str, &str)> {
    let end = xml.bytes().position(|byte| byte == b'"')?;
    Some((&xml[..end], &xml[end + 1..]))
}

/// Returns a number of digits only.
fn whole_number(text: &str) -> Result<usize, Unsupported> {
    let is_whole = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_whole).ok_or(Unsupported)
}
