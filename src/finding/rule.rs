//! What a rule is; `rules.rs` lists them.

use super::Rule;

/// What there is to know of a rule, for `cosell explain` and the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What the rule looks for.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What it finds.
    pub bad: &'static str,
    /// The same as it should be.
    pub good: &'static str,
    /// How it is mended.
    pub fix: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident {
        checks: $checks:literal, why: $why:expr, bad: $bad:expr, good: $good:expr, fix: $fix:expr, source: $source:expr $(,)?
    })*) => {
        /// A rule of contacts lists. Its name is permanent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $checks] $rule,)*
        }

        impl Rule {
            /// All rules, in the order in which a list is read: file, row, cell, list.
            pub const ALL: &'static [Rule] = &[$(Rule::$rule),*];

            /// The rule's permanent name, such as `country-unknown`.
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name),* }
            }

            /// How much what it finds weighs.
            pub const fn severity(self) -> Severity {
                match self { $(Rule::$rule => Severity::$severity),* }
            }

            /// What it checks, why, and how it is mended.
            pub const fn explanation(self) -> Explanation {
                match self {
                    $(Rule::$rule => Explanation {
                        checks: $checks, why: $why, bad: $bad, good: $good, fix: $fix, source: $source,
                    }),*
                }
            }
        }
    };
}

pub(super) use rules;

impl Rule {
    /// The rule of a name.
    ///
    /// ```
    /// # use cosell_contacts::finding::Rule;
    /// assert_eq!(Rule::from_name("country-unknown"), Some(Rule::CountryUnknown));
    /// ```
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// The rule whose name is nearest to a misspelt one.
    pub fn nearest(name: &str) -> Option<Rule> {
        let distance = |rule: &Rule| strsim::osa_distance(rule.name(), name);
        Rule::ALL.iter().copied().min_by_key(distance).filter(|rule| distance(rule) <= rule.name().len() / 2)
    }
}
