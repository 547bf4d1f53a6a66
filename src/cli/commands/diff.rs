//! `cosell diff`: compares two lists, which must have no errors. The exit status is 1 if they differ.

use std::path::Path;

use crate::contact_list::ContactGroups;
use crate::diff::Diff;
use crate::i18n::{Language, messages};
use crate::read::Input;
use crate::report::{
    ReportMode, TextReport, diff_as_csv, diff_as_json, diff_as_text, diff_as_xlsx, format_change_counts,
};

use crate::cli::args::{self, DiffFormat};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::inputs::load_lists;
use crate::cli::output::{Target, file_of, result_format};
use crate::cli::progress::Bar;
use crate::cli::stderr::{print_counts_written, to_stderr};

pub(crate) fn run(args: &args::Diff, language: Language) -> Result<ExitStatus, CliError> {
    let lists: [&Path; 2] = [&args.old, &args.new];
    let format = result_format(args.format, &args.output)?;
    let target = Target::open(&args.output, &lists, format == DiffFormat::Text, language)?;
    let mut report = TextReport::new(ReportMode::Convert, args.display.limits(), language);
    let (reading, normalization) = (args.reading.settings()?, args.fixes.settings()?);
    let (list, summary) = load_lists(lists.map(Input::path).to_vec(), &reading, &normalization, &mut report, language)?;
    if summary.blocking > 0 {
        to_stderr(|out| report.write(out));
        to_stderr(|out| writeln!(out, "{}", messages::NothingCompared.text(language)));
        return Ok(ExitStatus::Trouble);
    }
    let bar = Bar::working(messages::ProgressComparing.text(language));
    let identities = ContactGroups::new(&list);
    let diff = Diff::new(&list, &identities);
    drop(bar);
    let bar = Bar::writing(&args.output, language);
    match format {
        DiffFormat::Text => target.write_text(|out| diff_as_text(&diff, language, out))?,
        DiffFormat::Json => target.write_pieces(|out| diff_as_json(&diff, out))?,
        DiffFormat::Csv => diff_as_csv(&diff, target)?.commit()?,
        DiffFormat::Xlsx => diff_as_xlsx(&diff, language, target)?.commit()?,
    }
    drop(bar);
    if let Some(file) = file_of(&args.output) {
        print_counts_written(file, &format_change_counts(diff.counts(), language), language);
    }
    Ok(if diff.is_same() { ExitStatus::Done } else { ExitStatus::Data })
}
