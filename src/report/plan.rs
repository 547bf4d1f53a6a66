//! The preview of an import into a book.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::diff::{RowNumbers, write_changes};
use crate::book::plan::{CoverageLoss, Plan};
use crate::contact::Country;
use crate::i18n::{Language, messages};

/// Maximum number of countries that are named.
const NAMED: usize = 12;

/// Writes the effects of a list on an offer's contacts: the removed, changed and added contacts, and the countries that
/// lose their contacts. Shows at most `max_shown` of each kind, and the number of the others.
pub(crate) fn plan_as_text(
    plan: &Plan<'_>,
    max_shown: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_changes(&plan.diff, max_shown, RowNumbers::Hidden, language, out)?;
    let red = AnsiColor::Red.on_default().bold();
    if plan.rows()[0] > 0 && plan.rows()[1] == 0 {
        let label = format!("{red}{}{red:#}", messages::NobodyIsLeft.text(language));
        let sentence =
            language.localize(messages::LabeledText { label, text: messages::UploadDeletesAll.text(language) });
        writeln!(out, "  {sentence}")?;
    }
    if plan.lost.is_empty() {
        return Ok(());
    }
    let faint = Style::new().dimmed();
    writeln!(out, "  {red}{}{red:#} {faint}({}){faint:#}", messages::CoverageLost.text(language), plan.lost.len())?;
    let (everybody, sales): (Vec<CoverageLoss>, Vec<CoverageLoss>) =
        plan.lost.iter().partition(|lost| matches!(lost, CoverageLoss::Everybody(_)));
    if !everybody.is_empty() {
        let (countries, count) = (format_countries(&everybody, language), everybody.len() as u64);
        writeln!(out, "    {}", language.localize(messages::LostContacts { countries, count }))?;
    }
    if !sales.is_empty() {
        let (countries, count) = (format_countries(&sales, language), sales.len() as u64);
        writeln!(out, "    {}", language.localize(messages::LostSales { countries, count }))?;
    }
    Ok(())
}

/// Returns the first countries by name and code, or the words for all of them.
fn format_countries(lost: &[CoverageLoss], language: Language) -> String {
    if lost.len() == Country::all().count() {
        return language.localize(messages::AllCountriesCounted { count: lost.len() }).to_string();
    }
    let name = |lost: &CoverageLoss| {
        let code = lost.country().code();
        language.localize(messages::NamedCode { name: language.country(code), code }).to_string()
    };
    language.first(&lost.iter().map(name).collect::<Vec<_>>(), NAMED, ", ")
}
