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

/// What relative addresses of files start from.
const ROOT: &str = "%SRCROOT%";

/// One run, its results written as findings come.
pub(super) struct Sarif<W> {
    out: W,
    is_first: bool,
}

impl<W: Write> Sarif<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        let bases = json!({ ROOT: { "description": { "text": words::ROOT } } });
        write!(
            out,
            "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
             \"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\"columnKind\":\"utf16CodeUnits\",\
             \"originalUriBaseIds\":{bases},\"results\":[",
            driver()
        )?;
        Ok(Sarif { out, is_first: true })
    }
}

impl<W: Write> Form<W> for Sarif<W> {
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"\n" } else { b",\n" })?;
        self.is_first = false;
        Ok(serde_json::to_writer(&mut self.out, &result::of(source, finding))?)
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<W> {
        let summary = json!({ "summary": summary });
        writeln!(self.out, "{}],\"properties\":{summary}}}]}}", if self.is_first { "" } else { "\n" })?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The program, and what there is to know of its rules.
fn driver() -> Value {
    let rules: Vec<Value> = Rule::ALL.iter().copied().map(rule).collect();
    json!({ "name": "cosell", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules })
}

fn rule(rule: Rule) -> Value {
    let explanation = rule.explanation();
    let text = format!("{}\n\n{}", explanation.why, explanation.fix);
    json!({
        "id": rule.name(),
        "shortDescription": { "text": sanitized(explanation.checks) },
        "fullDescription": { "text": sanitized(&format!("{} {}", explanation.checks, explanation.why)) },
        "help": { "text": text, "markdown": rule_as_markdown(rule) },
        "defaultConfiguration": { "level": rule.severity().name() },
    })
}

/// The English of what is no message of a finding.
mod words {
    pub(super) const ROOT: &str = "The folder that cosell was started in.";
    pub(super) const SAFE: &str = "The cell has one reading: `cosell convert` writes this.";
    pub(super) const SUGGESTION: &str = "A suggestion: look whether it is what is meant.";
    pub(super) const STDIN: &str = "standard input";
}
