//! Removal of words beside a label that don't change its meaning, such as "required" or an example.
//!
//! Source of the words: `label-words.csv`.

use super::folding::fold_into;
use super::generated::LABEL_WORDS;

/// The kind of a word beside a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Says whether a value is required: "required", "obligatoire".
    Needed,
    /// Describes the format of the value: "ISO codes".
    Hint,
    /// Introduces an example: "e.g. US, FR".
    Example,
}

/// Maximum length of a label in bytes; real ones are far shorter.
const LONGEST: usize = 200;

/// Returns a label without numbering and words that don't change its meaning: "1. Name", "Role (Partner Center)",
/// "Country: e.g. US, FR", "Email required". `None` if there are none, or if the label has other words beside the name:
/// "Name (sponsor)" is not a contact's name.
pub(super) fn undecorated(label: &str) -> Option<String> {
    if label.len() > LONGEST {
        return None;
    }
    let core = without_brackets(label)?;
    let (core, tail) = core.split_once([':', '：']).map_or((core.as_str(), ""), |(core, tail)| (core, tail));
    if !is_decoration(tail) {
        return None;
    }
    let numbered = core.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_listed = name.len() < numbered.len() && name.starts_with(['.', ')', ' ', '-', ':', '_']);
    let mut words: Vec<&str> = if is_listed { name } else { numbered }.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_needed(word)) {
        words.pop();
    }
    let text = words.join(" ");
    (text != label).then_some(text)
}

/// Returns the label without its text in brackets, or `None` if that text is not noise or a bracket is unbalanced.
fn without_brackets(label: &str) -> Option<String> {
    let mut core = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(open) = rest.find(['(', '[', '{', '（', '【']) {
        core.push_str(&rest[..open]);
        let inside = &rest[open..];
        let close = inside.find([')', ']', '}', '）', '】'])?;
        let text = inside[..close].trim_start_matches(['(', '[', '{', '（', '【']);
        if !is_decoration(text) {
            return None;
        }
        core.push(' ');
        rest = inside[close..].trim_start_matches([')', ']', '}', '）', '】']);
    }
    core.push_str(rest);
    Some(core)
}

fn kind(word: &str) -> Option<Word> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some(Word::Hint) } else { LABEL_WORDS.get(word).copied() }
}

/// Returns whether a text beside a label doesn't change the label's meaning.
fn is_decoration(text: &str) -> bool {
    let mut key = String::new();
    fold_into(text, &mut key);
    for word in key.split(' ').filter(|word| !word.is_empty()) {
        match kind(word) {
            Some(Word::Example) => return true,
            Some(Word::Needed | Word::Hint) => {}
            None => return false,
        }
    }
    true
}

fn is_needed(word: &str) -> bool {
    let mut key = String::new();
    fold_into(word, &mut key);
    key.is_empty() || kind(&key) == Some(Word::Needed)
}
