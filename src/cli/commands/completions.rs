//! `cosell completions`: the scripts of clap_complete, with the offers of the book, and corrections for zsh and fish.

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
    let script = String::from_utf8_lossy(&script).into_owned();
    let script = match args.shell {
        Shell::Bash => with_offers_in_bash(&script),
        Shell::Fish => with_offers_in_fish(&script) + &fish_values(&command),
        // clap_complete writes `*::` for a repeated input. Because of it, zsh takes everything after the first input
        // for an input and offers no options.
        Shell::Zsh => with_offers_in_zsh(&script.replace("\n'*::", "\n'*:")),
        _ => script,
    };
    whoever_reads(io::stdout().write_all(script.as_bytes()))?;
    Ok(ExitStatus::Done)
}

/// Prints the IDs of the book's offers, a line each, in bash and zsh.
const PRINT_OFFERS: &str = r#"cosell offers --format json 2>/dev/null | sed -n 's/^ *"offer": "\(.*\)",$/\1/p'"#;

/// Adds the offers to the script for bash. `compgen -W` would run commands that an ID may hold, so the script compares
/// the IDs itself.
fn with_offers_in_bash(script: &str) -> String {
    let offers = format!(
        "_cosell_offers() {{
    local id
    COMPREPLY=()
    while IFS= read -r id; do
        [[ \"$id\" == \"$1\"* ]] && COMPREPLY+=(\"$(printf %q \"$id\")\")
    done < <({PRINT_OFFERS})
}}

"
    );
    let any = "--offer)
                    COMPREPLY=(\"${cur}\")
                    if [[ \"${BASH_VERSINFO[0]}\" -ge 4 ]]; then
                        compopt -o nospace
                    fi
";
    offers + &script.replace(any, "--offer)\n                    _cosell_offers \"${cur}\"\n")
}

/// Adds the offers to the script for zsh, whose first line says what it completes.
fn with_offers_in_zsh(script: &str) -> String {
    let (first, rest) = script.split_once('\n').unwrap_or((script, ""));
    let is_of_offer = |line: &str| line.contains("--offer=[");
    let any = ":ID:' \\";
    let lines = rest.lines().map(|line| match line.strip_suffix(any).filter(|_| is_of_offer(line)) {
        Some(start) => format!("{start}:ID:_cosell_offers' \\\n"),
        None => format!("{line}\n"),
    });
    let offers = format!("_cosell_offers() {{\n    compadd -- ${{(f)\"$({PRINT_OFFERS})\"}}\n}}\n");
    format!("{first}\n\n{offers}{}", lines.collect::<String>())
}

/// Adds the offers to the script for fish.
fn with_offers_in_fish(script: &str) -> String {
    let print = r#"(cosell offers --format json 2>/dev/null | string match -rg '^ *\"offer\": \"(.*)\",')"#;
    let lines = script.lines().map(|line| match line.contains(" -l offer ") {
        true => format!("{line} -a \"{print}\"\n"),
        false => format!("{line}\n"),
    });
    lines.collect()
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
