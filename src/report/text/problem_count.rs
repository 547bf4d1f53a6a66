use crate::contact::Column;
use crate::diagnostics::{Finding, Severity};

/// The number of problems of a list by what has to be done about them.
///
/// A cell counts once, whatever is wrong with it, and so does a row as a whole. Of several problems of a cell the one
/// that a person has to correct counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ProblemCounts {
    /// Problems that a person has to correct.
    pub(crate) errors: u64,
    /// Problems that a person should check.
    pub(crate) warnings: u64,
    /// Problems that are fixed automatically.
    pub(crate) fixed: u64,
}

impl ProblemCounts {
    /// Returns the problems that were added since an earlier count.
    pub(crate) fn since(self, earlier: ProblemCounts) -> ProblemCounts {
        ProblemCounts {
            errors: self.errors - earlier.errors,
            warnings: self.warnings - earlier.warnings,
            fixed: self.fixed - earlier.fixed,
        }
    }
}

/// A counter of problems. The findings of a row have to follow one another.
#[derive(Debug, Default)]
pub(in crate::report) struct ProblemCounter {
    counts: ProblemCounts,
    /// The current row.
    row: Option<u64>,
    /// The cells of the current row with problems, and the kind of each. The row as a whole has no column.
    cells: Vec<(Option<Column>, Kind)>,
}

/// The kinds of problems, the most important last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Fixed,
    Warning,
    Error,
}

impl ProblemCounter {
    pub(in crate::report) fn take(&mut self, finding: &Finding<'_>) {
        let (location, column) = (&finding.location, finding.column);
        let kind = match finding.severity {
            Severity::Note => return,
            _ if finding.applied => Kind::Fixed,
            Severity::Warning => Kind::Warning,
            Severity::Error => Kind::Error,
        };
        if location.row.is_none() {
            // A problem of the list as a whole.
            return self.counts.add(kind);
        }
        if location.row != self.row {
            self.end_row();
            self.row = location.row;
        }
        match self.cells.iter_mut().find(|(known, _)| *known == column) {
            Some((_, known)) => *known = kind.max(*known),
            None => self.cells.push((column, kind)),
        }
    }

    /// Ends the current row. The next finding is of another row, even if it has the same number.
    pub(in crate::report) fn end_row(&mut self) {
        self.cells.drain(..).for_each(|(_, kind)| self.counts.add(kind));
        self.row = None;
    }

    /// Adds the problems of the rows below.
    pub(super) fn add(&mut self, mut below: ProblemCounter) {
        self.end_row();
        below.end_row();
        self.counts.errors += below.counts.errors;
        self.counts.warnings += below.counts.warnings;
        self.counts.fixed += below.counts.fixed;
    }

    pub(in crate::report) fn counts(&self) -> ProblemCounts {
        let mut counts = self.counts;
        self.cells.iter().for_each(|(_, kind)| counts.add(*kind));
        counts
    }
}

impl ProblemCounts {
    fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Error => self.errors += 1,
            Kind::Warning => self.warnings += 1,
            Kind::Fixed => self.fixed += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Location;
    use crate::diagnostics::{Message, Rule};

    fn finding(row: Option<u64>, column: Option<Column>, severity: Severity, applied: bool) -> Finding<'static> {
        let location = Location { row, ..Location::default() };
        Finding {
            location,
            column,
            severity,
            applied,
            ..Finding::new(Rule::CountryUnknown, location, Message::Whitespace)
        }
    }

    #[test]
    fn a_cell_counts_once_with_its_most_important_problem() {
        let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
        let mut counter = ProblemCounter::default();
        counter.take(&finding(Some(2), Some(Column::Countries), error, true));
        counter.take(&finding(Some(2), Some(Column::Countries), error, false));
        counter.take(&finding(Some(2), Some(Column::Name), error, true));
        counter.take(&finding(Some(3), Some(Column::Countries), error, false));
        assert_eq!(counter.counts(), ProblemCounts { errors: 2, warnings: 0, fixed: 1 });
        let mut below = ProblemCounter::default();
        below.take(&finding(Some(4), Some(Column::Email), warning, false));
        below.take(&finding(Some(4), None, note, false));
        below.take(&finding(None, Some(Column::Role), error, false));
        below.take(&finding(None, Some(Column::Email), error, false));
        counter.add(below);
        assert_eq!(counter.counts(), ProblemCounts { errors: 4, warnings: 1, fixed: 1 });
    }
}
