use std::io::Write;

use super::last_version;
use crate::contact::Column;
use crate::diff::{ChangeKind, Diff};
use crate::write::{CsvTable, WriteError};

/// Writes a diff as a CSV table: a row for each changed cell, and for each cell of a contact that was added or removed.
pub(crate) fn diff_as_csv<W: Write>(diff: &Diff<'_>, out: W) -> Result<W, WriteError> {
    let header = [
        "Change",
        "Name",
        "Email",
        "Role",
        "Old row",
        "New row",
        "Column",
        "Old",
        "New",
        "Codes added",
        "Codes removed",
    ];
    let mut table = CsvTable::new(out, header)?;
    for change in diff.changes() {
        let Some(version) = last_version(diff, change) else { continue };
        let row = |version: Option<crate::diff::DiffSide<'_>>| version.map(|version| version.origin().row.to_string());
        let (old_row, new_row) = (row(diff.before(change)), row(diff.after(change)));
        let contact = version.contact();
        let cells = contact.cells();
        let kind = change.kind();
        let mut write = |column: Column, old: &str, new: &str, codes: [&str; 2]| {
            table.row([
                kind.name(),
                &contact.name,
                &contact.email,
                contact.role.label(),
                old_row.as_deref().unwrap_or_default(),
                new_row.as_deref().unwrap_or_default(),
                column.label(),
                old,
                new,
                codes[0],
                codes[1],
            ])
        };
        match kind {
            ChangeKind::Changed => {
                for cell in diff.cells(change) {
                    let codes = [cell.added.join(", "), cell.removed.join(", ")];
                    write(cell.column, &cell.old, &cell.new, [&codes[0], &codes[1]])?;
                }
            }
            ChangeKind::Added | ChangeKind::Removed => {
                for column in Column::ALL.into_iter().filter(|column| !cells[*column].is_empty()) {
                    let (cell, codes) = (cells[column], if column.is_list() { cells[column] } else { "" });
                    match kind {
                        ChangeKind::Added => write(column, "", cell, [codes, ""])?,
                        _ => write(column, cell, "", ["", codes])?,
                    }
                }
            }
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{compared, with_diff};
    use super::*;

    #[test]
    fn each_changed_cell_has_a_row() {
        let csv = with_diff(&compared(), |diff| String::from_utf8(diff_as_csv(diff, Vec::new()).unwrap()).unwrap());
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 1 + 5 + 3 + 5);
        let ann = "changed,Ann Lee,ann@contoso.com,Partner sales,3,3,";
        assert_eq!(lines[6], format!("{ann}Job title,CEO,CTO,,"));
        assert_eq!(lines[7], format!("{ann}Countries/Regions,\"AT, DE, US\",\"CH, DE, US\",CH,AT"));
        assert_eq!(lines[8], format!("{ann}States/Provinces,US-WA,,,US-WA"));
        assert_eq!(lines[1], "removed,Gone,gone@contoso.com,Partner sales,2,,Name,Gone,,,");
        assert_eq!(lines[13], "added,Zoë,zoe@contoso.com,Partner marketing,,4,Countries/Regions,,FR,FR,");
    }
}
