use super::Rule;

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleSet(u64);

const _: () = assert!(Rule::ALL.len() <= u64::BITS as usize);

impl RuleSet {
    /// Returns the set of some rules.
    pub fn of(rules: &[Rule]) -> Self {
        let mut set = RuleSet::default();
        rules.iter().for_each(|rule| set.insert(*rule));
        set
    }

    /// Adds a rule.
    pub fn insert(&mut self, rule: Rule) {
        self.0 |= 1 << rule as u64;
    }

    /// Adds the rules of another set.
    pub fn extend(&mut self, other: RuleSet) {
        self.0 |= other.0;
    }

    /// Returns whether the set has no rules.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns whether the set has a rule.
    pub fn contains(self, rule: Rule) -> bool {
        self.meets(RuleSet::of(&[rule]))
    }

    /// Returns whether both sets have a rule in common.
    pub fn meets(self, other: RuleSet) -> bool {
        self.0 & other.0 != 0
    }
}
