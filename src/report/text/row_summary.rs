use crate::diagnostics::Summary;
use crate::i18n::{Language, messages};

/// Returns the counts of rows as an equation: `46 rows = 44 contacts + 2 blank`.
pub(crate) fn ledger(summary: &Summary, language: Language) -> String {
    let mut parts = vec![language.localize(messages::ContactCount { count: summary.contacts }).to_string()];
    let mut add = |count: u64, text: &dyn Fn(u64) -> String| {
        if count > 0 {
            parts.push(text(count));
        }
    };
    add(summary.merged, &|count| language.localize(messages::MergedCount { count }).to_string());
    add(summary.rejected, &|count| language.localize(messages::RejectedCount { count }).to_string());
    add(summary.blank, &|count| language.localize(messages::BlankCount { count }).to_string());
    add(summary.skipped, &|count| language.localize(messages::SkippedCount { count }).to_string());
    add(summary.removed, &|count| language.localize(messages::RemovedCount { count }).to_string());
    format!("{} = {}", language.localize(messages::RowCount { count: summary.rows }), parts.join(" + "))
}
