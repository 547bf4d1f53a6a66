use std::io::{self, Write};

use serde::Serialize;

use crate::contact::Source;
use crate::contact_list::List;
use crate::diagnostics::{Edit, Similarity, Summary};
use crate::merge::{MergeOrigins, Question, Reading, Resolution, ResolvedBy, SimilarPair, Subject};

/// The outcome of a merge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MergeOutcome<'m> {
    pub list: &'m List,
    pub has_base: bool,
    pub is_written: bool,
    pub summary: &'m Summary,
    pub origins: &'m MergeOrigins,
    pub conflicts: &'m [Question],
    pub similar: &'m [SimilarPair],
}

/// The document.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "merge"))]
struct Document<'m> {
    /// Version of this format.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    version: u8,
    /// Whether the merged list was written.
    merged: bool,
    /// The lists, in the order of the arguments, after the base if there is one.
    inputs: Vec<InputObject>,
    /// Number of contacts that count for several of the lists.
    shared: u64,
    /// Number of rows by outcome, and of findings by severity.
    summary: Summary,
    /// Disagreements of the lists, also those that are decided. If rows were rejected, without contacts that some lists
    /// edited and others deleted.
    conflicts: Vec<ConflictObject<'m>>,
    /// Pairs of addresses that may be one person's; empty if rows were rejected.
    similar: Vec<SimilarObject<'m>>,
}

/// A list that was merged.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "input"))]
struct InputObject {
    /// File name as given; - for standard input.
    file: String,
    /// Whether it is the list that the others were copied from.
    base: bool,
    /// Number of contacts that the list has; with a base, that it added, edited or deleted.
    contacts: u64,
}

/// A disagreement about a contact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "conflict"))]
struct ConflictObject<'m> {
    /// Subject of the conflict: name, email, job-title, role, territory (countries and states), or deleted if some lists
    /// edited the contact and others deleted it.
    #[cfg_attr(test, schemars(extend("enum" = ["name", "email", "job-title", "role", "territory", "deleted"])))]
    kind: &'static str,
    name: &'m str,
    email: &'m str,
    role: &'static str,
    /// English label of the column; null if the conflict is about the contact as a whole.
    column: Option<&'static str>,
    readings: Vec<ReadingObject<'m>>,
    /// Decision; null if the conflict is open.
    resolution: Option<ResolutionObject<'m>>,
}

/// The value of one list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "reading"))]
struct ReadingObject<'m> {
    /// Text of the cell; of a territory its countries, each with its states in parentheses. Null if the conflict is
    /// about the contact as a whole.
    value: Option<&'m str>,
    /// Cells that the list edited, if the conflict is about the contact as a whole.
    edits: Vec<EditObject<'m>>,
    /// Whether the list deleted the contact.
    deleted: bool,
    /// Whether it is the list that the others were copied from.
    base: bool,
    #[serde(flatten)]
    place: PlaceObject<'m>,
}

/// An edited cell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "edit"))]
struct EditObject<'m> {
    /// English label of the column.
    column: &'static str,
    old: &'m str,
    new: &'m str,
}

/// The place of a contact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "place"))]
struct PlaceObject<'m> {
    /// File name as given; - for standard input.
    file: String,
    /// Name of the sheet; null if the file is not a workbook.
    sheet: Option<&'m str>,
    /// Row number as in Excel, from 1; for JSON the position of the object. Null if the list doesn't have the contact.
    row: Option<u64>,
    /// Number of the line on which the row starts in a text file, from 1.
    line: Option<u64>,
    /// Cell reference as in Excel, such as E7.
    cell: Option<String>,
}

/// The decision of a conflict.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "resolution"))]
struct ResolutionObject<'m> {
    /// Reason for the decision: answers (of a workbook), settings (--prefer, --on-conflict), or capitals if the values
    /// differ in capital letters only.
    #[cfg_attr(test, schemars(extend("enum" = ["answers", "settings", "capitals"])))]
    by: &'static str,
    /// Value that is used; null if the conflict is about the contact as a whole.
    value: Option<&'m str>,
    /// Whether the contact is in the merged list.
    kept: bool,
}

/// Two addresses that may be one person's.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "similar"))]
struct SimilarObject<'m> {
    /// The kind of similarity: name, mailbox (at two domains), or letters (two of them are swapped).
    #[cfg_attr(test, schemars(extend("enum" = ["name", "mailbox", "letters"])))]
    by: Option<&'static str>,
    /// Similarity of names and addresses.
    percent: Option<u8>,
    people: [PersonObject<'m>; 2],
}

/// A person in the first row with the address.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "person"))]
struct PersonObject<'m> {
    name: &'m str,
    email: &'m str,
    #[serde(flatten)]
    place: PlaceObject<'m>,
}

impl<'m> PlaceObject<'m> {
    fn new(list: &'m List, row: usize, subject: Subject) -> Self {
        let (origin, column) = (list.origin(row), subject.column());
        PlaceObject {
            file: file_name(origin.source),
            sheet: origin.source.sheet.as_deref(),
            row: Some(origin.row),
            line: list.line(row),
            cell: column.and_then(|column| list.location(row, Some(column)).cell()),
        }
    }
}

fn file_name(source: &Source) -> String {
    source.file.to_string_lossy().into_owned()
}

impl<'m> ReadingObject<'m> {
    fn new(list: &'m List, subject: Subject, reading: &'m Reading) -> Self {
        let nowhere = || {
            let file = file_name(&list.file(reading.input));
            PlaceObject { file, sheet: None, row: None, line: None, cell: None }
        };
        let edit = |edit: &'m Edit| EditObject { column: edit.column.label(), old: &edit.before, new: &edit.now };
        ReadingObject {
            value: subject.column().map(|_| reading.text.as_str()),
            edits: reading.edits.iter().map(edit).collect(),
            deleted: reading.row.is_none(),
            base: reading.is_base,
            place: reading.row.map_or_else(nowhere, |row| PlaceObject::new(list, row, subject)),
        }
    }
}

impl<'m> ConflictObject<'m> {
    fn new(list: &'m List, question: &'m Question) -> Self {
        let resolution = |known: &'m Resolution| ResolutionObject {
            by: match known.by {
                ResolvedBy::Answer => "answers",
                ResolvedBy::Settings => "settings",
                ResolvedBy::Capitals => "capitals",
            },
            value: known.text.as_deref(),
            kept: known.is_kept,
        };
        ConflictObject {
            kind: question.subject.name(),
            name: list.name(question.contact),
            email: list.email(question.contact),
            role: list.role(question.contact).label(),
            column: question.subject.column().map(|column| column.label()),
            readings: question
                .readings
                .iter()
                .map(|reading| ReadingObject::new(list, question.subject, reading))
                .collect(),
            resolution: question.resolution.as_ref().map(resolution),
        }
    }
}

impl<'m> SimilarObject<'m> {
    fn new(list: &'m List, pair: &'m SimilarPair) -> Self {
        let by = |(kind, _): (Similarity, u8)| match kind {
            Similarity::Name => "name",
            Similarity::Mailbox => "mailbox",
            Similarity::Letters => "letters",
        };
        SimilarObject {
            by: pair.similarity.map(by),
            percent: pair.similarity.map(|(_, percent)| percent),
            people: pair.people.each_ref().map(|(name, email, row)| PersonObject {
                name,
                email,
                place: PlaceObject::new(list, *row, Subject::SamePerson),
            }),
        }
    }
}

/// Writes the outcome of a merge as JSON, version 1. Its schema is `templates/merge.schema.json`.
pub(crate) fn merge_as_json(outcome: &MergeOutcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let list = outcome.list;
    let input = |input: usize| InputObject {
        file: file_name(&list.file(input)),
        base: outcome.has_base && input == 0,
        contacts: match outcome.has_base && input == 0 {
            true => list.of_input(0).len() as u64,
            false => outcome.origins.by_input.get(input).copied().unwrap_or_default(),
        },
    };
    let document = Document {
        version: 1,
        merged: outcome.is_written,
        inputs: (0..list.inputs()).map(input).collect(),
        shared: outcome.origins.shared,
        summary: *outcome.summary,
        conflicts: outcome.conflicts.iter().map(|question| ConflictObject::new(list, question)).collect(),
        similar: outcome.similar.iter().map(|pair| SimilarObject::new(list, pair)).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::contact_list::tests::lists;
    use crate::diagnostics::CollectingReport;
    use crate::merge::{Examination, Merge, MergeGroups, MergeSettings, Precedence};
    use crate::schema_support::{assert_schema_file, schema_of};

    fn schema() -> Value {
        let mut schema = schema_of::<Document<'static>>(
            "A merge of lists",
            "Output of `cosell merge --report` and `--format json`, version 1. New fields may be added.",
        );
        schema["$id"] = "urn:cosell:schema:merge:1".into();
        schema
    }

    fn written(inputs: &[&[&str]], settings: MergeSettings) -> Value {
        let list = lists(inputs);
        let groups = MergeGroups::new(&list, settings, &[]);
        let (mut summary, mut report) = (Summary::default(), CollectingReport::default());
        let examination = Examination { keeps_questions: true, ..Examination::default() };
        let merge = Merge::new(&list, &groups, settings);
        let examined = merge.examine_with(examination, &mut summary, &mut report, || ());
        let outcome = MergeOutcome {
            list: &list,
            has_base: settings.has_base,
            is_written: examined.written.is_some(),
            summary: &summary,
            origins: &examined.origins,
            conflicts: &examined.conflicts,
            similar: &examined.similar,
        };
        let mut json = Vec::new();
        merge_as_json(&outcome, &mut json).unwrap();
        serde_json::from_slice(&json).unwrap()
    }

    const BASE: &[&str] =
        &["Ann,ann@contoso.com,CEO,Partner sales,\"DE, FR\",", "Zoë Lee,zoe@contoso.com,CEO,Partner sales,FR,"];

    #[test]
    fn the_schema_in_templates_matches_the_type() {
        assert_schema_file("merge.schema.json", &schema());
    }

    #[test]
    fn written_json_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let one = ["Ann,ann@contoso.com,Chair,Partner sales,DE,", "Lee Zoe,z.lee@contoso.com,CEO,Partner sales,FR,"];
        let other = ["Anne,ann@contoso.com,Boss,Partner sales,FR,", "Zoë Lee,zoe@contoso.com,Chair,Partner sales,FR,"];
        let base = MergeSettings { has_base: true, ..MergeSettings::default() };
        let first = MergeSettings { on_conflict: Some(Precedence::First), ..base };
        for (inputs, settings) in [
            (vec![BASE, &one, &other], base),
            (vec![BASE, &one, &other], first),
            (vec![BASE, &one, &other], MergeSettings::default()),
            (vec![&[], &[]], MergeSettings::default()),
        ] {
            let mut written = written(&inputs, settings);
            assert!(validator.is_valid(&written), "{written}");
            written["version"] = 2.into();
            assert!(!validator.is_valid(&written));
        }
    }

    #[test]
    fn each_conflict_has_its_origins_and_its_decision() {
        let one = ["Ann,ann@contoso.com,\"Chair\nof all\",Partner sales,DE,", "B,b@contoso.com,CEO,Partner sales,FR,"];
        let other = ["Ann,ann@contoso.com,Chair,Partner sales,DE,", "Bea,b@contoso.com,CEO,Partner sales,FR,"];
        let open = written(&[&one, &other], MergeSettings::default());
        assert_eq!(open["merged"], json!(false));
        assert_eq!(open["inputs"][1], json!({"file": "1.csv", "base": false, "contacts": 2}));
        assert_eq!(open["shared"], json!(2));
        let name = &open["conflicts"][1];
        assert_eq!((&name["kind"], &name["resolution"]), (&json!("name"), &Value::Null));
        let reading = json!({"value": "B", "edits": [], "deleted": false, "base": false, "file": "0.csv", "sheet": null, "row": 3, "line": 4, "cell": "A3"});
        assert_eq!(name["readings"][0], reading);
        let last = MergeSettings { on_conflict: Some(Precedence::Last), ..MergeSettings::default() };
        let decided = written(&[&one, &other], last);
        assert_eq!(decided["merged"], json!(true));
        assert_eq!(decided["conflicts"][1]["resolution"], json!({"by": "settings", "value": "Bea", "kept": true}));
    }

    #[test]
    fn a_deleted_contact_has_edits_and_the_list_without_it() {
        let one = [BASE[0].replace("CEO", "Chair"), BASE[1].to_owned()];
        let settings = MergeSettings { has_base: true, ..MergeSettings::default() };
        let written = written(&[BASE, &one.each_ref().map(String::as_str), &BASE[1..]], settings);
        let conflict = &written["conflicts"][0];
        assert_eq!((&conflict["kind"], &conflict["column"]), (&json!("deleted"), &Value::Null));
        assert_eq!(conflict["readings"][0]["edits"], json!([{"column": "Job title", "old": "CEO", "new": "Chair"}]));
        assert_eq!(
            (&conflict["readings"][1]["deleted"], &conflict["readings"][1]["file"]),
            (&json!(true), &json!("2.csv"))
        );
        assert_eq!(written["inputs"][0], json!({"file": "0.csv", "base": true, "contacts": 2}));
    }
}
