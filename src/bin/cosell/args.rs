use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use cosell_contacts::finding::Rule;
use cosell_contacts::model::{Column, Country};
use cosell_contacts::vocabulary::{
    Meaning, column_of_label, country_meaning, locales, nearest_column, nearest_country,
};
use cosell_contacts::{merge, normalize, read, write};

use crate::exit::Failure;

/// Converts, checks and mends the contacts lists that go into Partner Center.
///
/// An import there replaces all contacts of the offer, so a list is written whole or not at all.
#[derive(Debug, Parser)]
#[command(name = "cosell", version, max_term_width = 100, after_help = EXITS)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXITS: &str = "Exit status: 0 done, 1 the data has errors, 2 wrong usage or a file that can't be read or written, \
                     3 refused for safety.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Template(Template),
    Convert(Convert),
    Validate(Validate),
    Merge(Merge),
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
    /// Format to write: csv, xlsx, json or ndjson; else the one that the output's name says
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) to: Option<Format>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Writes good rows, and the others with their row numbers and reasons to this CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) layout: Layout,
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
    /// Countries that must have contacts, by code or name
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = market)]
    pub(crate) markets: Vec<Country>,
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
    /// Format to write: csv, xlsx, json or ndjson; else the one that the output's name says
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) to: Option<Format>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) layout: Layout,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Turn {
    First,
    Last,
}

impl Turn {
    pub(crate) fn turn(self) -> merge::Turn {
        match self {
            Turn::First => merge::Turn::First,
            Turn::Last => merge::Turn::Last,
        }
    }
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

/// Where results go.
#[derive(Debug, Group)]
pub(crate) struct Output {
    /// The file to write; - is standard output, and so is none
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replaces files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

/// How lists are read.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Format of the input: csv, xlsx, json or ndjson; else the one that its content and name say
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    from: Option<Format>,
    /// Takes a column of the list for one of the template's, as in "Organization name=Name" (repeatable; several for a name
    /// or a list are joined)
    #[arg(long, value_name = "LABEL=COLUMN", value_parser = mapping)]
    map: Vec<(String, Column)>,
    /// Gives a column that the list lacks one value for all rows, as in "Role=Partner sales" (repeatable)
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = setting)]
    set: Vec<(Column, String)>,
    /// Encoding of a text, such as windows-1252, shift_jis or "mac roman"; else the one that its bytes show
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    encoding: Option<read::Encoding>,
    /// Character that parts the cells of a text, or "tab"; else the one that makes the labels of the header appear
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// The sheet to read, where not the one with the contacts (repeatable); hidden rows are read like the others
    #[arg(long, value_name = "NAME")]
    sheet: Vec<String>,
    /// Reads every visible sheet that has contacts, one after another
    #[arg(long, conflicts_with = "sheet")]
    all_sheets: bool,
}

impl Reading {
    /// The settings, where no column is both taken and given, or given twice.
    pub(crate) fn settings(&self) -> Result<read::Settings, Failure> {
        let mut named: Vec<Column> = self.map.iter().map(|(_, column)| *column).collect();
        for (column, _) in &self.set {
            if named.contains(column) {
                let sentence = format!("--map and --set name {} more than once", column.label());
                return Err(Failure::trouble(sentence, "Give each column of the template once."));
            }
            named.push(*column);
        }
        Ok(read::Settings {
            format: self.from.map(Format::format),
            map: self.map.clone(),
            set: self.set.clone(),
            encoding: self.encoding,
            delimiter: self.delimiter,
            sheets: match self.sheet.as_slice() {
                _ if self.all_sheets => read::Sheets::All,
                [] => read::Sheets::One,
                named => read::Sheets::Named(named.to_vec()),
            },
        })
    }
}

/// What counts as wrong, and how much of it is shown.
#[derive(Debug, Group)]
#[command(next_help_heading = "Judging")]
pub(crate) struct Judging {
    #[command(flatten)]
    pub(crate) guessing: Guessing,
    /// Takes warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Shows every finding, and not only the first of each rule
    #[arg(long)]
    all: bool,
}

impl Judging {
    /// How many findings of a rule are shown as text.
    pub(crate) fn shown(&self) -> usize {
        if self.all { usize::MAX } else { 5 }
    }
}

/// What is made of text that has no one reading.
#[derive(Debug, Group)]
pub(crate) struct Guessing {
    /// Applies suggestions too, such as the nearest spelling or the members of a group
    #[arg(long)]
    accept_suggestions: bool,
    /// Groups of countries, such as your EMEA: a CSV file with the columns group and codes
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
}

impl Guessing {
    /// The settings, with the groups read.
    pub(crate) fn settings(&self) -> Result<normalize::Settings, Failure> {
        let groups = match &self.groups {
            None => normalize::Groups::default(),
            Some(file) => {
                let shown = file.display().to_string();
                let unread = |error| Failure::trouble(format!("{shown}: {error}"), "Name a CSV file that is there.");
                normalize::Groups::from_csv(&*shown, &std::fs::read(file).map_err(unread)?)?
            }
        };
        Ok(normalize::Settings { accept_suggestions: self.accept_suggestions, groups: groups.into() })
    }
}

/// How lists are written.
#[derive(Debug, Group)]
#[command(next_help_heading = "Writing")]
pub(crate) struct Layout {
    /// Language of the header, such as fr-FR; else English
    #[arg(long, value_name = "LOCALE")]
    pub(crate) labels: Option<String>,
    /// Writes CSV without a byte order mark
    #[arg(long)]
    pub(crate) no_bom: bool,
    /// Line ends of CSV: crlf (as Excel) or lf
    #[arg(long, value_name = "EOL", hide_possible_values = true)]
    pub(crate) eol: Option<Eol>,
    /// Takes byte order mark, line ends and header of CSV from this file, as the portal exported it
    #[arg(long, value_name = "EXPORT", conflicts_with_all = ["labels", "no_bom", "eol"])]
    pub(crate) like: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Eol {
    Crlf,
    Lf,
}

impl Eol {
    pub(crate) fn line_end(self) -> write::LineEnd {
        match self {
            Eol::Crlf => write::LineEnd::CrLf,
            Eol::Lf => write::LineEnd::Lf,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Csv,
    Xlsx,
    Json,
    Ndjson,
}

impl Format {
    pub(crate) fn format(self) -> read::Format {
        match self {
            Format::Csv => read::Format::Csv,
            Format::Xlsx => read::Format::Xlsx,
            Format::Json => read::Format::Json,
            Format::Ndjson => read::Format::Ndjson,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TemplateFormat {
    Csv,
    Xlsx,
    Json,
    Ndjson,
    Schema,
}

fn column(label: &str) -> Result<Column, String> {
    column_of_label(label).ok_or_else(|| match nearest_column(label) {
        Some(near) => format!("\"{label}\" is no column; is it \"{}\"?", near.label()),
        None => format!("\"{label}\" is no column; they are {}", Column::ALL.map(Column::label).join(", ")),
    })
}

fn mapping(text: &str) -> Result<(String, Column), String> {
    let (label, target) = text.rsplit_once('=').ok_or("write LABEL=COLUMN, such as \"Organization name=Name\"")?;
    Ok((label.trim().to_owned(), column(target.trim())?))
}

fn setting(text: &str) -> Result<(Column, String), String> {
    let (target, value) = text.split_once('=').ok_or("write COLUMN=VALUE, such as \"Role=Partner sales\"")?;
    Ok((column(target.trim())?, value.to_owned()))
}

fn encoding(name: &str) -> Result<read::Encoding, String> {
    read::Encoding::from_name(name).ok_or_else(|| {
        "it is not known here; write utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030, big5, euc-kr, \
         \"mac roman\", or another name of the WHATWG Encoding Standard"
            .to_owned()
    })
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if ["tab", "\\t"].iter().any(|name| text.eq_ignore_ascii_case(name)) => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("quotation marks and line ends can't part cells".to_owned()),
        [delimiter @ 1..=0x7f] => Ok(*delimiter),
        _ => Err("write one character of ASCII, such as \";\", or \"tab\"".to_owned()),
    }
}

fn rule(name: &str) -> Result<Rule, String> {
    Rule::from_name(name).ok_or_else(|| match Rule::nearest(name) {
        Some(near) => format!("there is no such rule; is it {}? `cosell explain` lists all", near.name()),
        None => "there is no such rule; `cosell explain` lists all".to_owned(),
    })
}

fn market(text: &str) -> Result<Country, String> {
    let text = text.trim();
    if let Some(country) = Country::from_code(&text.to_uppercase()) {
        return Ok(country);
    }
    match country_meaning(text) {
        Some(Meaning::Country(country)) => Ok(country),
        _ => Err(match nearest_country(text) {
            Some(near) => format!("\"{text}\" is no country; is it {} ({})?", near.name(), near.code()),
            None => format!("\"{text}\" is no country of the portal's table; write codes such as US,CA,FR"),
        }),
    }
}

/// The locales of labels, for messages.
pub(crate) fn known_locales() -> String {
    locales().collect::<Vec<_>>().join(", ")
}
