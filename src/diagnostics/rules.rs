//! The registry of rules: a line for each, with its name and its severity.
//!
//! The rest of a rule is in three more places: the code that checks it, in `normalize/` or `read/`; the catalogues
//! (`src/i18n/*.ftl`) with its messages and with its explanation `rule-NAME`, which has the bad and the good example;
//! and its case `tests/cases/rules/rule-NAME`. A test fails if a rule lacks its case, and the build if it lacks its
//! explanation.

use super::Severity;
use crate::i18n::{self, Explanation, Language};

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident)*) => {
        /// A rule for contacts lists. Its name is permanent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $name, "`: see [`Rule::explanation`].")] $rule,)*
        }

        impl Rule {
            /// All rules, in the order of the list below.
            pub const ALL: &'static [Rule] = &[$(Rule::$rule),*];

            /// Returns the rule's permanent name, such as `country-unknown`.
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name),* }
            }

            /// Returns the severity of its findings.
            pub const fn severity(self) -> Severity {
                match self { $(Rule::$rule => Severity::$severity),* }
            }

            /// Returns what the rule checks, why, and how a finding is fixed, with a bad and a good example.
            pub const fn explanation(self, language: Language) -> Explanation {
                match self { $(Rule::$rule => i18n::rules::$rule.explanation(language)),* }
            }
        }
    };
}

// In the order in which a list is read: file, row, cell, list.
rules! {
    FileDelimiter "file-delimiter" Error
    FileEncoding "file-encoding" Error
    FileEscape "file-escape" Error
    HeaderMissing "header-missing" Error
    ColumnMissing "column-missing" Error
    ColumnDuplicate "column-duplicate" Error
    ColumnUnknown "column-unknown" Note
    RowShifted "row-shifted" Error
    RowLength "row-length" Error
    QuoteInside "quote-inside" Error
    RowSkipped "row-skipped" Note
    RowHidden "row-hidden" Note
    RowStruck "row-struck" Note
    SheetChosen "sheet-chosen" Note
    HeaderBelow "header-below" Note
    CellMerged "cell-merged" Error
    ValueMissing "value-missing" Error
    ValueWhitespace "value-whitespace" Error
    ValueInvisible "value-invisible" Error
    ValueUnicode "value-unicode" Error
    ValueFormula "value-formula" Error
    ValueError "value-error" Error
    ValuePlaceholder "value-placeholder" Error
    TextEncodedTwice "text-encoded-twice" Error
    NameSpecial "name-special" Warning
    NameTest "name-test" Warning
    NameNote "name-note" Note
    JobTitleSpecial "job-title-special" Warning
    EmailInvalid "email-invalid" Error
    EmailSeveral "email-several" Error
    EmailWrapped "email-wrapped" Error
    EmailDomainCase "email-domain-case" Note
    EmailGuest "email-guest" Error
    EmailLink "email-link" Warning
    EmailDomainUnknown "email-domain-unknown" Warning
    EmailLookalike "email-lookalike" Warning
    RoleUnknown "role-unknown" Error
    RoleSpelling "role-spelling" Error
    RoleSeveral "role-several" Error
    ContactSeveral "contact-several" Error
    CountryUnknown "country-unknown" Error
    CountryUnlisted "country-unlisted" Error
    CountryAmbiguous "country-ambiguous" Error
    CountrySpelling "country-spelling" Error
    CountryGroup "country-group" Error
    CountryRepeated "country-repeated" Error
    CountryGlobalMixed "country-global-mixed" Error
    CountryWithStates "country-with-states" Error
    StateUnknown "state-unknown" Error
    StateAmbiguous "state-ambiguous" Error
    StateOutsideCountries "state-outside-countries" Error
    StateSpelling "state-spelling" Error
    ContactRepeated "contact-repeated" Warning
    ContactConflict "contact-conflict" Warning
    ContactSimilar "contact-similar" Warning
    ContactRemoved "contact-removed" Note
    ListEmpty "list-empty" Error
    SalesContactMissing "sales-contact-missing" Warning
    MarketUncovered "market-uncovered" Error
}

impl Rule {
    /// Returns the rule of a name.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Returns the rule whose name is nearest to a misspelt one.
    pub fn nearest(name: &str) -> Option<Rule> {
        let distance = |rule: &Rule| strsim::osa_distance(rule.name(), name);
        Rule::ALL.iter().copied().min_by_key(distance).filter(|rule| distance(rule) <= rule.name().len() / 2)
    }
}

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleSet(u64);

const _: () = assert!(Rule::ALL.len() <= u64::BITS as usize);

impl RuleSet {
    /// Returns the set of some rules.
    pub fn from_rules(rules: &[Rule]) -> Self {
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
        self.meets(RuleSet::from_rules(&[rule]))
    }

    /// Returns whether both sets have a rule in common.
    pub fn meets(self, other: RuleSet) -> bool {
        self.0 & other.0 != 0
    }
}
