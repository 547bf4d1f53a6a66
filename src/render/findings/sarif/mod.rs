//! SARIF 2.1.0: "Static Analysis Results Interchange Format", an OASIS standard of 27 March 2020.

mod result;
mod uri;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Form;
use crate::finding::{Finding, Rule, Summary};
use crate::model::Source;
use crate::render::explain::rule_as_markdown;
use crate::render::sanitized;
use crate::words::{Language, say};

/// What relative addresses of files start from.
const ROOT: &str = "%SRCROOT%";

/// One run, its results written as findings come.
pub(super) struct Sarif<W> {
    out: W,
    language: Language,
    is_first: bool,
}

impl<W: Write> Sarif<W> {
    pub(super) fn new(mut out: W, language: Language) -> io::Result<Self> {
        let bases = json!({ ROOT: { "description": { "text": say::StartedIn.text(language) } } });
        // English is what the standard assumes.
        let spoken = match language {
            Language::En => String::new(),
            other => format!("\"language\":\"{}\",", other.code()),
        };
        write!(
            out,
            "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
             \"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},{spoken}\"columnKind\":\"utf16CodeUnits\",\
             \"originalUriBaseIds\":{bases},\"results\":[",
            driver(language)
        )?;
        Ok(Sarif { out, language, is_first: true })
    }
}

impl<W: Write> Form<W> for Sarif<W> {
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"\n" } else { b",\n" })?;
        self.is_first = false;
        Ok(serde_json::to_writer(&mut self.out, &result::of(source, finding, self.language))?)
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<W> {
        let summary = json!({ "summary": summary });
        writeln!(self.out, "{}],\"properties\":{summary}}}]}}", if self.is_first { "" } else { "\n" })?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The program, and what there is to know of its rules.
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
        "help": { "text": text, "markdown": rule_as_markdown(rule, language) },
        "defaultConfiguration": { "level": rule.severity().name() },
    })
}
