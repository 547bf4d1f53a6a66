use std::io::Write;
use std::path::Path;

use cosell_contacts::convert::convert;
use cosell_contacts::finding::Summary;
use cosell_contacts::read::{Format, Input, Rows};
use cosell_contacts::render::{Purpose, TextReport, ledger};
use cosell_contacts::write::{Rejects, Writer};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::output::{Target, file_of, format_of, layout_of};

pub(crate) fn run(args: &args::Convert) -> Result<Exit, Failure> {
    let output = file_of(&args.output);
    let layout = layout_of(format_of(args.to.map(args::Format::format), output)?, &args.layout)?;
    let mut rows = Rows::open(Input::path(&args.input), args.reading.settings())?;
    let rejects_file = args.rejects.as_deref();
    if let Some(rejects) = rejects_file.filter(|rejects| output.is_some_and(|output| is_same(output, rejects))) {
        let sentence = format!("{}: the output and the rejects would be one file", rejects.display());
        return Err(Failure::refused(sentence, "Name another file for one of them."));
    }
    let inputs: Vec<&Path> = [args.input.as_path()].into_iter().chain(args.layout.like.as_deref()).collect();
    let target = Target::open(&args.output, &inputs, rejects_file.is_some())?;
    let rejects_target = rejects_file.map(|file| Target::file(file, &inputs, args.output.force)).transpose()?;

    let mut report = TextReport::new(Purpose::Convert, args.judging.shown());
    let mut writer = Writer::new(target, &layout)?;
    let mut rejects = rejects_target.map(Rejects::new).transpose()?;
    let converted = convert(&mut rows, args.judging.settings(), &mut writer, rejects.as_mut(), &mut report);
    let summary = converted?;

    report.write(&mut anstream::stderr())?;
    let is_refused = rows.findings().iter().any(cosell_contacts::finding::Finding::is_blocking)
        || (summary.blocking > 0 && rejects.is_none())
        || (summary.warnings > 0 && args.judging.strict);
    if is_refused {
        tell_refused(args, &summary)?;
        return Ok(Exit::Data);
    }
    writer.finish()?.commit()?;
    if let Some(rejects) = rejects {
        rejects.finish()?.commit()?;
    }
    tell_done(args, output, layout.format, &summary)?;
    Ok(if summary.blocking > 0 { Exit::Data } else { Exit::Done })
}

/// Whether two names are those of one file, there or not yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    absolute(one) == absolute(other) || same_file::is_same_file(one, other).unwrap_or(false)
}

fn tell_refused(args: &args::Convert, summary: &Summary) -> Result<(), Failure> {
    let mut out = anstream::stderr();
    if summary.rows == 0 {
        return Ok(writeln!(out, "Nothing is written.")?);
    }
    writeln!(out, "{}", ledger(summary))?;
    write!(out, "Nothing is written, since a partial list would delete people when it replaces the existing one.")?;
    if summary.rejected > 0 && args.rejects.is_none() {
        write!(out, " With --rejects FILE the good rows are written, and the others go to FILE.")?;
    }
    Ok(writeln!(out)?)
}

fn tell_done(args: &args::Convert, output: Option<&Path>, format: Format, summary: &Summary) -> Result<(), Failure> {
    let mut out = anstream::stderr();
    let name = output.map_or("standard output".into(), |file| file.display().to_string());
    let mended = match summary.fixable {
        0 => "nothing had to be mended".to_owned(),
        1 => "1 finding mended".to_owned(),
        fixable => format!("{fixable} findings mended"),
    };
    writeln!(out, "{}, {mended}. Written to {name}.", ledger(summary))?;
    if let Some(rejects) = args.rejects.as_deref().filter(|_| summary.rejected > 0) {
        writeln!(
            out,
            "The {} rejected are in {}. Until they are mended the list is partial: importing it would delete them.",
            summary.rejected,
            rejects.display()
        )?;
    }
    if summary.contacts == 0 {
        writeln!(out, "The list has no contacts: importing it would delete all that the offer has.")?;
    } else if format == Format::Csv && output.is_some() {
        writeln!(
            out,
            "Upload this file as it is: Excel, where its list separator is a semicolon, would save it so that the portal \
             refuses it."
        )?;
    }
    Ok(())
}
