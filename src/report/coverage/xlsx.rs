//! The coverage as a workbook.

use std::io::Write;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{code, name, only_person, remarks, word};
use crate::contact::Role;
use crate::coverage::{CoverageStatus, Gap, Market, Matrix, RoleCount};
use crate::i18n::{Language, messages};
use crate::spreadsheet::style::{self, Fill};
use crate::spreadsheet::{add_streamed_sheet, catch_io_panic, new_workbook, next_row, save_workbook};
use crate::write::WriteError;

/// Returns the first columns of both sheets with their widths in characters.
const fn market_columns(language: Language) -> [(&'static str, f64); 3] {
    [
        (messages::HeadCode.text(language), 8.0),
        (messages::HeadMarket.text(language), 26.0),
        (messages::HeadStanding.text(language), 12.0),
    ]
}

/// Writes the coverage as a workbook: the matrix of markets and roles, in warmer colours if fewer people cover them,
/// and a sheet with the gaps. A column says in words what the colours mean.
pub(crate) fn coverage_as_xlsx<W: Write + Send>(matrix: &Matrix, language: Language, out: W) -> Result<W, WriteError> {
    catch_io_panic(|| {
        let mut workbook = new_workbook()?;
        matrix_sheet(matrix, language, &mut workbook)?;
        gaps_sheet(matrix, language, &mut workbook)?;
        Ok(save_workbook(&mut workbook, out)?)
    })
}

fn matrix_sheet(matrix: &Matrix, language: Language, workbook: &mut Workbook) -> Result<(), WriteError> {
    let roles = Role::ALL.map(|role| (role.label(), 18.0));
    let more = [
        (messages::HeadContacts.text(language), 11.0),
        (messages::HeadByGlobal.text(language), 10.0),
        (messages::HeadSomeStates.text(language), 18.0),
        (messages::HeadOnePerson.text(language), 32.0),
        (messages::HeadRemarks.text(language), 56.0),
    ];
    let sheet = add_streamed_sheet(workbook)?;
    let columns = market_columns(language).into_iter().chain(roles).chain(more);
    style::start_table(sheet, messages::SheetCoverage.text(language), columns)?;
    let (text, number) = (style::text(), style::number());
    let mut row = 0;
    for market in matrix.worst_first() {
        row = next_row(row)?;
        write_market(sheet, row, (market, name(market, matrix, language)), language, &text)?;
        for (column, role) in (3..).zip(Role::ALL) {
            let count = market.role(role);
            sheet.write_number_with_format(row, column, count.contacts as f64, &heat(role, count, language))?;
        }
        let all = market.all();
        for (column, count) in (7..).zip([all.contacts, all.global, all.partial]) {
            sheet.write_number_with_format(row, column, count as f64, &number)?;
        }
        style::write_text(sheet, (row, 10), only_person(market).unwrap_or_default(), &text)?;
        style::write_text(sheet, (row, 11), &language.join_with_semicolons(&remarks(market, language)), &text)?;
    }
    sheet.autofilter(0, 0, row, 11)?;
    Ok(())
}

fn gaps_sheet(matrix: &Matrix, language: Language, workbook: &mut Workbook) -> Result<(), WriteError> {
    let more = [(messages::HeadMissing.text(language), 20.0), (messages::HeadContacts.text(language), 10.0)];
    let sheet = add_streamed_sheet(workbook)?;
    style::start_table(sheet, messages::SheetGaps.text(language), market_columns(language).into_iter().chain(more))?;
    let (text, number) = (style::text(), style::number());
    let mut row = 0;
    for market in matrix.worst_first() {
        let missing = match market.gap() {
            Some(Gap::Nobody) => messages::AnyContact.text(language),
            Some(Gap::NoSales) => Role::Sales.label(),
            None => continue,
        };
        row = next_row(row)?;
        write_market(sheet, row, (market, name(market, matrix, language)), language, &text)?;
        style::write_text(sheet, (row, 3), missing, &text)?;
        sheet.write_number_with_format(row, 4, market.all().contacts as f64, &number)?;
    }
    sheet.autofilter(0, 0, row, 4)?;
    Ok(())
}

/// Writes the first three cells of a row: the market's code, name and state.
fn write_market(
    sheet: &mut Worksheet,
    row: u32,
    (market, name): (&Market, &str),
    language: Language,
    text: &Format,
) -> Result<(), WriteError> {
    let status = market.status();
    let fill = match status {
        CoverageStatus::Nobody | CoverageStatus::NoSales => Fill::Bad,
        CoverageStatus::Weak => Fill::Fair,
        CoverageStatus::Covered => Fill::Good,
    };
    style::write_text(sheet, (row, 0), code(market), text)?;
    style::write_text(sheet, (row, 1), name, text)?;
    style::write_text(sheet, (row, 2), word(status, language), &style::filled(fill))?;
    Ok(())
}

/// Returns the format of a number of contacts: the fewer, the warmer. The words after it are part of the number format,
/// so the cell stays a number.
fn heat(role: Role, count: &RoleCount, language: Language) -> Format {
    let part = format!("0\" {}\"", messages::Part.text(language));
    let (fill, number_format) = match count.contacts {
        0 if role == Role::Sales => (Fill::Bad, "0"),
        0 => (Fill::Faint, "0"),
        _ if count.is_only_states() => (Fill::Fair, part.as_str()),
        _ if count.is_only_global() => (Fill::Fair, "0\" OOO\""),
        1 => (Fill::Enough, "0"),
        _ => (Fill::Good, "0"),
    };
    style::with_fill(style::number(), fill).set_num_format(number_format)
}
