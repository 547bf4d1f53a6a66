use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use crate::report::sanitized;
use crate::{book, book::plan, convert, coverage, normalize, read, write};
use anstyle::AnsiColor;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum ExitStatus {
    /// Nothing is wrong.
    #[default]
    Done = 0,
    /// The data has errors.
    Data = 1,
    /// Wrong usage, or a file that can't be read or written.
    Trouble = 2,
    /// Refused for safety.
    Refused = 3,
}

impl From<ExitStatus> for ExitCode {
    fn from(exit: ExitStatus) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not be carried out: one sentence, and what to do.
#[derive(Debug)]
pub(crate) struct CliError {
    exit: ExitStatus,
    sentence: String,
    remedy: String,
}

impl CliError {
    pub(crate) fn trouble(sentence: impl Display, remedy: impl Into<String>) -> Self {
        CliError { exit: ExitStatus::Trouble, sentence: sentence.to_string(), remedy: remedy.into() }
    }

    pub(crate) fn refused(sentence: impl Display, remedy: impl Into<String>) -> Self {
        CliError { exit: ExitStatus::Refused, ..CliError::trouble(sentence, remedy) }
    }

    /// Somebody was asked and said no, and it was said already what that means.
    pub(crate) fn declined() -> Self {
        CliError { exit: ExitStatus::Refused, sentence: String::new(), remedy: String::new() }
    }

    /// The reader of standard output went away, as `head` does: no fault, and nothing to say.
    fn quiet() -> Self {
        CliError { exit: ExitStatus::Done, sentence: String::new(), remedy: String::new() }
    }

    pub(crate) fn exit(&self) -> ExitStatus {
        self.exit
    }

    /// Says it on standard error.
    pub(crate) fn tell(&self) -> ExitStatus {
        if !self.sentence.is_empty() {
            let red = AnsiColor::Red.on_default().bold();
            let (sentence, remedy) = (sanitized(&self.sentence), sanitized(&self.remedy));
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(anstream::stderr(), "{red}error{red:#}: {sentence}\n{remedy}");
        }
        self.exit
    }
}

impl From<read::Error> for CliError {
    fn from(error: read::Error) -> Self {
        CliError::trouble(&error, error.remedy())
    }
}

impl From<normalize::GroupsError> for CliError {
    fn from(error: normalize::GroupsError) -> Self {
        CliError::trouble(&error, error.remedy())
    }
}

impl From<coverage::MarketsError> for CliError {
    fn from(error: coverage::MarketsError) -> Self {
        CliError::trouble(&error, error.remedy())
    }
}

impl From<book::Error> for CliError {
    fn from(error: book::Error) -> Self {
        match error {
            book::Error::Moved { .. } | book::Error::Forgotten => CliError::refused(&error, error.remedy()),
            _ => CliError::trouble(&error, error.remedy()),
        }
    }
}

impl From<plan::PlanRejected> for CliError {
    fn from(refusal: plan::PlanRejected) -> Self {
        CliError::refused(format!("nothing is changed: {refusal}"), refusal.remedy())
    }
}

impl From<write::Error> for CliError {
    fn from(error: write::Error) -> Self {
        convert::Error::from(error).into()
    }
}

impl From<write::FileError> for CliError {
    fn from(error: write::FileError) -> Self {
        CliError::trouble(&error, error.remedy())
    }
}

impl From<convert::Error> for CliError {
    fn from(error: convert::Error) -> Self {
        if error.is_broken_pipe() { CliError::quiet() } else { CliError::trouble(&error, error.remedy()) }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        write::Error::from(error).into()
    }
}
