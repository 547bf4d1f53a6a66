//! Options of the command line as they were given, for a command that is printed to be run next.

use std::ffi::OsString;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::{PROGRAM, command, quote_for_shell, words};

/// Returns those of the options that the command line has, each after a space and quoted for a shell. `ids` are the
/// names of the fields of the command's arguments.
pub(crate) fn repeated(ids: &[&str]) -> String {
    repeated_of([PROGRAM.into()].into_iter().chain(words()), ids)
}

fn repeated_of(words: impl IntoIterator<Item = OsString>, ids: &[&str]) -> String {
    let program = command();
    let Ok(matches) = program.clone().try_get_matches_from(words) else { return String::new() };
    let Some((name, matches)) = matches.subcommand() else { return String::new() };
    let known = program.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments);
    let options: Vec<&clap::Arg> = known.collect();
    let option = |id: &&str| options.iter().copied().find(|option| option.get_id() == *id);
    ids.iter().filter_map(option).map(|option| in_words(option, matches)).collect()
}

fn in_words(option: &clap::Arg, matches: &ArgMatches) -> String {
    let (id, name) = (option.get_id().as_str(), option.get_long().unwrap_or_default());
    if matches.value_source(id) != Some(ValueSource::CommandLine) {
        return String::new();
    }
    if !option.get_action().takes_values() {
        return format!(" --{name}");
    }
    let values = matches.get_raw(id).into_iter().flatten().map(|value| {
        let text = value.to_string_lossy();
        // A value that looks like an option, and an option whose value may be left out, need the equals sign.
        match option.is_require_equals_set() || text.starts_with('-') {
            true => format!(" {}", quote_for_shell(format!("--{name}={text}").as_ref())),
            false => format!(" --{name} {}", quote_for_shell(value)),
        }
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_repeated_as_they_were_given() {
        let words = |more: &[&str]| {
            let all =
                [&["cosell", "--lang", "fr", "import", "list.xlsx", "--offer", "crm", "--yes"][..], more].concat();
            all.into_iter().map(OsString::from).collect::<Vec<_>>()
        };
        let ids = &["map", "sheet", "no_header", "delimiter", "strict", "message"];
        for (given, expected) in [
            (&[][..], ""),
            (&["--sheet", "Q3 list", "--sheet=EMEA"], " --sheet \"Q3 list\" --sheet EMEA"),
            (&["--no-header", "--map", "It's \"full\" name=Name"], " --map 'It'\\''s \"full\" name=Name' --no-header"),
            (&["--delimiter=-", "-m", "for $5"], " --delimiter=- --message 'for $5'"),
            (&["--strict", "--strict=role-*,contact-*"], " \"--strict=*\" \"--strict=role-*\" \"--strict=contact-*\""),
        ] {
            assert_eq!(repeated_of(words(given), ids), expected);
        }
    }
}
