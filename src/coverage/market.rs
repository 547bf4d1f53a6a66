//! The coverage of one market: its contacts, gaps and risks.

use super::RolePeople;
use crate::contact::{Country, Role, State, States};

/// The coverage of a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Market {
    /// The country; `None` for all countries that are not markets by themselves, covered by contacts with `OOO`.
    pub country: Option<Country>,
    /// The contacts of each role, in the order of [`Role::ALL`].
    pub roles: [RoleCount; Role::ALL.len()],
    /// The persons that the contacts are.
    pub people: Coverers,
    /// The persons that the Partner sales contacts are.
    pub sales_people: Coverers,
    /// The persons of each role by name, if the coverage keeps names.
    pub named: [RolePeople; Role::ALL.len()],
}

/// Numbers of contacts by the way in which they cover a market.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RoleCount {
    /// Contacts that cover the market as a whole or in part.
    pub contacts: u64,
    /// Contacts that cover it with `OOO`.
    pub global: u64,
    /// Contacts that cover only some of its states.
    pub partial: u64,
    /// The states that are listed by contacts.
    pub states: States,
}

/// The persons who cover a market, identified by their addresses without case. Only one address is kept, because two
/// are enough to know that the market doesn't depend on one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Coverers {
    #[default]
    Nobody,
    /// One person, with this address.
    One(String),
    Several,
}

/// The reason why a market isn't covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// No contact covers it.
    Nobody,
    /// Contacts cover it, but none is a Partner sales contact.
    NoSales,
}

/// The status of a market; the worst is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CoverageStatus {
    /// No contact covers it.
    Nobody,
    /// Contacts cover it, but none is a Partner sales contact.
    NoSales,
    /// There is no gap, but a [`CoverageRisk`].
    Weak,
    /// There is neither a gap nor a risk.
    Covered,
}

/// A weak point of a market that contacts cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CoverageRisk {
    /// All contacts cover it with `OOO`, none lists it.
    OnlyGlobal,
    /// Contacts list it, but Partner sales contacts cover it only with `OOO`.
    SalesOnlyGlobal,
    /// No contact covers the whole country, and some states are not covered.
    OnlyStates,
    /// Others cover the whole country, but Partner sales contacts only some states.
    SalesOnlyStates,
    /// All contacts, in whatever role, are one person.
    OnePerson,
    /// There are contacts of several persons, but one person is the only Partner sales contact.
    OneSalesPerson,
}

impl RoleCount {
    /// Returns whether there are contacts and all of them cover the market with `OOO`.
    pub(crate) fn is_only_global(&self) -> bool {
        self.contacts > 0 && self.contacts == self.global
    }

    /// Returns whether there are contacts and all of them together cover only some states. All states together are the
    /// whole country.
    pub(crate) fn is_only_states(&self) -> bool {
        let Some(state) = self.states.first() else { return false };
        let all = State::all().filter(|other| other.country() == state.country()).count();
        self.contacts > 0 && self.contacts == self.partial && self.states.len() < all
    }
}

impl Coverers {
    pub(super) fn add(&mut self, email: &str) {
        match self {
            Coverers::Nobody => *self = Coverers::One(email.to_owned()),
            Coverers::One(known) if !known.eq_ignore_ascii_case(email) => *self = Coverers::Several,
            Coverers::One(_) | Coverers::Several => {}
        }
    }

    pub(super) fn joined(mut self, other: &Coverers) -> Coverers {
        match other {
            Coverers::Nobody => {}
            Coverers::One(email) => self.add(email),
            Coverers::Several => self = Coverers::Several,
        }
        self
    }
}

impl Market {
    /// Returns the contacts of a role.
    pub(crate) fn role(&self, role: Role) -> &RoleCount {
        &self.roles[role as usize]
    }

    /// Returns the contacts of all roles. A person with two roles counts as two contacts.
    pub(crate) fn all(&self) -> RoleCount {
        let mut all = RoleCount::default();
        for count in &self.roles {
            all.contacts += count.contacts;
            all.global += count.global;
            all.partial += count.partial;
            all.states.extend(count.states.iter().copied());
        }
        all.states.sort();
        all
    }

    /// Returns the gap, if there is one.
    pub(crate) fn gap(&self) -> Option<Gap> {
        match (self.people != Coverers::Nobody, self.role(Role::Sales).contacts) {
            (false, _) => Some(Gap::Nobody),
            (true, 0) => Some(Gap::NoSales),
            (true, _) => None,
        }
    }

    /// Returns the risks. For the market of all other countries, coverage by `OOO` is not a risk, because there is no
    /// other way.
    pub(crate) fn risks(&self) -> Vec<CoverageRisk> {
        let (all, sales) = (self.all(), self.role(Role::Sales));
        let global = self.country.is_some();
        [
            (global && all.is_only_global(), CoverageRisk::OnlyGlobal),
            (global && sales.is_only_global() && !all.is_only_global(), CoverageRisk::SalesOnlyGlobal),
            (all.is_only_states(), CoverageRisk::OnlyStates),
            (sales.is_only_states() && !all.is_only_states(), CoverageRisk::SalesOnlyStates),
            (matches!(self.people, Coverers::One(_)), CoverageRisk::OnePerson),
            (
                self.people == Coverers::Several && matches!(self.sales_people, Coverers::One(_)),
                CoverageRisk::OneSalesPerson,
            ),
        ]
        .into_iter()
        .filter_map(|(is_so, risk)| is_so.then_some(risk))
        .collect()
    }

    /// Returns whether the market has no contact, or no Partner sales contact, without one person.
    pub(crate) fn depends_on_one_person(&self) -> bool {
        [&self.people, &self.sales_people].iter().any(|people| matches!(people, Coverers::One(_)))
    }

    /// Returns the status.
    pub(crate) fn status(&self) -> CoverageStatus {
        match self.gap() {
            Some(Gap::Nobody) => CoverageStatus::Nobody,
            Some(Gap::NoSales) => CoverageStatus::NoSales,
            None if self.risks().is_empty() => CoverageStatus::Covered,
            None => CoverageStatus::Weak,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::list;
    use crate::coverage::Coverage;

    const SALES: &str = "Partner sales";
    const MARKETING: &str = "Partner marketing";

    /// Returns a market of a list of contacts, each with address, role, countries and states.
    fn market(code: &str, contacts: &[[&str; 4]]) -> Market {
        let row = |[email, role, countries, states]: &[&str; 4]| {
            format!("Ann,{email}@example.com,CEO,{role},\"{countries}\",\"{states}\"")
        };
        let rows: Vec<String> = contacts.iter().map(row).collect();
        let list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let matrix =
            Coverage::from_list(&list, &ContactGroups::new(&list)).matrix(&[Country::from_code(code).unwrap()]);
        matrix.markets[0].clone()
    }

    fn risks(code: &str, contacts: &[[&str; 4]]) -> Vec<CoverageRisk> {
        market(code, contacts).risks()
    }

    #[test]
    fn a_market_needs_contacts_and_a_sales_contact() {
        assert_eq!(market("FR", &[["a", SALES, "DE", ""]]).gap(), Some(Gap::Nobody));
        assert_eq!(market("FR", &[["a", MARKETING, "FR", ""]]).gap(), Some(Gap::NoSales));
        assert_eq!(market("FR", &[["a", SALES, "OOO", ""]]).gap(), None);
        assert_eq!(market("FR", &[["a", SALES, "FR", ""], ["b", SALES, "FR", ""]]).status(), CoverageStatus::Covered);
    }

    #[test]
    fn repeated_rows_count_once_and_roles_separately() {
        let twice = market("FR", &[["a", SALES, "FR", ""], ["A", SALES, "FR, DE", ""], ["a", MARKETING, "FR", ""]]);
        assert_eq!((twice.role(Role::Sales).contacts, twice.all().contacts), (1, 2));
        assert_eq!(twice.people, Coverers::One("a@example.com".to_owned()));
        assert_eq!((twice.risks(), twice.status()), (vec![CoverageRisk::OnePerson], CoverageStatus::Weak));
    }

    #[test]
    fn global_contacts_are_counted_separately() {
        let all = [["a", SALES, "OOO", ""], ["b", SALES, "OOO", ""]];
        assert_eq!(risks("FR", &all), [CoverageRisk::OnlyGlobal]);
        let beside = [["a", SALES, "OOO", ""], ["b", MARKETING, "FR", ""]];
        assert_eq!(risks("FR", &beside), [CoverageRisk::SalesOnlyGlobal, CoverageRisk::OneSalesPerson]);
        let named = [["a", SALES, "FR", ""], ["b", SALES, "OOO", ""]];
        assert_eq!(risks("FR", &named), []);
    }

    #[test]
    fn one_sales_person_is_a_risk_even_beside_others() {
        let one = [["a", SALES, "FR", ""], ["A", SALES, "FR, DE", ""], ["b", MARKETING, "FR", ""]];
        assert_eq!(risks("FR", &one), [CoverageRisk::OneSalesPerson]);
        assert!(market("FR", &one).depends_on_one_person());
        let two = [["a", SALES, "FR", ""], ["b", SALES, "FR", ""]];
        assert_eq!((risks("FR", &two), market("FR", &two).depends_on_one_person()), (vec![], false));
    }

    #[test]
    fn states_are_a_risk_unless_the_whole_country_is_covered() {
        let part = [["a", SALES, "US", "US-WA"], ["b", SALES, "US", "US-OR"]];
        assert_eq!(risks("US", &part), [CoverageRisk::OnlyStates]);
        let states: Vec<&str> = market("US", &part).all().states.iter().map(|state| state.code()).collect();
        assert_eq!(states, ["US-OR", "US-WA"]);
        let marketing_whole = [["a", SALES, "US", "US-WA"], ["c", SALES, "US", "US-WA"], ["b", MARKETING, "US", ""]];
        assert_eq!(risks("US", &marketing_whole), [CoverageRisk::SalesOnlyStates]);
        let whole = [["a", SALES, "US", "US-WA"], ["b", SALES, "OOO", ""]];
        assert_eq!(risks("US", &whole), []);
        // OOO with states covers only those states of their country, and all other countries as a whole.
        let global = [["a", SALES, "OOO", "US-WA"], ["b", SALES, "CA", "CA-QC"]];
        assert_eq!(risks("US", &global), [CoverageRisk::OnlyGlobal, CoverageRisk::OnlyStates, CoverageRisk::OnePerson]);
        assert_eq!(risks("CA", &global), []);
    }

    #[test]
    fn all_states_together_are_the_whole() {
        let of_australia: Vec<&str> =
            State::all().filter(|state| state.country().code() == "AU").map(|state| state.code()).collect();
        let (all, but_one) = (of_australia.join(", "), of_australia[1..].join(", "));
        assert_eq!(risks("AU", &[["a", SALES, "AU", &all], ["b", SALES, "AU", &all]]), []);
        let part = [["a", SALES, "AU", &but_one], ["b", SALES, "AU", &but_one]];
        assert_eq!(risks("AU", &part), [CoverageRisk::OnlyStates]);
    }
}
