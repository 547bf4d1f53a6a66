//! Reconciling the portal's edits of a list with a new list: both started from the same revision, so a three-way merge
//! keeps the edits of both.

use crate::contact::{Source, StoredContact};
use crate::contact_list::List;
use crate::diagnostics::{Report, Summary};
use crate::merge::{Merge, MergeGroups, MergeSettings};

/// Merges two inputs of a list that are edited copies of the input `base`, and adds the result as a further input with
/// this source. Findings, such as conflicts, go to the report. If there are conflicts, which the summary counts as
/// blocking, nothing is added.
pub(crate) fn reconcile(
    list: &mut List,
    base: usize,
    edited: [usize; 2],
    source: &Source,
    report: &mut dyn Report,
) -> Summary {
    let mut versions = List::default();
    [base].into_iter().chain(edited).for_each(|input| versions.copy_input(list, input));
    let settings = MergeSettings { has_base: true, ..MergeSettings::default() };
    let groups = MergeGroups::new(&versions, settings, &[]);
    let merge = Merge::new(&versions, &groups, settings);
    let contacts = || -> Vec<StoredContact<'static>> {
        let kept = merge.outcomes().filter_map(|outcome| outcome.kept);
        kept.map(|kept| StoredContact::from(kept.contact(&versions)).into_owned()).collect()
    };
    let mut summary = Summary::default();
    if let Some(contacts) = merge.examine(&mut summary, report, contacts) {
        list.begin_input(source);
        contacts.iter().for_each(|contact| list.add(contact));
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::tests::lists;
    use crate::diagnostics::CollectingReport;

    const ANN: &str = "Ann,ann@contoso.com,CEO,Partner sales,DE,";
    const BOB: &str = "Bob,bob@contoso.com,CTO,Partner sales,\"US, FR\",US-WA";

    fn reconciled(base: &[&str], new: &[&str], portal: &[&str]) -> Result<Vec<String>, Vec<String>> {
        let mut list = lists(&[new, portal, base]);
        let mut report = CollectingReport::default();
        let summary = reconcile(&mut list, 2, [0, 1], &Source::file("both"), &mut report);
        if summary.blocking > 0 {
            assert_eq!(list.inputs(), 3);
            let at = |(source, finding): &(Source, crate::diagnostics::Finding<'_>)| {
                format!("{source} {:?} {}", finding.location.row, finding.rule.name())
            };
            return Err(report.findings.iter().map(at).collect());
        }
        let row = |at| format!("{} {} {} {}", list.name(at), list.email(at), list.job_title(at), list.scope(at));
        Ok(list.of_input(3).map(row).collect())
    }

    #[test]
    fn edits_of_both_lists_are_kept() {
        let new = [ANN.replace("CEO", "VP"), "Cy,cy@contoso.com,CEO,Partner sales,IT,".to_owned()];
        let portal = [ANN.replace("DE", "\"DE, AT\"")];
        let merged = reconciled(&[ANN, BOB], &[&new[0], BOB, &new[1]], &[&portal[0]]).unwrap();
        assert_eq!(merged, ["Ann ann@contoso.com VP AT, DE", "Cy cy@contoso.com CEO IT"]);
        let unedited = reconciled(&[ANN, BOB], &[BOB, ANN], &[ANN, BOB]).unwrap();
        assert_eq!(unedited, ["Ann ann@contoso.com CEO DE", "Bob bob@contoso.com CTO FR, US (US-WA)"]);
    }

    #[test]
    fn a_contact_that_was_deleted_and_got_another_address_or_role_is_a_conflict() {
        let moved = ANN.replace("ann@", "ann.new@");
        let role = ANN.replace("sales", "marketing");
        for (new, row) in [(&[&moved, BOB][..], 2), (&[&role, BOB], 2), (&[ANN, BOB, &role], 4)] {
            let conflicts = reconciled(&[ANN, BOB], new, &[BOB]).unwrap_err();
            assert_eq!(conflicts.last(), Some(&format!("0.csv Some({row}) contact-conflict")));
        }
    }

    #[test]
    fn conflicts_are_reported_with_rows_of_the_files() {
        let (new, portal) = (ANN.replace("CEO", "VP"), ANN.replace("CEO", "CFO"));
        let conflicts = reconciled(&[ANN], &[&new], &[BOB, &portal]).unwrap_err();
        assert_eq!(conflicts, ["1.csv Some(3) contact-conflict"]);
    }
}
