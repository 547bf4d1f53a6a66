//! The clap command as a whole, and the layout of its main help.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::Args;

/// The groups of commands in the main help.
pub(crate) const GROUPS: &[(&str, &[&str])] = &[
    ("Lists", &["prepare", "convert", "validate", "merge", "template"]),
    ("Comparing", &["diff", "coverage"]),
    (
        "The book",
        &[
            "import",
            "export",
            "uploaded",
            "offers",
            "history",
            "restore",
            "retire",
            "forget",
            "rename-offer",
            "remove-offer",
            "backup",
        ],
    ),
    ("Reference", &["countries", "explain", "completions", "man"]),
];

/// Returns the command from which help, manual pages and completions are generated.
pub(crate) fn command() -> Command {
    let command = Args::command().mut_subcommands(with_closing_line).mut_subcommand("man", |man| {
        let into_a_folder = "Write the page, or without COMMAND all, to this folder";
        man.mut_arg("output", |output| output.value_name("FOLDER").help(into_a_folder).long_help(None))
    });
    let template = template(&command);
    command.help_template(template)
}

/// Adds a line to the short help of a command, which names the long help: the short one has only the common options.
fn with_closing_line(command: Command) -> Command {
    let line = format!("`cosell {} --help` shows all options, with examples.", command.get_name());
    command.after_help(line)
}

/// Returns the template of the main help. It has the list of commands, because clap has no headings for them.
fn template(command: &Command) -> String {
    let styles = command.get_styles();
    let (head, name, value) = (styles.get_header(), styles.get_literal(), styles.get_placeholder());
    // clap knows only one form of usage: names of lists without a command are recognized before it parses the words.
    let mut text = format!(
        "{{about-section}}\n{{usage-heading}} {{usage}}\n       {name}cosell{name:#} {value}<LIST>...{value:#}\n"
    );
    for (heading, commands) in GROUPS {
        let _ = writeln!(text, "\n{head}{heading}:{head:#}");
        for command in commands.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {name}{:<12}{name:#}  {about}", command.get_name());
        }
    }
    text + &format!("\n{head}Options:{head:#}\n{{options}}{{after-help}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits a line as a shell does, from the program's name to a pipe or a redirection.
    fn words(line: &str) -> Vec<String> {
        let call = &line[line.find("cosell ").unwrap()..];
        let (mut words, mut is_quoted) = (vec![String::new()], false);
        for letter in call.chars() {
            match letter {
                '"' => is_quoted = !is_quoted,
                ' ' if !is_quoted => words.push(String::new()),
                '|' | '>' | ')' if !is_quoted => break,
                letter => words.last_mut().unwrap().push(letter),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// Returns the name, the short help and the long help of the program and of each command.
    fn helps() -> Vec<(String, String, String)> {
        let [mut short, mut long] = [80, 100].map(|width| command().term_width(width));
        short.build();
        long.build();
        let mut helps = vec![(String::new(), short.render_help().to_string(), long.render_long_help().to_string())];
        for (short, long) in short.get_subcommands_mut().zip(long.get_subcommands_mut()) {
            if short.get_name() != "help" {
                let name = short.get_name().to_owned();
                helps.push((name, short.render_help().to_string(), long.render_long_help().to_string()));
            }
        }
        helps
    }

    /// The verbs that first lines start with.
    const VERBS: &[&str] = &[
        "Accept", "Allow", "Apply", "Change", "Confirm", "Convert", "Copy", "Create", "Decode", "Don't", "End",
        "Erase", "Explain", "Fail", "Give", "Go", "Hide", "Import", "Keep", "List", "Map", "Merge", "Prefer",
        "Prepare", "Print", "Read", "Record", "Remove", "Replace", "Report", "Require", "Restore", "Save", "Set",
        "Show", "Skip", "Split", "Take", "Treat", "Use", "Write",
    ];

    #[test]
    fn first_lines_are_short_and_imperative() {
        let program = command();
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let name = command.get_name();
            let mut lines = vec![(name.to_owned(), command.get_about().unwrap().to_string(), true)];
            for arg in command.get_arguments() {
                lines.push((
                    format!("{name} {}", arg.get_id()),
                    arg.get_help().unwrap().to_string(),
                    !arg.is_positional(),
                ));
            }
            for (place, line, is_verb_first) in lines {
                assert!(line.chars().count() <= 60, "{place}: {} characters: {line}", line.chars().count());
                assert!(line.starts_with(char::is_uppercase) && !line.ends_with('.'), "{place}: {line}");
                let first = line.split([' ', ',']).next().unwrap();
                assert!(
                    !is_verb_first || VERBS.contains(&first),
                    "{place}: is {first} an imperative? Then add it to the verbs"
                );
            }
        }
    }

    #[test]
    fn the_examples_of_every_command_parse() {
        let program = command();
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let name = command.get_name();
            let manual = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            let (_, examples) = manual.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no examples"));
            let calls: Vec<&str> = examples.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
            assert!(calls.len() >= 2, "{name} has {} examples", calls.len());
            for call in calls {
                let words = words(call);
                assert!(words[1] == name || name == "cosell", "{call} is among the examples of {name}");
                if let Err(error) = super::command().try_get_matches_from(&words) {
                    panic!("{call}: {error}");
                }
            }
        }
    }

    #[test]
    fn help_fits_a_screen() {
        for (name, help, manual) in helps() {
            let most = if name.is_empty() { 48 } else { 35 };
            assert!(help.lines().count() <= most, "cosell {name} -h has {} lines:\n{help}", help.lines().count());
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "cosell {name} -h");
            assert!(manual.lines().count() > help.lines().count(), "cosell {name} --help is not longer than -h");
            let wide = manual.lines().find(|line| line.chars().count() > 100);
            assert_eq!(wide, None, "cosell {name} --help");
        }
    }

    #[test]
    fn every_command_is_in_one_group_and_fits_a_line() {
        let command = command();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, commands)| *commands).copied().collect();
        let mut all: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
        let help = helps().swap_remove(0).1;
        let listed = |name: &&str| help.lines().any(|line| line.starts_with(&format!("  {name} ")) && line.len() <= 80);
        assert_eq!(all.iter().find(|name| !listed(name)), None);
    }
}
