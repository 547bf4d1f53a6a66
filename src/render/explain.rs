use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::flow::Flow;
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

/// The English around explanations.
mod words {
    pub(super) const WHY: &str = "Why";
    pub(super) const BAD: &str = "Bad";
    pub(super) const GOOD: &str = "Good";
    pub(super) const FIX: &str = "Fix";
    pub(super) const SOURCE: &str = "Source";
    pub(super) const TITLE: &str = "Rules";
    pub(super) const ABOUT: &str = "What `cosell` looks for in a list of contacts, in the order in which a list is read: file, \
        row, cell, list. The names are permanent. An error is what Partner Center would refuse, or take for something else; \
        a warning is worth a look; a note says what was done. `cosell explain RULE` shows the same on a terminal.";
    pub(super) const MADE: &str = "<!-- Made by `cosell explain --format markdown`; a test keeps it. -->";
    pub(super) const COLUMNS: [&str; 3] = ["Rule", "Severity", "What it checks"];
}

/// Writes what there is to know of a rule, in lines of so many columns.
///
/// # Errors
/// Where it can't be written.
pub fn explain(rule: Rule, width: usize, out: &mut dyn Write) -> io::Result<()> {
    const INDENT: usize = 8;
    let explanation = rule.explanation();
    let style = style_of(rule.severity());
    writeln!(out, "{STRONG}{}{STRONG:#} ({style}{}{style:#})", rule.name(), rule.severity().name())?;
    flowing("", explanation.checks, 0, width, out)?;
    writeln!(out)?;
    for (title, text) in [
        (words::WHY, explanation.why),
        (words::BAD, explanation.bad),
        (words::GOOD, explanation.good),
        (words::FIX, explanation.fix),
        (words::SOURCE, explanation.source),
    ] {
        flowing(&format!("{STRONG}{title:<INDENT$}{STRONG:#}"), text, INDENT, width, out)?;
    }
    Ok(())
}

/// Writes a text behind its head, which is as wide as the indent of the lines below.
fn flowing(head: &str, text: &str, indent: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{head}")?;
    let mut flow = Flow::new(out, indent, indent, width);
    flow.text(Style::new(), &sanitized(text))?;
    flow.end()
}

/// Writes a line for each rule, or several where it is longer than so many columns.
///
/// # Errors
/// Where it can't be written.
pub fn explain_all(width: usize, out: &mut dyn Write) -> io::Result<()> {
    let longest = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    for rule in Rule::ALL {
        let style = style_of(rule.severity());
        let head = format!("{style}{:<8}{style:#} {:<longest$}  ", rule.severity().name(), rule.name());
        flowing(&head, rule.explanation().checks, 8 + 1 + longest + 2, width, out)?;
    }
    Ok(())
}

/// Writes what there is to know of some rules as a page in Markdown: of one the section alone.
///
/// # Errors
/// Where it can't be written.
pub fn rules_as_markdown(rules: &[Rule], out: &mut dyn Write) -> io::Result<()> {
    if rules.len() > 1 {
        let [rule, severity, checks] = words::COLUMNS;
        writeln!(out, "{}\n# {}\n\n{}\n", words::MADE, words::TITLE, words::ABOUT)?;
        writeln!(out, "| {rule} | {severity} | {checks} |\n| --- | --- | --- |")?;
        for rule in rules {
            let checks = escaped(rule.explanation().checks).replace('|', "\\|");
            writeln!(out, "| [`{0}`](#{0}) | {1} | {checks} |", rule.name(), rule.severity().name())?;
        }
        writeln!(out)?;
    }
    for (at, rule) in rules.iter().enumerate() {
        let between = if at > 0 { "\n" } else { "" };
        writeln!(out, "{between}## {}\n\n{}", rule.name(), rule_as_markdown(*rule))?;
    }
    Ok(())
}

/// What there is to know of a rule, as Markdown without its name.
pub(super) fn rule_as_markdown(rule: Rule) -> String {
    let explanation = rule.explanation();
    let (bad, good) = (sanitized(explanation.bad), sanitized(explanation.good));
    format!(
        "{}\n\n**{}** {}\n\n```text\n{:<6}{bad}\n{:<6}{good}\n```\n\n**{}** {}\n\n**{}** {}",
        escaped(explanation.checks),
        words::WHY,
        escaped(explanation.why),
        words::BAD,
        words::GOOD,
        words::FIX,
        escaped(explanation.fix),
        words::SOURCE,
        escaped(explanation.source),
    )
}

/// A text in Markdown, in which `<` starts no tag and `*` and `_` nothing, outside of code.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (at, part) in text.split('`').enumerate() {
        let is_code = at % 2 == 1;
        escaped.push_str(if at > 0 { "`" } else { "" });
        for c in part.chars() {
            escaped.push_str(if !is_code && matches!(c, '<' | '*' | '_' | '[' | '\\') { "\\" } else { "" });
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "docs/rules.md";

    #[test]
    fn the_page_of_the_rules_is_kept() {
        let file = format!("{}/{PAGE}", env!("CARGO_MANIFEST_DIR"));
        let mut page = Vec::new();
        rules_as_markdown(Rule::ALL, &mut page).unwrap();
        if std::env::var_os("COSELL_REWRITE").is_some() {
            std::fs::create_dir_all(format!("{}/docs", env!("CARGO_MANIFEST_DIR"))).unwrap();
            std::fs::write(&file, &page).unwrap();
        }
        let kept = std::fs::read(&file).unwrap_or_default();
        assert!(kept == page, "{PAGE}: run with COSELL_REWRITE=1 to make it again");
        let page = String::from_utf8(page).unwrap();
        for rule in Rule::ALL {
            assert!(page.contains(&format!("\n## {}\n", rule.name())), "{} has no entry", rule.name());
        }
    }

    #[test]
    fn every_rule_says_all_there_is_to_know() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in Rule::ALL {
            let explanation = rule.explanation();
            let (bad, good) = (explanation.bad, explanation.good);
            for text in [explanation.checks, explanation.why, bad, good, explanation.fix, explanation.source] {
                assert!(!text.trim().is_empty(), "{} lacks a part of its explanation", rule.name());
            }
            assert_ne!(bad, good, "{}", rule.name());
            assert!(seen.insert(explanation.checks), "{} checks what another does", rule.name());
        }
    }

    #[test]
    fn only_what_is_code_is_left_as_it_is() {
        assert_eq!(escaped("Name <a@b> `x_y <z>` *a*"), "Name \\<a@b> `x_y <z>` \\*a\\*");
    }
}
