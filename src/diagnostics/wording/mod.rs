//! The words for what findings say.

mod cells;
mod columns;
mod countries;
mod file;
mod rows;
mod states;

use std::fmt;

use super::Message;
use crate::i18n::Language;

/// A finding's message with the piece of text that it is about: `Display` is the wording.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'f> {
    pub(super) message: &'f Message,
    pub(super) piece: &'f str,
    pub(super) language: Language,
}

impl fmt::Display for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message {
            Message::Empty
            | Message::Encoded { .. }
            | Message::EncodingUnsure { .. }
            | Message::Delimited { .. }
            | Message::SepLine
            | Message::HeaderBelow { .. }
            | Message::ContactsAbove { .. }
            | Message::HeaderReordered
            | Message::UnderReordered { .. }
            | Message::SheetChosen { .. } => self.about_file(f),
            Message::HeaderMissing { .. }
            | Message::ColumnMissing { .. }
            | Message::ColumnDuplicate { .. }
            | Message::ColumnUnknown { .. }
            | Message::ColumnHonorific
            | Message::ColumnReplaced(_)
            | Message::ColumnOverruled(_)
            | Message::ColumnAside { .. }
            | Message::ColumnSecond { .. }
            | Message::ColumnJoined { .. } => self.about_columns(f),
            Message::RowLong { .. }
            | Message::BeyondColumns { .. }
            | Message::RowShort { .. }
            | Message::Shifted { .. }
            | Message::ShiftedEither { .. }
            | Message::QuoteUnclosed
            | Message::RowsInCell
            | Message::Undecodable { .. }
            | Message::NotText(_)
            | Message::KeyRepeated(_)
            | Message::HeaderRepeated
            | Message::Totals
            | Message::ContactRepeated { .. }
            | Message::ContactConflict { .. }
            | Message::Merge(_)
            | Message::SalesMissing(_)
            | Message::SalesMissingGlobal
            | Message::MarketUncovered(_) => self.about_rows(f),
            Message::CountryUnknown { .. }
            | Message::CountryIsState { .. }
            | Message::CountryUnlisted { .. }
            | Message::CountryAmbiguous { .. }
            | Message::CountryJoined
            | Message::CountryGuess { .. }
            | Message::CountrySpelling { .. }
            | Message::List(_)
            | Message::Separators
            | Message::Repeated { .. }
            | Message::GlobalMixed => self.about_countries(f),
            Message::StateUnknown { .. }
            | Message::StateOfNone { .. }
            | Message::StateIsCountry { .. }
            | Message::StateAmbiguous { .. }
            | Message::StateOrCountry { .. }
            | Message::StateOutside { .. }
            | Message::StateSpelling { .. } => self.about_states(f),
            _ => self.about_cell(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Column, Country, Role, Source, State};
    use crate::diagnostics::OtherSheet;
    use crate::diagnostics::{
        Deletion, Edit, EmailFault, FirstRow, GroupMembers, HeaderCandidate, Likeness, ListMessage, Lookalike,
        MergeMessage, OtherRow, ShiftedTo,
    };

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn row(file: &str) -> OtherRow {
        OtherRow { source: Source::file(file), row: 3 }
    }

    /// Every kind of message, with both what it may have and what it may lack. A new one comes after the one that is named last here.
    fn messages() -> Vec<Message> {
        let (country, state) = (Country::from_code("DE").unwrap(), State::from_code("US-WA").unwrap());
        let column = Column::Countries;
        let candidate = |row, is_one_cell| HeaderCandidate {
            row,
            is_one_cell,
            known: vec![("Mail".to_owned(), Column::Email)],
            near: vec![("Nane".to_owned(), Column::Name)],
        };
        let shifted = |to| (to, "US, CA".to_owned());
        let (to, other) = (ShiftedTo::Column(column), ShiftedTo::Other(7));
        let first = |sheet: Option<&str>| FirstRow { row: 4, sheet: sheet.map(str::to_owned) };
        let seen = |count: usize| (0..count).map(|at| format!("Label {at}")).collect::<Vec<_>>();
        let mut messages = vec![
            Message::Empty,
            Message::HeaderMissing { candidates: Vec::new() },
            Message::HeaderMissing { candidates: vec![candidate(2, false), candidate(5, false)] },
            Message::HeaderMissing { candidates: vec![candidate(2, true)] },
            Message::ColumnMissing { column, seen: seen(2), near: None },
            Message::ColumnMissing { column, seen: seen(30), near: Some("Land".to_owned()) },
            Message::ColumnDuplicate { column, first: 2, first_label: "Land".to_owned(), label: "Pays".to_owned() },
            Message::ColumnUnknown { near: None },
            Message::ColumnUnknown { near: Some(column) },
            Message::ColumnHonorific,
            Message::ColumnReplaced(column),
            Message::ColumnOverruled(column),
            Message::ColumnAside { column, taken: "Land".to_owned() },
            Message::ColumnSecond { column, first: "Land".to_owned() },
            Message::ColumnJoined { column, labels: texts(&["Given", "Family"]) },
            Message::HeaderBelow { row: 3 },
            Message::ContactsAbove { header: 3 },
            Message::HeaderReordered,
            Message::UnderReordered { header: 3 },
            Message::SheetChosen {
                others: [("Notes", false), ("Old", true)]
                    .map(|(name, is_hidden)| OtherSheet { name: name.to_owned(), is_hidden })
                    .to_vec(),
            },
            Message::RowLong { cells: 8, expected: 6 },
            Message::BeyondColumns { cells: 8 },
            Message::RowShort { cells: 2, expected: 6 },
            Message::Shifted { to, text: "US, CA".to_owned() },
            Message::Shifted { to: other, text: "US, CA".to_owned() },
            Message::ShiftedEither { readings: vec![vec![shifted(to)], vec![shifted(other), shifted(to)]] },
            Message::QuoteUnclosed,
            Message::RowsInCell,
            Message::Undecodable { encoding: "UTF-8" },
            Message::Encoded { words: Vec::new() },
            Message::Encoded { words: texts(&["Zoë", "Møller"]) },
            Message::EncodingUnsure { encoding: "Windows-1252", words: texts(&["Zoë"]) },
            Message::Delimited { delimiter: '\t' },
            Message::Delimited { delimiter: ';' },
            Message::SepLine,
            Message::NotText(column),
            Message::KeyRepeated(column),
            Message::HeaderRepeated,
            Message::Totals,
            Message::Missing(column),
            Message::Whitespace,
            Message::Invisible('\u{200b}'),
            Message::NotNormalized,
            Message::Formula('='),
            Message::ErrorCell,
            Message::Special { column: Column::Name, character: '#' },
            Message::EmailSeveral(2),
            Message::EmailWrapped,
            Message::EmailDomainCase,
            Message::RoleUnknown { near: None },
            Message::RoleUnknown { near: Some(Role::Sales) },
            Message::RoleSpelling(Role::Sales),
            Message::CountryUnknown { near: None },
            Message::CountryUnknown { near: Some(country) },
            Message::CountryIsState { states: &[State(0), State(1)] },
            Message::CountryUnlisted { code: "XK" },
            Message::CountryAmbiguous { readings: vec!["KP", "KR"] },
            Message::CountryJoined,
            Message::CountryGuess { code: "DE" },
            Message::CountrySpelling { code: "DE" },
            Message::Separators,
            Message::Repeated { code: "DE" },
            Message::GlobalMixed,
            Message::StateUnknown { near: None },
            Message::StateUnknown { near: Some(state) },
            Message::StateOfNone { country },
            Message::StateIsCountry { country },
            Message::StateAmbiguous { states: vec![state, State::from_code("AU-WA").unwrap()] },
            Message::StateOrCountry { country },
            Message::StateOutside { state },
            Message::StateSpelling { state },
            Message::ContactRepeated { first: first(None) },
            Message::ContactConflict { first: first(Some("Sheet 2")) },
            Message::SalesMissing(country),
            Message::SalesMissingGlobal,
            Message::MarketUncovered(country),
        ];
        messages.extend(emails().map(Message::Email));
        messages.extend(lookalikes().map(|lookalike| Message::Lookalike(Box::new(lookalike))));
        messages.extend(lists().into_iter().map(Message::List));
        messages.extend(merges().into_iter().map(|message| Message::Merge(Box::new(message))));
        messages
    }

    fn emails() -> impl Iterator<Item = EmailFault> {
        let faults = [
            EmailFault::NoAt,
            EmailFault::SeveralAts,
            EmailFault::NoLocalPart,
            EmailFault::NoDomain,
            EmailFault::NoDot,
            EmailFault::Character(' '),
            EmailFault::Character('('),
            EmailFault::DomainLabel,
            EmailFault::LocalTooLong,
            EmailFault::TooLong,
        ];
        faults.into_iter()
    }

    fn lookalikes() -> impl Iterator<Item = Lookalike> {
        let [domain, usual] = ["contosso.com", "contoso.com"].map(str::to_owned);
        let shown = "соntoso.com".to_owned();
        let letter = |uses| Lookalike::Letter { domain: domain.clone(), uses, usual: usual.clone(), usual_uses: 40 };
        let look = Lookalike::Look { domain: domain.clone(), uses: 2, usual: usual.clone(), usual_uses: 40 };
        [letter(1), letter(2), look, Lookalike::Script { domain: domain.clone(), shown }].into_iter()
    }

    fn lists() -> Vec<ListMessage> {
        let group = |codes: &[&'static str], without: &[&'static str], as_of| {
            ListMessage::Group(Box::new(GroupMembers {
                group: "DACH".to_owned(),
                codes: codes.to_vec(),
                without: without.to_vec(),
                as_of,
                source: "groups.csv".to_owned(),
            }))
        };
        vec![
            group(&["AT"], &["CH", "DE"], Some("2026-01-01")),
            group(&["AT", "CH", "DE"], &[], None),
            group(&["AT"; 20], &[], None),
            ListMessage::GroupUnsettled { group: "EMEA".to_owned() },
            ListMessage::GroupRest,
            ListMessage::GroupUnclear,
            ListMessage::Torn { readings: texts(&["DE", "AT, CH"]) },
            ListMessage::Several { codes: "AT, CH".to_owned() },
            ListMessage::SeveralGuessed { codes: "AT, CH".to_owned() },
            ListMessage::Surplus,
        ]
    }

    fn merges() -> Vec<MergeMessage> {
        let person = || "ann@contoso.com (Partner sales)".to_owned();
        let said = |text: &str| (row("a.csv"), text.to_owned());
        let disagree = |about, base, taken: Option<&str>| MergeMessage::Disagree {
            person: person(),
            about,
            base,
            others: vec![said("CEO"), (row("-"), "CTO".to_owned())],
            taken: taken.map(str::to_owned),
        };
        let deleted = |is_kept| MergeMessage::Deleted {
            person: person(),
            edits: vec![Edit { column: Column::JobTitle, before: "CEO".to_owned(), now: "CTO".to_owned() }],
            others: vec![row("b.csv")],
            deleted_in: vec![
                Deletion { file: Source::file("c.csv"), namesake: None },
                Deletion { file: Source::file("d.csv"), namesake: Some((person(), row("d.csv"))) },
            ],
            is_kept,
        };
        let removed =
            |namesake| MergeMessage::Removed { person: person(), deleted_in: vec![Source::file("c.csv")], namesake };
        let similar =
            |likeness, more| MergeMessage::Similar { likeness, other: person(), row: row("b.csv"), percent: 97, more };
        vec![
            disagree(Column::JobTitle, None, None),
            disagree(Column::JobTitle, Some(said("COO")), Some("CEO")),
            disagree(Column::Countries, None, None),
            disagree(Column::Countries, Some(said("DE")), Some("AT")),
            deleted(Some(true)),
            deleted(Some(false)),
            deleted(None),
            removed(None),
            removed(Some((person(), row("d.csv")))),
            MergeMessage::OtherRole { email: person(), role: Role::Sales, said: "CEO".to_owned(), row: row("b.csv") },
            similar(Likeness::Name, 0),
            similar(Likeness::Mailbox, 0),
            similar(Likeness::Letters, 3),
        ]
    }

    /// The name of a variant, as `Debug` has it.
    fn variant(message: &impl fmt::Debug) -> String {
        format!("{message:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
    }

    /// The variants of an enumeration, as its source has them.
    fn variants(source: &str, name: &str) -> Vec<String> {
        let body =
            source.split(&format!("pub enum {name} {{\n")).nth(1).and_then(|rest| rest.split("\n}\n").next()).unwrap();
        let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
        let names = lines.map(|line| line.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
        names.filter(|name| !name.is_empty()).collect()
    }

    #[test]
    fn every_message_is_said_here() {
        fn assert_all<M: fmt::Debug>(source: &str, name: &str, messages: impl IntoIterator<Item = M>) {
            let said: Vec<String> = messages.into_iter().map(|message| variant(&message)).collect();
            let known = variants(source, name);
            assert!(known.len() > 4);
            let missing: Vec<&String> = known.iter().filter(|name| !said.contains(name)).collect();
            assert!(missing.is_empty(), "{name}: no sample of {missing:?}");
        }
        assert_all(include_str!("../message.rs"), "Message", messages());
        assert_all(include_str!("../email.rs"), "EmailFault", emails());
        assert_all(include_str!("../list.rs"), "ListMessage", lists());
        assert_all(include_str!("../merging.rs"), "MergeMessage", merges());
    }

    #[test]
    fn every_message_is_said_in_every_language() {
        for message in messages() {
            let said = |language| Wording { message: &message, piece: "a piece", language }.to_string();
            for language in Language::ALL {
                let words = said(language);
                assert!(!words.is_empty() && words.trim() == words, "{message:?}: {words}");
                assert!(!words.contains(['{', '}', '$']) && !words.contains("  "), "{message:?}: {words}");
                assert!(language == Language::En || words != said(Language::En), "{message:?}: {words}");
            }
        }
    }

    #[test]
    fn french_is_told_as_it_is_spoken() {
        let said = |message: Message| {
            Wording { message: &message, piece: "Narnia", language: Language::Fr }
                .to_string()
                .replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(
            said(Message::CountryUnknown { near: Country::from_code("NA") }),
            "« Narnia » n’est pas un pays connu ; est-ce Namibie (NA) ?"
        );
        assert_eq!(
            said(Message::Missing(Column::Countries)),
            "rien sous Pays/Régions ; le portail y veut une valeur à chaque ligne"
        );
        let first = FirstRow { row: 4, sheet: Some("Liste".to_owned()) };
        assert_eq!(
            said(Message::ContactConflict { first }),
            "la ligne 4 de la feuille « Liste » a la même adresse e-mail, et autre chose ici : laquelle est la bonne ?"
        );
        assert_eq!(
            said(Message::List(lists().remove(1))),
            "« Narnia » désigne 3 pays : AT, CH, DE (DACH ; groups.csv)"
        );
    }
}
