//! Which sheets of a workbook are read: those that the user names, or those with a header of contacts.

use calamine::{Sheet, SheetType, SheetVisible};

use super::cell_source::CellSource;
use super::grid::Grid;
use crate::diagnostics::SheetRef;
use crate::read::batch::{Batch, SheetStart};
use crate::read::context::ReadContext;
use crate::read::error::WorkbookFault;
use crate::read::{ReadError, ReadSettings, SheetSelection, header};
use crate::spreadsheet::{is_code_sheet, is_helper_sheet};

/// Rows in which a header is searched for.
const TOP: u32 = 512;

/// Returns the sheets to read. If no sheet has a header of contacts, it is the one that comes nearest to having one.
pub(super) fn select(
    source: &mut dyn CellSource,
    settings: &ReadSettings,
    context: &ReadContext,
) -> Result<Vec<SheetStart>, ReadError> {
    let sheets = source.sheets();
    if let SheetSelection::Named(wanted) = &settings.sheets {
        let named = find_named(&sheets, wanted, settings.is_shared, context)?;
        if !named.is_empty() {
            return Ok(named);
        }
    }
    let visible: Vec<&Sheet> = sheets.iter().filter(|sheet| is_visible(sheet)).collect();
    let Some(first) = visible.first() else {
        return Err(context.damaged(WorkbookFault::NoVisibleSheet));
    };
    if settings.sheets == SheetSelection::Visible {
        let tables = visible.iter().filter(|sheet| !is_helper_sheet(&sheet.name));
        let tables: Vec<SheetStart> = tables.map(|sheet| SheetStart::of(sheet)).collect();
        return Ok(if tables.is_empty() {
            visible.iter().map(|sheet| SheetStart::of(sheet)).collect()
        } else {
            tables
        });
    }
    let mut lists: Vec<String> = Vec::new();
    let mut annotated: Vec<String> = Vec::new();
    let mut headerless: Vec<String> = Vec::new();
    let mut nearest = (0, first.name.clone());
    for sheet in visible.iter().filter(|_| visible.len() > 1) {
        let top = first_rows(source, &sheet.name, context)?;
        if let Some(row) = header::find(&top, settings) {
            lists.push(sheet.name.clone());
            if header::is_annotated(&top, row, settings) {
                annotated.push(sheet.name.clone());
            }
        } else if settings.has_no_header && (0..top.len()).any(|row| header::is_contact(&top, row, settings)) {
            lists.push(sheet.name.clone());
        } else if (!is_helper_sheet(&sheet.name) || is_code_sheet(&sheet.name)) && has_contacts(&top, settings) {
            headerless.push(sheet.name.clone());
        }
        let likeness = header::likeness(&top, settings);
        if likeness > nearest.0 {
            nearest = (likeness, sheet.name.clone());
        }
    }
    // Our own sheets of findings quote cells, which may look like a header.
    lists.retain(|name| annotated.is_empty() || annotated.contains(name) || !is_helper_sheet(name));
    if lists.len() > 1 && settings.sheets != SheetSelection::All {
        return Err(ReadError::SeveralSheets { file: context.file.clone(), sheets: lists });
    }
    if lists.is_empty() {
        lists.push(nearest.1);
    }
    let is_ours = if annotated.is_empty() { is_code_sheet } else { is_helper_sheet };
    let others = unread(&sheets, &lists, |name| is_ours(name) && !headerless.iter().any(|sheet| sheet == name));
    let (mut headerless, mut others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|other| headerless.contains(&other.name));
    let start = |name| {
        let (headerless, others) = (std::mem::take(&mut headerless), std::mem::take(&mut others));
        SheetStart { name, headerless, others, choices: Vec::new(), text_outside: None }
    };
    Ok(lists.into_iter().map(start).collect())
}

/// Returns the names of the sheets that a person may choose to read: the visible ones, without our helper sheets.
pub(super) fn choices(source: &dyn CellSource) -> Vec<String> {
    let sheets = source.sheets().into_iter().filter(|sheet| is_visible(sheet) && !is_helper_sheet(&sheet.name));
    sheets.map(|sheet| sheet.name).collect()
}

/// Returns the sheets that the user names, each once; in any case of the letters if only one sheet has the name then.
/// Settings for several workbooks may name sheets of the others.
fn find_named(
    sheets: &[Sheet],
    wanted: &[String],
    is_shared: bool,
    context: &ReadContext,
) -> Result<Vec<SheetStart>, ReadError> {
    let mut starts: Vec<SheetStart> = Vec::new();
    for wanted in wanted {
        let exact = sheets.iter().find(|sheet| sheet.name == *wanted);
        let folded = wanted.to_lowercase();
        let mut same_name = sheets.iter().filter(|sheet| sheet.name.to_lowercase() == folded);
        let Some(sheet) = exact.or_else(|| same_name.next().filter(|_| same_name.next().is_none())) else {
            if is_shared {
                continue;
            }
            let sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            return Err(ReadError::NoSheet { file: context.file.clone(), wanted: wanted.clone(), sheets });
        };
        if starts.iter().all(|start| start.name != sheet.name) {
            starts.push(SheetStart::of(sheet));
        }
    }
    Ok(starts)
}

impl SheetStart {
    /// Returns the start of a sheet that the user chose, so that the others are not reported.
    fn of(sheet: &Sheet) -> Self {
        let (name, choices) = (sheet.name.clone(), Vec::new());
        SheetStart { name, headerless: Vec::new(), others: Vec::new(), choices, text_outside: None }
    }
}

/// Returns whether the first rows of a sheet without a header have contacts: an address beside a cell with words. A single address
/// beside a label such as "Questions:" tells whom to ask.
fn has_contacts(top: &Batch, settings: &ReadSettings) -> bool {
    let is_address = |cell: &str| {
        let inner = cell.split_once('<').and_then(|(_, inner)| inner.split_once('>')).map_or(cell, |(inner, _)| inner);
        inner.contains('@') && !inner.contains(char::is_whitespace)
    };
    let is_label = |cell: &str| cell.ends_with([':', '?', '\u{ff1a}']) && settings.column_of(cell).is_none();
    let (mut contacts, mut labelled) = (0, 0);
    for row in 0..top.len() {
        let filled: Vec<&str> = top.cells(row).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let mut words = filled.iter().filter(|cell| !cell.contains('@') && cell.contains(char::is_alphabetic));
        match (filled.iter().any(|cell| is_address(cell)), words.next()) {
            (true, Some(label)) if filled.len() == 2 && is_label(label) => labelled += 1,
            (true, Some(_)) => contacts += 1,
            _ => {}
        }
    }
    contacts > 0 || labelled > 1
}

fn is_visible(sheet: &Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
}

/// Returns the worksheets that are not read, without the helper sheets of our own workbooks, which aren't
/// reported because they are never read.
fn unread(sheets: &[Sheet], read: &[String], is_ours: impl Fn(&str) -> bool) -> Vec<SheetRef> {
    let is_unread =
        |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && !read.contains(&sheet.name) && !is_ours(&sheet.name);
    let other =
        |sheet: &Sheet| SheetRef { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible };
    sheets.iter().filter(is_unread).map(other).collect()
}

fn first_rows(source: &mut dyn CellSource, sheet: &str, context: &ReadContext) -> Result<Batch, ReadError> {
    let marks = source.open_sheet(sheet, Some(TOP))?;
    Ok(Grid::new(source, marks, context).next_batch(source, context)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_without_a_header_are_found() {
        for (rows, expected) in [
            (&["Ann Lee|ann@example.com"][..], true),
            (&["Contacts", "", "|ann@example.com|CEO"], true),
            (&["Ann Lee <ann@example.com>|CEO"], true),
            (&["Name:|Ann Lee", "E-Mail:|ann@example.com"], true),
            (&["Germany:|ann@example.com", "France:|bob@example.com"], true),
            (&["Questions:|ann@example.com"], false),
            (&["Fragen?|ann@example.com"], false),
            (&["ann@example.com"], false),
            (&["ann@example.com|bob@example.com"], false),
            (&["1|ann@example.com"], false),
            (&["Write to ann@example.com if you have questions|2026"], false),
            (&["DE|Germany", "FR|France"], false),
            (&[], false),
        ] {
            let mut batch = Batch::default();
            for (number, row) in (1..).zip(rows) {
                batch.start(number, None);
                row.split('|').for_each(|cell| batch.add_cell(cell));
            }
            assert_eq!(has_contacts(&batch, &ReadSettings::default()), expected, "{rows:?}");
        }
    }
}
