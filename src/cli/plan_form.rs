//! The form of a plan: text, the JSON of `--dry-run --format json`, or text of a plan that was saved as JSON and is
//! carried out with `--plan` if it is still the same.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::i18n::{Language, Localize, messages};
use crate::read::{Input, Limit, Limits, ReadError};
use crate::report::{PlanCommand, PlanDocument};

use crate::cli::args::{ConfirmArgs, Output, PlanArgs, TextOrJson};
use crate::cli::error::CliError;
use crate::cli::output::{Target, show};

/// Maximum size of a plan in bytes: it has some 200,000 contacts in less. In memory it may take ten times as many.
const MAX_PLAN: u64 = 64 << 20;
/// Maximum number of characters of a value in a message.
const SHOWN: usize = 60;

/// The form of a command's plan.
pub(crate) enum PlanForm {
    Text,
    Json,
    Saved(SavedPlan),
}

/// A plan in a file.
pub(crate) struct SavedPlan {
    /// The name of the file.
    file: String,
    document: Value,
}

impl PlanForm {
    /// Returns the form that the arguments ask for, and reads the saved plan.
    ///
    /// # Errors
    /// If JSON is asked for without `--dry-run`, or the plan can't be read or is another command's.
    pub(crate) fn from_args(args: &PlanArgs, consent: &ConfirmArgs, command: PlanCommand) -> Result<Self, CliError> {
        match (&args.plan, args.format) {
            (Some(file), _) => Ok(PlanForm::Saved(SavedPlan::read(file, command)?)),
            (None, Some(_)) if !consent.dry_run => {
                Err(CliError::trouble(messages::PlanFormatAlone, messages::RemedyPlanFormatAlone))
            }
            (None, Some(TextOrJson::Json)) => Ok(PlanForm::Json),
            (None, _) => Ok(PlanForm::Text),
        }
    }

    /// Returns the confirmation of the command: a saved plan is confirmed.
    pub(crate) fn consent(&self, args: &ConfirmArgs) -> ConfirmArgs {
        ConfirmArgs { dry_run: args.dry_run, yes: args.yes || self.is_saved() }
    }

    pub(crate) fn is_saved(&self) -> bool {
        matches!(self, PlanForm::Saved(_))
    }

    /// Shows text on standard output, unless that gets JSON.
    pub(crate) fn show(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        if let PlanForm::Json = self { Ok(()) } else { show(write) }
    }

    /// Prints the document if the form is JSON, or compares it with a saved plan.
    ///
    /// # Errors
    /// If the saved plan is a different one.
    pub(crate) fn settle<'p>(
        &self,
        document: impl FnOnce() -> PlanDocument<'p>,
        language: Language,
    ) -> Result<(), CliError> {
        match self {
            PlanForm::Text => Ok(()),
            PlanForm::Json => {
                let stdout = Output { output: None, force: false };
                Target::open(&stdout, false, language)?.write_pieces(|out| document().write(out))
            }
            PlanForm::Saved(saved) => saved.compare(&document(), language),
        }
    }
}

impl SavedPlan {
    fn read(file: &Path, command: PlanCommand) -> Result<Self, CliError> {
        let name = file.display().to_string();
        if file.as_os_str() == "-" {
            return Err(ReadError::NotFound { file: file.to_owned() }.into());
        }
        let mut limits = Limits::default();
        limits.set(Limit::Bytes, MAX_PLAN);
        let content = Input::path(file).in_memory(&limits)?;
        // Windows PowerShell redirects output as UTF-16.
        let (text, ..) = encoding_rs::UTF_8.decode(content.content().unwrap_or_default());
        let document = serde_json::from_str(&text).ok().map(|UniqueKeys(document)| document);
        let document = document.filter(|it| it["version"].is_u64() && it["command"].is_string());
        let Some(document) = document else {
            return Err(CliError::trouble(messages::PlanUnreadable { file: name }, messages::RemedyPlanUnreadable));
        };
        let refused = |sentence: Box<dyn Localize>| Err(CliError::refused(sentence, messages::RemedyNewPlan));
        match (&document["version"], document["command"].as_str().unwrap_or_default()) {
            (version, _) if *version != 1 => {
                refused(Box::new(messages::PlanOtherVersion { file: name, version: version.to_string() }))
            }
            (_, planned) if planned != command.name() => {
                let (planned, command) = (planned.to_owned(), command.name());
                refused(Box::new(messages::PlanOtherCommand { file: name, planned, command }))
            }
            _ => Ok(SavedPlan { file: name, document }),
        }
    }

    /// Compares the plan with the one that the command would carry out now.
    fn compare(&self, document: &PlanDocument<'_>, language: Language) -> Result<(), CliError> {
        let mut bytes = Vec::new();
        document.write(&mut bytes)?;
        let now: Value = serde_json::from_slice(&bytes).map_err(io::Error::from)?;
        match difference(&self.document, &now, &self.file, language) {
            None => Ok(()),
            Some(sentence) => Err(CliError::refused(sentence, messages::RemedyNewPlan)),
        }
    }
}

/// A JSON value whose objects have each key once: of two values for one key, a person may have read the other one.
struct UniqueKeys(Value);

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueKeysVisitor).map(UniqueKeys)
    }
}

struct UniqueKeysVisitor;

impl<'de> Visitor<'de> for UniqueKeysVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value without repeated keys")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(UniqueKeys(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some((key, UniqueKeys(value))) = entries.next_entry::<String, UniqueKeys>()? {
            if values.insert(key, value).is_some() {
                return Err(A::Error::custom("a key is repeated"));
            }
        }
        Ok(Value::Object(values))
    }
}

/// Returns a sentence about the most telling difference between a plan in a file and the one of now.
fn difference(saved: &Value, now: &Value, file: &str, language: Language) -> Option<Box<dyn Localize>> {
    if saved == now {
        return None;
    }
    let file = file.to_owned();
    if saved["book"] != now["book"] {
        return Some(Box::new(messages::PlanOtherBook { file }));
    }
    let lists = |document: &Value, key: &str| document[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    for (planned, input) in lists(saved, "inputs").iter().zip(&lists(now, "inputs")) {
        if planned["file"] == input["file"] && planned["sha256"] != input["sha256"] {
            return Some(Box::new(messages::PlanOtherInput { file: file.clone(), list: text(input, "file") }));
        }
    }
    let differs = |(path, planned, now): ValueDifference<'_>| -> Box<dyn Localize> {
        let [planned, now] = [planned, now].map(|value| match value {
            Some(value) => shortened(&value.to_string()),
            None => messages::PlanNoValue.text(language).to_owned(),
        });
        Box::new(messages::PlanDiffers { file: file.clone(), path, planned, now })
    };
    // A difference here causes those in the other fields.
    for key in ["inputs", "restored", "person", "successor"] {
        if let Some(found) = first_difference(&saved[key], &now[key], key.to_owned()) {
            return Some(differs(found));
        }
    }
    let offers = |document: &Value| {
        lists(document, "offers").iter().map(|offer| text(offer, "offer")).collect::<Vec<_>>().join(", ")
    };
    let (planned, now_offers) = (offers(saved), offers(now));
    if planned != now_offers {
        return Some(Box::new(messages::PlanOtherOffers { file: file.clone(), planned, now: now_offers }));
    }
    for (planned, offer) in lists(saved, "offers").iter().zip(&lists(now, "offers")) {
        if planned["base"] != offer["base"] {
            let revision = |of: &Value| of["base"]["revision"].as_u64();
            let offer_id = text(offer, "offer");
            return Some(match (revision(planned), revision(offer)) {
                (planned, now) if planned == now => {
                    let file = file.clone();
                    Box::new(messages::PlanBaseErased { file, offer: offer_id, number: now.unwrap_or_default() })
                }
                (planned, now) => {
                    let [planned, now] = [planned, now].map(|number| match number {
                        Some(number) => language.localize(messages::PlanRevision { number }).to_string(),
                        None => messages::PlanNoRevision.text(language).to_owned(),
                    });
                    Box::new(messages::PlanMoved { file: file.clone(), offer: offer_id, planned, now })
                }
            });
        }
    }
    let in_offers = first_difference(&saved["offers"], &now["offers"], "offers".to_owned());
    in_offers.or_else(|| first_difference(saved, now, String::new())).map(differs)
}

/// The path of a value, as in `offers[0].base`, and both values.
type ValueDifference<'v> = (String, Option<&'v Value>, Option<&'v Value>);

fn first_difference<'v>(one: &'v Value, other: &'v Value, path: String) -> Option<ValueDifference<'v>> {
    let child = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let at = |one: Option<&'v Value>, other: Option<&'v Value>, path: String| match (one, other) {
        (Some(one), Some(other)) => first_difference(one, other, path),
        (one, other) => Some((path, one, other)),
    };
    match (one, other) {
        (one, other) if one == other => None,
        (Value::Object(one), Value::Object(other)) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            one.keys().chain(added).find_map(|key| at(one.get(key), other.get(key), child(key)))
        }
        (Value::Array(one), Value::Array(other)) => {
            let indexes = 0..one.len().max(other.len());
            indexes.into_iter().find_map(|index| at(one.get(index), other.get(index), format!("{path}[{index}]")))
        }
        (one, other) => Some((path, Some(one), Some(other))),
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN { text.to_owned() } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_difference_has_its_path() {
        let plan = json!({"offers": [{"base": null, "changes": {"added": [{"name": "Ann"}]}}], "restored": 2});
        let edited = |pointer: &str, value: Value| {
            let mut edited = plan.clone();
            *edited.pointer_mut(pointer).unwrap() = value;
            let (path, one, other) = first_difference(&edited, &plan, String::new()).unwrap();
            format!("{path} {} {}", one.unwrap_or(&Value::Null), other.unwrap_or(&Value::Null))
        };
        assert_eq!(
            edited("/offers/0/changes/added/0/name", json!("Bob")),
            r#"offers[0].changes.added[0].name "Bob" "Ann""#
        );
        assert_eq!(edited("/offers/0/changes/added", json!([])), r#"offers[0].changes.added[0] null {"name":"Ann"}"#);
        assert_eq!(edited("/restored", json!([2])), "restored [2] 2");
        assert_eq!(edited("/offers/0/changes", json!({"x": 1})), r#"offers[0].changes.x 1 null"#);
        assert_eq!(first_difference(&plan, &plan, String::new()), None);
    }
}
