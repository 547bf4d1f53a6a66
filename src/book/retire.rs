//! Removing a person who leaves from a list, or replacing them with a successor. The result is a new input of the list:
//! [`import`](super::import) writes it to the book.

use crate::contact::{Role, Source, StoredContact, countries_cell, states_cell};
use crate::contact_list::{List, Territory};

/// A contact of the new list, with its territory if today's tables have all of its codes.
type Kept = (StoredContact<'static>, Option<Territory>);

/// Adds an input to a list: the contacts of `input` without the person who has this e-mail address (compared without
/// case). Returns whether the person was among them.
///
/// If there is a successor, each contact of the person gets the successor's name, address and job title. If the
/// successor already has a contact with that role, it covers the territories of both. A successor who is already in the
/// list keeps the name, address and job title from there. Countries and states that today's tables lack stay as they are,
/// in a row of their own.
pub(crate) fn retire(
    list: &mut List,
    input: usize,
    email: &str,
    successor: Option<&StoredContact<'_>>,
    source: &Source,
) -> bool {
    let places = list.of_input(input);
    let is = |contact: &StoredContact<'_>, email: &str| contact.email.eq_ignore_ascii_case(email);
    let mut kept: Vec<Kept> = Vec::with_capacity(places.len());
    let mut was_there = false;
    let own = successor.and_then(|successor| {
        let at = places.clone().find(|at| list.email(*at).eq_ignore_ascii_case(&successor.email))?;
        Some(list.stored(at).into_owned())
    });
    let successor = own.as_ref().or(successor);
    for at in places {
        let (contact, scope) = (list.stored(at).into_owned(), (!list.has_raw_cells(at)).then(|| list.scope(at)));
        if !is(&contact, email) {
            kept.push((contact, scope));
            continue;
        }
        was_there = true;
        if let Some(successor) = successor {
            let (name, job_title) = (successor.name.clone(), successor.job_title.clone());
            let theirs = StoredContact { name, job_title, email: successor.email.clone(), ..contact };
            kept.push((theirs.into_owned(), scope));
        }
    }
    if let Some(successor) = successor.filter(|_| was_there) {
        kept = with_joined_roles(kept, |contact| is(contact, &successor.email));
    }
    list.begin_input(source);
    kept.iter().for_each(|(contact, _)| list.add(contact));
    was_there
}

/// Merges the contacts of one person that have the same role. Those with codes that today's tables lack stay separate.
fn with_joined_roles(contacts: Vec<Kept>, is_theirs: impl Fn(&StoredContact<'_>) -> bool) -> Vec<Kept> {
    let mut firsts = [None; Role::ALL.len()];
    let mut joined: Vec<Kept> = Vec::with_capacity(contacts.len());
    for (contact, scope) in contacts {
        if let Some(scope) = scope.as_ref().filter(|_| is_theirs(&contact)) {
            let first = firsts[contact.role as usize].get_or_insert(joined.len());
            if let Some((earlier, Some(known))) = joined.get_mut(*first) {
                *known = known.clone().joined(scope);
                (earlier.countries, earlier.states) =
                    (countries_cell(&known.countries()), states_cell(&known.states()));
                continue;
            }
        }
        joined.push((contact, scope));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact_list::tests::list;

    const ANN: &str = "Ann,ann@contoso.com,CEO,Partner sales,\"DE, US\",US-WA";
    const ANN_TOO: &str = "Ann,ANN@contoso.com,CEO,Partner marketing,FR,";
    const BOB: &str = "Bob,bob@contoso.com,CTO,Partner sales,\"PT, US\",US-OR";

    /// Returns a list whose only input is stored.
    fn stored(rows: &[&str]) -> List {
        let read = list(rows);
        let mut stored = List::default();
        stored.begin_input(&Source::default());
        read.of_input(0).for_each(|at| stored.add(&read.stored(at)));
        stored
    }

    fn after(rows: &[&str], successor: Option<usize>) -> Vec<String> {
        let mut list = stored(rows);
        let successor = successor.map(|at| list.stored(at).into_owned());
        assert!(retire(&mut list, 0, "ann@contoso.com", successor.as_ref(), &Source::default()));
        let shown = |at| format!("{} {} {}", list.email(at), list.role(at).label(), list.scope(at));
        list.of_input(1).map(shown).collect()
    }

    #[test]
    fn a_person_leaves_in_every_role() {
        assert_eq!(after(&[ANN, BOB, ANN_TOO], None), ["bob@contoso.com Partner sales PT, US (US-OR)"]);
        let mut list = stored(&[BOB]);
        assert!(!retire(&mut list, 0, "ann@contoso.com", None, &Source::default()));
        assert_eq!(list.of_input(1).len(), 1);
    }

    #[test]
    fn a_listed_successor_keeps_their_own_cells() {
        for rows in [[ANN, BOB], [BOB, ANN]] {
            let mut list = stored(&rows);
            let stranger = list.stored(rows.iter().position(|row| *row == ANN).unwrap());
            let elsewhere = list.stored(rows.iter().position(|row| *row == BOB).unwrap());
            let elsewhere = StoredContact { job_title: stranger.job_title, ..elsewhere }.into_owned();
            assert!(retire(&mut list, 0, "ann@contoso.com", Some(&elsewhere), &Source::default()));
            assert_eq!(list.of_input(1).map(|at| list.job_title(at)).collect::<Vec<_>>(), ["CTO"]);
        }
    }

    #[test]
    fn a_successor_covers_both_territories() {
        let expected =
            ["bob@contoso.com Partner sales DE, PT, US (US-OR, US-WA)", "bob@contoso.com Partner marketing FR"];
        assert_eq!(after(&[ANN, BOB, ANN_TOO], Some(1)), expected);
        assert_eq!(after(&[ANN, ANN_TOO, BOB], Some(2))[0], expected[0]);
        let twice = "Bob,Bob@contoso.com,CTO,Partner sales,IT,";
        let expected = ["bob@contoso.com Partner sales DE, IT, PT, US (US-OR, US-WA)"];
        assert_eq!(after(&[BOB, twice, ANN], Some(0)), expected);
    }

    /// Today's rules refuse the name and the codes.
    #[test]
    fn stored_cells_stay_as_they_are() {
        let refused = |name: &'static str, email: &'static str| StoredContact {
            name: name.into(),
            email: email.into(),
            job_title: "CEO".into(),
            role: Role::Sales,
            countries: "XK, DE, AN".into(),
            states: "".into(),
        };
        let (ann, bob) = (refused("N/A", "ann@contoso.com"), refused("TBD", "bob@contoso.com"));
        let retired = |successor: Option<&StoredContact<'_>>, email: &str| {
            let mut list = stored(&[BOB]);
            [&ann, &bob].into_iter().for_each(|contact| list.add(contact));
            assert!(retire(&mut list, 0, email, successor, &Source::default()));
            list.of_input(1).map(|at| list.stored(at).into_owned()).collect::<Vec<_>>()
        };
        let kept = retired(None, "ann@contoso.com");
        assert_eq!((kept.len(), &kept[1]), (2, &bob));
        assert_eq!(retired(None, "bob@contoso.com"), std::slice::from_ref(&ann));
        // The person in the list has their own name and title; the row that can't be joined stays.
        let replaced = retired(Some(&bob), "ann@contoso.com");
        let cells: Vec<_> = replaced.iter().map(|contact| [&*contact.name, &*contact.countries]).collect();
        assert_eq!(cells, [["Bob", "PT, US"], ["Bob", "XK, DE, AN"], ["TBD", "XK, DE, AN"]]);
    }
}
