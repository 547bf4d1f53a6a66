use cosell_contacts::finding::Rule;
use cosell_contacts::render::{explain, explain_all, rules_as_markdown};
use cosell_contacts::words::Language;

use crate::args::{self, ExplainForm};
use crate::exit::{Exit, Failure};
use crate::output::{whoever_reads, width};

pub(crate) fn run(args: &args::Explain, language: Language) -> Result<Exit, Failure> {
    let mut out = anstream::stdout();
    whoever_reads(match (args.format, &args.rule) {
        (ExplainForm::Text, Some(rule)) => explain(*rule, width(), language, &mut out),
        (ExplainForm::Text, None) => explain_all(width(), language, &mut out),
        (ExplainForm::Markdown, rule) => {
            rules_as_markdown(rule.as_ref().map_or(Rule::ALL, std::slice::from_ref), &mut out)
        }
    })?;
    Ok(Exit::Done)
}
