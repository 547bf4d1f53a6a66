//! The content of `cosell.toml`: profiles, and defaults for all lists. Values are parsed as those of the options with
//! the same names.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use strsim::osa_distance;
use toml_edit::{Document, Item, Key, TableLike};

use super::error::{ConfigError, ConfigFault};
use super::shown;
use crate::book::OfferId;
use crate::cli::args::{ListOptions, values};
use crate::cli::error::CliError;
use crate::contact::{Column, Country, Role};
use crate::normalize::CustomGroups;
use crate::read::ReadError;
use crate::tables::role_meaning;
use crate::template;

/// The size of a file in bytes. A profile takes less than a kilobyte.
const MOST_BYTES: u64 = 1 << 20;
/// The number of profiles in a file. For each that has labels, the beginning of a list is read.
pub(super) const MOST_PROFILES: usize = 100;

/// The keys of the file.
pub(super) const TOP: &[&str] = &["defaults", "profile"];
/// The keys of a profile.
pub(super) const OF_PROFILE: &[&str] = &[
    "files",
    "header",
    "map",
    "set",
    "sheet",
    "delimiter",
    "encoding",
    "groups",
    "labels",
    "offer",
    "roles",
    "countries",
    "domains",
    "not-same-person",
];
/// The keys of the defaults: those that aren't about the form of one list.
pub(super) const OF_DEFAULTS: &[&str] =
    &["markets", "groups", "labels", "roles", "countries", "domains", "not-same-person"];

/// The name of the defaults, where a profile has its own.
const DEFAULTS: &str = "defaults";

/// A parsed file.
#[derive(Debug)]
pub(super) struct ConfigFile {
    pub(super) path: PathBuf,
    pub(super) defaults: Profile,
    pub(super) profiles: Vec<Profile>,
}

/// The settings of a sender's lists, or the defaults.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) name: String,
    /// Patterns of file names, of which one must match.
    pub(super) files: Option<Vec<String>>,
    /// Labels that the header must have.
    pub(super) header: Option<Vec<String>>,
    pub(super) options: ListOptions,
    pub(super) roles: Vec<(String, Role)>,
    pub(super) countries: Vec<(String, Vec<Country>)>,
    pub(super) domains: Vec<String>,
    pub(super) distinct: Vec<[String; 2]>,
    pub(super) markets: Vec<String>,
    /// The offer whose contacts the lists are.
    pub(super) offer: Option<OfferId>,
}

impl Profile {
    pub(super) fn is_defaults(&self) -> bool {
        self.name == DEFAULTS
    }
}

impl ConfigFile {
    /// Reads and parses a file.
    pub(super) fn read(path: &Path) -> Result<Self, CliError> {
        Ok(ConfigFile::parse(path, &text_of(path)?)?)
    }

    /// Parses the text of a file.
    ///
    /// # Errors
    /// If any part of it can't be used: no setting of a user is ignored.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        Parser { path, text }.file()
    }
}

/// Returns the text of a file, under the limit of its size.
pub(super) fn text_of(path: &Path) -> Result<String, CliError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound { file: path.to_owned() },
        _ => ReadError::Io { file: path.to_owned(), source },
    };
    if path.is_dir() {
        return Err(ReadError::IsFolder { file: path.to_owned() }.into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    let fault = |fault| ConfigError { file: shown(path), place: None, fault };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(fault(ConfigFault::TooLarge).into());
    }
    Ok(String::from_utf8(bytes).map_err(|_| fault(ConfigFault::NotUtf8))?)
}

struct Parser<'t> {
    path: &'t Path,
    text: &'t str,
}

type Parsed<T> = Result<T, ConfigError>;

impl Parser<'_> {
    fn file(&self) -> Parsed<ConfigFile> {
        let document = Document::parse(self.text)
            .map_err(|error| self.error(error.span(), ConfigFault::Syntax(error.message().to_owned())))?;
        let mut file = ConfigFile {
            path: self.path.to_owned(),
            defaults: Profile { name: DEFAULTS.to_owned(), ..Profile::default() },
            profiles: Vec::new(),
        };
        for (key, item) in self.entries(document.as_table(), TOP)? {
            let table = self.table(key, item)?;
            if key.get() == DEFAULTS {
                file.defaults = self.profile(DEFAULTS, table, OF_DEFAULTS)?;
                continue;
            }
            for (name, item) in self.keys(table) {
                if file.profiles.len() == MOST_PROFILES {
                    return Err(self.error(name.span(), ConfigFault::TooManyProfiles));
                }
                if !is_profile_name(name.get()) {
                    return Err(self.error(name.span(), ConfigFault::ProfileName(name.get().to_owned())));
                }
                let profile = self.profile(name.get(), self.table(name, item)?, OF_PROFILE)?;
                let has_pattern = |patterns: &Option<Vec<String>>| patterns.as_ref().map(|all| !all.is_empty());
                match (has_pattern(&profile.files), has_pattern(&profile.header)) {
                    (Some(false), _) | (_, Some(false)) | (None, None) => {
                        return Err(self.error(name.span(), ConfigFault::NoPattern(profile.name)));
                    }
                    _ => file.profiles.push(profile),
                }
            }
        }
        Ok(file)
    }

    fn profile(&self, name: &str, table: &dyn TableLike, known: &'static [&'static str]) -> Parsed<Profile> {
        let mut profile = Profile { name: name.to_owned(), ..Profile::default() };
        let options = &mut profile.options;
        for (key, item) in self.entries(table, known)? {
            match key.get() {
                "files" => profile.files = Some(self.texts(key, item)?),
                "header" => profile.header = Some(self.texts(key, item)?),
                "map" => options.map = self.values(key, item, values::parse_mapping)?,
                "set" => options.set = self.values(key, item, values::parse_setting)?,
                "sheet" => options.sheet = self.texts(key, item)?,
                "delimiter" => options.delimiter = Some(self.value(key, item, values::parse_delimiter)?),
                "encoding" => options.encoding = Some(self.value(key, item, values::parse_encoding)?),
                "groups" => options.groups = Some(self.groups(key, item)?),
                "labels" => options.labels = Some(self.labels(key, item)?),
                "offer" => profile.offer = Some(self.offer(key, item)?),
                "markets" => profile.markets = self.texts(key, item)?,
                "roles" => profile.roles = self.roles(key, item)?,
                "countries" => profile.countries = self.countries(key, item)?,
                "domains" => profile.domains = self.domains(key, item)?,
                _ => profile.distinct = self.pairs(key, item)?,
            }
        }
        let mapped: Vec<Column> = options.map.iter().map(|(_, column)| *column).collect();
        let set = options.set.iter().map(|(column, _)| *column).enumerate();
        let is_repeated = |(at, column): &(usize, Column)| {
            mapped.contains(column) || options.set[..*at].iter().any(|(other, _)| other == column)
        };
        if let Some((_, column)) = set.into_iter().find(is_repeated) {
            let span = table.get_key_value("set").and_then(|(key, _)| key.span());
            return Err(self.error(span, ConfigFault::NamedTwice(column)));
        }
        Ok(profile)
    }

    fn groups(&self, key: &Key, item: &Item) -> Parsed<PathBuf> {
        let text = self.text(key, item)?;
        // The file may have come with a list, and must not name files of its reader.
        let is_below = Path::new(text).components().all(|part| matches!(part, Component::Normal(_)));
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = folder.join(text);
        // A link may lead elsewhere.
        let found = file.canonicalize().ok().zip(folder.canonicalize().ok());
        if !is_below || text.is_empty() || found.is_some_and(|(file, folder)| !file.starts_with(folder)) {
            return Err(self.error(item.span(), ConfigFault::GroupsPath));
        }
        Ok(self.path.parent().unwrap_or(Path::new("")).join(text))
    }

    fn labels(&self, key: &Key, item: &Item) -> Parsed<String> {
        let locale = self.text(key, item)?;
        match template::labels(locale) {
            Some(_) => Ok(locale.to_owned()),
            None => Err(self.error(item.span(), ConfigFault::Labels(locale.to_owned()))),
        }
    }

    fn offer(&self, key: &Key, item: &Item) -> Parsed<OfferId> {
        self.value(key, item, |text| text.parse().map_err(|fault: <OfferId as FromStr>::Err| fault.to_string()))
    }

    fn roles(&self, key: &Key, item: &Item) -> Parsed<Vec<(String, Role)>> {
        let reading = |(text, item): (&Key, &Item)| {
            let (name, role) = (text.get(), self.text(text, item)?);
            if let Some(known) = role_meaning(name) {
                return Err(self.error(text.span(), ConfigFault::RoleKnown(name.to_owned(), known)));
            }
            let role = role_meaning(role).ok_or_else(|| self.error(item.span(), ConfigFault::Role(role.to_owned())))?;
            Ok((name.to_owned(), role))
        };
        self.keys(self.table(key, item)?).into_iter().map(reading).collect()
    }

    fn countries(&self, key: &Key, item: &Item) -> Parsed<Vec<(String, Vec<Country>)>> {
        let reading = |(text, item): (&Key, &Item)| {
            let (name, codes) = (text.get(), self.texts(text, item)?.join(", "));
            let members = CustomGroups::parse_reading(name, &codes)
                .map_err(|fault| self.error(text.span(), ConfigFault::Countries(fault)))?;
            Ok((name.to_owned(), members))
        };
        self.keys(self.table(key, item)?).into_iter().map(reading).collect()
    }

    fn domains(&self, key: &Key, item: &Item) -> Parsed<Vec<String>> {
        let domain = |text: &String| {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
            match text.contains('.') && !text.starts_with('.') && text.chars().all(is_letter) {
                true => Ok(text.to_ascii_lowercase()),
                false => Err(self.error(item.span(), ConfigFault::Domain(text.clone()))),
            }
        };
        self.texts(key, item)?.iter().map(domain).collect()
    }

    fn pairs(&self, key: &Key, item: &Item) -> Parsed<Vec<[String; 2]>> {
        let wrong = |span| self.error(span, ConfigFault::NotPairs(key.get().to_owned()));
        let array = item.as_array().ok_or_else(|| wrong(item.span()))?;
        let pair = |value: &toml_edit::Value| {
            let texts = value.as_array()?.iter().map(|text| text.as_str().filter(|text| text.contains('@')));
            let texts: Vec<String> = texts.map(|text| text.map(str::to_owned)).collect::<Option<_>>()?;
            <[String; 2]>::try_from(texts).ok()
        };
        array.iter().map(|value| pair(value).ok_or_else(|| wrong(value.span()))).collect()
    }

    /// Returns a text that the parser of an option accepts.
    fn value<T>(&self, key: &Key, item: &Item, parse: fn(&str) -> Result<T, String>) -> Parsed<T> {
        let text = self.text(key, item)?;
        parse(text).map_err(|reason| self.error(item.span(), ConfigFault::Value { key: key.get().to_owned(), reason }))
    }

    /// Returns texts that the parser of an option accepts.
    fn values<T>(&self, key: &Key, item: &Item, parse: fn(&str) -> Result<T, String>) -> Parsed<Vec<T>> {
        let reason = |reason| self.error(item.span(), ConfigFault::Value { key: key.get().to_owned(), reason });
        self.texts(key, item)?.iter().map(|text| parse(text).map_err(reason)).collect()
    }

    fn text<'i>(&self, key: &Key, item: &'i Item) -> Parsed<&'i str> {
        item.as_str().ok_or_else(|| self.error(item.span(), ConfigFault::NotText(key.get().to_owned())))
    }

    /// Returns the texts of a list, or a single one.
    fn texts(&self, key: &Key, item: &Item) -> Parsed<Vec<String>> {
        let wrong = || self.error(item.span(), ConfigFault::NotTexts(key.get().to_owned()));
        if let Some(text) = item.as_str() {
            return Ok(vec![text.to_owned()]);
        }
        let array = item.as_array().ok_or_else(wrong)?;
        array.iter().map(|value| value.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
    }

    fn table<'i>(&self, key: &Key, item: &'i Item) -> Parsed<&'i dyn TableLike> {
        let wrong = || self.error(item.span().or(key.span()), ConfigFault::NotTable(key.get().to_owned()));
        item.as_table_like().ok_or_else(wrong)
    }

    /// Returns the entries of a table. A key that isn't known is an error.
    fn entries<'i>(
        &self,
        table: &'i dyn TableLike,
        known: &'static [&'static str],
    ) -> Parsed<Vec<(&'i Key, &'i Item)>> {
        let entries = self.keys(table);
        match entries.iter().find(|(key, _)| !known.contains(&key.get())) {
            None => Ok(entries),
            Some((unknown, _)) => {
                let key = unknown.get().to_owned();
                let near = known.iter().map(|known| (osa_distance(known, &key), *known)).min();
                let near = near.filter(|(distance, near)| *distance <= near.len() / 2).map(|(_, near)| near);
                Err(self.error(unknown.span(), ConfigFault::UnknownKey { key, near }))
            }
        }
    }

    fn keys<'i>(&self, table: &'i dyn TableLike) -> Vec<(&'i Key, &'i Item)> {
        table.iter().filter_map(|(key, _)| table.get_key_value(key)).collect()
    }

    fn error(&self, span: Option<Range<usize>>, fault: ConfigFault) -> ConfigError {
        let place = span.map(|span| {
            let before = self.text.get(..span.start).unwrap_or(self.text);
            let line = before.rsplit('\n').next().unwrap_or_default();
            (before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        ConfigError { file: shown(self.path), place, fault }
    }
}

/// Returns whether a text can be the name of a profile. Findings have it, so it has no signs.
pub(super) fn is_profile_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= 64 && name != DEFAULTS && name.chars().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn fault(text: &str) -> String {
        let error = ConfigFile::parse(Path::new("cosell.toml"), text).unwrap_err();
        Language::En.localize(&error).to_string()
    }

    #[test]
    fn values_are_those_of_the_options() {
        let text = "[defaults]\nmarkets = ['US', 'DACH']\n\n[profile.contoso]\nfiles = '*contoso*'\n\
             map = ['Full name=Name']\nset = 'Role=Partner sales'\nsheet = ['Q3']\ndelimiter = 'tab'\nencoding = 'cp850'\n\
             groups = 'sub/groups.csv'\nlabels = 'fr'\noffer = 'contoso-crm'\ndomains = 'Contoso.com'\n\
             not-same-person = [['a@contoso.com', 'b@contoso.com']]\n\n[profile.contoso.roles]\nAM = 'partner sales'\n\
             [profile.contoso.countries]\nNAM = 'US, CA'\n";
        let file = ConfigFile::parse(Path::new("lists/cosell.toml"), text).unwrap();
        let profile = &file.profiles[0];
        let words: Vec<String> =
            profile.options.in_words().into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        let groups = Path::new("lists").join("sub/groups.csv").display().to_string();
        let expected = [
            "map Full name=Name",
            "set Role=Partner sales",
            "sheet Q3",
            "delimiter tab",
            "encoding cp850",
            &format!("groups {groups}"),
            "labels fr",
        ];
        assert_eq!(words, expected);
        assert_eq!(profile.domains, ["contoso.com"]);
        assert_eq!(profile.offer.as_ref().map(OfferId::as_str), Some("contoso-crm"));
        assert_eq!(profile.roles, [("AM".to_owned(), Role::Sales)]);
        let codes: Vec<&str> = profile.countries[0].1.iter().map(|country| country.code()).collect();
        assert_eq!((codes, &*file.defaults.markets), (vec!["US", "CA"], &["US".to_owned(), "DACH".to_owned()][..]));
    }

    #[test]
    fn faults_have_their_line_and_column() {
        let profile = |line: &str| format!("[profile.a]\nfiles = 'a'\n{line}\n");
        for (text, expected) in [
            ("[profile.a\n".to_owned(), "line 1, column 11: "),
            (profile("maps = 'A=Name'"), "line 3, column 1: unknown key \"maps\"; did you mean map?"),
            (profile("zzz = 1"), "line 3, column 1: unknown key \"zzz\""),
            (profile("map = 1"), "line 3, column 7: map must be a text"),
            (profile("map = 'A=Nmae'"), "line 3, column 7: map: \"Nmae\" is not a column; did you mean \"Name\"?"),
            (profile("set = ['Role=x', 'Role=y']"), "line 3, column 1: map and set use the column Role"),
            (profile("delimiter = 'ab'"), "line 3, column 13: delimiter: write one ASCII character"),
            (profile("groups = '/etc/passwd'"), "line 3, column 10: groups must be a path below"),
            (profile("groups = '../groups.csv'"), "line 3, column 10: groups must be a path below"),
            (profile("groups = ''"), "line 3, column 10: groups must be a path below"),
            (profile("labels = 'xx'"), "line 3, column 10: there are no labels for \"xx\""),
            (profile("offer = ''"), "line 3, column 9: offer: "),
            (profile("domains = 'a@contoso.com'"), "line 3, column 11: \"a@contoso.com\" is not a domain"),
            (
                profile("not-same-person = [['a@example.com']]"),
                "line 3, column 20: not-same-person must be a list of pairs",
            ),
            (profile("roles = { AM = 'Sales' }"), "line 3, column 16: \"Sales\" is not one of the four roles"),
            (
                profile("roles = { 'Partner sales' = 'Partner marketing' }"),
                "line 3, column 11: \"Partner sales\" already means Partner sales",
            ),
            (profile("countries = { DE = 'US' }"), "line 3, column 15: \"DE\" is a country"),
            (profile("countries = { NAM = 'Narnia' }"), "line 3, column 15: \"Narnia\" is not a country"),
            ("[profile.a]\nmap = 'A=Name'\n".to_owned(), "line 1, column 10: profile a has no pattern"),
            ("[profile.a]\nfiles = []\n".to_owned(), "line 1, column 10: profile a has no pattern"),
            ("[profile.'a b']\nfiles = 'a'\n".to_owned(), "line 1, column 10: \"a b\" is not a name"),
            ("profile = 1\n".to_owned(), "line 1, column 11: profile must be a table"),
            (
                (0..101).map(|at| format!("[profile.a{at}]\nfiles = 'a'\n")).collect(),
                "line 201, column 10: more than 100 profiles",
            ),
        ] {
            let found = fault(&text);
            assert!(found.starts_with(&format!("cosell.toml, {expected}")), "{text}: {found}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = format!("[profile.a]\nfiles = {}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(fault(&text).contains("recursion"), "{}", fault(&text));
    }
}
