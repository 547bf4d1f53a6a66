//! Generator of the Rust source: a type for each message and each explanation of a rule, and the enum `Message`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Result;
use super::catalogue::{Catalogue, Piece, Text};

/// Prefix of the keys of messages that explain a rule; the rest of the key is the rule's name.
const RULE: &str = "rule-";
/// Attributes of an explanation.
const PARTS: [&str; 6] = ["checks", "why", "bad", "good", "fix", "source"];
/// Declared type of a variable that is the text at fault. The finding has it, so the message doesn't.
const PIECE: &str = "piece";

impl Catalogue {
    /// Returns the name of the language's variant.
    pub(super) fn variant(&self) -> String {
        camel(&self.code)
    }
}

impl Text {
    /// Returns the text of a message without variables.
    fn plain(&self) -> String {
        self.0
            .iter()
            .filter_map(|piece| if let Piece::Plain(text) = piece { Some(text.as_str()) } else { None })
            .collect()
    }

    /// Returns the text for the documentation of the message's type.
    fn display(&self) -> String {
        let piece = |piece: &Piece| match piece {
            // In documentation, a bracket would start a link.
            Piece::Plain(text) => text.replace('\n', " ").replace('[', "\\["),
            Piece::Variable(name) => format!("{{{name}}}"),
            Piece::Plural { other, .. } => other.display(),
        };
        self.0.iter().map(piece).collect()
    }
}

/// Writes a type for each message that isn't a finding's, and one for each explained rule.
pub(super) fn write(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let (mut plain, mut rules) = (Vec::new(), BTreeSet::new());
    for key in catalogues[0].messages.keys() {
        match key.split_once('.') {
            None if catalogues[0].findings.contains_key(key) => {}
            None => plain.push(key),
            Some((rule, part)) if rule.starts_with(RULE) && PARTS.contains(&part) => _ = rules.insert(rule),
            Some(_) => return Err(format!("{key} is not a part of an explanation").into()),
        }
    }
    writeln!(
        out,
        "/// The messages: a type for each, named as its key in the catalogues.\npub(crate) mod messages {{"
    )?;
    writeln!(out, "use super::{{Language, Localize, Plural}};\nuse std::fmt::{{Display, Formatter, Result}};")?;
    plain.into_iter().try_for_each(|key| write_message(out, key, catalogues))?;
    writeln!(out, "}}\n/// The explanations of rules: a type for each.\npub(crate) mod rules {{")?;
    writeln!(out, "use super::{{Explanation, Language}};")?;
    rules.into_iter().try_for_each(|key| write_rule(out, key, catalogues))?;
    writeln!(out, "}}")?;
    Ok(())
}

fn write_message(out: &mut String, key: &str, catalogues: &[Catalogue]) -> Result<()> {
    let variables = variables(key, catalogues);
    writeln!(out, "/// {}\n#[derive(Debug, Clone, Copy)]", catalogues[0].messages[key].display())?;
    if variables.is_empty() { write_fixed(out, key, catalogues) } else { write_made(out, key, &variables, catalogues) }
}

/// Returns the variables of a message, and for each whether it is a number that selects a text.
fn variables(key: &str, catalogues: &[Catalogue]) -> BTreeMap<String, bool> {
    let mut variables: BTreeMap<String, bool> = BTreeMap::new();
    for (name, is_number) in catalogues.iter().flat_map(|of| of.messages[key].variables()) {
        *variables.entry(name).or_default() |= is_number;
    }
    variables
}

/// Writes the type of a message without variables. Its text is available as a `&'static str`.
fn write_fixed(out: &mut String, key: &str, catalogues: &[Catalogue]) -> Result<()> {
    let name = camel(key);
    writeln!(out, "pub(crate) struct {name};\nimpl {name} {{\n/// Returns the text.")?;
    writeln!(out, "pub(crate) const fn text(self, language: Language) -> &'static str {{\nmatch language {{")?;
    for catalogue in catalogues {
        writeln!(out, "Language::{} => {:?},", catalogue.variant(), catalogue.messages[key].plain())?;
    }
    writeln!(out, "}}\n}}\n}}\nimpl Localize for {name} {{")?;
    writeln!(out, "fn write(&self, language: Language, f: &mut Formatter<'_>) -> Result {{")?;
    writeln!(out, "f.write_str(self.text(language))\n}}\n}}")?;
    Ok(())
}

/// Writes the type of a message with variables as its fields: a `u64` if it selects a text, else any type that
/// implements `Display`.
fn write_made(out: &mut String, key: &str, variables: &BTreeMap<String, bool>, catalogues: &[Catalogue]) -> Result<()> {
    let name = camel(key);
    let type_name = |name: &str| format!("T{}", camel(name));
    let generics: Vec<String> =
        variables.iter().filter(|(_, number)| !**number).map(|(name, _)| type_name(name)).collect();
    let bounds: Vec<String> = generics.iter().map(|name| format!("{name}: Display")).collect();
    let (bounds, generics) = (bounds.join(", "), generics.join(", "));
    writeln!(out, "pub(crate) struct {name}<{generics}> {{")?;
    for (variable, is_number) in variables {
        let type_name = if *is_number { "u64".to_owned() } else { type_name(variable) };
        writeln!(out, "pub(crate) {}: {type_name},", snake(variable))?;
    }
    writeln!(out, "}}\nimpl<{bounds}> Localize for {name}<{generics}> {{")?;
    writeln!(out, "fn write(&self, language: Language, f: &mut Formatter<'_>) -> Result {{")?;
    let display = |variable: &str| match variables[variable] {
        true => format!("language.write_count(self.{}, f)?;", snake(variable)),
        false => format!("Display::fmt(&self.{}, f)?;", snake(variable)),
    };
    write_texts(out, key, catalogues, &display, &|variable| format!("self.{}", snake(variable)))?;
    writeln!(out, "Ok(())\n}}\n}}")?;
    Ok(())
}

/// Writes the enum of messages of findings: a variant for each message of those sections, whose fields are the
/// variables with the types that the English catalogue declares.
pub(super) fn write_findings(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let findings = &catalogues[0].findings;
    writeln!(out, "/// What a finding says: a variant for each message of the catalogues' sections of findings.")?;
    writeln!(out, "#[derive(Debug, Clone, PartialEq)]")?;
    writeln!(out, "pub(crate) enum Message {{")?;
    for (key, declared) in findings {
        check_declared(key, declared, catalogues)?;
        writeln!(out, "/// {}\n{}", catalogues[0].messages[key].display(), camel(key))?;
        let fields = declared.iter().filter(|(_, of)| *of != PIECE);
        let fields: Vec<String> = fields.map(|(name, of)| format!("{}: {of}", snake(name))).collect();
        writeln!(out, "{},", if fields.is_empty() { String::new() } else { format!("{{ {} }}", fields.join(", ")) })?;
    }
    writeln!(out, "}}\nimpl Message {{\n/// Writes the message; `piece` is the text at fault.")?;
    writeln!(out, "pub(super) fn write(&self, piece: &str, language: Language, f: &mut Formatter<'_>) -> Result {{")?;
    writeln!(out, "match self {{")?;
    for (key, declared) in findings {
        let fields = declared.iter().filter(|(_, of)| *of != PIECE).map(|(name, _)| snake(name));
        let fields = fields.collect::<Vec<_>>().join(", ");
        let fields = if fields.is_empty() { fields } else { format!("{{ {fields} }}") };
        writeln!(out, "Message::{} {fields} => {{", camel(key))?;
        let is_piece = |name: &str| declared.iter().any(|(known, of)| known == name && of == PIECE);
        let display = |name: &str| match is_piece(name) {
            true => "f.write_str(piece)?;".to_owned(),
            false => format!("Localize::write({}, language, f)?;", snake(name)),
        };
        write_texts(out, key, catalogues, &display, &|name| format!("*{}", snake(name)))?;
        writeln!(out, "}}")?;
    }
    writeln!(out, "}}\nOk(())\n}}\n}}")?;
    Ok(())
}

/// Checks that the declared variables of a message are those of its text, and that a variable that selects a text is a
/// number.
fn check_declared(key: &str, declared: &[(String, String)], catalogues: &[Catalogue]) -> Result<()> {
    let used = variables(key, catalogues);
    let names: Vec<&String> = declared.iter().map(|(name, _)| name).collect();
    for (name, is_number) in &used {
        match declared.iter().find(|(known, _)| known == name) {
            None => return Err(format!("{key}: the comment above declares no ${name}").into()),
            Some((_, of)) if *is_number && of != "u64" => {
                return Err(format!("{key}: ${name} selects a text, so it is (u64)").into());
            }
            Some(_) => {}
        }
    }
    match names.iter().find(|name| !used.contains_key(**name)) {
        Some(name) => Err(format!("{key}: ${name} is declared and not in the text").into()),
        None => Ok(()),
    }
}

/// Writes a `match` on the language whose arms write the text. `display` returns the code for a variable, `number` the
/// code for its value.
fn write_texts(
    out: &mut String,
    key: &str,
    catalogues: &[Catalogue],
    display: &dyn Fn(&str) -> String,
    number: &dyn Fn(&str) -> String,
) -> Result<()> {
    writeln!(out, "match language {{")?;
    for catalogue in catalogues {
        writeln!(out, "Language::{} => {{", catalogue.variant())?;
        write_pieces(out, &catalogue.messages[key], &catalogue.variant(), display, number)?;
        writeln!(out, "}}")?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

fn write_pieces(
    out: &mut String,
    Text(pieces): &Text,
    language: &str,
    display: &dyn Fn(&str) -> String,
    number: &dyn Fn(&str) -> String,
) -> Result<()> {
    for piece in pieces {
        match piece {
            Piece::Plain(text) => writeln!(out, "f.write_str({text:?})?;")?,
            Piece::Variable(name) => writeln!(out, "{}", display(name))?,
            Piece::Plural { variable, arms, other } => {
                let selector = number(variable);
                writeln!(out, "match ({selector}, Language::{language}.plural({selector})) {{")?;
                for (key, text) in arms {
                    match key.parse::<u64>() {
                        Ok(number) => writeln!(out, "({number}, _) => {{")?,
                        Err(_) => writeln!(out, "(_, Plural::{}) => {{", camel(key))?,
                    }
                    write_pieces(out, text, language, display, number)?;
                    writeln!(out, "}}")?;
                }
                writeln!(out, "_ => {{")?;
                write_pieces(out, other, language, display, number)?;
                writeln!(out, "}}\n}}")?;
            }
        }
    }
    Ok(())
}

/// Writes the type of a rule's explanation, named after the rule.
fn write_rule(out: &mut String, key: &str, catalogues: &[Catalogue]) -> Result<()> {
    let name = camel(key.trim_start_matches(RULE));
    writeln!(out, "pub(crate) struct {name};\nimpl {name} {{")?;
    writeln!(out, "pub(crate) const fn explanation(self, language: Language) -> Explanation {{\nmatch language {{")?;
    for catalogue in catalogues {
        writeln!(out, "Language::{} => Explanation {{", catalogue.variant())?;
        for part in PARTS {
            let text =
                catalogue.messages.get(&format!("{key}.{part}")).ok_or_else(|| format!("{key} lacks .{part}"))?;
            if !text.variables().is_empty() {
                return Err(format!("{key}.{part} has variables, and nothing gives it any").into());
            }
            writeln!(out, "{part}: {:?},", text.plain())?;
        }
        writeln!(out, "}},")?;
    }
    writeln!(out, "}}\n}}\n}}")?;
    Ok(())
}

/// Returns the key as the name of a type: `no-name` becomes `NoName`.
fn camel(key: &str) -> String {
    let word = |word: &str| format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    key.split('-').map(word).collect()
}

/// Returns the key as the name of a field: `no-name` becomes `no_name`.
fn snake(key: &str) -> String {
    key.replace('-', "_")
}
