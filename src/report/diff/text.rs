//! A diff as text: the counts, and a block for each kind of change.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::last_version;
use crate::contact::Country;
use crate::diff::{CellChange, Change, ChangeCounts, ChangeKind, Diff, DiffSide};
use crate::i18n::{Language, messages};
use crate::report::{quoted, sanitized};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Whether row numbers are shown. Those of a revision in a book are those of no file that a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowNumbers {
    Shown,
    Hidden,
}

/// Writes a diff as text: the number of contacts of each kind, then the removed contacts, the changed ones cell by
/// cell, and the added ones. A list of codes shows the codes added and removed: `+CH −AT`.
pub(crate) fn diff_as_text(diff: &Diff<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let counts = diff.counts();
    let names = diff.sources().map(|source| sanitized(&language.source(source)).into_owned());
    if diff.is_same() {
        let [old, new] = names;
        writeln!(out, "{}", language.localize(messages::SameContacts { old, new, count: counts.unchanged }))?;
        return out.flush();
    }
    let about = format!("{STRONG}{} → {}{STRONG:#}", names[0], names[1]);
    writeln!(
        out,
        "{}\n",
        language.localize(messages::LabeledText { label: about, text: format_change_counts(counts, language) })
    )?;
    write_changes(diff, usize::MAX, RowNumbers::Shown, language, out)?;
    out.flush()
}

/// Returns the number of contacts of each kind: `2 removed, 1 changed; 40 unchanged`.
pub(crate) fn format_change_counts(counts: ChangeCounts, language: Language) -> String {
    let of_kind = |kind: ChangeKind| match (kind, counts.count(kind)) {
        (ChangeKind::Removed, count) => language.localize(messages::DiffRemoved { count }).to_string(),
        (ChangeKind::Changed, count) => language.localize(messages::DiffChanged { count }).to_string(),
        (ChangeKind::Added, count) => language.localize(messages::DiffAdded { count }).to_string(),
    };
    let changes: Vec<String> =
        ChangeKind::ALL.into_iter().filter(|kind| counts.count(*kind) > 0).map(of_kind).collect();
    let changes = if changes.is_empty() { messages::DiffNothing.text(language).to_owned() } else { changes.join(", ") };
    language.localize(messages::DiffCounts { said: changes, count: counts.unchanged }).to_string()
}

/// Writes the changes, with a block for each kind that shows at most `shown` of them and the number of the others.
pub(crate) fn write_changes(
    diff: &Diff<'_>,
    max_shown: usize,
    rows: RowNumbers,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = diff.sources().map(|source| sanitized(&language.source(source)).into_owned());
    for block in diff.changes().chunk_by(|one, other| one.kind() == other.kind()) {
        let kind = block[0].kind();
        let style = style_of(kind);
        write!(out, "  {style}{}{style:#} {FAINT}({}){FAINT:#}", word_of(kind, language), block.len())?;
        if rows == RowNumbers::Shown {
            let list = &names[usize::from(kind != ChangeKind::Removed)];
            write!(out, " {FAINT}– {}{FAINT:#}", language.localize(messages::RowsOf { list }))?;
        }
        writeln!(out)?;
        let first = &block[..block.len().min(max_shown)];
        let row = |change: &Change| match rows {
            RowNumbers::Shown => row_of(diff, change, language),
            RowNumbers::Hidden => String::new(),
        };
        let width = first.iter().map(|change| row(change).width()).max().unwrap_or(0);
        for change in first {
            write_change(diff, change, (&row(change), width), language, out)?;
        }
        if block.len() > first.len() {
            let count = block.len() - first.len();
            writeln!(out, "    {FAINT}{}{FAINT:#}", language.localize(messages::AndMoreAll { count }))?;
        }
    }
    Ok(())
}

/// Returns the word for a kind of change.
const fn word_of(kind: ChangeKind, language: Language) -> &'static str {
    match kind {
        ChangeKind::Removed => messages::KindRemoved.text(language),
        ChangeKind::Changed => messages::KindChanged.text(language),
        ChangeKind::Added => messages::KindAdded.text(language),
    }
}

fn style_of(kind: ChangeKind) -> Style {
    match kind {
        ChangeKind::Removed => AnsiColor::Red.on_default().bold(),
        ChangeKind::Changed => AnsiColor::Yellow.on_default().bold(),
        ChangeKind::Added => AnsiColor::Green.on_default().bold(),
    }
}

/// Returns the row of the contact in the last list that has it, with the sheet unless it is the first.
fn row_of(diff: &Diff<'_>, change: &Change, language: Language) -> String {
    let Some(version) = last_version(diff, change) else { return String::new() };
    let origin = version.origin();
    match &origin.source.sheet {
        Some(sheet) if diff.list().input(origin.input).sheet.as_ref() != Some(sheet) => {
            language.localize(messages::SheetAndRow { sheet: sanitized(sheet), row: origin.row }).to_string()
        }
        _ => language.localize(messages::Row { row: origin.row }).to_string(),
    }
}

fn write_change(
    diff: &Diff<'_>,
    change: &Change,
    (row, width): (&str, usize),
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(version) = last_version(diff, change) else { return Ok(()) };
    let start = if width > 0 { 4 + width + 2 } else { 4 };
    let indent = " ".repeat(start - 4 - row.width());
    write!(out, "    {FAINT}{row}{FAINT:#}{indent}{}", person(&version))?;
    if change.kind() != ChangeKind::Changed {
        let (about, places) = (sanitized(version.job_title()), version.places());
        return writeln!(
            out,
            ", {}",
            language.localize(messages::LabeledText { label: about, text: sanitized(&places) })
        );
    }
    writeln!(out)?;
    let cells = diff.cells(change);
    let label_width = cells.iter().map(|cell| language.column(cell.column).width()).max().unwrap_or(0);
    let below = " ".repeat(start + if width > 0 { 0 } else { 2 });
    for cell in &cells {
        let label = language.column(cell.column);
        let indent = " ".repeat(label_width - label.width());
        write!(out, "{below}{label}{indent}  ")?;
        write_cell(cell, language, out)?;
    }
    Ok(())
}

fn person(version: &DiffSide<'_>) -> String {
    let person = format!("{} <{}>, {}", version.name(), version.email(), version.role().label());
    sanitized(&person).into_owned()
}

fn write_cell(cell: &CellChange, language: Language, out: &mut dyn Write) -> io::Result<()> {
    // A stored cell may differ in other ways than its codes, such as a repeated code.
    if !cell.column.is_list() || cell.added.is_empty() && cell.removed.is_empty() {
        return writeln!(out, "{} → {}", quoted(&cell.old, language), quoted(&cell.new, language));
    }
    let (added, removed) = (style_of(ChangeKind::Added), style_of(ChangeKind::Removed));
    let came = cell.added.iter().map(|code| format!("{added}+{}{added:#}", sanitized(code)));
    let went = cell.removed.iter().map(|code| format!("{removed}−{}{removed:#}", sanitized(code)));
    let codes: Vec<String> = came.chain(went).collect();
    write!(out, "{}", codes.join(" "))?;
    let codes = |countries: &[Country]| countries.iter().copied().map(Country::code).collect::<Vec<_>>().join(", ");
    if !cell.now_whole.is_empty() {
        let codes = codes(&cell.now_whole);
        write!(out, " {FAINT}({}){FAINT:#}", language.localize(messages::AllOfItNow { codes }))?;
    }
    if !cell.no_longer_whole.is_empty() {
        let codes = codes(&cell.no_longer_whole);
        write!(out, " {FAINT}({}){FAINT:#}", language.localize(messages::NoLongerAll { codes }))?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{compared, with_diff};
    use super::*;
    use crate::contact_list::tests::lists;

    fn render(list: &crate::contact_list::List) -> String {
        with_diff(list, |diff| {
            let mut text = anstream::AutoStream::never(Vec::new());
            diff_as_text(diff, Language::En, &mut text).unwrap();
            String::from_utf8(text.into_inner()).unwrap()
        })
    }

    #[test]
    fn removals_come_first_and_lists_show_added_and_removed_codes() {
        let expected = "\
0.csv → 1.csv: 1 removed, 1 changed, 1 added; 1 unchanged

  removed (1) – rows of 0.csv
    row 2  Gone <gone@contoso.com>, Partner sales, CEO: DE
  changed (1) – rows of 1.csv
    row 3  Ann Lee <ann@contoso.com>, Partner sales
           Job title          \"CEO\" → \"CTO\"
           Countries/Regions  +CH −AT
           States/Provinces   −US-WA (US: whole country now)
  added (1) – rows of 1.csv
    row 4  Zoë <zoe@contoso.com>, Partner marketing, VP, EMEA: FR
";
        assert_eq!(render(&compared()), expected);
    }

    #[test]
    fn equal_lists_are_reported() {
        let row = "Ann Lee,ann@contoso.com,CEO,Partner sales,DE,";
        assert_eq!(render(&lists(&[&[row], &[row]])), "0.csv and 1.csv have the same 1 contact.\n");
    }

    #[test]
    fn omitted_changes_are_counted() {
        let rows: Vec<String> =
            (0..5).map(|index| format!("A{index},a{index}@contoso.com,CEO,Partner sales,DE,")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let list = lists(&[&rows, &[]]);
        with_diff(&list, |diff| {
            let mut text = anstream::AutoStream::never(Vec::new());
            write_changes(diff, 2, RowNumbers::Shown, Language::En, &mut text).unwrap();
            let text = String::from_utf8(text.into_inner()).unwrap();
            assert!(text.contains("removed (5)") && text.ends_with("and 3 more (add --all to see all)\n"), "{text}");
        });
    }
}
