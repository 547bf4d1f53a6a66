//! The English of findings shown as text.

pub(super) const SUGGESTION: &str = "suggestion:";
pub(super) const ACCEPT: &str = "(--accept-suggestions)";
pub(super) const ONE_OF: &str = "one of:";
pub(super) const LIKEWISE: &str = "likewise";
pub(super) const EMPTY_CELL: &str = "an empty cell";
pub(super) const LEFT_OUT: &str = "left out:";

pub(super) const ERROR: &str = "error";
pub(super) const WARNING: &str = "warning";
pub(super) const NOTE: &str = "note";
/// What `convert` has mended.
pub(super) const MENDED: &str = "mended";
/// What `convert` would mend.
pub(super) const FIXABLE: &str = "fixable";

pub(super) fn more(count: u64) -> String {
    format!("and {count} more: --all shows them")
}

/// What stands in a row, where its cell has no name.
pub(super) fn row(row: u64, column: Option<&str>) -> String {
    match column {
        Some(column) => format!("row {row}, {column}"),
        None => format!("row {row}"),
    }
}

pub(super) fn line(line: u64) -> String {
    format!("(line {line})")
}

/// How long a text is that is shown in part.
pub(super) fn characters(count: usize) -> String {
    format!("({count} characters)")
}
