//! The preview of an import into a book, and sentences about what it takes away.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::diff::{RowNumbers, write_changes};
use crate::book::OfferId;
use crate::book::losses::{CoverageLosses, Losses, Place};
use crate::book::plan::Plan;
use crate::contact::Country;
use crate::i18n::{Language, Localize, messages};

/// Maximum number of markets that are named in the preview.
const NAMED: usize = 12;
/// Maximum number of markets that are named in a question.
const NAMED_IN_QUESTION: usize = 3;

/// Writes the effects of a list on an offer's contacts: the removed, changed and added contacts, and the markets that
/// lose their contacts. Shows at most `max_shown` contacts of each kind, and the number of the others.
pub(crate) fn plan_as_text(
    plan: &Plan<'_>,
    max_shown: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    plan_changes_as_text(plan, max_shown, language, out)?;
    if plan.losses.coverage.is_empty() {
        return Ok(());
    }
    coverage_losses_as_text(&plan.losses.coverage, None, language, out)
}

/// Writes the effects of a list without the markets that lose their contacts.
pub(crate) fn plan_changes_as_text(
    plan: &Plan<'_>,
    max_shown: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_changes(&plan.diff, max_shown, RowNumbers::Hidden, language, out)?;
    if plan.rows()[0] > 0 && plan.rows()[1] == 0 {
        let red = AnsiColor::Red.on_default().bold();
        let label = format!("{red}{}{red:#}", messages::NobodyIsLeft.text(language));
        let sentence =
            language.localize(messages::LabeledText { label, text: messages::UploadDeletesAll.text(language) });
        writeln!(out, "  {sentence}")?;
    }
    Ok(())
}

/// Writes the markets that lose their contacts, and the offers in which they do, if these are given.
pub(crate) fn coverage_losses_as_text(
    lost: &CoverageLosses,
    offers: Option<&str>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (red, faint) = (AnsiColor::Red.on_default().bold(), Style::new().dimmed());
    let label = messages::CoverageLost.text(language);
    write!(out, "  {red}{label}{red:#} {faint}({}){faint:#}", lost.len())?;
    match offers {
        Some(offers) => writeln!(out, " {}", language.localize(messages::LostInOffers { offers }))?,
        None => writeln!(out)?,
    }
    if !lost.contacts.is_empty() {
        let (countries, count) = (format_places(&lost.contacts, NAMED, language), lost.contacts.len() as u64);
        writeln!(out, "    {}", language.localize(messages::LostContacts { countries, count }))?;
    }
    if !lost.sales.is_empty() {
        let (countries, count) = (format_places(&lost.sales, NAMED, language), lost.sales.len() as u64);
        writeln!(out, "    {}", language.localize(messages::LostSales { countries, count }))?;
    }
    Ok(())
}

/// Returns one sentence for each kind of loss, without a full stop at the end; none if there are no losses.
pub(crate) fn losses_as_text(losses: &Losses, offer: &OfferId, language: Language) -> Option<String> {
    let contacts = |count| language.localize(messages::ContactCount { count }).to_string();
    let mut sentences = Vec::new();
    let mut add = |sentence: &dyn Localize| sentences.push(language.localize(sentence).to_string());
    if losses.removed > 0 {
        add(&messages::LossRemoved { contacts: contacts(losses.removed), offer });
    }
    match losses.swaps.as_slice() {
        [] => {}
        [[one, other]] => add(&messages::LossSwap { one, other }),
        swaps => add(&messages::LossSwaps { count: swaps.len() }),
    }
    if losses.shifted > 0 {
        add(&messages::LossShifted { count: losses.shifted });
    }
    if losses.new_addresses > 0 {
        add(&messages::LossAddresses { count: losses.new_addresses });
    }
    if losses.new_roles > 0 {
        add(&messages::LossRoles { count: losses.new_roles });
    }
    if losses.new_names > 0 {
        add(&messages::LossNames { count: losses.new_names });
    }
    if losses.narrowed > 0 {
        add(&messages::LossNarrowed { count: losses.narrowed });
    }
    sentences.extend(coverage_losses_in_words(&losses.coverage, language));
    joined_losses(sentences, language)
}

/// Joins sentences about losses, if there are any.
pub(crate) fn joined_losses(sentences: Vec<String>, language: Language) -> Option<String> {
    sentences.into_iter().reduce(|loss, more| language.localize(messages::Losses { loss, more }).to_string())
}

/// Returns a sentence about markets without contacts, and one about markets without Partner sales contacts.
pub(crate) fn coverage_losses_in_words(lost: &CoverageLosses, language: Language) -> Vec<String> {
    let mut sentences = Vec::new();
    if !lost.contacts.is_empty() {
        let places = format_places(&lost.contacts, NAMED_IN_QUESTION, language);
        sentences.push(language.localize(messages::LossContacts { places }).to_string());
    }
    if !lost.sales.is_empty() {
        let places = format_places(&lost.sales, NAMED_IN_QUESTION, language);
        sentences.push(language.localize(messages::LossSales { places }).to_string());
    }
    sentences
}

/// Returns the first places by name and code, or the words for all countries.
fn format_places(lost: &[Place], max_named: usize, language: Language) -> String {
    let is_country = |place: &&Place| matches!(place, Place::Country(_));
    if lost.iter().filter(is_country).count() == Country::all().count() {
        return language.localize(messages::AllCountriesCounted { count: lost.len() }).to_string();
    }
    let name = |place: &Place| match place {
        Place::Country(country) => language.localize(country).to_string(),
        Place::State(state) => language.localize(state).to_string(),
    };
    language.first(&lost.iter().map(name).collect::<Vec<_>>(), max_named, ", ")
}
