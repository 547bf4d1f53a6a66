use cosell_contacts::render::{explain, explain_all};

use crate::args;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &args::Explain) -> Result<Exit, Failure> {
    let mut out = anstream::stdout();
    match args.rule {
        Some(rule) => explain(rule, &mut out)?,
        None => explain_all(&mut out)?,
    }
    Ok(Exit::Done)
}
