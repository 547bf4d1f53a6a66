use std::borrow::Cow;
use std::ops::Deref;

use smallvec::SmallVec;

/// A contact as the portal accepts it. Only `normalize` constructs its parts, so a value that they can't represent
/// can't be uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact<'a> {
    /// The name.
    pub name: CanonicalText<'a>,
    /// The e-mail address.
    pub email: Email<'a>,
    /// The job title.
    pub job_title: CanonicalText<'a>,
    /// The role.
    pub role: Role,
    /// The countries that the contact covers.
    pub countries: Countries,
    /// The states that the contact covers within them; empty means each country as a whole.
    pub states: States,
}

impl Contact<'_> {
    /// Returns the contact with owned text.
    pub fn into_owned(self) -> Contact<'static> {
        Contact {
            name: CanonicalText(Cow::Owned(self.name.0.into_owned())),
            email: Email(Cow::Owned(self.email.0.into_owned())),
            job_title: CanonicalText(Cow::Owned(self.job_title.0.into_owned())),
            role: self.role,
            countries: self.countries,
            states: self.states,
        }
    }
}

/// A canonical text: in NFC, not empty, trimmed, with single spaces, without control and invisible characters, and not
/// a formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CanonicalText<'a>(pub(crate) Cow<'a, str>);

impl CanonicalText<'_> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A valid e-mail address by the WHATWG rule for `<input type=email>`, with a dot in the domain, and the domain in
/// lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email<'a>(pub(crate) Cow<'a, str>);

impl Email<'_> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One of the portal's four roles. Source: the Partner Center document on the Co-sell tab, 28 October 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Markets the offer.
    Marketing,
    /// Sells the offer; at least one is needed for every region.
    Sales,
    /// Answers questions about architecture and deployment.
    TechnicalSales,
    /// Supports customers after deployment.
    CustomerSuccess,
}

impl Role {
    /// All roles, in the order of the portal's document.
    pub const ALL: [Role; 4] = [Role::Marketing, Role::Sales, Role::TechnicalSales, Role::CustomerSuccess];

    /// Returns the exact label that the portal accepts.
    pub const fn label(self) -> &'static str {
        match self {
            Role::Marketing => "Partner marketing",
            Role::Sales => "Partner sales",
            Role::TechnicalSales => "Partner technical sales",
            Role::CustomerSuccess => "Partner customer success manager",
        }
    }
}

/// A country of the portal's table, by its index there. Its code and name are in `tables`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(pub(crate) u8);

/// A state or province of the portal's table, by its index there. Its code and name are in `tables`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct State(pub(crate) u8);

/// Countries or states in the order given, without duplicates: the type holds that, so no code that fills it has to.
///
/// ```
/// use cosell_contacts::{CodeSet, Country};
///
/// let countries: CodeSet<Country> = ["FR", "DE", "FR"].into_iter().filter_map(Country::from_code).collect();
/// assert_eq!(countries.iter().map(|country| country.code()).collect::<Vec<_>>(), ["FR", "DE"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSet<C: Copy + PartialEq>(SmallVec<[C; 16]>);

impl<C: Copy + PartialEq> CodeSet<C> {
    /// Adds a code at the end and returns whether it is new.
    pub fn insert(&mut self, code: C) -> bool {
        let is_new = !self.0.contains(&code);
        if is_new {
            self.0.push(code);
        }
        is_new
    }
}

impl<C: Copy + PartialEq + Ord> CodeSet<C> {
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable();
    }
}

impl<C: Copy + PartialEq> Default for CodeSet<C> {
    fn default() -> Self {
        CodeSet(SmallVec::new())
    }
}

impl<C: Copy + PartialEq> Extend<C> for CodeSet<C> {
    fn extend<I: IntoIterator<Item = C>>(&mut self, codes: I) {
        for code in codes {
            self.insert(code);
        }
    }
}

impl<C: Copy + PartialEq> FromIterator<C> for CodeSet<C> {
    fn from_iter<I: IntoIterator<Item = C>>(codes: I) -> Self {
        let mut set = CodeSet::default();
        set.extend(codes);
        set
    }
}

impl<C: Copy + PartialEq> Deref for CodeSet<C> {
    type Target = [C];

    fn deref(&self) -> &[C] {
        &self.0
    }
}

/// The states of a contact.
pub(crate) type States = CodeSet<State>;

/// The countries that a contact covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Countries {
    /// All countries: `OOO`.
    Global,
    /// At least one country.
    Listed(CodeSet<Country>),
}

impl Countries {
    /// Returns whether a country is among them.
    pub fn covers(&self, country: Country) -> bool {
        match self {
            Countries::Global => true,
            Countries::Listed(listed) => listed.contains(&country),
        }
    }
}
