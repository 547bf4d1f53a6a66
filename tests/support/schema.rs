//! JSON schemas in `templates/`, generated from the types that are written. For unit tests of the library.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Returns the schema of a type, with a title and a description.
pub(crate) fn schema_of<T: JsonSchema>(title: &str, description: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    schema["description"] = description.into();
    schema
}

/// Asserts that a file in `templates/` holds this schema, with its identifier: a URN, because the files have no public
/// address, of the file's name and the version of the format. With `COSELL_REWRITE` set, writes the file first.
pub(crate) fn assert_schema_file(name: &str, schema: &Value) {
    let file = format!("{}/templates/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut schema = schema.clone();
    // Lists have no version in them.
    let version = schema.pointer("/properties/version/const").and_then(Value::as_u64).unwrap_or(1);
    schema["$id"] = format!("urn:cosell:schema:{}:{version}", name.trim_end_matches(".schema.json")).into();
    let generated = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
    if std::env::var_os("COSELL_REWRITE").is_some() {
        assert!(std::fs::write(&file, &generated).is_ok(), "{file} can't be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, generated, "{name}: run with COSELL_REWRITE=1 to generate it again");
}
