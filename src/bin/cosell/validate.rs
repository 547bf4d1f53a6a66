use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use cosell_contacts::finding::{Both, Finding, Report, Summary};
use cosell_contacts::model::Source;
use cosell_contacts::normalize;
use cosell_contacts::read::{self, Format, Input, Rows};
use cosell_contacts::render::{AnnotatedReport, JsonReport, Purpose, TextReport, ledger, sanitized};
use cosell_contacts::validate::validate;

use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::inputs::tell_repeated;
use crate::markets::Markets;
use crate::output::Target;
use crate::tell::tell;

pub(crate) fn run(args: &args::Validate) -> Result<Exit, Failure> {
    let judging = args.judging.guessing.settings()?;
    let markets = Markets::of(&args.markets, &judging.groups)?;
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    tell_repeated(&inputs)?;
    let read = markets.with_files(&inputs);
    let annotated = annotated_target(args, &read)?;
    let target = Target::open(&args.output, &read, args.format == Form::Text)?;
    let mut checked = Checked { annotated, ..Checked::default() };
    let mut check = |report: &mut dyn Report| check(args, &judging, &markets, report, &mut checked);
    match args.format {
        Form::Json => {
            let mut report = JsonReport::new(BufWriter::new(target));
            check(&mut report)?;
            let out = report.finish(&checked.summary)?;
            out.into_inner().map_err(std::io::IntoInnerError::into_error)?.commit()?;
        }
        Form::Text => {
            let mut report = TextReport::new(Purpose::Validate, args.judging.showing.shown());
            check(&mut report)?;
            target.write_text(|out| show(&report, &checked, out))?;
        }
    }
    if let Some(failure) = checked.not_annotated {
        return Err(failure);
    }
    let summary = checked.summary;
    let is_wrong = summary.errors > 0 || (args.judging.strict && summary.warnings > 0);
    Ok(if is_wrong { Exit::Data } else { Exit::Done }.max(checked.worst))
}

/// What came of the lists.
#[derive(Default)]
struct Checked {
    summary: Summary,
    /// How those ended that could not be read.
    worst: Exit,
    /// Where the annotated list goes.
    annotated: Option<Target>,
    /// Why it could not be written.
    not_annotated: Option<Failure>,
}

/// Where the annotated list goes, of which there is one.
fn annotated_target(args: &args::Validate, inputs: &[&Path]) -> Result<Option<Target>, Failure> {
    let Some(file) = args.annotate.as_deref() else { return Ok(None) };
    if args.input.len() > 1 {
        let sentence = format!("--annotate marks one list, and these are {}", args.input.len());
        return Err(Failure::trouble(sentence, "Validate them one at a time, each with a workbook of its own."));
    }
    Target::beside(file, ("annotated list", &[Format::Xlsx]), &args.output, inputs).map(Some)
}

/// Checks each list by itself; one that can't be read is told, and the others are checked all the same.
fn check(
    args: &args::Validate,
    judging: &normalize::Settings,
    markets: &Markets,
    report: &mut dyn Report,
    checked: &mut Checked,
) -> Result<(), Failure> {
    let is_shared = args.input.len() > 1;
    let reading = read::Settings { is_shared, ..args.reading.settings()? };
    for input in &args.input {
        let summary = Rows::open(Input::path(input), reading.clone()).and_then(|mut rows| {
            let Some(target) = checked.annotated.take() else {
                return validate(&mut rows, judging.clone(), &markets.countries, report);
            };
            let mut annotated = AnnotatedReport::new(rows.may_grow());
            let mut both = Both(report, &mut annotated);
            let summary = validate(&mut rows, judging.clone(), &markets.countries, &mut both)?;
            checked.not_annotated = annotate(&rows, annotated, target, args).err();
            Ok(summary)
        });
        match summary {
            Ok(summary) => checked.summary.add(&summary),
            Err(error) => checked.worst = Failure::from(error).tell(),
        }
    }
    Ok(())
}

/// Writes the annotated list, and says what it is.
fn annotate(rows: &Rows, annotated: AnnotatedReport, target: Target, args: &args::Validate) -> Result<(), Failure> {
    let Some(file) = args.annotate.as_deref() else { return Ok(()) };
    let name = sanitized(&file.display().to_string()).into_owned();
    if rows.findings().iter().any(Finding::is_blocking) {
        // Of rows whose columns are not known nothing can be said.
        tell(|out| writeln!(out, "{name} is not written: what is wrong with the header has to be mended first."));
        return Ok(());
    }
    annotated.finish(target)?.commit()?;
    let source = Source::file(rows.source().file.as_path()).to_string();
    let source = sanitized(&source);
    tell(|out| {
        writeln!(
            out,
            "{name} is a new workbook: the rows of {source} as they were received, with what is wrong marked. {source} is as it was. \
             Corrected, {name} is what you convert."
        )
    });
    Ok(())
}

fn show(report: &TextReport, checked: &Checked, out: &mut dyn Write) -> std::io::Result<()> {
    let summary = &checked.summary;
    report.write(out)?;
    if summary.rows > 0 {
        writeln!(out, "{}", ledger(summary))?;
    }
    let counted = |count: u64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    if summary.errors + summary.warnings > 0 {
        write!(out, "{}, {}", counted(summary.errors, "error"), counted(summary.warnings, "warning"))?;
        if summary.fixable > 0 {
            write!(out, "; {} of the findings `cosell convert` mends", summary.fixable)?;
        }
        writeln!(out)?;
    } else if checked.worst == Exit::Done {
        writeln!(out, "Nothing is wrong.")?;
    }
    out.flush()
}
