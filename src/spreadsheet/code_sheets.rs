//! Help for filling in a list: a choice of roles, and sheets with the accepted codes.

use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use super::style;
use crate::contact::{Column, Country, Role, State};
use crate::i18n::{Language, messages};

/// Returns a drop-down with the four roles.
pub(crate) fn roles(language: Language) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&Role::ALL.map(Role::label))?
        .set_error_title(language.column(Column::Role))?
        .set_error_message(messages::RoleRefused.text(language))
}

/// Adds the sheets with the accepted codes. `unique_name` returns a sheet name that isn't taken.
pub(crate) fn add_code_sheets(
    workbook: &mut Workbook,
    language: Language,
    unique_name: impl Fn(&str) -> String,
) -> Result<(), XlsxError> {
    let global = ("OOO", messages::GlobalContacts.text(language));
    let countries = Country::all().map(|country| (country.code(), language.country(country.code())));
    let sheet = unique_name(messages::SheetCountries.text(language));
    add_code_sheet(workbook, &sheet, language, [global].into_iter().chain(countries))?;
    let states = State::all().map(|state| (state.code(), state.name()));
    add_code_sheet(workbook, &unique_name(messages::SheetStates.text(language)), language, states)
}

fn add_code_sheet<'c>(
    workbook: &mut Workbook,
    name: &str,
    language: Language,
    codes: impl Iterator<Item = (&'c str, &'c str)>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    style::start_table(
        sheet,
        name,
        [(messages::HeadCode.text(language), 10.0), (messages::HeadMeans.text(language), 46.0)],
    )?;
    for (row, (code, name)) in (1..).zip(codes) {
        sheet.write_string(row, 0, code)?;
        sheet.write_string(row, 1, name)?;
    }
    Ok(())
}
