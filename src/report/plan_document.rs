//! The plan of a change to the book as one JSON document, version 1, for programs. A saved document is carried out with
//! `--plan`: the command computes the plan again, and compares both.
//!
//! So a document has no value that depends on the time, the user or the language. Contacts are serialized one at a time
//! from the lists.

use std::io;

use serde::{Serialize, Serializer};

use crate::book::losses::{Losses, Place};
use crate::book::plan::{Plan, PlanRejected};
use crate::book::{Digest, ErasureItem, ErasureSummary, OfferId, Person, TextPlace, digest_of_input};
use crate::contact_list::List;
use crate::diff::{Change, ChangeCounts, ChangeKind, Diff, DiffSide};
use crate::write::ContactObject;

/// A command that has a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum PlanCommand {
    Import,
    Restore,
    Retire,
    Forget,
}

impl PlanCommand {
    /// Returns the name of the command as it is typed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            PlanCommand::Import => "import",
            PlanCommand::Restore => "restore",
            PlanCommand::Retire => "retire",
            PlanCommand::Forget => "forget",
        }
    }
}

/// A plan. Fields that a command doesn't need are null or empty.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "plan", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanDocument<'p> {
    /// Version of this format.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    version: u8,
    /// Command that computed the plan, and that carries it out with --plan.
    pub(crate) command: PlanCommand,
    /// Identity of the book, which its copies have, too; null if the book doesn't exist yet.
    pub(crate) book: Option<String>,
    /// import: the files that are read.
    pub(crate) inputs: Vec<InputObject>,
    /// restore: number of the revision that is restored.
    pub(crate) restored: Option<u32>,
    /// retire, forget: the person.
    pub(crate) person: Option<PersonObject>,
    /// retire: e-mail address of the person who takes over.
    pub(crate) successor: Option<String>,
    /// Offers whose current list is replaced or, if all their results are null, stays as it is.
    pub(crate) offers: Vec<OfferObject<'p>>,
    /// forget: what is erased from all revisions.
    pub(crate) erasure: Option<ErasureObject>,
    confirmation: ConfirmationObject,
    /// Limit that the plan exceeds; null if there is none. Such a plan isn't carried out.
    exceeded: Option<LimitKind>,
    /// Exit status of the command without --yes if nobody can be asked: 0, or 3 if it needs a confirmation or exceeds a
    /// limit.
    exit_status: u8,
}

/// A file that is read.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "input", deny_unknown_fields))]
pub(crate) struct InputObject {
    /// Name of the file without its folder, as the history shows it.
    file: String,
    /// SHA-256 digest of its bytes, in hexadecimal.
    sha256: Option<String>,
}

/// A person who is retired or forgotten.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "person", deny_unknown_fields))]
pub(crate) struct PersonObject {
    /// E-mail address; null if the person is selected by name.
    email: Option<String>,
    /// forget: names that were given.
    names: Vec<String>,
}

/// An offer in a plan.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "offer", deny_unknown_fields))]
pub(crate) struct OfferObject<'p> {
    /// ID of the offer.
    offer: &'p str,
    /// Latest revision that the plan is based on; null for a new offer.
    base: Option<RevisionObject>,
    /// import with --adopt or --reconcile: the list of the portal, which becomes a revision before the result.
    adopted: Option<AdoptedObject<'p>>,
    /// Revision with the new list; null if the list stays as it is. With forget it has the number of the base, because
    /// the revision itself changes.
    result: Option<RevisionObject>,
    changes: ChangesObject<'p>,
}

/// A revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "revision", deny_unknown_fields))]
pub(crate) struct RevisionObject {
    /// Number of the revision.
    revision: u32,
    /// Number of rows.
    contacts: u64,
    /// SHA-256 digest of the contacts in their order, in hexadecimal.
    sha256: String,
}

/// The list of the portal, which becomes a revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "adopted", deny_unknown_fields))]
struct AdoptedObject<'p> {
    result: RevisionObject,
    /// How it differs from the base.
    changes: ChangesObject<'p>,
}

/// The difference between two lists of an offer.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "changes", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
struct ChangesObject<'p> {
    summary: SummaryObject,
    /// Contacts that are no longer in the list.
    #[cfg_attr(test, schemars(with = "Vec<StoredObject>"))]
    removed: Listed<'p>,
    /// Contacts with other cells.
    #[cfg_attr(test, schemars(with = "Vec<ChangedObject<'static>>"))]
    changed: Listed<'p>,
    /// Contacts that are new in the list.
    #[cfg_attr(test, schemars(with = "Vec<StoredObject>"))]
    added: Listed<'p>,
    coverage_lost: CoverageObject,
}

/// Number of contacts by kind of change. Several rows with the same contact count once.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary", deny_unknown_fields))]
struct SummaryObject {
    removed: u64,
    changed: u64,
    added: u64,
    unchanged: u64,
}

/// Codes of countries and states that lose contacts.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "coverage", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
struct CoverageObject {
    /// Markets that have no contact any more.
    contacts: Vec<&'static str>,
    /// Markets that still have contacts, but no Partner sales contact any more.
    partner_sales: Vec<&'static str>,
}

/// A contact of the book or of the new list. Contacts of the book may have cells that today's rules refuse. Only the
/// schema uses this type, because contacts are written as [`ContactObject`]s.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "contact", description = "A contact, with cells as they are stored.", deny_unknown_fields)]
#[serde(rename_all = "camelCase")]
struct StoredObject {
    name: String,
    email: String,
    job_title: String,
    role: String,
    /// Codes of countries, or OOO for all countries.
    countries: Vec<String>,
    /// Codes of states or provinces; omitted if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    states: Vec<String>,
}

/// A contact with other cells.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "change", deny_unknown_fields))]
struct ChangedObject<'p> {
    #[cfg_attr(test, schemars(with = "StoredObject"))]
    before: Side<'p>,
    #[cfg_attr(test, schemars(with = "StoredObject"))]
    after: Side<'p>,
    /// Changed cells, in the order of the columns.
    cells: Vec<CellObject>,
}

/// A changed cell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "cell", deny_unknown_fields))]
struct CellObject {
    /// English label of the column.
    column: &'static str,
    /// Text of the cell now, with the codes of a list sorted.
    before: String,
    /// Text of the cell in the new list, with the codes of a list sorted.
    after: String,
}

/// The questions that the command would ask.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "confirmation", deny_unknown_fields))]
struct ConfirmationObject {
    /// Whether the command asks, or needs --yes.
    needed: bool,
    reasons: Vec<ReasonObject>,
}

/// Something that needs a confirmation.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "reason", deny_unknown_fields))]
struct ReasonObject {
    /// ID of the offer; null if it is about the book as a whole.
    offer: Option<String>,
    kind: ReasonKind,
    count: u64,
}

/// The kinds of reasons, and what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReasonKind {
    /// Contacts that are removed.
    Removed,
    /// Pairs of people who get each other's address.
    AddressesSwapped,
    /// Other people who get the address of somebody else in the list.
    AddressesShifted,
    /// Contacts that get another address.
    AddressChanged,
    /// Contacts that get another role.
    RoleChanged,
    /// Contacts that get another name at the same address.
    NameChanged,
    /// Contacts that cover fewer places.
    PlacesLost,
    /// Countries and states without any contact.
    MarketsWithoutContacts,
    /// Countries and states without a Partner sales contact.
    MarketsWithoutPartnerSales,
    /// People who were forgotten and would be saved again.
    ForgottenAgain,
    /// Contacts that are erased from all revisions.
    Erased,
}

/// The limits of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
enum LimitKind {
    /// The limit of removed contacts and replaced addresses.
    MaxRemovals,
    /// The limit of markets that lose contacts.
    MaxCoverageLoss,
}

/// The occurrences of a forgotten person in the book.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "erasure", deny_unknown_fields))]
pub(crate) struct ErasureObject {
    /// Names and addresses of the contacts that are erased.
    people: Vec<NamedObject>,
    /// Number of revisions and contacts that are affected, by offer.
    offers: Vec<ErasedObject>,
    /// Texts in which the person is replaced.
    texts: Vec<TextObject>,
    /// Texts that stay and may be about the person; their after is null.
    left: Vec<TextObject>,
    /// Other addresses of contacts with the same name, which stay.
    namesakes: Vec<String>,
    /// Addresses of the person that other people have, too, and that stay.
    shared: Vec<String>,
}

/// The name and the address of a contact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "named", deny_unknown_fields))]
struct NamedObject {
    name: String,
    email: String,
}

/// The data that are erased from the revisions of an offer.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "erased", deny_unknown_fields))]
struct ErasedObject {
    offer: String,
    revisions: u64,
    contacts: u64,
}

/// A text in the book.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "text", deny_unknown_fields))]
struct TextObject {
    /// Where it is: message, file, user, offer, jobTitle or name.
    place: &'static str,
    before: String,
    after: Option<String>,
}

impl<'p> PlanDocument<'p> {
    /// Returns a plan that changes nothing.
    pub(crate) fn new(command: PlanCommand, book: Option<String>) -> Self {
        PlanDocument {
            version: 1,
            command,
            book,
            inputs: Vec::new(),
            restored: None,
            person: None,
            successor: None,
            offers: Vec::new(),
            erasure: None,
            confirmation: ConfirmationObject { needed: false, reasons: Vec::new() },
            exceeded: None,
            exit_status: 0,
        }
    }

    /// Adds a reason for a confirmation, unless the count is 0.
    pub(crate) fn add_reason(&mut self, offer: Option<&OfferId>, kind: ReasonKind, count: u64) {
        if count > 0 {
            self.require_confirmation(offer, kind, count);
        }
    }

    /// Adds a reason for a confirmation.
    pub(crate) fn require_confirmation(&mut self, offer: Option<&OfferId>, kind: ReasonKind, count: u64) {
        let offer = offer.map(|offer| offer.as_str().to_owned());
        self.confirmation.reasons.push(ReasonObject { offer, kind, count });
        (self.confirmation.needed, self.exit_status) = (true, 3);
    }

    /// Adds the losses of an offer as reasons for a confirmation.
    pub(crate) fn add_losses(&mut self, offer: &OfferId, losses: &Losses) {
        let Losses { removed, swaps, shifted, new_addresses, new_roles, new_names, narrowed, coverage } = losses;
        for (kind, count) in [
            (ReasonKind::Removed, *removed),
            (ReasonKind::AddressesSwapped, swaps.len() as u64),
            (ReasonKind::AddressesShifted, *shifted),
            (ReasonKind::AddressChanged, *new_addresses),
            (ReasonKind::RoleChanged, *new_roles),
            (ReasonKind::NameChanged, *new_names),
            (ReasonKind::PlacesLost, *narrowed),
            (ReasonKind::MarketsWithoutContacts, coverage.contacts.len() as u64),
            (ReasonKind::MarketsWithoutPartnerSales, coverage.sales.len() as u64),
        ] {
            self.add_reason(Some(offer), kind, count);
        }
    }

    /// Records the limit that the plan exceeds, if it does.
    pub(crate) fn check_limits(&mut self, checked: Result<(), PlanRejected>) {
        if let Err(rejected) = checked {
            let limit = match rejected {
                PlanRejected::TooMuchCoverageLost { .. } => LimitKind::MaxCoverageLoss,
                _ => LimitKind::MaxRemovals,
            };
            (self.exceeded, self.exit_status) = (Some(limit), 3);
        }
    }

    /// Serializes the plan, with a line end.
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn write(&self, mut out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut out, self)?;
        out.write_all(b"\n")
    }
}

impl InputObject {
    pub(crate) fn new(file: &str, digest: Option<Digest>) -> Self {
        InputObject { file: file.to_owned(), sha256: digest.map(|digest| digest.to_string()) }
    }
}

impl From<Person<'_>> for PersonObject {
    fn from(person: Person<'_>) -> Self {
        PersonObject { email: person.email.map(str::to_owned), names: person.names.to_vec() }
    }
}

impl RevisionObject {
    /// Describes a revision with the contacts of an input.
    pub(crate) fn new(revision: u32, list: &List, input: usize) -> Self {
        let contacts = list.of_input(input).len() as u64;
        RevisionObject { revision, contacts, sha256: digest_of_input(list, input).to_string() }
    }
}

impl<'p> OfferObject<'p> {
    pub(crate) fn new(
        offer: &'p OfferId,
        base: Option<RevisionObject>,
        result: Option<RevisionObject>,
        plan: &'p Plan<'p>,
    ) -> Self {
        OfferObject { offer: offer.as_str(), base, adopted: None, result, changes: ChangesObject::new(plan) }
    }

    /// Adds the list of the portal.
    pub(crate) fn with_adopted(self, adopted: Option<(RevisionObject, &'p Plan<'p>)>) -> Self {
        let adopted = adopted.map(|(result, plan)| AdoptedObject { result, changes: ChangesObject::new(plan) });
        OfferObject { adopted, ..self }
    }
}

impl<'p> ChangesObject<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        let ChangeCounts { removed, changed, added, unchanged } = plan.diff.counts();
        let codes = |places: &[Place]| places.iter().map(|place| place.code()).collect();
        let coverage = &plan.losses.coverage;
        let [removed_ones, changed_ones, added_ones] = ChangeKind::ALL.map(|kind| Listed { diff: &plan.diff, kind });
        ChangesObject {
            summary: SummaryObject { removed, changed, added, unchanged },
            removed: removed_ones,
            changed: changed_ones,
            added: added_ones,
            coverage_lost: CoverageObject {
                contacts: codes(&coverage.contacts),
                partner_sales: codes(&coverage.sales),
            },
        }
    }
}

impl From<&ErasureSummary> for ErasureObject {
    fn from(summary: &ErasureSummary) -> Self {
        let ErasureSummary { offers, people, texts, left, namesakes, shared } = summary;
        let text =
            |place, before: &str, after| TextObject { place: place_name(place), before: before.to_owned(), after };
        let erased = |ErasureItem { offer, revisions, contacts }: &ErasureItem| ErasedObject {
            offer: offer.as_str().to_owned(),
            revisions: *revisions,
            contacts: *contacts,
        };
        let named = |(name, email): &(String, String)| NamedObject { name: name.clone(), email: email.clone() };
        ErasureObject {
            people: people.iter().map(named).collect(),
            offers: offers.iter().map(erased).collect(),
            texts: texts.iter().map(|it| text(it.place, &it.before, Some(it.after.clone()))).collect(),
            left: left.iter().map(|it| text(it.place, &it.text, None)).collect(),
            namesakes: namesakes.clone(),
            shared: shared.clone(),
        }
    }
}

const fn place_name(place: TextPlace) -> &'static str {
    match place {
        TextPlace::Message => "message",
        TextPlace::File => "file",
        TextPlace::User => "user",
        TextPlace::Offer => "offer",
        TextPlace::JobTitle => "jobTitle",
        TextPlace::Name => "name",
    }
}

/// The changes of one kind, serialized one at a time: all at once they would take more memory than the lists.
struct Listed<'p> {
    diff: &'p Diff<'p>,
    kind: ChangeKind,
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changes = self.diff.changes().iter().filter(|change| change.kind() == self.kind);
        serializer.collect_seq(changes.map(|change| OneChange(self.diff, change)))
    }
}

struct OneChange<'p>(&'p Diff<'p>, &'p Change);

impl Serialize for OneChange<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OneChange(diff, change) = *self;
        match (diff.before(change).map(Side), diff.after(change).map(Side)) {
            (Some(before), Some(after)) => {
                let cells = diff.cells(change).into_iter();
                let cells =
                    cells.map(|cell| CellObject { column: cell.column.label(), before: cell.old, after: cell.new });
                ChangedObject { before, after, cells: cells.collect() }.serialize(serializer)
            }
            (before, after) => before.or(after).serialize(serializer),
        }
    }
}

/// A contact in one of the lists.
struct Side<'p>(DiffSide<'p>);

impl Serialize for Side<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ContactObject::stored(&self.0.contact()).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::book::Person;
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::lists;
    use crate::schema_support::{assert_schema_file, schema_of};

    fn schema() -> Value {
        schema_of::<PlanDocument<'static>>(
            "A plan",
            "Output of `cosell import`, `restore`, `retire` and `forget` with `--dry-run --format json`, version 1.",
        )
    }

    fn written(document: &PlanDocument<'_>) -> Value {
        let mut json = Vec::new();
        document.write(&mut json).unwrap();
        serde_json::from_slice(&json).unwrap()
    }

    #[test]
    fn the_schema_in_templates_matches_the_type() {
        assert_schema_file("plan.schema.json", &schema());
    }

    #[test]
    fn a_plan_has_each_change_and_is_valid() {
        let old =
            ["Ann,ann@contoso.com,CEO,Partner sales,\"DE, US\",US-WA", "Bob,bob@contoso.com,CTO,Partner sales,PT,"];
        let new = ["Ann,ann@contoso.com,VP,Partner sales,\"DE, US\",US-OR", "Cy,cy@contoso.com,CEO,Partner sales,DE,"];
        let list = lists(&[&old, &new]);
        let plan = Plan::between(&list, &ContactGroups::new(&list), 0, 1);
        let offer: OfferId = "crm".parse().unwrap();
        let mut document = PlanDocument::new(PlanCommand::Import, Some("id".to_owned()));
        document.inputs.push(InputObject::new("list.csv", Some(Digest::of(b"list"))));
        document.person = Some(PersonObject::from(Person::default()));
        document.erasure = Some(ErasureObject::from(&ErasureSummary::default()));
        let [base, result] = [0, 1].map(|input| Some(RevisionObject::new(1 + input as u32, &list, input)));
        let adopted = (RevisionObject::new(2, &list, 1), &plan);
        document.offers.push(OfferObject::new(&offer, base, result, &plan).with_adopted(Some(adopted)));
        assert_eq!(written(&document)["exitStatus"], 0);
        document.add_losses(&offer, &plan.losses);
        document.check_limits(Err(PlanRejected::TooManyRemovals { removals: 1, of: 2, most: 0 }));
        let mut written = written(&document);

        let changes = &written["offers"][0]["changes"];
        assert_eq!(changes["summary"], json!({"removed": 1, "changed": 1, "added": 1, "unchanged": 0}));
        assert_eq!((&changes["removed"][0]["name"], &changes["added"][0]["name"]), (&json!("Bob"), &json!("Cy")));
        let cells = json!([
            {"column": "Job title", "before": "CEO", "after": "VP"},
            {"column": "States/Provinces", "before": "US-WA", "after": "US-OR"},
        ]);
        assert_eq!(changes["changed"][0]["cells"], cells);
        assert_eq!(changes["coverageLost"], json!({"contacts": ["PT", "US-WA"], "partnerSales": []}));
        let reasons = json!([
            {"offer": "crm", "kind": "removed", "count": 1},
            {"offer": "crm", "kind": "placesLost", "count": 1},
            {"offer": "crm", "kind": "marketsWithoutContacts", "count": 2},
        ]);
        assert_eq!(written["confirmation"], json!({"needed": true, "reasons": reasons}));
        assert_eq!((&written["exceeded"], &written["exitStatus"]), (&json!("maxRemovals"), &json!(3)));
        let validator = jsonschema::validator_for(&schema()).unwrap();
        assert!(validator.is_valid(&written), "{written}");
        written["version"] = 2.into();
        assert!(!validator.is_valid(&written));
    }
}
