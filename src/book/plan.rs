//! The effect of replacing an offer's contacts with another list, computed before it is done, and the limits that an
//! import must observe. This module asks and writes nothing.

use std::fmt;

use super::losses::Losses;
use crate::contact_list::{ContactGroups, List};
use crate::diff::Diff;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// The effect of replacing the contacts of an offer with another list.
///
/// Source: the Partner Center document on the Co-sell tab, 28 October 2020: importing a file replaces the existing
/// contacts of the offer.
#[derive(Debug)]
pub(crate) struct Plan<'p> {
    /// Removed, changed and added contacts.
    pub diff: Diff<'p>,
    /// The losses, if something is taken away.
    pub losses: Losses,
    rows: [usize; 2],
}

impl<'p> Plan<'p> {
    /// Computes the effect of replacing the contacts of the input `old` with those of `new`.
    pub(crate) fn between(list: &'p List, identities: &ContactGroups, old: usize, new: usize) -> Self {
        let rows = [old, new].map(|input| list.of_input(input).len());
        let diff = Diff::between(list, identities, old, new);
        Plan { losses: Losses::from_diff(&diff), diff, rows }
    }

    /// Returns whether both lists have the same contacts, in any order.
    pub(crate) fn is_nothing(&self) -> bool {
        self.diff.is_same() && self.rows[0] == self.rows[1]
    }

    /// Returns the numbers of rows before and after.
    pub(crate) fn rows(&self) -> [usize; 2] {
        self.rows
    }

    /// Returns the number of contacts before, with repeated rows counted once.
    pub(crate) fn contacts_before(&self) -> u64 {
        let counts = self.diff.counts();
        counts.removed + counts.changed + counts.unchanged
    }
}

/// The maximum number of contacts that an import may remove.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum RemovalLimit {
    Contacts(u64),
    /// A percentage of the existing contacts.
    Percent(f64),
}

/// Limits that a plan must observe even if the user confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct SafetyLimits {
    /// The limit of removed contacts and replaced addresses.
    pub max_removals: Option<RemovalLimit>,
    /// The maximum number of countries and states that may lose their last contact or their last Partner sales contact.
    pub max_coverage_loss: Option<u64>,
    /// Whether the new list may be empty.
    pub allow_empty: bool,
}

/// The reason why a plan is rejected.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub(crate) enum PlanRejected {
    TooManyRemovals {
        removals: u64,
        of: u64,
        most: u64,
    },
    TooMuchCoverageLost {
        lost: u64,
        most: u64,
    },
    Empty {
        of: u64,
    },
    /// The portal's list, which would become a revision, is empty.
    PortalEmpty {
        of: u64,
    },
}

impl PlanRejected {
    /// Writes the message; `limit` is the name of the limit that is exceeded.
    pub(crate) fn write_with(self, limit: &str, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanRejected::TooManyRemovals { removals, of, most } => {
                let contacts = language.localize(messages::ContactCount { count: removals });
                messages::PlanTooManyRemovals { contacts, limit, most, of }.write(language, f)
            }
            PlanRejected::TooMuchCoverageLost { lost, most } => {
                messages::PlanTooMuchCoverageLost { count: lost, limit, most }.write(language, f)
            }
            PlanRejected::Empty { of: 0 } => messages::PlanEmpty.write(language, f),
            PlanRejected::Empty { of } => messages::PlanEmptyRemoves { of }.write(language, f),
            PlanRejected::PortalEmpty { of } => messages::PlanPortalEmpty { of }.write(language, f),
        }
    }
}

impl Localize for PlanRejected {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_with(messages::PlanLimit.text(language), language, f)
    }
}

display_in_english!(PlanRejected);

impl SafetyLimits {
    /// Checks whether a list with `rows` rows may replace one with `of` rows.
    ///
    /// # Errors
    /// [`PlanRejected::Empty`].
    pub(crate) fn check_list(&self, rows: usize, of: usize) -> Result<(), PlanRejected> {
        if rows == 0 && !self.allow_empty { Err(PlanRejected::Empty { of: of as u64 }) } else { Ok(()) }
    }

    /// Checks whether the portal's list with `rows` rows may become a revision after one with `of` rows.
    ///
    /// # Errors
    /// [`PlanRejected::PortalEmpty`].
    pub(crate) fn check_portal_list(&self, rows: usize, of: usize) -> Result<(), PlanRejected> {
        self.check_list(rows, of).map_err(|_| PlanRejected::PortalEmpty { of: of as u64 })
    }

    /// Checks whether the losses of plans that are carried out together are within the limits. `of` is the number of
    /// contacts that a percentage refers to.
    ///
    /// # Errors
    /// [`PlanRejected::TooManyRemovals`], [`PlanRejected::TooMuchCoverageLost`].
    pub(crate) fn check_losses<'l>(
        &self,
        losses: impl Iterator<Item = &'l Losses> + Clone,
        of: u64,
    ) -> Result<(), PlanRejected> {
        let removals: u64 = losses.clone().map(Losses::removals).sum();
        let most = match self.max_removals {
            None => u64::MAX,
            Some(RemovalLimit::Contacts(most)) => most,
            Some(RemovalLimit::Percent(percent)) => (of as f64 * percent / 100.0).floor() as u64,
        };
        if removals > most {
            return Err(PlanRejected::TooManyRemovals { removals, of, most });
        }
        let lost: u64 = losses.map(|losses| losses.coverage.len() as u64).sum();
        match self.max_coverage_loss {
            Some(most) if lost > most => Err(PlanRejected::TooMuchCoverageLost { lost, most }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::losses::Place;
    use crate::contact::{Country, Role, Source, StoredContact};
    use crate::contact_list::tests::lists;

    const ANN: &str = "Ann,ann@contoso.com,CEO,Partner sales,\"DE, PT\",";
    const BOB: &str = "Bob,bob@contoso.com,CEO,Partner marketing,\"DE, FR\",";

    fn with_plan<T>(old: &[&str], new: &[&str], use_it: impl FnOnce(&Plan<'_>) -> T) -> T {
        let list = lists(&[old, new]);
        use_it(&Plan::between(&list, &ContactGroups::new(&list), 0, 1))
    }

    #[test]
    fn reordering_contacts_changes_nothing() {
        assert!(with_plan(&[ANN, BOB], &[BOB, ANN], |plan| plan.is_nothing()));
        assert!(
            !with_plan(&[ANN, BOB], &[BOB, ANN, ANN], |plan| plan.is_nothing()),
            "an additional row is a difference"
        );
    }

    /// The old list has contacts that today's rules refuse.
    #[test]
    fn stored_contacts_are_compared_as_they_are() {
        let mut list = lists(&[&[
            "Ann,ann@contoso.com,CEO,Partner sales,DE,",
            "Bob,bob@contoso.com,CEO,Partner sales,US,US-CA",
            "Cy,cy@contoso.com,CEO,Partner sales,FR,",
        ]]);
        let rows = [
            ("N/A", "ann@contoso.com", "DE, XK", ""),
            ("Bob", "bob@contoso.com", "US", "US-CA, US-CA"),
            ("Cy", "cy@contoso.com", "FR", ""),
            ("Dee", "dee@contoso.com", "AN, PT", ""),
        ];
        for _ in 0..2 {
            list.begin_input(&Source::file("book"));
            for (name, email, countries, states) in rows {
                let (role, job_title) = (Role::Sales, "CEO".into());
                let (countries, states) = (countries.into(), states.into());
                list.add(&StoredContact { name: name.into(), email: email.into(), job_title, role, countries, states });
            }
        }
        let identities = ContactGroups::new(&list);
        let plan = Plan::between(&list, &identities, 1, 0);
        let shown = |change| {
            let cells = plan.diff.cells(change);
            let side = plan.diff.before(change).unwrap();
            let codes = |cell: &crate::diff::CellChange| format!("+{:?} -{:?}", cell.added, cell.removed);
            let cells = cells.iter().map(|cell| format!("{} > {} {}", cell.old, cell.new, codes(cell)));
            [format!("{} {}", side.name(), side.places())].into_iter().chain(cells).collect::<Vec<_>>()
        };
        let changes: Vec<Vec<String>> = plan.diff.changes().iter().map(shown).collect();
        let expected: [&[&str]; 3] = [
            &["Dee PT, AN"],
            &["N/A DE, XK", "N/A > Ann +[] -[]", "DE, XK > DE +[] -[\"XK\"]"],
            &["Bob US (US-CA)", "US-CA, US-CA > US-CA +[] -[]"],
        ];
        assert_eq!(changes, expected);
        // A loss of an unknown code is in the cells alone.
        let portugal = Country::from_code("PT").unwrap();
        assert_eq!(plan.losses.coverage.contacts, [Place::Country(portugal)]);
        assert_eq!((plan.losses.removed, plan.losses.narrowed, plan.losses.new_names), (1, 1, 1));
        assert!(!plan.is_nothing());
        assert!(Plan::between(&list, &identities, 1, 2).is_nothing());
    }

    #[test]
    fn limits_reject_too_many_losses() {
        let limits = |max_removals| SafetyLimits { max_removals, ..SafetyLimits::default() };
        let check = |limits: SafetyLimits, new: &[&str]| {
            with_plan(&[ANN, BOB], new, |plan| limits.check_losses([&plan.losses].into_iter(), plan.contacts_before()))
        };
        assert_eq!(check(limits(None), &[ANN]), Ok(()));
        let too_many = PlanRejected::TooManyRemovals { removals: 1, of: 2, most: 0 };
        assert!(too_many.to_string().starts_with("1 contact would be removed"));
        let refused = Err(too_many);
        assert_eq!(check(limits(Some(RemovalLimit::Contacts(0))), &[ANN]), refused);
        assert_eq!(check(limits(Some(RemovalLimit::Percent(49.0))), &[ANN]), refused);
        assert_eq!(check(limits(Some(RemovalLimit::Percent(50.0))), &[ANN]), Ok(()));
        let replaced = ANN.replace("ann@", "ann.lee@");
        assert_eq!(check(limits(Some(RemovalLimit::Contacts(0))), &[&replaced, BOB]), refused);

        let limits = |most| SafetyLimits { max_coverage_loss: Some(most), ..SafetyLimits::default() };
        // Portugal has nobody any more, and Germany no Partner sales contact.
        assert_eq!(check(limits(2), &[BOB]), Ok(()));
        let too_much = PlanRejected::TooMuchCoverageLost { lost: 2, most: 1 };
        assert_eq!(check(limits(1), &[BOB]), Err(too_much));
        assert!(too_much.to_string().ends_with("but the limit allows only 1"), "{too_much}");
    }

    #[test]
    fn limits_reject_empty_lists() {
        let limits = SafetyLimits::default();
        assert_eq!(limits.check_list(0, 2), Err(PlanRejected::Empty { of: 2 }));
        assert_eq!(limits.check_portal_list(0, 2), Err(PlanRejected::PortalEmpty { of: 2 }));
        assert_eq!(limits.check_list(1, 2), Ok(()));
        let texts = [0, 2].map(|of| PlanRejected::Empty { of }.to_string());
        assert_eq!(texts, ["the list has no contacts", "the list has no contacts, so all 2 would be removed"]);
        let limits = SafetyLimits { allow_empty: true, ..limits };
        assert_eq!((limits.check_list(0, 2), limits.check_portal_list(0, 2)), (Ok(()), Ok(())));
    }
}
