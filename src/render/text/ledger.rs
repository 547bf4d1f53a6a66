use crate::finding::Summary;

/// The ledger in words: `46 rows = 44 contacts + 2 blank`.
///
/// ```
/// # use cosell_contacts::finding::Summary;
/// # use cosell_contacts::render::ledger;
/// let summary = Summary { rows: 46, contacts: 44, blank: 2, ..Summary::default() };
/// assert_eq!(ledger(&summary), "46 rows = 44 contacts + 2 blank");
/// ```
pub fn ledger(summary: &Summary) -> String {
    let counted = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let others = [
        (summary.merged, "merged"),
        (summary.rejected, "rejected"),
        (summary.blank, "blank"),
        (summary.skipped, "skipped"),
        (summary.removed, "removed"),
    ];
    let mut parts = vec![counted(summary.contacts, "contact", "contacts")];
    parts.extend(others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    format!("{} = {}", counted(summary.rows, "row", "rows"), parts.join(" + "))
}
