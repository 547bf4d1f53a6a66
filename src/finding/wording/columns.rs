use std::fmt;

use super::Wording;
use crate::finding::{HeaderCandidate, Message};
use crate::model::column_letters;

impl Wording<'_> {
    /// What is said of the header and of what its labels name.
    pub(super) fn about_columns(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = self.piece;
        match self.message {
            Message::HeaderMissing { candidates } => header_missing(candidates, f),
            Message::ColumnMissing { column, seen, near } => {
                write!(f, "no column is {}", column.label())?;
                if let Some(near) = near {
                    write!(f, "; is it \"{near}\"? Then add --map \"{near}={}\"", column.label())?;
                } else {
                    write!(
                        f,
                        "; name it with --map \"LABEL={0}\", or give one value for all rows with --set \"{0}=VALUE\"",
                        column.label()
                    )?;
                }
                const SHOWN: usize = 20;
                let more = seen.len().saturating_sub(SHOWN);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                write!(f, " (the list has: {}{more})", seen[..seen.len().min(SHOWN)].join(", "))
            }
            Message::ColumnDuplicate { column, first, first_label, label } => write!(
                f,
                "\"{label}\" is {0}, and so is \"{first_label}\" (column {1}): rename or remove one of them, or decide \
                 with --map",
                column.label(),
                column_letters(*first)
            ),
            Message::ColumnUnknown { near } => {
                write!(f, "\"{piece}\" is not a column of the template and is left out")?;
                near.map_or(Ok(()), |column| write!(f, "; if it is {0}, add --map \"{piece}={0}\"", column.label()))
            }
            Message::ColumnHonorific => write!(
                f,
                "\"{piece}\" stands before the given name, so it is how people are addressed (Mr., Dr.) and is left out"
            ),
            Message::ColumnReplaced(column) => {
                write!(f, "\"{piece}\" is left out, since --map takes another column for {}", column.label())
            }
            Message::ColumnOverruled(column) => {
                write!(f, "\"{piece}\" is left out, since --set gives {} a value", column.label())
            }
            Message::ColumnAside { column, taken } => {
                write!(f, "\"{piece}\" is left out, since \"{taken}\" goes before it as {}", column.label())
            }
            Message::ColumnSecond { column, first } => {
                write!(f, "\"{piece}\" is {} in rows where \"{first}\" is empty, else left out", column.label())
            }
            Message::ColumnJoined { column, labels } => {
                write!(f, "{} is put together of \"{}\"", column.label(), labels.join("\", \""))
            }
            _ => Ok(()),
        }
    }
}

fn header_missing(candidates: &[HeaderCandidate], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(HeaderCandidate { row, known, .. }) = candidates.first().filter(|candidate| candidate.is_one_cell) {
        let labels: Vec<&str> = known.iter().map(|(label, _)| label.as_str()).collect();
        return write!(
            f,
            "each row is one cell in quotation marks, or of one column: row {row} has \"{}\" in one; part the rows into \
             columns (in Excel: Data, Text to Columns) and save the list again",
            labels.join("\", \"")
        );
    }
    f.write_str("no row names the columns of a contacts list (Name, Email, Job title, Role, ...)")?;
    f.write_str(": put that header above the contacts, or say which column is which with --map \"Label=Column\"")?;
    for (at, candidate) in candidates.iter().enumerate() {
        f.write_str(if at == 0 { "; row " } else { "; then row " })?;
        write!(f, "{} comes nearest, with ", candidate.row)?;
        let known = candidate.known.iter().map(|(label, column)| format!("\"{label}\" for {}", column.label()));
        let near = candidate.near.iter();
        let near = near.map(|(label, column)| format!("\"{label}\" (--map \"{label}={}\"?)", column.label()));
        f.write_str(&known.chain(near).collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}
