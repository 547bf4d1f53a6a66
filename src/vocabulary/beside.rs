//! What our own tables have beside the columns and sheets of a list. A table that comes back corrected is known by it.

/// A column of ours beside those of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// The row that it was, as Excel counts it.
    Row,
    /// What was found, in an annotated workbook.
    Findings,
    /// Why the row was rejected.
    Reasons,
    /// What stood right of the last column: objects have no place for it.
    Beyond,
}

/// The labels, in any language that they are written in.
const LABELS: [(&str, Beside); 4] =
    [("Row", Beside::Row), ("Findings", Beside::Findings), ("Reasons", Beside::Reasons), ("Beyond", Beside::Beyond)];

impl Beside {
    /// The label as it is written.
    pub(crate) fn label(self) -> &'static str {
        LABELS.iter().find(|(_, beside)| *beside == self).map_or("", |(label, _)| label)
    }

    /// The column of ours that a label names.
    pub(crate) fn of_label(label: &str) -> Option<Beside> {
        LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(label.trim())).map(|(_, beside)| *beside)
    }
}

/// The sheets that our workbooks have beside the list.
pub(crate) const FINDINGS_SHEET: &str = "Findings";
pub(crate) const COUNTRIES_SHEET: &str = "Countries";
pub(crate) const STATES_SHEET: &str = "States";

/// Whether a sheet has the accepted codes: nobody wonders why it is not read.
pub(crate) fn is_codes_sheet(name: &str) -> bool {
    matches!(name, COUNTRIES_SHEET | STATES_SHEET)
}

/// Whether a sheet is one that an annotated workbook has beside the list.
pub(crate) fn is_beside_sheet(name: &str) -> bool {
    // Where a list has the name, ours has a number.
    let name = name.trim_end_matches(|c: char| c == ' ' || c.is_ascii_digit());
    name == FINDINGS_SHEET || is_codes_sheet(name)
}
