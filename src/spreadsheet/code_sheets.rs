//! Help for filling in a list: a choice of roles, and sheets with the accepted codes.

use rust_xlsxwriter::{DataValidation, Format, Workbook, XlsxError};

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

/// The layout of a sheet of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeLayout {
    /// One code in each row, as programs read it.
    Table,
    /// Several codes side by side, so that all of them are on one page.
    Page,
}

impl CodeLayout {
    /// Returns how many codes are side by side.
    const fn blocks(self) -> usize {
        match self {
            CodeLayout::Table => 1,
            CodeLayout::Page => 4,
        }
    }

    /// Returns the width of the meaning of a code, in characters.
    const fn width(self) -> f64 {
        match self {
            CodeLayout::Table => 46.0,
            CodeLayout::Page => 30.0,
        }
    }
}

/// Adds the sheets with the accepted codes. `unique_name` returns a sheet name that isn't taken.
pub(crate) fn add_code_sheets(
    workbook: &mut Workbook,
    language: Language,
    layout: CodeLayout,
    unique_name: impl Fn(&str) -> String,
) -> Result<(), XlsxError> {
    let global = ("OOO", messages::GlobalContacts.text(language));
    let countries = Country::all().map(|country| (country.code(), language.country(country.code())));
    let sheet = unique_name(messages::SheetCountries.text(language));
    add_code_sheet(workbook, &sheet, language, layout, [global].into_iter().chain(countries))?;
    let states = State::all().map(|state| (state.code(), state.name()));
    add_code_sheet(workbook, &unique_name(messages::SheetStates.text(language)), language, layout, states)
}

fn add_code_sheet<'c>(
    workbook: &mut Workbook,
    name: &str,
    language: Language,
    layout: CodeLayout,
    codes: impl Iterator<Item = (&'c str, &'c str)>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    let head = [(messages::HeadCode.text(language), 10.0), (messages::HeadMeans.text(language), layout.width())];
    style::start_table(sheet, name, std::iter::repeat_n(head, layout.blocks()).flatten())?;
    if layout == CodeLayout::Page {
        sheet.set_portrait().set_print_fit_to_pages(1, 1);
        style::set_print_layout(sheet);
    }
    let text = match layout {
        CodeLayout::Table => Format::new(),
        CodeLayout::Page => Format::new().set_shrink(),
    };
    let codes: Vec<_> = codes.collect();
    let rows = codes.len().div_ceil(layout.blocks());
    for (block, codes) in (0..).zip(codes.chunks(rows.max(1))) {
        for (row, (code, name)) in (1..).zip(codes) {
            sheet.write_string(row, 2 * block, *code)?;
            sheet.write_string_with_format(row, 2 * block + 1, *name, &text)?;
        }
    }
    Ok(())
}
