use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Result;
use super::catalogue::{Catalogue, Piece, Text};

/// A message of this beginning explains the rule that it names.
const RULE: &str = "rule-";
/// What there is to say of a rule.
const PARTS: [&str; 6] = ["checks", "why", "bad", "good", "fix", "source"];

impl Catalogue {
    /// The language as a variant.
    pub(super) fn variant(&self) -> String {
        camel(&self.code)
    }
}

impl Text {
    /// The text, where it has no variables.
    pub(super) fn plain(&self) -> String {
        self.0
            .iter()
            .filter_map(|piece| if let Piece::Plain(text) = piece { Some(text.as_str()) } else { None })
            .collect()
    }

    /// The text for the documentation of its type.
    pub(super) fn shown(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Plain(text) => text.replace('\n', " "),
            Piece::Variable(name) => format!("{{{name}}}"),
            Piece::Plural { other, .. } => other.shown(),
        };
        self.0.iter().map(piece).collect()
    }
}

/// Writes a type for each message, and one for each rule that is explained.
pub(super) fn write(out: &mut String, catalogues: &[Catalogue]) -> Result<()> {
    let (mut says, mut rules) = (Vec::new(), BTreeSet::new());
    for key in catalogues[0].messages.keys() {
        match key.split_once('.') {
            None => says.push(key),
            Some((rule, part)) if rule.starts_with(RULE) && PARTS.contains(&part) => _ = rules.insert(rule),
            Some(_) => return Err(format!("{key} is no part of what explains a rule").into()),
        }
    }
    writeln!(out, "/// What is said: a type for each message, called as its key in the catalogues.\npub mod say {{")?;
    writeln!(out, "use super::{{Language, Phrase, Plural}};\nuse std::fmt::{{Display, Formatter, Result}};")?;
    says.into_iter().try_for_each(|key| write_message(out, key, catalogues))?;
    writeln!(out, "}}\n/// What explains rules: a type for each.\npub(crate) mod rules {{")?;
    writeln!(out, "use super::{{Explanation, Language}};")?;
    rules.into_iter().try_for_each(|key| write_rule(out, key, catalogues))?;
    writeln!(out, "}}")?;
    Ok(())
}

fn write_message(out: &mut String, key: &str, catalogues: &[Catalogue]) -> Result<()> {
    let mut variables: BTreeMap<String, bool> = BTreeMap::new();
    for (name, is_number) in catalogues.iter().flat_map(|of| of.messages[key].variables()) {
        *variables.entry(name).or_default() |= is_number;
    }
    writeln!(out, "/// {}\n#[derive(Debug, Clone, Copy)]", catalogues[0].messages[key].shown())?;
    if variables.is_empty() { write_fixed(out, key, catalogues) } else { write_made(out, key, &variables, catalogues) }
}

/// Writes the type of a message without variables, whose text is at hand.
fn write_fixed(out: &mut String, key: &str, catalogues: &[Catalogue]) -> Result<()> {
    let name = camel(key);
    writeln!(out, "pub struct {name};\nimpl {name} {{\n/// The text.")?;
    writeln!(out, "pub const fn text(self, language: Language) -> &'static str {{\nmatch language {{")?;
    for catalogue in catalogues {
        writeln!(out, "Language::{} => {:?},", catalogue.variant(), catalogue.messages[key].plain())?;
    }
    writeln!(out, "}}\n}}\n}}\nimpl Phrase for {name} {{")?;
    writeln!(out, "fn write(&self, language: Language, f: &mut Formatter<'_>) -> Result {{")?;
    writeln!(out, "f.write_str(self.text(language))\n}}\n}}")?;
    Ok(())
}

/// Writes the type of a message that is made of variables: its fields. A number that a text chooses by is one, others are what can be
/// shown.
fn write_made(out: &mut String, key: &str, variables: &BTreeMap<String, bool>, catalogues: &[Catalogue]) -> Result<()> {
    let name = camel(key);
    let of = |name: &str| format!("T{}", camel(name));
    let shown: Vec<String> = variables.iter().filter(|(_, number)| !**number).map(|(name, _)| of(name)).collect();
    let bounds: Vec<String> = shown.iter().map(|name| format!("{name}: Display")).collect();
    let (bounds, shown) = (bounds.join(", "), shown.join(", "));
    writeln!(out, "#[expect(missing_docs, reason = \"the text says what each is\")]\npub struct {name}<{shown}> {{")?;
    for (variable, is_number) in variables {
        let of = if *is_number { "u64".to_owned() } else { of(variable) };
        writeln!(out, "pub {}: {of},", snake(variable))?;
    }
    writeln!(out, "}}\nimpl<{bounds}> Phrase for {name}<{shown}> {{")?;
    writeln!(out, "fn write(&self, language: Language, f: &mut Formatter<'_>) -> Result {{\nmatch language {{")?;
    for catalogue in catalogues {
        writeln!(out, "Language::{} => {{", catalogue.variant())?;
        write_pieces(out, &catalogue.messages[key], &catalogue.variant())?;
        writeln!(out, "}}")?;
    }
    writeln!(out, "}}\nOk(())\n}}\n}}")?;
    Ok(())
}

fn write_pieces(out: &mut String, Text(pieces): &Text, language: &str) -> Result<()> {
    for piece in pieces {
        match piece {
            Piece::Plain(text) => writeln!(out, "f.write_str({text:?})?;")?,
            Piece::Variable(name) => writeln!(out, "Display::fmt(&self.{}, f)?;", snake(name))?,
            Piece::Plural { variable, arms, other } => {
                let number = snake(variable);
                writeln!(out, "match (self.{number}, Language::{language}.plural(self.{number})) {{")?;
                for (key, text) in arms {
                    match key.parse::<u64>() {
                        Ok(number) => writeln!(out, "({number}, _) => {{")?,
                        Err(_) => writeln!(out, "(_, Plural::{}) => {{", camel(key))?,
                    }
                    write_pieces(out, text, language)?;
                    writeln!(out, "}}")?;
                }
                writeln!(out, "_ => {{")?;
                write_pieces(out, other, language)?;
                writeln!(out, "}}\n}}")?;
            }
        }
    }
    Ok(())
}

/// Writes the type of a rule that is explained, called as the rule.
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
                return Err(format!("{key}.{part} is made of variables, which nothing gives it").into());
            }
            writeln!(out, "{part}: {:?},", text.plain())?;
        }
        writeln!(out, "}},")?;
    }
    writeln!(out, "}}\n}}\n}}")?;
    Ok(())
}

/// `no-name` as a type is called: `NoName`.
fn camel(key: &str) -> String {
    let word = |word: &str| format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    key.split('-').map(word).collect()
}

/// `no-name` as a field is called: `no_name`.
fn snake(key: &str) -> String {
    key.replace('-', "_")
}
