//! The JSON Schema of `cosell.toml` for editors, and a test that it accepts what the parser accepts.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::file::{ConfigFile, OF_DEFAULTS, OF_PROFILE, TOP};
use crate::schema_support::{assert_schema_file, schema_of};

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ConfigDocument {
    /// Settings of all lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    defaults: Option<DefaultsTable>,
    /// Settings of the lists of each sender, by a name of letters, digits, - and _.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<BTreeMap<String, ProfileTable>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct DefaultsTable {
    /// The markets of validate and coverage, as the option --markets takes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    markets: Option<Texts>,
    /// A CSV file with groups of countries, below the folder of this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<String>,
    /// The language of the header of lists that are written, such as fr-FR.
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<String>,
    /// Words that stand for a role: "Account Manager" = "Partner sales".
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<BTreeMap<String, String>>,
    /// Words that stand for countries: "NAM" = "US, CA".
    #[serde(skip_serializing_if = "Option::is_none")]
    countries: Option<BTreeMap<String, Texts>>,
    /// Domains of the companies that the contacts work for, which are never reported as misspelt or unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    domains: Option<Texts>,
    /// Pairs of addresses of different people, which merge doesn't report as similar.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_same_person: Option<Vec<[String; 2]>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ProfileTable {
    /// Patterns of file names, of which one must match: * is any text, ? any character.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Texts>,
    /// Labels that the header of the list must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Texts>,
    /// Columns of the list and of the template: "Full name=Name".
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Texts>,
    /// Columns that the list lacks, and their values: "Role=Partner sales".
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<Texts>,
    /// Sheets of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<Texts>,
    /// The delimiter of text: one character, or tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<String>,
    /// The encoding of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    /// A CSV file with groups of countries, below the folder of this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<String>,
    /// The language of the header of lists that are written, such as fr-FR.
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<String>,
    /// The offer of the book whose contacts the lists are: `prepare` shows what an import into it would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    /// Words that stand for a role: "Account Manager" = "Partner sales".
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<BTreeMap<String, String>>,
    /// Words that stand for countries: "NAM" = "US, CA".
    #[serde(skip_serializing_if = "Option::is_none")]
    countries: Option<BTreeMap<String, Texts>>,
    /// Domains of the companies that the contacts work for, which are never reported as misspelt or unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    domains: Option<Texts>,
    /// Pairs of addresses of different people, which merge doesn't report as similar.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_same_person: Option<Vec<[String; 2]>>,
}

/// A text or a list of texts.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Texts {
    One(String),
    Several(Vec<String>),
}

fn schema() -> Value {
    let description =
        "How cosell reads the lists of each sender: the file cosell.toml. A profile has files, header or both.";
    let mut schema = schema_of::<ConfigDocument>("Settings of cosell", description);
    schema["$id"] = "urn:cosell:schema:config:1".into();
    schema["$defs"]["ProfileTable"]["anyOf"] = json!([{"required": ["files"]}, {"required": ["header"]}]);
    schema
}

#[test]
fn the_schema_is_up_to_date() {
    assert_schema_file("cosell.schema.json", &schema());
}

/// Returns a parsed TOML value as JSON.
fn as_json(item: &toml_edit::Value) -> Value {
    if let Some(text) = item.as_str() {
        return text.into();
    }
    if let Some(array) = item.as_array() {
        return array.iter().map(as_json).collect();
    }
    if let Some(table) = item.as_inline_table() {
        return table
            .iter()
            .map(|(key, value)| (key.to_owned(), as_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    item.to_string().trim().parse::<f64>().map_or(Value::Null, Into::into)
}

#[test]
fn the_schema_accepts_what_the_parser_accepts() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let keys = |table: &Value| {
        let mut keys: Vec<String> = table["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    for (table, known) in [
        (&schema, TOP),
        (&schema["$defs"]["ProfileTable"], OF_PROFILE),
        (&schema["$defs"]["DefaultsTable"], OF_DEFAULTS),
    ] {
        let mut known: Vec<&str> = known.to_vec();
        known.sort_unstable();
        assert_eq!(keys(table), known);
    }
    for (text, is_valid) in [
        ("", true),
        ("defaults = {}", true),
        ("defaults = { markets = 'US, CA', labels = 'fr-FR', groups = 'groups.csv', domains = ['contoso.com'] }", true),
        ("defaults = { map = 'A=Name' }", false),
        ("defaults = 1", false),
        ("profile = { a = { files = '*.csv' } }", true),
        ("profile = { a = { header = ['Name'], map = 'A=Name', set = ['Role=Partner sales'], sheet = 'Q3' } }", true),
        (
            "profile = { a = { files = 'a', delimiter = ';', encoding = 'cp850', labels = 'de-DE', groups = 'g.csv', offer = 'crm' } }",
            true,
        ),
        (
            "profile = { a = { files = 'a', roles = { AM = 'Partner sales' }, countries = { NAM = ['US', 'CA'], X = 'DE' } } }",
            true,
        ),
        ("profile = { a = { files = 'a', not-same-person = [['a@example.com', 'b@example.com']] } }", true),
        ("profile = { a = { map = 'A=Name' } }", false),
        ("profile = { a = { files = 1 } }", false),
        ("profile = { a = { files = [1] } }", false),
        ("profile = { a = { files = 'a', sheets = 'Q3' } }", false),
        ("profile = { a = { files = 'a', delimiter = [';'] } }", false),
        ("profile = { a = { files = 'a', roles = 'AM' } }", false),
        ("profile = { a = { files = 'a', not-same-person = [['a@example.com']] } }", false),
        ("profile = { a = { files = 'a', markets = 'US' } }", false),
        ("profile = 'a'", false),
        ("profiles = {}", false),
    ] {
        let parsed = ConfigFile::parse(Path::new("cosell.toml"), text);
        assert_eq!(parsed.is_ok(), is_valid, "parser: {text}: {:?}", parsed.err());
        let document = text.parse::<toml_edit::DocumentMut>().unwrap();
        let entries = document.iter().map(|(key, item)| (key.to_owned(), as_json(item.as_value().unwrap())));
        let document = Value::Object(entries.collect());
        assert_eq!(validator.is_valid(&document), is_valid, "schema: {text}");
    }
}
