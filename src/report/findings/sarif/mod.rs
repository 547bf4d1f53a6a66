//! SARIF 2.1.0, "Static Analysis Results Interchange Format", an OASIS standard of 27 March 2020.
//!
//! The object of a finding is in `result.rs`.

mod result;

use serde_json::{Value, json};

use super::{CellTexts, CheckedFile, FindingsEncoder, SourceText, push_json};
use crate::diagnostics::{Finding, Rule, Summary};
use crate::i18n::{Language, messages};
use crate::report::explain::rule_as_markdown;
use crate::report::sanitized;

/// Base of relative file addresses.
const ROOT: &str = "%SRCROOT%";

/// One run, whose results are written as findings come.
pub(super) struct Sarif {
    pub(super) language: Language,
}

impl FindingsEncoder for Sarif {
    fn separator(&self) -> &'static [u8] {
        b","
    }

    fn start(&self, bytes: &mut Vec<u8>) {
        let bases = json!({ ROOT: { "description": { "text": messages::StartedIn.text(self.language) } } });
        // The standard assumes English if no language is given.
        let language = match self.language {
            Language::En => String::new(),
            other => format!("\"language\":\"{}\",", other.code()),
        };
        let start = format!(
            "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
             \"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},{language}\"columnKind\":\"utf16CodeUnits\",\
             \"originalUriBaseIds\":{bases},\"results\":[",
            driver(self.language)
        );
        bytes.extend_from_slice(start.as_bytes());
    }

    fn finding(
        &self,
        SourceText { source, .. }: &SourceText,
        finding: &Finding<'_>,
        texts: &CellTexts<'_>,
        bytes: &mut Vec<u8>,
    ) {
        bytes.push(b'\n');
        push_json(bytes, &result::from_finding(source, finding, texts, self.language));
    }

    fn end(&self, summary: &Summary, files: &[CheckedFile], has_some: bool, bytes: &mut Vec<u8>) {
        let (line, summary) = (if has_some { "\n" } else { "" }, json!({ "summary": summary }));
        let invocation = result::invocation(files, self.language);
        bytes.extend_from_slice(format!("{line}],\"invocations\":[").as_bytes());
        push_json(bytes, &invocation);
        bytes.extend_from_slice(format!("],\"properties\":{summary}}}]}}\n").as_bytes());
    }
}

/// Returns the description of the program and its rules.
fn driver(language: Language) -> Value {
    let rules: Vec<Value> = Rule::ALL.iter().map(|of| rule(*of, language)).collect();
    let mut driver = json!({ "name": "cosell", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    if language != Language::En {
        driver["language"] = language.code().into();
    }
    driver
}

fn rule(rule: Rule, language: Language) -> Value {
    let explanation = rule.explanation(language);
    let text = format!("{}\n\n{}", explanation.why, explanation.fix);
    json!({
        "id": rule.name(),
        "shortDescription": { "text": sanitized(explanation.checks) },
        "fullDescription": { "text": sanitized(&format!("{} {}", explanation.checks, explanation.why)) },
        "helpUri": help_uri(rule),
        "help": { "text": text, "markdown": rule_as_markdown(rule, language) },
        "defaultConfiguration": { "level": rule.severity().name() },
    })
}

/// Returns the address of the page about a rule. The format requires an absolute URI. If the package names no
/// repository, the page has no address, so it is a URN, which names the rule and can't lead to a wrong page.
fn help_uri(rule: Rule) -> String {
    match env!("CARGO_PKG_REPOSITORY") {
        "" => format!("urn:cosell:rule:{}", rule.name()),
        repository => format!("{repository}/blob/main/docs/rules.md#{}", rule.name()),
    }
}
