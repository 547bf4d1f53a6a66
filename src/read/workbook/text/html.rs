//! Tables of a web page, as Excel opens them: each table is a sheet, and rows are counted over the whole page.
//!
//! Tables that follow each other with as many columns are one sheet, because Excel shows them as one. A table in a cell
//! is a sheet of its own, and its text is in that cell too; so nothing is lost, whichever of the two is the list. A
//! table that only arranges others has no text of its own, and is no sheet.

use std::convert::Infallible;
use std::path::Path;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use super::sheet_builder::{SheetBudget, TextSheet};
use crate::contact::cell_name;
use crate::read::ReadError;
use crate::read::batch::TextOutside;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::excerpt::excerpt;
use crate::read::limits::{Limit, LimitPlace};
use crate::read::other_file::OtherFile;
use crate::read::workbook::cell_source::CellPosition;
use crate::tables::may_have_address;
use crate::util::start_of;

/// Bytes of a line outside of the tables that are searched for an address. A paragraph is shorter.
const LINE: usize = 64 * 1024;

/// Greatest spans of a cell (HTML, 4.9.11).
const MAX_COLUMN_SPAN: u32 = 1000;
const MAX_ROW_SPAN: u32 = 65_534;

/// Characters of a line outside of the tables that a message shows.
const SHOWN: usize = 80;

/// The tables of a page, and the text outside of them.
type Tables = (Vec<TextSheet>, Option<TextOutside>);

/// Returns the tables of a page that have text, and the lines with an address outside of them.
pub(super) fn parse(text: &str, context: &ReadContext) -> Result<Tables, ReadError> {
    let mut page = Page::new(context);
    let mut failure = None;
    let callback = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if failure.is_none() {
            failure = page.take(event).err();
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    match failure {
        Some(error) => Err(error),
        None => page.finish(),
    }
}

/// The tables of a page that were read so far.
struct Page<'c> {
    context: &'c ReadContext,
    budget: SheetBudget<'c>,
    sheets: Vec<TextSheet>,
    /// The open tables, each in a cell of the one before.
    open: Vec<OpenTable>,
    /// The tag that is being read, and the attribute in it.
    tag: Tag,
    attribute: Vec<u8>,
    /// The element whose text isn't shown, such as a script.
    hidden: Option<&'static str>,
    /// The row that follows what was read, outside of all tables.
    row: u32,
    /// Text since the last line break, outside of all tables, is in that row.
    has_text: bool,
    /// The current line outside of all cells, and the lines of that kind that have an address.
    line: CellText,
    outside: Option<TextOutside>,
    /// The last table outside of others: its sheet, its end, and the number of its columns.
    last: Option<(usize, u32, u32)>,
    /// The name that Excel gave the sheet.
    name: Option<String>,
    is_frameset: bool,
    is_cut_off: bool,
}

#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    target: Option<String>,
    column_span: u32,
    row_span: u32,
}

/// A table whose end wasn't read yet.
#[derive(Default)]
struct OpenTable {
    sheet: TextSheet,
    /// The row that is read or comes next.
    row: u32,
    is_in_row: bool,
    /// The column of the next cell, and the end of the last one.
    column: u32,
    /// The number of columns.
    width: u32,
    /// For each column, the row before which a cell of an earlier row covers it.
    covered_before: Vec<u32>,
    /// Number of merged cells of the sheet in earlier groups of rows.
    merged_before: usize,
    cell: Option<OpenCell>,
    /// Whether a table is in it, and whether it has text outside of that.
    has_tables: bool,
    has_own_text: bool,
}

struct OpenCell {
    at: CellPosition,
    /// Number of rows that it covers.
    rows: u32,
    text: CellText,
    /// The target of its first link.
    target: Option<String>,
}

/// The text of a cell, with white space as a browser shows it.
#[derive(Default)]
struct CellText {
    text: String,
    /// White space comes before the next text.
    has_space: bool,
    is_too_long: bool,
}

impl CellText {
    fn push(&mut self, text: &str) {
        for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let shown = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !shown.is_empty() {
                if self.has_space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.text.push_str(shown);
                self.has_space = false;
            }
            self.has_space |= shown.len() < word.len();
        }
    }

    /// Starts another line: after a `<br>` always, and otherwise unless the line is empty.
    fn break_line(&mut self, is_forced: bool) {
        if is_forced || !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.has_space = false;
    }

    /// Returns the text; a no-break space alone is how web systems write an empty cell.
    fn shown(&self) -> &str {
        let text = self.text.trim_matches(['\n', ' ']);
        if text.chars().all(char::is_whitespace) { "" } else { text }
    }
}

impl<'c> Page<'c> {
    fn new(context: &'c ReadContext) -> Self {
        Page {
            context,
            budget: SheetBudget::new(context),
            sheets: Vec::new(),
            open: Vec::new(),
            tag: Tag::default(),
            attribute: Vec::new(),
            hidden: None,
            row: 0,
            has_text: false,
            line: CellText::default(),
            outside: None,
            last: None,
            name: None,
            is_frameset: false,
            is_cut_off: false,
        }
    }

    fn take(&mut self, event: CallbackEvent<'_>) -> Result<(), ReadError> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), target: None, column_span: 1, row_span: 1 };
                self.attribute.clear();
            }
            CallbackEvent::AttributeName { name } => self.attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } => {
                let number = || {
                    let digits = value.trim_ascii().iter().map_while(|byte| byte.is_ascii_digit().then(|| byte - b'0'));
                    digits.fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(digit.into()))
                };
                match self.attribute.as_slice() {
                    b"colspan" => self.tag.column_span = number().clamp(1, MAX_COLUMN_SPAN),
                    // 0 is to the end of the rows.
                    b"href" => self.tag.target = Some(String::from_utf8_lossy(value).trim().to_owned()),
                    b"rowspan" => self.tag.row_span = number().min(MAX_ROW_SPAN),
                    _ => {}
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag)?;
            }
            CallbackEvent::EndTag { name } => self.end(name)?,
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.take_name(value),
            CallbackEvent::Error(error) => {
                self.is_cut_off |= matches!(
                    error,
                    Error::EofBeforeTagName
                        | Error::EofInCdata
                        | Error::EofInComment
                        | Error::EofInDoctype
                        | Error::EofInScriptHtmlCommentLikeText
                        | Error::EofInTag
                );
            }
            CallbackEvent::Doctype { .. } => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) -> Result<(), ReadError> {
        if self.hidden.is_some() {
            return Ok(());
        }
        match tag.name.as_slice() {
            b"table" => self.start_table(),
            b"thead" | b"tbody" | b"tfoot" => self.start_rows(),
            b"tr" => self.end_row(),
            b"td" | b"th" => self.start_cell(tag),
            b"a" => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.target = cell.target.take().or_else(|| tag.target.clone());
                }
                Ok(())
            }
            b"caption" => {
                if let Some(table) = self.open.last_mut() {
                    // Excel shows it in a row of its own.
                    table.row += 1;
                }
                self.hidden = Some("caption");
                Ok(())
            }
            b"br" => {
                self.break_line(true);
                Ok(())
            }
            b"frameset" => {
                self.is_frameset = true;
                Ok(())
            }
            b"title" => self.hide("title"),
            // The comment of a cell, as LibreOffice writes it.
            b"comment" => self.hide("comment"),
            b"style" => self.hide("style"),
            b"script" => self.hide("script"),
            b"textarea" => self.hide("textarea"),
            b"xmp" => self.hide("xmp"),
            b"iframe" => self.hide("iframe"),
            b"noembed" => self.hide("noembed"),
            b"noframes" => self.hide("noframes"),
            b"plaintext" => self.hide("plaintext"),
            name => {
                self.break_at(name);
                Ok(())
            }
        }
    }

    fn hide(&mut self, element: &'static str) -> Result<(), ReadError> {
        self.hidden = Some(element);
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if let Some(hidden) = self.hidden {
            // A caption that isn't closed ends with what follows it.
            let is_over = hidden.as_bytes() == name || hidden == "caption" && matches!(name, b"tr" | b"table");
            if is_over {
                self.hidden = None;
                self.end_line();
            }
            return if is_over && hidden.as_bytes() != name { self.end(name) } else { Ok(()) };
        }
        match name {
            b"table" => self.end_table(),
            b"thead" | b"tbody" | b"tfoot" => self.start_rows(),
            b"tr" => self.end_row(),
            b"td" | b"th" => self.end_cell(),
            name => {
                self.break_at(name);
                Ok(())
            }
        }
    }

    /// Starts another line at an element that a browser shows below what is before it.
    fn break_at(&mut self, name: &[u8]) {
        const BLOCKS: [&[u8]; 20] = [
            b"address",
            b"article",
            b"blockquote",
            b"center",
            b"dd",
            b"div",
            b"dl",
            b"dt",
            b"form",
            b"h1",
            b"h2",
            b"h3",
            b"h4",
            b"h5",
            b"h6",
            b"hr",
            b"li",
            b"ol",
            b"p",
            b"ul",
        ];
        if BLOCKS.contains(&name) {
            self.break_line(false);
        }
    }

    /// Ends the line outside of all cells, and notes it if it has an address.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !may_have_address(line.shown()) {
            return;
        }
        let first = || TextOutside { lines: 0, first: excerpt(line.shown(), SHOWN) };
        self.outside.get_or_insert_with(first).lines += 1;
    }

    fn break_line(&mut self, is_forced: bool) {
        if self.open.last().is_none_or(|table| table.cell.is_none()) {
            self.end_line();
        }
        if self.open.is_empty() {
            self.row += u32::from(is_forced && !self.has_text);
            self.has_text = false;
        }
        self.open.iter_mut().filter_map(|table| table.cell.as_mut()).for_each(|cell| cell.text.break_line(is_forced));
    }

    fn text(&mut self, text: &str) {
        let is_outside = self.open.last().is_none_or(|table| table.cell.is_none());
        if self.hidden == Some("caption") || is_outside && self.hidden.is_none() {
            // A longer line is no contact, and is noted by its start.
            let rest = LINE.saturating_sub(self.line.text.len());
            self.line.push(start_of(text, rest));
        }
        if self.hidden.is_some() {
            return;
        }
        let is_blank = text.chars().all(char::is_whitespace);
        if self.open.is_empty() {
            self.row += u32::from(!is_blank && !self.has_text);
            self.has_text |= !is_blank;
            return;
        }
        let most = usize::try_from(self.context.limits.get(Limit::Cell).saturating_mul(4)).unwrap_or(usize::MAX);
        let last = self.open.len() - 1;
        for (depth, table) in self.open.iter_mut().enumerate() {
            table.has_own_text |= depth == last && !is_blank;
            let Some(cell) = &mut table.cell else { continue };
            // The text of all tables in a cell may be longer than a cell may be: they are sheets of their own.
            if cell.text.text.len() + text.len() > most {
                cell.text.is_too_long = true;
            } else {
                cell.text.push(text);
            }
        }
    }

    /// Takes the name of the sheet, which Excel writes into a comment.
    fn take_name(&mut self, comment: &[u8]) {
        let comment = String::from_utf8_lossy(comment);
        let name = comment.split_once("<x:Name>").and_then(|(_, rest)| rest.split_once("</x:Name>"));
        if let (Some((name, _)), None) = (name, &self.name) {
            self.name = Some(name.trim().to_owned()).filter(|name| !name.is_empty() && !name.contains('&'));
        }
    }

    fn start_table(&mut self) -> Result<(), ReadError> {
        let context = self.context;
        if self.open.len() as u64 >= context.limits.get(Limit::Depth) {
            let at = self.open.last().map_or((0, 0), |table| (table.row, table.column.saturating_sub(1)));
            return Err(context.limit(Limit::Depth, LimitPlace::Cell(cell_name(u64::from(at.0) + 1, at.1))));
        }
        self.break_line(false);
        let row = self.open.last().map_or(self.row, |table| table.row);
        if let Some(outer) = self.open.last_mut() {
            outer.has_tables = true;
        }
        let sheet = TextSheet::new(String::new(), row);
        self.open.push(OpenTable { sheet, row, ..OpenTable::default() });
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.start_rows()?;
        let Some(table) = self.open.pop() else { return Ok(()) };
        let is_outer = self.open.is_empty();
        self.break_line(false);
        let before = self.row;
        if is_outer {
            (self.row, self.has_text) = (table.row, false);
        }
        let only_arranges = table.has_tables && !table.has_own_text;
        if only_arranges || table.sheet.is_empty() {
            return Ok(());
        }
        if let Some((sheet, end, width)) = self.last.filter(|_| is_outer)
            && end == before
            && width == table.width
        {
            self.sheets[sheet].append(&table.sheet);
            self.last = Some((sheet, table.row, width));
            return Ok(());
        }
        if self.sheets.len() as u64 >= self.context.limits.get(Limit::Sheets) {
            return Err(self.context.limit(Limit::Sheets, LimitPlace::List));
        }
        self.sheets.push(table.sheet);
        if is_outer {
            self.last = Some((self.sheets.len() - 1, table.row, table.width));
        }
        Ok(())
    }

    /// Starts a group of rows, into which no cell of an earlier one reaches.
    fn start_rows(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        if let Some(table) = self.open.last_mut() {
            table.covered_before.clear();
            let merged = &mut table.sheet.marks.merged;
            let last = table.row.saturating_sub(1);
            merged[table.merged_before..].iter_mut().for_each(|range| range.last = range.last.min(last));
            table.merged_before = merged.len();
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        if let Some(table) = self.open.last_mut()
            && std::mem::take(&mut table.is_in_row)
        {
            (table.row, table.column) = (table.row + 1, 0);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &Tag) -> Result<(), ReadError> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        table.is_in_row = true;
        let from = table.column;
        let is_covered = |column: u32| table.covered_before.get(column as usize).is_some_and(|row| *row > table.row);
        while is_covered(table.column) {
            table.column += 1;
        }
        let at = CellPosition::from((table.row, table.column));
        // 0 is all rows up to the end of the table.
        let rows = if tag.row_span == 0 { u32::MAX } else { tag.row_span };
        self.budget.check(at, table.column - from + tag.column_span - 1)?;
        table.column += tag.column_span;
        table.width = table.width.max(table.column);
        if tag.row_span != 1 {
            let before = table.row.saturating_add(rows);
            let end = table.column as usize;
            table.covered_before.resize(table.covered_before.len().max(end), 0);
            table.covered_before[at.column as usize..end].fill(before);
        }
        table.cell = Some(OpenCell { at, rows, text: CellText::default(), target: None });
        // It is in a cell of another table, in which it is on a line of its own.
        let outer = self.open.len() - 1;
        self.open[..outer]
            .iter_mut()
            .filter_map(|table| table.cell.as_mut())
            .for_each(|cell| cell.text.break_line(false));
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        if cell.text.is_too_long {
            if !table.has_tables {
                let place = LimitPlace::Cell(cell_name(u64::from(cell.at.row) + 1, cell.at.column));
                return Err(self.context.limit(Limit::Cell, place));
            }
            table.has_own_text = false;
            return Ok(());
        }
        let text = cell.text.shown();
        self.budget.add(&mut table.sheet, cell.at, cell.rows, text)?;
        match &cell.target {
            Some(target) if !text.is_empty() => self.budget.add_link(&mut table.sheet, cell.at, target),
            _ => Ok(()),
        }
    }

    /// Returns the sheets, with their names: that which Excel gave, or those of the tables by their order.
    fn finish(mut self) -> Result<Tables, ReadError> {
        self.end_line();
        // Without the end of a table, the end of the list may be missing too.
        let is_in_text = self.hidden.is_some_and(|hidden| hidden != "caption");
        if self.is_cut_off || is_in_text || !self.open.is_empty() {
            return Err(self.context.damaged(WorkbookFault::CutOff));
        }
        let other = |kind| Err(ReadError::OtherFile { file: self.context.file.clone(), kind });
        match self.sheets.as_mut_slice() {
            [] if self.is_frameset => return other(OtherFile::Frames),
            [] => return other(OtherFile::PageWithoutTable),
            [sheet] => {
                let stem = || self.context.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let stem = || stem().filter(|stem| !stem.is_empty() && Path::new(stem) != Path::new("-"));
                sheet.name = self.name.take().or_else(stem).unwrap_or_else(|| "Table 1".to_owned());
            }
            sheets => {
                for (index, sheet) in sheets.iter_mut().enumerate() {
                    sheet.name = format!("Table {}", index + 1);
                }
            }
        }
        Ok((self.sheets, self.outside))
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::read::limits::Limits;

    fn context() -> ReadContext {
        ReadContext { file: PathBuf::from("list.xls"), limits: Limits::default() }
    }

    /// Returns the cells of each sheet, as `B3=text`.
    fn cells(page: &str) -> Vec<String> {
        let (sheets, _) = parse(page, &context()).unwrap();
        let cells = |sheet: &TextSheet| {
            let cells = (0..).map_while(|index| sheet.cell(index));
            let cell =
                |(at, text): (CellPosition, &str)| format!("{}={text}", cell_name(u64::from(at.row) + 1, at.column));
            cells.map(cell).collect::<Vec<_>>().join(" ")
        };
        sheets.iter().map(cells).collect()
    }

    #[test]
    fn cells_have_the_positions_that_excel_gives_them() {
        for (page, expected) in [
            ("<table><tr><td>a<td>b<tr><td>c</table>", &["A1=a B1=b A2=c"][..]),
            ("<TABLE><TR><TH colspan=3>a</TH><TH>b</TH></TR></TABLE>", &["A1=a D1=b"]),
            (
                "<table><tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr><tr><td>e</td></tr></table>",
                &["A1=a B1=b B2=c B3=d A4=e"],
            ),
            ("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>", &["A1=a C1=b C2=c"]),
            ("<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d</table>", &["A1=a B1=b B2=c A3=d"]),
            ("<h1>Title</h1><p>Text<br>more</p><table><tr><td>a</table>", &["A4=a"]),
            ("<table><caption>Title</caption><tr><td>a</table>", &["A2=a"]),
            ("<table><tr></tr><tr><td>&nbsp;<td>a&amp;b &eacute;&#233;</table>", &["B1=a&b éé"]),
            ("<table><tr><td>a <b>b</b>\n  c<br>d<p>e</p></table>", &["A1=a b c\nd\ne"]),
            ("<table><tr><td>a<script>if (1 < 2) { x(\"</td>\") }</script></table>", &["A1=a"]),
            ("<table><tr><td>a<!-- b --><![if !vml]>c<![endif]></table>", &["A1=ac"]),
        ] {
            assert_eq!(cells(page), expected, "{page}");
        }
    }

    #[test]
    fn several_tables_are_sheets_unless_they_are_shown_as_one() {
        for (page, expected) in [
            ("<table><tr><td>a<td>b</table>\n<table><tr><td>c<td>d</table>", &["A1=a B1=b A2=c B2=d"][..]),
            ("<table><tr><td>a<td>b</table>Text<table><tr><td>c<td>d</table>", &["A1=a B1=b", "A3=c B3=d"]),
            ("<table><tr><td>a</table><table><tr><td>c<td>d</table>", &["A1=a", "A2=c B2=d"]),
            ("<table><tr><td><table><tr><td>a<td>b</table></table>", &["A1=a B1=b"]),
            ("<table><tr><td>x<td><table><tr><td>a<tr><td>b</table><td>y</table>", &["A1=a A2=b", "A1=x B1=a\nb C1=y"]),
        ] {
            assert_eq!(cells(page), expected, "{page}");
        }
    }

    #[test]
    fn text_with_an_address_outside_of_the_cells_is_noted() {
        let table = "<table><caption>c@contoso.com</caption><tr><td>a@contoso.com</table>";
        for (page, expected) in [
            (format!("<p>Ask <b>Zoe</b>: zoe@contoso.com<p>2026{table}"), Some((2, "Ask Zoe: zoe@contoso.com"))),
            (format!("{table}<div>Bo Ray, bo@contoso.com</div><div>Cid, cid@contoso.com"), Some((3, "c@contoso.com"))),
            ("<title>a@contoso.com</title><table><tr><td>b@contoso.com</table>text".to_owned(), None),
        ] {
            let (_, outside) = parse(&page, &context()).unwrap();
            assert_eq!(outside.as_ref().map(|outside| (outside.lines, outside.first.as_str())), expected, "{page}");
        }
    }

    #[test]
    fn half_a_page_is_refused() {
        for page in [
            "<table><tr><td>a</td></tr><tr><td>b",
            "<table><tr><td>a</table><!-- <table>",
            "<table><tr><td>a</table><style>",
            "<table><tr><td>a</td><td",
        ] {
            let error = parse(page, &context()).unwrap_err();
            assert!(matches!(error, ReadError::Workbook { reason: WorkbookFault::CutOff, .. }), "{page}: {error}");
        }
    }

    #[test]
    fn pages_without_a_table_are_named() {
        for (page, expected) in [
            ("<html><frameset><frame src=sheet001.htm></frameset></html>", OtherFile::Frames),
            ("<html><body><form>Sign in</form></body></html>", OtherFile::PageWithoutTable),
        ] {
            let error = parse(page, &context()).unwrap_err();
            assert!(matches!(error, ReadError::OtherFile { kind, .. } if kind == expected), "{error}");
        }
    }

    #[test]
    fn hostile_pages_reach_a_limit() {
        let wide = "<table><tr>".to_owned() + &"<td>a".repeat(1_000_000);
        let deep = "<table><tr><td>".repeat(100_000);
        let covered = "<table><tr>".to_owned() + &"<td rowspan=65534>".repeat(16_383) + &"<tr><td>a".repeat(1_000_000);
        for (page, expected) in [(wide, Limit::Columns), (deep, Limit::Depth), (covered, Limit::Columns)] {
            let error = parse(&page, &context()).unwrap_err();
            assert!(matches!(error, ReadError::Limit { limit, .. } if limit == expected), "{error}");
        }
    }
}
