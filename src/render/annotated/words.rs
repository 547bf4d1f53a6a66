//! The words of the annotated workbook.

use crate::finding::Severity;
use crate::model::Source;

/// The sheet of a list that has no sheet.
pub(super) const LIST_SHEET: &str = "Contacts";

/// What a finding asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Error,
    Warning,
    Mended,
    Note,
}

impl Weight {
    pub(super) const ALL: [Weight; 4] = [Weight::Error, Weight::Warning, Weight::Mended, Weight::Note];

    pub(super) fn of(severity: Severity, is_mended: bool) -> Weight {
        match severity {
            // What the portal takes as it is asks nothing.
            Severity::Note => Weight::Note,
            _ if is_mended => Weight::Mended,
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Weight::Error => "error",
            Weight::Warning => "warning",
            Weight::Mended => "fixable",
            Weight::Note => "note",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Weight::Error => "Error",
            Weight::Warning => "Warning",
            Weight::Mended => "Fixable",
            Weight::Note => "Note",
        }
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Weight::Error => "Partner Center would refuse it: correct the cell.",
            Weight::Warning => "Worth a look; Partner Center may take it.",
            Weight::Mended => "Partner Center would refuse it as it is. `cosell convert` mends it: nothing to do.",
            Weight::Note => "Nothing is wrong with it.",
        }
    }
}

/// The columns of the sheet of findings, and their widths in characters.
pub(super) const COLUMNS: [(&str, f64); 8] = [
    ("Severity", 11.0),
    ("Row", 8.0),
    ("Column", 20.0),
    ("Cell", 10.0),
    ("As received", 34.0),
    ("What was found", 66.0),
    ("What to write", 40.0),
    ("Rule", 22.0),
];

pub(super) fn about(source: &Source) -> String {
    // Where the file lay is nobody else's business.
    let name = source.file.file_name().map(|name| Source::file(name).to_string()).unwrap_or_default();
    format!("This is a new workbook, with the rows of {name} as they were received. The file itself is as it was.")
}

pub(super) fn what_to_do(list: &str) -> String {
    format!(
        "Correct the cells on sheet {list} and send this workbook back: `cosell convert` reads that sheet as the list, and leaves out \
         what stands beside it here."
    )
}

pub(super) const NOTHING: &str = "Nothing is wrong.";

pub(super) fn notes_left_out(notes: usize) -> String {
    format!("Only the first {notes} cells have a note. The others are coloured and listed here all the same.")
}

pub(super) fn findings_left_out(left: u64) -> String {
    format!("A sheet has no room for the other {left}: `cosell validate` shows them.")
}

pub(super) const WHOLE_ROW: &str = "the row";

pub(super) fn mended(value: &str) -> String {
    format!("`convert` makes it {value}")
}

pub(super) const MENDED_FILE: &str = "`convert` mends it";

pub(super) fn suggestion(value: &str) -> String {
    format!("Suggestion: {value}")
}

pub(super) const SUGGESTION_EMPTY: &str = "Suggestion: leave the cell empty";

pub(super) fn one_of(values: &str) -> String {
    format!("One of: {values}")
}
