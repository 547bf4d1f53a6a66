use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use crate::contact::{Country, Source, StoredContact};
use crate::diff::{CellChange, Change, ChangeCounts, Diff, DiffSide};
use crate::write::ContactObject;

/// The diff as one document. Only the schema in `templates/` uses this type, because changes are written one at a time.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "diff", deny_unknown_fields)]
struct Object<'d> {
    /// Version of this format.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// The old list.
    old: ListObject<'d>,
    /// The new list.
    new: ListObject<'d>,
    summary: Summary,
    /// Changes of contacts: first the removed contacts, then the changed ones, then the added ones.
    changes: Vec<ChangeObject<'d>>,
}

/// A compared list.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "list", deny_unknown_fields))]
struct ListObject<'d> {
    /// File name as given; - for standard input.
    file: String,
    /// Name of the first sheet that was read; null if the file is not a workbook.
    sheet: Option<&'d str>,
}

/// Number of contacts by kind of change. Several rows with the same contact count once.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "summary", deny_unknown_fields))]
struct Summary {
    removed: u64,
    changed: u64,
    added: u64,
    unchanged: u64,
}

/// The change of one contact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "change", deny_unknown_fields))]
struct ChangeObject<'d> {
    /// Kind of change: removed, changed or added.
    change: &'static str,
    /// The contact in the old list; null if it was added.
    old: Option<VersionObject<'d>>,
    /// The contact in the new list; null if it was removed.
    new: Option<VersionObject<'d>>,
    /// Changed cells, in the order of the columns.
    cells: Vec<CellObject>,
}

/// A contact in one of the lists.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "version", deny_unknown_fields))]
struct VersionObject<'d> {
    /// Name of the sheet; null if the file is not a workbook.
    sheet: Option<&'d str>,
    /// Row number as in Excel, from 1; the first row if several have the contact.
    row: u64,
    contact: ContactObject<'d>,
}

/// A changed cell.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "cell", deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
struct CellObject {
    /// English label of the column.
    column: &'static str,
    /// Text of the cell in the old list, with the codes of a list sorted.
    old: String,
    /// Text of the cell in the new list, with the codes of a list sorted.
    new: String,
    /// Codes that are only in the new cell, if it is a list of countries or states.
    added: Vec<Cow<'static, str>>,
    /// Codes that are only in the old cell.
    removed: Vec<Cow<'static, str>>,
    /// States/Provinces only: countries that were covered in part and are now covered as a whole, so that the removed states are not lost.
    now_whole: Vec<&'static str>,
    /// States/Provinces only: countries that were covered as a whole and are now covered in part.
    no_longer_whole: Vec<&'static str>,
}

impl<'d> ListObject<'d> {
    fn new(source: &'d Source) -> Self {
        ListObject { file: source.file.to_string_lossy().into_owned(), sheet: source.sheet.as_deref() }
    }
}

impl From<ChangeCounts> for Summary {
    fn from(counts: ChangeCounts) -> Self {
        let ChangeCounts { removed, changed, added, unchanged } = counts;
        Summary { removed, changed, added, unchanged }
    }
}

impl<'d> VersionObject<'d> {
    fn new(version: DiffSide<'d>, contact: &'d StoredContact<'_>) -> Self {
        let origin = version.origin();
        VersionObject {
            sheet: origin.source.sheet.as_deref(),
            row: origin.row,
            contact: ContactObject::stored(contact),
        }
    }
}

impl From<CellChange> for CellObject {
    fn from(cell: CellChange) -> Self {
        let CellChange { column, old, new, added, removed, now_whole, no_longer_whole } = cell;
        let codes = |countries: Vec<Country>| countries.into_iter().map(Country::code).collect();
        let (now_whole, no_longer_whole) = (codes(now_whole), codes(no_longer_whole));
        CellObject { column: column.label(), old, new, added, removed, now_whole, no_longer_whole }
    }
}

/// Writes a diff as JSON, version 1, with a line for each change. Its schema is `templates/diff.schema.json`.
pub(crate) fn diff_as_json(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = diff.sources().map(ListObject::new);
    out.write_all(b"{\"version\":1,\"old\":")?;
    serde_json::to_writer(&mut *out, &old)?;
    out.write_all(b",\"new\":")?;
    serde_json::to_writer(&mut *out, &new)?;
    out.write_all(b",\"summary\":")?;
    serde_json::to_writer(&mut *out, &Summary::from(diff.counts()))?;
    out.write_all(b",\"changes\":[")?;
    for (index, change) in diff.changes().iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        write_change(diff, change, out)?;
    }
    out.write_all(if diff.is_same() { b"]}\n" } else { b"\n]}\n" })?;
    out.flush()
}

fn write_change(diff: &Diff<'_>, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let (before, after) = (diff.before(change), diff.after(change));
    let contacts = [before, after].map(|version| version.map(|version| version.contact()));
    let [old, new] = [(before, &contacts[0]), (after, &contacts[1])]
        .map(|(version, contact)| Some(VersionObject::new(version?, contact.as_ref()?)));
    let change = ChangeObject {
        change: change.kind().name(),
        old,
        new,
        cells: diff.cells(change).into_iter().map(CellObject::from).collect(),
    };
    Ok(serde_json::to_writer(out, &change)?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{compared, with_diff};
    use super::*;
    use crate::contact_list::tests::lists;
    use crate::schema_support::{assert_schema_file, schema_of};

    fn schema() -> Value {
        schema_of::<Object<'static>>("Two lists compared", "Output of `cosell diff --format json`, version 1.")
    }

    fn written(list: &crate::contact_list::List) -> Value {
        let mut json = Vec::new();
        with_diff(list, |diff| diff_as_json(diff, &mut json)).unwrap();
        serde_json::from_slice(&json).unwrap()
    }

    #[test]
    fn the_schema_in_templates_matches_the_type() {
        assert_schema_file("diff.schema.json", &schema());
    }

    #[test]
    fn written_json_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        for list in [compared(), lists(&[&[], &[]])] {
            let mut written = written(&list);
            assert!(validator.is_valid(&written), "{written}");
            written["version"] = 2.into();
            assert!(!validator.is_valid(&written));
        }
    }

    #[test]
    fn each_change_has_both_versions_and_the_cells() {
        let written = written(&compared());
        assert_eq!(written["summary"], json!({"removed": 1, "changed": 1, "added": 1, "unchanged": 1}));
        let changes = &written["changes"];
        assert_eq!((&changes[0]["change"], &changes[0]["new"]), (&json!("removed"), &Value::Null));
        assert_eq!(changes[1]["old"]["contact"]["states"], json!(["US-WA"]));
        let cell = json!({"column": "Countries/Regions", "old": "AT, DE, US", "new": "CH, DE, US", "added": ["CH"], "removed": ["AT"], "nowWhole": [], "noLongerWhole": []});
        assert_eq!(changes[1]["cells"][2]["nowWhole"], json!(["US"]));
        assert_eq!(changes[1]["cells"][1], cell);
        assert_eq!(changes[2]["new"]["row"], 4);
    }
}
