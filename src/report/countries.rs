//! Explanations of texts with countries (`cosell countries`), as text and as JSON: the codes of each text, and for
//! each segment the countries or the finding. The interpretation itself is in `crate::countries`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::explain::style_of;
use super::table::{Cell, Column, Table};
use super::{quoted, sanitized};
use crate::contact::Country;
use crate::countries::{InterpretedList, InterpretedSegment};
use crate::diagnostics::{Finding, Safety, Severity};
use crate::i18n::{Language, messages};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const FIXED: Style = AnsiColor::Green.on_default().bold();

/// Writes a block for each text, in lines of `width` columns: its codes first, unless it isn't understood, and the meaning
/// of each piece below.
pub(crate) fn readings_as_text(
    readings: &[InterpretedList<'_>],
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (index, reading) in readings.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_reading(reading, width, language, out)?;
    }
    out.flush()
}

fn write_reading(
    reading: &InterpretedList<'_>,
    width: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    match &reading.countries {
        Some(countries) => writeln!(out, "{STRONG}{countries}{STRONG:#}")?,
        None => writeln!(out, "{0}{1}{0:#}", style_of(Severity::Error), messages::NotUnderstood.text(language))?,
    }
    let rows: Vec<[Cell; 4]> = reading.segments.iter().map(|piece| row(reading.text, piece, language)).collect();
    let columns = [Column::text(""), Column::text(""), Column::text(""), Column::word("")];
    let table = Table::new(columns, &rows, (2, width), language);
    // Messages are below the codes, unless the text is long.
    let indent = (4 + table.width_of(0)).min(width / 4);
    for (piece, row) in reading.segments.iter().zip(&rows) {
        table.write_row(row, out)?;
        if let Some(finding) = piece.finding.as_ref().filter(|finding| !finding.applied) {
            write_open(finding, indent, language, out)?;
        }
        if let Some(group) = &piece.group {
            let origin = language.localize(group).to_string();
            writeln!(out, "{:indent$}{FAINT}{}{FAINT:#}", "", sanitized(&origin))?;
        }
    }
    for finding in &reading.findings {
        writeln!(out, "  {FAINT}{}{FAINT:#}", finding.rule.name())?;
        write_open(finding, 4, language, out)?;
    }
    Ok(())
}

/// Returns the table row of a piece: its text, its codes and their names, and the rule that it breaks.
fn row(text: &str, piece: &InterpretedSegment<'_>, language: Language) -> [Cell; 4] {
    let style = match &piece.finding {
        None => Style::new(),
        Some(_) if piece.codes.is_empty() => style_of(Severity::Error),
        Some(_) => FIXED,
    };
    let [text, codes, names] = cells(text, piece, language).map(Cell::from);
    let why = piece.finding.as_ref().map_or(messages::Unchanged.text(language), |finding| finding.rule.name());
    [text, Cell { style, ..codes }, names, Cell { style: FAINT, text: why.to_owned() }]
}

/// Returns a piece, its codes and their names; words instead of the codes if it isn't understood.
fn cells(text: &str, piece: &InterpretedSegment<'_>, language: Language) -> [String; 3] {
    const NAMED: usize = 3;
    let names: Vec<&str> = piece.codes.iter().map(|code| shown_name(code, language)).collect();
    let names = language.first(&names, NAMED, ", ");
    let codes =
        if piece.codes.is_empty() { messages::NotUnderstood.text(language).to_owned() } else { piece.codes.join(", ") };
    [shorten(piece.text(text)), codes, names]
}

fn shown_name(code: &str, language: Language) -> &str {
    if code == "OOO" { messages::AllCountries.text(language) } else { language.country(code) }
}

/// Returns Partner Center's English name.
fn name_of(code: &str) -> &'static str {
    Country::from_code(code).map_or("all countries", Country::name)
}

/// Returns the text of a segment, shortened to 60 characters.
fn shorten(text: &str) -> String {
    const MAX_LENGTH: usize = 60;
    let sanitized_text = sanitized(text);
    match sanitized_text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}...", &sanitized_text[..end]),
        None => sanitized_text.into_owned(),
    }
}

/// Writes the message of a finding, its suggestion and its alternatives.
fn write_open(finding: &Finding<'_>, indent: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let indent = " ".repeat(indent);
    writeln!(out, "{indent}{}", sanitized(&finding.localize(language).to_string()))?;
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety == Safety::Suggestion) {
        let value = sanitized(&fix.value);
        let suggestion = messages::Suggestion.text(language);
        writeln!(out, "{indent}{FAINT}{suggestion}{FAINT:#} {value} {FAINT}(--accept-suggestions){FAINT:#}")?;
    }
    if !finding.alternatives.is_empty() {
        let readings: Vec<String> = finding.alternatives.iter().map(|reading| quoted(reading, language)).collect();
        writeln!(out, "{indent}{FAINT}{}{FAINT:#} {}", messages::OneOf.text(language), language.either(&readings))?;
    }
    Ok(())
}

/// The document. Only the schema in `templates/` uses this type, because texts are written one at a time.
#[cfg(test)]
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "readings", deny_unknown_fields)]
struct Object<'r> {
    /// Version of this format.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// Texts, in the given order.
    texts: Vec<TextObject<'r>>,
}

/// A text and its countries.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "text", deny_unknown_fields))]
struct TextObject<'r> {
    /// The text as given.
    text: &'r str,
    /// Two-letter codes of its countries, or only OOO for all countries; null if the text has errors.
    codes: Option<Vec<String>>,
    /// Segments of the text, in their order.
    pieces: Vec<PieceObject<'r>>,
    /// Findings about the text as a whole.
    findings: Vec<FindingObject<'r>>,
}

/// A segment of the text, usually one country.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "piece", deny_unknown_fields))]
struct PieceObject<'r> {
    /// Text of the segment.
    text: &'r str,
    /// Start and end of the segment in the text, in bytes (UTF-8).
    span: [usize; 2],
    /// Countries of the segment; empty if there is an error.
    countries: Vec<CountryObject<'r>>,
    /// Finding about the segment; null if it is correct.
    finding: Option<FindingObject<'r>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "country", deny_unknown_fields))]
struct CountryObject<'r> {
    /// Two-letter code, or OOO for all countries.
    code: &'r str,
    /// English name in Partner Center.
    name: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "finding", deny_unknown_fields))]
struct FindingObject<'r> {
    /// Name of the rule; `cosell explain RULE` explains it.
    rule: &'static str,
    /// Severity: error, warning or note.
    severity: &'static str,
    /// Message in the language of --lang.
    message: String,
    /// Fix of the whole text; null if there is none.
    fix: Option<FixObject<'r>>,
    /// Possible values of the whole text, if it is ambiguous.
    alternatives: &'r [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "fix", deny_unknown_fields))]
struct FixObject<'r> {
    /// The fixed text.
    value: &'r str,
    /// safe if there is only one possible meaning; suggestion if a person must confirm it.
    safety: &'static str,
}

impl<'r> TextObject<'r> {
    fn new(reading: &'r InterpretedList<'_>, language: Language) -> Self {
        let codes = reading.countries.as_ref().map(ToString::to_string);
        let piece = |piece: &'r InterpretedSegment<'_>| PieceObject {
            text: piece.text(reading.text),
            span: [piece.span.start, piece.span.end],
            countries: piece.codes.iter().map(|code| CountryObject { code, name: name_of(code) }).collect(),
            finding: piece.finding.as_ref().map(|finding| FindingObject::new(finding, language)),
        };
        TextObject {
            text: reading.text,
            codes: codes.map(|codes| codes.split(", ").map(str::to_owned).collect()),
            pieces: reading.segments.iter().map(piece).collect(),
            findings: reading.findings.iter().map(|finding| FindingObject::new(finding, language)).collect(),
        }
    }
}

impl<'r> FindingObject<'r> {
    fn new(finding: &'r Finding<'_>, language: Language) -> Self {
        FindingObject {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            message: finding.localize(language).to_string(),
            fix: finding.fix.as_ref().map(|fix| FixObject { value: &fix.value, safety: fix.safety.name() }),
            alternatives: &finding.alternatives,
        }
    }
}

/// Writes the texts and their countries as JSON, version 1. Its schema is `templates/countries.schema.json`. Only the
/// messages are translated.
pub(crate) fn readings_as_json(
    readings: &[InterpretedList<'_>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    // One line for each text, as in the JSON of findings.
    out.write_all(b"{\"version\":1,\"texts\":[")?;
    for (index, reading) in readings.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &TextObject::new(reading, language))?;
    }
    out.write_all(if readings.is_empty() { b"]}\n" } else { b"\n]}\n" })?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::interpret;
    use crate::normalize::NormalizeSettings;
    use crate::schema_support::{assert_schema_file, schema_of};

    fn schema() -> serde_json::Value {
        let description = "Output of `cosell countries --format json`, version 1.";
        schema_of::<Object<'static>>("How texts are read as lists of countries", description)
    }

    #[test]
    fn the_schema_in_templates_matches_the_type() {
        assert_schema_file("countries.schema.json", &schema());
    }

    #[test]
    fn written_json_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let texts = ["US, CA", "Germany / uk, Korea", "DACH", "Narnia", "OOO, US", "", "=1", "US;CA", "global"];
        let readings: Vec<InterpretedList<'_>> =
            texts.iter().map(|text| interpret(text, &NormalizeSettings::default())).collect();
        let mut json = Vec::new();
        readings_as_json(&readings, Language::En, &mut json).unwrap();
        let mut written: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert!(validator.is_valid(&written), "{written}");
        assert_eq!(written["texts"].as_array().unwrap().len(), texts.len());
        written["version"] = 2.into();
        assert!(!validator.is_valid(&written));
    }
}
