//! Lists of texts in a sentence: "a or b", "a, b and 3 more".

use std::fmt::Display;

use super::{Language, messages};
use crate::contact::Source;

impl Language {
    /// Joins alternatives with "or".
    pub(crate) fn either<T: AsRef<str>>(self, texts: &[T]) -> String {
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        texts.join(messages::Or.text(self))
    }

    /// Joins longer texts with semicolons.
    pub(crate) fn join_with_semicolons<T: AsRef<str>>(self, texts: &[T]) -> String {
        if let [only] = texts {
            return only.as_ref().to_owned();
        }
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        texts.join(&format!("{} ", messages::Semicolon.text(self)))
    }

    /// Joins texts of the input, each in quotation marks.
    pub(crate) fn quoted<T: Display>(self, texts: impl IntoIterator<Item = T>) -> String {
        let texts: Vec<String> =
            texts.into_iter().map(|text| self.localize(messages::Quoted { text }).to_string()).collect();
        texts.join(", ")
    }

    /// Joins the first `shown` texts, and adds how many more there are.
    pub(crate) fn first<T: AsRef<str>>(self, texts: &[T], shown: usize, between: &str) -> String {
        let first: Vec<&str> = texts.iter().take(shown).map(AsRef::as_ref).collect();
        let list = first.join(between);
        match texts.len() - first.len() {
            0 => list,
            count => self.localize(messages::AndMore { list, count }).to_string(),
        }
    }

    /// Returns the name of a source: `list.xlsx, sheet Contacts`.
    pub fn source(self, source: &Source) -> String {
        let file = match source.file.to_str() {
            Some("-") => messages::StandardInput.text(self).to_owned(),
            _ => source.file.display().to_string(),
        };
        match &source.sheet {
            Some(sheet) => self.localize(messages::SheetOfFile { file, sheet }).to_string(),
            None => file,
        }
    }
}
