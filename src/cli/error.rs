//! The errors of commands: exit status, sentence and remedy, in the user's language.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use anstyle::AnsiColor;

use super::remedies::{self, Remedy};
use super::stderr::to_stderr;
use crate::book::plan::PlanRejected;
use crate::contact_list::LoadError;
use crate::i18n::{Language, Localize, messages};
use crate::read::{FormatKind, FormatOption};
use crate::report::{sanitized, without_commands};
use crate::{book, convert, coverage, merge, normalize, read, write};

/// The exit status of a command.
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

/// The failure of a command: a sentence and a remedy.
pub(crate) struct CliError {
    exit: ExitStatus,
    /// None if there is nothing to print.
    message: Option<(Box<dyn Localize>, Remedy)>,
    /// Commands that a person may run next, to be copied as they are.
    commands: Vec<String>,
    /// Whether it is a question that nobody could answer, which isn't called an error.
    is_question: bool,
}

impl CliError {
    /// Returns an error of usage, or of a file that can't be read or written.
    pub(crate) fn trouble(sentence: impl Localize + 'static, remedy: impl Localize + 'static) -> Self {
        CliError {
            exit: ExitStatus::Trouble,
            message: Some((Box::new(sentence), Box::new(remedy))),
            commands: Vec::new(),
            is_question: false,
        }
    }

    /// Adds commands below the remedy. They are not wrapped, so that they can be copied.
    pub(crate) fn with_commands(self, commands: Vec<String>) -> Self {
        CliError { commands, ..self }
    }

    /// Returns the error of an action that is refused for safety.
    pub(crate) fn refused(sentence: impl Localize + 'static, remedy: impl Localize + 'static) -> Self {
        CliError { exit: ExitStatus::Refused, ..CliError::trouble(sentence, remedy) }
    }

    /// Returns the refusal of an action that has to be confirmed, and that nobody could be asked about. The sentence
    /// begins with a capital, because nothing is written before it.
    pub(crate) fn unconfirmed(sentence: impl Localize + 'static, remedy: impl Localize + 'static) -> Self {
        CliError { is_question: true, ..CliError::refused(sentence, remedy) }
    }

    /// Sets the exit status.
    pub(crate) fn with_exit(self, exit: ExitStatus) -> Self {
        CliError { exit, ..self }
    }

    /// Returns the error after a prompt was declined. The consequence has already been printed.
    pub(crate) fn declined() -> Self {
        CliError { exit: ExitStatus::Refused, message: None, commands: Vec::new(), is_question: false }
    }

    /// Returns the outcome of a command whose standard output was closed by its reader, as `head` does. It isn't an
    /// error.
    fn quiet() -> Self {
        CliError { exit: ExitStatus::Done, message: None, commands: Vec::new(), is_question: false }
    }

    pub(crate) fn exit(&self) -> ExitStatus {
        self.exit
    }

    /// Returns the message without the remedy.
    pub(crate) fn sentence(&self, language: Language) -> String {
        self.message.as_ref().map(|(sentence, _)| language.localize(sentence).to_string()).unwrap_or_default()
    }

    /// Prints the error on standard error, and returns the exit status.
    pub(crate) fn print(&self, language: Language) -> ExitStatus {
        if let Some((sentence, remedy)) = &self.message {
            let red = AnsiColor::Red.on_default().bold();
            let [sentence, remedy] = [sentence, remedy].map(|phrase| language.localize(phrase).to_string());
            let (sentence, remedy) = (sanitized(&sentence), sanitized(&remedy));
            let label = format_args!("{red}{}{red:#}", messages::Error.text(language));
            let is_question = self.is_question;
            to_stderr(|out| match is_question {
                true => writeln!(out, "{sentence}\n{remedy}"),
                false => {
                    writeln!(out, "{}\n{remedy}", language.localize(messages::LabeledText { label, text: sentence }))
                }
            });
            for command in &self.commands {
                // Not wrapped, so that it can be copied.
                let _ = writeln!(anstream::stderr(), "  {}", without_commands(&sanitized(command)));
            }
        }
        self.exit
    }
}

impl From<read::ReadError> for CliError {
    fn from(error: read::ReadError) -> Self {
        let remedy = remedies::of_read(&error);
        match error {
            read::ReadError::OptionUnfit { file, option, format } => {
                CliError::trouble(UnfitOption { file: file.display().to_string(), option, format }, remedy)
            }
            error => CliError::trouble(error, remedy),
        }
    }
}

/// The message of [`read::ReadError::OptionUnfit`] with the option as it is typed.
struct UnfitOption {
    file: String,
    option: FormatOption,
    format: read::Format,
}

impl Localize for UnfitOption {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let setting = match self.option {
            FormatOption::Sheet => "--sheet",
            FormatOption::Encoding => "--encoding",
            FormatOption::Delimiter => "--delimiter",
            FormatOption::Member => "--member",
            FormatOption::NoHeader => "--no-header",
        };
        let kind = language.localize(FormatKind(self.format));
        messages::ReadOptionUnfit { file: &self.file, kind, setting }.write(language, f)
    }
}

impl From<normalize::GroupsError> for CliError {
    fn from(error: normalize::GroupsError) -> Self {
        CliError::trouble(error, messages::RemedyGroups)
    }
}

impl From<merge::AnswersError> for CliError {
    fn from(error: merge::AnswersError) -> Self {
        match error {
            merge::AnswersError::Read(error) => error.into(),
            error @ (merge::AnswersError::NotConflicts { .. } | merge::AnswersError::SeveralSheets { .. }) => {
                CliError::trouble(error, messages::RemedyAnswers)
            }
        }
    }
}

impl From<coverage::MarketsError> for CliError {
    fn from(error: coverage::MarketsError) -> Self {
        let remedy = remedies::of_markets(&error);
        CliError::trouble(error, remedy)
    }
}

impl From<coverage::MarketFileError> for CliError {
    fn from(error: coverage::MarketFileError) -> Self {
        match error {
            coverage::MarketFileError::Read(error) => error.into(),
            coverage::MarketFileError::Markets(error) => error.into(),
        }
    }
}

impl From<book::BookError> for CliError {
    fn from(error: book::BookError) -> Self {
        let remedy = remedies::of_book(&error);
        match error {
            book::BookError::Moved { .. } | book::BookError::Forgotten => CliError::refused(error, remedy),
            _ => CliError::trouble(error, remedy),
        }
    }
}

impl From<PlanRejected> for CliError {
    fn from(error: PlanRejected) -> Self {
        CliError::refused(NothingChanged(error), remedies::of_plan(error))
    }
}

/// The message of a rejected plan, with its consequence.
struct NothingChanged(PlanRejected);

impl Localize for NothingChanged {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = language.localize(RejectedByOption(self.0));
        messages::NothingIsChanged { reason }.write(language, f)
    }
}

/// The reason for a rejection, with the name of the option whose limit is exceeded.
struct RejectedByOption(PlanRejected);

impl Localize for RejectedByOption {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let option = match self.0 {
            PlanRejected::TooMuchCoverageLost { .. } => "--max-coverage-loss",
            _ => "--max-removals",
        };
        self.0.write_with(option, language, f)
    }
}

impl From<write::WriteError> for CliError {
    fn from(error: write::WriteError) -> Self {
        if error.is_broken_pipe() {
            return CliError::quiet();
        }
        let remedy = remedies::of_write(&error);
        CliError::trouble(error, remedy)
    }
}

impl From<crate::fs::FileError> for CliError {
    fn from(error: crate::fs::FileError) -> Self {
        let remedy = remedies::of_file(&error);
        CliError::trouble(error, remedy)
    }
}

impl From<convert::ConvertError> for CliError {
    fn from(error: convert::ConvertError) -> Self {
        match error {
            convert::ConvertError::Read(error) => error.into(),
            convert::ConvertError::Write(error) => error.into(),
        }
    }
}

impl From<LoadError> for CliError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Read(error) => error.into(),
            LoadError::Write(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        write::WriteError::from(error).into()
    }
}
