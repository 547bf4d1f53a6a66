//! `cosell man`: manual pages, generated from the argument types by clap_mangen.

use std::io::{self, Write};

use crate::i18n::Language;
use crate::report::MarkedReport;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::args;
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{Replacing, Target, file_of, is_own_report, make_folder, whoever_reads};
use crate::cli::stderr::print_written_file;

pub(crate) fn run(args: &args::Man, language: Language) -> Result<ExitStatus, CliError> {
    let mut program = args::command().disable_help_subcommand(true);
    program.build();
    let commands = || std::iter::once(&program).chain(program.get_subcommands());
    let Some(folder) = file_of(&args.output) else {
        let name = args.command.as_deref().unwrap_or(program.get_name());
        for command in commands().filter(|command| command.get_name() == name) {
            whoever_reads(io::stdout().write_all(&page(command, &program)?))?;
        }
        return Ok(ExitStatus::Done);
    };
    make_folder(folder)?;
    let is_wanted = |command: &&Command| args.command.as_ref().is_none_or(|name| command.get_name() == name);
    for command in commands().filter(is_wanted) {
        let file = folder.join(Man::new(command.clone()).get_filename());
        let existing = args.output.force || is_own_report(MarkedReport::ManualPage, &file);
        let replacing = Replacing { existing, later: args.output.force };
        let mut target = Target::file(&file, replacing, language)?;
        target.write_all(&page(command, &program)?)?;
        target.commit()?;
    }
    print_written_file(&args.output, language);
    Ok(ExitStatus::Done)
}

/// Returns the page of a command.
fn page(command: &Command, program: &Command) -> io::Result<Vec<u8>> {
    // The page has the options that `-h` leaves out for lack of space.
    let command = command.clone().mut_args(|arg| arg.hide_short_help(false));
    let is_program = command.get_name() == program.get_name();
    let version = program.get_version().unwrap_or_default();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    // clap_mangen leaves out an empty date, so that the next field takes its place. Hence the title line is written
    // here.
    let name = man.get_filename();
    let name = name.trim_end_matches(".1");
    writeln!(page, ".TH {name} 1 \"\" \"cosell {version}\" \"Contacts lists of Partner Center\"")?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if is_program {
        man.render_subcommands_section(&mut page)?;
    }
    let mut sections = Roff::default();
    sections_of(&command, "", &mut sections);
    if !is_program {
        sections_of(program, "Exit status", &mut sections);
    }
    sections.to_writer(&mut page)?;
    Ok(page)
}

/// Appends the sections at the end of a command's long help to the page. A section is a heading with a colon and
/// indented lines, which are printed verbatim. Only headings that start with `wanted` are included.
fn sections_of(command: &Command, wanted: &str, page: &mut Roff) {
    let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    for section in text.split("\n\n").filter(|section| section.starts_with(wanted)) {
        let (heading, lines) = section.split_once(":\n").unwrap_or((section, ""));
        page.control("SH", [heading.to_uppercase().as_str()]);
        page.control("nf", []);
        lines.lines().for_each(|line| {
            page.text([roman(line.trim_start())]);
        });
        page.control("fi", []);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_describes_every_option() {
        let mut program = args::command().disable_help_subcommand(true);
        program.build();
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let page = String::from_utf8(page(command, &program).unwrap()).unwrap();
            let lines: Vec<&str> = page.lines().collect();
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let name = match arg.get_long() {
                    Some(long) => format!(r"\fB\-\-{}\fR", long.replace('-', r"\-")),
                    None => format!(r"\fI{}\fR", arg.get_value_names().unwrap()[0]),
                };
                let line = lines.windows(2).position(|pair| pair[0] == ".TP" && pair[1].contains(&name));
                let line = line.unwrap_or_else(|| panic!("{} lacks {name}", command.get_name()));
                let help_text = lines[line + 2].replace(r"\-", "-").replace(r"\*(Aq", "'");
                let help = arg.get_long_help().or(arg.get_help()).unwrap().to_string();
                assert!(
                    help_text.starts_with(help.lines().next().unwrap()),
                    "{}: {name}: {help_text}",
                    command.get_name()
                );
            }
            assert!(page.contains(".SH EXAMPLES") && page.contains(".SH \"EXIT STATUS\""), "{}", command.get_name());
        }
    }
}
