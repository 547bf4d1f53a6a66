//! The rows with findings: each with all its cells, and below it the problems in words.

use std::io::{self, Write};

use super::Part;
use super::kept::{MAX_CELL, Note, SheetRows, ShownRow};
use super::rules::class;
use crate::contact::{Column, SourceColumn};
use crate::i18n::{Language, messages};
use crate::report::annotated::DisplaySeverity;
use crate::report::html::{escape, escape_with_breaks};

/// Maximum number of columns of which all are shown. Of more, which only exports of other programs have, those of the
/// template are.
const MAX_COLUMNS: usize = 10;

/// Writes the rows with something to correct or to check.
pub(super) fn write_rows_to_correct(part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    if part.found.sheets.iter().all(|sheet| sheet.rows.is_empty() && sheet.rows_left_out == 0) {
        return Ok(());
    }
    writeln!(out, "<h{0}>{1}</h{0}>", part.level, messages::ReportRows.text(part.language))?;
    for (index, sheet) in part.found.sheets.iter().enumerate() {
        write_table(part, index, (&sheet.rows, sheet.rows_left_out), out)?;
    }
    Ok(())
}

/// Writes the rows in which everything is fixed automatically.
pub(super) fn write_fixed_rows(part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, sheet) in part.found.sheets.iter().enumerate() {
        write_table(part, index, (&sheet.fixed, sheet.fixed_left_out), out)?;
    }
    Ok(())
}

fn write_table(
    part: &Part<'_>,
    index: usize,
    (rows, left_out): (&[ShownRow], u64),
    out: &mut dyn Write,
) -> io::Result<()> {
    let (sheet, language) = (&part.found.sheets[index], part.language);
    let columns = Columns::of(sheet);
    if !rows.is_empty() {
        if let Some(sheet) = sheet.sheet.as_ref().filter(|_| part.found.sheets.len() > 1) {
            let level = part.level + 1;
            writeln!(
                out,
                "<h{level}>{}</h{level}>",
                escape(&language.localize(messages::ReportSheet { sheet }).to_string())
            )?;
        }
        write!(out, "<table class=rows>\n<colgroup><col>")?;
        for index in &columns.shown {
            let is_long = matches!(sheet.columns[*index].column, Some(Column::Email | Column::Countries));
            write!(out, "{}", if is_long { "<col class=long>" } else { "<col class=cell>" })?;
        }
        write!(out, "\n<thead><tr><th scope=col>{}</th>", messages::HeadRow.text(language))?;
        for (_, label) in columns.labels(sheet) {
            write!(out, "<th scope=col>{label}</th>")?;
        }
        writeln!(out, "</tr></thead>")?;
        for row in rows {
            write_row(row, &columns, part, index, out)?;
        }
        writeln!(out, "</table>")?;
    }
    if !rows.is_empty() && columns.left_out > 0 {
        let count = columns.left_out as u64;
        writeln!(out, "<p class=soft>{}</p>", language.localize(messages::ReportColumnsLeftOut { count }))?;
    }
    match left_out {
        0 => Ok(()),
        count => writeln!(out, "<p class=soft>{}</p>", language.localize(messages::ReportRowsLeftOut { count })),
    }
}

/// The columns that are shown, by their index.
struct Columns {
    shown: Vec<usize>,
    left_out: usize,
}

impl Columns {
    fn of(sheet: &SheetRows) -> Self {
        let is_all = sheet.columns.len() <= MAX_COLUMNS;
        let is_shown = |(_, column): &(usize, &SourceColumn)| is_all || column.column.is_some();
        let shown: Vec<usize> = sheet.columns.iter().enumerate().filter(is_shown).map(|(index, _)| index).collect();
        let left_out = sheet.columns.len() - shown.len();
        Columns { shown, left_out }
    }

    /// Returns the index and the label of each column, escaped.
    fn labels<'s>(&'s self, sheet: &'s SheetRows) -> impl Iterator<Item = (usize, std::borrow::Cow<'s, str>)> {
        self.shown.iter().map(|index| (*index, escape(&sheet.columns[*index].label)))
    }
}

fn write_row(row: &ShownRow, columns: &Columns, part: &Part<'_>, index: usize, out: &mut dyn Write) -> io::Result<()> {
    let (sheet, language) = (&part.found.sheets[index], part.language);
    let (id, head) = (part.row_id(index, row.number), messages::HeadRow.text(language));
    writeln!(out, "<tbody id={id}><tr><th scope=row><span>{head} </span>{}</th>", row.number)?;
    for (column, label) in columns.labels(sheet) {
        let notes: Vec<&Note> = row.notes.iter().filter(|note| note.column == Some(column)).collect();
        let worst = notes.iter().map(|note| note.severity).min();
        match worst {
            Some(severity) => write!(out, "<td class={} data-label=\"{label}\">", class(severity))?,
            None => write!(out, "<td data-label=\"{label}\">")?,
        }
        // Workbooks leave out empty cells at the end of a row.
        let cell = row.cells.get(column).map_or(Some(""), Option::as_deref);
        write_cell(cell, &notes, language, out)?;
        writeln!(out, "</td>")?;
    }
    writeln!(out, "</tr>")?;
    write_words(row, columns, sheet, language, out)?;
    writeln!(out, "</tbody>")
}

/// Writes a cell with the text at fault marked, and what to write instead.
fn write_cell(cell: Option<&str>, notes: &[&Note], language: Language, out: &mut dyn Write) -> io::Result<()> {
    match cell {
        None => write!(out, "<span class=soft>…</span>")?,
        Some("") if !notes.is_empty() => {
            write!(out, "<span class=soft>{}</span>", messages::ReportEmpty.text(language))?
        }
        Some(cell) => write_marked(cell, notes, out)?,
    }
    let Some(worst) = notes.iter().map(|note| note.severity).min() else { return Ok(()) };
    write!(out, "<div class=said>")?;
    if worst != DisplaySeverity::Fixed {
        write!(out, "<b>{}</b> ", worst.title(language))?;
    }
    let remedies = notes.iter().filter(|note| !note.remedy.is_empty()).map(|note| escape(&note.remedy));
    write!(out, "{}</div>", remedies.collect::<Vec<_>>().join("<br>"))
}

/// Writes the text of a cell, of which the parts at fault are marked unless that is all of it.
fn write_marked(cell: &str, notes: &[&Note], out: &mut dyn Write) -> io::Result<()> {
    let is_cut = cell.len() + 4 > MAX_CELL;
    let mut spans: Vec<_> = notes.iter().filter_map(|note| note.span.clone()).filter(|span| !span.is_empty()).collect();
    spans.sort_by_key(|span| span.start);
    let mut end = 0;
    write!(out, "<span class=value>")?;
    for span in spans {
        // Of spans that overlap, the first is marked.
        if span.start < end || (span.start == 0 && span.end == cell.len()) {
            continue;
        }
        let (Some(before), Some(marked)) = (cell.get(end..span.start), cell.get(span.clone())) else { break };
        write!(out, "{}<mark>{}</mark>", escape_with_breaks(before), escape_with_breaks(marked))?;
        end = span.end;
    }
    let more = if is_cut { " ..." } else { "" };
    write!(out, "{}{more}</span>", escape_with_breaks(&cell[end..]))
}

/// Writes the problems of a row in words, below its cells.
fn write_words(
    row: &ShownRow,
    columns: &Columns,
    sheet: &SheetRows,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    // The suggestion beside a cell says what is fixed in it.
    let notes: Vec<&Note> =
        row.notes.iter().filter(|note| note.severity <= DisplaySeverity::Warning || note.column.is_none()).collect();
    if notes.is_empty() && row.more == 0 {
        return Ok(());
    }
    write!(out, "<tr class=words><td></td><td colspan={}><ul>", columns.shown.len())?;
    for note in notes {
        let label = note.column.map_or(messages::TheRow.text(language), |column| sheet.columns[column].label.as_str());
        write!(out, "<li class={}>", class(note.severity))?;
        // Some messages name the column themselves.
        if !note.message.starts_with(label) {
            write!(out, "<b>{}</b> ", escape(label))?;
        }
        write!(out, "{}", escape(&note.message))?;
        let is_beside = note.column.is_some_and(|column| columns.shown.contains(&column));
        if !is_beside && !note.remedy.is_empty() {
            write!(out, " <span class=do>{}</span>", escape(&note.remedy))?;
        }
        writeln!(out, "</li>")?;
    }
    if row.more > 0 {
        writeln!(out, "<li>{}</li>", language.localize(messages::MoreInRow { count: row.more }))?;
    }
    writeln!(out, "</ul></td></tr>")
}
