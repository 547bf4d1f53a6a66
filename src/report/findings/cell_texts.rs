//! The part of a cell's text that its findings repeat, in the machine forms and in the annotated workbook.
//!
//! A cell may have as many findings as it has words, and each of them has the text of the whole cell and of its fix. In
//! a long cell, they would take the square of its length: 32 KB became 20 MB. So that the output stays in proportion to
//! the input, a long text is written once, and the fixes and alternatives of one cell up to a number of bytes.

use super::value_of;
use crate::contact::{Column, ColumnMap};
use crate::diagnostics::Finding;
use crate::util::start_of;

/// The length in bytes up to which the findings of a cell have its text.
pub(in crate::report) const REPEATED: usize = 256;
/// The bytes that the findings of such cells in a row may repeat. After that, the cells are as long ones.
const REPEATS: usize = 4096;
/// The length in bytes to which a cell is shortened. It is also the longest fix that is written.
pub(in crate::report) const LONGEST: usize = 4096;
/// The bytes of fixes and alternatives of a long cell that are written.
pub(in crate::report) const FIXES: usize = 8192;

/// The texts of a finding's cell that are written.
pub(in crate::report) struct CellTexts<'f> {
    /// The cell, or its beginning; `None` if there is no cell, or if an earlier finding has it.
    pub(in crate::report) value: Option<&'f str>,
    /// The length of the cell in bytes, if `value` isn't all of it.
    pub(in crate::report) value_length: Option<usize>,
    /// Whether the fix is written.
    pub(in crate::report) has_fix: bool,
    /// Whether the alternatives are written.
    pub(in crate::report) has_alternatives: bool,
    /// Whether the contacts of a split row are written.
    pub(in crate::report) has_contacts: bool,
}

impl CellTexts<'_> {
    /// Returns the fields that were left out or shortened because of their length.
    pub(in crate::report) fn omitted(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            (self.value_length.is_none(), "value"),
            (self.has_fix, "fix"),
            (self.has_alternatives, "alternatives"),
            (self.has_contacts, "contacts"),
        ];
        fields.into_iter().filter(|(is_whole, _)| !is_whole).map(|(_, field)| field)
    }
}

/// The texts of a row's long cells that were written already.
#[derive(Debug, Default)]
pub(in crate::report) struct RowTexts {
    row: Option<u64>,
    /// Whether the value was written.
    values: ColumnMap<bool>,
    /// The bytes of short values, fixes and alternatives that were written.
    repeats: usize,
    /// The bytes of fixes and alternatives; of findings about no cell, too.
    fixes: usize,
}

impl RowTexts {
    /// Returns the texts that a finding writes. The findings of a row have to follow one another.
    pub(in crate::report) fn of<'f>(&mut self, finding: &'f Finding<'_>) -> CellTexts<'f> {
        let value = value_of(finding);
        let whole = CellTexts { value, value_length: None, has_fix: true, has_alternatives: true, has_contacts: true };
        if finding.location.row != self.row || finding.location.row.is_none() {
            *self = RowTexts { row: finding.location.row, ..RowTexts::default() };
        }
        let fix = finding.fix.as_ref().map_or(0, |fix| fix.value.len());
        let alternatives = finding.alternatives.iter().map(String::len).sum::<usize>();
        let length = finding.value.len();
        let is_short = length <= REPEATED && fix + alternatives <= LONGEST && finding.contacts.is_empty();
        if is_short && self.repeats <= REPEATS {
            self.repeats += length + fix + alternatives;
            return whole;
        }
        let is_repeated = finding.column.is_some_and(|column: Column| self.values[column]);
        if let Some(column) = finding.column {
            self.values[column] = true;
        }
        let value = if is_repeated { None } else { value.map(|value| start_of(value, LONGEST)) };
        let is_whole = value.is_none_or(|value| value.len() == length) && !is_repeated;
        let mut take = |bytes: usize| {
            let fits = bytes <= LONGEST && self.fixes + bytes <= FIXES;
            self.fixes += if fits { bytes } else { 0 };
            fits
        };
        CellTexts {
            value,
            value_length: (!is_whole).then_some(length),
            has_fix: take(fix),
            has_alternatives: take(alternatives),
            has_contacts: take(length_of_contacts(finding)),
        }
    }
}

fn length_of_contacts(finding: &Finding<'_>) -> usize {
    finding.contacts.iter().flat_map(|contact| &contact.0).map(String::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Location;
    use crate::diagnostics::{Fix, Message, Rule};

    fn finding(value: &str, fix: usize) -> Finding<'static> {
        let location = Location { row: Some(2), ..Location::default() };
        Finding {
            column: Some(Column::Countries),
            value: value.to_owned().into(),
            fix: Some(Fix::suggestion("x".repeat(fix))),
            ..Finding::new(Rule::CountryUnknown, location, Message::Empty)
        }
    }

    #[test]
    fn short_cells_are_in_each_finding() {
        let (mut texts, finding) = (RowTexts::default(), finding("US, XX", 6));
        for _ in 0..3 {
            let texts = texts.of(&finding);
            assert_eq!((texts.value, texts.omitted().count()), (Some("US, XX"), 0));
        }
    }

    #[test]
    fn long_cells_are_in_the_first_finding_and_long_fixes_in_none() {
        let (mut texts, long) = (RowTexts::default(), "é".repeat(3000));
        let (first, second) = (finding(&long, 4096), finding(&long, 4097));
        let of_first = texts.of(&first);
        assert_eq!((of_first.value.map(str::len), of_first.value_length), (Some(4096), Some(6000)));
        assert_eq!(of_first.omitted().collect::<Vec<_>>(), ["value"]);
        let of_second = texts.of(&second);
        assert_eq!((of_second.value, of_second.value_length), (None, Some(6000)));
        assert_eq!(of_second.omitted().collect::<Vec<_>>(), ["value", "fix"]);
        assert!(texts.of(&first).has_fix, "the second fix");
        assert!(!texts.of(&first).has_fix, "more than 8 KiB of fixes");
    }
}
