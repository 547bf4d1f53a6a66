//! The text beside a row: what a person must do in it, so that the workbook is understood without notes, and in print.

use super::CellFindings;
use super::display_severity::DisplaySeverity;
use super::note::message;
use crate::contact::SourceColumn;
use crate::diagnostics::{Finding, Rule};
use crate::i18n::{Language, messages};
use crate::spreadsheet::style;

/// Width of the column, in characters.
pub(super) const WIDTH: f64 = 60.0;
/// Maximum number of lines: Excel doesn't show more in a row. The last one is for the number of the other findings.
const MOST_LINES: u32 = 27;
/// Maximum length of a message in characters. The sheet of findings has the whole text.
const LONGEST: usize = 400;

/// Returns the text for a row. Fixes are only counted, and only if nothing has to be corrected.
pub(super) fn remark(of_cell: &[CellFindings<'_>], columns: &[SourceColumn], language: Language) -> String {
    let with = |severity: DisplaySeverity| {
        let all = of_cell.iter().flat_map(|(at, findings)| findings.iter().map(move |finding| (*at, *finding)));
        all.filter(move |(_, finding)| DisplaySeverity::of(finding) == severity)
    };
    let said = |(at, finding): (Option<usize>, &Finding<'_>)| {
        let about = at.map_or(messages::TheRow.text(language), |at| columns[at].label.as_str());
        let said = shortened(message(finding, language));
        // The message of an empty cell names the column itself.
        if finding.rule == Rule::ValueMissing || said.starts_with(about) {
            said
        } else {
            language.localize(messages::LabeledText { about, said }).to_string()
        }
    };
    let mut texts: Vec<String> = with(DisplaySeverity::Error).map(said).collect();
    let is_correct = texts.is_empty();
    let to_check = |said| language.localize(messages::ToCheck { said }).to_string();
    texts.extend(with(DisplaySeverity::Warning).map(said).map(to_check));
    if is_correct {
        let of_rows = [DisplaySeverity::Fixed, DisplaySeverity::Note].into_iter().flat_map(with);
        texts.extend(of_rows.filter(|(at, _)| at.is_none()).map(said));
        let is_fixed = |finding: &&Finding<'_>| DisplaySeverity::of(finding) == DisplaySeverity::Fixed;
        let fixed = of_cell.iter().filter(|(at, findings)| at.is_some() && findings.iter().any(is_fixed));
        let count = fixed.count() as u64;
        texts.extend((count > 0).then(|| language.localize(messages::FixedInRow { count }).to_string()));
    }
    fitted(texts, language)
}

/// Returns the texts that fit into a row, each on a line of its own.
fn fitted(mut texts: Vec<String>, language: Language) -> String {
    let mut lines = 0;
    let mut fits = |text: &String| {
        lines += style::lines(text, WIDTH * style::PLAIN);
        lines < MOST_LINES
    };
    let shown = texts.iter().take_while(|text| fits(text)).count();
    let left = texts.len() - shown;
    texts.truncate(shown);
    texts.extend((left > 0).then(|| language.localize(messages::MoreInRow { count: left as u64 }).to_string()));
    texts.join("\n")
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text,
    }
}
