//! What can be asked of the program, and how it is written on the command line.

mod book;
mod options;
mod values;

pub(crate) use book::{BookFile, Consent, Export, Forget, History, Import, Offers, Restore, Retire};
pub(crate) use options::{Guessing, Judging, Layout, Markets, Output, Reading, Showing, Writing};
pub(crate) use values::{CoverageForm, DiffForm, Eol, Form, Format, TemplateFormat, Turn, known_locales};

use std::env;
use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand};
use cosell_contacts::finding::Rule;
use cosell_contacts::words::Language;

use values::{language, rule};

/// Converts, checks and mends the contacts lists that go into Partner Center.
///
/// An import there replaces all contacts of the offer, so a list is written whole or not at all.
#[derive(Debug, Parser)]
#[command(name = "cosell", version, max_term_width = 100, after_help = EXITS)]
pub(crate) struct Args {
    /// Language of messages, such as fr; else that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// The language that is asked for, else that of the environment, else English.
    pub(crate) fn language(&self) -> Language {
        let set = |name: &&str| env::var(name).ok().filter(|locale| !locale.is_empty());
        let of_environment = || Language::of_locale(&["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)?);
        self.lang.or_else(of_environment).unwrap_or_default()
    }
}

const EXITS: &str = "Exit status: 0 done, 1 the data has errors or a gap, or differs, 2 wrong usage or a file that can't be read or written, \
                     3 refused for safety.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Template(Template),
    Convert(Convert),
    Validate(Validate),
    Merge(Merge),
    Diff(Diff),
    Coverage(Coverage),
    Import(Import),
    Export(Export),
    History(History),
    Offers(Offers),
    Restore(Restore),
    Retire(Retire),
    Forget(Forget),
    Countries(Countries),
    Explain(Explain),
}

/// Writes a blank template
#[derive(Debug, Group)]
pub(crate) struct Template {
    /// Format: csv, xlsx, json, ndjson, or schema (a JSON Schema); else the one that the output's name says, else csv
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) to: Option<TemplateFormat>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) layout: Layout,
}

/// Converts a list between CSV, XLSX and JSON, and mends what has one reading
///
/// What can't be mended is shown, and nothing is written; with --rejects good rows are written all the same, and the
/// others go to a file of their own.
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell convert sales-ops.xlsx -o contacts.csv\n  \
    cosell convert regional.csv -o contacts.csv --map \"Full name=Name\" --set \"Role=Partner sales\"\n  \
    cosell convert contacts.csv -o contacts.xlsx --rejects rejects.csv")]
pub(crate) struct Convert {
    /// The list; - is standard input
    pub(crate) input: PathBuf,
    /// Writes good rows, and the others with their row numbers and reasons to this CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Says what Partner Center would refuse, and why
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell validate contacts.csv --markets US,CA,FR\n  \
    cosell validate *.xlsx --format json -o findings.json")]
pub(crate) struct Validate {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) markets: Markets,
    /// Form of the findings: text or json
    #[arg(long, value_name = "FORM", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Makes one list of several, and loses no edit
///
/// Contacts with the same e-mail address and role become one, with the countries and states of all. With --base, each list is
/// an edited copy of that list: what one adds, changes or deletes stands, unless another disagrees.
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell merge emea.csv americas.xlsx apac.csv -o contacts.csv\n  \
    cosell merge emea.csv apac.csv -o contacts.csv --prefer emea.csv --provenance where.csv\n  \
    cosell merge ann.csv bob.csv --base last.csv -o contacts.csv")]
pub(crate) struct Merge {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    /// The list that all started from: each input is an edited copy of the whole of it
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// Where lists disagree, takes what this one of them says
    #[arg(long, value_name = "FILE")]
    pub(crate) prefer: Option<PathBuf>,
    /// Where lists disagree (and --prefer settles nothing), takes what the first or the last says
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub(crate) on_conflict: Option<Turn>,
    /// Writes where each cell comes from to this CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) provenance: Option<PathBuf>,
    /// Takes an input that lacks more than half of the base for a list from which they were deleted
    #[arg(long, requires = "base")]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Shows which contacts were added, removed and changed
///
/// Removals come first: an import of the new list would delete them. The lists may be in different formats, and the order of rows
/// and of codes makes no difference. A person whose address or role changed is one change. Ends with 0 where the lists are the
/// same, 1 where they differ, 2 where one has errors.
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell diff last.csv next.xlsx\n  \
    cosell diff last.csv next.csv -o changes.xlsx\n  \
    cosell diff last.csv next.csv --format json")]
pub(crate) struct Diff {
    /// The old list; - is standard input
    pub(crate) old: PathBuf,
    /// The new list
    pub(crate) new: PathBuf,
    /// Form of the changes: text, json, csv or xlsx; else the one that the output's name says
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<DiffForm>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) guessing: Guessing,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// Shows who covers which market, and the gaps
///
/// A gap is a market with nobody, or without a Partner sales contact. Several lists count as one, and a contact that stands in
/// several rows counts once. Without --markets, the markets are the countries that the contacts name, and all others as one where
/// contacts cover all (OOO). Ends with 1 where a market named has a gap; with --strict, where any has.
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell coverage emea.csv americas.xlsx\n  \
    cosell coverage contacts.csv --markets US,CA,DACH --markets @markets.csv\n  \
    cosell coverage contacts.csv --markets EMEA --groups groups.csv -o coverage.html")]
pub(crate) struct Coverage {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) markets: Markets,
    /// Form of what is shown: text, json, csv, xlsx, or html (a page with a map); else the one that the output's name says
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<CoverageForm>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Shows how a text is read as a list of countries
///
/// The first line has the codes, or a ? where the text has no one reading; below it stands how each piece was understood.
#[derive(Debug, Group)]
#[command(after_help = "Examples:\n  \
    cosell countries \"Germany / UK\"\n  \
    cosell countries \"Nordics except Iceland\" --accept-suggestions\n  \
    cosell countries EMEA --groups groups.csv --format json")]
pub(crate) struct Countries {
    /// The texts, each a list by itself; none, or -, takes the lines of standard input
    pub(crate) text: Vec<String>,
    /// Form of what is shown: text or json
    #[arg(long, value_name = "FORM", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) guessing: Guessing,
}

/// Explains a rule, or lists all
#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// The rule, such as country-unknown
    #[arg(value_parser = rule)]
    pub(crate) rule: Option<Rule>,
}
