use std::fmt;

use super::Wording;
use crate::diagnostics::{Message, OtherSheet};
use crate::i18n::{Phrase, say};

impl Wording<'_> {
    /// What is said of a file and its header.
    pub(super) fn about_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (language, piece) = (self.language, self.piece);
        match self.message {
            Message::Empty => say::Empty.write(language, f),
            Message::EncodingUnsure { encoding, words } => {
                say::EncodingUnsure { encoding, words: language.quoted(words) }.write(language, f)
            }
            Message::Encoded { words } if words.is_empty() => say::Encoded { encoding: piece }.write(language, f),
            Message::Encoded { words } => {
                say::EncodedWords { encoding: piece, words: language.quoted(words) }.write(language, f)
            }
            Message::Delimited { delimiter: '\t' } => say::DelimitedByTabs.write(language, f),
            Message::Delimited { delimiter } => say::Delimited { delimiter }.write(language, f),
            Message::SepLine => say::SepLine { line: piece }.write(language, f),
            Message::ContactsAbove { header } => say::ContactsAbove { row: header }.write(language, f),
            Message::HeaderReordered => say::HeaderReordered.write(language, f),
            Message::UnderReordered { header } => say::UnderReordered { row: header }.write(language, f),
            Message::HeaderBelow { row } => say::HeaderBelow { row }.write(language, f),
            Message::SheetChosen { others } => {
                let named = |sheet: &OtherSheet| match sheet.is_hidden {
                    true => language.say(say::HiddenSheet { sheet: &sheet.name }).to_string(),
                    false => sheet.name.clone(),
                };
                let sheets: Vec<String> = others.iter().map(named).collect();
                say::SheetChosen { sheets: sheets.join(", ") }.write(language, f)
            }
            _ => Ok(()),
        }
    }
}
