//! Workbooks that calamine parses in this process.
//!
//! calamine reads .xlsx and .xlsb cell by cell, and the others into memory. Its readers of cells borrow from the
//! workbook; `self_cell` keeps the two together, so that cells can be pulled one at a time.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Sheet, Style, Xls, XlsError, Xlsb, Xlsx, XlsxError};
use self_cell::{MutBorrow, self_cell};

use super::archive::{Archive, SharedArchive};
use super::cell_source::{CellPosition, CellSource};
use super::cell_text::CellValue;
use super::read_budget::{ArchiveStop, ReadBudget};
use super::sheet_marks::{SharedMarks, SheetMarks, scan_ods, scan_sheet};
use super::sheet_names;
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

/// A source of cells that calamine parses.
pub(super) struct CalamineReader {
    sheets: Vec<Sheet>,
    /// `None` after an error.
    state: Option<SheetState>,
    /// The parts of the sheets that were opened, with the names of the sheets of each.
    parts: HashMap<usize, HashSet<String>>,
    shared: SharedMarks,
    context: ReadContext,
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
        match Xlsx::new(Box::new(archive.clone()) as WorkbookStream) {
            Ok(xlsx) => CalamineReader::from_xlsx(xlsx, budget, archive, context).map(Some),
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
        Ok(CalamineReader { sheets, state, parts, shared, context: context.clone() })
    }

    fn from_xlsx(
        mut xlsx: Xlsx<WorkbookStream>,
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
        CalamineReader::new(CalamineWorkbook::Xlsx(Box::new(xlsx), budget, archive), context)
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
        let workbook = match self.state.take() {
            Some(SheetState::Closed(workbook)) => workbook,
            Some(SheetState::Open(open)) => open.into_owner().into_inner(),
            None => return Ok(SheetMarks::default()),
        };
        let mut facts = SheetFacts::default();
        let open = OpenSheet::try_new(MutBorrow::new(workbook), |workbook| {
            cells_of(workbook.borrow_mut(), sheet, &mut self.shared, &mut facts, &self.context)
        })?;
        self.state = Some(SheetState::Open(open));
        if let Some((part, name)) = facts.part {
            self.count_part(part, sheet, name)?;
        }
        Ok(facts.marks)
    }

    fn next_cell(&mut self, text: &mut String) -> Result<Option<CellPosition>, ReadError> {
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
            let is_struck = |style: &Style| style.font.as_ref().is_some_and(|font| font.strikethrough);
            let struck: Vec<bool> = cells.styles().iter().map(is_struck).collect();
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
    let first = match Xlsx::new(stream()) {
        Ok(xlsx) => return CalamineReader::from_xlsx(xlsx, budget, archive, context),
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
    use super::*;

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
