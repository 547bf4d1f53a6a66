use super::folding::fold_into;
use super::generated::LABEL_WORDS;

/// What a word beside a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Whether a value is needed: "required", "obligatoire".
    Needed,
    /// In which form it is expected: "ISO codes".
    Hint,
    /// What comes after it is an example: "e.g. US, FR".
    Example,
}

/// Nobody labels a column at more length than this.
const LONGEST: usize = 200;

/// A label without the words that change nothing: "1. Name", "Role (Partner Center)", "Country: e.g. US, FR", "Email required".
/// None where there are no such words, or others beside them: "Name (sponsor)" is no contact's name.
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

/// The label without what stands in brackets; none where that is no decoration, or a bracket has no other.
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

/// Whether a text beside a label says nothing of what the column is.
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
