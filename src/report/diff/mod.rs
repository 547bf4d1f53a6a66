//! Reports of the differences between two lists. The comparison is in `diff`.

mod csv;
mod json;
mod text;
mod xlsx;

pub(crate) use csv::diff_as_csv;
pub(crate) use json::diff_as_json;
pub(crate) use text::{RowNumbers, diff_as_text, format_change_counts, write_changes};
pub(crate) use xlsx::diff_as_xlsx;

use crate::diff::{Change, Diff, DiffSide};

/// Returns the new side of a change, or the old one if the contact was removed.
fn last_version<'d>(diff: &'d Diff<'_>, change: &'d Change) -> Option<DiffSide<'d>> {
    diff.after(change).or_else(|| diff.before(change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::tests::lists;
    use crate::contact_list::{ContactGroups, List};

    /// Returns two lists with one change of each kind and an unchanged contact.
    pub(super) fn compared() -> List {
        let same = "Cy,cy@contoso.com,CEO,Partner sales,OOO,";
        lists(&[
            &[
                "Gone,gone@contoso.com,CEO,Partner sales,DE,",
                "Ann Lee,ann@contoso.com,CEO,Partner sales,\"AT, DE, US\",US-WA",
                same,
            ],
            &[
                same,
                "Ann Lee,ann@contoso.com,CTO,Partner sales,\"CH, DE, US\",",
                "Zoë,zoe@contoso.com,\"VP, EMEA\",Partner marketing,FR,",
            ],
        ])
    }

    pub(super) fn with_diff<T>(list: &List, use_it: impl FnOnce(&Diff<'_>) -> T) -> T {
        use_it(&Diff::new(list, &ContactGroups::new(list)))
    }
}
