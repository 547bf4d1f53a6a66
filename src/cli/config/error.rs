//! The errors of `cosell.toml`: what is wrong, and in which line and column.

use std::fmt;

use crate::cli::error::CliError;
use crate::contact::{Column, Role};
use crate::i18n::{Language, Localize, messages};
use crate::normalize::GroupsFault;
use crate::report::quoted;

/// The error of a file of settings.
#[derive(Debug)]
pub(super) struct ConfigError {
    pub(super) file: String,
    /// The line and the column, both from 1; none if the fault is that of the whole file.
    pub(super) place: Option<(usize, usize)>,
    pub(super) fault: ConfigFault,
}

/// The fault of a file of settings.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ConfigFault {
    TooLarge,
    NotUtf8,
    /// It isn't valid TOML: the message of the library that parses it, in English.
    Syntax(String),
    UnknownKey {
        key: String,
        near: Option<&'static str>,
    },
    NotText(String),
    NotTexts(String),
    NotTable(String),
    NotPairs(String),
    /// A value that the option of that name rejects: its message, in English.
    Value {
        key: String,
        reason: String,
    },
    Labels(String),
    NamedTwice(Column),
    GroupsPath,
    Domain(String),
    ProfileName(String),
    TooManyProfiles,
    /// A profile without a pattern for names or labels.
    NoPattern(String),
    Role(String),
    /// A text that is the name of a role anyway.
    RoleKnown(String, Role),
    Countries(GroupsFault),
}

impl Localize for ConfigFault {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &str| quoted(text, language);
        match self {
            ConfigFault::TooLarge => messages::ConfigTooLarge.write(language, f),
            ConfigFault::NotUtf8 => messages::GroupsNotUtf8.write(language, f),
            // The library's messages have several lines.
            ConfigFault::Syntax(reason) => f.write_str(&reason.replace('\n', ", ")),
            ConfigFault::UnknownKey { key, near: Some(near) } => {
                messages::ConfigKeyNear { key: text(key), near }.write(language, f)
            }
            ConfigFault::UnknownKey { key, near: None } => messages::ConfigKey { key: text(key) }.write(language, f),
            ConfigFault::NotText(key) => messages::ConfigNotText { key }.write(language, f),
            ConfigFault::NotTexts(key) => messages::ConfigNotTexts { key }.write(language, f),
            ConfigFault::NotTable(key) => messages::ConfigNotTable { key }.write(language, f),
            ConfigFault::NotPairs(key) => messages::ConfigNotPairs { key }.write(language, f),
            ConfigFault::Value { key, reason } => messages::LabeledText { label: key, text: reason }.write(language, f),
            ConfigFault::Labels(locale) => messages::LabelsUnknown { locale }.write(language, f),
            ConfigFault::NamedTwice(column) => {
                messages::ConfigNamedTwice { column: language.column(*column) }.write(language, f)
            }
            ConfigFault::GroupsPath => messages::ConfigGroupsPath.write(language, f),
            ConfigFault::Domain(domain) => messages::ConfigDomain { domain: text(domain) }.write(language, f),
            ConfigFault::ProfileName(name) => messages::ConfigProfileName { name: text(name) }.write(language, f),
            ConfigFault::TooManyProfiles => {
                messages::ConfigTooManyProfiles { most: super::file::MOST_PROFILES }.write(language, f)
            }
            ConfigFault::NoPattern(profile) => messages::ConfigNoPattern { profile }.write(language, f),
            ConfigFault::Role(role) => messages::ConfigRole { role: text(role) }.write(language, f),
            ConfigFault::RoleKnown(name, role) => {
                messages::ConfigRoleKnown { name: text(name), role: role.label() }.write(language, f)
            }
            ConfigFault::Countries(fault) => fault.write(language, f),
        }
    }
}

impl Localize for ConfigError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, text) = (&self.file, language.localize(&self.fault));
        match self.place {
            Some((line, column)) => {
                let label = language.localize(messages::PlaceInText { file, line, column });
                messages::LabeledText { label, text }.write(language, f)
            }
            None => messages::LabeledText { label: file, text }.write(language, f),
        }
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        CliError::trouble(error, messages::RemedyConfig)
    }
}
