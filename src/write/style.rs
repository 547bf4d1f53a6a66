//! How our workbooks look.

use std::io::{BufWriter, Write};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use unicode_width::UnicodeWidthStr;

use super::Error;

/// The rows of a sheet, the header among them.
pub(crate) const ROWS: u32 = 1_048_576;
/// The characters of a cell, as Excel counts them: UTF-16 units.
pub(super) const CELL_LENGTH: usize = 32_767;

/// The widths of the six columns of a list, in characters.
pub(crate) const WIDTHS: [f64; 6] = [26.0, 34.0, 30.0, 32.0, 24.0, 24.0];

/// Of a width, which is counted in digits, so much is there for bold letters and for others.
const BOLD: f64 = 0.9;
pub(crate) const PLAIN: f64 = 1.1;

/// The height of a line of text, in points, and the most that a row may have.
const LINE_HEIGHT: f64 = 15.0;
const MOST_HEIGHT: f64 = 409.0;

/// What the fill of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fill {
    /// As it should be, or new.
    Good,
    /// As it should be, and not more than that.
    Enough,
    /// Worth a look, or changed.
    Fair,
    /// Wrong, or gone.
    Bad,
    /// Not as it should be, and mended without asking.
    Mended,
    /// Nothing to say.
    Faint,
}

impl Fill {
    const fn color(self) -> Color {
        match self {
            Fill::Good => Color::RGB(0xC6_E0_B4),
            Fill::Enough => Color::RGB(0xE2_EF_DA),
            Fill::Fair => Color::RGB(0xFF_E6_99),
            Fill::Bad => Color::RGB(0xF8_B9_B0),
            Fill::Mended => Color::RGB(0xDD_EB_F7),
            Fill::Faint => Color::RGB(0xED_ED_ED),
        }
    }
}

/// A workbook without a sheet. The same cells make the same bytes, whenever they are written.
pub(crate) fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes a workbook.
pub(crate) fn save<W: Write + Send>(workbook: &mut Workbook, out: W) -> Result<W, Error> {
    let mut out = BufWriter::with_capacity(64 * 1024, out);
    // Whatever it is written to is one type here: what zips would be in the program for each.
    workbook.save_to_writer(&mut out as &mut (dyn Write + Send))?;
    out.into_inner().map_err(|error| error.into_error().into())
}

/// The cells of a header.
pub(crate) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_align(FormatAlign::VerticalCenter)
}

/// Cells of text, which Excel leaves as it is.
pub(crate) fn text() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top)
}

/// Cells of numbers, in the middle so that they stand apart from the texts on both sides.
pub(crate) fn number() -> Format {
    Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Center)
}

/// Cells of text with a fill.
pub(crate) fn filled(fill: Fill) -> Format {
    with_fill(text(), fill)
}

/// A look with a fill behind it.
pub(crate) fn with_fill(look: Format, fill: Fill) -> Format {
    look.set_background_color(fill.color())
}

/// Starts a table in the first row of a sheet: labels and widths (in characters) of its columns. The header stays in sight, and on
/// paper all columns are on a page.
pub(crate) fn start_table<'l>(
    sheet: &mut Worksheet,
    name: &str,
    columns: impl IntoIterator<Item = (&'l str, f64)>,
) -> Result<(), XlsxError> {
    start_table_at(sheet, name, 0, columns)
}

/// Starts a table further down, below what there is to say about it.
pub(crate) fn start_table_at<'l>(
    sheet: &mut Worksheet,
    name: &str,
    row: u32,
    columns: impl IntoIterator<Item = (&'l str, f64)>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(row, row)?;
    let columns: Vec<(&str, f64)> = columns.into_iter().collect();
    // No program makes a row higher by itself. Bold letters are wider.
    let lines = columns.iter().map(|(label, width)| lines(label, *width * BOLD)).max().unwrap_or(1);
    let mut header = header();
    if lines > 1 {
        header = header.set_text_wrap();
        sheet.set_row_height(row, height(lines))?;
    }
    for (at, (label, width)) in (0..).zip(columns) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(row, at, label, &header)?;
    }
    Ok(())
}

/// How high a row with so many lines is, in points.
pub(crate) fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE_HEIGHT).min(MOST_HEIGHT)
}

/// How many lines a text takes where there is room for so many characters.
pub(crate) fn lines(text: &str, width: f64) -> u32 {
    text.split('\n').map(|line| lines_of(line, width)).sum()
}

fn lines_of(label: &str, room: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in label.split(' ') {
        // A word that has no room in a line is broken; texts in some scripts are one word.
        let whole = word.width() as f64;
        let broken = ((whole - 1.0).max(0.0) / room).floor();
        let length = whole - broken * room;
        lines += broken as u32;
        if used > 0.0 && used + 1.0 + length > room {
            lines += 1;
            used = length;
        } else {
            used += length + if used > 0.0 { 1.0 } else { 0.0 };
        }
    }
    lines
}

/// The row below, both from 0.
pub(crate) fn next_row(row: u32) -> Result<u32, Error> {
    if row + 1 == ROWS { Err(Error::TooManyRows { limit: ROWS - 1 }) } else { Ok(row + 1) }
}

/// Writes a cell of text; of one that is longer than Excel allows the beginning, and how long it is.
pub(crate) fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if text.len() > CELL_LENGTH && text.encode_utf16().count() > CELL_LENGTH {
        let beginning: String = text.chars().take(1000).collect();
        let shortened = format!("{beginning} ... ({} characters)", text.chars().count());
        return sheet.write_string_with_format(row, column, shortened, look).map(drop);
    }
    sheet.write_string_with_format(row, column, text, look).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_broken_between_words() {
        let label = "Partner customer success manager";
        assert_eq!([40.0, 18.0, 14.0, 5.0].map(|width| lines(label, width * BOLD)), [1, 2, 4, 8]);
    }
}
