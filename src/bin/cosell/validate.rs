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
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    let to_file = file_of(&args.output).is_some();
    let summary = match args.format {
        Form::Json => {
            let target = Target::open(&args.output, &inputs, true)?;
            let mut report = JsonReport::new(BufWriter::new(target));
            let summary = check(args, &mut report)?;
            let out = report.finish(&summary)?;
            out.into_inner().map_err(std::io::IntoInnerError::into_error)?.commit()?;
            summary
        }
        Form::Text => {
            let mut report = TextReport::new(Purpose::Validate, args.judging.shown());
            let summary = check(args, &mut report)?;
            if to_file {
                let mut plain = anstream::AutoStream::never(Vec::new());
                write_text(&report, &summary, &mut plain)?;
                let mut target = Target::open(&args.output, &inputs, false)?;
                target.write_all(&plain.into_inner())?;
                target.commit()?;
            } else {
                write_text(&report, &summary, &mut anstream::stdout())?;
            }
            summary
        }
    };
    let is_wrong = summary.errors > 0 || (args.judging.strict && summary.warnings > 0);
    Ok(if is_wrong { Exit::Data } else { Exit::Done })
}

/// Checks each list by itself.
fn check(args: &args::Validate, report: &mut dyn Report) -> Result<Summary, Failure> {
    let mut total = Summary::default();
    for input in &args.input {
        let mut rows = Rows::open(Input::path(input), args.reading.settings())?;
        total.add(&validate(&mut rows, args.judging.settings(), &args.markets, report)?);
    }
    Ok(total)
}

fn write_text(report: &TextReport, summary: &Summary, out: &mut dyn Write) -> Result<(), Failure> {
    report.write(out)?;
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
