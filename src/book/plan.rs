//! The effect of replacing an offer's contacts with another list, computed before it is done, and the limits that an
//! import must observe. This module asks and writes nothing.

use std::fmt;

use crate::contact::Country;
use crate::contact_list::{ContactGroups, List};
use crate::coverage::{Coverage, Gap, Market};
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
    /// Countries that lose all contacts, or their last Partner sales contact.
    pub lost: Vec<CoverageLoss>,
    rows: [usize; 2],
}

/// A loss of coverage in one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CoverageLoss {
    /// The country has no contacts any more.
    Everybody(Country),
    /// The country has no Partner sales contact any more.
    Sales(Country),
}

impl CoverageLoss {
    pub(crate) fn country(self) -> Country {
        match self {
            CoverageLoss::Everybody(country) | CoverageLoss::Sales(country) => country,
        }
    }
}

impl<'p> Plan<'p> {
    /// Computes the effect of replacing the contacts of the input `old` with those of `new`.
    pub(crate) fn between(list: &'p List, identities: &ContactGroups, old: usize, new: usize) -> Self {
        let [before, after] = [old, new].map(|input| {
            let mut coverage = Coverage::default();
            list.of_input(input).for_each(|at| coverage.count(list.role(at), list.email(at), &list.scope(at)));
            coverage
        });
        let rows = [old, new].map(|input| list.of_input(input).len());
        Plan { diff: Diff::between(list, identities, old, new), lost: lost(&before, &after), rows }
    }

    /// Returns whether both lists have the same contacts, in any order.
    pub(crate) fn is_nothing(&self) -> bool {
        self.diff.is_same() && self.rows[0] == self.rows[1]
    }

    /// Returns the numbers of rows before and after.
    pub(crate) fn rows(&self) -> [usize; 2] {
        self.rows
    }
}

/// Returns the countries that have a new or a larger gap.
fn lost(before: &Coverage, after: &Coverage) -> Vec<CoverageLoss> {
    let all: Vec<Country> = Country::all().collect();
    let gaps =
        |coverage: &Coverage| -> Vec<Option<Gap>> { coverage.matrix(&all).markets.iter().map(Market::gap).collect() };
    let of = |(country, (before, after))| match (before, after) {
        (Some(Gap::Nobody), _) | (_, None) => None,
        (_, Some(Gap::Nobody)) => Some(CoverageLoss::Everybody(country)),
        (None, Some(Gap::NoSales)) => Some(CoverageLoss::Sales(country)),
        (Some(Gap::NoSales), Some(Gap::NoSales)) => None,
    };
    all.iter().copied().zip(gaps(before).into_iter().zip(gaps(after))).filter_map(of).collect()
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
    pub max_removals: Option<RemovalLimit>,
    /// Whether the new list may be empty.
    pub allow_empty: bool,
}

/// The reason why a plan is rejected.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub(crate) enum PlanRejected {
    TooManyRemovals { removals: u64, of: u64, most: u64 },
    Empty { of: u64 },
}

impl PlanRejected {
    /// Writes the message; `limit` is the name of the limit of removals.
    pub(crate) fn write_with(self, limit: &str, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanRejected::TooManyRemovals { removals, of, most } => {
                let contacts = language.localize(messages::ContactCount { count: removals });
                messages::PlanTooManyRemovals { contacts, limit, most, of }.write(language, f)
            }
            PlanRejected::Empty { of: 0 } => messages::PlanEmpty.write(language, f),
            PlanRejected::Empty { of } => messages::PlanEmptyRemoves { of }.write(language, f),
        }
    }
}

impl Localize for PlanRejected {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_with(messages::RemovalLimit.text(language), language, f)
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

    /// Checks whether a plan is within the limit of removals.
    ///
    /// # Errors
    /// [`PlanRejected::TooManyRemovals`].
    pub(crate) fn check_removals(&self, plan: &Plan<'_>) -> Result<(), PlanRejected> {
        let counts = plan.diff.counts();
        let of = counts.removed + counts.changed + counts.unchanged;
        let most = match self.max_removals {
            None => return Ok(()),
            Some(RemovalLimit::Contacts(most)) => most,
            Some(RemovalLimit::Percent(percent)) => (of as f64 * percent / 100.0).floor() as u64,
        };
        if counts.removed > most {
            return Err(PlanRejected::TooManyRemovals { removals: counts.removed, of, most });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Role, Source, StoredContact};
    use crate::contact_list::tests::lists;

    const ANN: &str = "Ann,ann@contoso.com,CEO,Partner sales,\"DE, PT\",";
    const BOB: &str = "Bob,bob@contoso.com,CEO,Partner marketing,\"DE, FR\",";

    fn with_plan<T>(old: &[&str], new: &[&str], use_it: impl FnOnce(&Plan<'_>) -> T) -> T {
        let list = lists(&[old, new]);
        use_it(&Plan::between(&list, &ContactGroups::new(&list), 0, 1))
    }

    fn lost(old: &[&str], new: &[&str]) -> Vec<String> {
        let shown = |lost: &CoverageLoss| match lost {
            CoverageLoss::Everybody(country) => format!("all of {}", country.code()),
            CoverageLoss::Sales(country) => format!("sales of {}", country.code()),
        };
        with_plan(old, new, |plan| plan.lost.iter().map(shown).collect())
    }

    #[test]
    fn each_country_has_one_loss() {
        assert_eq!(lost(&[ANN, BOB], &[BOB]), ["sales of DE", "all of PT"]);
        assert_eq!(lost(&[ANN, BOB], &[ANN]), ["all of FR"]);
        assert_eq!(lost(&[BOB], &[BOB, ANN]), [""; 0]);
        assert_eq!(lost(&[ANN], &["Cy,cy@contoso.com,CEO,Partner sales,OOO,"]), [""; 0]);
        assert_eq!(lost(&["Cy,cy@contoso.com,CEO,Partner sales,OOO,"], &[ANN]).len(), Country::all().count() - 2);
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
        assert_eq!(plan.lost, [CoverageLoss::Everybody(portugal)]);
        assert!(!plan.is_nothing());
        assert!(Plan::between(&list, &identities, 1, 2).is_nothing());
    }

    #[test]
    fn limits_reject_too_many_removals() {
        let guards = |max_removals| SafetyLimits { max_removals, allow_empty: false };
        let check_removals =
            |guards: SafetyLimits, new: &[&str]| with_plan(&[ANN, BOB], new, |plan| guards.check_removals(plan));
        assert_eq!(check_removals(guards(None), &[ANN]), Ok(()));
        let too_many = PlanRejected::TooManyRemovals { removals: 1, of: 2, most: 0 };
        assert!(too_many.to_string().starts_with("1 contact would be removed"));
        let refused = Err(too_many);
        assert_eq!(check_removals(guards(Some(RemovalLimit::Contacts(0))), &[ANN]), refused);
        assert_eq!(check_removals(guards(Some(RemovalLimit::Percent(49.0))), &[ANN]), refused);
        assert_eq!(check_removals(guards(Some(RemovalLimit::Percent(50.0))), &[ANN]), Ok(()));
        assert_eq!(guards(None).check_list(0, 2), Err(PlanRejected::Empty { of: 2 }));
        assert_eq!(guards(None).check_list(1, 2), Ok(()));
        let texts = [0, 2].map(|of| PlanRejected::Empty { of }.to_string());
        assert_eq!(texts, ["the list has no contacts", "the list has no contacts, so all 2 would be removed"]);
        assert_eq!(SafetyLimits { allow_empty: true, ..guards(None) }.check_list(0, 2), Ok(()));
    }
}
