//! The validated ID of an offer.

use std::fmt::{self, Write};
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::Digest;
use crate::fs::is_device;
use crate::normalize::is_invisible;

/// The ID of an offer: free text in NFC, trimmed, with single spaces, without control or invisible characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfferId(String);

/// The reason why a text is not a valid offer ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OfferIdFault {
    /// The text is empty or only white space.
    #[error("an offer's ID can't be empty")]
    Empty,
    /// The text is longer than 100 characters.
    #[error("an offer's ID has {LONGEST} characters at most, and this one has {0}")]
    TooLong(usize),
    /// The text has an invisible character, or one that changes the direction of others.
    #[error("an offer's ID can't contain the invisible character U+{:04X}", u32::from(*.0))]
    Character(char),
}

const LONGEST: usize = 100;

/// Maximum length of a file name in bytes, without its extension. Systems allow 255 bytes; the rest is for the
/// extension.
const LONGEST_FILE_NAME: usize = 200;

impl FromStr for OfferId {
    type Err = OfferIdFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut id = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !id.is_empty() {
                id.push(' ');
            }
            id.extend(word.nfc());
        }
        if let Some(character) = id.chars().find(|&c| is_invisible(c)) {
            return Err(OfferIdFault::Character(character));
        }
        match id.chars().count() {
            0 => Err(OfferIdFault::Empty),
            length if length > LONGEST => Err(OfferIdFault::TooLong(length)),
            _ => Ok(OfferId(id)),
        }
    }
}

impl OfferId {
    /// Returns the ID as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the ID as a file name without extension. The name is valid on every system (on Windows some names are
    /// devices), and different for each offer of a book, even if the file system ignores case.
    pub(crate) fn file_name(&self) -> String {
        let mut name = String::with_capacity(self.0.len());
        let ends = [0, self.0.len() - 1];
        let is_device = is_device(&self.0);
        for (at, c) in self.0.char_indices() {
            let is_taken_for_other = c == '.' && ends.contains(&at) || at == 0 && is_device;
            if is_taken_for_other || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '%') {
                let _ = write!(name, "%{:02X}", u32::from(c)); // all of them are ASCII
            } else {
                name.push(c);
            }
        }
        if name.len() > LONGEST_FILE_NAME {
            let digest = Digest::of(self.0.as_bytes()).to_string();
            while name.len() > LONGEST_FILE_NAME - 17 {
                name.pop();
            }
            let _ = write!(name, "%{}", &digest[..16]);
        }
        name
    }

    /// Returns the ID of which a text is the file name, or none if there is no such ID. An ID that is too long for a file
    /// name can't be found in it.
    pub(crate) fn from_file_name(name: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(name.len());
        let mut rest = name.as_bytes();
        while let [first, after @ ..] = rest {
            let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            match (first, code.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
                (b'%', Some(byte)) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                _ => {
                    bytes.push(*first);
                    rest = after;
                }
            }
        }
        String::from_utf8(bytes).ok()?.parse().ok()
    }
}

impl fmt::Display for OfferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
pub(super) fn id(text: &str) -> OfferId {
    text.parse().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_composition_are_normalized() {
        assert_eq!(id("\u{a0}Zoe\u{308}\t\n CRM ").as_str(), "Zoë CRM");
        assert_eq!(id(id("a  b").as_str()), id("a b"));
    }

    #[test]
    fn invisible_empty_and_long_ids_are_rejected() {
        for c in ['\0', '\u{1b}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{ad}', '\u{feff}', '\u{3164}', '\u{e0041}'] {
            assert_eq!(format!("a{c}b").parse::<OfferId>(), Err(OfferIdFault::Character(c)));
        }
        assert_eq!(" \t".parse::<OfferId>(), Err(OfferIdFault::Empty));
        assert_eq!("é".repeat(101).parse::<OfferId>(), Err(OfferIdFault::TooLong(101)));
        assert!("é".repeat(100).parse::<OfferId>().is_ok());
    }

    #[test]
    fn file_names_are_safe_on_every_system() {
        let cases = [
            ("contoso-crm", "contoso-crm"),
            ("..", "%2E%2E"),
            (".", "%2E"),
            (".hidden", "%2Ehidden"),
            ("v1.0.", "v1.0%2E"),
            ("a/b\\c:d*e?f\"g<h>i|j%k", "a%2Fb%5Cc%3Ad%2Ae%3Ff%22g%3Ch%3Ei%7Cj%25k"),
            ("con", "%63on"),
            ("COM1.csv", "%43OM1.csv"),
            ("LPT²", "%4CPT²"),
            ("nul .x", "%6Eul .x"),
            ("console", "console"),
            ("com10", "com10"),
            ("Ünï", "Ünï"),
        ];
        for (offer, name) in cases {
            assert_eq!(id(offer).file_name(), name);
            assert_eq!(OfferId::from_file_name(name), Some(id(offer)));
        }
        let long = |end: &str| id(&format!("{}{end}", "\u{4e2d}".repeat(99))).file_name();
        assert!(long("a").len() <= LONGEST_FILE_NAME && long("/").len() <= LONGEST_FILE_NAME);
        assert_ne!(long("a"), long("b"));
    }
}
