//! Explanations of rules (`cosell explain`), on a terminal and as Markdown, of which `docs/rules.md` is made.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::sanitized;
use super::wrap::Wrapper;
use crate::diagnostics::{Rule, Severity};
use crate::i18n::{Language, messages};

const STRONG: Style = Style::new().bold();

/// Returns the style of the word for a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default(),
    }
}

/// The English texts of `docs/rules.md`.
mod page {
    pub(super) const TITLE: &str = "Rules";
    pub(super) const ABOUT: &str = "What `cosell` looks for in a list of contacts, in the order in which a list is read: file, \
        row, cell, list. The names are permanent. An error is what Partner Center would refuse, or take for something else; \
        a warning is worth a look; a note says what was done. `cosell explain RULE` shows the same on a terminal.";
    pub(super) const MADE: &str = "<!-- Made by `cosell explain --format markdown`; a test keeps it. -->";
    pub(super) const COLUMNS: [&str; 3] = ["Rule", "Severity", "What it checks"];
}

/// Returns the word for a severity.
pub(super) const fn word_of(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => messages::Error.text(language),
        Severity::Warning => messages::Warning.text(language),
        Severity::Note => messages::Note.text(language),
    }
}

/// Writes the explanation of a rule in lines of `width` columns.
pub(crate) fn explain(rule: Rule, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let explanation = rule.explanation(language);
    let (style, word) = (style_of(rule.severity()), word_of(rule.severity(), language));
    writeln!(out, "{STRONG}{}{STRONG:#} ({style}{word}{style:#})", rule.name())?;
    flowing("", explanation.checks, 0, width, out)?;
    writeln!(out)?;
    let parts = [
        (messages::TitleWhy.text(language), explanation.why),
        (messages::TitleBad.text(language), explanation.bad),
        (messages::TitleGood.text(language), explanation.good),
        (messages::TitleFix.text(language), explanation.fix),
        (messages::TitleSource.text(language), explanation.source),
    ];
    let indent = 2 + widest(parts.iter().map(|(title, _)| *title));
    for (title, text) in parts {
        flowing(&format!("{STRONG}{title}{:1$}{STRONG:#}", "", indent - title.width()), text, indent, width, out)?;
    }
    Ok(())
}

/// Returns the width of the widest word, in columns.
fn widest<'w>(words: impl Iterator<Item = &'w str>) -> usize {
    words.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Writes a text after a heading that is as wide as the indent of the following lines; below it if it takes half of the
/// line.
fn flowing(head: &str, text: &str, indent: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    const BELOW: usize = 4;
    write!(out, "{head}")?;
    let indent = if indent > width / 2 {
        write!(out, "\n{:BELOW$}", "")?;
        BELOW
    } else {
        indent
    };
    let mut flow = Wrapper::new(out, indent, indent, width);
    flow.text(Style::new(), &sanitized(text))?;
    flow.end()
}

/// Writes a line for each rule, wrapped to `width` columns.
pub(crate) fn explain_all(width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let word_width = 1 + widest(Rule::ALL.iter().map(|rule| word_of(rule.severity(), language)));
    let name_width = 2 + widest(Rule::ALL.iter().map(|rule| rule.name()));
    for rule in Rule::ALL {
        let (style, word) = (style_of(rule.severity()), word_of(rule.severity(), language));
        let indent = " ".repeat(word_width - word.width());
        let head = format!("{style}{word}{indent}{style:#} {:name_width$}", rule.name());
        flowing(&head, rule.explanation(language).checks, word_width + 1 + name_width, width, out)?;
    }
    Ok(())
}

/// Writes the explanations of rules as an English page in Markdown; of a single rule only the section.
pub(crate) fn rules_as_markdown(rules: &[Rule], out: &mut dyn Write) -> io::Result<()> {
    if rules.len() > 1 {
        let [rule, severity, checks] = page::COLUMNS;
        writeln!(out, "{}\n# {}\n\n{}\n", page::MADE, page::TITLE, page::ABOUT)?;
        writeln!(out, "| {rule} | {severity} | {checks} |\n| --- | --- | --- |")?;
        for rule in rules {
            let checks = escape(rule.explanation(Language::En).checks).replace('|', "\\|");
            writeln!(out, "| [`{0}`](#{0}) | {1} | {checks} |", rule.name(), rule.severity().name())?;
        }
        writeln!(out)?;
    }
    for (index, rule) in rules.iter().enumerate() {
        let between = if index > 0 { "\n" } else { "" };
        writeln!(out, "{between}## {}\n\n{}", rule.name(), rule_as_markdown(*rule, Language::En))?;
    }
    Ok(())
}

/// Returns the explanation of a rule as Markdown, without its name.
pub(super) fn rule_as_markdown(rule: Rule, language: Language) -> String {
    let explanation = rule.explanation(language);
    let (bad_title, good_title) = (messages::TitleBad.text(language), messages::TitleGood.text(language));
    let indent = 2 + widest([bad_title, good_title].into_iter());
    let (bad, good) = (sanitized(explanation.bad), sanitized(explanation.good));
    format!(
        "{}\n\n**{}** {}\n\n```text\n{bad_title:<indent$}{bad}\n{good_title:<indent$}{good}\n```\n\n**{}** {}\n\n**{}** {}",
        escape(explanation.checks),
        messages::TitleWhy.text(language),
        escape(explanation.why),
        messages::TitleFix.text(language),
        escape(explanation.fix),
        messages::TitleSource.text(language),
        escape(explanation.source),
    )
}

/// Returns a text as Markdown in which `<` starts no tag and `*` and `_` no emphasis, outside of code.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in text.split('`').enumerate() {
        let is_code = index % 2 == 1;
        escaped.push_str(if index > 0 { "`" } else { "" });
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
    fn the_page_of_rules_is_up_to_date() {
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

    /// Tests the order, because the case in tests/cases leaves out most of the list so that a new rule doesn't change
    /// it.
    #[test]
    fn the_list_has_every_rule_in_order() {
        let mut list = anstream::StripStream::new(Vec::new());
        explain_all(80, Language::En, &mut list).unwrap();
        let list = String::from_utf8(list.into_inner()).unwrap();
        let heads = list.lines().filter(|line| !line.starts_with(' '));
        let named: Vec<&str> = heads.filter_map(|line| line.split_whitespace().nth(1)).collect();
        assert_eq!(named, Rule::ALL.iter().map(|rule| rule.name()).collect::<Vec<_>>());
    }

    #[test]
    fn every_rule_has_a_complete_explanation() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in Rule::ALL {
            let explanation = rule.explanation(Language::En);
            let (bad, good) = (explanation.bad, explanation.good);
            for text in [explanation.checks, explanation.why, bad, good, explanation.fix, explanation.source] {
                assert!(!text.trim().is_empty(), "{} lacks a part of its explanation", rule.name());
            }
            assert_ne!(bad, good, "{}", rule.name());
            assert!(seen.insert(explanation.checks), "{} checks what another does", rule.name());
        }
    }

    #[test]
    fn everything_but_code_is_escaped() {
        assert_eq!(escape("Name <a@b> `x_y <z>` *a*"), "Name \\<a@b> `x_y <z>` \\*a\\*");
    }
}
