//! The findings by rule: what is wrong, why it matters, what to do, and the first places.

use std::io::{self, Write};

use super::Part;
use super::kept::{Place, RuleFindings};
use super::rows::write_fixed_rows;
use crate::diagnostics::Rule;
use crate::i18n::messages;
use crate::report::annotated::DisplaySeverity;
use crate::report::findings::sheet_name;
use crate::report::html::escape;

/// Writes what a person has to correct and to check.
pub(super) fn write_problems(part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (severity, heading) in [
        (DisplaySeverity::Error, messages::ReportToCorrect.text(part.language)),
        (DisplaySeverity::Warning, messages::ReportToCheck.text(part.language)),
    ] {
        if part.found.rules.keys().any(|(known, _)| *known == severity) {
            writeln!(out, "<h{0}>{heading}</h{0}>", part.level)?;
            write_rules(severity, part, out)?;
        }
    }
    Ok(())
}

/// Writes what needs no action: fixes with their rows, and notes. It is folded up.
pub(super) fn write_fixed(part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (severity, heading) in [
        (DisplaySeverity::Fixed, messages::ReportFixed.text(part.language)),
        (DisplaySeverity::Note, messages::ReportNotes.text(part.language)),
    ] {
        if !part.found.rules.keys().any(|(known, _)| *known == severity) {
            continue;
        }
        writeln!(out, "<details>\n<summary><h{0}>{heading}</h{0}></summary>", part.level)?;
        write_rules(severity, part, out)?;
        if severity == DisplaySeverity::Fixed {
            write_fixed_rows(part, out)?;
        }
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn write_rules(severity: DisplaySeverity, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    let of_severity = part.found.rules.iter().filter(|((known, _), _)| *known == severity);
    for ((_, rule), found) in of_severity {
        write_rule(*rule, severity, found, part, out)?;
    }
    Ok(())
}

fn write_rule(
    rule: Rule,
    severity: DisplaySeverity,
    found: &RuleFindings,
    part: &Part<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (language, level) = (part.language, part.level + 1);
    let (explanation, class) = (rule.explanation(language), class(severity));
    writeln!(out, "<article class=\"rule {class}\">")?;
    let places = language.localize(messages::ReportPlaces { count: found.count }).to_string();
    let checks = with_code(explanation.checks.trim_end_matches('.'));
    writeln!(out, "<h{level}>{checks} <small>{places} · <code>{}</code></small></h{level}>", rule.name())?;
    if matches!(severity, DisplaySeverity::Error | DisplaySeverity::Warning) {
        writeln!(out, "<p>{}</p>", with_code(explanation.why))?;
        let what_to_do = with_code(explanation.fix);
        writeln!(out, "<p><b>{}</b> {what_to_do}</p>", messages::ReportWhatToDo.text(language))?;
    }
    writeln!(out, "<ul class=places>")?;
    found.places.iter().try_for_each(|place| write_place(place, part, out))?;
    match found.count.saturating_sub(found.places.len() as u64) {
        0 => {}
        count => writeln!(out, "<li class=soft>{}</li>", language.localize(messages::PageMorePeople { count }))?,
    }
    writeln!(out, "</ul>\n</article>")
}

fn write_place(place: &Place, part: &Part<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<li>")?;
    if let Some(name) = &place.name {
        let sheet = part.found.sheets.get(place.sheet);
        let of_several = sheet.and_then(|sheet| sheet.sheet.as_deref()).filter(|_| part.found.sheets.len() > 1);
        let name = of_several.map_or_else(|| name.clone(), |sheet| format!("{}!{name}", sheet_name(sheet)));
        let name = escape(&name);
        match place.row.filter(|row| sheet.is_some_and(|sheet| sheet.shows(*row))) {
            Some(row) => write!(out, "<a href=\"#{}\">{}</a> ", part.row_id(place.sheet, row), name)?,
            None => write!(out, "<b>{name}</b> ")?,
        }
    }
    write!(out, "{}", escape(&place.message))?;
    if !place.remedy.is_empty() {
        write!(out, " <span class=do>{}</span>", escape(&place.remedy))?;
    }
    writeln!(out, "</li>")
}

/// Returns the class of a severity in the style sheet.
pub(super) const fn class(severity: DisplaySeverity) -> &'static str {
    match severity {
        DisplaySeverity::Error => "error",
        DisplaySeverity::Warning => "warning",
        DisplaySeverity::Fixed => "fixed",
        DisplaySeverity::Note => "note",
    }
}

/// Returns a text of the catalogues, in which backquotes surround code, as HTML.
fn with_code(text: &str) -> String {
    let parts = escape(text);
    let mut html = String::with_capacity(parts.len());
    for (index, part) in parts.split('`').enumerate() {
        html.push_str(match index {
            0 => "",
            index if index % 2 == 1 => "<code>",
            _ => "</code>",
        });
        html.push_str(part);
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn code_in_explanations_is_closed() {
        assert_eq!(with_code("Use `a < b`, or `c`."), "Use <code>a &lt; b</code>, or <code>c</code>.");
        for rule in Rule::ALL {
            for language in Language::ALL {
                let explanation = rule.explanation(language);
                for text in [explanation.checks, explanation.why, explanation.fix] {
                    let html = with_code(text);
                    assert_eq!(html.matches("<code>").count(), html.matches("</code>").count(), "{text}");
                }
            }
        }
    }
}
