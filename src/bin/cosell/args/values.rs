//! The values of options, as they are typed.

use clap::ValueEnum;
use cosell_contacts::finding::Rule;
use cosell_contacts::model::Column;
use cosell_contacts::plan::Limit;
use cosell_contacts::vocabulary::{column_of_label, locales, nearest_column};
use cosell_contacts::words::Language;
use cosell_contacts::{merge, read, write};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffForm {
    Text,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageForm {
    Text,
    Json,
    Csv,
    Xlsx,
    #[value(alias = "htm")]
    Html,
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

pub(super) fn mapping(text: &str) -> Result<(String, Column), String> {
    let (label, target) = text.rsplit_once('=').ok_or("write LABEL=COLUMN, such as \"Organization name=Name\"")?;
    Ok((label.trim().to_owned(), column(target.trim())?))
}

pub(super) fn setting(text: &str) -> Result<(Column, String), String> {
    let (target, value) = text.split_once('=').ok_or("write COLUMN=VALUE, such as \"Role=Partner sales\"")?;
    Ok((column(target.trim())?, value.to_owned()))
}

pub(super) fn encoding(name: &str) -> Result<read::Encoding, String> {
    read::Encoding::from_name(name).ok_or_else(|| {
        "it is not known here; write utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030, big5, euc-kr, \
         \"mac roman\", or another name of the WHATWG Encoding Standard"
            .to_owned()
    })
}

pub(super) fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if ["tab", "\\t"].iter().any(|name| text.eq_ignore_ascii_case(name)) => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("quotation marks and line ends can't part cells".to_owned()),
        [delimiter @ 1..=0x7f] => Ok(*delimiter),
        _ => Err("write one character of ASCII, such as \";\", or \"tab\"".to_owned()),
    }
}

pub(super) fn limit(text: &str) -> Result<Limit, String> {
    let wrong = || "write a number of contacts such as 5, or a share such as 10%".to_owned();
    let Some(percent) = text.trim().strip_suffix('%') else {
        return text.trim().parse().map(Limit::Contacts).map_err(|_| wrong());
    };
    let percent: f64 = percent.trim().parse().map_err(|_| wrong())?;
    if (0.0..=100.0).contains(&percent) { Ok(Limit::Percent(percent)) } else { Err(wrong()) }
}

pub(super) fn language(code: &str) -> Result<Language, String> {
    Language::of_locale(code).ok_or_else(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        format!("messages are known in {}", known.join(", "))
    })
}

pub(super) fn rule(name: &str) -> Result<Rule, String> {
    Rule::from_name(name).ok_or_else(|| match Rule::nearest(name) {
        Some(near) => format!("there is no such rule; is it {}? `cosell explain` lists all", near.name()),
        None => "there is no such rule; `cosell explain` lists all".to_owned(),
    })
}

/// The locales of labels, for messages.
pub(crate) fn known_locales() -> String {
    locales().collect::<Vec<_>>().join(", ")
}
