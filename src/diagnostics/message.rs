//! The messages of findings: an enum that the build generates from the message catalogues.
//!
//! Each message of a section "Findings" in `src/i18n/en.ftl` is a variant; its fields are the variables that the
//! comment above the message declares. Their types are in `values.rs` and have a text in every language.
//! `Message::write` is generated with the enum, so its `match` has every variant and every language.

use std::fmt::{Formatter, Result};

use super::values::{
    AbbreviatedPlace, AllRoles, Codes, ColumnLetter, ContactRef, CountryCode, CountryName, Disagreement, DomainRows,
    EditedAndDeleted, EncodingReadings, HeaderCandidate, HeaderCandidates, Labels, OneOf, Quoted, RowRef, SheetRef,
    ShiftReadings, ShiftTarget, SimilarContact, SourceNames, SourceRow, StateCode, StateReading, UnlistedCountry,
};
use crate::contact::{Column, Country, Role, State};
use crate::i18n::{Language, Localize, Plural};

include!(concat!(env!("OUT_DIR"), "/finding_messages.rs"));

// An invalid list has hundreds of thousands of messages, so a large value of a rare message is boxed.
const _: () = assert!(size_of::<Message>() <= 56);

impl Message {
    /// Returns the message that a list has no header, with the rows that look most like one, the best first.
    pub(crate) fn header_missing(mut candidates: Vec<HeaderCandidate>) -> Message {
        match candidates.first_mut() {
            Some(HeaderCandidate { row, is_one_cell: true, known, .. }) => Message::HeaderInOneCell {
                row: *row,
                labels: Quoted(std::mem::take(known).into_iter().map(|(label, _)| label).collect()),
            },
            _ => Message::HeaderMissing { candidates: HeaderCandidates(candidates) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Location;
    use crate::diagnostics::{Finding, Rule};

    fn french(message: Message, piece: &str) -> String {
        let finding =
            Finding { value: piece.into(), ..Finding::new(Rule::CountryUnknown, Location::default(), message) };
        finding.localize(Language::Fr).to_string().replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn messages_are_written_in_french() {
        let country = Country::from_code("NA").unwrap();
        assert_eq!(
            french(Message::CountryUnknownNear { country }, "Narnia"),
            "« Narnia » n’est pas un pays connu ; vouliez-vous dire Namibie (NA) ?"
        );
        assert_eq!(
            french(Message::Missing { column: Column::Countries }, ""),
            "la cellule Pays/Régions est vide ; l’Espace partenaires exige une valeur à chaque ligne"
        );
        let first = RowRef { row: 4, sheet: Some("Liste".to_owned()) };
        assert_eq!(
            french(Message::ContactConflict { first }, ""),
            "la ligne 4 de la feuille « Liste » a la même adresse e-mail, mais une autre valeur ici ; vérifiez laquelle est la \
             bonne"
        );
        let message = Message::GroupNamed { count: 2, codes: Codes(["AT", "DE"].into()) };
        assert_eq!(french(message, "Narnia"), "« Narnia » désigne 2 pays ; écrivez leurs codes : AT, DE");
    }

    #[test]
    fn a_missing_header_is_reported_with_the_most_similar_rows() {
        let candidate = |row, is_one_cell| HeaderCandidate {
            row,
            is_one_cell,
            known: vec![("Mail".to_owned(), Column::Email)],
            near: vec![("Nane".to_owned(), Column::Name)],
        };
        let text = |candidates| {
            let finding = Finding::new(Rule::HeaderMissing, Location::default(), Message::header_missing(candidates));
            finding.localize(Language::En).to_string()
        };
        assert!(text(Vec::new()).ends_with("with --map \"Label=Column\""));
        let nearest = text(vec![candidate(2, false), candidate(5, false)]);
        let labels = "\"Mail\" for Email, \"Nane\" (--map \"Nane=Name\"?)";
        let end = format!("; the closest is row 2, with {labels}; the next is row 5, with {labels}");
        assert!(nearest.ends_with(&end), "{nearest}");
        assert!(text(vec![candidate(2, true)]).contains("row 2 has \"Mail\" in a single cell"));
    }

    #[test]
    fn values_differ_by_language_and_are_limited_in_number() {
        let text =
            |message| Finding::new(Rule::RowShifted, Location::default(), message).localize(Language::En).to_string();
        let seen = Labels((0..30).map(|index| index.to_string()).collect());
        assert!(
            text(Message::ColumnMissing { column: Column::Role, example: "Partner sales", seen })
                .contains("18, 19 and 10 more)")
        );
        let sheets =
            [("Notes", false), ("Old", true)].map(|(name, is_hidden)| SheetRef { name: name.to_owned(), is_hidden });
        assert!(text(Message::SheetChosen { sheets: sheets.into() }).contains("ignored: Notes, Old (hidden) ("));
        let (to, other) = (ShiftTarget::Column(Column::Countries), ShiftTarget::Other(7));
        let under = |to| (to, "US, CA".to_owned());
        let readings = ShiftReadings(vec![vec![under(to)], vec![under(other), under(to)]]);
        let expected = "\"US, CA\" in Countries/Regions, or \"US, CA\" in column H, \"US, CA\" in Countries/Regions;";
        assert!(text(Message::ShiftedEither { readings }).contains(expected));
        let states = [State(0), State(1)].map(StateCode).to_vec();
        assert!(text(Message::CountryIsState { states: OneOf(states) }).contains(" or "));
        let roles = text(Message::RoleUnknown { roles: AllRoles });
        assert!(Role::ALL.iter().all(|role| roles.contains(role.label())), "{roles}");
        let domain = Box::new(DomainRows { domain: "contosso.com".to_owned(), rows: 1 });
        let letter = Message::LookalikeLetter { domain, usual: "contoso.com".to_owned(), count: 40 };
        assert!(text(letter).starts_with("contosso.com (in this row only) differs by one letter from contoso.com"));
        let unlisted = Message::CountryUnlisted { country: UnlistedCountry("XK") };
        assert!(text(unlisted).contains("Kosovo (XK)"));
    }
}
