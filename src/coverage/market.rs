use crate::contact::{Country, Role, State, States};

/// Who covers a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Market {
    /// The country; none is all countries that have no market of their own, which contacts with `OOO` cover.
    pub country: Option<Country>,
    /// The contacts of each role, in the order of [`Role::ALL`].
    pub roles: [RoleCount; Role::ALL.len()],
    /// How many persons there are behind the contacts.
    pub people: Coverers,
}

/// So many contacts, and how they cover a market.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RoleCount {
    /// All that cover the market, whole or in part.
    pub contacts: u64,
    /// Those of them that cover it by `OOO`, as they do every other.
    pub global: u64,
    /// Those of them that cover some of its states only.
    pub partial: u64,
    /// The states that those name.
    pub states: States,
}

/// The persons who cover a market, told apart by their addresses, capitals aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Coverers {
    /// There is none.
    #[default]
    Nobody,
    /// There is one, with this address.
    One(String),
    /// There are more.
    Several,
}

/// What a market lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nobody covers it.
    Nobody,
    /// Contacts cover it, and none of them is a Partner sales contact.
    NoSales,
}

/// How a market stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CoverageStatus {
    /// Nobody covers it.
    Nobody,
    /// Contacts cover it, and none of them is a Partner sales contact.
    NoSales,
    /// There is no gap, and it hangs by a thread: see [`CoverageRisk`].
    Weak,
    /// There is nothing to say.
    Covered,
}

/// What is worth a look about a market that contacts cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CoverageRisk {
    /// Nobody names it: all cover it by `OOO`.
    OnlyGlobal,
    /// Contacts name it, and Partner sales contacts cover it by `OOO` only.
    SalesOnlyGlobal,
    /// Nobody covers the whole of it, and some of its states are not covered.
    OnlyStates,
    /// Others cover the whole of it, and Partner sales contacts some of its states only.
    SalesOnlyStates,
    /// Whatever the roles, it is one person.
    OnePerson,
}

impl RoleCount {
    /// Whether there are contacts, and all of them cover the market by `OOO`.
    pub(crate) fn is_only_global(&self) -> bool {
        self.contacts > 0 && self.contacts == self.global
    }

    /// Whether there are contacts, and all of them together cover some states only. All states together are the whole.
    pub(crate) fn is_only_states(&self) -> bool {
        let Some(state) = self.states.first() else { return false };
        let all = State::all().filter(|other| other.country() == state.country()).count();
        self.contacts > 0 && self.contacts == self.partial && self.states.len() < all
    }
}

impl Coverers {
    pub(super) fn add(&mut self, email: &str) {
        *self = match std::mem::take(self) {
            Coverers::Nobody => Coverers::One(email.to_owned()),
            Coverers::One(known) if known.eq_ignore_ascii_case(email) => Coverers::One(known),
            _ => Coverers::Several,
        };
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
    /// The contacts of a role.
    pub(crate) fn role(&self, role: Role) -> &RoleCount {
        &self.roles[role as usize]
    }

    /// The contacts of all roles. Somebody with two roles is two contacts.
    pub(crate) fn all(&self) -> RoleCount {
        let mut all = RoleCount::default();
        for held in &self.roles {
            all.contacts += held.contacts;
            all.global += held.global;
            all.partial += held.partial;
            let more: States = held.states.iter().copied().filter(|state| !all.states.contains(state)).collect();
            all.states.extend(more);
        }
        all.states.sort_unstable();
        all
    }

    /// What the market lacks, if anything.
    pub(crate) fn gap(&self) -> Option<Gap> {
        match (self.people != Coverers::Nobody, self.role(Role::Sales).contacts) {
            (false, _) => Some(Gap::Nobody),
            (true, 0) => Some(Gap::NoSales),
            (true, _) => None,
        }
    }

    /// What is worth a look about it; of a market that is all other countries, that they are covered by `OOO` is its nature.
    pub(crate) fn weaknesses(&self) -> Vec<CoverageRisk> {
        let (all, sales) = (self.all(), self.role(Role::Sales));
        let global = self.country.is_some();
        [
            (global && all.is_only_global(), CoverageRisk::OnlyGlobal),
            (global && sales.is_only_global() && !all.is_only_global(), CoverageRisk::SalesOnlyGlobal),
            (all.is_only_states(), CoverageRisk::OnlyStates),
            (sales.is_only_states() && !all.is_only_states(), CoverageRisk::SalesOnlyStates),
            (matches!(self.people, Coverers::One(_)), CoverageRisk::OnePerson),
        ]
        .into_iter()
        .filter_map(|(is_so, weakness)| is_so.then_some(weakness))
        .collect()
    }

    /// How it stands.
    pub(crate) fn standing(&self) -> CoverageStatus {
        match self.gap() {
            Some(Gap::Nobody) => CoverageStatus::Nobody,
            Some(Gap::NoSales) => CoverageStatus::NoSales,
            None if self.weaknesses().is_empty() => CoverageStatus::Covered,
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

    /// A market of a list of contacts: address, role, countries, states.
    fn market(code: &str, contacts: &[[&str; 4]]) -> Market {
        let row = |[email, role, countries, states]: &[&str; 4]| {
            format!("Ann,{email}@example.com,CEO,{role},\"{countries}\",\"{states}\"")
        };
        let rows: Vec<String> = contacts.iter().map(row).collect();
        let list = list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let matrix = Coverage::of(&list, &ContactGroups::of(&list)).matrix(&[Country::from_code(code).unwrap()]);
        matrix.markets[0].clone()
    }

    fn weaknesses(code: &str, contacts: &[[&str; 4]]) -> Vec<CoverageRisk> {
        market(code, contacts).weaknesses()
    }

    #[test]
    fn a_market_wants_somebody_and_a_sales_contact() {
        assert_eq!(market("FR", &[["a", SALES, "DE", ""]]).gap(), Some(Gap::Nobody));
        assert_eq!(market("FR", &[["a", MARKETING, "FR", ""]]).gap(), Some(Gap::NoSales));
        assert_eq!(market("FR", &[["a", SALES, "OOO", ""]]).gap(), None);
        assert_eq!(market("FR", &[["a", SALES, "FR", ""], ["b", SALES, "FR", ""]]).standing(), CoverageStatus::Covered);
    }

    #[test]
    fn rows_of_one_contact_count_once_and_its_roles_apart() {
        let twice = market("FR", &[["a", SALES, "FR", ""], ["A", SALES, "FR, DE", ""], ["a", MARKETING, "FR", ""]]);
        assert_eq!((twice.role(Role::Sales).contacts, twice.all().contacts), (1, 2));
        assert_eq!(twice.people, Coverers::One("a@example.com".to_owned()));
        assert_eq!((twice.weaknesses(), twice.standing()), (vec![CoverageRisk::OnePerson], CoverageStatus::Weak));
    }

    #[test]
    fn those_who_cover_all_are_told_from_those_who_name_it() {
        let all = [["a", SALES, "OOO", ""], ["b", MARKETING, "OOO", ""]];
        assert_eq!(weaknesses("FR", &all), [CoverageRisk::OnlyGlobal]);
        let beside = [["a", SALES, "OOO", ""], ["b", MARKETING, "FR", ""]];
        assert_eq!(weaknesses("FR", &beside), [CoverageRisk::SalesOnlyGlobal]);
        let named = [["a", SALES, "FR", ""], ["b", MARKETING, "OOO", ""]];
        assert_eq!(weaknesses("FR", &named), []);
    }

    #[test]
    fn states_are_a_part_unless_somebody_covers_the_whole() {
        let part = [["a", SALES, "US", "US-WA"], ["b", MARKETING, "US", "US-OR"]];
        assert_eq!(weaknesses("US", &part), [CoverageRisk::OnlyStates]);
        let states: Vec<&str> = market("US", &part).all().states.iter().map(|state| state.code()).collect();
        assert_eq!(states, ["US-OR", "US-WA"]);
        let marketing_whole = [["a", SALES, "US", "US-WA"], ["b", MARKETING, "US", ""]];
        assert_eq!(weaknesses("US", &marketing_whole), [CoverageRisk::SalesOnlyStates]);
        let whole = [["a", SALES, "US", "US-WA"], ["b", SALES, "OOO", ""]];
        assert_eq!(weaknesses("US", &whole), []);
        // OOO with states covers of that country those, and the whole of any other.
        let global = [["a", SALES, "OOO", "US-WA"], ["b", SALES, "CA", "CA-QC"]];
        assert_eq!(
            weaknesses("US", &global),
            [CoverageRisk::OnlyGlobal, CoverageRisk::OnlyStates, CoverageRisk::OnePerson]
        );
        assert_eq!(weaknesses("CA", &global), []);
    }

    #[test]
    fn all_states_together_are_the_whole() {
        let of_australia: Vec<&str> =
            State::all().filter(|state| state.country().code() == "AU").map(|state| state.code()).collect();
        let (all, but_one) = (of_australia.join(", "), of_australia[1..].join(", "));
        assert_eq!(weaknesses("AU", &[["a", SALES, "AU", &all], ["b", SALES, "AU", &all]]), []);
        let part = [["a", SALES, "AU", &but_one], ["b", SALES, "AU", &but_one]];
        assert_eq!(weaknesses("AU", &part), [CoverageRisk::OnlyStates]);
    }
}
