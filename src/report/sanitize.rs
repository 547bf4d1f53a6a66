//! Sanitizing of texts for a terminal: nothing in a list can send control sequences or hide characters.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::i18n::{Language, messages};
use crate::normalize::is_invisible;

/// Returns a text without control and invisible characters, direction marks and other white space than the space: they
/// are written out, as `\n` or `\u{202e}`. No-break spaces beside French punctuation are kept.
pub(crate) fn sanitized(text: &str) -> Cow<'_, str> {
    without(text, is_french_spacing)
}

fn is_french_spacing(before: Option<char>, c: char, after: Option<char>) -> bool {
    let is_no_break = matches!(c, '\u{a0}' | '\u{202f}');
    is_no_break && (before == Some('«') || matches!(after, Some('»' | ':' | ';' | '?' | '!' | '%')))
}

/// Returns the text sanitized in quotes, which show spaces at its ends. No-break spaces are written out too.
pub(crate) fn quoted(text: &str, language: Language) -> String {
    language.localize(messages::Quoted { text: without(text, |_, _, _| false) }).to_string()
}

/// Returns the text with special characters written out, unless `stays` keeps them, given the characters before and
/// after.
fn without(text: &str, stays: fn(Option<char>, char, Option<char>) -> bool) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len() + 8);
    let (mut chars, mut before) = (text.chars().peekable(), None);
    while let Some(c) = chars.next() {
        if is_plain(c) || stays(before, c, chars.peek().copied()) {
            output.push(c);
        } else {
            output.push_str(&escape(c));
        }
        before = Some(c);
    }
    Cow::Owned(output)
}

fn is_plain(c: char) -> bool {
    c == ' ' || !(c.is_whitespace() || is_invisible(c))
}

fn escape(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c => c.escape_unicode().to_string(),
    }
}

/// Returns the text sanitized in quotes, with combining marks written out, because they look like composed letters.
pub(super) fn spelled_out(text: &str, language: Language) -> String {
    let mut output = String::new();
    for c in without(text, |_, _, _| false).chars() {
        if is_combining_mark(c) {
            output.push_str(&escape(c));
        } else {
            output.push(c);
        }
    }
    language.localize(messages::Quoted { text: output }).to_string()
}

/// Returns the meaning of the characters that [`quoted`] writes out in these texts: `\u{a0}: a no-break space; \n: a line
/// break`. `has_marks` means that [`spelled_out`] writes them. It is empty if no character is written out.
pub(super) fn legend<'t>(texts: impl IntoIterator<Item = &'t str>, has_marks: bool, language: Language) -> String {
    const MOST_OF_A_NAME: usize = 4;
    let mut named: Vec<(&str, Vec<String>)> = Vec::new();
    let all = texts.into_iter().flat_map(str::chars);
    for c in all.filter(|c| !is_plain(*c) || (has_marks && is_combining_mark(*c))) {
        let (name, escape) = (name_of(c, language), escape(c));
        match named.iter_mut().find(|(known, _)| *known == name) {
            Some((_, escapes)) if escapes.contains(&escape) => {}
            Some((_, escapes)) => escapes.push(escape),
            None => named.push((name, vec![escape])),
        }
    }
    let meaning = |(said, escapes): &(&str, Vec<String>)| {
        let about = language.first(escapes, MOST_OF_A_NAME, ", ");
        language.localize(messages::LabeledText { label: about, text: said }).to_string()
    };
    language.join_with_semicolons(&named.iter().map(meaning).collect::<Vec<_>>())
}

/// Returns the name of a character that is written out.
fn name_of(c: char, language: Language) -> &'static str {
    match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            messages::CharacterLineBreak.text(language)
        }
        '\t' => messages::CharacterTab.text(language),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => messages::CharacterNoBreakSpace.text(language),
        '\u{200b}' => messages::CharacterZeroWidthSpace.text(language),
        '\u{ad}' => messages::CharacterSoftHyphen.text(language),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            messages::CharacterDirectionMark.text(language)
        }
        c if c.is_whitespace() => messages::CharacterSpecialSpace.text(language),
        c if c.is_control() => messages::CharacterControl.text(language),
        c if is_combining_mark(c) => messages::CharacterAccent.text(language),
        _ => messages::CharacterInvisible.text(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(sanitized("Ann\u{1b}[2J"), "Ann\\u{1b}[2J");
        assert_eq!(sanitized("Zoë 王伟"), "Zoë 王伟");
    }

    #[test]
    fn spaces_of_french_punctuation_stay() {
        assert_eq!(sanitized("«\u{a0}Zoë\u{a0}»\u{a0}: US\u{a0}CA"), "«\u{a0}Zoë\u{a0}»\u{a0}: US\\u{a0}CA");
    }

    #[test]
    fn written_out_characters_are_explained_once() {
        let explained = |texts: &[&str], has_marks| legend(texts.iter().copied(), has_marks, Language::En);
        assert_eq!(explained(&["Zoë", "a b"], true), "");
        assert_eq!(
            explained(&["Ann\r\nLee", "Bob\u{a0}", "\n"], false),
            "\\r, \\n: a line break; \\u{a0}: a no-break space"
        );
        assert_eq!(explained(&["e\u{301}"], false), "");
        assert_eq!(explained(&["e\u{301}"], true), "\\u{301}: an accent apart from its letter");
        assert_eq!(
            explained(&["\u{1}\u{2}\u{3}\u{4}\u{5}"], false),
            "\\u{1}, \\u{2}, \\u{3}, \\u{4} and 1 more: a control character"
        );
    }
}
