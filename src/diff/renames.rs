//! Recognition of people whose address or role changed, so that they don't count as removed and added.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Change, ChangeKind, Diff, DiffSide};
use crate::tables::fold_into;

impl Diff<'_> {
    /// Joins a removal and an addition of the same person into one change: the same name and address with a new role,
    /// or the same name and role with a new address, and otherwise similar. If more than one person could be meant,
    /// nothing is joined.
    pub(super) fn join_moved(&mut self) {
        self.join(|version| (version.email().to_ascii_lowercase(), folded(version.name())));
        self.join(|version| (version.role(), folded(version.name())));
    }

    fn join<K: Hash + Eq>(&mut self, key: impl Fn(&DiffSide<'_>) -> K) {
        let mut keyed: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        // Without removals or without additions there are no pairs.
        let has = |kind| self.changes.iter().any(|change| change.kind() == kind);
        if !(has(ChangeKind::Removed) && has(ChangeKind::Added)) {
            return;
        }
        for (index, change) in self.changes.iter().enumerate() {
            let (Some(version), kind) = (self.before(change).or_else(|| self.after(change)), change.kind()) else {
                continue;
            };
            match kind {
                ChangeKind::Removed => keyed.entry(key(&version)).or_default().0.push(index),
                ChangeKind::Added => keyed.entry(key(&version)).or_default().1.push(index),
                ChangeKind::Changed => {}
            }
        }
        let mut pairs: Vec<(usize, usize)> = keyed.values().flat_map(|(old, new)| self.pairs(old, new)).collect();
        pairs.sort_unstable();
        for &(old, new) in &pairs {
            self.changes[old].new = std::mem::take(&mut self.changes[new].new);
        }
        self.changes.retain(|change| !(change.old.is_empty() && change.new.is_empty()));
    }

    /// Returns the pairs of removals and additions to join: if there is one of each, they must be similar; if there are
    /// more, all other cells must be the same and there must be no second candidate.
    fn pairs(&self, old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
        let version = |index: &usize| {
            let change: &Change = &self.changes[*index];
            self.before(change).or_else(|| self.after(change))
        };
        let holds = |old: &usize, new: &usize, holds: &dyn Fn(&DiffSide<'_>, &DiffSide<'_>) -> bool| matches!((version(old), version(new)), (Some(old), Some(new)) if holds(&old, &new));
        if let ([old], [new]) = (old, new) {
            return if holds(old, new, &may_be_same_person) { vec![(*old, *new)] } else { Vec::new() };
        }
        // A name that very many people have identifies nobody.
        const MAX_NAMESAKES: usize = 16;
        if old.len().max(new.len()) > MAX_NAMESAKES {
            return Vec::new();
        }
        let pair = |index: &usize| {
            let mut likely = new.iter().filter(|other| holds(index, other, &is_same_otherwise));
            let (only, more) = (likely.next()?, likely.next());
            let rivals = old.iter().filter(|rival| holds(rival, only, &is_same_otherwise)).count();
            (more.is_none() && rivals == 1).then_some((*index, *only))
        };
        old.iter().filter_map(pair).collect()
    }
}

fn folded(name: &str) -> String {
    let mut folded = String::new();
    fold_into(name, &mut folded);
    folded
}

/// Returns whether the territories overlap. A person who moved to another part of the world is no longer a contact for
/// the old one.
fn may_be_same_person(old: &DiffSide<'_>, new: &DiffSide<'_>) -> bool {
    old.scope().overlaps(&new.scope())
}

/// Returns whether all cells except the address and the role are the same.
fn is_same_otherwise(old: &DiffSide<'_>, new: &DiffSide<'_>) -> bool {
    let cells = |version: &DiffSide<'_>| (version.job_title().to_owned(), version.scope(), version.places());
    cells(old) == cells(new)
}

#[cfg(test)]
mod tests {
    use super::super::tests::diffed;

    #[test]
    fn another_address_of_the_same_person_is_one_change() {
        let old = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,"];
        let new = ["Ann Lee,ann.lee@contoso.com,CEO,Partner sales,\"DE, AT\","];
        let expected =
            "changed ann.lee@contoso.com: Email ann@contoso.com > ann.lee@contoso.com; Countries/Regions +AT";
        assert_eq!(diffed(&old, &new), [expected]);
        let other = ["Ann Lee,ann.lee@fabrikam.com,CTO,Partner sales,FR,"];
        assert_eq!(diffed(&old, &other), ["removed ann@contoso.com", "added ann.lee@fabrikam.com"]);
        let renamed = ["Bob Ray,ann.lee@contoso.com,CEO,Partner sales,DE,"];
        assert_eq!(diffed(&old, &renamed), ["removed ann@contoso.com", "added ann.lee@contoso.com"]);
    }

    #[test]
    fn another_role_of_the_same_person_is_one_change() {
        let old = ["Ann Lee,ann@contoso.com,CEO,Partner sales,DE,"];
        let new = ["Ann Lee,ann@contoso.com,CTO,Partner marketing,\"DE, FR\","];
        let expected = "changed ann@contoso.com: Job title CEO > CTO; Role Partner sales > Partner marketing; \
                        Countries/Regions +FR";
        assert_eq!(diffed(&old, &new), [expected]);
        let elsewhere = ["Ann Lee,ann@contoso.com,CEO,Partner marketing,FR,"];
        assert_eq!(diffed(&old, &elsewhere), ["removed ann@contoso.com", "added ann@contoso.com"]);
    }

    #[test]
    fn ambiguous_pairs_are_not_joined() {
        let old = ["Ann,ann1@contoso.com,CEO,Partner sales,DE,", "Ann,ann2@contoso.com,CEO,Partner sales,DE,"];
        let new = ["Ann,ann3@contoso.com,CEO,Partner sales,DE,"];
        assert_eq!(diffed(&old, &new).len(), 3);
        let old = ["Ann,ann1@contoso.com,CEO,Partner sales,DE,", "Ann,ann2@contoso.com,CTO,Partner sales,DE,"];
        let expected =
            ["removed ann1@contoso.com", "changed ann3@contoso.com: Email ann2@contoso.com > ann3@contoso.com"];
        assert_eq!(diffed(&old, &["Ann,ann3@contoso.com,CTO,Partner sales,DE,"]), expected);
    }
}
