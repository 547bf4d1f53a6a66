//! Names and addresses in free texts: replacing those of a person, and finding words that may be about the person.

use std::ops::Range;

use crate::tables::fold_into;

/// The replacement of a name or an address in a text.
const NEUTRAL: &str = "(forgotten)";

/// Length from which a name is recognized without spaces, as in user names: `annlee`. Shorter ones are words of their
/// own: `An Na` is not `Anna`.
const SHORTEST_JOINED: usize = 6;

/// The names and addresses of a person, prepared for the search in texts.
#[derive(Debug, Default)]
pub(super) struct PersonTexts {
    emails: Vec<String>,
    names: Vec<SearchedName>,
    /// Words that alone don't identify the person: the parts of names and of the mailboxes of addresses.
    words: Vec<String>,
    /// Names of mailboxes, which people have as user names.
    users: Vec<Vec<String>>,
}

/// A name as its words, folded.
#[derive(Debug)]
struct SearchedName {
    words: Vec<String>,
    /// The name without spaces, if its script has none: other letters may be beside it.
    unspaced: Option<String>,
}

impl PersonTexts {
    /// `names` are those of the person's contacts: of them only full names are replaced, because a single word is
    /// too often something else. `asked` are names that the user gave, which are replaced in any case.
    pub(super) fn new<'t>(
        emails: impl IntoIterator<Item = &'t str>,
        names: impl IntoIterator<Item = &'t str>,
        asked: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let mut texts = PersonTexts::default();
        for email in emails {
            let user = folded_words(email.rsplit_once('@').map_or(email, |(user, _)| user));
            texts.words.extend(user.iter().cloned());
            texts.users.push(user);
            texts.emails.push(email.to_ascii_lowercase());
        }
        for name in names {
            let searched = SearchedName::new(name);
            texts.words.extend(searched.words.iter().cloned());
            if searched.words.len() > 1 || searched.unspaced.is_some() {
                texts.names.push(searched);
            }
        }
        texts.names.extend(asked.into_iter().map(SearchedName::new).filter(|name| !name.words.is_empty()));
        // Shorter words are initials and particles.
        texts.words.retain(|word| word.chars().count() > 2 || !word.is_ascii());
        texts.words.sort_unstable();
        texts.words.dedup();
        texts
    }

    /// Replaces the names and addresses in a text. Returns `None` if there are none.
    pub(super) fn without(&self, text: &str) -> Option<String> {
        let mut neutral: Option<String> = None;
        for email in &self.emails {
            neutral = without_address(neutral.as_deref().unwrap_or(text), email).or(neutral);
        }
        for name in &self.names {
            neutral = without_name(neutral.as_deref().unwrap_or(text), name).or(neutral);
        }
        neutral
    }

    /// Replaces the name of the user who wrote a revision: also if it is the mailbox of an address.
    pub(super) fn without_user(&self, user: &str) -> Option<String> {
        let words = folded_words(user);
        match !words.is_empty() && self.users.contains(&words) {
            true => Some(NEUTRAL.to_owned()),
            false => self.without(user),
        }
    }

    /// Returns whether a text has a word of the person's names or mailboxes.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        folded_words(text).iter().any(|word| self.words.binary_search(word).is_ok())
    }
}

impl SearchedName {
    fn new(name: &str) -> Self {
        let joined: String = name.split_whitespace().collect();
        let is_unspaced = joined.chars().count() > 1 && joined.chars().all(is_unspaced);
        SearchedName { words: folded_words(name), unspaced: is_unspaced.then_some(joined) }
    }

    /// Returns the number of words that are the name at the start of these: in its order, with the last words first
    /// (`Weiss, Dana`), or in one word. 0 if they are something else.
    fn matched_words(&self, words: &[&str]) -> usize {
        let count = self.words.len();
        let joined = self.words.concat();
        if count > 1 && joined.len() >= SHORTEST_JOINED && words.first() == Some(&joined.as_str()) {
            return 1;
        }
        let is_rotated = |start: usize| {
            let (end, begin) = self.words.split_at(start);
            begin.iter().chain(end).zip(words).all(|(own, word)| own == word)
        };
        if words.len() >= count && (0..count).any(is_rotated) { count } else { 0 }
    }
}

/// Returns whether a character belongs to a script that has no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns the words of a text with their ranges: letters and digits, with the marks that belong to them.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let is_in_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_in_word(c)) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                let mut key = String::new();
                fold_into(&text[begin..at], &mut key);
                words.push((begin..at, key));
                start = None;
            }
            _ => {}
        }
    }
    words.retain(|(_, key)| !key.is_empty());
    words
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(_, key)| key).collect()
}

fn without_name(text: &str, name: &SearchedName) -> Option<String> {
    if let Some(unspaced) = &name.unspaced {
        let found = |text: &str| text.contains(unspaced.as_str()).then(|| text.replace(unspaced.as_str(), NEUTRAL));
        if let Some(neutral) = found(text) {
            return Some(neutral);
        }
    }
    let words = words(text);
    let keys: Vec<&str> = words.iter().map(|(_, key)| key.as_str()).collect();
    let (mut neutral, mut kept, mut at) = (String::new(), 0, 0);
    while at < words.len() {
        let matched = name.matched_words(&keys[at..]);
        if matched == 0 {
            at += 1;
            continue;
        }
        neutral.push_str(&text[kept..words[at].0.start]);
        neutral.push_str(NEUTRAL);
        kept = words[at + matched - 1].0.end;
        at += matched;
    }
    (kept > 0).then(|| neutral + &text[kept..])
}

/// Replaces the address in a text. Returns `None` if the text doesn't contain it. A longer address that starts or ends
/// with this one is a different address and stays.
fn without_address(text: &str, email: &str) -> Option<String> {
    let (lower, email) = (text.to_ascii_lowercase(), email.to_ascii_lowercase());
    let mut neutral = String::new();
    let mut kept = 0;
    for (at, _) in lower.match_indices(&email) {
        let end = at + email.len();
        // An underscore is left out: file names such as `list_ann@contoso.com.csv` join words with it.
        let is_longer = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+'));
        if !is_longer && !continues(&lower[end..]) {
            neutral.push_str(&text[kept..at]);
            neutral.push_str(NEUTRAL);
            kept = end;
        }
    }
    (kept > 0).then(|| neutral + &text[kept..])
}

/// Returns whether the domain of an address continues in the text after it. The extension of a file name is not a label
/// of the domain.
fn continues(rest: &str) -> bool {
    let Some(label) = rest.strip_prefix('.') else {
        return rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    };
    let end = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
    end > 0 && !["csv", "txt", "xls", "xlsx", "xlsm", "xlsb", "ods", "json", "ndjson", "jsonl"].contains(&&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_texts_are_replaced() {
        let cases = [
            ("ann@example.com left", "(forgotten) left"),
            ("for ANN@Example.com.", "for (forgotten)."),
            ("export ann@example.com.csv", "export (forgotten).csv"),
            ("é ann@example.com, ann@example.com", "é (forgotten), (forgotten)"),
            ("list_ann@example.com_v2", "list_(forgotten)_v2"),
        ];
        for (text, neutral) in cases {
            assert_eq!(without_address(text, "Ann@example.com").as_deref(), Some(neutral));
        }
        for text in [
            "joann@example.com",
            "jo.ann@example.com",
            "jo-ann@example.com",
            "jo+ann@example.com",
            "ann@example.community",
            "ann@example.com.au",
            "ann@example.com-shop.de",
            "ann",
            "",
        ] {
            assert_eq!(without_address(text, "ann@example.com"), None);
        }
    }

    #[test]
    fn names_in_texts_are_replaced() {
        let cases = [
            ("Dana Weiss", "Dana Weiss <dana.weiss@fabrikam.com> joins", "(forgotten) <(forgotten)> joins"),
            ("Dana Weiss", "list of DANA  WEISS.csv", "list of (forgotten).csv"),
            ("Dana Weiss", "Weiss, Dana left; Dana-Weiss's list", "(forgotten) left; (forgotten)'s list"),
            ("Dana Weiss", "danaweiss", "(forgotten)"),
            ("Zélia Quux", "Ze\u{301}lia_quux.xlsx", "(forgotten).xlsx"),
            ("Ana Maria Silva", "Silva, Ana Maria", "(forgotten)"),
            ("山田 太郎", "山田太郎さんのリスト", "(forgotten)さんのリスト"),
        ];
        for (name, text, neutral) in cases {
            let person = PersonTexts::new(["dana.weiss@fabrikam.com"], [name], []);
            assert_eq!(person.without(text).as_deref(), Some(neutral), "{text}");
        }
        let person = PersonTexts::new(["an.na@contoso.com"], ["An Na", "Team", "Bo Li"], []);
        for text in ["Anna left", "the list of the DE team", "Bo and Li", "Bo Lin", ""] {
            assert_eq!(person.without(text), None, "{text}");
        }
        let asked = PersonTexts::new([], [], ["team"]);
        assert_eq!(asked.without("the DE Team, teams").as_deref(), Some("the DE (forgotten), teams"));
    }

    #[test]
    fn a_mailbox_is_a_user_name_and_its_words_are_hints() {
        let person = PersonTexts::new(["dana.weiss@fabrikam.com"], ["Dana Weiß"], []);
        for user in ["dana.weiss", "Dana.Weiss", "dana weiss"] {
            assert_eq!(person.without_user(user).as_deref(), Some("(forgotten)"), "{user}");
        }
        assert_eq!(person.without_user("dana"), None);
        for (text, may_be) in [("Dana left", true), ("for Weiss", true), ("Danish list", false), ("de", false)] {
            assert_eq!(person.may_be_in(text), may_be, "{text}");
        }
    }
}
