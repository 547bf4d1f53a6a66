//! The text beside a row: what a person must do in it, so that the workbook is understood without notes, and in print.

use std::collections::HashMap;

use super::CellFindings;
use super::display_severity::DisplaySeverity;
use super::note::{capitalized, message};
use crate::contact::SourceColumn;
use crate::diagnostics::{Finding, Rule};
use crate::i18n::{Language, messages};
use crate::spreadsheet::style;

/// Width of the column, in characters.
pub(super) const WIDTH: f64 = 50.0;
/// Maximum number of lines: Excel doesn't show more in a row. The last one is for the number of the other findings.
const MAX_LINES: u32 = 27;
/// Maximum length of a message in characters. The sheet of findings has the whole text.
const MAX_LENGTH: usize = 400;

/// Returns the text for a row. Cells that are fixed when the workbook is read are only counted, and only if nothing has
/// to be corrected; those that are fixed in it need no word.
pub(super) fn remark(
    of_cell: &[CellFindings<'_>],
    fixed: &HashMap<usize, &str>,
    columns: &[SourceColumn],
    language: Language,
) -> String {
    let with = |severity: DisplaySeverity| {
        let all = of_cell.iter().flat_map(|(index, findings)| findings.iter().map(move |finding| (*index, *finding)));
        all.filter(move |(_, finding)| DisplaySeverity::from_finding(finding) == severity)
    };
    let labeled = |(index, finding): (Option<usize>, &Finding<'_>)| {
        let label = index.map_or(messages::TheRow.text(language), |index| columns[index].label.as_str());
        let text = shorten(message(finding, language));
        // The message of an empty cell names the column itself.
        if finding.rule == Rule::ValueMissing || text.starts_with(label) {
            capitalized(&text)
        } else {
            language.localize(messages::LabeledText { label, text }).to_string()
        }
    };
    let mut texts: Vec<String> = with(DisplaySeverity::Error).map(labeled).collect();
    let is_correct = texts.is_empty();
    let to_check = |said| language.localize(messages::ToCheck { said }).to_string();
    texts.extend(with(DisplaySeverity::Warning).map(labeled).map(to_check));
    if is_correct {
        let of_rows = [DisplaySeverity::Fixed, DisplaySeverity::Note].into_iter().flat_map(with);
        texts.extend(of_rows.filter(|(index, _)| index.is_none()).map(labeled));
        let is_fixed = |finding: &&Finding<'_>| DisplaySeverity::from_finding(finding) == DisplaySeverity::Fixed;
        let is_to_fix =
            |index: usize, findings: &[&Finding<'_>]| !fixed.contains_key(&index) && findings.iter().any(is_fixed);
        let to_fix = of_cell.iter().filter(|(index, findings)| index.is_some_and(|index| is_to_fix(index, findings)));
        let count = to_fix.count() as u64;
        texts.extend((count > 0).then(|| language.localize(messages::FixedInRow { count }).to_string()));
    }
    fit_into_row(texts, language)
}

/// Returns the texts that fit into a row, each on a line of its own.
fn fit_into_row(mut texts: Vec<String>, language: Language) -> String {
    let mut lines = 0;
    let mut fits = |text: &String| {
        lines += style::lines(text, WIDTH * style::PLAIN);
        lines < MAX_LINES
    };
    let count = texts.iter().take_while(|text| fits(text)).count();
    let left = texts.len() - count;
    texts.truncate(count);
    texts.extend((left > 0).then(|| language.localize(messages::MoreInRow { count: left as u64 }).to_string()));
    texts.join("\n")
}

fn shorten(text: String) -> String {
    match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text,
    }
}
