//! Reports of a book's offers and their revisions, as text and as JSON.

use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;

use super::sanitized;
use super::table::{Cell, Column, Table};
use crate::book::{Changes, LocalTime, Offer, OfferId, PortalRevision, PortalState, Revision, RevisionKind};
use crate::i18n::{Language, messages};

const STRONG: Style = Style::new().bold();

/// The revisions of an offer.
#[derive(Debug)]
pub(crate) struct OfferHistory {
    pub(crate) offer: OfferId,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) portal: PortalState,
}

/// Writes the histories of offers as text in lines of `width` columns: a table row for each revision, in the order
/// given.
pub(crate) fn history_as_text(
    histories: &[OfferHistory],
    clock: &LocalTime,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = [
        Column::word(messages::TitleRevision.text(language)),
        Column::word(messages::TitleWhen.text(language)),
        Column::word(messages::TitleWho.text(language)),
        Column::word(messages::TitleContacts.text(language)),
        Column::phrase(messages::TitleChanges.text(language)),
        Column::text(messages::TitleFrom.text(language)),
        Column::text(""),
    ];
    for (index, OfferHistory { offer, revisions, .. }) in histories.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{STRONG}{}{STRONG:#}", sanitized(offer.as_str()))?;
        write_table(columns, revisions.iter().map(|revision| cells(revision, clock, language)), width, language, out)?;
    }
    if histories.is_empty() {
        writeln!(out, "{}", messages::BookIsEmpty.text(language))?;
    }
    out.flush()
}

/// Writes the offers of a book as text in lines of `width` columns: a table row for each, with its last revision.
pub(crate) fn offers_as_text(
    offers: &[Offer],
    clock: &LocalTime,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if offers.is_empty() {
        writeln!(out, "{}", messages::BookIsEmpty.text(language))?;
        return out.flush();
    }
    let columns = [
        Column::text(messages::TitleOffer.text(language)),
        Column::word(messages::TitleRevision.text(language)),
        Column::word(messages::TitleWhen.text(language)),
        Column::word(messages::TitleWho.text(language)),
        Column::word(messages::TitleContacts.text(language)),
        Column::text(messages::TitlePortal.text(language)),
    ];
    let row = |offer: &Offer| {
        let [revision, when, who, contacts, ..] = cells(&offer.last, clock, language);
        let portal = portal_in_words(offer, clock, language);
        [sanitized(offer.id.as_str()).into_owned(), revision, when, who, contacts, portal]
    };
    write_table(columns, offers.iter().map(row), width, language, out)?;
    out.flush()
}

/// Returns what is known about Partner Center, and what is to do.
fn portal_in_words(offer: &Offer, clock: &LocalTime, language: Language) -> String {
    let (portal, number) = (&offer.portal, offer.last.number);
    match (&portal.uploaded, &portal.exported) {
        (Some(uploaded), _) if !portal.is_pending(number) => {
            let day = clock.day(&uploaded.time);
            language.localize(messages::PortalUploaded { day: sanitized(&day) }).to_string()
        }
        (_, Some(exported)) if portal.is_exported(number) => {
            let day = clock.day(&exported.time);
            language.localize(messages::PortalExported { day: sanitized(&day) }).to_string()
        }
        (Some(uploaded), _) if uploaded.has_erased => messages::PortalErased.text(language).to_owned(),
        (Some(uploaded), _) => language.localize(messages::PortalOlder { number: uploaded.number }).to_string(),
        (None, _) => messages::PortalPending.text(language).to_owned(),
    }
}

fn cells(revision: &Revision, clock: &LocalTime, language: Language) -> [String; 7] {
    let sanitize = |text: &Option<String>| text.as_deref().map_or(String::new(), |text| sanitized(text).into_owned());
    let changes = revision.changes;
    let from = match revision.kind {
        RevisionKind::Import => sanitize(&revision.source),
        RevisionKind::Adopted => language.localize(messages::Adopted { file: sanitize(&revision.source) }).to_string(),
        RevisionKind::Restored { from } => language.localize(messages::Restored { number: from }).to_string(),
        RevisionKind::Retired => messages::Retired.text(language).to_owned(),
    };
    let message = sanitize(&revision.message);
    [
        revision.number.to_string(),
        sanitized(&clock.format(&revision.time)).into_owned(),
        sanitize(&revision.person),
        revision.contacts.to_string(),
        changes_in_words(changes, language),
        from,
        if message.is_empty() { message } else { format!("\"{message}\"") },
    ]
}

/// Returns the numbers of changed contacts: `1 added, 2 changed`.
fn changes_in_words(changes: Changes, language: Language) -> String {
    let Changes { added, changed, removed } = changes;
    let mut words = Vec::new();
    words.extend((added > 0).then(|| language.localize(messages::DiffAdded { count: added }).to_string()));
    words.extend((changed > 0).then(|| language.localize(messages::DiffChanged { count: changed }).to_string()));
    words.extend((removed > 0).then(|| language.localize(messages::DiffRemoved { count: removed }).to_string()));
    if words.is_empty() { messages::DiffNothing.text(language).to_owned() } else { words.join(", ") }
}

fn write_table<const N: usize>(
    columns: [Column<'_>; N],
    rows: impl Iterator<Item = [String; N]>,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<[Cell; N]> = rows.map(|row| row.map(Cell::from)).collect();
    let table = Table::new(columns, &rows, (2, width), language);
    table.write_head(out)?;
    rows.iter().try_for_each(|row| table.write_row(row, out))
}

/// The histories of offers.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "history", deny_unknown_fields))]
struct HistoryObject<'h> {
    /// Version of this format.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    version: u8,
    /// Offers, sorted by ID.
    offers: Vec<OfferObject<'h>>,
}

/// An offer and its revisions.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "offer", deny_unknown_fields))]
struct OfferObject<'h> {
    /// ID of the offer.
    offer: &'h str,
    /// Revision that was last exported as CSV for an upload; null if none was, or if a person was erased from it since.
    exported: Option<u32>,
    /// Revision that was last confirmed as uploaded; null if none was, or if a person was erased from it since.
    uploaded: Option<u32>,
    /// Revisions, the latest one first. `cosell offers` writes only the latest one.
    revisions: Vec<RevisionObject<'h>>,
}

/// A list of contacts that the offer has or had.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "revision", deny_unknown_fields))]
struct RevisionObject<'h> {
    /// Revision number, from 1.
    revision: u32,
    /// Time at which the revision was saved, in UTC.
    #[cfg_attr(test, schemars(extend("format" = "date-time")))]
    time: &'h str,
    /// Origin of the revision: import, adopted (a list from Partner Center), restored or retired.
    kind: &'static str,
    /// Number of the restored revision; null for other kinds.
    restored_from: Option<u32>,
    /// Name of the file from which the list was read; null if there was none.
    file: Option<&'h str>,
    /// SHA-256 of that file, in hexadecimal; null if there was none.
    sha256: Option<String>,
    /// Name of the user who saved the revision; null if unknown.
    person: Option<&'h str>,
    /// Message of that user; null if there is none.
    message: Option<&'h str>,
    /// Number of contacts in the revision.
    contacts: u64,
    /// Number of contacts that are not in the previous revision.
    added: u64,
    /// Number of contacts with other cells than in the previous revision.
    changed: u64,
    /// Number of contacts that are only in the previous revision.
    removed: u64,
}

impl<'h> OfferObject<'h> {
    fn new(offer: &'h OfferId, portal: &PortalState, revisions: &'h [Revision]) -> Self {
        let number =
            |known: &Option<PortalRevision>| known.as_ref().filter(|known| !known.has_erased).map(|known| known.number);
        OfferObject {
            offer: offer.as_str(),
            exported: number(&portal.exported),
            uploaded: number(&portal.uploaded),
            revisions: revisions.iter().map(RevisionObject::new).collect(),
        }
    }
}

impl<'h> RevisionObject<'h> {
    fn new(revision: &'h Revision) -> Self {
        RevisionObject {
            revision: revision.number,
            time: &revision.time,
            kind: revision.kind.word(),
            restored_from: match revision.kind {
                RevisionKind::Restored { from } => Some(from),
                _ => None,
            },
            file: revision.source.as_deref(),
            sha256: revision.digest.map(|digest| digest.to_string()),
            person: revision.person.as_deref(),
            message: revision.message.as_deref(),
            contacts: revision.contacts,
            added: revision.changes.added,
            changed: revision.changes.changed,
            removed: revision.changes.removed,
        }
    }
}

/// Writes the histories of offers as JSON, version 1. Its schema is `templates/history.schema.json`.
pub(crate) fn history_as_json(histories: &[OfferHistory], out: &mut dyn Write) -> io::Result<()> {
    let objects =
        histories.iter().map(|OfferHistory { offer, portal, revisions }| OfferObject::new(offer, portal, revisions));
    write_json(objects.collect(), out)
}

/// Writes the offers of a book as JSON, version 1: as a history of the last revision of each.
pub(crate) fn offers_as_json(offers: &[Offer], out: &mut dyn Write) -> io::Result<()> {
    let objects =
        offers.iter().map(|offer| OfferObject::new(&offer.id, &offer.portal, std::slice::from_ref(&offer.last)));
    write_json(objects.collect(), out)
}

fn write_json(offers: Vec<OfferObject<'_>>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &HistoryObject { version: 1, offers })?;
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Digest;
    use crate::schema_support::{assert_schema_file, schema_of};

    fn revision(number: u32, kind: RevisionKind) -> Revision {
        Revision {
            number,
            time: "2026-03-01T09:30:00Z".to_owned(),
            kind,
            source: Some("next\u{1b}.csv".to_owned()),
            digest: Some(Digest::of(b"")),
            person: Some("maria".to_owned()),
            message: (number == 1).then(|| "first".to_owned()),
            changes: Changes { added: 1, changed: 2, removed: 0 },
            contacts: 12,
        }
    }

    fn history() -> Vec<OfferHistory> {
        let kinds =
            [RevisionKind::Retired, RevisionKind::Restored { from: 1 }, RevisionKind::Adopted, RevisionKind::Import];
        let revisions = (1..=4).rev().zip(kinds).map(|(number, kind)| revision(number, kind)).collect();
        vec![OfferHistory { offer: "contoso-crm".parse().unwrap(), revisions, portal: PortalState::default() }]
    }

    #[test]
    fn each_revision_has_a_row() {
        let expected = "\
contoso-crm
  revision  date                  author  contacts  changes             source
  4         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed  a person removed
  3         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed  revision 1 restored
  2         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed  next\\u{1b}.csv (list from Partner Center)
  1         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed  next\\u{1b}.csv                             \"first\"
";
        assert_eq!(render(124), expected);
    }

    fn render(width: usize) -> String {
        let mut text = anstream::StripStream::new(Vec::new());
        history_as_text(&history()[..], &LocalTime::none(), width, Language::En, &mut text).unwrap();
        String::from_utf8(text.into_inner()).unwrap()
    }

    #[test]
    fn a_narrow_table_wraps_its_texts_then_writes_them_below_and_then_every_cell() {
        let second = |width: usize, lines: usize| {
            let rendered = render(width);
            rendered
                .lines()
                .skip_while(|line| !line.contains("2026") || !line.starts_with("  2"))
                .take(lines)
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(
            second(96, 2),
            "  2         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed  next\\u{1b}.csv\n\
             \u{20}                                                                       (list from"
        );
        assert_eq!(
            second(74, 2),
            "  2         2026-03-01T09:30:00Z  maria   12        1 added, 2 changed\n            next\\u{1b}.csv (list from Partner Center)"
        );
        assert_eq!(
            second(60, 3),
            "  2         2026-03-01T09:30:00Z  maria   12\n            1 added, 2 changed\n            next\\u{1b}.csv (list from Partner Center)"
        );
        let narrow = render(40);
        let expected = "  revision: 2\n    date: 2026-03-01T09:30:00Z\n    author: maria\n    contacts: 12\n";
        assert!(narrow.contains(expected), "{narrow}");
        assert!(narrow.ends_with("    source: next\\u{1b}.csv\n    \"first\"\n"), "{narrow}");
    }

    #[test]
    fn written_json_is_valid_and_the_schema_matches_the_type() {
        let description = "Output of `cosell history --format json` and `cosell offers --format json`, version 1.";
        let schema = schema_of::<HistoryObject<'static>>("The lists that offers had", description);
        assert_schema_file("history.schema.json", &schema);
        let validator = jsonschema::validator_for(&schema).unwrap();
        let (mut histories, mut offers) = (Vec::new(), Vec::new());
        history_as_json(&history(), &mut histories).unwrap();
        let OfferHistory { offer: id, revisions, portal } = history().remove(0);
        offers_as_json(&[Offer { id, last: revisions[0].clone(), portal }], &mut offers).unwrap();
        for json in [histories, offers] {
            let mut written: serde_json::Value = serde_json::from_slice(&json).unwrap();
            assert!(validator.is_valid(&written), "{written}");
            written["offers"][0]["revisions"][0]["contacts"] = "many".into();
            assert!(!validator.is_valid(&written));
        }
    }
}
