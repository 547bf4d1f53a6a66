use std::io::{self, Write};

use crate::args;
use crate::exit::{Exit, Failure};

pub(crate) fn run(args: &args::Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "cosell", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}
