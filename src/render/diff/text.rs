use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::last_version;
use crate::diff::{CellChange, Change, Diff, Kind, Version};
use crate::model::Country;
use crate::render::{quoted, sanitized};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Shows two lists compared as text for people: how many contacts became what, and then who was removed, who changed, cell by
/// cell, and who was added. Of a list of codes it shows what came and what went: `+CH −AT`.
///
/// # Errors
/// Where it can't be written.
pub fn diff_as_text(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = diff.counts();
    let names = [0, 1].map(|input| sanitized(&diff.list().input(input).to_string()).into_owned());
    if diff.is_same() {
        let contacts = if counts.unchanged == 1 { "contact" } else { "contacts" };
        writeln!(out, "{} and {} have the same {} {contacts}.", names[0], names[1], counts.unchanged)?;
        return out.flush();
    }
    let of_kind = |kind: Kind| format!("{} {}", counts.of(kind), kind.name());
    let said = Kind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0).map(of_kind).collect::<Vec<_>>().join(", ");
    writeln!(out, "{STRONG}{} → {}{STRONG:#}: {said}; {} as before\n", names[0], names[1], counts.unchanged)?;
    write_changes(diff, usize::MAX, out)?;
    out.flush()
}

/// Shows the changes, a block for each kind with the first `shown` of them. What is left out is counted.
///
/// # Errors
/// Where it can't be written.
pub fn write_changes(diff: &Diff<'_>, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    for block in diff.changes().chunk_by(|one, other| one.kind() == other.kind()) {
        let kind = block[0].kind();
        let style = style_of(kind);
        writeln!(out, "  {style}{}{style:#} {FAINT}({}){FAINT:#}", kind.name(), block.len())?;
        let first = &block[..block.len().min(shown)];
        let width = first.iter().map(|change| row_of(diff, change).width()).max().unwrap_or(0);
        for change in first {
            write_change(diff, change, width, out)?;
        }
        if block.len() > first.len() {
            writeln!(out, "    {FAINT}and {} more: --all shows them{FAINT:#}", block.len() - first.len())?;
        }
    }
    Ok(())
}

fn style_of(kind: Kind) -> Style {
    match kind {
        Kind::Removed => AnsiColor::Red.on_default().bold(),
        Kind::Changed => AnsiColor::Yellow.on_default().bold(),
        Kind::Added => AnsiColor::Green.on_default().bold(),
    }
}

/// Where the contact stands in the list that it is in; the sheet is named where it is not the first.
fn row_of(diff: &Diff<'_>, change: &Change) -> String {
    let Some(version) = last_version(diff, change) else { return String::new() };
    let origin = version.origin();
    match &origin.source.sheet {
        Some(sheet) if diff.list().input(origin.input).sheet.as_ref() != Some(sheet) => {
            format!("sheet {}, row {}", sanitized(sheet), origin.row)
        }
        _ => format!("row {}", origin.row),
    }
}

fn write_change(diff: &Diff<'_>, change: &Change, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(version) = last_version(diff, change) else { return Ok(()) };
    let row = row_of(diff, change);
    let indent = " ".repeat(width - row.width());
    write!(out, "    {FAINT}{row}{FAINT:#}{indent}  {}", person(&version))?;
    if change.kind() != Kind::Changed {
        let (title, scope) = (version.contact().job_title, version.scope());
        return writeln!(out, ", {}: {scope}", sanitized(title.as_str()));
    }
    writeln!(out)?;
    let cells = diff.cells(change);
    let label_width = cells.iter().map(|cell| cell.column.label().width()).max().unwrap_or(0);
    let below = " ".repeat(4 + width + 2);
    for cell in &cells {
        let label = cell.column.label();
        let indent = " ".repeat(label_width - label.width());
        write!(out, "{below}{label}{indent}  ")?;
        write_cell(cell, out)?;
    }
    Ok(())
}

fn person(version: &Version<'_>) -> String {
    let shown = format!("{} <{}>, {}", version.name(), version.email(), version.role().label());
    sanitized(&shown).into_owned()
}

fn write_cell(cell: &CellChange, out: &mut dyn Write) -> io::Result<()> {
    if !cell.column.is_list() {
        return writeln!(out, "{} → {}", quoted(&cell.old), quoted(&cell.new));
    }
    let (added, removed) = (style_of(Kind::Added), style_of(Kind::Removed));
    let came = cell.added.iter().map(|code| format!("{added}+{code}{added:#}"));
    let went = cell.removed.iter().map(|code| format!("{removed}−{code}{removed:#}"));
    let codes: Vec<String> = came.chain(went).collect();
    write!(out, "{}", codes.join(" "))?;
    for (countries, words) in [(&cell.now_whole, "all of it now"), (&cell.no_longer_whole, "no longer all of it")] {
        if !countries.is_empty() {
            let names: Vec<&str> = countries.iter().copied().map(Country::code).collect();
            write!(out, " {FAINT}({}: {words}){FAINT:#}", names.join(", "))?;
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{compared, with_diff};
    use super::*;
    use crate::list::tests::lists;

    fn shown(list: &crate::list::List) -> String {
        with_diff(list, |diff| {
            let mut text = anstream::AutoStream::never(Vec::new());
            diff_as_text(diff, &mut text).unwrap();
            String::from_utf8(text.into_inner()).unwrap()
        })
    }

    #[test]
    fn removals_stand_first_and_lists_show_what_came_and_went() {
        let expected = "\
0.csv → 1.csv: 1 removed, 1 changed, 1 added; 1 as before

  removed (1)
    row 2  Gone <gone@contoso.com>, Partner sales, CEO: DE
  changed (1)
    row 3  Ann Lee <ann@contoso.com>, Partner sales
           Job title          \"CEO\" → \"CTO\"
           Countries/Regions  +CH −AT
           States/Provinces   −US-WA (US: all of it now)
  added (1)
    row 4  Zoë <zoe@contoso.com>, Partner marketing, VP, EMEA: FR
";
        assert_eq!(shown(&compared()), expected);
    }

    #[test]
    fn equal_lists_are_said_to_be() {
        let row = "Ann Lee,ann@contoso.com,CEO,Partner sales,DE,";
        assert_eq!(shown(&lists(&[&[row], &[row]])), "0.csv and 1.csv have the same 1 contact.\n");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let rows: Vec<String> = (0..5).map(|at| format!("A{at},a{at}@contoso.com,CEO,Partner sales,DE,")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let list = lists(&[&rows, &[]]);
        with_diff(&list, |diff| {
            let mut text = anstream::AutoStream::never(Vec::new());
            write_changes(diff, 2, &mut text).unwrap();
            let text = String::from_utf8(text.into_inner()).unwrap();
            assert!(text.contains("removed (5)") && text.ends_with("and 3 more: --all shows them\n"), "{text}");
        });
    }
}
