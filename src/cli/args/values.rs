//! The values of options: their types, parsers, and the known values for completions.

use std::ffi::OsStr;
use std::num::NonZeroUsize;

use crate::book::plan::RemovalLimit;
use crate::contact::{Column, Format};
use crate::diagnostics::{Rule, RuleSet};
use crate::i18n::Language;
use crate::report::{FindingsFormat, quoted};
use crate::tables::{column_of_label, locales, nearest_column};
use crate::{merge, read, write};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use super::help::GROUPS;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PrecedenceArg {
    First,
    Last,
}

impl PrecedenceArg {
    pub(crate) fn precedence(self) -> merge::Precedence {
        match self {
            PrecedenceArg::First => merge::Precedence::First,
            PrecedenceArg::Last => merge::Precedence::Last,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

impl ColorArg {
    pub(crate) fn choice(self) -> anstream::ColorChoice {
        match self {
            ColorArg::Auto => anstream::ColorChoice::Auto,
            ColorArg::Always => anstream::ColorChoice::Always,
            ColorArg::Never => anstream::ColorChoice::Never,
        }
    }
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
pub(crate) enum TextOrJson {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Text,
    #[value(alias = "md")]
    Markdown,
}

/// Parses a number of threads. The maximum is far above common numbers of cores; more threads than cores don't
/// help.
pub(crate) fn parse_threads(text: &str) -> Result<NonZeroUsize, String> {
    const MAX_THREADS: usize = 256;
    let number = text.parse().ok().filter(|number| (1..=MAX_THREADS).contains(number));
    number.and_then(NonZeroUsize::new).ok_or_else(|| format!("write a number from 1 to {MAX_THREADS}"))
}

/// The format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValidateFormat {
    Text,
    Concise,
    Json,
    Sarif,
    Github,
    Csv,
    #[value(alias = "htm")]
    Html,
}

/// The form of a report other than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportForm {
    Findings(FindingsFormat),
    Page,
}

impl ValidateFormat {
    /// Returns the form of the report, or `None` for text.
    pub(crate) fn report_form(self) -> Option<ReportForm> {
        Some(ReportForm::Findings(match self {
            ValidateFormat::Text => return None,
            ValidateFormat::Html => return Some(ReportForm::Page),
            ValidateFormat::Concise => FindingsFormat::Concise,
            ValidateFormat::Json => FindingsFormat::Json,
            ValidateFormat::Sarif => FindingsFormat::Sarif,
            ValidateFormat::Github => FindingsFormat::Github,
            ValidateFormat::Csv => FindingsFormat::Csv,
        }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Text,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageFormat {
    Text,
    Json,
    Csv,
    Xlsx,
    #[value(alias = "htm")]
    Html,
}

/// The formats of `template`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TemplateFormat {
    List(Format),
    Schema,
}

/// Parses the name of a list's format.
pub(super) fn list_format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .map(|name| Format::from_name(&name).expect("possible values are names of formats"))
}

/// Parses the name of a list's format, or `schema`.
pub(super) fn template_format_parser() -> impl TypedValueParser<Value = TemplateFormat> {
    PossibleValuesParser::new(Format::ALL.map(Format::name).into_iter().chain(["schema"]))
        .map(|name| Format::from_name(&name).map_or(TemplateFormat::Schema, TemplateFormat::List))
}

/// Returns the names of all formats and further words, as in "csv, xlsx or json".
pub(super) fn format_names(more: &[&str]) -> String {
    either(Format::ALL.map(Format::name).into_iter().chain(more.iter().copied()))
}

fn either(words: impl IntoIterator<Item: Into<String>>) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

fn parse_column(label: &str) -> Result<Column, String> {
    column_of_label(label).ok_or_else(|| {
        let named = quoted(label, Language::En);
        match nearest_column(label) {
            Some(near) => format!("{named} is not a column; did you mean \"{}\"?", near.label()),
            None => format!("{named} is not a column; use {}", Column::ALL.map(Column::label).join(", ")),
        }
    })
}

pub(crate) fn parse_mapping(text: &str) -> Result<(String, Column), String> {
    let (label, target) = text.rsplit_once('=').ok_or("write LABEL=COLUMN, such as \"Organization name=Name\"")?;
    Ok((label.trim().to_owned(), parse_column(target.trim())?))
}

pub(crate) fn parse_setting(text: &str) -> Result<(Column, String), String> {
    let (target, value) = text.split_once('=').ok_or("write COLUMN=VALUE, such as \"Role=Partner sales\"")?;
    Ok((parse_column(target.trim())?, value.to_owned()))
}

/// A parser with a list of known values for completions. The list doesn't need to be complete.
#[derive(Clone)]
struct KnownValues<P> {
    parse: P,
    values: fn() -> Vec<PossibleValue>,
}

impl<P, T> TypedValueParser for KnownValues<P>
where
    P: Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        self.parse.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.values)().into_iter()))
    }
}

pub(crate) fn parse_encoding(name: &str) -> Result<read::Encoding, String> {
    read::Encoding::from_name(name).ok_or_else(|| {
        "unknown encoding; write utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030, big5, euc-kr, \
         \"mac roman\", another name of the WHATWG Encoding Standard, or a DOS code page: cp437, cp737, cp850, cp852, \
         cp855, cp857, cp860, cp861, cp863, cp865, cp866, cp869"
            .to_owned()
    })
}

pub(crate) fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if ["tab", "\\t"].iter().any(|name| text.eq_ignore_ascii_case(name)) => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("quotes and line ends can't be delimiters".to_owned()),
        [delimiter @ 1..=0x7f] => Ok(*delimiter),
        _ => Err("write one ASCII character, such as \";\", or \"tab\"".to_owned()),
    }
}

pub(super) fn parse_removal_limit(text: &str) -> Result<RemovalLimit, String> {
    let wrong = || "write a number of contacts such as 5, or a percentage such as 10%".to_owned();
    let Some(percent) = text.trim().strip_suffix('%') else {
        return text.trim().parse().map(RemovalLimit::Contacts).map_err(|_| wrong());
    };
    let percent: f64 = percent.trim().parse().map_err(|_| wrong())?;
    if (0.0..=100.0).contains(&percent) { Ok(RemovalLimit::Percent(percent)) } else { Err(wrong()) }
}

/// Parses an encoding. Completions offer common ones, but every name of the WHATWG Encoding Standard is accepted,
/// and every DOS code page.
pub(super) fn encoding_parser() -> impl TypedValueParser<Value = read::Encoding> {
    let values = || {
        let names = [
            "utf-8",
            "utf-16le",
            "windows-1252",
            "windows-1251",
            "shift_jis",
            "gb18030",
            "big5",
            "euc-kr",
            "macintosh",
            "cp437",
            "cp850",
            "cp852",
            "cp866",
        ];
        names.map(PossibleValue::new).to_vec()
    };
    KnownValues { parse: parse_encoding, values }
}

/// Parses a locale of labels. Any text is accepted here; looking up its labels reports an unknown locale.
pub(super) fn label_locale_parser() -> impl TypedValueParser<Value = String> {
    let parse = |locale: &str| Ok::<_, String>(locale.to_owned());
    KnownValues { parse, values: || locales().map(PossibleValue::new).collect() }
}

/// Parses the name of a rule.
pub(super) fn rule_parser() -> impl TypedValueParser<Value = Rule> {
    KnownValues { parse: parse_rule, values: all_rules }
}

/// Parses the name of a rule, or a prefix followed by `*`.
pub(super) fn rule_set_parser() -> impl TypedValueParser<Value = RuleSet> {
    KnownValues { parse: parse_rule_set, values: all_rules }
}

fn all_rules() -> Vec<PossibleValue> {
    let value = |rule: &Rule| PossibleValue::new(rule.name()).help(rule.explanation(Language::En).checks);
    Rule::ALL.iter().map(value).collect()
}

/// Parses the name of a command that has a manual page.
pub(super) fn command_parser() -> impl TypedValueParser<Value = String> {
    let parse = |name: &str| {
        let is_known = GROUPS.iter().any(|(_, commands)| commands.contains(&name));
        if is_known { Ok(name.to_owned()) } else { Err("unknown command; `cosell -h` lists all".to_owned()) }
    };
    KnownValues {
        parse,
        values: || GROUPS.iter().flat_map(|(_, commands)| *commands).map(PossibleValue::new).collect(),
    }
}

/// Parses the language of messages, as a code or a locale.
pub(super) fn language_parser() -> impl TypedValueParser<Value = Language> {
    let parse = |code: &str| {
        Language::from_locale(code)
            .ok_or_else(|| format!("unknown language; use {}", either(Language::ALL.map(Language::code))))
    };
    KnownValues { parse, values: || Language::ALL.map(Language::code).map(PossibleValue::new).to_vec() }
}

fn parse_rule(name: &str) -> Result<Rule, String> {
    Rule::from_name(&name.to_ascii_lowercase()).ok_or_else(|| match Rule::nearest(&name.to_ascii_lowercase()) {
        Some(near) => format!("unknown rule; did you mean {}? `cosell explain` lists all rules", near.name()),
        None => "unknown rule; `cosell explain` lists all rules".to_owned(),
    })
}

/// Returns the rule with a name, or the rules whose names start with the prefix before `*`.
pub(super) fn parse_rule_set(pattern: &str) -> Result<RuleSet, String> {
    let pattern = pattern.trim().to_ascii_lowercase();
    let Some(start) = pattern.strip_suffix('*') else {
        return parse_rule(&pattern).map(|rule| RuleSet::from_rules(&[rule]));
    };
    let alike: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| rule.name().starts_with(start)).collect();
    if alike.is_empty() {
        return Err(format!("no rule's name starts with {}; `cosell explain` lists all", quoted(start, Language::En)));
    }
    Ok(RuleSet::from_rules(&alike))
}

/// Returns the locales of labels, separated by commas.
pub(crate) fn known_locales() -> String {
    locales().collect::<Vec<_>>().join(", ")
}
