use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use cosell_contacts::finding::{Report, Summary};
use cosell_contacts::normalize;
use cosell_contacts::read::{self, Input, Rows};
use cosell_contacts::render::{JsonReport, Purpose, TextReport, ledger};
use cosell_contacts::validate::validate;
use cosell_contacts::words::{Language, say};

use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::inputs::tell_repeated;
use crate::markets::Markets;
use crate::output::Target;

pub(crate) fn run(args: &args::Validate, language: Language) -> Result<Exit, Failure> {
    let judging = args.judging.guessing.settings()?;
    let markets = Markets::of(&args.markets, &judging.groups)?;
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    tell_repeated(&inputs, language)?;
    let target = Target::open(&args.output, &markets.with_files(&inputs), args.format == Form::Text, language)?;
    let mut checked = Checked::default();
    let mut check = |report: &mut dyn Report| check(args, &judging, &markets, report, &mut checked);
    match args.format {
        Form::Json => {
            let mut report = JsonReport::new(BufWriter::new(target), language);
            check(&mut report)?;
            let out = report.finish(&checked.summary)?;
            out.into_inner().map_err(std::io::IntoInnerError::into_error)?.commit()?;
        }
        Form::Text => {
            let mut report = TextReport::new(Purpose::Validate, args.judging.showing.shown(), language);
            check(&mut report)?;
            target.write_text(|out| show(&report, &checked, language, out))?;
        }
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
        let summary = Rows::open(Input::path(input), reading.clone())
            .and_then(|mut rows| validate(&mut rows, judging.clone(), &markets.countries, report));
        match summary {
            Ok(summary) => checked.summary.add(&summary),
            Err(error) => checked.worst = Failure::from(error).tell(),
        }
    }
    Ok(())
}

fn show(report: &TextReport, checked: &Checked, language: Language, out: &mut dyn Write) -> std::io::Result<()> {
    let summary = &checked.summary;
    report.write(out)?;
    if summary.rows > 0 {
        writeln!(out, "{}", ledger(summary, language))?;
    }
    if summary.errors + summary.warnings > 0 {
        let errors = language.say(say::ErrorCount { count: summary.errors });
        let warnings = language.say(say::WarningCount { count: summary.warnings });
        let said = language.say(say::ErrorsAndWarnings { errors, warnings });
        match summary.fixable {
            0 => writeln!(out, "{said}")?,
            count => writeln!(out, "{}", language.say(say::ErrorsMended { said, count }))?,
        }
    } else if checked.worst == Exit::Done {
        writeln!(out, "{}", say::NothingIsWrong.text(language))?;
    }
    out.flush()
}
