//! Texts about a finding in the annotated workbook, and the note on a cell.

use rust_xlsxwriter::Note;
use unicode_width::UnicodeWidthStr;

use super::display_severity::DisplaySeverity;
use crate::diagnostics::{Finding, Message};
use crate::i18n::{Language, messages};
use crate::report::{quoted, sanitized};
use crate::spreadsheet::style;

/// Maximum width of a note, in characters and in pixels, and the height of a line in pixels.
const CHARACTERS: f64 = 52.0;
const WIDTH: u32 = 330;
const LINE: u32 = 16;
/// Maximum length of a note in characters. The sheet of findings has the whole text.
const MAX_LENGTH: usize = 1200;

/// Returns the message of a finding, without options of the program, which readers of the workbook may not have.
pub(crate) fn message(finding: &Finding<'_>, language: Language) -> String {
    let label = finding.piece();
    let text = match &finding.message {
        Message::EncodingUnsure { encoding, words } => {
            let words = language.localize(words);
            language.localize(messages::PlainEncodingUnsure { encoding, words }).to_string()
        }
        Message::EncodingAmbiguous { readings } | Message::EncodingAmbiguousInCells { readings, .. } => {
            let readings = language.localize(readings);
            language.localize(messages::PlainEncodingAmbiguous { readings }).to_string()
        }
        Message::EncodedWords { words } => {
            let words = language.localize(words);
            language.localize(messages::PlainEncodedWords { encoding: label, words }).to_string()
        }
        Message::Undecodable { encoding } => language.localize(messages::PlainUndecodable { encoding }).to_string(),
        Message::SheetChosen { sheets } => {
            let sheets = language.localize(sheets);
            language.localize(messages::PlainSheetChosen { sheets }).to_string()
        }
        Message::SheetsWithoutHeader { sheets } => {
            let sheets = language.localize(sheets);
            language.localize(messages::PlainSheetsWithoutHeader { sheets }).to_string()
        }
        Message::ColumnUnknownNear { column } => {
            let column = language.column(*column);
            language.localize(messages::PlainColumnUnknown { label, column }).to_string()
        }
        Message::ColumnReplaced { column } => {
            let column = language.column(*column);
            language.localize(messages::PlainColumnReplaced { label, column }).to_string()
        }
        Message::ColumnOverruled { column } => {
            let column = language.column(*column);
            language.localize(messages::PlainColumnOverruled { label, column }).to_string()
        }
        Message::HeaderPresent => messages::PlainHeaderPresent.text(language).to_owned(),
        Message::ListEmpty => messages::PlainListEmpty.text(language).to_owned(),
        _ => finding.localize(language).to_string(),
    };
    sanitized(&text).into_owned()
}

/// Returns a sentence of a message.
pub(super) fn capitalized(message: &str) -> String {
    let mut letters = message.chars();
    let mut sentence: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(letters.as_str());
    sentence
}

/// Returns the text of the fix, the suggestion or the alternatives of a finding; empty if it has none. A fix in a cell
/// that also has an error is not announced, because the cell stays as it is until the error is corrected.
pub(in crate::report) fn remedy(finding: &Finding<'_>, has_error: bool, language: Language) -> String {
    if !finding.alternatives.is_empty() {
        let values: Vec<String> = finding.alternatives.iter().map(|value| quoted(value, language)).collect();
        return language.localize(messages::OneOfThese { values: values.join(", ") }).to_string();
    }
    if !finding.contacts.is_empty() {
        let contacts: Vec<String> = finding.contact_lines().map(|contact| quoted(&contact, language)).collect();
        let split = messages::SuggestedSplit { count: contacts.len(), contacts: contacts.join(", ") };
        return language.localize(split).to_string();
    }
    match &finding.fix {
        None => String::new(),
        Some(_) if finding.applied && has_error => String::new(),
        Some(_) if finding.applied && finding.column.is_none() => {
            messages::FixedAutomatically.text(language).to_owned()
        }
        Some(fix) if finding.applied => {
            language.localize(messages::WillBecome { value: quoted(&fix.value, language) }).to_string()
        }
        Some(fix) if fix.value.is_empty() => messages::SuggestedEmpty.text(language).to_owned(),
        Some(fix) => language.localize(messages::Suggested { value: quoted(&fix.value, language) }).to_string(),
    }
}

/// Returns whether the findings of a cell have an error that isn't fixed.
pub(super) fn has_error(findings: &[&Finding<'_>]) -> bool {
    findings.iter().any(|finding| DisplaySeverity::from_finding(finding) == DisplaySeverity::Error)
}

/// Returns the note on a cell with its findings, the most severe first. If the cell is fixed, the note has the text as
/// received, too. The size of the note fits its text.
pub(super) fn note(findings: &[&Finding<'_>], is_fixed: bool, language: Language) -> Note {
    let mut findings: Vec<&Finding<'_>> = findings.to_vec();
    findings.sort_by_key(|finding| DisplaySeverity::from_finding(finding));
    let has_error = has_error(&findings);
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for (index, finding) in findings.iter().enumerate() {
        if length > MAX_LENGTH {
            break;
        }
        let (label, text) = (DisplaySeverity::from_finding(finding).title(language), message(finding, language));
        length += text.chars().count();
        lines.push(language.localize(messages::LabeledText { label, text }).to_string());
        // Findings of one cell often have the same fix, which is for the whole cell and is written once.
        let remedy_of = |finding: &Finding<'_>| match is_fixed && finding.applied {
            // The cell is covered by a merged one, and was empty.
            true if finding.value.is_empty() => String::new(),
            true => language.localize(messages::WasReceived { value: quoted(&finding.value, language) }).to_string(),
            false => remedy(finding, has_error, language),
        };
        let remedy_text = remedy_of(finding);
        let is_repeated_below = findings.get(index + 1).is_some_and(|next| remedy_of(next) == remedy_text);
        if !remedy_text.is_empty() && !is_repeated_below {
            lines.push(remedy_text);
        }
    }
    new_note(&lines.join("\n"))
}

fn new_note(text: &str) -> Note {
    let text = match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text.to_owned(),
    };
    let lines = style::lines(&text, CHARACTERS);
    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) as u32;
    let width = WIDTH.min(widest * WIDTH / CHARACTERS as u32 + 30).max(120);
    Note::new(text).add_author_prefix(false).set_font_size(9).set_width(width).set_height((lines + 1) * LINE)
}
