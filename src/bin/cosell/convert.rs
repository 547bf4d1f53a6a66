use std::io::{self, Write};
use std::path::Path;

use cosell_contacts::convert::convert;
use cosell_contacts::finding::{Finding, Report, Summary};
use cosell_contacts::read::{Format, Input, Rows};
use cosell_contacts::render::{Purpose, TextReport, ledger, sanitized};
use cosell_contacts::write::{Rejects, Writer};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::output::{Target, file_of, format_of, layout_of};

pub(crate) fn run(args: &args::Convert) -> Result<Exit, Failure> {
    let output = file_of(&args.output);
    let settings = args.judging.guessing.settings()?;
    let layout = layout_of(format_of(args.to.map(args::Format::format), output)?, &args.layout)?;
    let mut rows = Rows::open(Input::path(&args.input), args.reading.settings()?)?;
    let mut report = TextReport::new(Purpose::Convert, args.judging.shown());
    if rows.findings().iter().any(Finding::is_blocking) {
        // The header can't do: not even the beginning of a list is written.
        report.source(rows.source());
        rows.findings().iter().for_each(|finding| report.finding(finding));
        tell(|out| report.write(out));
        tell(|out| writeln!(out, "Nothing is written."));
        return Ok(Exit::Data);
    }
    let (target, rejects_target) = targets(args)?;

    let mut writer = Writer::new(target, &layout)?;
    let mut rejects = rejects_target.map(|target| Rejects::new(target, rows.labels())).transpose()?;
    let summary = convert(&mut rows, settings, &mut writer, rejects.as_mut(), &mut report)?;

    tell(|out| report.write(out));
    let is_refused = rows.findings().iter().any(Finding::is_blocking)
        || (summary.blocking > 0 && rejects.is_none())
        || (summary.warnings > 0 && args.judging.strict);
    if is_refused {
        tell(|out| tell_refused(args, &summary, out));
        return Ok(Exit::Data);
    }
    // The list comes last: where it is, the rejects that it lacks are.
    let (target, rejects_target) = (writer.finish()?, rejects.map(Rejects::finish).transpose()?);
    rejects_target.map(Target::commit).transpose()?;
    target.commit()?;
    tell(|out| tell_done(args, layout.format, &summary, report.mended(), out));
    Ok(if summary.blocking > 0 { Exit::Data } else { Exit::Done })
}

/// Where the list and the rejects go.
fn targets(args: &args::Convert) -> Result<(Target, Option<Target>), Failure> {
    let inputs: Vec<&Path> = [args.input.as_path()].into_iter().chain(args.layout.like.as_deref()).collect();
    if let Some(rejects) = args.rejects.as_deref() {
        if rejects.as_os_str() == "-" {
            let sentence = "the rejects can't go to standard output";
            return Err(Failure::trouble(sentence, "Name a file for them."));
        }
        if Format::of_name(rejects).is_some_and(|format| format != Format::Csv) {
            let sentence = format!("{}: rejects are written as CSV", rejects.display());
            return Err(Failure::trouble(sentence, "End the name in .csv."));
        }
        if file_of(&args.output).is_some_and(|output| is_same(output, rejects)) {
            let sentence = format!("{}: the output and the rejects would be one file", rejects.display());
            return Err(Failure::refused(sentence, "Name another file for one of them."));
        }
    }
    // With rejects rows stream, unless a warning may yet hold all of them back.
    let streams = args.rejects.is_some() && !args.judging.strict;
    let target = Target::open(&args.output, &inputs, streams)?;
    let rejects = args.rejects.as_deref().map(|file| Target::file(file, &inputs, args.output.force)).transpose()?;
    Ok((target, rejects))
}

/// Whether two names are those of one file, there or not yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    let is_same_name = resolved(one).is_some_and(|one| resolved(other) == Some(one));
    is_same_name || (one.is_file() && other.is_file() && same_file::is_same_file(one, other).unwrap_or(false))
}

/// Says something on standard error. Where nobody listens any more the conversion goes on all the same.
fn tell(say: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let _ = say(&mut anstream::stderr());
}

fn tell_refused(args: &args::Convert, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.rows == 0 {
        return writeln!(out, "Nothing is written.");
    }
    writeln!(out, "{}", ledger(summary))?;
    write!(out, "Nothing is written, since a partial list would delete people when it replaces the existing one.")?;
    if summary.rejected > 0 && args.rejects.is_none() {
        write!(out, " With --rejects FILE the good rows are written, and the others go to FILE.")?;
    }
    writeln!(out)
}

fn tell_done(
    args: &args::Convert,
    format: Format,
    summary: &Summary,
    mended: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let output = file_of(&args.output);
    let name = output.map_or("standard output".into(), |file| file.display().to_string());
    let mended = match mended {
        0 => "nothing had to be mended".to_owned(),
        1 => "1 fix applied".to_owned(),
        mended => format!("{mended} fixes applied"),
    };
    writeln!(out, "{}, {mended}. Written to {}.", ledger(summary), sanitized(&name))?;
    if let Some(rejects) = args.rejects.as_deref().filter(|_| summary.rejected > 0) {
        let name = rejects.display().to_string();
        writeln!(
            out,
            "What is rejected is in {}, with the reasons. Until it is mended the list is partial: importing it would delete \
             those people.",
            sanitized(&name)
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
