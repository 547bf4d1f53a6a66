use std::fmt::{self, Display, Write as _};

use super::made::{CODES, COUNTRIES, PLURALS};
use super::{Language, Localize, messages};
use crate::contact::Column;
use crate::contact::Source;

/// A plural category of Unicode CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "English and French have few of them")]
pub(crate) enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Language {
    /// Returns the code of the language, such as `en`.
    pub const fn code(self) -> &'static str {
        CODES[self as usize]
    }

    /// Returns the language of a code or a locale, if there is a catalogue for it.
    ///
    /// ```
    /// # use cosell_contacts::Language;
    /// assert_eq!(Language::from_locale("en_GB.UTF-8"), Some(Language::En));
    /// assert_eq!(Language::from_locale("C"), None);
    /// ```
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or(locale);
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Returns a value whose `Display` is the text in this language.
    pub const fn localize<P: Localize>(self, phrase: P) -> Localized<P> {
        Localized { phrase, language: self }
    }

    /// Returns the name of a column of the template.
    pub const fn column(self, column: Column) -> &'static str {
        match column {
            Column::Name => messages::ColumnName.text(self),
            Column::Email => messages::ColumnEmail.text(self),
            Column::JobTitle => messages::ColumnJobTitle.text(self),
            Column::Role => messages::ColumnRole.text(self),
            Column::Countries => messages::ColumnCountries.text(self),
            Column::States => messages::ColumnStates.text(self),
        }
    }

    /// Returns the name of a country by its code, or the code if it is unknown. In English it is the portal's name.
    ///
    /// ```
    /// # use cosell_contacts::Language;
    /// assert_eq!(Language::En.country("CI"), "Côte d'Ivoire");
    /// assert_eq!(Language::En.country("XK"), "Kosovo"); // which the portal's table lacks
    /// ```
    pub fn country(self, code: &str) -> &str {
        let found = COUNTRIES.binary_search_by_key(&code, |(known, _)| known);
        found.map_or(code, |index| COUNTRIES[index].1[self as usize])
    }

    /// Writes a number of things with its digits in groups of three.
    pub(crate) fn write_count(self, count: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = count.to_string();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(messages::DigitSeparator.text(self))?;
            }
            f.write_char(digit)?;
        }
        Ok(())
    }

    pub(crate) fn plural(self, number: u64) -> Plural {
        let index = if number < 100 { number } else { 100 + number % 100 };
        PLURALS[self as usize][index as usize]
    }
}

/// A number of things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count(pub(crate) u64);

impl Localize for Count {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        language.write_count(self.0, f)
    }
}

/// A value in a language: `Display` is the text.
#[derive(Debug, Clone, Copy)]
pub struct Localized<P> {
    phrase: P,
    language: Language,
}

impl<P: Localize> fmt::Display for Localized<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.phrase.write(self.language, f)
    }
}

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

    /// Returns what comes before and after a text in quotes.
    pub(crate) fn quotation_marks(self) -> (String, String) {
        let marks = self.localize(messages::Quoted { text: '\0' }).to_string();
        marks.split_once('\0').map(|(open, close)| (open.to_owned(), close.to_owned())).unwrap_or_default()
    }

    /// Joins texts of the input, each in quotes.
    pub(crate) fn quoted<T: Display>(self, texts: impl IntoIterator<Item = T>) -> String {
        let texts: Vec<String> =
            texts.into_iter().map(|text| self.localize(messages::Quoted { text }).to_string()).collect();
        texts.join(", ")
    }

    /// Joins the first `max_count` texts, and adds how many more there are.
    pub(crate) fn first<T: AsRef<str>>(self, texts: &[T], max_count: usize, between: &str) -> String {
        let first: Vec<&str> = texts.iter().take(max_count).map(AsRef::as_ref).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_groups_of_three_digits() {
        let count = |count, language: Language| language.localize(Count(count)).to_string();
        assert_eq!(
            [0, 999, 1_000, 1_048_576].map(|number| count(number, Language::En)),
            ["0", "999", "1,000", "1,048,576"]
        );
        assert_eq!(count(12_345, Language::Fr), "12\u{202f}345");
        assert_eq!(Language::En.localize(messages::RowCount { count: 2_000 }).to_string(), "2,000 rows");
    }
}
