//! `cosell completions`: the scripts of clap_complete, with corrections for zsh and fish.

use std::io::{self, Write};

use clap::Command;
use clap_complete::Shell;

use crate::cli::args;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::whoever_reads;

pub(crate) fn run(args: &args::Completions) -> Result<ExitStatus, CliError> {
    let mut command = args::command();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "cosell", &mut script);
    match args.shell {
        Shell::Fish => script.extend(fish_values(&command).into_bytes()),
        // clap_complete writes `*::` for a repeated input. Because of it, zsh takes everything after the first input
        // for an input and offers no options.
        Shell::Zsh => script = String::from_utf8_lossy(&script).replace("\n'*::", "\n'*:").into_bytes(),
        _ => {}
    }
    whoever_reads(io::stdout().write_all(&script))?;
    Ok(ExitStatus::Done)
}

/// Returns lines for fish with the known values of positional arguments, such as rules. clap_complete leaves them
/// out.
fn fish_values(command: &Command) -> String {
    let mut lines = String::new();
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        for argument in command.get_positionals() {
            let values = argument.get_possible_values();
            let values: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
            if !values.is_empty() {
                let (name, values) = (command.get_name(), values.join(" "));
                let when = format!("__fish_cosell_using_subcommand {name}");
                lines += &format!("complete -c cosell -n \"{when}\" -f -a \"{values}\"\n");
            }
        }
    }
    lines
}
