//! Messages in the user's language: one catalogue for each language, `en.ftl` and so on, in the syntax of Project
//! Fluent.
//!
//! The build script compiles the catalogues, so nothing is parsed at start: each message is a type in [`messages`],
//! named as its key, whose fields are its variables. Messages of findings are the variants of `diagnostics::Message`
//! instead. The build fails if a catalogue lacks a message or uses other variables in it. `README.md` beside this file
//! says how to add messages and languages.

mod language;

/// The output of `build/messages`.
mod made {
    use super::{Explanation, Localize, language::Plural};
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

pub(crate) use language::{Count, Plural};
pub use made::Language;
pub(crate) use made::messages;
pub(crate) use made::rules;

use std::fmt;

/// A value that can be written in every language.
pub trait Localize {
    /// Writes the value in a language.
    ///
    /// # Errors
    /// If the formatter fails.
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<P: Localize + ?Sized> Localize for &P {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).write(language, f)
    }
}

impl<P: Localize + ?Sized> Localize for Box<P> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).write(language, f)
    }
}

/// Nothing if there is none.
impl<P: Localize> Localize for Option<P> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|phrase| phrase.write(language, f))
    }
}

/// With commas between them.
impl<P: Localize> Localize for Vec<P> {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, phrase) in self.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            phrase.write(language, f)?;
        }
        Ok(())
    }
}

/// Gives types `Display` by their English text: an error is a `std::error::Error` and its text is in the catalogues all
/// the same.
macro_rules! display_in_english {
    ($($of:ty),*) => {
        $(impl std::fmt::Display for $of {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::i18n::Localize::write(self, $crate::i18n::Language::En, f)
            }
        })*
    };
}

pub(crate) use display_in_english;

/// Values with the same text in every language.
macro_rules! same_in_every_language {
    ($($value:ty)*) => {
        $(impl Localize for $value {
            fn write(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        })*
    };
}

same_in_every_language!(str String char u8 u32 u64 usize);

/// The explanation of a rule, for `cosell explain` and the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What the rule checks.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// An example that the rule finds.
    pub bad: &'static str,
    /// The same example, corrected.
    pub good: &'static str,
    /// How a finding is fixed.
    pub fix: &'static str,
    /// The source of the rule.
    pub source: &'static str,
}
