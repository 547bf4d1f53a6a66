use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use cosell_contacts::finding::{Report, Summary};
use cosell_contacts::normalize;
use cosell_contacts::read::{self, Input, Rows};
use cosell_contacts::render::{JsonReport, Purpose, TextReport, ledger};
use cosell_contacts::validate::validate;

use crate::args::{self, Form};
use crate::exit::{Exit, Failure};
use crate::inputs::tell_repeated;
use crate::markets::Markets;
use crate::output::Target;
use crate::progress::Reading;

pub(crate) fn run(args: &args::Validate) -> Result<Exit, Failure> {
    let judging = args.judging.guessing.settings()?;
    let markets = Markets::of(&args.markets, &judging.groups)?;
    let inputs: Vec<&Path> = args.input.iter().map(PathBuf::as_path).collect();
    tell_repeated(&inputs)?;
    let target = Target::open(&args.output, &markets.with_files(&inputs), args.format == Form::Text)?;
    let mut checked = Checked::default();
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
    let summary = checked.summary;
    let is_wrong = summary.errors > 0 || (args.judging.strict && summary.warnings > 0);
    Ok(if is_wrong { Exit::Data } else { Exit::Done }.max(checked.worst()))
}

/// What came of the lists.
#[derive(Default)]
struct Checked {
    summary: Summary,
    /// Why those could not be read that could not.
    failures: Vec<Failure>,
}

impl Checked {
    fn worst(&self) -> Exit {
        self.failures.iter().map(Failure::exit).max().unwrap_or_default()
    }
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
    let inputs: Vec<Input> = args.input.iter().map(Input::path).collect();
    let under_way = Reading::of(&inputs);
    let bar = under_way.bar();
    for input in inputs {
        let summary = Rows::open(under_way.watch(input), reading.clone())
            .and_then(|mut rows| validate(&mut rows, judging.clone(), &markets.countries, report));
        match summary {
            Ok(summary) => checked.summary.add(&summary),
            Err(error) => checked.failures.push(error.into()),
        }
    }
    drop(bar);
    checked.failures.iter().for_each(|failure| {
        failure.tell();
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
    } else if checked.failures.is_empty() {
        writeln!(out, "Nothing is wrong.")?;
    }
    out.flush()
}
