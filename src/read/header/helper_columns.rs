//! The helper columns that our own rejects and annotated workbooks have.

use crate::read::ReadSettings;
use crate::read::batch::Batch;
use crate::spreadsheet::HelperColumn;
use crate::util::unescape_formula;

/// Our helper columns in a source: those that rejects and annotated workbooks have in addition to the list's. They
/// aren't part of the list, wherever people moved them.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct HelperColumns {
    /// From 0, in order.
    columns: Vec<u32>,
    /// The column with the row numbers of the original file.
    pub(in crate::read) row: Option<u32>,
    /// The column for cells that were beyond the last column.
    pub(in crate::read) beyond: Option<u32>,
    /// The rows are rejects, in which texts are escaped that a spreadsheet would run as formulas.
    pub(in crate::read) are_rejects: bool,
    /// The rows have our annotations.
    pub(in crate::read) are_annotated: bool,
}

impl HelperColumns {
    /// Finds helper columns among labels. A column of row numbers alone is one if it is the first: people remove the
    /// findings when they are done with them.
    pub(super) fn from_labels(labels: &[String], is_grid: bool, settings: &ReadSettings) -> Self {
        let is_ours = |label: &&String| !settings.is_mapped(label);
        let location = |helper: HelperColumn| {
            let is_helper = |label: &String| HelperColumn::from_label(label) == Some(helper);
            labels.iter().position(|label| is_helper(label) && is_ours(&label)).map(|index| index as u32)
        };
        let row = location(HelperColumn::OriginalRow).or_else(|| location(HelperColumn::Row));
        let [findings, reasons] = [HelperColumn::Findings, HelperColumn::Reasons].map(location);
        let is_first = is_grid && row == Some(0);
        if row.is_none() || !(is_first || findings.is_some() || reasons.is_some()) {
            return HelperColumns::default();
        }
        let beyond = location(HelperColumn::Beyond).filter(|_| !is_grid);
        let mut columns: Vec<u32> = [row, findings, reasons, beyond].into_iter().flatten().collect();
        columns.sort_unstable();
        HelperColumns { columns, row, beyond, are_rejects: reasons.is_some(), are_annotated: findings.is_some() }
    }

    pub(in crate::read) fn has(&self, column: u32) -> bool {
        self.columns.contains(&column)
    }

    pub(in crate::read) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// Returns whether the list has our annotations.
pub(in crate::read) fn is_annotated(batch: &Batch, header: usize, settings: &ReadSettings) -> bool {
    !HelperColumns::from_labels(&as_written(batch, header), true, settings).is_empty()
}

/// Returns the labels of a header, without the escaping of rejected rows.
pub(in crate::read) fn labels(batch: &Batch, header: usize, settings: &ReadSettings) -> Vec<String> {
    let mut labels = as_written(batch, header);
    if HelperColumns::from_labels(&labels, true, settings).are_rejects {
        labels.iter_mut().for_each(|label| *label = unescape_formula(label).to_owned());
    }
    labels
}

fn as_written(batch: &Batch, header: usize) -> Vec<String> {
    batch.cells(header).map(str::to_owned).collect()
}
