//! The arguments of the program and its commands, as types for clap. The doc comments on these types are the help
//! texts. Shared options are in `options`, the parsers of their values in `values`, and the book's commands in
//! `book`.

mod book;
mod clap_errors;
mod help;
mod options;
mod values;

pub(crate) use book::{BookFile, BookTable, ConfirmArgs, Export, Forget, History, Import, Offers, Restore, Retire};
pub(crate) use help::command;
pub(crate) use options::{
    DisplayArgs, FixArgs, LayoutArgs, MarketsArgs, Output, ReadArgs, RuleFilterArgs, ValidationArgs, WriteArgs,
};
pub(crate) use values::{
    CoverageForm, DiffForm, Eol, ExplainForm, Form, PrecedenceArg, TemplateFormat, ValidateForm, known_locales,
};

use std::env;
use std::path::PathBuf;

use crate::diagnostics::Rule;
use crate::i18n::Language;
use clap::{Args as Group, FromArgMatches, Parser, Subcommand};

use values::{commands, format_names, language, one_rule, template_formats};

/// Converts, checks and mends the contacts lists that go into Partner Center.
///
/// An import there replaces all contacts of the offer, so a list is written whole or not at all.
#[derive(Debug, Parser)]
#[command(name = "cosell", version, max_term_width = 100, after_help = EXITS, after_long_help = MANUAL)]
pub(crate) struct Args {
    /// Language of messages, such as fr; else that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    lang: Option<Language>,
    /// Shows no bar on the terminal while long work goes on
    #[arg(long, global = true, hide_short_help = true, display_order = 900)]
    pub(crate) no_progress: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// Parses the command line. Help and errors end the program.
    pub(crate) fn of_command_line() -> Self {
        let asked = command().try_get_matches().and_then(|matches| Args::from_arg_matches(&matches));
        asked.unwrap_or_else(|error| clap_errors::exit(error))
    }

    /// Returns the language of `--lang`, otherwise that of the environment, otherwise English.
    pub(crate) fn language(&self) -> Language {
        let set = |name: &&str| env::var(name).ok().filter(|locale| !locale.is_empty());
        let of_environment = || Language::of_locale(&["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)?);
        self.lang.or_else(of_environment).unwrap_or_default()
    }
}

const EXITS: &str = "Exit status:\n  \
    0  done, nothing wrong\n  \
    1  the data has errors or a gap, or differs\n  \
    2  wrong usage, or a file that can't be read or written\n  \
    3  refused for safety\n\
    `cosell COMMAND -h` shows its options, --help all that there is to say, with examples.";

const MANUAL: &str = "Exit status:\n  \
    0  done, nothing wrong\n  \
    1  the data has errors (with --strict, warnings too) or a gap; diff: the lists differ\n  \
    2  wrong usage, or a file that can't be read or written\n  \
    3  refused for safety: something would be lost, and neither --yes nor --force was said\n\n\
    Examples:\n  \
    # mend a list, look at it, and keep it as the offer's contacts\n  \
    cosell convert sales-ops.xlsx -o contacts.csv\n  \
    cosell validate contacts.csv --markets US,CA,FR\n  \
    cosell import contacts.csv --offer contoso-crm";

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
    Completions(Completions),
    Man(Man),
}

fn template_help() -> String {
    format!("Format: {}; else by the output's name", format_names(&["schema"]))
}

/// Writes a blank list to fill in
///
/// The workbook has a drop-down for the role, and the accepted codes on sheets of their own.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # a workbook with a drop-down for the role, and German labels\n  \
    cosell template -o template.xlsx --labels de-DE\n  \
    # what a program checks its JSON with\n  \
    cosell template --to schema -o contacts.schema.json")]
pub(crate) struct Template {
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = template_formats(),
        hide_possible_values = true,
        help = template_help(),
        long_help = format!("{}\n\nschema is a JSON Schema of lists. Without a name it is csv.", template_help()),
    )]
    pub(crate) to: Option<TemplateFormat>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Converts to CSV, XLSX or JSON, and mends what has one reading
///
/// What can't be mended is shown, and nothing is written; with --rejects good rows are written all the same, and the
/// others go to a file of their own.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # a workbook as people send it, for the portal\n  \
    cosell convert sales-ops.xlsx -o contacts.csv\n  \
    # a list under other labels, without a column for the role\n  \
    cosell convert regional.csv -o contacts.csv --map \"Full name=Name\" --set \"Role=Partner sales\"\n  \
    # the good rows, and the others with the reasons\n  \
    cosell convert contacts.csv -o contacts.xlsx --rejects rejects.csv")]
pub(crate) struct Convert {
    /// The list; - is standard input
    pub(crate) input: PathBuf,
    /// Writes the good rows, and the others with the reasons to this file (CSV, or what its name says)
    ///
    /// All their cells are there, their row numbers and what is wrong; mended, that file converts like the list. It ends with 1 all the
    /// same, since the list is partial.
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) judging: ValidationArgs,
}

/// Says what Partner Center would refuse, and why
///
/// Nothing is written. What `convert` would mend is shown too, and countries without a Partner sales contact. Any of it ends with 1.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # are there contacts where the offer needs them?\n  \
    cosell validate contacts.csv --markets US,CA,FR\n  \
    # several lists, for a program\n  \
    cosell validate *.xlsx -o findings.sarif\n  \
    # a workbook in which what is wrong is marked\n  \
    cosell validate sales-ops.xlsx --annotate to-correct.xlsx\n  \
    # some rules aside\n  \
    cosell validate contacts.csv --strict --ignore name-special,job-title-special")]
pub(crate) struct Validate {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) markets: MarketsArgs,
    /// Form of the findings: text, json, sarif, github (annotations of a workflow) or csv; else the one that the output's name
    /// says
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<ValidateForm>,
    /// Writes the list with what is wrong marked in it to this new workbook (.xlsx), which `convert` reads once it is corrected
    #[arg(long, value_name = "FILE")]
    pub(crate) annotate: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) judging: ValidationArgs,
    #[command(flatten)]
    pub(crate) selecting: RuleFilterArgs,
}

/// Makes one list of several, and loses no edit
///
/// Contacts with the same e-mail address and role become one, with the countries and states of all. With --base, each list is
/// an edited copy of that list: what one adds, changes or deletes stands, unless another disagrees.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # the lists of three regions\n  \
    cosell merge emea.csv americas.xlsx apac.csv -o contacts.csv\n  \
    # where they disagree, one of them is right\n  \
    cosell merge emea.csv apac.csv -o contacts.csv --prefer emea.csv --provenance where.csv\n  \
    # two people edited copies of one list\n  \
    cosell merge ann.csv bob.csv --base last.csv -o contacts.csv")]
pub(crate) struct Merge {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    /// The list that all started from: each input is an edited copy of it
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// Where lists disagree, takes what this one of them says
    #[arg(long, value_name = "FILE")]
    pub(crate) prefer: Option<PathBuf>,
    /// Where lists disagree, takes what the first or the last says
    ///
    /// With --prefer, where that one says nothing of the contact.
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub(crate) on_conflict: Option<PrecedenceArg>,
    /// Writes where each cell comes from to this CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) provenance: Option<PathBuf>,
    /// Takes what an input lacks of the base for deleted, even more than half
    #[arg(long, requires = "base")]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) judging: ValidationArgs,
}

/// Shows which contacts were added, removed and changed
///
/// Removals come first: an import of the new list would delete them. The lists may be in different formats, and the order of rows
/// and of codes makes no difference. A person whose address or role changed is one change. Ends with 0 where the lists are the
/// same, 1 where they differ, 2 where one has errors.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # who would be gone?\n  \
    cosell diff last.csv next.xlsx\n  \
    # both lists side by side, with what changed in colour\n  \
    cosell diff last.csv next.csv -o changes.xlsx\n  \
    # for a program\n  \
    cosell diff last.csv next.csv --format json")]
pub(crate) struct Diff {
    /// The old list; - is standard input
    pub(crate) old: PathBuf,
    /// The new list
    pub(crate) new: PathBuf,
    /// Form of the changes: text, json, csv or xlsx; else by the output's name
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<DiffForm>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) guessing: FixArgs,
    #[command(flatten)]
    pub(crate) showing: DisplayArgs,
}

/// Shows who covers which market, and the gaps
///
/// A gap is a market with nobody, or without a Partner sales contact. Several lists count as one, and a contact that stands in
/// several rows counts once. Without --markets, the markets are the countries that the contacts name, and all others as one where
/// contacts cover all (OOO). Ends with 1 where a market named has a gap; with --strict, where any has.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # several lists count as one\n  \
    cosell coverage emea.csv americas.xlsx\n  \
    # markets that must be covered\n  \
    cosell coverage contacts.csv --markets US,CA,DACH --markets @markets.csv\n  \
    # a page with a map of the world\n  \
    cosell coverage contacts.csv --markets EMEA --groups groups.csv -o coverage.html")]
pub(crate) struct Coverage {
    /// The lists; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) markets: MarketsArgs,
    /// Form: text, json, csv, xlsx, or html (with a map); else by the output's name
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(crate) format: Option<CoverageForm>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) judging: ValidationArgs,
}

/// Shows how a text is read as a list of countries
///
/// The first line has the codes, or a ? where the text has no one reading; below it stands how each piece was understood.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # two countries\n  \
    cosell countries \"Germany / UK\"\n  \
    # a group is a suggestion\n  \
    cosell countries \"Nordics except Iceland\" --accept-suggestions\n  \
    # for a program\n  \
    cosell countries EMEA --groups groups.csv --format json")]
pub(crate) struct Countries {
    /// The texts, each a list by itself; none, or -, takes the lines of standard input
    pub(crate) text: Vec<String>,
    /// Form of what is shown: text or json
    #[arg(long, value_name = "FORM", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: Form,
    #[command(flatten)]
    pub(crate) guessing: FixArgs,
}

/// Explains a rule, or lists all
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # all rules\n  \
    cosell explain\n  \
    # one of them\n  \
    cosell explain country-unknown")]
pub(crate) struct Explain {
    /// The rule, such as country-unknown
    #[arg(value_parser = one_rule(), hide_possible_values = true)]
    pub(crate) rule: Option<Rule>,
    /// Form of the explanation: text or markdown
    #[arg(long, value_name = "FORM", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: ExplainForm,
}

/// Writes a shell's completions to standard output
///
/// They offer the commands, their options, and the values that are known: rules, formats, locales, encodings. Where they belong:
///
///   bash        ~/.local/share/bash-completion/completions/cosell
///   zsh         _cosell in a folder of $fpath, such as ~/.zfunc
///   fish        ~/.config/fish/completions/cosell.fish
///   PowerShell  a line in $PROFILE: cosell completions powershell | Out-String | Invoke-Expression
#[derive(Debug, Group)]
#[command(
    verbatim_doc_comment,
    after_long_help = "Examples:\n  \
    # for this session of bash\n  \
    source <(cosell completions bash)\n  \
    # for all sessions of fish\n  \
    cosell completions fish > ~/.config/fish/completions/cosell.fish"
)]
pub(crate) struct Completions {
    /// The shell: bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    pub(crate) shell: clap_complete::Shell,
}

/// Writes pages of the manual
///
/// A page says what --help says, as `man` shows it.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # read one\n  \
    cosell man convert | man -l -\n  \
    # all of them, where `man` looks\n  \
    cosell man -o ~/.local/share/man/man1 --force")]
pub(crate) struct Man {
    /// The command; without it, the page of the program
    #[arg(value_parser = commands(), hide_possible_values = true)]
    pub(crate) command: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}
