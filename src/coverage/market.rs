use crate::model::{Country, Role, State, States};

/// Who covers a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// The country; none is all countries that have no market of their own, which contacts with `OOO` cover.
    pub country: Option<Country>,
    /// The contacts of each role, in the order of [`Role::ALL`].
    pub roles: [Held; Role::ALL.len()],
    /// How many persons there are behind the contacts.
    pub people: People,
}

/// So many contacts, and how they cover a market.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
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
pub enum People {
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
pub enum Gap {
    /// Nobody covers it.
    Nobody,
    /// Contacts cover it, and none of them is a Partner sales contact.
    NoSales,
}

/// How a market stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody covers it.
    Nobody,
    /// Contacts cover it, and none of them is a Partner sales contact.
    NoSales,
    /// There is no gap, and it hangs by a thread: see [`Weakness`].
    Weak,
    /// There is nothing to say.
    Covered,
}

/// What is worth a look about a market that contacts cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weakness {
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

impl Held {
    /// Whether there are contacts, and all of them cover the market by `OOO`.
    pub fn is_only_global(&self) -> bool {
        self.contacts > 0 && self.contacts == self.global
    }

    /// Whether there are contacts, and all of them together cover some states only. All states together are the whole.
    pub fn is_only_states(&self) -> bool {
        let Some(state) = self.states.first() else { return false };
        let all = State::all().filter(|other| other.country() == state.country()).count();
        self.contacts > 0 && self.contacts == self.partial && self.states.len() < all
    }
}

impl People {
    pub(super) fn add(&mut self, email: &str) {
        *self = match std::mem::take(self) {
            People::Nobody => People::One(email.to_owned()),
            People::One(known) if known.eq_ignore_ascii_case(email) => People::One(known),
            _ => People::Several,
        };
    }

    pub(super) fn joined(mut self, other: &People) -> People {
        match other {
            People::Nobody => {}
            People::One(email) => self.add(email),
            People::Several => self = People::Several,
        }
        self
    }
}

impl Market {
    /// The contacts of a role.
    pub fn role(&self, role: Role) -> &Held {
        &self.roles[role as usize]
    }

    /// The contacts of all roles. Somebody with two roles is two contacts.
    pub fn all(&self) -> Held {
        let mut all = Held::default();
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
    pub fn gap(&self) -> Option<Gap> {
        match (self.people != People::Nobody, self.role(Role::Sales).contacts) {
            (false, _) => Some(Gap::Nobody),
            (true, 0) => Some(Gap::NoSales),
            (true, _) => None,
        }
    }

    /// What is worth a look about it; of a market that is all other countries, that they are covered by `OOO` is its nature.
    pub fn weaknesses(&self) -> Vec<Weakness> {
        let (all, sales) = (self.all(), self.role(Role::Sales));
        let global = self.country.is_some();
        [
            (global && all.is_only_global(), Weakness::OnlyGlobal),
            (global && sales.is_only_global() && !all.is_only_global(), Weakness::SalesOnlyGlobal),
            (all.is_only_states(), Weakness::OnlyStates),
            (sales.is_only_states() && !all.is_only_states(), Weakness::SalesOnlyStates),
            (matches!(self.people, People::One(_)), Weakness::OnePerson),
        ]
        .into_iter()
        .filter_map(|(is_so, weakness)| is_so.then_some(weakness))
        .collect()
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match self.gap() {
            Some(Gap::Nobody) => Standing::Nobody,
            Some(Gap::NoSales) => Standing::NoSales,
            None if self.weaknesses().is_empty() => Standing::Covered,
            None => Standing::Weak,
        }
    }
}
