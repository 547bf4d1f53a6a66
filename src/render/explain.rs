use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::sanitized;
use crate::finding::{Rule, Severity};
use crate::words::{Language, say};

const STRONG: Style = Style::new().bold();

/// The style of a severity's word.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default(),
    }
}

/// A severity in words.
pub(super) const fn word_of(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => say::Error.text(language),
        Severity::Warning => say::Warning.text(language),
        Severity::Note => say::Note.text(language),
    }
}

/// Writes what there is to know of a rule.
///
/// # Errors
/// Where it can't be written.
pub fn explain(rule: Rule, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let explanation = rule.explanation(language);
    let style = style_of(rule.severity());
    let word = word_of(rule.severity(), language);
    writeln!(out, "{STRONG}{}{STRONG:#} ({style}{word}{style:#})", rule.name())?;
    writeln!(out, "{}\n", explanation.checks)?;
    let parts = [
        (say::TitleWhy.text(language), explanation.why),
        (say::TitleBad.text(language), explanation.bad),
        (say::TitleGood.text(language), explanation.good),
        (say::TitleFix.text(language), explanation.fix),
        (say::TitleSource.text(language), explanation.source),
    ];
    let width = parts.iter().map(|(title, _)| title.width()).max().unwrap_or(0);
    for (title, text) in parts {
        let indent = " ".repeat(width + 2 - title.width());
        writeln!(out, "{STRONG}{title}{STRONG:#}{indent}{}", sanitized(text))?;
    }
    Ok(())
}

/// Writes a line for each rule.
///
/// # Errors
/// Where it can't be written.
pub fn explain_all(language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Rule::ALL.iter().map(|rule| word_of(rule.severity(), language).width());
    let (word_width, width) =
        (words.max().unwrap_or(0), Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0));
    for rule in Rule::ALL {
        let (style, word) = (style_of(rule.severity()), word_of(rule.severity(), language));
        let indent = " ".repeat(word_width + 2 - word.width());
        let checks = rule.explanation(language).checks;
        writeln!(out, "{style}{word}{style:#}{indent}{:<width$}  {checks}", rule.name())?;
    }
    Ok(())
}
