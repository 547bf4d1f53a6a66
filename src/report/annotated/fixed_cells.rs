//! The cells of a row that are fixed in the annotated workbook, because their fixes leave nothing to decide.

use std::collections::HashMap;

use super::CellFindings;
use super::note::has_error;
use crate::contact::Column;
use crate::diagnostics::{Finding, Rule};

/// Returns the values of the cells of a row that are fixed, by their indexes.
///
/// A cell with an error stays as it was received, because its fix is not the whole answer. So do cells whose text was
/// read together with that of others: the parts of a name, the pieces of a shifted row, the rows that a suggestion made
/// of one. Nor is a cell of a row with errors emptied, because a row with one text left would be taken for a heading or a
/// footer. All of these are fixed when the workbook is read.
pub(crate) fn fixed_cells<'f>(of_cell: &[CellFindings<'f>], cells: &[&str]) -> HashMap<usize, &'f str> {
    let findings = || of_cell.iter().flat_map(|(_, findings)| findings.iter().copied());
    let is_of_row = |finding: &Finding<'_>| {
        finding.rule == Rule::RowShifted || finding.column.is_none() || !finding.contacts.is_empty()
    };
    if findings().any(|finding| finding.applied && is_of_row(finding)) {
        return HashMap::new();
    }
    // A fix of this rule takes states from one cell into another one, so both are fixed or none.
    let is_of_list = |finding: &Finding<'_>| matches!(finding.column, Some(Column::Countries | Column::States));
    let are_lists_kept = findings().any(|finding| finding.rule == Rule::CountryWithStates)
        && findings().any(|finding| is_of_list(finding) && has_error(&[finding]));
    let is_row_wrong = findings().any(|finding| has_error(&[finding]));
    let mut fixed = HashMap::new();
    for (index, findings) in of_cell {
        let Some(index) = index.filter(|_| !has_error(findings)) else { continue };
        let received = cells.get(index).copied().unwrap_or_default();
        let is_fix = |finding: &&&Finding<'_>| {
            finding.applied && *finding.value == *received && !(are_lists_kept && is_of_list(finding))
        };
        let fix = findings.iter().rev().find(is_fix).and_then(|finding| finding.fix.as_ref());
        let is_applied = |value: &str| value != received && !(value.is_empty() && is_row_wrong);
        fixed.extend(fix.map(|fix| (index, &*fix.value)).filter(|(_, value)| is_applied(value)));
    }
    fixed
}
