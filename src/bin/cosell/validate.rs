use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use cosell_contacts::finding::{Report, Summary};
use cosell_contacts::read::{Input, Rows};
use cosell_contacts::render::{JsonReport, Purpose, TextReport, ledger};
use cosell_contacts::validate::validate;

use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::output::{Target, file_of};

pub(crate) fn run(args: &args::Validate) -> Result<Exit, Failure> {
    if args.input.iter().filter(|input| input.as_os_str() == "-").count() > 1 {
        return Err(Failure::trouble("standard input is named twice", "Name it once."));
    }
    let summary = match args.format {
        Form::Json => as_json(args)?,
        Form::Text => as_text(args)?,
    };
    let is_wrong = summary.errors > 0 || (args.judging.strict && summary.warnings > 0);
    Ok(if is_wrong { Exit::Data } else { Exit::Done })
}

fn open(args: &args::Validate) -> Result<Target, Failure> {
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    Target::open(&args.output, &inputs, false)
}

fn as_json(args: &args::Validate) -> Result<Summary, Failure> {
    let mut report = JsonReport::new(BufWriter::new(open(args)?));
    let mut summary = Summary::default();
    check(args, &mut report, &mut summary)?;
    let out = report.finish(&summary)?;
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.commit()?;
    Ok(summary)
}

fn as_text(args: &args::Validate) -> Result<Summary, Failure> {
    let mut report = TextReport::new(Purpose::Validate, args.judging.shown());
    let mut summary = Summary::default();
    if file_of(&args.output).is_none() {
        // What is found before a list that can't be read is shown all the same.
        let checked = check(args, &mut report, &mut summary);
        write_text(&report, &summary, checked.is_ok(), &mut anstream::stdout())?;
        checked?;
        return Ok(summary);
    }
    let mut target = open(args)?;
    check(args, &mut report, &mut summary)?;
    let mut plain = anstream::AutoStream::never(Vec::new());
    write_text(&report, &summary, true, &mut plain)?;
    target.write_all(&plain.into_inner())?;
    target.commit()?;
    Ok(summary)
}

/// Checks each list by itself.
fn check(args: &args::Validate, report: &mut dyn Report, total: &mut Summary) -> Result<(), Failure> {
    for input in &args.input {
        let mut rows = Rows::open(Input::path(input), args.reading.settings()?)?;
        total.add(&validate(&mut rows, args.judging.settings(), &args.markets, report)?);
    }
    Ok(())
}

fn write_text(report: &TextReport, summary: &Summary, is_whole: bool, out: &mut dyn Write) -> Result<(), Failure> {
    report.write(out)?;
    if !is_whole {
        return Ok(out.flush()?);
    }
    if summary.rows > 0 {
        writeln!(out, "{}", ledger(summary))?;
    }
    let counted = |count: u64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    if summary.errors + summary.warnings == 0 {
        writeln!(out, "Nothing is wrong: the portal takes the list as it is.")?;
    } else {
        write!(out, "{}, {}", counted(summary.errors, "error"), counted(summary.warnings, "warning"))?;
        if summary.fixable > 0 {
            write!(out, "; {} of the findings `cosell convert` mends", summary.fixable)?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}
