//! Options that several commands share, grouped by topic.

use std::env;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::contact::{Column, Format};
use crate::diagnostics::{Rule, RuleFilter, RuleSet, Summary};
use crate::report::DisplayLimits;
use crate::{normalize, read};
use clap::Args as Group;

use super::values::{Eol, delimiter, encodings, format_names, labels, list_formats, mapping, rules, setting, threads};
use crate::cli::error::CliError;
use crate::cli::output::width;
use crate::i18n::messages;

/// Where results go.
#[derive(Debug, Group)]
pub(crate) struct Output {
    /// The file to write; - or none is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replaces files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

/// Where a list goes, and how it is written.
#[derive(Debug, Group)]
pub(crate) struct WriteArgs {
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = list_formats(),
        hide_possible_values = true,
        help = format!("Format to write: {}; else by the output's name", format_names(&[])),
    )]
    pub(crate) to: Option<Format>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

fn from_help() -> String {
    format!("Format to read: {}; else by content and name", format_names(&[]))
}

/// How lists are read.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadArgs {
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = list_formats(),
        hide_possible_values = true,
        help = from_help(),
        long_help = format!("{}\n\nxlsx is any workbook: .xlsx, .xlsm, .xlsb, .xls and .ods.", from_help()),
    )]
    from: Option<Format>,
    /// Takes a column of the list for one of the template's (repeatable)
    ///
    /// As in "Organization name=Name". It goes before the labels that are known. Several for a name or for a list of countries or
    /// states are joined, in this order; of several for another column the first with a value counts.
    #[arg(long, value_name = "LABEL=COLUMN", value_parser = mapping)]
    map: Vec<(String, Column)>,
    /// Gives a column that the list lacks one value (repeatable)
    ///
    /// As in "Role=Partner sales": every row has it. States that only a program's export has are left out with
    /// "States/Provinces=".
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = setting)]
    set: Vec<(Column, String)>,
    /// Encoding of a text, such as windows-1252; else by its bytes
    ///
    /// Any name of the WHATWG Encoding Standard, such as utf-8, shift_jis or gb18030, and "mac roman".
    #[arg(long, value_name = "ENCODING", value_parser = encodings(), hide_possible_values = true, hide_short_help = true)]
    encoding: Option<read::Encoding>,
    /// Character that parts the cells of a text, or "tab"; else by its header
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter, hide_short_help = true)]
    delimiter: Option<u8>,
    /// The sheet to read, where several have contacts (repeatable)
    ///
    /// A hidden sheet is read where it is named. Hidden rows are read like the others.
    #[arg(long, value_name = "NAME")]
    sheet: Vec<String>,
    /// Reads every visible sheet that has contacts
    #[arg(long, conflicts_with = "sheet")]
    all_sheets: bool,
    /// So many threads work at the rows; else one a core
    ///
    /// What comes of it is the same. Reading takes one more, and writing another, for less of the time. Where many run side by
    /// side, as in a pipe of Spark or of GNU parallel, say 1.
    #[arg(long, value_name = "N", value_parser = threads, hide_short_help = true)]
    threads: Option<NonZeroUsize>,
    /// How much of a list is taken on, as in rows=1G (repeatable)
    ///
    /// A file from a stranger could exhaust the machine. The limits: bytes (of the file; 16G unless said), rows (100 million), columns
    /// (16384), cell (characters; 10M), depth (of arrays in JSON; 32); of workbooks unpacked (bytes; 4G), ratio (of unpacked to packed;
    /// 250), strings (texts that cells share; 6M), memory and seconds (of the process that reads .xls, .xlsb and .ods; 896M and 120).
    /// K, M, G and T are 1024 and its powers.
    #[arg(long, value_name = "NAME=N", hide_short_help = true)]
    limit: Vec<read::LimitOverride>,
}

impl ReadArgs {
    /// Returns the settings. It is an error if `--set` names a column that `--map` or another `--set` names.
    pub(crate) fn settings(&self) -> Result<read::ReadSettings, CliError> {
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
        Ok(read::ReadSettings {
            format: self.from,
            map: self.map.clone(),
            set: self.set.clone(),
            encoding: self.encoding,
            delimiter: self.delimiter,
            sheets: match self.sheet.as_slice() {
                _ if self.all_sheets => read::SheetSelection::All,
                [] => read::SheetSelection::One,
                named => read::SheetSelection::Named(named.to_vec()),
            },
            is_shared: false,
            keeps_text: false,
            threads: self.threads,
            limits,
            // On other systems the worker's memory can't be limited.
            worker_program: if cfg!(unix) { env::current_exe().ok() } else { None },
        })
    }
}

/// Which markets are looked at.
#[derive(Debug, Group)]
pub(crate) struct MarketsArgs {
    /// Countries that must have contacts, as in US,France,DACH (repeatable)
    ///
    /// Codes, names and groups, with commas; or a file of them, as @markets.csv: one or several a line, # begins a comment, and of a
    /// table the column Market or Country counts.
    #[arg(long, value_name = "MARKETS")]
    pub(crate) markets: Vec<String>,
}

/// Which findings are reported.
#[derive(Debug, Group)]
#[command(next_help_heading = "Judging")]
pub(crate) struct RuleFilterArgs {
    /// Reports what these rules find and nothing else, as in role-unknown,country-* (repeatable); see `cosell explain`
    #[arg(long, value_name = "RULES", value_parser = rules(), hide_possible_values = true, value_delimiter = ',')]
    select: Vec<RuleSet>,
    /// Leaves out what these rules find (repeatable). The portal refuses it all the same, and so does `convert`
    #[arg(long, value_name = "RULES", value_parser = rules(), hide_possible_values = true, value_delimiter = ',')]
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

/// What counts as wrong, and how much of it is shown.
#[derive(Debug, Group)]
#[command(next_help_heading = "Judging")]
pub(crate) struct ValidationArgs {
    #[command(flatten)]
    pub(crate) guessing: FixArgs,
    /// Takes warnings for errors: all, or those of these rules, as in --strict=contact-*
    #[arg(
        long, value_name = "RULES", value_parser = rules(), hide_possible_values = true, value_delimiter = ',', num_args = 0..=1, require_equals = true,
        default_missing_value = "*"
    )]
    strict: Vec<RuleSet>,
    #[command(flatten)]
    pub(crate) showing: DisplayArgs,
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
    pub(crate) fn takes_for_errors(&self, summary: &Summary) -> bool {
        all_of(&self.strict).meets(summary.warned)
    }
}

/// How much of what is found is shown.
#[derive(Debug, Group)]
pub(crate) struct DisplayArgs {
    /// Shows all of each kind, and not only the first few
    #[arg(long)]
    all: bool,
}

impl DisplayArgs {
    /// Returns the limits of text: findings per rule, and width.
    pub(crate) fn shown(&self) -> DisplayLimits {
        let shown = DisplayLimits { width: width(), ..DisplayLimits::default() };
        if self.all { DisplayLimits { each: usize::MAX, ..shown } } else { shown }
    }
}

/// What is made of text that has no one reading.
#[derive(Debug, Group)]
#[command(next_help_heading = "Judging")]
pub(crate) struct FixArgs {
    /// Applies suggestions too, such as the nearest spelling
    ///
    /// A suggestion is a guess: the nearest spelling, the members of a group of countries, an ambiguous shift. Look at them first.
    #[arg(long)]
    accept_suggestions: bool,
    /// Your groups of countries: CSV with the columns group and codes
    ///
    /// A line is such as EMEA,"EU, UK, CH, GCC". What a group has is a suggestion, as with the groups that are known.
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
}

impl FixArgs {
    /// Reads the file of groups and returns the settings.
    pub(crate) fn settings(&self) -> Result<normalize::NormalizeSettings, CliError> {
        let groups = match &self.groups {
            None => normalize::CustomGroups::default(),
            Some(file) => {
                let shown = file.display().to_string();
                let unread = |error: std::io::Error| {
                    CliError::trouble(messages::SaidOf { about: shown.clone(), said: error }, messages::RemedyNameCsv)
                };
                normalize::CustomGroups::from_csv(&*shown, &std::fs::read(file).map_err(unread)?)?
            }
        };
        Ok(normalize::NormalizeSettings { accept_suggestions: self.accept_suggestions, groups: groups.into() })
    }
}

/// How lists are written.
#[derive(Debug, Group)]
#[command(next_help_heading = "Writing")]
pub(crate) struct LayoutArgs {
    /// Language of the header, such as fr-FR; else English
    #[arg(long, value_name = "LOCALE", value_parser = labels(), hide_possible_values = true)]
    pub(crate) labels: Option<String>,
    /// Writes CSV without a byte order mark
    #[arg(long, hide_short_help = true)]
    pub(crate) no_bom: bool,
    /// Line ends of CSV: crlf (as Excel) or lf
    #[arg(long, value_name = "EOL", hide_possible_values = true, hide_short_help = true)]
    pub(crate) eol: Option<Eol>,
    /// Writes CSV like this export of the portal
    ///
    /// Its byte order mark, its line ends, and the labels and the order of its columns.
    #[arg(long, value_name = "EXPORT", conflicts_with_all = ["labels", "no_bom", "eol"])]
    pub(crate) like: Option<PathBuf>,
}
