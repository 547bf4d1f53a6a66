//! The command as a whole, and how its help is laid out.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::Args;

/// The commands, as the help groups them.
pub(crate) const GROUPS: &[(&str, &[&str])] = &[
    ("Lists", &["convert", "validate", "merge", "template"]),
    ("Comparing", &["diff", "coverage"]),
    ("The book", &["import", "export", "history", "offers", "restore", "retire", "forget"]),
    ("Reference", &["countries", "explain", "completions", "man"]),
];

/// The command with all that its help, its pages and its completions are made of.
pub(crate) fn command() -> Command {
    let command = Args::command().mut_subcommand("man", |man| {
        let into_a_folder = "Writes the page into this folder; without COMMAND, the pages of all commands";
        man.mut_arg("output", |output| output.value_name("FOLDER").help(into_a_folder))
    });
    let template = template(&command);
    command.help_template(template)
}

/// The main help: clap has no headings for commands.
fn template(command: &Command) -> String {
    let (head, name) = (command.get_styles().get_header(), command.get_styles().get_literal());
    let mut text = "{about-section}\n{usage-heading} {usage}\n".to_owned();
    for (heading, commands) in GROUPS {
        let _ = writeln!(text, "\n{head}{heading}:{head:#}");
        for command in commands.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {name}{:<11}{name:#}  {about}", command.get_name());
        }
    }
    text + &format!("\n{head}Options:{head:#}\n{{options}}{{after-help}}")
}
