//! `cosell.toml`: settings that are remembered for the lists of a sender.
//!
//! `find` looks for the file, `file` parses it, `patterns` decides which profile a list has, and `save` writes a
//! profile. This file makes the settings of a list: options of the command line win over its profile, and that over the
//! defaults of the file. The file can set nothing but what is listed in `file`, because it may have come with a list:
//! no output, no command, and no file to read except groups of countries below its own folder.

mod error;
mod file;
mod find;
mod patterns;
mod save;
#[cfg(test)]
mod schema;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use self::file::{ConfigFile, Profile};
pub(crate) use self::save::ProfileSaver;
use crate::book::OfferId;
use crate::cli::args::{FixArgs, LayoutArgs, ListOptions, ReadArgs, quote_for_shell};
use crate::cli::error::CliError;
use crate::cli::read_files::remember;
use crate::cli::stderr::counts;
use crate::contact::{Country, Source};
use crate::i18n::{Language, messages};
use crate::merge::DistinctPairs;
use crate::normalize::{AcceptedRoles, CustomGroups, NormalizeSettings};
use crate::prepared_names::names_before_correction;
use crate::read::{Input, ReadSettings};
use crate::report::sanitized;

/// The settings of one list.
pub(crate) struct ListSettings {
    pub(crate) reading: ReadSettings,
    pub(crate) normalization: NormalizeSettings,
    /// The locale of the labels of a list that is written.
    pub(crate) labels: Option<String>,
    /// The options that its profile adds to those of the command line.
    options: ListOptions,
    /// The name of its profile.
    profile: Option<String>,
    /// The offer that its profile names.
    pub(crate) offer: Option<OfferId>,
    distinct: Vec<[String; 2]>,
}

/// The options of the command line, and the files `cosell.toml` of the lists.
pub(crate) struct Configuration<'a> {
    reading: &'a ReadArgs,
    fixes: &'a FixArgs,
    /// The layout of the list that the command writes, if it writes one.
    layout: Option<&'a LayoutArgs>,
    language: Language,
    /// Whether the file that is named doesn't have to exist, because a profile will be saved in it.
    may_create: bool,
    /// The files that were parsed, each once.
    files: RefCell<Vec<Rc<ConfigFile>>>,
    /// Whether the markets of the defaults are used.
    uses_markets: Cell<bool>,
    /// Notes that were printed.
    printed: RefCell<HashSet<String>>,
}

impl<'a> Configuration<'a> {
    pub(crate) fn new(
        reading: &'a ReadArgs,
        fixes: &'a FixArgs,
        layout: Option<&'a LayoutArgs>,
        language: Language,
    ) -> Self {
        let (files, uses_markets, printed) = (RefCell::default(), Cell::new(false), RefCell::default());
        Configuration { reading, fixes, layout, language, may_create: false, files, uses_markets, printed }
    }

    /// Returns the same for a command that may create the file.
    pub(crate) fn with_saving(self, may_create: bool) -> Self {
        Configuration { may_create, ..self }
    }

    /// Returns the inputs with their settings, and prints which profiles apply.
    pub(crate) fn of_lists(
        &self,
        inputs: impl IntoIterator<Item = Input>,
    ) -> Result<Vec<(Input, ListSettings)>, CliError> {
        let inputs: Vec<Input> = inputs.into_iter().collect();
        let is_one = inputs.len() == 1;
        inputs.into_iter().map(|input| self.of_list(input, is_one)).collect()
    }

    /// Returns an input with its settings, and prints which profile applies, with the name of the list unless it is the
    /// only one.
    pub(crate) fn of_list(&self, input: Input, is_one: bool) -> Result<(Input, ListSettings), CliError> {
        let Some(config) = self.file_for(input.name())? else { return Ok((input, self.settings(&[])?)) };
        let (input, profile) = self.fitting(&config, input)?;
        let layers: Vec<&Profile> = profile.into_iter().chain([&config.defaults]).collect();
        let settings = self.settings(&layers)?;
        self.print_defaults(&config);
        if let Some(profile) = profile {
            let options = self.in_words(profile);
            let file = shown(&config.path);
            let applied =
                messages::ProfileApplied { profile: &profile.name, file: sanitized(&file), options: &options };
            let text = match is_one {
                true => self.language.localize(applied).to_string(),
                false => {
                    let label = self.language.source(&Source::file(input.name()));
                    let text = self.language.localize(applied);
                    self.language.localize(messages::LabeledText { label: sanitized(&label), text }).to_string()
                }
            };
            if !options.is_empty() {
                self.print(&text);
            }
        }
        Ok((input, settings))
    }

    /// Returns the markets of the command line, otherwise those of the defaults, with the settings for reading them.
    /// `list` is the first list.
    pub(crate) fn markets(&self, named: &[String], list: &Path) -> Result<(Vec<String>, ListSettings), CliError> {
        let config = self.file_for(list)?;
        let layers: Vec<&Profile> = config.iter().map(|config| &config.defaults).collect();
        let settings = self.settings(&layers)?;
        self.uses_markets.set(named.is_empty());
        let markets = match layers.first() {
            Some(defaults) if named.is_empty() => defaults.markets.clone(),
            _ => named.to_vec(),
        };
        Ok((markets, settings))
    }

    /// Returns all options with which a list is read and written: those of the command line, and those of its profile.
    pub(crate) fn options(&self, list: &ListSettings) -> ListOptions {
        ListOptions {
            groups: self.fixes.groups().map(Path::to_owned).or(list.options.groups.clone()),
            labels: self.layout.and_then(|layout| layout.labels.clone()).or(list.labels.clone()),
            ..self.reading.with(&list.options)
        }
    }

    /// Returns the file of a list's settings: the one that `--config` names, or the one that is found.
    fn file_for(&self, list: &Path) -> Result<Option<Rc<ConfigFile>>, CliError> {
        let Some(path) = self.path_for(list).filter(|path| !self.may_create || path.exists()) else { return Ok(None) };
        if let Some(known) = self.files.borrow().iter().find(|known| known.path == path) {
            return Ok(Some(Rc::clone(known)));
        }
        remember(&path);
        let file = Rc::new(ConfigFile::read(&path)?);
        self.files.borrow_mut().push(Rc::clone(&file));
        Ok(Some(file))
    }

    fn path_for(&self, list: &Path) -> Option<PathBuf> {
        match &self.reading.config {
            _ if self.reading.no_config => None,
            Some(named) => Some(named.clone()),
            None => find::find(list),
        }
    }

    /// Returns the profile that fits a list. If that depends on the header, a pipe is read into memory, because it can't
    /// be read twice.
    fn fitting<'c>(&self, config: &'c ConfigFile, input: Input) -> Result<(Input, Option<&'c Profile>), CliError> {
        let is_file = input.name().is_file();
        // A workbook that was corrected has the profile of the list that it was made of.
        let names = if is_file { names_before_correction(input.name()) } else { Vec::new() };
        let mut fitting: Vec<&Profile> =
            config.profiles.iter().filter(|profile| patterns::fit_name(profile, &names)).collect();
        let mut input = input;
        if fitting.iter().any(|profile| profile.header.is_some()) {
            if !is_file && input.content().is_none() {
                input = input.held(&self.reading.settings(&ListOptions::default())?.limits)?;
            }
            let fits_header = |profile: &&Profile| match &profile.header {
                None => true,
                Some(header) => {
                    let settings = self.reading.settings(&profile.options);
                    settings.is_ok_and(|settings| patterns::fit_header(header, input.clone(), settings))
                }
            };
            fitting.retain(fits_header);
        }
        match fitting.as_slice() {
            [one, other, ..] => Err(CliError::trouble(
                messages::TwoProfiles {
                    list: Source::file(input.name()).to_string(),
                    one: one.name.clone(),
                    other: other.name.clone(),
                    file: shown(&config.path),
                },
                messages::RemedyTwoProfiles,
            )),
            fitting => Ok((input, fitting.first().copied())),
        }
    }

    /// Returns the settings by the command line and by these profiles, of which earlier ones take precedence.
    fn settings(&self, layers: &[&Profile]) -> Result<ListSettings, CliError> {
        // The defaults have no options that are about the form of one list.
        let mut options = ListOptions::default();
        for effective in layers.iter().rev().map(|layer| self.effective(layer)) {
            let (groups, labels) =
                (effective.groups.clone().or(options.groups), effective.labels.clone().or(options.labels));
            options = ListOptions { groups, labels, ..effective };
        }
        let reading = self.reading.settings(&options)?;
        let mut normalization = self.fixes.settings(options.groups.as_deref())?;
        let (mut groups, mut roles) = (CustomGroups::clone(&normalization.groups), AcceptedRoles::default());
        // A later reading replaces an earlier one.
        for layer in layers.iter().rev() {
            // A group of --groups takes precedence.
            let is_replaced = |name: &str, members: &[Country]| {
                self.fixes.groups().is_some() && normalization.groups.has_other_members(name, members)
            };
            let countries = layer.countries.iter().filter(|(name, members)| !is_replaced(name, members));
            countries.for_each(|(name, members)| groups.accept(&layer.name, name, members));
            layer.roles.iter().for_each(|(text, role)| roles.accept(&layer.name, text, *role));
        }
        (normalization.groups, normalization.roles) = (groups.into(), roles.into());
        normalization.domains = layers.iter().flat_map(|layer| layer.domains.clone()).collect();
        Ok(ListSettings {
            reading,
            normalization,
            labels: options.labels.clone(),
            offer: layers.iter().find_map(|layer| layer.offer.clone()),
            profile: layers.iter().find(|layer| !layer.is_defaults()).map(|profile| profile.name.clone()),
            distinct: layers.iter().flat_map(|layer| layer.distinct.clone()).collect(),
            options,
        })
    }

    /// Returns the options of a profile that no option of the command line replaces.
    fn effective(&self, profile: &Profile) -> ListOptions {
        let mut options = self.reading.effective(&profile.options);
        if self.fixes.groups().is_some() {
            options.groups = None;
        }
        if self.layout.is_none_or(LayoutArgs::names_labels) {
            options.labels = None;
        }
        options
    }

    /// Prints which defaults of a file apply, once.
    fn print_defaults(&self, config: &ConfigFile) {
        let text = self.in_words(&config.defaults);
        if !text.is_empty() {
            let file = shown(&config.path);
            let applied = messages::DefaultsApplied { file: sanitized(&file), options: &text };
            self.print(&self.language.localize(applied).to_string());
        }
    }

    /// Prints a line, once.
    fn print(&self, line: &str) {
        if self.printed.borrow_mut().insert(line.to_owned()) {
            // Also with -q: it may change what a list means.
            counts(|out| writeln!(out, "{line}"));
        }
    }

    /// Returns what a profile sets, as options are written on the command line.
    fn in_words(&self, profile: &Profile) -> String {
        let mut words: Vec<String> = self
            .effective(profile)
            .in_words()
            .into_iter()
            .map(|(option, value)| format!("--{option} {}", sanitized(&quote_for_shell(value.as_ref()))))
            .collect();
        if !profile.markets.is_empty() && self.uses_markets.get() {
            words.push(format!("--markets {}", sanitized(&quote_for_shell(profile.markets.join(",").as_ref()))));
        }
        let mut parts: Vec<String> = Some(words.join(" ")).filter(|words| !words.is_empty()).into_iter().collect();
        let readings = (profile.roles.len() + profile.countries.len()) as u64;
        let counted = [
            (readings, self.language.localize(messages::AcceptedReadings { count: readings }).to_string()),
            (
                profile.domains.len() as u64,
                self.language.localize(messages::AllowedDomains { count: profile.domains.len() as u64 }).to_string(),
            ),
            (
                profile.distinct.len() as u64,
                self.language.localize(messages::DistinctPairs { count: profile.distinct.len() as u64 }).to_string(),
            ),
        ];
        parts.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text));
        parts.join(", ")
    }
}

/// Returns the pairs of people of all lists who aren't the same person.
pub(crate) fn distinct_pairs(lists: &[(Input, ListSettings)]) -> DistinctPairs {
    let mut distinct = DistinctPairs::default();
    let pairs = lists.iter().flat_map(|(_, settings)| &settings.distinct);
    pairs.for_each(|[one, other]| distinct.insert(one, other));
    distinct
}

/// Returns the locale of the labels that all lists have in common.
pub(crate) fn common_labels(lists: &[(Input, ListSettings)]) -> Option<String> {
    let mut labels = lists.iter().map(|(_, settings)| &settings.labels);
    let first = labels.next()?;
    if labels.all(|other| other == first) { first.clone() } else { None }
}

/// Returns the name of a file for messages: from the current folder, if it is below that.
fn shown(path: &Path) -> String {
    let folder = std::env::current_dir().and_then(dunce::canonicalize).unwrap_or_default();
    let path = path.strip_prefix(".").unwrap_or(path);
    path.strip_prefix(&folder).unwrap_or(path).display().to_string()
}
