//! What a rule is; `rules.rs` lists them.

use super::Rule;

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident)*) => {
        /// A rule of contacts lists. Its name is permanent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $name, "`: see [`Rule::explanation`].")] $rule,)*
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
            pub const fn explanation(self, language: Language) -> Explanation {
                match self { $(Rule::$rule => i18n::rules::$rule.explanation(language)),* }
            }
        }
    };
}

pub(super) use rules;

impl Rule {
    /// The rule of a name.
    ///
    /// ```
    /// # use cosell_contacts::diagnostics::Rule;
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
