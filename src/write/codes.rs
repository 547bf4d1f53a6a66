//! What our workbooks have to fill in a list: the roles to choose from, and sheets with the accepted codes.

use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use super::style;
use crate::model::{Country, Role, State};
use crate::vocabulary::{COUNTRIES_SHEET, STATES_SHEET};

/// The four roles, to choose one from.
pub(crate) fn roles() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&Role::ALL.map(Role::label))?
        .set_error_title("Role")?
        .set_error_message("Partner Center accepts the four roles of the list.")
}

/// Adds the sheets with the accepted codes, by names that are free.
pub(crate) fn add_code_sheets(workbook: &mut Workbook, free: impl Fn(&str) -> String) -> Result<(), XlsxError> {
    let countries = Country::all().map(|country| (country.code(), country.name()));
    codes_sheet(workbook, &free(COUNTRIES_SHEET), [("OOO", "Global contacts")].into_iter().chain(countries))?;
    codes_sheet(workbook, &free(STATES_SHEET), State::all().map(|state| (state.code(), state.name())))
}

fn codes_sheet<'c>(
    workbook: &mut Workbook,
    name: &str,
    codes: impl Iterator<Item = (&'c str, &'c str)>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    style::start_table(sheet, name, [("Code", 10.0), ("Means", 46.0)])?;
    for (row, (code, name)) in (1..).zip(codes) {
        sheet.write_string(row, 0, code)?;
        sheet.write_string(row, 1, name)?;
    }
    Ok(())
}
