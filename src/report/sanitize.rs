//! Sanitizing of texts for a terminal: nothing in a list can send control sequences or hide characters.

use std::borrow::Cow;
use std::io::{self, Write};

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

/// Returns a text without commands for the programs that run workflows: they look for `##[` (GitHub Actions) and
/// `##vso[` (Azure Pipelines) anywhere in a line, whoever wrote it. The bracket is written out, as control characters are.
///
/// Sources: `ActionCommand.cs` of `actions/runner`; `Command.cs` of `microsoft/azure-pipelines-agent`.
pub(crate) fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '[' if ends_in_command(&output) => output.push_str(&escape(c)),
            c => output.push(c),
        }
    }
    Cow::Owned(output)
}

/// Returns whether a bracket after this text would begin a command.
pub(super) fn ends_in_command(text: &str) -> bool {
    let ending = |length: usize| text.len().checked_sub(length).and_then(|start| text.get(start..));
    ending(2) == Some("##") || ending(5).is_some_and(|end| end.eq_ignore_ascii_case("##vso"))
}

/// A writer for a terminal that shows a file's text, such as CSV or JSON: control characters and direction marks are
/// written out as `\u001b`, which is valid in JSON. Line ends and tabs stay.
pub(crate) struct TerminalFilter<W> {
    out: W,
    /// Bytes that can't be decoded yet: the beginning of a character, or a carriage return.
    rest: Vec<u8>,
}

impl<W: Write> TerminalFilter<W> {
    pub(crate) fn new(out: W) -> Self {
        TerminalFilter { out, rest: Vec::new() }
    }

    /// Writes the last bytes, and returns the inner writer.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let rest = std::mem::take(&mut self.rest);
        self.show(&String::from_utf8_lossy(&rest))?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn show(&mut self, text: &str) -> io::Result<()> {
        let mut chars = text.chars().peekable();
        let mut shown = String::with_capacity(text.len());
        while let Some(c) = chars.next() {
            let is_line_end = c == '\r' && chars.peek() == Some(&'\n');
            match c {
                '\n' | '\t' => shown.push(c),
                '\r' if is_line_end => shown.push(c),
                c if c.is_control() || is_direction_mark(c) => shown.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => shown.push(c),
            }
        }
        self.out.write_all(shown.as_bytes())
    }
}

impl<W: Write> Write for TerminalFilter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest.extend_from_slice(bytes);
        let mut bytes_read = std::mem::take(&mut self.rest);
        let end = match std::str::from_utf8(&bytes_read) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => bytes_read.len(),
        };
        let end = if bytes_read[..end].ends_with(b"\r") { end - 1 } else { end };
        self.show(&String::from_utf8_lossy(&bytes_read[..end]))?;
        self.rest = bytes_read.split_off(end);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
        c if is_direction_mark(c) => messages::CharacterDirectionMark.text(language),
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
    fn commands_of_workflows_are_written_out() {
        for (text, expected) in [
            ("##[set-output name=x]evil", "##\\u{5b}set-output name=x]evil"),
            ("a ##VSO[task.setvariable]b ##[x]", "a ##VSO\\u{5b}task.setvariable]b ##\\u{5b}x]"),
            ("###[a]", "###\\u{5b}a]"),
            ("#[a] ## [b] vso[c]", "#[a] ## [b] vso[c]"),
        ] {
            assert_eq!(without_commands(text), expected);
        }
    }

    #[test]
    fn files_on_a_terminal_have_no_control_characters() {
        let text = "a\tb\r\n\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\rz é\r\n";
        for size in [1, 2, 3, 100] {
            let mut out = TerminalFilter::new(Vec::new());
            text.as_bytes().chunks(size).for_each(|chunk| out.write_all(chunk).unwrap());
            let shown = String::from_utf8(out.finish().unwrap()).unwrap();
            assert_eq!(shown, "a\tb\r\n\\u001b]0;x\\u0007\\u009b2J\\u202e\\u000dz é\r\n", "{size}");
        }
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
