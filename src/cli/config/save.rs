//! `convert --save-profile`: writes the options of a run as a profile, and keeps what else is in the file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::error::ConfigFault;
use super::file::{ConfigFile, is_profile_name, text_of};
use super::{Configuration, ListSettings, find, shown};
use crate::cli::args::{self, ListOptions};
use crate::cli::error::CliError;
use crate::cli::output::{file_of, is_same, refuse_book};
use crate::cli::stderr::note;
use crate::fs::AtomicFile;
use crate::i18n::{Language, messages};
use crate::read::Rows;
use crate::report::sanitized;

/// The number of labels in a pattern.
const MOST_LABELS: usize = 32;

/// A profile that is written when the list is.
pub(crate) struct ProfileSaver {
    name: String,
    path: PathBuf,
    /// Nothing appears in the file before the commit.
    file: AtomicFile,
    document: DocumentMut,
}

impl ProfileSaver {
    /// Opens the file for a profile: the one that `--config` names or that is found, otherwise a new one beside the
    /// list. Nothing is written yet.
    ///
    /// # Errors
    /// If the file has the profile already, unless `replaces` is set; if a part of the run can't be saved; or if the
    /// file can't be written.
    pub(crate) fn open(
        args: &args::Convert,
        name: &str,
        list: &Path,
        config: &Configuration<'_>,
        settings: &ListSettings,
    ) -> Result<Self, CliError> {
        if !is_profile_name(name) {
            let fault = ConfigFault::ProfileName(name.to_owned());
            return Err(CliError::trouble(fault, messages::RemedyProfileName));
        }
        if let Some(option) = args.reading.unsaved().or_else(|| args.validation.fixes.unsaved()) {
            return Err(CliError::trouble(messages::OptionNotSaved { option }, messages::RemedyOptionNotSaved));
        }
        if let Some(other) = settings.profile.clone().filter(|other| other != name) {
            let name = name.to_owned();
            return Err(CliError::refused(
                messages::ProfileFits { other: other.clone() },
                messages::RemedyProfileFits { other, name },
            ));
        }
        let path = config.path_for(list).unwrap_or_else(|| find::folder_of(list).join(find::NAME));
        let output = &args.writing.output;
        let outputs = [file_of(output), args.rejects.as_deref(), args.report.as_deref()];
        if outputs.into_iter().flatten().any(|output| is_same(output, &path)) {
            let file = shown(&path);
            return Err(CliError::refused(messages::TwoOutputs { file }, messages::RemedyTwoFiles));
        }
        refuse_book(&path)?;
        let text = if path.exists() || path.is_symlink() { text_of(&path)? } else { NEW_FILE.to_owned() };
        let known = ConfigFile::parse(&path, &text)?;
        if known.profiles.iter().any(|profile| profile.name == name) && !args.writing.output.force {
            let (profile, file) = (name.to_owned(), shown(&path));
            return Err(CliError::refused(messages::ProfileExists { profile, file }, messages::RemedyProfileExists));
        }
        // What is parsed above is valid.
        let document = text.parse::<DocumentMut>().unwrap_or_default();
        let file = AtomicFile::create(&path, true)?;
        Ok(ProfileSaver { name: name.to_owned(), path, file, document })
    }

    /// Adds the profile to the file, which still doesn't change. Readings, domains and pairs of an earlier profile stay.
    pub(crate) fn add(&mut self, list: &Path, rows: &Rows, options: &ListOptions) -> Result<(), CliError> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let groups = options.groups.as_deref().map(|groups| below(groups, folder)).transpose()?;
        let Some(profile) = profile_in(&mut self.document, &self.name) else { return Ok(()) };
        let files = list.file_name().filter(|_| list.is_file()).map(|name| name_pattern(&name.to_string_lossy()));
        let mut header: Vec<&str> = Vec::new();
        for label in rows.labels().iter().map(|label| label.trim()).filter(|label| !label.is_empty()) {
            if header.len() < MOST_LABELS && !header.contains(&label) {
                header.push(label);
            }
        }
        let words = options.in_words();
        let of_option = |key: &str| -> Vec<&str> {
            words.iter().filter(|(option, _)| *option == key).map(|(_, value)| value.as_str()).collect()
        };
        let list = |texts: Vec<&str>| (!texts.is_empty()).then(|| Value::Array(texts.into_iter().collect()));
        let single = |key| of_option(key).first().map(|text| Value::from(*text));
        let values: [(&str, Option<Value>); 9] = [
            ("files", files.map(|files| list(vec![&*files])).unwrap_or_default()),
            ("header", list(header)),
            ("map", list(of_option("map"))),
            ("set", list(of_option("set"))),
            ("sheet", list(of_option("sheet"))),
            ("delimiter", single("delimiter")),
            ("encoding", single("encoding")),
            ("groups", groups.map(Value::from)),
            ("labels", single("labels")),
        ];
        for (key, value) in values {
            let Some(mut value) = value else {
                drop(profile.remove(key));
                continue;
            };
            // A comment beside the earlier value stays.
            if let Some(earlier) = profile.get(key).and_then(Item::as_value) {
                *value.decor_mut() = earlier.decor().clone();
            }
            profile.insert(key, Item::Value(value));
        }
        let text = self.document.to_string();
        ConfigFile::parse(&self.path, &text)?;
        self.file.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Makes the file appear, and prints its name.
    pub(crate) fn commit(self, language: Language) -> Result<(), CliError> {
        let ProfileSaver { name, path, file, .. } = self;
        file.commit(&mut |from: &mut File, to: &mut File| io::copy(from, to).map(drop))?;
        let path = shown(&path);
        let saved = messages::ProfileSaved { profile: &name, file: sanitized(&path) };
        note(|out| writeln!(out, "{}", language.localize(saved)));
        Ok(())
    }
}

/// The beginning of a new file.
const NEW_FILE: &str = "# How cosell reads the lists of each sender.\n\n";

/// Returns the table of a profile, which is added unless it is there.
fn profile_in<'d>(document: &'d mut DocumentMut, name: &str) -> Option<&'d mut dyn TableLike> {
    let (mut all, mut table) = (Table::new(), Table::new());
    all.set_implicit(true);
    table.set_position(Some(isize::MAX));
    let end = document.trailing().as_str().unwrap_or_default().to_owned();
    let is_known = document.get("profile").and_then(|all| all.get(name)).is_some();
    if !is_known && !end.is_empty() {
        // Comments at the end of the file stay above the new table.
        let gap = if end.ends_with("\n\n") { "" } else { "\n" };
        table.decor_mut().set_prefix(end + gap);
        document.set_trailing("");
    }
    let profiles = document.entry("profile").or_insert(Item::Table(all)).as_table_like_mut()?;
    let is_inline = profiles.iter().any(|(_, profile)| profile.is_inline_table());
    let new = if is_inline { toml_edit::value(InlineTable::new()) } else { Item::Table(table) };
    profiles.entry(name).or_insert(new).as_table_like_mut()
}

/// Returns the path of a file of groups from the folder of the file of settings, which can name only files below it.
fn below(groups: &Path, folder: &Path) -> Result<String, CliError> {
    let found = groups.canonicalize().ok().zip(folder.canonicalize().ok());
    let path = found.and_then(|(groups, folder)| Some(groups.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/")));
    path.ok_or_else(|| {
        let (groups, folder) = (groups.display().to_string(), folder.display().to_string());
        CliError::trouble(messages::GroupsElsewhere { groups }, messages::RemedyGroupsElsewhere { folder })
    })
}

/// Returns the pattern of a file name: `*` in place of numbers and dates, which are others in the next list.
fn name_pattern(name: &str) -> String {
    let (mut pattern, mut signs) = (String::new(), String::new());
    for c in name.chars() {
        if c.is_ascii_digit() {
            // Signs between numbers are those of a date.
            if !pattern.ends_with('*') {
                pattern += &signs;
                pattern.push('*');
            }
            signs.clear();
        } else if matches!(c, '-' | '.' | '_' | ' ') {
            signs.push(c);
        } else {
            pattern += &signs;
            signs.clear();
            pattern.push(c);
        }
    }
    pattern + &signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_of_file_names_are_replaced() {
        for (name, expected) in [
            ("contoso.xlsx", "contoso.xlsx"),
            ("Contoso Q3 2026.xlsx", "Contoso Q*.xlsx"),
            ("contoso-2026-11-30.csv", "contoso-*.csv"),
            ("2026_11 contoso (2).csv", "* contoso (*).csv"),
            ("20261130.csv", "*.csv"),
        ] {
            assert_eq!(name_pattern(name), expected, "{name}");
        }
    }

    #[test]
    fn a_new_profile_comes_last_and_nothing_else_changes() {
        for (text, expected) in [
            ("", "[profile.a]\nlabels = \"fr\"\n"),
            ("# note\n", "# note\n\n[profile.a]\nlabels = \"fr\"\n"),
            (
                "[defaults]\nmarkets = 'US' # x\n# end\n",
                "[defaults]\nmarkets = 'US' # x\n# end\n\n[profile.a]\nlabels = \"fr\"\n",
            ),
            (
                "[profile.b]\nfiles = 'b'\n\n[defaults]\nmarkets = 'US'\n",
                "[profile.b]\nfiles = 'b'\n\n[defaults]\nmarkets = 'US'\n\n[profile.a]\nlabels = \"fr\"\n",
            ),
            ("profile = { b = { files = 'b' } }\n", "profile = { b = { files = 'b' } , a = { labels = \"fr\" } }\n"),
            ("profile.b.files = 'b'\n", "profile.b.files = 'b'\n\n[profile.a]\nlabels = \"fr\"\n"),
        ] {
            let mut document: DocumentMut = text.parse().unwrap();
            profile_in(&mut document, "a").unwrap().insert("labels", toml_edit::value("fr"));
            assert_eq!(document.to_string(), expected);
        }
    }
}
