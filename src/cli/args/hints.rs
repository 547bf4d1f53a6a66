//! Hints for command lines with a frequent mistake: a file name with spaces and without quotes, an output without `-o`,
//! a file or an everyday word instead of a command, rules after `--strict` without `=`. Such a hint replaces clap's
//! error, which names only the first word that doesn't fit, or the error about a file that doesn't exist.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use strsim::osa_distance;

use super::command;
use super::values::parse_rule_set;
use crate::cli::error::CliError;
use crate::i18n::messages;

/// The options whose value is the name of a file to write.
const OUTPUTS: [&str; 7] = ["-o", "--output", "--rejects", "--annotate", "--report", "--provenance", "--conflicts"];

/// Returns the hint for words that clap can't parse, or none if clap's error is the best that can be said.
pub(super) fn of_error(error: &Error, words: &[OsString]) -> Option<CliError> {
    let (kind, is_command) = match error.kind() {
        ErrorKind::MissingRequiredArgument => return of_missing_input(error, words),
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, true),
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, false),
        _ => return None,
    };
    let Some(ContextValue::String(unexpected)) = error.get(kind) else { return None };
    // Of equal words, the last one is unexpected.
    let index = words.iter().rposition(|word| word.to_string_lossy() == *unexpected)?;
    if is_command {
        of_command_after_list(words, index)
            .or_else(|| of_everyday_word(unexpected))
            .or_else(|| of_misspelt_command(unexpected))
    } else if is_option(&words[index]) {
        of_option_without_command(words, index)
    } else {
        of_strict(words).or_else(|| of_missing_quotes(words, index)).or_else(|| of_missing_option(words, index))
    }
}

/// Returns the hint for inputs of which one doesn't exist, or none if they exist or there is no hint.
pub(super) fn of_inputs(inputs: &[PathBuf], words: &[OsString]) -> Option<CliError> {
    let missing = inputs.iter().find(|input| input.as_os_str() != "-" && !input.exists())?;
    let index = words.iter().position(|word| word == missing.as_os_str())?;
    of_strict(words).or_else(|| of_missing_quotes(words, index))
}

/// Returns the hint for a second list of a command that reads one.
pub(super) fn of_second_list(list: &Path, words: &[OsString]) -> Option<CliError> {
    let index = words.iter().rposition(|word| word == list.as_os_str())?;
    let reads_one =
        || CliError::trouble(messages::ReadsOneList { command: "convert".to_owned() }, messages::CombineOrOutput);
    of_strict(words)
        .or_else(|| of_missing_quotes(words, index))
        .or_else(|| of_missing_option(words, index))
        .or_else(|| Some(reads_one()))
}

/// Returns whether nothing but the list is missing for a command that reads a pipe.
pub(super) fn lacks_input(error: &Error, words: &[OsString]) -> bool {
    example_of_input(error, words).is_some_and(|example| !example.starts_with("prepare"))
}

/// Returns the hint for a command without the list that it reads.
fn of_missing_input(error: &Error, words: &[OsString]) -> Option<CliError> {
    let command = format!("cosell {}", example_of_input(error, words)?);
    Some(CliError::trouble(messages::InputMissing, messages::WriteCommand { command }))
}

/// Returns an example of a command of which only the list is missing.
fn example_of_input(error: &Error, words: &[OsString]) -> Option<&'static str> {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return None };
    let is_input = error.kind() == ErrorKind::MissingRequiredArgument
        && matches!(missing.as_slice(), [argument] if argument.starts_with("<INPUT>") || argument.starts_with("<FILE>"));
    match words[command_at(words)?].to_str()? {
        "prepare" if is_input => Some("prepare list.xlsx"),
        "convert" if is_input => Some("convert list.xlsx -o contacts.csv"),
        "validate" if is_input => Some("validate list.xlsx"),
        _ => None,
    }
}

/// Returns the hint for `--strict RULES` instead of `--strict=RULES`.
fn of_strict(words: &[OsString]) -> Option<CliError> {
    let index = words.windows(2).position(|pair| {
        let rules = pair[1].to_str().unwrap_or_default();
        pair[0] == "--strict" && rules.split(',').all(|rule| parse_rule_set(rule).is_ok()) && !Path::new(rules).exists()
    })?;
    let mut option = words[index].clone();
    option.push("=");
    option.push(&words[index + 1]);
    Some(CliError::trouble(messages::StrictTakesEquals, with_correction(words, index..index + 2, &[option])))
}

/// Returns the hint for a file name with spaces that isn't in quotes. The word at `index` doesn't fit there.
fn of_missing_quotes(words: &[OsString], index: usize) -> Option<CliError> {
    let run = run_around(words, index);
    if let Some(file) = run.clone().find_map(|start| file_from(words, start, run.end).map(|(_, file)| file)) {
        let mut names = Vec::new();
        let mut start = run.start;
        while start < run.end {
            let (end, name) = file_from(words, start, run.end).unwrap_or((start + 1, words[start].clone()));
            names.push(name);
            start = end;
        }
        return Some(CliError::trouble(
            messages::UnquotedFile { file: lossy(&file) },
            with_correction(words, run, &names),
        ));
    }
    let is_of_output = run.start > 0 && OUTPUTS.iter().any(|option| words[run.start - 1] == *option);
    if is_of_output && run.len() > 1 && Path::new(&words[run.start]).extension().is_none() {
        let name = words[run.clone()].join(OsStr::new(" "));
        return Some(CliError::trouble(messages::UnquotedName, with_correction(words, run, &[name])));
    }
    let (word, name) = run.clone().find_map(|start| Some((&words[start], name_from(words, start, run.end)?)))?;
    Some(CliError::trouble(messages::ReadNotFound { file: lossy(word) }, messages::UnquotedNear { name }))
}

/// Returns the words around `index` without options: the names of inputs, perhaps after the value of an option.
fn run_around(words: &[OsString], index: usize) -> Range<usize> {
    let first = command_at(words).map_or(0, |command| command + 1);
    let start =
        (first..index).rev().find(|&left| is_option(&words[left])).map_or(first.min(index), |option| option + 1);
    let end = (index..words.len()).find(|&right| is_option(&words[right])).unwrap_or(words.len());
    start..end
}

/// Returns the longest name of a file that the words from `start` on are, and the end of these words. A word that is a
/// file by itself is none.
fn file_from(words: &[OsString], start: usize, end: usize) -> Option<(usize, OsString)> {
    let joined = |end: usize| (end, words[start..end].join(OsStr::new(" ")));
    let is_file = |(_, name): &(usize, OsString)| Path::new(name).is_file();
    if Path::new(&words[start]).is_file() { None } else { (start + 2..=end).rev().map(joined).find(is_file) }
}

/// Returns the name of a file that starts with the word at `start` and a space, if neither that word nor the next one
/// is a file. The name that starts with the most words is returned.
fn name_from(words: &[OsString], start: usize, end: usize) -> Option<String> {
    let word = Path::new(&words[start]);
    if word.exists() || words[start + 1..end].first().is_none_or(|next| Path::new(next).is_file()) {
        return None;
    }
    let folder = word.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let files = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let mut prefix = format!("{} ", word.file_name()?.to_str()?);
    let find = |prefix: &str| names.iter().find(|name| name.starts_with(prefix));
    let mut name = find(&prefix)?;
    for next in &words[start + 1..end] {
        prefix += next.to_str()?;
        let Some(longer) = find(&prefix) else { break };
        name = longer;
        prefix.push(' ');
    }
    Some(folder.map_or_else(|| name.clone(), |folder| folder.join(name).display().to_string()))
}

/// Returns the hint for a word that may be the output, or a second list, of a command that reads one list.
fn of_missing_option(words: &[OsString], index: usize) -> Option<CliError> {
    let name = words[command_at(words)?].to_str()?;
    let program = command();
    let has_output = program.find_subcommand(name)?.get_arguments().any(|arg| arg.get_id() == "output");
    let is_output = |word: &OsString| word == "-o" || word.to_string_lossy().starts_with("--output");
    let word = Path::new(&words[index]);
    if word.is_file() && matches!(name, "convert" | "import") {
        let sentence = messages::ReadsOneList { command: name.to_owned() };
        return Some(match has_output {
            true => CliError::trouble(sentence, messages::CombineOrOutput),
            false => CliError::trouble(sentence, messages::CommandCombines),
        });
    }
    let is_named = has_output && word.extension().is_some() && !words.iter().any(is_output);
    is_named.then(|| {
        let option = ["-o".into(), words[index].clone()];
        CliError::trouble(messages::OutputWithoutOption, with_correction(words, index..index + 1, &option))
    })
}

/// Returns whether the words, which clap can't parse, lack the command `prepare`: they name lists.
pub(super) fn lacks_command(error: &Error, words: &[OsString]) -> bool {
    let kind = match error.kind() {
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        _ => return false,
    };
    let Some(ContextValue::String(unexpected)) = error.get(kind) else { return false };
    let named = |word: &OsString| {
        let word = word.to_string_lossy();
        word == *unexpected || (word.starts_with('-') && word.split('=').next() == Some(unexpected))
    };
    words.iter().position(named).is_some_and(|index| {
        let (before, from) = words.split_at(index);
        let (is_word, has_command) = (!is_option(&words[index]), |words: &[OsString]| command_at(words).is_some());
        if has_command(before)
            || before.first().is_some_and(|word| word == "help")
            || command_after(words, index).is_some()
        {
            return false;
        }
        match is_word {
            // Words that are a name together get a hint about quotes.
            true => is_list_name(&words[index]) || file_from(words, index, run_around(words, index).end).is_some(),
            false => from.iter().any(|word| is_list_name(word)),
        }
    })
}

/// Returns whether all words are names of lists, as if files were dropped on the program.
pub(crate) fn are_lists(words: &[OsString]) -> bool {
    !words.is_empty() && words.iter().all(|word| is_list_name(word))
}

/// Returns whether a word is meant as the name of a file and not as a command: it exists, has a folder or an extension,
/// or is standard input.
fn is_list_name(word: &OsStr) -> bool {
    let path = Path::new(word);
    let has_folder = path.components().count() > 1 || word.to_string_lossy().contains(std::path::is_separator);
    word == "-"
        || (!is_option(word) && (path.exists() || path.is_symlink() || has_folder || path.extension().is_some()))
}

/// Returns the position of a command that follows the list at `index`, unless it is the value of an option, or a file.
fn command_after(words: &[OsString], index: usize) -> Option<usize> {
    let program = command();
    let is_command = |at: &usize| {
        let is_value = is_option(&words[*at - 1]) && !words[*at - 1].to_string_lossy().contains('=');
        !is_value && program.find_subcommand(&words[*at]).is_some() && !Path::new(&words[*at]).exists()
    };
    (index + 1..words.len()).find(is_command)
}

/// Returns the hint for a command that is named after the list.
fn of_command_after_list(words: &[OsString], index: usize) -> Option<CliError> {
    let (list, command) = (&words[index], command_after(words, index).filter(|_| is_list_name(&words[index]))?);
    let mut right = vec![words[command].clone()];
    right.extend_from_slice(&words[index..command]);
    let sentence = messages::FileAsCommand { file: lossy(list) };
    Some(CliError::trouble(sentence, with_correction(words, index..command + 1, &right)))
}

/// Returns the hint for lists without a command, and with an option that `prepare` lacks and another command has.
fn of_option_without_command(words: &[OsString], index: usize) -> Option<CliError> {
    let list = words.iter().position(|word| is_list_name(word)).filter(|_| command_at(words).is_none())?;
    let program = command();
    let option = words[index].to_string_lossy().into_owned();
    let name = option.split('=').next().unwrap_or_default();
    let has_it = |command: &&Command| {
        let short = |arg: &clap::Arg| arg.get_short().is_some_and(|short| format!("-{short}") == name);
        command
            .get_arguments()
            .any(|arg| name.strip_prefix("--").is_some_and(|long| arg.get_long() == Some(long)) || short(arg))
    };
    let reads_lists = ["convert", "validate", "merge", "coverage", "import"];
    let other = reads_lists.iter().filter_map(|name| program.find_subcommand(name)).find(has_it)?.get_name().to_owned();
    let first = list.min(index);
    let right = [OsString::from(&other), words[first].clone()];
    let sentence = messages::OptionOfCommand { option: name.to_owned(), command: other };
    Some(CliError::trouble(sentence, with_correction(words, first..first + 1, &right)))
}

/// Returns the hint for a word that other programs have as a command.
fn of_everyday_word(word: &str) -> Option<CliError> {
    let unknown = messages::UnknownCommand { word: word.to_owned() };
    Some(match word.to_lowercase().as_str() {
        "check" | "lint" | "test" | "verify" => CliError::trouble(unknown, messages::CommandChecks),
        "fix" | "clean" | "correct" | "format" | "normalize" => CliError::trouble(unknown, messages::CommandFixes),
        "list" | "ls" | "show" => CliError::trouble(unknown, messages::CommandLists),
        "status" | "log" => CliError::trouble(unknown, messages::CommandStatus),
        "undo" | "revert" | "rollback" => CliError::trouble(unknown, messages::CommandUndoes),
        "upload" | "publish" | "push" => CliError::trouble(unknown, messages::CommandUploads),
        "compare" => CliError::trouble(unknown, messages::CommandCompares),
        "combine" | "join" | "concat" => CliError::trouble(unknown, messages::CommandCombines),
        "remove" | "delete" => CliError::trouble(unknown, messages::CommandRemoves),
        "rules" => CliError::trouble(unknown, messages::CommandExplains),
        _ => return None,
    })
}

/// Returns the hint for a command with one or two wrong letters.
fn of_misspelt_command(word: &str) -> Option<CliError> {
    let program = command();
    let names = program.get_subcommands().filter(|command| !command.is_hide_set()).map(Command::get_name);
    let near = names.map(|name| (osa_distance(word, name), name)).filter(|(distance, _)| *distance <= 2).min()?.1;
    let sentence = messages::UnknownCommandNear { word: word.to_owned(), near: near.to_owned() };
    Some(CliError::trouble(sentence, messages::WriteCommand { command: format!("cosell {near} --help") }))
}

/// Returns the sentence with the corrected command line, in which `words[wrong]` is replaced.
fn with_correction(words: &[OsString], wrong: Range<usize>, right: &[OsString]) -> messages::WriteCommand<String> {
    let all = words[..wrong.start].iter().chain(right).chain(&words[wrong.end..]);
    let command = all.fold("cosell".to_owned(), |command, word| command + " " + &quote_for_shell(word));
    messages::WriteCommand { command }
}

/// Returns a word as it is typed in a shell, in quotes if it needs them.
pub(crate) fn quote_for_shell(word: &OsStr) -> String {
    let text = word.to_string_lossy();
    if cfg!(windows) {
        return quote_for_windows(&text);
    }
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,@%+~".contains(letter);
    // A shell replaces a tilde at the beginning by the home folder.
    if !text.is_empty() && !text.starts_with('~') && text.chars().all(is_plain) {
        text.into_owned()
    } else if !text.contains(['"', '$', '`', '!', '\\']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// Returns a word as it is typed in PowerShell and in the Command Prompt; if only PowerShell can have it, for that.
///
/// For PowerShell, commas make a list of a word, `@` and `~` at the beginning have a meaning, and typographic quotation
/// marks are quotation marks. Source: its documentation, "about_Quoting_Rules" and "about_Parsing".
fn quote_for_windows(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./\\:=%+~@".contains(letter);
    let is_single_mark = |letter: char| matches!(letter, '\'' | '‘' | '’' | '‚' | '‛');
    if !text.is_empty() && !text.starts_with(['~', '@']) && text.chars().all(is_plain) {
        text.to_owned()
    } else if text.contains(['"', '$', '`', '“', '”', '„']) {
        let doubled = |letter| std::iter::repeat_n(letter, if is_single_mark(letter) { 2 } else { 1 });
        format!("'{}'", text.chars().flat_map(doubled).collect::<String>())
    } else {
        // A backslash before the last quotation mark would make it a part of the word.
        let end = if text.ends_with('\\') { "\\" } else { "" };
        format!("\"{text}{end}\"")
    }
}

fn lossy(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}

fn is_option(word: &OsStr) -> bool {
    word.to_string_lossy().starts_with('-')
}

/// Returns the position of the command among the words.
pub(super) fn command_at(words: &[OsString]) -> Option<usize> {
    let program = command();
    words.iter().position(|word| program.find_subcommand(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(Into::into).collect()
    }

    #[test]
    fn words_are_quoted_if_a_shell_needs_it() {
        for (word, expected) in [
            ("list.csv", "list.csv"),
            ("été.csv", "été.csv"),
            ("my list.csv", "\"my list.csv\""),
            ("", "\"\""),
            ("5$ list.csv", "'5$ list.csv'"),
            ("Ann's list.csv", "\"Ann's list.csv\""),
            ("~list.csv", "\"~list.csv\""),
            ("--map=Full name=Name", "\"--map=Full name=Name\""),
        ] {
            assert_eq!(quote_for_shell(word.as_ref()), expected);
        }
        for (word, expected) in [
            (r"C:\lists\a.csv", r"C:\lists\a.csv"),
            (r"C:\my lists\", "\"C:\\my lists\\\\\""),
            ("US,CA", "\"US,CA\""),
            ("@markets.txt", "\"@markets.txt\""),
            ("Ann’s list.csv", "\"Ann’s list.csv\""),
            ("Ann's $5.csv", "'Ann''s $5.csv'"),
            ("“new” ’list’.csv", "'“new” ’’list’’.csv'"),
        ] {
            assert_eq!(quote_for_windows(word), expected);
        }
        #[cfg(unix)]
        for (word, expected) in [
            ("Ann's \"list\".csv", "'Ann'\\''s \"list\".csv'"),
            ("a\\b.csv", "'a\\b.csv'"),
            ("new list!.csv", "'new list!.csv'"),
        ] {
            assert_eq!(quote_for_shell(word.as_ref()), expected);
        }
    }

    #[test]
    fn runs_end_at_options_and_at_the_command() {
        for (line, index, expected) in [
            ("convert Contacts Europe T4.xlsx -o x.csv", 2, 1..4),
            ("--lang fr convert Contacts Europe.xlsx", 4, 3..5),
            ("convert -o x.csv Contacts Europe.xlsx", 4, 2..5),
            ("convert --force Contacts Europe.xlsx", 3, 2..4),
            ("Contacts Europe.xlsx", 0, 0..2),
        ] {
            assert_eq!(run_around(&words(line), index), expected, "{line}");
        }
    }

    #[test]
    fn lists_without_a_command_are_prepared() {
        for (line, expected) in [
            ("list.xlsx", true),
            ("--lang fr list.xlsx -q", true),
            ("./export", true),
            ("folder/list", true),
            ("-", true),
            ("list.xlsx other.csv missing", true),
            ("--offer crm list.xlsx", true),
            ("--offer=crm list.xlsx", true),
            ("list.xlsx --sheet export", true),
            ("src Cargo.toml", true),
            ("vaildate list.xlsx", false),
            ("check", false),
            ("fix list.xlsx", false),
            ("list.xlsx validate", false),
            ("--offers list", false),
            ("help list.xlsx", false),
            ("convert list.xlsx extra.xlsx --forse", false),
        ] {
            let words = words(line);
            let error = command().try_get_matches_from([&["cosell".into()], &*words].concat()).unwrap_err();
            assert_eq!(lacks_command(&error, &words), expected, "{line}");
        }
        assert!(are_lists(&words("list.xlsx folder/list")) && !are_lists(&words("list.xlsx --all")) && !are_lists(&[]));
    }
}
