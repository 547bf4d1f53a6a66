//! The option `--markets`: countries and groups on the command line or in files.

use std::fmt;
use std::path::Path;

use crate::contact::{Country, Source};
use crate::coverage::{markets_of, markets_of_file};
use crate::i18n::{Language, Localize, messages};
use crate::normalize::CustomGroups;
use crate::read::{Input, Limit, ReadSettings};
use crate::report::sanitized;

use crate::cli::error::CliError;
use crate::cli::read_files::remember;
use crate::cli::remedies;
use crate::cli::stderr::note;

/// Size of a file of markets in bytes. It is held in memory, and the markets of many plans take less than a megabyte.
const MOST_BYTES: u64 = 64 << 20;

/// The markets that the option names; empty without the option.
#[derive(Default)]
pub(crate) struct Markets {
    pub(crate) countries: Vec<Country>,
}

impl Markets {
    /// Reads the values of the option. `@FILE` is a file. A value that is neither a country nor a group is a file
    /// too, if one of that name exists. Unless the values are from the command line, none is a file: a file of settings
    /// that came with a list must not name files of its reader. `reading` has the limits of files.
    pub(crate) fn from_values(
        named: &[String],
        may_be_files: bool,
        groups: &CustomGroups,
        reading: &ReadSettings,
        language: Language,
    ) -> Result<Self, CliError> {
        let read = |file: &Path| -> Result<Vec<Country>, CliError> {
            let mut limits = reading.limits.clone();
            limits.set(Limit::Bytes, limits.get(Limit::Bytes).min(MOST_BYTES));
            let settings =
                ReadSettings { limits, worker_program: reading.worker_program.clone(), ..ReadSettings::default() };
            remember(file);
            let found = markets_of_file(Input::path(file), &settings, groups)?;
            if found.not_enabled > 0 {
                let file = language.source(&Source::file(file));
                let left_out = messages::MarketsNotEnabled { file: sanitized(&file), count: found.not_enabled };
                note(|out| writeln!(out, "{}", language.localize(left_out)));
            }
            Ok(found.countries)
        };
        let mut countries = Vec::new();
        for text in named {
            countries.extend(match text.strip_prefix('@').filter(|_| may_be_files) {
                Some(file) => read(Path::new(file))?,
                None => match markets_of(text, groups) {
                    Err(_) if may_be_files && Path::new(text).is_file() => read(Path::new(text))?,
                    more => more.map_err(|error| {
                        let remedy = remedies::of_markets(&error);
                        CliError::trouble(OfOption("--markets", error), remedy)
                    })?,
                },
            });
        }
        Ok(Markets { countries })
    }
}

/// An error about the value of an option, with the option's name in front.
struct OfOption<P>(&'static str, P);

impl<P: Localize> Localize for OfOption<P> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::LabeledText { label: self.0, text: language.localize(&self.1) }.write(language, f)
    }
}
