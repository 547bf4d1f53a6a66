//! `cosell countries`: shows how texts are read as lists of countries.

use std::io::{self, IsTerminal, Read};

use crate::countries::{InterpretedList, interpret};
use crate::i18n::{Language, messages};
use crate::report::{readings_as_json, readings_as_text};

use crate::cli::args::{self, TextOrJson};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{show, show_for_programs, width};

pub(crate) fn run(args: &args::Countries, language: Language) -> Result<ExitStatus, CliError> {
    let settings = args.fixes.settings(None)?;
    let texts = texts(&args.text)?;
    let readings: Vec<InterpretedList<'_>> = texts.iter().map(|text| interpret(text, &settings)).collect();
    match args.format {
        TextOrJson::Text => show(|out| readings_as_text(&readings, width(), language, out))?,
        TextOrJson::Json => show_for_programs(|out| readings_as_json(&readings, language, out))?,
    }
    let is_read = readings.iter().all(|reading| reading.countries.is_some());
    Ok(if is_read { ExitStatus::Done } else { ExitStatus::Data })
}

/// Returns the given texts, or the lines of standard input if none or only `-` is given.
fn texts(given: &[String]) -> Result<Vec<String>, CliError> {
    if !matches!(given, [] | [_]) || given.first().is_some_and(|text| text != "-") {
        return Ok(given.to_vec());
    }
    if given.is_empty() && io::stdin().is_terminal() {
        return Err(CliError::trouble(messages::NoTextToRead, messages::RemedyGiveText));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let Ok(piped) = String::from_utf8(bytes) else {
        return Err(CliError::trouble(messages::StdinNotUtf8, messages::RemedyUtf8));
    };
    let lines = piped.trim_start_matches('\u{feff}').lines();
    Ok(lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}
