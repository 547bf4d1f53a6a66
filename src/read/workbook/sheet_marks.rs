//! Facts about the rows and cells of a sheet that calamine doesn't return with the cells: merged cells, and in .xlsx hidden
//! rows, links to addresses, runs of text that are struck through, and data types.
//!
//! In an .xlsx the merged cells and the links come after all rows, but a row needs them when it is read. So the part of the
//! sheet is unpacked once more before its cells are read, and searched for the few tags that matter; the rest of it isn't
//! parsed. For a million contacts (390 MB of XML), unpacking takes 0.25 s and the search 0.07 s, of 1.1 s for the whole
//! conversion to CSV. To keep the unpacked part would take too much memory.

use std::collections::HashMap;

use memchr::{memmem, memrchr, memrchr2};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::{Deserialize, Serialize};

use super::archive::Archive;
use super::cell_source::{ROWS, parse_cell};

/// Number of merged cells, and of other facts of each kind. No list has as many, and each takes some memory.
const MAX_MARKS: usize = 1 << 20;
/// Bytes that are unpacked at once.
const CHUNK: usize = 64 * 1024;
/// Length of a tag. Longer ones aren't searched, because they would have to be held in memory.
const MAX_TAG: usize = 128 * 1024;
/// Bytes before an attribute in which its tag starts. Excel writes fewer than 200 into the tag of a row.
const BEFORE_ATTRIBUTE: usize = 256;
/// Size of a part with relations or structures that is read.
const MAX_SMALL_PART: u64 = 64 << 20;
/// Number of cells of one link. Of more, only the first is taken.
const CELLS_OF_LINK: u32 = 1024;

/// The facts about a sheet. Rows and columns are numbers from 0.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SheetMarks {
    /// The first columns of the merged cells that cover several rows, sorted.
    pub(super) merged: Vec<ColumnRange>,
    /// The first and the last row of each range of hidden rows, sorted.
    hidden: Vec<(u32, u32)>,
    /// The cells with a link to an e-mail address (row, column, index of the target), sorted.
    links: Vec<(u32, u32, u32)>,
    targets: Vec<String>,
    /// The cells of which all runs of text are struck through (row, column), and those of which some are, with the text of
    /// these; sorted.
    struck: Vec<(u32, u32)>,
    struck_parts: Vec<(u32, u32, String)>,
    /// The cells (row, column) that have a data type instead of a text, sorted.
    data_types: Vec<(u32, u32)>,
}

/// A range of rows in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ColumnRange {
    pub(super) first: u32,
    pub(super) column: u32,
    pub(super) last: u32,
}

impl SheetMarks {
    /// Adds a merged cell. Only those that cover several rows matter, because a cell that is merged across belongs to its first
    /// column.
    pub(super) fn add_merged(&mut self, start: (u32, u32), end: (u32, u32)) {
        if end.0 > start.0 {
            self.merged.push(ColumnRange { first: start.0, column: start.1, last: end.0 });
        }
    }

    /// Adds the target of the link in a cell.
    pub(super) fn add_link(&mut self, (row, column): (u32, u32), target: &str) {
        self.links.push((row, column, self.targets.len() as u32));
        self.targets.push(target.to_owned());
    }

    /// Adds the merged cells and the links of another part of the sheet.
    pub(super) fn append(&mut self, other: &SheetMarks) {
        let before = self.targets.len() as u32;
        self.merged.extend_from_slice(&other.merged);
        self.links.extend(other.links.iter().map(|(row, column, target)| (*row, *column, before + target)));
        self.targets.extend_from_slice(&other.targets);
    }

    /// Sorts the facts, so that they can be looked up.
    pub(super) fn sort(&mut self) {
        self.merged.sort_unstable();
        self.links.sort_unstable();
        self.struck.sort_unstable();
        self.struck_parts.sort_unstable();
        self.data_types.sort_unstable();
    }

    /// Returns whether there are facts about single cells.
    pub(super) fn has_cells(&self) -> bool {
        !self.links.is_empty()
            || !self.data_types.is_empty()
            || !self.struck.is_empty()
            || !self.struck_parts.is_empty()
    }

    /// Returns the last row of the merged cell that starts at a cell.
    pub(super) fn merged_to(&self, row: u32, column: u32) -> Option<u32> {
        let index = self.merged.partition_point(|range| (range.first, range.column) < (row, column));
        self.merged.get(index).filter(|range| (range.first, range.column) == (row, column)).map(|range| range.last)
    }

    pub(super) fn is_hidden(&self, row: u32) -> bool {
        let index = self.hidden.partition_point(|(_, last)| *last < row);
        self.hidden.get(index).is_some_and(|(first, _)| *first <= row)
    }

    pub(super) fn link(&self, row: u32, column: u32) -> Option<&str> {
        let index = self.links.partition_point(|link| (link.0, link.1) < (row, column));
        let link = self.links.get(index).filter(|link| (link.0, link.1) == (row, column))?;
        self.targets.get(link.2 as usize).map(String::as_str)
    }

    pub(super) fn is_struck(&self, row: u32, column: u32) -> bool {
        self.struck.binary_search(&(row, column)).is_ok()
    }

    /// Returns the text that is struck through in a cell that has other text, too.
    pub(super) fn struck_part(&self, row: u32, column: u32) -> Option<&str> {
        let index = self.struck_parts.partition_point(|part| (part.0, part.1) < (row, column));
        let part = self.struck_parts.get(index).filter(|part| (part.0, part.1) == (row, column))?;
        Some(&part.2)
    }

    pub(super) fn has_data_type(&self, row: u32, column: u32) -> bool {
        self.data_types.binary_search(&(row, column)).is_ok()
    }
}

/// What all sheets of a workbook have in common. It is read with the first of them, so that a workbook of many sheets takes
/// linear time.
#[derive(Default)]
pub(super) struct SharedMarks {
    /// The shared texts with runs that are struck through, by their numbers.
    struck_strings: Option<HashMap<usize, StruckText>>,
    /// The merged cells of an .ods, by the names of its sheets.
    of_ods: Option<HashMap<String, SheetMarks>>,
}

/// A sheet has more merged cells, or other facts, than any list.
#[derive(Debug)]
pub(super) struct TooManyMarks;

impl TooManyMarks {
    pub(super) fn reason(&self) -> String {
        format!("it has more than {MAX_MARKS} merged cells or links")
    }
}

/// Returns the facts in a part of an .xlsx that is a sheet.
///
/// A part that can't be unpacked isn't an error here, because the reader of its cells finds the same and reports the place.
pub(super) fn scan_sheet(
    archive: &mut Archive,
    part: usize,
    shared: &mut SharedMarks,
) -> Result<SheetMarks, TooManyMarks> {
    let mut scan = SheetScan::new();
    let mut buffer: Vec<u8> = Vec::new();
    let mut offset = 0;
    while let Some(read) = archive.read_chunk(part, offset, CHUNK, &mut buffer) {
        offset += read as u64;
        // A tag may continue in the next bytes.
        let end = memrchr(b'<', &buffer).unwrap_or(buffer.len());
        scan.search(&buffer[..end])?;
        buffer.drain(..end);
        if buffer.len() > MAX_TAG {
            buffer.clear();
        }
    }
    scan.search(&buffer)?;
    let mut marks = scan.marks;
    if !scan.links.is_empty() {
        let targets = mail_targets(archive, part);
        let mut indices: HashMap<&str, u32> = HashMap::new();
        for (range, id) in &scan.links {
            let Some(target) = targets.get(id) else { continue };
            let next = marks.targets.len() as u32;
            let index = *indices.entry(target).or_insert(next);
            if index == next {
                marks.targets.push(target.clone());
            }
            let last = if range.last - range.first < CELLS_OF_LINK { range.last } else { range.first };
            marks.links.extend((range.first..=last).map(|row| (row, range.column, index)));
            check_count(marks.links.len())?;
        }
    }
    add_struck_runs(archive, part, scan.has_struck_runs, shared, &mut marks)?;
    if !marks.data_types.is_empty() && !has_linked_types(archive) {
        marks.data_types.clear();
    }
    marks.sort();
    Ok(marks)
}

/// Returns the merged cells of a sheet of an .ods.
pub(super) fn scan_ods(
    archive: &mut Archive,
    sheet: &str,
    shared: &mut SharedMarks,
) -> Result<SheetMarks, TooManyMarks> {
    if shared.of_ods.is_none() {
        let part = archive.find_part(|name| name == "content.xml");
        let content = part.map(|part| read_small(archive, part)).unwrap_or_default();
        shared.of_ods = Some(merged_in_ods(&content)?);
    }
    Ok(shared.of_ods.as_ref().and_then(|of_sheets| of_sheets.get(sheet)).cloned().unwrap_or_default())
}

/// Returns the merged cells of each sheet that has any.
fn merged_in_ods(content: &[u8]) -> Result<HashMap<String, SheetMarks>, TooManyMarks> {
    let mut of_sheets: HashMap<String, SheetMarks> = HashMap::new();
    if memmem::find(content, b"number-rows-spanned").is_none() {
        return Ok(of_sheets);
    }
    let mut reader = Reader::from_reader(content);
    let number =
        |tag: &BytesStart<'_>, name| attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or(1_u32);
    let (mut sheet, mut row, mut next_row, mut column, mut count) = (None, 0_u32, 0_u32, 0_u32, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.name().as_ref() {
                "table:table" => {
                    sheet = attribute(&tag, "name");
                    next_row = 0;
                }
                "table:table-row" if sheet.is_some() => {
                    (row, column) = (next_row, 0);
                    next_row = next_row.saturating_add(number(&tag, "number-rows-repeated"));
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let last = row.saturating_add(number(&tag, "number-rows-spanned").saturating_sub(1)).min(ROWS - 1);
                    if let Some(sheet) = sheet.as_ref().filter(|_| last > row) {
                        of_sheets.entry(sheet.clone()).or_default().add_merged((row, column), (last, column));
                        count += 1;
                        check_count(count)?;
                    }
                    column = column.saturating_add(number(&tag, "number-columns-repeated"));
                }
                _ => {}
            },
            Ok(Event::End(tag)) if tag.name().as_ref() == "table:table" => sheet = None,
            Ok(Event::Eof) | Err(_) => {
                of_sheets.values_mut().for_each(SheetMarks::sort);
                return Ok(of_sheets);
            }
            Ok(_) => {}
        }
    }
}

fn check_count(count: usize) -> Result<(), TooManyMarks> {
    if count > MAX_MARKS { Err(TooManyMarks) } else { Ok(()) }
}

/// A search for tags in the bytes of a sheet.
struct SheetScan {
    merged: memmem::Finder<'static>,
    links_pattern: memmem::Finder<'static>,
    hidden: memmem::Finder<'static>,
    data_types: memmem::Finder<'static>,
    marks: SheetMarks,
    strikes: memmem::Finder<'static>,
    /// The cells of the links, and the identifiers of their targets.
    links: Vec<(ColumnRange, String)>,
    /// Texts in the cells themselves have runs that are struck through.
    has_struck_runs: bool,
}

impl SheetScan {
    fn new() -> Self {
        SheetScan {
            merged: memmem::Finder::new(b"mergeCell "),
            links_pattern: memmem::Finder::new(b"hyperlink "),
            hidden: memmem::Finder::new(b" hidden="),
            data_types: memmem::Finder::new(b" vm="),
            strikes: memmem::Finder::new(STRIKE),
            marks: SheetMarks::default(),
            links: Vec::new(),
            has_struck_runs: false,
        }
    }

    /// Searches bytes that start and end between tags.
    fn search(&mut self, text: &[u8]) -> Result<(), TooManyMarks> {
        self.has_struck_runs |= self.strikes.find(text).is_some();
        for at in self.merged.find_iter(text) {
            if let Some(range) = element_at(text, at, "mergeCell").and_then(|tag| range_of(&tag)) {
                self.marks.add_merged(range.0, range.1);
                check_count(self.marks.merged.len())?;
            }
        }
        for at in self.links_pattern.find_iter(text) {
            let Some(tag) = element_at(text, at, "hyperlink") else { continue };
            if let (Some(((first, column), (last, _))), Some(id)) = (range_of(&tag), attribute(&tag, "id")) {
                self.links.push((ColumnRange { first, column, last }, id));
                check_count(self.links.len())?;
            }
        }
        for at in self.hidden.find_iter(text) {
            let Some(tag) = element_around(text, at, "row") else { continue };
            let is_hidden = attribute(&tag, "hidden").is_some_and(|value| value == "1" || value == "true");
            let row = attribute(&tag, "r").and_then(|number| number.parse::<u32>().ok());
            let Some(row) = row.filter(|row| is_hidden && (1..=ROWS).contains(row)).map(|row| row - 1) else {
                continue;
            };
            match self.marks.hidden.last_mut() {
                Some((_, last)) if row == *last + 1 => *last = row,
                Some((_, last)) if row <= *last => {}
                _ => self.marks.hidden.push((row, row)),
            }
        }
        for at in self.data_types.find_iter(text) {
            let tag = element_around(text, at, "c").filter(|tag| attribute(tag, "t").as_deref() == Some("e"));
            if let Some(cell) = tag.and_then(|tag| attribute(&tag, "r")).and_then(|name| parse_cell(&name)) {
                self.marks.data_types.push(cell);
                check_count(self.marks.data_types.len())?;
            }
        }
        Ok(())
    }
}

/// The name of the element that strikes a run of text through.
pub(super) const STRIKE: &[u8] = b"strike";

/// A text of several runs, some of which are struck through.
enum StruckText {
    Whole,
    Part(String),
}

/// Adds the cells with runs of text that are struck through. Few workbooks have any; only then their texts are parsed once more.
fn add_struck_runs(
    archive: &mut Archive,
    sheet: usize,
    is_in_sheet: bool,
    shared: &mut SharedMarks,
    marks: &mut SheetMarks,
) -> Result<(), TooManyMarks> {
    if shared.struck_strings.is_none() {
        let strings = archive.find_part(|part| part.to_ascii_lowercase().ends_with("/sharedstrings.xml"));
        shared.struck_strings = Some(match strings.filter(|part| archive.may_have_struck_texts(*part)) {
            Some(part) => struck_strings(&read_small(archive, part))?,
            None => HashMap::new(),
        });
    }
    let Some(strings) = &shared.struck_strings else { return Ok(()) };
    if strings.is_empty() && !is_in_sheet {
        return Ok(());
    }
    let content = read_small(archive, sheet);
    let mut reader = Reader::from_reader(content.as_slice());
    let (mut cell, mut is_shared, mut is_value) = (None, false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "c" => {
                    cell = attribute(&tag, "r").and_then(|name| parse_cell(&name));
                    is_shared = attribute(&tag, "t").is_some_and(|kind| kind == "s");
                }
                "v" => is_value = true,
                "is" if is_in_sheet => {
                    if let (Some(text), Some(at)) = (struck_text(&mut reader, "is"), cell) {
                        add_struck(at, &text, marks)?;
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) if is_value && is_shared => {
                let index = text.xml10_content().trim().parse::<usize>().ok();
                if let (Some(text), Some(at)) = (index.and_then(|index| strings.get(&index)), cell) {
                    add_struck(at, text, marks)?;
                }
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "v" => is_value = false,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn add_struck(at: (u32, u32), text: &StruckText, marks: &mut SheetMarks) -> Result<(), TooManyMarks> {
    match text {
        StruckText::Whole => marks.struck.push(at),
        StruckText::Part(text) => marks.struck_parts.push((at.0, at.1, text.clone())),
    }
    check_count(marks.struck.len() + marks.struck_parts.len())
}

/// Returns the shared texts of a workbook that have runs which are struck through, by their numbers.
fn struck_strings(content: &[u8]) -> Result<HashMap<usize, StruckText>, TooManyMarks> {
    let mut struck = HashMap::new();
    let mut reader = Reader::from_reader(content);
    let mut number = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "si" => {
                if let Some(text) = struck_text(&mut reader, "si") {
                    struck.insert(number, text);
                    check_count(struck.len())?;
                }
                number += 1;
            }
            Ok(Event::Empty(tag)) if tag.local_name().as_ref() == "si" => number += 1,
            Ok(Event::Eof) | Err(_) => return Ok(struck),
            Ok(_) => {}
        }
    }
}

/// Reads a text to the end of its element. Returns what is struck through of it, if it has runs that are.
fn struck_text(reader: &mut Reader<&[u8]>, element: &str) -> Option<StruckText> {
    let (mut struck, mut has_other) = (String::new(), false);
    let (mut is_struck, mut is_text, mut is_phonetic) = (false, false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "strike" => {
                is_struck = attribute(&tag, "val").is_none_or(|value| value != "0" && value != "false");
            }
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "r" => is_struck = false,
                "rPh" => is_phonetic = true,
                "t" => is_text = !is_phonetic,
                _ => {}
            },
            Ok(Event::Text(text)) if is_text && is_struck => struck.push_str(&text.xml10_content()),
            Ok(Event::Text(text)) if is_text => has_other |= !text.xml10_content().trim().is_empty(),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                "r" => is_struck = false,
                name if name == element => break,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
    match (struck.trim(), has_other) {
        ("", _) => None,
        (_, false) => Some(StruckText::Whole),
        (text, true) => Some(StruckText::Part(text.to_owned())),
    }
}

/// Returns the tag of an element whose name, perhaps behind a prefix, is at an offset.
fn element_at<'t>(text: &'t [u8], at: usize, name: &str) -> Option<BytesStart<'t>> {
    match text[..at].last()? {
        b'<' => parse_tag(&text[at - 1..], name),
        b':' => element_around(text, at, name),
        _ => None,
    }
}

/// Returns the tag of an element around an offset.
fn element_around<'t>(text: &'t [u8], at: usize, name: &str) -> Option<BytesStart<'t>> {
    let near = at.saturating_sub(BEFORE_ATTRIBUTE);
    let start = near + memrchr2(b'<', b'>', &text[near..at])?;
    if text[start] == b'<' { parse_tag(&text[start..], name) } else { None }
}

fn parse_tag<'t>(text: &'t [u8], name: &str) -> Option<BytesStart<'t>> {
    match Reader::from_reader(text).read_event().ok()? {
        Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => Some(tag),
        _ => None,
    }
}

/// Returns the value of an attribute, whatever its prefix is.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false);
    let attribute = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Returns the first and the last cell of a range such as `A2:A4`, each as its row and its column.
fn range_of(tag: &BytesStart<'_>) -> Option<((u32, u32), (u32, u32))> {
    let range = attribute(tag, "ref")?;
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    let (first, last) = (parse_cell(first)?, parse_cell(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

/// Returns whether the target of a link is an e-mail address.
pub(super) fn is_mail(target: &str) -> bool {
    target.get(.."mailto:".len()).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"))
}

/// Returns the targets of a sheet's links that are e-mail addresses, by their identifiers.
fn mail_targets(archive: &mut Archive, sheet: usize) -> HashMap<String, String> {
    let name = archive.part_name(sheet);
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let name = format!("{folder}/_rels/{file}.rels");
    let mut targets = HashMap::new();
    let Some(part) = archive.find_part(|part| part.eq_ignore_ascii_case(&name)) else { return targets };
    let content = read_small(archive, part);
    let mut reader = Reader::from_reader(content.as_slice());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let target = attribute(&tag, "Target").filter(|target| is_mail(target));
                if let (Some(id), Some(target)) = (attribute(&tag, "Id"), target) {
                    targets.insert(id, target);
                }
            }
            Ok(Event::Eof) | Err(_) => return targets,
            Ok(_) => {}
        }
        if targets.len() > MAX_MARKS {
            return targets;
        }
    }
}

/// Returns whether the workbook has data types such as Geography or Stocks. Pictures in cells, and error values that older
/// programs don't know, are stored in the same way; Excel calls the data types linked entities.
fn has_linked_types(archive: &mut Archive) -> bool {
    let is_structure = |name: &str| name.to_ascii_lowercase().ends_with("richvaluestructure.xml");
    let Some(part) = archive.find_part(is_structure) else { return false };
    let content = read_small(archive, part);
    memmem::find(&content.to_ascii_lowercase(), b"_linkedentity").is_some()
}

/// Returns the content of a part; nothing if it is too large.
pub(super) fn read_small(archive: &mut Archive, part: usize) -> Vec<u8> {
    let mut content = Vec::new();
    while content.len() as u64 <= MAX_SMALL_PART {
        if archive.read_chunk(part, content.len() as u64, CHUNK, &mut content).is_none() {
            return content;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_are_struck_through_are_known() {
        let strings = "<sst><si><t>a</t></si><si/><si><r><t>Ann </t></r><r><rPr><strike/></rPr><t>Old</t></r></si>\
            <si><r><rPr><x:strike val=\"1\"/></rPr><t>Bo</t></r><r><rPr><strike/></rPr><t> Ray</t></r></si>\
            <si><r><rPr><strike val=\"0\"/></rPr><t>Cid</t></r></si>\
            <si><r><rPr><strike/></rPr><t/> note </r><r><t>Dee</t></r></si></sst>";
        let struck = struck_strings(strings.as_bytes()).unwrap();
        let mut found: Vec<(usize, Option<&str>)> = Vec::new();
        for (number, text) in &struck {
            found.push((*number, if let StruckText::Part(text) = text { Some(text) } else { None }));
        }
        found.sort_unstable();
        assert_eq!(found, [(2, Some("Old")), (3, None)]);
    }

    /// Returns the facts in a sheet that comes in chunks of `step` bytes.
    fn found(sheet: &str, step: usize) -> SheetScan {
        let mut scan = SheetScan::new();
        let mut buffer = Vec::new();
        for chunk in sheet.as_bytes().chunks(step) {
            buffer.extend_from_slice(chunk);
            let end = memrchr(b'<', &buffer).unwrap_or(buffer.len());
            assert!(scan.search(&buffer[..end]).is_ok());
            buffer.drain(..end);
        }
        assert!(scan.search(&buffer).is_ok());
        scan.marks.sort();
        scan
    }

    #[test]
    fn facts_are_found_wherever_the_bytes_are_cut() {
        let sheet = concat!(
            "<worksheet><cols><col min='1' max='1' hidden=\"1\"/></cols><sheetData>",
            "<row r=\"2\" spans=\"1:6\" hidden=\"1\" x14ac:dyDescent=\"0.25\"><c r=\"A2\" t=\"inlineStr\"><is><t>mergeCell ref hidden=1 vm=1</t></is></c></row>",
            "<row r=\"3\" hidden='true'/><row r=\"4\" hidden=\"0\"/><row r=\"7\" hidden=\"1\"><c r=\"E7\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c><c r=\"F7\" vm=\"2\"/></row>",
            "</sheetData><mergeCells count=\"3\"><mergeCell ref=\"B2:C4\"/><mergeCell ref=\"A9:F9\"/><mergeCell ref=\"A2:A4\"></mergeCell></mergeCells>",
            "<hyperlinks><hyperlink ref=\"B2\" r:id=\"rId1\" display=\"a&amp;b\"/><hyperlink ref=\"B3\" location=\"A1\"/></hyperlinks></worksheet>",
        );
        let prefixed = sheet.replace('<', "<x:").replace("<x:/", "</x:");
        for text in [sheet, &prefixed] {
            for step in [1, 2, 7, 64, 5000] {
                let SheetScan { marks, links, .. } = found(text, step);
                let range = |first, column, last| ColumnRange { first, column, last };
                assert_eq!(marks.merged, [range(1, 0, 3), range(1, 1, 3)]);
                assert_eq!(marks.hidden, [(1, 2), (6, 6)]);
                assert_eq!(marks.data_types, [(6, 4)]);
                assert_eq!(links, [(range(1, 1, 1), "rId1".to_owned())]);
                assert!(marks.is_hidden(1) && marks.is_hidden(6) && !marks.is_hidden(0) && !marks.is_hidden(3));
                assert_eq!((marks.merged_to(1, 1), marks.merged_to(2, 1)), (Some(3), None));
            }
        }
    }

    #[test]
    fn repeated_rows_and_cells_of_an_ods_are_counted() {
        let content = concat!(
            "<table:table table:name=\"Notes\"><table:table-row><table:table-cell table:number-rows-spanned=\"9\"/></table:table-row></table:table>",
            "<table:table table:name=\"A &amp; B\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>",
            "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:covered-table-cell/>",
            "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"><text:p>x</text:p></table:table-cell>",
            "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\"/></table:table-row></table:table>",
        );
        let of_sheets = merged_in_ods(content.as_bytes()).unwrap();
        let ranges = |sheet| of_sheets.get(sheet).map(|marks| marks.merged.clone()).unwrap_or_default();
        assert_eq!(ranges("A & B"), [ColumnRange { first: 2, column: 4, last: 4 }]);
        assert_eq!(ranges("Notes"), [ColumnRange { first: 0, column: 0, last: 8 }]);
        assert_eq!(ranges("Other"), []);
    }

    #[test]
    fn facts_are_limited() {
        let mut scan = SheetScan::new();
        let many = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(MAX_MARKS);
        assert!(scan.search(many.as_bytes()).is_ok());
        assert!(scan.search(b"<mergeCell ref=\"A1:A2\"/>").is_err());
    }
}
