//! The option `--markets`: countries and groups on the command line or in files.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::contact::Country;
use crate::coverage::{markets_of, markets_of_file};
use crate::i18n::{Language, Localize, messages};
use crate::normalize::CustomGroups;
use crate::read::{Input, Limits};

use crate::cli::args;
use crate::cli::error::CliError;
use crate::cli::remedies;

/// The markets that the option names; empty without the option.
#[derive(Default)]
pub(crate) struct Markets {
    pub(crate) countries: Vec<Country>,
    /// The files that were read.
    files: Vec<PathBuf>,
}

impl Markets {
    /// Reads the values of the option. `@FILE` is a file. A value that is neither a country nor a group is a file
    /// too, if one of that name exists.
    pub(crate) fn from_args(named: &args::MarketsArgs, groups: &CustomGroups) -> Result<Self, CliError> {
        let mut markets = Markets::default();
        for text in &named.markets {
            let more = match text.strip_prefix('@') {
                Some(file) => markets.read(Path::new(file), groups)?,
                None => match markets_of(text, groups) {
                    Err(_) if Path::new(text).is_file() => markets.read(Path::new(text), groups)?,
                    more => more.map_err(|error| {
                        let remedy = remedies::of_markets(&error);
                        CliError::trouble(OfOption("--markets", error), remedy)
                    })?,
                },
            };
            markets.countries.extend(more);
        }
        Ok(markets)
    }

    fn read(&mut self, file: &Path, groups: &CustomGroups) -> Result<Vec<Country>, CliError> {
        let file_name = file.display().to_string();
        // Opened like a list, so that errors have the same messages.
        let input = Input::path(file).in_memory(&Limits::default())?;
        self.files.push(file.to_owned());
        Ok(markets_of_file(&file_name, input.content().unwrap_or_default(), groups)?)
    }

    /// Returns the files that must not be overwritten because they are read: the inputs and the files of markets.
    pub(crate) fn with_files<'p>(&'p self, inputs: &[&'p Path]) -> Vec<&'p Path> {
        inputs.iter().copied().chain(self.files.iter().map(PathBuf::as_path)).collect()
    }
}

/// An error about the value of an option, with the option's name in front.
struct OfOption<P>(&'static str, P);

impl<P: Localize> Localize for OfOption<P> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::LabeledText { label: self.0, text: language.localize(&self.1) }.write(language, f)
    }
}
