//! Parser of a message catalogue: Fluent's syntax through `fluent-syntax`, restricted to texts, variables, terms and
//! plurals.
//!
//! The tests compile this file too, to compare the catalogues of all languages.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey};
use fluent_syntax::parser;

/// A group comment that starts with this heads a section of findings.
const FINDINGS: &str = "Findings: ";
/// A comment that starts with this declares the variables of a message and their types: `# Variables: $row (u64), $near
/// (String)`.
const VARIABLES: &str = "Variables: ";

/// The messages of a language, with Fluent's terms replaced by their texts. The key of an attribute is
/// `message.attribute`.
pub(super) struct Catalogue {
    /// The language's code, which is the name of the file.
    pub(super) code: String,
    pub(super) messages: BTreeMap<String, Text>,
    /// The messages of the sections of findings, with the variables that the comments above them declare: name and
    /// type.
    pub(super) findings: BTreeMap<String, Vec<(String, String)>>,
}

/// A text as a sequence of pieces.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Text(pub(super) Vec<Piece>);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Plain(String),
    Variable(String),
    /// Texts selected by a number: by its value or its plural category, else the last one.
    Plural {
        variable: String,
        arms: Vec<(String, Text)>,
        other: Text,
    },
}

type Terms<'s> = BTreeMap<&'s str, &'s Pattern<&'s str>>;

impl Catalogue {
    /// Parses the text of a catalogue.
    pub(super) fn read(code: &str, text: &str) -> Result<Self, String> {
        let wrong = |what: &dyn std::fmt::Display| format!("{code}.ftl: {what}");
        let resource = parser::parse(text).map_err(|(_, errors)| {
            let line = |offset: usize| text[..offset].matches('\n').count() + 1;
            let errors = errors.iter().map(|error| wrong(&format!("line {}: {error}", line(error.pos.start))));
            errors.collect::<Vec<_>>().join("\n")
        })?;
        Catalogue::from_resource(code, &resource).map_err(|error| wrong(&error))
    }

    /// Returns the differences of another language: messages that one of them lacks, or that have other variables.
    pub(super) fn differences(&self, other: &Catalogue) -> Vec<String> {
        let mut wrong = Vec::new();
        for (key, text) in &self.messages {
            let Some(translated) = other.messages.get(key) else {
                wrong.push(format!("{}.ftl lacks {key}", other.code));
                continue;
            };
            let names = |of: &Text| of.variables().into_keys().collect::<BTreeSet<_>>();
            let (known, found) = (names(text), names(translated));
            wrong.extend(known.difference(&found).map(|name| format!("{}.ftl: {key} lacks ${name}", other.code)));
            wrong.extend(found.difference(&known).map(|name| format!("{}.ftl: {key} knows no ${name}", other.code)));
        }
        let more = other.messages.keys().filter(|key| !self.messages.contains_key(*key));
        wrong.extend(more.map(|key| format!("{}.ftl has {key}, which {}.ftl lacks", other.code, self.code)));
        wrong
    }

    fn from_resource(code: &str, resource: &Resource<&str>) -> Result<Self, String> {
        let mut terms = Terms::new();
        for entry in &resource.body {
            if let Entry::Term(term) = entry {
                terms.insert(term.id.name, &term.value);
            }
        }
        let mut messages = BTreeMap::new();
        let mut findings = BTreeMap::new();
        let mut is_in_findings = false;
        let mut add = |key: String, pattern: &Pattern<&str>| {
            let text = Text::from_pattern(pattern, &terms).map_err(|error| format!("{key}: {error}"))?;
            match messages.insert(key.clone(), text) {
                Some(_) => Err(format!("{key} is there twice")),
                None => Ok(()),
            }
        };
        for entry in &resource.body {
            match entry {
                Entry::GroupComment(comment) => {
                    is_in_findings = comment.content.first().is_some_and(|line| line.starts_with(FINDINGS));
                }
                Entry::Message(message) => {
                    let name = message.id.name;
                    if is_in_findings {
                        let comment = message.comment.iter().flat_map(|comment| &comment.content);
                        let declared = comment.filter_map(|line| line.strip_prefix(VARIABLES)).map(declared);
                        let declared = declared.collect::<Option<Vec<_>>>();
                        let declared = declared.ok_or_else(|| format!("{name}: write # {VARIABLES}$name (Type)"))?;
                        findings.insert(name.to_owned(), declared.concat());
                    }
                    message.value.iter().try_for_each(|value| add(name.to_owned(), value))?;
                    let mut attributes = message.attributes.iter();
                    attributes.try_for_each(|of| add(format!("{name}.{}", of.id.name), &of.value))?;
                }
                Entry::Junk { content } => return Err(format!("this is not a message: {content}")),
                _ => {}
            }
        }
        Ok(Catalogue { code: code.to_owned(), messages, findings })
    }
}

/// Parses declared variables: `$row (u64), $near (String)`.
fn declared(list: &str) -> Option<Vec<(String, String)>> {
    let variable = |text: &str| {
        let (name, of) = text.trim_end_matches(", ").split_once(" (")?;
        Some((name.to_owned(), of.strip_suffix(')')?.to_owned()))
    };
    list.split('$').skip(1).map(variable).collect()
}

impl Text {
    fn from_pattern(pattern: &Pattern<&str>, terms: &Terms<'_>) -> Result<Self, String> {
        let mut text = Text::default();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push(value),
                PatternElement::Placeable { expression } => text.location(expression, terms)?,
            }
        }
        Ok(text)
    }

    fn push(&mut self, more: &str) {
        match self.0.last_mut() {
            Some(Piece::Plain(text)) => text.push_str(more),
            _ => self.0.push(Piece::Plain(more.to_owned())),
        }
    }

    fn location(&mut self, expression: &Expression<&str>, terms: &Terms<'_>) -> Result<(), String> {
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                self.push(&fluent_syntax::unicode::unescape_unicode_to_string(value));
            }
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.0.push(Piece::Variable(id.name.to_owned()));
            }
            Expression::Inline(InlineExpression::TermReference { id, attribute: None, arguments: None }) => {
                let term = terms.get(id.name).ok_or_else(|| format!("there is no term -{}", id.name))?;
                for piece in Text::from_pattern(term, terms)?.0 {
                    match piece {
                        Piece::Plain(text) => self.push(&text),
                        other => self.0.push(other),
                    }
                }
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let (mut arms, mut other) = (Vec::new(), None);
                for variant in variants {
                    let text = Text::from_pattern(&variant.value, terms)?;
                    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
                    let is_known = ["zero", "one", "two", "few", "many", "other"].contains(&key);
                    if !is_known && key.parse::<u64>().is_err() {
                        return Err(format!("[{key}] is neither a plural category nor a whole number"));
                    }
                    if variant.default {
                        other = Some(text);
                    } else {
                        arms.push((key.to_owned(), text));
                    }
                }
                let other = other.ok_or("a selection lacks its default")?;
                self.0.push(Piece::Plural { variable: id.name.to_owned(), arms, other });
            }
            _ => return Err("only literals, variables, terms and selections by a number are supported".to_owned()),
        }
        Ok(())
    }

    /// Returns the variables of the text, and whether each is a number that selects a text.
    pub(super) fn variables(&self) -> BTreeMap<String, bool> {
        let mut variables = BTreeMap::new();
        let mut add = |name: &str, is_number: bool| *variables.entry(name.to_owned()).or_insert(false) |= is_number;
        for piece in &self.0 {
            match piece {
                Piece::Plain(_) => {}
                Piece::Variable(name) => add(name, false),
                Piece::Plural { variable, arms, other } => {
                    add(variable, true);
                    let texts = arms.iter().map(|(_, text)| text).chain([other]);
                    texts.flat_map(Text::variables).for_each(|(name, is_number)| add(&name, is_number));
                }
            }
        }
        variables
    }
}
