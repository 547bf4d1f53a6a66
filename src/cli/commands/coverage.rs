//! `cosell coverage`: counts the contacts of each market in one or several lists, and shows the gaps.

use std::path::{Path, PathBuf};

use crate::book::OfferId;
use crate::book::import::load_revision;
use crate::contact::Source;
use crate::contact_list::{ContactGroups, List};
use crate::coverage::Coverage;
use crate::diagnostics::{Rule, Summary};
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{
    CoverageSource, MarkedReport, ReportMode, TextReport, coverage_as_csv, coverage_as_html, coverage_as_json,
    coverage_as_text, coverage_as_xlsx, format_market_counts,
};

use crate::cli::args::{self, CoverageFormat};
use crate::cli::book_file::open_to_read;
use crate::cli::clock::today;
use crate::cli::config::Configuration;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::{load_lists, report_repeated};
use crate::cli::markets::Markets;
use crate::cli::output::{Target, file_of, result_format};
use crate::cli::progress::Bar;
use crate::cli::stderr::{print_counts_written, print_ledger, to_stderr};

pub(crate) fn run(args: &args::Coverage, language: Language) -> Result<ExitStatus, CliError> {
    let lists: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    let config = Configuration::new(&args.reading, &args.validation.fixes, None, language);
    // An offer has no list in whose folder a configuration may be.
    let first = lists.first().copied().unwrap_or(Path::new("-"));
    let (markets, general) = config.markets(&args.markets.markets, first)?;
    let is_typed = !args.markets.markets.is_empty();
    let markets = Markets::from_values(&markets, is_typed, &general.normalization.groups, &general.reading, language)?;
    report_repeated(&lists, language)?;
    // Before outputs are opened, because profiles name files that no output may replace.
    let inputs = config.of_lists(lists.iter().map(Input::path))?;
    let format = result_format(args.format, &args.output)?;
    let mark = match format {
        CoverageFormat::Json => Some(MarkedReport::CoverageJson),
        CoverageFormat::Html => Some(MarkedReport::CoverageHtml),
        CoverageFormat::Text | CoverageFormat::Csv | CoverageFormat::Xlsx => None,
    };
    let target = Target::of_report(&args.output, mark, format == CoverageFormat::Text, language)?;
    let (list, summary, source) = match &args.offer {
        Some(offer) => load_offer(offer, args, language)?,
        None => {
            let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
            let (list, summary) = load_lists(inputs, false, 0, &mut report, language)?;
            if summary.blocking > 0 {
                to_stderr(|out| report.write(out));
                print_ledger(&summary, language);
                to_stderr(|out| writeln!(out, "{}", messages::NothingCounted.text(language)));
                return Ok(ExitStatus::Data);
            }
            (list, Some(summary), CoverageSource { lists: names(&args.input, language), ..CoverageSource::default() })
        }
    };
    let bar = Bar::working(messages::ProgressCounting.text(language));
    let matrix = Coverage::from_list(&list, &ContactGroups::new(&list)).matrix(&markets.countries);
    drop(bar);
    match format {
        CoverageFormat::Text => {
            let width = target.width();
            target.write_text(|out| coverage_as_text(&matrix, width, language, out))?
        }
        CoverageFormat::Json => target.write_pieces(|out| coverage_as_json(&matrix, out))?,
        CoverageFormat::Csv => coverage_as_csv(&matrix, target)?.commit()?,
        CoverageFormat::Html => {
            let source = CoverageSource { day: today(), ..source };
            target.write_pieces(|out| coverage_as_html(&matrix, &source, language, out))?
        }
        CoverageFormat::Xlsx => coverage_as_xlsx(&matrix, language, target)?.commit()?,
    }
    if let Some(summary) = summary {
        print_ledger(&summary, language);
    }
    let counts = matrix.counts();
    if let Some(file) = file_of(&args.output) {
        print_counts_written(file, &format_market_counts(&counts, language), language);
    }
    let has_gap = counts.covered < counts.markets;
    Ok(if has_gap && (matrix.is_named || args.validation.is_strict_about(Rule::SalesContactMissing)) {
        ExitStatus::Data
    } else {
        ExitStatus::Done
    })
}

/// Returns the contacts that an offer has in the book.
fn load_offer(
    offer: &OfferId,
    args: &args::Coverage,
    language: Language,
) -> Result<(List, Option<Summary>, CoverageSource), CliError> {
    let mut book = open_to_read(&args.book)?;
    let reading = book.read()?;
    let revision = reading.revision(offer, None)?;
    let mut list = List::default();
    load_revision(&reading, offer, &revision, &mut list, language)?;
    let (lists, revision) = (vec![offer.to_string()], Some(revision.number));
    Ok((list, None, CoverageSource { lists, revision, day: None }))
}

/// Returns the names of the lists for a page, without folders, because the page is passed on to others.
pub(super) fn names(lists: &[PathBuf], language: Language) -> Vec<String> {
    let name = |list: &PathBuf| language.source(&Source::file(list.file_name().unwrap_or(list.as_os_str())));
    lists.iter().map(name).collect()
}
