//! A diff as a workbook: a sheet of changes, and a sheet for each of the two lists.

use std::collections::HashMap;
use std::io::Write;

use rust_xlsxwriter::{Format, Workbook};

use super::last_version;
use crate::contact::Column;
use crate::diff::{Change, ChangeKind, Diff};
use crate::i18n::{Language, messages};
use crate::spreadsheet::style::{self, Fill, WIDTHS};
use crate::spreadsheet::{add_streamed_sheet, catch_io_panic, new_workbook, next_row, save_workbook};
use crate::write::WriteError;

/// Writes a diff as a workbook: the changes cell by cell, and both lists, with removed and added rows and changed cells
/// in colour. A column says in words what the colours mean.
///
/// # Errors
/// Fails if it can't be written, or if a list has more rows than a sheet.
pub(crate) fn diff_as_xlsx<W: Write + Send>(diff: &Diff<'_>, language: Language, out: W) -> Result<W, WriteError> {
    catch_io_panic(|| Ok(save_workbook(&mut workbook(diff, language)?, out)?))
}

fn workbook(diff: &Diff<'_>, language: Language) -> Result<Workbook, WriteError> {
    let mut workbook = new_workbook()?;
    let filled = |look: fn() -> Format| ChangeKind::ALL.map(|kind| style::with_fill(look(), fill_of(kind)));
    let looks = DiffStyles {
        language,
        text: style::text(),
        fills: filled(style::text),
        number: style::number(),
        filled_numbers: filled(style::number),
    };
    changes_sheet(diff, &looks, &mut workbook)?;
    for (input, name) in
        diff.inputs().into_iter().zip([messages::SheetOldList.text(language), messages::SheetNewList.text(language)])
    {
        list_sheet(diff, input, name, &looks, &mut workbook)?;
    }
    Ok(workbook)
}

/// Returns the word for a kind of change.
const fn change_of(kind: ChangeKind, language: Language) -> &'static str {
    match kind {
        ChangeKind::Removed => messages::ChangeRemoved.text(language),
        ChangeKind::Changed => messages::ChangeChanged.text(language),
        ChangeKind::Added => messages::ChangeAdded.text(language),
    }
}

fn fill_of(kind: ChangeKind) -> Fill {
    match kind {
        ChangeKind::Removed => Fill::Bad,
        ChangeKind::Changed => Fill::Fair,
        ChangeKind::Added => Fill::Good,
    }
}

struct DiffStyles {
    language: Language,
    text: Format,
    fills: [Format; 3],
    number: Format,
    filled_numbers: [Format; 3],
}

impl DiffStyles {
    fn fill(&self, kind: ChangeKind) -> &Format {
        &self.fills[kind as usize]
    }
}

/// Writes the sheet of changes: for each changed contact the kind of change, and its cells before and after.
fn changes_sheet(diff: &Diff<'_>, looks: &DiffStyles, workbook: &mut Workbook) -> Result<(), WriteError> {
    let language = looks.language;
    let columns = [
        (messages::HeadChange.text(language), 11.0),
        (language.column(Column::Name), WIDTHS[0]),
        (language.column(Column::Email), WIDTHS[1]),
        (language.column(Column::Role), WIDTHS[3]),
        (messages::HeadColumn.text(language), 20.0),
        (messages::HeadOld.text(language), 34.0),
        (messages::HeadNew.text(language), 34.0),
        (messages::HeadCodesAdded.text(language), 16.0),
        (messages::HeadCodesRemoved.text(language), 16.0),
        (messages::HeadOldRow.text(language), 9.0),
        (messages::HeadNewRow.text(language), 9.0),
    ];
    let sheet = add_streamed_sheet(workbook)?;
    style::start_table(sheet, messages::SheetChanges.text(language), columns)?;
    let mut row = 0;
    for change in diff.changes() {
        let Some(version) = last_version(diff, change) else { continue };
        let rows = [diff.before(change), diff.after(change)].map(|version| version.map(|version| version.origin().row));
        let cells = diff.cells(change);
        let scope = version.scope().to_string();
        let lines: Vec<[String; 5]> = match change.kind() {
            ChangeKind::Changed => cells
                .into_iter()
                .map(|cell| {
                    [
                        language.column(cell.column).to_owned(),
                        cell.old,
                        cell.new,
                        cell.added.join(", "),
                        cell.removed.join(", "),
                    ]
                })
                .collect(),
            ChangeKind::Added => vec![[String::new(), String::new(), String::new(), scope, String::new()]],
            ChangeKind::Removed => vec![[String::new(), String::new(), String::new(), String::new(), scope]],
        };
        for line in lines {
            row = next_row(row)?;
            sheet.write_string_with_format(row, 0, change_of(change.kind(), language), looks.fill(change.kind()))?;
            let person = [version.name(), version.email(), version.role().label()];
            let cells = person.into_iter().chain(line.iter().map(String::as_str));
            for (column, cell) in (1..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                style::write_text(sheet, (row, column), cell, &looks.text)?;
            }
            for (column, number) in (9..).zip(rows) {
                if let Some(number) = number {
                    sheet.write_number_with_format(row, column, number as f64, &looks.number)?;
                }
            }
        }
    }
    sheet.autofilter(0, 0, row, 10)?;
    Ok(())
}

/// Writes the sheet of a list, with the change of each row.
fn list_sheet(
    diff: &Diff<'_>,
    input: usize,
    name: &str,
    looks: &DiffStyles,
    workbook: &mut Workbook,
) -> Result<(), WriteError> {
    let list = diff.list();
    let changes = changes_by_row(diff);
    let sheet = add_streamed_sheet(workbook)?;
    let language = looks.language;
    let six = Column::ALL.map(|column| (language.column(column), WIDTHS[column as usize]));
    let two = [(messages::HeadChange.text(language), 11.0), (messages::HeadRow.text(language), 7.0)];
    style::start_table(sheet, name, two.into_iter().chain(six))?;
    let mut row = 0;
    for index in list.of_input(input) {
        row = next_row(row)?;
        let change = changes.get(&(index as u32));
        let kind = change.map(|change| change.kind);
        if let Some(kind) = kind {
            sheet.write_string_with_format(row, 0, change_of(kind, language), looks.fill(kind))?;
        }
        let whole_row = kind.filter(|kind| *kind != ChangeKind::Changed);
        let look = whole_row.map_or(&looks.number, |kind| &looks.filled_numbers[kind as usize]);
        sheet.write_number_with_format(row, 1, list.origin(index).row as f64, look)?;
        let contact = list.stored(index);
        let cells = contact.cells();
        for column in Column::ALL {
            let is_coloured = |change: &&Coloured| change.cells[column as usize];
            let look = change.filter(is_coloured).map_or(&looks.text, |change| looks.fill(change.kind));
            style::write_text(sheet, (row, column as u16 + 2), cells[column], look)?;
        }
    }
    sheet.autofilter(0, 0, row, 7)?;
    Ok(())
}

/// The change of a row, and the cells that show it in colour.
#[derive(Clone, Copy)]
struct Coloured {
    kind: ChangeKind,
    cells: [bool; Column::ALL.len()],
}

impl Coloured {
    fn new(diff: &Diff<'_>, change: &Change) -> Self {
        let kind = change.kind();
        let mut cells = [kind != ChangeKind::Changed; Column::ALL.len()];
        diff.cells(change).iter().for_each(|cell| cells[cell.column as usize] = true);
        Coloured { kind, cells }
    }
}

/// Returns the change of each row, by its index in the list. The rows of a contact share it, because there may be many.
fn changes_by_row(diff: &Diff<'_>) -> HashMap<u32, Coloured> {
    let mut changes = HashMap::new();
    for change in diff.changes() {
        let coloured = Coloured::new(diff, change);
        for version in [diff.before(change), diff.after(change)].into_iter().flatten() {
            version.rows().for_each(|index| _ = changes.insert(index as u32, coloured));
        }
    }
    changes
}
