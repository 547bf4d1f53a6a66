//! `cosell explain`: prints the explanation of one rule or of all.

use crate::diagnostics::Rule;
use crate::i18n::Language;
use crate::report::{explain, explain_all, rules_as_markdown};

use crate::cli::args::{self, ExplainForm};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{whoever_reads, width};

pub(crate) fn run(args: &args::Explain, language: Language) -> Result<ExitStatus, CliError> {
    let mut out = anstream::stdout();
    whoever_reads(match (args.format, &args.rule) {
        (ExplainForm::Text, Some(rule)) => explain(*rule, width(), language, &mut out),
        (ExplainForm::Text, None) => explain_all(width(), language, &mut out),
        (ExplainForm::Markdown, rule) => {
            rules_as_markdown(rule.as_ref().map_or(Rule::ALL, std::slice::from_ref), &mut out)
        }
    })?;
    Ok(ExitStatus::Done)
}
