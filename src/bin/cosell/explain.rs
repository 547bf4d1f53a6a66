use cosell_contacts::render::{explain, explain_all};
use cosell_contacts::words::Language;

use crate::args;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &args::Explain, language: Language) -> Result<Exit, Failure> {
    let mut out = anstream::stdout();
    match args.rule {
        Some(rule) => explain(rule, language, &mut out)?,
        None => explain_all(language, &mut out)?,
    }
    Ok(Exit::Done)
}
