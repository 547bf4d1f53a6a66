//! Removing a person who leaves from a list, or replacing them with a successor. The result is a new input of the list:
//! [`import`](super::import) writes it to the book.

use crate::contact::{Contact, Role, Source};
use crate::contact_list::{List, Territory};

/// Adds an input to a list: the contacts of `input` without the person who has this e-mail address (compared without
/// case). Returns whether the person was among them.
///
/// If there is a successor, each contact of the person gets the successor's name, address and job title. If the
/// successor already has a contact with that role, it covers the territories of both. A successor who is already in the
/// list keeps the name, address and job title from there.
pub(crate) fn retire(
    list: &mut List,
    input: usize,
    email: &str,
    successor: Option<&Contact<'_>>,
    source: &Source,
) -> bool {
    let places = list.of_input(input);
    let is = |contact: &Contact<'_>, email: &str| contact.email.as_str().eq_ignore_ascii_case(email);
    let mut kept: Vec<Contact<'static>> = Vec::with_capacity(places.len());
    let mut was_there = false;
    let own = successor.and_then(|successor| {
        let at = places.clone().find(|at| list.email(*at).eq_ignore_ascii_case(successor.email.as_str()))?;
        Some(list.contact(at).into_owned())
    });
    let successor = own.as_ref().or(successor);
    for contact in places.map(|at| list.contact(at).into_owned()) {
        if !is(&contact, email) {
            kept.push(contact);
            continue;
        }
        was_there = true;
        if let Some(successor) = successor {
            let (name, job_title) = (successor.name.clone(), successor.job_title.clone());
            kept.push(Contact { name, job_title, email: successor.email.clone(), ..contact }.into_owned());
        }
    }
    if let Some(successor) = successor.filter(|_| was_there) {
        kept = with_joined_roles(kept, |contact| is(contact, successor.email.as_str()));
    }
    list.begin_input(source);
    kept.iter().for_each(|contact| list.add(contact));
    was_there
}

/// Merges the contacts of one person that have the same role.
fn with_joined_roles(
    contacts: Vec<Contact<'static>>,
    is_theirs: impl Fn(&Contact<'_>) -> bool,
) -> Vec<Contact<'static>> {
    let mut firsts = [None; Role::ALL.len()];
    let mut joined: Vec<Contact<'static>> = Vec::with_capacity(contacts.len());
    for contact in contacts {
        if is_theirs(&contact) {
            let first = firsts[contact.role as usize].get_or_insert(joined.len());
            if let Some(earlier) = joined.get_mut(*first) {
                let scope = Territory::from_contact(earlier).joined(&Territory::from_contact(&contact));
                (earlier.countries, earlier.states) = (scope.countries(), scope.states());
                continue;
            }
        }
        joined.push(contact);
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

    fn after(rows: &[&str], successor: Option<usize>) -> Vec<String> {
        let mut list = list(rows);
        let successor = successor.map(|at| list.contact(at).into_owned());
        assert!(retire(&mut list, 0, "ann@contoso.com", successor.as_ref(), &Source::default()));
        let shown = |at| {
            let contact = list.contact(at);
            format!("{} {} {}", contact.email.as_str(), contact.role.label(), list.scope(at))
        };
        list.of_input(1).map(shown).collect()
    }

    #[test]
    fn a_person_leaves_in_every_role() {
        assert_eq!(after(&[ANN, BOB, ANN_TOO], None), ["bob@contoso.com Partner sales PT, US (US-OR)"]);
        let mut list = list(&[BOB]);
        assert!(!retire(&mut list, 0, "ann@contoso.com", None, &Source::default()));
        assert_eq!(list.of_input(1).len(), 1);
    }

    #[test]
    fn a_listed_successor_keeps_their_own_cells() {
        for rows in [[ANN, BOB], [BOB, ANN]] {
            let mut list = list(&rows);
            let stranger = list.contact(rows.iter().position(|row| *row == ANN).unwrap());
            let elsewhere = list.contact(rows.iter().position(|row| *row == BOB).unwrap());
            let elsewhere = Contact { job_title: stranger.job_title, ..elsewhere }.into_owned();
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
}
