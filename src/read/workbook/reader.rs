//! Workbooks that calamine parses in this process.
//!
//! calamine reads .xlsx and .xlsb cell by cell, and the others into memory. Its readers of cells borrow from the
//! workbook; `self_cell` keeps the two together, so that cells can be pulled one at a time.
//!
//! Of an .xlsx, calamine reads the workbook and its styles. Its shared strings and cells are parsed here
//! (`shared_strings`, `sheet_parser`), which takes a third of the time; a sheet with something that is parsed by calamine
//! only is read again by it.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Sheet, Xls, XlsError, Xlsb, Xlsx, XlsxError};
use self_cell::{MutBorrow, self_cell};

use super::archive::{Archive, SharedArchive, SharedStringsLimit};
use super::cell_source::{CellPosition, CellSource};
use super::cell_text::CellValue;
use super::read_budget::{ArchiveStop, ReadBudget};
use super::shared_strings::SharedStrings;
use super::sheet_marks::{SharedMarks, SheetMarks, scan_ods, scan_sheet};
use super::sheet_names;
use super::sheet_parser::{CellStyle, SheetParser};
use super::xml_pieces::Unsupported;
use crate::read::ReadError;
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::format::COMPOUND;
use crate::read::input::{ReadSeek, SeekableInput};
use crate::read::limits::{Limit, LimitPlace, SHARED_SHEET};

type WorkbookStream = Box<dyn ReadSeek>;

/// Bytes of a plain .xlsx that calamine may read before the first cell, besides the shared strings: names, styles,
/// relations.
const BEFORE_CELLS: u64 = 8 << 20;
/// Bytes of a sheet without a cell that calamine may read. A million empty rows take less; calamine holds one cell of
/// as many bytes, and its text.
const BETWEEN_CELLS: u64 = 128 << 20;
/// Size of the styles of a plain .xlsx. calamine 0.38 takes some hundred bytes for each style, and as many as its
/// format has.
const STYLES: u64 = 128 << 10;

/// A workbook that calamine has opened.
enum CalamineWorkbook {
    /// .xlsx and .xlsm.
    Xlsx(Box<Xlsx<WorkbookStream>>, Arc<ReadBudget>, SharedArchive),
    Xlsb(Box<Xlsb<WorkbookStream>>, Arc<ReadBudget>, SharedArchive),
    Xls(Box<Xls<WorkbookStream>>),
    Ods(Box<Ods<WorkbookStream>>, SharedArchive),
}

/// Returns the next cell and appends its text.
type NextCell<'w> = Box<dyn FnMut(&mut String) -> Result<Option<CellPosition>, ReadError> + Send + 'w>;

self_cell!(
    /// A workbook with the cells of one sheet.
    struct OpenSheet {
        owner: MutBorrow<CalamineWorkbook>,
        #[not_covariant]
        dependent: NextCell,
    }
);

/// A source of the cells of a workbook that calamine opens.
pub(super) struct CalamineReader {
    sheets: Vec<Sheet>,
    /// `None` after an error.
    state: Option<SheetState>,
    /// The parts of the sheets that were opened, with the names of the sheets of each.
    parts: HashMap<usize, HashSet<String>>,
    shared: SharedMarks,
    /// `None` if calamine parses the cells.
    parsing: Option<XlsxParsing>,
    context: ReadContext,
}

/// The parsing of an .xlsx of which calamine parses the workbook only.
struct XlsxParsing {
    archive: SharedArchive,
    budget: Arc<ReadBudget>,
    strings: SharedStrings,
    /// The open sheet, and its parser.
    sheet: Option<(String, SheetParser)>,
}

enum SheetState {
    Closed(CalamineWorkbook),
    Open(OpenSheet),
}

impl CalamineReader {
    /// Opens a workbook of any kind by its content, whatever its name is.
    pub(super) fn open(seekable: &SeekableInput, context: &ReadContext) -> Result<CalamineReader, ReadError> {
        if seekable.starts_with(COMPOUND) {
            return compound(seekable, context);
        }
        check_container(seekable, context)?;
        open_zipped(seekable, context)
    }

    /// Opens a workbook if it is a plain .xlsx, whose parsing takes little memory whatever it contains; `None` if it is
    /// any other.
    pub(super) fn open_plain(
        seekable: &SeekableInput,
        context: &ReadContext,
    ) -> Result<Option<CalamineReader>, ReadError> {
        if seekable.starts_with(COMPOUND) {
            return Ok(None);
        }
        check_container(seekable, context)?;
        let budget = ReadBudget::new(BEFORE_CELLS);
        let archive = open_archive(seekable, &budget, false, context)?;
        if !is_plain(&archive.lock()) {
            return Ok(None);
        }
        match open_xlsx(&archive) {
            Ok((xlsx, strings)) => CalamineReader::from_xlsx(xlsx, strings, budget, archive, context).map(Some),
            Err(error) => match budget.stopped() {
                Some(ArchiveStop::Limit(exceeded)) if exceeded.is(Limit::Cell) => Ok(None),
                Some(stop) => Err(stopped(stop, context)),
                None => Err(xlsx_error(&error, context)),
            },
        }
    }

    fn new(workbook: CalamineWorkbook, context: &ReadContext) -> Result<CalamineReader, ReadError> {
        let sheets = workbook.sheets().to_vec();
        check_count(&sheets, context)?;
        if let Some(name) = sheet_names::repeated(sheets.iter().map(|sheet| sheet.name.as_str())) {
            return Err(context.damaged(WorkbookFault::SameSheets(name.to_owned())));
        }
        let state = Some(SheetState::Closed(workbook));
        let (parts, shared) = (HashMap::new(), SharedMarks::default());
        Ok(CalamineReader { sheets, state, parts, shared, parsing: None, context: context.clone() })
    }

    fn from_xlsx(
        mut xlsx: Xlsx<WorkbookStream>,
        strings: Option<SharedStrings>,
        budget: Arc<ReadBudget>,
        archive: SharedArchive,
        context: &ReadContext,
    ) -> Result<CalamineReader, ReadError> {
        check_count(xlsx.sheets_metadata(), context)?;
        // calamine reads the part with the names of the sheets last.
        let part = archive.lock().last_part();
        if has_repeated_names(xlsx.sheets_metadata())
            && let Some(part) = part
        {
            drop(xlsx);
            budget.reset();
            archive.lock().number_sheets(part, "sheet");
            let numbered = Xlsx::new(Box::new(archive.clone()) as WorkbookStream);
            xlsx = numbered.map_err(|error| in_budget(&budget, WorkbookFault::other(error), context))?;
        }
        finish(&archive, &budget, context)?;
        budget.allow(BETWEEN_CELLS.max(12 * context.limits.get(Limit::Cell)));
        let parsing = strings.map(|strings| XlsxParsing {
            archive: archive.clone(),
            budget: Arc::clone(&budget),
            strings,
            sheet: None,
        });
        let reader = CalamineReader::new(CalamineWorkbook::Xlsx(Box::new(xlsx), budget, archive), context)?;
        Ok(CalamineReader { parsing, ..reader })
    }

    /// Opens a sheet in calamine, and returns what is known before its cells are read.
    fn open_cells(&mut self, sheet: &str) -> Result<SheetFacts, ReadError> {
        let mut facts = SheetFacts::default();
        let workbook = match self.state.take() {
            Some(SheetState::Closed(workbook)) => workbook,
            Some(SheetState::Open(open)) => open.into_owner().into_inner(),
            None => return Ok(facts),
        };
        let open = OpenSheet::try_new(MutBorrow::new(workbook), |workbook| {
            cells_of(workbook.borrow_mut(), sheet, &mut self.shared, &mut facts, &self.context)
        })?;
        self.state = Some(SheetState::Open(open));
        Ok(facts)
    }

    /// Opens the workbook again, so that calamine parses all of it, and skips the cells that were returned.
    fn continue_with_calamine(&mut self) -> Result<(), ReadError> {
        let Some(XlsxParsing { archive, budget, strings, sheet: Some((sheet, parser)) }) = self.parsing.take() else {
            return Ok(());
        };
        if let Some(stop) = budget.stopped() {
            return Err(stopped(stop, &self.context));
        }
        let returned = parser.returned();
        drop((strings, parser, self.state.take()));
        archive.lock().hide(None);
        budget.reset();
        let xlsx = Xlsx::new(Box::new(archive.clone()) as WorkbookStream);
        let xlsx = xlsx.map_err(|error| in_budget(&budget, WorkbookFault::other(error), &self.context))?;
        self.state = Some(SheetState::Closed(CalamineWorkbook::Xlsx(Box::new(xlsx), budget, archive)));
        self.open_cells(&sheet)?;
        let mut text = String::new();
        for _ in 0..returned {
            self.next_cell(&mut text)?;
            text.clear();
        }
        Ok(())
    }

    /// Counts the sheets that have the same part; an error if they are more than may be.
    fn count_part(&mut self, part: usize, sheet: &str, name: String) -> Result<(), ReadError> {
        let sheets = self.parts.entry(part).or_default();
        if !sheets.insert(sheet.to_owned()) || sheets.len() == 1 {
            return Ok(());
        }
        let shared: usize = self.parts.values().map(HashSet::len).filter(|sheets| *sheets > 1).sum();
        let count = (self.sheets.len() as u64).saturating_add((shared as u64).saturating_mul(SHARED_SHEET - 1));
        if count > self.context.limits.get(Limit::Sheets) {
            return Err(self.context.limit(Limit::Sheets, LimitPlace::Part(name)));
        }
        Ok(())
    }
}

impl CalamineWorkbook {
    fn sheets(&self) -> &[Sheet] {
        match self {
            CalamineWorkbook::Xlsx(workbook, ..) => workbook.sheets_metadata(),
            CalamineWorkbook::Xlsb(workbook, ..) => workbook.sheets_metadata(),
            CalamineWorkbook::Xls(workbook) => workbook.sheets_metadata(),
            CalamineWorkbook::Ods(workbook, _) => workbook.sheets_metadata(),
        }
    }
}

/// Returns an error if there are more sheets than may be.
fn check_count(sheets: &[Sheet], context: &ReadContext) -> Result<(), ReadError> {
    match sheets.len() as u64 > context.limits.get(Limit::Sheets) {
        true => Err(context.limit(Limit::Sheets, LimitPlace::List)),
        false => Ok(()),
    }
}

fn has_repeated_names(sheets: &[Sheet]) -> bool {
    sheet_names::repeated(sheets.iter().map(|sheet| sheet.name.as_str())).is_some()
}

/// Reads the part that was read last to its end, so that its checksum is compared.
fn finish(archive: &SharedArchive, budget: &ReadBudget, context: &ReadContext) -> Result<(), ReadError> {
    archive.lock().finish().map_err(|error| in_budget(budget, WorkbookFault::other(error), context))
}

/// Returns the error at which the archive stopped.
fn stopped(stop: ArchiveStop, context: &ReadContext) -> ReadError {
    match stop {
        ArchiveStop::Limit(exceeded) => context.limit_exceeded(exceeded),
        ArchiveStop::Fault(fault) => context.damaged(fault),
    }
}

impl CellSource for CalamineReader {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn open_sheet(&mut self, sheet: &str, _rows: Option<u32>) -> Result<SheetMarks, ReadError> {
        let facts = self.open_cells(sheet)?;
        if let Some((part, name)) = facts.part {
            self.count_part(part, sheet, name)?;
            if let Some(parsing) = &mut self.parsing {
                parsing.sheet = Some((sheet.to_owned(), SheetParser::new(part, facts.styles)));
            }
        }
        Ok(facts.marks)
    }

    fn next_cell(&mut self, text: &mut String) -> Result<Option<CellPosition>, ReadError> {
        if let Some(XlsxParsing { archive, strings, sheet: Some((_, parser)), .. }) = &mut self.parsing {
            match parser.next_cell(archive, strings, text) {
                Ok(cell) => return Ok(cell),
                Err(Unsupported) => self.continue_with_calamine()?,
            }
        }
        match &mut self.state {
            Some(SheetState::Open(open)) => open.with_dependent_mut(|_, next_cell| next_cell(text)),
            Some(SheetState::Closed(_)) | None => Ok(None),
        }
    }
}

/// Facts about a sheet that are known before its cells are read.
#[derive(Default)]
struct SheetFacts {
    marks: SheetMarks,
    /// Its part in an archive, and the name of that.
    part: Option<(usize, String)>,
    /// The styles of an .xlsx.
    styles: Vec<CellStyle>,
}

/// Returns the cells of a sheet, and sets the facts about it.
fn cells_of<'w>(
    workbook: &'w mut CalamineWorkbook,
    sheet: &str,
    shared: &mut SharedMarks,
    facts: &mut SheetFacts,
    context: &ReadContext,
) -> Result<NextCell<'w>, ReadError> {
    let context = context.clone();
    Ok(match workbook {
        CalamineWorkbook::Xlsx(workbook, budget, archive) => {
            let error = |error: XlsxError, budget: &ReadBudget, context: &ReadContext| {
                in_budget(budget, WorkbookFault::other(error), context)
            };
            let is_1904 = workbook.has_1904_epoch();
            let cells = workbook.worksheet_cells_reader(sheet);
            let mut cells = cells.map_err(|broken| error(broken, budget, &context))?;
            // calamine has just read the beginning of the sheet's part.
            let mut archive = archive.lock();
            if let Some(part) = archive.last_part() {
                facts.part = Some((part, archive.part_name(part).to_owned()));
                let found = scan_sheet(&mut archive, part, shared);
                // All of the part was unpacked, so that its checksum is known before the first cell is used.
                if let Some(stop) = budget.stopped() {
                    return Err(stopped(stop, &context));
                }
                facts.marks = found.map_err(|many| context.damaged(WorkbookFault::Other(many.reason())))?;
            }
            drop(archive);
            budget.reset();
            facts.styles = cells.styles().iter().map(|style| CellStyle::of(style, is_1904)).collect();
            let struck: Vec<bool> = facts.styles.iter().map(|style| style.is_struck).collect();
            Box::new(move |text| {
                let cell = cells.next_cell_with_style_id().map_err(|broken| error(broken, budget, &context))?;
                let Some((cell, style)) = cell else { return Ok(None) };
                budget.reset();
                CellValue::from(cell.get_value()).show(text);
                let is_struck = struck.get(style).is_some_and(|struck| *struck);
                Ok(Some(CellPosition { is_struck, ..cell.get_position().into() }))
            })
        }
        CalamineWorkbook::Xlsb(workbook, budget, archive) => {
            let cells = workbook.worksheet_cells_reader(sheet);
            let mut cells = cells.map_err(|error| in_budget(budget, WorkbookFault::other(error), &context))?;
            let part = archive.lock().last_part();
            facts.part = part.map(|part| (part, archive.lock().part_name(part).to_owned()));
            Box::new(move |text| {
                let cell = cells.next_cell();
                let cell = cell.map_err(|error| in_budget(budget, WorkbookFault::other(error), &context))?;
                let Some(cell) = cell else {
                    finish(archive, budget, &context)?;
                    return Ok(None);
                };
                CellValue::from(cell.get_value()).show(text);
                Ok(Some(cell.get_position().into()))
            })
        }
        CalamineWorkbook::Xls(workbook) => {
            let damaged = |error| context.damaged(WorkbookFault::other(error));
            for region in workbook.merge_cells_by_sheet_name(sheet).map_err(damaged)? {
                facts.marks.add_merged(region.start, region.end);
            }
            facts.marks.sort();
            cells_of_range(workbook.worksheet_range(sheet).map_err(damaged)?)
        }
        CalamineWorkbook::Ods(workbook, archive) => {
            let found = scan_ods(&mut archive.lock(), sheet, shared);
            facts.marks = found.map_err(|many| context.damaged(WorkbookFault::Other(many.reason())))?;
            cells_of_range(workbook.worksheet_range(sheet).map_err(|error| ods_error(&error, &context))?)
        }
    })
}

/// Returns the cells of a range in memory. It starts at the first cell that is used.
fn cells_of_range(range: Range<Data>) -> NextCell<'static> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let width = range.width().max(1);
    let mut index = 0;
    Box::new(move |text| {
        loop {
            let (row, column) = (index / width, index % width);
            let Some(value) = range.get((row, column)) else { return Ok(None) };
            index += 1;
            if *value != Data::Empty {
                CellValue::from(value).show(text);
                return Ok(Some((first_row + row as u32, first_column + column as u32).into()));
            }
        }
    })
}

fn check_container(seekable: &SeekableInput, context: &ReadContext) -> Result<(), ReadError> {
    let is_old = is_before_containers(seekable.head());
    if is_old { Err(context.damaged(WorkbookFault::OldExcel)) } else { Ok(()) }
}

/// Returns whether it is an .xlsx of which little is read before its cells.
fn is_plain(archive: &Archive) -> bool {
    archive.parts().all(|(name, size)| {
        let name = name.to_ascii_lowercase();
        !name.ends_with("workbook.bin")
            && name != "content.xml"
            && name != "mimetype"
            && !(name.ends_with("styles.xml") && size > STYLES)
    }) && !archive.needs_repair()
}

fn open_archive(
    seekable: &SeekableInput,
    budget: &Arc<ReadBudget>,
    repairs: bool,
    context: &ReadContext,
) -> Result<SharedArchive, ReadError> {
    let stream = seekable.stream().map_err(|error| context.io_error(error))?;
    let archive = Archive::open(stream, &context.limits, Arc::clone(budget), repairs);
    archive.map(SharedArchive::new).map_err(|error| match budget.stopped() {
        Some(stop) => stopped(stop, context),
        None => context.damaged(if error.kind() == std::io::ErrorKind::Other {
            WorkbookFault::other(error)
        } else {
            WorkbookFault::CutOff
        }),
    })
}

/// Opens an .xlsx. Returns its shared strings if they were read here; calamine doesn't see them then.
fn open_xlsx(archive: &SharedArchive) -> Result<(Xlsx<WorkbookStream>, Option<SharedStrings>), XlsxError> {
    /// The part that calamine reads if the workbook is the other one.
    const STRINGS: &str = "xl/sharedStrings.xml";
    const WORKBOOK: &str = "xl/workbook.xml";
    let mut locked = archive.lock();
    let names = || locked.parts().enumerate().map(|(index, (name, _))| (index, name));
    let parts: Vec<usize> =
        names().filter(|(_, name)| SharedStringsLimit::is_in(name)).map(|(index, _)| index).collect();
    let has = |wanted: &str| names().any(|(_, name)| name.eq_ignore_ascii_case(wanted));
    let strings = match parts.as_slice() {
        [] => Some(SharedStrings::default()),
        [part] if has(STRINGS) && has(WORKBOOK) => SharedStrings::read(&mut locked, *part).ok(),
        _ => None,
    };
    locked.hide(if strings.is_some() { parts.first().copied() } else { None });
    drop(locked);
    Ok((Xlsx::new(Box::new(archive.clone()) as WorkbookStream)?, strings))
}

/// Returns why the archive stopped, or else the error that calamine made of it.
fn in_budget(budget: &ReadBudget, fault: WorkbookFault, context: &ReadContext) -> ReadError {
    budget.stopped().map_or_else(|| context.damaged(fault), |stop| stopped(stop, context))
}

fn xlsx_error(error: &XlsxError, context: &ReadContext) -> ReadError {
    match error {
        XlsxError::Password => context.encrypted(),
        XlsxError::Io(_) | XlsxError::Zip(_) => context.damaged(WorkbookFault::CutOff),
        error => context.damaged(WorkbookFault::other(error)),
    }
}

/// Opens an .xls. An .xlsx that is protected by a password has the same container.
fn compound(seekable: &SeekableInput, context: &ReadContext) -> Result<CalamineReader, ReadError> {
    let stream = || seekable.stream().map_err(|error| context.io_error(error));
    if let Err(XlsxError::Password) = Xlsx::new(stream()?) {
        return Err(context.encrypted());
    }
    match Xls::new(stream()?) {
        Ok(xls) => CalamineReader::new(CalamineWorkbook::Xls(Box::new(xls)), context),
        Err(XlsError::Password) => Err(context.encrypted()),
        Err(error) => {
            let mut container = Vec::new();
            let read = stream()?.take(RECORDS_START_WITHIN).read_to_end(&mut container);
            read.map_err(|error| context.io_error(error))?;
            let is_protected = is_protected(&container);
            Err(if is_protected { context.encrypted() } else { context.damaged(WorkbookFault::other(error)) })
        }
    }
}

/// Bytes in which the first record of an .xls is searched for. It is mostly in the second sector.
const RECORDS_START_WITHIN: u64 = 1 << 20;

/// Opens a zip as the first kind of workbook that fits.
fn open_zipped(seekable: &SeekableInput, context: &ReadContext) -> Result<CalamineReader, ReadError> {
    let budget = ReadBudget::new(u64::MAX);
    let damaged = |fault| in_budget(&budget, fault, context);
    let archive = open_archive(seekable, &budget, true, context)?;
    let stream = || Box::new(archive.clone()) as WorkbookStream;
    let first = match open_xlsx(&archive) {
        Ok((xlsx, strings)) => return CalamineReader::from_xlsx(xlsx, strings, budget, archive, context),
        Err(XlsxError::Password) => return Err(context.encrypted()),
        Err(XlsxError::Io(_) | XlsxError::Zip(_)) => return Err(damaged(WorkbookFault::CutOff)),
        Err(error) => error,
    };
    if let Ok(xlsb) = Xlsb::new(stream()) {
        finish(&archive, &budget, context)?;
        return CalamineReader::new(CalamineWorkbook::Xlsb(Box::new(xlsb), budget, archive), context);
    }
    if let Some(stop) = budget.stopped() {
        return Err(stopped(stop, context));
    }
    let content = archive.lock().find_part(|name| name == CONTENT);
    let mut ods = Ods::new(stream());
    if let (Ok(opened), Some(content)) = (&ods, content) {
        check_count(opened.sheets_metadata(), context)?;
        if has_repeated_names(opened.sheets_metadata()) {
            archive.lock().number_sheets(content, "table");
            ods = Ods::new(stream());
        }
    }
    match ods {
        Ok(ods) => {
            finish(&archive, &budget, context)?;
            CalamineReader::new(CalamineWorkbook::Ods(Box::new(ods), archive), context)
        }
        Err(OdsError::FileNotFound(part)) if content.is_some() && part.ends_with("manifest.xml") => {
            Err(damaged(WorkbookFault::NoManifest))
        }
        // It is none of these. What is wrong with it as an .xlsx says most, because that is the most common kind.
        Err(OdsError::FileNotFound(_) | OdsError::InvalidMime(_)) => Err(damaged(WorkbookFault::other(first))),
        Err(error) => Err(budget.stopped().map_or_else(|| ods_error(&error, context), |stop| stopped(stop, context))),
    }
}

/// The part with the sheets of an .ods.
const CONTENT: &str = "content.xml";

fn ods_error(error: &OdsError, context: &ReadContext) -> ReadError {
    match error {
        OdsError::Password => context.encrypted(),
        OdsError::CellLimitExceeded { .. } => context.damaged(WorkbookFault::TooManyRepeats),
        error => context.damaged(WorkbookFault::other(error)),
    }
}

impl<'v> From<&'v DataRef<'_>> for CellValue<'v> {
    fn from(value: &'v DataRef<'_>) -> Self {
        match value {
            DataRef::String(text) => CellValue::Text(text),
            DataRef::SharedString(text) => CellValue::Text(text),
            DataRef::Int(number) => CellValue::Whole(*number),
            DataRef::Float(number) => CellValue::Number(*number),
            DataRef::Bool(is_true) => CellValue::Truth(*is_true),
            DataRef::DateTime(date) => CellValue::Date(*date),
            DataRef::DateTimeIso(text) => CellValue::IsoDate(text),
            DataRef::DurationIso(text) => CellValue::IsoDuration(text),
            DataRef::Error(error) => CellValue::Error(error),
            DataRef::Empty => CellValue::Text(""),
        }
    }
}

impl<'v> From<&'v Data> for CellValue<'v> {
    fn from(value: &'v Data) -> Self {
        match value {
            Data::String(text) => CellValue::Text(text),
            Data::Int(number) => CellValue::Whole(*number),
            Data::Float(number) => CellValue::Number(*number),
            Data::Bool(is_true) => CellValue::Truth(*is_true),
            Data::DateTime(date) => CellValue::Date(*date),
            Data::DateTimeIso(text) => CellValue::IsoDate(text),
            Data::DurationIso(text) => CellValue::IsoDuration(text),
            Data::Error(error) => CellValue::Error(error),
            Data::Empty => CellValue::Text(""),
        }
    }
}

/// Returns whether the workbook in the container is protected by a password. Then a record that says so follows the
/// first one, and all records after it are encrypted ([MS-XLS] 2.4.21, 2.4.117). calamine 0.38 reports that as another
/// error.
fn is_protected(container: &[u8]) -> bool {
    const START: [&[u8]; 2] = [b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"];
    const WRITE_PROTECTED: u16 = 0x86;
    const FILE_PASS: u16 = 0x2f;
    let starts = container.chunks(512).position(|sector| START.iter().any(|start| sector.starts_with(start)));
    let mut records = starts.and_then(|sector| container.get(sector * 512..)).unwrap_or_default();
    for _ in 0..3 {
        let [kind, length] = match records {
            [a, b, c, d, ..] => [u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d])],
            _ => return false,
        };
        records = records.get(4 + usize::from(length)..).unwrap_or_default();
        match kind {
            FILE_PASS => return true,
            0x0809 | WRITE_PROTECTED => {}
            _ => return false,
        }
    }
    false
}

/// Returns whether it is an .xls of Excel 2, 3 or 4, which had no container yet.
fn is_before_containers(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00, 0x04, 0x00, ..] | [0x09, 0x02 | 0x04, 0x06, 0x00, ..])
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::panic::catch_unwind;

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::read::{Input, Limits};

    const STYLES: &str = "<styleSheet><numFmts count=\"4\"><numFmt numFmtId=\"170\" formatCode=\"0.0&quot; kg&quot;\"/>\
        <numFmt numFmtId=\"171\" formatCode=\"[$-409]yyyy\\-mm\\-dd;@\"/><numFmt numFmtId=\"172\" formatCode=\"[h]:mm\"/>\
        <numFmt numFmtId=\"173\" formatCode=\"General;dd.mm.yy\"/></numFmts>\
        <fonts count=\"2\"><font/><font><strike/></font></fonts><cellXfs count=\"9\"><xf numFmtId=\"0\" fontId=\"0\"/>\
        <xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/><xf fontId=\"0\"/><xf numFmtId=\"49\"/>\
        <xf numFmtId=\"170\"/><xf numFmtId=\"30\"/><xf numFmtId=\"171\"/><xf numFmtId=\"172\"/><xf numFmtId=\"173\"/>\
        <xf numFmtId=\"20\"/></cellXfs></styleSheet>";

    fn workbook(sheet: &str, strings: Option<&str>) -> Vec<u8> {
        workbook_with("", sheet, strings)
    }

    /// Returns a workbook with these properties.
    fn workbook_with(properties: &str, sheet: &str, strings: Option<&str>) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, content: &str| {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        };
        add(
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        );
        add(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{properties}<sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        );
        add(
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        );
        add("xl/styles.xml", STYLES);
        if let Some(strings) = strings {
            add("xl/sharedStrings.xml", strings);
        }
        add("xl/worksheets/sheet1.xml", sheet);
        zip.finish().unwrap().into_inner()
    }

    /// Returns the cells of a sheet with their texts, or the error at its end, and whether calamine had to parse them.
    fn cells(workbook: &[u8], only_calamine: bool) -> (Vec<(CellPosition, String)>, Option<String>, bool) {
        let context = ReadContext { file: "list.xlsx".into(), limits: Limits::default() };
        let input = Input::bytes("list.xlsx", workbook).open(&context.limits).unwrap().into_seekable().unwrap();
        let mut found = Vec::new();
        let mut reader = match CalamineReader::open(&input, &context) {
            Ok(reader) => reader,
            Err(error) => return (found, Some(error.to_string()), true),
        };
        let mut read = || -> Result<(), ReadError> {
            reader.open_sheet("List", None)?;
            if only_calamine {
                reader.continue_with_calamine()?;
            }
            loop {
                let mut text = String::new();
                let Some(cell) = reader.next_cell(&mut text)? else { return Ok(()) };
                found.push((cell, text));
            }
        };
        let error = read().err().map(|error| error.to_string());
        (found, error, reader.parsing.is_none())
    }

    fn assert_as_calamine(sheet: &str, strings: Option<&str>) -> bool {
        let workbook = workbook(sheet, strings);
        // calamine overflows if the name of a cell has too many letters.
        let read = |only_calamine| catch_unwind(|| cells(&workbook, only_calamine)).unwrap_or((Vec::new(), None, true));
        let (mut own, own_error, is_calamine) = read(false);
        let (mut theirs, their_error, _) = read(true);
        // calamine leaves formulas without a result empty.
        for (_, text) in own.iter_mut().chain(&mut theirs).filter(|(_, text)| text.starts_with('=')) {
            text.clear();
        }
        assert_eq!((own, own_error), (theirs, their_error), "{sheet}");
        !is_calamine
    }

    #[test]
    fn dates_are_those_of_the_calendar_of_the_workbook() {
        let sheet =
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>45943</v></c></row></sheetData></worksheet>";
        for (properties, date) in [("", "2025-10-13"), ("<workbookPr date1904=\"1\"/>", "2029-10-14")] {
            let workbook = workbook_with(properties, sheet, None);
            for only_calamine in [false, true] {
                let (found, error, is_calamine) = cells(&workbook, only_calamine);
                assert_eq!((&*found[0].1, error, is_calamine), (date, None, only_calamine), "{properties}");
            }
        }
    }

    #[test]
    fn a_formula_without_its_result_is_shown() {
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>IF(1,&quot;US&quot;)</f><v></v></c>\
            <c r=\"B1\"><f>A1</f></c><c r=\"C1\" t=\"str\"><f>A1</f><v></v></c><c r=\"D1\" t=\"str\"><f>A1</f><v>US</v></c>\
            <c r=\"E1\"><f>1+1</f><v>2</v></c><c r=\"F1\"><f t=\"shared\" si=\"0\"/><v/></c>\
            <c r=\"G1\" s=\"1\"><v>45943</v></c></row></sheetData></worksheet>";
        let (found, error, is_calamine) = cells(&workbook(sheet, None), false);
        let texts: Vec<&str> = found.iter().map(|(_, text)| &**text).collect();
        assert_eq!(
            (texts.as_slice(), error, is_calamine),
            (&["=IF(1,\"US\")", "=A1", "", "US", "2", "=", "2025-10-13"][..], None, false)
        );
    }

    /// Parts of texts as they are in XML.
    const TEXTS: &[&str] = &[
        "Ann",
        " ",
        "Zoë",
        "&amp;",
        "&lt;",
        "&#13;",
        "&#xE9;",
        "\n",
        "\r\n",
        "\t",
        "中",
        "_x",
        "_x00",
        "@contoso.com",
        "]]>",
        "\u{a0}",
    ];

    fn xml_text() -> impl Strategy<Value = String> {
        prop::collection::vec(select(TEXTS), 0..5).prop_map(|parts| parts.concat())
    }

    fn string_xml() -> impl Strategy<Value = String> {
        (prop::collection::vec((xml_text(), 0..6_u8), 0..3)).prop_map(|runs| {
            let run = |(text, kind): &(String, u8)| match kind {
                0 => format!("<t>{text}</t>"),
                1 => format!("<t xml:space=\"preserve\">{text}</t>"),
                2 => format!("<r><rPr><b/><sz val=\"9\"/></rPr><t>{text}</t></r>"),
                3 => format!("<r><t xml:space='preserve'>{text}</t></r>"),
                4 => format!("<rPh sb=\"0\" eb=\"1\"><t>{text}</t></rPh>"),
                _ => "<t/>".to_owned(),
            };
            runs.iter().map(run).collect()
        })
    }

    /// A cell without its tag's beginning: attributes and content.
    fn cell_xml() -> impl Strategy<Value = String> {
        let style = select(
            &["", "", " s=\"0\"", " s=\"1\"", " s=\"2\"", " s='4'", " s=\"3\"", " s=\"7\"", " s=\"10\"", " s=\"99\""][..],
        );
        let value = prop_oneof![
            string_xml().prop_map(|text| format!(" t=\"inlineStr\"><is>{text}</is>")),
            (0..4_u8).prop_map(|number| format!(" t=\"s\"><v>{number}</v>")),
            xml_text().prop_map(|text| format!(" t=\"str\"><f>A1&amp;\"x\"</f><v>{text}</v>")),
            select(
                &[
                    " t=\"b\"><v>1</v>",
                    " t=\"b\"><v>0</v>",
                    " t=\"e\"><v>#N/A</v>",
                    "><v>12</v>",
                    "><v>45000</v>",
                    " t=\"n\"><v>45000.75</v>",
                    "><v>0.5</v>",
                    "><v>-3</v>",
                    "><v>9999999</v>",
                    "><v>-1E300</v>",
                    "><v>1E300</v>",
                    "><v>-0.1</v>",
                    " t=\"n\"><v>1.5E3</v>",
                    "><v>0.30000000000000004</v>",
                    ">",
                    "><v/>",
                    "><f>1+1</f><v>2</v>",
                    "><f ref=\"A1\"/>",
                    " t=\"str\"><v></v>",
                    "> <v>7</v>\n",
                    "><is><t>x</t></is><v>3</v>",
                    " t=\"inlineStr\"><v>4</v><is><t>y</t></is>",
                    " cm=\"1\" t=\"s\"><v>1</v>",
                ][..]
            )
            .prop_map(str::to_owned),
        ];
        (style, value).prop_map(|(style, value)| format!("{style}{value}</c>"))
    }

    /// Cells that are parsed by calamine only, and broken ones.
    fn other_cell() -> impl Strategy<Value = String> {
        select(
            &[
                " t=\"inlineStr\"><is><t>a_x000D_b</t></is></c>",
                " t=\"inlineStr\"><is><t><![CDATA[</row>]]></t></is></c>",
                " s=\"5\"><v>5</v></c>",
                " s=\"6\"><v>6</v></c>",
                " s=\"8\"><v>1.5</v></c>",
                " s=\"9\"><v>8</v></c>",
                " t=\"d\"><v>2026-01-02T00:00:00</v></c>",
                "><v>inf</v></c>",
                "><v>word</v></c>",
                " t=\"s\"><v>77</v></c>",
                " t=\"x\"><v>1</v></c>",
                "><w>1</w></c>",
                " t=\"b\"><v>2</v></c>",
                " t=\"e\"><v>#WHAT</v></c>",
                " t=\"inlineStr\"><is><t>&unknown;</t></is></c>",
                " t><v>1</v></c>",
                " t=\"s\"",
                "<!-- </row> --></c>",
                "><?pi </row>?><v>1</v></c>",
                " t=\"&#115;\"><v>1</v></c>",
                "/>",
                "></c></x>",
                "><v>1<b/></v></c>",
                " r=\"A0\"><v>1</v></c>",
            ][..],
        )
        .prop_map(str::to_owned)
    }

    fn sheet_xml(cell: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
        let row = (prop::collection::vec((cell, any::<bool>()), 0..5), 0..4_u8, any::<bool>());
        prop::collection::vec(row, 0..8).prop_map(|rows| {
            let mut sheet = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet><dimension ref=\"A1:C9\"/><cols><col min=\"1\"/></cols><sheetData>".to_owned();
            let mut number = 0;
            for (cells, gap, is_numbered) in rows {
                number += 1;
                if is_numbered {
                    number += u32::from(gap);
                    sheet += &format!("<row r=\"{number}\" spans=\"1:3\">");
                } else {
                    sheet += "<row>";
                }
                for (column, (cell, is_named)) in cells.iter().enumerate() {
                    let name = format!(" r=\"{}{number}\"", ["A", "b", "C", "D", "AA"][column]);
                    sheet += &format!("<c{}{cell}", if *is_named { &name } else { "" });
                }
                sheet += "</row>\n";
            }
            sheet + "<row r=\"90\"/></sheetData><mergeCells count=\"0\"/></worksheet>"
        })
    }

    fn strings_xml() -> impl Strategy<Value = String> {
        prop::collection::vec(string_xml(), 4).prop_map(|strings| {
            let strings: String = strings.iter().map(|text| format!("<si>{text}</si>")).collect();
            format!("<?xml version=\"1.0\"?><sst count=\"9\" uniqueCount=\"4\">{strings}</sst>")
        })
    }

    /// XML with some bytes replaced by others, or cut.
    fn damaged(xml: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
        let bytes = select(
            &[
                "",
                "<",
                ">",
                "\"",
                "'",
                "=",
                "/",
                " ",
                "</row>",
                "</c>",
                "</x></x>",
                "</sheetData>",
                "<row r=\"2\">",
                "<c>",
                "<v>",
                "</si>",
                "<si>",
                "<t>",
                "</sst>",
                "&",
                "&#x0;",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<?",
                "\0",
                "\u{feff}",
                "<sheetData>",
                "<!DOCTYPE x>",
                "r=\"3\"",
            ][..],
        );
        let damages = prop::collection::vec((any::<prop::sample::Index>(), bytes, 0..9_usize), 1..4);
        (xml, damages, any::<bool>()).prop_map(|(mut xml, damages, is_cut)| {
            for (at, bytes, removed) in damages {
                let boundary = |at: usize| (0..=at).rev().find(|at| xml.is_char_boundary(*at)).unwrap_or(0);
                let at = boundary(at.index(xml.len() + 1));
                let end = if is_cut { xml.len() } else { boundary(xml.len().min(at + removed)) };
                xml.replace_range(at..end, bytes);
            }
            xml
        })
    }

    proptest! {
        #[test]
        fn cells_are_those_of_calamine(
            sheet in sheet_xml(cell_xml()),
            strings in strings_xml(),
        ) {
            prop_assert!(assert_as_calamine(&sheet, Some(&strings)), "calamine has to parse {}", sheet);
        }

        #[test]
        fn other_cells_are_left_to_calamine(
            sheet in sheet_xml(prop_oneof![3 => cell_xml(), 1 => other_cell()]),
            strings in select(&[
                None, Some("<sst/>"), Some("<sst><si><t>a</t></si><si/><si><t>_x0041_</t></si><si><t>d</t></si></sst>"), Some("<sst><si><t>a"),
                Some("<x:sst xmlns:x=\"y\"><x:si><x:t>a</x:t></x:si><x:si><x:t>b</x:t></x:si></x:sst>"), Some("<sst><si><t>a</t></si><other/></sst>"),
            ][..]),
            prefix in select(&["", "", "x:"][..]),
        ) {
            let sheet = sheet.replace('<', &format!("<{prefix}")).replace(&format!("<{prefix}/"), &format!("</{prefix}"));
            let sheet = sheet.replace(&format!("<{prefix}?"), "<?").replace(&format!("<{prefix}!"), "<!");
            assert_as_calamine(&sheet, strings);
        }

        #[test]
        fn damaged_sheets_are_left_to_calamine(sheet in damaged(sheet_xml(cell_xml()))) {
            assert_as_calamine(&sheet, Some("<sst><si><t>a</t></si><si><t>b</t></si><si><t>c</t></si><si><t>d</t></si></sst>"));
        }

        #[test]
        fn damaged_strings_are_left_to_calamine(strings in damaged(strings_xml())) {
            let cells: String = (0..4).map(|number| format!("<c t=\"s\"><v>{number}</v></c>")).collect();
            assert_as_calamine(&format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"), Some(&strings));
        }
    }

    #[test]
    fn tags_with_stray_quotation_marks_are_left_to_calamine() {
        for spans in ["spans\"=\"1:3\"", "spans'=\"1:3\"", "\"spans=\"1:3\"", "spans=\"1:3\"\"", "spans=\"1>3\""] {
            for cell in ["", "<c r=\"A2\"><v>1</v></c>"] {
                // The first row is never parsed by the fast path.
                let rows = format!("<row r=\"1\"></row><row r=\"2\" {spans}>{cell}</row>");
                assert_as_calamine(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), None);
            }
        }
    }

    #[test]
    fn strings_behind_an_empty_list_are_left_to_calamine() {
        let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
        for strings in ["<sst/>", "<sst count=\"1\"/><si><t>a</t></si>", "<sst></sst><si><t>a</t></si>"] {
            assert_as_calamine(sheet, Some(strings));
        }
    }

    #[test]
    fn byte_order_marks_are_skipped() {
        let sheet = "\u{feff}<?xml version=\"1.0\"?><worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c></row>\u{feff}<row/></sheetData></worksheet>";
        let strings = "\u{feff}<sst>\u{feff}<si><t>Zo\u{eb}</t></si>\u{feff}</sst>";
        assert!(assert_as_calamine(sheet, Some(strings)));
    }

    #[test]
    fn shared_strings_are_found_by_their_numbers() {
        let row = |number: u32| {
            format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"s\"><v>{}</v></c></row>", (number * 7) % 500)
        };
        let sheet =
            format!("<worksheet><sheetData>{}</sheetData></worksheet>", (1..=1000).map(row).collect::<String>());
        let strings: String = (0..500).map(|number| format!("<si><t>text {number}</t></si>")).collect();
        let workbook = workbook(&sheet, Some(&format!("<sst>{strings}</sst>")));
        let (found, error, is_calamine) = cells(&workbook, false);
        assert_eq!((found.len(), error, is_calamine), (1000, None, false));
        assert!((1..).zip(&found).all(|(number, (_, text))| *text == format!("text {}", (number * 7) % 500)));
    }

    #[test]
    fn a_password_is_seen_behind_the_first_record() {
        let mut container = vec![0; 512];
        container.extend(b"\x09\x08\x10\x00\x00\x06\x05\x00\x17\x19\xcd\x07\xc9\xc0\x00\x00\x06\x04\x00\x00");
        assert!(!is_protected(&container));
        let protected = [&container[..], b"\x86\x00\x00\x00\x2f\x00\x06\x00\x00\x00\x4a\x51\x1a\xcc"].concat();
        assert!(is_protected(&protected));
        assert!(!is_protected(&[&container[..], b"\x42\x00\x02\x00\xe4\x04\x2f\x00\x06\x00"].concat()));
        assert!(!is_protected(&[]));
    }
}
