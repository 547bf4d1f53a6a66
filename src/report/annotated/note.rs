//! Texts about a finding in the annotated workbook, and the note on a cell.

use rust_xlsxwriter::Note;
use unicode_width::UnicodeWidthStr;

use super::display_severity::DisplaySeverity;
use crate::diagnostics::{Finding, Safety};
use crate::i18n::{Language, messages};
use crate::report::{quoted, sanitized};
use crate::spreadsheet::style;

/// Maximum width of a note, in characters and in pixels, and the height of a line in pixels.
const CHARACTERS: f64 = 52.0;
const WIDTH: u32 = 330;
const LINE: u32 = 16;
/// Maximum length of a note in characters. The sheet of findings has the whole text.
const LONGEST: usize = 1200;

pub(super) fn message(finding: &Finding<'_>, language: Language) -> String {
    sanitized(&finding.localize(language).to_string()).into_owned()
}

/// Returns the text of the fix, the suggestion or the alternatives of a finding; empty if it has none.
pub(super) fn remedy(finding: &Finding<'_>, language: Language) -> String {
    if !finding.alternatives.is_empty() {
        let values: Vec<String> = finding.alternatives.iter().map(|value| quoted(value)).collect();
        return language.localize(messages::OneOfThese { values: values.join(", ") }).to_string();
    }
    match &finding.fix {
        None => String::new(),
        Some(fix) if fix.safety == Safety::Safe && finding.column.is_none() => {
            messages::FixedAutomatically.text(language).to_owned()
        }
        Some(fix) if fix.safety == Safety::Safe => {
            language.localize(messages::WillBecome { value: quoted(&fix.value) }).to_string()
        }
        Some(fix) if fix.value.is_empty() => messages::SuggestedEmpty.text(language).to_owned(),
        Some(fix) => language.localize(messages::Suggested { value: quoted(&fix.value) }).to_string(),
    }
}

/// Returns the note on a cell with its findings, the most severe first. Its size fits the text.
pub(super) fn note(findings: &[&Finding<'_>], language: Language) -> Note {
    let mut findings: Vec<&Finding<'_>> = findings.to_vec();
    findings.sort_by_key(|finding| DisplaySeverity::of(finding));
    let mut lines: Vec<String> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let (about, text) = (DisplaySeverity::of(finding).title(language), message(finding, language));
        lines.push(language.localize(messages::SaidOf { about, said: text }).to_string());
        // Findings of one cell often have the same fix, which is for the whole cell and is written once.
        let own = remedy(finding, language);
        let is_repeated_below = findings.get(at + 1).is_some_and(|next| remedy(next, language) == own);
        if !own.is_empty() && !is_repeated_below {
            lines.push(own);
        }
    }
    sized(&lines.join("\n"))
}

fn sized(text: &str) -> Note {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text.to_owned(),
    };
    let lines = style::lines(&text, CHARACTERS);
    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) as u32;
    let width = WIDTH.min(widest * WIDTH / CHARACTERS as u32 + 30).max(120);
    Note::new(text)
        .set_author("cosell")
        .add_author_prefix(false)
        .set_font_size(9)
        .set_width(width)
        .set_height((lines + 1) * LINE)
}
