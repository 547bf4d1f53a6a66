//! `cosell coverage`: counts the contacts of each market in one or several lists, and shows the gaps.

use std::path::{Path, PathBuf};

use crate::contact::Source;
use crate::contact_list::ContactGroups;
use crate::coverage::Coverage;
use crate::diagnostics::Rule;
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{
    MarkedReport, ReportMode, TextReport, coverage_as_csv, coverage_as_html, coverage_as_json, coverage_as_text,
    coverage_as_xlsx, format_market_counts,
};

use crate::cli::args::{self, CoverageFormat};
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
    let (markets, general) = config.markets(&args.markets.markets, &args.input[0])?;
    let markets = Markets::from_values(&markets, &general.normalization.groups, &general.reading, language)?;
    report_repeated(&lists, language)?;
    let inputs = config.of_lists(lists.iter().map(Input::path))?;
    let format = result_format(args.format, &args.output)?;
    let mark = match format {
        CoverageFormat::Json => Some(MarkedReport::CoverageJson),
        CoverageFormat::Html => Some(MarkedReport::CoverageHtml),
        CoverageFormat::Text | CoverageFormat::Csv | CoverageFormat::Xlsx => None,
    };
    let target = Target::of_report(&args.output, mark, format == CoverageFormat::Text, language)?;
    let mut report = TextReport::new(ReportMode::Convert, args.validation.display.limits(), language);
    let (list, summary) = load_lists(inputs, false, 0, &mut report, language)?;
    if summary.blocking > 0 {
        to_stderr(|out| report.write(out));
        print_ledger(&summary, language);
        to_stderr(|out| writeln!(out, "{}", messages::NothingCounted.text(language)));
        return Ok(ExitStatus::Data);
    }
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
            target.write_pieces(|out| coverage_as_html(&matrix, &names(&lists, language), language, out))?
        }
        CoverageFormat::Xlsx => coverage_as_xlsx(&matrix, language, target)?.commit()?,
    }
    print_ledger(&summary, language);
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

/// Returns the names of the lists for the HTML page, without folders, because the page is passed on to others.
fn names(lists: &[&Path], language: Language) -> Vec<String> {
    let name = |list: &&Path| language.source(&Source::file(list.file_name().unwrap_or(list.as_os_str())));
    lists.iter().map(name).collect()
}
