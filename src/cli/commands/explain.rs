//! `cosell explain`: prints the explanation of one rule or of all.

use crate::diagnostics::Rule;
use crate::i18n::Language;
use crate::report::{explain, explain_all, rules_as_markdown};

use crate::cli::args::{self, ExplainFormat};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{show, whoever_reads, width};

pub(crate) fn run(args: &args::Explain, language: Language) -> Result<ExitStatus, CliError> {
    match (args.format, &args.rule) {
        (ExplainFormat::Text, Some(rule)) => show(|out| explain(*rule, width(), language, out))?,
        (ExplainFormat::Text, None) => show(|out| explain_all(width(), language, out))?,
        (ExplainFormat::Markdown, rule) => {
            let rules = rule.as_ref().map_or(Rule::ALL, std::slice::from_ref);
            whoever_reads(rules_as_markdown(rules, &mut anstream::stdout()))?;
        }
    }
    Ok(ExitStatus::Done)
}
