//! The schema of `cosell template`: it accepts the JSON that `convert` writes and rejects lists that the portal would
//! reject.

use crate::contact::{Country, Role, State};
use crate::convert::convert;
use crate::diagnostics::CollectingReport;
use crate::normalize;
use crate::read::{self, Format, Input, Rows};
use crate::template::SCHEMA;
use crate::write::{Layout, Rejects, Writer};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn fixture(name: &str) -> String {
    format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Returns a fixture as `convert` writes it.
fn converted(name: &str, to: Format) -> Vec<u8> {
    let mut rows = Rows::open(Input::path(fixture(name)), read::ReadSettings::default()).unwrap();
    let mut writer = Writer::new(Vec::new(), &Layout::new(to)).unwrap();
    let summary = convert(
        &mut rows,
        normalize::NormalizeSettings::default(),
        &mut writer,
        None::<&mut Rejects<Vec<u8>>>,
        &mut CollectingReport::default(),
    )
    .unwrap();
    assert_eq!(summary.blocking, 0, "{name}");
    writer.finish().unwrap()
}

fn faults(validator: &Validator, list: &Value) -> Vec<String> {
    let fault = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(list).map(fault).collect()
}

/// Returns a valid contact with some members replaced, or removed if they are null.
fn contact_with(changes: Value) -> Value {
    let mut contact = json!({
        "name": "Ann Lee",
        "email": "ann@example.com",
        "jobTitle": "Director",
        "role": "Partner sales",
        "countries": ["US", "CA"],
        "states": ["US-WA", "CA-QC"],
    });
    let members = contact.as_object_mut().unwrap();
    for (key, value) in changes.as_object().unwrap() {
        if value.is_null() {
            members.remove(key);
        } else {
            members.insert(key.clone(), value.clone());
        }
    }
    contact
}

#[test]
fn json_of_convert_is_valid() {
    let validator = validator();
    for (name, contacts) in [("sales-ops.xlsx", 44), ("contacts.csv", 15), ("small.csv", 5)] {
        let list: Value = serde_json::from_slice(&converted(name, Format::Json)).unwrap();
        assert_eq!(list.as_array().map(Vec::len), Some(contacts), "{name}");
        assert!(faults(&validator, &list).is_empty(), "{name}: {:#?}", faults(&validator, &list));
        // The lines of NDJSON are valid contacts too.
        let lines = String::from_utf8(converted(name, Format::Ndjson)).unwrap();
        let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(list, Value::Array(objects), "{name}");
    }
}

#[test]
fn every_code_and_role_is_valid() {
    let validator = validator();
    let all: Vec<&str> = Country::all().map(Country::code).collect();
    let mut right = vec![
        contact_with(json!({})),
        contact_with(json!({"states": null})),
        contact_with(json!({"countries": ["OOO"], "states": null})),
        contact_with(json!({"countries": all, "states": State::all().map(State::code).collect::<Vec<_>>()})),
        contact_with(json!({"name": "王伟", "jobTitle": "C"})),
    ];
    right.extend(Role::ALL.map(|role| contact_with(json!({"role": role.label()}))));
    for contact in right {
        let list = json!([contact]);
        assert!(faults(&validator, &list).is_empty(), "{contact}: {:#?}", faults(&validator, &list));
    }
    assert!(validator.is_valid(&json!([])));
}

#[test]
fn lists_that_the_portal_would_reject_are_invalid() {
    let validator = validator();
    for changes in [
        json!({"name": null}),
        json!({"email": null}),
        json!({"jobTitle": null}),
        json!({"role": null}),
        json!({"countries": null}),
        json!({"name": ""}),
        json!({"jobTitle": ""}),
        json!({"email": ""}),
        json!({"email": "a".repeat(255)}),
        json!({"name": 1}),
        json!({"role": "partner sales"}),
        json!({"role": "Sales"}),
        json!({"countries": []}),
        json!({"countries": "US"}),
        json!({"countries": ["us"]}),
        json!({"countries": ["XX"]}),
        json!({"countries": ["XK"]}),
        json!({"countries": ["Germany"]}),
        json!({"countries": ["US", "US"]}),
        json!({"countries": ["OOO", "US"]}),
        json!({"countries": ["OOO", "OOO"]}),
        json!({"states": ["WA"]}),
        json!({"states": ["US-XX"]}),
        json!({"states": ["US-WA", "US-WA"]}),
        json!({"phone": "1"}),
    ] {
        let list = json!([contact_with(json!({})), contact_with(changes.clone())]);
        let faults = faults(&validator, &list);
        assert!(!faults.is_empty(), "{changes} is accepted");
        // Only the changed contact is invalid.
        assert!(faults.iter().all(|fault| fault.starts_with("/1")), "{changes}: {faults:#?}");
    }
    for list in [json!({}), json!(null), json!("US"), json!([1]), json!([[]])] {
        assert!(!validator.is_valid(&list), "{list} is accepted");
    }
}

#[test]
fn the_written_schema_equals_the_one_in_templates() {
    let file = format!("{}/templates/contacts.schema.json", env!("CARGO_MANIFEST_DIR"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), SCHEMA);
}

/// The shapes of the schemas, by identifier.
const FROZEN: &str = "tests/library/schemas-frozen.txt";
/// Maximum number of values of an enumeration that is a part of the shape. Longer ones are codes, which are data.
const LONGEST_ENUM: usize = 30;

/// Adds a line for each value of a schema except for texts. Arrays are sets, so that fields may be added.
fn add_shape(path: &str, schema: &Value, shape: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                let is_text = matches!(key.as_str(), "title" | "description" | "$id" | "$schema") && value.is_string();
                let is_codes = value.as_array().is_some_and(|values| values.len() > LONGEST_ENUM);
                if !is_text && !is_codes {
                    add_shape(&format!("{path}/{key}"), value, shape);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| add_shape(&format!("{path}[]"), value, shape)),
        value => drop(shape.insert(format!("{path} {value}"))),
    }
}

/// A format keeps its version as long as a program that reads it still can: fields may be added, but none may be removed,
/// renamed or get another type. A changed format needs another version, which changes the schema's identifier.
#[test]
fn formats_change_only_with_their_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join(FROZEN);
    let kept = fs::read_to_string(&file).unwrap();
    let mut frozen: BTreeSet<String> = kept.lines().map(str::to_owned).collect();
    let (mut shape, mut identifiers) = (BTreeSet::new(), BTreeSet::new());
    for entry in fs::read_dir(root.join("templates")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with(".schema.json") {
            let schema: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            jsonschema::meta::validate(&schema).unwrap();
            let identifier = schema["$id"].as_str().unwrap().to_owned();
            add_shape(&identifier, &schema, &mut shape);
            assert!(identifiers.insert(identifier), "{} has another schema's identifier", path.display());
        }
    }
    let is_current = |line: &&String| identifiers.iter().any(|id| line.starts_with(&format!("{id}/")));
    let gone: Vec<&String> = frozen.iter().filter(is_current).filter(|line| !shape.contains(*line)).collect();
    assert!(gone.is_empty(), "these parts of a schema are gone; keep them, or raise the version: {gone:#?}");
    if std::env::var_os("COSELL_REWRITE").is_some() {
        frozen.extend(shape.iter().cloned());
        let lines: String = frozen.iter().map(|line| format!("{line}\n")).collect();
        fs::write(&file, lines).unwrap();
    }
    let new: Vec<&String> = shape.iter().filter(|line| !frozen.contains(*line)).collect();
    assert!(new.is_empty(), "run with COSELL_REWRITE=1 to freeze the new parts of schemas: {new:#?}");
}
