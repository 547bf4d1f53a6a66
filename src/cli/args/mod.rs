//! The arguments of the program and its commands, as types for clap. The doc comments on these types are the help
//! texts. Shared options are in `options`, the parsers of their values in `values`, and the book's commands in
//! `book`.

mod book;
mod clap_errors;
mod help;
mod hints;
mod options;
mod repeated;
pub(crate) mod values;

pub(crate) use hints::{are_lists, quote_for_shell};

pub(crate) use book::{
    Backup, BookFile, BookTable, ConfirmArgs, Export, Forget, History, Import, Offers, PlanArgs, RemoveOffer,
    RenameOffer, Restore, Retire, Uploaded,
};
pub(crate) use help::command;
pub(crate) use options::{
    DisplayArgs, EmptyListArgs, FixArgs, LayoutArgs, ListOptions, MarketsArgs, Output, ReadArgs, RuleFilterArgs,
    ValidationArgs, WriteArgs,
};
pub(crate) use repeated::repeated;
pub(crate) use values::{
    ColorArg, CoverageFormat, DiffFormat, Eol, ExplainFormat, PrecedenceArg, ReportForm, TemplateFormat, TextOrJson,
    ValidateFormat, known_locales,
};

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf, is_separator};
use std::process::ExitCode;

use crate::book::OfferId;
use crate::cli::locale;
use crate::cli::read_files::remember_arguments;
use crate::cli::stderr::to_stderr;
use crate::diagnostics::Rule;
use crate::i18n::Language;
use clap::{ArgAction, Args as Group, FromArgMatches, Parser, Subcommand, ValueHint};

use values::{command_parser, format_names, language_parser, rule_parser, template_format_parser};

/// Convert, check and merge contacts lists for Partner Center
///
/// An upload to Partner Center replaces all contacts of the offer. Therefore a list is written completely or not at
/// all.
#[derive(Debug, Parser)]
#[command(name = "cosell", version, max_term_width = 100, after_help = EXITS, after_long_help = MANUAL)]
pub(crate) struct Args {
    /// Set the language: en or fr [default: the system's]
    ///
    /// Messages, reports and workbooks are in this language. The default is that of LC_ALL, LC_MESSAGES or LANG; on
    /// Windows and macOS, if none of them is set, that of the system settings. Help is in English only.
    #[arg(
        long,
        global = true,
        value_name = "CODE",
        value_parser = language_parser(),
        hide_possible_values = true,
        display_order = 900
    )]
    lang: Option<Language>,
    /// Hide the progress bar
    #[arg(long, global = true, hide_short_help = true, display_order = 901)]
    pub(crate) no_progress: bool,
    /// Print only errors, questions and results
    ///
    /// Left out are the progress bar, warnings and fixes of commands that write a list, the names of written files,
    /// and next steps. One line with the counts stays, unless the option is given twice (-qq). Findings of `validate`,
    /// plans and reports are results. Errors and the reason of a refusal are always printed.
    #[arg(short, long, global = true, action = ArgAction::Count, display_order = 902)]
    pub(crate) quiet: u8,
    /// Use colors: auto, always or never [default: auto]
    ///
    /// auto uses them on a terminal, unless NO_COLOR is set.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        hide_short_help = true,
        display_order = 903
    )]
    pub(crate) color: ColorArg,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// Parses the command line. Prints help and errors, and returns their exit status.
    pub(crate) fn parse() -> Result<Self, ExitCode> {
        Args::of_words(&words())
    }

    /// Parses these words, without the name of the program.
    pub(crate) fn of_words(words: &[OsString]) -> Result<Self, ExitCode> {
        let mut program = command();
        let with_name = |more: &[&str]| {
            let more = more.iter().map(OsString::from);
            [PROGRAM.into()].into_iter().chain(more).chain(words.iter().cloned()).collect::<Vec<OsString>>()
        };
        let mut matches = program.try_get_matches_from_mut(with_name(&[]));
        if matches.as_ref().is_err_and(|error| hints::lacks_command(error, words)) {
            matches = program.try_get_matches_from_mut(with_name(&["prepare"]));
        }
        if matches.as_ref().is_err_and(|error| hints::lacks_input(error, words)) && is_piped() {
            matches = program.try_get_matches_from_mut(with_name(&[]).into_iter().chain(["-".into()]));
        }
        let parsed = matches.and_then(|matches| {
            remember_arguments(&program, &matches);
            Args::from_arg_matches(&matches)
        });
        let (hint, language) = match parsed {
            Ok(args) => match hints::of_inputs(&args.command.inputs(), words)
                .or_else(|| hints::of_second_list(args.command.second_list()?, words))
            {
                None => return Ok(args),
                Some(hint) => (hint, args.language()),
            },
            Err(error) => {
                let language = language_of(words);
                match hints::of_error(&error, words) {
                    Some(hint) => (hint, language),
                    None => {
                        let error = clap_errors::add_corrections(error, words, language);
                        if error.use_stderr() {
                            // clap wraps help, but no errors.
                            to_stderr(|out| write!(out, "{}", clap_errors::text(&error)));
                        } else {
                            // If the output is closed there is nobody to print for.
                            let _ = error.print();
                        }
                        return Err(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
                    }
                }
            }
        };
        Err(hint.print(language).into())
    }

    /// Returns the language of `--lang`, otherwise that of the environment or the system.
    pub(crate) fn language(&self) -> Language {
        self.lang.unwrap_or_else(locale::language)
    }
}

/// The name of the program in messages about the command line.
const PROGRAM: &str = "cosell";

/// Returns the words of the command line after the program's name.
///
/// Windows leaves stars in file names to programs. Words without one are taken as they are, because brackets, by which a
/// pattern can be meant too, are in the names of downloaded files.
pub(crate) fn words() -> Vec<OsString> {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let has_pattern = |word: &OsString| word.to_string_lossy().contains(['*', '?']);
    match words.iter().any(has_pattern) {
        // As they are, on other systems than Windows.
        true => wild::args_os().skip(1).collect(),
        false => words,
    }
}

/// Returns whether another program or a file is standard input. A device such as `/dev/null` isn't meant as a list.
#[cfg(unix)]
fn is_piped() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdin = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = stdin.and_then(|stdin| stdin.metadata()).map(|stdin| stdin.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file() || kind.is_socket())
}

/// Returns whether another program or a file is standard input. The device `NUL` isn't meant as a list.
#[cfg(windows)]
fn is_piped() -> bool {
    use winapi_util::{HandleRef, file};
    file::typ(HandleRef::stdin()).is_ok_and(|kind| kind.is_disk() || kind.is_pipe())
}

/// Returns the language for an error about words that can't be parsed.
fn language_of(words: &[OsString]) -> Language {
    let after_option = words.windows(2).find(|pair| pair[0] == "--lang").and_then(|pair| pair[1].to_str());
    let named = after_option.or_else(|| words.iter().find_map(|word| word.to_str()?.strip_prefix("--lang=")));
    named.and_then(Language::from_locale).unwrap_or_else(locale::language)
}

const EXITS: &str = "Exit status:\n  \
    0    success\n  \
    1    the data has errors or a gap; diff: the lists differ\n  \
    2    wrong usage, or a file can't be read or written\n  \
    3    refused for safety\n\n\
    `cosell COMMAND -h` shows the options of a command, --help also examples.";

const MANUAL: &str = "Exit status:\n  \
    0    success\n  \
    1    the data has errors (with --strict, also warnings) or a gap; diff: the lists differ\n  \
    2    wrong usage, or a file can't be read or written\n  \
    3    refused for safety: --yes or --force is missing, or the book has another list than expected\n  \
    130  stopped with Ctrl-C\n\n\
    Environment:\n  \
    COSELL_BOOK                the file of the book, unless --book is given\n  \
    LC_ALL, LC_MESSAGES, LANG  the language of messages, unless --lang is given\n  \
    COLUMNS                    the width of text [default: that of the terminal]\n  \
    NO_COLOR                   if set, no colors\n  \
    CLICOLOR_FORCE             if set, colors even if the output is not a terminal\n\n\
    Examples:\n  \
    # prepare a list for upload; `cosell sales-ops.xlsx` is the same\n  \
    cosell prepare sales-ops.xlsx\n  \
    # convert a list, validate the result, and save it as an offer's contacts\n  \
    cosell convert sales-ops.xlsx -o contacts.csv\n  \
    cosell validate contacts.csv --markets US,CA,FR\n  \
    cosell import contacts.csv --offer contoso-crm";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Prepare(Prepare),
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
    Uploaded(Uploaded),
    RenameOffer(RenameOffer),
    RemoveOffer(RemoveOffer),
    Backup(Backup),
    Countries(Countries),
    Explain(Explain),
    Completions(Completions),
    Man(Man),
}

impl Command {
    /// Returns the second list of a command that reads one.
    fn second_list(&self) -> Option<&PathBuf> {
        match self {
            Command::Convert(args) if !args.takes_several() => args.input.get(1),
            _ => None,
        }
    }

    /// Returns the lists that the command reads as its arguments.
    fn inputs(&self) -> Vec<PathBuf> {
        match self {
            Command::Prepare(args) => args.input.clone(),
            Command::Convert(args) => args.input.clone(),
            Command::Import(args) => vec![args.input.clone()],
            Command::Diff(args) => {
                let is_of_book = |input: &&PathBuf| input.to_string_lossy().starts_with("book:");
                [&args.old, &args.new].into_iter().filter(|input| !is_of_book(input)).cloned().collect()
            }
            Command::Validate(args) => args.input.clone(),
            Command::Merge(args) => args.input.clone(),
            Command::Coverage(args) => args.input.clone(),
            _ => Vec::new(),
        }
    }
}

/// Prepare lists for upload, or to be corrected
///
/// A list without errors, or whose errors can all be fixed unambiguously, is written to NAME.upload.csv beside it.
/// Otherwise NAME.to-correct.xlsx has its rows with every problem marked; once it is corrected, prepare that file.
/// Lists are never changed and files never replaced: if a name exists, a number is added. `cosell FILE...` without a
/// command is the same, as is dropping lists on the program. The exit status is that of the worst list: 0 if it is ready,
/// 1 if it has to be corrected, 2 if it can't be read, 3 if the import that --offer asks for needs a confirmation.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # contacts.upload.csv or contacts.to-correct.xlsx\n  \
    cosell prepare contacts.xlsx\n  \
    # every visible sheet of a workbook that has contacts\n  \
    cosell prepare regions.xlsx --all-sheets\n  \
    # and what an import into the book would change\n  \
    cosell prepare contacts.xlsx --offer contoso-crm")]
pub(crate) struct Prepare {
    /// Lists to prepare
    #[arg(required = true, value_name = "FILE")]
    pub(crate) input: Vec<PathBuf>,
    /// Show what an import into this offer would change
    ///
    /// Nothing is changed in the book. Unless it is given, the profile of the list in cosell.toml may name the offer.
    #[arg(long, value_name = "ID", value_hint = ValueHint::Other)]
    pub(crate) offer: Option<OfferId>,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) fixes: FixArgs,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

fn template_help() -> String {
    format!("Write {} [default: by name]", format_names(&["schema"]))
}

/// Write a blank list to fill in
///
/// The workbook has a drop-down for the role, and sheets with the accepted codes.
#[derive(Debug, Group)]
#[command(mut_arg("labels", |labels| labels.hide_short_help(false)))]
#[command(after_long_help = "Examples:\n  \
    # a workbook with German labels\n  \
    cosell template -o template.xlsx --labels de-DE\n  \
    # the JSON Schema of lists, for another program\n  \
    cosell template --to schema -o contacts.schema.json")]
pub(crate) struct Template {
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = template_format_parser(),
        hide_possible_values = true,
        help = template_help(),
        long_help = format!(
            "{}\n\nUnless it is given, the extension of the output file decides; standard output gets csv. schema is the JSON \
             Schema of lists.",
            template_help()
        ),
    )]
    pub(crate) to: Option<TemplateFormat>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

/// Convert to CSV, XLSX or JSON and fix unambiguous errors
///
/// Errors that can't be fixed are shown, and no list is written, because an incomplete list would delete the missing
/// contacts in Partner Center. With --rejects, valid rows are written anyway, and rejected rows go to a separate file.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # a workbook, for Partner Center\n  \
    cosell convert sales-ops.xlsx -o contacts.csv\n  \
    # a list with another label, and without a column for the role\n  \
    cosell convert regional.csv -o contacts.csv --map \"Full name=Name\" --set \"Role=Partner sales\"\n  \
    # valid rows in one file, and rejected rows with the reasons in another\n  \
    cosell convert contacts.csv -o contacts.xlsx --rejects rejects.xlsx\n  \
    # the list itself; the original becomes contacts.csv.bak\n  \
    cosell convert contacts.csv --in-place\n  \
    # each list of a folder, for Partner Center\n  \
    cosell convert received/ -o converted/")]
pub(crate) struct Convert {
    /// List to read; - is standard input, as is a pipe
    ///
    /// With --in-place, --check, and a folder as output, several lists or folders.
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
    /// Replace the list itself, and keep it as FILE.bak
    ///
    /// For CSV and JSON. Labels, byte order mark and line ends stay as they are, unless options ask for others. A list
    /// that is already as `convert` writes it isn't touched.
    #[arg(long, conflicts_with_all = ["output", "rejects", "to", "check"])]
    pub(crate) in_place: bool,
    /// Keep no copy with --in-place
    #[arg(long, requires = "in_place", hide_short_help = true)]
    pub(crate) no_backup: bool,
    /// Report whether --in-place would change the list
    ///
    /// Nothing is written. The exit status is 1 if the list would change, or has errors.
    #[arg(long, conflicts_with_all = ["output", "rejects", "to"])]
    pub(crate) check: bool,
    /// Write valid rows anyway, and rejected rows to this file
    ///
    /// FILE gets all cells of the rejected rows, their row numbers and the reasons, in the format of its extension
    /// (otherwise CSV); .xlsx is the easiest to correct. Once corrected, it can be converted like any list. The exit status is still 1, because the list
    /// is incomplete.
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// Write the findings to this file, too
    ///
    /// FILE ends in .html, .json, .sarif or .csv. It is written also if no list is, because the list has errors.
    #[arg(long, value_name = "FILE", hide_short_help = true, conflicts_with = "format")]
    pub(crate) report: Option<PathBuf>,
    /// Print the findings and counts as JSON, too
    ///
    /// FORMAT is text or json. The JSON that goes to standard output is that of --report.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        hide_short_help = true
    )]
    pub(crate) format: TextOrJson,
    /// Save the options as a profile for the next list
    ///
    /// The profile is written to cosell.toml: the file that --config names or that is found, otherwise a new one beside
    /// the list. It has --map, --set, --sheet, --delimiter, --encoding, --groups and --labels, and fits lists with these
    /// labels in the header and this file name, in which numbers may differ. --force replaces a profile of this name.
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with_all = ["in_place", "check", "no_config"],
        hide_short_help = true,
        value_hint = ValueHint::Other
    )]
    pub(crate) save_profile: Option<String>,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) validation: ValidationArgs,
    #[command(flatten)]
    pub(crate) empty: EmptyListArgs,
}

impl Convert {
    /// Returns the folder that lists are written to, if the output is one: it exists, or its name ends like one.
    pub(crate) fn output_folder(&self) -> Option<&Path> {
        let output = self.writing.output.output.as_deref()?;
        let ends_like_folder =
            output.as_os_str().as_encoded_bytes().last().is_some_and(|last| is_separator(char::from(*last)));
        (ends_like_folder || output.is_dir()).then_some(output)
    }

    /// Returns whether the command reads several lists.
    pub(crate) fn takes_several(&self) -> bool {
        self.in_place || self.check || self.output_folder().is_some()
    }
}

/// Report what Partner Center would refuse, and why
///
/// The lists are only read. Errors that `convert` would fix are reported too, and countries without a Partner sales
/// contact. The exit status is 1 if there are errors.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # check also that three countries have contacts\n  \
    cosell validate contacts.csv --markets US,CA,FR\n  \
    # several lists, for another program\n  \
    cosell validate *.xlsx -o findings.sarif\n  \
    # a workbook with the errors marked, to be corrected\n  \
    cosell validate sales-ops.xlsx --annotate to-correct.xlsx\n  \
    # warnings as errors, but without two of the rules\n  \
    cosell validate contacts.csv --strict --ignore name-special,job-title-special")]
pub(crate) struct Validate {
    /// Lists to read, or folders; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Write the list to a new workbook, with errors marked
    ///
    /// FILE ends in .xlsx. Once it is corrected, `convert` reads it like any list.
    #[arg(long, value_name = "FILE")]
    pub(crate) annotate: Option<PathBuf>,
    /// Write the findings to this file, too
    ///
    /// FILE ends in .html, .json, .sarif or .csv. So one run writes, for example, text or the annotations of a workflow,
    /// and SARIF.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) markets: MarketsArgs,
    /// Write text, html, concise, json, sarif, github, csv
    ///
    /// Unless it is given, the extension of the output file decides; standard output gets text. html is a web page with
    /// the rows to correct; concise is one line for each finding (file:line:column: rule: message), for editors and grep;
    /// github is annotations of a GitHub workflow.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<ValidateFormat>,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) validation: ValidationArgs,
    #[command(flatten)]
    pub(crate) selecting: RuleFilterArgs,
    #[command(flatten)]
    pub(crate) empty: EmptyListArgs,
}

/// Merge several lists into one without losing edits
///
/// Rows with the same e-mail address and role become one contact, with the countries and states of all. With --base,
/// each list is an edited copy of that list: additions, changes and deletions of one list are kept, unless another list
/// disagrees.
#[derive(Debug, Group)]
#[command(mut_arg("to", |to| to.hide_short_help(true)))]
#[command(after_long_help = "Examples:\n  \
    # the lists of three regions\n  \
    cosell merge emea.csv americas.xlsx apac.csv -o contacts.csv\n  \
    # one list is right if they disagree\n  \
    cosell merge emea.csv apac.csv -o contacts.csv --prefer emea.csv --provenance where.csv\n  \
    # two edited copies of one list\n  \
    cosell merge ann.csv bob.csv --base last.csv -o contacts.csv\n  \
    # conflicts that colleagues decide in a workbook, and the same lists with their answers\n  \
    cosell merge emea.csv apac.csv -o contacts.csv --conflicts ask.xlsx\n  \
    cosell merge emea.csv apac.csv -o contacts.csv --answers ask.xlsx\n  \
    # a workbook to correct for the sender of each list with errors\n  \
    cosell merge emea.csv americas.xlsx -o contacts.csv --annotate to-correct/")]
pub(crate) struct Merge {
    /// Lists to read, or folders; - is standard input
    #[arg(required = true)]
    pub(crate) input: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) writing: WriteArgs,
    /// Merge edited copies of this list
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// Prefer this input if lists disagree
    #[arg(long, value_name = "FILE")]
    pub(crate) prefer: Option<PathBuf>,
    /// Prefer the first or last input if lists disagree
    ///
    /// WHICH is first or last. With --prefer, it applies to contacts that the preferred list doesn't have.
    #[arg(long, value_name = "WHICH", hide_possible_values = true)]
    pub(crate) on_conflict: Option<PrecedenceArg>,
    /// Write conflicts to a workbook, to be decided there
    ///
    /// FILE ends in .xlsx. It has a row for each conflict, with the values of all lists and a drop-down, and one for people
    /// who may be the same. With --answers, it has the answers that were given, too. The exit status is 1 if a conflict
    /// is open.
    #[arg(long, value_name = "FILE")]
    pub(crate) conflicts: Option<PathBuf>,
    /// Take the decisions from this workbook
    ///
    /// It is the workbook of --conflicts, filled in, with the same lists. An answer to a question that the lists don't
    /// ask any more, or ask with other values, is an error. A value that was written is checked like one in a list.
    /// Answers go before --prefer and --on-conflict.
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Write valid rows anyway, and rejected rows to this file
    ///
    /// FILE gets the rejected rows of all lists, with their lists and row numbers and the reasons, in the format of its
    /// extension; .xlsx is the easiest to correct. Once corrected, merge it with the output. The exit status is still 1,
    /// because the list is incomplete. With --base, a rejected row would count as a deleted contact, so both can't be
    /// given.
    #[arg(long, value_name = "FILE", conflicts_with = "base")]
    pub(crate) rejects: Option<PathBuf>,
    /// Write a workbook to correct for each list with errors
    ///
    /// FOLDER gets NAME.to-correct.xlsx for each such list, for its sender: the list with the errors marked, as
    /// `validate --annotate` writes it. It is written also if the merged list isn't. With --force, the workbook of an
    /// earlier merge is removed if its list has nothing to correct any more.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) annotate: Option<PathBuf>,
    /// Write the source of each cell to this CSV file
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) provenance: Option<PathBuf>,
    /// Write the conflicts and counts to this JSON file
    ///
    /// FILE ends in .json. It is written also if nothing else is, because the lists disagree or have errors.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) report: Option<PathBuf>,
    /// Print the report as json, if -o names the list
    ///
    /// FORMAT is text or json. The JSON that goes to standard output is that of --report.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        hide_short_help = true
    )]
    pub(crate) format: TextOrJson,
    /// Accept inputs that lack more than half of --base
    ///
    /// Contacts that an input lacks count as deleted. An input that lacks more than half is refused unless this is
    /// given, because it may be only a part of the list.
    #[arg(long, requires = "base", hide_short_help = true)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) validation: ValidationArgs,
    #[command(flatten)]
    pub(crate) empty: EmptyListArgs,
}

/// Show which contacts were added, removed and changed
///
/// Removals come first, because an upload of the new list would delete these contacts. The lists may be in different
/// formats; the order of rows and codes is ignored. A person with a new address or role is one change. The exit status
/// is 0 if the lists are equal, 1 if they differ, and 2 if one of them has errors.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # on the screen\n  \
    cosell diff last.csv next.xlsx\n  \
    # a workbook with both lists side by side and the changes in color\n  \
    cosell diff last.csv next.csv -o changes.xlsx\n  \
    # for another program\n  \
    cosell diff last.csv next.csv --format json\n  \
    # two revisions of the book\n  \
    cosell diff book:contoso-crm@2 book:contoso-crm")]
pub(crate) struct Diff {
    /// Old list; book:ID is an offer's list, - standard input
    ///
    /// book:contoso-crm is the offer's latest revision in the book, and book:contoso-crm@3 its revision 3.
    pub(crate) old: PathBuf,
    /// New list, in the same forms
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Write text, json, csv or xlsx [default: by name]
    ///
    /// Unless it is given, the extension of the output file decides; standard output gets text.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<DiffFormat>,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) fixes: FixArgs,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

/// Show who covers which market, and the gaps
///
/// A gap is a market without any contact, or without a Partner sales contact. Several lists count as one, and a contact
/// in several rows counts once. Unless --markets is given, the markets are the countries in the lists and, if a contact
/// covers all countries (OOO), all other countries as one. The exit status is 1 if a market given with --markets has a
/// gap; with --strict, if any market has one.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # two lists together\n  \
    cosell coverage emea.csv americas.xlsx\n  \
    # markets that must be covered\n  \
    cosell coverage contacts.csv --markets US,CA,DACH --markets @markets.csv\n  \
    # a web page with a map of the world\n  \
    cosell coverage contacts.csv --markets EMEA --groups groups.csv -o coverage.html\n  \
    # the same for the contacts that an offer has in the book\n  \
    cosell coverage --offer contoso-crm -o coverage.html")]
pub(crate) struct Coverage {
    /// Lists to read, or folders; - is standard input
    #[arg(required_unless_present = "offer")]
    pub(crate) input: Vec<PathBuf>,
    /// Use the latest contacts of this offer in the book
    #[arg(long, value_name = "ID", conflicts_with = "input", value_hint = ValueHint::Other)]
    pub(crate) offer: Option<OfferId>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) markets: MarketsArgs,
    /// Write text, json, csv, xlsx or html [default: by name]
    ///
    /// Unless it is given, the extension of the output file decides; standard output gets text. html is a web page with
    /// a map.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<CoverageFormat>,
    #[command(flatten)]
    pub(crate) book: BookFile,
    #[command(flatten)]
    pub(crate) reading: ReadArgs,
    #[command(flatten)]
    pub(crate) validation: ValidationArgs,
}

/// Show how a text is read as a list of countries
///
/// The first line has the codes, or "not understood" if the text is unknown or ambiguous. The lines below show how each piece is read.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # two countries\n  \
    cosell countries \"Germany / UK\"\n  \
    # a group is a suggestion\n  \
    cosell countries \"Nordics except Iceland\" --accept-suggestions\n  \
    # for another program\n  \
    cosell countries EMEA --groups groups.csv --format json")]
pub(crate) struct Countries {
    /// Lists of countries; none or - reads lines of standard input
    #[arg(value_hint = ValueHint::Other)]
    pub(crate) text: Vec<String>,
    /// Write text or json [default: text]
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: TextOrJson,
    #[command(flatten)]
    pub(crate) fixes: FixArgs,
}

/// Explain a rule, or list all rules
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # all rules\n  \
    cosell explain\n  \
    # one rule\n  \
    cosell explain country-unknown")]
pub(crate) struct Explain {
    /// Rule, such as country-unknown
    #[arg(value_parser = rule_parser(), hide_possible_values = true)]
    pub(crate) rule: Option<Rule>,
    /// Write text or markdown [default: text]
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(crate) format: ExplainFormat,
}

/// Write a shell's completions to standard output
///
/// They complete commands, options, and known values: rules, formats, locales, encodings. Save them here:
///
///   bash        ~/.local/share/bash-completion/completions/cosell
///   zsh         _cosell in a folder of $fpath, such as ~/.zfunc
///   fish        ~/.config/fish/completions/cosell.fish
///   PowerShell  this line in $PROFILE: cosell completions powershell | Out-String | Invoke-Expression
#[derive(Debug, Group)]
#[command(
    verbatim_doc_comment,
    after_long_help = "Examples:\n  \
    # in this session of bash\n  \
    source <(cosell completions bash)\n  \
    # in all sessions of fish\n  \
    cosell completions fish > ~/.config/fish/completions/cosell.fish"
)]
pub(crate) struct Completions {
    /// Shell: bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    pub(crate) shell: clap_complete::Shell,
}

/// Write pages of the manual
///
/// A page has the text of --help, in the format of `man`.
#[derive(Debug, Group)]
#[command(after_long_help = "Examples:\n  \
    # read a page\n  \
    cosell man convert | man -l -\n  \
    # save all pages in the folder of `man`\n  \
    cosell man -o ~/.local/share/man/man1 --force")]
pub(crate) struct Man {
    /// Command [default: the program itself]
    #[arg(value_parser = command_parser(), hide_possible_values = true)]
    pub(crate) command: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}
