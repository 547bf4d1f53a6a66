use crate::diagnostics::Summary;
use crate::i18n::{Language, say};

/// The ledger in words: `46 rows = 44 contacts + 2 blank`.
///
/// ```
/// # use cosell_contacts::diagnostics::Summary;
/// # use cosell_contacts::report::ledger;
/// # use cosell_contacts::i18n::Language;
/// let summary = Summary { rows: 46, contacts: 44, blank: 2, ..Summary::default() };
/// assert_eq!(ledger(&summary, Language::En), "46 rows = 44 contacts + 2 blank");
/// ```
pub fn ledger(summary: &Summary, language: Language) -> String {
    let mut parts = vec![language.say(say::ContactCount { count: summary.contacts }).to_string()];
    let mut add = |count: u64, said: &dyn Fn(u64) -> String| {
        if count > 0 {
            parts.push(said(count));
        }
    };
    add(summary.merged, &|count| language.say(say::MergedCount { count }).to_string());
    add(summary.rejected, &|count| language.say(say::RejectedCount { count }).to_string());
    add(summary.blank, &|count| language.say(say::BlankCount { count }).to_string());
    add(summary.skipped, &|count| language.say(say::SkippedCount { count }).to_string());
    add(summary.removed, &|count| language.say(say::RemovedCount { count }).to_string());
    format!("{} = {}", language.say(say::RowCount { count: summary.rows }), parts.join(" + "))
}
