use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::sanitized;
use crate::finding::{Rule, Severity};

const STRONG: Style = Style::new().bold();

/// The style of a severity's word.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default(),
    }
}

/// Writes what there is to know of a rule.
///
/// # Errors
/// Where it can't be written.
pub fn explain(rule: Rule, out: &mut dyn Write) -> io::Result<()> {
    let explanation = rule.explanation();
    let style = style_of(rule.severity());
    writeln!(out, "{STRONG}{}{STRONG:#} ({style}{}{style:#})", rule.name(), rule.severity().name())?;
    writeln!(out, "{}\n", explanation.checks)?;
    for (title, text) in [
        ("Why", explanation.why),
        ("Bad", explanation.bad),
        ("Good", explanation.good),
        ("Fix", explanation.fix),
        ("Source", explanation.source),
    ] {
        writeln!(out, "{STRONG}{title:<8}{STRONG:#}{}", sanitized(text))?;
    }
    Ok(())
}

/// Writes a line for each rule.
///
/// # Errors
/// Where it can't be written.
pub fn explain_all(out: &mut dyn Write) -> io::Result<()> {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    for rule in Rule::ALL {
        let style = style_of(rule.severity());
        writeln!(
            out,
            "{style}{:<8}{style:#} {:<width$}  {}",
            rule.severity().name(),
            rule.name(),
            rule.explanation().checks
        )?;
    }
    Ok(())
}
