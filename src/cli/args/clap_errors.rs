//! Corrections of clap's errors: their arguments are sanitized for a terminal, and tips are left out unless they are
//! right.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use strsim::osa_distance;

use super::hints::command_at;
use super::{BookFile, command};
use crate::book::Book;
use crate::cli::book_file::file_of;
use crate::i18n::{Language, messages};
use crate::report::sanitized;

/// Returns the error as it is printed.
pub(super) fn add_corrections(mut error: Error, words: &[OsString], language: Language) -> Error {
    if error.kind() == ErrorKind::MissingSubcommand {
        // Without a command, the help is shown as without any argument.
        return command().try_get_matches_from(["cosell"]).err().unwrap_or(error);
    }
    keep_close_suggestions(&mut error, words);
    keep_right_tips(&mut error);
    if let Some(tip) = tip(&error, words, language) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
    plain(error)
}

/// Removes clap's suggestions that aren't close: it suggests `--from` for `--format`, and `validate` for `list`.
fn keep_close_suggestions(error: &mut Error, words: &[OsString]) {
    if let (Some(unknown), Some(known)) =
        (text_of(error, ContextKind::InvalidArg), text_of(error, ContextKind::SuggestedArg))
        && !is_close(&unknown, &known)
    {
        error.remove(ContextKind::SuggestedArg);
        // The usage names the suggested option.
        let mut program = command();
        program.build();
        let name = command_at(words).and_then(|index| words[index].to_str());
        let usage = match name.and_then(|name| program.find_subcommand_mut(name)) {
            Some(command) => command.render_usage(),
            None => program.render_usage(),
        };
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage));
    }
    if let (Some(unknown), Some(ContextValue::Strings(known))) =
        (text_of(error, ContextKind::InvalidSubcommand), error.get(ContextKind::SuggestedSubcommand))
    {
        let close: Vec<String> = known.iter().filter(|known| is_close(&unknown, known)).cloned().collect();
        error.remove(ContextKind::SuggestedSubcommand);
        if !close.is_empty() {
            error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(close));
        }
    }
}

fn text_of(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Returns whether a name may be a misspelling or the beginning of another.
fn is_close(unknown: &str, known: &str) -> bool {
    osa_distance(unknown, known) <= 2 || (unknown.len() > 4 && known.starts_with(unknown))
}

/// Removes the tip to pass an unknown option as a value, as in `-- --no-header`: it would be the name of a file.
fn keep_right_tips(error: &mut Error) {
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested) {
        let is_right = |tip: &&StyledStr| !tip.to_string().starts_with("to pass ");
        let right: Vec<StyledStr> = tips.iter().filter(is_right).cloned().collect();
        error.remove(ContextKind::Suggested);
        if !right.is_empty() {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(right));
        }
    }
}

/// Returns a tip that clap can't know.
fn tip(error: &Error, words: &[OsString], language: Language) -> Option<String> {
    match (error.kind(), error.get(ContextKind::InvalidArg)?) {
        (ErrorKind::UnknownArgument, ContextValue::String(unknown)) => {
            let program = command();
            let command = program.find_subcommand(&words[command_at(words)?])?;
            let other = match unknown.as_str() {
                "--format" => "to",
                "--to" => "format",
                _ => return None,
            };
            let has_other = command.get_arguments().any(|arg| arg.get_long() == Some(other));
            has_other.then(|| language.localize(messages::FormatOption { option: format!("--{other}") }).to_string())
        }
        (ErrorKind::MissingRequiredArgument, ContextValue::Strings(missing))
            if missing.iter().any(|argument| argument.starts_with("--offer ")) =>
        {
            let offers = offers(words)?;
            Some(language.localize(messages::OffersOfBook { offers }).to_string())
        }
        _ => None,
    }
}

/// Returns the offers of the book that the words name, or none if it can't be read or has no offers.
fn offers(words: &[OsString]) -> Option<String> {
    const MAX_OFFERS: usize = 12;
    let after_option = words.windows(2).find(|pair| pair[0] == "--book").map(|pair| PathBuf::from(&pair[1]));
    let book = after_option.or_else(|| env::var_os("COSELL_BOOK").map(PathBuf::from));
    let mut book = Book::open(file_of(&BookFile { book }).ok()?).ok()?;
    let offers = book.read().ok()?.offers().ok()?;
    let mut names: Vec<String> = offers.iter().take(MAX_OFFERS).map(|offer| offer.id.to_string()).collect();
    if offers.len() > MAX_OFFERS {
        names.push("...".to_owned());
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Returns the error with its arguments sanitized. They may be names of files with control characters, because a
/// shell expands `*.csv`.
fn plain(mut error: Error) -> Error {
    let replaced: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, without_controls(value)?))).collect();
    if !replaced.is_empty() {
        // A suggestion has the argument within a styled text, which can't be sanitized.
        error.remove(ContextKind::Suggested);
    }
    for (kind, value) in replaced {
        error.insert(kind, value);
    }
    error
}

/// Returns the text of an error, with colours. The reason why a value can't be parsed may quote it; then there are no
/// colours, because they can't be told from the control characters of the value.
pub(super) fn text(error: &Error) -> String {
    let rendered = error.render();
    let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match sanitized(&reason) {
        Cow::Borrowed(_) => rendered.ansi().to_string(),
        Cow::Owned(_) => rendered.to_string().lines().map(|line| sanitized(line).into_owned() + "\n").collect(),
    }
}

/// Returns the sanitized value, or none if it is the same.
fn without_controls(value: &ContextValue) -> Option<ContextValue> {
    let replacement = match value {
        ContextValue::String(text) => ContextValue::String(sanitized(text).into_owned()),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| sanitized(text).into_owned()).collect())
        }
        _ => return None,
    };
    (replacement != *value).then_some(replacement)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text of the error for a command line.
    fn error_text(line: &str) -> String {
        let words: Vec<OsString> = line.split(' ').map(Into::into).collect();
        let error = command().try_get_matches_from([&["cosell".into()], &*words].concat()).unwrap_err();
        add_corrections(error, &words, Language::En).to_string()
    }

    #[test]
    fn values_in_errors_are_sanitized() {
        for value in ["\u{1b}[31mfoo=1", "foo\u{9b}2J=1", "\u{202e}foo=1"] {
            let words: Vec<OsString> = ["cosell", "validate", "list.csv", "--limit", value].map(Into::into).into();
            let error = command().try_get_matches_from(&words).unwrap_err();
            let text = text(&add_corrections(error, &words[1..], Language::En));
            assert!(text.contains("--limit") && text.contains("foo"), "{text}");
            assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{text:?}");
        }
    }

    #[test]
    fn suggestions_are_close() {
        let text = error_text("convert list.csv --forse");
        assert!(text.contains("tip: a similar argument exists: '--force'"), "{text}");
        let text = error_text("covert list.csv");
        assert!(text.contains("'convert'") && !text.contains("coverage"), "{text}");
        for line in ["convert list.csv --trim", "validate -z list.csv", "convert --color always", "aide"] {
            let text = error_text(line);
            assert!(!text.contains("tip:"), "{line}: {text}");
        }
    }

    #[test]
    fn the_option_for_the_format_is_named() {
        let text = error_text("template --format json");
        assert!(text.contains("tip: the format is given with --to") && !text.contains("--from"), "{text}");
        let text = error_text("validate list.csv --to json");
        assert!(text.contains("tip: the format is given with --format"), "{text}");
    }

    #[test]
    fn without_a_command_the_help_is_shown() {
        for line in ["--lang fr", "--no-progress"] {
            let text = error_text(line);
            assert!(text.contains("Usage:") && text.contains("convert") && !text.contains("error:"), "{text}");
        }
    }
}
