use std::io::BufWriter;
use std::path::Path;

use cosell_contacts::diff::Diff;
use cosell_contacts::list::Identities;
use cosell_contacts::read::Input;
use cosell_contacts::render::{Purpose, TextReport, diff_as_csv, diff_as_json, diff_as_text, diff_as_xlsx};

use crate::args::{self, DiffForm};
use crate::exit::{Exit, Failure};
use crate::inputs::hold;
use crate::output::{Target, TextTarget, form_of};
use crate::tell::tell;

pub(crate) fn run(args: &args::Diff) -> Result<Exit, Failure> {
    let lists: [&Path; 2] = [&args.old, &args.new];
    let target = FormTarget::open(args, &lists)?;
    let mut report = TextReport::new(Purpose::Convert, args.showing.shown());
    let (list, summary) =
        hold(lists.map(Input::path).to_vec(), &args.reading.settings()?, &args.guessing.settings()?, &mut report)?;
    if summary.blocking > 0 {
        tell(|out| report.write(out));
        tell(|out| writeln!(out, "Nothing is compared: a row with errors would look like a contact that is gone."));
        return Ok(Exit::Trouble);
    }
    let identities = Identities::of(&list);
    let diff = Diff::new(&list, &identities);
    target.write(&diff)?;
    Ok(if diff.is_same() { Exit::Done } else { Exit::Data })
}

/// Where the changes go, and in which form.
enum FormTarget {
    Text(TextTarget),
    Json(Target),
    Csv(Target),
    Xlsx(Target),
}

impl FormTarget {
    fn open(args: &args::Diff, lists: &[&Path]) -> Result<Self, Failure> {
        let file = || Target::open(&args.output, lists, false);
        Ok(match form_of(args.format, &args.output)? {
            DiffForm::Text => FormTarget::Text(TextTarget::open(&args.output, lists)?),
            DiffForm::Json => FormTarget::Json(file()?),
            DiffForm::Csv => FormTarget::Csv(file()?),
            DiffForm::Xlsx => FormTarget::Xlsx(file()?),
        })
    }

    fn write(self, diff: &Diff<'_>) -> Result<(), Failure> {
        match self {
            FormTarget::Text(target) => target.write(|out| diff_as_text(diff, out)),
            FormTarget::Json(target) => {
                let mut out = BufWriter::new(target);
                diff_as_json(diff, &mut out)?;
                out.into_inner().map_err(std::io::IntoInnerError::into_error)?.commit()
            }
            FormTarget::Csv(target) => diff_as_csv(diff, target)?.commit(),
            FormTarget::Xlsx(target) => diff_as_xlsx(diff, target)?.commit(),
        }
    }
}
