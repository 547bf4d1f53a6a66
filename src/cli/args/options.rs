//! Options that several commands share, grouped by topic.

use std::env;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::contact::{Column, Format};
use crate::diagnostics::{Rule, RuleFilter, RuleSet, Summary};
use crate::report::DisplayLimits;
use crate::{normalize, read};
use clap::{Args as Group, ValueHint};

use super::values::{
    Eol, encoding_parser, format_names, label_locale_parser, list_format_parser, parse_delimiter, parse_mapping,
    parse_setting, parse_threads, rule_set_parser,
};
use crate::cli::error::CliError;
use crate::cli::output::width;
use crate::cli::read_files::remember;
use crate::cli::stderr::is_quiet;
use crate::i18n::messages;

/// The output of a command.
#[derive(Debug, Group)]
pub(crate) struct Output {
    /// Write to this file [default: standard output]
    ///
    /// Use - for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace existing files
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// The output of a command that writes a list.
#[derive(Debug, Group)]
pub(crate) struct WriteArgs {
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = list_format_parser(),
        hide_possible_values = true,
        help = to_help(),
        long_help = format!(
            "{}\n\nUnless it is given, the extension of the output file decides; standard output gets csv.",
            to_help()
        ),
    )]
    pub(crate) to: Option<Format>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

fn to_help() -> String {
    format!("Write {} [default: by name]", format_names(&[]))
}

fn from_help() -> String {
    format!("Read {} [default: by content]", format_names(&[]))
}

/// How lists are read.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadArgs {
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = list_format_parser(),
        hide_possible_values = true,
        hide_short_help = true,
        help = from_help(),
        long_help = format!(
            "{}\n\nUnless it is given, the content and the extension of the file decide. xlsx is any workbook: .xlsx, .xlsm, .xlsb, \
             .xls or .ods.",
            from_help()
        ),
    )]
    from: Option<Format>,
    /// Map a column of the list to a column of the template
    ///
    /// As in "Organization name=Name"; repeatable. It takes precedence over recognized labels. Several columns mapped
    /// to Name, to Countries/Regions or to States/Provinces are joined in this order; for another column, the first one
    /// with a value is used.
    #[arg(long, value_name = "LABEL=COLUMN", value_parser = parse_mapping, value_hint = ValueHint::Other)]
    map: Vec<(String, Column)>,
    /// Set a missing column to one value for all rows
    ///
    /// As in "Role=Partner sales"; repeatable. If the export of another program has states that aren't meant for
    /// Partner Center, "States/Provinces=" ignores them.
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = parse_setting, value_hint = ValueHint::Other)]
    set: Vec<(Column, String)>,
    /// Read lists without a header row
    ///
    /// The columns must be those of the template, in its order, without those that --set gives. If a list has a header
    /// nevertheless, that is used.
    #[arg(long, hide_short_help = true)]
    no_header: bool,
    /// Decode text from this encoding [default: detected]
    ///
    /// Any name of the WHATWG Encoding Standard, such as utf-8, windows-1252, shift_jis or gb18030, "mac roman", and
    /// DOS code pages: cp437, cp850, cp852, cp866 and others.
    #[arg(long, value_name = "ENCODING", value_parser = encoding_parser(), hide_possible_values = true, hide_short_help = true)]
    encoding: Option<read::Encoding>,
    /// Split text at this delimiter [default: detected]
    ///
    /// One character, such as ";", or "tab".
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter, hide_short_help = true, value_hint = ValueHint::Other)]
    delimiter: Option<u8>,
    /// Read this sheet of a workbook
    ///
    /// Required if several sheets have contacts, unless --all-sheets is given; repeatable. A hidden sheet is read only
    /// if it is named here. Hidden rows are read like the others.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    sheet: Vec<String>,
    /// Read every visible sheet that has contacts
    #[arg(long, conflicts_with = "sheet", hide_short_help = true)]
    all_sheets: bool,
    /// Read this file of an archive
    ///
    /// Required if several files of a .zip may be the list. The folders may be left out of the name.
    #[arg(long, value_name = "NAME", hide_short_help = true, value_hint = ValueHint::Other)]
    member: Option<String>,
    /// Set the number of threads [default: number of cores]
    ///
    /// The result is the same for any number. Reading and writing use one more thread each, for a part of the time. If
    /// many processes run at once, as with Spark or GNU parallel, use 1.
    #[arg(long, value_name = "N", value_parser = parse_threads, hide_short_help = true, value_hint = ValueHint::Other)]
    threads: Option<NonZeroUsize>,
    /// Read settings from this file [default: cosell.toml]
    ///
    /// A profile in it has the options of a sender's lists, and readings that are accepted for them. Unless a file is
    /// named, cosell.toml is looked for in the folder of the list and above it, up to the top of a repository or your
    /// home folder, and then in your folder for settings. Options on the command line take precedence.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) config: Option<PathBuf>,
    /// Don't read settings from cosell.toml
    #[arg(long, conflicts_with = "config", hide_short_help = true)]
    pub(crate) no_config: bool,
    /// Change a resource limit, as in rows=1G
    ///
    /// Limits protect the machine from malicious files; repeatable. They are, with their defaults: bytes (of the file;
    /// 16G), rows (100 million), columns (16384), cell (characters; 10M), depth (of arrays in JSON and tables in
    /// web pages; 32); for archives and workbooks unpacked (bytes; 4G), ratio (of unpacked to packed size; 250), strings
    /// (texts that cells share; 6M), sheets (1000), memory (of the process that reads .xls, .xlsb and .ods, and of what is
    /// held of a pipe; 896M) and seconds (of a processor, for reading; 120). K, M, G and T are powers of 1024.
    #[arg(long, value_name = "NAME=N", hide_short_help = true, value_hint = ValueHint::Other)]
    limit: Vec<read::LimitOverride>,
}

impl ReadArgs {
    /// Returns the options for a list of ours, which needs none.
    pub(crate) fn of_own_list() -> Self {
        ReadArgs { no_config: true, ..ReadArgs::default() }
    }

    /// Returns a format in which a list that this program writes can be read with these options.
    pub(crate) fn format_of_copies(&self) -> Format {
        match (self.from, self.encoding.is_some() || self.delimiter.is_some()) {
            (Some(format), _) => format,
            // These are for CSV of other programs.
            (None, true) => Format::Json,
            (None, false) => Format::Csv,
        }
    }

    /// Returns those options of a profile that no option of the command line replaces: an option about a column
    /// replaces what the profile has about it.
    pub(crate) fn effective(&self, profile: &ListOptions) -> ListOptions {
        let mapped = self.map.iter().map(|(_, column)| column);
        let named: Vec<&Column> = mapped.chain(self.set.iter().map(|(column, _)| column)).collect();
        let is_free = |label: &str| self.map.iter().all(|(own, _)| !read::is_same_label(own, label));
        let mut options = profile.clone();
        options.map.retain(|(label, column)| !named.contains(&column) && is_free(label));
        options.set.retain(|(column, _)| !named.contains(&column));
        if !self.sheet.is_empty() || self.all_sheets {
            options.sheet.clear();
        }
        options.delimiter = options.delimiter.filter(|_| self.delimiter.is_none());
        options.encoding = options.encoding.filter(|_| self.encoding.is_none());
        options
    }

    /// Returns an option that is given and that a profile can't have.
    pub(crate) fn unsaved(&self) -> Option<&'static str> {
        let given = [
            (self.from.is_some(), "--from"),
            (self.no_header, "--no-header"),
            (self.all_sheets, "--all-sheets"),
            (self.member.is_some(), "--member"),
        ];
        given.into_iter().find_map(|(is_given, option)| is_given.then_some(option))
    }

    /// Returns the options of the command line with those of a profile. They have neither groups nor labels.
    pub(crate) fn with(&self, profile: &ListOptions) -> ListOptions {
        let effective = self.effective(profile);
        ListOptions {
            map: self.map.iter().cloned().chain(effective.map).collect(),
            set: self.set.iter().cloned().chain(effective.set).collect(),
            sheet: self.sheet.iter().cloned().chain(effective.sheet).collect(),
            delimiter: self.delimiter.or(effective.delimiter),
            encoding: self.encoding.or(effective.encoding),
            groups: None,
            labels: None,
        }
    }

    /// Returns the settings with the options of a profile. It is an error if `--set` names a column that `--map` or
    /// another `--set` names.
    pub(crate) fn settings(&self, profile: &ListOptions) -> Result<read::ReadSettings, CliError> {
        let mut named: Vec<Column> = self.map.iter().map(|(_, column)| *column).collect();
        for (column, _) in &self.set {
            if named.contains(column) {
                let sentence = messages::NamedTwice { column: column.label() };
                return Err(CliError::trouble(sentence, messages::RemedyNamedTwice));
            }
            named.push(*column);
        }
        let mut limits = read::Limits::default();
        self.limit.iter().for_each(|raised| limits.set(raised.limit, raised.most));
        let ListOptions { map, set, sheet, delimiter, encoding, .. } = self.with(profile);
        Ok(read::ReadSettings {
            format: self.from,
            map,
            set,
            has_no_header: self.no_header,
            encoding,
            delimiter,
            sheets: match sheet.as_slice() {
                _ if self.all_sheets => read::SheetSelection::All,
                [] => read::SheetSelection::One,
                _ => read::SheetSelection::Named(sheet),
            },
            member: self.member.clone(),
            is_shared: false,
            keeps_text: false,
            ignored: Vec::new(),
            edits: Default::default(),
            threads: self.threads,
            limits,
            worker_program: worker_program(),
        })
    }
}

/// The options of a list that a profile can have, too.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListOptions {
    pub(crate) map: Vec<(String, Column)>,
    pub(crate) set: Vec<(Column, String)>,
    pub(crate) sheet: Vec<String>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) encoding: Option<read::Encoding>,
    pub(crate) groups: Option<PathBuf>,
    pub(crate) labels: Option<String>,
}

impl ListOptions {
    /// Returns the names of the options and their values, as on the command line.
    pub(crate) fn in_words(&self) -> Vec<(&'static str, String)> {
        let delimiter = |delimiter: u8| match delimiter {
            b'\t' => "tab".to_owned(),
            delimiter => char::from(delimiter).to_string(),
        };
        let mut words = Vec::new();
        words.extend(self.map.iter().map(|(label, column)| ("map", format!("{label}={}", column.label()))));
        words.extend(self.set.iter().map(|(column, value)| ("set", format!("{}={value}", column.label()))));
        words.extend(self.sheet.iter().map(|sheet| ("sheet", sheet.clone())));
        words.extend(self.delimiter.map(|byte| ("delimiter", delimiter(byte))));
        words.extend(self.encoding.map(|encoding| ("encoding", encoding.name().to_lowercase())));
        words.extend(self.groups.iter().map(|groups| ("groups", groups.display().to_string())));
        words.extend(self.labels.iter().map(|labels| ("labels", labels.clone())));
        words
    }
}

/// Returns the program that is started as the worker: this one. On Linux that is the file that runs, even if it was
/// replaced, moved or deleted since.
fn worker_program() -> Option<PathBuf> {
    const RUNNING: &str = "/proc/self/exe";
    if cfg!(target_os = "linux") && Path::new(RUNNING).is_symlink() {
        return Some(RUNNING.into());
    }
    env::current_exe().ok()
}

/// Markets that need contacts.
#[derive(Debug, Group)]
pub(crate) struct MarketsArgs {
    /// Require contacts in these countries, as in US,DACH
    ///
    /// Codes, names and groups of countries, separated by commas; repeatable. "marketplace" is the 142 countries in
    /// which offers of the marketplace can be bought. @FILE reads them from a file: a text with one or more in a line,
    /// in which # starts a comment; a table or workbook with a column Market or Country, such as the price export of an
    /// offer; or JSON, such as the availability that Partner Center's API returns, of which only the markets with the
    /// state Enabled count.
    #[arg(long, value_name = "CODES", value_hint = ValueHint::Other)]
    pub(crate) markets: Vec<String>,
}

/// The rules whose findings are reported.
#[derive(Debug, Group)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleFilterArgs {
    /// Report only these rules, as in role-unknown,country-*
    ///
    /// Repeatable. `cosell explain` lists the rules.
    #[arg(long, value_name = "RULES", value_parser = rule_set_parser(), hide_possible_values = true, value_delimiter = ',', hide_short_help = true)]
    select: Vec<RuleSet>,
    /// Don't report these rules
    ///
    /// Repeatable. Partner Center and `convert` still apply them.
    #[arg(long, value_name = "RULES", value_parser = rule_set_parser(), hide_possible_values = true, value_delimiter = ',')]
    ignore: Vec<RuleSet>,
}

impl RuleFilterArgs {
    pub(crate) fn selection(&self) -> RuleFilter {
        RuleFilter::new(all_of(&self.select), all_of(&self.ignore))
    }
}

fn all_of(sets: &[RuleSet]) -> RuleSet {
    let mut all = RuleSet::default();
    sets.iter().for_each(|set| all.extend(*set));
    all
}

/// Options of validation and of its report.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Rules")]
pub(crate) struct ValidationArgs {
    #[command(flatten)]
    pub(crate) fixes: FixArgs,
    /// Treat all warnings, or those of RULES, as errors
    ///
    /// As in --strict=contact-*, with an equals sign; repeatable.
    #[arg(
        long, value_name = "RULES", value_parser = rule_set_parser(), hide_possible_values = true, value_delimiter = ',', num_args = 0..=1, require_equals = true,
        default_missing_value = "*"
    )]
    strict: Vec<RuleSet>,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

impl ValidationArgs {
    /// Returns whether `--strict` is set, for any rule.
    pub(crate) fn is_strict(&self) -> bool {
        !self.strict.is_empty()
    }

    /// Returns whether warnings of a rule are errors.
    pub(crate) fn is_strict_about(&self, rule: Rule) -> bool {
        all_of(&self.strict).contains(rule)
    }

    /// Returns whether there were warnings that are errors.
    pub(crate) fn has_strict_warnings(&self, summary: &Summary) -> bool {
        all_of(&self.strict).meets(summary.warned)
    }
}

/// Whether lists may be empty.
#[derive(Debug, Group)]
#[command(next_help_heading = "Rules")]
pub(crate) struct EmptyListArgs {
    /// Allow an empty list, which removes all contacts
    #[arg(long, hide_short_help = true)]
    pub(crate) allow_empty: bool,
}

/// The number of findings or changes that are shown.
#[derive(Debug, Default, Group)]
pub(crate) struct DisplayArgs {
    /// Show all of each kind instead of the first few
    #[arg(long)]
    all: bool,
}

impl DisplayArgs {
    /// Returns the limits of text: findings per rule, and width.
    pub(crate) fn limits(&self) -> DisplayLimits {
        let limits = DisplayLimits { width: width(), errors_only: is_quiet(), ..DisplayLimits::default() };
        if self.all { DisplayLimits { each: usize::MAX, ..limits } } else { limits }
    }
}

/// Options of fixes and suggestions.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Rules")]
pub(crate) struct FixArgs {
    /// Apply suggestions too, such as the nearest spelling
    ///
    /// Suggestions are guesses: the nearest spelling, the countries of a group, one of several ways to read a row.
    /// Check them first.
    #[arg(long)]
    accept_suggestions: bool,
    /// Read your own groups of countries from this CSV file
    ///
    /// It has the columns group and codes, and rows such as EMEA,"EU, UK, CH, GCC". The countries of a group are a
    /// suggestion, as with known groups.
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
}

impl FixArgs {
    /// Returns the file of groups.
    pub(crate) fn groups(&self) -> Option<&Path> {
        self.groups.as_deref()
    }

    /// Returns an option that is given and that a profile can't have.
    pub(crate) fn unsaved(&self) -> Option<&'static str> {
        self.accept_suggestions.then_some("--accept-suggestions")
    }

    /// Reads the file of groups, or that of a profile, and returns the settings.
    pub(crate) fn settings(&self, of_profile: Option<&Path>) -> Result<normalize::NormalizeSettings, CliError> {
        // A device or a pipe in place of the profile's file may have no end.
        if let Some(file) = of_profile.filter(|file| self.groups.is_none() && !file.is_file()) {
            return Err(read::ReadError::NotFound { file: file.to_owned() }.into());
        }
        let groups = match self.groups.as_deref().or(of_profile) {
            None => normalize::CustomGroups::default(),
            Some(file) => {
                let file_name = file.display().to_string();
                let mut limits = read::Limits::default();
                limits.set(read::Limit::Bytes, MAX_GROUPS);
                if file.as_os_str() == "-" {
                    return Err(read::ReadError::NotFound { file: file.to_owned() }.into());
                }
                remember(file);
                let content = read::Input::path(file).in_memory(&limits)?;
                normalize::CustomGroups::from_csv(&*file_name, content.content().unwrap_or_default())?
            }
        };
        Ok(normalize::NormalizeSettings {
            accept_suggestions: self.accept_suggestions,
            groups: groups.into(),
            ..normalize::NormalizeSettings::default()
        })
    }
}

/// Size of a file of groups in bytes. It is held in memory, and the groups of every country of the world take less than
/// a megabyte.
const MAX_GROUPS: u64 = 64 << 20;

/// The layout of lists that are written.
#[derive(Debug, Clone, Default, Group)]
pub(crate) struct LayoutArgs {
    /// Set the header's language, as in fr-FR [default: en-US]
    #[arg(long, value_name = "LOCALE", value_parser = label_locale_parser(), hide_possible_values = true, hide_short_help = true)]
    pub(crate) labels: Option<String>,
    /// Write CSV without a byte order mark
    #[arg(long, hide_short_help = true)]
    pub(crate) no_bom: bool,
    /// End lines of CSV with crlf or lf [default: crlf]
    #[arg(long, value_name = "EOL", hide_possible_values = true, hide_short_help = true)]
    pub(crate) eol: Option<Eol>,
    /// Write CSV like this export of Partner Center
    ///
    /// The byte order mark, the line ends, and the labels and the order of the columns are those of EXPORT.
    #[arg(long, value_name = "EXPORT", hide_short_help = true, conflicts_with_all = ["labels", "no_bom", "eol"])]
    pub(crate) like: Option<PathBuf>,
}

impl LayoutArgs {
    /// Returns whether an option says which labels the header has.
    pub(crate) fn names_labels(&self) -> bool {
        self.labels.is_some() || self.like.is_some()
    }

    /// Returns the layout with the labels of a locale, unless an option says which there are.
    pub(crate) fn with_labels(&self, labels: Option<&str>) -> Self {
        match labels.filter(|_| !self.names_labels()) {
            Some(labels) => LayoutArgs { labels: Some(labels.to_owned()), ..self.clone() },
            None => self.clone(),
        }
    }
}
