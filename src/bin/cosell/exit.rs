use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use anstyle::AnsiColor;
use cosell_contacts::render::sanitized;
use cosell_contacts::{book, convert, coverage, normalize, plan, read, write};

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Exit {
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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not be carried out: one sentence, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    sentence: String,
    remedy: String,
}

impl Failure {
    pub(crate) fn trouble(sentence: impl Display, remedy: impl Into<String>) -> Self {
        Failure { exit: Exit::Trouble, sentence: sentence.to_string(), remedy: remedy.into() }
    }

    pub(crate) fn refused(sentence: impl Display, remedy: impl Into<String>) -> Self {
        Failure { exit: Exit::Refused, ..Failure::trouble(sentence, remedy) }
    }

    /// Somebody was asked and said no, and it was said already what that means.
    pub(crate) fn declined() -> Self {
        Failure { exit: Exit::Refused, sentence: String::new(), remedy: String::new() }
    }

    /// The reader of standard output went away, as `head` does: no fault, and nothing to say.
    fn quiet() -> Self {
        Failure { exit: Exit::Done, sentence: String::new(), remedy: String::new() }
    }

    /// Says it on standard error.
    pub(crate) fn tell(&self) -> Exit {
        if !self.sentence.is_empty() {
            let red = AnsiColor::Red.on_default().bold();
            let (sentence, remedy) = (sanitized(&self.sentence), sanitized(&self.remedy));
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(anstream::stderr(), "{red}error{red:#}: {sentence}\n{remedy}");
        }
        self.exit
    }
}

impl From<read::Error> for Failure {
    fn from(error: read::Error) -> Self {
        Failure::trouble(&error, error.remedy())
    }
}

impl From<normalize::GroupsError> for Failure {
    fn from(error: normalize::GroupsError) -> Self {
        Failure::trouble(&error, error.remedy())
    }
}

impl From<coverage::MarketsError> for Failure {
    fn from(error: coverage::MarketsError) -> Self {
        Failure::trouble(&error, error.remedy())
    }
}

impl From<book::Error> for Failure {
    fn from(error: book::Error) -> Self {
        match error {
            book::Error::Moved { .. } | book::Error::Forgotten => Failure::refused(&error, error.remedy()),
            _ => Failure::trouble(&error, error.remedy()),
        }
    }
}

impl From<plan::Refusal> for Failure {
    fn from(refusal: plan::Refusal) -> Self {
        Failure::refused(format!("nothing is changed: {refusal}"), refusal.remedy())
    }
}

impl From<write::Error> for Failure {
    fn from(error: write::Error) -> Self {
        convert::Error::from(error).into()
    }
}

impl From<write::FileError> for Failure {
    fn from(error: write::FileError) -> Self {
        Failure::trouble(&error, error.remedy())
    }
}

impl From<convert::Error> for Failure {
    fn from(error: convert::Error) -> Self {
        if error.is_broken_pipe() { Failure::quiet() } else { Failure::trouble(&error, error.remedy()) }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        write::Error::from(error).into()
    }
}
