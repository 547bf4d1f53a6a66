//! Formats of cells, and tables with a header.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::CELL_LENGTH;

/// Widths of the six columns of a list, in characters.
pub(crate) const WIDTHS: [f64; 6] = [26.0, 34.0, 30.0, 32.0, 24.0, 24.0];

/// Letters that fit into a column, as a share of its width, which Excel counts in digits: for bold letters and for
/// others.
const BOLD: f64 = 0.9;
pub(crate) const PLAIN: f64 = 1.1;

/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.0;
/// Greatest height of a row in Excel, in points.
const MAX_HEIGHT: f64 = 409.0;

/// The fill of a cell, by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fill {
    /// Correct, or added.
    Good,
    /// Sufficient.
    Enough,
    /// Needs attention, or changed.
    Fair,
    /// Wrong, or removed.
    Bad,
    /// Wrong, and fixed without asking.
    Fixed,
    /// Not relevant.
    Faint,
}

impl Fill {
    const ALL: [Fill; 6] = [Fill::Good, Fill::Enough, Fill::Fair, Fill::Bad, Fill::Fixed, Fill::Faint];

    const fn color(self) -> Color {
        match self {
            Fill::Good => Color::RGB(0xC6_E0_B4),
            Fill::Enough => Color::RGB(0xE2_EF_DA),
            Fill::Fair => Color::RGB(0xFF_E6_99),
            Fill::Bad => Color::RGB(0xF8_B9_B0),
            Fill::Fixed => Color::RGB(0xDD_EB_F7),
            Fill::Faint => Color::RGB(0xED_ED_ED),
        }
    }
}

/// The format of a cell in rows that rust_xlsxwriter doesn't write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellStyle {
    /// No format.
    Plain,
    Number,
    Text(Option<Fill>),
    WrappedText(Option<Fill>),
    /// Only in workbooks with links, because it adds a style that people see in Excel.
    Link,
}

/// The attribute of a cell with a style of each index.
const ATTRIBUTES: [&str; 17] = [
    "",
    " s=\"1\"",
    " s=\"2\"",
    " s=\"3\"",
    " s=\"4\"",
    " s=\"5\"",
    " s=\"6\"",
    " s=\"7\"",
    " s=\"8\"",
    " s=\"9\"",
    " s=\"10\"",
    " s=\"11\"",
    " s=\"12\"",
    " s=\"13\"",
    " s=\"14\"",
    " s=\"15\"",
    " s=\"16\"",
];

impl CellStyle {
    /// Returns the attribute of a cell in a workbook with these styles.
    pub(crate) fn attribute(self) -> &'static str {
        let of_fill = |fill: Option<Fill>| fill.map_or(0, |fill| 2 * (fill as usize + 1));
        ATTRIBUTES[match self {
            CellStyle::Plain => 0,
            CellStyle::Number => 1,
            CellStyle::Text(fill) => 2 + of_fill(fill),
            CellStyle::WrappedText(fill) => 3 + of_fill(fill),
            CellStyle::Link => 16,
        }]
    }

    /// Returns the format for rust_xlsxwriter.
    pub(crate) fn format(self) -> Format {
        let filled = |fill: Option<Fill>| fill.map_or_else(text, filled);
        match self {
            CellStyle::Plain => Format::new(),
            CellStyle::Number => number(),
            CellStyle::Link => Format::new().set_hyperlink().set_align(FormatAlign::Top),
            CellStyle::Text(fill) => filled(fill),
            CellStyle::WrappedText(fill) => filled(fill).set_text_wrap(),
        }
    }
}

/// Gives the styles of cells their indexes in a workbook that has no other formats yet.
pub(crate) fn add_cell_styles(workbook: &mut Workbook, has_links: bool) {
    let fills = [None].into_iter().chain(Fill::ALL.map(Some));
    let texts = fills.flat_map(|fill| [CellStyle::Text(fill), CellStyle::WrappedText(fill)]);
    let styles = [CellStyle::Plain, CellStyle::Number].into_iter().chain(texts);
    let link = has_links.then_some(CellStyle::Link);
    styles.chain(link).for_each(|style| workbook.register_format(&style.format()));
}

/// Returns the format of header cells.
pub(crate) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_align(FormatAlign::VerticalCenter)
}

/// Returns the format of text cells. Excel doesn't interpret what is typed into them.
pub(crate) fn text() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top)
}

/// Returns the format of number cells, which are centred because text cells are next to them on both sides.
pub(crate) fn number() -> Format {
    Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Center)
}

/// Returns the format of text cells with a fill.
pub(crate) fn filled(fill: Fill) -> Format {
    with_fill(text(), fill)
}

/// Returns a format with a fill added.
pub(crate) fn with_fill(format: Format, fill: Fill) -> Format {
    format.set_background_color(fill.color())
}

/// Starts a table in the first row of a sheet, with the labels and widths (in characters) of its columns. The header is
/// frozen, and in print all columns fit on a page.
pub(crate) fn start_table<'l>(
    sheet: &mut Worksheet,
    name: &str,
    columns: impl IntoIterator<Item = (&'l str, f64)>,
) -> Result<(), XlsxError> {
    start_table_at(sheet, name, 0, columns)
}

/// Starts a table in a row further down, counted from 0.
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
    // Programs don't adapt the height of a row when they open the workbook.
    let lines = columns.iter().map(|(label, width)| lines(label, *width * BOLD)).max().unwrap_or(1);
    let mut header = header();
    if lines > 1 {
        header = header.set_text_wrap();
        sheet.set_row_height(row, height(lines))?;
    }
    for (index, (label, width)) in (0..).zip(columns) {
        sheet.set_column_width(index, width)?;
        sheet.write_string_with_format(row, index, label, &header)?;
    }
    Ok(())
}

/// Sets how a wide table is printed: with narrow margins, and a footer with the name of the sheet and the page.
pub(crate) fn set_print_layout(sheet: &mut Worksheet) {
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&A&R&P / &N");
}

/// Returns the height of a row with this number of lines, in points.
pub(crate) fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE_HEIGHT).min(MAX_HEIGHT)
}

/// Returns how many lines a text takes in a cell of a width, in characters.
pub(crate) fn lines(text: &str, width: f64) -> u32 {
    // No character is wider than its bytes are many.
    if text.len() as f64 <= width && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrapped_lines(line, width)).sum()
}

fn wrapped_lines(text: &str, width: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split(' ') {
        // A word longer than a line is broken. In some scripts the whole text is one word.
        let whole = word.width() as f64;
        let breaks = ((whole - 1.0).max(0.0) / width).floor();
        let length = whole - breaks * width;
        lines += breaks as u32;
        if used > 0.0 && used + 1.0 + length > width {
            lines += 1;
            used = length;
        } else {
            used += length + if used > 0.0 { 1.0 } else { 0.0 };
        }
    }
    lines
}

/// Writes a text cell. A text longer than Excel allows is cut, and its length is added.
pub(crate) fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, shortened(text), format).map(drop)
}

/// Returns a text as a cell can hold it.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() > CELL_LENGTH && text.encode_utf16().count() > CELL_LENGTH {
        let beginning: String = text.chars().take(1000).collect();
        return format!("{beginning} ... ({} characters)", text.chars().count()).into();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_wrap_between_words() {
        let label = "Partner customer success manager";
        assert_eq!([40.0, 18.0, 14.0, 5.0].map(|width| lines(label, width * BOLD)), [1, 2, 4, 8]);
    }

    proptest! {
        #[test]
        fn short_texts_have_as_many_lines_as_their_words_take(
            text in "([a-z ]{0,3}|[é王🎉👩\u{200d}\u{fe0f}#\u{20e3}©ﷺ\t\n]|.){0,12}", width in 1u32..40,
        ) {
            let width = f64::from(width);
            prop_assert_eq!(lines(&text, width), text.split('\n').map(|line| wrapped_lines(line, width)).sum::<u32>());
        }
    }
}
